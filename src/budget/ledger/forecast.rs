//! What will be left at the end of the year.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::plan::year_end;
use super::{Account, Commitment, FallenDue, Ledger, PaidTo, PlannedLine, Scheduled, ScheduledOwed};
use crate::base::{BudgetId, Money, PackageLineId, Problems};
use crate::budget::Holding;

/// What will be held for a budget at the end of the year, 31 March, if everything goes as it is planned: each line of the
/// sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Forecast {
    /// Which budget.
    pub budget: BudgetId,
    /// Whoever holds the money.
    pub holding: Holding,
    /// As at the end of which day.
    pub on: NaiveDate,
    /// The end of the year.
    pub year_ends_on: NaiveDate,
    /// What is held.
    pub held: Money,
    /// The payments that fall due by the end of the year and were not posted, those that are overdue included.
    pub payments: Vec<FallenDue>,
    /// What the person is still to pay of their contribution into the money held: what is due now, and what falls due by
    /// the end of the year.
    pub contributions: Money,
    /// What is owed for each line: due and not paid, and still to come.
    pub lines: Vec<Commitment>,
    /// What will be left: held, and the payments and contributions, less what is not paid and what is to come. Below nothing
    /// that much is missing.
    pub at_year_end: Money,
    /// The lines that are not priced: the forecast is without them.
    pub not_priced: Vec<PackageLineId>,
}

impl Ledger {
    /// What will be left of a budget at the end of the year in which a day lies.
    ///
    /// A contribution counts only as far as it is paid into this money, by its schedule. Balances are by what is known
    /// now.
    ///
    /// # Errors
    ///
    /// [`Problems`]: what [`commitments`](Self::commitments) and [`due`](Self::due) refuse; a sum past what money may
    /// be is told as what is owed too much.
    pub fn forecast(
        &self,
        budget: BudgetId,
        holding: Holding,
        plan: &[PlannedLine<'_>],
        schedules: &[ScheduledOwed<'_>],
        on: NaiveDate,
    ) -> Result<Forecast, Problems> {
        let commitments = self.commitments(plan, on)?;
        let held = self.balance(Account::Held { budget, holding }, on);
        let held = held.map_err(|_| super::due::unknown_budget(budget))?;
        let year_ends_on = year_end(on);
        let due = self.due(schedules, year_ends_on)?;
        let mine = |due: &&FallenDue| due.budget() == Some(budget);
        let is_payment = |due: &&FallenDue| {
            use super::Movement::{OwedBack, PaymentMade};
            matches!(due.movement, PaymentMade { holding: of, .. } | OwedBack { holding: of, .. } if of == holding)
        };
        let payments: Vec<FallenDue> = due.iter().filter(mine).filter(is_payment).cloned().collect();
        let paid_in = schedules.iter().any(|of| {
            of.schedule.budget == budget && of.schedule.of == Scheduled::Contribution(PaidTo::Held(holding))
        });
        let mut contributions = 0;
        if paid_in {
            let is_contribution = |due: &&FallenDue| {
                use super::Movement::{ChargeLowered, ContributionFellDue};
                matches!(due.movement, ContributionFellDue { .. } | ChargeLowered { .. })
            };
            let to_come = due.iter().filter(mine).filter(is_contribution).map(|due| due.pence().pence());
            let owing = self.balance(Account::ContributionDue { budget }, on).unwrap_or_default();
            contributions = owing.pence() + to_come.sum::<i64>();
        }
        let lines: Vec<Commitment> = commitments.held(budget, holding).copied().collect();
        let out: i64 = lines.iter().map(|line| line.unpaid.pence() + line.to_come.pence()).sum();
        let payments_in: i64 = payments.iter().map(|due| due.pence().pence()).sum();
        let sum = |pence: i64| Money::new(pence).map_err(|_| super::due::too_much_in_all());
        Ok(Forecast {
            budget,
            holding,
            on,
            year_ends_on,
            held,
            payments,
            contributions: sum(contributions)?,
            at_year_end: sum(held.pence() + payments_in + contributions - out)?,
            lines,
            not_priced: commitments.not_priced(budget).collect(),
        })
    }
}
