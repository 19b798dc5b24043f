//! The week: minutes, spans and patterns of a week that repeats.
//!
//! A week has 10,080 minutes; minute 0 is Monday 00:00. It is local wall-clock time without clock changes. Its text is
//! [`week_text`](super::week_text)'s.

use alloc::vec::Vec;

/// Minutes in a week.
pub const MINUTES_PER_WEEK: u16 = 10_080;
/// Minutes in a day.
pub const MINUTES_PER_DAY: u16 = 1_440;

/// A number is no minute, or no length, of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeekError {
    /// Not a minute of the week.
    #[error("expected a minute of the week: 0 to 10079")]
    Minute,
    /// Not a length within a week.
    #[error("expected a length of 1 to 10080 minutes")]
    Length,
}

/// One minute of the week.
///
/// ```
/// use mutual_care::base::WeekMinute;
/// let minute: WeekMinute = "Sat 22:10".parse()?;
/// assert_eq!(minute.get(), 5 * 1440 + 22 * 60 + 10);
/// assert_eq!(minute.plus(2 * 1440).to_string(), "Mon 22:10");
/// # Ok::<(), mutual_care::base::WeekTextError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WeekMinute(u16);

impl WeekMinute {
    /// Minute 0: Monday 00:00.
    pub const MONDAY: Self = Self(0);

    /// The minute with this number.
    ///
    /// # Errors
    ///
    /// [`WeekError::Minute`] past 10,079.
    pub const fn new(minute: u16) -> Result<Self, WeekError> {
        if minute < MINUTES_PER_WEEK { Ok(Self(minute)) } else { Err(WeekError::Minute) }
    }

    /// Its number: 0 to 10,079.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The minute so many minutes later, in whatever week that is.
    #[expect(clippy::cast_possible_truncation, reason = "a remainder by 10,080 fits")]
    pub const fn plus(self, minutes: u32) -> Self {
        Self(((self.0 as u64 + minutes as u64) % MINUTES_PER_WEEK as u64) as u16)
    }

    /// How many minutes from this one to the next `later` one: 0 to 10,079.
    pub const fn until(self, later: Self) -> u16 {
        if later.0 >= self.0 { later.0 - self.0 } else { later.0 + MINUTES_PER_WEEK - self.0 }
    }
}

/// A stretch of the week: from a minute, for 1 to 10,080 minutes. It may wrap over Sunday midnight, and one of
/// the whole week keeps where it starts.
///
/// ```
/// use mutual_care::base::WeekSpan;
/// let night: WeekSpan = "Sun 22:00-07:00".parse()?;
/// assert_eq!((night.minutes(), night.end().to_string()), (540, "Mon 07:00".into()));
/// # Ok::<(), mutual_care::base::WeekTextError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WeekSpan {
    start: WeekMinute,
    minutes: u16,
}

impl WeekSpan {
    /// The stretch that starts there and lasts so long.
    ///
    /// # Errors
    ///
    /// [`WeekError::Length`] unless it lasts 1 to 10,080 minutes.
    pub const fn new(start: WeekMinute, minutes: u16) -> Result<Self, WeekError> {
        if minutes >= 1 && minutes <= MINUTES_PER_WEEK {
            Ok(Self { start, minutes })
        } else {
            Err(WeekError::Length)
        }
    }

    /// Its first minute.
    pub const fn start(self) -> WeekMinute {
        self.start
    }

    /// The first minute after it.
    pub const fn end(self) -> WeekMinute {
        self.start.plus(self.minutes as u32)
    }

    /// How long it lasts, in minutes.
    pub const fn minutes(self) -> u16 {
        self.minutes
    }

    /// Whether the minute is in it.
    pub const fn contains(self, minute: WeekMinute) -> bool {
        self.start.until(minute) < self.minutes
    }

    /// Whether some minute is in both.
    pub const fn overlaps(self, other: Self) -> bool {
        self.contains(other.start) || other.contains(self.start)
    }

    /// The half-open ranges of minute numbers it covers: two if it wraps.
    pub(crate) fn ranges(self) -> impl Iterator<Item = (u16, u16)> {
        // At most 10,079 + 10,080, well within 16 bits.
        let end = self.start.0 + self.minutes;
        let (first, wrapped) = if end > MINUTES_PER_WEEK {
            ((self.start.0, MINUTES_PER_WEEK), Some((0, end - MINUTES_PER_WEEK)))
        } else {
            ((self.start.0, end), None)
        };
        core::iter::once(first).chain(wrapped)
    }
}

/// A set of minutes of the week: when somebody comes, when somebody can be reached.
///
/// Always normalised: sorted, merged, so that equal sets are equal values however they were written.
///
/// ```
/// use mutual_care::base::WeekPattern;
/// let mornings: WeekPattern = "Mon-Fri 08:00-08:30".parse()?;
/// let visits: WeekPattern = "daily 08:15-09:00".parse()?;
/// assert_eq!(mornings.minutes(), 150);
/// assert_eq!(mornings.intersection(&visits).to_string(), "Mon-Fri 08:15-08:30");
/// assert_eq!(mornings.union(&visits).difference(&mornings).minutes(), 5 * 30 + 2 * 45);
/// # Ok::<(), mutual_care::base::WeekTextError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WeekPattern {
    /// Half-open ranges of minute numbers: sorted, apart by at least a minute, none past the end of the week.
    ranges: Vec<(u16, u16)>,
}

impl WeekPattern {
    /// No minute.
    pub const fn never() -> Self {
        Self { ranges: Vec::new() }
    }

    /// Every minute.
    pub fn always() -> Self {
        Self { ranges: alloc::vec![(0, MINUTES_PER_WEEK)] }
    }

    /// The minutes of all these stretches together.
    pub fn from_spans(spans: impl IntoIterator<Item = WeekSpan>) -> Self {
        let mut ranges: Vec<(u16, u16)> = spans.into_iter().flat_map(WeekSpan::ranges).collect();
        ranges.sort_unstable();
        let mut merged: Vec<(u16, u16)> = Vec::with_capacity(ranges.len());
        for (start, end) in ranges {
            match merged.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => merged.push((start, end)),
            }
        }
        Self { ranges: merged }
    }

    /// The half-open ranges of minute numbers, sorted and apart; a stretch over Sunday midnight is two of them.
    pub fn ranges(&self) -> &[(u16, u16)] {
        &self.ranges
    }

    /// The stretches it is made of, one over Sunday midnight in one piece, in order of their start.
    pub fn spans(&self) -> Vec<WeekSpan> {
        let span = |start: u16, minutes: u16| WeekSpan { start: WeekMinute(start), minutes };
        let mut spans: Vec<WeekSpan> =
            self.ranges.iter().map(|&(start, end)| span(start, end - start)).collect();
        let wraps = spans.len() > 1
            && self.ranges.first().is_some_and(|first| first.0 == 0)
            && self.ranges.last().is_some_and(|last| last.1 == MINUTES_PER_WEEK);
        if wraps {
            let first = spans.remove(0);
            if let Some(last) = spans.last_mut() {
                last.minutes += first.minutes;
            }
        }
        spans
    }

    /// Whether there is no minute in it.
    pub fn is_never(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Whether the minute is in it.
    pub fn contains(&self, minute: WeekMinute) -> bool {
        let after = self.ranges.partition_point(|range| range.0 <= minute.0);
        after
            .checked_sub(1)
            .and_then(|before| self.ranges.get(before))
            .is_some_and(|range| minute.0 < range.1)
    }

    /// How many minutes of the week are in it.
    pub fn minutes(&self) -> u16 {
        self.ranges.iter().map(|(start, end)| end - start).sum()
    }

    /// The first minute of it at or after `minute`, going round the week once.
    pub fn next_at_or_after(&self, minute: WeekMinute) -> Option<WeekMinute> {
        let after = self.ranges.partition_point(|range| range.1 <= minute.0);
        match self.ranges.get(after) {
            Some(range) => Some(WeekMinute(range.0.max(minute.0))),
            None => self.ranges.first().map(|range| WeekMinute(range.0)),
        }
    }

    /// The minutes in either.
    pub fn union(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a || b)
    }

    /// The minutes in both.
    pub fn intersection(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a && b)
    }

    /// The minutes in this one and not in the other.
    pub fn difference(&self, other: &Self) -> Self {
        self.combine(other, |a, b| a && !b)
    }

    /// All minutes that are not in it.
    pub fn complement(&self) -> Self {
        Self::always().difference(self)
    }

    /// One sweep over the edges of both; `keep` says which minutes stay.
    fn combine(&self, other: &Self, keep: impl Fn(bool, bool) -> bool) -> Self {
        Self { ranges: combined(&self.ranges, &other.ranges, keep) }
    }
}

/// Of two sets of half-open ranges, each sorted and apart, the minutes that `keep` lets stay: told whether a minute is in
/// the one and in the other.
pub(super) fn combined<M: Copy + Ord>(
    ours: &[(M, M)],
    theirs: &[(M, M)],
    keep: impl Fn(bool, bool) -> bool,
) -> Vec<(M, M)> {
    let edges =
        |ranges: &[(M, M)]| -> Vec<M> { ranges.iter().flat_map(|&(start, end)| [start, end]).collect() };
    let (ours, theirs) = (edges(ours), edges(theirs));
    let (mut ours, mut theirs) = (ours.iter().copied().peekable(), theirs.iter().copied().peekable());
    let (mut in_ours, mut in_theirs) = (false, false);
    let mut ranges: Vec<(M, M)> = Vec::new();
    let mut open: Option<M> = None;
    while let Some(edge) = match (ours.peek(), theirs.peek()) {
        (Some(&a), Some(&b)) => Some(a.min(b)),
        (a, b) => a.or(b).copied(),
    } {
        if ours.next_if_eq(&edge).is_some() {
            in_ours = !in_ours;
        }
        if theirs.next_if_eq(&edge).is_some() {
            in_theirs = !in_theirs;
        }
        match (open, keep(in_ours, in_theirs)) {
            (None, true) => open = Some(edge),
            (Some(start), false) => {
                ranges.push((start, edge));
                open = None;
            }
            _ => {}
        }
    }
    ranges
}

impl From<WeekSpan> for WeekPattern {
    fn from(span: WeekSpan) -> Self {
        Self::from_spans([span])
    }
}
