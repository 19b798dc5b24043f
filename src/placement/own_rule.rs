//! Rules of a vendor's own.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use chrono::NaiveDate;

use super::{Child, Home, Mitigation, RuleKind, rules};
use crate::base::{BasisKind, Room, Rule, codes, limits};

codes! {
    /// The kind of a vendor's rule. Never law.
    pub enum OwnKind: "a kind of rule of one's own" {
        /// Safety: a no decides, unless one of its mitigations meets it.
        Safety = "safety", "safety";
        /// Wishes.
        Wishes = "wishes", "wishes";
        /// Fit.
        Fit = "fit", "fit";
        /// Practice.
        Practice = "practice", "practice";
    }
}

impl OwnKind {
    /// The same among all kinds.
    pub const fn kind(self) -> RuleKind {
        match self {
            Self::Safety => RuleKind::Safety,
            Self::Wishes => RuleKind::Wishes,
            Self::Fit => RuleKind::Fit,
            Self::Practice => RuleKind::Practice,
        }
    }
}

/// What a vendor's rule is asked: these children, this home, this date.
#[derive(Debug, Clone, Copy)]
pub struct ProposedMove<'a> {
    /// The children who would move in.
    pub children: &'a [&'a Child],
    /// The home.
    pub home: &'a Home,
    /// The planned date.
    pub on: NaiveDate,
}

codes! {
    /// What a vendor's rule says.
    pub enum OwnAnswer: "an answer of a rule of one's own" {
        /// It holds.
        Yes = "yes", "yes";
        /// It is a no.
        No = "no", "no";
        /// It is not known.
        NotKnown = "not_known", "not known";
    }
}

type Question = Box<dyn Fn(&ProposedMove<'_>) -> OwnAnswer + Send + Sync>;

/// A rule of a vendor's own: what it says, its kind, its place among the rules of that kind, and how it is
/// answered.
///
/// ```
/// use mutual_care::base::{Audience, Basis, Room, Rule, Weight};
/// use mutual_care::placement::{OwnAnswer, OwnKind, OwnRule};
/// static GARDEN: Rule = Rule {
///     code: "garden",
///     room: Room::Vendor,
///     place: 0,
///     weight: Weight::Notes,
///     audience: Audience::Anyone,
///     professional: "{answer}: there is a garden",
///     person: "{answer}: there is a garden",
///     basis: Basis::policy("gardens for everybody"),
/// };
/// let rule = OwnRule::new(&GARDEN, OwnKind::Fit, 2, |_| OwnAnswer::NotKnown)?;
/// assert_eq!(rule.rule().code, "garden");
/// # Ok::<(), mutual_care::placement::OwnRuleError>(())
/// ```
pub struct OwnRule {
    rule: &'static Rule,
    kind: OwnKind,
    place: u16,
    mitigations: Vec<Mitigation>,
    question: Question,
}

/// A rule cannot be one of a vendor's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OwnRuleError {
    /// Its basis is not policy.
    #[error("expected a rule whose basis is a policy")]
    Basis,
    /// It does not stand in the vendor's room.
    #[error("expected a rule of the room `vendor`")]
    Room,
    /// Its code is taken.
    #[error("expected a code that no other rule of matching has")]
    Code,
    /// Too many.
    #[error("expected at most {} rules of one's own", limits::OWN_RULES)]
    TooMany,
}

impl OwnRule {
    /// A rule of this kind that is asked at this place among the rules of its kind: 0 for before the first.
    ///
    /// # Errors
    ///
    /// [`OwnRuleError`] unless the rule is of [`Room::Vendor`], rests on policy, and has a code of its own.
    pub fn new(
        rule: &'static Rule,
        kind: OwnKind,
        place: u16,
        question: impl Fn(&ProposedMove<'_>) -> OwnAnswer + Send + Sync + 'static,
    ) -> Result<Self, OwnRuleError> {
        if rule.basis.kind() != BasisKind::Policy {
            Err(OwnRuleError::Basis)
        } else if rule.room != Room::Vendor {
            Err(OwnRuleError::Room)
        } else if rules::TABLE.iter().any(|known| known.code == rule.code) {
            Err(OwnRuleError::Code)
        } else {
            Ok(Self { rule, kind, place, mitigations: Vec::new(), question: Box::new(question) })
        }
    }

    /// The same, with what can meet a no. Only a rule of safety reads them.
    pub fn met_by(self, mitigations: impl IntoIterator<Item = Mitigation>) -> Self {
        Self { mitigations: mitigations.into_iter().collect(), ..self }
    }

    /// What it says.
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// Its kind.
    pub const fn kind(&self) -> OwnKind {
        self.kind
    }

    /// Its place among the rules of its kind.
    pub const fn place(&self) -> u16 {
        self.place
    }

    /// What can meet a no.
    pub fn mitigations(&self) -> &[Mitigation] {
        &self.mitigations
    }

    /// Asks it.
    pub fn ask(&self, candidate: &ProposedMove<'_>) -> OwnAnswer {
        (self.question)(candidate)
    }
}

impl fmt::Debug for OwnRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnRule({})", self.rule.code)
    }
}
