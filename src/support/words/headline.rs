//! The headline of a review, in words: what matters most, each in a line.
//!
//! For a professional who decides about a household's support, and reads no further than this if there is no time.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Words, a_week, as_far_as_known, sentences as tell};
use crate::base::{NeedId, Page, PersonId, date_in_words, hours, listed};
use crate::support::{Gap, Review};

impl Words<'_> {
    pub(super) fn in_short(&self, review: &Review, page: &mut Page) {
        page.heading(tell::IN_SHORT);
        // Where all weeks are the same, how many of them make a cycle is no news.
        if self.snapshot.weeks_differ() {
            let monday = date_in_words(self.snapshot.cycle().monday());
            page.line(1, &tell::comes_round(&self.snapshot.weeks(), &monday));
        }
        self.short_now(review, page);
        self.who_depends(review, page);
        self.first_losses(review, page);
        self.given_unwillingly(review, page);
        for tipping in review.tippings.iter().flat_map(|pair| &pair.tippings) {
            let (on, who) = (date_in_words(tipping.on), self.person(tipping.now_gives_more));
            let (gives, gets) = (a_week(tipping.gives.doing), a_week(tipping.gets.doing));
            page.line(1, &tell::tipped(&on, &who, &gives, &gets));
        }
        if !review.stands_only_unconfirmed.is_empty() {
            page.line(1, &tell::only_unconfirmed(review.stands_only_unconfirmed.len()));
        }
        let unknown = &review.hours_not_known.needs;
        if !unknown.is_empty() {
            let critical = unknown.iter().filter(|need| self.is_critical(**need)).count();
            let needs = match critical {
                0 => tell::needs(unknown.len()),
                all if all == unknown.len() => tell::critical_needs(all),
                some => tell::needs_some_critical(&unknown.len(), &some),
            };
            page.line(1, &tell::hours_of(&needs));
        }
        let ends = self.ends_told(review);
        let first = ends.first().map_or_else(String::new, |first| date_in_words(first.until));
        match ends.as_slice() {
            [] => {}
            [one] => page.line(1, &tell::one_ends(&first, &self.arrangement(one.arrangement))),
            several => page.line(1, &tell::help_ends(&first, &several.len())),
        }
    }

    /// Critical needs that are short even now, with what is given unwillingly too, and those that come to harm.
    fn short_now(&self, review: &Review, page: &mut Page) {
        let gaps: Vec<&Gap> =
            review.gaps.iter().filter(|gap| gap.critical && gap.short_as_done > 0).collect();
        if let [one] = gaps.as_slice() {
            let is_known = self.not_known_of(one.need) == (false, false) && !one.may_be_met;
            let known = if is_known { "" } else { tell::AS_FAR_AS_KNOWN };
            let anyway = review.harm_anyway.iter().find(|anyway| anyway.need == one.need);
            let harm = anyway.map_or_else(String::new, |anyway| tell::harm_comes(&self.harm_comes(anyway)));
            page.line(1, &tell::short_one(&known, &self.need(one.need), &harm));
            return;
        }
        if gaps.is_empty() {
            return;
        }
        let known = if gaps.iter().any(|gap| gap.may_be_met) { tell::AS_FAR_AS_KNOWN } else { "" };
        let come_to_harm = |unless: bool, when: &str| {
            let anyway = review.harm_anyway.iter().filter(|it| it.critical && !it.leaves_out_unwilling_help);
            match anyway.filter(|it| it.unless_help_not_known == unless).count() {
                0 => String::new(),
                count => tell::come_to_harm(count, &when),
            }
        };
        let harmed =
            come_to_harm(false, tell::WHOEVER_IS_THERE) + &come_to_harm(true, tell::UNLESS_NOT_KNOWN);
        page.line(1, &tell::short_many(&gaps.len(), &known, &harmed));
    }

    fn who_depends(&self, review: &Review, page: &mut Page) {
        for (one, other) in &review.mutual_dependence {
            page.line(1, &tell::depend(&self.person(*one), &self.person(*other)));
        }
        for (one, other) in &review.mutual_dependence_in_part {
            let without = |lost: PersonId, of: PersonId| {
                let mut cells = review.loss_matrix.iter();
                let falls = cells.any(|cell| cell.lost == lost && cell.of == of && !cell.needs.is_empty());
                let said = if falls { tell::falls_without } else { tell::less_without };
                said(&self.person(lost), &self.person(of))
            };
            let (first, second) = (without(*one, *other), without(*other, *one));
            page.line(1, &tell::depend_in_part(&self.person(*one), &self.person(*other), &first, &second));
        }
        let dependent =
            |pair| review.mutual_dependence.contains(pair) || review.mutual_dependence_in_part.contains(pair);
        for (one, other) in review.reciprocal_care.iter().filter(|pair| !dependent(pair)) {
            page.line(1, &tell::each_cares(&self.person(*one), &self.person(*other)));
        }
        page.line(
            1,
            &match review.circular.rings.as_slice() {
                [] => tell::no_circle(&as_far_as_known(review)),
                _ => tell::in_a_circle(review.circular.needs.len()),
            },
        );
    }

    /// The soonest harm that a loss adds, and the losses that leave less of critical help that is short even now.
    fn first_losses(&self, review: &Review, page: &mut Page) {
        let sooner = review.worst_minutes.iter().filter_map(|worst| Some((worst, worst.worst?)));
        if let Some((worst, minute)) = sooner.min_by_key(|(_, minute)| (minute.minutes_to_harm, minute.start))
        {
            let (after, need) = (hours(minute.minutes_to_harm), self.need(minute.need));
            page.line(
                1,
                &tell::soonest_harm(&after, &self.source(worst.lost), &self.minute(minute.start), &need),
            );
        }
        for fall in &review.falls {
            let needs: Vec<NeedId> =
                fall.worsened.iter().filter(|need| need.critical).map(|need| need.need).collect();
            if !needs.is_empty() {
                page.line(1, &tell::less_is_left(&listed(&self.sources(&fall.lost)), &self.needs(&needs)));
            }
        }
    }

    fn given_unwillingly(&self, review: &Review, page: &mut Page) {
        for given in &review.given {
            for (tally, though) in [(given.not_willing, tell::WILLING), (given.not_able, tell::ABLE)] {
                let minutes = tally.all();
                if minutes.total == 0 {
                    continue;
                }
                let rest = review.gaps.iter().filter(|gap| {
                    gap.critical
                        && gap.short_as_done == 0
                        && gap.person == given.to
                        && self.is_done_unwillingly_by(gap.need, given.by)
                });
                let rests = match rest.count() {
                    0 => String::new(),
                    some => tell::rests_on_it(some),
                };
                let (by, to) = (self.source(given.by), self.person(given.to));
                page.line(1, &tell::given_though(&by, &to, &a_week(minutes), &though, &rests));
            }
        }
    }
}
