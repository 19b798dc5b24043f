//! What can happen to a personal budget.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{FinalAccountGiven, StatementGiven};
use crate::agreement::Tried;
use crate::base::{
    Actor, BudgetId, HouseholdId, Money, PersonId, PrivateText, RecordRef, Said, codes, limits, wire,
};
use crate::budget::PersonalBudget;
use crate::package::BudgetOf;

/// Somebody was told about how much their budget may be, before there is a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetIndicated {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The budget's id.
    pub budget: BudgetId,
    /// Whose it is to be, in which role.
    pub of: BudgetOf,
    /// In which household.
    pub household: HouseholdId,
    /// About how much a week, in pence: 0 or more.
    #[serde(rename = "pence")]
    pub weekly: Money,
    /// How that was worked out. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub how: PrivateText,
}

/// A version of the budget was proposed, with its statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetProposed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The budget.
    pub budget: Box<PersonalBudget>,
    /// Everybody who is asked: the person whose it is, and whoever else it changes something for.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// What its statement came to.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub statement: Option<StatementGiven>,
}

/// People who are asked got this version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetShared {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
}

/// Everybody was asked about this version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetAgreed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What each of them says, or who says it for them. Who is missing was not asked.
    #[serde(deserialize_with = "says")]
    pub says: Vec<Said>,
    /// What was tried to come to an agreement.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "tried")]
    pub tried: Vec<Tried>,
    /// What the statement came to when they were asked, if it was worked out anew.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub statement: Option<StatementGiven>,
    /// The record of the package, if that is only proposed so far: the budget begins with it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub on_proposed_package: Option<RecordRef>,
}

/// Somebody agrees no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetAgreementWithdrawn {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who.
    pub person: PersonId,
    /// What they want instead, if they said.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub wants: Option<PrivateText>,
}

/// Somebody who has no part in it approved this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetApproved {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who.
    pub by: Actor,
}

/// The budget began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetBegan {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The record of the package that came into force with it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub with_package: Option<RecordRef>,
}

/// Why a change reaches back, and since when the person has been told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "why a change reaches back: an object with `reason` and `told_since`")]
pub struct ReachesBack {
    /// Why.
    pub reason: PrivateText,
    /// Since when the person has been told.
    #[serde(with = "wire::date")]
    pub told_since: NaiveDate,
}

/// The budget is to be another from a day on: a proposal, until everybody was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetChanged {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The budget as it is to be.
    pub budget: Box<PersonalBudget>,
    /// Everybody who is asked.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// From which day on.
    #[serde(with = "wire::date")]
    pub from: NaiveDate,
    /// What its statement came to.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub statement: Option<StatementGiven>,
    /// The last day for which anything was posted or charged: a day before the budget's first if nothing was. None: nobody has
    /// said, and then nobody knows whether it reaches back, which bars.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub posted_up_to: Option<NaiveDate>,
    /// Why it reaches back, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub reaches_back: Option<ReachesBack>,
}

/// A proposed change was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetChangeDropped {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

/// The budget was looked at again, and stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetReviewed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// By when it is to be reviewed next, if that was settled.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub next_by: Option<NaiveDate>,
}

/// The making and use of direct payments was reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectPaymentsReviewed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

codes! {
    /// Why payments are suspended.
    pub enum SuspendedBecause: "why payments are suspended" {
        /// A condition on which they are made is not met any more.
        ConditionNotMet = "condition_not_met", "a condition is not met any more";
        /// What they are for was not kept to, or may not have been.
        Breach = "breach", "what they are for was not kept to";
        /// More is held than is needed.
        Surplus = "surplus", "more is held than is needed";
        /// The person is in hospital, or away.
        Away = "away", "the person is away";
        /// The person, or whoever receives them, asked for it.
        AskedFor = "asked_for", "it was asked for";
        /// Something else; words say what.
        Other = "other", "something else";
    }
}

/// Payments stop for the time being. The duty to meet the needs does not: lines run on, held by the authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentsSuspended {
    /// When that was decided.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// From which day on.
    #[serde(with = "wire::date")]
    pub from: NaiveDate,
    /// Why.
    pub because: SuspendedBecause,
    /// The same in words. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub words: PrivateText,
    /// Up to and including which day payments had been made: a day before `from` if nothing had been paid ahead. None: nobody
    /// has said, and it is owed to find out.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub paid_up_to: Option<NaiveDate>,
}

/// Payments are made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentsResumed {
    /// When that was decided.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// From which day on.
    #[serde(with = "wire::date")]
    pub from: NaiveDate,
}

/// What had been paid ahead of a suspension was reconciled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaidAheadReconciled {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// From which day on payments had been suspended.
    #[serde(with = "wire::date")]
    pub suspended_from: NaiveDate,
}

/// What was owed and what was paid were set against each other for the last time, up to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetReconciled {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Up to and including which day.
    #[serde(with = "wire::date")]
    pub up_to: NaiveDate,
}

/// The budget was closed, with its final account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetClosed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What its final account came to.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub account: Option<FinalAccountGiven>,
}

codes! {
    /// Why a budget never began.
    pub enum NeverBeganBecause: "why a budget never began" {
        /// The person does not want it.
        NotWanted = "not_wanted", "it is not wanted";
        /// There is nothing for the authority to pay.
        NothingToPay = "nothing_to_pay", "there is nothing to pay";
        /// The person died, or lives elsewhere now.
        Gone = "gone", "the person died or lives elsewhere";
        /// Another budget takes its place.
        Replaced = "replaced", "another budget takes its place";
    }
}

/// The budget is not to begin any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetNeverBegan {
    /// When that was settled.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why.
    pub because: NeverBeganBecause,
}

/// The person whose budget it is died.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetPersonDied {
    /// When. Nothing is charged for that day and later ones; lines run on until their notice is over.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

/// A live budget that comes in from elsewhere, as it is known there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsKnown {
    /// The budget.
    pub budget: Box<PersonalBudget>,
    /// Everybody who is asked.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// What its statement came to, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub statement: Option<StatementGiven>,
    /// With whom it was shared, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub shared: Option<BudgetShared>,
    /// What is known of the agreement to it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub agreed: Option<BudgetAgreed>,
    /// When it began, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub began: Option<BudgetBegan>,
    /// That its payments are suspended, if they are.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub suspended: Option<PaymentsSuspended>,
}

fn people<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<PersonId>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}

fn says<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Said>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}

fn tried<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Tried>, D::Error> {
    wire::list(d, limits::FEW, "things that were tried")
}
