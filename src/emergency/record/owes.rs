//! What is owed on a plan's account.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{EmergencyPlan, Policy, rules};
use crate::base::{Amount, Deadline, Duty, Ower, Owes, WorkingDays};
use crate::machine::Machine;

impl Owes<Policy> for EmergencyPlan {
    /// Sharing this version with everybody it is about; the next review, once the plan is active; looking back at
    /// each emergency. Nothing once the plan has ended.
    fn duties(&self, _on: NaiveDate, policy: &Policy, calendar: &dyn WorkingDays) -> Vec<Duty> {
        if matches!(self, Self::Ended(_)) {
            return Vec::new();
        }
        let case = self.case();
        let mut duties = case.agreement.duties(self.id(), &policy.terms(), calendar);
        for activation in &case.activations {
            let Some(over) = activation.over() else { continue };
            let within = policy.look_back_within;
            let by = within.map_or(Deadline::NoDay, |within| within.after(over.on, calendar).into());
            let duty = Duty::new(&rules::LOOKING_BACK_OWED, Ower::Keeper, over.on).about(self.id()).by(by);
            let duty = duty.with("number", Amount::Count(activation.number().into()));
            duties.push(match activation.learnt() {
                Some(learnt) => duty.done(learnt.on),
                None => duty,
            });
        }
        duties
    }
}
