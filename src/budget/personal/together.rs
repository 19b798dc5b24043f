//! All budgets of a household side by side: the same lines, whose cost they share, in one table.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::problems as kind;
use super::{BudgetStatement, NotCharged, Pays};
use crate::base::{
    BudgetId, Finding, Findings, Money, Named, PackageLineId, Path, PersonId, Problem, Problems, Rule, Told,
};
use crate::budget::rules;
use crate::package::{BudgetOf, BudgetRole, CostTable, Line, Package};

/// Who bears a part of what budgets cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bears {
    /// A person, by what they contribute.
    Person(PersonId),
    /// The authority.
    Authority,
}

/// The statements of several budgets of one household as at one date: of several people, and of one person as an adult and
/// as a carer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BudgetsTogether {
    /// As at which date.
    pub on: NaiveDate,
    /// What each line costs each budget in a typical week: it adds up both ways to what they cost together.
    pub costs: CostTable<PackageLineId, BudgetOf>,
    /// Who bears what of each line; none as long as a contribution is not known. It adds up both ways as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bears: Option<CostTable<PackageLineId, Bears>>,
    /// Each budget, in order of person and role.
    pub budgets: Vec<OneOfBudgets>,
    /// Each person with what both their budgets come to.
    pub people: Vec<PersonInBudgets>,
    /// What all of them cost in a typical week.
    pub cost: Money,
    /// Who pays that; none as long as a contribution is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pays: Option<Pays>,
    /// Budgets in which a line of the date stands, and of which no statement is here: the table is without them.
    pub without: Vec<BudgetOf>,
    /// Lines that are care for an adult who has a budget here, and stand in a carer's budget instead.
    pub in_carers_budget: Vec<InCarersBudget>,
}

/// One of the budgets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OneOfBudgets {
    /// Its id.
    pub budget: BudgetId,
    /// Whose it is, in which role.
    pub of: BudgetOf,
    /// What it costs in a typical week.
    pub cost: Money,
    /// Who pays that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pays: Option<Pays>,
    /// What the person was assessed to contribute to it.
    pub contribution: Told<Money>,
    /// Whether the other one was counted in that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_other_role: Option<Told<bool>>,
    /// What sharing saves in it; none as long as it is not known what a line would cost alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved: Option<Money>,
}

/// One person, with all their budgets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PersonInBudgets {
    /// Who.
    pub person: PersonId,
    /// In which roles they have a budget here.
    pub roles: Vec<BudgetRole>,
    /// What their budgets cost together.
    pub cost: Money,
    /// What they contribute to all of them together, and what the authority pays; none as long as one is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pays: Option<Pays>,
    /// What sharing saves them in all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saved: Option<Money>,
}

/// Care for an adult that stands in a carer's budget, though the adult has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct InCarersBudget {
    /// Which line.
    pub line: PackageLineId,
    /// In whose budget it stands.
    pub carer: PersonId,
    /// In whose it belongs.
    pub adult: PersonId,
}

impl BudgetsTogether {
    /// Puts statements of one date side by side, with the package that they are of.
    ///
    /// ```
    /// use mutual_care::base::{England, Money};
    /// use mutual_care::budget::{BudgetsTogether, PersonalBudget, PersonalBudgetParts, StatementQuestion};
    /// use mutual_care::package::{BudgetOf, Line, LineKind, Package, PackageParts, Payer, Price, SharedBy, Unit};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    /// let (ann, ben) = (BudgetOf::adult(id(3).parse()?), BudgetOf::adult(id(4).parse()?));
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![ann.person, ben.person], on);
    /// let mut line = Line::new(id(5).parse()?, LineKind::HouseholdHelp, ann.person, Payer::PersonalBudget);
    /// line.people.push(ben.person);
    /// line.split = Some(SharedBy::Equally);
    /// line.prices.push(Price::new(Money::new(4_501)?, Unit::Week));
    /// parts.lines.push(line);
    /// let package = Package::new(parts)?;
    ///
    /// let statement = |of, budget: u8| {
    ///     let parts = PersonalBudgetParts::new(id(budget).parse()?, of, id(2).parse()?, id(1).parse()?, on);
    ///     let budget = PersonalBudget::new(parts)?;
    ///     Ok::<_, Box<dyn std::error::Error>>(budget.statement(&package, &StatementQuestion::new(on, &England))?)
    /// };
    /// let together = BudgetsTogether::of(&package, &[statement(ann, 6)?, statement(ben, 7)?])?;
    /// let columns: Vec<i64> = together.costs.column_totals().iter().map(|cost| cost.pence()).collect();
    /// assert_eq!((columns, together.cost.pence()), (vec![2_251, 2_250], 4_501));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`]: no statement at all; statements of several dates, and two of one person in one role.
    pub fn of(package: &Package, statements: &[BudgetStatement]) -> Result<Self, Problems> {
        let at = Path::WHOLE.field("statements");
        let Some(on) = statements.first().map(|first| first.on) else {
            return Err(Problems::of([Problem::at(&at, &kind::NO_STATEMENT)]));
        };
        let (mut found, mut by_budget) = (Vec::new(), BTreeMap::new());
        for (at, statement) in at.each(statements) {
            if statement.on != on {
                found.push(Problem::at(&at.field("on"), &kind::OTHER_DATE).naming(Named::Date(on)));
            }
            if by_budget.insert(statement.of, statement).is_some() {
                found.push(Problem::at(&at.field("of"), &kind::BUDGET_TWICE).naming(statement.budget));
            }
        }
        Problems::none_or(found)?;
        let cost = Money::sum(statements.iter().map(|statement| statement.cost));
        let too_much = || Problem::at(&at, &kind::TOO_MUCH).naming(Money::within(crate::base::limits::PENCE));
        let cost = cost.ok_or_else(|| Problems::of([too_much()]))?;
        let lines = by_budget.values().flat_map(|one| one.lines.iter().map(move |line| (one.of, line)));
        let costs = CostTable::of(lines.clone().map(|(of, line)| (line.line, of, line.cost)));
        let all_known = by_budget.values().all(|one| one.pays.is_some());
        let bears = all_known.then(|| {
            CostTable::of(lines.clone().flat_map(|(of, line)| {
                let pays = line.pays.unwrap_or_default();
                [
                    (line.line, Bears::Person(of.person), pays.person),
                    (line.line, Bears::Authority, pays.authority),
                ]
            }))
        });
        Ok(Self {
            on,
            costs,
            bears,
            people: people(&by_budget),
            cost,
            pays: together(by_budget.values().map(|one| one.pays)),
            without: without(package, on, &by_budget),
            in_carers_budget: in_carers_budget(package, &by_budget),
            budgets: by_budget.into_values().map(one).collect(),
        })
    }

    /// What to look at: two contributions of one person of which one was assessed without the other, or is not known to have
    /// been; care for an adult with a budget that stands in a carer's.
    ///
    /// ```
    /// # use mutual_care::budget::BudgetsTogether;
    /// fn codes(together: &BudgetsTogether) -> Vec<&'static str> {
    ///     together.findings().iter().map(|finding| finding.code()).collect()
    /// }
    /// ```
    pub fn findings(&self) -> Findings {
        let mut found: Vec<Finding> = Vec::new();
        for person in self.people.iter().filter(|person| person.roles.len() > 1) {
            for budget in self.budgets.iter().filter(|budget| budget.of.person == person.person) {
                let rule: &'static Rule = match budget.with_other_role {
                    None | Some(Told::Known(true)) => continue,
                    Some(Told::Known(false)) => &rules::ASSESSED_WITHOUT_THE_OTHER,
                    Some(Told::NotKnown(_)) => &rules::NOT_KNOWN_ASSESSED_WITH_THE_OTHER,
                };
                found.push(Finding::new(rule).about(budget.budget).about(person.person));
            }
        }
        for wrong in &self.in_carers_budget {
            let finding = Finding::new(&rules::IN_THE_CARERS_BUDGET).about(wrong.line);
            found.push(finding.about(wrong.adult).about(wrong.carer));
        }
        found.into_iter().collect()
    }
}

type ByBudget<'s> = BTreeMap<BudgetOf, &'s BudgetStatement>;

fn one(statement: &BudgetStatement) -> OneOfBudgets {
    OneOfBudgets {
        budget: statement.budget,
        of: statement.of,
        cost: statement.cost,
        pays: statement.pays,
        contribution: statement.contribution,
        with_other_role: statement.with_other_role,
        saved: statement.saved(),
    }
}

fn people(statements: &ByBudget<'_>) -> Vec<PersonInBudgets> {
    let all: Vec<&BudgetStatement> = statements.values().copied().collect();
    let each = all.chunk_by(|one, other| one.of.person == other.of.person);
    let person = |own: &[&BudgetStatement]| {
        let first = own.first()?;
        let mut saved = own.iter().map(|one| one.saved());
        Some(PersonInBudgets {
            person: first.of.person,
            roles: own.iter().map(|one| one.of.role).collect(),
            cost: Money::within(own.iter().map(|one| one.cost.pence()).sum()),
            pays: together(own.iter().map(|one| one.pays)),
            saved: saved.try_fold(0, |sum, saved| Some(sum + saved?.pence())).map(Money::within),
        })
    };
    each.filter_map(person).collect()
}

fn together(pays: impl Iterator<Item = Option<Pays>>) -> Option<Pays> {
    let mut sum = Pays::default();
    for pays in pays {
        let pays = pays?;
        sum.person = Money::within(sum.person.pence() + pays.person.pence());
        sum.authority = Money::within(sum.authority.pence() + pays.authority.pence());
    }
    Some(sum)
}

fn without(package: &Package, on: NaiveDate, statements: &ByBudget<'_>) -> Vec<BudgetOf> {
    let lines = package.lines().iter();
    let lines = lines.filter(|line| line.payer.is_of_a_budget() && line.period.contains(on));
    let stand_in: BTreeSet<BudgetOf> = lines.flat_map(Line::stands_in).collect();
    stand_in.into_iter().filter(|of| !statements.contains_key(of)).collect()
}

fn in_carers_budget(package: &Package, statements: &ByBudget<'_>) -> Vec<InCarersBudget> {
    let lines = statements.values().flat_map(|one| one.lines.iter().map(move |line| (one.of.person, line)));
    let care = lines.filter(|(_, line)| line.not_charged == Some(NotCharged::CareOfAdult));
    let wrong = care.flat_map(|(carer, of)| {
        let line = package.line(of.line);
        let people = line.into_iter().flat_map(|line| {
            let stands_in = line.stands_in();
            line.people.iter().filter(move |person| !stands_in.contains(&BudgetOf::adult(**person)))
        });
        let have = people.filter(|person| statements.contains_key(&BudgetOf::adult(**person)));
        have.map(move |adult| InCarersBudget { line: of.line, carer, adult: *adult }).collect::<Vec<_>>()
    });
    wrong.collect()
}
