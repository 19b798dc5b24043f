//! What a care package costs and who pays, and the page that its family gets.
//!
//! ```sh
//! cargo run --release --example package -- examples/data/package-reversed-roles.json --page
//! ```

mod common;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{Months, NaiveDate};
use lexopt::prelude::*;
use mutual_care::base::{
    England, Findings, Labels, Money, NeedId, PackageLineId, Period, PersonId, PrivateText, date_in_words,
    one_line,
};
use mutual_care::need::Need;
use mutual_care::package::{
    BudgetOf, CostQuestion, CostReport, FamilyPage, PackageInput, PaidBy, TypicalWeek, WhomToRing,
    package_findings,
};
use serde::Serialize;

const USAGE: &str = "\
Usage: package FILE [--on DATE] [--json | --page [--for WHO] [--ring NAME NUMBER]]

  FILE                a care package with its household, as docs/package-input.md says
  --on DATE           look at it as at this date; without it, as at the file's own
  --json              for machines: the typical week, the costs of twelve months, what is found
  --page              the page for the family
  --for WHO           the page of one person, by name or id
  --ring NAME NUMBER  whom the family rings; without it, places to write both in";

struct Asked {
    file: PathBuf,
    on: Option<NaiveDate>,
    json: bool,
    page: bool,
    person: Option<String>,
    ring: Option<WhomToRing>,
}

/// The answer for machines.
#[derive(Serialize)]
struct Answer<'a> {
    on: NaiveDate,
    typical_week: &'a TypicalWeek,
    costs: &'a CostReport,
    findings: &'a Findings,
}

fn main() -> ExitCode {
    let asked = match arguments() {
        Ok(Some(asked)) => asked,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(wrong) => return refuse(&format!("{wrong}\n\n{USAGE}")),
    };
    match answer(&asked) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(wrong) => refuse(&wrong),
    }
}

fn refuse(wrong: &str) -> ExitCode {
    eprintln!("{wrong}");
    ExitCode::FAILURE
}

fn answer(asked: &Asked) -> Result<String, String> {
    let input: PackageInput = common::read(&asked.file)?;
    let on = asked.on.unwrap_or_else(|| input.on());
    let mut context = input.context();
    context.on = on;
    if asked.page {
        let mut page =
            FamilyPage::new(input.package(), context, &England, &input).with_delivered(input.deliveries());
        if let Some(who) = &asked.person {
            page = page.for_person(person(&input, who)?);
        }
        if let Some(ring) = &asked.ring {
            page = page.ring(ring);
        }
        return page.to_text().map_err(|wrong| wrong.to_string());
    }
    // All needs of the file: a line that begins later may be for one that does, too.
    let needs: Vec<Need> = input.household().needs().iter().map(|stated| stated.need.clone()).collect();
    let year = Period::new(Some(on), on.checked_add_months(Months::new(12)));
    let year = year.map_err(|wrong| wrong.to_string())?;
    let question = CostQuestion::new(year, &England).with_needs(&needs).with_delivered(input.deliveries());
    let costs = input.package().cost(&question).map_err(|wrong| wrong.to_string())?;
    let week = input.package().typical_week(on, &question).map_err(|wrong| wrong.to_string())?;
    let findings: Findings =
        package_findings(input.package(), &context).iter().chain(costs.findings().iter()).cloned().collect();
    if asked.json {
        let answer = Answer { on, typical_week: &week, costs: &costs, findings: &findings };
        let answer = std::collections::BTreeMap::from([("v1", answer)]);
        return serde_json::to_string_pretty(&answer)
            .map(|text| text + "\n")
            .map_err(|wrong| wrong.to_string());
    }
    Ok(Printed { input: &input }.all(on, &week, &costs, &findings))
}

/// The costs in words, for professionals.
struct Printed<'a> {
    input: &'a PackageInput,
}

impl Printed<'_> {
    fn all(&self, on: NaiveDate, week: &TypicalWeek, costs: &CostReport, findings: &Findings) -> String {
        let status = self.input.package().status(on).words();
        let mut out = format!("The package is {status} on {}.\n", date_in_words(on));
        let _ = writeln!(out, "\nA TYPICAL WEEK, as at {}", date_in_words(on));
        let lines: Vec<(PackageLineId, Money)> =
            week.lines.iter().map(|line| (line.line, line.cost)).collect();
        self.lines(&mut out, &lines, week.total);
        for (lines, why) in
            [(&week.beside, "without a week of its own"), (&week.not_priced, "no price known")]
        {
            for line in lines {
                let _ = writeln!(out, "{:>12}  {} ({why})", "-", self.line(*line));
            }
        }
        let last = costs.period.last_day().map(date_in_words).unwrap_or_default();
        let _ = writeln!(out, "\nTWELVE MONTHS, up to and including {last}");
        let lines: Vec<(PackageLineId, Money)> =
            costs.lines.iter().map(|line| (line.line, line.cost)).collect();
        self.lines(&mut out, &lines, costs.total);
        let payers = costs.by_payer().into_iter().map(|(payer, amount)| (payer_words(&payer), amount));
        amounts(&mut out, "by payer", payers, costs.total);
        let budgets = costs.by_budget().into_iter().map(|(budget, amount)| (self.budget(budget), amount));
        amounts(&mut out, "by budget, with what others pay for it", budgets, costs.total);
        let needs = costs.by_need().into_iter().map(|(need, amount)| (self.need(need), amount));
        amounts(&mut out, "by need", needs, costs.total);
        out.push_str("\nWHAT TO LOOK AT\n");
        for finding in findings {
            let lines = finding.concerns().iter().filter_map(|id| id.typed()).map(|id| self.line(id));
            let needs = finding.concerns().iter().filter_map(|id| id.typed()).map(|id| self.need(Some(id)));
            let about: Vec<String> = lines.chain(needs).collect();
            let _ =
                writeln!(out, "  {}: {}: {}", finding.weight(), about.join("; "), finding.for_professional());
        }
        out
    }

    fn lines(&self, out: &mut String, lines: &[(PackageLineId, Money)], total: Money) {
        for (line, amount) in lines {
            let _ = writeln!(out, "{:>12}  {}", amount.to_string(), self.line(*line));
        }
        let _ = writeln!(out, "{:>12}  together", total.to_string());
    }

    fn line(&self, id: PackageLineId) -> String {
        let line = self.input.package().line(id);
        line.map_or_else(String::new, |line| {
            let about = one_line(line.about.reveal());
            if about.is_empty() { line.what.words().into() } else { about }
        })
    }

    fn budget(&self, budget: BudgetOf) -> String {
        let name =
            Labels::person(self.input, budget.person).map_or_else(|| budget.person.to_string(), one_line);
        format!("{name}, as {}", budget.role.words())
    }

    fn need(&self, need: Option<NeedId>) -> String {
        need.map_or_else(
            || "no need".into(),
            |need| Labels::need(self.input, need).map_or_else(|| need.to_string(), one_line),
        )
    }
}

fn payer_words(payer: &PaidBy) -> String {
    match payer {
        PaidBy::PersonalBudget => "the personal budget".into(),
        PaidBy::Health => "the health service".into(),
        PaidBy::Grant(name) => format!("the grant {}", name.as_str()),
        PaidBy::Person => "the person, privately".into(),
        PaidBy::TopUp => "a third party".into(),
        PaidBy::FreeByLaw(rule) => format!("nobody in the household's accounts: {}", rule.words()),
    }
}

fn amounts(out: &mut String, title: &str, rows: impl Iterator<Item = (String, Money)>, total: Money) {
    let _ = writeln!(out, "  {title}");
    for (what, amount) in rows {
        let _ = writeln!(out, "{:>12}  {what}", amount.to_string());
    }
    let _ = writeln!(out, "{:>12}  together", total.to_string());
}

/// Finds who is meant, by name or id. What was typed is not repeated.
fn person(input: &PackageInput, who: &str) -> Result<PersonId, String> {
    let is_meant = |id: &PersonId| {
        let named = Labels::person(input, *id).is_some_and(|name| name.to_lowercase() == who.to_lowercase());
        named || id.to_string() == who
    };
    let meant: Vec<PersonId> = input.package().people().iter().copied().filter(is_meant).collect();
    match meant.as_slice() {
        [one] => Ok(*one),
        [] => Err("--for: expected the name or the id of somebody whom the package is about".into()),
        _ => Err("--for: more than one has that name; expected an id".into()),
    }
}

fn arguments() -> Result<Option<Asked>, String> {
    let mut parser = lexopt::Parser::from_env();
    let (mut file, mut on, mut json, mut page, mut person, mut ring) = (None, None, false, false, None, None);
    while let Some(argument) = parser.next().map_err(|_| "expected only the options below")? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("json") => json = true,
            Long("page") => page = true,
            Long("on") => {
                let date = value(&mut parser, "--on")?.parse();
                on = Some(date.map_err(|_| "--on: expected a date such as 2026-03-02")?);
            }
            Long("for") => person = Some(value(&mut parser, "--for")?),
            Long("ring") => {
                let text = |text: String| PrivateText::new(&text).map_err(|wrong| format!("--ring: {wrong}"));
                let (name, number) = (value(&mut parser, "--ring")?, value(&mut parser, "--ring NAME")?);
                ring = Some(WhomToRing { name: text(name)?, number: text(number)? });
            }
            Value(path) if file.is_none() => file = Some(path.into()),
            _ => return Err("expected one FILE and only the options below".into()),
        }
    }
    let file = file.ok_or("expected a FILE")?;
    if json && page {
        return Err("expected --json or --page, not both".into());
    }
    if !page && (person.is_some() || ring.is_some()) {
        return Err("--for and --ring: expected --page beside them".into());
    }
    Ok(Some(Asked { file, on, json, page, person, ring }))
}

fn value(parser: &mut lexopt::Parser, option: &str) -> Result<String, String> {
    let value = parser.value().ok().and_then(|value| value.into_string().ok());
    value.ok_or_else(|| format!("{option}: expected a value after it"))
}
