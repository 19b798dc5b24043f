//! What must be there for what happens in an emergency, and what stands against beginning or ending one.

use alloc::collections::BTreeSet;

use super::guards::{about, in_plan, not_shared, responders_without};
use super::{
    Activated, Activation, Answered, Arrived, CallNow, Called, Deviated, Left, Moment, NotReached, PlanCase,
    Policy, Reply, Status, StoodDown, Who, rules,
};
use crate::base::{Amount, AnyId, Finding, Findings, ResponderId, Told, Weight, limits, wire};
use crate::machine::{Asked, Misfit};

pub(super) fn activating_fits(case: &PlanCase, event: &Activated) -> Result<(), Misfit> {
    let each: BTreeSet<_> = event.lost.iter().map(|lost| lost.source).collect();
    Misfit::all([
        Misfit::unless(
            !event.lost.is_empty() && each.len() == event.lost.len(),
            "expected who or what is lost, each once",
            &about(case),
        ),
        Misfit::unless(event.lost.len() <= limits::SOURCES, "expected fewer sources", &about(case)),
        Misfit::unless(
            wire::in_years(event.lost_from.on) && event.lost_from.may_be_followed_by(event.moment()),
            "expected `lost_from` no later than the alarm",
            &about(case),
        ),
        Misfit::unless(
            event.alarm.is_none_or(|id| case.plan.alarms().iter().any(|alarm| alarm.id == id)),
            "expected a way of raising the alarm that stands in this plan",
            &about(case),
        ),
    ])
}

/// What stands against putting the plan into action: all that keeps it from being active, and all that is known to
/// be out of date. An emergency does not wait for any of it.
pub(super) fn activating(
    case: &PlanCase,
    status: Status,
    event: &Activated,
    asked: &Asked<'_, Policy>,
) -> Findings {
    let mut findings = case.out_of_date(event.on);
    findings.extend(second_time(event.lost_from, event.moment()));
    let policy = asked.policy();
    if policy.look_back_within.is_none() {
        findings.push(rules::not_set("look_back_within"));
    }
    if status == Status::Active {
        return findings;
    }
    let weight = if policy.use_before_active { Weight::Warns } else { Weight::Bars };
    findings.push(
        Finding::new(&rules::NOT_ACTIVE_YET)
            .about(case.plan.id())
            .with("status", Amount::Code(status.words()))
            .weighing(weight),
    );
    let soften = |finding: Finding| finding.weighing(Weight::Warns);
    findings.extend(not_shared(case).map(soften));
    findings.extend(responders_without(case));
    if case.agreed.is_none() {
        findings.extend(
            case.people.iter().map(|person| soften(Finding::new(&rules::AGREEMENT_NOT_KNOWN).about(*person))),
        );
    }
    if case.proof.is_none() {
        findings.push(soften(Finding::new(&rules::NOT_PROVEN).about(case.plan.id())));
    }
    findings
}

fn during(now: &Activation, at: Moment, of: AnyId) -> Result<(), Misfit> {
    Misfit::unless(
        now.began.moment().may_be_followed_by(at),
        "expected a moment no earlier than the alarm",
        &[of],
    )
}

pub(super) fn calling_fits(case: &PlanCase, now: &Activation, event: &Called) -> Result<(), Misfit> {
    let of = event.responder.any();
    let rings = now.last_call(event.responder).is_some_and(|call| call.now == CallNow::Ringing);
    Misfit::all([
        in_plan(case, event.responder),
        during(now, event.moment(), of),
        Misfit::unless(!rings, "expected what came of the last call to this responder first", &[of]),
    ])
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

pub(super) fn answering_fits(now: &Activation, event: &Answered) -> Result<(), Misfit> {
    let of = event.responder.any();
    let by = match event.reply {
        Reply::Comes { by } => by,
        Reply::CannotCome => None,
    };
    Misfit::all([
        settles(now, event.responder, event.moment()),
        Misfit::unless(
            by.is_none_or(|by| event.moment().may_be_followed_by(by) && wire::in_years(by.on)),
            "expected `by` no earlier than the answer",
            &[of],
        ),
    ])
}

pub(super) fn giving_up_fits(now: &Activation, event: &NotReached) -> Result<(), Misfit> {
    settles(now, event.responder, event.moment())
}

pub(super) fn arriving_fits(case: &PlanCase, now: &Activation, event: &Arrived) -> Result<(), Misfit> {
    let of = event.who.any();
    let mut left = now.stays.iter().filter(|stay| stay.who == event.who).filter_map(|stay| stay.until);
    let hands = event.does.as_ref().is_none_or(|does| (1..=limits::HANDS).contains(&does.hands));
    let few = event
        .does
        .as_ref()
        .is_none_or(|does| does.covers.len() <= limits::NEEDS && does.takes_in.len() <= limits::PEOPLE);
    Misfit::all([
        match event.who {
            Who::Responder(responder) => in_plan(case, responder),
            Who::Other(source) => Misfit::unless(
                case.plan.responders().iter().all(|responder| responder.source != source),
                "expected a responder of the plan as one, and anybody else by their own id",
                &[of],
            ),
        },
        // Somebody may have been there before the alarm was raised, and not before the loss.
        Misfit::unless(
            now.began.lost_from.may_be_followed_by(event.moment()),
            "expected a moment no earlier than the loss",
            &[of],
        ),
        Misfit::unless(now.is_there(event.who).is_none(), "expected somebody who is not there yet", &[of]),
        Misfit::unless(
            left.all(|left| left.may_be_followed_by(event.moment())),
            "expected a moment no earlier than when they last left",
            &[of],
        ),
        Misfit::unless(hands && few, "expected 1 to 16 hands, and no more needs than there may be", &[of]),
    ])
}

pub(super) fn leaving_fits(now: &Activation, event: &Left) -> Result<(), Misfit> {
    let of = event.who.any();
    match now.is_there(event.who) {
        None => Err(Misfit::new("expected somebody who is there", &[of])),
        Some(stay) => {
            let fits = stay.from.may_be_followed_by(event.moment());
            Misfit::unless(fits, "expected a moment no earlier than they came", &[of])
        }
    }
}

pub(super) fn deviating_fits(case: &PlanCase, now: &Activation, event: &Deviated) -> Result<(), Misfit> {
    Misfit::all([
        during(now, event.moment(), case.plan.id().any()),
        event.responder.map_or(Ok(()), |responder| in_plan(case, responder)),
    ])
}

pub(super) fn standing_down_fits(case: &PlanCase, now: &Activation, event: &StoodDown) -> Result<(), Misfit> {
    during(now, event.moment(), case.plan.id().any())
}

pub(super) fn standing_down(case: &PlanCase, now: &Activation, event: &StoodDown) -> Findings {
    let well = event.all_well == Told::Known(true);
    let not_well = (!well).then(|| Finding::new(&rules::NOT_ALL_WELL).about(case.plan.id()));
    not_well.into_iter().chain(during_the_night(now, event.moment())).collect()
}

/// What stands against the time of something that happened: within the hour that comes twice no order of times is
/// impossible, and one that goes backwards by the clock is told.
pub(super) fn during_the_night(now: &Activation, at: Moment) -> Findings {
    let before = now.moments().filter(|before| before.is_followed_only_the_second_time_by(at));
    before.max().and_then(|before| second_time(before, at)).into_iter().collect()
}

pub(super) fn answering(now: &Activation, event: &Answered) -> Findings {
    let mut findings = during_the_night(now, event.moment());
    if let (Reply::Comes { by: Some(by) }, true) = (event.reply, findings.is_empty()) {
        findings.extend(second_time(event.moment(), by));
    }
    findings
}

fn second_time(before: Moment, at: Moment) -> Option<Finding> {
    let twice = before.is_followed_only_the_second_time_by(at);
    twice.then(|| Finding::new(&rules::HOUR_COMES_TWICE).with("on", Amount::Date(at.on)))
}
