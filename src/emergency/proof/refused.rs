//! Why a question is not answered.

use super::AbsenceError;
use crate::base::{CanonicalError, Problems, SourceId, limits};
use crate::support::QuestionError;

/// Nothing was proven: the question cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProveError {
    /// The plan asks of somebody what they cannot do: a member takes in, or a responder covers a need of their own. What
    /// it names and the week does not have is told too, and would not have been refused alone.
    #[error("the plan does not fit the household's week: {0}")]
    DoesNotFit(Problems),
    /// A horizon of no minutes, or past the limit.
    #[error("expected a horizon of 1 to {} minutes", limits::HORIZON_MIN)]
    Horizon,
    /// Lost as planned, and not among the sources.
    #[error("{0:?} is lost as planned and is not among the sources of the week: expected one that is")]
    UnknownSource(SourceId),
    /// The absence cannot be asked about.
    #[error("the planned absence: {0}")]
    Absence(#[from] AbsenceError),
    /// More losses than one proof looks at.
    #[error(
        "expected at most {} losses, each once for nobody and once for everybody who may not answer: there are {losses}",
        limits::PROOF_LOSSES
    )]
    TooManyLosses {
        /// How many there are.
        losses: usize,
    },
    /// What was read has no fingerprint; no valid plan, week or question is such.
    #[error("what was read has no fingerprint: {0}")]
    Fingerprint(#[from] CanonicalError),
    /// The timeline refuses the question; no plan that fits brings it to that.
    #[error("the timeline refuses the question: {0}")]
    Timeline(#[from] QuestionError),
}
