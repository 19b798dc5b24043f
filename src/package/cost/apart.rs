//! Days of a line that are not as their place in its cycle says.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::rate::Rate;
use super::ratio::Ratio;
use super::runs::{How, Runs};
use super::sharing::Sheet;
use crate::base::Problem;
use crate::package::{Line, OwedAs, Unit, When};

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
            // They are in order of date.
            let bookings = &allowance.bookings;
            let begins = bookings.partition_point(|booking| booking.on < asked.date(first));
            for booking in bookings.iter().skip(begins).take_while(|booking| asked.nth(booking.on) < until) {
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
        let dates = asked.date(first)..asked.date(until);
        for (on, was) in recorded.flat_map(|delivered| delivered.of_line(line.id, dates.clone())) {
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
    let place = allowance.bookings.binary_search_by_key(&on, |booking| booking.on).ok()?;
    allowance.bookings.get(place).map(|booking| booking.of.number())
}

/// In an estimate an allowance counts whole: what is not booked is spread evenly over the line's days that have a price.
pub(super) fn rest(sheet: &Sheet<'_>, rate: Rate<'_>) -> Result<Ratio, Problem> {
    let Some((not_booked, days)) = sheet.not_booked else { return Ok(Ratio::ZERO) };
    rate.quantity(not_booked).and_then(|rest| rest.part(1_u8, days)).ok_or_else(|| sheet.too_much())
}
