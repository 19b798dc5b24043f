//! One need's way through the minutes after a loss, in moments.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot, and of those who may come"
)]

use super::need_week::End;
use super::{Moment, Stay, Steady, Sweep, take_away};
use crate::need::Need;
use crate::need::met::{Piece, bits};

impl Sweep<'_> {
    /// The stays that make a difference: those that begin before the horizon ends, and before the need is covered for
    /// good, by somebody who brings hands enough, stays, and is not taken in.
    pub(super) fn gather(
        &mut self,
        need: usize,
        stays: impl Iterator<Item = Stay> + Clone,
        steady: &mut Steady,
    ) {
        let helpers = self.support.snapshot.needs()[need].helpers();
        let mut end = self.horizon;
        (self.for_good, self.used) = (None, 0);
        let mut taken_in = stays.clone().flat_map(|stay| &self.comers[stay.comer].takes_in);
        let nobody_taken_in = taken_in.next().is_none();
        for stay in stays.clone().filter(|stay| stay.until.is_none() && nobody_taken_in) {
            let comer = &self.comers[stay.comer];
            let enough = comer.hands_to(need) >= helpers;
            if enough && steady.is_before(stay.from, end) {
                end = stay.from;
                (self.for_good, self.used) = (Some(end), 1 << stay.comer);
            }
        }
        self.stays.clear();
        self.changes.clear();
        for stay in stays {
            if steady.is_before(stay.from, end) {
                self.stays.push(stay);
                self.used |= 1 << stay.comer;
                self.changes.extend([Some(stay.from), stay.until].into_iter().flatten());
            }
        }
        if !self.stops.is_empty() {
            let slots = self.support.compiled.slots(need);
            self.changes.extend(slots.filter_map(|slot| self.stops[slot]));
        }
        self.changes.sort_unstable();
        for pair in self.changes.windows(2) {
            steady.is_before(pair[1], pair[0]);
        }
    }

    /// The way of a need from a loss at this minute, with the stays that were gathered: how it ends; on the way its
    /// closings are kept.
    pub(super) fn walk(&mut self, need: usize, able: &[u64], start: u16, steady: &mut Steady) -> End {
        let support = self.support;
        let compiled = &support.compiled;
        let of = &support.snapshot.needs()[need];
        let (windows, pieces) = (of.windows(), compiled.pieces(need));
        self.closings.clear();
        let horizon = self.for_good.unwrap_or(self.horizon);

        let mut place = pieces.partition_point(|piece| piece.end <= start);
        let to_its_end = u32::from(pieces[place].end - start);
        steady.limit(to_its_end - 1);
        let before = u32::from(support.uncovered_before(need, place, start));
        let mut uncovered = if support.goes_uncovered(pieces[place]) {
            Moment::growing(before)
        } else {
            Moment::after_the_loss(before)
        };
        let mut piece_end = Moment::of_the_week(to_its_end);
        let mut at = Moment::after_the_loss(0);
        let mut opened: Option<Moment> = None;
        let mut next = 0;
        if !steady.is_before(at, horizon) {
            return End::Closed;
        }
        self.stand(need, of, able, at);
        loop {
            let piece = pieces[place];
            let mut changed = false;
            while let Some(change) = self.changes.get(next)
                && !steady.is_before(at, *change)
            {
                next += 1;
                changed = true;
            }
            if changed {
                self.stand(need, of, able, at);
            }
            let (mut end, mut through) = (piece_end, true);
            if let Some(change) = self.changes.get(next)
                && steady.is_before(*change, end)
            {
                (end, through) = (*change, false);
            }
            let last = !steady.is_before(end, horizon);
            if last {
                end = horizon;
            }
            if self.is_covered(of, piece) {
                if let Some(opened) = opened.take() {
                    self.closings.push((opened.plus(of.tolerance_min()).since(at), at));
                }
            } else {
                if let Some(window) = windows.get(usize::from(piece.window)) {
                    if opened.is_none() {
                        let slack = Moment::after_the_loss(window.slack().into());
                        let opens = if steady.is_before(uncovered, slack) {
                            at.and(slack.since(uncovered))
                        } else {
                            at
                        };
                        opened = steady.is_before(opens, end).then_some(opens);
                    }
                    uncovered = uncovered.and(end.since(at));
                }
                if let Some(harm) = opened.map(|opened| opened.plus(of.tolerance_min()))
                    && steady.is_before(harm, end)
                {
                    return End::Harmed(harm);
                }
            }
            if last {
                let Some(harm) = opened.map(|opened| opened.plus(of.tolerance_min())) else {
                    return End::Closed;
                };
                if self.for_good.is_none() {
                    return End::Open(harm);
                }
                self.closings.push((harm.since(horizon), horizon));
                return End::Closed;
            }
            at = end;
            if through {
                place = if place + 1 == pieces.len() { 0 } else { place + 1 };
                let piece = pieces[place];
                piece_end = piece_end.plus(u32::from(piece.end - piece.start));
                let window = windows.get(usize::from(piece.window));
                if window.is_some_and(|window| window.span().start().get() == piece.start) {
                    uncovered = Moment::after_the_loss(0);
                }
            }
        }
    }

    /// Who is there at a moment. The order of all changes holds for the whole stretch, so what is so now is so in
    /// all of it.
    fn stand(&mut self, need: usize, of: &Need, able: &[u64], at: Moment) {
        for slot in self.support.compiled.slots(need) {
            let has_stopped =
                self.stops.get(slot).copied().flatten().is_some_and(|stop| stop.now() <= at.now());
            if bits::has(able, slot) && !has_stopped {
                bits::set(&mut self.local, slot);
            } else {
                bits::clear(&mut self.local, slot);
            }
        }
        self.hands.clear();
        self.taken_in = false;
        let there = |stay: &&Stay| {
            stay.from.now() <= at.now() && stay.until.is_none_or(|until| at.now() < until.now())
        };
        self.away.clear();
        for stay in self.stays.iter().filter(there) {
            for source in &self.comers[stay.comer].takes_in {
                take_away(&mut self.local, &self.support.compiled, *source);
                self.away.push(*source);
            }
        }
        if !self.away.is_empty() {
            let person = self.support.snapshot.source_index(of.person().into());
            self.taken_in = person.is_some_and(|person| self.away.contains(&person));
        }
        for stay in self.stays.iter().filter(there) {
            let comer = &self.comers[stay.comer];
            let hands = comer.hands_to(need);
            if hands > 0 && !self.away.contains(&comer.source) {
                self.hands.push((comer.source, hands));
            }
        }
    }

    /// Whether there are hands enough, in the week and of those who have come: each source with its greatest number.
    fn is_covered(&self, of: &Need, piece: Piece) -> bool {
        let compiled = &self.support.compiled;
        if self.taken_in || compiled.test_covered(piece.test, &self.local) {
            return true;
        }
        if self.hands.is_empty() {
            return false;
        }
        if of.helpers() == 1 {
            return true;
        }
        let mut hands = self.hands.clone();
        for slot in compiled.slots_under(piece.test).filter(|slot| bits::has(&self.local, *slot)) {
            hands.push((compiled.source_of[slot].into(), compiled.hands_of[slot]));
        }
        hands.sort_unstable_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
        hands.dedup_by_key(|(source, _)| *source);
        hands.iter().map(|(_, hands)| u32::from(*hands)).sum::<u32>() >= u32::from(of.helpers())
    }
}
