//! What is said about criteria beside their verdict: what is assumed, and what somebody still has to write down.

use super::{LookedOver, OutcomeFacts, Wellbeing};
use crate::assessment::rules;
use crate::base::{Code, Finding, Findings, PersonId, Rule, Told, Verdict};
use crate::need::Outcome;

/// The finding for what came out of the criteria.
pub(super) fn verdict_on_eligibility(person: PersonId, verdict: Verdict) -> Finding {
    let rule: &'static Rule = match verdict {
        Verdict::Yes => &rules::ELIGIBLE,
        Verdict::No => &rules::NOT_ELIGIBLE,
        Verdict::NotKnown => &rules::ELIGIBILITY_OPEN,
    };
    Finding::new(rule).about(person)
}

/// What is to be said about one outcome of the criteria.
pub(super) fn about_outcome<L: Code + Ord>(
    person: PersonId,
    outcome: Outcome,
    known: &OutcomeFacts<L>,
    findings: &mut Findings,
) {
    let mut say = |rule| findings.push(rules::worded(rule, outcome.code(), outcome.words()).about(person));
    if known.rests_on_assumed_cause() {
        say(&rules::CAUSE_ASSUMED);
    }
    if known.unable() == Verdict::Yes && *known.met_by_carer.told() == Told::Known(true) {
        say(&rules::MET_BY_CARER_STAYS);
    }
}

/// What is to be said about the judgement on wellbeing and the time looked at.
pub(super) fn about_judgement(
    person: PersonId,
    wellbeing: &Wellbeing,
    looked_over: Option<&LookedOver>,
    findings: &mut Findings,
) {
    let judged = wellbeing.significant_impact.told();
    if matches!(judged, Told::Known(_)) && wellbeing.reasons.is_empty() {
        findings.push(Finding::new(&rules::JUDGEMENT_WITHOUT_REASONS).about(person));
    }
    let affected = wellbeing.areas.said().any(|(_, fact)| *fact.told() == Told::Known(true));
    if *judged == Told::Known(true) && !affected {
        findings.push(Finding::new(&rules::JUDGEMENT_WITHOUT_AREA).about(person));
    }
    if looked_over.is_none() {
        findings.push(Finding::new(&rules::PERIOD_NOT_CHOSEN).about(person));
    }
}
