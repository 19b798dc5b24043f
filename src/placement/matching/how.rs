//! How to match.

use alloc::vec::Vec;

use crate::base::limits;
use crate::placement::{OwnRule, OwnRuleError, Policy};

/// How to match: the policy, a vendor's own rules, and how many homes to explain in full.
///
/// ```
/// use mutual_care::placement::{Matching, Policy};
/// let how = Matching::new(Policy::default()).explaining(5);
/// assert_eq!(how.policy().age_gap_years, Some(5));
/// ```
#[derive(Debug, Default)]
pub struct Matching {
    policy: Policy,
    own: Vec<OwnRule>,
    explain: usize,
}

impl Matching {
    /// With this policy, no rules of one's own, and nothing explained.
    pub const fn new(policy: Policy) -> Self {
        Self { policy, own: Vec::new(), explain: 0 }
    }

    /// The same, with the first so many homes explained in full.
    pub fn explaining(self, homes: usize) -> Self {
        Self { explain: homes, ..self }
    }

    /// The same, with a rule of one's own.
    ///
    /// # Errors
    ///
    /// [`OwnRuleError`] past [`limits::OWN_RULES`], or for a code that another one has.
    pub fn with_rule(mut self, rule: OwnRule) -> Result<Self, OwnRuleError> {
        if self.own.len() == limits::OWN_RULES {
            return Err(OwnRuleError::TooMany);
        }
        if self.own.iter().any(|known| known.rule().code == rule.rule().code) {
            return Err(OwnRuleError::Code);
        }
        self.own.push(rule);
        Ok(self)
    }

    /// The policy.
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The rules of one's own.
    pub fn own_rules(&self) -> &[OwnRule] {
        &self.own
    }

    /// How many homes to explain in full.
    pub(crate) const fn explained(&self) -> usize {
        self.explain
    }
}
