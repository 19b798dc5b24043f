//! Starting minutes that tell most, for when not all can be tried.

use std::collections::BTreeSet;

use mutual_care::base::WeekMinute;
use mutual_care::need::Snapshot;

use super::super::generator::Dice;
use super::super::reference::WEEK;

/// At most so many starting minutes: around where windows begin and end, some time before, and anywhere.
pub fn telling_starts(snapshot: &Snapshot, dice: &mut Dice, most: usize) -> Vec<WeekMinute> {
    let mut minutes = BTreeSet::from([0, dice.below(WEEK), dice.below(WEEK)]);
    let windows: Vec<_> = snapshot.needs().iter().flat_map(|need| need.windows().iter()).collect();
    for _ in 0..if windows.is_empty() { 0 } else { most } {
        let window = dice.pick(&windows).span();
        let edge = u32::from(dice.pick(&[window.start(), window.end()]).get()) + WEEK;
        let into = u32::from(window.start().get()) + dice.below(window.minutes().into());
        let round = dice.pick(&[0, 1, 1, 5, 15, 30, 60, 90, 120]);
        let any = dice.below(180);
        minutes.insert(dice.pick(&[edge, edge - round, edge - round, edge - any, into]) % WEEK);
    }
    let minutes: Vec<u32> = dice.shuffled(minutes.into_iter().collect());
    let mut minutes: Vec<u32> = minutes.into_iter().take(most).collect();
    minutes.sort_unstable();
    minutes.into_iter().map(|minute| WeekMinute::new(u16::try_from(minute).unwrap()).unwrap()).collect()
}
