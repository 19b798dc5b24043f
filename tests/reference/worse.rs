//! Gaps that a loss makes worse.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{ArrangementId, NeedId, PersonId, SourceId};
use mutual_care::need::Need;

use super::cuts::Lost;
use super::loss::{Gone, all_lost, there};
use super::stands::{stands, stands_now};
use super::week::{House, Loss, View, covered_minutes, numbers};

/// How a loss makes one gap worse.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Worsened {
    /// Each window that is worse, by place in the need's windows of the long week.
    pub windows: BTreeMap<usize, Worse>,
    /// Arrangements for it that were able until the loss, are present in a window of it, and are gone: why. As for a
    /// need that falls, whatever was there is told, also where a window can spare it.
    pub gone: BTreeMap<ArrangementId, Gone>,
}

impl Worsened {
    /// By how many minutes in all its windows: short by the loss, and hands gone.
    pub fn total(&self) -> Worse {
        let mut total = Worse::default();
        for worse in self.windows.values() {
            total.short += worse.short;
            total.hands_gone += worse.hands_gone;
        }
        total
    }
}

/// How much worse a window is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Worse {
    /// *Short by* the loss: of the minutes owed, those covered with nothing lost less those covered with it.
    pub short: u32,
    /// *Hands gone*, in a window that is short with nothing lost: the sum over its minutes of the hands present, at
    /// most those required, with nothing lost less the same with the loss. Where some need a skill, minute by minute the
    /// greatest over hands and each skill.
    pub hands_gone: u32,
}

/// The gaps that a loss worsens. Those of people who are away are not worsened.
pub fn worsened(
    house: &House,
    lost: &BTreeSet<SourceId>,
    away: &BTreeSet<PersonId>,
    view: View,
) -> BTreeMap<NeedId, Worsened> {
    worsened_of(house, &all_lost(lost, away), away, view)
}

/// The gaps that a loss of any kind worsens: judged with what stands with nothing lost, and what stands with it.
pub fn worsened_of(
    house: &House,
    lost: &dyn Loss,
    away: &BTreeSet<PersonId>,
    view: View,
) -> BTreeMap<NeedId, Worsened> {
    let today = stands_now(house, view);
    let then = stands(house, lost, view);
    worse(house, lost, away, (&today, &then), view)
}

/// The gaps that a loss worsens by itself, with everything met that is met today.
pub fn worsened_directly(house: &House, lost: &dyn Loss, view: View) -> BTreeMap<NeedId, Worsened> {
    let today = stands_now(house, view);
    worse(house, lost, &BTreeSet::new(), (&today, &today), view)
}

fn worse(
    house: &House,
    lost: &dyn Loss,
    away: &BTreeSet<PersonId>,
    (today, then): (&BTreeSet<NeedId>, &BTreeSet<NeedId>),
    view: View,
) -> BTreeMap<NeedId, Worsened> {
    let mut worsened = BTreeMap::new();
    let gaps = house.needs.iter().filter(|need| !today.contains(&need.id()));
    for need in gaps.filter(|need| !away.contains(&need.person())) {
        let windows = windows(house, need, lost, (today, then), view);
        if windows.is_empty() {
            continue;
        }
        let there = there(house, need, lost, today, then, away, view);
        let able = house.able_for(need.id(), &Lost::new(), today, view);
        let was_able = |id: ArrangementId| able.iter().any(|a| a.id == id);
        let gone = there.into_iter().filter(|(id, gone)| gone.is_gone() && was_able(*id)).collect();
        worsened.insert(need.id(), Worsened { windows, gone });
    }
    worsened
}

/// How much worse each window of a need is, where it is.
fn windows(
    house: &House,
    need: &Need,
    lost: &dyn Loss,
    (today, then): (&BTreeSet<NeedId>, &BTreeSet<NeedId>),
    view: View,
) -> BTreeMap<usize, Worse> {
    let before = house.numbers_in_windows(need, &Lost::new(), today, view);
    let after = house.numbers_in_windows(need, lost, then, view);
    worse_than(house, need, &before, &after)
}

/// How much worse each window of a need is with these numbers in each minute than with those before, where it is.
pub fn worse_than(
    house: &House,
    need: &Need,
    before: &[Vec<Vec<u32>>],
    after: &[Vec<Vec<u32>>],
) -> BTreeMap<usize, Worse> {
    let covered = |there: &[Vec<u32>]| {
        u32::try_from(covered_minutes(need, there).iter().filter(|is| **is).count()).unwrap()
    };
    let mut found = BTreeMap::new();
    for (place, window) in house.windows(need.id()).iter().enumerate() {
        let (owed, before, after) = (window.owed, &before[place], &after[place]);
        let short = owed.min(covered(before)).saturating_sub(owed.min(covered(after)));
        let is_short_today = covered(before) < owed;
        let hands_gone = if is_short_today { gone(need, before, after).iter().sum() } else { 0 };
        if short > 0 || hands_gone > 0 {
            found.insert(place, Worse { short, hands_gone });
        }
    }
    found
}

/// The hands gone in each minute of a window: the greatest over its numbers of what was present, each at most what is
/// required, less what is.
pub fn gone(need: &Need, before: &[Vec<u32>], after: &[Vec<u32>]) -> Vec<u32> {
    let of_each = gone_of_each(need, before, after);
    (0..before[0].len()).map(|minute| of_each.iter().map(|gone| gone[minute]).max().unwrap()).collect()
}

/// For each number of a need what is gone of it in each minute of a window.
pub fn gone_of_each(need: &Need, before: &[Vec<u32>], after: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let each = numbers(need).into_iter().zip(before.iter().zip(after));
    let gone = each.map(|(number, (before, after))| {
        let present = |there: &u32| (*there).min(number.required);
        before
            .iter()
            .zip(after)
            .map(|(before, after)| present(before).saturating_sub(present(after)))
            .collect()
    });
    gone.collect()
}
