//! Care packages as values and as files: what is read, what is refused and where, how they stand on a date, what they lack,
//! and what people agree to in them. Everybody in here is made up.

mod agreed;
mod delivered;
mod fields;
mod findings;
mod on_a_day;
mod page;
mod random;
mod reading;
mod refused;
mod values;

use chrono::NaiveDate;
use mutual_care::base::{Id, Money, Period, Problems, json, parse_spans};
use mutual_care::package::{
    Line, LineKind, Package, PackageInput, PackageParts, Payer, Price, Unit, Visits, When,
};
use serde_json::Value;

/// The example in `docs/package-input.md`: every field stands in it.
fn documented() -> String {
    let page = include_str!("../../docs/package-input.md");
    let (_, from) = page.split_once("```json\n").expect("the page has an example");
    String::from(from.split_once("```").expect("the example ends").0)
}

fn documented_value() -> Value {
    serde_json::from_str(&documented()).expect("the example is JSON")
}

/// Reads a package from a JSON value; what is wrong, a line each, as it would be printed.
fn read(value: &Value) -> Result<PackageInput, String> {
    read_text(&serde_json::to_string_pretty(value).expect("a value has a text"))
}

fn read_text(text: &str) -> Result<PackageInput, String> {
    json::read(text.as_bytes()).map_err(|problems: Problems| {
        let lines = problems.iter().map(|problem| format!("FILE: {}", problem.in_place()));
        lines.collect::<Vec<_>>().join("\n")
    })
}

/// The id that ends in this number, in the documented example.
fn id<K>(number: u16) -> Id<K> {
    uuid(number).parse().expect("an id")
}

fn uuid(number: u16) -> String {
    format!("6f2c1a3e-0000-4000-8000-{number:012}")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn period(from: &str, until: &str) -> Period {
    let date = |text: &str| (!text.is_empty()).then(|| day(text));
    Period::new(date(from), date(until)).expect("a period")
}

fn pence(pence: i64) -> Money {
    Money::new(pence).expect("an amount")
}

fn visits(text: &str) -> When {
    let visits = Visits::new(parse_spans(text).expect("times")).expect("visits");
    When::Visits { visits, every: None }
}

/// Home care for the first of two people, at noon on every day, by the hour.
fn line(number: u16) -> Line {
    let mut line = Line::new(id(number), LineKind::HomeCare, id(1), Payer::PersonalBudget);
    line.when = Some(visits("daily 12:00-13:00"));
    line.by = Some(id(5));
    line.needs.push(id(101));
    line.prices.push(Price::new(pence(2_000), Unit::Hour));
    line
}

/// A package for two people.
fn parts(lines: Vec<Line>) -> PackageParts {
    PackageParts { lines, ..PackageParts::new(id(300), id(0), vec![id(1), id(2)], day("2026-03-02")) }
}

fn package(lines: Vec<Line>) -> Package {
    Package::new(parts(lines)).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Place and code of everything that is wrong with these lines.
fn wrong(lines: Vec<Line>) -> Vec<(String, &'static str)> {
    wrong_parts(parts(lines))
}

fn wrong_parts(parts: PackageParts) -> Vec<(String, &'static str)> {
    match Package::new(parts) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|one| (one.place().to_string(), one.code())).collect(),
    }
}
