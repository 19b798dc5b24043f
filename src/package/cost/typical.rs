//! The typical week of a package, as at a date.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::{Columns, total};
use super::question::{Asked, CostQuestion};
use super::rate::{PastBounds, Rate};
use super::report::LineCost;
use super::sharing::Sheet;
use super::sums::sums;
use super::tape::{Tape, payers};
use super::work::Work;
use crate::base::{Fraction, Money, PackageLineId, Path, Period, Problem, Problems};
use crate::package::{Line, Package};

/// What a week costs as at a date: seven days at that day's plain price of every line whose period holds it, as if nobody were
/// paused. What is owed once and what is an allowance have no week, and stand beside it.
///
/// Plain is without factors: a week is typical that has no holiday in it, and what a Saturday costs more is seen in what the
/// days cost. Weeks that alternate count by the mean of their cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TypicalWeek {
    /// As at which date.
    pub on: NaiveDate,
    /// The sum of what the lines cost.
    pub total: Money,
    /// The same, not rounded.
    pub exact: Fraction,
    /// Each line whose period holds the date and that has a week, in order of id.
    pub lines: Vec<LineCost>,
    /// Lines whose period holds the date and that have no week: what is owed once, and allowances.
    pub beside: Vec<PackageLineId>,
    /// Lines whose period holds the date and of which nobody has said what they cost then. They are not in the total.
    pub not_priced: Vec<PackageLineId>,
}

/// What a line is in a typical week.
enum OfWeek {
    Costs(Tape),
    Beside,
    NotPriced,
}

impl Package {
    /// The typical week as at a date. The question says by which needs it is shared and told; its period is not read.
    ///
    /// ```
    /// use mutual_care::base::{England, Money, Period, parse_spans};
    /// use mutual_care::package::{
    ///     CostQuestion, Line, LineKind, Package, PackageParts, Payer, Price, Unit, Visits, When,
    /// };
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![id(3).parse()?], on);
    /// let mut line = Line::new(id(4).parse()?, LineKind::HomeCare, id(3).parse()?, Payer::PersonalBudget);
    /// line.when = Some(When::Visits { visits: Visits::new(parse_spans("daily 08:00-08:30")?)?, every: None });
    /// line.prices.push(Price::new(Money::new(2_150)?, Unit::Hour));
    /// parts.lines.push(line);
    /// let week = Package::new(parts)?.typical_week(on, &CostQuestion::new(Period::ALWAYS, &England))?;
    /// assert_eq!(week.total.to_string(), "£75.25"); // 3½ hours at £21.50
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Package::cost`], where a line cannot be shared as it says or costs too much.
    pub fn typical_week(&self, on: NaiveDate, question: &CostQuestion<'_>) -> Result<TypicalWeek, Problems> {
        // One day stands for the week: it is shared as on the date.
        let period = Period::new(Some(on), on.succ_opt()).unwrap_or(question.period);
        let question = CostQuestion { period, delivered: None, by_day: false, ..*question };
        let asked = Asked::of(&question, &[], self.drawn_up_on());
        let asked = asked.map_err(|problem| Problems::of([problem]))?;
        let asked = Asked { is_estimate: true, ..asked };
        self.within_bounds(&asked, false)?;
        let (at, mut found, mut work) = (Path::WHOLE, Vec::new(), Work::new());
        let at = at.field("lines");
        let mut columns = Columns::default();
        let mut week = TypicalWeek {
            on,
            total: Money::ZERO,
            exact: Fraction::zero(),
            lines: Vec::new(),
            beside: Vec::new(),
            not_priced: Vec::new(),
        };
        for (at, line) in at.each(self.lines()).filter(|(_, line)| line.period.contains(on)) {
            let source = line.share_of.and_then(|share| self.line(share.line)).unwrap_or(line);
            if !source.period.contains(on) || source.costs_nothing {
                continue;
            }
            match Sheet::of(&asked, line, source, at).and_then(|sheet| of_week(sheet, on)) {
                Err(problem) => found.push(problem),
                Ok(OfWeek::Beside) => week.beside.push(line.id),
                Ok(OfWeek::NotPriced) => week.not_priced.push(line.id),
                Ok(OfWeek::Costs(tape)) => match sums(&tape, false, &mut work) {
                    Ok(sums) => week.lines.push(columns.line(&asked, line, &tape, sums)),
                    Err(no_sums) => found.push(no_sums.problem(&at, line)),
                },
            }
        }
        (week.total, week.exact) = total(&week.lines, &mut work, &mut found);
        Problems::none_or(found)?;
        Ok(week)
    }
}

fn of_week(sheet: Sheet<'_>, on: NaiveDate) -> Result<OfWeek, Problem> {
    let line: &Line = sheet.line;
    let Some(price) = sheet.source.price_on(on) else { return Ok(OfWeek::NotPriced) };
    let week =
        Rate::of(sheet.source, price).week(on, &sheet.rhythm).map_err(|PastBounds| sheet.too_much())?;
    let Some(week) = week else { return Ok(OfWeek::Beside) };
    let week = match line.share_of {
        Some(share) => week.part(share.share.numerator(), share.share.denominator()),
        None => Some(week),
    };
    let week = week.ok_or_else(|| sheet.too_much())?;
    let payers = payers(line);
    let sharing = sheet.sharing(on, &payers)?;
    Ok(OfWeek::Costs(Tape::of_one(week, sharing, payers, sheet.budgets)))
}
