//! What everything on a page costs together, who pays it, and what of it may be asked of the people themselves.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::costs::Costs;
use super::reader::{PageReader, Row, sum};
use super::{YouPay, sentences as tell};
use crate::base::{Money, PackageLineId, Page, date_in_words};
use crate::package::{BudgetOf, BudgetRole, LineCost, LineKind, LineStatus, PaidBy, TypicalWeek};

/// How many later weeks are told.
pub(super) const WEEKS_MOST: usize = 12;

/// What is said of a list of titles.
type Words = fn(&str) -> String;

/// What a typical week costs a budget, and what of it can be asked of its person at most.
#[derive(Default)]
struct Yours {
    cost: Money,
    chargeable: Money,
}

/// Costs as the page's reader is told of them.
pub(super) struct Totals<'a> {
    pub(super) reader: &'a PageReader<'a>,
    pub(super) costs: &'a Costs<'a>,
    pub(super) on: NaiveDate,
    pub(super) you_pay: &'a [YouPay],
}

impl Totals<'_> {
    /// What of a typical week is theirs.
    pub(super) fn week(&self, week: &TypicalWeek) -> Money {
        self.theirs(&week.lines)
    }

    /// Whether somebody gets something today of which nobody has said what it costs.
    pub(super) fn lacks_prices(&self) -> bool {
        !self.titles(&self.costs.week.not_priced).is_empty()
    }

    /// Whether something is there today that is paid once, or when it is booked.
    pub(super) fn pays_otherwise(&self) -> bool {
        !self.titles(&self.costs.week.beside).is_empty()
    }

    /// From which days on a typical week costs something else than before, and what.
    pub(super) fn later(&self, days: &BTreeSet<NaiveDate>) -> Vec<(NaiveDate, Option<Money>)> {
        let mut before = Some(self.week(&self.costs.week));
        let mut later = Vec::new();
        for day in days.iter().filter(|day| **day > self.on).take(WEEKS_MOST * 2) {
            let week = self.costs.week_on(self.reader.package, *day).map(|week| self.week(&week));
            if week != before {
                later.push((*day, week));
                before = week;
            }
        }
        later
    }

    pub(super) fn write(&self, page: &mut Page, later: &[(NaiveDate, Option<Money>)]) {
        page.heading(tell::WHAT_IT_COSTS);
        self.write_week(page, later);
        self.write_year(page);
        page.heading(tell::WHAT_YOU_PAY);
        self.write_yours(page);
    }

    fn write_week(&self, page: &mut Page, later: &[(NaiveDate, Option<Money>)]) {
        let (reader, week) = (self.reader, &self.costs.week);
        let all = reader.person.is_none();
        page.line(1, if all { tell::WEEK_TODAY } else { tell::WEEK_TODAY_YOUR_PART });
        for cost in &week.lines {
            let amount = self.theirs(core::slice::from_ref(cost));
            let title = reader.package.line(cost.line).filter(|line| reader.gets(line));
            if let Some(title) = title.map(|line| reader.title(line)) {
                page.line(2, &tell::amount_for(&amount.to_string(), &title));
            }
        }
        page.line(2, &tell::together(&self.week(week).to_string()));
        Self::write_rows(page, &reader.rows(week.lines.iter().flat_map(|line| &line.parts)));
        let left_out: [(&[PackageLineId], Words); 2] = [
            (&week.beside, |titles| tell::not_in_it(&titles)),
            (&week.not_priced, |titles| tell::not_priced_in_it(&titles)),
        ];
        for (lines, words) in left_out {
            let titles = self.titles(lines);
            if !titles.is_empty() {
                page.line(1, &words(&titles.join("; ")));
            }
        }
        if !later.is_empty() {
            page.line(1, if all { tell::CHANGES } else { tell::CHANGES_YOUR_PART });
        }
        for (from, amount) in later.iter().take(WEEKS_MOST) {
            let from = date_in_words(*from);
            page.line(
                2,
                &match amount {
                    Some(amount) => tell::from_on(&from, &amount.to_string()),
                    None => tell::from_on_not_known(&from),
                },
            );
        }
        if later.len() > WEEKS_MOST {
            page.line(2, tell::MORE_CHANGES);
        }
    }

    fn write_year(&self, page: &mut Page) {
        let (reader, year) = (self.reader, &self.costs.year);
        let Some(last) = self.costs.last().map(date_in_words) else { return };
        let total = self.theirs(&year.lines);
        let (lines, all) = (|| year.lines.iter().filter(|cost| self.is_theirs(cost.line)), reader.person);
        page.line(1, &if all.is_none() { tell::year(&last) } else { tell::year_your_part(&last) });
        if total.is_zero() {
            page.line(2, tell::YEAR_NO_COST);
        } else {
            page.line(2, &tell::together(&total.to_string()));
            Self::write_rows(page, &reader.rows(year.lines.iter().flat_map(|line| &line.parts)));
        }
        let lacking: Vec<PackageLineId> =
            lines().filter(|cost| !cost.not_priced.is_empty()).map(|cost| cost.line).collect();
        if !lacking.is_empty() {
            page.line(1, &tell::year_not_priced(&self.titles(&lacking).join("; ")));
        }
        if lines().any(|cost| !cost.holiday_not_known.is_empty()) {
            page.line(1, tell::HOLIDAYS_NOT_KNOWN);
        }
    }

    fn write_rows(page: &mut Page, rows: &[Row]) {
        if !rows.is_empty() {
            page.line(1, tell::WHO_PAYS_THAT);
        }
        for row in rows {
            page.line(2, &tell::amount_for(&row.amount.to_string(), &row.who));
        }
    }

    /// What is asked of the people themselves, budget by budget, or that it is not known here.
    fn write_yours(&self, page: &mut Page) {
        let mut budgets: BTreeMap<BudgetOf, Yours> = BTreeMap::new();
        let (fees, lines): (Vec<&LineCost>, Vec<&LineCost>) =
            self.costs.week.lines.iter().partition(|cost| self.is_fee(cost.line));
        for cost in lines {
            for part in cost.parts.iter().filter(|part| part.payer == PaidBy::PersonalBudget) {
                let yours = budgets.entry(part.budget).or_default();
                yours.cost = sum([yours.cost, part.cost].iter());
                for budget in self.asked_of(cost.line, part.budget) {
                    let yours = budgets.entry(budget).or_default();
                    yours.chargeable = sum([yours.chargeable, part.chargeable].iter());
                }
            }
        }
        budgets.retain(|budget, _| self.reader.bears(*budget));
        let mut not_known = self.may_be_charged() && budgets.is_empty();
        for (budget, Yours { cost, chargeable }) in budgets {
            let who = self.reader.budget(budget);
            if let Some(paid) = self.you_pay.iter().find(|paid| paid.budget == budget) {
                let amount = paid.a_week.to_string();
                page.line(
                    1,
                    &match self.reader.person {
                        Some(_) => tell::you_pay(&who, &amount),
                        None => tell::pays_own(&who, &self.reader.name(budget.person), &amount),
                    },
                );
                let rest = cost.minus(paid.a_week).filter(|rest| !rest.is_negative());
                if let Some(rest) = rest {
                    page.line(2, &tell::you_pay_council(&rest.to_string()));
                }
            } else if chargeable.is_zero() {
                page.line(1, &tell::nobody_may_charge(&who));
            } else {
                not_known = true;
                page.line(1, &tell::you_may_pay(&chargeable.to_string(), &who));
            }
        }
        let fees = fees.iter().flat_map(|fee| &fee.parts).filter(|part| self.reader.bears(part.budget));
        let fees = sum(fees.map(|part| &part.cost));
        if !fees.is_zero() {
            page.line(1, &tell::fee(&fees.to_string()));
        }
        if not_known {
            page.line(1, tell::PAY_NOT_KNOWN);
            page.line(1, tell::STATEMENT_SAYS);
        }
    }

    /// Whether a line is what the council asks for arranging care: the people pay it, beside their contribution.
    fn is_fee(&self, line: PackageLineId) -> bool {
        self.reader.package.line(line).is_some_and(|line| line.what == LineKind::ArrangementFee)
    }

    /// Of whose budget a charge for a part may be asked. A carer is not charged for what is provided to the adult: that may
    /// be asked of the adult.
    fn asked_of(&self, line: PackageLineId, budget: BudgetOf) -> Vec<BudgetOf> {
        let people = self.reader.package.line(line).map_or(&[][..], |line| &line.people);
        if budget.role == BudgetRole::Adult || people.contains(&budget.person) {
            return alloc::vec![budget];
        }
        people.iter().map(|person| BudgetOf::adult(*person)).collect()
    }

    /// Whether anything that has not ended stands in one of their budgets.
    fn may_be_charged(&self) -> bool {
        self.reader.lines().any(|line| {
            let ended = self.reader.status(line, self.on) == LineStatus::Ended;
            !ended && !line.costs_nothing && line.payer.is_of_a_budget()
        })
    }

    fn theirs(&self, lines: &[LineCost]) -> Money {
        let parts = lines.iter().flat_map(|line| &line.parts);
        sum(parts.filter(|part| self.reader.bears(part.budget)).map(|part| &part.cost))
    }

    fn is_theirs(&self, line: PackageLineId) -> bool {
        self.reader.package.line(line).is_some_and(|line| self.reader.gets(line))
    }

    fn titles(&self, lines: &[PackageLineId]) -> Vec<String> {
        let lines = lines.iter().filter_map(|line| self.reader.package.line(*line));
        lines.filter(|line| self.reader.gets(line)).map(|line| self.reader.title(line)).collect()
    }
}
