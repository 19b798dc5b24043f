//! Findings: one order, two sentences, and nobody reads what is not theirs.

use chrono::NaiveDate;
use mutual_care::base::{
    Amount, Audience, Basis, Finding, Findings, Money, NeedId, PersonId, Room, Rule, Surety, WeekMinute,
    Weight,
};
use proptest::prelude::*;
use serde_json::json;

const fn rule(code: &'static str, room: Room, place: u16, weight: Weight, audience: Audience) -> Rule {
    Rule {
        code,
        room,
        place,
        weight,
        audience,
        professional: "{who} of {all} are short by {minutes}; look again on {on}, from {at}.",
        person: "On {on} there is too little help.",
        basis: Basis::act("Care Act 2014", "s.10", Surety::Read),
    }
}

static LATER: Rule = rule("later", Room::Support, 1, Weight::Bars, Audience::Anyone);
static FIRST: Rule = rule("first", Room::Support, 0, Weight::Bars, Audience::Professionals);
static BELOW: Rule = rule("below", Room::Need, 9, Weight::Bars, Audience::PersonAlone);
static NOTED: Rule = rule("noted", Room::Need, 0, Weight::Notes, Audience::Anyone);
static RULES: [&Rule; 4] = [&LATER, &FIRST, &BELOW, &NOTED];

fn person(number: u128) -> PersonId {
    PersonId::new(uuid::Uuid::from_u128(number))
}

#[test]
fn sentences_are_filled_with_their_amounts() {
    let date = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let finding = Finding::new(&LATER)
        .with("who", Amount::Count(2))
        .with("all", Amount::Code("critical"))
        .with("minutes", Amount::Minutes(95))
        .with("on", Amount::Date(date))
        .with("at", Amount::At(WeekMinute::new(0).unwrap().into()));
    assert_eq!(
        finding.for_professional(),
        "2 of critical are short by 1 h 35 min; look again on 2026-03-02, from Mon 00:00."
    );
    assert_eq!(finding.for_person(), "On 2026-03-02 there is too little help.");
    let money = Amount::Money(Money::new(486_520).unwrap());
    assert_eq!((money.to_string(), json!(money)), ("£4,865.20".into(), json!(486_520)));
    // What is not given stays to be seen, and is no panic.
    assert_eq!(Finding::new(&LATER).for_person(), "On {on} there is too little help.");
}

#[test]
fn minutes_are_written_as_hours_where_there_are_any() {
    for (minutes, words) in [
        (0, "0 min"),
        (59, "59 min"),
        (60, "1 h"),
        (61, "1 h 1 min"),
        (120, "2 h"),
        (-1, "-1 min"),
        (-60, "-1 h"),
        (-61, "-1 h 1 min"),
        (i64::MIN, "-153722867280912930 h 8 min"),
    ] {
        assert_eq!(Amount::Minutes(minutes).to_string(), words);
    }
}

#[test]
fn for_machines_it_is_all_there() {
    let need: NeedId = "6f2c1a3e-0000-4000-8000-000000000003".parse().unwrap();
    let finding = Finding::new(&FIRST)
        .about(need)
        .about_all([person(1)])
        .with("minutes", Amount::Minutes(5))
        .weighing(Weight::Warns);
    assert_eq!(
        serde_json::to_value(&finding).unwrap(),
        json!({
            "code": "first",
            "weight": "warns",
            "audience": "professionals",
            "about": [
                "need:6f2c1a3e-0000-4000-8000-000000000003",
                "person:00000000-0000-0000-0000-000000000001",
            ],
            "amounts": {"minutes": 5},
            "professional": "{who} of {all} are short by 5 min; look again on {on}, from {at}.",
            "person": "On {on} there is too little help.",
            "basis": {"kind": "act", "source": "Care Act 2014", "section": "s.10", "surety": "read"},
        })
    );
    assert_eq!(finding.weight(), Weight::Warns);
    assert_eq!(finding.rule().weight, Weight::Bars, "the rule itself stays as it is");
}

fn finding() -> impl Strategy<Value = Finding> {
    let weight = prop_oneof![Just(Weight::Bars), Just(Weight::Warns), Just(Weight::Notes)];
    (0..RULES.len(), weight, prop::collection::vec(0..3_u128, 0..3), 0..2_i64).prop_map(
        |(rule, weight, about, count)| {
            Finding::new(RULES[rule])
                .weighing(weight)
                .about_all(about.into_iter().map(person))
                .with("count", Amount::Count(count))
        },
    )
}

proptest! {
    #[test]
    fn findings_are_in_one_order_each_once_however_they_came(
        list in prop::collection::vec(finding(), 0..12), turn in 0..12_usize,
    ) {
        let all: Findings = list.iter().cloned().collect();
        let mut turned = list.clone();
        turned.rotate_left(turn.min(list.len()));
        let mut pushed = Findings::none();
        for finding in turned.clone() {
            pushed.push(finding);
        }
        let mut extended = Findings::none();
        extended.extend(turned);
        prop_assert_eq!(&all, &pushed);
        prop_assert_eq!(&all, &extended);

        let in_order: Vec<&Finding> = all.iter().collect();
        prop_assert!(in_order.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(list.iter().all(|finding| in_order.contains(&finding)));
        // Weight first, then the room's floor, then the place in its table, then ids.
        let keys: Vec<_> = in_order
            .iter()
            .map(|finding| (finding.weight(), finding.rule().room, finding.rule().place, finding.concerns()))
            .collect();
        prop_assert!(keys.is_sorted());
        prop_assert_eq!(all.bars(), list.iter().any(|finding| finding.weight() == Weight::Bars));
        prop_assert_eq!((all.len(), all.is_empty()), (in_order.len(), list.is_empty()));
    }

    #[test]
    fn nobody_reads_what_is_not_theirs(list in prop::collection::vec(finding(), 0..12)) {
        let all: Findings = list.into_iter().collect();
        let codes = |audience| all.visible_to(audience).map(Finding::code).collect::<Vec<_>>();
        prop_assert_eq!(codes(Audience::Professionals).len(), all.len());
        prop_assert!(!codes(Audience::PersonAlone).contains(&"first"));
        let for_anyone = codes(Audience::Anyone);
        prop_assert!(!for_anyone.contains(&"first") && !for_anyone.contains(&"below"));
        let open = all.iter().filter(|f| ["later", "noted"].contains(&f.code())).count();
        prop_assert_eq!(for_anyone.len(), open);
        prop_assert_eq!(all.with_code("later").count(), codes(Audience::Professionals).iter().filter(|c| **c == "later").count());
    }
}

#[test]
fn the_order_is_the_one_in_the_design() {
    let order: Findings = [
        Finding::new(&NOTED),
        Finding::new(&LATER).about(person(2)),
        Finding::new(&LATER).about(person(1)).weighing(Weight::Warns),
        Finding::new(&FIRST),
        Finding::new(&LATER).about(person(1)),
        Finding::new(&BELOW),
        Finding::new(&FIRST),
    ]
    .into_iter()
    .collect();
    let order: Vec<_> =
        order.iter().map(|finding| (finding.code(), finding.weight(), finding.concerns().len())).collect();
    assert_eq!(
        order,
        [
            ("below", Weight::Bars, 0),
            ("first", Weight::Bars, 0),
            ("later", Weight::Bars, 1),
            ("later", Weight::Bars, 1),
            ("later", Weight::Warns, 1),
            ("noted", Weight::Notes, 0),
        ]
    );
}
