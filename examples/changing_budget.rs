//! Five years in which a son takes over the caring: his package and both their budgets follow, and every amount can be checked
//! by hand from what is printed.
//!
//! ```sh
//! cargo run --release --example changing_budget
//! ```

#[path = "changing_budget/account.rs"]
mod account;
mod common;
#[path = "changing_budget/print.rs"]
mod print;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use lexopt::prelude::*;
use mutual_care::base::{BudgetId, England, Findings, Money, Period, Problems};
use mutual_care::budget::{
    BudgetStatement, BudgetsInput, BudgetsTogether, StatementQuestion, charge_of_versions,
};
use mutual_care::need::Need;
use mutual_care::package::{CostQuestion, FamilyPage, Line, Package, PackageContext, PaidBy, YouPay};
use serde::Serialize;

const FIVE_YEARS: &str = "examples/data/budgets-reversed-roles.json";

const USAGE: &str = "\
Usage: changing_budget [FILE] [--json | --page]

  FILE    personal budgets with their household and package, as docs/budget-input.md says; without it, those of
          examples/data/budgets-reversed-roles.json
  --json  for machines: every statement, all of them together, and what is found
  --page  the family's page of the package on the file's date, with what everybody pays";

/// What is asked for.
enum Form {
    Words,
    Json,
    Page,
}

/// What there is on a day on which something changes.
#[derive(Serialize)]
struct Change {
    on: NaiveDate,
    statements: Vec<BudgetStatement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    together: Option<BudgetsTogether>,
    findings: Findings,
    /// What happened from then until the next change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    since: Vec<Since>,
}

/// What one budget cost, and what its person was charged, from one change to the next.
#[derive(Serialize)]
struct Since {
    budget: BudgetId,
    period: Period,
    cost: Money,
    charged: Money,
}

fn main() -> ExitCode {
    let answered = arguments().and_then(|asked| match asked {
        None => Ok(format!("{USAGE}\n")),
        Some((file, form)) => answer(&file, &form),
    });
    match answered {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            eprintln!("{wrong}");
            ExitCode::FAILURE
        }
    }
}

fn answer(file: &std::path::Path, form: &Form) -> Result<String, String> {
    let input: BudgetsInput = common::read(file)?;
    let needs: Vec<Need> = input.household().needs().iter().map(|stated| stated.need.clone()).collect();
    if matches!(form, Form::Page) {
        return page(&input, &needs);
    }
    let days = input.changes();
    let changes = days.iter().enumerate().map(|(nth, on)| {
        let package = input.package_on(*on).ok_or("no package")?;
        let change = change(&input, package, *on, &needs);
        let mut change = change.map_err(|problems| problems.to_string())?;
        let until = days.get(nth + 1).copied().unwrap_or_else(|| input.on());
        if *on < until {
            change.since = since(&input, &change, until, &needs).map_err(|problems| problems.to_string())?;
        }
        Ok(change)
    });
    let changes: Vec<Change> = changes.collect::<Result<_, String>>()?;
    if matches!(form, Form::Json) {
        let answer = BTreeMap::from([("v1", BTreeMap::from([("changes", &changes)]))]);
        let text = serde_json::to_string_pretty(&answer).map_err(|wrong| wrong.to_string())?;
        return Ok(text + "\n");
    }
    let mut text = print::all(&input, &changes);
    text.push_str(&account::last_account(&input, &changes)?);
    Ok(text)
}

/// The family's page of the package on the file's date: what everybody pays is that of their statements.
fn page(input: &BudgetsInput, needs: &[Need]) -> Result<String, String> {
    let on = input.on();
    let package = input.package_on(on).ok_or("expected a package on the date of the file")?;
    let change = change(input, package, on, needs).map_err(|problems| problems.to_string())?;
    let you_pay: Vec<YouPay> = change.statements.iter().filter_map(BudgetStatement::you_pay).collect();
    let context = PackageContext { household: Some(input.household()), ..PackageContext::on(on) };
    let page = FamilyPage::new(package, context, &England, input).with_needs(needs).you_pay(&you_pay);
    page.to_text().map_err(|problems| problems.to_string())
}

/// The statements of a day: of every budget that has begun and of which a line is there on it.
fn change(
    input: &BudgetsInput,
    package: &Package,
    on: NaiveDate,
    needs: &[Need],
) -> Result<Change, Problems> {
    let question = StatementQuestion::new(on, &England).with_needs(needs);
    let mut statements = Vec::new();
    for (id, of) in input.budgets() {
        let runs = |line: &&Line| line.period.contains(on) && line.stands_in().contains(&of);
        let budget = input.budget_on(id, on).filter(|_| package.lines().iter().any(|line| runs(&line)));
        if let Some(budget) = budget {
            statements.push(budget.statement(package, &question)?);
        }
    }
    let together = match statements.as_slice() {
        [] => None,
        some => Some(BudgetsTogether::of(package, some)?),
    };
    let of_each =
        statements.iter().flat_map(|statement| statement.findings().iter().cloned().collect::<Vec<_>>());
    let of_all = together.iter().flat_map(|all| all.findings().iter().cloned().collect::<Vec<_>>());
    let findings = of_each.chain(of_all).collect();
    Ok(Change { on, statements, together, findings, since: Vec::new() })
}

/// What each budget cost, and what was charged, from a change until the next one.
fn since(
    input: &BudgetsInput,
    change: &Change,
    until: NaiveDate,
    needs: &[Need],
) -> Result<Vec<Since>, Problems> {
    let Ok(period) = Period::new(Some(change.on), Some(until)) else { return Ok(Vec::new()) };
    let question = CostQuestion::new(period, &England).with_needs(needs);
    let mut all = Vec::new();
    for statement in &change.statements {
        let Some(package) = input.package_on(change.on) else { continue };
        let report = package.cost(&question)?;
        let theirs = report.parts().filter(|(_, part)| part.budget == statement.of);
        let costs = theirs.filter(|(_, part)| part.payer == PaidBy::PersonalBudget);
        let cost = Money::sum(costs.map(|(_, part)| part.cost)).unwrap_or_default();
        let charged = charge_of_versions(&input.versions(statement.budget), &question)?.charge;
        all.push(Since { budget: statement.budget, period, cost, charged });
    }
    Ok(all)
}

fn arguments() -> Result<Option<(PathBuf, Form)>, String> {
    let mut parser = lexopt::Parser::from_env();
    let (mut file, mut form): (Option<PathBuf>, Form) = (None, Form::Words);
    while let Some(argument) = parser.next().map_err(|_| "expected only the options below")? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("json") if matches!(form, Form::Words) => form = Form::Json,
            Long("page") if matches!(form, Form::Words) => form = Form::Page,
            Value(path) if file.is_none() => file = Some(path.into()),
            _ => return Err(format!("expected one FILE and only the options below\n\n{USAGE}")),
        }
    }
    Ok(Some((file.unwrap_or_else(|| FIVE_YEARS.into()), form)))
}
