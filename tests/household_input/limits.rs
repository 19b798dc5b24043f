//! Each limit from both sides: the last that is read, the first that is refused.

use mutual_care::base::limits as most;
use mutual_care::household::{ExtraHelp, HouseholdInput, HouseholdInputParts, Person, Service, ServiceKind};
use serde_json::{Value, json};

use super::{day, documented_value, id, read, uuid};

/// A household with so many entries of a list.
fn many(list: &str, count: usize) -> Value {
    let mut value = json!({ "v1": {
        "id": uuid(0), "as_at": "2026-03-02",
        "people": [{ "id": uuid(1), "lives": "here" }, { "id": uuid(2), "lives": "here" }],
        "needs": [{ "id": uuid(3), "person": uuid(1), "outcome": "company", "consequence": "moderate" }]
    } });
    let there = value["v1"][list].as_array().map_or(0, Vec::len);
    let new = |number: usize| {
        let id = uuid(u16::try_from(100 + number).unwrap());
        match list {
            "people" => json!({ "id": id, "lives": "elsewhere" }),
            "services" => json!({ "id": id, "kind": "provider" }),
            "needs" => {
                json!({ "id": id, "person": uuid(1), "outcome": "company", "consequence": "moderate" })
            }
            _ => json!({ "id": id, "by": uuid(2), "for": uuid(3), "when": "always" }),
        }
    };
    let rest = (there..count).map(new);
    match value["v1"][list].as_array_mut() {
        Some(items) => items.extend(rest),
        None => value["v1"][list] = rest.collect(),
    }
    value
}

#[test]
fn lists_stop_at_their_limits() {
    for (list, limit, what) in [
        ("people", most::PEOPLE, "people"),
        ("needs", most::NEEDS, "needs"),
        ("arrangements", most::ARRANGEMENTS, "arrangements"),
    ] {
        let input = read(&many(list, limit)).unwrap();
        assert_eq!(serde_json::to_value(&input).unwrap()["v1"][list].as_array().unwrap().len(), limit);
        assert!(input.snapshot(input.as_at()).is_ok());
        let told = read(&many(list, limit + 1)).unwrap_err();
        assert!(told.contains(&format!("at {list}: expected at most {limit} {what}")), "{told}");
    }
}

#[test]
fn people_and_services_share_a_limit() {
    // Two people are there already.
    assert!(read(&many("services", most::SOURCES - 2)).is_ok());
    let told = read(&many("services", most::SOURCES - 1)).unwrap_err();
    assert!(told.contains("at services: expected at most 256 people and services together"), "{told}");
    let told = read(&many("services", most::SOURCES + 1)).unwrap_err();
    assert!(told.contains("at services: expected at most 256 services"), "{told}");
}

/// The same limits for whoever does not come by a file.
#[test]
fn limits_hold_without_a_file() {
    let parts = |people: u16| {
        let mut parts = HouseholdInputParts::new(id(0), day("2026-03-02"));
        parts.people = (1..=people).map(|number| Person::here(id(number))).collect();
        parts
    };
    let sixty_four = HouseholdInput::new(parts(64)).unwrap();
    assert_eq!(HouseholdInput::new(parts(65)).unwrap_err().to_string(), "people: expected at most 64 people");
    let service = |number| Service {
        id: id(number),
        name: mutual_care::base::PrivateText::empty(),
        kind: ServiceKind::Device,
        places: None,
    };
    let extra = |services: u16| ExtraHelp {
        services: (1000..1000 + services).map(service).collect(),
        ..ExtraHelp::default()
    };
    assert!(sixty_four.with(&extra(192)).is_ok());
    assert!(sixty_four.with(&extra(193)).is_err());
    let person = ExtraHelp { people: vec![Person::elsewhere(id(999))], ..ExtraHelp::default() };
    assert!(sixty_four.with(&person).is_err());
}

#[test]
fn texts_have_at_most_16_kib() {
    let text = |bytes: usize| "é".repeat(bytes / 2) + &"e".repeat(bytes % 2);
    for at in [
        "/v1/people/0/name",
        "/v1/services/0/name",
        "/v1/needs/0/about",
        "/v1/arrangements/0/about",
        "/v1/note",
    ] {
        let with = |bytes| {
            let mut value = documented_value();
            *value.pointer_mut(at).unwrap() = json!(text(bytes));
            read(&value)
        };
        assert!(with(most::TEXT_BYTES).is_ok(), "{at}");
        let told = with(most::TEXT_BYTES + 1).unwrap_err();
        assert!(told.contains("expected a text of at most 16384 bytes"), "{told}");
    }
}

#[test]
fn numbers_and_dates_stay_within_their_bounds() {
    for (at, good, bad) in [
        ("/v1/needs/1/helpers", vec![json!(1), json!(16)], vec![json!(0), json!(17), json!(256)]),
        ("/v1/arrangements/2/hands", vec![json!(1), json!(16)], vec![json!(0), json!(17), json!(257)]),
        ("/v1/needs/0/tolerance_minutes", vec![json!(0), json!(525_600)], vec![json!(-1), json!(525_601)]),
        // The window there has 120 minutes.
        (
            "/v1/needs/0/windows/0/minutes",
            vec![json!(1), json!(120)],
            vec![json!(0), json!(121), json!(65_537)],
        ),
        (
            "/v1/as_at",
            vec![json!("1800-01-01"), json!("2299-12-31")],
            vec![json!("1799-12-31"), json!("2300-01-01")],
        ),
        ("/v1/people/0/born", vec![json!("1800-01-01")], vec![json!("1799-12-31"), json!("1900-02-29")]),
    ] {
        let with = |to: &Value| {
            let mut value = documented_value();
            if at == "/v1/as_at" {
                // Nobody is born after that day.
                for person in value["v1"]["people"].as_array_mut().unwrap() {
                    person.as_object_mut().unwrap().remove("born");
                }
            }
            *value.pointer_mut(at).unwrap() = to.clone();
            read(&value)
        };
        for to in &good {
            assert!(with(to).is_ok(), "{at}: {to}");
        }
        for to in &bad {
            assert!(with(to).is_err(), "{at}: {to}");
        }
    }
}

#[test]
fn a_need_has_at_most_so_many_windows() {
    let lines = |count: usize| -> Value {
        // Stretches of a quarter of an hour, one line each.
        let line = |nth: usize| {
            let (day, quarter) = (["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][nth / 96], nth % 96);
            let time = |quarter: usize| format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15);
            json!({ "when": format!("{day} {}-{}", time(quarter), time(quarter + 1)) })
        };
        (0..count).map(|nth| line(nth % 672)).collect()
    };
    let with = |windows: Value| {
        let mut value = documented_value();
        value["v1"]["needs"][0]["windows"] = windows;
        read(&value)
    };
    let input = with(lines(most::WINDOWS)).unwrap();
    assert_eq!(input.need(id(101)).unwrap().need.windows().len(), 672);
    // What is written in few lines is read as the same windows.
    assert_eq!(read(&serde_json::to_value(&input).unwrap()).unwrap(), input);
    assert!(with(lines(most::WINDOWS + 1)).unwrap_err().contains("expected at most 672 windows"));
    let crowded = json!([{ "when": "daily 00:00-12:00" }, { "when": "daily 11:59-13:00" }]);
    assert!(
        with(crowded).unwrap_err().contains("at needs[0].windows[1]: expected windows that do not overlap")
    );
    let touching = json!([{ "when": "daily 00:00-12:00" }, { "when": "daily 12:00-13:00", "minutes": 5 }]);
    assert_eq!(with(touching).unwrap().need(id(101)).unwrap().need.windows().len(), 14);
}

#[test]
fn a_history_has_at_most_so_much_in_it() {
    let mut value = many("arrangements", 10_000);
    for (nth, arrangement) in value["v1"]["arrangements"].as_array_mut().unwrap().iter_mut().enumerate() {
        if nth < 200 {
            let on = day("2025-01-01") + chrono::Days::new(nth as u64);
            arrangement["period"] = json!({ "from": on.to_string() });
        }
    }
    let input = read(&value).unwrap();
    // Each snapshot has one need and about ten thousand arrangements.
    let fits = input.history(day("2025-01-02"), day("2025-02-15")).unwrap();
    assert_eq!(fits.steps().len(), 45);
    let told = input.history(day("2025-01-02"), day("2025-06-01")).unwrap_err().to_string();
    assert!(told.contains("ask for a shorter time"), "{told}");
}
