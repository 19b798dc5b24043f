//! For whom a page is: what is theirs, what everybody and everything is called, and how it stands for them.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::sentences as tell;
use crate::base::{Labels, Money, PersonId, SourceId, capital, listed, one_line};
use crate::need::Need;
use crate::package::{BudgetOf, BudgetRole, CostPart, Line, LineKind, LineStatus, Package, PaidBy, Pause};

/// Whoever a page is for: one person, or all whom the package is about.
#[derive(Clone, Copy)]
pub(super) struct PageReader<'a> {
    pub(super) package: &'a Package,
    pub(super) labels: &'a dyn Labels,
    pub(super) person: Option<PersonId>,
    pub(super) needs: &'a [Need],
}

/// What one payer bears.
pub(super) struct Row {
    pub(super) who: String,
    pub(super) amount: Money,
}

impl PageReader<'_> {
    /// Whether a line is on the page.
    pub(super) fn gets(&self, line: &Line) -> bool {
        let theirs = |person: PersonId| {
            line.people.contains(&person) || line.stands_in().iter().any(|budget| budget.person == person)
        };
        self.person.is_none_or(theirs)
    }

    /// Whether what stands in a budget is theirs.
    pub(super) fn bears(&self, budget: BudgetOf) -> bool {
        self.person.is_none_or(|person| person == budget.person)
    }

    /// The lines that are on the page, in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.package.lines().iter().filter(|line| self.gets(line))
    }

    /// How it stands with a line for whom the page is: paused for one of two is paused, on that one's page.
    pub(super) fn status(&self, line: &Line, on: NaiveDate) -> LineStatus {
        match self.package.line_status(line, on) {
            LineStatus::Running if self.is_off(line, on) => LineStatus::Paused,
            status => status,
        }
    }

    /// Whether a line is paused on a day for whom the page is.
    pub(super) fn is_off(&self, line: &Line, on: NaiveDate) -> bool {
        match self.person.filter(|person| line.people.contains(person)) {
            Some(person) => line.pauses_on(on).any(|pause| pause.is_for(person)),
            None => line.is_paused_on(on),
        }
    }

    /// Whether a pause changes anything for whom the page is.
    pub(super) fn is_paused_by(&self, line: &Line, pause: &Pause) -> bool {
        self.person.filter(|person| line.people.contains(person)).is_none_or(|person| pause.is_for(person))
    }

    /// What somebody or something is called.
    pub(super) fn source(&self, id: SourceId) -> String {
        let name = self.labels.source(id).map(one_line).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| String::from(tell::NO_NAME))
    }

    pub(super) fn name(&self, person: PersonId) -> String {
        self.source(person.into())
    }

    /// All of them but "you".
    pub(super) fn names(&self, people: &[PersonId]) -> String {
        let others = people.iter().filter(|person| self.person != Some(**person));
        listed(&others.map(|person| self.name(*person)).collect::<Vec<_>>())
    }

    /// What a line is, in somebody's own words, or else by its kind.
    #[expect(clippy::unused_self, reason = "it is asked of the reader, like every other name")]
    pub(super) fn title(&self, line: &Line) -> String {
        let about = one_line(line.about.reveal());
        let about = about.trim_end_matches(['.', ' ']);
        if about.is_empty() { capital(line.what.words()) } else { String::from(about) }
    }

    /// The same with its kind beside it, where that says more.
    pub(super) fn title_and_kind(&self, line: &Line) -> String {
        let title = self.title(line);
        if line.about.is_empty() || line.what == LineKind::Other {
            title
        } else {
            tell::title_and_kind(&title, &line.what.words())
        }
    }

    /// What a line helps with, in words of the needs: on one person's page, of their own needs only.
    pub(super) fn helps_with(&self, line: &Line) -> Vec<String> {
        let need = |id| self.needs.iter().find(|need| need.id() == id);
        let theirs = |need: &Need| self.person.is_none_or(|person| need.person() == person);
        let named = |need: &Need| {
            let about = self.labels.need(need.id()).map(one_line).filter(|about| !about.is_empty());
            about.unwrap_or_else(|| capital(need.outcome().words()))
        };
        line.needs.iter().filter_map(|id| need(*id)).filter(|need| theirs(need)).map(named).collect()
    }

    /// For whom a pause is: nothing where it is for all whom the line is for.
    pub(super) fn whom(&self, pause: &Pause, line: &Line) -> String {
        let paused: Vec<PersonId> =
            line.people.iter().copied().filter(|person| pause.is_for(*person)).collect();
        match self.person {
            _ if paused.len() == line.people.len() => String::new(),
            Some(person) if paused.contains(&person) => String::from(tell::FOR_YOU_ALONE),
            _ => tell::whom(&self.names(&paused)),
        }
    }

    /// A budget, by whose it is and in which role.
    pub(super) fn budget(&self, budget: BudgetOf) -> String {
        match (self.person == Some(budget.person), budget.role) {
            (true, BudgetRole::Adult) => String::from(tell::YOUR_BUDGET),
            (true, BudgetRole::Carer) => String::from(tell::YOUR_BUDGET_AS_CARER),
            (false, BudgetRole::Adult) => tell::budget(&self.name(budget.person)),
            (false, BudgetRole::Carer) => tell::budget_as_carer(&self.name(budget.person)),
        }
    }

    /// Whoever bears a part, for a budget.
    fn payer(&self, payer: &PaidBy, budget: BudgetOf) -> String {
        match payer {
            PaidBy::PersonalBudget => self.budget(budget),
            PaidBy::Health => String::from(tell::THE_HEALTH_SERVICE),
            PaidBy::Grant(name) => tell::grant(&name.as_str().replace(['-', '_'], " ")),
            PaidBy::Person if self.person == Some(budget.person) => String::from(tell::YOU_PRIVATELY),
            PaidBy::Person => tell::privately(&self.name(budget.person)),
            PaidBy::TopUp => String::from(tell::TOP_UP),
            PaidBy::FreeByLaw(rule) => tell::not_charged(&rule.words()),
        }
    }

    /// What each payer bears of these parts, in the order of the table of payers; of one person's page, of theirs.
    pub(super) fn rows<'p>(&self, parts: impl Iterator<Item = &'p CostPart>) -> Vec<Row> {
        let mut sums: BTreeMap<(PaidBy, BudgetOf), (BudgetOf, Money)> = BTreeMap::new();
        let parts = parts.filter(|part| self.bears(part.budget));
        // Of others than budgets and people themselves it does not matter for which budget they pay.
        let all = self.package.people().first().copied();
        for part in parts {
            let together = match part.payer {
                PaidBy::PersonalBudget => part.budget,
                PaidBy::Person => BudgetOf::adult(part.budget.person),
                _ => all.map_or(part.budget, BudgetOf::adult),
            };
            let (_, sum) = sums.entry((part.payer.clone(), together)).or_insert((part.budget, Money::ZERO));
            *sum = Money::within(sum.pence() + part.cost.pence());
        }
        let rows = sums.into_iter().filter(|(_, (_, amount))| !amount.is_zero());
        rows.map(|((payer, _), (budget, amount))| Row { who: self.payer(&payer, budget), amount }).collect()
    }

    /// Whoever pays for a line, where no amount is known.
    pub(super) fn payers(&self, line: &Line) -> Vec<String> {
        let budgets = line.stands_in();
        let theirs: Vec<BudgetOf> = budgets.iter().copied().filter(|budget| self.bears(*budget)).collect();
        let budgets = if theirs.is_empty() { budgets } else { theirs };
        let mut who: Vec<String> = Vec::new();
        for (payer, _) in line.payer.parts() {
            for budget in &budgets {
                let words = self.payer(&payer, *budget);
                if !who.contains(&words) {
                    who.push(words);
                }
            }
        }
        who
    }
}

/// The sum of parts of one whole.
pub(super) fn sum<'p>(amounts: impl Iterator<Item = &'p Money>) -> Money {
    Money::within(amounts.map(|amount| amount.pence()).sum())
}
