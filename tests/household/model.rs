//! The naive model: a plain list of facts, each from a day on, evaluated slowly.
//!
//! What holds on a day is the fact of the latest day not after it; of one day, the one that was recorded last. The
//! days over which an arrangement holds are found by going through the days one by one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use mutual_care::base::{
    ArrangementId, HouseholdId, NeedId, PackageLineId, Period, PersonId, SourceId, Told, WeekPattern,
};
use mutual_care::household::{
    HouseholdEvent, HouseholdInput, Lives, Part, Reply, Service, ServiceKind, StatedArrangement, StatedNeed,
};
use mutual_care::need::{Ability, Arrangement, Need, Reliance, SnapshotParts, Source, SourceKind, Window};

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
    LeansOn(ArrangementId, Option<Vec<NeedId>>),
}

#[derive(Debug, Clone, Default)]
pub struct Model {
    pub facts: Vec<(Option<NaiveDate>, What)>,
    pub people: BTreeSet<PersonId>,
    services: Vec<Service>,
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
        }
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
        if let Some(needs) = &stated.relies_on {
            self.facts.push((said, What::LeansOn(id, Some(needs.clone()))));
        }
    }

    /// What an event says, after all that was recorded before it.
    pub fn tell(&mut self, event: &HouseholdEvent) {
        use HouseholdEvent as E;
        let from = |on: NaiveDate, until| Period::new(Some(on), until).unwrap();
        match event {
            E::Opened(_)
            | E::KinStated(_)
            | E::KinCorrected(_)
            | E::SignsLookedFor(_)
            | E::SignsWatched(_)
            | E::AllLeft(_) => {}
            E::PersonCame(it) => self.person(
                it.person.id,
                match it.person.lives {
                    Lives::Here(period) => Lives::Here(from(it.on, period.until())),
                    Lives::Elsewhere => Lives::Elsewhere,
                },
            ),
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
                for person in it.brought.people() {
                    if !self.people.contains(&person.id) {
                        self.person(person.id, Lives::Elsewhere);
                    }
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

    /// What the last fact says that speaks of this, on a day.
    fn last<T>(&self, on: NaiveDate, of: impl Fn(&What) -> Option<T>) -> Option<T> {
        let mut best: Option<(Option<NaiveDate>, T)> = None;
        for (from, what) in &self.facts {
            if let Some(value) = of(what).filter(|_| *from <= Some(on))
                && best.as_ref().is_none_or(|(day, _)| day <= from)
            {
                best = Some((*from, value));
            }
        }
        best.map(|(_, value)| value)
    }

    pub fn place(&self, id: PersonId, on: NaiveDate) -> Place {
        self.last(on, |what| match what {
            What::Is(whose, place) if *whose == id => Some(*place),
            _ => None,
        })
        .unwrap_or(Place::Gone)
    }

    pub fn is_dead(&self, id: PersonId, on: NaiveDate) -> bool {
        let died = |what: &What| matches!(what, What::Died(whose) if *whose == id);
        self.facts.iter().any(|(from, what)| died(what) && *from <= Some(on))
    }

    pub fn lives_here(&self, id: PersonId, on: NaiveDate) -> bool {
        !self.is_dead(id, on) && self.place(id, on) == Place::Inside
    }

    pub fn can_give(&self, source: SourceId, on: NaiveDate) -> bool {
        let person = self.people.iter().find(|id| SourceId::from(**id) == source);
        person.is_none_or(|id| !self.is_dead(*id, on) && self.place(*id, on) != Place::Gone)
    }

    pub fn terms(
        &self,
        id: ArrangementId,
        on: NaiveDate,
    ) -> Option<(WeekPattern, u8, Option<PackageLineId>)> {
        self.last(on, |what| match what {
            What::Gives(which, terms) if *which == id => Some(terms.clone()),
            _ => None,
        })
        .flatten()
    }

    /// The days around one on which an arrangement is there, one by one.
    fn stretch(&self, id: ArrangementId, on: NaiveDate) -> Period {
        let first: NaiveDate = FIRST.parse().unwrap();
        let there = |day: NaiveDate| self.terms(id, day).is_some();
        let mut from = on;
        while from >= first && there(from) {
            from = from - Days::new(1);
        }
        let mut until = on;
        while until <= first + Days::new(DAYS) && there(until) {
            until = until + Days::new(1);
        }
        let begins = (from >= first).then(|| from + Days::new(1));
        let ends = (until <= first + Days::new(DAYS)).then_some(until);
        Period::new(begins, ends).unwrap()
    }

    pub fn is_inside(&self, id: PersonId, on: NaiveDate) -> bool {
        self.place(id, on) == Place::Inside
    }

    /// A need on a day, with the times that are known by then, whether or not the person lives here.
    pub fn need_there(&self, id: NeedId, on: NaiveDate) -> Option<Need> {
        let need = self.last(on, |what| match what {
            What::Needs(which, need) if *which == id => Some(need.clone()),
            _ => None,
        });
        let windows = self.last(on, |what| match what {
            What::Arises(which, windows) if *which == id => Some(windows.clone()),
            _ => None,
        });
        let whose = self.needs.iter().find(|(which, _)| *which == id)?.1;
        let need = need.flatten()?.with_windows(windows.unwrap_or_default()).unwrap();
        // The need as it is told of whoever is kept, where two were one.
        let mut value = serde_json::to_value(need).unwrap();
        value["person"] = whose.to_string().into();
        Some(serde_json::from_value(value).unwrap())
    }

    pub fn able(&self, id: ArrangementId, wanted: bool, on: NaiveDate) -> Told<Ability> {
        self.last(on, |what| match what {
            What::Able(which, later, told) if *which == id && *later == wanted => Some(*told),
            _ => None,
        })
        .unwrap_or_default()
    }

    pub fn willing(&self, id: ArrangementId, wanted: bool, on: NaiveDate) -> Told<bool> {
        self.last(on, |what| match what {
            What::Willing(which, later, told) if *which == id && *later == wanted => Some(*told),
            _ => None,
        })
        .unwrap_or_default()
    }

    pub fn leans(&self, id: ArrangementId, on: NaiveDate) -> Option<Vec<NeedId>> {
        self.last(on, |what| match what {
            What::LeansOn(which, needs) if *which == id => Some(needs.clone()),
            _ => None,
        })
        .flatten()
    }

    pub fn as_at(&self, on: NaiveDate) -> SnapshotParts {
        let members: BTreeSet<PersonId> =
            self.people.iter().copied().filter(|id| self.lives_here(*id, on)).collect();
        let mut needs: Vec<Need> = Vec::new();
        for (id, _) in self.needs.iter().filter(|(_, whose)| members.contains(whose)) {
            needs.extend(self.need_there(*id, on));
        }
        let mut arrangements = Vec::new();
        for (id, by, need) in &self.arrangements {
            let Some((when, hands, package_line)) = self.terms(*id, on) else { continue };
            let supporter = match self.able(*id, false, on) {
                Told::Known(Ability::WithSupport { by }) => by,
                _ => None,
            };
            let there = needs.iter().any(|it| it.id() == *need);
            if !there || !self.can_give(*by, on) || supporter.is_some_and(|by| !self.can_give(by, on)) {
                continue;
            }
            let member = members.iter().any(|member| SourceId::from(*member) == *by);
            let relies_on = match self.leans(*id, on) {
                None => Reliance::NotSaid,
                Some(list) => Reliance::Stated(
                    list.into_iter().filter(|id| member && needs.iter().any(|it| it.id() == *id)).collect(),
                ),
            };
            arrangements.push(Arrangement {
                id: *id,
                by: *by,
                need: *need,
                when,
                period: self.stretch(*id, on),
                hands,
                able_now: self.able(*id, false, on),
                willing_now: self.willing(*id, false, on),
                able_later: self.able(*id, true, on),
                willing_later: self.willing(*id, true, on),
                relies_on,
                package_line,
            });
        }
        SnapshotParts { on, sources: self.sources(&members, &arrangements), needs, arrangements }
    }

    /// Members, and whoever or whatever these name.
    pub fn sources(&self, members: &BTreeSet<PersonId>, arrangements: &[Arrangement]) -> Vec<Source> {
        let named = |id: SourceId| arrangements.iter().any(|it| it.by == id || it.supported_by() == Some(id));
        let mut sources: Vec<Source> = members.iter().copied().map(Source::member).collect();
        let others = self.people.iter().filter(|id| !members.contains(id) && named((**id).into()));
        sources.extend(others.copied().map(Source::person));
        for service in self.services.iter().filter(|service| named(service.id)) {
            let kind = match service.kind {
                ServiceKind::Provider => SourceKind::Provider,
                ServiceKind::Device => SourceKind::Device,
            };
            sources.push(Source { id: service.id, kind });
        }
        sources
    }
}
