//! The review in words.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use super::{Words, date_in_words, heading, hours, listed, plural, print_line as line};
use crate::base::{NeedId, SourceId, WeekPattern};
use crate::support::{
    Fall, FallenNeed, Gap, Given, Mend, MendNeed, Minutes, Review, Tally, WhyGone, WhyNotGiving, Worst,
};

/// How many lines of one kind are printed before the rest is counted.
const MOST_LINES: usize = 8;

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
        if !review.circular.leaning.is_empty() {
            let needs: Vec<NeedId> = review.circular.leaning.iter().map(|lean| lean.need).collect();
            line(out, 1, &format!("Leaning on that: {}.", self.needs(&needs)));
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

    /// What falls after a loss, and why.
    pub fn fall(&self, fall: &Fall) -> String {
        let mut out = String::new();
        let lost = fall.lost.iter().map(|source| {
            let away = fall.away.iter().any(|person| SourceId::from(*person) == *source);
            format!("{}{}", self.source(*source), if away { " (away)" } else { "" })
        });
        line(&mut out, 0, &format!("WITHOUT {}", listed(&lost.collect::<Vec<_>>())));
        if fall.fallen.is_empty() {
            line(&mut out, 1, "Nothing falls.");
        }
        self.fallen(fall, &mut out);
        out
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
            text.push_str("; this rests on an assumption, so ask");
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
