//! The house, and the plan as a thing: where it is, and who has a copy.

use serde::{Deserialize, Serialize};

use super::{Short, ShortItem};
use crate::base::{ByCode, PrivateText, Told, codes};

/// What whoever comes has to know about the house.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct House {
    /// Whether there is a key safe or another way in that needs nobody who holds a key.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub way_in_without_key: Told<bool>,
    /// Keys, and how to get in. Stands on no page that is put up.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub keys: Told<PrivateText>,
    /// The heating, and how it works.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub heating: Told<PrivateText>,
    /// Where the fuse box is.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub fuse_box: Told<PrivateText>,
    /// The animals. Known and empty: there are none.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub pets: Told<Short<Pet>>,
    /// Where people would go if the home could not be lived in.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub if_unusable: Told<PrivateText>,
}

impl House {
    pub(in crate::emergency) fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// An animal of the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pet {
    /// What it is, and what it is called.
    pub name: PrivateText,
    /// What it needs, and who takes it. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub note: PrivateText,
}

impl ShortItem for Pet {
    const WHAT: &'static str = "pets";
}

codes! {
    /// Who may have a copy of the plan, and to whom a person may agree to show it.
    pub enum CopyWith: "who has a copy" {
        /// Whoever is called.
        Responders = "responders", "those who are called";
        /// The practice of a general practitioner: in their record.
        Gp = "gp", "the GP's practice";
        /// The council's social care teams.
        SocialCare = "social_care", "the council's social care teams";
        /// Ambulance, fire and police.
        EmergencyServices = "emergency_services", "the emergency services";
        /// The hospital.
        Hospital = "hospital", "the hospital";
        /// The providers who come to the house.
        Providers = "providers", "those who come to the house anyway";
    }
}

/// Where the plan is, and who has a copy.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copies {
    /// Where the plan is kept in the house.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub kept: Told<PrivateText>,
    /// Who has a copy. Of each responder apart, the responder says.
    #[serde(default, skip_serializing_if = "ByCode::is_blank")]
    pub with: ByCode<CopyWith, Told<bool>>,
}

impl Copies {
    pub(in crate::emergency) fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}
