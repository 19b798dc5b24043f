//! How long the analysis takes, beside the slow reference in the same run.
//!
//! ```text
//! cargo bench --bench support
//! ```
//!
//! Read the ratios, not the times: machines differ.

#![allow(missing_docs, reason = "criterion's macros make the entry points")]

#[path = "../tests/generator/mod.rs"]
mod generator;
#[path = "../tests/reference/mod.rs"]
mod reference;

use std::collections::BTreeSet;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use mutual_care::base::{ArrangementId, NeedId, PersonId, SourceId, WeekMinute, WeekPattern};
use mutual_care::need::{
    Arrangement, Consequence, Need, Outcome, Reliance, Snapshot, SnapshotParts, Source, Window,
};
use mutual_care::support::{HORIZON_72_HOURS, Loss, ReviewQuestion, Support, Timeline, review};
use reference::{Clock, House, Question, View};
use uuid::Uuid;

/// When needs arise, and the minutes owed then.
const TIMES: [(&str, u16); 5] = [
    ("daily 08:00-09:00", 20),
    ("daily 12:00-13:30", 30),
    ("daily 18:00-19:00", 30),
    ("daily 22:00-07:00", 540),
    ("Mon-Fri 09:00-17:00", 60),
];

fn uuid(kind: u128, number: usize) -> Uuid {
    Uuid::from_u128(kind << 96 | number as u128)
}

fn person(number: usize) -> PersonId {
    PersonId::new(uuid(1, number))
}

/// A household of this size: needs at ordinary times, one or two arrangements each, members who lean on needs of
/// their own, so that there are rings and cascades.
fn household(sources: usize, members: usize, needs: usize) -> Snapshot {
    let mut dice = generator::Dice::new(7, 1);
    let sources: Vec<Source> = (0..sources)
        .map(|number| match number {
            number if number < members => Source::member(person(number)),
            number if number % 5 == 0 => Source::person(person(number)),
            number => Source::provider(SourceId::new(uuid(1, number))),
        })
        .collect();
    let (mut list, mut arrangements) = (Vec::new(), Vec::new());
    for number in 0..needs {
        let id = NeedId::new(uuid(2, number));
        let of = number % members;
        let (times, owed) = TIMES[number % TIMES.len()];
        let windows = mutual_care::base::parse_spans(times).unwrap();
        let windows = windows.into_iter().map(|span| Window::doing(span, owed).unwrap()).collect();
        let consequence = if number % 3 == 0 { Consequence::Critical } else { Consequence::Serious };
        let need = Need::new(id, person(of), Outcome::Nutrition, consequence);
        list.push(need.with_windows(windows).unwrap().with_tolerance(120).unwrap());
        // The first two members hold each other up, and nobody else is there for that.
        let ring = number < 2;
        for _ in 0..if ring { 1 } else { 1 + number % 2 } {
            let by = loop {
                if ring {
                    break 1 - number;
                }
                let all = if dice.percent(40) { members } else { sources.len() };
                let by = dice.below(u32::try_from(all).unwrap()) as usize;
                if by != of {
                    break by;
                }
            };
            let when: WeekPattern = times.parse().unwrap();
            let place = arrangements.len();
            let mut arrangement =
                Arrangement::new(ArrangementId::new(uuid(3, place)), sources[by].id, id, when);
            let leans = ring || (by < members && by < needs && place % 2 == 0);
            let leans = if leans { vec![NeedId::new(uuid(2, by))] } else { Vec::new() };
            arrangement.relies_on = Reliance::Stated(leans);
            arrangements.push(arrangement);
        }
    }
    let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    Snapshot::new(SnapshotParts { on, sources, needs: list, arrangements }).unwrap()
}

/// What stands, the rings, every single loss, who depends on whom, and the cut sets to order 2.
fn everything(support: &Support<'_>) -> usize {
    let circular = support.circular();
    let cuts = support.cut_sets(2).unwrap();
    support.gaps().len() + circular.needs.len() + cuts.household.len() + support.mutual_dependence().len()
}

/// What a household of the benches is like, so that nobody takes an empty one for a quick engine.
fn describe(support: &Support<'_>) {
    let (circular, cuts) = (support.circular(), support.cut_sets(2).unwrap());
    println!(
        "{} gaps, {} circular needs in {} rings, {} household cut sets, {} of single needs, {} falls",
        support.gaps().len(),
        circular.needs.len(),
        circular.rings.len(),
        cuts.household.len(),
        cuts.needs.iter().map(|(_, sets)| sets.len()).sum::<usize>(),
        (support.snapshot().sources().iter())
            .map(|source| support.fall(&Loss::of(source.id)).unwrap().fallen.len())
            .sum::<usize>(),
    );
}

fn everything_slowly(house: &House) -> usize {
    let rings = reference::rings(house, View::ALL);
    let cuts = reference::minimal_cuts(house, 2, View::ALL);
    let pairs = reference::mutual_dependence(house, View::ALL);
    reference::gaps(house, View::ALL).len() + rings.rings.len() + cuts.household.len() + pairs.len()
}

fn dozen(criterion: &mut Criterion) {
    let snapshot = household(12, 4, 30);
    let house = House::of(&snapshot);
    let support = Support::of(&snapshot);
    describe(&support);
    let mut group = criterion.benchmark_group("a dozen sources, thirty needs");
    group.bench_function("compile", |bench| bench.iter(|| Support::of(black_box(&snapshot))));
    group.bench_function("everything to order 2, compiled", |bench| {
        bench.iter(|| everything(black_box(&support)));
    });
    group.bench_function("everything to order 2, with compiling", |bench| {
        bench.iter(|| everything(&Support::of(black_box(&snapshot))));
    });
    group.bench_function("the whole review, worst minutes left out", |bench| {
        let question = ReviewQuestion { horizon_min: None, ..ReviewQuestion::default() };
        bench.iter(|| review(black_box(&snapshot), None, question).unwrap());
    });
    group.sample_size(10).bench_function("everything to order 2, slow reference", |bench| {
        bench.iter(|| everything_slowly(black_box(&house)));
    });
    group.finish();
}

fn timelines(criterion: &mut Criterion) {
    let snapshot = household(12, 4, 30);
    let house = House::of(&snapshot);
    let support = Support::of(&snapshot);
    // The loss after which most happens.
    let start: mutual_care::base::CycleMinute = WeekMinute::new(5 * 1440 + 22 * 60 + 10).unwrap().into();
    let events = |lost: &SourceId| {
        let timeline = support.timeline(Loss::of(*lost), start, HORIZON_72_HOURS, &[]).unwrap();
        timeline.events.len()
    };
    let lost = snapshot.sources().iter().map(|source| source.id).max_by_key(events).unwrap();
    println!("{} events", events(&lost));
    let mut group = criterion.benchmark_group("72 hours after a loss");
    let mut watch = support.watch(Loss::of(lost), HORIZON_72_HOURS, &[]).unwrap();
    let mut timeline = Timeline::default();
    group.bench_function("one timeline, compiled", |bench| {
        bench.iter(|| watch.timeline_into(black_box(start), &mut timeline));
    });
    group.bench_function("first critical breach, compiled", |bench| {
        bench.iter(|| watch.first_critical_breach(black_box(start), HORIZON_72_HOURS));
    });
    group.bench_function("one timeline, from the snapshot", |bench| {
        bench.iter(|| {
            let support = Support::of(black_box(&snapshot));
            support.timeline(Loss::of(lost), start, HORIZON_72_HOURS, &[]).unwrap()
        });
    });
    let clock = Clock::new(&house);
    let question = Question::new(BTreeSet::from([lost]), start);
    group.sample_size(10).bench_function("one timeline, slow reference", |bench| {
        bench.iter(|| clock.run(black_box(&question)));
    });
    group.finish();
}

fn large(criterion: &mut Criterion) {
    let snapshot = household(200, 30, 1_000);
    let support = Support::of(&snapshot);
    describe(&support);
    let mut group = criterion.benchmark_group("two hundred sources, a thousand needs");
    group.sample_size(10);
    group.bench_function("compile", |bench| bench.iter(|| Support::of(black_box(&snapshot))));
    group.bench_function("everything to order 2, compiled", |bench| {
        bench.iter(|| everything(black_box(&support)));
    });
    group.finish();
}

/// A street: from parts to what stands, the rings, and who depends on whom, household by household.
fn street(criterion: &mut Criterion) {
    let street: Vec<SnapshotParts> = (0..200).map(generator::household).collect();
    let mut group = criterion.benchmark_group("a street of two hundred households");
    group.sample_size(10);
    group.bench_function("engine", |bench| {
        bench.iter(|| {
            let households = street.iter().map(|parts| Snapshot::new(parts.clone()).unwrap());
            households.map(|snapshot| Support::of(&snapshot).mutual_dependence().len()).sum::<usize>()
        });
    });
    group.bench_function("slow reference", |bench| {
        bench.iter(|| {
            let households = street.iter().map(|parts| House::from_parts(reference::assume(parts.clone())));
            households.map(|house| reference::mutual_dependence(&house, View::ALL).len()).sum::<usize>()
        });
    });
    group.finish();
}

criterion_group!(benches, dozen, timelines, large, street);
criterion_main!(benches);
