//! What a price is for.

use super::When;
use crate::base::codes;

codes! {
    /// What a price is for. There are no others: whoever is charged by something else says so as one of these.
    pub enum Unit: "a unit" {
        /// An hour of the line's pattern, by the minute.
        Hour = "hour", "hour";
        /// A stretch of the pattern, however long.
        Visit = "visit", "visit";
        /// A night.
        Night = "night", "night";
        /// A session, such as one of a course.
        Session = "session", "session";
        /// A journey.
        Journey = "journey", "journey";
        /// A date with any minute of the pattern; without one, every date.
        Day = "day", "day";
        /// A week: one seventh a day, whatever the pattern.
        Week = "week", "week";
        /// Two weeks: one fourteenth a day.
        TwoWeeks = "two_weeks", "two weeks";
        /// Four weeks: one twenty-eighth a day.
        FourWeeks = "four_weeks", "four weeks";
        /// A month of the calendar: a day costs its share of that month.
        Month = "month", "month";
        /// Once, on the first day of the line.
        OneOff = "one_off", "one-off";
    }
}

/// How a unit is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// By the minutes that fall on a date.
    ByMinutes,
    /// By what begins on a date.
    ByTimes,
    /// By dates.
    ByDays,
    /// Spread evenly over all days.
    Evenly,
    /// Once.
    Once,
}

impl Unit {
    /// How it is counted.
    ///
    /// ```
    /// use mutual_care::package::{Counted, Unit};
    /// assert_eq!(Unit::Hour.counted(), Counted::ByMinutes);
    /// assert_eq!(Unit::Journey.counted(), Counted::ByTimes);
    /// assert_eq!(Unit::Month.counted(), Counted::Evenly);
    /// ```
    pub const fn counted(self) -> Counted {
        match self {
            Self::Hour => Counted::ByMinutes,
            Self::Visit | Self::Night | Self::Session | Self::Journey => Counted::ByTimes,
            Self::Day => Counted::ByDays,
            Self::Week | Self::TwoWeeks | Self::FourWeeks | Self::Month => Counted::Evenly,
            Self::OneOff => Counted::Once,
        }
    }

    /// Over how many days it is spread, where that is always the same: 7, 14 or 28. Not of a month, whose days are as many
    /// as it has.
    pub const fn days(self) -> Option<u8> {
        match self {
            Self::Week => Some(7),
            Self::TwoWeeks => Some(14),
            Self::FourWeeks => Some(28),
            _ => None,
        }
    }

    /// Whether a line with this "when" can have a price for this unit.
    ///
    /// An hour needs minutes, and what is counted by times needs times, in visits, a quantity or an allowance. A day needs
    /// visits or nothing, since of a quantity nobody knows on which dates it is. What is spread evenly or owed once needs
    /// nothing; visits or a quantity may be said beside it, and an allowance may not.
    ///
    /// ```
    /// use mutual_care::package::{Quantity, Unit, When};
    /// let minutes = When::Quantity { amount: Quantity::Minutes(300), weeks: 1 };
    /// assert!(Unit::Hour.goes_with(Some(&minutes)) && !Unit::Visit.goes_with(Some(&minutes)));
    /// assert!(Unit::Day.goes_with(None) && !Unit::Hour.goes_with(None));
    /// ```
    pub const fn goes_with(self, when: Option<&When>) -> bool {
        match (self.counted(), when) {
            (Counted::ByMinutes | Counted::ByTimes, Some(When::Visits { .. }))
            | (Counted::ByDays | Counted::Evenly | Counted::Once, None | Some(When::Visits { .. }))
            | (Counted::Evenly | Counted::Once, Some(When::Quantity { .. })) => true,
            (Counted::ByMinutes, Some(When::Quantity { amount, .. })) => amount.is_minutes(),
            (Counted::ByTimes, Some(When::Quantity { amount, .. })) => !amount.is_minutes(),
            (Counted::ByMinutes, Some(When::Allowance(allowance))) => allowance.a_year.is_minutes(),
            (Counted::ByTimes, Some(When::Allowance(allowance))) => !allowance.a_year.is_minutes(),
            _ => false,
        }
    }
}
