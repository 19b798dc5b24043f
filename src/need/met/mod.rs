//! When a need is met, compiled: windows cut into pieces in which the same arrangements are present, each a
//! mask of arrangements and a threshold.
//!
//! An arrangement that counts has a **slot**, a bit in a set. The slots of one need lie in one 64-bit word where
//! they fit, so that whether a piece is covered is one `and`. All indices here are made by [`Compiled::new`] for
//! this very snapshot.

#![expect(
    clippy::indexing_slicing,
    reason = "every index was made by `compile` for the very arrays it goes into"
)]

mod compile;
mod fixed;

use alloc::vec::Vec;

pub(crate) use fixed::{Leaning, Scratch, State};

use super::{Asks, Cycle, Numbers, Occurrence, Reckoning, SnapshotParts};

/// A set of slots or of needs, as words of 64 bits.
pub(crate) mod bits {
    use alloc::vec::Vec;

    pub(crate) fn words(len: usize) -> usize {
        len.div_ceil(64)
    }

    pub(crate) fn none(len: usize) -> Vec<u64> {
        alloc::vec![0; words(len)]
    }

    pub(crate) fn set(bits: &mut [u64], index: usize) {
        if let Some(word) = bits.get_mut(index / 64) {
            *word |= 1 << (index % 64);
        }
    }

    pub(crate) fn clear(bits: &mut [u64], index: usize) {
        if let Some(word) = bits.get_mut(index / 64) {
            *word &= !(1 << (index % 64));
        }
    }

    pub(crate) fn has(bits: &[u64], index: usize) -> bool {
        bits.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    /// The members of a word that starts at `base`.
    pub(crate) fn of_word(mut word: u64, base: usize) -> impl Iterator<Item = usize> {
        core::iter::from_fn(move || {
            (word != 0).then(|| {
                let low = word.trailing_zeros() as usize;
                word &= word - 1;
                base + low
            })
        })
    }

    pub(crate) fn iter(bits: &[u64]) -> impl Iterator<Item = usize> + '_ {
        bits.iter().enumerate().flat_map(|(place, word)| of_word(*word, place * 64))
    }

    /// What is in the first set and not in the second.
    pub(crate) fn without(set: &[u64], other: &[u64]) -> Vec<u64> {
        set.iter().zip(other).map(|(a, b)| a & !b).collect()
    }

    /// All members of `0..len` that are not in the set.
    pub(crate) fn complement(set: &[u64], len: usize) -> Vec<u64> {
        let mut all = none(len);
        (0..len).for_each(|index| self::set(&mut all, index));
        without(&all, set)
    }

    /// Whether the two sets share a member.
    pub(crate) fn meet(set: &[u64], other: &[u64]) -> bool {
        set.iter().zip(other).any(|(a, b)| a & b != 0)
    }
}

/// Some slots of one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mask {
    pub(crate) word: u32,
    pub(crate) bits: u64,
}

impl Mask {
    /// Its slots.
    pub(crate) fn slots(self) -> impl Iterator<Item = usize> {
        bits::of_word(self.bits, self.word as usize * 64)
    }

    /// Those of its slots that are in a set.
    pub(crate) fn and(self, slots: &[u64]) -> Self {
        Self { bits: slots[self.word as usize] & self.bits, ..self }
    }

    /// Takes its slots out of a set.
    pub(crate) fn take_from(self, slots: &mut [u64]) {
        slots[self.word as usize] &= !self.bits;
    }
}

/// Whether there are enough hands, given which slots are able.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Test {
    /// One helper: any of these.
    Any(Mask),
    /// So many helpers, each of these slots another source with one pair of hands.
    Count(Mask, u8),
    /// One helper, and the slots lie in several words: a range of [`Compiled::masks`].
    AnyOf { from: u32, to: u32 },
    /// The general case: a range of [`Compiled::hands`], by source.
    Hands { from: u32, to: u32, helpers: u8 },
    /// Some of the helpers must have a skill: the same range, and the need that says so.
    Skilled { from: u32, to: u32, need: u32 },
}

/// A slot that is present, with its source and hands. Those of one source stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Present {
    pub(crate) slot: u32,
    pub(crate) source: u16,
    pub(crate) hands: u8,
}

/// A stretch of the cycle in which a need has the same arrangements present and lies in the same window or none.
/// It ends where the next one starts; the last one ends with the cycle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The window's index in [`Compiled::windows`] of the need, or [`NO_WINDOW`].
    pub(crate) window: u16,
    /// What that window asks for.
    pub(crate) asks: Asks,
    pub(crate) tests: Tests,
}

/// The tests of a piece, into [`Compiled::tests`]: one and the same unless somebody who is there is asleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tests {
    doing: u32,
    being_there: u32,
    /// Whoever is there, asleep or not.
    pub(crate) anyone: u32,
}

impl Piece {
    /// Whether its window is covered in it.
    pub(crate) const fn test(self) -> u32 {
        self.closes(self.asks)
    }

    /// Whether a need closes in it that was opened by a window which asks for this: who sleeps through the night does not
    /// close a supper that was not cooked.
    pub(crate) const fn closes(self, asks: Asks) -> u32 {
        match asks {
            Asks::Doing => self.tests.doing,
            Asks::BeingThere => self.tests.being_there,
        }
    }

    /// How many minutes it has.
    pub(crate) const fn minutes(self) -> u32 {
        self.end - self.start
    }

    /// How many minutes of its window it has: no window is longer than a week.
    #[expect(clippy::cast_possible_truncation, reason = "at most 10,080")]
    pub(crate) const fn minutes_of_window(self) -> u16 {
        self.minutes() as u16
    }
}

pub(crate) const NO_WINDOW: u16 = u16::MAX;

/// A window of which only a part is owed.
#[derive(Debug, Clone, Copy)]
struct Part {
    owed: u32,
    /// Into [`Compiled::shares`].
    from: u32,
    to: u32,
}

/// Minutes of a window under one test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Share {
    minutes: u32,
    test: u32,
}

/// Where a need's things stand in the arrays of [`Compiled`].
#[derive(Debug, Clone, Copy, Default)]
struct NeedIndex {
    slots: (u32, u32),
    must: (u32, u32),
    parts: (u32, u32),
    pieces: (u32, u32),
    windows: (u32, u32),
}

/// Half-open range into an array.
fn range(bounds: (u32, u32)) -> core::ops::Range<usize> {
    bounds.0 as usize..bounds.1 as usize
}

/// A snapshot, compiled: which slots there are, what they cover, what takes them away.
#[derive(Debug, Clone)]
pub(crate) struct Compiled {
    pub(crate) cycle: Cycle,
    pub(crate) needs_len: usize,
    pub(crate) sources_len: usize,
    pub(crate) slots_len: usize,
    /// The arrangement of each slot; `u32::MAX` where a slot is only padding.
    pub(crate) arrangement_of: Vec<u32>,
    /// The need, the source and the hands of each slot.
    pub(crate) need_of: Vec<u32>,
    pub(crate) source_of: Vec<u16>,
    pub(crate) hands_of: Vec<u8>,
    /// The same with skills, where any need asks for one.
    brings: Vec<Numbers>,
    /// Per need: what it requires at once.
    required: Vec<Numbers>,
    /// The arrangements that count.
    pub(crate) counting: Vec<u64>,
    /// Those of them that are confirmed.
    pub(crate) confirmed: Vec<u64>,
    /// Those that are present in some minute of a window of their need, asleep or not.
    pub(crate) in_window: Vec<u64>,
    /// Per source: the slots that are gone if it is lost.
    lost_with: Lists<Mask>,
    /// Per need: the slots that rely on it, and of these the ones that say so themselves.
    relying: Lists<Mask>,
    relying_stated: Lists<Mask>,
    /// Per slot: the needs it relies on.
    leans_on: Lists<u32>,
    need_index: Vec<NeedIndex>,
    pub(crate) tests: Vec<Test>,
    hands: Vec<Present>,
    masks: Vec<Mask>,
    must: Vec<u32>,
    parts: Vec<Part>,
    shares: Vec<Share>,
    pieces: Vec<Piece>,
    windows: Vec<Occurrence>,
}

/// Many short lists in one allocation.
#[derive(Debug, Clone)]
pub(crate) struct Lists<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), items: Vec::new() }
    }
}

impl<T> Lists<T> {
    pub(crate) fn get(&self, list: usize) -> &[T] {
        let from = if list == 0 { 0 } else { self.ends[list - 1] };
        &self.items[range((from, self.ends[list]))]
    }

    /// Adds a list at the end.
    pub(crate) fn push(&mut self, items: impl IntoIterator<Item = T>) {
        self.items.extend(items);
        self.ends.push(index(self.items.len()));
    }
}

/// Lengths here are bounded by the limits of the crate, far below 2³².
#[expect(clippy::cast_possible_truncation, reason = "see above")]
pub(crate) const fn index(length: usize) -> u32 {
    length as u32
}

impl Compiled {
    /// Compiles the parts of a week, which are in order. Reliance that is not said counts as none.
    pub(crate) fn new(week: &SnapshotParts, cycle: Cycle, reckoning: Reckoning) -> Self {
        compile::compile(week, cycle, reckoning)
    }

    /// Whether there are enough hands for a test.
    pub(crate) fn covered(&self, test: Test, able: &[u64]) -> bool {
        match test {
            Test::Any(mask) => mask.and(able).bits != 0,
            Test::Count(mask, helpers) => mask.and(able).bits.count_ones() >= u32::from(helpers),
            Test::AnyOf { from, to } => {
                self.masks[range((from, to))].iter().any(|mask| mask.and(able).bits != 0)
            }
            Test::Hands { from, to, helpers } => {
                // Whoever follows can only add to it.
                self.hands_up_to(range((from, to)), able, u32::from(helpers)) >= u32::from(helpers)
            }
            Test::Skilled { from, to, need } => {
                self.skilled(range((from, to)), able).reach(self.required(need as usize))
            }
        }
    }

    /// The hands of different sources, and how many of them have which skill, each source with its greatest numbers.
    fn skilled(&self, present: core::ops::Range<usize>, able: &[u64]) -> Numbers {
        let of_source = |present: &[Present]| {
            let able = present.iter().filter(|one| bits::has(able, one.slot as usize));
            able.map(|one| self.brings(one.slot as usize)).fold(Numbers::default(), Numbers::or)
        };
        let by_source = self.hands[present].chunk_by(|one, other| one.source == other.source);
        by_source.map(of_source).fold(Numbers::default(), Numbers::and)
    }

    /// What a slot brings.
    pub(crate) fn brings(&self, slot: usize) -> Numbers {
        self.brings.get(slot).copied().unwrap_or_else(|| Numbers::new(self.hands_of[slot], []))
    }

    /// What a need requires at once.
    pub(crate) fn required(&self, need: usize) -> Numbers {
        self.required[need]
    }

    /// The hands of different sources, each with its greatest number, as far as `enough` of them.
    fn hands_up_to(&self, present: core::ops::Range<usize>, able: &[u64], enough: u32) -> u32 {
        let (mut total, mut source, mut most) = (0, u16::MAX, 0);
        for one in &self.hands[present] {
            if one.source != source {
                total += u32::from(most);
                (source, most) = (one.source, 0);
                if total >= enough {
                    return total;
                }
            }
            if bits::has(able, one.slot as usize) {
                most = most.max(one.hands);
            }
        }
        total + u32::from(most)
    }

    /// Whether there are enough hands for the test with this index.
    pub(crate) fn test_covered(&self, test: u32, able: &[u64]) -> bool {
        self.covered(self.tests[test as usize], able)
    }

    /// The slots that are present under the test with this index.
    pub(crate) fn slots_under(&self, test: u32) -> impl Iterator<Item = usize> + '_ {
        let (mask, masks, listed) = match self.tests[test as usize] {
            Test::Any(mask) | Test::Count(mask, _) => (Some(mask), 0..0, 0..0),
            Test::AnyOf { from, to } => (None, range((from, to)), 0..0),
            Test::Hands { from, to, .. } | Test::Skilled { from, to, .. } => (None, 0..0, range((from, to))),
        };
        (mask.into_iter().chain(self.masks[masks].iter().copied()))
            .flat_map(Mask::slots)
            .chain(self.hands[listed].iter().map(|one| one.slot as usize))
    }

    /// The hands under the test with this index, and how many of them have which skill, as far as the need requires
    /// them.
    pub(crate) fn numbers_under(&self, need: usize, test: u32, able: &[u64]) -> Numbers {
        let required = self.required(need);
        let hands = match self.tests[test as usize] {
            Test::Skilled { from, to, .. } => {
                return self.skilled(range((from, to)), able).at_most(required);
            }
            // One is enough there, so no more than one is counted.
            any @ (Test::Any(_) | Test::AnyOf { .. }) => u32::from(self.covered(any, able)),
            Test::Count(mask, _) => mask.and(able).bits.count_ones(),
            Test::Hands { from, to, .. } => self.hands_up_to(range((from, to)), able, u32::MAX),
        };
        let hands = u8::try_from(hands).unwrap_or(u8::MAX);
        Numbers::new(hands.min(required.hands()), [])
    }

    /// Whether a need is met by these slots.
    pub(crate) fn holds(&self, need: usize, able: &[u64]) -> bool {
        let at = self.need_index[need];
        self.must[range(at.must)].iter().all(|test| self.covered(self.tests[*test as usize], able))
            && self.parts[range(at.parts)].iter().all(|part| {
                let covered = self.shares[range((part.from, part.to))]
                    .iter()
                    .filter(|share| self.covered(self.tests[share.test as usize], able))
                    .map(|share| share.minutes);
                covered.sum::<u32>() >= part.owed
            })
    }

    /// The windows of a need in every week of the cycle in which it has them, week by week.
    pub(crate) fn windows(&self, need: usize) -> &[Occurrence] {
        &self.windows[range(self.need_index[need].windows)]
    }

    /// The pieces of a need's cycle, in order.
    pub(crate) fn pieces(&self, need: usize) -> &[Piece] {
        &self.pieces[range(self.need_index[need].pieces)]
    }

    /// The needs that these slots are for, as a set.
    pub(crate) fn needs_of(&self, slots: impl Iterator<Item = usize>) -> Vec<u64> {
        let mut needs = bits::none(self.needs_len);
        slots.for_each(|slot| bits::set(&mut needs, self.need_of[slot] as usize));
        needs
    }

    /// The slots of a need.
    pub(crate) fn slots(&self, need: usize) -> core::ops::Range<usize> {
        range(self.need_index[need].slots)
    }

    /// The slots that are gone if a source is lost.
    pub(crate) fn lost_with(&self, source: usize) -> &[Mask] {
        self.lost_with.get(source)
    }

    /// The slots that rely on a need.
    pub(crate) fn relying(&self, need: usize) -> &[Mask] {
        self.relying.get(need)
    }

    /// The slots of a set that rely on a need.
    pub(crate) fn relying_in(&self, need: usize, slots: &[u64]) -> impl Iterator<Item = usize> {
        self.relying(need).iter().flat_map(|mask| mask.and(slots).slots())
    }

    /// Whether a source gives to a need, or supports somebody who does.
    pub(crate) fn gives_to(&self, source: usize, need: usize) -> bool {
        let of_need = self.slots(need);
        self.lost_with(source).iter().any(|mask| mask.slots().any(|slot| of_need.contains(&slot)))
    }

    /// Whether something relies on a need and does not say so itself.
    pub(crate) fn is_assumed_to_be_relied_on(&self, need: usize) -> bool {
        self.relying.get(need) != self.relying_stated.get(need)
    }

    /// The needs that a slot relies on.
    pub(crate) fn leans_on(&self, slot: usize) -> &[u32] {
        self.leans_on.get(slot)
    }
}
