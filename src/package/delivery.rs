//! When a line is provided: on listed visits, so much in so many weeks, or so much a year.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::reading::is_false;
use crate::base::{Every, ListedSpans, MINUTES_PER_WEEK, WeekSpan, limits, wire};

/// When a line is provided. A line that does not say is there on every date.
///
/// ```
/// use mutual_care::base::parse_spans;
/// use mutual_care::package::{Visits, When};
/// // Touching visits stay two, and overlapping ones count twice.
/// let visits = Visits::new(parse_spans("Mon 08:00-08:30, 08:30-09:00, 08:30-09:00")?)?;
/// assert_eq!((visits.spans().len(), visits.minutes_a_week()), (3, 90));
/// let when = When::Visits { visits, every: None };
/// assert_eq!(serde_json::to_string(&when)?, r#"{"visits":"Mon 08:00-08:30, 08:30-09:00, 08:30-09:00"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "WhenWire", into = "WhenWire")]
pub enum When {
    /// At these stretches of the week, in every week unless it alternates. Each stretch goes with the day on which it
    /// begins: where weeks alternate, with that day's week; in a rota by days it is cut every 24 hours from its start, and
    /// each piece is on or off with the day on which it starts.
    Visits {
        /// The stretches, as listed.
        visits: Visits,
        /// In which weeks, or on which days; none: in every week.
        every: Option<Every>,
    },
    /// So much in so many weeks, nobody has said when: spread evenly over their days.
    Quantity {
        /// How much.
        amount: Quantity,
        /// In how many weeks: 1 to [`limits::QUANTITY_WEEKS`].
        weeks: u8,
    },
    /// So much a year, of which what is booked is provided.
    Allowance(Allowance),
}

impl When {
    /// In which weeks, or on which days, visits are; none: in every week, or there are no visits.
    pub const fn every(&self) -> Option<Every> {
        match self {
            Self::Visits { every, .. } => *every,
            _ => None,
        }
    }

    /// The visits, if there are any.
    pub const fn visits(&self) -> Option<&Visits> {
        match self {
            Self::Visits { visits, .. } => Some(visits),
            _ => None,
        }
    }
}

/// Stretches of the week as listed: none is merged with another. Kept in order of their start.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Visits(Vec<WeekSpan>);

/// Something does not say when a line is provided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WhenError {
    /// No stretch, or too many of them.
    #[error("expected `visits` of 1 to {} stretches of the week", limits::WINDOWS)]
    Visits,
    /// A stretch of the whole week beside others.
    #[error("expected a stretch of the whole week to stand alone: more than one helper is said by `hands`")]
    WholeWeek,
    /// Several ways of saying it, or none.
    #[error("expected one of `visits`, `quantity` and `allowance`")]
    Ways,
    /// What alternates is no list of visits.
    #[error("expected `every` only beside `visits`")]
    Every,
    /// Weeks of something else than a quantity.
    #[error("expected `weeks` only beside `quantity`")]
    Weeks,
}

impl Visits {
    /// These stretches.
    ///
    /// # Errors
    ///
    /// [`WhenError::Visits`] unless there are 1 to [`limits::WINDOWS`] of them, [`WhenError::WholeWeek`] if one is of the
    /// whole week and others stand beside it.
    pub fn new(mut spans: Vec<WeekSpan>) -> Result<Self, WhenError> {
        if !(1..=limits::WINDOWS).contains(&spans.len()) {
            return Err(WhenError::Visits);
        }
        if spans.len() > 1 && spans.iter().any(|span| span.minutes() == MINUTES_PER_WEEK) {
            return Err(WhenError::WholeWeek);
        }
        spans.sort_unstable();
        Ok(Self(spans))
    }

    /// The stretches, in order of their start.
    pub fn spans(&self) -> &[WeekSpan] {
        &self.0
    }

    /// The minutes of all of them together; where two overlap, their minutes count twice.
    pub fn minutes_a_week(&self) -> u32 {
        self.0.iter().map(|span| u32::from(span.minutes())).sum()
    }
}

/// So many minutes, or so many times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[serde(expecting = "how much: {\"minutes\": number} or {\"times\": number}")]
pub enum Quantity {
    /// Minutes, 1 to [`limits::QUANTITY`].
    Minutes(#[serde(deserialize_with = "quantity")] u32),
    /// Visits, nights, sessions or journeys, 1 to [`limits::QUANTITY`].
    Times(#[serde(deserialize_with = "quantity")] u32),
}

impl Quantity {
    /// Whether it is minutes.
    pub const fn is_minutes(self) -> bool {
        matches!(self, Self::Minutes(_))
    }

    /// The number of them.
    pub const fn number(self) -> u32 {
        match self {
            Self::Minutes(number) | Self::Times(number) => number,
        }
    }
}

/// So much a year, from 1 April to 31 March. What is booked costs on its date; the rest is told of as not taken up.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "an allowance: an object with `a_year` and the `bookings` of it")]
pub struct Allowance {
    /// How much a year.
    pub a_year: Quantity,
    /// What is booked, on which dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "bookings")]
    pub bookings: Vec<Booking>,
    /// Whether what is not taken up in one year is there in the next; it lapses unless this is said.
    #[serde(default, skip_serializing_if = "is_false")]
    pub carries_over: bool,
}

/// What is booked of an allowance on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a booking: an object with `on` and `of`")]
pub struct Booking {
    /// On which date.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// How much.
    pub of: Quantity,
}

fn bookings<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Booking>, D::Error> {
    wire::list(d, limits::BOOKINGS, "bookings")
}

fn quantity<'de, D: Deserializer<'de>>(d: D) -> Result<u32, D::Error> {
    wire::number(d, 1, limits::QUANTITY.into())
}

fn weeks<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u8>, D::Error> {
    wire::number(d, 1, limits::QUANTITY_WEEKS.into()).map(Some)
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "When", deny_unknown_fields)]
#[serde(expecting = "when it is provided: an object with `visits`, with `quantity` or with `allowance`")]
struct WhenWire {
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    visits: Option<ListedSpans>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    every: Option<Every>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    quantity: Option<Quantity>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "weeks")]
    weeks: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    allowance: Option<Allowance>,
}

impl TryFrom<WhenWire> for When {
    type Error = WhenError;

    fn try_from(wire: WhenWire) -> Result<Self, WhenError> {
        let WhenWire { visits, every, quantity, weeks, allowance } = wire;
        match (visits, quantity, allowance) {
            (Some(ListedSpans(spans)), None, None) if weeks.is_none() => {
                Ok(Self::Visits { visits: Visits::new(spans)?, every })
            }
            (None, Some(amount), None) if every.is_none() => {
                Ok(Self::Quantity { amount, weeks: weeks.unwrap_or(1) })
            }
            (None, None, Some(allowance)) if every.is_none() && weeks.is_none() => {
                Ok(Self::Allowance(allowance))
            }
            (Some(_), None, None) => Err(WhenError::Weeks),
            (None, Some(_), None) => Err(WhenError::Every),
            (None, None, Some(_)) => Err(if every.is_some() { WhenError::Every } else { WhenError::Weeks }),
            _ => Err(WhenError::Ways),
        }
    }
}

impl From<When> for WhenWire {
    fn from(when: When) -> Self {
        let none = Self { visits: None, every: None, quantity: None, weeks: None, allowance: None };
        match when {
            When::Visits { visits, every } => Self { visits: Some(ListedSpans(visits.0)), every, ..none },
            When::Quantity { amount, weeks } => {
                Self { quantity: Some(amount), weeks: (weeks != 1).then_some(weeks), ..none }
            }
            When::Allowance(allowance) => Self { allowance: Some(allowance), ..none },
        }
    }
}
