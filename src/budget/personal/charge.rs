//! What a person is charged: the contribution, by the day, capped by the charging week.

use alloc::vec::Vec;

use chrono::{Days, NaiveDate};

use super::against::problems_in;
use super::charge_report::{ChargeDay, ChargeReport, ChargeWeek, EarlierThanTold, FeeCharge};
use super::counts::{is_fee, may_be_charged};
use super::problems as kind;
use super::{ChargingWeek, Contribution, PersonalBudget};
use crate::base::{Fraction, Money, Named, Path, Period, Problem, Problems, Told, limits};
use crate::budget::ledger::Daily;
use crate::package::{BudgetDay, CostQuestion, CostReport, Package, PaidBy};

/// A version of a budget and of its package, from the day from which it holds until the next does.
#[derive(Debug, Clone, Copy)]
pub struct BudgetVersion<'a> {
    /// From which day on; of the first version it does not matter, since nothing is owed before the budget begins.
    pub from: NaiveDate,
    /// The budget.
    pub budget: &'a PersonalBudget,
    /// The package whose lines it pays.
    pub package: &'a Package,
}

impl PersonalBudget {
    /// What the person is charged over some days.
    ///
    /// The contribution is due at a seventh of its weekly amount for each day on which a line of this budget that may be
    /// charged runs or is retained. The charge of a charging week is the lesser of what is due in it and what it costs as far
    /// as that may be charged, and its days bear it in proportion to what they cost. So a day of care that costs nothing bears
    /// nothing, and what is cut in two adds up to the whole: the weeks at both ends are always looked at whole, as far as
    /// they are the budget's.
    ///
    /// ```
    /// use mutual_care::base::{England, Fact, Money, Period};
    /// use mutual_care::budget::{Contribution, PersonalBudget, PersonalBudgetParts};
    /// use mutual_care::package::{BudgetOf, CostQuestion, Line, LineKind, Package, PackageParts, Payer, Price, Unit};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let of = BudgetOf::adult(id(3).parse()?);
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![of.person], day(3, 2));
    /// let mut line = Line::new(id(4).parse()?, LineKind::SharedLives, of.person, Payer::PersonalBudget);
    /// line.prices.push(Price::new(Money::new(10_000)?, Unit::Week));
    /// parts.lines.push(line);
    /// let package = Package::new(parts)?;
    ///
    /// // £42 a week is £6 a day; March has 30 days from the 2nd on.
    /// let mut parts = PersonalBudgetParts::new(id(5).parse()?, of, id(2).parse()?, id(1).parse()?, day(3, 2));
    /// parts.contribution = Fact::known(Contribution::from(day(3, 2), Money::new(4_200)?));
    /// let march = CostQuestion::new(Period::new(Some(day(3, 1)), Some(day(4, 1)))?, &England);
    /// let charge = PersonalBudget::new(parts)?.charge(&package, &march)?;
    /// assert_eq!((charge.charge.to_string(), charge.chargeable.to_string()), ("£180".into(), "£428.57".into()));
    /// assert!(charge.weeks.iter().all(|week| !week.is_capped));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`]: what [`check`](Self::check) finds, a contribution that is not known, and what
    /// [`Package::cost`] refuses, of the days asked about and the rest of the charging weeks at both ends.
    pub fn charge(&self, package: &Package, question: &CostQuestion<'_>) -> Result<ChargeReport, Problems> {
        let version = BudgetVersion { from: self.begins_on(), budget: self, package };
        charge_of_versions(&[version], question)
    }

    /// What the person is charged from the budget's first day until the day before another, for the ledger: schedules and the
    /// final account count with it. The period of the question is not read.
    ///
    /// It is known up to the first charging week in which a line may be charged that nobody has priced.
    ///
    /// ```
    /// use mutual_care::base::{England, Fact, Money, Period};
    /// use mutual_care::budget::ledger::OwedOverTime;
    /// use mutual_care::budget::{Contribution, PersonalBudget, PersonalBudgetParts};
    /// use mutual_care::package::{BudgetOf, CostQuestion, Line, LineKind, Package, PackageParts, Payer, Price, Unit};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
    /// let of = BudgetOf::adult(id(3).parse()?);
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![of.person], day(2));
    /// let mut line = Line::new(id(4).parse()?, LineKind::SharedLives, of.person, Payer::PersonalBudget);
    /// line.prices.push(Price::new(Money::new(40_000)?, Unit::Week));
    /// parts.lines.push(line);
    /// let package = Package::new(parts)?;
    /// let mut parts = PersonalBudgetParts::new(id(5).parse()?, of, id(2).parse()?, id(1).parse()?, day(2));
    /// parts.contribution = Fact::known(Contribution::from(day(2), Money::new(1_000)?));
    ///
    /// let question = CostQuestion::new(Period::ALWAYS, &England);
    /// let owed = PersonalBudget::new(parts)?.charge_owed(&package, day(30), &question)?;
    /// // Of £10 a week two days are £2.86, and the next five £7.14.
    /// let posted = |from, until| owed.posted_for(day(from), day(until)).map(|pence| pence.to_string());
    /// assert_eq!((posted(2, 4), posted(4, 9)), (Some("£2.86".into()), Some("£7.14".into())));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`charge`](Self::charge); and a day that is not later than the budget's first.
    pub fn charge_owed(
        &self,
        package: &Package,
        until: NaiveDate,
        question: &CostQuestion<'_>,
    ) -> Result<Daily, Problems> {
        let period = Period::new(Some(self.begins_on()), Some(until));
        let period = period.map_err(|_| {
            let problem = Problem::at(&Path::WHOLE.field("until"), &kind::NOT_LATER);
            Problems::of([problem.naming(Named::Date(self.begins_on()))])
        })?;
        self.charge(package, &CostQuestion { period, ..*question }).map(|report| report.owed())
    }
}

/// What a person is charged over some days in which their budget or its package has changed: each version holds from its day
/// until the next. A charging week that lies in two of them is capped as one.
///
/// ```
/// use mutual_care::base::{England, Fact, Money, Period};
/// use mutual_care::budget::{BudgetVersion, Contribution, PersonalBudget, PersonalBudgetParts, charge_of_versions};
/// use mutual_care::package::{BudgetOf, CostQuestion, Line, LineKind, Package, PackageParts, Payer, Price, Unit};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let of = BudgetOf::adult(id(3).parse()?);
/// let package = |pence| {
///     let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![of.person], day(2));
///     let mut line = Line::new(id(4).parse()?, LineKind::DayService, of.person, Payer::PersonalBudget);
///     line.prices.push(Price::new(Money::new(pence)?, Unit::Day));
///     parts.lines.push(line);
///     Ok::<_, Box<dyn std::error::Error>>(Package::new(parts)?)
/// };
/// let (old, new) = (package(500)?, package(300)?);
/// let mut parts = PersonalBudgetParts::new(id(5).parse()?, of, id(2).parse()?, id(1).parse()?, day(2));
/// parts.contribution = Fact::known(Contribution::from(day(2), Money::new(7_000)?));
/// let budget = PersonalBudget::new(parts)?;
///
/// // Due £70; the week costs two days at £5 and five at £3, so it is capped at £25.
/// let versions = [
///     BudgetVersion { from: day(2), budget: &budget, package: &old },
///     BudgetVersion { from: day(4), budget: &budget, package: &new },
/// ];
/// let week = CostQuestion::new(Period::new(Some(day(2)), Some(day(9)))?, &England);
/// let charge = charge_of_versions(&versions, &week)?;
/// assert_eq!((charge.charge.to_string(), charge.weeks.len()), ("£25".into(), 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// As [`PersonalBudget::charge`]; no version at all, versions that are not in order, and versions of several budgets.
pub fn charge_of_versions(
    versions: &[BudgetVersion<'_>],
    question: &CostQuestion<'_>,
) -> Result<ChargeReport, Problems> {
    let at = Path::WHOLE;
    let Some(last) = versions.last().map(|version| version.budget) else {
        return Err(Problems::of([Problem::at(&at.field("versions"), &kind::NO_VERSION)]));
    };
    Problems::none_or(in_order(versions, last))?;
    let mut contributions = Vec::with_capacity(versions.len());
    for version in versions {
        Problems::none_or(problems_in(version.budget, version.package, &at))?;
        contributions.push(known(version.budget)?);
    }
    let (Some(from), Some(until)) = (question.period.from(), question.period.until()) else {
        // Said by the engine, in its words.
        return last_refuses(versions, question);
    };
    let first = from.max(last.begins_on());
    let mut report = ChargeReport::empty(last.id(), last.of(), question.period);
    report.begins_on = last.begins_on();
    if first >= until {
        return Ok(report);
    }
    let mut days = Vec::new();
    for (nth, version) in versions.iter().enumerate() {
        let (held_from, held_until) = holds(versions, nth);
        let week = version.budget.parts().charging_week;
        // The weeks at both ends, as far as they are the budget's.
        let whole_from = week.first_day(first).max(last.begins_on()).max(held_from);
        let whole_until = week_after(week, until).min(held_until);
        if let Ok(period) = Period::new(Some(whole_from), Some(whole_until)) {
            let whole = CostQuestion { period, by_day: false, ..*question };
            let of = version.budget.of();
            let costs = version.package.budget_days_of(of, &whole, |line| may_be_charged(of, line))?;
            let Some(contribution) = contributions.get(nth).copied() else { continue };
            days.extend(costs.into_iter().map(|cost| due_on(week, contribution, cost)));
        }
        if let Ok(period) = Period::new(Some(first.max(held_from)), Some(until.min(held_until))) {
            let asked = CostQuestion { period, by_day: false, ..*question };
            add_rounded(&mut report, version, &version.package.cost(&asked)?)?;
        }
    }
    for week in days.chunk_by(|one, other| one.week == other.week) {
        cap(&mut report, week, (first, until));
    }
    sum_up(&mut report)?;
    report.corrections = corrections(contributions.last().copied());
    Ok(report)
}

fn in_order(versions: &[BudgetVersion<'_>], last: &PersonalBudget) -> Vec<Problem> {
    let (mut found, mut before) = (Vec::new(), None);
    for (at, version) in Path::WHOLE.field("versions").each(versions) {
        if before.is_some_and(|before| version.from <= before) {
            found.push(Problem::at(&at.field("from"), &kind::VERSION_ORDER));
        }
        before = Some(version.from);
        let same = |budget: &PersonalBudget| (budget.id(), budget.of(), budget.begins_on());
        if same(version.budget) != same(last) {
            found.push(Problem::at(&at.field("budget"), &kind::OTHER_BUDGET).naming(last.id()));
        }
    }
    found
}

fn known(budget: &PersonalBudget) -> Result<&Contribution, Problems> {
    match budget.parts().contribution.told() {
        Told::Known(contribution) => Ok(contribution),
        Told::NotKnown(_) => Err(Problems::of([Problem::at(
            &Path::WHOLE.field("contribution"),
            &kind::CONTRIBUTION_NOT_KNOWN,
        )])),
    }
}

fn last_refuses(
    versions: &[BudgetVersion<'_>],
    question: &CostQuestion<'_>,
) -> Result<ChargeReport, Problems> {
    for version in versions {
        version.package.cost(question)?;
    }
    Err(Problems::of([Problem::at(&Path::WHOLE.field("period"), &kind::OPEN_PERIOD)]))
}

/// From which day to before which a version holds.
fn holds(versions: &[BudgetVersion<'_>], nth: usize) -> (NaiveDate, NaiveDate) {
    let from = versions.get(nth).filter(|_| nth > 0).map_or(NaiveDate::MIN, |version| version.from);
    (from, versions.get(nth + 1).map_or(NaiveDate::MAX, |next| next.from))
}

/// The day after the charging week in which the last of some days lies; that after the last itself where the years end.
fn week_after(week: ChargingWeek, until: NaiveDate) -> NaiveDate {
    let last = until.pred_opt().unwrap_or(until);
    let after = week.first_day(last).checked_add_days(Days::new(7));
    after.filter(|after| crate::base::wire::in_years(*after)).unwrap_or(until)
}

/// A day of the budget, and the charging week in which it is capped.
struct Day {
    week: (ChargingWeek, NaiveDate),
    due: Fraction,
    cost: BudgetDay,
}

fn due_on(week: ChargingWeek, contribution: &Contribution, cost: BudgetDay) -> Day {
    let weekly = contribution.on(cost.on).filter(|_| cost.has_chargeable_line).unwrap_or_default();
    let due = Fraction::new(weekly.pence(), 7).unwrap_or_else(|_| Fraction::zero());
    Day { week: (week, week.first_day(cost.on)), due, cost }
}

/// One charging week: what is due in it or what it costs, whichever is less, borne by its days in proportion to their cost.
fn cap(report: &mut ChargeReport, week: &[Day], (first, until): (NaiveDate, NaiveDate)) {
    let due = Fraction::sum(week.iter().map(|day| &day.due));
    let chargeable = Fraction::sum(week.iter().map(|day| &day.cost.chargeable));
    let is_capped = chargeable < due;
    let charge = if is_capped { chargeable.clone() } else { due.clone() };
    let of_each_penny = chargeable.inverse().map_or_else(Fraction::zero, |one| &one * &charge);
    let is_asked = |day: &&Day| first <= day.cost.on && day.cost.on < until;
    if !week.iter().any(|day| is_asked(&day)) {
        // Of a version whose weeks begin on another day.
        return;
    }
    for day in week.iter().filter(is_asked) {
        report.days.push(ChargeDay {
            on: day.cost.on,
            due: day.due.clone(),
            chargeable: day.cost.chargeable.clone(),
            charge: &day.cost.chargeable * &of_each_penny,
        });
    }
    let (Some(from), Some(last)) = (week.first(), week.last()) else { return };
    let period = Period::new(Some(from.cost.on), last.cost.on.succ_opt()).unwrap_or(report.period);
    let is_known = !week.iter().any(|day| day.cost.has_line_not_priced);
    report.weeks.push(ChargeWeek { period, due, chargeable, charge, is_capped, is_known });
}

/// What the days cost as far as it may be charged, rounded as the cost is; and what is asked for arranging.
fn add_rounded(
    report: &mut ChargeReport,
    version: &BudgetVersion<'_>,
    costs: &CostReport,
) -> Result<(), Problems> {
    let of = version.budget.of();
    for (cost, part) in costs.parts().filter(|(_, part)| part.budget == of) {
        let Some(line) = version.package.line(cost.line) else { continue };
        if is_fee(line) && matches!(part.payer, PaidBy::PersonalBudget | PaidBy::Person) {
            let known = report.fees.iter_mut().find(|fee| fee.line == cost.line);
            if let Some(fee) = known {
                fee.pence = fee.pence.plus(part.cost).ok_or_else(too_much)?;
                fee.exact = &fee.exact + &part.exact;
            } else {
                let (line, pence, exact) = (cost.line, part.cost, part.exact.clone());
                report.fees.push(FeeCharge { line, pence, exact });
            }
        } else if may_be_charged(of, line) {
            report.chargeable = report.chargeable.plus(part.chargeable).ok_or_else(too_much)?;
        }
    }
    Ok(())
}

fn sum_up(report: &mut ChargeReport) -> Result<(), Problems> {
    let days = &report.days;
    let mut steps = u64::try_from(limits::COST_STEPS).unwrap_or(u64::MAX);
    report.due = Fraction::sum_in(days.iter().map(|day| &day.due), &mut steps).ok_or_else(too_fine)?;
    let chargeable = days.iter().map(|day| &day.chargeable);
    report.chargeable_exact = Fraction::sum_in(chargeable, &mut steps).ok_or_else(too_fine)?;
    report.exact = Fraction::sum_in(days.iter().map(|day| &day.charge), &mut steps).ok_or_else(too_fine)?;
    report.charge = report.exact.rounded().ok_or_else(too_much)?.min(report.chargeable);
    Ok(())
}

/// Amounts that reach back to days before the person was told of them.
fn corrections(contribution: Option<&Contribution>) -> Vec<EarlierThanTold> {
    let amounts = contribution.into_iter().flat_map(|contribution| &contribution.amounts);
    let corrects = amounts.filter(|amount| amount.is_correction());
    corrects
        .filter_map(|amount| Some(EarlierThanTold { from: amount.from, told_on: amount.told_on? }))
        .collect()
}

fn too_fine() -> Problems {
    Problems::of([Problem::at(&Path::WHOLE.field("period"), &kind::TOO_FINE).naming(limits::COST_STEPS)])
}

fn too_much() -> Problems {
    let problem = Problem::at(&Path::WHOLE.field("contribution"), &kind::TOO_MUCH);
    Problems::of([problem.naming(Named::Money(Money::within(limits::PENCE)))])
}
