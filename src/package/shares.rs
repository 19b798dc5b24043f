//! Whose budget a line stands in, and how budgets share one.

use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize};

use super::reading::weight;
use crate::base::{Money, PersonId, PrivateText, REMOVED, codes, limits, wire};

codes! {
    /// In which role somebody has a personal budget.
    pub enum BudgetRole: "the role in which somebody has a budget" {
        /// As an adult with needs for care and support.
        Adult = "adult", "adult";
        /// As a carer with needs for support.
        Carer = "carer", "carer";
    }
}

/// The personal budget of one person in one role. A person who is both has two.
///
/// In order of the person's id, the adult's before the carer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a budget: an object with `person` and `as`")]
pub struct BudgetOf {
    /// Whose.
    pub person: PersonId,
    /// In which role.
    #[serde(rename = "as")]
    pub role: BudgetRole,
}

impl BudgetOf {
    /// The budget of a person as an adult with needs.
    pub const fn adult(person: PersonId) -> Self {
        Self { person, role: BudgetRole::Adult }
    }

    /// The budget of a person as a carer.
    pub const fn carer(person: PersonId) -> Self {
        Self { person, role: BudgetRole::Carer }
    }
}

/// How a line's cost is shared between budgets. What is listed names every budget of the line once.
///
/// ```
/// use mutual_care::package::{BudgetOf, BudgetWeight, SharedBy};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let two_to_one = SharedBy::Benefit {
///     weights: vec![
///         BudgetWeight { budget: BudgetOf::adult(id(1).parse()?), weight: 2 },
///         BudgetWeight { budget: BudgetOf::carer(id(2).parse()?), weight: 1 },
///     ],
///     reason: mutual_care::base::PrivateText::new("she is there more often")?,
/// };
/// let written = serde_json::to_value(&two_to_one)?;
/// assert_eq!(written["by_benefit"]["weights"][1]["budget"]["as"], "carer");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[serde(expecting = "how it is shared: `by_hours`, `equally`, or an object with `by_benefit`, `percent` or \
                     `amounts_a_week`")]
pub enum SharedBy {
    /// By the minutes of the line's weekly pattern that fall into windows of the needs that each budget's person has met by
    /// the line. Minutes for both count for both, and the ratio of the week holds on every day. A line that costs a
    /// share of another one is shared by the hours and the needs of that one.
    #[serde(rename = "by_hours")]
    Hours,
    /// By weights, with the reason for them.
    #[serde(rename = "by_benefit")]
    Benefit {
        /// The weight of each budget.
        #[serde(deserialize_with = "weights")]
        weights: Vec<BudgetWeight>,
        /// Why they are as they are.
        reason: PrivateText,
    },
    /// In equal parts.
    Equally,
    /// So many in a hundred each.
    Percent(#[serde(deserialize_with = "percents")] Vec<BudgetPercent>),
    /// A fixed amount a week for all but one, who bears the rest.
    AmountsAWeek(#[serde(deserialize_with = "amounts")] Vec<BudgetAmount>),
}

impl SharedBy {
    /// The budgets that it lists, in the order in which they stand there; none where it lists none.
    pub fn listed(&self) -> Vec<BudgetOf> {
        match self {
            Self::Hours | Self::Equally => Vec::new(),
            Self::Benefit { weights, .. } => weights.iter().map(|one| one.budget).collect(),
            Self::Percent(percents) => percents.iter().map(|one| one.budget).collect(),
            Self::AmountsAWeek(amounts) => amounts.iter().map(|one| one.budget).collect(),
        }
    }

    /// What it lists, in order of the budgets.
    pub(super) fn put_in_order(&mut self) {
        match self {
            Self::Hours | Self::Equally => {}
            Self::Benefit { weights, .. } => weights.sort_unstable(),
            Self::Percent(percents) => percents.sort_unstable(),
            Self::AmountsAWeek(amounts) => amounts.sort_unstable(),
        }
    }

    /// That there is a reason stays to be seen.
    pub(super) fn forget_reason(&mut self) {
        if let Self::Benefit { reason, .. } = self {
            *reason = PrivateText::new(REMOVED).unwrap_or_default();
        }
    }
}

/// What one budget weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a weight: an object with `budget` and `weight`")]
pub struct BudgetWeight {
    /// Which budget.
    pub budget: BudgetOf,
    /// 1 to [`limits::WEIGHT`].
    #[serde(deserialize_with = "weight")]
    pub weight: u32,
}

/// How many in a hundred one budget bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a part: an object with `budget` and `percent`")]
pub struct BudgetPercent {
    /// Which budget.
    pub budget: BudgetOf,
    /// 1 to 100.
    #[serde(deserialize_with = "percent")]
    pub percent: u8,
}

/// What one budget bears a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "an amount: an object with `budget` and `pence`")]
pub struct BudgetAmount {
    /// Which budget.
    pub budget: BudgetOf,
    /// How much a week: 1 penny or more.
    #[serde(rename = "pence")]
    pub amount: Money,
}

fn weights<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<BudgetWeight>, D::Error> {
    wire::list(d, limits::LINE_BUDGETS, "weights")
}

fn percents<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<BudgetPercent>, D::Error> {
    wire::list(d, limits::LINE_BUDGETS, "parts")
}

fn amounts<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<BudgetAmount>, D::Error> {
    wire::list(d, limits::LINE_BUDGETS, "amounts")
}

fn percent<'de, D: Deserializer<'de>>(d: D) -> Result<u8, D::Error> {
    wire::number(d, 1, 100)
}
