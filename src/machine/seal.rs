//! What the expansion of `machine!` needs, and nobody else.

pub use crate::base::{AnyId, Code, Findings, Stamp, codes};
pub use crate::machine::event::is_free;
pub use crate::machine::record::Head;
pub use crate::machine::wire::{read, write};
pub use chrono::NaiveDate;
pub use serde;

/// Lets the kernel, and nobody else, take a record apart: a state never comes together with a journal that it does
/// not follow from.
#[derive(Debug)]
pub struct Kernel(());

impl Kernel {
    pub(in crate::machine) const THE: Self = Self(());
}

/// The mark of what `machine!` wrote.
#[derive(Debug)]
pub struct ByMachine;

/// What is known of a case that cannot be taken over: there is none such.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Never {}
