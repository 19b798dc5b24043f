//! Who would have to be in more places at once than they can, and who is down to be in two.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::Serialize;

use super::Support;
use super::spot::{Edges, Spot, Visit, at_least};
use crate::base::{ArrangementId, CyclePattern, NeedId, PersonId, SourceId};
use crate::need::{Source, SourceKind};

/// Somebody, or a service, who has to be there at more places at once than can be: exactly these places, for exactly
/// these needs. A minute stands in one line of a source only.
///
/// Only *being there* binds to a place. What is to be *done* in the course of a window can be done on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MorePlaces {
    /// Who or what.
    pub by: SourceId,
    /// In how many places it can be at once: a person in one; none if nobody has said so of a service, which then is a
    /// question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places: Option<u8>,
    /// Where.
    pub spots: Vec<Spot>,
    /// For whom, in order of id.
    pub for_people: Vec<PersonId>,
    /// For which needs, in order of id.
    pub needs: Vec<NeedId>,
    /// When.
    pub when: CyclePattern,
}

/// Somebody for whom help is arranged at two places in the same minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InTwoPlaces {
    /// Who.
    pub person: PersonId,
    /// Where.
    pub spots: Vec<Spot>,
    /// By which arrangements, in order of id.
    pub arrangements: Vec<ArrangementId>,
    /// When: minutes in a window of the need of each of these, in which its giver is present.
    pub when: CyclePattern,
}

impl MorePlaces {
    /// Whether somebody should ask in how many places it can be at once, since nobody has said so.
    pub const fn is_a_question(&self) -> bool {
        self.places.is_none()
    }
}

impl Support<'_> {
    /// Who has to be there at more places at once than can be, in order of source: whatever is given is looked at
    /// ([`Arrangement::is_given`](crate::need::Arrangement::is_given)). Of two addresses of which nobody knows where they
    /// are it is not said that they are two. A device is left out, and the way from one place to another.
    pub fn more_places(&self) -> Vec<MorePlaces> {
        let mut found = Vec::new();
        for (source, visits) in self.visits() {
            let Some(source) = self.snapshot.sources().get(source) else { continue };
            if source.kind == SourceKind::Device {
                continue;
            }
            let places = places_of(source);
            let mut edges = Edges::new();
            for visit in &visits {
                edges.add(&visit.being_there(self), &(visit.spot.clone(), visit.need.id()));
            }
            let most = usize::from(places.unwrap_or(1));
            let lines = lines(edges, self.snapshot.weeks(), |spots| at_least(spots.iter().copied()) > most);
            for ((spots, needs), when) in lines {
                let people = needs.iter().filter_map(|need| self.snapshot.need(*need));
                let people: BTreeSet<PersonId> = people.map(crate::need::Need::person).collect();
                let for_people = people.into_iter().collect();
                found.push(MorePlaces { by: source.id, places, spots, for_people, needs, when });
            }
        }
        found
    }

    /// For whom help that counts is arranged at two places in the same minutes, in order of id. Hands add up all the same.
    pub fn in_two_places(&self) -> Vec<InTwoPlaces> {
        let visits = self.visits();
        let mut of_person: BTreeMap<PersonId, Edges<(Spot, ArrangementId)>> = BTreeMap::new();
        for (source, visits) in &visits {
            let device = |source: &Source| source.kind == SourceKind::Device;
            if self.snapshot.sources().get(*source).is_none_or(device) {
                continue;
            }
            for Visit { help, need, spot, when, .. } in visits {
                if help.counts(self.snapshot.on()) {
                    let edges = of_person.entry(need.person()).or_insert_with(Edges::new);
                    let hours = self.snapshot.cycle().hours(need).intersection(when);
                    edges.add(&hours, &(spot.clone(), help.id));
                }
            }
        }
        let mut found = Vec::new();
        for (person, edges) in of_person {
            let lines = lines(edges, self.snapshot.weeks(), |spots| at_least(spots.iter().copied()) > 1);
            for ((spots, arrangements), when) in lines {
                found.push(InTwoPlaces { person, spots, arrangements, when });
            }
        }
        found
    }
}

/// In how many places a source can be at once: a person in one.
pub(super) fn places_of(source: &Source) -> Option<u8> {
    if source.as_person().is_some() { Some(1) } else { source.places }
}

/// Where and what, with when: each stretch of minutes under exactly all that is there then.
type Lines<T> = BTreeMap<LineOf<T>, CyclePattern>;
type LineOf<T> = (Vec<Spot>, Vec<T>);

/// The stretches whose places are too many, by exactly which places and what.
fn lines<T: Ord + Clone>(
    edges: Edges<(Spot, T)>,
    weeks: u8,
    too_many: impl Fn(&BTreeSet<&Spot>) -> bool,
) -> Lines<T> {
    let mut stretches: BTreeMap<LineOf<T>, Vec<(u32, u32)>> = BTreeMap::new();
    edges.each(|from, until, there| {
        let spots: BTreeSet<&Spot> = there.keys().map(|(spot, _)| spot).collect();
        if too_many(&spots) {
            let spots = spots.into_iter().cloned().collect();
            let what: BTreeSet<&T> = there.keys().map(|(_, what)| what).collect();
            let what = what.into_iter().cloned().collect();
            stretches.entry((spots, what)).or_default().push((from, until - from));
        }
    });
    let when = |stretches| CyclePattern::from_stretches(weeks, stretches).told();
    stretches.into_iter().map(|(line, stretches)| (line, when(stretches))).collect()
}
