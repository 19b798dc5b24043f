//! What counts as an emergency.

use serde::{Deserialize, Serialize};

use crate::base::{Told, codes};

codes! {
    /// What may happen that the plan is for.
    pub enum Trigger: "a trigger" {
        /// Somebody of the household is away: in hospital, travelling, dead.
        Away = "away", "somebody is away";
        /// Somebody is at home and cannot give what they give.
        UnableToGive = "unable_to_give", "somebody cannot give what they give";
        /// A provider does not come.
        ProviderFails = "provider_fails", "a provider does not come";
        /// The home cannot be lived in: fire, flood, no heating.
        HomeUnusable = "home_unusable", "the home cannot be lived in";
    }
}

impl Trigger {
    /// Whether a proof speaks of it. It knows of people and services that are lost, and not of a home that is:
    /// that is recorded, and marked as not covered.
    pub const fn is_covered_by_proof(self) -> bool {
        !matches!(self, Self::HomeUnusable)
    }
}

/// Whether a trigger counts as an emergency, if it comes suddenly and if it is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// If it comes suddenly.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub sudden: Told<bool>,
    /// If it is planned: an operation, a holiday.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub planned: Told<bool>,
}

impl Counts {
    /// Whether it is known to count, either way.
    pub fn does(self) -> bool {
        self.sudden == Told::Known(true) || self.planned == Told::Known(true)
    }

    /// Whether nobody has asked, either way.
    pub fn is_open(self) -> bool {
        self.sudden.is_open() && self.planned.is_open()
    }
}
