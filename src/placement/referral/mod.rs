//! The record of a child's referral to a home, from submission to moving in.
//!
//! A referral comes in with a whole view of the child; the registered manager and the team talk about it; the home
//! is interested, or declines. Then what a decision needs **gathers in any order**: what the authority owes, the
//! planning meeting, the social workers of the children who live there, a transition plan, the assessments of
//! compatibility and impact. What is missing is always visible ([`Referral::missing_for_decision`]), and the guard
//! of the decision asks the same list.
//!
//! **Assessments name what they judged**: the home, the date, the residents, the versions of the facts and the
//! revision of the information. Another resident, another fact, another date or a worry makes them stale
//! ([`Referral::stale`]), and undoes a decision that was taken on them.
//!
//! **Whoever worries stops the move**: the child, the home, a child who lives there, the authority, the family. It is
//! back in planning then, however far it was. The child's own worry counts by itself: it is settled when the child
//! says so, and until then a decision must say why it goes on. What the child says is a fact from step 1, and that
//! nobody asked is said at every step.
//!
//! **In an emergency** the steps from discussion to assessments may come afterwards; law and the safety of those who
//! live there may not. Two different people approve. What was skipped is owed with dates, and the referral stays open
//! until it is done.
//!
//! | question | answered by |
//! |---|---|
//! | what is missing for a decision? | [`Referral::missing_for_decision`] |
//! | which assessments are to be made again, and why? | [`Referral::stale`] |
//! | which referrals of brothers and sisters do not know of each other? | [`Referral::unknown_to_each_other`] |
//! | what is owed, by whom, by when? | [`Referral`], by [`Owes`](crate::base::Owes) |
//! | what is known of it? | [`ReferralCase`] |
//!
//! # An example
//!
//! A made-up child is referred to a made-up home. The home is interested; nothing else is there yet.
//!
//! ```
//! use mutual_care::base::{England, Role, Stamp, Told, WorkerId};
//! use mutual_care::machine::{Machine, Setting};
//! use mutual_care::placement::referral::*;
//! use mutual_care::placement::{Child, Few, Offer, OwnView, Ratio, Staffing};
//! use mutual_care::base::PrivateText;
//! # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
//! let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
//! let worker: WorkerId = id(90).parse()?;
//! let stamp = |d| Stamp::new(day(d).and_hms_opt(9, 30, 0).unwrap().and_utc(), worker, Role::RegisteredManager).unwrap();
//! let policy = Policy::default();
//! let setting = Setting::new(&policy, &England);
//!
//! let mut child = Child::new(id(1).parse()?);
//! let words = PrivateText::new("I want to stay near my school.")?;
//! child.own_view = OwnView::Said { by: worker, on: day(1), words };
//! let home = id(2).parse()?;
//! let submitted =
//!     SubmittedToHome { on: day(2), child: Box::new(child), home, wanted_on: day(30), by: worker, reopens: None, siblings: Few::none() };
//! let referral = Referral::open(id(3).parse()?, submitted, stamp(2), &setting)?.record;
//!
//! let words = PrivateText::empty();
//! let discussed = DiscussedWithTeam { on: day(3), manager: worker, team_heard: Told::Known(true), words };
//! let referral = referral.accept(discussed, stamp(3), &setting)?.record;
//! let staffing = Staffing::always(Ratio::new(1, 1)?);
//! let offer = Offer { home, from: day(30), weekly_pence: 486_500, staffing, support: Few::none(), skills: Few::none() };
//! let interest = InterestExpressed { on: day(4), offer: Box::new(offer) };
//! let referral = referral.accept(interest, stamp(4), &setting)?.record;
//!
//! // Accepting needs all of it, and the refusal says what is missing.
//! let reasons = PrivateText::new("We like her.")?;
//! let accepted = AcceptedByManager { on: day(5), by: worker, reasons, despite_worries: None };
//! let refused = referral.accept(accepted, stamp(5), &setting).unwrap_err();
//! let referral = Referral::from(refused.record().clone());
//! let missing = referral.missing_for_decision(day(5), &policy);
//! assert_eq!(refused.why().findings(), Some(&missing));
//! assert_eq!(missing.with_code("information-missing").count(), 16);
//! assert_eq!(missing.with_code("compatibility-missing").count(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Its states and what can happen
//!
#![doc = include_str!("pages/referral.svg")]
//!
#![doc = include_str!("pages/referral.md")]

mod case;
mod decided;
mod deciding;
mod emergency;
mod event;
mod gathered;
mod gathering;
mod guards;
mod known;
mod learning;
mod missing;
mod order;
mod owes;
mod places;
mod rests_on;
pub mod rules;
mod seen;
mod siblings;

pub use case::{Closed, ReferralCase, Worry};
pub use decided::{
    AcceptedByManager, AdmissionApproval, AdmittedInEmergency, Afterwards, AfterwardsDone, ChildLeft,
    ChildMovedIn, ChildSays, DeclinedBecause, DeclinedByHome, LapsedBecause, MovingInAgreed, TimeRanOut,
    WithdrawnBecause, WithdrawnByAuthority,
};
pub use event::{
    ChildAsked, ChildDescribed, ChildHeardAgain, DiscussedWithTeam, HomeFoundUnchanged, HomeLookedAt,
    InformationProvided, InterestExpressed, StepTaken, SubmittedToHome, WorryAnswered, WorryOf, WorryOutcome,
    WorryRaised,
};
pub use gathered::{
    CompatibilityAssessed, ConditionMet, Day, ImpactAssessed, LiaisonHeld, NoTransitionBecause,
    ObjectionAnswered, PlanningMeetingHeld, Transition, TransitionPlan, TransitionPlanned, VisitHeld,
    VisitKind,
};
pub use known::{AsKnown, KnownWorry};
pub use rules::Policy;
pub use seen::{HomeSeen, HomeSeenError, PlaceGiven, ResidentSeen};
pub use siblings::SiblingReferral;

use crate::base::kinds;
use crate::machine::machine;

machine! {
    /// The referral of one child to one home. A closed one is taken up again by a new one that refers to it.
    pub Referral(ReferralEvent) of kinds::Referral, keeps ReferralCase, asked with Policy;
    /// It was submitted, with a whole view of the child.
    begins Submitted with SubmittedToHome = "submitted_to_home", "submitted";
    taken over at Submitted, Discussed, Planning, Accepted, DateAgreed, EmergencyAdmitted knowing AsKnown;

    states {
        /// It came in with a whole view of the child.
        Submitted = "submitted", "submitted";
        /// The registered manager and the team have talked about it.
        Discussed = "discussed", "discussed";
        /// The home is interested; what a decision needs is gathered, in any order.
        Planning = "planning", "planning";
        /// The registered manager has accepted the child.
        Accepted = "accepted", "accepted";
        /// The moving-in date is agreed with the child and the authority.
        DateAgreed = "date_agreed", "moving-in date agreed";
        /// The child lives there since an emergency, and the rest is owed.
        EmergencyAdmitted = "emergency_admitted", "admitted in an emergency";
        /// The child lives there: the referral has come to its end.
        MovedIn = "moved_in", "moved in", final;
        /// The home declined.
        Declined = "declined", "declined", final;
        /// The authority withdrew it.
        Withdrawn = "withdrawn", "withdrawn", final;
        /// Nothing happened for too long.
        Lapsed = "lapsed", "lapsed", final;
    }

    events {
        /// The registered manager and the team talked about it.
        DiscussedWithTeam = "discussed_with_team", "discussed with the team";
        /// The home is interested, and says what it can offer.
        InterestExpressed = "interest_expressed", "interest expressed";
        /// The authority provided parts of the information.
        InformationProvided = "information_provided", "information provided";
        /// More is known of the child.
        ChildDescribed = "child_described", "more known of the child";
        /// The child was asked about the move.
        ChildAsked = "child_asked", "child asked";
        /// Somebody looked at who will live there on the planned date.
        HomeLookedAt = "home_looked_at", "home looked at";
        /// Somebody worries about the move.
        WorryRaised = "worry_raised", "worry raised";
        /// Somebody looked at the home again, and found it as it was.
        HomeFoundUnchanged = "home_found_unchanged", "home found unchanged";
        /// The child was heard again, and wants nothing else.
        ChildHeardAgain = "child_heard_again", "child heard again";
        /// A worry was looked at.
        WorryAnswered = "worry_answered", "worry answered";
        /// The authority took a step that the law asks for.
        StepTaken = "step_taken", "step of the authority taken";
        /// The planning meeting, with the package for this child.
        PlanningMeetingHeld = "planning_meeting_held", "planning meeting held";
        /// The social worker of a resident was asked.
        LiaisonHeld = "liaison_held", "liaison held";
        /// The registered manager answered an objection.
        ObjectionAnswered = "objection_answered", "objection answered";
        /// What an agreement depended on is done.
        ConditionMet = "condition_met", "condition met";
        /// How the child comes to know the home was planned, or why not.
        TransitionPlanned = "transition_planned", "transition planned";
        /// A visit before the move was held.
        VisitHeld = "visit_held", "visit held";
        /// The child and each resident were assessed, both ways.
        CompatibilityAssessed = "compatibility_assessed", "compatibility assessed";
        /// What the move would do was assessed.
        ImpactAssessed = "impact_assessed", "impact assessed";
        /// The registered manager accepted the child.
        AcceptedByManager = "accepted_by_manager", "accepted";
        /// The home declined.
        DeclinedByHome = "declined_by_home", "declined";
        /// The moving-in date was agreed.
        MovingInAgreed = "moving_in_agreed", "moving-in date agreed";
        /// The child moved in.
        ChildMovedIn = "child_moved_in", "moved in";
        /// The child was admitted in an emergency.
        AdmittedInEmergency = "admitted_in_emergency", "admitted in an emergency";
        /// Something that others owe when a child moves in was done.
        AfterwardsDone = "afterwards_done", "done for the move";
        /// The child no longer lives there.
        ChildLeft = "child_left", "child left";
        /// The authority withdrew it.
        WithdrawnByAuthority = "withdrawn_by_authority", "withdrawn";
        /// Nothing happened for too long.
        TimeRanOut = "time_ran_out", "time ran out";
    }

    from Submitted:  DiscussedWithTeam => Discussed;
    from Discussed:  InterestExpressed => Planning;
    from Planning:   AcceptedByManager => Accepted, or TakenElsewhere;
    from Accepted:   MovingInAgreed => DateAgreed, or TakenElsewhere;
    from DateAgreed: ChildMovedIn => MovedIn, or Irregularly;

    // What a decision needs, and what leaves one as it is.
    from Planning, Accepted, DateAgreed:
        PlanningMeetingHeld, LiaisonHeld, ObjectionAnswered, ConditionMet, TransitionPlanned, VisitHeld,
        CompatibilityAssessed, ImpactAssessed stay;
    from Accepted, DateAgreed: HomeFoundUnchanged, ChildHeardAgain, AfterwardsDone stay;

    // What is learnt or said undoes a decision.
    from Submitted, Discussed, Planning: WorryRaised stay;
    from Accepted, DateAgreed:           WorryRaised => Planning;
    from Submitted, Discussed, Planning: ChildAsked stay;
    from Accepted, DateAgreed:           ChildAsked => Planning;
    from Submitted, Discussed, Planning: InformationProvided stay;
    from Accepted, DateAgreed:           InformationProvided => Planning;
    from Submitted, Discussed, Planning: ChildDescribed stay;
    from Accepted, DateAgreed:           ChildDescribed => Planning;
    from Submitted, Discussed, Planning: HomeLookedAt stay;
    from Accepted, DateAgreed:           HomeLookedAt => Planning;
    from Submitted, Discussed, Planning, Accepted, DateAgreed: WorryAnswered stay;
    from Submitted, Discussed, Planning, Accepted, DateAgreed: StepTaken stay;

    // An emergency: the rest is owed, and gathers afterwards.
    from Submitted, Discussed, Planning, Accepted, DateAgreed:
        AdmittedInEmergency => EmergencyAdmitted, or Irregularly;
    from EmergencyAdmitted:
        AfterwardsDone, PlanningMeetingHeld, LiaisonHeld, ObjectionAnswered, ConditionMet, CompatibilityAssessed,
        ImpactAssessed, WorryRaised, ChildAsked, InformationProvided, ChildDescribed, HomeLookedAt, WorryAnswered,
        StepTaken, ChildLeft stay;
    from EmergencyAdmitted: AcceptedByManager => MovedIn, or TakenElsewhere;

    from Submitted, Discussed, Planning, Accepted, DateAgreed, EmergencyAdmitted:
        DeclinedByHome => Declined, or TakenElsewhere;
    from Submitted, Discussed, Planning, Accepted, DateAgreed, EmergencyAdmitted:
        WithdrawnByAuthority => Withdrawn;
    from Submitted, Discussed, Planning, Accepted, DateAgreed: TimeRanOut => Lapsed;

    // What is owed for a child who lives there is owed until the child has left, however the referral ended.
    from MovedIn, Declined, Withdrawn:
        AfterwardsDone, PlanningMeetingHeld, LiaisonHeld, ObjectionAnswered, ConditionMet, CompatibilityAssessed,
        ImpactAssessed, WorryRaised, ChildAsked, InformationProvided, ChildDescribed, HomeLookedAt, WorryAnswered,
        StepTaken, ChildLeft stay;
}
