//! Short ways of making packages and asking what they cost.

use chrono::NaiveDate;
use mutual_care::base::{
    England, Every, Id, Money, NeedId, PackageLineId, Period, PersonId, Problems, parse_spans,
};
use mutual_care::need::{Consequence, Need, Outcome, Window};
use mutual_care::package::{
    BudgetOf, CostQuestion, CostReport, Factor, Line, LineKind, Package, PackageParts, Payer, Price,
    Quantity, Unit, Visits, When,
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

pub(crate) fn need_id(number: u128) -> NeedId {
    id(3, number)
}

pub(crate) fn adult(number: u128) -> BudgetOf {
    BudgetOf::adult(person(number))
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// From a date to the day before another.
pub(crate) fn days(from: &str, until: &str) -> Period {
    Period::new(Some(day(from)), Some(day(until))).unwrap()
}

pub(crate) fn from(from: &str) -> Period {
    Period::new(Some(day(from)), None).unwrap()
}

pub(crate) fn pence(pence: i64) -> Money {
    Money::new(pence).unwrap()
}

pub(crate) fn factor(text: &str) -> Factor {
    text.parse().unwrap()
}

/// A line for the first person, paid from the personal budget, at this price.
pub(crate) fn line(number: u128, amount: i64, per: Unit) -> Line {
    let mut line = Line::new(line_id(number), LineKind::HomeCare, person(1), Payer::PersonalBudget);
    line.prices.push(Price::new(pence(amount), per));
    line
}

/// The same for two people, each with their own budget as an adult, shared equally.
pub(crate) fn shared_line(number: u128, amount: i64, per: Unit) -> Line {
    let mut line = line(number, amount, per);
    line.people = vec![person(1), person(2)];
    line.split = Some(mutual_care::package::SharedBy::Equally);
    line
}

pub(crate) fn visits(text: &str) -> Option<When> {
    alternating(text, None)
}

#[expect(clippy::unnecessary_wraps, reason = "it is put where a line has it, or has not")]
pub(crate) fn alternating(text: &str, every: Option<Every>) -> Option<When> {
    Some(When::Visits { visits: Visits::new(parse_spans(text).unwrap()).unwrap(), every })
}

#[expect(clippy::unnecessary_wraps, reason = "it is put where a line has it, or has not")]
pub(crate) fn quantity(amount: Quantity, weeks: u8) -> Option<When> {
    Some(When::Quantity { amount, weeks })
}

pub(crate) fn package(lines: impl IntoIterator<Item = Line>) -> Package {
    let mut parts =
        PackageParts::new(id(4, 1), id(5, 1), vec![person(1), person(2), person(3)], day("2026-03-02"));
    parts.lines.extend(lines);
    Package::new(parts).unwrap()
}

pub(crate) fn ask(period: Period) -> CostQuestion<'static> {
    CostQuestion::new(period, &England)
}

/// What lines cost, by day as well.
pub(crate) fn cost_of(lines: impl IntoIterator<Item = Line>, period: Period) -> CostReport {
    package(lines).cost(&ask(period).by_day()).unwrap()
}

/// What one line costs, rounded and exactly.
pub(crate) fn cost(line: Line, from: &str, until: &str) -> (i64, String) {
    let report = cost_of([line], days(from, until));
    (report.total.pence(), report.exact.to_string())
}

/// What each day of a period costs, in pence.
pub(crate) fn each_day(report: &CostReport) -> Vec<i64> {
    report.days.as_ref().unwrap().row_totals().into_iter().map(Money::pence).collect()
}

pub(crate) fn amounts<K>(of: Vec<(K, Money)>) -> Vec<(K, i64)> {
    of.into_iter().map(|(key, money)| (key, money.pence())).collect()
}

/// A need of a person with windows owed whole.
pub(crate) fn need(number: u128, of: u128, windows: &str) -> Need {
    let windows = parse_spans(windows).unwrap().into_iter().map(Window::being_there).collect();
    need_without_hours(number, of).with_windows(windows).unwrap()
}

pub(crate) fn need_without_hours(number: u128, of: u128) -> Need {
    Need::new(need_id(number), person(of), Outcome::Nutrition, Consequence::Critical)
}

/// Where, and by which code, a question is refused.
pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, Problems>) -> Vec<(String, &'static str)> {
    let problems = answer.unwrap_err();
    problems.iter().map(|problem| (problem.place().to_owned(), problem.code())).collect()
}
