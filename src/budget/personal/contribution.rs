//! What a person was assessed to contribute.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use crate::base::{Money, Told, limits, wire};

/// What somebody was assessed to contribute to one budget, by the week from dates. The means test itself is not worked out
/// here: this is what came of it.
///
/// ```
/// use mutual_care::base::Money;
/// use mutual_care::budget::{Contribution, ContributionFrom};
/// let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let mut contribution = Contribution::from(day(3, 2), Money::new(4_200)?);
/// contribution.amounts.push(ContributionFrom::new(day(4, 6), Money::new(4_500)?));
/// assert_eq!(contribution.on(day(4, 5)).map(|amount| amount.pence()), Some(4_200));
/// assert_eq!(contribution.on(day(4, 6)).map(|amount| amount.pence()), Some(4_500));
/// // Before the first day nobody has said what is due, which is not nothing.
/// assert_eq!(contribution.on(day(3, 1)), None);
/// # Ok::<(), mutual_care::base::MoneyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(
    expecting = "a contribution: an object with `amounts`, and `with_other_role` for somebody who has two budgets"
)]
pub struct Contribution {
    /// Each amount from its day until the next, in order. The first is there from the budget's first day on or earlier: that
    /// nothing is due at first is said as an amount of 0.
    #[serde(deserialize_with = "amounts")]
    pub amounts: Vec<ContributionFrom>,
    /// Of somebody who has a budget in the other role too: whether what they contribute to that one was counted when this was
    /// assessed.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub with_other_role: Told<bool>,
}

/// What somebody contributes by the week, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "an amount of a contribution: an object with `from` and `pence`")]
pub struct ContributionFrom {
    /// From which day on.
    #[serde(with = "wire::date")]
    pub from: NaiveDate,
    /// How much a week, in pence: 0 or more.
    #[serde(rename = "pence")]
    pub weekly: Money,
    /// On which day the person was told of it. An amount that begins earlier than it was told is a correction.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub told_on: Option<NaiveDate>,
}

impl Contribution {
    /// One amount a week from a day on.
    pub fn from(from: NaiveDate, weekly: Money) -> Self {
        Self { amounts: alloc::vec![ContributionFrom::new(from, weekly)], with_other_role: Told::default() }
    }

    /// What is due by the week on a day: the last amount that begins on it or before.
    pub fn on(&self, day: NaiveDate) -> Option<Money> {
        self.in_force_on(day).map(|amount| amount.weekly)
    }

    /// The amount that holds on a day, with its first day.
    pub fn in_force_on(&self, day: NaiveDate) -> Option<&ContributionFrom> {
        self.amounts.iter().rev().find(|amount| amount.from <= day)
    }
}

impl ContributionFrom {
    /// So much a week from a day on; nobody has recorded when the person was told.
    pub const fn new(from: NaiveDate, weekly: Money) -> Self {
        Self { from, weekly, told_on: None }
    }

    /// Whether it reaches back to days before the person was told of it.
    pub fn is_correction(&self) -> bool {
        self.told_on.is_some_and(|told| self.from < told)
    }
}

fn amounts<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<ContributionFrom>, D::Error> {
    wire::list(d, limits::CONTRIBUTIONS, "amounts of a contribution")
}
