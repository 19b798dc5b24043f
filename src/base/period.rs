//! Periods: the days over which a fact about care holds.

use core::fmt;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::wire;

/// Days from one date up to, but not including, another; either end may be open.
///
/// Half-open, so that one period can follow another without a gap or a day counted twice. Words for people say
/// the last day itself ("up to and including").
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::base::Period;
/// let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let period = Period::new(Some(day(2)), Some(day(9)))?;
/// assert!(period.contains(day(2)) && period.contains(day(8)) && !period.contains(day(9)));
/// assert_eq!(period.to_string(), "from 2026-03-02 up to and including 2026-03-08");
/// assert!(Period::new(Some(day(9)), Some(day(9))).is_err());
/// # Ok::<(), mutual_care::base::PeriodError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "PeriodWire", into = "PeriodWire")]
pub struct Period {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

/// Two dates are not a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// It ends before it begins, or on the same day.
    #[error("expected `until` to be later than `from`: a period ends on the day before `until`")]
    Empty,
    /// A date lies outside the years that the crate works with.
    #[error("expected dates in the years {} to {}", super::limits::YEAR_FIRST, super::limits::YEAR_LAST)]
    Year,
}

impl Period {
    /// All days there are.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// The days from `from` to the day before `until`.
    ///
    /// # Errors
    ///
    /// [`PeriodError::Empty`] if no day would be in it, [`PeriodError::Year`] for a date out of range.
    pub fn new(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Result<Self, PeriodError> {
        if !from.into_iter().chain(until).all(wire::in_years) {
            return Err(PeriodError::Year);
        }
        match (from, until) {
            (Some(from), Some(until)) if from >= until => Err(PeriodError::Empty),
            _ => Ok(Self { from, until }),
        }
    }

    /// The first day, if there is one.
    pub const fn from(self) -> Option<NaiveDate> {
        self.from
    }

    /// The first day after it, if it ends.
    pub const fn until(self) -> Option<NaiveDate> {
        self.until
    }

    /// The last day in it, if it ends.
    pub fn last_day(self) -> Option<NaiveDate> {
        self.until.and_then(|until| until.checked_sub_days(Days::new(1)))
    }

    /// Whether the day is in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    /// The days in both, if there are any.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let until = match (self.until, other.until) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self::new(from, until).ok()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.last_day()) {
            (None, None) => f.write_str("always"),
            (Some(from), None) => write!(f, "from {from}"),
            (None, Some(last)) => write!(f, "up to and including {last}"),
            (Some(from), Some(last)) => write!(f, "from {from} up to and including {last}"),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Period", deny_unknown_fields)]
#[serde(expecting = "a period: {\"from\": date, \"until\": date}, either of them")]
struct PeriodWire {
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    until: Option<NaiveDate>,
}

impl TryFrom<PeriodWire> for Period {
    type Error = PeriodError;

    fn try_from(wire: PeriodWire) -> Result<Self, PeriodError> {
        Self::new(wire.from, wire.until)
    }
}

impl From<Period> for PeriodWire {
    fn from(period: Period) -> Self {
        Self { from: period.from, until: period.until }
    }
}
