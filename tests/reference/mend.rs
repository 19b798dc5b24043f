//! What would mend the loss of one source.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{NeedId, SourceId};

use super::given::is_night;
use super::loss::fall;
use super::stands::stands_now;
use super::week::{House, View, minutes_in};

/// What somebody not yet counted there would have to bring into one window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The minutes lost, as minutes of the week in order from the window's start: covered in `stands(∅)`, not
    /// any more with the source lost. In each the hands missing.
    pub lost: Vec<(u32, u32)>,
    /// The minutes owed.
    pub owed: u16,
    /// The minutes still covered with the source lost.
    pub left: u16,
    /// The minutes to be brought: owed − left.
    pub short: u16,
    /// How many of them have to be at night: what the lost minutes by day cannot make up.
    pub at_night: u16,
}

/// Minutes of help a week. Not multiplied by hands.
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

/// For every need in the direct loss of a source, each window that is short by it, by place.
///
/// Windows that keep what they are owed are not named: nobody has to bring anything into them.
pub fn mend(house: &House, source: SourceId, view: View) -> BTreeMap<NeedId, BTreeMap<usize, Mend>> {
    let (none, gone) = (BTreeSet::new(), BTreeSet::from([source]));
    let today = stands_now(house, view);
    let direct = fall(house, &gone, &BTreeSet::new(), view).direct();
    let mut mends = BTreeMap::new();
    for id in direct {
        let need = house.need(id);
        let required = u32::from(need.helpers());
        let before = house.hands_in_windows(need, &none, &today, view);
        let after = house.hands_in_windows(need, &gone, &today, view);
        let mut windows = BTreeMap::new();
        for (place, window) in need.windows().iter().enumerate() {
            let hands = before[place].iter().zip(&after[place]);
            let lost: Vec<(u32, u32)> = minutes_in(window.span())
                .zip(hands)
                .filter(|(_, (before, after))| **before >= required && **after < required)
                .map(|(minute, (_, after))| (minute, required - after))
                .collect();
            let left = after[place].iter().filter(|hands| **hands >= required).count();
            let left = u16::try_from(left).unwrap();
            if left >= window.owed() {
                continue;
            }
            let short = window.owed() - left;
            let by_day = lost.iter().filter(|(minute, _)| !is_night(*minute)).count();
            let at_night = short.saturating_sub(u16::try_from(by_day).unwrap());
            windows.insert(place, Mend { lost, owed: window.owed(), left, short, at_night });
        }
        mends.insert(id, windows);
    }
    mends
}

/// Single points of failure: sources whose loss alone makes a need fall. Those that make a critical need fall
/// are the minimal cut sets of one source.
pub fn single_points(house: &House, view: View) -> BTreeSet<SourceId> {
    let falls = |id: &SourceId| !fall(house, &BTreeSet::from([*id]), &BTreeSet::new(), view).all().is_empty();
    house.source_ids().into_iter().filter(falls).collect()
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
