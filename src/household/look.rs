//! A look for mutual caring, and the signs as they stand by it.

use chrono::NaiveDate;

use super::SignsEvidence;

/// Whether anybody has looked for mutual caring in a household, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// Nobody has looked.
    NotLookedAt,
    /// Somebody looked, and there was no sign.
    LookedAndNone {
        /// When.
        on: NaiveDate,
    },
    /// There are signs, not yet confirmed with the people.
    Signs {
        /// Since when they are known.
        on: NaiveDate,
    },
    /// It is confirmed: each cares for the other, or each depends on the other.
    Confirmed {
        /// When.
        on: NaiveDate,
    },
    /// It is watched, to be looked at again.
    WatchedUntil {
        /// When that was decided.
        on: NaiveDate,
        /// The day on which to look again.
        until: NaiveDate,
    },
}

impl Signs {
    /// The day of the last look; none if nobody has looked.
    pub const fn looked_on(self) -> Option<NaiveDate> {
        match self {
            Self::NotLookedAt => None,
            Self::LookedAndNone { on }
            | Self::Signs { on }
            | Self::Confirmed { on }
            | Self::WatchedUntil { on, .. } => Some(on),
        }
    }
}

/// One look, or one decision to watch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) what: Looked,
    /// Its place in the order of recording: what was recorded after it, the look did not know.
    pub(super) recorded: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Looked {
    Found(SignsEvidence),
    Watched { until: NaiveDate },
}
