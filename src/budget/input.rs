//! Personal budgets as somebody hands them over: with their household, and every version of their package from its day.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::input_check::{
    BEFORE_A_PACKAGE, each, one_after_another, too_many, versions_of_a_package, versions_of_budgets, year,
};
use super::input_parts::{BudgetFrom, BudgetsInputParts, PackageFrom};
use super::{BudgetVersion, PersonalBudget};
use crate::base::{BudgetId, Handed, Labels, Named, NeedId, Path, Problem, Problems, SourceId};
use crate::household::HouseholdInput;
use crate::package::{BudgetOf, Package, PackageParts};

/// The budgets of a household, handed over with it and with every version of their package: everything in it fits together.
///
/// On the wire it is the file that `docs/budget-input.md` describes.
///
/// ```
/// use mutual_care::base::PersonId;
/// use mutual_care::budget::{BudgetFrom, BudgetsInput, BudgetsInputParts, PackageFrom, PersonalBudgetParts};
/// use mutual_care::household::{HouseholdInputParts, Person};
/// use mutual_care::package::{BudgetOf, PackageParts};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let mother: PersonId = id(1).parse()?;
/// let mut household = HouseholdInputParts::new(id(9).parse()?, day(2));
/// household.people.push(Person::here(mother));
/// let package = PackageParts::new(id(2).parse()?, household.id, vec![mother], day(2));
/// let of = BudgetOf::adult(mother);
/// let budget = PersonalBudgetParts::new(id(3).parse()?, of, household.id, package.id, day(2));
/// let mut parts = BudgetsInputParts::new(household);
/// parts.packages.push(PackageFrom { from: day(2), package });
/// parts.budgets.push(BudgetFrom { from: day(2), budget });
/// let input = BudgetsInput::new(parts.clone())?;
/// assert_eq!(input.budget_on(id(3).parse()?, day(9)).map(|budget| budget.of()), Some(of));
/// assert!(input.package_on(day(1)).is_none());
///
/// // A budget that begins to hold before any package does has nothing to pay.
/// parts.budgets[0].from = day(1);
/// let told = BudgetsInput::new(parts).unwrap_err().to_string();
/// assert!(told.starts_with("budgets[0].from: expected 2026-03-02 or later"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BudgetsInputParts", into = "BudgetsInputParts")]
pub struct BudgetsInput {
    household: HouseholdInput,
    on: Option<NaiveDate>,
    packages: Vec<(NaiveDate, Package)>,
    /// Of each budget in the order in which it first stands in the file, all its versions in order.
    budgets: Vec<(NaiveDate, PersonalBudget)>,
}

impl BudgetsInput {
    /// Puts household, packages and budgets together.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with its place and what would be right. What is wrong within the
    /// household, a package or a budget comes first; only if nothing is are they looked at together.
    pub fn new(parts: BudgetsInputParts) -> Result<Self, Problems> {
        let BudgetsInputParts { household, on, packages, budgets } = parts;
        Problems::none_or(too_many(&packages, &budgets))?;
        let mut found: Vec<Problem> = year(&Path::WHOLE.field("on"), on).into_iter().collect();
        for (at, version) in Path::WHOLE.field("packages").each(&packages) {
            found.extend(year(&at.field("from"), Some(version.from)));
        }
        for (at, version) in Path::WHOLE.field("budgets").each(&budgets) {
            found.extend(year(&at.field("from"), Some(version.from)));
        }
        let household = HouseholdInput::or_all_problems(household);
        let household = household.map_err(|problems| {
            found.extend(problems.into_iter().map(|problem| problem.under("household.v1")));
        });
        // Places are those of the file, in which lines stand in whatever order.
        let handed: Vec<PackageParts> = packages.iter().map(|version| version.package.clone()).collect();
        let packages = each(packages, &mut found, "packages", "package", |PackageFrom { from, package }| {
            Package::new(package).map(|package| (from, package))
        });
        let budgets = each(budgets, &mut found, "budgets", "budget", |BudgetFrom { from, budget }| {
            PersonalBudget::new(budget).map(|budget| (from, budget))
        });
        let Ok(household) = household else { return Err(Problems::of(found)) };
        Problems::none_or(found)?;
        let mut found = versions_of_a_package(&packages);
        for (nth, package) in handed.iter().enumerate() {
            let against = crate::package::problems_in(package, &household);
            found.extend(against.into_iter().map(|problem| problem.under_item("packages", nth, "package")));
        }
        found.extend(versions_of_budgets(&budgets));
        Problems::none_or(found)?;
        let budgets = one_after_another(budgets);
        let input =
            Self { household, on, packages, budgets: budgets.iter().map(|(_, one)| one.clone()).collect() };
        Problems::none_or(input.against(&budgets))?;
        Ok(input)
    }

    /// Budgets that do not fit a version of the package while both hold; what each finds once.
    fn against(&self, budgets: &[(usize, (NaiveDate, PersonalBudget))]) -> Vec<Problem> {
        let mut found: Vec<Problem> = Vec::new();
        let first = self.packages.first().map(|(from, _)| *from);
        for (nth, (from, budget)) in budgets {
            if let Some(first) = first.filter(|first| from < first) {
                let at = Path::WHOLE;
                let at = at.field("budgets");
                found.push(
                    Problem::at(&at.item(*nth).field("from"), &BEFORE_A_PACKAGE).naming(Named::Date(first)),
                );
                continue;
            }
            let until = self.next_version(budget.id(), *from);
            let mut seen: Vec<Problem> = Vec::new();
            for (_, package) in self.packages_between(*from, until) {
                let problems = budget.check(package).err().into_iter();
                for problem in problems.flat_map(|problems| problems.iter().cloned().collect::<Vec<_>>()) {
                    if !seen.contains(&problem) {
                        seen.push(problem);
                    }
                }
            }
            found.extend(seen.into_iter().map(|problem| problem.under_item("budgets", *nth, "budget")));
        }
        found
    }

    /// The household.
    pub const fn household(&self) -> &HouseholdInput {
        &self.household
    }

    /// The date of which the budgets are looked at.
    pub fn on(&self) -> NaiveDate {
        self.on.unwrap_or(self.household.as_at())
    }

    /// The versions of the package, each with its first day, in order.
    pub fn packages(&self) -> impl Iterator<Item = (NaiveDate, &Package)> {
        self.packages.iter().map(|(from, package)| (*from, package))
    }

    /// The version of the package that holds on a day; none before the first.
    pub fn package_on(&self, on: NaiveDate) -> Option<&Package> {
        let version = self.packages.iter().rev().find(|(from, _)| *from <= on);
        version.map(|(_, package)| package)
    }

    /// The budgets, each with whose it is and in which role, in the order of the file.
    pub fn budgets(&self) -> Vec<(BudgetId, BudgetOf)> {
        let mut all: Vec<(BudgetId, BudgetOf)> = Vec::new();
        for (_, budget) in &self.budgets {
            if !all.iter().any(|(id, _)| *id == budget.id()) {
                all.push((budget.id(), budget.of()));
            }
        }
        all
    }

    /// The version of a budget that holds on a day; none before the first, or of a budget that is not there.
    pub fn budget_on(&self, id: BudgetId, on: NaiveDate) -> Option<&PersonalBudget> {
        let version = self.budgets.iter().rev().find(|(from, budget)| budget.id() == id && *from <= on);
        version.map(|(_, budget)| budget)
    }

    /// A budget with its package, from each day on which a version of either begins to hold: what
    /// [`charge_of_versions`](super::charge_of_versions) asks for. Empty of a budget that is not there.
    pub fn versions(&self, id: BudgetId) -> Vec<BudgetVersion<'_>> {
        let of_budget = self.budgets.iter().filter(|(_, budget)| budget.id() == id).map(|(from, _)| *from);
        let mut days: Vec<NaiveDate> = of_budget.collect();
        let first = days.first().copied();
        days.extend(self.packages.iter().map(|(from, _)| *from));
        days.sort_unstable();
        days.dedup();
        let days = days.into_iter().filter(|day| first.is_some_and(|first| *day >= first));
        let versions = days.filter_map(|from| {
            Some(BudgetVersion { from, budget: self.budget_on(id, from)?, package: self.package_on(from)? })
        });
        versions.collect()
    }

    /// Days on which a version of the package or of a budget begins to hold, in order.
    pub fn changes(&self) -> Vec<NaiveDate> {
        let budgets = self.budgets.iter().map(|(from, _)| *from);
        let mut days: Vec<NaiveDate> = self.packages.iter().map(|(from, _)| *from).chain(budgets).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// What it was made from; the versions of each budget stand together.
    pub fn into_parts(self) -> BudgetsInputParts {
        let packages = self.packages.into_iter();
        let budgets = self.budgets.into_iter();
        BudgetsInputParts {
            household: self.household.into_parts(),
            on: self.on,
            packages: packages
                .map(|(from, package)| PackageFrom { from, package: package.into_parts() })
                .collect(),
            budgets: budgets.map(|(from, budget)| BudgetFrom { from, budget: budget.into_parts() }).collect(),
        }
    }

    /// From which day the next version of a budget holds.
    fn next_version(&self, id: BudgetId, after: NaiveDate) -> Option<NaiveDate> {
        let versions = self.budgets.iter().filter(|(from, budget)| budget.id() == id && *from > after);
        versions.map(|(from, _)| *from).min()
    }

    /// The versions of the package that hold on any day from one until another.
    fn packages_between(
        &self,
        from: NaiveDate,
        until: Option<NaiveDate>,
    ) -> impl Iterator<Item = &(NaiveDate, Package)> {
        let first = self.packages.iter().rposition(|(begins, _)| *begins <= from).unwrap_or(0);
        let begins_before = move |begins: NaiveDate| until.is_none_or(|until| begins < until);
        self.packages.iter().skip(first).take_while(move |(begins, _)| begins_before(*begins))
    }
}

impl TryFrom<BudgetsInputParts> for BudgetsInput {
    type Error = Problems;

    fn try_from(parts: BudgetsInputParts) -> Result<Self, Problems> {
        Self::new(parts)
    }
}

impl Handed for BudgetsInput {
    type Parts = BudgetsInputParts;
}

impl From<BudgetsInput> for BudgetsInputParts {
    fn from(input: BudgetsInput) -> Self {
        input.into_parts()
    }
}

impl Labels for BudgetsInput {
    fn source(&self, id: SourceId) -> Option<&str> {
        Labels::source(&self.household, id)
    }

    fn need(&self, id: NeedId) -> Option<&str> {
        Labels::need(&self.household, id)
    }
}
