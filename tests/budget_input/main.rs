//! Personal budgets as a file: what is read, what is refused and where, and which version holds on which day. Everybody in here
//! is made up.

mod five_years;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mutual_care::base::{BudgetId, Code, England, Labels, Money, Period, Problems, Told, json};
use mutual_care::budget::held::{AuthorisedBy, Manages, Paid, PaidFor};
use mutual_care::budget::{
    AloneSource, BudgetsInput, BudgetsInputParts, ChargingWeek, FeeCondition, charge_of_versions,
};
use mutual_care::package::{Closeness, CostQuestion};
use serde_json::{Value, json};

const PAGE: &str = include_str!("../../docs/budget-input.md");

/// The example in `docs/budget-input.md`: every field stands in it.
fn documented() -> Value {
    let (_, from) = PAGE.split_once("```json\n").expect("the page has an example");
    serde_json::from_str(from.split_once("```").expect("the example ends").0).expect("the example is JSON")
}

fn five_years() -> BudgetsInput {
    json::read(include_bytes!("../../examples/data/budgets-reversed-roles.json")).expect("the example reads")
}

/// Reads budgets from a JSON value; what is wrong, a line each, as it would be printed.
fn read(value: &Value) -> Result<BudgetsInput, String> {
    let text = serde_json::to_string_pretty(value).expect("a value has a text");
    json::read(text.as_bytes())
        .map_err(|problems: Problems| problems.iter().map(|problem| problem.in_place() + "\n").collect())
}

/// Places of everything that is wrong after a change to the documented example.
fn wrong(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut value = documented();
    change(&mut value["v1"]);
    let told = read(&value).unwrap_err();
    let place = |line: &str| line.split_once("at ").unwrap().1.split_once(": ").unwrap().0.to_owned();
    told.lines().map(place).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn budget(number: u16) -> BudgetId {
    format!("6f2c1a3e-0000-4000-8000-{number:012}").parse().expect("an id")
}

/// The fields of an object, as its reader names them when it is given one that it does not have.
fn fields_of(value: &Value, at: &str) -> Vec<String> {
    let mut value = value.clone();
    value.pointer_mut(at).unwrap_or_else(|| panic!("{at}"))["XYZZY"] = json!(1);
    let told = read(&value).unwrap_err();
    let (_, names) = told.split_once("expected ").unwrap();
    names.split('`').skip(1).step_by(2).map(String::from).collect()
}

/// The first column of the first table under a heading.
fn rows_of(heading: &str) -> Vec<String> {
    let (_, rest) = PAGE.split_once(&format!("### {heading}\n")).unwrap_or_else(|| panic!("{heading}"));
    let table = rest.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let cells = table.take_while(|line| line.starts_with('|')).map(|line| line.split('`').nth(1).unwrap());
    cells.map(String::from).collect()
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[test]
fn the_page_has_a_row_for_each_field_and_the_example_has_all() {
    let value = documented();
    let mut there = BTreeSet::new();
    keys(&value, &mut there);
    let of_budget = "/v1/budgets/0/budget";
    for (heading, at) in [
        ("The file", "/v1".to_owned()),
        ("A version of the package", "/v1/packages/0".to_owned()),
        ("A version of a budget", "/v1/budgets/0".to_owned()),
        ("The budget", of_budget.to_owned()),
        ("A contribution", format!("{of_budget}/contribution/known")),
        ("Arrangement fees", format!("{of_budget}/fees/0")),
        ("What a line would cost alone", format!("{of_budget}/alone/0")),
        ("How it is held", format!("{of_budget}/held")),
        ("What is known of a recipient", format!("{of_budget}/held/direct_payments/0")),
        ("What was found necessary", format!("{of_budget}/held/necessities/0")),
    ] {
        let fields = fields_of(&value, &at);
        assert_eq!(rows_of(heading), fields, "{heading}");
        for field in fields {
            assert!(there.contains(&field), "the example has no {field}");
        }
    }
    // These are told in words.
    for at in [
        "/package",
        "/plan",
        "/contribution/known/amounts/0",
        "/care_of_adult/0",
        "/held/lines/0",
        "/held/payees/0",
        "/held/stays/0",
        "/held/in_care_home/0",
    ] {
        let fields = fields_of(&value, &format!("{of_budget}{at}"));
        assert!(!fields.is_empty(), "{at}");
        for field in fields {
            assert!(PAGE.contains(&format!("`{field}`")), "the page does not explain {field}");
            assert!(there.contains(&field), "the example has no {field}");
        }
    }
}

#[test]
fn every_code_of_what_stands_on_the_page() {
    let codes = [
        AloneSource::CODES,
        FeeCondition::CODES,
        Manages::CODES,
        AuthorisedBy::CODES,
        Paid::CODES,
        PaidFor::CODES,
        Closeness::CODES,
    ];
    for code in codes.concat() {
        assert!(PAGE.contains(&format!("`{code}`")), "the page does not name {code}");
    }
    assert_eq!((ChargingWeek::CODES[0], ChargingWeek::CODES[2]), ("monday", "wednesday"));
}

/// What is written is read again, and says the same.
#[test]
fn what_is_read_is_written_and_read_again() {
    for input in [read(&documented()).unwrap(), five_years()] {
        let written = serde_json::to_string(&input).unwrap();
        assert!(written.starts_with(r#"{"v1":{"household":{"v1":"#));
        let again: BudgetsInput = serde_json::from_str(&written).unwrap();
        assert_eq!(again, input);
        assert_eq!(BudgetsInput::new(BudgetsInputParts::from(input.clone())), Ok(input));
    }
}

#[test]
fn a_version_holds_from_its_day_until_the_next() {
    let input = five_years();
    let (owen, _) = input.budgets()[0];
    let drawn = |on: &str| input.package_on(day(on)).map(|package| package.drawn_up_on().to_string());
    assert_eq!(drawn("2021-04-04"), None);
    assert_eq!(drawn("2021-04-05").as_deref(), Some("2021-03-22"));
    assert_eq!(drawn("2022-10-02").as_deref(), Some("2021-03-22"));
    assert_eq!(drawn("2022-10-03").as_deref(), Some("2022-09-19"));
    let contributes = |on: &str| {
        let budget = input.budget_on(owen, day(on))?;
        match budget.parts().contribution.told() {
            Told::Known(known) => known.on(day(on)),
            Told::NotKnown(_) => None,
        }
    };
    assert_eq!(contributes("2021-04-04"), None);
    assert_eq!(contributes("2022-10-02"), Money::new(2_140).ok());
    assert_eq!(contributes("2022-10-03"), Money::new(2_310).ok());
    let days = ["2021-04-05", "2022-10-03", "2024-05-13", "2025-11-03", "2026-04-06"].map(day);
    assert_eq!(input.changes(), days);
    assert_eq!(input.versions(owen).iter().map(|version| version.from).collect::<Vec<_>>(), days);
    assert!(input.versions(budget(999)).is_empty() && input.budget_on(budget(999), days[4]).is_none());
    assert_eq!(input.on(), days[4]);
    assert_eq!(Labels::person(&input, input.budgets()[0].1.person), Some("Owen"));
}

/// A budget that stays as it is while its package changes has two versions, and is charged by both.
#[test]
fn versions_are_those_of_the_budget_and_those_of_its_package() {
    let mut value = documented();
    let mut later = value["v1"]["packages"][0].clone();
    later["from"] = json!("2026-04-20");
    later["package"]["lines"][0]["prices"][0]["pence"] = json!(2_400);
    value["v1"]["packages"].as_array_mut().unwrap().push(later);
    value["v1"]["budgets"][1]["budget"]["contribution"] =
        json!({ "known": { "amounts": [ { "from": "2026-04-06", "pence": 50_000 } ] } });
    let input = read(&value).unwrap();
    let versions = input.versions(budget(502));
    assert_eq!(
        versions.iter().map(|one| one.from).collect::<Vec<_>>(),
        ["2026-04-06", "2026-04-20"].map(day)
    );
    // £500 a week is due, so he is charged what his half costs: £77 in each of two weeks, then £84.
    let three_weeks = Period::new(Some(day("2026-04-06")), Some(day("2026-04-27"))).unwrap();
    let charge = charge_of_versions(&versions, &CostQuestion::new(three_weeks, &England));
    // Without needs nothing is said by need; the line is shared equally.
    assert_eq!(charge.unwrap().charge.to_string(), "£238");
}

#[test]
fn what_does_not_fit_is_refused_at_its_place() {
    assert_eq!(wrong(|file| file["packages"] = json!([])), ["packages"]);
    assert_eq!(wrong(|file| file["on"] = json!("1066-10-14")), ["on"]);
    assert_eq!(
        wrong(|file| {
            file["packages"][0]["package"]["lines"][3]["prices"][0]["pence"] = json!(0);
            file["budgets"][1]["budget"]["review_by"] = json!("2020-01-01");
            file["household"]["v1"]["people"][1]["id"] = file["household"]["v1"]["people"][0]["id"].clone();
        }),
        [
            "household.v1.people[1].id",
            "household.v1.needs[1].person",
            "packages[0].package.lines[3].prices[0].pence",
            "budgets[1].budget.review_by"
        ]
    );
    // Against the household, and against the package.
    assert_eq!(
        wrong(|file| file["packages"][0]["package"]["lines"][1]["by"] = json!(uuid(77))),
        ["packages[0].package.lines[1].by"]
    );
    assert_eq!(
        wrong(|file| file["budgets"][0]["budget"]["alone"][0]["line"] = json!(uuid(399))),
        ["budgets[0].budget.alone[0].line"]
    );
    assert_eq!(
        wrong(|file| file["budgets"][1]["budget"]["package"]["id"] = json!(uuid(301))),
        ["budgets[1].budget.package.id"]
    );
    assert_eq!(wrong(|file| file["budgets"][1]["from"] = json!("2026-04-05")), ["budgets[1].from"]);
}

#[test]
fn versions_that_are_none_are_refused() {
    let again = |file: &mut Value, list: &str, from: &str, change: &dyn Fn(&mut Value)| {
        let mut one = file[list][0].clone();
        one["from"] = json!(from);
        change(&mut one);
        file[list].as_array_mut().unwrap().push(one);
    };
    let same = |_: &mut Value| {};
    for (from, refused) in [("2026-04-05", true), ("2026-04-06", true), ("2026-04-07", false)] {
        let mut value = documented();
        again(&mut value["v1"], "packages", from, &same);
        again(&mut value["v1"], "budgets", from, &same);
        let told = read(&value);
        assert_eq!(told.is_err(), refused, "{from}");
        if let Err(told) = told {
            assert!(told.contains("at packages[1].from: expected versions in order"), "{told}");
            assert!(told.contains("at budgets[2].from: expected the versions of"), "{told}");
        }
    }
    let other_id = |one: &mut Value| one["package"]["id"] = json!(uuid(555));
    assert_eq!(wrong(|file| again(file, "packages", "2026-05-04", &other_id)), ["packages[1].package"]);
    let other_day = |one: &mut Value| one["budget"]["begins_on"] = json!("2026-04-07");
    assert_eq!(wrong(|file| again(file, "budgets", "2026-05-04", &other_day)), ["budgets[2].budget"]);
    let other_budget = |one: &mut Value| one["budget"]["id"] = json!(uuid(503));
    assert_eq!(wrong(|file| again(file, "budgets", "2026-05-04", &other_budget)), ["budgets[2].budget.of"]);
    // A line that a budget names has to be there for as long as that version holds, and no longer.
    let without = |one: &mut Value| one["package"]["lines"].as_array_mut().unwrap().truncate(3);
    assert_eq!(
        wrong(|file| again(file, "packages", "2026-05-04", &without)),
        ["budgets[0].budget.fees[0].line"]
    );
    let mut value = documented();
    again(&mut value["v1"], "packages", "2026-05-04", &without);
    again(&mut value["v1"], "budgets", "2026-05-04", &|one| one["budget"]["fees"] = json!([]));
    assert!(read(&value).is_ok());
}

/// Nobody's words are in what is printed of a file that was read, or refused.
#[test]
fn words_stay_private() {
    let mut value = documented();
    let debug = format!("{:?}", read(&value).unwrap());
    for word in ["Ada", "Cleo", "Nobody else speaks"] {
        assert!(!debug.contains(word), "{word}");
    }
    value["v1"]["budgets"][0]["budget"]["held"]["necessities"][0]["for"] = json!("Secret words");
    assert!(!read(&value).unwrap_err().contains("Secret"));
}

fn uuid(number: u16) -> String {
    format!("6f2c1a3e-0000-4000-8000-{number:012}")
}
