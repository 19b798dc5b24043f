//! Times on the wall clock, in whole minutes.

use core::fmt;
use core::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::Serializer;

use crate::base::{MINUTES_PER_DAY, WeekMinute, wire};

/// A time of the day as the clock on the wall shows it, in whole minutes. Written `22:10`.
///
/// ```
/// use mutual_care::emergency::record::ClockTime;
/// let time: ClockTime = "22:10".parse()?;
/// assert_eq!((time.minute_of_day(), time.to_string()), (22 * 60 + 10, "22:10".into()));
/// assert!("24:00".parse::<ClockTime>().is_err());
/// # Ok::<(), mutual_care::emergency::record::ClockTimeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(u16);

/// A number or a text is no time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected {TIME}")]
pub struct ClockTimeError;

const TIME: &str = "a time of the day in whole minutes, 00:00 to 23:59";

impl ClockTime {
    /// 00:00.
    pub(super) const MIDNIGHT: Self = Self(0);

    /// The time so many minutes after midnight.
    ///
    /// # Errors
    ///
    /// [`ClockTimeError`] past 1,439.
    pub const fn new(minute_of_day: u16) -> Result<Self, ClockTimeError> {
        if minute_of_day < MINUTES_PER_DAY { Ok(Self(minute_of_day)) } else { Err(ClockTimeError) }
    }

    /// Minutes after midnight: 0 to 1,439.
    pub const fn minute_of_day(self) -> u16 {
        self.0
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for ClockTime {
    type Err = ClockTimeError;

    fn from_str(text: &str) -> Result<Self, ClockTimeError> {
        let two = |digits: &str| {
            let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            if plain { digits.parse::<u16>().ok() } else { None }
        };
        let (hour, minute) = text.split_once(':').ok_or(ClockTimeError)?;
        match (two(hour), two(minute)) {
            (Some(hour), Some(minute)) if minute < 60 => Self::new(hour * 60 + minute),
            _ => Err(ClockTimeError),
        }
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, TIME, |text| text.parse().map_err(D::Error::custom))
    }
}

/// A day, and a time of it on the wall clock.
///
/// There are no time zones here, and no clock says which of two times it was in the hour that comes twice. How many
/// minutes passed from one moment to another is told by [`Moment::passed`]; [`NextStep`](super::record::NextStep) counts by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// The day.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The time.
    pub at: ClockTime,
}

impl Moment {
    /// A day and a time of it.
    pub const fn new(on: NaiveDate, at: ClockTime) -> Self {
        Self { on, at }
    }

    /// The minute in which this time of the wall clock lies.
    ///
    /// ```
    /// use mutual_care::emergency::record::Moment;
    /// let time = chrono::NaiveDate::from_ymd_opt(2026, 3, 7).unwrap().and_hms_opt(22, 10, 59).unwrap();
    /// assert_eq!(Moment::of(time).at.to_string(), "22:10");
    /// ```
    pub fn of(time: NaiveDateTime) -> Self {
        // At most 23 × 60 + 59.
        #[expect(clippy::cast_possible_truncation, reason = "a minute of a day fits")]
        let minute = (time.hour() * 60 + time.minute()) as u16;
        Self { on: time.date(), at: ClockTime(minute) }
    }

    /// The same as the clock library says it.
    pub fn time(self) -> NaiveDateTime {
        self.on.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(self.at.0.into())
    }

    /// How many minutes by the wall clock from this moment to another; less than 0 to an earlier one.
    pub fn until(self, other: Self) -> i64 {
        (other.time() - self.time()).num_minutes()
    }

    /// The moment so many minutes later; the last one that can be written, past that.
    #[must_use]
    pub fn plus(self, minutes: u32) -> Self {
        let later = self.time().checked_add_signed(TimeDelta::minutes(minutes.into()));
        later.map_or(Self { on: NaiveDate::MAX, at: ClockTime(MINUTES_PER_DAY - 1) }, Self::of)
    }

    /// The minute of the week it lies in.
    pub fn week_minute(self) -> WeekMinute {
        use chrono::Datelike;
        let days = self.on.weekday().num_days_from_monday();
        WeekMinute::MONDAY.plus(days * u32::from(MINUTES_PER_DAY) + u32::from(self.at.0))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.on, self.at)
    }
}
