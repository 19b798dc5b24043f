//! Weeks that alternate, good and bad days, where help is given, who is awake, who has a skill: read, written, refused.

use mutual_care::base::{Every, Told, WeekPattern};
use mutual_care::household::HouseholdInput;
use mutual_care::need::{Ability, Address, Availability, Place};
use serde_json::{Value, json};

use super::{day, id, read, uuid};

/// The example of the page with the outing in it that the page shows besides.
fn documented_value() -> Value {
    let page = include_str!("../../docs/household-input.md");
    let blocks: Vec<&str> =
        page.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let [mut whole, besides] =
        [blocks[0], blocks[1]].map(|block| serde_json::from_str::<Value>(block).unwrap());
    for list in ["needs", "arrangements"] {
        let more = besides[list].as_array().unwrap().iter().cloned();
        whole["v1"][list].as_array_mut().unwrap().extend(more);
    }
    whole
}

/// What is told of the documented example with one thing put somewhere.
fn told(at: &str, field: &str, to: &Value) -> String {
    changed(at, field, to).unwrap_err()
}

fn changed(at: &str, field: &str, to: &Value) -> Result<HouseholdInput, String> {
    let mut value = documented_value();
    value.pointer_mut(at).unwrap()[field] = to.clone();
    read(&value)
}

#[test]
fn what_is_said_of_real_weeks_comes_into_the_week_of_a_date() {
    let input = read(&documented_value()).unwrap();
    let week = input.snapshot(day("2026-03-02")).unwrap();
    let outing = week.need(id(105)).unwrap();
    let fortnightly = Every::weeks(2, day("2026-03-02")).unwrap();
    assert_eq!(outing.every(), Some(fortnightly));
    assert!(outing.asks_awake());
    assert_eq!((outing.skills()[0].skill.as_str(), outing.skills()[0].helpers), ("hoist", 1));
    let neighbour = week.arrangement(id(206)).unwrap();
    assert_eq!(neighbour.able_now, Told::Known(Ability::OnSomeDays { by: None }));
    assert_eq!(neighbour.availability(), Availability::OnSomeDays);
    assert_eq!(neighbour.at, Place::Out("swimming".parse().ok()));
    assert_eq!(neighbour.every, Some(fortnightly));
    let agency = week.arrangement(id(207)).unwrap();
    assert_eq!(agency.every, Every::days(4, 2, day("2026-03-07")).ok());
    assert_eq!(agency.awake, Told::Known(true));
    assert_eq!((agency.skills[0].skill.as_str(), agency.skills[0].hands), ("hoist", 1));
    assert_eq!(week.source(id(5)).unwrap().places, Some(3));
    assert_eq!(week.source(id(4)).unwrap().places, None);
    // All its weeks are told on any date: that it alternates is no change.
    let history = input.history(day("2026-03-02"), day("2026-06-01")).unwrap();
    assert_eq!(history.steps().len(), 1);
}

#[test]
fn without_these_a_file_reads_as_it_did() {
    let mut value = documented_value();
    let mut without = |at: &str, fields: &[&str]| {
        let there = value.pointer_mut(at).unwrap().as_object_mut().unwrap();
        for field in fields {
            assert!(there.remove(*field).is_some(), "{at} {field}");
        }
    };
    without("/v1/needs/4", &["every", "awake", "skills"]);
    without("/v1/arrangements/5", &["every", "at", "some_days", "able_now"]);
    without("/v1/arrangements/6", &["every", "at", "awake", "skills"]);
    without("/v1/services/0", &["places"]);
    without("/v1/needs/1", &["skills"]);
    without("/v1/needs/3", &["awake"]);
    without("/v1/arrangements/2", &["at", "awake", "skills"]);
    without("/v1/arrangements/4", &["every", "some_days", "able_later"]);
    let input = read(&value).unwrap();
    let written = serde_json::to_string(&input).unwrap();
    for field in ["every", "at", "awake", "skills", "some_days", "places"].map(|it| format!("\"{it}\":")) {
        assert!(!written.contains(&field), "{field} in {written}");
        let week = serde_json::to_string(&input.snapshot(input.as_at()).unwrap()).unwrap();
        assert!(!week.contains(&field), "{field} in {week}");
    }
}

#[test]
fn what_does_not_fit_is_told_where_it_stands() {
    let need = "/v1/needs/4";
    let help = "/v1/arrangements/6";
    for (at, field, to, said) in [
        (need, "every", json!({ "weeks": 1, "from": "2026-03-02" }), "`weeks` of 2 to 12"),
        (need, "every", json!({ "weeks": 13, "from": "2026-03-02" }), "`weeks` of 2 to 12"),
        (need, "every", json!({ "weeks": 2, "from": "2026-03-03" }), "`from` to be a Monday"),
        (help, "every", json!({ "days": 1, "on": 1, "from": "2026-03-03" }), "`days` of 2 to 12"),
        (help, "every", json!({ "days": 13, "on": 1, "from": "2026-03-03" }), "`days` of 2 to 12"),
        (help, "every", json!({ "days": 4, "on": 0, "from": "2026-03-03" }), "`on` of 1 to one less"),
        (help, "every", json!({ "days": 4, "on": 4, "from": "2026-03-03" }), "`on` of 1 to one less"),
        (
            help,
            "every",
            json!({ "days": 4, "weeks": 2, "from": "2026-03-02" }),
            "`weeks` and `from`, or `days`",
        ),
        (help, "every", json!(null), "how it alternates"),
        (need, "skills", json!([{ "skill": "hoist", "helpers": 3 }]), "`helpers` of 1 to the helpers"),
        (need, "skills", json!([{ "skill": "hoist", "helpers": 0 }]), "`helpers` of 1 to the helpers"),
        (
            help,
            "skills",
            json!([{ "skill": "hoist", "hands": 2 }]),
            "arrangements[6].skills: expected `skills`",
        ),
        (
            help,
            "skills",
            json!([{ "skill": "a" }, { "skill": "a" }]),
            "arrangements[6].skills: expected `skills`",
        ),
        (
            help,
            "some_days",
            json!("on Tuesdays"),
            "arrangements[6].some_days: expected `some_days` only where",
        ),
        (help, "at", json!("there"), "expected one of `home`, `out`, `address`, `outing`"),
        ("/v1/services/0", "places", json!(0), "services[0].places: expected `places` of 1 or more"),
        ("/v1/services/1", "places", json!(2), "services[1].places: expected `places` of 1 or more"),
    ] {
        let told = told(at, field, &to);
        assert!(told.contains(said), "{field} {to}: {told} does not say {said}");
        assert!(!told.contains("Tuesday"), "{told}");
    }
    for (at, field, to) in [
        (need, "every", json!({ "weeks": 12, "from": "2026-03-02" })),
        (help, "every", json!({ "days": 12, "on": 11, "from": "2026-03-03" })),
        (need, "skills", json!([{ "skill": "hoist", "helpers": 2 }])),
        (help, "skills", json!([{ "skill": "hoist", "hands": 0 }, { "skill": "first-aid" }])),
        (help, "at", json!({ "address": "day-centre" })),
        (help, "at", json!("out")),
        ("/v1/services/0", "places", json!(255)),
    ] {
        assert!(changed(at, field, &to).is_ok(), "{field} {to}");
    }
    // A need by days has windows of a day at most.
    let mut value = documented_value();
    value["v1"]["needs"][4]["every"] = json!({ "days": 4, "on": 2, "from": "2026-03-02" });
    value["v1"]["needs"][4]["windows"] = json!([{ "when": "Fri 10:00-Sat 10:00" }]);
    assert!(read(&value).is_ok());
    value["v1"]["needs"][4]["windows"] = json!([{ "when": "Fri 10:00-Sat 10:01" }]);
    assert!(read(&value).unwrap_err().contains("at most 24 hours"));
}

#[test]
fn whoever_supports_on_some_days_is_somebody_else_who_is_there() {
    let by = |number| json!({ "known": { "on_some_days": { "by": uuid(number) } } });
    let at = "/v1/arrangements/5";
    assert!(changed(at, "able_now", &by(1)).is_ok());
    let told = told(at, "able_now", &by(99));
    assert!(told.contains("arrangements[5].able_now.known.on_some_days.by: source:"), "{told}");
    let himself = changed(at, "able_now", &by(4)).unwrap_err();
    assert!(himself.contains("expected another source as the one that supports"), "{himself}");
}

#[test]
fn the_words_for_some_days_are_private() {
    let mut value = documented_value();
    value["v1"]["arrangements"][5]["some_days"] = json!("when her ex-husband is away");
    let input = read(&value).unwrap();
    assert!(!format!("{input:?}").contains("husband"));
    let redacted = serde_json::to_string(&input.redact()).unwrap();
    assert!(!redacted.contains("husband") && redacted.contains("swimming"));
}

/// The case from outside: able on good days.
#[test]
fn able_on_good_days_is_read() {
    let given = include_str!("given/b37-able-on-good-days.json").replace("\"sometimes\"", "\"on_some_days\"");
    let value: Value = serde_json::from_str(&given).unwrap();
    let input = read(&value).unwrap();
    let week = input.snapshot(day("2026-03-02")).unwrap();
    assert!(
        week.arrangements().iter().any(|it| matches!(it.able_now, Told::Known(Ability::OnSomeDays { .. })))
    );
    // And what is no word for it still names those there are.
    let refused = read(&serde_json::from_str(include_str!("given/b37-able-on-good-days.json")).unwrap());
    assert!(refused.unwrap_err().contains("on_some_days"));
    assert!(week.arrangements().iter().all(|it| it.when != WeekPattern::never()));
}

/// The case from outside: two who live next door to each other, in one file.
#[test]
fn whoever_has_needs_is_a_member_wherever_they_live() {
    let mut value: Value =
        serde_json::from_str(include_str!("given/b30-next-door-both-in-one-file.json")).unwrap();
    let week = read(&value).unwrap().snapshot(day("2026-03-02")).unwrap();
    assert_eq!((week.members().count(), week.needs().len(), week.arrangements().len()), (2, 2, 2));
    let address = |week: &mutual_care::need::Snapshot| week.source(id(2)).unwrap().address();
    assert_eq!(address(&week), Address::Elsewhere);
    value["v1"]["people"][1]["lives"] = json!({ "elsewhere": "next-door" });
    let input = read(&value).unwrap();
    assert_eq!(
        address(&input.snapshot(day("2026-03-02")).unwrap()),
        Address::At("next-door".parse().unwrap())
    );
    let written = serde_json::to_value(&input).unwrap();
    assert_eq!(written["v1"]["people"][1]["lives"], json!({ "elsewhere": "next-door" }));
    for (lives, said) in [
        (json!({ "elsewhere": "12 High Street" }), "expected a code"),
        (json!({ "here": "x" }), "expected `elsewhere`"),
        (json!({}), "expected `here`, `elsewhere`"),
        (json!("there"), "expected `here` or `elsewhere`"),
        (json!({ "elsewhere": "x", "here": 1 }), "one name only"),
    ] {
        value["v1"]["people"][1]["lives"] = lives.clone();
        let told = read(&value).unwrap_err();
        assert!(told.contains(said) && !told.contains("High"), "{lives}: {told}");
    }
    // Without needs, whoever lives elsewhere is a person from outside.
    value["v1"]["people"][1]["lives"] = json!("elsewhere");
    value["v1"]["needs"].as_array_mut().unwrap().pop();
    value["v1"]["arrangements"].as_array_mut().unwrap().pop();
    value["v1"]["arrangements"][0]["relies_on"] = json!([]);
    let week = read(&value).unwrap().snapshot(day("2026-03-02")).unwrap();
    assert_eq!(week.members().count(), 1);
}
