//! The ordinary days of a line: those that are as their place in its cycle says.
//!
//! While nothing about the line changes, they come again cycle by cycle. So each place of a cycle is worked out once, and the days
//! are written as copies of it; holidays, and days that are not ordinary, are put in after that.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::apart::{Apart, ApartDay, rest};
use super::question::{HOLIDAY, NOT_KNOWN};
use super::rate::Rate;
use super::runs::{How, Runs};
use super::sharing::Sheet;
use super::tape::{Kind, Tape, Told};
use crate::base::{Problem, WorkingDays};
use crate::package::{Factor, FactorDay, OwedAs, Unit};

/// How many places there are for each day of a cycle: three for what is known of a holiday, times four lengths of a month.
const PLACES: usize = 3 * 4;

/// How many rounds are kept: after a pause a line goes on at the price that it had before.
const ROUNDS: usize = 4;

/// A place that nobody has worked out.
const NOT_YET: u32 = u32::MAX;

const WEEK: [FactorDay; 7] = [
    FactorDay::Monday,
    FactorDay::Tuesday,
    FactorDay::Wednesday,
    FactorDay::Thursday,
    FactorDay::Friday,
    FactorDay::Saturday,
    FactorDay::Sunday,
];

/// The kinds of ordinary days, as far as they were worked out: at the prices of late, each as it ran then.
pub(super) struct Ordinary {
    rounds: Vec<Round>,
}

/// The kinds of ordinary days at one price.
struct Round {
    of: Of,
    /// Whether days of it differ by whether they are holidays, and by how long their month is.
    by_holiday: bool,
    by_month: bool,
    /// By their place in the cycle, and by these two.
    kinds: Vec<u32>,
    /// Of each place of the cycle, the first that is like it.
    alike: Vec<usize>,
}

/// What ordinary days of one round have in common. A line has one price from a date.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Of {
    price_from: Option<NaiveDate>,
    how: How,
    percent: u8,
    sharing: usize,
}

/// What is worked out of: one price of a line, as it runs, and how it is shared.
#[derive(Clone, Copy)]
pub(super) struct At<'l> {
    pub(super) rate: Rate<'l>,
    pub(super) runs: Runs,
    pub(super) sharing: usize,
}

impl Ordinary {
    pub(super) const fn new() -> Self {
        Self { rounds: Vec::new() }
    }

    /// The days of one stretch at one price, those included that are not ordinary.
    pub(super) fn days(
        &mut self,
        tape: &mut Tape,
        sheet: &Sheet<'_>,
        at: At<'_>,
        (first, until): (usize, usize),
    ) -> Result<(), Problem> {
        let asked = sheet.asked;
        let mut round = self.take(sheet, at);
        let cycle = sheet.rhythm.days().len().max(1);
        let mut place = sheet.rhythm.place(asked.date(first));
        let mut from = first;
        while let Some(day) = asked.days.get(from).filter(|_| from < until) {
            let known = if round.by_holiday { day.known_until } else { until };
            let month = if round.by_month { day.month_until } else { until };
            let end = until.min(known).min(month);
            // As if there were no holidays, and then those.
            let holiday = if day.holiday == NOT_KNOWN { NOT_KNOWN } else { 0 };
            for nth in from..end.min(from + cycle) {
                let number = round.kind(tape, sheet, at, (nth, place, holiday))?;
                tape.write(number, (end - nth).div_ceil(cycle));
                place = if place + 1 == cycle { 0 } else { place + 1 };
            }
            tape.repeat(from, end);
            place = (place + (end - from).saturating_sub(cycle)) % cycle;
            if round.by_holiday {
                let begins = asked.holidays.partition_point(|nth| *nth < from);
                for nth in asked.holidays.iter().copied().skip(begins).take_while(|nth| *nth < end) {
                    let place = sheet.rhythm.place(asked.date(nth));
                    let number = round.kind(tape, sheet, at, (nth, place, HOLIDAY))?;
                    tape.put(nth, number);
                }
            }
            from = end;
        }
        self.rounds.push(round);
        for (nth, day) in Apart::of(sheet, at.rate, (first, until), at.runs)?.days {
            let holiday = asked.days.get(nth).map_or(0, |day| day.holiday);
            let kind = one_day(sheet, at, (nth, holiday), day)?;
            let number = tape.kind(kind);
            tape.put(nth, number);
        }
        Ok(())
    }

    /// The round of these days, to be put back once they are written.
    fn take(&mut self, sheet: &Sheet<'_>, at: At<'_>) -> Round {
        let of = Of {
            price_from: at.rate.price.from,
            how: at.runs.how,
            percent: at.runs.percent,
            sharing: at.sharing,
        };
        if let Some(place) = self.rounds.iter().position(|round| round.of == of) {
            return self.rounds.remove(place);
        }
        if self.rounds.len() == ROUNDS {
            self.rounds.remove(0);
        }
        Round::new(sheet, at.rate, of)
    }
}

impl Round {
    fn new(sheet: &Sheet<'_>, rate: Rate<'_>, of: Of) -> Self {
        let cycle = sheet.rhythm.days();
        let factors: [Option<Factor>; 7] = WEEK.map(|day| rate.price.factors.get(day));
        // A cycle is of whole weeks from a Monday on.
        let like = |place: usize| (cycle.get(place), factors.get(place % 7));
        let first_like = |place| (0..place).find(|other| like(*other) == like(place)).unwrap_or(place);
        let alike = (0..cycle.len()).map(first_like).collect();
        let by_holiday = rate.price.factors.get(FactorDay::Holiday).is_some();
        let by_month = rate.unit() == Unit::Month;
        Self { of, by_holiday, by_month, kinds: alloc::vec![NOT_YET; cycle.len() * PLACES], alike }
    }

    /// The kind of a day, which falls at this place of its cycle and is, or is not, a holiday.
    fn kind(
        &mut self,
        tape: &mut Tape,
        sheet: &Sheet<'_>,
        at: At<'_>,
        (nth, place, holiday): (usize, usize, u8),
    ) -> Result<u32, Problem> {
        let Some(day) = sheet.asked.days.get(nth) else { return Ok(0) };
        let first = self.alike.get(place).copied().unwrap_or(place);
        let by_holiday = if self.by_holiday { usize::from(holiday) * 4 } else { 0 };
        let by_month = if self.by_month { usize::from(day.month) } else { 0 };
        let noted_at = first * PLACES + by_holiday + by_month;
        if let Some(number) = self.kinds.get(noted_at).copied().filter(|number| *number != NOT_YET) {
            return Ok(number);
        }
        let falls = sheet.rhythm.days().get(place).copied().unwrap_or_default();
        let cost = at.rate.plain_day(falls, day.month).ok_or_else(|| sheet.too_much())?;
        let planned = ApartDay { cost, besides: rest(sheet, at.rate)?, ..ApartDay::PLANNED };
        let number = tape.kind(one_day(sheet, at, (nth, holiday), planned)?);
        if let Some(noted) = self.kinds.get_mut(noted_at) {
            *noted = number;
        }
        Ok(number)
    }
}

/// What a day costs, with its factor, and what of it is owed.
fn one_day(
    sheet: &Sheet<'_>,
    At { rate, runs, sharing }: At<'_>,
    (nth, holiday): (usize, u8),
    day: ApartDay,
) -> Result<Kind, Problem> {
    let too_much = || sheet.too_much();
    let factors = &rate.price.factors;
    let (mut cost, mut told) = (day.cost, Told::default());
    if !factors.is_plain() && !cost.is_zero() {
        let on = factors.on(sheet.asked.date(nth), &Known(holiday));
        cost = cost.part(on.factor.numerator(), on.factor.denominator()).ok_or_else(too_much)?;
        told.holiday_not_known = on.holiday_not_known;
    }
    if !day.besides.is_zero() {
        cost = cost.plus(&day.besides).ok_or_else(too_much)?;
    }
    let mut how = runs.how;
    if day.in_any_case {
        how = How::Planned;
    } else if runs.percent < 100 {
        cost = cost.part(runs.percent, 100_u8).ok_or_else(too_much)?;
    }
    let by_record = sheet.line.owed.by != OwedAs::Planned && how == How::Planned && !sheet.asked.is_estimate;
    told.not_recorded = by_record && !day.is_recorded && !day.cost.is_zero();
    if cost.is_zero() {
        told.holiday_not_known = false;
    }
    let is_owed = runs.percent > 0 || day.in_any_case;
    // What is owed once is owed on its day, and makes nothing due on the others.
    let makes_due = if rate.unit() == Unit::OneOff { day.in_any_case } else { is_owed };
    Ok(Kind { cost, sharing, how, told, is_owed, makes_due, days: 0 })
}

/// What is known already of whether a day is a holiday.
struct Known(u8);

impl WorkingDays for Known {
    fn is_working_day(&self, _: NaiveDate) -> Option<bool> {
        None
    }

    fn is_holiday(&self, _: NaiveDate) -> Option<bool> {
        (self.0 < NOT_KNOWN).then_some(self.0 == HOLIDAY)
    }
}
