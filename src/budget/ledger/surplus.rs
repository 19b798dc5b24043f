//! Whether more money is held than is needed, and what could be asked back.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::due::{too_much_in_all, unknown_budget};
use super::policy::LedgerPolicy;
use super::{Account, Ledger, Movement, PaidTo, PlannedLine, WhyOwedBack};
use crate::base::{Amount, BudgetId, Code, Finding, Fraction, Money, PackageLineId, Problems, Told, codes};
use crate::budget::{Holding, rules};

codes! {
    /// What money is set aside for, by whoever holds it.
    pub enum SetAsideFor: "what money is set aside for" {
        /// Tax and national insurance.
        Tax = "tax", "tax and national insurance";
        /// Holiday pay.
        HolidayPay = "holiday_pay", "holiday pay";
        /// Pay for a notice period, and redundancy.
        Notice = "notice", "notice and redundancy pay";
    }
}

/// Whether money is held beyond what is needed: what is asked about one budget and one way of holding it.
#[derive(Clone, Copy)]
pub struct SurplusQuestion<'a> {
    /// Which budget.
    pub budget: BudgetId,
    /// Whoever holds the money.
    pub holding: Holding,
    /// At the end of which day.
    pub on: NaiveDate,
    /// What it is planned to be spent on.
    pub plan: &'a [PlannedLine<'a>],
    /// To whom the contribution is paid. What is due of it and not paid in is set aside too, unless it is paid into money
    /// that is held in another way.
    pub contribution: PaidTo,
    /// What is set aside for tax and national insurance; nothing is said as nothing, and not left out.
    pub tax: Told<Money>,
    /// What is set aside for holiday pay.
    pub holiday_pay: Told<Money>,
    /// What is set aside for a notice period and redundancy.
    pub notice: Told<Money>,
    /// The payment of the typical week, in pence.
    pub week: &'a Fraction,
}

/// One line of the working of a surplus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Working {
    /// The money held.
    Held(Money),
    /// Less what has fallen due for a line and is not paid.
    FallenDue(PackageLineId, Money),
    /// Less what is set aside.
    SetAside(SetAsideFor, Money),
    /// Less what is due of the contribution and not paid in yet.
    ContributionNotPaidIn(Money),
}

impl Working {
    /// What it adds to the sum: below nothing where it is taken off.
    pub fn pence(self) -> Money {
        match self {
            Self::Held(pence) => pence,
            Self::FallenDue(_, pence) | Self::SetAside(_, pence) | Self::ContributionNotPaidIn(pence) => {
                -pence
            }
        }
    }
}

/// What is held beyond what has fallen due and what is set aside, with its working.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Surplus {
    /// Which budget.
    pub budget: BudgetId,
    /// Whoever holds the money.
    pub holding: Holding,
    /// At the end of which day.
    pub on: NaiveDate,
    /// Every line of the sum.
    pub working: Vec<Working>,
    /// The sum; below nothing that much is missing.
    pub pence: Money,
    /// The same in weeks of the typical week's payment, exactly; none without such a payment.
    pub weeks: Option<Fraction>,
    /// The payment of the typical week, in pence.
    pub week: Fraction,
    /// Lines that are not priced: the sum is without what is due for them, and so it is at most what it says.
    pub not_priced: Vec<PackageLineId>,
    /// What nobody has said whether anything is set aside for it: the sum is at most what it says.
    pub not_said: Vec<SetAsideFor>,
}

/// That money is asked back, as a proposal: nothing is posted by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reclaim {
    /// On which surplus it rests, with its working.
    pub surplus: Surplus,
    /// What stays with whoever holds it, by the policy.
    pub kept: Money,
    /// What is asked back. It is to be posted only once somebody was asked what the money is for; who is still missing in it.
    pub movement: Movement,
}

impl Ledger {
    /// What is held beyond what has fallen due and what is set aside.
    ///
    /// # Errors
    ///
    /// [`Problems`]: what [`commitments`](Self::commitments) refuses, a budget that the ledger does not know, and
    /// amounts past what money may be, or set aside below nothing.
    pub fn surplus(&self, question: &SurplusQuestion<'_>) -> Result<Surplus, Problems> {
        let SurplusQuestion { budget, holding, on, .. } = *question;
        let commitments = self.commitments(question.plan, on)?;
        let held = self.balance(Account::Held { budget, holding }, on).map_err(|_| unknown_budget(budget))?;
        let mut working = alloc::vec![Working::Held(held)];
        let unpaid = commitments.held(budget, holding).filter(|line| !line.unpaid.is_zero());
        working.extend(unpaid.map(|line| Working::FallenDue(line.line, line.unpaid)));
        let mut not_said = Vec::new();
        for (what, told) in [
            (SetAsideFor::Tax, question.tax),
            (SetAsideFor::HolidayPay, question.holiday_pay),
            (SetAsideFor::Notice, question.notice),
        ] {
            match told {
                Told::Known(pence) if pence.is_negative() => {
                    return Err(super::due::below_nothing(what.code()));
                }
                Told::Known(pence) => working.push(Working::SetAside(what, pence)),
                Told::NotKnown(_) => not_said.push(what),
            }
        }
        let elsewhere = matches!(question.contribution, PaidTo::Held(other) if other != holding);
        let owing = self.balance(Account::ContributionDue { budget }, on).unwrap_or_default();
        if !elsewhere && owing > Money::ZERO {
            working.push(Working::ContributionNotPaidIn(owing));
        }
        let sum = working.iter().map(|line| line.pence().pence()).sum::<i64>();
        let pence = Money::new(sum).map_err(|_| too_much_in_all())?;
        let week = question.week.clone();
        let weeks = week.inverse().filter(|_| !week.is_negative());
        let weeks = weeks.map(|inverse| &Fraction::from(pence) * &inverse);
        let not_priced = commitments.not_priced(budget).collect();
        Ok(Surplus { budget, holding, on, working, pence, weeks, week, not_priced, not_said })
    }
}

impl Surplus {
    /// Whether it is all that there is to say: nothing is left out of it.
    pub const fn is_whole(&self) -> bool {
        self.not_priced.is_empty() && self.not_said.is_empty()
    }

    /// Whether more is held than the policy lets be held.
    pub fn is_past(&self, policy: &LedgerPolicy) -> bool {
        let most = &self.week * &Fraction::from(i64::from(policy.surplus_weeks));
        self.pence > Money::ZERO && Fraction::from(self.pence) > most
    }

    /// The proposal to ask back what is held beyond the weeks that the policy lets be held. None if it is no more than
    /// that, and none as long as anything is left out of the sum: that is asked about first.
    pub fn reclaim(&self, policy: &LedgerPolicy) -> Option<Reclaim> {
        if !self.is_past(policy) || !self.is_whole() {
            return None;
        }
        let kept = (&self.week * &Fraction::from(i64::from(policy.surplus_weeks))).rounded()?;
        let pence = self.pence.minus(kept).filter(|pence| *pence > Money::ZERO)?;
        let (budget, holding) = (self.budget, self.holding);
        let because = WhyOwedBack::Surplus;
        let movement = Movement::OwedBack { budget, holding, pence, because, asked: None };
        Some(Reclaim { surplus: self.clone(), kept, movement })
    }

    /// The finding that more is held than the policy lets be held.
    pub fn finding(&self, policy: &LedgerPolicy) -> Option<Finding> {
        let whole = self.weeks.as_ref().map(Fraction::whole_part);
        let finding =
            Finding::new(&rules::SURPLUS).about(self.budget).with("amount", Amount::Money(self.pence));
        let finding = match whole {
            Some(weeks) => finding.with("weeks", Amount::Count(weeks)),
            None => finding,
        };
        let finding = finding.with("most", Amount::Count(policy.surplus_weeks.into()));
        let finding = if self.is_whole() { finding } else { finding.with("without", Amount::Count(1)) };
        self.is_past(policy).then(|| finding.with("on", Amount::Date(self.on)))
    }
}
