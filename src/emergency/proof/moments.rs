//! When everybody on the list comes, whenever the loss does: the same as [`CallList::alarm`] and [`CallList::calls`],
//! over a whole cycle from stretch to stretch.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::Lost;
use super::calls::{Apart, CallList, Waker};
use super::moment::{Moment, Steady};
use super::sweep::{Coming, Stay};
use crate::base::{AlarmId, CycleMinute, CyclePattern, MINUTES_PER_DAY, ResponderId};
use crate::emergency::{NotBefore, Responder};
use crate::support::Time;

/// What the moments of a loss depend on: two losses with the same are answered alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Called {
    planned: bool,
    /// The ways of raising the alarm that work, by number.
    wakers: Vec<usize>,
    /// The responders on the list, as a set of numbers.
    listed: u64,
}

/// A cycle of losses.
#[derive(Debug)]
pub(super) struct Week {
    /// When everybody on the list would come, whether they do or not.
    pub(super) comings: Vec<Coming>,
    /// The starting minutes from which nobody notices in time, though somebody would have to: half-open stretches.
    pub(super) unnoticed: Vec<(u32, u32)>,
}

impl CallList<'_> {
    /// What the moments of a loss depend on.
    pub(super) fn called(&self, lost: &[Lost], planned: bool) -> Called {
        let works = |(_, waker): &(usize, &Waker<'_>)| !planned && waker.works(lost);
        let listed = self.on_the_list(lost).fold(0, |set, one| set | self.number(one.id));
        let wakers = self.wakers.iter().enumerate().filter(works).map(|(number, _)| number);
        Called { planned, wakers: wakers.collect(), listed }
    }

    /// The same without the ways that are kept apart for this reason, and which alarms are left out so.
    pub(super) fn without(&self, called: &Called, apart: Apart) -> (Called, BTreeSet<AlarmId>) {
        let is_apart =
            |number: &&usize| self.wakers.get(**number).is_some_and(|waker| waker.kept_apart == Some(apart));
        let (out, stay): (Vec<&usize>, Vec<&usize>) = called.wakers.iter().partition(is_apart);
        let alarms = out.into_iter().filter_map(|number| Some(self.wakers.get(*number)?.alarm()));
        let wakers = stay.into_iter().copied().collect();
        (Called { planned: called.planned, wakers, listed: called.listed }, alarms.collect())
    }

    /// When the alarm is raised in these ways after a loss at this minute; none if nobody notices in time.
    pub(super) fn raised_by(&self, called: &Called, start: CycleMinute) -> Option<u32> {
        let wakers = called.wakers.iter().filter_map(|number| self.wakers.get(*number));
        let raised = wakers.filter_map(|waker| waker.at(start)).map(|raised| raised.at);
        raised.min().filter(|at| *at < self.horizon_min)
    }

    /// Who would come, as a set of numbers.
    pub(super) fn come(&self, lost: &[Lost]) -> u64 {
        self.would_come(lost).fold(0, |set, one| set | self.number(one.id))
    }

    /// One responder as a set of numbers. There are at most 64.
    pub(super) fn number(&self, responder: ResponderId) -> u64 {
        let place = self.responders().iter().position(|one| one.id == responder);
        place.map_or(0, |place| 1 << place)
    }

    /// When everybody on the list would come, from every minute of the cycle.
    pub(super) fn week(&self, called: &Called) -> Week {
        let mut week = Week { comings: Vec::new(), unnoticed: Vec::new() };
        let (mut first, end) = self.starts();
        while first < end {
            let mut at = Clock { start: first, steady: Steady::at_most(end - 1 - first) };
            let alarm = if called.planned {
                Some(Moment::minutes(0))
            } else {
                self.alarm_moment(&called.wakers, &mut at)
            };
            // Unnoticed, nobody is called; who would have come then is not asked, and cuts no stretch.
            let is_noticed = alarm.is_some();
            let stays = alarm.map_or_else(Vec::new, |alarm| self.stays(called, alarm, &mut at));
            let last = first + at.steady.minutes();
            week.comings.push(Coming { first, last, stays });
            if !is_noticed {
                week.unnoticed.push((first, last + 1));
            }
            first = last + 1;
        }
        week
    }

    /// When everybody on the list would come by an alarm at this minute after a loss.
    pub(super) fn coming_by(&self, called: &Called, start: CycleMinute, alarm_at: u32) -> Coming {
        let mut clock = Clock { start: start.get(), steady: Steady::at_most(0) };
        let stays = self.stays(called, Moment::minutes(alarm_at), &mut clock);
        Coming { first: start.get(), last: start.get(), stays }
    }

    fn alarm_moment(&self, wakers: &[usize], clock: &mut Clock) -> Option<Moment> {
        let mut earliest: Option<Moment> = None;
        for waker in wakers.iter().filter_map(|number| self.wakers.get(*number)) {
            let Some(works) = clock.next(waker.when(), Moment::minutes(0)) else { continue };
            let raised = works.plus(waker.takes_min);
            if earliest.is_none_or(|known| clock.steady.is_before(raised, known)) {
                earliest = Some(raised);
            }
        }
        let horizon = Moment::minutes(self.horizon_min);
        earliest.filter(|raised| clock.steady.is_before(*raised, horizon))
    }

    fn stays(&self, called: &Called, alarm: Moment, clock: &mut Clock) -> Vec<Stay> {
        let mut next = alarm;
        let mut stays = Vec::new();
        for (comer, responder) in self.responders().iter().enumerate() {
            if called.listed >> comer & 1 == 0 {
                continue;
            }
            let arrives = if called.planned {
                responder.can_be_reached().then(|| clock.first_of(self.period(comer), alarm))
            } else {
                // The next one's turn comes when this one's time to answer is over, reached or not.
                let reached = self.reachable.get(comer).and_then(|when| clock.next(when, next));
                next = next.plus(responder.answers_min);
                reached.map(|reached| reached.plus(responder.answers_min).plus(responder.arrives_min))
            };
            if let Some(arrives) = arrives {
                let from = clock.there(responder, alarm, arrives);
                let until = responder.stays_min.map(|minutes| from.plus(minutes));
                stays.extend(clock.within(self.period(comer), Stay { comer, from, until }));
            }
        }
        stays
    }
}

/// The minute of the cycle at which the loss comes, and for how many minutes later the same is true.
struct Clock {
    start: u32,
    steady: Steady,
}

impl Clock {
    /// The first moment of a pattern at or after another.
    ///
    /// A pattern of a week repeats within a longer cycle.
    fn next(&mut self, pattern: &CyclePattern, after: Moment) -> Option<Moment> {
        let cycle = pattern.cycle_minutes();
        let minute = (self.start + after.now()) % cycle;
        let ranges = pattern.ranges();
        let place = ranges.partition_point(|(_, end)| *end <= minute);
        let moves = !after.is_of_the_week();
        match ranges.get(place) {
            Some(&(from, until)) if from <= minute => {
                // What follows the loss goes through the range with it; what keeps its minute of the week stays inside.
                if moves {
                    self.steady.limit(until - minute - 1);
                }
                Some(after)
            }
            later => {
                let from = later.or(ranges.first()).map(|(from, _)| *from)?;
                let waits = if from < minute { from + cycle - minute } else { from - minute };
                if !moves {
                    return Some(after.plus(waits));
                }
                // From here on it is the range's first minute that counts, until the loss has caught up with it.
                self.steady.limit(waits);
                Some(Moment::of_the_week(after.plus(waits).now()))
            }
        }
    }

    /// A moment, or the first minute of a period, if that is later.
    fn first_of(&mut self, period: Option<(u32, u32)>, at: Moment) -> Moment {
        let Some((first, _)) = period else { return at };
        let first = Moment::at_minute(first, self.start);
        if self.steady.is_before(at, first) { first } else { at }
    }

    /// A stay as far as it lies within a period.
    fn within(&mut self, period: Option<(u32, u32)>, stay: Stay) -> Option<Stay> {
        let Some((_, end)) = period else { return Some(stay) };
        let end = Moment::at_minute(end, self.start);
        if !self.steady.is_before(stay.from, end) {
            return None;
        }
        let until = match stay.until {
            Some(until) if !self.steady.is_before(end, until) => until,
            _ => end,
        };
        Some(Stay { until: Some(until), ..stay })
    }

    /// From when a responder is there who arrives at a moment: it may have to wait for its hour.
    fn there(&mut self, responder: &Responder, alarm: Moment, arrives: Moment) -> Moment {
        match responder.not_before {
            None => arrives,
            Some(NotBefore::AfterAlarmMin(minutes)) => {
                let earliest = alarm.plus(minutes);
                if self.steady.is_before(arrives, earliest) { earliest } else { arrives }
            }
            Some(NotBefore::MinuteOfDay(minute)) => {
                let day = u32::from(MINUTES_PER_DAY);
                let of_day = (self.start + arrives.now()) % day;
                let waits = u32::from(minute).saturating_sub(of_day);
                if arrives.is_of_the_week() {
                    return arrives.plus(waits);
                }
                // Arriving after the hour needs no wait until midnight, when the hour of the next day is ahead.
                if waits == 0 {
                    self.steady.limit(day - 1 - of_day);
                    return arrives;
                }
                self.steady.limit(waits);
                Moment::of_the_week(arrives.plus(waits).now())
            }
        }
    }
}
