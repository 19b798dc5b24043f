//! What a personal budget is made from.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{AlonePrice, ArrangementFee, ChargingWeek, Contribution};
use crate::base::{
    BudgetId, Fact, Fingerprint, HouseholdId, PackageId, PackageLineId, RecordRef, limits, wire,
};
use crate::budget::held::Held;
use crate::package::BudgetOf;

/// What a personal budget is made from. Order does not matter but of amounts from dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "PersonalBudget", deny_unknown_fields)]
#[serde(
    expecting = "a personal budget: an object with `id`, `of`, `household`, `package`, `drawn_up_on`, `begins_on` and the rest"
)]
pub struct PersonalBudgetParts {
    /// The budget's id: the same in every version.
    pub id: BudgetId,
    /// Whose it is, in which role.
    pub of: BudgetOf,
    /// The household of the package.
    pub household: HouseholdId,
    /// The package whose lines it pays.
    pub package: PricedPackage,
    /// The care plan that it belongs to, in the version on which it was worked out; none: it is worked out before there is one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub plan: Option<RecordRef>,
    /// When this version was drawn up.
    #[serde(with = "wire::date")]
    pub drawn_up_on: NaiveDate,
    /// The budget's first day: the same in every version. Nothing is owed before it.
    #[serde(with = "wire::date")]
    pub begins_on: NaiveDate,
    /// The date by which it is to be reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub review_by: Option<NaiveDate>,
    /// What the person was assessed to contribute. Not assessed is not nothing.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub contribution: Fact<Contribution>,
    /// On which day the charging week begins.
    #[serde(default, skip_serializing_if = "ChargingWeek::is_from_monday")]
    pub charging_week: ChargingWeek,
    /// Why something may be asked for arranging care: for each such line of the package.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "fees")]
    pub fees: Vec<ArrangementFee>,
    /// What each line that it shares would cost its person alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "alone")]
    pub alone: Vec<AlonePrice>,
    /// What the adult says to each line that is care for them and meets a carer's need.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "care_of_adult")]
    pub care_of_adult: Vec<CareOfAdult>,
    /// How it is held, line by line, and what is known of whether it may be.
    #[serde(default, skip_serializing_if = "is_default")]
    pub held: Held,
}

/// The care package whose lines a budget pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a priced package: an object with `id`, and the `fingerprint` of the version")]
pub struct PricedPackage {
    /// Which package.
    pub id: PackageId,
    /// The version on which the budget was worked out; none: not tied to one yet.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub fingerprint: Option<Fingerprint>,
}

/// What an adult says to care for them that meets a carer's need: without their agreement it is not provided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "what the adult says to a line: an object with `line`, `agrees` and the rest")]
pub struct CareOfAdult {
    /// Which line of the package.
    pub line: PackageLineId,
    /// Whether the adult agrees to it.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub agrees: Fact<bool>,
    /// Whether their means are above the financial limit.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub above_limit: Fact<bool>,
    /// Whether they asked for it themselves, which is needed above the limit.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub asks: Fact<bool>,
}

impl PersonalBudgetParts {
    /// A budget that begins on the day on which it is drawn up, of which nothing else is known.
    pub fn new(
        id: BudgetId,
        of: BudgetOf,
        household: HouseholdId,
        package: PackageId,
        drawn_up_on: NaiveDate,
    ) -> Self {
        Self {
            id,
            of,
            household,
            package: PricedPackage { id: package, fingerprint: None },
            plan: None,
            drawn_up_on,
            begins_on: drawn_up_on,
            review_by: None,
            contribution: Fact::default(),
            charging_week: ChargingWeek::default(),
            fees: Vec::new(),
            alone: Vec::new(),
            care_of_adult: Vec::new(),
            held: Held::default(),
        }
    }
}

impl CareOfAdult {
    /// A line of which nobody has asked the adult yet.
    pub fn new(line: PackageLineId) -> Self {
        Self { line, agrees: Fact::default(), above_limit: Fact::default(), asks: Fact::default() }
    }
}

fn fees<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<ArrangementFee>, D::Error> {
    wire::list(d, limits::FEW, "arrangement fees")
}

fn alone<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<AlonePrice>, D::Error> {
    wire::list(d, limits::PACKAGE_LINES, "lines with a cost alone")
}

fn care_of_adult<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<CareOfAdult>, D::Error> {
    wire::list(d, limits::PACKAGE_LINES, "lines to which the adult says something")
}

fn is_default(held: &Held) -> bool {
    *held == Held::default()
}
