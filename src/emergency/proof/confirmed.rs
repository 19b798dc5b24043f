//! What a proof comes to with what is not confirmed, or given on some days only, left out.

use alloc::vec::Vec;

use super::asked::asked_of;
use super::rests_on::nobody_there;
use super::search::Search;
use super::{Counterexample, Level, OnlyConfirmed, ProofAnswer, ProofQuestion, ProveError};
use crate::base::{NeedId, Told};
use crate::emergency::{Plan, Way};
use crate::need::{Arrangement, Need, Reckoning, Snapshot};
use crate::support::Support;

/// What a plan comes to if only what is confirmed counts, and how it fails then. `None` where it is the same as told: where
/// there is nothing to prove as told, there is none with less help either.
pub(super) fn only_confirmed(
    snapshot: &Snapshot,
    plan: &Plan,
    question: &ProofQuestion,
    as_told: &ProofAnswer,
) -> Result<Option<(OnlyConfirmed, Option<Counterexample>)>, ProveError> {
    let as_told = match as_told {
        ProofAnswer::Proof(proof) => proof.strength,
        ProofAnswer::Counterexample(failing) => failing.strength,
        ProofAnswer::NotYet(_) => return Ok(None),
    };
    let week = match &question.absence {
        None => snapshot.clone(),
        // What begins while somebody is away may not be confirmed either.
        Some(absence) => snapshot.over_real_days(absence.last_day(question.horizon_min)),
    };
    if !is_less_confirmed(&week, plan) {
        return Ok(None);
    }
    let week = snapshot.only_confirmed();
    let support = Support::of_confirmed(&week);
    asked_of(&support, plan, question, |prover| {
        let mut search = Search::new(prover);
        let breached = search.breached_with_nothing_lost()?.into_keys();
        let mut needs: Vec<NeedId> = breached.chain(nobody_there(&week, prover.days())).collect();
        needs.sort_unstable();
        needs.dedup();
        if !needs.is_empty() {
            return Ok(Some((OnlyConfirmed::NotYet(needs), None)));
        }
        let (mut strength, mut fails) = (0, None);
        for level in [Level::One, Level::Two, Level::Three] {
            search.level(level, false)?;
            if let Some(harm) = search.found.harm.take() {
                fails = Some((level, harm));
                break;
            }
            strength = level.number();
        }
        if strength == as_told {
            return Ok(None);
        }
        let fails = fails.map(|(level, harm)| search.story(level, &harm)).transpose()?;
        Ok(Some((OnlyConfirmed::Strength(strength), fails)))
    })
}

/// Whether anything that the proof counts on is not confirmed: most plans are looked at once.
fn is_less_confirmed(snapshot: &Snapshot, plan: &Plan) -> bool {
    snapshot.has_unconfirmed()
        || snapshot.has_open_skills_or_awake()
        || covers_with_open_skills(snapshot, plan)
        || (plan.alarms().iter().any(|alarm| matches!(alarm.way, Way::NextVisit { .. }))
            && snapshot.arrangements().iter().any(|help| is_visit_open_whether_awake(help, snapshot)))
}

/// Whether a responder covers a need of which nobody has said whether they have a skill that it asks for.
fn covers_with_open_skills(snapshot: &Snapshot, plan: &Plan) -> bool {
    plan.responders().iter().any(|responder| {
        let covers = responder.covers.iter().filter_map(|need| snapshot.need(*need));
        covers.into_iter().any(|need| !need.skills().is_empty())
    })
}

/// Whether somebody is there for a need, and nobody has said whether they are awake: asleep, a visit raises the alarm only
/// as it comes and as it goes.
pub(in crate::emergency) fn is_visit_open_whether_awake(help: &Arrangement, snapshot: &Snapshot) -> bool {
    matches!(help.awake, Told::NotKnown(_))
        && snapshot.counts(Reckoning::AsTold, help)
        && snapshot.need(help.need).is_some_and(Need::is_only_being_there)
}
