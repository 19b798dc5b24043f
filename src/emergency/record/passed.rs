//! The minutes that pass from one time on the wall clock to another: also on the night on which an hour comes twice.

use chrono::{Datelike, NaiveDate};

use super::{ClockTime, Moment};
use crate::base::{ClockChange, MINUTES_PER_DAY, clock_change_on, is_in_summer_time};
use crate::support::ClockPut;

const HOUR: i64 = 60;
const DAY: i64 = MINUTES_PER_DAY as i64;

/// How many minutes passed from one time on the wall clock to another.
///
/// The two numbers are one, but for times in the hour that comes twice: from 01:00 to 02:00 on the last Sunday of October.
/// Where the way to harm is counted the longer one counts, where somebody is late the shorter one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// No fewer.
    pub least: u32,
    /// No more.
    pub most: u32,
}

impl Moment {
    /// The minutes that passed from this time to another; `None` if that one was earlier.
    ///
    /// With *c* minutes by the clock, over the night in October: *c* + 60 from before 01:00 to 02:00 or later; *c* or
    /// *c* + 60 with one of them in the hour, or with both and *c* no less than 0; *c* + 60 with both in the hour and *c* less
    /// than 0. Over the night in March: *c* − 60; the hour that is missing there is shown by no clock that was put
    /// forward, so that a time in it may have been an hour earlier.
    ///
    /// ```
    /// use mutual_care::emergency::record::{Moment, Passed};
    /// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 10, d).unwrap();
    /// let at = |d, time: &str| Moment::new(day(d), time.parse().unwrap());
    /// let passed = |one: Moment, other| one.passed(other).map(|passed| (passed.least, passed.most));
    /// assert_eq!(passed(at(24, "23:30"), at(25, "00:30")), Some((60, 60)));
    /// assert_eq!(passed(at(24, "23:30"), at(25, "02:30")), Some((240, 240)));
    /// assert_eq!(passed(at(24, "23:30"), at(25, "01:12")), Some((102, 162)));
    /// assert_eq!(passed(at(25, "01:50"), at(25, "01:10")), Some((20, 20)));
    /// assert_eq!(passed(at(25, "02:05"), at(25, "01:50")), None);
    /// ```
    pub fn passed(self, other: Self) -> Option<Passed> {
        let (from, to) = (Readings::of(self), Readings::of(other));
        let ways = [
            to.first.checked_sub(from.first),
            to.first.checked_sub(from.last),
            to.last.checked_sub(from.first),
            to.last.checked_sub(from.last),
        ];
        let ways = ways.into_iter().flatten().filter_map(|minutes| u32::try_from(minutes).ok());
        ways.fold(None, |known: Option<Passed>, minutes| {
            let passed = known.unwrap_or(Passed { least: minutes, most: minutes });
            Some(Passed { least: passed.least.min(minutes), most: passed.most.max(minutes) })
        })
    }

    /// Whether it lies in the hour that comes twice.
    pub fn comes_twice(self) -> bool {
        (60..120).contains(&self.at.minute_of_day()) && clock_change_on(self.on) == Some(ClockChange::Back)
    }

    /// Whether another time may be the same or a later one: within the hour that comes twice any may.
    pub(super) fn may_be_followed_by(self, other: Self) -> bool {
        self <= other || (self.comes_twice() && other.comes_twice() && self.on == other.on)
    }

    /// Whether another time can be the same or a later one only since an hour comes twice.
    pub(super) fn is_followed_only_the_second_time_by(self, other: Self) -> bool {
        self > other && self.may_be_followed_by(other)
    }

    /// The time that the clock shows when so many minutes have passed; of a time in the hour that comes twice, from the
    /// first time on. The last moment that can be written, past that.
    #[must_use]
    pub fn after(self, minutes: u32) -> Self {
        let by_the_clock = self.plus(minutes);
        if Readings::of(self).offset() == Readings::of(by_the_clock).offset() {
            return by_the_clock;
        }
        shown(Readings::of(self).first.saturating_add(minutes.into())).unwrap_or(by_the_clock)
    }
}

/// The minutes of Greenwich at which a clock may have shown a time, counted from some day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Readings {
    first: i64,
    last: i64,
    by_the_clock: i64,
}

impl Readings {
    fn of(moment: Moment) -> Self {
        let by_the_clock = days(moment.on) * DAY + i64::from(moment.at.minute_of_day());
        let summer = by_the_clock - HOUR;
        let change = clock_change_on(moment.on);
        let (first, last) = match (change, moment.at.minute_of_day()) {
            (Some(_), 60..120) => (summer, by_the_clock),
            (Some(ClockChange::Back), 0..60) | (Some(ClockChange::Forward), 120..) => (summer, summer),
            (None, _) if is_in_summer_time(moment.on) => (summer, summer),
            _ => (by_the_clock, by_the_clock),
        };
        Self { first, last, by_the_clock }
    }

    /// By how much the clock was ahead of Greenwich, where that is known.
    const fn offset(self) -> Option<i64> {
        if self.first == self.last { Some(self.by_the_clock - self.first) } else { None }
    }
}

fn days(on: NaiveDate) -> i64 {
    on.num_days_from_ce().into()
}

/// What the clock shows in a minute of Greenwich.
fn shown(minute: i64) -> Option<Moment> {
    let at = |minute: i64| {
        let on = NaiveDate::from_num_days_from_ce_opt(i32::try_from(minute.div_euclid(DAY)).ok()?)?;
        let of_day = u16::try_from(minute.rem_euclid(DAY)).ok()?;
        Some(Moment::new(on, ClockTime::new(of_day).ok()?))
    };
    let greenwich = at(minute)?;
    let is_summer = match clock_change_on(greenwich.on) {
        Some(ClockChange::Forward) => greenwich.at.minute_of_day() >= 60,
        Some(ClockChange::Back) => greenwich.at.minute_of_day() < 60,
        None => is_in_summer_time(greenwich.on),
    };
    if is_summer { at(minute + HOUR) } else { Some(greenwich) }
}

/// The minutes that pass after a loss. One in the hour that comes twice counts as of the first time.
#[derive(Debug, Clone, Copy)]
pub(super) struct After {
    loss: Moment,
    origin: i64,
}

impl After {
    pub(super) fn loss(loss: Moment) -> Self {
        Self { loss, origin: Readings::of(loss).first }
    }

    /// Minutes after the loss: of a time that comes twice those of the second.
    pub(super) fn most(self, moment: Moment) -> u32 {
        self.minutes(Readings::of(moment).last)
    }

    /// The same of the first time.
    pub(super) fn least(self, moment: Moment) -> u32 {
        self.minutes(Readings::of(moment).first)
    }

    fn minutes(self, reading: i64) -> u32 {
        u32::try_from(reading.saturating_sub(self.origin).max(0)).unwrap_or(u32::MAX)
    }

    /// What the clock shows so many minutes after the loss.
    pub(super) fn shown(self, minutes: u32) -> Moment {
        shown(self.origin.saturating_add(minutes.into())).unwrap_or_else(|| self.loss.plus(minutes))
    }

    /// The first change of the clock within so many minutes.
    pub(super) fn clock_put(self, within: u32) -> Option<ClockPut> {
        let days_looked_at = i64::from(within).div_euclid(DAY).saturating_add(2);
        let looked_at = self.loss.on.iter_days().take(usize::try_from(days_looked_at).unwrap_or(usize::MAX));
        let changes = looked_at.filter(|day| clock_change_on(*day).is_some());
        // Clocks change at 01:00 of Greenwich.
        let minutes = changes.map(|day| days(day) * DAY + HOUR - self.origin);
        let at = minutes.filter_map(|minutes| u32::try_from(minutes).ok()).find(|at| *at > 0)?;
        (at < within).then(|| ClockPut { at, to: self.shown(at).week_minute() })
    }
}
