//! What does not fit in a plan that was handed over with its household: where, and what would be right.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::PlanProblem;
use crate::base::{HouseholdId, SourceId, limits};
use crate::household::InputProblem;

/// One thing that does not fit. Holds places, ids and numbers only, so it is safe in a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EmergencyInputProblem {
    /// In the household.
    #[error(transparent)]
    Household(InputProblem),
    /// In the plan, or between it and the household's week.
    #[error("{problem}")]
    Plan {
        /// Where it stands.
        place: String,
        /// What it is.
        problem: PlanProblem,
    },
    /// The plan is for another household than the one in the file.
    #[error("expected the id of the household in this file, {household:?}")]
    OtherHousehold {
        /// The one in the file.
        household: HouseholdId,
    },
    /// A loss that is planned, of something that is not in the week.
    #[error("{id:?} is not among the sources of the week: expected one that is")]
    NotPlannable {
        /// Its place in the list, if it stands there alone: the list is kept as a set, without its order.
        item: Option<usize>,
        /// The source.
        id: SourceId,
    },
    /// A date out of range.
    #[error("expected a date in the years {} to {}", limits::YEAR_FIRST, limits::YEAR_LAST)]
    Year,
}

impl EmergencyInputProblem {
    /// Where it stands in the file, such as `plan.responders[2].covers[1]`. Lists are counted from 0.
    pub fn place(&self) -> String {
        match self {
            Self::Household(problem) => format!("household.v1.{}", problem.place()),
            Self::Plan { place, .. } => place.clone(),
            Self::OtherHousehold { .. } => "plan.household".to_string(),
            Self::NotPlannable { item: Some(item), .. } => format!("question.as_planned[{item}]"),
            Self::NotPlannable { item: None, .. } => "question.as_planned".to_string(),
            Self::Year => "on".to_string(),
        }
    }
}

/// Everything that does not fit. Printed as `place: what would be right; …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyInputProblems(Vec<EmergencyInputProblem>);

impl EmergencyInputProblems {
    pub(super) const fn new(found: Vec<EmergencyInputProblem>) -> Self {
        Self(found)
    }

    /// All of them.
    pub fn iter(&self) -> core::slice::Iter<'_, EmergencyInputProblem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a EmergencyInputProblems {
    type Item = &'a EmergencyInputProblem;
    type IntoIter = core::slice::Iter<'a, EmergencyInputProblem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for EmergencyInputProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, problem) in self.0.iter().enumerate() {
            let separator = if nth == 0 { "" } else { "; " };
            write!(f, "{separator}{}: {problem}", problem.place())?;
        }
        Ok(())
    }
}

impl core::error::Error for EmergencyInputProblems {}
