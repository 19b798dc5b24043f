//! Pauses: whole days on which a line is not provided to somebody.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::SharedBy;
use super::reading::people;
use crate::base::{Period, PersonId, wire};

/// Days on which a line is not provided to some of those it is for, or to all of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a pause: an object with `period`, and `who` if it is not for all")]
pub struct Pause {
    /// Which days. One without an end lasts until the line ends.
    pub period: Period,
    /// To whom; none: to all whom the line is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "people")]
    pub who: Vec<PersonId>,
    /// What is owed of a day's price on days on which nobody is left, in a hundred: 0 to 100.
    #[serde(default, skip_serializing_if = "is_zero", deserialize_with = "percent")]
    pub retainer_percent: u8,
    /// How the line is shared while somebody is left.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub split_then: Option<SplitThen>,
    /// On which day the provider was told. Where the line has days of notice, it is owed until they are over.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub told_on: Option<NaiveDate>,
}

impl Pause {
    /// A pause for all, without a retainer.
    pub const fn of_all(period: Period) -> Self {
        Self { period, who: Vec::new(), retainer_percent: 0, split_then: None, told_on: None }
    }

    /// Whether it is a pause for somebody whom the line is for.
    pub fn is_for(&self, person: PersonId) -> bool {
        self.who.is_empty() || self.who.contains(&person)
    }
}

/// How a line is shared while it is paused for some.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[serde(expecting = "how it is shared then: `as_before`, or an object with `between_those_left`")]
pub enum SplitThen {
    /// As ever, those for whom it is paused included.
    AsBefore,
    /// Between the budgets of those who are left.
    BetweenThoseLeft(SharedBy),
}

fn percent<'de, D: Deserializer<'de>>(d: D) -> Result<u8, D::Error> {
    wire::number(d, 0, 100)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(percent: &u8) -> bool {
    *percent == 0
}
