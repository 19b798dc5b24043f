//! The statement of a personal budget as at a date.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::alone_cost::alone_views;
use super::problems as kind;
use super::statement_parts::{
    Sorted, elsewhere, held_parts, not_priced, of_this, pays, statement_lines, sum,
};
use super::{BudgetStatement, Contribution, OwedOnce, PersonalBudget, StatementQuestion, StatementYear};
use crate::base::{Fraction, Money, Named, Path, Period, Problem, Problems, Told};
use crate::budget::held::HeldAs;
use crate::package::{CostQuestion, Line, Package, Unit, year_of};

/// How many lines are looked at in all to tell whether a contribution was ever below the cost.
const LOOKED_BACK: usize = 100_000;

impl PersonalBudget {
    /// The statement as at a date: the typical week with who pays what, what stands beside it, what is owed once, the year,
    /// and how it is held.
    ///
    /// ```
    /// use mutual_care::base::{England, Fact, Money};
    /// use mutual_care::budget::{Contribution, PersonalBudget, PersonalBudgetParts, StatementQuestion};
    /// use mutual_care::package::{BudgetOf, Line, LineKind, Package, PackageParts, Payer, Price, Unit};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    /// let of = BudgetOf::adult(id(3).parse()?);
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![of.person], on);
    /// let mut line = Line::new(id(4).parse()?, LineKind::SharedLives, of.person, Payer::PersonalBudget);
    /// line.prices.push(Price::new(Money::new(40_000)?, Unit::Week));
    /// parts.lines.push(line);
    /// let package = Package::new(parts)?;
    ///
    /// let mut parts = PersonalBudgetParts::new(id(5).parse()?, of, id(2).parse()?, id(1).parse()?, on);
    /// let question = StatementQuestion::new(on, &England);
    /// let cost_only = PersonalBudget::new(parts.clone())?.statement(&package, &question)?;
    /// assert_eq!((cost_only.cost.to_string(), cost_only.pays), ("£400".into(), None));
    ///
    /// parts.contribution = Fact::known(Contribution::from(on, Money::new(4_200)?));
    /// let statement = PersonalBudget::new(parts.clone())?.statement(&package, &question)?;
    /// let pays = statement.pays.ok_or("known")?;
    /// assert_eq!((pays.person.to_string(), pays.authority.to_string()), ("£42".into(), "£358".into()));
    ///
    /// // Nobody contributes more than what care costs.
    /// parts.contribution = Fact::known(Contribution::from(on, Money::new(40_001)?));
    /// let refused = PersonalBudget::new(parts)?.statement(&package, &question).unwrap_err();
    /// assert_eq!(refused.iter().next().map(|problem| problem.code()), Some("contribution-above-cost"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`]: what [`check`](Self::check) finds; a date before the budget begins; a contribution above what may be
    /// charged of the typical week, unless it was not on some day since that amount began: then the cost has fallen, the
    /// person pays no more than it, and that is found; prices alone that do not go with their line; and what
    /// [`Package::cost`] refuses.
    pub fn statement(
        &self,
        package: &Package,
        question: &StatementQuestion<'_>,
    ) -> Result<BudgetStatement, Problems> {
        self.check(package)?;
        let (parts, on) = (self.parts(), question.on);
        if on < parts.begins_on {
            let problem = Problem::at(&Path::WHOLE.field("on"), &kind::BEFORE_IT_BEGINS);
            return Err(Problems::of([problem.naming(Named::Date(parts.begins_on))]));
        }
        let week = package.typical_week(on, &question.costs)?;
        let sorted = Sorted::of(self, package, &week.lines);
        let cost = sum(sorted.lines.iter().map(|line| line.part.cost))?;
        let chargeable = sum(sorted.lines.iter().map(|line| line.chargeable))?;
        let (contribution, with_other_role) = match parts.contribution.told() {
            Told::Known(known) => {
                (Told::Known(known.on(on).unwrap_or_default()), Some(known.with_other_role))
            }
            Told::NotKnown(why) => (Told::NotKnown(*why), None),
        };
        let is_capped = match (&contribution, parts.contribution.told()) {
            (Told::Known(weekly), Told::Known(known)) if *weekly > chargeable => {
                self.has_fallen(package, question, known, *weekly)?.ok_or_else(|| {
                    let problem = Problem::at(&Path::WHOLE.field("contribution"), &kind::ABOVE_COST);
                    Problems::of([problem.naming(*weekly).naming(chargeable).naming(Named::Date(on))])
                })?;
                true
            }
            _ => false,
        };
        let person = contribution.as_ref().known().map(|weekly| (*weekly).min(chargeable));
        let pays = person.map(|person| pays(cost, person));
        let suspended_from = question.suspended_from.filter(|from| *from <= on);
        let held_as =
            |line: &Line| if suspended_from.is_some() { HeldAs::Managed } else { parts.held.of(line.id) };
        let lines = statement_lines(self, &sorted, person, question, held_as);
        let (held, charged) = held_parts(&lines, person, parts.held.paid)?;
        let (once, year) = self.year(package, question)?;
        Ok(BudgetStatement {
            budget: parts.id,
            of: parts.of,
            on,
            cost,
            exact: Fraction::sum(sorted.lines.iter().map(|line| &line.part.exact)),
            chargeable,
            contribution,
            with_other_role,
            pays,
            is_capped,
            alone: alone_views(self, package, question, &lines)?,
            lines,
            fees: sorted.fees,
            beside: sorted.beside,
            elsewhere: elsewhere(self, package, question),
            not_priced: of_this(self, package, &week.not_priced),
            without_week: of_this(self, package, &week.beside),
            once,
            year,
            held,
            paid: parts.held.paid,
            charged,
            suspended_from,
        })
    }

    /// Whether a contribution that is above the cost was not on some day since it began: something if so.
    fn has_fallen(
        &self,
        package: &Package,
        question: &StatementQuestion<'_>,
        contribution: &Contribution,
        weekly: Money,
    ) -> Result<Option<()>, Problems> {
        let since = contribution.in_force_on(question.on).map_or(question.on, |amount| amount.from);
        let since = since.max(self.begins_on());
        // A typical week costs more only from a day on which a line, a price or what may be charged begins.
        let mut days: BTreeSet<NaiveDate> = BTreeSet::from([since]);
        for line in package.lines().iter().filter(|line| line.stands_in().contains(&self.of())) {
            days.extend(line.period.from());
            days.extend(line.prices.iter().filter_map(|price| price.from));
            days.extend(line.free.iter().filter_map(|free| free.days().and_then(Period::until)));
        }
        let most = LOOKED_BACK.checked_div(package.lines().len()).unwrap_or(1).max(1);
        for day in days.range(since..question.on).rev().take(most) {
            let week = package.typical_week(*day, &question.costs)?;
            let sorted = Sorted::of(self, package, &week.lines);
            if weekly <= sum(sorted.lines.iter().map(|line| line.chargeable))? {
                return Ok(Some(()));
            }
        }
        Ok(None)
    }

    /// What is owed once in the year, and the year.
    fn year(
        &self,
        package: &Package,
        question: &StatementQuestion<'_>,
    ) -> Result<(Vec<OwedOnce>, StatementYear), Problems> {
        let year = year_of(question.on);
        let from = year.from().max(Some(self.begins_on()));
        let period = Period::new(from, year.until()).unwrap_or(year);
        let asked = CostQuestion { period, by_day: false, ..question.costs };
        let report = package.cost(&asked)?;
        let sorted = Sorted::of(self, package, &report.lines);
        let cost = sum(sorted.lines.iter().map(|line| line.part.cost))?;
        let charge = match self.parts().contribution.told() {
            Told::Known(_) => Some(self.charge(package, &asked)?.charge),
            Told::NotKnown(_) => None,
        };
        let once = sorted.lines.iter().filter_map(|one| {
            let on = one.line.period.from()?;
            let price = one.line.price_on(on).filter(|price| price.per == Unit::OneOff);
            price.filter(|_| period.contains(on))?;
            Some(OwedOnce { line: one.line.id, on, cost: one.part.cost, chargeable: one.chargeable })
        });
        let year = StatementYear {
            period,
            cost,
            exact: Fraction::sum(sorted.lines.iter().map(|line| &line.part.exact)),
            chargeable: sum(sorted.lines.iter().map(|line| line.chargeable))?,
            pays: charge.map(|person| pays(cost, person)),
            fees: sum(sorted.fees.iter().map(|fee| fee.cost))?,
            not_priced: not_priced(self, package, &report),
        };
        Ok((once.collect(), year))
    }
}
