//! A made-up mother and her grown-up son, who look after each other, and who would come.

use chrono::{Days, NaiveDate, NaiveDateTime};
use mutual_care::agreement::ProofGiven;
use mutual_care::base::{
    Finding, Findings, Fingerprint, Id, PersonId, PrivateText, Receipt, RecordRef, ResponderId, Role, Said,
    Say, SourceId, Told, Weight, WorkerId,
};
use mutual_care::emergency::record::{
    Activated, AgreedTo, ClockTime, DrawnUp, EmergencyPlan, EmergencyPlanEvent, Moment, Policy, SharedWith,
};
use mutual_care::emergency::{
    Agreed, Alarm, CallOutPrice, ForLoss, Lost, Plan, PlanParts, Responder, ResponderKind, Way,
};
use mutual_care::machine::{Answer, Irregularly, Machine, Refusal, Setting, Step};
use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
use serde_json::json;
use uuid::Uuid;

use crate::kit::{EveryDay, stamp_as};

pub const MOTHER: u128 = 1;
pub const SON: u128 = 2;
pub const AUNT: u128 = 3;
pub const NEIGHBOUR: u128 = 4;
pub const TEAM: u128 = 5;
pub const TABLETS: u128 = 101;
pub const SUPPER: u128 = 102;
pub const AUNT_COMES: u128 = 201;
pub const NEIGHBOUR_COMES: u128 = 202;
pub const TEAM_COMES: u128 = 203;
pub const PLAN: u128 = 500;

pub fn id<K>(number: u128) -> Id<K> {
    Id::new(Uuid::from_u128(number))
}

pub fn person(number: u128) -> PersonId {
    id(number)
}

pub fn responder(number: u128) -> ResponderId {
    id(number)
}

pub fn worker() -> WorkerId {
    id(900)
}

pub fn words(text: &str) -> PrivateText {
    PrivateText::new(text).unwrap()
}

/// Day 0 is Monday 2 March 2026.
pub fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + Days::new(number)
}

/// Saturday, the day of the emergency.
pub const SATURDAY: u64 = 5;

pub fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

pub fn moment(on: u64, at: &str) -> Moment {
    Moment::new(day(on), clock(at))
}

pub fn time(on: u64, at: &str) -> NaiveDateTime {
    moment(on, at).time()
}

fn need(number: u128, of: u128, outcome: Outcome, when: &str, tolerance: u32) -> Need {
    let windows = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        .map(|day| Window::doing(format!("{day} {when}").parse().unwrap(), 5).unwrap());
    Need::new(id(number), person(of), outcome, Consequence::Critical)
        .with_windows(windows.to_vec())
        .unwrap()
        .with_tolerance(tolerance)
        .unwrap()
}

/// He cooks for her; she hands him his tablets.
pub fn week_parts() -> SnapshotParts {
    SnapshotParts {
        on: day(0),
        sources: vec![Source::member(person(MOTHER)), Source::member(person(SON))],
        needs: vec![
            need(TABLETS, SON, Outcome::Medicines, "20:00-21:00", 120),
            need(SUPPER, MOTHER, Outcome::Nutrition, "17:00-19:00", 240),
        ],
        arrangements: vec![
            Arrangement::new(
                id(301),
                person(MOTHER).into(),
                id(TABLETS),
                "daily 20:00-20:10".parse().unwrap(),
            ),
            Arrangement::new(id(302), person(SON).into(), id(SUPPER), "daily 17:30-18:15".parse().unwrap()),
        ],
    }
}

pub fn week() -> Snapshot {
    Snapshot::new(week_parts()).unwrap()
}

pub fn plan_parts() -> PlanParts {
    let mut parts = PlanParts::new(id(PLAN), id(501), day(0));
    parts.alarms = vec![Alarm {
        id: id(250),
        way: Way::Member { person: person(SON), able: Told::Known(true) },
        for_loss: ForLoss::of([SourceId::from(person(MOTHER))]),
        when: mutual_care::base::WeekPattern::always(),
        takes_min: 10,
        period: mutual_care::base::Period::ALWAYS,
    }];
    let aunt = Responder {
        name: words("Winifred Thistlewood"),
        contact: words("01632 960017"),
        reachable: "daily 07:00-23:00".parse().unwrap(),
        answers_min: 5,
        arrives_min: 60,
        stays_min: Some(600),
        covers: vec![id(TABLETS)],
        agreed: Told::Known(Agreed::On(day(0))),
        ..Responder::new(responder(AUNT_COMES), person(AUNT), ResponderKind::Family)
    };
    let neighbour = Responder {
        answers_min: 10,
        arrives_min: 5,
        stays_min: Some(120),
        covers: vec![id(TABLETS)],
        agreed: Told::Known(Agreed::On(day(0))),
        ..Responder::new(responder(NEIGHBOUR_COMES), person(NEIGHBOUR), ResponderKind::Circle)
    };
    let team = Responder {
        answers_min: 15,
        arrives_min: 90,
        covers: vec![id(TABLETS), id(SUPPER)],
        agreed: Told::Known(Agreed::On(day(0))),
        price: Some(CallOutPrice { call_out_pence: 4_550, hour_pence: 2_275 }),
        ..Responder::new(
            responder(TEAM_COMES),
            id::<mutual_care::base::kinds::Source>(TEAM),
            ResponderKind::Service,
        )
    };
    parts.responders = vec![aunt, neighbour, team];
    parts
}

pub fn plan() -> Box<Plan> {
    Box::new(Plan::new(plan_parts()).unwrap())
}

/// The plan with something changed in it.
pub fn plan_with(change: impl FnOnce(&mut PlanParts)) -> Box<Plan> {
    let mut parts = plan_parts();
    change(&mut parts);
    Box::new(Plan::new(parts).unwrap())
}

pub fn drawn_up() -> DrawnUp {
    DrawnUp { on: day(0), plan: plan(), people: vec![person(MOTHER), person(SON)] }
}

pub fn shared_with_all() -> SharedWith {
    SharedWith {
        on: day(1),
        people: vec![person(MOTHER), person(SON)],
        responders: vec![responder(AUNT_COMES), responder(NEIGHBOUR_COMES), responder(TEAM_COMES)],
    }
}

/// A receipt as it is read from a file.
pub fn receipt(kind: &str, level: u32, read: &[Fingerprint]) -> Receipt {
    let question = Fingerprint::of("question", 1, "asked").unwrap();
    serde_json::from_value(json!({
        "kind": kind, "edition": 1, "question": question, "headline": { "level": level }, "read": read,
    }))
    .unwrap()
}

/// The proof of this plan for the week as it was on day 0.
pub fn proof_of(plan: &Plan, level: u32) -> ProofGiven {
    let read = [plan.fingerprint().unwrap(), week().fingerprint().unwrap()];
    ProofGiven { receipt: receipt("emergency.proof", level, &read), as_at: day(0) }
}

pub fn says(mother: Say, son: Say) -> Vec<Said> {
    vec![Said { person: person(MOTHER), say: mother }, Said { person: person(SON), say: son }]
}

pub fn agreed_to() -> AgreedTo {
    AgreedTo {
        on: day(2),
        says: says(Say::Agrees, Say::Agrees),
        proof: Some(proof_of(&plan(), 1)),
        risk: None,
        on_proposed_package: None,
    }
}

pub fn package(revision: u64) -> RecordRef {
    RecordRef { id: id::<mutual_care::base::kinds::PackageLine>(700).any(), revision }
}

/// The mother is taken ill at 18:50 on Saturday, and the son raises the alarm ten minutes later.
pub fn activated() -> Activated {
    Activated {
        on: day(SATURDAY),
        at: clock("19:00"),
        lost: vec![Lost { source: person(MOTHER).into(), away: true }],
        lost_from: moment(SATURDAY, "18:50"),
        as_planned: false,
        alarm: Some(id(250)),
    }
}

/// Offers something; what was found, whether it bars or travels along.
pub fn says_under(
    policy: &Policy,
    record: &EmergencyPlan,
    step: Step<EmergencyPlanEvent>,
    role: Role,
) -> Findings {
    let setting = Setting::new(policy, &EveryDay);
    match record.clone().offer(step, stamp_as(record.revision() + 1, role), &setting) {
        Ok(Answer::Accepted(accepted)) => accepted.findings,
        Ok(other) => panic!("{other:?}"),
        Err(refused) => match refused.why() {
            Refusal::Barred(findings) => findings.clone(),
            why => panic!("{why}"),
        },
    }
}

pub fn found(record: &EmergencyPlan, event: impl Into<EmergencyPlanEvent>) -> Findings {
    says_under(&Policy::default(), record, Step::Regularly(event.into()), Role::SocialWorker)
}

/// The codes of what bars.
pub fn bars(findings: &Findings) -> Vec<&'static str> {
    findings.iter().filter(|finding| finding.weight() == Weight::Bars).map(Finding::code).collect()
}

/// The codes of what warns.
pub fn warns(findings: &Findings) -> Vec<&'static str> {
    findings.iter().filter(|finding| finding.weight() == Weight::Warns).map(Finding::code).collect()
}

/// Why an event does not fit, or nothing if it does.
pub fn misfit(record: &EmergencyPlan, event: impl Into<EmergencyPlanEvent>) -> Option<String> {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = stamp_as(record.revision() + 1, Role::SocialWorker);
    let offered = record.clone().offer(Step::Regularly(event.into()), stamp, &setting);
    match offered.map_err(|refused| refused.into_parts().1) {
        Err(Refusal::DoesNotFit(misfit)) => Some(misfit.to_string()),
        _ => None,
    }
}

/// A record after these events. What is barred happens irregularly if it may; else it fails the test.
pub fn after(opening: DrawnUp, events: impl IntoIterator<Item = EmergencyPlanEvent>) -> EmergencyPlan {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let opened = EmergencyPlan::open(id(PLAN), opening, stamp_as(1, Role::SocialWorker), &setting);
    let mut record = opened.unwrap().record.into_any();
    for event in events {
        let stamp = stamp_as(record.revision() + 1, Role::SocialWorker);
        record = match record.offer(Step::Regularly(event.clone()), stamp, &setting) {
            Ok(answer) => answer.into_record(),
            Err(refused) if matches!(refused.why(), Refusal::Barred(_)) => {
                let what =
                    Irregularly { what: event, reason: words("It happened."), accepted_by: worker().into() };
                let offered = refused.into_record().offer(Step::Irregularly(what), stamp, &setting);
                offered.unwrap_or_else(|refused| panic!("{refused}")).into_record()
            }
            Err(refused) => panic!("{refused}"),
        };
    }
    record
}

pub fn shared() -> Vec<EmergencyPlanEvent> {
    vec![shared_with_all().into()]
}

pub fn agreed() -> Vec<EmergencyPlanEvent> {
    let mut events = shared();
    events.push(agreed_to().into());
    events
}

pub fn active() -> Vec<EmergencyPlanEvent> {
    let mut events = agreed();
    events.push(mutual_care::emergency::record::BecameActive { on: day(3), with_package: None }.into());
    events
}

pub fn at_night() -> Vec<EmergencyPlanEvent> {
    let mut events = active();
    events.push(activated().into());
    events
}

pub fn record(events: Vec<EmergencyPlanEvent>) -> EmergencyPlan {
    after(drawn_up(), events)
}
