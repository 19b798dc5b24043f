//! When somebody was born, as exactly as it is known.

use alloc::format;
use alloc::string::String;
use core::fmt;

use chrono::{Datelike, NaiveDate};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::private_date::PRIVATE_DATE;
use super::{PrivateDateError, wire};

/// A date of birth of which the day, only the month, or only the year is known. `Debug` prints nothing of it; there is
/// no `Display`.
///
/// It is written and read as `2010-10-20`, `2010-10` or `2010`, and stands in no fingerprint. An age on a day is a range:
/// from that of whoever was born on the last of its days to that of whoever was born on the first.
///
/// ```
/// use mutual_care::base::PartDate;
/// let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let born = PartDate::year(2010)?;
/// assert_eq!((born.first(), born.last()), (day(2010, 1, 1), day(2010, 12, 31)));
/// assert_eq!(born.years_on(day(2026, 4, 13)), Some((15, 16)));
/// assert_eq!(PartDate::month(2010, 10)?.years_on(day(2026, 4, 13)), Some((15, 15)));
/// assert_eq!(PartDate::day(day(2010, 10, 20))?.years_on(day(2010, 10, 19)), None);
/// assert_eq!(format!("{born:?}"), "PartDate(…)");
/// # Ok::<(), mutual_care::base::PrivateDateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartDate {
    /// The first and the last day that it may be: one day, a whole month, or a whole year.
    first: NaiveDate,
    last: NaiveDate,
}

impl PartDate {
    /// Born on this day.
    ///
    /// # Errors
    ///
    /// [`PrivateDateError`] outside the years of [`limits`](super::limits).
    pub fn day(day: NaiveDate) -> Result<Self, PrivateDateError> {
        if wire::in_years(day) { Ok(Self { first: day, last: day }) } else { Err(PrivateDateError) }
    }

    /// A day that may lie outside the years: whoever hands it over looks at that.
    pub(crate) const fn of_day(day: NaiveDate) -> Self {
        Self { first: day, last: day }
    }

    /// Born in this month, January being 1; nobody knows on which day.
    ///
    /// # Errors
    ///
    /// [`PrivateDateError`] outside the years of [`limits`](super::limits), and for a month that there is not.
    pub fn month(year: i32, month: u32) -> Result<Self, PrivateDateError> {
        let first = NaiveDate::from_ymd_opt(year, month, 1);
        let next = if month == 12 {
            NaiveDate::from_ymd_opt(year.saturating_add(1), 1, 1)
        } else {
            NaiveDate::from_ymd_opt(year, month.saturating_add(1), 1)
        };
        Self::between(first, next.and_then(|next| next.pred_opt()))
    }

    /// Born in this year; nobody knows on which day.
    ///
    /// # Errors
    ///
    /// [`PrivateDateError`] outside the years of [`limits`](super::limits).
    pub fn year(year: i32) -> Result<Self, PrivateDateError> {
        Self::between(NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31))
    }

    fn between(first: Option<NaiveDate>, last: Option<NaiveDate>) -> Result<Self, PrivateDateError> {
        let days = first.zip(last).filter(|(first, last)| wire::in_years(*first) && wire::in_years(*last));
        days.map(|(first, last)| Self { first, last }).ok_or(PrivateDateError)
    }

    /// The first day that it may be. Never for a log.
    pub const fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day that it may be. Never for a log.
    pub const fn last(self) -> NaiveDate {
        self.last
    }

    /// The day itself, if it is known: for a screen or a letter, never for a log.
    pub fn reveal(self) -> Option<NaiveDate> {
        self.is_whole().then_some(self.first)
    }

    /// Whether the day is known.
    pub fn is_whole(self) -> bool {
        self.first == self.last
    }

    /// The least and the most years old that somebody may be on a day, of those days of birth that have come by then.
    /// None before the first.
    pub fn years_on(self, on: NaiveDate) -> Option<(u32, u32)> {
        let most = on.years_since(self.first)?;
        Some((on.years_since(self.last).unwrap_or(0), most))
    }

    /// Whether no day can be both.
    ///
    /// ```
    /// use mutual_care::base::PartDate;
    /// let (year, month) = (PartDate::year(2010)?, PartDate::month(2010, 10)?);
    /// assert!(!year.contradicts(month) && month.contradicts(PartDate::month(2010, 11)?));
    /// assert_eq!((year.finer(month), month.finer(year)), (month, month));
    /// # Ok::<(), mutual_care::base::PrivateDateError>(())
    /// ```
    pub fn contradicts(self, other: Self) -> bool {
        self.last < other.first || other.last < self.first
    }

    /// The finer of two that may be the same; this one, if they contradict each other.
    #[must_use]
    pub fn finer(self, other: Self) -> Self {
        // A day, a month and a year with a day in common lie within each other.
        if self.first <= other.first && other.last <= self.last { other } else { self }
    }
}

impl fmt::Debug for PartDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PartDate(…)")
    }
}

impl Serialize for PartDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(PRIVATE_DATE, &part_date_in_text(*self))
    }
}

/// A part-date as it is written.
pub(crate) fn part_date_in_text(date: PartDate) -> String {
    let first = date.first;
    if date.is_whole() {
        format!("{}", first.format("%Y-%m-%d"))
    } else if first.month() == date.last.month() {
        format!("{}", first.format("%Y-%m"))
    } else {
        format!("{}", first.format("%Y"))
    }
}

const EXPECTED: &str =
    "a date: year-month-day, such as 2010-10-20, or as much of it as is known, such as 2010-10 or 2010";

impl<'de> Deserialize<'de> for PartDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, EXPECTED, |text| {
            let first = match text.len() {
                YEAR => format!("{text}-01-01"),
                MONTH => format!("{text}-01"),
                _ => String::from(text),
            };
            let first = wire::read_date(&first, EXPECTED).map_err(D::Error::custom)?;
            let read = match text.len() {
                YEAR => Self::year(first.year()),
                MONTH => Self::month(first.year(), first.month()),
                _ => Self::day(first),
            };
            read.map_err(D::Error::custom)
        })
    }
}

/// How long a year is in text, and a year and a month.
const YEAR: usize = 4;
const MONTH: usize = 7;
