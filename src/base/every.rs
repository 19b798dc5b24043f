//! Weeks that alternate, and rotas by days.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{limits, wire};

/// Not every week: every second one, or so many days on and so many off.
///
/// ```
/// use mutual_care::base::Every;
/// let day = |month, day| chrono::NaiveDate::from_ymd_opt(2026, month, day).unwrap();
/// let fortnightly = Every::weeks(2, day(3, 2))?;
/// assert!(fortnightly.is_on_week_of(day(3, 8)) && !fortnightly.is_on_week_of(day(3, 9)));
/// let four_on_four_off = Every::days(8, 4, day(3, 4))?;
/// assert!(four_on_four_off.is_on_day(day(3, 7)) && !four_on_four_off.is_on_day(day(3, 8)));
/// // Before the day from which it is counted it alternates too.
/// assert!(four_on_four_off.is_on_day(day(2, 24)) && !four_on_four_off.is_on_day(day(3, 3)));
/// # Ok::<(), mutual_care::base::EveryError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "EveryWire", into = "EveryWire")]
pub struct Every(Rhythm);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Rhythm {
    Weeks { weeks: u8, from: NaiveDate },
    Days { days: u8, on: u8, from: NaiveDate },
}

/// A number or a date does not say how something alternates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EveryError {
    /// Not a number of weeks.
    #[error("expected `weeks` of 2 to {}: leave `every` out for every week", limits::CYCLE_WEEKS)]
    Weeks,
    /// Weeks are counted from another day than a Monday.
    #[error("expected `from` to be a Monday where `every` counts weeks")]
    NotAMonday,
    /// Not a number of days.
    #[error("expected `days` of 2 to {}", limits::ROTA_DAYS)]
    Days,
    /// On for none of the days, or for all of them.
    #[error("expected `on` of 1 to one less than `days`")]
    On,
    /// Neither weeks nor days, or both.
    #[error("expected `weeks` and `from`, or `days`, `on` and `from`")]
    Neither,
    /// A date lies outside the years that the crate works with.
    #[error("expected `from` in the years {} to {}", limits::YEAR_FIRST, limits::YEAR_LAST)]
    Year,
}

impl Every {
    /// One week of so many, counted from the week of a Monday, which is on.
    ///
    /// # Errors
    ///
    /// [`EveryError`] unless it is 2 to [`limits::CYCLE_WEEKS`] weeks, and `from` a Monday.
    pub fn weeks(weeks: u8, from: NaiveDate) -> Result<Self, EveryError> {
        if !(2..=limits::CYCLE_WEEKS).contains(&weeks) {
            return Err(EveryError::Weeks);
        }
        if !wire::in_years(from) {
            return Err(EveryError::Year);
        }
        if from.weekday() != Weekday::Mon {
            return Err(EveryError::NotAMonday);
        }
        Ok(Self(Rhythm::Weeks { weeks, from }))
    }

    /// Of so many days the first `on`, counted from a day, which is on.
    ///
    /// # Errors
    ///
    /// [`EveryError`] unless it is 2 to [`limits::ROTA_DAYS`] days, and on for some of them and not for all.
    pub fn days(days: u8, on: u8, from: NaiveDate) -> Result<Self, EveryError> {
        if !(2..=limits::ROTA_DAYS).contains(&days) {
            return Err(EveryError::Days);
        }
        if !wire::in_years(from) {
            return Err(EveryError::Year);
        }
        if !(1..days).contains(&on) {
            return Err(EveryError::On);
        }
        Ok(Self(Rhythm::Days { days, on, from }))
    }

    /// Whether it counts days, each on or off by itself, and not weeks.
    pub const fn is_by_days(self) -> bool {
        matches!(self.0, Rhythm::Days { .. })
    }

    /// Of a rota by days: on how many days it is on, of how many. None where weeks alternate.
    ///
    /// ```
    /// use mutual_care::base::Every;
    /// let monday = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    /// assert_eq!(Every::days(8, 4, monday)?.days_on(), Some((4, 8)));
    /// assert_eq!(Every::weeks(2, monday)?.days_on(), None);
    /// # Ok::<(), mutual_care::base::EveryError>(())
    /// ```
    pub const fn days_on(self) -> Option<(u8, u8)> {
        match self.0 {
            Rhythm::Weeks { .. } => None,
            Rhythm::Days { days, on, .. } => Some((on, days)),
        }
    }

    /// The fewest whole weeks after which it is as before.
    pub fn cycle_weeks(self) -> u8 {
        match self.0 {
            Rhythm::Weeks { weeks, .. } => weeks,
            // lcm(days, 7) / 7: only a number of days that seven divides ends with the week.
            Rhythm::Days { days, .. } if days % 7 == 0 => days / 7,
            Rhythm::Days { days, .. } => days,
        }
    }

    /// Whether it is on in the week of a day. Of a rota by days: whether any day of that week is on.
    pub fn is_on_week_of(self, day: NaiveDate) -> bool {
        let monday = day.week(Weekday::Mon).checked_first_day().unwrap_or(day);
        match self.0 {
            Rhythm::Weeks { weeks, from } => {
                let apart = monday.signed_duration_since(from).num_days().div_euclid(7);
                apart.rem_euclid(weeks.into()) == 0
            }
            Rhythm::Days { .. } => (0..7)
                .filter_map(|later| monday.checked_add_days(Days::new(later)))
                .any(|day| self.is_on_day(day)),
        }
    }

    /// Whether it is on on a day. Of weeks that alternate: whether its week is on.
    pub fn is_on_day(self, day: NaiveDate) -> bool {
        match self.0 {
            Rhythm::Weeks { .. } => self.is_on_week_of(day),
            Rhythm::Days { days, on, from } => {
                day.signed_duration_since(from).num_days().rem_euclid(days.into()) < on.into()
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Every", deny_unknown_fields)]
#[serde(expecting = "how it alternates: an object with `weeks` and `from`, or with `days`, `on` and `from`")]
struct EveryWire {
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    weeks: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    days: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    on: Option<u8>,
    #[serde(with = "wire::date")]
    from: NaiveDate,
}

impl TryFrom<EveryWire> for Every {
    type Error = EveryError;

    fn try_from(wire: EveryWire) -> Result<Self, EveryError> {
        match (wire.weeks, wire.days, wire.on) {
            (Some(weeks), None, None) => Self::weeks(weeks, wire.from),
            (None, Some(days), Some(on)) => Self::days(days, on, wire.from),
            _ => Err(EveryError::Neither),
        }
    }
}

impl From<Every> for EveryWire {
    fn from(every: Every) -> Self {
        match every.0 {
            Rhythm::Weeks { weeks, from } => Self { weeks: Some(weeks), days: None, on: None, from },
            Rhythm::Days { days, on, from } => Self { weeks: None, days: Some(days), on: Some(on), from },
        }
    }
}
