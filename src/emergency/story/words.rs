//! A story in words: where names come in.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::line::{Chapter, ChapterIs, StoryAt, Tells};
use super::{Story, sentence};
use crate::base::{
    Labels, NeedId, Page, PersonId, PrivateText, Reader, ResponderId, SourceId, minute_after_in_words,
};
use crate::emergency::paper::one_line;
use crate::emergency::{Change, Plan, RepairOption};
use crate::need::Snapshot;
use crate::support::Words;

/// Whether a chapter is for this reader.
fn reads(reader: Reader, is: ChapterIs) -> bool {
    reader == Reader::Professional || is != ChapterIs::Read
}

/// How many lines about losses that nobody notices are printed before the rest is counted.
const MOST_UNNOTICED: usize = 8;

impl Story {
    /// The story as it is printed, line by line, at most 100 characters wide.
    ///
    /// People are called as their page in the plan says, else as these labels, else as the plan names a responder;
    /// who has no name at all is told by the id. The text is personal data, for paper and screens and never for a
    /// log.
    pub fn in_words(&self, reader: Reader, plan: &Plan, snapshot: &Snapshot, labels: &dyn Labels) -> String {
        let names = Names { plan, labels };
        let teller = Teller { reader, plan, snapshot, words: Words::new(snapshot, &names), brought: &[] };
        let mut page = Page::default();
        for chapter in self.chapters().iter().filter(|chapter| reads(reader, chapter.is)) {
            page.heading(chapter.is.words());
            for line in teller.chapter(chapter) {
                page.line(1, &line);
            }
        }
        page.into_text()
    }
}

/// What things are called in a story about this plan.
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

/// Puts lines into sentences for one reader.
pub(in crate::emergency) struct Teller<'a> {
    pub(in crate::emergency) reader: Reader,
    pub(in crate::emergency) plan: &'a Plan,
    pub(in crate::emergency) snapshot: &'a Snapshot,
    pub(in crate::emergency) words: Words<'a>,
    /// Options that may bring responders and sources which plan and week do not know.
    pub(in crate::emergency) brought: &'a [RepairOption],
}

impl Teller<'_> {
    fn chapter(&self, chapter: &Chapter) -> Vec<String> {
        let is_unnoticed = chapter.is == ChapterIs::Unnoticed;
        let most = if is_unnoticed { MOST_UNNOTICED } else { usize::MAX };
        let mut lines: Vec<String> = Vec::new();
        for line in chapter.lines.iter().take(most) {
            let sentence = sentence::of(self, line);
            lines.push(match line.at {
                Some(at) => format!("{}: {sentence}", at_in_words(at)),
                None => sentence,
            });
        }
        if let Some(rest) = chapter.lines.len().checked_sub(most).filter(|rest| *rest > 0) {
            let losses = if rest == 1 { "loss" } else { "losses" };
            lines.push(format!("… and {rest} more such {losses}."));
        }
        if is_unnoticed {
            let most_lost = chapter.lines.iter().filter_map(|line| match &line.tells {
                Tells::Unnoticed { lost, .. } => Some(lost.len()),
                _ => None,
            });
            let also = if most_lost.max() > Some(1) { " (alone, or two at once)" } else { "" };
            lines.insert(
                0,
                format!("Nobody would know in time if one of these happens at the times beside it{also}:"),
            );
        }
        lines
    }

    pub(in crate::emergency) fn source(&self, id: SourceId) -> String {
        let brought = self.brought.iter().find(|option| match &option.change {
            Change::NewResponder { responder, .. } => responder.source == id,
            Change::NewArrangement { by, .. } => by.is_some_and(|by| by.id == id),
            _ => false,
        });
        // What plan and week know is called as they call it; the rest as the option that brings it.
        let name = brought.filter(|_| !self.names(id)).and_then(|option| {
            let own = match &option.change {
                Change::NewResponder { responder, .. } => &responder.name,
                _ => &option.label,
            };
            [own, &option.label].into_iter().map(|name| one_line(name.reveal())).find(|name| !name.is_empty())
        });
        name.unwrap_or_else(|| self.words.source(id))
    }

    fn names(&self, id: SourceId) -> bool {
        self.words.source(id) != id.to_string()
    }

    pub(in crate::emergency) fn responder(&self, id: ResponderId) -> String {
        let of_plan = || self.plan.responders().iter().find(|it| it.id == id);
        let brought = || {
            self.brought.iter().find_map(|option| match &option.change {
                Change::NewResponder { responder, .. } => Some(&**responder).filter(|it| it.id == id),
                _ => None,
            })
        };
        of_plan().or_else(brought).map_or_else(|| id.to_string(), |it| self.source(it.source))
    }

    pub(in crate::emergency) fn need(&self, id: NeedId) -> String {
        self.words.need(id)
    }
}

/// "Saturday 22:10", and a week or more later with how many.
pub(in crate::emergency) fn at_in_words(at: StoryAt) -> String {
    minute_after_in_words(at.minute, at.after_min)
}
