//! Emergency plans for random households, with a question about each.

use std::collections::BTreeSet;

use chrono::Days;
use mutual_care::base::{
    AlarmId, ArrangementId, NeedId, Period, PersonId, PrivateText, SourceId, Told, WeekPattern, Word,
};
use mutual_care::emergency::{
    Agreed, Alarm, ForLoss, HandsFor, Level, NotBefore, NoticesFrom, PersonPage, Plan, PlanParts,
    ProofQuestion, Short, Way,
};
use mutual_care::need::{
    Address, Arrangement, Consequence, Need, Place, Reliance, Snapshot, SnapshotParts, Source, SourceKind,
    Window,
};
use uuid::Uuid;

use super::super::reference::{House, View, gaps};
use super::Dice;
use super::emergency_plan::{age, plan};
use super::emergency_real::{a_second, ages_in_part_and_places, brings, busy, some_days_and_skills};
use super::household::{Mode, date, household_of};
use super::real_weeks::{Brings, bring};
use super::times::span;

/// What a plan is tried on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A few people, a few hours of the week in which they need anything, a horizon of a few hours: every minute of
    /// the week can be looked at, one by one.
    Small,
    /// A household of any kind, and three days.
    Whole,
}

/// A household, a plan for it, and what is asked of it.
#[derive(Debug, Clone)]
pub struct Emergency {
    /// The household's week.
    pub snapshot: Snapshot,
    /// The plan, which fits it.
    pub plan: Plan,
    /// What is asked.
    pub question: ProofQuestion,
}

/// The household, plan and question of a seed.
pub fn emergency(seed: u64, size: Size) -> Emergency {
    let mut dice = Dice::new(seed, 11);
    let mut parts = household_to_plan_for(&mut dice, seed, size);
    // What real weeks bring is thrown with dice of its own, so that the other plans stay as they are.
    let mut real = Dice::new(seed, 29);
    let brings = brings(&mut real);
    let is_real = !brings.is_empty();
    if is_real {
        let weeks = real.pick(match size {
            Size::Small => &[2, 2, 2, 2, 2, 2, 3, 3, 4, 6],
            Size::Whole => &[2, 2, 3, 4, 5, 6, 12],
        });
        parts = bring(&brings, Dice::new(seed, 31), weeks, parts);
    }
    let horizon_min = match size {
        Size::Small => dice.pick(&[30, 60, 90, 120, 180, 240]),
        Size::Whole => 72 * 60,
    };
    // A good plan is for people whose needs can wait a little, and knows enough to be worth something.
    let good = dice.percent(60);
    if size == Size::Small {
        few_hours(&mut dice, &mut parts);
    }
    if is_real && real.percent(25) {
        busy(&mut real, &mut parts);
    }
    let grid = dice.pick(&[1, 5, 15, 30]);
    if good {
        let some_minutes = dice.pick(&[1, 2, 3, 4, 6]) * grid;
        let least = dice.pick(&[some_minutes, some_minutes, horizon_min / 4, horizon_min / 2]).min(240);
        change_needs(&mut parts, |need| {
            let wait = if need.tolerance_min() < least { least } else { need.tolerance_min() };
            need.with_tolerance(wait).unwrap()
        });
    }
    if dice.percent(93) {
        nothing_critical_is_missing(&mut dice, &mut parts);
    }
    if dice.percent(95) {
        hours_are_known(&mut parts);
    } else {
        hours_are_forgotten(&mut parts);
    }
    for source in &mut parts.sources {
        source.age = if matches!(source.kind, SourceKind::Member | SourceKind::Person) {
            age(&mut dice)
        } else {
            None
        };
    }
    if dice.percent(40) {
        some_help_ends(&mut dice, &mut parts, horizon_min);
    }
    // What is told besides is thrown with other dice, so that it changes nothing else.
    let mut other = Dice::new(seed, 23);
    if other.percent(35) {
        where_and_awake(&mut other, &mut parts);
    }
    if is_real {
        if real.percent(60) {
            a_second(&mut real, &mut parts, &brings);
        }
        ages_in_part_and_places(&mut real, &mut parts);
    }
    let snapshot = Snapshot::new(parts).unwrap();
    let plan = plan(&mut dice, &snapshot, horizon_min, good, grid);
    let (snapshot, plan) = match dice.below(20) {
        0..=4 => just_in_time(&mut dice, snapshot, plan),
        5..=8 => relayed(&mut dice, snapshot, plan, grid),
        _ => (snapshot, plan),
    };
    let (snapshot, plan) = if brings.contains(&Brings::Skills) && real.percent(60) {
        just_in_time(&mut real, snapshot, plan)
    } else {
        (snapshot, plan)
    };
    let plan = if other.percent(25) { found_out(&mut other, &snapshot, plan, horizon_min) } else { plan };
    let plan = if dice.percent(20) { names_what_is_gone(&mut dice, plan) } else { plan };
    let plan = if is_real { some_days_and_skills(&mut real, &snapshot, plan) } else { plan };
    let sources: Vec<SourceId> = snapshot.sources().iter().map(|source| source.id).collect();
    let as_planned = if dice.percent(30) { dice.some(&sources, 60) } else { Vec::new() };
    let question = ProofQuestion {
        level: dice.pick(&[Level::One, Level::Two, Level::Three, Level::Three]),
        horizon_min,
        as_planned: as_planned.into_iter().collect(),
        ..ProofQuestion::default()
    };
    if let Err(problems) = plan.check(&snapshot) {
        assert!(
            problems.iter().all(mutual_care::emergency::names_what_is_gone),
            "a plan that fits, but for what is gone: {problems}"
        );
    }
    Emergency { snapshot, plan, question }
}

/// A household of any kind, mostly one in which something is needed that cannot wait.
fn household_to_plan_for(dice: &mut Dice, seed: u64, size: Size) -> SnapshotParts {
    let modes = [Mode::Rings, Mode::Rings, Mode::Chain, Mode::Rush, Mode::Patchwork, Mode::Naive, Mode::Odd];
    let mode = dice.pick(&modes);
    let people = match size {
        Size::Small => dice.pick(&[1, 2, 2, 2, 3, 3, 4]),
        Size::Whole => dice.pick(&[2, 2, 3, 4, 6]),
    };
    let mut parts = household_of(mode, seed, people);
    for again in 1..6 {
        // Where nobody needs anything there is little to plan for.
        if dice.percent(10) || parts.needs.iter().any(|need| need.is_critical() && !need.windows().is_empty())
        {
            break;
        }
        parts = household_of(mode, seed | (again << 40), people);
    }
    parts
}

/// Everybody comes at once when called, for everything, and stays: and what is critical can wait for exactly as long
/// as it takes until one of them is there, or a minute more or less.
fn just_in_time(dice: &mut Dice, snapshot: Snapshot, plan: Plan) -> (Snapshot, Plan) {
    let (mut snapshot, mut plan) = (snapshot.into_parts(), plan.into_parts());
    let takes = everybody_for_everything(dice, &snapshot, &mut plan);
    let mut there: Vec<u32> = Vec::new();
    let mut turn = takes;
    for one in &mut plan.responders {
        (one.not_before, one.stays_min) = (None, None);
        turn += one.answers_min;
        there.push(turn + one.arrives_min);
    }
    if !there.is_empty() {
        let wait = (dice.pick(&there) + dice.pick(&[1, 1, 1, 2])).saturating_sub(dice.pick(&[1, 1, 1, 2]));
        change_needs(&mut snapshot, |need| {
            if need.is_critical() { need.with_tolerance(wait).unwrap() } else { need }
        });
    }
    (Snapshot::new(snapshot).unwrap(), Plan::new(plan).unwrap())
}

/// Each stays for a while and is followed by the next, counted from the alarm.
fn relayed(dice: &mut Dice, snapshot: Snapshot, plan: Plan, grid: u32) -> (Snapshot, Plan) {
    let mut plan = plan.into_parts();
    everybody_for_everything(dice, &snapshot.clone().into_parts(), &mut plan);
    let stays = dice.between(1, 3) * grid;
    for (one, before) in plan.responders.iter_mut().zip(0..) {
        one.not_before = (before > 0).then_some(NotBefore::AfterAlarmMin(before * stays));
        one.stays_min = Some(stays + dice.below(2));
    }
    (snapshot, Plan::new(plan).unwrap())
}

/// A device raises the alarm, and responders who are reachable, agreed and called for any loss cover every need but
/// their own. How long the alarm takes.
fn everybody_for_everything(dice: &mut Dice, snapshot: &SnapshotParts, plan: &mut PlanParts) -> u32 {
    let takes = plan.alarms.first().map_or(0, |alarm| alarm.takes_min);
    let id = AlarmId::new(Uuid::from_u128(7 << 96));
    plan.alarms = vec![Alarm {
        id,
        way: Way::Device { device: None },
        for_loss: ForLoss::any(),
        when: WeekPattern::always(),
        takes_min: takes,
        period: Period::ALWAYS,
    }];
    for one in &mut plan.responders {
        let others = snapshot.needs.iter().filter(|need| SourceId::from(need.person()) != one.source);
        one.covers = others.map(Need::id).collect();
        one.hands = 3;
        one.hands_for.clear();
        (one.reachable, one.for_loss) = (WeekPattern::always(), ForLoss::any());
        one.agreed = Told::Known(Agreed::On(date()));
        if dice.percent(40) {
            one.takes_in.clear();
        }
    }
    takes
}

fn change_needs(parts: &mut SnapshotParts, change: impl FnMut(Need) -> Need) {
    let needs = std::mem::take(&mut parts.needs);
    parts.needs = needs.into_iter().map(change).collect();
}

/// Leaves one or two windows of each need, of no more than an hour or two, and tolerances of hours.
fn few_hours(dice: &mut Dice, parts: &mut SnapshotParts) {
    let most = dice.pick(&[20, 60, 120]);
    change_needs(parts, |need| {
        let shorter = |window: &Window| {
            let whole = window.span();
            // Of one over Sunday midnight what lies around that.
            let start = u32::from(whole.start().get());
            let end = start + u32::from(whole.minutes());
            let start = if end > 10_080 { start.max(10_080 - most / 2) } else { start };
            let minutes = (end - start).min(most);
            let owed = window.owed().min(u16::try_from(minutes).unwrap());
            Window::doing(span(start, minutes), owed).unwrap()
        };
        let windows = need.windows().iter().take(2).map(shorter).collect();
        let tolerance = need.tolerance_min() % 121;
        need.with_windows(windows).and_then(|need| need.with_tolerance(tolerance)).unwrap()
    });
}

/// What is critical and not met today is covered by somebody, or it is not so critical.
fn nothing_critical_is_missing(dice: &mut Dice, parts: &mut SnapshotParts) {
    let house = House::of(&Snapshot::new(parts.clone()).unwrap());
    let missing = gaps(&house, View::ALL);
    let mut number = 0;
    let mut added = Vec::new();
    for id in missing.into_iter().filter(|id| house.need(*id).is_critical()) {
        let need = house.need(id);
        let others: Vec<SourceId> =
            parts.sources.iter().map(|source| source.id).filter(|id| *id != need.person().into()).collect();
        if others.is_empty() || dice.percent(40) {
            change_needs(parts, |need| if need.id() == id { less_critical(&need) } else { need });
            continue;
        }
        number += 1;
        let windows = WeekPattern::from_spans(need.windows().iter().map(|window| window.span()));
        let when = if dice.percent(30) { WeekPattern::always() } else { windows };
        let new = ArrangementId::new(Uuid::from_u128((6 << 96) | number));
        let mut help = Arrangement::new(new, dice.pick(&others), id, when);
        help.hands = need.helpers();
        help.relies_on = Reliance::Stated(Vec::new());
        added.push(help);
    }
    parts.arrangements.extend(added);
}

/// What is critical has hours; what has none is not so critical.
fn hours_are_known(parts: &mut SnapshotParts) {
    change_needs(parts, |need| {
        if need.is_critical() && need.windows().is_empty() { less_critical(&need) } else { need }
    });
}

/// Nobody knows the hours of the first critical need.
fn hours_are_forgotten(parts: &mut SnapshotParts) {
    let mut done = false;
    change_needs(parts, |need| {
        let forgets = need.is_critical() && !done;
        done |= forgets;
        if forgets { need.with_windows(Vec::new()).unwrap() } else { need }
    });
}

/// People live at several addresses, and help is given at others and out of doors, by some who sleep.
fn where_and_awake(dice: &mut Dice, parts: &mut SnapshotParts) {
    let label = |dice: &mut Dice| Word::of(dice.pick(&["next-door", "mill-lane"]));
    for source in &mut parts.sources {
        let at = Address::At(label(dice));
        match source.kind {
            SourceKind::Member if dice.percent(45) => {
                source.lives = Some(dice.pick(&[at.clone(), at, Address::Elsewhere, Address::Home]));
            }
            SourceKind::Person if dice.percent(60) => {
                source.lives = Some(dice.pick(&[at.clone(), at, Address::Elsewhere]));
            }
            _ => {}
        }
    }
    for help in &mut parts.arrangements {
        if dice.percent(30) {
            let at = Place::At(label(dice));
            help.at = dice.pick(&[at.clone(), at, Place::Out(None)]);
        }
        // Whoever sleeps where nobody has to be awake covers as before.
        let need = parts.needs.iter().find(|need| need.id() == help.need).unwrap();
        let sleeps = !need.asks_awake() && need.windows().iter().all(|window| window.is_being_there());
        if sleeps && dice.percent(70) {
            help.awake = Told::Known(dice.percent(20));
        }
    }
}

/// People telephone and carry cards, somebody notices who is no source of the week, and a device is slow.
fn found_out(dice: &mut Dice, snapshot: &Snapshot, plan: Plan, horizon: u32) -> Plan {
    let mut parts = plan.into_parts();
    let people: Vec<PersonId> = snapshot.sources().iter().filter_map(Source::as_person).collect();
    let sources: Vec<SourceId> = snapshot.sources().iter().map(|source| source.id).collect();
    let mut number = 100;
    let mut raises = |way, for_loss, when, takes_min| {
        number += 1;
        Alarm {
            id: AlarmId::new(Uuid::from_u128((7 << 96) | number)),
            way,
            for_loss,
            when,
            takes_min,
            period: Period::ALWAYS,
        }
    };
    if dice.percent(60) {
        parts.alarms.retain(|alarm| matches!(alarm.way, Way::Member { .. } | Way::NextVisit { .. }));
    }
    let soon = |dice: &mut Dice| dice.pick(&[0, 0, 1, 5, 10]);
    for person in people {
        let for_loss = if dice.percent(75) { ForLoss::any() } else { ForLoss::of([dice.pick(&sources)]) };
        let able = Told::Known(dice.percent(90));
        if dice.percent(50) {
            let way = Way::OwnTelephone { person, able };
            parts.alarms.push(raises(way, for_loss.clone(), WeekPattern::always(), soon(dice)));
        }
        if dice.percent(50) {
            let found_after_min = (!dice.percent(15)).then(|| soon(dice));
            let way = Way::Card { person, found_after_min };
            parts.alarms.push(raises(way, for_loss, WeekPattern::always(), soon(dice)));
        }
    }
    if dice.percent(50) {
        let stranger = SourceId::new(Uuid::from_u128(14 << 96));
        let responds: Vec<SourceId> = parts.responders.iter().map(|one| one.source).collect();
        let responds = responds.into_iter().find(|one| !sources.contains(one));
        let noticed_by = responds.filter(|_| dice.percent(30)).unwrap_or(stranger);
        let from = NoticesFrom::SomethingElse(PrivateText::new("the light in the window").unwrap());
        let from = dice.pick(&[None, Some(from), Some(NoticesFrom::Help)]);
        let for_loss = if dice.percent(85) { ForLoss::of(dice.some(&sources, 80)) } else { ForLoss::any() };
        let minute = span(dice.below(10_080), 1);
        let most = WeekPattern::always().difference(&WeekPattern::from(minute));
        let daily = WeekPattern::from_spans((0..7).map(|day| span(day * 1_440 + dice.below(1_000), 240)));
        let when = dice.pick(&[most.clone(), most, daily, WeekPattern::always()]);
        if !for_loss.sources().is_some_and(BTreeSet::is_empty) {
            let way = Way::MissedVisit { noticed_by, from };
            parts.alarms.push(raises(way, for_loss, when, soon(dice)));
        }
    }
    // Somebody of the household visits another of it, who lives elsewhere.
    let apart = |one: &Source, other: &Source| one.address().is_known_other(&other.address());
    let members = || snapshot.sources().iter().filter(|source| source.kind == SourceKind::Member);
    let visitor = members().find(|one| members().any(|other| apart(one, other)));
    if let Some(visitor) = visitor.filter(|_| dice.percent(60)) {
        let way = Way::NextVisit { by: Some(visitor.id) };
        parts.alarms.push(raises(way, ForLoss::any(), WeekPattern::always(), soon(dice)));
    }
    if dice.percent(60) {
        let slow = dice.pick(&[horizon / 4, horizon / 2, horizon - 1]);
        let way = Way::Device { device: None };
        parts.alarms.push(raises(way, ForLoss::any(), WeekPattern::always(), slow));
    }
    Plan::new(parts).expect("a plan")
}

/// Some of what helps today ends: tomorrow, around the last day that is looked ahead, or around a date of review.
fn some_help_ends(dice: &mut Dice, parts: &mut SnapshotParts, horizon_min: u32) {
    let ahead = 7 + u64::from(horizon_min / 1_440);
    for help in &mut parts.arrangements {
        let days = dice.pick(&[1, 2, ahead - 1, ahead, ahead, ahead + 1, 20, 40, 80]);
        let until = date().checked_add_days(Days::new(days));
        if dice.percent(30) && help.period == Period::ALWAYS {
            help.period = Period::new(None, until).unwrap();
        }
    }
}

/// Some entries of a plan name what is not there any more: a need, a person, a source, one of several or all.
fn names_what_is_gone(dice: &mut Dice, plan: Plan) -> Plan {
    let gone = Uuid::from_u128((13 << 96) | u128::from(dice.below(3)));
    let mut parts = plan.into_parts();
    let for_loss = |dice: &mut Dice, of: &mut ForLoss| match dice.below(6) {
        0 => *of = ForLoss::of([SourceId::new(gone)]),
        1 => {
            let known = of.sources().into_iter().flatten().copied();
            *of = ForLoss::of(known.chain([SourceId::new(gone)]).collect::<Vec<_>>());
        }
        _ => {}
    };
    for alarm in &mut parts.alarms {
        for_loss(dice, &mut alarm.for_loss);
        if !dice.percent(15) {
            continue;
        }
        match &mut alarm.way {
            Way::Member { person, .. } | Way::OwnTelephone { person, .. } | Way::Card { person, .. } => {
                *person = PersonId::new(gone);
            }
            Way::NextVisit { by } | Way::Device { device: by } => *by = Some(SourceId::new(gone)),
            Way::MissedVisit { noticed_by, .. } => *noticed_by = SourceId::new(gone),
        }
    }
    for one in &mut parts.responders {
        for_loss(dice, &mut one.for_loss);
        match dice.below(6) {
            0 => one.covers.push(NeedId::new(gone)),
            1 => {
                one.covers = vec![NeedId::new(gone)];
                one.hands_for.clear();
            }
            2 if !one.takes_in.is_empty() => one.takes_in.push(PersonId::new(gone)),
            3 => {
                one.covers.push(NeedId::new(gone));
                one.hands_for.push(HandsFor { need: NeedId::new(gone), hands: 2 });
            }
            _ => {}
        }
    }
    if dice.percent(20) {
        let mut page = PersonPage::of(PersonId::new(gone));
        let sources = parts.responders.iter().map(|one| one.source).collect();
        page.wishes.not_to_be_called = Told::Known(Short::new(sources).unwrap());
        parts.people.push(page);
    }
    Plan::new(parts).expect("a plan")
}

fn less_critical(need: &Need) -> Need {
    Need::new(need.id(), need.person(), need.outcome(), Consequence::Serious)
        .with_windows(need.windows().to_vec())
        .and_then(|new| new.with_helpers(need.helpers()))
        .and_then(|new| new.with_tolerance(need.tolerance_min()))
        .and_then(|new| new.with_every(need.every()))
        .and_then(|new| new.with_skills(need.skills().to_vec()))
        .unwrap()
        .with_awake(need.asks_awake())
}
