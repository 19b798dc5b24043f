//! The accounts of a ledger, and one entry's part in one of them.

use serde::{Deserialize, Serialize};

use super::super::Holding;
use crate::base::{BudgetId, Money, NeedId, PackageLineId, PersonId};

/// An account of a ledger. What it holds is positive; the money in all of them together is nothing on any day.
///
/// ```
/// use mutual_care::budget::Holding;
/// use mutual_care::budget::ledger::Account;
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let held = Account::Held { budget: id(1).parse()?, holding: Holding::DirectPayment };
/// assert_eq!(held.budget(), Some(id(1).parse()?));
/// assert_eq!(Account::Authority.budget(), None);
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Account {
    /// The authority: what it got, less what it paid. So it is below nothing as long as the authority pays for care.
    Authority,
    /// The money of a budget that is held in one way and is there to be spent.
    Held {
        /// Which budget.
        budget: BudgetId,
        /// Who holds it.
        holding: Holding,
    },
    /// What has fallen due of the person's contribution, less what they paid. Below nothing they paid too much.
    ContributionDue {
        /// Which budget.
        budget: BudgetId,
    },
    /// The person's own charge: the other side of their contribution as it falls due, so it is below nothing by all that
    /// was charged.
    Charge {
        /// Which budget.
        budget: BudgetId,
    },
    /// What was spent out of a budget on a line and a need, less what came back.
    Spending {
        /// Which budget.
        budget: BudgetId,
        /// Which line of the care package.
        line: PackageLineId,
        /// Which need it met; none of what meets no single need, such as a payroll service.
        #[serde(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "crate::base::wire::present"
        )]
        need: Option<NeedId>,
    },
    /// What is owed back to the authority and is no longer there to be spent, less what was returned.
    OwedBack {
        /// Which budget.
        budget: BudgetId,
    },
    /// What is left of one person's share of the household's contingency.
    Contingency {
        /// Whose share.
        person: PersonId,
    },
}

impl Account {
    /// The budget it belongs to; none of the authority and of a share of the contingency.
    pub const fn budget(self) -> Option<BudgetId> {
        match self {
            Self::Held { budget, .. }
            | Self::ContributionDue { budget }
            | Self::Charge { budget }
            | Self::Spending { budget, .. }
            | Self::OwedBack { budget } => Some(budget),
            Self::Authority | Self::Contingency { .. } => None,
        }
    }
}

/// One entry's part in one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leg {
    /// Which account.
    pub account: Account,
    /// How much more it holds for it; below nothing how much less.
    pub pence: Money,
}
