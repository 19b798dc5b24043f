//! Personal budgets: what a budget holds, what is owed and paid, and the ledger in which all of it stands.

pub mod held;
mod holding;
mod input;
mod input_check;
mod input_parts;
pub mod ledger;
mod on_page;
mod personal;
pub mod record;
pub mod rules;

pub use holding::Holding;
pub use input::BudgetsInput;
pub use input_parts::{BudgetFrom, BudgetsInputParts, PackageFrom};
pub use personal::{
    AgreeingContext, AlonePrice, AloneSource, AloneView, ArrangementFee, Bears, BudgetRevision,
    BudgetStatement, BudgetVersion, BudgetsTogether, CareOfAdult, ChargeDay, ChargeReport, ChargeWeek,
    ChargingWeek, Contribution, ContributionFrom, CostAlone, DayRevised, EarlierThanTold, FeeCharge,
    FeeCondition, HeldPart, InCarersBudget, LineRevised, MetElsewhere, NeedPart, NotCharged, OneOfBudgets,
    OwedOnce, Pays, PersonInBudgets, PersonalBudget, PersonalBudgetParts, PricedPackage, StandsBeside,
    StatementFee, StatementLine, StatementQuestion, StatementYear, agreeing_findings, care_of_adult_findings,
    charge_of_versions,
};
