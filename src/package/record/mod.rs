//! The record of a care package, from its first draft until it ends.
//!
//! A package is drawn up, proposed to everybody it is about and to its providers, agreed to line by line, approved by
//! somebody who has no part in it, and begins. What is agreed to is **a version**, with the day from which it is to hold. A
//! change is another version: a proposal until it is approved, while the one that counts runs on; then it counts from its day
//! ([`CarePackageCase::counts_on`]). Whether its lines run on a date follows from their dates
//! ([`Package::status`](crate::package::Package::status)) and is stored nowhere.
//!
//! **Help that cannot wait begins at once** (Care Act 2014 s.19, or out of hospital), from every state before it was approved.
//! Then it owes assessment, agreement and approval, each with a day by the policy, and each is owed until it is done, whatever
//! becomes of the package.
//!
//! **All that bars and all that warns comes at once.** What was done and looked at before people are asked is handed over as
//! facts ([`Preparation`]): which needs are eligible, who was involved, whether an advocate is due, what the week with the
//! package in it shows. What is not in them is not known, and that bars like a no.
//!
//! **A change into the past is a correction**, with the reason for it. It changes what was owed, never what was posted:
//! [`CarePackageCase::difference`] says how much, by line, payer and budget, as the difference of two exact costs.
//!
//! | question | answered by |
//! |---|---|
//! | which version counts on a day, or over some days? | [`CarePackageCase::counts_on`], [`CarePackageCase::counting`] |
//! | what does this version cost in its first 365 days? | [`CarePackageCase::estimate`] |
//! | what does a correction change of what was owed? | [`CarePackageCase::difference`] |
//! | what would the proposed change change of it? | [`CarePackageCase::difference_if_approved`] |
//! | what is owed, and by when? | [`CarePackage`], by [`Owes`](crate::base::Owes) |
//!
//! # An example
//!
//! A made-up mother, and a lunch that is brought to her. Nothing is known of what was looked at, so everything bars at once.
//!
//! ```
//! use mutual_care::base::{England, Money, PersonId, Role, Stamp, WorkerId};
//! use mutual_care::machine::{Machine, Setting};
//! use mutual_care::package::record::*;
//! use mutual_care::package::{Line, LineKind, Package, PackageParts, Payer, Price, Unit};
//! # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
//! let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
//! let worker: WorkerId = id(90).parse()?;
//! let stamp = |d| Stamp::new(day(d).and_hms_opt(9, 30, 0).unwrap().and_utc(), worker, Role::SocialWorker).unwrap();
//! let policy = Policy::default();
//! let setting = Setting::new(&policy, &England);
//!
//! let mother: PersonId = id(1).parse()?;
//! let mut parts = PackageParts::new(id(8).parse()?, id(9).parse()?, vec![mother], day(2));
//! let mut lunch = Line::new(id(3).parse()?, LineKind::HomeCare, mother, Payer::PersonalBudget);
//! lunch.by = Some(id(4).parse()?);
//! lunch.prices.push(Price::new(Money::new(700)?, Unit::Day));
//! parts.lines.push(lunch);
//! let package = Box::new(Package::new(parts)?);
//! let drawn_up = PackageDrawnUp { on: day(2), package: package.clone(), people: vec![mother], begins_on: day(9) };
//! let draft = CarePackage::open(package.id(), drawn_up, stamp(2), &setting)?.record;
//! assert_eq!(draft.case().estimate(&England)?.total.to_string(), "£2,555"); // £7 on 365 days
//!
//! let proposed = PackageProposed { on: day(3), people: vec![mother], providers: vec![id(4).parse()?] };
//! let proposed = draft.accept(proposed, stamp(3), &setting)?.record;
//! let agreed = PackageAgreed::new(day(4), vec![]);
//! let refused = proposed.accept(agreed, stamp(4), &setting).unwrap_err();
//! assert_eq!(
//!     refused.to_string(),
//!     "barred: eligible-needs-not-looked-at, looked-at-another-version, involvement-not-known, \
//!      advocacy-not-known, package-week-not-looked-at, agreement-not-known"
//! );
//!
//! // She came home from hospital, and lunch cannot wait.
//! let because = UrgentBecause::HospitalDischarge;
//! let began = HelpBeganUrgently { on: day(5), because, decided_by: worker.into() };
//! let record: CarePackage = refused.into_record().accept(began, stamp(5), &setting)?.record.into();
//! assert_eq!(record.status(), Status::UrgentAndProposed);
//! assert_eq!(record.case().counts_on(day(5)).map(|counts| counts.version), Some(1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Its states and what can happen
//!
#![doc = include_str!("pages/care_package.svg")]
//!
#![doc = include_str!("pages/care_package.md")]

mod agreeing;
mod case;
mod counting;
mod deciding;
mod difference;
mod event;
mod known;
mod looked_at;
mod owes;
mod preparation;
mod prepared;
pub mod rules;
mod running;
mod version;

pub use case::{CarePackageCase, PastCorrection, UrgentStart};
pub use difference::{OwedDifference, PartDifference};
pub use event::{
    AgreementWithdrawn, AsKnown, ChangeDropped, DifferenceReconciled, EmergencyPlanCame, HelpBegan,
    HelpBeganUrgently, PackageAgreed, PackageApproved, PackageChanged, PackageDrawnUp, PackageEnded,
    PackageEndedBecause, PackageProposed, PackageReviewBegan, PackageReviewed, PackageWordsPutRight,
    PostedUpTo, ReviewAskedFor, ReviewBecause, SaidOfLine, UrgentBecause, UrgentNeedsAssessed,
};
pub use looked_at::{BalanceOfTwo, CarerOf, NeverAsked, RingOfPeople, TwoDepend, WeekLookedAt};
pub use preparation::{
    AdvocateFor, EmergencyPlanGiven, Interim, InvolvedAs, InvolvedPerson, LeaningOn, NeedToMeet, Preparation,
    RiskKnown,
};
pub use rules::Policy;
pub use version::{CountingOver, CountingVersion};

use crate::base::kinds;
use crate::machine::machine;

machine! {
    /// The record of a care package for one household. Its id is the package's.
    pub CarePackage(CarePackageEvent) of kinds::Package, keeps CarePackageCase, asked with Policy;
    /// It was drawn up.
    begins Drafted with PackageDrawnUp = "drawn_up", "drawn up";
    taken over at Drafted, Proposed, Agreed, Approved, StartedUrgently, Running, UnderReview knowing AsKnown;

    states {
        /// It is being drawn up, or was changed before it began.
        Drafted = "drafted", "drafted";
        /// People it is about, or providers, have this version.
        Proposed = "proposed", "proposed";
        /// Everybody was asked about each line.
        Agreed = "agreed", "agreed to";
        /// Somebody who has no part in it took it on. It has not begun.
        Approved = "approved", "approved";
        /// Help began before it was agreed to and approved; nobody has this version.
        StartedUrgently = "started_urgently", "started urgently";
        /// The same; people it is about, or providers, have this version.
        UrgentAndProposed = "urgent_and_proposed", "started urgently and proposed";
        /// The same; everybody was asked. It is not approved.
        UrgentAndAgreed = "urgent_and_agreed", "started urgently and agreed to";
        /// It is what counts.
        Running = "running", "running";
        /// It is what counts, and is being looked at again.
        UnderReview = "under_review", "under review";
        /// A change is being drawn up. What counts runs on.
        ChangeDrafted = "change_drafted", "running, a change drafted";
        /// A change is proposed. What counts runs on.
        ChangeProposed = "change_proposed", "running, a change proposed";
        /// A change is agreed to. What counts runs on until it is approved, and until its day.
        ChangeAgreed = "change_agreed", "running, a change agreed to";
        /// It is over.
        Ended = "ended", "ended", final;
    }

    events {
        /// It went to people it is about, or to providers.
        PackageProposed = "proposed", "proposed";
        /// Everybody was asked about each line.
        PackageAgreed = "agreed_to", "agreed to";
        /// Somebody who has no part in it took it on.
        PackageApproved = "approved", "approved";
        /// Help began.
        HelpBegan = "began", "began";
        /// Help began before it was agreed to and approved.
        HelpBeganUrgently = "began_urgently", "began urgently";
        /// The needs of those for whom help began urgently were assessed.
        UrgentNeedsAssessed = "needs_assessed", "needs assessed";
        /// An emergency plan was agreed to.
        EmergencyPlanCame = "emergency_plan_came", "an emergency plan was agreed to";
        /// Somebody asked for a review.
        ReviewAskedFor = "review_asked_for", "a review was asked for";
        /// A review began.
        PackageReviewBegan = "review_began", "a review began";
        /// It was looked at again, and stays as it is.
        PackageReviewed = "reviewed", "reviewed";
        /// It is to be another from a day on.
        PackageChanged = "changed", "changed";
        /// A proposed change was dropped.
        ChangeDropped = "change_dropped", "the change was dropped";
        /// Words were put right, and nothing else.
        PackageWordsPutRight = "words_put_right", "words put right";
        /// Somebody it is about agrees no longer.
        AgreementWithdrawn = "agreement_withdrawn", "somebody agrees no longer";
        /// The difference that a correction made was reconciled.
        DifferenceReconciled = "difference_reconciled", "a difference was reconciled";
        /// It is over.
        PackageEnded = "package_ended", "ended";
    }

    from Drafted: PackageProposed => Proposed;
    from Proposed, Agreed, Approved: PackageProposed stay;
    from Proposed: PackageAgreed => Agreed, or TakenElsewhere;
    from Agreed: PackageApproved => Approved, or TakenElsewhere;
    from Approved: HelpBegan => Running, or Irregularly;
    from Drafted, Proposed, Agreed, Approved: PackageChanged => Drafted;
    from Agreed, Approved: AgreementWithdrawn => Proposed;

    // Help that cannot wait: what it owes is done while it runs.
    from Drafted: HelpBeganUrgently => StartedUrgently;
    from Proposed: HelpBeganUrgently => UrgentAndProposed;
    from Agreed: HelpBeganUrgently => UrgentAndAgreed;
    from StartedUrgently: PackageProposed => UrgentAndProposed;
    from UrgentAndProposed, UrgentAndAgreed: PackageProposed stay;
    from UrgentAndProposed: PackageAgreed => UrgentAndAgreed, or TakenElsewhere;
    from UrgentAndAgreed: PackageApproved => Running, or TakenElsewhere;
    from StartedUrgently, UrgentAndProposed, UrgentAndAgreed: PackageChanged => StartedUrgently;
    from UrgentAndAgreed: AgreementWithdrawn => UrgentAndProposed;
    from StartedUrgently, UrgentAndProposed, UrgentAndAgreed, Running, UnderReview,
        ChangeDrafted, ChangeProposed, ChangeAgreed: UrgentNeedsAssessed stay;

    // A change is a proposal until it is approved; then it counts from its day.
    from Running, UnderReview: PackageProposed stay;
    from Running, UnderReview, ChangeDrafted, ChangeProposed, ChangeAgreed: PackageChanged => ChangeDrafted;
    from ChangeDrafted: PackageProposed => ChangeProposed;
    from ChangeProposed, ChangeAgreed: PackageProposed stay;
    from ChangeProposed: PackageAgreed => ChangeAgreed, or TakenElsewhere;
    from ChangeAgreed: PackageApproved => Running, or TakenElsewhere;
    from ChangeAgreed: AgreementWithdrawn => ChangeProposed;
    from ChangeDrafted, ChangeProposed, ChangeAgreed: ChangeDropped => UnderReview;

    from Running, UnderReview, ChangeDrafted, ChangeProposed, ChangeAgreed: ReviewAskedFor stay;
    from Running: PackageReviewBegan => UnderReview;
    from UnderReview: PackageReviewed => Running;
    from Running, UnderReview: AgreementWithdrawn => UnderReview;

    from Drafted, Proposed, Agreed, Approved, StartedUrgently, UrgentAndProposed, UrgentAndAgreed, Running,
        UnderReview, ChangeDrafted, ChangeProposed, ChangeAgreed: PackageWordsPutRight stay;
    from Agreed, Approved, StartedUrgently, UrgentAndProposed, UrgentAndAgreed, Running, UnderReview,
        ChangeDrafted, ChangeProposed, ChangeAgreed: EmergencyPlanCame stay;
    from StartedUrgently, UrgentAndProposed, UrgentAndAgreed, Running, UnderReview,
        ChangeDrafted, ChangeProposed, ChangeAgreed: DifferenceReconciled stay;
    from Drafted, Proposed, Agreed, Approved, StartedUrgently, UrgentAndProposed, UrgentAndAgreed, Running,
        UnderReview, ChangeDrafted, ChangeProposed, ChangeAgreed: PackageEnded => Ended;

    // What was owed when it ended is owed still, and can be done.
    from Ended: PackageAgreed, PackageApproved, UrgentNeedsAssessed, DifferenceReconciled stay;
}
