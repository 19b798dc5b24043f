//! The lists of a household's files: each stops at its limit.

use alloc::vec::Vec;

use serde::de::Deserializer;

use crate::base::{limits, wire};

macro_rules! lists {
    ($($name:ident: $item:ty, $most:expr, $what:literal;)*) => {$(
        pub(super) fn $name<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<$item>, D::Error> {
            wire::list(d, $most, $what)
        }
    )*};
}
lists! {
    people: super::Person, limits::PEOPLE, "people";
    kin: super::Kin, limits::KIN, "statements about kin";
    services: super::Service, limits::SOURCES, "services";
    needs: super::StatedNeed, limits::NEEDS, "needs";
    arrangements: super::StatedArrangement, limits::ARRANGEMENTS, "arrangements";
}
