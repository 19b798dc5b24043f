//! Minimal cut sets: the smallest losses that make something fall.

use alloc::vec::Vec;

use serde::Serialize;

use super::model::QuestionError;
use super::{HoursNotKnown, Support};
use crate::base::{NeedId, SourceId, limits};
use crate::need::met::bits::{self, meet, without};
use crate::need::met::{Leaning, Scratch, State};

/// The minimal cut sets of a household up to an order, by size, then ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CutSets {
    /// The greatest size that was looked at.
    pub order: usize,
    /// For the household: losing all of these makes some critical need fall, losing fewer of them none.
    pub household: Vec<Vec<SourceId>>,
    /// The same for each need that stands. Gaps take no part.
    pub needs: Vec<(NeedId, Vec<Vec<SourceId>>)>,
    /// What this answer cannot speak of, since nobody knows when it is. A need without hours counts as met, whatever is
    /// lost.
    pub hours_not_known: HoursNotKnown,
}

/// A loss being looked at: what it left, and which needs lost a slot on the way.
#[derive(Clone, Default)]
struct Level {
    state: State,
    touched: Vec<u64>,
}

/// One search over the sets of one size.
struct Search<'s> {
    support: &'s Support<'s>,
    /// Sources that make a difference, by index, and what each alone does.
    sources: Vec<usize>,
    singles: Vec<Level>,
    /// The set being looked at, as positions in `sources`, and what each of its beginnings left.
    chosen: Vec<usize>,
    levels: Vec<Level>,
    scratch: Scratch,
    household: Vec<Vec<usize>>,
    needs: Vec<Vec<Vec<usize>>>,
    both: Vec<u64>,
}

impl Support<'_> {
    /// The minimal cut sets of up to `order` sources, for the household and for each need that stands.
    ///
    /// # Errors
    ///
    /// [`QuestionError::TooManySets`] if that would be more than [`limits::LOSS_SETS`] sets.
    pub fn cut_sets(&self, order: usize) -> Result<CutSets, QuestionError> {
        let sources: Vec<usize> = (0..self.compiled.sources_len)
            .filter(|source| !self.compiled.lost_with(*source).is_empty())
            .collect();
        if sets_up_to(sources.len(), order) > limits::LOSS_SETS {
            return Err(QuestionError::TooManySets {
                order,
                sources: sources.len(),
                most: limits::LOSS_SETS,
            });
        }
        // No set holds more than all sources, whatever order is asked for.
        let deepest = order.min(sources.len());
        let mut search = Search {
            support: self,
            singles: Vec::with_capacity(sources.len()),
            sources,
            chosen: Vec::new(),
            levels: alloc::vec![Level::default(); deepest],
            scratch: Scratch::new(&self.compiled),
            household: Vec::new(),
            needs: alloc::vec![Vec::new(); self.compiled.needs_len],
            both: bits::none(self.compiled.needs_len),
        };
        search.run(deepest);
        let ids = |sets: &[Vec<usize>]| -> Vec<Vec<SourceId>> {
            let set = |set: &Vec<usize>| {
                set.iter().filter_map(|place| self.source_id(*search.sources.get(*place)?)).collect()
            };
            sets.iter().map(set).collect()
        };
        let needs = bits::iter(&self.stands.met)
            .filter_map(|need| Some((self.need_id(need)?, ids(search.needs.get(need)?))))
            .collect();
        let hours_not_known = self.hours_not_known();
        Ok(CutSets { order, household: ids(&search.household), needs, hours_not_known })
    }
}

/// How many sets there are of one to `order` of so many, stopping at the limit.
fn sets_up_to(count: usize, order: usize) -> usize {
    let (mut total, mut of_size) = (0_usize, 1_usize);
    for size in 1..=order.min(count) {
        // From one size to the next: n over k is n over k-1, times n+1-k, by k. Each division is without rest.
        of_size = of_size.saturating_mul(count + 1 - size) / size;
        total = total.saturating_add(of_size);
        if total > limits::LOSS_SETS {
            break;
        }
    }
    total
}

impl Search<'_> {
    fn run(&mut self, order: usize) {
        if order == 0 {
            return;
        }
        for place in 0..self.sources.len() {
            let level = self.single(place);
            self.chosen.push(place);
            self.judge_single(&level);
            self.chosen.pop();
            self.singles.push(level);
        }
        // Size by size, so that what is found is in order and every smaller set is known.
        for size in 2..=order.min(self.sources.len()) {
            for first in 0..self.sources.len() {
                self.chosen.push(first);
                if let (Some(level), Some(single)) = (self.levels.first_mut(), self.singles.get(first)) {
                    level.state.copy_from(&single.state);
                    copy(&mut level.touched, &single.touched);
                }
                self.extend(size);
                self.chosen.pop();
            }
        }
    }

    fn single(&mut self, place: usize) -> Level {
        let (support, compiled) = (self.support, &self.support.compiled);
        let mut state = support.stands.clone();
        if let Some(source) = self.sources.get(place) {
            compiled.take_away(&mut state, compiled.lost_with(*source), &mut self.scratch);
        }
        compiled.settle(&mut state, Leaning::All, &mut self.scratch, |_, _| {});
        let touched = compiled.needs_of(bits::iter(&without(&support.stands.able, &state.able)));
        Level { state, touched }
    }

    fn judge_single(&mut self, level: &Level) {
        let fallen = without(&self.support.stands.met, &level.state.met);
        if meet(&fallen, &self.support.critical) {
            self.household.push(self.chosen.clone());
        }
        for need in bits::iter(&fallen) {
            if let Some(sets) = self.needs.get_mut(need) {
                sets.push(self.chosen.clone());
            }
        }
    }

    /// Adds every later source to the set chosen so far, until it has the size.
    fn extend(&mut self, size: usize) {
        let depth = self.chosen.len();
        let after = self.chosen.last().map_or(0, |last| last + 1);
        for place in after..self.sources.len() {
            let last = depth + 1 == size;
            // Nobody leans on both or is helped by both: nothing more can fall than fell for each.
            if last && !self.share_a_need(depth, place) {
                continue;
            }
            self.chosen.push(place);
            self.combine(depth, place, last);
            if !last {
                self.extend(size);
            }
            self.chosen.pop();
        }
    }

    fn share_a_need(&mut self, depth: usize, place: usize) -> bool {
        let (Some(before), Some(single)) = (self.levels.get(depth - 1), self.singles.get(place)) else {
            return false;
        };
        meet(&before.touched, &single.touched)
    }

    /// What losing one more leaves. A need can fall now that stood before both only if it lost a slot to each.
    fn combine(&mut self, depth: usize, place: usize, last: bool) {
        let Some(single) = self.singles.get(place) else { return };
        let (done, rest) = self.levels.split_at_mut(depth);
        let (Some(before), Some(level)) = (done.last(), rest.first_mut()) else { return };
        let compiled = &self.support.compiled;
        both(&mut level.state.able, &before.state.able, &single.state.able);
        both(&mut level.state.met, &before.state.met, &single.state.met);
        copy(&mut self.both, &level.state.met);
        for need in bits::iter(&self.both) {
            if bits::has(&before.touched, need) && bits::has(&single.touched, need) {
                self.scratch.look_at(need);
            }
        }
        let household = &mut self.household;
        let (needs, chosen, critical) = (&mut self.needs, &self.chosen, &self.support.critical);
        let mut critical_fell = false;
        // What falls here is met after each alone, and not after both. A set that holds a smaller cut is not among the smallest.
        compiled.settle(&mut level.state, Leaning::All, &mut self.scratch, |need, _| {
            critical_fell |= bits::has(critical, need);
            if last
                && let Some(sets) = needs.get_mut(need)
                && !sets.iter().any(|smaller| is_within(smaller, chosen))
            {
                sets.push(chosen.clone());
            }
        });
        if last && critical_fell && !household.iter().any(|smaller| is_within(smaller, chosen)) {
            household.push(chosen.clone());
        }
        if !last {
            // One more loss brings down a need only if that has lost a slot already: to either of these, or to what fell.
            level.touched.clear();
            level.touched.extend(before.touched.iter().zip(&single.touched).map(|(a, b)| a | b));
            for slot in bits::iter(&without(&self.support.stands.able, &level.state.able)) {
                if let Some(need) = compiled.need_of.get(slot) {
                    bits::set(&mut level.touched, *need as usize);
                }
            }
        }
    }
}

fn copy(to: &mut Vec<u64>, from: &[u64]) {
    to.clear();
    to.extend_from_slice(from);
}

fn both(to: &mut Vec<u64>, a: &[u64], b: &[u64]) {
    to.clear();
    to.extend(a.iter().zip(b).map(|(a, b)| a & b));
}

/// Whether every member of the first sorted set is in the second.
fn is_within(small: &[usize], large: &[usize]) -> bool {
    let mut large = large.iter();
    small.iter().all(|member| large.any(|other| other == member))
}
