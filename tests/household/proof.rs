//! The promises of every machine, for the household.

use mutual_care::base::{FactSource, Id, RecordRef, Told, kinds};
use mutual_care::household::{
    AllLeft, Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, AsKnown, FoundToBeOne,
    Household, HouseholdEvent, HouseholdInput, HouseholdInputParts, InTouchAgain, JoinedBy, KinCorrected,
    KinIs, KinStated, Lives, LostTouch, Merged, MovedApart, MovedIn, MovedOut, MutualCaring, NeedChanged,
    NeedEnded, NeedRecorded, Opened, Part, PersonCame, PersonDied, Policy, Reply, Service, ServiceCame,
    ServiceKind, SignsLookedFor, SignsWatched, Split, Status, Topic, Verb,
};
use mutual_care::machine::TakenOver;
use mutual_care::need::Consequence;

use crate::family::{
    COMPANY, DAUGHTER, MEALS, MOTHER, NEIGHBOUR, NEIGHBOUR_AGAIN, PROVIDER, PROVIDER_COOKS, SON, SON_COOKS,
    TABLETS, after, arrangement_id, day, evidence, gives, household_id, id, input, kin, need, need_id,
    opened, period, person, source, words,
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
    parts.services =
        vec![Service { id: source(PROVIDER), name: words("Meals"), kind: ServiceKind::Provider }];
    parts.needs = vec![need(120, 20, Consequence::Serious)];
    parts.arrangements = vec![gives(220, PROVIDER, 120)];
    HouseholdInput::new(parts).unwrap()
}

/// An event of each verb that the family accepts; with `other`, another value of it.
pub fn event(verb: Verb, other: u32) -> HouseholdEvent {
    let on = day("2024-05-01") + chrono::Days::new(other.into());
    let part = |household, who: &[u128]| Part {
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
            let service = Service { id: source(53), name: words("Day centre"), kind: ServiceKind::Provider };
            ServiceCame { on, service }.into()
        }
        Verb::NeedRecorded => NeedRecorded { on, need: need(110, SON, Consequence::Serious) }.into(),
        Verb::NeedChanged => NeedChanged { on, need: need(COMPANY, MOTHER, Consequence::Serious) }.into(),
        Verb::NeedEnded => NeedEnded { on, need: need_id(COMPANY) }.into(),
        Verb::ArrangementRecorded => {
            ArrangementRecorded { on, arrangement: gives(PROVIDER_COOKS, PROVIDER, MEALS) }.into()
        }
        Verb::ArrangementChanged => {
            let mut arrangement = gives(SON_COOKS, SON, MEALS);
            arrangement.when = "daily 17:30-18:30".parse().unwrap();
            ArrangementChanged { on, arrangement }.into()
        }
        Verb::ArrangementEnded => ArrangementEnded { on, arrangement: arrangement_id(SON_COOKS) }.into(),
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

#[test]
fn every_event_says_what_it_is_in_the_journal() {
    use mutual_care::base::Code as _;
    use mutual_care::machine::{Events as _, Machine as _};
    for info in Household::TABLE.events {
        assert_eq!(event(info.verb, 0).verb().code(), info.verb.code());
    }
    // Each status and verb that a record ever had stays: their codes are in files.
    let codes: Vec<_> = Verb::ALL.iter().map(|verb| verb.code()).collect();
    assert_eq!(
        codes.join(" "),
        "opened person_came moved_in moved_out lost_touch in_touch_again person_died found_to_be_one kin_stated \
         kin_corrected service_came need_recorded need_changed need_ended arrangement_recorded \
         arrangement_changed arrangement_ended answered signs_looked_for signs_watched moved_apart joined_by merged \
         split all_left"
    );
}
