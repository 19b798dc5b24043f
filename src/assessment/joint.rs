//! Two people's assessments side by side, with nothing in it that was said in confidence.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::mutual::{
    Answers, Found, Ids, MutualCaring, NeedTemplates, Overwrites, Proposal, ProposeError, WishLater,
    find_mutual_caring, household_events, propose,
};
use super::{Assessment, SignsPolicy, rules};
use crate::base::{Amount, Audience, Code, Finding, Findings, NeedId, PersonId, SourceId, Told};
use crate::circle::Services;
use crate::household::{Chronicle, EvidenceFrom, HouseholdEvent, SignsEvidence, SignsLookedFor};
use crate::need::{Arrangement, Snapshot, Source, SourceKind};

/// A need of one person that only one other person meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OnlyMetBy {
    /// The need.
    pub need: NeedId,
    /// Whose it is.
    pub person: PersonId,
    /// The one person it rests on.
    pub on: PersonId,
    /// Whether that one is willing now.
    pub willing_now: Told<bool>,
    /// Whether that one is willing later.
    pub willing_later: Told<bool>,
}

/// What may be looked at together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JointView {
    /// What each wants for later, in order of person.
    pub wishes: Vec<(PersonId, Told<WishLater>)>,
    /// Needs of one that rest on one other alone, in order of person and kind of help.
    pub rests_on: Vec<OnlyMetBy>,
    /// What was found about the household, the questions that are open per person included.
    pub found: Found,
    /// Wishes that agree and that clash, needs that rest on one other, and who knows whom: for anyone.
    pub findings: Findings,
    #[serde(skip)]
    openly: Vec<Answers>,
    #[serde(skip)]
    proposal: Proposal,
    #[serde(skip)]
    on: NaiveDate,
}

impl JointView {
    /// The events that tell the household's record what was said, in an order in which it accepts them: who came to
    /// be known, what is needed, who helps, what people answered, and last what looking for mutual caring came to.
    /// What the record knows already is left out, so the same answers again propose nothing.
    ///
    /// They are proposed: somebody looks at them before they are recorded. Everything comes from what was said
    /// openly; `found` is what all the answers show, see [`JointView::evidence`]. Somebody of whom the record knows
    /// that they died is refused by the record, with the reason.
    pub fn household_events(
        &self,
        found: &Found,
        from: EvidenceFrom,
        known: &Chronicle,
    ) -> Vec<HouseholdEvent> {
        let on = self.on;
        let mut events = household_events(&self.openly, &self.proposal, known, on);
        let recorded = |evidence: &SignsEvidence| {
            known.signs_evidence(on) == Some(evidence) && known.signs(on).looked_on() == Some(on)
        };
        let evidence = self.evidence(found, from).filter(|evidence| !recorded(evidence));
        events.extend(evidence.map(|evidence| SignsLookedFor { on, evidence }.into()));
        events
    }

    /// The evidence that moves the household's signs of mutual caring, without anything said in confidence.
    ///
    /// `found` is what all the answers show. What was said in confidence never makes the record say less than that:
    /// where it adds anything it adds a sign, between nobody named and with no code. None as in
    /// [`Found::evidence`].
    pub fn evidence(&self, found: &Found, from: EvidenceFrom) -> Option<SignsEvidence> {
        let outcome = self.found.outcome.max(found.outcome.min(MutualCaring::Sign));
        let none_to_be_sure = outcome == MutualCaring::NoSign && !found.nothing_is_left_to_know();
        (!none_to_be_sure).then(|| self.found.evidence_of(outcome, from))
    }
}

/// The latest answers of each person in these records: a person assessed in two roles answers once, in either.
pub fn latest_answers<'a>(assessments: impl IntoIterator<Item = &'a Assessment>) -> Vec<Answers> {
    let mut latest: BTreeMap<PersonId, (NaiveDate, &Answers)> = BTreeMap::new();
    for case in assessments.into_iter().map(Assessment::case) {
        let (Some(answers), Some(on)) = (case.answers(), case.answered_on()) else { continue };
        let entry = latest.entry(case.person()).or_insert((on, answers));
        if entry.0 < on {
            *entry = (on, answers);
        }
    }
    latest.into_values().map(|(_, answers)| answers.clone()).collect()
}

/// Puts the answers of several people side by side.
///
/// Everything is worked out anew from what each of them said *openly*: the week as well, so that nothing said in
/// confidence can be read back from a need or a number. What was hidden looks like what was asked and is not
/// known. Findings for the person alone or for professionals are left out.
///
/// # Errors
///
/// As [`propose`].
pub fn joint_view(
    answers: &[Answers],
    services: &Services,
    templates: &NeedTemplates,
    overwrites: &Overwrites,
    ids: &mut dyn Ids,
    on: NaiveDate,
    policy: SignsPolicy,
) -> Result<JointView, ProposeError> {
    let openly: Vec<Answers> = answers.iter().map(Answers::openly).collect();
    let proposal = propose(&openly, templates, &within(overwrites, &openly, templates, ids), ids)?;
    let snapshot = proposal.snapshot(on)?;
    let mut found = find_mutual_caring(&openly, services, &proposal, on, policy)?;
    found.findings = for_anyone(&found.findings);
    let mut wishes: Vec<(PersonId, Told<WishLater>)> =
        openly.iter().map(|one| (one.person, *one.wish_later.told())).collect();
    wishes.sort_unstable_by_key(|(person, _)| *person);
    let mut findings = compare(&wishes);
    for (place, one) in openly.iter().enumerate() {
        for other in openly.iter().skip(place + 1) {
            findings.extend(services.between(one.person, other.person));
        }
    }
    let rests_on = rests_on(&proposal, &snapshot);
    findings.extend(rests_on.iter().filter_map(|rests| finding(rests, &proposal)));
    Ok(JointView { wishes, rests_on, found, findings, openly, proposal, on })
}

/// The overwrites of what the open answers still point to: what an assessor looked at after a confidence is
/// hidden with it.
fn within(
    overwrites: &Overwrites,
    openly: &[Answers],
    templates: &NeedTemplates,
    ids: &mut dyn Ids,
) -> Overwrites {
    let mut kept = overwrites.clone();
    loop {
        match propose(openly, templates, &kept, ids) {
            Err(ProposeError::NoSuchNeed { person, topic }) => {
                let before = (kept.needs.len(), kept.arrangements.len());
                kept.needs.retain(|one| (one.person, one.topic) != (person, topic));
                kept.arrangements.retain(|one| {
                    let leans = one.relies_on.iter().flatten().any(|leaned| *leaned == topic);
                    !(one.by == person && leans)
                });
                if before == (kept.needs.len(), kept.arrangements.len()) {
                    return kept;
                }
            }
            Err(ProposeError::NoSuchHelp { by, topic }) => {
                let before = kept.arrangements.len();
                kept.arrangements.retain(|one| (one.by, one.topic) != (by, topic));
                if before == kept.arrangements.len() {
                    return kept;
                }
            }
            _ => return kept,
        }
    }
}

fn for_anyone(findings: &Findings) -> Findings {
    findings.visible_to(Audience::Anyone).cloned().collect()
}

fn compare(wishes: &[(PersonId, Told<WishLater>)]) -> Findings {
    let mut findings = Findings::none();
    for (place, (one, wish)) in wishes.iter().enumerate() {
        for (other, others) in wishes.iter().skip(place + 1) {
            if let (Told::Known(wish), Told::Known(others)) = (wish, others) {
                let rule = if wish == others { &rules::WISHES_AGREE } else { &rules::WISHES_CLASH };
                findings.push(Finding::new(rule).about(*one).about(*other));
            }
        }
    }
    findings
}

/// The needs that one other person meets alone, whether or not that person was asked.
fn rests_on(proposal: &Proposal, snapshot: &Snapshot) -> Vec<OnlyMetBy> {
    let is_person = |source: &&Source| matches!(source.kind, SourceKind::Member | SourceKind::Person);
    let people: BTreeSet<SourceId> =
        proposal.sources.iter().filter(is_person).map(|source| source.id).collect();
    let mut rests = Vec::new();
    for need in proposal.needs.iter().map(|proposed| &proposed.need) {
        let counting: Vec<&Arrangement> = (snapshot.arrangements().iter())
            .filter(|arrangement| arrangement.need == need.id() && arrangement.counts(snapshot.on()))
            .collect();
        let Some(first) = counting.first() else { continue };
        let alone = counting.iter().all(|arrangement| arrangement.by == first.by);
        if alone && people.contains(&first.by) {
            rests.push(OnlyMetBy {
                need: need.id(),
                person: need.person(),
                on: PersonId::new(first.by.uuid()),
                willing_now: first.willing_now,
                willing_later: first.willing_later,
            });
        }
    }
    rests
}

fn finding(rests: &OnlyMetBy, proposal: &Proposal) -> Option<Finding> {
    let topic = proposal.needs.iter().find(|proposed| proposed.need.id() == rests.need)?.topic;
    let later = match rests.willing_later {
        Told::Known(true) => "yes",
        Told::Known(false) => "no",
        Told::NotKnown(_) => "not known",
    };
    Some(
        rules::worded(&rules::RESTS_ON_WILLINGNESS, topic.code(), topic.words())
            .about(rests.person)
            .about(rests.on)
            .about(rests.need)
            .with("later", Amount::Code(later)),
    )
}
