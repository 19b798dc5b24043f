//! Random events of a household, most of them about a few people and a few needs, so that they meet. Many are refused.

use chrono::{Datelike, Days, NaiveDate};
use mutual_care::base::{
    ArrangementId, Code, Every, Fact, FactSource, HouseholdId, NeedId, Period, PersonId, RecordRef, SourceId,
    Told, WhyNotKnown,
};
use mutual_care::household::{
    AllLeft, Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, FoundToBeOne, Household,
    HouseholdEvent, HouseholdInput, HouseholdInputParts, HouseholdPart, InTouchAgain, JoinedBy, KinCorrected,
    KinIs, KinStated, Lives, LostTouch, Merged, MovePlanned, Moved, MovedApart, MovedIn, MovedOut,
    MutualCaring, NeedChanged, NeedEnded, NeedList, NeedRecorded, PersonCame, PersonDied, Reply, Service,
    ServiceCame, ServiceKind, SignsLookedFor, SignsWatched, Split, StatedArrangement, StatedNeed, Times,
    Topic, Verb, Whereabouts,
};
use mutual_care::need::{Ability, Address, Consequence, Place, SkilledHands, Window};

use crate::dice::Dice;
use crate::family::{
    arrangement_id, evidence, gives, household_id, kin, named, need, need_id, person, source, words,
};

const PEOPLE: [u128; 7] = [1, 2, 3, 4, 5, 20, 21];
const SOURCES: [u128; 9] = [1, 2, 3, 4, 5, 20, 51, 52, 53];
const NEEDS: [u128; 6] = [101, 102, 103, 110, 111, 120];
const ARRANGEMENTS: [u128; 9] = [201, 202, 203, 204, 205, 206, 207, 208, 220];

pub fn a_day(dice: &mut Dice) -> NaiveDate {
    crate::family::day("2024-01-01") + Days::new(dice.below(60).into())
}

pub fn until(dice: &mut Dice, on: NaiveDate) -> Period {
    let until = dice.percent(25).then(|| on + Days::new(dice.between(1, 30).into()));
    let from = dice.percent(50).then_some(on);
    Period::new(from, until).unwrap()
}

/// For some days, or for good.
fn for_a_time(dice: &mut Dice, on: NaiveDate) -> Option<NaiveDate> {
    dice.percent(40).then(|| on + Days::new(dice.between(1, 30).into()))
}

fn ability(dice: &mut Dice) -> Told<Ability> {
    match dice.below(6) {
        0 => Told::Known(Ability::No),
        1 => Told::Known(Ability::WithSupport { by: Some(source(dice.pick(&SOURCES))) }),
        2 => Told::Known(Ability::WithSupport { by: None }),
        3 => Told::NotKnown(WhyNotKnown::Declined),
        4 if dice.percent(50) => Told::Known(Ability::OnSomeDays { by: None }),
        _ => Told::Known(Ability::Yes),
    }
}

fn willing(dice: &mut Dice) -> Told<bool> {
    match dice.below(5) {
        0 => Told::NotKnown(WhyNotKnown::AskedNotKnown),
        1 => Told::Known(false),
        _ => Told::Known(true),
    }
}

fn fact<T>(told: Told<T>) -> Fact<T> {
    match told {
        Told::Known(value) => Fact::known(value),
        Told::NotKnown(why) => Fact::not_known(why),
    }
}

fn windows(dice: &mut Dice) -> Vec<Window> {
    let span = dice.pick(&["Mon 17:00-19:00", "Tue 08:00-09:00", "Sun 22:00-07:00"]);
    vec![Window::being_there(span.parse().unwrap())]
}

fn a_need(dice: &mut Dice, on: NaiveDate) -> StatedNeed {
    let consequence = dice.pick(&[Consequence::Critical, Consequence::Serious]);
    let which = dice.below(6) as usize;
    let owner = [1, 2, 1, 2, 20, 20][which];
    let whose = if dice.percent(90) { owner } else { dice.pick(&PEOPLE) };
    let mut stated = need(NEEDS[which], whose, consequence);
    let times = if dice.percent(30) { Vec::new() } else { windows(dice) };
    stated.need = stated.need.with_windows(times).unwrap().with_every(every(dice)).unwrap();
    stated.need = stated.need.with_awake(dice.percent(20));
    stated.period = until(dice, on);
    stated
}

fn an_arrangement(dice: &mut Dice, on: NaiveDate) -> StatedArrangement {
    let which = dice.below(9) as usize;
    // The provider and the neighbour come to each of them, so that both have them when they part.
    let usual: [(u128, u128); 9] =
        [(2, 101), (1, 102), (4, 103), (51, 101), (3, 110), (5, 101), (51, 102), (4, 102), (51, 120)];
    let (by, for_need) =
        if dice.percent(85) { usual[which] } else { (dice.pick(&SOURCES), dice.pick(&NEEDS)) };
    let mut stated = gives(ARRANGEMENTS[which], by, for_need);
    stated.hands = u8::try_from(dice.between(1, 2)).unwrap();
    stated.when = dice.pick(&["daily 17:00-18:00", "always", "Sun 22:00-07:00"]).parse().unwrap();
    stated.able_now = if dice.percent(50) { Fact::default() } else { fact(ability(dice)) };
    stated.willing_now = if dice.percent(50) { Fact::default() } else { fact(willing(dice)) };
    stated.able_later = if dice.percent(70) { Fact::default() } else { fact(ability(dice)) };
    stated.willing_later = if dice.percent(70) { Fact::default() } else { fact(willing(dice)) };
    stated.done_now = if dice.percent(60) { Fact::default() } else { fact(willing(dice)) };
    stated.relies_on = leans_on(dice, stated.by);
    stated.period = until(dice, on);
    besides(dice, &mut stated);
    stated
}

/// In every week, or in some, or on some days: together never more than twelve weeks.
pub fn every(dice: &mut Dice) -> Option<Every> {
    let from = crate::family::day("2024-01-01") + Days::new(7 * u64::from(dice.below(3)));
    let day = from + Days::new(dice.below(7).into());
    match dice.below(8) {
        0 => Every::weeks(2, from).ok(),
        1 => Every::weeks(3, from).ok(),
        2 => Every::days(4, 2, day).ok(),
        3 => Every::days(7, 3, day).ok(),
        _ => None,
    }
}

/// What may be said of help besides.
pub fn besides(dice: &mut Dice, stated: &mut StatedArrangement) {
    stated.every = every(dice);
    stated.at =
        dice.pick(&[Place::Home, Place::Home, Place::At("day-centre".parse().unwrap()), Place::Out(None)]);
    stated.awake = dice.pick(&[Told::default(), Told::default(), Told::Known(true), Told::Known(false)]);
    if dice.percent(20) {
        stated.skills = vec![SkilledHands { skill: "hoist".parse().unwrap(), hands: 1 }];
    }
}

/// Some of the giver's own needs, or nothing said.
pub fn leans_on(dice: &mut Dice, by: SourceId) -> Option<Vec<NeedId>> {
    let own = [(1, &[101, 103][..]), (2, &[102])];
    let own = own.into_iter().find(|(giver, _)| by == source(*giver)).map_or(&[][..], |(_, needs)| needs);
    dice.percent(60).then(|| dice.some(own, 60).into_iter().map(need_id).collect())
}

fn a_reply(dice: &mut Dice) -> Reply {
    let arrangement = arrangement_id(dice.pick(&ARRANGEMENTS));
    match dice.below(8) {
        0 => Reply::AbleNow { arrangement, told: ability(dice) },
        1 => Reply::WillingNow { arrangement, told: willing(dice) },
        2 => Reply::AbleLater { arrangement, told: ability(dice) },
        3 => Reply::WillingLater { arrangement, told: willing(dice) },
        4 => {
            let (which, by) = dice.pick(&[(201, 2), (202, 1), (203, 4)]);
            let told = leans_on(dice, source(by))
                .map_or(Told::NotKnown(WhyNotKnown::Declined), |needs| Told::Known(NeedList::new(needs)));
            Reply::ReliesOn { arrangement: arrangement_id(which), told }
        }
        5 => Reply::DoneNow { arrangement, told: willing(dice) },
        6 => {
            let told = if dice.percent(80) {
                Told::Known(Times::new(windows(dice)).unwrap())
            } else {
                Told::NotKnown(WhyNotKnown::AskedNotKnown)
            };
            Reply::WhenItArises { need: need_id(dice.pick(&NEEDS)), told }
        }
        _ => Reply::Themself { topic: dice.pick(Topic::ALL), told: willing(dice) },
    }
}

fn a_part(dice: &mut Dice) -> HouseholdPart {
    let household = dice.pick(&[910, 911]);
    let people: Vec<_> = dice.some(&[1, 2, 3, 20], 35).into_iter().map(person).collect();
    HouseholdPart { household: household_id(household), people, goes_on: goes_on(dice) }
}

fn goes_on(dice: &mut Dice) -> Vec<ArrangementId> {
    dice.some(&ARRANGEMENTS[..3], 40).into_iter().map(arrangement_id).collect()
}

/// Some of those who live here on a day go, or all of them, together or each for themself.
pub fn a_parting(record: &Household, dice: &mut Dice) -> HouseholdEvent {
    let on = a_day(dice);
    let members: Vec<PersonId> = record.chronicle().members(on).collect();
    let known = |id: &ArrangementId| record.chronicle().arrangement(*id).is_some();
    let part = |dice: &mut Dice, household, people| {
        let goes_on = ARRANGEMENTS.map(arrangement_id).into_iter().filter(known);
        let goes_on = goes_on.filter(|_| dice.percent(40)).collect();
        HouseholdPart { household: household_id(household), people, goes_on }
    };
    match dice.below(5) {
        0 | 1 => {
            let household = dice.pick(&[912, 913]);
            let people = dice.some(&members, 60);
            MovedApart { on, part: part(dice, household, people) }.into()
        }
        2 => Merged { on, into: household_id(903) }.into(),
        _ => {
            let (hers, his) = members.into_iter().partition(|_| dice.percent(50));
            Split { on, parts: vec![part(dice, 904, hers), part(dice, 905, his)] }.into()
        }
    }
}

fn brought(dice: &mut Dice, on: NaiveDate) -> HouseholdInput {
    let mut parts = HouseholdInputParts::new(household_id(900), on);
    let period = Period::new(Some(on), None).unwrap();
    parts.people = vec![named(20, "Ed", Lives::Here(period), "1980-01-01")];
    if dice.percent(50) {
        parts.people.push(named(3, "", Lives::Elsewhere, "1971-11-03"));
        parts.kin.push(kin(3, KinIs::Friend, 20));
    }
    parts.services = crate::family::parts().services;
    let mut lodgers = need(120, 20, Consequence::Serious);
    lodgers.period = period;
    parts.needs = vec![lodgers];
    parts.arrangements = vec![StatedArrangement { period, ..gives(220, 51, 120) }];
    HouseholdInput::new(parts).unwrap()
}

/// Mostly one of those who live elsewhere.
fn outside(dice: &mut Dice, who: u128) -> u128 {
    if dice.percent(70) { dice.pick(&[3, 4, 5]) } else { who }
}

/// A random event of this verb. Many are refused.
pub fn event_of(verb: Verb, dice: &mut Dice) -> HouseholdEvent {
    let on = a_day(dice);
    let who = dice.pick(&PEOPLE);
    match verb {
        Verb::Opened => unreachable!("a record is opened once"),
        Verb::PersonCame => {
            let lives = if dice.percent(70) { Lives::Here(until(dice, on)) } else { Lives::Elsewhere };
            // Of some the month or the year.
            let births = ["1980-01-01", "1980-01", "1980-01-01", "1980", "1980-01-01", "2006-03", "2006"];
            let birth = births[on.day0() as usize % births.len()];
            PersonCame { on, person: named(dice.pick(&[20, 21, 21, 3]), "Somebody", lives, birth) }.into()
        }
        Verb::MovedIn => MovedIn { on, person: person(who) }.into(),
        Verb::MovePlanned => {
            let to = dice.pick(&[Whereabouts::Here, Whereabouts::Elsewhere]);
            let from = dice.percent(85).then(|| on + Days::new(dice.between(1, 30).into()));
            MovePlanned { on, person: person(who), to, from }.into()
        }
        Verb::MovedOut => MovedOut { on, person: person(who) }.into(),
        Verb::Moved => {
            let label = |text: &str| Address::At(text.parse().unwrap());
            let to = dice.pick(&[Address::Home, Address::Elsewhere, label("next-door"), label("flat")]);
            Moved { on, person: person(who), to }.into()
        }
        Verb::LostTouch => LostTouch { on, person: person(outside(dice, who)) }.into(),
        Verb::InTouchAgain => InTouchAgain { on, person: person(outside(dice, who)) }.into(),
        Verb::PersonDied => PersonDied { on, person: person(who) }.into(),
        Verb::FoundToBeOne => {
            // Seldom two who are at the heart of it and help each other: little is left to record of them after that.
            let often = [(4, 5), (5, 4), (3, 4), (1, 20), (20, 21), (4, 21)];
            let pairs = [&often[..], &often, &often, &[(1, 2), (4, 1)]].concat();
            let (kept, other) = dice.pick(&pairs);
            FoundToBeOne { on, person: person(kept), duplicate: person(other) }.into()
        }
        Verb::KinStated => {
            let is = dice.pick(KinIs::ALL);
            KinStated { on, kin: kin(who, is, dice.pick(&PEOPLE)) }.into()
        }
        Verb::KinCorrected => {
            let is = dice.percent(80).then(|| dice.pick(KinIs::ALL));
            KinCorrected { on, person: person(dice.pick(&[1, 2])), is, of: person(dice.pick(&[2, 3])) }.into()
        }
        Verb::ServiceCame => {
            let service = Service {
                id: source(dice.pick(&[51, 53])),
                name: words("x"),
                kind: ServiceKind::Device,
                places: None,
            };
            ServiceCame { on, service }.into()
        }
        Verb::NeedRecorded => NeedRecorded { on, need: a_need(dice, on) }.into(),
        Verb::NeedChanged => NeedChanged { on, need: a_need(dice, on) }.into(),
        Verb::NeedEnded => {
            NeedEnded { on, need: need_id(dice.pick(&NEEDS)), until: for_a_time(dice, on) }.into()
        }
        Verb::ArrangementRecorded => ArrangementRecorded { on, arrangement: an_arrangement(dice, on) }.into(),
        Verb::ArrangementChanged => ArrangementChanged { on, arrangement: an_arrangement(dice, on) }.into(),
        Verb::ArrangementEnded => {
            let arrangement = arrangement_id(dice.pick(&ARRANGEMENTS));
            ArrangementEnded { on, arrangement, until: for_a_time(dice, on) }.into()
        }
        Verb::Answered => {
            let replies = (0..dice.between(1, 3)).map(|_| a_reply(dice)).collect();
            let source = dice.pick(&[FactSource::ThePerson, FactSource::Family]);
            Answered { on, person: person(who), source, replies }.into()
        }
        Verb::SignsLookedFor => {
            SignsLookedFor { on, evidence: evidence(dice.pick(MutualCaring::ALL)) }.into()
        }
        Verb::SignsWatched => SignsWatched { on, until: a_day(dice) }.into(),
        Verb::MovedApart => MovedApart { on, part: a_part(dice) }.into(),
        Verb::JoinedBy => {
            let from = RecordRef { id: household_id(902).any(), revision: 7 };
            JoinedBy { on, ..JoinedBy::new(from, brought(dice, on)) }.into()
        }
        Verb::Merged => Merged { on, into: household_id(903) }.into(),
        Verb::Split => {
            let others = dice.some(&[3, 20, 21], 30);
            let people =
                |mine: u128, more: &[u128]| [mine].iter().chain(more).map(|it| person(*it)).collect();
            let parts = vec![
                HouseholdPart {
                    household: household_id(904),
                    people: people(1, &others),
                    goes_on: goes_on(dice),
                },
                HouseholdPart {
                    household: household_id(905),
                    people: people(2, &[]),
                    goes_on: goes_on(dice),
                },
            ];
            Split { on, parts }.into()
        }
        Verb::AllLeft => AllLeft { on }.into(),
    }
}

pub fn a_verb(dice: &mut Dice) -> Verb {
    // What ends a household comes seldom.
    let rare = [Verb::Opened, Verb::Merged, Verb::AllLeft, Verb::PersonDied];
    loop {
        let verb = dice.pick(Verb::ALL);
        if verb != Verb::Opened && (!rare.contains(&verb) || dice.percent(12)) {
            // Touch is lost more often, so that it can be found again.
            return match verb {
                Verb::MovedOut if dice.percent(50) => Verb::LostTouch,
                Verb::MovedIn if dice.percent(65) => Verb::InTouchAgain,
                verb => verb,
            };
        }
    }
}

/// The households that come of an event.
pub fn households(event: &HouseholdEvent) -> Vec<HouseholdId> {
    match event {
        HouseholdEvent::MovedApart(it) => vec![it.part.household],
        HouseholdEvent::Split(it) => it.parts.iter().map(|part| part.household).collect(),
        HouseholdEvent::Merged(it) => vec![it.into],
        _ => Vec::new(),
    }
}
