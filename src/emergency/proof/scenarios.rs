//! One scenario: what is lost, when, who does not answer; and what comes of it.

use alloc::vec::Vec;

use super::absent::Absent;
use super::calls::CallList;
use super::losses::{Losses, as_loss, is_planned};
use super::{Call, Level, Lost, ProofQuestion, Raised, Scenario};
use crate::base::{CycleMinute, CyclePattern, MINUTES_PER_DAY, NeedId, ResponderId, WeekMinute};
use crate::emergency::Plan;
use crate::need::{Snapshot, TimedHelp};
use crate::support::{Loss, QuestionError, Support, Timeline, Watch};

/// A household's week, a plan for it and a question, made ready.
#[derive(Debug)]
pub(super) struct Prover<'a> {
    /// The cycle of weeks; of a planned absence its real days.
    pub(super) support: &'a Support<'a>,
    /// The weeks as they run on the date.
    pub(super) on_the_date: &'a Support<'a>,
    pub(super) question: &'a ProofQuestion,
    pub(super) list: CallList<'a>,
    pub(super) losses: Losses,
    /// What a planned absence alone comes to, if it is about one.
    pub(super) absent: Option<Absent>,
}

impl<'a> Prover<'a> {
    pub(super) fn new(support: &'a Support<'a>, plan: &'a Plan, question: &'a ProofQuestion) -> Self {
        let list = CallList::new(support, plan, question.horizon_min);
        let losses = Losses::of(support.snapshot(), plan);
        Self { support, on_the_date: support, question, list, losses, absent: None }
    }

    /// The same over the real days of an absence: whoever is away is not lost besides.
    pub(super) fn over_real_days(
        support: &'a Support<'a>,
        on_the_date: &'a Support<'a>,
        plan: &'a Plan,
        question: &'a ProofQuestion,
        list: CallList<'a>,
        absent: Option<Absent>,
    ) -> Self {
        let mut losses = Losses::of(support.snapshot(), plan);
        losses.retain(|lost| !list.away.as_ref().is_some_and(|away| away.who.contains(&lost.source)));
        Self { support, on_the_date, question, list, losses, absent }
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

    /// A loss and its help, ready to be looked at from the minute in which it is looked at; of an absence that is its first, on
    /// top of which the loss comes later.
    pub(super) fn watch(&self, scenario: &Scenario, help: &[TimedHelp]) -> Result<Watch<'_>, QuestionError> {
        let horizon = self.question.horizon_min;
        let Some(absent) = &self.absent else {
            return self.support.watch(self.loss(&scenario.lost), horizon, help);
        };
        let losses = absent.with_lost(&scenario.lost, scenario.start, self.support.snapshot());
        let later = self.later(scenario.start);
        let help = absent.with_help(help, later);
        Ok(self.support.watch(losses, later + horizon, &help)?.told_from(later))
    }

    /// From which minute a watch is looked at.
    pub(super) fn looked_at_from(&self, start: CycleMinute) -> CycleMinute {
        self.absent.as_ref().map_or(start, |absent| self.support.compiled.cycle.minute(absent.first))
    }

    /// How many minutes after that the loss comes.
    pub(super) fn later(&self, start: CycleMinute) -> u32 {
        start.get().saturating_sub(self.looked_at_from(start).get())
    }

    /// The first critical breach within so many minutes of a loss.
    pub(super) fn first_critical_breach(
        &self,
        scenario: &Scenario,
        help: &[TimedHelp],
        within: u32,
    ) -> Result<Option<(u32, NeedId)>, QuestionError> {
        let later = self.later(scenario.start);
        let mut watch = self.watch(scenario, help)?;
        let found = watch.first_critical_breach(self.looked_at_from(scenario.start), later + within);
        Ok(found.map(|(at, need)| (at.saturating_sub(later), need)))
    }

    /// Minutes as they are told: of the cycle. Of an absence those that are such on any of its days.
    pub(super) fn of_the_weeks(&self, minutes: &CyclePattern) -> CyclePattern {
        if self.absent.is_none() {
            return minutes.clone().told();
        }
        let (week, snapshot) = (self.on_the_date.snapshot(), self.support.snapshot());
        let day = u32::from(MINUTES_PER_DAY);
        let of_days = minutes.ranges().iter().flat_map(|&(from, until)| {
            let days = from / day..until.div_ceil(day);
            days.map(move |of| (from.max(of * day), until.min((of + 1) * day)))
        });
        let stretches = of_days.map(|(from, until)| {
            let on = snapshot.cycle().day_of(from);
            (week.minute_on(on, WeekMinute::MONDAY.plus(from)).get(), until - from)
        });
        CyclePattern::from_stretches(week.weeks(), stretches).told()
    }

    /// The real days of an absence, if it is about one.
    pub(super) fn days(&self) -> Option<&Snapshot> {
        self.absent.as_ref().map(|_| self.support.snapshot())
    }

    /// A scenario as it is told: its minute is one of the cycle, and of an absence its day is said besides.
    pub(super) fn told(&self, scenario: Scenario) -> Scenario {
        if self.absent.is_none() {
            return scenario;
        }
        let day = self.support.compiled.cycle.day_of(scenario.start.get());
        let start = self.on_the_date.snapshot().minute_on(day, scenario.start.minute());
        Scenario { start, day: Some(day), ..scenario }
    }

    /// What happens in a scenario with this help.
    pub(super) fn timeline(
        &self,
        scenario: &Scenario,
        help: &[TimedHelp],
    ) -> Result<Timeline, QuestionError> {
        let start = self.looked_at_from(scenario.start);
        let mut timeline = self.watch(scenario, help)?.timeline(start);
        // A responder who brings other hands to other needs stops once.
        timeline.events.dedup();
        Ok(timeline)
    }
}
