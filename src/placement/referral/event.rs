//! What is said of the child, of the home and of what the authority owes: steps 1 to 3, and whatever changes them.

use alloc::boxed::Box;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ChildSays, HomeSeen, SiblingReferral};
use crate::base::{ChildId, HomeId, PrivateText, RecordRef, Told, WorkerId, codes, wire};
use crate::placement::{AuthorityStep, Child, Few, Offer, OwnView, Provided};

/// Step 1: a referral is submitted to a home, with a whole view of the child.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmittedToHome {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The child, as known so far.
    pub child: Box<Child>,
    /// The home.
    pub home: HomeId,
    /// From when a home is wanted.
    #[serde(with = "wire::date")]
    pub wanted_on: NaiveDate,
    /// The social worker who refers the child.
    pub by: WorkerId,
    /// The referral that was closed and that this one takes up again, as it was then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopens: Option<RecordRef>,
    /// The referrals of brothers and sisters, to this home or to others.
    #[serde(default, skip_serializing_if = "no_sibling")]
    pub siblings: Few<SiblingReferral>,
}

fn no_sibling(siblings: &Few<SiblingReferral>) -> bool {
    siblings.is_empty()
}

/// Step 2: the registered manager and the staff team talked about it for the first time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiscussedWithTeam {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The registered manager.
    pub manager: WorkerId,
    /// Whether the staff team was heard.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub team_heard: Told<bool>,
    /// What came of it, in words.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub words: PrivateText,
}

/// Step 3: the home is interested, and says which support and which placement it can offer. From now on the
/// authority owes every part of the [information](crate::placement::Information).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterestExpressed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What it can offer.
    pub offer: Box<Offer>,
}

/// The authority provided parts of the information: known, or asked and not known, each with date and source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InformationProvided {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The parts. One that was provided before is provided anew.
    pub provided: Few<Provided>,
}

/// More is known of the child, or something else than before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildDescribed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The child, as known now. What the child said stays as it was recorded: [`ChildAsked`] changes it.
    pub child: Box<Child>,
}

/// Somebody asked the child about the move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildAsked {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What came of it: said, would rather not say, too young to be asked in words; and by whom.
    pub view: OwnView,
    /// What the child says to the move, if that is told apart from the words. A child who agrees undoes nothing that
    /// was judged. Once it is decided, what leaves the decision as it is has an event of its own
    /// ([`ChildHeardAgain`]), and this one is for a child who wants something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<ChildSays>,
}

/// The child was heard again after a decision, and wants nothing else: *I can't wait*. The decision, the date and
/// everything that was judged stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildHeardAgain {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What came of it, and to whom it was said.
    pub view: OwnView,
    /// What the child says to the move.
    pub says: ChildSays,
}

/// Somebody looked at who will live in the home on the planned date, and who their social workers are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeLookedAt {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The home as it will be on the planned date.
    pub seen: HomeSeen,
}

/// Somebody looked at the home again after a decision and found it as it was: the same facts, the same children, the
/// same planned date. The decision, the date and everything that was judged stand, and were true on this day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeFoundUnchanged {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The home as it was seen: as it was seen before.
    pub seen: HomeSeen,
}

codes! {
    /// Whose worry it is.
    pub enum WorryOf: "whose worry it is" {
        /// The child's own. It counts by itself: nobody else has to share it.
        Child = "child", "the child";
        /// Somebody's of the home.
        Home = "home", "the home";
        /// A child's who lives there.
        Resident = "resident", "a child who lives there";
        /// The authority's.
        Authority = "authority", "the council that places the child";
        /// The family's.
        Family = "family", "the family";
    }
}

/// Somebody worries about the move. It stops the move until it was looked at, undoes a decision that was taken, and
/// makes the assessments stale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorryRaised {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Whose it is.
    pub of: WorryOf,
    /// Which child who lives there, if it is the worry of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resident: Option<ChildId>,
    /// The worry, as it was said or shown.
    pub words: PrivateText,
}

codes! {
    /// What came of a worry.
    pub enum WorryOutcome: "what came of a worry" {
        /// Whoever had it says that it is settled.
        Settled = "settled", "settled, as they say themselves";
        /// It was looked at and answered. They do not say that it is settled.
        Answered = "answered", "answered";
    }
}

/// A worry was looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorryAnswered {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Which: 1 for the first.
    pub worry: u32,
    /// Who looked at it with them.
    pub by: WorkerId,
    /// What came of it.
    pub outcome: WorryOutcome,
    /// What was done or said.
    pub words: PrivateText,
}

/// The authority took a step that the law asks for before the move.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepTaken {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Which.
    pub step: AuthorityStep,
    /// Who told the home.
    pub by: WorkerId,
}
