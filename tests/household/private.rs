//! Nothing of a person reaches `Debug`, a refusal or a finding; and whatever is read goes through the same door.

use mutual_care::base::Code;
use mutual_care::base::wire::without_echo;
use mutual_care::household::{
    ArrangementRecorded, AsKnown, FoundToBeOne, Household, Lives, MovedOut, NeedChanged, PersonCame,
    PersonDied, Policy, Service, ServiceCame, ServiceKind, Verb,
};
use mutual_care::machine::{Correction, Happened, Irregularly, Machine, Step};
use mutual_care::need::Consequence;
use serde_json::{Value, json};

use crate::family::{
    MEALS, MOTHER, NEIGHBOUR, NEIGHBOUR_AGAIN, SON, after, born, day, gives, input, named, need, open, parts,
    person, refused, source, stamp, with, words,
};
use crate::proof::event;

const SECRET: &str = "Zebedee Quagmire";

fn secretive() -> Household {
    let mut parts = parts();
    for person in &mut parts.people {
        (person.name, person.born) = (words(SECRET), born("1931-07-19"));
    }
    parts.note = words(SECRET);
    parts.services[0].name = words(SECRET);
    parts.needs[0].about = words(SECRET);
    parts.arrangements[0].about = words(SECRET);
    open(parts)
}

fn says_nothing(shown: &str) {
    for secret in ["Zebedee", "Quagmire", "1931-07-19"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn debug_shows_nothing_private() {
    let record = secretive();
    let mut need = need(MEALS, MOTHER, Consequence::Serious);
    need.about = words(SECRET);
    let mut arrangement = gives(210, NEIGHBOUR, MEALS);
    arrangement.about = words(SECRET);
    let somebody = named(20, SECRET, Lives::Elsewhere, "1931-07-19");
    let service = Service { id: source(53), name: words(SECRET), kind: ServiceKind::Device, places: None };
    let on = day("2024-03-10");
    let record = after(&record, NeedChanged { on, need });
    let record = after(&record, ArrangementRecorded { on, arrangement });
    let record = after(&record, PersonCame { on, person: somebody });
    let record = after(&record, ServiceCame { on, service });
    let one = FoundToBeOne { on, person: person(NEIGHBOUR), duplicate: person(NEIGHBOUR_AGAIN) };
    let record = after(&record, one);
    let undo = Correction::never_happened(3, words(SECRET));
    let record = with(|setting| record.correct(undo, stamp(7), setting)).unwrap().record;
    says_nothing(&format!("{record:?} {record:#?}"));
    says_nothing(&format!("{:?} {:#?}", record.chronicle(), record.journal()));
    says_nothing(&format!("{:?}", AsKnown { household: input(), looked: None }));
    says_nothing(&format!("{:?}", record.to_look_at(on, &Policy::default())));
    says_nothing(&serde_json::to_string(&record.to_look_at(on, &Policy::default())).unwrap());
    for audited in with(|setting| record.audit(setting)).unwrap() {
        says_nothing(&format!("{audited:?}"));
    }
    let why = refused(&record, PersonDied { on: day("1900-01-01"), person: person(SON) });
    says_nothing(&format!("{why:?} {why}"));
    // But it is all there for whoever may see it.
    assert_eq!(record.chronicle().name(person(SON)).unwrap().reveal(), SECRET);
}

#[test]
fn without_words_nothing_private_is_left_and_the_weeks_are_the_same() {
    let record = secretive();
    let moved = MovedOut { on: day("2024-03-10"), person: person(SON) };
    let irregularly = Irregularly { what: moved, reason: words(SECRET), accepted_by: stamp(2).by() };
    let record = with(|setting| record.offer(irregularly, stamp(2), setting)).unwrap().into_record();
    let record = with(|setting| {
        let undo = Correction::never_happened(2, words(SECRET));
        record.correct(undo, stamp(3), setting)
    })
    .unwrap()
    .record;
    let written = serde_json::to_string(&record.redacted()).unwrap();
    says_nothing(&written);
    assert!(written.contains(r#""name":"[removed]","lives":"here","born":"1931-01-01""#), "{written}");
    assert!(written.contains(r#""reason":"[removed]""#), "{written}");
    let Household::Open(open) = &record else { panic!("open") };
    assert_eq!(serde_json::to_string(&open.redacted()).unwrap(), written);
    says_nothing(&format!("{:?}", record.redacted()));
    // In a format without text too.
    let packed = rmp_serde::to_vec_named(&record.redacted()).unwrap();
    assert!(!packed.windows(SECRET.len()).any(|bytes| bytes == SECRET.as_bytes()));
    let unpacked: Household = rmp_serde::from_slice(&packed).unwrap();

    let read: Household = serde_json::from_str(&written).unwrap();
    assert!(read == unpacked);
    let (first, last) = (day("2024-01-01"), day("2024-06-01"));
    assert_eq!(read.history(first, last), record.history(first, last));
    assert_eq!(read.chronicle().name(person(SON)).unwrap().reveal(), mutual_care::base::REMOVED);
    // Who had no name still has none.
    let mut unnamed = parts();
    unnamed.people.iter_mut().for_each(|it| it.name = words(""));
    let written = serde_json::to_string(&crate::family::open(unnamed).redacted()).unwrap();
    assert!(!written.contains(r#""name":"[removed]","lives""#), "{written}");
}

/// The wire form of an event.
fn wire(verb: Verb) -> Value {
    let happened: Happened<Household> = Happened::Step(Step::Regularly(event(verb, 0)));
    serde_json::to_value(happened).unwrap()
}

#[test]
fn every_event_refuses_what_it_does_not_know_without_repeating_it() {
    for verb in Verb::ALL {
        let good = wire(*verb);
        let read: Happened<Household> = serde_json::from_value(good.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), good);
        let body = good[verb.code()].as_object().unwrap().clone();
        let mut more = good.clone();
        more[verb.code()][SECRET] = json!(SECRET);
        let said = serde_json::from_value::<Happened<Household>>(more).unwrap_err();
        says_nothing(&without_echo(&said));
        for field in body.keys() {
            // A text where something else belongs, and nothing at all.
            for wrong in [json!(SECRET), json!(null), json!([SECRET]), json!({ SECRET: SECRET }), json!(7)] {
                let mut damaged = good.clone();
                damaged[verb.code()][field] = wrong.clone();
                let Err(said) = serde_json::from_value::<Happened<Household>>(damaged) else {
                    panic!("{}: `{field}` may be {wrong}", verb.code());
                };
                says_nothing(&without_echo(&said));
            }
            // The same field twice: no reader may take the one and another reader the other.
            let inside = good[verb.code()].to_string();
            let twice = format!(r#"{{"{}":{{"{field}":{},{}}}"#, verb.code(), body[field], &inside[1..]);
            let said = serde_json::from_str::<Happened<Household>>(&twice).unwrap_err().to_string();
            assert!(said.contains("duplicate field"), "{}: {said}", verb.code());
            // Each field that is there must be there, or says nothing when it is left out.
            let mut without = good.clone();
            without[verb.code()].as_object_mut().unwrap().remove(field);
            if let Ok(read) = serde_json::from_value::<Happened<Household>>(without.clone()) {
                assert_eq!(serde_json::to_value(&read).unwrap(), without, "{}: `{field}`", verb.code());
            }
        }
    }
}
