//! People coming, leaving and dying, who is kin, and the services around.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::change::{self, Change};
use super::dwelling::Dwelling;
use super::moves::goes;
use super::problems;
use super::rules::{
    ALREADY_SO, NEEDS_DO_NOT_COUNT_ANY_MORE, NOT_LIVING_HERE, OUT_OF_TOUCH_WHILE_LIVING_HERE,
    RECORDED_AFTER_DEATH, SIBLING_NEVER_ASKED,
};
use super::{
    Chronicle, InTouchAgain, Kin, KinCorrected, KinStated, KnownPerson, Lives, LostTouch, Moved, MovedIn,
    MovedOut, PersonCame, PersonDied, ServiceCame, Whereabouts, kin,
};
use crate::base::{Amount, ArrangementId, Code, Finding, NeedId, Path, PersonId, Rule, limits};
use crate::machine::Misfit;

impl Change for PersonCame {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let id = self.person.id;
        let period = match self.person.lives {
            Lives::Here(period) => change::begins_on(period, self.on, id.any()),
            Lives::Elsewhere => Ok(()),
        };
        let address = Misfit::unless(self.person.address_fits(), problems::ADDRESS_EXPECTED, &[id.any()]);
        let no_later = self.person.later_homes.is_empty();
        let no_later = Misfit::unless(
            no_later,
            "expected nobody with `moves`: each is an event of a record",
            &[id.any()],
        );
        let new = change::new_source(known, id.into());
        Misfit::all([new, change::room_for(known, 1, 0), period, address, no_later])
    }

    fn against(&self, _: &Chronicle, found: &mut Vec<Finding>) {
        change::born_by(&KnownPerson::new(&self.person, self.on), self.person.id, self.on, found);
    }

    fn apply(&self, known: &mut Chronicle) {
        self.apply_recorded(known, self.on);
    }

    fn apply_recorded(&self, known: &mut Chronicle, recorded: NaiveDate) {
        let mut person = self.person.clone();
        if let Lives::Here(period) = person.lives {
            // It fits, so these are days.
            let period = crate::base::Period::new(Some(self.on), period.until()).unwrap_or(period);
            person.lives = Lives::Here(period);
            known.mark(self.on);
            if let Some(until) = period.until() {
                known.mark(until);
            }
        }
        known.people.insert(person.id, KnownPerson::new(&person, recorded));
    }
}

/// What bars going there from where somebody is.
pub(super) fn whence(
    known: &Chronicle,
    id: PersonId,
    on: NaiveDate,
    found: &mut Vec<Finding>,
    bars: impl FnOnce(Whereabouts) -> Option<&'static Rule>,
) {
    change::alive(known, id, on, found);
    let Some(is) = known.person(id).and_then(|person| person.known_at(on)) else { return };
    if let Some(rule) = bars(is) {
        let finding = Finding::new(rule).about(id).with("on", Amount::Date(on));
        found.push(finding.with("is", Amount::Code(is.code())));
    }
}

impl Change for MovedIn {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        change::person(known, self.person)
    }
    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        whence(known, self.person, self.on, found, |is| (is == Whereabouts::Here).then_some(&ALREADY_SO));
    }
    fn apply(&self, known: &mut Chronicle) {
        goes(known, self.person, self.on, Whereabouts::Here, None);
    }
}

impl Change for MovedOut {
    const REMINDS: &'static [&'static Rule] = &[&SIBLING_NEVER_ASKED];

    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        change::person(known, self.person)
    }
    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        whence(known, self.person, self.on, found, |is| {
            (is != Whereabouts::Here).then_some(&NOT_LIVING_HERE)
        });
        let theirs = known.needs().filter(|(_, need)| need.person == self.person && need.holds(self.on));
        let theirs: Vec<NeedId> = theirs.map(|(id, _)| id).collect();
        if !theirs.is_empty() {
            let finding = Finding::new(&NEEDS_DO_NOT_COUNT_ANY_MORE).about(self.person).about_all(theirs);
            found.push(finding.with("on", Amount::Date(self.on)));
        }
    }
    fn apply(&self, known: &mut Chronicle) {
        goes(known, self.person, self.on, Whereabouts::Elsewhere, Some(Dwelling::NotOfHere));
    }
}

impl Change for Moved {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        change::person(known, self.person)
    }

    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        let there = known.person(self.person).is_some_and(|person| {
            let known = person.known_at(self.on).is_some_and(|is| is != Whereabouts::OutOfTouch);
            let as_planned = person.as_planned(self.on).is_some();
            known && !as_planned && person.address(self.on).is_known_same(&self.to)
        });
        whence(known, self.person, self.on, found, |_| there.then_some(&ALREADY_SO));
    }

    fn apply(&self, known: &mut Chronicle) {
        let (to, home) = Dwelling::of(&self.to);
        goes(known, self.person, self.on, to, home);
    }
}

impl Change for LostTouch {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        change::person(known, self.person)
    }
    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        whence(known, self.person, self.on, found, |is| match is {
            Whereabouts::Here => Some(&OUT_OF_TOUCH_WHILE_LIVING_HERE),
            Whereabouts::Elsewhere => None,
            Whereabouts::OutOfTouch => Some(&ALREADY_SO),
        });
    }
    fn apply(&self, known: &mut Chronicle) {
        goes(known, self.person, self.on, Whereabouts::OutOfTouch, None);
    }
}

impl Change for InTouchAgain {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        change::person(known, self.person)
    }
    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        whence(known, self.person, self.on, found, |is| {
            (is != Whereabouts::OutOfTouch).then_some(&ALREADY_SO)
        });
    }
    fn apply(&self, known: &mut Chronicle) {
        goes(known, self.person, self.on, Whereabouts::Elsewhere, None);
    }
}

impl Change for PersonDied {
    const REMINDS: &'static [&'static Rule] = &[&SIBLING_NEVER_ASKED];

    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let died = known.person(self.person).is_some_and(|person| person.died.is_some());
        let once =
            Misfit::unless(!died, "expected somebody whose death is not recorded yet", &[self.person.any()]);
        Misfit::all([change::person(known, self.person), once])
    }

    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        let Some(person) = known.person(self.person) else { return };
        change::born_by(person, self.person, self.on, found);
        let later = |day: NaiveDate| self.on < day;
        let begun_later: Vec<ArrangementId> = (known.arrangements())
            .filter(|(_, it)| it.by == self.person.into())
            .filter(|(_, it)| {
                it.terms.changes().any(|(day, terms)| terms.is_some() && day.is_some_and(later))
            })
            .map(|(id, _)| id)
            .collect();
        let theirs = known.needs().filter(|(_, need)| need.person == self.person);
        let needed_later = theirs.filter(|(_, need)| {
            need.content.changes().any(|(day, content)| content.is_some() && day.is_some_and(later))
        });
        let needed_later: Vec<NeedId> = needed_later.map(|(id, _)| id).collect();
        let moved = person.whereabouts.days().any(later);
        let anything = moved || !begun_later.is_empty() || !needed_later.is_empty();
        if anything || person.asked.iter().copied().any(later) {
            let finding = Finding::new(&RECORDED_AFTER_DEATH).about(self.person).about_all(begun_later);
            let finding = finding.about_all(needed_later);
            found.push(finding.with("died", Amount::Date(self.on)));
        }
    }

    fn apply(&self, known: &mut Chronicle) {
        if let Some(person) = known.people.get_mut(&self.person) {
            person.died = Some(self.on);
            known.mark(self.on);
        }
    }
}

/// Kin with more statements; what is stated already stands once. Fails if it would contradict itself.
pub(super) fn joined_kin(mut kin: Vec<Kin>, more: impl Iterator<Item = Kin>) -> Result<Vec<Kin>, ()> {
    for statement in more {
        if !kin.iter().any(|there| statement.says_no_more_than(there)) {
            kin.push(statement);
        }
    }
    if !kin::wrong(&Path::WHOLE, &kin).is_empty() {
        return Err(());
    }
    kin.sort_unstable();
    if kin.len() <= limits::KIN { Ok(kin) } else { Err(()) }
}

/// Kin with one more statement, if that contradicts nothing.
fn with_kin(mut kin: Vec<Kin>, more: Option<Kin>) -> Option<Vec<Kin>> {
    kin.extend(more);
    let found = kin::wrong(&Path::WHOLE, &kin);
    kin.sort_unstable();
    (found.is_empty() && kin.len() <= limits::KIN).then_some(kin)
}

const KIN_EXPECTED: &str =
    "expected kin that is not stated yet and contradicts nothing that is, from either side";

impl Change for KinStated {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let Kin { person, of, .. } = self.kin;
        Misfit::all([change::person(known, person), change::person(known, of)])?;
        let fits = with_kin(known.kin.clone(), Some(self.kin)).is_some();
        Misfit::unless(fits, KIN_EXPECTED, &[person.any(), of.any()])
    }
    fn apply(&self, known: &mut Chronicle) {
        known.kin.push(self.kin);
        known.kin.sort_unstable();
    }
}

impl KinCorrected {
    fn of_others(&self, known: &Chronicle) -> Vec<Kin> {
        let both = BTreeSet::from([self.person, self.of]);
        let of_both = |it: &Kin| both == BTreeSet::from([it.person, it.of]);
        known.kin.iter().filter(|it| !of_both(it)).copied().collect()
    }

    fn now(&self) -> Option<Kin> {
        self.is.map(|is| Kin { person: self.person, is, of: self.of })
    }
}

impl Change for KinCorrected {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let about = [self.person.any(), self.of.any()];
        Misfit::all([change::person(known, self.person), change::person(known, self.of)])?;
        let others = self.of_others(known);
        Misfit::all([
            Misfit::unless(others.len() < known.kin.len(), "expected two of whom kin is stated", &about),
            Misfit::unless(with_kin(others, self.now()).is_some(), KIN_EXPECTED, &about),
        ])
    }
    fn apply(&self, known: &mut Chronicle) {
        let mut kin = self.of_others(known);
        kin.extend(self.now());
        kin.sort_unstable();
        known.kin = kin;
    }
}

impl Change for ServiceCame {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        Misfit::all([
            change::new_source(known, self.service.id),
            change::room_for(known, 0, 1),
            Misfit::unless(self.service.places_fit(), problems::PLACES_EXPECTED, &[self.service.id.any()]),
        ])
    }
    fn apply(&self, known: &mut Chronicle) {
        known.services.insert(self.service.id, self.service.clone());
    }
}
