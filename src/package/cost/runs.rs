//! How a line runs on the days of a question: where something about it changes, and what is owed in between.

use alloc::vec::Vec;

use chrono::{Days, NaiveDate};

use super::question::Asked;
use super::sharing::Sheet;
use crate::base::{Period, PersonId};
use crate::package::{Line, Pause};

/// Why a day of a line costs what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// As it was planned or delivered.
    Planned,
    /// It is paused, and the retainer is owed.
    Retained,
    /// It has ended or is paused with less notice than it has.
    Notice,
}

/// How many reasons there are.
pub(super) const HOWS: usize = 3;

impl How {
    pub(super) const fn place(self) -> usize {
        match self {
            Self::Planned => 0,
            Self::Retained => 1,
            Self::Notice => 2,
        }
    }
}

/// Some days on which a line is the same.
pub(super) struct Stretch {
    pub(super) days: usize,
    /// Not there, where none.
    pub(super) runs: Option<Runs>,
}

#[derive(Clone, Copy)]
pub(super) struct Runs {
    pub(super) how: How,
    /// What is owed of the day's price, in a hundred.
    pub(super) percent: u8,
    pub(super) is_paused: bool,
}

/// The days of the question, cut wherever something about the line changes.
pub(super) fn stretches(sheet: &Sheet<'_>) -> Vec<(usize, Stretch)> {
    let (asked, line) = (sheet.asked, sheet.line);
    let mut edges: Vec<usize> = alloc::vec![0, asked.days.len()];
    let mut edge = |date: Option<NaiveDate>| edges.extend(date.map(|date| asked.nth(date)));
    edge(line.period.from());
    edge(line.period.until());
    edge(notice_until(line, line.told_on));
    for price in &sheet.source.prices {
        edge(price.from);
    }
    for free in &line.free {
        let days = free.days();
        edge(days.and_then(Period::from));
        edge(days.and_then(Period::until));
    }
    if !asked.is_estimate {
        for pause in &line.pauses {
            edge(pause.period.from());
            edge(pause.period.until());
            edge(notice_until(line, pause.told_on));
        }
    }
    edges.sort_unstable();
    edges.dedup();
    edges
        .windows(2)
        .filter_map(|pair| match pair {
            [from, until] => {
                Some((*from, Stretch { days: until - from, runs: runs(asked, line, asked.date(*from)) }))
            }
            _ => None,
        })
        .collect()
}

/// How a line runs on a day; none if it is not there.
fn runs(asked: &Asked<'_>, line: &Line, on: NaiveDate) -> Option<Runs> {
    let whole = |how, is_paused| Some(Runs { how, percent: 100, is_paused });
    if !line.period.contains(on) {
        let ended = line.period.until().is_some_and(|until| until <= on);
        let in_notice = notice_until(line, line.told_on).is_some_and(|until| on < until);
        return if ended && in_notice { whole(How::Notice, false) } else { None };
    }
    if asked.is_estimate {
        return whole(How::Planned, false);
    }
    let pauses: Vec<&Pause> = line.pauses_on(on).collect();
    if pauses.is_empty() || !left(line, &pauses).is_empty() {
        return whole(How::Planned, false);
    }
    // What was told too late does not keep anybody from being owed: somebody is left without it.
    let in_time = |pause: &&&Pause| notice_until(line, pause.told_on).is_none_or(|until| until <= on);
    let in_time: Vec<&Pause> = pauses.iter().filter(in_time).copied().collect();
    if !left(line, &in_time).is_empty() {
        return whole(How::Notice, true);
    }
    let percent = pauses.iter().map(|pause| pause.retainer_percent).max().unwrap_or(0);
    Some(Runs { how: How::Retained, percent, is_paused: true })
}

/// Who is left while these pauses hold.
fn left(line: &Line, pauses: &[&Pause]) -> Vec<PersonId> {
    let left = |person: &&PersonId| !pauses.iter().any(|pause| pause.is_for(**person));
    line.people.iter().filter(left).copied().collect()
}

/// Until when a line is owed of which the provider was told on a day.
fn notice_until(line: &Line, told_on: Option<NaiveDate>) -> Option<NaiveDate> {
    told_on?.checked_add_days(Days::new(line.notice_days?.into()))
}
