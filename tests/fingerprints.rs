//! Fingerprints against committed vectors, which `scripts/fingerprint.py` checks in another language.

use mutual_care::base::{CanonicalError, Fingerprint, FingerprintError, PrivateText, canonical_json};
use mutual_care::emergency::EmergencyInput;
use mutual_care::need::{Need, Snapshot};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Deserialize)]
struct File {
    vectors: Vec<Vector>,
    refused: Vec<Refused>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    kind: String,
    edition: u32,
    value: Value,
    canonical: String,
    fingerprint: Fingerprint,
}

#[derive(Deserialize)]
struct Refused {
    name: String,
    text: String,
    said: String,
}

fn file() -> File {
    serde_json::from_str(include_str!("fingerprints.json")).unwrap()
}

fn vector(name: &str) -> Vector {
    file().vectors.into_iter().find(|vector| vector.name == name).unwrap()
}

fn canonical<T: Serialize>(value: &T) -> Result<String, CanonicalError> {
    canonical_json(value).map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn every_vector_agrees() {
    let file = file();
    assert!(file.vectors.len() >= 14);
    for vector in file.vectors {
        assert_eq!(canonical(&vector.value), Ok(vector.canonical), "{}", vector.name);
        let found = Fingerprint::of(&vector.kind, vector.edition, &vector.value);
        assert_eq!(found, Ok(vector.fingerprint), "{}", vector.name);
    }
}

#[test]
fn what_the_vectors_refuse_is_refused_in_the_same_words() {
    let file = file();
    assert!(file.refused.len() >= 6);
    for refused in file.refused {
        let value: Value = serde_json::from_str(&refused.text).unwrap();
        let said = canonical(&value).unwrap_err().to_string();
        assert_eq!(said, refused.said, "{}", refused.name);
    }
}

#[test]
fn a_households_week_has_the_fingerprint_of_what_it_is_written_as() {
    let vector = vector("a household's week");
    let snapshot: Snapshot = serde_json::from_value(vector.value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&snapshot).unwrap(), vector.value);
    assert_eq!(snapshot.fingerprint(), Ok(vector.fingerprint));
    // A minute more, and it speaks of another week.
    let mut other = vector.value;
    other["needs"][0]["windows"][0]["minutes"] = 31.into();
    let other: Snapshot = serde_json::from_value(other).unwrap();
    assert_ne!(other.fingerprint(), Ok(vector.fingerprint));
}

#[derive(Serialize)]
struct Greeting {
    #[serde(skip_serializing_if = "Option::is_none")]
    absent: Option<u8>,
    null: Option<u8>,
    name: PrivateText,
    unit: (),
}

#[test]
fn what_is_absent_null_or_private_is_as_if_it_were_not_there() {
    let greeting = Greeting {
        absent: None,
        null: None,
        name: PrivateText::new("Maria Smith, who is made up").unwrap(),
        unit: (),
    };
    let vector = vector("an empty object");
    assert_eq!(Fingerprint::of(&vector.kind, vector.edition, &greeting), Ok(vector.fingerprint));
    let there = Greeting { absent: Some(1), null: Some(2), ..greeting };
    assert_eq!(canonical(&there).as_deref(), Ok(r#"{"absent":1,"null":2}"#));
}

#[test]
fn integers_of_every_width_keep_to_what_every_reader_keeps() {
    const EXACT: i64 = 9_007_199_254_740_991;
    assert_eq!(canonical(&EXACT).as_deref(), Ok("9007199254740991"));
    assert_eq!(canonical(&-EXACT).as_deref(), Ok("-9007199254740991"));
    assert_eq!(canonical(&EXACT.unsigned_abs()).as_deref(), Ok("9007199254740991"));
    assert_eq!(canonical(&i128::from(-EXACT)).as_deref(), Ok("-9007199254740991"));
    assert_eq!(canonical(&u128::from(EXACT.unsigned_abs())).as_deref(), Ok("9007199254740991"));
    for refused in [
        canonical(&(EXACT + 1)),
        canonical(&(-EXACT - 1)),
        canonical(&u64::MAX),
        canonical(&i64::MIN),
        canonical(&u128::MAX),
        canonical(&i128::MIN),
    ] {
        assert_eq!(refused, Err(CanonicalError::TooLarge));
    }
    for refused in [canonical(&0.0_f32), canonical(&1.0_f64), canonical(&f64::NAN)] {
        assert_eq!(refused, Err(CanonicalError::Float));
    }
}

#[test]
fn a_fingerprint_is_64_digits_in_lower_case() {
    let text = vector("a text").fingerprint.to_string();
    assert_eq!(text, "ac8941979dcd4b55713d2aa92faa32e6492e1f1e5e7d6fb7d79c1b86c42a4f5d");
    let print: Fingerprint = text.parse().unwrap();
    assert_eq!((print.bytes()[0], print.bytes()[31]), (0xac, 0x5d));
    assert_eq!(format!("{print:?}"), text);
    for wrong in [
        &text[1..],
        &format!("{text}0"),
        &format!("{text}00"),
        &text.to_uppercase(),
        &text.replace('a', "g"),
        "",
    ] {
        assert_eq!(wrong.parse::<Fingerprint>(), Err(FingerprintError), "{wrong}");
    }
    assert_eq!(FingerprintError.to_string(), "expected a fingerprint: 64 hexadecimal digits in lower case");
}

/// From outside a stretch must not end when it starts; a stored week, which the first edition wrote so, loads for ever,
/// and is what somebody agreed to, to the letter.
#[test]
fn a_stored_week_keeps_the_text_of_the_first_edition() {
    let need = |when: &str| {
        json!({ "id": "6f2c1a3e-0000-4000-8000-000000000003", "person": "6f2c1a3e-0000-4000-8000-000000000001",
            "outcome": "nutrition", "consequence": "critical", "windows": [{ "when": when }] })
    };
    for (written, stored) in [
        ("always", "Mon 00:00-Mon 00:00"),
        ("always from Wed 12:00", "Wed 12:00-Wed 12:00"),
        ("Mon 10:00-Tue 10:00", "Mon 10:00-10:00"),
        ("Mon 00:00-24:00", "Mon 00:00-24:00"),
        ("Sat 22:00-07:00", "Sat 22:00-07:00"),
        ("Fri 18:00-Mon 08:00", "Fri 18:00-Mon 08:00"),
    ] {
        let from = |when| serde_json::from_value::<Need>(need(when)).unwrap();
        assert_eq!(from(written), from(stored));
        assert_eq!(serde_json::to_value(from(written)).unwrap(), need(stored), "{written}");
    }
}

/// The families of the examples, with the fingerprints that the first release gave them.
#[test]
fn the_published_families_have_the_fingerprints_they_always_had() {
    {
        let (file, fingerprint) = (
            include_str!("../examples/data/early-response-plan.json"),
            "b6cc926730bef5d8a07593becc79444808e76675652a705ae765f81bcab0af39",
        );
        let input: EmergencyInput = serde_json::from_str(file).unwrap();
        let household = input.household();
        let snapshot = household.snapshot(household.as_at()).unwrap();
        assert_eq!(snapshot.fingerprint().unwrap().to_string(), fingerprint);
    }
}

/// A week that an older release stored is read with the hours of help that it had.
#[test]
fn a_stored_week_loads_for_ever() {
    let id = |number: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{number:02}");
    let stored = json!({ "on": "2026-03-02",
        "sources": [{ "id": id(1), "kind": "member" }, { "id": id(2), "kind": "person" }],
        "needs": [{ "id": id(3), "person": id(1), "outcome": "nutrition", "consequence": "critical",
            "windows": [{ "when": "Mon 00:00-Mon 00:00" }] }],
        "arrangements": [{ "id": id(4), "by": id(2), "need": id(3), "when": "Mon 10:00-10:00" }] });
    let snapshot: Snapshot = serde_json::from_value(stored).unwrap();
    assert_eq!(snapshot.arrangements()[0].when.minutes(), 1_440);
    assert_eq!(snapshot.needs()[0].windows()[0].owed(), 10_080);
}
