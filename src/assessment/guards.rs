//! What must be there for an event, what speaks against it, and what it changes on the way.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::case::{Case, owed_in};
use super::combining::{Concerned, may_combine};
use super::event::{
    AdvocacyLookedAt, AdvocateArranged, ArrangementsMade, AssessedAs, AssessmentEnded, CarriedOut, Combined,
    Considered, ContentRecorded, CriteriaFacts, DeterminationMade, EndedBecause, FactsRecorded,
    MeansRecorded, MeetingFacts, Opened, OwedBecause, QuestionsAnswered, RequestWithdrawn, Revived, SaidNo,
    SharedInWriting, Split, UrgentNeedsMet,
};
use super::refusal::{RefusalFacts, refusal_by_adult, refusal_by_carer};
use super::{Assessment, rules};
use crate::base::{Actor, Amount, Code, Finding, Findings, Told, Verdict, Weight};
use crate::machine::{Misfit, TakenOver};

/// An event that changes what is known in a case and not the state it is in.
pub(super) trait OnTheWay {
    /// Whether what it speaks of is there.
    fn fits(&self, case: &Case) -> Result<(), Misfit>;
    /// What speaks against it.
    fn findings(&self, case: &Case) -> Findings {
        let _ = case;
        Findings::none()
    }
    /// What is known from then on.
    fn change(&self, case: &mut Case);
}

impl Case {
    /// It is owed again: what was said no to is open once more, and what is known stays.
    pub(super) fn revive(&mut self, event: &Revived) {
        self.requested_on = event.on;
        self.because = event.because;
        self.said_no = None;
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
    if *event.paid_or_voluntary.told() == Told::Known(true) {
        findings.push(about(&rules::CARES_BY_CONTRACT));
    }
    findings
}

pub(super) fn arranging(case: &Case, event: &ArrangementsMade) -> Findings {
    let about = |rule| Finding::new(rule).about(case.person);
    let mut findings = Findings::none();
    if event.self_assessment_offered != Told::Known(true) {
        findings.push(about(&rules::SELF_ASSESSMENT_NOT_OFFERED));
    }
    if event.carried_out == CarriedOut::SupportedSelfAssessment {
        if event.self_assessment_wished != Told::Known(true) {
            findings.push(about(&rules::SELF_ASSESSMENT_NOT_WISHED));
        }
        if event.has_capacity != Told::Known(true) {
            findings.push(about(&rules::SELF_ASSESSMENT_CAPACITY));
        }
    }
    findings
}

pub(super) fn refusal(case: &Case, facts: &RefusalFacts) -> Findings {
    match case.assessed_as {
        AssessedAs::Adult => refusal_by_adult(case.person, facts).findings().clone(),
        AssessedAs::Carer => refusal_by_carer(case.person, &facts.abuse_or_risk),
    }
}

pub(super) fn withdrawing_fits(case: &Case, event: &RequestWithdrawn) -> Result<(), Misfit> {
    let about = [case.person.any()];
    Misfit::all([
        not_before_request(case, event.on),
        Misfit::unless(!event.reason.is_empty(), "expected a reason in words", &about),
    ])
}

pub(super) fn withdrawing(case: &Case) -> Findings {
    // What began with a request may end with it; what appeared is there whoever asks.
    let appears = case.because != OwedBecause::Request;
    appears.then(|| Finding::new(&rules::WITHDRAWING_ENDS_NOTHING).about(case.person)).into_iter().collect()
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

pub(super) fn ending(case: &Case, event: &AssessmentEnded) -> Findings {
    let about = |rule| Finding::new(rule).about(case.person);
    let mut findings = Findings::none();
    let risk = case.said_no.as_ref().map(|no| *no.facts.abuse_or_risk.told()) == Some(Told::Known(true));
    if risk && event.because == EndedBecause::LostTouch {
        findings.push(about(&rules::ENDING_DESPITE_RISK));
    }
    if event.because == EndedBecause::Moved {
        findings.push(about(&rules::NEXT_AUTHORITY_IS_TOLD));
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
    match case.advocacy().due() {
        Verdict::Yes if case.advocate.is_none() => {
            findings.push(about(&rules::ADVOCATE_DUE).weighing(Weight::Bars));
        }
        Verdict::NotKnown => findings.push(about(&rules::ADVOCACY_OPEN).weighing(Weight::Bars)),
        Verdict::Yes | Verdict::No => {}
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
    findings
}

fn reason_given(event: &DeterminationMade) -> bool {
    event.departs_from_guidance.as_ref().is_some_and(|reason| !reason.is_empty())
}

pub(super) fn sharing(case: &Case, made: &DeterminationMade, event: &SharedInWriting) -> Findings {
    let about = |rule| Finding::new(rule).about(case.person);
    let mut findings = Findings::none();
    if !event.to.contains(&case.person) {
        findings.push(about(&rules::NOT_SHARED_WITH_THE_PERSON));
    }
    if !made.meets_criteria && !event.with_reasons_and_advice {
        findings.push(about(&rules::REASONS_AND_ADVICE_OWED));
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

impl OnTheWay for QuestionsAnswered {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        Misfit::unless(self.answers.person == case.person, "expected the person's own answers", &about)
    }

    fn change(&self, case: &mut Case) {
        case.answered = Some(self.clone());
    }
}

impl OnTheWay for AdvocacyLookedAt {
    fn fits(&self, _: &Case) -> Result<(), Misfit> {
        Ok(())
    }

    fn change(&self, case: &mut Case) {
        case.advocacy = Some(self.clone());
    }
}

impl OnTheWay for AdvocateArranged {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        let own = self.advocate == Actor::Person(case.person);
        Misfit::unless(!own, "expected an advocate who is somebody else", &about)
    }

    fn findings(&self, case: &Case) -> Findings {
        // Independent: not somebody who lives with the person or is cared for by them.
        let near = case.cares_for.is_some_and(|other| self.advocate == Actor::Person(other))
            || case.answers().is_some_and(|answers| {
                answers.others().iter().any(|with| self.advocate == Actor::Person(with.other))
            });
        near.then(|| {
            Finding::new(&rules::ADVOCATE_NOT_INDEPENDENT).about(case.person).about(self.advocate.any())
        })
        .into_iter()
        .collect()
    }

    fn change(&self, case: &mut Case) {
        case.advocate = Some(self.clone());
    }
}

impl OnTheWay for SaidNo {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        not_before_request(case, self.on)
    }

    /// That somebody said no is so, whatever it ends: nothing bars it.
    fn findings(&self, case: &Case) -> Findings {
        let soften = |finding: Finding| match finding.weight() {
            Weight::Bars => finding.weighing(Weight::Warns),
            Weight::Warns | Weight::Notes => finding,
        };
        refusal(case, &self.facts).into_iter().map(soften).collect()
    }

    fn change(&self, case: &mut Case) {
        case.said_no = Some(self.clone());
    }
}

impl OnTheWay for UrgentNeedsMet {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        Misfit::all([
            Misfit::unless(!self.outcomes.is_empty(), "expected what the urgent needs are about", &about),
            Misfit::unless(
                self.rest_due_by >= self.on,
                "expected `rest_due_by` no earlier than `on`",
                &about,
            ),
        ])
    }

    fn change(&self, case: &mut Case) {
        case.urgent.push(self.clone());
    }
}

impl OnTheWay for Combined {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        let mut assessments: Vec<_> = self.with.iter().map(|with| with.assessment).collect();
        let mut people: Vec<_> = self.says.iter().map(|said| said.person).collect();
        let all = (assessments.len(), people.len());
        assessments.sort_unstable();
        assessments.dedup();
        people.sort_unstable();
        people.dedup();
        Misfit::all([
            Misfit::unless(!self.with.is_empty(), "expected another assessment to combine with", &about),
            Misfit::unless(
                all == (assessments.len(), people.len()),
                "expected each assessment and each person once",
                &about,
            ),
        ])
    }

    fn findings(&self, case: &Case) -> Findings {
        let mut people: Vec<_> = self.with.iter().map(|with| with.person).collect();
        people.push(case.person);
        people.sort_unstable();
        people.dedup();
        let says: Vec<Concerned> = (people.into_iter())
            .map(|person| {
                let said = self.says.iter().find(|said| said.person == person);
                Concerned::new(person, said.map(|said| &said.say))
            })
            .collect();
        may_combine(&says)
    }

    fn change(&self, case: &mut Case) {
        case.combined = Some(self.clone());
    }
}

impl OnTheWay for Split {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        Misfit::unless(case.combined.is_some(), "expected an assessment that is combined", &about)
    }

    fn change(&self, case: &mut Case) {
        case.combined = None;
    }
}

impl OnTheWay for FactsRecorded {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        let of = match self.facts {
            CriteriaFacts::Adult(_) => AssessedAs::Adult,
            CriteriaFacts::Carer(_) => AssessedAs::Carer,
        };
        Misfit::unless(of == case.assessed_as, "expected facts for the role of this assessment", &about)
    }

    fn change(&self, case: &mut Case) {
        case.facts = Some(self.clone());
    }
}

impl OnTheWay for ContentRecorded {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        let owed = self.content.said().all(|(item, _)| owed_in(item, case.assessed_as));
        Misfit::unless(owed, "expected only what an assessment in this role looks at", &about)
    }

    fn change(&self, case: &mut Case) {
        for (item, considered) in self.content.said() {
            if *considered != Considered::NotYet {
                case.content.set(item, *considered);
            }
        }
    }
}

impl OnTheWay for MeansRecorded {
    fn fits(&self, case: &Case) -> Result<(), Misfit> {
        let about = [case.person.any()];
        let of = match self.facts {
            MeetingFacts::Adult(_) => AssessedAs::Adult,
            MeetingFacts::Carer(_) => AssessedAs::Carer,
        };
        Misfit::unless(of == case.assessed_as, "expected facts for the role of this assessment", &about)
    }

    fn change(&self, case: &mut Case) {
        case.means = Some(self.clone());
    }
}
