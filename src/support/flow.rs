//! The most that can be given of what is wanted, each minute as often as there are hands: a greatest flow.

#![expect(clippy::indexing_slicing, reason = "every index was made by this very graph")]

use alloc::collections::BTreeMap;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

use crate::base::limits;

/// Minutes wanted for one window.
pub(super) struct Wanted {
    /// How many, each as often as hands are wanted.
    pub(super) units: u32,
    /// How often one minute may be given to it.
    pub(super) hands: u32,
    /// The minutes that may be given to it: half-open ranges, in order and apart.
    pub(super) minutes: Vec<(u32, u32)>,
}

/// What cannot be given of all that is wanted, and which of it competes for the minutes that are too few; none past the
/// limit of [`limits::AT_ONCE_STEPS`]. Each minute can be given as often as `hands` says: half-open ranges in order and
/// apart, and nothing outside them.
pub(super) fn missing(wanted: &[Wanted], hands: &[(u32, u32, u32)]) -> Option<(u32, Vec<usize>)> {
    let mut graph = Graph::of(wanted, hands)?;
    let given = graph.flow()?;
    let all: u32 = wanted.iter().map(|one| one.units).sum();
    Some((all - given, graph.short(wanted.len())))
}

const SOURCE: usize = 0;
const SINK: usize = 1;

/// From the source to each window, from there to stretches of minutes, and from these to the sink. An edge and the way
/// back stand side by side.
struct Graph {
    to: Vec<usize>,
    left: Vec<u32>,
    from: Vec<Vec<usize>>,
    steps: usize,
}

impl Graph {
    fn of(wanted: &[Wanted], hands: &[(u32, u32, u32)]) -> Option<Self> {
        let nodes = 2 + wanted.len();
        let mut graph =
            Self { to: Vec::new(), left: Vec::new(), from: alloc::vec![Vec::new(); nodes], steps: 0 };
        // In one minute what goes stands before what comes; hands are a key of their own, past all windows.
        let mut edges: Vec<(u32, bool, usize, u32)> = Vec::new();
        for (place, one) in wanted.iter().enumerate() {
            graph.edge(SOURCE, 2 + place, one.units);
            for &(from, until) in &one.minutes {
                edges.push((from, true, place, one.hands));
                edges.push((until, false, place, one.hands));
            }
        }
        for &(from, until, hands) in hands {
            edges.push((from, true, wanted.len(), hands));
            edges.push((until, false, wanted.len(), hands));
        }
        edges.sort_unstable();
        let mut there: BTreeMap<usize, u32> = BTreeMap::new();
        let mut edges = edges.into_iter().peekable();
        while let Some((at, comes, place, hands)) = edges.next() {
            if comes {
                there.insert(place, hands);
            } else {
                there.remove(&place);
            }
            let Some((until, ..)) = edges.peek() else { break };
            let minutes = until - at;
            let Some(hands) = there.get(&wanted.len()).filter(|_| minutes > 0 && there.len() > 1) else {
                continue;
            };
            graph.steps += there.len();
            if graph.steps > limits::AT_ONCE_STEPS {
                return None;
            }
            let stretch = graph.from.len();
            graph.from.push(Vec::new());
            graph.edge(stretch, SINK, hands * minutes);
            for (place, each) in there.range(..wanted.len()) {
                graph.edge(2 + place, stretch, each * minutes);
            }
        }
        Some(graph)
    }

    fn edge(&mut self, from: usize, to: usize, most: u32) {
        for (from, to, most) in [(from, to, most), (to, from, 0)] {
            self.from[from].push(self.to.len());
            self.to.push(to);
            self.left.push(most);
        }
    }

    /// How many edges each node is away from the source, going where something is left.
    fn levels(&mut self) -> Vec<Option<u32>> {
        let mut levels = alloc::vec![None; self.from.len()];
        levels[SOURCE] = Some(0);
        let mut next = VecDeque::from([(SOURCE, 0)]);
        while let Some((node, level)) = next.pop_front() {
            self.steps += self.from[node].len();
            for &edge in &self.from[node] {
                let to = self.to[edge];
                if self.left[edge] > 0 && levels[to].is_none() {
                    levels[to] = Some(level + 1);
                    next.push_back((to, level + 1));
                }
            }
        }
        levels
    }

    /// The greatest flow, in rounds: in each along shortest ways only, until there is none.
    fn flow(&mut self) -> Option<u32> {
        let mut total = 0;
        loop {
            let levels = self.levels();
            if levels[SINK].is_none() {
                return Some(total);
            }
            // Where each node looks next, and the way so far.
            let mut looks = alloc::vec![0; self.from.len()];
            let (mut node, mut way): (usize, Vec<usize>) = (SOURCE, Vec::new());
            loop {
                self.steps += 1;
                if self.steps > limits::AT_ONCE_STEPS {
                    return None;
                }
                if node == SINK {
                    let most = way.iter().map(|edge| self.left[*edge]).min().unwrap_or(0);
                    total += most;
                    for &edge in &way {
                        self.left[edge] -= most;
                        self.left[edge ^ 1] += most;
                    }
                    // Back to where the first edge has nothing left.
                    let full = way.iter().position(|edge| self.left[*edge] == 0).unwrap_or(0);
                    node = way.get(full).map_or(SOURCE, |edge| self.to[edge ^ 1]);
                    way.truncate(full);
                    continue;
                }
                if let Some(&edge) = self.from[node].get(looks[node]) {
                    let to = self.to[edge];
                    if self.left[edge] > 0 && levels[to].is_some() && levels[to] > levels[node] {
                        way.push(edge);
                        node = to;
                    } else {
                        looks[node] += 1;
                    }
                } else if let Some(edge) = way.pop() {
                    node = self.to[edge ^ 1];
                    looks[node] += 1;
                } else {
                    break;
                }
            }
        }
    }

    /// The windows that could have more if another had less, or that go without: reached where something is left.
    fn short(&mut self, wanted: usize) -> Vec<usize> {
        let levels = self.levels();
        (0..wanted).filter(|place| levels[2 + place].is_some()).collect()
    }
}
