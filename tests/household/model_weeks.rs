//! One week out of all that alternates, minute by minute and day by day.

use chrono::{Datelike, Days, NaiveDate};
use mutual_care::base::{Every, MINUTES_PER_WEEK, WeekMinute, WeekPattern, WeekSpan};
use mutual_care::need::{Need, Reliance, SnapshotParts, Window};

use crate::model::Model;

const DAY: usize = 1440;
const WEEK: usize = MINUTES_PER_WEEK as usize;

/// Whether a day is on, by what is written: weeks are those of Mondays.
fn is_on(every: Every, day: NaiveDate) -> bool {
    let written = serde_json::to_value(every).unwrap();
    let from: NaiveDate = written["from"].as_str().unwrap().parse().unwrap();
    let (mut back, mut apart) = (day, 0_i64);
    if let Some(weeks) = written["weeks"].as_i64() {
        while back.weekday() != chrono::Weekday::Mon {
            back = back - Days::new(1);
        }
        apart += (back - from).num_days();
        return (apart / 7) % weeks == 0;
    }
    let (days, on) = (written["days"].as_i64().unwrap(), written["on"].as_i64().unwrap());
    apart += (back - from).num_days();
    while apart < 0 {
        apart += days;
    }
    apart % days < on
}

/// The day in the week of another on which a minute is.
fn day_of(minute: usize, on: NaiveDate) -> NaiveDate {
    let mut monday = on;
    while monday.weekday() != chrono::Weekday::Mon {
        monday = monday - Days::new(1);
    }
    monday + Days::new((minute / DAY) as u64)
}

/// The minutes of a pattern that are on in the week of a day.
fn pattern(when: &WeekPattern, every: Every, on: NaiveDate) -> WeekPattern {
    let minute = |at: usize| WeekMinute::new(u16::try_from(at % WEEK).unwrap()).unwrap();
    let there = |at: usize| when.contains(minute(at));
    let whole = (0..WEEK).all(there);
    let starts = (0..WEEK).filter(|at| if whole { *at == 0 } else { there(*at) && !there(at + WEEK - 1) });
    let mut kept: Vec<WeekSpan> = Vec::new();
    let by_days = every.is_by_days();
    for start in starts {
        let mut piece = start;
        for at in (start..start + WEEK).take_while(|at| there(*at)) {
            if by_days && (at - start) % DAY == 0 {
                piece = at;
            }
            if is_on(every, day_of(piece % WEEK, on)) {
                kept.push(WeekSpan::new(minute(at), 1).unwrap());
            }
        }
    }
    WeekPattern::from_spans(kept)
}

fn need(need: &Need, on: NaiveDate) -> Option<Need> {
    let Some(every) = need.every() else { return Some(need.clone()) };
    let on_in_it = |window: &&Window| is_on(every, day_of(window.span().start().get().into(), on));
    let windows: Vec<Window> = need.windows().iter().filter(on_in_it).copied().collect();
    let any_day = (0..7).any(|day| is_on(every, day_of(day * DAY, on)));
    let there = if need.windows().is_empty() { any_day } else { !windows.is_empty() };
    there.then(|| need.clone().with_every(None).unwrap().with_windows(windows).unwrap())
}

impl Model {
    /// The one week in which a day is.
    pub fn week_of(&self, on: NaiveDate) -> SnapshotParts {
        let mut parts = self.as_at(on);
        parts.needs = parts.needs.iter().filter_map(|one| need(one, on)).collect();
        let there = |id| parts.needs.iter().any(|need| need.id() == id);
        parts.arrangements.retain(|it| there(it.need));
        for it in &mut parts.arrangements {
            if let Reliance::Stated(list) = &mut it.relies_on {
                list.retain(|id| there(*id));
            }
            if let Some(every) = it.every {
                it.when = pattern(&it.when, every, on);
            }
        }
        parts.arrangements.retain(|it| it.every.is_none() || !it.when.is_never());
        parts.arrangements.iter_mut().for_each(|it| it.every = None);
        let members = self.members(on);
        parts.sources = self.sources(on, &members, &parts.arrangements, |id| self.address(id, on));
        parts
    }
}
