//! What each event comes to that leads to another state: what must be there for it, what speaks against it, and what is
//! known from then on.

use chrono::NaiveDate;

use super::advocacy::Involvement;
use super::case::{AssessmentCase, Stopped};
use super::dates;
use super::event::{
    ArrangementsMade, AssessedAs, AssessmentEnded, Began, CarriedOut, DeterminationMade, EndedBecause,
    OwedBecause, RefusalAccepted, RequestWithdrawn, Revived, SharedInWriting,
};
use super::refusal::{RefusalFacts, refusal_by_carer};
use super::shared::Given;
use super::{Policy, rules};
use crate::base::{Amount, Code, Finding, Findings, Stamp, Told, Verdict, Weight, WhyNotKnown};
use crate::machine::{Accept, Asked, Misfit};

impl Accept<ArrangementsMade> for AssessmentCase {
    fn fits(&self, event: &ArrangementsMade) -> Result<(), Misfit> {
        not_before_request(self, event.on)
    }

    fn findings(&self, event: &ArrangementsMade, _: &Asked<'_, Policy>) -> Findings {
        let about = |rule| Finding::new(rule).about(self.person);
        let mut findings = Findings::none();
        if event.self_assessment_offered != Told::Known(true) {
            findings.push(about(&rules::SELF_ASSESSMENT_NOT_OFFERED));
        }
        let (wished, capacity) = (event.self_assessment_wished, event.has_capacity);
        if event.carried_out == CarriedOut::SupportedSelfAssessment {
            if wished != Told::Known(true) {
                findings.push(about(&rules::SELF_ASSESSMENT_NOT_WISHED));
            }
            if capacity != Told::Known(true) {
                findings.push(about(&rules::SELF_ASSESSMENT_CAPACITY));
            }
        } else {
            // Whoever wishes it and has capacity has a right to it; both are asked before it is done another way.
            match (wished, capacity) {
                (Told::Known(true), Told::Known(true)) => findings.push(about(&rules::SELF_ASSESSMENT_OWED)),
                (Told::Known(true), Told::NotKnown(_)) => {
                    findings.push(about(&rules::SELF_ASSESSMENT_CAPACITY_OPEN));
                }
                (Told::NotKnown(WhyNotKnown::NotAsked), _) => {
                    findings.push(about(&rules::SELF_ASSESSMENT_WISH_NOT_ASKED));
                }
                _ => {}
            }
        }
        let advocates = self.advocates.values().any(|arranged| arranged.advocate == event.assessor);
        if advocates {
            findings.push(about(&rules::ADVOCATE_NOT_INDEPENDENT).about(event.assessor.any()));
        }
        findings
    }

    fn apply(&mut self, event: &ArrangementsMade, _: &Stamp) {
        self.arranged = Some(event.clone());
    }
}

impl Accept<Began> for AssessmentCase {
    fn fits(&self, event: &Began) -> Result<(), Misfit> {
        not_before_request(self, event.on)
    }

    fn findings(&self, event: &Began, _: &Asked<'_, Policy>) -> Findings {
        dates::beginning(self, event.on).into_iter().collect()
    }

    fn apply(&mut self, event: &Began, _: &Stamp) {
        self.began_on = Some(event.on);
    }
}

impl Accept<DeterminationMade> for AssessmentCase {
    fn fits(&self, event: &DeterminationMade) -> Result<(), Misfit> {
        not_before_request(self, event.on)
    }

    /// Everything that stands between an assessment and its determination.
    fn findings(&self, event: &DeterminationMade, _: &Asked<'_, Policy>) -> Findings {
        let about = |rule| Finding::new(rule).about(self.person);
        let mut findings: Findings = match (self.eligible(), event.meets_criteria) {
            (Verdict::NotKnown, _) => Some(about(&rules::ELIGIBILITY_OPEN).weighing(Weight::Bars)),
            (Verdict::Yes, true) | (Verdict::No, false) => None,
            (Verdict::Yes, false) | (Verdict::No, true) => Some(about(&rules::NOT_AS_THE_FACTS_SAY)),
        }
        .into_iter()
        .collect();
        findings.extend(self.content_missing().map(|item| {
            rules::worded(&rules::CONTENT_MISSING, item.code(), item.words()).about(self.person)
        }));
        match (self.advocacy(Involvement::Assessment).due(), self.advocate(Involvement::Assessment)) {
            (Verdict::Yes, None) => findings.push(about(&rules::ADVOCATE_DUE).weighing(Weight::Bars)),
            (Verdict::Yes, Some(arranged)) => {
                // What was learned since may speak against an advocate who was taken for independent.
                let about = |rule| about(rule).about(arranged.advocate.any());
                match self.is_independent(arranged) {
                    Verdict::Yes => {}
                    Verdict::No => findings.push(about(&rules::ADVOCATE_NOT_INDEPENDENT)),
                    Verdict::NotKnown => {
                        findings.push(about(&rules::ADVOCATE_INDEPENDENCE_OPEN).weighing(Weight::Warns));
                    }
                }
            }
            (Verdict::NotKnown, _) => findings.push(about(&rules::ADVOCACY_OPEN).weighing(Weight::Bars)),
            (Verdict::No, _) => {}
        }
        let open = self.open_questions().len();
        if open > 0 {
            // Guidance bars unless a reason is given for departing from it.
            let weight = if reason_given(event) { Weight::Warns } else { Weight::Bars };
            let count = Amount::Count(i64::try_from(open).unwrap_or(i64::MAX));
            findings.push(about(&rules::QUESTIONS_OPEN).with("count", count).weighing(weight));
        }
        if self.said_no.is_some() {
            findings.push(about(&rules::SAID_NO_BEFORE));
        }
        findings.extend(dates::determining(self, event.on));
        findings
    }

    fn apply(&mut self, event: &DeterminationMade, _: &Stamp) {
        self.made = Some(event.clone());
    }
}

impl Accept<SharedInWriting> for AssessmentCase {
    fn fits(&self, event: &SharedInWriting) -> Result<(), Misfit> {
        let since = self.made.as_ref().map(|made| made.on);
        let about = [self.person.any()];
        Misfit::unless(
            since.is_none_or(|since| event.on >= since),
            "expected `on` no earlier than the determination",
            &about,
        )
    }

    /// What the person has in writing by then is the determination with its reasons, and advice where the answer is no.
    fn findings(&self, event: &SharedInWriting, _: &Asked<'_, Policy>) -> Findings {
        let Some(made) = &self.made else { return Findings::none() };
        let before = self.shared.map(|(_, given)| given).unwrap_or_default();
        let given = before.and(self.person, event);
        let about = |rule| Finding::new(rule).about(self.person);
        let mut findings = Findings::none();
        if given.record.is_none() {
            findings.push(about(&rules::NOT_SHARED_WITH_THE_PERSON));
        } else if given.whole_on(made).is_none() {
            let yes = made.meets_criteria;
            findings.push(about(if yes { &rules::REASONS_OWED } else { &rules::REASONS_AND_ADVICE_OWED }));
        }
        findings
    }

    fn apply(&mut self, event: &SharedInWriting, _: &Stamp) {
        // What was left out the first time is still owed, and can be given.
        let (first, given) = self.shared.unwrap_or((event.on, Given::default()));
        self.shared = Some((first.min(event.on), given.and(self.person, event)));
    }
}

impl Accept<RefusalAccepted> for AssessmentCase {
    fn fits(&self, event: &RefusalAccepted) -> Result<(), Misfit> {
        not_before_request(self, event.on)
    }

    fn findings(&self, event: &RefusalAccepted, _: &Asked<'_, Policy>) -> Findings {
        let mut findings = refusal(self, &event.facts);
        findings.extend(dates::leaving(self, event.on));
        findings
    }

    fn apply(&mut self, event: &RefusalAccepted, _: &Stamp) {
        self.safety = self.safety.after(&event.facts);
        self.stopped = Some(Stopped { on: event.on, refused: true });
    }
}

impl Accept<RequestWithdrawn> for AssessmentCase {
    fn fits(&self, event: &RequestWithdrawn) -> Result<(), Misfit> {
        let about = [self.person.any()];
        Misfit::all([
            not_before_request(self, event.on),
            Misfit::unless(!event.reason.is_empty(), "expected a reason in words", &about),
        ])
    }

    fn findings(&self, event: &RequestWithdrawn, _: &Asked<'_, Policy>) -> Findings {
        let mut findings = refusal(self, &event.facts);
        // What began with a request may end with it; what appeared is there whoever asks.
        if self.because != OwedBecause::Request {
            findings.push(Finding::new(&rules::WITHDRAWING_ENDS_NOTHING).about(self.person));
        }
        findings.extend(dates::leaving(self, event.on));
        findings
    }

    fn apply(&mut self, event: &RequestWithdrawn, _: &Stamp) {
        self.safety = self.safety.after(&event.facts);
        self.stopped = Some(Stopped { on: event.on, refused: false });
    }
}

/// What was said no to is open once more, and what is known stays. Where the no did not end the duty, it has been owed all
/// along.
impl Accept<Revived> for AssessmentCase {
    fn fits(&self, event: &Revived) -> Result<(), Misfit> {
        let since = self.stopped.map(|stopped| stopped.on);
        let about = [self.person.any()];
        Misfit::unless(
            since.is_none_or(|since| event.on >= since),
            "expected `on` no earlier than the no",
            &about,
        )
    }

    fn apply(&mut self, event: &Revived, _: &Stamp) {
        // Where it is not known whether the duty ended, it is not taken to have.
        let ended = self.gone_on().is_some() && self.no_ends_duty() == Verdict::Yes;
        if ended {
            self.requested_on = event.on;
        }
        // What appeared stays the reason of a duty that never ended.
        if ended || self.because == OwedBecause::Request {
            self.because = event.because;
        }
        self.said_no = None;
        self.safety = self.safety.anew();
        self.arranged = None;
        self.began_on = None;
        self.stopped = None;
    }
}

impl Accept<AssessmentEnded> for AssessmentCase {
    fn fits(&self, event: &AssessmentEnded) -> Result<(), Misfit> {
        let about = [self.person.any()];
        let duplicate = event.because == EndedBecause::Duplicate;
        Misfit::all([
            not_before_request(self, event.on),
            Misfit::unless(
                duplicate == event.goes_on_in.is_some(),
                "expected `goes_on_in` for a duplicate, and for nothing else",
                &about,
            ),
        ])
    }

    /// Losing touch ends the duty to assess as a no does, or not at all. Death, moving and a duplicate end it whatever is
    /// known; a risk of abuse or neglect is then a matter of safeguarding.
    fn findings(&self, event: &AssessmentEnded, _: &Asked<'_, Policy>) -> Findings {
        let about = |rule| Finding::new(rule).about(self.person);
        let mut findings = Findings::none();
        match event.because {
            EndedBecause::LostTouch => {
                findings.extend(refusal(self, &event.facts));
                if self.safety.after(&event.facts).abuse_or_risk() == Told::Known(true) {
                    let weight = match self.assessed_as {
                        AssessedAs::Adult => Weight::Bars,
                        AssessedAs::Carer => Weight::Warns,
                    };
                    findings.push(about(&rules::ENDING_DESPITE_RISK).weighing(weight));
                }
            }
            EndedBecause::Died | EndedBecause::Moved | EndedBecause::Duplicate => {
                match self.safety.after(&event.facts).abuse_or_risk() {
                    Told::Known(true) => findings.push(about(&rules::SAFEGUARDING_AFTER_ENDING)),
                    Told::Known(false) => {}
                    Told::NotKnown(_) => findings.push(about(&rules::ABUSE_NOT_ASKED_AT_END)),
                }
                if self.safety.is_undone_by(&event.facts) {
                    findings.push(about(&rules::RISK_UNDONE_WITHOUT_REASON).weighing(Weight::Warns));
                }
            }
        }
        if event.because == EndedBecause::Moved {
            findings.push(about(&rules::NEXT_AUTHORITY_IS_TOLD));
        }
        if event.because != EndedBecause::Duplicate {
            findings.extend(dates::ending(self, event.on, self.refused_on()));
        }
        findings
    }

    fn apply(&mut self, event: &AssessmentEnded, _: &Stamp) {
        self.safety = self.safety.after(&event.facts);
        self.ended = Some(event.clone());
    }
}

pub(super) fn not_before_request(case: &AssessmentCase, on: NaiveDate) -> Result<(), Misfit> {
    let since = case.requested_on;
    Misfit::unless(
        on >= since,
        "expected `on` no earlier than the day it was owed from",
        &[case.person.any()],
    )
}

/// What a no comes to, in whichever way it is said: judged by all that is known, and not by this event alone.
pub(super) fn refusal(case: &AssessmentCase, facts: &RefusalFacts) -> Findings {
    let after = case.safety.after(facts);
    let undone = case.safety.is_undone_by(facts);
    let undone = undone.then(|| Finding::new(&rules::RISK_UNDONE_WITHOUT_REASON).about(case.person));
    match case.assessed_as {
        AssessedAs::Adult => case.refusal(after).findings().iter().cloned().chain(undone).collect(),
        AssessedAs::Carer => {
            // A carer's no ends the duty whatever the risk is: it stays a matter of safeguarding.
            let undone = undone.map(|finding| finding.weighing(Weight::Warns));
            refusal_by_carer(case.person, &after.facts().abuse_or_risk).into_iter().chain(undone).collect()
        }
    }
}

fn reason_given(event: &DeterminationMade) -> bool {
    event.departs_from_guidance.as_ref().is_some_and(|reason| !reason.is_empty())
}
