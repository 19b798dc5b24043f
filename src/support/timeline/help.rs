//! Timed help, made ready: who it is by index, whom it helps, whom it takes in.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::super::model::QuestionError;
use super::super::{Loss, Support};
use crate::base::{AnyId, SourceId, limits};
use crate::need::TimedHelp;

/// Help that can come: its source is not lost.
#[derive(Debug, Clone)]
pub(super) struct Help {
    pub(super) id: AnyId,
    /// Its source's number: that of the snapshot, or one past all of those.
    pub(super) source: usize,
    pub(super) from: u32,
    pub(super) until: u32,
    pub(super) hands: u8,
    pub(super) needs: Vec<usize>,
    pub(super) relies_on: Vec<usize>,
}

/// A stretch in which a member is taken in.
#[derive(Debug, Clone, Copy)]
pub(super) struct TakenIn {
    pub(super) source: usize,
    pub(super) from: u32,
    pub(super) until: u32,
}

/// All help of a question.
#[derive(Debug, Clone, Default)]
pub(super) struct Helps {
    pub(super) helps: Vec<Help>,
    pub(super) taken_in: Vec<TakenIn>,
}

impl Helps {
    pub(super) fn new(
        support: &Support<'_>,
        loss: &Loss,
        horizon: u32,
        help: &[TimedHelp],
    ) -> Result<Self, QuestionError> {
        if help.len() > limits::TIMED_HELPS {
            return Err(QuestionError::TooManyHelps);
        }
        let snapshot = support.snapshot;
        let lost: Vec<SourceId> = loss.sources().collect();
        let mut unknown: BTreeMap<SourceId, usize> = BTreeMap::new();
        let mut ready = Self::default();
        for one in help {
            if !(1..=limits::HANDS).contains(&one.hands) {
                return Err(QuestionError::Hands);
            }
            if !one.takes_in.is_empty() && !one.relies_on.is_empty() {
                return Err(QuestionError::TakesInAndLeans);
            }
            let need = |id| snapshot.need_index(id).ok_or(QuestionError::UnknownNeed(id));
            let needs = one.needs.iter().map(|id| need(*id)).collect::<Result<Vec<_>, _>>()?;
            let relies_on = one.relies_on.iter().map(|id| need(*id)).collect::<Result<Vec<_>, _>>()?;
            let past_all = snapshot.sources().len() + unknown.len();
            let source = snapshot
                .source_index(one.source)
                .unwrap_or_else(|| *unknown.entry(one.source).or_insert(past_all));
            let until = one.until.unwrap_or(horizon).min(horizon);
            let never = lost.contains(&one.source) || one.from >= until;
            for person in &one.takes_in {
                let member = snapshot.members().any(|member| member == *person);
                let index = snapshot.source_index((*person).into());
                let Some(source) = index.filter(|_| member) else {
                    return Err(QuestionError::NotAMember(*person));
                };
                if !never {
                    ready.taken_in.push(TakenIn { source, from: one.from, until });
                }
            }
            if !never {
                let (id, from, hands) = (one.id, one.from, one.hands);
                ready.helps.push(Help { id, source, from, until, hands, needs, relies_on });
            }
        }
        Ok(ready)
    }

    /// Whether a source is taken in at that minute: then it gives nothing.
    pub(super) fn is_taken_in(&self, source: usize, at: u32) -> bool {
        self.taken_in.iter().any(|stay| stay.source == source && stay.from <= at && at < stay.until)
    }
}
