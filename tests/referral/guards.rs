//! Each guard of the steps, on its boundary from both sides.

use mutual_care::base::{Finding, Role, Term, Told};
use mutual_care::machine::{Machine, Setting, Step, TakenElsewhere};
use mutual_care::placement::referral::{
    AcceptedByManager, ChildAsked, ChildDescribed, ChildMovedIn, ChildSays, DeclinedBecause, DeclinedByHome,
    DiscussedWithTeam, HomeLookedAt, InformationProvided, InterestExpressed, LapsedBecause, LiaisonHeld,
    MovingInAgreed, NoTransitionBecause, PlanningMeetingHeld, Policy, Referral, ReferralEvent, Status,
    SubmittedToHome, TimeRanOut, Transition, TransitionPlan, TransitionPlanned, WithdrawnBecause,
    WithdrawnByAuthority, WorryAnswered, WorryOf, WorryOutcome, WorryRaised,
};
use mutual_care::placement::{Few, Information, OwnView, Provided, ProvidedAs, WorkersView};

use crate::kit::{EveryDay, stamp_as};
use crate::people::{
    CHILD, MANAGER, MOVE, NEWCOMER, REFERRAL, RESIDENT, WORKER, WORKERS, accepted, after, bars,
    before_the_move, child, child_id, child_numbered, compatibility, date_agreed, day, discussed,
    emergency_on, found, home, home_with, id, impact, interest, judged, liaison, looked_at, meeting, misfit,
    offer, planning, policy, provided_but, ready, receipt, record, resident, said, says_under, seen,
    submitted, then, transition, warns, words, worker, worry,
};
use crate::proof::answered;

fn opened(event: SubmittedToHome, policy: &Policy) -> Result<Vec<&'static str>, String> {
    let setting = Setting::new(policy, &EveryDay);
    Referral::open(id(REFERRAL), event, stamp_as(1, Role::SocialWorker), &setting)
        .map(|accepted| accepted.findings.iter().map(Finding::code).collect())
        .map_err(|refused| refused.to_string())
}

pub fn unasked() -> SubmittedToHome {
    let mut child = child();
    child.own_view = OwnView::NotAsked;
    SubmittedToHome { child: Box::new(child), ..submitted() }
}

#[test]
fn a_referral_is_for_a_day_to_come_and_reopens_a_referral() {
    assert_eq!(opened(submitted(), &policy()).unwrap(), [""; 0]);
    assert_eq!(opened(submitted(), &Policy::default()).unwrap(), ["policy-not-set"]);
    let wanted = |wanted_on| opened(SubmittedToHome { wanted_on, ..submitted() }, &policy());
    assert!(wanted(day(0)).is_ok());
    assert!(wanted(day(0).pred_opt().unwrap()).unwrap_err().contains("no earlier than `on`"));
    let closed =
        mutual_care::base::RecordRef { id: id::<mutual_care::base::kinds::Referral>(499).any(), revision: 7 };
    assert!(opened(SubmittedToHome { reopens: Some(closed), ..submitted() }, &policy()).is_ok());
    let other = mutual_care::base::RecordRef { id: child_id(CHILD).any(), ..closed };
    let said = opened(SubmittedToHome { reopens: Some(other), ..submitted() }, &policy()).unwrap_err();
    assert!(said.contains("expected `reopens` to be a referral"));
}

#[test]
fn nobody_asked_the_child_is_said_at_every_step_and_bars_the_decision() {
    assert_eq!(opened(unasked(), &policy()).unwrap(), ["own-view-not-asked"]);
    let steps = ready();
    let mut record = after(unasked(), []);
    for event in steps {
        let found = found(&record, event.clone());
        assert_eq!(found.with_code("own-view-not-asked").count(), 1, "{event:?}");
        assert!(!bars(&found).contains(&"own-view-not-asked"));
        record = then(record, event);
    }
    let found_at = |record: &Referral| found(record, accepted());
    // It is of other facts now than those judged: the child's view is one of them.
    assert!(bars(&found_at(&record)).contains(&"own-view-not-asked"));
    for view in [
        said(),
        OwnView::Declined { by: worker(WORKER), on: day(3) },
        OwnView::TooYoung { by: worker(WORKER), on: day(3) },
    ] {
        let asked = then(record.clone(), ChildAsked { on: day(11), view, says: None });
        assert!(!bars(&found_at(&asked)).contains(&"own-view-not-asked"));
    }
    let asked = ChildAsked { on: day(11), view: said(), says: None };
    assert!(found(&record, asked).is_empty(), "it is being asked");
    let decline = DeclinedByHome {
        on: day(11),
        by: worker(MANAGER),
        because: DeclinedBecause::NoPlace,
        reasons: words("Full."),
    };
    assert_eq!(warns(&found(&record, decline)), ["own-view-not-asked"], "a no is not put off for it");
}

#[test]
fn what_came_of_asking_is_something() {
    let record = record(vec![]);
    let asked = |view| misfit(&record, ChildAsked { on: day(1), view, says: None });
    assert_eq!(asked(said()), None);
    assert!(asked(OwnView::NotAsked).unwrap().contains("what came of asking"));
    let wordless = OwnView::Said { by: worker(WORKER), on: day(0), words: words("") };
    assert!(asked(wordless).unwrap().contains("in the child's own words"));
    let on = |on| misfit(&record, ChildAsked { on, view: said(), says: None });
    assert_eq!(on(day(0)), None);
    assert!(on(day(0).pred_opt().unwrap()).unwrap().contains("no earlier than the day it was submitted"));
}

#[test]
fn what_a_child_said_is_not_described_away() {
    let mut silent = child();
    silent.own_view = OwnView::NotAsked;
    let described = ChildDescribed { on: day(1), child: Box::new(silent) };
    let record = then(record(vec![]), described);
    assert_eq!(record.case().child().own_view, said());
    let told = then(after(unasked(), []), ChildDescribed { on: day(1), child: Box::new(child()) });
    assert_eq!(told.case().child().own_view, said(), "but it may be said that way at first");
    let other = ChildDescribed { on: day(1), child: Box::new(child_numbered(NEWCOMER)) };
    assert!(misfit(&record, other).unwrap().contains("expected the child of this referral"));
}

#[test]
fn the_team_is_heard_and_the_offer_is_the_homes() {
    let fresh = record(vec![]);
    let heard = |team_heard| warns(&found(&fresh, DiscussedWithTeam { team_heard, ..discussed() }));
    assert_eq!(heard(Told::Known(true)), [""; 0]);
    assert_eq!(heard(Told::Known(false)), ["team-not-heard"]);
    assert_eq!(heard(Told::default()), ["team-not-heard"]);
    let discussed = record(vec![discussed().into()]);
    let other = Box::new(mutual_care::placement::Offer { home: id(11), ..offer() });
    let said = misfit(&discussed, InterestExpressed { offer: other.clone(), ..interest() });
    assert!(said.unwrap().contains("the offer of the home of this referral"));
    let planning = record(planning());
    assert!(misfit(&planning, PlanningMeetingHeld { offer: other, ..meeting() }).is_some());
    let unset = Policy { information_within: None, ..policy() };
    let step = || Step::Regularly(interest().into());
    let found = says_under(&unset, &discussed, step(), Role::SocialWorker);
    assert_eq!(found.with_code("policy-not-set").count(), 1);
    assert!(says_under(&policy(), &discussed, step(), Role::SocialWorker).is_empty());
}

#[test]
fn not_applicable_is_said_of_offending_and_sexual_health_alone() {
    let record = record(planning());
    let part = |what| Provided {
        what,
        how: ProvidedAs::NotApplicable,
        on: day(3),
        source: mutual_care::base::FactSource::Record,
    };
    let with =
        |parts| misfit(&record, InformationProvided { on: day(3), provided: Few::new(parts).unwrap() });
    for what in <Information as mutual_care::base::Code>::ALL {
        let may = matches!(what, Information::Offending | Information::SexualHealth);
        assert_eq!(with(vec![part(*what)]).is_none(), may, "{what}");
    }
    assert!(with(vec![]).unwrap().contains("a part that was provided"));
}

#[test]
fn the_home_is_looked_at_without_the_child_in_it() {
    let record = record(planning());
    assert_eq!(misfit(&record, looked_at(&home())), None);
    let mut other = looked_at(&home());
    other.seen.home = id(11);
    assert!(misfit(&record, other).unwrap().contains("the home of this referral"));
    let mut early = looked_at(&home());
    early.seen.planned_on = day(0).pred_opt().unwrap();
    assert!(misfit(&record, early.clone()).is_some());
    early.seen.planned_on = day(0);
    assert_eq!(misfit(&record, early), None);
    // Seen for another child, this one would be among those who live there.
    let both = home_with(vec![resident(CHILD), resident(RESIDENT)]);
    let wrong = mutual_care::placement::referral::HomeSeen::of(&both, child_id(NEWCOMER), day(MOVE)).unwrap();
    let said = misfit(&record, HomeLookedAt { on: day(6), seen: wrong }).unwrap();
    assert!(said.contains("not to be among those who live there"));
    assert_eq!(seen(&both, MOVE).residents().len(), 1, "the child itself is left out");
    let mut nobody_knows = home();
    nobody_knows.residents = mutual_care::base::Fact::default();
    assert_eq!(warns(&found(&record, looked_at(&nobody_knows))), ["residents-not-known"]);
}

#[test]
fn liaison_is_about_somebody_who_lives_there_with_their_own_worker() {
    let nobody_looked = record(planning());
    assert!(misfit(&nobody_looked, liaison(RESIDENT)).unwrap().contains("who lives there"));
    let record = then(nobody_looked, looked_at(&home()));
    assert_eq!(misfit(&record, liaison(RESIDENT)), None);
    assert!(misfit(&record, liaison(NEWCOMER)).is_some());
    assert!(found(&record, liaison(RESIDENT)).is_empty());
    let other = LiaisonHeld { social_worker: worker(WORKERS), ..liaison(RESIDENT) };
    assert_eq!(warns(&found(&record, other)), ["liaison-with-another-worker"]);
    let objects = LiaisonHeld { view: WorkersView::Objects, ..liaison(RESIDENT) };
    assert_eq!(warns(&found(&record, objects)), ["liaison-objects"]);
}

#[test]
fn a_transition_is_planned_or_there_is_a_reason() {
    let record = record(planning());
    let with = |transition| TransitionPlanned { on: day(9), transition };
    let Transition::Plan(plan) = transition().transition else { panic!("a plan") };
    let only = |plan| with(Transition::Plan(plan));
    let visits = TransitionPlan { staff_meet_child_on: vec![], ..plan.clone() };
    let staff = TransitionPlan { child_visits_on: vec![], ..plan.clone() };
    assert_eq!((misfit(&record, only(visits.clone())), misfit(&record, only(staff))), (None, None));
    let neither = TransitionPlan { child_visits_on: vec![], ..visits };
    assert!(misfit(&record, only(neither)).unwrap().contains("staff meet the child or the child visits"));
    assert!(found(&record, only(plan.clone())).is_empty());
    for uninformed in [
        TransitionPlan { information_given_on: None, ..plan.clone() },
        TransitionPlan { welcome_pack_given_on: None, ..plan },
    ] {
        assert_eq!(warns(&found(&record, only(uninformed))), ["child-not-informed"]);
    }
    let none = |because, text| with(Transition::None { because, words: words(text) });
    assert_eq!(misfit(&record, none(NoTransitionBecause::KnowsHome, "")), None);
    assert_eq!(misfit(&record, none(NoTransitionBecause::Other, "She is in hospital.")), None);
    assert!(misfit(&record, none(NoTransitionBecause::Other, "")).is_some());
}

#[test]
fn an_assessment_has_the_receipt_of_what_it_judged() {
    let record = record(ready()[..5].to_vec());
    let information = record.case().information();
    let good = compatibility(&child(), &home(), information);
    assert_eq!(misfit(&record, good.clone()), None);
    let said = |change: &dyn Fn(&mut mutual_care::placement::referral::CompatibilityAssessed)| {
        let mut event = good.clone();
        change(&mut event);
        misfit(&record, event).unwrap()
    };
    let kind = said(&|event| event.receipt = judged(&child(), &home(), MOVE).2);
    assert!(kind.contains("this kind of report"), "{kind}");
    let other = said(&|event| event.receipt = judged(&child(), &home(), MOVE + 1).1);
    assert!(other.contains("the receipt of what was assessed"), "{other}");
    assert!(said(&|event| event.information = 0).contains("a revision of the information"));
    assert!(said(&|event| event.information = information + 1).contains("a revision of the information"));
    let stranger = judged(&child_numbered(NEWCOMER), &home(), MOVE);
    let strangers = said(&|event| (event.assessed, event.receipt) = (stranger.0.clone(), stranger.1.clone()));
    assert!(strangers.contains("of the child and the home of this referral"), "{strangers}");
    let mut impact = impact(&child(), &home(), information);
    assert_eq!(misfit(&record, impact.clone()), None);
    impact.good = words("");
    assert!(misfit(&record, impact).unwrap().contains("the good that the move brings"));
}

#[test]
fn what_an_assessment_says_is_no_reason_not_to_record_it() {
    let record = record(ready()[..5].to_vec());
    let assessed = judged(&child(), &home(), MOVE).0;
    let no = receipt("placement.compatibility", &assessed, &["not_suitable", "resident-no.no-fire-between"]);
    let event = mutual_care::placement::referral::CompatibilityAssessed {
        information: 1,
        receipt: no,
        ..compatibility(&child(), &home(), 2)
    };
    let found = found(&record, event.clone());
    assert_eq!(bars(&found), [""; 0]);
    let expected =
        ["judged-before-information", "no-fire-between", "judged-only-claimed", "verdict-not-suitable"];
    for code in expected {
        assert_eq!(found.with_code(code).count(), 1, "{code}");
    }
    assert_eq!(then(record, event).status(), Status::Planning);
}

#[test]
fn a_worry_is_somebodys_and_is_answered_after_it() {
    let record = record(planning());
    assert_eq!(misfit(&record, worry(WorryOf::Child)), None);
    assert_eq!(misfit(&record, worry(WorryOf::Resident)), None);
    let nobodys = WorryRaised { resident: None, ..worry(WorryOf::Resident) };
    assert!(misfit(&record, nobodys).unwrap().contains("expected `resident`"));
    let two = WorryRaised { resident: Some(child_id(RESIDENT)), ..worry(WorryOf::Home) };
    assert!(misfit(&record, two).unwrap().contains("expected `resident`"));
    let silent = WorryRaised { words: words(""), ..worry(WorryOf::Child) };
    assert!(misfit(&record, silent).unwrap().contains("as it was said or shown"));
    let worried = then(record.clone(), worry(WorryOf::Family));
    let answer = |worry, on| WorryAnswered { on: day(on), ..answered(worry, WorryOutcome::Settled) };
    assert_eq!(misfit(&worried, answer(1, 11)), None);
    assert!(misfit(&worried, answer(1, 10)).unwrap().contains("no earlier than the worry"));
    for none in [0, 2] {
        assert!(misfit(&worried, answer(none, 12)).unwrap().contains("expected a worry of this referral"));
    }
    let wordless = WorryAnswered { words: words(""), ..answer(1, 12) };
    assert!(misfit(&worried, wordless).unwrap().contains("what was done or said"));
}

#[test]
fn the_registered_manager_decides_with_reasons() {
    let ready = record(ready());
    let under =
        |event: ReferralEvent, role| bars(&says_under(&policy(), &ready, Step::Regularly(event), role));
    let declined = DeclinedByHome {
        on: day(12),
        by: worker(MANAGER),
        because: DeclinedBecause::NotSafeTogether,
        reasons: words("Not with the children here now."),
    };
    for event in [ReferralEvent::from(accepted()), declined.clone().into()] {
        assert_eq!(under(event.clone(), Role::RegisteredManager), [""; 0]);
        assert_eq!(under(event.clone(), Role::ManagerOnCall), ["not-by-registered-manager"]);
        assert_eq!(under(event, Role::ResponsibleIndividual), ["not-by-registered-manager"]);
    }
    let silent = AcceptedByManager { reasons: words(""), ..accepted() };
    assert!(misfit(&ready, silent).unwrap().contains("expected reasons in words"));
    let silent = DeclinedByHome { reasons: words(""), ..declined };
    assert!(misfit(&ready, silent).unwrap().contains("expected reasons in words"));
    let despite = AcceptedByManager { despite_worries: Some(words("")), ..accepted() };
    assert!(misfit(&ready, despite).unwrap().contains("despite a worry, in words"));
}

fn decided() -> Referral {
    then(record(ready()), accepted())
}

#[test]
fn the_date_is_the_one_judged_and_the_childs_too() {
    let record = decided();
    let with = |change: &dyn Fn(&mut MovingInAgreed)| {
        let mut event = date_agreed();
        change(&mut event);
        bars(&found(&record, event))
    };
    assert_eq!(with(&|_| ()), [""; 0]);
    assert_eq!(with(&|event| event.moves_in_on = day(MOVE - 1)), ["date-not-as-judged"]);
    assert_eq!(with(&|event| event.moves_in_on = day(MOVE + 1)), ["date-not-as-judged"]);
    for (says, code) in [
        (ChildSays::Agrees, None),
        (ChildSays::WouldRatherNotSay, None),
        (ChildSays::TooYoung, None),
        (ChildSays::NotAsked, Some("moving-in-date-not-asked")),
        (ChildSays::WantsSomethingElse, Some("moving-in-date-not-wanted")),
    ] {
        assert_eq!(with(&|event| event.child_says = says), code.into_iter().collect::<Vec<_>>());
    }
    let on = |on| misfit(&record, MovingInAgreed { on: day(on), ..date_agreed() });
    assert_eq!(on(MOVE), None);
    assert!(on(MOVE + 1).unwrap().contains("no earlier than `on`"));
}

#[test]
fn a_child_moves_in_on_the_day_that_was_agreed() {
    let record = before_the_move().into_iter().fold(then(decided(), date_agreed()), then);
    let on = |on| bars(&found(&record, ChildMovedIn { on: day(on) }));
    assert_eq!(on(MOVE), [""; 0]);
    assert_eq!(on(MOVE - 1), ["moved-in-on-another-day"]);
    assert_eq!(on(MOVE + 1), ["planned-date-passed", "moved-in-on-another-day"]);
    let late = then(record, ChildMovedIn { on: day(MOVE + 1) });
    assert_eq!(late.status(), Status::MovedIn, "it happened all the same");
}

#[test]
fn what_was_decided_on_paper_does_not_make_up_for_what_is_missing() {
    let planning = record(planning());
    let elsewhere = TakenElsewhere {
        what: ReferralEvent::from(accepted()),
        by: worker(MANAGER).into(),
        why_recorded: words("Decided in the meeting."),
    };
    let (policy, stamp) = (policy(), stamp_as(planning.revision() + 1, Role::Administrator));
    let setting = Setting::new(&policy, &EveryDay);
    let decided = planning.offer(Step::TakenElsewhere(elsewhere), stamp, &setting).unwrap().into_record();
    assert_eq!(decided.status(), Status::Accepted);
    let barred = bars(&found(&decided, date_agreed()));
    for code in ["planning-meeting-missing", "residents-not-known", "compatibility-missing"] {
        assert!(barred.contains(&code), "{code}");
    }
    // What gathers may still gather.
    let made_up = then(then(decided, meeting()), transition());
    assert_eq!(made_up.status(), Status::Accepted);
    assert!(!bars(&found(&made_up, date_agreed())).contains(&"planning-meeting-missing"));
}

#[test]
fn it_lapses_the_day_after_and_not_before() {
    let record = record(planning());
    let last = record.case().last_on();
    assert_eq!(last, day(2));
    let under = |policy: &Policy, on| {
        let event = TimeRanOut { on: day(on), because: LapsedBecause::AuthoritySilent };
        bars(&says_under(policy, &record, Step::Regularly(event.into()), Role::Administrator))
    };
    assert_eq!(under(&policy(), 2 + 28), ["lapses-later"]);
    assert_eq!(under(&policy(), 2 + 29), [""; 0]);
    let none = Policy { lapses_after: None, ..policy() };
    assert_eq!(under(&none, 700), ["lapse-day-not-known"]);
    let event = TimeRanOut { on: day(700), because: LapsedBecause::HomeSilent };
    let found = says_under(&none, &record, Step::Regularly(event.into()), Role::Administrator);
    assert_eq!(found.with_code("policy-not-set").count(), 1);
    // Where the calendar does not reach, nobody knows the day.
    let working = Policy { lapses_after: Some(Term::WorkingDays(20)), ..policy() };
    let far = mutual_care::base::Holidays::new(2020..=2025, []).unwrap();
    let setting = Setting::new(&working, &far);
    let step = Step::Regularly(ReferralEvent::from(event));
    let why = record.ask(step, stamp_as(9, Role::Administrator), &setting);
    assert_eq!(bars(why.unwrap_err().findings().unwrap()), ["lapse-day-not-known"]);
}

#[test]
fn a_referral_of_a_child_who_lives_there_is_not_closed_in_silence() {
    let admitted = record(vec![emergency_on(&child(), &home(), 3).into()]);
    let withdrawn = WithdrawnByAuthority {
        on: day(9),
        by: worker(WORKER),
        because: WithdrawnBecause::AnotherHome,
        words: words(""),
    };
    assert_eq!(warns(&found(&admitted, withdrawn.clone())), ["lives-there-already"]);
    let declined = DeclinedByHome {
        on: day(9),
        by: worker(MANAGER),
        because: DeclinedBecause::StaffCannotMeetNeed,
        reasons: words("We cannot keep her safe."),
    };
    assert_eq!(warns(&found(&admitted, declined)), ["lives-there-already"]);
    assert!(found(&record(planning()), withdrawn).is_empty());
}

/// What is written can be read again: a date that no reader takes is refused at the door.
#[test]
fn every_date_is_one_that_can_be_read_again() {
    type E = ReferralEvent;
    let ready = record(ready());
    let last = chrono::NaiveDate::from_ymd_opt(2299, 12, 31).unwrap();
    let beyond = last.succ_opt().unwrap();
    let view = |on| OwnView::Declined { by: worker(WORKER), on };
    let events = |date: chrono::NaiveDate| -> Vec<E> {
        let mut described = child();
        described.own_view = view(date);
        let mut offered = meeting();
        offered.offer.from = date;
        let mut part = provided_but(&[]).provided[0];
        part.on = date;
        let mut looked = looked_at(&home());
        looked.seen.planned_on = date;
        let Transition::Plan(plan) = transition().transition else { panic!("a plan") };
        let day = mutual_care::placement::referral::Day(date);
        let planned = |plan| E::from(TransitionPlanned { on: day_9(), transition: Transition::Plan(plan) });
        vec![
            ChildDescribed { on: day_9(), child: Box::new(described) }.into(),
            ChildAsked { on: day_9(), view: view(date), says: None }.into(),
            offered.into(),
            InformationProvided { on: day_9(), provided: Few::new(vec![part]).unwrap() }.into(),
            looked.into(),
            planned(TransitionPlan { child_visits_on: vec![day], ..plan.clone() }),
            planned(TransitionPlan { staff_meet_child_on: vec![day], ..plan.clone() }),
            planned(TransitionPlan { welcome_pack_given_on: Some(date), ..plan }),
        ]
    };
    for event in events(last) {
        assert_eq!(misfit(&ready, event), None);
    }
    for event in events(beyond) {
        assert!(misfit(&ready, event).unwrap().contains("in the years 1800 to 2299"));
    }
    let agreed = |moves_in_on| misfit(&decided(), MovingInAgreed { moves_in_on, ..date_agreed() });
    assert_eq!(agreed(last), None);
    assert!(agreed(beyond).unwrap().contains("in the years 1800 to 2299"));
    let wanted = |wanted_on| opened(SubmittedToHome { wanted_on, ..submitted() }, &policy());
    assert!(wanted(last).is_ok() && wanted(beyond).is_err());
    let mut unborn = child();
    unborn.date_of_birth = mutual_care::base::Fact::known(mutual_care::placement::DateOfBirth::new(beyond));
    assert!(opened(SubmittedToHome { child: Box::new(unborn), ..submitted() }, &policy()).is_err());
}

fn day_9() -> chrono::NaiveDate {
    day(9)
}

#[test]
fn a_plan_has_no_more_days_than_can_be_read_again() {
    let record = record(planning());
    let visits = |many: u64| {
        let child_visits_on = (0..many).map(|number| mutual_care::placement::referral::Day(day(number)));
        let plan = TransitionPlan { child_visits_on: child_visits_on.collect(), ..TransitionPlan::default() };
        misfit(&record, TransitionPlanned { on: day(9), transition: Transition::Plan(plan) })
    };
    assert_eq!(visits(64), None);
    assert!(visits(65).unwrap().contains("at most 64 days"));
}
