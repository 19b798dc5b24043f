//! Who is what to whom: family, friends and neighbours, stated once and readable from both sides.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::problems as kind;
use crate::base::{AnyId, Named, Path, PersonId, Problem, codes};

codes! {
    /// What one person is to another: `mother` in "Ada is the mother of Ben".
    pub enum KinIs: "what one person is to another" {
        /// Mother of.
        Mother = "mother", "mother";
        /// Father of.
        Father = "father", "father";
        /// Parent of.
        Parent = "parent", "parent";
        /// Son of.
        Son = "son", "son";
        /// Daughter of.
        Daughter = "daughter", "daughter";
        /// Son or daughter of, of whatever age.
        Child = "child", "son or daughter";
        /// Brother of.
        Brother = "brother", "brother";
        /// Sister of.
        Sister = "sister", "sister";
        /// Brother or sister of.
        Sibling = "sibling", "brother or sister";
        /// Wife of.
        Wife = "wife", "wife";
        /// Husband of.
        Husband = "husband", "husband";
        /// Partner of, married or not.
        Partner = "partner", "partner";
        /// Grandparent of.
        Grandparent = "grandparent", "grandparent";
        /// Grandchild of.
        Grandchild = "grandchild", "grandchild";
        /// Aunt of.
        Aunt = "aunt", "aunt";
        /// Uncle of.
        Uncle = "uncle", "uncle";
        /// Aunt or uncle of.
        AuntOrUncle = "aunt_or_uncle", "aunt or uncle";
        /// Niece of.
        Niece = "niece", "niece";
        /// Nephew of.
        Nephew = "nephew", "nephew";
        /// Niece or nephew of.
        NieceOrNephew = "niece_or_nephew", "niece or nephew";
        /// Friend of.
        Friend = "friend", "friend";
        /// Neighbour of.
        Neighbour = "neighbour", "neighbour";
        /// Something else, or not to be said.
        Other = "other", "somebody close";
    }
}

impl KinIs {
    /// What the other one is in return, as far as that can be known: the inverse of mother is son or daughter.
    ///
    /// ```
    /// use mutual_care::household::KinIs;
    /// assert_eq!(KinIs::Mother.inverse(), KinIs::Child);
    /// assert_eq!(KinIs::Nephew.inverse(), KinIs::AuntOrUncle);
    /// assert_eq!(KinIs::Neighbour.inverse(), KinIs::Neighbour);
    /// ```
    pub const fn inverse(self) -> Self {
        match self {
            Self::Mother | Self::Father | Self::Parent => Self::Child,
            Self::Son | Self::Daughter | Self::Child => Self::Parent,
            Self::Brother | Self::Sister | Self::Sibling => Self::Sibling,
            Self::Wife | Self::Husband | Self::Partner => Self::Partner,
            Self::Grandparent => Self::Grandchild,
            Self::Grandchild => Self::Grandparent,
            Self::Aunt | Self::Uncle | Self::AuntOrUncle => Self::NieceOrNephew,
            Self::Niece | Self::Nephew | Self::NieceOrNephew => Self::AuntOrUncle,
            Self::Friend => Self::Friend,
            Self::Neighbour => Self::Neighbour,
            Self::Other => Self::Other,
        }
    }

    /// The same without saying whether man or woman: parent for mother.
    ///
    /// ```
    /// use mutual_care::household::KinIs;
    /// assert_eq!(KinIs::Mother.general(), KinIs::Parent);
    /// ```
    pub const fn general(self) -> Self {
        self.inverse().inverse()
    }

    /// Whether it is of the family. Two people are one thing to each other in the family, and may be friends or
    /// neighbours besides.
    pub const fn is_family(self) -> bool {
        !matches!(self, Self::Friend | Self::Neighbour | Self::Other)
    }
}

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

/// A family relation between two people, seen from the one with the smaller id, and who has said so.
struct Stated {
    is: KinIs,
    first: usize,
    by_smaller: bool,
    by_greater: bool,
}

/// What contradicts itself among statements about people who are there, each with which of them tells it.
pub(super) fn contradictions(at: &Path<'_>, kin: &[Kin]) -> Vec<(usize, Problem)> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<Kin, usize> = BTreeMap::new();
    let mut family: BTreeMap<(PersonId, PersonId), Stated> = BTreeMap::new();
    for (index, statement) in kin.iter().enumerate() {
        let path = at.item(index);
        let mut tell = |kind, named: Named| found.push((index, Problem::at(&path, kind).naming(named)));
        if statement.person == statement.of {
            tell(&kind::KIN_OF_THEMSELF, statement.person.into());
            continue;
        }
        if let Some(&first) = seen.get(statement) {
            tell(&kind::KIN_TWICE, at.item(first).into());
            continue;
        }
        seen.insert(*statement, index);
        if !statement.is.is_family() {
            continue;
        }
        let smaller = statement.person < statement.of;
        let (pair, is) = if smaller {
            ((statement.person, statement.of), statement.is.general())
        } else {
            ((statement.of, statement.person), statement.is.inverse())
        };
        match family.get_mut(&pair) {
            None => {
                let stated = Stated { is, first: index, by_smaller: smaller, by_greater: !smaller };
                family.insert(pair, stated);
            }
            Some(stated) => {
                let first = at.item(stated.first).into();
                let side = if smaller { &mut stated.by_smaller } else { &mut stated.by_greater };
                if stated.is != is {
                    tell(&kind::KIN_CONTRADICTS, first);
                } else if *side {
                    tell(&kind::KIN_TWICE, first);
                }
                *side = true;
            }
        }
    }
    found.extend(own_ancestors(at, kin, &family));
    found
}

/// Nobody descends from themself: whoever is left when all without parents, and all without children, have been
/// taken away again and again stands on a circle or between two.
fn own_ancestors(
    at: &Path<'_>,
    kin: &[Kin],
    family: &BTreeMap<(PersonId, PersonId), Stated>,
) -> Option<(usize, Problem)> {
    let mut descents: BTreeSet<(PersonId, PersonId)> = family
        .iter()
        .filter_map(|(&(smaller, greater), stated)| match stated.is {
            KinIs::Parent | KinIs::Grandparent => Some((smaller, greater)),
            KinIs::Child | KinIs::Grandchild => Some((greater, smaller)),
            _ => None,
        })
        .collect();
    loop {
        let above: BTreeSet<PersonId> = descents.iter().map(|descent| descent.0).collect();
        let below: BTreeSet<PersonId> = descents.iter().map(|descent| descent.1).collect();
        let before = descents.len();
        descents.retain(|(parent, child)| below.contains(parent) && above.contains(child));
        if descents.len() == before {
            break;
        }
    }
    let on_circle = |statement: &Kin| {
        let pair = (statement.person, statement.of);
        descents.contains(&pair) || descents.contains(&(pair.1, pair.0))
    };
    let index = kin.iter().position(on_circle)?;
    let people: BTreeSet<AnyId> = descents.iter().map(|descent| descent.0.any()).collect();
    let people = Named::Ids(people.into_iter().collect());
    Some((index, Problem::at(&at.item(index), &kind::OWN_ANCESTORS).naming(people)))
}
