//! What is posted, and what then stands in a ledger.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Leg, Movement};
use crate::base::{Actor, BudgetId, LedgerEntryId, PrivateText, limits, wire};
use crate::package::BudgetOf;

/// A budget of which a ledger keeps account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetInLedger {
    /// Which budget.
    pub id: BudgetId,
    /// Whose it is, in which role. Whoever is an adult with needs and a carer has two.
    pub of: BudgetOf,
    /// Its first day: what is owed is counted from it.
    #[serde(with = "wire::date")]
    pub from: NaiveDate,
}

/// What somebody wants to post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Its id.
    pub id: LedgerEntryId,
    /// What happened.
    pub movement: Movement,
    /// When it is posted: never earlier than the entry before it.
    pub posted_on: NaiveDate,
    /// For which day it counts, which may be long before. None is the day on which it is posted; of a reversal, the day
    /// of what it reverses.
    pub value_on: Option<NaiveDate>,
    /// Who posts it.
    pub by: Actor,
    /// What it rests on: the number of a receipt or an invoice. May be empty.
    pub reference: PrivateText,
}

impl Posting {
    /// Something that happened, posted for the day on which it is posted, without a receipt.
    pub fn new(id: LedgerEntryId, movement: Movement, posted_on: NaiveDate, by: impl Into<Actor>) -> Self {
        let reference = PrivateText::empty();
        Self { id, movement, posted_on, value_on: None, by: by.into(), reference }
    }

    /// The same, counting for this day.
    pub fn valued(self, on: NaiveDate) -> Self {
        Self { value_on: Some(on), ..self }
    }

    /// The same, with what it rests on.
    pub fn referring_to(self, reference: PrivateText) -> Self {
        Self { reference, ..self }
    }
}

/// One entry of a ledger. It is never changed: what was wrong is reversed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerEntry {
    /// Its id.
    pub id: LedgerEntryId,
    /// When it was posted.
    #[serde(with = "wire::date")]
    pub posted_on: NaiveDate,
    /// For which day it counts.
    #[serde(with = "wire::date")]
    pub value_on: NaiveDate,
    /// Who posted it.
    pub by: Actor,
    /// What it rests on. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub reference: PrivateText,
    /// What happened.
    #[serde(rename = "what")]
    pub movement: Movement,
    /// What follows for each account, in their order. Their sum is nothing.
    #[serde(deserialize_with = "legs")]
    pub legs: Vec<Leg>,
}

fn legs<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Leg>, D::Error> {
    wire::list(deserializer, limits::LEDGER_LEGS, "legs")
}
