//! The course of losses that are known beforehand, over real days: how each need stands at each minute, for whoever asks what
//! another loss on top of them does.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot and of the needs watched"
)]

use alloc::vec::Vec;

use super::super::walk::Walk;
use super::stretches::NEVER;
use super::watch::{Stopped, Watch};
use crate::base::{AnyId, CycleMinute};
use crate::need::{Asks, Numbers};

/// How it goes. All minutes are those of the real days.
#[derive(Debug, Clone, Default)]
pub(crate) struct Course {
    /// Per need, in order of time: how it stands from a minute on.
    marks: Vec<Vec<Mark>>,
    /// Per need: when it comes to harm.
    pub(crate) harm: Vec<Option<u32>>,
    /// Who comes.
    pub(crate) helps: Vec<CourseHelp>,
    /// Whom they take in: which help, the source, from when until when.
    pub(crate) takes: Vec<(usize, usize, u32, u32)>,
    /// Who gives nothing, from when until when, and whether they need nothing either.
    pub(crate) gone: Vec<(usize, u32, u32, bool)>,
    /// The arrangements that stop, by slot, and when.
    pub(crate) stops: Vec<(usize, u32)>,
}

/// Somebody who comes.
#[derive(Debug, Clone)]
pub(crate) struct CourseHelp {
    /// What it is called: who is no source of the week has no number of its own.
    pub(crate) id: AnyId,
    /// Which source.
    pub(crate) source: usize,
    pub(crate) from: u32,
    pub(crate) until: u32,
    /// When it stops; past all minutes if it does not.
    pub(crate) stops: u32,
    /// By index, with what is brought to each.
    pub(crate) needs: Vec<(usize, Numbers)>,
}

/// How a need stands from a minute on, until the next mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) from: u32,
    /// The minutes of the occurrence under way that went uncovered before `from`; each minute from there is one more if it
    /// grows.
    pub(crate) uncovered: u32,
    pub(crate) grows: bool,
    /// Since when it is open, and what the window asked that opened it.
    pub(crate) open: Option<(u32, Asks)>,
}

impl Course {
    /// How a need stands at a minute, and the last minute for which that is said.
    pub(crate) fn at(&self, need: usize, minute: u32) -> Option<(Mark, u32)> {
        let marks = self.marks.get(need)?;
        let after = marks.partition_point(|mark| mark.from <= minute);
        let mark = *marks.get(after.checked_sub(1)?)?;
        Some((mark, marks.get(after).map_or(u32::MAX, |next| next.from - 1)))
    }
}

impl Watch<'_> {
    /// How the losses go from this minute, for as many minutes as are asked for of how each need stands.
    pub(crate) fn course(&mut self, start: CycleMinute, minutes: u32) -> Course {
        self.walk_all(start);
        let (start, needs) = (self.start, self.support.snapshot.needs().len());
        let later = |at: u32| if at == NEVER { NEVER } else { start + at };
        let mut course = Course { harm: alloc::vec![None; needs], ..Course::default() };
        course.marks.resize(needs, Vec::new());
        for place in 0..self.watched.len() {
            let need = self.watched[place].need;
            course.harm[need] = self.watched[place].breach().map(later);
            course.marks[need] = self.marks(place, minutes);
        }
        for (number, help) in self.helps.all.iter().enumerate() {
            course.helps.push(CourseHelp {
                id: help.id,
                source: help.source,
                from: later(help.from),
                until: later(help.until),
                stops: later(self.help_stops[number]),
                needs: help.brings().collect(),
            });
        }
        let takes = self.helps.takes.iter();
        course.takes.extend(takes.map(|it| (it.help, it.source, later(it.from), later(it.until))));
        for lost in &self.stretches.give_nothing {
            course.gone.push((lost.source, later(lost.from), later(lost.until), false));
        }
        for away in &self.stretches.need_nothing {
            course.gone.push((away.source, later(away.from), later(away.until), true));
        }
        for (at, stopped) in &self.stopped {
            if let Stopped::Slot(slot) = stopped {
                course.stops.push((*slot, later(*at)));
            }
        }
        course
    }

    /// How one need stands, walked once more from mark to mark with all that stops known.
    fn marks(&mut self, place: usize, minutes: u32) -> Vec<Mark> {
        let (start, need, support) = (self.start, self.watched[place].need, self.support);
        let compiled = &support.compiled;
        let mut ends: Vec<u32> = Vec::new();
        // Between these minutes the same people are there in one piece of the week. A need is open after the minute in which it
        // opens, and no more after that in which it closes.
        for opening in self.watched[place].walk.openings() {
            ends.extend([Some(opening.from), opening.until].into_iter().flatten().map(|at| at + 1));
        }
        ends.extend(compiled.pieces(need).iter().filter_map(|piece| piece.end.checked_sub(start)));
        self.gather(place);
        ends.extend(self.cover.changes());
        ends.retain(|end| (1..minutes).contains(end));
        ends.push(minutes);
        ends.sort_unstable();
        ends.dedup();
        let (able, cover) = (&self.able, &mut self.cover);
        let mut walk: Walk<u32> = Walk::new();
        walk.begin(support, need, start, &mut ());
        let (mut from, mut marks) = (0, Vec::new());
        for end in ends {
            let (uncovered, open) = walk.standing(compiled, need);
            // Past its harm it goes on.
            while !walk.up_to(end, cover, able, &mut ()) {}
            let grows = walk.uncovered() > uncovered;
            let open = open.map(|(since, asks)| (start + since, asks));
            marks.push(Mark { from: start + from, uncovered, grows, open });
            from = end;
        }
        marks
    }
}
