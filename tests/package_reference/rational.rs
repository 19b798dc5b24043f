//! Fractions of the reference's own: as plain as they are taught at school.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Sub};

use num_bigint::BigInt;

/// A fraction in lowest terms; the lower number is 1 or more.
#[derive(Clone, PartialEq, Eq)]
pub struct Q {
    n: BigInt,
    d: BigInt,
}

impl Q {
    pub fn new(n: impl Into<BigInt>, d: impl Into<BigInt>) -> Self {
        let (mut n, mut d) = (n.into(), d.into());
        assert!(d > BigInt::ZERO, "a fraction of no parts");
        let (mut a, mut b) = (n.magnitude().clone(), d.magnitude().clone());
        while b != 0_u8.into() {
            (a, b) = (b.clone(), a % b);
        }
        n /= BigInt::from(a.clone());
        d /= BigInt::from(a);
        Self { n, d }
    }

    pub fn whole(n: impl Into<BigInt>) -> Self {
        Self::new(n, 1)
    }

    pub fn zero() -> Self {
        Self::whole(0)
    }

    pub fn is_zero(&self) -> bool {
        self.n == BigInt::ZERO
    }

    /// The same in so many equal parts.
    pub fn over(&self, other: &Self) -> Self {
        assert!(!other.is_zero(), "divided by nothing");
        Self::new(&self.n * &other.d, &self.d * &other.n)
    }

    /// Rounded down; what it is asked of is never negative.
    pub fn floor(&self) -> i64 {
        i64::try_from(&self.n / &self.d).expect("pence within 64 bits")
    }

    /// Half rounded up; what it is asked of is never negative.
    pub fn rounded(&self) -> i64 {
        (self.clone() + Self::new(1, 2)).floor()
    }

    pub fn sum(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().fold(Self::zero(), |sum, part| sum + part)
    }
}

impl Add for Q {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(&self.n * &other.d + &other.n * &self.d, &self.d * &other.d)
    }
}

impl Sub for Q {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::new(&self.n * &other.d - &other.n * &self.d, &self.d * &other.d)
    }
}

impl Mul for Q {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self::new(&self.n * &other.n, &self.d * &other.d)
    }
}

impl Ord for Q {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.n * &other.d).cmp(&(&other.n * &self.d))
    }
}

impl PartialOrd for Q {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Q {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.n, self.d)
    }
}

impl fmt::Debug for Q {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// An amount shared out by weights: each its share rounded down, then a penny each to the largest remainders; of equal ones
/// to those that stand first.
pub fn shared_out(total: i64, weights: &[Q]) -> Vec<i64> {
    let all = Q::sum(weights.iter().cloned());
    if all.is_zero() {
        assert_eq!(total, 0, "nothing cannot bear something");
        return vec![0; weights.len()];
    }
    let shares: Vec<Q> = weights.iter().map(|weight| (Q::whole(total) * weight.clone()).over(&all)).collect();
    let mut parts: Vec<i64> = shares.iter().map(Q::floor).collect();
    let mut left = total - parts.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(shares[*place].clone() - Q::whole(parts[*place])));
    for place in order {
        if left == 0 {
            break;
        }
        parts[place] += 1;
        left -= 1;
    }
    parts
}
