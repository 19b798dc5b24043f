//! Which of several values holds from which day on, and which lies over it for a time.

use alloc::collections::{BTreeMap, BTreeSet, btree_map};
use alloc::vec::{self, Vec};

use chrono::NaiveDate;

/// The days of an [`OverTime`](super::OverTime), with the places of its values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Days {
    /// Without a day: since always.
    changes: BTreeMap<Option<NaiveDate>, usize>,
    /// What lies on top, by its first day. No two of these share a day.
    over: BTreeMap<NaiveDate, Layer>,
    /// Of each change with an end, in the order of recording, the first days of what is left of it.
    parts: Vec<BTreeSet<NaiveDate>>,
}

/// Some days of a change with an end: those on which nothing that was recorded later lies over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layer {
    until: NaiveDate,
    /// The day of the change.
    since: NaiveDate,
    /// Which change it is: its place in the order of recording.
    of: usize,
    /// The place of its value.
    pub(super) place: usize,
}

/// What holds from which day on, earliest first.
pub(super) enum Flat<'a> {
    /// Nothing lies over.
    Plain(btree_map::Iter<'a, Option<NaiveDate>, usize>),
    /// With what lies over.
    Laid(vec::IntoIter<(Option<NaiveDate>, Option<usize>)>),
}

impl Iterator for Flat<'_> {
    type Item = (Option<NaiveDate>, Option<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Plain(changes) => changes.next().map(|(day, place)| (*day, Some(*place))),
            Self::Laid(laid) => laid.next(),
        }
    }
}

impl DoubleEndedIterator for Flat<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        match self {
            Self::Plain(changes) => changes.next_back().map(|(day, place)| (*day, Some(*place))),
            Self::Laid(laid) => laid.next_back(),
        }
    }
}

impl Days {
    /// The places of all that holds or would hold if nothing lay over it, in one order for the same days.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        self.changes.values().copied().chain(self.over.values().map(|layer| layer.place))
    }

    /// Whether both speak of the same days, wherever the values stand.
    pub(super) fn are_the_days_of(&self, other: &Self) -> bool {
        let layers = |of: &Self| -> Vec<_> {
            of.over.iter().map(|(from, layer)| (*from, layer.until, layer.since, layer.of)).collect()
        };
        self.changes.keys().eq(other.changes.keys())
            && layers(self) == layers(other)
            && self.parts == other.parts
    }

    /// See [`OverTime::set`](super::OverTime::set), as for everything that bears the name of what is there.
    pub(super) fn set(&mut self, from: Option<NaiveDate>, place: usize) {
        if let Some(day) = from
            && let Some(of) = self.lying_on(day).map(|layer| layer.of)
        {
            self.cut(of, day);
        }
        self.changes.insert(from, place);
    }

    /// The place of what was set for this very day.
    pub(super) fn set_for(&self, from: Option<NaiveDate>) -> Option<usize> {
        self.changes.get(&from).copied()
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

    pub(super) fn lying_on(&self, on: NaiveDate) -> Option<&Layer> {
        self.over.range(..=on).next_back().map(|(_, layer)| layer).filter(|layer| on < layer.until)
    }

    pub(super) fn flat(&self) -> Flat<'_> {
        // Hardly anything ever lies over: then what is known is walked as it stands, and nothing is set aside for it.
        if self.over.is_empty() {
            return Flat::Plain(self.changes.iter());
        }
        let hidden = |day: NaiveDate| self.lying_on(day).is_some() && !self.over.contains_key(&day);
        let under = self.changes.keys().copied().filter(|day| !day.is_some_and(hidden));
        let over = self.over.iter().flat_map(|(from, layer)| [Some(*from), Some(layer.until)]);
        let days: BTreeSet<Option<NaiveDate>> = under.chain(over).collect();
        let at = |day: Option<NaiveDate>| match day {
            None => self.changes.get(&None).copied(),
            Some(day) => self.in_force(day).map(|(_, place)| place),
        };
        let laid: Vec<_> = days.into_iter().map(|day| (day, at(day))).collect();
        Flat::Laid(laid.into_iter())
    }

    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        let over = self.over.iter().flat_map(|(from, layer)| [*from, layer.until]);
        self.set_on().flatten().chain(over)
    }

    /// The days from which something was set to hold.
    pub(super) fn set_on(&self) -> impl Iterator<Item = Option<NaiveDate>> + '_ {
        self.changes.keys().copied()
    }

    pub(super) fn end(&mut self, on: NaiveDate, place: usize) {
        self.changes.split_off(&Some(on));
        self.uncover(on);
        self.changes.insert(Some(on), place);
    }

    pub(super) fn uncover(&mut self, on: NaiveDate) {
        self.cut_short(on);
        for (from, layer) in self.over.split_off(&on) {
            if let Some(parts) = self.parts.get_mut(layer.of) {
                parts.remove(&from);
            }
        }
    }

    pub(super) fn take_back(&mut self, on: NaiveDate) {
        self.changes.remove(&Some(on));
    }

    /// What holds on a day, with the day from which it does.
    pub(super) fn in_force(&self, on: NaiveDate) -> Option<(Option<NaiveDate>, usize)> {
        match self.lying_on(on) {
            Some(layer) => Some((Some(layer.since), layer.place)),
            None => self.beneath(on),
        }
    }

    /// What would hold on a day if nothing lay over it.
    pub(super) fn beneath(&self, on: NaiveDate) -> Option<(Option<NaiveDate>, usize)> {
        self.last_set(Some(on))
    }

    /// What was set last up to a day, that one included.
    pub(super) fn last_set(&self, day: Option<NaiveDate>) -> Option<(Option<NaiveDate>, usize)> {
        self.changes.range(..=day).next_back().map(|(from, place)| (*from, *place))
    }

    pub(super) fn lay(&mut self, from: NaiveDate, until: NaiveDate, place: usize) {
        if until <= from {
            return;
        }
        // Whatever lies there and reaches out of these days keeps the others.
        let last = until.pred_opt().and_then(|last| self.lying_on(last)).copied();
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
        self.over.insert(from, Layer { until, since: from, of: self.parts.len(), place });
        self.parts.push(BTreeSet::from([from]));
    }
}
