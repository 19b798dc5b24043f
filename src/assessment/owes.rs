//! What an assessment owes, and what the next authority is told when somebody moves.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::event::{DeterminationMade, EndedBecause};
use super::meeting::MustMeet;
use super::{AssessedAs, Assessment, AssessmentCase, Policy, rules};
use crate::base::{Amount, Basis, Code, Deadline, Duty, Ower, Owes, Surety, Verdict, WorkingDays, codes};
use crate::machine::Machine;

/// What has become of the duty to assess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ToAssess {
    /// It is there, or was done by the determination.
    Stands,
    /// Somebody went, and it is not known whether that ended it.
    ToCheck(NaiveDate),
    /// It has ended.
    Ended,
}

impl Assessment {
    /// What has become of the duty to assess: by the law and by what is known, not by the state of the record. What a
    /// record was made to say irregularly, or took over from elsewhere, ends no duty that the law keeps.
    pub(super) fn to_assess(&self) -> ToAssess {
        let after_no = |on| match self.case().no_ends_duty() {
            Verdict::Yes => ToAssess::Ended,
            Verdict::No => ToAssess::Stands,
            Verdict::NotKnown => ToAssess::ToCheck(on),
        };
        let case = self.case();
        let after_going = || case.gone_on().map_or(ToAssess::Stands, after_no);
        let Some(ended) = &case.ended else { return after_going() };
        match ended.because {
            // A record is no duplicate of itself.
            EndedBecause::Duplicate if ended.goes_on_in == Some(self.id()) => after_going(),
            EndedBecause::Died | EndedBecause::Moved | EndedBecause::Duplicate => ToAssess::Ended,
            EndedBecause::LostTouch if case.made.is_some() => ToAssess::Stands,
            EndedBecause::LostTouch => after_no(ended.on),
        }
    }
}

impl Owes<Policy> for Assessment {
    fn duties(&self, on: NaiveDate, policy: &Policy, calendar: &dyn WorkingDays) -> Vec<Duty> {
        let case = self.case();
        let about = |rule, from| Duty::new(rule, Ower::Authority, from).about(self.id()).about(case.person);
        let within = |term: Option<crate::base::Term>, from| {
            term.map_or(Deadline::NoDay, |term| term.after(from, calendar).into())
        };
        let determined = self.determined().map(|made| made.on);
        let done = |duty: Duty, on: Option<NaiveDate>| match on {
            Some(on) => duty.done(on),
            None => duty,
        };
        let mut duties = Vec::new();
        match self.to_assess() {
            ToAssess::Stands => {}
            ToAssess::ToCheck(since) => return alloc::vec![about(&rules::END_TO_BE_CHECKED, since)],
            ToAssess::Ended => return duties,
        }
        let from = case.requested_on;
        let assessment = about(&rules::ASSESSMENT_OWED, from).by(within(policy.assess_within, from));
        duties.push(done(assessment, determined));
        for urgent in &case.urgent {
            let rest = about(&rules::REST_OWED_AFTER_URGENT, urgent.on);
            duties.push(done(rest.by(Deadline::By(urgent.rest_due_by)), determined));
        }
        for (involved_in, looked) in &case.advocacy {
            if case.advocacy(*involved_in).due() != Verdict::Yes {
                continue;
            }
            let duty = about(&rules::ADVOCATE_OWED, looked.on);
            let duty = duty
                .with("code", Amount::Code(involved_in.code()))
                .with("words", Amount::Code(involved_in.words()));
            // Somebody who is known not to be independent is no advocate.
            let arranged = case.advocate(*involved_in);
            let arranged = arranged.filter(|arranged| case.is_independent(arranged) != Verdict::No);
            duties.push(done(duty, arranged.map(|arranged| arranged.on)));
        }
        if let Some(made) = self.determined() {
            let duty = about(&rules::RESULT_OWED, made.on).by(within(policy.share_within, made.on));
            duties.push(done(duty, case.given_whole_on()));
            duties.extend(self.owed_again(made, on));
        }
        duties
    }
}

impl Assessment {
    /// Needs that carers met and no longer do: from the day on which that ended, they are owed again.
    fn owed_again(&self, made: &DeterminationMade, on: NaiveDate) -> Vec<Duty> {
        let case = self.case();
        if case.carers_help.is_blank() {
            return Vec::new();
        }
        let owed = case.outcomes_owed(made.meets_criteria.into(), on).into_iter();
        owed.filter(|owed| owed.must_meet == MustMeet::Duty)
            .filter_map(|owed| {
                let since = owed.again_since?.max(made.on);
                let duty = Duty::new(&rules::NEED_OWED_AGAIN, Ower::Authority, since);
                let duty = duty.about(self.id()).about(case.person);
                let (code, words) = (owed.outcome.code(), owed.outcome.words());
                Some(duty.with("code", Amount::Code(code)).with("words", Amount::Code(words)))
            })
            .collect()
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
pub fn tell_next_authority(case: &AssessmentCase) -> Vec<ToTell> {
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
    if_so(!case.advocates.is_empty(), ToTell::Advocate);
    list
}
