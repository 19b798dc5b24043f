//! What a record knows of one person and of one need, over time.

use alloc::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::dwelling::{Dwelling, Dwellings};
use super::{Lives, OverTime, Person, StatedNeed, Times, Topic};
use crate::base::{Every, Fact, MINUTES_PER_DAY, PartDate, Period, PersonId, PrivateText, Told, codes};
use crate::need::{Address, Age, Need};

impl Dwelling {
    /// Whether it is here that somebody lives at an address, and else at which home, still belonging here.
    pub(super) fn of(address: &Address) -> (Whereabouts, Option<Self>) {
        match address {
            Address::Home => (Whereabouts::Here, None),
            Address::At(label) => (Whereabouts::Elsewhere, Some(Self::Elsewhere(Some(label.clone())))),
            Address::Elsewhere => (Whereabouts::Elsewhere, Some(Self::Elsewhere(None))),
        }
    }
}

codes! {
    /// Where somebody who is alive is, seen from a household.
    pub enum Whereabouts: "where somebody is" {
        /// Known once, and out of touch.
        OutOfTouch = "out_of_touch", "out of touch";
        /// Somewhere else, and in touch.
        Elsewhere = "elsewhere", "lives elsewhere";
        /// In the household.
        Here = "here", "lives here";
    }
}

/// What is known of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    pub(super) name: PrivateText,
    pub(super) born: Option<PartDate>,
    pub(super) died: Option<NaiveDate>,
    pub(super) whereabouts: OverTime<Whereabouts>,
    /// Their homes that are not here.
    pub(super) dwellings: Dwellings,
    /// The days from which they are to be somewhere as planned, and nothing that happened has taken its place yet.
    pub(super) planned: BTreeSet<NaiveDate>,
    /// The days on which they were asked anything.
    pub(super) asked: BTreeSet<NaiveDate>,
    pub(super) views: BTreeMap<Topic, OverTime<Fact<bool>>>,
}

impl KnownPerson {
    /// Somebody as handed over on a day: an end of living here that is later is a plan.
    pub(super) fn new(person: &Person, told: NaiveDate) -> Self {
        let mut known = Self::unnamed();
        known.describe(&person.name, person.born);
        match &person.lives {
            Lives::Here(period) => {
                known.whereabouts.set(period.from(), Whereabouts::Here);
                if let Some(until) = period.until() {
                    known.whereabouts.set(Some(until), Whereabouts::Elsewhere);
                    known.dwellings.insert(Some(until), Dwelling::Elsewhere(None));
                    known.planned.extend((told < until).then_some(until));
                }
            }
            Lives::Elsewhere => {
                known.dwellings.insert(None, Dwelling::Elsewhere(person.address.clone()));
            }
        }
        for home in &person.later_homes {
            let (to, dwelling) = Dwelling::of(&home.lives);
            known.whereabouts.set(Some(home.from), to);
            known.dwellings.extend(dwelling.map(|dwelling| (Some(home.from), dwelling)));
            known.planned.extend((told < home.from).then_some(home.from));
        }
        known
    }

    /// Somebody of whom nothing is known yet.
    pub(super) fn unnamed() -> Self {
        Self {
            name: PrivateText::empty(),
            born: None,
            died: None,
            whereabouts: OverTime::always(Whereabouts::Elsewhere),
            dwellings: BTreeMap::from([(None, Dwelling::Elsewhere(None))]),
            planned: BTreeSet::new(),
            asked: BTreeSet::new(),
            views: BTreeMap::new(),
        }
    }

    /// Name and birth, where they are not known yet, or the birth not as exactly.
    pub(super) fn describe(&mut self, name: &PrivateText, born: Option<PartDate>) {
        if self.name.is_empty() {
            self.name = name.clone();
        }
        self.born = self.born.zip(born).map(|(known, born)| known.finer(born)).or(self.born).or(born);
    }

    /// What they are called. Empty if that is not to be said.
    pub const fn name(&self) -> &PrivateText {
        &self.name
    }

    /// When they were born, as exactly as it is known.
    pub const fn born(&self) -> Option<PartDate> {
        self.born
    }

    /// Whether they are an adult on a day, as far as that is known.
    pub fn age_on(&self, on: NaiveDate) -> Option<Age> {
        self.born.and_then(|born| Age::on(born, on))
    }

    /// The day on which they died.
    pub const fn died(&self) -> Option<NaiveDate> {
        self.died
    }

    /// Where they are over time, as long as they live: as recorded, and as [planned](KnownPerson::planned).
    pub const fn whereabouts(&self) -> &OverTime<Whereabouts> {
        &self.whereabouts
    }

    /// The moves that are planned and of which nothing has been recorded since, each with its day, earliest first.
    ///
    /// ```
    /// # use mutual_care::household::{HouseholdInput, HouseholdInputParts, MovePlanned, Opened, Person, Household, Policy, Whereabouts};
    /// # use mutual_care::base::{PersonId, Role, Stamp, WorkerId, WorkingDays};
    /// # use mutual_care::machine::{Machine, Setting};
    /// # struct EveryDay;
    /// # impl WorkingDays for EveryDay {
    /// #     fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> { Some(true) }
    /// # }
    /// # let worker: WorkerId = "6f2c1a3e-0000-4000-8000-0000000000f1".parse()?;
    /// # let son: PersonId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let (on, policy) = (date(3, 2), Policy::default());
    /// # let stamp = Stamp::new(on.and_hms_opt(9, 30, 0).unwrap().and_utc(), worker, Role::SocialWorker)?;
    /// # let mut parts = HouseholdInputParts::new("6f2c1a3e-0000-4000-8000-000000000009".parse()?, on);
    /// # parts.people.push(Person::here(son));
    /// # let input = HouseholdInput::new(parts)?;
    /// # let setting = Setting::new(&policy, &EveryDay);
    /// # let record = Household::open(input.id(), Opened::new(input), stamp, &setting)?.record;
    /// let leaves = MovePlanned { on, person: son, to: Whereabouts::Elsewhere, from: Some(date(6, 1)) };
    /// let record: Household = record.accept(leaves, stamp, &setting)?.record.into();
    /// assert_eq!(record.as_at(date(6, 1))?.members().count(), 0, "every look ahead takes it as so");
    /// let known = record.chronicle().person(son).ok_or("the son")?;
    /// assert_eq!(known.planned().collect::<Vec<_>>(), [(date(6, 1), Whereabouts::Elsewhere)]);
    /// let look = record.to_look_at(date(6, 1), &policy);
    /// assert_eq!(look.with_code("planned-not-recorded").count(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn planned(&self) -> impl Iterator<Item = (NaiveDate, Whereabouts)> + '_ {
        self.planned.iter().filter_map(|day| Some((*day, *self.whereabouts.at(*day)?)))
    }

    /// What they said of themself over time.
    pub fn said(&self, topic: Topic) -> Option<&OverTime<Fact<bool>>> {
        self.views.get(&topic)
    }

    /// Whether they have not died by that day.
    pub fn lives_on(&self, on: NaiveDate) -> bool {
        self.died.is_none_or(|died| on < died)
    }

    /// Whether they live in the household on that day.
    pub fn is_here(&self, on: NaiveDate) -> bool {
        self.is(on, Whereabouts::Here)
    }

    /// Whether they are alive on that day, and in touch.
    pub fn in_touch(&self, on: NaiveDate) -> bool {
        self.lives_on(on) && !self.is(on, Whereabouts::OutOfTouch)
    }

    pub(super) fn is(&self, on: NaiveDate, whereabouts: Whereabouts) -> bool {
        self.lives_on(on) && self.whereabouts.at(on) == Some(&whereabouts)
    }
}

/// A need in words, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) need: Need,
    pub(super) about: PrivateText,
}

/// What is known of one need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownNeed {
    pub(super) person: PersonId,
    pub(super) content: OverTime<Option<Content>>,
    /// When it arises: stated with it, or answered apart.
    pub(super) when: OverTime<Told<Times>>,
}

impl KnownNeed {
    /// A need as handed over.
    pub(super) fn handed_over(stated: &StatedNeed) -> Self {
        let content = OverTime::over(stated.period, Content::of(stated));
        let when = times(&stated.need).map_or_else(OverTime::default, OverTime::always);
        Self { person: stated.need.person(), content, when }
    }

    /// A need from a day on.
    pub(super) fn begun(stated: &StatedNeed, on: NaiveDate) -> Self {
        let person = stated.need.person();
        let mut known = Self { person, content: OverTime::default(), when: OverTime::default() };
        known.begin(stated, on);
        known
    }

    /// There from a day on, as stated.
    pub(super) fn begin(&mut self, stated: &StatedNeed, on: NaiveDate) {
        self.content.begin(on, stated.period.until(), Content::of(stated));
        if let Some(times) = times(&stated.need) {
            self.when.set(Some(on), times);
        }
    }

    /// Another from a day on, or from a day until another.
    pub(super) fn change(&mut self, stated: &StatedNeed, on: NaiveDate) {
        let until = stated.period.until();
        self.content.change(on, until, Some(Content::of(stated)));
        if let Some(times) = times(&stated.need) {
            self.when.change(on, until, times);
        }
    }

    /// Not there from a day on, or from a day until another.
    pub(super) fn stop(&mut self, on: NaiveDate, until: Option<NaiveDate>) {
        self.content.stop(on, until);
        if until.is_none() {
            self.when.uncover(on);
        }
    }

    /// Whose it is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Whether it is there on a day.
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.content.there(on).is_some()
    }

    /// The days around this one over which it is there without a break.
    pub fn stretch(&self, on: NaiveDate) -> Option<Period> {
        self.content.stretch(on)
    }

    /// The need as it is on a day, with the times at which it is known to arise.
    pub fn at(&self, on: NaiveDate) -> Option<Need> {
        let need = self.content.there(on)?.need.clone().of_person(self.person);
        let windows = match self.when.at(on) {
            Some(Told::Known(times)) => times.windows().to_vec(),
            _ => alloc::vec::Vec::new(),
        };
        // Times are windows that go together, so nothing is lost here.
        let need = need.clone().with_windows(windows).unwrap_or(need);
        // A rota by days has windows of a day at most. Where two of different days say otherwise together, the need is
        // there in every week: nobody takes it for less than it is.
        let every = need.every();
        let always = need.with_every(None).ok()?;
        Some(always.clone().with_every(every).unwrap_or(always))
    }

    /// Whether these times, or those that are known without them, fit how the need alternates on a day: windows of more
    /// than 24 hours do not where days do.
    pub(super) fn alternates_with(&self, every: Option<Every>, times: Option<&Times>, on: NaiveDate) -> bool {
        let known = self.when.at(on).and_then(|told| match told {
            Told::Known(times) => Some(times),
            Told::NotKnown(_) => None,
        });
        let windows = times.or(known).map_or(&[][..], Times::windows);
        let longest = windows.iter().map(|window| window.span().minutes()).max();
        !every.is_some_and(Every::is_by_days) || longest.is_none_or(|longest| longest <= MINUTES_PER_DAY)
    }

    /// In which weeks, or on which days, it is there, as recorded of a day; none: in every week, or not at all.
    pub fn every(&self, on: NaiveDate) -> Option<Every> {
        self.content.there(on).and_then(|content| content.need.every())
    }

    /// What it is about on a day, in somebody's own words.
    pub fn about(&self, on: NaiveDate) -> Option<&PrivateText> {
        self.content.there(on).map(|content| &content.about)
    }

    /// The words for it that were said last.
    pub(super) fn last_about(&self) -> Option<&PrivateText> {
        self.content.changes().filter_map(|(_, content)| content.as_ref()).next_back().map(|it| &it.about)
    }

    /// What is known by a day of when it arises.
    pub fn when(&self, on: NaiveDate) -> Told<&Times> {
        self.when.at(on).map_or_else(Told::default, Told::as_ref)
    }
}

impl Content {
    fn of(stated: &StatedNeed) -> Self {
        Self { need: stated.need.clone(), about: stated.about.clone() }
    }
}

fn times(need: &Need) -> Option<Told<Times>> {
    let windows = need.windows().to_vec();
    if windows.is_empty() { None } else { Times::new(windows).ok().map(Told::Known) }
}
