//! A few words with which plans for made-up families are put together by hand. Alarms are 41 to 49, responders 51 to
//! 59; people, needs and arrangements as in the families.

use chrono::NaiveDate;
use mutual_care::base::{
    AlarmId, EmergencyPlanId, HouseholdId, NeedId, PersonId, ResponderId, SourceId, Told, WeekPattern,
};
use mutual_care::emergency::{
    Agreed, Alarm, ForLoss, Level, Lost, Plan, PlanParts, ProofAnswer, ProofQuestion, Responder,
    ResponderKind, Scenario, Way,
};
use mutual_care::need::Snapshot;
use uuid::Uuid;

use super::super::reference::family::{Family, at, date, need, person, source};
use super::Prover;

/// The alarm with this number.
pub fn alarm(number: u128) -> AlarmId {
    AlarmId::new(Uuid::from_u128(number))
}

/// The responder with this number.
pub fn responder(number: u128) -> ResponderId {
    ResponderId::new(Uuid::from_u128(number))
}

/// The date on which everybody agreed.
pub fn agreed_on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 1).unwrap()
}

/// A way of raising the alarm that works always, for any loss, at once.
pub fn raises(number: u128, way: Way) -> Alarm {
    let (for_loss, when) = (ForLoss::any(), WeekPattern::always());
    Alarm { id: alarm(number), way, for_loss, when, takes_min: 0, period: mutual_care::base::Period::ALWAYS }
}

/// A device that is no source: it always notices.
pub fn notices(number: u128, takes_min: u32) -> Alarm {
    Alarm { takes_min, ..raises(number, Way::Device { device: None }) }
}

/// The member with this number, who is known to be able to raise the alarm.
pub fn member_raises(number: u128, who: u128) -> Alarm {
    raises(number, Way::Member { person: person(who), able: Told::Known(true) })
}

/// The member with this number telephones when ill, and is known to be able to.
pub fn telephones(number: u128, who: u128) -> Alarm {
    raises(number, Way::OwnTelephone { person: person(who), able: Told::Known(true) })
}

/// Somebody from the family who has agreed to see to these needs: always reachable, there so many minutes after being
/// called, of which the first are those until the answer.
pub fn comes<const N: usize>(
    number: u128,
    by: u128,
    to: [u128; N],
    answers_min: u32,
    arrives_min: u32,
) -> Responder {
    let mut one = Responder::new(responder(number), source(by), ResponderKind::Family);
    one.agreed = Told::Known(Agreed::On(agreed_on()));
    one.covers = to.map(need).to_vec();
    (one.answers_min, one.arrives_min) = (answers_min, arrives_min);
    one
}

/// The plan with these ways and these responders.
pub fn plan<const A: usize, const R: usize>(alarms: [Alarm; A], responders: [Responder; R]) -> Plan {
    let mut parts = PlanParts::new(
        EmergencyPlanId::new(Uuid::from_u128(61)),
        HouseholdId::new(Uuid::from_u128(62)),
        date(),
    );
    (parts.alarms, parts.responders) = (alarms.into(), responders.into());
    Plan::new(parts).unwrap()
}

/// A question at a level over so many minutes, nothing as planned.
pub fn asks(level: Level, horizon_min: u32) -> ProofQuestion {
    ProofQuestion { level, horizon_min, ..ProofQuestion::default() }
}

/// These are lost, unable to give, at a minute; nobody is silent.
pub fn lost<const N: usize>(numbers: [u128; N], start: &str) -> Scenario {
    let lost = numbers.map(|number| Lost { source: source(number), away: false });
    Scenario { start: at(start), day: None, lost: lost.to_vec(), silent: None }
}

/// The same, all that is lost being away.
pub fn away<const N: usize>(numbers: [u128; N], start: &str) -> Scenario {
    let lost = numbers.map(|number| Lost { source: source(number), away: true });
    Scenario { start: at(start), day: None, lost: lost.to_vec(), silent: None }
}

/// With one who does not answer.
pub fn silent(number: u128, scenario: Scenario) -> Scenario {
    Scenario { silent: Some(responder(number)), ..scenario }
}

/// The reference's answer, from every minute of the week.
pub fn answer(family: &Family, plan: &Plan, question: &ProofQuestion) -> ProofAnswer {
    let house = family.house();
    plan.check(&family.snapshot()).unwrap();
    let prover = Prover::new(&house, plan, question);
    prover.answer(&prover.seek(&house.every_start().collect::<Vec<_>>()))
}
