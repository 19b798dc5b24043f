//! What a record knows of a household over time, and the week of any day in it.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::look::Look;
use super::weeks::{Day, history, sources};
use super::{
    Household, HouseholdInput, InputHistoryError, Kin, KinIs, KnownArrangement, KnownNeed, KnownPerson,
    OverTime, Service, kin,
};
use crate::base::{
    ArrangementId, HouseholdId, Labels, NeedId, PersonId, PrivateText, Problems, RecordRef, SourceId,
};
use crate::machine::Case;
use crate::need::{Age, History, Snapshot, SnapshotParts};

/// A household over time, as its record knows it at one revision: people, kin, services, needs, arrangements,
/// answers and signs, each with the days over which it holds.
///
/// Whatever was recorded counts from its own day, in whatever order it became known. [`Chronicle::as_at`] gives the
/// week of a day, [`Chronicle::history`] the weeks of a stretch of time; what was known *then* is asked of an
/// earlier revision of the record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chronicle {
    pub(super) people: BTreeMap<PersonId, KnownPerson>,
    /// In order.
    pub(super) kin: Vec<Kin>,
    pub(super) services: BTreeMap<SourceId, Service>,
    pub(super) needs: BTreeMap<NeedId, KnownNeed>,
    pub(super) arrangements: BTreeMap<ArrangementId, KnownArrangement>,
    pub(super) looks: OverTime<Look>,
    /// The days of changes after which to look again for mutual caring, each with the place in the order of
    /// recording of what says so last.
    pub(super) changes: BTreeMap<NaiveDate, u64>,
    /// How much has been recorded so far that moves signs or asks to look again.
    pub(super) recorded: u64,
    /// Ids that were given up, and those that were kept in their place.
    pub(super) same_as: BTreeMap<PersonId, PersonId>,
    pub(super) came_from: Vec<RecordRef>,
    pub(super) parted: BTreeMap<HouseholdId, HouseholdInput>,
    pub(super) ended: Option<(NaiveDate, HowEnded)>,
}

/// How a household ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HowEnded {
    /// All of it joined another one.
    Merged {
        /// That one.
        into: HouseholdId,
    },
    /// It split up.
    Split {
        /// The households that came of it.
        into: Vec<HouseholdId>,
    },
    /// The last one moved out or died.
    AllLeft,
}

impl Case for Chronicle {
    type Machine = Household;
}

impl Chronicle {
    /// How the household ended, and the first day on which it no longer exists; `None` while it goes on.
    pub const fn ended(&self) -> Option<&(NaiveDate, HowEnded)> {
        self.ended.as_ref()
    }

    pub(super) fn new(household: &HouseholdInput, came_from: &[RecordRef]) -> Self {
        let mut known = Self {
            people: (household.people().iter())
                .map(|person| (person.id, KnownPerson::new(person, household.as_at())))
                .collect(),
            kin: household.kin().to_vec(),
            services: household.services().iter().map(|service| (service.id, service.clone())).collect(),
            came_from: came_from.to_vec(),
            ..Self::default()
        };
        for stated in household.needs() {
            known.needs.insert(stated.need.id(), KnownNeed::handed_over(stated));
        }
        for stated in household.arrangements() {
            known.arrangements.insert(stated.id, KnownArrangement::handed_over(stated));
        }
        let days: BTreeSet<NaiveDate> = known.days().collect();
        for on in days {
            known.mark(on);
        }
        known
    }

    /// Everybody who is or was known, in order of id.
    pub fn people(&self) -> impl Iterator<Item = (PersonId, &KnownPerson)> {
        self.people.iter().map(|(id, person)| (*id, person))
    }

    /// The person with this id.
    pub fn person(&self, id: PersonId) -> Option<&KnownPerson> {
        self.people.get(&id)
    }

    /// Who belongs to the household on a day, in order of id: whoever lives here, and whoever lives elsewhere, has not
    /// left, and has needs on that day.
    pub fn members(&self, on: NaiveDate) -> impl Iterator<Item = PersonId> + '_ {
        let needing: BTreeSet<PersonId> =
            self.needs.values().filter(|need| need.holds(on)).map(|need| need.person).collect();
        self.people()
            .filter(move |(id, person)| person.is_here(on) || (needing.contains(id) && person.is_of_here(on)))
            .map(|(id, _)| id)
    }

    /// The id under which a person is kept now, if they were found to be one with somebody.
    pub fn kept_as(&self, id: PersonId) -> Option<PersonId> {
        self.same_as.get(&id).copied()
    }

    /// Who is what to whom, as stated, in order. [`Chronicle::kin_of`] reads it from both sides.
    pub fn kin(&self) -> &[Kin] {
        &self.kin
    }

    /// What a person is to others, in order of their ids, whichever of the two it was stated of.
    pub fn kin_of(&self, person: PersonId) -> Vec<(PersonId, KinIs)> {
        kin::of_person(&self.kin, person)
    }

    /// Providers and devices, in order of id.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        self.services.values()
    }

    /// Every need that was ever recorded, in order of id.
    pub fn needs(&self) -> impl Iterator<Item = (NeedId, &KnownNeed)> {
        self.needs.iter().map(|(id, need)| (*id, need))
    }

    /// The need with this id.
    pub fn need(&self, id: NeedId) -> Option<&KnownNeed> {
        self.needs.get(&id)
    }

    /// Every arrangement that was ever recorded, in order of id.
    pub fn arrangements(&self) -> impl Iterator<Item = (ArrangementId, &KnownArrangement)> {
        self.arrangements.iter().map(|(id, arrangement)| (*id, arrangement))
    }

    /// The arrangement with this id.
    pub fn arrangement(&self, id: ArrangementId) -> Option<&KnownArrangement> {
        self.arrangements.get(&id)
    }

    /// The records from which this household came, and those that joined it since.
    pub fn came_from(&self) -> &[RecordRef] {
        &self.came_from
    }

    /// What this record yields for a household that came of it, or that it joined: the value with which the
    /// embedder opens that household's record, or which it brings.
    ///
    /// It is as known when they parted, with later corrections of what was recorded before read into it. What is
    /// learnt afterwards (two people found to be one, say) is recorded in that household's own record.
    pub fn yields(&self, household: HouseholdId) -> Option<&HouseholdInput> {
        self.parted.get(&household)
    }

    /// The household's week on a day: the one from Monday to Sunday in which the day is.
    ///
    /// Of what alternates only what is on in that week is in it: a need or help that is off in it is not there, and of
    /// a rota by days there are the days on which it is on. Every other week is that of another day; all of them, one
    /// after the other, are [`Chronicle::snapshot`].
    ///
    /// Members are the people who are alive on that day and live here, or live elsewhere, have not left and have needs
    /// on it. In it are the needs of members and the
    /// arrangements for these that hold on it, and whoever or whatever these name as giving or supporting. Whoever
    /// has died or is out of touch gives and supports nothing, whatever is recorded. Between two who moved to different
    /// addresses, able and willing are not known unless they were answered since, or are *no*. Reliance on needs that are not
    /// in it is left out, and whoever is not a member leans on nothing.
    ///
    /// # Errors
    ///
    /// [`Problems`] for a date outside the years of [`limits`](crate::base::limits); nothing else can be wrong with
    /// it.
    pub fn as_at(&self, on: NaiveDate) -> Result<Snapshot, Problems> {
        self.week_of(self.day(on).in_its_week(on), on)
    }

    /// The household's weeks as they are on a day, all of them: where needs or help alternate, a snapshot says so, and
    /// what reads it goes through the weeks of their cycle, the first being that of the day. Where nothing alternates
    /// this is [`Chronicle::as_at`], in which members, needs and arrangements are told.
    ///
    /// ```
    /// # use mutual_care::base::{Every, PersonId, Role, Stamp, WorkerId, WorkingDays};
    /// # use mutual_care::household::{Household, HouseholdInput, HouseholdInputParts, Opened, Person, Policy, StatedArrangement};
    /// # use mutual_care::machine::{Machine, Setting};
    /// # use mutual_care::need::{Consequence, Need, Outcome, Window};
    /// # struct EveryDay;
    /// # impl WorkingDays for EveryDay {
    /// #     fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> { Some(true) }
    /// # }
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// # let worker: WorkerId = id(90).parse()?;
    /// # let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
    /// # let policy = Policy::default();
    /// # let stamp = Stamp::new(day(2).and_hms_opt(9, 30, 0).unwrap().and_utc(), worker, Role::SocialWorker)?;
    /// # let (mother, brother): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
    /// # let nights = Need::new(id(3).parse()?, mother, Outcome::SafeAtNight, Consequence::Critical)
    /// #     .with_windows(vec![Window::being_there("Sat 22:00-07:00".parse()?)])?;
    /// # let mut parts = HouseholdInputParts::new(id(9).parse()?, day(2));
    /// # parts.people = vec![Person::here(mother), Person::elsewhere(brother)];
    /// // A made-up brother who comes every other weekend.
    /// let mut comes = StatedArrangement::new(id(4).parse()?, brother.into(), nights.id(), "Sat 22:00-07:00".parse()?);
    /// comes.every = Some(Every::weeks(2, day(2))?);
    /// # parts.needs = vec![nights.into()];
    /// # parts.arrangements = vec![comes];
    /// # let input = HouseholdInput::new(parts)?;
    /// # let setting = Setting::new(&policy, &EveryDay);
    /// # let record: Household = Household::open(input.id(), Opened::new(input), stamp, &setting)?.record.into();
    /// assert_eq!(record.as_at(day(8))?.arrangements().len(), 1);
    /// assert_eq!(record.as_at(day(9))?.arrangements().len(), 0);
    /// assert_eq!(record.chronicle().snapshot(day(9))?.arrangements().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Chronicle::as_at`], and where weeks alternate so that it takes more than
    /// [`limits::CYCLE_WEEKS`](crate::base::limits::CYCLE_WEEKS) until they are as before.
    pub fn snapshot(&self, on: NaiveDate) -> Result<Snapshot, Problems> {
        self.week_of(self.day(on), on)
    }

    /// The same, and what begins after that day and no later than a last one, for whoever asks about a planned absence; as
    /// [`HouseholdInput::snapshot_until`](super::HouseholdInput::snapshot_until).
    ///
    /// ```
    /// # use mutual_care::base::{Period, PersonId, Role, Stamp, WorkerId, WorkingDays};
    /// # use mutual_care::household::{Household, HouseholdInput, HouseholdInputParts, Opened, Person, Policy, StatedArrangement, StatedNeed};
    /// # use mutual_care::machine::{Machine, Setting};
    /// # use mutual_care::need::{Consequence, Need, Outcome};
    /// # struct EveryDay;
    /// # impl WorkingDays for EveryDay {
    /// #     fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> { Some(true) }
    /// # }
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// # let worker: WorkerId = id(90).parse()?;
    /// # let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 8, d).unwrap();
    /// # let policy = Policy::default();
    /// # let stamp = Stamp::new(day(3).and_hms_opt(9, 30, 0).unwrap().and_utc(), worker, Role::SocialWorker)?;
    /// # let (una, will): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
    /// # let mut parts = HouseholdInputParts::new(id(9).parse()?, day(3));
    /// # parts.people = vec![Person::here(una), Person::elsewhere(will)];
    /// // Una needs her drops from 10 to 20 August, and Will gives them from the 12th.
    /// let drops = Need::new(id(3).parse()?, una, Outcome::Medicines, Consequence::Critical);
    /// let mut gives = StatedArrangement::new(id(4).parse()?, will.into(), drops.id(), "daily 08:00-08:10".parse()?);
    /// gives.period = Period::new(Some(day(12)), None)?;
    /// parts.needs = vec![StatedNeed { period: Period::new(Some(day(10)), Some(day(20)))?, ..StatedNeed::from(drops) }];
    /// parts.arrangements = vec![gives];
    /// let input = HouseholdInput::new(parts)?;
    /// # let setting = Setting::new(&policy, &EveryDay);
    /// # let record: Household = Household::open(input.id(), Opened::new(input.clone()), stamp, &setting)?.record.into();
    /// for last in [9, 10, 11, 12, 20] {
    ///     let known = record.chronicle().snapshot_until(day(3), day(last))?;
    ///     assert_eq!(known, input.snapshot_until(day(3), day(last))?);
    ///     assert_eq!((known.needs().len(), known.arrangements().len()), ((last >= 10).into(), (last >= 12).into()));
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Chronicle::snapshot`].
    pub fn snapshot_until(&self, on: NaiveDate, last: NaiveDate) -> Result<Snapshot, Problems> {
        self.week_of(self.day_until(on, Some(last)), on)
    }

    fn week_of(&self, day: Day, on: NaiveDate) -> Result<Snapshot, Problems> {
        let Day { members, needs, arrangements } = day;
        let people = self.people().map(|(id, person)| (id, person.age_on(on), person.address(on)));
        let sources = sources(&members, people, self.services.values(), &arrangements);
        let needs = needs.into_values().collect();
        let ages = self.people().filter_map(|(id, person)| Some((id, person.age_on(on)?)));
        Ok(Snapshot::new(SnapshotParts { on, sources, needs, arrangements })?.knowing(ages))
    }

    /// A snapshot of the first day, and one of each later day up to and including the last on which anything in it
    /// changes: each with all its weeks, so that alternating alone is no change.
    ///
    /// # Errors
    ///
    /// As [`HouseholdInput::history`].
    pub fn history(&self, first: NaiveDate, last: NaiveDate) -> Result<History, InputHistoryError> {
        history(self.days().chain(self.days_of_ages()), first, last, |on| self.snapshot(on))
    }

    /// Every day on which anything is known to change.
    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        let people = self.people.values().flat_map(|person| person.whereabouts.days().chain(person.died));
        let needs = self.needs.values().flat_map(|need| need.content.days().chain(need.when.days()));
        let arrangements =
            self.arrangements.values().flat_map(|known| known.terms.days().chain(known.days_of_answers()));
        people.chain(needs).chain(arrangements)
    }

    /// Every day on which what is known of an age changes.
    fn days_of_ages(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.people.values().filter_map(KnownPerson::born).flat_map(Age::days)
    }

    pub(super) fn day(&self, on: NaiveDate) -> Day {
        self.day_until(on, None)
    }

    /// The same, and what begins later, up to a last day, as it is from its first day on; then each has its days.
    fn day_until(&self, on: NaiveDate, last: Option<NaiveDate>) -> Day {
        let mut members: BTreeSet<PersonId> = self.members(on).collect();
        let (mut needs, mut later) = (BTreeMap::new(), Vec::new());
        for (id, known) in self.needs() {
            let first = match last {
                None => known.holds(on).then_some(on),
                Some(last) => known.content.first_from(on).filter(|first| *first <= last),
            };
            let Some((first, need)) = first.and_then(|first| Some((first, known.at(first)?))) else {
                continue;
            };
            // Whoever has needs is a member.
            let is_member_then = || first > on && self.members(first).any(|member| member == known.person);
            if members.contains(&known.person) || is_member_then() {
                later.push(known.person);
                let days = last.and_then(|_| known.stretch(first));
                needs.insert(id, days.map_or_else(|| need.clone(), |days| need.clone().with_period(days)));
            }
        }
        members.extend(later);
        let mut arrangements = Vec::new();
        // Of each two once, however much the one does for the other.
        let mut apart: BTreeMap<(SourceId, PersonId), Option<NaiveDate>> = BTreeMap::new();
        for (id, known) in self.arrangements() {
            let first = match last {
                None => known.holds(on).then_some(on),
                Some(last) => known.terms.first_from(on).filter(|first| *first <= last),
            };
            let Some(on) = first.filter(|first| self.is_given(known, *first)) else { continue };
            if needs.contains_key(&known.need) {
                let member = members.contains(&PersonId::new(known.by.uuid()));
                let to = self.need(known.need).map(|need| need.person);
                let apart = to.and_then(|to| {
                    *apart.entry((known.by, to)).or_insert_with(|| self.apart_since(known.by, to, on))
                });
                arrangements.extend(known.plain(id, on, apart, |need| member && needs.contains_key(&need)));
            }
        }
        Day { members, needs, arrangements }
    }

    /// Whether help is there on a day, by somebody who is alive and in touch, with the support it takes.
    pub(super) fn is_given(&self, known: &KnownArrangement, on: NaiveDate) -> bool {
        let can = |by| self.gives(by, on);
        self.is_arranged(known, on) && can(known.by) && known.supported_by(on).is_none_or(can)
    }

    /// Whether help is down for somebody else's need on a day. Between two who were found to be one it never was.
    pub(super) fn is_arranged(&self, known: &KnownArrangement, on: NaiveDate) -> bool {
        let owner = self.need(known.need).map(|need| SourceId::from(need.person));
        owner != Some(known.by) && known.holds(on)
    }

    /// Whether somebody can give anything at all on a day: a service, or a person who is alive and in touch.
    pub(super) fn gives(&self, source: SourceId, on: NaiveDate) -> bool {
        self.people.get(&PersonId::new(source.uuid())).is_none_or(|person| person.in_touch(on))
    }

    /// Whether a source is a person or a service that is known.
    pub(super) fn knows(&self, source: SourceId) -> bool {
        self.services.contains_key(&source) || self.people.contains_key(&PersonId::new(source.uuid()))
    }

    /// Something changed on that day after which to look again for mutual caring.
    pub(super) fn mark(&mut self, on: NaiveDate) {
        self.recorded += 1;
        self.changes.insert(on, self.recorded);
    }

    /// What a person or a service is called; none if there is no such one, or no name was given.
    pub fn name(&self, id: impl Into<SourceId>) -> Option<&PrivateText> {
        let id = id.into();
        let person = self.people.get(&PersonId::new(id.uuid())).map(|person| &person.name);
        person.or_else(|| self.services.get(&id).map(|service| &service.name)).filter(|name| !name.is_empty())
    }
}

impl Labels for Chronicle {
    fn source(&self, id: SourceId) -> Option<&str> {
        self.name(id).map(PrivateText::reveal)
    }

    /// In the words that were said last.
    fn need(&self, id: NeedId) -> Option<&str> {
        let about = self.needs.get(&id).and_then(KnownNeed::last_about);
        about.map(PrivateText::reveal).filter(|about| !about.is_empty())
    }
}
