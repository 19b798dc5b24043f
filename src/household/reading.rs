//! What the files of this room share in reading: numbers within bounds, and lists of skills.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

pub(super) use crate::base::wire::present;
use crate::base::{limits, wire};
use crate::need::{SkillNeeded, SkilledHands};

/// A whole number from `low` to `high`, refused with those bounds and nothing of what stood there.
fn number<'de, D, T>(deserializer: D, low: u32, high: u32) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<u64>,
{
    deserializer.deserialize_u64(NumberVisitor { low, high, number: PhantomData })
}

struct NumberVisitor<T> {
    low: u32,
    high: u32,
    number: PhantomData<T>,
}

impl<T: TryFrom<u64>> Visitor<'_> for NumberVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number from {} to {}", self.low, self.high)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        let within = (u64::from(self.low)..=u64::from(self.high)).contains(&number);
        let fits = if within { T::try_from(number).ok() } else { None };
        fits.ok_or_else(|| E::custom(format_args!("expected {}", &self as &dyn serde::de::Expected)))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        // What is below zero is out of bounds as the largest number is.
        self.visit_u64(u64::try_from(number).unwrap_or(u64::MAX))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<T, E> {
        self.visit_u64(u64::MAX)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<T, E> {
        self.visit_u64(u64::MAX)
    }
}

pub(super) fn hands<'de, D: Deserializer<'de>>(d: D) -> Result<u8, D::Error> {
    number(d, 1, u32::from(limits::HANDS))
}

pub(super) fn tolerance<'de, D: Deserializer<'de>>(d: D) -> Result<u32, D::Error> {
    number(d, 0, limits::TOLERANCE_MIN)
}

pub(super) fn minutes<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u16>, D::Error> {
    number(d, 1, u32::from(crate::base::MINUTES_PER_WEEK)).map(Some)
}

pub(super) fn skills_needed<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<SkillNeeded>, D::Error> {
    wire::list(d, limits::SKILLS, "skills")
}

pub(super) fn skills_brought<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<SkilledHands>, D::Error> {
    wire::list(d, limits::SKILLS, "skills")
}
