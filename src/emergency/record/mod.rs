//! The record of an emergency plan, and what to do next while an emergency is on.
//!
//! A plan is drawn up, shared with everybody it is about and with its responders, agreed to, and becomes active.
//! What is agreed to is **a version**: a plan that says something else is drafted again, and a number that was put
//! right is not another version. Whoever it is about may withdraw; then it is shared, and to be agreed to anew.
//!
//! **An emergency waits for nothing.** It can begin from every state but the last, whether the plan is up to date
//! or not; before the plan is active it is recorded as [irregular](crate::machine::Irregularly), with all that stood
//! against it. It ends where it began. While it is on the record keeps what really happened, and [`NextStep`] says
//! whom to call, who is late, and what comes to harm when, by the same engine that proved the plan.
//!
//! | question | answered by |
//! |---|---|
//! | is the plan out of date, and why? | [`EmergencyPlan::stale`] |
//! | what is owed, and by when? | [`EmergencyPlan`], by [`Owes`](crate::base::Owes) |
//! | whom to call, and what is late? | [`Activation::whom_to_call`], from the plan alone |
//! | what comes to harm next, and when? | [`EmergencyPlan::next_step`], with the household's week |
//! | what has it cost? | [`Activation::cost`] |
//!
//! # An example
//!
//! A made-up mother and son, and her sister, who would come. The plan is shared and agreed to without a proof.
//!
//! ```
//! use mutual_care::base::{PersonId, PrivateText, Role, Said, Say, Stamp, WorkerId, WorkingDays};
//! use mutual_care::agreement::RiskAccepted;
//! use mutual_care::emergency::record::*;
//! use mutual_care::emergency::{Plan, PlanParts, Responder, ResponderKind};
//! use mutual_care::machine::{Machine, Setting};
//! # struct EveryDay;
//! # impl WorkingDays for EveryDay {
//! #     fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> { Some(true) }
//! # }
//! # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
//! let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
//! let worker: WorkerId = id(90).parse()?;
//! let stamp = |d| Stamp::new(day(d).and_hms_opt(9, 30, 0).unwrap().and_utc(), worker, Role::SocialWorker).unwrap();
//! let policy = Policy::default();
//! let setting = Setting::new(&policy, &EveryDay);
//!
//! let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
//! let sister: PersonId = id(3).parse()?;
//! let mut parts = PlanParts::new(id(8).parse()?, id(9).parse()?, day(2));
//! parts.responders = vec![Responder::new(id(4).parse()?, sister, ResponderKind::Family)];
//! let plan = Box::new(Plan::new(parts)?);
//! let drawn_up = DrawnUp { on: day(2), plan: plan.clone(), people: vec![mother, son] };
//! let draft = EmergencyPlan::open(plan.id(), drawn_up, stamp(2), &setting)?.record;
//!
//! let shared_with = SharedWith { on: day(3), people: vec![mother, son], responders: vec![] };
//! let shared = draft.accept(shared_with, stamp(3), &setting)?.record;
//!
//! // The son was not asked, and nobody accepts that there is no proof: all reasons at once.
//! let agreed_to = AgreedTo {
//!     on: day(4),
//!     says: vec![Said { person: mother, say: Say::Agrees }],
//!     proof: None,
//!     risk: None,
//!     on_proposed_package: None,
//! };
//! let refused = shared.accept(agreed_to.clone(), stamp(4), &setting).unwrap_err();
//! assert_eq!(refused.to_string(), "barred: agreement-not-known, not-proven");
//!
//! let says = vec![Said { person: mother, say: Say::Agrees }, Said { person: son, say: Say::Agrees }];
//! let risk = RiskAccepted { reason: PrivateText::new("Her sister is all there is.")?, accepted_by: worker.into() };
//! let agreed_to = AgreedTo { says, risk: Some(risk), ..agreed_to };
//! let agreed = refused.into_record().accept(agreed_to, stamp(4), &setting)?;
//! assert_eq!(agreed.findings.with_code("responder-has-not-got-plan").count(), 1);
//! let active = agreed.record.accept(BecameActive { on: day(5), with_package: None }, stamp(5), &setting)?;
//! let record: EmergencyPlan = active.record.into();
//! assert_eq!(record.status(), Status::Active);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Its states and what can happen
//!
#![doc = include_str!("pages/emergency_plan.svg")]
//!
#![doc = include_str!("pages/emergency_plan.md")]

mod activation;
mod agreed;
mod calls;
mod case;
mod cost;
mod event;
mod guards;
mod known;
mod lost;
mod lost_guards;
mod next_step;
mod night;
mod night_guards;
mod owes;
mod passed;
pub mod rules;
mod stale;
mod unknowns;

pub use super::clock::{ClockTime, ClockTimeError, Moment};
pub use activation::{Activation, CallMade, CallNow, Stay};
pub use calls::{Expected, NextCall, Overdue, OverdueWith, Ringing, There, WhomToCall};
pub use case::PlanCase;
pub use cost::{Cost, CostError, CostLine};
pub use event::{
    AgreedTo, AsKnown, BecameActive, DrawnUp, FoundWrong, LearntFrom, PersonWithdrew, PlanChanged, PlanEnded,
    PlanEndedBecause, ProvenAnew, ResponderWithdrew, Reviewed, SharedWith, WithdrewBecause, WordsPutRight,
    WrongPart,
};
pub use lost::{CameBack, DiedMeanwhile, LossKept, LostAgain};
pub use next_step::{Harm, NextStep, NextStepError};
pub use night::{
    Activated, Answered, Arrived, CallReply, Called, Deviated, DeviationKind, Does, Left, NotReached,
    OverBecause, StoodDown, Who,
};
pub use passed::Passed;
pub use rules::Policy;

use crate::base::kinds;
use crate::machine::machine;

machine! {
    /// The record of an emergency plan for one household, for everyone in it. Its id is the plan's.
    pub EmergencyPlan(EmergencyPlanEvent) of kinds::EmergencyPlan, keeps PlanCase, asked with Policy;
    /// It was drawn up.
    begins Drafted with DrawnUp = "drawn_up", "drawn up";
    taken over at Drafted, Shared, Agreed, Active,
        ActivatedAsDrafted, ActivatedAsShared, ActivatedAsAgreed, ActivatedAsActive knowing AsKnown;

    states {
        /// It is being drawn up, or was changed: nobody has this version yet.
        Drafted = "drafted", "drafted";
        /// People it is about, or responders, have this version.
        Shared = "shared", "shared";
        /// Everybody it is about was asked; it is proven, or somebody accepts that it is not.
        Agreed = "agreed", "agreed to";
        /// It is what counts.
        Active = "active", "active";
        /// An emergency is on; the plan was a draft.
        ActivatedAsDrafted = "activated_as_drafted", "activated as a draft";
        /// An emergency is on; the plan was shared, and not agreed to.
        ActivatedAsShared = "activated_as_shared", "activated as shared";
        /// An emergency is on; the plan was agreed to, and not active.
        ActivatedAsAgreed = "activated_as_agreed", "activated as agreed to";
        /// An emergency is on; the plan was active.
        ActivatedAsActive = "activated_as_active", "activated";
        /// It is none any more.
        Ended = "ended", "ended", final;
    }

    events {
        /// It went to people it is about, or to responders.
        SharedWith = "shared_with", "shared";
        /// Everybody it is about was asked, and it is proven or somebody accepts that it is not.
        AgreedTo = "agreed_to", "agreed to";
        /// It is what counts from now on.
        BecameActive = "became_active", "became active";
        /// It says something else: a new version.
        PlanChanged = "plan_changed", "changed";
        /// Names and numbers were put right, and nothing else.
        WordsPutRight = "words_put_right", "words put right";
        /// It was proven again, for the week as it is now.
        ProvenAnew = "proven_anew", "proven anew";
        /// Somebody it is about agrees no longer.
        PersonWithdrew = "person_withdrew", "somebody withdrew";
        /// A responder comes no longer.
        ResponderWithdrew = "responder_withdrew", "a responder withdrew";
        /// It was looked at again, and stays as it is.
        Reviewed = "reviewed", "reviewed";
        /// An emergency is on.
        Activated = "activated", "activated";
        /// A responder was called.
        Called = "called", "called";
        /// A responder answered.
        Answered = "answered", "answered";
        /// A responder did not answer.
        NotReached = "not_reached", "not reached";
        /// Somebody came.
        Arrived = "arrived", "arrived";
        /// Somebody left.
        Left = "left", "left";
        /// It went another way than the plan.
        Deviated = "deviated", "went another way";
        /// Somebody else is lost, or in another way.
        LostAgain = "lost", "lost besides";
        /// Somebody who was lost is there again.
        CameBack = "back", "back";
        /// Somebody died.
        DiedMeanwhile = "died", "died";
        /// The emergency is over.
        StoodDown = "stood_down", "stood down";
        /// Those concerned looked back.
        LearntFrom = "learnt_from", "learnt from";
        /// It is none any more.
        PlanEnded = "plan_ended", "ended";
    }

    from Drafted: SharedWith => Shared;
    from Shared:  SharedWith stay;
    from Shared:  AgreedTo => Agreed, or TakenElsewhere;
    from Agreed:  SharedWith stay;
    from Agreed:  BecameActive => Active, or TakenElsewhere;
    from Active:  SharedWith, Reviewed stay;

    from Drafted, Shared, Agreed, Active: PlanChanged => Drafted;
    from Drafted, Shared, Agreed, Active: WordsPutRight stay;
    from Agreed, Active:                  ProvenAnew stay;
    from Agreed, Active:                  PersonWithdrew => Shared;
    from Drafted, Shared, Agreed, Active: ResponderWithdrew stay;

    // An emergency begins, and leads back to where it began.
    from Drafted: Activated => ActivatedAsDrafted, or Irregularly;
    from Shared:  Activated => ActivatedAsShared, or Irregularly;
    from Agreed:  Activated => ActivatedAsAgreed, or Irregularly;
    from Active:  Activated => ActivatedAsActive, or Irregularly;
    from ActivatedAsDrafted, ActivatedAsShared, ActivatedAsAgreed, ActivatedAsActive: Called stay;
    from ActivatedAsDrafted, ActivatedAsShared, ActivatedAsAgreed, ActivatedAsActive: Answered stay;
    from ActivatedAsDrafted, ActivatedAsShared, ActivatedAsAgreed, ActivatedAsActive: NotReached stay;
    from ActivatedAsDrafted, ActivatedAsShared, ActivatedAsAgreed, ActivatedAsActive: Arrived stay;
    from ActivatedAsDrafted, ActivatedAsShared, ActivatedAsAgreed, ActivatedAsActive: Left stay;
    from ActivatedAsDrafted, ActivatedAsShared, ActivatedAsAgreed, ActivatedAsActive: Deviated stay;
    from ActivatedAsDrafted, ActivatedAsShared, ActivatedAsAgreed, ActivatedAsActive: LostAgain stay;
    from ActivatedAsDrafted, ActivatedAsShared, ActivatedAsAgreed, ActivatedAsActive: CameBack stay;
    from ActivatedAsDrafted, ActivatedAsShared, ActivatedAsAgreed, ActivatedAsActive: DiedMeanwhile stay;
    from ActivatedAsDrafted: StoodDown => Drafted, or Irregularly;
    from ActivatedAsShared:  StoodDown => Shared, or Irregularly;
    from ActivatedAsAgreed:  StoodDown => Agreed, or Irregularly;
    from ActivatedAsActive:  StoodDown => Active, or Irregularly;
    from Drafted, Shared, Agreed, Active: LearntFrom stay;

    from Drafted, Shared, Agreed, Active: PlanEnded => Ended;
}

impl EmergencyPlan {
    /// The emergency that is on, if one is.
    pub fn activation(&self) -> Option<&Activation> {
        self.case().activation()
    }
}
