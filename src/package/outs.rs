//! Who is out of a line on which days, for whoever asks of many days: a check, a list of bookings.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::Line;
use crate::base::{Period, PersonId};

/// The pauses of a line, each with whom it leaves out as bits: there are at most 64 people.
pub(super) struct Outs<'a> {
    people: &'a [PersonId],
    period: Period,
    pauses: Vec<(Period, u64)>,
}

impl<'a> Outs<'a> {
    pub(super) fn of(line: &'a Line) -> Self {
        let bit = |person: &PersonId| {
            let place = line.people.iter().position(|one| one == person).unwrap_or(usize::MAX);
            u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place)).unwrap_or_default()
        };
        let out = |who: &[PersonId]| {
            let whom: &[PersonId] = if who.is_empty() { &line.people } else { who };
            whom.iter().map(bit).fold(0, |all, one| all | one)
        };
        let pauses = line.pauses.iter().map(|pause| (pause.period, out(&pause.who))).collect();
        Self { people: &line.people, period: line.period, pauses }
    }

    /// Which pauses hold on a day, by their place in the list, and who is left.
    pub(super) fn on(&self, day: NaiveDate) -> (Vec<usize>, Vec<PersonId>) {
        let (mut hold, mut out) = (Vec::new(), 0_u64);
        for (place, (period, who)) in self.pauses.iter().enumerate() {
            if period.contains(day) {
                hold.push(place);
                out |= who;
            }
        }
        let left = |place: usize| 1_u64.checked_shl(u32::try_from(place).unwrap_or(u32::MAX));
        let is_left = |place: usize| left(place).is_none_or(|bit| out & bit == 0);
        let left = self.people.iter().enumerate().filter(|(place, _)| is_left(*place));
        (hold, left.map(|(_, person)| *person).collect())
    }

    /// Whether the line is paused on a day: a day of its own on which nobody is left.
    pub(super) fn is_paused_on(&self, day: NaiveDate) -> bool {
        let (hold, left) = self.on(day);
        self.period.contains(day) && !hold.is_empty() && left.is_empty()
    }
}
