//! Sets of minutes of a cycle.

use alloc::vec::Vec;

use super::cycle::{CycleMinute, CycleWeeks, cycle_minutes, lcm};
use super::limits;
use super::week::{MINUTES_PER_WEEK, WeekPattern, WeekSpan, combined};

/// A set of minutes of a cycle of weeks: when somebody comes, where that is not the same every week.
///
/// One that is the same in every week of its cycle is the pattern of a single week, and equal to it.
///
/// ```
/// use mutual_care::base::{CyclePattern, WeekPattern};
/// let weekly: WeekPattern = "Sat 10:00-12:00".parse()?;
/// let (first, second) = (CyclePattern::in_week(&weekly, 0, 2), CyclePattern::in_week(&weekly, 1, 2));
/// assert_ne!(first, second);
/// assert_eq!(first.to_string(), "Sat 10:00-12:00 in week 1 of 2");
/// assert_eq!(first.union(&second), weekly.into());
/// # Ok::<(), mutual_care::base::WeekTextError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct CyclePattern {
    weeks: u8,
    /// Half-open ranges of minute numbers: sorted, apart by at least a minute, none past the end of the cycle.
    ranges: Vec<(u32, u32)>,
}

impl CyclePattern {
    /// The minutes of a week's stretches that begin in one week of a cycle, counted from 0: one over Sunday midnight as a
    /// whole.
    pub fn in_week(pattern: &WeekPattern, week: u8, weeks: u8) -> Self {
        let weeks = weeks.clamp(1, limits::CYCLE_WEEKS);
        let monday = u32::from(week % weeks) * u32::from(MINUTES_PER_WEEK);
        let spans = pattern.spans().into_iter();
        let spans = spans.map(|span| (monday + u32::from(span.start().get()), span.minutes().into()));
        Self::from_stretches(weeks, spans)
    }

    /// A week's pattern in each week of a cycle.
    pub(crate) fn repeating(pattern: &WeekPattern, weeks: u8) -> Self {
        Self::one_week(pattern).over(weeks)
    }

    fn one_week(pattern: &WeekPattern) -> Self {
        let ranges = pattern.ranges().iter().map(|&(start, end)| (start.into(), end.into()));
        Self { weeks: 1, ranges: ranges.collect() }
    }

    /// All minutes of these stretches, each a start and how many minutes; one past the end of the cycle goes on at its
    /// beginning.
    pub(crate) fn from_stretches(weeks: u8, stretches: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let cycle = cycle_minutes(weeks);
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for (start, minutes) in stretches {
            let (start, end) = (start % cycle, start % cycle + minutes.min(cycle));
            ranges.push((start, end.min(cycle)));
            if end > cycle {
                ranges.push((0, end - cycle));
            }
        }
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (start, end) in ranges {
            match merged.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        Self { weeks, ranges: merged }
    }

    /// The same minutes in a cycle of so many weeks, of which its own are a divisor.
    pub(crate) fn over(&self, weeks: u8) -> Self {
        let own = cycle_minutes(self.weeks);
        let times = cycle_minutes(weeks) / own;
        if times <= 1 {
            return self.clone();
        }
        let again = (0..times)
            .flat_map(|time| self.ranges.iter().map(move |&(start, end)| (time * own + start, end - start)));
        Self::from_stretches(weeks, again)
    }

    /// As it is told: of one week where all its weeks are equal.
    #[must_use]
    pub(crate) fn told(self) -> Self {
        let week = u32::from(MINUTES_PER_WEEK);
        let first = self.ranges.iter().filter(|range| range.0 < week);
        let first = first.map(|&(start, end)| (start, end.min(week))).collect();
        let first = Self { weeks: 1, ranges: first };
        if self.weeks > 1 && first.over(self.weeks).ranges == self.ranges { first } else { self }
    }

    /// What it is in each week, equal weeks once, in order of the first of them; no week in which it is nothing. A stretch
    /// over Sunday midnight goes with the week in which it begins, unless it is longer than a week: then it is cut there.
    pub fn each_week(&self) -> Vec<(CycleWeeks, WeekPattern)> {
        let told = self.clone().told();
        let week = u32::from(MINUTES_PER_WEEK);
        let mut spans: Vec<Vec<WeekSpan>> = alloc::vec![Vec::new(); usize::from(told.weeks.max(1))];
        for (mut start, mut left) in told.stretches() {
            let is_cut = left > week;
            while left > 0 {
                let minutes = if is_cut { left.min(week - start % week) } else { left };
                let minute = CycleMinute::of(start, told.weeks);
                let span = u16::try_from(minutes).ok().and_then(|it| WeekSpan::new(minute.minute(), it).ok());
                if let Some(of_week) = spans.get_mut(usize::from(minute.week())) {
                    of_week.extend(span);
                }
                (start, left) = (start + minutes, left - minutes);
            }
        }
        let mut each: Vec<(CycleWeeks, WeekPattern)> = Vec::new();
        for (number, of_week) in (0..told.weeks.max(1)).zip(spans) {
            let (pattern, this) = (WeekPattern::from_spans(of_week), CycleWeeks::one(number, told.weeks));
            match each.iter_mut().find(|(_, known)| *known == pattern) {
                _ if pattern.is_never() => {}
                Some((weeks, _)) => *weeks = weeks.and(this),
                None => each.push((this, pattern)),
            }
        }
        each
    }

    /// How many weeks its cycle has.
    pub const fn weeks(&self) -> u8 {
        if self.weeks == 0 { 1 } else { self.weeks }
    }

    /// The half-open ranges of minute numbers of [`Self::weeks`] weeks, sorted and apart; a stretch over their end is two of
    /// them.
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    /// How many minutes the cycle has.
    pub(crate) const fn cycle_minutes(&self) -> u32 {
        cycle_minutes(self.weeks)
    }

    /// The stretches it is made of, each a start and how many minutes, one over the end of the cycle in one piece.
    pub(crate) fn stretches(&self) -> Vec<(u32, u32)> {
        let mut stretches: Vec<(u32, u32)> =
            self.ranges.iter().map(|&(start, end)| (start, end - start)).collect();
        let wraps = stretches.len() > 1
            && self.ranges.first().is_some_and(|first| first.0 == 0)
            && self.ranges.last().is_some_and(|last| last.1 == self.cycle_minutes());
        if wraps {
            let first = stretches.remove(0);
            if let Some(last) = stretches.last_mut() {
                last.1 += first.1;
            }
        }
        stretches
    }

    /// Whether there is no minute in it.
    pub fn is_never(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Whether the minute is in it.
    pub fn contains(&self, minute: CycleMinute) -> bool {
        let minute = minute.get() % self.cycle_minutes();
        let after = self.ranges.partition_point(|range| range.0 <= minute);
        after.checked_sub(1).and_then(|before| self.ranges.get(before)).is_some_and(|range| minute < range.1)
    }

    /// How many minutes of the cycle are in it.
    pub(crate) fn minutes(&self) -> u32 {
        self.ranges.iter().map(|(start, end)| end - start).sum()
    }

    /// How many minutes of it there are in a week, on average over the cycle, rounded down.
    #[expect(clippy::cast_possible_truncation, reason = "at most 10,080")]
    pub fn minutes_a_week(&self) -> u16 {
        (self.minutes() / u32::from(self.weeks())) as u16
    }

    /// How many minutes from this one to the first of it at or after this one, going round the cycle once.
    pub(crate) fn wait_from(&self, minute: CycleMinute) -> Option<u32> {
        let cycle = self.cycle_minutes();
        let minute = minute.get() % cycle;
        let after = self.ranges.partition_point(|range| range.1 <= minute);
        match self.ranges.get(after) {
            Some(range) => Some(range.0.saturating_sub(minute)),
            None => self.ranges.first().map(|range| range.0 + cycle - minute),
        }
    }

    /// The minutes in either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a || b)
    }

    /// The minutes in both.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a && b)
    }

    /// The minutes in this one and not in the other.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a && !b)
    }

    /// One sweep over the edges of both; `keep` says which minutes stay. Two of different cycles are laid over the
    /// shortest that is both.
    fn combine(&self, other: &Self, keep: impl Fn(bool, bool) -> bool) -> Self {
        let weeks = lcm(self.weeks(), other.weeks());
        if self.weeks() != weeks || other.weeks() != weeks {
            return self.over(weeks).combine(&other.over(weeks), keep);
        }
        Self { weeks, ranges: combined(&self.ranges, &other.ranges, keep) }
    }
}

impl From<WeekPattern> for CyclePattern {
    fn from(pattern: WeekPattern) -> Self {
        Self::one_week(&pattern)
    }
}

impl PartialEq for CyclePattern {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (self.clone().told(), other.clone().told());
        one.ranges == other.ranges && (one.weeks() == other.weeks() || one.is_never())
    }
}

impl Eq for CyclePattern {}
