//! What may be lost.

use std::collections::BTreeSet;

use mutual_care::base::{PersonId, SourceId};
use mutual_care::emergency::{Lost, Plan, ProofQuestion, Way};
use mutual_care::need::SourceKind;

use super::super::reference::House;

/// Everything that a level may take away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Losses {
    /// Each source alone, in every way in which it can be lost.
    pub of_one: Vec<Vec<Lost>>,
    /// Every two, in every combination.
    pub of_two: Vec<Vec<Lost>>,
}

/// Every loss of one and of two declared sources. Whoever's own telephone or card is a way of raising the alarm for the
/// loss, known to work or not, is lost both as unable and as away, each apart, in every combination; everybody and
/// everything else as unable only.
pub fn losses(house: &House, plan: &Plan) -> Losses {
    let ids: Vec<SourceId> = house.source_ids().into_iter().collect();
    let ways = |source: SourceId, lost: &[SourceId]| -> Vec<Lost> {
        let is_a_way = plan.alarms().iter().any(|alarm| match &alarm.way {
            Way::OwnTelephone { person, .. } | Way::Card { person, .. } => {
                SourceId::from(*person) == source && alarm.for_loss.is_for(lost.iter().copied())
            }
            _ => false,
        });
        let ways = if is_a_way { vec![false, true] } else { vec![false] };
        ways.into_iter().map(|away| Lost { source, away }).collect()
    };
    let of_one = ids.iter().flat_map(|id| ways(*id, &[*id])).map(|lost| vec![lost]).collect();
    let mut of_two = Vec::new();
    for (place, one) in ids.iter().enumerate() {
        for other in &ids[place + 1..] {
            for first in ways(*one, &[*one, *other]) {
                of_two.extend(ways(*other, &[*one, *other]).into_iter().map(|second| vec![first, second]));
            }
        }
    }
    Losses { of_one, of_two }
}

/// Whether all that is lost is lost as planned, and something is.
pub fn as_planned(question: &ProofQuestion, lost: &[Lost]) -> bool {
    !lost.is_empty() && lost.iter().all(|lost| question.as_planned.contains(&lost.source))
}

/// The sources that are lost.
pub fn sources(lost: &[Lost]) -> BTreeSet<SourceId> {
    lost.iter().map(|lost| lost.source).collect()
}

/// Those of them who are away, and need nothing at home: only members. Of anybody else away says how the alarm is raised,
/// and no more.
pub fn away(house: &House, lost: &[Lost]) -> BTreeSet<PersonId> {
    let is_member =
        |source: SourceId| house.sources.iter().any(|one| one.id == source && one.kind == SourceKind::Member);
    let away = lost.iter().filter(|lost| lost.away && is_member(lost.source));
    away.map(|lost| PersonId::new(lost.source.uuid())).collect()
}
