//! Whether a line is shared, and paused, as it can be.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::outs::Outs;
use super::problems::{self as kind, listed_twice, out_of, year};
use super::{BudgetOf, Line, Pause, SharedBy, SplitThen};
use crate::base::{Money, Path, Period, Problem, ProblemKind, limits};

pub(super) fn split(at: &Path<'_>, line: &Line) -> Vec<Problem> {
    let (at, budgets) = (at.field("split"), line.stands_in());
    match &line.split {
        None if budgets.len() > 1 => alloc::vec![Problem::at(&at, &kind::NO_SPLIT)],
        None => Vec::new(),
        Some(rule) => shared(&at, rule, &budgets, line),
    }
}

/// What of a rule of sharing does not fit a line, shared between these budgets.
fn shared(at: &Path<'_>, rule: &SharedBy, budgets: &[BudgetOf], line: &Line) -> Vec<Problem> {
    let mut found = Vec::new();
    match rule {
        SharedBy::Equally => {}
        SharedBy::Hours => {
            // Of a share they are the other line's hours, which are looked at with that line.
            let known = line.is_at_known_hours() || line.share_of.is_some();
            found.extend((!known).then(|| Problem::at(at, &kind::SPLIT_HOURS)));
        }
        SharedBy::Benefit { weights, reason } => {
            let at = at.field("by_benefit");
            for (at, one) in at.field("weights").each(weights) {
                let bounds = [1, limits::WEIGHT];
                found.extend(out_of(&at.field("weight"), one.weight, bounds, &kind::WEIGHT, limits::WEIGHT));
            }
            found.extend(same_budgets(&at.field("weights"), &rule.listed(), budgets));
            found.extend(reason.is_empty().then(|| Problem::at(&at.field("reason"), &kind::SPLIT_REASON)));
        }
        SharedBy::Percent(percents) => {
            let at = at.field("percent");
            for (at, one) in at.each(percents) {
                found.extend(out_of(&at.field("percent"), one.percent, [1, 100], &kind::PERCENT, 1));
            }
            let same = same_budgets(&at, &rule.listed(), budgets);
            let sum: u32 = percents.iter().map(|one| u32::from(one.percent)).sum();
            if same.is_none() && sum != 100 {
                found.push(Problem::at(&at, &kind::SPLIT_HUNDRED).naming(sum));
            }
            found.extend(same);
        }
        SharedBy::AmountsAWeek(amounts) => {
            let at = at.field("amounts_a_week");
            for (at, _) in at.each(amounts).filter(|(_, one)| one.amount < Money::PENNY) {
                found.push(Problem::at(&at.field("pence"), &kind::PENCE));
            }
            let listed: BTreeSet<BudgetOf> = rule.listed().into_iter().collect();
            let all = listed.iter().all(|budget| budgets.contains(budget));
            if !all || listed.len() != amounts.len() || listed.len() + 1 != budgets.len() {
                found.push(Problem::at(&at, &kind::SPLIT_ALL_BUT_ONE));
            }
        }
    }
    found
}

fn same_budgets(at: &Path<'_>, listed: &[BudgetOf], budgets: &[BudgetOf]) -> Option<Problem> {
    let mut listed = listed.to_vec();
    listed.sort_unstable();
    (listed != budgets).then(|| Problem::at(at, &kind::SPLIT_BUDGETS))
}

pub(super) fn pauses(at: &Path<'_>, line: &Line) -> Vec<Problem> {
    let mut found = Vec::new();
    for (at, pause) in at.field("pauses").each(&line.pauses) {
        if !is_within(pause.period, line.period) {
            found.push(Problem::at(&at.field("period"), &kind::PAUSE_OUTSIDE));
        }
        let who = at.field("who");
        found.extend(listed_twice(&who, &pause.who));
        for (at, person) in who.each(&pause.who).filter(|(_, person)| !line.people.contains(person)) {
            found.push(Problem::at(&at, &kind::NOT_FOR_THEM).naming(*person));
        }
        let percent = at.field("retainer_percent");
        found.extend(out_of(&percent, pause.retainer_percent, [0, 100], &kind::PERCENT, 0));
        found.extend(year(&at.field("told_on"), pause.told_on));
        if pause.told_on.is_some() && line.notice_days.is_none() {
            found.push(Problem::at(&at.field("told_on"), &kind::TOLD_WITHOUT_NOTICE));
        }
        found.extend(split_then(&at.field("split_then"), pause, line));
    }
    found.extend(together(&at.field("pauses"), line));
    found
}

/// Whole days of the line's own; one that is open at its end lasts until the line ends.
fn is_within(pause: Period, line: Period) -> bool {
    let begins = line.from().is_none_or(|from| pause.from().is_some_and(|begins| begins >= from));
    let ends = line.until().zip(pause.until()).is_none_or(|(until, ends)| ends <= until);
    // A pause that is open at its end has to begin before the line ends.
    begins && ends && pause.intersection(line).is_some()
}

/// How a line is shared while one pause holds.
fn split_then(at: &Path<'_>, pause: &Pause, line: &Line) -> Vec<Problem> {
    let left = line.left_by(&[pause]);
    match &pause.split_then {
        Some(_) if left.is_empty() => alloc::vec![Problem::at(at, &kind::SPLIT_THEN_OF_NOBODY)],
        None if !left.is_empty() && line.stands_in().len() > 1 => {
            alloc::vec![Problem::at(at, &kind::SPLIT_THEN_MISSING)]
        }
        Some(SplitThen::BetweenThoseLeft(rule)) => {
            shared(&at.field("between_those_left"), rule, &line.budgets_left(&left), line)
        }
        _ => Vec::new(),
    }
}

/// Where several pauses hold on a day and somebody is left, they say the same, and what they say fits whoever is left.
fn together(at: &Path<'_>, line: &Line) -> Vec<Problem> {
    if line.pauses.len() < 2 {
        return Vec::new();
    }
    // What holds changes only on the first day of a pause, and on the first day after one.
    let edges: BTreeSet<NaiveDate> =
        line.pauses.iter().flat_map(|pause| [pause.period.from(), pause.period.until()]).flatten().collect();
    // Before all of them, the pauses that have no first day hold.
    let before = edges.first().and_then(NaiveDate::pred_opt);
    let outs = Outs::of(line);
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    for day in before.into_iter().chain(edges) {
        let (hold, left) = outs.on(day);
        if hold.len() < 2 || left.is_empty() {
            continue;
        }
        let hold: Vec<(usize, &Pause)> =
            hold.into_iter().filter_map(|place| Some((place, line.pauses.get(place)?))).collect();
        let (Some((_, first)), Some(&(index, last))) = (hold.first(), hold.last()) else { continue };
        let mut tell = |kind: &'static ProblemKind| {
            if told.insert(index) {
                found.push(Problem::at(&at.item(index).field("split_then"), kind));
            }
        };
        let differs = hold.iter().any(|(_, pause)| pause.split_then != first.split_then);
        if differs {
            tell(&kind::SPLIT_THEN_DIFFERS);
        } else if let Some(SplitThen::BetweenThoseLeft(rule)) = &last.split_then
            && !shared(at, rule, &line.budgets_left(&left), line).is_empty()
        {
            tell(&kind::SPLIT_BUDGETS);
        }
    }
    found
}
