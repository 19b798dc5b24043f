//! Mistakes are corrected, not erased.

use alloc::vec::Vec;

use super::doors::taken_over_findings;
use super::record::{Head, not_barred};
use super::replay::{LoadProblem, Reading, Says, check_correction, step_findings};
use super::{
    Act, Correction, CorrectionProblem, Entry, Fallen, Happened, Later, Machine, Opens, Refusal, Setting,
};
use crate::base::Findings;

/// What a correction comes to.
pub(crate) struct Plan<M: Machine> {
    pub(crate) state: M::State,
    pub(crate) findings: Findings,
    pub(crate) later: Vec<Later>,
}

/// Everything that is asked of a correction, in the one order: the key, whether it can be one, whether it and all
/// that came later fit, the stamp, the rules.
pub(crate) fn plan<M: Machine>(
    head: &Head<M>,
    correction: &Correction<M>,
    act: &Act,
    setting: &Setting<'_, M::Policy>,
) -> Result<Plan<M>, Refusal> {
    head.key_is_free(act, |there| matches!(there, Happened::Corrected(there) if there == correction))?;
    check_correction(&head.entries, correction).map_err(Refusal::Correction)?;
    correction.fits_anywhere().map_err(Refusal::DoesNotFit)?;

    let reading = Reading::new(&head.entries).and(head.revision() + 1, correction, &act.stamp);
    let (mut state, mut findings) = (None, Findings::none());
    let (mut later, mut fallen) = (Vec::new(), Vec::new());
    for entry in &head.entries {
        if entry.seq == correction.seq {
            findings = now(&reading, state.as_ref(), entry, setting);
        } else if entry.seq > correction.seq {
            let new = now(&reading, state.as_ref(), entry, setting).into_iter();
            let new: Findings = new.filter(|one| !entry.findings.iter().any(|kept| kept.is(one))).collect();
            if !new.is_empty() {
                later.push(Later { seq: entry.seq, findings: new });
            }
        }
        state = match reading.after(state, entry) {
            Ok(state) => state,
            Err((before, error)) => {
                match error.into_problem() {
                    LoadProblem::Step(why) if entry.seq == correction.seq => return Err(why),
                    why => fallen.push(Fallen { seq: entry.seq, event: entry.event.code(), why }),
                }
                before
            }
        };
    }
    if !fallen.is_empty() {
        return Err(Refusal::Correction(CorrectionProblem::LaterEntries(fallen)));
    }
    let state = state.ok_or(Refusal::Correction(CorrectionProblem::OpeningRemoved))?;
    head.follows(&act.stamp)?;
    let findings = not_barred(findings)?;
    Ok(Plan { state, findings, later })
}

/// What the rules say now of what an entry says, asked on the state before it, with the entry's own stamp.
pub(crate) fn now<M: Machine>(
    reading: &Reading<'_, M>,
    before: Option<&M::State>,
    entry: &Entry<M>,
    setting: &Setting<'_, M::Policy>,
) -> Findings {
    let asked = setting.asked(&entry.stamp).told(reading.told(entry));
    match (before, reading.says(entry)) {
        (None, Some(Says::Step(step))) => {
            M::opening(step.what()).map_or_else(Findings::none, |opening| M::First::findings(opening, &asked))
        }
        (None, Some(Says::TakenOver(taken))) => taken_over_findings(taken, &asked),
        (Some(state), Some(Says::Step(step))) => step_findings::<M>(state, step, &asked),
        _ => Findings::none(),
    }
}
