//! What to ask and what to look at, in words.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Words, heading, hours, listed, plural, print_line as line};
use crate::need::DoneThough;
use crate::support::Review;

/// How many lines of one person are printed before the rest is counted.
const MOST_LINES: usize = 8;

impl Words<'_> {
    pub(super) fn questions(&self, review: &Review, out: &mut String) {
        let mut lines: Vec<String> = Vec::new();
        for arrangement in &review.not_confirmed {
            let what = self.arrangement(*arrangement);
            lines.push(format!("{what}: able and willing? Nobody has confirmed both."));
        }
        for need in &review.stands_only_unconfirmed {
            let critical = if self.is_critical(*need) { " (critical)" } else { "" };
            lines.push(format!("{}{critical} stands only if that help holds.", self.need(*need)));
        }
        for help in &review.unwilling {
            let though = match help.done.though {
                DoneThough::NotWilling => "not willing",
                DoneThough::NotAble => "not able",
            };
            let taken = if help.done.is_done { "it is" } else { "it is not" };
            if help.done.is_assumed {
                let what = self.arrangement(help.arrangement);
                lines.push(format!(
                    "{what}: {though}. Is it done all the same? Nobody has said; taken here: {taken}."
                ));
            }
        }
        let assumed = review.findings.with_code("assumed").count();
        if assumed > 0 {
            let count = plural(assumed, "arrangement", "arrangements");
            lines.push(format!("For {count} nobody has said what the giver leans on; it was assumed."));
        }
        self.ages(review, &mut lines);
        self.at_once(review, &mut lines);
        if !lines.is_empty() {
            heading(out, "What to ask, what to look at");
            for text in &lines {
                line(out, 1, text);
            }
        }
    }

    fn ages(&self, review: &Review, lines: &mut Vec<String>) {
        for child in &review.under_18 {
            let child = self.person(*child);
            lines.push(format!("{child} is under 18 and is counted on: is this caring right for a child?"));
        }
        if !review.age_not_known.is_empty() {
            let unknown: Vec<String> = review.age_not_known.iter().map(|id| self.person(*id)).collect();
            let are = if unknown.len() == 1 { "is" } else { "are" };
            lines.push(format!(
                "18 or over? {} {are} counted on, and no date of birth on or before this date is recorded.",
                listed(&unknown)
            ));
        }
    }

    /// Who is there for several people at once: exactly with whom, and when.
    fn at_once(&self, review: &Review, lines: &mut Vec<String>) {
        for of_person in review.over_committed.chunk_by(|one, other| one.person == other.person) {
            for (printed, one) in of_person.iter().enumerate() {
                let who = self.person(one.person);
                if printed == MOST_LINES {
                    let rest = plural(of_person.len() - printed, "more time", "more times");
                    lines.push(format!("{who} is there for several people at once at {rest}."));
                    break;
                }
                let people: Vec<String> = one.for_people.iter().map(|person| self.person(*person)).collect();
                let minutes = hours(one.when.minutes().into());
                let (people, when) = (listed(&people), &one.when);
                lines.push(format!(
                    "{who} is there for {people} at the same time: {when} ({minutes} a week)."
                ));
            }
        }
    }
}
