//! A live referral that comes in from elsewhere.

use alloc::boxed::Box;

use serde::{Deserialize, Serialize};

use super::{AcceptedByManager, AdmittedInEmergency, HomeSeen, MovingInAgreed, SubmittedToHome};
use crate::placement::{Few, Provided};

/// A live referral, as it is known where it comes from. What is not in it counts as not there, and is gathered here
/// before the next step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsKnown {
    /// As it was submitted, with what is known of the child by now.
    pub submitted: SubmittedToHome,
    /// The parts of the information that were provided.
    #[serde(default, skip_serializing_if = "nothing")]
    pub provided: Few<Provided>,
    /// The home on the planned date, if somebody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<HomeSeen>,
    /// The decision, for a referral that is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<AcceptedByManager>,
    /// The moving-in date, where it is agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<MovingInAgreed>,
    /// The emergency admission, for a child who lives there since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<Box<AdmittedInEmergency>>,
}

fn nothing(provided: &Few<Provided>) -> bool {
    provided.is_empty()
}
