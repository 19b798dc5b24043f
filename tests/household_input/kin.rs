//! Who is what to whom: both sides, and what contradicts itself.

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
fn what_contradicts() {
    for (one, other) in [
        (KinIs::Mother, KinIs::Mother),
        (KinIs::Son, KinIs::Son),
        (KinIs::Mother, KinIs::Grandchild),
        (KinIs::Sister, KinIs::Husband),
        (KinIs::Aunt, KinIs::AuntOrUncle),
        (KinIs::Father, KinIs::Partner),
    ] {
        let expected = [("kin-contradicts", String::from("kin[1]"))];
        assert_eq!(wrong(vec![kin(1, one, 2), kin(2, other, 1)]), expected, "{one} and {other}");
        assert_eq!(wrong(vec![kin(2, one, 1), kin(1, other, 2)]), expected, "{one} and {other}");
    }
    // From the same side: not two things in the family, and nothing twice.
    for (one, other, what) in [
        (KinIs::Mother, KinIs::Parent, "kin-twice"),
        (KinIs::Mother, KinIs::Father, "kin-twice"),
        (KinIs::Friend, KinIs::Friend, "kin-twice"),
        (KinIs::Mother, KinIs::Sister, "kin-contradicts"),
    ] {
        assert_eq!(
            wrong(vec![kin(1, one, 2), kin(1, other, 2)]),
            [(what, "kin[1]".into())],
            "{one}, {other}"
        );
    }
    assert_eq!(wrong(vec![kin(1, KinIs::Sister, 2), kin(1, KinIs::Neighbour, 2)]), []);
    assert_eq!(wrong(vec![kin(3, KinIs::Friend, 3)]), [("kin-of-themself", "kin[0]".into())]);
    assert_eq!(wrong(vec![kin(1, KinIs::Friend, 9)]), [("unknown-person", "kin[0].of".into())]);
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
    let mut two_ways = chain;
    two_ways.push(kin(1, KinIs::Grandparent, 3));
    assert_eq!(wrong(two_ways), []);
}

fn some_kin() -> impl Strategy<Value = Kin> {
    (1u16..=5, 0..KinIs::ALL.len(), 1u16..=5).prop_map(|(one, is, other)| kin(one, KinIs::ALL[is], other))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// From the definition: whatever is accepted is told alike from both sides, one thing in the family for each
    /// two, and nobody can be reached from themself by going from parent to child.
    #[test]
    fn whatever_is_accepted_makes_sense(kin in prop::collection::vec(some_kin(), 0..7)) {
        let Ok(input) = with(kin.clone()) else { return Ok(()) };
        let mut below = vec![vec![false; 6]; 6];
        for one in 1..=5u16 {
            for (other, is) in input.kin_of(person(one)) {
                let back = input.kin_of(other);
                prop_assert!(back.iter().any(|(of, back)| *of == person(one) && back.general() == is.inverse()));
                let number = (1..=5).find(|number| person(*number) == other).unwrap();
                if matches!(is.general(), KinIs::Parent | KinIs::Grandparent) {
                    below[usize::from(one)][usize::from(number)] = true;
                }
                let family = input.kin_of(person(one));
                prop_assert!(family.iter().filter(|(of, is)| *of == other && is.is_family()).count() <= 1);
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
