//! The review in words: what nobody knows the hours of, who does what, what is short even now.
//!
//! For a professional who decides about a household's support, and reads it in two minutes.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::headline::as_far_as_known;
use super::{Words, date_in_words, heading, hours, listed, plural, print_line as line};
use crate::base::{NeedId, SourceId};
use crate::need::DoneThough;
use crate::support::unwilling::{done_open, hours_open};
use crate::support::{Gap, Given, HarmAnyway, HoursNotKnown, Minutes, Review, Tally, WhyNotGiving};

impl Words<'_> {
    /// The whole review.
    pub fn review(&self, review: &Review) -> String {
        let mut out = String::new();
        let members: Vec<String> = review.members.iter().map(|person| self.person(*person)).collect();
        line(&mut out, 0, &format!("THE HOUSEHOLD on {}: {}", date_in_words(review.on), listed(&members)));
        for finding in review.findings.with_code("clocks-change") {
            line(&mut out, 1, &finding.for_professional());
        }
        self.in_short(review, &mut out);
        self.not_timed(&review.hours_not_known, &mut out);
        self.ends(review, &mut out);
        self.balance(review, &mut out);
        self.rings(review, &mut out);
        self.gaps(review, &mut out);
        self.losses(review, &mut out);
        self.unwilling(review, &mut out);
        self.mends(&review.mends, as_far_as_known(review), &mut out);
        self.questions(review, &mut out);
        out
    }

    /// Whether this giver helps with a need though they are not willing or not able.
    pub(super) fn is_done_unwillingly_by(&self, need: NeedId, by: SourceId) -> bool {
        self.snapshot
            .arrangements()
            .iter()
            .any(|help| help.need == need && help.by == by && help.done_though(self.snapshot.on()).is_some())
    }

    /// Whether for this need there is help of which nobody knows when it comes, and help of which nobody knows whether it is
    /// given.
    pub(super) fn not_known_of(&self, need: NeedId) -> (bool, bool) {
        let on = self.snapshot.on();
        let for_it = || self.snapshot.arrangements().iter().filter(|help| help.need == need);
        (for_it().any(|help| hours_open(help, on)), for_it().any(|help| done_open(help, on)))
    }

    /// On what it depends whether harm comes: "Harm comes …".
    pub(super) fn harm_comes(&self, anyway: &HarmAnyway) -> &'static str {
        if anyway.leaves_out_unwilling_help {
            return "without what is given unwillingly";
        }
        if !anyway.unless_help_not_known {
            return "whoever is there";
        }
        match self.not_known_of(anyway.need) {
            (true, false) => "unless help comes whose hours nobody has said",
            (false, true) => "unless it is done all the same, which nobody has said",
            (true, true) => "unless help comes of which nobody has said when, or whether it is given",
            (false, false) => "unless help comes of which not everything is known",
        }
    }

    /// What nothing speaks of, directly under the headline.
    pub(super) fn not_timed(&self, unknown: &HoursNotKnown, out: &mut String) {
        if unknown.is_empty() {
            return;
        }
        heading(out, "When is not known");
        self.not_timed_lines(unknown, out);
    }

    pub(super) fn not_timed_lines(&self, unknown: &HoursNotKnown, out: &mut String) {
        for need in &unknown.needs {
            let critical = if self.is_critical(*need) { " (critical)" } else { "" };
            line(
                out,
                1,
                &format!("{}{critical}: when is it needed? Nothing here speaks of it.", self.need(*need)),
            );
        }
        for arrangement in &unknown.arrangements {
            let what = self.arrangement(*arrangement);
            line(
                out,
                1,
                &format!("{what}: when does this help come? It does not count until that is known."),
            );
        }
    }

    fn ends(&self, review: &Review, out: &mut String) {
        // One is named in the headline.
        if review.ends.len() < 2 {
            return;
        }
        heading(out, "What ends soon");
        for of_day in review.ends.chunk_by(|one, other| one.until == other.until) {
            for (place, ends) in of_day.iter().enumerate() {
                let what = self.arrangement(ends.arrangement);
                let until = date_in_words(ends.until);
                let text = if place == 0 {
                    format!("{until} is the first day without {what}")
                } else {
                    format!("and without {what}")
                };
                line(out, 1 + usize::from(place > 0), &text);
            }
        }
    }

    fn balance(&self, review: &Review, out: &mut String) {
        heading(out, "Who does what for whom, in a week");
        let is_member =
            |given: &&Given| review.members.iter().any(|person| SourceId::from(*person) == given.by);
        let (members, others): (Vec<&Given>, Vec<&Given>) = review.given.iter().partition(is_member);
        match (review.given.is_empty(), self.snapshot.arrangements().len()) {
            (false, _) => {}
            (true, 0) => line(out, 1, "No help is recorded for a need that anybody here has on this date."),
            (true, count) => {
                let recorded = plural(count, "arrangement is", "arrangements are");
                line(out, 1, &format!("No hours of help can be counted; {recorded} recorded."));
            }
        }
        for given in members.into_iter().chain(others) {
            let who = format!("{} for {}: ", self.source(given.by), self.person(given.to));
            line(out, 1, &(who + &tally(given.tally)));
            let mut parts: Vec<(&str, Tally)> =
                given.by_outcome.iter().map(|(outcome, tally)| (outcome.words(), *tally)).collect();
            parts.sort_by_key(|(_, tally)| core::cmp::Reverse(tally.doing.total + tally.being_there.total));
            let parts: Vec<String> = (parts.iter())
                .map(|(what, tally)| format!("{what} {}", hours(tally.doing.total + tally.being_there.total)))
                .collect();
            line(out, 2, &parts.join(", "));
            for (of, though) in [(given.not_willing, "willing"), (given.not_able, "able")] {
                let said = tally(of);
                if !said.is_empty() {
                    line(out, 2, &format!("of that, done though not {though}: {said}"));
                }
            }
        }
    }

    fn rings(&self, review: &Review, out: &mut String) {
        if review.circular.rings.is_empty() {
            return;
        }
        heading(out, "They hold each other up");
        for ring in &review.circular.rings {
            let people: Vec<String> = ring.people.iter().map(|person| self.person(*person)).collect();
            line(
                out,
                1,
                &format!("{}, in a ring: each of these is met only while the others are:", listed(&people)),
            );
            for need in &ring.needs {
                line(out, 2, &self.need(*need));
            }
        }
        if !review.circular.leaning.is_empty() {
            let needs: Vec<NeedId> = review.circular.leaning.iter().map(|lean| lean.need).collect();
            line(out, 1, &format!("Leaning on that: {}.", self.needs(&needs)));
        }
    }

    fn gaps(&self, review: &Review, out: &mut String) {
        if review.gaps.is_empty() {
            return;
        }
        heading(out, "Not met even now");
        for gap in &review.gaps {
            let short: u32 = gap.windows.iter().map(|window| u32::from(window.short())).sum();
            let critical = if gap.critical { " (critical)" } else { "" };
            let need = self.need(gap.need);
            let anyway = review.harm_anyway.iter().find(|anyway| anyway.need == gap.need);
            let harm = anyway.map_or_else(String::new, |anyway| {
                format!(" Harm comes {}, the first time at {}.", self.harm_comes(anyway), anyway.at)
            });
            let missing = match self.not_known_of(gap.need) {
                _ if gap.short_as_done == 0 => String::from("without help to rely on"),
                _ if gap.short_as_done < short => {
                    format!("without help to rely on, {} of it with nobody even so", hours(gap.short_as_done))
                }
                (true, _) => String::from("without help whose hours are known"),
                (false, true) => String::from("without help that is known to be given"),
                (false, false) if gap.may_be_met => String::from("without help that is known to come"),
                (false, false) => String::from("missing"),
            };
            line(out, 1, &format!("{need}{critical}: {} a week {missing}.{harm}", hours(short)));
            self.not_giving(gap, out);
        }
    }

    fn not_giving(&self, gap: &Gap, out: &mut String) {
        for (arrangement, why) in &gap.not_giving {
            let why = match why {
                WhyNotGiving::NotAbleOrWilling => {
                    let done =
                        self.snapshot.arrangement(*arrangement).and_then(crate::need::Arrangement::done);
                    let though = match done.map(|done| done.though) {
                        Some(DoneThough::NotWilling) => "is known not to be willing",
                        Some(DoneThough::NotAble) => "is known not to be able",
                        None => "is known not to be able or willing",
                    };
                    match done.map(|done| (done.is_done, done.is_assumed)) {
                        Some((true, false)) => format!("{though}, and does it all the same"),
                        Some((true, true)) => format!("{though}; taken to do it all the same"),
                        Some((false, true)) => {
                            format!("{though}; nobody has said whether it is done all the same")
                        }
                        _ => String::from(though),
                    }
                }
                WhyNotGiving::OutOfPeriod => String::from("does not help on this date"),
                WhyNotGiving::NeverPresent => String::from("has no time set"),
                WhyNotGiving::ReliesOnGaps(needs) => {
                    format!("leans on what is not met ({})", self.needs(needs))
                }
            };
            line(out, 2, &format!("{}: {why}", self.arrangement(*arrangement)));
        }
    }
}

/// Doing and being there; empty if neither.
pub(super) fn tally(tally: Tally) -> String {
    let kind = |minutes: Minutes, what: &str| {
        let night = if minutes.at_night > 0 {
            format!(" ({} at night)", hours(minutes.at_night))
        } else {
            String::new()
        };
        (minutes.total > 0).then(|| format!("{what} {}{night}", hours(minutes.total)))
    };
    let parts: Vec<String> =
        [kind(tally.doing, "doing"), kind(tally.being_there, "being there")].into_iter().flatten().collect();
    parts.join("; ")
}
