//! What goes along with people who part: the household that opens with them.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::ops::Bound::{Excluded, Unbounded};

use chrono::NaiveDate;

use super::dwelling::fact_since;
use super::known_arrangement::{supporter, with_supporter};
use super::{
    Chronicle, HouseholdInput, HouseholdInputParts, HouseholdPart, Kin, KnownArrangement, KnownNeed,
    KnownPerson, Lives, Person, StatedArrangement, StatedNeed, Whereabouts,
};
use crate::base::{AnyId, ArrangementId, NeedId, Period, PersonId, PrivateText, SourceId};
use crate::need::{Ability, Address};

/// Some of a household who go together on a day.
pub(super) struct Going<'a> {
    known: &'a Chronicle,
    on: NaiveDate,
    people: BTreeSet<PersonId>,
    goes_on: &'a BTreeSet<ArrangementId>,
}

impl<'a> Going<'a> {
    /// Those of a part who are alive; what goes on may be said by either side.
    pub(super) fn new(
        known: &'a Chronicle,
        part: &HouseholdPart,
        goes_on: &'a BTreeSet<ArrangementId>,
        on: NaiveDate,
    ) -> Self {
        let alive = |id: &PersonId| known.person(*id).is_some_and(|person| person.lives_on(on));
        Self { known, on, people: part.people.iter().copied().filter(alive).collect(), goes_on }
    }

    /// The household that opens with them.
    pub(super) fn household(&self, part: &HouseholdPart) -> Option<HouseholdInput> {
        let mut parts = HouseholdInputParts::new(part.household, self.on);
        parts.needs = self.needs().filter_map(|(_, need)| self.need(need)).collect();
        let needs: BTreeSet<NeedId> = parts.needs.iter().map(|stated| stated.need.id()).collect();
        for (id, known) in self.known.arrangements().filter(|(_, it)| needs.contains(&it.need)) {
            parts.arrangements.extend(self.arrangement(id, known, &needs));
        }
        let named: BTreeSet<SourceId> = (parts.arrangements.iter())
            .flat_map(|it| [it.by].into_iter().chain(it.supporters().map(|(_, by)| by)))
            .collect();
        parts.people = self.with_those_around(&named);
        let there: BTreeSet<PersonId> = parts.people.iter().map(|person| person.id).collect();
        let both = |kin: &&Kin| there.contains(&kin.person) && there.contains(&kin.of);
        parts.kin = self.known.kin().iter().filter(both).copied().collect();
        let services = self.known.services().filter(|service| named.contains(&service.id));
        parts.services = services.cloned().collect();
        HouseholdInput::new(parts).ok()
    }

    /// What is recorded of later days than one value can say: it does not go along, and whoever opens the new record
    /// records it there.
    pub(super) fn recorded_for_later(&self, part: &HouseholdPart) -> Vec<AnyId> {
        let Some(value) = self.household(part) else { return Vec::new() };
        let after = |from: Option<NaiveDate>, day: NaiveDate| Some(day) > from;
        let more = |period: Period, day: NaiveDate| after(period.from(), day) && Some(day) != period.until();
        let people = value.people().iter().filter(|it| self.goes_again(it)).map(|it| it.id.any());
        let needs = value.needs().iter().filter(|stated| {
            let known = self.known.need(stated.need.id());
            known.is_some_and(|need| {
                need.content.days().any(|day| more(stated.period, day))
                    || need.when.days().any(|day| after(stated.period.from(), day))
            })
        });
        let help = value.arrangements().iter().filter(|stated| {
            let known = self.known.arrangement(stated.id);
            known.is_some_and(|help| {
                help.terms.days().any(|day| more(stated.period, day))
                    || help.days_of_answers().any(|day| after(stated.period.from(), day))
                    || stated
                        .period
                        .until()
                        .is_some_and(|until| self.known.first_given(help, until).is_some())
                    || stated.period.from().is_some_and(|from| self.known.is_in_touch_later(help, from))
            })
        });
        people.chain(needs.map(|it| it.need.id().any())).chain(help.map(|it| it.id.any())).collect()
    }

    /// Whether more is known of somebody's later days than that they leave.
    fn goes_again(&self, person: &Person) -> bool {
        let Some(known) = self.known.person(person.id) else { return false };
        let mut later = known.whereabouts.changes().filter(|(day, _)| *day > Some(self.on));
        let moves = match person.lives {
            Lives::Here(period) => later
                .filter(|(day, is)| !(*day == period.until() && **is == Whereabouts::Elsewhere))
                .any(|(day, is)| {
                    *is != Whereabouts::Here || (period.until().is_some() && day > period.until())
                }),
            Lives::Elsewhere => {
                let moves = known.dwellings.range((Excluded(Some(self.on)), Unbounded)).next().is_some();
                later
                    .any(|(_, is)| *is == Whereabouts::OutOfTouch || (moves && *is == Whereabouts::Elsewhere))
            }
        };
        moves || known.died.is_some_and(|died| died > self.on)
    }

    fn needs(&self) -> impl Iterator<Item = (NeedId, &KnownNeed)> {
        self.known.needs().filter(|(_, need)| self.people.contains(&need.person))
    }

    /// A need that goes along, up to the day on which whoever has it dies, or leaves so that it counts here no more.
    fn need(&self, known: &KnownNeed) -> Option<StatedNeed> {
        let mut stated = known.stated(self.on)?;
        let person = self.known.person(known.person)?;
        let leaves = person.leaves_after(self.on).filter(|day| !person.is_of_here(*day));
        let until = [stated.period.until(), leaves].into_iter().flatten().min();
        stated.period = Period::new(stated.period.from(), until).ok()?;
        Some(stated)
    }

    /// They live there. Their kin, and whoever is named, are people from outside.
    fn with_those_around(&self, named: &BTreeSet<SourceId>) -> Vec<Person> {
        let of = |id: &PersonId| self.known.kin_of(*id);
        let kin: BTreeSet<PersonId> = self.people.iter().flat_map(of).map(|(id, _)| id).collect();
        let lives = |id: PersonId, person: &KnownPerson| {
            let goes = self.people.contains(&id);
            // Who belongs here from another address goes on living there.
            let lives_elsewhere = person.is_of_here(self.on) && !person.is_here(self.on);
            if goes && !lives_elsewhere {
                return Period::new(Some(self.on), person.leaves_after(self.on)).ok().map(Lives::Here);
            }
            let around = named.contains(&id.into()) || (kin.contains(&id) && person.in_touch(self.on));
            // Whoever stays behind lives where they did, which is no home of the new household.
            (goes || around).then_some(Lives::Elsewhere)
        };
        let all = self.known.people();
        all.filter_map(|(id, person)| {
            let lives = lives(id, person)?;
            let address = match person.address(self.on) {
                Address::At(label) if lives == Lives::Elsewhere => Some(label),
                _ => None,
            };
            let (name, born, later_homes) = (person.name.clone(), person.born, Vec::new());
            Some(Person { id, name, lives, born, address, later_homes })
        })
        .collect()
    }

    /// Help for one of these needs, as long as it goes along and is really given.
    fn arrangement(
        &self,
        id: ArrangementId,
        known: &KnownArrangement,
        needs: &BTreeSet<NeedId>,
    ) -> Option<StatedArrangement> {
        let giver = PersonId::new(known.by.uuid());
        let goes = self.people.contains(&giver);
        let stays = !goes && self.known.person(giver).is_some_and(|person| person.is_here(self.on));
        if !needs.contains(&known.need) || (stays && !self.goes_on.contains(&id)) {
            return None;
        }
        let (from, until) = self.known.first_given(known, self.on)?;
        let mut stated = known.stated(id, from)?;
        stated.period = Period::new(Some(from), until).ok()?;
        // What is not known any more between two who moved apart is not known there either.
        let to = self.known.need(known.need)?.person;
        let apart = self.known.apart_since(known.by, to, from);
        stated.able_now = fact_since(stated.able_now, known.able_now.since(from), apart, Ability::No);
        stated.willing_now = fact_since(stated.willing_now, known.willing_now.since(from), apart, false);
        if stated.says_days_of_none() {
            stated.some_days = PrivateText::empty();
        }
        if supporter(&stated.able_later).is_some_and(|by| !self.known.gives(by, from)) {
            stated.able_later = with_supporter(&stated.able_later, None);
        }
        match &mut stated.relies_on {
            Some(relies_on) if goes => relies_on.retain(|need| needs.contains(need)),
            // What somebody outside leans on has no place there; that it is nothing has.
            relies_on => *relies_on = relies_on.take().filter(Vec::is_empty),
        }
        Some(stated)
    }
}

impl Chronicle {
    /// The first days, from this one on, over which this help is given: it is there, and giver and supporter are alive
    /// and in touch.
    fn first_given(&self, known: &KnownArrangement, on: NaiveDate) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let named = known.supporters().chain([known.by]).map(|by| PersonId::new(by.uuid()));
        let people = named.filter_map(|id| self.person(id));
        let days = people.flat_map(|person| person.whereabouts.days().chain(person.died));
        let days: BTreeSet<NaiveDate> = (days.chain(known.terms.days()).chain(known.able_now.days()))
            .filter(|day| *day > on)
            .chain([on])
            .collect();
        let mut days = days.into_iter();
        let from = days.find(|day| self.is_given(known, *day))?;
        Some((from, days.find(|day| !self.is_given(known, *day))))
    }

    /// Whether whoever is to support later cannot on this day, so does not go along, and can on a later one.
    fn is_in_touch_later(&self, known: &KnownArrangement, on: NaiveDate) -> bool {
        let Some(by) = supporter(&known.able_later(on)).filter(|by| !self.gives(*by, on)) else {
            return false;
        };
        let person = self.person(PersonId::new(by.uuid()));
        let mut days = person.into_iter().flat_map(|person| person.whereabouts.days());
        days.any(|day| day > on && self.gives(by, day))
    }
}

impl KnownPerson {
    /// The first later day from which they are known to live here no more.
    fn leaves_after(&self, on: NaiveDate) -> Option<NaiveDate> {
        let later = self.whereabouts.changes().filter(|(_, is)| **is != Whereabouts::Here);
        later.filter_map(|(day, _)| day).chain(self.died).filter(|day| *day > on).min()
    }
}

impl KnownNeed {
    /// The need as it would be handed over on a day, or on the first later day on which it is there.
    fn stated(&self, on: NaiveDate) -> Option<StatedNeed> {
        let day = self.content.first_from(on)?;
        let until = self.stretch(day).and_then(Period::until);
        let about = self.about(day).cloned().unwrap_or_default();
        Some(StatedNeed { need: self.at(day)?, about, period: Period::new(Some(day), until).ok()? })
    }
}
