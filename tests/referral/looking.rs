//! What is owed, by whom and by when, and cases that come in from elsewhere.

use mutual_care::base::{Code, Deadline, Duty, Ower, Owes, RecordRef, Role, Standing, Term, kinds};
use mutual_care::machine::{Machine, Refusal, Setting, TakenOver};
use mutual_care::placement::referral::{
    AcceptedByManager, AsKnown, ChildAsked, DeclinedBecause, DeclinedByHome, Policy, Referral, Status,
    SubmittedToHome, WorryOf, WorryOutcome,
};
use mutual_care::placement::{Few, Information, OwnView, Provided, ProvidedAs};

use crate::guards::unasked;
use crate::kit::{EveryDay, stamp_as};
use crate::people::{
    MANAGER, REFERRAL, WORKER, accepted, after, bars, child, date_agreed, day, discussed, emergency_on,
    found, home, id, looked_at, planning, policy, provided_but, record, submitted, then, words, worker,
    worry,
};
use crate::proof::answered;

fn duty(record: &Referral, code: &str) -> Option<Duty> {
    duty_under(&policy(), record, code)
}

fn duty_under(policy: &Policy, record: &Referral, code: &str) -> Option<Duty> {
    record.duties(day(2), policy, &EveryDay).into_iter().find(|duty| duty.rule().code == code)
}

#[test]
fn a_referral_is_answered_by_the_home() {
    let owed = duty(&record(vec![]), "referral-answer-owed").unwrap();
    assert_eq!((owed.owed_by(), owed.from(), owed.deadline()), (Ower::Home, day(0), Deadline::By(day(3))));
    assert_eq!(owed.standing(day(4)), Standing::Late { days: 1 });
    let interested = duty(&record(planning()), "referral-answer-owed").unwrap();
    assert_eq!(interested.standing(day(4)), Standing::Done);
    let none = Policy { answer_within: None, ..policy() };
    assert_eq!(
        duty_under(&none, &record(vec![]), "referral-answer-owed").unwrap().deadline(),
        Deadline::NoDay
    );
    // In working days, by the calendar asked: day 0 is a Monday.
    let week = Policy { answer_within: Some(Term::WorkingDays(5)), ..policy() };
    let duties = record(vec![]).duties(day(0), &week, &mutual_care::base::England);
    let answer = duties.iter().find(|duty| duty.rule().code == "referral-answer-owed").unwrap();
    assert_eq!(answer.deadline(), Deadline::By(day(7)));
}

#[test]
fn somebody_asks_the_child() {
    let owed = duty(&after(unasked(), []), "child-to-be-asked").unwrap();
    assert_eq!((owed.owed_by(), owed.deadline()), (Ower::PlacingAuthority, Deadline::NoDay));
    assert!(duty(&record(vec![]), "child-to-be-asked").is_none(), "the child was asked");
    let declined = OwnView::Declined { by: worker(WORKER), on: day(1) };
    let asked = then(after(unasked(), []), ChildAsked { on: day(1), view: declined, says: None });
    assert!(duty(&asked, "child-to-be-asked").is_none());
}

#[test]
fn the_authority_owes_the_information_from_interest_on() {
    assert!(duty(&record(vec![discussed().into()]), "information-owed").is_none());
    let planning = record(planning());
    let owed = duty(&planning, "information-owed").unwrap();
    assert_eq!(owed.owed_by(), Ower::PlacingAuthority);
    assert_eq!((owed.from(), owed.deadline()), (day(2), Deadline::By(day(7))));
    let part = then(planning.clone(), provided_but(&[Information::Health]));
    assert_eq!(duty(&part, "information-owed").unwrap().standing(day(8)), Standing::Late { days: 1 });
    let all = then(planning.clone(), provided_but(&[]));
    assert_eq!(duty(&all, "information-owed").unwrap().done_on(), Some(day(5)));
    // Asked and not known counts, with its own day.
    let (how, on) = (ProvidedAs::AskedNotKnown, day(9));
    let source = mutual_care::base::FactSource::Worker;
    let health = Provided { what: Information::Health, how, on, source };
    let provided = Few::new(vec![health]).unwrap();
    let late = then(part, mutual_care::placement::referral::InformationProvided { on, provided });
    assert_eq!(duty(&late, "information-owed").unwrap().standing(day(9)), Standing::DoneLate { days: 2 });
    let admitted = record(vec![emergency_on(&child(), &home(), 3).into()]);
    assert_eq!(duty(&admitted, "information-owed").unwrap().from(), day(3));
    assert!(duty(&admitted, "referral-answer-owed").is_none(), "the child lives there");
}

#[test]
fn a_worry_is_answered() {
    let worried = record(vec![worry(WorryOf::Child).into()]);
    let owed = duty(&worried, "worry-answer-owed").unwrap();
    assert_eq!((owed.owed_by(), owed.from(), owed.deadline()), (Ower::Home, day(11), Deadline::By(day(18))));
    let answered = then(worried, answered(1, WorryOutcome::Answered));
    assert_eq!(duty(&answered, "worry-answer-owed").unwrap().done_on(), Some(day(12)));
}

/// A closed referral is taken up again by another one that names it.
#[test]
fn a_closed_referral_owes_nothing_and_is_taken_up_by_a_new_one() {
    let declined = DeclinedByHome {
        on: day(9),
        by: worker(MANAGER),
        because: DeclinedBecause::NoPlace,
        reasons: words("Full until June."),
    };
    let closed = then(record(planning()), declined);
    assert!(closed.duties(day(200), &policy(), &EveryDay).is_empty());
    // What can happen in it is about a child who lives there, and this one does not.
    let visit = crate::people::meeting();
    assert!(crate::people::misfit(&closed, visit).unwrap().contains("expected a child who lives there"));
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let anew = SubmittedToHome { on: day(20), reopens: Some(closed.record_ref()), ..submitted() };
    let stamp = stamp_as(1, Role::SocialWorker);
    let opened = Referral::open(id(REFERRAL + 1), anew, stamp, &setting).unwrap().record;
    let expected = RecordRef { id: id::<kinds::Referral>(REFERRAL).any(), revision: closed.revision() };
    assert_eq!(opened.case().reopens(), Some(expected));
}

fn known() -> AsKnown {
    AsKnown {
        submitted: submitted(),
        provided: provided_but(&[]).provided,
        seen: Some(looked_at(&home()).seen),
        accepted: None,
        date: None,
        emergency: None,
        worries: vec![],
    }
}

fn take_over(status: Status, as_known: AsKnown) -> Result<Referral, Refusal> {
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let taken = TakenOver { status, on: day(14), from_system: words("the old shared drive"), as_known };
    Referral::take_over(id(REFERRAL), taken, stamp_as(1, Role::Administrator), &setting)
        .map(|accepted| accepted.record)
        .map_err(|refused| refused.why().clone())
}

#[test]
fn a_live_case_brings_what_its_status_says_and_no_more() {
    let emergency = || Some(Box::new(emergency_on(&child(), &home(), 3)));
    let expected = |status| match status {
        Status::Accepted => Some((true, false, false)),
        Status::DateAgreed => Some((true, true, false)),
        Status::EmergencyAdmitted => Some((false, false, true)),
        Status::Submitted | Status::Discussed | Status::Planning => Some((false, false, false)),
        _ => None,
    };
    for status in Status::ALL {
        let Some(right) = expected(*status) else { continue };
        for bits in 0..8 {
            let says = (bits & 1 == 1, bits & 2 == 2, bits & 4 == 4);
            let known = AsKnown {
                accepted: says.0.then(accepted),
                date: says.1.then(date_agreed),
                emergency: if says.2 { emergency() } else { None },
                ..known()
            };
            let taken = take_over(*status, known);
            assert_eq!(taken.is_ok(), says == right, "{status} {says:?}");
        }
    }
}

#[test]
fn what_a_live_case_brings_is_asked_as_the_event_it_stands_for() {
    let wrong = |change: &dyn Fn(&mut AsKnown)| {
        let mut known = AsKnown { accepted: Some(accepted()), ..known() };
        change(&mut known);
        take_over(Status::Accepted, known).unwrap_err().to_string()
    };
    let early = AcceptedByManager { on: day(0).pred_opt().unwrap(), ..accepted() };
    assert!(wrong(&|known| known.accepted = Some(early.clone())).contains("no earlier than the day"));
    let silent = AcceptedByManager { reasons: words(""), ..accepted() };
    assert!(wrong(&|known| known.accepted = Some(silent.clone())).contains("expected reasons in words"));
    assert!(wrong(&|known| known.seen.as_mut().unwrap().home = id(11)).contains("the home of this referral"));
    assert!(wrong(&|known| known.submitted.wanted_on = day(0).pred_opt().unwrap()).contains("`wanted_on`"));
}

/// What was done before is gathered here before the next step.
#[test]
fn a_live_case_goes_on_when_what_is_missing_is_there() {
    let taken = take_over(Status::Accepted, AsKnown { accepted: Some(accepted()), ..known() }).unwrap();
    assert_eq!((taken.case().planned_on(), taken.case().last_on()), (day(crate::people::MOVE), day(12)));
    let missing = bars(&found(&taken, date_agreed()));
    assert!(missing.contains(&"compatibility-missing") && missing.contains(&"liaison-missing"));
    let rest = crate::people::gathered().split_off(2);
    let rest = rest.into_iter().map(|event| match event {
        mutual_care::placement::referral::ReferralEvent::CompatibilityAssessed(it) => {
            mutual_care::placement::referral::CompatibilityAssessed { information: 1, ..it }.into()
        }
        mutual_care::placement::referral::ReferralEvent::ImpactAssessed(it) => {
            mutual_care::placement::referral::ImpactAssessed { information: 1, ..it }.into()
        }
        event => event,
    });
    let ready = rest.fold(taken, then);
    assert_eq!(ready.status(), Status::Accepted);
    assert_eq!(then(ready, date_agreed()).status(), Status::DateAgreed);
    let unheard = AsKnown { submitted: unasked(), ..known() };
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let taken = TakenOver {
        status: Status::Planning,
        on: day(14),
        from_system: words("the old shared drive"),
        as_known: unheard,
    };
    let stamp = stamp_as(1, Role::Administrator);
    let accepted = Referral::take_over(id(REFERRAL), taken, stamp, &setting).unwrap();
    assert_eq!(accepted.findings.with_code("own-view-not-asked").count(), 1);
}
