//! Whether something can be posted, and the legs that follow from it.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::contingency::draw;
use super::moves::{Series, between, moved, series_of};
use super::problems as kind;
use super::{
    Account, AskedAbout, ContingencyUse, Ledger, LedgerEntry, Leg, Movement, PostedFor, Posting, PotShare,
    WhyOwedBack,
};
use crate::base::{
    AnyId, BudgetId, Fraction, IdKind, LedgerEntryId, Money, Named, Path, PersonId, Problem, ProblemKind,
    limits, split, wire,
};

/// The entry that follows from what is posted, or everything that is wrong with it.
pub(super) fn check(ledger: &Ledger, posting: Posting, at: &Path<'_>) -> Result<LedgerEntry, Vec<Problem>> {
    if ledger.entries().len() >= limits::LEDGER_ENTRIES {
        let problem = Problem::at(at, &kind::TOO_MANY).naming(limits::LEDGER_ENTRIES);
        return Err(alloc::vec![problem.naming("entries in a ledger")]);
    }
    let mut check = Check { ledger, found: Vec::new() };
    if ledger.entry(posting.id).is_some() {
        check.tell(&at.field("id"), &kind::TWICE, posting.id);
    }
    check.dates(&posting, at);
    let (what, name) = (at.field("what"), posting.movement.name());
    let here = what.field(name);
    let mut legs = check.movement(&posting, &here);
    let value_on = posting.value_on.unwrap_or_else(|| match posting.movement {
        Movement::Reversed { entry } => ledger.entry(entry).map_or(posting.posted_on, |entry| entry.value_on),
        _ => posting.posted_on,
    });
    if let Movement::BudgetClosed { budget } = posting.movement
        && let Some(last) = ledger.last_value_on(budget).filter(|last| value_on < *last)
    {
        let problem = Problem::at(&at.field("value_on"), &kind::CLOSES_BEFORE);
        check.found.push(problem.naming(Named::Date(last)).naming(budget));
    }
    legs.sort_unstable();
    if ledger.legs() + legs.len() > limits::LEDGER_LEGS {
        let problem = Problem::at(at, &kind::TOO_MANY).naming(limits::LEDGER_LEGS);
        check.found.push(problem.naming("legs in a ledger"));
    }
    // A single amount is within its limit, and so their sum cannot overflow.
    if ledger.turnover().pence() + moved(&legs) > limits::PENCE {
        check.found.push(Problem::at(&here, &kind::TOO_MUCH).naming(Money::within(limits::PENCE)));
    }
    if !check.found.is_empty() {
        return Err(check.found);
    }
    let Posting { id, movement, posted_on, by, reference, .. } = posting;
    Ok(LedgerEntry { id, posted_on, value_on, by, reference, movement, legs })
}

struct Check<'a> {
    ledger: &'a Ledger,
    found: Vec<Problem>,
}

impl Check<'_> {
    fn tell(&mut self, at: &Path<'_>, kind: &'static ProblemKind, id: impl Into<AnyId>) {
        self.found.push(Problem::at(at, kind).naming(id.into()));
    }

    fn say(&mut self, at: &Path<'_>, kind: &'static ProblemKind) {
        self.found.push(Problem::at(at, kind));
    }

    fn dates(&mut self, posting: &Posting, at: &Path<'_>) {
        for (name, date) in [("posted_on", Some(posting.posted_on)), ("value_on", posting.value_on)] {
            self.year(&at.field(name), date);
        }
        let last = self.ledger.entries().last();
        if let Some(last) = last.filter(|last| posting.posted_on < last.posted_on) {
            let problem = Problem::at(&at.field("posted_on"), &kind::POSTED_BEFORE);
            self.found.push(problem.naming(Named::Date(last.posted_on)).naming(last.id));
        }
    }

    fn year(&mut self, at: &Path<'_>, date: Option<NaiveDate>) {
        if date.is_some_and(|date| !wire::in_years(date)) {
            self.found
                .push(Problem::at(at, &kind::YEAR).naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST));
        }
    }

    /// What is wrong with what happened, and its legs; if anything is, the legs may be any.
    fn movement(&mut self, posting: &Posting, at: &Path<'_>) -> Vec<Leg> {
        if let Some(budget) = posting.movement.budget() {
            self.budget(&at.field("budget"), budget);
        }
        if posting.movement.pence().is_some_and(|pence| pence <= Money::ZERO) {
            self.say(&at.field("pence"), &kind::PENCE);
            return Vec::new();
        }
        match &posting.movement {
            Movement::ContingencySetAside { shares, pence } => self.set_aside(shares, *pence, at),
            Movement::ContingencySpent(of) => self.contingency(of, at),
            Movement::BudgetClosed { budget } => self.closing(*budget, at),
            Movement::Reversed { entry } => self.reversal(*entry, posting.value_on, at),
            Movement::ContingencyTakenBack { person, pence } => {
                self.person(&at.field("person"), *person);
                let left = self.ledger.in_all(Account::Contingency { person: *person }).max(Money::ZERO);
                if *pence > left {
                    let problem = Problem::at(&at.field("pence"), &kind::SHARE_TOO_SMALL);
                    self.found.push(problem.naming(left));
                }
                two_legs(&posting.movement)
            }
            movement => {
                self.period(movement, at);
                if let Movement::OwedBack { because, asked, .. } = movement {
                    self.asked(*because, *asked, posting.posted_on, at);
                }
                two_legs(movement)
            }
        }
    }

    /// A budget that the ledger knows, and that is not closed.
    fn budget(&mut self, at: &Path<'_>, budget: BudgetId) {
        if self.ledger.budget(budget).is_none() {
            self.tell(at, &kind::UNKNOWN_BUDGET, budget);
        } else if let Some(closing) = self.ledger.closed_by(budget) {
            self.found.push(Problem::at(at, &kind::CLOSED).naming(budget).naming(closing));
        }
    }

    fn person(&mut self, at: &Path<'_>, person: PersonId) {
        if !self.ledger.has_person(person) {
            self.tell(at, &kind::UNKNOWN_PERSON, person);
        }
    }

    fn period(&mut self, movement: &Movement, at: &Path<'_>) {
        let series = series_of(movement);
        let (period, instalment_of, at) = match (movement, series) {
            (Movement::ChargeLowered { period, .. }, _) => (*period, None, at.field("for")),
            (_, Some((series, Some(PostedFor::Instalment(period))))) => {
                (period, Some(series), at.field("for.instalment"))
            }
            (_, Some((_, Some(PostedFor::Difference(period))))) => (period, None, at.field("for.difference")),
            _ => return,
        };
        match (period.from(), period.until()) {
            (Some(from), Some(until)) => self.once(instalment_of, from, until, &at),
            _ => self.say(&at, &kind::OPEN_PERIOD),
        }
    }

    fn once(&mut self, series: Option<Series>, from: NaiveDate, until: NaiveDate, at: &Path<'_>) {
        let there = series.and_then(|series| self.ledger.instalment_within(series, from, until));
        if let Some(entry) = there {
            self.tell(at, &kind::PERIOD_TWICE, entry);
        }
    }

    fn asked(&mut self, because: WhyOwedBack, asked: Option<AskedAbout>, on: NaiveDate, at: &Path<'_>) {
        let fits = match asked {
            Some(asked) => asked.on <= on && wire::in_years(asked.on),
            None => because == WhyOwedBack::TheRest,
        };
        if !fits {
            self.say(&at.field("asked"), &kind::NOT_ASKED_FIRST);
        }
    }

    fn set_aside(&mut self, shares: &[PotShare], pence: Money, at: &Path<'_>) -> Vec<Leg> {
        let at = at.field("shares");
        let mut people = BTreeSet::new();
        let once = shares.iter().all(|share| people.insert(share.person));
        let weighs = shares.iter().all(|share| (1..=limits::WEIGHT).contains(&share.weight));
        if shares.is_empty() || shares.len() > limits::PEOPLE || !once || !weighs {
            self.found.push(Problem::at(&at, &kind::NO_SHARES).naming(limits::WEIGHT));
            return Vec::new();
        }
        for (at, share) in at.each(shares) {
            self.person(&at.field("person"), share.person);
        }
        // Ties go by order of id, however the shares are listed.
        let mut shares = shares.to_vec();
        shares.sort_unstable();
        let weights: Vec<Fraction> =
            shares.iter().map(|share| Fraction::from(i64::from(share.weight))).collect();
        let parts = split(pence, &weights).unwrap_or_default();
        let parts = shares.iter().zip(parts).map(|(share, part)| {
            let account = Account::Contingency { person: share.person };
            Leg { account, pence: part }
        });
        parts.chain([Leg { account: Account::Authority, pence: -pence }]).filter(some).collect()
    }

    fn contingency(&mut self, of: &ContingencyUse, at: &Path<'_>) -> Vec<Leg> {
        if of.activation.id.kind() != IdKind::EmergencyPlan {
            self.say(&at.field("activation"), &kind::NO_ACTIVATION);
        }
        let before = self.found.len();
        for (at, budget) in at.field("for").each(&of.budgets) {
            self.budget(&at, *budget);
        }
        for (at, said) in at.field("says").each(&of.says) {
            self.person(&at.field("person"), said.person);
        }
        let mut said = BTreeSet::new();
        if !of.says.iter().all(|one| said.insert(one.person)) {
            self.say(&at.field("says"), &kind::SAID_TWICE);
        }
        let whose = |budget: &BudgetId| self.ledger.budget(*budget).map(|budget| budget.of.person);
        let people: Vec<PersonId> = of.budgets.iter().filter_map(whose).collect();
        let each: BTreeSet<&PersonId> = people.iter().collect();
        if of.budgets.is_empty() || each.len() < people.len() {
            self.say(&at.field("for"), &kind::FOR_WHOM);
        }
        if self.found.len() > before {
            return Vec::new();
        }
        let draw = draw(self.ledger, &people, of.pence);
        if !draw.missing.is_zero() {
            let problem = Problem::at(&at.field("pence"), &kind::POT_TOO_SMALL);
            self.found.push(problem.naming(draw.missing));
        }
        for (person, pence) in draw.not_agreed(&of.says) {
            let problem = Problem::at(&at.field("says"), &kind::BEYOND_SHARE);
            self.found.push(problem.naming(pence).naming(person));
        }
        let drawn = draw.drawn.iter().map(|(person, pence)| {
            let account = Account::Contingency { person: *person };
            Leg { account, pence: -*pence }
        });
        let spent = of.budgets.iter().zip(&draw.spent).map(|(budget, (_, part))| {
            let account = Account::Spending { budget: *budget, line: of.line, need: of.need };
            Leg { account, pence: *part }
        });
        drawn.chain(spent).filter(some).collect()
    }

    /// Everything but what was spent and charged must be nothing; these are settled with the authority.
    fn closing(&mut self, budget: BudgetId, at: &Path<'_>) -> Vec<Leg> {
        let mut legs = Vec::new();
        let mut settled = 0;
        for (account, holds) in self.ledger.accounts_of(budget).filter(|(_, holds)| !holds.is_zero()) {
            let what = match account {
                Account::Held { .. } => "the money held",
                Account::ContributionDue { .. } => "the contribution due",
                Account::OwedBack { .. } => "what is owed back",
                _ => {
                    settled += holds.pence();
                    legs.push(Leg { account, pence: -holds });
                    continue;
                }
            };
            let problem = Problem::at(&at.field("budget"), &kind::NOT_NOUGHT);
            self.found.push(problem.naming(what).naming(holds));
        }
        legs.push(Leg { account: Account::Authority, pence: Money::within(settled) });
        legs.retain(some);
        legs
    }

    fn reversal(&mut self, of: LedgerEntryId, value_on: Option<NaiveDate>, at: &Path<'_>) -> Vec<Leg> {
        let at = at.field("entry");
        let Some(entry) = self.ledger.entry(of) else {
            self.tell(&at, &kind::NO_SUCH_ENTRY, of);
            return Vec::new();
        };
        if matches!(entry.movement, Movement::Reversed { .. }) {
            self.tell(&at, &kind::IS_A_REVERSAL, of);
        }
        if let Some(by) = self.ledger.reversed_by(of) {
            self.tell(&at, &kind::REVERSED_ALREADY, by);
        }
        if value_on.is_some_and(|value_on| value_on != entry.value_on) {
            self.tell(&at, &kind::VALUE_OF_REVERSAL, of);
        }
        if !matches!(entry.movement, Movement::BudgetClosed { .. }) {
            let budgets: BTreeSet<BudgetId> =
                entry.legs.iter().filter_map(|leg| leg.account.budget()).collect();
            for budget in budgets {
                self.budget(&at, budget);
            }
        }
        entry.legs.iter().map(|leg| Leg { pence: -leg.pence, ..*leg }).collect()
    }
}

fn two_legs(movement: &Movement) -> Vec<Leg> {
    let legs = between(movement)
        .map(|(from, to, pence)| [Leg { account: from, pence: -pence }, Leg { account: to, pence }]);
    legs.into_iter().flatten().collect()
}

fn some(leg: &Leg) -> bool {
    !leg.pence.is_zero()
}
