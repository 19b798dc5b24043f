//! Losses that begin and end, made ready: from when until when somebody gives nothing, or needs nothing.

use alloc::vec::Vec;

use super::super::{LostHow, Support, TimedLoss};

/// Never, within any horizon; nowhere in any list.
pub(super) const NEVER: u32 = u32::MAX;

/// A source, from one minute until another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub(super) source: usize,
    pub(super) from: u32,
    pub(super) until: u32,
}

/// Who is lost for a part of the time. Whoever is lost from the first minute to the end is not here: their help is gone
/// from what is able, and their needs, if they are away, are not watched.
#[derive(Debug, Clone, Default)]
pub(super) struct Stretches {
    /// Of each source in order of time, none touching the next.
    pub(super) give_nothing: Vec<Stretch>,
    pub(super) need_nothing: Vec<Stretch>,
    /// Who dies, and when.
    pub(super) die: Vec<(usize, u32)>,
}

impl Stretches {
    /// Of losses whose sources are known.
    pub(super) fn new(support: &Support<'_>, losses: &[TimedLoss]) -> Self {
        let mut ready = Self::default();
        for loss in losses {
            let Some(source) = support.snapshot.source_index(loss.source) else { continue };
            let stretch = Stretch { source, from: loss.from, until: loss.until.unwrap_or(NEVER) };
            ready.give_nothing.push(stretch);
            match loss.how {
                LostHow::Unable => {}
                LostHow::Away => ready.need_nothing.push(stretch),
                LostHow::Died => ready.die.push((source, loss.from)),
            }
        }
        ready.give_nothing = merged(ready.give_nothing);
        ready.need_nothing = merged(ready.need_nothing);
        ready
    }

    /// The same with nobody lost who gives: whoever is away needs nothing all the same.
    pub(super) fn giving_all_the_same(self) -> Self {
        Self { give_nothing: Vec::new(), ..self }
    }

    /// The first minute from one on in which a source is there; never, if it is lost to the end.
    pub(super) fn back(&self, source: usize, at: u32) -> u32 {
        let lost = self.give_nothing.iter().find(|lost| lost.source == source && lost.holds(at));
        lost.map_or(at, |lost| lost.until)
    }

    /// The same of a slot, which is lost with its source and with one that supports it.
    pub(super) fn slot_back(&self, support: &Support<'_>, slot: usize, mut at: u32) -> u32 {
        if self.give_nothing.is_empty() {
            return at;
        }
        let is_lost_with = |source| {
            support.compiled.lost_with(source).iter().any(|mask| mask.slots().any(|one| one == slot))
        };
        while let Some(lost) =
            self.give_nothing.iter().find(|lost| lost.holds(at) && is_lost_with(lost.source))
        {
            at = lost.until;
        }
        at
    }

    /// The parts of a time in which a source is there.
    pub(super) fn there(&self, source: usize, from: u32, until: u32) -> Vec<(u32, u32)> {
        let mut parts = Vec::new();
        let mut at = self.back(source, from);
        while at < until {
            let goes = self.give_nothing.iter().find(|lost| lost.source == source && lost.from >= at);
            let end = goes.map_or(until, |lost| lost.from.min(until));
            parts.push((at, end));
            at = self.back(source, end).max(end);
            if at == end {
                break;
            }
        }
        parts
    }

    /// When the needs of a source end, since it dies.
    pub(super) fn ends(&self, source: usize) -> u32 {
        let dies = self.die.iter().filter(|(who, _)| *who == source).map(|(_, at)| *at);
        dies.min().unwrap_or(NEVER)
    }
}

impl Stretch {
    const fn holds(self, at: u32) -> bool {
        self.from <= at && at < self.until
    }
}

/// Stretches of one source that overlap or touch, as one.
fn merged(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_unstable();
    let mut merged: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        match merged.last_mut() {
            Some(last) if last.source == stretch.source && stretch.from <= last.until => {
                last.until = last.until.max(stretch.until);
            }
            _ => merged.push(stretch),
        }
    }
    merged
}
