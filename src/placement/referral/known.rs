//! A live referral that comes in from elsewhere.

use alloc::boxed::Box;

use serde::{Deserialize, Serialize};

use super::guards::{about, not_before, seen_fits, submitting_fits};
use super::{
    AcceptedByManager, AdmittedInEmergency, HomeSeen, MovingInAgreed, Referral, ReferralCase, Status,
    SubmittedToHome, deciding, emergency,
};
use crate::machine::{Misfit, TakenOver};
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

/// What a live case brings, each as the event it stands for would have been asked.
pub(super) fn taken_over_fits(taken: &TakenOver<Referral>) -> Result<ReferralCase, Misfit> {
    let known = &taken.as_known;
    submitting_fits(&known.submitted)?;
    let bare = ReferralCase::submitted(&known.submitted);
    let about = about(&bare);
    let accepted = matches!(taken.status, Status::Accepted | Status::DateAgreed);
    let AsKnown { seen, emergency: admitted, date, .. } = known;
    Misfit::all([
        Misfit::unless(
            known.accepted.is_some() == accepted,
            "expected `accepted` for a referral that is accepted, and for no other",
            &about,
        ),
        Misfit::unless(
            date.is_some() == (taken.status == Status::DateAgreed),
            "expected `date` where the moving-in date is agreed, and nowhere else",
            &about,
        ),
        Misfit::unless(
            admitted.is_some() == (taken.status == Status::EmergencyAdmitted),
            "expected `emergency` for a child admitted in an emergency, and for no other",
            &about,
        ),
        seen.as_ref().map_or(Ok(()), |seen| seen_fits(&bare, seen)),
        known.accepted.as_ref().map_or(Ok(()), |accepted| {
            Misfit::all([not_before(&bare, accepted.on), deciding::accepting_fits(&bare, accepted)])
        }),
        date.as_ref().map_or(Ok(()), |date| {
            Misfit::all([not_before(&bare, date.on), deciding::agreeing_fits(&bare, date)])
        }),
        admitted.as_ref().map_or(Ok(()), |event| {
            Misfit::all([not_before(&bare, event.on), emergency::admitting_fits(&bare, event)])
        }),
    ])?;
    Ok(ReferralCase::as_known(known))
}
