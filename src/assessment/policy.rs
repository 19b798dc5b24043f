//! What the embedder decides about assessments.

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

/// What counts as a sign of mutual caring: numbers that neither law nor guidance fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignsPolicy {
    /// From what age on a carer who lives with the person is a sign; none to leave that out. The default, 70, is
    /// the age that studies of older family carers start from.
    pub older_carer_from_years: Option<u8>,
}

impl Default for SignsPolicy {
    fn default() -> Self {
        Self { older_carer_from_years: Some(70) }
    }
}
