//! What the expansion of `machine!` needs, and nobody else.

pub use crate::base::{Stamp, codes};
pub use crate::machine::body::{Body, Kernel, Whole};
pub use crate::machine::event::is_free;
pub use crate::machine::model::{ByMachine, Coded, Never};
pub use crate::machine::table::{Group, count, rows};
pub use crate::machine::wire::{read, write};
pub use chrono::NaiveDate;
pub use serde;
