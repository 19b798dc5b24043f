//! Mistakes are corrected, not erased.

use alloc::vec::Vec;

use super::body::{Body, not_barred};
use super::now::Now;
use super::replay::{Reading, check_correction};
use super::{
    Act, Correction, CorrectionProblem, Fallen, Happened, Later, LoadProblem, Model, Refusal, Setting,
};
use crate::base::{Finding, Findings};

/// What a correction comes to.
pub(crate) struct Plan<M: Model> {
    pub(crate) now: Now<M>,
    pub(crate) findings: Findings,
    pub(crate) later: Vec<Later>,
}

/// Everything that is asked of a correction, in the one order: the key, whether it can be one, whether it and all
/// that came later fit, the stamp, the rules.
pub(crate) fn plan<M: Model>(
    body: &Body<M>,
    correction: &Correction<M>,
    act: &Act,
    setting: &Setting<'_, M::Policy>,
) -> Result<Plan<M>, Refusal> {
    body.key_is_free(act, |there| matches!(there, Happened::Corrected(there) if there == correction))?;
    check_correction(&body.entries, correction).map_err(Refusal::Correction)?;
    correction.fits_anywhere().map_err(Refusal::DoesNotFit)?;

    let reading = Reading::new(&body.entries).and(body.revision() + 1, correction, &act.stamp);
    let (mut now, mut findings) = (None, Findings::none());
    let (mut later, mut fallen) = (Vec::new(), Vec::new());
    for entry in &body.entries {
        // What comes before is as it was: its rules are not asked again.
        let setting = (entry.seq >= correction.seq).then_some(setting);
        match reading.walk(body.id.any(), &mut now, entry, setting) {
            Ok(found) if entry.seq == correction.seq => findings = found,
            Ok(found) => {
                let is_kept = |one: &Finding| entry.findings.iter().any(|kept| kept.is(one));
                let new: Findings = found.into_iter().filter(|one| !is_kept(one)).collect();
                if !new.is_empty() {
                    later.push(Later { seq: entry.seq, findings: new });
                }
            }
            // A correction that does not fit is refused for itself. What falls later is gathered, each on the state
            // without those that fell before it, so that whoever corrects sees all of it at once.
            Err(error) => match error.into_problem() {
                LoadProblem::Step(why) if entry.seq == correction.seq => return Err(why),
                why => fallen.push(Fallen { seq: entry.seq, event: entry.event.code(), why }),
            },
        }
    }
    if !fallen.is_empty() {
        return Err(Refusal::Correction(CorrectionProblem::LaterEntries(fallen)));
    }
    let now = now.ok_or(Refusal::Correction(CorrectionProblem::OpeningRemoved))?;
    body.follows(&act.stamp)?;
    let findings = not_barred(findings)?;
    Ok(Plan { now, findings, later })
}
