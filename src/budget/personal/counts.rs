//! Which lines of a package count in a budget, and which of these may be charged.

use serde::Serialize;

use crate::base::{Basis, Surety};
use crate::package::{BudgetOf, BudgetRole, FreeRule, Line, LineKind};

/// Why something that a budget pays is not charged to its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotCharged {
    /// A rule frees it.
    Freed(FreeRule),
    /// It is care for another adult, which is never charged to a carer.
    CareOfAdult,
}

impl NotCharged {
    /// What it rests on.
    ///
    /// ```
    /// use mutual_care::budget::NotCharged;
    /// assert_eq!(NotCharged::CareOfAdult.basis().to_string(), "Care Act 2014 s.14(3)");
    /// ```
    pub const fn basis(self) -> Basis {
        match self {
            Self::Freed(rule) => rule.basis(),
            Self::CareOfAdult => Basis::act("Care Act 2014", "s.14(3)", Surety::Read).since(2015, 4, 1),
        }
    }
}

/// Whether it is what the authority asks for arranging care, which is no part of what meeting needs costs.
pub(super) fn is_fee(line: &Line) -> bool {
    line.what == LineKind::ArrangementFee
}

/// Whether it is care for somebody else that stands in a carer's budget.
pub(super) fn is_care_of_adult(of: BudgetOf, line: &Line) -> bool {
    of.role == BudgetRole::Carer && !line.people.contains(&of.person)
}

/// Whether what a line costs a budget counts for contribution and cap, as far as no rule frees it.
pub(super) fn may_be_charged(of: BudgetOf, line: &Line) -> bool {
    !is_fee(line) && !is_care_of_adult(of, line)
}
