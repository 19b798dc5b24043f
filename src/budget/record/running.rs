//! What each event comes to while a budget runs, and with which it ends: reviewed, suspended, reconciled, closed.

use chrono::NaiveDate;

use super::{
    BudgetCase, BudgetClosed, BudgetNeverBegan, BudgetPersonDied, BudgetReconciled, BudgetReviewed,
    DirectPaymentsReviewed, PaidAheadReconciled, PaymentsResumed, PaymentsSuspended, Policy, Suspension,
    rules,
};
use crate::agreement::LastReview;
use crate::base::{Amount, Finding, Findings, Stamp};
use crate::machine::{Accept, Asked, Misfit};

impl BudgetCase {
    fn began_on(&self) -> Option<NaiveDate> {
        self.counting.first().map(|first| first.from)
    }

    fn not_before_first_day(&self, day: NaiveDate, expected: &'static str) -> Result<(), Misfit> {
        Misfit::unless(self.began_on().is_none_or(|first| day >= first), expected, &self.ids())
    }
}

impl Accept<BudgetReviewed> for BudgetCase {
    fn fits(&self, event: &BudgetReviewed) -> Result<(), Misfit> {
        self.version()?.reviewing_fits(&LastReview { on: event.on, next_by: event.next_by })
    }

    fn findings(&self, event: &BudgetReviewed, asked: &Asked<'_, Policy>) -> Findings {
        let review = LastReview { on: event.on, next_by: event.next_by };
        let now = self.agreement.as_ref();
        now.map_or_else(Findings::none, |now| now.reviewing(&review, &asked.policy().terms(false)))
    }

    fn apply(&mut self, event: &BudgetReviewed, _: &Stamp) {
        if let Some(now) = &mut self.agreement {
            now.review(LastReview { on: event.on, next_by: event.next_by });
        }
    }
}

impl Accept<DirectPaymentsReviewed> for BudgetCase {
    fn fits(&self, event: &DirectPaymentsReviewed) -> Result<(), Misfit> {
        self.not_before_first_day(event.on, "expected `on` no earlier than the budget's first day")
    }

    fn apply(&mut self, event: &DirectPaymentsReviewed, _: &Stamp) {
        self.payments_reviewed = self.payments_reviewed.max(Some(event.on));
    }
}

impl Accept<PaymentsSuspended> for BudgetCase {
    fn fits(&self, event: &PaymentsSuspended) -> Result<(), Misfit> {
        let last = self.suspensions.last().and_then(|last| last.until);
        Misfit::all([
            self.not_before_first_day(event.from, "expected `from` no earlier than the budget's first day"),
            Misfit::unless(
                last.is_none_or(|until| event.from >= until),
                "expected `from` no earlier than the end of the suspension before",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, event: &PaymentsSuspended, asked: &Asked<'_, Policy>) -> Findings {
        let find = |rule| Finding::new(rule).about(self.id).with("from", Amount::Date(event.from));
        let mut findings: Findings = [find(&rules::LINES_RUN_ON)].into_iter().collect();
        if event.paid_up_to.is_none() {
            findings.push(find(&rules::PAID_AHEAD_NOT_KNOWN));
        }
        if event.paid_up_to.is_none_or(|last| last >= event.from) {
            findings.push(find(&rules::PAID_AHEAD_OWED));
            if asked.policy().reconcile_within.is_none() {
                findings.push(rules::not_set("reconcile_within"));
            }
        }
        findings
    }

    fn apply(&mut self, event: &PaymentsSuspended, _: &Stamp) {
        // Whoever stops payments does not wait for a change to be settled.
        self.drop_change();
        self.suspensions.push(Suspension {
            from: event.from,
            until: None,
            because: event.because,
            paid_up_to: event.paid_up_to,
            reconciled_on: None,
        });
    }
}

impl Accept<PaymentsResumed> for BudgetCase {
    fn fits(&self, event: &PaymentsResumed) -> Result<(), Misfit> {
        let open = self.suspensions.last().filter(|last| last.until.is_none());
        Misfit::unless(
            open.is_some_and(|open| event.from > open.from),
            "expected `from` later than the first day of the suspension",
            &self.ids(),
        )
    }

    fn findings(&self, _: &PaymentsResumed, _: &Asked<'_, Policy>) -> Findings {
        self.not_reconciled().map(|finding| finding.weighing(crate::base::Weight::Warns)).collect()
    }

    fn apply(&mut self, event: &PaymentsResumed, _: &Stamp) {
        if let Some(last) = self.suspensions.last_mut() {
            last.until = Some(event.from);
        }
    }
}

impl BudgetCase {
    /// What had been paid ahead and is not reconciled.
    fn not_reconciled(&self) -> impl Iterator<Item = Finding> + '_ {
        let open = self.suspensions.iter().filter(|one| one.has_paid_ahead() && one.reconciled_on.is_none());
        open.map(|one| {
            let finding = Finding::new(&rules::PAID_AHEAD_NOT_RECONCILED).about(self.id);
            finding.with("from", Amount::Date(one.from))
        })
    }
}

impl Accept<PaidAheadReconciled> for BudgetCase {
    fn fits(&self, event: &PaidAheadReconciled) -> Result<(), Misfit> {
        let open = |one: &&Suspension| one.from == event.suspended_from && one.reconciled_on.is_none();
        let there = self.suspensions.iter().find(open).is_some_and(Suspension::has_paid_ahead);
        Misfit::unless(
            there,
            "expected `suspended_from` of a suspension that had been paid ahead, and is not reconciled",
            &self.ids(),
        )
    }

    fn apply(&mut self, event: &PaidAheadReconciled, _: &Stamp) {
        let one = self.suspensions.iter_mut().find(|one| one.from == event.suspended_from);
        if let Some(one) = one {
            one.reconciled_on = Some(event.on);
        }
    }
}

impl Accept<BudgetReconciled> for BudgetCase {
    fn fits(&self, event: &BudgetReconciled) -> Result<(), Misfit> {
        let later = self.reconciled.is_none_or(|(_, before)| event.up_to >= before);
        Misfit::all([
            self.not_before_first_day(event.up_to, "expected `up_to` no earlier than the budget's first day"),
            Misfit::unless(later, "expected `up_to` no earlier than before", &self.ids()),
        ])
    }

    fn findings(&self, _: &BudgetReconciled, _: &Asked<'_, Policy>) -> Findings {
        self.not_reconciled().collect()
    }

    fn apply(&mut self, event: &BudgetReconciled, _: &Stamp) {
        self.drop_change();
        self.reconciled = Some((event.on, event.up_to));
    }
}

impl Accept<BudgetPersonDied> for BudgetCase {
    fn fits(&self, _: &BudgetPersonDied) -> Result<(), Misfit> {
        let expected = "expected somebody whose death is not recorded yet";
        Misfit::unless(self.died.is_none(), expected, &[self.of.person.any()])
    }

    fn findings(&self, event: &BudgetPersonDied, _: &Asked<'_, Policy>) -> Findings {
        let finding = Finding::new(&rules::CHARGING_ENDS).about(self.of.person);
        [finding.with("died", Amount::Date(event.on))].into_iter().collect()
    }

    fn apply(&mut self, event: &BudgetPersonDied, _: &Stamp) {
        self.died = Some(event.on);
    }
}

impl Accept<BudgetNeverBegan> for BudgetCase {
    fn fits(&self, _: &BudgetNeverBegan) -> Result<(), Misfit> {
        Ok(())
    }

    fn apply(&mut self, event: &BudgetNeverBegan, _: &Stamp) {
        self.over = Some(event.on);
    }
}

impl Accept<BudgetClosed> for BudgetCase {
    fn fits(&self, event: &BudgetClosed) -> Result<(), Misfit> {
        let of_it = event.account.as_ref().is_none_or(|account| account.budget == self.id);
        let in_time = event.account.as_ref().is_none_or(|account| account.as_at <= event.on);
        Misfit::all([
            Misfit::unless(of_it, "expected the final account of this budget", &self.ids()),
            Misfit::unless(in_time, "expected a final account of a day no later than `on`", &self.ids()),
        ])
    }

    fn findings(&self, event: &BudgetClosed, _: &Asked<'_, Policy>) -> Findings {
        let find = |rule| Finding::new(rule).about(self.id);
        let Some(account) = &event.account else {
            return [find(&rules::NO_FINAL_ACCOUNT)].into_iter().collect();
        };
        let mut findings: Findings = self.not_reconciled().collect();
        if let Some((_, up_to)) = self.reconciled.filter(|(_, up_to)| account.as_at < *up_to) {
            findings.push(find(&rules::FINAL_ACCOUNT_TOO_EARLY).with("up_to", Amount::Date(up_to)));
        }
        if !account.open.is_empty() {
            let count = i64::try_from(account.open.len()).unwrap_or(i64::MAX);
            findings.push(find(&rules::FINAL_ACCOUNT_OPEN).with("count", Amount::Count(count)));
        }
        findings
    }

    fn apply(&mut self, event: &BudgetClosed, _: &Stamp) {
        self.over = Some(event.on);
        if let Some(now) = &mut self.agreement {
            now.end(event.on, None);
        }
    }
}
