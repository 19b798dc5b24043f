//! What is proven of the journal: replay, wire, keys, stamps, corrections, damage.

use std::fs;
use std::path::PathBuf;

use mutual_care::base::{Code, PrivateText, REMOVED, Weight};
use mutual_care::machine::{
    Answer, Correction, CorrectionProblem, Entry, Happened, Key, LoadProblem, Machine, Model, Refusal, Step,
    With,
};
use serde_json::{Value, json};

use super::{
    Proof, TableOf, before, in_every_state, in_manner, named, next_stamp, offered, opened, stamp_as, take,
    take_step, with_setting, witness,
};

fn key(last: u8) -> Key {
    format!("6f2c1a3e-0000-4000-8000-0000000001{last:02x}").parse().unwrap()
}

fn words(text: &str) -> PrivateText {
    PrivateText::new(text).unwrap()
}

/// Whatever is said to have happened has a day that has come: of the same journal, recorded before any of its days, an
/// audit says so of every entry, but of these.
#[allow(dead_code, reason = "asked of rooms whose events are facts")]
pub fn nothing_happened_before_its_day<P: Proof>(may_lie_ahead: &[<P::M as Model>::Verb]) {
    let codes: Vec<&str> = may_lie_ahead.iter().map(|verb| verb.code()).collect();
    for row in offered::<P>() {
        let record = take::<P>(before::<P>(row), row);
        let mut value = serde_json::to_value(&record).unwrap();
        for entry in value["v1"]["journal"].as_array_mut().unwrap() {
            entry["at"] = json!("1990-01-01T09:00:00Z");
        }
        let early: P::M = serde_json::from_value(value).unwrap();
        let audited = with_setting::<P, _>(|setting| early.audit(setting)).unwrap();
        assert_eq!(audited.len() as u64, record.revision());
        for one in audited {
            let said = one.today.with_code("not-happened-yet").any(|it| it.weight() == Weight::Bars);
            let code = one.entry.event().code();
            assert_eq!(said, !codes.contains(&code), "{}: {code}", named::<P>(row));
        }
    }
}

/// After every row, and every twin of one, loading the entries gives the record that wrote them.
pub fn replay_equals_live<P: Proof>() {
    for row in offered::<P>() {
        for manner in [mutual_care::machine::Manner::Regularly].iter().chain(row.also) {
            let record = before::<P>(row);
            let step = in_manner(*manner, witness::<P>(&record, row));
            let live = take_step::<P>(record, row, step);
            let loaded = P::M::load(live.id(), live.journal().iter().cloned()).unwrap();
            assert!(loaded == live, "{}: replay is not live", named::<P>(row));
        }
    }
}

/// A record in every state is read as it was written, whole and entry by entry.
pub fn every_state_goes_over_the_wire<P: Proof>() {
    for record in in_every_state::<P>() {
        goes_over_the_wire::<P>(&record);
    }
}

pub fn goes_over_the_wire<P: Proof>(record: &P::M) {
    let text = serde_json::to_string(record).unwrap();
    let read: P::M = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"));
    assert!(read == *record, "read as something else: {text}");
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    for entry in record.journal() {
        let text = serde_json::to_string(entry).unwrap();
        let read: Entry<P::M> = serde_json::from_str(&text).unwrap();
        assert!(read == *entry, "read as something else: {text}");
    }
    let packed = rmp_serde::to_vec_named(record).unwrap();
    assert!(
        rmp_serde::from_slice::<P::M>(&packed).unwrap() == *record,
        "MessagePack: read as something else"
    );
    let mut cbor = Vec::new();
    ciborium::into_writer(record, &mut cbor).unwrap();
    assert!(ciborium::from_reader::<P::M, _>(&cbor[..]).unwrap() == *record, "CBOR: read as something else");
    loads_without_words::<P>(record);
}

/// What is written without words loads as the same steps; a second time there is nothing left to remove.
pub fn loads_without_words<P: Proof>(record: &P::M) {
    let text = serde_json::to_string(&record.redacted()).unwrap();
    let read: P::M = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"));
    assert_eq!((read.record_ref(), read.status()), (record.record_ref(), record.status()));
    for (read, entry) in read.journal().iter().zip(record.journal()) {
        assert_eq!((read.seq(), read.stamp(), read.key()), (entry.seq(), entry.stamp(), entry.key()));
        assert_eq!((read.event().code(), read.event().on()), (entry.event().code(), entry.event().on()));
        assert_eq!(read.findings(), entry.findings());
    }
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    assert_eq!(serde_json::to_string(&read.redacted()).unwrap(), text);
    holds_no_words(&serde_json::from_str(&text).unwrap());
}

/// Every text that is left is an id, a code, a date, a time or a place in the week: nothing that somebody wrote. Goes
/// by what the texts look like, so that words are found wherever a type keeps them.
fn holds_no_words(value: &Value) {
    match value {
        Value::String(text) => assert!(text == REMOVED || is_no_word(text), "words are left: {text}"),
        Value::Array(values) => values.iter().for_each(holds_no_words),
        Value::Object(fields) => {
            for (field, value) in fields {
                assert!(is_code(field), "words are left as the name of a field: {field}");
                holds_no_words(value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether a text is a code or an id, a time, days of the week with times, or an area's statistical code
/// (`E08000003`). Words of a fixture have a space or begin with a capital letter.
fn is_no_word(text: &str) -> bool {
    let in_week = |part: &str| {
        let days = part.split('-').all(|it| WEEK.contains(&it));
        days || part.chars().all(|it| it.is_ascii_digit() || it == ':' || it == '-')
    };
    let is_time = text.parse::<chrono::DateTime<chrono::Utc>>().is_ok();
    let is_area = text.len() == 9
        && text.starts_with(|it: char| it.is_ascii_uppercase())
        && text.chars().skip(1).all(|it| it.is_ascii_digit());
    is_code(text) || is_time || is_area || text.split([' ', ',', ';']).all(in_week)
}

fn is_code(text: &str) -> bool {
    text.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || "_:.-".contains(it))
}

const WEEK: [&str; 8] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "daily"];

#[test]
fn words_that_were_left_would_be_found() {
    for fine in
        ["a_code", "v1", "worker:6f2c1a3e-0000-4000-8000-0000000000f1", "2026-03-02T09:00:00Z", "2026-03-02"]
    {
        assert!(is_no_word(fine), "{fine}");
    }
    for fine in ["Mon-Fri 09:00-10:00, Sat 22:00-07:00", "daily 17:00-18:00", "always", ""] {
        assert!(is_no_word(fine), "{fine}");
    }
    for words in ["Zebedee", "She would rather wait.", "the old files", "Mon Zebedee", "cooks, and sings"] {
        assert!(!is_no_word(words), "{words}");
    }
    let hidden = json!({ "a": [{ "b": { "c": "Zebedee" } }] });
    assert!(std::panic::catch_unwind(|| holds_no_words(&hidden)).is_err());
}

/// The same under the same key changes nothing; something else under it is refused; both before anything else is
/// looked at.
pub fn a_key_makes_retrying_safe<P: Proof>() {
    for row in offered::<P>() {
        let record = before::<P>(row);
        let event = witness::<P>(&record, row);
        let other = P::other_witness(&record, row);
        let act = next_stamp::<P>(&record, row.event).with_key(key(1));
        with_setting::<P, _>(|setting| {
            let after = match record.offer(Step::Regularly(event.clone()), act, setting) {
                Ok(Answer::Accepted(accepted)) => accepted.record,
                _ => panic!("{}: refused", named::<P>(row)),
            };
            // An earlier stamp and a state in which it may not be listed: the key comes first.
            let early = stamp_as(0, P::role(row.event)).with_key(key(1));
            let again = after.clone().offer(Step::Regularly(event), early, setting);
            let expected = Answer::AlreadyAccepted { record: after.clone(), seq: after.revision() };
            assert!(again == Ok(expected), "{}: not the same again", named::<P>(row));
            let Some(other) = other else { return };
            let refused = after.clone().offer(Step::Regularly(other), early, setting).unwrap_err();
            assert_eq!(*refused.why(), Refusal::KeyTaken { seq: after.revision() }, "{}", named::<P>(row));
            assert!(refused.into_record() == after);
        });
    }
}

/// A stamp may be that of the entry before, and not earlier.
pub fn stamps_never_go_back<P: Proof>() {
    for row in offered::<P>() {
        let record = before::<P>(row);
        let last = record.revision();
        let event = || Step::Regularly(witness::<P>(&record, row));
        with_setting::<P, _>(|setting| {
            let same = record.clone().offer(event(), stamp_as(last, P::role(row.event)), setting);
            assert!(same.is_ok(), "{}: refused at the time of the entry before", named::<P>(row));
            let earlier = record.clone().offer(event(), stamp_as(last - 1, P::role(row.event)), setting);
            let why = earlier.unwrap_err().into_parts().1;
            assert_eq!(why, Refusal::StampEarlier { last: super::time(last) }, "{}", named::<P>(row));
        });
    }
}

/// Correcting an entry to what it is leaves state and status as they are, and adds one entry.
pub fn a_row_corrected_to_itself_changes_nothing<P: Proof>() {
    for row in offered::<P>() {
        let record = take::<P>(before::<P>(row), row);
        for entry in record.journal().to_vec() {
            let with = match entry.event() {
                Happened::Step(step) => With::Step(step.clone()),
                Happened::TakenOver(taken) => With::TakenOver(taken.clone()),
                Happened::Corrected(_) => continue,
            };
            let correction = Correction { seq: entry.seq(), with, reason: words("Looked at again.") };
            let act = next_stamp::<P>(&record, row.event);
            let corrected = with_setting::<P, _>(|setting| record.clone().correct(correction, act, setting));
            let corrected = corrected
                .unwrap_or_else(|refused| panic!("{}, entry {}: {refused}", named::<P>(row), entry.seq()));
            assert!(corrected.record.status() == record.status());
            assert_eq!(corrected.later, vec![], "{}: nothing is new about later entries", named::<P>(row));
            assert_eq!(corrected.record.revision(), record.revision() + 1);
            goes_over_the_wire::<P>(&corrected.record);
        }
    }
}

/// That the last step never happened leads back to where it was; that the opening never happened is refused.
pub fn the_last_step_can_be_undone_and_the_opening_cannot<P: Proof>() {
    for row in offered::<P>() {
        let earlier = before::<P>(row);
        let record = take::<P>(earlier.clone(), row);
        let act = next_stamp::<P>(&record, row.event);
        with_setting::<P, _>(|setting| {
            let undo = Correction::never_happened(record.revision(), words("It was another record."));
            let undone = record.clone().correct(undo, act, setting).unwrap().record;
            assert!(undone.status() == earlier.status(), "{}: not undone", named::<P>(row));
            goes_over_the_wire::<P>(&undone);
            let opening = Correction::never_happened(1, words("It was another record."));
            let refused = record.clone().correct(opening, act, setting).unwrap_err();
            assert_eq!(*refused.why(), Refusal::Correction(CorrectionProblem::OpeningRemoved));
            assert!(refused.into_record() == record, "a refusal changes nothing");
        });
    }
}

/// A record knows what it was at each earlier revision.
pub fn every_earlier_revision_is_known<P: Proof>() {
    for row in offered::<P>() {
        let earlier = before::<P>(row);
        let later = take::<P>(earlier.clone(), row);
        assert!(later.at_revision(earlier.revision()) == Ok(earlier), "{}", named::<P>(row));
        assert!(
            later.at_revision(1) == Ok(opened::<P>()) || later.journal()[0] != opened::<P>().journal()[0]
        );
        assert!(later.at_revision(0).is_err() && later.at_revision(later.revision() + 1).is_err());
    }
}

/// Journals that are cut, turned round, doubled or forged are refused, and the entry is named.
pub fn damaged_journals_are_refused_at_their_entry<P: Proof>() {
    let wrong = |entries: Vec<Entry<P::M>>| {
        let error = P::M::load(P::id(), entries).expect_err("damaged");
        (error.seq(), error.problem().clone())
    };
    assert_eq!(wrong(Vec::new()), (1, LoadProblem::Empty));
    for record in in_every_state::<P>() {
        let whole = record.journal();
        for place in 0..whole.len() {
            let seq = place as u64 + 1;
            let mut doubled = whole.to_vec();
            doubled.insert(place, whole[place].clone());
            assert_eq!(wrong(doubled), (seq + 1, LoadProblem::OutOfOrder { found: seq }));
            if place + 1 < whole.len() {
                let mut cut = whole.to_vec();
                cut.remove(place);
                assert_eq!(wrong(cut), (seq, LoadProblem::OutOfOrder { found: seq + 1 }));
                let mut turned = whole.to_vec();
                turned.swap(place, place + 1);
                assert_eq!(wrong(turned), (seq, LoadProblem::OutOfOrder { found: seq + 1 }));
            }
        }
        // Renumbered, so that only what happened is wrong: without its opening, and opened twice.
        let renumbered = |entries: &[&Entry<P::M>]| -> Vec<Entry<P::M>> {
            let value = |(place, entry): (usize, &&Entry<P::M>)| {
                let mut value = serde_json::to_value(entry).unwrap();
                value["seq"] = json!(place + 1);
                value["at"] = json!(super::time(place as u64 + 1));
                serde_json::from_value(value).unwrap()
            };
            entries.iter().enumerate().map(value).collect()
        };
        if let [_, rest @ ..] = whole {
            let headless = renumbered(&rest.iter().collect::<Vec<_>>());
            let headless = P::M::load(P::id(), headless).expect_err("has no opening");
            assert_eq!(headless.seq(), 1, "{headless}");
        }
        let twice: Vec<&Entry<P::M>> = whole.iter().chain(&whole[..1]).collect();
        let twice = P::M::load(P::id(), renumbered(&twice)).expect_err("opened twice");
        assert_eq!(twice.seq(), whole.len() as u64 + 1, "{twice}");
    }
}

/// A status or a revision that is not what the journal comes to is refused.
pub fn what_is_written_beside_the_journal_must_agree<P: Proof>() {
    let table: TableOf<P::M> = P::M::TABLE;
    for record in in_every_state::<P>() {
        let whole = serde_json::to_value(&record).unwrap();
        let refused = |change: &dyn Fn(&mut Value)| {
            let mut damaged = whole.clone();
            change(&mut damaged["v1"]);
            let read = serde_json::from_value::<P::M>(damaged);
            read.expect_err("damaged").to_string()
        };
        // Cut off at its end, a journal is a journal still: what stands beside it says that there was more.
        let revision = record.revision();
        if revision > 1 {
            let said = refused(&|record| _ = record["journal"].as_array_mut().unwrap().pop());
            let expected = format!("entry {}: revision is `{revision}`", revision - 1);
            assert!(said.starts_with(&expected), "{said}");
        }
        let said = refused(&|record| record["revision"] = json!(77));
        assert!(said.contains("revision is `77`"), "{said}");
        for state in table.states.iter().filter(|state| state.status != record.status()) {
            let said = refused(&|record| record["status"] = json!(state.status.code()));
            assert!(said.contains(&format!("status is `{}`", state.status.code())), "{said}");
        }
        for field in ["id", "status", "revision", "journal"] {
            let said = refused(&|record| _ = record.as_object_mut().unwrap().remove(field));
            assert!(said.contains(field), "{said}");
        }
        refused(&|record| record["more"] = json!(1));
        refused(&|record| record["journal"][0]["more"] = json!(1));
        refused(&|record| record["journal"][0]["event"]["more"] = json!({}));
        refused(&|record| record["journal"][0]["event"] = json!({}));
        let text = serde_json::to_string(&record).unwrap();
        let newer = text.replacen("{\"v1\":", "{\"v2\":", 1);
        let said = serde_json::from_str::<P::M>(&newer).unwrap_err().to_string();
        assert!(said.contains("written by a newer version (`v2`); this release reads up to `v1`"), "{said}");
        for (field, twice) in
            [("\"revision\":", "\"revision\":1,\"revision\":"), ("\"seq\":1,", "\"seq\":1,\"seq\":1,")]
        {
            let said = serde_json::from_str::<P::M>(&text.replacen(field, twice, 1)).unwrap_err().to_string();
            assert!(said.contains("duplicate field"), "{said}");
        }
    }
}

/// Every record that was committed under `tests/golden/NAME` loads, and is written as it was. Records for states
/// of which there is none yet are written if `WRITE_GOLDEN` is set; none is ever written anew.
pub fn old_records_load<P: Proof>() {
    let table: TableOf<P::M> = P::M::TABLE;
    let name = table.name.to_lowercase();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden").join(&name);
    if std::env::var_os("WRITE_GOLDEN").is_some() {
        fs::create_dir_all(&folder).unwrap();
        for record in in_every_state::<P>() {
            let file = folder.join(format!("v1-{}.json", record.status().code()));
            if !file.exists() {
                let text = serde_json::to_string_pretty(&record).unwrap();
                fs::write(file, text + "\n").unwrap();
            }
        }
    }
    let mut seen = Vec::new();
    for file in fs::read_dir(&folder).expect("golden files").map(|file| file.unwrap().path()) {
        let text = fs::read_to_string(&file).unwrap();
        let record: P::M =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert_eq!(serde_json::to_string_pretty(&record).unwrap() + "\n", text, "{}", file.display());
        seen.push(record.status());
    }
    for state in table.states {
        assert!(seen.contains(&state.status), "{name}: no golden file in state {}", state.status.code());
    }
}
