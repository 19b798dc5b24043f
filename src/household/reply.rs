//! What people answer when they are asked.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::Times;
use crate::base::{ArrangementId, NeedId, Told, codes, limits, wire};
use crate::need::Ability;

codes! {
    /// What somebody is asked about themself.
    pub enum Topic: "what somebody is asked about themself" {
        /// Whether they see themself as a carer. Many who care do not.
        SeesSelfAsCarer = "sees_self_as_carer", "sees themself as a carer";
        /// Whether they would help, or help more. What a brother or sister is asked.
        WouldHelp = "would_help", "would help, or help more";
        /// Whether they want to go on living together.
        WantsToGoOnTogether = "wants_to_go_on_together", "wants to go on living together";
        /// Whether they are afraid that asking for help would part them.
        AfraidOfBeingParted = "afraid_of_being_parted", "is afraid of being parted";
    }
}

/// One reply. *Not asked* is none: whoever was asked and does not know, or would rather not say, has answered.
///
/// ```
/// use mutual_care::household::Reply;
/// let reply: Reply = serde_json::from_str(
///     r#"{"willing_later": {"arrangement": "6f2c1a3e-0000-4000-8000-000000000201", "told": {"not_known": "declined"}}}"#,
/// )?;
/// assert!(!reply.is_open());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Reply {
    /// Able now?
    AbleNow {
        /// To give this.
        arrangement: ArrangementId,
        /// The answer.
        told: Told<Ability>,
    },
    /// Willing now?
    WillingNow {
        /// To give this.
        arrangement: ArrangementId,
        /// The answer.
        told: Told<bool>,
    },
    /// Likely to continue to be able?
    AbleLater {
        /// To give this.
        arrangement: ArrangementId,
        /// The answer.
        told: Told<Ability>,
    },
    /// Likely to continue to be willing?
    WillingLater {
        /// To give this.
        arrangement: ArrangementId,
        /// The answer.
        told: Told<bool>,
    },
    /// Done now, all the same? Asked of help whose giver is not able or not willing.
    DoneNow {
        /// This.
        arrangement: ArrangementId,
        /// The answer.
        told: Told<bool>,
    },
    /// Which of the giver's own needs must be met for the giver to give?
    ReliesOn {
        /// This.
        arrangement: ArrangementId,
        /// The answer. The empty list says: on nothing.
        told: Told<NeedList>,
    },
    /// When in the week does the need arise?
    WhenItArises {
        /// Which need.
        need: NeedId,
        /// The answer.
        told: Told<Times>,
    },
    /// Something about the person asked.
    Themself {
        /// What.
        topic: Topic,
        /// The answer.
        told: Told<bool>,
    },
}

impl Reply {
    /// Whether it says that nobody has asked, which is no answer.
    pub fn is_open(&self) -> bool {
        match self {
            Self::AbleNow { told, .. } | Self::AbleLater { told, .. } => told.is_open(),
            Self::WillingNow { told, .. }
            | Self::WillingLater { told, .. }
            | Self::DoneNow { told, .. }
            | Self::Themself { told, .. } => told.is_open(),
            Self::ReliesOn { told, .. } => told.is_open(),
            Self::WhenItArises { told, .. } => told.is_open(),
        }
    }

    /// The arrangement it is about, if it is about one.
    pub const fn arrangement(&self) -> Option<ArrangementId> {
        match self {
            Self::AbleNow { arrangement, .. }
            | Self::WillingNow { arrangement, .. }
            | Self::AbleLater { arrangement, .. }
            | Self::WillingLater { arrangement, .. }
            | Self::DoneNow { arrangement, .. }
            | Self::ReliesOn { arrangement, .. } => Some(*arrangement),
            Self::WhenItArises { .. } | Self::Themself { .. } => None,
        }
    }
}

/// Needs that somebody names, in order of id, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct NeedList(Vec<NeedId>);

impl NeedList {
    /// These needs.
    pub fn new(mut needs: Vec<NeedId>) -> Self {
        needs.sort_unstable();
        needs.dedup();
        Self(needs)
    }

    /// The needs.
    pub fn needs(&self) -> &[NeedId] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for NeedList {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::list(deserializer, limits::NEEDS, "needs").map(Self::new)
    }
}
