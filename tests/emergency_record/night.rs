//! Each guard of an emergency, on its boundary from both sides.

use mutual_care::base::{Role, Told};
use mutual_care::emergency::Lost;
use mutual_care::emergency::record::{
    Activated, Answered, Arrived, CallReply, Called, Deviated, DeviationKind, Does, EmergencyPlan,
    EmergencyPlanEvent, Left, NotReached, OverBecause, Policy, ResponderWithdrew, Status, StoodDown, Who,
    WithdrewBecause,
};
use mutual_care::machine::{Irregularly, Machine, Refusal, Setting, Step};

use crate::family::{
    AUNT, AUNT_COMES, SATURDAY, SON, TABLETS, activated, active, agreed, at_night, bars, clock, day, found,
    id, misfit, moment, person, plan_with, record, responder, says_under, shared, warns, words, worker,
};
use crate::kit::{EveryDay, stamp_as};

const AUNT_IS: Who = Who::Responder(mutual_care::base::Id::new(uuid::Uuid::from_u128(AUNT_COMES)));

fn called(at: &str) -> Called {
    Called { on: day(SATURDAY), at: clock(at), responder: responder(AUNT_COMES) }
}

fn answered(at: &str, reply: CallReply) -> Answered {
    Answered { on: day(SATURDAY), at: clock(at), responder: responder(AUNT_COMES), reply }
}

fn not_reached(at: &str) -> NotReached {
    NotReached { on: day(SATURDAY), at: clock(at), responder: responder(AUNT_COMES) }
}

fn arrived(at: &str, who: Who) -> Arrived {
    Arrived { on: day(SATURDAY), at: clock(at), who, does: None }
}

fn left(at: &str) -> Left {
    Left { on: day(SATURDAY), at: clock(at), who: AUNT_IS }
}

fn tonight(events: Vec<EmergencyPlanEvent>) -> EmergencyPlan {
    record(at_night().into_iter().chain(events).collect())
}

#[test]
fn an_emergency_waits_for_nothing() {
    let irregularly = Irregularly {
        what: EmergencyPlanEvent::from(activated()),
        reason: words("She was taken to hospital."),
        accepted_by: worker().into(),
    };
    for (events, on, code) in [
        (Vec::new(), Status::ActivatedAsDrafted, "drafted"),
        (shared(), Status::ActivatedAsShared, "shared"),
        (agreed(), Status::ActivatedAsAgreed, "agreed to"),
    ] {
        let record = record(events);
        let barred = found(&record, activated());
        assert_eq!(bars(&barred), ["plan-not-active-yet"], "regularly it is not so, and says how it is");
        let said = barred.iter().next().unwrap().for_professional();
        assert!(said.contains(&format!("The plan is {code}, not active.")), "{said}");
        let policy = Policy::default();
        let setting = Setting::new(&policy, &EveryDay);
        let stamp = stamp_as(record.revision() + 1, Role::DutyWorker);
        let accepted = record.offer(Step::Irregularly(irregularly.clone()), stamp, &setting).unwrap();
        assert_eq!(accepted.into_record().status(), on);
    }
    let active = record(active());
    assert_eq!(warns(&found(&active, activated())), [""; 0]);
    assert!(!found(&active, activated()).bars());
}

#[test]
fn what_stands_against_a_plan_that_is_not_active_is_kept_with_its_activation() {
    let regularly = |record: &EmergencyPlan| {
        let policy = Policy { use_before_active: true, ..Policy::default() };
        says_under(&policy, record, Step::Regularly(activated().into()), Role::DutyWorker)
    };
    let draft = regularly(&record(Vec::new()));
    assert!(!draft.bars(), "a service may say that its drafts are used");
    for (code, times) in [
        ("plan-not-active-yet", 1),
        ("agreement-not-known", 2),
        ("person-has-not-got-plan", 2),
        ("responder-has-not-got-plan", 3),
        ("not-proven", 1),
    ] {
        assert_eq!(draft.with_code(code).count(), times, "{code}");
    }
    let shared = regularly(&record(shared()));
    assert_eq!(
        warns(&shared),
        ["plan-not-active-yet", "agreement-not-known", "agreement-not-known", "not-proven"]
    );
    assert_eq!(warns(&regularly(&record(agreed()))), ["plan-not-active-yet"]);
}

#[test]
fn out_of_date_or_not_it_begins() {
    let mut events = active();
    let responder = responder(AUNT_COMES);
    events.push(ResponderWithdrew { on: day(4), responder, because: WithdrewBecause::Gone }.into());
    let record = record(events);
    let found = found(&record, activated());
    assert!(!found.bars());
    assert_eq!(warns(&found), ["responder-withdrew"]);
}

#[test]
fn something_is_lost_no_later_than_the_alarm_and_the_alarm_is_the_plans() {
    let record = record(active());
    let with = |change: &dyn Fn(&mut Activated)| {
        let mut event = activated();
        change(&mut event);
        misfit(&record, event)
    };
    assert_eq!(with(&|_| ()), None);
    assert!(with(&|event| event.lost.clear()).unwrap().contains("who or what is lost"));
    assert!(with(&|event| event.lost.push(event.lost[0])).unwrap().contains("each once"));
    let son = Lost { source: person(SON).into(), away: false };
    assert_eq!(with(&|event| event.lost.push(son)), None);
    assert_eq!(with(&|event| event.lost_from = moment(SATURDAY, "19:00")), None);
    let later = with(&|event| event.lost_from = moment(SATURDAY, "19:01")).unwrap();
    assert!(later.contains("no later than the alarm"), "{later}");
    assert_eq!(with(&|event| event.alarm = None), None);
    assert!(with(&|event| event.alarm = Some(id(77))).is_some());
}

#[test]
fn a_call_is_to_a_responder_after_the_alarm_and_one_at_a_time() {
    let record = tonight(Vec::new());
    assert_eq!(misfit(&record, called("19:00")), None);
    assert!(misfit(&record, called("18:59")).unwrap().contains("no earlier than the alarm"));
    assert!(misfit(&record, Called { responder: responder(77), ..called("19:00") }).is_some());
    let ringing = tonight(vec![called("19:01").into()]);
    assert!(misfit(&ringing, called("19:02")).unwrap().contains("what came of the last call"));
    let given_up = tonight(vec![called("19:01").into(), not_reached("19:06").into()]);
    assert_eq!(misfit(&given_up, called("19:07")), None);
}

#[test]
fn only_a_call_that_rings_is_answered_or_given_up_and_not_before_it_was_made() {
    let comes = CallReply::Comes { by: None };
    let silent = tonight(Vec::new());
    assert!(
        misfit(&silent, answered("19:02", comes)).is_some()
            && misfit(&silent, not_reached("19:02")).is_some()
    );
    let ringing = tonight(vec![called("19:02").into()]);
    assert_eq!(misfit(&ringing, answered("19:02", comes)), None);
    assert_eq!(misfit(&ringing, not_reached("19:02")), None);
    assert!(misfit(&ringing, answered("19:01", comes)).unwrap().contains("no earlier than the call"));
    assert!(misfit(&ringing, not_reached("19:01")).is_some());
    let by = |at: &str| CallReply::Comes { by: Some(moment(SATURDAY, at)) };
    assert_eq!(misfit(&ringing, answered("19:03", by("19:03"))), None);
    assert!(misfit(&ringing, answered("19:03", by("19:02"))).unwrap().contains("no earlier than the answer"));
    let done = tonight(vec![called("19:02").into(), answered("19:03", CallReply::CannotCome).into()]);
    assert!(misfit(&done, answered("19:04", comes)).is_some());
}

#[test]
fn somebody_comes_after_the_loss_and_is_there_once() {
    let record = tonight(Vec::new());
    assert_eq!(misfit(&record, arrived("18:50", AUNT_IS)), None, "before the alarm, and not before the loss");
    assert!(misfit(&record, arrived("18:49", AUNT_IS)).unwrap().contains("no earlier than the loss"));
    assert!(misfit(&record, arrived("19:30", Who::Responder(responder(77)))).is_some());
    assert_eq!(misfit(&record, arrived("19:30", Who::Other(id(77)))), None);
    let as_other = misfit(&record, arrived("19:30", Who::Other(person(AUNT).into()))).unwrap();
    assert!(as_other.contains("a responder of the plan as one"), "{as_other}");
    let there = tonight(vec![arrived("19:30", AUNT_IS).into()]);
    assert!(misfit(&there, arrived("19:40", AUNT_IS)).unwrap().contains("not there yet"));
    let gone = tonight(vec![arrived("19:30", AUNT_IS).into(), left("20:00").into()]);
    assert_eq!(misfit(&gone, arrived("20:00", AUNT_IS)), None);
    assert!(misfit(&gone, arrived("19:59", AUNT_IS)).unwrap().contains("when they last left"));
    let does = |hands| {
        let does = Does { covers: vec![id(TABLETS)], hands, takes_in: Vec::new() };
        Arrived { does: Some(does), ..arrived("19:30", Who::Other(id(77))) }
    };
    assert_eq!((misfit(&record, does(1)), misfit(&record, does(16))), (None, None));
    assert!(misfit(&record, does(0)).is_some() && misfit(&record, does(17)).is_some());
}

#[test]
fn only_who_is_there_leaves_and_not_before_they_came() {
    assert!(misfit(&tonight(Vec::new()), left("19:30")).unwrap().contains("somebody who is there"));
    let there = tonight(vec![arrived("19:30", AUNT_IS).into()]);
    assert_eq!(misfit(&there, left("19:30")), None);
    assert!(misfit(&there, left("19:29")).unwrap().contains("no earlier than they came"));
}

#[test]
fn a_deviation_is_after_the_alarm_and_names_whom_the_plan_knows() {
    let record = tonight(Vec::new());
    let deviated = |at: &str, responder| Deviated {
        on: day(SATURDAY),
        at: clock(at),
        kind: DeviationKind::Help,
        responder,
        words: words("A neighbour brought supper."),
    };
    assert_eq!(misfit(&record, deviated("19:00", None)), None);
    assert!(misfit(&record, deviated("18:59", None)).is_some());
    assert_eq!(misfit(&record, deviated("19:00", Some(responder(AUNT_COMES)))), None);
    assert!(misfit(&record, deviated("19:00", Some(responder(77)))).is_some());
}

#[test]
fn it_is_over_when_somebody_has_seen_that_all_are_well_or_irregularly() {
    let record = tonight(Vec::new());
    let over = |at: &str, all_well| StoodDown {
        on: day(SATURDAY),
        at: clock(at),
        because: OverBecause::OtherHelp,
        all_well,
    };
    assert!(!found(&record, over("23:00", Told::Known(true))).bars());
    for all_well in [Told::Known(false), Told::default()] {
        assert_eq!(bars(&found(&record, over("23:00", all_well))), ["not-all-well"]);
        let irregularly = Irregularly {
            what: EmergencyPlanEvent::from(over("23:00", all_well)),
            reason: words("They went to stay with a friend we could not ask."),
            accepted_by: worker().into(),
        };
        let found = says_under(&Policy::default(), &record, Step::Irregularly(irregularly), Role::DutyWorker);
        assert_eq!(warns(&found), ["not-all-well"]);
    }
    assert_eq!(misfit(&record, over("19:00", Told::Known(true))), None);
    assert!(misfit(&record, over("18:59", Told::Known(true))).is_some());
}

#[test]
fn a_plan_is_not_changed_while_an_emergency_is_on() {
    let record = tonight(Vec::new());
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let right = mutual_care::emergency::record::WordsPutRight {
        on: day(SATURDAY),
        plan: plan_with(|parts| parts.responders[0].contact = words("01632 960018")),
    };
    let stamp = stamp_as(record.revision() + 1, Role::DutyWorker);
    let refused = record.offer(right, stamp, &setting).unwrap_err();
    let Refusal::NotNow { allowed, .. } = refused.why() else { panic!("{refused}") };
    let can_happen = [
        "called",
        "answered",
        "not_reached",
        "arrived",
        "left",
        "deviated",
        "lost",
        "back",
        "died",
        "stood_down",
    ];
    assert_eq!(*allowed, can_happen);
}
