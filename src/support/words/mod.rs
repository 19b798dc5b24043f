//! The review in words, for a professional who reads it in two minutes.
//!
//! Words are a layer of their own: everything here says only what a [`Review`](super::Review) or a [`Timeline`](super::Timeline) holds. Names come
//! from the embedder's [`Labels`] and appear in the text alone, so treat it as personal data.

mod headline;
mod losses;
mod questions;
mod review;
mod timeline;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use chrono::NaiveDate;

use crate::base::{Amount, AnyId, ArrangementId, Labels, NeedId, PersonId, SourceId, kinds, one_line};
use crate::need::Snapshot;

/// Puts reports into words, with the names of one household.
#[derive(Clone, Copy)]
pub struct Words<'w> {
    snapshot: &'w Snapshot,
    labels: &'w dyn Labels,
}

/// Hours and minutes as a person would say them.
fn hours(minutes: u32) -> String {
    Amount::Minutes(i64::from(minutes)).to_string()
}

/// A date as a person would say it.
pub fn date_in_words(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// Somebody's own words on one line, cut after a word where they are long.
fn clip(text: &str) -> String {
    const MOST: usize = 60;
    let mut clipped = String::new();
    for word in text.split_whitespace() {
        let length = clipped.chars().count() + word.chars().count();
        if length > MOST {
            if clipped.is_empty() {
                clipped.extend(word.chars().take(MOST));
            }
            clipped.push('…');
            break;
        }
        if !clipped.is_empty() {
            clipped.push(' ');
        }
        clipped.push_str(word);
    }
    one_line(&clipped)
}

/// "a", "a and b", "a, b and c".
fn listed(items: &[String]) -> String {
    match items {
        [] => String::from("nobody"),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

impl<'w> Words<'w> {
    /// Words for reports on this snapshot, with these names.
    pub const fn new(snapshot: &'w Snapshot, labels: &'w dyn Labels) -> Self {
        Self { snapshot, labels }
    }

    /// What a person is called.
    pub fn person(&self, id: PersonId) -> String {
        self.labels.person(id).map(clip).filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_string())
    }

    /// What a source is called.
    pub fn source(&self, id: SourceId) -> String {
        self.labels.source(id).map(clip).filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_string())
    }

    /// A need: whose, and what.
    pub fn need(&self, id: NeedId) -> String {
        let Some(need) = self.snapshot.need(id) else { return id.to_string() };
        let about = self.labels.need(id).map(clip).filter(|about| !about.is_empty());
        let what = about.unwrap_or_else(|| String::from(need.outcome().words()));
        format!("{}: {what}", self.person(need.person()))
    }

    /// An arrangement: who, for what.
    pub fn arrangement(&self, id: ArrangementId) -> String {
        match self.snapshot.arrangement(id) {
            Some(arrangement) => {
                format!("{} for {}", self.source(arrangement.by), self.need(arrangement.need))
            }
            None => id.to_string(),
        }
    }

    fn any(&self, id: AnyId) -> String {
        if let Some(need) = id.typed::<kinds::Need>() {
            return self.need(need);
        }
        id.typed::<kinds::Arrangement>().map_or_else(|| id.to_string(), |id| self.arrangement(id))
    }

    fn is_critical(&self, id: NeedId) -> bool {
        self.snapshot.need(id).is_some_and(crate::need::Need::is_critical)
    }

    fn needs(&self, ids: &[NeedId]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.need(*id)).collect();
        names.join("; ")
    }
}

pub(super) fn heading(out: &mut String, text: &str) {
    out.push('\n');
    print_heading(out, text);
}

/// A heading, without the blank line that sets it apart.
pub(crate) fn print_heading(out: &mut String, text: &str) {
    print_line(out, 0, &text.to_uppercase());
}

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// A line of text, wrapped at 100 characters and indented.
pub(crate) fn print_line(out: &mut String, depth: usize, text: &str) {
    const WIDTH: usize = 100;
    let indent = depth * 2;
    let (mut used, mut isolates) = (0, 0_usize);
    for word in text.split(' ') {
        let length = word.chars().count();
        if used == 0 {
            out.extend(core::iter::repeat_n(' ', indent));
            used = indent;
        } else if used + 1 + length > WIDTH {
            // What is set apart by direction is closed on its line, and goes on in the next.
            out.extend(core::iter::repeat_n(POP_ISOLATE, isolates));
            out.push('\n');
            out.extend(core::iter::repeat_n(' ', indent + 2));
            out.extend(core::iter::repeat_n(FIRST_STRONG_ISOLATE, isolates));
            used = indent + 2;
        } else {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
        for letter in word.chars() {
            match letter {
                FIRST_STRONG_ISOLATE => isolates += 1,
                POP_ISOLATE => isolates = isolates.saturating_sub(1),
                _ => {}
            }
        }
    }
    out.push('\n');
}
