//! What holds from which day on.

use alloc::collections::BTreeMap;

use chrono::NaiveDate;

use crate::base::Period;

/// Values that hold from a day on, each until the next. The order in which they became known plays no part, but for
/// two of the same day: then the one that was recorded later counts.
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverTime<T> {
    /// Without a day: since always.
    changes: BTreeMap<Option<NaiveDate>, T>,
}

impl<T> Default for OverTime<T> {
    fn default() -> Self {
        Self { changes: BTreeMap::new() }
    }
}

impl<T> OverTime<T> {
    pub(super) fn always(value: T) -> Self {
        Self { changes: BTreeMap::from([(None, value)]) }
    }

    /// From that day on, up to the next day on which something else is known to hold.
    pub(super) fn set(&mut self, from: Option<NaiveDate>, value: T) {
        self.changes.insert(from, value);
    }

    /// What holds on a day; none before anything is known to.
    pub fn at(&self, on: NaiveDate) -> Option<&T> {
        self.in_force(on).map(|(_, value)| value)
    }

    /// The day since which that holds; none if it always has, or nothing holds yet.
    pub fn since(&self, on: NaiveDate) -> Option<NaiveDate> {
        self.in_force(on).and_then(|(from, _)| from)
    }

    /// Every value with the day from which it holds, earliest first; without a day: since always.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = (Option<NaiveDate>, &T)> {
        self.changes.iter().map(|(from, value)| (*from, value))
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.changes.values_mut()
    }

    /// The days on which another value begins to hold.
    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.changes.keys().copied().flatten()
    }

    /// From that day on, and nothing that was known to hold later.
    pub(super) fn end(&mut self, on: NaiveDate, value: T) {
        self.changes.split_off(&Some(on));
        self.set(Some(on), value);
    }

    fn in_force(&self, on: NaiveDate) -> Option<(Option<NaiveDate>, &T)> {
        self.changes.range(..=Some(on)).next_back().map(|(from, value)| (*from, value))
    }
}

impl<T> OverTime<Option<T>> {
    /// What is there on a day, if anything is.
    pub fn there(&self, on: NaiveDate) -> Option<&T> {
        self.at(on).and_then(Option::as_ref)
    }

    /// The days around this one over which something is there without a break.
    pub fn stretch(&self, on: NaiveDate) -> Option<Period> {
        self.there(on)?;
        let before = self.changes.range(..=Some(on)).rev();
        let from = before.take_while(|(_, value)| value.is_some()).last().and_then(|(from, _)| *from);
        let after = self.changes().filter(|(from, _)| *from > Some(on));
        let until = after.filter(|(_, value)| value.is_none()).find_map(|(from, _)| from);
        Period::new(from, until).ok()
    }

    /// The first day, this one or a later one, on which something is there.
    pub(super) fn first_from(&self, on: NaiveDate) -> Option<NaiveDate> {
        if self.there(on).is_some() {
            return Some(on);
        }
        self.changes().filter(|(from, it)| *from > Some(on) && it.is_some()).find_map(|(from, _)| from)
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
}

impl<T: Copy + Ord> OverTime<T> {
    /// On each day the greater of the two.
    pub(super) fn greater_of(&self, other: &Self) -> Self {
        let days = self.changes.keys().chain(other.changes.keys());
        let at = |of: &Self, day: &Option<NaiveDate>| {
            of.changes.range(..=*day).next_back().map(|(_, value)| *value)
        };
        let changes = days.filter_map(|day| Some((*day, at(self, day).max(at(other, day))?))).collect();
        Self { changes }
    }
}
