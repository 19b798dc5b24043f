//! The course of a loss until help comes: what is lost, who finds out, who is called and comes.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::line::{Found, StoryAt, StoryLine, Tells};
use crate::base::CycleMinute;
use crate::emergency::{Call, CallOutcome, Lost, Plan, Raised, Way};

pub(in crate::emergency) struct Course<'a> {
    pub(in crate::emergency) plan: &'a Plan,
    pub(in crate::emergency) start: CycleMinute,
    /// On which day, where that is known.
    pub(in crate::emergency) day: Option<NaiveDate>,
    pub(in crate::emergency) weeks: u8,
    pub(in crate::emergency) horizon_min: u32,
    pub(in crate::emergency) as_planned: bool,
    pub(in crate::emergency) lost: &'a [Lost],
    pub(in crate::emergency) alarm: Option<Raised>,
    pub(in crate::emergency) calls: &'a [Call],
}

impl Course<'_> {
    pub(in crate::emergency) fn at(&self, after_min: u32) -> StoryAt {
        StoryAt::new(self.start, after_min, self.weeks).from_day(self.day, self.weeks)
    }

    pub(in crate::emergency) fn timed(&self, at: u32, tells: Tells) -> (u32, StoryLine) {
        (at, StoryLine { at: Some(self.at(at)), tells })
    }

    /// What is lost, and that nobody notices if it is so.
    pub(in crate::emergency) fn begins(&self) -> Vec<StoryLine> {
        let lost = |lost: &Lost| self.timed(0, Tells::Lost { lost: *lost, as_planned: self.as_planned }).1;
        let mut lines: Vec<StoryLine> = self.lost.iter().map(lost).collect();
        if self.alarm.is_none() && !self.as_planned {
            let tells = Tells::NobodyNotices { horizon_min: self.horizon_min };
            lines.push(StoryLine { at: None, tells });
        }
        lines
    }

    /// The alarm, then calls in the order of the list, each with the minute at which it is told.
    pub(in crate::emergency) fn help(&self) -> Vec<(u32, StoryLine)> {
        let noticed = self.alarm.map(|raised| {
            let way = self.plan.alarms().iter().find(|alarm| alarm.id == raised.alarm);
            let found = way.map(|alarm| found(&alarm.way));
            self.timed(raised.at, Tells::Noticed { found, by: raised.by })
        });
        noticed.into_iter().chain(self.calls.iter().map(|call| self.call(call))).collect()
    }

    /// A call, at the minute it is made; what was planned, at the minute somebody is there; who cannot be reached, at
    /// the alarm.
    fn call(&self, call: &Call) -> (u32, StoryLine) {
        let (from, until) = match call.outcome {
            CallOutcome::Comes { from, until } => (Some(from), until),
            _ => (None, None),
        };
        let tells = Tells::Called {
            responder: call.responder,
            outcome: call.outcome,
            from: from.filter(|from| *from < self.horizon_min).map(|from| self.at(from)),
            until: until.map(|until| self.at(until)),
            as_planned: self.as_planned,
        };
        match call.called_at.or(from) {
            Some(at) => self.timed(at, tells),
            None => (self.alarm.map_or(0, |raised| raised.at), StoryLine { at: None, tells }),
        }
    }
}

const fn found(way: &Way) -> Found {
    match way {
        Way::Member { .. } => Found::Member,
        Way::OwnTelephone { .. } => Found::OwnTelephone,
        Way::Card { .. } => Found::Card,
        Way::NextVisit { .. } => Found::NextVisit,
        Way::MissedVisit { .. } => Found::MissedVisit,
        Way::Device { .. } => Found::Device,
    }
}
