//! What holds from which day on, and what lies over it for a time.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::days::Days;
use crate::base::Period;

/// Values that hold from a day on, each until the next. The order in which they became known plays no part, but for
/// two of the same day: then the one that was recorded later counts.
///
/// A change with an end lies over them from its day to its end, and then what would hold without it holds. Of two
/// such changes the one that was recorded later counts on the days that they share. A value from a day on that is
/// recorded later, and begins within such a change, ends it on that day.
///
/// ```
/// # use mutual_care::household::{HouseholdInput, HouseholdInputParts, Opened, Person, Household, Policy, Whereabouts};
/// # use mutual_care::base::{Role, Stamp, WorkerId, WorkingDays};
/// # use mutual_care::machine::{Machine, Setting};
/// # struct EveryDay;
/// # impl WorkingDays for EveryDay {
/// #     fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> { Some(true) }
/// # }
/// # let worker: WorkerId = "6f2c1a3e-0000-4000-8000-0000000000f1".parse()?;
/// # let (day, policy) = (chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(), Policy::default());
/// # let stamp = Stamp::new(day.and_hms_opt(9, 30, 0).unwrap().and_utc(), worker, Role::SocialWorker)?;
/// # let mut parts = HouseholdInputParts::new("6f2c1a3e-0000-4000-8000-000000000009".parse()?, day);
/// # parts.people.push(Person::here("6f2c1a3e-0000-4000-8000-000000000001".parse()?));
/// # let input = HouseholdInput::new(parts)?;
/// # let setting = Setting::new(&policy, &EveryDay);
/// # let household: Household = Household::open(input.id(), Opened::new(input), stamp, &setting)?.record.into();
/// let (_, person) = household.chronicle().people().next().ok_or("somebody")?;
/// assert_eq!(person.whereabouts().at(day), Some(&Whereabouts::Here));
/// assert_eq!(person.whereabouts().since(day), None, "since always");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Eq)]
pub struct OverTime<T> {
    /// Which value holds when, by its place among the values: all that is known of days stands in there, so that it is
    /// one piece of code for values of every kind.
    days: Days,
    /// As they were recorded. What does not hold any more stays, and is not pointed at.
    values: Vec<T>,
}

impl<T> Default for OverTime<T> {
    fn default() -> Self {
        Self { days: Days::default(), values: Vec::new() }
    }
}

/// The same values on the same days, whatever was recorded before and does not hold any more.
impl<T: PartialEq> PartialEq for OverTime<T> {
    fn eq(&self, other: &Self) -> bool {
        self.days.are_the_days_of(&other.days) && self.held().eq(other.held())
    }
}

impl<T> OverTime<T> {
    pub(super) fn always(value: T) -> Self {
        let mut always = Self::default();
        always.set(None, value);
        always
    }

    /// From that day on, up to the next day on which something else is known to hold. A change with an end within
    /// which it begins ends on that day.
    pub(super) fn set(&mut self, from: Option<NaiveDate>, value: T) {
        // What was set for the same day holds no more and is in nobody's way: a journal that says one thing of one day
        // again and again takes no room for it.
        let there = self.days.set_for(from);
        let place = match there.and_then(|place| Some((place, self.values.get_mut(place)?))) {
            Some((place, before)) => {
                *before = value;
                place
            }
            None => self.keep(value),
        };
        self.days.set(from, place);
    }

    fn keep(&mut self, value: T) -> usize {
        self.values.push(value);
        self.values.len() - 1
    }

    fn value(&self, place: usize) -> Option<&T> {
        self.values.get(place)
    }

    fn held(&self) -> impl Iterator<Item = Option<&T>> {
        self.days.places().map(|place| self.value(place))
    }

    /// What holds on a day; none before anything is known to.
    pub fn at(&self, on: NaiveDate) -> Option<&T> {
        self.days.in_force(on).and_then(|(_, place)| self.value(place))
    }

    /// The day of what holds on a day; none if it always has, or nothing holds yet.
    pub fn since(&self, on: NaiveDate) -> Option<NaiveDate> {
        self.days.in_force(on).and_then(|(from, _)| from)
    }

    /// Every value with the day from which it holds, earliest first; without a day: since always.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = (Option<NaiveDate>, &T)> {
        self.flat().filter_map(|(day, value)| value.map(|value| (day, value)))
    }

    /// The days on which what holds changes, each with what holds from then on, if anything is known to.
    fn flat(&self) -> impl DoubleEndedIterator<Item = (Option<NaiveDate>, Option<&T>)> {
        self.days.flat().map(|(day, place)| (day, place.and_then(|place| self.value(place))))
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.iter_mut()
    }

    /// The days on which another value may begin to hold.
    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.days.days()
    }

    /// From that day on, and nothing that was known to hold later: neither what lies over nor what lies beneath.
    pub(super) fn end(&mut self, on: NaiveDate, value: T) {
        let place = self.keep(value);
        self.days.end(on, place);
    }

    /// Nothing lies over from that day on.
    pub(super) fn uncover(&mut self, on: NaiveDate) {
        self.days.uncover(on);
    }

    /// Takes back what was said to hold from that day on.
    pub(super) fn take_back(&mut self, on: NaiveDate) {
        self.days.take_back(on);
    }

    /// Lies over what would hold without it, from a day until another, that one not included.
    pub(super) fn lay(&mut self, from: NaiveDate, until: NaiveDate, value: T) {
        let place = self.keep(value);
        self.days.lay(from, until, place);
    }

    /// From a day on; until another, if that is known, after which what would hold without it holds.
    pub(super) fn change(&mut self, on: NaiveDate, until: Option<NaiveDate>, value: T) {
        match until {
            Some(until) => self.lay(on, until, value),
            None => self.set(Some(on), value),
        }
    }
}

impl<T> OverTime<Option<T>> {
    /// What is there on a day, if anything is.
    pub fn there(&self, on: NaiveDate) -> Option<&T> {
        self.at(on).and_then(Option::as_ref)
    }

    /// Whether something would be there on a day on which something lies over it, as nothing.
    pub(super) fn is_paused(&self, on: NaiveDate) -> bool {
        let is_there = |place: usize| self.value(place).is_some_and(Option::is_some);
        self.days.lying_on(on).is_some_and(|layer| !is_there(layer.place))
            && self.days.beneath(on).is_some_and(|(_, place)| is_there(place))
    }

    /// The days around this one over which something is there without a break.
    pub fn stretch(&self, on: NaiveDate) -> Option<Period> {
        self.there(on)?;
        let is = |value: Option<&Option<T>>| value.is_some_and(Option::is_some);
        let before = self.flat().rev().skip_while(|(from, _)| *from > Some(on));
        let from = before.take_while(|(_, value)| is(*value)).last().and_then(|(from, _)| from);
        let mut after = self.flat().skip_while(|(from, _)| *from <= Some(on));
        let until = after.find(|(_, value)| !is(*value)).and_then(|(from, _)| from);
        Period::new(from, until).ok()
    }

    /// The first day, this one or a later one, on which something is there.
    pub(super) fn first_from(&self, on: NaiveDate) -> Option<NaiveDate> {
        if self.there(on).is_some() {
            return Some(on);
        }
        self.changes().filter(|(from, it)| *from > Some(on) && it.is_some()).find_map(|(from, _)| from)
    }

    /// The later days from which something else was known to hold, and which an end on this day takes away.
    pub(super) fn after(&self, on: NaiveDate) -> BTreeSet<NaiveDate> {
        let later = self.changes().filter(|(from, value)| *from > Some(on) && value.is_some());
        later.filter_map(|(from, _)| from).collect()
    }

    /// There from a day on, and no longer from another on, if that is known.
    pub(super) fn begin(&mut self, on: NaiveDate, until: Option<NaiveDate>, value: T) {
        self.set(Some(on), Some(value));
        if until.is_some() {
            self.set(until, None);
        }
    }

    /// There over this period.
    pub(super) fn over(period: Period, value: T) -> Self {
        let mut there = Self::default();
        there.set(period.from(), Some(value));
        if period.until().is_some() {
            there.set(period.until(), None);
        }
        there
    }

    /// Not there from a day on. With an end, only until then, and what would be there without it is there again.
    pub(super) fn stop(&mut self, on: NaiveDate, until: Option<NaiveDate>) {
        match until {
            Some(until) => self.lay(on, until, None),
            None => self.end(on, None),
        }
    }
}

impl<T: Copy + Ord> OverTime<T> {
    /// On each day the greater of the two, of values over which nothing lies.
    pub(super) fn greater_of(&self, other: &Self) -> Self {
        let mut greater = Self::default();
        for day in self.days.set_on().chain(other.days.set_on()) {
            let at = |of: &Self| of.days.last_set(day).and_then(|(_, place)| of.value(place).copied());
            if let Some(value) = at(self).max(at(other)) {
                greater.set(day, value);
            }
        }
        greater
    }
}
