//! The fast path against the book, on random children and homes.
//!
//! `cargo test` tries a few hundred questions of ten homes. The full run is
//! `MUTUAL_CARE_PLACEMENTS=5000 cargo test --release --test placement agreement`; `MUTUAL_CARE_PLACEMENTS_FROM` names the
//! first seed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use mutual_care::base::Code;
use mutual_care::placement::{Answer, Homes, Kind, Leaving, Matching, Plan, explain, rules, shortlist};

use super::generate::{World, world};
use super::reference::{self, Out};

fn questions(few: u64) -> u64 {
    number("MUTUAL_CARE_PLACEMENTS").unwrap_or(few)
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|number| number.parse().expect("a number"))
}

fn for_each(count: u64, homes: u32, check: impl Fn(u64, &World) + Sync) {
    let first = number("MUTUAL_CARE_PLACEMENTS_FROM").unwrap_or(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let check = &check;
            scope.spawn(move || {
                for seed in (first + thread..first + count).step_by(usize::try_from(threads).unwrap()) {
                    let world = world(seed, homes);
                    let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(seed, &world)));
                    if let Err(panic) = told {
                        eprintln!("question {seed} disagrees");
                        std::panic::resume_unwind(panic);
                    }
                }
            });
        }
    });
}

fn out_of(answer: Answer) -> Out {
    match answer {
        Answer::Holds | Answer::NotAsked => Out::Holds,
        Answer::HoldsWith => Out::With,
        Answer::ProceedsWhen => Out::Step,
        Answer::NotKnown => Out::Unknown,
        Answer::No => Out::No,
    }
}

#[test]
fn verdicts_and_order_are_as_by_the_book() {
    for_each(questions(1_000), 10, |_, world| {
        let homes = Homes::compile(world.homes.clone()).unwrap();
        let how = Matching::new(world.policy).explaining(usize::MAX);
        let list = shortlist(&world.party, &homes, world.on, &how);
        let book = reference::shortlist(&world.party, &world.homes, world.on, &world.policy);
        assert_eq!(list.verdicts.len(), book.len());
        // A home is explained by itself once, for all the ways of placing there.
        let mut alone = BTreeMap::new();
        for ((verdict, explained), (place, judged)) in list.verdicts.iter().zip(&list.explained).zip(&book) {
            assert_eq!(verdict.home, judged.home);
            assert_eq!(verdict.children, judged.children);
            assert_eq!(usize::from(verdict.by_number), judged.by_number);
            for answer in &explained.answers {
                let (code, home) = (answer.rule.code, verdict.home);
                assert_eq!(out_of(answer.answer), judged.outs[code], "{code} in {home}");
            }
            assert_eq!(verdict.parts, judged.parts);
            assert_eq!(verdict.kind, judged.kind);
            assert_eq!(verdict.decided_by.map(|rule| rule.code), judged.decided_by);
            assert_eq!(verdict.place as usize, *place);
            assert_eq!(explained.verdict, *verdict);
            let alone = alone
                .entry(verdict.home)
                .or_insert_with(|| explain(&world.party, &homes, verdict.home, world.on, &how));
            let same = |alone: &&mutual_care::placement::Explained| {
                (&alone.verdict.children, alone.verdict.by_number) == (&verdict.children, verdict.by_number)
            };
            let alone = alone.iter().find(same).unwrap();
            assert_eq!(alone.reasons, explained.reasons);
        }
    });
}

#[test]
fn questions_are_as_decisive_as_by_the_book() {
    for_each(questions(300), 4, |_, world| {
        let homes = Homes::compile(world.homes.clone()).unwrap();
        let list = shortlist(&world.party, &homes, world.on, &Matching::new(world.policy));
        let (book, silent) =
            reference::decisive_and_silent(&world.party, &world.homes, world.on, &world.policy);
        let mut asked = BTreeSet::new();
        for ask in &list.asks {
            let key = (ask.about.typed().unwrap(), ask.topic.to_string());
            let homes = book.get(&key).unwrap_or_else(|| panic!("{} is known", ask.topic));
            assert_eq!(ask.homes, *homes, "{}", ask.topic);
            assert!(asked.insert(key), "{} stands twice", ask.topic);
        }
        for key in book.keys().filter(|key| !silent.contains(key)) {
            assert!(asked.contains(key), "{} changes an answer and is not asked", key.1);
        }
        let order = |ask: &mutual_care::placement::Ask| (std::cmp::Reverse(ask.homes), ask.rule.weight);
        assert!(list.asks.is_sorted_by_key(order));
    });
}

#[derive(Default)]
struct Reached {
    outs: BTreeMap<&'static str, BTreeSet<Out>>,
    kinds: BTreeMap<String, u32>,
    /// How often something that is seldom said is there, by what it is.
    there: BTreeMap<&'static str, u32>,
    /// The topics of which some answer changes a home's kind.
    decisive: BTreeSet<String>,
}

/// How often a question says what is seldom said.
fn seldom(world: &World) -> Vec<(&'static str, u32)> {
    let residents = || {
        let homes = world.homes.iter().filter_map(|home| home.residents.told().as_ref().known());
        homes.flatten()
    };
    let count = |of: &mut dyn Iterator<Item = bool>| u32::try_from(of.filter(|is| *is).count()).unwrap();
    let children = || world.party.children().iter();
    vec![
        ("a child with allergies", count(&mut children().map(|child| !child.allergies.is_blank()))),
        ("a home that says what it keeps", count(&mut world.homes.iter().map(|home| !home.kept.is_blank()))),
        ("a child for some nights", count(&mut children().map(|child| !child.nights.is_blank()))),
        ("a resident for some nights", count(&mut residents().map(|one| !one.child.nights.is_blank()))),
        (
            "a resident who leaves, nobody knows when",
            count(&mut residents().map(|one| one.leaving != Leaving::AsPeriod)),
        ),
        (
            "a child with a room decided by name",
            count(&mut children().map(|child| !child.room_with.is_empty())),
        ),
        (
            "a resident who comes later",
            count(&mut residents().map(|one| one.period.from().is_some_and(|from| from > world.on))),
        ),
        (
            "a judgement of measures together",
            count(&mut world.party.judgements().iter().map(|one| !one.together_with.is_empty())),
        ),
        (
            "a home that says how many more staff there can be",
            count(&mut world.homes.iter().map(|home| home.more_staff.0.iter().any(|more| !more.is_blank()))),
        ),
        ("a party with somebody known by number", u32::from(world.party.known_by_number() > 0)),
        (
            "a party of three or more who wish to be together",
            u32::from(world.party.plan() == Plan::TogetherWished && world.party.children().len() > 2),
        ),
        (
            "staff known in part",
            count(&mut children().map(|child| {
                let needed = child.staffing.told().as_ref().known();
                needed.is_some_and(|needed| needed.0.iter().any(Option::is_none))
            })),
        ),
    ]
}

#[test]
fn the_generator_reaches_every_answer_and_every_kind() {
    let reached = Mutex::new(Reached::default());
    for_each(400, 6, |_, world| {
        let book = reference::shortlist(&world.party, &world.homes, world.on, &world.policy);
        let decisive = reference::decisive(&world.party, &world.homes, world.on, &world.policy);
        let mut reached = reached.lock().unwrap();
        for (what, count) in seldom(world) {
            *reached.there.entry(what).or_default() += count;
        }
        for (_, judged) in book {
            *reached.kinds.entry(judged.kind.to_string()).or_default() += 1;
            for (rule, out) in judged.outs {
                reached.outs.entry(rule).or_default().insert(out);
            }
        }
        let deciding = decisive.into_iter().filter(|(_, homes)| *homes > 0).map(|((_, topic), _)| topic);
        reached.decisive.extend(deciding);
    });
    let Reached { outs: seen, kinds, decisive, there } = reached.into_inner().unwrap();
    println!("{there:?} {kinds:?}");
    for (what, count) in &there {
        assert!(*count > 8, "{what}: {there:?}");
    }
    let mut counted = [0_u32; 2];
    for seed in 0..60 {
        let world = world(seed, 6);
        let list = shortlist(
            &world.party,
            &Homes::compile(world.homes.clone()).unwrap(),
            world.on,
            &Matching::new(world.policy),
        );
        let dropped = list.findings.with_code("judgement-does-not-count").count();
        counted[usize::from(dropped > 0)] += 1;
    }
    assert!(counted[1] > 20, "judgements always count: {counted:?}");
    for kind in Kind::ALL {
        assert!(kinds.get(kind.code()).is_some_and(|count| *count > 10), "{kind}: {kinds:?}");
    }
    let stepped = ["key-stage-4-protected", "out-of-area-approved"];
    // Whether a child wishes to live together with others of the party is never not known.
    let never_unknown = ["siblings-together"];
    for rule in rules::TABLE {
        let seen = &seen[rule.code];
        let mut must = vec![Out::Holds];
        must.push(if stepped.contains(&rule.code) { Out::Step } else { Out::No });
        if !never_unknown.contains(&rule.code) {
            must.push(Out::Unknown);
        }
        if !mutual_care::placement::mitigations_of(rule).is_empty() {
            must.push(Out::With);
        }
        for out in must {
            assert!(seen.contains(&out), "{} is never {out:?}", rule.code);
        }
    }
    for topic in [
        "date_of_birth",
        "sex",
        "companions",
        "staffing",
        "staffing:night_waking",
        "relations",
        "unsafe_areas",
        "authority",
        "pets",
        "allergies:",
        "life_threatening_allergies:",
        "nights",
        "room_with",
        "shares_room",
    ] {
        assert!(decisive.iter().any(|one| one.starts_with(topic)), "{topic} never decides: {decisive:?}");
    }
}
