//! What is the same in several weeks of a cycle, told once.

use alloc::vec::Vec;

use crate::base::CycleWeeks;
use crate::need::Occurrence;

/// What was found of the windows of a need in each week of a cycle: for one window at a time, in the order of the need's
/// list, what is the same in several weeks once, with these weeks.
pub(super) fn told_once<T: PartialEq>(
    found: impl IntoIterator<Item = (Occurrence, T)>,
    weeks: u8,
) -> impl Iterator<Item = (CycleWeeks, T)> {
    // Of each window what was found of it, equal weeks joined: at most one for each week.
    let mut told: Vec<Vec<(CycleWeeks, T)>> = Vec::new();
    for (occurrence, what) in found {
        let this = CycleWeeks::one(occurrence.week, weeks);
        let place = usize::from(occurrence.place);
        if told.len() <= place {
            told.resize_with(place + 1, Vec::new);
        }
        let Some(of_window) = told.get_mut(place) else { continue };
        match of_window.iter_mut().find(|(_, known)| *known == what) {
            Some((known, _)) => *known = known.and(this),
            None => of_window.push((this, what)),
        }
    }
    told.into_iter().flatten()
}

/// Minutes a week of what is told with the weeks in which it is so, in whole minutes of all weeks of a cycle: each so many
/// minutes in each of its weeks.
pub(super) fn of_cycle(told: impl Iterator<Item = (CycleWeeks, u32)>) -> (u32, u8) {
    // Those of every week are of one week; the others are all of the same cycle.
    let (mut every, mut some, mut weeks) = (0, 0, 1);
    for (of, minutes) in told {
        let (count, all) = of.of_how_many();
        if all == 1 {
            every += minutes;
        } else {
            some += minutes * u32::from(count);
            weeks = all;
        }
    }
    (every * u32::from(weeks) + some, weeks)
}
