//! The people and services around a household: who knows whom, and what was said in confidence.
//!
//! So far the parts that assessments need. Two things here are easy to lose: that a team which knows one of two
//! people may never have heard of the other, and that what somebody said in confidence must not come out on the
//! other one's page.

mod confidence;
pub mod rules;
mod services;

pub use confidence::{Confided, ConfidedError};
pub use services::{Knows, Services, ServicesError, Team, TeamKind};
