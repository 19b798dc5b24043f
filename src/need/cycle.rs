//! The cycle of a snapshot: its weeks laid end to end.

use super::{Arrangement, Need, SnapshotParts, Window};
use crate::base::{CycleMinute, CyclePattern, MINUTES_PER_WEEK, cycle_minutes};

/// The weeks of a snapshot until everything is as it was: one long week, whose first week is that of the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cycle {
    weeks: u8,
}

/// A window of a need in one week of the cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Its first minute, in the cycle.
    pub(crate) start: u32,
    /// The window, and where it stands in the need's list.
    pub(crate) window: Window,
    pub(crate) place: u16,
    /// The week of the cycle in which it begins.
    pub(crate) week: u8,
}

impl Occurrence {
    /// How many minutes it has.
    pub(crate) fn minutes(&self) -> u32 {
        self.window.span().minutes().into()
    }

    /// Whether a minute of a cycle of so many minutes is in it.
    pub(crate) fn contains(&self, minute: u32, cycle: u32) -> bool {
        (minute + cycle - self.start) % cycle < self.minutes()
    }

    /// Its minutes as a stretch of the cycle: a start and how many.
    pub(crate) fn stretch(&self) -> (u32, u32) {
        (self.start, self.minutes())
    }
}

impl Cycle {
    /// The cycle of a household's week.
    pub(crate) const fn of(_: &SnapshotParts) -> Self {
        Self { weeks: 1 }
    }

    /// How many weeks it has.
    pub(crate) const fn weeks(self) -> u8 {
        self.weeks
    }

    /// How many minutes it has.
    pub(crate) const fn minutes(self) -> u32 {
        cycle_minutes(self.weeks)
    }

    /// When an arrangement is present.
    pub(crate) fn pattern(self, of: &Arrangement) -> CyclePattern {
        CyclePattern::repeating(&of.when, self.weeks)
    }

    /// The half-open ranges of minutes in which an arrangement is present; one over the end of the cycle is two.
    pub(crate) fn ranges(self, of: &Arrangement, mut each: impl FnMut(u32, u32)) {
        // A cycle of one week is the common one, and needs no pattern of its own.
        if self.weeks == 1 {
            of.when.ranges().iter().for_each(|&(start, end)| each(start.into(), end.into()));
        } else {
            self.pattern(of).ranges().iter().for_each(|&(start, end)| each(start, end));
        }
    }

    /// The windows of a need, week by week, in each as they stand in its list.
    pub(crate) fn windows(self, need: &Need) -> impl Iterator<Item = Occurrence> {
        let weeks = 0..self.weeks;
        weeks.flat_map(move |week| {
            need.windows().iter().zip(0..).map(move |(window, place)| {
                let monday = u32::from(week) * u32::from(MINUTES_PER_WEEK);
                let start = monday + u32::from(window.span().start().get());
                Occurrence { start, window: *window, place, week }
            })
        })
    }

    /// All minutes of a need's windows.
    pub(crate) fn hours(self, need: &Need) -> CyclePattern {
        CyclePattern::from_stretches(self.weeks, self.windows(need).map(|window| window.stretch()))
    }

    /// The minute with this number, round and round.
    pub(crate) const fn minute(self, number: u32) -> CycleMinute {
        CycleMinute::of(number, self.weeks)
    }
}
