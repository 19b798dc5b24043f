//! Where people are: what happened, and what is planned until it has.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::change::{self, Change};
use super::dwelling::Dwelling;
use super::rules::PLANNED_WHERE_THEY_ARE;
use super::{Chronicle, KnownPerson, MovePlanned, Whereabouts};
use crate::base::{Amount, Code, Finding, PersonId, wire};
use crate::machine::Misfit;

impl KnownPerson {
    /// Where they are on a day by what happened: a plan whose day has come and of which nobody knows whether it was
    /// kept is left out.
    pub(super) fn known_at(&self, on: NaiveDate) -> Option<Whereabouts> {
        let planned = |day: Option<NaiveDate>| day.is_some_and(|day| self.planned.contains(&day));
        let mut so_far = self.whereabouts.changes().filter(|(from, _)| *from <= Some(on));
        so_far.rfind(|(from, _)| !planned(*from)).map(|(_, is)| *is)
    }

    /// The planned day that makes them be where they are taken to be on a day.
    pub(super) fn as_planned(&self, on: NaiveDate) -> Option<NaiveDate> {
        self.whereabouts.since(on).filter(|day| self.planned.contains(day))
    }

    /// They are somewhere from a day on: it happened, and takes the place of the plan of it, whether that day has come
    /// or is the next on which anything is known of them.
    pub(super) fn goes(&mut self, on: NaiveDate, to: Whereabouts, home: Option<Dwelling>) {
        let in_force = self.as_planned(on).filter(|_| self.whereabouts.at(on) == Some(&to));
        let next = self.whereabouts.changes().find(|(day, _)| *day > Some(on));
        let next = next.filter(|(_, is)| **is == to).and_then(|(day, _)| day);
        for day in [in_force, next.filter(|day| self.planned.contains(day))].into_iter().flatten() {
            self.take_back(day);
        }
        self.be(on, to, home);
        self.planned.remove(&on);
    }

    /// They are somewhere from a day on; elsewhere without a home of its own, where they were known to live before.
    pub(super) fn be(&mut self, from: NaiveDate, to: Whereabouts, home: Option<Dwelling>) {
        self.whereabouts.set(Some(from), to);
        match home {
            Some(home) => _ = self.dwellings.insert(Some(from), home),
            None => _ = self.dwellings.remove(&Some(from)),
        }
    }

    fn take_back(&mut self, day: NaiveDate) {
        self.whereabouts.take_back(day);
        self.dwellings.remove(&Some(day));
        self.planned.remove(&day);
    }

    /// They are to be somewhere from a day on, instead of from the one planned before; without a day, that is not
    /// planned any more.
    fn plan(&mut self, to: Whereabouts, from: Option<NaiveDate>) {
        for day in self.planned_to(to) {
            self.take_back(day);
        }
        if let Some(from) = from {
            self.be(from, to, (to == Whereabouts::Elsewhere).then_some(Dwelling::NotOfHere));
            self.planned.insert(from);
        }
    }

    fn planned_to(&self, to: Whereabouts) -> Vec<NaiveDate> {
        self.planned.iter().copied().filter(|day| self.whereabouts.at(*day) == Some(&to)).collect()
    }
}

/// Somebody is somewhere else from a day on.
pub(super) fn goes(
    known: &mut Chronicle,
    id: PersonId,
    on: NaiveDate,
    to: Whereabouts,
    home: Option<Dwelling>,
) {
    if let Some(person) = known.people.get_mut(&id) {
        person.goes(on, to, home);
        known.mark(on);
    }
}

impl Change for MovePlanned {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let about = [self.person.any()];
        let here_or_not = self.to != Whereabouts::OutOfTouch;
        let ahead = self.from.is_none_or(|from| self.on < from && wire::in_years(from));
        let planned = known.person(self.person).is_none_or(|it| !it.planned_to(self.to).is_empty());
        // A day on which something happened is not planned over.
        let free = known.person(self.person).is_none_or(|person| {
            let taken =
                |from| person.whereabouts.days().any(|day| day == from) && !person.planned.contains(&from);
            !self.from.is_some_and(taken)
        });
        Misfit::all([
            change::person(known, self.person),
            Misfit::unless(here_or_not, "expected `to` to be `here` or `elsewhere`", &about),
            Misfit::unless(ahead, "expected `from` to be later than `on`, in the years 1800 to 2299", &about),
            Misfit::unless(self.from.is_some() || planned, "expected a move that is planned", &about),
            Misfit::unless(free, "expected `from` to be a day of which no move is recorded", &about),
        ])
    }

    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        let Some(from) = self.from else { return };
        change::alive(known, self.person, from, found);
        let Some(mut without) = known.person(self.person).cloned() else { return };
        without.plan(self.to, None);
        if without.whereabouts.at(from) == Some(&self.to) {
            let finding = Finding::new(&PLANNED_WHERE_THEY_ARE).about(self.person);
            let finding = finding.with("on", Amount::Date(from));
            found.push(finding.with("is", Amount::Code(self.to.code())));
        }
    }

    fn apply(&self, known: &mut Chronicle) {
        if let Some(person) = known.people.get_mut(&self.person) {
            person.plan(self.to, self.from);
            if let Some(from) = self.from {
                known.mark(from);
            }
        }
    }
}
