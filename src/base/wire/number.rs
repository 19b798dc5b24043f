//! Whole numbers within bounds.

use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserializer, Error, Expected, Visitor};

/// Reads a whole number from `low` to `high`, refused with those bounds and nothing of what stood there.
pub(crate) fn number<'de, D, T>(deserializer: D, low: i64, high: i64) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<i64>,
{
    deserializer.deserialize_i64(NumberVisitor { low, high, number: PhantomData })
}

struct NumberVisitor<T> {
    low: i64,
    high: i64,
    number: PhantomData<T>,
}

impl<T: TryFrom<i64>> NumberVisitor<T> {
    fn refuse<E: Error>(&self) -> E {
        E::custom(format_args!("expected {}", self as &dyn Expected))
    }
}

impl<T: TryFrom<i64>> Visitor<'_> for NumberVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number from {} to {}", self.low, self.high)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        let within = (self.low..=self.high).contains(&number);
        let fits = if within { T::try_from(number).ok() } else { None };
        fits.ok_or_else(|| self.refuse())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        match i64::try_from(number) {
            Ok(number) => self.visit_i64(number),
            Err(_) => Err(self.refuse()),
        }
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<T, E> {
        Err(self.refuse())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<T, E> {
        Err(self.refuse())
    }
}
