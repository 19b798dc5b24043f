//! What speaks against what happens to an item.

use mutual_care::base::{Audience, Basis, Room, Rule, Surety, Weight};

/// What this service has decided for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// How long a loan may last. Without it no loan can be judged.
    pub loan_days_most: Option<u32>,
}

impl Default for Policy {
    fn default() -> Self {
        Self { loan_days_most: Some(28) }
    }
}

const fn rule(place: u16, code: &'static str, weight: Weight, basis: Basis) -> Rule {
    Rule {
        code,
        room: Room::Vendor,
        place,
        weight,
        audience: Audience::Anyone,
        professional: code,
        person: code,
        basis,
    }
}

const LAW: Basis = Basis::regulation(
    "Lifting Operations and Lifting Equipment Regulations 1998",
    "reg 9",
    Surety::Unverified,
);

/// It has to be examined before it can be lent.
pub static EXAMINATION_DUE: Rule = rule(0, "examination-due", Weight::Bars, LAW);
/// The loan is longer than the policy has it.
pub static LOAN_TOO_LONG: Rule = rule(1, "loan-too-long", Weight::Bars, Basis::policy("length of loans"));
/// The policy does not say how long a loan may be.
pub static POLICY_NOT_SET: Rule = rule(2, "policy-not-set", Weight::Bars, Basis::policy("length of loans"));
/// The store is closed that day, or it is not known whether it is.
pub static STORE_CLOSED: Rule = rule(3, "store-closed", Weight::Bars, Basis::policy("opening hours"));
/// Only a team manager writes off.
pub static NOT_FOR_THIS_ROLE: Rule = rule(4, "not-for-this-role", Weight::Bars, Basis::policy("writing off"));
/// It came back late.
pub static CAME_BACK_LATE: Rule =
    rule(5, "came-back-late", Weight::Warns, Basis::practice("loans end as agreed", Surety::Unverified));
/// It is not known when it has to be examined.
pub static EXAMINATION_NOT_KNOWN: Rule = rule(6, "examination-not-known", Weight::Bars, LAW);

/// All of them.
pub static TABLE: &[&Rule] = &[
    &EXAMINATION_DUE,
    &LOAN_TOO_LONG,
    &POLICY_NOT_SET,
    &STORE_CLOSED,
    &NOT_FOR_THIS_ROLE,
    &CAME_BACK_LATE,
    &EXAMINATION_NOT_KNOWN,
];
