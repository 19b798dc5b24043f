//! Rings: who holds up whom, round and round.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{NeedId, PersonId};

use super::cuts::Lost;
use super::stands::{circular, stands_now};
use super::week::{House, View, relies_on};

/// Circular needs that hold each other up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ring {
    /// The needs on it. A ring is named by the smallest.
    pub needs: BTreeSet<NeedId>,
    /// Those whose needs are on it.
    pub people: BTreeSet<PersonId>,
}

impl Ring {
    /// The smallest need on it.
    pub fn name(&self) -> NeedId {
        *self.needs.first().expect("a ring has needs")
    }
}

/// The rings, and what leans on them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rings {
    /// In order of their smallest need.
    pub rings: Vec<Ring>,
    /// Every other circular need, with the rings that it reaches along edges, each by its smallest need.
    pub leaning: BTreeMap<NeedId, BTreeSet<NeedId>>,
}

/// The edges *n → m* between circular needs: an able arrangement for *n*, present in some minute of a window
/// of *n*, relies on *m*.
pub fn edges(house: &House, view: View) -> BTreeSet<(NeedId, NeedId)> {
    let met = stands_now(house, view);
    let circular = circular(house, view);
    let mut edges = BTreeSet::new();
    for need in house.needs.iter().filter(|need| circular.contains(&need.id())) {
        for arrangement in house.able_for(need.id(), &Lost::new(), &met, view) {
            if house.is_in_a_window(arrangement) {
                let on = relies_on(arrangement, view).iter().filter(|need| circular.contains(need));
                edges.extend(on.map(|on| (need.id(), *on)));
            }
        }
    }
    edges
}

/// All that is reached from each need along one edge or more.
fn reached(edges: &BTreeSet<(NeedId, NeedId)>) -> BTreeMap<NeedId, BTreeSet<NeedId>> {
    let mut reached: BTreeMap<NeedId, BTreeSet<NeedId>> = BTreeMap::new();
    for (from, to) in edges {
        reached.entry(*from).or_default().insert(*to);
    }
    loop {
        let before = reached.clone();
        for found in reached.values_mut() {
            let further: Vec<_> = found.iter().filter_map(|need| before.get(need)).flatten().collect();
            found.extend(further);
        }
        if reached == before {
            return reached;
        }
    }
}

/// The rings of the week as it runs, and what leans on them.
pub fn rings(house: &House, view: View) -> Rings {
    let circular = circular(house, view);
    let found = reached(&edges(house, view));
    let reaches = |from: NeedId, to: NeedId| found.get(&from).is_some_and(|needs| needs.contains(&to));
    let mut rings: BTreeSet<Ring> = BTreeSet::new();
    for &need in &circular {
        // A strongly connected part with an edge inside it: those that reach this one and are reached by it,
        // this one itself among them.
        let needs: BTreeSet<NeedId> =
            circular.iter().copied().filter(|&other| reaches(need, other) && reaches(other, need)).collect();
        if !needs.is_empty() {
            let people = needs.iter().map(|id| house.need(*id).person()).collect();
            rings.insert(Ring { needs, people });
        }
    }
    let mut leaning = BTreeMap::new();
    for &need in circular.iter().filter(|need| !rings.iter().any(|ring| ring.needs.contains(need))) {
        let on = rings.iter().filter(|ring| ring.needs.iter().any(|on_ring| reaches(need, *on_ring)));
        leaning.insert(need, on.map(Ring::name).collect());
    }
    let mut rings: Vec<Ring> = rings.into_iter().collect();
    rings.sort_by_key(Ring::name);
    Rings { rings, leaning }
}
