//! What every event of an open household says of itself: whether it fits, what speaks against it, what it changes.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::problems;
use super::rules::{AFTER_DEATH, BEFORE_BIRTH};
use super::to_look_at::new_in;
use super::{Chronicle, Household, KnownPerson, Person, Policy, StatedArrangement};
use crate::base::{
    Amount, AnyId, ArrangementId, Finding, Findings, NeedId, Period, PersonId, Rule, SourceId, Stamp, limits,
};
use crate::machine::{Accept, Asked, Event, Misfit};

/// A change of a household that stays open.
pub(super) trait Change: Event<Machine = Household> {
    /// What it says again although it was to be looked at before.
    const REMINDS: &'static [&'static Rule] = &[];

    /// The latest day of what it says has happened, or was asked, found out or decided: that day has come. A beginning
    /// or an end of help and needs may lie ahead; what was answered about it may not.
    fn happened(&self) -> Option<NaiveDate> {
        Some(self.on())
    }

    /// Structure: whether what it speaks of is there, not there twice, and within what it belongs to.
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit>;

    /// What speaks against it, beside what it leaves to look at. Asked of what fits.
    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        let _ = (known, found);
    }

    /// What is known from then on. Total for whatever fits.
    fn apply(&self, known: &mut Chronicle);

    /// The same, where it matters on which day it was recorded.
    fn apply_recorded(&self, known: &mut Chronicle, recorded: NaiveDate) {
        let _ = recorded;
        self.apply(known);
    }
}

impl<E: Change> Accept<E> for Chronicle {
    fn fits(&self, event: &E) -> Result<(), Misfit> {
        event.fits(self)
    }

    fn happened(event: &E) -> Option<NaiveDate> {
        event.happened()
    }

    fn findings(&self, event: &E, asked: &Asked<'_, Policy>) -> Findings {
        judge(&mut self.clone(), event, asked)
    }

    fn apply(&mut self, event: &E, stamp: &Stamp) {
        event.apply_recorded(self, stamp.at().date_naive());
    }

    fn judged(&mut self, event: &E, asked: &Asked<'_, Policy>) -> Findings {
        judge(self, event, asked)
    }
}

/// What speaks against a change, with what it newly leaves to look at on its own day. What is known is then as after
/// the change: so a walk through a journal copies nothing.
fn judge<E: Change>(known: &mut Chronicle, event: &E, asked: &Asked<'_, Policy>) -> Findings {
    let (on, policy) = (event.on(), asked.policy());
    let mut found = Vec::new();
    event.against(known, &mut found);
    let before = known.to_look_at(on, policy);
    event.apply_recorded(known, asked.stamp().at().date_naive());
    let new = new_in(known.to_look_at(on, policy), &before, E::REMINDS);
    policy.weigh(found.into_iter().chain(new).collect())
}

pub(super) fn person(known: &Chronicle, id: PersonId) -> Result<(), Misfit> {
    match known.kept_as(id) {
        Some(kept) => {
            let about = [id.any(), kept.any()];
            Misfit::unless(false, "expected the id under which this person is kept now", &about)
        }
        None => Misfit::unless(
            known.person(id).is_some(),
            "expected a person whom this record knows",
            &[id.any()],
        ),
    }
}

pub(super) fn need(known: &Chronicle, id: NeedId) -> Result<(), Misfit> {
    Misfit::unless(known.need(id).is_some(), "expected a need that this record knows", &[id.any()])
}

pub(super) fn arrangement(known: &Chronicle, id: ArrangementId) -> Result<(), Misfit> {
    let there = known.arrangement(id).is_some();
    Misfit::unless(there, "expected an arrangement that this record knows", &[id.any()])
}

pub(super) fn source(known: &Chronicle, id: SourceId) -> Result<(), Misfit> {
    if known.kept_as(PersonId::new(id.uuid())).is_some() {
        return person(known, PersonId::new(id.uuid()));
    }
    Misfit::unless(known.knows(id), "expected a person or a service that this record knows", &[id.any()])
}

/// An id that names neither a person nor a service yet, nor somebody whose id was given up.
pub(super) fn new_source(known: &Chronicle, id: SourceId) -> Result<(), Misfit> {
    let free = !known.knows(id) && known.kept_as(PersonId::new(id.uuid())).is_none();
    Misfit::unless(free, "expected an id that names nobody and nothing yet", &[id.any()])
}

/// Room for so many more people, and sources among them.
pub(super) fn room_for(known: &Chronicle, people: usize, services: usize) -> Result<(), Misfit> {
    let people = known.people.len() + people;
    let sources = people + known.services.len() + services;
    Misfit::all([
        Misfit::unless(people <= limits::PEOPLE, "expected at most 64 people in all", &[]),
        Misfit::unless(sources <= limits::SOURCES, "expected at most 256 people and services in all", &[]),
    ])
}

/// A period that begins on the event's own day and ends after it.
pub(super) fn begins_on(period: Period, on: NaiveDate, about: AnyId) -> Result<(), Misfit> {
    let begins = period.from().is_none_or(|from| from == on);
    Misfit::all([
        Misfit::unless(
            begins,
            "expected a period that begins on `on`, or does not say when it begins",
            &[about],
        ),
        Misfit::unless(
            period.until().is_none_or(|until| on < until),
            "expected `until` to be later than `on`",
            &[about],
        ),
    ])
}

/// Whether what is arranged goes with what is known: giver and supporters are there, and the need is of somebody
/// else.
pub(super) fn arranged(known: &Chronicle, stated: &StatedArrangement) -> Result<(), Misfit> {
    let id = stated.id.any();
    let owner = known.need(stated.need).map(|need| SourceId::from(need.person));
    let supporters = stated.supporters().map(|(_, by)| supporter(known, stated.by, by));
    let relied = stated.relies_on.iter().flatten().map(|need| own_need(known, stated.by, *need));
    let others = [
        source(known, stated.by),
        need(known, stated.need),
        Misfit::unless(owner != Some(stated.by), "expected a need of somebody else than the giver", &[id]),
        Misfit::unless((1..=limits::HANDS).contains(&stated.hands), "expected 1 to 16 hands", &[id]),
        Misfit::unless(stated.skills_fit(), problems::SKILLS_EXPECTED, &[id]),
    ];
    Misfit::all(others.into_iter().chain(supporters).chain(relied))
}

pub(super) fn supporter(known: &Chronicle, giver: SourceId, by: SourceId) -> Result<(), Misfit> {
    let another =
        Misfit::unless(by != giver, "expected somebody else than the giver as support", &[by.any()]);
    Misfit::all([source(known, by), another])
}

pub(super) fn own_need(known: &Chronicle, giver: SourceId, id: NeedId) -> Result<(), Misfit> {
    need(known, id)?;
    let own = known.need(id).is_some_and(|need| SourceId::from(need.person) == giver);
    Misfit::unless(own, "expected needs of the giver as what the giver relies on", &[id.any()])
}

/// What bars anything that somebody does or needs on a day on which they are not alive.
pub(super) fn alive(known: &Chronicle, id: PersonId, on: NaiveDate, found: &mut Vec<Finding>) {
    let Some(person) = known.person(id) else { return };
    born_by(person, id, on, found);
    if let Some(died) = person.died.filter(|died| *died < on) {
        let finding = Finding::new(&AFTER_DEATH).about(id).with("on", Amount::Date(on));
        found.push(finding.with("died", Amount::Date(died)));
    }
}

/// What bars anything that somebody does or needs before they were born.
pub(super) fn born(known: &Chronicle, id: PersonId, on: NaiveDate, found: &mut Vec<Finding>) {
    if let Some(person) = known.person(id) {
        born_by(person, id, on, found);
    }
}

pub(super) fn born_by(person: &KnownPerson, id: PersonId, on: NaiveDate, found: &mut Vec<Finding>) {
    if person.born.is_some_and(|born| born.years_on(on).is_none()) {
        found.push(Finding::new(&BEFORE_BIRTH).about(id).with("on", Amount::Date(on)));
    }
}

/// The same of all these people.
pub(super) fn all_born_by(people: &[Person], on: NaiveDate, found: &mut Vec<Finding>) {
    for person in people {
        born_by(&KnownPerson::new(person, on), person.id, on, found);
    }
}

/// The same of a source, if it is a person.
pub(super) fn source_alive(known: &Chronicle, id: SourceId, on: NaiveDate, found: &mut Vec<Finding>) {
    alive(known, PersonId::new(id.uuid()), on, found);
}
