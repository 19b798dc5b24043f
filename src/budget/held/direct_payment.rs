//! The conditions on which a direct payment is made: the Care Act 2014, section 31, and 32 for an adult without capacity.

use alloc::vec::Vec;

use super::{AuthorisedBy, DirectPaymentFacts, Held, HeldContext, Manages, Recipient, rules};
use crate::base::{Fact, Finding, Findings, Rule, SourceId, Told};
use crate::package::BudgetOf;

/// All that speaks against making direct payments to whoever is to receive them: each condition that is not met, and each
/// of which it is not known. What is not held by direct payment is not looked at.
///
/// To the person or a nominee (s.31): the person has capacity to request them, and does; a nominee agrees; no regulation
/// forbids it, and where one leaves it to the authority, the authority has not decided against it; the recipient manages
/// them, alone or with help that they can get; they are an appropriate way to meet the needs.
///
/// To somebody who is authorised (s.32): the person lacks that capacity; whoever is authorised requests them, and is
/// authorised in one of three ways; somebody else who may decide supports the request; the recipient will act in the
/// person's best interests; and the same of regulations, managing and appropriateness.
pub fn direct_payment_findings(of: BudgetOf, held: &Held, context: &HeldContext<'_>) -> Findings {
    let recipients = context.recipients(of, held);
    recipients.into_iter().flat_map(|to| found(of, to, &conditions(held, to))).collect()
}

/// One condition, and whether it is met.
pub(super) struct Condition {
    /// What is found if it is not.
    pub(super) fails: &'static Rule,
    /// What is found if that is not known.
    pub(super) not_known: &'static Rule,
    pub(super) met: Option<bool>,
}

fn found(of: BudgetOf, to: Recipient, conditions: &[Condition]) -> Vec<Finding> {
    let rule = |condition: &Condition| match condition.met {
        Some(true) => None,
        Some(false) => Some(condition.fails),
        None => Some(condition.not_known),
    };
    conditions.iter().filter_map(rule).map(|rule| about(rule, of, to)).collect()
}

/// About the person whose budget it is, and whoever receives the payment.
pub(super) fn about(rule: &'static Rule, of: BudgetOf, to: Recipient) -> Finding {
    Finding::new(rule).about(of.person).about_all(to.somebody_else().map(SourceId::any))
}

/// Every condition of paying a recipient.
pub(super) fn conditions(held: &Held, to: Recipient) -> Vec<Condition> {
    let nothing = DirectPaymentFacts::new(to);
    let facts = held.facts(to).unwrap_or(&nothing);
    let mut all =
        alloc::vec![condition(&rules::NOT_REQUESTED, &rules::REQUEST_NOT_KNOWN, known(&facts.requested))];
    let has_capacity = known(&facts.has_capacity);
    match to {
        Recipient::ThePerson => {
            all.push(condition(&rules::LACKS_CAPACITY, &rules::CAPACITY_NOT_KNOWN, has_capacity));
        }
        Recipient::Nominee(_) => {
            all.push(condition(&rules::LACKS_CAPACITY, &rules::CAPACITY_NOT_KNOWN, has_capacity));
            let agrees = known(&facts.nominee_agrees);
            all.push(condition(&rules::NOMINEE_DOES_NOT_AGREE, &rules::NOMINEE_NOT_ASKED, agrees));
        }
        Recipient::Authorised(_) => {
            let lacks = has_capacity.map(|has| !has);
            all.push(condition(&rules::HAS_CAPACITY, &rules::CAPACITY_NOT_KNOWN, lacks));
            all.extend(authorised(facts));
            let best = known(&facts.best_interests);
            all.push(condition(&rules::NOT_IN_BEST_INTERESTS, &rules::BEST_INTERESTS_NOT_KNOWN, best));
        }
    }
    let not = |fact: &Fact<bool>| known(fact).map(|is| !is);
    let manages = known(&facts.manages).map(|manages| manages != Manages::Not);
    all.push(condition(&rules::PROHIBITED, &rules::PROHIBITED_NOT_KNOWN, not(&facts.prohibited)));
    all.push(condition(&rules::DECIDED_NOT_TO, &rules::DECIDED_NOT_KNOWN, not(&facts.decided_not_to)));
    all.push(condition(&rules::CANNOT_MANAGE, &rules::MANAGING_NOT_KNOWN, manages));
    let appropriate = known(&facts.appropriate);
    all.push(condition(&rules::NOT_APPROPRIATE, &rules::APPROPRIATE_NOT_KNOWN, appropriate));
    all
}

/// How an authorised person is authorised, and whether somebody else who may decide supports their request.
fn authorised(facts: &DirectPaymentFacts) -> Vec<Condition> {
    let by = known(&facts.authorised);
    let somebody_else = match by {
        // This way of being authorised says that there is one.
        Some(AuthorisedBy::AgreedSuitable) => Some(true),
        _ => known(&facts.somebody_else_may_decide),
    };
    let is_authorised = match by {
        None => None,
        Some(AuthorisedBy::Power | AuthorisedBy::AgreedSuitable) => Some(true),
        // The authority may find somebody suitable by itself only where nobody may decide.
        Some(AuthorisedBy::FoundSuitable) => somebody_else.map(|there| !there),
        Some(AuthorisedBy::Nothing) => Some(false),
    };
    let supported = match (by, somebody_else) {
        // Of whoever was found suitable it is asked first whether there is anybody else to ask.
        (Some(AuthorisedBy::Power), _) | (_, Some(false)) | (Some(AuthorisedBy::FoundSuitable), None) => {
            Some(true)
        }
        (_, Some(true)) => known(&facts.supported),
        (_, None) => known(&facts.supported).filter(|supported| *supported),
    };
    alloc::vec![
        condition(&rules::NOT_AUTHORISED, &rules::AUTHORISATION_NOT_KNOWN, is_authorised),
        condition(&rules::NOT_SUPPORTED, &rules::SUPPORT_NOT_KNOWN, supported),
    ]
}

const fn condition(fails: &'static Rule, not_known: &'static Rule, met: Option<bool>) -> Condition {
    Condition { fails, not_known, met }
}

fn known<T: Copy>(fact: &Fact<T>) -> Option<T> {
    match fact.told() {
        Told::Known(value) => Some(*value),
        Told::NotKnown(_) => None,
    }
}
