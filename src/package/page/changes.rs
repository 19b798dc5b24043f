//! What changes, and when.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::money::free_no_more;
use super::reader::PageReader;
use super::sentences as tell;
use crate::base::Period;
use crate::package::{Line, Pause};

/// Something that changes.
pub(super) struct Change {
    /// On which day. Of what ends, its last day.
    pub(super) on: NaiveDate,
    /// What, as a sentence.
    pub(super) what: String,
    /// Whether that is the last day on which it is as it was: it changes on the next.
    is_last: bool,
    /// From which day on a typical week may cost something else for it.
    pub(super) costs_from: Option<NaiveDate>,
}

/// What changes on these days, in order of date, and on one date in order of line.
pub(super) fn changes(reader: &PageReader<'_>, days: Period) -> Vec<Change> {
    let mut all: Vec<Change> = reader.lines().flat_map(|line| of_line(reader, line)).collect();
    // What begins today has begun.
    let is_to_come = |change: &Change| change.is_last || days.from().is_none_or(|today| change.on > today);
    all.retain(|change| days.contains(change.on) && is_to_come(change));
    all.sort_by_key(|change| change.on);
    all
}

fn of_line(reader: &PageReader<'_>, line: &Line) -> Vec<Change> {
    let title = reader.title(line);
    let change = |on: NaiveDate, what: String| Change { on, what, is_last: false, costs_from: None };
    let costs = |on, what, from| Change { costs_from: Some(from), ..change(on, what) };
    let mut all = Vec::new();
    all.extend(line.period.from().map(|from| costs(from, tell::begins(&title), from)));
    let ends = line.period.until().zip(line.period.last_day());
    all.extend(ends.map(|(until, last)| Change { is_last: true, ..costs(last, tell::ends(&title), until) }));
    for price in line.prices.iter().skip(1) {
        let from = price.from.filter(|from| line.period.contains(*from));
        all.extend(from.map(|from| costs(from, tell::price_changes(&title), from)));
    }
    for pause in line.pauses.iter().filter(|pause| reader.is_paused_by(line, pause)) {
        let whom = reader.whom(pause, line);
        let begins = pause.period.from().filter(|from| !is_paused_before(line, pause, *from));
        all.extend(begins.map(|from| change(from, tell::pause_begins(&title, &whom))));
        let over = pause.period.until().filter(|until| goes_on(line, pause, *until));
        all.extend(over.map(|until| change(until, tell::pause_over(&title, &whom))));
    }
    for free in &line.free {
        let theirs = reader.person.is_none_or(|person| free.who.is_empty() || free.who.contains(&person));
        let ends = free_no_more(line, free).filter(|_| theirs && line.payer.is_of_a_budget());
        let last = ends.and_then(|until| until.pred_opt());
        all.extend(last.map(|last| Change { is_last: true, ..change(last, tell::free_ends(&title)) }));
    }
    all
}

/// Whether the line goes on from a day for somebody for whom it was paused.
fn goes_on(line: &Line, pause: &Pause, until: NaiveDate) -> bool {
    let left = line.left_on(until);
    line.period.contains(until) && left.iter().any(|person| pause.is_for(*person))
}

/// Whether another pause for the same people lies right before.
fn is_paused_before(line: &Line, pause: &Pause, from: NaiveDate) -> bool {
    let before = from.pred_opt().filter(|day| line.period.contains(*day));
    before.is_some_and(|day| !line.left_on(day).iter().any(|person| pause.is_for(*person)))
}
