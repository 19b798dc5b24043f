//! Referrals of brothers and sisters know of each other, and one place is not given twice.

use alloc::vec::Vec;

use super::{Referral, ReferralCase, SiblingReferral, rules};
use crate::base::{Finding, Findings, Id, kinds};
use crate::machine::Machine;

impl Referral {
    /// What the referrals of brothers and sisters do not know of each other, each under the child and the home whose
    /// referral does not: another of these referrals that it does not name.
    ///
    /// ```
    /// use mutual_care::placement::referral::Referral;
    /// assert!(Referral::unknown_to_each_other(&[]).is_empty());
    /// ```
    pub fn unknown_to_each_other(of_siblings: &[&Self]) -> Findings {
        let missing = |one: &Self| -> Vec<Finding> {
            let others = of_siblings.iter().filter(|other| other.case().child().id != one.case().child().id);
            let unknown = others.filter(|other| !one.case().knows(other.id()));
            unknown
                .map(|other| {
                    one.case().about(&rules::SIBLINGS_REFERRAL_UNKNOWN).about(other.case().child().id)
                })
                .collect()
        };
        of_siblings.iter().flat_map(|one| missing(one)).collect()
    }
}

impl ReferralCase {
    /// The referrals of brothers and sisters that were named when it was submitted.
    pub fn siblings(&self) -> &[SiblingReferral] {
        &self.siblings
    }

    /// Whether a referral is named here: when it was submitted, or in the last look at the home.
    fn knows(&self, referral: Id<kinds::Referral>) -> bool {
        self.siblings.iter().any(|sibling| sibling.referral == referral)
            || self.seen.as_ref().is_some_and(|seen| seen.names(referral))
    }

    /// Why it is not known that there is a place for this child: those of others are given, or a brother's or sister's may
    /// be.
    pub(super) fn place_missing(&self) -> Vec<Finding> {
        let Some(seen) = &self.seen else { return Vec::new() };
        let mut findings = Vec::new();
        if !seen.has_a_place_besides() {
            let others = seen.given_to().map(|given| given.child);
            findings.push(self.about(&rules::PLACE_GIVEN).about_all(others));
        }
        let here = self.siblings.iter().filter(|sibling| sibling.home == self.home);
        let not_said =
            here.filter(|sibling| seen.resident(sibling.child).is_none() && !seen.names(sibling.referral));
        findings
            .extend(not_said.map(|sibling| self.about(&rules::SIBLINGS_PLACE_NOT_SAID).about(sibling.child)));
        findings
    }
}
