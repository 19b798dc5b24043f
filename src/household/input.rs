//! A household as somebody hands it over, and what comes of it: the snapshot of a date, the history of a time.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::check::{Lists, check};
use super::problems as kind;
use super::weeks::{InputHistoryError, history, sources, sources_named};
use super::{
    HouseholdInputParts, Kin, KinIs, KnownPerson, Lives, Person, Service, StatedArrangement, StatedNeed, kin,
};
use crate::base::{
    ArrangementId, Handed, HouseholdId, Labels, NeedId, Path, Period, PersonId, PrivateText, Problem,
    Problems, SourceId, limits, wire,
};
use crate::need::{Age, History, Snapshot, SnapshotParts, Source};

/// A household, handed over: everything in it fits together.
///
/// On the wire it is the file that `docs/household-input.md` describes. Lists are kept in order of id.
///
/// ```
/// use mutual_care::household::{HouseholdInput, HouseholdInputParts, Lives, Person};
/// use mutual_care::base::{Period, PrivateText};
/// let date = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let mut parts = HouseholdInputParts::new("6f2c1a3e-0000-4000-8000-000000000009".parse()?, date(2));
/// parts.people.push(Person {
///     name: PrivateText::new("Ada")?,
///     lives: Lives::Here(Period::new(None, Some(date(20)))?),
///     ..Person::here("6f2c1a3e-0000-4000-8000-000000000001".parse()?)
/// });
/// let input = HouseholdInput::new(parts)?;
/// assert_eq!(input.snapshot(input.as_at())?.members().count(), 1);
/// assert_eq!(input.snapshot(date(20))?.members().count(), 0);
/// assert_eq!(input.history(date(1), date(31))?.steps().len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "HouseholdInputParts", into = "HouseholdInputParts")]
pub struct HouseholdInput {
    parts: HouseholdInputParts,
}

impl HouseholdInput {
    /// Puts a household together.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with its place and what would be right.
    pub fn new(parts: HouseholdInputParts) -> Result<Self, Problems> {
        Self::or_all_problems(parts).map_err(Problems::of)
    }

    /// The same with all problems, however many, for a file that tells its own beside them.
    pub(crate) fn or_all_problems(parts: HouseholdInputParts) -> Result<Self, Vec<Problem>> {
        let mut found: Vec<Problem> = wrong(&parts, Some(parts.as_at)).collect();
        if found.is_empty() {
            found = cycle_too_long(&parts);
        }
        if found.is_empty() { Ok(Self::in_order(parts)) } else { Err(found) }
    }

    /// A household as a journal keeps it. An earlier release let births be later than the day as at which it was
    /// written down: what it accepted is read, and the guards speak against it.
    pub(super) fn kept<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts = <HouseholdInputParts as Deserialize>::deserialize(deserializer)?;
        Problems::none_or(wrong(&parts, None)).map_err(serde::de::Error::custom)?;
        Ok(Self::in_order(parts))
    }

    fn in_order(mut parts: HouseholdInputParts) -> Self {
        parts.people.sort_unstable_by_key(|person| person.id);
        parts.kin.sort_unstable();
        parts.services.sort_unstable_by_key(|service| service.id);
        parts.needs.sort_unstable_by_key(|stated| stated.need.id());
        parts.arrangements.sort_unstable_by_key(|arrangement| arrangement.id);
        for arrangement in &mut parts.arrangements {
            if let Some(needs) = &mut arrangement.relies_on {
                needs.sort_unstable();
                needs.dedup();
            }
            arrangement.skills.sort_unstable();
        }
        Self { parts }
    }

    /// The household's id.
    pub const fn id(&self) -> HouseholdId {
        self.parts.id
    }

    /// What is to be known about the file itself.
    pub const fn note(&self) -> &PrivateText {
        &self.parts.note
    }

    /// As at which date it was written down.
    pub const fn as_at(&self) -> NaiveDate {
        self.parts.as_at
    }

    /// The people, inside and outside, in order of id.
    pub fn people(&self) -> &[Person] {
        &self.parts.people
    }

    /// Who is what to whom, as stated. [`HouseholdInput::kin_of`] reads it from both sides.
    pub fn kin(&self) -> &[Kin] {
        &self.parts.kin
    }

    /// Providers and devices, in order of id.
    pub fn services(&self) -> &[Service] {
        &self.parts.services
    }

    /// Who needs what, in order of id.
    pub fn needs(&self) -> &[StatedNeed] {
        &self.parts.needs
    }

    /// Who does what for whom, in order of id.
    pub fn arrangements(&self) -> &[StatedArrangement] {
        &self.parts.arrangements
    }

    /// The person with this id.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        let index = self.people().binary_search_by_key(&id, |person| person.id).ok()?;
        self.people().get(index)
    }

    /// The service with this id.
    pub fn service(&self, id: SourceId) -> Option<&Service> {
        let index = self.services().binary_search_by_key(&id, |service| service.id).ok()?;
        self.services().get(index)
    }

    /// The need with this id.
    pub fn need(&self, id: NeedId) -> Option<&StatedNeed> {
        let index = self.needs().binary_search_by_key(&id, |stated| stated.need.id()).ok()?;
        self.needs().get(index)
    }

    /// The arrangement with this id.
    pub fn arrangement(&self, id: ArrangementId) -> Option<&StatedArrangement> {
        let index = self.arrangements().binary_search_by_key(&id, |arrangement| arrangement.id).ok()?;
        self.arrangements().get(index)
    }

    /// What a person or a service is called; none if there is no such one, or no name was given.
    pub fn name(&self, id: impl Into<SourceId>) -> Option<&PrivateText> {
        let id = id.into();
        let person = self.person(PersonId::new(id.uuid())).map(|person| &person.name);
        person.or_else(|| self.service(id).map(|service| &service.name)).filter(|name| !name.is_empty())
    }

    /// What a person is to others, in order of their ids, whichever of the two it was stated of: `son` where
    /// somebody said so, `child` where the other is only known to be the mother.
    pub fn kin_of(&self, person: PersonId) -> Vec<(PersonId, KinIs)> {
        kin::of_person(self.kin(), person)
    }

    /// The household's weeks as they are on a date: where needs or help alternate, all of them, the first being that of
    /// the date.
    ///
    /// Members are the people who live here on that date, and those who live elsewhere and have needs on it: always
    /// elsewhere, or since they moved away. In it are the needs of members and the arrangements
    /// for these, as far as their periods hold on that date, and whoever or whatever these name as giving or
    /// supporting. Between two who lived here together and of whom one has moved away, able and willing are not
    /// known unless they were answered since, or are *no*. Reliance on needs that are not in it is left out, and whoever is
    /// not a member leans on nothing.
    ///
    /// # Errors
    ///
    /// [`Problems`] for a date outside the years of [`limits`](crate::base::limits), and where weeks alternate so that
    /// it takes more than [`limits::CYCLE_WEEKS`] until they are as before; nothing else can be wrong with it.
    pub fn snapshot(&self, on: NaiveDate) -> Result<Snapshot, Problems> {
        let ages = self.people().iter().filter_map(|person| Some((person.id, person.age_known(on)?)));
        Ok(Snapshot::new(self.plain(on))?.knowing(ages))
    }

    /// The same, and what begins after that date and no later than a last one: needs and help of later days, each with its
    /// days. Only a proof of a planned absence looks past the date; everything else reads what is there on it.
    ///
    /// ```
    /// use mutual_care::base::{Period, PersonId};
    /// use mutual_care::household::{HouseholdInput, HouseholdInputParts, Person, StatedNeed};
    /// use mutual_care::need::{Consequence, Need, Outcome};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// # let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 8, d).ok_or("a date");
    /// let una: PersonId = id(1).parse()?;
    /// let mut parts = HouseholdInputParts::new(id(9).parse()?, day(3)?);
    /// parts.people = vec![Person::here(una)];
    /// let drops = Need::new(id(2).parse()?, una, Outcome::Medicines, Consequence::Critical);
    /// parts.needs = vec![StatedNeed { period: Period::new(Some(day(10)?), None)?, ..StatedNeed::from(drops) }];
    /// let household = HouseholdInput::new(parts)?;
    /// assert!(household.snapshot(day(3)?)?.needs().is_empty());
    /// assert_eq!(household.snapshot_until(day(3)?, day(17)?)?.needs().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`HouseholdInput::snapshot`].
    pub fn snapshot_until(&self, on: NaiveDate, last: NaiveDate) -> Result<Snapshot, Problems> {
        let ages = self.people().iter().filter_map(|person| Some((person.id, person.age_known(on)?)));
        Ok(Snapshot::new(self.plain_until(on, Some(last)))?.knowing(ages))
    }

    /// A snapshot of the first date, and one of each later date up to and including the last on which anything
    /// in it changes.
    ///
    /// # Errors
    ///
    /// [`InputHistoryError`] for dates in the wrong order or outside the years of [`limits`](crate::base::limits), and
    /// for a history of more than [`HISTORY_STEPS`](crate::base::limits::HISTORY_STEPS) dates or
    /// [`HISTORY_PARTS`](crate::base::limits::HISTORY_PARTS) needs and arrangements.
    pub fn history(&self, first: NaiveDate, last: NaiveDate) -> Result<History, InputHistoryError> {
        let homes = self.people().iter().filter_map(|person| match person.lives {
            Lives::Here(period) => Some(period),
            Lives::Elsewhere => None,
        });
        let periods = homes
            .chain(self.needs().iter().map(|stated| stated.period))
            .chain(self.arrangements().iter().map(|arrangement| arrangement.period));
        let born = self.people().iter().filter_map(|person| person.born);
        let days = periods.flat_map(|period: Period| [period.from(), period.until()]).flatten();
        let moves = self.people().iter().flat_map(|person| person.later_homes.iter().map(|home| home.from));
        let days = days.chain(born.flat_map(Age::days)).chain(moves);
        history(days, first, last, |on| self.snapshot(on))
    }

    /// The same without names, dates of birth and free text: ids, codes, dates and times stay.
    pub fn redact(&self) -> Self {
        let mut parts = self.parts.clone();
        parts.note = PrivateText::default();
        for person in &mut parts.people {
            (person.name, person.born) = (PrivateText::default(), None);
        }
        for service in &mut parts.services {
            service.name = PrivateText::default();
        }
        for stated in &mut parts.needs {
            stated.about = PrivateText::default();
        }
        for arrangement in &mut parts.arrangements {
            arrangement.about = PrivateText::default();
            arrangement.some_days = PrivateText::default();
        }
        Self { parts }
    }

    /// What it was made from, in order of ids.
    pub fn into_parts(self) -> HouseholdInputParts {
        self.parts
    }

    pub(super) fn lists(&self) -> Lists<'_> {
        lists(&self.parts)
    }

    /// Whoever and whatever of it is named and no member on a date, as a source.
    pub(crate) fn sources_on(&self, on: NaiveDate, named: &BTreeSet<SourceId>) -> Vec<Source> {
        let people = self.people().iter().filter(|person| named.contains(&person.id.into()));
        let people = people.map(|person| {
            let known = KnownPerson::new(person, self.as_at());
            (person.id, known.age_on(on), known.address(on))
        });
        sources_named(&BTreeSet::new(), people, self.services(), named)
    }

    /// The week of a date, what members lean on without saying so not yet filled in.
    pub(super) fn plain(&self, on: NaiveDate) -> SnapshotParts {
        self.plain_until(on, None)
    }

    /// The same, and what begins later, up to a last date.
    fn plain_until(&self, on: NaiveDate, last: Option<NaiveDate>) -> SnapshotParts {
        let days = last.and_then(|last| Period::new(Some(on), last.succ_opt()).ok());
        let touches = |period: Period| match days {
            Some(days) => period.intersection(days).is_some(),
            None => period.contains(on),
        };
        let people: BTreeMap<PersonId, KnownPerson> =
            self.people().iter().map(|person| (person.id, KnownPerson::new(person, self.as_at()))).collect();
        let needing: BTreeSet<PersonId> = (self.needs().iter())
            .filter(|stated| touches(stated.period))
            .map(|stated| stated.need.person())
            .collect();
        let belongs = |id: &PersonId, person: &KnownPerson| {
            person.is_here(on) || (needing.contains(id) && person.is_of_here(on))
        };
        let members: BTreeSet<PersonId> =
            people.iter().filter(|(id, person)| belongs(id, person)).map(|(id, _)| *id).collect();
        let needs: Vec<_> = self
            .needs()
            .iter()
            .filter(|stated| touches(stated.period) && members.contains(&stated.need.person()))
            .map(|stated| match days {
                // Whoever reads the date alone has nothing to ask of its other days.
                None => stated.need.clone(),
                Some(_) => stated.need.clone().with_period(stated.period),
            })
            .collect();
        let present: BTreeSet<NeedId> = needs.iter().map(crate::need::Need::id).collect();
        let arrangements: Vec<_> = self
            .arrangements()
            .iter()
            .filter(|arrangement| touches(arrangement.period) && present.contains(&arrangement.need))
            .map(|arrangement| {
                let giver = PersonId::new(arrangement.by.uuid());
                let member = members.contains(&giver);
                let to = self.need(arrangement.need).map(|stated| stated.need.person());
                let apart = to.and_then(|to| people.get(&giver)?.apart_since(people.get(&to)?, on));
                arrangement.plain(apart, |need| member && present.contains(&need))
            })
            .collect();
        let people = people.iter().map(|(id, person)| (*id, person.age_on(on), person.address(on)));
        let sources = sources(&members, people, self.services(), &arrangements);
        SnapshotParts { on, sources, needs, arrangements }
    }
}

fn wrong(parts: &HouseholdInputParts, born_by: Option<NaiveDate>) -> impl Iterator<Item = Problem> {
    let year = (!wire::in_years(parts.as_at)).then(|| {
        let problem = Problem::at(&Path::WHOLE.field("as_at"), &kind::YEAR);
        problem.naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST)
    });
    year.into_iter().chain(check(Lists::default(), lists(parts), born_by))
}

/// What alternates, on the date as at which it was written down, so that it takes more weeks than there may be until all
/// is as before.
fn cycle_too_long(parts: &HouseholdInputParts) -> Vec<Problem> {
    let alternates = parts.needs.iter().any(|stated| stated.need.every().is_some())
        || parts.arrangements.iter().any(|arrangement| arrangement.every.is_some());
    if !alternates {
        return Vec::new();
    }
    let there = HouseholdInput::in_order(parts.clone()).plain(parts.as_at);
    let needs: BTreeSet<NeedId> = there.needs.iter().map(crate::need::Need::id).collect();
    let helps: BTreeSet<ArrangementId> = there.arrangements.iter().map(|one| one.id).collect();
    let (of_needs, of_helps) = (Path::WHOLE.field("needs"), Path::WHOLE.field("arrangements"));
    let of_needs = of_needs.each(&parts.needs).filter(|(_, stated)| needs.contains(&stated.need.id()));
    let of_needs =
        of_needs.filter_map(|(at, stated)| Some((at, stated.need.id().any(), stated.need.every()?)));
    let of_helps = of_helps.each(&parts.arrangements).filter(|(_, one)| helps.contains(&one.id));
    let of_helps = of_helps.filter_map(|(at, one)| Some((at, one.id.any(), one.every?)));
    crate::need::cycle_too_long(of_needs.chain(of_helps))
}

fn lists(parts: &HouseholdInputParts) -> Lists<'_> {
    Lists {
        people: &parts.people,
        kin: &parts.kin,
        services: &parts.services,
        needs: &parts.needs,
        arrangements: &parts.arrangements,
    }
}

impl TryFrom<HouseholdInputParts> for HouseholdInput {
    type Error = Problems;

    fn try_from(parts: HouseholdInputParts) -> Result<Self, Problems> {
        Self::new(parts)
    }
}

impl Handed for HouseholdInput {
    type Parts = HouseholdInputParts;
}

impl From<HouseholdInput> for HouseholdInputParts {
    fn from(input: HouseholdInput) -> Self {
        input.parts
    }
}

impl Labels for HouseholdInput {
    fn source(&self, id: SourceId) -> Option<&str> {
        self.name(id).map(PrivateText::reveal)
    }

    fn need(&self, id: NeedId) -> Option<&str> {
        self.need(id).map(|stated| stated.about.reveal()).filter(|about| !about.is_empty())
    }
}
