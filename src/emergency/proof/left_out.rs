//! What rests on some of the ways of raising the alarm: what would come of each loss if they were left out.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::calls::Apart;
use super::moments::Called;
use super::search::{Case, Search, merged};
use super::unnoticed::pattern;
use super::{Lost, RestsOnAlarms, Scenario, WithoutThem};
use crate::base::{CycleMinute, NeedId};
use crate::need::Need;
use crate::support::QuestionError;

impl Search<'_, '_> {
    /// The losses of one and of two that rest on these ways of raising the alarm, which are left out together: from some
    /// minute nobody notices who would with them, or a critical need comes to harm that does not with them, everybody who
    /// would come answering. A loss that goes unnoticed either way does not rest on them.
    pub(super) fn rests_on_alarms(&mut self, apart: Apart) -> Result<Vec<RestsOnAlarms>, QuestionError> {
        let (prover, weeks) = (self.prover, self.prover.support.snapshot().weeks());
        let mut found = Vec::new();
        for lost in prover.losses.all() {
            let with = prover.list.called(lost, prover.is_planned(lost));
            let (without, alarms) = prover.list.without(&with, apart);
            if alarms.is_empty() {
                continue;
            }
            let minutes = |search: &mut Self, called: &Called| {
                let week = search.week_called(called);
                pattern(&search.unnoticed_in(week), weeks)
            };
            let more = minutes(self, &without).difference(&minutes(self, &with));
            let then = if !more.is_never() {
                WithoutThem::NobodyNotices
            } else if self.brings_more_harm(lost, &with, &without)? {
                WithoutThem::Harm
            } else {
                continue;
            };
            found.push(RestsOnAlarms { lost: lost.clone(), alarms: alarms.into_iter().collect(), then });
        }
        found.sort_by(|one, other| one.lost.cmp(&other.lost));
        Ok(found)
    }

    /// Whether from some minute a critical need comes to harm without ways of raising the alarm that does not with them.
    fn brings_more_harm(
        &mut self,
        lost: &[Lost],
        with: &Called,
        without: &Called,
    ) -> Result<bool, QuestionError> {
        let weeks = self.prover.support.snapshot().weeks();
        let left = self.sweep.left(&self.prover.loss(lost))?;
        let come = self.prover.list.come(lost);
        let called = [with, without].map(|called| self.week_called(called));
        let [with_case, without_case] =
            called.map(|week| Case { lost, left: &left, week, silent: None, come, weeks });
        // Where something that is relied on comes to harm the needs hang together, and the whole timeline tells.
        let (mut alone, mut coupled) = (Vec::new(), Vec::new());
        for (index, need) in self.needs.iter().enumerate() {
            if !self.sweep.can_open(index, &left, come) {
                continue;
            }
            let harmed = [&with_case, &without_case].map(|case| self.need_week(index, case).harmed);
            if self.sweep.is_relied_on(index, &left) {
                coupled.extend(harmed.iter().flatten().copied());
            }
            if need.is_critical() {
                alone.push(harmed);
            }
        }
        let coupled = merged(coupled);
        let halfopen = |stretches: &[(u32, u32)]| {
            let stretches: Vec<_> = stretches.iter().map(|(first, last)| (*first, last + 1)).collect();
            pattern(&stretches, weeks)
        };
        let apart = halfopen(&coupled);
        let more = |[with, without]: &[Vec<(u32, u32)>; 2]| {
            !halfopen(without).difference(&halfopen(with)).difference(&apart).is_never()
        };
        if alone.iter().any(more) {
            return Ok(true);
        }
        for start in coupled.iter().flat_map(|(first, last)| *first..=*last) {
            let start = CycleMinute::of(start, weeks);
            let [with, without] = [with, without].map(|called| self.prover.list.raised_by(called, start));
            if with != without {
                let kept = self.critical_harm(lost, with, start)?;
                if !self.critical_harm(lost, without, start)?.is_subset(&kept) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The critical needs that come to harm after a loss at this minute, with the alarm so many minutes after it.
    fn critical_harm(
        &self,
        lost: &[Lost],
        alarm: Option<u32>,
        start: CycleMinute,
    ) -> Result<BTreeSet<NeedId>, QuestionError> {
        let (prover, scenario) =
            (self.prover, Scenario { start, day: None, lost: lost.to_vec(), silent: None });
        let help = prover.list.helps(&prover.calls(&scenario, alarm));
        let timeline = prover.timeline(&scenario, &help)?;
        let needs = timeline.breaches().filter_map(|(_, id)| id.typed());
        let is_critical =
            |need: &NeedId| prover.support.snapshot().need(*need).is_some_and(Need::is_critical);
        Ok(needs.filter(is_critical).collect())
    }
}
