//! Lays the tape of a line: stretch by stretch, each day as it is ordinary, paused, a share of another line or not priced.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::ordinary::{At, Ordinary};
use super::question::Asked;
use super::rate::Rate;
use super::runs::stretches;
use super::sharing::{Sharing, Sheet};
use super::tape::{Kind, Tape, payers};
use crate::base::{Period, Problem};
use crate::package::{Pause, SharedBy};

/// The tape of a line.
///
/// # Errors
///
/// A problem where it cannot be shared as it says, or costs too much.
pub(super) fn tape(sheet: Sheet<'_>, source: Option<&Tape>) -> Result<Tape, Problem> {
    let asked = sheet.asked;
    let mut tape = Tape::new(payers(sheet.line), asked.days.len());
    let mut ordinary = Ordinary::new();
    let mut shared = SharedAlike::default();
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
                let sharing = shared.on(on, &sheet, &mut tape)?;
                share(&mut tape, &sheet, source, (first, until), sharing)?;
            }
            (None, None) => {
                if !sheet.line.costs_nothing {
                    join(&mut tape.not_priced, asked, first, until);
                }
                tape.idle(stretch.days);
            }
            (None, Some(price)) => {
                let sharing = shared.on(on, &sheet, &mut tape)?;
                let at = At { rate: Rate::of(sheet.line, price), runs, sharing };
                ordinary.days(&mut tape, &sheet, at, (first, until))?;
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

/// How days are shared of which nothing but the pauses that hold decides it: for each set of pauses once.
#[derive(Default)]
struct SharedAlike<'l> {
    known: Vec<(Vec<&'l Pause>, usize)>,
}

impl<'l> SharedAlike<'l> {
    /// The number of the sharing of a day, and of all days after it until something changes.
    fn on(&mut self, on: NaiveDate, sheet: &Sheet<'l>, tape: &mut Tape) -> Result<usize, Problem> {
        let line = sheet.line;
        let by_price = |rule: &SharedBy| matches!(rule, SharedBy::AmountsAWeek(_));
        if !line.free.is_empty() || line.rules_of_sharing().any(by_price) {
            let sharing = sheet.sharing(on, &tape.payers)?;
            return Ok(tape.sharing(sharing));
        }
        let pauses: Vec<&Pause> =
            if sheet.asked.is_estimate { Vec::new() } else { line.pauses_on(on).collect() };
        let alike = |one: &&Pause, other: &&Pause| one.who == other.who && one.split_then == other.split_then;
        let is_known = |of: &[&Pause]| {
            of.len() == pauses.len() && of.iter().zip(&pauses).all(|(one, other)| alike(one, other))
        };
        if let Some((_, sharing)) = self.known.iter().find(|(of, _)| is_known(of)) {
            return Ok(*sharing);
        }
        let sharing = sheet.sharing(on, &tape.payers)?;
        let sharing = tape.sharing(sharing);
        self.known.push((pauses, sharing));
        Ok(sharing)
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
