//! What is asked, as values: each question names one thing that an answer settles.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;
use core::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::{Topic, Worry};
use crate::base::{Code, PersonId, Question, wire};

/// One question to one person. Those about another adult name that one.
///
/// Written as its code and, after an `@`, the other person's id: `cooking.gives@6f2c…`.
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
}

impl MutualQuestion {
    /// The other adult that it is about.
    pub const fn other(self) -> Option<PersonId> {
        match self {
            Self::LivesTogether(other)
            | Self::Gives(_, other)
            | Self::Gets(_, other)
            | Self::AbleNow(other)
            | Self::WillingNow(other)
            | Self::AbleLater(other)
            | Self::WillingLater(other) => Some(other),
            _ => None,
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
            (Some((topic, kind)), other) => match (Topic::from_code(topic).ok(), kind, other) {
                (Some(topic), "manages_alone", None) => Some(Self::ManagesAlone(topic)),
                (Some(topic), "gives", Some(other)) => Some(Self::Gives(topic, other)),
                (Some(topic), "gets", Some(other)) => Some(Self::Gets(topic, other)),
                _ => None,
            },
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
