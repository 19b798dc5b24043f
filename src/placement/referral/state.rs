//! The states of a referral, and what each says to what happens.

use alloc::boxed::Box;

use chrono::NaiveDate;

use super::{
    AcceptedByManager, AdmittedInEmergency, AfterwardsDone, ChildAsked, ChildDescribed, ChildHeardAgain,
    ChildLeft, ChildMovedIn, CompatibilityAssessed, ConditionMet, DeclinedBecause, DeclinedByHome,
    DiscussedWithTeam, HomeFoundUnchanged, HomeLookedAt, ImpactAssessed, InformationProvided,
    InterestExpressed, LapsedBecause, LiaisonHeld, MovingInAgreed, ObjectionAnswered, PlanningMeetingHeld,
    Policy, Referral, ReferralCase, StepTaken, SubmittedToHome, TimeRanOut, TransitionPlanned, VisitHeld,
    WithdrawnBecause, WithdrawnByAuthority, WorryAnswered, WorryRaised, deciding, emergency, gathering,
    guards, known,
};
use crate::base::{AnyId, Findings, Stamp};
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
        let early = asked.not_happened_yet(event.on);
        guards::submitting(event, asked.policy()).into_iter().chain(early).collect()
    }

    /// A closed referral is taken up again by another one, and no referral by itself.
    fn another_record(event: &SubmittedToHome) -> Option<AnyId> {
        event.reopens.map(|closed| closed.id)
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
                let early = asked.not_happened_yet(event.on);
                findings(&self.case, event, asked).into_iter().chain(early).collect()
            }

            fn next(self, event: &$event, _: &Stamp) -> $next {
                let then: fn(Box<ReferralCase>, &$event) -> $next = $then;
                then(changed(self.case, event, $change), event)
            }
        }
    };
}

/// One row that stays where it is, for a child who lives there although the referral is closed.
macro_rules! still_row {
    ($state:ident + $event:ident, $fits:expr, $findings:expr, $change:expr) => {
        impl Accept<$event> for $state {
            fn fits(&self, event: &$event) -> Result<(), Misfit> {
                let fits: Fits<$event> = $fits;
                let there = gathering::lives_there(&self.case, event.on);
                Misfit::all([guards::not_before(&self.case, event.on), there, fits(&self.case, event)])
            }

            fn findings(&self, event: &$event, asked: &Asked<'_, Policy>) -> Findings {
                let findings: Against<$event> = $findings;
                let early = asked.not_happened_yet(event.on);
                findings(&self.case, event, asked).into_iter().chain(early).collect()
            }

            fn next(self, event: &$event, _: &Stamp) -> Self {
                Self { case: changed(self.case, event, $change), ..self }
            }
        }
    };
}

row!(Submitted + DiscussedWithTeam => Discussed, |_, _| Ok(()),
    |case, event, _| guards::discussing(case, event),
    |case, event| case.discussed = Some(event.clone()));
row!(Discussed + InterestExpressed => Planning, |case, event| gathering::offer_fits(case, &event.offer),
    |case, event, asked| gathering::interest(case, event, asked.policy()),
    |case, event| case.interest = Some(event.clone()));

/// What is learnt or said of the child, of the home, or by somebody who worries: by `$row`, where each leads.
macro_rules! facts_by {
    ($row:ident: $($from:tt => $to:tt),+) => {$(
        $row!($from => $to, InformationProvided, guards::providing_fits,
            |case, event, _| guards::providing(case, event), ReferralCase::provide);
        $row!($from => $to, ChildAsked, guards::asking_fits, |case, event, _| guards::asking(case, event),
            ReferralCase::ask);
        $row!($from => $to, HomeLookedAt, |case, event| guards::seen_fits(case, &event.seen),
            |case, event, _| guards::looking(case, event), ReferralCase::look_at);
        $row!($from => $to, WorryRaised, guards::worrying_fits,
            |case, _, _| guards::learning(case), ReferralCase::worry);
        $row!($from => $from, WorryAnswered, guards::answering_fits,
            |case, _, _| guards::every_step(case), ReferralCase::answer);
        $row!($from => $from, StepTaken, |_, _| Ok(()), |case, _, _| guards::every_step(case),
            |case, event| _ = case.steps.insert(event.step, event.clone()));
    )+};
}

/// What gathers before a decision, or is made up for after one: by `$row`.
macro_rules! gathers_by {
    ($row:ident: $($state:tt),+) => {$(
        $row!($state => $state, PlanningMeetingHeld, gathering::meeting_fits,
            |case, event, _| gathering::meeting(case, event), ReferralCase::meet);
        $row!($state => $state, LiaisonHeld, gathering::liaison_fits,
            |case, event, _| gathering::liaison(case, event), ReferralCase::liaise);
        $row!($state => $state, ObjectionAnswered, gathering::objection_fits, deciding::answering_objection,
            |case, event| _ = case.objections.insert(event.resident, event.clone()));
        $row!($state => $state, ConditionMet, gathering::condition_fits,
            |case, _, _| guards::every_step(case),
            |case, event| _ = case.conditions.insert(event.resident, event.clone()));
        $row!($state => $state, CompatibilityAssessed, gathering::compatibility_fits,
            |case, event, _| gathering::compatibility(case, event), ReferralCase::assess_compatibility);
        $row!($state => $state, ImpactAssessed, gathering::impact_fits,
            |case, event, _| gathering::impact(case, event), ReferralCase::assess_impact);
    )+};
}

/// What others owe for a move, and that the child has left: by `$row`.
macro_rules! owed_by {
    ($row:ident: $($state:tt),+) => {$(
        $row!($state => $state, AfterwardsDone, |_, _| Ok(()),
            |case, event, _| gathering::afterwards(case, *event), |case, event| case.do_afterwards(*event));
    )+};
}
macro_rules! leaves_by {
    ($row:ident: $($state:tt),+) => {$(
        $row!($state => $state, ChildLeft, |case, event| gathering::leaving_fits(case, event.on),
            |case, _, _| guards::every_step(case), |case, event| case.leave(*event));
    )+};
}

macro_rules! on_the_way {
    ($from:ident => $to:ident, $event:ident, $fits:expr, $findings:expr, $change:expr) => {
        row!($from + $event => $to, $fits, $findings, $change);
    };
}
macro_rules! closed_row {
    ($state:ident => $to:ident, $event:ident, $fits:expr, $findings:expr, $change:expr) => {
        still_row!($state + $event, $fits, $findings, $change);
    };
}

facts_by!(on_the_way:
    Submitted => Submitted,
    Discussed => Discussed,
    Planning => Planning,
    Accepted => Planning,
    DateAgreed => Planning,
    EmergencyAdmitted => EmergencyAdmitted
);
gathers_by!(on_the_way: Planning, Accepted, DateAgreed, EmergencyAdmitted);
owed_by!(on_the_way: Accepted, DateAgreed, EmergencyAdmitted);
leaves_by!(on_the_way: EmergencyAdmitted);

facts_by!(closed_row: MovedIn => MovedIn, Declined => Declined, Withdrawn => Withdrawn);
gathers_by!(closed_row: MovedIn, Declined, Withdrawn);
owed_by!(closed_row: MovedIn, Declined, Withdrawn);
leaves_by!(closed_row: MovedIn, Declined, Withdrawn);

macro_rules! described_or_withdrawn {
    ($($state:ident => $next:ident),+) => {$(
        row!($state + ChildDescribed => $next, guards::describing_fits,
            |case, event, _| guards::describing(case, event), ReferralCase::describe);
        row!($state + WithdrawnByAuthority => Withdrawn, |_, _| Ok(()),
            |case, event, _| deciding::leaving(case, event.on), |_, _| (),
            |case, event| Withdrawn { case, on: event.on, because: event.because });
    )+};
}
described_or_withdrawn!(
    Submitted => Submitted,
    Discussed => Discussed,
    Planning => Planning,
    Accepted => Planning,
    DateAgreed => Planning,
    EmergencyAdmitted => EmergencyAdmitted
);
closed_row!(MovedIn => MovedIn, ChildDescribed, guards::describing_fits,
    |case, event, _| guards::describing(case, event), ReferralCase::describe);
closed_row!(Declined => Declined, ChildDescribed, guards::describing_fits,
    |case, event, _| guards::describing(case, event), ReferralCase::describe);
closed_row!(Withdrawn => Withdrawn, ChildDescribed, guards::describing_fits,
    |case, event, _| guards::describing(case, event), ReferralCase::describe);

/// What leaves a decision as it is.
macro_rules! stands {
    ($($state:ident),+) => {$(
        row!($state + HomeFoundUnchanged => $state, guards::unchanged_fits,
            |case, _, _| guards::every_step(case), ReferralCase::find_unchanged);
        row!($state + ChildHeardAgain => $state, guards::hearing_fits,
            |case, event, _| guards::hearing(case, event), ReferralCase::hear_again);
    )+};
}
stands!(Accepted, DateAgreed);

macro_rules! plans_transition {
    ($($state:ident),+) => {$(
        row!($state + TransitionPlanned => $state, gathering::transition_fits,
            |case, event, _| gathering::transition(case, event),
            |case, event| case.transition = Some(event.clone()));
        row!($state + VisitHeld => $state, |_, _| Ok(()), |case, event, _| gathering::visiting(case, event),
            |case, event| case.visits.push(event.clone()));
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
declines!(Submitted, Discussed, Planning, Accepted, DateAgreed, EmergencyAdmitted);

macro_rules! lapses {
    ($($state:ident),+) => {$(
        row!($state + TimeRanOut => Lapsed, |_, _| Ok(()),
            |case, event, asked| deciding::lapsing(case, *event, asked), |_, _| (),
            |case, event| Lapsed { case, on: event.on, because: event.because });
    )+};
}
lapses!(Submitted, Discussed, Planning, Accepted, DateAgreed);

macro_rules! emergencies {
    ($($state:ident),+) => {$(
        row!($state + AdmittedInEmergency => EmergencyAdmitted, emergency::admitting_fits,
            |case, event, _| emergency::admitting(case, event), ReferralCase::admit);
    )+};
}
emergencies!(Submitted, Discussed, Planning, Accepted, DateAgreed);

row!(Planning + AcceptedByManager => Accepted, deciding::accepting_fits, deciding::accepting,
    ReferralCase::accept);
row!(EmergencyAdmitted + AcceptedByManager => MovedIn, deciding::accepting_fits, deciding::accepting,
ReferralCase::accept,
|case, event| {
    let on = case.emergency.as_ref().map_or(event.on, |emergency| emergency.on);
    MovedIn { case, on }
});
row!(Accepted + MovingInAgreed => DateAgreed, deciding::agreeing_fits, deciding::agreeing,
    |case, event| case.date = Some(event.clone()));
row!(DateAgreed + ChildMovedIn => MovedIn, |_, _| Ok(()),
    |case, event, asked| deciding::moving_in(case, *event, asked), |case, event| case.move_in(*event),
    |case, event| MovedIn { case, on: event.on });

/// Live referrals come in as they are known.
macro_rules! taken_over {
    ($($state:ident),+) => {$(
        impl TakesOver for $state {
            fn findings(taken: &TakenOver<Referral>, _: &Asked<'_, Policy>) -> Findings {
                guards::every_step(&ReferralCase::as_known(&taken.as_known))
            }

            fn another_record(taken: &TakenOver<Referral>) -> Option<AnyId> {
                taken.as_known.submitted.reopens.map(|closed| closed.id)
            }

            fn take_over(taken: &TakenOver<Referral>, _: &Stamp) -> Result<Self, Misfit> {
                Ok(Self { case: Box::new(known::taken_over_fits(taken)?) })
            }
        }
    )+};
}
taken_over!(Submitted, Discussed, Planning, Accepted, DateAgreed, EmergencyAdmitted);
