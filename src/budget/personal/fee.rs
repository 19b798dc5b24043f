//! What the authority asks for arranging care.

use serde::{Deserialize, Serialize};

use crate::base::{Basis, Money, PackageLineId, Surety, Told, codes};
use crate::package::BudgetRole;

codes! {
    /// Under which condition the authority meets needs and may ask something for arranging it.
    pub enum FeeCondition: "the condition of an arrangement fee" {
        /// An adult whose means are above the limit asks the authority to meet their needs.
        AdultAsks = "s18_condition_2", "condition 2 of s.18";
        /// A carer whose means are above the limit asks the authority to meet their needs.
        CarerAsks = "s20_condition_2", "condition 2 of s.20";
        /// An adult whose means are above the limit asks that a carer's needs be met by care for them.
        AdultAsksForCarer = "s20_condition_4", "condition 4 of s.20";
    }
}

impl FeeCondition {
    /// In which role somebody has a budget to which such a fee may belong.
    ///
    /// ```
    /// use mutual_care::budget::FeeCondition;
    /// use mutual_care::package::BudgetRole;
    /// assert_eq!(FeeCondition::AdultAsks.role(), BudgetRole::Adult);
    /// assert_eq!(FeeCondition::AdultAsksForCarer.role(), BudgetRole::Carer);
    /// ```
    pub const fn role(self) -> BudgetRole {
        match self {
            Self::AdultAsks => BudgetRole::Adult,
            Self::CarerAsks | Self::AdultAsksForCarer => BudgetRole::Carer,
        }
    }

    /// What it rests on, which was not found in a source.
    pub const fn basis(self) -> Basis {
        match self {
            Self::AdultAsks => Basis::act("Care Act 2014", "ss.14(1)(b), 18", Surety::Unverified),
            Self::CarerAsks | Self::AdultAsksForCarer => {
                Basis::act("Care Act 2014", "ss.14(1)(b), 20", Surety::Unverified)
            }
        }
    }
}

/// Why the authority may ask something for arranging care. The fee itself is a line of the package, of the kind
/// [`ArrangementFee`](crate::package::LineKind::ArrangementFee), with a price like any other. It is no part of what meeting
/// needs costs, no contribution is due on it, and no cap holds for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "an arrangement fee: an object with `line`, `condition` and `arranging_costs`")]
pub struct ArrangementFee {
    /// Which line of the package.
    pub line: PackageLineId,
    /// Under which condition.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub condition: Told<FeeCondition>,
    /// What arranging costs the authority, for what the line has a price for: a fee is no more than that.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub arranging_costs: Told<Money>,
}
