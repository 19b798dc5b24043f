//! What the embedder decides about ledgers.

use chrono::NaiveDate;

use crate::base::Money;

/// The thresholds past which a ledger's findings are made, and what happens to a contingency that is left. Neither law nor
/// guidance sets any of them.
///
/// ```
/// use mutual_care::budget::ledger::LedgerPolicy;
/// let policy = LedgerPolicy::default();
/// assert_eq!((policy.surplus_weeks, policy.arrears_days), (8, 28));
/// assert_eq!(policy.contingency_back_on, None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerPolicy {
    /// How many weeks' payments may be held beyond what is owed and set aside, and are kept when the rest is asked back: 8.
    pub surplus_weeks: u16,
    /// How much an account may be overdrawn before that is found: not at all.
    pub overdrawn_by: Money,
    /// For how many days a contribution may have been due before it is in arrears: 28.
    pub arrears_days: u16,
    /// How much of it may be before that is found: nothing.
    pub arrears_of: Money,
    /// From which date on what is left of a contingency is taken back. None, which is usual: it stays.
    pub contingency_back_on: Option<NaiveDate>,
}

impl Default for LedgerPolicy {
    fn default() -> Self {
        Self {
            surplus_weeks: 8,
            overdrawn_by: Money::ZERO,
            arrears_days: 28,
            arrears_of: Money::ZERO,
            contingency_back_on: None,
        }
    }
}
