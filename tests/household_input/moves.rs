//! Somebody who moves from one address to another, in one file.

use mutual_care::base::{Role, Stamp, Told, WorkingDays, kinds};
use mutual_care::household::{
    Household, HouseholdEvent, HouseholdInput, LaterHome, MovedOut, Opened, Person, PersonCame, Policy,
    Whereabouts,
};
use mutual_care::machine::{Machine, Setting, Step};
use mutual_care::need::{Ability, Address, Snapshot};
use serde_json::{Value, json};

use super::{day, id, read};

struct EveryDay;

impl WorkingDays for EveryDay {
    fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> {
        Some(true)
    }
}

/// Ma and Dee, who live here and care for each other; where Dee lives later.
fn with_moves(moves: &Value) -> Value {
    let mut value: Value =
        serde_json::from_str(include_str!("given/b30-next-door-both-in-one-file.json")).unwrap();
    value["v1"]["people"][1]["lives"] = json!("here");
    value["v1"]["people"][1]["moves"] = moves.clone();
    value
}

fn three() -> Value {
    json!([
        { "from": "2026-05-01", "lives": { "elsewhere": "mill-lane" } },
        { "from": "2026-06-01", "lives": { "elsewhere": "quay" } },
        { "from": "2026-07-01", "lives": "here" }
    ])
}

fn at(label: &str) -> Address {
    Address::At(label.parse().unwrap())
}

fn lives(week: &Snapshot) -> Address {
    week.source(id(2)).unwrap().address()
}

#[test]
fn an_address_holds_from_its_day_to_the_day_before_the_next() {
    let input = read(&with_moves(&three())).unwrap();
    let week = |on: &str| input.snapshot(day(on)).unwrap();
    for (on, address) in [
        ("2026-04-30", Address::Home),
        ("2026-05-01", at("mill-lane")),
        ("2026-05-31", at("mill-lane")),
        ("2026-06-01", at("quay")),
        ("2026-06-30", at("quay")),
        ("2026-07-01", Address::Home),
    ] {
        assert_eq!(lives(&week(on)), address, "{on}");
        assert_eq!((week(on).members().count(), week(on).needs().len()), (2, 2), "what she needs counts");
    }
    // From the day on which they live apart, able is not known until somebody asks.
    let able = |on: &str| week(on).arrangements().iter().map(|one| one.able_now).collect::<Vec<_>>();
    assert!(able("2026-04-30").iter().all(|able| *able == Told::Known(Ability::Yes)));
    assert!(able("2026-05-01").iter().all(Told::is_open));
    assert!(able("2026-06-01").iter().all(Told::is_open));
    let here = |on: &str| input.people()[1].lives_here(day(on));
    assert!(here("2026-04-30") && !here("2026-05-01") && !here("2026-06-30") && here("2026-07-01"));
    let steps = input.history(day("2026-04-01"), day("2026-12-31")).unwrap();
    let days: Vec<String> = steps.steps().iter().map(|step| step.on().to_string()).collect();
    assert_eq!(days, ["2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"]);
}

#[test]
fn it_is_written_as_it_was_read_and_nothing_where_nobody_moves() {
    let input = read(&with_moves(&three())).unwrap();
    let written = serde_json::to_value(&input).unwrap();
    assert_eq!(written["v1"]["people"][1]["moves"], three());
    assert_eq!(read(&written).unwrap(), input);
    let plain = serde_json::to_string(&read(&with_moves(&json!([]))).unwrap()).unwrap();
    assert!(!plain.contains("moves"));
}

#[test]
fn what_cannot_follow_each_other_is_refused() {
    let refused = |moves: Value| read(&with_moves(&moves)).unwrap_err();
    let one = |from: &str, lives: Value| json!({ "from": from, "lives": lives });
    let lane = || json!({ "elsewhere": "lane" });
    for moves in [
        json!([one("2026-06-01", lane()), one("2026-05-01", json!("here"))]),
        json!([one("2026-06-01", lane()), one("2026-06-01", json!("here"))]),
        json!([one("2026-05-01", json!("here"))]),
        json!([one("2026-05-01", lane()), one("2026-06-01", lane())]),
    ] {
        let said = refused(moves.clone());
        assert!(said.contains("at people[1].moves: expected at most 64 moves in order"), "{moves}: {said}");
    }
    let many = |count: u32| -> Value {
        let places = (0..count).map(|n| {
            one(&format!("2026-{:02}-{:02}", 4 + n / 28, 1 + n % 28), json!({ "elsewhere": format!("p{n}") }))
        });
        places.collect()
    };
    assert!(read(&with_moves(&many(64))).is_ok());
    assert!(refused(many(65)).contains("64"), "{}", refused(many(65)));
    let mut beside = with_moves(&three());
    beside["v1"]["people"][1]["period"] = json!({ "until": "2026-12-01" });
    assert!(read(&beside).unwrap_err().contains("no `period` beside them"));
    assert!(
        refused(json!([{ "from": "2026-05-01", "lives": "here", "why": 1 }])).contains("people[1].moves[0]")
    );
    assert!(refused(json!([one("2300-01-01", lane())])).contains("in the years 1800 to 2299"));
    // From one place of which nobody knows where it is to another.
    let mut unknown = with_moves(&json!([one("2026-05-01", json!("elsewhere"))]));
    unknown["v1"]["people"][1]["lives"] = json!("elsewhere");
    assert!(read(&unknown).is_ok(), "they are not known to be the same");
}

/// In a record a move of a later day is planned until it happened, and one that has been is known.
#[test]
fn a_record_that_begins_with_it_knows_where_they_live() {
    let open = |moves: &Value| {
        let input: HouseholdInput = read(&with_moves(moves)).unwrap();
        let stamp = Stamp::new(
            input.as_at().and_hms_opt(9, 0, 0).unwrap().and_utc(),
            id::<kinds::Worker>(700),
            Role::SocialWorker,
        )
        .unwrap();
        let policy = Policy::default();
        let setting = Setting::new(&policy, &EveryDay);
        let record =
            Household::open(input.id(), Opened::new(input), stamp, &setting).unwrap().record.into_any();
        (record, stamp)
    };
    let (record, stamp) = open(&three());
    for (on, address) in
        [("2026-05-01", at("mill-lane")), ("2026-06-30", at("quay")), ("2026-07-01", Address::Home)]
    {
        assert_eq!(lives(&record.as_at(day(on)).unwrap()), address, "{on}");
    }
    let dee = record.chronicle().person(id(2)).unwrap();
    let planned: Vec<_> = dee.planned().collect();
    let elsewhere = Whereabouts::Elsewhere;
    let days = [("2026-05-01", elsewhere), ("2026-06-01", elsewhere), ("2026-07-01", Whereabouts::Here)];
    assert_eq!(planned, days.map(|(on, is)| (day(on), is)));
    let (earlier, _) = open(&json!([{ "from": "2026-01-01", "lives": { "elsewhere": "lane" } }]));
    assert_eq!(earlier.chronicle().person(id(2)).unwrap().planned().count(), 0, "it has been");
    assert_eq!(lives(&earlier.as_at(day("2026-03-02")).unwrap()), at("lane"));
    // Whoever comes to be known later moves by events.
    let home = LaterHome { from: day("2026-08-01"), lives: at("lane") };
    let fay = Person { later_homes: vec![home], ..Person::here(id(3)) };
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let came = PersonCame { on: day("2026-03-02"), person: fay };
    let refused = record
        .clone()
        .offer(Step::<HouseholdEvent>::Regularly(came.into()), stamp, &setting)
        .unwrap_err()
        .to_string();
    assert!(refused.contains("expected nobody with `moves`"), "{refused}");
    let out = MovedOut { on: day("2026-03-02"), person: id(2) };
    assert!(
        record.offer(Step::<HouseholdEvent>::Regularly(out.into()), stamp, &setting).is_ok(),
        "other events are as ever"
    );
}
