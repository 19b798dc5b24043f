//! Refusal: every combination, and who may read what.

use mutual_care::assessment::{RefusalFacts, RefusalQuestion, refusal_by_adult, refusal_by_carer};
use mutual_care::base::{Audience, Fact, Verdict};

use crate::{between, digits, fact, person};

#[test]
fn adults_exhaustively() {
    for case in 0..27 {
        let s: [u32; 3] = digits(case);
        let facts = RefusalFacts {
            abuse_or_risk: fact(s[0]),
            has_capacity: fact(s[1]),
            not_in_best_interests: fact(s[2]),
            ..RefusalFacts::default()
        };
        let expected = between(s[0] == 0 && (s[1] == 1 || s[2] == 1), s[0] != 1 && (s[1] != 0 || s[2] != 0));
        let refusal = refusal_by_adult(person(1), &facts);
        assert_eq!(refusal.ends_duty(), expected, "{s:?}");
        let for_family = refusal.findings().visible_to(Audience::PersonAlone).count();
        assert_eq!(for_family, usize::from(expected == Verdict::Yes), "abuse and capacity stay with workers");
    }
}

#[test]
fn what_is_not_known_is_listed_in_order() {
    let judged = refusal_by_adult(person(1), &RefusalFacts::default());
    assert_eq!(
        judged.judgement().deciding(),
        [RefusalQuestion::AbuseOrRisk, RefusalQuestion::HasCapacity, RefusalQuestion::NotInBestInterests]
    );
}

#[test]
fn a_carers_refusal_always_ends_the_duty() {
    for (risk, safeguarding) in [(fact(0), 0), (fact(1), 1), (Fact::default(), 0)] {
        let findings = refusal_by_carer(person(1), &risk);
        assert_eq!(findings.with_code("refusal-ends-duty").count(), 1);
        assert_eq!(findings.with_code("risk-behind-refusal").count(), safeguarding);
        assert_eq!(findings.visible_to(Audience::PersonAlone).count(), 1);
    }
}
