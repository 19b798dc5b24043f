//! On which nights a child stays in a home.

use core::cmp::Ordering;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Few, FewItem};
use crate::base::{Code, Every, codes, limits};

codes! {
    /// A night of the week, named by the day on which it begins.
    pub enum Night: "a night of the week" {
        /// Monday night.
        Mon = "mon", "Monday night";
        /// Tuesday night.
        Tue = "tue", "Tuesday night";
        /// Wednesday night.
        Wed = "wed", "Wednesday night";
        /// Thursday night.
        Thu = "thu", "Thursday night";
        /// Friday night.
        Fri = "fri", "Friday night";
        /// Saturday night.
        Sat = "sat", "Saturday night";
        /// Sunday night.
        Sun = "sun", "Sunday night";
    }
}

impl FewItem for Night {
    const WHAT: &'static str = "nights";

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

codes! {
    /// How it is known when a child leaves the home.
    #[derive(Default)]
    pub enum Leaving: "how it is known when a child leaves" {
        /// As the period of the stay says; without an end, the child stays.
        #[default]
        AsPeriod = "as_period", "as the period says";
        /// The child is to leave, and the date is not known: at the latest with the period, if that has an end.
        DateNotKnown = "date_not_known", "the date is not known";
    }
}

impl Leaving {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(super) const fn is_as_period(&self) -> bool {
        matches!(self, Self::AsPeriod)
    }
}

/// The nights of a stay for part of the week: short breaks, every second weekend.
///
/// ```
/// use mutual_care::base::Every;
/// use mutual_care::placement::{Night, Nights};
/// # let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let weekends = Nights::new(vec![Night::Fri, Night::Sat], None)?;
/// assert!(weekends.include(day(7)) && !weekends.include(day(8)));
/// let every_second = Nights::new(vec![Night::Fri, Night::Sat], Some(Every::weeks(2, day(2))?))?;
/// assert!(every_second.include(day(7)) && !every_second.include(day(14)));
/// assert!(Nights::new(vec![], None).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "NightsWire", into = "NightsWire")]
pub struct Nights {
    of: Few<Night>,
    every: Option<Every>,
}

/// What is said is no stay for part of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NightsError {
    /// No night, or one of them twice.
    #[error("expected at least one night, each once")]
    Of,
    /// It alternates in a rhythm that does not come round in the weeks that are counted.
    #[error("expected nights that alternate in 2, 3, 4, 6 or {} weeks", limits::CYCLE_WEEKS)]
    Cycle,
    /// None of these nights is ever on.
    #[error("expected a night that is on in one of the weeks: what alternates leaves all of these out")]
    Never,
}

impl Nights {
    /// These nights of each week, or of those that are on.
    ///
    /// # Errors
    ///
    /// [`NightsError`] without a night, with one of them twice, if what alternates does not come round within
    /// [`limits::CYCLE_WEEKS`] weeks, which every stay in a home is counted over, or leaves all of the nights out.
    pub fn new(of: alloc::vec::Vec<Night>, every: Option<Every>) -> Result<Self, NightsError> {
        let of = Few::new(of).map_err(|_| NightsError::Of)?;
        if of.is_empty() {
            return Err(NightsError::Of);
        }
        if every.is_some_and(|every| !limits::CYCLE_WEEKS.is_multiple_of(every.cycle_weeks())) {
            return Err(NightsError::Cycle);
        }
        let nights = Self { of, every };
        if nights.mask() == 0 { Err(NightsError::Never) } else { Ok(nights) }
    }

    /// The nights of the week, in order.
    pub fn of(&self) -> &[Night] {
        &self.of
    }

    /// How they alternate, if they do.
    pub const fn every(&self) -> Option<Every> {
        self.every
    }

    /// Whether the child stays the night that begins on this day.
    pub fn include(&self, day: NaiveDate) -> bool {
        let night = usize::try_from(day.weekday().num_days_from_monday()).ok();
        let night = night.and_then(|at| Night::ALL.get(at));
        night.is_some_and(|night| self.of.contains(night))
            && self.every.is_none_or(|every| every.is_on_day(day))
    }

    /// One bit for each night of [`CYCLE`], from a Monday on.
    pub(crate) fn mask(&self) -> NightSet {
        let nights = (0..CYCLE).filter(|night| {
            let day = FIRST.checked_add_days(Days::new(u64::from(*night)));
            day.is_some_and(|day| self.include(day))
        });
        nights.fold(0, |mask, night| mask | 1 << night)
    }
}

/// One bit for each night of twelve weeks: whatever alternates in 2, 3, 4, 6 or 12 weeks comes round in them.
pub(crate) type NightSet = u128;
/// How many nights are looked at.
pub(crate) const CYCLE: u32 = 7 * limits::CYCLE_WEEKS as u32;
/// Every night.
pub(crate) const EVERY_NIGHT: NightSet = (1 << CYCLE) - 1;

/// A Monday, from which the nights are counted. Twelve weeks later it is as it was, whichever Monday it is.
const FIRST: NaiveDate = match NaiveDate::from_ymd_opt(2001, 1, 1) {
    Some(monday) => monday,
    None => NaiveDate::MIN,
};

#[derive(Serialize, Deserialize)]
#[serde(rename = "Nights", deny_unknown_fields)]
struct NightsWire {
    of: Few<Night>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    every: Option<Every>,
}

impl TryFrom<NightsWire> for Nights {
    type Error = NightsError;

    fn try_from(wire: NightsWire) -> Result<Self, NightsError> {
        Self::new(wire.of.to_vec(), wire.every)
    }
}

impl From<Nights> for NightsWire {
    fn from(nights: Nights) -> Self {
        Self { of: nights.of, every: nights.every }
    }
}
