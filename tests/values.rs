//! The ground floor's values: what they refuse on both sides of each boundary, in which words, and how they are
//! written. Everybody in here is made up.

#[path = "values/part_dates.rs"]
mod part_dates;

use chrono::NaiveDate;
use mutual_care::base::wire::{date, versioned, without_echo};
use mutual_care::base::{
    AnyId, Basis, BasisKind, Code, Fact, FactSource, IdKind, Kind, NeedId, Period, PeriodError, PersonId,
    PrivateText, RecordRef, SourceId, Surety, Told, WhyNotKnown, kinds, limits,
};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What a value is refused with, without the place.
fn refused<T: DeserializeOwned>(value: &Value) -> String {
    match serde_json::from_value::<T>(value.clone()) {
        Ok(_) => panic!("expected this to be refused: {value}"),
        Err(error) => error.to_string(),
    }
}

fn written<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap()
}

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

const ID: &str = "6f2c1a3e-0000-4000-8000-000000000001";

#[test]
fn an_id_is_a_uuid_with_hyphens() {
    let id: PersonId = ID.parse().unwrap();
    assert_eq!((id.to_string().as_str(), written(&id)), (ID, json!(ID)));
    assert_eq!(ID.to_uppercase().parse(), Ok(id));
    assert_eq!(read::<PersonId>(&json!(ID)), id);
    for wrong in [
        "",
        "Maria",
        "6f2c1a3e000040008000000000000001",
        "{6f2c1a3e-0000-4000-8000-000000000001}",
        "urn:uuid:6f2c1a3e-0000-4000-8000-000000000001",
        "6f2c1a3e-0000-4000-8000-00000000000g",
        "6f2c1a3e-0000-4000-80000-00000000001",
        " 6f2c1a3e-0000-4000-8000-00000000001",
        "6f2c1a3e-0000-4000-8000-0000000000001",
        "00000000-0000-0000-0000-000000000000",
    ] {
        assert_eq!(
            wrong.parse::<PersonId>().unwrap_err().to_string(),
            "expected an id: a UUID with hyphens, not all zeros, such as 6f2c1a3e-0000-4000-8000-000000000001"
        );
    }
    assert_eq!(refused::<PersonId>(&json!(7)), "expected an id: a UUID with hyphens");
}

#[test]
fn an_id_with_its_kind_keeps_the_kinds_apart() {
    for kind in IdKind::ALL {
        let text = format!("{kind}:{ID}");
        let any: AnyId = text.parse().unwrap();
        assert_eq!((any.kind(), any.to_string(), written(&any)), (*kind, text.clone(), json!(text)));
        assert_eq!(read::<AnyId>(&json!(text)), any);
        assert_eq!(any.typed::<kinds::Person>().is_some(), *kind == IdKind::Person);
        assert_eq!(format!("{any:?}"), text);
    }
    let person: PersonId = ID.parse().unwrap();
    assert_eq!(AnyId::from(person).typed(), Some(person));
    assert_eq!(format!("{:?}", SourceId::from(person)), format!("source:{ID}"));
    assert_eq!(kinds::Need::KIND.name(), "need");
    for wrong in ["", ID, "person", "Person:6f2c1a3e-0000-4000-8000-000000000001", "dog:6f2c1a3e", "person:x"]
    {
        assert!(wrong.parse::<AnyId>().is_err(), "{wrong}");
    }
    assert_eq!(refused::<AnyId>(&json!("Maria:1")), "expected an id with its kind: kind:uuid");
    let version = RecordRef { id: person.any(), revision: 3 };
    assert_eq!(version.to_string(), format!("person:{ID}@3"));
    assert_eq!(read::<RecordRef>(&written(&version)), version);
    assert!(refused::<RecordRef>(&json!({"id": format!("person:{ID}")})).starts_with("missing field"));
}

proptest! {
    #[test]
    fn ids_are_ordered_as_their_texts_are(a in any::<u128>(), b in any::<u128>()) {
        let (one, two) = (NeedId::new(uuid::Uuid::from_u128(a)), NeedId::new(uuid::Uuid::from_u128(b)));
        prop_assert_eq!(one.cmp(&two), one.to_string().cmp(&two.to_string()));
        prop_assert_eq!(one.to_string().parse(), Ok(one));
    }

    #[test]
    fn a_period_holds_its_days_and_no_others(
        from in prop::option::of(-30..30_i64), until in prop::option::of(-30..30_i64),
        other_from in prop::option::of(-30..30_i64), other_until in prop::option::of(-30..30_i64),
    ) {
        let at = |days: i64| day("2026-03-02") + chrono::Days::new(u64::try_from(days + 100).unwrap());
        let period = |from: Option<i64>, until: Option<i64>| Period::new(from.map(at), until.map(at));
        let holds = |from: Option<i64>, until: Option<i64>| {
            move |day: i64| from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until)
        };
        let days = -40..40_i64;
        let (inside, other) = (holds(from, until), holds(other_from, other_until));
        match period(from, until) {
            Err(error) => {
                prop_assert_eq!(error, PeriodError::Empty);
                prop_assert!(!days.clone().any(inside));
            }
            Ok(one) => {
                prop_assert!(days.clone().all(|day| one.contains(at(day)) == inside(day)));
                prop_assert_eq!(one.last_day().map(|last| one.contains(last)), one.until().map(|_| true));
                prop_assert_eq!(read::<Period>(&written(&one)), one);
                if let Ok(two) = period(other_from, other_until) {
                    let both = one.intersection(two);
                    let holds = |day| both.is_some_and(|both| both.contains(at(day)));
                    prop_assert!(days.clone().all(|day| holds(day) == (inside(day) && other(day))));
                    prop_assert_eq!(both, two.intersection(one));
                }
            }
        }
    }
}

#[test]
fn a_period_ends_on_the_day_before_until() {
    let period = |from: &str, until: &str| Period::new(Some(day(from)), Some(day(until)));
    let one_day = period("2026-02-28", "2026-03-01").unwrap();
    assert_eq!(one_day.to_string(), "from 2026-02-28 up to and including 2026-02-28");
    assert_eq!(period("2026-03-01", "2026-03-01"), Err(PeriodError::Empty));
    assert_eq!(
        PeriodError::Empty.to_string(),
        "expected `until` to be later than `from`: a period ends on the day before `until`"
    );
    let words = |from: Option<&str>, until: Option<&str>| {
        Period::new(from.map(day), until.map(day)).unwrap().to_string()
    };
    assert_eq!(words(None, None), "always");
    assert_eq!(words(Some("2026-03-02"), None), "from 2026-03-02");
    assert_eq!(words(None, Some("2026-03-02")), "up to and including 2026-03-01");
}

#[test]
fn dates_lie_in_years_that_somebody_alive_or_remembered_has_seen() {
    let from = |text: &str| Period::new(Some(day(text)), None);
    assert!(from("1800-01-01").is_ok() && from("2299-12-31").is_ok());
    assert_eq!((from("1799-12-31"), from("2300-01-01")), (Err(PeriodError::Year), Err(PeriodError::Year)));
    assert_eq!(PeriodError::Year.to_string(), "expected dates in the years 1800 to 2299");
    let wire = |text: &str| serde_json::from_value::<Period>(json!({"from": text}));
    assert!(wire("1800-01-01").is_ok() && wire("2299-12-31").is_ok());
    for out in ["1799-12-31", "2300-01-01", "0000-01-01", "-226-03-02"] {
        assert_eq!(wire(out).unwrap_err().to_string(), "expected a date in the years 1800 to 2299", "{out}");
    }
    for wrong in
        ["2026-3-2", "2026-02-29", "2026-03-32", "02-03-2026", "2026-03-02T00:00", "Maria", "", "2026/03/02"]
    {
        assert_eq!(
            wire(wrong).unwrap_err().to_string(),
            "expected a date: year-month-day, such as 2026-03-02",
            "{wrong}"
        );
    }
    // Absent is none; `null` is no date.
    assert_eq!(read::<Period>(&json!({})), Period::ALWAYS);
    assert_eq!(
        refused::<Period>(&json!({"from": null})),
        "expected a date: year-month-day, such as 2026-03-02"
    );
    assert!(refused::<Period>(&json!({"to": "2026-03-02"})).starts_with("unknown field"));
    assert!(serde_json::from_str::<Period>(r#"{"from":"2026-03-02","from":"2026-03-03"}"#).is_err());
}

#[test]
fn a_fact_is_known_or_not_and_never_both() {
    let told = Fact::known(true).told_on(day("2026-03-02")).told_by(FactSource::ThePerson);
    let wire = json!({"known": true, "on": "2026-03-02", "source": "the_person"});
    assert_eq!((written(&told), read::<Fact<bool>>(&wire)), (wire, told));
    let declined = Fact::<bool>::not_known(WhyNotKnown::Declined);
    assert_eq!(
        (written(&declined), read(&json!({"not_known": "declined"}))),
        (json!({"not_known": "declined"}), declined)
    );
    assert_eq!(read::<Told<u8>>(&json!({"known": 3})), Told::Known(3));
    assert_eq!(written(&Told::<u8>::default()), json!({"not_known": "not_asked"}));

    let either = "expected a fact: either `known` with its value, or `not_known` with why, not both";
    for wrong in [json!({}), json!({"known": true, "not_known": "declined"}), json!({"on": "2026-03-02"})] {
        assert_eq!(refused::<Fact<bool>>(&wrong), either, "{wrong}");
    }
    assert_eq!(refused::<Told<bool>>(&json!({"known": true, "on": "2026-03-02"})), either);
    for wrong in [
        json!({"known": null}),
        json!({"not_known": null}),
        json!({"known": true, "source": null}),
        json!({"known": true, "on": null}),
        json!({"known": true, "by": "Maria"}),
        json!({"known": "true"}),
        json!(true),
        json!(null),
    ] {
        refused::<Fact<bool>>(&wrong);
    }
}

#[test]
fn a_fact_is_blank_only_if_nothing_at_all_was_written_down() {
    assert!(Fact::<bool>::default().is_blank());
    assert!(!Fact::<bool>::default().told_on(day("2026-03-02")).is_blank());
    assert!(!Fact::<bool>::default().told_by(FactSource::Family).is_blank());
    assert!(!Fact::<bool>::not_known(WhyNotKnown::AskedNotKnown).is_blank());
    assert!(!Fact::known(false).is_blank());
    for why in WhyNotKnown::ALL {
        assert_eq!(Told::<bool>::NotKnown(*why).is_open(), *why == WhyNotKnown::NotAsked);
        assert_eq!(Told::<bool>::NotKnown(*why).known(), None);
    }
    assert!(!Told::Known(false).is_open());
    assert_eq!(Told::Known(String::from("x")).as_ref().known().map(String::as_str), Some("x"));
}

/// Every value has its own code and reads back; what is none of them is refused with those that are.
fn is_a_list<C: Code + DeserializeOwned + Serialize + Ord + std::fmt::Debug>() {
    assert!(C::ALL.is_sorted_by(|a, b| a < b), "{}: each once, in the order of the list", C::WHAT);
    for value in C::ALL {
        let code = value.code();
        assert!(
            !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
            "{code}"
        );
        assert_eq!(C::from_code(code).ok(), Some(*value), "{code}");
        assert_eq!((written(value), read::<C>(&json!(code))), (json!(code), *value));
    }
    let list = C::ALL.iter().map(|value| value.code()).collect::<Vec<_>>().join(", ");
    for wrong in ["Maria", "", "ACT"] {
        let said = format!("expected {}: one of {list}", C::WHAT);
        assert_eq!(refused::<C>(&json!(wrong)), said);
        let error = C::from_code(wrong).unwrap_err();
        assert_eq!((error.to_string(), format!("{error:?}")), (said, format!("UnknownCode({})", C::WHAT)));
    }
    assert_eq!(refused::<C>(&json!(1)), format!("expected {}", C::WHAT));
}

#[test]
fn every_code_list_keeps_its_promises() {
    is_a_list::<BasisKind>();
    is_a_list::<Surety>();
    is_a_list::<WhyNotKnown>();
    is_a_list::<FactSource>();
    is_a_list::<mutual_care::base::Weight>();
    is_a_list::<mutual_care::base::Audience>();
    is_a_list::<mutual_care::base::Room>();
    is_a_list::<mutual_care::need::Outcome>();
    is_a_list::<mutual_care::need::Consequence>();
    is_a_list::<mutual_care::need::SourceKind>();
}

#[test]
fn a_basis_is_law_only_if_it_says_so_and_was_read() {
    let words = |basis: Basis| (basis.to_string(), basis.is_law());
    let read = Basis::act("Care Act 2014", "s.9", Surety::Read).since(2015, 4, 1);
    assert_eq!(words(read), ("Care Act 2014 s.9".into(), true));
    assert_eq!(read.in_force_since(), Some((2015, 4, 1)));
    let unsure = Basis::regulation("SI 2014/2827", "reg 2", Surety::Unverified);
    assert_eq!(words(unsure), ("SI 2014/2827 reg 2 (not verified)".into(), true));
    let guidance = Basis::guidance("Care Act guidance", "6.3", Surety::Secondary);
    assert_eq!(
        words(guidance),
        ("Care Act guidance 6.3 (guidance; read in a secondary source)".into(), false)
    );
    assert_eq!(words(Basis::policy("age gap")), ("age gap (policy)".into(), false));
    assert_eq!(words(Basis::definition("interdependence")), ("interdependence (definition)".into(), false));
    assert_eq!(
        written(&read),
        json!({"kind": "act", "source": "Care Act 2014", "section": "s.9", "since": [2015, 4, 1], "surety": "read"})
    );
}

#[test]
fn a_private_text_has_its_limit_in_bytes() {
    let most = "é".repeat(limits::TEXT_BYTES / 2);
    assert_eq!(PrivateText::new(most.clone()).unwrap().reveal(), most);
    let past = most.clone() + "x";
    assert_eq!(
        PrivateText::new(past.clone()).unwrap_err().to_string(),
        "expected a text of at most 16384 bytes"
    );
    assert_eq!(read::<PrivateText>(&json!(most)).reveal(), most);
    assert_eq!(refused::<PrivateText>(&json!(past)), "expected a text of at most 16384 bytes");
    assert_eq!(refused::<PrivateText>(&json!(["Maria"])), "expected a text");
    assert!(PrivateText::default().is_empty() && !PrivateText::new("Maria").unwrap().is_empty());
    assert_eq!(written(&PrivateText::new("Maria").unwrap()), json!("Maria"));
}

#[derive(Debug, PartialEq)]
struct Versioned(u8);

impl<'de> Deserialize<'de> for Versioned {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        versioned(deserializer, "a number", 2).map(Self)
    }
}

#[test]
fn a_version_is_read_by_hand() {
    assert_eq!(read::<Versioned>(&json!({"v1": 7})), Versioned(7));
    assert_eq!(read::<Versioned>(&json!({"v2": 7})), Versioned(7));
    assert_eq!(
        refused::<Versioned>(&json!({"v3": {"anything": "at all"}})),
        "written by a newer version (`v3`); this release reads up to `v2`"
    );
    for wrong in ["v", "v-1", "v+1", "v01", "v0", "V1", "1", "Maria", "v99999999999"] {
        let value = json!({wrong: 7});
        assert_eq!(refused::<Versioned>(&value), "expected a version, such as `v2`", "{wrong}");
    }
    assert_eq!(refused::<Versioned>(&json!({})), "expected a version, such as `v2`");
    assert_eq!(
        refused::<Versioned>(&json!({"v1": 7, "v2": 7})),
        "expected one version only, and nothing beside it"
    );
    assert!(
        refused::<Versioned>(&json!([7]))
            .ends_with(r#"expected a number under its version, such as {"v2": …}"#)
    );
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    #[serde(with = "date")]
    on: NaiveDate,
    #[serde(deserialize_with = "three")]
    list: Vec<u8>,
}

fn three<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    mutual_care::base::wire::list(deserializer, 3, "numbers")
}

#[test]
fn a_list_stops_at_its_limit_while_it_is_read() {
    let list = |list: Value| serde_json::from_value::<Listed>(json!({"on": "2026-03-02", "list": list}));
    let most = list(json!([1, 2, 3])).unwrap();
    assert_eq!((most.on, most.list), (day("2026-03-02"), vec![1, 2, 3]));
    assert_eq!(list(json!([1, 2, 3, 4])).unwrap_err().to_string(), "expected at most 3 numbers");
    // Refused at the fourth: what comes after it was never looked at.
    let cut = r#"{"on":"2026-03-02","list":[1,2,3,4,"#;
    let said = serde_json::from_str::<Listed>(cut).unwrap_err().to_string();
    assert!(said.starts_with("expected at most 3 numbers"), "{said}");
}

#[test]
fn a_parsers_words_are_kept_only_where_they_are_ours() {
    for (said, kept) in [
        (
            r#"invalid type: string "Maria", expected a list of people at line 3 column 4"#,
            "expected a list of people",
        ),
        (r#"invalid type: string "x, expected Maria", expected u8"#, "expected u8"),
        (r#"invalid type: string "x, expected Maria at line 7", expected u8"#, "expected u8"),
        (r#"invalid type: string "x at line 1 column 1", expected u8 at line 9 column 1"#, "expected u8"),
        (r"unknown field `Maria`, there are no fields", "expected something else here"),
        (r"unknown variant `Maria`, expected one of `a`, `b`", "expected one of `a`, `b`"),
        (r#"invalid value: string "Maria" at line 3 column 4"#, "expected something else here"),
        ("invalid length 3 at line Maria", "expected something else here"),
        ("missing field `id` at line 3 column 4", "missing field `id`"),
        ("duplicate field `id` at line 3 column 4", "duplicate field `id`"),
        ("EOF while parsing a list at line 3 column 4", "EOF while parsing a list"),
        ("expected a need at line dance", "expected a need at line dance"),
    ] {
        assert_eq!(without_echo(&said), kept, "{said}");
    }
}
