//! Random lives of a household, each beside the naive model: whatever is recorded in whatever order, and corrected
//! afterwards, the week of any day is what the plain list of facts says, as known now and as known then.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use mutual_care::base::{Code, Fact, FactSource, RecordRef, Told, WhyNotKnown};
use mutual_care::household::{
    AllLeft, Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, FoundToBeOne, Household,
    HouseholdEvent, HouseholdInput, HouseholdInputParts, InTouchAgain, JoinedBy, KinCorrected, KinIs,
    KinStated, Lives, LostTouch, Merged, MovedApart, MovedIn, MovedOut, MutualCaring, NeedChanged, NeedEnded,
    NeedList, NeedRecorded, Opened, Part, PersonCame, PersonDied, Reply, Service, ServiceCame, ServiceKind,
    SignsLookedFor, SignsWatched, Split, StatedArrangement, StatedNeed, Status, Times, Topic, Verb,
};
use mutual_care::machine::{Answer, Correction, Entry, Events, Happened, Machine, Step, With};
use mutual_care::need::{Ability, Consequence, Snapshot, Window};

use crate::dice::Dice;
use crate::family::{
    arrangement_id, evidence, gives, household_id, kin, named, need, need_id, open, parts, person, source,
    stamp, with, words,
};
use crate::model::Model;
use crate::parted::Parted;
use crate::proof::Households;

const PEOPLE: [u128; 7] = [1, 2, 3, 4, 5, 20, 21];
const SOURCES: [u128; 9] = [1, 2, 3, 4, 5, 20, 51, 52, 53];
const NEEDS: [u128; 6] = [101, 102, 103, 110, 111, 120];
const ARRANGEMENTS: [u128; 7] = [201, 202, 203, 204, 205, 206, 220];

fn a_day(dice: &mut Dice) -> NaiveDate {
    crate::family::day("2024-01-01") + Days::new(dice.below(60).into())
}

fn until(dice: &mut Dice, on: NaiveDate) -> mutual_care::base::Period {
    let until = dice.percent(25).then(|| on + Days::new(dice.between(1, 30).into()));
    let from = dice.percent(50).then_some(on);
    mutual_care::base::Period::new(from, until).unwrap()
}

fn ability(dice: &mut Dice) -> Told<Ability> {
    match dice.below(6) {
        0 => Told::Known(Ability::No),
        1 => Told::Known(Ability::WithSupport { by: Some(source(dice.pick(&SOURCES))) }),
        2 => Told::Known(Ability::WithSupport { by: None }),
        3 => Told::NotKnown(WhyNotKnown::Declined),
        _ => Told::Known(Ability::Yes),
    }
}

fn willing(dice: &mut Dice) -> Told<bool> {
    match dice.below(4) {
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
    stated.need = stated.need.with_windows(times).unwrap();
    stated.period = until(dice, on);
    stated
}

fn an_arrangement(dice: &mut Dice, on: NaiveDate) -> StatedArrangement {
    let which = dice.below(7) as usize;
    let usual: [(u128, u128); 7] = [(2, 101), (1, 102), (4, 103), (51, 101), (3, 110), (5, 101), (51, 120)];
    let (by, for_need) =
        if dice.percent(85) { usual[which] } else { (dice.pick(&SOURCES), dice.pick(&NEEDS)) };
    let mut stated = gives(ARRANGEMENTS[which], by, for_need);
    stated.hands = u8::try_from(dice.between(1, 2)).unwrap();
    stated.when = dice.pick(&["daily 17:00-18:00", "always", "Sun 22:00-07:00"]).parse().unwrap();
    stated.able_now = if dice.percent(50) { Fact::default() } else { fact(ability(dice)) };
    stated.willing_now = if dice.percent(50) { Fact::default() } else { fact(willing(dice)) };
    stated.able_later = if dice.percent(70) { Fact::default() } else { fact(ability(dice)) };
    stated.willing_later = if dice.percent(70) { Fact::default() } else { fact(willing(dice)) };
    stated.relies_on = leans_on(dice, by);
    stated.period = until(dice, on);
    stated
}

fn leans_on(dice: &mut Dice, by: u128) -> Option<Vec<mutual_care::base::NeedId>> {
    let own: &[u128] = match by {
        1 => &[101, 103],
        2 => &[102],
        _ => &[],
    };
    dice.percent(60).then(|| dice.some(own, 60).into_iter().map(need_id).collect())
}

fn a_reply(dice: &mut Dice) -> Reply {
    let arrangement = arrangement_id(dice.pick(&ARRANGEMENTS));
    match dice.below(7) {
        0 => Reply::AbleNow { arrangement, told: ability(dice) },
        1 => Reply::WillingNow { arrangement, told: willing(dice) },
        2 => Reply::AbleLater { arrangement, told: ability(dice) },
        3 => Reply::WillingLater { arrangement, told: willing(dice) },
        4 => {
            let (which, by) = dice.pick(&[(201, 2), (202, 1), (203, 4)]);
            let told = leans_on(dice, by)
                .map_or(Told::NotKnown(WhyNotKnown::Declined), |needs| Told::Known(NeedList::new(needs)));
            Reply::ReliesOn { arrangement: arrangement_id(which), told }
        }
        5 => {
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

fn a_part(dice: &mut Dice) -> Part {
    let household = dice.pick(&[910, 911]);
    let people: Vec<_> = dice.some(&[1, 2, 3, 20], 35).into_iter().map(person).collect();
    Part { household: household_id(household), people, goes_on: goes_on(dice) }
}

fn goes_on(dice: &mut Dice) -> Vec<mutual_care::base::ArrangementId> {
    dice.some(&ARRANGEMENTS[..3], 40).into_iter().map(arrangement_id).collect()
}

fn brought(dice: &mut Dice, on: NaiveDate) -> HouseholdInput {
    let mut parts = HouseholdInputParts::new(household_id(900), on);
    let period = mutual_care::base::Period::new(Some(on), None).unwrap();
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

/// A random event of this verb. Many are refused.
fn event_of(verb: Verb, dice: &mut Dice) -> HouseholdEvent {
    let on = a_day(dice);
    let who = dice.pick(&PEOPLE);
    match verb {
        Verb::Opened => unreachable!("a record is opened once"),
        Verb::PersonCame => {
            let lives = if dice.percent(70) { Lives::Here(until(dice, on)) } else { Lives::Elsewhere };
            PersonCame { on, person: named(dice.pick(&[20, 21, 21, 3]), "Somebody", lives, "1980-01-01") }
                .into()
        }
        Verb::MovedIn => MovedIn { on, person: person(who) }.into(),
        Verb::MovedOut => MovedOut { on, person: person(who) }.into(),
        Verb::LostTouch => LostTouch { on, person: person(who) }.into(),
        Verb::InTouchAgain => InTouchAgain { on, person: person(who) }.into(),
        Verb::PersonDied => PersonDied { on, person: person(who) }.into(),
        Verb::FoundToBeOne => {
            let (kept, other) = dice.pick(&[(4, 5), (5, 4), (3, 4), (1, 20), (20, 21), (4, 21)]);
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
            let service =
                Service { id: source(dice.pick(&[51, 53])), name: words("x"), kind: ServiceKind::Device };
            ServiceCame { on, service }.into()
        }
        Verb::NeedRecorded => NeedRecorded { on, need: a_need(dice, on) }.into(),
        Verb::NeedChanged => NeedChanged { on, need: a_need(dice, on) }.into(),
        Verb::NeedEnded => NeedEnded { on, need: need_id(dice.pick(&NEEDS)) }.into(),
        Verb::ArrangementRecorded => ArrangementRecorded { on, arrangement: an_arrangement(dice, on) }.into(),
        Verb::ArrangementChanged => ArrangementChanged { on, arrangement: an_arrangement(dice, on) }.into(),
        Verb::ArrangementEnded => {
            ArrangementEnded { on, arrangement: arrangement_id(dice.pick(&ARRANGEMENTS)) }.into()
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
                Part { household: household_id(904), people: people(1, &others), goes_on: goes_on(dice) },
                Part { household: household_id(905), people: people(2, &[]), goes_on: goes_on(dice) },
            ];
            Split { on, parts }.into()
        }
        Verb::AllLeft => AllLeft { on }.into(),
    }
}

fn a_verb(dice: &mut Dice) -> Verb {
    // What ends a household comes seldom.
    let rare = [Verb::Opened, Verb::Merged, Verb::AllLeft, Verb::PersonDied];
    loop {
        let verb = dice.pick(Verb::ALL);
        if verb != Verb::Opened && (!rare.contains(&verb) || dice.percent(12)) {
            // Touch is lost more often, so that it can be found again.
            return match verb {
                Verb::MovedOut if dice.percent(50) => Verb::LostTouch,
                Verb::MovedIn if dice.percent(40) => Verb::InTouchAgain,
                verb => verb,
            };
        }
    }
}

struct Walk {
    record: Household,
    /// What each entry says, corrections read into it; none for a correction and for what never happened.
    said: Vec<Option<HouseholdEvent>>,
    /// The same at each earlier revision.
    then: Vec<Vec<Option<HouseholdEvent>>>,
    corrected: usize,
    /// What was found when people parted, by household.
    told: BTreeMap<mutual_care::base::HouseholdId, Vec<&'static str>>,
}

fn opened_somehow(dice: &mut Dice) -> (Household, HouseholdInput) {
    let mut handed_over = parts();
    for stated in &mut handed_over.needs {
        if dice.percent(30) {
            stated.period = period_of(dice);
        }
    }
    for stated in &mut handed_over.arrangements {
        if dice.percent(30) {
            stated.period = period_of(dice);
        }
    }
    for person in &mut handed_over.people {
        if dice.percent(20) {
            person.lives = Lives::Here(period_of(dice));
        }
    }
    let input = HouseholdInput::new(handed_over.clone()).unwrap();
    (open(handed_over), input)
}

/// Over some days, from one of them or from ever.
fn period_of(dice: &mut Dice) -> mutual_care::base::Period {
    let on = a_day(dice);
    until(dice, on)
}

fn walk(seed: u64, steps: u32) -> (Walk, HouseholdInput) {
    let mut dice = Dice::new(seed, 77);
    let (record, input) = opened_somehow(&mut dice);
    let mut walk = Walk {
        record,
        said: vec![None],
        then: vec![Vec::new(), vec![None]],
        corrected: 0,
        told: BTreeMap::new(),
    };
    // In some lives nobody makes a mistake.
    let mistakes = if dice.percent(60) { 20 } else { 0 };
    for _ in 0..steps {
        let before = walk.record.clone();
        if dice.percent(mistakes) && walk.said.len() > 1 {
            walk.correct(&mut dice);
        } else {
            let verb = a_verb(&mut dice);
            walk.offer(event_of(verb, &mut dice));
        }
        if walk.record.revision() == before.revision() {
            assert!(walk.record == before, "seed {seed}: a refusal changes nothing");
        }
    }
    if dice.percent(30) {
        walk.empty();
    }
    (walk, input)
}

impl Walk {
    fn offer(&mut self, event: HouseholdEvent) {
        let (step, seq) = (Step::Regularly(event.clone()), self.record.revision() + 1);
        match with(|setting| self.record.clone().offer(step, stamp(seq), setting)) {
            Ok(Answer::Accepted(accepted)) => {
                self.record = accepted.record;
                let found: Vec<_> = accepted.findings.iter().map(mutual_care::base::Finding::code).collect();
                self.told.extend(households(&event).into_iter().map(|it| (it, found.clone())));
                self.said.push(Some(event));
                self.then.push(self.said.clone());
            }
            Ok(_) => panic!("accepted before, without a key"),
            Err(refused) => self.record = refused.into_record(),
        }
    }

    /// Another value of an earlier event, or that it never happened.
    fn correct(&mut self, dice: &mut Dice) {
        let place = 1 + dice.below(u32::try_from(self.said.len() - 1).unwrap()) as usize;
        let Happened::Step(step) = self.record.journal()[place].event() else { return };
        let verb = step.what().verb();
        let instead = (!dice.percent(40)).then(|| event_of(verb, dice));
        let said = instead.clone().map_or(With::NeverHappened, |event| With::Step(Step::Regularly(event)));
        let correction = Correction { seq: place as u64 + 1, with: said, reason: words("so") };
        let at = stamp(self.record.revision() + 1);
        match with(|setting| self.record.clone().correct(correction, at, setting)) {
            Ok(corrected) => {
                self.record = corrected.record;
                self.said[place] = instead;
                self.said.push(None);
                self.then.push(self.said.clone());
                self.corrected += 1;
            }
            Err(refused) => self.record = refused.into_record(),
        }
    }

    /// Everybody moves out, and all have left.
    fn empty(&mut self) {
        let on = crate::family::day("2024-03-10");
        let members: Vec<_> = self.record.chronicle().members(on).collect();
        for person in members {
            self.offer(MovedOut { on, person }.into());
        }
        self.offer(AllLeft { on }.into());
    }
}

fn model(input: &HouseholdInput, said: &[Option<HouseholdEvent>]) -> Model {
    let mut model = Model::new(input);
    said.iter().flatten().for_each(|event| model.tell(event));
    model
}

fn agrees(seed: u64, record: &Household, model: &Model, on: NaiveDate) {
    let expected =
        Snapshot::new(model.as_at(on)).unwrap_or_else(|wrong| panic!("seed {seed}: the model: {wrong}"));
    let week = record.as_at(on).unwrap_or_else(|wrong| panic!("seed {seed}, {on}: {wrong}"));
    assert_eq!(week, expected, "seed {seed}, on {on}");
}

/// How many lives to go through: more with `MUTUAL_CARE_LIVES`.
fn lives(usually: u64) -> u64 {
    std::env::var("MUTUAL_CARE_LIVES").ok().and_then(|text| text.parse().ok()).unwrap_or(usually)
}

#[test]
fn the_week_of_any_day_is_what_the_list_of_facts_says() {
    for seed in 0..lives(150) {
        let (walk, input) = walk(seed, 40);
        let mut dice = Dice::new(seed, 78);
        let now = model(&input, &walk.said);
        for _ in 0..4 {
            agrees(seed, &walk.record, &now, a_day(&mut dice));
        }
        // As known then.
        let revision = dice.between(1, u32::try_from(walk.record.revision()).unwrap());
        let then = walk.record.at_revision(revision.into()).unwrap();
        agrees(seed, &then, &model(&input, &walk.then[revision as usize]), a_day(&mut dice));
    }
}

#[test]
fn a_history_is_the_week_of_each_of_its_days() {
    for seed in 0..lives(60) {
        let (walk, _) = walk(seed, 40);
        let first = crate::family::day("2023-12-20");
        let last = first + Days::new(110);
        let history = walk.record.history(first, last).unwrap();
        for on in first.iter_days().take_while(|day| *day <= last) {
            let (then, week) = (history.as_at(on).unwrap(), walk.record.as_at(on).unwrap());
            let same = then.sources() == week.sources()
                && then.needs() == week.needs()
                && then.arrangements() == week.arrangements();
            assert!(same, "seed {seed}, on {on}");
        }
    }
}

#[test]
fn a_record_is_its_journal() {
    for seed in 200..200 + lives(60) {
        let (walk, _) = walk(seed, 40);
        let record = walk.record;
        let loaded = Household::load(record.id(), record.journal().iter().cloned());
        assert!(loaded.as_ref() == Ok(&record), "seed {seed}: {:?}", loaded.err());
        crate::kit::goes_over_the_wire::<Households>(&record);
        let audited = with(|setting| record.audit(setting)).unwrap();
        assert_eq!(audited.len(), record.journal().len());
    }
}

#[test]
fn what_is_opened_is_what_was_handed_over() {
    for seed in 0..100 {
        let mut dice = Dice::new(seed, 79);
        let (record, input) = opened_somehow(&mut dice);
        for _ in 0..6 {
            let on = crate::family::day("2023-12-20") + Days::new(dice.below(100).into());
            assert_eq!(record.as_at(on), input.snapshot(on), "seed {seed}, on {on}");
        }
        let (first, last) = (crate::family::day("2023-12-20"), crate::family::day("2024-04-01"));
        assert_eq!(record.history(first, last), input.history(first, last));
    }
}

#[test]
fn whoever_parts_takes_along_what_concerns_them_and_nothing_else() {
    let (mut yielded, mut weeks, mut told_of_later) = (0, 0, 0);
    for seed in 0..lives(150) {
        let (walk, input) = walk(seed, 40);
        for (household, parted) in &model(&input, &walk.said).parted {
            let value = walk.record.chronicle().yields(*household);
            let value = value.unwrap_or_else(|| panic!("seed {seed}: nothing for {household}"));
            assert_eq!((value.id(), value.as_at()), (*household, parted.on), "seed {seed}");
            let opening = Opened::new(value.clone());
            let new = with(|setting| Household::open(*household, opening, stamp(1), setting)).unwrap();
            let new: Household = new.record.into();
            let told = walk.told.get(household);
            let later = told.is_some_and(|found| found.contains(&"recorded-for-later"));
            told_of_later += u32::from(later);
            for day in (0..9).map(|it| parted.on + Days::new(it * it)) {
                let week = new.as_at(day).unwrap_or_else(|wrong| panic!("seed {seed}, {day}: {wrong}"));
                let expected = Snapshot::new(parted.as_at(day)).unwrap();
                assert_eq!(week, expected, "seed {seed}, {household} on {day}");
                // Beside it the old weeks. Where they differ, there is something that the guard told of.
                if parted.all_lived_here() && walk.corrected == 0 {
                    let old = Snapshot::new(parted.restricted(day)).unwrap();
                    let same = says(&week) == says(&old);
                    assert!(same || later, "seed {seed}, {household} on {day}: {week:?}\n{old:?}");
                    assert!(same || !parted.nothing_later(day), "seed {seed}, {household} on {day}");
                    weeks += u32::from(same);
                }
            }
            only_those(seed, value, &walk, parted);
            yielded += 1;
        }
    }
    assert!(yielded > 40, "{yielded} households came of 150 walks");
    assert!(weeks > 100 && told_of_later > 5, "{weeks} weeks alike, {told_of_later} told of later days");
}

/// What a week says, but for the ends of stretches of help, which end with a giver who dies or is out of touch.
fn says(week: &Snapshot) -> mutual_care::need::SnapshotParts {
    let mut parts = mutual_care::need::SnapshotParts::from(week.clone());
    parts.arrangements.iter_mut().for_each(|it| it.period = mutual_care::base::Period::ALWAYS);
    parts
}

/// Nobody and nothing is in a household's value but those who went, their kin, and whoever helps.
fn only_those(seed: u64, value: &HouseholdInput, walk: &Walk, parted: &Parted) {
    let lists = (parted.needs(), parted.help());
    let needs: Vec<_> = value.needs().iter().map(|it| (it.need.id(), it.period)).collect();
    let expected = lists.0.iter().map(|it| (it.0, mutual_care::base::Period::new(Some(it.1), it.2).unwrap()));
    let expected: BTreeMap<_, _> = expected.collect();
    assert_eq!(needs, expected.into_iter().collect::<Vec<_>>(), "seed {seed}");
    let help: Vec<_> = value.arrangements().iter().map(|it| (it.id, it.period)).collect();
    let expected: BTreeMap<_, _> = lists.1.iter().map(|it| (it.id, it.period)).collect();
    assert_eq!(help, expected.into_iter().collect::<Vec<_>>(), "seed {seed}");

    let named = |id| lists.1.iter().any(|it| it.by == id || supports(it, id));
    let services = value.services().iter().map(|it| it.id);
    assert!(services.into_iter().all(named), "seed {seed}");
    let went = parted.went();
    for person in value.people() {
        let there = went.contains(&person.id);
        assert_eq!(there, person.lives_here(parted.on), "seed {seed}");
        let kin = value.kin_of(person.id).iter().any(|(of, _)| went.contains(of));
        assert!(there || kin || named(person.id.into()), "seed {seed}");
    }
    // Of those who went, all kin that are alive and in touch; asked of the record as it was before, which a correction
    // may have changed since.
    let seq = walk.record.journal().iter().find(|entry| parts_into(entry.event(), value)).map(Entry::seq);
    if let Some(seq) = seq.filter(|_| walk.corrected == 0) {
        let before = walk.record.at_revision(seq - 1).unwrap();
        for id in went {
            let known = before.chronicle();
            let in_touch =
                |of: &mutual_care::base::PersonId| known.person(*of).is_some_and(|it| it.in_touch(parted.on));
            let mut kin = known.kin_of(id);
            kin.retain(|(of, _)| in_touch(of) || named((*of).into()));
            assert_eq!(value.kin_of(id), kin, "seed {seed}");
            assert_eq!(value.name(id), known.name(id), "seed {seed}");
        }
    }
}

fn supports(it: &mutual_care::need::Arrangement, id: mutual_care::base::SourceId) -> bool {
    [it.able_now, it.able_later].contains(&Told::Known(Ability::WithSupport { by: Some(id) }))
}

fn parts_into(event: &Happened<Household>, value: &HouseholdInput) -> bool {
    let Happened::Step(step) = event else { return false };
    households(step.what()).contains(&value.id())
}

/// The households that come of an event.
fn households(event: &HouseholdEvent) -> Vec<mutual_care::base::HouseholdId> {
    match event {
        HouseholdEvent::MovedApart(it) => vec![it.part.household],
        HouseholdEvent::Split(it) => it.parts.iter().map(|part| part.household).collect(),
        HouseholdEvent::Merged(it) => vec![it.into],
        _ => Vec::new(),
    }
}

#[test]
fn the_walks_go_everywhere() {
    let mut accepted: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut ended, mut corrected, mut late) = (0, 0, 0);
    for seed in 0..150 {
        let (walk, _) = walk(seed, 40);
        ended += usize::from(walk.record.status() == Status::Ended);
        corrected += walk.corrected;
        let mut latest = None;
        for event in walk.said.iter().flatten() {
            *accepted.entry(event.verb().code()).or_default() += 1;
            late += usize::from(latest > Some(event.on()));
            latest = latest.max(Some(event.on()));
        }
    }
    for verb in Verb::ALL.iter().filter(|verb| **verb != Verb::Opened) {
        let times = accepted.get(verb.code()).copied().unwrap_or(0);
        assert!(times >= 5, "{}: accepted {times} times", verb.code());
    }
    assert!(ended > 30, "{ended} ended");
    assert!(corrected > 100, "{corrected} corrections");
    assert!(late > 500, "{late} late facts");
}
