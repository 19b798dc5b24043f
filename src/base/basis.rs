//! What a rule rests on, and how sure that is.

use core::fmt;

use serde::Serialize;

use super::codes;

codes! {
    /// What kind of thing a rule rests on. Law bars; guidance bars unless a reason is given for departing from
    /// it; practice warns unless the embedder's policy says that it bars.
    pub enum BasisKind: "a kind of basis" {
        /// An Act of Parliament.
        Act = "act", "Act";
        /// Regulations.
        Regulation = "regulation", "regulation";
        /// Guidance, statutory or of a national body.
        Guidance = "guidance", "guidance";
        /// What good services do.
        Practice = "practice", "practice";
        /// What the embedder has decided.
        Policy = "policy", "policy";
        /// What follows from this crate's own definitions.
        Definition = "definition", "definition";
    }
}

codes! {
    /// How sure it is that the source says so.
    pub enum Surety: "how sure a basis is" {
        /// Read in the source itself.
        Read = "read", "read in the source";
        /// Read in a secondary source: a council, a charity, a publisher.
        Secondary = "secondary", "read in a secondary source";
        /// Worked out from other facts.
        Computed = "computed", "worked out from other facts";
        /// Common knowledge that was not found in a source. Never to be presented as law.
        Unverified = "unverified", "not verified";
    }
}

/// The source of a rule.
///
/// ```
/// use mutual_care::base::{Basis, Surety};
/// const REFUSAL: Basis = Basis::act("Care Act 2014", "s.11", Surety::Read).since(2015, 4, 1);
/// assert_eq!(REFUSAL.to_string(), "Care Act 2014 s.11");
/// assert_eq!(Basis::practice("asked as good practice", Surety::Unverified).to_string(),
///     "asked as good practice (practice; not verified)");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Basis {
    kind: BasisKind,
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'static str>,
    /// Year, month, day.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<(i32, u8, u8)>,
    surety: Surety,
}

impl Basis {
    /// A basis of any kind. The named constructors below read better in a table of rules.
    pub const fn new(
        kind: BasisKind,
        source: &'static str,
        section: Option<&'static str>,
        surety: Surety,
    ) -> Self {
        Self { kind, source, section, since: None, surety }
    }

    /// A section of an Act.
    pub const fn act(source: &'static str, section: &'static str, surety: Surety) -> Self {
        Self::new(BasisKind::Act, source, Some(section), surety)
    }

    /// A regulation.
    pub const fn regulation(source: &'static str, section: &'static str, surety: Surety) -> Self {
        Self::new(BasisKind::Regulation, source, Some(section), surety)
    }

    /// Guidance, with its section or statement.
    pub const fn guidance(source: &'static str, section: &'static str, surety: Surety) -> Self {
        Self::new(BasisKind::Guidance, source, Some(section), surety)
    }

    /// What good services do.
    pub const fn practice(source: &'static str, surety: Surety) -> Self {
        Self::new(BasisKind::Practice, source, None, surety)
    }

    /// A policy of the embedder.
    pub const fn policy(source: &'static str) -> Self {
        Self::new(BasisKind::Policy, source, None, Surety::Read)
    }

    /// A definition of this crate.
    pub const fn definition(source: &'static str) -> Self {
        Self::new(BasisKind::Definition, source, None, Surety::Computed)
    }

    /// The same, in force since this date.
    pub const fn since(self, year: i32, month: u8, day: u8) -> Self {
        Self { since: Some((year, month, day)), ..self }
    }

    /// What kind of source it is.
    pub const fn kind(&self) -> BasisKind {
        self.kind
    }

    /// The Act, regulations, guidance or practice.
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// The section, regulation or statement in it.
    pub const fn section(&self) -> Option<&'static str> {
        self.section
    }

    /// How sure it is.
    pub const fn surety(&self) -> Surety {
        self.surety
    }

    /// Year, month and day since when it has been in force, where that is recorded.
    pub const fn in_force_since(&self) -> Option<(i32, u8, u8)> {
        self.since
    }

    /// Whether it is law: an Act or regulations.
    pub const fn is_law(&self) -> bool {
        matches!(self.kind, BasisKind::Act | BasisKind::Regulation)
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.source)?;
        if let Some(section) = self.section {
            write!(f, " {section}")?;
        }
        match (self.is_law(), self.surety) {
            (true, Surety::Read) => Ok(()),
            (true, surety) => write!(f, " ({})", surety.words()),
            (false, Surety::Read | Surety::Computed) => write!(f, " ({})", self.kind.words()),
            (false, surety) => write!(f, " ({}; {})", self.kind.words(), surety.words()),
        }
    }
}
