//! The states of an item, and what each says to what happens.

use chrono::{Days, NaiveDate};
use mutual_care::base::{Finding, Findings, PersonId, PrivateText, Role, Stamp};
use mutual_care::machine::{Accept, Asked, Misfit, Opens, TakenOver, TakesOver};

use super::rules::{
    CAME_BACK_LATE, EXAMINATION_DUE, EXAMINATION_NOT_KNOWN, LOAN_TOO_LONG, NOT_FOR_THIS_ROLE, POLICY_NOT_SET,
    STORE_CLOSED,
};
use super::{Bought, Broke, Extended, Item, LentOut, Policy, Repaired, Reserved, Returned, WrittenOff};

/// In the store, ready to be lent.
#[derive(Debug, Clone, PartialEq)]
pub struct InStore {
    examined_until: Option<NaiveDate>,
    loans: u32,
}

/// With somebody at home.
#[derive(Debug, Clone, PartialEq)]
pub struct Lent {
    examined_until: Option<NaiveDate>,
    loans: u32,
    to: PersonId,
    since: NaiveDate,
    until: NaiveDate,
    place: PrivateText,
}

/// Broken, and being mended.
#[derive(Debug, Clone, PartialEq)]
pub struct InRepair {
    loans: u32,
    since: NaiveDate,
}

/// Beyond mending.
#[derive(Debug, Clone, PartialEq)]
pub struct Scrapped {
    on: NaiveDate,
    recorded_as: Role,
}

impl InStore {
    pub const fn loans(&self) -> u32 {
        self.loans
    }
    pub const fn examined_until(&self) -> Option<NaiveDate> {
        self.examined_until
    }
}

impl Lent {
    pub const fn to(&self) -> PersonId {
        self.to
    }
    pub const fn until(&self) -> NaiveDate {
        self.until
    }
    pub const fn since(&self) -> NaiveDate {
        self.since
    }
    pub fn place(&self) -> &str {
        self.place.reveal()
    }
}

impl Scrapped {
    pub const fn recorded_as(&self) -> Role {
        self.recorded_as
    }
}

impl Opens<Bought> for InStore {
    fn open(event: &Bought, _: &Stamp) -> Result<Self, Misfit> {
        let fits = event.on <= event.examined_until;
        Misfit::unless(fits, "expected `examined_until` no earlier than `on`", &[])?;
        Ok(Self { examined_until: Some(event.examined_until), loans: 0 })
    }
}

impl TakesOver for InStore {
    fn findings(taken: &TakenOver<Item>, _: &Asked<'_, Policy>) -> Findings {
        let unknown = taken.as_known.examined_until.is_none();
        unknown.then(|| Finding::new(&EXAMINATION_NOT_KNOWN)).into_iter().collect()
    }
    fn take_over(taken: &TakenOver<Item>, _: &Stamp) -> Result<Self, Misfit> {
        Ok(Self { examined_until: taken.as_known.examined_until, loans: 0 })
    }
}

impl TakesOver for Lent {
    fn take_over(taken: &TakenOver<Item>, _: &Stamp) -> Result<Self, Misfit> {
        let known = taken.as_known.clone();
        let loan = known.loan.ok_or(Misfit::new("expected `loan`: who has it, and until when", &[]))?;
        Ok(Self {
            examined_until: known.examined_until,
            loans: 1,
            to: loan.to,
            since: loan.on,
            until: loan.until,
            place: loan.place,
        })
    }
}

fn loan_length(on: NaiveDate, until: NaiveDate, policy: &Policy) -> Option<Finding> {
    let Some(most) = policy.loan_days_most else { return Some(Finding::new(&POLICY_NOT_SET)) };
    let last = on + Days::new(most.into());
    (until > last).then(|| Finding::new(&LOAN_TOO_LONG))
}

impl Accept<LentOut> for InStore {
    fn fits(&self, event: &LentOut) -> Result<(), Misfit> {
        let about = &[event.to.any()];
        Misfit::unless(event.on <= event.until, "expected `until` no earlier than `on`", about)
    }
    fn findings(&self, event: &LentOut, asked: &Asked<'_, Policy>) -> Findings {
        let examined = match self.examined_until {
            None => Some(Finding::new(&EXAMINATION_NOT_KNOWN)),
            Some(until) => (until < event.on).then(|| Finding::new(&EXAMINATION_DUE)),
        };
        let length = loan_length(event.on, event.until, asked.policy());
        examined.into_iter().chain(length).map(|finding| finding.about(event.to)).collect()
    }
    fn next(self, event: &LentOut, _: &Stamp) -> Lent {
        Lent {
            examined_until: self.examined_until,
            loans: self.loans + 1,
            to: event.to,
            since: event.on,
            until: event.until,
            place: event.place.clone(),
        }
    }
}

impl Accept<Broke> for InStore {
    fn next(self, event: &Broke, _: &Stamp) -> InRepair {
        InRepair { loans: self.loans, since: event.on }
    }
}

impl Accept<Reserved> for InStore {
    fn next(self, _: &Reserved, _: &Stamp) -> Self {
        self
    }
}

impl Accept<Extended> for Lent {
    fn fits(&self, event: &Extended) -> Result<(), Misfit> {
        Misfit::all([
            Misfit::unless(event.on >= self.since, "expected `on` within the loan", &[self.to.any()]),
            Misfit::unless(event.until > self.until, "expected `until` later than before", &[self.to.any()]),
        ])
    }
    fn findings(&self, event: &Extended, asked: &Asked<'_, Policy>) -> Findings {
        loan_length(event.on, event.until, asked.policy()).into_iter().collect()
    }
    fn next(self, event: &Extended, _: &Stamp) -> Self {
        Self { until: event.until, ..self }
    }
}

impl Accept<Returned> for Lent {
    fn fits(&self, event: &Returned) -> Result<(), Misfit> {
        Misfit::unless(event.on >= self.since, "expected `on` within the loan", &[self.to.any()])
    }
    fn findings(&self, event: &Returned, asked: &Asked<'_, Policy>) -> Findings {
        let late = (event.on > self.until).then(|| Finding::new(&CAME_BACK_LATE).about(self.to));
        let open = asked.calendar().is_working_day(event.on) == Some(true);
        late.into_iter().chain((!open).then(|| Finding::new(&STORE_CLOSED))).collect()
    }
    fn next(self, _: &Returned, _: &Stamp) -> InStore {
        InStore { examined_until: self.examined_until, loans: self.loans }
    }
}

impl Accept<Broke> for Lent {
    fn next(self, event: &Broke, _: &Stamp) -> InRepair {
        InRepair { loans: self.loans, since: event.on }
    }
}

impl Accept<Repaired> for InRepair {
    fn fits(&self, event: &Repaired) -> Result<(), Misfit> {
        Misfit::unless(event.on >= self.since, "expected `on` no earlier than the day it broke", &[])
    }
    fn next(self, event: &Repaired, _: &Stamp) -> InStore {
        InStore { examined_until: Some(event.examined_until), loans: self.loans }
    }
}

impl Accept<WrittenOff> for InRepair {
    fn findings(&self, _: &WrittenOff, asked: &Asked<'_, Policy>) -> Findings {
        let other = asked.stamp().role() != Role::TeamManager;
        other.then(|| Finding::new(&NOT_FOR_THIS_ROLE)).into_iter().collect()
    }
    fn next(self, event: &WrittenOff, stamp: &Stamp) -> Scrapped {
        Scrapped { on: event.on, recorded_as: stamp.role() }
    }
}
