//! What can happen to an emergency plan while nothing is wrong.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::Activated;
use crate::agreement::{ProofGiven, RiskAccepted};
use crate::base::{
    EmergencyPlanId, PersonId, PrivateText, RecordRef, ResponderId, Said, codes, limits, wire,
};
use crate::emergency::Plan;

/// The plan was drawn up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawnUp {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The plan.
    pub plan: Box<Plan>,
    /// Everyone it is about: whoever is in need, gives help, or is both.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
}

/// The plan went to people it is about, and to responders. Whoever is not named has it not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedWith {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The people it is about who got it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// The responders who got it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "responders")]
    pub responders: Vec<ResponderId>,
}

/// Everybody the plan is about was asked, and it is proven, or somebody accepts the risk that it is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreedTo {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What each of them says, or who says it for them. Who is missing was not asked.
    #[serde(deserialize_with = "says")]
    pub says: Vec<Said>,
    /// The proof of this very version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofGiven>,
    /// Who accepts that there is none, or one that fails, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<RiskAccepted>,
    /// The care package that it counts on and that is proposed so far: the plan becomes active with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_proposed_package: Option<RecordRef>,
}

/// The plan is what counts from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BecameActive {
    /// Since when.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The care package that became active with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_package: Option<RecordRef>,
}

/// The plan says something else: a new version, to which nobody has agreed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanChanged {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The plan as it is now.
    pub plan: Box<Plan>,
    /// Everyone it is about now.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
}

/// Names, numbers and other words in the plan were put right, and nothing else: it is the same version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsPutRight {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The plan as it is now. Its fingerprint, in which no private text stands, is the same.
    pub plan: Box<Plan>,
}

/// The same version was proven again, for the week as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvenAnew {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The proof.
    pub proof: ProofGiven,
}

/// Somebody whom the plan is about agrees to it no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonWithdrew {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who.
    pub person: PersonId,
    /// What they want instead, if they said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants: Option<PrivateText>,
}

codes! {
    /// Why a responder comes no longer.
    pub enum WithdrewBecause: "why a responder comes no longer" {
        /// They do not wish to.
        NotWilling = "not_willing", "does not wish to";
        /// They cannot: ill themselves, another job.
        NotAble = "not_able", "is not able to";
        /// They have moved away or died, or the service is closed.
        Gone = "gone", "is not there any more";
    }
}

/// A responder comes no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponderWithdrew {
    /// Since when.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who.
    pub responder: ResponderId,
    /// Why.
    pub because: WithdrewBecause,
}

/// The plan was looked at again with those it is about, and stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// By when it is to be reviewed next, if that was settled.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub next_by: Option<NaiveDate>,
}

codes! {
    /// What a plan got wrong when it was needed.
    pub enum WrongPart: "what a plan got wrong" {
        /// Nobody noticed as soon as the plan said.
        Alarm = "alarm", "how anyone finds out";
        /// A number, an address or a name was wrong.
        Contact = "contact", "a number or an address";
        /// Somebody could not be reached when the plan said they could.
        Reach = "reach", "when somebody can be reached";
        /// Somebody came later than the plan said.
        Arrival = "arrival", "when somebody arrives";
        /// Somebody left earlier than the plan said.
        Stay = "stay", "how long somebody stays";
        /// A need was forgotten, or said wrongly.
        Need = "need", "what is needed";
        /// What is to be known about medicines was missing or wrong.
        Medicines = "medicines", "the medicines";
        /// Nobody could get in.
        Keys = "keys", "getting in";
        /// Somebody was not treated as they wish.
        Wishes = "wishes", "somebody's wishes";
        /// Something else.
        Other = "other", "something else";
    }
}

/// One thing that the plan got wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundWrong {
    /// What.
    pub part: WrongPart,
    /// Which responder it was about, if one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responder: Option<ResponderId>,
    /// In words.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub words: PrivateText,
}

/// Those concerned looked back at an emergency: what the plan got wrong, and what changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearntFrom {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Which emergency: 1 for the first.
    pub activation: u32,
    /// What the plan got wrong; nothing, if it was right.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "wrong")]
    pub wrong: Vec<FoundWrong>,
    /// What changes; no words if nothing does.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub changes: PrivateText,
}

codes! {
    /// Why a plan is none any more.
    pub enum PlanEndedBecause: "why a plan ended" {
        /// The people it is about do not live together any more, or one of them died.
        HouseholdChanged = "household_changed", "the household is another one";
        /// Nobody needs it any more.
        NotNeeded = "not_needed", "it is not needed any more";
        /// Another plan takes its place.
        Replaced = "replaced", "another plan takes its place";
        /// The people it is about do not want one.
        NotWanted = "not_wanted", "it is not wanted";
    }
}

/// The plan is none any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanEnded {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why.
    pub because: PlanEndedBecause,
    /// The plan that takes its place, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goes_on_in: Option<EmergencyPlanId>,
}

/// A live plan that comes in from elsewhere, as it is known there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsKnown {
    /// The plan.
    pub plan: Box<Plan>,
    /// Everyone it is about.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// With whom it was shared, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<SharedWith>,
    /// What is known of the agreement to it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<AgreedTo>,
    /// Since when it has been active, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<BecameActive>,
    /// The emergency that is on, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activated: Option<Activated>,
}

fn people<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<PersonId>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}

fn responders<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<ResponderId>, D::Error> {
    wire::list(d, limits::RESPONDERS, "responders")
}

fn says<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Said>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}

fn wrong<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<FoundWrong>, D::Error> {
    wire::list(d, limits::FEW, "things that were wrong")
}
