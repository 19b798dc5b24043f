//! The final account of a budget: what is still open before it can be closed.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::due::{not_known, too_much_in_all, unknown_budget};
use super::moves::Series;
use super::plan::after;
use super::{Account, Ledger, Movement, OwedOverTime, PlannedLine};
use crate::base::{
    Amount, BudgetId, Finding, Findings, Money, PackageLineId, Path, PersonId, Problems, Rule,
};
use crate::budget::{Holding, rules};

/// Whether a budget can be closed: what is asked.
#[derive(Clone, Copy)]
pub struct FinalQuestion<'a> {
    /// Which budget.
    pub budget: BudgetId,
    /// At the end of which day.
    pub on: NaiveDate,
    /// Its lines, each until it ends, its notice included.
    pub plan: &'a [PlannedLine<'a>],
    /// What the person contributes; none if it is not known. That somebody contributes nothing is known.
    pub contribution: Option<&'a dyn OwedOverTime>,
    /// When the person died, if they did: nothing is charged for that day and later ones. Lines run on until their notice is
    /// over.
    pub died: Option<NaiveDate>,
}

/// Something that is still open in a final account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenItem {
    /// A line runs on after the day.
    LineRuns(PackageLineId),
    /// What is owed for a line is not known.
    LineNotPriced(PackageLineId),
    /// So much is owed for a line and not paid.
    NotPaid(PackageLineId, Money),
    /// Nobody knows what the person was to contribute.
    ContributionNotKnown,
    /// So much more is owed as a contribution than was charged; below nothing, so much less.
    NotCharged(Money),
    /// So much of the contribution is due and not paid; below nothing, so much too much was paid.
    ContributionDue(Money),
    /// So much is still held; below nothing, so much is missing.
    Held(Holding, Money),
    /// So much is owed back and was not returned; below nothing, so much too much was returned.
    OwedBack(Money),
    /// So much of the person's share of the contingency is not settled, and this is their last budget.
    Contingency(PersonId, Money),
    /// Something was posted that counts only for this later day.
    CountsOn(NaiveDate),
}

/// The final account of a budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FinalAccount {
    /// Which budget.
    pub budget: BudgetId,
    /// At the end of which day.
    pub on: NaiveDate,
    /// All that is still open.
    pub open: Vec<OpenItem>,
    /// What closes it, ready to be posted; none as long as anything is open, and none if it is closed.
    pub closing: Option<Movement>,
}

impl Ledger {
    /// What is still open of a budget: commitments that are not paid, contributions that are not settled, either way, and
    /// money that was not returned. By all that was posted, whenever.
    ///
    /// # Errors
    ///
    /// [`Problems`]: what [`commitments`](Self::commitments) refuses, a contribution that is not known up to the day, and a
    /// budget that the ledger does not know.
    pub fn final_account(&self, question: &FinalQuestion<'_>) -> Result<FinalAccount, Problems> {
        let FinalQuestion { budget, on, plan, contribution, died } = *question;
        let of_budget = *self.budget(budget).ok_or_else(|| unknown_budget(budget))?;
        let commitments = self.commitments(plan, on)?;
        let mut open = Vec::new();
        let mut runs: Vec<PackageLineId> = (plan.iter())
            .filter(|line| line.budget == budget && line.period.until().is_none_or(|until| until > after(on)))
            .map(|line| line.line)
            .collect();
        runs.sort_unstable();
        runs.dedup();
        open.extend(runs.into_iter().map(OpenItem::LineRuns));
        open.extend(commitments.not_priced(budget).map(OpenItem::LineNotPriced));
        let lines = commitments.lines.iter().filter(|line| line.budget == budget && !line.unpaid.is_zero());
        open.extend(lines.map(|line| OpenItem::NotPaid(line.line, line.unpaid)));
        match contribution {
            None => open.push(OpenItem::ContributionNotKnown),
            Some(owed) => {
                let end = died.map_or(after(on), |died| died.min(after(on)));
                not_known(owed, Some(end), &Path::WHOLE.field("contribution"))
                    .map_err(|problem| Problems::of([problem]))?;
                let owed = owed.up_to(end).rounded().ok_or_else(too_much_in_all)?;
                let charged = self.posted(Series::Contribution(budget));
                let left = owed.minus(charged).ok_or_else(too_much_in_all)?;
                open.extend((!left.is_zero()).then_some(OpenItem::NotCharged(left)));
            }
        }
        for (account, holds) in self.accounts_of(budget).filter(|(_, holds)| !holds.is_zero()) {
            open.extend(match account {
                Account::Held { holding, .. } => Some(OpenItem::Held(holding, holds)),
                Account::ContributionDue { .. } => Some(OpenItem::ContributionDue(holds)),
                Account::OwedBack { .. } => Some(OpenItem::OwedBack(holds)),
                _ => None,
            });
        }
        let person = of_budget.of.person;
        let others = self.budgets().filter(|other| other.of.person == person && other.id != budget);
        let share = self.in_all(Account::Contingency { person });
        if !share.is_zero() && others.into_iter().all(|other| self.closed_by(other.id).is_some()) {
            open.push(OpenItem::Contingency(person, share));
        }
        let later = self.last_value_on(budget).filter(|last| *last > on);
        open.extend(later.map(OpenItem::CountsOn));
        let can_close = open.is_empty() && self.closed_by(budget).is_none();
        let closing = can_close.then_some(Movement::BudgetClosed { budget });
        Ok(FinalAccount { budget, on, open, closing })
    }
}

impl FinalAccount {
    /// All that speaks against closing the budget, as findings.
    pub fn findings(&self) -> Findings {
        self.open.iter().map(|open| self.finding(*open)).collect()
    }

    fn finding(&self, open: OpenItem) -> Finding {
        let of = |rule: &'static Rule| Finding::new(rule).about(self.budget);
        let either = |pence: Money, more: &'static Rule, less: &'static Rule| {
            let rule = if pence.is_negative() { less } else { more };
            of(rule).with("amount", Amount::Money(if pence.is_negative() { -pence } else { pence }))
        };
        match open {
            OpenItem::LineRuns(line) => {
                of(&rules::LINE_STILL_RUNS).about(line).with("on", Amount::Date(self.on))
            }
            OpenItem::LineNotPriced(line) => of(&rules::LINE_NOT_PRICED).about(line),
            OpenItem::NotPaid(line, pence) => {
                of(&rules::COMMITMENT_NOT_PAID).about(line).with("amount", Amount::Money(pence))
            }
            OpenItem::ContributionNotKnown => of(&rules::CONTRIBUTION_NOT_KNOWN),
            OpenItem::NotCharged(pence) => {
                either(pence, &rules::CONTRIBUTION_NOT_CHARGED, &rules::CHARGED_TOO_MUCH)
            }
            OpenItem::ContributionDue(pence) => {
                either(pence, &rules::CONTRIBUTION_NOT_PAID, &rules::CONTRIBUTION_PAID_TOO_MUCH)
            }
            OpenItem::Held(holding, pence) => {
                let finding = either(pence, &rules::MONEY_STILL_HELD, &rules::OVERDRAWN_AT_THE_END);
                finding.with("holding", Amount::Code(holding.words()))
            }
            OpenItem::OwedBack(pence) => either(pence, &rules::NOT_RETURNED, &rules::RETURNED_TOO_MUCH),
            OpenItem::Contingency(person, pence) => {
                either(pence, &rules::CONTINGENCY_NOT_SETTLED, &rules::CONTINGENCY_NOT_SETTLED).about(person)
            }
            OpenItem::CountsOn(day) => of(&rules::COUNTS_LATER).with("on", Amount::Date(day)),
        }
    }
}
