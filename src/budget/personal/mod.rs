//! The personal budget of one person in one role: what it is put together from, and what it says.
//!
//! A [`PersonalBudget`] names the care package whose lines it pays, what the person contributes, and what each shared line
//! would cost alone. What it costs follows from the package and is never stored.

mod adults_say;
mod against;
mod agreeing;
mod alone;
mod alone_cost;
mod charge;
mod charge_report;
mod check;
mod contribution;
mod counts;
mod document;
mod fee;
mod parts;
mod problems;
mod revised;
mod statement;
mod statement_parts;
mod statement_question;
mod statement_value;
mod together;
mod value;
mod week;

pub use adults_say::care_of_adult_findings;
pub use agreeing::{AgreeingContext, agreeing_findings};
pub use alone::{AlonePrice, AloneSource};
pub use charge::{BudgetVersion, charge_of_versions};
pub use charge_report::{ChargeDay, ChargeReport, ChargeWeek, EarlierThanTold, FeeCharge};
pub use contribution::{Contribution, ContributionFrom};
pub use counts::NotCharged;
pub use fee::{ArrangementFee, FeeCondition};
pub use parts::{CareOfAdult, PersonalBudgetParts, PricedPackage};
pub use revised::{BudgetRevision, DayRevised, LineRevised};
pub use statement_question::StatementQuestion;
pub use statement_value::{
    AloneView, BudgetStatement, CostAlone, HeldPart, MetElsewhere, NeedPart, OwedOnce, Pays, StandsBeside,
    StatementFee, StatementLine, StatementYear,
};
pub use together::{Bears, BudgetsTogether, InCarersBudget, OneOfBudgets, PersonInBudgets};
pub use value::PersonalBudget;
pub use week::ChargingWeek;
