//! Starting minutes that tell most, for when not all can be tried.

use std::collections::BTreeSet;

use mutual_care::base::CycleMinute;
use mutual_care::need::Snapshot;

use super::super::generator::Dice;
use super::super::reference::{House, start_at};

/// At most so many starting minutes: around where windows begin and end, some time before, and anywhere.
pub fn telling_starts(snapshot: &Snapshot, dice: &mut Dice, most: usize) -> Vec<CycleMinute> {
    let house = House::of(snapshot);
    let cycle = house.cycle();
    let mut minutes = BTreeSet::from([0, dice.below(cycle), dice.below(cycle)]);
    let windows: Vec<_> = house.needs.iter().flat_map(|need| house.windows(need.id())).collect();
    for _ in 0..if windows.is_empty() { 0 } else { most } {
        let window = dice.pick(&windows);
        let edge = dice.pick(&[window.start, window.start + window.minutes]) + cycle;
        let into = window.start + dice.below(window.minutes);
        let round = dice.pick(&[0, 1, 1, 5, 15, 30, 60, 90, 120]);
        let any = dice.below(180);
        minutes.insert(dice.pick(&[edge, edge - round, edge - round, edge - any, into]) % cycle);
    }
    let minutes: Vec<u32> = dice.shuffled(minutes.into_iter().collect());
    let mut minutes: Vec<u32> = minutes.into_iter().take(most).collect();
    minutes.sort_unstable();
    minutes.into_iter().map(start_at).collect()
}
