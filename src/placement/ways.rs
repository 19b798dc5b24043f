//! Which way a concern between two children runs: who could be harmed by whom, on which known facts.

use alloc::vec::Vec;

use serde::Serialize;

use super::rules::{Directed, directed};
use super::{Child, Companions};
use crate::base::{ChildId, Rule, Told};

/// One direction of a concern between two children: what one may do or is recommended, and whether the other is exposed
/// to it. Both known to be so, it is a concern; one of them not known, it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ConcernDirection {
    /// Who could do harm, or whose recommendation it is; none if nobody knows who lives there.
    pub by: Option<ChildId>,
    /// Who could be harmed, or would live with them.
    pub to: Option<ChildId>,
    /// Whether the first is known to be such a risk, or to have such a recommendation.
    pub risk: Told<bool>,
    /// Whether the second is known to be exposed to it.
    pub exposed: Told<bool>,
    /// The recommendation, where the rule is about one and it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub companions: Option<Companions>,
}

impl ConcernDirection {
    /// Whether it is a concern, or open.
    pub fn stands(&self) -> bool {
        self.risk != Told::Known(false) && self.exposed != Told::Known(false)
    }
}

/// Both directions of a rule about two children, whether they stand or not; none for a rule that has no direction.
pub(super) fn both_ways(rule: &Rule, one: &Child, other: Option<&Child>) -> Vec<ConcernDirection> {
    let Some(directed) = directed(rule) else { return Vec::new() };
    let there = way(directed, Some(one), other);
    let back = (!directed.is_mutual()).then(|| way(directed, other, Some(one)));
    core::iter::once(there).chain(back).collect()
}

fn way(directed: &Directed, by: Option<&Child>, to: Option<&Child>) -> ConcernDirection {
    let (risk, exposed) = directed.told(by, to);
    let recommended = by.filter(|_| !directed.is_harm());
    let companions = recommended.and_then(|child| child.companions.told().known());
    ConcernDirection { by: by.map(|child| child.id), to: to.map(|child| child.id), risk, exposed, companions }
}
