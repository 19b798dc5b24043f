//! The timeline, need by need.
//!
//! Needs touch each other only through breaches: a breach stops arrangements, and only that changes what others
//! get. So each need is walked alone, from piece to piece of its week, up to its breach; the earliest breach is
//! taken; what it stops is noted; the needs that lose by it are walked again; and so on. Breaches of one minute
//! come out as the smallest set that follows, since a need walked again with what the others of that minute
//! stopped is judged on just that. When no breach is left, what comes after each is walked to the end.
//!
//! Only needs that fall for good with the loss, and with all who may be taken in, can open at all.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot and of the needs watched"
)]

use alloc::vec::Vec;

use super::super::model::{Lost, QuestionError, complement, without};
use super::super::{HoursNotKnown, Loss, Support};
use super::help::Helps;
use super::walk::Watched;
use super::{ClockPut, Timeline};
use crate::base::{NeedId, PersonId, SourceId, WeekMinute, limits};
use crate::need::TimedHelp;
use crate::need::met::{Leaning, bits};

/// Never, within any horizon.
pub(super) const NEVER: u32 = u32::MAX;

/// A loss and its help, ready to be looked at from many minutes of the week.
#[derive(Debug, Clone)]
pub struct Watch<'s> {
    pub(super) support: &'s Support<'s>,
    pub(super) horizon: u32,
    pub(super) helps: Helps,
    away: Vec<PersonId>,
    /// Who and what is lost.
    gone: Vec<SourceId>,
    hours_not_known: HoursNotKnown,
    /// The slots that are able after the loss.
    pub(super) able: Vec<u64>,
    /// The needs that can open, in order, and where each need stands among them.
    pub(super) watched: Vec<Watched>,
    place_of: Vec<u32>,
    /// Per slot and per help: when it stops.
    pub(super) slot_stops: Vec<u32>,
    pub(super) help_stops: Vec<u32>,
    /// What stopped, in order of being noted.
    pub(super) stopped: Vec<(u32, Stopped)>,
    /// Buffers: the able slots at one minute, hands by source, places to walk again, events to sort.
    pub(super) local: Vec<u64>,
    pub(super) hands: Vec<(usize, u8)>,
    again: Vec<usize>,
    pub(super) order: Vec<u64>,
    /// When the clock is put back or forward, if it is.
    pub(super) clock: Option<ClockPut>,
}

/// Up to where needs are walked.
#[derive(Clone, Copy)]
pub(super) enum UpTo<'w, 's> {
    /// To the horizon.
    Horizon,
    /// To the first critical breach.
    Critical,
    /// To the first critical breach that the loss adds: the other watch, walked from the same minute, has nothing lost.
    AddedCritical(&'w Watch<'s>),
}

/// What stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    Slot(usize),
    Help(usize),
}

impl<'s> Watch<'s> {
    pub(super) fn new(
        support: &'s Support<'s>,
        loss: &Loss,
        horizon: u32,
        help: &[TimedHelp],
    ) -> Result<Self, QuestionError> {
        let lost = support.lost(loss)?;
        let helps = Helps::new(support, loss, horizon, help)?;
        let away = loss.who_is_away().iter().copied().collect();
        Self::of(support, lost, away, horizon, helps)
    }

    /// The same for a loss in indices.
    pub(super) fn of(
        support: &'s Support<'s>,
        mut lost: Lost,
        away: Vec<PersonId>,
        horizon: u32,
        helps: Helps,
    ) -> Result<Self, QuestionError> {
        if horizon == 0 || horizon > limits::HORIZON_MIN {
            return Err(QuestionError::Horizon);
        }
        let (snapshot, compiled) = (support.snapshot, &support.compiled);
        let mut able = support.stands.able.clone();
        let with_sources = lost.sources.iter().flat_map(|source| compiled.lost_with(*source));
        for mask in with_sources.chain(&lost.slots) {
            able[mask.word as usize] &= !mask.bits;
        }
        let gone = lost.sources.iter().filter_map(|source| support.source_id(*source)).collect();
        // Whoever may be taken in gives nothing for a time: count them as lost to see what can open.
        lost.sources.extend(helps.taken_in.iter().map(|taken_in| taken_in.source));
        let stands = support.after(&lost, &support.stands, Leaning::All).met;
        let can_open = without(&complement(&stands, compiled.needs_len), &lost.no_need);
        let mut place_of = alloc::vec![NEVER; compiled.needs_len];
        let mut watched: Vec<Watched> = Vec::new();
        for need in bits::iter(&can_open) {
            let of = &snapshot.needs()[need];
            if !of.windows().is_empty() {
                place_of[need] = crate::need::met::index(watched.len());
                let person = snapshot.source_index(of.person().into()).unwrap_or_default();
                watched.push(Watched::new(need, of, person));
            }
        }
        Ok(Self {
            support,
            horizon,
            away,
            gone,
            hours_not_known: support.hours_not_known_of(&lost.no_need),
            slot_stops: alloc::vec![NEVER; compiled.slots_len],
            help_stops: alloc::vec![NEVER; helps.all.len()],
            helps,
            local: able.clone(),
            able,
            watched,
            place_of,
            stopped: Vec::new(),
            hands: Vec::new(),
            again: Vec::new(),
            order: Vec::new(),
            clock: None,
        })
    }

    /// With the clock put back, or forward, while it is looked at. Patterns and windows are those that the clock shows;
    /// what was open stays open, and tolerances run on in minutes that pass. A window that the clock leaves and comes back to
    /// in its middle goes on as it was then; of one that it jumps into, the minutes left out count as uncovered.
    #[must_use]
    pub const fn with_clock_put(mut self, clock: ClockPut) -> Self {
        self.clock = Some(clock);
        self
    }

    /// What happens if the loss comes at this minute.
    pub fn timeline(&mut self, start: WeekMinute) -> Timeline {
        let mut timeline = Timeline::default();
        self.timeline_into(start, &mut timeline);
        timeline
    }

    /// The same, into a timeline whose memory is used again.
    pub fn timeline_into(&mut self, start: WeekMinute, timeline: &mut Timeline) {
        self.walk_all(start);
        timeline.start = start;
        timeline.horizon_min = self.horizon;
        timeline.away.clone_from(&self.away);
        timeline.lost.clone_from(&self.gone);
        timeline.hours_not_known.clone_from(&self.hours_not_known);
        self.report(timeline);
    }

    /// The first critical breach earlier than `within` minutes after a loss at this minute: when, and the
    /// smallest need that is breached then.
    pub fn first_critical_breach(&mut self, start: WeekMinute, within: u32) -> Option<(u32, NeedId)> {
        let (at, need) = self.run(start, within.min(self.horizon), UpTo::Critical)?;
        Some((at, self.support.need_id(need)?))
    }

    /// Walks every need to the horizon, past its breach.
    pub(super) fn walk_all(&mut self, start: WeekMinute) {
        self.run(start, self.horizon, UpTo::Horizon);
        for place in 0..self.watched.len() {
            if self.watched[place].breach != NEVER {
                self.find_changes(place);
                self.walk(place, self.horizon, true);
            }
        }
    }

    /// When a need is breached, as far as it was walked; `NEVER` if it is not.
    pub(super) fn breach_of(&self, need: usize) -> u32 {
        self.watched_need(need).map_or(NEVER, |watched| watched.breach)
    }

    /// A need that can open.
    pub(super) fn watched_need(&self, need: usize) -> Option<&Watched> {
        let place = *self.place_of.get(need)?;
        self.watched.get(place as usize)
    }

    /// Whether a critical need can open.
    pub(super) fn watches_critical(&self) -> bool {
        self.watched.iter().any(|watched| watched.critical)
    }

    /// Walks every need up to its breach, stops what relies on it, and so on until no breach is left. Asked to
    /// end at a first critical one, says when and which.
    pub(super) fn run(
        &mut self,
        start: WeekMinute,
        horizon: u32,
        up_to: UpTo<'_, '_>,
    ) -> Option<(u32, usize)> {
        let mut sent_home = false;
        for (_, stopped) in self.stopped.drain(..) {
            match stopped {
                Stopped::Slot(slot) => self.slot_stops[slot] = NEVER,
                Stopped::Help(help) => {
                    self.help_stops[help] = NEVER;
                    sent_home |= self.helps.taken_in_by(help).next().is_some();
                }
            }
        }
        if sent_home {
            self.helps.tell_stays(&[]);
        }
        for place in 0..self.watched.len() {
            self.begin(place, start);
            self.find_changes(place);
            self.walk(place, horizon, false);
        }
        loop {
            let next = self.watched.iter().filter(|need| !need.done).map(|need| need.breach).min()?;
            if next >= horizon {
                return None;
            }
            let noted = self.stopped.len();
            for place in 0..self.watched.len() {
                if !self.watched[place].done && self.watched[place].breach == next {
                    self.watched[place].done = true;
                    self.stop_those_who_rely_on(self.watched[place].need, next);
                }
            }
            self.walk_again(noted, horizon);
            // All that is breached in this minute is known once nobody is walked again to a breach in it.
            let more = self.watched.iter().any(|need| !need.done && need.breach == next);
            if more {
                continue;
            }
            let is_asked_for = |need: &&Watched| {
                let asked = match up_to {
                    UpTo::Horizon => false,
                    UpTo::Critical => true,
                    UpTo::AddedCritical(beside) => beside.breach_of(need.need) > next,
                };
                asked && need.critical && need.breach == next
            };
            if let Some(first) = self.watched.iter().find(is_asked_for) {
                return Some((next, first.need));
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
        for (place, help) in self.helps.all.iter().enumerate() {
            // Who covers nothing and takes in nobody has nothing to stop.
            let relies_on_it = help.relies_on.binary_search(&need).is_ok()
                && (!help.needs.is_empty() || self.helps.taken_in_by(place).next().is_some());
            if relies_on_it && at < help.until && self.help_stops[place] == NEVER {
                self.help_stops[place] = at;
                self.stopped.push((at, Stopped::Help(place)));
            }
        }
        let takes_in = |(_, stopped): &(u32, Stopped)| matches!(stopped, Stopped::Help(help) if self.helps.taken_in_by(*help).next().is_some());
        if self.stopped.iter().any(takes_in) {
            self.helps.tell_stays(&self.help_stops);
        }
    }

    /// Walks again the needs that lose by what stopped last. A need that has been breached is not judged anew:
    /// what comes after its breach is walked when everything that stops is known.
    fn walk_again(&mut self, noted: usize, horizon: u32) {
        let mut again = core::mem::take(&mut self.again);
        again.clear();
        let mut lost_help_with = |need: usize| {
            let place = self.place_of[need];
            if place != NEVER && !self.watched[place as usize].done {
                again.push(place as usize);
            }
        };
        for &(_, stopped) in &self.stopped[noted..] {
            match stopped {
                Stopped::Slot(slot) => lost_help_with(self.support.compiled.need_of[slot] as usize),
                Stopped::Help(help) => {
                    self.helps.all[help].needs.iter().copied().for_each(&mut lost_help_with);
                    for source in self.helps.taken_in_by(help) {
                        let concerned = |watched: &&Watched| self.concerns(source, watched);
                        self.watched
                            .iter()
                            .filter(concerned)
                            .for_each(|watched| lost_help_with(watched.need));
                    }
                }
            }
        }
        again.sort_unstable();
        again.dedup();
        for place in &again {
            self.watched[*place].back_to_the_loss();
            self.find_changes(*place);
            self.walk(*place, horizon, false);
        }
        self.again = again;
    }
}
