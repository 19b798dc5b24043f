//! From a snapshot to [`Compiled`]: slots given out need by need, then one sweep over each need's week.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::{
    Compiled, Lists, Mask, NO_WINDOW, NeedIndex, Part, Piece, Present, Share, Test, Tests, bits, index,
};
use crate::need::{Arrangement, Asks, Cycle, Need, Numbers, Reckoning, Reliance, SkillNeeded, SnapshotParts};

/// No slot, no arrangement.
const NONE: u32 = u32::MAX;

pub(super) fn compile(week: &SnapshotParts, cycle: Cycle, reckoning: Reckoning) -> Compiled {
    let (needs, arrangements) = (&week.needs, &week.arrangements);
    let slots = Slots::give_out(week, cycle, reckoning);
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
        brings: Vec::new(),
        required: needs.iter().map(required).collect(),
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
        if arrangement.availability().is_confirmed() {
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

    if needs.iter().any(|need| !need.skills().is_empty()) {
        compiled.brings = brings(&compiled, week, reckoning);
    }

    let mut sweep = Sweep::default();
    for (place, need) in needs.iter().enumerate() {
        let helpers = Helpers { need, place, slots: slots.of_need.get(place), arrangements, reckoning };
        sweep.need(&mut compiled, &helpers);
    }
    compiled
}

/// What a need requires at once.
fn required(need: &Need) -> Numbers {
    Numbers::new(need.helpers(), need.skills().iter().map(|skill| skill.helpers))
}

/// What each slot brings to its need, skills included.
fn brings(compiled: &Compiled, week: &SnapshotParts, reckoning: Reckoning) -> Vec<Numbers> {
    let of_slot = |(arrangement, need): (&u32, &u32)| {
        let arrangement = week.arrangements.get(*arrangement as usize)?;
        let skills = week.needs.get(*need as usize)?.skills().iter();
        let age = week.source_index(arrangement.by).and_then(|source| week.sources.get(source)?.age);
        let (hands, said) = (arrangement.hands, &arrangement.skills);
        let with = |skill: &SkillNeeded| reckoning.with_skill(&skill.skill, hands, said, age);
        Some(Numbers::new(hands, skills.map(with)))
    };
    let slots = compiled.arrangement_of.iter().zip(&compiled.need_of);
    slots.map(|slot| of_slot(slot).unwrap_or_default()).collect()
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
    fn give_out(week: &SnapshotParts, cycle: Cycle, reckoning: Reckoning) -> Self {
        let arrangements = &week.arrangements;
        let mut of_need: Vec<Vec<(u16, u32)>> = alloc::vec![Vec::new(); week.needs.len()];
        for (place, arrangement) in arrangements.iter().enumerate() {
            if cycle.counts(reckoning, arrangement)
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

/// A need, where it stands, and who helps with it.
struct Helpers<'w> {
    need: &'w Need,
    place: usize,
    slots: &'w [u32],
    arrangements: &'w [Arrangement],
    reckoning: Reckoning,
}

impl<'w> Helpers<'w> {
    fn arrangement(&self, compiled: &Compiled, slot: u32) -> &'w Arrangement {
        &self.arrangements[compiled.arrangement_of[slot as usize] as usize]
    }

    /// Whether a giver is asleep where a window of the need asks for somebody awake.
    fn is_asleep(&self, arrangement: &Arrangement, asks: Asks) -> bool {
        (asks == Asks::Doing || self.need.asks_awake()) && !self.reckoning.is_awake(arrangement, asks)
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
    /// Of the need's slots, in the same words, those that are asleep: for what is to be done, and for being there.
    /// Empty where nobody is.
    asleep: [Vec<u64>; 2],
    /// What the present slots were for each of the need's tests, and where the test stands.
    seen: BTreeMap<Vec<u64>, u32>,
    /// The shares of each window.
    shares: Vec<(u16, Share)>,
}

impl Sweep {
    fn need(&mut self, compiled: &mut Compiled, helpers: &Helpers<'_>) {
        let windows_from = index(compiled.windows.len());
        compiled.windows.extend(compiled.cycle.windows(helpers.need));
        let windows = (windows_from, index(compiled.windows.len()));
        self.gather(compiled, windows, helpers);
        let pieces = self.pieces(compiled, helpers, windows);
        let must_from = index(compiled.must.len());
        let parts_from = index(compiled.parts.len());
        self.windows_owed(compiled, windows);
        drop_implied(compiled, must_from);
        let first = helpers.slots.first().copied().unwrap_or_default();
        compiled.need_index.push(NeedIndex {
            slots: (first, first + index(helpers.slots.len())),
            must: (must_from, index(compiled.must.len())),
            parts: (parts_from, index(compiled.parts.len())),
            pieces,
            windows,
        });
    }

    fn gather(&mut self, compiled: &Compiled, windows: (u32, u32), helpers: &Helpers<'_>) {
        let slots = helpers.slots;
        self.edges.clear();
        self.windows.clear();
        self.first_word = slots.first().map_or(0, |slot| *slot as usize / 64);
        let words = slots.last().map_or(0, |slot| *slot as usize / 64 + 1 - self.first_word);
        self.present.clear();
        self.present.resize(words, 0);
        self.seen.clear();
        self.shares.clear();
        self.asleep.iter_mut().for_each(Vec::clear);
        for slot in slots {
            let arrangement = helpers.arrangement(compiled, *slot);
            for (asks, asleep) in [Asks::Doing, Asks::BeingThere].into_iter().zip(&mut self.asleep) {
                if helpers.is_asleep(arrangement, asks) {
                    asleep.resize(words, 0);
                    bits::set(asleep, *slot as usize - self.first_word * 64);
                }
            }
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
    fn pieces(&mut self, compiled: &mut Compiled, helpers: &Helpers<'_>, windows: (u32, u32)) -> (u32, u32) {
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
            let window_inside = compiled.windows[super::range(windows)].get(usize::from(inside));
            let is_doing = window_inside.is_some_and(|occurrence| !occurrence.window.is_being_there());
            let asks = if is_doing { Asks::Doing } else { Asks::BeingThere };
            let tests = self.tests(compiled, helpers);
            let piece = Piece { start: minute, end, window: inside, asks, tests };
            compiled.pieces.push(piece);
            if inside != NO_WINDOW {
                self.shares.push((inside, Share { minutes: end - minute, test: piece.test() }));
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

    /// The tests for who is present now.
    fn tests(&mut self, compiled: &mut Compiled, helpers: &Helpers<'_>) -> Tests {
        let present = core::mem::take(&mut self.present);
        let anyone = self.test(compiled, helpers, &present);
        let [mut doing, mut being_there] = [anyone; 2];
        for (place, test) in [&mut doing, &mut being_there].into_iter().enumerate() {
            if !self.asleep[place].is_empty() {
                let awake = bits::without(&present, &self.asleep[place]);
                *test = self.test(compiled, helpers, &awake);
            }
        }
        self.present = present;
        Tests { doing, being_there, anyone }
    }

    /// The test for these of the need's slots: one that stood before, or a new one.
    fn test(&mut self, compiled: &mut Compiled, helpers: &Helpers<'_>, present: &[u64]) -> u32 {
        if let Some(test) = self.seen.get(present) {
            return *test;
        }
        let need = helpers.need;
        let words = (present.iter().enumerate()).filter(|(_, word)| **word != 0);
        let masks = words.map(|(place, word)| Mask { word: index(self.first_word + place), bits: *word });
        let (required, skilled) = (need.helpers(), !need.skills().is_empty());
        let one_word = match *masks.clone().collect::<Vec<_>>() {
            [] => Some(Mask { word: 0, bits: 0 }),
            [mask] => Some(mask),
            _ => None,
        };
        // Slots go source by source, so those of one source stand side by side.
        let slots = || masks.clone().flat_map(Mask::slots);
        let by_source = slots().map(|slot| Present {
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
            Some(mask) if required == 1 && !skilled && compiled.slots_len > 0 => Test::Any(mask),
            Some(mask) if !skilled && compiled.slots_len > 0 && single() => Test::Count(mask, required),
            None if required == 1 && !skilled => {
                let from = index(compiled.masks.len());
                compiled.masks.extend(masks);
                Test::AnyOf { from, to: index(compiled.masks.len()) }
            }
            _ => {
                let from = index(compiled.hands.len());
                compiled.hands.extend(by_source);
                let to = index(compiled.hands.len());
                if skilled {
                    Test::Skilled { from, to, need: index(helpers.place) }
                } else {
                    Test::Hands { from, to, helpers: required }
                }
            }
        };
        let place = index(compiled.tests.len());
        compiled.tests.push(test);
        self.seen.insert(present.to_vec(), place);
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
