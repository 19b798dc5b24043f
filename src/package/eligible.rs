//! Needs that have to be met, and how one is met that no line meets.

use serde::{Deserialize, Serialize};

use crate::base::{NeedId, Told, wire};

/// A need that was found to be eligible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "an eligible need: an object with `need`, and `otherwise` if no line meets it")]
pub struct EligibleNeed {
    /// Which.
    pub need: NeedId,
    /// Why no line has to meet it; none: one has to.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub otherwise: Option<Otherwise>,
}

/// Why no line has to meet an eligible need. It counts only where what it rests on is known to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[serde(expecting = "how it is met otherwise: an object with `carer`, with `declines` or with `no_duty`")]
pub enum Otherwise {
    /// A carer meets it (Care Act 2014 s.18(7)). It stays eligible.
    Carer {
        /// Whether that carer is willing and able to.
        #[serde(default, skip_serializing_if = "Told::is_open")]
        willing_and_able: Told<bool>,
    },
    /// The person does not want this help.
    Declines {
        /// Whether with capacity to decide that.
        #[serde(default, skip_serializing_if = "Told::is_open")]
        with_capacity: Told<bool>,
    },
    /// There is no duty to meet it.
    NoDuty {
        /// Whether written reasons and advice were given (s.24(2)).
        #[serde(default, skip_serializing_if = "Told::is_open")]
        reasons_given: Told<bool>,
    },
}

impl Otherwise {
    /// Whether what it rests on is known to be so.
    pub const fn is_known_to_hold(self) -> bool {
        let (Self::Carer { willing_and_able: told }
        | Self::Declines { with_capacity: told }
        | Self::NoDuty { reasons_given: told }) = self;
        matches!(told, Told::Known(true))
    }
}
