//! What a journal must be to be loaded, and what is said of one that is not.

use mutual_care::base::{Audience, limits, wire};
use mutual_care::machine::{
    Answer, Correction, CorrectionProblem, Entry, Happened, LoadError, LoadProblem, Machine, Refusal, Step,
    TakenOver,
};
use serde_json::{Value, json};

use crate::item::{Extended, Item, ItemEvent, Returned, Status};
use crate::kit::{Proof, time};
use crate::proof::{Items, day, lent_out};
use crate::setting::{bought, irregularly, key, setting, stamp, take, words};

fn story() -> Item {
    let lent = take(bought().into_any(), lent_out(1, 20)).record;
    take(lent, irregularly(Returned { on: day(5) })).record
}

/// The record with something done to its JSON.
fn changed(item: &Item, change: impl FnOnce(&mut Value)) -> Result<Item, String> {
    let mut value = serde_json::to_value(item).unwrap();
    change(&mut value["v1"]);
    serde_json::from_value(value).map_err(|error| error.to_string())
}

fn load(value: &Value) -> Result<Item, LoadError> {
    let entries: Vec<Entry<Item>> = serde_json::from_value(value.clone()).unwrap();
    Item::load(Items::id(), entries)
}

/// What is wrong with a journal of these entries, numbered and stamped in order.
fn wrong(events: &[Value]) -> LoadError {
    let by = json!("worker:6f2c1a3e-0000-4000-8000-0000000000f1");
    let entry = |(event, seq): (&Value, u64)| json!({ "seq": seq, "at": time(seq), "by": by, "role": "team_manager", "event": event });
    load(&events.iter().zip(1..).map(entry).collect()).expect_err("wrong")
}

fn opening() -> Value {
    json!({ "bought": { "on": "2026-03-02", "examined_until": "2026-08-29" } })
}

fn lent() -> Value {
    json!({ "lent_out": { "on": "2026-03-03", "to": "6f2c1a3e-0000-4000-8000-000000000002", "until": "2026-03-20" } })
}

fn back(on: &str) -> Value {
    json!({ "returned": { "on": on } })
}

fn correction(seq: u64, with: &Value) -> Value {
    json!({ "corrected": { "seq": seq, "with": with, "reason": "A slip." } })
}

#[test]
fn the_wire_form_is_what_the_documentation_says() {
    let item = story();
    let by = "worker:6f2c1a3e-0000-4000-8000-0000000000f1";
    let expected = json!({ "v1": {
        "id": "6f2c1a3e-0000-4000-8000-000000000001",
        "status": "in_store",
        "revision": 3,
        "journal": [
            { "seq": 1, "at": "2028-03-02T09:01:00Z", "by": by, "role": "team_manager", "event": opening() },
            { "seq": 2, "at": "2028-03-02T09:02:00Z", "by": by, "role": "team_manager", "event": { "lent_out": {
                "on": "2026-03-03", "to": "6f2c1a3e-0000-4000-8000-000000000002", "until": "2026-03-22",
                "place": "the back bedroom" } } },
            { "seq": 3, "at": "2028-03-02T09:03:00Z", "by": by, "role": "team_manager",
                "event": { "irregularly": {
                    "what": back("2026-03-07"), "reason": "Left at the door.", "accepted_by": by } },
                "findings": [{ "code": "store-closed", "weight": "warns" }] },
        ],
    } });
    assert_eq!(serde_json::to_value(&item).unwrap(), expected);
    let corrected = item.correct(
        Correction::never_happened(3, words("It stayed.")),
        stamp(4).with_key(key(1)),
        &setting(),
    );
    let entry = corrected.unwrap().record.journal()[3].clone();
    assert_eq!(
        serde_json::to_value(&entry).unwrap(),
        json!({ "seq": 4, "at": "2028-03-02T09:04:00Z", "by": by, "role": "team_manager",
            "key": "6f2c1a3e-0000-4000-8000-000000000201",
            "event": { "corrected": { "seq": 3, "with": "never_happened", "reason": "It stayed." } } })
    );
}

#[test]
fn every_format_that_names_its_fields() {
    for item in crate::kit::in_every_state::<Items>().into_iter().chain([story()]) {
        let mut cbor = Vec::new();
        ciborium::into_writer(&item, &mut cbor).unwrap();
        assert_eq!(ciborium::from_reader::<Item, _>(&cbor[..]).unwrap(), item);
        let packed = rmp_serde::to_vec_named(&item).unwrap();
        assert_eq!(rmp_serde::from_slice::<Item>(&packed).unwrap(), item);
        let entries: Vec<Vec<u8>> =
            item.journal().iter().map(|entry| rmp_serde::to_vec_named(entry).unwrap()).collect();
        let rows = entries.iter().map(|row| rmp_serde::from_slice(row).unwrap());
        assert_eq!(Item::load(item.id(), rows).unwrap(), item);
    }
}

#[test]
fn what_comes_in_a_request_is_read_by_itself() {
    let step: Step<ItemEvent> = serde_json::from_value(lent()).unwrap();
    let lent = bought().into_any().offer(step.clone(), stamp(2), &setting()).unwrap().into_record();
    assert_eq!(
        serde_json::from_value::<Step<ItemEvent>>(serde_json::to_value(&step).unwrap()).unwrap(),
        step
    );
    let never: Correction<Item> =
        serde_json::from_value(json!({ "seq": 2, "with": "never_happened", "reason": "A slip." })).unwrap();
    assert_eq!(lent.correct(never, stamp(3), &setting()).unwrap().record.status(), Status::InStore);
    let taken = json!({ "status": "in_store", "on": "2026-03-02", "from_system": "cards", "as_known": {} });
    let taken: TakenOver<Item> = serde_json::from_value(taken).unwrap();
    assert_eq!(taken.status, Status::InStore);
    // Neither a correction nor a taking over is a step.
    for other in [correction(1, &json!("never_happened")), json!({ "taken_over": taken })] {
        let refused = serde_json::from_value::<Step<ItemEvent>>(other).unwrap_err().to_string();
        assert!(refused.contains("expected one of `bought`, `lent_out`"), "{refused}");
    }
}

#[test]
fn what_happened_must_be_in_the_table_and_fit() {
    let error = wrong(&[opening(), back("2026-03-04")]);
    assert_eq!(error.seq(), 2);
    assert_eq!(
        error.to_string(),
        "entry 2: `returned` cannot happen while the status is `in_store`; what can: `lent_out`, `broke`, `examined`"
    );
    let error = wrong(&[opening(), lent(), back("2026-03-02")]);
    assert!(matches!(error.problem(), LoadProblem::Step(Refusal::DoesNotFit(_))));
    assert!(error.to_string().starts_with("entry 3: does not fit: expected `on` within the loan"), "{error}");
    let irregular = |what: &Value, reason: &str| {
        let by = "worker:6f2c1a3e-0000-4000-8000-0000000000f1";
        json!({ "irregularly": { "what": what, "reason": reason, "accepted_by": by } })
    };
    let error = wrong(&[opening(), irregular(&lent(), "So it was.")]);
    assert!(matches!(error.problem(), LoadProblem::Step(Refusal::NotInThisManner { .. })), "{error}");
    let error = wrong(&[opening(), lent(), irregular(&back("2026-03-07"), "")]);
    assert_eq!(error.to_string(), "entry 3: does not fit: expected a reason in words");
    assert_eq!(
        wrong(&[lent()]).to_string(),
        "entry 1: `lent_out` is no opening; expected `bought` or `taken_over`"
    );
    let taken = json!({ "taken_over": { "status": "in_store", "on": "2026-03-02", "from_system": "x", "as_known": {} } });
    assert_eq!(
        wrong(&[opening(), taken.clone()]).to_string(),
        "entry 2: opened again; expected one opening, as entry 1"
    );
    let mut nowhere = taken;
    nowhere["taken_over"]["status"] = json!("scrapped");
    assert!(wrong(&[nowhere]).to_string().starts_with("entry 1: cannot be taken over at `scrapped`"));
}

#[test]
fn guards_are_not_asked_again() {
    // Under today's policy the loan would be too long, and the store was closed.
    let mut long = lent();
    long["lent_out"]["until"] = json!("2029-03-20");
    let by = "worker:6f2c1a3e-0000-4000-8000-0000000000f1";
    let rows: Vec<Value> = [opening(), long, back("2027-01-02")]
        .iter()
        .zip(1..)
        .map(
            |(event, seq)| json!({ "seq": seq, "at": time(seq), "by": by, "role": "family", "event": event }),
        )
        .collect();
    assert_eq!(load(&Value::Array(rows)).unwrap().status(), Status::InStore);
}

#[test]
fn forged_corrections() {
    let cases = [
        (correction(3, &json!("never_happened")), CorrectionProblem::NoSuchEntry { seq: 3 }),
        (correction(9, &json!("never_happened")), CorrectionProblem::NoSuchEntry { seq: 9 }),
        (correction(1, &json!("never_happened")), CorrectionProblem::OpeningRemoved),
        (
            correction(2, &back("2026-03-05")),
            CorrectionProblem::AnotherEvent { seq: 2, was: "lent_out", with: "returned" },
        ),
    ];
    for (forged, problem) in cases {
        let error = wrong(&[opening(), lent(), forged]);
        assert_eq!((error.seq(), error.problem()), (3, &LoadProblem::Correction(problem)));
    }
    let of_a_correction = correction(3, &json!("never_happened"));
    let error = wrong(&[opening(), lent(), correction(2, &lent()), of_a_correction]);
    assert_eq!(
        error.problem(),
        &LoadProblem::Correction(CorrectionProblem::IsCorrection { seq: 3, corrects: 2 })
    );
    // What a correction puts in the place of an entry is checked there, and both are named.
    let mut late = lent();
    late["lent_out"]["on"] = json!("2026-03-30");
    let error = wrong(&[opening(), lent(), back("2026-03-05"), correction(2, &late)]);
    assert_eq!((error.seq(), error.corrected_by()), (2, Some(4)));
    assert!(
        error.to_string().starts_with("entry 2, as corrected by entry 4: does not fit: expected `until`"),
        "{error}"
    );
    let error = wrong(&[opening(), lent(), back("2026-03-05"), correction(2, &json!("never_happened"))]);
    assert_eq!((error.seq(), error.corrected_by()), (3, None));
}

#[test]
fn a_journal_stands_as_it_stands_in_the_end() {
    // Entry 3 stands only because entry 4 corrects entry 2: a live record never becomes so, a loaded one may be.
    let mut late = lent();
    late["lent_out"]["on"] = json!("2026-03-10");
    let by = "worker:6f2c1a3e-0000-4000-8000-0000000000f1";
    let rows: Vec<Value> = [opening(), late, back("2026-03-05"), correction(2, &lent())]
        .iter()
        .zip(1..)
        .map(
            |(event, seq)| json!({ "seq": seq, "at": time(seq), "by": by, "role": "family", "event": event }),
        )
        .collect();
    let item = load(&Value::Array(rows)).unwrap();
    assert_eq!(item.status(), Status::InStore);
    let then = item.at_revision(3).unwrap_err();
    assert_eq!(then.seq(), 3, "{then}");
    assert_eq!(item.at_revision(4), Ok(item));
}

#[test]
fn stamps_and_keys() {
    let item = story();
    let error =
        |change: &dyn Fn(&mut Value)| changed(&item, |record| change(&mut record["journal"])).unwrap_err();
    let said = error(&|journal| journal[2]["at"] = json!("2028-03-02T09:01:59.999Z"));
    assert_eq!(said, "entry 3: stamped before the entry before it; expected 2028-03-02T09:02:00Z or later");
    assert!(changed(&item, |record| record["journal"][2]["at"] = json!("2028-03-02T09:02:00Z")).is_ok());
    let same = json!("6f2c1a3e-0000-4000-8000-0000000002aa");
    let said = error(&|journal| {
        journal[0]["key"] = same.clone();
        journal[2]["key"] = same.clone();
    });
    assert_eq!(said, "entry 3: its key is that of entry 1; expected each key once");
    // A key that was loaded is known.
    let keyed = changed(&item, |record| record["journal"][1]["key"] = same.clone()).unwrap();
    let act = stamp(4).with_key(same.as_str().unwrap().parse().unwrap());
    let again = keyed.clone().offer(lent_out(1, 20), act, &setting());
    assert_eq!(again, Ok(Answer::AlreadyAccepted { record: keyed, seq: 2 }));
}

#[test]
fn findings_of_a_later_release_load_as_they_are() {
    let item = story();
    let later = json!([
        { "code": "a-rule-of-next-year", "weight": "warns",
          "about": ["robot:6f2c1a3e-0000-4000-8000-000000000009", "person:6f2c1a3e-0000-4000-8000-000000000002"] },
        { "code": "store-closed", "weight": "bars" },
    ]);
    let read = changed(&item, |record| record["journal"][2]["findings"] = later.clone()).unwrap();
    let entry = &read.journal()[2];
    assert_eq!(serde_json::to_value(entry).unwrap()["findings"], later);
    let [first, second] = entry.findings() else { panic!("two") };
    assert_eq!(
        (first.rule(crate::item::rules::TABLE), second.rule(crate::item::rules::TABLE).map(|rule| rule.code)),
        (None, Some("store-closed"))
    );
    assert_eq!(
        first.audience(crate::item::rules::TABLE),
        Audience::Professionals,
        "nobody knows for whom it is"
    );
    assert_eq!(second.audience(crate::item::rules::TABLE), Audience::Anyone);
    assert_eq!(first.about()[0].known(), None);
    assert!(first.about()[1].known().is_some());
    for wrong in ["", "A Rule", "Maria Smith", &"x".repeat(65)] {
        let said =
            changed(&item, |record| record["journal"][2]["findings"][0]["code"] = json!(wrong)).unwrap_err();
        assert!(said.starts_with("expected a code"), "{said}");
    }
}

#[test]
fn nothing_that_was_typed_is_repeated() {
    let item = story();
    let name = "Maria Smith";
    let anything = json!(name);
    let places: [&dyn Fn(&mut Value); 14] = [
        &|r| r["id"] = anything.clone(),
        &|r| r["status"] = anything.clone(),
        &|r| r["journal"][1]["at"] = anything.clone(),
        &|r| r["journal"][1]["by"] = anything.clone(),
        &|r| r["journal"][1]["role"] = anything.clone(),
        &|r| r["journal"][1]["key"] = anything.clone(),
        &|r| r["journal"][1]["event"] = json!({ name: {} }),
        &|r| r["journal"][1]["event"]["lent_out"]["to"] = anything.clone(),
        &|r| r["journal"][1]["event"]["lent_out"]["on"] = anything.clone(),
        &|r| r["journal"][2]["event"]["irregularly"]["accepted_by"] = anything.clone(),
        &|r| r["journal"][2]["event"]["irregularly"]["what"] = json!({ name: {} }),
        &|r| r["journal"][2]["event"] = correction(1, &anything),
        &|r| r["journal"][2]["findings"][0]["code"] = anything.clone(),
        &|r| r["journal"][2]["findings"][0]["about"] = json!([name]),
    ];
    for (number, place) in places.iter().enumerate() {
        let said = changed(&item, place).expect_err("refused");
        assert!(!said.contains("Maria") && said.contains("expected"), "{number}: {said}");
    }
    // Where a parser of serde's own speaks, its words are made safe as everywhere.
    let said = changed(&item, |r| r["journal"][1]["event"] = anything.clone()).expect_err("refused");
    assert!(!wire::without_echo(&said).contains("Maria"), "{said}");
    let said = changed(&item, |r| r["journal"][1][name] = json!(1)).expect_err("refused");
    assert!(!wire::without_echo(&said).contains("Maria"), "{said}");
}

#[test]
fn nothing_nests_and_nothing_is_beside() {
    let by = json!("worker:6f2c1a3e-0000-4000-8000-0000000000f1");
    let irregular =
        |what: &Value| json!({ "irregularly": { "what": what, "reason": "x", "accepted_by": by } });
    let read =
        |event: &Value| serde_json::from_value::<Happened<Item>>(event.clone()).map_err(|e| e.to_string());
    assert!(read(&irregular(&lent())).is_ok());
    assert!(read(&irregular(&irregular(&lent()))).unwrap_err().starts_with("expected one of `bought`"));
    assert!(read(&irregular(&correction(1, &lent()))).unwrap_err().starts_with("expected one of `bought`"));
    assert!(
        read(&correction(1, &correction(1, &lent()))).unwrap_err().starts_with("expected one of `bought`")
    );
    assert!(read(&correction(1, &irregular(&lent()))).is_ok());
    let two = json!({ "lent_out": lent()["lent_out"], "returned": { "on": "2026-03-05" } });
    assert_eq!(read(&two).unwrap_err(), "expected one event only, and nothing beside it");
    let twice = r#"{"returned":{"on":"2026-03-05"},"returned":{"on":"2026-03-05"}}"#;
    assert!(
        serde_json::from_str::<Happened<Item>>(twice).unwrap_err().to_string().contains("one event only")
    );
}

#[test]
fn versions_are_read_by_hand() {
    let item = serde_json::to_string(&story()).unwrap();
    let read = |from: &str| serde_json::from_str::<Item>(from).unwrap_err().to_string();
    for (tag, expected) in [
        ("\"v2\"", "written by a newer version (`v2`); this release reads up to `v1`"),
        ("\"v10\"", "written by a newer version (`v10`); this release reads up to `v1`"),
        ("\"v0\"", "expected a version, such as `v1`"),
        ("\"V1\"", "expected a version, such as `v1`"),
        ("\"Maria Smith\"", "expected a version, such as `v1`"),
    ] {
        let said = read(&item.replacen("\"v1\"", tag, 1));
        assert!(said.starts_with(expected), "{said}");
    }
    let beside = item.replacen('{', "{\"v1\":", 1) + ",\"v1\":1}";
    assert!(read(&beside).contains("expected"), "{}", read(&beside));
    assert!(read("{}").starts_with("expected a version"));
}

#[test]
fn a_full_journal() {
    let most = limits::JOURNAL_ENTRIES as u64;
    // In turn lent and returned, on the same days.
    let entry = |seq: u64| {
        let event = match seq {
            1 => opening(),
            _ if seq.is_multiple_of(2) => lent(),
            _ => back("2026-03-03"),
        };
        format!(
            r#"{{"seq":{seq},"at":"2026-04-01T00:00:00Z","by":"person:{}","role":"family","event":{event}}}"#,
            Items::id()
        )
    };
    let journal = format!("[{}]", (1..=most + 1).map(entry).collect::<Vec<_>>().join(","));
    let mut entries: Vec<Entry<Item>> = serde_json::from_str(&journal).unwrap();
    let error = Item::load(Items::id(), entries.iter().cloned()).unwrap_err();
    assert_eq!((error.seq(), error.problem()), (most + 1, &LoadProblem::TooMany));
    let text = format!(
        r#"{{"v1":{{"id":"{}","status":"in_store","revision":{},"journal":{journal}}}}}"#,
        Items::id(),
        most + 1
    );
    let said = serde_json::from_str::<Item>(&text).unwrap_err().to_string();
    assert!(said.starts_with("expected at most 100000 entries"), "{said}");
    entries.pop();
    let full = Item::load(Items::id(), entries).unwrap();
    assert_eq!((full.revision(), full.status()), (most, Status::Lent));
    let at = mutual_care::base::Stamp::new(
        "2026-04-01T00:00:00Z".parse().unwrap(),
        stamp(1).by(),
        mutual_care::base::Role::TeamManager,
    );
    let refused = full.offer(Extended { on: day(2), until: day(21) }, at.unwrap(), &setting()).unwrap_err();
    assert_eq!(*refused.why(), Refusal::JournalFull);
    assert_eq!(refused.to_string(), "the journal is full; expected at most 100000 entries");
}
