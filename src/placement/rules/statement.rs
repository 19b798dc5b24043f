//! What a rule of matching is made of.

use super::super::forms::children::{Person, Seeker};
use super::super::forms::layout::Span;
use super::super::forms::placing::{Pair, Placing};
use super::super::forms::read::Outcome;
use super::between::Directed;
use crate::base::{Rule, codes};
use crate::placement::{Mitigation, Policy};

codes! {
    /// What kind of rule it is. The order is that in which rules are asked.
    pub enum RuleKind: "a kind of rule" {
        /// Law: a no is final.
        Law = "law", "law";
        /// Safety: a no can be met by a mitigation, where the rule names one.
        Safety = "safety", "safety";
        /// Wishes of the child and of the plan.
        Wishes = "wishes", "wishes";
        /// What makes a home fit.
        Fit = "fit", "fit";
        /// What good services do.
        Practice = "practice", "practice";
    }
}

impl RuleKind {
    /// Whether a rule of this kind decides what kind of verdict it is.
    pub(crate) const fn decides(self) -> bool {
        matches!(self, Self::Law | Self::Safety)
    }
}

/// One rule of matching, with all that there is to say of it.
#[derive(Debug)]
pub(crate) struct MatchingRule {
    /// Its code, what it weighs and for whom, its sentences and its basis.
    pub(crate) rule: &'static Rule,
    pub(crate) kind: RuleKind,
    /// About whom it is, and what must hold.
    pub(crate) statement: Statement,
    /// What can meet a no.
    pub(crate) met_by: &'static [Mitigation],
    /// The value of the policy without which it is not asked.
    pub(crate) policy: Option<PolicyValue>,
    /// Whether anything says what it asks about; where that is not so, it is not asked and stands in no list of answers.
    /// None: it is asked always.
    pub(crate) spoken_of: Option<fn(&Placing<'_>) -> bool>,
}

/// A value of the policy: what it is called, and whether there is one.
pub(crate) type PolicyValue = (&'static str, fn(&Policy) -> bool);

/// About whom a rule is, and what must hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Statement {
    /// About the home, and all who would live there.
    Home(fn(&Placing<'_>) -> Outcome),
    /// About each child who would move in.
    EachChild(fn(&Placing<'_>, &Seeker) -> Outcome),
    /// About each child who would move in: whatever of this list the child needs, the home has.
    Needs(Span),
    /// About any two children who would live together, of whom one moves in: in each direction.
    EachWay(&'static Directed),
    /// About any two children who would live together, of whom one moves in: both at once.
    Both(fn(&Placing<'_>, &Pair<'_>) -> Outcome),
    /// About each child who would move in, and each other child.
    TowardsEach(fn(&Seeker, &Person) -> Outcome),
}

impl Statement {
    /// Whether it is about two children.
    pub(crate) const fn is_between(&self) -> bool {
        matches!(self, Self::EachWay(_) | Self::Both(_) | Self::TowardsEach(_))
    }
}
