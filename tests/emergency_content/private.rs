//! Nothing that somebody wrote in a plan reaches `Debug`, a finding, a fingerprint or the card.

use mutual_care::base::canonical_json;
use mutual_care::emergency::{
    CardNumber, EmergencyInput, EmergencyInputParts, completeness, door_page, emergency_card,
};
use serde_json::{Value, json};

use crate::reading::documented_value;

const SECRET: &str = "Maria Smith";

/// The keys under which somebody's own words stand as they are, and those under which they are a fact.
const WORDS: [&str; 10] =
    ["name", "contact", "note", "about", "called", "to", "telephone", "held_by", "refuses", "note"];
const FACTS: [&str; 15] = [
    "what_matters",
    "dose",
    "kept",
    "conditions",
    "treatment",
    "routine",
    "moving",
    "communication",
    "likes",
    "dislikes",
    "what_upsets",
    "what_calms",
    "keys",
    "heating",
    "fuse_box",
];

/// Puts the secret into every text; how many there were.
fn fill(value: &mut Value) -> usize {
    match value {
        Value::Object(object) => object
            .iter_mut()
            .map(|(key, value)| {
                if WORDS.contains(&key.as_str()) && value.is_string() {
                    *value = json!(SECRET);
                    1
                } else if (FACTS.contains(&key.as_str()) || key == "if_unusable")
                    && value.get("known").is_some()
                {
                    value["known"] = json!(SECRET);
                    1
                } else {
                    fill(value)
                }
            })
            .sum(),
        Value::Array(list) => list.iter_mut().map(fill).sum(),
        _ => 0,
    }
}

#[test]
fn words_stay_where_they_are() {
    let plain: EmergencyInput = serde_json::from_value(documented_value()).unwrap();
    let mut value = documented_value();
    assert!(fill(&mut value) > 40);
    let input: EmergencyInput = serde_json::from_value(value.clone()).unwrap();
    let parts: EmergencyInputParts = serde_json::from_value(value).unwrap();
    let found = completeness(input.plan(), input.snapshot());
    assert!(found.len() > 5);
    let number = CardNumber::new("01632 960 999").unwrap();
    for shown in [
        format!("{input:?}"),
        format!("{parts:#?}"),
        format!("{:?}", input.plan()),
        format!("{found:?}"),
        serde_json::to_string(&found).unwrap(),
        String::from_utf8(canonical_json(input.plan()).unwrap()).unwrap(),
        emergency_card(input.plan().id(), &number),
    ] {
        assert!(!shown.contains("Maria") && !shown.contains("Smith"), "{shown}");
    }
    assert_eq!(input.plan().fingerprint(), plain.plan().fingerprint());
    assert_eq!(found, completeness(plain.plan(), plain.snapshot()));
    // For whoever stands in front of the door they are there.
    let person = input.plan().people()[0].person;
    let page = door_page(input.plan(), person, input.snapshot(), &input).unwrap();
    assert!(page.contains(SECRET));
    // Nothing that names a person, a date or a need stands on the card.
    let card = emergency_card(input.plan().id(), &number);
    let text = plain.plan().people().iter().map(|page| page.called.reveal()).collect::<Vec<_>>();
    for word in text {
        assert!(!card.contains(word), "{word}");
    }
    assert!(!card.contains(&person.to_string()) && !card.contains("2026"));
}
