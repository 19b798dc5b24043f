//! Planned absences with dates against the slow reference over real days: what the absence alone breaches, and the level
//! that fails of what is lost besides.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use chrono::{Datelike, Days, NaiveTime, TimeDelta};
use mutual_care::base::{NeedId, Period, SourceId};
use mutual_care::emergency::record::Moment;
use mutual_care::emergency::{Absence, OnlyConfirmed, Plan, ProofAnswer, ProofQuestion, prove};
use mutual_care::need::Snapshot;

use super::emergency_reference::absence::{Absence as Away, Absent, days_of};
use super::for_each_plan;
use super::generator::{Dice, Emergency, Size, period_around};
use super::reference::{House, View};

/// The plan, with some of what is in it for some days only.
fn on_some_days(dice: &mut Dice, made: &Emergency) -> (Snapshot, Plan) {
    // As a rule a day on which something is needed.
    let windows = made.snapshot.needs().iter().flat_map(|need| need.windows().iter());
    let starts: Vec<u32> = windows.map(|window| window.span().start().get().into()).collect();
    let day = if starts.is_empty() || dice.percent(10) { dice.below(7) } else { dice.pick(&starts) / 1_440 };
    let on = made.snapshot.on() + Days::new(day.into());
    let mut parts = made.plan.clone().into_parts();
    let alarms = parts.alarms.iter_mut().map(|alarm| &mut alarm.period);
    for period in alarms.chain(parts.responders.iter_mut().map(|one| &mut one.period)) {
        if dice.percent(30) {
            *period = period_around(dice, on);
        }
    }
    let plan = Plan::new(parts).unwrap();
    let mut parts = made.snapshot.clone().into_parts();
    parts.on = on;
    for help in &mut parts.arrangements {
        // What alternates makes the cycle longer on other days than on this one: of that other tests ask.
        if help.every.is_none() && dice.percent(15) {
            help.period = period_around(dice, on);
        }
    }
    parts.needs = std::mem::take(&mut parts.needs)
        .into_iter()
        .map(|need| if dice.percent(10) { need.with_period(period_around(dice, on)) } else { need })
        .collect();
    // With what has begun by then the cycle may be too long.
    (Snapshot::new(parts).unwrap_or_else(|_| made.snapshot.clone()), plan)
}

/// Somebody or something, for some hours or days, from the first day of the week that is asked about.
fn away(dice: &mut Dice, week: &Snapshot) -> Away {
    let members: Vec<SourceId> = week.members().map(SourceId::from).collect();
    let all: Vec<SourceId> = week.sources().iter().map(|source| source.id).collect();
    // Mostly somebody who needs nothing that cannot wait: what is needed is needed all the same.
    let critical = |who: &SourceId| {
        week.needs().iter().any(|need| need.is_critical() && SourceId::from(need.person()) == *who)
    };
    let others: Vec<SourceId> = all.iter().copied().filter(|who| !critical(who)).collect();
    let first = if others.is_empty() || dice.percent(25) { &members } else { &others };
    let mut who = BTreeSet::from([dice.pick(first)]);
    if dice.percent(20) {
        who.insert(dice.pick(&all));
    }
    // As something is needed on that day, if anything is.
    let of_day: Vec<u32> = week
        .needs()
        .iter()
        .flat_map(|need| need.windows().iter())
        .map(|window| u32::from(window.span().start().get()))
        .filter(|start| start / 1_440 == week.on().weekday().num_days_from_monday())
        .map(|start| start % 1_440)
        .collect();
    let start = if of_day.is_empty() || dice.percent(30) { 0 } else { dice.pick(&of_day) };
    let start = start.saturating_sub(dice.pick(&[0, 0, 1, 30, 60]));
    let lasts = dice.pick(&[1, 60, 240, 600, 600, 1_440, 1_440, 2_000, 2_880, 4_320]);
    let from = week.on().and_time(NaiveTime::MIN) + TimeDelta::minutes(start.into());
    Away { who, from, until: from + TimeDelta::minutes(lasts) }
}

/// Minutes of the absence that tell most: its first and last, and around windows.
fn telling(dice: &mut Dice, house: &House, start: u32, lasts: u32, most: usize) -> Vec<u32> {
    let mut minutes = BTreeSet::from([0, lasts - 1, dice.below(lasts)]);
    for window in house.needs.iter().flat_map(|need| house.windows(need.id())) {
        let edges = [window.start, window.start + window.minutes];
        let round = dice.pick(&[0, 0, 1, 15, 60, 120]);
        let near = edges.into_iter().filter_map(|edge| (edge.checked_sub(round)?).checked_sub(start));
        minutes.extend(near.filter(|minute| *minute < lasts));
    }
    let minutes = dice.shuffled(minutes.into_iter().collect());
    minutes.into_iter().take(most).collect()
}

#[test]
fn a_planned_absence_is_as_by_the_book() {
    let reached: Mutex<BTreeMap<String, u32>> = Mutex::default();
    let note = |what: String| *reached.lock().unwrap().entry(what).or_default() += 1;
    for_each_plan(140, Size::Small, |seed, made| {
        let mut dice = Dice::new(seed, 83);
        let (week, plan) = on_some_days(&mut dice, made);
        let away = away(&mut dice, &week);
        let horizon_min = made.question.horizon_min;
        let question = ProofQuestion {
            as_planned: BTreeSet::new(),
            absence: Some(Absence {
                who: away.who.clone(),
                from: Moment::of(away.from),
                until: Moment::of(away.until),
            }),
            ..made.question.clone()
        };
        let proven = prove(&week, &plan, &question).unwrap();
        for what in told_of(&week, &plan, &away) {
            note(what.to_owned());
        }
        let days = days_of(&week, &away, horizon_min);
        let absent = Absent::new(&week, &days, View::ALL, &plan, &away, horizon_min);
        if let ProofAnswer::NotYet(not_yet) = &proven.answer {
            let told: BTreeMap<NeedId, u32> =
                not_yet.needs.iter().map(|harm| (harm.need, harm.least_min)).collect();
            assert_eq!(told, absent.alone(), "by the absence alone");
            note(format!("not yet{}", if told.is_empty() { ", nothing to tell" } else { "" }));
            return;
        }
        let minute = |at: chrono::NaiveDateTime| u32::try_from((at - away.from).num_minutes()).unwrap();
        let told = proven.counterexample().map(|told| {
            let time =
                NaiveTime::MIN + TimeDelta::minutes(i64::from(told.scenario.start.minute().get()) % 1_440);
            let at = minute(told.scenario.day.expect("the day of it").and_time(time));
            (told.level, told.harm_at, at, told.scenario.lost.clone(), told.scenario.silent)
        });
        let start = u32::try_from((away.from - days.on.and_time(NaiveTime::MIN)).num_minutes()).unwrap();
        let mut minutes = telling(&mut dice, &days, start, absent.lasts, 8);
        minutes.extend(told.as_ref().map(|(_, _, at, ..)| *at));
        let found = absent.seek(&minutes);
        assert_eq!(found.not_yet, BTreeMap::new());
        let fails = found.fails.map(|(level, harm, it)| (level, harm, it.at, it.lost, it.silent));
        note(format!("strength {}", proven.strength()));
        assert_eq!(told, fails);
        // The second strength is no greater than what some minutes show, and nothing to prove is nothing to prove.
        let confirmed = Absent::new(&week, &days, View::CONFIRMED, &plan, &away, horizon_min);
        let alone: BTreeSet<NeedId> = confirmed.alone().into_keys().collect();
        if let Some(OnlyConfirmed::NotYet(needs)) = &proven.only_confirmed {
            assert!(alone.is_subset(&needs.iter().copied().collect()), "confirmed: {alone:?}");
            note("confirmed: not yet".to_owned());
            return;
        }
        assert!(alone.is_empty(), "confirmed: {alone:?}");
        if let Some((level, ..)) = confirmed.seek(&minutes).fails {
            assert!(proven.strength_confirmed() < level.number(), "confirmed: {level:?}");
        }
        note(format!("confirmed: another {}", proven.only_confirmed.is_some()));
    });
    let reached = reached.into_inner().unwrap();
    println!("{reached:#?}");
    let strengths = (0..=3).map(|strength| format!("strength {strength}"));
    let confirmed = ["confirmed: not yet", "confirmed: another false", "confirmed: another true"];
    let told = ["not yet", "away: a member", "away: another", "away: two", "for some days: a responder"];
    let told =
        told.into_iter().chain(["for some days: an alarm", "for some days: help", "for some days: a need"]);
    for what in told.chain(confirmed).map(str::to_owned).chain(strengths) {
        assert!(reached.contains_key(&what), "never reached: {what}");
    }
}

/// What is in the question, and begins or ends while somebody is away.
fn told_of(week: &Snapshot, plan: &Plan, away: &Away) -> Vec<&'static str> {
    let (first, last) = (away.from.date(), away.until.date());
    let some = |period: Period| {
        let begins = period.from().is_some_and(|from| first < from && from <= last);
        begins || period.until().is_some_and(|until| first < until && until <= last)
    };
    let is_member = |who: &SourceId| week.members().any(|member| SourceId::from(member) == *who);
    let all = [
        ("away: a member", away.who.iter().any(is_member)),
        ("away: another", !away.who.iter().all(is_member)),
        ("away: two", away.who.len() > 1),
        ("for some days: a responder", plan.responders().iter().any(|one| some(one.period))),
        ("for some days: an alarm", plan.alarms().iter().any(|alarm| some(alarm.period))),
        ("for some days: help", week.arrangements().iter().any(|help| some(help.period))),
        ("for some days: a need", week.needs().iter().any(|need| some(need.period()))),
    ];
    all.into_iter().filter(|(_, is)| *is).map(|(what, _)| what).collect()
}
