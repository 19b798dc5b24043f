//! What is looked at beside how a budget is held.

use alloc::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Held, Recipient};
use crate::household::HouseholdInput;
use crate::package::{BudgetOf, Line, LineStatus, Package};

/// What rules about holding a budget look at beside it.
#[derive(Debug, Clone, Copy)]
pub struct HeldContext<'a> {
    /// The package whose lines the budget pays.
    pub package: &'a Package,
    /// As at which date. Lines that ended before are not looked at.
    pub on: NaiveDate,
    /// The household. Without it nobody knows who is what to whom, and that bars.
    pub household: Option<&'a HouseholdInput>,
}

impl<'a> HeldContext<'a> {
    /// A package on a date, and no household.
    pub const fn new(package: &'a Package, on: NaiveDate) -> Self {
        Self { package, on, household: None }
    }

    /// The lines that a budget pays and that have not ended, held by direct payment, each with who receives it.
    pub(super) fn by_direct_payment(
        &self,
        of: BudgetOf,
        held: &'a Held,
    ) -> impl Iterator<Item = (&'a Line, Recipient)> + use<'a> {
        let (package, on) = (self.package, self.on);
        self.lines(of)
            .filter(move |line| package.line_status(line, on) != LineStatus::Ended)
            .filter_map(|line| Some((line, held.of(line.id).recipient()?)))
    }

    /// The lines that a budget pays, ended ones included.
    pub(super) fn lines(&self, of: BudgetOf) -> impl Iterator<Item = &'a Line> + use<'a> {
        let paid = move |line: &&Line| {
            line.payer.is_of_a_budget() && !line.costs_nothing && line.stands_in().contains(&of)
        };
        self.package.lines().iter().filter(paid)
    }

    /// Everybody who receives direct payments. Where the budget pays no line yet: whoever would as a whole.
    pub(super) fn recipients(&self, of: BudgetOf, held: &'a Held) -> BTreeSet<Recipient> {
        let none = self.lines(of).next().is_none();
        let by_default = held.by_default.recipient().filter(|_| none);
        self.by_direct_payment(of, held).map(|(_, to)| to).chain(by_default).collect()
    }
}
