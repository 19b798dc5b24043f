//! People who are paid from a budget, what was asked of them, and what the authority found about paying them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::{Actor, Fact, PersonId, PrivateText, codes, wire};
use crate::package::Closeness;

codes! {
    /// What somebody is paid for.
    pub enum PaidFor: "what somebody is paid for" {
        /// Meeting the person's needs.
        Care = "care", "care";
        /// Administration or management of the direct payment.
        Administration = "administration", "administration";
    }
}

/// What was asked of somebody who is paid from a budget, where the household does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "what was asked of a payee: an object with `payee` and the facts that are known")]
pub struct PayeeFacts {
    /// Who.
    pub payee: PersonId,
    /// What they are to the person whose budget it is. Of a budget as a carer: that they are neither is said of each adult as
    /// well whom lines are for.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub is: Fact<Closeness>,
    /// Whether they live in the same household as that person.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub lives_with_them: Fact<bool>,
}

/// What the authority found about paying somebody close from direct payments. Care and administration are decided apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(
    expecting = "what was found about paying somebody close: an object with `payee`, `for`, `necessary`, `by`, \
                     `on` and `reason`"
)]
pub struct Necessity {
    /// Who would be paid.
    pub payee: PersonId,
    /// For what.
    #[serde(rename = "for")]
    pub paid_for: PaidFor,
    /// Whether it was found necessary.
    pub necessary: bool,
    /// Who decided it for the authority.
    pub by: Actor,
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub reason: PrivateText,
    /// By when it is to be looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub review_by: Option<NaiveDate>,
}
