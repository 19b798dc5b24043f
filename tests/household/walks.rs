//! Random lives of a household, each beside the naive model: whatever is recorded in whatever order, and corrected
//! afterwards, the week of any day is what the plain list of facts says, as known now and as known then.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use mutual_care::base::{Code, Fact, Finding, HouseholdId, Period};
use mutual_care::household::{
    AllLeft, Household, HouseholdEvent, HouseholdInput, Lives, MovedOut, Status, Verb,
};
use mutual_care::machine::{Answer, Correction, Events, Happened, Machine, Step, With};
use mutual_care::need::{Ability, Snapshot};

use crate::dice::Dice;
use crate::family::{day, gives, open, parts, source, stamp, with, words};
use crate::model::Model;
use crate::proof::Households;
use crate::random::{a_day, a_parting, a_verb, event_of, households, leans_on, until};

pub struct Walk {
    pub record: Household,
    /// What each entry says, corrections read into it; none for a correction and for what never happened.
    pub said: Vec<Option<HouseholdEvent>>,
    /// The same at each earlier revision.
    then: Vec<Vec<Option<HouseholdEvent>>>,
    /// Of a hundred steps, how many are corrections.
    mistakes: u32,
    pub corrected: usize,
    /// What was found when people parted, by household.
    pub told: BTreeMap<HouseholdId, Vec<&'static str>>,
}

fn opened_somehow(dice: &mut Dice) -> (Household, HouseholdInput) {
    let mut handed_over = parts();
    for stated in &mut handed_over.needs {
        if dice.percent(30) {
            stated.period = period_of(dice);
        }
    }
    // Whoever helps one may help the other too: the provider, and the neighbour.
    let more = [gives(204, 51, 101), gives(207, 51, 102), gives(208, 4, 102)];
    handed_over.arrangements.extend(more.into_iter().filter(|_| dice.percent(40)));
    for stated in &mut handed_over.arrangements {
        if dice.percent(30) {
            stated.period = period_of(dice);
        }
        if dice.percent(40) {
            stated.relies_on = leans_on(dice, stated.by);
        }
        if dice.percent(40) {
            crate::random::besides(dice, stated);
        }
        // Whoever is to support later may be out of touch by then.
        if dice.percent(25) {
            let by = source(dice.pick(&[3, 4, 5]));
            let by = (by != stated.by).then_some(by);
            stated.able_later = Fact::known(Ability::WithSupport { by });
        }
    }
    for person in &mut handed_over.people {
        // Two who were born on different days are not one person, so of some it is not known.
        if [crate::family::MOTHER, crate::family::DAUGHTER].map(crate::family::person).contains(&person.id) {
            person.born = None;
        }
        if dice.percent(20) {
            person.lives = Lives::Here(period_of(dice));
        } else if person.lives == Lives::Elsewhere && dice.percent(40) {
            person.address = "next-door".parse().ok();
        }
    }
    let input = HouseholdInput::new(handed_over.clone()).unwrap();
    (open(handed_over), input)
}

/// Over some days, from one of them or from ever.
fn period_of(dice: &mut Dice) -> Period {
    let on = a_day(dice);
    until(dice, on)
}

pub fn walk(seed: u64, steps: u32) -> (Walk, HouseholdInput) {
    let mut dice = Dice::new(seed, 77);
    let (mut walk, input) = Walk::begun(&mut dice);
    for _ in 0..steps {
        walk.step(&mut dice);
    }
    if dice.percent(30) {
        walk.empty();
    }
    (walk, input)
}

/// A life in which some part, once or twice, with more happening before and after.
pub fn walk_of_parting(seed: u64) -> (Walk, HouseholdInput) {
    let mut dice = Dice::new(seed, 80);
    let (mut walk, input) = Walk::begun(&mut dice);
    for _ in 0..dice.between(1, 2) {
        for _ in 0..dice.between(0, 16) {
            walk.step(&mut dice);
        }
        walk.part(&mut dice);
        // That two were one is often found out when somebody writes down who goes with whom.
        if dice.percent(40) {
            walk.offer(event_of(Verb::FoundToBeOne, &mut dice));
        }
    }
    for _ in 0..dice.between(0, 12) {
        walk.step(&mut dice);
    }
    (walk, input)
}

impl Walk {
    fn begun(dice: &mut Dice) -> (Self, HouseholdInput) {
        let (record, input) = opened_somehow(dice);
        // In some lives nobody makes a mistake.
        let mistakes = if dice.percent(60) { 20 } else { 0 };
        let (said, then) = (vec![None], vec![Vec::new(), vec![None]]);
        let walk = Self { record, said, then, mistakes, corrected: 0, told: BTreeMap::new() };
        (walk, input)
    }

    fn step(&mut self, dice: &mut Dice) {
        let before = self.record.clone();
        if dice.percent(self.mistakes) && self.said.len() > 1 {
            self.correct(dice);
        } else {
            let verb = a_verb(dice);
            self.offer(event_of(verb, dice));
        }
        if self.record.revision() == before.revision() {
            assert!(self.record == before, "a refusal changes nothing");
        }
    }

    /// Some of those who live here part, if anybody can.
    fn part(&mut self, dice: &mut Dice) {
        let before = self.record.revision();
        for _ in 0..6 {
            if self.record.revision() == before {
                self.offer(a_parting(&self.record, dice));
            }
        }
    }

    fn offer(&mut self, event: HouseholdEvent) {
        let (step, seq) = (Step::Regularly(event.clone()), self.record.revision() + 1);
        match with(|setting| self.record.clone().offer(step, stamp(seq), setting)) {
            Ok(Answer::Accepted(accepted)) => {
                self.record = accepted.record;
                let found: Vec<_> = accepted.findings.iter().map(Finding::code).collect();
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
        let on = day("2024-03-10");
        let members: Vec<_> = self.record.chronicle().members(on).collect();
        for person in members {
            self.offer(MovedOut { on, person }.into());
        }
        self.offer(AllLeft { on }.into());
    }
}

pub fn model(input: &HouseholdInput, said: &[Option<HouseholdEvent>]) -> Model {
    let mut model = Model::new(input);
    said.iter().flatten().for_each(|event| model.tell(event));
    model
}

fn agrees(seed: u64, record: &Household, model: &Model, on: NaiveDate) {
    let right =
        |parts| Snapshot::new(parts).unwrap_or_else(|wrong| panic!("seed {seed}: the model: {wrong}"));
    let week = record.as_at(on).unwrap_or_else(|wrong| panic!("seed {seed}, {on}: {wrong}"));
    assert_eq!(week, right(model.week_of(on)), "seed {seed}, on {on}");
    let weeks = record.snapshot(on).unwrap_or_else(|wrong| panic!("seed {seed}, {on}: {wrong}"));
    assert_eq!(weeks, right(model.as_at(on)), "seed {seed}, on {on}, all weeks");
}

/// How many lives to go through: more with `MUTUAL_CARE_LIVES`.
pub fn lives(usually: u64) -> u64 {
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
        let first = day("2023-12-20");
        let last = first + Days::new(110);
        let history = walk.record.history(first, last).unwrap();
        for on in first.iter_days().take_while(|day| *day <= last) {
            let (then, week) = (history.as_at(on).unwrap(), walk.record.snapshot(on).unwrap());
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
            let on = day("2023-12-20") + Days::new(dice.below(100).into());
            assert_eq!(record.snapshot(on), input.snapshot(on), "seed {seed}, on {on}");
        }
        let (first, last) = (day("2023-12-20"), day("2024-04-01"));
        assert_eq!(record.history(first, last), input.history(first, last));
    }
}

#[test]
fn the_walks_go_everywhere() {
    let mut accepted: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut ended, mut corrected, mut late) = (0, 0, 0);
    // What ends for a time, what is another thing for a time, and what ends earlier than something said before.
    let (mut paused, mut lying_over, mut cut) = (0, 0, 0);
    let mut merged_with_help = 0;
    for seed in 0..150 {
        let (walk, input) = walk(seed, 40);
        merged_with_help += model(&input, &walk.said).merged_with_help;
        ended += usize::from(walk.record.status() == Status::Ended);
        corrected += walk.corrected;
        let mut latest = None;
        for event in walk.said.iter().flatten() {
            *accepted.entry(event.verb().code()).or_default() += 1;
            late += usize::from(latest > Some(event.on()));
            match event {
                HouseholdEvent::NeedEnded(it) => {
                    paused += usize::from(it.until.is_some());
                    cut += usize::from(it.until.is_none() && latest > Some(it.on));
                }
                HouseholdEvent::ArrangementEnded(it) => {
                    paused += usize::from(it.until.is_some());
                    cut += usize::from(it.until.is_none() && latest > Some(it.on));
                }
                HouseholdEvent::NeedChanged(it) => {
                    lying_over += usize::from(it.need.period.until().is_some());
                }
                HouseholdEvent::ArrangementChanged(it) => {
                    lying_over += usize::from(it.arrangement.period.until().is_some());
                }
                _ => {}
            }
            latest = latest.max(Some(event.on()));
        }
    }
    for verb in Verb::ALL.iter().filter(|verb| **verb != Verb::Opened) {
        let times = accepted.get(verb.code()).copied().unwrap_or(0);
        assert!(times >= 5, "{}: accepted {times} times", verb.code());
    }
    assert!(paused > 30 && lying_over > 30 && cut > 30, "{paused}, {lying_over}, {cut}");
    assert!(merged_with_help > 5, "{merged_with_help} merged who had helped each other");
    assert!(ended > 30, "{ended} ended");
    assert!(corrected > 100, "{corrected} corrections");
    assert!(late > 500, "{late} late facts");
}
