//! What the rules say today of everything that was ever accepted.

use alloc::vec::Vec;

use super::replay::{Reading, Says};
use super::{Entry, LoadError, Manner, Model, Setting};
use crate::base::{AnyId, Findings};

/// One entry, as it counts today, and what the rules say of it today.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Audited<'a, M: Model> {
    /// The entry. What was found when it was accepted is in it.
    pub entry: &'a Entry<M>,
    /// The manner in which it came to be there, the last correction read into it; none for an opening that was
    /// taken over, for a correction, and for what never happened.
    pub manner: Option<Manner>,
    /// The last entry that corrects it.
    pub corrected_by: Option<u64>,
    /// What the rules say today, asked on the state as it was then, by the stamp of then. What bars is a warning
    /// where it happened irregularly or was taken elsewhere.
    pub today: Findings,
}

/// What the rules say today of every entry; what happened irregularly or was taken elsewhere first, each in order.
pub(crate) fn audit<'a, M: Model>(
    id: AnyId,
    entries: &'a [Entry<M>],
    setting: &Setting<'_, M::Policy>,
) -> Result<Vec<Audited<'a, M>>, LoadError> {
    let reading = Reading::new(entries);
    let mut now = None;
    let mut list = Vec::with_capacity(entries.len());
    for entry in entries {
        let manner = match reading.says(entry) {
            Some(Says::Step(step)) => Some(step.manner()),
            Some(Says::TakenOver(_)) | None => None,
        };
        let today = reading.walk(id, &mut now, entry, Some(setting))?;
        list.push(Audited { entry, manner, corrected_by: reading.corrected_by(entry.seq), today });
    }
    list.sort_by_key(|audited| matches!(audited.manner, None | Some(Manner::Regularly)));
    Ok(list)
}
