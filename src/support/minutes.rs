//! Minutes a week, exactly.

use core::cmp::Ordering;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::base::lcm;

/// Minutes a week, and how many of them lie between 22:00 and 07:00.
///
/// Where weeks differ it is their average: so many minutes in so many weeks, kept as it is and compared so. It is rounded
/// down only where it is printed or stored.
///
/// ```
/// use mutual_care::support::Minutes;
/// let weekly = Minutes { total: 90, at_night: 0, weeks: 1 };
/// let fortnightly = Minutes { total: 181, at_night: 0, weeks: 2 };
/// assert!(weekly < fortnightly && weekly.total_a_week() == fortnightly.total_a_week());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Minutes {
    /// All of them, in so many weeks.
    pub total: u32,
    /// Those at night, in as many weeks.
    pub at_night: u32,
    /// How many weeks: the fewest in which both are whole minutes, and 1 where nothing alternates.
    pub weeks: u8,
}

impl Default for Minutes {
    fn default() -> Self {
        Self { total: 0, at_night: 0, weeks: 1 }
    }
}

impl Minutes {
    /// So many of a cycle of so many weeks.
    pub(super) const fn of_cycle(total: u32, at_night: u32, weeks: u8) -> Self {
        let by = gcd(gcd(total, at_night), weeks as u32);
        if by <= 1 {
            return Self { total, at_night, weeks };
        }
        #[expect(clippy::cast_possible_truncation, reason = "a divisor of a number of weeks")]
        let fewer = by as u8;
        Self { total: total / by, at_night: at_night / by, weeks: weeks / fewer }
    }

    /// All of them in a week, rounded down.
    pub fn total_a_week(self) -> u32 {
        self.total / u32::from(self.weeks.max(1))
    }

    /// Those at night in a week, rounded down.
    pub fn at_night_a_week(self) -> u32 {
        self.at_night / u32::from(self.weeks.max(1))
    }

    /// All of them in a week, rounded down, and 1 where it is less than one and not none: so that little is not taken for
    /// nothing.
    pub(super) fn at_least_one(self) -> u32 {
        self.total_a_week().max(u32::from(self.total > 0))
    }

    pub(super) fn add(&mut self, other: Self) {
        let (weeks, [one, other]) = self.with(other);
        *self = Self::of_cycle(one.total + other.total, one.at_night + other.at_night, weeks);
    }

    /// What this has more than the other. At night that is no more than in all: the earliest minutes of a window count,
    /// so that minutes by night may take the place of others by day.
    pub(super) fn less(self, other: Self) -> Self {
        let (weeks, [one, other]) = self.with(other);
        let total = one.total.saturating_sub(other.total);
        Self::of_cycle(total, one.at_night.saturating_sub(other.at_night).min(total), weeks)
    }

    /// Which is more in all.
    pub(super) fn cmp_total(self, other: Self) -> Ordering {
        let (_, [one, other]) = self.with(other);
        one.total.cmp(&other.total)
    }

    /// Both in equally many weeks.
    fn with(self, other: Self) -> (u8, [Self; 2]) {
        let weeks = lcm(self.weeks.max(1), other.weeks.max(1));
        let over = |minutes: Self| {
            let times = u32::from(weeks / minutes.weeks.max(1));
            Self { total: minutes.total * times, at_night: minutes.at_night * times, weeks }
        };
        (weeks, [over(self), over(other)])
    }
}

impl Ord for Minutes {
    fn cmp(&self, other: &Self) -> Ordering {
        let (_, [one, other]) = self.with(*other);
        (one.total, one.at_night).cmp(&(other.total, other.at_night))
    }
}

impl PartialOrd for Minutes {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Minutes a week, rounded down.
impl Serialize for Minutes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut minutes = serializer.serialize_struct("Minutes", 2)?;
        minutes.serialize_field("total", &self.total_a_week())?;
        minutes.serialize_field("at_night", &self.at_night_a_week())?;
        minutes.end()
    }
}

const fn gcd(one: u32, other: u32) -> u32 {
    let (mut a, mut b) = (one, other);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
