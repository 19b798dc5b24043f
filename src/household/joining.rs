//! A household that joins this one, and what it brings.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::change::{self, Change};
use super::dwelling::Dwelling;
use super::people::{joined_kin, whence};
use super::rules::ALREADY_SO;
use super::{
    Chronicle, HouseholdInput, JoinedBy, KnownArrangement, KnownNeed, KnownPerson, Lives, Person,
    StatedArrangement, Whereabouts,
};
use crate::base::{Finding, Period, RecordRef, limits};
use crate::machine::Misfit;

impl JoinedBy {
    /// A household joined, with what its record yields for this one.
    pub fn new(from: RecordRef, brought: HouseholdInput) -> Self {
        Self { on: brought.as_at(), from, brought: Box::new(brought) }
    }
}

impl JoinedBy {
    /// What stands here under an id that is brought must be the same thing.
    fn ids_agree(&self, known: &Chronicle) -> Result<(), Misfit> {
        let brought: &HouseholdInput = &self.brought;
        let people = brought.people().iter().map(|person| match known.person(person.id) {
            Some(_) => Ok(()),
            None => change::new_source(known, person.id.into()),
        });
        let services = brought.services().iter().map(|service| match known.services.get(&service.id) {
            Some(there) => {
                let expected = "expected a service to be of the same kind here and there";
                Misfit::unless(there.kind == service.kind, expected, &[service.id.any()])
            }
            None => change::new_source(known, service.id),
        });
        let needs = brought.needs().iter().map(|stated| {
            let (id, person) = (stated.need.id(), stated.need.person());
            let same = known.need(id).is_none_or(|need| need.person == person);
            Misfit::unless(same, "expected the need to be of the same person here and there", &[id.any()])
        });
        let arrangements = brought.arrangements().iter().map(|stated| {
            let there = known.arrangement(stated.id);
            let same = there.is_none_or(|it| (it.by, it.need) == (stated.by, stated.need));
            let expected = "expected the arrangement to be the same one here and there";
            Misfit::unless(same, expected, &[stated.id.any()])
        });
        Misfit::all(people.chain(services).chain(needs).chain(arrangements))
    }

    fn newcomers(&self) -> impl Iterator<Item = &Person> {
        self.brought.people().iter().filter(|person| person.lives_here(self.on))
    }
}

impl Change for JoinedBy {
    fn happened(&self) -> Option<NaiveDate> {
        self.brought.arrangements().iter().filter_map(StatedArrangement::told_on).chain([self.on]).max()
    }

    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let brought: &HouseholdInput = &self.brought;
        let new_people = brought.people().iter().filter(|it| known.person(it.id).is_none()).count();
        let new_services =
            brought.services().iter().filter(|it| !known.services.contains_key(&it.id)).count();
        let needs = known.needs.len() + brought.needs().len();
        let arrangements = known.arrangements.len() + brought.arrangements().len();
        let kin = joined_kin(known.kin.clone(), brought.kin().iter().copied()).is_ok();
        Misfit::all([
            Misfit::unless(brought.as_at() == self.on, "expected what is brought to be as at `on`", &[]),
            Misfit::unless(known.came_from.len() < limits::PEOPLE, "expected at most 64 records", &[]),
            change::room_for(known, new_people, new_services),
            Misfit::unless(needs <= limits::NEEDS, "expected at most 2000 needs in all", &[]),
            Misfit::unless(
                arrangements <= limits::ARRANGEMENTS,
                "expected at most 10000 arrangements in all",
                &[],
            ),
            Misfit::unless(
                brought.people().iter().all(|person| person.later_homes.is_empty()),
                "expected nobody with `moves` among those who join: each is an event of a record",
                &[],
            ),
            Misfit::unless(kin, "expected kin that goes with what is stated here", &[]),
            self.ids_agree(known),
        ])
    }

    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        change::all_born_by(self.brought.people(), self.on, found);
        for person in self.newcomers() {
            whence(known, person.id, self.on, found, |is| (is == Whereabouts::Here).then_some(&ALREADY_SO));
        }
    }

    fn apply(&self, known: &mut Chronicle) {
        let (on, brought): (NaiveDate, &HouseholdInput) = (self.on, &self.brought);
        for person in brought.people() {
            let there = known.people.entry(person.id).or_insert_with(KnownPerson::unnamed);
            there.describe(&person.name, person.born);
            match &person.lives {
                Lives::Here(period) if is_not_over(*period, on) => {
                    there.goes(from_or(*period, on), Whereabouts::Here, None);
                    if let Some(until) = period.until() {
                        there.be(until, Whereabouts::Elsewhere, Some(Dwelling::Elsewhere(None)));
                        there.planned.insert(until);
                    }
                }
                Lives::Here(_) => {}
                Lives::Elsewhere => {
                    // Where they live is learnt with those who joined, unless it was known here.
                    let home = there.dwellings.entry(None).or_insert(Dwelling::Elsewhere(None));
                    if *home == Dwelling::Elsewhere(None) {
                        *home = Dwelling::Elsewhere(person.address.clone());
                    }
                }
            }
        }
        if let Ok(kin) = joined_kin(core::mem::take(&mut known.kin), brought.kin().iter().copied()) {
            known.kin = kin;
        }
        for service in brought.services() {
            known.services.entry(service.id).or_insert_with(|| service.clone());
        }
        for stated in brought.needs().iter().filter(|it| is_not_over(it.period, on)) {
            let day = from_or(stated.period, on);
            let there = known.needs.entry(stated.need.id());
            there.and_modify(|need| need.begin(stated, day)).or_insert_with(|| KnownNeed::begun(stated, day));
        }
        for stated in brought.arrangements().iter().filter(|it| is_not_over(it.period, on)) {
            let day = from_or(stated.period, on);
            let there = known.arrangements.entry(stated.id);
            there
                .and_modify(|it| it.begin(stated, day))
                .or_insert_with(|| KnownArrangement::begun(stated, day));
        }
        known.came_from.push(self.from);
        known.mark(on);
    }
}

/// What is brought holds here from the day on which it is brought, or from a later day of its own.
fn from_or(period: Period, on: NaiveDate) -> NaiveDate {
    period.from().map_or(on, |from| from.max(on))
}

/// What was over by then was never here.
fn is_not_over(period: Period, on: NaiveDate) -> bool {
    period.until().is_none_or(|until| on < until)
}
