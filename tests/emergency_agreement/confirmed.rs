//! The second strength: with what is not confirmed, or given on some days only, left out.

use std::sync::atomic::{AtomicU32, Ordering};

use mutual_care::base::{NeedId, Period, Told, WeekMinute};
use mutual_care::emergency::OnlyConfirmed;
use mutual_care::need::{Ability, Arrangement, Snapshot};

use super::emergency_reference::Prover;
use super::generator::Size;
use super::reference::{House, every_minute};
use super::{for_each_plan, proven};

/// Able and willing are both known, and on every day.
fn is_confirmed(help: &Arrangement) -> bool {
    matches!(help.able_now, Told::Known(Ability::Yes | Ability::WithSupport { .. }))
        && help.willing_now == Told::Known(true)
}

/// The week with all that is not confirmed ended the day before: it is recorded, and counts nowhere. What anybody leans on
/// is as it was told.
fn left_out(week: &Snapshot) -> Snapshot {
    let on = week.on();
    let mut parts = week.clone().into_parts();
    let past = Period::new(None, Some(on)).unwrap();
    for help in parts.arrangements.iter_mut().filter(|help| !is_confirmed(help)) {
        help.period = past;
    }
    Snapshot::new(parts).unwrap()
}

#[test]
fn the_strength_without_what_is_not_confirmed_is_the_same() {
    let all: Vec<WeekMinute> = every_minute().collect();
    let [other, not_yet, same] = [const { AtomicU32::new(0) }; 3];
    let note = |count: &AtomicU32| count.fetch_add(1, Ordering::Relaxed);
    for_each_plan(40, Size::Small, |_, made| {
        let proven = proven(made);
        if matches!(proven.answer, mutual_care::emergency::ProofAnswer::NotYet(_)) {
            assert_eq!(proven.only_confirmed, None);
            return;
        }
        let week = left_out(&made.snapshot);
        if week == made.snapshot {
            assert_eq!(proven.only_confirmed, None);
            return;
        }
        let house = House::of(&week);
        let found = Prover::new(&house, &made.plan, &made.question).seek(&all);
        let theirs = if found.is_not_yet() {
            note(&not_yet);
            let nobody = found.nothing_to_tell.nobody.iter().copied();
            let mut needs: Vec<NeedId> = found.not_yet.keys().copied().chain(nobody).collect();
            needs.sort_unstable();
            needs.dedup();
            Some(OnlyConfirmed::NotYet(needs))
        } else {
            let strength = found.fails.map_or(3, |(level, ..)| level.number() - 1);
            note(if strength == proven.strength() { &same } else { &other });
            (strength != proven.strength()).then_some(OnlyConfirmed::Strength(strength))
        };
        assert_eq!(proven.only_confirmed, theirs);
    });
    let reached = [&other, &not_yet, &same].map(|count| count.load(Ordering::Relaxed));
    println!("another strength, nothing to prove, the same strength: {reached:?}");
    assert!(reached.iter().all(|count| *count > 0), "{reached:?}");
}
