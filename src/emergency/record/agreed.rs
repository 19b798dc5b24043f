//! An emergency plan as a document that people agree to: who should have it, on what it is proven, in which sentences what
//! is missing is told.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{AgreedTo, BecameActive, Reviewed, rules, unknowns};
use crate::agreement::{
    Assent, Document, InForce, LastReview, ProofGiven, ProofNeeded, ProofRules, Rules, TogetherRules, words,
};
use crate::base::{AnyId, CanonicalError, Finding, Fingerprint, Ower, PersonId, ResponderId};
use crate::emergency::Plan;
use crate::emergency::proof::receipt;
use crate::machine::Misfit;

static RULES: Rules = Rules {
    words: words!("plan", "a responder"),
    owed_by: Ower::Keeper,
    does_not_agree: &rules::DOES_NOT_AGREE,
    not_known: &rules::AGREEMENT_NOT_KNOWN,
    in_anothers_place: &rules::SAID_IN_ANOTHERS_PLACE,
    decides_for_the_other: &rules::DECIDES_FOR_THE_OTHER,
    only_for_others: None,
    tried_to_agree: None,
    has_not_got_it: &rules::PERSON_HAS_NOT_GOT_IT,
    holder_has_not_got_it: Some(&rules::RESPONDER_HAS_NOT_GOT_IT),
    sharing_owed: &rules::SHARING_OWED,
    no_review_date: &rules::NO_REVIEW_DATE,
    review_date_passed: &rules::REVIEW_DATE_PASSED,
    review_owed: &rules::REVIEW_OWED,
    policy_not_set: &rules::POLICY_NOT_SET,
    proof: Some(ProofRules {
        needed: &[ProofNeeded { kind: receipt::KIND, holds: |headline| headline.level >= Some(1) }],
        receipt: "expected the receipt of a proof of an emergency plan",
        not_proven: &rules::NOT_PROVEN,
        of_another_version: &rules::PROOF_OF_ANOTHER_VERSION,
        fails: &rules::PROOF_FAILS,
        only_claimed: &rules::PROOF_ONLY_CLAIMED,
        risk_accepted: &rules::RISK_ACCEPTED,
        not_in_this_role: &rules::NOT_IN_THIS_ROLE,
        read_has_changed: &rules::WEEK_CHANGED,
        never_compared: &rules::WEEK_NOT_COMPARED,
    }),
    approval: None,
    together: Some(TogetherRules {
        not_in_force: &rules::PACKAGE_NOT_ACTIVE,
        another_revision: &rules::PACKAGE_IS_ANOTHER_REVISION,
    }),
};

impl Document for Plan {
    type Holder = ResponderId;

    const RULES: &'static Rules = &RULES;

    fn id(&self) -> AnyId {
        self.id().any()
    }

    fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        self.fingerprint()
    }

    fn drawn_up_on(&self) -> NaiveDate {
        self.drawn_up_on()
    }

    fn review_by(&self) -> Option<NaiveDate> {
        self.review_by()
    }

    fn holders(&self) -> Vec<ResponderId> {
        self.responders().iter().map(|responder| responder.id).collect()
    }

    fn is_version_of(&self, other: &Self) -> bool {
        self.id() == other.id() && self.household() == other.household()
    }

    fn is_about(&self, people: &[PersonId]) -> Result<(), Misfit> {
        let without = self.people().iter().find(|page| !people.contains(&page.person));
        without.map_or(Ok(()), |page| {
            let expected = "expected everyone who has a page in the plan among those it is about";
            Err(Misfit::new(expected, &[page.person.any()]))
        })
    }

    fn rests_on(&self, proof: &ProofGiven) -> Vec<Finding> {
        unknowns::rests_on(self, proof).collect()
    }
}

impl From<&AgreedTo> for Assent {
    fn from(event: &AgreedTo) -> Self {
        let (proofs, risk) = (event.proof.iter().cloned().collect(), event.risk.clone());
        let on_proposed = event.on_proposed_package;
        Self { proofs, risk, on_proposed, ..Self::new(event.on, event.says.clone()) }
    }
}

impl From<&BecameActive> for InForce {
    fn from(event: &BecameActive) -> Self {
        Self { on: event.on, with: event.with_package }
    }
}

impl From<&Reviewed> for LastReview {
    fn from(event: &Reviewed) -> Self {
        Self { on: event.on, next_by: event.next_by }
    }
}
