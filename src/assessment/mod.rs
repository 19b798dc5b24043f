//! Assessments of two people who may each be both: an adult with needs, and a carer.

mod advocacy;
mod eligibility;
mod meeting;
mod refusal;
mod review;
pub mod rules;

pub use advocacy::*;
pub use eligibility::*;
pub use meeting::*;
pub use refusal::*;
pub use review::*;
