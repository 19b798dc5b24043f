//! What would mend a loss, in words.

use alloc::string::String;
use alloc::vec::Vec;

use super::losses::first_lines;
use super::{Words, a_week, people_who_have, sentences as tell};
use crate::base::{CyclePattern, Page, WeekPattern, hours};
use crate::need::SkillNeeded;
use crate::support::told::of_cycle;
use crate::support::{LostStretch, Mend, MendNeed, Minutes};

impl Words<'_> {
    pub(super) fn mends(&self, mends: &[Mend], known: &str, page: &mut Page) {
        page.heading(tell::WHAT_WOULD_MEND_IT);
        let (critical, others): (Vec<&Mend>, Vec<&Mend>) =
            mends.iter().partition(|mend| mend.needs.iter().any(|need| need.critical));
        for mend in critical {
            self.mend(mend, known, page);
        }
        let (stops, others): (Vec<&Mend>, Vec<&Mend>) = (others.into_iter())
            .partition(|mend| self.any_critical(&self.unwilling_help_lost(&[mend.lost], &[])));
        for mend in stops {
            page.line(1, &tell::in_the_place_of(&self.source(mend.lost), &a_week(mend.minutes)));
        }
        let others: Vec<String> = (others.iter())
            .map(|mend| tell::time_for(&self.source(mend.lost), &a_week(mend.minutes)))
            .collect();
        if !others.is_empty() {
            page.line(1, &tell::in_the_place_of_others(&known, &others.join(", ")));
        }
    }

    fn mend(&self, mend: &Mend, known: &str, page: &mut Page) {
        let stops = self.unwilling_help_lost(&[mend.lost], &[]);
        let reliable = if stops.is_empty() { "" } else { tell::THAT_RELIABLE_HOLDS_UP };
        let worse = if mend.needs.iter().any(|need| need.is_gap) { tell::OR_GET_WORSE } else { "" };
        let nothing = if known.is_empty() { tell::nothing_would } else { tell::nothing_known_would };
        let critical = a_week(mend.critical);
        let parts = match mend.minutes.at_night {
            0 => tell::of_it_critical(&critical),
            _ => tell::of_it_critical_at_night(&critical, &hours(mend.minutes.at_night_a_week())),
        };
        let (lost, time) = (self.source(mend.lost), a_week(mend.minutes));
        page.line(1, &tell::mend(&nothing(&reliable, &worse), &lost, &time, &parts));
        first_lines(&mend.needs.iter().map(|need| self.mend_need(need)).collect::<Vec<_>>(), page);
    }

    fn mend_need(&self, need: &MendNeed) -> String {
        let (short, weeks) = of_cycle(need.windows.iter().map(|window| (window.weeks, window.short.into())));
        let short = Minutes::of_cycle(short, 0, weeks);
        let stretches = need.windows.iter().flat_map(|window| &window.lost);
        let when = self.snapshot.times_in_short(&self.lost_times(need));
        let gap = if need.is_gap { tell::A_GAP_NOW } else { "" };
        let skills = people_who_have(&most_skilled(stretches.clone()));
        let hands = match stretches.map(|stretch| stretch.hands_missing).max() {
            None | Some(0 | 1) if skills.is_empty() => String::new(),
            None | Some(0 | 1) => tell::by_people(&skills),
            Some(several) if skills.is_empty() => tell::people_at_once(&several),
            Some(several) => tell::people_at_once(&several) + &tell::among_them(&skills),
        };
        tell::mend_need(&self.weighed(need.need), &gap, &a_week(short), &when, &hands)
    }

    /// The minutes that are lost of a need, over the cycle.
    fn lost_times(&self, need: &MendNeed) -> CyclePattern {
        let weeks = self.snapshot.weeks();
        need.windows.iter().fold(CyclePattern::default(), |all, window| {
            let lost = WeekPattern::from_spans(window.lost.iter().map(|stretch| stretch.when));
            let weeks_of = (0..weeks).filter(|week| window.weeks.contains(*week));
            weeks_of.fold(all, |all, week| all.union(&CyclePattern::in_week(&lost, week, weeks)))
        })
    }
}

/// Of each skill the most that are missing at once.
fn most_skilled<'m>(stretches: impl Iterator<Item = &'m LostStretch>) -> Vec<SkillNeeded> {
    let mut most: Vec<SkillNeeded> = Vec::new();
    for one in stretches.flat_map(|stretch| &stretch.skills) {
        match most.iter_mut().find(|known| known.skill == one.skill) {
            Some(known) => known.helpers = known.helpers.max(one.helpers),
            None => most.push(one.clone()),
        }
    }
    most
}
