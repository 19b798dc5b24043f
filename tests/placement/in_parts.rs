//! Brothers and sisters who wish to be together: in parts, and known only by number.

use std::collections::BTreeSet;

use mutual_care::base::{ChildId, Fact, HomeId, limits};
use mutual_care::placement::{
    Answer, Home, Homes, Kind, Matching, NamesOf, Party, Plan, Policy, Shortlist, explain, shortlist,
    shortlist_words,
};

use super::generate::{id, world};
use super::made::{child, child_id, home, on, policy};

fn homes(places: &[u8]) -> Vec<Home> {
    let with = |(number, places): (u32, &u8)| {
        let mut home = home(vec![]);
        (home.id, home.places) = (id(0xb, number), Fact::known(*places));
        home
    };
    (1..).zip(places).map(with).collect()
}

fn list(party: &Party, homes: &[Home], policy: Policy) -> Shortlist {
    let homes = Homes::compile(homes.to_vec()).unwrap();
    shortlist(party, &homes, on(), &Matching::new(policy).explaining(99))
}

fn wished(number: u32) -> Party {
    Party::siblings((1..=number).map(child).collect(), Plan::TogetherWished).unwrap()
}

/// The parts of each way, and their homes.
fn ways(list: &Shortlist) -> Vec<Vec<(Vec<ChildId>, HomeId)>> {
    let way = |way: &mutual_care::placement::InParts| {
        way.parts.iter().map(|part| (part.children.clone(), part.home)).collect()
    };
    list.in_parts.iter().map(way).collect()
}

#[test]
fn three_are_tried_all_together_in_pairs_and_alone() {
    let list = list(&wished(3), &homes(&[2, 1]), policy());
    let sizes: Vec<usize> =
        list.verdicts.iter().filter(|v| v.home == id(0xb, 1)).map(|v| v.children.len()).collect();
    assert_eq!(sizes.iter().filter(|size| **size == 2).count(), 3);
    assert_eq!(sizes.len(), 7);
    for verdict in &list.verdicts {
        let (many, pairs) = (verdict.children.len(), verdict.keeps.len());
        assert_eq!(pairs, many * (many - 1) / 2, "the bonds that it keeps");
        let expected = if many > 2 || (many == 2 && verdict.home == id(0xb, 2)) {
            Kind::NotSuitable
        } else {
            Kind::Suitable
        };
        assert_eq!(verdict.kind, expected);
        // Who is parted from one of them has a wish that is not met.
        assert_eq!(verdict.parts.wishes_not_met > 0, many < 3);
    }
    // Two go to the home with two places, one to the other; nobody goes to a home that another part has.
    let found = ways(&list);
    assert_eq!(found.len(), 3);
    for way in &found {
        assert_eq!(way.iter().map(|(children, _)| children.len()).sum::<usize>(), 3);
        assert_eq!(way.iter().map(|(_, home)| home).collect::<BTreeSet<_>>().len(), way.len());
    }
    assert!(list.in_parts.iter().all(|way| way.kind == Kind::Suitable && way.keeps.len() == 1));
}

#[test]
fn one_place_is_not_given_twice() {
    assert!(ways(&list(&wished(2), &homes(&[1]), policy())).is_empty(), "one home with one place");
    let two = list(&wished(2), &homes(&[1, 1]), policy());
    let alone = |number| (vec![child_id(number)], id(0xb, number));
    assert_eq!(ways(&two), [vec![alone(1), alone(2)]]);
    assert!(two.in_parts[0].keeps.is_empty());
    let written = shortlist_words(&two, &NamesOf::new(&wished(2), &Homes::compile(homes(&[1, 1])).unwrap()));
    assert!(written.contains("## In parts, if not all can be together"), "{written}");
    assert!(written.contains("stay together: nobody"));
}

#[test]
fn more_than_four_are_tried_in_at_most_two_parts_unless_the_policy_says_otherwise() {
    let four = list(&wished(4), &homes(&[4; 5]), policy());
    assert_eq!(four.in_parts.iter().map(|way| way.parts.len()).max(), Some(4));
    assert_eq!(four.in_parts.len(), 14, "every way to part four");
    let five = list(&wished(5), &homes(&[4; 5]), policy());
    assert_eq!(five.in_parts.iter().map(|way| way.parts.len()).max(), Some(2));
    assert_eq!(five.in_parts.len(), 15, "every way to make two parts of five");
    let three = list(&wished(5), &homes(&[4; 5]), Policy { parts_most: 3, ..policy() });
    assert_eq!(three.in_parts.iter().map(|way| way.parts.len()).max(), Some(3));
    let none = list(&wished(5), &homes(&[4; 5]), Policy { parts_most: 1, ..policy() });
    assert!(none.in_parts.is_empty());
    assert_eq!(none.findings.with_code("parts-not-tried").count(), 1);
    assert_eq!(none.verdicts.len(), 5 * 6, "all together and each alone");
}

#[test]
fn past_the_bound_parts_are_not_tried_and_it_is_said() {
    // Eight children in a home in which nobody lives: over all sets of them, the square of how many they are times one more.
    let of_one_home: usize =
        (1_u32..256).map(u32::count_ones).map(|many| (many * many * (many + 1)) as usize).sum();
    let past = u32::try_from(limits::IN_PARTS_STEPS / of_one_home).unwrap() + 1;
    let homes: Vec<Home> = (1..=past).map(|number| Home { id: id(0xb, number), ..home(vec![]) }).collect();
    let party = wished(8);
    let compiled = Homes::compile(homes.clone()).unwrap();
    let list = shortlist(&party, &compiled, on(), &Matching::new(policy()));
    assert_eq!(list.findings.with_code("parts-not-tried").count(), 1);
    assert_eq!((list.verdicts.len(), list.in_parts.len()), (homes.len() * 9, 0));
    // The first of these homes in full says what can be said of it by itself.
    assert_eq!(explain(&party, &compiled, homes[0].id, on(), &Matching::new(policy())).len(), 255);
}

#[test]
fn a_brother_known_only_by_number_takes_a_place_and_leaves_all_else_open() {
    let one_and_one = |plan| Party::siblings_and(vec![child(1)], 1, plan).unwrap();
    assert!(Party::siblings_and(vec![child(1)], 1, Plan::One).is_err());
    assert!(Party::siblings_and(vec![], 2, Plan::TogetherWished).is_err(), "somebody must be known");
    assert!(Party::siblings_and(vec![child(1)], 8, Plan::TogetherWished).is_err(), "nine in all");
    let required = one_and_one(Plan::TogetherRequired);
    let kind = |places: u8| {
        let list = list(&required, &homes(&[places]), policy());
        let place_free = list.explained[0].answers.iter().find(|one| one.rule.code == "place-free").unwrap();
        assert_eq!(list.findings.with_code("known-by-number").count(), 1);
        assert_eq!(list.verdicts[0].by_number, 1);
        (place_free.answer, list.verdicts[0].kind)
    };
    assert_eq!(kind(1), (Answer::No, Kind::NotSuitable), "two children and one place");
    assert_eq!(kind(2), (Answer::Holds, Kind::CannotSayYet), "never a yes on their behalf");
    // The named child alone is judged as ever.
    let wished = list(&one_and_one(Plan::TogetherWished), &homes(&[2, 2]), policy());
    let alone = |by_number| {
        let mut of = wished.verdicts.iter().filter(move |v| v.by_number == by_number);
        of.find(|v| v.children.len() + usize::from(by_number) == 1).unwrap().kind
    };
    assert_eq!((alone(0), alone(1)), (Kind::Suitable, Kind::CannotSayYet));
    let text = r#"{"children": [{"id": "a0000001-0000-4000-8000-000000000001"}], "known_by_number": 1,
        "plan": "together_wished"}"#;
    let read: Party = serde_json::from_str(text).unwrap();
    assert_eq!(read.known_by_number(), 1);
    assert!(serde_json::to_string(&wished.verdicts).unwrap().contains(r#""by_number":1"#));
}

#[test]
fn nothing_is_decided_by_name_about_a_brother_known_only_by_number() {
    let mut one = child(1);
    one.shares_room = Fact::known(true);
    let party = Party::siblings_and(vec![one], 1, Plan::TogetherRequired).unwrap();
    let mut one_room = homes(&[6]);
    one_room[0].bedrooms_free = Fact::known(1);
    let list = list(&party, &one_room, policy());
    assert_eq!(list.verdicts[0].kind, Kind::CannotSayYet);
    let rooms = list.asks.iter().find(|ask| ask.topic.fact == "room_with").unwrap();
    assert_eq!(rooms.homes, 0, "he has no name that a decision could say");
}

#[test]
fn those_known_only_by_number_are_alike() {
    let party = Party::siblings_and(vec![child(1)], 2, Plan::TogetherWished).unwrap();
    let list = list(&party, &homes(&[3]), policy());
    let sets: Vec<(usize, u8)> = list.verdicts.iter().map(|v| (v.children.len(), v.by_number)).collect();
    assert_eq!(sets.iter().collect::<BTreeSet<_>>().len(), sets.len(), "{sets:?}");
    assert_eq!(sets.len(), 5, "one with none, one or two of them, and one or two of them without");
}

#[test]
fn parts_cover_all_and_share_no_home_in_random_worlds() {
    let mut seen = 0;
    for seed in 0..400 {
        let world = world(seed, 5);
        if world.party.plan() != Plan::TogetherWished {
            continue;
        }
        let homes = Homes::compile(world.homes.clone()).unwrap();
        let list = shortlist(&world.party, &homes, world.on, &Matching::new(world.policy));
        for way in &list.in_parts {
            seen += 1;
            let mut children: Vec<ChildId> =
                way.parts.iter().flat_map(|part| part.children.clone()).collect();
            children.sort();
            let all: Vec<ChildId> = world.party.children().iter().map(|child| child.id).collect();
            assert_eq!(children, all);
            let by_number: u8 = way.parts.iter().map(|part| part.by_number).sum();
            assert_eq!(by_number, world.party.known_by_number());
            let homes: BTreeSet<HomeId> = way.parts.iter().map(|part| part.home).collect();
            assert_eq!(homes.len(), way.parts.len());
            for part in &way.parts {
                let verdict = list.verdicts.iter().find(|v| {
                    (v.home, &v.children, v.by_number) == (part.home, &part.children, part.by_number)
                });
                assert_eq!(verdict.map(|v| (v.kind, v.place)), Some((part.kind, part.place)));
            }
            assert_eq!(way.kind, way.parts.iter().map(|part| part.kind).max().unwrap());
            assert_ne!(way.kind, Kind::NotSuitable);
        }
    }
    assert!(seen > 20, "{seen}");
}
