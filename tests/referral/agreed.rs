//! The package is what the child needs; an objection is answered, a condition met; visits are held; a home may decline
//! until the move.

use mutual_care::base::{Fact, Role};
use mutual_care::machine::{Machine, Step};
use mutual_care::placement::referral::{
    ChildMovedIn, ConditionMet, Day, DeclinedBecause, DeclinedByHome, LapsedBecause, LiaisonHeld,
    NoTransitionBecause, ObjectionAnswered, PlanningMeetingHeld, Referral, Status, SubmittedToHome,
    TimeRanOut, Transition, TransitionPlanned,
};
use mutual_care::placement::{
    Facts, Few, NeededStaffing, OfferedSupport, Ratio, Skill, Staffing, Support, Watch, WorkersView,
};

use crate::missing::missing;
use crate::people::{
    MANAGER, MOVE, RESIDENT, accepted, after, bars, before_the_move, child, child_id, day, emergency_on,
    found, home, liaison, meeting, misfit, planning, policy, ready, record, says_under, submitted, then,
    transition, unchanged, visit, warns, words, worker,
};
use crate::stands::{dated, decided};

/// A child who needs two to one, and a package of one to four.
#[test]
fn a_package_is_what_the_child_needs() {
    let ratio = |text: &str| Staffing::always(text.parse::<Ratio>().unwrap());
    let mut needs = child();
    needs.staffing = Fact::known(ratio("2:1").into());
    needs.support =
        Facts::all_others(Fact::known(false)).with(Support::TherapeuticSupport, Fact::known(true));
    needs.skills = Facts::all_others(Fact::known(false)).with(Skill::DeEscalation, Fact::known(true));
    let opening = SubmittedToHome { child: Box::new(needs.clone()), ..submitted() };
    let record = after(opening, planning());
    let agreed = |change: &dyn Fn(&mut PlanningMeetingHeld)| {
        let mut event = meeting();
        event.offer.staffing = ratio("2:1");
        let (what, times_per_week) = (Support::TherapeuticSupport, 1);
        event.offer.support =
            Few::new(vec![OfferedSupport { what, times_per_week, words: words("") }]).unwrap();
        event.offer.skills = Few::new(vec![Skill::DeEscalation]).unwrap();
        change(&mut event);
        let said = found(&record, event.clone());
        assert_eq!(bars(&said), [""; 0], "what was agreed is recorded");
        let list = then(record.clone(), event).missing_for_decision(day(12), &policy());
        let package = |codes: Vec<&'static str>| -> Vec<_> {
            codes.into_iter().filter(|code| code.starts_with("package")).collect()
        };
        assert_eq!(package(warns(&said)).len(), package(bars(&list)).len() + package(warns(&list)).len());
        (package(bars(&list)), package(warns(&list)))
    };
    assert_eq!(agreed(&|_| ()), (vec![], vec![]));
    assert_eq!(agreed(&|it| it.offer.staffing = ratio("4:1")), (vec![], vec![]), "more is no fault");
    let fewer = agreed(&|it| it.offer.staffing = ratio("1:4"));
    assert_eq!(fewer.0, ["package-less-staff"; 4], "by each time of day");
    let one = agreed(&|it| it.offer.staffing.0[1] = "1:1".parse().unwrap());
    assert_eq!(one.0, ["package-less-staff"]);
    assert_eq!(agreed(&|it| it.offer.support = Few::none()).0, ["package-less-support"]);
    let never = agreed(&|it| {
        let (what, times_per_week) = (Support::TherapeuticSupport, 0);
        let none = OfferedSupport { what, times_per_week, words: words("") };
        it.offer.support = Few::new(vec![none]).unwrap();
    });
    assert_eq!(never.0, ["package-less-support"], "not once a week is none");
    assert_eq!(agreed(&|it| it.offer.skills = Few::none()).0, ["package-less-skill"]);
    let reasoned = agreed(&|it| {
        it.offer.skills = Few::none();
        it.less_because = Some(words("They are trained before she comes."));
    });
    assert_eq!(reasoned, (vec![], vec!["package-less-skill"]), "with a reason it is told, and does not bar");
    let silent = PlanningMeetingHeld { less_because: Some(words("")), ..meeting() };
    assert!(misfit(&record, silent).unwrap().contains("why it is less than the child needs"));
    // Known for the day alone: the day is compared, and of each other time it is said that it is not.
    let mut by_day = NeededStaffing::default();
    by_day[Watch::Day] = Some("2:1".parse().unwrap());
    let mut in_part = needs.clone();
    in_part.staffing = Fact::known(by_day);
    let opening = SubmittedToHome { child: Box::new(in_part), ..submitted() };
    let said = found(&after(opening, planning()), meeting());
    assert_eq!(said.with_code("package-not-compared").count(), 3);
    assert_eq!(said.with_code("package-less-staff").count(), 1);
    // The figures stand in the sentence.
    let mut less = meeting();
    less.offer.staffing = ratio("1:4");
    let said = found(&record, less);
    let sentence = said.with_code("package-less-staff").next().unwrap().for_professional();
    assert!(sentence.contains("2 to 1") && sentence.contains("1 to 4"), "{sentence}");
}

#[test]
fn a_need_that_is_not_known_is_no_need_that_is_met() {
    let mut unknown = child();
    (unknown.staffing, unknown.support, unknown.skills) =
        (Fact::default(), Facts::default(), Facts::default());
    let opening = SubmittedToHome { child: Box::new(unknown), ..submitted() };
    let list = then(after(opening, planning()), meeting()).missing_for_decision(day(12), &policy());
    assert_eq!(list.with_code("package-not-compared").count(), 3);
    let known = then(record(planning()), meeting()).missing_for_decision(day(12), &policy());
    assert_eq!(known.with_code("package-not-compared").count(), 0);
}

#[test]
fn an_objection_bars_until_the_manager_has_answered_it() {
    let view = |view, text: &str| LiaisonHeld { view, words: words(text), ..liaison(RESIDENT) };
    let objected = then(record(ready()), view(WorkersView::Objects, "He is afraid of her."));
    assert_eq!(missing(&objected), ["liaison-objects"]);
    assert_eq!(bars(&found(&objected, accepted())), ["liaison-objects"]);
    let (resident, by) = (child_id(RESIDENT), worker(MANAGER));
    let answer =
        |on| ObjectionAnswered { on: day(on), resident, by, reasons: words("He was asked, and is not.") };
    let as_role = |role| bars(&says_under(&policy(), &objected, Step::Regularly(answer(9).into()), role));
    assert_eq!(as_role(Role::RegisteredManager), [""; 0]);
    assert_eq!(as_role(Role::ManagerOnCall), ["not-by-registered-manager"]);
    assert!(misfit(&objected, answer(7)).unwrap().contains("no earlier than what the social worker said"));
    let silent = ObjectionAnswered { reasons: words(""), ..answer(9) };
    assert!(misfit(&objected, silent).unwrap().contains("expected reasons in words"));
    let agrees = record(ready());
    assert!(misfit(&agrees, answer(9)).unwrap().contains("whose social worker objects"));
    let answered = then(objected, answer(9));
    assert_eq!(missing(&answered), [""; 0]);
    assert_eq!(warns(&found(&answered, accepted())), ["objection-answered"], "it is told all the same");
    // Who objects again is answered again.
    let again = then(answered, LiaisonHeld { on: day(10), ..view(WorkersView::Objects, "He still is.") });
    assert_eq!(missing(&again), ["liaison-objects"]);
    // In an emergency it is told.
    let tonight = found(&again, emergency_on(&child(), &home(), 12));
    assert!(warns(&tonight).contains(&"liaison-objects"));
}

#[test]
fn an_agreement_on_a_condition_is_open_until_it_is_met() {
    let agrees_if =
        |text: &str| LiaisonHeld { view: WorkersView::AgreesIf, words: words(text), ..liaison(RESIDENT) };
    let record = record(ready());
    let said = |text: &str| warns(&found(&record, agrees_if(text)));
    assert_eq!(said(""), ["liaison-condition-not-met", "liaison-condition-not-said"]);
    assert_eq!(said("With a lock on his door."), ["liaison-condition-not-met"]);
    let open = then(record, agrees_if("With a lock on his door."));
    assert_eq!(missing(&open), ["liaison-condition-not-met"]);
    let (resident, by) = (child_id(RESIDENT), worker(MANAGER));
    let met = |on| ConditionMet { on: day(on), resident, by, words: words("It is on.") };
    assert!(misfit(&open, met(7)).is_some());
    assert!(misfit(&open, ConditionMet { words: words(""), ..met(9) }).unwrap().contains("what was done"));
    assert_eq!(missing(&then(open.clone(), met(9))), [""; 0]);
    // Met after the day of the decision it was not met on it.
    assert_eq!(missing(&then(open.clone(), met(13))), ["dated-after-decision"]);
    let objection = ObjectionAnswered { on: day(9), resident, by, reasons: words("It is on.") };
    assert!(misfit(&open, objection).unwrap().contains("whose social worker objects"));
}

#[test]
fn declining_and_lapsing_are_possible_until_the_move() {
    let declined = |on| DeclinedByHome {
        on: day(on),
        by: worker(MANAGER),
        because: DeclinedBecause::NoPlace,
        reasons: words("The roof has come down."),
    };
    for stands in [decided(), dated()] {
        assert_eq!(then(stands.clone(), declined(20)).status(), Status::Declined);
        let early = bars(&found(&stands, declined(11)));
        assert!(!early.is_empty() && early.iter().all(|code| *code == "dated-before-what-it-follows"));
    }
    let lapses = |record: &Referral, on| {
        let event = TimeRanOut { on: day(on), because: LapsedBecause::AuthoritySilent };
        bars(&found(record, event))
    };
    assert_eq!(lapses(&decided(), 12 + 28), ["lapses-later"]);
    assert_eq!(lapses(&decided(), 12 + 29), [""; 0]);
    // Until the day of the move has come nothing has to happen.
    assert_eq!(lapses(&dated(), 13 + 29), ["lapses-later"]);
    assert_eq!(lapses(&dated(), MOVE + 28), ["lapses-later"]);
    assert_eq!(lapses(&dated(), MOVE + 29), [""; 0]);
    let event = TimeRanOut { on: day(MOVE + 29), because: LapsedBecause::HomeSilent };
    assert_eq!(then(dated(), event).status(), Status::Lapsed);
}

#[test]
fn visits_are_held_before_the_move() {
    let looked = then(dated(), unchanged(MOVE - 3));
    let moves = |record: &Referral| found(record, ChildMovedIn { on: day(MOVE) });
    assert_eq!(bars(&moves(&looked)), ["no-visit-held"], "planned days are no visits");
    let one = then(looked.clone(), visit(30));
    assert_eq!((bars(&moves(&one)).len(), warns(&moves(&one))), (0, vec!["visit-not-held"; 2]));
    let all = before_the_move().into_iter().fold(dated(), then);
    assert!(moves(&all).is_empty());
    assert_eq!(bars(&found(&looked, visit(MOVE))), [""; 0]);
    assert_eq!(bars(&found(&looked, visit(MOVE + 1))), ["visit-after-move"]);
    // A plan with a visit after the move is recorded, and bars the decision.
    let mut late = transition();
    if let Transition::Plan(plan) = &mut late.transition {
        plan.child_visits_on.push(Day(day(MOVE + 1)));
    }
    assert_eq!(warns(&found(&record(ready()), late.clone())), ["visit-after-move"]);
    assert_eq!(missing(&then(record(ready()), late)), ["visit-after-move"]);
    // Where there is a reason for no plan, no visit is asked for.
    let because = NoTransitionBecause::KnowsHome;
    let none = Transition::None { because, words: words("") };
    let knows = then(looked, TransitionPlanned { on: day(13), transition: none });
    assert_eq!(bars(&moves(&knows)), [""; 0]);
}
