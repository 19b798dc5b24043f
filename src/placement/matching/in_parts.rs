//! Brothers and sisters who wish to be together, in parts: who goes with whom, and each part to a home of its own.

use alloc::vec::Vec;

use super::matcher::Matcher;
use crate::base::{HomeId, limits};
use crate::placement::{InParts, Kind, PartPlaced};

/// One home for one set of seekers, with its place in the list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    pub(crate) which: u32,
    pub(crate) home: HomeId,
    pub(crate) kind: Kind,
    pub(crate) place: u32,
}

/// The best homes of each set of seekers: as many as there are parts at most, so that each part finds one that no other
/// part has.
#[derive(Debug, Default)]
pub(crate) struct Best {
    of: Vec<Vec<Standing>>,
    most: usize,
}

impl Best {
    pub(crate) fn new(matcher: &Matcher<'_>) -> Self {
        let most = matcher.query.parts_most();
        Self { of: alloc::vec![Vec::new(); 1 << matcher.query.seekers.len()], most }
    }

    /// Hears of homes from the best on; it leaves out those that are ruled out.
    pub(crate) fn hear(&mut self, standing: Standing) {
        if let Some(best) = self.of.get_mut(standing.which as usize)
            && best.len() < self.most
            && standing.kind != Kind::NotSuitable
        {
            best.push(standing);
        }
    }

    /// Every way of parting them in which each part has a home of its own, best first: by the worst kind, then fewer
    /// parts, then the places in the list, added up.
    pub(crate) fn ways(&self, matcher: &Matcher<'_>) -> Vec<InParts> {
        let all = (1_u32 << matcher.query.seekers.len()) - 1;
        let mut ways = Vec::new();
        self.part(matcher, all, &mut Vec::new(), &mut ways);
        ways.sort_by_key(|(key, _)| *key);
        // Those known only by number are alike: what differs in them alone is one way.
        let mut ways: Vec<InParts> = ways.into_iter().map(|(_, way)| way).collect();
        ways.dedup();
        ways.truncate(limits::FEW);
        ways
    }

    fn part(&self, matcher: &Matcher<'_>, left: u32, parts: &mut Vec<u32>, ways: &mut Vec<(Key, InParts)>) {
        if left == 0 {
            if parts.len() > 1 {
                ways.extend(self.placed(matcher, parts));
            }
            return;
        }
        if parts.len() == self.most {
            return;
        }
        // The first who is left is in the next part, with any of the others.
        let first = left & left.wrapping_neg();
        let others = left & !first;
        let mut with = others;
        loop {
            parts.push(first | with);
            self.part(matcher, left & !(first | with), parts, ways);
            parts.pop();
            if with == 0 {
                break;
            }
            with = (with - 1) & others;
        }
    }

    /// These parts in the best homes that are all different.
    fn placed(&self, matcher: &Matcher<'_>, parts: &[u32]) -> Option<(Key, InParts)> {
        let homes: Vec<&[Standing]> = parts.iter().map(|part| self.best(matcher, *part)).collect();
        let mut best: Option<(Key, Vec<Standing>)> = None;
        choose(&homes, &mut Vec::new(), &mut best);
        let (key, chosen) = best?;
        let kind = chosen.iter().map(|one| one.kind).max()?;
        let keeps = parts.iter().flat_map(|part| matcher.bonds(*part)).collect();
        let of = |(part, at): (&u32, &Standing)| PartPlaced {
            children: matcher.ids(*part),
            by_number: matcher.by_number(*part),
            home: at.home,
            kind: at.kind,
            place: at.place,
        };
        Some((key, InParts { kind, parts: parts.iter().zip(&chosen).map(of).collect(), keeps }))
    }

    /// The best homes of a part: where some are known only by number, of the set with the first of them.
    fn best(&self, matcher: &Matcher<'_>, part: u32) -> &[Standing] {
        let named = (1_u32 << matcher.party.children().len()) - 1;
        let by_number = (part & !named).count_ones();
        let first = ((1_u32 << by_number) - 1) << named.count_ones();
        self.of.get((part & named | first) as usize).map_or(&[], |best| best)
    }
}

/// The worst kind, how many parts, and the places added up.
type Key = (Kind, usize, u64);

fn choose(homes: &[&[Standing]], chosen: &mut Vec<Standing>, best: &mut Option<(Key, Vec<Standing>)>) {
    let Some((first, rest)) = homes.split_first() else {
        let Some(kind) = chosen.iter().map(|one| one.kind).max() else { return };
        let places = chosen.iter().map(|one| u64::from(one.place)).sum();
        let key = (kind, chosen.len(), places);
        if best.as_ref().is_none_or(|(known, _)| key < *known) {
            *best = Some((key, chosen.clone()));
        }
        return;
    };
    for at in *first {
        if chosen.iter().all(|one| one.home != at.home) {
            chosen.push(*at);
            choose(rest, chosen, best);
            chosen.pop();
        }
    }
}
