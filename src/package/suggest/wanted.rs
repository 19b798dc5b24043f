//! The minutes and hands that a mend wants, one stretch after another.

use alloc::vec::Vec;

use super::ring::Stretch;
use crate::base::{MINUTES_PER_DAY, MINUTES_PER_WEEK, NeedId, limits};
use crate::need::{Need, Snapshot};
use crate::support::{EVENING, MORNING, Mend, MendWindow, night_minutes};

/// Hands that are wanted for a need in a stretch of the cycle: in so many of its minutes, wherever in it these are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    pub(super) within: Stretch,
    pub(super) minutes: u32,
    pub(super) need: NeedId,
    pub(super) hands: u8,
    /// Something to be done, for which whoever comes has their hands full; else somebody is to be there.
    pub(super) is_doing: bool,
}

impl Wanted {
    /// Whether it is wanted in every minute of its stretch.
    pub(super) const fn is_throughout(self) -> bool {
        self.minutes == self.within.minutes
    }
}

/// Adds what a mend wants to what is wanted already, and says whether that changed anything.
///
/// A need that is wanted again in the same minutes lacks more hands than were thought: with these the gap would have been
/// closed, and the loss opens it again. Of one source the greatest number of hands counts, so they are added up in one visit.
pub(super) fn add(all: &mut Vec<Wanted>, mend: &Mend, week: &Snapshot) -> bool {
    let cycle = u32::from(week.weeks()) * u32::from(MINUTES_PER_WEEK);
    let mut changed = false;
    for need in &mend.needs {
        let windows = week.need(need.need).map_or(&[][..], Need::windows);
        for window in &need.windows {
            let is_doing = windows.iter().any(|it| it.span() == window.window && !it.is_being_there());
            for number in (0..week.weeks()).filter(|number| window.weeks.contains(*number)) {
                for (within, minutes, hands) in stretches(window, number, cycle) {
                    let one = Wanted { within, minutes, need: need.need, hands, is_doing };
                    changed |= put(all, one, cycle);
                }
            }
        }
    }
    changed
}

fn put(all: &mut Vec<Wanted>, new: Wanted, cycle: u32) -> bool {
    let same = |one: &&mut Wanted| one.need == new.need && one.within.shared(new.within, cycle).is_some();
    let Some(known) = all.iter_mut().find(same) else {
        all.push(new);
        return true;
    };
    let before = *known;
    known.hands = known.hands.saturating_add(new.hands).min(limits::HANDS);
    let is_throughout = known.is_throughout() && new.is_throughout();
    known.within = known.within.joined(new.within, cycle).unwrap_or(known.within);
    known.minutes = if is_throughout { known.within.minutes } else { known.minutes.max(new.minutes) };
    *known != before
}

/// In which stretches a window of one week wants how many minutes with how many hands: all that was lost, or as much of it
/// as is owed, by day first and in one piece where one is long enough.
fn stretches(window: &MendWindow, week: u8, cycle: u32) -> Vec<(Stretch, u32, u8)> {
    let first = u32::from(week) * u32::from(MINUTES_PER_WEEK) + u32::from(window.window.start().get());
    let lost = window.lost.iter().map(|stretch| {
        // Past Sunday midnight the rest of a window is in the week after.
        let later = u32::from(window.window.start().until(stretch.when.start()));
        let start = (first + later) % cycle;
        (Stretch { start, minutes: stretch.when.minutes().into() }, stretch.hands_missing)
    });
    let lost: Vec<(Stretch, u8)> = lost.collect();
    let all: u32 = lost.iter().map(|(stretch, _)| stretch.minutes).sum();
    let mut short = u32::from(window.short);
    if short >= all {
        return lost.into_iter().map(|(stretch, hands)| (stretch, stretch.minutes, hands)).collect();
    }
    let mut pieces: Vec<(Stretch, u8)> = lost
        .into_iter()
        .flat_map(|(stretch, hands)| by_day_and_night(stretch).map(move |it| (it, hands)))
        .collect();
    pieces.sort_by_key(|(piece, _)| (night_minutes(piece.start, piece.start + 1) > 0, piece.minutes < short));
    let mut wanted = Vec::new();
    for (piece, hands) in pieces {
        let minutes = piece.minutes.min(short);
        if minutes > 0 {
            wanted.push((Stretch { start: piece.start % cycle, ..piece }, minutes, hands));
        }
        short -= minutes;
    }
    wanted
}

/// A stretch, cut where the night begins and ends.
fn by_day_and_night(stretch: Stretch) -> impl Iterator<Item = Stretch> {
    const DAY: u32 = MINUTES_PER_DAY as u32;
    let mut left = stretch;
    core::iter::from_fn(move || {
        let of_day = left.start % DAY;
        let until = [MORNING, EVENING].into_iter().find(|edge| of_day < *edge);
        let minutes = left.minutes.min(until.unwrap_or(MORNING + DAY) - of_day);
        let piece = Stretch { start: left.start, minutes };
        left = Stretch { start: left.start + minutes, minutes: left.minutes - minutes };
        (minutes > 0).then_some(piece)
    })
}
