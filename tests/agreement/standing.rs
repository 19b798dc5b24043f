//! What stands, what falls, what gets worse, what would mend it.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{ArrangementId, NeedId, PersonId, SourceId, WeekSpan, Word};
use mutual_care::need::{Need, Snapshot, SnapshotParts};
use mutual_care::support::{
    Fall, HoursNotKnown, Loss, LossCell, ShortWindow, WhyGone, WhyNotGiving, WorsenedNeed,
};

use super::generator;
use super::reference::{self, Gone, House, Lost, Question, View, Worsened};
use super::{
    a_week, by_start, for_each_household, households, in_each_week, loss_of, real_households, real_seeds, set,
};

fn without_away(house: &House, needs: BTreeSet<NeedId>, away: &BTreeSet<PersonId>) -> BTreeSet<NeedId> {
    needs.into_iter().filter(|need| !away.contains(&house.need(*need).person())).collect()
}

#[test]
fn assumed_reliance_is_filled_in_alike() {
    for seed in (0..households(400)).chain(real_seeds(real_households(400))) {
        let parts = generator::any_household(seed);
        let filled: SnapshotParts = Snapshot::new(parts.clone()).expect("a household").into();
        let mut expected = reference::assume(parts);
        expected.sources.sort();
        expected.needs.sort_by_key(Need::id);
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
            let windows = house.windows(gap.need).iter().map(|window| u16::try_from(window.owed).unwrap());
            let short = windows.zip(covered).enumerate().filter(|(_, (owed, covered))| covered < owed);
            let ours = gap.windows.iter().map(|w| (w.window, w.weeks, (w.owed, w.covered)));
            assert_eq!(in_each_week(house, ours), by_start(house, gap.need, short));
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

/// What is told of a gap that gets worse: per window when, short by, hands gone; and which arrangements are gone, by
/// source, with their support, with needs that fell, or by themselves.
pub(crate) type Told =
    BTreeMap<NeedId, (BTreeMap<u32, (WeekSpan, (u32, u32))>, BTreeMap<ArrangementId, Gone>)>;

/// As the engine tells it: of several reasons for one arrangement it gives the first.
pub(crate) fn worse_in(house: &House, worsened: &[WorsenedNeed]) -> Told {
    let mut told = Told::new();
    for need in worsened {
        let of = house.need(need.need);
        assert_eq!((need.person, need.critical), (of.person(), of.is_critical()));
        let windows = need.windows.iter().map(|window| {
            let owed = of.windows().iter().find(|w| w.span() == window.window).unwrap().owed();
            assert_eq!((window.owed, window.was_short()), (owed, window.covered < owed));
            (window.window, window.weeks, (window.covered, window.left, window.short_by(), window.hands_gone))
        });
        let windows: BTreeMap<_, _> = in_each_week(house, windows)
            .into_iter()
            .map(|(start, (span, (_, _, short, gone)))| (start, (span, (u32::from(short), gone))))
            .collect();
        // A week on average, rounded down, and little is not nothing.
        let a_week = |sum: u32| (sum / house.weeks).max(u32::from(sum > 0));
        let short = a_week(windows.values().map(|(_, (short, _))| short).sum());
        let hands_gone = a_week(windows.values().map(|(_, (_, hands_gone))| hands_gone).sum());
        assert_eq!((need.short_by(), need.hands_gone()), (short, hands_gone));
        let gone = need.gone.iter().map(|gone| {
            let why = match &gone.why {
                WhyGone::SourceLost => Gone { source_lost: true, ..Gone::default() },
                WhyGone::Stops => Gone { ended: true, ..Gone::default() },
                WhyGone::SupportLost(by) => Gone { support_lost: Some(*by), ..Gone::default() },
                WhyGone::GiverFell(needs) => Gone { fallen: set(needs), ..Gone::default() },
            };
            (gone.arrangement, why)
        });
        assert!(told.insert(need.need, (windows, gone.collect())).is_none(), "each once");
    }
    told
}

/// As the reference tells it, with the first reason of each arrangement.
pub(crate) fn told(house: &House, worsened: &BTreeMap<NeedId, Worsened>) -> Told {
    let first = |gone: &Gone| match gone {
        Gone { source_lost: true, .. } => Gone { source_lost: true, ..Gone::default() },
        Gone { ended: true, .. } => Gone { ended: true, ..Gone::default() },
        Gone { support_lost: Some(by), .. } => Gone { support_lost: Some(*by), ..Gone::default() },
        Gone { fallen, .. } => Gone { fallen: fallen.clone(), ..Gone::default() },
    };
    let told = worsened.iter().map(|(id, worsened)| {
        let windows = worsened.windows.iter().map(|(place, worse)| (*place, (worse.short, worse.hands_gone)));
        let gone = worsened.gone.iter().map(|(id, gone)| (*id, first(gone)));
        (*id, (by_start(house, *id, windows), gone.collect()))
    });
    told.collect()
}

/// The gaps that a question's loss worsens.
fn worsened(house: &House, question: &Question) -> BTreeMap<NeedId, Worsened> {
    reference::worsened(house, &question.lost, &question.away, View::ALL)
}

fn resting_on_assumed(fall: &Fall) -> BTreeSet<NeedId> {
    let resting = fall.worsened.iter().filter(|need| need.rests_on_assumed_reliance);
    resting.map(|need| need.need).collect()
}

/// The worsened gaps of which nothing would be worse, measured against the week as it is, were assumed reliance left
/// out.
fn rests_on_assumed(house: &House, question: &Question) -> BTreeSet<NeedId> {
    let today = reference::stands_now(house, View::ALL);
    let lost = reference::all_lost(&question.lost, &question.away);
    let then = reference::stands(house, &lost, View::WITHOUT_ASSUMED);
    let rests = |need: &NeedId| {
        let need = house.need(*need);
        let before = house.numbers_in_windows(need, &Lost::new(), &today, View::ALL);
        let after = house.numbers_in_windows(need, &lost, &then, View::WITHOUT_ASSUMED);
        reference::worse_than(house, need, &before, &after).is_empty()
    };
    worsened(house, question).into_keys().filter(rests).collect()
}

/// Of those who are away neither a need nor help for it is named.
pub(crate) fn hours_not_known(house: &House, ours: &HoursNotKnown, away: &BTreeSet<PersonId>) {
    let of_others = |need: NeedId| !away.contains(&house.need(need).person());
    let needs = reference::when_not_known(house).into_iter().filter(|need| of_others(*need));
    assert_eq!(set(&ours.needs), needs.collect());
    let never = reference::without_hours(house).into_iter();
    let need_of = |id: &ArrangementId| house.arrangements.iter().find(|a| a.id == *id).unwrap().need;
    assert_eq!(set(&ours.arrangements), never.filter(|id| of_others(need_of(id))).collect());
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
            assert_eq!(worse_in(house, &ours.worsened), told(house, &worsened(house, &question)));
            assert_eq!(resting_on_assumed(&ours), rests_on_assumed(house, &question));
            let hit = support.hit(&loss).unwrap();
            assert_eq!(set(&hit.falls), theirs.all());
            assert_eq!(hit.worsened, ours.worsened.iter().map(|need| need.need).collect::<Vec<_>>());
            hours_not_known(house, &ours.hours_not_known, &question.away);
            let lost: Lost = loss.sources().collect();
            let stands = without_away(house, reference::stands(house, &lost, View::ALL), &question.away);
            assert_eq!(set(&support.stands(&loss).unwrap()), stands);
            for fallen in &ours.fallen {
                let why = &theirs.why[&fallen.need];
                let short = why.short.iter().map(|(place, by)| (*place, *by));
                let covered = |w: &ShortWindow| (w.window, w.weeks, w.short());
                let ours = in_each_week(house, fallen.windows.iter().map(covered));
                assert_eq!(ours, by_start(house, fallen.need, short));
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
fn cut_sets_are_the_same() {
    for_each_household(120, |seed, _, house, support| {
        let order = 1 + (seed % 3) as usize;
        let theirs = reference::minimal_cuts(house, order, View::ALL);
        let ours = support.cut_sets(order).unwrap();
        let lists = |sets: &[Lost]| -> Vec<Vec<SourceId>> {
            sets.iter().map(|set| set.iter().copied().collect()).collect()
        };
        hours_not_known(house, &ours.hours_not_known, &BTreeSet::new());
        hours_not_known(house, &support.hours_not_known(), &BTreeSet::new());
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
            assert_eq!(a_week(house, ours.minutes), [total.minutes, total.at_night]);
            assert_eq!(a_week(house, ours.critical), [total.critical, total.critical_at_night]);
            assert_eq!(
                ours.needs.iter().map(|n| n.need).collect::<Vec<_>>(),
                theirs.keys().copied().collect::<Vec<_>>()
            );
            for need in &ours.needs {
                assert_eq!(need.is_gap, !reference::stands_now(house, View::ALL).contains(&need.need));
                let ours = need.windows.iter().map(|window| (window.window, window.weeks, window.clone()));
                let ours = in_each_week(house, ours);
                let theirs = theirs[&need.need].iter().map(|(place, mend)| (*place, mend.clone()));
                let theirs = by_start(house, need.need, theirs);
                assert_eq!(ours.keys().collect::<Vec<_>>(), theirs.keys().collect::<Vec<_>>());
                for ((start, (_, ours)), (_, theirs)) in ours.into_iter().zip(theirs.into_values()) {
                    assert_eq!(ours.was_short, theirs.of_a_gap);
                    assert_eq!((ours.short, ours.short_at_night), (theirs.short, theirs.at_night));
                    // Minutes of the week, as minutes of the long week after the start of the window.
                    let of_cycle = |minute: u32| {
                        let after = (minute + reference::WEEK - start % reference::WEEK) % reference::WEEK;
                        (start + after) % house.cycle()
                    };
                    let (mut minutes, mut skilled) = (Vec::new(), Vec::new());
                    for stretch in &ours.lost {
                        let skills = stretch.skills.iter().map(|s| (s.skill.clone(), s.helpers.into()));
                        let skills: BTreeMap<Word, u32> = skills.collect();
                        for minute in reference::minutes_in(stretch.when) {
                            minutes.push((of_cycle(minute), u32::from(stretch.hands_missing)));
                            skilled.push(skills.clone());
                        }
                    }
                    assert_eq!((minutes, skilled), (theirs.lost, theirs.skilled));
                }
            }
        }
    });
}
