//! Whom to call, who is on the way, who is late: from the plan and from what happened, without the household's week.

use alloc::vec::Vec;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::{Activation, CallNow, CallReply, ClockTime, Moment, PlanCase, Stay, Who, rules, unknowns};
use crate::base::{Finding, Findings, ResponderId};
use crate::emergency::proof::calls::called_at;
use crate::emergency::{NotBefore, Responder};

/// Whom to call, who is on the way, who is there, and who is late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhomToCall {
    /// When this is so.
    pub now: Moment,
    /// Whom to call next.
    pub call: Option<NextCall>,
    /// Who did not answer and can be reached now, in the order of the plan: worth another call.
    pub call_again: Vec<ResponderId>,
    /// Whose telephone is ringing, in the order of the plan.
    pub ringing: Vec<Ringing>,
    /// Who said that they come, and are not late yet, in the order of the plan.
    pub on_the_way: Vec<Expected>,
    /// Who is there, in order of arrival.
    pub there: Vec<There>,
    /// Who should have answered, or should be there, in the order of the plan. Late ones are not counted on.
    pub overdue: Vec<Overdue>,
}

/// Whom to call next: the first on the plan's list whose time has come; else whose time comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NextCall {
    /// Whom.
    pub responder: ResponderId,
    /// Since when the call has been due; if it is not, from when it will be.
    pub at: Moment,
    /// Whether it is due now.
    pub is_due: bool,
}

/// A call that nobody has answered yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ringing {
    /// Whom.
    pub responder: ResponderId,
    /// Since when.
    pub since: Moment,
    /// When it should have answered, and is given up.
    pub until: Moment,
}

/// Somebody who is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// Who.
    pub responder: ResponderId,
    /// The first minute they are to be there.
    pub from: Moment,
    /// The first minute they will have left again; none if they stay.
    pub until: Option<Moment>,
}

/// Somebody who is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct There {
    /// Who.
    pub who: Who,
    /// Since when.
    pub since: Moment,
    /// When they are to leave, as the plan has it; none if they stay, or if nothing is known.
    pub leaves: Option<Moment>,
}

/// With what somebody is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OverdueWith {
    /// With answering.
    Answer,
    /// With arriving.
    Arrival,
}

/// Somebody who is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Overdue {
    /// Who.
    pub responder: ResponderId,
    /// With what.
    pub with: OverdueWith,
    /// The minute in which it should have happened.
    pub since: Moment,
    /// How many minutes ago that was: 1 or more; over the hour that comes twice, the fewest that it can be.
    pub minutes: i64,
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// When the clock shows this.
    At(Moment),
    /// So many minutes after something that happened.
    After(Moment, u32),
}

impl Due {
    /// What the clock shows then.
    pub(super) fn shown(self) -> Moment {
        match self {
            Self::At(moment) => moment,
            Self::After(moment, minutes) => moment.after(minutes),
        }
    }

    /// How many minutes ago it was, at least; `None` if it may be still to come.
    fn late(self, now: Moment) -> Option<i64> {
        let minutes = match self {
            Self::At(moment) if moment > now => return None,
            Self::At(moment) => moment.passed(now)?.least,
            Self::After(moment, minutes) => moment.passed(now)?.least.checked_sub(minutes)?,
        };
        (minutes > 0).then_some(minutes.into())
    }

    /// Whether it is now or before, as far as can be.
    fn is_reached(self, now: Moment) -> bool {
        match self {
            Self::At(moment) => moment <= now,
            Self::After(moment, minutes) => moment.passed(now).is_some_and(|passed| passed.most >= minutes),
        }
    }

    fn plus(self, more: u32) -> Self {
        match self {
            Self::At(moment) => Self::After(moment, more),
            Self::After(moment, minutes) => Self::After(moment, minutes.saturating_add(more)),
        }
    }
}

/// A responder on the list for a loss.
struct Turn<'a> {
    responder: &'a Responder,
    /// The first minute at which its turn comes.
    due: Due,
    /// When that loss was noticed.
    alarm: Moment,
    /// Whether it was planned: then nobody is called for it.
    planned: bool,
}

impl Activation {
    /// Whom to call now, who is on the way, who is there, who is late: by the plan, and by what happened.
    ///
    /// The times are the plan's, as its proof counts them: a responder on the list for this loss is due at the first
    /// minute at which it can be reached, once the answering times of all before it on the list have passed since
    /// the alarm. Lost responders and those who withdrew are not called; the answering time of each counts all the
    /// same, so that nobody is called earlier than in the proof. In an emergency that was planned nobody is called,
    /// and all who agreed are expected.
    ///
    /// When somebody else is lost, everybody on the list for that who was not called yet and is not lost is called too, in
    /// order, from the minute in which it was noticed, after those still to be called. Whoever is back calls nobody off. A
    /// responder who was to come, was lost and is back is worth another call.
    ///
    /// Needs nothing but the plan, however little of it is filled in.
    pub fn whom_to_call(&self, case: &PlanCase, now: NaiveDateTime) -> WhomToCall {
        let now = Moment::of(now);
        let mut whom = WhomToCall {
            now,
            call: None,
            call_again: Vec::new(),
            ringing: Vec::new(),
            on_the_way: Vec::new(),
            there: self.who_is_there(case),
            overdue: Vec::new(),
        };
        for turn in self.list(case, now.on) {
            self.tell(&turn, &mut whom);
        }
        whom
    }

    /// Who is on the way, each with when they are due.
    pub(super) fn due_to_come(&self, case: &PlanCase, whom: &WhomToCall) -> Vec<(ResponderId, Due)> {
        let list = self.list(case, whom.now.on);
        let on_the_way = whom.on_the_way.iter();
        on_the_way
            .filter_map(|expected| {
                let turn = list.iter().find(|turn| turn.responder.id == expected.responder)?;
                Some((expected.responder, self.expected(turn)?))
            })
            .collect()
    }

    /// What somebody should look at in the list for this loss: nobody on it, or somebody whom a person does not want
    /// called or in the house. A bed is elsewhere, and whom the plan is about is at home: neither is let in.
    pub(super) fn look_at_the_list(&self, case: &PlanCase, on: NaiveDate) -> Findings {
        let mut findings = Findings::none();
        let list = self.list(case, on);
        for responder in list.iter().map(|turn| turn.responder) {
            let unwanted = unknowns::unwanted(case, responder);
            findings.extend(
                unwanted
                    .map(|page| Finding::new(&rules::AGAINST_WISHES).about(responder.id).about(page.person)),
            );
        }
        if list.is_empty() {
            findings.push(Finding::new(&rules::NOBODY_TO_CALL).about(case.plan().id()));
        }
        findings
    }

    /// The responders of the lists for all losses who are not lost or withdrawn by a day, each with the first minute at
    /// which its turn comes: those for the first loss; then, for each that was noticed later, those who stand on no list
    /// before, were not called and were not lost then, after those who were still to be called.
    fn list<'a>(&'a self, case: &'a PlanCase, on: NaiveDate) -> Vec<Turn<'a>> {
        let withdrew = |id, on| case.withdrew.get(&id).is_some_and(|it| it.on <= on);
        let was_called = |id, by: Moment| {
            self.calls.iter().any(|call| call.responder == id && call.at.may_be_followed_by(by))
        };
        let mut turns: Vec<Turn<'a>> = Vec::new();
        for (number, noticed) in self.losses.noticed.iter().enumerate() {
            let (alarm, is_first) = (noticed.at, number == 0);
            let planned = is_first && self.began.as_planned;
            let mut from = Due::After(alarm, 0);
            let still_to_be_called = |turn: &&Turn<'_>| {
                let one = turn.responder;
                !turn.planned
                    && one.can_be_reached()
                    && !was_called(one.id, alarm)
                    && !withdrew(one.id, alarm.on)
                    && !self.losses.was_lost_at(one.source, alarm)
                    && self.is_there(Who::Responder(one.id)).is_none()
            };
            for turn in turns.iter().filter(still_to_be_called) {
                let answered = turn.due.plus(turn.responder.answers_min);
                if answered.shown() > from.shown() {
                    from = answered;
                }
            }
            // Who is for other days is not on the list of this one.
            let for_this = |one: &&Responder| {
                one.for_loss.is_for(noticed.lost.iter().copied()) && one.period.contains(alarm.on)
            };
            for responder in case.plan().responders().iter().filter(for_this) {
                // Whoever comes as planned need not be called; whoever has not agreed to that is, for another loss.
                let is_listed = |turn: &Turn<'_>| turn.responder.id == responder.id;
                let comes_unasked = |turn: &Turn<'_>| !turn.planned || planned_to_come(turn.responder);
                if turns.iter().any(|turn| is_listed(turn) && comes_unasked(turn)) {
                    continue;
                }
                turns.retain(|turn| !is_listed(turn));
                turns.push(Turn { responder, due: from, alarm, planned });
                let is_called =
                    !was_called(responder.id, alarm) && !self.losses.was_lost_at(responder.source, alarm);
                if is_first || is_called {
                    from = from.plus(responder.answers_min);
                }
            }
        }
        turns.retain(|turn| {
            self.losses.now(turn.responder.source).is_none()
                && !withdrew(turn.responder.id, on)
                && turn.responder.period.contains(on)
        });
        turns
    }

    fn tell(&self, turn: &Turn<'_>, whom: &mut WhomToCall) {
        let responder = turn.responder;
        let (id, now) = (responder.id, whom.now);
        let last = self.last_call(id);
        if self.is_there(Who::Responder(id)).is_some() {
            return;
        }
        let came = self.stays.iter().any(|stay| stay.who == Who::Responder(id));
        let mut late = |with, due: Due, minutes| {
            whom.overdue.push(Overdue { responder: id, with, since: due.shown(), minutes });
        };
        match last.map(|call| call.now) {
            Some(CallNow::Ringing) => {
                let since = last.map_or(now, |call| call.at);
                let due = Due::After(since, responder.answers_min);
                match due.late(now) {
                    Some(minutes) => late(OverdueWith::Answer, due, minutes),
                    None => whom.ringing.push(Ringing { responder: id, since, until: due.shown() }),
                }
            }
            Some(CallNow::NotReached { .. }) => {
                if responder.reachable.contains(now.week_minute()) {
                    whom.call_again.push(id);
                }
            }
            Some(CallNow::Answered { reply: CallReply::Comes { .. }, .. }) | None
                if self.was_lost_since(turn) =>
            {
                if responder.reachable.contains(now.week_minute()) {
                    whom.call_again.push(id);
                }
            }
            Some(CallNow::Answered { .. }) | None => match self.expected(turn) {
                Some(due) => {
                    if let Some(minutes) = due.late(now) {
                        late(OverdueWith::Arrival, due, minutes);
                    } else {
                        let until = responder.stays_min.map(|stays| due.plus(stays).shown());
                        whom.on_the_way.push(Expected { responder: id, from: due.shown(), until });
                    }
                }
                None if last.is_none() && !came && !turn.planned => {
                    let next = next_call(responder, turn.due, now);
                    if next.is_some_and(|next| goes_first(&next, whom.call.as_ref())) {
                        whom.call = next;
                    }
                }
                None => {}
            },
        }
    }

    /// Whether a responder who said that it comes, or would come as planned, has been lost since then: being back it does not
    /// come again by itself.
    fn was_lost_since(&self, turn: &Turn<'_>) -> bool {
        let source = turn.responder.source;
        match self.last_call(turn.responder.id).map(|call| call.now) {
            Some(CallNow::Answered { at, .. }) => self.losses.was_lost_since(source, at),
            None => turn.planned && planned_to_come(turn.responder) && self.losses.last(source).is_some(),
            _ => false,
        }
    }

    /// When a responder who is not there yet is to be there, if it said so or if that was planned.
    fn expected(&self, turn: &Turn<'_>) -> Option<Due> {
        let responder = turn.responder;
        let last = self.last_call(responder.id);
        let came = |since: Option<Moment>| {
            self.stays.iter().any(|stay| {
                let is_new = since.is_none_or(|since| since.may_be_followed_by(stay.from));
                stay.who == Who::Responder(responder.id) && is_new
            })
        };
        match last.map(|call| call.now) {
            Some(CallNow::Answered { at, reply: CallReply::Comes { by } }) if !came(Some(at)) => {
                let arrives = Due::After(at, responder.arrives_min);
                Some(by.map_or_else(|| not_before(responder, turn.alarm, arrives), Due::At))
            }
            None if turn.planned && planned_to_come(responder) && !came(None) => {
                let from = self.began.lost_from;
                Some(not_before(responder, from, Due::After(from, 0)))
            }
            _ => None,
        }
    }

    fn who_is_there(&self, case: &PlanCase) -> Vec<There> {
        let mut there: Vec<There> = (self.stays.iter())
            .filter(|stay| stay.until.is_none())
            .map(|stay| There { who: stay.who, since: stay.from, leaves: leaves(case, stay) })
            .collect();
        // Within the hour that comes twice they stand as they were entered.
        there.sort_by_key(|there| {
            let twice = there.since.comes_twice();
            (if twice { hour_of(there.since) } else { there.since }, (!twice).then_some(there.who))
        });
        there
    }
}

/// The minute in which the hour of a time begins.
fn hour_of(moment: Moment) -> Moment {
    let minute = moment.at.minute_of_day() / 60 * 60;
    Moment { at: ClockTime::new(minute).unwrap_or(moment.at), ..moment }
}

/// Whether a responder comes when it was planned: agreed, and not one who can never be reached.
fn planned_to_come(responder: &Responder) -> bool {
    responder.has_agreed() && responder.can_be_reached()
}

/// When somebody who is there is to leave, as the plan has it.
pub(super) fn leaves(case: &PlanCase, stay: &Stay) -> Option<Moment> {
    match stay.who {
        Who::Responder(id) => case.responder(id)?.stays_min.map(|stays| stay.from.after(stays)),
        Who::Other(_) => None,
    }
}

/// When a responder whose turn came then is to be called: since the first minute from then on at which it could be
/// reached; if it cannot be reached now, from the next such minute.
fn next_call(responder: &Responder, turn: Due, now: Moment) -> Option<NextCall> {
    let first_from = |from: Moment| Some(from.plus(called_at(responder, from.week_minute(), 0)?));
    let planned = first_from(turn.shown())?;
    // Reachable in its turn it is to be called then; else when the clock shows the minute from which it can be reached.
    let due = if planned == turn.shown() { turn } else { Due::At(planned) };
    let reachable_now = responder.reachable.contains(now.week_minute());
    let is_due = due.is_reached(now) && reachable_now;
    let at = if due.is_reached(now) && !reachable_now { first_from(now)? } else { planned };
    Some(NextCall { responder: responder.id, at, is_due })
}

/// Whether a call goes before another that stands earlier on the list.
fn goes_first(call: &NextCall, before: Option<&NextCall>) -> bool {
    before.is_none_or(|before| !before.is_due && (call.is_due || call.at < before.at))
}

/// When somebody who would arrive then is there: not before a time of the day or so many minutes after the alarm.
fn not_before(responder: &Responder, alarm: Moment, arrives: Due) -> Due {
    match responder.not_before {
        None => arrives,
        Some(NotBefore::MinuteOfDay(minute)) => {
            let shown = arrives.shown();
            match ClockTime::new(minute) {
                Ok(hour) if shown.at < hour => Due::At(Moment::new(shown.on, hour)),
                _ => arrives,
            }
        }
        Some(NotBefore::AfterAlarmMin(minutes)) => {
            let (after, arrives_after) = (Due::After(alarm, minutes), alarm.passed(arrives.shown()));
            let waits = arrives_after.is_none_or(|passed| passed.most < minutes);
            if waits { after } else { arrives }
        }
    }
}

#[cfg(test)]
#[path = "as_planned_tests.rs"]
mod as_planned_tests;
