//! Who comes: the responders, in the order in which they are called.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::ForLoss;
use super::alarm::{is_unbounded, is_zero};
use crate::base::{
    NeedId, Period, PersonId, PrivateText, ResponderId, SourceId, Told, WeekPattern, Word, codes, limits,
    wire,
};
use crate::need::{ADULT, Age, SkilledHands, write_age};

codes! {
    /// What kind of helper a responder is.
    pub enum ResponderKind: "a kind of responder" {
        /// Family who live elsewhere, or here.
        Family = "family", "family";
        /// Somebody of the circle of support: a friend, a neighbour.
        Circle = "circle", "circle of support";
        /// A service that comes to the house.
        Service = "service", "service";
        /// The council's team outside office hours.
        OutOfHoursTeam = "out_of_hours_team", "the council's out-of-hours team";
        /// A bed kept for emergencies.
        EmergencyBed = "emergency_bed", "emergency bed";
    }
}

impl ResponderKind {
    /// Whether it is a person, who can be in one place only, and not a service.
    pub const fn is_person(self) -> bool {
        matches!(self, Self::Family | Self::Circle)
    }
}

/// One responder: a person or a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Responder {
    /// What it is called in a proof and in an activation.
    pub id: ResponderId,
    /// Who or what comes. May be a source of the household, which then counts once in a minute, and lost does not
    /// answer.
    pub source: SourceId,
    /// What kind of helper.
    pub kind: ResponderKind,
    /// Who it is, for people.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub name: PrivateText,
    /// The number to ring, for people.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub contact: PrivateText,
    /// When it can be reached.
    #[serde(default = "WeekPattern::always", skip_serializing_if = "is_always")]
    pub reachable: WeekPattern,
    /// The losses for which it is called.
    #[serde(default, skip_serializing_if = "ForLoss::is_any")]
    pub for_loss: ForLoss,
    /// Minutes until it answers, or is given up.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub answers_min: u32,
    /// Minutes from its answer until it is there.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub arrives_min: u32,
    /// Not there before: whoever would arrive earlier waits for it, whoever would arrive later comes at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<NotBefore>,
    /// The needs it covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "needs")]
    pub covers: Vec<NeedId>,
    /// The hands it brings to each, where nothing else is said of one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub hands: u8,
    /// The hands it brings to some of them, where that is another number: two for the hoist, one at table.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "hands_for")]
    pub hands_for: Vec<HandsFor>,
    /// How many of those hands have a skill that a need asks of some of its helpers: the hoist by two, of whom one is
    /// trained for it. Of what is not listed it is not known. Whether a person is an adult is what their date of birth
    /// says, where it is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "skills_for")]
    pub skills_for: Vec<SkillsFor>,
    /// How long it can stay, in minutes; to the end of the horizon if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stays_min: Option<u32>,
    /// The days on which it comes at all: an emergency bed kept for two weeks in August.
    #[serde(default, skip_serializing_if = "is_unbounded")]
    pub period: Period,
    /// Whom it takes in: from arrival until leaving those people are away, and give nothing at home. A member of
    /// the household cannot take in.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "people")]
    pub takes_in: Vec<PersonId>,
    /// On what date it agreed to come. Not known, or known not to have agreed: it is called, and does not come in
    /// the proof.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub agreed: Told<Agreed>,
    /// What is known of the age of a person who is not in the household's week: there it stands with them. Stands in no
    /// fingerprint.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "wire::present",
        serialize_with = "write_age"
    )]
    pub age: Option<Age>,
    /// Whether it holds a copy of the plan.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub holds_copy: Told<bool>,
    /// Whether it holds a key.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub holds_key: Told<bool>,
    /// What it costs to be called out; nothing is known if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<CallOutPrice>,
}

impl Responder {
    /// A responder of whom nothing more is known: reachable always, called for any loss, there at once, covering
    /// nothing, not asked to agree.
    pub fn new(id: ResponderId, source: impl Into<SourceId>, kind: ResponderKind) -> Self {
        Self {
            id,
            source: source.into(),
            kind,
            name: PrivateText::empty(),
            contact: PrivateText::empty(),
            reachable: WeekPattern::always(),
            for_loss: ForLoss::any(),
            answers_min: 0,
            arrives_min: 0,
            not_before: None,
            covers: Vec::new(),
            hands: 1,
            hands_for: Vec::new(),
            skills_for: Vec::new(),
            stays_min: None,
            period: Period::ALWAYS,
            takes_in: Vec::new(),
            agreed: Told::default(),
            age: None,
            holds_copy: Told::default(),
            holds_key: Told::default(),
            price: None,
        }
    }

    /// Whether it has agreed to come.
    pub const fn has_agreed(&self) -> bool {
        matches!(self.agreed, Told::Known(Agreed::On(_)))
    }

    /// Whether it can be reached at some minute of the week. One that never can never comes, planned loss or not.
    pub fn can_be_reached(&self) -> bool {
        !self.reachable.is_never()
    }

    /// The hands it brings to a need that it covers.
    ///
    /// ```
    /// use mutual_care::base::{NeedId, PersonId};
    /// use mutual_care::emergency::{HandsFor, Responder, ResponderKind};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let (supper, hoist): (NeedId, NeedId) = (id(1).parse()?, id(2).parse()?);
    /// let mut team = Responder::new(id(3).parse()?, id(4).parse::<PersonId>()?, ResponderKind::Service);
    /// team.covers = vec![supper, hoist];
    /// team.hands_for = vec![HandsFor { need: hoist, hands: 2 }];
    /// assert_eq!((team.hands_to(supper), team.hands_to(hoist)), (1, 2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn hands_to(&self, need: NeedId) -> u8 {
        self.hands_for.iter().find(|one| one.need == need).map_or(self.hands, |one| one.hands)
    }

    /// How many of its hands for a need have which skill, in order of skill: as is said, and of being an adult by the age
    /// that is said, if nothing else is. What the week knows of the age wins over both.
    ///
    /// ```
    /// use mutual_care::base::{NeedId, PersonId, Word};
    /// use mutual_care::emergency::{Responder, ResponderKind, SkillsFor};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let hoist: NeedId = id(1).parse()?;
    /// let mut team = Responder::new(id(3).parse()?, id(4).parse::<PersonId>()?, ResponderKind::Service);
    /// (team.covers, team.hands) = (vec![hoist], 2);
    /// team.skills_for = vec![SkillsFor { need: hoist, skill: Word::of("hoist"), hands: 1 }];
    /// assert_eq!(team.skills_to(hoist).len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn skills_to(&self, need: NeedId) -> Vec<SkilledHands> {
        let said = self.skills_for.iter().filter(|said| said.need == need);
        let mut skills: Vec<SkilledHands> =
            said.map(|said| SkilledHands { skill: said.skill.clone(), hands: said.hands }).collect();
        let hands = match self.age {
            Some(Age::Adult) => Some(self.hands_to(need)),
            Some(Age::Under18) => Some(0),
            Some(Age::PerhapsUnder18) | None => None,
        };
        let is_said = skills.len() >= limits::SKILLS || skills.iter().any(|said| said.skill == ADULT);
        skills.extend(hands.filter(|_| !is_said).map(|hands| SkilledHands { skill: Word::of(ADULT), hands }));
        skills.sort_unstable();
        skills
    }

    /// The needs it covers, each once, together with those to which it brings the same hands and skills.
    pub(in crate::emergency) fn covers_alike(&self) -> BTreeMap<(u8, Vec<SkilledHands>), Vec<NeedId>> {
        let mut alike: BTreeMap<(u8, Vec<SkilledHands>), Vec<NeedId>> = BTreeMap::new();
        for need in &self.covers {
            let needs = alike.entry((self.hands_to(*need), self.skills_to(*need))).or_default();
            if !needs.contains(need) {
                needs.push(*need);
            }
        }
        alike
    }
}

/// How many of the hands that a responder brings to one need have a skill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SkillsFor {
    /// Which of the needs it covers.
    pub need: NeedId,
    /// Which skill; each once for a need.
    pub skill: Word,
    /// How many of the hands that it brings to it: one unless said, 0 if it is known that none has.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub hands: u8,
}

/// How many hands a responder brings to one need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandsFor {
    /// Which of the needs it covers.
    pub need: NeedId,
    /// The hands it brings to it: 1 to [`limits::HANDS`].
    pub hands: u8,
}

/// Whether a responder agreed to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreed {
    /// Agreed, on this date.
    On(#[serde(with = "wire::date")] NaiveDate),
    /// Asked, and did not agree.
    No,
}

/// Not there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotBefore {
    /// This minute of the day, 0 = 00:00: whoever would arrive earlier that day waits for it.
    MinuteOfDay(u16),
    /// So many minutes after the alarm, so that one can follow another.
    AfterAlarmMin(u32),
}

/// What a responder costs, in whole pence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallOutPrice {
    /// For being called out, whether it stays a minute or a day.
    #[serde(default)]
    pub call_out_pence: i64,
    /// For each hour it is there, by the minute.
    #[serde(default)]
    pub hour_pence: i64,
}

fn is_always(pattern: &WeekPattern) -> bool {
    *pattern == WeekPattern::always()
}

const fn one() -> u8 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_one(hands: &u8) -> bool {
    *hands == 1
}

fn needs<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<NeedId>, D::Error> {
    wire::list(d, limits::NEEDS, "needs")
}

fn hands_for<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<HandsFor>, D::Error> {
    wire::list(d, limits::NEEDS, "needs")
}

fn skills_for<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<SkillsFor>, D::Error> {
    wire::list(d, limits::NEEDS, "skills")
}

fn people<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<PersonId>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}
