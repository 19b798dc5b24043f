//! The page of a ledger's file has a row for each field, and its example has all of them and everything that can happen.

use std::collections::BTreeSet;

use mutual_care::base::{Code, json};
use mutual_care::budget::Holding;
use mutual_care::budget::ledger::{Account, Ledger, WhyOwedBack};
use serde_json::{Value, json as value};

const PAGE: &str = include_str!("../../docs/ledger-input.md");

fn documented() -> &'static str {
    let (_, from) = PAGE.split_once("```json\n").expect("the page has an example");
    from.split_once("```").expect("the example ends").0
}

fn read(value: &Value) -> Result<Ledger, String> {
    json::read(value.to_string().as_bytes()).map_err(|problems| problems.to_string())
}

/// The fields of an object, as its reader names them when it is given one that it does not have.
fn fields_of(value: &Value, at: &str) -> Vec<String> {
    let mut value = value.clone();
    value.pointer_mut(at).unwrap_or_else(|| panic!("{at}"))["XYZZY"] = value!(1);
    let told = read(&value).unwrap_err();
    let (_, names) = told.split_once("expected ").unwrap_or_else(|| panic!("{told}"));
    names.split('`').skip(1).step_by(2).map(String::from).collect()
}

/// The first column of the table under a heading.
fn rows_of(heading: &str) -> Vec<String> {
    let (_, rest) = PAGE.split_once(&format!("### {heading}\n")).unwrap_or_else(|| panic!("{heading}"));
    let table = rest.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let cells = table.take_while(|line| line.starts_with('|')).map(|line| line.split('`').nth(1).unwrap());
    cells.map(String::from).collect()
}

#[test]
fn both_examples_are_read_and_written_again() {
    for text in [documented(), include_str!("../../examples/data/ledger-reversed-roles.json")] {
        let ledger: Ledger = json::read(text.as_bytes()).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(serde_json::to_value(&ledger).unwrap(), serde_json::from_str::<Value>(text).unwrap());
    }
}

#[test]
fn the_page_has_a_row_for_each_field_and_the_example_has_all() {
    let example: Value = serde_json::from_str(documented()).unwrap();
    let entries = example["v1"]["entries"].as_array().unwrap();
    let contingency =
        entries.iter().position(|entry| entry["what"].get("contingency_spent").is_some()).unwrap();
    let contingency = format!("/v1/entries/{contingency}/what/contingency_spent");
    for (heading, at) in [
        ("The file", "/v1"),
        ("Budgets", "/v1/budgets/0"),
        ("Entries", "/v1/entries/0"),
        ("Legs", "/v1/entries/0/legs/0"),
        ("Contingency", &contingency),
    ] {
        let fields = fields_of(&example, at);
        assert_eq!(rows_of(heading), fields, "{heading}");
        for field in fields {
            assert!(example.pointer(at).unwrap().get(&field).is_some(), "the example has no {field} at {at}");
        }
    }
    // Everything that can happen stands in the example and on the page, with all its fields.
    let happened: BTreeSet<String> =
        entries.iter().flat_map(|entry| entry["what"].as_object().unwrap().keys().cloned()).collect();
    let rows: BTreeSet<String> = rows_of("What happened").into_iter().collect();
    assert_eq!(happened, rows);
    assert_eq!(rows.len(), 14);
    for (place, entry) in entries.iter().enumerate() {
        let (name, _) = entry["what"].as_object().unwrap().iter().next().unwrap();
        let row = PAGE.lines().find(|line| line.starts_with(&format!("| `{name}`"))).unwrap();
        if ["contingency_spent", "spending_refunded"].contains(&name.as_str()) {
            continue;
        }
        for field in fields_of(&example, &format!("/v1/entries/{place}/what/{name}")) {
            assert!(row.contains(&format!("`{field}`")), "the row of {name} has no {field}");
        }
    }
}

#[test]
fn every_code_and_every_account_stands_on_the_page() {
    for code in Holding::CODES.iter().chain(WhyOwedBack::CODES) {
        assert!(PAGE.contains(&format!("`{code}`")), "{code}");
    }
    let id = |number: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{number:02}");
    let (budget, person, line) = (id(1).parse().unwrap(), id(2).parse().unwrap(), id(3).parse().unwrap());
    for account in [
        Account::Authority,
        Account::Held { budget, holding: Holding::Managed },
        Account::ContributionDue { budget },
        Account::Charge { budget },
        Account::Spending { budget, line, need: None },
        Account::OwedBack { budget },
        Account::Contingency { person },
    ] {
        let written = serde_json::to_value(account).unwrap();
        let name = written.as_str().map(String::from).or_else(|| written.as_object()?.keys().next().cloned());
        let name = name.unwrap();
        assert!(PAGE.contains(&format!("\"{name}\"")), "{name}");
    }
}
