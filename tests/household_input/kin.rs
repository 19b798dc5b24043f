//! Who is what to whom: both sides, and what contradicts itself.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{AnyId, Code, PersonId, Problem, Problems, kinds};
use mutual_care::household::{HouseholdInput, HouseholdInputParts, Kin, KinIs, Person};
use proptest::prelude::*;

use super::{day, id};

fn person(number: u16) -> PersonId {
    id::<kinds::Person>(number)
}

fn kin(person_: u16, is: KinIs, of: u16) -> Kin {
    Kin { person: person(person_), is, of: person(of) }
}

/// Five people, and who they are to each other.
fn with(kin: Vec<Kin>) -> Result<HouseholdInput, Problems> {
    let mut parts = HouseholdInputParts::new(id(0), day("2026-03-02"));
    parts.people = (1..=5).map(|number| Person::here(person(number))).collect();
    parts.kin = kin;
    HouseholdInput::new(parts)
}

/// What is wrong, each with where.
fn wrong(kin: Vec<Kin>) -> Vec<(&'static str, String)> {
    let told = |problem: &Problem| (problem.code(), problem.place().to_string());
    with(kin).map_or_else(|problems| problems.iter().map(told).collect(), |_| Vec::new())
}

#[test]
fn inverses_are_consistent() {
    for &is in KinIs::ALL {
        assert_eq!(is.inverse().inverse(), is.general(), "{is}");
        assert_eq!(is.general().general(), is.general(), "{is}");
        assert_eq!(is.general().inverse(), is.inverse(), "{is}");
        assert_eq!(is.is_family(), is.inverse().is_family(), "{is}");
    }
}

#[test]
fn one_statement_is_read_from_both_sides() {
    let input = with(vec![kin(1, KinIs::Mother, 2), kin(3, KinIs::Neighbour, 1)]).unwrap();
    assert_eq!(input.kin_of(person(1)), [(person(2), KinIs::Mother), (person(3), KinIs::Neighbour)]);
    assert_eq!(input.kin_of(person(2)), [(person(1), KinIs::Child)]);
    assert_eq!(input.kin_of(person(3)), [(person(1), KinIs::Neighbour)]);
    assert_eq!(input.kin_of(person(4)), []);

    // The other side may say more.
    let input = with(vec![kin(1, KinIs::Mother, 2), kin(2, KinIs::Son, 1)]).unwrap();
    assert_eq!(input.kin_of(person(1)), [(person(2), KinIs::Mother)]);
    assert_eq!(input.kin_of(person(2)), [(person(1), KinIs::Son)]);
}

#[test]
fn what_goes_together() {
    for (one, other) in [
        (KinIs::Mother, KinIs::Son),
        (KinIs::Parent, KinIs::Daughter),
        (KinIs::Sister, KinIs::Brother),
        (KinIs::Wife, KinIs::Wife),
        (KinIs::Grandparent, KinIs::Grandchild),
        (KinIs::Uncle, KinIs::NieceOrNephew),
        (KinIs::Friend, KinIs::Neighbour),
        (KinIs::Sister, KinIs::Neighbour),
        (KinIs::Other, KinIs::Other),
    ] {
        assert_eq!(wrong(vec![kin(1, one, 2), kin(2, other, 1)]), [], "{one} and {other}");
        assert_eq!(wrong(vec![kin(2, one, 1), kin(1, other, 2)]), [], "{one} and {other}");
    }
}

#[test]
fn several_words_between_two_people() {
    for (one, other) in [
        (KinIs::Uncle, KinIs::StepFather),
        (KinIs::Grandmother, KinIs::AdoptiveMother),
        (KinIs::Grandparent, KinIs::Mother),
        (KinIs::Mother, KinIs::Guardian),
        (KinIs::Mother, KinIs::Parent),
        (KinIs::Cousin, KinIs::Wife),
        (KinIs::Brother, KinIs::HalfBrother),
        (KinIs::Sister, KinIs::Neighbour),
        // Odd, and still nobody descends from themself.
        (KinIs::Mother, KinIs::Sister),
        (KinIs::Father, KinIs::Partner),
    ] {
        let both = with(vec![kin(1, one, 2), kin(1, other, 2)]).unwrap();
        let mut said = [(person(2), one), (person(2), other)];
        said.sort();
        assert_eq!(both.kin_of(person(1)), said, "{one} and {other}");
        let mut back = [one.inverse(), other.inverse()].map(|is| (person(1), is)).to_vec();
        back.sort();
        back.dedup();
        assert_eq!(both.kin_of(person(2)), back, "{one} and {other}");
        // From the other side, too.
        assert_eq!(wrong(vec![kin(1, one, 2), kin(2, other.inverse(), 1)]), [], "{one} and {other}");
    }
}

#[test]
fn what_cannot_be() {
    assert_eq!(
        wrong(vec![kin(1, KinIs::Friend, 2), kin(1, KinIs::Friend, 2)]),
        [("kin-twice", "kin[1]".into())]
    );
    assert_eq!(
        wrong(vec![kin(1, KinIs::Mother, 2), kin(2, KinIs::Son, 1), kin(1, KinIs::Mother, 2)]),
        [("kin-twice", "kin[2]".into())]
    );
    assert_eq!(wrong(vec![kin(3, KinIs::Friend, 3)]), [("kin-of-themself", "kin[0]".into())]);
    assert_eq!(wrong(vec![kin(3, KinIs::Mother, 3)]), [("kin-of-themself", "kin[0]".into())]);
    assert_eq!(wrong(vec![kin(1, KinIs::Friend, 9)]), [("unknown-person", "kin[0].of".into())]);
    // Each is above the other: by birth that cannot be, in any other way it can.
    for (one, other, fits) in [
        (KinIs::Mother, KinIs::Mother, false),
        (KinIs::Son, KinIs::Son, false),
        (KinIs::Mother, KinIs::Grandchild, true),
        (KinIs::Mother, KinIs::Grandparent, false),
        (KinIs::Daughter, KinIs::GreatGrandson, false),
        (KinIs::Mother, KinIs::GreatGrandfather, false),
        (KinIs::Mother, KinIs::AdoptiveMother, true),
        (KinIs::Mother, KinIs::StepMother, true),
        (KinIs::Mother, KinIs::FosterMother, true),
        (KinIs::Mother, KinIs::MotherInLaw, true),
        (KinIs::Mother, KinIs::Guardian, true),
        (KinIs::AdoptiveMother, KinIs::AdoptiveFather, true),
        (KinIs::Mother, KinIs::Aunt, true),
    ] {
        let expected = if fits { vec![] } else { vec![("own-ancestors", String::from("kin[0]"))] };
        assert_eq!(wrong(vec![kin(1, one, 2), kin(2, other, 1)]), expected, "{one} and {other}");
        assert_eq!(wrong(vec![kin(2, one, 1), kin(1, other, 2)]), expected, "{one} and {other}");
    }
}

#[test]
fn whoever_is_of_either_sex_has_a_word_without_it_and_the_word_of_the_other_side() {
    let mut of_each: BTreeMap<KinIs, Vec<KinIs>> = BTreeMap::new();
    for &is in KinIs::ALL {
        of_each.entry(is.general()).or_default().push(is);
    }
    for (general, words) in of_each {
        // A word that says nothing of the sex, alone or with one for a woman and one for a man.
        assert!(words.contains(&general) && matches!(words.len(), 1 | 3), "{general}: {words:?}");
    }
    for word in [
        "step_mother half_brother foster_father adoptive_mother mother_in_law guardian ward grandmother cousin",
        "uncle aunt partner step_sibling half_sibling adoptive_sibling foster_sibling sibling_in_law child_in_law",
        "adoptive_child foster_child step_child grandson great_grandmother great_grandchild",
    ]
    .iter()
    .flat_map(|words| words.split(' '))
    {
        assert_eq!(word.parse::<KinIs>().map(Code::code).ok(), Some(word));
    }
}

#[test]
fn families_as_they_were_handed_over() {
    let read = |text: &str| super::read_text(text).expect("it fits");
    let uncle = read(include_str!("given/b10-carer-uncle-is-also-stepfather.json"));
    assert_eq!(uncle.kin_of(person(1)), [(person(2), KinIs::Father), (person(2), KinIs::Uncle)]);
    let grandmother = read(include_str!("given/b10-grandmother-adopted.json"));
    assert_eq!(grandmother.kin_of(person(1)), [(person(2), KinIs::Mother), (person(2), KinIs::Grandparent)]);
    let step = read(include_str!("given/b10-word-step_mother.json"));
    assert_eq!(step.kin_of(person(2)), [(person(1), KinIs::StepChild)]);
}

#[test]
fn nobody_descends_from_themself() {
    let chain = vec![kin(1, KinIs::Mother, 2), kin(3, KinIs::Son, 2), kin(3, KinIs::Grandparent, 4)];
    assert_eq!(wrong(chain.clone()), []);
    let mut circle = chain.clone();
    circle.push(kin(4, KinIs::Father, 1));
    circle.push(kin(4, KinIs::Parent, 5));
    assert_eq!(wrong(circle.clone()), [("own-ancestors", "kin[0]".into())]);
    let problems = with(circle).unwrap_err();
    let people: Vec<AnyId> = problems.iter().next().unwrap().about().collect();
    assert_eq!(people, [1, 2, 3, 4].map(|number| person(number).any()));
    let said = problems.to_string();
    assert!(said.contains("descend from themselves by birth") && said.contains("`adoptive`"), "{said}");
    for is in
        [KinIs::AdoptiveFather, KinIs::StepFather, KinIs::FosterFather, KinIs::FatherInLaw, KinIs::Uncle]
    {
        let mut around = chain.clone();
        around.push(kin(4, is, 1));
        assert_eq!(wrong(around), [], "{is}: a circle, and not by birth");
    }
    let mut two_ways = chain;
    two_ways.push(kin(1, KinIs::Grandparent, 3));
    assert_eq!(wrong(two_ways), []);
}

/// Whether somebody can be reached from themself by going from parent to child by birth, step by step.
fn goes_round(kin: &[Kin]) -> bool {
    let is = |it: &Kin, words: &[&str]| words.contains(&it.is.code());
    let above = ["mother", "father", "parent", "grandmother", "grandfather", "grandparent"];
    let above = [&above[..], &["great_grandmother", "great_grandfather", "great_grandparent"]].concat();
    let below = ["son", "daughter", "child", "grandson", "granddaughter", "grandchild"];
    let below = [&below[..], &["great_grandson", "great_granddaughter", "great_grandchild"]].concat();
    let under = |who: PersonId| {
        let one = kin.iter().filter(|it| it.person == who && is(it, &above)).map(|it| it.of);
        let other = kin.iter().filter(|it| it.of == who && is(it, &below)).map(|it| it.person);
        one.chain(other).collect::<Vec<_>>()
    };
    (1..=5).any(|start| {
        let (mut reached, mut next) = (BTreeSet::new(), under(person(start)));
        while let Some(who) = next.pop() {
            if reached.insert(who) {
                next.extend(under(who));
            }
        }
        reached.contains(&person(start))
    })
}

fn some_kin() -> impl Strategy<Value = Kin> {
    (1u16..=5, 0..KinIs::ALL.len(), 1u16..=5).prop_map(|(one, is, other)| kin(one, KinIs::ALL[is], other))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// From the definition: whatever is accepted is told alike from both sides, and nobody can be reached from
    /// themself by going from parent to child; and nothing else is refused but what stands twice.
    #[test]
    fn whatever_is_accepted_makes_sense(kin in prop::collection::vec(some_kin(), 0..7)) {
        let Ok(input) = with(kin.clone()) else {
            let twice = |(at, it): (usize, &Kin)| kin[..at].contains(it) || it.person == it.of;
            prop_assert!(kin.iter().enumerate().any(twice) || goes_round(&kin));
            return Ok(());
        };
        prop_assert!(!goes_round(&kin));
        let mut below = vec![vec![false; 6]; 6];
        for one in 1..=5u16 {
            for (other, is) in input.kin_of(person(one)) {
                let back = input.kin_of(other);
                prop_assert!(back.iter().any(|(of, back)| *of == person(one) && back.general() == is.inverse()));
                let number = (1..=5).find(|number| person(*number) == other).unwrap();
                let above = [KinIs::Parent, KinIs::Grandparent, KinIs::GreatGrandparent];
                if above.contains(&is.general()) {
                    below[usize::from(one)][usize::from(number)] = true;
                }
            }
        }
        for by in 1..6 {
            for from in 1..6 {
                for to in 1..6 {
                    below[from][to] |= below[from][by] && below[by][to];
                }
            }
        }
        prop_assert!((1..6).all(|one| !below[one][one]));
        // And each statement is there.
        for statement in kin {
            prop_assert!(input.kin_of(statement.person).contains(&(statement.of, statement.is)));
        }
    }
}
