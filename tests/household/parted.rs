//! What people who part take along, by the plain list of facts: worked out day by day, and beside it the old
//! household's own weeks, restricted to those who went.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use mutual_care::base::{ArrangementId, NeedId, Period, PersonId, SourceId, Told};
use mutual_care::household::HouseholdPart;
use mutual_care::need::{Ability, Address, Arrangement, Reliance, SnapshotParts, Source, SourceKind};

use crate::model::{DAYS, FIRST, Model, What};
use crate::model_homes::since;

/// What was known when some went, who they are, and on which day.
#[derive(Debug, Clone)]
pub struct Parted {
    pub on: NaiveDate,
    pub before: Model,
    part: HouseholdPart,
    goes_on: Vec<ArrangementId>,
}

impl Parted {
    pub fn new(before: &Model, part: &HouseholdPart, all: &[HouseholdPart], on: NaiveDate) -> Self {
        let goes_on = all.iter().flat_map(|part| part.goes_on.iter().copied()).collect();
        Self { on, before: before.clone(), part: part.clone(), goes_on }
    }

    pub fn went(&self) -> Vec<PersonId> {
        let alive = |id: &PersonId| !self.before.is_dead(*id, self.on);
        self.part.people.iter().copied().filter(alive).collect()
    }

    /// Whether all of them lived here, as a guard makes sure unless something is corrected afterwards.
    pub fn all_lived_here(&self) -> bool {
        self.part.people.iter().all(|id| self.before.lives_here(*id, self.on))
    }

    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let last = FIRST.parse::<NaiveDate>().unwrap() + Days::new(DAYS);
        self.on.iter_days().take_while(move |day| *day <= last)
    }

    /// The first days, from that of the parting on, on which this is so.
    fn first_stretch(&self, so: impl Fn(NaiveDate) -> bool) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let from = self.days().find(|day| so(*day))?;
        Some((from, self.days().find(|day| *day > from && !so(*day))))
    }

    /// Whether one of them lives in the new household: until the first day on which something else was said.
    fn lives_there(&self, id: PersonId, day: NaiveDate) -> bool {
        let left = self.days().take_while(|it| *it <= day).any(|it| {
            let said = (self.before.facts.iter())
                .any(|(from, what)| *from == Some(it) && matches!(what, What::Is(whose, ..) if *whose == id));
            it > self.on && said && !self.before.is_inside(id, it)
        });
        self.went().contains(&id) && !left && !self.before.is_dead(id, day)
    }

    /// The first day on which somebody who went along lives there no more.
    fn leaves(&self, id: PersonId) -> Option<NaiveDate> {
        self.days().find(|day| !self.lives_there(id, *day))
    }

    /// Whether somebody belonged to the old household and lived at another address.
    pub fn belongs_from_elsewhere(&self, id: PersonId) -> bool {
        self.before.belongs(id, self.on) && !self.before.lives_here(id, self.on)
    }

    /// Where somebody lives, seen from the new household.
    fn address(&self, id: PersonId, day: NaiveDate) -> Address {
        if self.went().contains(&id) && !self.belongs_from_elsewhere(id) {
            let left = self.leaves(id).is_some_and(|left| left <= day);
            return if left { Address::Elsewhere } else { Address::Home };
        }
        match self.before.address(id, self.on) {
            Address::Home => Address::Elsewhere,
            address => address,
        }
    }

    /// The day on which two who went along began to live at different addresses.
    fn apart(&self, by: SourceId, to: PersonId, day: NaiveDate) -> Option<NaiveDate> {
        let by = *self.went().iter().find(|id| SourceId::from(**id) == by)?;
        let together =
            |it: NaiveDate| self.address(by, it) == Address::Home && self.address(to, it) == Address::Home;
        let alone = |it: NaiveDate| {
            (self.address(by, it) == Address::Home) != (self.address(to, it) == Address::Home)
        };
        if !together(self.on) {
            return None;
        }
        self.days().take_while(|it| *it <= day).find(|it| !together(*it)).filter(|it| alone(*it))
    }

    fn is_given(&self, id: ArrangementId, by: SourceId, day: NaiveDate) -> bool {
        let supporter = match self.before.able(id, false, day) {
            Told::Known(Ability::WithSupport { by }) => by,
            _ => None,
        };
        self.before.terms(id, day).is_some()
            && self.before.can_give(by, day)
            && supporter.is_none_or(|by| self.before.can_give(by, day))
    }

    /// Help by somebody who lived here and does not go with them, and with which nobody said to go on.
    fn stays_behind(&self, id: ArrangementId, by: SourceId) -> bool {
        let giver = self.before.people.iter().find(|person| SourceId::from(**person) == by);
        giver.is_some_and(|giver| {
            !self.went().contains(giver)
                && self.before.lives_here(*giver, self.on)
                && !self.goes_on.contains(&id)
        })
    }

    /// The needs that go along: the days over which each is there.
    pub fn needs(&self) -> Vec<(NeedId, NaiveDate, Option<NaiveDate>)> {
        let theirs = self.before.needs.iter().filter(|(_, whose)| self.went().contains(whose));
        theirs
            .filter_map(|(id, _)| {
                let (from, until) = self.first_stretch(|day| self.before.need_there(*id, day).is_some())?;
                let whose = self.before.needs.iter().find(|(which, _)| which == id)?.1;
                let leaves = self.leaves(whose);
                let left = leaves.filter(|day| !self.before.belongs(whose, *day));
                let until = [until, left].into_iter().flatten().min();
                until.is_none_or(|until| from < until).then_some((*id, from, until))
            })
            .collect()
    }

    /// The help that goes along: what it is on its first day, for the days over which it is given.
    pub fn help(&self) -> Vec<Arrangement> {
        let needs: Vec<NeedId> = self.needs().into_iter().map(|(id, ..)| id).collect();
        let mut help = Vec::new();
        for (id, by, need) in &self.before.arrangements {
            let for_themself = self.before.is_for_themself(*by, *need);
            if for_themself || !needs.contains(need) || self.stays_behind(*id, *by) {
                continue;
            }
            let Some((from, until)) = self.first_stretch(|day| self.is_given(*id, *by, day)) else {
                continue;
            };
            let terms = self.before.terms(*id, from).unwrap();
            let to = self.before.needs.iter().find(|(which, _)| which == need).unwrap().1;
            let apart = self.before.apart_since(*by, to, from);
            let able_later = match self.before.able(*id, true, from) {
                Told::Known(Ability::WithSupport { by: Some(by) }) if !self.before.can_give(by, from) => {
                    Told::Known(Ability::WithSupport { by: None })
                }
                told => told,
            };
            let relies_on = match self.before.leans(*id, from) {
                None => Reliance::NotSaid,
                Some(list) => Reliance::Stated(list.into_iter().filter(|it| needs.contains(it)).collect()),
            };
            help.push(Arrangement {
                period: Period::new(Some(from), until).unwrap(),
                hands: terms.hands,
                able_now: since(self.before.able_told(*id, false, from), apart, Ability::No),
                willing_now: since(self.before.willing_told(*id, false, from), apart, false),
                able_later,
                willing_later: self.before.willing(*id, true, from),
                done_now: self.before.done(*id, from),
                relies_on,
                package_line: terms.package_line,
                every: terms.every,
                at: terms.at,
                awake: terms.awake,
                skills: terms.skills,
                ..Arrangement::new(*id, *by, *need, terms.when)
            });
        }
        help
    }

    /// The new household's week on a day, from that of the parting on.
    pub fn as_at(&self, day: NaiveDate) -> SnapshotParts {
        let alive = |id: &PersonId| !self.before.is_dead(*id, day);
        let needs: Vec<_> = (self.needs().into_iter())
            .filter(|(_, from, until)| *from <= day && until.is_none_or(|until| day < until))
            .filter_map(|(id, from, _)| self.before.need_there(id, from))
            .collect();
        let needing: BTreeSet<PersonId> = needs.iter().map(mutual_care::need::Need::person).collect();
        let of_there = |id: &PersonId| self.address(*id, day) == Address::Home || needing.contains(id);
        let members: BTreeSet<PersonId> = self.went().into_iter().filter(alive).filter(of_there).collect();
        let needs: Vec<_> = needs.into_iter().filter(|need| members.contains(&need.person())).collect();
        let there = |id: &NeedId| needs.iter().any(|need| need.id() == *id);
        let mut arrangements: Vec<_> =
            self.help().into_iter().filter(|it| it.period.contains(day) && there(&it.need)).collect();
        for it in &mut arrangements {
            let member = members.contains(&PersonId::new(it.by.uuid()));
            if let Reliance::Stated(list) = &mut it.relies_on {
                list.retain(|id| member && there(id));
            }
            let to = needs.iter().find(|need| need.id() == it.need).unwrap().person();
            let apart = self.apart(it.by, to, day);
            it.able_now = since((it.able_now, None), apart, Ability::No);
            it.willing_now = since((it.willing_now, None), apart, false);
        }
        self.week(day, &members, needs, arrangements)
    }

    /// The old household's week on a day, as if nobody had parted, restricted to those who went.
    pub fn restricted(&self, day: NaiveDate) -> SnapshotParts {
        let mut old = self.before.as_at(day);
        let went = self.went();
        let member = |it: &Source| it.kind == SourceKind::Member;
        let members: BTreeSet<PersonId> = (old.sources.iter().filter(|it| member(it)))
            .map(|it| PersonId::new(it.id.uuid()))
            .filter(|id| went.contains(id))
            .collect();
        old.needs.retain(|need| members.contains(&need.person()));
        let there = |id: &NeedId| old.needs.iter().any(|need| need.id() == *id);
        old.arrangements.retain(|it| there(&it.need) && !self.stays_behind(it.id, it.by));
        for it in &mut old.arrangements {
            if !members.contains(&PersonId::new(it.by.uuid())) {
                it.relies_on = Reliance::Stated(Vec::new());
            }
            // Whoever cannot support any more has no place in it.
            if let Told::Known(Ability::WithSupport { by: Some(by) }) = it.able_later
                && !self.before.can_give(by, day)
            {
                it.able_later = Told::Known(Ability::WithSupport { by: None });
            }
            let from = it.period.from().map_or(self.on, |from| from.max(self.on));
            it.period = Period::new(Some(from), it.period.until()).unwrap();
        }
        self.week(day, &members, old.needs.clone(), old.arrangements.clone())
    }

    /// Whether nothing was said of the days after the parting up to this one.
    pub fn nothing_later(&self, day: NaiveDate) -> bool {
        let of_some_days = self.before.over.keys().any(|(it, _)| *it >= self.on && *it <= day);
        !of_some_days
            && !self.before.facts.iter().any(|(from, _)| *from > Some(self.on) && *from <= Some(day))
    }

    fn week(
        &self,
        on: NaiveDate,
        members: &BTreeSet<PersonId>,
        needs: Vec<mutual_care::need::Need>,
        arrangements: Vec<Arrangement>,
    ) -> SnapshotParts {
        let sources = self.before.sources(on, members, &arrangements, |id| self.address(id, on));
        SnapshotParts { on, sources, needs, arrangements }
    }
}
