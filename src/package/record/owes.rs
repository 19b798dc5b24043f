//! What is owed on a package's account.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{CarePackage, Policy, rules};
use crate::base::{Amount, Deadline, Duty, Ower, Owes, Term, WorkingDays};
use crate::machine::Machine;

impl Owes<Policy> for CarePackage {
    /// Sharing this version with everybody it is about; the next review of what is in force, and those that somebody asked for;
    /// what an urgent start owes; an emergency plan in place of what is arranged; the difference of each correction.
    ///
    /// Once the package has ended, what an urgent start owes and differences are owed still. Nothing ends them but being done.
    fn duties(&self, _on: NaiveDate, policy: &Policy, calendar: &dyn WorkingDays) -> Vec<Duty> {
        let case = self.case();
        let within =
            |term: Option<Term>, from| term.map_or(Deadline::NoDay, |term| term.after(from, calendar).into());
        let owed = |rule, from, by| Duty::new(rule, Ower::Authority, from).about(self.id()).by(by);
        let done = |duty: Duty, on: Option<NaiveDate>| match on {
            Some(on) => duty.done(on),
            None => duty,
        };
        let mut duties = Vec::new();
        if !matches!(self, Self::Ended(_)) {
            duties = case.agreement.duties(self.id(), &case.terms(policy), calendar);
            // What is in force is reviewed in its time, whatever is proposed beside it.
            if let Some(before) = &case.before {
                let terms = policy.terms(before.agreement.reviewed().is_some());
                let of_before = before.agreement.duties(self.id(), &terms, calendar);
                duties.extend(
                    of_before
                        .into_iter()
                        .filter(|duty| duty.rule().code == crate::package::rules::REVIEW_OWED.code),
                );
            }
            for asked in &case.reviews_asked {
                let by = within(policy.review_asked_within, asked.on);
                let duty = owed(&rules::REVIEW_ASKED_FOR_OWED, asked.on, by).about(asked.by);
                duties.push(done(duty, asked.held_on));
            }
            if let Some(interim) = case.interim {
                let duty = owed(&rules::EMERGENCY_PLAN_OWED, interim.since, Deadline::By(interim.until));
                duties.push(done(duty, interim.plan_on));
            }
        }
        if let Some(urgent) = &case.urgent {
            let terms = [policy.assess_within, policy.agree_within, policy.approve_within];
            let days = [urgent.assessed_on, urgent.agreed_on, urgent.approved_on];
            for (((rule, _), term), on) in rules::URGENT_OWED.into_iter().zip(terms).zip(days) {
                duties.push(done(owed(rule, urgent.on, within(term, urgent.on)), on));
            }
        }
        for one in &case.corrections {
            let by = within(policy.reconcile_within, one.decided_on);
            let duty = owed(&rules::RECONCILING_OWED, one.decided_on, by);
            duties.push(done(duty.with("from", Amount::Date(one.from)), one.reconciled_on));
        }
        duties
    }
}
