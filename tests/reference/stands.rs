//! What stands, what could be rebuilt, what is met only because people hold each other up.

use std::collections::BTreeSet;

use mutual_care::base::{ArrangementId, NeedId, SourceId};

use super::cycle::has_a_minute;
use super::week::{House, Loss, View, counts, relies_on, would_count};

/// `stands(X)`: the greatest fixed point. Everything is taken as met, then what is not met is struck out,
/// until nothing is left to strike out.
pub fn stands(house: &House, lost: &dyn Loss, view: View) -> BTreeSet<NeedId> {
    fixed_point(house, lost, view, house.need_ids())
}

/// `grounded(X)`: the least fixed point. Nothing is taken as met, then what is met is added, until nothing is
/// left to add.
pub fn grounded(house: &House, lost: &dyn Loss, view: View) -> BTreeSet<NeedId> {
    fixed_point(house, lost, view, BTreeSet::new())
}

fn fixed_point(house: &House, lost: &dyn Loss, view: View, mut met: BTreeSet<NeedId>) -> BTreeSet<NeedId> {
    loop {
        let next = house.met(lost, &met, view);
        if next == met {
            return met;
        }
        met = next;
    }
}

/// The week as it runs: `stands(∅)`.
pub fn stands_now(house: &House, view: View) -> BTreeSet<NeedId> {
    stands(house, &BTreeSet::<SourceId>::new(), view)
}

/// Needs that are not met in the week as it runs.
pub fn gaps(house: &House, view: View) -> BTreeSet<NeedId> {
    &house.need_ids() - &stands_now(house, view)
}

/// Needs met only because people hold each other up.
pub fn circular(house: &House, view: View) -> BTreeSet<NeedId> {
    &stands_now(house, view) - &grounded(house, &BTreeSet::<SourceId>::new(), view)
}

/// Counting arrangements that rely on a need outside `stands(∅)`, each with that need.
///
/// An arrangement that does not count gives nothing, met or unmet, and is not named. An assumed reliance is
/// stored like a stated one and named alike; one that the snapshot filled in itself never lies outside.
pub fn gives_though_unmet(house: &House) -> BTreeSet<(ArrangementId, NeedId)> {
    let unmet = gaps(house, View::ALL);
    let counting = house.arrangements.iter().filter(|a| counts(a, house.on));
    let pairs = counting.flat_map(|a| relies_on(a, View::ALL).iter().map(|need| (a.id, *need)));
    pairs.filter(|(_, need)| unmet.contains(need)).collect()
}

/// Arrangements that would count if they had a minute.
pub fn never_present(house: &House) -> BTreeSet<ArrangementId> {
    let would = house.arrangements.iter().filter(|a| would_count(a, house.on));
    would.filter(|a| !has_a_minute(a)).map(|a| a.id).collect()
}

/// Needs without windows.
pub fn when_not_known(house: &House) -> BTreeSet<NeedId> {
    house.needs.iter().filter(|need| need.windows().is_empty()).map(mutual_care::need::Need::id).collect()
}
