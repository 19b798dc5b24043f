//! What the placing authority must provide about a child before a home can decide.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Few, FewItem, Policy, notes};
use crate::base::{Amount, ChildId, Code, FactSource, Finding, Findings, codes, wire};

codes! {
    /// A part of what the authority must provide.
    pub enum Information: "a part of the information" {
        /// The child's history in detail.
        History = "history", "the child's history in detail";
        /// Previous placements.
        PreviousPlacements = "previous_placements", "previous placements, and why they ended";
        /// Family relationships.
        FamilyRelationships = "family_relationships", "family relationships";
        /// The purpose of this placement.
        Purpose = "purpose", "the purpose of this placement";
        /// How the child is psychologically.
        Psychological = "psychological", "how the child is psychologically now";
        /// How the child is emotionally.
        Emotional = "emotional", "how the child is emotionally now";
        /// How the child is with others.
        Social = "social", "how the child gets on with others now";
        /// How the child thinks and learns.
        Intellectual = "intellectual", "how the child thinks and learns now";
        /// Verbal aggression.
        VerbalAggression = "verbal_aggression", "any history of verbal aggression";
        /// Physical aggression.
        PhysicalAggression = "physical_aggression", "any history of physical aggression";
        /// Sexual aggression.
        SexualAggression = "sexual_aggression", "any history of sexual aggression";
        /// Education now.
        EducationNow = "education_now", "education now";
        /// Education before.
        EducationBefore = "education_before", "education before";
        /// Offending.
        Offending = "offending", "offending";
        /// Health.
        Health = "health", "health";
        /// Sexual health.
        SexualHealth = "sexual_health", "sexual health";
    }
}

/// The age from which a child can be held to have offended.
const CRIMINAL_RESPONSIBILITY: u32 = 10;

codes! {
    /// How a part of the information was provided.
    pub enum ProvidedAs: "how it was provided" {
        /// It is known, and was handed over.
        Known = "known", "handed over";
        /// Somebody asked, and it is not known.
        AskedNotKnown = "asked_not_known", "asked, and not known";
        /// It does not apply: only offending, and sexual health, by age.
        NotApplicable = "not_applicable", "does not apply";
    }
}

/// A part of the information that was provided: known, or asked and not known, each with date and source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provided {
    /// Which part.
    pub what: Information,
    /// How.
    pub how: ProvidedAs,
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// From whom.
    pub source: FactSource,
}

impl FewItem for Provided {
    const WHAT: &'static str = "parts of the information";

    fn order(&self, other: &Self) -> core::cmp::Ordering {
        self.what.cmp(&other.what)
    }
}

/// What was provided of one child.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvidedOf {
    /// The child.
    pub child: ChildId,
    /// The parts. One dated after the planned date does not count.
    pub parts: Few<Provided>,
}

impl FewItem for ProvidedOf {
    const WHAT: &'static str = "children of whom something was provided";

    fn order(&self, other: &Self) -> core::cmp::Ordering {
        self.child.cmp(&other.child)
    }
}

impl Information {
    /// Whether "does not apply" can be said of it for a child of this age: offending under 10, sexual health
    /// under the age of the policy. If the age is not known it cannot.
    ///
    /// ```
    /// use mutual_care::placement::{Information, Policy};
    /// assert!(Information::Offending.may_not_apply(Some(9), &Policy::default()));
    /// assert!(!Information::Offending.may_not_apply(Some(10), &Policy::default()));
    /// assert!(!Information::History.may_not_apply(Some(1), &Policy::default()));
    /// ```
    pub fn may_not_apply(self, age: Option<u32>, policy: &Policy) -> bool {
        let under = match self {
            Self::Offending => Some(CRIMINAL_RESPONSIBILITY),
            Self::SexualHealth => policy.sexual_health_from_age.map(u32::from),
            _ => None,
        };
        under.zip(age).is_some_and(|(under, age)| age < under)
    }
}

/// The parts that are still missing for a child of this age: not provided, or said not to apply where it does.
///
/// ```
/// use mutual_care::placement::{Information, Policy, missing_information};
/// assert_eq!(missing_information(&[], Some(12), &Policy::default()).len(), 16);
/// ```
pub fn missing_information(provided: &[Provided], age: Option<u32>, policy: &Policy) -> Vec<Information> {
    let there = |what: Information| {
        let mut of_it = provided.iter().filter(|provided| provided.what == what);
        of_it.any(|provided| provided.how != ProvidedAs::NotApplicable || what.may_not_apply(age, policy))
    };
    Information::ALL.iter().copied().filter(|what| !there(*what)).collect()
}

/// The same as findings about the child.
pub fn missing_as_findings(
    child: ChildId,
    provided: &[Provided],
    age: Option<u32>,
    policy: &Policy,
) -> Findings {
    let missing = missing_information(provided, age, policy).into_iter();
    missing
        .map(|what| {
            let finding = Finding::new(&notes::INFORMATION_MISSING).about(child);
            finding.with("what", Amount::Code(what.code()))
        })
        .collect()
}
