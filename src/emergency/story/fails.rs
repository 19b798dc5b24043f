//! How a plan fails, minute by minute.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::course::Course;
use super::line::{Chapter, ChapterIs, StoryLine, Tells};
use crate::base::{NeedId, kinds};
use crate::emergency::{Counterexample, Plan};
use crate::need::{Need, Snapshot};
use crate::support::{EventKind, TimelineEvent};

pub(super) fn chapters(told: &Counterexample, plan: &Plan, snapshot: &Snapshot) -> Vec<Chapter> {
    let course = Course {
        plan,
        start: told.scenario.start,
        day: told.scenario.day,
        weeks: snapshot.weeks(),
        horizon_min: told.timeline.horizon_min,
        as_planned: told.as_planned,
        lost: &told.scenario.lost,
        alarm: told.alarm,
        calls: &told.calls,
    };
    let failing = Failing { told, course, snapshot };
    alloc::vec![
        Chapter { is: ChapterIs::HowItFails, lines: failing.how_it_fails() },
        Chapter { is: ChapterIs::WhatWouldHelp, lines: failing.what_would_help() },
    ]
}

struct Failing<'a> {
    told: &'a Counterexample,
    course: Course<'a>,
    snapshot: &'a Snapshot,
}

impl Failing<'_> {
    fn how_it_fails(&self) -> Vec<StoryLine> {
        let horizon_min = self.course.horizon_min;
        let mut lines = alloc::vec![StoryLine { at: None, tells: Tells::Fails { level: self.told.level } }];
        lines.extend(self.course.begins());
        // In order of time: in one minute the alarm first, then calls in the order of the list, then what comes of it.
        let mut then = self.course.help();
        then.extend(self.needs());
        then.sort_by_key(|(at, _)| *at);
        lines.extend(then.into_iter().map(|(_, line)| line));
        let needs = self.also_harmed();
        if !needs.is_empty() {
            lines.push(StoryLine { at: None, tells: Tells::AlsoHarmed { needs, horizon_min } });
        }
        lines
    }

    /// What happens to the needs up to the first critical harm: what opens and stays open, what comes to harm, what
    /// stops by it. What opened and closed again is no part of how it fails.
    fn needs(&self) -> Vec<(u32, StoryLine)> {
        let harm_at = self.told.harm_at;
        let events: Vec<&TimelineEvent> =
            self.told.timeline.events.iter().filter(|event| event.at <= harm_at).collect();
        let (mut stops, mut breaches, mut last) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new());
        for event in &events {
            match (event.kind, event.id.typed::<kinds::Need>()) {
                (EventKind::Stopped, _) => {
                    stops.insert(event.at);
                }
                (EventKind::Breached, Some(need)) => {
                    breaches.insert(need, event.at);
                }
                (EventKind::Opened | EventKind::Closed, Some(need)) => {
                    last.insert(need, **event);
                }
                _ => {}
            }
        }
        // What is not critical is told only where something stops by it.
        let is_told =
            |need: &Need| need.is_critical() || breaches.get(&need.id()).is_some_and(|at| stops.contains(at));
        let mut lines = Vec::new();
        for event in &events {
            if let Some(id) = event.id.typed::<kinds::Need>() {
                let Some(need) = self.snapshot.need(id).filter(|need| is_told(need)) else { continue };
                let waits = need.tolerance_min();
                match event.kind {
                    EventKind::Opened if last.get(&id) == Some(*event) && waits > 0 => {
                        lines.push(self.course.timed(event.at, Tells::Opened { need: id, waits_min: waits }));
                    }
                    EventKind::Breached => {
                        lines.push(self.course.timed(event.at, Tells::Harm { need: id, waited_min: waits }));
                    }
                    _ => {}
                }
            } else if event.kind == EventKind::Stopped && !self.is_for_somebody_away(event) {
                lines.push(self.course.timed(event.at, Tells::Stopped { what: event.id }));
            }
        }
        lines
    }

    /// Help for who is away helps nobody, and that it stops is not told.
    fn is_for_somebody_away(&self, event: &TimelineEvent) -> bool {
        let arrangement = event.id.typed().and_then(|id| self.snapshot.arrangement(id));
        let need = arrangement.and_then(|arrangement| self.snapshot.need(arrangement.need));
        need.is_some_and(|need| self.told.timeline.away.contains(&need.person()))
    }

    fn also_harmed(&self) -> Vec<NeedId> {
        let later = self.told.timeline.breaches().filter(|(at, _)| *at > self.told.harm_at);
        let mut needs: Vec<NeedId> = Vec::new();
        for id in later.filter_map(|(_, id)| id.typed::<kinds::Need>()) {
            if self.snapshot.need(id).is_some_and(Need::is_critical) && !needs.contains(&id) {
                needs.push(id);
            }
        }
        needs
    }

    fn what_would_help(&self) -> Vec<StoryLine> {
        let told = self.told;
        let mut tells = Vec::new();
        if told.only_somebody_there {
            tells.push(Tells::OnlySomebodyThere);
        }
        // That a second person could help is said then.
        if !told.only_somebody_there || told.hands_missing > 1 {
            let by = self.course.at(told.harm_at);
            tells.push(Tells::MoreHands { hands: told.hands_missing, need: told.need, by });
            if !told.skills_missing.is_empty() {
                tells.push(Tells::WithSkills { skills: told.skills_missing.clone() });
            }
        }
        if let Some(later) = told.came_too_early {
            tells.push(Tells::CameTooEarly { instead: self.course.at(later) });
        }
        tells.into_iter().map(|tells| StoryLine { at: None, tells }).collect()
    }
}
