//! A live referral that comes in from elsewhere.

use alloc::boxed::Box;

use serde::{Deserialize, Serialize};

use super::guards::{about, not_before, seen_fits, submitting_fits};
use super::{
    AcceptedByManager, AdmittedInEmergency, HomeSeen, MovingInAgreed, Referral, ReferralCase, Status,
    SubmittedToHome, WorryAnswered, WorryRaised, deciding, emergency, guards,
};
use alloc::vec::Vec;

use crate::base::{limits, wire};
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
    /// Every worry that was raised there, in order, with what came of it. They are numbered from 1, as here.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "worries")]
    pub worries: Vec<KnownWorry>,
}

/// A worry of a live referral, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownWorry {
    /// What was said, and whose it is.
    pub raised: WorryRaised,
    /// What came of it, if anybody has looked at it: `worry` is its place in the list, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<WorryAnswered>,
}

fn worries<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<KnownWorry>, D::Error> {
    wire::list(d, limits::FEW, "worries")
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
        worries_fit(&bare, &known.worries),
    ])?;
    Ok(ReferralCase::as_known(known))
}

/// Each worry as it would have been raised and answered here.
fn worries_fit(bare: &ReferralCase, worries: &[KnownWorry]) -> Result<(), Misfit> {
    let about = about(bare);
    let mut so_far = bare.clone();
    let few = Misfit::unless(worries.len() <= limits::FEW, "expected at most 64 worries", &about);
    worries.iter().fold(few, |fits, worry| {
        let raised =
            Misfit::all([not_before(bare, worry.raised.on), guards::worrying_fits(&so_far, &worry.raised)]);
        so_far.worry(&worry.raised);
        let answered = worry.answered.as_ref().map_or(Ok(()), |answered| {
            let last = so_far.worries.last().is_some_and(|last| last.number == answered.worry);
            Misfit::all([
                Misfit::unless(last, "expected `worry` to be the place of the worry in the list", &about),
                guards::answering_fits(&so_far, answered),
            ])
        });
        Misfit::all([fits, raised, answered])
    })
}
