//! What people, needs and help are called where a plan is told: where names come in.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::base::{Labels, NeedId, PersonId, PrivateText, Reader, ResponderId, SourceId, Told};
use crate::emergency::Plan;
use crate::need::{Snapshot, SourceKind};
use crate::support::Words;

/// What things are called for somebody who reads about this plan: people as their page says, else as these labels,
/// else as the plan names a responder.
#[derive(Clone, Copy)]
pub(in crate::emergency) struct Names<'a> {
    pub(in crate::emergency) plan: &'a Plan,
    pub(in crate::emergency) labels: &'a dyn Labels,
}

impl Labels for Names<'_> {
    fn source(&self, id: SourceId) -> Option<&str> {
        let called = self.plan.page_of(PersonId::new(id.uuid())).map(|page| &page.called);
        let responder =
            || self.plan.responders().iter().find(|it| it.source == id).map(|it| it.name.reveal());
        let called = called.map(PrivateText::reveal).filter(|name| !name.trim().is_empty());
        let named = called.or_else(|| self.labels.source(id).filter(|name| !name.trim().is_empty()));
        named.or_else(responder).filter(|name| !name.trim().is_empty())
    }

    fn need(&self, id: NeedId) -> Option<&str> {
        self.labels.need(id)
    }
}

/// Puts what happens to a plan into sentences for one reader.
pub(in crate::emergency) struct Teller<'a> {
    pub(in crate::emergency) reader: Reader,
    pub(in crate::emergency) plan: &'a Plan,
    pub(in crate::emergency) snapshot: &'a Snapshot,
    pub(in crate::emergency) words: Words<'a>,
    /// Who would help besides, and is not known to plan and week.
    brought: &'a [Brought],
}

/// Somebody or something that would help if it were agreed.
pub(in crate::emergency) struct Brought {
    pub(in crate::emergency) source: SourceId,
    pub(in crate::emergency) responder: Option<ResponderId>,
    /// May be empty.
    pub(in crate::emergency) name: String,
}

impl<'a> Teller<'a> {
    pub(in crate::emergency) const fn new(
        reader: Reader,
        snapshot: &'a Snapshot,
        names: &'a Names<'a>,
        brought: &'a [Brought],
    ) -> Self {
        Self { reader, plan: names.plan, snapshot, words: Words::new(snapshot, names), brought }
    }

    /// What plan and week know is called as they call it.
    pub(in crate::emergency) fn source(&self, id: SourceId) -> String {
        let known = self.words.source(id);
        let brought = self.brought.iter().find(|one| one.source == id && known == id.to_string());
        brought.map(|one| one.name.clone()).filter(|name| !name.is_empty()).unwrap_or(known)
    }

    pub(in crate::emergency) fn responder(&self, id: ResponderId) -> String {
        let of_plan = self.plan.responders().iter().find(|it| it.id == id).map(|it| it.source);
        let brought = || self.brought.iter().find(|it| it.responder == Some(id)).map(|it| it.source);
        of_plan.or_else(brought).map_or_else(|| id.to_string(), |source| self.source(source))
    }

    pub(in crate::emergency) fn need(&self, id: NeedId) -> String {
        self.words.need(id)
    }

    pub(in crate::emergency) fn needs(&self, ids: impl IntoIterator<Item = NeedId>) -> String {
        ids.into_iter().map(|id| self.need(id)).collect::<Vec<_>>().join("; ")
    }

    pub(in crate::emergency) fn kind(&self, source: SourceId) -> Option<SourceKind> {
        self.snapshot.source(source).map(|source| source.kind)
    }

    /// Whether more than one person is needed at once.
    /// Whether some of those who help with it must have a skill.
    pub(in crate::emergency) fn takes_skills(&self, need: NeedId) -> bool {
        self.snapshot.need(need).is_some_and(|need| !need.skills().is_empty())
    }

    /// Whether somebody helps with it who is known to be asleep.
    pub(in crate::emergency) fn has_sleepers(&self, need: NeedId) -> bool {
        let mut help = self.snapshot.arrangements().iter().filter(|help| help.need == need);
        help.any(|help| help.awake == Told::Known(false) && help.counts(self.snapshot.on()))
    }

    pub(in crate::emergency) fn takes_several(&self, need: NeedId) -> bool {
        self.snapshot.need(need).is_some_and(|need| need.helpers() > 1)
    }
}
