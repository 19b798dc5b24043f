//! How a scenario in which a critical need comes to harm goes.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::scenarios::Prover;
use super::search::{Harm, Search};
use super::{Counterexample, Level, Scenario};
use crate::base::{NeedId, SourceId};
use crate::need::{Asks, Need, Numbers, SkillNeeded, SkilledHands, TimedHelp};
use crate::support::{EventKind, QuestionError, Timeline};

impl Search<'_, '_> {
    /// The story of the harm that comes soonest.
    pub(super) fn story(&mut self, level: Level, harm: &Harm<'_>) -> Result<Counterexample, QuestionError> {
        let (prover, scenario) = (self.prover, &harm.scenario);
        let alarm = prover.alarm(&scenario.lost, scenario.start);
        let calls = prover.calls(scenario, alarm.map(|raised| raised.at));
        let help = prover.list.helps(&calls);
        let mut timeline = prover.timeline(scenario, &help)?;
        // Of several needs that come to harm in that minute the smallest id, which the timeline tells.
        let (harm_at, need) = prover.first_critical_harm(&timeline).unwrap_or((harm.at, harm.need));
        let as_planned = prover.is_planned(&scenario.lost);
        let without_help = prover.first_critical_harm(&prover.timeline(scenario, &[])?).map(|(at, _)| at);
        let only_somebody_there = scenario.lost.len() == 1
            && scenario.silent.is_none()
            && !as_planned
            && harm_at == 0
            && without_help == Some(0);
        let came_too_early = match alarm {
            // Whoever comes by an alarm after harm that comes with no help at all is not there by then.
            Some(raised) => {
                let horizon = prover.question.horizon_min;
                let within = without_help.map_or(horizon, |at| (at + 1).min(horizon));
                self.later_alarm_that_helps(scenario, raised.at, within)?
            }
            None => None,
        };
        let (hands_missing, skills_missing) = prover.hands_missing(scenario, &help, &timeline, harm_at, need);
        let told = prover.told(scenario.clone());
        timeline.start = told.start;
        Ok(Counterexample {
            level,
            scenario: told,
            as_planned,
            alarm,
            calls,
            harm_at,
            need: need.id(),
            person: need.person(),
            hands_missing,
            skills_missing,
            only_somebody_there,
            came_too_early,
            timeline,
        })
    }

    /// The earliest later minute before `within` at which the alarm, all else equal, would have brought no critical
    /// harm.
    fn later_alarm_that_helps(
        &mut self,
        scenario: &Scenario,
        raised_at: u32,
        within: u32,
    ) -> Result<Option<u32>, QuestionError> {
        let prover = self.prover;
        let called = prover.list.called(&scenario.lost, false);
        let left = self.sweep.left(&prover.loss(&scenario.lost))?;
        let silent = scenario.silent.map_or(0, |one| prover.list.number(one));
        let come = prover.list.come(&scenario.lost) & !silent;
        let can_open = |index: &usize| self.sweep.can_open(*index, &left, come);
        let (critical, others): (Vec<_>, Vec<_>) = (0..self.needs.len())
            .filter(can_open)
            .filter(|index| self.is_critical(*index) || self.sweep.is_relied_on(*index, &left))
            .partition(|index| self.is_critical(*index));
        // Critical needs alone first, each for itself: only an alarm that brings none of them harm is worth a timeline, and
        // that only if something that others lean on comes to harm.
        for alarm_at in raised_at + 1..within {
            let coming = [prover.list.coming_by(&called, scenario.start, alarm_at)];
            let mut harmed = |index: &usize| self.sweep.week(*index, &left, &coming, come).harm.is_some();
            if critical.iter().any(&mut harmed) {
                continue;
            }
            let in_vain = others.iter().any(harmed) && {
                let help = prover.list.helps(&prover.calls(scenario, Some(alarm_at)));
                prover.first_critical_breach(scenario, &help, prover.question.horizon_min)?.is_some()
            };
            if !in_vain {
                return Ok(Some(alarm_at));
            }
        }
        Ok(None)
    }

    fn is_critical(&self, need: usize) -> bool {
        self.needs.get(need).is_some_and(Need::is_critical)
    }
}

impl Prover<'_> {
    /// The first critical breach, of several in that minute the smallest id.
    fn first_critical_harm(&self, timeline: &Timeline) -> Option<(u32, &Need)> {
        timeline.breaches().find_map(|(at, id)| {
            let need = self.support.snapshot().need(id.typed()?)?;
            need.is_critical().then_some((at, need))
        })
    }

    /// The hands that a need was short of in the minute of its harm, and how many of them must have which skill. Whoever leans on something breached by then, in
    /// that very minute too, gives none.
    fn hands_missing(
        &self,
        scenario: &Scenario,
        help: &[TimedHelp],
        timeline: &Timeline,
        at: u32,
        need: &Need,
    ) -> (u8, Vec<SkillNeeded>) {
        let snapshot = self.support.snapshot();
        let minute = scenario.start.plus(at, snapshot.weeks());
        let is_away = |source| self.list.away.as_ref().is_some_and(|away| away.is_away(source, minute.get()));
        let lost =
            |source: SourceId| is_away(source) || scenario.lost.iter().any(|lost| lost.source == source);
        // Of an absence it is counted from its beginning: whoever came for that may be there, and what it did to others stays.
        let beneath = self.absent.as_ref();
        let later = self.later(scenario.start);
        let help = beneath.map_or_else(|| help.to_vec(), |absent| absent.with_help(help, later));
        let there = |one: &&TimedHelp| {
            !lost(one.source) && one.from <= later + at && one.until.is_none_or(|until| later + at < until)
        };
        let there: Vec<&TimedHelp> = help.iter().filter(there).collect();
        let taken_in: BTreeSet<SourceId> =
            there.iter().flat_map(|one| &one.takes_in).map(|person| SourceId::from(*person)).collect();
        let gone = |source: SourceId| lost(source) || taken_in.contains(&source);
        let not_met: BTreeSet<NeedId> = (timeline.breaches().take_while(|(breach, _)| *breach <= at))
            .filter_map(|(_, id)| id.typed())
            .chain(self.support.gaps())
            .chain(beneath.into_iter().flat_map(|it| it.breached_before(snapshot, scenario.start.get())))
            .collect();

        let asks = self.asked(scenario, timeline, at, need);
        let Some(index) = snapshot.need_index(need.id()) else { return (0, Vec::new()) };
        let mut greatest: BTreeMap<SourceId, Numbers> = BTreeMap::new();
        let mut brings = |source: SourceId, hands: u8, said: &[SkilledHands]| {
            let most = greatest.entry(source).or_default();
            *most = most.or(self.support.brought(index, source, hands, said));
        };
        for one in snapshot.arrangements().iter().filter(|one| one.need == need.id()) {
            let able = snapshot.counts(self.support.reckoning, one)
                && !gone(one.by)
                && !one.supported_by().is_some_and(gone)
                && !one.relies_on.needs().iter().any(|need| not_met.contains(need));
            let awake = (asks == Asks::BeingThere && !need.asks_awake())
                || self.support.reckoning.is_awake(one, asks);
            if able && awake && snapshot.presence(one).contains(minute) {
                brings(one.by, one.hands, &one.skills);
            }
        }
        for one in there {
            let leans_in_vain = one.relies_on.iter().any(|need| not_met.contains(need));
            if one.needs.contains(&need.id()) && !taken_in.contains(&one.source) && !leans_in_vain {
                brings(one.source, one.hands, &one.skills);
            }
        }
        let there = greatest.into_values().fold(Numbers::default(), Numbers::and);
        let missing = self.support.compiled.required(index).less(there);
        let skilled = need.skills().iter().zip(missing.skills()).filter(|(_, helpers)| **helpers > 0);
        let skilled = skilled.map(|(asked, helpers)| SkillNeeded { helpers: *helpers, ..asked.clone() });
        (missing.greatest(), skilled.collect())
    }

    /// What the window asked that a need is open by in the minute of its harm.
    fn asked(&self, scenario: &Scenario, timeline: &Timeline, at: u32, need: &Need) -> Asks {
        let snapshot = self.support.snapshot();
        let opened =
            timeline.events.iter().rev().find(|event| {
                event.kind == EventKind::Opened && event.id == need.id().any() && event.at <= at
            });
        let minute = scenario.start.plus(opened.map_or(at, |event| event.at), snapshot.weeks());
        let cycle = snapshot.cycle();
        let mut windows = cycle.windows(need);
        let window = windows.find(|window| window.contains(minute.get(), cycle.minutes()));
        let is_doing = window.is_some_and(|window| !window.window.is_being_there());
        if is_doing { Asks::Doing } else { Asks::BeingThere }
    }
}
