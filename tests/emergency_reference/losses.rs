//! What may be lost.

use std::collections::BTreeSet;

use mutual_care::base::{PersonId, SourceId};
use mutual_care::emergency::{Lost, Plan, ProofQuestion, Way};

use super::super::reference::House;

/// Everything that a level may take away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Losses {
    /// Each source alone, in every way in which it can be lost.
    pub of_one: Vec<Vec<Lost>>,
    /// Every two, in every combination.
    pub of_two: Vec<Vec<Lost>>,
}

/// Every loss of one and of two declared sources. Members whose own telephoning is among the plan's alarms, known
/// to work or not, are lost both as unable and as away, each apart, in every combination; everybody and everything
/// else as unable only.
pub fn losses(house: &House, plan: &Plan) -> Losses {
    let telephoning: BTreeSet<SourceId> = (plan.alarms().iter())
        .filter_map(|alarm| match &alarm.way {
            Way::OwnTelephone { person, .. } => Some(SourceId::from(*person)),
            _ => None,
        })
        .collect();
    let ids: Vec<SourceId> = house.source_ids().into_iter().collect();
    let ways = |source: SourceId| -> Vec<Lost> {
        let ways = if telephoning.contains(&source) { vec![false, true] } else { vec![false] };
        ways.into_iter().map(|away| Lost { source, away }).collect()
    };
    let of_one = ids.iter().flat_map(|id| ways(*id)).map(|lost| vec![lost]).collect();
    let mut of_two = Vec::new();
    for (place, one) in ids.iter().enumerate() {
        for other in &ids[place + 1..] {
            for first in ways(*one) {
                of_two.extend(ways(*other).into_iter().map(|second| vec![first, second]));
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

/// Those of them who are away.
pub fn away(lost: &[Lost]) -> BTreeSet<PersonId> {
    lost.iter().filter(|lost| lost.away).map(|lost| PersonId::new(lost.source.uuid())).collect()
}
