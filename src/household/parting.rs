//! Households that part and join: who goes with whom, and what goes with them.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::change::{self, Change};
use super::known::{supporter, with_supporter};
use super::people::{joined_kin, whence};
use super::rules::{
    ALREADY_SO, IN_NO_PART, NOBODY_LIVES_HERE, NOBODY_STAYS, NOT_LIVING_HERE, STILL_LIVES_HERE,
};
use super::{
    AllLeft, Chronicle, HouseholdInput, HouseholdInputParts, JoinedBy, KnownArrangement, KnownNeed,
    KnownPerson, Lives, Merged, MovedApart, Person, Split, StatedArrangement, StatedNeed, Whereabouts,
};
use crate::base::{
    Amount, ArrangementId, Finding, HouseholdId, NeedId, Period, PersonId, SourceId, limits, wire,
};
use crate::machine::Misfit;

/// Those who go together, and what goes on between them and the others.
///
/// With people go their needs, and the help for these that they give each other or that comes from outside. Help
/// between those who go and those who do not ends, unless it goes on from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The id of the household that they are from now on. The embedder opens its record with what this record
    /// [yields](Chronicle::yields) for it.
    pub household: HouseholdId,
    /// Who goes.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// Help between them and those who do not go with them, in either direction, that goes on all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "arrangements")]
    pub goes_on: Vec<ArrangementId>,
}

fn people<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<PersonId>, D::Error> {
    wire::list(deserializer, limits::PEOPLE, "people")
}

fn arrangements<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<ArrangementId>, D::Error> {
    wire::list(deserializer, limits::ARRANGEMENTS, "arrangements")
}

impl Part {
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
            whence(known, *id, on, found, |is| (is != Whereabouts::Here).then_some(&NOT_LIVING_HERE));
        }
    }
}

impl Chronicle {
    /// What goes with a part: the household that opens with it.
    fn carried(&self, part: &Part, on: NaiveDate) -> Option<HouseholdInput> {
        let going: BTreeSet<PersonId> = part.people.iter().copied().collect();
        let mut parts = HouseholdInputParts::new(part.household, on);
        let own = self.needs().filter(|(_, need)| going.contains(&need.person));
        parts.needs = own.filter_map(|(_, need)| need.stated(on)).collect();
        let needs: BTreeSet<NeedId> = parts.needs.iter().map(|stated| stated.need.id()).collect();
        for (id, known) in self.arrangements().filter(|(_, it)| needs.contains(&it.need)) {
            parts.arrangements.extend(self.carried_arrangement(id, known, &going, &needs, part, on));
        }
        let mut named: BTreeSet<SourceId> = BTreeSet::new();
        for arrangement in &parts.arrangements {
            named.insert(arrangement.by);
            named.extend(arrangement.supporters().map(|(_, by)| by));
        }
        let kin: BTreeSet<PersonId> =
            going.iter().flat_map(|id| self.kin_of(*id)).map(|(id, _)| id).collect();
        for (id, person) in self.people() {
            let goes = going.contains(&id);
            let around = person.in_touch(on) && (kin.contains(&id) || named.contains(&id.into()));
            if goes || around {
                let lives =
                    if goes { Lives::Here(Period::new(Some(on), None).ok()?) } else { Lives::Elsewhere };
                parts.people.push(Person { id, name: person.name.clone(), lives, born: person.born });
            }
        }
        let there: BTreeSet<PersonId> = parts.people.iter().map(|person| person.id).collect();
        let both = |kin: &&super::Kin| there.contains(&kin.person) && there.contains(&kin.of);
        parts.kin = self.kin.iter().filter(both).copied().collect();
        parts.services = self.services().filter(|service| named.contains(&service.id)).cloned().collect();
        HouseholdInput::new(parts).ok()
    }

    fn carried_arrangement(
        &self,
        id: ArrangementId,
        known: &KnownArrangement,
        going: &BTreeSet<PersonId>,
        needs: &BTreeSet<NeedId>,
        part: &Part,
        on: NaiveDate,
    ) -> Option<StatedArrangement> {
        let giver = PersonId::new(known.by.uuid());
        let goes = going.contains(&giver);
        let stays = !goes && self.person(giver).is_some_and(|person| person.is_here(on));
        if stays && !part.goes_on.contains(&id) {
            return None;
        }
        let mut stated = known.stated(id, on)?;
        let day = stated.period.from().unwrap_or(on);
        let now = supporter(&stated.able_now);
        if !self.gives(known.by, day) || now.is_some_and(|by| !self.gives(by, day)) {
            return None;
        }
        if supporter(&stated.able_later).is_some_and(|by| !self.gives(by, day)) {
            stated.able_later = with_supporter(&stated.able_later, None);
        }
        stated.relies_on = if goes { stated.relies_on } else { None };
        if let Some(relies_on) = &mut stated.relies_on {
            relies_on.retain(|need| needs.contains(need));
        }
        Some(stated)
    }

    /// These people do not live here any more; what goes with them ends here.
    fn part_with(&mut self, going: &[PersonId], goes_on: &[ArrangementId], on: NaiveDate) {
        for id in going {
            if let Some(person) = self.people.get_mut(id) {
                person.whereabouts.end(on, Whereabouts::Elsewhere);
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
                    // Stated anew, so that nobody takes it for what was given while they lived here.
                    if let Some(terms) = arrangement.terms.there(on).cloned() {
                        arrangement.terms.set(Some(on), Some(terms));
                    }
                } else {
                    arrangement.terms.end(on, None);
                }
            }
        }
        self.mark(on);
    }

    fn all_members(&self, on: NaiveDate, household: HouseholdId) -> Part {
        Part { household, people: self.members(on).collect(), goes_on: Vec::new() }
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
    }

    fn apply(&self, known: &mut Chronicle) {
        if let Some(yielded) = known.carried(&self.part, self.on) {
            known.parted.insert(self.part.household, yielded);
        }
        known.part_with(&self.part.people, &self.part.goes_on, self.on);
    }
}

/// What a split says of itself. It leads to another state, so it is no [`Change`].
impl Split {
    pub(super) fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let many = (2..=limits::PEOPLE).contains(&self.parts.len());
        let households: BTreeSet<HouseholdId> = self.parts.iter().map(|part| part.household).collect();
        let people: BTreeSet<PersonId> =
            self.parts.iter().flat_map(|part| part.people.iter().copied()).collect();
        let named: usize = self.parts.iter().map(|part| part.people.len()).sum();
        let others = [
            Misfit::unless(many, "expected two parts or more", &[]),
            Misfit::unless(households.len() == self.parts.len(), "expected each household once", &[]),
            Misfit::unless(people.len() == named, "expected each person in one part", &[]),
        ];
        Misfit::all(others.into_iter().chain(self.parts.iter().map(|part| part.fits(known))))
    }

    pub(super) fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        for part in &self.parts {
            part.against(known, self.on, found);
        }
        for member in known.members(self.on) {
            if !self.parts.iter().any(|part| part.people.contains(&member)) {
                found.push(Finding::new(&IN_NO_PART).about(member).with("on", Amount::Date(self.on)));
            }
        }
    }

    pub(super) fn apply(&self, known: &mut Chronicle) {
        let yielded: Vec<_> = self
            .parts
            .iter()
            .filter_map(|part| Some((part.household, known.carried(part, self.on)?)))
            .collect();
        known.parted.extend(yielded);
        for part in &self.parts {
            known.part_with(&part.people, &[], self.on);
        }
    }
}

impl Merged {
    pub(super) fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let new = !known.parted.contains_key(&self.into);
        Misfit::unless(new, "expected a household that has not come of this one before", &[self.into.any()])
    }

    pub(super) fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        if known.members(self.on).next().is_none() {
            found.push(Finding::new(&NOBODY_LIVES_HERE).with("on", Amount::Date(self.on)));
        }
    }

    pub(super) fn apply(&self, known: &mut Chronicle) {
        let all = known.all_members(self.on, self.into);
        if let Some(yielded) = known.carried(&all, self.on) {
            known.parted.insert(self.into, yielded);
        }
        known.part_with(&all.people, &[], self.on);
    }
}

impl AllLeft {
    pub(super) fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        for member in known.members(self.on) {
            found.push(Finding::new(&STILL_LIVES_HERE).about(member).with("on", Amount::Date(self.on)));
        }
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
            Misfit::unless(kin, "expected kin that goes with what is stated here", &[]),
            self.ids_agree(known),
        ])
    }

    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        for person in self.newcomers() {
            change::born_by(&KnownPerson::new(person), person.id, self.on, found);
            whence(known, person.id, self.on, found, |is| (is == Whereabouts::Here).then_some(&ALREADY_SO));
        }
    }

    fn apply(&self, known: &mut Chronicle) {
        let (on, brought): (NaiveDate, &HouseholdInput) = (self.on, &self.brought);
        for person in brought.people() {
            let there = known.people.entry(person.id).or_insert_with(KnownPerson::unnamed);
            there.describe(&person.name, person.born);
            if let Lives::Here(period) = person.lives {
                there.whereabouts.set(Some(from_or(period, on)), Whereabouts::Here);
                if period.until().is_some() {
                    there.whereabouts.set(period.until(), Whereabouts::Elsewhere);
                }
            }
        }
        if let Ok(kin) = joined_kin(core::mem::take(&mut known.kin), brought.kin().iter().copied()) {
            known.kin = kin;
        }
        for service in brought.services() {
            known.services.entry(service.id).or_insert_with(|| service.clone());
        }
        for stated in brought.needs() {
            let day = from_or(stated.period, on);
            let there = known.needs.entry(stated.need.id());
            there
                .and_modify(|need| need.change(stated, day))
                .or_insert_with(|| KnownNeed::begun(stated, day));
        }
        for stated in brought.arrangements() {
            let day = from_or(stated.period, on);
            let there = known.arrangements.entry(stated.id);
            there
                .and_modify(|it| it.change(stated, day))
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

impl KnownNeed {
    /// The need as it would be handed over on a day, or on the first later day on which it is there.
    fn stated(&self, on: NaiveDate) -> Option<StatedNeed> {
        let day = self.content.first_from(on)?;
        let until = self.stretch(day).and_then(Period::until);
        let about = self.about(day).cloned().unwrap_or_default();
        Some(StatedNeed { need: self.at(day)?, about, period: Period::new(Some(day), until).ok()? })
    }
}

impl JoinedBy {
    /// A household joined, with what its record yields for this one.
    pub fn new(from: crate::base::RecordRef, brought: HouseholdInput) -> Self {
        Self { on: brought.as_at(), from, brought: Box::new(brought) }
    }
}
