//! What a question asks a plan of: every minute of the week, or the real days of a planned absence.

use super::absent::Absent;
use super::calls::{Away, CallList};
use super::scenarios::Prover;
use super::{Absence, AbsenceError, ProofQuestion, ProveError};
use crate::base::{MINUTES_PER_DAY, limits};
use crate::emergency::Plan;
use crate::need::Snapshot;
use crate::support::Support;

/// Whatever is asked of a proof, asked of a plan as it counts, as the question has it: of every minute of the week, or of those
/// of a planned absence.
pub(super) fn asked_of<T>(
    support: &Support<'_>,
    plan: &Plan,
    question: &ProofQuestion,
    ask: impl FnOnce(&Prover<'_>) -> Result<T, ProveError>,
) -> Result<T, ProveError> {
    let Some(absence) = &question.absence else { return ask(&Prover::new(support, plan, question)) };
    let snapshot = support.snapshot();
    let week = snapshot.over_real_days(absence.last_day(question.horizon_min));
    fits(&week)?;
    let axis = Support::over_real_days(&week, support);
    let list = CallList::over_real_days(&axis, plan, question.horizon_min, away(absence, &axis));
    let absent = Absent::of(&axis, &list, question.horizon_min)?;
    ask(&Prover::over_real_days(&axis, support, plan, question, list, absent))
}

fn away(absence: &Absence, axis: &Support<'_>) -> Away {
    let first = axis.compiled.cycle.first_minute_of(absence.from.on);
    let first = first + u32::from(absence.from.at.minute_of_day());
    Away { who: absence.who.clone(), first, end: first + absence.minutes().unwrap_or(1) }
}

/// Whether a week can be laid out over all these days.
fn fits(days: &Snapshot) -> Result<(), ProveError> {
    let windows = days.needs().iter().map(|need| need.windows().len());
    let stretches = days.arrangements().iter().map(|one| one.when.ranges().len());
    let parts = windows.chain(stretches).sum::<usize>().saturating_mul(usize::from(days.weeks()));
    if parts > limits::CYCLE_PARTS {
        return Err(AbsenceError::TooFull { parts }.into());
    }
    Ok(())
}

/// Whether so many losses can be looked at on so many days.
pub(super) fn within_work(absence: &Absence, losses: usize) -> Result<(), ProveError> {
    let days = absence.minutes().unwrap_or_default().div_ceil(u32::from(MINUTES_PER_DAY));
    let losses = losses.saturating_mul(usize::try_from(days).unwrap_or(usize::MAX));
    if losses > limits::ABSENCE_LOSSES {
        return Err(AbsenceError::TooManyLosses { losses }.into());
    }
    Ok(())
}

#[cfg(test)]
#[path = "asked_tests.rs"]
mod tests;
