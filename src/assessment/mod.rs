//! Assessments of two people who may each be both: an adult with needs, and a carer.

mod advocacy;
mod eligibility;
mod joint;
mod meeting;
mod mutual;
mod refusal;
mod review;
pub mod rules;

pub use advocacy::*;
pub use eligibility::*;
pub use joint::*;
pub use meeting::*;
pub use mutual::*;
pub use refusal::*;
pub use review::*;
