//! Snapshots by date: how a household's week has changed.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::Snapshot;
use crate::base::limits;

/// A snapshot for the first date, and one for each later date on which anything changes, up to a last date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    last: NaiveDate,
    steps: Vec<Snapshot>,
}

/// Snapshots are not a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HistoryError {
    /// There is none.
    #[error("expected at least one snapshot")]
    Empty,
    /// They are not in order of their dates, or two have the same.
    #[error("expected snapshots in order of their dates, one for each date; look at {0}")]
    Order(NaiveDate),
    /// The last date is before a snapshot's.
    #[error("expected a last date no earlier than the last snapshot's, {0}")]
    Last(NaiveDate),
    /// An arrangement begins or ends on a date that has no snapshot.
    #[error("an arrangement begins or ends on {0}: expected a snapshot for that date")]
    Missing(NaiveDate),
    /// More snapshots than the limit.
    #[error("expected at most {} snapshots", limits::HISTORY_STEPS)]
    TooMany,
}

impl History {
    /// The history that these snapshots tell, up to and including `last`.
    ///
    /// # Errors
    ///
    /// [`HistoryError`] if they are not in order, or if an arrangement of one of them begins or ends before the
    /// next one's date.
    pub fn new(steps: Vec<Snapshot>, last: NaiveDate) -> Result<Self, HistoryError> {
        if steps.len() > limits::HISTORY_STEPS {
            return Err(HistoryError::TooMany);
        }
        let final_step = steps.last().ok_or(HistoryError::Empty)?;
        if last < final_step.on() {
            return Err(HistoryError::Last(final_step.on()));
        }
        for (place, step) in steps.iter().enumerate() {
            // The first date on which this snapshot is not looked at any more.
            let next = steps.get(place + 1).map(Snapshot::on);
            if next.is_some_and(|next| next <= step.on()) {
                return Err(HistoryError::Order(step.on()));
            }
            let within =
                |date: &NaiveDate| *date > step.on() && next.map_or(*date <= last, |next| *date < next);
            let edges = step.arrangements().iter().flat_map(|a| [a.period.from(), a.period.until()]);
            if let Some(missing) = edges.flatten().find(within) {
                return Err(HistoryError::Missing(missing));
            }
        }
        Ok(Self { last, steps })
    }

    /// The first date.
    pub fn first(&self) -> Option<NaiveDate> {
        self.steps.first().map(Snapshot::on)
    }

    /// The last date, which is part of it.
    pub const fn last(&self) -> NaiveDate {
        self.last
    }

    /// The snapshots, in order of date.
    pub fn steps(&self) -> &[Snapshot] {
        &self.steps
    }

    /// The snapshot in force on a date: the latest one not after it.
    pub fn as_at(&self, date: NaiveDate) -> Option<&Snapshot> {
        if date > self.last {
            return None;
        }
        let after = self.steps.partition_point(|step| step.on() <= date);
        after.checked_sub(1).and_then(|index| self.steps.get(index))
    }
}
