//! What can happen to a care package from being drawn up until it ends.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{EmergencyPlanGiven, Interim, Preparation};
use crate::agreement::Tried;
use crate::base::{
    Actor, Money, PackageId, PackageLineId, PersonId, PrivateText, Role, Said, Say, SourceId, Told, codes,
    limits, wire,
};
use crate::package::Package;

/// The package was drawn up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageDrawnUp {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The package.
    pub package: Box<Package>,
    /// Everyone it is about, and whoever else is asked: a carer who gets nothing from it.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// From which day on it is to hold.
    #[serde(with = "wire::date")]
    pub begins_on: NaiveDate,
}

/// It was proposed to people it is about, and to providers. Whoever is not named has it not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageProposed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The people it is about who got it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// The providers who got it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "providers")]
    pub providers: Vec<SourceId>,
}

/// What one person says to one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidOfLine {
    /// Which line.
    pub line: PackageLineId,
    /// Who.
    pub person: PersonId,
    /// What they say, or who says it for them.
    pub say: Say,
}

/// Everybody it is about was asked, about each line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageAgreed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What each person says to each line. Who is missing was not asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "of_lines")]
    pub of_lines: Vec<SaidOfLine>,
    /// What each says to a package without lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "says")]
    pub says: Vec<Said>,
    /// What was tried to come to an agreement with somebody who disagrees (s.25(5)).
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "tried")]
    pub tried: Vec<Tried>,
    /// What was done and looked at before they were asked; none: nothing is known of it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub preparation: Option<Box<Preparation>>,
    /// The emergency plan that is agreed to, if one is: it may be agreed on this package while that is only proposed.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub emergency_plan: Option<EmergencyPlanGiven>,
    /// What is arranged until there is one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub interim: Option<Interim>,
}

/// Up to which day anything of this package was posted in a ledger, or charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[serde(expecting = "up to which day: `nothing`, or an object with `up_to`")]
pub enum PostedUpTo {
    /// Nothing was.
    Nothing,
    /// The last day for which something was.
    UpTo(#[serde(with = "wire::date")] NaiveDate),
}

/// Somebody else took this version on for the authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageApproved {
    /// When: the day on which it is decided.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who.
    pub by: Actor,
    /// In which role: it says up to what they may approve.
    pub role: Role,
    /// Whether they provide a line, or work for somebody who does.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub is_provider: Told<bool>,
    /// What they were told that its first 365 days cost.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub estimate: Option<Money>,
    /// Of a change: up to which day anything was posted or charged.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub posted: Told<PostedUpTo>,
    /// Of a change that reaches into the past: why. It is a correction then.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub corrects_because: PrivateText,
}

/// Help began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpBegan {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

codes! {
    /// Why help could not wait.
    pub enum UrgentBecause: "why help could not wait" {
        /// Needs appeared to be urgent (s.19(3)).
        UrgentNeeds = "urgent_needs", "the needs appeared to be urgent";
        /// Somebody came home from hospital.
        HospitalDischarge = "hospital_discharge", "somebody came home from hospital";
    }
}

/// Help began before it was agreed to and approved, as it may where needs are urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpBeganUrgently {
    /// When; it may be before anybody drew it up.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why it could not wait.
    pub because: UrgentBecause,
    /// Who decided that.
    pub decided_by: Actor,
}

/// The needs of those for whom help was started urgently were assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrgentNeedsAssessed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

/// An emergency plan was agreed to, after something had been arranged in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyPlanCame {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The plan.
    pub plan: EmergencyPlanGiven,
}

codes! {
    /// Why a package is reviewed.
    pub enum ReviewBecause: "why a package is reviewed" {
        /// It was planned for this time.
        Planned = "planned", "planned";
        /// Somebody asked for it.
        AskedFor = "asked_for", "somebody asked for it";
        /// Something has changed.
        SomethingChanged = "something_changed", "something has changed";
        /// Somebody agrees no longer.
        AgreesNoLonger = "agrees_no_longer", "somebody agrees no longer";
    }
}

/// Somebody asked for a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewAskedFor {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who.
    pub by: Actor,
}

/// A review began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageReviewBegan {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why.
    pub because: ReviewBecause,
}

/// It was looked at again with those it is about, and stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageReviewed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// By when it is to be reviewed next, if that was settled.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub next_by: Option<NaiveDate>,
    /// What the household's week with the package in it shows; none: nobody looked.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub week: Option<Box<super::WeekLookedAt>>,
    /// What was tried to come to an agreement with somebody who agrees no longer.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "tried")]
    pub tried: Vec<Tried>,
}

/// It is to be another from a day on: a proposal until it is approved. What counts until then goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageChanged {
    /// When it was written down.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The package as it is to be.
    pub package: Box<Package>,
    /// Everyone it is about then.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// From which day on it is to hold.
    #[serde(with = "wire::date")]
    pub begins_on: NaiveDate,
    /// Of help that was started urgently, which changes at once: up to which day anything was posted or charged.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub posted: Told<PostedUpTo>,
    /// Of such help, where the change reaches into the past: why.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub corrects_because: PrivateText,
}

/// A proposed change was dropped; what counts goes on, and is still under review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeDropped {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub because: PrivateText,
}

/// Words in the package were put right, and nothing else: it is the same version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageWordsPutRight {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The package as it is now. Its fingerprint, in which no private text stands, is the same.
    pub package: Box<Package>,
}

/// Somebody it is about agrees to it no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementWithdrawn {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who.
    pub person: PersonId,
    /// What they want instead, if they said.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub wants: Option<PrivateText>,
}

/// The difference that a correction made to what was owed was reconciled with what was posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DifferenceReconciled {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The version that was the correction.
    pub version: u32,
}

codes! {
    /// Why a package ended.
    pub enum PackageEndedBecause: "why a package ended" {
        /// Nobody needs it any more.
        NotNeeded = "not_needed", "it is not needed any more";
        /// The people it is about do not want it.
        NotWanted = "not_wanted", "it is not wanted";
        /// Whom it was for has died.
        Died = "died", "whom it was for has died";
        /// The people it is about have moved to the area of another authority.
        MovedAway = "moved_away", "the people have moved away";
        /// The household is another one.
        HouseholdChanged = "household_changed", "the household is another one";
        /// Another package takes its place.
        Replaced = "replaced", "another package takes its place";
    }
}

/// It is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageEnded {
    /// Since when: the first day without it.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why.
    pub because: PackageEndedBecause,
    /// The package that takes its place, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub goes_on_in: Option<PackageId>,
}

/// A live package that comes in from elsewhere, as it is known there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsKnown {
    /// The package.
    pub package: Box<Package>,
    /// Everyone it is about.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// From which day on it is to hold, or holds.
    #[serde(with = "wire::date")]
    pub begins_on: NaiveDate,
    /// To whom it was proposed, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub proposed: Option<PackageProposed>,
    /// What is known of the agreement to it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub agreed: Option<PackageAgreed>,
    /// What is known of its approval, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub approved: Option<PackageApproved>,
    /// When help began, if it runs.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub began: Option<HelpBegan>,
    /// When and why help began urgently, if it was not agreed to and approved since.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub began_urgently: Option<HelpBeganUrgently>,
    /// The review that is on, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub review_began: Option<PackageReviewBegan>,
}

fn people<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<PersonId>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}

fn providers<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<SourceId>, D::Error> {
    wire::list(d, limits::PACKAGE_LINES, "providers")
}

fn of_lines<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<SaidOfLine>, D::Error> {
    wire::list(d, limits::PACKAGE_LINES * limits::PEOPLE, "answers")
}

fn says<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Said>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}

fn tried<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Tried>, D::Error> {
    wire::list(d, limits::FEW, "things that were tried")
}
