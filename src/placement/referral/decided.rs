//! How a referral comes to its end: accepted, a date agreed, moved in; declined, withdrawn, lapsed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::HomeSeen;
use crate::base::{PrivateText, Receipt, Role, WorkerId, codes, wire};
use crate::placement::Assessed;

/// Step 8: the registered manager accepts the child. After an emergency admission: the child stays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptedByManager {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The registered manager.
    pub by: WorkerId,
    /// Why.
    pub reasons: PrivateText,
    /// Why it is accepted although a child's worry was answered and is not settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub despite_worries: Option<PrivateText>,
}

codes! {
    /// Why a home declines.
    pub enum DeclinedBecause: "why a home declines" {
        /// There is no place.
        NoPlace = "no_place", "there is no place";
        /// The child's needs are outside the statement of purpose or the registration.
        OutsidePurpose = "outside_purpose", "outside what the home is registered and set up for";
        /// The children would not be safe together.
        NotSafeTogether = "not_safe_together", "the children would not be safe together";
        /// Staff cannot meet what the child needs.
        StaffCannotMeetNeed = "staff_cannot_meet_need", "staff cannot meet what the child needs";
        /// The child does not want it.
        ChildDoesNotWant = "child_does_not_want", "the child does not want it";
        /// The authority did not provide what was needed to decide.
        InformationMissing = "information_missing", "what was needed to decide was not provided";
        /// Another reason, in words.
        Other = "other", "another reason";
    }
}

/// Step 8: the home declines, with reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeclinedByHome {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The registered manager.
    pub by: WorkerId,
    /// Why.
    pub because: DeclinedBecause,
    /// Why, in words.
    pub reasons: PrivateText,
}

codes! {
    /// Why an authority withdraws a referral.
    pub enum WithdrawnBecause: "why a referral is withdrawn" {
        /// The child goes to another home.
        AnotherHome = "another_home", "the child goes to another home";
        /// The child stays where they are, or goes to family.
        StaysOrFamily = "stays_or_family", "the child stays where they are, or goes to family";
        /// The child does not want it.
        ChildDoesNotWant = "child_does_not_want", "the child does not want it";
        /// Somebody worries about it.
        Worry = "worry", "somebody worries about it";
        /// The plan for the child has changed.
        PlanChanged = "plan_changed", "the plan for the child has changed";
    }
}

/// The authority withdraws the referral.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithdrawnByAuthority {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who withdraws it.
    pub by: WorkerId,
    /// Why.
    pub because: WithdrawnBecause,
    /// In words.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub words: PrivateText,
}

codes! {
    /// Why a referral lapses.
    pub enum LapsedBecause: "why a referral lapses" {
        /// The authority did not answer.
        AuthoritySilent = "authority_silent", "the council did not answer";
        /// The home did not answer.
        HomeSilent = "home_silent", "the home did not answer";
        /// Nobody agreed a date.
        NoDateAgreed = "no_date_agreed", "no date was agreed";
    }
}

/// Nothing has happened for so long that the referral lapses.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeRanOut {
    /// When that was found.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why.
    pub because: LapsedBecause,
}

codes! {
    /// What a child says to something that is decided with them.
    pub enum ChildSays: "what a child says" {
        /// The child agrees.
        Agrees = "agrees", "agrees";
        /// The child wants something else.
        WantsSomethingElse = "wants_something_else", "wants something else";
        /// The child would rather not say.
        WouldRatherNotSay = "would_rather_not_say", "would rather not say";
        /// The child is too young to be asked in words.
        TooYoung = "too_young", "too young to be asked in words";
        /// Nobody has asked.
        NotAsked = "not_asked", "not asked";
    }
}

/// Step 8: the day on which the child moves in was agreed with the child and the authority.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovingInAgreed {
    /// When it was agreed.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The day of the move.
    #[serde(with = "wire::date")]
    pub moves_in_on: NaiveDate,
    /// What the child says to that day.
    pub child_says: ChildSays,
    /// In the child's own words.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub words: PrivateText,
    /// Who agreed for the authority.
    pub authority: WorkerId,
}

/// The child moved in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildMovedIn {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

/// Somebody approves an emergency admission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdmissionApproval {
    /// Who.
    pub by: WorkerId,
    /// In which role.
    pub role: Role,
}

/// The child was admitted in an emergency: the steps from discussion to assessments may come afterwards, law and
/// the safety of those who live there may not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdmittedInEmergency {
    /// The day on which the child moved in.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Approved by the registered manager, or by whoever stands in for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<AdmissionApproval>,
    /// Approved by the responsible individual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub individual: Option<AdmissionApproval>,
    /// The home on that day, and who lives there.
    pub seen: HomeSeen,
    /// The home, the residents and the versions of the facts that were judged.
    pub assessed: Assessed,
    /// What matching says: [`matching_receipts`](crate::placement::matching_receipts).
    pub receipt: Receipt,
    /// How everybody is kept safe until what is not known between the child and a resident is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_safe_by: Option<PrivateText>,
}

/// The child no longer lives there. Until then everything that is owed for a child who lives there is owed, however
/// the referral ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildLeft {
    /// The first day on which the child no longer lives there.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

codes! {
    /// What others owe when a child moves in, beside what the record itself gathers.
    pub enum Afterwards: "what is owed when a child moves in" {
        /// The placement plan.
        PlacementPlan = "placement_plan", "the placement plan";
        /// The authority notifies whoever is to be told.
        Notifications = "notifications", "the council's notifications";
        /// The home notifies the authority of the area.
        HostAuthorityNotified = "host_authority_notified", "telling the council of the area";
    }
}

/// Something that others owe when a child moves in was done: after an emergency admission, or for any move. A placement
/// plan and the council's notifications may come before the move.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterwardsDone {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What.
    pub what: Afterwards,
}
