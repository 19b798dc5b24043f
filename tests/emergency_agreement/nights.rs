//! "Show me my night" against the slow reference: the alarm, the calls, the timeline, and the reason of each event.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{AnyId, NeedId, SourceId, kinds};
use mutual_care::emergency::{Because, Level, NightQuestion, Scenario, night};
use mutual_care::need::{Arrangement, TimedHelp};
use mutual_care::support::{EventKind, Timeline, TimelineEvent};

use super::emergency_reference::{Prover, own_critical_needs_that_stand, telling_starts};
use super::for_each_plan;
use super::generator::{Dice, Emergency, Size};
use super::reference::{House, View, counts, relies_on, stands_now, supporting};

#[test]
fn a_night_and_its_reasons_are_the_same() {
    for_each_plan(60, Size::Small, |seed, made| {
        let house = House::of(&made.snapshot);
        let prover = Prover::new(&house, &made.plan, &made.question);
        let starts = telling_starts(&made.snapshot, &mut Dice::new(seed, 14), 4);
        for level in [Level::One, Level::Two, Level::Three] {
            let scenarios = prover.new_at(level, &starts);
            let step = scenarios.len().div_ceil(40).max(1);
            scenarios.iter().step_by(step).for_each(|scenario| same(&house, &prover, made, scenario));
        }
    });
}

fn same(house: &House, prover: &Prover<'_>, made: &Emergency, scenario: &Scenario) {
    let mut question = NightQuestion::new(scenario.lost.clone(), scenario.start);
    question.silent = scenario.silent.into_iter().collect();
    question.as_planned = prover.is_planned(scenario);
    question.horizon_min = made.question.horizon_min;
    let ours = night(&made.snapshot, &made.plan, &question).expect("a question that can be asked");
    let (alarm, calls, help, timeline) = prover.night(scenario);
    assert_eq!((ours.alarm, &ours.calls), (alarm, &calls), "{scenario:?}");
    assert_eq!(ours.timeline, timeline, "{scenario:?}");
    // A member who comes leans on their own critical needs that are met.
    for call in &calls {
        let one = made.plan.responders().iter().find(|one| one.id == call.responder).unwrap();
        // Whoever would come after the night that is looked at does not lean on anything in it.
        let in_time = |help: &&TimedHelp| help.from < question.horizon_min;
        let comes = help.iter().filter(in_time).any(|help| help.id == one.id.any());
        let needs =
            if comes { own_critical_needs_that_stand(house, View::ALL, one.source) } else { Vec::new() };
        let told = ours.lean_on.iter().find(|lean| lean.responder == one.id);
        assert_eq!(told.map_or(&[][..], |lean| &lean.needs), needs, "{scenario:?}");
    }
    let reasons = Reasons::of(house, scenario, &help, &timeline);
    assert_eq!(ours.because.len(), timeline.events.len());
    for (event, because) in ours.events() {
        reasons.check(event, because, scenario);
    }
}

/// What happened in a night, to say why.
struct Reasons<'a> {
    house: &'a House,
    help: &'a [TimedHelp],
    lost: BTreeSet<SourceId>,
    today: BTreeSet<NeedId>,
    opened: BTreeMap<NeedId, Vec<u32>>,
    breached: BTreeMap<NeedId, u32>,
    start: u32,
}

impl<'a> Reasons<'a> {
    fn of(house: &'a House, scenario: &Scenario, help: &'a [TimedHelp], timeline: &Timeline) -> Self {
        let mut opened: BTreeMap<NeedId, Vec<u32>> = BTreeMap::new();
        let mut breached = BTreeMap::new();
        for event in &timeline.events {
            match (event.kind, event.id.typed::<kinds::Need>()) {
                (EventKind::Opened, Some(need)) => opened.entry(need).or_default().push(event.at),
                (EventKind::Breached, Some(need)) => drop(breached.insert(need, event.at)),
                _ => {}
            }
        }
        let lost = scenario.lost.iter().map(|lost| lost.source).collect();
        let today = stands_now(house, View::ALL);
        Self { house, help, lost, today, opened, breached, start: scenario.start.get() }
    }

    /// Since when a need that is open in a minute has been.
    fn open_since(&self, need: NeedId, at: u32) -> u32 {
        self.opened[&need].iter().copied().filter(|opened| *opened <= at).max().expect("it opened")
    }

    fn there(&self, help: &TimedHelp, at: u32) -> bool {
        !self.lost.contains(&help.source) && help.from <= at && help.until.is_none_or(|until| at < until)
    }

    fn taken_in(&self, source: SourceId, at: u32) -> Option<AnyId> {
        let takes = |help: &&TimedHelp| {
            self.there(help, at) && help.takes_in.iter().any(|person| SourceId::from(*person) == source)
        };
        self.help.iter().find(takes).map(|help| help.id)
    }

    fn whole(&self, needs: &[NeedId], at: u32) -> bool {
        !needs.iter().any(|need| self.breached.get(need).is_some_and(|breached| *breached <= at))
    }

    fn arranged(&self, need: NeedId, at: u32) -> impl Iterator<Item = &Arrangement> {
        let minute = self.start + at;
        let for_it = self.house.arrangements.iter().filter(move |a| a.need == need);
        for_it.filter(move |a| counts(a, self.house.on) && self.house.is_present(a.id, minute))
    }

    fn gives(&self, a: &Arrangement, at: u32) -> bool {
        let here = |source| !self.lost.contains(&source) && self.taken_in(source, at).is_none();
        let needs = relies_on(a, View::ALL);
        here(a.by)
            && supporting(a).is_none_or(here)
            && needs.iter().all(|need| self.today.contains(need))
            && self.whole(needs, at)
    }

    fn check(&self, event: &TimelineEvent, because: &Because, scenario: &Scenario) {
        let at = event.at;
        match (event.kind, event.id.typed::<kinds::Need>(), because) {
            (EventKind::Opened, Some(need), Because::NotGiven(told)) => {
                let told: BTreeSet<_> = told.iter().map(|one| one.arrangement).collect();
                let missing = self.arranged(need, at).filter(|a| !self.gives(a, at)).map(|a| a.id);
                assert_eq!(told, missing.collect(), "{need:?} opens at {at}, {scenario:?}");
            }
            (EventKind::Closed, Some(need), Because::Helped { open_since, by, taken_in_by }) => {
                // It may open in the very minute in which it closed, and not before.
                let before = self.opened[&need].iter().copied().filter(|opened| *opened < at).max();
                assert_eq!(Some(*open_since), before, "{need:?} closes at {at}, {scenario:?}");
                let person = self.house.need(need).person();
                let taken_in = self.taken_in(person.into(), at);
                assert_eq!(taken_in_by.map(mutual_care::base::Id::any), taken_in, "{need:?}, {scenario:?}");
                if taken_in.is_none() {
                    let arranged = self.arranged(need, at).filter(|a| self.gives(a, at)).map(|a| a.id.any());
                    let comes = self.help.iter().filter(|help| {
                        self.there(help, at)
                            && help.needs.contains(&need)
                            && self.taken_in(help.source, at).is_none()
                            && self.whole(&help.relies_on, at)
                    });
                    let helped: BTreeSet<AnyId> = arranged.chain(comes.map(|help| help.id)).collect();
                    assert_eq!(by.iter().copied().collect::<BTreeSet<_>>(), helped, "{need:?}, {scenario:?}");
                }
            }
            (EventKind::Breached, Some(need), Because::OpenTooLong { open_since }) => {
                assert_eq!(*open_since, self.open_since(need, at), "{need:?} at {at}, {scenario:?}");
            }
            (EventKind::Stopped, None, Because::LeanedOn(told)) => {
                let arrangement = self.house.arrangements.iter().find(|a| a.id.any() == event.id);
                let needs: &[NeedId] = match arrangement {
                    Some(a) => relies_on(a, View::ALL),
                    None => {
                        &self.help.iter().find(|help| help.id == event.id).expect("who stopped").relies_on
                    }
                };
                let reasons = needs.iter().filter(|need| self.breached.get(need) == Some(&at));
                let reasons: BTreeSet<_> =
                    reasons.map(|need| (*need, self.open_since(*need, at), at)).collect();
                let told = told.iter().map(|harmed| (harmed.need, harmed.open_since, harmed.at)).collect();
                assert_eq!(reasons, told, "{:?} stops at {at}, {scenario:?}", event.id);
                assert!(!reasons.is_empty());
            }
            other => panic!("{other:?}"),
        }
    }
}
