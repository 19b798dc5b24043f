//! How long a proof takes, beside the slow reference in the same run.
//!
//! ```text
//! cargo bench --bench emergency
//! ```
//!
//! A household of a dozen sources and thirty needs, and a plan with six responders, over three days. The proof looks
//! at every scenario (what is lost, when, who does not answer); the slow reference looks at one of them, and how many
//! there are stands beside it. Read the ratios, not the times: machines differ.

#![allow(missing_docs, reason = "criterion's macros make the entry points")]

#[path = "../tests/emergency_reference/mod.rs"]
mod emergency_reference;
#[path = "../tests/generator/mod.rs"]
mod generator;
#[path = "../tests/reference/mod.rs"]
mod reference;

use std::hint::black_box;
use std::time::Duration;

use chrono::NaiveDate;
use criterion::{Criterion, criterion_group, criterion_main};
use emergency_reference::Prover;
use mutual_care::base::{
    AlarmId, ArrangementId, EmergencyPlanId, HouseholdId, NeedId, PersonId, ResponderId, SourceId, Told,
    WeekMinute,
};
use mutual_care::emergency::{
    Agreed, Alarm, ForLoss, Level, NotBefore, Plan, PlanParts, ProofQuestion, Proven, Responder,
    ResponderKind, Way, prove,
};
use mutual_care::need::{
    Arrangement, Consequence, Need, Outcome, Reliance, Snapshot, SnapshotParts, Source, Window,
};
use reference::House;
use uuid::Uuid;

/// When needs arise, and the minutes owed then.
const TIMES: [(&str, u16); 6] = [
    ("daily 07:30-09:00", 20),
    ("daily 12:00-13:30", 30),
    ("daily 17:30-19:00", 30),
    ("daily 21:00-22:30", 10),
    ("daily 22:00-07:00", 540),
    ("Mon-Fri 09:00-17:00", 60),
];

const MEMBERS: usize = 4;
const NEEDS: usize = 30;

/// What is made different from proof to proof.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaning {
    /// On what is assumed: one's own critical needs.
    Assumed,
    /// Every member's help leans on their meals too, which are serious and can wait for less than the rest.
    OnMealsToo,
}

fn uuid(kind: u128, number: usize) -> Uuid {
    Uuid::from_u128(kind << 96 | number as u128)
}

fn person(number: usize) -> PersonId {
    PersonId::new(uuid(1, number))
}

fn need(number: usize) -> NeedId {
    NeedId::new(uuid(2, number))
}

fn source(number: usize) -> SourceId {
    SourceId::new(uuid(1, number))
}

fn on() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

/// Four members, three people from outside, four providers and a device; each need with one or two who give.
fn household(leaning: Leaning) -> Snapshot {
    let mut dice = generator::Dice::new(11, 1);
    let sources: Vec<Source> = (0..12)
        .map(|number| match number {
            0..MEMBERS => Source::member(person(number)),
            4..=6 => Source::person(person(number)),
            11 => Source::device(source(number)),
            _ => Source::provider(source(number)),
        })
        .collect();
    let (mut needs, mut arrangements) = (Vec::new(), Vec::new());
    for number in 0..NEEDS {
        let of = number % MEMBERS;
        let (times, owed) = TIMES[number % TIMES.len()];
        let windows = mutual_care::base::parse_spans(times).unwrap();
        let windows = windows.into_iter().map(|span| Window::doing(span, owed).unwrap()).collect();
        let critical = number % 3 == 0;
        let consequence = if critical { Consequence::Critical } else { Consequence::Serious };
        let one = Need::new(need(number), person(of), Outcome::Nutrition, consequence);
        let tolerance = if critical { 360 } else { 120 };
        needs.push(one.with_windows(windows).unwrap().with_tolerance(tolerance).unwrap());
        for _ in 0..=number % 2 {
            let by = loop {
                let all = if dice.percent(60) { 4 } else { 12 };
                let by = dice.below(all) as usize;
                if by != of {
                    break by;
                }
            };
            let id = ArrangementId::new(uuid(3, arrangements.len()));
            let mut gives = Arrangement::new(id, source(by), need(number), times.parse().unwrap());
            if leaning == Leaning::OnMealsToo && by < MEMBERS {
                let theirs = (0..NEEDS).filter(|number| number % MEMBERS == by);
                let theirs = theirs.filter(|number| number % 3 == 0 || number % TIMES.len() == 1);
                gives.relies_on = Reliance::Stated(theirs.map(need).collect());
            }
            arrangements.push(gives);
        }
    }
    Snapshot::new(SnapshotParts { on: on(), sources, needs, arrangements }).unwrap()
}

fn alarm(number: usize, way: Way, when: &str, takes_min: u32) -> Alarm {
    let id = AlarmId::new(uuid(4, number));
    Alarm {
        id,
        way,
        for_loss: ForLoss::any(),
        when: when.parse().unwrap(),
        takes_min,
        period: mutual_care::base::Period::ALWAYS,
    }
}

/// Six who would come, for everything: one of them a member of the household, one who leaves again, one not before the
/// morning, and a bed for whoever is cared for by the first member.
fn plan(everybody_agreed: bool) -> Plan {
    let able = Told::Known(true);
    let alarms = vec![
        alarm(0, Way::Member { person: person(1), able }, "daily 07:00-23:00", 5),
        alarm(1, Way::Member { person: person(2), able }, "always", 60),
        alarm(2, Way::OwnTelephone { person: person(0), able }, "always", 10),
        alarm(3, Way::NextVisit { by: None }, "always", 15),
        alarm(4, Way::Device { device: Some(source(11)) }, "always", 30),
    ];
    let kinds = [
        ResponderKind::Family,
        ResponderKind::Family,
        ResponderKind::Circle,
        ResponderKind::Service,
        ResponderKind::OutOfHoursTeam,
        ResponderKind::EmergencyBed,
    ];
    let responders = kinds.into_iter().enumerate().map(|(number, kind)| {
        let by = if number == 0 { source(3) } else { source(20 + number) };
        let mut one = Responder::new(ResponderId::new(uuid(5, number)), by, kind);
        (one.answers_min, one.arrives_min) = (5, 10 + 10 * u32::try_from(number).unwrap());
        one.covers = (0..NEEDS).map(need).filter(|_| kind != ResponderKind::EmergencyBed).collect();
        one.covers.retain(|id| number != 0 || (0..NEEDS).all(|n| need(n) != *id || n % MEMBERS != 3));
        match kind {
            ResponderKind::Circle => {
                one.reachable = "daily 07:00-22:00".parse().unwrap();
                one.stays_min = Some(8 * 60);
            }
            ResponderKind::Service => one.not_before = Some(NotBefore::MinuteOfDay(8 * 60)),
            ResponderKind::EmergencyBed => {
                one.for_loss = ForLoss::of([source(0)]);
                one.takes_in = vec![person(1)];
            }
            _ => {}
        }
        if everybody_agreed || number == 1 {
            one.agreed = Told::Known(Agreed::On(on()));
        }
        one
    });
    let id = EmergencyPlanId::new(uuid(6, 0));
    let mut parts = PlanParts::new(id, HouseholdId::new(uuid(6, 1)), on());
    (parts.alarms, parts.responders) = (alarms, responders.collect());
    Plan::new(parts).unwrap()
}

/// What was proven, so that nobody takes an early end for a quick proof.
fn describe(name: &str, proven: &Proven) {
    let told = proven.counterexample().map(|told| (told.level.number(), told.harm_at));
    println!(
        "{name}: strength {}, {} losses unnoticed, fails at (level, minutes) {told:?}",
        proven.strength(),
        proven.unnoticed().len(),
    );
}

fn proofs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a dozen sources, thirty needs, six responders");
    for (name, leaning, everybody_agreed, level) in [
        ("strength 1", Leaning::Assumed, false, Level::One),
        ("strength 3", Leaning::Assumed, true, Level::Three),
        ("strength 3, leaning on what is not critical", Leaning::OnMealsToo, true, Level::Three),
    ] {
        let (snapshot, plan) = (household(leaning), plan(everybody_agreed));
        let question = ProofQuestion { level, ..ProofQuestion::default() };
        let proven = prove(&snapshot, &plan, &question).unwrap();
        describe(name, &proven);
        let told = proven.strength();
        group.bench_function(format!("{name}: every minute of the week"), |bench| {
            bench.iter(|| prove(black_box(&snapshot), black_box(&plan), &question).unwrap());
        });
        let house = House::of(&snapshot);
        let slowly = Prover::new(&house, &plan, &question);
        let start = [WeekMinute::new(5 * 1440 + 22 * 60 + 10).unwrap().into()];
        let levels = [Level::One, Level::Two, Level::Three].into_iter().take(usize::from(told) + 1);
        let scenarios: Vec<_> = levels.flat_map(|level| slowly.new_at(level, &start)).collect();
        let count = scenarios.len() * 10_080;
        group.bench_function(format!("{name}: one scenario of {count}, slow reference"), |bench| {
            bench.iter(|| slowly.look(black_box(&scenarios[0]), None));
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    targets = proofs
}
criterion_main!(benches);
