//! What comes to a need over a cycle of starting minutes: the least of it, and where.

use alloc::vec::Vec;

use super::super::moment::Moment;
use crate::support::{Time, Walk};

/// What comes to one need, over all starting minutes of a cycle. Starts are minutes of the cycle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct NeedWeek {
    /// The shortest time to its harm, and the earliest start for it.
    pub(in super::super) harm: Option<(u32, u32)>,
    /// The stretches of starts, first and last, in which it comes to harm.
    pub(in super::super) harmed: Vec<(u32, u32)>,
    /// Where it does not: the least time to spare, the earliest start for it, and when it closes.
    pub(in super::super) margin: Option<(u32, u32, u32)>,
    /// Where it does not: the least time from the end of the horizon to its harm, if it can be open then.
    pub(in super::super) open: Option<u32>,
    /// Those who made a difference, by number: without any of the others it is the same.
    pub(in super::super) used: u64,
}

impl NeedWeek {
    /// What a walk from a starting minute comes to, there and for so many minutes later.
    pub(super) fn note(
        &mut self,
        walk: &Walk<Moment>,
        tolerance: u32,
        horizon: Moment,
        start: u32,
        minutes: u32,
    ) {
        let last = start + minutes;
        // The least of what follows a straight line: at the first minute, or, if it shrinks, at the last.
        let least = |moment: Moment| {
            if moment.shrinks() { (moment.with_loss_later(minutes), last) } else { (moment, start) }
        };
        if let Some(harm) = walk.harm() {
            let (harm, at) = least(harm);
            let this = (harm.now(), at);
            self.harm = Some(self.harm.map_or(this, |known| known.min(this)));
            match self.harmed.last_mut().filter(|known| known.1 + 1 == start) {
                Some(known) => known.1 = last,
                None => self.harmed.push((start, last)),
            }
            return;
        }
        for opening in walk.openings() {
            let would_harm = opening.from.plus(tolerance);
            if let Some(at) = opening.until {
                let (spare, from) = least(would_harm - at);
                let this = (spare.now(), from, at.with_loss_later(from - start).now());
                self.margin = Some(self.margin.map_or(this, |known| known.min(this)));
            } else {
                let after = least(would_harm - horizon).0.now();
                self.open = Some(self.open.map_or(after, |known| known.min(after)));
            }
        }
    }
}
