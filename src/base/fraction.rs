//! Exact fractions: what something costs before it is rounded, once.

use alloc::string::ToString;
use core::cmp::Ordering;
use core::fmt;
use core::ops::{Add, Mul, Sub};
use core::str::FromStr;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{Money, wire};

/// An exact fraction in lowest terms, of any size: a third of a penny, 1/7 of a week's price.
///
/// No sum of fractions is ever rounded on the way, and none is too long to be exact. Money comes of one by
/// [`Fraction::rounded`]. In a file it is the text `"n/d"`, in pence wherever it is money.
///
/// ```
/// use mutual_care::base::{Fraction, Money};
/// let day = Fraction::new(10_000, 7)?; // £100 a week, by the day
/// assert_eq!((&day + &day + &day).to_string(), "30000/7");
/// assert_eq!(day.rounded(), Some(Money::new(1_429)?));
/// assert_eq!(Fraction::new(-1, 2)?.rounded(), Some(Money::new(-1)?)); // half away from zero
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Fraction {
    /// Has no factor in common with the denominator.
    numerator: BigInt,
    /// 1 or more.
    denominator: BigUint,
}

/// Something is not a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a fraction \"n/d\" of whole numbers in lowest terms, such as \"100/7\" or \"12/1\"")]
pub struct FractionError;

/// Digits of a fraction that is read: some six hundred factors of six figures that have nothing in common.
const DIGITS: usize = 4_096;

impl Fraction {
    /// So many of so many parts.
    ///
    /// # Errors
    ///
    /// [`FractionError`] if there are no parts.
    pub fn new(numerator: i64, denominator: u64) -> Result<Self, FractionError> {
        if denominator == 0 { Err(FractionError) } else { Ok(Self::of(numerator.into(), denominator.into())) }
    }

    /// Nothing.
    pub fn zero() -> Self {
        Self::from(0)
    }

    /// The fraction in lowest terms; one of no parts is nothing, which no caller asks for.
    pub(crate) fn of(numerator: BigInt, denominator: BigUint) -> Self {
        let common = numerator.magnitude().gcd(&denominator);
        if common == BigUint::ZERO || denominator == BigUint::ZERO {
            return Self { numerator: BigInt::ZERO, denominator: 1_u8.into() };
        }
        Self { numerator: numerator / BigInt::from(common.clone()), denominator: denominator / common }
    }

    /// The fraction of two numbers that have no factor in common; nothing is 0 of 1.
    pub(crate) fn in_lowest_terms(numerator: BigUint, denominator: BigUint) -> Self {
        Self { numerator: numerator.into(), denominator }
    }

    /// The upper number, in lowest terms.
    pub(crate) const fn numerator(&self) -> &BigInt {
        &self.numerator
    }

    /// The lower number, in lowest terms.
    pub(crate) const fn denominator(&self) -> &BigUint {
        &self.denominator
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        self.numerator.sign() == Sign::NoSign
    }

    /// Whether it is less than nothing.
    pub fn is_negative(&self) -> bool {
        self.numerator.sign() == Sign::Minus
    }

    /// One divided by it; none of nothing.
    #[must_use]
    pub fn inverse(&self) -> Option<Self> {
        let numerator = BigInt::from_biguint(self.numerator.sign(), self.denominator.clone());
        (!self.is_zero()).then(|| Self { numerator, denominator: self.numerator.magnitude().clone() })
    }

    /// How many wholes are in it, towards nothing; the largest or the smallest number there is, if they are more.
    pub fn whole_part(&self) -> i64 {
        let most = if self.is_negative() { i64::MIN } else { i64::MAX };
        i64::try_from(&self.numerator / BigInt::from(self.denominator.clone())).unwrap_or(most)
    }

    /// The nearest whole number of pence, half away from zero; none past [`limits::PENCE`](super::limits::PENCE).
    pub fn rounded(&self) -> Option<Money> {
        let doubled = self.numerator.magnitude() * 2_u8 + &self.denominator;
        let pence = i64::try_from(doubled / (&self.denominator * 2_u8)).ok()?;
        Money::new(if self.is_negative() { -pence } else { pence }).ok()
    }

    /// The sum of all of them.
    pub fn sum<'f>(parts: impl IntoIterator<Item = &'f Self>) -> Self {
        parts.into_iter().fold(Self::zero(), |sum, part| &sum + part)
    }

    /// The same, in so many steps of work at most, of which those that it took are taken off; none if they are not enough.
    /// Fractions with nothing in common make a sum that is as long as all of them together, and each one that is added brings
    /// all of it into lowest terms again.
    pub(crate) fn sum_in<'f>(parts: impl IntoIterator<Item = &'f Self>, steps: &mut u64) -> Option<Self> {
        parts.into_iter().try_fold(Self::zero(), |sum, part| {
            let bits = sum.denominator.bits() + part.denominator.bits();
            if bits > u64::from(u128::BITS) {
                *steps = steps.checked_sub(lowest_terms_steps(bits + u64::from(u64::BITS)))?;
            }
            Some(&sum + part)
        })
    }
}

/// What it takes to bring a fraction of so many bits into lowest terms: each bit is a step through all words of both numbers.
pub(crate) const fn lowest_terms_steps(bits: u64) -> u64 {
    bits.saturating_mul(16 + bits / 64) / 4
}

impl From<i64> for Fraction {
    fn from(whole: i64) -> Self {
        Self { numerator: whole.into(), denominator: 1_u8.into() }
    }
}

impl From<Money> for Fraction {
    fn from(money: Money) -> Self {
        money.pence().into()
    }
}

impl<'f> Add<&'f Fraction> for &'f Fraction {
    type Output = Fraction;

    fn add(self, other: &Fraction) -> Fraction {
        if self.denominator == other.denominator {
            return Fraction::of(&self.numerator + &other.numerator, self.denominator.clone());
        }
        let (one, two) = (BigInt::from(self.denominator.clone()), BigInt::from(other.denominator.clone()));
        Fraction::of(&self.numerator * two + &other.numerator * one, &self.denominator * &other.denominator)
    }
}

impl Add<&Fraction> for Fraction {
    type Output = Self;

    fn add(self, other: &Self) -> Self {
        &self + other
    }
}

impl<'f> Sub<&'f Fraction> for &'f Fraction {
    type Output = Fraction;

    fn sub(self, other: &Fraction) -> Fraction {
        let other = Fraction { numerator: -other.numerator.clone(), denominator: other.denominator.clone() };
        self + &other
    }
}

impl<'f> Mul<&'f Fraction> for &'f Fraction {
    type Output = Fraction;

    fn mul(self, other: &Fraction) -> Fraction {
        Fraction::of(&self.numerator * &other.numerator, &self.denominator * &other.denominator)
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let one = &self.numerator * BigInt::from(other.denominator.clone());
        one.cmp(&(&other.numerator * BigInt::from(self.denominator.clone())))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl fmt::Debug for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Fraction {
    type Err = FractionError;

    /// Reads what [`fmt::Display`] writes, and nothing else: no spaces, no plus, no zeros in front, in lowest terms.
    fn from_str(text: &str) -> Result<Self, FractionError> {
        let (numerator, denominator) = text.split_once('/').ok_or(FractionError)?;
        if text.len() > DIGITS {
            return Err(FractionError);
        }
        let read = Self::of(
            numerator.parse().map_err(|_| FractionError)?,
            denominator.parse().map_err(|_| FractionError)?,
        );
        if read.to_string() == text { Ok(read) } else { Err(FractionError) }
    }
}

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "a fraction, such as \"100/7\"", |text| {
            text.parse().map_err(D::Error::custom)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(text: &str) -> Fraction {
        text.parse().unwrap()
    }

    #[test]
    fn half_is_rounded_away_from_zero_and_less_is_not() {
        for (text, pence) in
            [("1/2", 1), ("-1/2", -1), ("3/2", 2), ("-5/2", -3), ("49999/100000", 0), ("-1/3", 0), ("0/1", 0)]
        {
            assert_eq!(fraction(text).rounded().map(Money::pence), Some(pence), "{text}");
        }
        let most = super::super::limits::PENCE;
        assert_eq!(Fraction::from(most).rounded().map(Money::pence), Some(most));
        assert_eq!((&Fraction::from(most) + &fraction("1/2")).rounded(), None);
    }

    #[test]
    fn only_the_one_text_of_a_value_is_read() {
        for text in [
            "1", "1/0", "2/4", "01/2", "+1/2", "1/-2", "-0/1", "0/2", " 1/2", "1/2/3", "1_0/1", "a/b", "/",
            "",
        ] {
            assert_eq!(text.parse::<Fraction>(), Err(FractionError), "{text}");
        }
        let long = alloc::format!("{}/1", "9".repeat(DIGITS));
        assert_eq!(long.parse::<Fraction>(), Err(FractionError));
        for text in ["0/1", "100/7", "-12/1", "340282366920938463463374607431768211457/3"] {
            assert_eq!(fraction(text).to_string(), text);
        }
    }

    #[test]
    fn an_inverse_and_the_wholes_keep_their_sign() {
        assert_eq!(fraction("-2/3").inverse(), Some(fraction("-3/2")));
        assert_eq!(fraction("0/1").inverse(), None);
        let wholes = ["7/2", "-7/2", "1/2", "-1/2", "0/1"].map(|text| fraction(text).whole_part());
        assert_eq!(wholes, [3, -3, 0, 0, 0]);
        assert_eq!(fraction("340282366920938463463374607431768211457/3").whole_part(), i64::MAX);
    }

    #[test]
    fn a_sum_in_so_many_steps_is_the_sum_or_none() {
        // Fractions of numbers that have nothing in common: 1/3, 1/5, 1/17, 1/257, 1/65537, and on.
        let parts: alloc::vec::Vec<Fraction> = (0..12)
            .scan(BigUint::from(3_u8), |next, _| {
                let one = Fraction::of(1.into(), next.clone());
                *next = (&*next - 1_u8) * (&*next - 1_u8) + 1_u8;
                Some(one)
            })
            .collect();
        let mut steps = u64::MAX;
        assert_eq!(Fraction::sum_in(&parts, &mut steps), Some(Fraction::sum(&parts)));
        let taken = u64::MAX - steps;
        assert!(taken > 1_000, "{taken}");
        let mut just_enough = taken;
        assert_eq!(Fraction::sum_in(&parts, &mut just_enough), Some(Fraction::sum(&parts)));
        assert_eq!(just_enough, 0);
        assert_eq!(Fraction::sum_in(&parts, &mut (taken - 1)), None);
        // What fits into 128 bits takes none.
        assert_eq!(Fraction::sum_in(&parts[..5], &mut 0), Some(Fraction::sum(&parts[..5])));
    }

    #[test]
    fn sums_differences_and_products_are_exact() {
        assert_eq!(&fraction("1/3") + &fraction("1/6"), fraction("1/2"));
        assert_eq!(&fraction("1/3") - &fraction("1/2"), fraction("-1/6"));
        assert_eq!(&fraction("2/3") * &fraction("3/4"), fraction("1/2"));
        assert!(fraction("1/3") > fraction("333333/1000000") && fraction("-1/2") < fraction("-1/3"));
        let sevenths: alloc::vec::Vec<_> = (0..7).map(|_| fraction("10000/7")).collect();
        assert_eq!(Fraction::sum(&sevenths), Fraction::from(10_000));
    }
}
