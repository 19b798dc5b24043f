//! Days of a line that are not as their place in its cycle says.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::rate::Rate;
use super::ratio::Ratio;
use super::runs::{How, Runs};
use super::sharing::Sheet;
use crate::base::Problem;
use crate::package::{Line, OwedAs, Quantity, Unit, When};

/// A day that is not as its place in the cycle says: booked, owed once, or known to have been delivered.
#[derive(Clone, Copy)]
pub(super) struct ApartDay {
    /// Before its factor.
    pub(super) cost: Ratio,
    /// What comes to it without a factor.
    pub(super) besides: Ratio,
    /// Owed whether or not the line is paused.
    pub(super) in_any_case: bool,
    pub(super) is_recorded: bool,
}

impl ApartDay {
    pub(super) const PLANNED: Self =
        Self { cost: Ratio::ZERO, besides: Ratio::ZERO, in_any_case: false, is_recorded: false };
}

pub(super) struct Apart {
    /// In order.
    pub(super) days: Vec<(usize, ApartDay)>,
}

impl Apart {
    pub(super) fn of(
        sheet: &Sheet<'_>,
        rate: Rate<'_>,
        (first, until): (usize, usize),
        runs: Runs,
    ) -> Result<Self, Problem> {
        let (asked, line) = (sheet.asked, sheet.line);
        let mut days: BTreeMap<usize, ApartDay> = BTreeMap::new();
        let within = |on: NaiveDate| {
            let nth = asked.nth(on);
            (first <= nth && nth < until && asked.date(nth) == on).then_some(nth)
        };
        let too_much = || sheet.too_much();
        if rate.unit() == Unit::OneOff
            && let Some(nth) = line.period.from().and_then(within)
        {
            let cost = rate.once().ok_or_else(too_much)?;
            days.insert(nth, ApartDay { cost, in_any_case: true, ..ApartDay::PLANNED });
        }
        if let Some(When::Allowance(allowance)) = &line.when {
            for booking in &allowance.bookings {
                if let Some(nth) = within(booking.on) {
                    let cost = rate.quantity(booking.of).ok_or_else(too_much)?;
                    let besides = rest(sheet, rate)?;
                    days.insert(nth, ApartDay { cost, besides, ..ApartDay::PLANNED });
                }
            }
        }
        // Where it is paused, or owed for notice, no record of what was delivered changes what is owed.
        let by_record = line.owed.by != OwedAs::Planned && runs.how == How::Planned;
        let recorded = asked.delivered.filter(|_| by_record).into_iter();
        for (on, was) in recorded.flat_map(|delivered| delivered.of_line(line.id)) {
            let Some(nth) = within(on) else { continue };
            let falls = sheet.rhythm.days().get(sheet.rhythm.place(on)).copied().unwrap_or_default();
            let planned = rate.planned(falls).or_else(|| booked(line, on)).unwrap_or(0);
            let cost = rate.number(line.owed.of(planned, Some(was))).ok_or_else(too_much)?;
            days.insert(nth, ApartDay { cost, is_recorded: true, ..ApartDay::PLANNED });
        }
        Ok(Self { days: days.into_iter().collect() })
    }
}

/// What is booked on a date.
fn booked(line: &Line, on: NaiveDate) -> Option<u32> {
    let Some(When::Allowance(allowance)) = &line.when else { return None };
    allowance.bookings.iter().find(|booking| booking.on == on).map(|booking| booking.of.number())
}

/// In an estimate an allowance counts whole: what is not booked is spread evenly over the line's days that have a price.
pub(super) fn rest(sheet: &Sheet<'_>, rate: Rate<'_>) -> Result<Ratio, Problem> {
    let (asked, line) = (sheet.asked, sheet.line);
    let Some(When::Allowance(allowance)) = line.when.as_ref().filter(|_| asked.is_estimate) else {
        return Ok(Ratio::ZERO);
    };
    let asked_for = |on: NaiveDate| asked.date(asked.nth(on)) == on && asked.nth(on) < asked.days.len();
    let booked = allowance.bookings.iter().filter(|booking| asked_for(booking.on));
    let booked: u32 = booked.fold(0, |sum, booking| sum.saturating_add(booking.of.number()));
    let rest = allowance.a_year.number().saturating_sub(booked);
    let rest = if allowance.a_year.is_minutes() { Quantity::Minutes(rest) } else { Quantity::Times(rest) };
    let dates = (0..asked.days.len()).map(|nth| asked.date(nth));
    let days = dates.filter(|on| line.period.contains(*on) && line.price_on(*on).is_some()).count();
    let days = u128::try_from(days).unwrap_or(1).max(1);
    rate.quantity(rest).and_then(|rest| rest.part(1_u8, days)).ok_or_else(|| sheet.too_much())
}
