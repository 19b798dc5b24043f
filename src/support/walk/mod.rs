//! One need's way through the time after a loss, from piece to piece of its week.
//!
//! A need **opens** when more of a window has gone uncovered than may: its slack, the minutes by which it is longer than
//! what is owed. It **closes** as soon as there are hands enough, awake if the window that opened it asked for that; and it
//! comes to **harm** if it is still open when its
//! tolerance has run out. That is said here once, for a loss at one minute ([`u32`]) and for one that moves through
//! the week ([`Time`]).

#![expect(clippy::indexing_slicing, reason = "indices are those of the compiled snapshot")]

mod cover;
mod time;

use alloc::vec::Vec;

pub(crate) use cover::Cover;
pub(crate) use time::Time;

use super::Support;
use crate::base::{MINUTES_PER_WEEK, Period, WeekMinute};
use crate::need::met::{Compiled, NO_WINDOW, Piece};
use crate::need::{Asks, Occurrence, Window};

/// One need, from the loss to where it stands, and all that happened on the way.
#[derive(Debug, Clone)]
pub(crate) struct Walk<T> {
    /// Since the loss.
    at: T,
    /// The piece of the need's week in which that is, and when it ends.
    place: usize,
    piece_end: T,
    /// Uncovered minutes of the occurrence so far, and of all windows since the loss.
    uncovered: T,
    since_loss: T,
    openings: Vec<Opening<T>>,
    harm: Option<T>,
}

/// From when until when a need was open.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opening<T> {
    pub(crate) from: T,
    /// None while it is open.
    pub(crate) until: Option<T>,
    /// What the window asked that opened it: only that closes it.
    asks: Asks,
}

impl<T: Time> Walk<T> {
    pub(crate) fn new() -> Self {
        let zero = T::minutes(0);
        Self {
            at: zero,
            place: 0,
            piece_end: zero,
            uncovered: zero,
            since_loss: zero,
            openings: Vec::new(),
            harm: None,
        }
    }

    /// Puts a need where it stands when the loss comes at this minute, or at a later one of the same piece.
    pub(crate) fn begin(&mut self, support: &Support<'_>, need: usize, start: u32, holds: &mut T::Holds) {
        let pieces = support.compiled.pieces(need);
        let place = pieces.partition_point(|piece| piece.end <= start);
        let before = support.uncovered_before(need, place, start);
        self.at = T::minutes(0);
        self.place = place;
        self.piece_end = T::of_the_week(pieces[place].end - start);
        // Each minute of an uncovered piece that goes by before the loss is one more.
        self.uncovered =
            if support.goes_uncovered(pieces[place]) { T::growing(before) } else { T::minutes(before) };
        self.since_loss = T::minutes(0);
        self.openings.clear();
        self.harm = None;
        self.at.is_before(self.piece_end, holds);
    }

    /// Puts a need where another walk left it, which stood so at this minute: with so many minutes of the occurrence uncovered,
    /// and open since then, if it was.
    pub(crate) fn resume(
        &mut self,
        support: &Support<'_>,
        need: usize,
        start: u32,
        (uncovered, open): (T, Option<(T, Asks)>),
        holds: &mut T::Holds,
    ) {
        self.begin(support, need, start, holds);
        self.uncovered = uncovered;
        self.openings.extend(open.map(|(from, asks)| Opening { from, until: None, asks }));
    }

    /// How it stands before the minute where it is: the uncovered minutes of the occurrence that is under way then, and
    /// since when it is open.
    pub(crate) fn standing(&mut self, compiled: &Compiled, need: usize) -> (T, Option<(T, Asks)>) {
        if self.at.now() == self.piece_end.now() {
            self.next_piece(compiled.windows(need), compiled.pieces(need));
        }
        let open = self.openings.last().filter(|open| open.until.is_none());
        (self.uncovered, open.map(|open| (open.from, open.asks)))
    }

    /// On to a time, or to its harm if that comes before; whether it came to none on the way. Asked again after harm, it
    /// goes on from there, past it.
    pub(crate) fn up_to(
        &mut self,
        limit: T,
        cover: &mut Cover<'_, T>,
        able: &[u64],
        holds: &mut T::Holds,
    ) -> bool {
        if !self.at.is_before(limit, holds) {
            return true;
        }
        let support = cover.support();
        let need = &support.snapshot.needs()[cover.need()];
        let (compiled, tolerance) = (&support.compiled, need.tolerance_min());
        let (windows, pieces) = (compiled.windows(cover.need()), compiled.pieces(cover.need()));
        // The limit before may have been the end of a piece.
        if self.at.now() == self.piece_end.now() {
            self.next_piece(windows, pieces);
        }
        cover.begin_at(self.at, able, holds);
        loop {
            // Up to the end of the piece, the next change or the limit the same people are there.
            let (mut end, mut ends_piece) = (self.piece_end, true);
            if let Some(change) = cover.next_change()
                && change.is_before(end, holds)
            {
                (end, ends_piece) = (change, false);
            }
            let is_last = !end.is_before(limit, holds);
            if is_last {
                end = limit;
            }
            let piece = pieces[self.place];
            let window = windows.get(usize::from(piece.window)).map(|occurrence| &occurrence.window);
            let covered = cover.covers(piece.test(), able);
            let closes = self.closes(piece);
            let closed = if closes == piece.test() { covered } else { cover.covers(closes, able) };
            if closed {
                self.close();
            }
            // What is covered and stays open waits on, and nothing goes uncovered: somebody asleep is there for the night,
            // and the supper is still to be cooked.
            let asked = window.filter(|_| !covered).map(|window| (window, piece.asks));
            if covered && closed {
                self.at = end;
            } else if self.goes_without(asked, cover.may_open(), tolerance, end, holds) {
                return false;
            }
            if is_last {
                return true;
            }
            if ends_piece {
                self.next_piece(windows, pieces);
            }
            cover.go_on_to(self.at, able, holds);
        }
    }

    /// The test by which a need closes in a piece, if it is open; else that of the piece's window.
    fn closes(&self, piece: Piece) -> u32 {
        let open = self.openings.last().filter(|open| open.until.is_none());
        open.map_or(piece.test(), |open| piece.closes(open.asks))
    }

    /// Through a stretch without hands enough, up to the need's harm if that is in it: whether it is. The window is the one
    /// that goes uncovered, with what it asks; outside the days of its own a need does not open.
    fn goes_without(
        &mut self,
        window: Option<(&Window, Asks)>,
        may_open: bool,
        tolerance: u32,
        end: T,
        holds: &mut T::Holds,
    ) -> bool {
        if let Some((window, asks)) = window
            && may_open
            && self.open_since().is_none()
        {
            let slack = T::minutes(window.slack().into());
            let used_up = !self.uncovered.is_before(slack, holds);
            let opens = if used_up { self.at } else { self.at + (slack - self.uncovered) };
            if opens.is_before(end, holds) {
                self.openings.push(Opening { from: opens, until: None, asks });
            }
        }
        let harm = self.open_since().filter(|_| self.harm.is_none());
        let harm = harm.map(|since| since + T::minutes(tolerance)).filter(|harm| harm.is_before(end, holds));
        let until = harm.unwrap_or(end);
        // An open need waits outside its windows too, and nothing of it goes uncovered there.
        if window.is_some() {
            self.uncovered = self.uncovered + (until - self.at);
            self.since_loss = self.since_loss + (until - self.at);
        }
        self.at = until;
        self.harm = self.harm.or(harm);
        harm.is_some()
    }

    /// Somebody is there now. A need for which somebody comes in the very minute in which it would open never opens; that is
    /// known so late only where its harm in that minute is what sent them.
    pub(crate) fn close(&mut self) {
        let at = self.at;
        if let Some(open) = self.openings.pop_if(|open| open.until.is_none())
            && open.from != at
        {
            self.openings.push(Opening { until: Some(at), ..open });
        }
    }

    fn next_piece(&mut self, windows: &[Occurrence], pieces: &[Piece]) {
        self.place = if self.place + 1 == pieces.len() { 0 } else { self.place + 1 };
        let piece = pieces[self.place];
        self.piece_end = self.piece_end + T::minutes(piece.end - piece.start);
        // A new occurrence. The whole of a window is cut where it begins, so that this comes round.
        let window = windows.get(usize::from(piece.window));
        if window.is_some_and(|window| window.start == piece.start) {
            self.uncovered = T::minutes(0);
        }
    }

    /// Since when it has been open, if it is.
    pub(crate) fn open_since(&self) -> Option<T> {
        self.openings.last().filter(|open| open.until.is_none()).map(|open| open.from)
    }

    /// Where it stands.
    pub(crate) const fn at(&self) -> T {
        self.at
    }

    /// When it came to harm.
    pub(crate) const fn harm(&self) -> Option<T> {
        self.harm
    }

    /// When it was open, in order.
    pub(crate) fn openings(&self) -> &[Opening<T>] {
        &self.openings
    }

    /// The uncovered minutes of the occurrence so far.
    pub(crate) const fn uncovered(&self) -> T {
        self.uncovered
    }

    /// The minutes of its windows that went uncovered, from the loss to where it stands.
    pub(crate) const fn uncovered_since_loss(&self) -> T {
        self.since_loss
    }
}

impl Walk<u32> {
    /// The clock shows another minute of the week. What that means for the occurrence that it shows then: one that began
    /// after what it is put back to is over and begins anew; one that the clock left goes on as it was `then`, when it first
    /// showed that minute; one into which it jumps has missed the minutes left out.
    pub(crate) fn put_clock(&mut self, to: WeekMinute, then: u32, compiled: &Compiled, need: usize) {
        let (windows, pieces) = (compiled.windows(need), compiled.pieces(need));
        let cycle = compiled.cycle.minutes();
        let to_its_end = self.piece_end - self.at;
        let from = (pieces[self.place].end + cycle - to_its_end) % cycle;
        let to = nearest(to, from, cycle);
        self.place = pieces.partition_point(|piece| piece.end <= to);
        let piece = pieces[self.place];
        self.piece_end = self.at + (piece.end - to);
        let Some(window) = windows.get(usize::from(piece.window)) else { return };
        let goes_on = window.contains(from.checked_sub(1).unwrap_or(cycle - 1), cycle);
        let left_out = to.saturating_sub(from);
        self.uncovered = if window.start == to {
            0
        } else if left_out == 0 {
            if goes_on { self.uncovered } else { then }
        } else if (from..=to).contains(&window.start) {
            to - window.start
        } else {
            self.uncovered + left_out
        };
    }
}

/// The minute of the cycle that shows this minute of the week and is nearest to another: a clock is put by less than half
/// a week.
fn nearest(minute: WeekMinute, to: u32, cycle: u32) -> u32 {
    let week = u32::from(MINUTES_PER_WEEK);
    let ahead = (u32::from(minute.get()) + week - to % week) % week;
    let shift = if ahead > week / 2 { ahead + cycle - week } else { ahead };
    (to + shift) % cycle
}

impl Support<'_> {
    /// Over real days, the minutes in which a need can open, where it does not have all days for its own.
    pub(crate) fn own_days(&self, need: usize) -> Option<(u32, u32)> {
        let period = self.snapshot.needs().get(need)?.period();
        let cycle = self.compiled.cycle;
        (cycle.is_of_real_days() && period != Period::ALWAYS).then(|| cycle.minutes_of(period))
    }

    /// The minutes of the occurrence that is under way at a minute of the cycle that went uncovered before it, as
    /// the week runs with nothing lost. The minute lies in the piece at this place.
    fn uncovered_before(&self, need: usize, at: usize, start: u32) -> u32 {
        let (windows, pieces) = (self.compiled.windows(need), self.compiled.pieces(need));
        let mut piece = pieces[at];
        let Some(window) = windows.get(usize::from(piece.window)) else { return 0 };
        let (opens, mut place, mut end, mut uncovered) = (window.start, at, start, 0);
        // Back from piece to piece until the window's own start; the whole of a window is cut there.
        while end != opens {
            if piece.start != end && self.goes_uncovered(piece) {
                uncovered += end - piece.start;
            }
            if piece.start == opens {
                break;
            }
            (place, end) = match place.checked_sub(1) {
                Some(before) => (before, piece.start),
                None => (pieces.len() - 1, self.compiled.cycle.minutes()),
            };
            piece = pieces[place];
        }
        uncovered
    }

    /// Whether a piece lies in a window and is not covered as the week runs with nothing lost.
    fn goes_uncovered(&self, piece: Piece) -> bool {
        piece.window != NO_WINDOW && !self.compiled.test_covered(piece.test(), &self.stands.able)
    }
}
