//! Personal budgets: what a budget holds, what is owed and paid, and the ledger in which all of it stands.

pub mod held;
mod holding;
mod input;
mod input_check;
mod input_parts;
pub mod ledger;
mod personal;
pub mod rules;

pub use holding::Holding;
pub use input::BudgetsInput;
pub use input_parts::{BudgetFrom, BudgetsInputParts, PackageFrom};
pub use personal::{
    AlonePrice, AloneSource, ArrangementFee, BudgetVersion, CareOfAdult, ChargeDay, ChargeReport, ChargeWeek,
    ChargingWeek, Contribution, ContributionFrom, Correction, FeeCharge, FeeCondition, NotCharged,
    PersonalBudget, PersonalBudgetParts, PricedPackage, care_of_adult_findings, charge_of_versions,
};
