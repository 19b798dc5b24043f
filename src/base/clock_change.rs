//! The two nights a year on which clocks change.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Basis, Surety};

/// What the dates rest on.
pub const CLOCK_CHANGE_BASIS: Basis =
    Basis::regulation("Summer Time Order 2002 (SI 2002/262)", "art 2", Surety::Unverified);

/// The first Sunday from one date up to and including another on which clocks in the United Kingdom change in
/// the early morning: the last of March or of October.
///
/// The week of this crate has no clock changes: on those nights an hour is missing or comes twice, so a report
/// over one of them says so.
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::base::clocks_change_between;
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// assert_eq!(clocks_change_between(day(3, 23), day(3, 29)), Some(day(3, 29)));
/// assert_eq!(clocks_change_between(day(3, 23), day(3, 28)), None);
/// assert_eq!(clocks_change_between(day(10, 25), day(10, 25)), Some(day(10, 25)));
/// assert_eq!(clocks_change_between(day(3, 30), day(10, 24)), None);
/// ```
pub fn clocks_change_between(first: NaiveDate, last: NaiveDate) -> Option<NaiveDate> {
    let years = first.year()..=last.year();
    years
        .flat_map(|year| [3, 10].map(|month| last_sunday(year, month)))
        .flatten()
        .find(|sunday| (first..=last).contains(sunday))
}

/// Which way the clocks change on a day, if they do: put forward from 01:00 to 02:00, or back from 02:00 to 01:00.
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::base::{ClockChange, clock_change_on};
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// assert_eq!(clock_change_on(day(3, 29)), Some(ClockChange::Forward));
/// assert_eq!(clock_change_on(day(10, 25)), Some(ClockChange::Back));
/// assert_eq!(clock_change_on(day(10, 24)), None);
/// ```
pub fn clock_change_on(day: NaiveDate) -> Option<ClockChange> {
    let is = |month| last_sunday(day.year(), month) == Some(day);
    if is(3) {
        Some(ClockChange::Forward)
    } else if is(10) {
        Some(ClockChange::Back)
    } else {
        None
    }
}

/// Whether a day lies in summer time: after the day on which clocks go forward, and before that on which they go back.
/// Of the two days themselves it is so for a part only.
pub fn is_in_summer_time(day: NaiveDate) -> bool {
    let after = last_sunday(day.year(), 3).is_some_and(|forward| forward < day);
    after && last_sunday(day.year(), 10).is_some_and(|back| day < back)
}

/// Which way clocks change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockChange {
    /// In March: an hour is missing.
    Forward,
    /// In October: an hour comes twice.
    Back,
}

/// March and October both have 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(last.weekday().days_since(Weekday::Sun).into()))
}
