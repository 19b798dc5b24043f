//! Made-up families of a mother, a son and those around them, and plans for them.

use chrono::NaiveDate;
use mutual_care::base::{Id, Labels, NeedId, ResponderId, SourceId, Told, WeekPattern};
use mutual_care::emergency::{
    Agreed, Alarm, ForLoss, Level, Plan, PlanParts, ProofQuestion, Proven, Responder, ResponderKind, Way,
    prove,
};
use mutual_care::need::{
    Age, Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window,
};
use uuid::Uuid;

pub const MOTHER: u128 = 1;
pub const SON: u128 = 2;
pub const SISTER: u128 = 3;
pub const NEIGHBOUR: u128 = 4;
pub const CARER: u128 = 5;
pub const PENDANT: u128 = 6;
pub const EVENINGS: u128 = 7;
pub const TABLETS: u128 = 11;
pub const BREAKFAST: u128 = 12;

pub fn id<K>(number: u128) -> Id<K> {
    Id::new(Uuid::from_u128(number))
}

pub fn source(number: u128) -> SourceId {
    id(number)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What they are called.
pub struct Called;

impl Labels for Called {
    fn source(&self, id: SourceId) -> Option<&str> {
        Some(match id.uuid().as_u128() {
            MOTHER => "Ada",
            SON => "Ben",
            SISTER => "Cora",
            NEIGHBOUR => "Mr Dunn",
            CARER => "Mill Lane Care",
            PENDANT => "The pendant",
            EVENINGS => "The evening team",
            _ => return None,
        })
    }

    fn need(&self, id: NeedId) -> Option<&str> {
        Some(match id.uuid().as_u128() {
            TABLETS => "His tablets at night",
            BREAKFAST => "Her breakfast",
            _ => return None,
        })
    }
}

pub fn need(number: u128, of: u128, outcome: Outcome, when: &str, waits: u32) -> Need {
    Need::new(id(number), id(of), outcome, Consequence::Critical)
        .with_windows(vec![Window::being_there(when.parse().unwrap())])
        .unwrap()
        .with_tolerance(waits)
        .unwrap()
}

pub fn helps(number: u128, by: u128, need: u128, when: &str) -> Arrangement {
    Arrangement::new(id(number), source(by), id(need), when.parse().unwrap())
}

/// The mother gives the son his tablets on Saturday nights, which can wait for two hours. A carer visits the mother on
/// Sunday mornings, for what can wait for days.
pub fn week_parts() -> SnapshotParts {
    SnapshotParts {
        on: day("2026-03-02"),
        sources: vec![
            Source::member(id(MOTHER)).aged(Some(Age::Adult)),
            Source::member(id(SON)).aged(Some(Age::Adult)),
            Source::provider(id(CARER)),
            Source::person(id(NEIGHBOUR)).aged(Some(Age::Adult)),
        ],
        needs: vec![
            need(TABLETS, SON, Outcome::Medicines, "Sat 22:30-23:00", 120),
            need(BREAKFAST, MOTHER, Outcome::Nutrition, "Sun 08:00-08:30", 4_000),
        ],
        arrangements: vec![
            helps(21, MOTHER, TABLETS, "always"),
            helps(22, CARER, BREAKFAST, "Sun 08:00-08:30"),
        ],
    }
}

pub fn week() -> Snapshot {
    Snapshot::new(week_parts()).unwrap()
}

pub fn alarm(number: u128, way: Way, takes_min: u32) -> Alarm {
    Alarm {
        id: id(number),
        way,
        for_loss: ForLoss::any(),
        when: WeekPattern::always(),
        takes_min,
        period: mutual_care::base::Period::ALWAYS,
    }
}

pub fn pendant(takes_min: u32) -> Alarm {
    alarm(41, Way::Device { device: None }, takes_min)
}

pub fn next_visit() -> Alarm {
    alarm(42, Way::NextVisit { by: None }, 0)
}

pub fn comes(number: u128, who: u128, covers: &[u128], answers: u32, arrives: u32) -> Responder {
    Responder {
        answers_min: answers,
        arrives_min: arrives,
        covers: covers.iter().map(|number| id(*number)).collect(),
        agreed: Told::Known(Agreed::On(day("2026-02-16"))),
        age: Some(Age::Adult),
        ..Responder::new(responder(number), source(who), ResponderKind::Family)
    }
}

pub fn responder(number: u128) -> ResponderId {
    id(number)
}

pub fn plan(alarms: Vec<Alarm>, responders: Vec<Responder>) -> Plan {
    let mut parts = PlanParts::new(id(60), id(61), day("2026-02-23"));
    (parts.alarms, parts.responders) = (alarms, responders);
    Plan::new(parts).unwrap()
}

pub fn asks(level: Level, horizon_min: u32) -> ProofQuestion {
    ProofQuestion { level, horizon_min, ..ProofQuestion::default() }
}

pub fn proven(week: &Snapshot, plan: &Plan, question: &ProofQuestion) -> Proven {
    prove(week, plan, question).unwrap()
}
