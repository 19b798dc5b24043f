//! What a record knows of its budget.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{Budget, StatementGiven, SuspendedBecause};
use crate::agreement::Agreement;
use crate::base::{Actor, AnyId, BudgetId, HouseholdId, Money, PackageLineId};
use crate::budget::PersonalBudget;
use crate::budget::held::HeldAs;
use crate::machine::Case;
use crate::package::BudgetOf;

/// What is known of a personal budget, whichever state its record is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetCase {
    pub(super) id: BudgetId,
    pub(super) of: BudgetOf,
    pub(super) household: HouseholdId,
    /// What was said before there was a plan, and when.
    pub(super) indicated: Option<(NaiveDate, Money)>,
    /// The version that there is now, once one was proposed.
    pub(super) agreement: Option<Agreement<PersonalBudget>>,
    pub(super) statement: Option<StatementGiven>,
    pub(super) approved: Option<(NaiveDate, Actor)>,
    /// While a change is proposed: the version that counts, and what is known of the change.
    pub(super) change: Option<Box<ProposedChange>>,
    pub(super) counting: Vec<CountingBudget>,
    pub(super) suspensions: Vec<Suspension>,
    pub(super) payments_reviewed: Option<NaiveDate>,
    pub(super) died: Option<NaiveDate>,
    pub(super) reconciled: Option<(NaiveDate, NaiveDate)>,
    pub(super) over: Option<NaiveDate>,
}

/// A change that nobody has agreed to yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProposedChange {
    pub(super) from: NaiveDate,
    pub(super) before: Agreement<PersonalBudget>,
    pub(super) statement_before: Option<StatementGiven>,
}

/// A version of a budget that counts, from its day until the next one does.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CountingBudget {
    /// From which day on.
    pub from: NaiveDate,
    /// When that was settled.
    pub since: NaiveDate,
    /// The number of the version.
    pub version: u32,
    /// The budget as that version says it.
    pub budget: Box<PersonalBudget>,
}

/// Days on which payments were suspended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suspension {
    /// The first of them.
    pub from: NaiveDate,
    /// The first day on which payments were made again.
    pub until: Option<NaiveDate>,
    /// Why.
    pub because: SuspendedBecause,
    /// Up to and including which day payments had been made ahead; none if nobody knows.
    pub paid_up_to: Option<NaiveDate>,
    /// When what had been paid ahead was reconciled.
    pub reconciled_on: Option<NaiveDate>,
}

impl Suspension {
    /// Whether something had been paid ahead that is to be reconciled, or nobody knows that nothing had.
    pub fn has_paid_ahead(&self) -> bool {
        self.paid_up_to.is_none_or(|last| last >= self.from)
    }
}

impl Case for BudgetCase {
    type Machine = Budget;
}

impl BudgetCase {
    pub(super) const fn new(id: BudgetId, of: BudgetOf, household: HouseholdId) -> Self {
        Self {
            id,
            of,
            household,
            indicated: None,
            agreement: None,
            statement: None,
            approved: None,
            change: None,
            counting: Vec::new(),
            suspensions: Vec::new(),
            payments_reviewed: None,
            died: None,
            reconciled: None,
            over: None,
        }
    }

    /// Whose it is, in which role.
    pub const fn of(&self) -> BudgetOf {
        self.of
    }

    /// The household.
    pub const fn household(&self) -> HouseholdId {
        self.household
    }

    /// When somebody was told about how much it may be, and how much a week that was.
    pub const fn indicated(&self) -> Option<(NaiveDate, Money)> {
        self.indicated
    }

    /// The version that there is now: who has it, what everybody says to it, its reviews. None before one was proposed.
    pub const fn agreement(&self) -> Option<&Agreement<PersonalBudget>> {
        self.agreement.as_ref()
    }

    /// What the statement of this version came to.
    pub const fn statement(&self) -> Option<&StatementGiven> {
        self.statement.as_ref()
    }

    /// From which day on a proposed change is to count, if one is proposed.
    pub fn change_from(&self) -> Option<NaiveDate> {
        self.change.as_ref().map(|change| change.from)
    }

    /// Every version that has come to count, in the order in which that was settled.
    pub fn counting(&self) -> &[CountingBudget] {
        &self.counting
    }

    /// The version that counts on a day, as known now: of those from that day or earlier the one that was settled last.
    pub fn counts_on(&self, day: NaiveDate) -> Option<&CountingBudget> {
        self.counting.iter().rev().find(|one| one.from <= day)
    }

    /// The days on which payments were suspended, in order.
    pub fn suspensions(&self) -> &[Suspension] {
        &self.suspensions
    }

    /// Whether payments are suspended on a day.
    pub fn is_suspended_on(&self, day: NaiveDate) -> bool {
        let holds = |one: &Suspension| one.from <= day && one.until.is_none_or(|until| day < until);
        self.suspensions.iter().any(holds)
    }

    /// In which way a line is held on a day. While payments are suspended, the authority holds it and pays for it.
    pub fn held_on(&self, line: PackageLineId, day: NaiveDate) -> Option<HeldAs> {
        let counts = self.counts_on(day)?;
        let held = counts.budget.parts().held.of(line);
        Some(if self.is_suspended_on(day) { HeldAs::Managed } else { held })
    }

    /// When the person died. Nothing is charged for that day and later ones.
    pub const fn died(&self) -> Option<NaiveDate> {
        self.died
    }

    /// When it was reconciled for the last time, and up to and including which day.
    pub const fn reconciled(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.reconciled
    }

    /// Since when it is over: closed, or not to begin any more.
    pub const fn over(&self) -> Option<NaiveDate> {
        self.over
    }

    pub(super) const fn ids(&self) -> [AnyId; 1] {
        [self.id.any()]
    }

    /// Whether any of it is held by direct payment as it counts on a day.
    pub(super) fn pays_directly(&self, day: NaiveDate) -> bool {
        let held = self.counts_on(day).map(|counts| &counts.budget.parts().held);
        held.is_some_and(|held| {
            let ways = held.lines.iter().map(|line| line.held).chain([held.by_default]);
            ways.into_iter().any(|held| held.recipient().is_some())
        })
    }
}
