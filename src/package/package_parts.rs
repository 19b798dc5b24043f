//! What a care package is made from.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::Line;
use super::reading::people;
use crate::base::{HouseholdId, PackageId, PersonId, PrivateText, limits, wire};

/// What a care package is made from. Order does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Package", deny_unknown_fields)]
#[serde(expecting = "a care package: an object with `id`, `household`, `people`, `drawn_up_on` and `lines`")]
pub struct PackageParts {
    /// The package's id.
    pub id: PackageId,
    /// The household it is for.
    pub household: HouseholdId,
    /// The people it is about: whom lines are for, and in whose budgets they stand.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// When it was drawn up.
    #[serde(with = "wire::date")]
    pub drawn_up_on: NaiveDate,
    /// The date by which it is to be reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub review_by: Option<NaiveDate>,
    /// What is to be known about the package itself. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub note: PrivateText,
    /// Its lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lines")]
    pub lines: Vec<Line>,
}

impl PackageParts {
    /// A package without lines.
    pub const fn new(
        id: PackageId,
        household: HouseholdId,
        people: Vec<PersonId>,
        drawn_up_on: NaiveDate,
    ) -> Self {
        let note = PrivateText::empty();
        Self { id, household, people, drawn_up_on, review_by: None, note, lines: Vec::new() }
    }
}

fn lines<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Line>, D::Error> {
    wire::list(d, limits::PACKAGE_LINES, "lines")
}
