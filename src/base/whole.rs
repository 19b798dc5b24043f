//! Whole numbers of two sizes under one name: quick ones, and as large as it takes.
//!
//! What is split or summed over a common denominator nearly always fits into 128 bits; where some step would not, it is
//! worked out anew in numbers of any size. So there is one way of counting, and it is exact.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;

use super::Fraction;

/// A whole number that is never negative. What does not fit is `None`.
pub(crate) trait Whole: Clone + Ord {
    fn of(number: u128) -> Self;
    fn from_large(number: &BigUint) -> Option<Self>;
    fn plus(&self, other: &Self) -> Option<Self>;
    fn minus(&self, other: &Self) -> Option<Self>;
    fn times(&self, other: &Self) -> Option<Self>;
    /// The quotient rounded down, and the remainder; none of nothing.
    fn over(&self, other: &Self) -> Option<(Self, Self)>;
    fn common(&self, other: &Self) -> Self;
    fn is_nothing(&self) -> bool;
    fn small(&self) -> Option<u64>;
    fn large(self) -> BigUint;

    /// The least number that both divide.
    fn multiple(&self, other: &Self) -> Option<Self> {
        self.over(&self.common(other))?.0.times(other)
    }

    /// The fraction with this numerator and that denominator.
    fn fraction(self, denominator: Self) -> Fraction {
        Fraction::of(BigInt::from(self.large()), denominator.large())
    }
}

impl Whole for u128 {
    fn of(number: u128) -> Self {
        number
    }

    fn from_large(number: &BigUint) -> Option<Self> {
        Self::try_from(number).ok()
    }

    fn plus(&self, other: &Self) -> Option<Self> {
        self.checked_add(*other)
    }

    fn minus(&self, other: &Self) -> Option<Self> {
        self.checked_sub(*other)
    }

    fn times(&self, other: &Self) -> Option<Self> {
        self.checked_mul(*other)
    }

    fn over(&self, other: &Self) -> Option<(Self, Self)> {
        if let (Ok(one), Ok(two)) = (u64::try_from(*self), u64::try_from(*other)) {
            return Some((one.checked_div(two)?.into(), one.checked_rem(two)?.into()));
        }
        let whole = self.checked_div(*other)?;
        Some((whole, self - whole * other))
    }

    fn common(&self, other: &Self) -> Self {
        match (u64::try_from(*self), u64::try_from(*other)) {
            // Nearly always: such numbers are a good deal quicker.
            (Ok(one), Ok(two)) => one.gcd(&two).into(),
            _ => self.gcd(other),
        }
    }

    fn is_nothing(&self) -> bool {
        *self == 0
    }

    fn small(&self) -> Option<u64> {
        u64::try_from(*self).ok()
    }

    fn large(self) -> BigUint {
        self.into()
    }

    fn fraction(self, denominator: Self) -> Fraction {
        // In lowest terms already while it is quick.
        let common = self.common(&denominator).max(1);
        Fraction::in_lowest_terms((self / common).into(), (denominator / common).into())
    }
}

impl Whole for BigUint {
    fn of(number: u128) -> Self {
        number.into()
    }

    fn from_large(number: &BigUint) -> Option<Self> {
        Some(number.clone())
    }

    fn plus(&self, other: &Self) -> Option<Self> {
        Some(self + other)
    }

    fn minus(&self, other: &Self) -> Option<Self> {
        if other <= self { Some(self - other) } else { None }
    }

    fn times(&self, other: &Self) -> Option<Self> {
        Some(self * other)
    }

    fn over(&self, other: &Self) -> Option<(Self, Self)> {
        if other.is_nothing() { None } else { Some(self.div_rem(other)) }
    }

    fn common(&self, other: &Self) -> Self {
        let (large, small) = if self < other { (other, self) } else { (self, other) };
        if small.is_nothing() {
            return large.clone();
        }
        // Divided once, both are of one size: what follows takes a step for each bit of the larger.
        small.gcd(&(large % small))
    }

    fn is_nothing(&self) -> bool {
        *self == Self::ZERO
    }

    fn small(&self) -> Option<u64> {
        u64::try_from(self).ok()
    }

    fn large(self) -> BigUint {
        self
    }
}
