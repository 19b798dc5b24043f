//! What a package costs, as an answer: exact, in whole pence, by line and payer and budget and need and day.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::CostTable;
use crate::base::{Fraction, Money, NeedId, PackageLineId, Period, PersonId, Word};
use crate::package::{BudgetOf, OwnCodes, PaidBy};

/// What a package costs over some days.
///
/// The total is the sum of what its lines cost, each rounded once. What a line costs is split, so that every part of it and
/// every table made of parts adds up to the penny: first by payer, each payer's part by budget, each of these by need or by
/// day. What nobody has priced is listed and is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CostReport {
    /// Over which days.
    pub period: Period,
    /// The sum of what the lines cost.
    pub total: Money,
    /// The same, not rounded at all: for who must add up several questions.
    pub exact: Fraction,
    /// Each line, in order of id; those that are not there on any of the days included, which cost nothing.
    pub lines: Vec<LineCost>,
    /// By day, payer and budget, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<CostTable<NaiveDate, (PaidBy, BudgetOf)>>,
}

/// What one line costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LineCost {
    /// Which line.
    pub line: PackageLineId,
    /// What it costs, rounded once, half a penny upwards.
    pub cost: Money,
    /// The same, not rounded.
    pub exact: Fraction,
    /// What of it is for what was planned or delivered. With the next two it adds up to what it costs.
    pub planned: Money,
    /// What of it is a retainer for days on which it is paused.
    pub retained: Money,
    /// What of it is owed because it ended, or was paused, with less notice than it has.
    pub notice: Money,
    /// Who bears it, for which budget: by payer, and within each by budget.
    pub parts: Vec<CostPart>,
    /// Days of the line of which nobody has said what they cost. They are not in what it costs.
    pub not_priced: Vec<Period>,
    /// Days on which it is paused for everybody.
    pub paused: Vec<Period>,
    /// Days with a cost of which nobody knows whether they are holidays, where holidays have a factor: it was not used.
    pub holiday_not_known: Vec<NaiveDate>,
    /// Days with a cost that is owed as delivered, of which nothing is recorded: what was planned was counted.
    pub not_recorded: Vec<NaiveDate>,
    /// Of an allowance: what was taken up of each year that has a day of the question.
    pub allowance: Vec<AllowanceYear>,
    /// The embedder's own codes of the line.
    #[serde(skip_serializing_if = "OwnCodes::is_empty")]
    pub codes: OwnCodes,
}

/// What one payer bears of a line for one budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CostPart {
    /// Who bears it.
    pub payer: PaidBy,
    /// For which budget. What somebody else than the personal budget bears stands beside the budget.
    pub budget: BudgetOf,
    /// How much.
    pub cost: Money,
    /// The same, not rounded.
    pub exact: Fraction,
    /// What of it may be charged to the person: nothing but what the personal budget bears and no rule frees.
    pub chargeable: Money,
    /// The same, not rounded.
    pub chargeable_exact: Fraction,
    /// The same as it costs, by the needs that the line meets for this budget, in order; none where no needs were handed
    /// over, or it meets none.
    pub needs: Vec<(NeedId, Money)>,
}

/// What was taken up of an allowance in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AllowanceYear {
    /// On which 1 April it begins.
    pub from: NaiveDate,
    /// What there is of it: the allowance of the year, and what is carried over.
    pub there_is: u64,
    /// What of that was carried over from years before.
    pub carried_over: u64,
    /// What is booked on dates in the year.
    pub booked: u64,
    /// What is not taken up.
    pub not_taken_up: u64,
    /// What is booked beyond what there is.
    pub over: u64,
    /// Whether they are minutes, and not times.
    pub in_minutes: bool,
}

impl CostReport {
    /// Every part of every line.
    pub fn parts(&self) -> impl Iterator<Item = (&LineCost, &CostPart)> {
        self.lines.iter().flat_map(|line| line.parts.iter().map(move |part| (line, part)))
    }

    /// A table of the parts, by whatever two things of them you ask for. It adds up both ways to the total.
    ///
    /// ```
    /// # use mutual_care::package::{CostReport, CostTable, PaidBy};
    /// # use mutual_care::base::PackageLineId;
    /// fn lines_by_payer(report: &CostReport) -> CostTable<PackageLineId, PaidBy> {
    ///     report.table(|line, _| line.line, |_, part| part.payer.clone())
    /// }
    /// ```
    pub fn table<R: Ord, C: Ord + Clone>(
        &self,
        row: impl Fn(&LineCost, &CostPart) -> R,
        column: impl Fn(&LineCost, &CostPart) -> C,
    ) -> CostTable<R, C> {
        CostTable::of(self.parts().map(|(line, part)| (row(line, part), column(line, part), part.cost)))
    }

    /// By payer, in the order of their table.
    pub fn by_payer(&self) -> Vec<(PaidBy, Money)> {
        self.by(|_, part| part.payer.clone())
    }

    /// By budget.
    pub fn by_budget(&self) -> Vec<(BudgetOf, Money)> {
        self.by(|_, part| part.budget)
    }

    /// By the person whose budgets they stand in.
    pub fn by_person(&self) -> Vec<(PersonId, Money)> {
        self.by(|_, part| part.budget.person)
    }

    /// By one of the embedder's own codes, such as `cost_centre`; lines without it first, under none.
    pub fn by_code(&self, of: &str) -> Vec<(Option<Word>, Money)> {
        self.by(|line, _| line.codes.get(of).cloned())
    }

    /// By need; first, under none, what meets no need that was handed over.
    pub fn by_need(&self) -> Vec<(Option<NeedId>, Money)> {
        let table = self.needs(|_, _| ());
        table.rows().iter().copied().zip(table.row_totals()).collect()
    }

    /// By need and payer.
    pub fn needs_by_payer(&self) -> CostTable<Option<NeedId>, PaidBy> {
        self.needs(|_, part| part.payer.clone())
    }

    /// By day and payer, where it was asked by day.
    pub fn days_by_payer(&self) -> Option<CostTable<NaiveDate, PaidBy>> {
        self.days.as_ref().map(|days| merged(days, |(payer, _)| payer.clone()))
    }

    /// By day and budget, where it was asked by day.
    pub fn days_by_budget(&self) -> Option<CostTable<NaiveDate, BudgetOf>> {
        self.days.as_ref().map(|days| merged(days, |(_, budget)| *budget))
    }

    fn by<R: Ord + Clone>(&self, row: impl Fn(&LineCost, &CostPart) -> R) -> Vec<(R, Money)> {
        let table = self.table(row, |_, _| ());
        table.rows().iter().cloned().zip(table.row_totals()).collect()
    }

    fn needs<C: Ord + Clone>(
        &self,
        column: impl Fn(&LineCost, &CostPart) -> C,
    ) -> CostTable<Option<NeedId>, C> {
        CostTable::of(self.parts().flat_map(|(line, part)| {
            let column = column(line, part);
            let of_none = part.needs.is_empty().then_some((None, part.cost));
            let of_needs = part.needs.iter().map(|(need, cost)| (Some(*need), *cost));
            of_none.into_iter().chain(of_needs).map(move |(need, cost)| (need, column.clone(), cost))
        }))
    }
}

/// A table by day with fewer columns.
fn merged<C: Ord + Clone>(
    days: &CostTable<NaiveDate, (PaidBy, BudgetOf)>,
    column: impl Fn(&(PaidBy, BudgetOf)) -> C,
) -> CostTable<NaiveDate, C> {
    let of: Vec<C> = days.columns().iter().map(column).collect();
    let mut columns = of.clone();
    columns.sort();
    columns.dedup();
    let places: Vec<usize> = of.iter().map(|column| columns.binary_search(column).unwrap_or(0)).collect();
    let mut cells = alloc::vec![Money::ZERO; days.rows().len() * columns.len()];
    for ((_, from), to) in days.iter().zip(cells.chunks_mut(columns.len().max(1))) {
        for (money, place) in from.iter().zip(&places) {
            if let Some(cell) = to.get_mut(*place) {
                *cell = Money::within(cell.pence() + money.pence());
            }
        }
    }
    CostTable::new(days.rows().to_vec(), columns, cells)
}
