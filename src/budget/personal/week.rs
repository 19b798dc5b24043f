//! The charging week: the seven days over which a contribution is capped.

use chrono::{Datelike, Days, NaiveDate};

use crate::base::codes;

codes! {
    /// On which day a charging week begins.
    #[derive(Default)]
    pub enum ChargingWeek: "the first day of the charging week" {
        /// Monday to Sunday.
        #[default]
        FromMonday = "monday", "Monday";
        /// Tuesday to Monday.
        FromTuesday = "tuesday", "Tuesday";
        /// Wednesday to Tuesday.
        FromWednesday = "wednesday", "Wednesday";
        /// Thursday to Wednesday.
        FromThursday = "thursday", "Thursday";
        /// Friday to Thursday.
        FromFriday = "friday", "Friday";
        /// Saturday to Friday.
        FromSaturday = "saturday", "Saturday";
        /// Sunday to Saturday.
        FromSunday = "sunday", "Sunday";
    }
}

impl ChargingWeek {
    /// The first day of the week in which a day lies.
    ///
    /// ```
    /// use mutual_care::budget::ChargingWeek;
    /// let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
    /// // 4 March 2026 is a Wednesday.
    /// assert_eq!(ChargingWeek::FromMonday.first_day(day(4)), day(2));
    /// assert_eq!(ChargingWeek::FromWednesday.first_day(day(4)), day(4));
    /// assert_eq!(ChargingWeek::FromThursday.first_day(day(11)), day(5));
    /// ```
    pub fn first_day(self, day: NaiveDate) -> NaiveDate {
        let begins = match self {
            Self::FromMonday => 0,
            Self::FromTuesday => 1,
            Self::FromWednesday => 2,
            Self::FromThursday => 3,
            Self::FromFriday => 4,
            Self::FromSaturday => 5,
            Self::FromSunday => 6,
        };
        let since = (day.weekday().num_days_from_monday() + 7 - begins) % 7;
        day.checked_sub_days(Days::new(since.into())).unwrap_or(day)
    }

    /// Whether it is Monday to Sunday.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(super) fn is_from_monday(&self) -> bool {
        *self == Self::FromMonday
    }
}
