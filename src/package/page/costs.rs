//! What a page has to know of costs: a typical week, the next twelve months, and a typical week of one line on any day.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::{Months, NaiveDate};

use crate::base::{PackageLineId, Period, PrivateText, Problems};
use crate::package::{CostQuestion, CostReport, Line, LineCost, Package, PackageParts, TypicalWeek};

/// The costs of a package from a day on.
pub(super) struct Costs<'a> {
    question: CostQuestion<'a>,
    /// A typical week as at that day.
    pub(super) week: TypicalWeek,
    /// The twelve months from that day on.
    pub(super) year: CostReport,
}

/// A typical week of one line.
pub(super) enum WeekOfLine {
    /// What it costs.
    Costs(Box<LineCost>),
    /// It has none: it is paid once, or when it is booked, or costs nothing, or is not there.
    None,
    /// It cannot be shared as it says on that day.
    NotKnown,
}

impl<'a> Costs<'a> {
    pub(super) fn of(package: &Package, on: NaiveDate, question: CostQuestion<'a>) -> Result<Self, Problems> {
        let period = Period::new(Some(on), on.checked_add_months(Months::new(12)));
        let question = CostQuestion { period: period.unwrap_or(question.period), by_day: false, ..question };
        let year = package.cost(&question)?;
        Ok(Self { question, week: package.typical_week(on, &question)?, year })
    }

    /// The last of the twelve months' days.
    pub(super) fn last(&self) -> Option<NaiveDate> {
        self.year.period.last_day()
    }

    /// What a line costs in the twelve months.
    pub(super) fn year_of(&self, line: PackageLineId) -> Option<&LineCost> {
        self.year.lines.iter().find(|cost| cost.line == line)
    }

    /// A typical week of the package as at another day; none where it cannot be shared as it says on that day.
    pub(super) fn week_on(&self, package: &Package, on: NaiveDate) -> Option<TypicalWeek> {
        package.typical_week(on, &self.question).ok()
    }

    /// A typical week of one line as at a day. The line is looked at by itself, or with the one that it is a share of, since
    /// each line of a week is rounded by itself.
    pub(super) fn week_of(&self, package: &Package, line: &Line, on: NaiveDate) -> WeekOfLine {
        let source = line.share_of.and_then(|share| package.line(share.line));
        let lines: Vec<Line> = [Some(line), source].into_iter().flatten().cloned().collect();
        let parts = PackageParts {
            lines,
            note: PrivateText::empty(),
            ..PackageParts::new(
                package.id(),
                package.household(),
                package.people().to_vec(),
                package.drawn_up_on(),
            )
        };
        match Package::new(parts).and_then(|alone| alone.typical_week(on, &self.question)) {
            Err(_) => WeekOfLine::NotKnown,
            Ok(week) => match week.lines.into_iter().find(|cost| cost.line == line.id) {
                Some(cost) => WeekOfLine::Costs(Box::new(cost)),
                None => WeekOfLine::None,
            },
        }
    }
}
