//! What could be added to a plan or to the week it is for.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::{NeedId, PersonId, Problem, Problems, ResponderId, Told, WeekPattern, wire};
use crate::emergency::{Agreed, Alarm, Plan, PlanParts, Responder, names_what_is_gone};
use crate::need::{Arrangement, Snapshot, Source};

/// One addition. Each only adds: where a plan has more than that already, nothing changes, and of two for the same
/// thing the further one counts, in whatever order they come.
///
/// A key is no addition of its own: who holds one is no part of a proof. If somebody could be there sooner with a key,
/// that is [`Change::ArrivesWithin`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// A responder agrees to come.
    Agrees {
        /// Who.
        responder: ResponderId,
        /// When.
        #[serde(with = "wire::date")]
        on: NaiveDate,
    },
    /// A responder answers sooner.
    AnswersWithin {
        /// Who.
        responder: ResponderId,
        /// Within so many minutes.
        minutes: u32,
    },
    /// A responder is there sooner after answering.
    ArrivesWithin {
        /// Who.
        responder: ResponderId,
        /// Within so many minutes.
        minutes: u32,
    },
    /// A responder can be reached at these times too.
    ReachableAlso {
        /// Who.
        responder: ResponderId,
        /// When.
        when: WeekPattern,
    },
    /// A responder stays longer.
    StaysFor {
        /// Who.
        responder: ResponderId,
        /// For so many minutes; to the end of the horizon if not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
    },
    /// A responder sees to one need more.
    AlsoCovers {
        /// Who.
        responder: ResponderId,
        /// Which need.
        need: NeedId,
    },
    /// A responder takes somebody in.
    AlsoTakesIn {
        /// Who.
        responder: ResponderId,
        /// Whom.
        person: PersonId,
    },
    /// A new way of raising the alarm: a device, a member who can, a visit, a telephone within reach.
    NewAlarm(Box<Alarm>),
    /// A new responder.
    NewResponder {
        /// Who.
        responder: Box<Responder>,
        /// Before how many of the list, from 0; last if not given, or past the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<usize>,
    },
    /// A new arrangement in the week: one more visit.
    NewArrangement {
        /// Which.
        arrangement: Box<Arrangement>,
        /// Who gives it, if the week does not know them yet.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Source>,
    },
}

impl Change {
    /// The responder that it changes, if it changes one of the plan.
    pub const fn responder(&self) -> Option<ResponderId> {
        match self {
            Self::Agrees { responder, .. }
            | Self::AnswersWithin { responder, .. }
            | Self::ArrivesWithin { responder, .. }
            | Self::ReachableAlso { responder, .. }
            | Self::StaysFor { responder, .. }
            | Self::AlsoCovers { responder, .. }
            | Self::AlsoTakesIn { responder, .. } => Some(*responder),
            Self::NewAlarm(_) | Self::NewResponder { .. } | Self::NewArrangement { .. } => None,
        }
    }
}

/// Additions make no plan, or no week.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChangeProblem {
    /// A responder that neither the plan nor one of the additions has.
    #[error("{0:?} is no responder of the plan: expected one that is, or one that is added")]
    UnknownResponder(ResponderId),
    /// They make no plan, or none that fits the week.
    #[error("the plan with it is none: {0}")]
    Plan(Problems),
    /// They make no week.
    #[error("the week with it is none: {0}")]
    Week(Problems),
}

/// The week and the plan with these additions: new responders first, then the rest, each in order.
///
/// ```
/// use mutual_care::base::PersonId;
/// use mutual_care::emergency::{Change, Plan, PlanParts, Responder, ResponderKind, with_changes};
/// # use mutual_care::need::{Snapshot, SnapshotParts, Source};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// # let sources = vec![Source::member(id(1).parse::<PersonId>()?)];
/// # let week = Snapshot::new(SnapshotParts { on, sources, needs: vec![], arrangements: vec![] })?;
/// let mut parts = PlanParts::new(id(2).parse()?, id(3).parse()?, on);
/// let sister = Responder::new(id(4).parse()?, id(5).parse::<PersonId>()?, ResponderKind::Family);
/// parts.responders = vec![Responder { answers_min: 30, ..sister.clone() }];
/// let sooner = Change::AnswersWithin { responder: sister.id, minutes: 10 };
/// let (_, plan) = with_changes(&week, &Plan::new(parts)?, [&sooner])?;
/// assert_eq!(plan.responders()[0].answers_min, 10);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`ChangeProblem`] if they fit neither each other nor what is there.
pub fn with_changes<'c>(
    snapshot: &Snapshot,
    plan: &Plan,
    changes: impl IntoIterator<Item = &'c Change>,
) -> Result<(Snapshot, Plan), ChangeProblem> {
    let changes: Vec<&Change> = changes.into_iter().collect();
    let mut parts = plan.clone().into_parts();
    let (mut sources, mut arrangements) = (Vec::new(), Vec::new());
    for change in &changes {
        match change {
            Change::NewResponder { responder, place } => {
                let last = parts.responders.len();
                parts.responders.insert(place.unwrap_or(last).min(last), responder.as_ref().clone());
            }
            Change::NewAlarm(alarm) => parts.alarms.push(alarm.as_ref().clone()),
            Change::NewArrangement { arrangement, by } => {
                arrangements.push(arrangement.as_ref().clone());
                let there = |by: &Source| snapshot.source(by.id).is_some_and(|it| it.kind == by.kind);
                let new = by.clone().filter(|by| !there(by) && !sources.contains(by));
                sources.extend(new);
            }
            _ => {}
        }
    }
    for change in &changes {
        change_responder(&mut parts, change)?;
    }
    let before = snapshot;
    let snapshot = if arrangements.is_empty() {
        snapshot.clone()
    } else {
        snapshot.with(sources, arrangements).map_err(ChangeProblem::Week)?
    };
    let gone_before: Vec<Problem> = plan.problems_in(before).into_iter().filter(names_what_is_gone).collect();
    let plan = Plan::new(parts).map_err(ChangeProblem::Plan)?;
    // What has ended is read. What an addition names has to be there: it is part of what is asked. Additions move
    // places, so what was there before is told by what it names.
    let found = plan.problems_in(&snapshot);
    if found.iter().all(|problem| gone_before.iter().any(|before| problem.says_the_same(before))) {
        return Ok((snapshot, plan));
    }
    Problems::none_or(found).map_err(ChangeProblem::Plan)?;
    Ok((snapshot, plan))
}

fn change_responder(parts: &mut PlanParts, change: &Change) -> Result<(), ChangeProblem> {
    let Some(id) = change.responder() else { return Ok(()) };
    let of = parts.responders.iter_mut().find(|responder| responder.id == id);
    let of = of.ok_or(ChangeProblem::UnknownResponder(id))?;
    match change {
        Change::Agrees { on, .. } if !of.has_agreed() => of.agreed = Told::Known(Agreed::On(*on)),
        Change::Agrees { on, .. } => {
            // Agreed already: the later date is the further one.
            if matches!(of.agreed, Told::Known(Agreed::On(before)) if before < *on) {
                of.agreed = Told::Known(Agreed::On(*on));
            }
        }
        Change::AnswersWithin { minutes, .. } => of.answers_min = of.answers_min.min(*minutes),
        Change::ArrivesWithin { minutes, .. } => of.arrives_min = of.arrives_min.min(*minutes),
        Change::ReachableAlso { when, .. } => of.reachable = of.reachable.union(when),
        Change::StaysFor { minutes, .. } => {
            of.stays_min = of.stays_min.zip(*minutes).map(|(one, other)| one.max(other));
        }
        Change::AlsoCovers { need, .. } => {
            if !of.covers.contains(need) {
                of.covers.push(*need);
            }
        }
        Change::AlsoTakesIn { person, .. } => {
            if !of.takes_in.contains(person) {
                of.takes_in.push(*person);
            }
        }
        Change::NewAlarm(_) | Change::NewResponder { .. } | Change::NewArrangement { .. } => {}
    }
    Ok(())
}
