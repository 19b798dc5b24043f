//! A second loss while an emergency is on, who is back, who died.

use chrono::NaiveDateTime;
use mutual_care::base::{Role, SourceId, Told};
use mutual_care::emergency::record::{
    Activated, Answered, Arrived, CallReply, Called, CameBack, DiedMeanwhile, EmergencyPlan,
    EmergencyPlanEvent, LostAgain, NextStep, Policy, Who,
};
use mutual_care::emergency::{EmergencyInput, ForLoss, Lost, Plan};
use mutual_care::machine::{Machine, Refusal, Setting, Step};
use mutual_care::need::Snapshot;
use mutual_care::support::LostHow;
use serde_json::Value;

use crate::family::{
    AUNT, AUNT_COMES, MOTHER, NEIGHBOUR, NEIGHBOUR_COMES, SATURDAY, SON, SUPPER, TABLETS, TEAM_COMES,
    activated, after, clock, day, drawn_up, id, moment, person, plan_with, responder, time, week,
};
use crate::kit::{EveryDay, stamp_as};

fn offer(record: EmergencyPlan, event: impl Into<EmergencyPlanEvent>) -> Result<EmergencyPlan, Box<Refusal>> {
    let policy = Policy { use_before_active: true, ..Policy::default() };
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = stamp_as(record.revision() + 1, Role::DutyWorker);
    let answer = record.offer(Step::Regularly(event.into()), stamp, &setting);
    answer.map(mutual_care::machine::Answer::into_record).map_err(|refused| Box::new(refused.why().clone()))
}

fn happens(record: EmergencyPlan, event: impl Into<EmergencyPlanEvent>) -> EmergencyPlan {
    offer(record, event).unwrap_or_else(|refused| panic!("{refused}"))
}

fn refused(record: &EmergencyPlan, event: impl Into<EmergencyPlanEvent>) -> String {
    offer(record.clone(), event).unwrap_err().to_string()
}

fn lost(number: u128, away: bool) -> Lost {
    Lost { source: id(number), away }
}

fn is_lost(at: &str, who: &[Lost]) -> LostAgain {
    LostAgain { on: day(SATURDAY), at: clock(at), lost: who.to_vec(), lost_from: None }
}

fn back(at: &str, number: u128) -> CameBack {
    CameBack { on: day(SATURDAY), at: clock(at), source: id(number) }
}

fn died(at: &str, number: u128) -> DiedMeanwhile {
    DiedMeanwhile { on: day(SATURDAY), at: clock(at), person: person(number), died: None }
}

fn called(at: &str, number: u128) -> Called {
    Called { on: day(SATURDAY), at: clock(at), responder: responder(number) }
}

fn comes(at: &str, number: u128) -> Answered {
    Answered {
        on: day(SATURDAY),
        at: clock(at),
        responder: responder(number),
        reply: CallReply::Comes { by: None },
    }
}

fn ask(record: &EmergencyPlan, at: NaiveDateTime) -> NextStep {
    record.next_step(&week(), at).unwrap()
}

/// The next call: whom, since when, and whether it is due.
fn next_call(record: &EmergencyPlan, at: &str) -> Option<(u128, String, bool)> {
    let next = ask(record, time(SATURDAY, at)).calls.call?;
    Some((next.responder.uuid().as_u128(), next.at.at.to_string(), next.is_due))
}

fn harm(record: &EmergencyPlan, at: &str) -> Vec<(u128, String)> {
    let next = ask(record, time(SATURDAY, at));
    let each = next.harm_done.iter().chain(&next.harm_to_come);
    each.map(|harm| (harm.need.uuid().as_u128(), harm.at.to_string())).collect()
}

/// The aunt and the neighbour are for the mother's loss, the neighbour and the team for the son's.
fn on() -> EmergencyPlan {
    let plan = plan_with(|parts| {
        let (mother, son) = (SourceId::from(person(MOTHER)), SourceId::from(person(SON)));
        parts.responders[0].for_loss = ForLoss::of([mother]);
        parts.responders[1].for_loss = ForLoss::of([mother, son]);
        parts.responders[2].for_loss = ForLoss::of([son]);
    });
    happens(after(mutual_care::emergency::record::DrawnUp { plan, ..drawn_up() }, []), activated())
}

/// The household, the plan and each step of the file, as far as the record takes it.
#[test]
fn both_are_taken_to_hospital_one_after_the_other() {
    let input: EmergencyInput = serde_json::from_str(include_str!("given/k06-plan.json")).unwrap();
    let week: Snapshot = input.snapshot().clone();
    let file: Value = serde_json::from_str(include_str!("given/k06-second-loss.json")).unwrap();
    let steps = file["steps"].as_array().unwrap();
    let opening = &steps[0]["open"];
    let plan: Plan = serde_json::from_value(opening["plan"].clone()).unwrap();
    let began: Activated =
        serde_json::from_value(steps[1]["step"]["irregularly"]["what"]["activated"].clone()).unwrap();
    let second: Activated =
        serde_json::from_value(steps[2]["step"]["irregularly"]["what"]["activated"].clone()).unwrap();
    let drawn_up = mutual_care::emergency::record::DrawnUp {
        on: serde_json::from_value(opening["on"].clone()).unwrap(),
        people: serde_json::from_value(opening["people"].clone()).unwrap(),
        plan: Box::new(plan),
    };
    let id = serde_json::from_value(file["id"].clone()).unwrap();
    let policy = Policy { use_before_active: true, ..Policy::default() };
    let setting = Setting::new(&policy, &EveryDay);
    let draft = EmergencyPlan::open(id, drawn_up, stamp_as(1, Role::DutyWorker), &setting).unwrap().record;
    let on = happens(draft.into_any(), began);
    // An emergency cannot begin while one is on; the refusal names what can happen instead.
    let refusal = offer(on.clone(), second.clone()).unwrap_err();
    assert!(refusal.allowed().contains(&"lost"), "{refusal}");
    assert!(refusal.to_string().contains("lost"), "{refusal}");
    // Una is there already: only Vic is new.
    let vic = second.lost[1];
    let again = LostAgain {
        on: second.on,
        at: second.at,
        lost: second.lost.clone(),
        lost_from: Some(second.lost_from),
    };
    assert!(offer(on.clone(), again.clone()).unwrap_err().to_string().contains("not in this way"));
    let both = happens(on.clone(), LostAgain { lost: vec![vic], ..again });
    let asked: NaiveDateTime = serde_json::from_value(steps[3]["next_step"].clone()).unwrap();
    let harm = |record: &EmergencyPlan| {
        let next = record.next_step(&week, asked).unwrap();
        next.harm_to_come.len() + next.harm_done.len()
    };
    assert!(harm(&on) > 0, "Vic is at home and gets no tablets");
    assert_eq!(harm(&both), 0, "nobody is at home");
    // Zed is on the list for the first loss, and called once.
    let next = both.next_step(&week, asked).unwrap().calls;
    assert_eq!(next.call.map(|call| call.at.to_string()), Some("2026-03-03 14:05".into()));
}

/// Everybody on the list for the second loss who was not called yet, in order, after those still to be called.
#[test]
fn a_second_loss_calls_who_was_not_called_yet() {
    let record = on();
    assert_eq!(next_call(&record, "19:00"), Some((AUNT_COMES, "19:00".into(), true)));
    // At 19:02 the son falls. The aunt has been called; the neighbour's turn is at 19:05, and takes ten minutes; the team is
    // after that.
    let record = happens(record, called("19:00", AUNT_COMES));
    let both = happens(record.clone(), is_lost("19:02", &[lost(SON, false)]));
    assert_eq!(next_call(&both, "19:02"), Some((NEIGHBOUR_COMES, "19:05".into(), false)));
    let rings = happens(both, called("19:05", NEIGHBOUR_COMES));
    assert_eq!(next_call(&rings, "19:06"), Some((TEAM_COMES, "19:15".into(), false)));
    // Once everybody was called, the list for the second loss begins when that was noticed.
    let all = happens(record, called("19:05", NEIGHBOUR_COMES));
    assert_eq!(next_call(&all, "19:30"), None);
    let both = happens(all, is_lost("19:30", &[lost(SON, false)]));
    assert_eq!(next_call(&both, "19:30"), Some((TEAM_COMES, "19:30".into(), true)));
    // Who is back calls nobody off.
    let again = happens(both, back("19:40", SON));
    assert_eq!(next_call(&again, "19:40"), Some((TEAM_COMES, "19:30".into(), true)));
}

/// Since when somebody is lost, and that they are back, is what harm is counted from.
#[test]
fn harm_follows_who_is_lost_when() {
    let tablets = (TABLETS, "2026-03-07 22:55".to_owned());
    let record = on();
    assert_eq!(harm(&record, "19:00")[0], tablets);
    // The mother is back before eight: nothing happens. Back at eleven, she is too late.
    assert_eq!(harm(&happens(record.clone(), back("19:50", MOTHER)), "19:50"), []);
    assert_eq!(harm(&happens(record.clone(), back("23:00", MOTHER)), "23:00")[0], tablets);
    // Back in time, and lost again from a quarter to eight, noticed at eight.
    let again =
        LostAgain { lost_from: Some(moment(SATURDAY, "19:45")), ..is_lost("20:00", &[lost(MOTHER, false)]) };
    let record = happens(happens(record, back("19:40", MOTHER)), again);
    assert_eq!(harm(&record, "20:00")[0], tablets);
    // She is at home, and nobody cooks for her the next day once the son is lost too.
    let both = happens(record.clone(), is_lost("20:10", &[lost(SON, false)]));
    assert!(harm(&both, "20:10").iter().any(|(need, _)| *need == SUPPER));
    // The son is taken to hospital: he needs nothing there. Then she is, and nobody is at home.
    let his = happens(both, is_lost("20:20", &[lost(SON, true)]));
    assert!(harm(&his, "20:20").iter().all(|(need, _)| *need == SUPPER));
    let hers = happens(his, is_lost("20:30", &[lost(MOTHER, true)]));
    assert_eq!(harm(&hers, "20:30"), []);
    let losses: Vec<_> =
        hers.activation().unwrap().losses().iter().map(|loss| (loss.how, loss.until.is_some())).collect();
    let (unable, away) = (LostHow::Unable, LostHow::Away);
    assert_eq!(losses, [(away, true), (unable, true), (unable, true), (away, false), (away, false)]);
}

/// A responder who is lost leaves in that minute, and does not come again by itself.
#[test]
fn a_responder_is_lost() {
    let arrives = Arrived {
        on: day(SATURDAY),
        at: clock("19:30"),
        who: Who::Responder(responder(NEIGHBOUR_COMES)),
        does: None,
    };
    let record = happens(on(), called("19:00", AUNT_COMES));
    let record = happens(record, comes("19:04", AUNT_COMES));
    let record = happens(happens(record, called("19:05", NEIGHBOUR_COMES)), comes("19:06", NEIGHBOUR_COMES));
    let record = happens(record, arrives);
    let next = ask(&record, time(SATURDAY, "19:40"));
    assert_eq!((next.calls.there.len(), next.calls.on_the_way.len()), (1, 1));
    let tonight =
        |next: &NextStep| next.harm_to_come.iter().filter(|harm| harm.at.on == day(SATURDAY)).count();
    assert_eq!(tonight(&next), 0);
    // The aunt, who is on the way, and the neighbour, who is there, are both lost.
    let again = LostAgain {
        lost_from: Some(moment(SATURDAY, "19:35")),
        ..is_lost("19:40", &[lost(AUNT, false), lost(NEIGHBOUR, false)])
    };
    let record = happens(record, again);
    let next = ask(&record, time(SATURDAY, "19:40"));
    assert_eq!((next.calls.there.len(), next.calls.on_the_way.len(), next.calls.call_again.len()), (0, 0, 0));
    assert_eq!(record.activation().unwrap().stays()[0].until, Some(moment(SATURDAY, "19:35")));
    assert_eq!(tonight(&next), 1);
    // Back, neither comes by themselves; both are worth another call.
    let record = happens(happens(record, back("20:00", AUNT)), back("20:00", NEIGHBOUR));
    let next = ask(&record, time(SATURDAY, "20:00"));
    assert_eq!((next.calls.there.len(), next.calls.on_the_way.len()), (0, 0));
    assert_eq!(next.calls.call_again, [responder(AUNT_COMES), responder(NEIGHBOUR_COMES)]);
    assert_eq!(tonight(&next), 1);
    // Called again, and on the way again.
    let record = happens(happens(record, called("20:01", AUNT_COMES)), comes("20:02", AUNT_COMES));
    assert_eq!(ask(&record, time(SATURDAY, "20:02")).calls.on_the_way.len(), 1);
}

/// Whom a lost responder took in is at home again.
#[test]
fn who_was_taken_in_is_at_home_again() {
    let does = mutual_care::emergency::record::Does { covers: vec![], hands: 1, takes_in: vec![person(SON)] };
    let who = Who::Responder(responder(AUNT_COMES));
    let arrives = Arrived { on: day(SATURDAY), at: clock("19:30"), who, does: Some(does) };
    let record = happens(on(), arrives);
    assert!(harm(&record, "19:40").iter().all(|(_, at)| !at.starts_with("2026-03-07")), "tonight");
    let record = happens(record, is_lost("19:50", &[lost(AUNT, false)]));
    assert!(harm(&record, "19:50").contains(&(TABLETS, "2026-03-07 22:55".to_owned())));
}

#[test]
fn who_died_is_lost_to_the_end() {
    let record = happens(on(), died("19:30", SON));
    // Nothing is needed for him; and she, in hospital, needs nothing at home.
    assert_eq!(harm(&record, "19:30"), []);
    // His death is a loss that somebody is called for; hers, who was lost, is none.
    assert_eq!(
        ask(&record, time(SATURDAY, "19:30")).calls.call.map(|call| call.responder),
        Some(responder(AUNT_COMES))
    );
    let all = happens(happens(on(), called("19:00", AUNT_COMES)), called("19:05", NEIGHBOUR_COMES));
    assert_eq!(
        next_call(&happens(all.clone(), died("19:30", SON)), "19:30"),
        Some((TEAM_COMES, "19:30".into(), true))
    );
    assert_eq!(next_call(&happens(all, died("19:30", MOTHER)), "19:30"), None);
    // Nobody comes back from it, is lost again or dies again.
    for event in [
        EmergencyPlanEvent::from(back("19:40", SON)),
        is_lost("19:40", &[lost(SON, true)]).into(),
        died("19:40", SON).into(),
    ] {
        assert!(refused(&record, event).contains("has not died"));
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let record = on();
    let lost_at = |at: &str, from: Option<&str>, who: &[Lost]| LostAgain {
        lost_from: from.map(|from| moment(SATURDAY, from)),
        ..is_lost(at, who)
    };
    let son = [lost(SON, false)];
    // From the first loss until it was noticed; noticed no earlier than the alarm.
    assert!(refused(&record, lost_at("19:10", Some("18:49"), &son)).contains("from the first loss"));
    assert!(offer(record.clone(), lost_at("19:10", Some("18:50"), &son)).is_ok());
    assert!(offer(record.clone(), lost_at("19:10", Some("19:10"), &son)).is_ok());
    assert!(refused(&record, lost_at("19:10", Some("19:11"), &son)).contains("until it was noticed"));
    assert!(refused(&record, lost_at("18:59", None, &son)).contains("no earlier than the alarm"));
    assert!(refused(&record, lost_at("19:10", None, &[])).contains("each once"));
    assert!(refused(&record, lost_at("19:10", None, &[son[0], son[0]])).contains("each once"));
    // Who is lost already can only be lost in another way.
    assert!(refused(&record, lost_at("19:10", None, &[lost(MOTHER, true)])).contains("not in this way"));
    assert!(offer(record.clone(), lost_at("19:10", None, &[lost(MOTHER, false)])).is_ok());
    // Only who is lost is back, and no earlier.
    assert!(refused(&record, back("19:10", SON)).contains("somebody who is lost"));
    let later = happens(record.clone(), lost_at("19:20", Some("19:15"), &son));
    assert!(refused(&later, back("19:14", SON)).contains("no earlier than the loss"));
    let again = happens(later, back("19:15", SON));
    assert!(refused(&again, lost_at("19:30", Some("19:14"), &son)).contains("what is known of them"));
    // While no emergency is on there is nothing to be lost from.
    let over = mutual_care::emergency::record::StoodDown {
        on: day(SATURDAY),
        at: clock("22:00"),
        because: mutual_care::emergency::record::OverBecause::BackAgain,
        all_well: Told::Known(true),
    };
    let over = happens(again, over);
    assert!(!offer(over.clone(), back("22:10", MOTHER)).unwrap_err().allowed().contains(&"back"));
    assert_eq!(over.case().activations()[0].losses().len(), 2);
}

/// In an emergency that was planned nobody waits for a call; for what is lost besides, the others are called.
#[test]
fn a_second_loss_while_one_was_planned() {
    let plan = plan_with(|parts| {
        let son = SourceId::from(person(SON));
        parts.responders[0].for_loss = ForLoss::of([SourceId::from(person(MOTHER))]);
        parts.responders[2].for_loss = ForLoss::of([son]);
    });
    let drawn_up = mutual_care::emergency::record::DrawnUp { plan, ..drawn_up() };
    let record = happens(after(drawn_up, []), Activated { as_planned: true, ..activated() });
    assert_eq!(ask(&record, time(SATURDAY, "19:00")).calls.call, None);
    let record = happens(record, is_lost("19:30", &[lost(SON, true)]));
    assert_eq!(next_call(&record, "19:30"), Some((TEAM_COMES, "19:30".into(), true)));
    // The neighbour is for both, and comes as planned.
    let record = happens(record, called("19:30", TEAM_COMES));
    assert_eq!(next_call(&record, "19:31"), None);
}

/// Who is for other days is not called on this one; on the first day without them nobody calls them.
#[test]
fn a_responder_is_called_on_days_of_its_period() {
    let with = |from: u64, until: u64| {
        let plan = plan_with(|parts| {
            let period = mutual_care::base::Period::new(Some(day(from)), Some(day(until))).unwrap();
            parts.responders[0].period = period;
        });
        happens(after(mutual_care::emergency::record::DrawnUp { plan, ..drawn_up() }, []), activated())
    };
    let next = |record: &EmergencyPlan| next_call(record, "19:00").map(|call| (call.0, call.1));
    // On Saturday: in it on its first and its last day, and on no other.
    assert_eq!(next(&with(SATURDAY, SATURDAY + 1)), Some((AUNT_COMES, "19:00".into())));
    assert_eq!(next(&with(SATURDAY - 1, SATURDAY)), Some((NEIGHBOUR_COMES, "19:00".into())));
    assert_eq!(next(&with(SATURDAY + 1, SATURDAY + 2)), Some((NEIGHBOUR_COMES, "19:00".into())));
}
