//! What the types of this room share in reading and writing.

use alloc::vec::Vec;

use serde::Deserializer;

use crate::base::{NeedId, PersonId, limits, wire};

pub(super) fn people<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<PersonId>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}

pub(super) fn needs<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<NeedId>, D::Error> {
    wire::list(d, limits::NEEDS, "needs")
}

pub(super) fn hands<'de, D: Deserializer<'de>>(d: D) -> Result<u8, D::Error> {
    wire::number(d, 1, limits::HANDS.into())
}

pub(super) fn weight<'de, D: Deserializer<'de>>(d: D) -> Result<u32, D::Error> {
    wire::number(d, 1, limits::WEIGHT.into())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) const fn is_false(said: &bool) -> bool {
    !*said
}
