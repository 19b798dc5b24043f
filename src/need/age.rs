//! What is known of somebody's age on a day: whether they are an adult.

use chrono::{Months, NaiveDate};
use serde::Serializer;

use crate::base::{NOT_FINGERPRINTED, PrivateDate, codes};

/// The age at which somebody is an adult.
const ADULT_YEARS: u32 = 18;

codes! {
    /// Whether somebody is an adult on the date of a snapshot. Where no date of birth is known, or only one after
    /// the date, there is none of these: it is not known.
    ///
    /// An age takes nothing away: whoever is under 18 gives as anybody else does, and a person, a meeting, a law
    /// may say otherwise. It is there to be asked about. So it stands in no [fingerprint](super::Snapshot::fingerprint),
    /// and neither does the date of birth from which it comes.
    pub enum Age: "an age" {
        /// Under 18 years old.
        Under18 = "under_18", "under 18";
        /// 18 years old or older.
        Adult = "adult", "an adult";
    }
}

impl Age {
    /// The age on a day of somebody born on another; none before that.
    ///
    /// ```
    /// use mutual_care::base::PrivateDate;
    /// use mutual_care::need::Age;
    /// let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let born = PrivateDate::new(day(2008, 3, 2))?;
    /// assert_eq!(Age::on(born, day(2026, 3, 1)), Some(Age::Under18));
    /// assert_eq!(Age::on(born, day(2026, 3, 2)), Some(Age::Adult));
    /// assert_eq!(Age::on(born, day(2008, 3, 1)), None);
    /// # Ok::<(), mutual_care::base::PrivateDateError>(())
    /// ```
    pub fn on(born: PrivateDate, on: NaiveDate) -> Option<Self> {
        let years = born.years_on(on)?;
        Some(if years < ADULT_YEARS { Self::Under18 } else { Self::Adult })
    }

    /// The days on which what is known of an age changes: the day of birth, and the day of coming of age.
    pub(crate) fn days(born: PrivateDate) -> impl Iterator<Item = NaiveDate> {
        // Who was born on 29 February comes of age on 1 March.
        let eighteenth = born.reveal().checked_add_months(Months::new(12 * ADULT_YEARS));
        let of_age = [eighteenth, eighteenth.and_then(|day| day.succ_opt())].into_iter().flatten();
        let of_age = of_age.filter(move |day| Self::on(born, *day) == Some(Self::Adult)).take(1);
        of_age.chain([born.reveal()])
    }
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
