//! The states of a referral, and what each says to what happens.

use alloc::boxed::Box;

use chrono::NaiveDate;

use super::{
    AcceptedByManager, AdmittedInEmergency, AfterwardsDone, ChildAsked, ChildDescribed, ChildMovedIn,
    CompatibilityAssessed, DeclinedBecause, DeclinedByHome, DiscussedWithTeam, HomeLookedAt, ImpactAssessed,
    InformationProvided, InterestExpressed, LapsedBecause, LiaisonHeld, MovingInAgreed, PlanningMeetingHeld,
    Policy, Referral, ReferralCase, StepTaken, SubmittedToHome, TimeRanOut, TransitionPlanned,
    WithdrawnBecause, WithdrawnByAuthority, WorryAnswered, WorryRaised, deciding, emergency, guards, known,
};
use crate::base::{Findings, Stamp};
use crate::machine::{Accept, Asked, Event, Misfit, Opens, TakenOver, TakesOver};

/// States of a referral that is on its way: what is known of it.
macro_rules! on_its_way {
    ($($(#[doc = $about:literal])+ $state:ident),+ $(,)?) => {$(
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq)]
        pub struct $state {
            case: Box<ReferralCase>,
        }

        impl $state {
            /// What is known of the referral.
            pub const fn case(&self) -> &ReferralCase {
                &self.case
            }
        }
    )+};
}
on_its_way! {
    /// Submitted, and not discussed yet.
    Submitted,
    /// Discussed by the registered manager and the team.
    Discussed,
    /// The home is interested; what a decision needs is gathered.
    Planning,
    /// The registered manager has accepted the child.
    Accepted,
    /// The moving-in date is agreed.
    DateAgreed,
    /// The child lives there since an emergency; the rest is owed.
    EmergencyAdmitted,
}

/// States of a referral that is closed.
macro_rules! closed {
    ($($(#[doc = $about:literal])+ $state:ident because $because:ty),+ $(,)?) => {$(
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq)]
        pub struct $state {
            case: Box<ReferralCase>,
            on: NaiveDate,
            because: $because,
        }

        impl $state {
            /// What is known of the referral.
            pub const fn case(&self) -> &ReferralCase {
                &self.case
            }

            /// Since when.
            pub const fn on(&self) -> NaiveDate {
                self.on
            }

            /// Why.
            pub const fn because(&self) -> $because {
                self.because
            }
        }
    )+};
}
closed! {
    /// The home declined.
    Declined because DeclinedBecause,
    /// The authority withdrew.
    Withdrawn because WithdrawnBecause,
    /// Nothing happened for too long.
    Lapsed because LapsedBecause,
}

/// The child lives there: the referral has come to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct MovedIn {
    case: Box<ReferralCase>,
    on: NaiveDate,
}

impl MovedIn {
    /// What is known of the referral.
    pub const fn case(&self) -> &ReferralCase {
        &self.case
    }

    /// The day on which the child moved in.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }
}

impl Referral {
    /// What is known of the referral, whichever state it is in.
    pub fn case(&self) -> &ReferralCase {
        match self {
            Self::Submitted(record) => record.state().case(),
            Self::Discussed(record) => record.state().case(),
            Self::Planning(record) => record.state().case(),
            Self::Accepted(record) => record.state().case(),
            Self::DateAgreed(record) => record.state().case(),
            Self::EmergencyAdmitted(record) => record.state().case(),
            Self::MovedIn(record) => record.state().case(),
            Self::Declined(record) => record.state().case(),
            Self::Withdrawn(record) => record.state().case(),
            Self::Lapsed(record) => record.state().case(),
        }
    }
}

impl Opens<SubmittedToHome> for Submitted {
    fn findings(event: &SubmittedToHome, asked: &Asked<'_, Policy>) -> Findings {
        guards::submitting(event, asked.policy())
    }

    fn open(event: &SubmittedToHome, _: &Stamp) -> Result<Self, Misfit> {
        guards::submitting_fits(event)?;
        Ok(Self { case: Box::new(ReferralCase::submitted(event)) })
    }
}

type Fits<E> = fn(&ReferralCase, &E) -> Result<(), Misfit>;
type Against<E> = fn(&ReferralCase, &E, &Asked<'_, Policy>) -> Findings;
type Change<E> = fn(&mut ReferralCase, &E);

/// The case after an event that is dated.
fn changed<E: Event>(mut case: Box<ReferralCase>, event: &E, change: Change<E>) -> Box<ReferralCase> {
    change(&mut case, event);
    case.last_on = case.last_on.max(event.on());
    case
}

/// One row: what fits, what speaks against it, what changes, and where it leads.
macro_rules! row {
    ($state:ident + $event:ident => $next:ident, $fits:expr, $findings:expr, $change:expr) => {
        row!($state + $event => $next, $fits, $findings, $change, |case, _| $next { case });
    };
    ($state:ident + $event:ident => $next:ident, $fits:expr, $findings:expr, $change:expr, $then:expr) => {
        impl Accept<$event> for $state {
            fn fits(&self, event: &$event) -> Result<(), Misfit> {
                let fits: Fits<$event> = $fits;
                Misfit::all([guards::not_before(&self.case, event.on), fits(&self.case, event)])
            }

            fn findings(&self, event: &$event, asked: &Asked<'_, Policy>) -> Findings {
                let findings: Against<$event> = $findings;
                findings(&self.case, event, asked)
            }

            fn next(self, event: &$event, _: &Stamp) -> $next {
                let then: fn(Box<ReferralCase>, &$event) -> $next = $then;
                then(changed(self.case, event, $change), event)
            }
        }
    };
}

row!(Submitted + DiscussedWithTeam => Discussed, |_, _| Ok(()),
    |case, event, _| guards::discussing(case, event),
    |case, event| case.discussed = Some(event.clone()));
row!(Discussed + InterestExpressed => Planning, |case, event| guards::offer_fits(case, &event.offer),
    |case, _, asked| guards::interest(case, asked.policy()),
    |case, event| case.interest = Some(event.clone()));

/// What is learnt or said of the child, of the home, or by somebody who worries: in each state, and where it leads.
macro_rules! facts {
    ($($state:ident => $next:ident),+) => {$(
        row!($state + InformationProvided => $next, guards::providing_fits,
            |case, _, _| guards::learning(case), ReferralCase::provide);
        row!($state + ChildDescribed => $next, guards::describing_fits,
            |case, event, _| guards::describing(case, event), ReferralCase::describe);
        row!($state + ChildAsked => $next, guards::asking_fits, |case, _, _| guards::undone(case),
            ReferralCase::ask);
        row!($state + HomeLookedAt => $next, |case, event| guards::seen_fits(case, &event.seen),
            |case, event, _| guards::looking(case, event), ReferralCase::look_at);
        row!($state + WorryRaised => $next, guards::worrying_fits,
            |case, _, _| guards::learning(case), ReferralCase::worry);
        row!($state + WorryAnswered => $state, guards::answering_fits,
            |case, _, _| guards::every_step(case), ReferralCase::answer);
        row!($state + StepTaken => $state, |_, _| Ok(()), |case, _, _| guards::every_step(case),
            |case, event| _ = case.steps.insert(event.step, event.clone()));
        row!($state + WithdrawnByAuthority => Withdrawn, |_, _| Ok(()), |case, _, _| deciding::leaving(case),
            |_, _| (),
            |case, event| Withdrawn { case, on: event.on, because: event.because });
    )+};
}
facts!(
    Submitted => Submitted,
    Discussed => Discussed,
    Planning => Planning,
    Accepted => Planning,
    DateAgreed => Planning,
    EmergencyAdmitted => EmergencyAdmitted
);

/// What gathers before a decision, or is made up for after one that was taken elsewhere.
macro_rules! gathers {
    ($($state:ident),+) => {$(
        row!($state + PlanningMeetingHeld => $state, |case, event| guards::offer_fits(case, &event.offer),
            |case, _, _| guards::every_step(case),
            |case, event| case.meeting = Some(event.clone()));
        row!($state + LiaisonHeld => $state, guards::liaison_fits,
            |case, event, _| guards::liaison(case, event),
            |case, event| _ = case.liaison.insert(event.resident, event.clone()));
        row!($state + CompatibilityAssessed => $state, guards::compatibility_fits,
            |case, event, _| guards::compatibility(case, event), ReferralCase::assess_compatibility);
        row!($state + ImpactAssessed => $state, guards::impact_fits,
            |case, event, _| guards::impact(case, event), ReferralCase::assess_impact);
    )+};
}
gathers!(Planning, Accepted, DateAgreed, EmergencyAdmitted);

macro_rules! plans_transition {
    ($($state:ident),+) => {$(
        row!($state + TransitionPlanned => $state, guards::transition_fits,
            |case, event, _| guards::transition(case, event),
            |case, event| case.transition = Some(event.clone()));
    )+};
}
plans_transition!(Planning, Accepted, DateAgreed);

macro_rules! declines {
    ($($state:ident),+) => {$(
        row!($state + DeclinedByHome => Declined,
            |case, event| guards::reasoned(case, &event.reasons),
            deciding::declining, |_, _| (),
            |case, event| Declined { case, on: event.on, because: event.because });
    )+};
}
declines!(Submitted, Discussed, Planning, EmergencyAdmitted);

macro_rules! lapses {
    ($($state:ident),+) => {$(
        row!($state + TimeRanOut => Lapsed, |_, _| Ok(()),
            |case, event, asked| deciding::lapsing(case, *event, asked), |_, _| (),
            |case, event| Lapsed { case, on: event.on, because: event.because });
    )+};
}
lapses!(Submitted, Discussed, Planning, Accepted);

macro_rules! emergencies {
    ($($state:ident),+) => {$(
        row!($state + AdmittedInEmergency => EmergencyAdmitted, emergency::admitting_fits,
            |case, event, _| emergency::admitting(case, event), ReferralCase::admit);
    )+};
}
emergencies!(Submitted, Discussed, Planning, Accepted);

row!(Planning + AcceptedByManager => Accepted, deciding::accepting_fits, deciding::accepting,
    |case, event| case.accepted = Some(event.clone()));
row!(EmergencyAdmitted + AcceptedByManager => MovedIn, deciding::accepting_fits, deciding::accepting,
|case, event| case.accepted = Some(event.clone()),
|case, event| {
    let on = case.emergency.as_ref().map_or(event.on, |emergency| emergency.on);
    MovedIn { case, on }
});
row!(EmergencyAdmitted + AfterwardsDone => EmergencyAdmitted, |_, _| Ok(()),
    |case, _, _| guards::every_step(case), |case, event| case.do_afterwards(*event));
row!(Accepted + MovingInAgreed => DateAgreed, deciding::agreeing_fits, deciding::agreeing,
    |case, event| case.date = Some(event.clone()));
row!(DateAgreed + ChildMovedIn => MovedIn, |_, _| Ok(()),
    |case, event, asked| deciding::moving_in(case, *event, asked), |_, _| (),
    |case, event| MovedIn { case, on: event.on });

/// Live referrals come in as they are known.
macro_rules! taken_over {
    ($($state:ident),+) => {$(
        impl TakesOver for $state {
            fn findings(taken: &TakenOver<Referral>, _: &Asked<'_, Policy>) -> Findings {
                guards::every_step(&ReferralCase::as_known(&taken.as_known))
            }

            fn take_over(taken: &TakenOver<Referral>, _: &Stamp) -> Result<Self, Misfit> {
                Ok(Self { case: Box::new(known::taken_over_fits(taken)?) })
            }
        }
    )+};
}
taken_over!(Submitted, Discussed, Planning, Accepted, DateAgreed, EmergencyAdmitted);
