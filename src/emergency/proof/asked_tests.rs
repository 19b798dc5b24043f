//! What is found from stretch to stretch is what the whole timeline tells, minute by minute from the first of the absence.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec;
use alloc::vec::Vec;

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::super::scenarios::Prover;
use super::super::search::{Case, Search};
use super::super::{Absence, Level, ProofQuestion, Scenario};
use super::asked_of;
use crate::base::{
    CycleMinute, Every, Id, NeedId, Period, SourceId, Told, WeekMinute, WeekPattern, WeekSpan,
};
use crate::emergency::clock::{ClockTime, Moment};
use crate::emergency::{Agreed, Alarm, ForLoss, NotBefore, Plan, PlanParts, Responder, ResponderKind, Way};
use crate::need::{
    Arrangement, Consequence, Need, Outcome, Reliance, Snapshot, SnapshotParts, Source, Window,
};
use crate::support::Support;

fn id<K>(number: u64) -> Id<K> {
    Id::new(Uuid::from_u128(number.into()))
}

/// A die, the same for the same seed.
struct Die(u64);

impl Die {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.roll(of.len() as u64)).unwrap()]
    }

    /// Some stretches, of at most so many minutes.
    fn pattern(&mut self, most: u64) -> WeekPattern {
        let mut spans = Vec::new();
        for _ in 0..=self.roll(3) {
            let minutes = u16::try_from(1 + self.roll(most)).unwrap();
            let day = self.roll(7);
            // The same on several days, so that something happens in a short time.
            for later in 0..self.pick(&[1, 3, 7]) {
                let start = (day + later) % 7 * 1440 + self.roll(3) * 480;
                spans.push(WeekSpan::new(WeekMinute::MONDAY.plus(u32::try_from(start).unwrap()), minutes));
            }
        }
        WeekPattern::from_spans(spans.into_iter().flatten())
    }

    fn period(&mut self, on: NaiveDate) -> Period {
        let (from, until) = (
            self.pick(&[None, None, Some(0), Some(1), Some(2)]),
            self.pick(&[None, None, Some(1), Some(2), Some(3)]),
        );
        let day = |later: Option<u64>| later.and_then(|later| on.checked_add_days(Days::new(later)));
        Period::new(day(from), day(until)).unwrap_or(Period::ALWAYS)
    }
}

const ON: &str = "2026-08-04";

fn made(seed: u64) -> (Snapshot, Plan, ProofQuestion) {
    let on: NaiveDate = ON.parse().unwrap();
    let mut die = Die(seed.wrapping_mul(977) + 5);
    let members = [1_u64, 2, 3];
    let sources: Vec<Source> = (members.iter())
        .map(|number| Source::member(id(*number)))
        .chain([Source::person(id(11)), Source::provider(id(12))])
        .collect();
    let mut needs = Vec::new();
    for number in 0..3 + die.roll(4) {
        let consequence = die.pick(&[Consequence::Critical, Consequence::Critical, Consequence::Serious]);
        let mut windows = Vec::new();
        let pattern = die.pattern(400);
        for span in pattern.spans() {
            let owed = 1 + u16::try_from(die.roll(span.minutes().into())).unwrap();
            windows.push(if die.roll(2) == 0 {
                Window::being_there(span)
            } else {
                Window::doing(span, owed).unwrap()
            });
        }
        let need = Need::new(id(100 + number), id(die.pick(&members)), Outcome::Nutrition, consequence)
            .with_windows(windows)
            .and_then(|need| need.with_tolerance(u32::try_from(die.pick(&[0, 60, 300, 900])).unwrap()))
            .and_then(|need| need.with_helpers(u8::try_from(1 + die.roll(8) / 6).unwrap()))
            .unwrap();
        needs.push(if die.roll(3) == 0 { need.with_period(die.period(on)) } else { need });
    }
    let mut arrangements = Vec::new();
    for number in 0..6 + die.roll(10) {
        let need = &needs[usize::try_from(die.roll(needs.len() as u64)).unwrap()];
        let by: SourceId = id(die.pick(&[1, 2, 3, 11, 12]));
        if by == need.person().into() {
            continue;
        }
        let when = if die.roll(2) == 0 { WeekPattern::always() } else { die.pattern(900) };
        let mut help = Arrangement::new(id(200 + number), by, need.id(), when);
        let own = needs.iter().filter(|need| by == need.person().into()).map(Need::id);
        let leans: Vec<NeedId> = own.filter(|_| die.roll(3) == 0).collect();
        help.relies_on = Reliance::Stated(leans);
        if die.roll(3) == 0 {
            help.period = die.period(on);
        }
        if die.roll(6) == 0 {
            help.every = Every::weeks(2, "2026-03-02".parse().unwrap()).ok();
        }
        arrangements.push(help);
    }
    let snapshot = Snapshot::new(SnapshotParts { on, sources, needs: needs.clone(), arrangements }).unwrap();
    let plan = plan(&mut die, &needs, on);
    let moment = |day: u64, minute: u16| {
        Moment::new(on.checked_add_days(Days::new(day)).unwrap(), ClockTime::new(minute).unwrap())
    };
    let absence = Absence {
        who: BTreeSet::from([id(die.pick(&[1, 2, 11, 12]))]),
        from: moment(0, die.pick(&[0, 0, 600])),
        until: moment(1 + die.roll(2), die.pick(&[0, 0, 700])),
    };
    let question = ProofQuestion {
        horizon_min: die.pick(&[600, 1_440, 2_000]),
        absence: Some(absence),
        as_planned: if die.roll(4) == 0 { BTreeSet::from([id(12), id(3)]) } else { BTreeSet::new() },
        ..ProofQuestion::default()
    };
    (snapshot, plan, question)
}

/// Ways of raising the alarm and responders, some of them for some days only.
fn plan(die: &mut Die, needs: &[Need], on: NaiveDate) -> Plan {
    let members = [1_u64, 2, 3];
    let mut parts = PlanParts::new(id(300), id(301), on);
    for number in 0..=die.roll(3) {
        let way = match die.roll(4) {
            0 => Way::Member { person: id(die.pick(&members)), able: Told::Known(true) },
            1 => Way::OwnTelephone { person: id(die.pick(&members)), able: Told::Known(true) },
            2 => Way::NextVisit { by: None },
            _ => Way::Device { device: None },
        };
        let when = if die.roll(2) == 0 { WeekPattern::always() } else { die.pattern(600) };
        let takes_min = u32::try_from(die.roll(60)).unwrap();
        let period = if die.roll(3) == 0 { die.period(on) } else { Period::ALWAYS };
        parts.alarms.push(Alarm {
            id: id(400 + number),
            way,
            for_loss: ForLoss::any(),
            when,
            takes_min,
            period,
        });
    }
    let mut who: Vec<u64> = vec![1, 11, 12, 21, 22, 23];
    for number in 0..=die.roll(4) {
        let source: SourceId = id(who.remove(usize::try_from(die.roll(who.len() as u64)).unwrap()));
        let mut one = Responder::new(
            id(500 + number),
            source,
            die.pick(&[ResponderKind::Family, ResponderKind::Service]),
        );
        one.agreed = Told::Known(Agreed::On(on));
        one.covers = (needs.iter())
            .filter(|need| source != need.person().into() && die.roll(2) == 0)
            .map(Need::id)
            .collect();
        (one.answers_min, one.arrives_min) =
            (u32::try_from(die.roll(30)).unwrap(), u32::try_from(die.roll(90)).unwrap());
        one.stays_min = die.pick(&[None, Some(240), Some(1_000), Some(2_000)]);
        one.not_before =
            die.pick(&[None, None, Some(NotBefore::MinuteOfDay(480)), Some(NotBefore::AfterAlarmMin(200))]);
        if die.roll(2) == 0 {
            one.reachable = die.pattern(1_000);
        }
        if die.roll(3) == 0 {
            one.period = die.period(on);
        }
        if source == id(21) || source == id(22) {
            one.takes_in = vec![id(die.pick(&members))];
        }
        parts.responders.push(one);
    }
    Plan::new(parts).unwrap()
}

/// The soonest critical harm of a level, by the whole timeline from some of the minutes of the absence.
fn soonest(prover: &Prover<'_>, level: Level, step: usize) -> Option<(u32, Scenario)> {
    let (first, end) = prover.list.starts();
    let mut soonest: Option<(u32, Scenario)> = None;
    for (lost, silent) in prover.new_at(level) {
        for silent in silent {
            for start in (first..end).step_by(step) {
                let start = CycleMinute::of(start, prover.support.snapshot().weeks());
                let scenario = Scenario { start, day: None, lost: lost.to_vec(), silent };
                let help = prover.help(&scenario);
                let within = soonest.as_ref().map_or(prover.question.horizon_min, |(at, _)| *at);
                if let Some((at, _)) = prover.first_critical_breach(&scenario, &help, within).unwrap() {
                    soonest = Some((at, scenario));
                }
            }
        }
    }
    soonest
}

/// Whether, with one lost, a need comes to harm on which others lean.
fn hangs_together(search: &mut Search<'_, '_>, prover: &Prover<'_>) -> bool {
    prover.new_at(Level::One).into_iter().any(|(lost, _)| {
        let left = search.sweep.left(&prover.loss(lost)).unwrap();
        let called = prover.list.called(lost, prover.is_planned(lost));
        let (week, come) = (search.week_called(&called), prover.list.come(lost));
        let case = Case { lost, left: &left, week, silent: None, come, weeks: 1 };
        (0..search.needs.len()).any(|need| {
            !search.needs[need].is_critical()
                && search.sweep.can_open(need, &left, come)
                && search.sweep.is_relied_on(need, &left)
                && !search.need_week(need, &case).harmed.is_empty()
        })
    })
}

#[test]
fn as_the_timelines_from_the_first_minute_on() {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for seed in 0..160 {
        let (snapshot, plan, question) = made(seed);
        if crate::emergency::proof::fits(&plan, &snapshot).is_err() {
            continue;
        }
        let support = Support::of(&snapshot);
        let span = question.absence.as_ref().unwrap().days(question.horizon_min);
        let counts = plan.as_it_counts_within(span, &snapshot);
        asked_of(&support, &counts, &question, |prover| {
            let mut search = Search::new(prover);
            let alone = search.breached_with_nothing_lost()?;
            let beneath = prover.absent.as_ref().map(|absent| &absent.course);
            if beneath.is_some_and(|course| !course.stops.is_empty()) {
                *seen.entry("stops beneath").or_default() += 1;
            }
            if beneath.is_some_and(|course| course.harm.iter().flatten().next().is_some()) {
                *seen.entry("harm beneath").or_default() += 1;
            }
            if alone.is_empty() && hangs_together(&mut search, prover) {
                *seen.entry("together").or_default() += 1;
            }
            if !alone.is_empty() {
                *seen.entry("not yet").or_default() += 1;
                return Ok(());
            }
            for level in [Level::One, Level::Two] {
                search.level(level, true)?;
                let step = if seed % 20 == 0 { 1 } else { 11 };
                let found = soonest(prover, level, step);
                let whole = found.as_ref().map(|(at, _)| *at);
                let Some(harm) = search.found.harm.take() else {
                    *seen.entry("holds").or_default() += 1;
                    assert_eq!(whole, None, "seed {seed} {level:?} {found:?}");
                    continue;
                };
                *seen.entry("fails").or_default() += 1;
                let scenario = &harm.scenario;
                let told =
                    prover.first_critical_breach(scenario, &prover.help(scenario), question.horizon_min)?;
                assert_eq!(told.map(|(at, _)| at), Some(harm.at), "seed {seed} {level:?} {scenario:?}");
                assert!(whole.is_none_or(|whole| harm.at <= whole), "seed {seed} {level:?} {whole:?}");
                if step == 1 {
                    assert_eq!(whole, Some(harm.at), "seed {seed} {level:?}");
                }
                search.found.margin = None;
                break;
            }
            Ok(())
        })
        .unwrap();
    }
    let reached = ["not yet", "holds", "fails", "harm beneath", "stops beneath", "together"];
    assert!(reached.iter().all(|kind| seen.get(kind).is_some_and(|many| *many > 3)), "{seen:?}");
}
