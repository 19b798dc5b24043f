//! Whether a personal budget fits the package whose lines it pays.

use alloc::vec::Vec;

use super::PersonalBudget;
use super::counts::is_fee;
use super::problems as kind;
use crate::base::{PackageLineId, Path, Problem, ProblemKind, Problems};
use crate::package::Package;

impl PersonalBudget {
    /// Whether it fits a package: it is the one whose lines it pays, for the same household, and the lines that the budget
    /// names are there. That the package has changed since the budget was worked out is found where it is to be agreed to.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with its place and what would.
    pub fn check(&self, package: &Package) -> Result<(), Problems> {
        Problems::none_or(problems_in(self, package, &Path::WHOLE))
    }
}

/// All of them, in the order in which the parts stand.
pub(super) fn problems_in(budget: &PersonalBudget, package: &Package, at: &Path<'_>) -> Vec<Problem> {
    let parts = budget.parts();
    let mut found = Vec::new();
    if parts.package.id != package.id() {
        let at = at.field("package");
        found.push(Problem::at(&at.field("id"), &kind::OTHER_PACKAGE).naming(package.id()));
    }
    if parts.household != package.household() {
        let problem = Problem::at(&at.field("household"), &kind::OTHER_HOUSEHOLD);
        found.push(problem.naming(package.household()));
    }
    if !package.people().contains(&parts.of.person) {
        let at = at.field("of");
        found.push(Problem::at(&at.field("person"), &kind::UNKNOWN_PERSON).naming(parts.of.person));
    }
    if !found.is_empty() {
        // Of another package no line is there.
        return found;
    }
    let mut line = |at: &Path<'_>, id: PackageLineId, must_stand_in_it: bool, is_of_fee: Option<bool>| {
        let wrong: Option<&'static ProblemKind> = match package.line(id) {
            None => Some(&kind::UNKNOWN_LINE),
            Some(line) if must_stand_in_it && !line.stands_in().contains(&parts.of) => {
                Some(&kind::NOT_IN_THIS_BUDGET)
            }
            Some(line) if is_of_fee.is_some_and(|fee| fee != is_fee(line)) => {
                Some(if is_of_fee == Some(true) { &kind::NOT_A_FEE } else { &kind::IS_A_FEE })
            }
            Some(_) => None,
        };
        found.extend(wrong.map(|kind| Problem::at(&at.field("line"), kind).naming(id)));
    };
    for (at, fee) in at.field("fees").each(&parts.fees) {
        line(&at, fee.line, true, Some(true));
    }
    for (at, alone) in at.field("alone").each(&parts.alone) {
        line(&at, alone.line, true, Some(false));
    }
    for (at, care) in at.field("care_of_adult").each(&parts.care_of_adult) {
        line(&at, care.line, false, Some(false));
    }
    let held = at.field("held");
    for (at, said) in held.field("lines").each(&parts.held.lines) {
        line(&at, said.line, true, Some(false));
    }
    found
}
