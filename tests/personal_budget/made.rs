//! Short ways of making packages and budgets.

use chrono::NaiveDate;
use mutual_care::base::{
    BudgetId, England, Fact, Finding, Findings, Fraction, HouseholdId, Id, Money, NeedId, PackageId,
    PackageLineId, Period, PersonId, parse_spans,
};
use mutual_care::budget::{Contribution, PersonalBudget, PersonalBudgetParts};
use mutual_care::need::{Consequence, Need, Outcome, Window};
use mutual_care::package::{
    BudgetOf, CostQuestion, Line, LineKind, Package, PackageParts, Payer, Price, Unit, Visits, When,
};
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

pub(crate) fn adult(number: u128) -> BudgetOf {
    BudgetOf::adult(person(number))
}

pub(crate) fn carer(number: u128) -> BudgetOf {
    BudgetOf::carer(person(number))
}

pub(crate) fn need_id(number: u128) -> NeedId {
    id(3, number)
}

/// From a date to the day before another.
pub(crate) fn days(from: &str, until: &str) -> Period {
    Period::new(Some(day(from)), Some(day(until))).unwrap()
}

pub(crate) fn asked(from: &str, until: &str) -> CostQuestion<'static> {
    CostQuestion::new(days(from, until), &England)
}

/// A line for the first person, paid from the personal budget, at this price, for all time.
pub(crate) fn line(number: u128, amount: i64, per: Unit) -> Line {
    let mut line = Line::new(line_id(number), LineKind::HomeCare, person(1), Payer::PersonalBudget);
    line.prices.push(Price::new(pence(amount), per));
    line
}

/// The same, by visits at these hours.
pub(crate) fn visits(number: u128, amount: i64, hours: &str) -> Line {
    let mut line = line(number, amount, Unit::Visit);
    let visits = Visits::new(parse_spans(hours).unwrap()).unwrap();
    line.when = Some(When::Visits { visits, every: None });
    line
}

/// A package for two people, drawn up on the day on which budgets begin.
pub(crate) fn package(lines: Vec<Line>) -> Package {
    let people = vec![person(1), person(2)];
    let mut parts = PackageParts::new(package_id(), household(), people, day("2026-03-02"));
    parts.lines = lines;
    Package::new(parts).unwrap()
}

/// The budget of a person as an adult who contributes so much a week from its first day on.
pub(crate) fn contributes(number: u128, weekly: i64) -> PersonalBudget {
    let mut parts = parts(number);
    parts.contribution = Fact::known(Contribution::from(parts.begins_on, pence(weekly)));
    budget(parts)
}

pub(crate) fn fraction(text: &str) -> Fraction {
    text.parse().unwrap()
}

pub(crate) fn codes(findings: &Findings) -> Vec<&'static str> {
    findings.iter().map(Finding::code).collect()
}

/// A need of a person at these hours.
pub(crate) fn need(number: u128, whose: u128, hours: &str) -> Need {
    let windows = parse_spans(hours).unwrap().into_iter().map(Window::being_there).collect();
    let need = Need::new(need_id(number), person(whose), Outcome::Nutrition, Consequence::Critical);
    need.with_windows(windows).unwrap()
}
