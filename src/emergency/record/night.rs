//! What can happen while an emergency is on.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{ClockTime, Moment};
use crate::base::{
    AlarmId, AnyId, NeedId, PersonId, PrivateText, ResponderId, SourceId, Told, codes, limits, wire,
};
use crate::emergency::Lost;

/// An emergency is on, and the plan is put into action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activated {
    /// The day on which the alarm was raised.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// At what time: from here the calls are counted.
    pub at: ClockTime,
    /// Who or what is lost, as far as anybody knows. It holds from `lost_from` to the end; what turns out otherwise
    /// is corrected.
    #[serde(deserialize_with = "lost")]
    pub lost: Vec<Lost>,
    /// Since when, as far as anybody knows: from here harm and the 72 hours are counted.
    pub lost_from: Moment,
    /// Whether it was known beforehand: then nobody waits for a call.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub as_planned: bool,
    /// The way of the plan in which the alarm was raised; none if it was another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm: Option<AlarmId>,
}

/// Somebody called a responder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Called {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// At what time.
    pub at: ClockTime,
    /// Whom.
    pub responder: ResponderId,
}

/// What a responder who was called says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CallReply {
    /// It comes.
    Comes {
        /// When it will be there, if it says so; else as the plan has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Moment>,
    },
    /// It cannot come.
    CannotCome,
}

/// A responder who was called answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// At what time.
    pub at: ClockTime,
    /// Who.
    pub responder: ResponderId,
    /// What it says.
    pub reply: CallReply,
}

/// A responder who was called did not answer, and was given up for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotReached {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// At what time it was given up.
    pub at: ClockTime,
    /// Who.
    pub responder: ResponderId,
}

/// Who came, or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A responder of the plan, called or not.
    Responder(ResponderId),
    /// Somebody else: a neighbour, an ambulance crew.
    Other(SourceId),
}

impl Who {
    /// The same as an id of any kind.
    pub const fn any(self) -> AnyId {
        match self {
            Self::Responder(id) => id.any(),
            Self::Other(id) => id.any(),
        }
    }
}

/// What somebody who came does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Does {
    /// The needs they see to.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "needs")]
    pub covers: Vec<NeedId>,
    /// The hands they bring to each: 1 to [`limits::HANDS`].
    #[serde(default = "one")]
    pub hands: u8,
    /// Whom they take with them, to another house or to hospital: until they leave, those people are away.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "people")]
    pub takes_in: Vec<PersonId>,
}

/// Somebody came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arrived {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// At what time.
    pub at: ClockTime,
    /// Who.
    pub who: Who,
    /// What they do, if it is not what the plan says of them. Of anybody else nothing is counted unless it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub does: Option<Does>,
}

/// Somebody who came left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Left {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// At what time: the first minute without them.
    pub at: ClockTime,
    /// Who.
    pub who: Who,
}

codes! {
    /// In what an emergency went another way than the plan.
    pub enum DeviationKind: "in what it went another way" {
        /// Calls in another order, or not made.
        Order = "order", "calls in another order";
        /// Somebody did other things than planned.
        Help = "help", "other help than planned";
        /// Somebody was brought elsewhere than planned.
        Place = "place", "another place";
        /// More is lost than was thought at first, or less.
        Loss = "loss", "the loss was another one";
        /// Somebody's wishes were not followed.
        Wishes = "wishes", "wishes not followed";
        /// Something else.
        Other = "other", "something else";
    }
}

/// It went another way than the plan says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deviated {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// At what time.
    pub at: ClockTime,
    /// In what.
    pub kind: DeviationKind,
    /// Which responder it is about, if one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responder: Option<ResponderId>,
    /// In words.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub words: PrivateText,
}

codes! {
    /// Why an emergency is over.
    pub enum OverBecause: "why an emergency is over" {
        /// Who or what was lost is there again.
        BackAgain = "back_again", "who was lost is back";
        /// Other help is in place.
        OtherHelp = "other_help", "other help is in place";
        /// Those in need are looked after elsewhere.
        Elsewhere = "elsewhere", "those in need are looked after elsewhere";
        /// There was none.
        FalseAlarm = "false_alarm", "it was a false alarm";
    }
}

/// The emergency is over. Whoever is still there counts as there until now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoodDown {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// At what time.
    pub at: ClockTime,
    /// Why.
    pub because: OverBecause,
    /// Whether everyone whom the plan is about is well and has what they need; somebody looked.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub all_well: Told<bool>,
}

/// Every event of an emergency has a moment.
pub(super) trait Timed {
    fn when(&self) -> Moment;
}

macro_rules! has_moment {
    ($($event:ident),+) => {$(
        impl $event {
            /// When it was.
            pub const fn moment(&self) -> Moment {
                Moment::new(self.on, self.at)
            }
        }

        impl $crate::emergency::record::night::Timed for $event {
            fn when(&self) -> Moment {
                self.moment()
            }
        }
    )+};
}
pub(super) use has_moment;

has_moment!(Activated, Called, Answered, NotReached, Arrived, Left, Deviated, StoodDown);

const fn one() -> u8 {
    1
}

fn lost<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Lost>, D::Error> {
    wire::list(d, limits::SOURCES, "sources")
}

fn needs<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<NeedId>, D::Error> {
    wire::list(d, limits::NEEDS, "needs")
}

fn people<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<PersonId>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}
