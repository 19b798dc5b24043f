//! The promises of every machine, for the household.

use mutual_care::base::Code as _;
use mutual_care::base::{FactSource, Id, RecordRef, Told, kinds};
use mutual_care::household::{
    AllLeft, Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, AsKnown, FoundToBeOne,
    Household, HouseholdEvent, HouseholdInput, HouseholdInputParts, HouseholdPart, InTouchAgain, JoinedBy,
    KinCorrected, KinIs, KinStated, Lives, LostTouch, Merged, MovePlanned, Moved, MovedApart, MovedIn,
    MovedOut, MutualCaring, NeedChanged, NeedEnded, NeedRecorded, Opened, PersonCame, PersonDied, Policy,
    Reply, Service, ServiceCame, ServiceKind, SignsLookedFor, SignsWatched, Split, Status, Topic, Verb,
    Whereabouts,
};
use mutual_care::machine::{Correction, Events as _, Irregularly, Machine as _, Model as _, Step, TakenOver};
use mutual_care::need::{Address, Consequence};

use crate::family::{
    COMPANY, DAUGHTER, MEALS, MOTHER, NEIGHBOUR, NEIGHBOUR_AGAIN, PROVIDER, PROVIDER_COOKS, SON, SON_COOKS,
    TABLETS, after, arrangement_id, day, evidence, gives, household_id, id, input, kin, need, need_id,
    opened, period, person, source, stamp, with, words,
};
use crate::kit::{Proof, RowOf, prove};

pub struct Households;

impl Proof for Households {
    type M = Household;

    fn id() -> Id<kinds::Household> {
        household_id(900)
    }

    fn policy() -> Policy {
        Policy::default()
    }

    fn opening() -> Opened {
        Opened::new(input())
    }

    fn taken_over(status: Status) -> Option<TakenOver<Household>> {
        let looked = SignsLookedFor { on: day("2023-06-01"), evidence: evidence(MutualCaring::Sign) };
        let as_known = AsKnown { household: input(), looked: Some(looked) };
        Some(TakenOver { status, on: day("2024-02-01"), from_system: words("the old files"), as_known })
    }

    fn witness(_: &Household, row: &RowOf<Household>) -> Option<HouseholdEvent> {
        Some(event(row.event, 0))
    }

    fn other_witness(_: &Household, row: &RowOf<Household>) -> Option<HouseholdEvent> {
        Some(event(row.event, 1))
    }

    fn prepared(row: &RowOf<Household>) -> Option<Household> {
        match row.event {
            Verb::InTouchAgain => {
                Some(after(&opened(), LostTouch { on: day("2024-03-01"), person: person(DAUGHTER) }))
            }
            Verb::AllLeft => {
                let alone = after(&opened(), MovedOut { on: day("2024-03-01"), person: person(SON) });
                Some(after(&alone, PersonDied { on: day("2024-03-01"), person: person(MOTHER) }))
            }
            _ => None,
        }
    }
}

/// What another household brings: a lodger with a need, and the provider that sees to it.
pub fn brought(on: &str) -> HouseholdInput {
    let mut parts = HouseholdInputParts::new(household_id(900), day(on));
    let lodger = crate::family::named(20, "Ed", Lives::Here(period(on, "")), "1980-01-01");
    parts.people = vec![lodger];
    parts.services = vec![Service {
        id: source(PROVIDER),
        name: words("Meals"),
        kind: ServiceKind::Provider,
        places: None,
    }];
    parts.needs = vec![need(120, 20, Consequence::Serious)];
    parts.arrangements = vec![gives(220, PROVIDER, 120)];
    HouseholdInput::new(parts).unwrap()
}

/// An event of each verb that the family accepts; with `other`, another value of it.
pub fn event(verb: Verb, other: u32) -> HouseholdEvent {
    let on = day("2024-05-01") + chrono::Days::new(other.into());
    let part = |household, who: &[u128]| HouseholdPart {
        household: household_id(household),
        people: who.iter().map(|it| person(*it)).collect(),
        goes_on: Vec::new(),
    };
    match verb {
        Verb::Opened => Opened::new(input()).into(),
        Verb::PersonCame => {
            let person = crate::family::named(20, "Ed", Lives::Here(period("", "2026-01-01")), "1980-01-01");
            PersonCame { on, person }.into()
        }
        Verb::MovedIn => MovedIn { on, person: person(DAUGHTER) }.into(),
        Verb::MovedOut => MovedOut { on, person: person(SON) }.into(),
        Verb::Moved => {
            Moved { on, person: person(SON), to: Address::At("next-door".parse().unwrap()) }.into()
        }
        Verb::MovePlanned => {
            let (person, to) = (person(NEIGHBOUR), Whereabouts::Here);
            MovePlanned { on, person, to, from: Some(day("2099-01-01")) }.into()
        }
        Verb::LostTouch => LostTouch { on, person: person(NEIGHBOUR) }.into(),
        Verb::InTouchAgain => InTouchAgain { on, person: person(DAUGHTER) }.into(),
        Verb::PersonDied => PersonDied { on, person: person(MOTHER) }.into(),
        Verb::FoundToBeOne => {
            FoundToBeOne { on, person: person(NEIGHBOUR), duplicate: person(NEIGHBOUR_AGAIN) }.into()
        }
        Verb::KinStated => KinStated { on, kin: kin(NEIGHBOUR, KinIs::Neighbour, MOTHER) }.into(),
        Verb::KinCorrected => {
            KinCorrected { on, person: person(MOTHER), is: Some(KinIs::Aunt), of: person(DAUGHTER) }.into()
        }
        Verb::ServiceCame => {
            let service = Service {
                id: source(53),
                name: words("Day centre"),
                kind: ServiceKind::Provider,
                places: None,
            };
            ServiceCame { on, service }.into()
        }
        Verb::NeedRecorded => NeedRecorded { on, need: need(110, SON, Consequence::Serious) }.into(),
        Verb::NeedChanged => NeedChanged { on, need: need(COMPANY, MOTHER, Consequence::Serious) }.into(),
        Verb::NeedEnded => NeedEnded { on, need: need_id(COMPANY), until: None }.into(),
        Verb::ArrangementRecorded => {
            ArrangementRecorded { on, arrangement: gives(PROVIDER_COOKS, PROVIDER, MEALS) }.into()
        }
        Verb::ArrangementChanged => {
            let mut arrangement = gives(SON_COOKS, SON, MEALS);
            arrangement.when = "daily 17:30-18:30".parse().unwrap();
            ArrangementChanged { on, arrangement }.into()
        }
        Verb::ArrangementEnded => {
            ArrangementEnded { on, arrangement: arrangement_id(SON_COOKS), until: None }.into()
        }
        Verb::Answered => Answered {
            on,
            person: person(SON),
            source: FactSource::ThePerson,
            replies: vec![
                Reply::WillingLater { arrangement: arrangement_id(SON_COOKS), told: Told::Known(true) },
                Reply::Themself { topic: Topic::SeesSelfAsCarer, told: Told::Known(false) },
                Reply::ReliesOn {
                    arrangement: arrangement_id(SON_COOKS),
                    told: Told::Known(mutual_care::household::NeedList::new(vec![need_id(TABLETS)])),
                },
            ],
        }
        .into(),
        Verb::SignsLookedFor => {
            SignsLookedFor { on, evidence: evidence(MutualCaring::MutualDependence) }.into()
        }
        Verb::SignsWatched => SignsWatched { on, until: day("2024-11-01") }.into(),
        Verb::MovedApart => MovedApart { on, part: part(901, &[SON]) }.into(),
        Verb::JoinedBy => {
            let from = RecordRef { id: id::<kinds::Household>(902).any(), revision: 7 };
            JoinedBy::new(from, brought(&on.to_string())).into()
        }
        Verb::Merged => Merged { on, into: household_id(903) }.into(),
        Verb::Split => Split { on, parts: vec![part(904, &[MOTHER]), part(905, &[SON])] }.into(),
        Verb::AllLeft => AllLeft { on }.into(),
    }
}

prove!(Households);

/// A record in whose journal every event stands, with a key, a correction and an irregular one.
fn all_of_it() -> Household {
    let mut record = opened();
    let key = "6f2c1a3e-0000-4000-8000-0000000000aa".parse().unwrap();
    // The file was written before anybody could move next door: that has a file of its own.
    for verb in Verb::ALL.iter().copied().filter(|verb| !ENDS.contains(verb) && *verb != Verb::Moved) {
        // In an order in which each is accepted: whoever moves apart or dies comes last.
        let step = match event(verb, 0) {
            HouseholdEvent::InTouchAgain(it) => InTouchAgain { person: person(NEIGHBOUR), ..it }.into(),
            HouseholdEvent::MovedApart(it) => {
                let people = vec![person(DAUGHTER)];
                MovedApart { part: HouseholdPart { people, ..it.part }, ..it }.into()
            }
            HouseholdEvent::JoinedBy(it) => {
                let mut parts = (*it.brought).into_parts();
                parts.people[0].id = person(24);
                parts.needs[0].need = need(121, 24, Consequence::Serious).need;
                parts.arrangements = vec![gives(221, PROVIDER, 121)];
                JoinedBy::new(it.from, HouseholdInput::new(parts).unwrap()).into()
            }
            HouseholdEvent::SignsWatched(it) => SignsWatched { on: day("2024-04-01"), ..it }.into(),
            other => other,
        };
        if matches!(verb, Verb::Opened | Verb::PersonDied) {
            continue;
        }
        let act = stamp(record.revision() + 1);
        let offered = match verb {
            Verb::PersonCame => {
                with(|setting| record.clone().offer(Step::Regularly(step), act.with_key(key), setting))
            }
            _ => with(|setting| record.clone().offer(Step::Regularly(step), act, setting)),
        };
        record = offered.unwrap_or_else(|refused| panic!("{}: {refused}", verb.code())).into_record();
    }
    let died = PersonDied { on: day("1940-01-01"), person: person(MOTHER) };
    let what = Irregularly { what: died, reason: words("So it says."), accepted_by: stamp(1).by() };
    let at = stamp(record.revision() + 1);
    let record = with(|setting| record.offer(what, at, setting)).unwrap().into_record();
    let twin = PersonDied { on: day("2024-06-01"), person: person(MOTHER) };
    let correction = Correction::new(record.revision(), twin, words("Misread."));
    let at = stamp(record.revision() + 1);
    with(|setting| record.correct(correction, at, setting)).unwrap().record
}

/// What is planned, what is gone for a time, and what is another thing for a time.
fn plans_and_pauses() -> Household {
    let (on, until) = (day("2024-05-01"), Some(day("2024-06-01")));
    let (neighbour, to) = (person(NEIGHBOUR), Whereabouts::Here);
    let planned = MovePlanned { on, person: neighbour, to, from: until };
    let record = after(&opened(), planned);
    let record = after(&record, NeedEnded { on, need: need_id(COMPANY), until });
    let mut cooks = gives(SON_COOKS, SON, MEALS);
    cooks.when = "daily 17:30-18:30".parse().unwrap();
    cooks.period = period("", "2024-07-01");
    let record = after(&record, ArrangementChanged { on, arrangement: cooks });
    after(&record, ArrangementEnded { on, arrangement: arrangement_id(SON_COOKS), until })
}

const ENDS: [Verb; 3] = [Verb::Merged, Verb::Split, Verb::AllLeft];

/// Files in which every event stands, and every way to end: written once, and loading for ever.
#[test]
fn old_records_of_every_event_load() {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden/household");
    let mut files = vec![("v1-every-event", all_of_it())];
    let status = Status::Open;
    let taken = Households::taken_over(status).unwrap();
    let taken = with(|setting| Household::take_over(Households::id(), taken, stamp(1), setting)).unwrap();
    files.push(("v1-taken-over", taken.record));
    files.push(("v1-split", after(&opened(), event(Verb::Split, 0))));
    files.push(("v1-plans-and-pauses", plans_and_pauses()));
    files.push(("v1-moved", after(&opened(), event(Verb::Moved, 0))));
    let left =
        <Households as Proof>::prepared(Household::TABLE.row(Status::Open, Verb::AllLeft).unwrap()).unwrap();
    files.push(("v1-all-left", after(&left, event(Verb::AllLeft, 0))));
    let mut verbs = std::collections::BTreeSet::new();
    for (name, record) in files {
        let file = folder.join(name).with_extension("json");
        if std::env::var_os("WRITE_GOLDEN").is_some() && !file.exists() {
            std::fs::write(&file, serde_json::to_string_pretty(&record).unwrap() + "\n").unwrap();
        }
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
        let read: Household = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        verbs.extend(read.journal().iter().map(|entry| entry.event().code()));
        for on in ["2024-01-01", "2024-05-01", "2024-06-01", "2026-01-01"] {
            assert_eq!(read.as_at(day(on)), record.as_at(day(on)), "{name}, {on}");
        }
    }
    let merged = event(Verb::Merged, 0);
    verbs.insert(merged.verb().code());
    for verb in Verb::ALL {
        assert!(verbs.contains(verb.code()), "no golden file has {}", verb.code());
    }
}

#[test]
fn every_event_says_what_it_is_in_the_journal() {
    for info in Household::TABLE.events {
        assert_eq!(event(info.verb, 0).verb().code(), info.verb.code());
    }
    // Each status and verb that a record ever had stays: their codes are in files.
    let codes: Vec<_> = Verb::ALL.iter().map(|verb| verb.code()).collect();
    assert_eq!(
        codes.join(" "),
        "opened person_came moved_in moved_out moved move_planned lost_touch in_touch_again person_died found_to_be_one kin_stated \
         kin_corrected service_came need_recorded need_changed need_ended arrangement_recorded \
         arrangement_changed arrangement_ended answered signs_looked_for signs_watched moved_apart joined_by merged \
         split all_left"
    );
}
