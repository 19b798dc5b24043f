//! How anyone finds out, who is called when, and what they come to.
//!
//! All minutes count from the loss. What depends on the week alone (when each way of raising the alarm works, what a
//! member who responds leans on) is worked out once; see [`CallList`].

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::{Call, CallOutcome, Lost, Raised};
use crate::base::{
    AlarmId, CycleMinute, CyclePattern, MINUTES_PER_DAY, NeedId, PersonId, ResponderId, SourceId, WeekMinute,
};
use crate::emergency::ways::{Ways, Works};
use crate::emergency::{ForLoss, NotBefore, Plan, Responder, Way};
use crate::need::{SourceKind, TimedHelp};
use crate::support::Support;

/// One way of raising the alarm, by one source.
#[derive(Debug)]
pub(super) struct Waker<'p> {
    alarm: AlarmId,
    /// What has to be so of whoever raises it, or is found.
    takes: Takes,
    /// Whether it may be left out, to see what rests on it.
    pub(super) kept_apart: Option<Apart>,
    for_loss: &'p ForLoss,
    /// When it works, and for the loss of what.
    works: Works,
    pub(super) takes_min: u32,
    /// The longest from any loss until it is raised this way; `None` if it never is.
    longest: Option<u32>,
}

/// What a way of raising the alarm takes.
#[derive(Debug, Clone, Copy)]
enum Takes {
    /// That whoever raises it is not lost.
    NotLost,
    /// That this one is lost in this way: unable, for the telephone; away, for the card.
    Lost(Lost),
}

/// Ways of raising the alarm that a proof also leaves out, to name what rests on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// Own telephones, and cards.
    OfWhoIsLost,
    /// Those of whoever is no source of the week, and so is never lost.
    NotInWeek,
}

impl Waker<'_> {
    pub(super) const fn alarm(&self) -> AlarmId {
        self.alarm
    }

    /// The minutes at which it works.
    pub(super) const fn when(&self) -> &CyclePattern {
        &self.works.when
    }

    pub(super) fn works(&self, lost: &[Lost]) -> bool {
        let sources = || lost.iter().map(|lost| lost.source);
        let is_there = match self.takes {
            Takes::NotLost => !sources().any(|source| Some(source) == self.works.by),
            Takes::Lost(who) => lost.contains(&who),
        };
        is_there && self.works.is_for(sources()) && self.for_loss.is_for(sources())
    }

    /// The longest wait for a pattern, and what it takes from there.
    fn longest(when: &CyclePattern, takes_min: u32) -> Option<u32> {
        let (stretches, cycle) = (when.stretches(), when.cycle_minutes());
        let next = stretches.iter().cycle().skip(1);
        let waits = stretches.iter().zip(next).map(|((start, minutes), (next, _))| {
            if *minutes == cycle { 0 } else { (next + 2 * cycle - start - minutes) % cycle }
        });
        waits.max().map(|waits| waits + takes_min)
    }

    pub(super) fn at(&self, start: CycleMinute) -> Option<Raised> {
        let at = self.works.when.wait_from(start)? + self.takes_min;
        Some(Raised { at, alarm: self.alarm, by: self.works.by })
    }
}

/// A plan's alarms and its list of responders, made ready for one household's week.
///
/// ```text
/// let list = CallList::new(&support, &plan, horizon_min);
/// let alarm = list.alarm(&lost, start);            // None: nobody notices within the horizon
/// let calls = list.calls(&lost, start, alarm.at, silent);
/// let helps = list.helps(&calls);                  // for `Support::timeline`
/// ```
#[derive(Debug)]
pub(in crate::emergency) struct CallList<'p> {
    plan: &'p Plan,
    pub(super) horizon_min: u32,
    /// How many minutes the household's cycle has.
    pub(super) cycle_min: u32,
    pub(super) wakers: Vec<Waker<'p>>,
    /// When each responder can be reached: the same every week.
    pub(super) reachable: Vec<CyclePattern>,
    /// What responders who are members lean on.
    relies_on: BTreeMap<ResponderId, Vec<NeedId>>,
    /// The real days of a planned absence, if it is about one: then all minutes of the cycle are theirs.
    pub(super) away: Option<Away>,
    /// Over them, from which minute until which each responder is for that day.
    periods: Vec<(u32, u32)>,
}

/// Who is away on real days, and from which minute of them until which.
#[derive(Debug, Clone)]
pub(super) struct Away {
    pub(super) who: BTreeSet<SourceId>,
    pub(super) first: u32,
    pub(super) end: u32,
}

impl Away {
    /// Whether this one is away at a minute.
    pub(super) fn is_away(&self, source: SourceId, minute: u32) -> bool {
        (self.first..self.end).contains(&minute) && self.who.contains(&source)
    }
}

impl<'p> CallList<'p> {
    /// A plan as it counts in the household's week.
    pub(in crate::emergency) fn new(support: &Support<'_>, plan: &'p Plan, horizon_min: u32) -> Self {
        let relies_on = plan.responders().iter().filter_map(|responder| {
            let is_member = kind_of(support, responder.source) == Some(SourceKind::Member);
            is_member.then(|| (responder.id, leans_on(support, responder.source)))
        });
        let reachable = plan.responders().iter().map(|responder| responder.reachable.clone().into());
        Self {
            plan,
            horizon_min,
            cycle_min: support.snapshot().cycle().minutes(),
            wakers: wakers(support, plan),
            reachable: reachable.collect(),
            relies_on: relies_on.collect(),
            away: None,
            periods: Vec::new(),
        }
    }

    /// The same over real days, on which these are away: whoever responds, and each way of raising the alarm, counts on
    /// days of its period, and nobody who is away raises it.
    pub(super) fn over_real_days(
        support: &Support<'_>,
        plan: &'p Plan,
        horizon_min: u32,
        away: Away,
    ) -> Self {
        let mut list = Self::new(support, plan, horizon_min);
        let cycle = support.snapshot().cycle();
        for waker in &mut list.wakers {
            let alarm = plan.alarms().iter().find(|alarm| alarm.id == waker.alarm);
            let days = alarm.map(|alarm| cycle.pattern_of(alarm.period)).unwrap_or_default();
            waker.works.only_within(&days);
            if waker.works.by.is_some_and(|by| away.who.contains(&by)) {
                let gone = [(away.first, away.end - away.first)];
                waker.works.only_outside(&CyclePattern::from_stretches(cycle.weeks(), gone));
            }
            // A day that is over does not come round again.
            waker.longest = None;
        }
        for (reachable, responder) in list.reachable.iter_mut().zip(plan.responders()) {
            *reachable = reachable.intersection(&cycle.pattern_of(responder.period));
        }
        list.periods = plan.responders().iter().map(|one| cycle.minutes_of(one.period)).collect();
        list.away = Some(away);
        list
    }

    /// The minutes at which a loss is looked at: of the whole cycle, or of the absence.
    pub(super) const fn starts(&self) -> (u32, u32) {
        match &self.away {
            None => (0, self.cycle_min),
            Some(away) => (away.first, away.end),
        }
    }

    /// The minutes of a responder's period over real days.
    pub(super) fn period(&self, place: usize) -> Option<(u32, u32)> {
        self.periods.get(place).copied()
    }

    /// The earliest alarm for a loss at this minute; of several at once the one with the smallest id. `None` if
    /// nobody notices before the horizon ends.
    pub(in crate::emergency) fn alarm(&self, lost: &[Lost], start: CycleMinute) -> Option<Raised> {
        let working = self.wakers.iter().filter(|waker| waker.works(lost));
        working.filter_map(|waker| waker.at(start)).min().filter(|raised| raised.at < self.horizon_min)
    }

    /// Everybody on the list for this loss, in order, and what comes of the call, with the alarm at this minute.
    ///
    /// Each is called at the first minute at which it can be reached, once all before it have answered or been
    /// given up, whether they come or not. Who is `silent` does not answer.
    pub(in crate::emergency) fn calls(
        &self,
        lost: &[Lost],
        start: CycleMinute,
        alarm_at: u32,
        silent: &dyn Fn(ResponderId) -> bool,
    ) -> Vec<Call> {
        let mut next = alarm_at;
        let call = |responder: &'p Responder| {
            let called_at = self.called_at(responder, start, next);
            next += responder.answers_min;
            let outcome = match (called_at, stays_away(responder, lost, silent)) {
                (None, _) if self.away.is_some() && responder.can_be_reached() => CallOutcome::NotOnThatDay,
                (None, _) => CallOutcome::CannotBeReached,
                (Some(_), Some(why)) => why,
                (Some(_), None) if self.is_away(responder) => CallOutcome::IsLost,
                (Some(called_at), None) => {
                    let arrives = called_at + responder.answers_min + responder.arrives_min;
                    self.there(responder, start, alarm_at, arrives)
                }
            };
            Call { responder: responder.id, called_at, outcome }
        };
        self.on_the_list(lost).map(call).collect()
    }

    /// Everybody on the list for a loss that was planned: there is no alarm, and whoever would come is there from
    /// the loss, or from its hour.
    pub(in crate::emergency) fn as_planned(
        &self,
        lost: &[Lost],
        start: CycleMinute,
        silent: &dyn Fn(ResponderId) -> bool,
    ) -> Vec<Call> {
        let call = |responder: &'p Responder| {
            // Over real days whoever is for later days is there from the first of them.
            let arrives = self.place_of(responder).and_then(|place| self.period(place));
            let arrives = arrives.map_or(0, |(first, _)| first.saturating_sub(start.get()));
            let outcome = match stays_away(responder, lost, silent) {
                _ if !responder.can_be_reached() => CallOutcome::CannotBeReached,
                Some(why) => why,
                None if self.is_away(responder) => CallOutcome::IsLost,
                None => self.there(responder, start, 0, arrives),
            };
            Call { responder: responder.id, called_at: None, outcome }
        };
        self.on_the_list(lost).map(call).collect()
    }

    /// When a responder is called who is not called before this minute. Whoever can be reached in a week can be at the same
    /// minutes of every week; over real days on those of its period, and past them never.
    fn called_at(&self, responder: &Responder, start: CycleMinute, not_before: u32) -> Option<u32> {
        if self.away.is_none() {
            return called_at(responder, start.minute(), not_before);
        }
        let reachable = self.reachable.get(self.place_of(responder)?)?;
        let from = start.get() + not_before;
        let from = (from < self.cycle_min).then_some(from)?;
        let reached = not_before + reachable.wait_from(CycleMinute::of(from, reachable.weeks()))?;
        (start.get() + reached < self.cycle_min).then_some(reached)
    }

    /// Whether a responder is away as planned, and so is lost while whatever is lost besides is: it does not answer.
    pub(super) fn is_away(&self, responder: &Responder) -> bool {
        self.away.as_ref().is_some_and(|away| away.who.contains(&responder.source))
    }

    /// From when until when a responder is there, whose stay ends with its period.
    fn there(&self, responder: &Responder, start: CycleMinute, alarm_at: u32, arrives: u32) -> CallOutcome {
        let outcome = there(responder, start.minute(), alarm_at, arrives);
        let place = self.place_of(responder);
        match (outcome, place.and_then(|place| self.period(place))) {
            (CallOutcome::Comes { from, until }, Some((_, end))) if end < self.cycle_min => {
                let end = end.saturating_sub(start.get());
                if from < end {
                    CallOutcome::Comes { from, until: Some(until.map_or(end, |until| until.min(end))) }
                } else {
                    CallOutcome::NotOnThatDay
                }
            }
            _ => outcome,
        }
    }

    fn place_of(&self, responder: &Responder) -> Option<usize> {
        self.plan.responders().iter().position(|one| one.id == responder.id)
    }

    /// The help that calls come to, for the timeline. Where a responder brings other hands to other needs it is
    /// several helps of one id. Who covers nothing and takes nobody in is no help, and so never stops.
    pub(in crate::emergency) fn helps(&self, calls: &[Call]) -> Vec<TimedHelp> {
        self.helps_within(calls, self.horizon_min)
    }

    /// The same within so many minutes.
    pub(super) fn helps_within(&self, calls: &[Call], minutes: u32) -> Vec<TimedHelp> {
        let mut helps = Vec::new();
        for call in calls {
            let CallOutcome::Comes { from, until } = call.outcome else { continue };
            let Some(responder) = self.responder(call.responder).filter(|_| from < minutes) else {
                continue;
            };
            let relies_on = self.relies_on.get(&responder.id).cloned().unwrap_or_default();
            helps.extend(timed(responder, from, until, &relies_on));
        }
        helps
    }

    /// The responders called for this loss, in the order of the plan.
    pub(in crate::emergency) fn on_the_list(&self, lost: &[Lost]) -> impl Iterator<Item = &'p Responder> {
        let for_this = |responder: &&Responder| responder.for_loss.is_for(lost.iter().map(|one| one.source));
        self.plan.responders().iter().filter(for_this)
    }

    /// Those on the list for this loss who would come, unless they do not answer. A silent one of the others changes
    /// nothing.
    pub(super) fn would_come(&self, lost: &[Lost]) -> impl Iterator<Item = &'p Responder> {
        let comes = move |one: &&Responder| {
            stays_away(one, lost, &|_| false).is_none() && one.can_be_reached() && !self.is_away(one)
        };
        self.on_the_list(lost).filter(comes)
    }

    /// Whether some way alone raises the alarm for a loss in time, whenever it happens.
    pub(super) fn is_noticed_always(&self, lost: &[Lost]) -> bool {
        let in_time = |waker: &Waker<'_>| waker.longest.is_some_and(|longest| longest < self.horizon_min);
        self.wakers.iter().any(|waker| in_time(waker) && waker.works(lost))
    }

    /// The responders of the plan.
    pub(super) fn responders(&self) -> &'p [Responder] {
        self.plan.responders()
    }

    /// What a responder who is a member leans on, of needs of their own.
    pub(in crate::emergency) fn leans_on(&self, id: ResponderId) -> &[NeedId] {
        self.relies_on.get(&id).map_or(&[], Vec::as_slice)
    }

    fn responder(&self, id: ResponderId) -> Option<&'p Responder> {
        self.plan.responders().iter().find(|responder| responder.id == id)
    }
}

/// When a responder is called who is not called before this minute: the first minute at or after it at which it
/// can be reached. `None` if it cannot be reached, ever.
pub(in crate::emergency) fn called_at(
    responder: &Responder,
    start: WeekMinute,
    not_before: u32,
) -> Option<u32> {
    let next = start.plus(not_before);
    let reached = responder.reachable.next_at_or_after(next)?;
    Some(not_before + u32::from(next.until(reached)))
}

/// From when until when a responder is there who arrives at this minute: it may have to wait for its hour.
fn there(responder: &Responder, start: WeekMinute, alarm_at: u32, arrives: u32) -> CallOutcome {
    let from = match responder.not_before {
        None => arrives,
        Some(NotBefore::AfterAlarmMin(minutes)) => arrives.max(alarm_at + minutes),
        Some(NotBefore::MinuteOfDay(minute)) => {
            let of_day = start.plus(arrives).get() % MINUTES_PER_DAY;
            arrives + u32::from(minute.saturating_sub(of_day))
        }
    };
    CallOutcome::Comes { from, until: responder.stays_min.map(|minutes| from + minutes) }
}

/// Why a responder who can be reached does not come; `None` if it does.
fn stays_away(
    responder: &Responder,
    lost: &[Lost],
    silent: &dyn Fn(ResponderId) -> bool,
) -> Option<CallOutcome> {
    if lost.iter().any(|lost| lost.source == responder.source) {
        Some(CallOutcome::IsLost)
    } else if !responder.has_agreed() {
        Some(CallOutcome::HasNotAgreed)
    } else if silent(responder.id) {
        Some(CallOutcome::DoesNotAnswer)
    } else {
        None
    }
}

/// What a responder does from when until when: one help for each number of hands, and of skilled ones, that it brings.
fn timed(responder: &Responder, from: u32, until: Option<u32>, relies_on: &[NeedId]) -> Vec<TimedHelp> {
    let help = |hands, skills, needs, takes_in| {
        let (id, source, relies_on) = (responder.id.any(), responder.source, relies_on.to_vec());
        TimedHelp { id, source, from, until, needs, hands, skills, takes_in, relies_on }
    };
    let alike = responder.covers_alike().into_iter();
    let mut helps: Vec<TimedHelp> =
        alike.map(|((hands, skills), needs)| help(hands, skills, needs, Vec::new())).collect();
    match helps.first_mut() {
        Some(first) => first.takes_in.clone_from(&responder.takes_in),
        None if responder.takes_in.is_empty() => {}
        None => helps.push(help(responder.hands, Vec::new(), Vec::new(), responder.takes_in.clone())),
    }
    helps
}

fn kind_of(support: &Support<'_>, source: SourceId) -> Option<SourceKind> {
    support.snapshot().source(source).map(|source| source.kind)
}

/// What a member who responds is taken to lean on: their own critical needs that are met with nothing lost.
pub(in crate::emergency) fn leans_on(support: &Support<'_>, member: SourceId) -> Vec<NeedId> {
    let gaps = support.gaps();
    let own = support.snapshot().needs().iter().filter(|need| {
        SourceId::from(need.person()) == member
            && need.is_critical()
            && need.period().contains(support.snapshot().on())
            && gaps.binary_search(&need.id()).is_err()
    });
    own.map(crate::need::Need::id).collect()
}

/// The ways that are known to work, those of a visit by anybody once for each who visits.
fn wakers<'p>(support: &Support<'_>, plan: &'p Plan) -> Vec<Waker<'p>> {
    let ways = Ways::new(support.snapshot(), support.reckoning);
    let mut wakers = Vec::new();
    for alarm in plan.alarms().iter().filter(|alarm| alarm.way.is_known_to_work()) {
        let takes_min = alarm.raised_after_min();
        let lost = |person: PersonId, away| Takes::Lost(Lost { source: person.into(), away });
        let (takes, kept_apart) = match &alarm.way {
            Way::OwnTelephone { person, .. } => (lost(*person, false), Some(Apart::OfWhoIsLost)),
            Way::Card { person, .. } => (lost(*person, true), Some(Apart::OfWhoIsLost)),
            Way::MissedVisit { noticed_by, .. } if kind_of(support, *noticed_by).is_none() => {
                (Takes::NotLost, Some(Apart::NotInWeek))
            }
            _ => (Takes::NotLost, None),
        };
        wakers.extend(ways.of(alarm).into_iter().map(|works| Waker {
            alarm: alarm.id,
            takes,
            kept_apart,
            for_loss: &alarm.for_loss,
            longest: Waker::longest(&works.when, takes_min),
            works,
            takes_min,
        }));
    }
    wakers
}
