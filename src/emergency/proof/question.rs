//! What is asked of a plan.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::Absence;
use crate::base::{MINUTES_PER_DAY, SourceId, codes, limits, wire};
use crate::support::{AWAKE_MOST_MIN, HORIZON_72_HOURS};

codes! {
    /// How much may go wrong at once without critical harm, at any minute of the week.
    pub enum Level: "a level" {
        /// Any one source is lost.
        One = "1", "any one of them lost";
        /// Any one source is lost, and at most one responder does not answer.
        Two = "2", "any one of them lost, and one responder does not answer";
        /// Any one or two sources are lost, and at most one responder does not answer.
        Three = "3", "any one or two of them lost, and one responder does not answer";
    }
}

impl Level {
    /// 1, 2 or 3.
    pub const fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }

    /// How many sources are lost at the most.
    pub const fn most_lost(self) -> usize {
        match self {
            Self::One | Self::Two => 1,
            Self::Three => 2,
        }
    }

    /// Whether one responder may not answer.
    pub const fn one_may_not_answer(self) -> bool {
        matches!(self, Self::Two | Self::Three)
    }
}

/// What is asked: up to which level, over how many minutes, which losses are planned, and who is away meanwhile.
///
/// ```
/// use mutual_care::emergency::{Level, ProofQuestion};
/// let question = ProofQuestion::default();
/// assert_eq!((question.level, question.horizon_min), (Level::One, 72 * 60));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofQuestion {
    /// The level that is asked for. All levels are tried, whatever is asked, up to the first that fails.
    #[serde(default = "one")]
    pub level: Level,
    /// How many minutes after the loss are looked at; 72 hours unless said.
    #[serde(default = "seventy_two_hours")]
    pub horizon_min: u32,
    /// Sources that are lost as planned (an operation, a holiday): if all that is lost is, there is no alarm and
    /// nobody waits.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty", deserialize_with = "sources")]
    pub as_planned: BTreeSet<SourceId>,
    /// Who is away as planned, from when until when: the days are walked through as they are, and every loss is one besides.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub absence: Option<Absence>,
    /// For how many minutes within 24 hours one responder who stays may be needed: whoever may be needed for longer gets no
    /// rest, and is named. 16 hours unless said, and at most 24.
    #[serde(
        default = "sixteen_hours",
        skip_serializing_if = "is_sixteen_hours",
        deserialize_with = "minutes_of_a_day"
    )]
    pub awake_most_min: u32,
}

impl Default for ProofQuestion {
    fn default() -> Self {
        Self {
            level: one(),
            horizon_min: HORIZON_72_HOURS,
            as_planned: BTreeSet::new(),
            absence: None,
            awake_most_min: sixteen_hours(),
        }
    }
}

const fn one() -> Level {
    Level::One
}

const fn seventy_two_hours() -> u32 {
    HORIZON_72_HOURS
}

pub(super) const fn sixteen_hours() -> u32 {
    AWAKE_MOST_MIN
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) const fn is_sixteen_hours(minutes: &u32) -> bool {
    *minutes == sixteen_hours()
}

fn minutes_of_a_day<'de, D: Deserializer<'de>>(d: D) -> Result<u32, D::Error> {
    let minutes = u32::deserialize(d)?;
    if minutes <= u32::from(MINUTES_PER_DAY) {
        return Ok(minutes);
    }
    Err(D::Error::custom("expected at most 1440 minutes within 24 hours"))
}

pub(super) fn sources<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeSet<SourceId>, D::Error> {
    let list: Vec<SourceId> = wire::list(d, limits::SOURCES, "sources")?;
    Ok(list.into_iter().collect())
}
