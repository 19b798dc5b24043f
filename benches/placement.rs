//! One child against many homes with three residents each, beside matching by the book on the same question.
//!
//! ```text
//! cargo bench --bench placement
//! ```

#![allow(missing_docs, reason = "criterion's macros write functions without documentation")]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use mutual_care::placement::{Homes, Kind, Matching, shortlist};

#[path = "../tests/placement/generate.rs"]
#[allow(dead_code, unreachable_pub, unused_imports, reason = "shared with the tests, which use the rest")]
mod generate;
#[path = "../tests/placement/reference/mod.rs"]
#[allow(dead_code, unreachable_pub, unused_imports, reason = "shared with the tests, which use the rest")]
mod reference;

const HOMES: u32 = 4_000;
const EXPLAINED: usize = 20;

fn matching(c: &mut Criterion) {
    let mut group = c.benchmark_group("placement");
    // How much is not known, and how much stands against a home, in hundredths of the facts.
    for (name, unknown, trouble) in [("known well", 0, 1), ("some not known", 1, 1), ("much not known", 5, 3)]
    {
        let world = generate::market(1, HOMES, unknown, trouble);
        let homes = Homes::compile(world.homes.clone()).expect("the generator makes homes");
        let how = Matching::new(world.policy).explaining(EXPLAINED);
        let list = shortlist(&world.party, &homes, world.on, &how);
        let count = |kind| list.verdicts.iter().filter(|verdict| verdict.kind == kind).count();
        println!(
            "{name}: {} suitable, {} with mitigations, {} cannot say yet, {} not suitable; {} questions",
            count(Kind::Suitable),
            count(Kind::SuitableWith),
            count(Kind::CannotSayYet),
            count(Kind::NotSuitable),
            list.asks.len(),
        );
        group.bench_function(format!("4,000 homes, first 20 in full, {name}"), |b| {
            b.iter(|| shortlist(black_box(&world.party), black_box(&homes), world.on, &how));
        });
        let bare = Matching::new(world.policy);
        group.bench_function(format!("4,000 homes, verdicts only, {name}"), |b| {
            b.iter(|| shortlist(black_box(&world.party), black_box(&homes), world.on, &bare));
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
                policy: &world.policy,
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
