//! What an event expects to be there.

use alloc::vec::Vec;
use core::fmt;

use crate::base::AnyId;

/// What an event speaks of is not there, is there twice, or lies outside what it belongs to: every such reason.
///
/// ```
/// use mutual_care::machine::Misfit;
/// let (from, until) = (9, 2);
/// let fits = Misfit::all([
///     Misfit::unless(true, "expected a person of this household", &[]),
///     Misfit::unless(from < until, "expected `until` to be later than `from`", &[]),
/// ]);
/// assert_eq!(fits.unwrap_err().to_string(), "expected `until` to be later than `from`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit(Vec<MisfitReason>);

/// One reason for which an event does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MisfitReason {
    /// What was expected, in plain words that hold nothing anybody typed.
    pub expected: &'static str,
    /// What it is about.
    pub about: Vec<AnyId>,
}

impl Misfit {
    /// What was expected, beginning with that word, and about what.
    pub fn new(expected: &'static str, about: &[AnyId]) -> Self {
        Self(alloc::vec![MisfitReason { expected, about: about.to_vec() }])
    }

    /// Fits if `holds`; if not, says what was expected, beginning with that word, and about what.
    ///
    /// # Errors
    ///
    /// The misfit.
    pub fn unless(holds: bool, expected: &'static str, about: &[AnyId]) -> Result<(), Self> {
        if holds { Ok(()) } else { Err(Self::new(expected, about)) }
    }

    /// All of these together: fits if each does.
    ///
    /// # Errors
    ///
    /// One misfit with every reason.
    pub fn all(parts: impl IntoIterator<Item = Result<(), Self>>) -> Result<(), Self> {
        let mut reasons = Vec::new();
        for part in parts {
            if let Err(Self(more)) = part {
                reasons.extend(more);
            }
        }
        if reasons.is_empty() { Ok(()) } else { Err(Self(reasons)) }
    }

    pub(crate) fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// Every reason.
    pub fn reasons(&self) -> &[MisfitReason] {
        &self.0
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, reason) in self.0.iter().enumerate() {
            let between = if place > 0 { "; " } else { "" };
            write!(f, "{between}{}", reason.expected)?;
            for (place, id) in reason.about.iter().enumerate() {
                let before = if place > 0 { ", " } else { " (" };
                write!(f, "{before}{id}")?;
            }
            if !reason.about.is_empty() {
                f.write_str(")")?;
            }
        }
        Ok(())
    }
}

impl core::error::Error for Misfit {}
