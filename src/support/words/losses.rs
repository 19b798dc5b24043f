//! What a loss does, in words: what falls, what gets worse, and the day unwilling help stops.

use alloc::string::String;
use alloc::vec::Vec;

use super::{MOST_LINES, Words, as_far_as_known, sentences as tell, who_have};
use crate::base::{ArrangementId, NeedId, Page, PersonId, SourceId, hours, listed};
use crate::support::as_done::as_it_is_done;
use crate::support::unwilling::stops_with;
use crate::support::{
    Fall, FallenNeed, Gone, Review, ShortWindow, Support, ThereBut, WhyGone, WorsenedNeed, Worst, WorstMinute,
};

impl Words<'_> {
    pub(super) fn losses(&self, review: &Review, page: &mut Page) {
        page.heading(tell::IF_SOMEBODY_COULD_NOT);
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
            let is_critical_short = review.gaps.iter().any(|gap| gap.critical);
            let worse = if is_critical_short { tell::LEAVES_LESS } else { "" };
            let harm = if review.horizon_min.is_some() { tell::OR_ADDS_HARM } else { "" };
            let besides = if review.if_it_stops.is_empty() { "" } else { tell::UNWILLING_SEE_BELOW };
            page.line(1, &tell::no_single_loss(&worse, &harm, &known, &besides));
        }
        for fall in serious {
            page.line(1, &tell::without(&listed(&self.sources(&fall.lost))));
            self.fallen(&fall.fallen, &fall.worsened, page);
            unconfirmed(fall, page);
            let stops = self.unwilling_help_of(fall);
            self.unwilling_stops(&stops, page);
            match worst(fall) {
                Some(worst) if worst.worst.is_none() && !stops.is_empty() => {
                    page.line(2, tell::UNWILLING_STOPS_TOO);
                }
                Some(worst) => page.line(2, &self.worst(worst.worst, known)),
                None => {}
            }
        }
        for worst in only_harm {
            page.line(1, &tell::harm_all_the_same(&self.source(worst.lost), &known));
            page.line(2, &self.worst(worst.worst, known));
        }
        self.only_unwilling(review, page);
        let names: Vec<String> = lighter.iter().flat_map(|fall| self.sources(&fall.lost)).collect();
        match lighter.iter().all(|fall| fall.worsened.is_empty()) {
            _ if lighter.is_empty() => {}
            true => page.line(1, &tell::nothing_critical_falls(&listed(&names), &known)),
            false => page.line(1, &tell::nothing_critical_falls_or_worse(&listed(&names), &known)),
        }
    }

    /// Losses with which nothing falls that can be relied on, and help stops that somebody else gives unwillingly for a
    /// critical need. What a giver does themselves stands further below.
    fn only_unwilling(&self, review: &Review, page: &mut Page) {
        let Some(done) = as_it_is_done(self.snapshot) else { return };
        let done = Support::of(&done);
        for lost in self.snapshot.sources().iter().map(|source| source.id) {
            if review.falls.iter().any(|fall| fall.lost == [lost]) {
                continue;
            }
            let mut stops = stops_with(self.snapshot, &done, &[lost], &[]);
            stops.retain(|id| self.snapshot.arrangement(*id).is_some_and(|help| help.by != lost));
            if self.any_critical(&stops) {
                page.line(1, &tell::without(&self.source(lost)));
                self.unwilling_stops(&stops, page);
            }
        }
    }

    /// What falls and what gets worse after a loss, and why. `worst` is its worst minute, if that was asked: only where
    /// a loss adds no harm either is it said that nothing falls.
    pub fn fall(&self, fall: &Fall, worst: Option<&WorstMinute>) -> String {
        let mut page = Page::default();
        let lost = fall.lost.iter().map(|source| {
            let away = fall.away.iter().any(|person| SourceId::from(*person) == *source);
            self.source(*source) + if away { tell::AWAY } else { "" }
        });
        page.line(0, &tell::without_loud(&listed(&lost.collect::<Vec<_>>())));
        let stops = self.unwilling_help_of(fall);
        if fall.fallen.is_empty() && fall.worsened.is_empty() {
            let known = if fall.hours_not_known.is_empty() { "" } else { tell::AS_FAR_AS_HOURS_KNOWN };
            page.line(
                1,
                &match worst {
                    None if stops.is_empty() => tell::nothing_falls(&known),
                    None => tell::nothing_reliable_falls(&known),
                    Some(_) => tell::harm_told_below(&known),
                },
            );
        }
        self.fallen(&fall.fallen, &fall.worsened, &mut page);
        unconfirmed(fall, &mut page);
        self.unwilling_stops(&stops, &mut page);
        self.not_timed(&fall.hours_not_known, &mut page);
        page.into_text()
    }

    /// What is done unwillingly and stops with this loss: it is left out of what falls.
    fn unwilling_help_of(&self, fall: &Fall) -> Vec<ArrangementId> {
        self.unwilling_help_lost(&fall.lost, &fall.away)
    }

    pub(super) fn unwilling_help_lost(&self, lost: &[SourceId], away: &[PersonId]) -> Vec<ArrangementId> {
        let done = as_it_is_done(self.snapshot);
        done.map_or_else(Vec::new, |done| stops_with(self.snapshot, &Support::of(&done), lost, away))
    }

    fn unwilling_stops(&self, stops: &[ArrangementId], page: &mut Page) {
        for help in stops.iter().filter(|help| self.is_told(help)) {
            page.line(2, &tell::unwilling_help_stops(&self.arrangement(*help)));
        }
    }

    /// Whether any of these arrangements is for a critical need.
    pub(super) fn any_critical(&self, help: &[ArrangementId]) -> bool {
        let mut needs = help.iter().filter_map(|id| self.snapshot.arrangement(*id)).map(|help| help.need);
        needs.any(|need| self.is_critical(need))
    }

    /// What falls and what gets worse, what is critical first.
    fn fallen(&self, fallen: &[FallenNeed], worsened: &[WorsenedNeed], page: &mut Page) {
        let fell = fallen.iter().map(|need| (need.critical, self.fallen_need(need)));
        let worse = worsened.iter().map(|need| (need.critical, self.worsened_need(need)));
        let (critical, others): (Vec<_>, Vec<_>) = fell.chain(worse).partition(|(critical, _)| *critical);
        let all: Vec<String> = critical.into_iter().chain(others).map(|(_, text)| text).collect();
        first_lines(&all, page);
    }

    fn fallen_need(&self, need: &FallenNeed) -> String {
        let short = ShortWindow::short_of(&need.windows).at_least_one();
        let because = there_but(&need.there_but) + &self.because(&need.gone, need.rests_on_assumed_reliance);
        tell::fallen(&self.weighed(need.need), &hours(short), &because)
    }

    fn worsened_need(&self, need: &WorsenedNeed) -> String {
        let less = match need.short_by() {
            0 => tell::fewer_hands(&hours(need.hands_gone())),
            short_by => tell::time_less(&hours(short_by)),
        };
        let because = self.because(&need.gone, need.rests_on_assumed_reliance);
        tell::short_even_now(&self.weighed(need.need), &less, &because)
    }

    /// The needs of givers that fell first, and whether it rests on an assumption.
    fn because(&self, gone: &[Gone], assumed: bool) -> String {
        let mut giver_fell: Vec<NeedId> = Vec::new();
        for gone in gone {
            if let WhyGone::GiverFell(needs) = &gone.why {
                giver_fell.extend(needs);
            }
        }
        giver_fell.sort_unstable();
        giver_fell.dedup();
        let first = match giver_fell.as_slice() {
            [] => String::new(),
            needs => tell::because_first(&self.needs(needs)),
        };
        first + if assumed { tell::ON_AN_ASSUMPTION } else { "" }
    }

    fn worst(&self, worst: Option<WorstMinute>, known: &str) -> String {
        worst.map_or_else(
            || tell::adds_no_harm(&known),
            |worst| {
                tell::worst_minute(
                    &self.minute(worst.start),
                    &hours(worst.minutes_to_harm),
                    &self.need(worst.need),
                )
            },
        )
    }

    /// The day on which help stops that is given unwillingly.
    pub(super) fn unwilling(&self, review: &Review, page: &mut Page) {
        page.heading(tell::IF_UNWILLING_STOPPED);
        for stops in &review.if_it_stops {
            page.line(1, &tell::the_day_it_stops(&self.source(stops.by)));
            self.fallen(&stops.fallen, &stops.worsened, page);
            if review.horizon_min.is_some() {
                page.line(2, &self.worst(stops.worst, as_far_as_known(review)));
            }
        }
    }
}

/// The first lines of many, and how many more there are.
pub(super) fn first_lines(lines: &[String], page: &mut Page) {
    for line in lines.iter().take(MOST_LINES) {
        page.line(2, line);
    }
    if lines.len() > MOST_LINES {
        page.line(2, &tell::and_more_needs(lines.len() - MOST_LINES));
    }
}

/// Why people enough who are there do not do.
pub(super) fn there_but(there: &ThereBut) -> String {
    let skills = there.without_skill.iter();
    let skills = skills.map(|one| tell::without_skill(&hours(one.minutes), &who_have(&one.skill, 2)));
    let asleep = (there.asleep > 0).then(|| tell::asleep_there(&hours(there.asleep)));
    skills.chain(asleep).collect()
}

fn unconfirmed(fall: &Fall, page: &mut Page) {
    if !fall.also_if_unconfirmed_fails.is_empty() {
        page.line(2, &tell::unconfirmed(fall.also_if_unconfirmed_fails.len()));
    }
}
