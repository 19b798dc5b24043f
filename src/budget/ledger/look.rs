//! What is to be looked at in a ledger: overdrawn, outside the plan, in arrears, not paid.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::{Days, NaiveDate};

use super::policy::LedgerPolicy;
use super::{Account, Ledger, Movement, PlannedLine, ScheduledOwed};
use crate::base::{Amount, BudgetId, Finding, Findings, Money, PackageLineId, Period, Problems};
use crate::budget::rules;

impl Ledger {
    /// All that is to be looked at at the end of a day, by what is known now: money held and shares of the contingency that
    /// are overdrawn, spending outside the plan, contributions in arrears, payments that are overdue. Whether too much
    /// is held is asked by [`surplus`](Self::surplus).
    ///
    /// # Errors
    ///
    /// [`Problems`]: what [`due`](Self::due) refuses.
    pub fn look(
        &self,
        plan: &[PlannedLine<'_>],
        schedules: &[ScheduledOwed<'_>],
        on: NaiveDate,
        policy: &LedgerPolicy,
    ) -> Result<Findings, Problems> {
        let mut findings: Findings = self.overdrawn(on, policy).into_iter().collect();
        findings.extend(self.outside_the_plan(plan, on));
        findings.extend(self.arrears(on, policy));
        for due in self.due(schedules, on)? {
            if let Movement::PaymentMade { budget, pence, .. } = due.movement
                && due.due_on < on
            {
                let finding = Finding::new(&rules::PAYMENT_OVERDUE).about(budget);
                let finding = finding.with("amount", Amount::Money(pence));
                findings.push(finding.with("since", Amount::Date(due.due_on)));
            }
        }
        Ok(findings)
    }

    fn overdrawn(&self, on: NaiveDate, policy: &LedgerPolicy) -> Vec<Finding> {
        let least = -policy.overdrawn_by;
        let balances = self.balances(on);
        let below = balances.iter().filter(|(_, holds)| *holds < least);
        let finding = below.filter_map(|(account, holds)| {
            let of = Finding::new(&rules::OVERDRAWN);
            let of = match account {
                Account::Held { budget, .. } => of.about(budget),
                Account::Contingency { person } => of.about(person),
                _ => return None,
            };
            let of = of.with("amount", Amount::Money(-holds));
            Some(of.with("since", Amount::Date(self.below_since(account, least, on)?)))
        });
        finding.collect()
    }

    /// Since which day an account has held less than so much at the end of every day up to this one.
    fn below_since(&self, account: Account, least: Money, on: NaiveDate) -> Option<NaiveDate> {
        let mut by_day: BTreeMap<NaiveDate, i64> = BTreeMap::new();
        for (day, pence) in self.lines(account).filter(|(day, _)| *day <= on) {
            *by_day.entry(day).or_default() += pence;
        }
        let (mut since, mut holds) = (None, 0);
        for (day, pence) in by_day {
            holds += pence;
            since = if holds < least.pence() { since.or(Some(day)) } else { None };
        }
        since
    }

    /// Spending that stands, on a line that was not in the plan of its budget on the day for which it counts. What a
    /// contingency was spent on is in no plan, and is not meant.
    fn outside_the_plan(&self, plan: &[PlannedLine<'_>], on: NaiveDate) -> Vec<Finding> {
        let mut planned: BTreeMap<(BudgetId, PackageLineId), Vec<Period>> = BTreeMap::new();
        for line in plan {
            planned.entry((line.budget, line.line)).or_default().push(line.period);
        }
        let stands = |id| self.reversed_by(id).is_none();
        let entries = self.entries().iter().filter(|entry| entry.value_on <= on && stands(entry.id));
        let outside = entries.filter_map(|entry| {
            let Movement::Spent { budget, line, pence, .. } = entry.movement else { return None };
            let periods = planned.get(&(budget, line)).map_or(&[][..], Vec::as_slice);
            if periods.iter().any(|period| period.contains(entry.value_on)) {
                return None;
            }
            let finding = Finding::new(&rules::OUTSIDE_THE_PLAN).about(budget).about(line).about(entry.id);
            let finding = finding.with("amount", Amount::Money(pence));
            Some(finding.with("on", Amount::Date(entry.value_on)))
        });
        outside.collect()
    }

    /// What is due of each contribution for longer than the policy says. Whatever is paid pays what is due longest.
    fn arrears(&self, on: NaiveDate, policy: &LedgerPolicy) -> Vec<Finding> {
        let mut charged: BTreeMap<BudgetId, BTreeMap<NaiveDate, i64>> = BTreeMap::new();
        for entry in self.entries().iter().filter(|entry| entry.value_on <= on) {
            if let Movement::ContributionFellDue { budget, pence, .. } = entry.movement
                && self.reversed_by(entry.id).is_none()
            {
                *charged.entry(budget).or_default().entry(entry.value_on).or_default() += pence.pence();
            }
        }
        let recent = on.checked_sub_days(Days::new(policy.arrears_days.into())).unwrap_or(on);
        let late = charged.into_iter().filter_map(|(budget, charged)| {
            let due = self.balance(Account::ContributionDue { budget }, on).unwrap_or_default().pence();
            let new: i64 = charged.range(recent..).map(|(_, pence)| pence).sum();
            let late = due - new;
            if late <= 0 || late <= policy.arrears_of.pence() {
                return None;
            }
            // From the newest back, until all that is due is accounted for.
            let mut left = due;
            let oldest = charged.iter().rev().find(|(_, pence)| {
                left -= **pence;
                left <= 0
            });
            let oldest = oldest.or_else(|| charged.first_key_value()).map(|(day, _)| *day)?;
            let finding = Finding::new(&rules::ARREARS).about(budget);
            let finding = finding.with("amount", Amount::Money(Money::within(late)));
            let finding = finding.with("days", Amount::Count(policy.arrears_days.into()));
            Some(finding.with("since", Amount::Date(oldest)))
        });
        late.collect()
    }
}
