//! What the plain list of facts says of one day.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use mutual_care::base::{ArrangementId, NeedId, Period, PersonId, SourceId, Told};
use mutual_care::household::{KinIs, ServiceKind, StatedArrangement};
use mutual_care::need::{
    Ability, Address, Age, Arrangement, Need, Reliance, SnapshotParts, Source, SourceKind,
};

use crate::model::{DAYS, FIRST, Model, Place, What};
use crate::model_homes::since;

impl Model {
    /// What the last fact says that speaks of this, on a day.
    fn last<T>(&self, on: NaiveDate, of: impl Fn(&What) -> Option<T>) -> Option<T> {
        let mut of_this_day = self.over.iter().filter(|((day, _), _)| *day == on);
        if let Some(value) = of_this_day.find_map(|(_, (_, what))| of(what)) {
            return Some(value);
        }
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
            What::Is(whose, place, _) if *whose == id => Some(*place),
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

    pub fn service_ids(&self) -> BTreeSet<SourceId> {
        self.services.iter().map(|service| service.id).collect()
    }

    pub fn is_kin_of_any(&self, id: PersonId, people: &[PersonId]) -> bool {
        let one = |a: &PersonId, b: &PersonId| *a == id && people.contains(b);
        self.kin.iter().any(|kin| one(&kin.person, &kin.of) || one(&kin.of, &kin.person))
    }

    /// What somebody is to each of the others: what was said of them, and what follows from what was said of the
    /// other, where that says more.
    pub fn kin_of(&self, id: PersonId) -> Vec<(PersonId, KinIs)> {
        let mut of_them = BTreeSet::new();
        for other in &self.people {
            let said = self.kin.iter().filter(|kin| (kin.person, kin.of) == (id, *other)).map(|kin| kin.is);
            let said: Vec<KinIs> = said.collect();
            let by_other = self.kin.iter().filter(|kin| (kin.person, kin.of) == (*other, id));
            let follows = by_other.map(|kin| kin.is.inverse());
            let more = follows.filter(|is| !said.iter().any(|said| said.general() == *is));
            of_them.extend(more.chain(said.iter().copied()).map(|is| (*other, is)));
        }
        of_them.into_iter().collect()
    }

    pub fn terms(&self, id: ArrangementId, on: NaiveDate) -> Option<Box<StatedArrangement>> {
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
        self.able_told(id, wanted, on).0
    }

    /// With the day on which it was told, if it has one.
    pub fn able_told(
        &self,
        id: ArrangementId,
        wanted: bool,
        on: NaiveDate,
    ) -> (Told<Ability>, Option<NaiveDate>) {
        self.last(on, |what| match what {
            What::Able(which, later, told, day) if *which == id && *later == wanted => Some((*told, *day)),
            _ => None,
        })
        .unwrap_or_default()
    }

    pub fn willing(&self, id: ArrangementId, wanted: bool, on: NaiveDate) -> Told<bool> {
        self.willing_told(id, wanted, on).0
    }

    pub fn willing_told(
        &self,
        id: ArrangementId,
        wanted: bool,
        on: NaiveDate,
    ) -> (Told<bool>, Option<NaiveDate>) {
        self.last(on, |what| match what {
            What::Willing(which, later, told, day) if *which == id && *later == wanted => Some((*told, *day)),
            _ => None,
        })
        .unwrap_or_default()
    }

    pub fn done(&self, id: ArrangementId, on: NaiveDate) -> Told<bool> {
        self.last(on, |what| match what {
            What::Done(which, told) if *which == id => Some(*told),
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

    pub fn members(&self, on: NaiveDate) -> BTreeSet<PersonId> {
        let needs = |id: PersonId| {
            self.needs.iter().any(|(need, whose)| *whose == id && self.need_there(*need, on).is_some())
        };
        let of_here = |id: &PersonId| self.lives_here(*id, on) || (self.belongs(*id, on) && needs(*id));
        self.people.iter().copied().filter(of_here).collect()
    }

    /// All its weeks as they are on a day.
    pub fn as_at(&self, on: NaiveDate) -> SnapshotParts {
        let members = self.members(on);
        let mut needs: Vec<Need> = Vec::new();
        for (id, _) in self.needs.iter().filter(|(_, whose)| members.contains(whose)) {
            needs.extend(self.need_there(*id, on));
        }
        let mut arrangements = Vec::new();
        for (id, by, need) in &self.arrangements {
            let Some(terms) = self.terms(*id, on) else { continue };
            let supporter = match self.able(*id, false, on) {
                Told::Known(Ability::WithSupport { by }) => by,
                _ => None,
            };
            let there = needs.iter().any(|it| it.id() == *need);
            if self.is_for_themself(*by, *need) {
                continue;
            }
            if !there || !self.can_give(*by, on) || supporter.is_some_and(|by| !self.can_give(by, on)) {
                continue;
            }
            let member = members.iter().any(|member| SourceId::from(*member) == *by);
            let to = needs.iter().find(|it| it.id() == *need).unwrap().person();
            let apart = self.apart_since(*by, to, on);
            let relies_on = match self.leans(*id, on) {
                None => Reliance::NotSaid,
                Some(list) => Reliance::Stated(
                    list.into_iter().filter(|id| member && needs.iter().any(|it| it.id() == *id)).collect(),
                ),
            };
            arrangements.push(Arrangement {
                period: self.stretch(*id, on),
                hands: terms.hands,
                able_now: since(self.able_told(*id, false, on), apart, Ability::No),
                willing_now: since(self.willing_told(*id, false, on), apart, false),
                able_later: self.able(*id, true, on),
                willing_later: self.willing(*id, true, on),
                done_now: self.done(*id, on),
                relies_on,
                package_line: terms.package_line,
                every: terms.every,
                at: terms.at,
                awake: terms.awake,
                skills: terms.skills,
                ..Arrangement::new(*id, *by, *need, terms.when)
            });
        }
        SnapshotParts {
            on,
            sources: self.sources(on, &members, &arrangements, |id| self.address(id, on)),
            needs,
            arrangements,
        }
    }

    /// Eighteen birthdays or not, of each day that it may be and that has come.
    fn age(&self, id: PersonId, on: NaiveDate) -> Option<Age> {
        let born = *self.born.get(&id)?;
        let is_adult = |born: NaiveDate| {
            let birthday = (on.month(), on.day()) >= (born.month(), born.day());
            on.year() - born.year() - i32::from(!birthday) >= 18
        };
        let days = born.first().iter_days().take_while(|day| *day <= born.last().min(on));
        let ages: BTreeSet<bool> = days.map(is_adult).collect();
        match Vec::from_iter(ages).as_slice() {
            [] => None,
            [adult] => Some(if *adult { Age::Adult } else { Age::Under18 }),
            _ => Some(Age::PerhapsUnder18),
        }
    }

    /// Members, and whoever or whatever these name.
    pub fn sources(
        &self,
        on: NaiveDate,
        members: &BTreeSet<PersonId>,
        arrangements: &[Arrangement],
        address: impl Fn(PersonId) -> Address,
    ) -> Vec<Source> {
        let named = |id: SourceId| arrangements.iter().any(|it| it.by == id || it.supported_by() == Some(id));
        let aged = |id: PersonId, source: Source| source.aged(self.age(id, on));
        let lives = |id: PersonId, source: Source| {
            let address = address(id);
            if source.address() == address { source } else { source.living(address) }
        };
        let mut sources: Vec<Source> =
            members.iter().map(|id| lives(*id, aged(*id, Source::member(*id)))).collect();
        let others = self.people.iter().filter(|id| !members.contains(id) && named((**id).into()));
        sources.extend(others.map(|id| lives(*id, aged(*id, Source::person(*id)))));
        for service in self.services.iter().filter(|service| named(service.id)) {
            let kind = match service.kind {
                ServiceKind::Provider => SourceKind::Provider,
                ServiceKind::Device => SourceKind::Device,
            };
            sources.push(Source { id: service.id, kind, age: None, lives: None, places: None });
        }
        sources
    }
}
