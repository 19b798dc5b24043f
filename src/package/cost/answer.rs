//! The answer to a question about costs: every line's tape, summed, split and put together.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::{Days, NaiveDate};

use super::allowance;
use super::lay::tape;
use super::problems::{NOT_ON_THAT_DAY, TOO_FINE, TOO_MUCH, TOO_MUCH_WORK, TOTAL_TOO_FINE, TOTAL_TOO_MUCH};
use super::question::{Asked, CostQuestion};
use super::report::{CostPart, CostReport, LineCost};
use super::sharing::{Sheet, minute_steps};
use super::sums::{NoSums, Sums, sums};
use super::table::CostTable;
use super::tape::{Tape, payers};
use super::work::{PastWork, Work};
use crate::base::{Fraction, Money, Named, PackageLineId, Path, Period, Problem, Problems, limits};
use crate::package::{BudgetOf, Line, Package, PaidBy};

/// How many days an estimate looks ahead.
const ESTIMATE_DAYS: u64 = 365;

impl Package {
    /// What the package costs over some days.
    ///
    /// Each line has one price a day, with its factor: hours fall on their own date, visits, nights, sessions and journeys on
    /// the date on which they begin; what is priced by the week or longer is spread evenly over its days. A day on which
    /// nobody is left costs the highest retainer of the pauses that hold; one that was told too late, what it always costs.
    ///
    /// ```
    /// use mutual_care::base::{England, Money, Period};
    /// use mutual_care::package::{CostQuestion, Line, LineKind, Package, PackageParts, Payer, Price, Unit};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![id(3).parse()?], day(3, 2));
    /// let mut line = Line::new(id(4).parse()?, LineKind::SharedLives, id(3).parse()?, Payer::PersonalBudget);
    /// line.prices.push(Price::new(Money::new(10_000)?, Unit::Week));
    /// parts.lines.push(line);
    /// let package = Package::new(parts)?;
    ///
    /// // £100 a week is 10,000/7 pence a day: three days cost £42.86.
    /// let three_days = Period::new(Some(day(3, 2)), Some(day(3, 5)))?;
    /// let report = package.cost(&CostQuestion::new(three_days, &England).by_day())?;
    /// assert_eq!((report.total.to_string(), report.exact.to_string()), ("£42.86".into(), "30000/7".into()));
    /// let days = report.days_by_payer().ok_or("by day")?;
    /// assert_eq!(days.row_totals().iter().map(|day| day.pence()).collect::<Vec<_>>(), [1_429, 1_429, 1_428]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`]: all at once, each at its line, where the period is open or longer than [`limits::COST_DAYS`], the
    /// question takes more than [`limits::COST_STEPS`], a line cannot be shared as it says, costs too much, or divides a penny
    /// into more parts than can be worked out in as many steps.
    pub fn cost(&self, question: &CostQuestion<'_>) -> Result<CostReport, Problems> {
        let asked = Asked::of(question, self.lines(), self.drawn_up_on());
        self.answer(&asked.map_err(|problem| Problems::of([problem]))?, question)
    }

    /// What the first 365 days from a day on cost as planned: at the prices that are known, with what is owed once, as if
    /// nobody were paused, and allowances whole. The limit of whoever approves is on this.
    ///
    /// What is booked of an allowance costs what it costs on its date; the rest is spread evenly over the days of the line,
    /// each at its plain price.
    ///
    /// ```
    /// use mutual_care::base::{England, Money, Period};
    /// use mutual_care::package::{CostQuestion, Line, LineKind, Package, PackageParts, Payer, Price, Unit};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![id(3).parse()?], on);
    /// let mut line = Line::new(id(4).parse()?, LineKind::DayService, id(3).parse()?, Payer::PersonalBudget);
    /// line.prices.push(Price::new(Money::new(200)?, Unit::Day));
    /// parts.lines.push(line);
    /// let estimate = Package::new(parts)?.estimate(on, &CostQuestion::new(Period::ALWAYS, &England))?;
    /// assert_eq!(estimate.total.to_string(), "£730"); // £2 on 365 days
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Package::cost`].
    pub fn estimate(&self, from: NaiveDate, question: &CostQuestion<'_>) -> Result<CostReport, Problems> {
        let period = Period::new(Some(from), from.checked_add_days(Days::new(ESTIMATE_DAYS)));
        let period = period.unwrap_or(question.period);
        let question = CostQuestion { period, delivered: None, ..*question };
        let asked = Asked::of(&question, self.lines(), self.drawn_up_on());
        let asked = asked.map_err(|problem| Problems::of([problem]))?;
        self.answer(&Asked { is_estimate: true, ..asked }, &question)
    }

    fn answer(&self, asked: &Asked<'_>, question: &CostQuestion<'_>) -> Result<CostReport, Problems> {
        self.within_bounds(asked, question.by_day)?;
        let mut work = Work::new();
        let mut columns = Columns::default();
        let mut found = Vec::new();
        let mut lines = Vec::with_capacity(self.lines().len());
        self.tapes(asked, &mut found, |place, line, tape| {
            let cost = columns.line(asked, line, tape, sums(tape, question.by_day, &mut work)?);
            lines.push((place, cost));
            Ok(())
        });
        lines.sort_unstable_by_key(|(place, _)| *place);
        let lines: Vec<LineCost> = lines.into_iter().map(|(_, line)| line).collect();
        let (total, exact) = total(&lines, &mut work, &mut found);
        Problems::none_or(found)?;
        Ok(CostReport {
            period: question.period,
            total,
            exact,
            days: question.by_day.then(|| columns.table(asked)),
            lines,
        })
    }

    /// A step for each day of each line; by day, one more for each payer and budget. Besides, what it takes to count the
    /// minutes of lines that fall into windows of needs.
    pub(super) fn within_bounds(&self, asked: &Asked<'_>, by_day: bool) -> Result<(), Problems> {
        let cells = |line: &Line| if by_day { payers(line).len() * line.stands_in().len() } else { 0 };
        let each: usize = self.lines().iter().map(|line| 1 + cells(line)).sum();
        let source = |line: &Line| line.share_of.and_then(|share| self.line(share.line));
        let minutes = |line: &Line| minute_steps(asked, line, source(line).unwrap_or(line));
        let minutes = self.lines().iter().fold(0, |sum: usize, line| sum.saturating_add(minutes(line)));
        let steps = each.saturating_mul(asked.days.len()).saturating_add(minutes);
        if steps <= limits::COST_STEPS {
            return Ok(());
        }
        let at = Path::WHOLE;
        Err(Problems::of([Problem::at(&at.field("period"), &TOO_MUCH_WORK).naming(limits::COST_STEPS)]))
    }

    /// Makes the tape of each line, a line before those that are shares of it, and hands it on; what cannot be done is
    /// found.
    pub(super) fn tapes(
        &self,
        asked: &Asked<'_>,
        found: &mut Vec<Problem>,
        mut each: impl FnMut(usize, &Line, &Tape) -> Result<(), NoSums>,
    ) {
        let at = Path::WHOLE;
        let at = at.field("lines");
        let mut shares: BTreeMap<PackageLineId, Vec<(usize, &Line)>> = BTreeMap::new();
        for (place, line) in self.lines().iter().enumerate() {
            if let Some(share) = line.share_of {
                shares.entry(share.line).or_default().push((place, line));
            }
        }
        let mut found_at: Vec<(usize, Problem)> = Vec::new();
        let mut one = |place: usize, line: &Line, of: Option<(&Line, &Tape)>| {
            let source = of.map_or(line, |(source, _)| source);
            let sheet = match Sheet::of(asked, line, source, at.item(place)) {
                Ok(sheet) => sheet,
                Err(problem) => {
                    found_at.push((place, problem));
                    return None;
                }
            };
            match tape(sheet, of.map(|(_, tape)| tape)) {
                Ok(tape) => {
                    if let Err(no_sums) = each(place, line, &tape) {
                        found_at.push((place, no_sums.problem(&at.item(place), line)));
                    }
                    Some(tape)
                }
                Err(problem) => {
                    found_at.push((place, problem));
                    None
                }
            }
        };
        let own = |(_, line): &(usize, &Line)| line.share_of.is_none();
        for (place, line) in self.lines().iter().enumerate().filter(own) {
            let made = one(place, line, None);
            let hanging = shares.remove(&line.id).unwrap_or_default();
            for (place, share) in hanging {
                if let Some(made) = &made {
                    one(place, share, Some((line, made)));
                }
            }
        }
        // No package that exists has such a line.
        for (place, line) in shares.into_values().flatten() {
            let problem = Problem::at(&at.item(place).field("share_of"), &NOT_ON_THAT_DAY).naming(line.id);
            found_at.push((place, problem.naming(line.share_of.map_or(line.id, |share| share.line))));
        }
        found_at.sort_by_key(|(place, _)| *place);
        found.extend(found_at.into_iter().map(|(_, problem)| problem));
    }
}

impl NoSums {
    pub(super) fn problem(&self, at: &Path<'_>, line: &Line) -> Problem {
        match self {
            Self::TooMuch => Problem::at(at, &TOO_MUCH).naming(line.id).naming(Named::Number(limits::PENCE)),
            Self::TooFine => Problem::at(at, &TOO_FINE).naming(line.id).naming(limits::COST_STEPS),
        }
    }
}

/// What lines cost together, rounded each and exactly. If they cost too much together, or take too long to add up, that is
/// found, unless something is found already.
pub(super) fn total(lines: &[LineCost], work: &mut Work, found: &mut Vec<Problem>) -> (Money, Fraction) {
    if !found.is_empty() {
        return (Money::ZERO, Fraction::zero());
    }
    let at = Path::WHOLE;
    let at = at.field("lines");
    let total = Money::sum(lines.iter().map(|line| line.cost)).unwrap_or_else(|| {
        found.push(Problem::at(&at, &TOTAL_TOO_MUCH).naming(Named::Number(limits::PENCE)));
        Money::ZERO
    });
    let exact = work.sum(lines.iter().map(|line| &line.exact)).unwrap_or_else(|PastWork| {
        found.push(total_too_fine());
        Fraction::zero()
    });
    (total, exact)
}

pub(super) fn total_too_fine() -> Problem {
    let at = Path::WHOLE;
    Problem::at(&at.field("lines"), &TOTAL_TOO_FINE).naming(limits::COST_STEPS)
}

/// What is asked by day, while lines come in.
#[derive(Default)]
pub(super) struct Columns {
    pence: BTreeMap<(PaidBy, BudgetOf), Vec<i64>>,
}

impl Columns {
    /// What a line costs; its days are added to the columns.
    pub(super) fn line(&mut self, asked: &Asked<'_>, line: &Line, tape: &Tape, sums: Sums) -> LineCost {
        let mut parts = Vec::with_capacity(sums.parts.len());
        for part in sums.parts {
            let (Some(payer), Some(budget)) = (tape.payers.get(part.payer), tape.budgets.get(part.budget))
            else {
                continue;
            };
            if let Some(days) = part.days {
                let column = self.pence.entry((payer.clone(), budget.budget)).or_default();
                column.resize(asked.days.len(), 0);
                days.onto(&tape.days, column);
            }
            parts.push(CostPart {
                payer: payer.clone(),
                budget: budget.budget,
                cost: part.cost,
                exact: part.exact,
                chargeable: part.chargeable,
                chargeable_exact: part.chargeable_exact,
                needs: part.needs,
            });
        }
        let dates = |numbers: Vec<usize>| numbers.into_iter().map(|nth| asked.date(nth)).collect();
        let [planned, retained, notice] = sums.hows;
        LineCost {
            line: line.id,
            cost: sums.cost,
            exact: sums.exact,
            planned,
            retained,
            notice,
            parts,
            not_priced: tape.not_priced.clone(),
            paused: tape.paused.clone(),
            holiday_not_known: dates(tape.told(|told| told.holiday_not_known)),
            not_recorded: dates(tape.told(|told| told.not_recorded)),
            allowance: allowance::years(asked, line),
            codes: line.codes.clone(),
        }
    }

    fn table(self, asked: &Asked<'_>) -> CostTable<NaiveDate, (PaidBy, BudgetOf)> {
        let (columns, pence): (Vec<_>, Vec<Vec<i64>>) = self.pence.into_iter().unzip();
        let mut cells = Vec::with_capacity(columns.len() * asked.days.len());
        for nth in 0..asked.days.len() {
            cells.extend(pence.iter().map(|column| Money::within(column.get(nth).copied().unwrap_or(0))));
        }
        CostTable::new(asked.first.iter_days().take(asked.days.len()).collect(), columns, cells)
    }
}
