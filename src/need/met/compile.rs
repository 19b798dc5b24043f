//! From a snapshot to [`Compiled`]: slots given out need by need, then one sweep over each need's week.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::{Compiled, Lists, Mask, NO_WINDOW, NeedIndex, Part, Piece, Present, Share, Test, bits, index};
use crate::need::{Arrangement, Availability, Cycle, Need, Reliance, SnapshotParts};

/// No slot, no arrangement.
const NONE: u32 = u32::MAX;

pub(super) fn compile(week: &SnapshotParts, cycle: Cycle) -> Compiled {
    let (needs, arrangements) = (&week.needs, &week.arrangements);
    let slots = Slots::give_out(week);
    let slots_len = slots.arrangement_of.len();
    let mut compiled = Compiled {
        cycle,
        needs_len: needs.len(),
        sources_len: week.sources.len(),
        slots_len,
        counting: bits::none(slots_len),
        confirmed: bits::none(slots_len),
        lost_with: Lists::default(),
        relying: Lists::default(),
        relying_stated: Lists::default(),
        leans_on: Lists::default(),
        need_index: Vec::with_capacity(needs.len()),
        tests: Vec::new(),
        hands: Vec::new(),
        masks: Vec::new(),
        must: Vec::new(),
        parts: Vec::new(),
        shares: Vec::new(),
        pieces: Vec::new(),
        windows: Vec::new(),
        arrangement_of: slots.arrangement_of,
        need_of: slots.need_of,
        source_of: alloc::vec![0; slots_len],
        hands_of: alloc::vec![0; slots_len],
        in_window: bits::none(slots_len),
    };
    let mut lost_with: Vec<Vec<u32>> = alloc::vec![Vec::new(); compiled.sources_len];
    let mut relying: Vec<Vec<u32>> = alloc::vec![Vec::new(); needs.len()];
    let mut relying_stated: Vec<Vec<u32>> = alloc::vec![Vec::new(); needs.len()];
    for slot in 0..slots_len {
        let arrangement = arrangements.get(compiled.arrangement_of[slot] as usize);
        let Some(arrangement) = arrangement else {
            compiled.leans_on.push([]);
            continue;
        };
        bits::set(&mut compiled.counting, slot);
        compiled.source_of[slot] = source_number(week, arrangement);
        compiled.hands_of[slot] = arrangement.hands;
        if matches!(arrangement.availability(), Availability::Yes | Availability::WithSupport) {
            bits::set(&mut compiled.confirmed, slot);
        }
        for source in [Some(arrangement.by), arrangement.supported_by()].into_iter().flatten() {
            if let Some(source) = week.source_index(source) {
                lost_with[source].push(index(slot));
            }
        }
        let leans_on = |needs: &[_]| -> Vec<u32> {
            needs.iter().filter_map(|need| week.need_index(*need)).map(index).collect()
        };
        let all = leans_on(arrangement.relies_on.needs());
        for need in &all {
            relying[*need as usize].push(index(slot));
        }
        if matches!(arrangement.relies_on, Reliance::Stated(_)) {
            for need in &all {
                relying_stated[*need as usize].push(index(slot));
            }
        }
        compiled.leans_on.push(all);
    }
    for slots in &lost_with {
        compiled.lost_with.push(masks(slots));
    }
    for slots in &relying {
        compiled.relying.push(masks(slots));
    }
    for slots in &relying_stated {
        compiled.relying_stated.push(masks(slots));
    }

    let mut sweep = Sweep::default();
    for (place, need) in needs.iter().enumerate() {
        let of_need = slots.of_need.get(place);
        sweep.need(&mut compiled, need, of_need, arrangements);
    }
    compiled
}

#[expect(clippy::cast_possible_truncation, reason = "at most 256 sources")]
fn source_number(week: &SnapshotParts, arrangement: &Arrangement) -> u16 {
    week.source_index(arrangement.by).unwrap_or_default() as u16
}

/// Sorted slots as masks, a word each.
fn masks(slots: &[u32]) -> Vec<Mask> {
    let mut masks: Vec<Mask> = Vec::new();
    for slot in slots {
        let (word, bit) = (slot / 64, 1_u64 << (slot % 64));
        match masks.last_mut() {
            Some(last) if last.word == word => last.bits |= bit,
            _ => masks.push(Mask { word, bits: bit }),
        }
    }
    masks
}

/// Which arrangement has which slot.
struct Slots {
    arrangement_of: Vec<u32>,
    need_of: Vec<u32>,
    /// Per need, its slots.
    of_need: Lists<u32>,
}

impl Slots {
    /// Need by need, in each source by source; those of one need share a word where they fit in one.
    fn give_out(week: &SnapshotParts) -> Self {
        let arrangements = &week.arrangements;
        let mut of_need: Vec<Vec<(u16, u32)>> = alloc::vec![Vec::new(); week.needs.len()];
        for (place, arrangement) in arrangements.iter().enumerate() {
            if arrangement.counts(week.on)
                && let Some(need) = week.need_index(arrangement.need)
            {
                of_need[need].push((source_number(week, arrangement), index(place)));
            }
        }
        // By source, so that the hands of one source stand side by side and are counted in one pass.
        for places in &mut of_need {
            places.sort_unstable();
        }
        let mut slots = Self {
            arrangement_of: Vec::with_capacity(arrangements.len()),
            need_of: Vec::with_capacity(arrangements.len()),
            of_need: Lists::default(),
        };
        for (need, places) in of_need.iter().enumerate() {
            let used = slots.arrangement_of.len() % 64;
            // One word is one test. What does not fit into one takes several, and begins with a fresh one.
            if used + places.len() > 64 && used > 0 {
                slots.arrangement_of.resize(slots.arrangement_of.len() + 64 - used, NONE);
                slots.need_of.resize(slots.arrangement_of.len(), NONE);
            }
            let first = index(slots.arrangement_of.len());
            slots.of_need.push(first..first + index(places.len()));
            for (_, place) in places {
                slots.arrangement_of.push(*place);
                slots.need_of.push(index(need));
            }
        }
        slots
    }
}

/// One sweep over a need's week, with its buffers kept from need to need.
#[derive(Default)]
struct Sweep {
    /// Minute, slot, whether it comes or goes. A need's windows have no edge of their own here: they are sorted
    /// already and walked beside.
    edges: Vec<(u32, u32, bool)>,
    /// The half-open ranges of the windows, in order of minute: start, end, window.
    windows: Vec<(u32, u32, u16)>,
    /// The slots present now: the words in which the need's slots lie, the first of them, and how many are there.
    present: Vec<u64>,
    first_word: usize,
    /// What the present slots were for each of the need's tests, and where the test stands.
    seen: BTreeMap<Vec<u64>, u32>,
    /// The shares of each window.
    shares: Vec<(u16, Share)>,
}

impl Sweep {
    fn need(&mut self, compiled: &mut Compiled, need: &Need, slots: &[u32], arrangements: &[Arrangement]) {
        let windows_from = index(compiled.windows.len());
        compiled.windows.extend(compiled.cycle.windows(need));
        let windows = (windows_from, index(compiled.windows.len()));
        self.gather(compiled, windows, slots, arrangements);
        let pieces = self.pieces(compiled, need);
        let must_from = index(compiled.must.len());
        let parts_from = index(compiled.parts.len());
        self.windows_owed(compiled, windows);
        drop_implied(compiled, must_from);
        let first = slots.first().copied().unwrap_or_default();
        compiled.need_index.push(NeedIndex {
            slots: (first, first + index(slots.len())),
            must: (must_from, index(compiled.must.len())),
            parts: (parts_from, index(compiled.parts.len())),
            pieces,
            windows,
        });
    }

    fn gather(
        &mut self,
        compiled: &Compiled,
        windows: (u32, u32),
        slots: &[u32],
        arrangements: &[Arrangement],
    ) {
        self.edges.clear();
        self.windows.clear();
        self.first_word = slots.first().map_or(0, |slot| *slot as usize / 64);
        let words = slots.last().map_or(0, |slot| *slot as usize / 64 + 1 - self.first_word);
        self.present.clear();
        self.present.resize(words, 0);
        self.seen.clear();
        self.shares.clear();
        for slot in slots {
            let arrangement = &arrangements[compiled.arrangement_of[*slot as usize] as usize];
            compiled.cycle.ranges(arrangement, |start, end| {
                self.edges.push((start, *slot, true));
                self.edges.push((end, *slot, false));
            });
        }
        // Who goes and who comes in one minute: the piece between them would be empty, so their order does not matter.
        self.edges.sort_unstable();
        let cycle = compiled.cycle.minutes();
        for (window, place) in compiled.windows[super::range(windows)].iter().zip(0..) {
            let (start, end) = (window.start, window.start + window.minutes());
            self.windows.push((start, end.min(cycle), place));
            if end > cycle {
                self.windows.push((0, end - cycle, place));
            }
        }
        self.windows.sort_unstable();
    }

    /// Cuts the cycle wherever somebody comes or goes or a window begins or ends.
    fn pieces(&mut self, compiled: &mut Compiled, need: &Need) -> (u32, u32) {
        let from = index(compiled.pieces.len());
        let (mut edge, mut window, mut minute) = (0, 0, 0_u32);
        let cycle = compiled.cycle.minutes();
        while minute < cycle {
            while let Some(&(at, slot, comes)) = self.edges.get(edge)
                && at <= minute
            {
                let slot = slot as usize - self.first_word * 64;
                if comes {
                    bits::set(&mut self.present, slot);
                } else {
                    bits::clear(&mut self.present, slot);
                }
                edge += 1;
            }
            while self.windows.get(window).is_some_and(|(_, end, _)| *end <= minute) {
                window += 1;
            }
            let mut end = self.edges.get(edge).map_or(cycle, |(at, ..)| *at);
            let mut inside = NO_WINDOW;
            if let Some(&(opens, closes, place)) = self.windows.get(window) {
                if opens <= minute {
                    inside = place;
                    end = end.min(closes);
                } else {
                    end = end.min(opens);
                }
            }
            let test = self.test(compiled, need);
            compiled.pieces.push(Piece { start: minute, end, window: inside, test });
            if inside != NO_WINDOW {
                self.shares.push((inside, Share { minutes: end - minute, test }));
                for (place, word) in self.present.iter().enumerate() {
                    if let Some(known) = compiled.in_window.get_mut(self.first_word + place) {
                        *known |= word;
                    }
                }
            }
            minute = end;
        }
        (from, index(compiled.pieces.len()))
    }

    /// The test for who is present now: one that stood before, or a new one.
    fn test(&mut self, compiled: &mut Compiled, need: &Need) -> u32 {
        if let Some(test) = self.seen.get(&self.present) {
            return *test;
        }
        let words = (self.present.iter().enumerate()).filter(|(_, word)| **word != 0);
        let masks = words.map(|(place, word)| Mask { word: index(self.first_word + place), bits: *word });
        let helpers = need.helpers();
        let one_word = match *masks.clone().collect::<Vec<_>>() {
            [] => Some(Mask { word: 0, bits: 0 }),
            [mask] => Some(mask),
            _ => None,
        };
        // Slots go source by source, so those of one source stand side by side.
        let slots = || masks.clone().flat_map(Mask::slots);
        let present = slots().map(|slot| Present {
            slot: index(slot),
            source: compiled.source_of[slot],
            hands: compiled.hands_of[slot],
        });
        let single = || {
            let next = slots().skip(1);
            slots().all(|slot| compiled.hands_of[slot] == 1)
                && slots().zip(next).all(|(a, b)| compiled.source_of[a] != compiled.source_of[b])
        };
        let test = match one_word {
            // No slot at all exists in a snapshot without arrangements: then there is no word to look at.
            Some(mask) if helpers == 1 && compiled.slots_len > 0 => Test::Any(mask),
            Some(mask) if compiled.slots_len > 0 && single() => Test::Count(mask, helpers),
            None if helpers == 1 => {
                let from = index(compiled.masks.len());
                compiled.masks.extend(masks);
                Test::AnyOf { from, to: index(compiled.masks.len()) }
            }
            _ => {
                let from = index(compiled.hands.len());
                compiled.hands.extend(present);
                Test::Hands { from, to: index(compiled.hands.len()), helpers }
            }
        };
        let place = index(compiled.tests.len());
        compiled.tests.push(test);
        self.seen.insert(self.present.clone(), place);
        place
    }

    /// What each window asks for: all its tests, or enough minutes of them. Equal windows ask once.
    fn windows_owed(&mut self, compiled: &mut Compiled, windows: (u32, u32)) {
        let must_from = compiled.must.len();
        let parts_from = compiled.parts.len();
        // Window by window; minutes under one test are added up.
        self.shares.sort_unstable_by_key(|(window, share)| (*window, share.test));
        self.shares.dedup_by(|next, known| {
            let same = next.0 == known.0 && next.1.test == known.1.test;
            if same {
                known.1.minutes += next.1.minutes;
            }
            same
        });
        for shares in self.shares.chunk_by(|a, b| a.0 == b.0) {
            let windows = &compiled.windows[super::range(windows)];
            let window = shares.first().and_then(|(place, _)| windows.get(usize::from(*place)));
            let Some(window) = window.map(|occurrence| occurrence.window) else { continue };
            let shares = shares.iter().map(|(_, share)| *share);
            if window.is_being_there() {
                for share in shares {
                    if !compiled.must[must_from..].contains(&share.test) {
                        compiled.must.push(share.test);
                    }
                }
                continue;
            }
            let asks_the_same = |part: &Part| {
                let known = &compiled.shares[super::range((part.from, part.to))];
                part.owed == u32::from(window.owed()) && known.iter().copied().eq(shares.clone())
            };
            if !compiled.parts[parts_from..].iter().any(asks_the_same) {
                let from = index(compiled.shares.len());
                compiled.shares.extend(shares);
                let owed = window.owed().into();
                compiled.parts.push(Part { owed, from, to: index(compiled.shares.len()) });
            }
        }
    }
}

/// Leaves out tests of one helper that follow from a harder one: whoever has any of a few has any of more.
fn drop_implied(compiled: &mut Compiled, from: u32) {
    let must = compiled.must.split_off(from as usize);
    let mask = |test: u32| match compiled.tests[test as usize] {
        Test::Any(mask) => Some(mask),
        _ => None,
    };
    let implied = |test: u32, by: u32| match (mask(test), mask(by)) {
        (Some(all), Some(few)) => test != by && all.word == few.word && all.bits & few.bits == few.bits,
        _ => false,
    };
    let kept: Vec<u32> =
        must.iter().copied().filter(|test| !must.iter().any(|other| implied(*test, *other))).collect();
    compiled.must.extend(kept);
}
