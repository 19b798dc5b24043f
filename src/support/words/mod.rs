//! The review in words, for a professional who reads it in two minutes.
//!
//! Words are a layer of their own: everything here says only what a [`Review`](super::Review) or a [`Timeline`](super::Timeline) holds. Names come
//! from the embedder's [`Labels`] and appear in the text alone, so treat it as personal data. The sentences stand in one
//! table, `sentences.rs`; the rest says which of them, and with what.

mod headline;
mod losses;
mod mends;
mod questions;
mod review;
mod sentences;
mod timeline;

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use sentences as tell;

use super::{Ends, Minutes, Review};
use crate::base::{
    AnyId, ArrangementId, CycleMinute, Labels, NeedId, PersonId, SourceId, Word, hours, kinds, listed,
    one_line,
};
use crate::need::{ADULT, SkillNeeded, Snapshot};

/// How many lines of one kind are printed before the rest is counted.
const MOST_LINES: usize = 8;

/// Puts reports into words, with the names of one household.
#[derive(Clone, Copy)]
pub struct Words<'w> {
    snapshot: &'w Snapshot,
    labels: &'w dyn Labels,
}

impl<'w> Words<'w> {
    /// Words for reports on this snapshot, with these names.
    pub const fn new(snapshot: &'w Snapshot, labels: &'w dyn Labels) -> Self {
        Self { snapshot, labels }
    }

    /// A minute of the cycle, and in which week it is where weeks differ.
    fn minute(&self, minute: CycleMinute) -> String {
        self.snapshot.minute_in_short(minute)
    }

    /// Whether an arrangement has a line of its own.
    fn is_told(&self, id: &ArrangementId) -> bool {
        self.snapshot.is_told(*id)
    }

    /// What ends soon, as far as it has a line of its own.
    fn ends_told(&self, review: &Review) -> Vec<Ends> {
        review.ends.iter().filter(|ends| self.is_told(&ends.arrangement)).copied().collect()
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
        tell::need_of(&self.person(need.person()), &what)
    }

    /// An arrangement: who, for what.
    pub fn arrangement(&self, id: ArrangementId) -> String {
        match self.snapshot.arrangement(id) {
            Some(help) => tell::help_for(&self.source(help.by), &self.need(help.need)),
            None => id.to_string(),
        }
    }

    fn any(&self, id: AnyId) -> String {
        if let Some(need) = id.typed::<kinds::Need>() {
            return self.weighed(need);
        }
        id.typed::<kinds::Arrangement>().map_or_else(|| id.to_string(), |id| self.arrangement(id))
    }

    fn is_critical(&self, id: NeedId) -> bool {
        self.snapshot.need(id).is_some_and(crate::need::Need::is_critical)
    }

    /// A need, and whether it is critical.
    fn weighed(&self, id: NeedId) -> String {
        self.need(id) + if self.is_critical(id) { tell::CRITICAL } else { "" }
    }

    fn needs(&self, ids: &[NeedId]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.need(*id)).collect();
        names.join("; ")
    }

    fn people(&self, ids: &[PersonId]) -> Vec<String> {
        ids.iter().map(|id| self.person(*id)).collect()
    }

    fn sources(&self, ids: &[SourceId]) -> Vec<String> {
        ids.iter().map(|id| self.source(*id)).collect()
    }
}

/// What is added to a sentence that would comfort, where nobody knows the hours of something.
const fn as_far_as_known(review: &Review) -> &'static str {
    if review.hours_not_known.is_empty() { "" } else { tell::AS_FAR_AS_HOURS_KNOWN }
}

/// Of so many people, who must have a skill: "who are 18 or over", "with the skill “hoist”".
pub(crate) fn who_have(skill: &Word, count: usize) -> String {
    match count {
        _ if *skill != ADULT => tell::with_the_skill(&skill.as_str()),
        1 => String::from(tell::WHO_IS_AN_ADULT),
        _ => String::from(tell::WHO_ARE_ADULTS),
    }
}

/// How many people with which skills: "2 people with the skill “hoist” and 1 person who is 18 or over". Empty if none is
/// asked for.
pub(crate) fn people_who_have(skills: &[SkillNeeded]) -> String {
    if skills.is_empty() {
        return String::new();
    }
    let people = skills.iter().map(|asked| {
        let count = asked.helpers.into();
        tell::person_with(count, &who_have(&asked.skill, count))
    });
    listed(&people.collect::<Vec<_>>())
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

/// Minutes a week, rounded down; little is told as a minute, and not as none.
fn a_week(minutes: Minutes) -> String {
    hours(minutes.at_least_one())
}
