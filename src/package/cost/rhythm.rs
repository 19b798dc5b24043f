//! A line's hours by the days of its cycle: how many minutes, how many visits.

use alloc::vec::Vec;

use chrono::{Days, NaiveDate};

use crate::base::{CyclePattern, Every, MINUTES_PER_DAY, MINUTES_PER_WEEK, WeekSpan};

/// A Monday: cycles are counted from one, and it does not matter from which.
const MONDAY: NaiveDate = match NaiveDate::from_ymd_opt(2024, 1, 1) {
    Some(monday) => monday,
    None => NaiveDate::MIN,
};

/// What of a pattern falls on one day of its cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Falls {
    /// Minutes on the day itself: those of two stretches that overlap count twice.
    pub(super) minutes: u32,
    /// Stretches that begin on it.
    pub(super) begin: u32,
}

/// A pattern laid out over the days of its cycle, each stretch as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rhythm {
    days: Vec<Falls>,
}

impl Rhythm {
    pub(super) fn of(spans: &[WeekSpan], every: Option<Every>) -> Self {
        let weeks = weeks(every);
        let mut days = alloc::vec![Falls::default(); usize::from(weeks) * 7];
        for piece in pieces(spans, every, weeks) {
            let mut day = piece.start / u32::from(MINUTES_PER_DAY);
            if let Some(falls) = at(&mut days, day).filter(|_| piece.begins) {
                falls.begin += 1;
            }
            let (mut minute, mut left) = (piece.start % u32::from(MINUTES_PER_DAY), piece.minutes);
            while left > 0 {
                let here = left.min(u32::from(MINUTES_PER_DAY) - minute);
                if let Some(falls) = at(&mut days, day) {
                    falls.minutes += here;
                }
                (day, minute, left) = (day + 1, 0, left - here);
            }
        }
        Self { days }
    }

    /// Which day of the cycle a date is.
    pub(super) fn place(&self, date: NaiveDate) -> usize {
        let cycle = i64::try_from(self.days.len()).unwrap_or(1).max(1);
        let apart = date.signed_duration_since(MONDAY).num_days().rem_euclid(cycle);
        usize::try_from(apart).unwrap_or(0)
    }

    /// Each day of the cycle.
    pub(super) fn days(&self) -> &[Falls] {
        &self.days
    }
}

/// How many weeks it takes until a pattern is as before.
pub(super) fn weeks(every: Option<Every>) -> u8 {
    every.map_or(1, Every::cycle_weeks).max(1)
}

/// The minutes of each stretch of a line that fall into these hours, over so many weeks of which the cycles of both are
/// divisors. Stretches are as listed: a minute of two of them counts twice.
pub(super) fn minutes_within(
    spans: &[WeekSpan],
    every: Option<Every>,
    hours: &CyclePattern,
    over: u8,
) -> u64 {
    let cycle = u32::from(over) * u32::from(MINUTES_PER_WEEK);
    let mut before: Vec<(u32, u32, u64)> = Vec::with_capacity(hours.ranges().len());
    let mut sum = 0;
    for &(start, end) in hours.ranges() {
        before.push((start, end, sum));
        sum += u64::from(end - start);
    }
    let until = |minute: u32| {
        let after = before.partition_point(|range| range.0 < minute);
        let last = after.checked_sub(1).and_then(|last| before.get(last));
        last.map_or(0, |&(start, end, sum)| sum + u64::from(minute.min(end) - start))
    };
    let mut within = 0;
    for piece in pieces(spans, every, over) {
        let end = piece.start + piece.minutes;
        within += until(end.min(cycle)) - until(piece.start);
        within += until(end.saturating_sub(cycle));
    }
    within
}

/// Hours that come again, laid out over so many weeks: each stretch goes with the week or the day on which it begins.
pub(super) fn windows(
    spans: impl Iterator<Item = WeekSpan>,
    every: Option<Every>,
    over: u8,
) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    for span in spans {
        for week in 0..u32::from(over) {
            let start = week * u32::from(MINUTES_PER_WEEK) + u32::from(span.start().get());
            if is_on(every, start) {
                found.push((start, span.minutes().into()));
            }
        }
    }
    found
}

/// What is on or off as a whole.
struct Piece {
    start: u32,
    minutes: u32,
    /// Whether it is how its stretch begins.
    begins: bool,
}

/// A stretch goes with the week in which it begins; of a rota by days each 24 hours of it go with the day on which they
/// begin.
fn pieces(spans: &[WeekSpan], every: Option<Every>, over: u8) -> impl Iterator<Item = Piece> {
    let day = u32::from(MINUTES_PER_DAY);
    let step = if every.is_some_and(Every::is_by_days) { day } else { u32::from(MINUTES_PER_WEEK) };
    (0..u32::from(over)).flat_map(move |week| {
        spans.iter().flat_map(move |span| {
            let start = week * u32::from(MINUTES_PER_WEEK) + u32::from(span.start().get());
            let minutes = u32::from(span.minutes());
            (0..minutes.div_ceil(step))
                .map(move |nth| Piece {
                    start: start + nth * step,
                    minutes: step.min(minutes - nth * step),
                    begins: nth == 0,
                })
                .filter(move |piece| is_on(every, piece.start))
                .map(move |piece| Piece {
                    start: piece.start % (u32::from(over) * u32::from(MINUTES_PER_WEEK)),
                    ..piece
                })
        })
    })
}

fn is_on(every: Option<Every>, minute: u32) -> bool {
    let days = Days::new(u64::from(minute / u32::from(MINUTES_PER_DAY)));
    every.is_none_or(|every| MONDAY.checked_add_days(days).is_some_and(|day| every.is_on_day(day)))
}

fn at(days: &mut [Falls], day: u32) -> Option<&mut Falls> {
    let cycle = days.len().max(1);
    days.get_mut(usize::try_from(day).unwrap_or(0) % cycle)
}
