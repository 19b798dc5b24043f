//! The review in words, for a professional who reads it in two minutes.
//!
//! Words are a layer of their own: everything here says only what a [`Review`] or [`Timeline`] holds. Names come
//! from the embedder's [`Labels`] and appear in the text alone, so treat it as personal data.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;

use chrono::{Datelike, NaiveDate};

use super::{
    EventKind, Fall, FallenNeed, Gap, Given, Mend, MendNeed, Minutes, Review, Tally, Timeline, WhyGone,
    WhyNotGiving, Worst,
};
use crate::base::{
    Amount, AnyId, ArrangementId, Labels, NeedId, PersonId, SourceId, WeekMinute, WeekPattern, kinds,
};
use crate::need::Snapshot;

/// How many lines of one kind are printed before the rest is counted.
const MOST_LINES: usize = 8;

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
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or("December");
    format!("{} {month} {}", date.day(), date.year())
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
        self.labels.person(id).map_or_else(|| id.to_string(), String::from)
    }

    /// What a source is called.
    pub fn source(&self, id: SourceId) -> String {
        self.labels.source(id).map_or_else(|| id.to_string(), String::from)
    }

    /// A need: whose, and what.
    pub fn need(&self, id: NeedId) -> String {
        let Some(need) = self.snapshot.need(id) else { return id.to_string() };
        let what = self.labels.need(id).filter(|about| !about.is_empty());
        format!("{}: {}", self.person(need.person()), what.unwrap_or_else(|| need.outcome().words()))
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

    /// The whole review.
    pub fn review(&self, review: &Review) -> String {
        let mut out = String::new();
        let members: Vec<String> = review.members.iter().map(|person| self.person(*person)).collect();
        line(&mut out, 0, &format!("THE HOUSEHOLD on {}: {}", date_in_words(review.on), listed(&members)));
        self.in_short(review, &mut out);
        self.balance(review, &mut out);
        self.rings(review, &mut out);
        self.gaps(&review.gaps, &mut out);
        self.losses(review, &mut out);
        self.mends(&review.mends, &mut out);
        self.questions(review, &mut out);
        out
    }

    fn in_short(&self, review: &Review, out: &mut String) {
        heading(out, "In short");
        for (one, other) in &review.mutual_dependence {
            let (one, other) = (self.person(*one), self.person(*other));
            line(
                out,
                1,
                &format!(
                    "{one} and {other} depend on each other: if either is lost, critical needs of the other fall."
                ),
            );
        }
        let reciprocal =
            review.reciprocal_care.iter().filter(|pair| !review.mutual_dependence.contains(pair));
        for (one, other) in reciprocal {
            line(
                out,
                1,
                &format!("{} and {} each care for the other.", self.person(*one), self.person(*other)),
            );
        }
        if review.circular.rings.is_empty() {
            line(out, 1, "Nothing here stands only because people hold each other up.");
        } else {
            let needs = plural(review.circular.needs.len(), "need stands", "needs stand");
            line(out, 1, &format!("{needs} only because people hold each other up."));
        }
        let sooner = review.worst_minutes.iter().filter_map(|worst| Some((worst, worst.worst?)));
        if let Some((worst, minute)) = sooner.min_by_key(|(_, minute)| (minute.minutes_to_harm, minute.start))
        {
            line(
                out,
                1,
                &format!(
                    "Soonest harm: {} after losing {} at {} ({}).",
                    hours(minute.minutes_to_harm),
                    self.source(worst.lost),
                    minute.start,
                    self.need(minute.need),
                ),
            );
        }
        for pair in &review.tippings {
            for tipping in &pair.tippings {
                line(
                    out,
                    1,
                    &format!(
                        "The balance tipped on {}: {} gives more since (doing {} a week, getting {}).",
                        date_in_words(tipping.on),
                        self.person(tipping.now_gives_more),
                        hours(tipping.gives.doing.total),
                        hours(tipping.gets.doing.total),
                    ),
                );
            }
        }
        if !review.stands_only_unconfirmed.is_empty() {
            let needs = plural(review.stands_only_unconfirmed.len(), "need stands", "needs stand");
            line(out, 1, &format!("{needs} only if help holds that nobody has confirmed."));
        }
    }

    fn balance(&self, review: &Review, out: &mut String) {
        heading(out, "Who does what for whom, in a week");
        let is_member =
            |given: &&Given| review.members.iter().any(|person| SourceId::from(*person) == given.by);
        let (members, others): (Vec<&Given>, Vec<&Given>) = review.given.iter().partition(is_member);
        if review.given.is_empty() {
            line(out, 1, "Nothing is recorded.");
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
        for lean in &review.circular.leaning {
            line(out, 1, &format!("{} leans on that.", self.need(lean.need)));
        }
    }

    fn gaps(&self, gaps: &[Gap], out: &mut String) {
        if gaps.is_empty() {
            return;
        }
        heading(out, "Not met even now");
        for gap in gaps {
            let short: u32 = gap.windows.iter().map(|window| u32::from(window.short())).sum();
            let critical = if gap.critical { " (critical)" } else { "" };
            line(out, 1, &format!("{}{critical}: {} a week missing.", self.need(gap.need), hours(short)));
            for (arrangement, why) in &gap.not_giving {
                let why = match why {
                    WhyNotGiving::NotAbleOrWilling => String::from("is known not to be able or willing"),
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

    fn losses(&self, review: &Review, out: &mut String) {
        heading(out, "If somebody could not give any more");
        let critical = |fall: &&Fall| fall.fallen.iter().any(|need| need.critical);
        let (serious, lighter): (Vec<&Fall>, Vec<&Fall>) = review.falls.iter().partition(critical);
        if serious.is_empty() {
            line(out, 1, "No single loss makes a critical need fall.");
        }
        for fall in serious {
            let lost: Vec<String> = fall.lost.iter().map(|source| self.source(*source)).collect();
            line(out, 1, &format!("Without {}:", listed(&lost)));
            self.fallen(fall, out);
            for worst in review.worst_minutes.iter().filter(|worst| fall.lost == [worst.lost]) {
                line(out, 2, &self.worst(worst));
            }
        }
        if !lighter.is_empty() {
            let names: Vec<String> =
                lighter.iter().flat_map(|fall| &fall.lost).map(|source| self.source(*source)).collect();
            line(out, 1, &format!("Without {}, something falls, but nothing critical.", listed(&names)));
        }
    }

    fn fallen(&self, fall: &Fall, out: &mut String) {
        let ordered = fall
            .fallen
            .iter()
            .filter(|need| need.critical)
            .chain(fall.fallen.iter().filter(|need| !need.critical));
        for (printed, need) in ordered.enumerate() {
            if printed == MOST_LINES {
                let rest = fall.fallen.len() - printed;
                line(out, 2, &format!("… and {}", plural(rest, "more need", "more needs")));
                break;
            }
            line(out, 2, &self.fallen_need(need));
        }
        if !fall.also_if_unconfirmed_fails.is_empty() {
            let also = plural(fall.also_if_unconfirmed_fails.len(), "more need", "more needs");
            line(out, 2, &format!("and {also} if help fails that nobody has confirmed"));
        }
    }

    fn fallen_need(&self, need: &FallenNeed) -> String {
        let mut text = self.need(need.need);
        if need.critical {
            text.push_str(" (critical)");
        }
        let short: u32 = need.windows.iter().map(|window| u32::from(window.short())).sum();
        let _ = write!(text, ", {} a week short", hours(short));
        let mut giver_fell: Vec<NeedId> = Vec::new();
        for gone in &need.gone {
            if let WhyGone::GiverFell(needs) = &gone.why {
                giver_fell.extend(needs);
            }
        }
        giver_fell.sort_unstable();
        giver_fell.dedup();
        if !giver_fell.is_empty() {
            let _ = write!(text, "; because this falls first: {}", self.needs(&giver_fell));
        }
        if need.rests_on_assumed_reliance {
            text.push_str(" [assumed; ask]");
        }
        text
    }

    fn worst(&self, worst: &Worst) -> String {
        match worst.worst {
            None => String::from("no critical need would come to harm within the time looked at"),
            Some(minute) => format!(
                "worst minute {}: first harm after {} ({})",
                minute.start,
                hours(minute.minutes_to_harm),
                self.need(minute.need),
            ),
        }
    }

    fn mends(&self, mends: &[Mend], out: &mut String) {
        if mends.is_empty() {
            return;
        }
        heading(out, "What would mend it");
        for mend in mends {
            let mut text = format!(
                "Nothing would fall without {} if somebody else could be there {} a week",
                self.source(mend.lost),
                hours(mend.minutes.total),
            );
            let _ = write!(text, " ({} of it for critical needs", hours(mend.critical.total));
            if mend.minutes.at_night > 0 {
                let _ = write!(text, ", {} at night", hours(mend.minutes.at_night));
            }
            text.push_str("):");
            line(out, 1, &text);
            for need in mend.needs.iter().take(MOST_LINES) {
                line(out, 2, &self.mend_need(need));
            }
            if mend.needs.len() > MOST_LINES {
                let rest = plural(mend.needs.len() - MOST_LINES, "more need", "more needs");
                line(out, 2, &format!("… and {rest}"));
            }
        }
    }

    fn mend_need(&self, need: &MendNeed) -> String {
        let short: u32 = need.windows.iter().map(|window| u32::from(window.short)).sum();
        let stretches = need.windows.iter().flat_map(|window| &window.lost);
        let when = WeekPattern::from_spans(stretches.clone().map(|stretch| stretch.when));
        let hands = stretches.map(|stretch| stretch.hands_missing).max().unwrap_or(1);
        let critical = if need.critical { " (critical)" } else { "" };
        let hands = if hands > 1 { format!(", {hands} people at once") } else { String::new() };
        format!("{}{critical}: {} a week within {when}{hands}", self.need(need.need), hours(short))
    }

    fn questions(&self, review: &Review, out: &mut String) {
        let assumed: Vec<_> = review.findings.with_code("assumed").collect();
        let not_timed: Vec<_> = review.findings.with_code("when-not-known").collect();
        let twice = &review.over_committed;
        if review.not_confirmed.is_empty() && assumed.is_empty() && not_timed.is_empty() && twice.is_empty() {
            return;
        }
        heading(out, "What to ask, what to look at");
        for arrangement in &review.not_confirmed {
            line(
                out,
                1,
                &format!("{}: able and willing? Nobody has confirmed both.", self.arrangement(*arrangement)),
            );
        }
        for need in &review.stands_only_unconfirmed {
            let critical = if self.is_critical(*need) { " (critical)" } else { "" };
            line(out, 1, &format!("{}{critical} stands only if that help holds.", self.need(*need)));
        }
        if !assumed.is_empty() {
            let count = plural(assumed.len(), "arrangement", "arrangements");
            line(out, 1, &format!("For {count} nobody has said what the giver leans on; it was assumed."));
        }
        for finding in not_timed {
            let ids = finding.concerns().iter().map(|id| self.any(*id)).collect::<Vec<_>>();
            line(out, 1, &format!("{}: when? It counts as met until that is known.", listed(&ids)));
        }
        for one in twice {
            let people: Vec<String> = one.for_people.iter().map(|person| self.person(*person)).collect();
            line(
                out,
                1,
                &format!(
                    "{} is counted on for {} at the same time: {} ({} a week).",
                    self.person(one.person),
                    listed(&people),
                    one.when,
                    hours(one.when.minutes().into()),
                ),
            );
        }
    }

    /// What happens after a loss, event by event.
    pub fn timeline(&self, timeline: &Timeline) -> String {
        let mut out = String::new();
        let clock = |at: u32| -> WeekMinute { timeline.start.plus(at) };
        let horizon = hours(timeline.horizon_min);
        line(&mut out, 0, &format!("FROM {} FOR {horizon}", timeline.start));
        if timeline.events.is_empty() {
            line(&mut out, 1, "Nothing opens: everything that is needed in that time is covered.");
        }
        for event in &timeline.events {
            let said = match event.kind {
                EventKind::Opened => "nobody is there for",
                EventKind::Closed => "somebody is there again for",
                EventKind::Breached => "HARM:",
                EventKind::Stopped => "gives no more:",
            };
            let critical = event.id.typed::<kinds::Need>().is_some_and(|need| self.is_critical(need));
            let critical = if critical { " (critical)" } else { "" };
            let after = format!("+{}", hours(event.at));
            let what = self.any(event.id);
            line(&mut out, 1, &format!("{}  {after:>11}  {said} {what}{critical}", clock(event.at)));
        }
        if let Some(margin) = timeline.critical_margin {
            let need = self.need(margin.need);
            line(
                &mut out,
                1,
                &format!("Closest call that still went well: {need}, {} to spare.", hours(margin.minutes)),
            );
        }
        for open in &timeline.still_open {
            line(
                &mut out,
                1,
                &format!("Still open at the end: {}, harm at {}.", self.need(open.need), clock(open.harm_at)),
            );
        }
        for need in &timeline.patched {
            line(&mut out, 1, &format!("{}: help comes and goes, three times or more.", self.need(*need)));
        }
        out
    }
}

fn tally(tally: Tally) -> String {
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

fn heading(out: &mut String, text: &str) {
    out.push('\n');
    line(out, 0, &text.to_uppercase());
}

/// A line of text, wrapped at 100 characters and indented.
fn line(out: &mut String, depth: usize, text: &str) {
    const WIDTH: usize = 100;
    let indent = depth * 2;
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used == 0 {
            out.extend(core::iter::repeat_n(' ', indent));
            used = indent;
        } else if used + 1 + length > WIDTH {
            out.push('\n');
            out.extend(core::iter::repeat_n(' ', indent + 2));
            used = indent + 2;
        } else {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += length;
    }
    out.push('\n');
}
