//! The proof of an emergency plan against the slow reference, on random plans.
//!
//! `cargo test` tries a few dozen. The full run is
//! `MUTUAL_CARE_PLANS=5000 cargo test --release --test emergency_agreement`; `MUTUAL_CARE_PLANS_FROM` names the first
//! seed.
//!
//! Of small plans every minute of the week is looked at and the whole answer compared. Of plans over three days the
//! reference looks from some minutes, those that were told of among them: what it finds there must not be worse than
//! what was told, and what was told must be as it finds it.

mod emergency_reference;
mod generator;
mod reference;

#[path = "emergency_agreement/absences.rs"]
mod absences;
#[path = "emergency_agreement/confirmed.rs"]
mod confirmed;
#[path = "emergency_agreement/leaning.rs"]
mod leaning;
#[path = "emergency_agreement/nights.rs"]
mod nights;
#[path = "emergency_agreement/periods.rs"]
mod periods;
#[path = "emergency_agreement/real_weeks.rs"]
mod real_weeks;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use emergency_reference::{Found, Prover, hand, telling_starts};
use generator::{Dice, Emergency, Size, emergency};
use mutual_care::base::{CycleMinute, NeedId, SourceId};
use mutual_care::emergency::{
    Counterexample, OpenAtEnd, Plan, Proof, ProofAnswer, ProofQuestion, ProveError, Proven, Responder,
    ResponderKind, RestsOn, prove,
};
use mutual_care::need::{Snapshot, SnapshotParts, Source};
use reference::House;
use uuid::Uuid;

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|number| number.parse().expect("a number"))
}

fn for_each_plan(few: u64, size: Size, check: impl Fn(u64, &Emergency) + Sync) {
    let count = number("MUTUAL_CARE_PLANS").map_or(few, |many| match size {
        Size::Small => many,
        Size::Whole => many.div_ceil(10),
    });
    let first = number("MUTUAL_CARE_PLANS_FROM").unwrap_or(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let check = &check;
            scope.spawn(move || {
                for seed in (first + thread..first + count).step_by(usize::try_from(threads).unwrap()) {
                    let made = emergency(seed, size);
                    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| check(seed, &made))) {
                        eprintln!("plan {seed} ({size:?}) disagrees");
                        resume_unwind(panic);
                    }
                }
            });
        }
    });
}

fn proven(made: &Emergency) -> Proven {
    prove(&made.snapshot, &made.plan, &made.question).expect("a plan that fits")
}

/// The whole answer, field by field, so that whoever reads a failing test sees which differs.
fn same_answer(ours: &ProofAnswer, theirs: &ProofAnswer) {
    if let (Some(ours), Some(theirs)) = (told(ours), told(theirs)) {
        same_story(ours, theirs);
    }
    if let (ProofAnswer::Proof(ours), ProofAnswer::Proof(theirs)) = (ours, theirs) {
        assert_eq!(ours.margin, theirs.margin, "the margin");
        assert_eq!(ours.open_at_end, theirs.open_at_end, "open at the end");
        assert_eq!(ours.rests_on, theirs.rests_on, "what it rests on");
        assert_eq!(ours.unnoticed, theirs.unnoticed, "unnoticed");
    }
    assert_eq!(ours, theirs);
}

fn same_story(ours: &Counterexample, theirs: &Counterexample) {
    assert_eq!((ours.level, &ours.scenario), (theirs.level, &theirs.scenario), "the scenario");
    assert_eq!((ours.harm_at, ours.need), (theirs.harm_at, theirs.need), "the harm");
    assert_eq!(ours.alarm, theirs.alarm, "the alarm");
    assert_eq!(ours.calls, theirs.calls, "the calls");
    assert_eq!(ours.timeline, theirs.timeline, "the timeline");
    assert_eq!(ours.hands_missing, theirs.hands_missing, "hands missing");
    assert_eq!(ours.only_somebody_there, theirs.only_somebody_there, "only somebody there");
    assert_eq!(ours.came_too_early, theirs.came_too_early, "came too early");
    assert_eq!(ours, theirs);
}

fn told(answer: &ProofAnswer) -> Option<&Counterexample> {
    match answer {
        ProofAnswer::Proof(proof) => proof.counterexample.as_ref(),
        ProofAnswer::Counterexample(failing) => Some(&failing.counterexample),
        ProofAnswer::NotYet(_) => None,
    }
}

#[test]
fn the_whole_answer_is_the_same() {
    for_each_plan(24, Size::Small, |_, made| {
        let house = House::of(&made.snapshot);
        let all: Vec<CycleMinute> = house.every_start().collect();
        let prover = Prover::new(&house, &made.plan, &made.question);
        let proven = proven(made);
        same_answer(&proven.answer, &prover.answer(&prover.seek(&all)));
        assert_eq!((proven.asked, proven.horizon_min), (made.question.level, made.question.horizon_min));
        assert_eq!(Ok(proven.plan), made.plan.fingerprint());
        assert_eq!(Ok(proven.snapshot), made.snapshot.fingerprint());
    });
}

#[test]
fn over_three_days_what_is_found_and_what_is_told_fit() {
    for_each_plan(4, Size::Whole, |seed, made| spot(seed, made, 6));
}

/// What the reference finds from some minutes of the week is not worse than what was told, and what was told is so.
fn spot(seed: u64, made: &Emergency, starts: usize) {
    let house = House::of(&made.snapshot);
    let prover = Prover::new(&house, &made.plan, &made.question);
    let proven = proven(made);
    let mut minutes = telling_starts(&made.snapshot, &mut Dice::new(seed, 13), starts);
    minutes.extend(proven.counterexample().map(|told| told.scenario.start));
    if let ProofAnswer::Proof(proof) = &proven.answer {
        minutes.extend(proof.margin.as_ref().map(|margin| margin.scenario.start));
    }
    minutes.sort_unstable();
    minutes.dedup();
    let found = prover.seek(&minutes);
    if let ProofAnswer::NotYet(not_yet) = &proven.answer {
        let told: BTreeMap<NeedId, u32> = not_yet.needs.iter().map(|h| (h.need, h.least_min)).collect();
        assert_eq!(told.values().min().copied(), not_yet.least_min);
        let nothing = &found.nothing_to_tell;
        assert!(not_yet.hours_not_known.iter().eq(&nothing.no_hours));
        assert!(not_yet.nobody_there.iter().eq(&nothing.nobody));
        for (need, least) in &found.not_yet {
            assert!(told.get(need).is_some_and(|told| told <= least), "{need:?} at {least}");
        }
        return;
    }
    assert!(!found.is_not_yet(), "with nothing lost there is harm: {:?}", found.not_yet);
    let strength = found.fails.as_ref().map_or(3, |(level, ..)| level.number() - 1);
    assert_eq!(proven.strength(), strength, "{:?}", found.fails);
    if let Some(ours) = proven.counterexample() {
        let (level, harm, scenario) = found.fails.as_ref().expect("what was told");
        assert_eq!((ours.level, ours.harm_at, &ours.scenario), (*level, *harm, scenario));
        same_story(ours, &prover.story(*level, scenario));
    }
    if let ProofAnswer::Proof(proof) = &proven.answer {
        narrowly(&prover, proof, &found);
        let rests_on = emergency_reference::rests_on(&house, &made.plan, &made.question);
        let RestsOn { own_telephones_and_cards, noticed_from_outside, .. } = proof.rests_on.clone();
        // From these minutes; over all of them that whole answers are compared for.
        for (found, told) in
            found.rests_on_alarms.iter().zip([&own_telephones_and_cards, &noticed_from_outside])
        {
            for one in found {
                let told = told.iter().find(|told| told.lost == one.lost).expect("what the reference finds");
                assert_eq!(told.alarms, one.alarms);
                assert!(told.then <= one.then, "{told:?} {one:?}");
            }
        }
        let not_on_this_day = emergency_reference::for_other_days(&house, &made.plan);
        let rests_on =
            RestsOn { own_telephones_and_cards, noticed_from_outside, not_on_this_day, ..rests_on };
        assert_eq!(proof.rests_on, rests_on);
    }
    // From these minutes; over all of them that whole answers are compared for.
    for (lost, told) in prover.unnoticed(&minutes) {
        let ours = proven.unnoticed().iter().find(|one| one.lost == lost).expect("what the reference tells");
        for minute in &minutes {
            assert_eq!(ours.when.contains(*minute), told.contains(minute), "{lost:?} {minute}");
        }
    }
}

fn narrowly(prover: &Prover<'_>, proof: &Proof, found: &Found) {
    // The start of the least margin is among the minutes looked from, and there is none less.
    assert_eq!(proof.margin, found.margin);
    let told: BTreeMap<NeedId, u32> = proof.open_at_end.iter().map(|o| (o.need, o.harm_after_min)).collect();
    let in_order: Vec<OpenAtEnd> =
        told.iter().map(|(need, after)| OpenAtEnd { need: *need, harm_after_min: *after }).collect();
    assert_eq!(proof.open_at_end, in_order, "each once, in order of id");
    for (need, after) in &found.open_at_end {
        assert!(told.get(need).is_some_and(|told| told <= after), "{need:?} open, {after} before harm");
    }
    if let Some(margin) = &proof.margin {
        let look = prover.look(&margin.scenario, None);
        assert_eq!(look.margin, Some((margin.minutes, margin.at, margin.need)));
    }
}

/// As many providers as there may be: with nobody who may not answer each two are looked at once, with one twice.
#[test]
fn too_many_losses_are_refused() {
    let id = |number: u128| Uuid::from_u128(1000 + number);
    let snapshot = Snapshot::new(SnapshotParts {
        on: "2026-03-02".parse().unwrap(),
        sources: (0..256).map(|number| Source::provider(SourceId::new(id(number)))).collect(),
        needs: Vec::new(),
        arrangements: Vec::new(),
    });
    let snapshot = snapshot.unwrap();
    let asked = ProofQuestion { horizon_min: 60, ..ProofQuestion::default() };
    let plan = hand::plan([], []);
    assert_eq!(prove(&snapshot, &plan, &asked).unwrap().strength(), 3);
    let plan = hand::plan([], [hand::comes(51, 12, [], 0, 0)]);
    let losses = 2 * (256 + 256 * 255 / 2);
    assert_eq!(prove(&snapshot, &plan, &asked), Err(ProveError::TooManyLosses { losses }));
}

#[test]
fn a_stranger_or_no_horizon_is_refused() {
    let made = emergency(1, Size::Small);
    for horizon_min in [0, 40_321] {
        let question = ProofQuestion { horizon_min, ..made.question.clone() };
        assert!(prove(&made.snapshot, &made.plan, &question).is_err(), "{horizon_min}");
    }
    let stranger = "99999999-0000-4000-8000-000000000099".parse().unwrap();
    let mut question = made.question.clone();
    question.as_planned.insert(stranger);
    assert!(prove(&made.snapshot, &made.plan, &question).is_err(), "planned, and not there");
    let mut parts = made.plan.into_parts();
    let mut one = Responder::new(
        "99999999-0000-4000-8000-000000000098".parse().unwrap(),
        stranger,
        ResponderKind::Service,
    );
    one.covers.push("99999999-0000-4000-8000-000000000097".parse().unwrap());
    parts.responders.push(one);
    let plan = Plan::new(parts.clone()).unwrap();
    assert!(prove(&made.snapshot, &plan, &made.question).is_ok(), "for a need that is not there any more");
    // Nobody covers a need of their own.
    let need = made.snapshot.needs().first().expect("a need");
    let last = parts.responders.last_mut().expect("the stranger");
    (last.source, last.covers) = (need.person().into(), vec![need.id()]);
    parts.responders.drain(..parts.responders.len() - 1);
    let plan = Plan::new(parts).unwrap();
    assert!(matches!(prove(&made.snapshot, &plan, &made.question), Err(ProveError::DoesNotFit(_))));
}
