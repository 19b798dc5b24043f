//! One need's way through the minutes after a loss, from piece to piece of its week.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot and of the needs watched"
)]

use alloc::vec::Vec;

use super::super::Support;
use super::EventKind;
use super::watch::{NEVER, Watch};
use crate::base::{MINUTES_PER_WEEK, WeekMinute};
use crate::need::met::{NO_WINDOW, Piece, bits};
use crate::need::{Need, Window};

/// By how much a clock is put back.
const BACK_MIN: u32 = 60;

/// A need that can open, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Watched {
    pub(super) need: usize,
    pub(super) tolerance: u32,
    pub(super) critical: bool,
    /// The need's person as a source, for being taken in.
    person: usize,
    /// The minutes at which its hands change for another reason than the loss and the week.
    changes: Vec<u32>,
    /// Of those who are taken in, whoever makes a difference to it, by place in their list.
    taken_in: Vec<usize>,
    /// What happened: time and kind.
    pub(super) events: Vec<(u32, EventKind)>,
    /// When it is breached; `NEVER` if it is not.
    pub(super) breach: u32,
    /// Whether what relies on it has been stopped.
    pub(super) done: bool,
    /// Where the walk stands, and where it stood at the loss.
    walk: Walk,
    at_the_loss: Walk,
}

/// Where a walk stands.
#[derive(Debug, Clone, Copy)]
struct Walk {
    /// Minutes after the loss.
    at: u32,
    /// Minute of the week, and the piece of the need's week that it is in.
    minute: u16,
    /// Uncovered minutes of the occurrence so far.
    uncovered: u16,
    piece: u32,
    /// When the open need opened; `NEVER` while it is not open.
    opened: u32,
    /// Uncovered minutes of all its windows since the loss.
    since_loss: u32,
    /// Whether the clock was put back or forward, where it is; and the uncovered minutes as they were when it first
    /// showed what it is put back to.
    clock_put: bool,
    uncovered_then: u16,
}

impl Watched {
    pub(super) fn new(need: usize, of: &Need, person: usize) -> Self {
        let walk = Walk::at_the_loss(0, 0, 0);
        Self {
            need,
            tolerance: of.tolerance_min(),
            critical: of.is_critical(),
            person,
            changes: Vec::new(),
            taken_in: Vec::new(),
            events: Vec::new(),
            breach: NEVER,
            done: false,
            walk,
            at_the_loss: walk,
        }
    }

    /// The minutes of its windows that went uncovered, from the loss to where the walk stands.
    pub(super) const fn uncovered_since_loss(&self) -> u32 {
        self.walk.since_loss
    }

    /// Back to where it stood at the loss.
    pub(super) fn back_to_the_loss(&mut self) {
        self.walk = self.at_the_loss;
        self.events.clear();
        self.breach = NEVER;
    }
}

impl Walk {
    const fn at_the_loss(minute: u16, uncovered: u16, piece: u32) -> Self {
        let (at, opened, since_loss, clock_put) = (0, NEVER, 0, false);
        Self { at, minute, uncovered, piece, opened, since_loss, clock_put, uncovered_then: uncovered }
    }

    /// The clock shows another minute of the week. What that means for the occurrence that it shows then: one that began
    /// after what it is put back to is over and begins anew; one that the clock left goes on as it was; one into which it
    /// jumps has missed the minutes left out.
    fn put_clock(&mut self, to: u16, windows: &[Window], pieces: &[Piece]) {
        let from = self.minute;
        let place = pieces.partition_point(|piece| piece.end <= to);
        let window = pieces.get(place).and_then(|piece| windows.get(usize::from(piece.window)));
        if let Some(span) = window.map(|window| window.span()) {
            let goes_on = WeekMinute::new(from.checked_sub(1).unwrap_or(MINUTES_PER_WEEK - 1))
                .is_ok_and(|last| span.contains(last));
            let left_out = to.saturating_sub(from);
            if left_out == 0 {
                self.uncovered = if goes_on { self.uncovered } else { self.uncovered_then };
            } else if (from..=to).contains(&span.start().get()) {
                self.uncovered = to - span.start().get();
            } else {
                self.uncovered = self.uncovered.saturating_add(left_out);
            }
        }
        self.minute = to;
        self.piece = crate::need::met::index(place);
        self.clock_put = true;
    }

    /// On to `end`: within the piece, or to the next one.
    fn step(&mut self, end: u32, piece_end: u16, pieces: usize) {
        #[expect(clippy::cast_possible_truncation, reason = "a piece is at most a week")]
        let minutes = (end - self.at) as u16;
        self.minute += minutes;
        self.at = end;
        if self.minute == piece_end {
            self.piece += 1;
            if self.piece as usize == pieces {
                (self.piece, self.minute) = (0, 0);
            }
        }
    }
}

impl Support<'_> {
    /// The minutes of the occurrence that is under way at a minute of the week that went uncovered before it, as
    /// the week runs with nothing lost. The minute lies in the piece at this place.
    pub(in super::super) fn uncovered_before(&self, need: usize, at: usize, start: u16) -> u16 {
        let (windows, pieces) = (self.snapshot.needs()[need].windows(), self.compiled.pieces(need));
        let mut piece = pieces[at];
        let Some(window) = windows.get(usize::from(piece.window)) else { return 0 };
        let (opens, mut place, mut end, mut uncovered) = (window.span().start().get(), at, start, 0);
        // Back from piece to piece until the window's own start; the whole of a window is cut there.
        while end != opens {
            if piece.start != end && self.goes_uncovered(piece) {
                uncovered += end - piece.start;
            }
            if piece.start == opens {
                break;
            }
            (place, end) =
                if place == 0 { (pieces.len() - 1, MINUTES_PER_WEEK) } else { (place - 1, piece.start) };
            piece = pieces[place];
        }
        uncovered
    }

    /// Whether a piece lies in a window and is not covered as the week runs with nothing lost.
    pub(in super::super) fn goes_uncovered(&self, piece: Piece) -> bool {
        piece.window != NO_WINDOW && !self.compiled.test_covered(piece.test, &self.stands.able)
    }
}

impl Watch<'_> {
    /// Puts a need where it stands when the loss comes at this minute.
    pub(super) fn begin(&mut self, place: usize, start: WeekMinute) {
        let need = self.watched[place].need;
        let pieces = self.support.compiled.pieces(need);
        let piece = pieces.partition_point(|piece| piece.end <= start.get());
        let uncovered = self.support.uncovered_before(need, piece, start.get());
        let watched = &mut self.watched[place];
        let piece = crate::need::met::index(piece);
        watched.at_the_loss = Walk::at_the_loss(start.get(), uncovered, piece);
        watched.done = false;
        watched.back_to_the_loss();
    }

    /// One need on to the horizon: up to its breach, where it is put back to the piece in which that comes; or
    /// past it, once everything that stops is known.
    pub(super) fn walk(&mut self, place: usize, horizon: u32, past_breach: bool) {
        let support = self.support;
        let (need, tolerance) = (self.watched[place].need, self.watched[place].tolerance);
        let windows = support.snapshot.needs()[need].windows();
        let pieces = support.compiled.pieces(need);
        let mut events = core::mem::take(&mut self.watched[place].events);
        let changes = core::mem::take(&mut self.watched[place].changes);
        let mut walk = self.watched[place].walk;
        let mut breach = NEVER;
        let known_breach = self.watched[place].breach;
        let plain = changes.is_empty();
        let mut next_change = 0;
        if !plain {
            next_change = changes.partition_point(|change| *change <= walk.at);
            self.able_at(place, walk.at);
        }
        while walk.at < horizon {
            let mut horizon = horizon;
            if let Some(clock) = self.clock.filter(|_| !walk.clock_put) {
                // Up to where it is put, and before that up to the minute to which it is put back.
                let first_shown = clock.at.saturating_sub(BACK_MIN);
                if walk.at == first_shown {
                    walk.uncovered_then = walk.uncovered;
                }
                if walk.at == clock.at {
                    walk.put_clock(clock.to.get(), windows, pieces);
                } else {
                    horizon = horizon.min(if walk.at < first_shown { first_shown } else { clock.at });
                }
            }
            // Harm is done, should also somebody who comes home in this very minute cover the need from now on.
            if past_breach && breach == NEVER && walk.at == known_breach {
                breach = known_breach;
                events.push((breach, EventKind::Breached));
            }
            let before = (walk, events.len());
            let piece = pieces[walk.piece as usize];
            let mut end = (walk.at + u32::from(piece.end - walk.minute)).min(horizon);
            let covered = if plain {
                support.compiled.test_covered(piece.test, &self.able)
            } else {
                if changes.get(next_change).is_some_and(|change| *change <= walk.at) {
                    next_change += 1;
                    self.able_at(place, walk.at);
                }
                if let Some(change) = changes.get(next_change) {
                    end = end.min(*change);
                }
                self.covered_with_help(place, piece, walk.at)
            };
            let window =
                if piece.window == NO_WINDOW { None } else { windows.get(usize::from(piece.window)) };
            if let Some(window) = window
                && window.span().start().get() == walk.minute
            {
                walk.uncovered = 0;
            }
            if covered {
                if walk.opened != NEVER {
                    walk.opened = NEVER;
                    events.push((walk.at, EventKind::Closed));
                }
            } else {
                if let Some(window) = window {
                    let opens = walk.at + u32::from(window.slack().saturating_sub(walk.uncovered));
                    if walk.opened == NEVER && opens < end {
                        walk.opened = opens;
                        events.push((opens, EventKind::Opened));
                    }
                    #[expect(clippy::cast_possible_truncation, reason = "a piece is at most a week")]
                    let minutes = (end - walk.at) as u16;
                    walk.uncovered = walk.uncovered.saturating_add(minutes);
                    walk.since_loss += u32::from(minutes);
                }
                if walk.opened != NEVER && breach == NEVER && walk.opened + tolerance < end {
                    breach = walk.opened + tolerance;
                    if !past_breach {
                        walk = before.0;
                        events.truncate(before.1);
                        break;
                    }
                    events.push((breach, EventKind::Breached));
                }
            }
            walk.step(end, piece.end, pieces.len());
        }
        let watched = &mut self.watched[place];
        watched.events = events;
        watched.changes = changes;
        watched.breach = breach;
        watched.walk = walk;
    }

    /// The minutes at which a need's hands change for another reason than the week.
    pub(super) fn find_changes(&mut self, place: usize) {
        let mut changes = core::mem::take(&mut self.watched[place].changes);
        changes.clear();
        let need = self.watched[place].need;
        if !self.stopped.is_empty() {
            let stops = self.support.compiled.slots(need).map(|slot| self.slot_stops[slot]);
            changes.extend(stops.filter(|at| *at != NEVER));
        }
        for (number, help) in self.helps.of_need(need) {
            changes.extend([help.from, help.until.min(self.help_stops[number])]);
        }
        let mut who = core::mem::take(&mut self.watched[place].taken_in);
        who.clear();
        for (number, taken_in) in self.helps.taken_in.iter().enumerate() {
            if self.concerns(taken_in.source, &self.watched[place]) {
                changes.extend(taken_in.stays.iter().flat_map(|(from, until)| [*from, *until]));
                who.push(number);
            }
        }
        changes.sort_unstable();
        changes.dedup();
        self.watched[place].taken_in = who;
        self.watched[place].changes = changes;
    }

    /// Whether it makes a difference to a need that a source is taken in.
    pub(super) fn concerns(&self, source: usize, watched: &Watched) -> bool {
        source == watched.person || self.may_help(source, watched.need)
    }

    /// Whether a source gives to, or supports somebody for, a need; by an arrangement or by timed help.
    fn may_help(&self, source: usize, need: usize) -> bool {
        let slots = self.support.compiled.slots(need);
        let in_need = |mask: &crate::need::met::Mask| {
            bits::of_word(mask.bits, mask.word as usize * 64).any(|slot| slots.contains(&slot))
        };
        self.support.compiled.lost_with(source).iter().any(in_need)
            || self.helps.of_need(need).any(|(_, help)| help.source == source)
    }

    /// The slots of a need that are able at a minute after the loss.
    fn able_at(&mut self, place: usize, at: u32) {
        let need = self.watched[place].need;
        for slot in self.support.compiled.slots(need) {
            let able = bits::has(&self.able, slot) && at < self.slot_stops[slot];
            if able { bits::set(&mut self.local, slot) } else { bits::clear(&mut self.local, slot) }
        }
        for number in &self.watched[place].taken_in {
            let taken_in = &self.helps.taken_in[*number];
            if taken_in.is_at(at) {
                for mask in self.support.compiled.lost_with(taken_in.source) {
                    self.local[mask.word as usize] &= !mask.bits;
                }
            }
        }
    }

    fn covered_with_help(&mut self, place: usize, piece: Piece, at: u32) -> bool {
        if self.support.compiled.test_covered(piece.test, &self.local) {
            return true;
        }
        if self.helps.all.is_empty() {
            return false;
        }
        let (need, person) = (self.watched[place].need, self.watched[place].person);
        if self.helps.is_taken_in(person, at) {
            return true;
        }
        let required = self.support.snapshot.needs()[need].helpers();
        self.hands.clear();
        for (number, help) in self.helps.of_need(need) {
            let there = help.from <= at && at < help.until.min(self.help_stops[number]);
            if there && !self.helps.is_taken_in(help.source, at) {
                if help.hands >= required {
                    return true;
                }
                self.hands.push((help.source, help.hands));
            }
        }
        if self.hands.is_empty() {
            return false;
        }
        for slot in self.support.compiled.slots_under(piece.test) {
            if bits::has(&self.local, slot) {
                let (source, hands) =
                    (self.support.compiled.source_of[slot], self.support.compiled.hands_of[slot]);
                self.hands.push((usize::from(source), hands));
            }
        }
        // Each source with its greatest number.
        self.hands.sort_unstable_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
        self.hands.dedup_by_key(|(source, _)| *source);
        let present: u32 = self.hands.iter().map(|(_, hands)| u32::from(*hands)).sum();
        present >= u32::from(required)
    }
}
