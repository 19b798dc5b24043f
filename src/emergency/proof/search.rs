//! The search: every loss of a level, every minute of the week, everybody who may not answer.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::scenarios::{Prover, every_minute};
use super::{LeastMargin, Level, Lost, Scenario};
use crate::base::NeedId;
use crate::support::{Loss, QuestionError, Timeline};

/// What was found at a level, and at those below it.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The shortest time to a critical harm, and where. If there is one, nothing else is told.
    pub(super) harm: Option<(u32, Scenario)>,
    /// The least time to spare.
    pub(super) margin: Option<LeastMargin>,
    /// Critical needs that are open at the end, with the least time from there to their harm.
    pub(super) open_at_end: BTreeMap<NeedId, u32>,
}

impl Prover<'_> {
    /// The critical needs that are breached with nothing lost, with the least time to it.
    pub(super) fn breached_with_nothing_lost(&self) -> Result<BTreeMap<NeedId, u32>, QuestionError> {
        let mut least: BTreeMap<NeedId, u32> = BTreeMap::new();
        let mut watch = self.support.watch(&Loss::nothing(), self.question.horizon_min, &[])?;
        let mut timeline = Timeline::default();
        for start in every_minute() {
            watch.timeline_into(start, &mut timeline);
            for (at, id) in timeline.breaches() {
                if let Some(need) = id.typed().filter(|need| self.is_critical(*need)) {
                    let known = least.entry(need).or_insert(at);
                    *known = at.min(*known);
                }
            }
        }
        Ok(least)
    }

    /// Looks at what is new at a level.
    pub(super) fn search(&self, level: Level, found: &mut Found) -> Result<(), QuestionError> {
        let margins = level <= self.question.level;
        let mut timeline = Timeline::default();
        for (lost, silent) in self.new_at(level) {
            for silent in silent {
                for start in every_minute() {
                    let scenario = Scenario { start, lost: lost.to_vec(), silent };
                    let mut watch = self.watch(&scenario, &self.help(&scenario))?;
                    let within = found.harm.as_ref().map_or(self.question.horizon_min, |(at, _)| at + 1);
                    if let Some((at, _)) = watch.first_critical_breach(start, within) {
                        found.note_harm(at, scenario);
                    } else if margins && found.harm.is_none() {
                        watch.timeline_into(start, &mut timeline);
                        self.note(&timeline, scenario, found);
                    }
                }
            }
        }
        Ok(())
    }

    /// The losses that nobody notices in time, at some minute of the week.
    pub(super) fn unnoticed(&self) -> Vec<Vec<Lost>> {
        let unnoticed = |lost: &&Vec<Lost>| {
            !self.is_planned(lost) && every_minute().any(|start| self.alarm(lost, start).is_none())
        };
        let mut all: Vec<Vec<Lost>> = self.losses.all().filter(unnoticed).cloned().collect();
        all.sort_unstable();
        all
    }

    fn note(&self, timeline: &Timeline, scenario: Scenario, found: &mut Found) {
        for open in timeline.still_open.iter().filter(|open| self.is_critical(open.need)) {
            let after = open.harm_at.saturating_sub(self.question.horizon_min);
            let known = found.open_at_end.entry(open.need).or_insert(after);
            *known = after.min(*known);
        }
        if let Some(margin) = timeline.critical_margin {
            found.note_margin(LeastMargin {
                minutes: margin.minutes,
                scenario,
                need: margin.need,
                at: margin.at,
            });
        }
    }

    fn is_critical(&self, need: NeedId) -> bool {
        self.support.snapshot().need(need).is_some_and(crate::need::Need::is_critical)
    }
}

impl Found {
    fn note_harm(&mut self, at: u32, scenario: Scenario) {
        let this = (at, scenario);
        if self.harm.as_ref().is_none_or(|known| this < *known) {
            self.harm = Some(this);
        }
    }

    fn note_margin(&mut self, this: LeastMargin) {
        let key = |margin: &LeastMargin| (margin.minutes, margin.scenario.clone(), margin.at, margin.need);
        if self.margin.as_ref().is_none_or(|known| key(&this) < key(known)) {
            self.margin = Some(this);
        }
    }
}
