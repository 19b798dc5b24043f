//! What a loss does, in words: what falls, what gets worse, what would mend it, and the day unwilling help stops.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use super::headline::as_far_as_known;
use super::{Words, heading, hours, listed, plural, print_line as line};
use crate::base::{ArrangementId, NeedId, PersonId, SourceId, WeekPattern};
use crate::support::unwilling::{as_it_is_done, stops_with};
use crate::support::{
    Fall, FallenNeed, Gone, Mend, MendNeed, Review, Support, WhyGone, WorsenedNeed, Worst, WorstMinute,
};

/// How many lines of one kind are printed before the rest is counted.
const MOST_LINES: usize = 8;

impl Words<'_> {
    pub(super) fn losses(&self, review: &Review, out: &mut String) {
        heading(out, "If somebody could not give any more");
        let known = as_far_as_known(review);
        let worst = |fall: &Fall| -> Option<&Worst> {
            review.worst_minutes.iter().find(|worst| fall.lost == [worst.lost])
        };
        let adds = |fall: &Fall| worst(fall).is_some_and(|worst| worst.worst.is_some());
        let (serious, lighter): (Vec<&Fall>, Vec<&Fall>) = review.falls.iter().partition(|fall| {
            fall.is_critical() || adds(fall) || self.any_critical(&self.unwilling_help_of(fall))
        });
        let only_harm: Vec<&Worst> = (review.worst_minutes.iter())
            .filter(|worst| {
                worst.worst.is_some() && !review.falls.iter().any(|fall| fall.lost == [worst.lost])
            })
            .collect();
        if serious.is_empty() && only_harm.is_empty() {
            let harm = if review.horizon_min.is_some() { " or adds harm to one" } else { "" };
            let worse =
                if review.gaps.iter().any(|gap| gap.critical) { ", leaves one with less" } else { "" };
            let besides = if review.if_it_stops.is_empty() {
                ""
            } else {
                " Help given unwillingly is left out here: see below."
            };
            line(out, 1, &format!("No single loss makes a critical need fall{worse}{harm}{known}.{besides}"));
        }
        for fall in serious {
            let lost: Vec<String> = fall.lost.iter().map(|source| self.source(*source)).collect();
            line(out, 1, &format!("Without {}:", listed(&lost)));
            self.fallen(&fall.fallen, &fall.worsened, out);
            unconfirmed(fall, out);
            let stops = self.unwilling_help_of(fall);
            self.unwilling_stops(&stops, out);
            match worst(fall) {
                Some(worst) if worst.worst.is_none() && !stops.is_empty() => line(
                    out,
                    2,
                    "Going by help to rely on, the loss adds no harm; what is given unwillingly stops with it.",
                ),
                Some(worst) => line(out, 2, &self.worst(worst.worst, known)),
                None => {}
            }
        }
        for worst in only_harm {
            line(
                out,
                1,
                &format!(
                    "Without {}, no need falls{known}, and harm comes all the same:",
                    self.source(worst.lost)
                ),
            );
            line(out, 2, &self.worst(worst.worst, known));
        }
        self.only_unwilling(review, out);
        if !lighter.is_empty() {
            let names: Vec<String> =
                lighter.iter().flat_map(|fall| &fall.lost).map(|source| self.source(*source)).collect();
            let worse = if lighter.iter().all(|fall| fall.worsened.is_empty()) {
                "falls"
            } else {
                "falls or gets worse"
            };
            line(
                out,
                1,
                &format!("Without {}, something {worse}, but nothing critical{known}.", listed(&names)),
            );
        }
    }

    /// Losses with which nothing falls that can be relied on, and help stops that somebody else gives unwillingly for a
    /// critical need. What a giver does themselves stands further below.
    fn only_unwilling(&self, review: &Review, out: &mut String) {
        let Some(done) = as_it_is_done(self.snapshot) else { return };
        let done = Support::of(&done);
        for lost in self.snapshot.sources().iter().map(|source| source.id) {
            if review.falls.iter().any(|fall| fall.lost == [lost]) {
                continue;
            }
            let mut stops = stops_with(self.snapshot, &done, &[lost], &[]);
            stops.retain(|id| self.snapshot.arrangement(*id).is_some_and(|help| help.by != lost));
            if self.any_critical(&stops) {
                line(out, 1, &format!("Without {}:", self.source(lost)));
                self.unwilling_stops(&stops, out);
            }
        }
    }

    /// What falls and what gets worse after a loss, and why. `worst` is its worst minute, if that was asked: only where
    /// a loss adds no harm either is it said that nothing falls.
    pub fn fall(&self, fall: &Fall, worst: Option<&WorstMinute>) -> String {
        let mut out = String::new();
        let lost = fall.lost.iter().map(|source| {
            let away = fall.away.iter().any(|person| SourceId::from(*person) == *source);
            format!("{}{}", self.source(*source), if away { " (away)" } else { "" })
        });
        line(&mut out, 0, &format!("WITHOUT {}", listed(&lost.collect::<Vec<_>>())));
        if fall.fallen.is_empty() && fall.worsened.is_empty() {
            let known = if fall.hours_not_known.is_empty() { "" } else { ", as far as the hours are known" };
            let text = match worst {
                None if self.unwilling_help_of(fall).is_empty() => format!("Nothing falls{known}."),
                None => format!("Nothing falls that help to rely on holds up{known}."),
                Some(_) => format!(
                    "Over the week no need falls or gets worse{known}. Harm comes all the same, as told below."
                ),
            };
            line(&mut out, 1, &text);
        }
        self.fallen(&fall.fallen, &fall.worsened, &mut out);
        unconfirmed(fall, &mut out);
        self.unwilling_stops(&self.unwilling_help_of(fall), &mut out);
        if !fall.hours_not_known.is_empty() {
            self.not_timed_lines(&fall.hours_not_known, &mut out);
        }
        out
    }

    /// What is done unwillingly and stops with this loss: it is left out of what falls.
    fn unwilling_help_of(&self, fall: &Fall) -> Vec<ArrangementId> {
        self.unwilling_help_lost(&fall.lost, &fall.away)
    }

    pub(super) fn unwilling_help_lost(&self, lost: &[SourceId], away: &[PersonId]) -> Vec<ArrangementId> {
        let done = as_it_is_done(self.snapshot);
        done.map_or_else(Vec::new, |done| stops_with(self.snapshot, &Support::of(&done), lost, away))
    }

    fn unwilling_stops(&self, stops: &[ArrangementId], out: &mut String) {
        for help in stops {
            let what = self.arrangement(*help);
            line(out, 2, &format!("and help stops that is given unwillingly: {what}"));
        }
    }

    /// Whether any of these arrangements is for a critical need.
    fn any_critical(&self, help: &[ArrangementId]) -> bool {
        let mut needs = help.iter().filter_map(|id| self.snapshot.arrangement(*id)).map(|help| help.need);
        needs.any(|need| self.is_critical(need))
    }

    fn fallen(&self, fallen: &[FallenNeed], worsened: &[WorsenedNeed], out: &mut String) {
        let fell = fallen.iter().map(|need| (need.critical, self.fallen_need(need)));
        let worse = worsened.iter().map(|need| (need.critical, self.worsened_need(need)));
        let (critical, others): (Vec<_>, Vec<_>) = fell.chain(worse).partition(|(critical, _)| *critical);
        let count = critical.len() + others.len();
        for (printed, (_, text)) in critical.into_iter().chain(others).enumerate() {
            if printed == MOST_LINES {
                line(out, 2, &format!("… and {}", plural(count - printed, "more need", "more needs")));
                break;
            }
            line(out, 2, &text);
        }
    }

    fn fallen_need(&self, need: &FallenNeed) -> String {
        let mut text = self.need(need.need);
        if need.critical {
            text.push_str(" (critical)");
        }
        let short: u32 = need.windows.iter().map(|window| u32::from(window.short())).sum();
        let _ = write!(text, ", {} a week short", hours(short));
        self.because(&need.gone, need.rests_on_assumed_reliance, &mut text);
        text
    }

    fn worsened_need(&self, need: &WorsenedNeed) -> String {
        let mut text = self.need(need.need);
        if need.critical {
            text.push_str(" (critical)");
        }
        text.push_str(", short even now");
        let (short_by, hands_gone) = (need.short_by(), need.hands_gone());
        if short_by > 0 {
            let _ = write!(text, ": {} a week less", hours(short_by));
        } else {
            let _ = write!(text, ": fewer hands, {} a week in all (each pair counted)", hours(hands_gone));
        }
        self.because(&need.gone, need.rests_on_assumed_reliance, &mut text);
        text
    }

    /// The needs of givers that fell first, and whether it rests on an assumption.
    fn because(&self, gone: &[Gone], assumed: bool, text: &mut String) {
        let mut giver_fell: Vec<NeedId> = Vec::new();
        for gone in gone {
            if let WhyGone::GiverFell(needs) = &gone.why {
                giver_fell.extend(needs);
            }
        }
        giver_fell.sort_unstable();
        giver_fell.dedup();
        if !giver_fell.is_empty() {
            let _ = write!(text, "; because this falls first: {}", self.needs(&giver_fell));
        }
        if assumed {
            text.push_str("; this rests on an assumption, so ask");
        }
    }

    fn worst(&self, worst: Option<WorstMinute>, known: &str) -> String {
        match worst {
            None => format!("adds no harm to a critical need within the time looked at{known}"),
            Some(minute) => format!(
                "worst minute {}: first harm after {} ({})",
                minute.start,
                hours(minute.minutes_to_harm),
                self.need(minute.need),
            ),
        }
    }

    /// The day on which help stops that is given unwillingly.
    pub(super) fn unwilling(&self, review: &Review, out: &mut String) {
        if review.if_it_stops.is_empty() {
            return;
        }
        heading(out, "If help stopped that is given unwillingly");
        for stops in &review.if_it_stops {
            line(
                out,
                1,
                &format!("The day {} stops it, what rests on help given unwillingly:", self.source(stops.by)),
            );
            self.fallen(&stops.fallen, &stops.worsened, out);
            if review.horizon_min.is_some() {
                line(out, 2, &self.worst(stops.worst, as_far_as_known(review)));
            }
        }
    }

    pub(super) fn mends(&self, mends: &[Mend], known: &str, out: &mut String) {
        if mends.is_empty() {
            return;
        }
        heading(out, "What would mend it");
        let (critical, others): (Vec<&Mend>, Vec<&Mend>) =
            mends.iter().partition(|mend| mend.needs.iter().any(|need| need.critical));
        for mend in critical {
            self.mend(mend, known, out);
        }
        let stops = |mend: &&&Mend| self.any_critical(&self.unwilling_help_lost(&[mend.lost], &[]));
        for mend in others.iter().filter(stops) {
            let (who, long) = (self.source(mend.lost), hours(mend.minutes.total));
            let besides = "and besides, what is given unwillingly for critical needs";
            line(out, 1, &format!("In the place of {who}: {long} a week for nothing critical, {besides}."));
        }
        let others: Vec<String> = (others.iter().filter(|mend| !stops(mend)))
            .map(|mend| format!("{} {} a week", self.source(mend.lost), hours(mend.minutes.total)))
            .collect();
        if !others.is_empty() {
            line(
                out,
                1,
                &format!("In the place of others, for nothing critical{known}: {}.", others.join(", ")),
            );
        }
    }

    fn mend(&self, mend: &Mend, known: &str, out: &mut String) {
        let nothing = if known.is_empty() { "Nothing" } else { "As far as the hours are known, nothing" };
        let reliable = if self.unwilling_help_lost(&[mend.lost], &[]).is_empty() {
            ""
        } else {
            " that help to rely on holds up"
        };
        let worse = if mend.needs.iter().any(|need| need.is_gap) { " or get worse" } else { "" };
        let mut text = format!(
            "{nothing}{reliable} would fall{worse} without {} if somebody else could be there {} a week",
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

    fn mend_need(&self, need: &MendNeed) -> String {
        let short: u32 = need.windows.iter().map(|window| u32::from(window.short)).sum();
        let stretches = need.windows.iter().flat_map(|window| &window.lost);
        let when = WeekPattern::from_spans(stretches.clone().map(|stretch| stretch.when));
        let hands = stretches.map(|stretch| stretch.hands_missing).max().unwrap_or(1);
        let critical = if need.critical { " (critical)" } else { "" };
        let gap = if need.is_gap { ", short even now" } else { "" };
        let hands = if hands > 1 { format!(", {hands} people at once") } else { String::new() };
        format!("{}{critical}{gap}: {} a week within {when}{hands}", self.need(need.need), hours(short))
    }
}

fn unconfirmed(fall: &Fall, out: &mut String) {
    if !fall.also_if_unconfirmed_fails.is_empty() {
        let also = plural(fall.also_if_unconfirmed_fails.len(), "more need", "more needs");
        line(out, 2, &format!("and {also} if help fails that nobody has confirmed"));
    }
}
