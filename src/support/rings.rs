//! Rings: needs that are met only because people hold each other up.

use alloc::vec::Vec;

use serde::Serialize;

use super::Support;
use crate::base::{NeedId, PersonId};
use crate::need::met::bits::{self, without};

/// What stands only because people hold each other up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Circular {
    /// The needs that stand and could not be rebuilt from outside: `stands(∅)` without `grounded(∅)`.
    pub needs: Vec<NeedId>,
    /// The rings, in order of their smallest need.
    pub rings: Vec<Ring>,
    /// The circular needs that are on no ring, each with the rings it leans on.
    pub leaning: Vec<LeansOnRings>,
}

/// A ring: needs each of which is held up by somebody who leans on the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ring {
    /// The needs on it.
    pub needs: Vec<NeedId>,
    /// The people whose needs are on it.
    pub people: Vec<PersonId>,
}

/// A circular need that is on no ring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeansOnRings {
    /// The need.
    pub need: NeedId,
    /// The rings that it reaches, each named by its smallest need.
    pub rings: Vec<NeedId>,
}

/// The graph on the circular needs: each with those it leans on, as positions in the list of circular needs.
struct Graph {
    nodes: Vec<usize>,
    edges: Vec<Vec<usize>>,
}

impl Support<'_> {
    /// What stands only because people hold each other up, and the rings in it. Empty if and only if there is
    /// no ring.
    pub fn circular(&self) -> Circular {
        let graph = self.circular_graph();
        let parts = strong_parts(&graph.edges);
        let id = |node: usize| graph.nodes.get(node).and_then(|need| self.need_id(*need));
        let is_ring = |part: &[usize]| match part {
            [one] => graph.edges.get(*one).is_some_and(|edges| edges.contains(one)),
            _ => true,
        };
        // Parts come with those they reach before them, so one pass tells each which rings it reaches.
        let mut part_of = alloc::vec![0; graph.nodes.len()];
        let mut reached: Vec<Vec<NeedId>> = Vec::with_capacity(parts.len());
        let (mut rings, mut leaning) = (Vec::new(), Vec::new());
        for (place, part) in parts.iter().enumerate() {
            for node in part {
                put(&mut part_of, *node, place);
            }
            let mut reaches: Vec<NeedId> = (part.iter())
                .filter_map(|node| graph.edges.get(*node))
                .flatten()
                .filter_map(|to| part_of.get(*to))
                .filter(|to| **to != place)
                .filter_map(|to| reached.get(*to))
                .flatten()
                .copied()
                .collect();
            let mut needs: Vec<NeedId> = part.iter().filter_map(|node| id(*node)).collect();
            needs.sort_unstable();
            if is_ring(part) {
                reaches.extend(needs.first());
                rings.push(self.ring(needs));
            } else {
                reaches.sort_unstable();
                reaches.dedup();
                leaning
                    .extend(needs.first().map(|need| LeansOnRings { need: *need, rings: reaches.clone() }));
            }
            reaches.sort_unstable();
            reaches.dedup();
            reached.push(reaches);
        }
        rings.sort_unstable_by(|a, b| a.needs.first().cmp(&b.needs.first()));
        leaning.sort_unstable_by_key(|lean| lean.need);
        let mut needs: Vec<NeedId> = (0..graph.nodes.len()).filter_map(id).collect();
        needs.sort_unstable();
        Circular { needs, rings, leaning }
    }

    fn ring(&self, needs: Vec<NeedId>) -> Ring {
        let mut people: Vec<PersonId> = needs
            .iter()
            .filter_map(|need| self.snapshot.need(*need))
            .map(crate::need::Need::person)
            .collect();
        people.sort_unstable();
        people.dedup();
        Ring { needs, people }
    }

    /// An edge from a need to another: an able arrangement for the first, present in some minute of a window of
    /// it, relies on the second.
    fn circular_graph(&self) -> Graph {
        let circular = without(&self.stands.met, &self.grounded);
        let nodes: Vec<usize> = bits::iter(&circular).collect();
        let mut edges: Vec<Vec<usize>> = alloc::vec![Vec::new(); nodes.len()];
        if nodes.is_empty() {
            return Graph { nodes, edges };
        }
        for slot in bits::iter(&self.stands.able).filter(|slot| bits::has(&self.compiled.in_window, *slot)) {
            let Some(from) = self.compiled.need_of.get(slot) else { continue };
            let Ok(from) = nodes.binary_search(&(*from as usize)) else { continue };
            let to = self
                .compiled
                .leans_on(slot)
                .iter()
                .filter_map(|to| nodes.binary_search(&(*to as usize)).ok());
            if let Some(list) = edges.get_mut(from) {
                list.extend(to);
            }
        }
        for list in &mut edges {
            list.sort_unstable();
            list.dedup();
        }
        Graph { nodes, edges }
    }
}

/// The strongly connected parts of a graph (Tarjan), each after all that it reaches. No recursion: the path is
/// kept in a list.
fn strong_parts(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let count = edges.len();
    let (mut order, mut low) = (alloc::vec![UNSEEN; count], alloc::vec![0; count]);
    let mut on_stack = alloc::vec![false; count];
    let (mut stack, mut parts) = (Vec::new(), Vec::new());
    let mut next = 0;
    // A node, and how many of its edges have been followed.
    let mut path: Vec<(usize, usize)> = Vec::new();
    for root in 0..count {
        if order.get(root) != Some(&UNSEEN) {
            continue;
        }
        path.push((root, 0));
        while let Some((node, followed)) = path.pop() {
            if followed == 0 {
                put(&mut order, node, next);
                put(&mut low, node, next);
                put(&mut on_stack, node, true);
                stack.push(node);
                next += 1;
            } else if let Some(child) = edges.get(node).and_then(|list| list.get(followed - 1)) {
                let reached = at(&low, *child);
                lower(&mut low, node, reached);
            }
            let mut rest = edges.get(node).into_iter().flatten().enumerate().skip(followed);
            let down = rest.find_map(|(place, to)| {
                if at(&order, *to) == UNSEEN {
                    return Some((place, *to));
                }
                if on_stack.get(*to) == Some(&true) {
                    lower(&mut low, node, at(&order, *to));
                }
                None
            });
            if let Some((place, to)) = down {
                path.push((node, place + 1));
                path.push((to, 0));
            } else if at(&low, node) == at(&order, node) {
                let mut part = Vec::new();
                while let Some(member) = stack.pop() {
                    put(&mut on_stack, member, false);
                    part.push(member);
                    if member == node {
                        break;
                    }
                }
                parts.push(part);
            }
        }
    }
    parts
}

fn at(list: &[usize], index: usize) -> usize {
    list.get(index).copied().unwrap_or_default()
}

fn put<T>(list: &mut [T], index: usize, value: T) {
    if let Some(place) = list.get_mut(index) {
        *place = value;
    }
}

fn lower(low: &mut [usize], node: usize, to: usize) {
    if let Some(value) = low.get_mut(node) {
        *value = (*value).min(to);
    }
}
