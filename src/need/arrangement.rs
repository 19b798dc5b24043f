//! Sources of help, and their arrangements with the needs of others.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::age::{self, Age};
use super::needs::{is_always, is_one, one};
use super::{Ability, Address, Need, Place, SkilledHands, place, skill};
use crate::base::{
    ArrangementId, Every, NeedId, PackageLineId, Period, PersonId, SourceId, Told, WeekPattern, codes,
    limits, wire,
};

codes! {
    /// What kind of thing a source of help is.
    pub enum SourceKind: "a kind of source" {
        /// Somebody who lives in the household, or has needs stated in it. Only members have needs here.
        Member = "member", "member of the household";
        /// A person who lives elsewhere.
        Person = "person", "person from outside";
        /// A provider: one source for all its visits.
        Provider = "provider", "provider";
        /// A device.
        Device = "device", "device";
    }
}

/// Whoever or whatever helps. A person's id as a source is the person's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// What kind of thing it is.
    pub kind: SourceKind,
    /// What is known of a person's age on the date of the snapshot; none: not known. A provider or a device has
    /// none. It stands in no fingerprint.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "wire::present",
        serialize_with = "age::write"
    )]
    pub age: Option<Age>,
    /// Where a person lives, where that is said: see [`Source::address`]. A provider or a device has no such place.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "place::address")]
    pub lives: Option<Address>,
    /// In how many places a provider is at once: 1 or more; not known if not said. A person is in one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub places: Option<u8>,
}

impl Source {
    /// A source of which no more is known.
    pub const fn new(id: SourceId, kind: SourceKind) -> Self {
        Self { id, kind, age: None, lives: None, places: None }
    }

    /// A member of the household.
    pub fn member(person: PersonId) -> Self {
        Self::new(person.into(), SourceKind::Member)
    }

    /// A person who lives elsewhere.
    pub fn person(person: PersonId) -> Self {
        Self::new(person.into(), SourceKind::Person)
    }

    /// A provider.
    pub const fn provider(id: SourceId) -> Self {
        Self::new(id, SourceKind::Provider)
    }

    /// A device.
    pub const fn device(id: SourceId) -> Self {
        Self::new(id, SourceKind::Device)
    }

    /// The same, with what is known of a person's age on the date of the snapshot.
    #[must_use]
    pub fn aged(self, age: Option<Age>) -> Self {
        Self { age, ..self }
    }

    /// The same, living at this address.
    #[must_use]
    pub fn living(self, lives: Address) -> Self {
        Self { lives: Some(lives), ..self }
    }

    /// Where it lives: as said; where nothing is, a member in the household's home and anybody else somewhere else.
    pub fn address(&self) -> Address {
        let unsaid = if self.kind == SourceKind::Member { Address::Home } else { Address::Elsewhere };
        self.lives.clone().unwrap_or(unsaid)
    }

    /// The person it is, if it is one.
    pub fn as_person(&self) -> Option<PersonId> {
        matches!(self.kind, SourceKind::Member | SourceKind::Person).then(|| PersonId::new(self.id.uuid()))
    }
}

/// What an arrangement leans on: needs of the giver that must be met for the giver to give.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reliance {
    /// Nobody has said. A snapshot fills this in when it is made; none is left in one.
    #[default]
    NotSaid,
    /// Said, in order of id; an empty list says: on nothing.
    Stated(Vec<NeedId>),
    /// Filled in by the snapshot: the giver's own critical needs that are met today.
    Assumed(Vec<NeedId>),
}

impl Reliance {
    /// The needs it names, whether stated or assumed.
    pub fn needs(&self) -> &[NeedId] {
        match self {
            Self::NotSaid => &[],
            Self::Stated(needs) | Self::Assumed(needs) => needs,
        }
    }

    /// Whether it was assumed.
    pub const fn is_assumed(&self) -> bool {
        matches!(self, Self::Assumed(_))
    }
}

/// Whether an arrangement gives, in the week of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// Able and willing, both known.
    Yes,
    /// Able with support and willing, both known.
    WithSupport,
    /// Able on some days and willing, both known. It counts, and is left out where only what is confirmed counts.
    OnSomeDays,
    /// Able or willing is not known, and neither is known to be no.
    NotConfirmed,
    /// Known not to be able, or not to be willing.
    No,
}

impl Availability {
    /// Whether it is known to be given in every week, with support or without.
    pub const fn is_confirmed(self) -> bool {
        matches!(self, Self::Yes | Self::WithSupport)
    }
}

/// Why help that is done all the same is not given freely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DoneThough {
    /// The giver is known not to be willing; perhaps not able either.
    NotWilling,
    /// The giver is willing, or nobody knows, and is known not to be able.
    NotAble,
}

/// Whether help is done though its giver is known not to be able or not to be willing. See [`Arrangement::done`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Done {
    /// What speaks against it.
    pub though: DoneThough,
    /// Whether it is done, going by what is known or assumed.
    pub is_done: bool,
    /// Whether nobody knows, so that it is assumed: done where the giver is not willing, else not done.
    pub is_assumed: bool,
    /// Whether somebody should ask: the giver is not able, and nobody knows whether it is done.
    pub is_a_question: bool,
}

/// One source's help with one need of somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ArrangementWire", into = "ArrangementWire")]
pub struct Arrangement {
    /// Its id.
    pub id: ArrangementId,
    /// Who or what gives.
    pub by: SourceId,
    /// Which need it is for.
    pub need: NeedId,
    /// When in the week the source is present for it. May reach outside the need's windows.
    pub when: WeekPattern,
    /// The days over which it holds.
    pub period: Period,
    /// How many hands it brings: a provider may send two. 1 to [`limits::HANDS`].
    pub hands: u8,
    /// Able now?
    pub able_now: Told<Ability>,
    /// Willing now?
    pub willing_now: Told<bool>,
    /// Likely to continue to be able?
    pub able_later: Told<Ability>,
    /// Likely to continue to be willing?
    pub willing_later: Told<bool>,
    /// Done now, all the same? Read only where able now or willing now is *no*; see [`Arrangement::done`].
    pub done_now: Told<bool>,
    /// What it leans on.
    pub relies_on: Reliance,
    /// The line of a care package that it stands for.
    pub package_line: Option<PackageLineId>,
    /// In which weeks, or on which days, it is given; none: in every week.
    pub every: Option<Every>,
    /// Where it is given.
    pub at: Place,
    /// Whether the giver is awake: known not to be is asleep.
    pub awake: Told<bool>,
    /// How many of its hands have which skills; of a skill that is not listed it is not known.
    pub skills: Vec<SkilledHands>,
}

impl Arrangement {
    /// An arrangement of one pair of hands, over all time, by somebody known to be able and willing now; what
    /// it leans on is not said.
    pub const fn new(id: ArrangementId, by: SourceId, need: NeedId, when: WeekPattern) -> Self {
        Self {
            id,
            by,
            need,
            when,
            period: Period::ALWAYS,
            hands: 1,
            able_now: Told::Known(Ability::Yes),
            willing_now: Told::Known(true),
            able_later: Told::NotKnown(crate::base::WhyNotKnown::NotAsked),
            willing_later: Told::NotKnown(crate::base::WhyNotKnown::NotAsked),
            done_now: Told::NotKnown(crate::base::WhyNotKnown::NotAsked),
            relies_on: Reliance::NotSaid,
            package_line: None,
            every: None,
            at: Place::Home,
            awake: Told::NotKnown(crate::base::WhyNotKnown::NotAsked),
            skills: Vec::new(),
        }
    }

    /// Whether each skill stands once in its list, and of no more hands than it brings.
    pub(super) fn skills_fit(&self) -> bool {
        self.skills.len() <= limits::SKILLS
            && self.skills.iter().all(|one| one.hands <= self.hands)
            && !skill::twice(self.skills.iter().map(|one| &one.skill))
    }

    /// Whether it gives, going by what is known of able and willing now.
    pub fn availability(&self) -> Availability {
        match (&self.able_now, &self.willing_now) {
            (Told::Known(Ability::No), _) | (_, Told::Known(false)) => Availability::No,
            (Told::Known(Ability::Yes), Told::Known(true)) => Availability::Yes,
            (Told::Known(Ability::WithSupport { .. }), Told::Known(true)) => Availability::WithSupport,
            (Told::Known(Ability::OnSomeDays { .. }), Told::Known(true)) => Availability::OnSomeDays,
            _ => Availability::NotConfirmed,
        }
    }

    /// Whether it counts on a date: not known to be *no*, within its period, present at some minute.
    pub fn counts(&self, on: NaiveDate) -> bool {
        self.availability() != Availability::No && self.period.contains(on) && !self.is_never_present()
    }

    /// Whether it is done though able now or willing now is known to be *no*. `None` where neither is: then it
    /// [counts](Arrangement::counts), or would within its period, and nobody is asked whether it is done.
    ///
    /// Whoever is not willing and goes on helping is often the one who does most. So where *willing* is no, not
    /// known is taken for done; where only *able* is no, it is taken for not done, and somebody should ask.
    ///
    /// ```
    /// use mutual_care::base::{Told, WeekPattern};
    /// use mutual_care::need::{Ability, Arrangement, DoneThough};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let mut help = Arrangement::new(id(1).parse()?, id(2).parse()?, id(3).parse()?, WeekPattern::always());
    /// assert_eq!(help.done(), None);
    /// help.willing_now = Told::Known(false);
    /// let done = help.done().ok_or("not willing")?;
    /// assert_eq!((done.though, done.is_done, done.is_assumed), (DoneThough::NotWilling, true, true));
    /// help.done_now = Told::Known(false);
    /// assert!(help.done().is_some_and(|done| !done.is_done && !done.is_assumed));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn done(&self) -> Option<Done> {
        let not_able = matches!(self.able_now, Told::Known(Ability::No));
        let not_willing = matches!(self.willing_now, Told::Known(false));
        let though = match (not_willing, not_able) {
            (true, _) => DoneThough::NotWilling,
            (false, true) => DoneThough::NotAble,
            (false, false) => return None,
        };
        let (is_done, is_assumed) = match self.done_now {
            Told::Known(done) => (done, false),
            Told::NotKnown(_) => (not_willing, true),
        };
        Some(Done { though, is_done, is_assumed, is_a_question: is_assumed && not_able })
    }

    /// What speaks against it, where it is done all the same on a date: within its period, present at some minute,
    /// able or willing known to be *no*, and done. It is part of what people carry, and no support to rely on.
    pub fn done_though(&self, on: NaiveDate) -> Option<DoneThough> {
        let done = self.done().filter(|done| done.is_done)?;
        (self.period.contains(on) && !self.is_never_present()).then_some(done.though)
    }

    /// Whether it is given on a date, freely or not: it [counts](Arrangement::counts), or is
    /// [done though](Arrangement::done_though) the giver is not willing or not able. What people carry is measured
    /// by this; what a household can rely on, by [`Arrangement::counts`] alone.
    pub fn is_given(&self, on: NaiveDate) -> bool {
        self.counts(on) || self.done_though(on).is_some()
    }

    /// Whether nobody has said if the giver is awake, where being there for the need asks for it.
    pub(crate) fn is_open_whether_awake_for(&self, need: &Need) -> bool {
        matches!(self.awake, Told::NotKnown(_))
            && need.asks_awake()
            && need.windows().iter().any(|window| window.is_being_there())
    }

    /// The source without whose support the giver is not able, if one is named. It is looked at whether or not
    /// willingness is confirmed: an arrangement that counts never counts on somebody who is lost.
    pub fn supported_by(&self) -> Option<SourceId> {
        match self.able_now {
            Told::Known(Ability::WithSupport { by } | Ability::OnSomeDays { by }) => by,
            _ => None,
        }
    }
}

/// An arrangement on the wire is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArrangementError {
    /// No hands, or too many.
    #[error("expected `hands` of 1 to {}", limits::HANDS)]
    Hands,
    /// A skill of more hands than are brought, or said twice.
    #[error("expected `skills` each once, with `hands` of 0 to the hands that are brought")]
    Skills,
    /// Said to be assumed, and no list there.
    #[error("expected `relies_on` beside `reliance_assumed`")]
    AssumedNothing,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Arrangement", deny_unknown_fields)]
struct ArrangementWire {
    id: ArrangementId,
    by: SourceId,
    need: NeedId,
    when: WeekPattern,
    #[serde(default, skip_serializing_if = "is_always")]
    period: Period,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    hands: u8,
    #[serde(default, skip_serializing_if = "Told::is_open")]
    able_now: Told<Ability>,
    #[serde(default, skip_serializing_if = "Told::is_open")]
    willing_now: Told<bool>,
    #[serde(default, skip_serializing_if = "Told::is_open")]
    able_later: Told<Ability>,
    #[serde(default, skip_serializing_if = "Told::is_open")]
    willing_later: Told<bool>,
    #[serde(default, skip_serializing_if = "Told::is_open")]
    done_now: Told<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "need_list")]
    relies_on: Option<Vec<NeedId>>,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    reliance_assumed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    package_line: Option<PackageLineId>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    every: Option<Every>,
    #[serde(default, skip_serializing_if = "Place::is_home")]
    at: Place,
    #[serde(default, skip_serializing_if = "Told::is_open")]
    awake: Told<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "skill::brought")]
    skills: Vec<SkilledHands>,
}

pub(crate) fn need_list<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<Vec<NeedId>>, D::Error> {
    wire::list(d, limits::NEEDS, "needs").map(Some)
}

impl TryFrom<ArrangementWire> for Arrangement {
    type Error = ArrangementError;

    fn try_from(wire: ArrangementWire) -> Result<Self, ArrangementError> {
        if !(1..=limits::HANDS).contains(&wire.hands) {
            return Err(ArrangementError::Hands);
        }
        let relies_on = match (wire.relies_on, wire.reliance_assumed) {
            (None, false) => Reliance::NotSaid,
            (None, true) => return Err(ArrangementError::AssumedNothing),
            (Some(needs), false) => Reliance::Stated(needs),
            (Some(needs), true) => Reliance::Assumed(needs),
        };
        let arrangement = Self {
            id: wire.id,
            by: wire.by,
            need: wire.need,
            when: wire.when,
            period: wire.period,
            hands: wire.hands,
            able_now: wire.able_now,
            willing_now: wire.willing_now,
            able_later: wire.able_later,
            willing_later: wire.willing_later,
            done_now: wire.done_now,
            relies_on,
            package_line: wire.package_line,
            every: wire.every,
            at: wire.at,
            awake: wire.awake,
            skills: in_order(wire.skills),
        };
        if arrangement.skills_fit() { Ok(arrangement) } else { Err(ArrangementError::Skills) }
    }
}

impl From<Arrangement> for ArrangementWire {
    fn from(arrangement: Arrangement) -> Self {
        let (relies_on, reliance_assumed) = match arrangement.relies_on {
            Reliance::NotSaid => (None, false),
            Reliance::Stated(needs) => (Some(needs), false),
            Reliance::Assumed(needs) => (Some(needs), true),
        };
        Self {
            id: arrangement.id,
            by: arrangement.by,
            need: arrangement.need,
            when: arrangement.when,
            period: arrangement.period,
            hands: arrangement.hands,
            able_now: arrangement.able_now,
            willing_now: arrangement.willing_now,
            able_later: arrangement.able_later,
            willing_later: arrangement.willing_later,
            done_now: arrangement.done_now,
            relies_on,
            reliance_assumed,
            package_line: arrangement.package_line,
            every: arrangement.every,
            at: arrangement.at,
            awake: arrangement.awake,
            skills: arrangement.skills,
        }
    }
}

fn in_order(mut skills: Vec<SkilledHands>) -> Vec<SkilledHands> {
    skills.sort_unstable();
    skills
}
