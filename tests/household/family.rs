//! A made-up family that the tests start from: a mother and a son who live together, a daughter and a neighbour who
//! do not, a provider and a device.

use chrono::NaiveDate;
use mutual_care::base::{
    ArrangementId, Fact, HouseholdId, Id, NeedId, PartDate, Period, PersonId, PrivateText, RecordRef, Role,
    SourceId, Stamp, WorkingDays,
};
use mutual_care::household::{
    EvidenceFrom, Household, HouseholdEvent, HouseholdInput, HouseholdInputParts, Kin, KinIs, Lives,
    MutualCaring, Opened, Person, Policy, Service, ServiceKind, SignsEvidence, StatedArrangement, StatedNeed,
};
use mutual_care::machine::{Accepted, Answer, Machine, Refusal, Setting, Step};
use mutual_care::need::{Ability, Consequence, Need, Outcome, Window};
use uuid::Uuid;

use crate::kit::{EveryDay, stamp_as};

pub const MOTHER: u128 = 1;
pub const SON: u128 = 2;
pub const DAUGHTER: u128 = 3;
pub const NEIGHBOUR: u128 = 4;
/// The neighbour once more, under another id.
pub const NEIGHBOUR_AGAIN: u128 = 5;
pub const PROVIDER: u128 = 51;
pub const DEVICE: u128 = 52;
/// The mother's meals.
pub const MEALS: u128 = 101;
/// The son's tablets.
pub const TABLETS: u128 = 102;
/// The mother's company.
pub const COMPANY: u128 = 103;
pub const SON_COOKS: u128 = 201;
pub const MOTHER_CALLS: u128 = 202;
pub const NEIGHBOUR_VISITS: u128 = 203;
pub const PROVIDER_COOKS: u128 = 204;

pub fn id<K>(number: u128) -> Id<K> {
    Id::new(Uuid::from_u128((0x4000_8000 << 48) | number))
}

pub fn person(number: u128) -> PersonId {
    id(number)
}
pub fn source(number: u128) -> SourceId {
    id(number)
}
pub fn need_id(number: u128) -> NeedId {
    id(number)
}
pub fn arrangement_id(number: u128) -> ArrangementId {
    id(number)
}
pub fn household_id(number: u128) -> HouseholdId {
    id(number)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn words(text: &str) -> PrivateText {
    PrivateText::new(text).unwrap()
}

/// As a file says it: a day, a month or a year.
pub fn born(text: &str) -> Option<PartDate> {
    serde_json::from_value(text.into()).ok()
}

/// From a day on; an empty text is no day.
pub fn period(from: &str, until: &str) -> Period {
    let end = |text: &str| (!text.is_empty()).then(|| day(text));
    Period::new(end(from), end(until)).unwrap()
}

pub fn need(number: u128, of: u128, consequence: Consequence) -> StatedNeed {
    let window = Window::doing("Mon 17:00-19:00".parse().unwrap(), 30).unwrap();
    let need = Need::new(need_id(number), person(of), Outcome::Nutrition, consequence);
    let need = need.with_windows(vec![window]).unwrap().with_tolerance(120).unwrap();
    StatedNeed { about: words("Something only this family would say"), ..need.into() }
}

/// Known to be able and willing, leaning on nothing.
pub fn gives(number: u128, by: u128, need: u128) -> StatedArrangement {
    let when = "daily 17:00-18:00".parse().unwrap();
    StatedArrangement {
        able_now: Fact::known(Ability::Yes),
        willing_now: Fact::known(true),
        relies_on: Some(Vec::new()),
        about: words("The way they do it"),
        ..StatedArrangement::new(arrangement_id(number), source(by), need_id(need), when)
    }
}

pub fn named(number: u128, name: &str, lives: Lives, birth: &str) -> Person {
    Person { name: words(name), lives, born: born(birth), ..Person::here(person(number)) }
}

pub fn kin(who: u128, is: KinIs, of: u128) -> Kin {
    Kin { person: person(who), is, of: person(of) }
}

pub fn parts() -> HouseholdInputParts {
    let here = Lives::Here(Period::ALWAYS);
    let mut parts = HouseholdInputParts::new(household_id(900), day("2024-01-01"));
    parts.people = vec![
        named(MOTHER, "Ada", here, "1944-10-12"),
        named(SON, "Ben", here, "1975-06-20"),
        named(DAUGHTER, "Cora", Lives::Elsewhere, "1971-11-03"),
        named(NEIGHBOUR, "Dee", Lives::Elsewhere, "1960-02-01"),
        named(NEIGHBOUR_AGAIN, "Mrs D.", Lives::Elsewhere, "1960-02-01"),
    ];
    parts.kin = vec![kin(MOTHER, KinIs::Mother, SON), kin(MOTHER, KinIs::Mother, DAUGHTER)];
    parts.services = vec![
        Service {
            id: source(PROVIDER),
            name: words("Meals at home"),
            kind: ServiceKind::Provider,
            places: None,
        },
        Service { id: source(DEVICE), name: words("Pendant"), kind: ServiceKind::Device, places: None },
    ];
    parts.needs = vec![
        need(MEALS, MOTHER, Consequence::Critical),
        need(TABLETS, SON, Consequence::Critical),
        need(COMPANY, MOTHER, Consequence::Moderate),
    ];
    parts.arrangements = vec![
        gives(SON_COOKS, SON, MEALS),
        gives(MOTHER_CALLS, MOTHER, TABLETS),
        gives(NEIGHBOUR_VISITS, NEIGHBOUR, COMPANY),
    ];
    parts
}

pub fn input() -> HouseholdInput {
    HouseholdInput::new(parts()).unwrap()
}

pub fn evidence(outcome: MutualCaring) -> SignsEvidence {
    SignsEvidence {
        outcome,
        between: vec![person(MOTHER), person(SON)],
        from: EvidenceFrom::Record(RecordRef { id: household_id(800).any(), revision: 4 }),
        codes: vec!["reciprocal-care".parse().unwrap()],
    }
}

pub fn stamp(seq: u64) -> Stamp {
    stamp_as(seq, Role::SocialWorker)
}

pub fn with<T>(run: impl FnOnce(&Setting<'_, Policy>) -> T) -> T {
    under(&Policy::default(), run)
}

pub fn under<T>(policy: &Policy, run: impl FnOnce(&Setting<'_, Policy>) -> T) -> T {
    let calendar: &dyn WorkingDays = &EveryDay;
    run(&Setting::new(policy, calendar))
}

pub fn open(parts: HouseholdInputParts) -> Household {
    let input = HouseholdInput::new(parts).unwrap();
    with(|setting| Household::open(input.id(), Opened::new(input), stamp(1), setting)).unwrap().record.into()
}

pub fn opened() -> Household {
    open(parts())
}

/// What comes of an event that is accepted.
pub fn accepted(record: &Household, event: impl Into<HouseholdEvent>) -> Accepted<Household> {
    let step = Step::Regularly(event.into());
    match with(|setting| record.clone().offer(step, stamp(record.revision() + 1), setting)) {
        Ok(Answer::Accepted(accepted)) => accepted,
        Ok(Answer::AlreadyAccepted { .. }) => panic!("accepted before"),
        Err(refused) => panic!("refused: {refused}"),
    }
}

/// The record after an event that is accepted.
pub fn after(record: &Household, event: impl Into<HouseholdEvent>) -> Household {
    accepted(record, event).record
}

/// Why an event is refused.
pub fn refused(record: &Household, event: impl Into<HouseholdEvent>) -> Refusal {
    let step = Step::Regularly(event.into());
    let answer = with(|setting| record.clone().offer(step, stamp(record.revision() + 1), setting));
    let (same, why) = answer.expect_err("refused").into_parts();
    assert!(same == *record, "a refusal changes nothing");
    why
}

/// The codes of the rules that bar an event.
pub fn barred(record: &Household, event: impl Into<HouseholdEvent>) -> Vec<&'static str> {
    match refused(record, event) {
        Refusal::Barred(findings) => findings
            .iter()
            .filter(|it| it.weight().words() == "bars")
            .map(mutual_care::base::Finding::code)
            .collect(),
        why => panic!("{why}"),
    }
}

/// What was expected of an event that does not fit.
pub fn misfit(record: &Household, event: impl Into<HouseholdEvent>) -> String {
    match refused(record, event) {
        Refusal::DoesNotFit(misfit) => misfit.to_string(),
        why => panic!("{why}"),
    }
}

/// The codes that an accepted event leaves to look at.
pub fn found(record: &Household, event: impl Into<HouseholdEvent>) -> Vec<&'static str> {
    let mut codes: Vec<_> =
        accepted(record, event).findings.iter().map(mutual_care::base::Finding::code).collect();
    codes.dedup();
    codes
}
