//! Households that part: who goes with whom.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::slice;

use chrono::NaiveDate;

use super::carried::Going;
use super::change::{self, Change};
use super::dwelling::Dwelling;
use super::people::whence;
use super::rules::{
    IN_NO_PART, NOBODY_LIVES_HERE, NOBODY_STAYS, NOT_LIVING_HERE, RECORDED_FOR_LATER, STILL_LIVES_HERE,
};
use super::{AllLeft, Chronicle, HouseholdPart, HowEnded, Merged, MovedApart, Policy, Split, Whereabouts};
use crate::base::{Amount, ArrangementId, Finding, Findings, HouseholdId, PersonId, Stamp, limits};
use crate::machine::{Accept, Asked, Misfit};

impl HouseholdPart {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let household = [self.household.any()];
        let people: BTreeSet<PersonId> = self.people.iter().copied().collect();
        let goes_on: BTreeSet<ArrangementId> = self.goes_on.iter().copied().collect();
        let once = people.len() == self.people.len() && goes_on.len() == self.goes_on.len();
        let new = !known.parted.contains_key(&self.household);
        let others = [
            Misfit::unless(!people.is_empty(), "expected somebody who goes", &household),
            Misfit::unless(once, "expected each person and each arrangement once", &household),
            Misfit::unless(new, "expected a household that has not come of this one before", &household),
        ];
        let people = people.into_iter().map(|id| change::person(known, id));
        let goes_on = goes_on.into_iter().map(|id| change::arrangement(known, id));
        Misfit::all(others.into_iter().chain(people).chain(goes_on))
    }

    fn against(&self, known: &Chronicle, on: NaiveDate, found: &mut Vec<Finding>) {
        for id in &self.people {
            let belongs = known.members(on).any(|member| member == *id);
            whence(known, *id, on, found, |is| {
                (is != Whereabouts::Here && !belongs).then_some(&NOT_LIVING_HERE)
            });
        }
    }

    fn going_on(parts: &[Self]) -> BTreeSet<ArrangementId> {
        parts.iter().flat_map(|part| part.goes_on.iter().copied()).collect()
    }
}

impl Chronicle {
    /// What parts goes: it is worked out for all of them before anybody is gone.
    fn part(&mut self, parts: &[HouseholdPart], on: NaiveDate) {
        let goes_on = HouseholdPart::going_on(parts);
        let yielded: Vec<_> = (parts.iter())
            .filter_map(|part| Some((part.household, Going::new(self, part, &goes_on, on).household(part)?)))
            .collect();
        self.parted.extend(yielded);
        for part in parts {
            self.part_with(&part.people, &goes_on, on);
        }
    }

    /// What is recorded for later, and goes along with none of the parts.
    fn not_carried(&self, parts: &[HouseholdPart], on: NaiveDate, found: &mut Vec<Finding>) {
        let goes_on = HouseholdPart::going_on(parts);
        let later = |part| Going::new(self, part, &goes_on, on).recorded_for_later(part);
        for (part, later) in parts.iter().map(|part| (part, later(part))).filter(|(_, it)| !it.is_empty()) {
            let finding = Finding::new(&RECORDED_FOR_LATER).about(part.household).about_all(later);
            found.push(finding.with("on", Amount::Date(on)));
        }
    }

    /// These people do not live here any more; what goes with them ends here. Where they are known to be later stays.
    fn part_with(&mut self, going: &[PersonId], goes_on: &BTreeSet<ArrangementId>, on: NaiveDate) {
        for id in going {
            if let Some(person) = self.people.get_mut(id) {
                person.goes(on, Whereabouts::Elsewhere, Some(Dwelling::NotOfHere));
            }
        }
        let mut theirs = BTreeSet::new();
        for (id, need) in &mut self.needs {
            if going.contains(&need.person) {
                need.content.end(on, None);
                theirs.insert(*id);
            }
        }
        for (id, arrangement) in &mut self.arrangements {
            if theirs.contains(&arrangement.need) {
                arrangement.terms.end(on, None);
            } else if going.contains(&PersonId::new(arrangement.by.uuid())) {
                if goes_on.contains(id) {
                    // So that nobody takes it for what was given while they lived here.
                    arrangement.said_to_go_on.insert(on);
                } else {
                    arrangement.terms.end(on, None);
                }
            }
        }
        self.mark(on);
    }

    fn all_members(&self, on: NaiveDate, household: HouseholdId) -> HouseholdPart {
        HouseholdPart { household, people: self.members(on).collect(), goes_on: Vec::new() }
    }
}

impl Change for MovedApart {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        self.part.fits(known)
    }

    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        self.part.against(known, self.on, found);
        if known.members(self.on).all(|member| self.part.people.contains(&member)) {
            found.push(Finding::new(&NOBODY_STAYS).with("on", Amount::Date(self.on)));
        }
        known.not_carried(slice::from_ref(&self.part), self.on, found);
    }

    fn apply(&self, known: &mut Chronicle) {
        known.part(slice::from_ref(&self.part), self.on);
    }
}

impl Accept<Split> for Chronicle {
    fn fits(&self, event: &Split) -> Result<(), Misfit> {
        let many = (2..=limits::PEOPLE).contains(&event.parts.len());
        let households: BTreeSet<HouseholdId> = event.parts.iter().map(|part| part.household).collect();
        let people: BTreeSet<PersonId> =
            event.parts.iter().flat_map(|part| part.people.iter().copied()).collect();
        let named: usize = event.parts.iter().map(|part| part.people.len()).sum();
        let others = [
            Misfit::unless(many, "expected two parts or more", &[]),
            Misfit::unless(households.len() == event.parts.len(), "expected each household once", &[]),
            Misfit::unless(people.len() == named, "expected each person in one part", &[]),
        ];
        Misfit::all(others.into_iter().chain(event.parts.iter().map(|part| part.fits(self))))
    }

    fn findings(&self, event: &Split, asked: &Asked<'_, Policy>) -> Findings {
        let mut found = Vec::new();
        for part in &event.parts {
            part.against(self, event.on, &mut found);
        }
        for member in self.members(event.on) {
            if !event.parts.iter().any(|part| part.people.contains(&member)) {
                found.push(Finding::new(&IN_NO_PART).about(member).with("on", Amount::Date(event.on)));
            }
        }
        self.not_carried(&event.parts, event.on, &mut found);
        asked.policy().weigh(found.into_iter().collect())
    }

    fn apply(&mut self, event: &Split, _: &Stamp) {
        self.part(&event.parts, event.on);
        let into = event.parts.iter().map(|part| part.household).collect();
        self.ended = Some((event.on, HowEnded::Split { into }));
    }
}

impl Accept<Merged> for Chronicle {
    fn fits(&self, event: &Merged) -> Result<(), Misfit> {
        let new = !self.parted.contains_key(&event.into);
        Misfit::unless(new, "expected a household that has not come of this one before", &[event.into.any()])
    }

    fn findings(&self, event: &Merged, asked: &Asked<'_, Policy>) -> Findings {
        let mut found = Vec::new();
        if self.members(event.on).next().is_none() {
            found.push(Finding::new(&NOBODY_LIVES_HERE).with("on", Amount::Date(event.on)));
        }
        self.not_carried(&[self.all_members(event.on, event.into)], event.on, &mut found);
        asked.policy().weigh(found.into_iter().collect())
    }

    fn apply(&mut self, event: &Merged, _: &Stamp) {
        let all = self.all_members(event.on, event.into);
        self.part(&[all], event.on);
        self.ended = Some((event.on, HowEnded::Merged { into: event.into }));
    }
}

impl Accept<AllLeft> for Chronicle {
    fn findings(&self, event: &AllLeft, asked: &Asked<'_, Policy>) -> Findings {
        let mut found = Vec::new();
        for member in self.living_here(event.on) {
            found.push(Finding::new(&STILL_LIVES_HERE).about(member).with("on", Amount::Date(event.on)));
        }
        asked.policy().weigh(found.into_iter().collect())
    }

    fn apply(&mut self, event: &AllLeft, _: &Stamp) {
        self.ended = Some((event.on, HowEnded::AllLeft));
    }
}
