//! A household's week as it is on a date.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::adults::WithAdults;
use super::met::{Compiled, Leaning, Scratch, bits};
use super::parts::{SnapshotParts, arrangements, needs, sources};
use super::snapshot_check::{TWICE, problems};
use super::{
    Age, Arrangement, Availability, Cycle, Need, Reckoning, Reliance, Source, SourceKind, known_with_skill,
};
use crate::base::{
    ArrangementId, CanonicalError, CycleMinute, CyclePattern, Fingerprint, NeedId, Path, Period, PersonId,
    Problem, Problems, SourceId, Told, WeekMinute, Word, limits, wire,
};

/// The edition of the form in which a snapshot is fingerprinted.
const EDITION: u32 = 1;

fn ages<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<AgeOf>, D::Error> {
    wire::list(d, limits::PEOPLE, "ages")
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
    /// What repeats.
    cycle: Cycle,
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
    /// [`Problems`]: everything that does not fit, each at its place in the parts.
    pub fn new(mut parts: SnapshotParts) -> Result<Self, Problems> {
        Problems::none_or(problems(&parts))?;
        parts.sources.sort_unstable();
        parts.needs.sort_unstable_by_key(Need::id);
        parts.arrangements.sort_unstable_by_key(|arrangement| arrangement.id);
        for arrangement in &mut parts.arrangements {
            arrangement.skills.sort_unstable();
            if let Reliance::Stated(needs) | Reliance::Assumed(needs) = &mut arrangement.relies_on {
                needs.sort_unstable();
                needs.dedup();
            }
        }
        let cycle = Cycle::of(&parts);
        let mut snapshot = Self { parts, cycle, others: Vec::new() };
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
        Ok(Self::new(parts)?.knowing_what(self))
    }

    /// The same week with more sources and with other arrangements, made anew: what was assumed that members lean on is
    /// filled in from all that is met now.
    ///
    /// # Errors
    ///
    /// [`Problems`], as [`Snapshot::new`].
    pub(crate) fn made_anew(
        &self,
        sources: impl IntoIterator<Item = Source>,
        arrangements: impl IntoIterator<Item = Arrangement>,
    ) -> Result<Self, Problems> {
        let unsaid = |mut one: Arrangement| {
            if one.relies_on.is_assumed() {
                one.relies_on = Reliance::NotSaid;
            }
            one
        };
        let parts = SnapshotParts {
            on: self.on(),
            sources: self.sources().iter().cloned().chain(sources).collect(),
            needs: self.needs().to_vec(),
            arrangements: arrangements.into_iter().map(unsaid).collect(),
        };
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

    /// The same week, with what another knows of the ages of people who are not in it.
    pub(crate) fn knowing_what(self, other: &Self) -> Self {
        self.knowing(other.others.iter().map(|of| (of.person, of.age)))
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

    /// How many weeks it takes until everything is as it was: 1 where nothing alternates, at most
    /// [`limits::CYCLE_WEEKS`]. The first of them is the week of the date.
    pub const fn weeks(&self) -> u8 {
        self.cycle.weeks()
    }

    /// When an arrangement is present, over all these weeks.
    pub fn presence(&self, arrangement: &Arrangement) -> CyclePattern {
        self.cycle.pattern(arrangement)
    }

    /// The minute of the cycle that a minute of the week is on a real day: before the date of the snapshot, in it, or long
    /// after it, the weeks alternate as they do.
    ///
    /// ```
    /// use mutual_care::base::{Every, SourceId, PersonId};
    /// use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |month, day| chrono::NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    /// let (mother, sitter): (PersonId, SourceId) = (id(1).parse()?, id(2).parse()?);
    /// let nights = Need::new(id(3).parse()?, mother, Outcome::SafeAtNight, Consequence::Critical);
    /// let mut sits = Arrangement::new(id(4).parse()?, sitter, nights.id(), "Sat 22:00-07:00".parse()?);
    /// sits.every = Some(Every::weeks(2, day(3, 2))?);
    /// let snapshot = Snapshot::new(SnapshotParts {
    ///     on: day(3, 4),
    ///     sources: vec![Source::member(mother), Source::provider(sitter)],
    ///     needs: vec![nights],
    ///     arrangements: vec![sits],
    /// })?;
    /// assert_eq!(snapshot.weeks(), 2);
    /// assert_eq!(snapshot.minute_on(day(3, 14), "Sat 22:10".parse()?).to_string(), "week 2 Sat 22:10");
    /// assert_eq!(snapshot.minute_on(day(3, 21), "Sat 22:10".parse()?).to_string(), "Sat 22:10");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn minute_on(&self, day: NaiveDate, minute: WeekMinute) -> CycleMinute {
        self.cycle.minute_on(day, minute)
    }

    pub(crate) const fn cycle(&self) -> Cycle {
        self.cycle
    }

    /// The same household over the real days around the date, up to the last that is looked at: one row of days that does not
    /// repeat, in which whatever has a period is there on its days.
    pub(crate) fn over_real_days(&self, last: NaiveDate) -> Self {
        Self { cycle: Cycle::of_real_days(self.on(), last), ..self.clone() }
    }

    /// The week as it is on its date, without what is for later days; none where it says nothing of any.
    pub(crate) fn of_its_date(&self) -> Option<Self> {
        let on = self.on();
        let says_more = self.needs().iter().any(|need| need.period() != Period::ALWAYS)
            || self.arrangements().iter().any(|help| help.period.from() > Some(on));
        if !says_more {
            return None;
        }
        let mut parts = self.parts.clone();
        parts.needs.retain(|need| need.period().contains(on));
        let needs: BTreeSet<NeedId> = parts.needs.iter().map(Need::id).collect();
        parts.needs = parts.needs.into_iter().map(|need| need.with_period(Period::ALWAYS)).collect();
        let (now, later): (Vec<_>, Vec<_>) = (parts.arrangements.into_iter())
            .partition(|help| help.period.contains(on) && needs.contains(&help.need));
        parts.arrangements = now;
        for help in &mut parts.arrangements {
            if let Reliance::Stated(leans) | Reliance::Assumed(leans) = &mut help.relies_on {
                leans.retain(|need| needs.contains(need));
            }
        }
        let named = |list: &[Arrangement], id: SourceId| {
            list.iter().any(|help| help.by == id || help.supported_by() == Some(id))
        };
        let now = &parts.arrangements;
        parts.sources.retain(|source| {
            source.kind == SourceKind::Member || named(now, source.id) || !named(&later, source.id)
        });
        Self::new(parts).ok()
    }

    /// Whether an arrangement counts on the date; over real days, on those of its period.
    pub(crate) fn counts(&self, reckoning: Reckoning, help: &Arrangement) -> bool {
        self.cycle.counts(reckoning, help)
    }

    /// The same week in which what is not confirmed, or given on some days only, is recorded and not given, and who is
    /// there for a need and not known to be awake is asleep.
    pub(crate) fn only_confirmed(&self) -> Self {
        let mut week = self.clone();
        let SnapshotParts { needs, arrangements, .. } = &mut week.parts;
        for help in arrangements {
            if help.availability() != Availability::No && !help.availability().is_confirmed() {
                (help.willing_now, help.done_now) = (Told::Known(false), Told::Known(false));
            }
            let need = needs.binary_search_by_key(&help.need, Need::id).ok().and_then(|at| needs.get(at));
            // Where something is done besides, not known is awake.
            if matches!(help.awake, Told::NotKnown(_)) && need.is_some_and(Need::is_only_being_there) {
                help.awake = Told::Known(false);
            }
        }
        week
    }

    /// Whether any help that counts is not confirmed, or given on some days only.
    pub(crate) fn has_unconfirmed(&self) -> bool {
        let counting = |help: &Arrangement| self.counts(Reckoning::AsTold, help);
        self.arrangements().iter().any(|help| counting(help) && !help.availability().is_confirmed())
    }

    /// Whether it is open of any help that is confirmed whether it has a skill that its need asks for, or whether its
    /// giver is awake where being there asks for that: more may be left out then than whole arrangements.
    pub(crate) fn has_open_skills_or_awake(&self) -> bool {
        if self.needs().iter().all(|need| need.skills().is_empty() && !need.asks_awake()) {
            return false;
        }
        let confirmed = self.arrangements().iter().filter(|help| self.counts(Reckoning::Confirmed, help));
        let mut of_needs = confirmed.filter_map(|help| Some((help, self.need(help.need)?)));
        of_needs.any(|(help, need)| {
            help.is_open_whether_awake_for(need) || self.open_skills(help, need).next().is_some()
        })
    }

    /// The skills that a need asks for and of which nobody has said how many of an arrangement's hands have them.
    pub(crate) fn open_skills<'s>(
        &self,
        help: &'s Arrangement,
        need: &'s Need,
    ) -> impl Iterator<Item = &'s Word> {
        let age = self.source(help.by).and_then(|source| source.age);
        let asked = need.skills().iter().map(|asked| &asked.skill);
        asked.filter(move |skill| known_with_skill(skill, help.hands, &help.skills, age).is_none())
    }

    /// Its fingerprint, as `snapshot` edition 1.
    ///
    /// What is known of ages is no part of it: an age takes nothing away from what stands, and whether somebody is
    /// under 18 comes from a date of birth, which is private. So a receipt says what it said, whether the dates of
    /// birth are known or not. Only where a need asks for [adults](super::ADULT) does it decide what stands: then the
    /// answer is part of it (`adults`: yes, no or not known), of those who give to that need and of whose birth
    /// something is known.
    ///
    /// # Errors
    ///
    /// None that can happen: every part has a canonical form.
    pub fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        match WithAdults::of(&self.parts) {
            Some(with_adults) => Fingerprint::of("snapshot", EDITION, &with_adults),
            None => Fingerprint::of("snapshot", EDITION, &self.parts),
        }
    }

    /// What it was made from, in order, with assumptions filled in.
    pub(crate) const fn parts(&self) -> &SnapshotParts {
        &self.parts
    }

    pub(crate) fn source_index(&self, id: SourceId) -> Option<usize> {
        self.parts.source_index(id)
    }

    pub(crate) fn need_index(&self, id: NeedId) -> Option<usize> {
        self.parts.need_index(id)
    }

    fn assume(&mut self) {
        if self.parts.arrangements.iter().all(|arrangement| arrangement.relies_on != Reliance::NotSaid) {
            return;
        }
        let compiled = Compiled::new(&self.parts, self.cycle, Reckoning::AsTold);
        let stands = compiled.stands(&compiled.counting, Leaning::All, &mut Scratch::new(&compiled));
        let critical: Vec<(PersonId, NeedId)> = (self.parts.needs.iter().enumerate())
            .filter(|(index, need)| {
                need.is_critical() && bits::has(&stands.met, *index) && self.cycle.has(need)
            })
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
        let SnapshotWire { on, sources, needs, arrangements, ages } = stored;
        let mut seen = BTreeSet::new();
        let again = Path::WHOLE.field("ages");
        let again = again.each(&ages).filter(|(_, of)| !seen.insert(of.person));
        let again = again.map(|(at, of)| Problem::at(&at.field("person"), &TWICE).naming(of.person));
        Problems::none_or(again)?;
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
