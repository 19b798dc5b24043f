//! Adding to a ledger.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::check::check;
use super::problems as kind;
use super::{BudgetInLedger, Ledger, LedgerEntry, Movement, Posting};
use crate::base::{BudgetId, Path, Problem, Problems, limits, wire};

impl Ledger {
    /// Keeps account of another budget from now on.
    ///
    /// # Errors
    ///
    /// [`Problems`]: a budget that is in the ledger already, another one of the same person in the same role that is not
    /// closed on a day before this one begins, a first day outside the years of [`limits`], and one budget more than
    /// [`limits::LEDGER_BUDGETS`].
    pub fn add_budget(&mut self, budget: BudgetInLedger) -> Result<(), Problems> {
        let at = Path::WHOLE;
        let beside = self.open_beside(budget).next();
        let beside = beside.map(|other| Problem::at(&at.field("of"), &kind::OPEN_BESIDE).naming(other));
        let problems = self.problems_of(budget, &at).into_iter().chain(beside);
        Problems::none_or(problems)?;
        self.put_budget(budget);
        Ok(())
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
        let entry = self.checked(posting)?;
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
        self.checked(posting).map(drop)
    }

    /// The entry that follows, or all that is wrong with it.
    fn checked(&self, posting: Posting) -> Result<LedgerEntry, Problems> {
        let reopens = self.reopens_beside(&posting.movement);
        let reopens = reopens.map(|other| {
            let at = Path::WHOLE;
            Problem::at(&at.field("what.reversed.entry"), &kind::REOPENED_BESIDE).naming(other)
        });
        match (check(self, posting, &Path::WHOLE), reopens) {
            (Ok(entry), None) => Ok(entry),
            (Ok(_), reopens) => Err(Problems::of(reopens)),
            (Err(found), reopens) => Err(Problems::of(found.into_iter().chain(reopens))),
        }
    }

    /// The budget that has begun since another one of the same person in the same role was closed, if what is to be reversed
    /// is that closing.
    fn reopens_beside(&self, movement: &Movement) -> Option<BudgetId> {
        let Movement::Reversed { entry } = movement else { return None };
        let Movement::BudgetClosed { budget } = self.entry(*entry)?.movement else { return None };
        let this = self.budget(budget)?;
        self.of_the_same(*this).find(|other| !self.is_closed_before(other, this.from)).map(|other| other.id)
    }

    /// The other budgets of one person in one role.
    fn of_the_same(&self, budget: BudgetInLedger) -> impl Iterator<Item = &BudgetInLedger> {
        let (id, of) = (budget.id, budget.of);
        self.budgets().filter(move |other| other.id != id && other.of == of)
    }

    fn is_closed_before(&self, budget: &BudgetInLedger, day: NaiveDate) -> bool {
        let closing = self.closed_by(budget.id).and_then(|closing| self.entry(closing));
        closing.is_some_and(|closing| closing.value_on < day)
    }

    /// Budgets of the same person in the same role that are not over before this one begins, as little as this one is before
    /// they do.
    pub(super) fn open_beside(&self, budget: BudgetInLedger) -> impl Iterator<Item = BudgetId> {
        let beside = self.of_the_same(budget).filter(move |other| {
            !self.is_closed_before(other, budget.from) && !self.is_closed_before(&budget, other.from)
        });
        beside.map(|other| other.id)
    }

    /// What is wrong with a budget by itself.
    pub(super) fn problems_of(&self, budget: BudgetInLedger, at: &Path<'_>) -> Vec<Problem> {
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
        twice.into_iter().chain(year).chain(many).collect()
    }
}
