//! The cycle of a snapshot: its weeks laid end to end.

use alloc::vec::Vec;

use chrono::{Days, NaiveDate, Weekday};

use super::{Arrangement, Availability, Need, Reckoning, SnapshotParts, Window};
use crate::base::{
    CycleMinute, CyclePattern, Every, MINUTES_PER_DAY, MINUTES_PER_WEEK, Period, WeekMinute, WeekPattern,
    cycle_minutes, lcm, limits,
};

/// The weeks of a snapshot until everything is as it was: one long week, whose first week is that of the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cycle {
    weeks: u8,
    /// The Monday with which it begins.
    monday: NaiveDate,
    /// The date of the snapshot.
    on: NaiveDate,
    /// Whether these are real days, each once, from a fortnight before the week of the date: then whatever has a period is there on
    /// its days, and not as on the date.
    real_days: bool,
}

/// Weeks before that of the date in a row of real days: whatever goes on from before the one that is looked back on is
/// laid out whole.
const WEEKS_BEFORE: u8 = 2;

/// A window of a need in one week of the cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Its first minute, in the cycle.
    pub(crate) start: u32,
    /// The window, and where it stands in the need's list.
    pub(crate) window: Window,
    pub(crate) place: u16,
    /// The week of the cycle in which it begins.
    pub(crate) week: u8,
}

impl Occurrence {
    /// How many minutes it has.
    pub(crate) fn minutes(&self) -> u32 {
        self.window.span().minutes().into()
    }

    /// Whether a minute of a cycle of so many minutes is in it.
    pub(crate) fn contains(&self, minute: u32, cycle: u32) -> bool {
        (minute + cycle - self.start) % cycle < self.minutes()
    }

    /// Its minutes as a stretch of the cycle: a start and how many.
    pub(crate) fn stretch(&self) -> (u32, u32) {
        (self.start, self.minutes())
    }
}

impl Cycle {
    /// The cycle of what a snapshot is made of: whatever alternates on its date, whether or not it counts. Parts that
    /// passed their checks repeat within [`limits::CYCLE_WEEKS`].
    pub(crate) fn of(parts: &SnapshotParts) -> Self {
        let weeks = alternating(parts).fold(1, |weeks, every| lcm(weeks, every.cycle_weeks()));
        let (weeks, monday) = (weeks.min(limits::CYCLE_WEEKS), monday_of(parts.on));
        Self { weeks, monday, on: parts.on, real_days: false }
    }

    /// The cycle of something by itself, from whichever Monday.
    fn of_one(every: Every) -> Self {
        let on = NaiveDate::default();
        Self { weeks: every.cycle_weeks(), monday: monday_of(on), on, real_days: false }
    }

    /// The real days around a date, up to the last that is looked at, and nothing repeats. What goes on past their end comes
    /// round to their beginning, which nobody looks at.
    pub(crate) fn of_real_days(on: NaiveDate, last: NaiveDate) -> Self {
        let before = Days::new(7 * u64::from(WEEKS_BEFORE));
        let monday = monday_of(on);
        let monday = monday.checked_sub_days(before).unwrap_or(monday);
        let days = last.signed_duration_since(monday).num_days().max(0) + 1;
        let weeks = u8::try_from((days + 6) / 7).unwrap_or(u8::MAX);
        Self { weeks, monday, on, real_days: true }
    }

    /// Whether these are real days, each once.
    pub(crate) const fn is_of_real_days(self) -> bool {
        self.real_days
    }

    /// Of real days, the first minute of one of them: the first or the last there is, of one before or past them.
    pub(crate) fn first_minute_of(self, day: NaiveDate) -> u32 {
        let days = u32::try_from(day.signed_duration_since(self.monday).num_days().max(0));
        days.unwrap_or(u32::MAX).saturating_mul(MINUTES_PER_DAY.into()).min(self.minutes())
    }

    /// Of real days, the day in which a minute is.
    pub(crate) fn day_of(self, minute: u32) -> NaiveDate {
        let later = Days::new((minute / u32::from(MINUTES_PER_DAY)).into());
        self.monday.checked_add_days(later).unwrap_or(self.monday)
    }

    /// Of real days, the minutes of those in a period: half-open.
    pub(crate) fn minutes_of(self, period: Period) -> (u32, u32) {
        let first = period.from().map_or(0, |day| self.first_minute_of(day));
        (first, period.until().map_or(self.minutes(), |day| self.first_minute_of(day)))
    }

    /// The same as a pattern.
    pub(crate) fn pattern_of(self, period: Period) -> CyclePattern {
        let (first, end) = self.minutes_of(period);
        CyclePattern::from_stretches(self.weeks, (first < end).then(|| (first, end - first)))
    }

    /// Whether an arrangement counts: on the date, or, of real days, on those of them that are in its period.
    pub(crate) fn counts(self, reckoning: Reckoning, help: &Arrangement) -> bool {
        if !self.real_days {
            return reckoning.counts(help, self.on);
        }
        let availability = help.availability();
        let may = reckoning == Reckoning::AsTold || availability.is_confirmed();
        may && availability != Availability::No && !help.is_never_present()
    }

    /// Whether a need is there on the date; of real days, on any.
    pub(crate) fn has(self, need: &Need) -> bool {
        self.real_days || need.period().contains(self.on)
    }

    /// The Monday with which it begins: that of the week of the date.
    pub(crate) const fn monday(self) -> NaiveDate {
        self.monday
    }

    /// How many weeks it has.
    pub(crate) const fn weeks(self) -> u8 {
        self.weeks
    }

    /// How many minutes it has.
    pub(crate) const fn minutes(self) -> u32 {
        cycle_minutes(self.weeks)
    }

    /// When an arrangement is present.
    pub(crate) fn pattern(self, of: &Arrangement) -> CyclePattern {
        let pattern = match of.every {
            None => CyclePattern::repeating(&of.when, self.weeks),
            Some(every) => CyclePattern::from_stretches(self.weeks, self.stretches(&of.when, every)),
        };
        let has_period = self.real_days && of.period != Period::ALWAYS;
        if has_period { pattern.intersection(&self.pattern_of(of.period)) } else { pattern }
    }

    /// The stretches of what alternates, each a start and how many minutes. One over midnight goes as a whole with the week in
    /// which it begins; where days alternate it is cut every 24 hours, and each piece goes with the day on which it begins.
    fn stretches(self, when: &WeekPattern, every: Every) -> Vec<(u32, u32)> {
        let mut stretches = Vec::new();
        for (week, span) in
            (0..self.weeks).flat_map(|week| when.spans().into_iter().map(move |it| (week, it)))
        {
            let start = u32::from(week) * u32::from(MINUTES_PER_WEEK) + u32::from(span.start().get());
            let (end, day) = (start + u32::from(span.minutes()), u32::from(MINUTES_PER_DAY));
            if every.is_by_days() {
                let pieces =
                    (start..end).step_by(MINUTES_PER_DAY.into()).filter(|piece| self.is_on(every, *piece));
                stretches.extend(pieces.map(|piece| (piece, day.min(end - piece))));
            } else if self.is_on(every, start) {
                stretches.push((start, end - start));
            }
        }
        stretches
    }

    /// Whether what begins at a minute of the cycle, or past its end, is on.
    fn is_on(self, every: Every, minute: u32) -> bool {
        let later = Days::new((minute / u32::from(MINUTES_PER_DAY)).into());
        self.monday.checked_add_days(later).is_some_and(|day| every.is_on_day(day))
    }

    /// How many of these arrangements are there at once at the most. They alternate, and have the same times; where nobody
    /// knows the times, the days count that are on.
    pub(crate) fn most_at_once(self, alike: &[&Arrangement]) -> usize {
        let day = u32::from(MINUTES_PER_DAY);
        let times = alike.first().map(|one| one.when.spans()).unwrap_or_default();
        let mut stretches: Vec<(u32, u32)> =
            times.iter().map(|span| (span.start().get().into(), span.minutes().into())).collect();
        if stretches.is_empty() {
            stretches.extend((0..7).map(|nth| (nth * day, day)));
        }
        let weeks = (0..u32::from(self.weeks)).map(|week| week * u32::from(MINUTES_PER_WEEK));
        let each =
            weeks.flat_map(|monday| stretches.iter().map(move |(start, most)| (monday + start, *most)));
        let pieces = each
            .flat_map(|(start, most)| (0..most).step_by(MINUTES_PER_DAY.into()).map(move |at| (start, at)));
        let there = |(start, after): (u32, u32)| {
            let on = alike.iter().filter_map(|one| one.every).filter(|every| {
                // By weeks a stretch is on as a whole, by days each of its pieces.
                self.is_on(*every, if every.is_by_days() { start + after } else { start })
            });
            on.count()
        };
        pieces.map(there).max().unwrap_or_default()
    }

    /// The half-open ranges of minutes in which an arrangement is present; one over the end of the cycle is two.
    pub(crate) fn ranges(self, of: &Arrangement, mut each: impl FnMut(u32, u32)) {
        // What comes every week of a single one is the common case, and needs no pattern of its own.
        if self.weeks == 1 && of.every.is_none() {
            of.when.ranges().iter().for_each(|&(start, end)| each(start.into(), end.into()));
        } else {
            self.pattern(of).ranges().iter().for_each(|&(start, end)| each(start, end));
        }
    }

    /// The windows of a need, week by week, in each as they stand in its list. None is ever cut: each is there or not with
    /// the week, or the day, on which it begins.
    pub(crate) fn windows(self, need: &Need) -> impl Iterator<Item = Occurrence> {
        let weeks = 0..self.weeks;
        let all = weeks.flat_map(move |week| {
            need.windows().iter().zip(0..).map(move |(window, place)| {
                let monday = u32::from(week) * u32::from(MINUTES_PER_WEEK);
                let start = monday + u32::from(window.span().start().get());
                Occurrence { start, window: *window, place, week }
            })
        });
        let (every, is_there) = (need.every(), self.has(need));
        all.filter(move |it| is_there && every.is_none_or(|every| self.is_on(every, it.start)))
    }

    /// All minutes of a need's windows.
    pub(crate) fn hours(self, need: &Need) -> CyclePattern {
        CyclePattern::from_stretches(self.weeks, self.windows(need).map(|window| window.stretch()))
    }

    /// The minute of the cycle that a minute of the week is in the week of a day.
    pub(crate) fn minute_on(self, day: NaiveDate, minute: WeekMinute) -> CycleMinute {
        let apart = monday_of(day).signed_duration_since(self.monday).num_days().div_euclid(7);
        let week = u32::try_from(apart.rem_euclid(self.weeks.into())).unwrap_or_default();
        self.minute(week * u32::from(MINUTES_PER_WEEK) + u32::from(minute.get()))
    }

    /// The minute with this number, round and round.
    pub(crate) const fn minute(self, number: u32) -> CycleMinute {
        CycleMinute::of(number, self.weeks)
    }
}

impl Arrangement {
    /// Whether it is present at no minute: of any week, or of those that are on.
    ///
    /// ```
    /// use mutual_care::base::{Every, SourceId};
    /// use mutual_care::need::Arrangement;
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let (cook, supper) = (id(1).parse::<SourceId>()?, id(2).parse()?);
    /// let mut cooks = Arrangement::new(id(3).parse()?, cook, supper, "Mon 17:00-18:00".parse()?);
    /// assert!(!cooks.is_never_present());
    /// // One day of seven, and that is a Tuesday.
    /// cooks.every = Some(Every::days(7, 1, chrono::NaiveDate::from_ymd_opt(2026, 3, 3).unwrap())?);
    /// assert!(cooks.is_never_present());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_never_present(&self) -> bool {
        let never = |every: Every| Cycle::of_one(every).stretches(&self.when, every).is_empty();
        self.when.is_never() || self.every.is_some_and(|every| every.is_by_days() && never(every))
    }
}

impl Need {
    /// Whether it has windows, and all of them begin on days on which it is never on.
    pub(crate) fn is_on_none_of_its_days(&self) -> bool {
        let starts = || self.windows().iter().map(|window| u32::from(window.span().start().get()));
        let never = |every: Every| {
            let cycle = Cycle::of_one(every);
            let mondays = (0..u32::from(cycle.weeks)).map(|week| week * u32::from(MINUTES_PER_WEEK));
            !mondays.into_iter().any(|monday| starts().any(|start| cycle.is_on(every, monday + start)))
        };
        !self.windows().is_empty() && self.every().is_some_and(never)
    }
}

/// How everything that alternates within its period on the date of a snapshot does.
fn alternating(parts: &SnapshotParts) -> impl Iterator<Item = Every> {
    let needs = parts.needs.iter().filter(|need| need.period().contains(parts.on)).filter_map(Need::every);
    let arrangements = parts.arrangements.iter().filter(|one| one.period.contains(parts.on));
    needs.chain(arrangements.filter_map(|one| one.every))
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).checked_first_day().unwrap_or(day)
}
