//! When help is there, as people say it: days of the week, clock times, weeks that alternate, dates in a row.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use chrono::{Datelike, Days, NaiveDate};

use super::sentences as tell;
use crate::base::{
    Every, MINUTES_PER_DAY, MINUTES_PER_WEEK, WeekMinute, WeekSpan, date_in_words, listed, minute_in_words,
};
use crate::package::{Line, When};

/// How far ahead the next time is looked for: longer than any cycle of weeks.
const LOOK_AHEAD_DAYS: u64 = 366;
const DAYS: [&str; 7] = [
    tell::MONDAYS,
    tell::TUESDAYS,
    tell::WEDNESDAYS,
    tell::THURSDAYS,
    tell::FRIDAYS,
    tell::SATURDAYS,
    tell::SUNDAYS,
];

/// "Mondays to Fridays from 08:00 to 08:30 and from 18:00 to 18:30, and Sundays from 09:00 to 10:00".
pub(super) fn spans_in_words(spans: &[WeekSpan]) -> String {
    // How many there are at once at each time of the day, on each day of the week.
    let mut times: BTreeMap<(u16, u16), [u8; 7]> = BTreeMap::new();
    let mut long = Vec::new();
    for span in spans {
        let (day, start) = day_and_minute(span.start());
        if span.minutes() == MINUTES_PER_WEEK {
            return String::from(tell::ALL_THE_TIME);
        } else if span.minutes() > MINUTES_PER_DAY {
            let (start, end) = (minute_in_words(span.start()), minute_in_words(span.end()));
            long.push(tell::from_to_later(&start, &end));
        } else if let Some(count) = times.entry((start, span.minutes())).or_default().get_mut(day) {
            *count = count.saturating_add(1);
        }
    }
    let mut on: Vec<([bool; 7], Vec<String>)> = Vec::new();
    for ((start, minutes), counts) in times {
        let mut at_once: Vec<u8> = counts.iter().copied().filter(|count| *count > 0).collect();
        at_once.sort_unstable();
        at_once.dedup();
        for count in at_once {
            let days = counts.map(|on| on == count);
            let time = clock_times(start, minutes);
            let time = if count == 1 { time } else { tell::at_once(&time, &count) };
            match on.iter_mut().find(|(same, _)| *same == days) {
                Some((_, times)) => times.push(time),
                None => on.push((days, alloc::vec![time])),
            }
        }
    }
    let on = on.into_iter().map(|(days, times)| tell::on_days(&days_in_words(days), &listed(&times)));
    let all: Vec<String> = on.chain(long).collect();
    all.join("; ")
}

/// "Mondays to Fridays", "Tuesdays and Saturdays", "every day".
fn days_in_words(days: [bool; 7]) -> String {
    let on: Vec<usize> = (0..7).filter(|day| days.get(*day) == Some(&true)).collect();
    let name = |day: &usize| DAYS.get(*day).copied().unwrap_or_default();
    match on.as_slice() {
        all if all.len() == 7 => String::from(tell::EVERY_DAY),
        [first, .., last] if on.len() > 2 && last - first + 1 == on.len() => {
            tell::days_to(&name(first), &name(last))
        }
        some => listed(&some.iter().map(|day| name(day).to_string()).collect::<Vec<_>>()),
    }
}

fn clock_times(start: u16, minutes: u16) -> String {
    let end = start + minutes;
    let (from, to) = (clock(start), clock(end));
    match end {
        _ if minutes == MINUTES_PER_DAY => tell::from_for_a_day(&from),
        0..=MINUTES_PER_DAY => tell::from_to(&from, &to),
        _ => tell::from_to_next_day(&from, &to),
    }
}

fn clock(minute: u16) -> String {
    match minute % MINUTES_PER_DAY {
        0 => String::from(tell::MIDNIGHT),
        minute => alloc::format!("{:02}:{:02}", minute / 60, minute % 60),
    }
}

fn day_and_minute(minute: WeekMinute) -> (usize, u16) {
    (usize::from(minute.get() / MINUTES_PER_DAY), minute.get() % MINUTES_PER_DAY)
}

/// The same where not every week, or not every day, is like another.
pub(super) fn alternating_in_words(when: &str, every: Every) -> String {
    match every.days_on() {
        Some((on, days)) => tell::days_of(&when, &on, &days),
        None if every.cycle_weeks() == 2 => tell::second_week(&when),
        None => tell::one_week_of(&when, &every.cycle_weeks()),
    }
}

/// The first date on or after a day on which a visit of a line begins, days left out on which it is off.
pub(super) fn next_visit(
    line: &Line,
    on: NaiveDate,
    is_off: impl Fn(NaiveDate) -> bool,
) -> Option<NaiveDate> {
    let Some(When::Visits { visits, every }) = &line.when else { return None };
    let first = line.period.from().map_or(on, |from| from.max(on));
    let begins = |day: NaiveDate| {
        let weekday = u16::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
        visits.spans().iter().any(|span| begins_on(*span, weekday, every.is_some_and(Every::is_by_days)))
    };
    let days = (0..LOOK_AHEAD_DAYS).map_while(|later| first.checked_add_days(Days::new(later)));
    let mut days = days.take_while(|day| line.period.contains(*day));
    days.find(|day| every.is_none_or(|every| every.is_on_day(*day)) && begins(*day) && !is_off(*day))
}

/// Whether a stretch begins on a day of the week; in a rota by days each piece of 24 hours begins anew.
fn begins_on(span: WeekSpan, weekday: u16, by_days: bool) -> bool {
    let start = span.start().get() / MINUTES_PER_DAY;
    let pieces = if by_days { span.minutes().div_ceil(MINUTES_PER_DAY) } else { 1 };
    (0..pieces).any(|piece| (start + piece) % 7 == weekday)
}

/// "Thursday 5 March 2026".
pub(super) fn day_in_words(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// Dates in order, those in a row together: "6 July 2026 to 12 July 2026".
pub(super) fn in_a_row(dates: &[NaiveDate]) -> Vec<String> {
    let mut rows: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for date in dates {
        match rows.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(*date) => *last = *date,
            _ => rows.push((*date, *date)),
        }
    }
    let row = |(first, last): (NaiveDate, NaiveDate)| {
        if first == last {
            date_in_words(first)
        } else {
            tell::days_to(&date_in_words(first), &date_in_words(last))
        }
    };
    rows.into_iter().map(row).collect()
}
