//! Where everything stands in a diagram: states in layers, the words of arrows in layers of their own between
//! them, so that no two things overlap and no arrow runs through words.
//!
//! Layered as by Sugiyama: arrows that lead back are turned round, layers follow the longest way, each arrow gets a
//! place in every layer that it passes, and the order within the layers is improved until no swap takes a crossing
//! away. Whole numbers only, and nothing random: the same table gives the same drawing.

use std::collections::BTreeSet;

/// The size of something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) width: i32,
    pub(super) height: i32,
}

/// An arrow from one box to another, with words of this size. No arrow leads from a box to itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arrow {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) words: Size,
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) x: i32,
    pub(super) y: i32,
}

/// Where an arrow runs: from its tail to its head, straight down or up from each pair's first to its second point,
/// curved between pairs.
#[derive(Debug, Clone)]
pub(super) struct Route {
    /// The middle of the top of its words.
    pub(super) words: Point,
    /// Its points, tail first.
    pub(super) points: Vec<Point>,
    /// The first point of its words in `points`: no line is drawn from there to the next.
    pub(super) gap: usize,
    /// Whether its head points up.
    pub(super) leads_up: bool,
}

/// Where everything stands.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) size: Size,
    /// The middle of the top of each box.
    pub(super) boxes: Vec<Point>,
    pub(super) routes: Vec<Route>,
}

/// Between two things side by side.
const BETWEEN: i32 = 26;
/// Between two layers.
const GAP: i32 = 34;
/// Around everything.
const MARGIN: i32 = 24;
/// What an arrow that passes through a layer takes there.
const THREAD: i32 = 10;
/// Parts of a unit across, while places are sought: rounding must not stop what still moves.
const PARTS: i32 = 32;

/// Lays out boxes and arrows. The first box is where everything begins.
pub(super) fn lay_out(boxes: &[Size], arrows: &[Arrow]) -> Layout {
    let mut plan = Plan::new(boxes, arrows);
    plan.order();
    plan.place();
    plan.finish(boxes.len())
}

/// One thing in one layer: a box, the words of an arrow, or the thread of an arrow that passes.
struct Item {
    layer: usize,
    size: Size,
    is_thread: bool,
    x: i32,
    up: Vec<usize>,
    down: Vec<usize>,
}

struct Plan {
    items: Vec<Item>,
    layers: Vec<Vec<usize>>,
    /// The items of each arrow from top to bottom, boxes included, and whether it leads up.
    chains: Vec<(Vec<usize>, bool)>,
    /// Which item of its chain holds the words.
    words: Vec<usize>,
}

impl Plan {
    fn new(boxes: &[Size], arrows: &[Arrow]) -> Self {
        let turned = turned(boxes.len(), arrows);
        let ends: Vec<(usize, usize)> = arrows
            .iter()
            .zip(&turned)
            .map(|(arrow, turned)| if *turned { (arrow.to, arrow.from) } else { (arrow.from, arrow.to) })
            .collect();
        let ranks = ranks(boxes.len(), &ends);
        let count = 2 * ranks.iter().max().copied().unwrap_or(0) + 1;
        let mut plan = Self {
            items: Vec::new(),
            layers: vec![Vec::new(); count],
            chains: Vec::new(),
            words: Vec::new(),
        };
        for (size, rank) in boxes.iter().zip(&ranks) {
            plan.add(2 * rank, *size, false);
        }
        // Words go where there is most room; arrows with a single place for them come first.
        let mut filled = vec![0; count];
        let mut by_span: Vec<usize> = (0..arrows.len()).collect();
        by_span.sort_by_key(|&arrow| ranks[ends[arrow].1] - ranks[ends[arrow].0]);
        let mut at = vec![0; arrows.len()];
        for arrow in by_span {
            let (top, bottom) = ends[arrow];
            let places = (2 * ranks[top] + 1..2 * ranks[bottom]).step_by(2);
            // Near the tail, if there is as much room elsewhere.
            let place = if turned[arrow] {
                places.rev().min_by_key(|&layer| filled[layer])
            } else {
                places.min_by_key(|&layer| filled[layer])
            };
            at[arrow] = place.unwrap_or(2 * ranks[top]);
            filled[at[arrow]] += arrows[arrow].words.width + BETWEEN;
        }
        for (arrow, &(top, bottom)) in ends.iter().enumerate() {
            let mut chain = vec![top];
            for layer in 2 * ranks[top] + 1..2 * ranks[bottom] {
                let holds_words = layer == at[arrow];
                let thread = Size { width: THREAD, height: 0 };
                let size = if holds_words { arrows[arrow].words } else { thread };
                if holds_words {
                    plan.words.push(chain.len());
                }
                chain.push(plan.add(layer, size, !holds_words));
            }
            chain.push(bottom);
            for pair in chain.windows(2) {
                plan.items[pair[0]].down.push(pair[1]);
                plan.items[pair[1]].up.push(pair[0]);
            }
            plan.chains.push((chain, turned[arrow]));
        }
        plan
    }

    fn add(&mut self, layer: usize, size: Size, is_thread: bool) -> usize {
        let item = self.items.len();
        self.items.push(Item { layer, size, is_thread, x: 0, up: Vec::new(), down: Vec::new() });
        self.layers[layer].push(item);
        item
    }

    /// Orders each layer so that few arrows cross.
    fn order(&mut self) {
        let mut best = (self.crossings(), self.layers.clone());
        for round in 0..48 {
            let down = round % 2 == 0;
            let count = self.layers.len();
            for step in 0..count {
                let layer = if down { step } else { count - 1 - step };
                self.sort_by_neighbours(layer, down);
            }
            self.swap_while_it_helps();
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.layers.clone());
            }
        }
        self.layers = best.1;
    }

    fn sort_by_neighbours(&mut self, layer: usize, from_above: bool) {
        let places = self.places();
        let mut keyed: Vec<(usize, usize, usize)> = self.layers[layer]
            .iter()
            .enumerate()
            .map(|(place, &item)| {
                let neighbours = if from_above { &self.items[item].up } else { &self.items[item].down };
                let sum: usize = neighbours.iter().map(|&other| places[other] * 1000).sum();
                (sum.checked_div(neighbours.len()).unwrap_or(place * 1000), place, item)
            })
            .collect();
        keyed.sort_unstable();
        self.layers[layer] = keyed.into_iter().map(|(_, _, item)| item).collect();
    }

    fn swap_while_it_helps(&mut self) {
        let mut helped = true;
        while helped {
            helped = false;
            for layer in 0..self.layers.len() {
                for place in 1..self.layers[layer].len() {
                    let before = self.crossings_at(layer);
                    self.layers[layer].swap(place - 1, place);
                    if self.crossings_at(layer) < before {
                        helped = true;
                    } else {
                        self.layers[layer].swap(place - 1, place);
                    }
                }
            }
        }
    }

    /// The place of each item within its layer.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![0; self.items.len()];
        for layer in &self.layers {
            for (place, &item) in layer.iter().enumerate() {
                places[item] = place;
            }
        }
        places
    }

    fn crossings(&self) -> usize {
        let places = self.places();
        (0..self.layers.len()).map(|layer| self.crossings_below(layer, &places)).sum()
    }

    fn crossings_at(&self, layer: usize) -> usize {
        let places = self.places();
        let above = layer.checked_sub(1).map_or(0, |above| self.crossings_below(above, &places));
        above + self.crossings_below(layer, &places)
    }

    /// How many arrows cross between this layer and the next.
    fn crossings_below(&self, layer: usize, places: &[usize]) -> usize {
        let below = |&item: &usize| self.items[item].down.iter().map(move |&to| (places[item], places[to]));
        let lines: Vec<(usize, usize)> = self.layers[layer].iter().flat_map(below).collect();
        let crosses =
            |a: &(usize, usize), b: &(usize, usize)| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1);
        lines.iter().enumerate().map(|(n, a)| lines[n + 1..].iter().filter(|b| crosses(a, b)).count()).sum()
    }

    /// Puts every item where its neighbours are, as far as those beside it leave room: layer by layer the places
    /// for which the squares of the distances across, each as often as its line pulls, are least.
    fn place(&mut self) {
        for layer in 0..self.layers.len() {
            let still = vec![(0, 1); self.layers[layer].len()];
            self.settle(layer, &still);
        }
        for round in 0..200 {
            let count = self.layers.len();
            for step in 0..count {
                let layer = if round % 2 == 0 { step } else { count - 1 - step };
                let wishes: Vec<(i64, i64)> =
                    self.layers[layer].iter().map(|&item| self.wish(item)).collect();
                self.settle(layer, &wishes);
            }
        }
        for item in &mut self.items {
            item.x = item.x.div_euclid(PARTS);
        }
        let left = self.items.iter().map(|item| item.x - item.size.width / 2).min().unwrap_or(0);
        for item in &mut self.items {
            item.x += MARGIN - left;
        }
    }

    /// Where the neighbours are, summed by how much each line pulls, and how much they pull together.
    fn wish(&self, index: usize) -> (i64, i64) {
        let item = &self.items[index];
        let pull = |other: &Item| match (item.is_thread, other.is_thread) {
            (true, true) => 8,
            (false, false) => 1,
            _ => 2,
        };
        let neighbours = item.up.iter().chain(&item.down).map(|&other| &self.items[other]);
        let (sum, pulls) = neighbours.fold((0, 0), |(sum, pulls), other| {
            (sum + pull(other) * i64::from(other.x), pulls + pull(other))
        });
        if pulls == 0 { (item.x.into(), 1) } else { (sum, pulls) }
    }

    /// The places nearest to the wishes that keep the order and the distances: neighbours that would push each
    /// other move as one block, to the mean of what they wish.
    fn settle(&mut self, layer: usize, wishes: &[(i64, i64)]) {
        let order = &self.layers[layer];
        let mut offsets = Vec::with_capacity(order.len());
        let mut offset = 0;
        for (place, &item) in order.iter().enumerate() {
            if place > 0 {
                let (left, right) = (&self.items[order[place - 1]], &self.items[item]);
                offset += (i32::midpoint(left.size.width, right.size.width) + BETWEEN) * PARTS;
            }
            offsets.push(offset);
        }
        // Blocks of (sum of wishes, how much they pull, how many).
        let mut blocks: Vec<(i64, i64, usize)> = Vec::new();
        for (&(sum, pulls), &offset) in wishes.iter().zip(&offsets) {
            blocks.push((sum - i64::from(offset) * pulls, pulls, 1));
            while let [.., a, b] = blocks[..] {
                if a.0 * b.1 <= b.0 * a.1 {
                    break;
                }
                blocks.truncate(blocks.len() - 2);
                blocks.push((a.0 + b.0, a.1 + b.1, a.2 + b.2));
            }
        }
        let mut place = 0;
        for (sum, pulls, many) in blocks {
            let at = i32::try_from(sum.div_euclid(pulls)).unwrap_or(0);
            for _ in 0..many {
                self.items[self.layers[layer][place]].x = at + offsets[place];
                place += 1;
            }
        }
    }

    fn finish(self, boxes: usize) -> Layout {
        let mut tops = Vec::new();
        let mut y = MARGIN;
        for layer in &self.layers {
            tops.push(y);
            y += layer.iter().map(|&item| self.items[item].size.height).max().unwrap_or(0) + GAP;
        }
        let band = |layer: usize| {
            let next = tops.get(layer + 1).copied().unwrap_or(y);
            (tops[layer], next - GAP)
        };
        // Items stand in the middle of their layer.
        let top = |item: &Item| {
            let (from, until) = band(item.layer);
            from + (until - from - item.size.height) / 2
        };
        let right = self.items.iter().map(|item| item.x + item.size.width / 2).max().unwrap_or(0);
        let routes = (0..self.chains.len()).map(|arrow| self.route(arrow, &band, &top)).collect();
        Layout {
            size: Size { width: right + MARGIN, height: y - GAP + MARGIN },
            boxes: self.items[..boxes].iter().map(|item| Point { x: item.x, y: top(item) }).collect(),
            routes,
        }
    }

    fn route(&self, arrow: usize, band: &impl Fn(usize) -> (i32, i32), top: &impl Fn(&Item) -> i32) -> Route {
        let (chain, leads_up) = &self.chains[arrow];
        let at = self.words[arrow];
        let mut points = Vec::new();
        for (place, &index) in chain.iter().enumerate() {
            let item = &self.items[index];
            let (from, until) = band(item.layer);
            if place == 0 {
                let x = self.port(index, chain[1], false);
                points.extend([Point { x, y: top(item) + item.size.height }, Point { x, y: until }]);
            } else if place + 1 == chain.len() {
                let x = self.port(index, chain[place - 1], true);
                points.extend([Point { x, y: from }, Point { x, y: top(item) }]);
            } else if place == at {
                let words = top(item);
                let (x, below) = (item.x, words + item.size.height);
                points.extend([Point { x, y: from }, Point { x, y: words }]);
                points.extend([Point { x, y: below }, Point { x, y: until }]);
            } else {
                points.extend([Point { x: item.x, y: from }, Point { x: item.x, y: until }]);
            }
        }
        let words = &self.items[chain[at]];
        let words = Point { x: words.x, y: top(words) };
        let mut gap = 2 * at + 1;
        if *leads_up {
            points.reverse();
            gap = points.len() - 2 - gap;
        }
        Route { words, points, gap, leads_up: *leads_up }
    }

    /// Where on its upper or lower side a box meets the arrow that comes from this neighbour: in the order of the
    /// neighbours, spread over the middle of the side.
    fn port(&self, index: usize, neighbour: usize, upper: bool) -> i32 {
        let item = &self.items[index];
        let mut neighbours = if upper { item.up.clone() } else { item.down.clone() };
        neighbours.sort_by_key(|&other| (self.items[other].x, other));
        let many = i32::try_from(neighbours.len()).unwrap_or(1);
        let place = neighbours.iter().position(|&other| other == neighbour).unwrap_or(0);
        let place = i32::try_from(place).unwrap_or(0);
        let apart = ((item.size.width - 28) / many.max(1)).min(44);
        item.x + apart * (2 * place - (many - 1)) / 2
    }
}

/// Which arrows lead back, going from the first box and then from whatever is left.
fn turned(boxes: usize, arrows: &[Arrow]) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Not,
        OnTheWay,
        Done,
    }
    fn visit(at: usize, arrows: &[Arrow], seen: &mut [Seen], turned: &mut [bool]) {
        seen[at] = Seen::OnTheWay;
        for (number, arrow) in arrows.iter().enumerate().filter(|(_, arrow)| arrow.from == at) {
            match seen[arrow.to] {
                Seen::OnTheWay => turned[number] = true,
                Seen::Not => visit(arrow.to, arrows, seen, turned),
                Seen::Done => {}
            }
        }
        seen[at] = Seen::Done;
    }
    let mut seen = vec![Seen::Not; boxes];
    let mut turned = vec![false; arrows.len()];
    for at in 0..boxes {
        if seen[at] == Seen::Not {
            visit(at, arrows, &mut seen, &mut turned);
        }
    }
    turned
}

/// The rank of each box: below everything that leads to it, as high as that allows; what nothing leads to, just
/// above what it leads to.
fn ranks(boxes: usize, ends: &[(usize, usize)]) -> Vec<usize> {
    let mut ranks = vec![0; boxes];
    for _ in 0..boxes {
        for &(from, to) in ends {
            ranks[to] = ranks[to].max(ranks[from] + 1);
        }
    }
    let led_to: BTreeSet<usize> = ends.iter().map(|&(_, to)| to).collect();
    for at in (1..boxes).filter(|at| !led_to.contains(at)) {
        let below = ends.iter().filter(|(from, _)| *from == at).map(|&(_, to)| ranks[to]).min();
        ranks[at] = below.map_or(0, |below| below - 1);
    }
    ranks
}
