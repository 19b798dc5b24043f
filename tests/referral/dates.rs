//! The order of dates: what a decision rests on is dated on or before it; of one day, in order of entry. Each from both
//! sides of the day.

use mutual_care::base::FactSource;
use mutual_care::machine::Machine;
use mutual_care::placement::referral::{
    AcceptedByManager, Afterwards, AfterwardsDone, ChildAsked, ChildMovedIn, CompatibilityAssessed,
    DiscussedWithTeam, HomeLookedAt, ImpactAssessed, InformationProvided, InterestExpressed, LiaisonHeld,
    MovingInAgreed, PlanningMeetingHeld, Referral, ReferralEvent, StepTaken, SubmittedToHome,
    TransitionPlanned, WithdrawnBecause, WithdrawnByAuthority, WorryOf, WorryOutcome, WorryRaised,
};
use mutual_care::placement::{
    AuthorityStep, Child, Few, Information, OwnView, Provided, ProvidedAs, WorkersView,
};

use crate::missing::asked_again;
use crate::people::{
    MOVE, RESIDENT, WORKER, accepted, after, bars, before_the_move, child, compatibility, date_agreed, day,
    discussed, emergency_on, found, home, home_with, impact, interest, liaison, looked_at, meeting,
    provided_but, ready, record, resident, submitted, then, transition, words, worker, worry,
};
use crate::proof::answered;
use crate::stands::{dated, decided};

/// What bars a decision of this day.
fn on_day(record: &Referral, on: u64) -> Vec<&'static str> {
    bars(&found(record, AcceptedByManager { on: day(on), ..accepted() }))
}

/// Each thing that a decision rests on, dated on the day of the decision and on the day after.
#[test]
fn what_a_decision_rests_on_is_dated_on_or_before_it() {
    type E = ReferralEvent;
    let dated = |on: u64| -> Vec<E> {
        let on = day(on);
        let part =
            Provided { what: Information::Health, how: ProvidedAs::Known, on, source: FactSource::Record };
        vec![
            HomeLookedAt { on, ..looked_at(&home()) }.into(),
            PlanningMeetingHeld { on, ..meeting() }.into(),
            LiaisonHeld { on, ..liaison(RESIDENT) }.into(),
            TransitionPlanned { on, ..transition() }.into(),
            CompatibilityAssessed { on, ..compatibility(&child(), &home(), 2) }.into(),
            ImpactAssessed { on, ..impact(&child(), &home(), 2) }.into(),
            InformationProvided { on, provided: Few::new(vec![part]).unwrap() }.into(),
            WorryRaised { on, ..worry(WorryOf::Family) }.into(),
        ]
    };
    for (place, event) in dated(20).into_iter().enumerate() {
        // A look that finds the same was true from the earlier one on.
        let same_look = place == 0;
        let record = then(record(ready()), event.clone());
        let later = |on| on_day(&record, on).contains(&"dated-after-decision");
        assert_eq!((later(19), later(20)), (!same_look, false), "{event:?}");
    }
}

#[test]
fn an_answer_a_view_and_a_step_count_from_their_day() {
    let worried =
        record([vec![WorryRaised { on: day(3), ..worry(WorryOf::Family) }.into()], ready()].concat());
    let answer =
        mutual_care::placement::referral::WorryAnswered { on: day(20), ..answered(1, WorryOutcome::Settled) };
    let settled = then(worried, answer);
    assert_eq!(on_day(&settled, 19), ["dated-after-decision"]);
    assert_eq!(on_day(&settled, 20), [""; 0]);

    let mut away = home();
    away.area = mutual_care::base::Fact::known("E99000009".parse().unwrap());
    let events: [ReferralEvent; 3] = [
        looked_at(&away).into(),
        compatibility(&child(), &away, 2).into(),
        impact(&child(), &away, 2).into(),
    ];
    let distant = asked_again(events.into_iter().fold(record(ready()), then));
    let decided = then(distant, accepted());
    let step = StepTaken { on: day(20), step: AuthorityStep::DistantPlacementApproval, by: worker(WORKER) };
    let taken = then(decided, step);
    let agrees = |on| bars(&found(&taken, MovingInAgreed { on: day(on), ..date_agreed() }));
    assert_eq!(agrees(19), ["authority-step-open"]);
    assert_eq!(agrees(20), [""; 0]);
    // In an emergency as well.
    let step = StepTaken { on: day(4), step: AuthorityStep::DistantPlacementApproval, by: worker(WORKER) };
    let taken = record(vec![step.into()]);
    assert_eq!(bars(&found(&taken, emergency_on(&child(), &away, 3))), ["authority-step-open"]);
    assert_eq!(bars(&found(&taken, emergency_on(&child(), &away, 4))), [""; 0]);
}

#[test]
fn each_step_follows_on_the_one_before() {
    let early = "dated-before-what-it-follows";
    let talked = record(vec![DiscussedWithTeam { on: day(5), ..discussed() }.into()]);
    let interested = |on| bars(&found(&talked, InterestExpressed { on: day(on), ..interest() }));
    assert_eq!((interested(4), interested(5)), (vec![early], vec![]));
    let agreed = |on| bars(&found(&decided(), MovingInAgreed { on: day(on), ..date_agreed() }));
    assert_eq!((agreed(11), agreed(12)), (vec![early], vec![]));
    let ready_to_move = before_the_move().into_iter().fold(dated(), then);
    let moves = |on| bars(&found(&ready_to_move, ChildMovedIn { on: day(on) }));
    assert!(moves(12).contains(&early) && !moves(13).contains(&early));
    assert_eq!(moves(MOVE), [""; 0]);
    let withdrawn = |record: &Referral, on| {
        let event = WithdrawnByAuthority {
            on: day(on),
            by: worker(WORKER),
            because: WithdrawnBecause::PlanChanged,
            words: words(""),
        };
        bars(&found(record, event))
    };
    assert_eq!((withdrawn(&decided(), 11), withdrawn(&decided(), 12)), (vec![early], vec![]));
    let admitted = record(vec![emergency_on(&child(), &home(), 3).into()]);
    assert_eq!((withdrawn(&admitted, 2), withdrawn(&admitted, 3)), (vec![early], vec![]));
    let told =
        |on| bars(&found(&admitted, AfterwardsDone { on: day(on), what: Afterwards::HostAuthorityNotified }));
    assert_eq!((told(2), told(3)), (vec![early], vec![]));
    let plan = AfterwardsDone { on: day(2), what: Afterwards::PlacementPlan };
    assert_eq!(bars(&found(&admitted, plan)), [""; 0], "a placement plan may come before the placement");
    let before = AfterwardsDone { on: day(20), what: Afterwards::HostAuthorityNotified };
    assert_eq!(bars(&found(&dated(), before)), ["not-moved-in-yet"]);
}

#[test]
fn nothing_is_recorded_before_it_was_so() {
    let early = ["dated-before-what-it-follows"];
    let record = record(vec![]);
    let view = |on| OwnView::Declined { by: worker(WORKER), on: day(on) };
    let asked = |said| bars(&found(&record, ChildAsked { on: day(4), view: view(said), says: None }));
    assert_eq!((asked(4), asked(5)), (vec![], early.to_vec()));
    let described = |said| {
        let child = Child { own_view: view(said), ..child() };
        bars(&found(
            &record,
            mutual_care::placement::referral::ChildDescribed { on: day(4), child: Box::new(child) },
        ))
    };
    assert_eq!((described(4), described(5)), (vec![], early.to_vec()));
    let provided = |on: u64| {
        let mut event = provided_but(&[]);
        event.on = day(on);
        bars(&found(&record, event))
    };
    assert_eq!(provided(5), [""; 0]);
    assert_eq!(provided(4), vec![early[0]; 16], "each part has its own day");
    let opened = |on| {
        let child = Child { own_view: view(on), ..child() };
        let opening = SubmittedToHome { child: Box::new(child), ..submitted() };
        let policy = crate::people::policy();
        let setting = mutual_care::machine::Setting::new(&policy, &crate::kit::EveryDay);
        let stamp = crate::kit::stamp_as(1, mutual_care::base::Role::SocialWorker);
        Referral::open(crate::people::id(crate::people::REFERRAL), opening, stamp, &setting).is_ok()
    };
    assert!(opened(0) && !opened(1));
    // In an emergency, what the child said is from before it.
    let later = after(submitted(), [ChildAsked { on: day(5), view: view(5), says: None }.into()]);
    let told = later.case().child().clone();
    let admitted = |on| bars(&found(&later, emergency_on(&told, &home(), on)));
    assert_eq!((admitted(4), admitted(5)), (early.to_vec(), vec![]));
}

/// An assessment names the revision that it judged, and a day on which that was known.
#[test]
fn a_judgement_is_of_what_was_known_on_its_day() {
    let judged = |on| {
        let again = CompatibilityAssessed { on: day(on), ..compatibility(&child(), &home(), 2) };
        on_day(&then(record(ready()), again), 12)
    };
    // Revision 2 of the information is of day 5.
    assert_eq!(judged(5), [""; 0]);
    assert_eq!(judged(4), ["judged-before-known"]);
    assert!(judged(13).contains(&"dated-after-decision"), "of next year");
    // The home was seen otherwise before: an assessment from before the look did not judge it as it is now.
    let two = home_with(vec![resident(RESIDENT), resident(crate::people::NEWCOMER)]);
    let looked = then(record(ready()), HomeLookedAt { on: day(11), ..looked_at(&two) });
    let asked = then(asked_again(looked), liaison(crate::people::NEWCOMER));
    let asked = then(asked, LiaisonHeld { on: day(12), ..liaison(crate::people::NEWCOMER) });
    let judged = |on| {
        let compatibility = CompatibilityAssessed { on: day(on), ..compatibility(&child(), &two, 2) };
        let impact = ImpactAssessed { on: day(on), ..impact(&child(), &two, 2) };
        on_day(&then(then(asked.clone(), compatibility), impact), 12)
    };
    assert_eq!((judged(10), judged(11)), (vec!["judged-before-known"; 1], vec![]));
    // Liaison from before the first look is about nobody who was known to live there.
    let unasked = || {
        record(ready().into_iter().filter(|event| !matches!(event, ReferralEvent::LiaisonHeld(_))).collect())
    };
    let early = then(unasked(), LiaisonHeld { on: day(5), ..liaison(RESIDENT) });
    assert_eq!(on_day(&early, 12), ["liaison-before-change"]);
    let on_the_day = then(unasked(), LiaisonHeld { on: day(6), ..liaison(RESIDENT) });
    assert_eq!(on_day(&on_the_day, 12), [""; 0]);
    let objects = LiaisonHeld { on: day(6), view: WorkersView::Agrees, ..liaison(RESIDENT) };
    assert_eq!(on_day(&then(record(ready()), objects), 12), [""; 0]);
}

/// A worry that was raised before an assessment was written down, and after the day it bears, was not known to it.
#[test]
fn an_assessment_does_not_know_a_worry_of_a_later_day() {
    let worried = then(record(ready()), WorryRaised { on: day(11), ..worry(WorryOf::Family) });
    let worried = then(worried, answered(1, WorryOutcome::Settled));
    let judged = |on| {
        let compatibility = CompatibilityAssessed { on: day(on), ..compatibility(&child(), &home(), 2) };
        let impact = ImpactAssessed { on: day(on), ..impact(&child(), &home(), 2) };
        on_day(&then(then(asked_again(worried.clone()), compatibility), impact), 12)
    };
    assert_eq!((judged(10), judged(11)), (vec!["judged-before-worry"], vec![]));
}

/// A fact is recorded on its day or after it; a day is left for clocks that are ahead.
#[test]
fn nothing_is_recorded_that_has_not_happened() {
    use mutual_care::base::{Role, Stamp};
    use mutual_care::machine::{Refusal, Setting, Step};
    let policy = crate::people::policy();
    let setting = Setting::new(&policy, &crate::kit::EveryDay);
    let worker: mutual_care::base::WorkerId = worker(WORKER);
    let offered = |on: u64| {
        let at = day(20).and_hms_opt(9, 30, 0).unwrap().and_utc();
        let stamp = Stamp::new(at, worker, Role::SocialWorker).unwrap();
        let opening =
            Stamp::new(day(0).and_hms_opt(9, 0, 0).unwrap().and_utc(), worker, Role::SocialWorker).unwrap();
        let id = crate::people::id(crate::people::REFERRAL);
        let record = Referral::open(id, submitted(), opening, &setting).unwrap().record.into_any();
        let step = Step::Regularly(ReferralEvent::from(HomeLookedAt { on: day(on), ..looked_at(&home()) }));
        match record.offer(step, stamp, &setting) {
            Ok(_) => vec![],
            Err(refused) => match refused.why() {
                Refusal::Barred(findings) => bars(findings),
                why => panic!("{why}"),
            },
        }
    };
    assert_eq!((offered(21), offered(22)), (vec![], vec!["not-happened-yet"]));
}
