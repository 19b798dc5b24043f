//! A date that must not reach a log: when somebody was born.

use core::fmt;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::{limits, wire};

/// The name under which a private date reaches a serializer, so that fingerprints can leave it out.
pub(crate) const PRIVATE_DATE: &str = "$mutual_care::PrivateDate";

/// The same for a date that a fingerprint keeps, since what is judged turns on it.
pub(crate) const JUDGED_DATE: &str = "$mutual_care::JudgedDate";

/// A date of birth, or another date that tells who somebody is. `Debug` prints nothing of it; there is no
/// `Display`.
///
/// It is written and read as a plain date, and stands in no fingerprint.
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::base::PrivateDate;
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let born = PrivateDate::new(day(1944, 9, 14))?;
/// assert_eq!(format!("{born:?}"), "PrivateDate(…)");
/// assert_eq!(born.years_on(day(2026, 3, 2)), Some(81));
/// assert_eq!(born.years_on(day(1944, 9, 13)), None);
/// # Ok::<(), mutual_care::base::PrivateDateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrivateDate(NaiveDate);

/// A date lies outside the years that the crate works with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a date in the years {} to {}", limits::YEAR_FIRST, limits::YEAR_LAST)]
pub struct PrivateDateError;

impl PrivateDate {
    /// The date, if it lies in the years of [`limits`].
    ///
    /// # Errors
    ///
    /// [`PrivateDateError`] before [`limits::YEAR_FIRST`] and after [`limits::YEAR_LAST`].
    pub fn new(date: NaiveDate) -> Result<Self, PrivateDateError> {
        if wire::in_years(date) { Ok(Self(date)) } else { Err(PrivateDateError) }
    }

    /// The date itself, for a screen or a letter. Never for a log.
    pub const fn reveal(self) -> NaiveDate {
        self.0
    }

    /// Whole years from this date to another: an age. None before it.
    pub fn years_on(self, on: NaiveDate) -> Option<u32> {
        on.years_since(self.0)
    }
}

impl fmt::Debug for PrivateDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateDate(…)")
    }
}

impl Serialize for PrivateDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = alloc::format!("{}", self.0.format("%Y-%m-%d"));
        serializer.serialize_newtype_struct(PRIVATE_DATE, &text)
    }
}

impl<'de> Deserialize<'de> for PrivateDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::date::deserialize(deserializer).map(Self)
    }
}
