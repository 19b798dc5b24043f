//! What would mend a loss, in words.

use alloc::string::String;
use alloc::vec::Vec;

use super::losses::first_lines;
use super::{Words, people_who_have, sentences as tell};
use crate::base::{Page, WeekPattern, hours};
use crate::need::SkillNeeded;
use crate::support::{LostStretch, Mend, MendNeed};

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
            page.line(1, &tell::in_the_place_of(&self.source(mend.lost), &hours(mend.minutes.total)));
        }
        let others: Vec<String> = (others.iter())
            .map(|mend| tell::time_for(&self.source(mend.lost), &hours(mend.minutes.total)))
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
        let critical = hours(mend.critical.total);
        let parts = match mend.minutes.at_night {
            0 => tell::of_it_critical(&critical),
            night => tell::of_it_critical_at_night(&critical, &hours(night)),
        };
        let (lost, time) = (self.source(mend.lost), hours(mend.minutes.total));
        page.line(1, &tell::mend(&nothing(&reliable, &worse), &lost, &time, &parts));
        first_lines(&mend.needs.iter().map(|need| self.mend_need(need)).collect::<Vec<_>>(), page);
    }

    fn mend_need(&self, need: &MendNeed) -> String {
        let short: u32 = need.windows.iter().map(|window| u32::from(window.short)).sum();
        let stretches = need.windows.iter().flat_map(|window| &window.lost);
        let when = WeekPattern::from_spans(stretches.clone().map(|stretch| stretch.when));
        let gap = if need.is_gap { tell::A_GAP_NOW } else { "" };
        let skills = people_who_have(&most_skilled(stretches.clone()));
        let hands = match stretches.map(|stretch| stretch.hands_missing).max() {
            None | Some(0 | 1) if skills.is_empty() => String::new(),
            None | Some(0 | 1) => tell::by_people(&skills),
            Some(several) if skills.is_empty() => tell::people_at_once(&several),
            Some(several) => tell::people_at_once(&several) + &tell::among_them(&skills),
        };
        tell::mend_need(&self.weighed(need.need), &gap, &hours(short), &when, &hands)
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
