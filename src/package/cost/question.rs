//! A question about costs: over which days, by which calendar, beside which needs.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::{Datelike, Days, NaiveDate};

use super::problems::{OPEN_PERIOD, TOO_LONG};
use crate::base::{NeedId, Path, Period, Problem, WorkingDays, limits};
use crate::need::Need;
use crate::package::{Deliveries, FactorDay, Line};

/// What a package costs over some days.
///
/// ```
/// use mutual_care::base::{England, Period};
/// use mutual_care::package::CostQuestion;
/// let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d);
/// let april = CostQuestion::new(Period::new(day(4, 1), day(5, 1))?, &England).by_day();
/// assert_eq!(april.period.last_day(), day(4, 30));
/// # Ok::<(), mutual_care::base::PeriodError>(())
/// ```
#[derive(Clone, Copy)]
pub struct CostQuestion<'a> {
    /// The days: both ends are said, and there are at most [`limits::COST_DAYS`] of them.
    pub period: Period,
    /// Which days are holidays.
    pub calendar: &'a dyn WorkingDays,
    /// The needs of the household; none: nothing is said by need, and no line may be shared by hours.
    pub needs: Option<&'a [Need]>,
    /// What is recorded as delivered; none: nothing is, so that all counts as planned.
    pub delivered: Option<&'a Deliveries>,
    /// Whether it is asked by day as well.
    pub by_day: bool,
}

impl<'a> CostQuestion<'a> {
    /// The costs of some days by this calendar, with nothing said of needs, of what was delivered and of single days.
    pub const fn new(period: Period, calendar: &'a dyn WorkingDays) -> Self {
        Self { period, calendar, needs: None, delivered: None, by_day: false }
    }

    /// The same, beside the needs of the household.
    #[must_use]
    pub const fn with_needs(self, needs: &'a [Need]) -> Self {
        Self { needs: Some(needs), ..self }
    }

    /// The same, with what is recorded as delivered.
    #[must_use]
    pub const fn with_delivered(self, delivered: &'a Deliveries) -> Self {
        Self { delivered: Some(delivered), ..self }
    }

    /// The same, by day as well.
    #[must_use]
    pub const fn by_day(self) -> Self {
        Self { by_day: true, ..self }
    }
}

impl core::fmt::Debug for CostQuestion<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("CostQuestion").field("period", &self.period).finish_non_exhaustive()
    }
}

/// The year of the accounts in which a day is: 1 April to 31 March.
///
/// ```
/// use mutual_care::package::year_of;
/// let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// assert_eq!(year_of(day(2026, 3, 31)).from(), Some(day(2025, 4, 1)));
/// assert_eq!(year_of(day(2026, 4, 1)).last_day(), Some(day(2027, 3, 31)));
/// ```
pub fn year_of(day: NaiveDate) -> Period {
    let first = |year| NaiveDate::from_ymd_opt(year, 4, 1);
    let year = if first(day.year()).is_some_and(|april| april <= day) { day.year() } else { day.year() - 1 };
    // A year that begins before the first that the crate works with, or ends after the last, is open there.
    Period::new(first(year), first(year + 1))
        .or_else(|_| Period::new(first(year), None))
        .or_else(|_| Period::new(None, first(year + 1)))
        .unwrap_or(Period::ALWAYS)
}

/// What is known of a day whatever the line.
#[derive(Clone, Copy)]
pub(super) struct Day {
    /// 0: no holiday, 1: a holiday, 2: the calendar does not say.
    pub(super) holiday: u8,
    /// The days of its month past 28.
    pub(super) month: u8,
    /// The number of the first day after it of which the calendar knows more or less: whether it is a holiday or not.
    pub(super) known_until: usize,
    /// The number of the first day after it whose month has another length.
    pub(super) month_until: usize,
}

impl Day {
    /// Whether the calendar says if it is a holiday.
    const fn is_known(&self) -> bool {
        self.holiday < NOT_KNOWN
    }
}

/// What [`Day::holiday`] is of a day of which the calendar says nothing, and of a holiday.
pub(super) const NOT_KNOWN: u8 = 2;
pub(super) const HOLIDAY: u8 = 1;

/// A question that can be answered.
pub(super) struct Asked<'a> {
    pub(super) first: NaiveDate,
    pub(super) days: Vec<Day>,
    /// The numbers of those that are holidays.
    pub(super) holidays: Vec<usize>,
    pub(super) needs: Option<BTreeMap<NeedId, &'a Need>>,
    pub(super) delivered: Option<&'a Deliveries>,
    /// The day on which the package was drawn up: what is open at its beginning is as at this day.
    pub(super) drawn_up_on: NaiveDate,
    /// As planned: as if nobody were paused, with an allowance whole, and whatever was delivered.
    pub(super) is_estimate: bool,
}

impl<'a> Asked<'a> {
    pub(super) fn of(
        question: &CostQuestion<'a>,
        lines: &[Line],
        drawn_up_on: NaiveDate,
    ) -> Result<Self, Problem> {
        let at = Path::WHOLE;
        let at = at.field("period");
        let (Some(first), Some(until)) = (question.period.from(), question.period.until()) else {
            return Err(Problem::at(&at, &OPEN_PERIOD));
        };
        let count = usize::try_from(until.signed_duration_since(first).num_days()).unwrap_or(usize::MAX);
        if count > limits::COST_DAYS {
            return Err(Problem::at(&at, &TOO_LONG).naming(limits::COST_DAYS));
        }
        let has_holiday =
            |line: &Line| line.prices.iter().any(|price| price.factors.get(FactorDay::Holiday).is_some());
        let calendar = lines.iter().any(has_holiday).then_some(question.calendar);
        let days = days(first, count, calendar);
        let is_holiday = |(_, day): &(usize, &Day)| day.holiday == HOLIDAY;
        let holidays = days.iter().enumerate().filter(is_holiday).map(|(nth, _)| nth).collect();
        let needs = question.needs.map(|needs| needs.iter().map(|need| (need.id(), need)).collect());
        let delivered = question.delivered;
        Ok(Self { first, days, holidays, needs, delivered, drawn_up_on, is_estimate: false })
    }

    /// The date of a day of the question.
    pub(super) fn date(&self, nth: usize) -> NaiveDate {
        let days = Days::new(u64::try_from(nth).unwrap_or(u64::MAX));
        self.first.checked_add_days(days).unwrap_or(NaiveDate::MAX)
    }

    /// Which day of the question a date is; one before it is its first, one after it the day after its last.
    pub(super) fn nth(&self, date: NaiveDate) -> usize {
        let nth = date.signed_duration_since(self.first).num_days();
        usize::try_from(nth).unwrap_or(0).min(self.days.len())
    }
}

/// So many days from one on.
fn days(first: NaiveDate, count: usize, calendar: Option<&dyn WorkingDays>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::with_capacity(count);
    for (nth, date) in first.iter_days().take(count).enumerate() {
        let holiday = match calendar.map(|calendar| calendar.is_holiday(date)) {
            None | Some(Some(false)) => 0,
            Some(Some(true)) => HOLIDAY,
            Some(None) => NOT_KNOWN,
        };
        let month = match days.last() {
            Some(before) if date.day0() > 0 => before.month,
            _ => date.num_days_in_month().saturating_sub(28).min(3),
        };
        days.push(Day { holiday, month, known_until: nth + 1, month_until: nth + 1 });
    }
    let mut after: Option<Day> = None;
    for day in days.iter_mut().rev() {
        if let Some(after) = after.filter(|after| after.is_known() == day.is_known()) {
            day.known_until = after.known_until;
        }
        if let Some(after) = after.filter(|after| after.month == day.month) {
            day.month_until = after.month_until;
        }
        after = Some(*day);
    }
    days
}
