//! Moments and times of a cycle as people say them: with the Monday of their week, where its weeks differ.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use chrono::{Days, NaiveDate};

use super::{Arrangement, Snapshot};
use crate::base::{
    ArrangementId, CycleMinute, CyclePattern, CycleWeeks, MINUTES_PER_WEEK, in_weeks_from,
    minute_after_in_words, minute_in_words, minutes_in_words,
};

/// How many arrangements that differ in nothing but their turns are told apart at the most: no file has more of them.
const MOST_ALIKE: usize = 64;

impl Snapshot {
    /// Whether the weeks of its cycle differ in anything: in a need, or in who is there for one and on what terms. Two who
    /// alternate and between them do the same every week make no difference, and neither do two arrangements of one giver.
    pub fn weeks_differ(&self) -> bool {
        self.weeks() > 1 && (self.needs_differ() || self.help_differs())
    }

    fn needs_differ(&self) -> bool {
        self.needs().iter().filter(|need| need.every().is_some()).any(|need| {
            let of_week = |week| {
                let windows = self.cycle().windows(need).filter(move |window| window.week == week);
                windows.map(|window| window.place)
            };
            (1..self.weeks()).any(|week| !of_week(week).eq(of_week(0)))
        })
    }

    fn help_differs(&self) -> bool {
        let given = self.arrangements().iter().filter(|one| one.is_given(self.on()));
        let mut given: Vec<&Arrangement> = given.collect();
        given.sort_by_key(|one| (one.need, one.by));
        given.chunk_by(|one, other| (one.need, one.by) == (other.need, other.by)).any(|of_giver| {
            let alternates = of_giver.iter().filter(|one| one.every.is_some());
            alternates.into_iter().any(|one| {
                let together = of_giver.iter().filter(|other| same_terms(one, other));
                let together =
                    together.fold(CyclePattern::default(), |all, it| all.union(&self.presence(it)));
                together.told().weeks() > 1
            })
        })
    }

    /// Whether an arrangement is told for itself. Of those that alternate, by one giver for one need, at the same times and on
    /// the same terms, as many are told as are ever there at once, the first of them: help by turns is one help.
    pub(crate) fn is_told(&self, id: ArrangementId) -> bool {
        let Some(one) = self.arrangement(id).filter(|one| one.every.is_some()) else { return true };
        let alike = self.arrangements().iter().filter(|other| {
            let same_help = (other.need, other.by, other.period) == (one.need, one.by, one.period);
            other.every.is_some() && same_help && other.when == one.when && same_terms(one, other)
        });
        let alike: Vec<&Arrangement> = alike.take(MOST_ALIKE).collect();
        if !alike.iter().any(|other| other.id == id) {
            return false;
        }
        let before = alike.iter().filter(|other| other.id < id).count();
        before == 0 || before < self.cycle().most_at_once(&alike)
    }

    /// "Sat 22:10", and where weeks differ in which week.
    pub(crate) fn minute_in_short(&self, minute: CycleMinute) -> String {
        in_weeks_from(&minute.minute().to_string(), &self.monday_of(minute.get()))
    }

    /// "Saturday 22:10", and where weeks differ in which week.
    pub(crate) fn minute_in_full(&self, minute: CycleMinute) -> String {
        in_weeks_from(&minute_in_words(minute.minute()), &self.monday_of(minute.get()))
    }

    /// "Saturday 22:10", so many minutes after a loss. Where weeks differ it says in which week that is, unless it is that of
    /// the loss, which has been said.
    pub(crate) fn minute_after_in_full(&self, start: CycleMinute, after_min: u32) -> String {
        let (minute, week) = (start.minute().plus(after_min), u32::from(MINUTES_PER_WEEK));
        let then = start.get() + after_min;
        match self.monday_of(then).as_slice() {
            [] => minute_after_in_words(minute, after_min),
            _ if after_min > 0 && then / week == u32::from(start.week()) => minute_in_words(minute),
            monday => in_weeks_from(&minute_in_words(minute), monday),
        }
    }

    /// Times of the week, and where they are not the same in all weeks in which.
    pub(crate) fn times_in_short(&self, when: &CyclePattern) -> String {
        self.each_told(when, ToString::to_string)
    }

    /// The same in words: "at any time", "at some times, 3 hours a week in all".
    pub(crate) fn times_in_full(&self, when: &CyclePattern) -> String {
        self.each_told(when, minutes_in_words)
    }

    fn each_told(&self, when: &CyclePattern, told: fn(&crate::base::WeekPattern) -> String) -> String {
        let each = when.each_week();
        let each = each.iter().map(|(weeks, pattern)| self.in_weeks(&told(pattern), *weeks));
        let each: Vec<String> = each.collect();
        if each.is_empty() { told(&crate::base::WeekPattern::never()) } else { each.join("; ") }
    }

    /// What is said, in some weeks of the cycle; as it is, if it is so in every week.
    pub(crate) fn in_weeks(&self, said: &str, weeks: CycleWeeks) -> String {
        let mondays: Vec<NaiveDate> = weeks.weeks().filter_map(|week| self.monday(week.into())).collect();
        in_weeks_from(said, &mondays)
    }

    /// The Monday before a minute that is so long after the first one of the cycle; none where its weeks do not differ.
    fn monday_of(&self, minute: u32) -> Vec<NaiveDate> {
        let week = minute / u32::from(MINUTES_PER_WEEK);
        if self.weeks_differ() { self.monday(week).into_iter().collect() } else { Vec::new() }
    }

    fn monday(&self, week: u32) -> Option<NaiveDate> {
        self.cycle().monday().checked_add_days(Days::new(u64::from(week) * 7))
    }
}

/// Whether two arrangements of one giver for one need differ in nothing but when they are.
fn same_terms(one: &Arrangement, other: &Arrangement) -> bool {
    let timeless = |it: &Arrangement| {
        let (id, when, every, period) = (one.id, one.when.clone(), None, one.period);
        Arrangement { id, when, every, period, package_line: None, ..it.clone() }
    };
    timeless(one) == timeless(other)
}
