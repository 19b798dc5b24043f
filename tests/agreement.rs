//! The engine against the slow reference, on random households and on some that are kept.
//!
//! `cargo test` tries a few hundred. The full run is
//! `MUTUAL_CARE_HOUSEHOLDS=50000 cargo test --release --test agreement`.

mod generator;
mod reference;

#[path = "agreement/at_once.rs"]
mod at_once;
#[path = "agreement/harm.rs"]
mod harm;
#[path = "agreement/kept.rs"]
mod kept;
#[path = "agreement/load.rs"]
mod load;
#[path = "agreement/standing.rs"]
mod standing;
#[path = "agreement/unwilling.rs"]
mod unwilling;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use mutual_care::base::{CycleMinute, CycleWeeks, NeedId, PersonId, SourceId, WeekSpan};
use mutual_care::need::Snapshot;
use mutual_care::support::{Loss, Losses, LostHow, Minutes, QuestionError, Support, TimedLoss};
use reference::{House, How, Question};

/// How many households to try.
pub(crate) fn households(few: u64) -> u64 {
    std::env::var("MUTUAL_CARE_HOUSEHOLDS")
        .map_or(few, |number| number.parse().expect("a number of households"))
}

/// How many households with what real weeks bring to try: of the everyday few a quarter.
pub(crate) fn real_households(few: u64) -> u64 {
    households(few.div_ceil(4))
}

/// The seeds of so many households with what real weeks bring: everything that they bring in turn, for each mode.
pub(crate) fn real_seeds(number: u64) -> impl Iterator<Item = u64> {
    (0..number).map(|seed| generator::REAL + 7 * seed)
}

/// What is told of a need's windows, each with the weeks of the cycle in which it is so: by where each starts in the cycle.
/// What is the same of a window in several weeks is told once.
pub(crate) fn in_each_week<T: Clone + PartialEq + Debug>(
    house: &House,
    told: impl IntoIterator<Item = (WeekSpan, CycleWeeks, T)>,
) -> BTreeMap<u32, (WeekSpan, T)> {
    let told: Vec<(WeekSpan, CycleWeeks, T)> = told.into_iter().collect();
    let mut each = BTreeMap::new();
    for (window, weeks, what) in &told {
        let same = told.iter().filter(|other| (other.0, &other.2) == (*window, what));
        assert_eq!(same.count(), 1, "told once: {told:?}");
        for week in (0..house.weeks).filter(|week| weeks.contains(u8::try_from(*week).unwrap())) {
            let start = week * reference::WEEK + u32::from(window.start().get());
            assert!(each.insert(start, (*window, what.clone())).is_none(), "each week once: {told:?}");
        }
    }
    each
}

/// The same of what the reference has found, by the place of a window of the long week.
pub(crate) fn by_start<T>(
    house: &House,
    need: NeedId,
    found: impl IntoIterator<Item = (usize, T)>,
) -> BTreeMap<u32, (WeekSpan, T)> {
    let windows = house.windows(need);
    let span = |place: usize| house.need(need).windows()[windows[place].window].span();
    found.into_iter().map(|(place, what)| (windows[place].start, (span(place), what))).collect()
}

/// So many minutes of the long week, as minutes a week.
pub(crate) fn a_week(house: &House, minutes: Minutes) -> [u32; 2] {
    let times = |number: u32| {
        assert_eq!(house.weeks % u32::from(minutes.weeks), 0, "{minutes:?}");
        number * (house.weeks / u32::from(minutes.weeks))
    };
    [times(minutes.total), times(minutes.at_night)]
}

/// Random households, so many of them, some with what real weeks bring, and those that are kept, which are named from the
/// end of all seeds.
pub(crate) fn for_each_household(few: u64, check: impl Fn(u64, &Snapshot, &House, &Support<'_>) + Sync) {
    let count = households(few);
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let check_one = |name: &str, seed: u64, snapshot: &Snapshot| {
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            check(seed, snapshot, &House::of(snapshot), &Support::of(snapshot));
        }));
        if let Err(panic) = told {
            eprintln!("{name} disagrees");
            std::panic::resume_unwind(panic);
        }
    };
    for ((name, family), before_the_end) in kept::kept().iter().zip(1..) {
        check_one(name, u64::MAX - before_the_end, &family.snapshot());
    }
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let check_one = &check_one;
            scope.spawn(move || {
                let seeds = (0..count).chain(real_seeds(real_households(few)));
                let own = usize::try_from(thread).unwrap();
                for seed in seeds.skip(own).step_by(usize::try_from(threads).unwrap()) {
                    let parts = generator::any_household(seed);
                    let snapshot = Snapshot::new(parts).expect("the generator makes households");
                    check_one(&format!("household {seed}"), seed, &snapshot);
                }
            });
        }
    });
}

pub(crate) fn set<T: Ord + Copy>(list: &[T]) -> BTreeSet<T> {
    let set: BTreeSet<T> = list.iter().copied().collect();
    assert_eq!(set.len(), list.len(), "each once");
    assert!(list.is_sorted(), "in order");
    set
}

pub(crate) fn loss_of(lost: &BTreeSet<SourceId>, away: &BTreeSet<PersonId>) -> Loss {
    let loss = lost.iter().fold(Loss::nothing(), |loss, source| loss.and(*source));
    away.iter().fold(loss, |loss, person| loss.and_away(*person))
}

/// What a question says is lost: all of it, and from when until when.
pub(crate) fn losses_of(question: &Question) -> Losses {
    let loss = loss_of(&question.lost, &question.away);
    if question.entries.is_empty() {
        return (&loss).into();
    }
    let entries = question.entries.iter().map(|entry| TimedLoss {
        source: entry.source,
        how: match entry.how {
            How::Unable => LostHow::Unable,
            How::Away => LostHow::Away,
            How::Died => LostHow::Died,
        },
        from: entry.from,
        until: entry.until,
    });
    Losses::new(Losses::from(&loss).list().iter().copied().chain(entries).collect()).unwrap()
}

#[test]
fn questions_about_strangers_are_refused() {
    let snapshot = Snapshot::new(generator::household(1)).unwrap();
    let support = Support::of(&snapshot);
    let stranger: SourceId = "99999999-0000-4000-8000-000000000099".parse().unwrap();
    assert_eq!(support.stands(&Loss::of(stranger)), Err(QuestionError::UnknownSource(stranger)));
    let person = PersonId::new(stranger.uuid());
    assert_eq!(support.fall(&Loss::away(person)), Err(QuestionError::NotAMember(person)));
    let at = CycleMinute::MONDAY;
    assert_eq!(support.timeline(Loss::nothing(), at, 0, &[]), Err(QuestionError::Horizon));
    assert_eq!(support.timeline(Loss::nothing(), at, 40_321, &[]), Err(QuestionError::Horizon));
    assert!(support.timeline(Loss::nothing(), at, 40_320, &[]).is_ok());
}
