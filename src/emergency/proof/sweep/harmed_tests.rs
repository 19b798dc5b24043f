//! The same breaches as the timeline's, from every minute of the week.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use uuid::Uuid;

use super::super::Sweep;
use super::added;
use crate::base::{Id, NeedId, PersonId, SourceId};
use crate::need::{
    Arrangement, Consequence, Need, Outcome, Reliance, Snapshot, SnapshotParts, Source, Window,
};
use crate::support::{Loss, Support};

fn id<K>(number: u128) -> Id<K> {
    Id::new(Uuid::from_u128(number))
}

fn need(number: u128, of: u128, when: &str, owed: u16, waits: u32) -> Need {
    Need::new(id(number), id(of), Outcome::Nutrition, Consequence::Serious)
        .with_windows(vec![Window::doing(when.parse().unwrap(), owed).unwrap()])
        .and_then(|need| need.with_tolerance(waits))
        .unwrap()
}

fn helps(number: u128, by: u128, need: u128, when: &str, on: &[u128]) -> Arrangement {
    let mut help = Arrangement::new(id(number), id(by), id(need), when.parse().unwrap());
    help.relies_on = Reliance::Stated(on.iter().map(|on| id(*on)).collect());
    help
}

/// Two who hold each other up, a carer with whom it begins, and a gap with which nobody helps enough.
fn week() -> Snapshot {
    let person = |number: u128| Source::member(id::<crate::base::kinds::Person>(number));
    Snapshot::new(SnapshotParts {
        on: chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        sources: vec![person(1), person(2), Source::provider(id(11)), Source::provider(id(12))],
        needs: vec![
            need(21, 1, "Mon 12:00-13:00", 45, 30),
            need(22, 2, "Mon 13:00-14:30", 60, 20),
            need(23, 1, "Mon 14:00-15:00", 60, 0),
            need(24, 2, "Tue 00:00-12:00", 300, 90),
        ],
        arrangements: vec![
            helps(31, 11, 21, "Mon 12:00-12:50", &[]),
            helps(32, 1, 22, "Mon 13:00-14:10", &[21]),
            helps(33, 2, 23, "Mon 13:50-15:00", &[22]),
            helps(34, 12, 24, "Tue 02:00-05:00", &[]),
            helps(35, 1, 24, "Tue 06:00-07:00", &[23]),
        ],
    })
    .unwrap()
}

#[test]
fn as_the_timelines_minute_by_minute() {
    let snapshot = week();
    let support = Support::of(&snapshot);
    for horizon in [45, 200, 1_600] {
        let mut sweep = Sweep::new(&support, None, horizon, &[]);
        let nothing = sweep.left(&Loss::nothing()).unwrap();
        let nothing = sweep.harmed(&nothing, (0, snapshot.cycle().minutes()));
        let people = |number: u128| -> PersonId { id(number) };
        let sources: [SourceId; 2] = [id(11), id(12)];
        for loss in [
            Loss::of(people(1)),
            Loss::of(people(2)),
            Loss::nothing().and(sources[0]),
            Loss::nothing().and(sources[1]),
            Loss::nothing().and(sources[0]).and(sources[1]),
            Loss::nothing().and_away(people(1)),
        ] {
            let left = sweep.left(&loss).unwrap();
            let harmed = sweep.harmed(&left, (0, snapshot.cycle().minutes()));
            let added = added(&harmed, &nothing, snapshot.weeks());
            for minute in (0..snapshot.cycle().minutes()).step_by(7) {
                let start = snapshot.cycle().minute(minute);
                let breaches = |loss: &Loss| -> BTreeMap<NeedId, u32> {
                    let timeline = support.timeline(loss, start, horizon, &[]).unwrap();
                    timeline.breaches().map(|(at, need)| (need.typed().unwrap(), at)).collect()
                };
                let (with, without) = (breaches(&loss), breaches(&Loss::nothing()));
                let stretch = harmed.iter().find(|one| one.first <= minute && minute <= one.last);
                let mut ours: Vec<(NeedId, u32)> = stretch.map_or_else(Vec::new, |one| {
                    let need = |need: usize| snapshot.needs()[need].id();
                    one.needs
                        .iter()
                        .filter_map(|(index, _)| Some((need(*index), one.at(*index, minute)?)))
                        .collect()
                });
                ours.sort_unstable();
                assert_eq!(
                    ours,
                    with.iter().map(|(need, at)| (*need, *at)).collect::<Vec<_>>(),
                    "{loss:?} {start}"
                );
                for (index, need) in snapshot.needs().iter().enumerate() {
                    let theirs = with
                        .get(&need.id())
                        .is_some_and(|at| without.get(&need.id()).is_none_or(|anyway| at < anyway));
                    let ours = added.iter().any(|(one, when)| *one == index && when.contains(start));
                    assert_eq!(ours, theirs, "{loss:?} {start} {need:?}");
                }
            }
        }
    }
}
