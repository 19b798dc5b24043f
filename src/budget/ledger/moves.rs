//! Between which accounts something moves money, and to what it belongs that is posted for days.

use super::{Account, Leg, Movement, PaidTo, PostedFor, WhyOwedBack};
use crate::base::{BudgetId, Money};
use crate::budget::Holding;

/// What is owed bit by bit as time goes by, and posted for days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Series {
    Payment(BudgetId, Holding),
    Contribution(BudgetId),
}

/// How much legs move from some accounts to others.
pub(super) fn moved(legs: &[Leg]) -> i64 {
    legs.iter().map(|leg| leg.pence.pence().max(0)).sum()
}

/// To which series something posted belongs, if to any, and for which days it was posted.
pub(super) fn series_of(movement: &Movement) -> Option<(Series, Option<PostedFor>)> {
    match *movement {
        Movement::PaymentMade { budget, holding, posted_for: Some(posted_for), .. } => {
            Some((Series::Payment(budget, holding), Some(posted_for)))
        }
        Movement::OwedBack { budget, holding, because: WhyOwedBack::PaidTooMuch, .. } => {
            Some((Series::Payment(budget, holding), None))
        }
        Movement::ContributionFellDue { budget, posted_for, .. } => {
            Some((Series::Contribution(budget), Some(posted_for)))
        }
        Movement::ChargeLowered { budget, .. } => Some((Series::Contribution(budget), None)),
        _ => None,
    }
}

/// The legs of what needs nothing but itself to be known: between which two accounts it moves how much.
pub(super) fn between(movement: &Movement) -> Option<(Account, Account, Money)> {
    let place = |paid: PaidTo, budget| match paid {
        PaidTo::Authority => Account::Authority,
        PaidTo::Held(holding) => Account::Held { budget, holding },
    };
    Some(match *movement {
        Movement::PaymentMade { budget, holding, pence, .. } => {
            (Account::Authority, Account::Held { budget, holding }, pence)
        }
        Movement::ContributionFellDue { budget, pence, .. } => {
            (Account::Charge { budget }, Account::ContributionDue { budget }, pence)
        }
        Movement::ChargeLowered { budget, pence, .. } => {
            (Account::ContributionDue { budget }, Account::Charge { budget }, pence)
        }
        Movement::ContributionPaid { budget, pence, into } => {
            (Account::ContributionDue { budget }, place(into, budget), pence)
        }
        Movement::ContributionRefunded { budget, pence, from } => {
            (place(from, budget), Account::ContributionDue { budget }, pence)
        }
        Movement::Spent { budget, holding, line, need, pence } => {
            (Account::Held { budget, holding }, Account::Spending { budget, line, need }, pence)
        }
        Movement::SpendingRefunded { budget, holding, line, need, pence } => {
            (Account::Spending { budget, line, need }, Account::Held { budget, holding }, pence)
        }
        Movement::OwedBack { budget, holding, pence, .. } => {
            (Account::Held { budget, holding }, Account::OwedBack { budget }, pence)
        }
        Movement::Returned { budget, pence } => (Account::OwedBack { budget }, Account::Authority, pence),
        Movement::ContingencyTakenBack { person, pence } => {
            (Account::Contingency { person }, Account::Authority, pence)
        }
        _ => return None,
    })
}
