//! The timeline, need by need.
//!
//! Needs touch each other only through breaches: a breach stops arrangements, and only that changes what others get. So
//! each need is [walked](super::super::walk::Walk) alone, up to its breach; the earliest breach is taken; what it stops is
//! noted; the needs that lose by it are walked again; and so on. Breaches of one minute come out as the smallest set that
//! follows, since a need walked again with what the others of that minute stopped is judged on just that. When no breach is
//! left, each that came to one is walked on from there to the end.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot and of the needs watched"
)]

use super::stretches::NEVER;
use super::watch::{Stopped, UpTo, Watch, Watched};
use crate::base::CycleMinute;

/// By how much a clock is put back.
const BACK_MIN: u32 = 60;

impl Watch<'_> {
    /// Walks every need up to its breach, stops what relies on it, and so on until no breach is left. Asked to
    /// end at a first critical one, says when and which.
    pub(super) fn run(
        &mut self,
        start: CycleMinute,
        horizon: u32,
        up_to: UpTo<'_, '_>,
    ) -> Option<(u32, usize)> {
        self.start = self.support.compiled.cycle.minute(start.get()).get();
        for (_, stopped) in self.stopped.drain(..) {
            match stopped {
                Stopped::Slot(slot) => self.slot_stops[slot] = NEVER,
                Stopped::Help(help) => self.help_stops[help] = NEVER,
            }
        }
        for place in 0..self.watched.len() {
            self.watched[place].done = false;
            self.begin(place, start);
            self.walk(place, horizon);
        }
        loop {
            let next = self.watched.iter().filter(|need| !need.done).filter_map(Watched::breach).min()?;
            let noted = self.stopped.len();
            for place in 0..self.watched.len() {
                if !self.watched[place].done && self.watched[place].breach() == Some(next) {
                    self.watched[place].done = true;
                    self.stop_those_who_rely_on(self.watched[place].need, next);
                }
            }
            self.walk_again(noted, start, horizon);
            // All that is breached in this minute is known once nobody is walked again to a breach in it.
            let more = self.watched.iter().any(|need| !need.done && need.breach() == Some(next));
            if more {
                continue;
            }
            let is_asked_for = |need: &&Watched| {
                let asked = match up_to {
                    UpTo::Horizon => false,
                    UpTo::Critical => true,
                    UpTo::AddedCritical(beside) => {
                        beside.breach_of(need.need).is_none_or(|anyway| anyway > next)
                    }
                };
                asked && need.critical && need.breach() == Some(next)
            };
            if let Some(first) = self.watched.iter().find(is_asked_for) {
                return Some((next, first.need));
            }
        }
    }

    /// Notes what relies on a breached need and was able until now.
    fn stop_those_who_rely_on(&mut self, need: usize, at: u32) {
        for slot in self.support.compiled.relying_in(need, &self.able) {
            // Whoever is lost stops on coming back, if at all.
            let at = self.stretches.slot_back(self.support, slot, at);
            let Some(at) = self.there_on(slot, at) else { continue };
            if self.slot_stops[slot] == NEVER && at < self.horizon {
                self.slot_stops[slot] = at;
                self.stopped.push((at, Stopped::Slot(slot)));
            }
        }
        for (place, help) in self.helps.all.iter().enumerate() {
            // Who covers nothing and takes in nobody has nothing to stop.
            let relies_on_it = help.relies_on.binary_search(&need).is_ok()
                && (!help.needs.is_empty() || self.helps.taken_in_by(place).next().is_some());
            let at = self.stretches.back(help.source, at);
            let is_still_to_come = self.stretches.back(help.source, help.from.max(at)) < help.until;
            if relies_on_it && is_still_to_come && self.help_stops[place] == NEVER {
                self.help_stops[place] = at;
                self.stopped.push((at, Stopped::Help(place)));
            }
        }
    }

    /// Walks again the needs that lose by what stopped last. A need that has been breached is not judged anew:
    /// what comes after its breach is walked when everything that stops is known.
    fn walk_again(&mut self, noted: usize, start: CycleMinute, horizon: u32) {
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
                        let concerned = |watched: &&Watched| self.concerns(source, watched.need);
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
            self.begin(*place, start);
            self.walk(*place, horizon);
        }
        self.again = again;
    }

    /// Puts a need where it stands when the loss comes at this minute.
    fn begin(&mut self, place: usize, start: CycleMinute) {
        let watched = &mut self.watched[place];
        let start = self.support.compiled.cycle.minute(start.get());
        watched.walk.begin(self.support, watched.need, start.get(), &mut ());
        (watched.clock_put, watched.uncovered_then) = (false, None);
    }

    /// One need on to the horizon, or to its breach; one that has been breached, past it.
    pub(super) fn walk(&mut self, place: usize, horizon: u32) {
        self.gather(place);
        let horizon = horizon.min(self.watched[place].ends);
        let (support, cover, able) = (self.support, &mut self.cover, &self.able);
        let Watched { need, walk, clock_put, uncovered_then, .. } = &mut self.watched[place];
        if let Some(clock) = self.clock {
            // What went uncovered is looked up where the clock first shows the minute to which it will be put back.
            let first_shown = clock.at.saturating_sub(BACK_MIN);
            if !walk.up_to(first_shown.min(horizon), cover, able, &mut ()) {
                return;
            }
            if walk.at() == first_shown {
                uncovered_then.get_or_insert(walk.uncovered());
            }
            if !walk.up_to(clock.at.min(horizon), cover, able, &mut ()) {
                return;
            }
            if walk.at() == clock.at && !*clock_put {
                let then = uncovered_then.unwrap_or_else(|| walk.uncovered());
                walk.put_clock(clock.to, then, &support.compiled, *need);
                *clock_put = true;
            }
        }
        walk.up_to(horizon, cover, able, &mut ());
    }

    /// Who is there for a need: what comes for it, who is taken in, and what has stopped so far.
    pub(super) fn gather(&mut self, place: usize) {
        let Watched { need, person, .. } = self.watched[place];
        self.cover.for_need(need);
        if !self.stopped.is_empty() {
            for slot in self.support.compiled.slots(need) {
                if self.slot_stops[slot] != NEVER {
                    self.cover.stops(slot, self.slot_stops[slot]);
                }
            }
        }
        for (number, help, brings) in self.helps.of_need(need) {
            let until = help.until.min(self.help_stops[number]);
            self.cover.comes(help.source, brings, help.from, Some(until));
        }
        // Whoever is taken in is at home again in the minute in which that help stops.
        for takes in &self.helps.takes {
            if self.concerns(takes.source, need) {
                let until = takes.until.min(self.help_stops[takes.help]);
                self.cover.is_taken_in(takes.source, takes.from, Some(until));
            }
        }
        for lost in &self.stretches.give_nothing {
            if self.concerns(lost.source, need) {
                self.cover.gives_nothing(lost.source, lost.from, Some(lost.until));
            }
        }
        for away in self.stretches.need_nothing.iter().filter(|away| away.source == person) {
            self.cover.needs_nothing(away.source, away.from, Some(away.until));
        }
        if let Some((from, until)) = self.support.own_days(need) {
            let [from, until] = [from, until].map(|minute| minute.saturating_sub(self.start));
            self.cover.opens_only(from, until);
        }
        self.cover.in_order(&mut ());
    }

    /// The first minute from one on at which an arrangement is there at all: over real days it is so in its period, and one
    /// that is over by then does not stop any more.
    fn there_on(&self, slot: usize, at: u32) -> Option<u32> {
        let cycle = self.support.compiled.cycle;
        if !cycle.is_of_real_days() {
            return Some(at);
        }
        let place = *self.support.compiled.arrangement_of.get(slot)?;
        let period = self.support.snapshot.arrangements().get(place as usize)?.period;
        let (first, end) = cycle.minutes_of(period);
        let at = at.max(first.saturating_sub(self.start));
        (at < end.saturating_sub(self.start)).then_some(at)
    }

    /// Whether it makes a difference to a need that a source is taken in: it is the need's person, or gives to it, by an
    /// arrangement or by help that comes.
    fn concerns(&self, source: usize, need: usize) -> bool {
        let person = self.support.snapshot.needs()[need].person();
        self.support.source_id(source) == Some(person.into())
            || self.support.compiled.gives_to(source, need)
            || self.helps.of_need(need).any(|(_, help, _)| help.source == source)
    }
}
