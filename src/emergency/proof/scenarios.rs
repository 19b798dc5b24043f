//! One scenario: what is lost, when, who does not answer; and what comes of it.

use alloc::vec::Vec;

use super::calls::CallList;
use super::losses::{Losses, as_loss, is_planned};
use super::{Call, Level, Lost, ProofQuestion, Raised, Scenario};
use crate::base::{CycleMinute, ResponderId};
use crate::emergency::Plan;
use crate::need::TimedHelp;
use crate::support::{Loss, QuestionError, Support, Timeline, Watch};

/// A household's week, a plan for it and a question, made ready.
#[derive(Debug)]
pub(super) struct Prover<'a> {
    pub(super) support: &'a Support<'a>,
    pub(super) question: &'a ProofQuestion,
    pub(super) list: CallList<'a>,
    pub(super) losses: Losses,
}

impl<'a> Prover<'a> {
    pub(super) fn new(support: &'a Support<'a>, plan: &'a Plan, question: &'a ProofQuestion) -> Self {
        let list = CallList::new(support, plan, question.horizon_min);
        Self { support, question, list, losses: Losses::of(support.snapshot(), plan) }
    }

    /// The losses of a level that are none of the level below, each with everybody who may not answer, in order.
    pub(super) fn new_at(&self, level: Level) -> Vec<(&[Lost], Vec<Option<ResponderId>>)> {
        let losses = if level == Level::Three { &self.losses.of_two } else { &self.losses.of_one };
        let silent = |lost: &[Lost]| {
            let nobody = (level != Level::Two).then_some(None);
            let somebody = level.one_may_not_answer().then(|| self.list.would_come(lost));
            let mut all: Vec<_> =
                nobody.into_iter().chain(somebody.into_iter().flatten().map(|one| Some(one.id))).collect();
            all.sort_unstable();
            all
        };
        losses.iter().map(|lost| (lost.as_slice(), silent(lost))).collect()
    }

    /// How many losses a proof looks at, each once for nobody and once for everybody who may not answer.
    pub(super) fn count(&self) -> usize {
        let silent = |lost: &Vec<Lost>| self.list.would_come(lost).count();
        self.losses.all().map(|lost| 1 + silent(lost)).sum()
    }

    /// A loss as the timeline takes it.
    pub(super) fn loss(&self, lost: &[Lost]) -> Loss {
        as_loss(lost, self.support.snapshot())
    }

    pub(super) fn is_planned(&self, lost: &[Lost]) -> bool {
        is_planned(self.question, lost)
    }

    /// How anyone finds out; if it was planned, nobody has to.
    pub(super) fn alarm(&self, lost: &[Lost], start: CycleMinute) -> Option<Raised> {
        if self.is_planned(lost) { None } else { self.list.alarm(lost, start) }
    }

    /// Who is called with the alarm at this minute after the loss, or is there because it was planned. Unnoticed,
    /// nobody is.
    pub(super) fn calls(&self, scenario: &Scenario, alarm_at: Option<u32>) -> Vec<Call> {
        let (lost, start) = (&scenario.lost, scenario.start);
        let silent = &|id: ResponderId| scenario.silent == Some(id);
        if self.is_planned(lost) {
            return self.list.as_planned(lost, start, silent);
        }
        alarm_at.map_or_else(Vec::new, |alarm_at| self.list.calls(lost, start, alarm_at, silent))
    }

    /// The help that comes in a scenario.
    pub(super) fn help(&self, scenario: &Scenario) -> Vec<TimedHelp> {
        let alarm = self.alarm(&scenario.lost, scenario.start);
        self.list.helps(&self.calls(scenario, alarm.map(|raised| raised.at)))
    }

    /// A loss and its help, ready to be looked at.
    pub(super) fn watch(&self, scenario: &Scenario, help: &[TimedHelp]) -> Result<Watch<'_>, QuestionError> {
        self.support.watch(self.loss(&scenario.lost), self.question.horizon_min, help)
    }

    /// What happens in a scenario with this help.
    pub(super) fn timeline(
        &self,
        scenario: &Scenario,
        help: &[TimedHelp],
    ) -> Result<Timeline, QuestionError> {
        let mut timeline = self.watch(scenario, help)?.timeline(scenario.start);
        // A responder who brings other hands to other needs stops once.
        timeline.events.dedup();
        Ok(timeline)
    }
}
