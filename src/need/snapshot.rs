//! A household's week as it is on a date.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::met::{Compiled, Leaning, Scratch, bits};
use super::{Age, Arrangement, Need, Reliance, Source, SourceKind};
use crate::base::{
    AnyId, ArrangementId, CanonicalError, Fingerprint, NeedId, PersonId, SourceId, limits, wire,
};

/// The edition of the form in which a snapshot is fingerprinted.
const EDITION: u32 = 1;

/// What a snapshot is made from. Order does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Snapshot", deny_unknown_fields)]
pub struct SnapshotParts {
    /// The date.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Everybody and everything that helps, and every member whether they help or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "sources")]
    pub sources: Vec<Source>,
    /// What the members need.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "needs")]
    pub needs: Vec<Need>,
    /// Who helps with what.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "arrangements")]
    pub arrangements: Vec<Arrangement>,
}

fn sources<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<Source>, D::Error> {
    wire::list(d, limits::SOURCES, "sources")
}
fn needs<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<Need>, D::Error> {
    wire::list(d, limits::NEEDS, "needs")
}
fn ages<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<AgeOf>, D::Error> {
    wire::list(d, limits::PEOPLE, "ages")
}
fn arrangements<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<Arrangement>, D::Error> {
    wire::list(d, limits::ARRANGEMENTS, "arrangements")
}

/// A household's week on a date: sources, needs and arrangements in order of id, each consistent with the
/// others. Reliance that was not said has been filled in, and is marked as assumed.
///
/// ```
/// use mutual_care::base::{PersonId, WeekPattern};
/// use mutual_care::need::{
///     Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window,
/// };
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
/// let supper = Need::new(id(3).parse()?, mother, Outcome::Nutrition, Consequence::Critical)
///     .with_windows(vec![Window::doing("Mon 17:00-19:00".parse()?, 30)?])?;
/// let cooks = Arrangement::new(id(4).parse()?, son.into(), supper.id(), "Mon 17:00-18:00".parse()?);
/// let snapshot = Snapshot::new(SnapshotParts {
///     on: chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
///     sources: vec![Source::member(mother), Source::member(son)],
///     needs: vec![supper],
///     arrangements: vec![cooks],
/// })?;
/// assert_eq!(snapshot.needs().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "wire::Stored<SnapshotWire>", into = "SnapshotWire")]
pub struct Snapshot {
    parts: SnapshotParts,
    /// What is known of the ages of people who are not in this week, in order of their ids.
    others: Vec<AgeOf>,
}

/// Two weeks are the same if they say the same of whoever is in them: ages of others stand beside a week, for whoever
/// may be called.
impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Snapshot {}

/// What is known of somebody's age on the date of a snapshot in which they are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgeOf {
    person: PersonId,
    age: Age,
}

/// A snapshot as it is written: its parts, and the ages of people who are not in it.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Snapshot", deny_unknown_fields)]
struct SnapshotWire {
    #[serde(with = "wire::date")]
    on: NaiveDate,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "sources")]
    sources: Vec<Source>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "needs")]
    needs: Vec<Need>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "arrangements")]
    arrangements: Vec<Arrangement>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "ages")]
    ages: Vec<AgeOf>,
}

impl Snapshot {
    /// Puts a snapshot together, and fills in what members' arrangements lean on where they do not say: the
    /// giver's own critical needs that are met when unstated reliance is taken as none. What is unmet today
    /// cannot be what somebody leans on, so an assumption never makes a gap.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with what would.
    pub fn new(mut parts: SnapshotParts) -> Result<Self, Problems> {
        parts.sources.sort_unstable();
        parts.needs.sort_unstable_by_key(Need::id);
        parts.arrangements.sort_unstable_by_key(|arrangement| arrangement.id);
        for arrangement in &mut parts.arrangements {
            if let Reliance::Stated(needs) | Reliance::Assumed(needs) = &mut arrangement.relies_on {
                needs.sort_unstable();
                needs.dedup();
            }
        }
        let problems = problems(&parts);
        if !problems.is_empty() {
            return Err(Problems(problems));
        }
        let mut snapshot = Self { parts, others: Vec::new() };
        snapshot.assume();
        Ok(snapshot)
    }

    /// The same week with more sources and arrangements: what if? What is stored stays as it is, assumptions
    /// included, so that more help never makes anything fall; only the added arrangements have theirs filled
    /// in.
    ///
    /// # Errors
    ///
    /// [`Problems`], as [`Snapshot::new`].
    pub fn with(
        &self,
        sources: impl IntoIterator<Item = Source>,
        arrangements: impl IntoIterator<Item = Arrangement>,
    ) -> Result<Self, Problems> {
        let mut parts = self.parts.clone();
        parts.sources.extend(sources);
        parts.arrangements.extend(arrangements);
        Ok(Self::new(parts)?.knowing(self.others.iter().map(|of| (of.person, of.age))))
    }

    /// The same week, with what is known of the ages of people who are not in it on its date: somebody from outside
    /// who gives nothing in an ordinary week may be called in an emergency. Of whoever is in it, their source says it.
    /// At most [`limits::PEOPLE`] are kept.
    ///
    /// ```
    /// use mutual_care::base::PersonId;
    /// use mutual_care::need::{Age, Snapshot, SnapshotParts, Source};
    /// let mother: PersonId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
    /// let neighbour: PersonId = "6f2c1a3e-0000-4000-8000-000000000002".parse()?;
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    /// let sources = vec![Source::member(mother)];
    /// let week = Snapshot::new(SnapshotParts { on, sources, needs: vec![], arrangements: vec![] })?;
    /// let known = week.clone().knowing([(neighbour, Age::Adult)]);
    /// assert_eq!((week.age_of(neighbour), known.age_of(neighbour)), (None, Some(Age::Adult)));
    /// assert_eq!(week.fingerprint(), known.fingerprint());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn knowing(mut self, ages: impl IntoIterator<Item = (PersonId, Age)>) -> Self {
        let ages = ages.into_iter().map(|(person, age)| AgeOf { person, age });
        let mut others: Vec<AgeOf> = ages.filter(|of| self.source(of.person.into()).is_none()).collect();
        others.sort_unstable();
        others.dedup_by_key(|of| of.person);
        others.truncate(limits::PEOPLE);
        self.others = others;
        self
    }

    /// The date.
    pub const fn on(&self) -> NaiveDate {
        self.parts.on
    }

    /// Everybody and everything that helps, and every member, in order of id.
    pub fn sources(&self) -> &[Source] {
        &self.parts.sources
    }

    /// The needs, in order of id.
    pub fn needs(&self) -> &[Need] {
        &self.parts.needs
    }

    /// The arrangements, in order of id.
    pub fn arrangements(&self) -> &[Arrangement] {
        &self.parts.arrangements
    }

    /// The members of the household, in order of id.
    pub fn members(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.sources().iter().filter(|source| source.kind == SourceKind::Member).filter_map(Source::as_person)
    }

    /// The source with this id.
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.source_index(id).and_then(|index| self.sources().get(index))
    }

    /// What is known of somebody's age on the date, whether or not they are in this week; none: not known, or a
    /// provider or a device.
    pub fn age_of(&self, id: impl Into<SourceId>) -> Option<Age> {
        let id = id.into();
        if let Some(source) = self.source(id) {
            return source.age;
        }
        let place = self.others.binary_search_by_key(&id, |of| of.person.into()).ok()?;
        self.others.get(place).map(|of| of.age)
    }

    /// Whether the two know the same of the ages of people who are not in them.
    pub(crate) fn knows_the_same_of_others(&self, other: &Self) -> bool {
        self.others == other.others
    }

    /// The need with this id.
    pub fn need(&self, id: NeedId) -> Option<&Need> {
        self.need_index(id).and_then(|index| self.needs().get(index))
    }

    /// The arrangement with this id.
    pub fn arrangement(&self, id: ArrangementId) -> Option<&Arrangement> {
        let index = self.arrangements().binary_search_by_key(&id, |arrangement| arrangement.id).ok()?;
        self.arrangements().get(index)
    }

    /// What it was made from, with assumptions filled in.
    pub fn into_parts(self) -> SnapshotParts {
        self.parts
    }

    /// Its fingerprint, as `snapshot` edition 1.
    ///
    /// What is known of ages is no part of it: an age takes nothing away from what stands, and whether somebody is
    /// under 18 comes from a date of birth, which is private. So a receipt says what it said, whether the dates of
    /// birth are known or not.
    ///
    /// # Errors
    ///
    /// None that can happen: every part has a canonical form.
    pub fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        Fingerprint::of("snapshot", EDITION, &self.parts)
    }

    pub(crate) fn source_index(&self, id: SourceId) -> Option<usize> {
        self.parts.sources.binary_search_by_key(&id, |source| source.id).ok()
    }

    pub(crate) fn need_index(&self, id: NeedId) -> Option<usize> {
        self.parts.needs.binary_search_by_key(&id, Need::id).ok()
    }

    fn assume(&mut self) {
        if self.parts.arrangements.iter().all(|arrangement| arrangement.relies_on != Reliance::NotSaid) {
            return;
        }
        let compiled = Compiled::new(self);
        let stands = compiled.stands(&compiled.counting, Leaning::All, &mut Scratch::new(&compiled));
        let critical: Vec<(PersonId, NeedId)> = (self.parts.needs.iter().enumerate())
            .filter(|(index, need)| need.is_critical() && bits::has(&stands.met, *index))
            .map(|(_, need)| (need.person(), need.id()))
            .collect();
        let parts = &mut self.parts;
        for arrangement in &mut parts.arrangements {
            if arrangement.relies_on != Reliance::NotSaid {
                continue;
            }
            let by = parts.sources.binary_search_by_key(&arrangement.by, |source| source.id).ok();
            let member = by.and_then(|index| parts.sources.get(index));
            arrangement.relies_on = match member.filter(|source| source.kind == SourceKind::Member) {
                None => Reliance::Stated(Vec::new()),
                Some(source) => Reliance::Assumed(
                    critical
                        .iter()
                        .filter(|(person, _)| source.as_person() == Some(*person))
                        .map(|(_, need)| *need)
                        .collect(),
                ),
            };
        }
    }
}

impl TryFrom<SnapshotParts> for Snapshot {
    type Error = Problems;

    fn try_from(parts: SnapshotParts) -> Result<Self, Problems> {
        Self::new(parts)
    }
}

impl TryFrom<wire::Stored<SnapshotWire>> for Snapshot {
    type Error = Problems;

    fn try_from(wire::Stored(stored): wire::Stored<SnapshotWire>) -> Result<Self, Problems> {
        let SnapshotWire { on, sources, needs, arrangements, mut ages } = stored;
        ages.sort_unstable();
        let mut found = Vec::new();
        twice(ages.iter().map(|of| of.person.any()), &mut found);
        if !found.is_empty() {
            return Err(Problems(found));
        }
        let week = Self::new(SnapshotParts { on, sources, needs, arrangements })?;
        Ok(week.knowing(ages.into_iter().map(|of| (of.person, of.age))))
    }
}

impl From<Snapshot> for SnapshotWire {
    fn from(snapshot: Snapshot) -> Self {
        let SnapshotParts { on, sources, needs, arrangements } = snapshot.parts;
        Self { on, sources, needs, arrangements, ages: snapshot.others }
    }
}

impl From<Snapshot> for SnapshotParts {
    fn from(snapshot: Snapshot) -> Self {
        snapshot.parts
    }
}

/// One thing that does not fit, with the ids concerned and what would be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// More than the limit.
    #[error("expected at most {most} {what}")]
    TooMany {
        /// What there are too many of.
        what: &'static str,
        /// The limit.
        most: usize,
    },
    /// An id stands twice.
    #[error("{0} stands twice: expected each id once")]
    Twice(AnyId),
    /// A need of somebody who is not a member.
    #[error("{need} is of {person}, who is no member of the household: expected a member")]
    NeedOfNoMember {
        /// The need.
        need: NeedId,
        /// Whose it is said to be.
        person: PersonId,
    },
    /// An arrangement by nobody known.
    #[error("{arrangement} is by {source_id}, which is not among the sources: expected a source that is")]
    UnknownSource {
        /// The arrangement.
        arrangement: ArrangementId,
        /// Who is said to give, or to support the giver.
        source_id: SourceId,
    },
    /// An arrangement for, or relying on, no known need.
    #[error("{arrangement} names {need}, which is not among the needs: expected a need that is")]
    UnknownNeed {
        /// The arrangement.
        arrangement: ArrangementId,
        /// The need it names.
        need: NeedId,
    },
    /// An arrangement for the giver's own need.
    #[error("{0} is for the giver's own need: expected a need of somebody else")]
    OwnNeed(ArrangementId),
    /// Reliance on a need of somebody else.
    #[error("{arrangement} relies on {need}, which is not the giver's own: expected needs of the giver")]
    ReliesOnOthers {
        /// The arrangement.
        arrangement: ArrangementId,
        /// The need it relies on.
        need: NeedId,
    },
    /// No hands, or too many.
    #[error("{0} brings no hands or too many: expected 1 to {most}", most = limits::HANDS)]
    Hands(ArrangementId),
    /// An age of what is no person.
    #[error("{0} is no person: expected `age` only of a person")]
    AgeOfNoPerson(SourceId),
    /// A date out of range.
    #[error("expected a date in the years {first} to {last}", first = limits::YEAR_FIRST, last = limits::YEAR_LAST)]
    Year,
}

/// Everything that does not fit, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// All of them.
    pub fn iter(&self) -> core::slice::Iter<'_, Problem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = core::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl core::error::Error for Problems {}

/// Sorted parts: what is wrong with them, in order.
fn problems(parts: &SnapshotParts) -> Vec<Problem> {
    let mut found = Vec::new();
    let members: BTreeSet<SourceId> =
        parts.sources.iter().filter(|s| s.kind == SourceKind::Member).map(|s| s.id).collect();
    let persons = parts.sources.iter().filter(|source| source.as_person().is_some()).count();
    for (what, len, most) in [
        ("people", persons, limits::PEOPLE),
        ("sources", parts.sources.len(), limits::SOURCES),
        ("needs", parts.needs.len(), limits::NEEDS),
        ("arrangements", parts.arrangements.len(), limits::ARRANGEMENTS),
    ] {
        if len > most {
            found.push(Problem::TooMany { what, most });
        }
    }
    if !wire::in_years(parts.on) {
        found.push(Problem::Year);
    }
    twice(parts.sources.iter().map(|source| source.id.any()), &mut found);
    twice(parts.needs.iter().map(|need| need.id().any()), &mut found);
    twice(parts.arrangements.iter().map(|arrangement| arrangement.id.any()), &mut found);
    let aged = parts.sources.iter().filter(|source| source.age.is_some());
    let no_person = aged.filter(|source| source.as_person().is_none());
    found.extend(no_person.map(|source| Problem::AgeOfNoPerson(source.id)));
    for need in &parts.needs {
        if !members.contains(&need.person().into()) {
            found.push(Problem::NeedOfNoMember { need: need.id(), person: need.person() });
        }
    }
    let owner = |id: NeedId| -> Option<SourceId> {
        let index = parts.needs.binary_search_by_key(&id, Need::id).ok()?;
        parts.needs.get(index).map(|need| need.person().into())
    };
    let known = |id: SourceId| parts.sources.binary_search_by_key(&id, |source| source.id).is_ok();
    for arrangement in &parts.arrangements {
        let id = arrangement.id;
        for source in [Some(arrangement.by), arrangement.supported_by()].into_iter().flatten() {
            if !known(source) {
                found.push(Problem::UnknownSource { arrangement: id, source_id: source });
            }
        }
        match owner(arrangement.need) {
            None => found.push(Problem::UnknownNeed { arrangement: id, need: arrangement.need }),
            Some(owner) if owner == arrangement.by => found.push(Problem::OwnNeed(id)),
            Some(_) => {}
        }
        for &need in arrangement.relies_on.needs() {
            match owner(need) {
                None => found.push(Problem::UnknownNeed { arrangement: id, need }),
                Some(owner) if owner != arrangement.by => {
                    found.push(Problem::ReliesOnOthers { arrangement: id, need });
                }
                Some(_) => {}
            }
        }
        if !(1..=limits::HANDS).contains(&arrangement.hands) {
            found.push(Problem::Hands(id));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Names each id that stands twice in a sorted list.
fn twice(ids: impl Iterator<Item = AnyId>, found: &mut Vec<Problem>) {
    let mut last = None;
    for id in ids {
        if last == Some(id) {
            found.push(Problem::Twice(id));
        }
        last = Some(id);
    }
}
