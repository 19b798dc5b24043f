//! How a referral begins: submitted, or live already and taken over from elsewhere.

use alloc::boxed::Box;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::guards::{dated, day_of, days_of};
use super::{
    AcceptedByManager, AdmittedInEmergency, HomeSeen, MovingInAgreed, Policy, Referral, ReferralCase, Status,
    SubmittedToHome, WorryAnswered, WorryRaised, rules,
};
use crate::base::{AnyId, Findings, IdKind, Stamp, limits, wire};
use crate::machine::{Accept, Asked, Misfit, Opens, TakenOver, TakesOver};
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

impl Opens<SubmittedToHome> for ReferralCase {
    fn findings(event: &SubmittedToHome, asked: &Asked<'_, Policy>) -> Findings {
        let case = ReferralCase::submitted(event);
        let unset = asked.policy().answer_within.is_none();
        let unset = unset.then(|| rules::not_set("answer_within", &rules::ANSWER_OWED));
        let said = case.recorded_before(event.on, "what the child said", day_of(&event.child.own_view));
        case.with(unset.into_iter().chain(said))
    }

    /// A closed referral is taken up again by another one, and no referral by itself.
    fn another_record(event: &SubmittedToHome) -> Option<AnyId> {
        event.reopens.map(|closed| closed.id)
    }

    fn open(event: &SubmittedToHome, _: &Stamp) -> Result<Self, Misfit> {
        submitting_fits(event)?;
        Ok(Self::submitted(event))
    }
}

/// Live referrals come in as they are known.
impl TakesOver for ReferralCase {
    fn findings(taken: &TakenOver<Referral>, _: &Asked<'_, Policy>) -> Findings {
        Self::as_known(&taken.as_known).every_step()
    }

    fn another_record(taken: &TakenOver<Referral>) -> Option<AnyId> {
        taken.as_known.submitted.reopens.map(|closed| closed.id)
    }

    fn take_over(taken: &TakenOver<Referral>, _: &Stamp) -> Result<Self, Misfit> {
        taken_over_fits(taken)?;
        Ok(Self::as_known(&taken.as_known))
    }
}

impl ReferralCase {
    fn as_known(known: &AsKnown) -> Self {
        let mut case = Self::submitted(&known.submitted);
        for provided in &known.provided {
            case.provided.insert(provided.what, *provided);
        }
        if let Some(seen) = &known.seen {
            case.see(seen, None);
        }
        for worry in &known.worries {
            case.worry(&worry.raised);
            if let (Some(answered), Some(last)) = (&worry.answered, case.worries.last_mut()) {
                last.answered = Some(answered.clone());
            }
        }
        if let Some(emergency) = &known.emergency {
            case.admit(emergency);
        }
        case.accepted.clone_from(&known.accepted);
        case.date.clone_from(&known.date);
        let days = [known.emergency.as_ref().map(|it| it.on), known.accepted.as_ref().map(|it| it.on)];
        let days = days.into_iter().chain([known.date.as_ref().map(|it| it.on)]).flatten();
        let worried = known.worries.iter().flat_map(|worry| {
            [Some(worry.raised.on), worry.answered.as_ref().map(|answered| answered.on)].into_iter().flatten()
        });
        let days = days.chain(worried);
        case.last_on = days.fold(case.last_on, Ord::max);
        case
    }
}

fn submitting_fits(event: &SubmittedToHome) -> Result<(), Misfit> {
    let about = [event.home.any(), event.child.id.any()];
    Misfit::all([
        dated(&about, days_of(&event.child).chain([event.wanted_on])),
        Misfit::unless(event.wanted_on >= event.on, "expected `wanted_on` no earlier than `on`", &about),
        Misfit::unless(
            event.reopens.is_none_or(|closed| closed.id.kind() == IdKind::Referral),
            "expected `reopens` to be a referral",
            &about,
        ),
        Misfit::unless(
            event.siblings.iter().all(|sibling| sibling.child != event.child.id),
            "expected `siblings` to be referrals of other children",
            &about,
        ),
    ])
}

/// What a live case brings, each as the event it stands for would have been asked.
fn taken_over_fits(taken: &TakenOver<Referral>) -> Result<(), Misfit> {
    let known = &taken.as_known;
    submitting_fits(&known.submitted)?;
    let bare = ReferralCase::submitted(&known.submitted);
    let about = bare.ids();
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
        seen.as_ref().map_or(Ok(()), |seen| bare.seen_fits(seen)),
        known
            .accepted
            .as_ref()
            .map_or(Ok(()), |accepted| Misfit::all([bare.not_before(accepted.on), bare.fits(accepted)])),
        date.as_ref().map_or(Ok(()), |date| Misfit::all([bare.not_before(date.on), bare.fits(date)])),
        admitted
            .as_ref()
            .map_or(Ok(()), |event| Misfit::all([bare.not_before(event.on), bare.fits(&**event)])),
        worries_fit(&bare, &known.worries),
    ])
}

/// Each worry as it would have been raised and answered here.
fn worries_fit(bare: &ReferralCase, worries: &[KnownWorry]) -> Result<(), Misfit> {
    let about = bare.ids();
    let mut so_far = bare.clone();
    let few = Misfit::unless(worries.len() <= limits::FEW, "expected at most 64 worries", &about);
    worries.iter().fold(few, |fits, worry| {
        let raised = Misfit::all([bare.not_before(worry.raised.on), so_far.fits(&worry.raised)]);
        so_far.worry(&worry.raised);
        let answered = worry.answered.as_ref().map_or(Ok(()), |answered| {
            let last = so_far.worries.last().is_some_and(|last| last.number == answered.worry);
            Misfit::all([
                Misfit::unless(last, "expected `worry` to be the place of the worry in the list", &about),
                so_far.fits(answered),
            ])
        });
        Misfit::all([fits, raised, answered])
    })
}
