//! What a care package costs and who pays, and the page that its family gets.
//!
//! ```sh
//! cargo run --release --example package -- examples/data/package-reversed-roles.json --page
//! cargo run --release --example package -- examples/data/package-reversed-roles.json \
//!     --lose Nora --prices examples/data/prices-reversed-roles.json
//! ```

mod common;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::{Months, NaiveDate};
use lexopt::prelude::*;
use mutual_care::base::{
    England, Findings, Labels, Money, NeedId, PackageLineId, Period, PersonId, PrivateText, SourceId,
    date_in_words, one_line,
};
use mutual_care::need::Need;
use mutual_care::package::{
    BudgetOf, CostQuestion, CostReport, FamilyPage, PackageInput, PaidBy, PriceList, SharedBy,
    SuggestQuestion, TypicalWeek, When, WhomToRing, package_findings,
};
use serde::Serialize;

const USAGE: &str = "\
Usage: package FILE [--on DATE] [--json | --page [--for WHO] [--ring NAME NUMBER]]
                    [--lose WHO --prices PRICES [--share]]

  FILE                a care package with its household, as docs/package-input.md says
  --on DATE           look at it as at this date; without it, as at the file's own
  --json              for machines: the typical week, the costs of twelve months, what is found
  --page              the page for the family
  --for WHO           the page of one person, by name or id
  --ring NAME NUMBER  whom the family rings; without it, places to write both in
  --lose WHO          lines that would mend the loss of this person or service, by name or id
  --prices PRICES     at these prices: a price list, as the same page says
  --share             lines for two people, too, shared by hours";

struct Asked {
    file: PathBuf,
    on: Option<NaiveDate>,
    json: bool,
    page: bool,
    person: Option<String>,
    ring: Option<WhomToRing>,
    lose: Option<Lose>,
}

/// Whose loss is to be mended.
struct Lose {
    who: String,
    prices: PathBuf,
    share: bool,
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
    if let Some(lose) = &asked.lose {
        return mended(&input, on, lose, asked.json);
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

/// Lines that would mend a loss, with what they cost.
fn mended(input: &PackageInput, on: NaiveDate, lose: &Lose, json: bool) -> Result<String, String> {
    let prices: PriceList = common::read(&lose.prices)?;
    let lost = source(input, &lose.who)?;
    let question = SuggestQuestion::new(lost, &prices, &England);
    let question = if lose.share { question.shared(SharedBy::Hours) } else { question };
    let suggestion = input.suggest(on, &question).map_err(|wrong| wrong.to_string())?;
    if json {
        let answer = std::collections::BTreeMap::from([("v1", &suggestion)]);
        return serde_json::to_string_pretty(&answer)
            .map(|text| text + "\n")
            .map_err(|wrong| wrong.to_string());
    }
    let name = |id: SourceId| Labels::source(input, id).map_or_else(|| id.to_string(), one_line);
    let need = |id: NeedId| Labels::need(input, id).map_or_else(|| id.to_string(), one_line);
    let mut out = format!("WHAT WOULD MEND THE LOSS OF {}, from {}\n", name(lost), date_in_words(on));
    if suggestion.lines.is_empty() {
        out.push_str("  It leaves nothing short of the hours that are known.\n");
        return Ok(out);
    }
    for one in &suggestion.lines {
        let line = &one.line;
        let people: Vec<String> = line.people.iter().map(|person| name((*person).into())).collect();
        let by = line.by.map_or_else(|| "nobody in the price list".into(), name);
        let when = serde_json::to_value(&line.when).unwrap_or_default();
        let when = when["visits"].as_str().unwrap_or_default().to_owned();
        let every = line.when.as_ref().and_then(When::every).map_or("", |_| ", in some weeks");
        let cost = match (one.week, one.year) {
            (Some(week), Some(year)) => format!("{week} in a typical week, {year} in 365 days"),
            _ => "no price known".into(),
        };
        let _ = writeln!(out, "\n  {} for {}, by {by}: {cost}", line.what.words(), people.join(" and "));
        let hands = if line.hands > 1 { format!(", {} at once", line.hands) } else { String::new() };
        let _ = writeln!(out, "    {when}{every}{hands}");
        for mended in &one.mends {
            let is_gap = if mended.is_gap { " (a gap already)" } else { "" };
            let _ = writeln!(out, "    mends: {}{is_gap}", need(mended.need));
        }
    }
    let not_priced = suggestion.week.not_priced.len();
    let without =
        if not_priced > 0 { format!(", without {not_priced} with no price known") } else { String::new() };
    let (week, year) = (suggestion.week.total, suggestion.year.total);
    let _ = writeln!(out, "\n  Together {week} in a typical week and {year} in 365 days{without}.");
    for left in &suggestion.stays {
        let _ = writeln!(out, "  Would stay short: {}", need(left.need));
    }
    Ok(out)
}

/// Finds who or what is meant, by name or id. What was typed is not repeated.
fn source(input: &PackageInput, who: &str) -> Result<SourceId, String> {
    let people = input.household().people().iter().map(|person| SourceId::from(person.id));
    let services = input.household().services().iter().map(|service| service.id);
    let is_meant = |id: &SourceId| {
        let named = Labels::source(input, *id).is_some_and(|name| name.to_lowercase() == who.to_lowercase());
        named || id.to_string() == who
    };
    let meant: Vec<SourceId> = people.chain(services).filter(is_meant).collect();
    match meant.as_slice() {
        [one] => Ok(*one),
        [] => Err("--lose: expected the name or the id of a person or a service of the household".into()),
        _ => Err("--lose: more than one has that name; expected an id".into()),
    }
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
    let (mut lose, mut prices, mut share) = (None, None, false);
    while let Some(argument) = parser.next().map_err(|_| "expected only the options below")? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("json") => json = true,
            Long("page") => page = true,
            Long("lose") => lose = Some(value(&mut parser, "--lose")?),
            Long("prices") => {
                prices = Some(parser.value().map_err(|_| "--prices: expected a value after it")?.into());
            }
            Long("share") => share = true,
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
    let lose = match (lose, prices) {
        (Some(who), Some(prices)) if !page => Some(Lose { who, prices, share }),
        (None, None) if !share => None,
        _ => {
            return Err("expected --lose and --prices together, and --share and no --page beside them".into());
        }
    };
    Ok(Some(Asked { file, on, json, page, person, ring, lose }))
}

fn value(parser: &mut lexopt::Parser, option: &str) -> Result<String, String> {
    let value = parser.value().ok().and_then(|value| value.into_string().ok());
    value.ok_or_else(|| format!("{option}: expected a value after it"))
}
