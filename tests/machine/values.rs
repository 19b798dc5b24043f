//! The values of the ground floor that records bring along: stamps, actors, agreement, codes that may be new.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use mutual_care::base::{
    Actor, BestInterests, PersonId, Power, PrivateText, Role, Say, Stamp, StampError, Told, WhyNotKnown,
    Word, WorkerId,
};
use serde_json::json;

use crate::item::Item;
use mutual_care::machine::{Entry, Key};

fn person() -> PersonId {
    "6f2c1a3e-0000-4000-8000-000000000002".parse().unwrap()
}

fn worker() -> WorkerId {
    "6f2c1a3e-0000-4000-8000-000000000003".parse().unwrap()
}

fn at(year: i32, month: u32, day: u32, hour: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, hour, 0, 0).unwrap()
}

#[test]
fn a_stamp_lies_in_the_years_of_the_crate() {
    let make = |at| Stamp::new(at, worker(), Role::System);
    assert!(make(at(1800, 1, 1, 0)).is_ok() && make(at(2299, 12, 31, 23)).is_ok());
    assert_eq!(make(at(1799, 12, 31, 23)), Err(StampError));
    assert_eq!(make(at(2300, 1, 1, 0)), Err(StampError));
    assert_eq!(StampError.to_string(), "expected a time in the years 1800 to 2299");
}

#[test]
fn times_are_read_with_any_offset_and_written_as_utc() {
    let read = |at: &str| {
        let entry = json!({ "seq": 1, "at": at, "by": "worker:6f2c1a3e-0000-4000-8000-000000000003", "role": "system",
            "event": { "broke": { "on": "2026-03-02" } } });
        let entry: Entry<Item> = serde_json::from_value(entry).map_err(|error| error.to_string())?;
        Ok::<_, String>(serde_json::to_value(&entry).unwrap()["at"].as_str().unwrap().to_owned())
    };
    for (written, as_utc) in [
        ("2026-03-02T09:30:00Z", "2026-03-02T09:30:00Z"),
        ("2026-07-02T09:30:00+01:00", "2026-07-02T08:30:00Z"),
        ("2026-03-02T09:30:00.250Z", "2026-03-02T09:30:00.250Z"),
        ("2026-03-02T09:30:00.000000001Z", "2026-03-02T09:30:00.000000001Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
    ] {
        assert_eq!(read(written).as_deref(), Ok(as_utc));
        assert_eq!(read(as_utc).as_deref(), Ok(as_utc));
    }
    for wrong in [
        "2026-03-02",
        "2026-03-02T09:30:00",
        "2026-02-30T09:30:00Z",
        "1799-12-31T23:59:59Z",
        "Maria Smith",
        "",
    ] {
        assert_eq!(
            read(wrong),
            Err("expected a time with its offset, such as 2026-03-02T09:30:00Z".to_owned())
        );
    }
}

#[test]
fn who_acts_is_a_worker_or_a_person() {
    for actor in [Actor::from(worker()), Actor::from(person())] {
        let text = serde_json::to_string(&actor).unwrap();
        assert_eq!(serde_json::from_str::<Actor>(&text).unwrap(), actor);
        assert_eq!(text, format!("\"{}\"", actor.any()));
    }
    assert_eq!((Actor::from(worker()).person(), Actor::from(person()).person()), (None, Some(person())));
    for wrong in
        ["home:6f2c1a3e-0000-4000-8000-000000000003", "6f2c1a3e-0000-4000-8000-000000000003", "Maria"]
    {
        let said = serde_json::from_value::<Actor>(json!(wrong)).unwrap_err().to_string();
        assert_eq!(said, "expected who acts: worker:uuid or person:uuid");
    }
}

#[test]
fn a_key_is_one_text() {
    let key: Key = "6f2c1a3e-0000-4000-8000-0000000000aa".parse().unwrap();
    assert_eq!(Key::new(key.uuid()), key);
    for wrong in ["6f2c1a3e0000400080000000000000aa", "{6f2c1a3e-0000-4000-8000-0000000000aa}", "1", ""] {
        assert!(wrong.parse::<Key>().is_err(), "{wrong}");
    }
}

#[test]
fn whatever_is_written_as_a_code_can_be_read_again() {
    let long: &'static str = "x".repeat(65).leak();
    for (code, written) in
        [("no-space", "no-space"), ("No Space!", "no-space-"), ("", "-"), (long, &long[..64])]
    {
        let word = Word::of(code);
        assert_eq!(word, *written);
        assert_eq!(written.parse::<Word>().unwrap(), word);
        assert_eq!(serde_json::from_value::<Word>(serde_json::to_value(&word).unwrap()).unwrap(), word);
    }
    for wrong in ["", "a b", "A", "ä", long] {
        assert!(wrong.parse::<Word>().is_err(), "{wrong}");
    }
}

fn by_power(power: Power, covers_this: Told<bool>, registered: Told<bool>, agrees: bool) -> Say {
    Say::DecidedByPower { by: person().into(), power, covers_this, registered, agrees }
}

#[test]
fn a_power_counts_if_it_is_known_to_cover_this_and_to_be_registered() {
    let (yes, no) = (Told::Known(true), Told::Known(false));
    let unknown = Told::NotKnown(WhyNotKnown::NotAsked);
    for power in [Power::WelfareAttorney, Power::PropertyAttorney, Power::EnduringAttorney] {
        assert_eq!(by_power(power, yes, yes, true).agrees(), yes);
        assert_eq!(by_power(power, yes, yes, false).agrees(), no);
        for (covers, registered) in [(yes, no), (yes, unknown), (no, yes), (unknown, yes), (unknown, unknown)]
        {
            assert_eq!(by_power(power, covers, registered, true).agrees().known(), None);
        }
    }
    for deputy in [Power::WelfareDeputy, Power::PropertyDeputy] {
        assert_eq!(by_power(deputy, yes, unknown, true).agrees(), yes, "the court appointed them");
        assert_eq!(by_power(deputy, unknown, unknown, true).agrees().known(), None);
    }
}

#[test]
fn what_somebody_says_goes_over_the_wire() {
    let decision = BestInterests {
        assessed_by: worker().into(),
        assessed_on: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        decided_by: person().into(),
        consulted: vec![worker().into()],
        agrees: false,
    };
    let wants = Some(PrivateText::new("to stay with my son").unwrap());
    let all = [
        (Say::Agrees, json!("agrees"), Told::Known(true), None),
        (Say::NotAsked, json!("not_asked"), Told::NotKnown(WhyNotKnown::NotAsked), None),
        (
            Say::Disagrees { wants },
            json!({ "disagrees": { "wants": "to stay with my son" } }),
            Told::Known(false),
            None,
        ),
        (
            by_power(Power::WelfareDeputy, Told::Known(true), Told::default(), true),
            json!({ "decided_by_power": {
                "by": "person:6f2c1a3e-0000-4000-8000-000000000002", "power": "welfare_deputy",
                "covers_this": { "known": true }, "agrees": true } }),
            Told::Known(true),
            Some(Actor::from(person())),
        ),
        (
            Say::BestInterests(decision),
            json!({ "best_interests": {
                "assessed_by": "worker:6f2c1a3e-0000-4000-8000-000000000003", "assessed_on": "2026-03-02",
                "decided_by": "person:6f2c1a3e-0000-4000-8000-000000000002",
                "consulted": ["worker:6f2c1a3e-0000-4000-8000-000000000003"], "agrees": false } }),
            Told::Known(false),
            Some(Actor::from(person())),
        ),
    ];
    for (say, written, agrees, decider) in all {
        assert_eq!(serde_json::to_value(&say).unwrap(), written);
        assert_eq!(serde_json::from_value::<Say>(written.clone()).unwrap(), say);
        assert_eq!((say.agrees(), say.decider()), (agrees, decider));
        assert!(!format!("{say:?}").contains("my son"));
        if let Some(content) = written.as_object().and_then(|object| object.values().next()) {
            let mut more = content.clone();
            more["more"] = json!(1);
            let tag = written.as_object().unwrap().keys().next().unwrap();
            assert!(
                serde_json::from_value::<Say>(json!({ tag.as_str(): more })).is_err(),
                "an unknown field"
            );
        }
    }
}
