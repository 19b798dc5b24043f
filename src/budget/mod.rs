//! Personal budgets: what a budget holds, what is owed and paid, and the ledger in which all of it stands.

mod holding;
pub mod ledger;
pub mod rules;

pub use holding::Holding;
