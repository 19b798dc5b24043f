//! The search: every loss of a level, every minute of the cycle, everybody who may not answer.
//!
//! A critical need comes to harm by its own windows, by what the loss took from it, by who comes for it; and by what
//! stopped since other needs were breached. The last is rare, for critical harm is the end of the search, and few lean
//! on needs that are not critical. So needs are looked at one by one, and what was found of one is kept for every loss
//! that takes the same from it and brings it the same help. Only from minutes at which something else that is relied
//! on is breached, the whole timeline is run.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::moments::{Called, Week};
use super::scenarios::Prover;
use super::sweep::{Comer, Coming, Left, NeedWeek, Stay, Sweep, nobody_comes};
use super::{LeastMargin, Level, Lost, Scenario};
use crate::base::{CycleMinute, NeedId, ResponderId};
use crate::emergency::Responder;
use crate::need::Need;
use crate::support::{Loss, QuestionError, Timeline};

/// What was found at a level, and at those below it.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    /// The critical harm that comes soonest. If there is one, nothing else is told.
    pub(super) harm: Option<Harm<'a>>,
    /// The least time to spare.
    pub(super) margin: Option<LeastMargin>,
    /// Critical needs that are open at the end, with the least time from there to their harm.
    pub(super) open_at_end: BTreeMap<NeedId, u32>,
}

/// A critical need that comes to harm, so many minutes after a loss.
#[derive(Debug)]
pub(super) struct Harm<'a> {
    pub(super) at: u32,
    pub(super) need: &'a Need,
    pub(super) scenario: Scenario,
}

/// What is worked out once for all losses with the same in it.
#[derive(Debug)]
pub(super) struct Search<'p, 'a> {
    pub(super) prover: &'p Prover<'a>,
    pub(super) needs: &'a [Need],
    pub(super) sweep: Sweep<'p>,
    nobody: Vec<Coming>,
    weeks: Vec<Week>,
    week_of: BTreeMap<Called, usize>,
    known: BTreeMap<Key, Vec<(u64, NeedWeek)>>,
    pub(super) found: Found<'a>,
}

/// What a need's week depends on, beside who comes: what it has lost, by index, and when everybody would come.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    need: usize,
    missed: [Option<usize>; 2],
    week: Option<usize>,
}

/// A loss, and who does not answer.
pub(super) struct Case<'c> {
    pub(super) lost: &'c [Lost],
    pub(super) left: &'c Left,
    pub(super) week: usize,
    pub(super) silent: Option<ResponderId>,
    /// Who comes, as a set of numbers.
    pub(super) come: u64,
    /// How many weeks there are to start in.
    pub(super) weeks: u8,
}

impl<'p, 'a> Search<'p, 'a> {
    pub(super) fn new(prover: &'p Prover<'a>) -> Self {
        let responders = prover.list.responders();
        let comers: Vec<Comer> = responders.iter().map(comer).collect();
        Self {
            prover,
            needs: prover.support.snapshot().needs(),
            sweep: Sweep::new(
                prover.support,
                prover.absent.as_ref().map(|absent| &absent.course),
                prover.question.horizon_min,
                &comers,
            ),
            nobody: alloc::vec![nobody_comes(prover.list.starts())],
            weeks: Vec::new(),
            week_of: BTreeMap::new(),
            known: BTreeMap::new(),
            found: Found::default(),
        }
    }

    /// The critical needs that are breached with nothing lost, with the least time to it; of an absence those that are breached by
    /// it alone, with when.
    pub(super) fn breached_with_nothing_lost(&mut self) -> Result<BTreeMap<NeedId, u32>, QuestionError> {
        if let Some(absent) = &self.prover.absent {
            return Ok(absent.breached(self.prover.support.snapshot()).into_iter().collect());
        }
        let left = self.sweep.left(&Loss::nothing())?;
        let mut least = BTreeMap::new();
        for (index, need) in self.needs.iter().enumerate() {
            if need.is_critical() && self.sweep.can_open(index, &left, 0) {
                let week = self.sweep.week(index, &left, &self.nobody, 0);
                least.extend(week.harm.map(|(at, _)| (need.id(), at)));
            }
        }
        Ok(least)
    }

    /// The starting minutes from which nobody notices a loss in time: half-open stretches.
    pub(super) fn week_unnoticed(&mut self, lost: &[Lost]) -> Vec<(u32, u32)> {
        let week = self.week(lost);
        self.unnoticed_in(week)
    }

    /// The same of a week by number.
    pub(super) fn unnoticed_in(&self, week: usize) -> Vec<(u32, u32)> {
        self.weeks.get(week).map_or_else(Vec::new, |week| week.unnoticed.clone())
    }

    /// Looks at what is new at a level. `margins`: whether more is asked than how it fails.
    pub(super) fn level(&mut self, level: Level, margins: bool) -> Result<(), QuestionError> {
        for (lost, silent) in self.prover.new_at(level) {
            let left = self.sweep.left(&self.prover.loss(lost))?;
            let week = self.week(lost);
            let all = self.prover.list.come(lost);
            for silent in silent {
                let come = all & !silent.map_or(0, |one| self.prover.list.number(one));
                let weeks = self.prover.support.snapshot().weeks();
                self.case(&Case { lost, left: &left, week, silent, come, weeks }, margins)?;
            }
        }
        Ok(())
    }

    fn case(&mut self, case: &Case<'_>, margins: bool) -> Result<(), QuestionError> {
        let mut critical = Vec::new();
        let mut coupled: Vec<(u32, u32)> = Vec::new();
        for (index, need) in self.needs.iter().enumerate() {
            if !self.sweep.can_open(index, case.left, case.come) {
                continue;
            }
            if need.is_critical() {
                critical.push((index, need));
            } else if self.sweep.is_relied_on(index, case.left) {
                coupled.extend(self.need_week(index, case).harmed);
            }
        }
        for (index, need) in &critical {
            let NeedWeek { harm, margin, open, .. } = self.need_week(*index, case);
            if let Some((at, start)) = harm {
                self.found.note_harm(at, need, start, case);
            }
            // Where the needs hang together from some minutes, `coupled` notes margins, start by start.
            if margins && coupled.is_empty() {
                self.note(need, margin, open, case);
            }
        }
        if !coupled.is_empty() {
            let coupled = merged(coupled);
            if self.prover.absent.is_some() {
                self.together(case, &coupled, &critical, margins);
            } else {
                self.coupled(case, &coupled, margins)?;
            }
            if margins && self.found.harm.is_none() {
                self.note_others(case, &coupled, &critical);
            }
        }
        Ok(())
    }

    /// Where something that is relied on is breached, the whole timeline tells; elsewhere each need for itself.
    fn coupled(
        &mut self,
        case: &Case<'_>,
        coupled: &[(u32, u32)],
        margins: bool,
    ) -> Result<(), QuestionError> {
        let (prover, snapshot) = (self.prover, self.prover.support.snapshot());
        let mut timeline = Timeline::default();
        for start in coupled.iter().flat_map(|(first, last)| *first..=*last) {
            let scenario = case.scenario(start);
            let mut watch = prover.watch(&scenario, &prover.help(&scenario))?;
            // Harm of the same minute may still be the smaller scenario; later harm is not told.
            let within = self.found.harm.as_ref().map_or(prover.question.horizon_min, |harm| harm.at + 1);
            let harm = watch.first_critical_breach(scenario.start, within);
            if let Some((at, need)) = harm.and_then(|(at, need)| Some((at, snapshot.need(need)?))) {
                self.found.note_harm(at, need, start, case);
            } else if margins && self.found.harm.is_none() {
                watch.timeline_into(scenario.start, &mut timeline);
                self.note_timeline(&timeline, scenario);
            }
        }
        Ok(())
    }

    /// The same over the real days of an absence, on top of which a whole timeline is long: all needs are walked together, from
    /// stretch to stretch.
    fn together(
        &mut self,
        case: &Case<'_>,
        coupled: &[(u32, u32)],
        critical: &[(usize, &'a Need)],
        margins: bool,
    ) {
        let all: Vec<usize> =
            (0..self.needs.len()).filter(|need| self.sweep.can_open(*need, case.left, case.come)).collect();
        let asked: Vec<usize> = critical.iter().map(|(index, _)| *index).collect();
        for stretch in coupled {
            let comings = self.weeks.get(case.week).map_or(&*self.nobody, |week| &*week.comings);
            let weeks = self.sweep.together((&asked, &all), case.left, comings, case.come, *stretch);
            for ((_, need), NeedWeek { harm, margin, open, .. }) in critical.iter().zip(weeks) {
                if let Some((at, start)) = harm {
                    self.found.note_harm(at, need, start, case);
                }
                if margins {
                    self.note(need, margin, open, case);
                }
            }
        }
    }

    /// Margins from the minutes from which no need hangs on another.
    fn note_others(&mut self, case: &Case<'_>, coupled: &[(u32, u32)], critical: &[(usize, &'a Need)]) {
        let all = self.weeks.get(case.week).map_or(&*self.nobody, |week| &*week.comings);
        let rest: Vec<Coming> = all.iter().flat_map(|coming| without(coming, coupled)).collect();
        for (index, need) in critical {
            let week = self.sweep.week(*index, case.left, &rest, case.come);
            self.note(need, week.margin, week.open, case);
        }
    }

    /// What comes to a need in a case: known from another in which it is the same, or worked out.
    pub(super) fn need_week(&mut self, need: usize, case: &Case<'_>) -> NeedWeek {
        let come = self.sweep.matter(need, case.come);
        let missed = {
            let mut missed = self.sweep.missed(need, case.left);
            [missed.next(), missed.next()]
        };
        // When others come makes no difference to a need for which nobody does.
        let week = (come != 0).then_some(case.week);
        let known = self.known.entry(Key { need, missed, week }).or_default();
        // What was found with more who come holds with fewer, as long as all who made a difference are among them.
        let same = |(all, week): &(u64, NeedWeek)| come & !all == 0 && week.used & !come == 0;
        if let Some((_, week)) = known.iter().find(|known| same(known)) {
            return week.clone();
        }
        let comings = week.and_then(|week| self.weeks.get(week));
        let comings = comings.map_or(&self.nobody, |week| &week.comings);
        let week = self.sweep.week(need, case.left, comings, come);
        known.push((come, week.clone()));
        week
    }

    /// When everybody on the list for a loss comes, by number.
    fn week(&mut self, lost: &[Lost]) -> usize {
        let list = &self.prover.list;
        self.week_called(&list.called(lost, self.prover.is_planned(lost)))
    }

    /// The same where it is known who is called, and by which ways.
    pub(super) fn week_called(&mut self, called: &Called) -> usize {
        if let Some(known) = self.week_of.get(called) {
            return *known;
        }
        self.weeks.push(self.prover.list.week(called));
        self.week_of.insert(called.clone(), self.weeks.len() - 1);
        self.weeks.len() - 1
    }

    fn note(&mut self, need: &Need, margin: Option<(u32, u32, u32)>, open: Option<u32>, case: &Case<'_>) {
        let need = need.id();
        if let Some((minutes, start, at)) = margin {
            let more = |known: &LeastMargin| known.minutes < minutes;
            if !self.found.margin.as_ref().is_some_and(more) {
                self.found.note_margin(LeastMargin { minutes, scenario: case.scenario(start), need, at });
            }
        }
        if let Some(after) = open {
            self.found.note_open(need, after);
        }
    }

    fn note_timeline(&mut self, timeline: &Timeline, scenario: Scenario) {
        let snapshot = self.prover.support.snapshot();
        for open in &timeline.still_open {
            if snapshot.need(open.need).is_some_and(Need::is_critical) {
                self.found.note_open(open.need, open.harm_at.saturating_sub(timeline.horizon_min));
            }
        }
        if let Some(margin) = timeline.critical_margin {
            let (minutes, need, at) = (margin.minutes, margin.need, margin.at);
            self.found.note_margin(LeastMargin { minutes, scenario, need, at });
        }
    }
}

impl Case<'_> {
    fn scenario(&self, start: u32) -> Scenario {
        let start = CycleMinute::of(start, self.weeks);
        Scenario { start, day: None, lost: self.lost.to_vec(), silent: self.silent }
    }
}

impl<'a> Found<'a> {
    fn note_harm(&mut self, at: u32, need: &'a Need, start: u32, case: &Case<'_>) {
        if self.harm.as_ref().is_some_and(|known| known.at < at) {
            return;
        }
        let this = Harm { at, need, scenario: case.scenario(start) };
        let key = |harm: &Harm<'_>| (harm.at, harm.scenario.clone());
        if self.harm.as_ref().is_none_or(|known| key(&this) < key(known)) {
            self.harm = Some(this);
        }
    }

    fn note_margin(&mut self, this: LeastMargin) {
        let key = |margin: &LeastMargin| (margin.minutes, margin.scenario.clone(), margin.at, margin.need);
        if self.margin.as_ref().is_none_or(|known| key(&this) < key(known)) {
            self.margin = Some(this);
        }
    }

    fn note_open(&mut self, need: NeedId, after: u32) {
        let known = self.open_at_end.entry(need).or_insert(after);
        *known = after.min(*known);
    }
}

fn comer(responder: &Responder) -> Comer {
    Comer {
        id: responder.id.any(),
        source: responder.source,
        needs: (responder.covers.iter())
            .map(|need| (*need, responder.hands_to(*need), responder.skills_to(*need)))
            .collect(),
        takes_in: responder.takes_in.clone(),
    }
}

/// Stretches in order, those that touch or overlap as one.
pub(super) fn merged(mut stretches: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    stretches.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::new();
    for (first, last) in stretches {
        match merged.last_mut().filter(|known| first <= known.1 + 1) {
            Some(known) => known.1 = known.1.max(last),
            None => merged.push((first, last)),
        }
    }
    merged
}

/// What is left of a stretch without others, which are in order.
fn without(coming: &Coming, others: &[(u32, u32)]) -> Vec<Coming> {
    let mut rest = Vec::new();
    let mut part = |first: u32, end: u32| {
        if first < end {
            let later = |stay: &Stay| stay.with_loss_later(first - coming.first);
            rest.push(Coming { first, last: end - 1, stays: coming.stays.iter().map(later).collect() });
        }
    };
    let mut first = coming.first;
    for (from, to) in others.iter().filter(|(from, to)| *from <= coming.last && coming.first <= *to) {
        part(first, *from);
        first = to + 1;
    }
    part(first, coming.last + 1);
    rest
}
