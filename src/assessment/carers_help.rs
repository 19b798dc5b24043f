//! Needs that a carer meets (Care Act s.18(7)): how far, by whom, and from when they are owed again.
//!
//! The need stays an eligible need whoever meets it. What the authority need not meet is only what a carer does who is
//! *known* to be able and willing now. So each outcome is looked at carer by carer, as at a date: a carer who stops, or
//! who is no longer able or willing, is recorded with the day from which that is so, and from that day the need is
//! owed again.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::meeting::MustMeet;
use super::{AdultOutcome, rules};
use crate::base::{Code, Fact, Finding, PersonId, PrivateText, Told, codes};
use crate::need::Outcome;

codes! {
    /// How far a carer meets a need.
    pub enum HowFar: "how far a carer meets a need" {
        /// All of it.
        Wholly = "wholly", "wholly";
        /// Some of it; what is left is said in words.
        InPart = "in_part", "in part";
        /// None of it.
        Not = "not", "not at all";
    }
}

codes! {
    /// How far carers meet a need who are known to be able and willing now.
    pub enum MetByCarers: "how far carers meet a need" {
        /// All of it: there is no duty to meet it meanwhile.
        Wholly = "wholly", "carers meet all of it";
        /// Some of it: the duty is for what is left.
        InPart = "in_part", "carers meet some of it";
        /// None of it: the duty is for all of it.
        Not = "not", "no carer is known to meet it";
        /// That depends on what is not known of a carer.
        NotKnown = "not_known", "cannot say yet how far a carer meets it";
    }
}

/// What one carer does towards one outcome of an adult.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarersHelp {
    /// Towards which outcome.
    pub outcome: AdultOutcome,
    /// Who.
    pub carer: PersonId,
    /// How far that meets the need.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub meets: Fact<HowFar>,
    /// What is left, where it is met in part.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub left: PrivateText,
    /// Whether the carer is able to do it now.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub able_now: Fact<bool>,
    /// Whether the carer is willing to do it now.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub willing_now: Fact<bool>,
}

impl CarersHelp {
    /// Nothing asked yet of this carer for this outcome.
    pub fn new(outcome: AdultOutcome, carer: PersonId) -> Self {
        Self {
            outcome,
            carer,
            meets: Fact::default(),
            left: PrivateText::default(),
            able_now: Fact::default(),
            willing_now: Fact::default(),
        }
    }

    /// How far the need counts as met by this carer: only what somebody does who is known to be able and willing.
    ///
    /// ```
    /// use mutual_care::assessment::{AdultOutcome, CarersHelp, HowFar, MetByCarers};
    /// use mutual_care::base::Fact;
    /// # let son = "6f2c1a3e-0000-4000-8000-000000000002".parse()?;
    /// let mut help = CarersHelp::new(AdultOutcome::Nutrition, son);
    /// help.meets = Fact::known(HowFar::Wholly);
    /// help.able_now = Fact::known(true);
    /// assert_eq!(help.counts(), MetByCarers::NotKnown); // nobody asked whether he is willing
    /// help.willing_now = Fact::known(false);
    /// assert_eq!(help.counts(), MetByCarers::Not);
    /// # Ok::<(), mutual_care::base::IdError>(())
    /// ```
    pub fn counts(&self) -> MetByCarers {
        let facts = [self.able_now.told(), self.willing_now.told()];
        if facts.contains(&&Told::Known(false)) {
            return MetByCarers::Not;
        }
        let sure = facts.iter().all(|fact| **fact == Told::Known(true));
        match (self.meets.told(), sure) {
            (Told::Known(HowFar::Not), _) => MetByCarers::Not,
            (Told::Known(HowFar::Wholly), true) => MetByCarers::Wholly,
            (Told::Known(HowFar::InPart), true) => MetByCarers::InPart,
            _ => MetByCarers::NotKnown,
        }
    }
}

/// One outcome that an adult is unable to achieve, how far carers meet it, and what that leaves to the authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutcomeOwed {
    /// Which.
    pub outcome: Outcome,
    /// How far carers meet it.
    pub met: MetByCarers,
    /// Each carer recorded for it, and how far what that carer does counts.
    pub by: Vec<(PersonId, MetByCarers)>,
    /// Whether the authority must meet it; where carers meet it in part, what is left of it.
    pub must_meet: MustMeet,
    /// Since when less of it has been known to be met by carers than before: from that day it is owed again.
    pub again_since: Option<NaiveDate>,
}

impl OutcomeOwed {
    /// What is to be said about it.
    pub fn finding(&self, person: PersonId) -> Finding {
        let rule = match self.met {
            MetByCarers::Wholly => &rules::MET_BY_CARERS,
            MetByCarers::InPart => &rules::MET_IN_PART,
            MetByCarers::Not if self.by.is_empty() => &rules::NO_CARER_RECORDED,
            MetByCarers::Not => &rules::NOT_MET_BY_CARERS,
            MetByCarers::NotKnown => &rules::CARERS_HELP_OPEN,
        };
        let who = self.by.iter().map(|(carer, _)| *carer);
        rules::worded(rule, self.outcome.code(), self.outcome.words()).about(person).about_all(who)
    }
}
