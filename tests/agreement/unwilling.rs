//! The day on which somebody stops what they do unwillingly.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{CycleMinute, NeedId, SourceId};
use mutual_care::need::Snapshot;
use mutual_care::support::{IfItStops, Support};

use super::harm::asked_of_every_minute;
use super::reference::{self, Clock, House, Question, View};
use super::standing::{told, worse_in};
use super::{for_each_household, generator, set};

fn second(snapshot: &Snapshot) -> House {
    House::from_parts(reference::as_it_is_done(snapshot.clone().into_parts()))
}

fn same_day(house: &House, second: &House, ours: &[IfItStops]) {
    let theirs = reference::done_by(house);
    let by: BTreeMap<SourceId, BTreeSet<_>> =
        ours.iter().map(|stops| (stops.by, set(&stops.arrangements))).collect();
    assert_eq!(by, theirs);
    assert!(ours.is_sorted_by_key(|stops| stops.by));
    for stops in ours {
        let fall = reference::fall_of(second, &theirs[&stops.by], &BTreeSet::new(), View::ALL);
        let fallen: Vec<(u32, NeedId)> = (fall.rounds.iter().zip(1..))
            .flat_map(|(round, number)| round.iter().map(move |need| (number, *need)))
            .collect();
        assert_eq!(stops.fallen.iter().map(|need| (need.round, need.need)).collect::<Vec<_>>(), fallen);
        let resting = stops.fallen.iter().filter(|need| need.rests_on_assumed_reliance);
        assert_eq!(resting.map(|need| need.need).collect::<BTreeSet<_>>(), fall.rests_on_assumed);
        let worse = reference::worsened_of(second, &theirs[&stops.by], &BTreeSet::new(), View::ALL);
        assert_eq!(worse_in(second, &stops.worsened), told(second, &worse));
    }
}

#[test]
fn the_same_falls_and_gets_worse_the_day_it_stops() {
    for_each_household(300, |_, snapshot, house, support| {
        same_day(house, &second(snapshot), &support.if_it_stops(None).unwrap());
    });
}

#[test]
fn it_is_worst_to_stop_at_the_same_minute() {
    let (mut seen, mut harmed) = (0, 0);
    for seed in 0.. {
        let snapshot = Snapshot::new(generator::household(seed)).unwrap();
        let house = House::of(&snapshot);
        let stops = Support::of(&snapshot).if_it_stops(Some(120)).unwrap();
        if stops.is_empty() {
            continue;
        }
        let second = second(&snapshot);
        same_day(&house, &second, &stops);
        for stops in stops {
            let clock = Clock::new(&second).losing(set(&stops.arrangements));
            let question = Question { horizon: 120, ..Question::new([], CycleMinute::MONDAY) };
            let theirs = clock.worst_added(&question, second.every_start());
            let ours = stops.worst.map(|worst| (worst.start, worst.minutes_to_harm, worst.need));
            assert_eq!(ours, theirs, "household {seed}");
            harmed += u64::from(theirs.is_some());
        }
        seen += 1;
        if seen >= asked_of_every_minute() && harmed > 0 {
            break;
        }
    }
}
