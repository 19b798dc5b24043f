//! A budget revised from a date: what it said, what it says, and the difference.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::counts::is_fee;
use super::problems as kind;
use super::{BudgetStatement, BudgetVersion, Pays, StatementLine, StatementQuestion, charge_of_versions};
use crate::base::{Fraction, Money, Named, PackageLineId, Path, Period, Problem, Problems, Told};
use crate::package::{BudgetDay, CostQuestion};

/// What changes where a budget, or its package, is revised from a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BudgetRevision {
    /// From which day on.
    pub from: NaiveDate,
    /// The statement of that day as it would be without the revision.
    pub old: BudgetStatement,
    /// The statement of that day as it is.
    pub new: BudgetStatement,
    /// By how much a typical week costs more; below nothing, less.
    pub cost: Money,
    /// By how much the person and the authority pay more; none as long as one of the contributions is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pays: Option<Pays>,
    /// Each line of either statement, in order of id.
    pub lines: Vec<LineRevised>,
    /// Each day that was asked about, from the revision on, nothing rounded.
    pub days: Vec<DayRevised>,
    /// By how much these days cost more, not rounded.
    pub days_cost: Fraction,
    /// By how much more is charged for them, not rounded; none as long as one of the contributions is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_charge: Option<Fraction>,
}

/// A line in either of two statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LineRevised {
    /// Which line.
    pub line: PackageLineId,
    /// What it cost the budget in a typical week; none if it did not stand in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Money>,
    /// What it costs now; none if it no longer stands in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Money>,
    /// By how much it costs more; below nothing, less.
    pub difference: Money,
}

/// A day before and after a revision, nothing of it rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DayRevised {
    /// Which day.
    pub on: NaiveDate,
    /// What it would have cost the budget.
    pub old_cost: Fraction,
    /// What it costs.
    pub new_cost: Fraction,
    /// What would have been charged for it; none as long as the contribution is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_charge: Option<Fraction>,
    /// What is charged for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_charge: Option<Fraction>,
}

impl BudgetRevision {
    /// What changes from the day on which the new version holds, and day by day until the day before another. The date and
    /// the suspension of the question are those of both statements, but that both are as at the day of the revision.
    ///
    /// The charging week in which the revision lies is capped as one, so that the days before it may bear another part of
    /// it, too: these days are not listed, and [`charge_of_versions`] has them.
    ///
    /// ```
    /// use mutual_care::base::{England, Money};
    /// use mutual_care::budget::{BudgetRevision, BudgetVersion, PersonalBudget, PersonalBudgetParts, StatementQuestion};
    /// use mutual_care::package::{BudgetOf, Line, LineKind, Package, PackageParts, Payer, Price, Unit};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
    /// let of = BudgetOf::adult(id(3).parse()?);
    /// let package = |pence| {
    ///     let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![of.person], day(2));
    ///     let mut line = Line::new(id(4).parse()?, LineKind::DayService, of.person, Payer::PersonalBudget);
    ///     line.prices.push(Price::new(Money::new(pence)?, Unit::Week));
    ///     parts.lines.push(line);
    ///     Ok::<_, Box<dyn std::error::Error>>(Package::new(parts)?)
    /// };
    /// let (old, new) = (package(10_000)?, package(15_000)?);
    /// let parts = PersonalBudgetParts::new(id(5).parse()?, of, id(2).parse()?, id(1).parse()?, day(2));
    /// let budget = PersonalBudget::new(parts)?;
    ///
    /// let version = |from, package| BudgetVersion { from, budget: &budget, package };
    /// let question = StatementQuestion::new(day(11), &England);
    /// let revision = BudgetRevision::of(version(day(2), &old), version(day(11), &new), day(14), &question)?;
    /// assert_eq!(revision.cost.to_string(), "£50");
    /// // Three days at a seventh of £50 more.
    /// assert_eq!((revision.days.len(), revision.days_cost.to_string()), (3, "15000/7".into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`]: what [`PersonalBudget::statement`](super::PersonalBudget::statement) and [`charge_of_versions`] refuse, and
    /// a last day that is not later than the revision.
    pub fn of(
        old: BudgetVersion<'_>,
        new: BudgetVersion<'_>,
        until: NaiveDate,
        question: &StatementQuestion<'_>,
    ) -> Result<Self, Problems> {
        let from = new.from.max(new.budget.begins_on());
        let period = Period::new(Some(from), Some(until)).map_err(|_| {
            let problem = Problem::at(&Path::WHOLE.field("until"), &kind::NOT_AFTER_REVISION);
            Problems::of([problem.naming(Named::Date(from))])
        })?;
        let at_revision = StatementQuestion { on: from, ..*question };
        let said = old.budget.statement(old.package, &at_revision)?;
        let says = new.budget.statement(new.package, &at_revision)?;
        let asked = CostQuestion { period, by_day: false, ..question.costs };
        let known = |version: &BudgetVersion<'_>| {
            matches!(version.budget.parts().contribution.told(), Told::Known(_))
        };
        let before = BudgetVersion { from: old.from.min(new.from), ..old };
        let versions = if before.from < new.from { alloc::vec![before, new] } else { alloc::vec![new] };
        let charge = |versions: &[BudgetVersion<'_>]| {
            if known(&old) && known(&new) { charge_of_versions(versions, &asked).map(Some) } else { Ok(None) }
        };
        let (old_charge, new_charge) = (charge(&[before])?, charge(&versions)?);
        let costs = |version: &BudgetVersion<'_>| {
            version.package.budget_days_of(version.budget.of(), &asked, |line| !is_fee(line))
        };
        let days: Vec<DayRevised> = (costs(&old)?.into_iter().zip(costs(&new)?).enumerate())
            .map(|(nth, (before, after)): (usize, (BudgetDay, BudgetDay))| {
                let of = |report: &Option<super::ChargeReport>| {
                    report.as_ref().and_then(|report| report.days.get(nth)).map(|day| day.charge.clone())
                };
                DayRevised {
                    on: after.on,
                    old_cost: before.cost,
                    new_cost: after.cost,
                    old_charge: of(&old_charge),
                    new_charge: of(&new_charge),
                }
            })
            .collect();
        let new_cost = Fraction::sum(days.iter().map(|day| &day.new_cost));
        let days_cost = &new_cost - &Fraction::sum(days.iter().map(|day| &day.old_cost));
        let days_charge = old_charge.zip(new_charge).map(|(old, new)| &new.exact - &old.exact);
        let pays = said.pays.zip(says.pays).map(|(old, new)| Pays {
            person: more(new.person, old.person),
            authority: more(new.authority, old.authority),
        });
        let (cost, lines) = (more(says.cost, said.cost), lines(&said, &says));
        Ok(Self { from, old: said, new: says, cost, pays, lines, days, days_cost, days_charge })
    }
}

fn lines(old: &BudgetStatement, new: &BudgetStatement) -> Vec<LineRevised> {
    let ids: BTreeSet<PackageLineId> = old.lines.iter().chain(&new.lines).map(|line| line.line).collect();
    let cost = |lines: &[StatementLine], id| {
        let line = lines.iter().find(|line| line.line == id);
        line.map(|line| line.cost)
    };
    let revised = ids.into_iter().map(|id| {
        let (old, new) = (cost(&old.lines, id), cost(&new.lines, id));
        let difference = more(new.unwrap_or_default(), old.unwrap_or_default());
        LineRevised { line: id, old, new, difference }
    });
    revised.collect()
}

/// By how much one of two costs is more.
fn more(new: Money, old: Money) -> Money {
    Money::within(new.pence() - old.pence())
}
