//! The second strength: with what is not confirmed, or given on some days only, left out.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use mutual_care::base::NeedId;
use mutual_care::emergency::{OnlyConfirmed, ProofAnswer};

use super::emergency_reference::Prover;
use super::generator::Size;
use super::reference::{House, View};
use super::{for_each_plan, proven};

#[test]
fn the_strength_without_what_is_not_confirmed_is_the_same() {
    let [other, not_yet, same] = [const { AtomicU32::new(0) }; 3];
    let note = |count: &AtomicU32| count.fetch_add(1, Ordering::Relaxed);
    for_each_plan(40, Size::Small, |_, made| {
        let proven = proven(made);
        if matches!(proven.answer, ProofAnswer::NotYet(_)) {
            assert_eq!((&proven.only_confirmed, &proven.fails_confirmed), (&None, &None));
            return;
        }
        let house = House::of(&made.snapshot);
        let prover = Prover::in_view(&house, View::CONFIRMED, &made.plan, &made.question);
        let found = prover.how_strong(&house.every_start().collect::<Vec<_>>());
        let theirs = if found.is_not_yet() {
            note(&not_yet);
            let nobody = found.nothing_to_tell.nobody.iter();
            let needs: BTreeSet<NeedId> = found.not_yet.keys().chain(nobody).copied().collect();
            Some(OnlyConfirmed::NotYet(needs.into_iter().collect()))
        } else {
            let strength = found.fails.as_ref().map_or(3, |(level, ..)| level.number() - 1);
            // How it fails is told where it is another strength.
            let told = proven.fails_confirmed.as_ref();
            let told = told.map(|told| (told.level, told.harm_at, told.scenario.clone()));
            assert_eq!(told, found.fails.clone().filter(|_| strength != proven.strength()));
            note(if strength == proven.strength() { &same } else { &other });
            (strength != proven.strength()).then_some(OnlyConfirmed::Strength(strength))
        };
        assert_eq!(proven.only_confirmed, theirs);
    });
    let reached = [&other, &not_yet, &same].map(|count| count.load(Ordering::Relaxed));
    println!("another strength, nothing to prove, the same strength: {reached:?}");
    assert!(reached.iter().all(|count| *count > 0), "{reached:?}");
}
