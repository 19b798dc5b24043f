//! Nothing of a person reaches `Debug`, an error or a fingerprint: a secret is put wherever words or a name may
//! stand, and looked for afterwards. The person is made up.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mutual_care::base::wire::without_echo;
use mutual_care::base::{
    AnyId, Fact, FactSource, Fingerprint, PartDate, Period, PersonId, PrivateDate, PrivateText, RecordRef,
    SourceId, Surety, Told, WeekMinute, WeekPattern, WeekSpan, WhyNotKnown, canonical_json,
};
use mutual_care::household::HouseholdInput;
use mutual_care::need::{Ability, Arrangement, Consequence, Need, Outcome, Snapshot, Source, SourceKind};
use mutual_care::support::{ReviewQuestion, review};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const SECRET: &str = "Maria Smith, born 1941-05-06";

fn secret() -> PrivateText {
    PrivateText::new(SECRET).unwrap()
}

/// Each value's `Debug`, plain and pretty, must say something and nothing of the secret.
macro_rules! says_nothing {
    ($($value:expr),+ $(,)?) => {$(
        let value = $value;
        for shown in [format!("{value:?}"), format!("{value:#?}")] {
            assert!(!shown.is_empty());
            assert!(!shown.contains("Maria") && !shown.contains("1941"), "{}: {shown}", stringify!($value));
        }
    )+};
}

#[test]
fn debug_shows_no_private_text_wherever_it_stands() {
    let date = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    says_nothing!(
        secret(),
        Some(secret()),
        vec![secret(), secret()],
        BTreeMap::from([(secret(), secret())]),
        Told::Known(secret()),
        Fact::known(secret()),
        Fact::known(secret()).told_on(date).told_by(FactSource::ThePerson),
        Fact::known(Some(secret())),
        Ok::<_, ()>(secret()),
        PrivateText::new(SECRET.repeat(1_000)),
    );
}

/// What a parser says about a value that is not of this type, at any place in which the secret can stand.
fn refusals<T: DeserializeOwned>(around: impl Fn(Value) -> Value) -> Vec<String> {
    let wrong = [
        json!(SECRET),
        json!({SECRET: SECRET}),
        json!([SECRET]),
        json!([[SECRET]]),
        json!({"known": SECRET}),
    ];
    wrong
        .into_iter()
        .filter_map(|wrong| serde_json::from_str::<T>(&around(wrong).to_string()).err())
        .map(|error| error.to_string())
        .collect()
}

/// The parser's own words are safe as they are.
fn never_echoes<T: DeserializeOwned>() {
    let refusals = refusals::<T>(|wrong| wrong);
    assert!(refusals.len() >= 4, "{}", std::any::type_name::<T>());
    for said in refusals {
        assert!(!said.contains("Maria"), "{}: {said}", std::any::type_name::<T>());
    }
}

#[test]
fn ids_codes_dates_and_times_never_repeat_what_they_read() {
    never_echoes::<PersonId>();
    never_echoes::<SourceId>();
    never_echoes::<AnyId>();
    never_echoes::<Fingerprint>();
    never_echoes::<PrivateDate>();
    never_echoes::<PartDate>();
    never_echoes::<WeekMinute>();
    never_echoes::<WeekSpan>();
    never_echoes::<WeekPattern>();
    never_echoes::<Outcome>();
    never_echoes::<Consequence>();
    never_echoes::<SourceKind>();
    never_echoes::<WhyNotKnown>();
    never_echoes::<Surety>();
    // A text is what a private text is; anything else is refused as quietly.
    for said in refusals::<PrivateText>(|wrong| wrong) {
        assert!(said.starts_with("expected a text"), "{said}");
    }
}

#[test]
fn what_is_kept_of_any_message_holds_nothing_that_was_read() {
    let date = |wrong: Value| json!({"from": wrong});
    let part = |name: &'static str| move |wrong: Value| json!({"on": "2026-03-02", "sources": [], "needs": [], "arrangements": [], name: [wrong]});
    let all = [
        refusals::<Period>(|wrong| wrong),
        refusals::<Period>(date),
        refusals::<RecordRef>(|wrong| wrong),
        refusals::<Fact<bool>>(|wrong| wrong),
        refusals::<Fact<u8>>(|wrong| json!({"known": wrong})),
        refusals::<Told<Ability>>(|wrong| json!({"known": wrong})),
        refusals::<Source>(|wrong| wrong),
        refusals::<Need>(|wrong| json!({"id": wrong})),
        refusals::<Need>(|wrong| json!({"windows": [{"when": wrong, "minutes": 3}]})),
        refusals::<Need>(|wrong| json!({"windows": [{"when": "always", "minutes": wrong}]})),
        refusals::<Arrangement>(|wrong| json!({"relies_on": wrong})),
        refusals::<Arrangement>(|wrong| json!({"hands": wrong})),
        refusals::<Snapshot>(|wrong| wrong),
        refusals::<Snapshot>(part("sources")),
        refusals::<Snapshot>(part("needs")),
        refusals::<Snapshot>(part("arrangements")),
    ];
    for said in all.into_iter().flatten() {
        let kept = without_echo(&said);
        assert!(!kept.is_empty() && !kept.contains("Maria"), "{said}: {kept}");
    }
}

/// A household with the secret in every text and in every date of birth; how many there were.
fn filled_with_the_secret(value: &mut Value) -> usize {
    match value {
        Value::Object(object) => object
            .iter_mut()
            .map(|(key, value)| match key.as_str() {
                "name" | "note" | "about" => {
                    *value = json!(SECRET);
                    1
                }
                "born" => {
                    *value = json!("1941-05-06");
                    1
                }
                _ => filled_with_the_secret(value),
            })
            .sum(),
        Value::Array(list) => list.iter_mut().map(filled_with_the_secret).sum(),
        _ => 0,
    }
}

#[test]
fn of_a_whole_household_nothing_private_is_shown_found_or_fingerprinted() {
    let original: Value = serde_json::from_str(include_str!("../examples/data/reversed-roles.json")).unwrap();
    let mut secret = original.clone();
    assert!(filled_with_the_secret(&mut secret) > 20);
    let read = |value: &Value| serde_json::from_value::<HouseholdInput>(value.clone()).unwrap();
    let (original, input) = (read(&original), read(&secret));
    let snapshot = input.snapshot(input.as_at()).unwrap();
    let reviewed = review(&snapshot, None, ReviewQuestion::default()).unwrap();
    says_nothing!(&input, input.people(), input.needs(), input.arrangements(), &snapshot, &reviewed);
    let for_machines = serde_json::to_string(&reviewed).unwrap();
    assert!(!for_machines.contains("Maria") && !for_machines.contains("1941"));
    // The words are there all the same, for whoever has a right to them.
    assert!(serde_json::to_string(&input).unwrap().contains(SECRET));
    // Another name is not another week.
    let other = original.snapshot(original.as_at()).unwrap();
    assert_eq!(other.fingerprint(), snapshot.fingerprint());
}

#[test]
fn problems_of_a_household_name_ids_and_places_only() {
    let mut wrong: Value =
        serde_json::from_str(include_str!("../examples/data/reversed-roles.json")).unwrap();
    filled_with_the_secret(&mut wrong);
    let input = wrong["v1"].as_object_mut().unwrap();
    let first = input["people"][0].clone();
    input["people"].as_array_mut().unwrap().push(first);
    input["needs"][0]["person"] = json!("a0000000-0000-4000-8000-00000000ffff");
    let said = serde_json::from_value::<HouseholdInput>(wrong).unwrap_err().to_string();
    assert!(said.contains("already") && said.contains("ffff"), "{said}");
    assert!(!said.contains("Maria") && !said.contains("1941"), "{said}");
}

#[derive(serde::Serialize)]
struct Person {
    id: u8,
    name: PrivateText,
    said: Fact<PrivateText>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<PrivateText>,
}

#[test]
fn words_stand_in_no_fingerprint() {
    let person = |name: &str, said: &str| Person {
        id: 1,
        name: PrivateText::new(name).unwrap(),
        said: Fact::known(PrivateText::new(said).unwrap()),
        notes: vec![PrivateText::new(said).unwrap()],
    };
    let written = String::from_utf8(canonical_json(&person(SECRET, SECRET)).unwrap()).unwrap();
    assert_eq!(written, r#"{"id":1,"notes":[],"said":{}}"#);
    let print = |person: &Person| Fingerprint::of("person", 1, person).unwrap();
    assert_eq!(print(&person(SECRET, "yes")), print(&person("Somebody else", "no")));
    // Nor as the key of an object, where it cannot be left out.
    let keyed = BTreeMap::from([(secret(), 1)]);
    assert_eq!(
        canonical_json(&keyed).unwrap_err().to_string(),
        "expected texts as the keys of an object, and none that is private"
    );
}
