//! The weeks of a household: who and what is in one, and which of them make a history.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{Service, ServiceKind};
use crate::base::{PersonId, Problems, SourceId, limits};
use crate::need::{Age, Arrangement, History, HistoryError, Snapshot, Source, SourceKind};

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

/// Every member, and whoever or whatever these arrangements name as giving or supporting; of people with what is known
/// of their age.
pub(super) fn sources<'a>(
    members: &BTreeSet<PersonId>,
    people: impl Iterator<Item = (PersonId, Option<Age>)>,
    services: impl IntoIterator<Item = &'a Service>,
    arrangements: &[Arrangement],
) -> Vec<Source> {
    let named: BTreeSet<SourceId> = arrangements
        .iter()
        .flat_map(|arrangement| [Some(arrangement.by), arrangement.supported_by()])
        .flatten()
        .collect();
    let people = people.map(|(id, age)| {
        if members.contains(&id) { Source::member(id) } else { Source::person(id) }.aged(age)
    });
    let services = services.into_iter().map(|service| match service.kind {
        ServiceKind::Provider => Source::provider(service.id),
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
