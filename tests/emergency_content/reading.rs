//! A plan as a file: what is written is read again, and what does not fit is told where it stands.

use std::collections::BTreeSet;

use mutual_care::base::json;
use mutual_care::base::{Labels, Told, WhyNotKnown};
use mutual_care::emergency::{
    CopyWith, Counts, EmergencyInput, EmergencyInputParts, GivenBy, MayComeIn, Medicine, PersonPage,
    PlanParts, Short, TakenWhen, Trigger,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::family::{id, said, source, words};

const PAGE: &str = include_str!("../../docs/emergency-input.md");

pub fn documented_value() -> Value {
    let (_, from) = PAGE.split_once("```json\n").unwrap();
    serde_json::from_str(from.split_once("```").unwrap().0).unwrap()
}

fn read(value: &Value) -> Result<EmergencyInput, String> {
    let text = serde_json::to_string_pretty(value).unwrap();
    json::read(text.as_bytes()).map_err(|problems| {
        let lines = problems.iter().map(|problem| format!("FILE: {}", problem.in_place()));
        lines.collect::<Vec<_>>().join("\n")
    })
}

fn uuid(number: u16) -> String {
    format!("6f2c1a3e-0000-4000-8000-{number:012}")
}

#[test]
fn the_documented_example_is_read_and_written_again() {
    let input = read(&documented_value()).unwrap();
    let written = serde_json::to_value(&input).unwrap();
    assert_eq!(read(&written).unwrap(), input);
    assert_eq!(input.on().to_string(), "2026-03-09");
    assert_eq!(Labels::source(&input, source_of(7)), Some("The council's emergency bed"));
    assert_eq!(Labels::source(&input, source_of(1)), Some("Ada"));
    assert_eq!(Labels::source(&input, source_of(99)), None);
    let parts = input.clone().into_parts();
    assert_eq!(EmergencyInput::new(parts), Ok(input));
}

fn source_of(number: u16) -> mutual_care::base::SourceId {
    uuid(number).parse().unwrap()
}

#[test]
fn the_example_file_is_read() {
    let text = include_str!("../../examples/data/early-response-plan.json");
    let input = read(&serde_json::from_str(text).unwrap()).unwrap();
    let alone: Value = serde_json::from_str(include_str!("../../examples/data/early-response.json")).unwrap();
    assert_eq!(
        input.household(),
        &serde_json::from_value(alone).unwrap(),
        "the family is the one of the other example"
    );
}

/// What is refused names the fields there are; so each object of the example says what it could hold. The page explains
/// each, and the example has them all.
#[test]
fn the_page_explains_each_field_and_the_example_has_all() {
    let value = documented_value();
    let plan = &value["v1"]["plan"];
    let (_, prose) = PAGE.split_once("## The file").unwrap();
    let (mut keys, mut objects) = (BTreeSet::new(), Vec::new());
    look(plan, "/v1/plan", &mut keys, &mut objects);
    objects.push(String::from("/v1"));
    keys.extend(["household", "package", "on", "plan", "question"].map(String::from));
    let mut tried = BTreeSet::new();
    for at in objects {
        let mut with_another = value.clone();
        with_another.pointer_mut(&at).unwrap()["XYZZY"] = json!(1);
        let told = read(&with_another).unwrap_err();
        let (_, names) = told.split_once("expected ").unwrap();
        let fields = names.split('`').skip(1).step_by(2);
        // A fact is what it is in a household's file, and explained there. `help` stands in the place of something else.
        for field in fields.filter(|field| !["known", "not_known", "on", "source", "help"].contains(field)) {
            let explained = [format!("`{field}`"), format!("\"{field}\""), format!("`{field}s`")];
            assert!(explained.iter().any(|it| prose.contains(it)), "the page does not explain {field}");
            assert!(keys.contains(field), "{at}: the example has no {field}");
            tried.insert(String::from(field));
        }
    }
    assert!(tried.len() > 70, "only {}: {tried:?}", tried.len());
}

/// The tables of the page have each field of what they describe, and none besides.
#[test]
fn the_page_has_a_place_in_a_table_for_each_field() {
    for (heading, at, besides) in [
        ("## The file", "/v1", &[][..]),
        ("## The plan", "/v1/plan", &[]),
        ("### Ways of raising the alarm", "/v1/plan/alarms/0", &[]),
        ("### Responders", "/v1/plan/responders/0", &[]),
        ("### Pages", "/v1/plan/people/0", &["person"]),
    ] {
        let (_, rest) = PAGE.split_once(&format!("\n{heading}\n")).unwrap();
        let table = rest.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
        let rows = table.take_while(|line| line.starts_with('|'));
        let cells = rows.map(|row| row.split('|').nth(1).unwrap());
        let named = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
        let named: BTreeSet<&str> = named.chain(besides.iter().copied()).collect();
        let mut value = documented_value();
        value.pointer_mut(at).unwrap()["XYZZY"] = json!(1);
        let told = read(&value).unwrap_err();
        let fields: BTreeSet<&str> =
            told.split_once("expected ").unwrap().1.split('`').skip(1).step_by(2).collect();
        assert_eq!(named, fields, "{heading}");
    }
}

/// Every key and text of a value, and where it has objects.
fn look(value: &Value, at: &str, keys: &mut BTreeSet<String>, objects: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            objects.push(String::from(at));
            for (key, value) in map {
                keys.insert(key.clone());
                look(value, &format!("{at}/{key}"), keys, objects);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                look(item, &format!("{at}/{index}"), keys, objects);
            }
        }
        Value::String(text) => drop(keys.insert(text.clone())),
        _ => {}
    }
}

#[test]
fn what_is_left_out_is_what_the_page_says() {
    let least = json!({ "v1": {
        "household": { "v1": { "id": uuid(0), "as_at": "2026-03-02" } },
        "plan": { "id": uuid(300), "household": uuid(0), "drawn_up_on": "2026-03-02" }
    } });
    let input = read(&least).unwrap();
    assert_eq!(serde_json::to_value(&input).unwrap(), least);
    assert_eq!(input.on().to_string(), "2026-03-02");
    assert_eq!((input.question().level.number(), input.question().horizon_min), (1, 4_320));
}

fn told(at: &str, to: &Value) -> String {
    let mut value = documented_value();
    *value.pointer_mut(at).unwrap_or_else(|| panic!("{at}")) = to.clone();
    read(&value).expect_err(at)
}

#[test]
fn what_does_not_fit_is_told_at_its_place() {
    let plan = "/v1/plan";
    for (at, to, place) in [
        ("/household", json!(uuid(9)), "plan.household: expected the id of the household in this file"),
        ("/drawn_up_on", json!("2300-01-01"), "plan.drawn_up_on: expected a date in the years 1800 to 2299"),
        ("/alarms/1/id", json!(uuid(401)), "plan.alarms[1].id: alarm:"),
        ("/alarms/0/way/device/device", json!(uuid(99)), "plan.alarms[0].way.device.device: alarm:"),
        ("/alarms/0/for_loss/0", json!(uuid(99)), "plan.alarms[0].for_loss: alarm:"),
        ("/alarms/0/takes_min", json!(40_321), "plan.alarms[0].takes_min: alarm:"),
        ("/alarms/1/way/member/person", json!(uuid(3)), "plan.alarms[1].way.member.person: alarm:"),
        (
            "/alarms/2/way/own_telephone/person",
            json!(uuid(3)),
            "plan.alarms[2].way.own_telephone.person: alarm:",
        ),
        ("/alarms/3/way/next_visit/by", json!(uuid(99)), "plan.alarms[3].way.next_visit.by: alarm:"),
        ("/alarms/3/way/next_visit/by", json!(uuid(1)), "plan.alarms[3].way.next_visit.by: alarm:"),
        (
            "/alarms/4/way/missed_visit/noticed_by",
            json!(uuid(99)),
            "plan.alarms[4].way.missed_visit.noticed_by: alarm:",
        ),
        ("/responders/1/source", json!(uuid(3)), "plan.responders[1].source: source:"),
        ("/responders/1/id", json!(uuid(501)), "plan.responders[1].id: responder:"),
        ("/responders/0/for_loss/1", json!(uuid(99)), "plan.responders[0].for_loss: responder:"),
        ("/responders/0/answers_min", json!(40_321), "plan.responders[0].answers_min: responder:"),
        ("/responders/0/stays_min", json!(0), "plan.responders[0].stays_min: responder:"),
        ("/responders/0/hands", json!(17), "plan.responders[0].hands: responder:"),
        ("/responders/0/covers/1", json!(uuid(199)), "plan.responders[0].covers[1]: responder:"),
        (
            "/responders/0/not_before/minute_of_day",
            json!(1_440),
            "plan.responders[0].not_before.minute_of_day: responder:",
        ),
        (
            "/responders/1/not_before/after_alarm_min",
            json!(40_321),
            "plan.responders[1].not_before.after_alarm_min: responder:",
        ),
        ("/responders/1/takes_in/1", json!(uuid(3)), "plan.responders[1].takes_in[1]: responder:"),
        ("/responders/1/source", json!(uuid(2)), "plan.responders[1].takes_in: responder:"),
        ("/responders/1/price/hour_pence", json!(-1), "plan.responders[1].price: responder:"),
        ("/people/1/person", json!(uuid(1)), "plan.people[1].person: person:"),
        ("/people/1/person", json!(uuid(3)), "plan.people[1].person: emergency_plan:"),
        (
            "/people/1/medicines/known/0/given_by/known/by",
            json!(uuid(99)),
            "plan.people[1].medicines.known[0].given_by: person:",
        ),
    ] {
        let told = told(&format!("{plan}{at}"), &to);
        assert!(told.contains(&format!(", at {place}")), "{at}: {told}");
        // The place is there: a line of its own is told, not the first of the file.
        assert!(told.lines().all(|line| !line.starts_with("FILE: line 1, ")), "{at}: {told}");
    }
    for (at, to, place) in [
        ("/v1/question/as_planned/0", json!(uuid(99)), "question.as_planned[0]: source:"),
        ("/v1/household/v1/needs/1/person", json!(uuid(99)), "household.v1.needs[1].person: person:"),
    ] {
        let told = told(at, &to);
        assert!(told.contains(&format!(", at {place}")), "{at}: {told}");
    }
}

#[test]
fn all_that_is_wrong_in_either_is_told_at_once() {
    let mut value = documented_value();
    value["v1"]["household"]["v1"]["arrangements"][0]["by"] = json!(uuid(99));
    value["v1"]["plan"]["responders"][0]["hands"] = json!(0);
    let told = read(&value).unwrap_err();
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(
        told.contains("at household.v1.arrangements[0].by") && told.contains("at plan.responders[0].hands")
    );
}

#[test]
fn what_cannot_be_read_is_told_without_what_was_typed() {
    for (at, to, said) in [
        (
            "/v1/plan/people/0/formats/known/0",
            json!("Maria"),
            "at plan.people[0].formats.known[0]: expected an accessible format: one of easy_read",
        ),
        (
            "/v1/plan/people/0/wishes",
            json!({"Maria": 1}),
            "at plan.people[0].wishes.?: expected one of `stay_together`",
        ),
        (
            "/v1/plan/responders/0/kind",
            json!("Maria"),
            "at plan.responders[0].kind: expected a kind of responder",
        ),
        ("/v1/plan/people/0/allergies/known", json!("Maria"), "expected a list of allergies"),
        ("/v1/plan", json!("Maria"), "at plan: expected a plan: an object with `id`"),
        ("/v1/on", json!("Maria"), "at on: expected a date"),
        ("/v1/household/v1/people/0/lives", json!("Maria"), "at household.v1.people[0]"),
    ] {
        let told = told(at, &to);
        assert!(told.contains(said), "{at}: {told}");
        assert!(!told.contains("Maria"), "{at}: {told}");
    }
    let newer = json!({ "v2": {} });
    assert!(
        read(&newer)
            .unwrap_err()
            .contains("written by a newer version (`v2`); this release reads up to `v1`")
    );
}

fn told_of<T: Clone + std::fmt::Debug>(values: impl Strategy<Value = T>) -> impl Strategy<Value = Told<T>> {
    let why = prop_oneof![
        Just(WhyNotKnown::NotAsked),
        Just(WhyNotKnown::AskedNotKnown),
        Just(WhyNotKnown::Declined)
    ];
    prop_oneof![values.prop_map(Told::Known), why.prop_map(Told::NotKnown)]
}

fn medicines() -> impl Strategy<Value = Short<Medicine>> {
    let when = prop_oneof![
        Just(TakenWhen::AsNeeded),
        Just(TakenWhen::At("daily 08:00-09:00, 20:00-21:00".parse().unwrap())),
        Just(TakenWhen::At("Tue,Fri 23:00-01:00".parse().unwrap())),
    ];
    let by = prop_oneof![Just(GivenBy::Themself), (1..3_u16).prop_map(|it| GivenBy::By(source_of(it)))];
    let one = ("[ -~]{0,8}", told_of("\\PC{0,8}"), told_of(when), told_of(by)).prop_map(
        |(name, dose, when, given_by)| {
            let dose = dose.as_ref().known().map_or_else(Told::default, |dose| said(dose));
            Medicine { dose, when, given_by, ..Medicine::named(words(&name)) }
        },
    );
    prop::collection::vec(one, 0..4).prop_map(|list| Short::new(list).unwrap())
}

fn page() -> impl Strategy<Value = PersonPage> {
    let come_in = prop_oneof![
        Just(MayComeIn::WhoeverIsSent),
        prop::collection::vec(1..200_u128, 0..4)
            .prop_map(|list| MayComeIn::Only(Short::new(list.into_iter().map(source).collect()).unwrap())),
    ];
    let flags = (told_of(any::<bool>()), told_of(any::<bool>()), told_of(any::<bool>()));
    (flags, told_of(come_in), told_of(medicines()), told_of("\\PC{0,12}")).prop_map(
        |((together, home, shown), may_come_in, medicines, matters)| {
            let mut page = PersonPage { medicines, ..PersonPage::of(id(0)) };
            page.wishes.stay_together = together;
            page.wishes.stay_at_home = home;
            page.wishes.may_come_in = may_come_in;
            page.wishes.what_matters =
                matters.as_ref().known().map_or_else(Told::default, |words| said(words));
            page.may_be_shown_to.set(CopyWith::Hospital, shown);
            page
        },
    )
}

proptest! {
    /// Whatever fits is written and read again as it was, in text and in bytes.
    #[test]
    fn what_is_written_is_read_again(
        first in page(), second in page(), sudden in told_of(any::<bool>()), planned in told_of(any::<bool>()),
        listed in any::<bool>(),
    ) {
        let mut parts: EmergencyInputParts = serde_json::from_value(documented_value()).unwrap();
        let plan: &mut PlanParts = &mut parts.plan;
        plan.people = vec![
            PersonPage { person: uuid(1).parse().unwrap(), ..first },
            PersonPage { person: uuid(2).parse().unwrap(), ..second },
        ];
        if !listed {
            plan.people.reverse();
            plan.alarms.reverse();
        }
        plan.triggers.set(Trigger::HomeUnusable, Counts { sudden, planned });
        let input = EmergencyInput::new(parts).unwrap();
        let text = serde_json::to_string(&input).unwrap();
        prop_assert_eq!(&serde_json::from_str::<EmergencyInput>(&text).unwrap(), &input);
        let mut bytes = Vec::new();
        ciborium::into_writer(&input, &mut bytes).unwrap();
        prop_assert_eq!(&ciborium::from_reader::<EmergencyInput, _>(bytes.as_slice()).unwrap(), &input);
    }
}
