//! A slow model of a night on which the clock is put back: it walks the minutes that pass, one by one, and looks at the clock
//! in each.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{ArrangementId, NeedId, SourceId, WeekMinute};
use mutual_care::need::{Arrangement, Need, Reliance, Snapshot};

/// Minutes of Greenwich, from midnight before Sunday 25 October 2026.
pub type Minute = i64;

const SUNDAY: i64 = 6 * 1_440;

/// The minutes at which a clock showed this time, in minutes from midnight before that Sunday (Saturday's are less
/// than 0): one, or two.
pub fn readings(shown: i64) -> Vec<Minute> {
    match shown {
        ..60 => vec![shown - 60],
        60..120 => vec![shown - 60, shown],
        _ => vec![shown],
    }
}

/// What the clock shows then.
pub fn shown(minute: Minute) -> i64 {
    if minute < 60 { minute + 60 } else { minute }
}

/// Somebody who helps from one minute of Greenwich until before another.
#[derive(Debug, Clone)]
pub struct Help {
    pub from: Minute,
    pub until: Option<Minute>,
    pub needs: Vec<NeedId>,
}

struct Course<'a> {
    need: &'a Need,
    /// Of each window the minutes that went uncovered in its occurrence, and as they were at the first 01:00.
    uncovered: Vec<u32>,
    then: Vec<u32>,
    opened: Option<Minute>,
    breached: Option<Minute>,
}

fn week_minute(shown: i64) -> WeekMinute {
    WeekMinute::new(u16::try_from((SUNDAY + shown).rem_euclid(10_080)).unwrap()).unwrap()
}

fn leans_on(arrangement: &Arrangement) -> &[NeedId] {
    match &arrangement.relies_on {
        Reliance::Stated(needs) | Reliance::Assumed(needs) => needs,
        Reliance::NotSaid => &[],
    }
}

/// When which need comes to harm, with these lost from one minute until before another, and this help. All arrangements of
/// the week are sure and always there, or never lean on what is not met.
pub fn harm(
    week: &Snapshot,
    lost: &BTreeSet<SourceId>,
    loss: Minute,
    until: Minute,
    help: &[Help],
) -> BTreeMap<NeedId, Minute> {
    let gives = |a: &Arrangement, minute: WeekMinute| a.when.contains(minute);
    let mut courses: Vec<Course<'_>> = (week.needs().iter())
        .map(|need| Course {
            need,
            uncovered: vec![0; need.windows().len()],
            then: vec![0; need.windows().len()],
            opened: None,
            breached: None,
        })
        .collect();
    // Before the loss everybody was there; nothing was open.
    for course in &mut courses {
        for (place, window) in course.need.windows().iter().enumerate() {
            if !window.span().contains(week_minute(shown(loss))) {
                continue;
            }
            let mut minute = window.span().start();
            while minute != week_minute(shown(loss)) {
                let there =
                    week.arrangements().iter().any(|a| a.need == course.need.id() && gives(a, minute));
                course.uncovered[place] += u32::from(!there);
                minute = minute.plus(1);
            }
        }
    }
    let mut stopped: BTreeSet<ArrangementId> = BTreeSet::new();
    for minute in loss..until {
        let clock = week_minute(shown(minute));
        for course in &mut courses {
            if minute == 0 {
                course.then.clone_from(&course.uncovered);
            }
            for (place, window) in course.need.windows().iter().enumerate() {
                let last = week_minute(119);
                if minute == 60 && window.span().contains(clock) && !window.span().contains(last) {
                    course.uncovered[place] = course.then[place];
                }
                if window.span().start() == clock {
                    course.uncovered[place] = 0;
                }
            }
        }
        let covered = |need: &Need, stopped: &BTreeSet<ArrangementId>| {
            let of_week = week.arrangements().iter().filter(|a| a.need == need.id());
            let there =
                |from, until: Option<Minute>| from <= minute && until.is_none_or(|until| minute < until);
            of_week.into_iter().any(|a| gives(a, clock) && !lost.contains(&a.by) && !stopped.contains(&a.id))
                || help.iter().any(|one| there(one.from, one.until) && one.needs.contains(&need.id()))
        };
        // Breaches of the minute, until none is added.
        loop {
            let new: Vec<usize> = (0..courses.len())
                .filter(|place| {
                    let course = &courses[*place];
                    let opens = would_open(course, clock).then_some(minute);
                    let opened = course.opened.or(opens);
                    let due = opened.map(|opened| opened + i64::from(course.need.tolerance_min()));
                    course.breached.is_none() && due == Some(minute) && !covered(course.need, &stopped)
                })
                .collect();
            for place in &new {
                courses[*place].breached = Some(minute);
                let need = courses[*place].need.id();
                let leaning = week.arrangements().iter().filter(|a| leans_on(a).contains(&need));
                stopped.extend(leaning.map(|a| a.id));
            }
            if new.is_empty() {
                break;
            }
        }
        for course in &mut courses {
            let covered = covered(course.need, &stopped);
            let opens = would_open(course, clock);
            if !covered {
                for (place, window) in course.need.windows().iter().enumerate() {
                    course.uncovered[place] += u32::from(window.span().contains(clock));
                }
            }
            match course.opened {
                Some(_) if covered => course.opened = None,
                None if !covered && opens => course.opened = Some(minute),
                _ => {}
            }
        }
    }
    courses.into_iter().filter_map(|course| Some((course.need.id(), course.breached?))).collect()
}

fn would_open(course: &Course<'_>, clock: WeekMinute) -> bool {
    let windows = course.need.windows().iter().zip(&course.uncovered);
    course.opened.is_none()
        && windows.into_iter().any(|(window, uncovered)| {
            let slack = u32::from(window.span().minutes() - window.owed());
            window.span().contains(clock) && uncovered + 1 > slack
        })
}
