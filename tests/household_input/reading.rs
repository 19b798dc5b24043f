//! What is read is written again; names go nowhere; mistakes are told without what was typed.

use std::collections::BTreeSet;

use mutual_care::base::json;
use mutual_care::base::{Labels, canonical_json, limits};
use mutual_care::household::{ExtraHelp, HouseholdInput, HouseholdInputParts};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{documented, documented_value, id, read, read_bytes, read_text, uuid};

#[test]
fn the_documented_example_is_read_and_written_again() {
    let input = read_text(&documented()).expect("it fits");
    let written = serde_json::to_string(&input).unwrap();
    assert_eq!(read_text(&written).expect("what was written fits"), input);
    let parts: HouseholdInputParts = serde_json::from_str(&written).unwrap();
    assert_eq!(HouseholdInput::new(parts), Ok(input.clone()));
    assert_eq!(serde_json::from_str::<HouseholdInput>(&written).unwrap(), input);
}

#[test]
fn order_in_a_file_does_not_matter() {
    let mut value = documented_value();
    let input = read(&value).unwrap();
    for list in ["people", "kin", "services", "needs", "arrangements"] {
        value["v1"][list].as_array_mut().unwrap().reverse();
    }
    assert_eq!(read(&value).unwrap(), input);
}

#[test]
fn what_is_left_out_is_what_the_page_says() {
    let least = json!({ "v1": { "id": uuid(0), "as_at": "2026-03-02" } });
    let input = read(&least).unwrap();
    assert_eq!(serde_json::to_value(&input).unwrap(), least);

    let input = read(&documented_value()).unwrap();
    let ben_at_night = input.arrangement(id(204)).unwrap();
    assert_eq!((ben_at_night.hands, ben_at_night.relies_on.as_deref()), (1, None));
    assert!(ben_at_night.willing_now.is_blank() && ben_at_night.able_later.is_blank());
    assert_eq!(input.arrangement(id(202)).unwrap().relies_on.as_deref(), Some(&[][..]));
    let night = &input.need(id(104)).unwrap().need;
    assert_eq!((night.helpers(), night.windows().len()), (1, 7));
    assert!(night.windows().iter().all(|window| window.is_being_there()));
    assert!(input.need(id(101)).unwrap().need.windows().iter().all(|window| window.owed() == 30));
}

/// What is refused names the fields there are; so each object of the example says what it could hold. The page has a row
/// for each, in the order of the declaration, and none besides; and the example has them all.
#[test]
fn the_page_has_a_row_for_each_field_and_the_example_has_all() {
    let page = include_str!("../../docs/household-input.md");
    let value = documented_value();
    let mut all = BTreeSet::new();
    for (heading, at) in [
        ("The household", "/v1"),
        ("People", "/v1/people/0"),
        ("Services", "/v1/services/0"),
        ("Needs", "/v1/needs/0"),
        ("Arrangements", "/v1/arrangements/0"),
    ] {
        let fields = fields_of(&value, at);
        assert_eq!(rows_of(page, heading), fields, "{heading}");
        all.extend(fields);
    }
    // These are told in words.
    for at in [
        "/v1/kin/0",
        "/v1/needs/0/windows/0",
        "/v1/arrangements/0/able_now",
        "/v1/people/2/period",
        "/v1/people/3/moves/0",
    ] {
        let fields = fields_of(&value, at);
        for field in &fields {
            let told = [format!("`{field}`"), format!("\"{field}\"")];
            assert!(told.iter().any(|told| page.contains(told)), "the page does not explain {field}");
        }
        all.extend(fields);
    }
    let mut keys = BTreeSet::new();
    let mut found = Vec::new();
    places(&value, "", &mut found);
    keys.extend(found.iter().filter_map(|at| at.rsplit('/').next()).filter(|key| key.parse::<u8>().is_err()));
    for field in &all {
        assert!(keys.contains(field.as_str()), "the example has no {field}");
    }
}

/// The fields of an object, as its reader names them when it is given one that it does not have.
fn fields_of(value: &Value, at: &str) -> Vec<String> {
    let mut value = value.clone();
    value.pointer_mut(at).unwrap()["XYZZY"] = json!(1);
    let told = read(&value).unwrap_err();
    let (_, names) = told.split_once("expected ").unwrap();
    names.split('`').skip(1).step_by(2).map(String::from).collect()
}

/// The first column of the table under a heading.
fn rows_of(page: &str, heading: &str) -> Vec<String> {
    let (_, rest) = page.split_once(&format!("### {heading}\n")).unwrap();
    let table = rest.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let cells = table.take_while(|line| line.starts_with('|')).map(|line| line.split('`').nth(1).unwrap());
    cells.map(String::from).collect()
}

#[test]
fn names_dates_of_birth_and_words_stay_put() {
    let input = read(&documented_value()).unwrap();
    let secrets = ["Ada", "Willow", "1945", "hot meal", "Ben cooks", "Made up"];
    let debugged = format!("{input:?}");
    let canonical = String::from_utf8(canonical_json(&input).unwrap()).unwrap();
    let redacted = input.redact();
    let written = serde_json::to_string(&redacted).unwrap();
    for secret in secrets {
        assert!(documented().contains(secret), "{secret} is not in the example: the test shows nothing");
        for safe in [&debugged, &canonical, &written] {
            assert!(!safe.contains(secret), "{secret} came out");
        }
    }
    assert_eq!(read_text(&written).unwrap(), redacted);
    let (without, whole) =
        (redacted.snapshot(input.as_at()).unwrap(), input.snapshot(input.as_at()).unwrap());
    assert_eq!(without.fingerprint(), whole.fingerprint(), "but for ages, it is the same week");
    assert_eq!((without.needs(), without.arrangements()), (whole.needs(), whole.arrangements()));
}

#[test]
fn labels_are_names_and_words_or_nothing() {
    let input = read(&documented_value()).unwrap();
    assert_eq!(input.person(id(1)).unwrap().age_on(input.as_at()), Some(80));
    assert_eq!(Labels::person(&input, id(1)), Some("Ada"));
    assert_eq!(Labels::source(&input, id(5)), Some("Willow Home Care"));
    assert_eq!(Labels::need(&input, id(101)), Some("a hot meal"));
    let redacted = input.redact();
    assert_eq!(Labels::person(&redacted, id(1)), None);
    assert_eq!(Labels::need(&redacted, id(101)), None);
    assert_eq!(
        (Labels::source(&input, id(99)), input.name(id::<mutual_care::base::kinds::Source>(99))),
        (None, None)
    );
}

/// Texts that try to get past whoever cleans a message. `XYZZY` stands in no message of anybody's.
const TYPED: [&str; 9] = [
    "XYZZY Smith",
    "XYZZY, expected XYZZY",
    "x, expected XYZZY at line 3 column 4",
    "`, expected `XYZZY` at line 1 column 1",
    "\"XYZZY\", expected a list of XYZZY\n at line ",
    "missing field `XYZZY`",
    "v7XYZZY",
    "6f2c1a3e-0000-4000-8000-00000000XYZZY",
    "XYZZY: at line XYZZY column XYZZY, expected one of `XYZZY`",
];

/// Places in a value, each as the steps that lead to it.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(String::from(at));
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                places(value, &format!("{at}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The ways in which something typed gets to a place: as a value, in a list, as a key, as a value under a key,
/// beside the fields there are, in place of a field, and after what stands there.
const WAYS: usize = 8;

fn put(value: &mut Value, at: &str, typed: &str, way: usize) {
    let Some(here) = value.pointer_mut(at) else { return };
    match way {
        0 => *here = json!(typed),
        1 => *here = json!([typed]),
        2 => *here = json!({ typed: typed }),
        3 => *here = json!({ "known": typed, "by": typed, "id": typed }),
        4 => match here {
            Value::Object(map) => drop(map.insert(typed.into(), json!(1))),
            Value::Array(items) => items.insert(0, json!(typed)),
            Value::String(text) => text.push_str(typed),
            other => *other = json!(typed.len()),
        },
        5 => match here {
            Value::Object(map) => {
                if let Some(key) = map.keys().next().cloned() {
                    let moved = map.remove(&key).unwrap_or_default();
                    map.insert(typed.into(), moved);
                }
            }
            Value::Array(items) => items.push(json!({ "id": typed })),
            other => *other = json!({ "with_support": { typed: typed } }),
        },
        6 => *here = json!({ "with_support": typed }),
        _ => *here = json!({ "v1": { typed: [typed] }, typed: null }),
    }
}

/// Whatever is wrong, it is told with a line, and without what was typed.
fn assert_safe(told: &str) {
    assert!(!told.contains("XYZZY"), "{told}");
    for line in told.lines() {
        let (_, rest) = line.split_once("FILE: line ").expect(line);
        let (number, rest) = rest.split_once(", column ").expect(line);
        assert!(number.parse::<u32>().is_ok_and(|number| number >= 1), "{line}");
        assert!(rest.contains(": "), "{line}");
    }
}

#[test]
fn nothing_typed_is_repeated_wherever_it_stands() {
    let value = documented_value();
    let mut all = Vec::new();
    places(&value, "", &mut all);
    let (mut refused, mut read_well) = (0, 0);
    for at in &all {
        for (nth, typed) in TYPED.iter().enumerate() {
            // Each text at each place in some ways, each way at each place with some text.
            for way in (0..WAYS).filter(|way| (way + nth + at.len()) % 2 == 0) {
                let mut wrong = value.clone();
                put(&mut wrong, at, typed, way);
                let text = serde_json::to_string_pretty(&wrong).unwrap();
                match read_text(&text) {
                    Ok(input) => {
                        assert!(!format!("{input:?}").contains("XYZZY"));
                        read_well += 1;
                    }
                    Err(told) => {
                        assert_safe(&told);
                        refused += 1;
                    }
                }
            }
        }
    }
    // Both happen: a text where a text may stand is read, anything else is refused.
    assert!(refused > 1_000 && read_well > 50, "{refused} refused, {read_well} read");
}

#[test]
fn a_safe_message_still_says_what_was_expected_and_where() {
    let wrong = |at: &str, with: Value| {
        let mut value = documented_value();
        *value.pointer_mut(at).unwrap() = with;
        read(&value).unwrap_err()
    };
    for (at, with, said) in [
        ("/v1/arrangements/3/when", json!("XYZZY 8"), "at arrangements[3].when: expected a day: Mon, Tue"),
        ("/v1/people/1/lives", json!("XYZZY"), "at people[1].lives: expected `here` or `elsewhere`"),
        ("/v1/needs/1/helpers", json!(17), "at needs[1].helpers: expected a whole number from 1 to 16"),
        ("/v1/needs/1/helpers", json!(-1), "at needs[1].helpers: expected a whole number from 1 to 16"),
        ("/v1/needs/1/helpers", json!(1.5), "at needs[1].helpers: expected a whole number from 1 to 16"),
        ("/v1/needs/1/helpers", json!("two"), "at needs[1].helpers: expected a whole number from 1 to 16"),
        ("/v1/arrangements/0/willing_now/known", json!("yes"), "willing_now.known: expected true or false"),
        ("/v1/arrangements/0/able_now/known", json!("XYZZY"), "expected one of `yes`, `no`, `with_support`"),
        ("/v1/people/0", json!("XYZZY"), "at people[0]: expected a person: an object with"),
        ("/v1/needs", json!({ "XYZZY": 1 }), "at needs: expected a list of needs"),
        ("/v1/people/0/born", json!("XYZZY"), "at people[0].born: expected a date: year-month-day"),
        ("/v1/people/0/born", Value::Null, "at people[0].born: expected a date: year-month-day"),
        ("/v1/arrangements/2/package_line", Value::Null, "at arrangements[2].package_line: expected an id"),
        (
            "/v1/needs/0/windows/0/minutes",
            json!(121),
            "at needs[0].windows[0]: expected `minutes` of 1 to the length of each window",
        ),
        (
            "/v1/needs/0/windows",
            json!([{ "when": "Mon 08:00-09:00" }, { "when": "Tue 08:00-09:00" }, { "when": "Mon 08:59-10:00" }]),
            "at needs[0].windows[2]: expected windows that do not overlap (they may touch)",
        ),
        (
            "/v1/arrangements/0/able_now/known",
            json!(7),
            "at arrangements[0].able_now.known: expected one of `yes`, `no`, `with_support`",
        ),
        (
            "/v1/arrangements/0/able_now/known",
            json!("with_support"),
            "able_now.known: expected what belongs to this name under it, and not the name alone",
        ),
        (
            "/v1/arrangements/0/able_now/known",
            json!({ "with_support": {}, "yes": null }),
            "able_now.known: expected one name only, and nothing beside it",
        ),
        (
            "/v1/arrangements/0/able_now/known/with_support/by",
            json!(7),
            "at arrangements[0].able_now.known.with_support.by: expected an id",
        ),
    ] {
        let told = wrong(at, with);
        assert!(told.contains(said), "{told} does not say {said}");
    }
    let mut value = documented_value();
    value["v1"]["needs"][2]["XYZZY"] = json!(1);
    let told = read(&value).unwrap_err();
    assert!(told.contains("at needs[2].?: expected one of `id`, `person`"), "{told}");
}

#[test]
fn a_line_is_the_line() {
    let text = documented().replace("\"when\": \"daily 22:00-07:00\",\n", "\"when\": \"XYZZY\",\n");
    let line = 1 + text.lines().position(|line| line.contains("XYZZY")).unwrap();
    assert!(read_text(&text).unwrap_err().starts_with(&format!("FILE: line {line}, column ")), "{line}");

    // A mistake that only shows when the whole is read is told at its line too.
    let text =
        documented().replace(&format!("\"for\": \"{}\"", uuid(104)), &format!("\"for\": \"{}\"", uuid(999)));
    let line = 1 + text.lines().position(|line| line.contains(&uuid(999))).unwrap();
    let told = read_text(&text).unwrap_err();
    assert!(told.starts_with(&format!("FILE: line {line}, column ")), "{told}");
    assert!(told.contains("at arrangements[3].for: need:"), "{told}");
}

/// Written in lines or in one, with many mistakes: each is told where its value begins, and one that is not there at what is
/// around it.
#[test]
fn a_column_is_where_the_value_begins() {
    let mut value = documented_value();
    value["v1"]["kin"][1]["of"] = json!(uuid(997));
    value["v1"]["arrangements"][3]["for"] = json!(uuid(998));
    value["v1"]["arrangements"][0]["relies_on"] = json!([uuid(103), uuid(999)]);
    for text in [serde_json::to_string_pretty(&value).unwrap(), serde_json::to_string(&value).unwrap()] {
        let problems = json::read::<HouseholdInput>(text.as_bytes()).unwrap_err();
        let begins = problems.iter().map(|problem| {
            let (line, column) = problem.line_column().unwrap();
            &text.lines().nth(line - 1).unwrap()[column - 1..][..38]
        });
        let ids = [997, 999, 998].map(|number| format!("\"{}\"", uuid(number)));
        assert_eq!(begins.collect::<Vec<_>>(), ids);
        // The same for problems that somebody else found in it; what has no place in the text is told at its beginning.
        let parts: HouseholdInputParts = serde_json::from_str(&text).unwrap();
        let found = HouseholdInput::new(parts).unwrap_err();
        assert_eq!(json::located(text.as_bytes(), found.clone()), problems);
        // In what is no JSON it is looked for without end or panic.
        for broken in [
            "",
            "[",
            "\"",
            "{]",
            "{\"kin\":[}",
            "{\"v1\":{\"kin\":[{},}]",
            "{\"kin\":[{\"of\":\\",
            "{\"kin\"[[[[}}",
        ] {
            assert_eq!(json::located(broken.as_bytes(), found.clone()).iter().count(), 3);
        }
        let elsewhere = json::located(b" {}", found);
        assert!(elsewhere.iter().all(|problem| problem.line_column() == Some((1, 2))));
    }
}

#[test]
fn a_thousand_problems_are_told_and_the_rest_counted() {
    let mut parts = read(&documented_value()).unwrap().into_parts();
    parts.arrangements[1].relies_on = Some((0..1_500).map(|number| id(10_000 + number)).collect());
    let problems = HouseholdInput::new(parts).unwrap_err();
    assert_eq!((problems.iter().count(), problems.more()), (limits::PROBLEMS, 500));
    assert!(problems.to_string().ends_with("; and 500 more"));
}

#[test]
fn other_versions_and_repeated_fields_are_refused() {
    let v2 = documented().replace("\"v1\"", "\"v2\"");
    let told = read_text(&v2).unwrap_err();
    assert!(told.contains("written by a newer version (`v2`); this release reads up to `v1`"), "{told}");
    for (from, to, said) in [
        ("\"as_at\"", "\"as_at\": \"2026-03-01\", \"as_at\"", "duplicate field `as_at`"),
        (
            "\"lives\": \"elsewhere\"",
            "\"lives\": \"elsewhere\", \"lives\": \"here\"",
            "duplicate field `lives`",
        ),
        ("{ \"v1\": {", "{ \"v1\": {}, \"v1\": {", "missing field `id`"),
        ("\"as_at\": \"2026-03-02\",", "", "missing field `as_at`"),
        (
            "\"lives\": \"elsewhere\"",
            "\"lives\": \"elsewhere\", \"period\": { \"from\": \"2020-01-01\" }",
            "expected `period` only where `lives` is `here`",
        ),
    ] {
        let text = documented().replacen(from, to, 1);
        let told = read_text(&text).unwrap_err();
        assert!(told.contains(said), "{told} does not say {said}");
    }
    let two = format!("{{ \"v1\": {{ \"id\": \"{}\", \"as_at\": \"2026-03-02\" }}, \"v1\": 2 }}", uuid(1));
    assert!(read_text(&two).unwrap_err().contains("expected one version only"));
    assert!(read_text(&format!("{} x", documented())).unwrap_err().contains("not readable as JSON"));
}

#[test]
fn extra_help_is_read_and_written_again() {
    let arrangement = documented_value()["v1"]["arrangements"][1].clone();
    let value = json!({ "v1": { "arrangements": [arrangement] } });
    let extra: ExtraHelp = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&extra).unwrap(), value);
    assert_eq!(serde_json::from_value::<ExtraHelp>(json!({ "v1": {} })).unwrap(), ExtraHelp::default());
    let needs = json!({ "v1": { "needs": [] } });
    assert!(serde_json::from_value::<ExtraHelp>(needs).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_refused_and_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let told = read_bytes(&bytes).unwrap_err();
        assert_safe(&told);
    }

    #[test]
    fn a_household_with_bytes_knocked_about_never_panics(
        at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = documented().into_bytes();
        for (index, byte) in at {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Err(wrong) = read_bytes(&bytes) {
            assert_safe(&wrong);
        }
    }

    #[test]
    fn something_typed_anywhere_in_the_text_is_not_repeated(
        at in any::<prop::sample::Index>(),
        typed in 0..TYPED.len(),
    ) {
        let mut text = documented();
        let at = at.index(text.len());
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.insert_str(at, TYPED[typed]);
        if let Err(told) = read_text(&text) {
            assert_safe(&told);
        }
    }
}
