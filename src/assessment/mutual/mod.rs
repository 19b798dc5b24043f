//! The questions that find people who care for each other, and what the answers come to.
//!
//! Services see an older mother with needs and, elsewhere, a son with needs. That each of them looks after the
//! other is seen only if both are asked what they *do*. So the questions go both ways, and the first one decides
//! whether the rest are owed: does this person live with another adult, or give unpaid help to one, or get it
//! from one? [`Answers`] are one person's own; [`propose`] turns the answers of all of them into needs and
//! arrangements, and [`find_mutual_caring`] says what they show.

mod accounts;
mod answers;
mod first_signs;
mod found;
mod hours;
mod never_asked;
mod openly;
mod owed;
mod propose;
mod questions;
mod signs;
mod templates;
mod to_household;
mod topics;
mod worries;

pub use answers::{Answers, AnswersError, HelpBothWays, OtherHelp, Relation, Relative, WishLater, WithOther};
pub use first_signs::{FIRST_SIGNS, FirstSign, first_signs_sheet};
pub use found::{Found, HoursGiven, MutualCaring, PairFound, find_mutual_caring};
pub use hours::HoursBand;
pub use owed::QuestionStanding;
pub use propose::{
    ArrangementOverwrite, AssumedPart, Ids, NeedOverwrite, Overwrites, Proposal, ProposeError, ProposedNeed,
    propose,
};
pub use questions::{MutualQuestion, MutualQuestionError};
pub use templates::{NeedTemplate, NeedTemplates, TemplateError};
pub(super) use to_household::household_events;
pub use topics::{PartOfDay, Topic, TopicGroup};
pub use worries::Worry;
