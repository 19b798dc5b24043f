//! Losses while an emergency is on: who else is lost, who is back, who died.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Activated, ClockTime, Moment};
use crate::base::{PersonId, SourceId, limits, wire};
use crate::emergency::Lost;
use crate::support::LostHow;

/// Somebody or something else is lost while an emergency is on, or is lost in another way than before: whoever was unable
/// to give and is taken to hospital is away from then on.
///
/// It is noticed when it is entered. Then everybody on the list for it who was not called yet and is not lost is called, in
/// order, after those still to be called. A responder who is lost has left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LostAgain {
    /// The day on which it was noticed.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// At what time.
    pub at: ClockTime,
    /// Who or what is lost, besides those who are.
    #[serde(deserialize_with = "lost")]
    pub lost: Vec<Lost>,
    /// Since when, if it was before it was noticed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost_from: Option<Moment>,
}

/// Somebody who was lost is there again, at home and able to give. It calls nobody off, and a responder who is back does not
/// come again by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CameBack {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// At what time: the first minute in which they were there.
    pub at: ClockTime,
    /// Who or what.
    pub source: SourceId,
}

/// Somebody died while an emergency is on: lost to the end, and nothing is needed for them any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiedMeanwhile {
    /// The day on which it became known.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// At what time.
    pub at: ClockTime,
    /// Who.
    pub person: PersonId,
    /// When they died, if it was before it became known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub died: Option<Moment>,
}

super::night::has_moment!(LostAgain, CameBack, DiedMeanwhile);

impl LostAgain {
    /// Since when they are lost.
    pub fn from(&self) -> Moment {
        self.lost_from.unwrap_or_else(|| self.moment())
    }
}

impl DiedMeanwhile {
    /// When they died.
    pub fn from(&self) -> Moment {
        self.died.unwrap_or_else(|| self.moment())
    }
}

/// That somebody or something is lost in an emergency, from when until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LossKept {
    /// Who or what.
    pub source: SourceId,
    /// In which way.
    pub how: LostHow,
    /// The first minute of it.
    pub from: Moment,
    /// The first minute in which they were there again, or lost in another way; none while it lasts.
    pub until: Option<Moment>,
}

/// Losses that were noticed together: for them a list of responders is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noticed {
    pub(super) at: Moment,
    pub(super) lost: Vec<SourceId>,
}

/// What is known of losses in an emergency, in the order in which it was entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LossesKept {
    pub(super) all: Vec<LossKept>,
    pub(super) noticed: Vec<Noticed>,
    /// When anything about them was entered, but for the first.
    pub(super) entered: Vec<Moment>,
}

impl LossesKept {
    pub(super) fn began(event: &Activated) -> Self {
        let all = event.lost.iter().map(|lost| kept(*lost, event.lost_from)).collect();
        let lost = event.lost.iter().map(|lost| lost.source).collect();
        Self { all, noticed: alloc::vec![Noticed { at: event.moment(), lost }], entered: Vec::new() }
    }

    /// The loss of whoever is lost, as far as is entered.
    pub(super) fn now(&self, source: SourceId) -> Option<&LossKept> {
        self.all.iter().rev().find(|loss| loss.source == source && loss.until.is_none())
    }

    /// The last loss of a source, over or not.
    pub(super) fn last(&self, source: SourceId) -> Option<&LossKept> {
        self.all.iter().rev().find(|loss| loss.source == source)
    }

    /// Whether a source was lost at a time or later.
    pub(super) fn was_lost_since(&self, source: SourceId, since: Moment) -> bool {
        let over = |loss: &LossKept| loss.until.is_some_and(|until| until.may_be_followed_by(since));
        self.all.iter().any(|loss| loss.source == source && !over(loss))
    }

    /// Whether a source was lost at a time.
    pub(super) fn was_lost_at(&self, source: SourceId, at: Moment) -> bool {
        let over = |loss: &LossKept| loss.until.is_some_and(|until| until.may_be_followed_by(at));
        self.all.iter().any(|loss| loss.source == source && loss.from.may_be_followed_by(at) && !over(loss))
    }

    pub(super) fn lose(&mut self, event: &LostAgain) {
        for lost in &event.lost {
            self.end(lost.source, event.from());
            self.all.push(kept(*lost, event.from()));
        }
        let lost = event.lost.iter().map(|lost| lost.source).collect();
        self.noticed.push(Noticed { at: event.moment(), lost });
        self.entered.push(event.moment());
    }

    pub(super) fn come_back(&mut self, event: &CameBack) {
        self.end(event.source, event.moment());
        self.entered.push(event.moment());
    }

    pub(super) fn die(&mut self, event: &DiedMeanwhile) {
        let source = event.person.into();
        // For whoever was lost already everybody is called who is to be.
        if self.now(source).is_none() {
            self.noticed.push(Noticed { at: event.moment(), lost: alloc::vec![source] });
        }
        self.end(source, event.from());
        self.all.push(LossKept { source, how: LostHow::Died, from: event.from(), until: None });
        self.entered.push(event.moment());
    }

    fn end(&mut self, source: SourceId, at: Moment) {
        let last = self.all.iter_mut().rev().find(|loss| loss.source == source && loss.until.is_none());
        if let Some(loss) = last {
            loss.until = Some(at);
        }
    }
}

fn kept(lost: Lost, from: Moment) -> LossKept {
    let how = if lost.away { LostHow::Away } else { LostHow::Unable };
    LossKept { source: lost.source, how, from, until: None }
}

fn lost<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Lost>, D::Error> {
    wire::list(d, limits::SOURCES, "sources")
}
