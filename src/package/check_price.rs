//! Whether when a line is provided, what it costs and what of it is free fit together.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::problems::{self as kind, listed_twice, out_of, year};
use super::{Allowance, Counted, Free, FreeRule, Line, PriceFor, Quantity, Unit, When};
use crate::base::{MINUTES_PER_DAY, Money, Path, Problem, limits};

/// What equipment and a minor adaptation may cost to be free: £1,000.
const EQUIPMENT_PENCE_MOST: i64 = 100_000;

pub(super) fn when(at: &Path<'_>, line: &Line) -> Vec<Problem> {
    let mut found = Vec::new();
    match &line.when {
        None => {}
        Some(When::Visits { visits, every }) => {
            let by_times = line.prices.iter().any(|price| price.per.counted() == Counted::ByTimes);
            let long = visits.spans().iter().any(|span| span.minutes() > MINUTES_PER_DAY);
            if long && by_times && every.is_some_and(crate::base::Every::is_by_days) {
                found.push(Problem::at(&at.field("visits"), &kind::LONG_IN_ROTA));
            }
        }
        Some(When::Quantity { amount, weeks }) => {
            found.extend(quantity(&at.field("quantity"), *amount));
            let most = limits::QUANTITY_WEEKS;
            found.extend(out_of(&at.field("weeks"), *weeks, [1, most], &kind::WEEKS, most.into()));
        }
        Some(When::Allowance(allowance)) => found.extend(bookings(&at.field("allowance"), allowance, line)),
    }
    found
}

fn quantity(at: &Path<'_>, quantity: Quantity) -> Option<Problem> {
    let name = if quantity.is_minutes() { "minutes" } else { "times" };
    let (number, most) = (quantity.number(), limits::QUANTITY);
    out_of(&at.field(name), number, [1, most], &kind::QUANTITY, most)
}

fn bookings(at: &Path<'_>, allowance: &Allowance, line: &Line) -> Vec<Problem> {
    let mut found: Vec<Problem> = quantity(&at.field("a_year"), allowance.a_year).into_iter().collect();
    let mut dates = BTreeSet::new();
    for (at, booking) in at.field("bookings").each(&allowance.bookings) {
        found.extend(year(&at.field("on"), Some(booking.on)));
        if !line.period.contains(booking.on) {
            found.push(Problem::at(&at.field("on"), &kind::BOOKING_OUTSIDE));
        }
        if !dates.insert(booking.on) {
            found.push(Problem::at(&at.field("on"), &kind::BOOKED_TWICE));
        }
        found.extend(quantity(&at.field("of"), booking.of));
        if booking.of.is_minutes() != allowance.a_year.is_minutes() {
            let name = if allowance.a_year.is_minutes() { "`minutes`" } else { "`times`" };
            found.push(Problem::at(&at.field("of"), &kind::BOOKING_UNIT).naming(name));
        }
    }
    found
}

/// What goes with a unit, in words.
const fn expected(unit: Unit) -> &'static str {
    match unit.counted() {
        Counted::ByMinutes => "`visits`, or minutes as `quantity` or `allowance`",
        Counted::ByTimes => "`visits`, or times as `quantity` or `allowance`",
        Counted::ByDays => "`visits`, or no `when`",
        Counted::Evenly | Counted::Once => "`visits`, `quantity` or no `when`",
    }
}

pub(super) fn prices(at: &Path<'_>, line: &Line) -> Vec<Problem> {
    let mut found = Vec::new();
    if line.costs_nothing && (!line.prices.is_empty() || line.share_of.is_some()) {
        found.push(Problem::at(&at.field("costs_nothing"), &kind::PRICE_OF_NOTHING));
    }
    let first_day = line.period.from();
    let on_first_day = first_day.and_then(|day| line.price_on(day));
    let mut before: Option<Option<NaiveDate>> = None;
    for (at, price) in at.field("prices").each(&line.prices) {
        found.extend(year(&at.field("from"), price.from));
        match (before, price.from) {
            (Some(_), None) => found.push(Problem::at(&at.field("from"), &kind::PRICE_WITHOUT_FROM)),
            (Some(Some(last)), Some(from)) if from <= last => {
                found.push(Problem::at(&at.field("from"), &kind::PRICE_ORDER));
            }
            _ => {}
        }
        before = Some(price.from);
        if price.amount < Money::PENNY {
            found.push(Problem::at(&at.field("pence"), &kind::PENCE));
        }
        if !price.per.goes_with(line.when.as_ref()) {
            let problem = Problem::at(&at.field("per"), &kind::UNIT).naming(price.per.words());
            found.push(problem.naming(expected(price.per)));
        }
        if price.per == Unit::OneOff {
            if first_day.is_none() {
                found.push(Problem::at(&at.field("per"), &kind::ONE_OFF_WITHOUT_FIRST_DAY));
            } else if on_first_day != Some(price) {
                found.push(Problem::at(&at.field("per"), &kind::ONE_OFF_LATER));
            }
        }
    }
    found
}

pub(super) fn free(at: &Path<'_>, line: &Line) -> Vec<Problem> {
    let mut found = Vec::new();
    let field = at.field("free");
    let mut decisions = BTreeSet::new();
    let several = line.free.iter().filter(|free| free.rule.is_for_six_weeks()).count() > 1;
    for (index, (at, free)) in field.each(&line.free).enumerate() {
        found.extend(year(&at.field("decided_on"), free.decided_on));
        if free.period.intersection(line.period).is_none() {
            found.push(Problem::at(&at.field("period"), &kind::FREE_OUTSIDE));
        }
        if free.rule.is_for_six_weeks() {
            if free.period.from().is_none() {
                found.push(Problem::at(&at.field("period"), &kind::FREE_WITHOUT_FROM));
            }
            if several && !free.decided_on.is_some_and(|on| decisions.insert(on)) {
                found.push(Problem::at(&at.field("decided_on"), &kind::FREE_DECISION));
            }
        }
        let who = at.field("who");
        if !free.who.is_empty() && free.rule != FreeRule::Cjd {
            found.push(Problem::at(&who, &kind::FREE_WHO));
        }
        found.extend(listed_twice(&who, &free.who));
        for (at, person) in who.each(&free.who).filter(|(_, person)| !line.people.contains(person)) {
            found.push(Problem::at(&at, &kind::NOT_FOR_THEM).naming(*person));
        }
        if free.rule == FreeRule::EquipmentOrAdaptation {
            found.extend(equipment(&at, line));
        }
        let earlier = line.free.iter().take(index).position(|other| both_free(free, other));
        if let Some(earlier) = earlier {
            found.push(Problem::at(&at, &kind::FREE_TWICE).naming(field.item(earlier)));
        }
    }
    found
}

fn equipment(at: &Path<'_>, line: &Line) -> Option<Problem> {
    if !line.what.is_equipment() {
        return Some(Problem::at(&at.field("rule"), &kind::FREE_EQUIPMENT));
    }
    let free = line.prices.iter().all(|price| {
        let times = if price.each == PriceFor::Worker { i64::from(line.hands) } else { 1 };
        price.per == Unit::OneOff && price.amount.pence().saturating_mul(times) <= EQUIPMENT_PENCE_MOST
    });
    (!free).then(|| Problem::at(&at.field("rule"), &kind::FREE_EQUIPMENT_PRICE))
}

/// Whether there are a day and a person of which both say that they are free.
fn both_free(one: &Free, other: &Free) -> bool {
    let same_day = one.days().zip(other.days()).is_some_and(|(one, other)| one.intersection(other).is_some());
    let same_person =
        one.who.is_empty() || other.who.is_empty() || one.who.iter().any(|person| other.who.contains(person));
    same_day && same_person
}
