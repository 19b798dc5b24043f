//! What is entered late hides nothing, and what was too early, too little or not taken is still owed: each from both
//! sides of its day.

use mutual_care::base::{Fact, FactSource, Finding};
use mutual_care::machine::Machine;
use mutual_care::placement::referral::{
    AcceptedByManager, ChildMovedIn, CompatibilityAssessed, ImpactAssessed, InformationProvided,
    PlanningMeetingHeld, Referral, Status, StepTaken, SubmittedToHome,
};
use mutual_care::placement::{AuthorityStep, Facts, Few, Information, Provided, ProvidedAs, Skill};

use crate::lives_there::open_duties;
use crate::missing::asked_again;
use crate::people::{
    MOVE, WORKER, accepted, after, bars, child, compatibility, day, emergency_on, found, home, impact,
    meeting, ready, record, submitted, then, unchanged, visit, words, worker,
};
use crate::proof::rest_done_in;
use crate::stands::dated;

/// A report of day 12 is known, and then one of day 3 is entered: whoever judges both judges on day 12 or later.
#[test]
fn what_is_entered_late_hides_nothing_that_was_learnt_later() {
    let told = |on: u64| {
        let (what, on) = (Information::Health, day(on));
        let part = Provided { what, how: ProvidedAs::Known, on, source: FactSource::Record };
        InformationProvided { on, provided: Few::new(vec![part]).unwrap() }
    };
    let record = asked_again(then(then(record(ready()), told(12)), told(3)));
    assert_eq!(record.case().information(), 4);
    let judged = |on| {
        let compatibility = CompatibilityAssessed { on: day(on), ..compatibility(&child(), &home(), 4) };
        let impact = ImpactAssessed { on: day(on), ..impact(&child(), &home(), 4) };
        then(then(record.clone(), compatibility), impact)
    };
    let decides = |record: &Referral, on| found(record, AcceptedByManager { on: day(on), ..accepted() });
    assert_eq!(bars(&decides(&judged(11), 13)), ["judged-before-known"]);
    assert_eq!(bars(&decides(&judged(12), 13)), [""; 0]);
    // So it is with the package, if it names the revision, and with the decision itself.
    let agreed = |on| {
        let package = PlanningMeetingHeld { on: day(on), information: Some(4), ..meeting() };
        bars(&decides(&then(judged(12), package), 13))
    };
    assert_eq!((agreed(11), agreed(12)), (vec!["package-agreed-before-change"], vec![]));
    let rests_on_it = |on| {
        let later = decides(&judged(11), on);
        let mut later = later.with_code("dated-after-decision").map(Finding::for_professional);
        later.any(|said| said.contains("the present information about the child"))
    };
    assert_eq!((rests_on_it(11), rests_on_it(12)), (true, false));
}

#[test]
fn a_meeting_whose_package_falls_short_is_not_held_as_owed() {
    let mut needs = child();
    needs.skills = Facts::all_others(Fact::known(false)).with(Skill::DeEscalation, Fact::known(true));
    let opening = SubmittedToHome { child: Box::new(needs.clone()), ..submitted() };
    let admitted = after(opening, [emergency_on(&needs, &home(), 3).into()]);
    let owed = |change: &dyn Fn(&mut PlanningMeetingHeld)| {
        let mut met = PlanningMeetingHeld { on: day(8), ..meeting() };
        change(&mut met);
        open_duties(&then(admitted.clone(), met), 8).contains(&"planning-meeting-owed")
    };
    assert!(open_duties(&admitted, 8).contains(&"planning-meeting-owed"));
    assert!(owed(&|_| ()), "without the skill that the child needs");
    assert!(!owed(&|met| met.offer.skills = Few::new(vec![Skill::DeEscalation]).unwrap()));
    assert!(!owed(&|met| met.less_because = Some(words("They are trained before she comes."))));
}

#[test]
fn a_look_too_long_before_a_move_leaves_the_next_one_owed() {
    let visited = [20, 30, 36].into_iter().fold(dated(), |record, on| then(record, visit(on)));
    let owed = |looked: u64| {
        let moved = then(then(visited.clone(), unchanged(looked)), ChildMovedIn { on: day(MOVE) });
        assert_eq!(moved.status(), Status::MovedIn);
        open_duties(&moved, MOVE).contains(&"look-again-owed")
    };
    assert_eq!((owed(MOVE - 8), owed(MOVE - 7), owed(MOVE)), (true, false, false));
}

/// In an emergency there is no date to agree any more for which a step could wait.
#[test]
fn after_an_emergency_a_step_of_the_authority_bars_until_it_is_taken() {
    let mut away = home();
    away.area = Fact::known("E99000009".parse().unwrap());
    let there = rest_done_in(&away);
    assert_eq!(bars(&found(&there, accepted())), ["authority-step-open"]);
    let taken = |on, step| {
        let taken = then(there.clone(), StepTaken { on: day(on), step, by: worker(WORKER) });
        bars(&found(&taken, accepted()))
    };
    assert_eq!(taken(12, AuthorityStep::DistantPlacementApproval), [""; 0]);
    assert_eq!(taken(13, AuthorityStep::DistantPlacementApproval), ["authority-step-open"], "the day after");
    assert_eq!(taken(12, AuthorityStep::KeyStage4Approval), ["authority-step-open"], "another step");
    assert_eq!(
        bars(&found(&rest_done_in(&home()), accepted())),
        [""; 0],
        "a home in the area waits for none"
    );
}
