//! What is owed on a budget's account.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{Budget, Policy, rules};
use crate::base::{Deadline, Duty, Ower, Owes, Term, WorkingDays};
use crate::machine::Machine;

/// Within what time of the first of them direct payments are reviewed, and how long after a review (SI 2014/2871 reg 7).
const FIRST_REVIEW: Term = Term::Months(6);
const NEXT_REVIEW: Term = Term::Months(12);

impl Owes<Policy> for Budget {
    /// Sharing this version with everybody who is asked; the next review, once it counts; the review of direct payments,
    /// which has a clock of its own; reconciling what had been paid ahead of a suspension; and the last reckoning of
    /// somebody who died. Nothing once it is closed.
    fn duties(&self, on: NaiveDate, policy: &Policy, calendar: &dyn WorkingDays) -> Vec<Duty> {
        let case = self.case();
        if case.over().is_some() {
            return Vec::new();
        }
        let mut duties = Vec::new();
        let is_first =
            case.counting().len() < 2 && case.agreement().is_none_or(|now| now.reviewed().is_none());
        if let Some(now) = case.agreement() {
            duties.extend(now.duties(self.id(), &policy.terms(is_first), calendar));
        }
        if let Some(change) = &case.change {
            // The version that counts is reviewed while another is proposed; it was shared in its time.
            let of_it = change.before.duties(self.id(), &policy.terms(is_first), calendar);
            let review = |duty: &Duty| duty.rule().code == crate::budget::rules::REVIEW_OWED.code;
            duties.extend(of_it.into_iter().filter(review));
        }
        let owed = |rule, from| Duty::new(rule, Ower::Authority, from).about(self.id());
        if let Some(first) = case.counting().first().filter(|_| case.pays_directly(on)) {
            let (since, within) = match case.payments_reviewed {
                Some(last) => (last, NEXT_REVIEW),
                None => (first.from, FIRST_REVIEW),
            };
            let by = Deadline::from(within.after(since, calendar));
            let duty = owed(&rules::PAYMENTS_REVIEW_OWED, since).by(by);
            duties.push(duty.with_notice(policy.review_notice_weeks));
        }
        let within =
            |from| policy.reconcile_within.map_or(Deadline::NoDay, |term| term.after(from, calendar).into());
        for suspension in case.suspensions().iter().filter(|one| one.has_paid_ahead()) {
            let duty = owed(&rules::PAID_AHEAD_OWED, suspension.from).by(within(suspension.from));
            let duty = duty.with("from", crate::base::Amount::Date(suspension.from));
            duties.push(match suspension.reconciled_on {
                Some(done) => duty.done(done),
                None => duty,
            });
        }
        if let Some(died) = case.died().filter(|_| !case.counting().is_empty()) {
            let duty = owed(&rules::LAST_RECKONING_OWED, died).by(within(died));
            duties.push(match case.reconciled() {
                Some((done, _)) => duty.done(done),
                None => duty,
            });
        }
        duties
    }
}
