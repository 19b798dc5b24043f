//! Whether the lists of a household fit together: ids stand once, and what is named is there.

use alloc::collections::btree_map::Entry;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::kin;
use super::problems::{InputProblem, Place};
use super::{Kin, Lives, Person, Service, StatedArrangement, StatedNeed};
use crate::base::{ArrangementId, NeedId, PersonId, SourceId, limits};

/// The lists of a household, or of what is added to one.
#[derive(Clone, Copy, Default)]
pub(super) struct Lists<'a> {
    pub(super) people: &'a [Person],
    pub(super) kin: &'a [Kin],
    pub(super) services: &'a [Service],
    pub(super) needs: &'a [StatedNeed],
    pub(super) arrangements: &'a [StatedArrangement],
}

/// What ids name so far.
#[derive(Default)]
struct Known {
    people: BTreeMap<PersonId, Lives>,
    sources: BTreeSet<SourceId>,
    needs: BTreeMap<NeedId, PersonId>,
    arrangements: BTreeSet<ArrangementId>,
}

/// Everything that does not fit in `new`, given a household that fits, in the order of the file.
pub(super) fn check(base: Lists<'_>, new: Lists<'_>) -> Vec<InputProblem> {
    let mut found = Vec::new();
    too_many(base, new, &mut found);
    if !found.is_empty() {
        // Past a limit nothing else is looked at: that is what limits are for.
        return found;
    }
    let mut known = Known::default();
    known.learn(base, &mut found);
    known.learn(new, &mut found);
    known.kin(new.kin, &mut found);
    known.needs(new.needs, &mut found);
    for (index, arrangement) in new.arrangements.iter().enumerate() {
        known.arrangement(Place::at("arrangements", index), arrangement, &mut found);
    }
    found.sort_by_key(|problem| problem.place().in_file());
    found
}

/// Who was born after a day: nobody can have written down their birth by then.
pub(super) fn not_born_yet(people: &[Person], as_at: NaiveDate) -> impl Iterator<Item = InputProblem> + '_ {
    let late = move |(_, person): &(usize, &Person)| person.born.is_some_and(|born| as_at < born.reveal());
    let people = people.iter().enumerate().filter(late);
    people.map(|(index, _)| InputProblem::NotBornYet { place: Place::at("people", index).field("born") })
}

fn too_many(base: Lists<'_>, new: Lists<'_>, found: &mut Vec<InputProblem>) {
    let people = base.people.len() + new.people.len();
    let sources = people + base.services.len() + new.services.len();
    for (list, what, len, most) in [
        ("people", "people", people, limits::PEOPLE),
        ("services", "people and services together", sources, limits::SOURCES),
        ("kin", "statements about kin", base.kin.len() + new.kin.len(), limits::KIN),
        ("needs", "needs", base.needs.len() + new.needs.len(), limits::NEEDS),
        (
            "arrangements",
            "arrangements",
            base.arrangements.len() + new.arrangements.len(),
            limits::ARRANGEMENTS,
        ),
    ] {
        if len > most {
            found.push(InputProblem::TooMany { place: Place::of(list), what, most });
        }
    }
}

impl Known {
    /// Takes up what the ids of these lists name; the first to use an id keeps it.
    fn learn(&mut self, lists: Lists<'_>, found: &mut Vec<InputProblem>) {
        let mut twice = |list, index, id| {
            found.push(InputProblem::Twice { place: Place::at(list, index).field("id"), id });
        };
        for (index, person) in lists.people.iter().enumerate() {
            if self.sources.insert(person.id.into()) {
                self.people.insert(person.id, person.lives);
            } else {
                twice("people", index, person.id.any());
            }
        }
        for (index, service) in lists.services.iter().enumerate() {
            if !self.sources.insert(service.id) {
                twice("services", index, service.id.any());
            }
        }
        for (index, StatedNeed { need, .. }) in lists.needs.iter().enumerate() {
            match self.needs.entry(need.id()) {
                Entry::Vacant(free) => {
                    free.insert(need.person());
                }
                Entry::Occupied(_) => twice("needs", index, need.id().any()),
            }
        }
        for (index, arrangement) in lists.arrangements.iter().enumerate() {
            if !self.arrangements.insert(arrangement.id) {
                twice("arrangements", index, arrangement.id.any());
            }
        }
    }

    fn kin(&self, kin: &[Kin], found: &mut Vec<InputProblem>) {
        for (index, statement) in kin.iter().enumerate() {
            for (field, id) in [("person", statement.person), ("of", statement.of)] {
                if !self.people.contains_key(&id) {
                    let place = Place::at("kin", index).field(field);
                    found.push(InputProblem::UnknownPerson { place, id });
                }
            }
        }
        kin::contradictions(kin, found);
    }

    fn needs(&self, needs: &[StatedNeed], found: &mut Vec<InputProblem>) {
        for (index, StatedNeed { need, .. }) in needs.iter().enumerate() {
            let (place, id) = (Place::at("needs", index).field("person"), need.person());
            match self.people.get(&id) {
                Some(Lives::Here(_)) => {}
                Some(Lives::Elsewhere) => found.push(InputProblem::NeedFromOutside { place, id }),
                None => found.push(InputProblem::UnknownPerson { place, id }),
            }
        }
    }

    fn arrangement(&self, at: Place, arrangement: &StatedArrangement, found: &mut Vec<InputProblem>) {
        let giver = PersonId::new(arrangement.by.uuid());
        if !self.sources.contains(&arrangement.by) {
            found.push(InputProblem::UnknownSource { place: at.field("by"), id: arrangement.by });
        }
        let (place, id) = (at.field("for"), arrangement.need);
        match self.needs.get(&id) {
            None => found.push(InputProblem::UnknownNeed { place, id }),
            Some(person) if *person == giver => found.push(InputProblem::OwnNeed { place, id }),
            Some(_) => {}
        }
        for (field, id) in arrangement.supporters() {
            let place = at.field(field);
            if id == arrangement.by {
                found.push(InputProblem::SupportsThemself { place, id });
            } else if !self.sources.contains(&id) {
                found.push(InputProblem::UnknownSource { place, id });
            }
        }
        for (item, &id) in arrangement.relies_on.iter().flatten().enumerate() {
            let place = at.item("relies_on", item);
            match self.needs.get(&id) {
                None => found.push(InputProblem::UnknownNeed { place, id }),
                Some(person) if *person != giver => found.push(InputProblem::ReliesOnOthers { place, id }),
                Some(_) => {}
            }
        }
        if !(1..=limits::HANDS).contains(&arrangement.hands) {
            found.push(InputProblem::Hands { place: at.field("hands") });
        }
    }
}
