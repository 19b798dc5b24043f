//! What each event carries over, and what it leaves as it was.

use mutual_care::base::Told;
use mutual_care::machine::Machine;
use mutual_care::placement::Information;
use mutual_care::placement::referral::{
    AdmittedInEmergency, ChildAsked, ChildDescribed, Closed, DeclinedBecause, DeclinedByHome,
    InformationProvided, LapsedBecause, Referral, ReferralCase, Status, StepTaken, SubmittedToHome,
    TimeRanOut, WithdrawnBecause, WithdrawnByAuthority, Worry, WorryAnswered, WorryOf, WorryOutcome,
};
use mutual_care::placement::{AuthorityStep, OwnRisk, OwnView};

use crate::people::{
    CHILD, MANAGER, MOVE, RESIDENT, WORKER, accepted, after, child, child_id, compatibility, date_agreed,
    day, discussed, emergency_on, home, home_id, id, impact, interest, liaison, looked_at, meeting, planning,
    provided_but, ready, record, submitted, then, transition, words, worker, worry,
};
use crate::proof::answered;

#[test]
fn a_referral_begins_as_it_was_submitted() {
    let closed =
        mutual_care::base::RecordRef { id: id::<mutual_care::base::kinds::Referral>(499).any(), revision: 7 };
    let record = after(SubmittedToHome { reopens: Some(closed), ..submitted() }, []);
    let case = record.case();
    assert_eq!((case.submitted_on(), case.planned_on(), case.last_on()), (day(0), day(MOVE), day(0)));
    assert_eq!((case.child(), case.home(), case.information()), (&child(), home_id(), 1));
    assert_eq!((case.reopens(), case.age()), (Some(closed), Some(14)));
    assert!(case.provided().is_empty() && case.steps().is_empty() && case.liaison().is_empty());
    assert!(case.worries().is_empty() && case.afterwards().is_empty());
    assert_eq!((case.discussed(), case.interest(), case.seen(), case.meeting()), (None, None, None, None));
    assert_eq!((case.transition(), case.compatibility(), case.impact()), (None, None, None));
    assert_eq!((case.accepted(), case.date(), case.emergency()), (None, None, None));
}

#[test]
fn each_step_is_kept_as_it_was_said() {
    let dated = then(then(record(ready()), accepted()), date_agreed());
    let case = dated.case();
    assert_eq!((case.discussed(), case.interest()), (Some(&discussed()), Some(&interest())));
    assert_eq!((case.meeting(), case.transition()), (Some(&meeting()), Some(&transition())));
    assert_eq!(case.seen(), Some(&looked_at(&home()).seen));
    assert_eq!(case.liaison().get(&child_id(RESIDENT)), Some(&liaison(RESIDENT)));
    assert_eq!(case.compatibility(), Some(&compatibility(&child(), &home(), 2)));
    assert_eq!(case.impact(), Some(&impact(&child(), &home(), 2)));
    assert_eq!((case.accepted(), case.date()), (Some(&accepted()), Some(&date_agreed())));
    assert_eq!((case.provided().len(), case.information()), (16, 2));
    assert_eq!(case.last_on(), day(13));
}

/// What is left when the events that may change are put aside.
fn rest(case: &ReferralCase) -> String {
    format!("{:?}", (case.submitted_on(), case.home(), case.discussed(), case.interest(), case.meeting()))
        + &format!("{:?}", (case.liaison(), case.transition(), case.compatibility(), case.impact()))
}

#[test]
fn information_is_provided_part_by_part_and_each_time_is_a_revision() {
    let first = record([planning(), vec![provided_but(&[Information::Health]).into()]].concat());
    assert_eq!((first.case().provided().len(), first.case().information()), (15, 2));
    let mut later = provided_but(&[]).provided[0];
    later.on = day(9);
    let one =
        InformationProvided { on: day(9), provided: mutual_care::placement::Few::new(vec![later]).unwrap() };
    let second = then(first, one);
    assert_eq!((second.case().provided().len(), second.case().information()), (15, 3));
    assert_eq!(second.case().provided()[&later.what].on, day(9), "provided anew");
}

#[test]
fn what_is_known_of_the_child_changes_and_nothing_else() {
    let before = record(ready());
    let mut other = child();
    other.own_risks = mutual_care::placement::Facts::only([OwnRisk::GoingMissing]);
    let described = then(before.clone(), ChildDescribed { on: day(11), child: Box::new(other.clone()) });
    assert_eq!((described.case().child(), described.case().information()), (&other, 3));
    let view = OwnView::TooYoung { by: worker(WORKER), on: day(11) };
    let asked = then(before.clone(), ChildAsked { on: day(11), view: view.clone(), says: None });
    assert_eq!((&asked.case().child().own_view, asked.case().information()), (&view, 3));
    for after in [described, asked] {
        assert_eq!(rest(after.case()), rest(before.case()));
        assert_eq!(after.case().provided(), before.case().provided());
    }
}

#[test]
fn looking_at_the_home_again_moves_the_date_and_keeps_what_was_said() {
    let before = record(ready());
    let mut later = looked_at(&home());
    later.seen.planned_on = day(MOVE + 7);
    let after = then(before.clone(), later);
    assert_eq!(after.case().planned_on(), day(MOVE + 7));
    assert_eq!(after.case().information(), before.case().information());
    assert_eq!(rest(after.case()), rest(before.case()));
}

#[test]
fn worries_are_numbered_and_answered_by_their_number() {
    let two = record(vec![worry(WorryOf::Child).into(), worry(WorryOf::Family).into()]);
    let numbers: Vec<u32> = two.case().worries().iter().map(Worry::number).collect();
    assert_eq!(numbers, [1, 2]);
    let second = then(two, answered(2, WorryOutcome::Answered));
    let [first, other] = second.case().worries() else { panic!("two") };
    assert!(first.is_open() && !other.is_open());
    assert_eq!(
        (other.raised(), other.answered()),
        (&worry(WorryOf::Family), Some(&answered(2, WorryOutcome::Answered)))
    );
    let settled = WorryAnswered { on: day(15), ..answered(2, WorryOutcome::Settled) };
    let again = then(second, settled.clone());
    assert_eq!(again.case().worries()[1].answered(), Some(&settled), "the last word counts");
}

#[test]
fn a_step_of_the_authority_is_kept() {
    let step = StepTaken { on: day(4), step: AuthorityStep::OutOfAreaApproval, by: worker(WORKER) };
    let record = record(vec![step.clone().into()]);
    assert_eq!(record.case().steps()[&AuthorityStep::OutOfAreaApproval], step);
}

#[test]
fn an_emergency_keeps_what_was_gathered() {
    let before = record(ready());
    let event = emergency_on(&child(), &home(), 20);
    let after = then(before.clone(), AdmittedInEmergency { ..event.clone() });
    assert_eq!((after.case().emergency(), after.case().planned_on()), (Some(&event), day(20)));
    assert_eq!(rest(after.case()), rest(before.case()));
    let decided = then(then(before, accepted()), emergency_on(&child(), &home(), 20));
    assert_eq!(decided.case().accepted(), None, "for another day");
    let dated = then(then(then(record(ready()), accepted()), date_agreed()), event);
    assert_eq!((dated.status(), dated.case().date()), (Status::EmergencyAdmitted, None));
}

#[test]
fn an_end_says_when_and_why() {
    let planning = record(planning());
    let declined = DeclinedByHome {
        on: day(9),
        by: worker(MANAGER),
        because: DeclinedBecause::OutsidePurpose,
        reasons: words("We have no nurse."),
    };
    let Referral::Declined(declined) = then(planning.clone(), declined) else { panic!("declined") };
    let because = DeclinedBecause::OutsidePurpose;
    assert_eq!(declined.case().closed(), Some(Closed::Declined { on: day(9), because }));
    let withdrawn = WithdrawnByAuthority {
        on: day(10),
        by: worker(WORKER),
        because: WithdrawnBecause::ChildDoesNotWant,
        words: words(""),
    };
    let Referral::Withdrawn(withdrawn) = then(planning.clone(), withdrawn) else { panic!("withdrawn") };
    let because = WithdrawnBecause::ChildDoesNotWant;
    assert_eq!(withdrawn.case().closed(), Some(Closed::Withdrawn { on: day(10), because }));
    let lapsed = TimeRanOut { on: day(100), because: LapsedBecause::HomeSilent };
    let Referral::Lapsed(lapsed) = then(planning, lapsed) else { panic!("lapsed") };
    let because = LapsedBecause::HomeSilent;
    assert_eq!(lapsed.case().closed(), Some(Closed::Lapsed { on: day(100), because }));
    assert_eq!(lapsed.case().child().id, child_id(CHILD));
}

#[test]
fn late_knowledge_does_not_turn_time_back() {
    let record = then(
        record(planning()),
        StepTaken { on: day(1), step: AuthorityStep::KeyStage4Approval, by: worker(WORKER) },
    );
    assert_eq!(record.case().last_on(), day(2));
    assert_eq!(record.status(), Status::Planning);
    assert_eq!(record.case().discussed().unwrap().team_heard, Told::Known(true));
}
