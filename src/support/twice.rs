//! Who is counted on for more than they can do in the time that there is.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::Serialize;

use super::Support;
use super::flow::{Wanted, missing};
use super::places::places_of;
use super::spot::{Edges, Spot, Visit, at_least};
use crate::base::{CyclePattern, NeedId, PersonId, SourceId, Told};
use crate::need::met::bits;
use crate::need::{Need, SourceKind};

/// Somebody, or a service at one place, who is counted on to do more than fits into the minutes in which they are there:
/// each minute can be given to one window only.
///
/// Per window of something to be *done*, what is wanted of them is what is owed less the minutes that counting help of
/// others covers in the week as it runs, at most the minutes in which they are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TwiceAtOnce {
    /// Who or what.
    pub by: SourceId,
    /// Of a service: where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Spot>,
    /// For whom, in order of id: perhaps one person only.
    pub for_people: Vec<PersonId>,
    /// The needs that compete for the minutes, in order of id.
    pub needs: Vec<NeedId>,
    /// Minutes a week that are wanted and cannot be given, rounded down.
    pub missing_min: u32,
    /// The same over the whole cycle of weeks.
    #[serde(skip)]
    pub missing_in_cycle_min: u32,
}

impl Support<'_> {
    /// Who is counted on to do more than they can, in order of source; none if it takes more than
    /// [`limits::AT_ONCE_STEPS`](crate::base::limits::AT_ONCE_STEPS) steps to say so of one of them. Whatever is given is
    /// looked at ([`Arrangement::is_given`](crate::need::Arrangement::is_given)), a device is left out.
    ///
    /// A minute in which somebody has to be there at as many places as they can be is given only to what is done at these
    /// places. Of a service each place is looked at by itself, with as many hands as come.
    pub fn twice_at_once(&self) -> Option<Vec<TwiceAtOnce>> {
        let mut found = Vec::new();
        for (index, visits) in self.visits() {
            let Some(source) = self.snapshot.sources().get(index) else { continue };
            if source.kind == SourceKind::Device {
                continue;
            }
            let counted_on = CountedOn::new(self, index, &visits);
            if source.as_person().is_some() {
                let all: Vec<&Visit<'_>> = visits.iter().collect();
                let hands = [(0, self.snapshot.cycle().minutes(), 1)];
                counted_on.tell_missing(&all, None, &hands, source.id, &mut found)?;
                continue;
            }
            let mut at: BTreeMap<&Spot, Vec<&Visit<'_>>> = BTreeMap::new();
            for visit in &visits {
                at.entry(&visit.spot).or_default().push(visit);
            }
            for (spot, visits) in at {
                counted_on.tell_missing(&visits, Some(spot), &hands_of(&visits), source.id, &mut found)?;
            }
        }
        Some(found)
    }
}

/// What is wanted of one source.
struct CountedOn<'a> {
    support: &'a Support<'a>,
    /// Per need to which something is done: the minutes of each of its windows that others cover.
    by_others: BTreeMap<usize, Vec<u32>>,
    /// The minutes in which there is no place left to be at besides those where somebody has to be there; and per place
    /// those in which that is one of them.
    full: CyclePattern,
    bound: BTreeMap<&'a Spot, CyclePattern>,
}

impl<'a> CountedOn<'a> {
    fn new(support: &'a Support<'a>, source: usize, visits: &'a [Visit<'a>]) -> Self {
        let mut bound: BTreeMap<&Spot, CyclePattern> = BTreeMap::new();
        let mut edges = Edges::new();
        for visit in visits {
            let being_there = visit.being_there(support);
            edges.add(&being_there, &visit.spot);
            let known = bound.entry(&visit.spot).or_default();
            *known = known.union(&being_there);
        }
        let places = support.snapshot.sources().get(source).and_then(places_of);
        let mut full = Vec::new();
        edges.each(|from, until, spots| {
            if places.is_some_and(|places| at_least(spots.keys()) >= usize::from(places)) {
                full.push((from, until - from));
            }
        });
        let full = CyclePattern::from_stretches(support.snapshot.weeks(), full);
        let mut able = support.stands.able.clone();
        for (slot, of) in support.compiled.source_of.iter().enumerate() {
            if usize::from(*of) == source {
                bits::clear(&mut able, slot);
            }
        }
        let doing = visits.iter().filter(|visit| can_do(visit)).map(|visit| visit.need_index);
        let doing: BTreeSet<usize> = doing.collect();
        let by_others = doing.into_iter().map(|need| (need, support.covered(need, &able))).collect();
        Self { support, by_others, full, bound }
    }

    /// The minutes that may be given to what is done by a visit.
    fn may_be_given(&self, visit: &Visit<'_>) -> CyclePattern {
        let elsewhere = match self.bound.get(&visit.spot) {
            Some(here) => self.full.difference(here),
            None => self.full.clone(),
        };
        visit.when.difference(&elsewhere)
    }

    /// Tells what is wanted, at one place or anywhere, and cannot be given with these hands. A person has one pair. None
    /// past the limit of steps.
    fn tell_missing(
        &self,
        visits: &[&Visit<'_>],
        spot: Option<&Spot>,
        hands: &[(u32, u32, u32)],
        by: SourceId,
        found: &mut Vec<TwiceAtOnce>,
    ) -> Option<()> {
        let mut wanted: Vec<Wanted> = Vec::new();
        let mut of_need: Vec<&Need> = Vec::new();
        let mut doing: BTreeMap<usize, Vec<&Visit<'_>>> = BTreeMap::new();
        for visit in visits.iter().filter(|visit| can_do(visit)) {
            doing.entry(visit.need_index).or_default().push(visit);
        }
        for (need_index, visits) in &doing {
            let (Some(need), Some(by_others)) =
                (visits.first().map(|visit| visit.need), self.by_others.get(need_index))
            else {
                continue;
            };
            let union = |patterns: &mut dyn Iterator<Item = CyclePattern>| {
                patterns.fold(CyclePattern::default(), |all, one| all.union(&one))
            };
            let there = union(&mut visits.iter().map(|visit| visit.when.clone()));
            let given = union(&mut visits.iter().map(|visit| self.may_be_given(visit)));
            let hands = visits.iter().map(|visit| visit.help.hands).max().unwrap_or(1);
            let hands = if spot.is_some() { u32::from(hands.min(need.helpers())) } else { 1 };
            let windows = self.support.compiled.windows(*need_index);
            for (occurrence, covered) in windows.iter().zip(by_others) {
                if occurrence.window.is_being_there() {
                    continue;
                }
                let stretch = occurrence.stretch();
                let within = |when: &CyclePattern| super::given::within(when, stretch).collect::<Vec<_>>();
                let present: u32 = within(&there).iter().map(|(from, until)| until - from).sum();
                let owed = u32::from(occurrence.window.owed()).saturating_sub(*covered).min(present);
                if owed > 0 {
                    wanted.push(Wanted { units: owed * hands, hands, minutes: within(&given) });
                    of_need.push(need);
                }
            }
        }
        let (missing, short) = missing(&wanted, hands)?;
        if missing == 0 {
            return Some(());
        }
        let needs = short.iter().filter_map(|place| of_need.get(*place));
        let people: BTreeSet<PersonId> = needs.clone().map(|need| need.person()).collect();
        let needs: BTreeSet<NeedId> = needs.map(|need| need.id()).collect();
        found.push(TwiceAtOnce {
            by,
            at: spot.cloned(),
            for_people: people.into_iter().collect(),
            needs: needs.into_iter().collect(),
            missing_min: missing / u32::from(self.support.snapshot.weeks().max(1)),
            missing_in_cycle_min: missing,
        });
        Some(())
    }
}

/// The greatest number of hands among all that come, minute by minute.
fn hands_of(visits: &[&Visit<'_>]) -> Vec<(u32, u32, u32)> {
    let mut edges = Edges::new();
    for visit in visits {
        edges.add(&visit.when, &visit.help.hands);
    }
    let mut hands = Vec::new();
    edges.each(|from, until, there| {
        hands.extend(there.last_key_value().map(|(most, _)| (from, until, u32::from(*most))));
    });
    hands
}

/// Whether whoever comes can do anything: who is known to be asleep cannot.
fn can_do(visit: &Visit<'_>) -> bool {
    visit.help.awake != Told::Known(false)
        && visit.need.windows().iter().any(|window| !window.is_being_there())
}

impl Support<'_> {
    /// The minutes of each window of a need, over the cycle, that these slots cover.
    fn covered(&self, need: usize, able: &[u64]) -> Vec<u32> {
        let mut covered = alloc::vec![0; self.compiled.windows(need).len()];
        for piece in self.compiled.pieces(need) {
            if let Some(minutes) = covered.get_mut(usize::from(piece.window))
                && self.compiled.test_covered(piece.test(), able)
            {
                *minutes += piece.minutes();
            }
        }
        covered
    }
}
