//! A household: who lives together, who is kin, who needs what, and who does what for whom.
//!
//! [`HouseholdInput`] is how anybody hands a household over, and the one contract for whoever does not write
//! Rust: a JSON file, described field by field in `docs/household-input.md`. It says how things are and were,
//! each thing with the period over which it holds, and as at which date it was written down. From it come the
//! [`Snapshot`](crate::need::Snapshot) of a date and the [`History`](crate::need::History) of a stretch of
//! time, which every analysis reads: without names, without free text.
//!
//! [`ExtraHelp`] is more of the same for a "what if?".

mod check;
mod extra;
mod input;
mod kin;
mod person;
mod problems;
mod reading;
mod stated;

pub use extra::{ExtraHelp, WhatIfError};
pub use input::{FIELDS, HouseholdInput, HouseholdInputParts, InputHistoryError};
pub use kin::{Kin, KinIs};
pub use person::{Lives, Person, Service, ServiceKind};
pub use problems::{InputProblem, InputProblems, Place};
pub use stated::{StatedArrangement, StatedNeed};
