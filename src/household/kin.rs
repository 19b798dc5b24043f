//! Who is what to whom: family, friends and neighbours, stated once and readable from both sides.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::{KinIs, problems as kind};
use crate::base::{AnyId, Named, Path, PersonId, Problem};

/// One statement: this person is that to the other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a statement about kin: an object with `person`, `is` and `of`")]
pub struct Kin {
    /// Who is.
    pub person: PersonId,
    /// What they are.
    pub is: KinIs,
    /// Of whom.
    pub of: PersonId,
}

impl Kin {
    /// Whether it says nothing that the other does not say of the same one of the two: a parent is a mother.
    pub(super) fn says_no_more_than(&self, other: &Self) -> bool {
        (self.person, self.is.general(), self.of) == (other.person, other.is.general(), other.of)
    }

    /// Who descends from whom by birth, from the one above to the one below.
    fn descent(&self) -> Option<(PersonId, PersonId)> {
        if self.is.descends_by_birth() {
            Some((self.of, self.person))
        } else if self.is.inverse().descends_by_birth() {
            Some((self.person, self.of))
        } else {
            None
        }
    }

    /// Who is whose parent by birth: the parent, then the child.
    fn parent_by_birth(&self) -> Option<(PersonId, PersonId)> {
        match self.is.general() {
            KinIs::Parent => Some((self.person, self.of)),
            KinIs::Child => Some((self.of, self.person)),
            _ => None,
        }
    }
}

/// What everybody is to a person's relations, and what they are to the person: each statement from both sides,
/// where one side has more to say (son) instead of what follows from the other (son or daughter).
pub(super) fn of_person(kin: &[Kin], person: PersonId) -> Vec<(PersonId, KinIs)> {
    let said: BTreeSet<(PersonId, KinIs)> =
        kin.iter().filter(|kin| kin.person == person).map(|kin| (kin.of, kin.is)).collect();
    let general: BTreeSet<(PersonId, KinIs)> = said.iter().map(|(of, is)| (*of, is.general())).collect();
    let follows = kin
        .iter()
        .filter(|kin| kin.of == person)
        .map(|kin| (kin.person, kin.is.inverse()))
        .filter(|(of, is)| !general.contains(&(*of, *is)));
    let all: BTreeSet<(PersonId, KinIs)> = said.iter().copied().chain(follows).collect();
    all.into_iter().collect()
}

/// Everybody of whom more than two people are stated to be parents by birth, with all of these, in order of id.
pub(super) fn with_too_many_parents(kin: &[Kin]) -> impl Iterator<Item = (PersonId, BTreeSet<PersonId>)> {
    let mut parents: BTreeMap<PersonId, BTreeSet<PersonId>> = BTreeMap::new();
    for (parent, child) in kin.iter().filter_map(Kin::parent_by_birth) {
        parents.entry(child).or_default().insert(parent);
    }
    parents.into_iter().filter(|(_, parents)| parents.len() > 2)
}

/// What cannot be so among statements about people who are there, each with which of them tells it.
pub(super) fn wrong(at: &Path<'_>, kin: &[Kin]) -> Vec<(usize, Problem)> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<Kin, usize> = BTreeMap::new();
    for (index, statement) in kin.iter().enumerate() {
        let path = at.item(index);
        let mut tell = |kind, named: Named| found.push((index, Problem::at(&path, kind).naming(named)));
        if statement.person == statement.of {
            tell(&kind::KIN_OF_THEMSELF, statement.person.into());
        } else if let Some(&first) = seen.get(statement) {
            tell(&kind::KIN_TWICE, at.item(first).into());
        } else {
            seen.insert(*statement, index);
        }
    }
    found.extend(own_ancestors(at, kin));
    found
}

/// Nobody descends from themself by birth: whoever is left when all without parents, and all without children, have
/// been taken away again and again stands on a circle or between two. By marriage, adoption and fostering a family may
/// well go round: a grandmother adopts, an aunt is a stepmother.
fn own_ancestors(at: &Path<'_>, kin: &[Kin]) -> Option<(usize, Problem)> {
    let of_two = |statement: &&Kin| statement.person != statement.of;
    let mut descents: BTreeSet<(PersonId, PersonId)> =
        kin.iter().filter(of_two).filter_map(Kin::descent).collect();
    loop {
        let above: BTreeSet<PersonId> = descents.iter().map(|descent| descent.0).collect();
        let below: BTreeSet<PersonId> = descents.iter().map(|descent| descent.1).collect();
        let before = descents.len();
        descents.retain(|(parent, child)| below.contains(parent) && above.contains(child));
        if descents.len() == before {
            break;
        }
    }
    let on_circle = |it: &Kin| it.descent().is_some_and(|descent| descents.contains(&descent));
    let index = kin.iter().position(on_circle)?;
    let people: BTreeSet<AnyId> = descents.iter().map(|descent| descent.0.any()).collect();
    let people = Named::Ids(people.into_iter().collect());
    Some((index, Problem::at(&at.item(index), &kind::OWN_ANCESTORS).naming(people)))
}
