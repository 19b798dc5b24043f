//! Skills that some of the helpers must have.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize};

use crate::base::{Word, limits, wire};

/// The skill of being an adult. Where a date of birth is known, it is the answer, whatever is said.
pub const ADULT: &str = "adult";

/// So many of the helpers of a need must have a skill: trained for the hoist, an adult.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkillNeeded {
    /// Which skill; [`ADULT`] for being one.
    pub skill: Word,
    /// How many of the helpers: 1 to all of them.
    pub helpers: u8,
}

/// So many of the hands that somebody brings have a skill.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkilledHands {
    /// Which skill.
    pub skill: Word,
    /// How many of the hands: one if the number is not said; 0 if it is known that none has.
    #[serde(default = "super::one", skip_serializing_if = "super::is_one")]
    pub hands: u8,
}

pub(super) fn needed<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<SkillNeeded>, D::Error> {
    wire::list(d, limits::SKILLS, "skills")
}

pub(super) fn brought<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<SkilledHands>, D::Error> {
    wire::list(d, limits::SKILLS, "skills")
}

/// Whether a skill stands twice in a list.
pub(super) fn twice<'s>(skills: impl IntoIterator<Item = &'s Word>) -> bool {
    let mut seen = BTreeSet::new();
    skills.into_iter().any(|skill| !seen.insert(skill))
}
