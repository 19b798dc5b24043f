//! The naive model: a plain list of facts, each from a day on, evaluated slowly.
//!
//! What holds on a day is the fact of the latest day not after it; of one day, the one that was recorded last. The
//! days over which an arrangement holds are found by going through the days one by one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mutual_care::base::{
    ArrangementId, HouseholdId, NeedId, PackageLineId, Period, PersonId, SourceId, Told, WeekPattern,
};
use mutual_care::household::{
    HouseholdEvent, HouseholdInput, Kin, Lives, Part, Person, Reply, Service, StatedArrangement, StatedNeed,
};
use mutual_care::need::{Ability, Need, Window};

use crate::parted::Parted;

/// The days that the model goes through, one by one, when it looks for where something begins and ends.
pub const FIRST: &str = "2023-12-01";
pub const DAYS: u64 = 150;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Gone,
    Outside,
    Inside,
}

#[derive(Debug, Clone)]
pub enum What {
    Is(PersonId, Place),
    Died(PersonId),
    Needs(NeedId, Option<Need>),
    Arises(NeedId, Vec<Window>),
    Gives(ArrangementId, Option<(WeekPattern, u8, Option<PackageLineId>)>),
    Able(ArrangementId, bool, Told<Ability>),
    Willing(ArrangementId, bool, Told<bool>),
    Done(ArrangementId, Told<bool>),
    LeansOn(ArrangementId, Option<Vec<NeedId>>),
}

#[derive(Debug, Clone, Default)]
pub struct Model {
    pub facts: Vec<(Option<NaiveDate>, What)>,
    pub people: BTreeSet<PersonId>,
    /// What people are called: what was said first.
    pub called: BTreeMap<PersonId, String>,
    /// When people were born: what was said first.
    pub born: BTreeMap<PersonId, NaiveDate>,
    pub kin: Vec<Kin>,
    pub services: Vec<Service>,
    pub needs: Vec<(NeedId, PersonId)>,
    pub arrangements: Vec<(ArrangementId, SourceId, NeedId)>,
    /// What was known when people parted.
    pub parted: BTreeMap<HouseholdId, Parted>,
}

impl Model {
    pub fn new(input: &HouseholdInput) -> Self {
        let mut model = Self::default();
        for person in input.people() {
            model.person(person.id, person.lives);
            model.called(person);
        }
        model.kin.extend(input.kin());
        model.services.extend(input.services().iter().cloned());
        for stated in input.needs() {
            model.needs.push((stated.need.id(), stated.need.person()));
            model.need(stated, stated.period, None);
        }
        for stated in input.arrangements() {
            model.arrangements.push((stated.id, stated.by, stated.need));
            model.arrangement(stated, stated.period, None);
        }
        model
    }

    fn person(&mut self, id: PersonId, lives: Lives) {
        self.people.insert(id);
        self.facts.push((None, What::Is(id, Place::Outside)));
        if let Lives::Here(period) = lives {
            self.facts.push((period.from(), What::Is(id, Place::Inside)));
            if period.until().is_some() {
                self.facts.push((period.until(), What::Is(id, Place::Outside)));
            }
        }
    }

    fn called(&mut self, person: &Person) {
        let called = self.called.entry(person.id).or_default();
        if called.is_empty() {
            *called = person.name.reveal().into();
        }
        if let Some(born) = person.born {
            self.born.entry(person.id).or_insert(born.reveal());
        }
    }

    /// One more statement, unless it says what was said already of the same one of the two: a parent is a mother.
    fn kin_too(&mut self, more: Kin) {
        let same =
            |it: &Kin| (it.person, it.of, it.is.general()) == (more.person, more.of, more.is.general());
        if !self.kin.iter().any(same) {
            self.kin.push(more);
        }
    }

    fn need(&mut self, stated: &StatedNeed, period: Period, said: Option<NaiveDate>) {
        let id = stated.need.id();
        self.facts.push((period.from(), What::Needs(id, Some(stated.need.clone()))));
        if period.until().is_some() {
            self.facts.push((period.until(), What::Needs(id, None)));
        }
        if !stated.need.windows().is_empty() {
            self.facts.push((said, What::Arises(id, stated.need.windows().to_vec())));
        }
    }

    fn arrangement(&mut self, stated: &StatedArrangement, period: Period, said: Option<NaiveDate>) {
        let id = stated.id;
        let terms = (stated.when.clone(), stated.hands, stated.package_line);
        self.facts.push((period.from(), What::Gives(id, Some(terms))));
        if period.until().is_some() {
            self.facts.push((period.until(), What::Gives(id, None)));
        }
        for (later, fact) in [(false, stated.able_now), (true, stated.able_later)] {
            if !fact.is_blank() {
                self.facts.push((said, What::Able(id, later, *fact.told())));
            }
        }
        for (later, fact) in [(false, stated.willing_now), (true, stated.willing_later)] {
            if !fact.is_blank() {
                self.facts.push((said, What::Willing(id, later, *fact.told())));
            }
        }
        if !stated.done_now.is_blank() {
            self.facts.push((said, What::Done(id, *stated.done_now.told())));
        }
        if let Some(needs) = &stated.relies_on {
            self.facts.push((said, What::LeansOn(id, Some(needs.clone()))));
        }
    }

    /// What an event says, after all that was recorded before it.
    pub fn tell(&mut self, event: &HouseholdEvent) {
        use HouseholdEvent as E;
        let from = |on: NaiveDate, until| Period::new(Some(on), until).unwrap();
        match event {
            E::Opened(_) | E::SignsLookedFor(_) | E::SignsWatched(_) | E::AllLeft(_) => {}
            E::KinStated(it) => self.kin.push(it.kin),
            E::KinCorrected(it) => {
                let both = [it.person, it.of];
                self.kin.retain(|kin| !(both.contains(&kin.person) && both.contains(&kin.of)));
                self.kin.extend(it.is.map(|is| Kin { person: it.person, is, of: it.of }));
            }
            E::PersonCame(it) => {
                let lives = match it.person.lives {
                    Lives::Here(period) => Lives::Here(from(it.on, period.until())),
                    Lives::Elsewhere => Lives::Elsewhere,
                };
                self.person(it.person.id, lives);
                self.called(&it.person);
            }
            E::MovedIn(it) => self.facts.push((Some(it.on), What::Is(it.person, Place::Inside))),
            E::MovedOut(it) => self.facts.push((Some(it.on), What::Is(it.person, Place::Outside))),
            E::LostTouch(it) => self.facts.push((Some(it.on), What::Is(it.person, Place::Gone))),
            E::InTouchAgain(it) => self.facts.push((Some(it.on), What::Is(it.person, Place::Outside))),
            E::PersonDied(it) => self.facts.push((Some(it.on), What::Died(it.person))),
            E::FoundToBeOne(it) => self.one(it.person, it.duplicate),
            E::ServiceCame(it) => self.services.push(it.service.clone()),
            E::NeedRecorded(it) => {
                self.needs.push((it.need.need.id(), it.need.need.person()));
                self.need(&it.need, from(it.on, it.need.period.until()), Some(it.on));
            }
            E::NeedChanged(it) => self.need(&it.need, from(it.on, it.need.period.until()), Some(it.on)),
            E::NeedEnded(it) => self.facts.push((Some(it.on), What::Needs(it.need, None))),
            E::ArrangementRecorded(it) => {
                let stated = &it.arrangement;
                self.arrangements.push((stated.id, stated.by, stated.need));
                self.arrangement(stated, from(it.on, stated.period.until()), Some(it.on));
            }
            E::ArrangementChanged(it) => {
                self.arrangement(&it.arrangement, from(it.on, it.arrangement.period.until()), Some(it.on));
            }
            E::ArrangementEnded(it) => self.facts.push((Some(it.on), What::Gives(it.arrangement, None))),
            E::Answered(it) => it.replies.iter().for_each(|reply| self.reply(it.on, reply)),
            E::MovedApart(it) => self.apart(it.on, std::slice::from_ref(&it.part)),
            E::Split(it) => self.apart(it.on, &it.parts),
            E::Merged(it) => {
                let people = self.people.iter().copied().filter(|id| self.lives_here(*id, it.on)).collect();
                self.apart(it.on, &[Part { household: it.into, people, goes_on: Vec::new() }]);
            }
            E::JoinedBy(it) => {
                it.brought.kin().iter().for_each(|kin| self.kin_too(*kin));
                for person in it.brought.people() {
                    if !self.people.contains(&person.id) {
                        self.person(person.id, Lives::Elsewhere);
                    }
                    self.called(person);
                    if let Lives::Here(period) = person.lives {
                        let begins = period.from().map_or(it.on, |from| from.max(it.on));
                        self.facts.push((Some(begins), What::Is(person.id, Place::Inside)));
                    }
                }
                for service in it.brought.services() {
                    if !self.services.contains(service) {
                        self.services.push(service.clone());
                    }
                }
                for stated in it.brought.needs() {
                    if !self.needs.iter().any(|(id, _)| *id == stated.need.id()) {
                        self.needs.push((stated.need.id(), stated.need.person()));
                    }
                    self.need(stated, from(it.on, stated.period.until()), Some(it.on));
                }
                for stated in it.brought.arrangements() {
                    if !self.arrangements.iter().any(|(id, ..)| *id == stated.id) {
                        self.arrangements.push((stated.id, stated.by, stated.need));
                    }
                    self.arrangement(stated, from(it.on, stated.period.until()), Some(it.on));
                }
            }
        }
    }

    fn reply(&mut self, on: NaiveDate, reply: &Reply) {
        let what = match reply {
            Reply::AbleNow { arrangement, told } => What::Able(*arrangement, false, *told),
            Reply::AbleLater { arrangement, told } => What::Able(*arrangement, true, *told),
            Reply::WillingNow { arrangement, told } => What::Willing(*arrangement, false, *told),
            Reply::WillingLater { arrangement, told } => What::Willing(*arrangement, true, *told),
            Reply::DoneNow { arrangement, told } => What::Done(*arrangement, *told),
            Reply::ReliesOn { arrangement, told } => {
                What::LeansOn(*arrangement, told.clone().known().map(|it| it.needs().to_vec()))
            }
            Reply::WhenItArises { need, told } => {
                What::Arises(*need, told.clone().known().map_or(Vec::new(), |it| it.windows().to_vec()))
            }
            Reply::Themself { .. } => return,
        };
        self.facts.push((Some(on), what));
    }

    /// All that is said of `duplicate` is said of `person`; where both are said to be somewhere, the nearer counts.
    fn one(&mut self, person: PersonId, duplicate: PersonId) {
        let whereabouts = |id: PersonId| -> Vec<Option<NaiveDate>> {
            let of = |what: &What| matches!(what, What::Is(whose, _) if *whose == id);
            self.facts.iter().filter(|(_, what)| of(what)).map(|(from, _)| *from).collect()
        };
        let days: BTreeSet<_> = whereabouts(person).into_iter().chain(whereabouts(duplicate)).collect();
        let on = |day: Option<NaiveDate>| day.unwrap_or_else(|| NaiveDate::from_ymd_opt(1800, 1, 1).unwrap());
        let nearer: Vec<_> = days
            .into_iter()
            .map(|day| (day, self.place(person, on(day)).max(self.place(duplicate, on(day)))))
            .collect();
        self.facts
            .retain(|(_, what)| !matches!(what, What::Is(whose, _) if [person, duplicate].contains(whose)));
        self.facts.extend(nearer.into_iter().map(|(day, place)| (day, What::Is(person, place))));
        self.people.remove(&duplicate);
        let other = self.called.remove(&duplicate).unwrap_or_default();
        self.called.entry(person).and_modify(|called| {
            if called.is_empty() {
                *called = other;
            }
        });
        if let Some(born) = self.born.remove(&duplicate) {
            self.born.entry(person).or_insert(born);
        }
        let (theirs, others): (Vec<_>, Vec<_>) =
            self.kin.drain(..).partition(|kin| [kin.person, kin.of].contains(&duplicate));
        self.kin = others;
        for mut kin in theirs {
            for end in [&mut kin.person, &mut kin.of] {
                *end = if *end == duplicate { person } else { *end };
            }
            self.kin_too(kin);
        }
        for (_, what) in &mut self.facts {
            match what {
                What::Died(whose) if *whose == duplicate => *whose = person,
                What::Able(_, _, Told::Known(Ability::WithSupport { by: Some(by) }))
                    if *by == duplicate.into() =>
                {
                    *by = person.into();
                }
                _ => {}
            }
        }
        for (_, whose) in &mut self.needs {
            *whose = if *whose == duplicate { person } else { *whose };
        }
        for (_, by, _) in &mut self.arrangements {
            *by = if *by == duplicate.into() { person.into() } else { *by };
        }
    }

    /// These people go: with them their needs, the help for these, and their own help but what goes on.
    fn apart(&mut self, on: NaiveDate, parts: &[Part]) {
        // All of them go at once, so each takes along what was known before anybody did.
        let mut before = self.clone();
        before.parted.clear();
        for part in parts {
            self.parted.insert(part.household, Parted::new(&before, part, parts, on));
        }
        let goes_on: Vec<ArrangementId> =
            parts.iter().flat_map(|part| part.goes_on.iter().copied()).collect();
        let going: Vec<PersonId> = parts.iter().flat_map(|part| part.people.iter().copied()).collect();
        let needs: Vec<NeedId> =
            self.needs.iter().filter(|(_, whose)| going.contains(whose)).map(|(id, _)| *id).collect();
        let given: Vec<ArrangementId> = (self.arrangements.iter())
            .filter(|(id, by, need)| {
                let by_them = going.iter().any(|person| SourceId::from(*person) == *by);
                needs.contains(need) || (by_them && !goes_on.contains(id))
            })
            .map(|(id, ..)| *id)
            .collect();
        // Whatever help was planned for later is not so any more either. Where people are later stays as it was said.
        self.facts.retain(|(from, what)| {
            let theirs = match what {
                What::Needs(id, _) => needs.contains(id),
                What::Gives(id, _) => given.contains(id),
                _ => false,
            };
            !(theirs && *from > Some(on))
        });
        self.facts.extend(going.iter().map(|id| (Some(on), What::Is(*id, Place::Outside))));
        self.facts.extend(needs.iter().map(|id| (Some(on), What::Needs(*id, None))));
        self.facts.extend(given.iter().map(|id| (Some(on), What::Gives(*id, None))));
    }
}
