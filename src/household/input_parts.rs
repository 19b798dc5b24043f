//! What a household is handed over as: the file's own form, `{"v1": {…}}`, whether it fits together or not.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Kin, Person, Service, StatedArrangement, StatedNeed, lists};
use crate::base::{HouseholdId, PrivateText, wire};

/// What a household is made from: the file's own form, `{"v1": {…}}`. Order does not matter.
///
/// Reading these and then asking [`HouseholdInput::new`](super::HouseholdInput::new) is reading a
/// [`HouseholdInput`](super::HouseholdInput) in two steps, for whoever wants the
/// [`Problems`](crate::base::Problems) as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[serde(expecting = "a household: an object with `id`, `as_at`, `people` and the rest")]
pub struct HouseholdInputParts {
    /// The household's id.
    pub id: HouseholdId,
    /// What is to be known about the file itself. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub note: PrivateText,
    /// As at which date it was written down.
    #[serde(with = "wire::date")]
    pub as_at: NaiveDate,
    /// The people, inside and outside.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lists::people")]
    pub people: Vec<Person>,
    /// Who is what to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lists::kin")]
    pub kin: Vec<Kin>,
    /// Providers and devices.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lists::services")]
    pub services: Vec<Service>,
    /// Who needs what.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lists::needs")]
    pub needs: Vec<StatedNeed>,
    /// Who does what for whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lists::arrangements")]
    pub arrangements: Vec<StatedArrangement>,
}

impl HouseholdInputParts {
    /// A household in which nobody lives yet.
    pub const fn new(id: HouseholdId, as_at: NaiveDate) -> Self {
        Self {
            id,
            note: PrivateText::empty(),
            as_at,
            people: Vec::new(),
            kin: Vec::new(),
            services: Vec::new(),
            needs: Vec::new(),
            arrangements: Vec::new(),
        }
    }
}

wire::v1!(HouseholdInputParts, "a household");
