//! Mistakes are corrected, not erased.

use alloc::vec::Vec;

use super::record::{Head, not_barred};
use super::replay::{LoadProblem, Reading, check_correction};
use super::{Act, Correction, CorrectionProblem, Fallen, Happened, Later, Machine, Refusal, Setting};
use crate::base::{Finding, Findings};

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
        let walked = if entry.seq < correction.seq {
            reading.after(state, entry).map(|state| (Findings::none(), state))
        } else {
            reading.judged(head.id.any(), state, entry, setting)
        };
        state = match walked {
            Ok((now, state)) if entry.seq == correction.seq => {
                findings = now;
                state
            }
            Ok((now, state)) => {
                let is_kept = |one: &Finding| entry.findings.iter().any(|kept| kept.is(one));
                let new: Findings = now.into_iter().filter(|one| !is_kept(one)).collect();
                if !new.is_empty() {
                    later.push(Later { seq: entry.seq, findings: new });
                }
                state
            }
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
