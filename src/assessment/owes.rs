//! What an assessment owes, and what the next authority is told when somebody moves.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{AssessedAs, Assessment, Case, Policy, rules};
use crate::base::{Basis, Deadline, Duty, Ower, Owes, Surety, Verdict, WorkingDays, codes};
use crate::machine::Machine;

impl Owes<Policy> for Assessment {
    fn duties(&self, _on: NaiveDate, policy: &Policy, calendar: &dyn WorkingDays) -> Vec<Duty> {
        let case = self.case();
        let about = |rule, from| Duty::new(rule, Ower::Authority, from).about(self.id()).about(case.person);
        let within = |term: Option<crate::base::Term>, from| {
            term.map_or(Deadline::NoDay, |term| term.after(from, calendar).into())
        };
        let determined = self.determined().map(|made| made.on);
        let done = |duty: Duty| match determined {
            Some(on) => duty.done(on),
            None => duty,
        };
        if matches!(self, Self::Refused(_) | Self::Withdrawn(_) | Self::Ended(_)) {
            return Vec::new();
        }
        let mut duties = Vec::new();
        let from = case.requested_on;
        duties.push(done(about(&rules::ASSESSMENT_OWED, from).by(within(policy.assess_within, from))));
        for urgent in &case.urgent {
            let rest = about(&rules::REST_OWED_AFTER_URGENT, urgent.on);
            duties.push(done(rest.by(Deadline::By(urgent.rest_due_by))));
        }
        if let (Some(looked), Verdict::Yes) = (&case.advocacy, case.advocacy().due()) {
            let duty = about(&rules::ADVOCATE_OWED, looked.on);
            duties.push(match &case.advocate {
                Some(arranged) => duty.done(arranged.on),
                None => duty,
            });
        }
        if let Some(made) = self.determined() {
            let duty = about(&rules::RESULT_OWED, made.on).by(within(policy.share_within, made.on));
            duties.push(match self {
                Self::Shared(record) => duty.done(record.state().on()),
                _ => duty,
            });
        }
        duties
    }
}

codes! {
    /// What the authority of the new area is told or given when somebody moves.
    pub enum ToTell: "what the next authority is told" {
        /// That the person is coming, and when.
        TheMove = "the_move", "that the person is coming, and when";
        /// The latest assessment, as far as it got.
        Assessment = "assessment", "the latest assessment, as far as it got";
        /// The plan, with what is provided now.
        Plan = "plan", "the plan, and what is provided now";
        /// Who else gives care, and whether they go on.
        Carers = "carers", "who else gives care, and whether they go on";
        /// Assessments with which it was combined: the other person's case may change too.
        Combined = "combined", "the assessments with which it was combined";
        /// Urgent needs that are being met before the assessment is done.
        UrgentNeeds = "urgent_needs", "urgent needs that are being met meanwhile";
        /// The questions that are still open.
        OpenQuestions = "open_questions", "the questions that are still open";
        /// The advocate, who goes on until another is there.
        Advocate = "advocate", "the advocate";
    }
}

impl ToTell {
    /// What it rests on: continuity of care, from common knowledge of the Act and not read in it.
    pub const BASIS: Basis = Basis::act("Care Act 2014", "ss.37, 38", Surety::Unverified);
}

/// What the authority of the new area is told or given when the person moves, in order.
pub fn tell_next_authority(case: &Case) -> Vec<ToTell> {
    let mut list = alloc::vec![ToTell::TheMove, ToTell::Assessment, ToTell::Plan];
    let mut if_so = |holds: bool, what| {
        if holds {
            list.push(what);
        }
    };
    if_so(case.assessed_as == AssessedAs::Adult, ToTell::Carers);
    if_so(case.combined.is_some(), ToTell::Combined);
    if_so(!case.urgent.is_empty(), ToTell::UrgentNeeds);
    if_so(!case.open_questions().is_empty(), ToTell::OpenQuestions);
    if_so(case.advocate.is_some(), ToTell::Advocate);
    list
}
