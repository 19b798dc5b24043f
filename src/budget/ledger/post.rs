//! Adding to a ledger.

use super::check::check;
use super::problems as kind;
use super::{BudgetInLedger, Ledger, LedgerEntry, Posting};
use crate::base::{Path, Problem, Problems, limits, wire};

impl Ledger {
    /// Keeps account of another budget from now on.
    ///
    /// # Errors
    ///
    /// [`Problems`]: a budget that is in the ledger already, a first day outside the years of [`limits`], and one budget
    /// more than [`limits::LEDGER_BUDGETS`].
    pub fn add_budget(&mut self, budget: BudgetInLedger) -> Result<(), Problems> {
        self.add_budget_at(budget, &Path::WHOLE)
    }

    /// Adds an entry. It stands as it is from then on: an entry is never changed and never taken out.
    ///
    /// The legs follow from what happened. Of a contingency they are worked out by what is left of each share now, and
    /// of a closing by what the budget's accounts hold, by all entries there are.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that is wrong with it, each with its place. Nothing is posted then.
    pub fn post(&mut self, posting: Posting) -> Result<&LedgerEntry, Problems> {
        let entry = check(self, posting, &Path::WHOLE).map_err(Problems::of)?;
        let id = entry.id;
        self.append(entry);
        // It was put there in the line before.
        self.entry(id).ok_or_else(|| Problems::of([Problem::at(&Path::WHOLE, &kind::NO_SUCH_ENTRY)]))
    }

    /// Everything that is wrong with what somebody wants to post, and nothing is posted.
    ///
    /// # Errors
    ///
    /// As [`Ledger::post`].
    pub fn can_post(&self, posting: Posting) -> Result<(), Problems> {
        check(self, posting, &Path::WHOLE).map(drop).map_err(Problems::of)
    }

    pub(super) fn add_budget_at(&mut self, budget: BudgetInLedger, at: &Path<'_>) -> Result<(), Problems> {
        let twice = self.budget(budget.id).is_some();
        let twice = twice.then(|| Problem::at(&at.field("id"), &kind::BUDGET_TWICE).naming(budget.id));
        let year = (!wire::in_years(budget.from)).then(|| {
            let problem = Problem::at(&at.field("from"), &kind::YEAR);
            problem.naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST)
        });
        let many = (self.budgets().count() >= limits::LEDGER_BUDGETS).then(|| {
            let problem = Problem::at(at, &kind::TOO_MANY).naming(limits::LEDGER_BUDGETS);
            problem.naming("budgets in a ledger")
        });
        Problems::none_or(twice.into_iter().chain(year).chain(many))?;
        self.put_budget(budget);
        Ok(())
    }
}
