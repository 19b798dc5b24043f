//! The review in words: what nobody knows the hours of, who does what, what is short even now.
//!
//! For a professional who decides about a household's support, and reads it in two minutes.

use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::losses::there_but;
use super::{Words, a_week, as_far_as_known, sentences as tell};
use crate::base::{ArrangementId, NeedId, Page, SourceId, date_in_words, hours, listed};
use crate::need::{Arrangement, DoneThough};
use crate::support::as_done::{done_open, hours_open};
use crate::support::{
    Gap, Given, HarmAnyway, HoursNotKnown, Minutes, Review, ShortWindow, Tally, WhyNotGiving,
};

impl Words<'_> {
    /// The whole review.
    pub fn review(&self, review: &Review) -> String {
        let mut page = Page::default();
        let members = listed(&self.people(&review.members));
        page.line(0, &tell::the_household(&date_in_words(review.on), &members));
        for finding in review.findings.with_code("clocks-change") {
            page.line(1, &finding.for_professional());
        }
        self.in_short(review, &mut page);
        // What nothing speaks of, directly under the headline.
        page.heading(tell::WHEN_IS_NOT_KNOWN);
        self.not_timed(&review.hours_not_known, &mut page);
        self.ends(review, &mut page);
        self.balance(review, &mut page);
        self.rings(review, &mut page);
        self.gaps(review, &mut page);
        self.losses(review, &mut page);
        self.unwilling(review, &mut page);
        self.mends(&review.mends, as_far_as_known(review), &mut page);
        self.questions(review, &mut page);
        page.into_text()
    }

    /// Whether this giver helps with a need though they are not willing or not able.
    pub(super) fn is_done_unwillingly_by(&self, need: NeedId, by: SourceId) -> bool {
        let on = self.snapshot.on();
        let mut help = self.snapshot.arrangements().iter().filter(|help| help.need == need && help.by == by);
        help.any(|help| help.done_though(on).is_some())
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
            return tell::WITHOUT_UNWILLING;
        }
        if !anyway.unless_help_not_known {
            return tell::WHOEVER_IS_THERE;
        }
        match self.not_known_of(anyway.need) {
            (true, false) => tell::UNLESS_HOURS_NOT_SAID,
            (false, true) => tell::UNLESS_DONE_ALL_THE_SAME,
            (true, true) => tell::UNLESS_NEITHER_SAID,
            (false, false) => tell::UNLESS_NOT_KNOWN,
        }
    }

    pub(super) fn not_timed(&self, unknown: &HoursNotKnown, page: &mut Page) {
        for need in &unknown.needs {
            page.line(1, &tell::when_needed(&self.weighed(*need)));
        }
        for help in &unknown.arrangements {
            page.line(1, &tell::when_help_comes(&self.arrangement(*help)));
        }
    }

    fn ends(&self, review: &Review, page: &mut Page) {
        // One is named in the headline.
        let ends = self.ends_told(review);
        if ends.len() < 2 {
            return;
        }
        page.heading(tell::WHAT_ENDS_SOON);
        for of_day in ends.chunk_by(|one, other| one.until == other.until) {
            for (place, ends) in of_day.iter().enumerate() {
                let help = self.arrangement(ends.arrangement);
                match place {
                    0 => page.line(1, &tell::first_day_without(&date_in_words(ends.until), &help)),
                    _ => page.line(2, &tell::and_without(&help)),
                }
            }
        }
    }

    fn balance(&self, review: &Review, page: &mut Page) {
        page.heading(tell::WHO_DOES_WHAT);
        let is_member =
            |given: &&Given| review.members.iter().any(|person| SourceId::from(*person) == given.by);
        let (members, others): (Vec<&Given>, Vec<&Given>) = review.given.iter().partition(is_member);
        let recorded = self.snapshot.arrangements().iter().filter(|help| self.is_told(&help.id)).count();
        match (review.given.is_empty(), recorded) {
            (false, _) => {}
            (true, 0) => page.line(1, tell::NO_HELP_RECORDED),
            (true, count) => page.line(1, &tell::no_hours_count(count)),
        }
        for given in members.into_iter().chain(others) {
            page.line(1, &tell::gives(&self.source(given.by), &self.person(given.to), &tally(given.tally)));
            let all = |tally: Tally| tally.all();
            let mut parts: Vec<_> = given.by_outcome.iter().collect();
            parts.sort_by_key(|(_, tally)| Reverse(all(**tally)));
            let parts = parts.into_iter();
            let parts: Vec<String> =
                parts.map(|(what, tally)| tell::outcome_time(&what.words(), &a_week(all(*tally)))).collect();
            page.line(2, &parts.join(", "));
            for (of, though) in [(given.not_willing, tell::WILLING), (given.not_able, tell::ABLE)] {
                let said = tally(of);
                if !said.is_empty() {
                    page.line(2, &tell::of_that_though(&though, &said));
                }
            }
            if !given.asleep.is_nothing() {
                page.line(2, &tell::of_that_asleep(&tally(given.asleep)));
            }
        }
    }

    fn rings(&self, review: &Review, page: &mut Page) {
        page.heading(tell::THEY_HOLD_EACH_OTHER_UP);
        for ring in &review.circular.rings {
            page.line(1, &tell::ring(&listed(&self.people(&ring.people))));
            for need in &ring.needs {
                page.line(2, &self.need(*need));
            }
        }
        let leaning: Vec<NeedId> = review.circular.leaning.iter().map(|lean| lean.need).collect();
        if !leaning.is_empty() {
            page.line(1, &tell::leaning_on_that(&self.needs(&leaning)));
        }
    }

    fn gaps(&self, review: &Review, page: &mut Page) {
        page.heading(tell::NOT_MET_EVEN_NOW);
        for gap in &review.gaps {
            let short = ShortWindow::short_of(&gap.windows).at_least_one();
            let anyway = review.harm_anyway.iter().find(|anyway| anyway.need == gap.need);
            let harm = anyway.map_or_else(String::new, |anyway| {
                tell::harm_first_at(&self.harm_comes(anyway), &self.minute(anyway.at))
            });
            let missing = match self.not_known_of(gap.need) {
                _ if gap.short_as_done == 0 => String::from(tell::NOBODY_TO_RELY_ON),
                _ if gap.short_as_done < short => tell::nobody_even_so(&hours(gap.short_as_done)),
                (true, _) => String::from(tell::NO_KNOWN_HOURS),
                (false, true) => String::from(tell::NOT_KNOWN_TO_BE_GIVEN),
                (false, false) if gap.may_be_met => String::from(tell::NOT_KNOWN_TO_COME),
                (false, false) => String::from(tell::MISSING),
            };
            page.line(
                1,
                &tell::gap(
                    &self.weighed(gap.need),
                    &hours(short),
                    &missing,
                    &there_but(&gap.there_but),
                    &harm,
                ),
            );
            self.not_giving(gap, page);
        }
    }

    fn not_giving(&self, gap: &Gap, page: &mut Page) {
        for (help, why) in gap.not_giving.iter().filter(|(help, _)| self.is_told(help)) {
            let why = match why {
                WhyNotGiving::NotAbleOrWilling => self.not_able_or_willing(*help),
                WhyNotGiving::OutOfPeriod => String::from(tell::NOT_ON_THIS_DATE),
                WhyNotGiving::NeverPresent if self.has_times(*help) => String::from(tell::NONE_OF_ITS_DAYS),
                WhyNotGiving::NeverPresent => String::from(tell::NO_TIME_SET),
                WhyNotGiving::ReliesOnGaps(needs) => tell::leans_on_not_met(&self.needs(needs)),
            };
            page.line(2, &tell::gives_not(&self.arrangement(*help), &why));
        }
    }

    fn has_times(&self, help: ArrangementId) -> bool {
        self.snapshot.arrangement(help).is_some_and(|help| !help.when.is_never())
    }

    fn not_able_or_willing(&self, help: ArrangementId) -> String {
        let done = self.snapshot.arrangement(help).and_then(Arrangement::done);
        let though = match done.map(|done| done.though) {
            Some(DoneThough::NotWilling) => tell::NOT_WILLING,
            Some(DoneThough::NotAble) => tell::NOT_ABLE,
            None => tell::NOT_ABLE_OR_WILLING,
        };
        match done.map(|done| (done.is_done, done.is_assumed)) {
            Some((true, false)) => tell::does_it_all_the_same(&though),
            Some((true, true)) => tell::taken_to_do_it(&though),
            Some((false, true)) => tell::not_said_whether_done(&though),
            _ => String::from(though),
        }
    }
}

/// Doing and being there; empty if neither.
fn tally(tally: Tally) -> String {
    let night = |minutes: Minutes| match minutes.at_night {
        0 => String::new(),
        _ => tell::time_at_night(&hours(minutes.at_night_a_week())),
    };
    let (doing, there) = (tally.doing, tally.being_there);
    let doing = (doing.total > 0).then(|| tell::doing(&a_week(doing), &night(doing)));
    let there = (there.total > 0).then(|| tell::being_there(&a_week(there), &night(there)));
    doing.into_iter().chain(there).collect::<Vec<_>>().join("; ")
}
