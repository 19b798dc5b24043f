//! The table of a machine as data: what can happen in which state, and where it leads.

use alloc::vec::Vec;

use crate::base::{Code, codes};

codes! {
    /// In which manner something came to be in a journal.
    pub enum Manner: "a manner" {
        /// Accepted by the record: nothing barred it.
        Regularly = "regularly", "regularly";
        /// It happened in the world although rules speak against it.
        Irregularly = "irregularly", "irregularly";
        /// It was decided all the same, on paper or in another system.
        TakenElsewhere = "taken_elsewhere", "taken elsewhere";
    }
}

/// One row: in this state this can happen, and then it is in that state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<S: 'static, V: 'static> {
    /// The state in which it can happen.
    pub from: S,
    /// What happens.
    pub event: V,
    /// The one state to which it leads.
    pub to: S,
    /// In which other manners it can come to be in the journal.
    pub also: &'static [Manner],
    /// The release since which it is no longer offered. It still replays.
    pub retired_in: Option<&'static str>,
}

/// Rows as a table writes them: in each of these states each of these events can happen.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Group<S: 'static, V: 'static> {
    pub from: &'static [S],
    pub events: &'static [V],
    /// The state to which they lead; none if they stay where they are.
    pub to: Option<S>,
    pub also: &'static [Manner],
    pub retired_in: Option<&'static str>,
}

/// One state of a machine, in the words of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateInfo<S: 'static> {
    /// The status that names it.
    pub status: S,
    /// Plain words.
    pub words: &'static str,
    /// What it means, line by line.
    pub about: &'static [&'static str],
    /// Whether nothing leads out of it.
    pub is_final: bool,
}

/// One event of a machine, in the words of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventInfo<V: 'static> {
    /// The verb that names it.
    pub verb: V,
    /// Plain words.
    pub words: &'static str,
    /// What it means, line by line.
    pub about: &'static [&'static str],
}

/// A machine as data. Pages, diagrams, "what can happen now" and the tests along its paths come from this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table<S: 'static, V: 'static> {
    /// The name of the record.
    pub name: &'static str,
    /// What it is, line by line.
    pub about: &'static [&'static str],
    /// Every state.
    pub states: &'static [StateInfo<S>],
    /// Every event.
    pub events: &'static [EventInfo<V>],
    /// The event with which a record begins.
    pub opening: V,
    /// The state in which a record begins.
    pub begins: S,
    /// The states at which a live case can be taken over from elsewhere.
    pub taken_over_at: &'static [S],
    /// Every row, retired ones included.
    pub rows: &'static [Row<S, V>],
}

impl<S: Code, V: Code> Table<S, V> {
    /// The row for this state and event, retired or not.
    pub fn row(&self, from: S, event: V) -> Option<&'static Row<S, V>> {
        self.rows.iter().find(|row| row.from == from && row.event == event)
    }

    /// The rows that lead out of this state and are not retired.
    pub fn rows_from(&self, from: S) -> impl Iterator<Item = &'static Row<S, V>> + use<S, V> {
        self.rows.iter().filter(move |row| row.from == from && row.retired_in.is_none())
    }

    /// What can happen in this state. Rules may still speak against it; what is not here is refused.
    pub fn allowed(&self, from: S) -> Vec<V> {
        self.rows_from(from).map(|row| row.event).collect()
    }

    /// The state of this status, in words.
    pub fn state(&self, status: S) -> Option<&'static StateInfo<S>> {
        self.states.iter().find(|state| state.status == status)
    }

    /// The event of this verb, in words.
    pub fn event(&self, verb: V) -> Option<&'static EventInfo<V>> {
        self.events.iter().find(|event| event.verb == verb)
    }
}

impl<S, V> Row<S, V> {
    /// Whether it can come to be in the journal in this manner.
    pub fn allows(&self, manner: Manner) -> bool {
        manner == Manner::Regularly || self.also.contains(&manner)
    }
}

/// How many rows the groups are.
#[doc(hidden)]
pub const fn count<S, V>(mut groups: &[Group<S, V>]) -> usize {
    let mut rows = 0;
    while let [group, later @ ..] = groups {
        rows += group.from.len() * group.events.len();
        groups = later;
    }
    rows
}

/// The groups as rows, state by state and in each event by event: in this order they are shown everywhere. `N` is
/// their [`count`], and `blank` any row.
#[doc(hidden)]
#[expect(
    clippy::indexing_slicing,
    reason = "worked out while it is compiled: a wrong count does not compile"
)]
pub const fn rows<S: Copy, V: Copy, const N: usize>(
    mut groups: &[Group<S, V>],
    blank: Row<S, V>,
) -> [Row<S, V>; N] {
    let mut rows = [blank; N];
    let mut place = 0;
    while let [group, later @ ..] = groups {
        let mut states = group.from;
        while let [from, more @ ..] = states {
            let mut events = group.events;
            while let [event, rest @ ..] = events {
                let to = match group.to {
                    Some(to) => to,
                    None => *from,
                };
                let Group { also, retired_in, .. } = *group;
                rows[place] = Row { from: *from, event: *event, to, also, retired_in };
                place += 1;
                events = rest;
            }
            states = more;
        }
        groups = later;
    }
    rows
}
