//! A care package as a document that people agree to, line by line.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{Package, rules};
use crate::agreement::{ApprovalRules, Document, LimitRules, Part, Rules, words};
use crate::base::{Actor, AnyId, CanonicalError, Fingerprint, Ower, PersonId, SourceId, Told};
use crate::machine::Misfit;

static RULES: Rules = Rules {
    words: words!("package", "a provider"),
    owed_by: Ower::Authority,
    does_not_agree: &rules::DOES_NOT_AGREE,
    not_known: &rules::AGREEMENT_NOT_KNOWN,
    in_anothers_place: &rules::SAID_IN_ANOTHERS_PLACE,
    decides_for_the_other: &rules::DECIDES_FOR_THE_OTHER,
    only_for_others: Some(&rules::DISAGREES_WITH_ANOTHERS_LINE),
    tried_to_agree: Some(&rules::TRIED_TO_AGREE),
    has_not_got_it: &rules::PERSON_HAS_NOT_GOT_IT,
    holder_has_not_got_it: Some(&rules::PROVIDER_HAS_NOT_GOT_IT),
    sharing_owed: &rules::SHARING_OWED,
    no_review_date: &rules::NO_REVIEW_DATE,
    review_date_passed: &rules::REVIEW_DATE_PASSED,
    review_owed: &rules::REVIEW_OWED,
    policy_not_set: &rules::POLICY_NOT_SET,
    proof: None,
    approval: Some(ApprovalRules {
        not_approved: &rules::NOT_APPROVED,
        is_author: &rules::APPROVED_BY_AUTHOR,
        author_not_known: &rules::AUTHOR_NOT_KNOWN,
        is_for_them: &rules::APPROVED_BY_WHOM_IT_IS_FOR,
        is_provider: &rules::APPROVED_BY_PROVIDER,
        provider_not_known: &rules::PROVIDER_NOT_KNOWN,
        limit: Some(LimitRules {
            above: &rules::ABOVE_LIMIT,
            not_set: &rules::LIMIT_NOT_SET,
            cost_not_known: &rules::COST_NOT_KNOWN,
        }),
    }),
    together: None,
};

impl Document for Package {
    type Holder = SourceId;

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

    /// Its providers.
    fn holders(&self) -> Vec<SourceId> {
        let providers: BTreeSet<SourceId> = self.lines().iter().filter_map(|line| line.by).collect();
        providers.into_iter().collect()
    }

    fn is_version_of(&self, other: &Self) -> bool {
        self.id() == other.id() && self.household() == other.household()
    }

    fn is_about(&self, people: &[PersonId]) -> Result<(), Misfit> {
        let without = self.people().iter().find(|person| !people.contains(person));
        without.map_or(Ok(()), |person| {
            let expected = "expected everyone whom the package is about among those who are asked";
            Err(Misfit::new(expected, &[person.any()]))
        })
    }

    /// Its lines: each changes something for those whom it is for, and for those in whose budget it stands.
    fn parts(&self) -> Vec<Part> {
        let part = |line: &super::Line| {
            let budgets = line.stands_in();
            let whom: BTreeSet<PersonId> = (line.people.iter().copied())
                .chain(budgets.iter().map(|budget| budget.person))
                .chain(line.employed_by)
                .collect();
            Part { id: line.id.any(), changes_for: whom.into_iter().collect() }
        };
        self.lines().iter().map(part).collect()
    }

    /// Known only of a person who provides a line themselves. For whom a worker, or anybody else, works is not in a package.
    fn is_provided_by(&self, who: Actor) -> Told<bool> {
        let person = who.person().map(SourceId::from);
        let provides = person.is_some_and(|person| self.lines().iter().any(|line| line.by == Some(person)));
        if provides { Told::Known(true) } else { Told::default() }
    }
}
