//! What must be there for an event that leads to another state, and what speaks against it.

use chrono::NaiveDate;

use super::advocacy::Involvement;
use super::case::Case;
use super::dates;
use super::event::{
    ArrangementsMade, AssessedAs, AssessmentEnded, CarriedOut, DeterminationMade, EndedBecause, Opened,
    OwedBecause, RefusalAccepted, RequestWithdrawn, Revived,
};
use super::refusal::{RefusalFacts, refusal_by_carer};
use super::shared::Given;
use super::{Assessment, rules};
use crate::base::{Amount, Code, Finding, Findings, Told, Verdict, Weight, WhyNotKnown};
use crate::machine::{Misfit, TakenOver};

impl Case {
    /// It is owed again: what was said no to is open once more, and what is known stays. Where the no did not end the
    /// duty, it has been owed all along.
    pub(super) fn revive(&mut self, event: &Revived, may_have_ended: bool) {
        // Where it is not known whether the duty ended, it is not taken to have.
        let ended = may_have_ended && self.no_ends_duty() == Verdict::Yes;
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
    }
}

pub(super) fn not_before_request(case: &Case, on: NaiveDate) -> Result<(), Misfit> {
    let since = case.requested_on;
    Misfit::unless(
        on >= since,
        "expected `on` no earlier than the day it was owed from",
        &[case.person.any()],
    )
}

pub(super) fn opening_fits(event: &Opened) -> Result<(), Misfit> {
    let about = [event.person.any()];
    Misfit::all([
        Misfit::unless(
            event.cares_for != Some(event.person),
            "expected `cares_for` to be somebody else",
            &about,
        ),
        Misfit::unless(
            event.cares_for.is_none() || event.assessed_as == AssessedAs::Carer,
            "expected `cares_for` for a carer only",
            &about,
        ),
        Misfit::unless(
            event.cares_for.is_some() || event.assessed_as == AssessedAs::Adult,
            "expected `cares_for`: whom the carer cares for",
            &about,
        ),
    ])
}

pub(super) fn opening(event: &Opened) -> Findings {
    let about = |rule| Finding::new(rule).about(event.person);
    let mut findings = Findings::none();
    match event.is_adult.told() {
        Told::Known(true) => {}
        Told::Known(false) => findings.push(match event.assessed_as {
            AssessedAs::Carer => about(&rules::YOUNG_CARER),
            AssessedAs::Adult => about(&rules::NOT_AN_ADULT),
        }),
        Told::NotKnown(_) => findings.push(about(&rules::ADULT_NOT_KNOWN)),
    }
    if event.assessed_as == AssessedAs::Carer {
        match event.cared_for_is_adult.told() {
            Told::Known(true) => {}
            Told::Known(false) => findings.push(about(&rules::CARED_FOR_NOT_AN_ADULT)),
            Told::NotKnown(_) => findings.push(about(&rules::CARED_FOR_ADULT_NOT_KNOWN)),
        }
        match event.paid_or_voluntary.told() {
            Told::Known(true) => findings.push(about(&rules::CARES_BY_CONTRACT)),
            Told::Known(false) => {}
            Told::NotKnown(_) => findings.push(about(&rules::CONTRACT_NOT_KNOWN)),
        }
    }
    findings
}

pub(super) fn arranging(case: &Case, event: &ArrangementsMade) -> Findings {
    let about = |rule| Finding::new(rule).about(case.person);
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
    let advocates = case.advocates.values().any(|arranged| arranged.advocate == event.assessor);
    if advocates {
        findings.push(about(&rules::ADVOCATE_NOT_INDEPENDENT).about(event.assessor.any()));
    }
    findings
}

/// What a no comes to, in whichever way it is said: judged by all that is known, and not by this event alone.
pub(super) fn refusal(case: &Case, facts: &RefusalFacts) -> Findings {
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

pub(super) fn refusing(case: &Case, event: &RefusalAccepted) -> Findings {
    let mut findings = refusal(case, &event.facts);
    findings.extend(dates::leaving(case, event.on));
    findings
}

pub(super) fn withdrawing_fits(case: &Case, event: &RequestWithdrawn) -> Result<(), Misfit> {
    let about = [case.person.any()];
    Misfit::all([
        not_before_request(case, event.on),
        Misfit::unless(!event.reason.is_empty(), "expected a reason in words", &about),
    ])
}

pub(super) fn withdrawing(case: &Case, event: &RequestWithdrawn) -> Findings {
    let mut findings = refusal(case, &event.facts);
    // What began with a request may end with it; what appeared is there whoever asks.
    if case.because != OwedBecause::Request {
        findings.push(Finding::new(&rules::WITHDRAWING_ENDS_NOTHING).about(case.person));
    }
    findings.extend(dates::leaving(case, event.on));
    findings
}

pub(super) fn ending_fits(case: &Case, event: &AssessmentEnded) -> Result<(), Misfit> {
    let about = [case.person.any()];
    let duplicate = event.because == EndedBecause::Duplicate;
    Misfit::all([
        not_before_request(case, event.on),
        Misfit::unless(
            duplicate == event.goes_on_in.is_some(),
            "expected `goes_on_in` for a duplicate, and for nothing else",
            &about,
        ),
    ])
}

/// Losing touch ends the duty to assess as a no does, or not at all. Death, moving and a duplicate end it whatever is
/// known; a risk of abuse or neglect is then a matter of safeguarding.
pub(super) fn ending(case: &Case, event: &AssessmentEnded, refused_on: Option<NaiveDate>) -> Findings {
    let about = |rule| Finding::new(rule).about(case.person);
    let mut findings = Findings::none();
    match event.because {
        EndedBecause::LostTouch => {
            findings.extend(refusal(case, &event.facts));
            if case.safety.after(&event.facts).abuse_or_risk() == Told::Known(true) {
                let weight = match case.assessed_as {
                    AssessedAs::Adult => Weight::Bars,
                    AssessedAs::Carer => Weight::Warns,
                };
                findings.push(about(&rules::ENDING_DESPITE_RISK).weighing(weight));
            }
        }
        EndedBecause::Died | EndedBecause::Moved | EndedBecause::Duplicate => {
            match case.safety.after(&event.facts).abuse_or_risk() {
                Told::Known(true) => findings.push(about(&rules::SAFEGUARDING_AFTER_ENDING)),
                Told::Known(false) => {}
                Told::NotKnown(_) => findings.push(about(&rules::ABUSE_NOT_ASKED_AT_END)),
            }
            if case.safety.is_undone_by(&event.facts) {
                findings.push(about(&rules::RISK_UNDONE_WITHOUT_REASON).weighing(Weight::Warns));
            }
        }
    }
    if event.because == EndedBecause::Moved {
        findings.push(about(&rules::NEXT_AUTHORITY_IS_TOLD));
    }
    if event.because != EndedBecause::Duplicate {
        findings.extend(dates::ending(case, event.on, refused_on));
    }
    findings
}

/// Everything that stands between an assessment and its determination.
pub(super) fn determining(case: &Case, event: &DeterminationMade) -> Findings {
    let about = |rule| Finding::new(rule).about(case.person);
    let mut findings: Findings = match (case.eligible(), event.meets_criteria) {
        (Verdict::NotKnown, _) => Some(about(&rules::ELIGIBILITY_OPEN).weighing(Weight::Bars)),
        (Verdict::Yes, true) | (Verdict::No, false) => None,
        (Verdict::Yes, false) | (Verdict::No, true) => Some(about(&rules::NOT_AS_THE_FACTS_SAY)),
    }
    .into_iter()
    .collect();
    findings
        .extend(case.content_missing().map(|item| {
            rules::worded(&rules::CONTENT_MISSING, item.code(), item.words()).about(case.person)
        }));
    match (case.advocacy(Involvement::Assessment).due(), case.advocate(Involvement::Assessment)) {
        (Verdict::Yes, None) => findings.push(about(&rules::ADVOCATE_DUE).weighing(Weight::Bars)),
        (Verdict::Yes, Some(arranged)) => {
            // What was learned since may speak against an advocate who was taken for independent.
            let about = |rule| about(rule).about(arranged.advocate.any());
            match case.is_independent(arranged) {
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
    let open = case.open_questions().len();
    if open > 0 {
        // Guidance bars unless a reason is given for departing from it.
        let weight = if reason_given(event) { Weight::Warns } else { Weight::Bars };
        let count = Amount::Count(i64::try_from(open).unwrap_or(i64::MAX));
        findings.push(about(&rules::QUESTIONS_OPEN).with("count", count).weighing(weight));
    }
    if case.said_no.is_some() {
        findings.push(about(&rules::SAID_NO_BEFORE));
    }
    findings.extend(dates::determining(case, event.on));
    findings
}

fn reason_given(event: &DeterminationMade) -> bool {
    event.departs_from_guidance.as_ref().is_some_and(|reason| !reason.is_empty())
}

/// What the person has in writing by then is the determination with its reasons, and advice where the answer is no.
pub(super) fn sharing(case: &Case, made: &DeterminationMade, given: Given) -> Findings {
    let about = |rule| Finding::new(rule).about(case.person);
    let mut findings = Findings::none();
    if given.record.is_none() {
        findings.push(about(&rules::NOT_SHARED_WITH_THE_PERSON));
    } else if given.whole_on(made).is_none() {
        let yes = made.meets_criteria;
        findings.push(about(if yes { &rules::REASONS_OWED } else { &rules::REASONS_AND_ADVICE_OWED }));
    }
    findings
}

pub(super) fn taken_over_fits(taken: &TakenOver<Assessment>) -> Result<(), Misfit> {
    let known = &taken.as_known;
    let about = [known.person.any()];
    let none_before = |on: Option<NaiveDate>| on.is_none_or(|on| on >= known.requested_on);
    Misfit::all([
        Misfit::unless(
            known.cares_for.is_some() == (known.assessed_as == AssessedAs::Carer),
            "expected `cares_for` for a carer, and for nobody else",
            &about,
        ),
        Misfit::unless(
            known.cares_for != Some(known.person),
            "expected `cares_for` to be somebody else",
            &about,
        ),
        Misfit::unless(
            none_before(known.refused_on) && none_before(known.determined.as_ref().map(|made| made.on)),
            "expected nothing earlier than `requested_on`",
            &about,
        ),
    ])
}
