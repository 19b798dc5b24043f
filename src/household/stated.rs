//! Needs and arrangements as somebody has stated them: in words too, over a period, each fact with its date and
//! who told it.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dwelling::{able_since, told_since};
use super::reading::{hands, present, skills_brought, skills_needed, tolerance};
use super::times::{windows, write_windows};
use crate::base::{
    ArrangementId, Every, Fact, NeedId, PackageLineId, Period, PersonId, PrivateText, SourceId, Told,
    WeekPattern, limits,
};
use crate::need::{
    Ability, Arrangement, Consequence, Need, NeedError, Outcome, Place, Reliance, SkillNeeded, SkilledHands,
    Window, is_always, is_one, is_zero, need_list, one,
};

/// A need, in words too, and the days over which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "NeedWire", into = "NeedWire")]
pub struct StatedNeed {
    /// The need itself: whose, what, when, how much.
    pub need: Need,
    /// What it is about, in somebody's own words. May be empty.
    pub about: PrivateText,
    /// The days over which it holds.
    pub period: Period,
}

impl From<Need> for StatedNeed {
    /// The need over all time, without words.
    fn from(need: Need) -> Self {
        Self { need, about: PrivateText::default(), period: Period::ALWAYS }
    }
}

/// One source's help with one need of somebody else, as stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "StatedArrangement", deny_unknown_fields)]
#[serde(expecting = "an arrangement: an object with `id`, `by`, `for`, `when` and what is said of it")]
pub struct StatedArrangement {
    /// Its id.
    pub id: ArrangementId,
    /// Who or what gives.
    pub by: SourceId,
    /// Which need it is for.
    #[serde(rename = "for")]
    pub need: NeedId,
    /// When in the week the source is there for it.
    pub when: WeekPattern,
    /// The days over which it holds.
    #[serde(default, skip_serializing_if = "is_always")]
    pub period: Period,
    /// How many hands it brings at once: 1 to [`limits::HANDS`](crate::base::limits::HANDS).
    #[serde(default = "one", skip_serializing_if = "is_one", deserialize_with = "hands")]
    pub hands: u8,
    /// Able now?
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub able_now: Fact<Ability>,
    /// Willing now?
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub willing_now: Fact<bool>,
    /// Likely to continue to be able?
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub able_later: Fact<Ability>,
    /// Likely to continue to be willing?
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub willing_later: Fact<bool>,
    /// Done now, all the same? Asked and read only where able now or willing now is *no*.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub done_now: Fact<bool>,
    /// The giver's own needs that must be met for the giver to give. None: nobody has said. Empty: on nothing.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "need_list")]
    pub relies_on: Option<Vec<NeedId>>,
    /// The line of a care package that it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub package_line: Option<PackageLineId>,
    /// What is done, in somebody's own words. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub about: PrivateText,
    /// In which weeks, or on which days, it is given; none: in every week.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub every: Option<Every>,
    /// Where it is given: at the home of whoever needs it, unless it is said.
    #[serde(default, skip_serializing_if = "Place::is_home")]
    pub at: Place,
    /// Whether the giver is awake: known not to be is asleep.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub awake: Told<bool>,
    /// How many of its hands have which skills. Of a skill that is not in the list it is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "skills_brought")]
    pub skills: Vec<SkilledHands>,
    /// On which days the giver is able, in somebody's own words, where that is on some days only. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub some_days: PrivateText,
}

impl StatedArrangement {
    /// An arrangement of one pair of hands over all time, of which nobody has asked anything yet.
    pub fn new(id: ArrangementId, by: SourceId, need: NeedId, when: WeekPattern) -> Self {
        Self {
            id,
            by,
            need,
            when,
            period: Period::ALWAYS,
            hands: 1,
            able_now: Fact::default(),
            willing_now: Fact::default(),
            able_later: Fact::default(),
            willing_later: Fact::default(),
            done_now: Fact::default(),
            relies_on: None,
            package_line: None,
            about: PrivateText::default(),
            every: None,
            at: Place::Home,
            awake: Told::default(),
            skills: Vec::new(),
            some_days: PrivateText::default(),
        }
    }

    /// Whether each skill stands once in its list, and of no more hands than it brings.
    pub(super) fn skills_fit(&self) -> bool {
        // The list is short: it stops at its limit while it is read.
        self.skills.len() <= limits::SKILLS
            && self.skills.iter().enumerate().all(|(place, one)| {
                let again = self.skills.iter().take(place).any(|other| other.skill == one.skill);
                one.hands <= self.hands && !again
            })
    }

    /// Whether it is said on which days the giver is able, and not that it is on some days only.
    pub(super) fn says_days_of_none(&self) -> bool {
        let some = |fact: &Fact<Ability>| matches!(fact.told(), Told::Known(Ability::OnSomeDays { .. }));
        !self.some_days.is_empty() && !some(&self.able_now) && !some(&self.able_later)
    }

    /// The latest day on which anything that is stated of able and willing was told, if that is known.
    pub(super) fn told_on(&self) -> Option<NaiveDate> {
        let able = [self.able_now.on(), self.able_later.on()];
        let willing = [self.willing_now.on(), self.willing_later.on(), self.done_now.on()];
        able.into_iter().chain(willing).flatten().max()
    }

    /// The sources that are named as supporting the giver, now or later, with the place that names them.
    pub(super) fn supporters(&self) -> impl Iterator<Item = (&'static str, SourceId)> {
        let by = |fact: &Fact<Ability>, [supported, some]: [&'static str; 2]| match fact.told() {
            Told::Known(Ability::WithSupport { by }) => by.map(|by| (supported, by)),
            Told::Known(Ability::OnSomeDays { by }) => by.map(|by| (some, by)),
            _ => None,
        };
        let now = ["able_now.known.with_support.by", "able_now.known.on_some_days.by"];
        let later = ["able_later.known.with_support.by", "able_later.known.on_some_days.by"];
        [by(&self.able_now, now), by(&self.able_later, later)].into_iter().flatten()
    }

    /// The same in the plain words of an analysis, leaning on the needs that `keep` lets stay, where giver and receiver
    /// moved apart on a day, if they did.
    pub(super) fn plain(&self, apart: Option<NaiveDate>, keep: impl Fn(NeedId) -> bool) -> Arrangement {
        let relies_on = match &self.relies_on {
            None => Reliance::NotSaid,
            Some(needs) => Reliance::Stated(needs.iter().copied().filter(|need| keep(*need)).collect()),
        };
        Arrangement {
            period: self.period,
            hands: self.hands,
            able_now: able_since(&self.able_now, None, apart),
            willing_now: told_since(&self.willing_now, None, apart, false),
            able_later: *self.able_later.told(),
            willing_later: *self.willing_later.told(),
            done_now: *self.done_now.told(),
            relies_on,
            package_line: self.package_line,
            every: self.every,
            at: self.at.clone(),
            awake: self.awake,
            skills: self.skills.clone(),
            ..Arrangement::new(self.id, self.by, self.need, self.when.clone())
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "StatedNeed", deny_unknown_fields)]
#[serde(expecting = "a need: an object with `id`, `person`, `outcome`, `consequence` and what is said of it")]
struct NeedWire {
    id: NeedId,
    person: PersonId,
    outcome: Outcome,
    consequence: Consequence,
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    about: PrivateText,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "write_windows",
        deserialize_with = "windows"
    )]
    windows: Vec<Window>,
    #[serde(default = "one", skip_serializing_if = "is_one", deserialize_with = "hands")]
    helpers: u8,
    #[serde(default, skip_serializing_if = "is_zero", deserialize_with = "tolerance")]
    tolerance_minutes: u32,
    #[serde(default, skip_serializing_if = "is_always")]
    period: Period,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    every: Option<Every>,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    awake: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "skills_needed")]
    skills: Vec<SkillNeeded>,
}

impl TryFrom<NeedWire> for StatedNeed {
    type Error = NeedError;

    fn try_from(wire: NeedWire) -> Result<Self, NeedError> {
        let need = Need::new(wire.id, wire.person, wire.outcome, wire.consequence)
            .with_windows(wire.windows)?
            .with_helpers(wire.helpers)?
            .with_tolerance(wire.tolerance_minutes)?
            .with_awake(wire.awake)
            .with_skills(wire.skills)?
            .with_every(wire.every)?;
        Ok(Self { need, about: wire.about, period: wire.period })
    }
}

impl From<StatedNeed> for NeedWire {
    fn from(stated: StatedNeed) -> Self {
        let need = &stated.need;
        Self {
            id: need.id(),
            person: need.person(),
            outcome: need.outcome(),
            consequence: need.consequence(),
            windows: need.windows().to_vec(),
            helpers: need.helpers(),
            tolerance_minutes: need.tolerance_min(),
            about: stated.about,
            period: stated.period,
            every: need.every(),
            awake: need.asks_awake(),
            skills: need.skills().to_vec(),
        }
    }
}
