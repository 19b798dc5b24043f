//! One scenario, and all that happens in it.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{NeedId, PersonId, SourceId};
use mutual_care::emergency::{Call, Counterexample, Level, Raised, Scenario};
use mutual_care::need::TimedHelp;
use mutual_care::support::{EventKind, HoursNotKnown, Margin, StillOpen, Timeline, TimelineEvent};

use super::super::reference::{self, House, Kind, Question, View, WEEK, relies_on, stands_now, supporting};
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
            hands_missing: self.hands_missing(scenario, &help, &found, harm_at, need),
            skills_missing: Vec::new(),
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

    fn hands_missing(
        &self,
        scenario: &Scenario,
        help: &[TimedHelp],
        found: &reference::Timeline,
        minute: u32,
        id: NeedId,
    ) -> u8 {
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
        let mut greatest: BTreeMap<SourceId, u8> = BTreeMap::new();
        let mut brings = |source: SourceId, hands: u8| {
            let most = greatest.entry(source).or_default();
            *most = hands.max(*most);
        };
        let today = stands_now(self.house, View::ALL);
        let of_week = (scenario.start.get() + minute) % WEEK;
        for a in self.house.able_for(id, &lost, &today, View::ALL) {
            let at_home = |source: SourceId| !taken_in.contains(&source);
            let gives = self.house.is_present(a.id, of_week) && whole(relies_on(a, View::ALL));
            if gives && at_home(a.by) && supporting(a).is_none_or(at_home) {
                brings(a.by, a.hands);
            }
        }
        for one in there {
            if one.needs.contains(&id) && !taken_in.contains(&one.source) && whole(&one.relies_on) {
                brings(one.source, one.hands);
            }
        }
        let hands: u32 = greatest.values().map(|hands| u32::from(*hands)).sum();
        u8::try_from(u32::from(self.house.need(id).helpers()).checked_sub(hands).expect("it was short"))
            .unwrap()
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
