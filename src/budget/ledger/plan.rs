//! What a budget is planned to be spent on, and what of it is not paid yet.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

use super::due::{not_known, too_much};
use super::problems as kind;
use super::{Account, Ledger, OwedOverTime};
use crate::base::{BudgetId, Fraction, Money, PackageLineId, Path, Period, Problem, Problems, limits, wire};
use crate::budget::Holding;

/// A line of the care package as far as one budget pays for it.
#[derive(Clone, Copy)]
pub struct PlannedLine<'a> {
    /// Which budget.
    pub budget: BudgetId,
    /// Which line.
    pub line: PackageLineId,
    /// Whoever holds the money for it.
    pub holding: Holding,
    /// On which days it is in the plan.
    pub period: Period,
    /// What this budget owes for it, day by day; none if it is not priced.
    pub owed: Option<&'a dyn OwedOverTime>,
}

/// What is owed for one line out of one budget, and how much of it is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Commitment {
    /// Which budget.
    pub budget: BudgetId,
    /// Which line.
    pub line: PackageLineId,
    /// Whoever holds the money for it.
    pub holding: Holding,
    /// What has been owed for it from its first day to the end of the day.
    pub owed: Money,
    /// What was spent on it by then, for all needs, less what came back.
    pub spent: Money,
    /// What of it has fallen due and is not paid: nothing where more was spent than is owed.
    pub unpaid: Money,
    /// What is still to come until the end of the year, beyond what is paid ahead.
    pub to_come: Money,
}

/// What is committed by the end of a day and until the end of the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Commitments {
    /// The day.
    pub on: NaiveDate,
    /// The 31 March at which the year ends.
    pub year_ends_on: NaiveDate,
    /// Each line of each budget, in order of ids.
    pub lines: Vec<Commitment>,
    /// What is not priced, in order of ids. Nothing above counts it: the sums are without it.
    pub not_priced: Vec<(BudgetId, PackageLineId)>,
}

impl Commitments {
    /// What is held in one way for a budget and is due and not paid: the sum over its lines.
    pub fn unpaid(&self, budget: BudgetId, holding: Holding) -> Money {
        self.sum(budget, holding, |line| line.unpaid)
    }

    /// The same of what is still to come until the end of the year.
    pub fn to_come(&self, budget: BudgetId, holding: Holding) -> Money {
        self.sum(budget, holding, |line| line.to_come)
    }

    /// The lines of a budget that are not priced.
    pub fn not_priced(&self, budget: BudgetId) -> impl Iterator<Item = PackageLineId> {
        self.not_priced.iter().filter(move |(of, _)| *of == budget).map(|(_, line)| *line)
    }

    pub(super) fn held(&self, budget: BudgetId, holding: Holding) -> impl Iterator<Item = &Commitment> {
        self.lines.iter().filter(move |line| (line.budget, line.holding) == (budget, holding))
    }

    fn sum(&self, budget: BudgetId, holding: Holding, of: impl Fn(&Commitment) -> Money) -> Money {
        Money::within(self.held(budget, holding).map(|line| of(line).pence()).sum())
    }
}

impl Ledger {
    /// What is owed for the lines of a plan by the end of a day, what of it is paid, and what is still to come until the end
    /// of the year, 31 March. Each amount is what is owed from the line's first day on, rounded once.
    ///
    /// A line that is planned in parts, one after another, is one line. Money of a year that has passed and is not paid
    /// yet is still owed.
    ///
    /// # Errors
    ///
    /// [`Problems`], each at its line: a budget that the ledger does not know, a part of a line that is held in another way,
    /// something owed that is not known up to the end of the year, amounts past what money may be; and a date outside the years of [`limits`].
    pub fn commitments(&self, plan: &[PlannedLine<'_>], on: NaiveDate) -> Result<Commitments, Problems> {
        let mut found = Vec::new();
        if !wire::in_years(on) {
            let problem = Problem::at(&Path::WHOLE.field("on"), &kind::YEAR);
            found.push(problem.naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST));
            return Err(Problems::of(found));
        }
        let year_ends_on = year_end(on);
        let (tomorrow, next_year) = (after(on), after(year_ends_on));
        let mut lines: BTreeMap<(BudgetId, PackageLineId), Line> = BTreeMap::new();
        let mut not_priced = BTreeSet::new();
        for (at, planned) in Path::WHOLE.field("plan").each(plan) {
            let key = (planned.budget, planned.line);
            if self.budget(planned.budget).is_none() {
                found.push(Problem::at(&at.field("budget"), &kind::UNKNOWN_BUDGET).naming(planned.budget));
                continue;
            }
            let Some(owed) = planned.owed else {
                not_priced.insert(key);
                continue;
            };
            if !wire::in_years(owed.first_day()) {
                let problem = Problem::at(&at.field("owed"), &kind::YEAR);
                found.push(problem.naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST));
                continue;
            }
            if let Err(problem) = not_known(owed, Some(next_year), &at.field("owed")) {
                found.push(problem);
                continue;
            }
            let line = lines.entry(key).or_insert_with(|| Line::new(planned.holding));
            if line.holding != planned.holding {
                found.push(Problem::at(&at.field("holding"), &kind::HELD_OTHERWISE).naming(planned.line));
            }
            line.now = core::mem::replace(&mut line.now, Fraction::zero()) + &owed.up_to(tomorrow);
            line.year = core::mem::replace(&mut line.year, Fraction::zero()) + &owed.up_to(next_year);
            if line.now.rounded().is_none() || line.year.rounded().is_none() {
                found.push(too_much(&at));
            }
        }
        Problems::none_or(found)?;
        let spent = self.spent_by(on);
        let lines = lines.into_iter().map(|(key, line)| {
            let spent = spent.get(&key).copied().unwrap_or_default();
            let owed = line.now.rounded().unwrap_or_default();
            let year = line.year.rounded().unwrap_or_default();
            let left = |of: Money| (of.pence() - spent.pence()).max(0);
            let (unpaid, all) = (left(owed), left(year));
            let (unpaid, to_come) = (Money::within(unpaid), Money::within((all - unpaid).max(0)));
            Commitment { budget: key.0, line: key.1, holding: line.holding, owed, spent, unpaid, to_come }
        });
        let lines = lines.collect();
        Ok(Commitments { on, year_ends_on, lines, not_priced: not_priced.into_iter().collect() })
    }

    /// What was spent by the end of a day, by budget and line.
    fn spent_by(&self, on: NaiveDate) -> BTreeMap<(BudgetId, PackageLineId), Money> {
        let mut spent: BTreeMap<_, Money> = BTreeMap::new();
        for (account, pence) in self.balances(on).iter() {
            if let Account::Spending { budget, line, .. } = account {
                let so_far = spent.entry((budget, line)).or_default();
                *so_far = Money::within(so_far.pence() + pence.pence());
            }
        }
        spent
    }
}

struct Line {
    holding: Holding,
    now: Fraction,
    year: Fraction,
}

impl Line {
    fn new(holding: Holding) -> Self {
        Self { holding, now: Fraction::zero(), year: Fraction::zero() }
    }
}

/// The 31 March on or after a day.
pub(super) fn year_end(on: NaiveDate) -> NaiveDate {
    let this = NaiveDate::from_ymd_opt(on.year(), 3, 31).filter(|end| on <= *end);
    this.or_else(|| NaiveDate::from_ymd_opt(on.year() + 1, 3, 31)).unwrap_or(on)
}

/// The day after; it is a day, since these are days of known years.
pub(super) fn after(on: NaiveDate) -> NaiveDate {
    on.checked_add_days(Days::new(1)).unwrap_or(on)
}
