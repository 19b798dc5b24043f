//! Ratios of whole numbers, and factors by the day.

use alloc::string::ToString;
use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::base::{ByCode, Fraction, WorkingDays, codes, limits, wire};

/// A ratio of two whole numbers from 1 to 1,000,000, in lowest terms: time and a half, a share of a cost. On the wire a text
/// such as `"3/2"`.
///
/// ```
/// use mutual_care::package::Factor;
/// let time_and_a_half: Factor = "3/2".parse()?;
/// assert_eq!(time_and_a_half, Factor::new(6, 4)?);
/// assert!(Factor::PLAIN < time_and_a_half);
/// assert!("1.5".parse::<Factor>().is_err() && "6/4".parse::<Factor>().is_err());
/// # Ok::<(), mutual_care::package::FactorError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Factor {
    numerator: u32,
    denominator: u32,
}

/// Something is not such a ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a ratio \"n/d\" of whole numbers from 1 to {most}, in lowest terms, such as \"3/2\"",
    most = limits::WEIGHT
)]
pub struct FactorError;

impl Factor {
    /// One: the plain price.
    pub const PLAIN: Self = Self { numerator: 1, denominator: 1 };

    /// The ratio of two numbers.
    ///
    /// # Errors
    ///
    /// [`FactorError`] unless both are from 1 to [`limits::WEIGHT`].
    pub fn new(numerator: u32, denominator: u32) -> Result<Self, FactorError> {
        let fits = |number| (1..=limits::WEIGHT).contains(&number);
        if !fits(numerator) || !fits(denominator) {
            return Err(FactorError);
        }
        let common = num_integer::gcd(numerator, denominator);
        Ok(Self { numerator: numerator / common, denominator: denominator / common })
    }

    /// The upper number, in lowest terms.
    pub const fn numerator(self) -> u32 {
        self.numerator
    }

    /// The lower number, in lowest terms.
    pub const fn denominator(self) -> u32 {
        self.denominator
    }
}

impl From<Factor> for Fraction {
    fn from(factor: Factor) -> Self {
        Self::of(factor.numerator.into(), factor.denominator.into())
    }
}

impl Ord for Factor {
    fn cmp(&self, other: &Self) -> Ordering {
        let one = u64::from(self.numerator) * u64::from(other.denominator);
        one.cmp(&(u64::from(other.numerator) * u64::from(self.denominator)))
    }
}

impl PartialOrd for Factor {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl FromStr for Factor {
    type Err = FactorError;

    /// Reads what [`fmt::Display`] writes, and nothing else.
    fn from_str(text: &str) -> Result<Self, FactorError> {
        let (numerator, denominator) = text.split_once('/').ok_or(FactorError)?;
        let number = |text: &str| text.parse::<u32>().map_err(|_| FactorError);
        let read = Self::new(number(numerator)?, number(denominator)?)?;
        if read.to_string() == text { Ok(read) } else { Err(FactorError) }
    }
}

impl Serialize for Factor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Factor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "a ratio of whole numbers, such as \"3/2\"", |text| {
            text.parse().map_err(D::Error::custom)
        })
    }
}

codes! {
    /// A day on which a price may have a factor.
    pub enum FactorDay: "a day with a factor" {
        /// Mondays.
        Monday = "mon", "Mondays";
        /// Tuesdays.
        Tuesday = "tue", "Tuesdays";
        /// Wednesdays.
        Wednesday = "wed", "Wednesdays";
        /// Thursdays.
        Thursday = "thu", "Thursdays";
        /// Fridays.
        Friday = "fri", "Fridays";
        /// Saturdays.
        Saturday = "sat", "Saturdays";
        /// Sundays.
        Sunday = "sun", "Sundays";
        /// Holidays of the calendar that is passed in, on whatever day of the week.
        Holiday = "holiday", "holidays";
    }
}

impl From<Weekday> for FactorDay {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Mon => Self::Monday,
            Weekday::Tue => Self::Tuesday,
            Weekday::Wed => Self::Wednesday,
            Weekday::Thu => Self::Thursday,
            Weekday::Fri => Self::Friday,
            Weekday::Sat => Self::Saturday,
            Weekday::Sun => Self::Sunday,
        }
    }
}

/// Which factors a price has, on which days; on others it is plain. On the wire `{"sat": "3/2", "holiday": "2/1"}`.
///
/// The highest factor of a day holds. One below 1 is a reduction.
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::base::England;
/// use mutual_care::package::{Factor, FactorDay, Factors};
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let factors = Factors::default()
///     .with(FactorDay::Saturday, Factor::new(3, 2)?)
///     .with(FactorDay::Holiday, Factor::new(2, 1)?);
/// // Boxing Day 2026 is a Saturday and a holiday.
/// assert_eq!(factors.on(day(2026, 12, 26), &England).factor.to_string(), "2/1");
/// assert_eq!(factors.on(day(2026, 12, 19), &England).factor.to_string(), "3/2");
/// assert_eq!(factors.on(day(2026, 12, 18), &England).factor, Factor::PLAIN);
/// // Nobody knows yet whether this day is a holiday.
/// assert!(factors.on(day(2031, 12, 26), &England).holiday_not_known);
/// # Ok::<(), mutual_care::package::FactorError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Factors(ByCode<FactorDay, Stated>);

/// A factor, where one is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
struct Stated(Option<Factor>);

impl Serialize for Stated {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.unwrap_or(Factor::PLAIN).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Stated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Factor::deserialize(deserializer).map(|factor| Self(Some(factor)))
    }
}

/// The factor of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FactorOn {
    /// The highest of those that hold; [`Factor::PLAIN`] if there is none.
    pub factor: Factor,
    /// There is a factor for holidays, and the calendar does not say whether this day is one: it was not used.
    pub holiday_not_known: bool,
}

impl Factors {
    /// The same, with a factor for a day.
    #[must_use]
    pub fn with(self, day: FactorDay, factor: Factor) -> Self {
        Self(self.0.with(day, Stated(Some(factor))))
    }

    /// The factor that is said for a day, if one is.
    pub fn get(&self, day: FactorDay) -> Option<Factor> {
        self.0.get(day).0
    }

    /// Whether the price is plain on every day.
    pub fn is_plain(&self) -> bool {
        self.0.is_blank()
    }

    /// The factor of a date: the highest of its day of the week's and, on a holiday, of that for holidays.
    pub fn on(&self, date: NaiveDate, calendar: &dyn WorkingDays) -> FactorOn {
        let holiday = self.get(FactorDay::Holiday);
        let is_holiday = holiday.and_then(|_| calendar.is_holiday(date));
        let weekday = self.get(date.weekday().into());
        let factor = weekday.max(holiday.filter(|_| is_holiday == Some(true))).unwrap_or(Factor::PLAIN);
        FactorOn { factor, holiday_not_known: holiday.is_some() && is_holiday.is_none() }
    }
}
