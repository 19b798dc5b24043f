//! The record of a child's referral to a home, from submission to moving in.

mod case;
mod decided;
mod emergency;
mod event;
mod gathered;
mod guards;
mod known;
mod missing;
mod owes;
pub mod rules;
mod seen;
mod state;

pub use case::{ReferralCase, Worry};
pub use decided::{
    AcceptedByManager, AdmittedInEmergency, Afterwards, AfterwardsDone, Approval, ChildMovedIn, ChildSays,
    DeclinedBecause, DeclinedByHome, LapsedBecause, MovingInAgreed, TimeRanOut, WithdrawnBecause,
    WithdrawnByAuthority,
};
pub use event::{
    ChildAsked, ChildDescribed, DiscussedWithTeam, HomeLookedAt, InformationProvided, InterestExpressed,
    StepTaken, SubmittedToHome, WorryAnswered, WorryOf, WorryOutcome, WorryRaised,
};
pub use gathered::{
    CompatibilityAssessed, Day, ImpactAssessed, LiaisonHeld, NoTransitionBecause, PlanningMeetingHeld,
    Transition, TransitionPlan, TransitionPlanned,
};
pub use known::AsKnown;
pub use rules::Policy;
pub use seen::{HomeSeen, HomeSeenError, ResidentSeen};
pub use state::{
    Accepted, DateAgreed, Declined, Discussed, EmergencyAdmitted, Lapsed, MovedIn, Planning, Submitted,
    Withdrawn,
};

use crate::base::kinds;
use crate::machine::machine;

machine! {
    /// The referral of one child to one home. A closed one is taken up again by a new one that refers to it.
    pub Referral(ReferralEvent) of kinds::Referral, asked with Policy;
    begins Submitted with SubmittedToHome;
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
        /// The child lives there, and nothing of the referral is open.
        MovedIn = "moved_in", "moved in", final;
        /// The home declined.
        Declined = "declined", "declined", final;
        /// The authority withdrew it.
        Withdrawn = "withdrawn", "withdrawn", final;
        /// Nothing happened for too long.
        Lapsed = "lapsed", "lapsed", final;
    }

    events {
        /// It was submitted, with a whole view of the child.
        SubmittedToHome = "submitted_to_home", "submitted";
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
        /// A worry was looked at.
        WorryAnswered = "worry_answered", "worry answered";
        /// The authority took a step that the law asks for.
        StepTaken = "step_taken", "step of the authority taken";
        /// The planning meeting, with the package for this child.
        PlanningMeetingHeld = "planning_meeting_held", "planning meeting held";
        /// The social worker of a resident was asked.
        LiaisonHeld = "liaison_held", "liaison held";
        /// How the child comes to know the home was planned, or why not.
        TransitionPlanned = "transition_planned", "transition planned";
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
        /// Something that others owed after an emergency admission was done.
        AfterwardsDone = "afterwards_done", "done after the emergency";
        /// The authority withdrew it.
        WithdrawnByAuthority = "withdrawn_by_authority", "withdrawn";
        /// Nothing happened for too long.
        TimeRanOut = "time_ran_out", "time ran out";
    }

    Submitted         + DiscussedWithTeam     => Discussed;
    Discussed         + InterestExpressed     => Planning;
    Planning          + AcceptedByManager     => Accepted, or TakenElsewhere;
    Accepted          + MovingInAgreed        => DateAgreed, or TakenElsewhere;
    DateAgreed        + ChildMovedIn          => MovedIn, or Irregularly;

    Planning          + PlanningMeetingHeld   => Planning;
    Planning          + LiaisonHeld           => Planning;
    Planning          + TransitionPlanned     => Planning;
    Planning          + CompatibilityAssessed => Planning;
    Planning          + ImpactAssessed        => Planning;
    Accepted          + PlanningMeetingHeld   => Accepted;
    Accepted          + LiaisonHeld           => Accepted;
    Accepted          + TransitionPlanned     => Accepted;
    Accepted          + CompatibilityAssessed => Accepted;
    Accepted          + ImpactAssessed        => Accepted;
    DateAgreed        + PlanningMeetingHeld   => DateAgreed;
    DateAgreed        + LiaisonHeld           => DateAgreed;
    DateAgreed        + TransitionPlanned     => DateAgreed;
    DateAgreed        + CompatibilityAssessed => DateAgreed;
    DateAgreed        + ImpactAssessed        => DateAgreed;

    Submitted         + WorryRaised           => Submitted;
    Discussed         + WorryRaised           => Discussed;
    Planning          + WorryRaised           => Planning;
    Accepted          + WorryRaised           => Planning;
    DateAgreed        + WorryRaised           => Planning;
    Submitted         + ChildAsked            => Submitted;
    Discussed         + ChildAsked            => Discussed;
    Planning          + ChildAsked            => Planning;
    Accepted          + ChildAsked            => Planning;
    DateAgreed        + ChildAsked            => Planning;
    Submitted         + InformationProvided   => Submitted;
    Discussed         + InformationProvided   => Discussed;
    Planning          + InformationProvided   => Planning;
    Accepted          + InformationProvided   => Planning;
    DateAgreed        + InformationProvided   => Planning;
    Submitted         + ChildDescribed        => Submitted;
    Discussed         + ChildDescribed        => Discussed;
    Planning          + ChildDescribed        => Planning;
    Accepted          + ChildDescribed        => Planning;
    DateAgreed        + ChildDescribed        => Planning;
    Submitted         + HomeLookedAt          => Submitted;
    Discussed         + HomeLookedAt          => Discussed;
    Planning          + HomeLookedAt          => Planning;
    Accepted          + HomeLookedAt          => Planning;
    DateAgreed        + HomeLookedAt          => Planning;
    Submitted         + WorryAnswered         => Submitted;
    Discussed         + WorryAnswered         => Discussed;
    Planning          + WorryAnswered         => Planning;
    Accepted          + WorryAnswered         => Accepted;
    DateAgreed        + WorryAnswered         => DateAgreed;
    Submitted         + StepTaken             => Submitted;
    Discussed         + StepTaken             => Discussed;
    Planning          + StepTaken             => Planning;
    Accepted          + StepTaken             => Accepted;
    DateAgreed        + StepTaken             => DateAgreed;

    Submitted         + AdmittedInEmergency   => EmergencyAdmitted, or Irregularly;
    Discussed         + AdmittedInEmergency   => EmergencyAdmitted, or Irregularly;
    Planning          + AdmittedInEmergency   => EmergencyAdmitted, or Irregularly;
    Accepted          + AdmittedInEmergency   => EmergencyAdmitted, or Irregularly;
    EmergencyAdmitted + AfterwardsDone        => EmergencyAdmitted;
    EmergencyAdmitted + PlanningMeetingHeld   => EmergencyAdmitted;
    EmergencyAdmitted + LiaisonHeld           => EmergencyAdmitted;
    EmergencyAdmitted + CompatibilityAssessed => EmergencyAdmitted;
    EmergencyAdmitted + ImpactAssessed        => EmergencyAdmitted;
    EmergencyAdmitted + WorryRaised           => EmergencyAdmitted;
    EmergencyAdmitted + ChildAsked            => EmergencyAdmitted;
    EmergencyAdmitted + InformationProvided   => EmergencyAdmitted;
    EmergencyAdmitted + ChildDescribed        => EmergencyAdmitted;
    EmergencyAdmitted + HomeLookedAt          => EmergencyAdmitted;
    EmergencyAdmitted + WorryAnswered         => EmergencyAdmitted;
    EmergencyAdmitted + StepTaken             => EmergencyAdmitted;
    EmergencyAdmitted + AcceptedByManager     => MovedIn, or TakenElsewhere;

    Submitted         + DeclinedByHome        => Declined, or TakenElsewhere;
    Discussed         + DeclinedByHome        => Declined, or TakenElsewhere;
    Planning          + DeclinedByHome        => Declined, or TakenElsewhere;
    EmergencyAdmitted + DeclinedByHome        => Declined, or TakenElsewhere;
    Submitted         + WithdrawnByAuthority  => Withdrawn;
    Discussed         + WithdrawnByAuthority  => Withdrawn;
    Planning          + WithdrawnByAuthority  => Withdrawn;
    Accepted          + WithdrawnByAuthority  => Withdrawn;
    DateAgreed        + WithdrawnByAuthority  => Withdrawn;
    EmergencyAdmitted + WithdrawnByAuthority  => Withdrawn;
    Submitted         + TimeRanOut            => Lapsed;
    Discussed         + TimeRanOut            => Lapsed;
    Planning          + TimeRanOut            => Lapsed;
    Accepted          + TimeRanOut            => Lapsed;
}
