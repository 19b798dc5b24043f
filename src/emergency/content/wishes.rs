//! What somebody wants if it comes to it.

use serde::{Deserialize, Serialize};

use super::Short;
use crate::base::{PrivateText, SourceId, Told};

/// One person's wishes for an emergency.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wishes {
    /// Whether they want to stay together with the others of the household.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub stay_together: Told<bool>,
    /// Whether they want to stay in their own home.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub stay_at_home: Told<bool>,
    /// Who may come into the house.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub may_come_in: Told<MayComeIn>,
    /// Who must not be called for them. Known and empty: there is nobody.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub not_to_be_called: Told<Short<SourceId>>,
    /// What matters to them, in their own words.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub what_matters: Told<PrivateText>,
}

impl Wishes {
    /// Whether it is a known wish that this one is not called.
    pub fn rules_out(&self, source: SourceId) -> bool {
        matches!(&self.not_to_be_called, Told::Known(nobody) if nobody.iter().any(|one| *one == source))
    }

    /// Whether it is a known wish that this one does not come into the house.
    pub fn shuts_out(&self, source: SourceId) -> bool {
        match &self.may_come_in {
            Told::Known(MayComeIn::Only(these)) => !these.iter().any(|one| *one == source),
            Told::Known(MayComeIn::WhoeverIsSent) | Told::NotKnown(_) => false,
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// Who may come into the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MayComeIn {
    /// Whoever the plan sends.
    WhoeverIsSent,
    /// These, and nobody else.
    Only(Short<SourceId>),
}
