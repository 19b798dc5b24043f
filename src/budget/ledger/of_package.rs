//! What a line of a care package costs one budget, as something that is owed over time.

use chrono::NaiveDate;

use super::OwedOverTime;
use super::problems as kind;
use crate::base::{Fraction, PackageLineId, Path, Period, Problem, Problems};
use crate::package::{BudgetOf, CostQuestion, CostReport, Package, PaidBy};

/// What a line of a care package costs one personal budget, exactly and day by day: what others pay stands beside it.
///
/// It is known for the days of the question, up to the first of which nobody has said what it costs.
///
/// ```
/// use mutual_care::base::{England, Money, Period};
/// use mutual_care::budget::ledger::{LineOwed, OwedOverTime};
/// use mutual_care::package::{BudgetOf, CostQuestion, Line, LineKind, Package, PackageParts, Payer, Price, Unit};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![id(3).parse()?], day(4, 1));
/// let mut line = Line::new(id(4).parse()?, LineKind::SharedLives, id(3).parse()?, Payer::PersonalBudget);
/// line.prices.push(Price::new(Money::new(10_000)?, Unit::Week));
/// parts.lines.push(line);
/// let package = Package::new(parts)?;
///
/// let april = CostQuestion::new(Period::new(Some(day(4, 1)), Some(day(5, 1)))?, &England);
/// let owed = LineOwed::new(&package, id(4).parse()?, BudgetOf::adult(id(3).parse()?), april)?;
/// assert_eq!(owed.posted_for(day(4, 1), day(4, 3)).map(|money| money.to_string()), Some("£28.57".into()));
/// assert_eq!(owed.known_until(), Some(day(5, 1)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct LineOwed<'a> {
    package: &'a Package,
    question: CostQuestion<'a>,
    line: PackageLineId,
    budget: BudgetOf,
    first: NaiveDate,
    known_until: NaiveDate,
}

impl<'a> LineOwed<'a> {
    /// A line of a package as one budget bears it, over the days of a question.
    ///
    /// # Errors
    ///
    /// [`Problems`]: a line that is not in the package, a budget in which it does not stand, and what [`Package::cost`]
    /// refuses.
    pub fn new(
        package: &'a Package,
        line: PackageLineId,
        budget: BudgetOf,
        question: CostQuestion<'a>,
    ) -> Result<Self, Problems> {
        let there = package.line(line);
        let problem = match there {
            None => Some(Problem::at(&Path::WHOLE.field("line"), &kind::NO_SUCH_LINE).naming(line)),
            Some(there) if !there.stands_in().contains(&budget) => {
                Some(Problem::at(&Path::WHOLE.field("budget"), &kind::NOT_IN_THIS_BUDGET).naming(line))
            }
            Some(_) => None,
        };
        Problems::none_or(problem)?;
        let report = package.cost(&question)?;
        let cost = report.lines.iter().find(|of| of.line == line);
        let not_priced = cost.and_then(|cost| cost.not_priced.iter().filter_map(|days| days.from()).min());
        // The question has both ends, or it would have been refused.
        let (first, end) = (question.period.from(), question.period.until());
        let (Some(first), Some(end)) = (first, end) else {
            return Err(Problems::of([Problem::at(&Path::WHOLE.field("period"), &kind::OPEN_PERIOD)]));
        };
        let known_until = not_priced.map_or(end, |day| day.min(end));
        Ok(Self { package, question, line, budget, first, known_until })
    }

    fn in_report(&self, report: &CostReport) -> Fraction {
        let line = report.lines.iter().filter(|of| of.line == self.line);
        let parts = line.flat_map(|line| &line.parts);
        let mine = parts.filter(|part| part.payer == PaidBy::PersonalBudget && part.budget == self.budget);
        Fraction::sum(mine.map(|part| &part.exact))
    }
}

impl OwedOverTime for LineOwed<'_> {
    fn first_day(&self) -> NaiveDate {
        self.first
    }

    fn between(&self, from: NaiveDate, until: NaiveDate) -> Fraction {
        let days = Period::new(Some(from), Some(until.min(self.known_until)));
        let report =
            days.map(|period| self.package.cost(&CostQuestion { period, by_day: false, ..self.question }));
        // Of fewer days there is nothing to refuse that was not refused of all of them; of none nothing is owed.
        report.ok().and_then(Result::ok).map_or_else(Fraction::zero, |report| self.in_report(&report))
    }

    fn known_until(&self) -> Option<NaiveDate> {
        Some(self.known_until)
    }
}
