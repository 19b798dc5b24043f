//! A charge as an answer: exact and in whole pence, by the day and by the charging week.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use crate::base::{Amount, BudgetId, Finding, Findings, Fraction, Money, PackageLineId, Period, Rule};
use crate::budget::ledger::Daily;
use crate::budget::rules;
use crate::package::BudgetOf;

/// What a person is charged over some days. Days before the budget's first are no part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChargeReport {
    /// Of which budget.
    pub budget: BudgetId,
    /// Whose it is, in which role.
    pub of: BudgetOf,
    /// Over which days.
    pub period: Period,
    /// The budget's first day.
    pub begins_on: NaiveDate,
    /// What is charged: summed exactly, rounded once, and never more than what may be charged as that is rounded.
    pub charge: Money,
    /// The same, not rounded.
    pub exact: Fraction,
    /// What would be due without a cap, not rounded.
    pub due: Fraction,
    /// What the days cost as far as it may be charged, rounded as the cost of each line is.
    pub chargeable: Money,
    /// The same, not rounded.
    pub chargeable_exact: Fraction,
    /// Each day of the question that is the budget's.
    pub days: Vec<ChargeDay>,
    /// Each charging week that has such a day, whole: as far as it is the budget's.
    pub weeks: Vec<ChargeWeek>,
    /// What is asked for arranging care, beside the charge and outside its cap.
    pub fees: Vec<FeeCharge>,
    /// Amounts of the contribution that begin earlier than the person was told of them.
    pub corrections: Vec<EarlierThanTold>,
}

/// One day of a charge, nothing of it rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChargeDay {
    /// Which day.
    pub on: NaiveDate,
    /// A seventh of the weekly amount, where a line that may be charged runs or is retained.
    pub due: Fraction,
    /// What the day costs as far as it may be charged.
    pub chargeable: Fraction,
    /// What it bears of its week's charge.
    pub charge: Fraction,
}

/// One charging week, nothing of it rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChargeWeek {
    /// Its days, as far as they are the budget's.
    pub period: Period,
    /// What is due in it.
    pub due: Fraction,
    /// What it costs as far as it may be charged.
    pub chargeable: Fraction,
    /// The lesser of the two.
    pub charge: Fraction,
    /// Whether less is charged than is due, since care costs less.
    pub is_capped: bool,
    /// Whether everything in it that may be charged has a price. If not, it is told as far as it has.
    pub is_known: bool,
}

/// What is asked for arranging care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FeeCharge {
    /// Which line of the package.
    pub line: PackageLineId,
    /// How much.
    pub pence: Money,
    /// The same, not rounded.
    pub exact: Fraction,
}

/// A contribution that begins earlier than the person was told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EarlierThanTold {
    /// From which day it is owed.
    pub from: NaiveDate,
    /// On which day the person was told.
    pub told_on: NaiveDate,
}

impl ChargeReport {
    /// Nothing is charged.
    pub(super) fn empty(budget: BudgetId, of: BudgetOf, period: Period) -> Self {
        Self {
            budget,
            of,
            period,
            begins_on: NaiveDate::MIN,
            charge: Money::ZERO,
            exact: Fraction::zero(),
            due: Fraction::zero(),
            chargeable: Money::ZERO,
            chargeable_exact: Fraction::zero(),
            days: Vec::new(),
            weeks: Vec::new(),
            fees: Vec::new(),
            corrections: Vec::new(),
        }
    }

    /// The first day of the first charging week in which something may be charged that has no price: from then on the charge
    /// is told only as far as it is known.
    pub fn known_until(&self) -> Option<NaiveDate> {
        self.weeks.iter().find(|week| !week.is_known).and_then(|week| week.period.from())
    }

    /// What is charged as something that is owed over time, for the ledger: from the first of its days on, and known up to the
    /// end of the question or the first charging week that is not known.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use mutual_care::base::Money;
    /// # use mutual_care::budget::ChargeReport;
    /// use mutual_care::budget::ledger::OwedOverTime;
    /// fn charged_for(report: &ChargeReport, from: NaiveDate, until: NaiveDate) -> Option<Money> {
    ///     report.owed().posted_for(from, until)
    /// }
    /// ```
    pub fn owed(&self) -> Daily {
        let first = self.days.first().map_or(self.begins_on, |day| day.on);
        let known = self.known_until();
        let days = self.days.iter().take_while(|day| known.is_none_or(|until| day.on < until));
        Daily::new(first, days.map(|day| day.charge.clone()))
    }

    /// What to look at in it: charging weeks in which care costs less than is due, weeks that are not known, and amounts that
    /// begin earlier than the person was told.
    ///
    /// ```
    /// # use mutual_care::budget::ChargeReport;
    /// fn is_capped(report: &ChargeReport) -> bool {
    ///     report.findings().iter().any(|finding| finding.code() == "charge-capped")
    /// }
    /// ```
    pub fn findings(&self) -> Findings {
        let weeks = |rule: &'static Rule, which: &dyn Fn(&ChargeWeek) -> bool| {
            let mut weeks = self.weeks.iter().filter(|week| which(week));
            let from = weeks.next().and_then(|week| week.period.from())?;
            let count = i64::try_from(weeks.count()).unwrap_or(i64::MAX).saturating_add(1);
            let finding = Finding::new(rule).about(self.budget).with("weeks", Amount::Count(count));
            Some(finding.with("from", Amount::Date(from)))
        };
        let corrections = self.corrections.iter().map(|correction| {
            let finding = Finding::new(&rules::CONTRIBUTION_BEGINS_EARLIER).about(self.budget);
            let finding = finding.with("from", Amount::Date(correction.from));
            finding.with("told", Amount::Date(correction.told_on))
        });
        let capped = weeks(&rules::CHARGE_CAPPED, &|week| week.is_capped && week.is_known);
        let not_known = weeks(&rules::CHARGE_NOT_KNOWN, &|week| !week.is_known);
        capped.into_iter().chain(not_known).chain(corrections).collect()
    }
}
