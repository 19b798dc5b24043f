//! One child against many homes with three residents each, beside matching by the book on the same question.
//!
//! ```text
//! cargo bench --bench placement
//! ```

#![allow(missing_docs, reason = "criterion's macros write functions without documentation")]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use mutual_care::base::{Audience, Basis, Code, Room, Rule, Weight};
use mutual_care::placement::{Homes, Kind, Matching, OwnAnswer, OwnKind, OwnRule, ProposedMove, shortlist};

#[path = "../tests/placement/generate.rs"]
#[allow(dead_code, unreachable_pub, unused_imports, reason = "shared with the tests, which use the rest")]
mod generate;
#[path = "../tests/placement/reference/mod.rs"]
#[allow(dead_code, unreachable_pub, unused_imports, reason = "shared with the tests, which use the rest")]
mod reference;

const HOMES: u32 = 4_000;
const EXPLAINED: usize = 20;

/// Eight rules of a vendor's own, of every kind, which answer by what they read of the home and of the children.
fn own_rules(matching: Matching) -> Matching {
    const GARDEN: Rule = Rule {
        code: "garden",
        room: Room::Vendor,
        place: 0,
        weight: Weight::Notes,
        audience: Audience::Anyone,
        professional: "{answer}: there is a garden",
        person: "{answer}: there is a garden",
        basis: Basis::policy("gardens for everybody"),
    };
    static RULES: [Rule; 8] = [
        Rule { code: "garden-1", ..GARDEN },
        Rule { code: "garden-2", ..GARDEN },
        Rule { code: "garden-3", ..GARDEN },
        Rule { code: "garden-4", ..GARDEN },
        Rule { code: "garden-5", ..GARDEN },
        Rule { code: "garden-6", ..GARDEN },
        Rule { code: "garden-7", ..GARDEN },
        Rule { code: "garden-8", ..GARDEN },
    ];
    RULES.iter().zip(OwnKind::ALL.iter().cycle()).fold(matching, |matching, (rule, kind)| {
        let answers = move |candidate: &ProposedMove<'_>| {
            let number =
                candidate.home.id.uuid().as_u128() as usize + candidate.children.len() + rule.code.len();
            OwnAnswer::ALL[number % OwnAnswer::ALL.len()]
        };
        let rule = OwnRule::new(rule, *kind, 0, answers).expect("a rule of policy with a code of its own");
        matching.with_rule(rule).expect("fewer than the limit")
    })
}

fn matching(c: &mut Criterion) {
    let mut group = c.benchmark_group("placement");
    // How many children, how much is not known, and how much stands against a home, in hundredths of the facts.
    for (name, children, unknown, trouble, vendor) in [
        ("known well", 1, 0, 1, false),
        ("some not known", 1, 1, 1, false),
        ("much not known", 1, 5, 3, false),
        ("most not known", 1, 40, 1, false),
        ("three siblings", 3, 1, 1, false),
        ("eight rules of the vendor's own", 1, 1, 1, true),
    ] {
        let world = generate::market_for(children, 1, HOMES, unknown, trouble);
        let homes = Homes::compile(world.homes.clone()).expect("the generator makes homes");
        let bare = Matching::new(world.policy);
        let bare = if vendor { own_rules(bare) } else { bare };
        let list = shortlist(&world.party, &homes, world.on, &bare);
        let count = |kind| list.verdicts.iter().filter(|verdict| verdict.kind == kind).count();
        println!(
            "{name}: {} suitable, {} with mitigations, {} cannot say yet, {} not suitable",
            count(Kind::Suitable),
            count(Kind::SuitableWith),
            count(Kind::CannotSayYet),
            count(Kind::NotSuitable),
        );
        group.bench_function(format!("4,000 homes, verdicts only, {name}"), |b| {
            b.iter(|| shortlist(black_box(&world.party), black_box(&homes), world.on, &bare));
        });
        let how = bare.explaining(EXPLAINED);
        let asks = shortlist(&world.party, &homes, world.on, &how).asks.len();
        group.bench_function(format!("4,000 homes, first 20 in full, {name}: {asks} questions"), |b| {
            b.iter(|| shortlist(black_box(&world.party), black_box(&homes), world.on, &how));
        });
    }
    let world = generate::market(1, HOMES, 1, 1);
    group.bench_function("4,000 homes, by the book, verdicts only, some not known", |b| {
        b.iter(|| {
            let children: Vec<_> = world.party.children().iter().collect();
            let placing = |home| reference::Placing {
                party: &world.party,
                children: &children,
                home,
                on: world.on,
                ledger: None,
                policy: &world.policy,
                all_count: false,
            };
            let kinds = black_box(&world.homes).iter().map(|home| reference::judge(&placing(home)).kind);
            kinds.collect::<Vec<_>>()
        });
    });
    group.bench_function("compiling 4,000 homes", |b| {
        b.iter(|| Homes::compile(black_box(world.homes.clone())));
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3));
    targets = matching
}
criterion_main!(benches);
