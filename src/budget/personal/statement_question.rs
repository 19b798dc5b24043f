//! Of which date a statement is asked for, and beside what.

use chrono::NaiveDate;

use crate::base::{Period, WorkingDays};
use crate::need::Need;
use crate::package::CostQuestion;

/// Of which date a statement is asked for, by which calendar, beside which needs.
///
/// ```
/// use mutual_care::base::England;
/// use mutual_care::budget::StatementQuestion;
/// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let question = StatementQuestion::new(day(9), &England).suspended(day(2));
/// assert_eq!(question.suspended_from, Some(day(2)));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct StatementQuestion<'a> {
    /// As at which date: the budget's first day or later.
    pub on: NaiveDate,
    /// The calendar, the needs and what was delivered. The period is not read.
    pub costs: CostQuestion<'a>,
    /// From which day on payments are suspended, if they are.
    pub suspended_from: Option<NaiveDate>,
}

impl<'a> StatementQuestion<'a> {
    /// As at a date, by this calendar, with nothing said of needs.
    pub const fn new(on: NaiveDate, calendar: &'a dyn WorkingDays) -> Self {
        Self { on, costs: CostQuestion::new(Period::ALWAYS, calendar), suspended_from: None }
    }

    /// The same, beside the needs of the household.
    #[must_use]
    pub const fn with_needs(self, needs: &'a [Need]) -> Self {
        Self { costs: self.costs.with_needs(needs), ..self }
    }

    /// The same, with payments suspended from a day on: the authority holds it all from then.
    #[must_use]
    pub const fn suspended(self, from: NaiveDate) -> Self {
        Self { suspended_from: Some(from), ..self }
    }
}
