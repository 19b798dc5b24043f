//! A cycle of weeks: minutes of one long week, and sets of its weeks.
//!
//! Where help or needs alternate, no single week says how things are; a **cycle** does, a few weeks that repeat, one after
//! the other. It is one long week: whatever holds of a week of 10,080 minutes holds of it, and a household in which nothing
//! alternates has a cycle of one.

use super::limits;
use super::week::{MINUTES_PER_WEEK, WeekMinute};

/// A number is no week of a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a week of a cycle: 0 to 11")]
pub struct CycleError;

/// One minute of a cycle: which week of it, counted from 0, and which minute of that week.
///
/// Its text is that of the minute in the first week, and says which week it is in another.
///
/// ```
/// use mutual_care::base::{CycleMinute, WeekMinute};
/// let first: CycleMinute = "Sat 22:10".parse()?;
/// let second: CycleMinute = "week 2 Sat 22:10".parse()?;
/// assert_eq!(first, "Sat 22:10".parse::<WeekMinute>()?.into());
/// assert_eq!((second.week(), second.minute().to_string()), (1, "Sat 22:10".into()));
/// // In a cycle of two weeks, two days after that it is the first week again.
/// assert_eq!(second.plus(2 * 1440, 2).to_string(), "Mon 22:10");
/// # Ok::<(), mutual_care::base::WeekTextError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CycleMinute(u32);

impl CycleMinute {
    /// Minute 0: Monday 00:00 of the first week.
    pub const MONDAY: Self = Self(0);

    /// This minute of this week of a cycle, counted from 0.
    ///
    /// # Errors
    ///
    /// [`CycleError`] past the twelfth week.
    pub const fn new(week: u8, minute: WeekMinute) -> Result<Self, CycleError> {
        if week < limits::CYCLE_WEEKS {
            Ok(Self(week as u32 * MINUTES_PER_WEEK as u32 + minute.get() as u32))
        } else {
            Err(CycleError)
        }
    }

    /// The minute with this number in a cycle of so many weeks, round and round.
    pub(crate) const fn of(minute: u32, weeks: u8) -> Self {
        Self(minute % cycle_minutes(weeks))
    }

    /// Its number, counted from Monday 00:00 of the first week.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The week of the cycle in which it is, counted from 0.
    #[expect(clippy::cast_possible_truncation, reason = "a cycle has at most 12 weeks")]
    pub const fn week(self) -> u8 {
        (self.0 / MINUTES_PER_WEEK as u32) as u8
    }

    /// The minute of its week.
    pub const fn minute(self) -> WeekMinute {
        WeekMinute::MONDAY.plus(self.0)
    }

    /// The minute so many minutes later, in a cycle of so many weeks.
    #[must_use]
    pub const fn plus(self, minutes: u32, weeks: u8) -> Self {
        let cycle = cycle_minutes(weeks);
        Self((self.0 % cycle + minutes % cycle) % cycle)
    }
}

impl CycleMinute {
    /// The minute so many minutes before, in a cycle of so many weeks.
    pub(crate) const fn before(self, minutes: u32, weeks: u8) -> Self {
        let cycle = cycle_minutes(weeks);
        self.plus(cycle - minutes % cycle, weeks)
    }
}

/// The minute of the first week.
impl From<WeekMinute> for CycleMinute {
    fn from(minute: WeekMinute) -> Self {
        Self(minute.get().into())
    }
}

/// In which weeks of a cycle something is so: in every one of them, or in some.
///
/// On the wire a list of weeks counted from 1, left out for every week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CycleWeeks {
    /// A bit for each week, and how many weeks the cycle has; none of none for every week, however many there are.
    some: u16,
    of: u8,
}

impl CycleWeeks {
    /// Every week of whatever cycle.
    pub const EVERY: Self = Self { some: 0, of: 0 };

    /// One week, counted from 0, of a cycle of so many.
    pub(crate) const fn one(week: u8, weeks: u8) -> Self {
        if weeks > 1 { Self { some: 1 << (week % 16), of: weeks } } else { Self::EVERY }
    }

    /// These weeks and those, of one cycle.
    #[must_use]
    pub(crate) const fn and(self, other: Self) -> Self {
        let (some, all) = (self.some | other.some, (1_u16 << (self.of % 16)) - 1);
        if self.some == 0 || other.some == 0 || some == all {
            Self::EVERY
        } else {
            Self { some, of: self.of }
        }
    }

    /// Whether it is every week.
    pub const fn is_every(&self) -> bool {
        self.some == 0
    }

    /// Whether this week, counted from 0, is one of them.
    pub const fn contains(self, week: u8) -> bool {
        self.some == 0 || week < 16 && self.some >> week & 1 == 1
    }

    /// How many they are, and of how many; every week is one of one.
    pub const fn of_how_many(self) -> (u8, u8) {
        #[expect(clippy::cast_possible_truncation, reason = "at most 16 bits")]
        let some = self.some.count_ones() as u8;
        if self.some == 0 { (1, 1) } else { (some, self.of) }
    }

    /// The weeks, counted from 0; none where it is every week.
    pub fn weeks(self) -> impl Iterator<Item = u8> {
        (0..self.of).filter(move |week| self.contains(*week))
    }
}

/// How many minutes a cycle of so many weeks has: of one week at least.
pub(crate) const fn cycle_minutes(weeks: u8) -> u32 {
    let weeks = if weeks == 0 { 1 } else { weeks };
    weeks as u32 * MINUTES_PER_WEEK as u32
}

/// After how many weeks two are as before, of which one is after so many and the other after so many: at most 12 each.
pub(crate) const fn lcm(one: u8, other: u8) -> u8 {
    let (mut a, mut b) = (one, other);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    match one.checked_div(a) {
        Some(times) => times.saturating_mul(other),
        None => 1,
    }
}
