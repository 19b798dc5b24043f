//! What one price makes of one line: by the day and by the week.

use chrono::Datelike;
use chrono::NaiveDate;

use super::ratio::Ratio;
use super::rhythm::{Falls, Rhythm, weeks};
use crate::package::{Counted, Line, Price, Quantity, Unit, When};

/// The minutes of the hour that a price is for.
const HOUR: u8 = 60;

/// A cost is past the numbers that a day's cost may have.
#[derive(Debug)]
pub(super) struct PastBounds;

/// One price of one line.
#[derive(Clone, Copy)]
pub(super) struct Rate<'l> {
    /// For each worker: as many times as there are hands.
    pence: u128,
    unit: Unit,
    when: Option<&'l When>,
    pub(super) price: &'l Price,
}

impl<'l> Rate<'l> {
    pub(super) fn of(line: &'l Line, price: &'l Price) -> Self {
        let pence = u128::from(price.amount.pence().unsigned_abs()) * u128::from(price.times(line.hands));
        Self { pence, unit: price.per, when: line.when.as_ref(), price }
    }

    /// Of a day on which this falls, in a month of so many days past 28: without its factor, without what is booked, owed
    /// once or known to have been delivered.
    pub(super) fn plain_day(&self, falls: Falls, past_28: u8) -> Option<Ratio> {
        let week = |of: Quantity, weeks: u8| self.quantity(of)?.part(1_u8, 7 * u128::from(weeks.max(1)));
        match (self.unit.counted(), self.when) {
            (Counted::ByMinutes | Counted::ByTimes, Some(When::Quantity { amount, weeks })) => {
                week(*amount, *weeks)
            }
            (Counted::ByMinutes, Some(When::Visits { .. })) => {
                self.quantity(Quantity::Minutes(falls.minutes))
            }
            (Counted::ByTimes, Some(When::Visits { .. })) => self.quantity(Quantity::Times(falls.begin)),
            (Counted::ByDays, Some(When::Visits { .. })) if falls.minutes == 0 => Some(Ratio::ZERO),
            (Counted::ByDays, _) => self.once(),
            (Counted::Evenly, _) => Ratio::of(
                self.pence,
                u128::from(self.unit.days().unwrap_or_else(|| past_28.saturating_add(28))),
            ),
            _ => Some(Ratio::ZERO),
        }
    }

    /// Of a week as at a date, plain: the mean of weeks that alternate. `None` of what has no week: what is owed
    /// once, and an allowance.
    pub(super) fn week(&self, on: NaiveDate, rhythm: &Rhythm) -> Result<Option<Ratio>, PastBounds> {
        if self.unit.counted() == Counted::Once || matches!(self.when, Some(When::Allowance(_))) {
            return Ok(None);
        }
        let past_28 = on.num_days_in_month().saturating_sub(28);
        let days = rhythm.days().iter();
        let cycle = days
            .map(|falls| self.plain_day(*falls, past_28))
            .try_fold(Ratio::ZERO, |sum, day| day.and_then(|day| sum.plus(&day)).ok_or(PastBounds))?;
        let weeks = weeks(self.when.and_then(When::every));
        cycle.part(1_u8, u128::from(weeks)).map(Some).ok_or(PastBounds)
    }

    /// What is planned on a day on which this falls, in minutes or in times; none of what has no dates of its own.
    pub(super) fn planned(&self, falls: Falls) -> Option<u32> {
        match (self.unit.counted(), self.when) {
            (Counted::ByMinutes, Some(When::Visits { .. })) => Some(falls.minutes),
            (Counted::ByTimes, Some(When::Visits { .. })) => Some(falls.begin),
            (Counted::ByDays, Some(When::Visits { .. })) => Some(u32::from(falls.minutes > 0)),
            (Counted::ByDays, _) => Some(1),
            _ => None,
        }
    }

    /// Of so much, in minutes where it is counted by them, and else in times.
    pub(super) fn number(&self, number: u32) -> Option<Ratio> {
        let by_minutes = self.unit.counted() == Counted::ByMinutes;
        self.quantity(if by_minutes { Quantity::Minutes(number) } else { Quantity::Times(number) })
    }

    /// Of so many minutes, or of so many times.
    pub(super) fn quantity(&self, of: Quantity) -> Option<Ratio> {
        let parts = if of.is_minutes() { HOUR } else { 1 };
        Ratio::of(self.pence.checked_mul(of.number().into())?, u128::from(parts))
    }

    /// Once.
    pub(super) fn once(&self) -> Option<Ratio> {
        Ratio::of(self.pence, 1_u8)
    }

    pub(super) const fn unit(&self) -> Unit {
        self.unit
    }
}
