//! What holds from which day on, and what lies over it for a time.

use alloc::collections::{BTreeMap, BTreeSet, btree_map};
use alloc::vec::{self, Vec};

use chrono::NaiveDate;

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverTime<T> {
    /// Without a day: since always.
    changes: BTreeMap<Option<NaiveDate>, T>,
    /// What lies on top, by its first day. No two of these share a day.
    over: BTreeMap<NaiveDate, Layer<T>>,
    /// Of each change with an end, in the order of recording, the first days of what is left of it.
    parts: Vec<BTreeSet<NaiveDate>>,
}

/// Some days of a change with an end: those on which nothing that was recorded later lies over it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Layer<T> {
    until: NaiveDate,
    /// The day of the change.
    since: NaiveDate,
    /// Which change it is: its place in the order of recording.
    of: usize,
    value: T,
}

/// What holds from which day on, earliest first.
enum Flat<'a, T> {
    /// Nothing lies over.
    Plain(btree_map::Iter<'a, Option<NaiveDate>, T>),
    /// With what lies over.
    Laid(vec::IntoIter<(Option<NaiveDate>, Option<&'a T>)>),
}

impl<'a, T> Iterator for Flat<'a, T> {
    type Item = (Option<NaiveDate>, Option<&'a T>);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Plain(changes) => changes.next().map(|(day, value)| (*day, Some(value))),
            Self::Laid(laid) => laid.next(),
        }
    }
}

impl<T> DoubleEndedIterator for Flat<'_, T> {
    fn next_back(&mut self) -> Option<Self::Item> {
        match self {
            Self::Plain(changes) => changes.next_back().map(|(day, value)| (*day, Some(value))),
            Self::Laid(laid) => laid.next_back(),
        }
    }
}

impl<T> Default for OverTime<T> {
    fn default() -> Self {
        Self { changes: BTreeMap::new(), over: BTreeMap::new(), parts: Vec::new() }
    }
}

impl<T> OverTime<T> {
    pub(super) fn always(value: T) -> Self {
        Self { changes: BTreeMap::from([(None, value)]), ..Self::default() }
    }

    /// From that day on, up to the next day on which something else is known to hold. A change with an end within
    /// which it begins ends on that day.
    pub(super) fn set(&mut self, from: Option<NaiveDate>, value: T) {
        if let Some(day) = from
            && let Some(of) = self.lying_on(day).map(|layer| layer.of)
        {
            self.cut(of, day);
        }
        self.changes.insert(from, value);
    }

    /// The days of one change from a day on are not covered by it any more.
    fn cut(&mut self, of: usize, day: NaiveDate) {
        self.cut_short(day);
        for from in self.parts.get_mut(of).map(|parts| parts.split_off(&day)).unwrap_or_default() {
            self.over.remove(&from);
        }
    }

    /// What lies on the day before and on this day ends with this day, that one not included.
    fn cut_short(&mut self, day: NaiveDate) {
        if let Some((_, layer)) = self.over.range_mut(..day).next_back() {
            layer.until = layer.until.min(day);
        }
    }

    fn lying_on(&self, on: NaiveDate) -> Option<&Layer<T>> {
        self.over.range(..=on).next_back().map(|(_, layer)| layer).filter(|layer| on < layer.until)
    }

    /// What holds on a day; none before anything is known to.
    pub fn at(&self, on: NaiveDate) -> Option<&T> {
        self.in_force(on).map(|(_, value)| value)
    }

    /// The day of what holds on a day; none if it always has, or nothing holds yet.
    pub fn since(&self, on: NaiveDate) -> Option<NaiveDate> {
        self.in_force(on).and_then(|(from, _)| from)
    }

    /// Every value with the day from which it holds, earliest first; without a day: since always.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = (Option<NaiveDate>, &T)> {
        let known = |(day, value): (_, Option<_>)| value.map(|value| (day, value));
        self.flat().filter_map(known)
    }

    /// The days on which what holds changes, each with what holds from then on, if anything is known to.
    fn flat(&self) -> Flat<'_, T> {
        // Hardly anything ever lies over: then what is known is walked as it stands, and nothing is set aside for it.
        if self.over.is_empty() {
            return Flat::Plain(self.changes.iter());
        }
        let hidden = |day: NaiveDate| self.lying_on(day).is_some() && !self.over.contains_key(&day);
        let under = self.changes.keys().copied().filter(|day| !day.is_some_and(hidden));
        let over = self.over.iter().flat_map(|(from, layer)| [Some(*from), Some(layer.until)]);
        let days: BTreeSet<Option<NaiveDate>> = under.chain(over).collect();
        let at = |day: Option<NaiveDate>| match day {
            None => self.changes.get(&None),
            Some(day) => self.at(day),
        };
        let laid: Vec<_> = days.into_iter().map(|day| (day, at(day))).collect();
        Flat::Laid(laid.into_iter())
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.changes.values_mut().chain(self.over.values_mut().map(|layer| &mut layer.value))
    }

    /// The days on which another value may begin to hold.
    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        let over = self.over.iter().flat_map(|(from, layer)| [*from, layer.until]);
        self.changes.keys().copied().flatten().chain(over)
    }

    /// From that day on, and nothing that was known to hold later: neither what lies over nor what lies beneath.
    pub(super) fn end(&mut self, on: NaiveDate, value: T) {
        self.changes.split_off(&Some(on));
        self.uncover(on);
        self.changes.insert(Some(on), value);
    }

    /// Nothing lies over from that day on.
    pub(super) fn uncover(&mut self, on: NaiveDate) {
        self.cut_short(on);
        for (from, layer) in self.over.split_off(&on) {
            if let Some(parts) = self.parts.get_mut(layer.of) {
                parts.remove(&from);
            }
        }
    }

    /// Takes back what was said to hold from that day on.
    pub(super) fn take_back(&mut self, on: NaiveDate) {
        self.changes.remove(&Some(on));
    }

    fn in_force(&self, on: NaiveDate) -> Option<(Option<NaiveDate>, &T)> {
        match self.lying_on(on) {
            Some(layer) => Some((Some(layer.since), &layer.value)),
            None => self.beneath(on),
        }
    }

    /// What would hold on a day if nothing lay over it.
    fn beneath(&self, on: NaiveDate) -> Option<(Option<NaiveDate>, &T)> {
        self.changes.range(..=Some(on)).next_back().map(|(from, value)| (*from, value))
    }
}

impl<T: Clone> OverTime<T> {
    /// Lies over what would hold without it, from a day until another, that one not included.
    pub(super) fn lay(&mut self, from: NaiveDate, until: NaiveDate, value: T) {
        if until <= from {
            return;
        }
        // Whatever lies there and reaches out of these days keeps the others.
        let last = until.pred_opt().and_then(|last| self.lying_on(last)).cloned();
        self.cut_short(from);
        let hidden: Vec<(NaiveDate, usize)> =
            self.over.range(from..until).map(|(day, layer)| (*day, layer.of)).collect();
        for (day, of) in hidden {
            self.over.remove(&day);
            if let Some(parts) = self.parts.get_mut(of) {
                parts.remove(&day);
            }
        }
        if let Some(last) = last.filter(|last| until < last.until) {
            if let Some(parts) = self.parts.get_mut(last.of) {
                parts.insert(until);
            }
            self.over.insert(until, last);
        }
        self.over.insert(from, Layer { until, since: from, of: self.parts.len(), value });
        self.parts.push(BTreeSet::from([from]));
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
        let nothing = self.lying_on(on).is_some_and(|layer| layer.value.is_none());
        nothing && self.beneath(on).is_some_and(|(_, value)| value.is_some())
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
}

impl<T: Clone> OverTime<Option<T>> {
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
        let days = self.changes.keys().chain(other.changes.keys());
        let at = |of: &Self, day: &Option<NaiveDate>| {
            of.changes.range(..=*day).next_back().map(|(_, value)| *value)
        };
        let changes = days.filter_map(|day| Some((*day, at(self, day).max(at(other, day))?))).collect();
        Self { changes, ..Self::default() }
    }
}
