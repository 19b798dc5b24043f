//! What would make a plan hold: the smallest sets of additions, among those that could be had, each shown to be needed.
//!
//! Nobody can tell from a plan what else a family, a street or a council could bring; so whoever asks brings the
//! options. [`repair`] tries sets of them by number, each by a proof of its own. It takes no short cut, because there
//! is none: an earlier alarm or one more visit may make a plan fail that held (see [`prove`](super::prove())), so a
//! set may fail where a smaller one holds.

mod change;
mod input;
mod search;
mod words;

use alloc::boxed::Box;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

pub use change::{Change, ChangeProblem, with_changes};
pub use input::RepairOptions;
pub use search::{RepairError, repair};

use super::{Counterexample, Level, NotYet, Proven};
use crate::base::PrivateText;

/// One addition that could be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepairOption {
    /// What would change.
    pub change: Change,
    /// What people call it.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub label: PrivateText,
    /// What it costs, in pence, over whatever time whoever compares them has chosen; none if that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_pence: Option<u64>,
}

impl RepairOption {
    /// This change, at a cost that is not known.
    pub const fn new(change: Change) -> Self {
        Self { change, label: PrivateText::empty(), cost_pence: None }
    }
}

/// What would make a plan hold, or how far the options reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// The level that was wanted.
    pub wanted: Level,
    /// The plan as it is.
    pub as_it_is: Proven,
    /// The sets that reach the level, all of one number of options, the smallest there is: by cost, those of unknown
    /// cost last, then in the order of the options. At most [`SETS_LISTED`]. One empty set if the plan holds as it is;
    /// none if nothing that was tried reaches it.
    pub smallest: Vec<Mended>,
    /// How many more sets of that number reach it.
    pub more: usize,
    /// If nothing reaches it, the set that comes nearest: the greatest strength, harm to begin with only if there is
    /// nothing else; then the fewest options, the least cost, the order of the options.
    pub strongest: Option<Strongest>,
    /// How many sets were tried, and whether that is all.
    pub tried: SetsTried,
    /// The options, each by its place among those given, from 0, that were not tried: they are about a responder or a way of
    /// raising the alarm that is for other days than that of the week.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_on_this_day: Vec<usize>,
}

/// How many sets are listed at the most.
pub const SETS_LISTED: usize = 16;

/// A set that reaches the level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mended {
    /// Its options, each by its place among those given, from 0.
    pub options: Vec<usize>,
    /// What it costs; none if the cost of one of them is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_pence: Option<u64>,
    /// The proof with all of them.
    pub proven: Proven,
    /// For each of them, in order, what happens without it: that every one is needed.
    pub without: Vec<Without>,
}

/// What happens without one option of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Without {
    /// Which, by its place among those given.
    pub option: usize,
    /// What happens.
    pub then: Then,
}

/// What comes of a set with one option left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// The level is not reached.
    Fails(Box<Counterexample>),
    /// With nothing lost, critical needs come to harm.
    NotYet(Box<NotYet>),
    /// The others make no plan that fits without it: it brings what they are about.
    DoesNotFit,
}

/// The set that comes nearest, where none reaches the level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Strongest {
    /// Its options, each by its place among those given, from 0.
    pub options: Vec<usize>,
    /// What it costs; none if the cost of one of them is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_pence: Option<u64>,
    /// How far it holds, and how it fails.
    pub proven: Proven,
}

/// Whether everything was tried that could change the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SetsTried {
    /// Every set of at most as many options as the smallest that reach the level; if none does, every set.
    All {
        /// How many.
        sets: usize,
    },
    /// The bound came first. What is listed reaches the level and is of the smallest number, and there may be more of
    /// that number; if nothing is listed, a set that was not tried may reach it.
    NotAllTried {
        /// How many were tried.
        sets: usize,
        /// Every set of at most so many options was tried.
        complete_up_to: usize,
    },
}
