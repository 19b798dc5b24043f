//! The card that is carried.

use alloc::string::{String, ToString};
use core::fmt;

use super::paper::line;
use super::sentences as tell;
use crate::base::EmergencyPlanId;

/// The number that a card says to ring: digits and spaces, with a `+` before them if need be. Not a person's own:
/// a card is lost sooner or later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardNumber(String);

/// A text is no number to ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a telephone number: 3 to 15 digits, spaces between them, a `+` in front if need be")]
pub struct CardNumberError;

impl CardNumber {
    /// A number to ring.
    ///
    /// # Errors
    ///
    /// [`CardNumberError`] for anything but 3 to 15 digits, with single spaces between them and a `+` in front if
    /// need be.
    pub fn new(text: &str) -> Result<Self, CardNumberError> {
        let digits = text.strip_prefix('+').unwrap_or(text);
        let groups = || digits.split(' ');
        let plain = groups().all(|group| !group.is_empty() && group.bytes().all(|it| it.is_ascii_digit()));
        let many: usize = groups().map(str::len).sum();
        if plain && (3..=15).contains(&many) { Ok(Self(String::from(text))) } else { Err(CardNumberError) }
    }
}

impl fmt::Display for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The emergency card, to be carried by everybody in the household: the number to ring and the plan's reference,
/// and nothing about anybody. Whoever finds a lost card learns that there is a plan, and nothing else.
///
/// ```
/// use mutual_care::emergency::{CardNumber, emergency_card};
/// let card = emergency_card(
///     "6f2c1a3e-0000-4000-8000-000000000001".parse()?,
///     &CardNumber::new("01632 960 999")?,
/// );
/// assert!(card.contains("Ring 01632 960 999"));
/// assert!(CardNumber::new("ask Ada").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn emergency_card(plan: EmergencyPlanId, number: &CardNumber) -> String {
    let mut out = String::new();
    for text in [
        tell::EMERGENCY,
        tell::IF_I_AM_ILL,
        &tell::ring(&number.to_string()),
        tell::SAY_THE_NUMBER,
        &plan.to_string(),
        tell::THEY_KNOW_WHO_TO_SEND,
    ] {
        line(&mut out, 0, text);
    }
    out
}
