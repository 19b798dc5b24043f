//! Personal budgets: what a budget holds, what is owed and paid, and the ledger in which all of it stands.

pub mod held;
mod holding;
pub mod ledger;
mod personal;
pub mod rules;

pub use holding::Holding;
pub use personal::{
    AlonePrice, AloneSource, ArrangementFee, CareOfAdult, ChargingWeek, Contribution, ContributionFrom,
    FeeCondition, PersonalBudget, PersonalBudgetParts, PricedPackage,
};
