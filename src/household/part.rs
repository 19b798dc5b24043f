//! Those who part from a household together, as it is said.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::base::{ArrangementId, HouseholdId, PersonId, limits, wire};

/// Those who go together, and what goes on between them and the others.
///
/// With people go their needs, and the help for these that they give each other or that comes from outside, with what
/// was answered about it; and their kin and whoever helps, as people from outside. Help between those who go and
/// those who do not ends, unless it goes on from outside.
///
/// All this goes along as it was known when the parting was recorded: each need and each help once, as it is on the
/// day, or on the first later day on which it is there, up to the day on which it ends. What is recorded for later
/// days beyond that is a finding (`recorded-for-later`), to be recorded in the new household's record. Signs of mutual
/// caring and what people said of themselves stay here: a parting is a change after which somebody asks and looks
/// again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HouseholdPart {
    /// The id of the household that they are from now on. The embedder opens its record with what this record
    /// [yields](super::Chronicle::yields) for it.
    pub household: HouseholdId,
    /// Who goes.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// Help between them and those who do not go with them, in either direction, that goes on all the same. Where
    /// both are in a part, it is enough that one part says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "arrangements")]
    pub goes_on: Vec<ArrangementId>,
}

fn people<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<PersonId>, D::Error> {
    wire::list(deserializer, limits::PEOPLE, "people")
}

fn arrangements<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<ArrangementId>, D::Error> {
    wire::list(deserializer, limits::ARRANGEMENTS, "arrangements")
}
