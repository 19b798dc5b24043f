//! The answer to "does this plan hold?", by looking at everything.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{
    AlarmId, CycleMinute, CyclePattern, NeedId, SourceId, WeekMinute, WeekPattern, WeekSpan,
};
use mutual_care::emergency::{
    Call, Failing, HarmWithNothingLost, LeastMargin, Level, Lost, NotOnThisDay, NotYet, OpenAtEnd, Plan,
    Proof, ProofAnswer, ProofQuestion, Raised, RestsOn, RestsOnAlarms, Scenario, WithoutThem,
};
use mutual_care::need::SourceKind;

use super::super::reference::{Clock, DAY, House, Question, View, WEEK};
use super::calls::{Calling, List};
use super::hours::{NothingToTell, nothing_to_tell};
use super::losses::{self, Losses, as_planned};
use super::notice::{LeftOut, Notice, visits};
use super::read::read;
use super::rests_on::{for_other_days, rests_on};
use super::story::margins;
use super::unnoticed::Unnoticed;

/// What is left out to see what rests on it, in the order of an answer.
const LEFT_OUT: [LeftOut; 2] = [LeftOut::TelephonesAndCards, LeftOut::Outsiders];

/// A household, a plan for it and a question, made ready.
pub struct Prover<'a> {
    pub(super) house: &'a House,
    pub(super) view: View,
    pub(super) clock: Clock<'a>,
    /// As it is read on the day.
    pub(super) plan: Plan,
    /// What that leaves out, since it is for other days.
    for_other_days: Vec<NotOnThisDay>,
    pub(super) question: &'a ProofQuestion,
    pub(super) list: List,
    pub(super) losses: Losses,
    notices: BTreeMap<Vec<Lost>, Notice>,
    /// The same without own telephones and cards, and without whoever notices and is no source.
    pub(super) notices_without: BTreeMap<(usize, Vec<Lost>), Notice>,
    /// For each minute of the long week, how many minutes later the next window of any need is.
    next_window: Vec<Option<u32>>,
}

/// What comes of one scenario, as far as a proof asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// The first critical breach. If there is one, nothing else is told.
    pub harm: Option<u32>,
    /// The least minutes to spare at a critical closing, then the earliest, then the smallest id.
    pub margin: Option<(u32, u32, NeedId)>,
    /// Critical needs open at the end of the horizon, with the minutes from there to their harm.
    pub open: Vec<(NeedId, u32)>,
}

/// What was found, from whichever starting minutes were looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// With nothing lost: critical needs breached, with the least time. If there are any, nothing else is told.
    pub not_yet: BTreeMap<NeedId, u32>,
    /// Critical needs of which nothing can be told: without hours, or with nobody in any of them. If there are any,
    /// nothing else is told.
    pub nothing_to_tell: NothingToTell,
    /// The lowest level that fails, and the scenario told of it, with the time to harm.
    pub fails: Option<(Level, u32, Scenario)>,
    /// At the level asked, if that holds.
    pub margin: Option<LeastMargin>,
    /// At the level asked, if that holds.
    pub open_at_end: BTreeMap<NeedId, u32>,
    /// Losses of one and of two that nobody notices in time, each with the starting minutes.
    pub unnoticed: Unnoticed,
    /// Losses that rest on own telephones and cards, and on who notices and is no source.
    pub rests_on_alarms: [Vec<RestsOnAlarms>; 2],
}

impl<'a> Prover<'a> {
    /// Makes a plan ready. It must fit the household's week, but for what is not there any more.
    pub fn new(house: &'a House, plan: &Plan, question: &'a ProofQuestion) -> Self {
        Self::in_view(house, View::ALL, plan, question)
    }

    /// The same with less than all that counts: with what is not confirmed, or on some days only, left out.
    pub fn in_view(house: &'a House, view: View, plan: &Plan, question: &'a ProofQuestion) -> Self {
        let for_other_days = for_other_days(house, plan);
        let plan = read(house, plan);
        let losses = losses::losses(house, &plan);
        let all = losses.of_one.iter().chain(&losses.of_two);
        let visits = visits(house, view);
        let mut notices: BTreeMap<Vec<Lost>, Notice> =
            all.clone().map(|lost| (lost.clone(), Notice::of(house, view, &visits, &plan, lost))).collect();
        // What a pair is compared with: each alone, lost in the same way.
        for one in losses.of_two.iter().flatten() {
            let one = vec![*one];
            notices.entry(one.clone()).or_insert_with(|| Notice::of(house, view, &visits, &plan, &one));
        }
        let mut notices_without = BTreeMap::new();
        for (number, left_out) in LEFT_OUT.into_iter().enumerate() {
            for lost in all.clone() {
                let without = Notice::without(house, view, &visits, &plan, lost, Some(left_out));
                notices_without.insert((number, lost.clone()), without);
            }
        }
        let mut in_window = vec![false; house.cycle() as usize];
        for minute in house.needs.iter().flat_map(|need| house.minutes_of_windows(need.id())) {
            in_window[minute as usize] = true;
        }
        let next_window = super::notice::next(&in_window);
        let (clock, list) = (Clock::in_view(house, view), List::of(house, view, &plan));
        Self {
            house,
            view,
            clock,
            plan,
            for_other_days,
            question,
            list,
            losses,
            notices,
            notices_without,
            next_window,
        }
    }

    /// What kind of source it is.
    pub fn kind_of(&self, source: SourceId) -> Option<SourceKind> {
        self.house.sources.iter().find(|one| one.id == source).map(|one| one.kind)
    }

    /// Whether all that is lost is lost as planned.
    pub fn is_planned(&self, scenario: &Scenario) -> bool {
        as_planned(self.question, &scenario.lost)
    }

    /// How anyone finds out. Where it was planned, nobody has to.
    pub fn alarm(&self, scenario: &Scenario) -> Option<Raised> {
        if self.is_planned(scenario) {
            return None;
        }
        self.notices[&scenario.lost].raised(scenario.start.get(), self.question.horizon_min)
    }

    /// Who is called when the alarm is raised in a minute after the loss, or is there because it was planned.
    /// Unnoticed, nobody is.
    pub fn calls(&self, scenario: &Scenario, alarm: Option<u32>) -> Vec<Call> {
        let (start, lost) = (scenario.start.get(), scenario.lost.as_slice());
        let calling = Calling { start, lost, silent: scenario.silent };
        if self.is_planned(scenario) {
            return self.list.as_planned(calling);
        }
        alarm.map_or_else(Vec::new, |alarm| self.list.after_alarm(calling, alarm))
    }

    /// What comes of a scenario. `within`: only harm before this minute matters.
    pub fn look(&self, scenario: &Scenario, within: Option<u32>) -> Look {
        if self.nothing_can_happen(scenario.start) {
            return Look::default();
        }
        let calls = self.calls(scenario, self.alarm(scenario).map(|raised| raised.at));
        let help = self.list.help(&calls);
        let asked = self.asked(scenario, help);
        if let Some(within) = within {
            let harm = self.clock.first_critical_breach(&Question { horizon: within, ..asked });
            return Look { harm, ..Look::default() };
        }
        let found = self.clock.run(&asked);
        let critical = |need: &NeedId| self.house.need(*need).is_critical();
        if let Some((harm, _)) = self.first_critical_harm(&found) {
            return Look { harm: Some(harm), ..Look::default() };
        }
        let margin = margins(self.house, &found).into_iter().filter(|(.., need)| critical(need)).min();
        let open = found.still_open.iter().filter(|open| critical(&open.need));
        let open = open.map(|open| (open.need, open.harm - asked.horizon)).collect();
        Look { harm: None, margin, open }
    }

    /// With no minute of any window within the horizon no need opens, whatever is lost and whoever comes.
    pub(super) fn nothing_can_happen(&self, start: CycleMinute) -> bool {
        self.next_window[start.get() as usize].is_none_or(|next| next >= self.question.horizon_min)
    }

    /// Looks from these starting minutes: first with nothing lost; then at every loss, and everybody who may not
    /// answer, level by level up to the first that fails.
    pub fn seek(&self, starts: &[CycleMinute]) -> Found {
        let mut found = self.how_strong(starts);
        if !found.is_not_yet() {
            found.unnoticed = self.unnoticed(starts);
            found.rests_on_alarms = [0, 1].map(|number| self.rests_on_alarms(number, starts));
        }
        found
    }

    /// The same without what nobody notices, and what rests on some ways of raising the alarm.
    pub fn how_strong(&self, starts: &[CycleMinute]) -> Found {
        let mut found = Found {
            not_yet: self.nothing_lost(starts),
            nothing_to_tell: nothing_to_tell(self.house, self.view),
            ..Found::default()
        };
        if found.is_not_yet() {
            return found;
        }
        for level in [Level::One, Level::Two, Level::Three] {
            let mut worst: Option<(u32, Scenario)> = None;
            for scenario in self.new_at(level, starts) {
                let only_harm = level > self.question.level || worst.is_some();
                let horizon = self.question.horizon_min;
                let within = worst.as_ref().map_or(horizon, |(harm, _)| (*harm + 1).min(horizon));
                let look = self.look(&scenario, only_harm.then_some(within));
                match look.harm {
                    Some(harm) => {
                        let this = (harm, scenario);
                        worst = Some(worst.map_or_else(|| this.clone(), |known| known.min(this.clone())));
                    }
                    None if !only_harm => found.note(look, scenario),
                    None => {}
                }
            }
            if let Some((harm, scenario)) = worst {
                if level <= self.question.level {
                    (found.margin, found.open_at_end) = (None, BTreeMap::new());
                }
                found.fails = Some((level, harm, scenario));
                break;
            }
        }
        found
    }

    /// The losses that rest on some ways of raising the alarm. With these left out together, from some minute nobody
    /// notices before the horizon ends who does with them; or, alarm and calls as they then are and everybody answering, a
    /// critical need is breached that is not with them.
    fn rests_on_alarms(&self, number: usize, starts: &[CycleMinute]) -> Vec<RestsOnAlarms> {
        let mut found = Vec::new();
        for lost in self.losses.of_one.iter().chain(&self.losses.of_two) {
            let (with, without) = (&self.notices[lost], &self.notices_without[&(number, lost.clone())]);
            let alarms: Vec<AlarmId> = with.alarms().difference(&without.alarms()).copied().collect();
            if as_planned(self.question, lost) || alarms.is_empty() {
                continue;
            }
            let raised = |notice: &Notice, start: &CycleMinute| {
                let raised = notice.raised(start.get(), self.question.horizon_min);
                raised.map(|raised| raised.at)
            };
            let harmed = |alarm: Option<u32>, start: CycleMinute| -> BTreeSet<NeedId> {
                let scenario = Scenario { start, day: None, lost: lost.clone(), silent: None };
                let help = self.list.help(&self.calls(&scenario, alarm));
                let breaches = self.clock.run(&self.asked(&scenario, help)).breaches().into_iter();
                breaches.map(|(need, _)| need).filter(|need| self.house.need(*need).is_critical()).collect()
            };
            let then = if starts.iter().any(|s| raised(without, s).is_none() && raised(with, s).is_some()) {
                Some(WithoutThem::NobodyNotices)
            } else {
                let differs = |s: &&CycleMinute| raised(with, s) != raised(without, s);
                let starts = starts.iter().filter(differs).filter(|s| !self.nothing_can_happen(**s));
                let mut more =
                    starts.into_iter().map(|s| (harmed(raised(with, s), *s), harmed(raised(without, s), *s)));
                more.any(|(with, without)| !without.is_subset(&with)).then_some(WithoutThem::Harm)
            };
            found.extend(then.map(|then| RestsOnAlarms { lost: lost.clone(), alarms, then }));
        }
        found.sort();
        found
    }

    fn nothing_lost(&self, starts: &[CycleMinute]) -> BTreeMap<NeedId, u32> {
        let mut least: BTreeMap<NeedId, u32> = BTreeMap::new();
        for start in starts.iter().filter(|start| !self.nothing_can_happen(**start)) {
            let scenario = Scenario { start: *start, day: None, lost: Vec::new(), silent: None };
            for (need, at) in self.clock.run(&self.asked(&scenario, Vec::new())).breaches() {
                if self.house.need(need).is_critical() {
                    let known = least.entry(need).or_insert(at);
                    *known = at.min(*known);
                }
            }
        }
        least
    }

    /// The scenarios of a level that are none of the level below.
    pub fn new_at(&self, level: Level, starts: &[CycleMinute]) -> Vec<Scenario> {
        let losses = if level == Level::Three { &self.losses.of_two } else { &self.losses.of_one };
        let mut scenarios = Vec::new();
        for lost in losses {
            let would_come = self.list.would_come(lost);
            let some = would_come.into_iter().map(Some);
            let silent: Vec<_> = match level {
                Level::One => vec![None],
                Level::Two => some.collect(),
                Level::Three => std::iter::once(None).chain(some).collect(),
            };
            for start in starts {
                for silent in &silent {
                    scenarios.push(Scenario {
                        start: *start,
                        day: None,
                        lost: lost.clone(),
                        silent: *silent,
                    });
                }
            }
        }
        scenarios
    }

    /// The answer, from what was found from every minute of the week.
    pub fn answer(&self, found: &Found) -> ProofAnswer {
        let rests_on = RestsOn {
            not_on_this_day: self.for_other_days.clone(),
            ..rests_on(self.house, &self.plan, self.question)
        };
        if found.is_not_yet() {
            let needs = found.not_yet.iter();
            let needs =
                needs.map(|(need, least_min)| HarmWithNothingLost { need: *need, least_min: *least_min });
            return ProofAnswer::NotYet(Box::new(NotYet {
                needs: needs.collect(),
                least_min: found.not_yet.values().min().copied(),
                hours_not_known: found.nothing_to_tell.no_hours.iter().copied().collect(),
                nobody_there: found.nothing_to_tell.nobody.iter().copied().collect(),
                rests_on,
            }));
        }
        let [own_telephones_and_cards, noticed_from_outside] = found.rests_on_alarms.clone();
        let rests_on = RestsOn { own_telephones_and_cards, noticed_from_outside, ..rests_on };
        let counterexample = found.fails.as_ref().map(|(level, _, scenario)| self.story(*level, scenario));
        let strength = found.fails.as_ref().map_or(3, |(level, ..)| level.number() - 1);
        let unnoticed = told(self.house.weeks, &found.unnoticed);
        match counterexample {
            Some(counterexample) if strength < self.question.level.number() => {
                ProofAnswer::Counterexample(Box::new(Failing {
                    strength,
                    counterexample,
                    rests_on,
                    unnoticed,
                }))
            }
            counterexample => ProofAnswer::Proof(Box::new(Proof {
                strength,
                counterexample,
                margin: found.margin.clone(),
                open_at_end: (found.open_at_end.iter())
                    .map(|(need, harm_after_min)| OpenAtEnd { need: *need, harm_after_min: *harm_after_min })
                    .collect(),
                rests_on,
                unnoticed,
            })),
        }
    }
}

/// Losses with their starting minutes, as an answer has them.
pub fn told(weeks: u32, found: &Unnoticed) -> Vec<mutual_care::emergency::Unnoticed> {
    let each = found.iter();
    each.map(|(lost, minutes)| mutual_care::emergency::Unnoticed {
        lost: lost.clone(),
        when: pattern(weeks, minutes),
    })
    .collect()
}

/// These minutes of a cycle of so many weeks as a pattern: put together day by day, so that no stretch goes over into
/// another week.
pub fn pattern(weeks: u32, minutes: &BTreeSet<CycleMinute>) -> CyclePattern {
    let mut days: BTreeMap<u32, Vec<WeekSpan>> = BTreeMap::new();
    for minute in minutes.iter().map(|minute| minute.get()) {
        let of_week = WeekMinute::new(u16::try_from(minute % WEEK).unwrap()).unwrap();
        days.entry(minute / DAY).or_default().push(WeekSpan::new(of_week, 1).unwrap());
    }
    let weeks = u8::try_from(weeks).unwrap();
    days.into_iter().fold(CyclePattern::default(), |all, (day, minutes)| {
        let week = u8::try_from(day / 7).unwrap();
        all.union(&CyclePattern::in_week(&WeekPattern::from_spans(minutes), week, weeks))
    })
}

impl Found {
    /// Whether there is harm, or nothing can be told, with nothing lost.
    pub fn is_not_yet(&self) -> bool {
        !self.not_yet.is_empty() || self.nothing_to_tell != NothingToTell::default()
    }

    fn note(&mut self, look: Look, scenario: Scenario) {
        if let Some((minutes, at, need)) = look.margin {
            let this = LeastMargin { minutes, scenario, need, at };
            let key =
                |margin: &LeastMargin| (margin.minutes, margin.scenario.clone(), margin.at, margin.need);
            if self.margin.as_ref().is_none_or(|known| key(&this) < key(known)) {
                self.margin = Some(this);
            }
        }
        for (need, after) in look.open {
            let known = self.open_at_end.entry(need).or_insert(after);
            *known = after.min(*known);
        }
    }
}
