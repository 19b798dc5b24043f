//! Laws of what a loss makes worse and what harm it adds, on random households.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{Every, NeedId, WeekMinute, WeekPattern, WeekSpan, Word};
use mutual_care::need::{Arrangement, Need, SkilledHands, Snapshot, SourceKind};

use super::generator::{self, Dice};
use super::laws::{households, new_arrangement, newcomer, some_lost, with_real_weeks};
use super::reference::{self, Clock, House, Lost, Mend, Question, View, WEEK, Worse};

/// How much worse off each need is than in the household as it was: every need that stood there and does not, and the
/// windows of every gap that are worse.
fn worse_off(was: &House, is: &House, lost: &Lost) -> (BTreeSet<NeedId>, BTreeMap<NeedId, Vec<Worse>>) {
    let (today, then) = (reference::stands_now(was, View::ALL), reference::stands(is, lost, View::ALL));
    let mut worse = BTreeMap::new();
    for need in was.needs.iter().filter(|need| !today.contains(&need.id())) {
        let before = was.numbers_in_windows(need, &Lost::new(), &today, View::ALL);
        let after = is.numbers_in_windows(need, lost, &then, View::ALL);
        let windows = reference::worse_than(was, need, &before, &after);
        if !windows.is_empty() {
            worse.insert(need.id(), windows.into_values().collect());
        }
    }
    (&today - &then, worse)
}

/// What somebody brings who mends: in each window so many of the minutes, any of them. A minute less in the window that
/// `less` names.
fn brought(
    house: &House,
    mends: &BTreeMap<NeedId, BTreeMap<usize, Mend>>,
    dice: &mut Dice,
    less: Option<(NeedId, usize)>,
) -> Vec<Arrangement> {
    let mut arrangements = Vec::new();
    for (need, windows) in mends {
        // The same hands, with the same skills, in the same week.
        let mut alike: BTreeMap<(u32, BTreeMap<Word, u32>, u32), Vec<u32>> = BTreeMap::new();
        for (place, mend) in windows {
            assert!(usize::from(mend.short) <= mend.lost.len(), "enough minutes to choose from");
            assert!(!mend.of_a_gap || usize::from(mend.short) == mend.lost.len(), "every one of them");
            let number = usize::from(mend.short) - usize::from(less == Some((*need, *place)));
            let minutes = mend.lost.iter().copied().zip(mend.skilled.iter().cloned()).collect();
            for ((minute, hands), skilled) in
                dice.shuffled::<((u32, u32), _)>(minutes).into_iter().take(number)
            {
                alike.entry((hands, skilled, minute / WEEK)).or_default().push(minute % WEEK);
            }
        }
        for ((hands, skilled, week), minutes) in alike {
            let spans = minutes.into_iter().map(|minute| {
                let start = WeekMinute::new(u16::try_from(minute).unwrap()).unwrap();
                WeekSpan::new(start, 1).unwrap()
            });
            let number = u128::try_from(arrangements.len()).unwrap();
            let mut help = new_arrangement(number, *need, WeekPattern::from_spans(spans));
            help.hands = u8::try_from(hands).unwrap();
            let monday = reference::monday_of(house.on) + chrono::Days::new(u64::from(7 * week));
            if house.weeks > 1 {
                help.every = Some(Every::weeks(u8::try_from(house.weeks).unwrap(), monday).unwrap());
            }
            // Of every other skill it is known that they have none.
            help.skills = house
                .need(*need)
                .skills()
                .iter()
                .map(|asked| SkilledHands {
                    skill: asked.skill.clone(),
                    hands: u8::try_from(skilled.get(&asked.skill).copied().unwrap_or_default()).unwrap(),
                })
                .collect();
            arrangements.push(help);
        }
    }
    arrangements
}

#[test]
fn what_would_mend_it_does_and_nothing_less() {
    let (mut mended, mut gaps_mended) = (0, 0);
    for (seed, snapshot, house, mut dice) in with_real_weeks(15, 80, 32) {
        for source in house.source_ids() {
            let mends = reference::mend(&house, source, View::ALL);
            let lost = Lost::from([source]);
            let direct = reference::fall(&house, &lost, &BTreeSet::new(), View::ALL).direct();
            let worsened = reference::worsened_directly(&house, &lost, View::ALL);
            let named: BTreeSet<NeedId> = mends.keys().copied().collect();
            assert_eq!(named, direct.into_iter().chain(worsened.keys().copied()).collect(), "seed {seed}");
            if mends.is_empty() {
                continue;
            }
            assert!(mends.values().all(|windows| !windows.is_empty()), "seed {seed}");
            // Whoever mends comes when the loss comes: the household as it was is what it is measured against.
            let help = brought(&house, &mends, &mut dice, None);
            let with_help = House::of(&snapshot.with([newcomer()], help).unwrap());
            let none = (BTreeSet::new(), BTreeMap::new());
            assert_eq!(worse_off(&house, &with_help, &lost), none, "seed {seed}, {source:?}");
            mended += 1;
            gaps_mended += u32::from(!worsened.is_empty());
            let windows: Vec<(NeedId, usize)> =
                mends.iter().flat_map(|(need, windows)| windows.keys().map(|w| (*need, *w))).collect();
            let one = dice.pick(&windows);
            let help = brought(&house, &mends, &mut dice, Some(one));
            let with_less = House::of(&snapshot.with([newcomer()], help).unwrap());
            let (falls, worse) = worse_off(&house, &with_less, &lost);
            assert!(falls.contains(&one.0) || worse.contains_key(&one.0), "seed {seed}: a minute less does");
        }
    }
    assert!(mended > 100 && gaps_mended > 50, "{mended}, {gaps_mended}");
}

#[test]
fn losing_more_never_worsens_less() {
    for (seed, _, house, mut dice) in with_real_weeks(21, 150, 48) {
        let nobody = BTreeSet::new();
        let worsened = |lost: &Lost| reference::worsened(&house, lost, &nobody, View::ALL);
        let less = some_lost(&mut dice, &house);
        let more = &less | &some_lost(&mut dice, &house);
        let gaps = reference::gaps(&house, View::ALL);
        assert!(worsened(&Lost::new()).is_empty(), "seed {seed}");
        let found = worsened(&more);
        for (need, worse) in worsened(&less) {
            assert!(gaps.contains(&need), "seed {seed}: only a gap is worsened");
            assert!(
                !worse.gone.is_empty() && worse.gone.values().all(reference::Gone::is_gone),
                "seed {seed}"
            );
            for (window, worse) in worse.windows {
                let more = found[&need].windows[&window];
                assert!(worse.short <= more.short && worse.hands_gone <= more.hands_gone, "seed {seed}");
            }
        }
        let directly = reference::worsened_directly(&house, &more, View::ALL);
        for (need, worse) in directly {
            let (directly, in_all) = (worse.total(), found[&need].total());
            assert!(
                directly.short <= in_all.short && directly.hands_gone <= in_all.hands_gone,
                "seed {seed}"
            );
        }
        // Away is never worse than unable, and nobody who is away has a gap that is worsened.
        let members = reference::members(&house);
        let away: BTreeSet<_> = members.into_iter().filter(|m| more.contains(&(*m).into())).collect();
        let gone = reference::worsened(&house, &more, &away, View::ALL);
        let there = found.iter().filter(|(need, _)| !away.contains(&house.need(**need).person()));
        let there: BTreeMap<_, _> = there.map(|(need, worse)| (*need, worse.windows.clone())).collect();
        assert_eq!(
            gone.into_iter().map(|(need, worse)| (need, worse.windows)).collect::<BTreeMap<_, _>>(),
            there
        );
    }
}

/// Covered minutes of each window never become fewer by more help, whoever is lost.
#[test]
fn covered_minutes_are_monotone_in_help() {
    for (seed, snapshot, house, mut dice) in with_real_weeks(22, 100, 32) {
        if house.needs.is_empty() {
            continue;
        }
        let need = dice.pick(&house.needs.iter().map(Need::id).collect::<Vec<_>>());
        let spans: Vec<WeekSpan> = house.need(need).windows().iter().map(|window| window.span()).collect();
        let when = WeekPattern::from_spans(dice.some(&spans, 60));
        let more = House::of(&snapshot.with([newcomer()], [new_arrangement(1, need, when)]).unwrap());
        let lost = some_lost(&mut dice, &house);
        let covered = |house: &House| -> Vec<Vec<u16>> {
            let stands = reference::stands(house, &lost, View::ALL);
            let of = |need| house.covered_minutes(need, &lost, &stands, View::ALL);
            house.needs.iter().map(of).collect()
        };
        for (before, after) in covered(&house).iter().zip(covered(&more)) {
            assert!(before.iter().zip(after).all(|(before, after)| *before <= after), "seed {seed}");
        }
    }
}

#[test]
fn a_loss_never_breaches_later_than_nothing_lost() {
    let (mut added, mut in_both) = (0, 0);
    for (seed, snapshot, house, _) in with_real_weeks(23, 70, 20) {
        let clock = Clock::new(&house);
        for question in generator::questions(seed, &snapshot, 2) {
            let alone =
                Question { help: Vec::new(), horizon: question.horizon.min(4_320), ..question.clone() };
            let (with_loss, as_it_runs) = (clock.counted(&alone), clock.as_it_runs(&alone));
            let (without, before) = (&with_loss.1, &as_it_runs.1);
            let (breaches, before_that) = (with_loss.0.breaches(), as_it_runs.0.breaches());
            for (need, minute) in &before_that {
                if !alone.away.contains(&house.need(*need).person()) {
                    assert!(breaches.get(need).is_some_and(|then| then <= minute), "seed {seed}");
                    assert!(without[need] >= before[need], "seed {seed}: fewer minutes uncovered");
                }
            }
            // Every breach is added or comes anyway, or is the same that goes on longer.
            let found = reference::compare(&with_loss, &as_it_runs);
            let all = found.added.keys().chain(found.longer.keys()).chain(found.anyway.keys());
            assert_eq!(
                all.copied().collect::<BTreeSet<_>>(),
                breaches.keys().copied().collect(),
                "seed {seed}"
            );
            assert!(
                found.anyway.keys().all(|n| !found.added.contains_key(n) && !found.longer.contains_key(n))
            );
            for (need, (minute, earlier)) in &found.added {
                let then = earlier.map(|earlier| minute + earlier);
                assert_eq!(then.as_ref(), before_that.get(need), "seed {seed}");
                assert_ne!(*earlier, Some(0), "seed {seed}");
            }
            // What stands after the loss is never added; nor is anything once nothing is lost.
            let stands = reference::stands(&house, &alone.lost, View::ALL);
            assert!(found.added.keys().all(|need| !stands.contains(need)), "seed {seed}");
            let found_then = reference::compare(&as_it_runs, &as_it_runs);
            assert!(found_then.added.is_empty() && found_then.longer.is_empty(), "seed {seed}");
            added += found.added.len();
            in_both += found.longer.len() + found.anyway.len();
            // The first harm that is added is among all that are.
            let critical = |need: &NeedId| house.need(*need).is_critical();
            let first = found.added.iter().filter(|(need, _)| critical(need)).map(|(_, (at, _))| *at).min();
            assert_eq!(clock.first_added_harm(&alone).map(|(at, _)| at), first, "seed {seed}");
        }
    }
    assert!(added > 20 && in_both > 20, "{added}, {in_both}");
}

#[test]
fn a_minute_of_over_commitment_stands_in_one_line() {
    let mut minutes_seen = 0;
    for (seed, _, house, _) in with_real_weeks(24, 100, 20) {
        let lines = reference::over_committed(&house);
        let mut seen = BTreeSet::new();
        for ((source, needs), minutes) in &lines {
            let people: BTreeSet<_> = needs.iter().map(|need| house.need(*need).person()).collect();
            assert!(people.len() > 1 && !minutes.is_empty(), "seed {seed}");
            let kind = house.sources.iter().find(|known| known.id == *source).unwrap().kind;
            assert!(matches!(kind, SourceKind::Member | SourceKind::Person), "seed {seed}");
            for minute in minutes {
                assert!(seen.insert((*source, *minute)), "seed {seed}: minute {minute} twice");
            }
        }
        minutes_seen += seen.len();
    }
    assert!(minutes_seen > 100, "{minutes_seen}");
}

/// The second snapshot assumes nothing that makes a gap, and all that stands in the first stands in it.
#[test]
fn what_is_done_takes_nothing_from_what_stands() {
    let (mut done, mut more) = (0, 0);
    for (seed, snapshot, house, _) in households(25) {
        let parts = reference::as_it_is_done(snapshot.clone().into_parts());
        let second = House::from_parts(parts.clone());
        let (before, after) =
            (reference::stands_now(&house, View::ALL), reference::stands_now(&second, View::ALL));
        assert!(before.is_subset(&after), "seed {seed}");
        assert_eq!(after, reference::stands_now(&second, View::WITHOUT_ASSUMED), "seed {seed}");
        assert!(reference::done_by(&second).is_empty(), "seed {seed}: nothing is done twice");
        for arrangement in &second.arrangements {
            let was_done = reference::done(&snapshot_arrangement(&snapshot, arrangement), house.on).is_some();
            let counted = reference::counts(&snapshot_arrangement(&snapshot, arrangement), house.on);
            assert_eq!(reference::counts(arrangement, house.on), was_done || counted, "seed {seed}");
            assert!(!was_done || !reference::is_confirmed(arrangement), "seed {seed}");
        }
        let by = reference::done_by(&house);
        done += by.len();
        for stops in by.into_values() {
            more += reference::fall_of(&second, &stops, &BTreeSet::new(), View::ALL).all().len();
        }
        // The snapshot that the crate makes of these parts is the one that they are.
        assert_eq!(
            House::of(&Snapshot::new(parts).unwrap()).arrangements,
            second.arrangements,
            "seed {seed}"
        );
    }
    assert!(done > 50 && more > 20, "{done}, {more}");
}

fn snapshot_arrangement(snapshot: &Snapshot, like: &Arrangement) -> Arrangement {
    snapshot.arrangement(like.id).unwrap().clone()
}
