//! What is owed as an exact function of time, and what is posted of it.

use alloc::vec::Vec;

use chrono::{Datelike, Days, NaiveDate};

use crate::base::{Fraction, Money, limits};

/// What is owed day by day from a first day on, exactly: a direct payment, a contribution, what a line costs.
///
/// What is posted for a period is what is owed up to its end less what is owed up to its start, each counted from the
/// first day and rounded once. So however the time is cut, what is posted always adds up to the whole.
///
/// ```
/// use mutual_care::base::Money;
/// use mutual_care::budget::ledger::{OwedOverTime, Weekly};
/// let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 4, day).unwrap();
/// let owed = Weekly::new(day(1), Money::new(10_000)?); // £100 a week, posted by the day
/// let posted = |n| owed.posted_for(day(n), day(n + 1)).unwrap().to_string();
/// assert_eq!([posted(1), posted(2), posted(3)], ["£14.29", "£14.28", "£14.29"]);
/// # Ok::<(), mutual_care::base::MoneyError>(())
/// ```
pub trait OwedOverTime {
    /// The first day for which anything can be owed.
    fn first_day(&self) -> NaiveDate;

    /// What is owed for the days from `from` up to, and not including, `until`, in pence: the sum of what is owed for each
    /// of them. Asked only of days from the first day on, and of at least one.
    fn between(&self, from: NaiveDate, until: NaiveDate) -> Fraction;

    /// The first day for which nobody knows what is owed; none if it is known of all days. A question that would count such
    /// a day is refused: what is not known is not nothing.
    fn known_until(&self) -> Option<NaiveDate> {
        None
    }

    /// What is owed from the first day up to, and not including, this day.
    fn up_to(&self, end: NaiveDate) -> Fraction {
        let first = self.first_day();
        if first < end { self.between(first, end) } else { Fraction::zero() }
    }

    /// What is posted for a period: owed up to its end less owed up to its start, each rounded once; none past what
    /// money may be, and none if it is not known for all days of the period.
    fn posted_for(&self, from: NaiveDate, until: NaiveDate) -> Option<Money> {
        if self.known_until().is_some_and(|end| end < until) {
            return None;
        }
        self.up_to(until).rounded()?.minus(self.up_to(from).rounded()?)
    }
}

/// What is owed up to each of these days, in order; each day of the time is asked about once.
pub(super) fn up_to_each(owed: &dyn OwedOverTime, ends: &[NaiveDate]) -> Vec<Fraction> {
    let (mut sum, mut from) = (Fraction::zero(), owed.first_day());
    let mut sums = Vec::with_capacity(ends.len());
    for end in ends {
        if from < *end {
            sum = sum + &owed.between(from, *end);
            from = *end;
        }
        sums.push(sum.clone());
    }
    sums
}

/// So much a week, each day a seventh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weekly {
    /// Each amount with its first day, in order.
    amounts: Vec<(NaiveDate, Money)>,
    until: Option<NaiveDate>,
}

/// A change of a weekly amount that is not later than the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a day later than that of the change before it")]
pub struct NotLater;

impl Weekly {
    /// So much a week from a first day on.
    pub fn new(from: NaiveDate, week: Money) -> Self {
        Self { amounts: alloc::vec![(from, week)], until: None }
    }

    /// The same, and another amount from a later day on.
    ///
    /// # Errors
    ///
    /// [`NotLater`]: a day that is not later than the last change.
    pub fn then(mut self, from: NaiveDate, week: Money) -> Result<Self, NotLater> {
        if self.amounts.last().is_some_and(|(last, _)| *last >= from) {
            return Err(NotLater);
        }
        self.amounts.push((from, week));
        Ok(self)
    }

    /// The same, with nothing owed from this day on.
    pub const fn until(mut self, until: NaiveDate) -> Self {
        self.until = Some(until);
        self
    }
}

impl OwedOverTime for Weekly {
    fn first_day(&self) -> NaiveDate {
        self.amounts.first().map_or(NaiveDate::MAX, |(from, _)| *from)
    }

    fn between(&self, from: NaiveDate, until: NaiveDate) -> Fraction {
        let until = self.until.map_or(until, |end| end.min(until));
        let next = self.amounts.iter().skip(1).map(|(from, _)| *from).chain([until]);
        self.amounts.iter().zip(next).fold(Fraction::zero(), |sum, ((start, week), end)| {
            let days = end.min(until).num_days_from_ce() - (*start).max(from).num_days_from_ce();
            let weeks = Fraction::new(days.max(0).into(), 7).unwrap_or_else(|_| Fraction::zero());
            sum + &(&Fraction::from(*week) * &weeks)
        })
    }
}

/// What is owed for each day, as a function of it. It is asked of each day, so it is known of the first
/// [`limits::OWED_DAYS`] days and no others.
///
/// ```
/// use mutual_care::base::{Fraction, limits};
/// use mutual_care::budget::ledger::{ByDay, OwedOverTime};
/// let first = chrono::NaiveDate::from_ymd_opt(2026, 4, 1).unwrap();
/// let owed = ByDay::new(first, |_| Fraction::from(100));
/// let after = |days: usize| first + chrono::Days::new(days as u64);
/// assert_eq!(owed.posted_for(first, after(30)).map(|money| money.pence()), Some(3_000));
/// assert!(owed.posted_for(first, after(limits::OWED_DAYS)).is_some());
/// assert_eq!(owed.posted_for(first, after(limits::OWED_DAYS + 1)), None);
/// ```
pub struct ByDay<F> {
    first: NaiveDate,
    day: F,
}

impl<F: Fn(NaiveDate) -> Fraction> ByDay<F> {
    /// Owed from a first day on, so much in pence for each day.
    pub const fn new(first: NaiveDate, day: F) -> Self {
        Self { first, day }
    }
}

impl<F: Fn(NaiveDate) -> Fraction> OwedOverTime for ByDay<F> {
    fn first_day(&self) -> NaiveDate {
        self.first
    }

    fn between(&self, from: NaiveDate, until: NaiveDate) -> Fraction {
        let until = self.known_until().map_or(until, |end| end.min(until));
        let days = from.iter_days().take_while(|day| *day < until);
        days.fold(Fraction::zero(), |sum, day| sum + &(self.day)(day))
    }

    fn known_until(&self) -> Option<NaiveDate> {
        self.first.checked_add_days(Days::new(u64::try_from(limits::OWED_DAYS).unwrap_or(u64::MAX)))
    }
}

/// What is owed on each of some days, one after another: what stands in a budget by a care package, a contribution that is
/// capped by the week.
///
/// ```
/// use mutual_care::base::Fraction;
/// use mutual_care::budget::ledger::{Daily, OwedOverTime};
/// let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 4, day).unwrap();
/// let thirds = Daily::new(day(1), (0..3).map(|_| Fraction::new(1_000, 3).unwrap()));
/// assert_eq!(thirds.posted_for(day(1), day(3)).map(|money| money.to_string()), Some("£6.67".into()));
/// // Of the fourth day nothing is known, unless it is said that nothing is owed any more.
/// assert_eq!(thirds.posted_for(day(1), day(5)), None);
/// assert_eq!(thirds.and_no_more().posted_for(day(1), day(5)).map(|money| money.to_string()), Some("£10".into()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Daily {
    first: NaiveDate,
    /// What is owed up to each day: nothing up to the first.
    sums: Vec<Fraction>,
    no_more: bool,
}

impl Daily {
    /// Owed from a first day on, so much in pence on each day. Of later days it is not known.
    pub fn new(first: NaiveDate, days: impl IntoIterator<Item = Fraction>) -> Self {
        let mut sums = alloc::vec![Fraction::zero()];
        let mut sum = Fraction::zero();
        for day in days {
            sum = sum + &day;
            sums.push(sum.clone());
        }
        Self { first, sums, no_more: false }
    }

    /// The same, with nothing owed after the last of these days.
    pub fn and_no_more(self) -> Self {
        Self { no_more: true, ..self }
    }

    fn up_to_day(&self, day: NaiveDate) -> Fraction {
        let days = usize::try_from(day.signed_duration_since(self.first).num_days()).unwrap_or(0);
        self.sums.get(days).or(self.sums.last()).cloned().unwrap_or_else(Fraction::zero)
    }
}

impl OwedOverTime for Daily {
    fn first_day(&self) -> NaiveDate {
        self.first
    }

    fn between(&self, from: NaiveDate, until: NaiveDate) -> Fraction {
        &self.up_to_day(until) - &self.up_to_day(from)
    }

    fn known_until(&self) -> Option<NaiveDate> {
        let days = u64::try_from(self.sums.len()).unwrap_or(u64::MAX).saturating_sub(1);
        if self.no_more { None } else { self.first.checked_add_days(Days::new(days)) }
    }
}

/// What is owed, and from a day on nothing: a charge ends on the day on which the person died.
#[derive(Clone, Copy)]
pub struct EndsOn<'a> {
    owed: &'a dyn OwedOverTime,
    end: NaiveDate,
}

impl<'a> EndsOn<'a> {
    /// The same as owed, with nothing for this day and later ones.
    pub const fn new(owed: &'a dyn OwedOverTime, end: NaiveDate) -> Self {
        Self { owed, end }
    }
}

impl OwedOverTime for EndsOn<'_> {
    fn first_day(&self) -> NaiveDate {
        self.owed.first_day()
    }

    fn between(&self, from: NaiveDate, until: NaiveDate) -> Fraction {
        let until = until.min(self.end);
        if from < until { self.owed.between(from, until) } else { Fraction::zero() }
    }

    fn known_until(&self) -> Option<NaiveDate> {
        // From the end on it is known to be nothing.
        self.owed.known_until().filter(|until| *until < self.end)
    }
}
