//! What real weeks bring into plans, so that it decides something: whoever could stand in sleeps, lacks a skill, is there in
//! some weeks or on some days only.

use chrono::{Days, NaiveDate};
use mutual_care::base::{ArrangementId, Every, Period, SourceId, Told, WeekPattern};
use mutual_care::emergency::{Plan, SkillsFor};
use mutual_care::need::{
    Ability, Age, Arrangement, Need, Reliance, SkilledHands, Snapshot, SnapshotParts, SourceKind, Window,
};
use uuid::Uuid;

use super::Dice;
use super::household::date;
use super::real_weeks::Brings;

/// What real weeks bring into two plans of five: one thing or two of them, or all at once.
pub(super) fn brings(dice: &mut Dice) -> Vec<Brings> {
    match dice.below(20) {
        0..=3 => vec![dice.pick(&Brings::ALL)],
        4..=6 => dice.shuffled(Brings::ALL.to_vec()).into_iter().take(2).collect(),
        7 => Brings::ALL.to_vec(),
        _ => Vec::new(),
    }
}

/// For some critical needs there is a second who could see to it: if they are awake, have the skills, and are there in this
/// week and on this day.
pub(super) fn a_second(dice: &mut Dice, parts: &mut SnapshotParts, brings: &[Brings]) {
    let has = |one| brings.contains(&one);
    let mut seconds = Vec::new();
    for need in parts.needs.iter().filter(|need| need.is_critical() && !need.windows().is_empty()) {
        let person = SourceId::from(need.person());
        let gives = |by: SourceId| parts.arrangements.iter().any(|a| a.by == by && a.need == need.id());
        let sources = parts.sources.iter().map(|source| source.id);
        let others: Vec<SourceId> = sources.filter(|by| *by != person && !gives(*by)).collect();
        if others.is_empty() || dice.percent(25) {
            continue;
        }
        let id = ArrangementId::new(Uuid::from_u128((6 << 96) | (100 + seconds.len() as u128)));
        let mut help = Arrangement::new(id, dice.pick(&others), need.id(), WeekPattern::always());
        help.hands = need.helpers();
        help.relies_on = Reliance::Stated(Vec::new());
        help.willing_now = Told::Known(true);
        help.able_now = Told::Known(Ability::Yes);
        if has(Brings::Sleep) {
            help.awake = Told::Known(dice.percent(40));
        }
        if has(Brings::SomeDays) && dice.percent(60) {
            help.able_now = Told::Known(Ability::OnSomeDays { by: None });
        }
        for asked in need.skills() {
            let hands = dice.pick(&[0, help.hands, help.hands]);
            help.skills.push(SkilledHands { skill: asked.skill.clone(), hands });
        }
        if has(Brings::Rotas) && dice.percent(50) {
            help.every = Some(Every::days(7, u8::try_from(dice.between(2, 6)).unwrap(), date()).unwrap());
        } else if has(Brings::Weeks) && dice.percent(50) {
            help.every = Some(Every::weeks(2, date()).unwrap());
        }
        seconds.push(help);
    }
    // Whoever else sees to it is known to be awake and to have the skills.
    for help in &mut parts.arrangements {
        if seconds.iter().any(|second| second.need == help.need) {
            help.skills.clear();
            help.awake = Told::Known(true);
        }
    }
    parts.arrangements.extend(seconds);
}

/// One helper does something for two needs in the same minutes, alone.
pub(super) fn busy(dice: &mut Dice, parts: &mut SnapshotParts) {
    let Some(windows) = parts.needs.iter().map(Need::windows).find(|windows| !windows.is_empty()) else {
        return;
    };
    let span = windows[0].span();
    let Ok(window) = Window::doing(span, (span.minutes() - 1).max(1)) else { return };
    let sources: Vec<SourceId> = parts.sources.iter().map(|source| source.id).collect();
    let by = dice.pick(&sources);
    let mut does = Vec::new();
    let needs = std::mem::take(&mut parts.needs);
    for need in needs {
        if SourceId::from(need.person()) == by || does.len() == 2 {
            parts.needs.push(need);
            continue;
        }
        let id = ArrangementId::new(Uuid::from_u128((6 << 96) | (200 + does.len() as u128)));
        let mut help = Arrangement::new(id, by, need.id(), WeekPattern::from_spans([span]));
        help.hands = need.helpers();
        help.awake = Told::Known(true);
        help.relies_on = Reliance::Stated(Vec::new());
        parts.arrangements.retain(|other| other.need != need.id());
        parts.needs.push(need.with_windows(vec![window]).unwrap());
        does.push(help);
    }
    parts.arrangements.extend(does);
}

/// Of some people a part of the date of birth is known, and of some services in how many places they can be.
pub(super) fn ages_in_part_and_places(dice: &mut Dice, parts: &mut SnapshotParts) {
    for source in &mut parts.sources {
        match source.kind {
            SourceKind::Member | SourceKind::Person if dice.percent(20) => {
                source.age = Some(Age::PerhapsUnder18);
            }
            SourceKind::Provider => source.places = dice.pick(&[None, None, Some(1), Some(2)]),
            _ => {}
        }
    }
}

/// Some of those who respond, or raise the alarm, do so on some days only; of some who respond it is known how many of
/// their hands have a skill.
pub(super) fn some_days_and_skills(dice: &mut Dice, snapshot: &Snapshot, plan: Plan) -> Plan {
    let mut parts = plan.into_parts();
    let alarms = parts.alarms.iter_mut().map(|alarm| &mut alarm.period);
    for period in alarms.chain(parts.responders.iter_mut().map(|one| &mut one.period)) {
        if dice.percent(15) {
            *period = period_around(dice, snapshot.on());
        }
    }
    for one in &mut parts.responders {
        for need in one.covers.iter().filter_map(|need| snapshot.need(*need)) {
            for asked in need.skills() {
                if dice.percent(70) {
                    let most = one.hands_to(need.id());
                    let some = u8::try_from(dice.between(0, most.into())).unwrap();
                    let hands = dice.pick(&[0, most, most, some]);
                    let skill = asked.skill.clone();
                    one.skills_for.push(SkillsFor { need: need.id(), skill, hands });
                }
            }
        }
    }
    Plan::new(parts).expect("a plan")
}

/// A period of a few days around a date, from before it or after it, with an end or none.
pub fn period_around(dice: &mut Dice, on: NaiveDate) -> Period {
    let day = |ahead: i64| {
        let days = Days::new(ahead.unsigned_abs());
        if ahead < 0 { on.checked_sub_days(days) } else { on.checked_add_days(days) }
    };
    let from = dice.pick(&[None, Some(-9), Some(-1), Some(0), Some(1)]);
    let until = dice.pick(&[None, Some(0), Some(1), Some(1), Some(7), Some(8), Some(40)]);
    Period::new(from.and_then(day), until.and_then(day)).unwrap_or(Period::ALWAYS)
}
