//! Random households, questions, histories and emergency plans, each named by a seed.
//!
//! Mount it beside the reference (`mod reference; mod generator;`): it makes the reference's questions. All
//! people in it are made up.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "each test that mounts the generator uses a part of it"
)]

mod dice;
#[cfg(feature = "emergency")]
mod emergency;
#[cfg(feature = "emergency")]
mod emergency_plan;
#[cfg(feature = "emergency")]
mod emergency_real;
mod history;
mod household;
mod questions;
mod real_weeks;
mod strain;
mod times;

pub use dice::Dice;
#[cfg(feature = "emergency")]
pub use emergency::{Emergency, Size, emergency};
#[cfg(feature = "emergency")]
pub use emergency_real::period_around;
pub use history::{alternating_history, history};
pub use household::{Mode, household, household_of};
pub use questions::{question, question_with_times, questions};
pub use real_weeks::{Brings, brings, real_weeks};

/// From this seed on households have what real weeks bring.
pub const REAL: u64 = 1 << 40;

/// The household of a seed, plain or with what real weeks bring.
pub fn any_household(seed: u64) -> mutual_care::need::SnapshotParts {
    if seed < REAL { household(seed) } else { real_weeks(seed - REAL) }
}
