//! What is found while a package's cost is worked out.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::report::{CostReport, LineCost};
use crate::base::{Amount, Finding, Findings, Rule};
use crate::package::rules;

impl CostReport {
    /// What to know about these costs: days that nobody has priced, days that may be holidays, days of which nothing is
    /// recorded. How many they are, and the first of them; the report lists them.
    ///
    /// ```
    /// use mutual_care::base::{England, Period};
    /// use mutual_care::package::{CostQuestion, Line, LineKind, Package, PackageParts, Payer};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![id(3).parse()?], day(3, 2));
    /// parts.lines.push(Line::new(id(4).parse()?, LineKind::HomeCare, id(3).parse()?, Payer::PersonalBudget));
    /// let april = CostQuestion::new(Period::new(Some(day(4, 1)), Some(day(5, 1)))?, &England);
    /// let findings = Package::new(parts)?.cost(&april)?.findings();
    /// assert_eq!(findings.iter().map(|finding| finding.code()).collect::<Vec<_>>(), ["days-not-priced"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn findings(&self) -> Findings {
        self.lines.iter().flat_map(found).flatten().collect()
    }
}

fn found(line: &LineCost) -> [Option<Finding>; 3] {
    let find = |rule: &'static Rule, from: Option<NaiveDate>, days: usize| {
        let days = i64::try_from(days).unwrap_or(i64::MAX);
        let finding = Finding::new(rule).about(line.line).with("days", Amount::Count(days));
        from.map(|from| finding.with("from", Amount::Date(from)))
    };
    let not_priced: Vec<NaiveDate> = (line.not_priced.iter())
        .flat_map(|period| {
            let until = period.until();
            let days = period.from().into_iter().flat_map(|from| from.iter_days());
            days.take_while(move |day| until.is_some_and(|until| *day < until))
        })
        .collect();
    [
        find(&rules::DAYS_NOT_PRICED, not_priced.first().copied(), not_priced.len()),
        find(
            &rules::HOLIDAY_NOT_KNOWN,
            line.holiday_not_known.first().copied(),
            line.holiday_not_known.len(),
        ),
        find(&rules::NOTHING_RECORDED, line.not_recorded.first().copied(), line.not_recorded.len()),
    ]
}
