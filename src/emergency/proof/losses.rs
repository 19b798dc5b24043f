//! What may be lost.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::{Lost, ProofQuestion};
use crate::base::{PersonId, SourceId};
use crate::emergency::{ForLoss, Plan};
use crate::need::{Snapshot, Source, SourceKind};
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
    /// Every loss of one and of two declared sources. Where somebody's own telephone or card is a way for a loss, they are
    /// lost in it both as unable and as away, everybody and everything else as unable.
    pub(super) fn of(snapshot: &Snapshot, plan: &Plan) -> Self {
        let mut carriers: BTreeMap<SourceId, Vec<&ForLoss>> = BTreeMap::new();
        for alarm in plan.alarms() {
            if let Some(person) = alarm.way.carried_by() {
                carriers.entry(person.into()).or_default().push(&alarm.for_loss);
            }
        }
        let ways = |source: SourceId, with: Option<SourceId>| {
            let is_way = |for_loss: &&ForLoss| for_loss.is_for([source].into_iter().chain(with));
            let two = carriers.get(&source).is_some_and(|theirs| theirs.iter().any(is_way));
            let away = two.then_some(Lost { source, away: true });
            core::iter::once(Lost { source, away: false }).chain(away)
        };
        // In order of id, as a scenario tells what is lost.
        let sources: Vec<SourceId> = snapshot.sources().iter().map(|source| source.id).collect();
        let of_one = sources.iter().flat_map(|one| ways(*one, None)).map(|one| alloc::vec![one]).collect();
        let mut of_two = Vec::new();
        for (place, one) in sources.iter().enumerate() {
            for other in sources.iter().skip(place + 1) {
                for first in ways(*one, Some(*other)) {
                    of_two.extend(ways(*other, Some(*one)).map(|second| alloc::vec![first, second]));
                }
            }
        }
        // By the first way of the first, all that it is lost with.
        of_two.sort_unstable();
        Self { of_one, of_two }
    }

    /// Only those of which all are such.
    pub(super) fn retain(&mut self, is_lost: impl Fn(&Lost) -> bool) {
        for losses in [&mut self.of_one, &mut self.of_two] {
            losses.retain(|lost| lost.iter().all(&is_lost));
        }
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

/// A loss as the timeline takes it. Of somebody who is no member, away means only that their card works and their
/// telephone does not: nothing of what they need is told here.
pub(in crate::emergency) fn as_loss(lost: &[Lost], snapshot: &Snapshot) -> Loss {
    lost.iter().fold(Loss::nothing(), |loss, lost| {
        let is_member = |source: &Source| source.kind == SourceKind::Member;
        if lost.away && snapshot.source(lost.source).is_some_and(is_member) {
            loss.and_away(PersonId::new(lost.source.uuid()))
        } else {
            loss.and(lost.source)
        }
    })
}
