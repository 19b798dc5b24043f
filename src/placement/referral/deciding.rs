//! How a decision is taken, and what speaks against it.

use chrono::NaiveDate;

use super::guards::{about, dated, every_step, reasoned, with};
use super::{
    AcceptedByManager, ChildMovedIn, ChildSays, DeclinedByHome, MovingInAgreed, ObjectionAnswered, Policy,
    ReferralCase, TimeRanOut, rules,
};
use crate::base::{Amount, Finding, Findings, Role};
use crate::machine::{Asked, Misfit};

pub(super) fn accepting_fits(case: &ReferralCase, event: &AcceptedByManager) -> Result<(), Misfit> {
    Misfit::all([
        reasoned(case, &event.reasons),
        Misfit::unless(
            event.despite_worries.as_ref().is_none_or(|why| !why.is_empty()),
            "expected why it is accepted despite a worry, in words",
            &about(case),
        ),
    ])
}

pub(super) fn accepting(
    case: &ReferralCase,
    event: &AcceptedByManager,
    asked: &Asked<'_, Policy>,
) -> Findings {
    let mut findings = case.missing(event.on, asked.policy(), event.despite_worries.is_some());
    findings.extend(by_manager(case, asked));
    findings
}

pub(super) fn declining(case: &ReferralCase, event: &DeclinedByHome, asked: &Asked<'_, Policy>) -> Findings {
    leaving(case, event.on).into_iter().chain(by_manager(case, asked)).collect()
}

/// A referral that is closed, perhaps while the child lives there.
pub(super) fn leaving(case: &ReferralCase, on: NaiveDate) -> Findings {
    let there = case.lives_there_on(on).then(|| case.about(&rules::LIVES_THERE_ALREADY));
    with(case, there.into_iter().chain(case.ends_before(on)))
}

pub(super) fn lapsing(case: &ReferralCase, event: TimeRanOut, asked: &Asked<'_, Policy>) -> Findings {
    let after = asked.policy().lapses_after;
    let mut findings: Findings = every_step(case).into_iter().chain(case.ends_before(event.on)).collect();
    // Where a day is agreed, nothing has to happen until it has come.
    let last = case.date.as_ref().map_or(case.last_on, |date| date.moves_in_on.max(case.last_on));
    if after.is_none() {
        findings.push(rules::not_set("lapses_after", &rules::LAPSES_LATER));
    }
    match after.and_then(|term| term.after(last, asked.calendar())) {
        None => findings.push(case.about(&rules::LAPSE_DAY_NOT_KNOWN)),
        Some(until) if event.on <= until => findings.push(
            case.about(&rules::LAPSES_LATER)
                .with("last", Amount::Date(last))
                .with("until", Amount::Date(until)),
        ),
        Some(_) => {}
    }
    findings
}

pub(super) fn agreeing_fits(case: &ReferralCase, event: &MovingInAgreed) -> Result<(), Misfit> {
    Misfit::all([
        dated(&about(case), [event.moves_in_on]),
        Misfit::unless(
            event.moves_in_on >= event.on,
            "expected `moves_in_on` no earlier than `on`",
            &about(case),
        ),
    ])
}

/// The date rests on all that the decision rested on, and is the child's too.
pub(super) fn agreeing(case: &ReferralCase, event: &MovingInAgreed, asked: &Asked<'_, Policy>) -> Findings {
    let mut findings = still_missing(case, event.on, asked);
    let decided = case.accepted.as_ref().map(|accepted| accepted.on);
    findings.extend(case.dated_before(event.on, "the decision to accept", decided));
    if event.moves_in_on != case.planned_on {
        let planned = Amount::Date(case.planned_on);
        findings.push(case.about(&rules::DATE_NOT_AS_JUDGED).with("planned", planned));
    }
    match event.child_says {
        ChildSays::NotAsked => findings.push(case.about(&rules::DATE_NOT_ASKED)),
        ChildSays::WantsSomethingElse => findings.push(case.about(&rules::DATE_NOT_WANTED)),
        ChildSays::Agrees | ChildSays::WouldRatherNotSay | ChildSays::TooYoung => {}
    }
    findings
}

pub(super) fn moving_in(case: &ReferralCase, event: ChildMovedIn, asked: &Asked<'_, Policy>) -> Findings {
    let mut findings = still_missing(case, event.on, asked);
    let agreed_on = case.date.as_ref().map(|date| date.on);
    findings.extend(case.dated_before(event.on, "the agreement on the moving-in date", agreed_on));
    findings.extend(case.look_again_missing(event.on, asked.policy()));
    findings.extend(case.visits_not_held(event.on));
    if let Some(agreed) = case.date.as_ref().map(|date| date.moves_in_on).filter(|agreed| *agreed != event.on)
    {
        findings.push(case.about(&rules::MOVED_IN_ON_ANOTHER_DAY).with("agreed", Amount::Date(agreed)));
    }
    findings
}

/// What is missing although it was decided, and what the authority must have done before the move.
fn still_missing(case: &ReferralCase, on: NaiveDate, asked: &Asked<'_, Policy>) -> Findings {
    let mut findings = case.missing(on, asked.policy(), case.despite_worries());
    let receipts = [case.compatibility().map(|made| &made.receipt), case.impact().map(|made| &made.receipt)];
    for receipt in receipts.into_iter().flatten() {
        findings.extend(case.steps_open(receipt, on));
    }
    findings
}

fn by_manager(case: &ReferralCase, asked: &Asked<'_, Policy>) -> Option<Finding> {
    let other = asked.stamp().role() != Role::RegisteredManager;
    other.then(|| case.about(&rules::NOT_BY_MANAGER).about(asked.stamp().by()))
}

/// The registered manager answers an objection, after it.
pub(super) fn answering_objection(
    case: &ReferralCase,
    _: &ObjectionAnswered,
    asked: &Asked<'_, Policy>,
) -> Findings {
    with(case, by_manager(case, asked))
}
