//! On which days around a date a line gives something to somebody.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use crate::base::{Period, PersonId};
use crate::package::Line;
use crate::package::outs::Outs;

/// Who is left of a line, from each day on which that may change.
pub(super) struct LeftDays<'a> {
    line: &'a Line,
    from: Vec<(NaiveDate, Vec<PersonId>)>,
}

impl<'a> LeftDays<'a> {
    pub(super) fn of(line: &'a Line) -> Self {
        let bounds = |pause: &crate::package::Pause| [pause.period.from(), pause.period.until()];
        let mut days: BTreeSet<NaiveDate> = line.pauses.iter().flat_map(bounds).flatten().collect();
        days.insert(NaiveDate::MIN);
        let outs = Outs::of(line);
        Self { line, from: days.into_iter().map(|day| (day, outs.on(day).1)).collect() }
    }

    /// The days, from one date to another, over which the line gives something to whoever has a need: each stretch of them
    /// whole, with the first of these dates that is in it.
    pub(super) fn between(
        &self,
        on: NaiveDate,
        last: NaiveDate,
        whose: PersonId,
    ) -> Vec<(NaiveDate, Period)> {
        let edges = self.from.iter().map(|(day, _)| *day).chain(self.line.period.from());
        let mut dates: BTreeSet<NaiveDate> = edges.filter(|day| on < *day && *day <= last).collect();
        dates.insert(on);
        let mut stretches: Vec<(NaiveDate, Period)> = Vec::new();
        for date in dates {
            let days = self.around(date, whose);
            // A pause of somebody else begins nothing.
            let new = days.filter(|days| stretches.last().is_none_or(|(_, known)| known != days));
            stretches.extend(new.map(|days| (date, days)));
        }
        stretches
    }

    /// The days around a date over which the line gives something to whoever has a need: days of its own, up to the pauses
    /// before and after. None if it does not on the date. Somebody whom the line is not for has something of it while
    /// anybody is left.
    pub(super) fn around(&self, on: NaiveDate, whose: PersonId) -> Option<Period> {
        let is_for_them = self.line.people.contains(&whose);
        let gives = |left: &[PersonId]| if is_for_them { left.contains(&whose) } else { !left.is_empty() };
        let later = self.from.partition_point(|(day, _)| *day <= on);
        let (mut begins, mut is_given) = (None, false);
        for (day, left) in self.from.iter().take(later) {
            let now = gives(left);
            // The first of all days is a beginning that nobody has said.
            if now && !is_given {
                begins = Some(*day).filter(|day| *day != NaiveDate::MIN);
            }
            is_given = now;
        }
        if !is_given || !self.line.period.contains(on) {
            return None;
        }
        let ends = self.from.iter().skip(later).find(|(_, left)| !gives(left)).map(|(day, _)| *day);
        Period::new(begins, ends).ok()?.intersection(self.line.period)
    }
}
