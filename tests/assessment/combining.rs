//! Combining: everybody's agreement, and nothing less.

use mutual_care::assessment::{Concerned, may_combine};
use mutual_care::base::{Audience, Told, WhyNotKnown};

use crate::person;

#[test]
fn only_if_all_of_them_are_known_to_agree() {
    let says = [
        Told::Known(true),
        Told::Known(false),
        Told::NotKnown(WhyNotKnown::NotAsked),
        Told::NotKnown(WhyNotKnown::AskedNotKnown),
        Told::NotKnown(WhyNotKnown::Declined),
    ];
    for one in says {
        for other in says {
            let concerned = [(1, one), (2, other)].map(|(who, agrees)| Concerned {
                person: person(who),
                agrees,
                decided_by: None,
            });
            let findings = may_combine(&concerned);
            let missing = [one, other].iter().filter(|agrees| **agrees != Told::Known(true)).count();
            assert_eq!(findings.len(), missing, "each of those who do not is named");
            assert_eq!(findings.bars(), missing > 0);
        }
    }
}

#[test]
fn who_agrees_for_the_other_is_looked_at_by_professionals() {
    let for_the_son = |decider| {
        [
            Concerned { person: person(1), agrees: Told::Known(true), decided_by: None },
            Concerned {
                person: person(2),
                agrees: Told::Known(true),
                decided_by: Some(person(decider).any()),
            },
        ]
    };
    let codes = |decider| -> Vec<&'static str> {
        let findings = may_combine(&for_the_son(decider));
        assert!(!findings.bars());
        assert_eq!(findings.visible_to(Audience::PersonAlone).count(), 0);
        findings.iter().map(mutual_care::base::Finding::code).collect()
    };
    assert_eq!(codes(9), ["agreed-in-anothers-place"]);
    assert_eq!(codes(1), ["decides-for-one-they-rely-on", "agreed-in-anothers-place"]);
}
