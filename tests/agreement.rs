//! The engine against the slow reference, on random households.
//!
//! `cargo test` tries a few hundred. The full run is
//! `MUTUAL_CARE_HOUSEHOLDS=50000 cargo test --release --test agreement`.

mod generator;
mod reference;

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{NeedId, PersonId, SourceId, Told, WeekMinute, WeekPattern};
use mutual_care::need::{History, Snapshot, SnapshotParts};
use mutual_care::support::{
    EventKind, Loss, LossCell, QuestionError, Support, WhyGone, WhyNotGiving, given_between, tippings,
};
use reference::{House, Kind, Lost, Question, View};

/// How many households to try.
fn households(few: u64) -> u64 {
    std::env::var("MUTUAL_CARE_HOUSEHOLDS")
        .map_or(few, |number| number.parse().expect("a number of households"))
}

fn for_each_household(few: u64, check: impl Fn(u64, &Snapshot, &House, &Support<'_>) + Sync) {
    let count = households(few);
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let check = &check;
            scope.spawn(move || {
                for seed in (thread..count).step_by(usize::try_from(threads).unwrap()) {
                    let snapshot = Snapshot::new(generator::plain_household(seed))
                        .expect("the generator makes households");
                    let house = House::of(&snapshot);
                    let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                        check(seed, &snapshot, &house, &Support::of(&snapshot));
                    }));
                    if let Err(panic) = told {
                        eprintln!("household {seed} disagrees");
                        std::panic::resume_unwind(panic);
                    }
                }
            });
        }
    });
}

fn set<T: Ord + Copy>(list: &[T]) -> BTreeSet<T> {
    let set: BTreeSet<T> = list.iter().copied().collect();
    assert_eq!(set.len(), list.len(), "each once");
    assert!(list.is_sorted(), "in order");
    set
}

fn loss_of(lost: &BTreeSet<SourceId>, away: &BTreeSet<PersonId>) -> Loss {
    let loss = lost.iter().fold(Loss::nothing(), |loss, source| loss.and(*source));
    away.iter().fold(loss, |loss, person| loss.and_away(*person))
}

fn without_away(house: &House, needs: BTreeSet<NeedId>, away: &BTreeSet<PersonId>) -> BTreeSet<NeedId> {
    needs.into_iter().filter(|need| !away.contains(&house.need(*need).person())).collect()
}

#[test]
fn assumed_reliance_is_filled_in_alike() {
    for seed in 0..households(400) {
        let parts = generator::plain_household(seed);
        let filled: SnapshotParts = Snapshot::new(parts.clone()).expect("a household").into();
        let mut expected = reference::assume(parts);
        expected.sources.sort();
        expected.needs.sort_by_key(mutual_care::need::Need::id);
        expected.arrangements.sort_by_key(|arrangement| arrangement.id);
        for (filled, expected) in filled.arrangements.iter().zip(&expected.arrangements) {
            assert_eq!(filled.id, expected.id, "household {seed}");
            let (ours, theirs) = (&filled.relies_on, &expected.relies_on);
            let needs: BTreeSet<NeedId> = theirs.needs().iter().copied().collect();
            assert_eq!(set(ours.needs()), needs, "household {seed}, {:?}", filled.id);
            // Whoever is no member leans on nothing; whether that is called assumed makes no difference.
            assert!(ours.is_assumed() == theirs.is_assumed() || needs.is_empty(), "household {seed}");
        }
    }
}

#[test]
fn what_stands_is_grounded_and_goes_in_rings() {
    for_each_household(400, |_, snapshot, house, support| {
        let nothing = Loss::nothing();
        assert_eq!(set(&support.gaps()), reference::gaps(house, View::ALL));
        let stands = support.stands(&nothing).unwrap();
        assert_eq!(set(&stands), reference::stands_now(house, View::ALL));
        let confirmed = support.stands_confirmed(&nothing).unwrap();
        assert_eq!(set(&confirmed), reference::stands_now(house, View::CONFIRMED));
        let grounded = support.grounded(&nothing).unwrap();
        assert_eq!(set(&grounded), reference::grounded(house, &Lost::new(), View::ALL));
        let unconfirmed: BTreeSet<NeedId> = &set(&stands) - &set(&confirmed);
        assert_eq!(set(&support.stands_only_unconfirmed()), unconfirmed);

        let circular = support.circular();
        assert_eq!(set(&circular.needs), reference::circular(house, View::ALL));
        let rings = reference::rings(house, View::ALL);
        let ours: Vec<_> = circular.rings.iter().map(|ring| (set(&ring.needs), set(&ring.people))).collect();
        let theirs: Vec<_> = rings.rings.iter().map(|r| (r.needs.clone(), r.people.clone())).collect();
        assert_eq!(ours, theirs);
        let leaning: BTreeMap<NeedId, BTreeSet<NeedId>> =
            circular.leaning.iter().map(|lean| (lean.need, set(&lean.rings))).collect();
        assert_eq!(leaning, rings.leaning);
        assert_eq!(circular.needs.is_empty(), circular.rings.is_empty());

        for source in snapshot.sources() {
            let lost = Lost::from([source.id]);
            let grounded = support.grounded(&Loss::of(source.id)).unwrap();
            assert_eq!(set(&grounded), reference::grounded(house, &lost, View::ALL));
            let confirmed = support.stands_confirmed(&Loss::of(source.id)).unwrap();
            assert_eq!(set(&confirmed), reference::stands(house, &lost, View::CONFIRMED));
        }
    });
}

#[test]
fn gaps_say_why() {
    for_each_household(200, |_, snapshot, house, support| {
        let gaps = support.gaps_explained();
        assert_eq!(gaps.iter().map(|gap| gap.need).collect::<Vec<_>>(), support.gaps());
        let mut leaning_on_gaps = BTreeSet::new();
        for gap in &gaps {
            let need = house.need(gap.need);
            let met = reference::stands_now(house, View::ALL);
            let covered = house.covered_minutes(need, &Lost::new(), &met, View::ALL);
            let short: Vec<_> = (need.windows().iter().zip(covered))
                .filter(|(window, covered)| *covered < window.owed())
                .map(|(window, covered)| (window.span(), window.owed(), covered))
                .collect();
            let ours: Vec<_> = gap.windows.iter().map(|w| (w.window, w.owed, w.covered)).collect();
            assert_eq!(ours, short);
            for (id, why) in &gap.not_giving {
                let arrangement = snapshot.arrangement(*id).unwrap();
                match why {
                    WhyNotGiving::ReliesOnGaps(needs) => {
                        leaning_on_gaps.extend(needs.iter().map(|need| (*id, *need)));
                    }
                    _ => assert!(!reference::counts(arrangement, snapshot.on())),
                }
            }
        }
        let met = reference::stands_now(house, View::ALL);
        let theirs: BTreeSet<_> = reference::gives_though_unmet(house)
            .into_iter()
            .filter(|(id, _)| !met.contains(&snapshot.arrangement(*id).unwrap().need))
            .collect();
        assert_eq!(leaning_on_gaps, theirs);
    });
}

#[test]
fn losses_fall_in_the_same_rounds_for_the_same_reasons() {
    for_each_household(300, |seed, snapshot, house, support| {
        let today = reference::stands_now(house, View::ALL);
        for question in generator::questions(seed, snapshot, 6) {
            let loss = loss_of(&question.lost, &question.away);
            let theirs = reference::fall(house, &question.lost, &question.away, View::ALL);
            let ours = support.fall(&loss).unwrap();
            let mut rounds: Vec<BTreeSet<NeedId>> = Vec::new();
            for fallen in &ours.fallen {
                rounds.resize(rounds.len().max(fallen.round as usize), BTreeSet::new());
                rounds[fallen.round as usize - 1].insert(fallen.need);
            }
            assert_eq!(rounds, theirs.rounds);
            let resting: BTreeSet<NeedId> = ours
                .fallen
                .iter()
                .filter(|need| need.rests_on_assumed_reliance)
                .map(|need| need.need)
                .collect();
            assert_eq!(resting, theirs.rests_on_assumed);
            let lost: Lost = loss.sources().collect();
            let stands = without_away(house, reference::stands(house, &lost, View::ALL), &question.away);
            assert_eq!(set(&support.stands(&loss).unwrap()), stands);
            for fallen in &ours.fallen {
                let why = &theirs.why[&fallen.need];
                let windows = house.need(fallen.need).windows();
                let short: Vec<_> =
                    why.short.iter().map(|(place, by)| (windows[*place].span(), *by)).collect();
                let ours: Vec<_> =
                    fallen.windows.iter().map(|window| (window.window, window.short())).collect();
                assert_eq!(ours, short);
                for gone in &fallen.gone {
                    let theirs = &why.there[&gone.arrangement];
                    match &gone.why {
                        WhyGone::SourceLost => assert!(theirs.source_lost),
                        WhyGone::Stops => panic!("a loss of sources stops nothing by itself"),
                        WhyGone::SupportLost(by) => assert_eq!(Some(*by), theirs.support_lost),
                        WhyGone::GiverFell(needs) => assert_eq!(set(needs), theirs.fallen),
                    }
                }
                let gone: BTreeSet<_> = fallen.gone.iter().map(|gone| gone.arrangement).collect();
                // Whoever leans on what is not met even with nothing lost was not there to be lost.
                let was_there = |id: &&_| {
                    let relied = snapshot.arrangement(**id).unwrap().relies_on.needs();
                    why.there[*id].is_gone() && relied.iter().all(|need| today.contains(need))
                };
                assert_eq!(gone, why.there.keys().filter(was_there).copied().collect());
            }
        }
    });
}

#[test]
fn people_depend_on_each_other_alike() {
    for_each_household(200, |_, _, house, support| {
        let theirs: BTreeMap<_, _> = reference::loss_matrix(house, View::ALL)
            .into_iter()
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(pair, cell)| (pair, (cell.falls, cell.worsened)))
            .collect();
        let cells = support.loss_matrix();
        let sets = |cell: &LossCell| (set(&cell.needs), set(&cell.worsened));
        let ours: BTreeMap<_, _> = cells.iter().map(|cell| ((cell.lost, cell.of), sets(cell))).collect();
        assert_eq!(ours, theirs);
        let mutual = reference::mutual_dependence(house, View::ALL);
        let those = |part: bool| -> BTreeSet<_> {
            mutual.iter().filter(|(_, in_part)| **in_part == part).map(|(pair, _)| *pair).collect()
        };
        assert_eq!(set(&support.mutual_dependence()), those(false));
        assert_eq!(set(&support.mutual_dependence_in_part()), those(true));
        assert_eq!(set(&support.reciprocal_care()), reference::reciprocal_care(house));
    });
}

#[test]
fn what_is_given_is_counted_alike() {
    for_each_household(200, |_, snapshot, house, support| {
        let given = support.given();
        for source in snapshot.sources() {
            for member in snapshot.members() {
                let theirs = reference::given(house, source.id, member);
                let ours = given.iter().find(|given| given.by == source.id && given.to == member);
                let ours: BTreeMap<_, _> = ours.iter().flat_map(|given| &given.by_outcome).collect();
                assert_eq!(ours.keys().copied().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
                for (outcome, theirs) in &theirs {
                    let ours = ours[outcome];
                    assert_eq!(
                        (
                            ours.doing.total,
                            ours.doing.at_night,
                            ours.being_there.total,
                            ours.being_there.at_night
                        ),
                        (
                            theirs.doing,
                            theirs.doing_at_night,
                            theirs.being_there,
                            theirs.being_there_at_night
                        )
                    );
                }
                if let Some(person) = source.as_person() {
                    let tally = given_between(snapshot, person, member);
                    let measure = (tally.doing.total, tally.being_there.total);
                    assert_eq!(measure, reference::measure(house, source.id, member));
                }
            }
        }
    });
}

#[test]
fn balances_tip_on_the_same_dates() {
    let mut seen = 0;
    for seed in 0..households(150) {
        let Some((history, one, other)) = generator::history(seed) else { continue };
        let steps = history.steps().iter().map(|step| {
            let mut parts = step.clone().into_parts();
            parts.arrangements.iter_mut().for_each(|help| help.done_now = Told::Known(false));
            Snapshot::new(parts).unwrap()
        });
        let history = History::new(steps.collect(), history.last()).unwrap();
        let theirs = reference::tipped(&history, (one, other), history.first().unwrap(), history.last());
        let ours: Vec<_> =
            tippings(&history, one, other).iter().map(|tip| (tip.on, tip.now_gives_more)).collect();
        assert_eq!(ours, theirs, "history {seed}");
        seen += theirs.len();
    }
    assert!(seen > 0, "some balance tips");
}

#[test]
fn cut_sets_are_the_same() {
    for_each_household(120, |seed, _, house, support| {
        let order = 1 + (seed % 3) as usize;
        let theirs = reference::minimal_cuts(house, order, View::ALL);
        let ours = support.cut_sets(order).unwrap();
        let lists = |sets: &[Lost]| -> Vec<Vec<SourceId>> {
            sets.iter().map(|set| set.iter().copied().collect()).collect()
        };
        assert_eq!(ours.household, lists(&theirs.household));
        let needs: BTreeMap<_, _> = ours.needs.into_iter().collect();
        let by_need: BTreeMap<_, _> =
            theirs.by_need.iter().map(|(need, sets)| (*need, lists(sets))).collect();
        assert_eq!(needs, by_need);
    });
}

#[test]
fn mending_asks_for_the_same_minutes() {
    for_each_household(120, |_, snapshot, house, support| {
        let mends = support.mends();
        let theirs: Vec<SourceId> = reference::falls_or_worsens(house, View::ALL).into_iter().collect();
        assert_eq!(mends.iter().map(|mend| mend.lost).collect::<Vec<_>>(), theirs);
        for source in snapshot.sources() {
            let theirs = reference::mend(house, source.id, View::ALL);
            let ours = support.mend(source.id).unwrap();
            let total = reference::mend_total(house, &theirs);
            assert_eq!(
                (ours.minutes.total, ours.minutes.at_night, ours.critical.total, ours.critical.at_night),
                (total.minutes, total.at_night, total.critical, total.critical_at_night)
            );
            assert_eq!(
                ours.needs.iter().map(|n| n.need).collect::<Vec<_>>(),
                theirs.keys().copied().collect::<Vec<_>>()
            );
            for need in &ours.needs {
                let windows = house.need(need.need).windows();
                let theirs: Vec<_> = theirs[&need.need].iter().collect();
                assert_eq!(need.windows.len(), theirs.len());
                for (ours, (place, theirs)) in need.windows.iter().zip(theirs) {
                    assert_eq!(ours.window, windows[*place].span());
                    assert_eq!((ours.short, ours.short_at_night), (theirs.short, theirs.at_night));
                    let minutes: Vec<(u32, u32)> = (ours.lost.iter())
                        .flat_map(|stretch| {
                            let hands = u32::from(stretch.hands_missing);
                            reference::minutes_in(stretch.when).map(move |minute| (minute, hands))
                        })
                        .collect();
                    assert_eq!(minutes, theirs.lost);
                }
            }
        }
    });
}

#[test]
fn the_same_people_are_in_two_places() {
    for_each_household(40, |_, _, house, support| {
        let minutes = |when: &WeekPattern| -> BTreeSet<u32> {
            when.ranges().iter().flat_map(|(from, until)| u32::from(*from)..u32::from(*until)).collect()
        };
        let ours = support.over_committed();
        for line in &ours {
            let people = line.needs.iter().map(|need| house.need(*need).person()).collect();
            assert_eq!(set(&line.for_people), people);
        }
        let lines = ours.iter().map(|line| ((line.person.into(), set(&line.needs)), minutes(&line.when)));
        assert_eq!(lines.collect::<BTreeMap<_, _>>(), reference::over_committed(house));
    });
}

fn same_timeline(support: &Support<'_>, clock: &reference::Clock<'_>, question: &Question) {
    let loss = loss_of(&question.lost, &question.away);
    let theirs = clock.run(question);
    let ours = support.timeline(&loss, question.start, question.horizon, &question.help).unwrap();
    let kind = |kind| match kind {
        Kind::Closed => EventKind::Closed,
        Kind::Opened => EventKind::Opened,
        Kind::Breached => EventKind::Breached,
        Kind::Stopped => EventKind::Stopped,
    };
    let events: Vec<_> =
        theirs.events.iter().map(|event| (event.minute, kind(event.kind), event.id)).collect();
    let ours_events: Vec<_> = ours.events.iter().map(|event| (event.at, event.kind, event.id)).collect();
    assert_eq!(ours_events, events, "{question:?}");
    assert_eq!(ours.margin.map(|margin| margin.minutes), theirs.margin);
    assert_eq!(ours.critical_margin.map(|margin| margin.minutes), theirs.margin_critical);
    let open: Vec<_> =
        theirs.still_open.iter().filter(|open| !open.breached).map(|open| (open.need, open.harm)).collect();
    assert_eq!(ours.still_open.iter().map(|open| (open.need, open.harm_at)).collect::<Vec<_>>(), open);
    assert_eq!(set(&ours.patched), theirs.patched);
    // The quick question finds what the timeline shows.
    let mut watch = support.watch(&loss, question.horizon, &question.help).unwrap();
    let quick = watch.first_critical_breach(question.start, question.horizon);
    let critical = |need: &NeedId| support.snapshot().need(*need).unwrap().is_critical();
    let slow =
        ours.breaches().filter_map(|(at, id)| Some((at, id.typed()?))).find(|(_, need)| critical(need));
    assert_eq!(quick, slow);
    assert_eq!(watch.timeline(question.start), ours, "a watch asked again answers the same");
}

#[test]
fn timelines_are_the_same_minute_by_minute() {
    for_each_household(150, |seed, snapshot, house, support| {
        let clock = reference::Clock::new(house);
        for question in generator::questions(seed, snapshot, 4) {
            same_timeline(support, &clock, &question);
        }
    });
}

#[test]
fn the_worst_minute_is_the_same() {
    // Ten thousand starting minutes each: few households, and only short horizons for the reference.
    let count = households(16).div_ceil(500).max(6);
    for seed in 0..count {
        let snapshot = Snapshot::new(generator::plain_household(seed)).unwrap();
        let house = House::of(&snapshot);
        let (support, clock) = (Support::of(&snapshot), reference::Clock::new(&house));
        for source in snapshot.sources().iter().take(2) {
            let question = Question { horizon: 120, ..Question::new([source.id], WeekMinute::MONDAY) };
            let theirs = clock.worst_minute(&question, reference::every_minute());
            if !support.gaps().is_empty() {
                continue;
            }
            let ours = support.worst_minute(&Loss::of(source.id), 120).unwrap();
            assert_eq!(ours.map(|worst| (worst.start, worst.minutes_to_harm)), theirs, "household {seed}");
        }
    }
}

#[test]
fn questions_about_strangers_are_refused() {
    let snapshot = Snapshot::new(generator::plain_household(1)).unwrap();
    let support = Support::of(&snapshot);
    let stranger: SourceId = "99999999-0000-4000-8000-000000000099".parse().unwrap();
    assert_eq!(support.stands(&Loss::of(stranger)), Err(QuestionError::UnknownSource(stranger)));
    let person = PersonId::new(stranger.uuid());
    assert_eq!(support.fall(&Loss::away(person)), Err(QuestionError::NotAMember(person)));
    let at = WeekMinute::MONDAY;
    assert_eq!(support.timeline(&Loss::nothing(), at, 0, &[]), Err(QuestionError::Horizon));
    assert_eq!(support.timeline(&Loss::nothing(), at, 40_321, &[]), Err(QuestionError::Horizon));
    assert!(support.timeline(&Loss::nothing(), at, 40_320, &[]).is_ok());
}
