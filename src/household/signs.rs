//! Signs of mutual caring, and the evidence that moves them.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::{Months, NaiveDate};

use super::change::{self, Change};
use super::look::{Look, Looked};
use super::rules::CONFIRMED_IS_NOT_WATCHED;
use super::{Chronicle, MutualCaring, Signs, SignsEvidence, SignsLookedFor, SignsWatched};
use crate::base::{Amount, Finding, PersonId, limits, wire};
use crate::machine::Misfit;

impl Chronicle {
    /// The signs of mutual caring as they stand on a day.
    pub fn signs(&self, on: NaiveDate) -> Signs {
        let Some(look) = self.looks.at(on) else { return Signs::NotLookedAt };
        let on = self.looks.since(on).unwrap_or(on);
        match &look.what {
            Looked::Watched { until } => Signs::WatchedUntil { on, until: *until },
            Looked::Found(evidence) => match evidence.outcome {
                MutualCaring::NoSign => Signs::LookedAndNone { on },
                MutualCaring::Sign => Signs::Signs { on },
                MutualCaring::ReciprocalCare | MutualCaring::MutualDependence => Signs::Confirmed { on },
            },
        }
    }

    /// The evidence on which the signs rest on a day; none while nobody has looked, or while it is watched.
    pub fn signs_evidence(&self, on: NaiveDate) -> Option<&SignsEvidence> {
        match &self.looks.at(on)?.what {
            Looked::Found(evidence) => Some(evidence),
            Looked::Watched { .. } => None,
        }
    }

    pub(super) fn look(&mut self, on: NaiveDate, what: Looked) {
        self.recorded += 1;
        self.looks.set(Some(on), Look { what, recorded: self.recorded });
    }

    /// The last day up to this one of a change that the last look did not see: later than it, or recorded after it.
    pub(super) fn changed_since_look(&self, on: NaiveDate) -> Option<NaiveDate> {
        let look = self.looks.at(on)?;
        let looked_on = self.looks.since(on)?;
        let unseen = |(day, recorded): &(&NaiveDate, &u64)| **day > looked_on || **recorded > look.recorded;
        self.changes.range(..=on).rev().find(unseen).map(|(day, _)| *day)
    }

    /// Whether the last look is so many months old on a day.
    pub(super) fn look_is_old(&self, on: NaiveDate, months: u32) -> bool {
        let due = self.looks.since(on).and_then(|looked| looked.checked_add_months(Months::new(months)));
        due.is_some_and(|due| due <= on)
    }
}

impl Change for SignsLookedFor {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let SignsEvidence { outcome, between, codes, .. } = &self.evidence;
        let people = between.iter().map(|id| change::person(known, *id));
        let distinct: BTreeSet<PersonId> = between.iter().copied().collect();
        let each_other = matches!(outcome, MutualCaring::ReciprocalCare | MutualCaring::MutualDependence);
        let others = [
            Misfit::unless(distinct.len() == between.len(), "expected each person once", &[]),
            Misfit::unless(
                !each_other || distinct.len() >= 2,
                "expected the two or more people who care for each other",
                &[],
            ),
            Misfit::unless(codes.len() <= limits::EVIDENCE_CODES, "expected at most 256 codes", &[]),
        ];
        Misfit::all(people.chain(others))
    }

    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        for id in &self.evidence.between {
            change::alive(known, *id, self.on, found);
        }
    }

    fn apply(&self, known: &mut Chronicle) {
        known.look(self.on, Looked::Found(self.evidence.clone()));
    }
}

impl Change for SignsWatched {
    fn fits(&self, _: &Chronicle) -> Result<(), Misfit> {
        Misfit::unless(
            self.on < self.until && wire::in_years(self.until),
            "expected `until` to be later than `on`, in the years 1800 to 2299",
            &[],
        )
    }

    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        if let Signs::Confirmed { on } = known.signs(self.on) {
            found.push(Finding::new(&CONFIRMED_IS_NOT_WATCHED).with("since", Amount::Date(on)));
        }
    }

    fn apply(&self, known: &mut Chronicle) {
        known.look(self.on, Looked::Watched { until: self.until });
    }
}
