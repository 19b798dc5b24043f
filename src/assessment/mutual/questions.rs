//! What is asked, as values: each question names one thing that an answer settles.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::{Topic, TopicGroup, Worry};
use crate::base::{Code, PersonId, Question, wire};

/// One question to one person. Those about another adult name that one.
///
/// Most ask one thing. Four put several things in one question, each of which is named: [`ManagesWhich`],
/// [`GivesWhich`], [`GetsWhich`] and [`WorriesWhich`]; [`parts`] are the things, and "none of them" is an answer
/// to each.
///
/// Written as its code and, after an `@`, the other person's id: `cooking.gives@6f2c…`, `home.gives@6f2c…`.
///
/// [`ManagesWhich`]: MutualQuestion::ManagesWhich
/// [`GivesWhich`]: MutualQuestion::GivesWhich
/// [`GetsWhich`]: MutualQuestion::GetsWhich
/// [`WorriesWhich`]: MutualQuestion::WorriesWhich
/// [`parts`]: MutualQuestion::parts
///
/// ```
/// use mutual_care::assessment::{MutualQuestion, Topic};
/// # use mutual_care::base::Question as _;
/// let other = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let question = MutualQuestion::Gives(Topic::Cooking, other);
/// assert_eq!(question.to_string(), "cooking.gives@6f2c1a3e-0000-4000-8000-000000000001");
/// assert_eq!(question.to_string().parse(), Ok(question));
/// assert_eq!(question.words(), "Do you make meals for them?");
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MutualQuestion {
    /// The first: whether the person lives with another adult, or gives or gets unpaid help. "No" settles all.
    LivesWithOrHelps,
    /// Who that is.
    WhoElse,
    /// Whether the two live together.
    LivesTogether(PersonId),
    /// Whether the person manages this alone.
    ManagesAlone(Topic),
    /// Whether the person gives this help to the other.
    Gives(Topic, PersonId),
    /// Whether the person gets this help from the other.
    Gets(Topic, PersonId),
    /// Whether they are able to give it now.
    AbleNow(PersonId),
    /// Whether they are willing to give it now.
    WillingNow(PersonId),
    /// Whether they are likely to continue to be able.
    AbleLater(PersonId),
    /// Whether they are likely to continue to be willing.
    WillingLater(PersonId),
    /// Whether the person sees themselves as a carer.
    SeesSelfAsCarer,
    /// Whether anybody besides those at home would notice if something happened.
    SomebodyWouldNotice,
    /// Whether anybody besides those at home would come.
    SomebodyWouldCome,
    /// Whether this worries the person about asking for help.
    Worry(Worry),
    /// Whether they have turned help down.
    TurnedHelpDown,
    /// Whether somebody was ill or died not long ago.
    RecentChange,
    /// What the person wants for later.
    WishLater,
    /// Whether there are brothers or sisters, of the person or of a son or daughter at home.
    BrothersOrSisters,
    /// How old the person is.
    Age,
    /// Whether the person has a learning disability.
    LearningDisability,
    /// Which of these the person manages alone.
    ManagesWhich(TopicGroup),
    /// With which of these the person helps the other.
    GivesWhich(TopicGroup, PersonId),
    /// With which of these the other helps the person.
    GetsWhich(TopicGroup, PersonId),
    /// Which worries the person has about asking for help.
    WorriesWhich,
}

impl MutualQuestion {
    /// The other adult that it is about.
    pub const fn other(self) -> Option<PersonId> {
        match self {
            Self::LivesTogether(other)
            | Self::Gives(_, other)
            | Self::Gets(_, other)
            | Self::GivesWhich(_, other)
            | Self::GetsWhich(_, other)
            | Self::AbleNow(other)
            | Self::WillingNow(other)
            | Self::AbleLater(other)
            | Self::WillingLater(other) => Some(other),
            _ => None,
        }
    }

    /// The single things that it asks: itself, unless it puts several in one question.
    ///
    /// ```
    /// use mutual_care::assessment::{MutualQuestion as Q, Topic, TopicGroup};
    /// assert_eq!(Q::WishLater.parts(), [Q::WishLater]);
    /// let there = Q::ManagesWhich(TopicGroup::There).parts();
    /// assert_eq!(there, [Topic::Company, Topic::DayWatch, Topic::NightWatch].map(Q::ManagesAlone));
    /// ```
    pub fn parts(self) -> Vec<Self> {
        let of = |group: TopicGroup| group.topics().iter().copied();
        match self {
            Self::ManagesWhich(group) => of(group).map(Self::ManagesAlone).collect(),
            Self::GivesWhich(group, other) => of(group).map(|topic| Self::Gives(topic, other)).collect(),
            Self::GetsWhich(group, other) => of(group).map(|topic| Self::Gets(topic, other)).collect(),
            Self::WorriesWhich => Worry::ALL.iter().copied().map(Self::Worry).collect(),
            single => alloc::vec![single],
        }
    }

    const fn plain(self) -> (&'static str, &'static str) {
        match self {
            Self::LivesWithOrHelps => (
                "lives_with_or_helps",
                "Do you live with another adult, or help one, or get help from one, without pay?",
            ),
            Self::WhoElse => ("who_else", "Who is that?"),
            Self::LivesTogether(_) => ("lives_together", "Do you live together?"),
            Self::ManagesAlone(topic) => ("manages_alone", topic.asks_manages()),
            Self::Gives(topic, _) => ("gives", topic.asks_gives()),
            Self::Gets(topic, _) => ("gets", topic.asks_gets()),
            Self::AbleNow(_) => ("able_now", "Are you able to help them now?"),
            Self::WillingNow(_) => ("willing_now", "Do you want to help them now?"),
            Self::AbleLater(_) => ("able_later", "Do you think you will be able to go on?"),
            Self::WillingLater(_) => ("willing_later", "Do you want to go on, later too?"),
            Self::SeesSelfAsCarer => ("sees_self_as_carer", "Would you call yourself a carer?"),
            Self::SomebodyWouldNotice => (
                "somebody_would_notice",
                "If something happened to you both, would anybody else notice the same day?",
            ),
            Self::SomebodyWouldCome => ("somebody_would_come", "Would anybody else come?"),
            Self::Worry(worry) => ("worry", worry.asks()),
            Self::TurnedHelpDown => ("turned_help_down", "Have you said no to help that somebody offered?"),
            Self::RecentChange => {
                ("recent_change", "Has anybody at home been ill, or has somebody died, not long ago?")
            }
            Self::WishLater => ("wish_later", "Where, and with whom, do you want to live later?"),
            Self::BrothersOrSisters => {
                ("brothers_or_sisters", "Are there brothers or sisters, or other family, elsewhere?")
            }
            Self::Age => ("age_years", "How old are you?"),
            Self::LearningDisability => ("learning_disability", "Do you have a learning disability?"),
            Self::ManagesWhich(group) => ("manages_alone", group.asks_manages()),
            Self::GivesWhich(group, _) => ("gives", group.asks_gives()),
            Self::GetsWhich(group, _) => ("gets", group.asks_gets()),
            Self::WorriesWhich => (
                "worries",
                "Which of these worry you: being split up, losing your home, cost, others deciding, strangers?",
            ),
        }
    }
}

impl Question for MutualQuestion {
    fn code(self) -> String {
        let (code, _) = self.plain();
        match self {
            Self::ManagesAlone(topic) | Self::Gives(topic, _) | Self::Gets(topic, _) => {
                format!("{topic}.{code}")
            }
            Self::ManagesWhich(group) | Self::GivesWhich(group, _) | Self::GetsWhich(group, _) => {
                format!("{group}.{code}")
            }
            Self::Worry(worry) => format!("{code}.{worry}"),
            _ => code.to_string(),
        }
    }

    fn words(self) -> String {
        self.plain().1.to_string()
    }
}

impl fmt::Display for MutualQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code())?;
        match self.other() {
            Some(other) => write!(f, "@{other}"),
            None => Ok(()),
        }
    }
}

/// A text names no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a question, such as `wish_later` or `cooking.gives@` and the other person's id")]
pub struct MutualQuestionError;

impl FromStr for MutualQuestion {
    type Err = MutualQuestionError;

    fn from_str(text: &str) -> Result<Self, MutualQuestionError> {
        let (code, other) = match text.split_once('@') {
            None => (text, None),
            Some((code, id)) => (code, Some(id.parse::<PersonId>().map_err(|_| MutualQuestionError)?)),
        };
        let question = match (code.split_once('.'), other) {
            (None, None) => match code {
                "lives_with_or_helps" => Some(Self::LivesWithOrHelps),
                "who_else" => Some(Self::WhoElse),
                "sees_self_as_carer" => Some(Self::SeesSelfAsCarer),
                "somebody_would_notice" => Some(Self::SomebodyWouldNotice),
                "somebody_would_come" => Some(Self::SomebodyWouldCome),
                "turned_help_down" => Some(Self::TurnedHelpDown),
                "recent_change" => Some(Self::RecentChange),
                "wish_later" => Some(Self::WishLater),
                "brothers_or_sisters" => Some(Self::BrothersOrSisters),
                "age_years" => Some(Self::Age),
                "learning_disability" => Some(Self::LearningDisability),
                "worries" => Some(Self::WorriesWhich),
                _ => None,
            },
            (None, Some(other)) => match code {
                "lives_together" => Some(Self::LivesTogether(other)),
                "able_now" => Some(Self::AbleNow(other)),
                "willing_now" => Some(Self::WillingNow(other)),
                "able_later" => Some(Self::AbleLater(other)),
                "willing_later" => Some(Self::WillingLater(other)),
                _ => None,
            },
            (Some(("worry", worry)), None) => Worry::from_code(worry).ok().map(Self::Worry),
            (Some((about, kind)), other) => {
                let (topic, group) = (Topic::from_code(about).ok(), TopicGroup::from_code(about).ok());
                match (topic, group, kind, other) {
                    (Some(topic), _, "manages_alone", None) => Some(Self::ManagesAlone(topic)),
                    (Some(topic), _, "gives", Some(other)) => Some(Self::Gives(topic, other)),
                    (Some(topic), _, "gets", Some(other)) => Some(Self::Gets(topic, other)),
                    (_, Some(group), "manages_alone", None) => Some(Self::ManagesWhich(group)),
                    (_, Some(group), "gives", Some(other)) => Some(Self::GivesWhich(group, other)),
                    (_, Some(group), "gets", Some(other)) => Some(Self::GetsWhich(group, other)),
                    _ => None,
                }
            }
        };
        question.ok_or(MutualQuestionError)
    }
}

impl Serialize for MutualQuestion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for MutualQuestion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "a question", |text| text.parse().map_err(D::Error::custom))
    }
}
