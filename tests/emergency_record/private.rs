//! No name, number or word that somebody typed reaches `Debug`, an error or a finding.

use mutual_care::agreement::RiskAccepted;
use mutual_care::base::{PrivateText, Say, Told};
use mutual_care::emergency::record::{
    AgreedTo, Arrived, Deviated, DeviationKind, EmergencyPlan, EmergencyPlanEvent, FoundWrong, LearntFrom,
    Left, Moment, OverBecause, PersonWithdrew, PlanChanged, StoodDown, Who, WordsPutRight, WrongPart,
};
use mutual_care::machine::{Events, Machine};

use crate::family::{
    AUNT_COMES, SATURDAY, SON, activated, agreed_to, at_night, clock, day, drawn_up, found, id, person,
    plan_with, record, responder, says, shared, time, week, worker,
};

const SECRET: &str = "Zebedee";

fn secret() -> PrivateText {
    PrivateText::new(SECRET).unwrap()
}

fn with_secrets() -> Box<mutual_care::emergency::Plan> {
    plan_with(|parts| {
        parts.responders[0].name = secret();
        parts.responders[0].contact = secret();
    })
}

/// Every event that holds words, with words in it.
fn events() -> Vec<EmergencyPlanEvent> {
    let on = day(SATURDAY + 9);
    let wrong = vec![FoundWrong { part: WrongPart::Other, responder: None, words: secret() }];
    vec![
        mutual_care::emergency::record::DrawnUp { plan: with_secrets(), ..drawn_up() }.into(),
        AgreedTo {
            says: says(Say::Disagrees { wants: Some(secret()) }, Say::Agrees),
            risk: Some(RiskAccepted { reason: secret(), accepted_by: worker().into() }),
            ..agreed_to()
        }
        .into(),
        PersonWithdrew { on, person: person(SON), wants: Some(secret()) }.into(),
        PlanChanged { on, plan: with_secrets(), people: vec![person(SON)] }.into(),
        WordsPutRight { on, plan: with_secrets() }.into(),
        LearntFrom { on, activation: 1, wrong, changes: secret() }.into(),
        Deviated { on, at: clock("10:00"), kind: DeviationKind::Other, responder: None, words: secret() }
            .into(),
    ]
}

#[test]
fn nothing_of_it_is_printed() {
    for event in events() {
        assert!(serde_json::to_string(&Wire(&event)).unwrap().contains(SECRET), "{:?}", event.verb());
        assert!(!format!("{event:?}").contains(SECRET), "{:?}", event.verb());
    }
    let mut life = shared();
    life.push(activated().into());
    life.push(events().pop().unwrap());
    let record = record(life);
    assert!(serde_json::to_string(&record).unwrap().contains(SECRET), "the journal keeps it");
    assert!(!format!("{record:?}").contains(SECRET));
}

/// An event by itself, as it is written.
struct Wire<'a>(&'a EmergencyPlanEvent);

impl serde::Serialize for Wire<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(1))?;
        self.0.write("event", &mut map)?;
        map.end()
    }
}

#[test]
fn findings_and_next_steps_hold_ids_and_codes_only() {
    let record = record(shared());
    let disagrees = events().into_iter().find(|event| matches!(event, EmergencyPlanEvent::AgreedTo(_)));
    let found = found(&record, disagrees.unwrap());
    assert!(found.bars());
    assert!(!(serde_json::to_string(&found).unwrap() + &format!("{found:?}")).contains(SECRET));
    let opening = mutual_care::emergency::record::DrawnUp { plan: with_secrets(), ..drawn_up() };
    let night = crate::family::after(opening, [activated().into()]);
    let next = night.next_step(&week(), time(SATURDAY, "19:00")).unwrap();
    let written = serde_json::to_string(&next).unwrap() + &format!("{next:?}");
    assert!(written.contains("to_come") && !written.contains(SECRET));
}

#[test]
fn what_is_read_wrongly_is_refused_without_an_echo() {
    for text in ["\"Zebedee\"", "\"24:00\"", "\"9:05\"", "\"09:60\"", "\"09:5\"", "\"+9:05\"", "605"] {
        let said =
            serde_json::from_str::<mutual_care::emergency::record::ClockTime>(text).unwrap_err().to_string();
        assert!(said.starts_with("expected a time of the day in whole minutes"), "{said}");
    }
    for (wrong, expected) in [
        (r#"{"on":"Zebedee","at":"10:00"}"#, "expected a date"),
        (r#"{"on":"2026-03-02","at":"10:00","more":1}"#, "expected `on` or `at`"),
    ] {
        let said = serde_json::from_str::<Moment>(wrong).unwrap_err().to_string();
        assert!(said.contains(expected) && !said.contains("Zebedee"), "{said}");
    }
    // A journal in which somebody typed a name where a code stands.
    let whole = serde_json::to_string(&record(at_night())).unwrap();
    for (code, name) in [("\"19:00\"", "\"Zebedee\""), ("\"activated\":", "\"Zebedee\":")] {
        let said = serde_json::from_str::<EmergencyPlan>(&whole.replace(code, name)).unwrap_err().to_string();
        assert!(!said.contains(SECRET), "{said}");
    }
}

#[test]
fn the_clock_goes_round_and_moments_are_apart_as_it_says() {
    for minute in 0..1_440 {
        let time = mutual_care::emergency::record::ClockTime::new(minute).unwrap();
        assert_eq!(time.to_string().parse(), Ok(time));
        assert_eq!(time.minute_of_day(), minute);
    }
    assert!(mutual_care::emergency::record::ClockTime::new(1_440).is_err());
    let late = Moment::new(day(0), clock("23:59"));
    assert_eq!(late.plus(1), Moment::new(day(1), clock("00:00")));
    assert_eq!((late.until(late.plus(10_081)), late.plus(1).until(late)), (10_081, -1));
    assert_eq!(late.week_minute().to_string(), "Mon 23:59");
    assert_eq!(late.plus(6 * 1_440 + 1).week_minute().to_string(), "Mon 00:00");
    assert_eq!(Moment::of(late.time()), late);
    // Past the last day that can be written there is none later.
    let last = Moment::new(chrono::NaiveDate::MAX, clock("23:58"));
    assert_eq!(last.plus(u32::MAX).at, clock("23:59"));
}

/// What stays open at the end of a journal does not keep it from being written and read.
#[test]
fn a_night_in_the_middle_goes_over_the_wire() {
    let who = Who::Responder(responder(AUNT_COMES));
    let mut events = at_night();
    events.push(Arrived { on: day(SATURDAY), at: clock("19:30"), who, does: None }.into());
    let there = record(events.clone());
    crate::kit::goes_over_the_wire::<crate::proof::EmergencyPlans>(&there);
    events.push(Left { on: day(SATURDAY), at: clock("20:30"), who }.into());
    events.push(
        StoodDown {
            on: day(SATURDAY),
            at: clock("21:00"),
            because: OverBecause::FalseAlarm,
            all_well: Told::Known(true),
        }
        .into(),
    );
    let over = record(events);
    crate::kit::goes_over_the_wire::<crate::proof::EmergencyPlans>(&over);
    assert_eq!(over.id(), id(crate::family::PLAN));
}
