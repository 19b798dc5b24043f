//! The statements in words, for the two people and those who work with them: each amount with how it comes about.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use mutual_care::base::{
    BudgetId, Labels, Money, PackageLineId, PersonId, Told, WeekSpan, date_in_words, one_line,
};
use mutual_care::budget::held::{HeldAs, Paid, Recipient};
use mutual_care::budget::{BudgetStatement, BudgetsInput, HeldPart, OneOfBudgets, StatementLine};
use mutual_care::package::{BudgetOf, BudgetRole, Line, Package, SharedBy, Unit, When};

use crate::Change;

const WIDTH: usize = 100;

pub(crate) fn all(input: &BudgetsInput, changes: &[Change]) -> String {
    let mut page = Page { input, you: None, text: String::new() };
    page.line(0, "For those who work with the two. Each statement is for the one whom it names, and can be handed over alone.");
    page.line(
        0,
        "Everything in it is made up. Each amount stands with how it comes about, to be checked by hand.",
    );
    for change in changes {
        let Some(package) = input.package_on(change.on) else { continue };
        page.heading(&format!("FROM {}", date_in_words(change.on).to_uppercase()));
        page.line(1, &one_line(package.note().reveal()));
        for person in package.people() {
            page.person(*person, package, change);
        }
        page.together(package, change);
        page.since(change);
    }
    page.text
}

pub(crate) struct Page<'a> {
    pub(crate) input: &'a BudgetsInput,
    /// Whose statement it is, while it is written: then "you" is that person.
    pub(crate) you: Option<PersonId>,
    pub(crate) text: String,
}

impl Page<'_> {
    /// The statement for one person: each of their budgets, and what they pay in all.
    fn person(&mut self, person: PersonId, package: &Package, change: &Change) {
        let own: Vec<&BudgetStatement> =
            change.statements.iter().filter(|statement| statement.of.person == person).collect();
        let name = self.name(person);
        self.heading(&format!("Statement for {name}, as at {}", date_in_words(change.on)));
        self.you = Some(person);
        if own.is_empty() {
            self.line(1, "You have no budget yet.");
        }
        for statement in &own {
            self.budget(statement, package);
        }
        let all = change.together.iter().flat_map(|all| &all.people).find(|one| one.person == person);
        if let (Some(all), [_, _, ..]) = (all, own.as_slice()) {
            let costs = sum(own.iter().map(|one| one.cost.to_string()));
            self.line(1, &format!("Both your budgets: {costs} = {} a week.", all.cost));
            if let Some(pays) = all.pays {
                self.line(2, &format!("You pay {} of it, and the council {}.", pays.person, pays.authority));
            }
        }
        self.you = None;
    }

    fn budget(&mut self, statement: &BudgetStatement, package: &Package) {
        self.line(1, &format!("Your budget {}", role(statement.of.role)));
        for of in &statement.lines {
            let Some(line) = package.line(of.line) else { continue };
            self.line(2, &format!("{}: {}", title(line), self.working(line, of, statement)));
        }
        let costs = sum(statement.lines.iter().map(|line| line.cost.to_string()));
        self.line(
            2,
            &match statement.lines.as_slice() {
                [_, _, ..] => format!("A typical week costs {costs} = {}.", statement.cost),
                _ => format!("A typical week costs {}.", statement.cost),
            },
        );
        match (&statement.contribution, statement.pays) {
            (Told::Known(contribution), Some(pays)) => {
                let why = if statement.is_capped {
                    format!(
                        "Your contribution is {contribution}, and you pay no more than care costs: {}",
                        pays.person
                    )
                } else {
                    format!("You contribute {}", pays.person)
                };
                self.line(2, &format!("{why} a week."));
                self.line(
                    2,
                    &format!("The council pays {} - {} = {}.", statement.cost, pays.person, pays.authority),
                );
            }
            _ => self.line(2, "We do not know yet what you contribute, so we cannot say who pays what."),
        }
        for part in &statement.held {
            self.held(part, statement);
        }
        for alone in &statement.alone {
            let Some(line) = package.line(alone.line) else { continue };
            match &alone.alone {
                None => self.line(2, &format!("What {} would cost alone is not known.", title(line))),
                Some(cost) => self.line(
                    2,
                    &format!(
                        "Alone, \"{}\" would cost {} ({}). Sharing saves {} - {} = {} a week.",
                        title(line),
                        cost.cost,
                        cost.source.words(),
                        cost.cost,
                        alone.share,
                        cost.saved
                    ),
                ),
            }
        }
    }

    /// How what a line costs a budget in a week comes about.
    fn working(&self, line: &Line, of: &StatementLine, statement: &BudgetStatement) -> String {
        let Some(price) = line.price_on(statement.on) else { return of.cost.to_string() };
        let visits = match &line.when {
            Some(When::Visits { visits, .. }) => visits.spans(),
            _ => &[],
        };
        let minutes: u32 = visits.iter().map(|span| u32::from(span.minutes())).sum();
        let count =
            |many: usize, one: &str| if many == 1 { format!("1 {one}") } else { format!("{many} {one}s") };
        let much = match price.per {
            Unit::Hour if minutes.is_multiple_of(60) => count(minutes as usize / 60, "hour"),
            Unit::Hour => format!("{minutes} minutes / 60"),
            Unit::Day => count(days(visits), "day"),
            per => count(visits.len(), per.words()),
        };
        let week = format!("{much} × {}", price.amount);
        let percent = match &line.split {
            Some(SharedBy::Percent(percents)) => {
                percents.iter().find(|part| part.budget == statement.of).map(|part| part.percent)
            }
            _ => None,
        };
        match percent {
            None => format!("{week} = {}", of.cost),
            Some(percent) => {
                let others: Vec<String> = self.others(line, statement.of);
                let all = line_cost(line, statement, minutes, days(visits), visits.len());
                format!(
                    "shared with {}: {week} = {all}, and {percent}% of it = {}",
                    others.join(" and "),
                    of.cost
                )
            }
        }
    }

    fn others(&self, line: &Line, of: BudgetOf) -> Vec<String> {
        line.stands_in().iter().filter(|one| **one != of).map(|one| self.name(one.person)).collect()
    }

    fn held(&mut self, part: &HeldPart, statement: &BudgetStatement) {
        let who = match part.held {
            HeldAs::Managed => "Held by the council, which pays for care itself".to_owned(),
            HeldAs::DirectPayment { to: Recipient::ThePerson } => {
                "Paid to you as a direct payment".to_owned()
            }
            HeldAs::DirectPayment { to } => {
                let to = to.somebody_else().map_or_else(String::new, |id| self.source(id));
                format!("Paid to {to} for you, as a direct payment")
            }
            HeldAs::ServiceFund { with } => format!("Held by {} for you", self.source(with)),
        };
        let amount = match (part.taken.filter(|taken| !taken.is_zero()), part.put_in) {
            (Some(taken), Some(put_in)) => format!("{} - {taken} that you pay into it = {put_in}", part.cost),
            _ => part.cost.to_string(),
        };
        let charged = statement.charged.filter(|charged| !charged.is_zero());
        let charged = charged.filter(|_| part.held == HeldAs::Managed || statement.paid == Paid::Gross);
        let charged =
            charged.map_or_else(String::new, |charged| format!(" (the council asks you for {charged})"));
        self.line(2, &format!("{who}: {amount} a week{charged}."));
    }

    /// All budgets side by side.
    fn together(&mut self, package: &Package, change: &Change) {
        let Some(together) = &change.together else { return };
        self.heading(&format!("Both together, as at {}", date_in_words(change.on)));
        for budget in &together.budgets {
            self.line(1, &self.one_of_all(budget));
        }
        let costs = sum(together.budgets.iter().map(|one| one.cost.to_string()));
        self.line(1, &format!("A typical week costs {costs} = {}.", together.cost));
        if let Some(pays) = together.pays {
            let paid = together.people.iter().filter_map(|one| one.pays).map(|pays| pays.person.to_string());
            self.line(1, &format!("They pay {} = {}.", sum(paid), pays.person));
            self.line(
                1,
                &format!("The council pays {} - {} = {}.", together.cost, pays.person, pays.authority),
            );
        }
        for line in package.lines().iter().filter(|line| line.stands_in().len() > 1) {
            self.shared(line, change);
        }
        for finding in &change.findings {
            self.line(1, &format!("{}: {}", finding.weight(), finding.for_professional()));
        }
    }

    fn one_of_all(&self, budget: &OneOfBudgets) -> String {
        let (name, role) = (self.name(budget.of.person), role(budget.of.role));
        match budget.pays {
            Some(pays) => format!(
                "{name} {role}: {} = {} + {} by the council",
                budget.cost, pays.person, pays.authority
            ),
            None => format!("{name} {role}: {}; who pays is not known yet", budget.cost),
        }
    }

    fn shared(&mut self, line: &Line, change: &Change) {
        let id: PackageLineId = line.id;
        let parts = |statement: &BudgetStatement| {
            let part = statement.lines.iter().find(|of| of.line == id)?;
            Some((self.name(statement.of.person), part.cost))
        };
        let parts: Vec<(String, Money)> = change.statements.iter().filter_map(parts).collect();
        if let Some(all) = Money::sum(parts.iter().map(|(_, cost)| *cost)) {
            let parts = parts.iter().map(|(name, cost)| format!("{cost} by {name}"));
            self.line(1, &format!("\"{}\" is shared: {} = {all}.", title(line), sum(parts)));
        }
    }

    /// What came of it until the next change.
    fn since(&mut self, change: &Change) {
        for (nth, since) in change.since.iter().enumerate() {
            let Some(statement) = change.statements.iter().find(|one| one.budget == since.budget) else {
                continue;
            };
            let (Some(from), Some(until)) = (since.period.from(), since.period.until()) else { continue };
            let days = until.signed_duration_since(from).num_days();
            if nth == 0 {
                let last = since.period.last_day().map(date_in_words).unwrap_or_default();
                self.heading(&format!("What it came to, up to and including {last}"));
                self.line(1, &format!("That is {days} days = {} weeks.", in_weeks(days)));
            }
            let (name, role) = (self.name(statement.of.person), role(statement.of.role));
            let person = statement.pays.map(|pays| pays.person).unwrap_or_default();
            let weeks = in_weeks(days);
            self.line(
                1,
                &format!(
                    "{name} {role}: it cost {weeks} × {} = {}; {name} was charged {weeks} × {person} = {}.",
                    statement.cost, since.cost, since.charged
                ),
            );
        }
    }

    pub(crate) fn name(&self, person: PersonId) -> String {
        self.source(person.into())
    }

    pub(crate) fn source(&self, id: mutual_care::base::SourceId) -> String {
        if self.you.is_some_and(|you| id == you.into()) {
            return "you".to_owned();
        }
        Labels::source(self.input, id).map_or_else(|| id.to_string(), one_line)
    }

    pub(crate) fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.line(0, text);
    }

    /// A line, wrapped and indented.
    pub(crate) fn line(&mut self, depth: usize, text: &str) {
        let mut line = "  ".repeat(depth);
        let mut empty = true;
        for word in text.split(' ') {
            if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
                let _ = writeln!(self.text, "{line}");
                line = "  ".repeat(depth + 1);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        let _ = writeln!(self.text, "{line}");
    }
}

pub(crate) fn role(role: BudgetRole) -> &'static str {
    match role {
        BudgetRole::Adult => "as an adult with needs",
        BudgetRole::Carer => "as a carer",
    }
}

pub(crate) fn title(line: &Line) -> String {
    one_line(line.about.reveal())
}

/// The budgets of a person, for the account.
pub(crate) fn of(input: &BudgetsInput, budget: BudgetId) -> Option<BudgetOf> {
    input.budgets().into_iter().find(|(id, _)| *id == budget).map(|(_, of)| of)
}

/// What all of a shared line costs in a week.
fn line_cost(line: &Line, statement: &BudgetStatement, minutes: u32, days: usize, visits: usize) -> Money {
    let price = line.price_on(statement.on).map(|price| (price.amount.pence(), price.per));
    let pence = match price {
        Some((pence, Unit::Hour)) => pence * i64::from(minutes) / 60,
        Some((pence, Unit::Day)) => pence * i64::try_from(days).unwrap_or_default(),
        Some((pence, _)) => pence * i64::try_from(visits).unwrap_or_default(),
        None => 0,
    };
    Money::new(pence).unwrap_or_default()
}

/// On how many days of the week there is a visit.
fn days(visits: &[WeekSpan]) -> usize {
    let days: BTreeSet<u16> = visits.iter().map(|span| span.start().get() / 1_440).collect();
    days.len()
}

fn sum(amounts: impl Iterator<Item = String>) -> String {
    amounts.collect::<Vec<_>>().join(" + ")
}

fn in_weeks(days: i64) -> String {
    if days % 7 == 0 { (days / 7).to_string() } else { format!("{days}/7") }
}
