//! Where somebody is while they help, as far as it is known.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use serde::Serialize;

use super::Support;
use crate::base::{CyclePattern, PersonId, Word};
use crate::need::{Address, Arrangement, Need, Place};

/// A place at which help is given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// This household's home.
    Home,
    /// The address with this label.
    At(Word),
    /// Wherever this person lives: nobody has said where that is.
    HomeOf(PersonId),
    /// Out with this person.
    OutWith(PersonId),
    /// Out, on the outing of this name.
    Outing(Word),
}

/// How many places these are at the least. The home of somebody of whom nobody knows where they live may be any address
/// but this household's, and two such homes may be one.
pub(super) fn at_least<'s>(spots: impl Iterator<Item = &'s Spot>) -> usize {
    let (mut known, mut not_known, mut labelled) = (0, false, false);
    for spot in spots {
        match spot {
            Spot::HomeOf(_) => not_known = true,
            Spot::At(_) => (known, labelled) = (known + 1, true),
            Spot::Home | Spot::OutWith(_) | Spot::Outing(_) => known += 1,
        }
    }
    known + usize::from(not_known && !labelled)
}

/// Help that is given, where, and in which minutes of the cycle its giver is present.
pub(super) struct Visit<'a> {
    pub(super) help: &'a Arrangement,
    pub(super) need: &'a Need,
    /// Where the need stands in the snapshot.
    pub(super) need_index: usize,
    pub(super) spot: Spot,
    pub(super) when: CyclePattern,
}

impl Support<'_> {
    /// All that is given on the date, by the place of its source in the snapshot.
    pub(super) fn visits(&self) -> BTreeMap<usize, Vec<Visit<'_>>> {
        let mut visits: BTreeMap<usize, Vec<Visit<'_>>> = BTreeMap::new();
        for help in self.snapshot.arrangements().iter().filter(|help| help.is_given(self.snapshot.on())) {
            let needs = self.snapshot.needs();
            let need_index = needs.binary_search_by_key(&help.need, Need::id).ok();
            let need = need_index.and_then(|index| Some((index, needs.get(index)?)));
            if let (Some((need_index, need)), Some(source)) = (need, self.snapshot.source_index(help.by)) {
                let (spot, when) = (self.spot(help, need), self.snapshot.presence(help));
                visits.entry(source).or_default().push(Visit { help, need, need_index, spot, when });
            }
        }
        visits
    }

    fn spot(&self, help: &Arrangement, need: &Need) -> Spot {
        match &help.at {
            Place::At(label) => Spot::At(label.clone()),
            Place::Out(None) => Spot::OutWith(need.person()),
            Place::Out(Some(outing)) => Spot::Outing(outing.clone()),
            Place::Home => match self.snapshot.source(need.person().into()).map(crate::need::Source::address)
            {
                Some(Address::At(label)) => Spot::At(label),
                Some(Address::Elsewhere) => Spot::HomeOf(need.person()),
                Some(Address::Home) | None => Spot::Home,
            },
        }
    }
}

impl Visit<'_> {
    /// The minutes in which somebody is to be there throughout, and the giver is.
    pub(super) fn being_there(&self, support: &Support<'_>) -> CyclePattern {
        let cycle = support.snapshot.cycle();
        let windows = cycle.windows(self.need).filter(|occurrence| occurrence.window.is_being_there());
        let hours = CyclePattern::from_stretches(cycle.weeks(), windows.map(|window| window.stretch()));
        hours.intersection(&self.when)
    }
}

/// Coming or going of something in a minute; in one minute what goes stands before what comes.
pub(super) struct Edges<K>(Vec<(u32, bool, K)>);

impl<K: Ord + Clone> Edges<K> {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn add(&mut self, when: &CyclePattern, what: &K) {
        for &(from, until) in when.ranges() {
            self.0.push((from, true, what.clone()));
            self.0.push((until, false, what.clone()));
        }
    }

    /// Tells each stretch of minutes, from one until another, in which the same is there, and what that is.
    pub(super) fn each(mut self, mut tell: impl FnMut(u32, u32, &BTreeMap<K, u32>)) {
        self.0.sort_unstable();
        let mut there: BTreeMap<K, u32> = BTreeMap::new();
        let mut edges = self.0.into_iter().peekable();
        while let Some((at, comes, what)) = edges.next() {
            if comes {
                *there.entry(what).or_default() += 1;
            } else if let Some(count) = there.get_mut(&what) {
                *count -= 1;
                if *count == 0 {
                    there.remove(&what);
                }
            }
            if let Some((until, ..)) = edges.peek()
                && *until > at
                && !there.is_empty()
            {
                tell(at, *until, &there);
            }
        }
    }
}
