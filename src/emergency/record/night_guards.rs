//! What each event of an emergency comes to: what must be there for it, what stands against it, and what is known from
//! then on.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;

use super::night::Timed;
use super::{
    Activated, Activation, Answered, Arrived, CallNow, CallReply, Called, Deviated, EmergencyPlan, Left,
    Moment, NotReached, PlanCase, Policy, Status, StoodDown, Who, rules,
};
use crate::base::{Amount, AnyId, Finding, Findings, ResponderId, Stamp, Told, Weight, limits, wire};
use crate::emergency::Plan;
use crate::machine::{Accept, Asked, Event, Misfit};

impl Accept<Activated> for PlanCase {
    fn fits(&self, event: &Activated) -> Result<(), Misfit> {
        let each: BTreeSet<_> = event.lost.iter().map(|lost| lost.source).collect();
        Misfit::all([
            Misfit::unless(
                !event.lost.is_empty() && each.len() == event.lost.len(),
                "expected who or what is lost, each once",
                &self.ids(),
            ),
            Misfit::unless(event.lost.len() <= limits::SOURCES, "expected fewer sources", &self.ids()),
            Misfit::unless(
                wire::in_years(event.lost_from.on) && event.lost_from.may_be_followed_by(event.moment()),
                "expected `lost_from` no later than the alarm",
                &self.ids(),
            ),
            Misfit::unless(
                event.alarm.is_none_or(|id| self.plan().alarms().iter().any(|alarm| alarm.id == id)),
                "expected a way of raising the alarm that stands in this plan",
                &self.ids(),
            ),
        ])
    }

    /// What stands against putting the plan into action: all that keeps it from being active, and all that is known to
    /// be out of date. An emergency does not wait for any of it.
    fn findings(&self, event: &Activated, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = self.out_of_date(event.on);
        findings.extend(second_time(event.lost_from, event.moment()));
        let policy = asked.policy();
        if policy.look_back_within.is_none() {
            findings.push(rules::not_set("look_back_within"));
        }
        if self.status == Status::Active {
            return findings;
        }
        let weight = if policy.use_before_active { Weight::Warns } else { Weight::Bars };
        findings.push(
            Finding::new(&rules::NOT_ACTIVE_YET)
                .about(self.plan().id())
                .with("status", Amount::Code(self.status.words()))
                .weighing(weight),
        );
        let soften = |finding: Finding| finding.weighing(Weight::Warns);
        findings.extend(self.agreement.lacks().into_iter().map(soften));
        findings
    }

    fn apply(&mut self, event: &Activated, _: &Stamp) {
        let now = Activation::began(self.next_number(), event);
        self.now = Some(Box::new(now));
    }
}

/// What happens while an emergency is on: only what was done or seen, so that no rule speaks against it but that of its
/// time.
pub(super) trait WhileOn: Event<Machine = EmergencyPlan> + Timed {
    fn fits_in(&self, case: &PlanCase, now: &Activation) -> Result<(), Misfit>;

    fn against(&self, _: &PlanCase, now: &Activation) -> Findings {
        during_the_night(now, self.when())
    }

    fn happen(&self, plan: &Plan, now: &mut Activation);
}

impl<E: WhileOn> Accept<E> for PlanCase {
    fn fits(&self, event: &E) -> Result<(), Misfit> {
        match &self.now {
            Some(now) => event.fits_in(self, now),
            None => Err(Misfit::new("expected an emergency that is on", &self.ids())),
        }
    }

    fn findings(&self, event: &E, _: &Asked<'_, Policy>) -> Findings {
        self.now.as_ref().map(|now| event.against(self, now)).unwrap_or_default()
    }

    fn apply(&mut self, event: &E, _: &Stamp) {
        if let Some(now) = &mut self.now {
            event.happen(self.agreement.document(), now);
        }
        // An emergency that is over is remembered.
        self.activations.extend(self.now.take_if(|now| now.over.is_some()).map(|now| *now));
    }
}

impl WhileOn for Called {
    fn fits_in(&self, case: &PlanCase, now: &Activation) -> Result<(), Misfit> {
        let of = self.responder.any();
        let rings = now.last_call(self.responder).is_some_and(|call| call.now == CallNow::Ringing);
        Misfit::all([
            case.in_plan(self.responder),
            during(now, self.moment(), of),
            Misfit::unless(!rings, "expected what came of the last call to this responder first", &[of]),
        ])
    }

    fn happen(&self, _: &Plan, now: &mut Activation) {
        now.call(self);
    }
}

impl WhileOn for Answered {
    fn fits_in(&self, _: &PlanCase, now: &Activation) -> Result<(), Misfit> {
        let of = self.responder.any();
        let by = match self.reply {
            CallReply::Comes { by } => by,
            CallReply::CannotCome => None,
        };
        Misfit::all([
            settles(now, self.responder, self.moment()),
            Misfit::unless(
                by.is_none_or(|by| self.moment().may_be_followed_by(by) && wire::in_years(by.on)),
                "expected `by` no earlier than the answer",
                &[of],
            ),
        ])
    }

    fn against(&self, _: &PlanCase, now: &Activation) -> Findings {
        let mut findings = during_the_night(now, self.moment());
        if let (CallReply::Comes { by: Some(by) }, true) = (self.reply, findings.is_empty()) {
            findings.extend(second_time(self.moment(), by));
        }
        findings
    }

    fn happen(&self, _: &Plan, now: &mut Activation) {
        now.answer(self);
    }
}

impl WhileOn for NotReached {
    fn fits_in(&self, _: &PlanCase, now: &Activation) -> Result<(), Misfit> {
        settles(now, self.responder, self.moment())
    }

    fn happen(&self, _: &Plan, now: &mut Activation) {
        now.give_up(self);
    }
}

impl WhileOn for Arrived {
    fn fits_in(&self, case: &PlanCase, now: &Activation) -> Result<(), Misfit> {
        let of = self.who.any();
        let mut left = now.stays.iter().filter(|stay| stay.who == self.who).filter_map(|stay| stay.until);
        let hands = self.does.as_ref().is_none_or(|does| (1..=limits::HANDS).contains(&does.hands));
        let few = self
            .does
            .as_ref()
            .is_none_or(|does| does.covers.len() <= limits::NEEDS && does.takes_in.len() <= limits::PEOPLE);
        Misfit::all([
            match self.who {
                Who::Responder(responder) => case.in_plan(responder),
                Who::Other(source) => Misfit::unless(
                    case.plan().responders().iter().all(|responder| responder.source != source),
                    "expected a responder of the plan as one, and anybody else by their own id",
                    &[of],
                ),
            },
            // Somebody may have been there before the alarm was raised, and not before the loss.
            Misfit::unless(
                now.began.lost_from.may_be_followed_by(self.moment()),
                "expected a moment no earlier than the loss",
                &[of],
            ),
            Misfit::unless(now.is_there(self.who).is_none(), "expected somebody who is not there yet", &[of]),
            Misfit::unless(
                left.all(|left| left.may_be_followed_by(self.moment())),
                "expected a moment no earlier than when they last left",
                &[of],
            ),
            Misfit::unless(
                hands && few,
                "expected 1 to 16 hands, and no more needs than there may be",
                &[of],
            ),
        ])
    }

    fn happen(&self, _: &Plan, now: &mut Activation) {
        now.arrive(self);
    }
}

impl WhileOn for Left {
    fn fits_in(&self, _: &PlanCase, now: &Activation) -> Result<(), Misfit> {
        let of = self.who.any();
        match now.is_there(self.who) {
            None => Err(Misfit::new("expected somebody who is there", &[of])),
            Some(stay) => {
                let fits = stay.from.may_be_followed_by(self.moment());
                Misfit::unless(fits, "expected a moment no earlier than they came", &[of])
            }
        }
    }

    fn happen(&self, _: &Plan, now: &mut Activation) {
        now.leave(self);
    }
}

impl WhileOn for Deviated {
    fn fits_in(&self, case: &PlanCase, now: &Activation) -> Result<(), Misfit> {
        Misfit::all([
            during(now, self.moment(), case.plan().id().any()),
            self.responder.map_or(Ok(()), |responder| case.in_plan(responder)),
        ])
    }

    fn happen(&self, _: &Plan, now: &mut Activation) {
        now.deviate(self);
    }
}

impl WhileOn for StoodDown {
    fn fits_in(&self, case: &PlanCase, now: &Activation) -> Result<(), Misfit> {
        during(now, self.moment(), case.plan().id().any())
    }

    fn against(&self, case: &PlanCase, now: &Activation) -> Findings {
        let well = self.all_well == Told::Known(true);
        let not_well = (!well).then(|| Finding::new(&rules::NOT_ALL_WELL).about(case.plan().id()));
        not_well.into_iter().chain(during_the_night(now, self.moment())).collect()
    }

    fn happen(&self, _: &Plan, now: &mut Activation) {
        now.stand_down(self);
    }
}

pub(super) fn during(now: &Activation, at: Moment, of: AnyId) -> Result<(), Misfit> {
    Misfit::unless(
        now.began.moment().may_be_followed_by(at),
        "expected a moment no earlier than the alarm",
        &[of],
    )
}

fn settles(now: &Activation, responder: ResponderId, at: Moment) -> Result<(), Misfit> {
    let of = responder.any();
    let ringing = now.last_call(responder).filter(|call| call.now == CallNow::Ringing);
    match ringing {
        None => Err(Misfit::new("expected a call to this responder that nobody has answered yet", &[of])),
        Some(call) => {
            let fits = call.at.may_be_followed_by(at);
            Misfit::unless(fits, "expected a moment no earlier than the call", &[of])
        }
    }
}

/// What stands against the time of something that happened: within the hour that comes twice no order of times is
/// impossible, and one that goes backwards by the clock is told.
pub(super) fn during_the_night(now: &Activation, at: Moment) -> Findings {
    let before = now.moments().filter(|before| before.is_followed_only_the_second_time_by(at));
    before.max().and_then(|before| second_time(before, at)).into_iter().collect()
}

pub(super) fn second_time(before: Moment, at: Moment) -> Option<Finding> {
    let twice = before.is_followed_only_the_second_time_by(at);
    twice.then(|| Finding::new(&rules::HOUR_COMES_TWICE).with("on", Amount::Date(at.on)))
}
