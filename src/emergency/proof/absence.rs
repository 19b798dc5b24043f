//! A planned absence: who is away, from when until when.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::fmt;

use chrono::NaiveDate;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::{MINUTES_PER_DAY, Period, SourceId, limits, wire};
use crate::emergency::clock::{ClockTime, Moment};
use crate::need::Snapshot;

/// Who is away as planned, from a day or a minute until another: a holiday, an operation, a stay in respite care.
///
/// The week that is asked about is that of its first day. Members who are away need nothing at home, and nobody who is away
/// gives, raises an alarm, notices or responds; from `until` they are back. On the wire either end is a date, which means its
/// 00:00 (`until` is the first day back), or a date with a time: `{"on": "2026-08-03", "at": "14:00"}`.
///
/// ```
/// use mutual_care::emergency::Absence;
/// let holiday: Absence = serde_json::from_str(r#"{
///     "who": ["6f2c1a3e-0000-4000-8000-000000000002"],
///     "from": {"on": "2026-08-03", "at": "14:00"}, "until": "2026-08-17"
/// }"#)?;
/// assert_eq!(holiday.minutes(), Some(13 * 1440 + 10 * 60));
/// assert_eq!(holiday.until.to_string(), "2026-08-17 00:00");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a planned absence: an object with `who`, `from` and `until`")]
pub struct Absence {
    /// Who or what is away, at least one.
    #[serde(deserialize_with = "super::question::sources")]
    pub who: BTreeSet<SourceId>,
    /// The first minute of it.
    #[serde(with = "end")]
    pub from: Moment,
    /// The first minute in which they are back.
    #[serde(with = "end")]
    pub until: Moment,
}

impl Absence {
    /// How many minutes it lasts; none if it ends no later than it begins.
    pub fn minutes(&self) -> Option<u32> {
        u32::try_from(self.from.until(self.until)).ok().filter(|minutes| *minutes > 0)
    }

    /// What is wrong with it in itself and against the household's week, each problem with the field in which it is.
    pub(in crate::emergency) fn problems(&self, week: &Snapshot) -> Vec<(&'static str, AbsenceError)> {
        let mut found = Vec::new();
        if self.who.is_empty() {
            found.push(("who", AbsenceError::Nobody));
        }
        let unknown = self.who.iter().filter(|who| week.source(**who).is_none());
        found.extend(unknown.map(|who| ("who", AbsenceError::UnknownSource(*who))));
        if self.from.on != week.on() {
            found.push(("from", AbsenceError::AnotherDay { on: week.on() }));
        }
        found.extend(self.wrong_length().map(|wrong| ("until", wrong)));
        found
    }

    /// What is wrong with how long it lasts.
    pub(in crate::emergency) fn wrong_length(&self) -> Option<AbsenceError> {
        match self.minutes() {
            None => Some(AbsenceError::EndsFirst),
            Some(minutes) if minutes > MOST_MIN => Some(AbsenceError::TooLong),
            Some(_) => None,
        }
    }

    /// The days of which anything is looked at.
    pub(in crate::emergency) fn days(&self, horizon_min: u32) -> Period {
        let after = self.last_day(horizon_min).succ_opt();
        Period::new(Some(self.from.on), after).unwrap_or(Period::ALWAYS)
    }

    /// The last day of which anything is looked at: the horizon runs past its end.
    pub(in crate::emergency) fn last_day(&self, horizon_min: u32) -> NaiveDate {
        self.until.plus(horizon_min).on
    }
}

const MOST_MIN: u32 = limits::ABSENCE_DAYS as u32 * MINUTES_PER_DAY as u32;

/// A planned absence cannot be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AbsenceError {
    /// Nobody is away.
    #[error("expected at least one who is away")]
    Nobody,
    /// Away, and not among the sources.
    #[error("{0:?} is away and is not among the sources of the week: expected one that is")]
    UnknownSource(SourceId),
    /// It begins on another day than that of the week.
    #[error("the week is that of {on}: expected the week of the first day of the absence")]
    AnotherDay {
        /// The date of the week.
        on: NaiveDate,
    },
    /// It ends no later than it begins.
    #[error("expected `until` to be later than `from`: it is the first day or minute back")]
    EndsFirst,
    /// It is longer than the limit.
    #[error("expected an absence of at most {} days", limits::ABSENCE_DAYS)]
    TooLong,
    /// Too much alternates or stands in a week to be laid out over all its days.
    #[error(
        "there are {parts} windows and stretches in all weeks of the absence: expected at most {}",
        limits::CYCLE_PARTS
    )]
    TooFull {
        /// How many.
        parts: usize,
    },
    /// Too many losses for so many days.
    #[error(
        "expected at most {} losses times days of the absence, each loss once for nobody and once for everybody who may not answer: there are {losses}",
        limits::ABSENCE_LOSSES
    )]
    TooManyLosses {
        /// Losses times days.
        losses: usize,
    },
}

/// Either end on the wire.
mod end {
    use super::{Deserializer, End, Moment, Serialize, Serializer, wire};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(super) fn serialize<S: Serializer>(moment: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
        if moment.at.minute_of_day() == 0 {
            wire::date::serialize(&moment.on, serializer)
        } else {
            moment.serialize(serializer)
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        deserializer.deserialize_any(End)
    }
}

struct End;

const END: &str = "a date such as 2026-08-03, or a date and a time: {\"on\": date, \"at\": \"14:00\"}";

impl<'de> Visitor<'de> for End {
    type Value = Moment;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(END)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Moment, E> {
        let on = wire::read_date(text, END).map_err(E::custom)?;
        Ok(Moment::new(on, ClockTime::MIDNIGHT))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Moment, A::Error> {
        Moment::deserialize(MapAccessDeserializer::new(map)).map_err(A::Error::custom)
    }
}
