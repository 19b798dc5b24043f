//! Splitting an amount so that the parts add up to it, to the penny.

use alloc::vec::Vec;

use num_bigint::BigUint;
use num_integer::Integer;

use super::{Fraction, Money, Whole};

/// Splits an amount by weights, by largest remainder: each part is the share of its weight rounded down, and the pence that
/// are left go one each to the largest remainders, of equal ones to those that stand first. So the parts always add up to
/// the amount. An amount below zero is split like the same above it.
///
/// None if a weight is below zero, or if weights that come to nothing are to bear something.
///
/// ```
/// use mutual_care::base::{Fraction, Money, split};
/// let thirds = [1, 1, 1].map(Fraction::from);
/// let parts = split(Money::new(100)?, &thirds).unwrap();
/// assert_eq!(parts.into_iter().map(Money::pence).collect::<Vec<_>>(), [34, 33, 33]);
/// # Ok::<(), mutual_care::base::MoneyError>(())
/// ```
pub fn split(total: Money, weights: &[Fraction]) -> Option<Vec<Money>> {
    if weights.iter().any(Fraction::is_negative) {
        return None;
    }
    let kinds: Vec<(u64, BigUint)> = whole(weights).into_iter().map(|weight| (1, weight)).collect();
    let mut shares = Shares::of(total, &kinds)?;
    Some((0..kinds.len()).map(|kind| shares.next(kind)).collect())
}

/// Whole numbers in the same proportion.
fn whole(weights: &[Fraction]) -> Vec<BigUint> {
    let common = weights.iter().fold(BigUint::from(1_u8), |common, weight| common.lcm(weight.denominator()));
    let whole = |weight: &Fraction| weight.numerator().magnitude() * (&common / weight.denominator());
    weights.iter().map(whole).collect()
}

/// An amount that is being split over many places of which only a few kinds differ in weight: the days of ten years, of
/// which each Monday weighs the same.
pub(crate) struct Shares {
    is_negative: bool,
    kinds: Vec<Kind>,
    /// How many pence are left for the kinds that [may get one](Kind::may_get_one).
    left: u64,
}

struct Kind {
    pence: i64,
    /// Whether a place of it gets one more while some are left. All such kinds have the same remainder: kinds of larger
    /// ones have got theirs, and kinds of smaller ones get none.
    may_get_one: bool,
}

impl Shares {
    /// An amount split over kinds of places, each with how many places there are and the weight of one. None if weights
    /// that come to nothing are to bear something, or if a step does not fit into numbers of this size.
    pub(crate) fn of<N: Whole>(total: Money, kinds: &[(u64, N)]) -> Option<Self> {
        let mut all = N::of(0);
        for (places, weight) in kinds {
            all = all.plus(&weight.times(&N::of((*places).into()))?)?;
        }
        let (pence, is_negative) = (total.pence().unsigned_abs(), total.is_negative());
        if all.is_nothing() {
            let none = |_: &(u64, N)| Kind { pence: 0, may_get_one: false };
            let shares = Self { is_negative, kinds: kinds.iter().map(none).collect(), left: 0 };
            return total.is_zero().then_some(shares);
        }
        let (mut over, mut divided) = (pence, Vec::with_capacity(kinds.len()));
        for (places, weight) in kinds {
            let (floor, remainder) = weight.times(&N::of(pence.into()))?.over(&all)?;
            let floor = floor.small()?;
            over = over.checked_sub(places.checked_mul(floor)?)?;
            divided.push((floor, remainder));
        }
        let mut order: Vec<(&N, u64)> =
            divided.iter().zip(kinds).map(|((_, remainder), (places, _))| (remainder, *places)).collect();
        order.sort_unstable_by(|one, other| other.0.cmp(one.0));
        // The smallest remainder that still gets something, and how much is left for it.
        let (mut last, mut left) = (None, over);
        for group in order.chunk_by(|one, other| one.0 == other.0) {
            let places: u64 = group.iter().map(|one| one.1).sum();
            if left <= places {
                last = group.first().map(|one| one.0);
                break;
            }
            left -= places;
        }
        let kinds = divided.iter().map(|(floor, remainder)| {
            let has_got_one = last.is_some_and(|last| remainder > last);
            let pence = i64::try_from(floor + u64::from(has_got_one)).ok()?;
            Some(Kind { pence, may_get_one: last == Some(remainder) })
        });
        Some(Self { is_negative, kinds: kinds.collect::<Option<_>>()?, left })
    }

    /// What the next place bears, which is one of this kind. Places are asked for in the order in which equal remainders
    /// are served.
    pub(crate) fn next(&mut self, kind: usize) -> Money {
        let Some(kind) = self.kinds.get(kind) else { return Money::ZERO };
        let one = u8::from(kind.may_get_one && self.left > 0);
        self.left -= u64::from(one);
        let pence = kind.pence + i64::from(one);
        Money::within(if self.is_negative { -pence } else { pence })
    }

    /// Adds to each place, in their order, what it bears: `kinds` says of which kind each is.
    pub(crate) fn onto(self, kinds: &[u32], places: &mut [i64]) {
        let sign = if self.is_negative { -1 } else { 1 };
        let bears: Vec<i64> = self.kinds.iter().map(|kind| sign * kind.pence).collect();
        // What it bears while some are left, and how many of them it takes.
        let first: Vec<(i64, u64)> = (self.kinds.iter().zip(&bears))
            .map(|(kind, pence)| (pence + sign * i64::from(kind.may_get_one), u64::from(kind.may_get_one)))
            .collect();
        let kind = |nth: u32| usize::try_from(nth).unwrap_or(usize::MAX);
        let mut pairs = places.iter_mut().zip(kinds);
        let mut left = self.left;
        while left > 0
            && let Some((place, nth)) = pairs.next()
        {
            let (pence, one) = first.get(kind(*nth)).copied().unwrap_or((0, 0));
            *place += pence;
            left -= one;
        }
        // Nothing is left over for these.
        for (place, nth) in pairs {
            *place += bears.get(kind(*nth)).copied().unwrap_or(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split_pence(total: i64, weights: &[i64]) -> Option<Vec<i64>> {
        let weights: Vec<Fraction> = weights.iter().map(|weight| Fraction::from(*weight)).collect();
        let parts = split(Money::new(total).unwrap(), &weights)?;
        Some(parts.into_iter().map(Money::pence).collect())
    }

    #[test]
    fn the_largest_remainders_get_the_pence_that_are_left() {
        // 10 by 2 : 3 : 5 of 7 is 2.0, 3.0, 5.0 exactly; of 11: 2.2, 3.3, 5.5.
        assert_eq!(split_pence(10, &[2, 3, 5]), Some(alloc::vec![2, 3, 5]));
        assert_eq!(split_pence(11, &[2, 3, 5]), Some(alloc::vec![2, 3, 6]));
        assert_eq!(split_pence(12, &[2, 3, 5]), Some(alloc::vec![2, 4, 6]));
        assert_eq!(split_pence(-11, &[2, 3, 5]), Some(alloc::vec![-2, -3, -6]));
        assert_eq!(split_pence(2, &[1, 1, 1]), Some(alloc::vec![1, 1, 0]));
        assert_eq!(split_pence(5, &[0, 1_000_000, 1]), Some(alloc::vec![0, 5, 0]));
    }

    #[test]
    fn nothing_cannot_bear_something() {
        assert_eq!(split_pence(1, &[]), None);
        assert_eq!(split_pence(1, &[0, 0]), None);
        assert_eq!(split_pence(1, &[2, -1]), None);
        assert_eq!(split_pence(0, &[]), Some(alloc::vec![]));
        assert_eq!(split_pence(0, &[0, 3]), Some(alloc::vec![0, 0]));
    }

    #[test]
    fn many_places_of_few_kinds_are_split_like_each_by_itself() {
        let kinds = [(3, BigUint::from(2_u8)), (2, BigUint::from(5_u8)), (1, BigUint::from(4_u8))];
        let order = [0, 1, 0, 2, 1, 0];
        for total in 0..200 {
            let mut shares = Shares::of(Money::new(total).unwrap(), &kinds).unwrap();
            let counted: Vec<i64> = order.iter().map(|kind| shares.next(*kind).pence()).collect();
            let plain = split_pence(total, &[2, 5, 2, 4, 5, 2]).unwrap();
            assert_eq!(counted, plain, "{total}");
            let small = [(3, 2_u128), (2, 5), (1, 4)];
            let mut places = [0; 6];
            Shares::of(Money::new(total).unwrap(), &small).unwrap().onto(&[0, 1, 0, 2, 1, 0], &mut places);
            assert_eq!(places.as_slice(), plain, "{total}");
        }
    }
}
