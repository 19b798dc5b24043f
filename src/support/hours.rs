//! What has no hours: no answer can speak of it.

use alloc::vec::Vec;

use serde::Serialize;

use super::Support;
use crate::base::{ArrangementId, NeedId};
use crate::need::met::bits;

/// What no answer can speak of, since nobody knows when in the week it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct HoursNotKnown {
    /// Needs without windows. They count as met, and may be unmet all the time.
    pub needs: Vec<NeedId>,
    /// Arrangements of the date that are present at no minute. They do not count, and may be of help all the time.
    pub arrangements: Vec<ArrangementId>,
}

impl HoursNotKnown {
    /// Whether the hours of everything are known.
    pub const fn is_empty(&self) -> bool {
        self.needs.is_empty() && self.arrangements.is_empty()
    }
}

impl Support<'_> {
    /// The needs and arrangements of which nobody knows when in the week they are.
    pub fn hours_not_known(&self) -> HoursNotKnown {
        self.hours_not_known_of(&[])
    }

    /// The same without these needs.
    pub(super) fn hours_not_known_of(&self, no_need: &[u64]) -> HoursNotKnown {
        let (snapshot, on) = (self.snapshot, self.snapshot.on());
        let needs = snapshot.needs().iter().enumerate();
        let needs = needs.filter(|(index, need)| need.windows().is_empty() && !bits::has(no_need, *index));
        let arrangements = snapshot.arrangements().iter().filter(|arrangement| {
            let need = snapshot.need_index(arrangement.need);
            let given = arrangement.done().is_none_or(|done| done.is_done);
            arrangement.when.is_never()
                && arrangement.period.contains(on)
                && given
                && need.is_some_and(|need| !bits::has(no_need, need))
        });
        HoursNotKnown {
            needs: needs.map(|(_, need)| need.id()).collect(),
            arrangements: arrangements.map(|arrangement| arrangement.id).collect(),
        }
    }
}
