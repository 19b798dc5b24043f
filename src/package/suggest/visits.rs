//! Visits in which what is wanted is done: one visit for several needs where the same help can do both.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::kinds::may_meet;
use super::ring::Stretch;
use super::wanted::Wanted;
use crate::base::{MINUTES_PER_WEEK, NeedId, PersonId};
use crate::need::{Address, Snapshot};
use crate::package::LineKind;

/// A visit that is to be made.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    pub(super) when: Stretch,
    pub(super) hands: u8,
    pub(super) needs: BTreeSet<NeedId>,
    /// The minutes in which whoever comes has their hands full.
    busy: Vec<Stretch>,
}

/// What is known of a need.
struct Known {
    person: PersonId,
    lives: Address,
    kinds: &'static [LineKind],
}

/// Plans visits in a week.
pub(super) struct Planner {
    cycle: u32,
    /// Whether two people may share a visit.
    may_share: bool,
    needs: BTreeMap<NeedId, Known>,
}

impl Planner {
    pub(super) fn of(week: &Snapshot, may_share: bool) -> Self {
        let known = |need: &crate::need::Need| {
            let lives =
                week.source(need.person().into()).map_or(Address::Elsewhere, crate::need::Source::address);
            (need.id(), Known { person: need.person(), lives, kinds: may_meet(need.outcome()) })
        };
        let cycle = u32::from(week.weeks()) * u32::from(MINUTES_PER_WEEK);
        Self { cycle, may_share, needs: week.needs().iter().map(known).collect() }
    }

    /// The kinds that may meet all of these needs, in the order of the first.
    pub(super) fn kinds(&self, needs: &BTreeSet<NeedId>) -> Vec<LineKind> {
        let mut all = needs.iter().filter_map(|need| self.needs.get(need)).map(|known| known.kinds);
        let mut kinds = all.next().unwrap_or_default().to_vec();
        for of in all {
            kinds.retain(|kind| of.contains(kind));
        }
        kinds
    }

    /// Whom these needs are of, in order.
    pub(super) fn people(&self, needs: &BTreeSet<NeedId>) -> BTreeSet<PersonId> {
        needs.iter().filter_map(|need| self.needs.get(need)).map(|known| known.person).collect()
    }

    /// Visits for all that is wanted.
    ///
    /// Who is there for one can be there for another, at one address. What is to be done takes the minutes it takes: it is
    /// done in a visit in which nothing else is done meanwhile, or in one that is long enough for one after another.
    pub(super) fn plan(&self, mut wanted: Vec<Wanted>) -> Vec<Planned> {
        wanted.sort_unstable();
        let (whole, some): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|one| one.is_throughout());
        let (doing, there): (Vec<_>, Vec<_>) = whole.into_iter().partition(|one| one.is_doing);
        let mut visits = self.being_there(&there);
        for one in doing {
            let free =
                |visit: &Planned| self.is_free(visit, one.within) && visit.when.has(one.within, self.cycle);
            match visits.iter_mut().find(|visit| free(visit) && self.goes_with(visit, &one)) {
                Some(visit) => visit.does(one.need, one.within),
                None => visits.push(Planned::new(one, one.within)),
            }
        }
        let mut left = Vec::new();
        for one in some {
            let place = visits.iter().enumerate().find_map(|(place, visit)| {
                let free = self.free(visit, &one)?;
                self.goes_with(visit, &one).then_some((place, free))
            });
            match place.and_then(|(place, free)| visits.get_mut(place).zip(Some(free))) {
                Some((visit, free)) => visit.does(one.need, free),
                None => left.push(one),
            }
        }
        visits.extend(self.one_after_another(left));
        visits
    }

    /// Stretches that share minutes are one, as long as the same help may do both.
    fn being_there(&self, wanted: &[Wanted]) -> Vec<Planned> {
        let mut visits: Vec<Planned> = Vec::new();
        for one in wanted {
            let mut new = Planned { busy: Vec::new(), ..Planned::new(*one, one.within) };
            // What it is joined to may reach the next one, too.
            while let Some(place) = visits.iter().position(|visit| {
                visit.hands == new.hands
                    && visit.when.shared(new.when, self.cycle).is_some()
                    && self.go_together(&visit.needs, &new.needs)
            }) {
                let other = visits.swap_remove(place);
                new.when = other.when.joined(new.when, self.cycle).unwrap_or(new.when);
                new.needs.extend(other.needs);
            }
            visits.push(new);
        }
        visits.sort_by_key(|visit| visit.when);
        visits
    }

    /// Things to be done at any time within their stretches: those that can be done one after another in minutes that all of
    /// them have are one visit.
    fn one_after_another(&self, wanted: Vec<Wanted>) -> Vec<Planned> {
        let mut visits = Vec::new();
        let mut left: Vec<Option<Wanted>> = wanted.into_iter().map(Some).collect();
        for place in 0..left.len() {
            let Some(first) = left.get_mut(place).and_then(Option::take) else { continue };
            let (mut within, mut minutes) = (first.within, first.minutes);
            let mut visit = Planned::new(first, first.within);
            for other in left.iter_mut().skip(place + 1) {
                let Some(one) = *other else { continue };
                let both = within.shared(one.within, self.cycle);
                let both = both.filter(|both| both.minutes >= minutes + one.minutes);
                if let Some(both) = both.filter(|_| self.goes_with(&visit, &one)) {
                    (within, minutes) = (both, minutes + one.minutes);
                    visit.needs.insert(one.need);
                    *other = None;
                }
            }
            visit.when = Stretch { start: within.start, minutes };
            visits.push(visit);
        }
        visits
    }

    /// Whether a visit can be made for one more need.
    fn goes_with(&self, visit: &Planned, one: &Wanted) -> bool {
        visit.hands == one.hands && self.go_together(&visit.needs, &BTreeSet::from([one.need]))
    }

    /// Whether the same help can meet all of these needs: it is of a kind that may, at one address, and shared by two people
    /// only if it is said how they share it.
    fn go_together(&self, some: &BTreeSet<NeedId>, others: &BTreeSet<NeedId>) -> bool {
        let needs: BTreeSet<NeedId> = some.union(others).copied().collect();
        let of = |needs: &BTreeSet<NeedId>| -> Vec<&Known> {
            needs.iter().filter_map(|need| self.needs.get(need)).collect()
        };
        let all = of(&needs);
        let whose = |known: &&Known, other: &&Known| {
            known.person == other.person || self.may_share && known.lives.is_known_same(&other.lives)
        };
        let at_one_address = all.first().is_none_or(|first| all.iter().all(|known| whose(first, known)));
        at_one_address && !self.kinds(&needs).is_empty()
    }

    fn is_free(&self, visit: &Planned, stretch: Stretch) -> bool {
        visit.busy.iter().all(|busy| busy.shared(stretch, self.cycle).is_none())
    }

    /// The first minutes of a visit in which something can be done that may be done then.
    fn free(&self, visit: &Planned, one: &Wanted) -> Option<Stretch> {
        let both = visit.when.shared(one.within, self.cycle)?;
        let after = visit.busy.iter().map(|busy| (busy.start + busy.minutes) % self.cycle);
        let mut starts: Vec<u32> = after.filter(|start| both.to(*start, self.cycle) < both.minutes).collect();
        starts.push(both.start);
        starts.sort_unstable_by_key(|start| both.to(*start, self.cycle));
        let free = starts.into_iter().map(|start| Stretch { start, minutes: one.minutes });
        free.into_iter().find(|free| both.has(*free, self.cycle) && self.is_free(visit, *free))
    }
}

impl Planned {
    /// A visit for one need, with hands full throughout.
    fn new(one: Wanted, when: Stretch) -> Self {
        Self { when, hands: one.hands, needs: BTreeSet::from([one.need]), busy: alloc::vec![when] }
    }

    /// The same visit, in which something is done for one more need.
    fn does(&mut self, need: NeedId, when: Stretch) {
        self.needs.insert(need);
        self.busy.push(when);
    }
}
