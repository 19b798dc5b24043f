//! A cycle as it is printed, read and stored.
//!
//! ```text
//! minute = [ "week " number " " ] day time
//! ```
//!
//! Weeks are counted from 1 there, and the first is left out.

use core::fmt;
use core::str::FromStr;

use serde::ser::{Serialize, SerializeSeq, Serializer};
use serde::{Deserialize, Deserializer};

use super::cycle::{CycleMinute, CycleWeeks};
use super::cycle_pattern::CyclePattern;
use super::week::{WeekMinute, WeekPattern};
use super::week_text::WeekTextError;
use super::{listed, wire};

impl fmt::Display for CycleMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.week() > 0 {
            write!(f, "week {} ", self.week() + 1)?;
        }
        write!(f, "{}", self.minute())
    }
}

impl FromStr for CycleMinute {
    type Err = WeekTextError;

    fn from_str(text: &str) -> Result<Self, WeekTextError> {
        let Some(numbered) = text.trim().strip_prefix("week ") else {
            return Ok(text.parse::<WeekMinute>()?.into());
        };
        let (number, minute) = numbered.split_once(' ').ok_or(WeekTextError::Shape)?;
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse::<u8>().ok().filter(|_| is_number).ok_or(WeekTextError::CycleWeek)?;
        let week = number.checked_sub(1).ok_or(WeekTextError::CycleWeek)?;
        Self::new(week, minute.parse()?).map_err(|_| WeekTextError::CycleWeek)
    }
}

impl Serialize for CycleMinute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CycleMinute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "a minute of the week, such as `Sat 22:10` or `week 2 Sat 22:10`", |text| {
            text.parse().map_err(serde::de::Error::custom)
        })
    }
}

impl Serialize for CycleWeeks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_every() {
            return serializer.serialize_none();
        }
        serializer.collect_seq(self.weeks().map(|week| week + 1))
    }
}

/// Times of a week, the same in every week.
impl FromStr for CyclePattern {
    type Err = WeekTextError;

    fn from_str(text: &str) -> Result<Self, WeekTextError> {
        Ok(text.parse::<WeekPattern>()?.into())
    }
}

/// As the pattern of a week where all weeks are equal; else each different one with its weeks.
impl fmt::Display for CyclePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let each = self.each_week();
        for (place, (weeks, pattern)) in each.iter().enumerate() {
            write!(f, "{}{pattern}", if place > 0 { "; " } else { "" })?;
            if !weeks.is_every() {
                let numbers = weeks.weeks().map(|week| alloc::format!("{}", week + 1));
                let numbers: alloc::vec::Vec<_> = numbers.collect();
                let (count, of) = weeks.of_how_many();
                let word = if count > 1 { "weeks" } else { "week" };
                write!(f, " in {word} {} of {of}", listed(&numbers))?;
            }
        }
        if each.is_empty() { f.write_str("never") } else { Ok(()) }
    }
}

/// One of its different weeks, as it is stored.
#[derive(serde::Serialize)]
struct Part<'p> {
    weeks: CycleWeeks,
    when: &'p WeekPattern,
}

/// The text of a week where all weeks are equal; else a list of the different ones, each with its weeks.
impl Serialize for CyclePattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let each = self.each_week();
        if each.iter().all(|(weeks, _)| weeks.is_every()) {
            return serializer.collect_str(self);
        }
        let mut parts = serializer.serialize_seq(Some(each.len()))?;
        for (weeks, when) in &each {
            parts.serialize_element(&Part { weeks: *weeks, when })?;
        }
        parts.end()
    }
}
