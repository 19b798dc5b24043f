//! Canonical JSON against a peer: an independent implementation of RFC 8785.

use std::collections::BTreeMap;

use mutual_care::base::{CanonicalError, canonical_json};
use proptest::prelude::*;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value, json};

const EXACT: i64 = 9_007_199_254_740_991;

fn canonical<T: Serialize>(value: &T) -> Result<String, CanonicalError> {
    canonical_json(value).map(|bytes| String::from_utf8(bytes).unwrap())
}

/// The same value without anything that is `null`.
fn without_null(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(list) => Some(list.iter().filter_map(without_null).collect()),
        Value::Object(object) => {
            let kept = object.iter().filter_map(|(key, value)| Some((key.clone(), without_null(value)?)));
            Some(Value::Object(kept.collect::<Map<_, _>>()))
        }
        other => Some(other.clone()),
    }
}

fn by_the_peer<T: Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap();
    without_null(&value).map_or(String::new(), |value| serde_json_canonicalizer::to_string(&value).unwrap())
}

/// Texts in which whatever could be escaped or sorted differently stands next to each other.
fn text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        any::<char>(),
        prop_oneof![Just('"'), Just('\\'), Just('/'), Just('\u{7f}'), Just('\u{2028}')],
        (0..0x20_u32).prop_map(|control| char::from_u32(control).unwrap()),
        // Past these a UTF-16 unit sorts otherwise than a character does.
        prop_oneof![
            Just('\u{d7ff}'),
            Just('\u{e000}'),
            Just('\u{ffff}'),
            Just('\u{10000}'),
            Just('\u{10ffff}')
        ],
    ];
    prop::collection::vec(character, 0..4).prop_map(|characters| characters.into_iter().collect())
}

fn value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![-EXACT..=EXACT, Just(EXACT), Just(-EXACT), -3..3_i64];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        number.prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(text(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Every form that a type of this crate can take on the wire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Form {
    Unit,
    Text(String),
    Pair(u8, Option<bool>),
    Fields { z: Option<i32>, a: u64, inner: Box<Option<Form>> },
    List(Vec<Form>),
    Keyed(BTreeMap<String, Form>),
    Marked(BTreeMap<Mark, char>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Mark {
    Zebra,
    Ant,
}

fn form() -> impl Strategy<Value = Form> {
    let leaf = prop_oneof![
        Just(Form::Unit),
        text().prop_map(Form::Text),
        any::<(u8, Option<bool>)>().prop_map(|(a, b)| Form::Pair(a, b)),
        prop::collection::btree_map(prop_oneof![Just(Mark::Zebra), Just(Mark::Ant)], any::<char>(), 0..3)
            .prop_map(Form::Marked),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            (any::<Option<i32>>(), 0..=EXACT.unsigned_abs(), prop::option::of(inner.clone()))
                .prop_map(|(z, a, inner)| Form::Fields { z, a, inner: Box::new(inner) }),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Form::List),
            prop::collection::btree_map(text(), inner, 0..4).prop_map(Form::Keyed),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_is_written_as_a_peer_writes_it(value in value()) {
        prop_assert_eq!(canonical(&value).unwrap(), by_the_peer(&value));
    }

    #[test]
    fn any_type_is_written_as_a_peer_writes_its_json(form in form()) {
        let written = canonical(&form).unwrap();
        prop_assert_eq!(&written, &by_the_peer(&form));
        // Nothing is lost but what is absent, and writing again changes nothing.
        let again: Value = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(canonical(&again).unwrap(), written);
    }

    #[test]
    fn the_order_in_which_keys_come_does_not_matter(keys in prop::collection::btree_set(text(), 1..6), turn in 0..6_usize) {
        let mut turned: Vec<&String> = keys.iter().collect();
        turned.rotate_left(turn.min(keys.len()));
        prop_assert_eq!(canonical(&InOrder(turned)).unwrap(), canonical(&InOrder(keys.iter().collect())).unwrap());
    }
}

/// An object whose keys are written in this very order, each with its own text.
struct InOrder<'a>(Vec<&'a String>);

impl Serialize for InOrder<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|key| (key, key)))
    }
}

struct Pairs<K>(Vec<(K, u8)>);

impl<K: Serialize> Serialize for Pairs<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

#[test]
fn a_key_is_a_text_and_stands_once() {
    assert_eq!(canonical(&Pairs(vec![("a", 1), ("a", 1)])), Err(CanonicalError::KeyTwice));
    assert_eq!(CanonicalError::KeyTwice.to_string(), "expected each key once");
    assert_eq!(canonical(&Pairs(vec![(1, 1)])), Err(CanonicalError::Key));
    assert_eq!(canonical(&Pairs(vec![(true, 1)])), Err(CanonicalError::Key));
    assert_eq!(canonical(&Pairs(vec![(None::<&str>, 1)])), Err(CanonicalError::Key));
    assert_eq!(canonical(&Pairs(vec![(vec!["a"], 1)])), Err(CanonicalError::Key));
    assert_eq!(canonical(&Pairs(vec![(Some("a"), 1)])).as_deref(), Ok(r#"{"a":1}"#));
    assert_eq!(
        canonical(&Pairs(vec![(Mark::Zebra, 1), (Mark::Ant, 2)])).as_deref(),
        Ok(r#"{"Ant":2,"Zebra":1}"#)
    );
}

#[test]
fn a_variant_that_holds_nothing_is_still_there() {
    #[derive(Serialize)]
    enum Said {
        Yes(Option<u8>),
        No { why: Option<u8> },
    }
    assert_eq!(canonical(&Said::Yes(None)).as_deref(), Ok(r#"{"Yes":{}}"#));
    assert_eq!(canonical(&Said::No { why: None }).as_deref(), Ok(r#"{"No":{}}"#));
    assert_eq!(canonical(&Said::Yes(Some(1))).as_deref(), Ok(r#"{"Yes":1}"#));
}

#[test]
fn what_a_type_itself_refuses_is_passed_on() {
    struct Never;
    impl Serialize for Never {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("expected something else"))
        }
    }
    let said = canonical(&json!({"a": 1})).and(canonical(&[Never])).unwrap_err();
    assert_eq!(said, CanonicalError::Custom("expected something else".into()));
    assert_eq!(said.to_string(), "expected something else");
}
