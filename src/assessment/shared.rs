//! What the person was given in writing of a determination (Care Act s.13(2), (5)), and when.

use chrono::NaiveDate;

use super::event::{DeterminationMade, SharedInWriting};
use crate::base::PersonId;

/// The day on which the person first had each part of what is owed in writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Given {
    /// The record of the determination itself.
    pub(super) record: Option<NaiveDate>,
    /// Its reasons.
    pub(super) reasons: Option<NaiveDate>,
    /// Advice on what can be done.
    pub(super) advice: Option<NaiveDate>,
}

impl Given {
    /// With this as well. What went to others only was not given to the person.
    pub(super) fn and(self, person: PersonId, event: &SharedInWriting) -> Self {
        let to_person = event.to.contains(&person);
        let first = |before: Option<NaiveDate>, given: bool| {
            let now = (to_person && given).then_some(event.on);
            before.into_iter().chain(now).min()
        };
        Self {
            record: first(self.record, true),
            reasons: first(self.reasons, event.gives_reasons()),
            advice: first(self.advice, event.with_reasons_and_advice),
        }
    }

    /// Since when the person has had all of it: the reasons in any case, the advice where the answer is no.
    pub(super) fn whole_on(self, made: &DeterminationMade) -> Option<NaiveDate> {
        let given = self.record?.max(self.reasons?);
        if made.meets_criteria { Some(given) } else { Some(given.max(self.advice?)) }
    }
}
