//! One scenario, and all that happens in it.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{NeedId, PersonId, SourceId, Word};
use mutual_care::emergency::{Call, Counterexample, Level, Raised, Scenario};
use mutual_care::need::{Arrangement, SkillNeeded, TimedHelp};
use mutual_care::support::{EventKind, HoursNotKnown, Margin, StillOpen, Timeline, TimelineEvent};

use super::super::reference::{
    self, Asks, House, Kind, Number, Question, numbers, relies_on, stands_now, sum_of_greatest, supporting,
};
use super::losses::{away, sources};
use super::prove::Prover;

impl Prover<'_> {
    /// How a scenario in which a critical need comes to harm goes. All fields from their definitions:
    ///
    /// - `hands_missing`: in the minute of harm an arrangement gives only if nothing that it relies on is breached
    ///   *up to and including* that minute, as everywhere; so the hands that are short count those that stopped
    ///   in this very minute, and as many hands more are enough.
    /// - `only_somebody_there`: one source, not planned, nobody silent, and already with nobody called at all a
    ///   critical need is breached in the minute of the loss.
    /// - `came_too_early`: each later minute is tried, with the same one silent.
    pub fn story(&self, level: Level, scenario: &Scenario) -> Counterexample {
        let planned = self.is_planned(scenario);
        let alarm = self.alarm(scenario);
        let calls = self.calls(scenario, alarm.map(|raised| raised.at));
        let help = self.list.help(&calls);
        let question = self.asked(scenario, help.clone());
        let found = self.clock.run(&question);
        let (harm_at, need) = self.first_critical_harm(&found).expect("a scenario in which harm comes");
        let (hands_missing, skills_missing) = self.hands_missing(scenario, &help, &found, harm_at, need);
        Counterexample {
            level,
            scenario: scenario.clone(),
            as_planned: planned,
            alarm,
            calls,
            timeline: timeline(self.house, &question, &found),
            harm_at,
            need,
            person: self.house.need(need).person(),
            hands_missing,
            skills_missing,
            only_somebody_there: scenario.lost.len() == 1
                && !planned
                && scenario.silent.is_none()
                && harm_at == 0
                && self
                    .first_critical_harm(&self.clock.run(&self.asked(scenario, Vec::new())))
                    .map(|(at, _)| at)
                    == Some(0),
            came_too_early: alarm.and_then(|raised| self.later_alarm_that_helps(scenario, raised)),
        }
    }

    /// How a scenario goes, harm or none: the alarm, the calls, the help they come to, and the timeline.
    pub fn night(&self, scenario: &Scenario) -> (Option<Raised>, Vec<Call>, Vec<TimedHelp>, Timeline) {
        let alarm = self.alarm(scenario);
        let calls = self.calls(scenario, alarm.map(|raised| raised.at));
        let help = self.list.help(&calls);
        let question = self.asked(scenario, help.clone());
        let timeline = timeline(self.house, &question, &self.clock.run(&question));
        (alarm, calls, help, timeline)
    }

    /// What happens in a scenario, by the slow timeline.
    pub fn happens(&self, scenario: &Scenario) -> reference::Timeline {
        let calls = self.calls(scenario, self.alarm(scenario).map(|raised| raised.at));
        self.clock.run(&self.asked(scenario, self.list.help(&calls)))
    }

    fn later_alarm_that_helps(&self, scenario: &Scenario, raised: Raised) -> Option<u32> {
        (raised.at + 1..self.question.horizon_min).find(|alarm| {
            let help = self.list.help(&self.calls(scenario, Some(*alarm)));
            self.clock.first_critical_breach(&self.asked(scenario, help)).is_none()
        })
    }

    /// The earliest critical breach, of several in that minute the smallest id.
    pub(super) fn first_critical_harm(&self, found: &reference::Timeline) -> Option<(u32, NeedId)> {
        let breaches = found.breaches().into_iter();
        breaches.filter(|(need, _)| self.house.need(*need).is_critical()).map(|(need, at)| (at, need)).min()
    }

    /// What a need lacked in the minute of its harm, by the window that opened it: of each of its numbers what was missing,
    /// reckoned by itself. As many hands are missing as of the number that lacks most; so many of them must have each skill.
    fn hands_missing(
        &self,
        scenario: &Scenario,
        help: &[TimedHelp],
        found: &reference::Timeline,
        minute: u32,
        id: NeedId,
    ) -> (u8, Vec<SkillNeeded>) {
        let breached: BTreeSet<NeedId> =
            found.breaches().into_iter().filter(|(_, at)| *at <= minute).map(|(need, _)| need).collect();
        let whole = |needs: &[NeedId]| !needs.iter().any(|need| breached.contains(need));
        let lost = sources(&scenario.lost);
        let there = |one: &&TimedHelp| {
            !lost.contains(&one.source) && one.from <= minute && one.until.is_none_or(|until| minute < until)
        };
        let there: Vec<&TimedHelp> = help.iter().filter(there).collect();
        let taken_in: BTreeSet<SourceId> =
            there.iter().flat_map(|one| &one.takes_in).map(|person| SourceId::from(*person)).collect();
        let (house, need) = (self.house, self.house.need(id));
        let of_cycle = scenario.start.get() + minute;
        let asks = self.opened_for(scenario, found, minute, id);
        let today = stands_now(house, self.view);
        let at_home = |source: SourceId| !taken_in.contains(&source);
        let arranged: Vec<&Arrangement> = house
            .able_for(id, &lost, &today, self.view)
            .into_iter()
            .filter(|a| house.is_present(a.id, of_cycle) && whole(relies_on(a, self.view)))
            .filter(|a| at_home(a.by) && supporting(a).is_none_or(at_home) && asks.is_met_by(a, self.view))
            .collect();
        let comes: Vec<&TimedHelp> = there
            .into_iter()
            .filter(|one| one.needs.contains(&id) && at_home(one.source) && whole(&one.relies_on))
            .collect();
        let missing = |number: &Number| {
            let arranged = arranged.iter().map(|a| (a.by, house.brings(a, number, self.view)));
            let comes = comes.iter().map(|one| (one.source, house.called_brings(one, number, self.view)));
            number.required.saturating_sub(sum_of_greatest(arranged.chain(comes)))
        };
        let of_each: Vec<(Option<Word>, u32)> =
            numbers(need).iter().map(|number| (number.skill.clone(), missing(number))).collect();
        let most = of_each.iter().map(|(_, missing)| *missing).max().unwrap();
        assert!(most > 0, "it was short");
        let helpers = |missing: u32| u8::try_from(missing).unwrap();
        let skills = of_each.into_iter().filter(|(_, missing)| *missing > 0);
        let skills = skills
            .filter_map(|(skill, missing)| Some(SkillNeeded { skill: skill?, helpers: helpers(missing) }));
        (helpers(most), skills.collect())
    }

    /// Whom the window asks for that opened a need which is open, or opens, in a minute.
    fn opened_for(&self, scenario: &Scenario, found: &reference::Timeline, minute: u32, id: NeedId) -> Asks {
        let opens = |event: &&reference::Event| event.kind == Kind::Opened && event.id == id.any();
        let opened = found.events.iter().filter(opens).map(|event| event.minute).filter(|at| *at <= minute);
        let opened = (scenario.start.get() + opened.max().expect("it opened")) % self.house.cycle();
        let mut windows = self.house.windows(id).iter();
        let window = windows.find(|window| window.minutes_in(self.house.weeks).any(|it| it == opened));
        Asks::of(window.expect("it opens in a window"))
    }
}

/// Closings of needs that are not breached so far: minutes to spare, when, which.
pub(super) fn margins(house: &House, found: &reference::Timeline) -> Vec<(u32, u32, NeedId)> {
    // What closes in the very minute of its harm (whoever was taken in is at home again by it) closes too late.
    let (mut opened, breached) = (BTreeMap::new(), found.breaches());
    let mut margins = Vec::new();
    for event in &found.events {
        let Some(need) = event.id.typed::<mutual_care::base::kinds::Need>() else { continue };
        match event.kind {
            Kind::Opened => drop(opened.insert(need, event.minute)),
            Kind::Closed if breached.get(&need).is_none_or(|at| event.minute < *at) => {
                let spare = opened[&need] + house.need(need).tolerance_min() - event.minute;
                margins.push((spare, event.minute, need));
            }
            Kind::Closed | Kind::Breached | Kind::Stopped => {}
        }
    }
    margins
}

/// The slow timeline in the words of an answer.
fn timeline(house: &House, question: &Question, found: &reference::Timeline) -> Timeline {
    let kind = |kind| match kind {
        Kind::Closed => EventKind::Closed,
        Kind::Opened => EventKind::Opened,
        Kind::Breached => EventKind::Breached,
        Kind::Stopped => EventKind::Stopped,
    };
    let margins = margins(house, found);
    let least = |critical: bool| {
        let of_all = margins.iter().filter(|(.., need)| !critical || house.need(*need).is_critical());
        of_all.min().map(|(minutes, at, need)| Margin { minutes: *minutes, need: *need, at: *at })
    };
    assert_eq!(least(false).map(|margin| margin.minutes), found.margin);
    assert_eq!(least(true).map(|margin| margin.minutes), found.margin_critical);
    let events = found.events.iter();
    let open = found.still_open.iter().filter(|open| !open.breached);
    Timeline {
        start: question.start,
        horizon_min: question.horizon,
        lost: question.lost.iter().copied().collect(),
        away: question.away.iter().copied().collect(),
        times: Vec::new(),
        events: events.map(|e| TimelineEvent { at: e.minute, kind: kind(e.kind), id: e.id }).collect(),
        margin: least(false),
        critical_margin: least(true),
        still_open: open.map(|open| StillOpen { need: open.need, harm_at: open.harm }).collect(),
        patched: found.patched.iter().copied().collect(),
        hours_not_known: hours_not_known(house, &question.away),
    }
}

/// Needs without windows of whoever is not away, and help for such people that is there at no minute of the week.
fn hours_not_known(house: &House, away: &BTreeSet<PersonId>) -> HoursNotKnown {
    let is_there = |need: NeedId| !away.contains(&house.need(need).person());
    let mut unknown = HoursNotKnown::default();
    for need in house.needs.iter().filter(|need| need.windows().is_empty() && is_there(need.id())) {
        unknown.needs.push(need.id());
    }
    for help in house.arrangements.iter().filter(|help| help.when.is_never() && is_there(help.need)) {
        let given = help.done().is_none_or(|done| done.is_done);
        if given && help.period.contains(house.on) {
            unknown.arrangements.push(help.id);
        }
    }
    unknown
}

impl Prover<'_> {
    /// The slow timeline's question for a scenario.
    pub(super) fn asked(&self, scenario: &Scenario, help: Vec<TimedHelp>) -> Question {
        Question {
            away: away(self.house, &scenario.lost),
            horizon: self.question.horizon_min,
            help,
            ..Question::new(sources(&scenario.lost), scenario.start)
        }
    }
}
