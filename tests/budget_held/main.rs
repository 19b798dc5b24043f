//! How personal budgets are held, and who may be paid from them: each rule with its three outcomes. Everybody in here is
//! made up.

mod adults;
mod care_home;
mod conditions;
mod payees;
mod values;

use chrono::NaiveDate;
use mutual_care::base::{Finding, Findings, Id, Period, PersonId};
use mutual_care::budget::held::{Held, HeldAs, Recipient};
use mutual_care::household::HouseholdInput;
use mutual_care::package::{BudgetOf, Line, LineKind, Package, PackageParts, Payer};
use serde_json::{Value, json};

fn uuid(number: u16) -> String {
    format!("6f2c1a3e-0000-4000-8000-{number:012}")
}

fn id<K>(number: u16) -> Id<K> {
    uuid(number).parse().expect("an id")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn period(from: &str, until: &str) -> Period {
    let date = |text: &str| (!text.is_empty()).then(|| day(text));
    Period::new(date(from), date(until)).expect("a period")
}

/// Whose budget it is.
fn mother() -> PersonId {
    id(1)
}

fn of() -> BudgetOf {
    BudgetOf::adult(mother())
}

/// An assistant of hers.
fn line(number: u16) -> Line {
    Line::new(id(number), LineKind::PersonalAssistant, mother(), Payer::PersonalBudget)
}

fn package(lines: Vec<Line>) -> Package {
    let people = vec![mother(), id(2)];
    let parts = PackageParts { lines, ..PackageParts::new(id(20), id(9), people, day("2026-03-02")) };
    Package::new(parts).expect("a package")
}

fn paid_to_her() -> Held {
    Held::all(HeldAs::DirectPayment { to: Recipient::ThePerson })
}

/// A household of these people, as in a file, with this kin.
#[allow(clippy::needless_pass_by_value, reason = "written where it is used")]
fn household(people: Value, kin: Value) -> HouseholdInput {
    let written = json!({ "v1": { "id": uuid(9), "as_at": "2026-03-02", "people": people, "kin": kin } });
    serde_json::from_value(written).expect("a household")
}

fn codes(findings: &Findings) -> Vec<&'static str> {
    findings.iter().map(Finding::code).collect()
}

const NOTHING: [&str; 0] = [];
