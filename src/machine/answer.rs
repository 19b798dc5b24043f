//! What comes back of what is offered: the record as it is now, or the record unharmed with every reason.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use super::Refusal;
use crate::base::Findings;

/// Something was accepted: the record as it is now, and what speaks against it without barring it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Accepted<R> {
    /// The record.
    pub record: R,
    /// What the guard found. It stands in the journal too, as codes.
    pub findings: Findings,
    /// The entry that was written.
    pub seq: u64,
}

impl<R> Accepted<R> {
    pub(crate) const fn new(record: R, findings: Findings, seq: u64) -> Self {
        Self { record, findings, seq }
    }
}

/// What the run-time door answers when it does not refuse.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer<R> {
    /// It was accepted.
    Accepted(Accepted<R>),
    /// It was accepted before, under the same key: nothing has changed.
    AlreadyAccepted {
        /// The record, as it was.
        record: R,
        /// The entry that was written then.
        seq: u64,
    },
}

impl<R> Answer<R> {
    /// The record, whether it changed or not.
    pub fn into_record(self) -> R {
        match self {
            Self::Accepted(Accepted { record, .. }) | Self::AlreadyAccepted { record, .. } => record,
        }
    }

    /// The entry that holds it.
    pub const fn seq(&self) -> u64 {
        match self {
            Self::Accepted(Accepted { seq, .. }) | Self::AlreadyAccepted { seq, .. } => *seq,
        }
    }
}

/// A correction was accepted: the record as it is now, and what the rules say now of what came later.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Corrected<R> {
    /// The record.
    pub record: R,
    /// What the guard of the corrected entry found, asked on the state as it was then.
    pub findings: Findings,
    /// The entry that was written.
    pub seq: u64,
    /// What now speaks against later entries and did not when they were accepted. They stand all the same.
    pub later: Vec<Later>,
}

/// What now speaks against one later entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// The entry.
    pub seq: u64,
    /// What speaks against it now.
    pub findings: Findings,
}

/// Something was refused: the record as it was, and why. One pointer wide.
#[derive(Clone, PartialEq)]
pub struct Refused<R>(Box<(R, Refusal)>);

impl<R> Refused<R> {
    pub(crate) fn new(record: R, why: Refusal) -> Self {
        Self(Box::new((record, why)))
    }

    /// The record, unharmed.
    pub fn into_record(self) -> R {
        self.0.0
    }

    /// The record, unharmed.
    pub const fn record(&self) -> &R {
        &self.0.0
    }

    /// Why it was refused.
    pub const fn why(&self) -> &Refusal {
        &self.0.1
    }

    /// The record and why.
    pub fn into_parts(self) -> (R, Refusal) {
        *self.0
    }
}

impl<R: fmt::Debug> fmt::Debug for Refused<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refused").field("why", self.why()).finish_non_exhaustive()
    }
}
impl<R> fmt::Display for Refused<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.why(), f)
    }
}
impl<R: fmt::Debug> core::error::Error for Refused<R> {}
