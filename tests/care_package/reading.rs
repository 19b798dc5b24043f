//! What is read is written again; words go nowhere; mistakes are told without what was typed.

use mutual_care::base::{Labels, canonical_json, kinds};
use mutual_care::package::{Package, PackageInput, PackageInputParts, PackageParts};
use serde_json::{Value, json};

use super::{documented, documented_value, id, line, package, parts, read, read_text, uuid};

#[test]
fn the_documented_example_is_read_and_written_again() {
    let input = read_text(&documented()).expect("it fits");
    let written = serde_json::to_string(&input).unwrap();
    assert_eq!(read_text(&written).expect("what was written fits"), input);
    let parts: PackageInputParts = serde_json::from_str(&written).unwrap();
    assert_eq!(PackageInput::new(parts), Ok(input.clone()));
    assert_eq!(input.package().lines().len(), 8);
    assert_eq!(input.deliveries().iter().count(), 4);
    assert_eq!((input.on(), input.household().as_at()), (super::day("2026-03-09"), super::day("2026-03-02")));
}

#[test]
fn the_example_in_the_examples_is_read() {
    let text = include_str!("../../examples/data/package-reversed-roles.json");
    let input = read_text(text).unwrap_or_else(|told| panic!("{told}"));
    let household = include_str!("../../examples/data/reversed-roles.json");
    let household: mutual_care::household::HouseholdInput =
        mutual_care::base::json::read(household.as_bytes()).unwrap();
    // The people and their needs are those of the first family, to the letter.
    assert_eq!(input.household().people(), household.people());
    assert_eq!(input.household().needs(), household.needs());
    assert_eq!(read_text(&serde_json::to_string(&input).unwrap()).unwrap(), input);
}

#[test]
fn order_in_a_file_does_not_matter() {
    let mut value = documented_value();
    let input = read(&value).unwrap();
    for list in ["/v1/package/lines", "/v1/package/people", "/v1/delivered", "/v1/eligible"] {
        value.pointer_mut(list).unwrap().as_array_mut().unwrap().reverse();
    }
    for list in ["for", "needs", "budgets", "pauses", "free"] {
        for line in value["v1"]["package"]["lines"].as_array_mut().unwrap() {
            if let Some(list) = line.get_mut(list) {
                list.as_array_mut().unwrap().reverse();
            }
        }
    }
    let turned = read(&value).unwrap();
    assert_eq!(turned, input);
    assert_eq!(turned.package().fingerprint(), input.package().fingerprint());
}

#[test]
fn what_is_left_out_is_what_the_page_says() {
    let least = json!({
        "id": uuid(300), "household": uuid(0), "people": [uuid(1)], "drawn_up_on": "2026-03-02",
        "lines": [{ "id": uuid(301), "what": "home_care", "for": [uuid(1)], "payer": "personal_budget" }],
    });
    let package: Package = serde_json::from_value(least.clone()).unwrap();
    assert_eq!(serde_json::to_value(&package).unwrap(), least);
    let line = &package.lines()[0];
    assert_eq!((line.hands, line.costs_nothing, line.owed.is_as_planned()), (1, false, true));
    assert_eq!(line.stands_in(), [mutual_care::package::BudgetOf::adult(id(1))]);
}

#[test]
fn words_stay_put() {
    let input = read_text(&documented()).unwrap();
    let secrets =
        ["Mill Lane", "Willow", "hot meal", "Two carers at noon", "Made up, to show", "his rest above all"];
    let debugged = format!("{input:?}");
    let canonical = String::from_utf8(canonical_json(input.package()).unwrap()).unwrap();
    let redacted = serde_json::to_string(&input.package().redact()).unwrap();
    for secret in secrets {
        assert!(documented().contains(secret), "{secret} is not in the example: the test shows nothing");
        for safe in [&debugged, &canonical, &redacted] {
            assert!(!safe.contains(secret), "{secret} came out");
        }
    }
    // A sharing by weights still has to say why, and what is left is a package.
    assert!(redacted.contains("\"reason\":\"[removed]\""));
    assert_eq!(serde_json::from_str::<Package>(&redacted).unwrap(), input.package().redact());
    assert_eq!(Labels::source(&input, id(5)), Some("Willow Home Care"));
    assert_eq!(Labels::need(&input, id(101)), Some("a hot meal"));
    assert_eq!(Labels::source(&input, id::<kinds::Source>(99)), None);
}

#[test]
fn a_redacted_file_says_who_gets_what_and_no_words() {
    let input = read_text(&documented()).unwrap();
    let redacted = input.redact();
    let written = serde_json::to_string(&redacted).unwrap();
    for secret in
        ["Ada", "Willow", "hot meal", "Two carers at noon", "Made up, to show", "his rest above all"]
    {
        assert!(documented().contains(secret) && !written.contains(secret), "{secret} came out");
    }
    assert_eq!(read_text(&written).expect("it fits"), redacted);
    assert_eq!(redacted.redact(), redacted);
    // What the package says is the same, and so is what it costs and the week that it makes.
    assert_eq!(redacted.package().fingerprint(), input.package().fingerprint());
    assert_eq!(redacted.week(input.on()).unwrap(), input.week(input.on()).unwrap());
    let days = super::period("2026-03-02", "2026-09-01");
    let question = mutual_care::package::CostQuestion::new(days, &mutual_care::base::England);
    let cost = |input: &PackageInput| {
        let needs: Vec<_> = input.household().needs().iter().map(|stated| stated.need.clone()).collect();
        input.package().cost(&question.with_needs(&needs)).unwrap()
    };
    assert_eq!(cost(&redacted), cost(&input));
    // A grant's name is a code.
    assert!(written.contains("carers-grant"));
}

#[test]
fn a_fingerprint_is_of_what_the_package_says() {
    let one = package(vec![line(301), line(302)]);
    let print = one.fingerprint().unwrap();
    let mut reworded = parts(vec![line(302), line(301)]);
    reworded.lines[0].about = mutual_care::base::PrivateText::new("the noon visit").unwrap();
    reworded.note = mutual_care::base::PrivateText::new("a note").unwrap();
    assert_eq!(Package::new(reworded).unwrap().fingerprint().unwrap(), print);
    let mut dearer = line(301);
    dearer.prices[0].amount = super::pence(2_001);
    assert_ne!(package(vec![dearer, line(302)]).fingerprint().unwrap(), print);
    // Written down once and for all: what somebody agreed to is this.
    assert_eq!(print.to_string(), PRINT);
    let every_field = read_text(&documented()).unwrap();
    assert_eq!(every_field.package().fingerprint().unwrap().to_string(), PRINT_OF_EVERY_FIELD);
}

const PRINT_OF_EVERY_FIELD: &str = "5d981666cad4c8838a1b18943ef15edd7b418bd092e7df7f078596c8a67bda59";
const PRINT: &str = "7b2aec43539375d2979980b8ba4c7a6dc5e4456ed80624a22834c850e2d12233";

/// Texts that try to get past whoever cleans a message. `XYZZY` stands in no message of anybody's.
const TYPED: [&str; 6] = [
    "XYZZY Smith",
    "XYZZY, expected XYZZY",
    "x, expected XYZZY at line 3 column 4",
    "missing field `XYZZY`",
    "v7XYZZY",
    "6f2c1a3e-0000-4000-8000-00000000XYZZY",
];

fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(String::from(at));
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(key, value)| places(value, &format!("{at}/{key}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| places(item, &format!("{at}/{index}"), found));
        }
        _ => {}
    }
}

#[test]
fn nothing_typed_is_repeated_wherever_it_stands() {
    let value = documented_value();
    let mut all = Vec::new();
    places(&value, "", &mut all);
    let (mut refused, mut read_well) = (0, 0);
    for (nth, at) in all.iter().enumerate() {
        let typed = TYPED[nth % TYPED.len()];
        for put in [
            json!(typed),
            json!([typed]),
            json!({ typed: typed }),
            json!({ "visits": typed, "person": typed }),
            json!(-1),
            json!(1.5),
            json!(9_007_199_254_740_993_i64),
            json!(null),
            json!({}),
            json!([]),
            json!(true),
        ] {
            let mut wrong = value.clone();
            *wrong.pointer_mut(at).unwrap() = put;
            match read(&wrong) {
                Ok(input) => {
                    assert!(!format!("{input:?}").contains("XYZZY"));
                    read_well += 1;
                }
                Err(told) => {
                    assert!(!told.contains("XYZZY"), "{told}");
                    assert!(told.lines().all(|line| line.starts_with("FILE: line ")), "{told}");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 2_000 && read_well > 20, "{refused} refused, {read_well} read");
}

#[test]
fn a_form_that_is_not_there_is_refused_by_name() {
    let told = |at: &str, to: Value| {
        let mut value = documented_value();
        *value.pointer_mut(at).unwrap_or_else(|| panic!("{at}")) = to;
        read(&value).unwrap_err()
    };
    for (at, to, said) in [
        (
            "/v1/package/lines/0/prices/0/per",
            json!("shift"),
            "expected a unit: one of hour, visit, night, session, journey, day, week, two_weeks, four_weeks, month, one_off",
        ),
        (
            "/v1/package/lines/0/prices/0/factors/sun",
            json!("6/4"),
            "expected a ratio \"n/d\" of whole numbers from 1 to 1000000, in lowest terms",
        ),
        ("/v1/package/lines/0/prices/0/factors/sun", json!("0/1"), "expected a ratio"),
        ("/v1/package/lines/0/prices/0/factors/sun", json!(1.5), "expected a ratio of whole numbers"),
        (
            "/v1/package/lines/0/prices/0/factors",
            json!({ "easter": "2/1" }),
            "expected a day with a factor: one of mon, ",
        ),
        (
            "/v1/package/lines/0/prices/0/pence",
            json!("2150"),
            "expected a whole number from -1000000000000 to 1000000000000",
        ),
        ("/v1/package/lines/0/prices/0/pence", json!(21.5), "expected a whole number from "),
        ("/v1/package/lines/0/when/visits", json!("never"), "expected `visits` of 1 to 672 stretches"),
        (
            "/v1/package/lines/0/when",
            json!({ "visits": "Mon 08:00-09:00", "weeks": 2 }),
            "expected `weeks` only beside `quantity`",
        ),
        ("/v1/package/lines/0/when", json!({}), "expected one of `visits`, `quantity` and `allowance`"),
        (
            "/v1/package/lines/0/when",
            json!({ "quantity": { "minutes": 0 } }),
            "expected a whole number from 1 to 1000000",
        ),
        (
            "/v1/package/lines/0/when",
            json!({ "quantity": { "minutes": 60 }, "weeks": 13 }),
            "expected a whole number from 1 to 12",
        ),
        ("/v1/package/lines/0/when", json!({ "visits": "always; Mon 08:00-09:00" }), "expected"),
        ("/v1/package/lines/0/hands", json!(0), "expected a whole number from 1 to 16"),
        (
            "/v1/package/lines/0/payer",
            json!({ "joint": { "authority": 0, "health": 1 } }),
            "expected a whole number from 1 to 1000000",
        ),
        ("/v1/package/lines/0/payer", json!("the council"), "expected one of `personal_budget`, `health`"),
        (
            "/v1/package/lines/0/pauses/1/retainer_percent",
            json!(101),
            "expected a whole number from 0 to 100",
        ),
        (
            "/v1/package/lines/0/codes",
            json!({ "Cost Centre": "1" }),
            "expected a code: 1 to 64 small letters",
        ),
        ("/v1", json!({}), "missing field `household`"),
    ] {
        let told = told(at, to);
        assert!(told.contains(said), "{at}: {told} does not say {said}");
    }
    let newer = json!({ "v2": {} });
    assert!(read(&newer).unwrap_err().contains("written by a newer version (`v2`)"));
    let many: serde_json::Map<String, Value> =
        (0..17).map(|number| (format!("code-{number}"), json!("1"))).collect();
    assert!(told("/v1/package/lines/0/codes", json!(many)).contains("expected at most 16 codes of your own"));
}

#[test]
fn a_list_stops_at_its_limit() {
    let mut value = documented_value();
    let price = json!({ "from": "2026-04-01", "pence": 1, "per": "hour" });
    value["v1"]["package"]["lines"][0]["prices"] = json!(vec![price; 257]);
    assert!(read(&value).unwrap_err().contains("expected at most 256 prices"));
    value["v1"]["package"]["lines"][0]["prices"] = json!([]);
    value["v1"]["package"]["lines"][0]["free"] = json!(vec![json!({ "rule": "cjd", "period": {} }); 33]);
    assert!(read(&value).unwrap_err().contains("expected at most 32 periods free by law"));
    let too_many = parts((0..1_001).map(|number| line(1_000 + number)).collect());
    let told = Package::new(too_many).unwrap_err();
    assert_eq!(told.to_string(), "lines: expected at most 1000 lines");
    let most = PackageParts {
        people: vec![id(1), id(2)],
        ..parts((0..1_000).map(|number| line(1_000 + number)).collect())
    };
    assert_eq!(Package::new(most).map(|package| package.lines().len()), Ok(1_000));
}
