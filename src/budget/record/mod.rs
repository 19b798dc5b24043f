//! The record of a personal budget, from an indicative amount until it is closed.
//!
//! Somebody is told about how much their budget may be. Then a version is proposed with its statement, shared, agreed to, and
//! begins, with its package or after it. What is agreed to is **a version**: of one version of the package, by its
//! fingerprint. What its statement came to is handed over as [`StatementGiven`], and the final account as
//! [`FinalAccountGiven`]: both are worked out outside of the record, and what bars there bars here.
//!
//! **A change is a proposal** until everybody was asked; the version that counts goes on, and then the new one counts from its
//! day. One that reaches back is a correction, with its reason and since when the person has been told.
//!
//! **Suspending stops payments, never the duty**: [`BudgetCase::held_on`] is *managed* from that day on, and what had been
//! paid ahead is owed to be reconciled. It waits for nobody: a change that is being proposed is dropped by it.
//!
//! | question | answered by |
//! |---|---|
//! | which version counts on a day? | [`BudgetCase::counts_on`] |
//! | who holds the money of a line on a day? | [`BudgetCase::held_on`] |
//! | until when is anything charged? | [`BudgetCase::died`] |
//! | what is owed, and by when? | [`Budget`], by [`Owes`](crate::base::Owes) |
//!
//! # An example
//!
//! A made-up mother. Her budget is proposed, and she is asked before she has it and before it was worked out.
//!
//! ```
//! use mutual_care::base::{England, Findings, Money, Role, Said, Say, Stamp, WorkerId};
//! use mutual_care::budget::record::*;
//! use mutual_care::budget::{PersonalBudget, PersonalBudgetParts, PricedPackage};
//! use mutual_care::machine::{Machine, Setting};
//! use mutual_care::package::{BudgetOf, Package, PackageParts};
//! # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
//! let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
//! let worker: WorkerId = id(90).parse()?;
//! let stamp = |d| Stamp::new(day(d).and_hms_opt(9, 30, 0).unwrap().and_utc(), worker, Role::SocialWorker).unwrap();
//! let policy = Policy::default();
//! let setting = Setting::new(&policy, &England);
//!
//! let of = BudgetOf::adult(id(3).parse()?);
//! let indicated = BudgetIndicated {
//!     on: day(2),
//!     budget: id(5).parse()?,
//!     of,
//!     household: id(2).parse()?,
//!     weekly: Money::new(25_000)?,
//!     how: Default::default(),
//! };
//! let record = Budget::open(indicated.budget, indicated.clone(), stamp(2), &setting)?.record;
//!
//! let package = Package::new(PackageParts::new(id(1).parse()?, id(2).parse()?, vec![of.person], day(2)))?;
//! let mut parts = PersonalBudgetParts::new(indicated.budget, of, indicated.household, package.id(), day(3));
//! parts.package = PricedPackage { id: package.id(), fingerprint: Some(package.fingerprint()?) };
//! let budget = Box::new(PersonalBudget::new(parts)?);
//! let proposed = BudgetProposed { on: day(3), budget: budget.clone(), people: vec![of.person], statement: None };
//! let record = record.accept(proposed, stamp(3), &setting)?.record;
//!
//! let says = vec![Said { person: of.person, say: Say::Agrees }];
//! let agreed = BudgetAgreed { on: day(4), says, tried: vec![], statement: None, on_proposed_package: None };
//! let refused = record.accept(agreed.clone(), stamp(4), &setting).unwrap_err();
//! assert_eq!(refused.to_string(), "barred: statement-not-given, person-has-not-got-budget");
//!
//! let record = refused.into_record();
//! let record = record.accept(BudgetShared { on: day(4), people: vec![of.person] }, stamp(4), &setting)?.record;
//! let statement = StatementGiven::of(&budget, &package, day(4), &Findings::none())?;
//! let agreed = BudgetAgreed { statement: Some(statement), ..agreed };
//! let record = record.accept(agreed, stamp(4), &setting)?.record;
//! let record: Budget = record.accept(BudgetBegan { on: day(5), with_package: None }, stamp(5), &setting)?.record.into();
//! assert_eq!(record.status(), Status::Running);
//! assert_eq!(record.case().counts_on(day(3)).map(|counts| counts.version), Some(1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Its states and what can happen
//!
#![doc = include_str!("pages/budget.svg")]
//!
#![doc = include_str!("pages/budget.md")]

mod case;
mod deciding;
mod event;
mod known;
mod owes;
pub mod rules;
mod running;
mod statement;

pub use case::{BudgetCase, CountingBudget, Suspension};
pub use event::{
    AsKnown, BudgetAgreed, BudgetAgreementWithdrawn, BudgetApproved, BudgetBegan, BudgetChangeDropped,
    BudgetChanged, BudgetClosed, BudgetIndicated, BudgetNeverBegan, BudgetPersonDied, BudgetProposed,
    BudgetReconciled, BudgetReviewed, BudgetShared, DirectPaymentsReviewed, NeverBeganBecause,
    PaidAheadReconciled, PaymentsResumed, PaymentsSuspended, ReachesBack, SuspendedBecause,
};
pub use rules::Policy;
pub use statement::{FinalAccountGiven, StatementGiven};

use crate::base::kinds;
use crate::machine::machine;

machine! {
    /// The record of the personal budget of one person in one role. Its id is the budget's.
    pub Budget(BudgetEvent) of kinds::Budget, keeps BudgetCase, asked with Policy;
    /// Somebody was told about how much it may be.
    begins Indicative with BudgetIndicated = "indicated", "indicated";
    taken over at Proposed, Agreed, Running, Suspended knowing AsKnown;

    states {
        /// Only about how much it may be is known. There is no plan yet.
        Indicative = "indicative", "indicative";
        /// A version is proposed.
        Proposed = "proposed", "proposed";
        /// Everybody was asked about this version. It has not begun.
        Agreed = "agreed", "agreed to";
        /// It is what counts.
        Running = "running", "running";
        /// It is what counts, and a change is proposed.
        ChangeProposed = "change_proposed", "running, a change proposed";
        /// Payments are suspended. Lines run on, held by the authority.
        Suspended = "suspended", "suspended";
        /// What was owed and what was paid were set against each other for the last time.
        Reconciled = "reconciled", "reconciled";
        /// It is over.
        Closed = "closed", "closed", final;
    }

    events {
        /// A version was proposed.
        BudgetProposed = "proposed", "proposed";
        /// It went to people who are asked.
        BudgetShared = "shared", "shared";
        /// Everybody was asked.
        BudgetAgreed = "agreed_to", "agreed to";
        /// Somebody agrees no longer.
        BudgetAgreementWithdrawn = "agreement_withdrawn", "somebody agrees no longer";
        /// Somebody who has no part in it approved it.
        BudgetApproved = "approved", "approved";
        /// It began.
        BudgetBegan = "began", "began";
        /// It is to be another from a day on.
        BudgetChanged = "changed", "changed";
        /// A proposed change was dropped.
        BudgetChangeDropped = "change_dropped", "the change was dropped";
        /// It was looked at again, and stays as it is.
        BudgetReviewed = "reviewed", "reviewed";
        /// Direct payments were reviewed.
        DirectPaymentsReviewed = "payments_reviewed", "direct payments reviewed";
        /// Payments stop for the time being.
        PaymentsSuspended = "suspended", "payments suspended";
        /// Payments are made again.
        PaymentsResumed = "resumed", "payments resumed";
        /// What had been paid ahead was reconciled.
        PaidAheadReconciled = "paid_ahead_reconciled", "what was paid ahead reconciled";
        /// It was reconciled for the last time.
        BudgetReconciled = "reconciled", "reconciled";
        /// It is not to begin any more.
        BudgetNeverBegan = "never_began", "never began";
        /// The person died.
        BudgetPersonDied = "died", "died";
        /// It was closed, with its final account.
        BudgetClosed = "closed", "closed";
    }

    from Indicative, Proposed, Agreed: BudgetProposed => Proposed;
    from Proposed, Agreed, Running, ChangeProposed: BudgetShared stay;
    from Proposed: BudgetAgreed => Agreed, or TakenElsewhere;
    from Agreed: BudgetAgreementWithdrawn => Proposed;
    from Proposed, Agreed, ChangeProposed: BudgetApproved stay, or TakenElsewhere;
    from Agreed: BudgetBegan => Running, or TakenElsewhere;
    from Indicative, Proposed, Agreed: BudgetNeverBegan => Closed;

    // A change is a proposal until everybody was asked.
    from Running, ChangeProposed: BudgetChanged => ChangeProposed;
    from ChangeProposed: BudgetAgreed => Running, or TakenElsewhere;
    from ChangeProposed: BudgetChangeDropped => Running;

    from Running, Suspended: BudgetReviewed stay;
    from Running, ChangeProposed, Suspended: DirectPaymentsReviewed stay;

    // Payments stop; what is needed is met all the same.
    from Running, ChangeProposed: PaymentsSuspended => Suspended;
    from Suspended: PaymentsResumed => Running;
    from Running, ChangeProposed, Suspended: PaidAheadReconciled stay;

    from Running, ChangeProposed, Suspended: BudgetReconciled => Reconciled;
    from Reconciled: BudgetReconciled stay;
    from Reconciled: BudgetClosed => Closed;

    from Indicative, Proposed, Agreed, Running, ChangeProposed, Suspended, Reconciled: BudgetPersonDied stay;
}
