//! What does not fit: ids that name nothing or something else, things that are there twice, days outside of what they
//! belong to.

use mutual_care::base::{Fact, FactSource, RecordRef, Told};
use mutual_care::household::{
    Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, FoundToBeOne, HouseholdInput,
    HouseholdInputParts, HouseholdPart, KinCorrected, KinIs, KinStated, Lives, MovedApart, MovedIn,
    MutualCaring, NeedChanged, NeedEnded, NeedList, NeedRecorded, Opened, PersonCame, PersonDied, Reply,
    Service, ServiceCame, ServiceKind, SignsEvidence, SignsLookedFor, SignsWatched, Split, StatedArrangement,
};
use mutual_care::machine::Machine;
use mutual_care::need::{Ability, Consequence};

use crate::family::{
    COMPANY, DAUGHTER, DEVICE, MEALS, MOTHER, NEIGHBOUR, NEIGHBOUR_AGAIN, PROVIDER, SON, SON_COOKS, TABLETS,
    accepted, after, arrangement_id, barred, day, evidence, gives, household_id, kin, misfit, named, need,
    need_id, open, opened, parts, period, person, source, stamp, with, words,
};

const ON: &str = "2024-03-10";

macro_rules! expects {
    ($($expected:literal: $event:expr;)+) => {$(
        let said = misfit(&opened(), $event);
        assert!(said.contains($expected), "{said}");
    )+};
}

fn came(number: u128, lives: Lives) -> PersonCame {
    PersonCame { on: day(ON), person: named(number, "Ed", lives, "1980-01-01") }
}

fn recorded(arrangement: StatedArrangement) -> ArrangementRecorded {
    ArrangementRecorded { on: day(ON), arrangement }
}

#[test]
fn people() {
    let here = |from, until| Lives::Here(period(from, until));
    expects! {
        "expected an id that names nobody and nothing yet": came(SON, Lives::Elsewhere);
        "expected an id that names nobody and nothing yet": came(PROVIDER, Lives::Elsewhere);
        "expected a period that begins on `on`": came(20, here("2024-03-11", ""));
        "expected a period that begins on `on`": came(20, here("2024-03-09", ""));
        "expected `until` to be later than `on`": came(20, here("", "2024-03-10"));
        "expected a person whom this record knows": MovedIn { on: day(ON), person: person(20) };
        "expected a person whom this record knows": MovedIn { on: day(ON), person: person(PROVIDER) };
    }
    accepted(&opened(), came(20, here("2024-03-10", "2024-03-11")));
    let died = PersonDied { on: day(ON), person: person(MOTHER) };
    let record = after(&opened(), died.clone());
    assert!(misfit(&record, died).contains("expected somebody whose death is not recorded yet"));
}

#[test]
fn two_that_are_one() {
    let one = |kept, other| FoundToBeOne { on: day(ON), person: person(kept), duplicate: person(other) };
    expects! {
        "expected two ids": one(SON, SON);
        "expected a person whom this record knows": one(SON, 20);
    }
    // As one, she would be her son's mother and his child.
    let mut parts = parts();
    parts.kin.push(kin(SON, KinIs::Father, NEIGHBOUR));
    let said = misfit(&open(parts), one(MOTHER, NEIGHBOUR));
    assert!(said.contains("expected two whose kin goes together"), "{said}");
    let record = after(&opened(), one(NEIGHBOUR, NEIGHBOUR_AGAIN));
    let given_up = MovedIn { on: day(ON), person: person(NEIGHBOUR_AGAIN) };
    let said = misfit(&record, given_up);
    assert!(said.contains("expected the id under which this person is kept now"), "{said}");
    assert!(said.contains(&person(NEIGHBOUR).to_string()), "{said}");
    let helps = recorded(gives(210, NEIGHBOUR_AGAIN, MEALS));
    assert!(misfit(&record, helps).contains("is kept now"));
    // An id that was given up is no free id.
    assert!(
        misfit(&record, came(NEIGHBOUR_AGAIN, Lives::Elsewhere)).contains("names nobody and nothing yet")
    );
}

#[test]
fn who_is_kin_to_whom() {
    let stated = |statement| KinStated { on: day(ON), kin: statement };
    let corrected = |is| KinCorrected { on: day(ON), person: person(SON), is, of: person(DAUGHTER) };
    expects! {
        "expected kin that is not stated yet": stated(kin(MOTHER, KinIs::Mother, SON));
        "expected kin that is not stated yet": stated(kin(SON, KinIs::Mother, MOTHER));
        "expected kin that is not stated yet": stated(kin(SON, KinIs::Friend, SON));
        "expected a person whom this record knows": stated(kin(20, KinIs::Friend, SON));
        "expected two of whom kin is stated": corrected(Some(KinIs::Brother));
    }
    // From the other side it says more, and is kept; both directions agree.
    let record = after(&opened(), stated(kin(SON, KinIs::Son, MOTHER)));
    assert_eq!(record.chronicle().kin_of(person(SON)), [(person(MOTHER), KinIs::Son)]);
    assert_eq!(record.chronicle().kin_of(person(MOTHER))[0], (person(SON), KinIs::Mother));
    // A correction replaces what was said from either side.
    let aunt = KinCorrected { on: day(ON), person: person(MOTHER), is: Some(KinIs::Aunt), of: person(SON) };
    let record = after(&record, aunt);
    assert_eq!(record.chronicle().kin_of(person(SON)), [(person(MOTHER), KinIs::NieceOrNephew)]);
    let nothing = KinCorrected { on: day(ON), person: person(SON), is: None, of: person(MOTHER) };
    assert_eq!(after(&record, nothing).chronicle().kin_of(person(SON)), []);
    // A correction must not contradict the others: nobody is the parent of their own grandmother.
    let mut parts = parts();
    parts.kin.push(kin(SON, KinIs::Father, NEIGHBOUR));
    parts.kin.push(kin(NEIGHBOUR, KinIs::Friend, MOTHER));
    let mother_of =
        KinCorrected { on: day(ON), person: person(NEIGHBOUR), is: Some(KinIs::Mother), of: person(MOTHER) };
    assert!(misfit(&open(parts), mother_of).contains("contradicts nothing"));
}

#[test]
fn needs() {
    let need_of = |number, of| need(number, of, Consequence::Serious);
    let dated = |from, until| {
        let mut stated = need_of(110, SON);
        stated.period = period(from, until);
        NeedRecorded { on: day(ON), need: stated }
    };
    expects! {
        "expected the id of a need that is not recorded yet": NeedRecorded { on: day(ON), need: need_of(MEALS, MOTHER) };
        "expected a person whom this record knows": NeedRecorded { on: day(ON), need: need_of(110, 20) };
        "expected a period that begins on `on`": dated("2024-03-11", "");
        "expected `until` to be later than `on`": dated("", "2024-03-10");
        "expected a need that this record knows": NeedChanged { on: day(ON), need: need_of(110, SON) };
        "expected the need to stay of the same person": NeedChanged { on: day(ON), need: need_of(MEALS, SON) };
        "expected a need that this record knows": NeedEnded { on: day(ON), need: need_id(110), until: None };
    }
    accepted(&opened(), dated("2024-03-10", "2024-03-11"));
    let record = after(&opened(), dated("", "2024-03-20"));
    accepted(&record, NeedEnded { on: day("2024-03-10"), need: need_id(110), until: None });
    accepted(&record, NeedEnded { on: day("2024-03-19"), need: need_id(110), until: None });
    // What is not there on the day cannot end on it: a guard says so, and when it begins or ended.
    for (on, code) in [("2024-03-09", "not-begun-yet"), ("2024-03-20", "ended-already")] {
        assert_eq!(barred(&record, NeedEnded { on: day(on), need: need_id(110), until: None }), [code]);
    }
    let for_a_time = |until| NeedEnded { on: day("2024-03-10"), need: need_id(110), until: Some(day(until)) };
    accepted(&record, for_a_time("2024-03-11"));
    assert!(misfit(&record, for_a_time("2024-03-10")).contains("expected `until` to be later than `on`"));
}

#[test]
fn arrangements() {
    let with_hands = |hands| StatedArrangement { hands, ..gives(210, DAUGHTER, MEALS) };
    let supported = |number: u128| StatedArrangement {
        able_now: Fact::known(Ability::WithSupport { by: Some(source(number)) }),
        ..gives(210, DAUGHTER, MEALS)
    };
    let later = StatedArrangement {
        able_later: Fact::known(Ability::WithSupport { by: Some(source(99)) }),
        ..gives(210, DAUGHTER, MEALS)
    };
    let leans = |needs: &[u128]| StatedArrangement {
        relies_on: Some(needs.iter().map(|it| need_id(*it)).collect()),
        ..gives(210, SON, MEALS)
    };
    let changed = |arrangement| ArrangementChanged { on: day(ON), arrangement };
    expects! {
        "expected the id of an arrangement that is not recorded yet": recorded(gives(SON_COOKS, SON, MEALS));
        "expected a person or a service that this record knows": recorded(gives(210, 99, MEALS));
        "expected a need that this record knows": recorded(gives(210, SON, 110));
        "expected a need of somebody else than the giver": recorded(gives(210, MOTHER, MEALS));
        "expected 1 to 16 hands": recorded(with_hands(0));
        "expected 1 to 16 hands": recorded(with_hands(17));
        "expected a person or a service that this record knows": recorded(supported(99));
        "expected a person or a service that this record knows": recorded(later);
        "expected somebody else than the giver as support": recorded(supported(DAUGHTER));
        "expected needs of the giver as what the giver relies on": recorded(leans(&[COMPANY]));
        "expected a need that this record knows": recorded(leans(&[110]));
        "expected an arrangement that this record knows": changed(gives(210, SON, MEALS));
        "expected the arrangement to stay one by the same giver": changed(gives(SON_COOKS, DAUGHTER, MEALS));
        "expected the arrangement to stay one by the same giver": changed(gives(SON_COOKS, SON, COMPANY));
        "expected an arrangement that this record knows":
            ArrangementEnded { on: day(ON), arrangement: arrangement_id(210), until: None };
    }
    accepted(&opened(), recorded(with_hands(16)));
    accepted(&opened(), recorded(supported(DEVICE)));
    accepted(&opened(), recorded(leans(&[TABLETS])));
    // All that does not fit is said at once.
    let said = misfit(&opened(), recorded(StatedArrangement { hands: 0, ..gives(210, 99, 110) }));
    assert_eq!(said.matches("expected").count(), 3, "{said}");
}

#[test]
fn replies() {
    let asked =
        |replies| Answered { on: day(ON), person: person(SON), source: FactSource::ThePerson, replies };
    let arrangement = arrangement_id(SON_COOKS);
    let able =
        |by| Reply::AbleNow { arrangement, told: Told::Known(Ability::WithSupport { by: Some(source(by)) }) };
    let leans =
        |number| Reply::ReliesOn { arrangement, told: Told::Known(NeedList::new(vec![need_id(number)])) };
    let other = arrangement_id(210);
    expects! {
        "expected 1 to 1000 replies": asked(Vec::new());
        "expected 1 to 1000 replies": asked(vec![able(MOTHER); 1001]);
        "not asked is none": asked(vec![Reply::WillingNow { arrangement, told: Told::default() }]);
        "expected an arrangement that this record knows":
            asked(vec![Reply::WillingNow { arrangement: other, told: Told::Known(true) }]);
        "expected somebody else than the giver as support": asked(vec![able(SON)]);
        "expected a person or a service that this record knows": asked(vec![able(99)]);
        "expected needs of the giver": asked(vec![leans(MEALS)]);
        "expected a need that this record knows":
            asked(vec![Reply::WhenItArises { need: need_id(110), told: Told::NotKnown(mutual_care::base::WhyNotKnown::Declined) }]);
        "expected a person whom this record knows": Answered { person: person(99), ..asked(vec![leans(TABLETS)]) };
    }
    accepted(&opened(), asked(vec![able(DEVICE); 1000]));
    accepted(&opened(), asked(vec![leans(TABLETS)]));
}

#[test]
fn signs() {
    let looked = |evidence: SignsEvidence| SignsLookedFor { on: day(ON), evidence };
    let between = |people: &[u128], outcome| SignsEvidence {
        between: people.iter().map(|it| person(*it)).collect(),
        ..evidence(outcome)
    };
    let watched = |until: &str| SignsWatched { on: day(ON), until: until.parse().unwrap() };
    let codes =
        |many| SignsEvidence { codes: vec!["x".parse().unwrap(); many], ..evidence(MutualCaring::Sign) };
    expects! {
        "expected a person whom this record knows": looked(between(&[SON, 20], MutualCaring::Sign));
        "expected each person once": looked(between(&[SON, SON], MutualCaring::Sign));
        "expected the two or more people": looked(between(&[SON], MutualCaring::ReciprocalCare));
        "expected the two or more people": looked(between(&[], MutualCaring::MutualDependence));
        "expected at most 256 codes": looked(codes(257));
        "expected `until` to be later than `on`": watched("2024-03-10");
        "expected `until` to be later than `on`": watched("+12000-01-01");
    }
    accepted(&opened(), looked(codes(256)));
    accepted(&opened(), looked(between(&[], MutualCaring::NoSign)));
    accepted(&opened(), watched("2024-03-11"));
}

#[test]
fn parts_of_a_split() {
    let part = |household, who: &[u128], goes_on: &[u128]| HouseholdPart {
        household: household_id(household),
        people: who.iter().map(|it| person(*it)).collect(),
        goes_on: goes_on.iter().map(|it| arrangement_id(*it)).collect(),
    };
    let apart = |part| MovedApart { on: day(ON), part };
    let split = |parts: &[HouseholdPart]| Split { on: day(ON), parts: parts.to_vec() };
    expects! {
        "expected somebody who goes": apart(part(910, &[], &[]));
        "expected each person and each arrangement once": apart(part(910, &[SON, SON], &[]));
        "expected each person and each arrangement once": apart(part(910, &[SON], &[SON_COOKS, SON_COOKS]));
        "expected a person whom this record knows": apart(part(910, &[20], &[]));
        "expected an arrangement that this record knows": apart(part(910, &[SON], &[210]));
        "expected two parts or more": split(&[part(910, &[MOTHER, SON], &[])]);
        "expected each household once": split(&[part(910, &[MOTHER], &[]), part(910, &[SON], &[])]);
        "expected each person in one part": split(&[part(910, &[MOTHER, SON], &[]), part(911, &[SON], &[])]);
    }
}

#[test]
fn an_opening_is_as_at_its_own_day() {
    let opens = |opening: Opened| {
        with(|setting| mutual_care::household::Household::open(household_id(900), opening, stamp(1), setting))
    };
    let mut opening = Opened::new(HouseholdInput::new(parts()).unwrap());
    opening.on = day("2024-01-02");
    let refused = opens(opening.clone()).unwrap_err();
    assert!(refused.to_string().contains("expected `on` to be the household's `as_at`"));
    opening.on = day("2024-01-01");
    let from = RecordRef { id: household_id(800).any(), revision: 1 };
    assert!(opens(opening.clone().came_from(vec![from; 64])).is_ok());
    assert!(opens(opening.came_from(vec![from; 65])).unwrap_err().to_string().contains("at most 64 records"));
}

#[test]
fn limits_hold_over_the_years() {
    let mut parts = HouseholdInputParts::new(household_id(900), day("2024-01-01"));
    parts.people =
        (1..=63).map(|number| named(number, "x", Lives::Here(period("", "")), "1980-01-01")).collect();
    parts.services = (101..=291)
        .map(|number| Service {
            id: source(number),
            name: words("x"),
            kind: ServiceKind::Device,
            places: None,
        })
        .collect();
    let record = open(parts);
    let service = |number| ServiceCame {
        on: day(ON),
        service: Service { id: source(number), name: words("x"), kind: ServiceKind::Device, places: None },
    };
    // 63 people and 191 services: room for one person, and two sources in all.
    let record = after(&record, service(501));
    let full = after(&record, service(502));
    assert!(misfit(&full, service(503)).contains("expected at most 256 people and services"));
    assert!(misfit(&full, came(64, Lives::Elsewhere)).contains("expected at most 256 people and services"));
    let record = after(&record, came(64, Lives::Elsewhere));
    assert!(misfit(&record, came(65, Lives::Elsewhere)).contains("expected at most 64 people"));
}
