//! Prices: from which day, how much, for what.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Factors, Unit};
use crate::base::{Money, codes, wire};

codes! {
    /// For whom a price is.
    #[derive(Default)]
    pub enum PriceFor: "for whom a price is" {
        /// For what is provided, however many come.
        #[default]
        Service = "service", "the service";
        /// For each worker: it is owed as many times as there are hands.
        Worker = "worker", "each worker";
    }
}

/// What a line costs from a day on, until its next price.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a price: an object with `pence`, `per` and, of a later one, `from`")]
pub struct Price {
    /// From which day; none only of the first: from whenever.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub from: Option<NaiveDate>,
    /// How much, in pence: 1 or more.
    #[serde(rename = "pence")]
    pub amount: Money,
    /// For what.
    pub per: Unit,
    /// For the service, or for each worker.
    #[serde(default, skip_serializing_if = "is_for_the_service")]
    pub each: PriceFor,
    /// What it is multiplied by on some days.
    #[serde(default, skip_serializing_if = "Factors::is_plain")]
    pub factors: Factors,
}

impl Price {
    /// A plain price for the service, from whenever.
    pub fn new(amount: Money, per: Unit) -> Self {
        Self { from: None, amount, per, each: PriceFor::Service, factors: Factors::default() }
    }

    /// How many times it is owed where so many hands come.
    pub const fn times(&self, hands: u8) -> u8 {
        match self.each {
            PriceFor::Service => 1,
            PriceFor::Worker => hands,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_for_the_service(each: &PriceFor) -> bool {
    *each == PriceFor::Service
}
