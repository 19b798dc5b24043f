//! The weeks of a household: who and what is in one, and which of them make a history.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::{Days, NaiveDate, Weekday};

use super::{Service, ServiceKind};
use crate::base::{
    Every, MINUTES_PER_DAY, NeedId, PersonId, Problems, SourceId, WeekMinute, WeekPattern, WeekSpan, limits,
};
use crate::need::{
    Address, Age, Arrangement, History, HistoryError, Need, Reliance, Snapshot, Source, SourceKind, Window,
};

/// Who and what is there on one day.
pub(super) struct Day {
    pub(super) members: BTreeSet<PersonId>,
    pub(super) needs: BTreeMap<NeedId, Need>,
    /// What is arranged for these needs, by people who are alive and in touch, and by services.
    pub(super) arrangements: Vec<Arrangement>,
}

/// The history of a stretch of time, given the days on which anything can change.
pub(super) fn history(
    days: impl Iterator<Item = NaiveDate>,
    first: NaiveDate,
    last: NaiveDate,
    snapshot: impl Fn(NaiveDate) -> Result<Snapshot, Problems>,
) -> Result<History, InputHistoryError> {
    if last < first {
        return Err(HistoryError::Last(first).into());
    }
    let mut days: BTreeSet<NaiveDate> = days.filter(|day| first < *day && *day <= last).collect();
    days.insert(first);
    if days.len() > limits::HISTORY_STEPS {
        return Err(HistoryError::TooMany.into());
    }
    let mut steps: Vec<Snapshot> = Vec::new();
    let mut size = 0;
    for on in days {
        let snapshot = snapshot(on)?;
        if steps.last().is_some_and(|before| same(before, &snapshot)) {
            continue;
        }
        size += snapshot.needs().len() + snapshot.arrangements().len();
        if size > limits::HISTORY_PARTS {
            return Err(InputHistoryError::TooMuch);
        }
        steps.push(snapshot);
    }
    Ok(History::new(steps, last)?)
}

impl Day {
    /// What of it is on in the week in which a day is, from Monday to Sunday; then nothing alternates any more.
    pub(super) fn in_its_week(self, on: NaiveDate) -> Self {
        let needs: BTreeMap<NeedId, Need> =
            self.needs.into_iter().filter_map(|(id, need)| Some((id, need_in_week(need, on)?))).collect();
        let there = |mut arrangement: Arrangement| {
            if !needs.contains_key(&arrangement.need) {
                return None;
            }
            if let Reliance::Stated(leans) = &mut arrangement.relies_on {
                leans.retain(|need| needs.contains_key(need));
            }
            let Some(every) = arrangement.every.take() else { return Some(arrangement) };
            let when = pattern_in_week(&arrangement.when, every, on);
            let is_off = if arrangement.when.is_never() { !every.is_on_week_of(on) } else { when.is_never() };
            (!is_off).then_some(Arrangement { when, ..arrangement })
        };
        let arrangements = self.arrangements.into_iter().filter_map(there).collect();
        Self { members: self.members, needs, arrangements }
    }
}

/// A need as it is in the week of a day; none if it is off. A need of which nobody has told the hours is there, hours not
/// known, in a week that is on.
fn need_in_week(need: Need, on: NaiveDate) -> Option<Need> {
    let Some(every) = need.every() else { return Some(need) };
    let is_on = |window: &Window| every.is_on_day(day_of(window.span().start(), on));
    let windows: Vec<Window> = need.windows().iter().copied().filter(is_on).collect();
    let is_off = if need.windows().is_empty() { !every.is_on_week_of(on) } else { windows.is_empty() };
    // Some of its windows go together as all of them do.
    if is_off { None } else { need.with_every(None).and_then(|need| need.with_windows(windows)).ok() }
}

/// The minutes of a pattern that are on in the week of a day. Weeks are on or off whole. Of days, each stretch is cut
/// every 24 hours from its start, and each piece goes with the day on which it starts.
fn pattern_in_week(pattern: &WeekPattern, every: Every, on: NaiveDate) -> WeekPattern {
    if !every.is_by_days() {
        return if every.is_on_week_of(on) { pattern.clone() } else { WeekPattern::never() };
    }
    let pieces = pattern.spans().into_iter().flat_map(|span| {
        (0..span.minutes()).step_by(usize::from(MINUTES_PER_DAY)).filter_map(move |after| {
            let start = span.start().plus(after.into());
            WeekSpan::new(start, MINUTES_PER_DAY.min(span.minutes() - after)).ok()
        })
    });
    WeekPattern::from_spans(pieces.filter(|piece| every.is_on_day(day_of(piece.start(), on))))
}

/// The date of a minute in the week of a day.
fn day_of(minute: WeekMinute, on: NaiveDate) -> NaiveDate {
    let monday = on.week(Weekday::Mon).checked_first_day().unwrap_or(on);
    let later = minute.get() / MINUTES_PER_DAY;
    // At the end of the calendar no day is later.
    monday.checked_add_days(Days::new(later.into())).unwrap_or(on)
}

/// Every member, and whoever or whatever these arrangements name as giving or supporting; of people with what is known
/// of their age, and where they live.
pub(super) fn sources<'a>(
    members: &BTreeSet<PersonId>,
    people: impl Iterator<Item = (PersonId, Option<Age>, Address)>,
    services: impl IntoIterator<Item = &'a Service>,
    arrangements: &[Arrangement],
) -> Vec<Source> {
    let named: BTreeSet<SourceId> = arrangements
        .iter()
        .flat_map(|arrangement| [Some(arrangement.by), arrangement.supported_by()])
        .flatten()
        .collect();
    sources_named(members, people, services, &named)
}

/// All members as sources, and everybody and everything else of whom one is named.
pub(super) fn sources_named<'a>(
    members: &BTreeSet<PersonId>,
    people: impl Iterator<Item = (PersonId, Option<Age>, Address)>,
    services: impl IntoIterator<Item = &'a Service>,
    named: &BTreeSet<SourceId>,
) -> Vec<Source> {
    let people = people.map(|(id, age, lives)| {
        let source = if members.contains(&id) { Source::member(id) } else { Source::person(id) }.aged(age);
        // Left out where it is what anybody would take it to be.
        if source.address() == lives { source } else { source.living(lives) }
    });
    let services = services.into_iter().map(|service| match service.kind {
        ServiceKind::Provider => Source { places: service.places, ..Source::provider(service.id) },
        ServiceKind::Device => Source::device(service.id),
    });
    let is_in = |source: &Source| source.kind == SourceKind::Member || named.contains(&source.id);
    people.chain(services).filter(is_in).collect()
}

/// Whether two snapshots say the same, each of its date.
fn same(a: &Snapshot, b: &Snapshot) -> bool {
    let others = a.knows_the_same_of_others(b);
    others && a.sources() == b.sources() && a.needs() == b.needs() && a.arrangements() == b.arrangements()
}

/// There is no such history of a household.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InputHistoryError {
    /// A date lies outside the years of the crate.
    #[error(transparent)]
    Snapshot(#[from] Problems),
    /// The dates are in the wrong order, or too many.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// More needs and arrangements in all its snapshots together than the limit.
    #[error(
        "expected at most {} needs and arrangements in all snapshots together: ask for a shorter time",
        limits::HISTORY_PARTS
    )]
    TooMuch,
}
