//! What is known of an item, and what each event comes to.

use chrono::{Days, NaiveDate};
use mutual_care::base::{Finding, Findings, Role, Stamp};
use mutual_care::machine::{Accept, Asked, Case, Misfit, Opens, TakenOver, TakesOver};

use super::rules::{
    CAME_BACK_LATE, EXAMINATION_DUE, EXAMINATION_NOT_KNOWN, LOAN_TOO_LONG, NOT_FOR_THIS_ROLE, POLICY_NOT_SET,
    STORE_CLOSED,
};
use super::{
    Bought, Broke, Examined, Extended, Item, LentOut, Policy, Repaired, Reserved, Returned, Status,
    WrittenOff,
};

/// What is known of an item, whichever state it is in.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemCase {
    examined_until: Option<NaiveDate>,
    loans: u32,
    /// The loan that goes on.
    loan: Option<LentOut>,
    broke_on: Option<NaiveDate>,
    written_off: Option<(NaiveDate, Role)>,
}

impl ItemCase {
    const fn in_store(examined_until: Option<NaiveDate>) -> Self {
        Self { examined_until, loans: 0, loan: None, broke_on: None, written_off: None }
    }

    pub const fn loans(&self) -> u32 {
        self.loans
    }
    pub const fn examined_until(&self) -> Option<NaiveDate> {
        self.examined_until
    }
    pub const fn loan(&self) -> Option<&LentOut> {
        self.loan.as_ref()
    }
    pub fn recorded_as(&self) -> Option<Role> {
        self.written_off.map(|(_, role)| role)
    }

    /// Within the loan that goes on.
    fn within_the_loan(&self, on: NaiveDate) -> Result<&LentOut, Misfit> {
        let loan = self.loan.as_ref().ok_or_else(|| Misfit::new("expected an item that is lent", &[]))?;
        Misfit::unless(on >= loan.on, "expected `on` within the loan", &[loan.to.any()])?;
        Ok(loan)
    }
}

impl Case for ItemCase {
    type Machine = Item;
}

impl Opens<Bought> for ItemCase {
    fn open(event: &Bought, _: &Stamp) -> Result<Self, Misfit> {
        let fits = event.on <= event.examined_until;
        Misfit::unless(fits, "expected `examined_until` no earlier than `on`", &[])?;
        Ok(Self::in_store(Some(event.examined_until)))
    }
}

impl TakesOver for ItemCase {
    fn findings(taken: &TakenOver<Item>, _: &Asked<'_, Policy>) -> Findings {
        let unknown = taken.status == Status::InStore && taken.as_known.examined_until.is_none();
        unknown.then(|| Finding::new(&EXAMINATION_NOT_KNOWN)).into_iter().collect()
    }
    fn take_over(taken: &TakenOver<Item>, _: &Stamp) -> Result<Self, Misfit> {
        let in_store = Self::in_store(taken.as_known.examined_until);
        if taken.status == Status::InStore {
            return Ok(in_store);
        }
        let loan = taken.as_known.loan.clone();
        let loan = loan.ok_or(Misfit::new("expected `loan`: who has it, and until when", &[]))?;
        Ok(Self { loans: 1, loan: Some(loan), ..in_store })
    }
}

fn loan_length(on: NaiveDate, until: NaiveDate, policy: &Policy) -> Option<Finding> {
    let Some(most) = policy.loan_days_most else { return Some(Finding::new(&POLICY_NOT_SET)) };
    let last = on + Days::new(most.into());
    (until > last).then(|| Finding::new(&LOAN_TOO_LONG))
}

impl Accept<LentOut> for ItemCase {
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
    fn apply(&mut self, event: &LentOut, _: &Stamp) {
        self.loans += 1;
        self.loan = Some(event.clone());
    }
}

impl Accept<Broke> for ItemCase {
    fn apply(&mut self, event: &Broke, _: &Stamp) {
        self.loan = None;
        self.broke_on = Some(event.on);
    }
}

impl Accept<Reserved> for ItemCase {}

impl Accept<Extended> for ItemCase {
    fn fits(&self, event: &Extended) -> Result<(), Misfit> {
        let Some(loan) = &self.loan else { return self.within_the_loan(event.on).map(|_| ()) };
        Misfit::all([
            self.within_the_loan(event.on).map(|_| ()),
            Misfit::unless(event.until > loan.until, "expected `until` later than before", &[loan.to.any()]),
        ])
    }
    fn findings(&self, event: &Extended, asked: &Asked<'_, Policy>) -> Findings {
        loan_length(event.on, event.until, asked.policy()).into_iter().collect()
    }
    fn apply(&mut self, event: &Extended, _: &Stamp) {
        if let Some(loan) = &mut self.loan {
            loan.until = event.until;
        }
    }
}

impl Accept<Returned> for ItemCase {
    fn fits(&self, event: &Returned) -> Result<(), Misfit> {
        self.within_the_loan(event.on).map(|_| ())
    }
    fn findings(&self, event: &Returned, asked: &Asked<'_, Policy>) -> Findings {
        let late = self.loan.as_ref().filter(|loan| event.on > loan.until);
        let late = late.map(|loan| Finding::new(&CAME_BACK_LATE).about(loan.to));
        let open = asked.calendar().is_working_day(event.on) == Some(true);
        late.into_iter().chain((!open).then(|| Finding::new(&STORE_CLOSED))).collect()
    }
    fn apply(&mut self, _: &Returned, _: &Stamp) {
        self.loan = None;
    }
}

impl Accept<Repaired> for ItemCase {
    fn fits(&self, event: &Repaired) -> Result<(), Misfit> {
        let fits = self.broke_on.is_none_or(|broke| event.on >= broke);
        Misfit::unless(fits, "expected `on` no earlier than the day it broke", &[])
    }
    fn apply(&mut self, event: &Repaired, _: &Stamp) {
        self.broke_on = None;
        self.examined_until = Some(event.examined_until);
    }
}

impl Accept<Examined> for ItemCase {
    fn fits(&self, event: &Examined) -> Result<(), Misfit> {
        let fits = event.on <= event.examined_until;
        Misfit::unless(fits, "expected `examined_until` no earlier than `on`", &[])
    }
    fn apply(&mut self, event: &Examined, _: &Stamp) {
        self.examined_until = Some(event.examined_until);
    }
}

impl Accept<WrittenOff> for ItemCase {
    fn findings(&self, _: &WrittenOff, asked: &Asked<'_, Policy>) -> Findings {
        let other = asked.stamp().role() != Role::TeamManager;
        other.then(|| Finding::new(&NOT_FOR_THIS_ROLE)).into_iter().collect()
    }
    fn apply(&mut self, event: &WrittenOff, stamp: &Stamp) {
        self.written_off = Some((event.on, stamp.role()));
    }
}
