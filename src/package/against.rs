//! Whether a care package fits a household.

use alloc::vec::Vec;

use super::problems as kind;
use super::{Line, Package, PackageParts};
use crate::base::{Path, PersonId, Problem, Problems};
use crate::household::HouseholdInput;

impl Package {
    /// Whether it fits a household: it is this one, its people are there, and so are the needs and the providers that its
    /// lines name. A need is one of somebody whom the line is for, or in whose budget it stands. That something of it has
    /// ended, or has not begun, is no mistake: the file of a household has it for other days.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with its place and what would. Lines are counted in order of id.
    pub fn check(&self, household: &HouseholdInput) -> Result<(), Problems> {
        Problems::none_or(problems_in(self.parts(), household))
    }
}

/// All of them, in the order in which the parts stand.
pub(crate) fn problems_in(package: &PackageParts, household: &HouseholdInput) -> Vec<Problem> {
    let mut found = Vec::new();
    let field = |name| Path::WHOLE.field(name);
    if package.household != household.id() {
        found.push(Problem::at(&field("household"), &kind::OTHER_HOUSEHOLD).naming(household.id()));
    }
    let people = field("people");
    for (at, person) in people.each(&package.people).filter(|(_, id)| household.person(**id).is_none()) {
        found.push(Problem::at(&at, &kind::NOT_IN_HOUSEHOLD).naming(*person));
    }
    for (at, line) in field("lines").each(&package.lines) {
        line_in(&at, line, household, &mut found);
    }
    found
}

fn line_in(at: &Path<'_>, line: &Line, household: &HouseholdInput, found: &mut Vec<Problem>) {
    let is_person = |by: crate::base::SourceId| household.person(PersonId::new(by.uuid())).is_some();
    if let Some(by) = line.by.filter(|by| household.service(*by).is_none() && !is_person(*by)) {
        found.push(Problem::at(&at.field("by"), &kind::UNKNOWN_SOURCE).naming(by));
    }
    let budgets = line.stands_in();
    for (at, id) in at.field("needs").each(&line.needs) {
        let whose = household.need(*id).map(|stated| stated.need.person());
        let theirs =
            |person| line.people.contains(&person) || budgets.iter().any(|budget| budget.person == person);
        let kind = match whose {
            None => &kind::UNKNOWN_NEED,
            Some(person) if !theirs(person) => &kind::NEED_OF_SOMEBODY_ELSE,
            Some(_) => continue,
        };
        found.push(Problem::at(&at, kind).naming(*id));
    }
}
