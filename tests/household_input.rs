//! A household as a file: what is read, what is refused and how, and what comes of it.

#[path = "household_input/families.rs"]
mod families;
#[path = "household_input/good_days.rs"]
mod good_days;
#[path = "household_input/kin.rs"]
mod kin;
#[path = "household_input/limits.rs"]
mod limits;
#[path = "household_input/moves.rs"]
mod moves;
#[path = "household_input/reading.rs"]
mod reading;
#[path = "household_input/real_weeks.rs"]
mod real_weeks;
#[path = "household_input/refused.rs"]
mod refused;
#[path = "household_input/weeks.rs"]
mod weeks;

use chrono::NaiveDate;
use mutual_care::base::json;
use mutual_care::household::HouseholdInput;
use serde_json::Value;

/// The example in `docs/household-input.md`: every field stands in it.
fn documented() -> String {
    let page = include_str!("../docs/household-input.md");
    let (_, from) = page.split_once("```json\n").expect("the page has an example");
    String::from(from.split_once("```").expect("the example ends").0)
}

fn documented_value() -> Value {
    serde_json::from_str(&documented()).expect("the example is JSON")
}

/// Reads a household from a JSON value; what is wrong, as it would be printed.
fn read(value: &Value) -> Result<HouseholdInput, String> {
    read_text(&serde_json::to_string_pretty(value).expect("a value has a text"))
}

fn read_text(text: &str) -> Result<HouseholdInput, String> {
    read_bytes(text.as_bytes())
}

/// The household in these bytes; what is wrong, a line each, as an example prints it.
fn read_bytes(bytes: &[u8]) -> Result<HouseholdInput, String> {
    json::read(bytes).map_err(|problems| {
        let lines = problems.iter().map(|problem| format!("FILE: {}", problem.in_place()));
        lines.collect::<Vec<_>>().join("\n")
    })
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The id that ends in this number, in the documented example.
fn id<K>(number: u16) -> mutual_care::base::Id<K> {
    uuid(number).parse().expect("an id")
}

fn uuid(number: u16) -> String {
    format!("6f2c1a3e-0000-4000-8000-{number:012}")
}
