//! What does not fit in a plan: which part, and what would be right.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::base::{AnyId, EmergencyPlanId, NeedId, PersonId, ResponderId, SourceId, limits};

/// One thing that does not fit. Holds ids and numbers only, so it is safe in a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanProblem {
    /// An id that names something already.
    #[error("{0} names something already: expected each id once")]
    Twice(AnyId),
    /// More than the limit.
    #[error("expected at most {most} {what}")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// Minutes past the limit.
    #[error("{of}: expected `{field}` of at most {} minutes", limits::HORIZON_MIN)]
    Minutes {
        /// Of which part.
        of: AnyId,
        /// Which field.
        field: &'static str,
    },
    /// For no loss at all.
    #[error("{0} is for no loss: expected at least one source, or that it is for any")]
    ForNoLoss(AnyId),
    /// One source as two responders.
    #[error("{id:?} is a responder already: expected each source once")]
    RespondsTwice {
        /// Which.
        id: SourceId,
    },
    /// A stay of no minutes.
    #[error("{0:?} stays for 0 minutes: expected at least 1, or none given for as long as it takes")]
    StaysNotAtAll(ResponderId),
    /// No minute of a day.
    #[error("{0:?}: expected a minute of the day of 0 to 1439")]
    MinuteOfDay(ResponderId),
    /// No hands, or too many.
    #[error("{0:?}: expected 1 to {most} hands", most = limits::HANDS)]
    Hands(ResponderId),
    /// A price below nothing.
    #[error("{0:?}: expected prices of 0 pence or more")]
    Price(ResponderId),
    /// Two pages of one person.
    #[error("{0:?} has a page already: expected one page a person")]
    PageTwice(PersonId),
    /// A date out of range.
    #[error(
        "{0:?}: expected dates in the years {first} to {last}", first = limits::YEAR_FIRST, last = limits::YEAR_LAST
    )]
    Year(EmergencyPlanId),
    /// A source that the household's week does not know.
    #[error("{of} names {id:?}, which is not among the sources of the week: expected one that is")]
    UnknownSource {
        /// Which part names it.
        of: AnyId,
        /// The source.
        id: SourceId,
    },
    /// A need that the household's week does not know.
    #[error("{of} names {need:?}, which is not among the needs of the week: expected one that is")]
    UnknownNeed {
        /// Which part names it.
        of: AnyId,
        /// The need.
        need: NeedId,
    },
    /// Somebody who does not live there.
    #[error("{of} names {person:?}, who is no member of the household: expected one who is")]
    NotAMember {
        /// Which part names the person.
        of: AnyId,
        /// The person.
        person: PersonId,
    },
    /// A visit by somebody who lives there, or by a device.
    #[error("{of} waits for a visit by {id:?}: expected a person from outside or a provider")]
    VisitsFromInside {
        /// Which part.
        of: AnyId,
        /// The source.
        id: SourceId,
    },
    /// A member who takes somebody in.
    #[error("{0:?} is a member of the household and takes somebody in: expected a responder from outside")]
    MemberTakesIn(ResponderId),
    /// A responder who is to cover a need of their own.
    #[error("{responder:?} is to cover {need:?}, a need of their own: expected needs of others")]
    OwnNeed {
        /// Which responder.
        responder: ResponderId,
        /// The need.
        need: NeedId,
    },
    /// Hands for a need that the responder is not to cover.
    #[error("{responder:?} brings hands for {need:?}, which it does not cover: expected needs in `covers`")]
    HandsForNothing {
        /// Which responder.
        responder: ResponderId,
        /// The need.
        need: NeedId,
    },
    /// Hands for one need, said twice.
    #[error("{responder:?} says twice how many hands it brings for {need:?}: expected each need once")]
    HandsTwice {
        /// Which responder.
        responder: ResponderId,
        /// The need.
        need: NeedId,
    },
}

impl PlanProblem {
    /// Whether the plan names what is not in the household's week on the day: it may have ended, moved out or died.
    /// A plan that does is read all the same, and only what names it does not count.
    pub const fn is_gone(&self) -> bool {
        matches!(self, Self::UnknownSource { .. } | Self::UnknownNeed { .. } | Self::NotAMember { .. })
    }
}

/// Problems as they are found, each with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PlacedProblems {
    problems: Vec<PlanProblem>,
    places: Vec<String>,
}

impl PlacedProblems {
    /// A problem at a place in the plan, such as `responders[2].covers[1]`.
    pub(super) fn at(&mut self, place: String, problem: PlanProblem) {
        self.problems.push(problem);
        self.places.push(place);
    }

    pub(super) fn into_result<T>(self, fits: T) -> Result<T, PlanProblems> {
        if self.problems.is_empty() { Ok(fits) } else { Err(PlanProblems(self)) }
    }
}

/// Everything that does not fit, in the order of the plan. Printed as `place: what would be right`, a line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanProblems(PlacedProblems);

impl PlanProblems {
    /// Each of them.
    pub fn iter(&self) -> core::slice::Iter<'_, PlanProblem> {
        self.0.problems.iter()
    }

    /// Each of them with its place in the plan, such as `responders[2].covers[1]`. Lists are counted from 0.
    pub fn placed(&self) -> impl Iterator<Item = (&str, &PlanProblem)> {
        self.0.places.iter().map(String::as_str).zip(&self.0.problems)
    }
}

impl<'a> IntoIterator for &'a PlanProblems {
    type Item = &'a PlanProblem;
    type IntoIter = core::slice::Iter<'a, PlanProblem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for PlanProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, (place, problem)) in self.placed().enumerate() {
            let separator = if nth == 0 { "" } else { "\n" };
            write!(f, "{separator}{place}: {problem}")?;
        }
        Ok(())
    }
}

impl core::error::Error for PlanProblems {}
