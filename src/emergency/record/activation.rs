//! An emergency as it went: who was lost, who was called, who came and when.

use alloc::vec::Vec;

use super::lost::{LossKept, LossesKept};
use super::{
    Activated, Answered, Arrived, CallReply, Called, Deviated, Does, LearntFrom, Left, Moment, NotReached,
    StoodDown, Who,
};
use crate::base::{ResponderId, SourceId};
use crate::emergency::Plan;

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallNow {
    /// Nobody has answered yet.
    Ringing,
    /// The responder answered.
    Answered {
        /// When.
        at: Moment,
        /// What it said.
        reply: CallReply,
    },
    /// Nobody answered, and the call was given up.
    NotReached {
        /// When.
        at: Moment,
    },
}

/// One call that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallMade {
    /// Whom.
    pub responder: ResponderId,
    /// When.
    pub at: Moment,
    /// What became of it.
    pub now: CallNow,
}

/// One stay of somebody who came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stay {
    /// Who.
    pub who: Who,
    /// The first minute they were there.
    pub from: Moment,
    /// The first minute they were not there any more; none while they are.
    pub until: Option<Moment>,
    /// What they do, where it is not what the plan says of them.
    pub does: Option<Does>,
}

/// An emergency: while it is on, and as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activation {
    pub(super) number: u32,
    pub(super) began: Activated,
    pub(super) losses: LossesKept,
    pub(super) calls: Vec<CallMade>,
    pub(super) stays: Vec<Stay>,
    pub(super) deviations: Vec<Deviated>,
    pub(super) over: Option<StoodDown>,
    pub(super) learnt: Option<LearntFrom>,
}

impl Activation {
    pub(super) fn began(number: u32, event: &Activated) -> Self {
        Self {
            number,
            began: event.clone(),
            losses: LossesKept::began(event),
            calls: Vec::new(),
            stays: Vec::new(),
            deviations: Vec::new(),
            over: None,
            learnt: None,
        }
    }

    /// Its number among the emergencies of this plan: 1 for the first.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The loss, and the alarm with which it began.
    pub const fn activated(&self) -> &Activated {
        &self.began
    }

    /// Who and what is lost now, as far as is entered.
    pub fn lost(&self) -> impl Iterator<Item = SourceId> + '_ {
        self.losses.all.iter().filter(|loss| loss.until.is_none()).map(|loss| loss.source)
    }

    /// Every loss, from when until when, in the order in which they were entered.
    pub fn losses(&self) -> &[LossKept] {
        &self.losses.all
    }

    /// Every call, in the order in which they were recorded.
    pub fn calls(&self) -> &[CallMade] {
        &self.calls
    }

    /// Every stay of somebody who came, in the order in which they were recorded.
    pub fn stays(&self) -> &[Stay] {
        &self.stays
    }

    /// In what it went another way than the plan.
    pub fn deviations(&self) -> &[Deviated] {
        &self.deviations
    }

    /// How it ended, once it has.
    pub const fn over(&self) -> Option<&StoodDown> {
        self.over.as_ref()
    }

    /// What was learnt from it, once somebody has looked back.
    pub const fn learnt(&self) -> Option<&LearntFrom> {
        self.learnt.as_ref()
    }

    /// Every moment that was entered so far, from the alarm on.
    pub(super) fn moments(&self) -> impl Iterator<Item = Moment> + '_ {
        let settled = |call: &CallMade| match call.now {
            CallNow::Ringing => None,
            CallNow::Answered { at, .. } | CallNow::NotReached { at } => Some(at),
        };
        let calls = self.calls.iter().flat_map(move |call| [Some(call.at), settled(call)]);
        let stays = self.stays.iter().flat_map(|stay| [Some(stay.from), stay.until]);
        let deviations = self.deviations.iter().map(|deviated| Some(deviated.moment()));
        let losses = self.losses.entered.iter().copied().map(Some);
        let began = [Some(self.began.moment())].into_iter();
        began.chain(calls).chain(stays).chain(deviations).chain(losses).flatten()
    }

    /// The last call to this responder.
    pub fn last_call(&self, responder: ResponderId) -> Option<&CallMade> {
        self.calls.iter().rev().find(|call| call.responder == responder)
    }

    /// The stay of whoever is there now.
    pub fn is_there(&self, who: Who) -> Option<&Stay> {
        self.stays.iter().find(|stay| stay.who == who && stay.until.is_none())
    }

    pub(super) fn call(&mut self, event: &Called) {
        let (responder, at) = (event.responder, event.moment());
        self.calls.push(CallMade { responder, at, now: CallNow::Ringing });
    }

    pub(super) fn answer(&mut self, event: &Answered) {
        let now = CallNow::Answered { at: event.moment(), reply: event.reply };
        self.settle(event.responder, now);
    }

    pub(super) fn give_up(&mut self, event: &NotReached) {
        self.settle(event.responder, CallNow::NotReached { at: event.moment() });
    }

    fn settle(&mut self, responder: ResponderId, now: CallNow) {
        if let Some(call) = self.calls.iter_mut().rev().find(|call| call.responder == responder) {
            call.now = now;
        }
    }

    pub(super) fn arrive(&mut self, event: &Arrived) {
        let (who, from, does) = (event.who, event.moment(), event.does.clone());
        self.stays.push(Stay { who, from, until: None, does });
    }

    pub(super) fn leave(&mut self, event: &Left) {
        let there = self.stays.iter_mut().find(|stay| stay.who == event.who && stay.until.is_none());
        if let Some(stay) = there {
            stay.until = Some(event.moment());
        }
    }

    /// Whoever is lost and is there leaves in that minute.
    pub(super) fn leaves_being_lost(&mut self, plan: &Plan, source: SourceId, at: Moment) {
        let is_lost = |who: Who| match who {
            Who::Other(other) => other == source,
            Who::Responder(id) => {
                plan.responders().iter().any(|responder| responder.id == id && responder.source == source)
            }
        };
        for stay in self.stays.iter_mut().filter(|stay| stay.until.is_none() && is_lost(stay.who)) {
            stay.until = Some(if stay.from.may_be_followed_by(at) { at } else { stay.from });
        }
    }

    pub(super) fn deviate(&mut self, event: &Deviated) {
        self.deviations.push(event.clone());
    }

    /// It is over: whoever is still there was there until now.
    pub(super) fn stand_down(&mut self, event: &StoodDown) {
        let at = event.moment();
        for stay in self.stays.iter_mut().filter(|stay| stay.until.is_none()) {
            stay.until = Some(if stay.from.may_be_followed_by(at) { at } else { stay.from });
        }
        self.over = Some(*event);
    }
}
