//! What the files of this room share in reading: numbers within bounds, and lists of skills.

use alloc::vec::Vec;

use serde::de::Deserializer;

use crate::base::wire::number;
pub(super) use crate::base::wire::present;
use crate::base::{limits, wire};
use crate::need::{SkillNeeded, SkilledHands};

pub(super) fn hands<'de, D: Deserializer<'de>>(d: D) -> Result<u8, D::Error> {
    number(d, 1, limits::HANDS.into())
}

pub(super) fn tolerance<'de, D: Deserializer<'de>>(d: D) -> Result<u32, D::Error> {
    number(d, 0, limits::TOLERANCE_MIN.into())
}

pub(super) fn minutes<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u16>, D::Error> {
    number(d, 1, crate::base::MINUTES_PER_WEEK.into()).map(Some)
}

pub(super) fn skills_needed<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<SkillNeeded>, D::Error> {
    wire::list(d, limits::SKILLS, "skills")
}

pub(super) fn skills_brought<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<SkilledHands>, D::Error> {
    wire::list(d, limits::SKILLS, "skills")
}
