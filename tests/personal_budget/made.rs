//! Short ways of making packages and budgets.

use chrono::NaiveDate;
use mutual_care::base::{BudgetId, HouseholdId, Id, Money, PackageId, PackageLineId, PersonId};
use mutual_care::budget::{PersonalBudget, PersonalBudgetParts};
use mutual_care::package::BudgetOf;
use uuid::Uuid;

pub(crate) fn id<K>(kind: u128, number: u128) -> Id<K> {
    Id::new(Uuid::from_u128(0x6f2c_1a3e_0000_4000_8000_0000_0000_0000 + (kind << 32) + number))
}

pub(crate) fn person(number: u128) -> PersonId {
    id(1, number)
}

pub(crate) fn line_id(number: u128) -> PackageLineId {
    id(2, number)
}

pub(crate) fn household() -> HouseholdId {
    id(4, 1)
}

pub(crate) fn package_id() -> PackageId {
    id(5, 1)
}

pub(crate) fn budget_id(number: u128) -> BudgetId {
    id(6, number)
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn pence(pence: i64) -> Money {
    Money::new(pence).unwrap()
}

/// The budget of a person as an adult, from Monday 2 March 2026 on.
pub(crate) fn parts(number: u128) -> PersonalBudgetParts {
    let of = BudgetOf::adult(person(number));
    PersonalBudgetParts::new(budget_id(number), of, household(), package_id(), day("2026-03-02"))
}

pub(crate) fn budget(parts: PersonalBudgetParts) -> PersonalBudget {
    PersonalBudget::new(parts).unwrap()
}
