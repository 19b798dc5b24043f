//! The days of a line, one after the other: each is one of a few kinds, and a kind has one cost.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::apart::{Apart, ApartDay, rest};
use super::question::Asked;
use super::rate::Rate;
use super::ratio::Ratio;
use super::runs::{How, Runs, stretches};
use super::sharing::{BudgetNeeds, Sharing, Sheet};
use crate::base::{Period, Problem, WorkingDays};
use crate::package::{FactorDay, Line, OwedAs, PaidBy, Unit};

/// What is to be told of a day besides what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Told {
    /// Whether it is a holiday is not known, and there is a factor for holidays.
    pub(super) holiday_not_known: bool,
    /// What is delivered is owed, and nothing is recorded: what was planned is counted.
    pub(super) not_recorded: bool,
}

/// A kind of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    pub(super) cost: Ratio,
    pub(super) sharing: usize,
    pub(super) how: How,
    pub(super) told: Told,
    /// Whether the line runs or is retained on it, whatever it costs.
    pub(super) is_owed: bool,
    /// Whether a contribution is due for it, where it may be charged: as `is_owed`, but of what is owed once on its day only.
    pub(super) makes_due: bool,
    /// How many days are of it.
    pub(super) days: u64,
}

impl Kind {
    const IDLE: Self = Self {
        cost: Ratio::ZERO,
        sharing: 0,
        how: How::Planned,
        told: Told { holiday_not_known: false, not_recorded: false },
        is_owed: false,
        makes_due: false,
        days: 0,
    };
}

/// The days of a line over the days of a question.
pub(super) struct Tape {
    pub(super) kinds: Vec<Kind>,
    /// The kind of each day.
    pub(super) days: Vec<u32>,
    /// At least one.
    pub(super) sharings: Vec<Sharing>,
    pub(super) payers: Vec<PaidBy>,
    pub(super) budgets: Vec<BudgetNeeds>,
    /// Days of the line on which nobody has said what it costs.
    pub(super) not_priced: Vec<Period>,
    /// Days on which nobody is left.
    pub(super) paused: Vec<Period>,
    /// By what is the same of two kinds.
    known: BTreeMap<Kind, u32>,
}

impl Tape {
    fn new(payers: Vec<PaidBy>, days: usize) -> Self {
        let mut tape = Self {
            kinds: Vec::new(),
            days: Vec::with_capacity(days),
            sharings: Vec::new(),
            payers,
            budgets: Vec::new(),
            not_priced: Vec::new(),
            paused: Vec::new(),
            known: BTreeMap::new(),
        };
        tape.kind(Kind::IDLE);
        tape
    }

    /// One day that costs this much.
    pub(super) fn of_one(
        cost: Ratio,
        sharing: Sharing,
        payers: Vec<PaidBy>,
        budgets: Vec<BudgetNeeds>,
    ) -> Self {
        let mut tape = Self { budgets, ..Self::new(payers, 1) };
        let sharing = tape.sharing(sharing);
        let kind = tape.kind(Kind { cost, sharing, is_owed: true, makes_due: true, ..Kind::IDLE });
        tape.push(kind);
        tape
    }

    /// The number of a kind.
    fn kind(&mut self, kind: Kind) -> u32 {
        let next = u32::try_from(self.kinds.len()).unwrap_or(u32::MAX);
        let number = *self.known.entry(kind).or_insert(next);
        if number == next {
            self.kinds.push(kind);
        }
        number
    }

    fn push(&mut self, number: u32) {
        self.days.push(number);
        if let Some(kind) = usize::try_from(number).ok().and_then(|place| self.kinds.get_mut(place)) {
            kind.days += 1;
        }
    }

    /// Days on which the line is not there.
    fn idle(&mut self, days: usize) {
        self.days.resize(self.days.len() + days, 0);
        if let Some(kind) = self.kinds.first_mut() {
            kind.days += u64::try_from(days).unwrap_or(u64::MAX);
        }
    }

    fn sharing(&mut self, sharing: Sharing) -> usize {
        let known = self.sharings.iter().position(|one| *one == sharing);
        known.unwrap_or_else(|| {
            self.sharings.push(sharing);
            self.sharings.len() - 1
        })
    }

    /// The kind of a day of the question.
    pub(super) fn on(&self, nth: usize) -> Kind {
        let number = self.days.get(nth).and_then(|number| usize::try_from(*number).ok());
        number.and_then(|number| self.kinds.get(number)).copied().unwrap_or(Kind::IDLE)
    }

    /// The numbers of the days of which something is told.
    pub(super) fn told(&self, is_told: impl Fn(Told) -> bool) -> Vec<usize> {
        if !self.kinds.iter().any(|kind| is_told(kind.told)) {
            return Vec::new();
        }
        (0..self.days.len()).filter(|nth| is_told(self.on(*nth).told)).collect()
    }
}

/// Everybody who may come to bear a part of a line, in the order of the table.
pub(super) fn payers(line: &Line) -> Vec<PaidBy> {
    let mut payers: BTreeSet<PaidBy> = line.payer.parts().into_iter().map(|(by, _)| by).collect();
    let beside = line.free.iter().filter(|free| free.rule.stands_beside_the_budget());
    payers.extend(beside.map(|free| PaidBy::FreeByLaw(free.rule)));
    payers.into_iter().collect()
}

/// The tape of a line.
///
/// # Errors
///
/// A problem where it cannot be shared as it says, or costs too much.
pub(super) fn tape(sheet: Sheet<'_>, source: Option<&Tape>) -> Result<Tape, Problem> {
    let asked = sheet.asked;
    let mut tape = Tape::new(payers(sheet.line), asked.days.len());
    let mut memo = Memo::new(&sheet);
    for (first, stretch) in stretches(&sheet) {
        let on = asked.date(first);
        let Some(runs) = stretch.runs else {
            tape.idle(stretch.days);
            continue;
        };
        let until = first + stretch.days;
        if runs.is_paused {
            join(&mut tape.paused, asked, first, until);
        }
        match (source, sheet.line.price_on(on)) {
            // Where nothing of the other line is owed, nobody asks how nothing is shared.
            (Some(source), _) if !(first..until).any(|nth| source.on(nth).is_owed) => tape.idle(stretch.days),
            (Some(source), _) => {
                let sharing = sheet.sharing(on, &tape.payers)?;
                let sharing = tape.sharing(sharing);
                share(&mut tape, &sheet, source, (first, until), sharing)?;
            }
            (None, None) => {
                if !sheet.line.costs_nothing {
                    join(&mut tape.not_priced, asked, first, until);
                }
                tape.idle(stretch.days);
            }
            (None, Some(price)) => {
                let sharing = sheet.sharing(on, &tape.payers)?;
                let sharing = tape.sharing(sharing);
                let rate = Rate::of(sheet.line, price);
                memo.days(&mut tape, &sheet, rate, (first, until), runs, sharing)?;
            }
        }
    }
    if tape.sharings.is_empty() {
        let none = |count| alloc::vec![1; count];
        let charged = alloc::vec![true; sheet.budgets.len()];
        let sharing =
            Sharing { payers: none(tape.payers.len()), budgets: none(sheet.budgets.len()), charged };
        tape.sharings.push(sharing);
    }
    if let Some(source) = source {
        let own = |period: &Period| period.intersection(sheet.line.period);
        tape.not_priced = source.not_priced.iter().filter_map(own).collect();
    }
    tape.known.clear();
    tape.budgets = sheet.budgets;
    Ok(tape)
}

/// The days of a share of another line: each costs its share of the other's.
fn share(
    tape: &mut Tape,
    sheet: &Sheet<'_>,
    source: &Tape,
    (first, until): (usize, usize),
    sharing: usize,
) -> Result<(), Problem> {
    let Some(share) = sheet.line.share_of else { return Ok(()) };
    let mut known: Vec<Option<u32>> = alloc::vec![None; source.kinds.len()];
    for nth in first..until {
        let number = source.days.get(nth).and_then(|number| usize::try_from(*number).ok()).unwrap_or(0);
        if let Some(number) = known.get(number).copied().flatten() {
            tape.push(number);
            continue;
        }
        let of = source.on(nth);
        let cost = of.cost.part(share.share.numerator(), share.share.denominator());
        let cost = cost.ok_or_else(|| sheet.too_much())?;
        let kind = tape.kind(if of.is_owed { Kind { cost, sharing, days: 0, ..of } } else { Kind::IDLE });
        tape.push(kind);
        if let Some(known) = known.get_mut(number) {
            *known = Some(kind);
        }
    }
    Ok(())
}

/// The kinds of ordinary days, by their place in the cycle, whether they are holidays, and how long their month is.
struct Memo {
    /// The round in which it was noted, and the kind.
    noted: Vec<(u32, u32)>,
    round: u32,
}

/// How many places there are for each day of a cycle: three for what is known of a holiday, times four lengths of a month.
const PLACES: usize = 3 * 4;

impl Memo {
    fn new(sheet: &Sheet<'_>) -> Self {
        Self { noted: alloc::vec![(0, 0); sheet.rhythm.days().len() * PLACES], round: 0 }
    }

    /// The days of one stretch at one price.
    fn days(
        &mut self,
        tape: &mut Tape,
        sheet: &Sheet<'_>,
        rate: Rate<'_>,
        (first, until): (usize, usize),
        runs: Runs,
        sharing: usize,
    ) -> Result<(), Problem> {
        self.round += 1;
        let asked = sheet.asked;
        let mut apart = Apart::of(sheet, rate, (first, until), runs)?.days.into_iter();
        let mut next_apart = apart.next();
        // Days that differ in nothing by which this price differs are one kind.
        let by_holiday = usize::from(rate.price.factors.get(FactorDay::Holiday).is_some()) * 4;
        let by_month = usize::from(rate.unit() == Unit::Month);
        let cycle = sheet.rhythm.days();
        let mut place = sheet.rhythm.place(asked.date(first));
        let days = asked.days.get(first..until).unwrap_or_default();
        for (nth, day) in (first..until).zip(days) {
            let falls_at = place;
            place = if place + 1 == cycle.len() { 0 } else { place + 1 };
            if let Some((_, day)) = next_apart.filter(|(on, _)| *on == nth) {
                next_apart = apart.next();
                let kind = one_day(sheet, rate, nth, runs, day)?;
                let number = tape.kind(Kind { sharing, ..kind });
                tape.push(number);
                continue;
            }
            let at =
                falls_at * PLACES + usize::from(day.holiday) * by_holiday + usize::from(day.month) * by_month;
            let noted = self.noted.get(at).copied().filter(|(round, _)| *round == self.round);
            let number = if let Some((_, number)) = noted {
                number
            } else {
                let falls = cycle.get(falls_at).copied().unwrap_or_default();
                let planned = rate.plain_day(falls, day.month).ok_or_else(|| sheet.too_much())?;
                let besides = rest(sheet, rate)?;
                let day = ApartDay { cost: planned, besides, ..ApartDay::PLANNED };
                let kind = one_day(sheet, rate, nth, runs, day)?;
                let number = tape.kind(Kind { sharing, ..kind });
                if let Some(noted) = self.noted.get_mut(at) {
                    *noted = (self.round, number);
                }
                number
            };
            tape.push(number);
        }
        Ok(())
    }
}

/// What a day costs, with its factor, and what of it is owed.
fn one_day(
    sheet: &Sheet<'_>,
    rate: Rate<'_>,
    nth: usize,
    runs: Runs,
    day: ApartDay,
) -> Result<Kind, Problem> {
    let too_much = || sheet.too_much();
    let factors = &rate.price.factors;
    let (mut cost, mut told) = (day.cost, Told::default());
    if !factors.is_plain() && !cost.is_zero() {
        let holiday = sheet.asked.days.get(nth).map_or(0, |day| day.holiday);
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
    Ok(Kind { cost, how, told, is_owed, makes_due, ..Kind::IDLE })
}

/// What is known already of whether a day is a holiday.
struct Known(u8);

impl WorkingDays for Known {
    fn is_working_day(&self, _: NaiveDate) -> Option<bool> {
        None
    }

    fn is_holiday(&self, _: NaiveDate) -> Option<bool> {
        (self.0 < 2).then_some(self.0 == 1)
    }
}

/// Adds days of the question to periods, in one with those just before them.
fn join(periods: &mut Vec<Period>, asked: &Asked<'_>, first: usize, until: usize) {
    let (from, until) = (asked.date(first), asked.date(until));
    let last = periods.last().filter(|last| last.until() == Some(from)).and_then(|last| last.from());
    if last.is_some() {
        periods.pop();
    }
    periods.extend(Period::new(Some(last.unwrap_or(from)), Some(until)).ok());
}
