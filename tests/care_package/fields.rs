//! The page has a row for each field, and its example has all of them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{documented_value, read};

/// The fields of an object, as its reader names them when it is given one that it does not have.
fn fields_of(value: &Value, at: &str) -> Vec<String> {
    let mut value = value.clone();
    value.pointer_mut(at).unwrap_or_else(|| panic!("{at}"))["XYZZY"] = json!(1);
    let told = read(&value).unwrap_err();
    let (_, names) = told.split_once("expected ").unwrap();
    names.split('`').skip(1).step_by(2).map(String::from).collect()
}

/// The first column of the first table under a heading.
fn rows_of(page: &str, heading: &str) -> Vec<String> {
    let (_, rest) = page.split_once(&format!("### {heading}\n")).unwrap_or_else(|| panic!("{heading}"));
    let table = rest.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let cells = table.take_while(|line| line.starts_with('|')).map(|line| line.split('`').nth(1).unwrap());
    cells.map(String::from).collect()
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[test]
fn the_page_has_a_row_for_each_field_and_the_example_has_all() {
    let page = include_str!("../../docs/package-input.md");
    let value = documented_value();
    let mut all = BTreeSet::new();
    for (heading, at) in [
        ("The file", "/v1"),
        ("The package", "/v1/package"),
        ("Lines", "/v1/package/lines/0"),
        ("Prices", "/v1/package/lines/0/prices/0"),
        ("Free by law", "/v1/package/lines/2/free/0"),
        ("Pauses", "/v1/package/lines/0/pauses/0"),
        ("What was delivered", "/v1/delivered/0"),
    ] {
        let fields = fields_of(&value, at);
        assert_eq!(rows_of(page, heading), fields, "{heading}");
        all.extend(fields);
    }
    // These are told in words.
    for at in [
        "/v1/package/lines/0/when",
        "/v1/package/lines/0/owed",
        "/v1/package/lines/0/owed/steps",
        "/v1/package/lines/1/payer/joint",
        "/v1/package/lines/3/budgets/0",
        "/v1/package/lines/3/when/allowance",
        "/v1/package/lines/3/when/allowance/bookings/0",
        "/v1/package/lines/3/split/by_benefit",
        "/v1/package/lines/3/split/by_benefit/weights/0",
        "/v1/package/lines/5/share_of",
        "/v1/eligible/1",
        "/v1/eligible/1/otherwise/carer",
        "/v1/delivered/2/was/cancelled",
    ] {
        let fields = fields_of(&value, at);
        assert!(!fields.is_empty(), "{at}");
        for field in &fields {
            let told = [format!("`{field}`"), format!("\"{field}\"")];
            assert!(told.iter().any(|told| page.contains(told)), "the page does not explain {field}");
        }
        all.extend(fields);
    }
    let mut there = BTreeSet::new();
    keys(&value, &mut there);
    // Who of two has CJD is told in words: the example has neither.
    let told_in_words = ["who"];
    for field in all.iter().filter(|field| !told_in_words.contains(&field.as_str())) {
        assert!(there.contains(field), "the example has no {field}");
    }
}

#[test]
fn every_code_of_what_stands_on_the_page() {
    use mutual_care::base::Code;
    use mutual_care::package::{
        BudgetRole, CancelledBy, FactorDay, FreeRule, LineKind, OwedAs, PriceFor, StepRounding, Unit,
    };
    let page = include_str!("../../docs/package-input.md");
    let codes = [
        LineKind::CODES,
        Unit::CODES,
        FreeRule::CODES,
        OwedAs::CODES,
        StepRounding::CODES,
        PriceFor::CODES,
        CancelledBy::CODES,
        BudgetRole::CODES,
    ];
    for code in codes.concat() {
        let told = [format!("`{code}`"), format!("\"{code}\"")];
        assert!(told.iter().any(|told| page.contains(told)), "the page does not name {code}");
    }
    assert_eq!((FactorDay::CODES[0], FactorDay::CODES[6], FactorDay::CODES[7]), ("mon", "sun", "holiday"));
}
