//! Histories: how much two members give each other, as it changes.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use mutual_care::base::{Period, PersonId};
use mutual_care::need::{History, Snapshot, SnapshotParts};

use super::Dice;
use super::household::{Mode, date, household_of};
use super::real_weeks::every;
use super::strain::unwilling;

/// A history of some weeks with two members who, for the most part, help each other, and these two. None if
/// the household of the seed has fewer than two members.
pub fn history(seed: u64) -> Option<(History, PersonId, PersonId)> {
    history_of(seed, |_| {})
}

/// The same, in which about half of the help alternates.
pub fn alternating_history(seed: u64) -> Option<(History, PersonId, PersonId)> {
    let mut dice = Dice::new(seed, 43);
    let weeks = dice.pick(&[2, 2, 3, 4]);
    history_of(seed, |parts| {
        for help in &mut parts.arrangements {
            let by_days = dice.percent(40);
            help.every = dice.percent(50).then(|| every(&mut dice, weeks, by_days));
        }
    })
}

fn history_of(seed: u64, change: impl FnOnce(&mut SnapshotParts)) -> Option<(History, PersonId, PersonId)> {
    let mut dice = Dice::new(seed, 4);
    let mut parts = household_of(Mode::Rings, seed, 3);
    let first = date();
    let day = |after: u32| first.checked_add_days(Days::new(u64::from(after))).unwrap();
    let last = day(dice.between(5, 40));
    let mut dates = BTreeSet::from([first]);
    for arrangement in &mut parts.arrangements {
        if dice.percent(70) {
            let from = dice.percent(50).then(|| day(dice.below(25)));
            let until = dice.percent(50).then(|| day(26 + dice.below(20)));
            arrangement.period = Period::new(from, until).unwrap();
        }
        let edges = [arrangement.period.from(), arrangement.period.until()].into_iter().flatten();
        dates.extend(edges.filter(|date| first < *date && *date <= last));
    }
    if dice.percent(50) {
        dates.insert(day(dice.below(5)));
    }
    // Some give unwillingly, from the beginning on.
    let mut of_strain = Dice::new(seed, 6);
    for arrangement in &mut parts.arrangements {
        if of_strain.percent(20) {
            unwilling(&mut of_strain, arrangement);
        }
    }
    change(&mut parts);
    let snapshot_on = |on: NaiveDate, dice: &mut Dice| -> Snapshot {
        let mut arrangements = parts.arrangements.clone();
        // Now and then somebody does less, or has stopped, without any end that was agreed.
        arrangements.retain(|_| !dice.percent(15));
        Snapshot::new(SnapshotParts { on, arrangements, ..parts.clone() }).unwrap()
    };
    let steps: Vec<Snapshot> = dates.into_iter().map(|on| snapshot_on(on, &mut dice)).collect();
    let history = History::new(steps, last).unwrap();
    let members: Vec<PersonId> = history.steps()[0].members().collect();
    (members.len() >= 2).then(|| (history, members[0], members[1]))
}
