//! What the law asks before a direct payment is made, and for as long as it is.

use serde::{Deserialize, Serialize};

use super::Recipient;
use crate::base::{Fact, codes};

codes! {
    /// Whether somebody can manage direct payments.
    pub enum Manages: "whether somebody manages direct payments" {
        /// By themself.
        Alone = "alone", "alone";
        /// With help that they will be able to get.
        WithHelp = "with_help", "with help";
        /// Not even with help.
        Not = "not", "not even with help";
    }
}

codes! {
    /// By what somebody is authorised to receive direct payments for an adult who lacks capacity to request them
    /// (Care Act 2014 s.32(4)).
    pub enum AuthorisedBy: "by what somebody is authorised" {
        /// They may decide about the adult's needs for care and support under the Mental Capacity Act 2005.
        Power = "power", "may decide about the adult's care";
        /// They may not, and somebody who may agrees with the authority that they are suitable.
        AgreedSuitable = "agreed_suitable", "agreed to be suitable by somebody who may decide";
        /// Nobody may, and the authority considers them suitable.
        FoundSuitable = "found_suitable", "considered suitable by the authority";
        /// None of these.
        Nothing = "nothing", "not authorised";
    }
}

/// What is known of one recipient of direct payments: the conditions of the Care Act 2014, section 31, and for somebody
/// who receives them for an adult without capacity, section 32. Each is a fact with who said so and when; what nobody
/// said is not known, and never met.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "what is known of a recipient: an object with `to` and the facts that are known")]
pub struct DirectPaymentFacts {
    /// Who receives them.
    pub to: Recipient,
    /// Whether the person has capacity to request direct payments.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub has_capacity: Fact<bool>,
    /// Whether they were requested: by the person, or by whoever is authorised.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub requested: Fact<bool>,
    /// Whether a nominee agrees to receive them.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub nominee_agrees: Fact<bool>,
    /// Whether regulations forbid the authority to meet these needs by direct payments.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub prohibited: Fact<bool>,
    /// Whether the authority, where regulations let it, has decided not to.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub decided_not_to: Fact<bool>,
    /// Whether the recipient can manage them.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub manages: Fact<Manages>,
    /// Whether they are an appropriate way to meet these needs.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub appropriate: Fact<bool>,
    /// By what somebody is authorised who receives them for an adult without capacity.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub authorised: Fact<AuthorisedBy>,
    /// Whether somebody else may decide about the adult's care under the Mental Capacity Act 2005.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub somebody_else_may_decide: Fact<bool>,
    /// Whether that one supports the request.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub supported: Fact<bool>,
    /// Whether the authorised person will act in the adult's best interests.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub best_interests: Fact<bool>,
    /// Whether a condition on which they are paid was broken, such as what they were spent on.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub breached: Fact<bool>,
}

impl DirectPaymentFacts {
    /// A recipient of whom nothing is known.
    pub fn new(to: Recipient) -> Self {
        Self {
            to,
            has_capacity: Fact::default(),
            requested: Fact::default(),
            nominee_agrees: Fact::default(),
            prohibited: Fact::default(),
            decided_not_to: Fact::default(),
            manages: Fact::default(),
            appropriate: Fact::default(),
            authorised: Fact::default(),
            somebody_else_may_decide: Fact::default(),
            supported: Fact::default(),
            best_interests: Fact::default(),
            breached: Fact::default(),
        }
    }
}
