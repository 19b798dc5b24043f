//! A week later the cycle has turned by one week, and nothing else has changed.

use mutual_care::base::{Every, Period};
use mutual_care::need::{Snapshot, SnapshotParts};
use mutual_care::support::{Loss, Support};

use super::day;
use super::generator::{self, Dice};

/// A random household some of whose help alternates, not knowing of any period.
fn alternating(seed: u64) -> Option<SnapshotParts> {
    let mut parts = generator::household(seed);
    parts.on = day(0);
    let mut dice = Dice::new(seed, 73);
    for one in &mut parts.arrangements {
        (one.period, one.every) = (Period::ALWAYS, None);
        if dice.below(2) == 0 {
            let from = day(7 * u64::from(dice.below(4)));
            let by_days = Every::days(4, 2, day(u64::from(dice.below(9)))).unwrap();
            one.every = Some(if dice.below(3) == 0 { by_days } else { Every::weeks(2, from).unwrap() });
        }
    }
    parts.arrangements.iter().any(|one| one.every.is_some()).then_some(parts)
}

#[test]
fn a_week_later_the_cycle_has_turned_by_one() {
    let mut worst = 0;
    for seed in 0..60 {
        let Some(parts) = alternating(seed) else { continue };
        let [first, next] = [0, 7].map(|after| {
            let mut parts = parts.clone();
            parts.on = day(after);
            Snapshot::new(parts).unwrap()
        });
        // What nobody has said is filled in alike, whichever week is the first.
        assert_eq!(first.arrangements(), next.arrangements());
        let weeks = first.weeks();
        assert_eq!(weeks, next.weeks());
        let (ours, theirs) = (Support::of(&first), Support::of(&next));
        assert_eq!(ours.stands(&Loss::nothing()), theirs.stands(&Loss::nothing()));
        assert_eq!(ours.given(), theirs.given());
        assert_eq!(ours.loss_matrix(), theirs.loss_matrix());
        assert_eq!(ours.cut_sets(2), theirs.cut_sets(2));
        let totals = |support: &Support<'_>| {
            let mends = support.mends();
            mends.into_iter().map(|mend| (mend.lost, mend.minutes, mend.critical)).collect::<Vec<_>>()
        };
        assert_eq!(totals(&ours), totals(&theirs));
        for help in first.arrangements() {
            let (here, there) = (first.presence(help), next.presence(help));
            for minute in (0..u32::from(weeks) * 10_080).step_by(97) {
                let at = |minute: u32| mutual_care::base::CycleMinute::MONDAY.plus(minute, weeks);
                assert_eq!(here.contains(at(minute + 10_080)), there.contains(at(minute)));
            }
        }
        if seed < 12 {
            for source in first.sources().iter().take(2) {
                let loss = Loss::of(source.id);
                let (one, other) =
                    (ours.worst_minute(&loss, 200).unwrap(), theirs.worst_minute(&loss, 200).unwrap());
                assert_eq!(
                    one.map(|worst| worst.minutes_to_harm),
                    other.map(|worst| worst.minutes_to_harm),
                    "household {seed}"
                );
                // It comes as soon from the same minute, a week earlier in the cycle.
                if let Some(worst_here) = one {
                    let start = worst_here.start.plus(u32::from(weeks - 1) * 10_080, weeks);
                    let mut beside = theirs.beside_nothing_lost(&loss, 200, &[]).unwrap();
                    let added = beside.first_added_critical(start, 200).unwrap();
                    assert_eq!(added.0, worst_here.minutes_to_harm);
                    worst += 1;
                }
            }
        }
    }
    assert!(worst > 0, "some of them come to harm");
}
