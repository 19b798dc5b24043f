//! Care packages: what is provided for whom, when, by whom, at what price, and who pays.
//!
//! A [`Package`] is for one household, for one person or several, and is made of [`Line`]s. A line may be shared: by two
//! people, by two budgets of one person, by the authority and the health service. What it costs is exact to the day and
//! the penny: each line has one price a day, and whatever is not known is told of and never counted as nothing. From draft to
//! end it is kept in a [`record`].

mod against;
mod care_package;
mod check;
mod check_price;
mod check_shares;
mod close;
mod cost;
mod covered;
mod delivered;
mod delivery;
mod document;
mod eligible;
mod factor;
mod findings;
mod input;
mod kind;
mod line;
mod outs;
mod own_codes;
mod package_parts;
mod page;
mod pause;
mod payer;
mod price;
mod problems;
mod reading;
pub mod record;
pub mod rules;
mod shares;
mod status;
mod suggest;
mod unit;
mod week;

#[cfg(any(feature = "budget", feature = "emergency"))]
pub(crate) use against::problems_in;
pub use care_package::Package;
pub use close::{Closeness, closeness};
pub(crate) use close::{Kinship, TieOver};
pub use cost::{
    AllowanceYear, BudgetDay, CostPart, CostQuestion, CostReport, CostTable, LineCost, TypicalWeek, year_of,
};
pub use delivered::{CancelledBy, Delivered, DeliveredWas, Deliveries};
pub use delivery::{Allowance, Booking, Quantity, Visits, When, WhenError};
pub use eligible::{EligibleNeed, Otherwise};
pub use factor::{Factor, FactorDay, FactorError, FactorOn, Factors};
pub use findings::{PackageContext, package_findings};
pub use input::{PackageInput, PackageInputParts};
pub use kind::LineKind;
pub use line::{Line, Owed, OwedAs, ShareOf, StepRounding, Steps};
pub use own_codes::OwnCodes;
pub use package_parts::PackageParts;
pub use page::{AgreedStep, FamilyPage, WhomToRing, YouPay};
pub use pause::{Pause, SplitThen};
pub use payer::{FREE_DAYS, Free, FreeRule, PaidBy, Payer};
pub use price::{Price, PriceFor};
pub use shares::{BudgetAmount, BudgetOf, BudgetPercent, BudgetRole, BudgetWeight, SharedBy};
pub use status::{LineStatus, PackageStatus};
pub use suggest::{
    ListedPrice, MendedNeed, PriceList, PriceListParts, SuggestQuestion, SuggestedLine, Suggestion,
};
pub use unit::{Counted, Unit};
pub use week::{LeftOut, PackageWeek, WhyLeftOut};
