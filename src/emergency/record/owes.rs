//! What is owed on a plan's account.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{EmergencyPlan, Policy, rules};
use crate::base::{Amount, Deadline, Duty, Ower, Owes, Term, WorkingDays};
use crate::machine::Machine;

impl Owes<Policy> for EmergencyPlan {
    /// Sharing this version with everybody it is about; the next review, once the plan is active; looking back at
    /// each emergency. Nothing once the plan has ended.
    fn duties(&self, _on: NaiveDate, policy: &Policy, calendar: &dyn WorkingDays) -> Vec<Duty> {
        if matches!(self, Self::Ended(_)) {
            return Vec::new();
        }
        let case = self.case();
        let about = |rule, from| Duty::new(rule, Ower::Keeper, from).about(self.id());
        let within =
            |term: Option<Term>, from| term.map_or(Deadline::NoDay, |term| term.after(from, calendar).into());
        let done = |duty: Duty, on: Option<NaiveDate>| match on {
            Some(on) => duty.done(on),
            None => duty,
        };
        let mut duties = Vec::new();
        let everybody = case.people.iter().map(|person| case.people_have_it.get(person).copied());
        let all_have_it = everybody.collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().max());
        let sharing = about(&rules::SHARING_OWED, case.since).by(within(policy.share_within, case.since));
        duties.push(done(sharing, all_have_it));
        if let Some(active) = &case.active {
            let since = case.reviewed.map_or(active.on, |reviewed| reviewed.on);
            let by = case.review_by().map_or_else(|| within(policy.review_within, since), Deadline::By);
            duties.push(about(&rules::REVIEW_OWED, since).by(by).with_notice(policy.review_notice_weeks));
        }
        for activation in &case.activations {
            let Some(over) = activation.over() else { continue };
            let duty = about(&rules::LOOKING_BACK_OWED, over.on)
                .by(within(policy.look_back_within, over.on))
                .with("number", Amount::Count(activation.number().into()));
            duties.push(done(duty, activation.learnt().map(|learnt| learnt.on)));
        }
        duties
    }
}
