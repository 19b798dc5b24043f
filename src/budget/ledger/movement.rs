//! What really happened to money.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::Holding;
use crate::base::{
    BudgetId, LedgerEntryId, Money, NeedId, PackageLineId, Period, PersonId, RecordRef, Said, codes, limits,
    wire,
};

/// What happened to money: what an entry of a ledger is about. Every amount is above nothing; which way it goes follows
/// from what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Movement {
    /// The authority paid money into a budget; of a budget that it manages itself, put it at the budget's disposal.
    PaymentMade {
        /// Into which budget.
        budget: BudgetId,
        /// Who holds it now.
        holding: Holding,
        /// How much.
        pence: Money,
        /// For which days; none of a payment outside the schedule, such as one for equipment.
        #[serde(
            rename = "for",
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "wire::present"
        )]
        posted_for: Option<PostedFor>,
    },
    /// A contribution fell due: the person owes it from now on.
    ContributionFellDue {
        /// To which budget.
        budget: BudgetId,
        /// How much.
        pence: Money,
        /// For which days.
        #[serde(rename = "for")]
        posted_for: PostedFor,
    },
    /// Less is owed of a contribution than had been posted for some days.
    ChargeLowered {
        /// To which budget.
        budget: BudgetId,
        /// By how much.
        pence: Money,
        /// For which days.
        #[serde(rename = "for")]
        period: Period,
    },
    /// The person paid of their contribution.
    ContributionPaid {
        /// Of which budget.
        budget: BudgetId,
        /// How much.
        pence: Money,
        /// To whom.
        into: PaidTo,
    },
    /// The person got back of their contribution.
    ContributionRefunded {
        /// Of which budget.
        budget: BudgetId,
        /// How much.
        pence: Money,
        /// From whom.
        from: PaidTo,
    },
    /// Money held was spent.
    Spent {
        /// Of which budget.
        budget: BudgetId,
        /// Whoever held it.
        holding: Holding,
        /// On which line of the care package.
        line: PackageLineId,
        /// For which need, if it is for one.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
        need: Option<NeedId>,
        /// How much.
        pence: Money,
    },
    /// A provider gave money back.
    SpendingRefunded {
        /// To which budget.
        budget: BudgetId,
        /// Whoever holds it again.
        holding: Holding,
        /// What had been spent on which line.
        line: PackageLineId,
        /// And for which need, if it was for one.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
        need: Option<NeedId>,
        /// How much.
        pence: Money,
    },
    /// It was decided that money held is owed back to the authority. It is not there to be spent any more.
    OwedBack {
        /// Of which budget.
        budget: BudgetId,
        /// Whoever holds it.
        holding: Holding,
        /// How much.
        pence: Money,
        /// Why.
        because: WhyOwedBack,
        /// Who was asked about it before it was decided. Only [`WhyOwedBack::TheRest`] can do without.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
        asked: Option<AskedAbout>,
    },
    /// The authority got back what was owed back.
    Returned {
        /// Of which budget.
        budget: BudgetId,
        /// How much.
        pence: Money,
    },
    /// The authority set money aside for emergencies of the household, each person with a share.
    ContingencySetAside {
        /// Whose shares, by weights.
        #[serde(deserialize_with = "shares")]
        shares: Vec<PotShare>,
        /// How much.
        pence: Money,
    },
    /// Money set aside for emergencies was spent.
    ContingencySpent(ContingencyUse),
    /// The authority took back what was left of a share.
    ContingencyTakenBack {
        /// Whose share.
        person: PersonId,
        /// How much.
        pence: Money,
    },
    /// The final account of a budget: what was spent and charged is settled with the authority, and nothing is left.
    BudgetClosed {
        /// Which budget.
        budget: BudgetId,
    },
    /// An earlier entry was wrong: all of it is taken back.
    Reversed {
        /// Which entry.
        entry: LedgerEntryId,
    },
}

impl Movement {
    /// Its name, as it stands in a file.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::PaymentMade { .. } => "payment_made",
            Self::ContributionFellDue { .. } => "contribution_fell_due",
            Self::ChargeLowered { .. } => "charge_lowered",
            Self::ContributionPaid { .. } => "contribution_paid",
            Self::ContributionRefunded { .. } => "contribution_refunded",
            Self::Spent { .. } => "spent",
            Self::SpendingRefunded { .. } => "spending_refunded",
            Self::OwedBack { .. } => "owed_back",
            Self::Returned { .. } => "returned",
            Self::ContingencySetAside { .. } => "contingency_set_aside",
            Self::ContingencySpent(_) => "contingency_spent",
            Self::ContingencyTakenBack { .. } => "contingency_taken_back",
            Self::BudgetClosed { .. } => "budget_closed",
            Self::Reversed { .. } => "reversed",
        }
    }

    /// How much it is about, as it stands in it; none of a closing and a reversal, whose amounts follow from the ledger.
    pub const fn pence(&self) -> Option<Money> {
        match self {
            Self::PaymentMade { pence, .. }
            | Self::ContributionFellDue { pence, .. }
            | Self::ChargeLowered { pence, .. }
            | Self::ContributionPaid { pence, .. }
            | Self::ContributionRefunded { pence, .. }
            | Self::Spent { pence, .. }
            | Self::SpendingRefunded { pence, .. }
            | Self::OwedBack { pence, .. }
            | Self::Returned { pence, .. }
            | Self::ContingencySetAside { pence, .. }
            | Self::ContingencySpent(ContingencyUse { pence, .. })
            | Self::ContingencyTakenBack { pence, .. } => Some(*pence),
            Self::BudgetClosed { .. } | Self::Reversed { .. } => None,
        }
    }

    /// The budget it names, if it names one alone.
    pub const fn budget(&self) -> Option<BudgetId> {
        match self {
            Self::PaymentMade { budget, .. }
            | Self::ContributionFellDue { budget, .. }
            | Self::ChargeLowered { budget, .. }
            | Self::ContributionPaid { budget, .. }
            | Self::ContributionRefunded { budget, .. }
            | Self::Spent { budget, .. }
            | Self::SpendingRefunded { budget, .. }
            | Self::OwedBack { budget, .. }
            | Self::Returned { budget, .. }
            | Self::BudgetClosed { budget } => Some(*budget),
            Self::ContingencySetAside { .. }
            | Self::ContingencySpent(_)
            | Self::ContingencyTakenBack { .. }
            | Self::Reversed { .. } => None,
        }
    }
}

/// For which days something was posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PostedFor {
    /// What is owed for these days. No day is in two instalments.
    Instalment(Period),
    /// What is owed for these days beyond what had been posted for them, since more became known.
    Difference(Period),
}

impl PostedFor {
    /// The days.
    pub const fn period(self) -> Period {
        match self {
            Self::Instalment(period) | Self::Difference(period) => period,
        }
    }
}

/// To whom a contribution is paid, or from whom it comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PaidTo {
    /// The authority, which pays the budget in full.
    Authority,
    /// The money held, which is paid net of it.
    Held(Holding),
}

codes! {
    /// Why money is owed back.
    pub enum WhyOwedBack: "why money is owed back" {
        /// More is held than the plan needs.
        Surplus = "surplus", "more is held than the plan needs";
        /// It was spent on something outside the plan.
        NotInThePlan = "not_in_the_plan", "spent outside the plan";
        /// More was paid than was owed: for days after a change or a suspension.
        PaidTooMuch = "paid_too_much", "more was paid than was owed";
        /// The budget ends, and this is left.
        TheRest = "the_rest", "what is left at the end";
    }
}

/// Somebody was asked before money was asked back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedAbout {
    /// Who: the person, or whoever manages the money for them.
    pub person: PersonId,
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

/// One person's share of a contingency, as a weight among the others'.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PotShare {
    /// Whose.
    pub person: PersonId,
    /// From 1 to [`limits::WEIGHT`].
    pub weight: u32,
}

/// What a contingency is spent on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContingencyUse {
    /// The emergency: the record of the plan that was put into action, as it was then.
    pub activation: RecordRef,
    /// For whom: their budgets, one of a person.
    #[serde(rename = "for", deserialize_with = "budgets")]
    pub budgets: Vec<BudgetId>,
    /// On which line.
    pub line: PackageLineId,
    /// For which need, if it was for one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub need: Option<NeedId>,
    /// How much.
    pub pence: Money,
    /// What those say on whose shares it draws beyond what those it was for have left.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "says")]
    pub says: Vec<Said>,
}

fn shares<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<PotShare>, D::Error> {
    wire::list(deserializer, limits::PEOPLE, "shares")
}

fn budgets<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<BudgetId>, D::Error> {
    wire::list(deserializer, limits::PEOPLE, "budgets")
}

fn says<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Said>, D::Error> {
    wire::list(deserializer, limits::PEOPLE, "people")
}
