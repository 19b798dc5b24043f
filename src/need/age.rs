//! What is known of somebody's age on a day: whether they are an adult.

use chrono::{Months, NaiveDate};
use serde::Serializer;

use crate::base::{NOT_FINGERPRINTED, PartDate, codes};

/// The age at which somebody is an adult.
const ADULT_YEARS: u32 = 18;

codes! {
    /// Whether somebody is an adult on the date of a snapshot. Where no date of birth is known, or only one after
    /// the date, there is none of these: it is not known.
    ///
    /// An age takes nothing away: whoever is under 18 gives as anybody else does, and a person, a meeting, a law
    /// may say otherwise. It is there to be asked about; and where a need says that so many of its helpers must be
    /// [adults](super::ADULT), it is the answer. It stands in no [fingerprint](super::Snapshot::fingerprint) (but for that
    /// answer, where it is asked), and neither does the date of birth from which it comes, which is private.
    pub enum Age: "an age" {
        /// Under 18 years old.
        Under18 = "under_18", "under 18";
        /// Under 18, or 18 or older: only the month or the year of birth is known, and in it are days for both.
        PerhapsUnder18 = "perhaps_under_18", "perhaps under 18";
        /// 18 years old or older.
        Adult = "adult", "an adult";
    }
}

impl Age {
    /// The age on a day of somebody born on another; none before that. Of a part of a date, it is as all days agree
    /// that it may be and that have come by then.
    ///
    /// ```
    /// use mutual_care::base::PartDate;
    /// use mutual_care::need::Age;
    /// let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let born = PartDate::day(day(2008, 3, 2))?;
    /// assert_eq!(Age::on(born, day(2026, 3, 1)), Some(Age::Under18));
    /// assert_eq!(Age::on(born, day(2026, 3, 2)), Some(Age::Adult));
    /// assert_eq!(Age::on(born, day(2008, 3, 1)), None);
    /// let some_day_in = PartDate::year(2008)?;
    /// assert_eq!(Age::on(some_day_in, day(2025, 12, 31)), Some(Age::Under18));
    /// assert_eq!(Age::on(some_day_in, day(2026, 1, 1)), Some(Age::PerhapsUnder18));
    /// assert_eq!(Age::on(some_day_in, day(2026, 12, 31)), Some(Age::Adult));
    /// # Ok::<(), mutual_care::base::PrivateDateError>(())
    /// ```
    pub fn on(born: PartDate, on: NaiveDate) -> Option<Self> {
        let (least, most) = born.years_on(on)?;
        Some(match (least < ADULT_YEARS, most < ADULT_YEARS) {
            (_, true) => Self::Under18,
            (true, false) => Self::PerhapsUnder18,
            (false, false) => Self::Adult,
        })
    }

    /// Whether somebody of this age is or may be under 18.
    ///
    /// ```
    /// use mutual_care::need::Age;
    /// assert!(Age::Under18.may_be_under_18() && Age::PerhapsUnder18.may_be_under_18());
    /// assert!(!Age::Adult.may_be_under_18());
    /// ```
    pub const fn may_be_under_18(self) -> bool {
        matches!(self, Self::Under18 | Self::PerhapsUnder18)
    }

    /// The first and the last day on which somebody may come of age: one day, if that of the birth is known. None
    /// beyond the days that there are.
    pub(crate) fn comes_of_age(born: PartDate) -> Option<(NaiveDate, NaiveDate)> {
        Some((eighteenth(born.first())?, eighteenth(born.last())?))
    }

    /// The days on which what is known of an age changes: the first day of birth that there may be, and those of coming
    /// of age, the first and the last.
    pub(crate) fn days(born: PartDate) -> impl Iterator<Item = NaiveDate> {
        let of_age = Self::comes_of_age(born).into_iter().flat_map(|(first, last)| [first, last]);
        of_age.chain([born.first()])
    }
}

/// The first day on which somebody born on another is 18. Who was born on 29 February comes of age on 1 March.
fn eighteenth(born: NaiveDate) -> Option<NaiveDate> {
    let day = born.checked_add_months(Months::new(12 * ADULT_YEARS))?;
    if day.years_since(born) == Some(ADULT_YEARS) { Some(day) } else { day.succ_opt() }
}

/// Writes an age so that a fingerprint leaves it out.
#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference to the field"
)]
pub(crate) fn write<S: Serializer>(age: &Option<Age>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(NOT_FINGERPRINTED, age)
}
