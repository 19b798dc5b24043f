//! What a file of personal budgets is read from.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::PersonalBudgetParts;
use crate::base::{limits, wire};
use crate::household::HouseholdInputParts;
use crate::package::PackageParts;

/// What personal budgets are read from: the file's own form, `{"v1": {…}}`, nothing of it looked at together yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[serde(
    expecting = "personal budgets with their household: an object with `household`, `packages`, `budgets` and the rest"
)]
pub struct BudgetsInputParts {
    /// The household, as in a file of its own.
    pub household: HouseholdInputParts,
    /// Of which date the budgets are looked at; the household's own unless said.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub on: Option<NaiveDate>,
    /// The versions of the package, in order.
    #[serde(deserialize_with = "packages")]
    pub packages: Vec<PackageFrom>,
    /// The versions of each budget; those of one in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "budgets")]
    pub budgets: Vec<BudgetFrom>,
}

/// A version of a care package, and the day from which it holds until the next one does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a version of a package: an object with `from` and `package`")]
pub struct PackageFrom {
    /// From which day.
    #[serde(with = "wire::date")]
    pub from: NaiveDate,
    /// The package.
    pub package: PackageParts,
}

/// A version of a personal budget, and the day from which it holds until the next one does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a version of a budget: an object with `from` and `budget`")]
pub struct BudgetFrom {
    /// From which day.
    #[serde(with = "wire::date")]
    pub from: NaiveDate,
    /// The budget.
    pub budget: PersonalBudgetParts,
}

fn packages<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<PackageFrom>, D::Error> {
    wire::list(d, limits::BUDGET_VERSIONS, "versions of a package")
}

fn budgets<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<BudgetFrom>, D::Error> {
    wire::list(d, limits::BUDGET_VERSIONS, "versions of budgets")
}

wire::v1!(BudgetsInputParts, "personal budgets");

impl BudgetsInputParts {
    /// A household, and nothing yet of its package and its budgets.
    pub const fn new(household: HouseholdInputParts) -> Self {
        Self { household, on: None, packages: Vec::new(), budgets: Vec::new() }
    }
}
