//! A personal budget as a document that people agree to.

use chrono::NaiveDate;

use super::PersonalBudget;
use crate::agreement::{Document, Rules, TogetherRules, words};
use crate::base::{AnyId, CanonicalError, Fingerprint, Ower, PersonId};
use crate::budget::rules;
use crate::machine::Misfit;

static RULES: Rules = Rules {
    words: words!("personal budget", "somebody who holds its money"),
    owed_by: Ower::Authority,
    does_not_agree: &rules::DOES_NOT_AGREE,
    not_known: &rules::AGREEMENT_NOT_KNOWN,
    in_anothers_place: &rules::SAID_IN_ANOTHERS_PLACE,
    decides_for_the_other: &rules::DECIDES_FOR_THE_OTHER,
    only_for_others: None,
    tried_to_agree: Some(&rules::TRIED_TO_AGREE),
    has_not_got_it: &rules::PERSON_HAS_NOT_GOT_IT,
    holder_has_not_got_it: None,
    sharing_owed: &rules::SHARING_OWED,
    no_review_date: &rules::NO_REVIEW_DATE,
    review_date_passed: &rules::REVIEW_DATE_PASSED,
    review_owed: &rules::REVIEW_OWED,
    policy_not_set: &rules::POLICY_NOT_SET,
    proof: None,
    approval: None,
    together: Some(TogetherRules {
        not_in_force: &rules::PACKAGE_NOT_IN_FORCE,
        another_revision: &rules::PACKAGE_IS_ANOTHER_REVISION,
    }),
};

impl Document for PersonalBudget {
    type Holder = AnyId;

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
        self.parts().review_by
    }

    /// Whose it is, in which household, and its first day are the same in every version: its ledger counts from that day.
    fn is_version_of(&self, other: &Self) -> bool {
        let same = |budget: &Self| (budget.id(), budget.of(), budget.household(), budget.begins_on());
        same(self) == same(other)
    }

    fn is_about(&self, people: &[PersonId]) -> Result<(), Misfit> {
        let person = self.of().person;
        if people.contains(&person) {
            return Ok(());
        }
        Err(Misfit::new("expected the person whose budget it is among those who are asked", &[person.any()]))
    }
}
