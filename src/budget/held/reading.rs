//! What the types of this folder share in reading.

use alloc::vec::Vec;

use serde::{Deserialize, Deserializer};

use crate::base::{limits, wire};

/// A list with one entry for each line at most.
pub(super) fn by_line<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Vec<T>, D::Error> {
    wire::list(d, limits::PACKAGE_LINES, "entries")
}

/// A list of a few things about each of the people.
pub(super) fn by_person<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Vec<T>, D::Error> {
    wire::list(d, limits::SOURCES, "entries")
}
