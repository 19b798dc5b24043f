//! What can be wrong with a file of personal budgets, past what is wrong with each thing in it.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::PersonalBudget;
use super::input_parts::{BudgetFrom, PackageFrom};
use crate::base::{BudgetId, Path, Problem, ProblemKind, Problems, limits, wire};
use crate::package::{BudgetOf, Package};

macro_rules! kinds {
    ($($name:ident = $code:literal, $words:literal;)*) => {
        $(pub(super) static $name: ProblemKind = ProblemKind::new($code, $words);)*
    };
}
kinds! {
    YEAR = "year", "expected a date in the years {} to {}";
    NO_PACKAGE = "no-package", "expected at least one version of a package";
    TOO_MANY = "too-many", "expected at most {} {}";
    PACKAGE_ORDER = "package-order", "expected versions in order, each from a later day than the one before";
    OTHER_PACKAGE = "another-package", "expected another version of {}, for the same household";
    BUDGET_ORDER = "budget-order", "expected the versions of {} in order, each from a later day than the one before";
    OTHER_BUDGET = "another-budget", "expected another version of {}, of the same person and from the same first day";
    TWO_BUDGETS = "two-budgets", "{} is the budget of this person in this role: expected one for each";
    BEFORE_A_PACKAGE = "before-a-package", "expected {} or later, when the first version of the package holds";
}

/// Makes each of a list; what is wrong with one stands under its place.
pub(super) fn each<From, To>(
    list: Vec<From>,
    found: &mut Vec<Problem>,
    name: &'static str,
    field: &'static str,
    make: impl Fn(From) -> Result<To, Problems>,
) -> Vec<To> {
    let mut made = Vec::with_capacity(list.len());
    for (nth, one) in list.into_iter().enumerate() {
        match make(one) {
            Ok(one) => made.push(one),
            Err(problems) => {
                found.extend(problems.iter().cloned().map(|problem| problem.under_item(name, nth, field)));
            }
        }
    }
    made
}

pub(super) fn too_many(packages: &[PackageFrom], budgets: &[BudgetFrom]) -> Vec<Problem> {
    let most = limits::BUDGET_VERSIONS;
    let lists = [
        ("packages", "versions of a package", packages.len()),
        ("budgets", "versions of budgets", budgets.len()),
    ];
    let at = Path::WHOLE;
    let past = lists.into_iter().filter(|(_, _, len)| *len > most);
    past.map(|(list, what, _)| Problem::at(&at.field(list), &TOO_MANY).naming(most).naming(what)).collect()
}

pub(super) fn year(at: &Path<'_>, date: Option<NaiveDate>) -> Option<Problem> {
    let problem = |_| Problem::at(at, &YEAR).naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST);
    date.filter(|date| !wire::in_years(*date)).map(problem)
}

/// Whether these are versions of one package, in order.
pub(super) fn versions_of_a_package(packages: &[(NaiveDate, Package)]) -> Vec<Problem> {
    let at = Path::WHOLE;
    let at = at.field("packages");
    let Some((_, first)) = packages.first() else {
        return alloc::vec![Problem::at(&at, &NO_PACKAGE)];
    };
    let mut found = Vec::new();
    let mut before: Option<NaiveDate> = None;
    for (at, (from, package)) in at.each(packages) {
        if before.is_some_and(|before| *from <= before) {
            found.push(Problem::at(&at.field("from"), &PACKAGE_ORDER));
        }
        before = Some(*from);
        if (package.id(), package.household()) != (first.id(), first.household()) {
            found.push(Problem::at(&at.field("package"), &OTHER_PACKAGE).naming(first.id()));
        }
    }
    found
}

/// Whether the versions of each budget go together, and each person has one in each role.
pub(super) fn versions_of_budgets(budgets: &[(NaiveDate, PersonalBudget)]) -> Vec<Problem> {
    let mut of: BTreeMap<BudgetOf, BudgetId> = BTreeMap::new();
    let mut last: BTreeMap<BudgetId, (NaiveDate, &PersonalBudget)> = BTreeMap::new();
    let mut found = Vec::new();
    let at = Path::WHOLE;
    for (at, (from, budget)) in at.field("budgets").each(budgets) {
        let id = budget.id();
        if let Some((before, first)) = last.insert(id, (*from, budget)) {
            if *from <= before {
                found.push(Problem::at(&at.field("from"), &BUDGET_ORDER).naming(id));
            }
            let same = |one: &PersonalBudget| (one.of(), one.household(), one.begins_on());
            if same(budget) != same(first) {
                found.push(Problem::at(&at.field("budget"), &OTHER_BUDGET).naming(id));
            }
        }
        let theirs = *of.entry(budget.of()).or_insert(id);
        if theirs != id {
            let at = at.field("budget");
            found.push(Problem::at(&at.field("of"), &TWO_BUDGETS).naming(theirs));
        }
    }
    found
}

/// The versions of each budget together, each with its place in the file.
pub(super) fn one_after_another(
    budgets: Vec<(NaiveDate, PersonalBudget)>,
) -> Vec<(usize, (NaiveDate, PersonalBudget))> {
    let mut first: BTreeMap<BudgetId, usize> = BTreeMap::new();
    for (nth, (_, budget)) in budgets.iter().enumerate() {
        first.entry(budget.id()).or_insert(nth);
    }
    let mut all: Vec<_> = budgets.into_iter().enumerate().collect();
    all.sort_by_key(|(nth, (_, budget))| (first.get(&budget.id()).copied(), *nth));
    all
}
