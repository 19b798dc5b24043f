//! Splitting an amount so that the parts add up to it, to the penny.

use alloc::vec::Vec;

use num_bigint::BigUint;
use num_integer::Integer;

use super::{Fraction, Money};

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
/// assert_eq!(parts.map(Money::pence).collect::<Vec<_>>(), [34, 33, 33]);
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
pub(crate) fn whole(weights: &[Fraction]) -> Vec<BigUint> {
    let common = weights.iter().fold(BigUint::from(1_u8), |common, weight| common.lcm(weight.denominator()));
    let whole = |weight: &Fraction| weight.numerator().magnitude() * (&common / weight.denominator());
    weights.iter().map(whole).collect()
}

/// An amount that is being split over many places of which only a few kinds differ in weight: the days of ten years, of
/// which each Monday weighs the same.
pub(crate) struct Shares {
    is_negative: bool,
    kinds: Vec<Kind>,
    /// How many pence are left for all kinds of one remainder.
    left: Vec<u64>,
}

struct Kind {
    floor: i64,
    /// Which entry of `left` its remainder has.
    rank: usize,
}

impl Shares {
    /// An amount split over kinds of places, each with how many places there are and the weight of one. None if weights
    /// that come to nothing are to bear something.
    pub(crate) fn of(total: Money, kinds: &[(u64, BigUint)]) -> Option<Self> {
        let all: BigUint = kinds.iter().map(|(places, weight)| weight * *places).sum();
        if all == BigUint::ZERO && !total.is_zero() {
            return None;
        }
        let pence = total.pence().unsigned_abs();
        let divided = |weight: &BigUint| {
            if all == BigUint::ZERO { (BigUint::ZERO, BigUint::ZERO) } else { (weight * pence).div_rem(&all) }
        };
        let divided: Vec<(BigUint, BigUint)> = kinds.iter().map(|(_, weight)| divided(weight)).collect();
        let mut remainders: Vec<&BigUint> = divided.iter().map(|(_, remainder)| remainder).collect();
        remainders.sort_unstable_by(|one, other| other.cmp(one));
        remainders.dedup();
        let mut shares = Self { is_negative: total.is_negative(), kinds: Vec::new(), left: Vec::new() };
        let mut places = alloc::vec![0_u64; remainders.len()];
        let mut over = pence;
        for ((count, _), (floor, remainder)) in kinds.iter().zip(&divided) {
            let floor = i64::try_from(floor).ok()?;
            let rank = remainders.partition_point(|larger| *larger > remainder);
            over = over.checked_sub(count.checked_mul(floor.unsigned_abs())?)?;
            *places.get_mut(rank)? += count;
            shares.kinds.push(Kind { floor, rank });
        }
        for places in places {
            let taken = places.min(over);
            over -= taken;
            shares.left.push(taken);
        }
        Some(shares)
    }

    /// What the next place bears, which is one of this kind. Places are asked for in the order in which equal remainders
    /// are served.
    pub(crate) fn next(&mut self, kind: usize) -> Money {
        let Some(kind) = self.kinds.get(kind) else { return Money::ZERO };
        let mut pence = kind.floor;
        if let Some(left) = self.left.get_mut(kind.rank).filter(|left| **left > 0) {
            *left -= 1;
            pence += 1;
        }
        Money::within(if self.is_negative { -pence } else { pence })
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
        }
    }
}
