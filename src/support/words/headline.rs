//! The headline of a review, in words: what matters most, each in a line.
//!
//! For a professional who decides about a household's support, and reads no further than this if there is no time.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use super::{Words, date_in_words, heading, hours, listed, plural, print_line as line};
use crate::base::{NeedId, PersonId};
use crate::support::{Gap, Review};

impl Words<'_> {
    pub(super) fn in_short(&self, review: &Review, out: &mut String) {
        heading(out, "In short");
        self.short_now(review, out);
        self.who_depends(review, out);
        self.first_losses(review, out);
        self.given_unwillingly(review, out);
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
        let unknown = &review.hours_not_known;
        if !unknown.needs.is_empty() {
            let all = unknown.needs.len();
            let critical = unknown.needs.iter().filter(|need| self.is_critical(**need)).count();
            let needs = match critical {
                0 => plural(all, "need", "needs"),
                some if some == all => plural(all, "critical need", "critical needs"),
                some => format!("{all} needs ({some} of them critical)"),
            };
            line(out, 1, &format!("Nobody knows the hours of {needs}. Nothing here speaks of that."));
        }
        if let Some(first) = review.ends.first() {
            let day = date_in_words(first.until);
            let what = match review.ends.as_slice() {
                [one] => format!("this help is not there any more: {}", self.arrangement(one.arrangement)),
                several => format!("help begins to end: {} arrangements, named below", several.len()),
            };
            line(out, 1, &format!("From {day} {what}. What is said here still counts it."));
        }
    }

    /// Critical needs that are short even now, with what is given unwillingly too, and those that come to harm.
    fn short_now(&self, review: &Review, out: &mut String) {
        let gaps: Vec<&Gap> =
            review.gaps.iter().filter(|gap| gap.critical && gap.short_as_done > 0).collect();
        if let [one] = gaps.as_slice() {
            let known = match self.not_known_of(one.need) {
                (false, false) if !one.may_be_met => "",
                _ => ", as far as is known",
            };
            let anyway = review.harm_anyway.iter().find(|anyway| anyway.need == one.need);
            let harm =
                anyway.map_or_else(String::new, |anyway| format!(" Harm comes {}.", self.harm_comes(anyway)));
            let need = self.need(one.need);
            line(out, 1, &format!("Short of help even now{known}: {need} (critical).{harm}"));
            return;
        }
        if gaps.is_empty() {
            return;
        }
        let harmed = |unless: bool| {
            let anyway = review.harm_anyway.iter().filter(|it| it.critical && !it.leaves_out_unwilling_help);
            anyway.filter(|it| it.unless_help_not_known == unless).count()
        };
        let mut text = format!("{} critical needs are short of help even now", gaps.len());
        if gaps.iter().any(|gap| gap.may_be_met) {
            text.push_str(", as far as is known");
        }
        for (count, when) in [
            (harmed(false), "whoever is there"),
            (harmed(true), "unless help comes of which not everything is known"),
        ] {
            if count > 0 {
                let harm = plural(count, "comes to harm", "come to harm");
                let _ = write!(text, "; {harm} {when}");
            }
        }
        text.push('.');
        line(out, 1, &text);
    }

    fn who_depends(&self, review: &Review, out: &mut String) {
        for (one, other) in &review.mutual_dependence {
            let (one, other) = (self.person(*one), self.person(*other));
            let what = "if either is lost, critical needs of the other fall";
            line(out, 1, &format!("{one} and {other} depend on each other: {what}."));
        }
        for (one, other) in &review.mutual_dependence_in_part {
            let without = |lost: PersonId, of: PersonId| {
                let mut cells = review.loss_matrix.iter();
                let falls = cells.any(|cell| cell.lost == lost && cell.of == of && !cell.needs.is_empty());
                let (lost, of) = (self.person(lost), self.person(of));
                if falls {
                    format!("without {lost}, critical needs of {of} fall")
                } else {
                    format!("without {lost}, {of} has less of critical help that is short even now")
                }
            };
            let both = [without(*one, *other), without(*other, *one)].join("; ");
            let (one, other) = (self.person(*one), self.person(*other));
            line(out, 1, &format!("{one} and {other} depend on each other in part: {both}."));
        }
        let dependent =
            |pair| review.mutual_dependence.contains(pair) || review.mutual_dependence_in_part.contains(pair);
        for (one, other) in review.reciprocal_care.iter().filter(|pair| !dependent(pair)) {
            let (one, other) = (self.person(*one), self.person(*other));
            line(out, 1, &format!("{one} and {other} each care for the other."));
        }
        if review.circular.rings.is_empty() {
            let known = as_far_as_known(review);
            line(out, 1, &format!("Nothing here stands only because people hold each other up{known}."));
        } else {
            let needs = plural(review.circular.needs.len(), "need stands", "needs stand");
            line(out, 1, &format!("{needs} only because people hold each other up."));
        }
    }

    /// The soonest harm that a loss adds, and the losses that leave less of critical help that is short even now.
    fn first_losses(&self, review: &Review, out: &mut String) {
        let sooner = review.worst_minutes.iter().filter_map(|worst| Some((worst, worst.worst?)));
        if let Some((worst, minute)) = sooner.min_by_key(|(_, minute)| (minute.minutes_to_harm, minute.start))
        {
            line(
                out,
                1,
                &format!(
                    "Soonest harm that a loss adds: {} after losing {} at {} ({}).",
                    hours(minute.minutes_to_harm),
                    self.source(worst.lost),
                    minute.start,
                    self.need(minute.need),
                ),
            );
        }
        for fall in &review.falls {
            let needs: Vec<NeedId> =
                fall.worsened.iter().filter(|need| need.critical).map(|need| need.need).collect();
            if !needs.is_empty() {
                let lost: Vec<String> = fall.lost.iter().map(|source| self.source(*source)).collect();
                let what = "less is left of critical help that is short even now";
                line(out, 1, &format!("Without {}, {what}: {}.", listed(&lost), self.needs(&needs)));
            }
        }
    }

    fn given_unwillingly(&self, review: &Review, out: &mut String) {
        for given in &review.given {
            for (tally, though) in [(given.not_willing, "willing"), (given.not_able, "able")] {
                let minutes = tally.doing.total + tally.being_there.total;
                if minutes > 0 {
                    let (by, to) = (self.source(given.by), self.person(given.to));
                    let what = format!("{by} gives {to} {} a week though not {though}", hours(minutes));
                    let rest = review.gaps.iter().filter(|gap| {
                        gap.critical
                            && gap.short_as_done == 0
                            && gap.person == given.to
                            && self.is_done_unwillingly_by(gap.need, given.by)
                    });
                    let needs = match rest.count() {
                        0 => String::new(),
                        some => {
                            format!(" {} on it.", plural(some, "critical need rests", "critical needs rest"))
                        }
                    };
                    line(out, 1, &format!("{what}: nobody can rely on it.{needs}"));
                }
            }
        }
    }
}

/// What is added to a sentence that would comfort, where nobody knows the hours of something.
pub(super) const fn as_far_as_known(review: &Review) -> &'static str {
    if review.hours_not_known.is_empty() { "" } else { ", as far as the hours are known" }
}
