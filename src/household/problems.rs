//! What does not fit in a household that was handed over: where, and what would be right.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::base::{AnyId, NeedId, PersonId, SourceId, limits};

/// Where in a file something stands, written as `arrangements[3].for`. Lists are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    list: &'static str,
    index: Option<usize>,
    field: Option<(&'static str, Option<usize>)>,
}

impl Place {
    /// A whole list, or a field that is no list.
    pub(super) const fn of(list: &'static str) -> Self {
        Self { list, index: None, field: None }
    }

    /// An element of a list.
    pub(super) const fn at(list: &'static str, index: usize) -> Self {
        Self { list, index: Some(index), field: None }
    }

    /// Orders places as they stand in a file: by list and element.
    pub(super) fn in_file(&self) -> (Option<usize>, Option<usize>) {
        const LISTS: [&str; 6] = ["as_at", "people", "kin", "services", "needs", "arrangements"];
        (LISTS.iter().position(|list| *list == self.list), self.index)
    }

    /// A field of that element.
    pub(super) const fn field(self, field: &'static str) -> Self {
        Self { field: Some((field, None)), ..self }
    }

    /// An element of that field.
    pub(super) const fn item(self, field: &'static str, item: usize) -> Self {
        Self { field: Some((field, Some(item))), ..self }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.list)?;
        if let Some(index) = self.index {
            write!(f, "[{index}]")?;
        }
        if let Some((field, item)) = self.field {
            write!(f, ".{field}")?;
            if let Some(item) = item {
                write!(f, "[{item}]")?;
            }
        }
        Ok(())
    }
}

/// One thing that does not fit. Holds places, ids and numbers only, so it is safe in a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InputProblem {
    /// More than the limit.
    #[error("expected at most {most} {what}")]
    TooMany {
        /// The list.
        place: Place,
        /// What there are too many of.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// An id that names something else already. People and services share one space of ids.
    #[error("{id} names something already: expected each id once, among people and services too")]
    Twice {
        /// Where it stands again.
        place: Place,
        /// The id.
        id: AnyId,
    },
    /// A person who is not among the people.
    #[error("{id:?} is not among the people: expected the id of one who is")]
    UnknownPerson {
        /// Where the id stands.
        place: Place,
        /// The id.
        id: PersonId,
    },
    /// A need of somebody who never lives here.
    #[error("{id:?} lives elsewhere: expected a person who lives here, at least for a time")]
    NeedFromOutside {
        /// Where the id stands.
        place: Place,
        /// The person.
        id: PersonId,
    },
    /// A source that is neither a person nor a service.
    #[error("{id:?} is neither among the people nor among the services: expected the id of one that is")]
    UnknownSource {
        /// Where the id stands.
        place: Place,
        /// The id.
        id: SourceId,
    },
    /// A need that is not there.
    #[error("{id:?} is not among the needs: expected the id of one that is")]
    UnknownNeed {
        /// Where the id stands.
        place: Place,
        /// The id.
        id: NeedId,
    },
    /// An arrangement for the giver's own need.
    #[error("{id:?} is the giver's own need: expected a need of somebody else")]
    OwnNeed {
        /// Where the id stands.
        place: Place,
        /// The need.
        id: NeedId,
    },
    /// Reliance on a need that is not the giver's.
    #[error("{id:?} is not the giver's own need: expected needs of whoever gives")]
    ReliesOnOthers {
        /// Where the id stands.
        place: Place,
        /// The need.
        id: NeedId,
    },
    /// Somebody who is able only while they support themself.
    #[error("{id:?} is the giver: expected another source as the one that supports")]
    SupportsThemself {
        /// Where it stands.
        place: Place,
        /// The giver.
        id: SourceId,
    },
    /// No hands, or too many.
    #[error("expected a whole number from 1 to {}", limits::HANDS)]
    Hands {
        /// Where it stands.
        place: Place,
    },
    /// A date out of range.
    #[error("expected a date in the years {} to {}", limits::YEAR_FIRST, limits::YEAR_LAST)]
    Year {
        /// Where it stands.
        place: Place,
    },
    /// Somebody who was born after the day as at which it was written down.
    #[error("expected a date of birth no later than `as_at`")]
    NotBornYet {
        /// Where it stands.
        place: Place,
    },
    /// Somebody who is kin to themself.
    #[error("{person:?} stands on both sides: expected two different people")]
    KinOfThemself {
        /// The statement.
        place: Place,
        /// The person.
        person: PersonId,
    },
    /// What was said before.
    #[error("this side of the two has been told at {first}: expected it once")]
    KinTwice {
        /// The statement.
        place: Place,
        /// The one before.
        first: Place,
    },
    /// What cannot be together with what was said before.
    #[error("it contradicts {first}: expected what fits from both sides, such as `mother` and `son`")]
    KinContradicts {
        /// The statement.
        place: Place,
        /// The one before.
        first: Place,
    },
    /// People who would come before themselves.
    #[error("by this and other statements {} would descend from themselves: expected nobody to", ids(.people))]
    OwnAncestors {
        /// The first of the statements.
        place: Place,
        /// The people, in order of id.
        people: Vec<PersonId>,
    },
}

fn ids(people: &[PersonId]) -> String {
    let texts: Vec<String> = people.iter().map(|person| alloc::format!("{person:?}")).collect();
    texts.join(" and ")
}

impl InputProblem {
    /// Where it stands.
    pub const fn place(&self) -> Place {
        match self {
            Self::TooMany { place, .. }
            | Self::Twice { place, .. }
            | Self::UnknownPerson { place, .. }
            | Self::NeedFromOutside { place, .. }
            | Self::UnknownSource { place, .. }
            | Self::UnknownNeed { place, .. }
            | Self::OwnNeed { place, .. }
            | Self::ReliesOnOthers { place, .. }
            | Self::SupportsThemself { place, .. }
            | Self::Hands { place }
            | Self::Year { place }
            | Self::NotBornYet { place }
            | Self::KinOfThemself { place, .. }
            | Self::KinTwice { place, .. }
            | Self::KinContradicts { place, .. }
            | Self::OwnAncestors { place, .. } => *place,
        }
    }
}

/// Everything that does not fit, in the order of the file. Printed as `place: what would be right; …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputProblems(Vec<InputProblem>);

impl InputProblems {
    /// What was found, if anything was.
    pub(super) fn none_or(found: Vec<InputProblem>) -> Result<(), Self> {
        if found.is_empty() { Ok(()) } else { Err(Self(found)) }
    }

    /// All of them.
    pub fn iter(&self) -> core::slice::Iter<'_, InputProblem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a InputProblems {
    type Item = &'a InputProblem;
    type IntoIter = core::slice::Iter<'a, InputProblem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for InputProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, problem) in self.0.iter().enumerate() {
            let separator = if nth == 0 { "" } else { "; " };
            write!(f, "{separator}{}: {problem}", problem.place())?;
        }
        Ok(())
    }
}

impl core::error::Error for InputProblems {}
