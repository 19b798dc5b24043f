//! A story in words, chapter by chapter.

use alloc::string::String;

use super::Story;
use super::line::{Chapter, ChapterIs, Tells};
use super::teller::{Names, Teller};
use crate::base::{Labels, Page, Reader};
use crate::emergency::{Plan, sentences as tell};
use crate::need::Snapshot;

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
        let teller = Teller::new(reader, snapshot, &names, &[]);
        let mut page = Page::default();
        // Fingerprints are for professionals.
        let is_read = |is: ChapterIs| reader == Reader::Professional || is != ChapterIs::Read;
        for chapter in self.chapters().iter().filter(|chapter| is_read(chapter.is)) {
            page.heading(chapter.is.words());
            match chapter.is {
                ChapterIs::Unnoticed => unnoticed(&teller, chapter, &mut page),
                _ => chapter.lines.iter().for_each(|line| page.line(1, &teller.line(line))),
            }
        }
        page.into_text()
    }
}

/// The first of the losses that nobody would notice in time, and how many more there are.
fn unnoticed(teller: &Teller<'_>, chapter: &Chapter, page: &mut Page) {
    let two = |tells: &Tells| matches!(tells, Tells::Unnoticed { lost, .. } if lost.len() > 1);
    let has_two = chapter.lines.iter().any(|line| two(&line.tells));
    page.line(1, if has_two { tell::UNNOTICED_OR_TWO } else { tell::UNNOTICED_ALONE });
    for line in chapter.lines.iter().take(MOST_UNNOTICED) {
        page.line(1, &teller.line(line));
    }
    if let Some(rest) = chapter.lines.len().checked_sub(MOST_UNNOTICED).filter(|rest| *rest > 0) {
        page.line(1, &tell::more_losses(rest));
    }
}
