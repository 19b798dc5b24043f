//! The two fixed points: what stands, and what could be rebuilt from outside.

use alloc::vec::Vec;

use super::{Compiled, Lists, Mask, bits};

/// Which slots are able and which needs are met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) able: Vec<u64>,
    pub(crate) met: Vec<u64>,
}

impl State {
    /// Takes the place of this state without a new allocation.
    pub(crate) fn copy_from(&mut self, other: &Self) {
        self.able.clear();
        self.able.extend_from_slice(&other.able);
        self.met.clear();
        self.met.extend_from_slice(&other.met);
    }
}

/// Buffers that one analysis uses again and again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scratch {
    /// Needs to look at again.
    queue: Vec<u32>,
    next: Vec<u32>,
    queued: Vec<u64>,
}

impl Scratch {
    pub(crate) fn new(compiled: &Compiled) -> Self {
        Self { queue: Vec::new(), next: Vec::new(), queued: bits::none(compiled.needs_len) }
    }

    /// Asks for a need to be looked at.
    pub(crate) fn look_at(&mut self, need: usize) {
        if !bits::has(&self.queued, need) {
            bits::set(&mut self.queued, need);
            self.queue.push(super::index(need));
        }
    }
}

/// Whether assumed reliance counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaning {
    All,
    StatedOnly,
}

impl Compiled {
    /// `stands(∅)`: the greatest fixed point, among these slots.
    pub(crate) fn stands(&self, slots: &[u64], leaning: Leaning, scratch: &mut Scratch) -> State {
        // Everything is taken to be met, and what cannot be is let fall: what is left then holds itself up.
        let mut met = bits::none(self.needs_len);
        (0..self.needs_len).for_each(|need| bits::set(&mut met, need));
        let mut state = State { able: slots.to_vec(), met };
        (0..self.needs_len).for_each(|need| scratch.look_at(need));
        self.settle(&mut state, leaning, scratch, |_, _| {});
        state
    }

    /// `grounded(∅)`: the least fixed point, among these slots.
    pub(crate) fn grounded(&self, slots: &[u64], scratch: &mut Scratch) -> State {
        let mut state = State { able: bits::none(self.slots_len), met: bits::none(self.needs_len) };
        // How many of the needs it leans on each slot still waits for.
        let mut waits: Vec<u32> =
            (0..self.slots_len).map(|slot| super::index(self.leans_on(slot).len())).collect();
        for slot in bits::iter(slots) {
            if waits[slot] == 0 {
                bits::set(&mut state.able, slot);
            }
        }
        (0..self.needs_len).for_each(|need| scratch.look_at(need));
        // In any order: what is met stays met, whoever else comes, so that the end is the same.
        while let Some(need) = scratch.queue.pop() {
            let need = need as usize;
            bits::clear(&mut scratch.queued, need);
            if bits::has(&state.met, need) || !self.holds(need, &state.able) {
                continue;
            }
            bits::set(&mut state.met, need);
            for mask in self.relying(need) {
                for slot in mask.slots() {
                    waits[slot] -= 1;
                    if waits[slot] == 0 && bits::has(slots, slot) {
                        bits::set(&mut state.able, slot);
                        scratch.look_at(self.need_of[slot] as usize);
                    }
                }
            }
        }
        state
    }

    /// Takes slots away from a state; the needs they were for are looked at in the next [`Compiled::settle`].
    pub(crate) fn take_away(&self, state: &mut State, masks: &[Mask], scratch: &mut Scratch) {
        for mask in masks {
            let gone = mask.and(&state.able);
            gone.take_from(&mut state.able);
            for slot in gone.slots() {
                scratch.look_at(self.need_of[slot] as usize);
            }
        }
    }

    /// Lets a state fall to its greatest fixed point, round by round: in each, every need is judged on what the
    /// rounds before left. `fallen` is told each need that falls, with its round, from 1.
    pub(crate) fn settle(
        &self,
        state: &mut State,
        leaning: Leaning,
        scratch: &mut Scratch,
        mut fallen: impl FnMut(usize, u32),
    ) {
        let relying: &Lists<Mask> = match leaning {
            Leaning::All => &self.relying,
            Leaning::StatedOnly => &self.relying_stated,
        };
        let mut round = 0;
        while !scratch.queue.is_empty() {
            round += 1;
            let mut queue = core::mem::take(&mut scratch.queue);
            // Of the two lists one is read and the other filled: what falls in this round is judged in the next.
            scratch.queue = core::mem::take(&mut scratch.next);
            for need in &queue {
                bits::clear(&mut scratch.queued, *need as usize);
            }
            // All are judged before anything is taken away, so that no need of a round falls by another of the same.
            queue.retain(|need| {
                bits::has(&state.met, *need as usize) && !self.holds(*need as usize, &state.able)
            });
            for need in &queue {
                bits::clear(&mut state.met, *need as usize);
                fallen(*need as usize, round);
            }
            for need in &queue {
                self.take_away(state, relying.get(*need as usize), scratch);
            }
            queue.clear();
            scratch.next = queue;
        }
    }
}
