//! Minimal cut sets, by trying every set of sources.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{NeedId, SourceId};

use super::stands::{stands, stands_now};
use super::week::{House, View};

/// A set of lost sources.
pub type Lost = BTreeSet<SourceId>;

/// The minimal cut sets to an order, each list by size, then ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cuts {
    /// Some critical need of `stands(∅)` falls.
    pub household: Vec<Lost>,
    /// For each need of `stands(∅)`: it falls. Needs that nothing of this order makes fall have an empty
    /// list.
    pub by_need: BTreeMap<NeedId, Vec<Lost>>,
}

/// Every set of at most `order` of the sources, by size, then ids.
pub fn subsets(sources: &Lost, order: usize) -> Vec<Lost> {
    let mut sets = vec![Lost::new()];
    let mut of_last_size = sets.clone();
    for _ in 0..order {
        let larger = of_last_size.iter().flat_map(|set| {
            let after = sources.iter().copied().filter(|source| set.last().is_none_or(|last| last < source));
            after.map(|source| set.iter().copied().chain([source]).collect::<Lost>())
        });
        of_last_size = larger.collect();
        of_last_size.sort();
        sets.extend(of_last_size.iter().cloned());
    }
    sets
}

/// The minimal cut sets of at most `order` sources.
pub fn minimal_cuts(house: &House, order: usize, view: View) -> Cuts {
    let today = stands_now(house, view);
    let fallen: Vec<(Lost, BTreeSet<NeedId>)> = subsets(&house.source_ids(), order)
        .into_iter()
        .map(|lost| {
            let left = stands(house, &lost, view);
            (lost, &today - &left)
        })
        .collect();
    let minimal = |is_cut: &dyn Fn(&BTreeSet<NeedId>) -> bool| -> Vec<Lost> {
        let cuts: Vec<&Lost> = fallen.iter().filter(|(_, fell)| is_cut(fell)).map(|(lost, _)| lost).collect();
        let has_smaller = |cut: &Lost| cuts.iter().any(|other| *other != cut && other.is_subset(cut));
        cuts.iter().filter(|cut| !has_smaller(cut)).map(|cut| (*cut).clone()).collect()
    };
    Cuts {
        household: minimal(&|fell| fell.iter().any(|need| house.need(*need).is_critical())),
        by_need: today.iter().map(|need| (*need, minimal(&|fell| fell.contains(need)))).collect(),
    }
}
