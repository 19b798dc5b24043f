//! What a day of a line costs: a fraction small enough for whole numbers of the machine.

use crate::base::Whole;

/// A fraction of whole numbers, never negative, in lowest terms.
///
/// What a price, a number of minutes and hands, a factor, a share and a retainer make together is within its bounds, since
/// each of them is within its own; where it ever were not, that is said and never cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ratio {
    numerator: u128,
    /// 1 or more.
    denominator: u128,
}

impl Ratio {
    pub(super) const ZERO: Self = Self { numerator: 0, denominator: 1 };
    const ONE: Self = Self { numerator: 1, denominator: 1 };

    pub(super) fn of(numerator: impl Into<u128>, denominator: impl Into<u128>) -> Option<Self> {
        let (numerator, denominator) = (numerator.into(), denominator.into());
        if denominator == 1 {
            return Some(Self { numerator, denominator });
        }
        let common = numerator.common(&denominator);
        Some(Self {
            numerator: numerator.checked_div(common)?,
            denominator: denominator.checked_div(common).filter(|parts| *parts > 0)?,
        })
    }

    pub(super) const fn numerator(&self) -> u128 {
        self.numerator
    }

    pub(super) const fn denominator(&self) -> u128 {
        self.denominator
    }

    pub(super) const fn is_zero(&self) -> bool {
        self.numerator == 0
    }

    /// So many of so many parts of it.
    pub(super) fn part(&self, numerator: impl Into<u128>, denominator: impl Into<u128>) -> Option<Self> {
        self.times(&Self::of(numerator, denominator)?)
    }

    pub(super) fn times(&self, other: &Self) -> Option<Self> {
        if *other == Self::ONE {
            return Some(*self);
        }
        // Crosswise in lowest terms first: so the products are the smallest there are.
        let one = Self::of(self.numerator, other.denominator)?;
        let two = Self::of(other.numerator, self.denominator)?;
        Some(Self {
            numerator: one.numerator.checked_mul(two.numerator)?,
            denominator: one.denominator.checked_mul(two.denominator)?,
        })
    }

    pub(super) fn plus(&self, other: &Self) -> Option<Self> {
        let common = self.denominator.multiple(&other.denominator)?;
        let one = self.numerator.checked_mul(common / self.denominator)?;
        let two = other.numerator.checked_mul(common / other.denominator)?;
        Self::of(one.checked_add(two)?, common)
    }
}
