//! Typical weeks, split as any cost, and years of an allowance.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use mutual_care::package::{Line, Package, When};

use super::{Cells, LineSum, Q, World, in_period, price_on, typical_week};

/// What a line is in a typical week.
pub enum OfWeek {
    /// It is not there, or is known to cost nothing.
    Absent,
    /// It has no week: what is owed once, and an allowance.
    Beside,
    NotPriced,
    Costs(Box<LineSum>),
}

impl World<'_> {
    /// A line in the typical week as at a date, as planned; the code of why it cannot be said how it is shared.
    pub fn week_sum(&self, line: &Line, on: NaiveDate) -> Result<OfWeek, &'static str> {
        let (source, share) = match line.share_of {
            None => (line, Q::whole(1)),
            Some(share) => (
                self.package.lines().iter().find(|other| other.id == share.line).unwrap(),
                Q::new(share.share.numerator(), share.share.denominator()),
            ),
        };
        if !in_period(line, on) || !in_period(source, on) || source.costs_nothing {
            return Ok(OfWeek::Absent);
        }
        if price_on(source, on).is_none() {
            return Ok(OfWeek::NotPriced);
        }
        let Some(week) = typical_week(source, on) else { return Ok(OfWeek::Beside) };
        let week = week * share;
        let mut cells = Cells::new();
        for (key, share, charged) in self.shares(line, on)? {
            let of = week.clone() * share;
            let charged = if charged { of.clone() } else { Q::zero() };
            cells.insert(key, (vec![of], vec![charged]));
        }
        let cost = week.rounded();
        let mut sum = LineSum { exact: Some(week), cost, by_why: [cost, 0, 0], ..LineSum::default() };
        self.split(line, &mut sum, &cells, false);
        Ok(OfWeek::Costs(Box::new(sum)))
    }
}

/// One year of an allowance: in which April it begins, and in its unit what there is, what of that was carried over, what is
/// booked, what is not taken up and what is over.
#[derive(Debug, PartialEq, Eq)]
pub struct Year {
    pub april: i32,
    pub there_is: i64,
    pub carried_over: i64,
    pub booked: i64,
    pub not_taken_up: i64,
    pub over: i64,
}

/// The years of an allowance that have a day both of these days and of the line.
pub fn allowance_years(
    package: &Package,
    line: &Line,
    (from, until): (NaiveDate, NaiveDate),
) -> BTreeMap<i32, Year> {
    let Some(When::Allowance(allowance)) = &line.when else { return BTreeMap::new() };
    let booked = |april: i32| -> i64 {
        let of_year = allowance.bookings.iter().filter(|booking| april_before(booking.on) == april);
        of_year.map(|booking| i64::from(booking.of.number())).sum()
    };
    // Since when there is something that may be left: since the line's first day, and where nobody has said it, since the
    // package was drawn up or the first booking, whichever is earlier.
    let since = line.period.from().unwrap_or_else(|| {
        let booked = allowance.bookings.iter().map(|booking| booking.on).min();
        booked.map_or(package.drawn_up_on(), |booked| booked.min(package.drawn_up_on()))
    });
    let a_year = i64::from(allowance.a_year.number());
    let carried_over = |april: i32| {
        let before = april_before(since)..april;
        before.fold(
            0,
            |carried, year| {
                if allowance.carries_over { (a_year + carried - booked(year)).max(0) } else { 0 }
            },
        )
    };
    let days = from.iter_days().take_while(|day| *day < until).filter(|day| in_period(line, *day));
    let mut years = BTreeMap::new();
    for april in days.map(april_before) {
        years.entry(april).or_insert_with(|| {
            let (carried_over, booked) = (carried_over(april), booked(april));
            let there_is = a_year + carried_over;
            let (not_taken_up, over) = ((there_is - booked).max(0), (booked - there_is).max(0));
            Year { april, there_is, carried_over, booked, not_taken_up, over }
        });
    }
    years
}

/// The year of the last 1 April before a date, that day included.
fn april_before(date: NaiveDate) -> i32 {
    if date.month() < 4 { date.year() - 1 } else { date.year() }
}
