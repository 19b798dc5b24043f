//! Hours of unpaid care a week, in the bands of the census.

use crate::base::codes;

codes! {
    /// Hours of care a week. The bands fold into those of the census: up to 19, 20 to 49, 50 or more; and 35,
    /// from which carer's allowance is paid, is an edge.
    pub enum HoursBand: "a band of hours a week" {
        /// Less than an hour.
        None = "none", "less than an hour";
        /// 1 to 9 hours.
        From1 = "1_9", "1 to 9 hours";
        /// 10 to 19 hours.
        From10 = "10_19", "10 to 19 hours";
        /// 20 to 34 hours.
        From20 = "20_34", "20 to 34 hours";
        /// 35 to 49 hours.
        From35 = "35_49", "35 to 49 hours";
        /// 50 hours or more.
        From50 = "50_plus", "50 hours or more";
    }
}

impl HoursBand {
    /// The band of so many minutes a week: whole hours count, the rest is dropped.
    ///
    /// ```
    /// use mutual_care::assessment::HoursBand;
    /// assert_eq!(HoursBand::of_minutes(35 * 60 - 1), HoursBand::From20);
    /// assert_eq!(HoursBand::of_minutes(35 * 60), HoursBand::From35);
    /// ```
    pub const fn of_minutes(minutes: u32) -> Self {
        match minutes / 60 {
            0 => Self::None,
            1..=9 => Self::From1,
            10..=19 => Self::From10,
            20..=34 => Self::From20,
            35..=49 => Self::From35,
            _ => Self::From50,
        }
    }
}
