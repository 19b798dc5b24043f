//! What gathers before a decision: steps 4 to 7, in any order, each as often as it takes.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use crate::base::{ChildId, PrivateText, Receipt, WorkerId, codes, limits, wire};
use crate::placement::{Assessed, Offer, WorkersView};

/// Step 4: the planning meeting with the social worker, and the bespoke package that came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanningMeetingHeld {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The child's social worker.
    pub social_worker: WorkerId,
    /// What the home offers this child: what, how often, with which staff, at what weekly price, from when.
    pub offer: Box<Offer>,
    /// The revision of the information that it rests on. Not said: the one that was known on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<u32>,
    /// Why it is less than the child is known to need, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub less_because: Option<PrivateText>,
}

/// Step 5: the social worker of a child who will live there was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiaisonHeld {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The child who lives there.
    pub resident: ChildId,
    /// The social worker who was asked.
    pub social_worker: WorkerId,
    /// What they say.
    pub view: WorkersView,
    /// In their words: of an agreement *if*, what is to be done.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub words: PrivateText,
    /// The revision of the information that they were told. Not said: the one that was known on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<u32>,
}

/// The registered manager answers the objection of a resident's social worker, with reasons. The objection stays in
/// the record, and warns; it bars no longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectionAnswered {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The resident whose social worker objects.
    pub resident: ChildId,
    /// The registered manager.
    pub by: WorkerId,
    /// Why it goes on, or what is done about it.
    pub reasons: PrivateText,
}

/// What a resident's social worker made their agreement depend on is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConditionMet {
    /// When it was met.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The resident whose social worker agreed if it was done.
    pub resident: ChildId,
    /// Who saw to it.
    pub by: WorkerId,
    /// What was done.
    pub words: PrivateText,
}

codes! {
    /// How a child and a home came together before a move.
    pub enum VisitKind: "a kind of visit" {
        /// Staff met the child where the child lives now.
        StaffMetChild = "staff_met_child", "staff met the child where the child lives now";
        /// The child visited the home.
        ChildVisited = "child_visited", "the child visited the home";
    }
}

/// A visit before the move was held: planned days alone are no visits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitHeld {
    /// When it was held.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Which kind.
    pub kind: VisitKind,
    /// How it went, in words.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub words: PrivateText,
}

/// How the child comes to know the home and those who live and work there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TransitionPlan {
    /// The days on which staff meet the child where the child lives now.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "days")]
    pub staff_meet_child_on: Vec<Day>,
    /// The days on which the child visits.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "days")]
    pub child_visits_on: Vec<Day>,
    /// When the child gets information about the home.
    #[serde(skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub information_given_on: Option<NaiveDate>,
    /// When the child gets a welcome pack.
    #[serde(skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub welcome_pack_given_on: Option<NaiveDate>,
}

/// A day of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(#[serde(with = "wire::date")] pub NaiveDate);

fn days<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Day>, D::Error> {
    wire::list(d, limits::FEW, "days")
}

codes! {
    /// Why there is no transition plan.
    pub enum NoTransitionBecause: "why there is no transition plan" {
        /// The child knows the home and those there.
        KnowsHome = "knows_home", "the child knows the home";
        /// The child does not want one.
        ChildDoesNotWant = "child_does_not_want", "the child does not want one";
        /// There is no time for one.
        NoTime = "no_time", "there is no time";
        /// The child is too far away.
        TooFar = "too_far", "the child lives too far away for visits";
        /// Another reason, in words.
        Other = "other", "another reason";
    }
}

/// A transition plan, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Transition {
    /// There is one.
    Plan(TransitionPlan),
    /// There is none.
    None {
        /// Why.
        because: NoTransitionBecause,
        /// In words.
        #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
        words: PrivateText,
    },
}

impl Transition {
    /// Whether the child gets no information about the home, or no welcome pack, before the move.
    pub(super) fn leaves_uninformed(&self, planned: NaiveDate) -> bool {
        match self {
            Self::Plan(plan) => {
                let given = [plan.information_given_on, plan.welcome_pack_given_on];
                given.iter().any(|given| given.is_none_or(|given| given > planned))
            }
            Self::None { .. } => false,
        }
    }
}

/// Step 6: how the child comes to know the home was planned, or why it is not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransitionPlanned {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The plan.
    pub transition: Transition,
}

/// Step 7: the compatibility assessment, the child and each resident, both ways. The document itself is a
/// [`Compatibility`](crate::placement::Compatibility) and stays with whoever keeps documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompatibilityAssessed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// By whom.
    pub by: WorkerId,
    /// The revision of the information that was judged.
    pub information: u32,
    /// The home, the date, the residents and the versions of the facts that were judged.
    pub assessed: Assessed,
    /// What it says of law and safety: [`Compatibility::receipt`](crate::placement::Compatibility::receipt).
    pub receipt: Receipt,
}

/// Step 7: the impact assessment: the group, staff, place and neighbourhood after the move, with the good it brings.
/// The document itself is an [`Impact`](crate::placement::Impact).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImpactAssessed {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// By whom.
    pub by: WorkerId,
    /// The revision of the information that was judged.
    pub information: u32,
    /// The home, the date, the residents and the versions of the facts that were judged.
    pub assessed: Assessed,
    /// What it says of law and safety: [`Impact::receipt`](crate::placement::Impact::receipt).
    pub receipt: Receipt,
    /// The good that the move brings, in words.
    pub good: PrivateText,
}
