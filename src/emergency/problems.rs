//! What does not fit in a plan: which part, and what would be right.

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
}

/// Everything that does not fit, in the order of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanProblems(Vec<PlanProblem>);

impl PlanProblems {
    pub(super) const fn new(found: Vec<PlanProblem>) -> Self {
        Self(found)
    }

    /// Each of them.
    pub fn iter(&self) -> core::slice::Iter<'_, PlanProblem> {
        self.0.iter()
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
        for (place, problem) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl core::error::Error for PlanProblems {}
