//! Whether a personal budget fits together in itself.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::problems as kind;
use super::{AlonePrice, Contribution, PersonalBudgetParts};
use crate::base::{PackageLineId, Path, Problem, Told, limits, wire};

/// Everything that does not fit, in the order of the file.
pub(super) fn in_itself(parts: &PersonalBudgetParts) -> Vec<Problem> {
    let at = Path::WHOLE;
    let mut found = too_long(parts);
    if !found.is_empty() {
        // Past a limit nothing else is looked at: that is what limits are for.
        return found;
    }
    found.extend(year(&at.field("drawn_up_on"), Some(parts.drawn_up_on)));
    found.extend(year(&at.field("begins_on"), Some(parts.begins_on)));
    found.extend(year(&at.field("review_by"), parts.review_by));
    if parts.review_by.is_some_and(|by| by < parts.drawn_up_on) {
        found.push(Problem::at(&at.field("review_by"), &kind::REVIEW_BEFORE));
    }
    if let Told::Known(contribution) = parts.contribution.told() {
        let at = at.field("contribution.known");
        found.extend(amounts(&at.field("amounts"), contribution, parts.begins_on));
    }
    let fees: Vec<PackageLineId> = parts.fees.iter().map(|fee| fee.line).collect();
    found.extend(twice(&at.field("fees"), &fees));
    for (at, fee) in at.field("fees").each(&parts.fees) {
        if matches!(fee.arranging_costs, Told::Known(pence) if pence.is_negative()) {
            found.push(Problem::at(&at.field("arranging_costs.known"), &kind::AMOUNT_BELOW));
        }
    }
    let lines: Vec<PackageLineId> = parts.alone.iter().map(|alone| alone.line).collect();
    found.extend(twice(&at.field("alone"), &lines));
    for (at, one) in at.field("alone").each(&parts.alone) {
        found.extend(alone(&at, one));
    }
    let lines: Vec<PackageLineId> = parts.care_of_adult.iter().map(|care| care.line).collect();
    found.extend(twice(&at.field("care_of_adult"), &lines));
    let held = at.field("held");
    let lines: Vec<PackageLineId> = parts.held.lines.iter().map(|held| held.line).collect();
    found.extend(twice(&held.field("lines"), &lines));
    found.extend(parts.held.wrong(&held, parts.of.person));
    found
}

/// Lists that are past their limit.
fn too_long(parts: &PersonalBudgetParts) -> Vec<Problem> {
    let amounts = match parts.contribution.told() {
        Told::Known(contribution) => contribution.amounts.len(),
        Told::NotKnown(_) => 0,
    };
    let lists = [
        ("contribution.known.amounts", "amounts of a contribution", amounts, limits::CONTRIBUTIONS),
        ("fees", "arrangement fees", parts.fees.len(), limits::FEW),
        ("alone", "lines with a cost alone", parts.alone.len(), limits::PACKAGE_LINES),
        (
            "care_of_adult",
            "lines to which the adult says something",
            parts.care_of_adult.len(),
            limits::PACKAGE_LINES,
        ),
        ("held.lines", "lines that are held otherwise", parts.held.lines.len(), limits::PACKAGE_LINES),
    ];
    let past = lists.into_iter().filter(|(_, _, len, most)| len > most);
    let at = Path::WHOLE;
    past.map(|(list, what, _, most)| Problem::at(&at.field(list), &kind::TOO_MANY).naming(most).naming(what))
        .collect()
}

fn amounts(at: &Path<'_>, contribution: &Contribution, begins_on: NaiveDate) -> Vec<Problem> {
    let mut found = Vec::new();
    let Some(first) = contribution.amounts.first() else {
        return alloc::vec![Problem::at(at, &kind::NO_AMOUNT)];
    };
    if first.from > begins_on && wire::in_years(begins_on) {
        let problem = Problem::at(&at.item(0).field("from"), &kind::AMOUNT_LATER);
        found.push(problem.naming(crate::base::Named::Date(begins_on)));
    }
    let mut before: Option<NaiveDate> = None;
    for (at, amount) in at.each(&contribution.amounts) {
        found.extend(year(&at.field("from"), Some(amount.from)));
        found.extend(year(&at.field("told_on"), amount.told_on));
        if before.is_some_and(|before| amount.from <= before) {
            found.push(Problem::at(&at.field("from"), &kind::AMOUNT_ORDER));
        }
        before = Some(amount.from);
        if amount.weekly.is_negative() {
            found.push(Problem::at(&at.field("pence"), &kind::AMOUNT_BELOW));
        }
    }
    found
}

fn alone(at: &Path<'_>, alone: &AlonePrice) -> Vec<Problem> {
    let mut found: Vec<Problem> = year(&at.field("on"), Some(alone.on)).into_iter().collect();
    if alone.hands.is_some_and(|hands| !(1..=limits::HANDS).contains(&hands)) {
        found.push(Problem::at(&at.field("hands"), &kind::HANDS).naming(u32::from(limits::HANDS)));
    }
    let price = at.field("price");
    if alone.price.from.is_some() {
        found.push(Problem::at(&price.field("from"), &kind::ALONE_FROM));
    }
    if alone.price.amount.pence() < 1 {
        found.push(Problem::at(&price.field("pence"), &kind::ALONE_PENCE));
    }
    if let Some(when) = &alone.when
        && !alone.price.per.goes_with(Some(when))
    {
        found.push(Problem::at(&price.field("per"), &kind::UNIT).naming(alone.price.per.words()));
    }
    found
}

fn twice(at: &Path<'_>, lines: &[PackageLineId]) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let twice = at.each(lines).filter(|(_, line)| !seen.insert(**line));
    twice.map(|(at, line)| Problem::at(&at.field("line"), &kind::LINE_TWICE).naming(*line)).collect()
}

/// A date outside the years that the crate works with.
fn year(at: &Path<'_>, date: Option<NaiveDate>) -> Option<Problem> {
    let problem = |_| Problem::at(at, &kind::YEAR).naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST);
    date.filter(|date| !wire::in_years(*date)).map(problem)
}
