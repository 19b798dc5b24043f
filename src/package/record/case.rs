//! What a record knows of its package.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::version::Before;
use super::{
    BalanceOfTwo, CarePackage, CountingVersion, EmergencyPlanGiven, PackageEndedBecause, PostedUpTo, Status,
    UrgentBecause, rules,
};
use crate::agreement::Agreement;
use crate::base::{Actor, AnyId, PersonId};
use crate::machine::{Case, Misfit};
use crate::package::Package;

/// What is known of a care package, whichever state its record is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarePackageCase {
    pub(super) agreement: Agreement<Package>,
    pub(super) begins_on: NaiveDate,
    pub(super) before: Option<Box<Before>>,
    /// What counts, in the order in which it came to count.
    pub(super) counting: Vec<CountingVersion>,
    pub(super) corrections: Vec<PastCorrection>,
    pub(super) urgent: Option<UrgentStart>,
    pub(super) emergency_plan: Option<EmergencyPlanGiven>,
    pub(super) interim: Option<InterimKept>,
    /// The balance in the week that was looked at before this version was agreed to.
    pub(super) balance_agreed: Option<Vec<BalanceOfTwo>>,
    pub(super) balance: Balance,
    pub(super) reviews_asked: Vec<ReviewAsked>,
    pub(super) withdrew: BTreeMap<PersonId, NaiveDate>,
    pub(super) status: Status,
    pub(super) ended: Option<PackageEndedBecause>,
}

/// Help that began before it was agreed to and approved, and what was done since of what that owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct UrgentStart {
    /// Since when.
    pub on: NaiveDate,
    /// Why it could not wait.
    pub because: UrgentBecause,
    /// Who decided that.
    pub decided_by: Actor,
    /// When the needs were assessed.
    pub assessed_on: Option<NaiveDate>,
    /// When everybody was asked.
    pub agreed_on: Option<NaiveDate>,
    /// When it was approved.
    pub approved_on: Option<NaiveDate>,
}

/// A version that changed what was owed for days that had passed, or had been posted or charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PastCorrection {
    /// Which version.
    pub version: u32,
    /// From which day on.
    pub from: NaiveDate,
    /// When it was decided.
    pub decided_on: NaiveDate,
    /// Up to which day anything had been posted or charged.
    pub posted: PostedUpTo,
    /// When the difference was reconciled.
    pub reconciled_on: Option<NaiveDate>,
    /// How many versions had come to count before.
    pub(super) after: usize,
}

/// What is arranged in place of an emergency plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InterimKept {
    /// Since when something is, extensions of it included.
    pub(super) since: NaiveDate,
    pub(super) until: NaiveDate,
    pub(super) plan_on: Option<NaiveDate>,
}

/// The balance between members when the package was last agreed to or reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Balance {
    /// It was never in force.
    Never,
    /// Nobody looked.
    NotLookedAt,
    Was(Vec<BalanceOfTwo>),
}

/// A review that somebody asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ReviewAsked {
    pub(super) on: NaiveDate,
    pub(super) by: Actor,
    pub(super) held_on: Option<NaiveDate>,
}

impl Case for CarePackageCase {
    type Machine = CarePackage;

    fn after_any(&mut self, _: NaiveDate, status: Status) {
        self.status = status;
    }
}

impl CarePackageCase {
    pub(super) const fn new(agreement: Agreement<Package>, begins_on: NaiveDate, status: Status) -> Self {
        Self {
            agreement,
            begins_on,
            before: None,
            counting: Vec::new(),
            corrections: Vec::new(),
            urgent: None,
            emergency_plan: None,
            interim: None,
            balance_agreed: None,
            balance: Balance::Never,
            reviews_asked: Vec::new(),
            withdrew: BTreeMap::new(),
            status,
            ended: None,
        }
    }

    /// The package as this version has it: a proposed change, while one is proposed.
    pub const fn package(&self) -> &Package {
        self.agreement.document()
    }

    /// The version that there is now: whom it is about, who has it, what everybody says to it, who approved it. While a
    /// change is proposed, that of the change.
    pub const fn agreement(&self) -> &Agreement<Package> {
        &self.agreement
    }

    /// From which day on this version is to hold, or holds.
    pub const fn begins_on(&self) -> NaiveDate {
        self.begins_on
    }

    /// The version that is in force: this one, or the one before while a change of it is only proposed.
    pub fn in_force(&self) -> Option<&Agreement<Package>> {
        let this = self.agreement.in_force().is_some();
        if this { Some(&self.agreement) } else { self.before.as_deref().map(|before| &before.agreement) }
    }

    /// How help began urgently, if it did, and what was done since of what that owes.
    pub const fn urgent(&self) -> Option<&UrgentStart> {
        self.urgent.as_ref()
    }

    /// The versions that changed what was owed for days that had passed.
    pub fn corrections(&self) -> &[PastCorrection] {
        &self.corrections
    }

    /// The emergency plan that is known to be agreed to, if one is.
    pub const fn emergency_plan(&self) -> Option<&EmergencyPlanGiven> {
        self.emergency_plan.as_ref()
    }

    /// Up to and including which day something is arranged in place of an emergency plan, while none is known to be agreed.
    pub fn interim_until(&self) -> Option<NaiveDate> {
        self.interim.filter(|interim| interim.plan_on.is_none()).map(|interim| interim.until)
    }

    /// Who agrees no longer to what is in force, each since when.
    pub const fn withdrew(&self) -> &BTreeMap<PersonId, NaiveDate> {
        &self.withdrew
    }

    /// Since when it is over, and why, once it is.
    pub fn ended(&self) -> Option<(NaiveDate, PackageEndedBecause)> {
        self.agreement.over().map(|over| over.on).zip(self.ended)
    }

    /// What its help that began urgently still owes, in words.
    pub(super) fn urgent_owes(&self) -> impl Iterator<Item = &'static str> {
        let owed = |urgent: UrgentStart| {
            [
                ("the assessment", urgent.assessed_on),
                ("the agreement", urgent.agreed_on),
                ("the approval", urgent.approved_on),
            ]
        };
        self.urgent.into_iter().flat_map(owed).filter(|(_, done)| done.is_none()).map(|(what, _)| what)
    }

    /// Whether help runs that is not agreed to and approved.
    pub(super) const fn runs_urgently(&self) -> bool {
        self.urgent.is_some() && self.agreement.in_force().is_none() && self.before.is_none()
    }

    pub(super) fn terms<'p>(&self, policy: &'p rules::Policy) -> crate::agreement::Terms<'p> {
        policy.terms(self.agreement.reviewed().is_some())
    }

    /// Whom everything in it is about.
    pub(super) fn ids(&self) -> [AnyId; 1] {
        [self.package().id().any()]
    }

    /// Once it has ended, only what is still owed.
    pub(super) fn still_owed(&self, done: fn(&UrgentStart) -> Option<NaiveDate>) -> Result<(), Misfit> {
        let owed = self.urgent.as_ref().is_some_and(|urgent| done(urgent).is_none());
        Misfit::unless(
            self.status != Status::Ended || owed,
            "expected something that is still owed, of a package that has ended",
            &self.ids(),
        )
    }
}
