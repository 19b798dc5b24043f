//! One person's answers, and which questions are still owed to them.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::{MutualQuestion, PartOfDay, Topic, Worry};
use crate::base::{
    ByCode, Code, Fact, PersonId, PrivateText, Told, WeekPattern, WhyNotKnown, codes, limits, wire,
};
use crate::circle::Confided;
use crate::need::{Ability, Source};

codes! {
    /// Where and with whom somebody wants to live later.
    pub enum WishLater: "a wish for later" {
        /// Together, as now.
        TogetherHere = "together_here", "together, here";
        /// Together, in another place.
        TogetherElsewhere = "together_elsewhere", "together, in another place";
        /// Each in a place of their own, close by.
        CloseBy = "close_by", "each in a place of their own, close by";
        /// Apart.
        Apart = "apart", "apart";
    }
}

codes! {
    /// How somebody of the family is related.
    pub enum Relation: "a relation" {
        /// A brother or sister of the person, or of the son or daughter at home.
        BrotherOrSister = "brother_or_sister", "brother or sister";
        /// A son or daughter who lives elsewhere.
        SonOrDaughter = "son_or_daughter", "son or daughter";
        /// Anybody else.
        Other = "other", "family or friend";
    }
}

/// One kind of help between the person and another adult.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HelpBothWays {
    /// Whether the person gives it to the other.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub gives: Fact<bool>,
    /// In which parts of the day; those of the template if none is named.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "parts")]
    pub gives_when: Vec<PartOfDay>,
    /// Whether the person gets it from the other.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub gets: Fact<bool>,
}

fn parts<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<PartOfDay>, D::Error> {
    wire::list(d, PartOfDay::ALL.len(), "parts of the day")
}

/// What passes between the person and one other adult, as the person tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithOther {
    /// The other adult.
    pub other: PersonId,
    /// Whether they live together.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub lives_together: Fact<bool>,
    /// Per kind of help, whether it is given and got.
    #[serde(default, skip_serializing_if = "ByCode::is_blank")]
    pub help: ByCode<Topic, HelpBothWays>,
    /// Whether the person is able to give it now.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub able_now: Fact<Ability>,
    /// Whether the person is willing to give it now.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub willing_now: Fact<bool>,
    /// Whether they are likely to continue to be able.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub able_later: Fact<Ability>,
    /// Whether they are likely to continue to be willing.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub willing_later: Fact<bool>,
}

impl WithOther {
    /// Nothing asked yet about this other adult.
    pub fn new(other: PersonId) -> Self {
        Self {
            other,
            lives_together: Fact::default(),
            help: ByCode::default(),
            able_now: Fact::default(),
            willing_now: Fact::default(),
            able_later: Fact::default(),
            willing_later: Fact::default(),
        }
    }

    /// Whether it is known that the person gives nothing to the other.
    pub(super) fn gives_nothing(&self) -> bool {
        self.help.iter().all(|(_, help)| *help.gives.told() == Told::Known(false))
    }
}

/// Help from outside, or from a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherHelp {
    /// Who or what.
    pub by: Source,
    /// With what.
    pub topic: Topic,
    /// When.
    pub when: WeekPattern,
}

/// Somebody of the family who does not live there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// Who.
    pub person: PersonId,
    /// How they are related.
    pub relation: Relation,
    /// Whether anybody has asked them what they could do.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub asked: Fact<bool>,
}

/// One person's own answers. Everything may be unasked, unknown, or something they would rather not say.
///
/// On the wire as a map, its lists within limits, nobody twice, and nobody themselves among the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "AnswersWire", into = "AnswersWire")]
pub struct Answers {
    /// Whose they are.
    pub person: PersonId,
    /// Whether they live with another adult, or give unpaid help to one or get it from one.
    pub lives_with_or_helps: Fact<bool>,
    /// Why nobody stands among the others, where somebody asked who it is: not known, or they would rather not
    /// say. None, or *not asked*: nobody has asked.
    pub who_else: Option<WhyNotKnown>,
    /// Their age in years, at the time.
    pub age_years: Fact<u8>,
    /// Whether they have a learning disability.
    pub learning_disability: Fact<bool>,
    /// What they manage with nobody's help.
    pub manages_alone: ByCode<Topic, Fact<bool>>,
    /// Other adults: whom they live with, help or are helped by.
    pub(super) others: Vec<WithOther>,
    /// Other help that they have.
    other_help: Vec<OtherHelp>,
    /// Whether they see themselves as a carer.
    pub sees_self_as_carer: Fact<bool>,
    /// Whether anybody besides those at home would notice if something happened.
    pub somebody_would_notice: Fact<bool>,
    /// Whether anybody besides those at home would come.
    pub somebody_would_come: Fact<bool>,
    /// What worries them about asking for help.
    pub worries: ByCode<Worry, Fact<bool>>,
    /// Whether they have turned help down.
    pub turned_help_down: Fact<bool>,
    /// Whether somebody at home was ill, or somebody died, not long ago.
    pub recent_change: Fact<bool>,
    /// What they want for later.
    pub wish_later: Fact<WishLater>,
    /// Whether there are brothers or sisters.
    pub brothers_or_sisters: Fact<bool>,
    /// Family and friends elsewhere.
    pub(super) family: Vec<Relative>,
    /// Their own words.
    pub own_words: PrivateText,
    /// The questions that they answered in confidence.
    pub in_confidence: Confided<MutualQuestion>,
}

/// Answers do not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswersError {
    /// The person stands among the others.
    #[error("{0} stands among the other adults: expected other people only")]
    ThemselvesAsOther(PersonId),
    /// Somebody stands twice.
    #[error("{0} stands twice: expected each person once")]
    Twice(PersonId),
    /// More people than the limit.
    #[error("expected at most {} people", limits::PEOPLE)]
    TooManyPeople,
    /// More help than the limit.
    #[error("expected at most {} entries of other help", limits::SOURCES)]
    TooMuchHelp,
    /// Help by the person themselves.
    #[error("{0} stands as their own help: expected somebody or something else")]
    OwnHelp(PersonId),
}

impl Answers {
    /// Nothing asked yet.
    pub fn new(person: PersonId) -> Self {
        Self {
            person,
            lives_with_or_helps: Fact::default(),
            who_else: None,
            age_years: Fact::default(),
            learning_disability: Fact::default(),
            manages_alone: ByCode::default(),
            others: Vec::new(),
            other_help: Vec::new(),
            sees_self_as_carer: Fact::default(),
            somebody_would_notice: Fact::default(),
            somebody_would_come: Fact::default(),
            worries: ByCode::default(),
            turned_help_down: Fact::default(),
            recent_change: Fact::default(),
            wish_later: Fact::default(),
            brothers_or_sisters: Fact::default(),
            family: Vec::new(),
            own_words: PrivateText::default(),
            in_confidence: Confided::default(),
        }
    }

    /// The same, with these other adults.
    ///
    /// # Errors
    ///
    /// [`AnswersError`] if the person is among them, somebody stands twice, or there are too many.
    pub fn with_others(self, others: Vec<WithOther>) -> Result<Self, AnswersError> {
        if others.iter().any(|with| with.other == self.person) {
            return Err(AnswersError::ThemselvesAsOther(self.person));
        }
        each_once(others.iter().map(|with| with.other))?;
        Ok(Self { others, ..self })
    }

    /// The same, with this other help.
    ///
    /// # Errors
    ///
    /// [`AnswersError`] if the person is named as their own help, or there is too much.
    pub fn with_other_help(self, other_help: Vec<OtherHelp>) -> Result<Self, AnswersError> {
        if other_help.len() > limits::SOURCES {
            return Err(AnswersError::TooMuchHelp);
        }
        if other_help.iter().any(|help| help.by.id == self.person.into()) {
            return Err(AnswersError::OwnHelp(self.person));
        }
        Ok(Self { other_help, ..self })
    }

    /// The same, with this family elsewhere.
    ///
    /// # Errors
    ///
    /// [`AnswersError`] if somebody stands twice, or there are too many.
    pub fn with_family(self, family: Vec<Relative>) -> Result<Self, AnswersError> {
        each_once(family.iter().map(|relative| relative.person))?;
        Ok(Self { family, ..self })
    }

    /// Other adults.
    pub fn others(&self) -> &[WithOther] {
        &self.others
    }

    /// What passes between them and this other adult.
    pub fn with(&self, other: PersonId) -> Option<&WithOther> {
        self.others.iter().find(|with| with.other == other)
    }

    /// Other help.
    pub fn other_help(&self) -> &[OtherHelp] {
        &self.other_help
    }

    /// Family and friends elsewhere.
    pub fn family(&self) -> &[Relative] {
        &self.family
    }
}

fn each_once(people: impl Iterator<Item = PersonId>) -> Result<(), AnswersError> {
    let mut seen = alloc::collections::BTreeSet::new();
    for person in people {
        if !seen.insert(person) {
            return Err(AnswersError::Twice(person));
        }
    }
    if seen.len() > limits::PEOPLE { Err(AnswersError::TooManyPeople) } else { Ok(()) }
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename = "Answers", deny_unknown_fields)]
struct AnswersWire {
    person: PersonId,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    lives_with_or_helps: Fact<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "why")]
    who_else: Option<WhyNotKnown>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    age_years: Fact<u8>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    learning_disability: Fact<bool>,
    #[serde(default, skip_serializing_if = "ByCode::is_blank")]
    manages_alone: ByCode<Topic, Fact<bool>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "others")]
    others: Vec<WithOther>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "other_help")]
    other_help: Vec<OtherHelp>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    sees_self_as_carer: Fact<bool>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    somebody_would_notice: Fact<bool>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    somebody_would_come: Fact<bool>,
    #[serde(default, skip_serializing_if = "ByCode::is_blank")]
    worries: ByCode<Worry, Fact<bool>>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    turned_help_down: Fact<bool>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    recent_change: Fact<bool>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    wish_later: Fact<WishLater>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    brothers_or_sisters: Fact<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "family")]
    family: Vec<Relative>,
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    own_words: PrivateText,
    #[serde(default, skip_serializing_if = "Confided::is_empty")]
    in_confidence: Confided<MutualQuestion>,
}

/// A field that stands there says something: `null` does not.
fn why<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<WhyNotKnown>, D::Error> {
    WhyNotKnown::deserialize(d).map(Some)
}
fn others<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<WithOther>, D::Error> {
    wire::list(d, limits::PEOPLE, "other adults")
}
fn other_help<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<OtherHelp>, D::Error> {
    wire::list(d, limits::SOURCES, "entries of other help")
}
fn family<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<Relative>, D::Error> {
    wire::list(d, limits::PEOPLE, "people of the family")
}

impl TryFrom<AnswersWire> for Answers {
    type Error = AnswersError;

    fn try_from(wire: AnswersWire) -> Result<Self, AnswersError> {
        let answers = Self {
            person: wire.person,
            lives_with_or_helps: wire.lives_with_or_helps,
            who_else: wire.who_else,
            age_years: wire.age_years,
            learning_disability: wire.learning_disability,
            manages_alone: wire.manages_alone,
            others: Vec::new(),
            other_help: Vec::new(),
            sees_self_as_carer: wire.sees_self_as_carer,
            somebody_would_notice: wire.somebody_would_notice,
            somebody_would_come: wire.somebody_would_come,
            worries: wire.worries,
            turned_help_down: wire.turned_help_down,
            recent_change: wire.recent_change,
            wish_later: wire.wish_later,
            brothers_or_sisters: wire.brothers_or_sisters,
            family: Vec::new(),
            own_words: wire.own_words,
            in_confidence: wire.in_confidence,
        };
        answers.with_others(wire.others)?.with_other_help(wire.other_help)?.with_family(wire.family)
    }
}

impl From<Answers> for AnswersWire {
    fn from(answers: Answers) -> Self {
        Self {
            person: answers.person,
            lives_with_or_helps: answers.lives_with_or_helps,
            who_else: answers.who_else,
            age_years: answers.age_years,
            learning_disability: answers.learning_disability,
            manages_alone: answers.manages_alone,
            others: answers.others,
            other_help: answers.other_help,
            sees_self_as_carer: answers.sees_self_as_carer,
            somebody_would_notice: answers.somebody_would_notice,
            somebody_would_come: answers.somebody_would_come,
            worries: answers.worries,
            turned_help_down: answers.turned_help_down,
            recent_change: answers.recent_change,
            wish_later: answers.wish_later,
            brothers_or_sisters: answers.brothers_or_sisters,
            family: answers.family,
            own_words: answers.own_words,
            in_confidence: answers.in_confidence,
        }
    }
}
