//! A child who lives there keeps what is owed to them, however the referral ended, until the child has left.

use mutual_care::base::{Deadline, Duty, Owes, Standing};
use mutual_care::machine::{Machine, Setting, TakenOver};
use mutual_care::placement::referral::{
    Afterwards, AfterwardsDone, AsKnown, ChildLeft, ChildMovedIn, KnownWorry, LiaisonHeld, Referral, Status,
    WorryOf, WorryOutcome, WorryRaised,
};

use crate::kit::{EveryDay, stamp_as};
use crate::people::{
    MOVE, REFERRAL, RESIDENT, accepted, bars, before_the_move, child, date_agreed, day, emergency_on, found,
    home, id, liaison, looked_at, misfit, planning, policy, provided_but, record, submitted, then, words,
    worry,
};
use crate::proof::{answered, close};
use crate::stands::dated;

fn admitted() -> Referral {
    record(vec![emergency_on(&child(), &home(), 3).into()])
}

pub fn open_duties(record: &Referral, on: u64) -> Vec<&'static str> {
    let duties = record.duties(day(on), &policy(), &EveryDay);
    let open = |duty: &&Duty| matches!(duty.standing(day(on)), Standing::Due | Standing::Late { .. });
    duties.iter().filter(open).map(|duty| duty.rule().code).collect()
}

const SKIPPED: [&str; 8] = [
    "information-owed",
    "placement-plan-owed",
    "notifications-owed",
    "host-authority-owed",
    "planning-meeting-owed",
    "liaison-owed",
    "assessments-owed",
    "look-again-owed",
];

/// Admitted in an emergency, and declined the next day.
#[test]
fn a_decline_takes_nothing_from_a_child_who_lives_there() {
    assert_eq!(open_duties(&admitted(), 4), SKIPPED);
    for status in [Status::Declined, Status::Withdrawn, Status::MovedIn] {
        let closed = close(admitted(), status);
        assert_eq!(closed.status(), status);
        assert_eq!(open_duties(&closed, 14), SKIPPED, "{status}");
        // What is owed can be done.
        let done = then(closed.clone(), AfterwardsDone { on: day(14), what: Afterwards::PlacementPlan });
        assert!(!open_duties(&done, 14).contains(&"placement-plan-owed"));
        let asked = then(done, LiaisonHeld { on: day(15), ..liaison(RESIDENT) });
        assert!(!open_duties(&asked, 15).contains(&"liaison-owed"));
        assert_eq!(asked.status(), status);
        // Until the child has left.
        let left = then(asked.clone(), ChildLeft { on: day(30) });
        assert!(!open_duties(&left, 29).is_empty());
        assert_eq!(open_duties(&left, 30), [""; 0]);
        assert!(!left.case().lives_there_on(day(30)) && left.case().lives_there_on(day(29)));
        assert!(misfit(&left, ChildLeft { on: day(31) }).unwrap().contains("who has not left"));
        let late = AfterwardsDone { on: day(31), what: Afterwards::Notifications };
        assert!(misfit(&left, late).unwrap().contains("before the child left"));
        let early = ChildLeft { on: day(2) };
        assert!(
            misfit(&closed, early).unwrap().contains("no earlier than the day on which the child moved in")
        );
    }
}

#[test]
fn a_child_who_does_not_live_there_is_owed_nothing_by_a_closed_referral() {
    for status in [Status::Declined, Status::Withdrawn] {
        let closed = close(record(planning()), status);
        assert_eq!(open_duties(&closed, 14), [""; 0]);
        let leaves = ChildLeft { on: day(15) };
        assert!(misfit(&closed, leaves).unwrap().contains("a child who lives there"));
    }
    let left = then(admitted(), ChildLeft { on: day(5) });
    assert_eq!(left.status(), Status::EmergencyAdmitted, "it is still to be closed");
    assert_eq!(open_duties(&left, 5), [""; 0]);
    let closed = close(left, Status::Withdrawn);
    assert_eq!(open_duties(&closed, 14), [""; 0]);
    let kept = closed.journal().last().unwrap().findings();
    assert!(
        kept.iter().all(|kept| kept.code().as_str() != "lives-there-already"),
        "and so nothing of it is said"
    );
}

/// What was left undone on the day of the move is owed after it; what was done is not.
#[test]
fn an_irregular_move_owes_what_it_left_undone() {
    let by_law = ["placement-plan-owed", "notifications-owed", "host-authority-owed"];
    let regular = before_the_move().into_iter().fold(dated(), then);
    let moved = then(regular, ChildMovedIn { on: day(MOVE) });
    assert_eq!(open_duties(&moved, MOVE), by_law);
    let duty = moved.duties(day(MOVE), &policy(), &EveryDay);
    let plan = duty.iter().find(|duty| duty.rule().code == "placement-plan-owed").unwrap();
    assert_eq!(plan.deadline(), Deadline::By(day(MOVE + 5)));
    // Made before the move it is done.
    let planned = then(dated(), AfterwardsDone { on: day(30), what: Afterwards::PlacementPlan });
    let planned = then(planned, ChildMovedIn { on: day(MOVE) });
    assert!(!open_duties(&planned, MOVE).contains(&"placement-plan-owed"));
    assert!(open_duties(&planned, MOVE).contains(&"look-again-owed"), "nobody had looked again");

    let known = AsKnown { accepted: Some(accepted()), date: Some(date_agreed()), ..known(vec![]) };
    let bare = take_over(Status::DateAgreed, known);
    let moved = then(bare, ChildMovedIn { on: day(MOVE) });
    let kept = moved.journal().last().unwrap().findings();
    assert!(kept.iter().any(|kept| kept.code().as_str() == "compatibility-missing"));
    for code in ["planning-meeting-owed", "liaison-owed", "assessments-owed", "look-again-owed"] {
        assert!(open_duties(&moved, MOVE).contains(&code), "{code}");
    }
}

fn known(worries: Vec<KnownWorry>) -> AsKnown {
    AsKnown {
        submitted: submitted(),
        provided: provided_but(&[]).provided,
        seen: Some(looked_at(&home()).seen),
        accepted: None,
        date: None,
        emergency: None,
        worries,
    }
}

fn take_over(status: Status, as_known: AsKnown) -> Referral {
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let taken = TakenOver { status, on: day(14), from_system: words("the old shared drive"), as_known };
    let stamp = stamp_as(1, mutual_care::base::Role::Administrator);
    let taken = Referral::take_over(id(REFERRAL), taken, stamp, &setting);
    taken.unwrap_or_else(|refused| panic!("{refused}")).record
}

fn misfit_of(worries: Vec<KnownWorry>) -> String {
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let from_system = words("the old shared drive");
    let taken = TakenOver { status: Status::Planning, on: day(14), from_system, as_known: known(worries) };
    let stamp = stamp_as(1, mutual_care::base::Role::Administrator);
    Referral::take_over(id(REFERRAL), taken, stamp, &setting).unwrap_err().to_string()
}

#[test]
fn worries_come_along_when_a_live_case_is_taken_over() {
    let open = KnownWorry { raised: worry(WorryOf::Resident), answered: None };
    let settled =
        KnownWorry { raised: worry(WorryOf::Family), answered: Some(answered(2, WorryOutcome::Settled)) };
    let taken = take_over(Status::Planning, known(vec![open.clone(), settled.clone()]));
    let numbers: Vec<(u32, bool)> =
        taken.case().worries().iter().map(|worry| (worry.number(), worry.is_open())).collect();
    assert_eq!(numbers, [(1, true), (2, false)]);
    assert_eq!(taken.case().last_on(), day(12));
    let missing = taken.missing_for_decision(day(20), &policy());
    assert_eq!(missing.with_code("worry-open").count(), 1);
    assert!(open_duties(&taken, 14).contains(&"worry-answer-owed"));
    let third = then(taken, WorryRaised { on: day(15), ..worry(WorryOf::Child) });
    assert_eq!(third.case().worries().last().unwrap().number(), 3);
    // A decision that was taken there does not take them away.
    let decided = AsKnown { accepted: Some(accepted()), ..known(vec![open]) };
    let decided = take_over(Status::Accepted, decided);
    assert!(bars(&found(&decided, date_agreed())).contains(&"worry-open"));
    let none = take_over(Status::Planning, known(vec![]));
    assert_eq!(none.missing_for_decision(day(20), &policy()).with_code("worry-open").count(), 0);
    // Each fits as it would have here.
    let wrong = KnownWorry { answered: Some(answered(1, WorryOutcome::Settled)), ..settled.clone() };
    assert!(misfit_of(vec![settled.clone(), wrong]).contains("the place of the worry in the list"));
    let silent = WorryRaised { words: words(""), ..worry(WorryOf::Child) };
    let silent = KnownWorry { raised: silent, answered: None };
    assert!(misfit_of(vec![silent]).contains("as it was said or shown"));
    let many = vec![KnownWorry { raised: worry(WorryOf::Family), answered: None }; 65];
    assert!(misfit_of(many).contains("at most 64 worries"));
}

/// A closed referral is taken up again by another one, and no referral by itself.
#[test]
fn a_referral_does_not_reopen_itself() {
    use mutual_care::base::{RecordRef, Role, kinds};
    use mutual_care::placement::referral::SubmittedToHome;
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let of = |number| Some(RecordRef { id: id::<kinds::Referral>(number).any(), revision: 1 });
    let opened = |reopens| {
        let opening = SubmittedToHome { reopens, ..submitted() };
        let opened = Referral::open(id(REFERRAL), opening, stamp_as(1, Role::SocialWorker), &setting);
        opened.map(|_| ()).map_err(|refused| refused.to_string())
    };
    assert!(opened(of(REFERRAL + 1)).is_ok() && opened(None).is_ok());
    assert!(opened(of(REFERRAL)).unwrap_err().contains("names-itself"));
    let taken = |reopens| {
        let mut as_known = known(vec![]);
        as_known.submitted.reopens = reopens;
        let from_system = words("the old shared drive");
        let taken = TakenOver { status: Status::Planning, on: day(14), from_system, as_known };
        Referral::take_over(id(REFERRAL), taken, stamp_as(1, Role::Administrator), &setting).is_ok()
    };
    assert!(taken(of(REFERRAL + 1)) && !taken(of(REFERRAL)));
}
