//! Who is counted on for two people or more in the same minute.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::Serialize;

use super::Support;
use super::given::presence;
use crate::base::{CyclePattern, NeedId, PersonId};
use crate::need::Need;

/// A person who is there for needs of two different people or more in the same minutes: exactly these needs, and no
/// others. A minute stands in one line of a person only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverCommitted {
    /// Who.
    pub person: PersonId,
    /// For whom: two or more, in order of id.
    pub for_people: Vec<PersonId>,
    /// For which needs, in order of id.
    pub needs: Vec<NeedId>,
    /// When: minutes in a window of each of these needs, in which the person is present for each.
    pub when: CyclePattern,
}

impl Support<'_> {
    /// The persons, inside or outside, who are given to needs of two people or more in the same minute, with exactly whom
    /// and when: in order of person, then needs. A provider sends somebody else, and a device is no person.
    ///
    /// Whatever is given is looked at ([`Arrangement::is_given`](crate::need::Arrangement::is_given)), in the windows of
    /// the needs: outside them nobody is waiting.
    pub fn over_committed(&self) -> Vec<OverCommitted> {
        let mut found = Vec::new();
        let cycle = self.snapshot.cycle();
        for (person, edges) in self.presence_of_persons() {
            let mut lines: BTreeMap<Vec<NeedId>, Vec<(u32, u32)>> = BTreeMap::new();
            let mut there: BTreeSet<NeedId> = BTreeSet::new();
            // For how many needs of each the person is there.
            let mut people: BTreeMap<PersonId, u32> = BTreeMap::new();
            let mut edges = edges.into_iter().peekable();
            // From edge to edge the same needs are there. In one minute leaving sorts before coming, and an edge with another
            // in its minute ends no stretch, so that no line stands for a moment between two visits.
            while let Some((at, comes, need, of)) = edges.next() {
                if comes && there.insert(need) {
                    *people.entry(of).or_default() += 1;
                } else if !comes && there.remove(&need) {
                    let left = people.get(&of).map_or(0, |count| count - 1);
                    if left == 0 {
                        people.remove(&of)
                    } else {
                        people.insert(of, left)
                    };
                }
                let until = edges.peek().map_or(cycle.minutes(), |(next, ..)| *next);
                if until > at && people.len() > 1 {
                    lines.entry(there.iter().copied().collect()).or_default().push((at, until));
                }
            }
            for (needs, ranges) in lines {
                let stretches = ranges.into_iter().map(|(from, until)| (from, until - from));
                let people: BTreeSet<PersonId> =
                    needs.iter().filter_map(|need| self.snapshot.need(*need)).map(Need::person).collect();
                let when = CyclePattern::from_stretches(cycle.weeks(), stretches).told();
                found.push(OverCommitted { person, for_people: people.into_iter().collect(), needs, when });
            }
        }
        found
    }

    /// Per person, the minutes at which they cease and begin to be there for a need in a window of it, in order.
    fn presence_of_persons(&self) -> BTreeMap<PersonId, Vec<Edge>> {
        let mut edges: BTreeMap<PersonId, Vec<Edge>> = BTreeMap::new();
        for ((need, by), when) in presence(self.snapshot.arrangements().iter(), self.snapshot) {
            let by = self.snapshot.source(by).and_then(crate::need::Source::as_person);
            let (Some(by), Some(need)) = (by, self.snapshot.need(need)) else { continue };
            let edges = edges.entry(by).or_default();
            // Windows that touch, and a pattern that goes on, would come and go in one minute.
            let cycle = self.snapshot.cycle();
            for (from, until) in cycle.hours(need).intersection(when.all()).ranges() {
                edges.push((*from, true, need.id(), need.person()));
                if *until < cycle.minutes() {
                    edges.push((*until, false, need.id(), need.person()));
                }
            }
        }
        for edges in edges.values_mut() {
            edges.sort_unstable();
        }
        edges
    }
}

/// A minute, whether somebody comes then or goes, for which need, of whom.
type Edge = (u32, bool, NeedId, PersonId);
