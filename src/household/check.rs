//! Whether the lists of a household fit together: ids stand once, and what is named is there.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::problems as kind;
use super::{Kin, Person, Service, StatedArrangement, StatedNeed, kin};
use crate::base::{AnyId, ArrangementId, NeedId, Path, PersonId, Problem, ProblemKind, SourceId, limits};

/// The lists of a household, or of what is added to one.
#[derive(Clone, Copy, Default)]
pub(super) struct Lists<'a> {
    pub(super) people: &'a [Person],
    pub(super) kin: &'a [Kin],
    pub(super) services: &'a [Service],
    pub(super) needs: &'a [StatedNeed],
    pub(super) arrangements: &'a [StatedArrangement],
}

/// Everything that does not fit in `new`, given a household that fits, in the order of the file. `as_at` is when it was
/// written down: nobody was born later. Without it births are not looked at.
pub(super) fn check(base: Lists<'_>, new: Lists<'_>, as_at: Option<NaiveDate>) -> Vec<Problem> {
    let found = too_many(base, new);
    if !found.is_empty() {
        // Past a limit nothing else is looked at: that is what limits are for.
        return found;
    }
    // Each list names only what stands in itself or before it, so one walk learns the ids and looks them up.
    let mut check = Check { as_at, ..Check::default() };
    check.walk(base);
    // A household that fits fits as it is; births in it were looked at when it was handed over.
    check.found.clear();
    check.walk(new);
    check.found
}

fn too_many(base: Lists<'_>, new: Lists<'_>) -> Vec<Problem> {
    let people = base.people.len() + new.people.len();
    let sources = people + base.services.len() + new.services.len();
    let arrangements = base.arrangements.len() + new.arrangements.len();
    [
        ("people", "people", people, limits::PEOPLE),
        ("services", "people and services together", sources, limits::SOURCES),
        ("kin", "statements about kin", base.kin.len() + new.kin.len(), limits::KIN),
        ("needs", "needs", base.needs.len() + new.needs.len(), limits::NEEDS),
        ("arrangements", "arrangements", arrangements, limits::ARRANGEMENTS),
    ]
    .into_iter()
    .filter(|(_, _, len, most)| len > most)
    .map(|(list, what, _, most)| {
        Problem::at(&Path::WHOLE.field(list), &kind::TOO_MANY).naming(most).naming(what)
    })
    .collect()
}

/// What ids name so far, and what was found.
#[derive(Default)]
struct Check {
    as_at: Option<NaiveDate>,
    people: BTreeSet<PersonId>,
    sources: BTreeSet<SourceId>,
    needs: BTreeMap<NeedId, PersonId>,
    arrangements: BTreeSet<ArrangementId>,
    found: Vec<Problem>,
}

impl Check {
    fn walk(&mut self, lists: Lists<'_>) {
        let list = |name| Path::WHOLE.field(name);
        list("people").each(lists.people).for_each(|(at, person)| self.person(&at, person));
        self.kin(&list("kin"), lists.kin);
        for (at, service) in list("services").each(lists.services) {
            let first = self.sources.insert(service.id);
            self.once(first, &at, service.id.any());
            if !service.places_fit() {
                self.found.push(Problem::at(&at.field("places"), &kind::PLACES));
            }
        }
        list("needs").each(lists.needs).for_each(|(at, stated)| self.need(&at, stated));
        list("arrangements").each(lists.arrangements).for_each(|(at, stated)| self.arrangement(&at, stated));
    }

    fn tell(&mut self, at: &Path<'_>, kind: &'static ProblemKind, id: AnyId) {
        self.found.push(Problem::at(at, kind).naming(id));
    }

    /// The first to use an id keeps it.
    fn once(&mut self, first: bool, at: &Path<'_>, id: AnyId) {
        if !first {
            self.tell(&at.field("id"), &kind::TWICE, id);
        }
    }

    fn person(&mut self, at: &Path<'_>, person: &Person) {
        let first = self.sources.insert(person.id.into());
        if first {
            self.people.insert(person.id);
        }
        self.once(first, at, person.id.any());
        if !person.address_fits() {
            self.found.push(Problem::at(&at.field("lives"), &kind::ADDRESS));
        }
        if !person.later_homes_fit() {
            self.found.push(Problem::at(&at.field("moves"), &kind::MOVES));
        }
        if let (Some(as_at), Some(born)) = (self.as_at, person.born)
            && as_at < born.first()
        {
            self.found.push(Problem::at(&at.field("born"), &kind::NOT_BORN_YET));
        }
    }

    fn kin(&mut self, at: &Path<'_>, kin: &[Kin]) {
        let mut found: Vec<(usize, Problem)> = Vec::new();
        for (index, statement) in kin.iter().enumerate() {
            for (field, id) in [("person", statement.person), ("of", statement.of)] {
                if !self.people.contains(&id) {
                    let problem = Problem::at(&at.item(index).field(field), &kind::UNKNOWN_PERSON);
                    found.push((index, problem.naming(id)));
                }
            }
        }
        found.extend(kin::wrong(at, kin));
        found.sort_by_key(|(index, _)| *index);
        self.found.extend(found.into_iter().map(|(_, problem)| problem));
    }

    fn need(&mut self, at: &Path<'_>, StatedNeed { need, .. }: &StatedNeed) {
        let (id, person) = (need.id(), need.person());
        let first = !self.needs.contains_key(&id);
        self.needs.entry(id).or_insert(person);
        self.once(first, at, id.any());
        if !self.people.contains(&person) {
            self.tell(&at.field("person"), &kind::UNKNOWN_PERSON, person.any());
        }
    }

    fn arrangement(&mut self, at: &Path<'_>, arrangement: &StatedArrangement) {
        let first = self.arrangements.insert(arrangement.id);
        self.once(first, at, arrangement.id.any());
        let (by, need) = (arrangement.by, arrangement.need);
        let giver = PersonId::new(by.uuid());
        if !self.sources.contains(&by) {
            self.tell(&at.field("by"), &kind::UNKNOWN_SOURCE, by.any());
        }
        match self.needs.get(&need) {
            None => self.tell(&at.field("for"), &kind::UNKNOWN_NEED, need.any()),
            Some(person) if *person == giver => self.tell(&at.field("for"), &kind::OWN_NEED, need.any()),
            Some(_) => {}
        }
        for (field, id) in arrangement.supporters() {
            if id == by {
                self.tell(&at.field(field), &kind::SUPPORTS_THEMSELF, id.any());
            } else if !self.sources.contains(&id) {
                self.tell(&at.field(field), &kind::UNKNOWN_SOURCE, id.any());
            }
        }
        let relies_on = arrangement.relies_on.as_deref().unwrap_or_default();
        for (at, &id) in at.field("relies_on").each(relies_on) {
            match self.needs.get(&id) {
                None => self.tell(&at, &kind::UNKNOWN_NEED, id.any()),
                Some(person) if *person != giver => self.tell(&at, &kind::RELIES_ON_OTHERS, id.any()),
                Some(_) => {}
            }
        }
        if !(1..=limits::HANDS).contains(&arrangement.hands) {
            let most = u32::from(limits::HANDS);
            self.found.push(Problem::at(&at.field("hands"), &kind::HANDS).naming(most));
        } else if !arrangement.skills_fit() {
            self.found.push(Problem::at(&at.field("skills"), &kind::SKILLS));
        }
        if arrangement.says_days_of_none() {
            self.found.push(Problem::at(&at.field("some_days"), &kind::SOME_DAYS));
        }
    }
}
