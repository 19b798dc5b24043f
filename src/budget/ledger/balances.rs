//! What accounts hold at the end of a day, in two ways of counting.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::book::Line;
use super::{Account, Ledger, Leg};
use crate::base::{Money, PackageLineId};

/// A question names a budget or a person of whom the ledger does not keep account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an account of a budget or a person in this ledger")]
pub struct NotInLedger;

/// What every account holds at the end of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balances {
    on: NaiveDate,
    amounts: BTreeMap<Account, Money>,
}

/// For machines: the day, and each account with the pence that it holds.
impl Serialize for Balances {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let accounts: Vec<Leg> = self.iter().map(|(account, pence)| Leg { account, pence }).collect();
        let mut out = serializer.serialize_struct("Balances", 2)?;
        out.serialize_field("on", &self.on)?;
        out.serialize_field("accounts", &accounts)?;
        out.end()
    }
}

impl Balances {
    /// The day.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// Each account to which anything was ever posted, in their order, with what it holds.
    pub fn iter(&self) -> impl Iterator<Item = (Account, Money)> {
        self.amounts.iter().map(|(account, amount)| (*account, *amount))
    }

    /// What an account holds: nothing if nothing was ever posted to it.
    pub fn of(&self, account: Account) -> Money {
        self.amounts.get(&account).copied().unwrap_or_default()
    }

    /// What was spent on a line, out of all budgets and for all needs.
    pub fn spent_on(&self, line: PackageLineId) -> Money {
        self.sum(|account| matches!(account, Account::Spending { line: of, .. } if of == line))
    }

    /// What is left of the household's contingency: the shares of all taken together.
    pub fn contingency(&self) -> Money {
        self.sum(|account| matches!(account, Account::Contingency { .. }))
    }

    /// What is in all accounts together, which is nothing.
    pub fn sum_of_all(&self) -> Money {
        self.sum(|_| true)
    }

    fn sum(&self, counts: impl Fn(Account) -> bool) -> Money {
        let pence = self.iter().filter(|(account, _)| counts(*account)).map(|(_, amount)| amount.pence());
        Money::within(pence.sum())
    }
}

impl Ledger {
    /// What an account held at the end of a day, by all that is known now: entries whose value date is that day or
    /// earlier, whenever they were posted. An entry and its reversal count for the same day, so that together they never
    /// show.
    ///
    /// # Errors
    ///
    /// [`NotInLedger`]: an account of a budget or a person that the ledger does not know.
    pub fn balance(&self, account: Account, on: NaiveDate) -> Result<Money, NotInLedger> {
        self.known(account, |line| line.value_on <= on)
    }

    /// What the books said at the end of a day: entries posted on that day or earlier, whatever their value date. So what
    /// was posted ahead counts from the day on which it was posted, and no later posting ever changes what is said of a
    /// day before it.
    ///
    /// # Errors
    ///
    /// [`NotInLedger`]: an account of a budget or a person that the ledger does not know.
    pub fn balance_as_posted(&self, account: Account, on: NaiveDate) -> Result<Money, NotInLedger> {
        self.known(account, |line| line.posted_on <= on)
    }

    /// What an account held at the end of a day, by what was known at the end of another: entries whose value date is
    /// `on` or earlier and that were posted on `known_on` or earlier.
    ///
    /// # Errors
    ///
    /// [`NotInLedger`]: an account of a budget or a person that the ledger does not know.
    pub fn balance_as_known(
        &self,
        account: Account,
        on: NaiveDate,
        known_on: NaiveDate,
    ) -> Result<Money, NotInLedger> {
        self.known(account, |line| line.value_on <= on && line.posted_on <= known_on)
    }

    /// What every account held at the end of a day, by all that is known now: see [`balance`](Self::balance).
    pub fn balances(&self, on: NaiveDate) -> Balances {
        self.all(on, |line| line.value_on <= on)
    }

    /// What the books said of every account at the end of a day: see [`balance_as_posted`](Self::balance_as_posted).
    pub fn balances_as_posted(&self, on: NaiveDate) -> Balances {
        self.all(on, |line| line.posted_on <= on)
    }

    fn known(&self, account: Account, counts: impl Fn(&Line) -> bool) -> Result<Money, NotInLedger> {
        let there = match account {
            Account::Authority => true,
            Account::Contingency { person } => self.has_person(person),
            _ => account.budget().is_some_and(|budget| self.budget(budget).is_some()),
        };
        if there { Ok(self.sum(account, counts)) } else { Err(NotInLedger) }
    }

    fn all(&self, on: NaiveDate, counts: impl Fn(&Line) -> bool) -> Balances {
        Balances { on, amounts: self.sums(counts).collect() }
    }
}
