//! What a correction changes of what was owed: the difference of two exact costs.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::counting::stretches;
use super::deciding::past_of;
use super::{CarePackageCase, CountingVersion, PostedUpTo};
use crate::base::{
    Fraction, Money, Named, PackageLineId, Path, Period, Problem, ProblemKind, Problems, limits,
};
use crate::package::{BudgetOf, CostQuestion, CostReport, Package, PaidBy};

const NO_CORRECTION: ProblemKind = ProblemKind::new(
    "no-correction",
    "expected a version that changed what was owed for days that had passed",
);
const NOT_INTO_THE_PAST: ProblemKind = ProblemKind::new(
    "not-into-the-past",
    "expected a change that begins before it is decided, or not after the last day that was posted or charged",
);
const DIFFERENCE_TOO_MUCH: ProblemKind =
    ProblemKind::new("too-much", "the difference is more than {} pence: expected a shorter period");

/// What a correction changes of what was owed for days that had passed, or had been posted or charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OwedDifference {
    /// The days: from the first of the correction up to the day before it was decided, or the last that had been posted or
    /// charged, if that is later.
    pub days: Period,
    /// By line, payer and budget, in this order; what stays as it was is left out.
    pub parts: Vec<PartDifference>,
    /// What was owed before.
    pub before: Money,
    /// What is owed after it.
    pub after: Money,
    /// How much more that is; less than nothing where it is less.
    pub more: Money,
    /// The same, not rounded.
    pub more_exact: Fraction,
}

/// What a correction changes for one line, payer and budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PartDifference {
    /// Which line.
    pub line: PackageLineId,
    /// Who bears it.
    pub payer: PaidBy,
    /// For which budget.
    pub budget: BudgetOf,
    /// What was owed before.
    pub before: Money,
    /// What is owed after it.
    pub after: Money,
    /// How much more that is; less than nothing where it is less.
    pub more: Money,
    /// The same, not rounded.
    pub more_exact: Fraction,
}

impl OwedDifference {
    /// How much more each budget owes, in order, whoever pays.
    pub fn by_budget(&self) -> Vec<(BudgetOf, Money)> {
        let mut budgets: BTreeMap<BudgetOf, i64> = BTreeMap::new();
        for part in &self.parts {
            *budgets.entry(part.budget).or_default() += part.more.pence();
        }
        budgets.into_iter().map(|(budget, pence)| (budget, Money::within(pence))).collect()
    }
}

impl CarePackageCase {
    /// What a version that was a correction changed of what was owed, as it was known when that was decided: the cost of each
    /// stretch of days before, and after. The period of the question does not matter; its needs and what was delivered do.
    ///
    /// Where several versions counted in turn before, each stretch of days is a question of its own, rounded once.
    ///
    /// ```
    /// use mutual_care::base::{England, Money, Period, Problems};
    /// use mutual_care::package::record::CarePackage;
    /// use mutual_care::package::{BudgetOf, CostQuestion};
    /// fn who_owes_more(record: &CarePackage) -> Result<Vec<(BudgetOf, Money)>, Problems> {
    ///     let question = CostQuestion::new(Period::ALWAYS, &England);
    ///     let mut budgets = Vec::new();
    ///     for correction in record.case().corrections() {
    ///         budgets.extend(record.case().difference(correction.version, &question)?.by_budget());
    ///     }
    ///     Ok(budgets)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`]: no such correction; what keeps a cost from an answer, as [`Package::cost`].
    pub fn difference(&self, version: u32, question: &CostQuestion<'_>) -> Result<OwedDifference, Problems> {
        let at = Path::WHOLE;
        let none = || Problems::of([Problem::at(&at.field("version"), &NO_CORRECTION)]);
        let correction =
            self.corrections.iter().find(|correction| correction.version == version).ok_or_else(none)?;
        let (before, then) = self.counting.split_at_checked(correction.after).ok_or_else(none)?;
        let after = then.first().ok_or_else(none)?;
        let days = past_of(correction.from, correction.decided_on, correction.posted).ok_or_else(none)?;
        between(before, &after.package, days, question)
    }

    /// What this version would change of what was owed if it were approved on a day: what a proposed change would change, or
    /// all that it would add where nothing counts yet.
    ///
    /// ```
    /// use mutual_care::base::{England, Money, Period, Problems};
    /// use mutual_care::package::CostQuestion;
    /// use mutual_care::package::record::{CarePackage, PostedUpTo};
    /// # use chrono::NaiveDate;
    /// fn what_it_would_add(record: &CarePackage, on: NaiveDate, last: NaiveDate) -> Result<Money, Problems> {
    ///     let question = CostQuestion::new(Period::ALWAYS, &England);
    ///     let posted = PostedUpTo::UpTo(last);
    ///     Ok(record.case().difference_if_approved(on, posted, &question)?.more)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`]: it does not reach into the past; what keeps a cost from an answer, as [`Package::cost`].
    pub fn difference_if_approved(
        &self,
        on: NaiveDate,
        posted: PostedUpTo,
        question: &CostQuestion<'_>,
    ) -> Result<OwedDifference, Problems> {
        let at = Path::WHOLE;
        let days = past_of(self.begins_on, on, posted)
            .ok_or_else(|| Problems::of([Problem::at(&at.field("begins_on"), &NOT_INTO_THE_PAST)]))?;
        between(&self.counting, self.package(), days, question)
    }
}

/// One part while stretches are added up.
struct Sum {
    before: i64,
    after: i64,
    before_exact: Fraction,
    after_exact: Fraction,
}

impl Default for Sum {
    fn default() -> Self {
        Self { before: 0, after: 0, before_exact: Fraction::zero(), after_exact: Fraction::zero() }
    }
}

fn between(
    before: &[CountingVersion],
    after: &Package,
    days: Period,
    question: &CostQuestion<'_>,
) -> Result<OwedDifference, Problems> {
    let mut sums: BTreeMap<(PackageLineId, PaidBy, BudgetOf), Sum> = BTreeMap::new();
    for (period, counted) in stretches(before, days) {
        let question = CostQuestion { period, by_day: false, ..*question };
        if let Some(counted) = counted {
            add(&mut sums, &counted.package.cost(&question)?, |sum| (&mut sum.before, &mut sum.before_exact));
        }
        add(&mut sums, &after.cost(&question)?, |sum| (&mut sum.after, &mut sum.after_exact));
    }
    let at = Path::WHOLE;
    let money = |pence: i64| {
        let too_much =
            || Problem::at(&at.field("days"), &DIFFERENCE_TOO_MUCH).naming(Named::Number(limits::PENCE));
        Money::new(pence).map_err(|_| Problems::of([too_much()]))
    };
    let (mut parts, mut all) = (Vec::new(), Sum::default());
    for ((line, payer, budget), sum) in sums {
        all.before = all.before.saturating_add(sum.before);
        all.after = all.after.saturating_add(sum.after);
        let more_exact = &sum.after_exact - &sum.before_exact;
        all.after_exact = &all.after_exact + &more_exact;
        if sum.before != sum.after || !more_exact.is_zero() {
            let (was, is) = (money(sum.before)?, money(sum.after)?);
            let more = money(sum.after.saturating_sub(sum.before))?;
            parts.push(PartDifference { line, payer, budget, before: was, after: is, more, more_exact });
        }
    }
    Ok(OwedDifference {
        days,
        parts,
        before: money(all.before)?,
        after: money(all.after)?,
        more: money(all.after.saturating_sub(all.before))?,
        more_exact: all.after_exact,
    })
}

fn add(
    sums: &mut BTreeMap<(PackageLineId, PaidBy, BudgetOf), Sum>,
    report: &CostReport,
    side: impl Fn(&mut Sum) -> (&mut i64, &mut Fraction),
) {
    for (line, part) in report.parts() {
        let sum = sums.entry((line.line, part.payer.clone(), part.budget)).or_default();
        let (pence, exact) = side(sum);
        *pence = pence.saturating_add(part.cost.pence());
        *exact = &*exact + &part.exact;
    }
}
