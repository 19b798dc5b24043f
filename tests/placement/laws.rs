//! What must hold whatever the children and homes: laws that need no reference.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{ChildId, Code, Fact, HomeId};
use mutual_care::placement::{
    AgeRange, Ask, CanProvide, Child, CourtOrder, Facts, Few, Home, Homes, Kind, Matching,
    MitigationJudgement, OwnRisk, Party, Plan, Policy, Provision, Relation, RoomShare, Shortlist, shortlist,
};

use super::generate::{World, few, world};

const WORLDS: u64 = 150;

fn list(world: &World, homes: &[Home], explain: usize) -> Shortlist {
    let homes = Homes::compile(homes.to_vec()).unwrap();
    shortlist(&world.party, &homes, world.on, &Matching::new(world.policy).explaining(explain))
}

/// A party of these children, with the plan of another.
fn with_children(party: &Party, children: Vec<Child>) -> Party {
    match party.plan() {
        Plan::One => Party::one(children.into_iter().next().unwrap()),
        plan => Party::siblings_and(children, party.known_by_number(), plan).unwrap(),
    }
}

/// Kind and deciding rule, by home and children.
type Verdicts = BTreeMap<(HomeId, Vec<ChildId>, u8), (Kind, Option<&'static str>)>;

fn verdicts(list: &Shortlist) -> Verdicts {
    let each = list.verdicts.iter().map(|verdict| {
        let of = (verdict.home, verdict.children.clone(), verdict.by_number);
        (of, (verdict.kind, verdict.decided_by.map(|rule| rule.code)))
    });
    each.collect()
}

#[test]
fn leaving_out_a_home_that_is_ruled_out_changes_nothing_else() {
    let mut left_out = 0;
    for seed in 0..WORLDS {
        let world = world(seed, 8);
        let all = list(&world, &world.homes, 8);
        let ruled_out = |home: HomeId| {
            all.verdicts.iter().filter(|verdict| verdict.home == home).all(|v| v.kind == Kind::NotSuitable)
        };
        let kept: Vec<Home> = world.homes.iter().filter(|home| !ruled_out(home.id)).cloned().collect();
        left_out += world.homes.len() - kept.len();
        let some = list(&world, &kept, 8);
        assert_eq!(some.asks, all.asks, "seed {seed}");
        let of_kept: Vec<_> =
            all.verdicts.iter().filter(|verdict| !ruled_out(verdict.home)).cloned().collect();
        for (with, without) in of_kept.iter().zip(&some.verdicts) {
            assert_eq!(
                (with.home, &with.children, with.parts, with.decided_by),
                (without.home, &without.children, without.parts, without.decided_by)
            );
            // A ruled-out home never stands before one that is not.
            if with.kind != Kind::NotSuitable {
                assert_eq!(with.place, without.place);
            }
        }
    }
    assert!(left_out > 100);
}

/// A home with one thing eased, and a word for it.
fn eased(home: &Home, party: &Party, way: u32) -> Home {
    let mut home = home.clone();
    match way {
        0 => home.ages = Fact::known(AgeRange::new(0, 25).unwrap()),
        1 => home.places = Fact::known(u8::MAX),
        2 => home.purpose = Facts::all_others(Fact::known(true)),
        3 => home.skills = Facts::all_others(Fact::known(true)),
        4 => home.roster.0 = [Fact::known(u8::MAX); 4],
        5 => home.hazards = Facts::all_others(Fact::known(false)),
        6 => home.orders = Facts::all_others(Fact::known(true)),
        7 => home.restrictions = Fact::known(Few::none()),
        // Whoever would move in and lives there already stays: a notice does not touch them, and would touch them if
        // they came back.
        8 => {
            if let Some(residents) = home.residents.told().as_ref().known() {
                let staying = residents.iter().filter(|one| party.child(one.child.id).is_some());
                home.residents = Fact::known(few(staying.cloned().collect()));
                // Whoever has left has left a bedroom.
                home.bedrooms_free = Fact::known(u8::MAX);
            }
        }
        9 => home.bedrooms_free = Fact::known(u8::MAX),
        10 => home.manages = Facts::all_others(Fact::known(true)),
        _ => home.emergencies = Fact::known(true),
    }
    home
}

#[test]
fn what_is_eased_never_rules_a_home_out() {
    let mut better = 0;
    for seed in 0..WORLDS {
        let mut world = world(seed, 5);
        let before = verdicts(&list(&world, &world.homes, 0));
        for way in 0..12 {
            let homes: Vec<Home> = world.homes.iter().map(|home| eased(home, &world.party, way)).collect();
            for (key, (kind, by)) in verdicts(&list(&world, &homes, 0)) {
                let (was, _) = before[&key];
                assert!(
                    was == Kind::NotSuitable || kind != Kind::NotSuitable,
                    "seed {seed}, way {way}: {by:?} rules out {} after it was eased",
                    key.0
                );
                better += u32::from(kind < was);
            }
        }
        // Wider policies change no kind at all: they are about practice and fit.
        world.policy = Policy { age_gap_years: Some(20), same_risk_most: Some(99), ..world.policy };
        assert_eq!(verdicts(&list(&world, &world.homes, 0)), before);
    }
    assert!(better > 100);
}

/// No judgement names facts: fingerprints hold ids, and what is learnt makes a judgement of named facts one of other
/// facts. Where they are named, `judged.rs` holds what comes of it.
fn without_named_facts(mut world: World) -> World {
    let plain = |judgement: &MitigationJudgement| MitigationJudgement { facts: None, ..judgement.clone() };
    let judgements = world.party.judgements().iter().map(plain).collect();
    world.party = world.party.with_judgements(judgements).unwrap();
    world
}

/// The same child or home with other ids. Ids keep their order, or turn it round.
fn relabel_child(child: &Child, new: &impl Fn(ChildId) -> ChildId) -> Child {
    let mut child = child.clone();
    child.id = new(child.id);
    if let Some(relations) = child.relations.told().as_ref().known() {
        let relations = relations.iter().map(|relation| Relation { with: new(relation.with), ..*relation });
        let fact = Fact::known(few(relations.collect()));
        // When it was told is kept: a judgement made before does not count.
        child.relations = match child.relations.on() {
            Some(on) => fact.told_on(on),
            None => fact,
        };
    }
    let rooms = child.room_with.iter().map(|room| RoomShare { with: new(room.with), ..*room });
    child.room_with = few(rooms.collect());
    child
}

#[test]
fn other_ids_change_no_place() {
    let turned = |text: String| -> String {
        text.chars()
            .map(|digit| match digit.to_digit(16) {
                Some(value) => char::from_digit(15 - value, 16).unwrap(),
                None => digit,
            })
            .collect()
    };
    let child = |id: ChildId| -> ChildId { turned(id.to_string()).parse().unwrap() };
    let home_id = |id: HomeId| -> HomeId { turned(id.to_string()).parse().unwrap() };
    for seed in 0..WORLDS {
        let world = without_named_facts(world(seed, 6));
        let before = list(&world, &world.homes, 0);
        let homes: Vec<Home> = world
            .homes
            .iter()
            .map(|home| {
                let mut home = home.clone();
                home.id = home_id(home.id);
                if let Some(residents) = home.residents.told().as_ref().known() {
                    let residents = residents.iter().cloned().map(|mut resident| {
                        resident.child = relabel_child(&resident.child, &child);
                        resident
                    });
                    home.residents = Fact::known(few(residents.collect()));
                }
                home
            })
            .collect();
        let children: Vec<Child> = world
            .party
            .children()
            .iter()
            .map(|known| {
                let mut relabelled = relabel_child(known, &child);
                let views = known
                    .home_views
                    .iter()
                    .map(|view| mutual_care::placement::HomeView { home: home_id(view.home), ..*view });
                relabelled.home_views = few(views.collect());
                relabelled
            })
            .collect();
        let party = with_children(&world.party, children);
        let judgements = world.party.judgements().iter().cloned().map(|mut judgement| {
            judgement.home = home_id(judgement.home);
            judgement.child = child(judgement.child);
            judgement.other = judgement.other.map(child);
            judgement
        });
        let steps = world.party.steps_done().iter().map(|step| {
            let (home, child) = (home_id(step.home), child(step.child));
            mutual_care::placement::StepDone { home, child, ..*step }
        });
        let mut party =
            party.with_judgements(judgements.collect()).unwrap().with_steps_done(steps.collect()).unwrap();
        party.emergency = world.party.emergency;
        let after =
            list(&World { party, homes: homes.clone(), on: world.on, policy: world.policy }, &homes, 0);
        let places = |list: &Shortlist, turn: bool| -> BTreeSet<(HomeId, Vec<ChildId>, u8, u32)> {
            let each = list.verdicts.iter().map(|verdict| {
                let home = if turn { home_id(verdict.home) } else { verdict.home };
                let mut children = verdict.children.clone();
                if turn {
                    children = children.into_iter().map(child).collect();
                }
                children.sort();
                (home, children, verdict.by_number, verdict.place)
            });
            each.collect()
        };
        assert_eq!(places(&before, true), places(&after, false), "seed {seed}");
        let topics = |list: &Shortlist| -> Vec<(String, u32)> {
            let each = list.asks.iter().map(|ask: &Ask| (ask.topic.to_string(), ask.homes));
            each.collect()
        };
        let (mut before, mut after) = (topics(&before), topics(&after));
        before.sort();
        after.sort();
        assert_eq!(before, after);
    }
}

#[test]
fn homes_in_any_order_give_the_same_list() {
    for seed in 0..40 {
        let world = world(seed, 6);
        let forwards = list(&world, &world.homes, 6);
        let mut backwards = world.homes.clone();
        backwards.reverse();
        assert_eq!(list(&world, &backwards, 6), forwards);
    }
}

#[test]
fn more_knowledge_never_leaves_more_open() {
    // An answer to a question can close rules or turn them to a no; it never opens one that was settled.
    for seed in 0..WORLDS {
        let world = without_named_facts(world(seed, 4));
        let before = list(&world, &world.homes, 99);
        let Some(child) = world.party.children().first() else { continue };
        let mut told = child.clone();
        for risk in OwnRisk::ALL {
            if told.own_risks.told(*risk).known().is_none() {
                told.own_risks = told.own_risks.with(*risk, Fact::known(seed % 2 == 0));
            }
        }
        for order in CourtOrder::ALL {
            if told.orders.told(*order).known().is_none() {
                told.orders = told.orders.with(*order, Fact::known(false));
            }
        }
        let mut children = world.party.children().to_vec();
        children[0] = told;
        let party = with_children(&world.party, children);
        let mut party = party.with_judgements(world.party.judgements().to_vec()).unwrap();
        party = party.with_steps_done(world.party.steps_done().to_vec()).unwrap();
        party.emergency = world.party.emergency;
        let homes = world.homes.clone();
        let after = list(&World { party, homes, on: world.on, policy: world.policy }, &world.homes, 99);
        for was in &before.explained {
            let same = |other: &&mutual_care::placement::Explained| {
                let (one, two) = (&other.verdict, &was.verdict);
                (one.home, &one.children, one.by_number) == (two.home, &two.children, two.by_number)
            };
            let is = after.explained.iter().find(same).unwrap();
            for (before, after) in was.answers.iter().zip(&is.answers) {
                use mutual_care::placement::Answer;
                let settled = before.answer != Answer::NotKnown;
                assert!(!settled || before.answer == after.answer, "{} was settled", before.rule.code);
            }
        }
    }
}

#[test]
fn a_mitigation_that_can_be_provided_never_makes_it_worse() {
    use mutual_care::base::Period;
    use mutual_care::placement::Mitigation;
    for seed in 0..WORLDS {
        let world = world(seed, 5);
        let before = verdicts(&list(&world, &world.homes, 0));
        let homes: Vec<Home> = world
            .homes
            .iter()
            .map(|home| {
                let mut home = home.clone();
                let can = Fact::known(CanProvide::During(Period::ALWAYS));
                let all = Mitigation::ALL.iter().map(|mitigation| Provision { mitigation: *mitigation, can });
                home.provides = few(all.collect());
                home
            })
            .collect();
        for (key, (kind, _)) in verdicts(&list(&world, &homes, 0)) {
            assert!(kind <= before[&key].0, "seed {seed}");
        }
    }
}
