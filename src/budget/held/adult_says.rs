//! What an adult says to a line for them that meets a need of their carer.

use serde::{Deserialize, Serialize};

use crate::base::{Fact, PackageLineId, PersonId};

/// What is known of an adult for whom a line is that meets a carer's need (Care Act 2014 s.20).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(
    expecting = "what an adult says to a line: an object with `line`, `adult` and the facts that are known"
)]
pub struct AdultSays {
    /// Which line.
    pub line: PackageLineId,
    /// Whom it is for.
    pub adult: PersonId,
    /// Whether they agree that the carer's need is met by care for them.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub agrees: Fact<bool>,
    /// Whether what they have is above the financial limit.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub above_limit: Fact<bool>,
    /// Whether they asked the authority for it themself.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub requested: Fact<bool>,
}
