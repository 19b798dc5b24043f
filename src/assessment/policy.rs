//! What the embedder decides about assessments.

use super::mutual::SignsPolicy;
use crate::base::Term;

/// Numbers that neither law nor guidance fixes, for the record and the questions. None by default, so that what
/// is owed has no day: most councils set a standard of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// Within what time of a request an assessment is to be determined.
    pub assess_within: Option<Term>,
    /// Within what time of the determination the result is to be shared in writing.
    pub share_within: Option<Term>,
    /// What counts as a sign of mutual caring.
    pub signs: SignsPolicy,
}
