//! The states of an emergency plan, and what each says to what happens.

use alloc::boxed::Box;

use chrono::NaiveDate;

use super::{
    Activated, Activation, AgreedTo, Answered, Arrived, BecameActive, Called, Deviated, DrawnUp,
    EmergencyPlan, LearntFrom, Left, NotReached, PersonWithdrew, PlanCase, PlanChanged, PlanEnded,
    PlanEndedBecause, Policy, ProvenAnew, ResponderWithdrew, Reviewed, SharedWith, Status, StoodDown,
    WordsPutRight, guards, night_guards, unknowns,
};
use crate::base::{AnyId, Findings, Stamp};
use crate::machine::{Accept, Asked, Misfit, Opens, TakenOver, TakesOver};

/// States in which no emergency is on: what is known of the plan.
macro_rules! at_rest {
    ($($(#[doc = $about:literal])+ $state:ident),+ $(,)?) => {$(
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $state {
            case: Box<PlanCase>,
        }

        impl $state {
            /// What is known of the plan.
            pub const fn case(&self) -> &PlanCase {
                &self.case
            }
        }
    )+};
}
at_rest! {
    /// Drawn up or changed, and shared with nobody yet.
    Drafted,
    /// Shared with people it is about or with responders.
    Shared,
    /// Everybody it is about was asked, and it is proven or somebody accepts that it is not.
    Agreed,
    /// What counts.
    Active,
}

/// States in which an emergency is on: what is known of the plan, and of the emergency.
macro_rules! at_night {
    ($($(#[doc = $about:literal])+ $state:ident),+ $(,)?) => {$(
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $state {
            case: Box<PlanCase>,
            now: Box<Activation>,
        }

        impl $state {
            /// What is known of the plan.
            pub const fn case(&self) -> &PlanCase {
                &self.case
            }

            /// What is known of the emergency.
            pub const fn activation(&self) -> &Activation {
                &self.now
            }
        }
    )+};
}
at_night! {
    /// An emergency is on, and the plan was a draft when it began.
    ActivatedAsDrafted,
    /// An emergency is on, and the plan was shared and not agreed to when it began.
    ActivatedAsShared,
    /// An emergency is on, and the plan was agreed to and not active when it began.
    ActivatedAsAgreed,
    /// An emergency is on, and the plan was active when it began.
    ActivatedAsActive,
}

/// The plan is none any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    case: Box<PlanCase>,
    on: NaiveDate,
    because: PlanEndedBecause,
}

impl Ended {
    /// What is known of the plan.
    pub const fn case(&self) -> &PlanCase {
        &self.case
    }

    /// Since when.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// Why.
    pub const fn because(&self) -> PlanEndedBecause {
        self.because
    }
}

impl EmergencyPlan {
    /// What is known of the plan, whichever state it is in.
    pub fn case(&self) -> &PlanCase {
        match self {
            Self::Drafted(record) => record.state().case(),
            Self::Shared(record) => record.state().case(),
            Self::Agreed(record) => record.state().case(),
            Self::Active(record) => record.state().case(),
            Self::ActivatedAsDrafted(record) => record.state().case(),
            Self::ActivatedAsShared(record) => record.state().case(),
            Self::ActivatedAsAgreed(record) => record.state().case(),
            Self::ActivatedAsActive(record) => record.state().case(),
            Self::Ended(record) => record.state().case(),
        }
    }

    /// The emergency that is on, if one is.
    pub fn activation(&self) -> Option<&Activation> {
        match self {
            Self::ActivatedAsDrafted(record) => Some(record.state().activation()),
            Self::ActivatedAsShared(record) => Some(record.state().activation()),
            Self::ActivatedAsAgreed(record) => Some(record.state().activation()),
            Self::ActivatedAsActive(record) => Some(record.state().activation()),
            Self::Drafted(_) | Self::Shared(_) | Self::Agreed(_) | Self::Active(_) | Self::Ended(_) => None,
        }
    }
}

impl Opens<DrawnUp> for Drafted {
    fn findings(event: &DrawnUp, asked: &Asked<'_, Policy>) -> Findings {
        guards::on_its_day(event.on, asked, guards::drawing_up(&event.plan, asked.policy()))
    }

    fn id_inside(event: &DrawnUp) -> Option<AnyId> {
        Some(event.plan.id().any())
    }

    fn open(event: &DrawnUp, _: &Stamp) -> Result<Self, Misfit> {
        guards::drawing_up_fits(event)?;
        Ok(Self { case: Box::new(PlanCase::drawn_up(event)) })
    }
}

/// One row of a state at rest: what fits, what speaks against it, what changes, and where it leads. It is a fact, of which
/// the day must have come; or it may lie ahead.
macro_rules! row {
    ($state:ident + $event:ident => $next:ident, $fits:expr, $findings:expr, $change:expr) => {
        row!(ahead $state + $event => $next, $fits, |case, event, asked| {
            let findings: fn(&PlanCase, &$event, &Asked<'_, Policy>) -> Findings = $findings;
            guards::on_its_day(event.on, asked, findings(case, event, asked))
        }, $change);
    };
    (ahead $state:ident + $event:ident => $next:ident, $fits:expr, $findings:expr, $change:expr) => {
        impl Accept<$event> for $state {
            fn fits(&self, event: &$event) -> Result<(), Misfit> {
                let fits: fn(&PlanCase, &$event) -> Result<(), Misfit> = $fits;
                fits(&self.case, event)
            }

            fn findings(&self, event: &$event, asked: &Asked<'_, Policy>) -> Findings {
                let findings: fn(&PlanCase, &$event, &Asked<'_, Policy>) -> Findings = $findings;
                findings(&self.case, event, asked)
            }

            fn next(self, event: &$event, _: &Stamp) -> $next {
                let mut case = self.case;
                let change: fn(&mut PlanCase, &$event) = $change;
                change(&mut case, event);
                $next { case }
            }
        }
    };
}

row!(Shared + AgreedTo => Agreed, guards::agreeing_fits, guards::agreeing, PlanCase::agree);
row!(Agreed + BecameActive => Active,
    |case, event| guards::not_before(case, event.on),
    |case, event, asked| guards::becoming_active(case, event, asked.policy()),
    |case, event| case.active = Some(*event));
row!(Active + Reviewed => Active,
    |case, event| guards::reviewing_fits(case, *event),
    |case, event, asked| guards::reviewing(case, *event, asked.policy()),
    |case, event| case.reviewed = Some(*event));

macro_rules! shared {
    ($($state:ident => $next:ident),+) => {$(
        row!($state + SharedWith => $next, guards::sharing_fits, |_, _, _| Findings::none(), PlanCase::share);
    )+};
}
shared!(Drafted => Shared, Shared => Shared, Agreed => Agreed, Active => Active);

macro_rules! while_at_rest {
    ($($state:ident),+) => {$(
        row!($state + PlanChanged => Drafted, guards::changing_fits,
            |_, event, asked| guards::drawing_up(&event.plan, asked.policy()),
            PlanCase::change);
        row!($state + WordsPutRight => $state, guards::putting_right_fits,
            |case, event, _| unknowns::putting_right(case, event),
            PlanCase::put_right);
        row!(ahead $state + ResponderWithdrew => $state, guards::responder_withdrawing_fits,
            |_, _, _| Findings::none(),
            |case, event| _ = case.withdrew.insert(event.responder, *event));
        row!($state + LearntFrom => $state, guards::learning_fits,
            |case, event, _| guards::learning(case, event),
            PlanCase::learn);

        impl Accept<PlanEnded> for $state {
            fn fits(&self, event: &PlanEnded) -> Result<(), Misfit> {
                guards::ending_fits(&self.case, event)
            }

            fn findings(&self, event: &PlanEnded, asked: &Asked<'_, Policy>) -> Findings {
                guards::on_its_day(event.on, asked, guards::ending(&self.case))
            }

            fn next(self, event: &PlanEnded, _: &Stamp) -> Ended {
                Ended { case: self.case, on: event.on, because: event.because }
            }
        }
    )+};
}
while_at_rest!(Drafted, Shared, Agreed, Active);

macro_rules! while_agreed {
    ($($state:ident),+) => {$(
        row!($state + ProvenAnew => $state, guards::proving_fits,
            |case, event, _| guards::proving(case, event),
            PlanCase::prove);
        row!($state + PersonWithdrew => Shared, guards::withdrawing_fits, |_, _, _| Findings::none(),
            |case, _| case.unagree());
    )+};
}
while_agreed!(Agreed, Active);

/// What happens in an emergency: only what was done or seen, so that no rule speaks against it but that of its time.
macro_rules! in_the_night {
    ($night:ident + $event:ident, $fits:expr, $change:ident) => {
        in_the_night!(
            $night + $event,
            $fits,
            |now, event| night_guards::during_the_night(now, event.moment()),
            $change
        );
    };
    ($night:ident + $event:ident, $fits:expr, $findings:expr, $change:ident) => {
        impl Accept<$event> for $night {
            fn fits(&self, event: &$event) -> Result<(), Misfit> {
                let fits: fn(&PlanCase, &Activation, &$event) -> Result<(), Misfit> = $fits;
                fits(&self.case, &self.now, event)
            }

            fn findings(&self, event: &$event, asked: &Asked<'_, Policy>) -> Findings {
                let findings: fn(&Activation, &$event) -> Findings = $findings;
                guards::on_its_day(event.on, asked, findings(&self.now, event))
            }

            fn next(mut self, event: &$event, _: &Stamp) -> Self {
                self.now.$change(event);
                self
            }
        }
    };
}

/// An emergency begins, and leads back to where it began.
macro_rules! can_be_activated {
    ($($state:ident <=> $night:ident),+) => {$(
        impl Accept<Activated> for $state {
            fn fits(&self, event: &Activated) -> Result<(), Misfit> {
                night_guards::activating_fits(&self.case, event)
            }

            fn findings(&self, event: &Activated, asked: &Asked<'_, Policy>) -> Findings {
                let found = night_guards::activating(&self.case, Status::$state, event, asked);
                guards::on_its_day(event.on, asked, found)
            }

            fn next(self, event: &Activated, _: &Stamp) -> $night {
                let now = Activation::began(self.case.next_number(), event);
                $night { case: self.case, now: Box::new(now) }
            }
        }

        impl Accept<StoodDown> for $night {
            fn fits(&self, event: &StoodDown) -> Result<(), Misfit> {
                night_guards::standing_down_fits(&self.case, &self.now, event)
            }

            fn findings(&self, event: &StoodDown, asked: &Asked<'_, Policy>) -> Findings {
                guards::on_its_day(event.on, asked, night_guards::standing_down(&self.case, &self.now, event))
            }

            fn next(self, event: &StoodDown, _: &Stamp) -> $state {
                let mut case = self.case;
                case.activations.push(self.now.stand_down(event));
                $state { case }
            }
        }

        in_the_night!($night + Called, |case, now, event| night_guards::calling_fits(case, now, event), call);
        in_the_night!($night + Answered, |_, now, event| night_guards::answering_fits(now, event),
            night_guards::answering, answer);
        in_the_night!($night + NotReached, |_, now, event| night_guards::giving_up_fits(now, event), give_up);
        in_the_night!($night + Arrived, |case, now, event| night_guards::arriving_fits(case, now, event), arrive);
        in_the_night!($night + Left, |_, now, event| night_guards::leaving_fits(now, event), leave);
        in_the_night!($night + Deviated, |case, now, event| night_guards::deviating_fits(case, now, event), deviate);
    )+};
}

can_be_activated!(
    Drafted <=> ActivatedAsDrafted,
    Shared <=> ActivatedAsShared,
    Agreed <=> ActivatedAsAgreed,
    Active <=> ActivatedAsActive
);

/// Live plans come in as they are known; what would have been found when they were agreed to is kept.
macro_rules! taken_over {
    ($($state:ident: $findings:expr),+ $(,)?) => {$(
        impl TakesOver for $state {
            fn id_inside(taken: &TakenOver<EmergencyPlan>) -> Option<AnyId> {
                Some(taken.as_known.plan.id().any())
            }

            fn findings(taken: &TakenOver<EmergencyPlan>, asked: &Asked<'_, Policy>) -> Findings {
                let findings: fn(&TakenOver<EmergencyPlan>, &Asked<'_, Policy>) -> Findings = $findings;
                findings(taken, asked)
            }

            fn take_over(taken: &TakenOver<EmergencyPlan>, _: &Stamp) -> Result<Self, Misfit> {
                Ok(Self { case: Box::new(guards::taken_over_fits(taken)?) })
            }
        }
    )+};
}
taken_over! {
    Drafted: |_, _| Findings::none(),
    Shared: |_, _| Findings::none(),
    Agreed: unknowns::taken_over,
    Active: unknowns::taken_over,
}

/// And so do emergencies that are on.
macro_rules! taken_over_at_night {
    ($($night:ident: $findings:expr),+ $(,)?) => {$(
        impl TakesOver for $night {
            fn id_inside(taken: &TakenOver<EmergencyPlan>) -> Option<AnyId> {
                Some(taken.as_known.plan.id().any())
            }

            fn findings(taken: &TakenOver<EmergencyPlan>, asked: &Asked<'_, Policy>) -> Findings {
                let findings: fn(&TakenOver<EmergencyPlan>, &Asked<'_, Policy>) -> Findings = $findings;
                findings(taken, asked)
            }

            fn take_over(taken: &TakenOver<EmergencyPlan>, _: &Stamp) -> Result<Self, Misfit> {
                let case = Box::new(guards::taken_over_fits(taken)?);
                let missing = || Misfit::new("expected `activated`: what is lost, and since when", &[]);
                let began = taken.as_known.activated.as_ref().ok_or_else(missing)?;
                Ok(Self { case, now: Box::new(Activation::began(1, began)) })
            }
        }
    )+};
}
taken_over_at_night! {
    ActivatedAsDrafted: |_, _| Findings::none(),
    ActivatedAsShared: |_, _| Findings::none(),
    ActivatedAsAgreed: unknowns::taken_over,
    ActivatedAsActive: unknowns::taken_over,
}
