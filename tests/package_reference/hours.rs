//! Stretches of the week on days of the calendar.

use chrono::{Datelike, Days, NaiveDate};
use mutual_care::base::{Every, WeekSpan};

const DAY: i64 = 1_440;

/// The stretches that may reach a date, as listed: those that begin in its week and in the one before. Each as its first
/// minute, counted from the date's midnight, its length, and its pieces that are on.
fn near(spans: &[WeekSpan], every: Option<Every>, on: NaiveDate) -> Vec<(i64, Vec<(i64, i64)>)> {
    let weekday = i64::from(on.weekday().num_days_from_monday());
    let mut found = Vec::new();
    for span in spans {
        for week in [-7, 0] {
            let start = (week - weekday) * DAY + i64::from(span.start().get());
            let minutes = i64::from(span.minutes());
            let pieces = match every {
                Some(every) if every.is_by_days() => {
                    let mut pieces = Vec::new();
                    let mut from = 0;
                    while from < minutes {
                        if every.is_on_day(date_of(on, start + from)) {
                            pieces.push((start + from, start + (from + DAY).min(minutes)));
                        }
                        from += DAY;
                    }
                    pieces
                }
                Some(every) if !every.is_on_week_of(date_of(on, start)) => Vec::new(),
                _ => vec![(start, start + minutes)],
            };
            found.push((start, pieces));
        }
    }
    found
}

/// The date of a minute, counted from the midnight of another.
fn date_of(on: NaiveDate, minute: i64) -> NaiveDate {
    let days = minute.div_euclid(DAY);
    if days < 0 { on - Days::new(days.unsigned_abs()) } else { on + Days::new(days.unsigned_abs()) }
}

/// The minutes of all stretches on a date, those of two of them twice.
pub(super) fn minutes_on(spans: &[WeekSpan], every: Option<Every>, on: NaiveDate) -> i64 {
    let pieces = near(spans, every, on).into_iter().flat_map(|(_, pieces)| pieces);
    pieces.map(|(from, until)| (until.min(DAY) - from.max(0)).max(0)).sum()
}

/// How many stretches begin on a date.
pub(super) fn beginning_on(spans: &[WeekSpan], every: Option<Every>, on: NaiveDate) -> i64 {
    let begin = near(spans, every, on).into_iter().filter(|(start, pieces)| {
        (0..DAY).contains(start) && pieces.first().is_some_and(|piece| piece.0 == *start)
    });
    i64::try_from(begin.count()).unwrap()
}

/// How many stretches there are in each minute of so many weeks from a Monday on.
pub(super) fn by_minute(spans: &[WeekSpan], every: Option<Every>, monday: NaiveDate, weeks: u64) -> Vec<i64> {
    let mut minutes = Vec::new();
    for on in monday.iter_days().take(usize::try_from(7 * weeks).unwrap()) {
        let mut day = vec![0; usize::try_from(DAY).unwrap()];
        for (from, until) in near(spans, every, on).into_iter().flat_map(|(_, pieces)| pieces) {
            for minute in from.max(0)..until.min(DAY) {
                day[usize::try_from(minute).unwrap()] += 1;
            }
        }
        minutes.extend(day);
    }
    minutes
}
