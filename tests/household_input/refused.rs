//! What does not fit together: everything at once, each at its place.

use mutual_care::base::Fact;
use mutual_care::household::{ExtraHelp, HouseholdInput, HouseholdInputParts, Person};
use mutual_care::need::Ability;
use serde_json::{Value, json};

use super::{documented_value, id, read, uuid};

/// What is told of the documented example with one thing changed.
fn told(at: &str, to: Value) -> String {
    let mut value = documented_value();
    *value.pointer_mut(at).unwrap() = to;
    read(&value).unwrap_err()
}

#[test]
fn ids_name_one_thing_each() {
    for (at, to, place) in [
        ("/v1/people/1/id", uuid(1), "people[1].id: person:"),
        ("/v1/services/1/id", uuid(5), "services[1].id: source:"),
        ("/v1/services/1/id", uuid(1), "services[1].id: source:"),
        ("/v1/needs/1/id", uuid(101), "needs[1].id: need:"),
        ("/v1/arrangements/1/id", uuid(201), "arrangements[1].id: arrangement:"),
    ] {
        let told = told(at, json!(to));
        assert!(told.contains(&format!("at {place}{to} names something already")), "{told}");
    }
    // Needs and arrangements have spaces of their own.
    let mut value = documented_value();
    value["v1"]["arrangements"][3]["id"] = json!(uuid(101));
    assert!(read(&value).is_ok());
}

#[test]
fn what_is_named_is_there() {
    for (at, to, said) in [
        ("/v1/kin/1/person", 99, "at kin[1].person: person:"),
        ("/v1/needs/2/person", 99, "at needs[2].person: person:"),
        ("/v1/arrangements/0/by", 99, "at arrangements[0].by: source:"),
        ("/v1/arrangements/1/for", 99, "at arrangements[1].for: need:"),
        ("/v1/arrangements/1/for", 101, "is the giver's own need: expected a need of somebody else"),
        ("/v1/arrangements/0/relies_on/0", 99, "at arrangements[0].relies_on[0]: need:"),
        ("/v1/arrangements/0/relies_on/0", 101, "is not the giver's own need"),
        (
            "/v1/arrangements/0/able_now/known/with_support/by",
            99,
            "at arrangements[0].able_now.known.with_support.by: source:",
        ),
        ("/v1/arrangements/0/able_now/known/with_support/by", 2, "is the giver: expected another source"),
    ] {
        let told = told(at, json!(uuid(to)));
        assert!(told.contains(said), "{told} does not say {said}");
    }
    // Whoever supports may be the one who is helped.
    let mut value = documented_value();
    value["v1"]["arrangements"][0]["able_now"]["known"]["with_support"]["by"] = json!(uuid(1));
    assert!(read(&value).is_ok());
    // Somebody who lived here for a time may have needs.
    value["v1"]["needs"][2]["person"] = json!(uuid(3));
    value["v1"]["arrangements"][0]["relies_on"] = json!([]);
    assert!(read(&value).is_ok());
    // Support later is looked at as support now.
    value["v1"]["arrangements"][0]["able_later"] = json!({ "known": { "with_support": { "by": uuid(98) } } });
    let both = read(&value).unwrap_err();
    assert!(both.contains("at arrangements[0].able_later.known.with_support.by: source:"));
    // One source that nobody knows, named in three places of one arrangement: told of at each, once.
    value["v1"]["arrangements"][0]["by"] = json!(uuid(98));
    value["v1"]["arrangements"][0]["able_now"]["known"]["with_support"]["by"] = json!(uuid(97));
    value["v1"]["arrangements"][0]["able_later"]["known"]["with_support"]["by"] = json!(uuid(97));
    value["v1"]["arrangements"][0]["relies_on"] = json!([]);
    let problems = HouseholdInput::new(serde_json::from_value(value).unwrap()).unwrap_err();
    let places: Vec<String> = problems.iter().map(|problem| problem.place().to_string()).collect();
    assert_eq!(
        places,
        [
            "arrangements[0].by",
            "arrangements[0].able_now.known.with_support.by",
            "arrangements[0].able_later.known.with_support.by",
        ]
    );
}

#[test]
fn everything_is_told_at_once_in_the_order_of_the_file() {
    let mut value = documented_value();
    value["v1"]["arrangements"][3]["for"] = json!(uuid(98));
    value["v1"]["arrangements"][0]["by"] = json!(uuid(99));
    value["v1"]["needs"][2]["person"] = json!(uuid(97));
    value["v1"]["people"][2]["id"] = json!(uuid(1));
    value["v1"]["kin"][1]["person"] = json!(uuid(1));
    value["v1"]["arrangements"][2]["id"] = json!(uuid(202));
    let told = read(&value).unwrap_err();
    let places: Vec<&str> =
        told.lines().map(|line| line.split_once(", at ").unwrap().1.split_once(": ").unwrap().0).collect();
    assert_eq!(
        places,
        [
            "people[2].id",
            "kin[1]",
            "needs[2].person",
            "arrangements[0].by",
            // Whoever gives is not known, so nothing can be their own.
            "arrangements[0].relies_on[0]",
            "arrangements[2].id",
            "arrangements[3].for",
        ]
    );
    // The same as one text, and as data.
    let parts: HouseholdInputParts = serde_json::from_value(value.clone()).unwrap();
    let problems = HouseholdInput::new(parts).unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.place().to_string()).collect::<Vec<_>>(), places);
    let as_one = serde_json::from_value::<HouseholdInput>(value).unwrap_err().to_string();
    assert!(as_one.contains(&problems.to_string()));
}

#[test]
fn hands_are_looked_at_without_a_file_too() {
    let parts = |hands| {
        let mut parts = read(&documented_value()).unwrap().into_parts();
        parts.arrangements[2].hands = hands;
        HouseholdInput::new(parts)
    };
    assert!(parts(1).is_ok() && parts(16).is_ok());
    for hands in [0, 17] {
        let said = parts(hands).unwrap_err().to_string();
        assert_eq!(said, "arrangements[2].hands: expected a whole number from 1 to 16");
    }
}

#[test]
fn extra_help_is_told_of_at_its_own_places() {
    let input = read(&documented_value()).unwrap();
    let extra = |value: Value| -> ExtraHelp { serde_json::from_value(json!({ "v1": value })).unwrap() };
    let dan_cooks = json!({ "id": uuid(301), "by": uuid(4), "for": uuid(101), "when": "Sun 17:00-18:00" });
    let good = extra(json!({ "arrangements": [dan_cooks.clone()] }));
    assert_eq!(input.with(&good).unwrap().arrangements().len(), 6);

    let mut twice = dan_cooks.clone();
    twice["id"] = json!(uuid(201));
    let mut own = dan_cooks.clone();
    (own["id"], own["by"]) = (json!(uuid(303)), json!(uuid(1)));
    let wrong = extra(json!({
        "people": [{ "id": uuid(5), "lives": "elsewhere" }],
        "services": [{ "id": uuid(7), "kind": "provider" }, { "id": uuid(1), "kind": "device" }],
        "arrangements": [dan_cooks, twice, own]
    }));
    let problems = input.with(&wrong).unwrap_err();
    let places: Vec<String> = problems.iter().map(|problem| problem.place().to_string()).collect();
    assert_eq!(places, ["people[0].id", "services[1].id", "arrangements[1].id", "arrangements[2].for"]);
    assert!(input.snapshot_with(input.as_at(), &wrong).is_err());
}

#[test]
fn somebody_who_moves_in_for_a_what_if_is_a_member() {
    let input = read(&documented_value()).unwrap();
    let aunt = Person::here(id(50));
    let mut help = input.arrangements()[0].clone();
    (help.id, help.by, help.relies_on) = (id(302), aunt.id.into(), None);
    help.able_now = Fact::known(Ability::Yes);
    let extra = ExtraHelp { people: vec![aunt], arrangements: vec![help], ..ExtraHelp::default() };
    let then = input.snapshot_with(input.as_at(), &extra).unwrap();
    assert_eq!(then.members().count(), 3);
}
