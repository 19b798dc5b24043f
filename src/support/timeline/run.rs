//! The timeline, need by need.
//!
//! Needs touch each other only through breaches: a breach stops arrangements, and only that changes what others
//! get. So each need is walked alone, from piece to piece of its week; the earliest breach is taken; what it
//! stops is noted; the needs that lose by it are walked again; and so on. Breaches of one minute come out as the
//! smallest set that follows, since a need walked again with what the others of that minute stopped is judged on
//! just that.
//!
//! Only needs that fall for good with the loss, and all who may be taken in, can open at all.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot and of the needs watched"
)]

use alloc::vec::Vec;

use super::super::model::{QuestionError, complement, without};
use super::super::{Loss, Support};
use super::help::Helps;
use super::{Event, EventKind, Margin, StillOpen, Timeline};
use crate::base::{AnyId, MINUTES_PER_WEEK, NeedId, PersonId, WeekMinute, limits};
use crate::need::TimedHelp;
use crate::need::met::{Leaning, NO_WINDOW, Piece, bits};

/// Never, within any horizon.
const NEVER: u32 = u32::MAX;

/// A loss and its help, ready to be looked at from many minutes of the week.
#[derive(Debug, Clone)]
pub struct Watch<'s> {
    support: &'s Support<'s>,
    horizon: u32,
    helps: Helps,
    away: Vec<PersonId>,
    /// The slots that are able after the loss.
    able: Vec<u64>,
    /// The needs that can open, in order, and where each need stands among them.
    watched: Vec<Watched>,
    place_of: Vec<u32>,
    /// Per slot and per help: when it stops.
    slot_stops: Vec<u32>,
    help_stops: Vec<u32>,
    /// What stopped, in order of being noted: time, slot or help.
    stopped: Vec<(u32, Stopped)>,
    local: Vec<u64>,
    hands: Vec<(usize, u8)>,
    order: Vec<(u32, EventKind, Subject)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stopped {
    Slot(usize),
    Help(usize),
}

/// What an event is of, until its id is looked up. In the order of ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Need(u32),
    Other(AnyId),
}

/// A need that can open.
#[derive(Debug, Clone)]
struct Watched {
    need: usize,
    tolerance: u32,
    critical: bool,
    /// The need's person as a source, for being taken in.
    person: usize,
    /// The minutes at which its hands change for another reason than the loss and the week.
    changes: Vec<u32>,
    /// What happened: time and kind.
    events: Vec<(u32, EventKind)>,
    breach: u32,
    done: bool,
}

/// Where a walk stands.
struct Walk {
    /// Minutes after the loss.
    at: u32,
    /// Minute of the week.
    minute: u16,
    piece: usize,
    uncovered: u16,
    /// When the open need opened; `NEVER` while it is not open.
    opened: u32,
    breach: u32,
}

impl<'s> Watch<'s> {
    pub(super) fn new(
        support: &'s Support<'s>,
        loss: &Loss,
        horizon: u32,
        help: &[TimedHelp],
    ) -> Result<Self, QuestionError> {
        if horizon == 0 || horizon > limits::HORIZON_MIN {
            return Err(QuestionError::Horizon);
        }
        let lost = support.lost(loss)?;
        let helps = Helps::new(support, loss, horizon, help)?;
        let (snapshot, compiled) = (support.snapshot, &support.compiled);
        let mut able = support.stands.able.clone();
        for source in &lost.sources {
            for mask in compiled.lost_with(*source) {
                able[mask.word as usize] &= !mask.bits;
            }
        }
        // Whoever may be taken in gives nothing for a time: count them as lost to see what can open.
        let mut away = support.lost(loss)?;
        away.sources.extend(helps.taken_in.iter().map(|stay| stay.source));
        let stands = support.after(&away, &support.stands, Leaning::All).met;
        let can_open = without(&complement(&stands, compiled.needs_len), &lost.no_need);
        let mut place_of = alloc::vec![NEVER; compiled.needs_len];
        let mut watched: Vec<Watched> = Vec::new();
        for need in bits::iter(&can_open) {
            let of = &snapshot.needs()[need];
            if of.windows().is_empty() {
                continue;
            }
            place_of[need] = crate::need::met::index(watched.len());
            watched.push(Watched {
                need,
                tolerance: of.tolerance_min(),
                critical: of.is_critical(),
                person: snapshot.source_index(of.person().into()).unwrap_or_default(),
                changes: Vec::new(),
                events: Vec::new(),
                breach: NEVER,
                done: false,
            });
        }
        Ok(Self {
            support,
            horizon,
            slot_stops: alloc::vec![NEVER; compiled.slots_len],
            help_stops: alloc::vec![NEVER; helps.helps.len()],
            helps,
            away: loss.who_is_away().iter().copied().collect(),
            local: able.clone(),
            able,
            watched,
            place_of,
            stopped: Vec::new(),
            hands: Vec::new(),
            order: Vec::new(),
        })
    }

    /// What happens if the loss comes at this minute.
    pub fn timeline(&mut self, start: WeekMinute) -> Timeline {
        let mut timeline = Timeline::default();
        self.timeline_into(start, &mut timeline);
        timeline
    }

    /// The same, into a timeline whose memory is used again.
    pub fn timeline_into(&mut self, start: WeekMinute, timeline: &mut Timeline) {
        self.run::<true>(start, self.horizon, false);
        timeline.start = start;
        timeline.horizon_min = self.horizon;
        timeline.away.clone_from(&self.away);
        self.report(timeline);
    }

    /// The first critical breach earlier than `within` minutes after a loss at this minute: when, and the
    /// smallest need that is breached then.
    pub fn first_critical_breach(&mut self, start: WeekMinute, within: u32) -> Option<(u32, NeedId)> {
        let (at, need) = self.run::<false>(start, within.min(self.horizon), true)?;
        Some((at, self.support.need_id(need)?))
    }

    /// Walks and stops until no breach is left. Asked to stop at the first critical one, says when and which.
    fn run<const RECORD: bool>(
        &mut self,
        start: WeekMinute,
        horizon: u32,
        until_critical: bool,
    ) -> Option<(u32, usize)> {
        for (_, stopped) in self.stopped.drain(..) {
            match stopped {
                Stopped::Slot(slot) => self.slot_stops[slot] = NEVER,
                Stopped::Help(help) => self.help_stops[help] = NEVER,
            }
        }
        for place in 0..self.watched.len() {
            self.watched[place].done = false;
            self.find_changes(place);
            self.walk::<RECORD>(place, start, horizon);
        }
        loop {
            let next = self.watched.iter().filter(|need| !need.done).map(|need| need.breach).min()?;
            if next >= horizon {
                return None;
            }
            for place in 0..self.watched.len() {
                if self.watched[place].done || self.watched[place].breach != next {
                    continue;
                }
                self.watched[place].done = true;
                self.stop_those_who_rely_on(self.watched[place].need, next);
            }
            // All that is breached in this minute is known once nobody is walked again to a breach in it.
            let mut again = core::mem::take(&mut self.order);
            again.clear();
            for &(at, stopped) in self.stopped.iter().rev() {
                if at < next {
                    break;
                }
                match stopped {
                    Stopped::Slot(slot) => {
                        again.push((
                            0,
                            EventKind::Stopped,
                            Subject::Need(self.support.compiled.need_of[slot]),
                        ));
                    }
                    Stopped::Help(help) => {
                        let needs = self.helps.helps[help].needs.iter();
                        let needs = needs.map(|need| Subject::Need(crate::need::met::index(*need)));
                        again.extend(needs.map(|need| (0, EventKind::Stopped, need)));
                    }
                }
            }
            again.sort_unstable();
            again.dedup();
            for (_, _, subject) in &again {
                let Subject::Need(need) = subject else { continue };
                let place = self.place_of[*need as usize];
                if place != NEVER {
                    self.find_changes(place as usize);
                    self.walk::<RECORD>(place as usize, start, horizon);
                }
            }
            self.order = again;
            let more = self.watched.iter().any(|need| !need.done && need.breach == next);
            if until_critical && !more {
                let critical = |need: &&Watched| need.critical && need.breach == next;
                if let Some(first) = self.watched.iter().find(critical) {
                    return Some((next, first.need));
                }
            }
        }
    }

    /// Notes what relies on a breached need and was able until now.
    fn stop_those_who_rely_on(&mut self, need: usize, at: u32) {
        for mask in self.support.compiled.relying(need) {
            let able = self.able[mask.word as usize] & mask.bits;
            for slot in bits::of_word(able, mask.word as usize * 64) {
                if self.slot_stops[slot] == NEVER {
                    self.slot_stops[slot] = at;
                    self.stopped.push((at, Stopped::Slot(slot)));
                }
            }
        }
        for (place, help) in self.helps.helps.iter().enumerate() {
            if help.relies_on.contains(&need) && at < help.until && self.help_stops[place] == NEVER {
                self.help_stops[place] = at;
                self.stopped.push((at, Stopped::Help(place)));
            }
        }
    }

    /// The minutes at which a need's hands change for another reason than the week.
    fn find_changes(&mut self, place: usize) {
        let need = self.watched[place].need;
        let person = self.watched[place].person;
        let mut changes = core::mem::take(&mut self.watched[place].changes);
        changes.clear();
        if !self.stopped.is_empty() {
            let stops = self.support.compiled.slots(need).map(|slot| self.slot_stops[slot]);
            changes.extend(stops.filter(|at| *at != NEVER));
        }
        for (number, help) in self.helps.helps.iter().enumerate() {
            if help.needs.contains(&need) {
                changes.extend([help.from, help.until.min(self.help_stops[number])]);
            }
        }
        for stay in &self.helps.taken_in {
            let gives = || {
                let masks = self.support.compiled.lost_with(stay.source);
                let slots = self.support.compiled.slots(need);
                masks.iter().any(|mask| {
                    bits::of_word(mask.bits, mask.word as usize * 64).any(|slot| slots.contains(&slot))
                })
            };
            let helps = || {
                let mut helps = self.helps.helps.iter();
                helps.any(|help| help.source == stay.source && help.needs.contains(&need))
            };
            if stay.source == person || gives() || helps() {
                changes.extend([stay.from, stay.until]);
            }
        }
        changes.sort_unstable();
        changes.dedup();
        self.watched[place].changes = changes;
    }

    /// One need from the loss to the horizon. Without a record it ends at the breach.
    fn walk<const RECORD: bool>(&mut self, place: usize, start: WeekMinute, horizon: u32) {
        let support = self.support;
        let (need, tolerance) = (self.watched[place].need, self.watched[place].tolerance);
        let windows = support.snapshot.needs()[need].windows();
        let pieces = support.compiled.pieces(need);
        let mut events = core::mem::take(&mut self.watched[place].events);
        events.clear();
        let changes = core::mem::take(&mut self.watched[place].changes);
        let mut next_change = 0;
        let plain = changes.is_empty();
        if !plain {
            self.able_at(need, 0);
        }
        let piece = pieces.partition_point(|piece| piece.end <= start.get());
        let mut walk = Walk {
            at: 0,
            minute: start.get(),
            piece,
            uncovered: self.uncovered_before(pieces, piece, start, windows),
            opened: NEVER,
            breach: NEVER,
        };
        while walk.at < horizon {
            let piece = pieces[walk.piece];
            let mut end = (walk.at + u32::from(piece.end - walk.minute)).min(horizon);
            let covered = if plain {
                support.compiled.test_covered(piece.test, &self.able)
            } else {
                while changes.get(next_change).is_some_and(|change| *change <= walk.at) {
                    next_change += 1;
                    self.able_at(need, walk.at);
                }
                if let Some(change) = changes.get(next_change) {
                    end = end.min(*change);
                }
                self.covered_with_help(place, piece, walk.at)
            };
            let window = (piece.window != NO_WINDOW).then(|| &windows[usize::from(piece.window)]);
            if let Some(window) = window
                && window.span().start().get() == walk.minute
            {
                walk.uncovered = 0;
            }
            if covered {
                if walk.opened != NEVER {
                    walk.opened = NEVER;
                    if RECORD {
                        events.push((walk.at, EventKind::Closed));
                    }
                }
            } else {
                if let Some(window) = window {
                    let slack = window.slack();
                    let opens = walk.at + u32::from(slack.saturating_sub(walk.uncovered));
                    if walk.opened == NEVER && opens < end {
                        walk.opened = opens;
                        if RECORD {
                            events.push((opens, EventKind::Opened));
                        }
                    }
                    #[expect(clippy::cast_possible_truncation, reason = "a piece is at most a week")]
                    let minutes = (end - walk.at) as u16;
                    walk.uncovered = walk.uncovered.saturating_add(minutes);
                }
                if walk.opened != NEVER && walk.breach == NEVER && walk.opened + tolerance < end {
                    walk.breach = walk.opened + tolerance;
                    if RECORD {
                        events.push((walk.breach, EventKind::Breached));
                    } else {
                        break;
                    }
                }
            }
            walk.step(end, piece.end, pieces.len());
        }
        let watched = &mut self.watched[place];
        watched.events = events;
        watched.changes = changes;
        watched.breach = walk.breach;
    }

    /// The minutes of the occurrence that is under way at the loss that went uncovered before it, as the week
    /// runs with nothing lost.
    fn uncovered_before(
        &self,
        pieces: &[Piece],
        at: usize,
        start: WeekMinute,
        windows: &[crate::need::Window],
    ) -> u16 {
        let mut piece = pieces[at];
        let Some(window) = windows.get(usize::from(piece.window)) else { return 0 };
        let (opens, mut place, mut end, mut uncovered) = (window.span().start().get(), at, start.get(), 0);
        // Back from piece to piece until the window's own start; the whole of a window is cut there.
        while end != opens {
            if piece.start != end
                && !self.support.compiled.test_covered(piece.test, &self.support.stands.able)
            {
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

    /// The slots of a need that are able at a minute after the loss.
    fn able_at(&mut self, need: usize, at: u32) {
        for slot in self.support.compiled.slots(need) {
            let able = bits::has(&self.able, slot) && at < self.slot_stops[slot];
            if able { bits::set(&mut self.local, slot) } else { bits::clear(&mut self.local, slot) }
        }
        for stay in self.helps.taken_in.iter().filter(|stay| stay.from <= at && at < stay.until) {
            for mask in self.support.compiled.lost_with(stay.source) {
                self.local[mask.word as usize] &= !mask.bits;
            }
        }
    }

    fn covered_with_help(&mut self, place: usize, piece: Piece, at: u32) -> bool {
        let (need, person) = (self.watched[place].need, self.watched[place].person);
        if self.helps.is_taken_in(person, at) || self.support.compiled.test_covered(piece.test, &self.local) {
            return true;
        }
        self.hands.clear();
        for (number, help) in self.helps.helps.iter().enumerate() {
            let there = help.from <= at && at < help.until.min(self.help_stops[number]);
            if there && help.needs.contains(&need) && !self.helps.is_taken_in(help.source, at) {
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
        present >= u32::from(self.support.snapshot.needs()[need].helpers())
    }

    fn report(&mut self, timeline: &mut Timeline) {
        timeline.events.clear();
        timeline.still_open.clear();
        timeline.patched.clear();
        (timeline.margin, timeline.critical_margin) = (None, None);
        self.order.clear();
        for watched in &self.watched {
            let subject = Subject::Need(crate::need::met::index(watched.need));
            self.order.extend(watched.events.iter().map(|(at, kind)| (*at, *kind, subject)));
            let Some(need) = self.support.need_id(watched.need) else { continue };
            watched.judge(need, timeline);
        }
        for &(at, stopped) in &self.stopped {
            let id = match stopped {
                Stopped::Slot(slot) => self.support.arrangement_id(slot).map(AnyId::from),
                Stopped::Help(help) => Some(self.helps.helps[help].id),
            };
            self.order.extend(id.map(|id| (at, EventKind::Stopped, Subject::Other(id))));
        }
        self.order.sort_unstable();
        timeline.events.reserve(self.order.len());
        for &(at, kind, subject) in &self.order {
            let id = match subject {
                Subject::Need(need) => self.support.need_id(need as usize).map(AnyId::from),
                Subject::Other(id) => Some(id),
            };
            timeline.events.extend(id.map(|id| Event { at, kind, id }));
        }
    }
}

impl Walk {
    /// On to `end`: within the piece, or to the next one.
    fn step(&mut self, end: u32, piece_end: u16, pieces: usize) {
        #[expect(clippy::cast_possible_truncation, reason = "a piece is at most a week")]
        let minutes = (end - self.at) as u16;
        self.minute += minutes;
        self.at = end;
        if self.minute == piece_end {
            self.piece += 1;
            if self.piece == pieces {
                (self.piece, self.minute) = (0, 0);
            }
        }
    }
}

impl Watched {
    /// Margins, what is still open, and what was only patched.
    fn judge(&self, need: NeedId, timeline: &mut Timeline) {
        let (mut opened, mut openings, mut breached) = (None, 0, false);
        for &(at, kind) in &self.events {
            match kind {
                EventKind::Opened => {
                    opened = Some(at);
                    openings += 1;
                }
                EventKind::Breached => breached = true,
                EventKind::Closed => {
                    if let Some(opened) = opened.take().filter(|_| !breached) {
                        let margin = Margin { minutes: opened + self.tolerance - at, need, at };
                        least(&mut timeline.margin, margin);
                        if self.critical {
                            least(&mut timeline.critical_margin, margin);
                        }
                    }
                }
                EventKind::Stopped => {}
            }
        }
        if openings >= 3 && !breached {
            timeline.patched.push(need);
        }
        if let Some(opened) = opened.filter(|_| !breached) {
            timeline.still_open.push(StillOpen { need, harm_at: opened + self.tolerance });
        }
    }
}

fn least(known: &mut Option<Margin>, margin: Margin) {
    let key = |margin: &Margin| (margin.minutes, margin.at, margin.need);
    if known.as_ref().is_none_or(|known| key(&margin) < key(known)) {
        *known = Some(margin);
    }
}
