//! What may be lost.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::{Lost, ProofQuestion};
use crate::base::{PersonId, SourceId};
use crate::emergency::{Plan, Way};
use crate::need::Snapshot;
use crate::support::Loss;

/// Everything that a level may take away, in order.
#[derive(Debug)]
pub(super) struct Losses {
    /// Each source alone, in every way in which it can be lost.
    pub(super) of_one: Vec<Vec<Lost>>,
    /// Every two, in every combination.
    pub(super) of_two: Vec<Vec<Lost>>,
}

impl Losses {
    /// Every loss of one and of two declared sources. Members whose own telephoning is among the plan's alarms are
    /// lost both as unable and as away, everybody and everything else as unable.
    pub(super) fn of(snapshot: &Snapshot, plan: &Plan) -> Self {
        let telephoning: BTreeSet<SourceId> = (plan.alarms().iter())
            .filter_map(|alarm| match alarm.way {
                Way::OwnTelephone { person, .. } => Some(person.into()),
                _ => None,
            })
            .collect();
        let mut ways: Vec<Lost> = Vec::new();
        for source in snapshot.sources().iter().map(|source| source.id) {
            ways.push(Lost { source, away: false });
            if telephoning.contains(&source) {
                ways.push(Lost { source, away: true });
            }
        }
        // In order of id, as a scenario tells what is lost.
        ways.sort_unstable();
        let pairs = ways.iter().enumerate().flat_map(|(place, one)| {
            let others = ways.iter().skip(place + 1).filter(|other| other.source != one.source);
            others.map(|other| alloc::vec![*one, *other])
        });
        Self { of_two: pairs.collect(), of_one: ways.iter().map(|one| alloc::vec![*one]).collect() }
    }

    /// Those of one, then those of two.
    pub(super) fn all(&self) -> impl Iterator<Item = &Vec<Lost>> {
        self.of_one.iter().chain(&self.of_two)
    }
}

/// Whether all that is lost is lost as planned, and something is.
pub(super) fn is_planned(question: &ProofQuestion, lost: &[Lost]) -> bool {
    !lost.is_empty() && lost.iter().all(|lost| question.as_planned.contains(&lost.source))
}

/// A loss as the timeline takes it. Only members are ever away.
pub(in crate::emergency) fn as_loss(lost: &[Lost]) -> Loss {
    lost.iter().fold(Loss::nothing(), |loss, lost| {
        if lost.away { loss.and_away(PersonId::new(lost.source.uuid())) } else { loss.and(lost.source) }
    })
}
