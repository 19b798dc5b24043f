//! What comes to harm with nobody called, whenever a loss comes: all needs together, with what stops since others did.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot and of the needs walked"
)]

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::super::moment::{Moment, Steady};
use super::{Left, Stay, Sweep};
use crate::base::CyclePattern;
use crate::need::met::bits::{self, complement, without};
use crate::need::met::{Leaning, Mask};
use crate::support::Time;

/// A stretch of starting minutes, first and last, from which the same needs come to harm in the same order.
#[derive(Debug)]
pub(in super::super) struct Harmed {
    first: u32,
    last: u32,
    /// By index, each with when, for a loss at the first.
    needs: Vec<(usize, Moment)>,
}

impl Sweep<'_> {
    /// What comes to harm after a loss with nobody called, from every minute of these: of the cycle, or of an absence.
    ///
    /// As in the timeline: every need is walked alone up to its breach, the earliest breach stops what relies on it, and
    /// whoever loses by that is walked again; but over moments, so that a whole stretch of starting minutes is walked
    /// at once.
    pub(in super::super) fn harmed(&mut self, left: &Left, starts: (u32, u32)) -> Vec<Harmed> {
        let needs = self.can_ever_open(left);
        let (mut all, (mut first, end)) = (Vec::new(), starts);
        self.stops = alloc::vec![None; self.support.compiled.slots_len];
        while !needs.is_empty() && first < end {
            let mut steady = Steady::at_most(end - 1 - first);
            let harmed = self.harmed_from(&needs, left, first, &[], &mut steady);
            let last = first + steady.minutes();
            if !harmed.is_empty() {
                all.push(Harmed { first, last, needs: harmed });
            }
            first = last + 1;
        }
        self.stops.clear();
        all
    }

    /// Whatever may lose by a loss: needs that can open, those that it gave to, and those that lean on either.
    pub(in super::super) fn touched(&self, left: &Left) -> Vec<u64> {
        let compiled = &self.support.compiled;
        let gone = left.lost.sources.iter().flat_map(|source| compiled.lost_with(*source));
        let open = self.can_ever_open(left);
        let relying = open.iter().flat_map(|need| compiled.relying(*need));
        let mut touched = compiled.needs_of(gone.chain(relying).copied().flat_map(Mask::slots));
        for need in open {
            bits::set(&mut touched, need);
        }
        touched
    }

    /// Only what falls for good with the loss can open at all.
    fn can_ever_open(&self, left: &Left) -> Vec<usize> {
        let (support, needs) = (self.support, self.support.snapshot.needs());
        if self.beneath.is_some() {
            return (0..needs.len()).filter(|need| self.can_open(*need, left, 0)).collect();
        }
        let stands = support.after(&left.lost, &support.stands, Leaning::All).met;
        let open = without(&complement(&stands, support.compiled.needs_len), &left.lost.no_need);
        bits::iter(&open).filter(|need| !needs[*need].windows().is_empty()).collect()
    }

    pub(super) fn harmed_from(
        &mut self,
        needs: &[usize],
        left: &Left,
        start: u32,
        stays: &[Stay],
        steady: &mut Steady,
    ) -> Vec<(usize, Moment)> {
        self.stops.fill(None);
        // What came to harm beneath, before the loss, does so once.
        let mut done: Vec<bool> = needs.iter().map(|need| self.harmed_beneath(*need) < start).collect();
        for (need, _) in needs.iter().zip(&done).filter(|(_, done)| !**done) {
            steady.limit(self.harmed_beneath(*need) - start);
        }
        let mut breach: Vec<Option<Moment>> = (needs.iter().zip(&done))
            .map(|(need, done)| if *done { None } else { self.alone(*need, left, start, stays, steady) })
            .collect();
        let mut harmed = Vec::new();
        loop {
            let mut next: Option<Moment> = None;
            // Who is first, and who comes in the same minute, holds for the stretch that these comparisons leave.
            for (place, at) in breach.iter().enumerate() {
                if let Some(at) = at.filter(|_| !done[place])
                    && next.is_none_or(|known| steady.is_before(at, known))
                {
                    next = Some(at);
                }
            }
            let Some(next) = next else { return harmed };
            let mut stopped = Vec::new();
            for place in 0..needs.len() {
                let Some(at) = breach[place].filter(|_| !done[place]) else { continue };
                if !steady.is_before(next, at) {
                    done[place] = true;
                    harmed.push((needs[place], at));
                    self.stop_those_who_rely_on(needs[place], left, next, &mut stopped);
                }
            }
            for place in 0..needs.len() {
                if !done[place] && stopped.contains(&needs[place]) {
                    breach[place] = self.alone(needs[place], left, start, stays, steady);
                }
            }
        }
    }

    /// When a need comes to harm by what is left for it, with what has stopped so far.
    fn alone(
        &mut self,
        need: usize,
        left: &Left,
        start: u32,
        stays: &[Stay],
        steady: &mut Steady,
    ) -> Option<Moment> {
        self.gather(need, start, left, stays.iter().copied(), steady);
        self.walk(need, &left.able, start, steady);
        self.walk.harm()
    }

    /// Notes what relies on a breached need, and for which needs that was.
    fn stop_those_who_rely_on(&mut self, need: usize, left: &Left, at: Moment, of: &mut Vec<usize>) {
        let compiled = &self.support.compiled;
        for slot in compiled.relying_in(need, &left.able) {
            if self.stops[slot].is_none() {
                self.stops[slot] = Some(at);
                of.push(compiled.need_of[slot] as usize);
            }
        }
    }
}

/// For each need by index the starting minutes from which a loss adds its breach: with nothing lost it is not breached
/// in the same minute or before. In order of need.
pub(in super::super) fn added(
    harmed: &[Harmed],
    nothing_lost: &[Harmed],
    weeks: u8,
) -> Vec<(usize, CyclePattern)> {
    let mut minutes: BTreeMap<usize, Vec<(u32, u32)>> = BTreeMap::new();
    for stretch in harmed {
        for (need, at) in &stretch.needs {
            let mut from: Option<u32> = None;
            // One minute past the stretch, where nothing is added, so that a span open at its end is closed.
            for start in stretch.first..=stretch.last + 1 {
                let adds = start <= stretch.last && {
                    let anyway =
                        nothing_lost.iter().find(|other| other.first <= start && start <= other.last);
                    let anyway = anyway.and_then(|other| other.at(*need, start));
                    anyway.is_none_or(|anyway| at.with_loss_later(start - stretch.first).now() < anyway)
                };
                match (from, adds) {
                    (None, true) => from = Some(start),
                    (Some(first), false) => {
                        minutes.entry(*need).or_default().push((first, start - first));
                        from = None;
                    }
                    _ => {}
                }
            }
        }
    }
    let pattern = |stretches| CyclePattern::from_stretches(weeks, stretches);
    minutes.into_iter().map(|(need, stretches)| (need, pattern(stretches))).collect()
}

impl Harmed {
    /// When a need comes to harm for a loss at this minute of the stretch.
    fn at(&self, need: usize, start: u32) -> Option<u32> {
        let (_, at) = self.needs.iter().find(|(known, _)| *known == need)?;
        Some(at.with_loss_later(start - self.first).now())
    }
}

#[cfg(test)]
#[path = "harmed_tests.rs"]
mod tests;
