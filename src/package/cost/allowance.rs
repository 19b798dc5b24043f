//! What is taken up of an allowance, year by year.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::question::{Asked, year_of};
use super::report::AllowanceYear;
use crate::package::{Allowance, Line, Quantity, When};

/// The years that have a day both of the question and of the line.
pub(super) fn years(asked: &Asked<'_>, line: &Line) -> Vec<AllowanceYear> {
    let Some(When::Allowance(allowance)) = &line.when else { return Vec::new() };
    let asked_last = asked.date(asked.days.len().saturating_sub(1));
    let first = asked.first.max(line.period.from().unwrap_or(asked.first));
    let last = asked_last.min(line.period.last_day().unwrap_or(asked_last));
    if asked.days.is_empty() || first > last {
        return Vec::new();
    }
    // What is carried over is counted from the line's first year; where that is not said, from that in which the package was
    // drawn up, or the first that has a booking. So it is the same whatever days are asked about.
    let known = allowance.bookings.iter().map(|booking| booking.on).chain([asked.drawn_up_on]).min();
    let begins = line.period.from().or(known).unwrap_or(first);
    let mut booked: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    for booking in &allowance.bookings {
        let of_year = year_of(booking.on).from().map(|from| booked.entry(from).or_default());
        if let Some(sum) = of_year {
            *sum = sum.saturating_add(booking.of.number().into());
        }
    }
    let (mut years, mut carried_over, mut on) = (Vec::new(), 0, begins.min(first));
    loop {
        let whole = year_of(on);
        let Some(from) = whole.from() else { return years };
        let year = year(allowance, from, booked.get(&from).copied().unwrap_or(0), carried_over);
        let has_begun = whole.until().is_none_or(|until| begins < until);
        carried_over = if allowance.carries_over && has_begun { year.not_taken_up } else { 0 };
        if whole.until().is_none_or(|until| first < until) {
            years.push(year);
        }
        match whole.until().filter(|until| *until <= last) {
            Some(next) => on = next,
            None => return years,
        }
    }
}

fn year(allowance: &Allowance, from: NaiveDate, booked: u64, carried_over: u64) -> AllowanceYear {
    let there_is = u64::from(allowance.a_year.number()).saturating_add(carried_over);
    AllowanceYear {
        from,
        there_is,
        carried_over,
        booked,
        not_taken_up: there_is.saturating_sub(booked),
        over: booked.saturating_sub(there_is),
        in_minutes: allowance.a_year.is_minutes(),
    }
}

/// In an estimate an allowance counts whole: what is not booked on the days of the question, and on how many of them the line
/// has a price.
pub(super) fn not_booked(asked: &Asked<'_>, line: &Line) -> Option<(Quantity, u128)> {
    let Some(When::Allowance(allowance)) = line.when.as_ref().filter(|_| asked.is_estimate) else {
        return None;
    };
    let asked_for = |on: NaiveDate| asked.date(asked.nth(on)) == on && asked.nth(on) < asked.days.len();
    let booked = allowance.bookings.iter().filter(|booking| asked_for(booking.on));
    let booked: u32 = booked.fold(0, |sum, booking| sum.saturating_add(booking.of.number()));
    let rest = allowance.a_year.number().saturating_sub(booked);
    let rest = if allowance.a_year.is_minutes() { Quantity::Minutes(rest) } else { Quantity::Times(rest) };
    let dates = (0..asked.days.len()).map(|nth| asked.date(nth));
    let days = dates.filter(|on| line.period.contains(*on) && line.price_on(*on).is_some()).count();
    Some((rest, u128::try_from(days).unwrap_or(1).max(1)))
}
