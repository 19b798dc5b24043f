//! Working days: weekdays that are no holidays, in the years for which the holidays are known.

use alloc::collections::BTreeSet;
use core::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Basis, BasisKind, Surety, limits};

/// What the table of bank holidays rests on. Days were worked out by rule and compared with the one-offs that
/// were announced up to 2023; a one-off announced since is not in it, so pass a [`Holidays`] of your own where
/// that matters.
pub const BANK_HOLIDAYS_BASIS: Basis = Basis::new(
    BasisKind::Definition,
    "bank holidays in England as observed, 2015 to 2028",
    None,
    Surety::Computed,
);

/// Year, and its bank holidays as month and day. A holiday on a weekend stands beside the weekday observed for
/// it.
const ENGLAND: &[(i32, &[u16])] = &[
    (2015, &[101, 403, 406, 504, 525, 831, 1225, 1226, 1228]),
    (2016, &[101, 325, 328, 502, 530, 829, 1225, 1226, 1227]),
    (2017, &[101, 102, 414, 417, 501, 529, 828, 1225, 1226]),
    (2018, &[101, 330, 402, 507, 528, 827, 1225, 1226]),
    (2019, &[101, 419, 422, 506, 527, 826, 1225, 1226]),
    (2020, &[101, 410, 413, 508, 525, 831, 1225, 1226, 1228]),
    (2021, &[101, 402, 405, 503, 531, 830, 1225, 1226, 1227, 1228]),
    (2022, &[101, 103, 415, 418, 502, 602, 603, 829, 919, 1225, 1226, 1227]),
    (2023, &[101, 102, 407, 410, 501, 508, 529, 828, 1225, 1226]),
    (2024, &[101, 329, 401, 506, 527, 826, 1225, 1226]),
    (2025, &[101, 418, 421, 505, 526, 825, 1225, 1226]),
    (2026, &[101, 403, 406, 504, 525, 831, 1225, 1226, 1228]),
    (2027, &[101, 326, 329, 503, 531, 830, 1225, 1226, 1227, 1228]),
    (2028, &[101, 103, 414, 417, 501, 529, 828, 1225, 1226]),
];

/// Which days are working days. The embedder says so, or hands over a calendar that the crate has.
pub trait WorkingDays {
    /// Whether the day is a working day; `None` where the calendar does not reach, which is never silently "no"
    /// and never silently "yes".
    fn is_working_day(&self, day: NaiveDate) -> Option<bool>;

    /// Whether the day is a holiday, on whatever day of the week it falls; `None` where the calendar does not reach. Unless
    /// a calendar says more, a weekday that is no working day is one, and of a Saturday or a Sunday it is not known.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use mutual_care::base::{England, WorkingDays};
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// // Boxing Day is a Saturday in 2026, and the Monday is observed for it: both are holidays.
    /// assert_eq!(England.is_holiday(day(2026, 12, 26)), Some(true));
    /// assert_eq!(England.is_holiday(day(2026, 12, 28)), Some(true));
    /// assert_eq!(England.is_holiday(day(2026, 12, 27)), Some(false));
    /// assert_eq!(England.is_holiday(day(2029, 1, 6)), None);
    /// ```
    fn is_holiday(&self, day: NaiveDate) -> Option<bool> {
        match day.weekday() {
            Weekday::Sat | Weekday::Sun => None,
            _ => self.is_working_day(day).map(|works| !works),
        }
    }
}

/// The calendar of England: Monday to Friday without the bank holidays of 2015 to 2028.
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::base::{England, WorkingDays, working_day_after};
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// assert_eq!(England.is_working_day(day(2026, 4, 3)), Some(false)); // Good Friday
/// assert_eq!(working_day_after(&England, day(2026, 4, 2), 1), Some(day(2026, 4, 7)));
/// assert_eq!(England.is_working_day(day(2029, 1, 2)), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct England;

impl England {
    /// The bank holidays of a year, as month and day; none if the year is not known.
    pub fn bank_holidays(year: i32) -> Option<impl Iterator<Item = NaiveDate>> {
        let (_, days) = ENGLAND.iter().find(|(known, _)| *known == year)?;
        let date =
            move |day: &u16| NaiveDate::from_ymd_opt(year, u32::from(*day) / 100, u32::from(*day) % 100);
        Some(days.iter().filter_map(date))
    }
}

impl WorkingDays for England {
    fn is_working_day(&self, day: NaiveDate) -> Option<bool> {
        judge(day, self.is_holiday(day))
    }

    fn is_holiday(&self, day: NaiveDate) -> Option<bool> {
        let year = day.year();
        let (_, days) = ENGLAND.iter().find(|(known, _)| *known == year)?;
        let day = day.month() * 100 + day.day();
        Some(days.iter().any(|holiday| u32::from(*holiday) == day))
    }
}

/// A calendar of the caller's own: weekdays without these holidays, in these years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holidays {
    years: RangeInclusive<i32>,
    days: BTreeSet<NaiveDate>,
}

/// A holiday lies outside the years for which a calendar speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} lies outside the years of the calendar: expected holidays within them")]
pub struct HolidaysError(pub NaiveDate);

impl Holidays {
    /// The calendar of these years with these holidays.
    ///
    /// # Errors
    ///
    /// [`HolidaysError`] names the first holiday that lies outside the years.
    pub fn new(
        years: RangeInclusive<i32>,
        days: impl IntoIterator<Item = NaiveDate>,
    ) -> Result<Self, HolidaysError> {
        let days: BTreeSet<NaiveDate> = days.into_iter().collect();
        match days.iter().find(|day| !years.contains(&day.year())) {
            Some(outside) => Err(HolidaysError(*outside)),
            None => Ok(Self { years, days }),
        }
    }
}

impl WorkingDays for Holidays {
    fn is_working_day(&self, day: NaiveDate) -> Option<bool> {
        judge(day, self.is_holiday(day))
    }

    fn is_holiday(&self, day: NaiveDate) -> Option<bool> {
        self.years.contains(&day.year()).then(|| self.days.contains(&day))
    }
}

fn judge(day: NaiveDate, holiday: Option<bool>) -> Option<bool> {
    match (day.weekday(), holiday) {
        (Weekday::Sat | Weekday::Sun, _) => Some(false),
        (_, holiday) => holiday.map(|holiday| !holiday),
    }
}

/// The so-manyth working day after an event. Day 0 is the day of the event, whatever day that is.
///
/// None as soon as the calendar does not reach one of the days in between.
pub fn working_day_after(calendar: &dyn WorkingDays, event: NaiveDate, days: u16) -> Option<NaiveDate> {
    let (mut day, mut left) = (event, days);
    while left > 0 {
        day = day.succ_opt().filter(|next| next.year() <= limits::YEAR_LAST)?;
        left -= u16::from(calendar.is_working_day(day)?);
    }
    Some(day)
}
