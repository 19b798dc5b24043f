//! What would mend the loss of one source.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{NeedId, SourceId, Word};
use mutual_care::need::Need;

use super::cuts::Lost;
use super::given::is_night;
use super::loss::fall;
use super::stands::stands_now;
use super::week::{House, View, covered_minutes, numbers};
use super::worse::{gone_of_each, worsened, worsened_directly};

/// What somebody not yet counted there would have to bring into one window, when the loss comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// Minutes of the long week, in order from the window's start, each with the hands missing in it: the greatest over
    /// its numbers. Where the window is short with nothing lost: every minute from which a hand is gone, at most the hands
    /// required. In any other: the minutes lost, covered with nothing lost and not any more with the source lost.
    pub lost: Vec<(u32, u32)>,
    /// For each of these minutes, how many of the hands must have which skill.
    pub skilled: Vec<BTreeMap<Word, u32>>,
    /// The minutes owed.
    pub owed: u16,
    /// The minutes still covered with the source lost.
    pub left: u16,
    /// How many of the minutes have to be brought: all of them where the window is short with nothing lost, owed −
    /// left in any other.
    pub short: u16,
    /// How many of them have to be at night: what the others by day cannot make up.
    pub at_night: u16,
    /// The window is short with nothing lost.
    pub of_a_gap: bool,
}

/// Minutes of help in the long week. Not multiplied by hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MendTotal {
    /// All.
    pub minutes: u32,
    /// Of those, at night.
    pub at_night: u32,
    /// For critical needs only.
    pub critical: u32,
    /// Of those, at night.
    pub critical_at_night: u32,
}

/// For every need in the direct loss of a source, each window that is short by it, and for every gap that the loss
/// worsens directly, each window that is worse, by place.
///
/// Windows that keep what they have are not named: nobody has to bring anything into them.
pub fn mend(house: &House, source: SourceId, view: View) -> BTreeMap<NeedId, BTreeMap<usize, Mend>> {
    let lost = BTreeSet::from([source]);
    let today = stands_now(house, view);
    let mut mends = BTreeMap::new();
    for id in fall(house, &lost, &BTreeSet::new(), view).direct() {
        mends.insert(id, windows(house, house.need(id), &lost, &today, view));
    }
    for id in worsened_directly(house, &lost, view).into_keys() {
        mends.insert(id, windows(house, house.need(id), &lost, &today, view));
    }
    mends
}

fn windows(
    house: &House,
    need: &Need,
    lost: &Lost,
    today: &BTreeSet<NeedId>,
    view: View,
) -> BTreeMap<usize, Mend> {
    let before = house.numbers_in_windows(need, &Lost::new(), today, view);
    let after = house.numbers_in_windows(need, lost, today, view);
    let numbers = numbers(need);
    let mut found = BTreeMap::new();
    for (place, window) in house.windows(need.id()).iter().enumerate() {
        let (before, after) = (&before[place], &after[place]);
        let (was_covered, is_covered) = (covered_minutes(need, before), covered_minutes(need, after));
        let covered = |minutes: &[bool]| u16::try_from(minutes.iter().filter(|is| **is).count()).unwrap();
        let owed = u16::try_from(window.owed).unwrap();
        let of_a_gap = covered(&was_covered) < owed;
        let gone = gone_of_each(need, before, after);
        let (mut lost, mut skilled) = (Vec::new(), Vec::new());
        for (minute, after_start) in window.minutes_in(house.weeks).zip(0..) {
            // Of each number, how many are missing.
            let missing: Vec<u32> = if of_a_gap {
                gone.iter().map(|gone| gone[after_start]).collect()
            } else if was_covered[after_start] && !is_covered[after_start] {
                let left = after.iter().map(|there| there[after_start]);
                left.zip(&numbers).map(|(left, number)| number.required.saturating_sub(left)).collect()
            } else {
                continue;
            };
            let hands = *missing.iter().max().unwrap();
            if hands > 0 {
                lost.push((minute, hands));
                let skills = numbers.iter().zip(&missing).filter(|(_, missing)| **missing > 0);
                skilled.push(skills.filter_map(|(n, missing)| Some((n.skill.clone()?, *missing))).collect());
            }
        }
        let left = covered(&is_covered);
        let short = if of_a_gap { u16::try_from(lost.len()).unwrap() } else { owed.saturating_sub(left) };
        if short == 0 {
            continue;
        }
        let by_day = lost.iter().filter(|(minute, _)| !is_night(*minute)).count();
        let at_night = short.saturating_sub(u16::try_from(by_day).unwrap());
        found.insert(place, Mend { lost, skilled, owed, left, short, at_night, of_a_gap });
    }
    found
}

/// Single points of failure: sources whose loss alone makes a need fall. Those that make a critical need fall
/// are the minimal cut sets of one source.
pub fn single_points(house: &House, view: View) -> BTreeSet<SourceId> {
    let falls = |id: &SourceId| !fall(house, &BTreeSet::from([*id]), &BTreeSet::new(), view).all().is_empty();
    house.source_ids().into_iter().filter(falls).collect()
}

/// Sources whose loss alone makes a need fall or worsens a gap.
pub fn falls_or_worsens(house: &House, view: View) -> BTreeSet<SourceId> {
    let nobody = BTreeSet::new();
    let worsens = |id: &SourceId| !worsened(house, &BTreeSet::from([*id]), &nobody, view).is_empty();
    let mut sources = single_points(house, view);
    sources.extend(house.source_ids().into_iter().filter(worsens));
    sources
}

/// All that a mend asks for, added up.
pub fn mend_total(house: &House, mends: &BTreeMap<NeedId, BTreeMap<usize, Mend>>) -> MendTotal {
    let mut total = MendTotal::default();
    for (need, windows) in mends {
        for mend in windows.values() {
            total.minutes += u32::from(mend.short);
            total.at_night += u32::from(mend.at_night);
            if house.need(*need).is_critical() {
                total.critical += u32::from(mend.short);
                total.critical_at_night += u32::from(mend.at_night);
            }
        }
    }
    total
}
