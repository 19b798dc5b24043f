//! Money: whole pence, and never a rounded sum of rounded parts.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{limits, wire};

/// An amount of money in whole pence, up to ten thousand million pounds either way.
///
/// Adding is checked: a sum that does not fit is `None`, and whoever adds says which sum that was. It is written in a file
/// as a whole number of pence, and printed as people write it.
///
/// ```
/// use mutual_care::base::Money;
/// let week = Money::new(486_500)?;
/// assert_eq!(week.to_string(), "£4,865");
/// assert_eq!(week.plus(Money::new(20)?).map(|sum| sum.to_string()), Some("£4,865.20".into()));
/// assert_eq!((-week).to_string(), "-£4,865");
/// assert_eq!("£4,865.20".parse::<Money>()?.pence(), 486_520);
/// # Ok::<(), mutual_care::base::MoneyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(i64);

/// Something is not an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MoneyError {
    /// Past what the crate works with.
    #[error("expected an amount within {} pence either way", limits::PENCE)]
    TooMuch,
    /// A text that is not an amount.
    #[error("expected pounds and pence, such as £4,865 or £4,865.20")]
    Text,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One penny.
    pub const PENNY: Self = Self(1);

    /// So many pence.
    ///
    /// # Errors
    ///
    /// [`MoneyError::TooMuch`] past [`limits::PENCE`], either way.
    pub const fn new(pence: i64) -> Result<Self, MoneyError> {
        if pence <= limits::PENCE && pence >= -limits::PENCE {
            Ok(Self(pence))
        } else {
            Err(MoneyError::TooMuch)
        }
    }

    /// A part of an amount, which is no larger than the amount.
    #[cfg(feature = "money")]
    pub(crate) const fn within(pence: i64) -> Self {
        Self(pence)
    }

    /// How many pence.
    pub const fn pence(self) -> i64 {
        self.0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether it is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum; none past [`limits::PENCE`].
    #[must_use]
    pub const fn plus(self, other: Self) -> Option<Self> {
        // Both are far within 64 bits, and so is their sum.
        match Self::new(self.0 + other.0) {
            Ok(sum) => Some(sum),
            Err(_) => None,
        }
    }

    /// What is left; none past [`limits::PENCE`].
    #[must_use]
    pub const fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self(-other.0))
    }

    /// The sum of all of them; none as soon as one on the way is past [`limits::PENCE`].
    #[must_use]
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }
}

impl core::ops::Neg for Money {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pounds, pence) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        f.write_str(if self.0 < 0 { "-£" } else { "£" })?;
        let groups = core::iter::successors(Some(pounds), |left| (*left >= 1_000).then_some(left / 1_000));
        let highest = groups.clone().count() - 1;
        for (nth, place) in (0..=highest).rev().enumerate() {
            let group = groups.clone().nth(place).unwrap_or(0) % 1_000;
            if nth == 0 { write!(f, "{group}")? } else { write!(f, ",{group:03}")? }
        }
        if pence > 0 { write!(f, ".{pence:02}") } else { Ok(()) }
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads what [`fmt::Display`] writes, with or without the commas: `£4,865.20`, `-£5`, `£4865`.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let text = text.strip_prefix('£').ok_or(MoneyError::Text)?;
        let (pounds, pence) = text.split_once('.').unwrap_or((text, "00"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let mut groups = pounds.split(',');
        let first = groups.next().unwrap_or_default();
        let grouped = pounds.contains(',');
        let whole = digits(first)
            && (!grouped || first.len() <= 3)
            && groups.all(|group| group.len() == 3 && digits(group));
        if !whole || pence.len() != 2 || !digits(pence) {
            return Err(MoneyError::Text);
        }
        let number = pounds.bytes().chain(pence.bytes()).filter(u8::is_ascii_digit);
        let pence =
            number.fold(0_i64, |sum, digit| sum.saturating_mul(10).saturating_add(i64::from(digit - b'0')));
        Self::new(sign * pence)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::number(deserializer, -limits::PENCE, limits::PENCE).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn amounts_are_written_as_people_write_them_and_read_again() {
        for (pence, text) in [
            (0, "£0"),
            (5, "£0.05"),
            (100, "£1"),
            (99_999, "£999.99"),
            (100_000, "£1,000"),
            (123_456_789, "£1,234,567.89"),
            (-1, "-£0.01"),
        ] {
            let money = Money::new(pence).unwrap();
            assert_eq!(money.to_string(), text);
            assert_eq!(text.parse(), Ok(money));
        }
        assert_eq!("£1234567.89".parse(), Money::new(123_456_789));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in
            ["", "£", "5", "£5.1", "£5.123", "£1,00", "£1,0000", "£,100", "£ 5", "£5-", "--£5", "£1234,567"]
        {
            assert_eq!(text.parse::<Money>(), Err(MoneyError::Text), "{text}");
        }
        assert_eq!("£99999999999999999999999.00".parse::<Money>(), Err(MoneyError::TooMuch));
    }

    #[test]
    fn the_limit_is_the_limit_on_both_sides() {
        assert_eq!(Money::new(limits::PENCE).map(Money::pence), Ok(limits::PENCE));
        assert_eq!(Money::new(limits::PENCE + 1), Err(MoneyError::TooMuch));
        assert_eq!(Money::new(-limits::PENCE - 1), Err(MoneyError::TooMuch));
        let most = Money::new(limits::PENCE).unwrap();
        assert_eq!(most.plus(Money::PENNY), None);
        assert_eq!(most.minus(Money::PENNY).map(Money::pence), Some(limits::PENCE - 1));
        assert_eq!(Money::new(i64::MIN), Err(MoneyError::TooMuch));
    }
}
