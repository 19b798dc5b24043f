//! What falls with a loss: cut sets, rounds, and who is away.

use mutual_care::base::{NeedId, SourceId};
use mutual_care::need::{Reliance, Snapshot, SnapshotParts};
use mutual_care::support::{Loss, Support};

use super::case::{Case, Verdict, holds_and_can_fail};
use super::engine::{Engine, Fault, Needs};

fn lose(sources: &[SourceId]) -> Loss {
    sources.iter().fold(Loss::nothing(), |loss, source| loss.and(*source))
}

/// Every set of one to `order` of these.
fn sets_of(sources: &[SourceId], order: usize) -> Vec<Vec<SourceId>> {
    let mut sets: Vec<Vec<SourceId>> = vec![Vec::new()];
    let mut from = 0;
    for _ in 0..order {
        let to = sets.len();
        for place in from..to {
            let last = sets[place].last().copied();
            let after = sources.iter().filter(|source| last.is_none_or(|last| last < **source));
            let larger: Vec<_> = after.map(|source| [sets[place].as_slice(), &[*source]].concat()).collect();
            sets.extend(larger);
        }
        from = to;
    }
    sets.split_off(1)
}

fn cut_sets(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    let order = 1 + usize::try_from(case.seed % 3).unwrap();
    let cuts = engine.cut_sets(&support, order);
    let today = engine.stands(&support, &Loss::nothing());
    let is_critical = |need: &NeedId| case.snapshot.need(*need).unwrap().is_critical();
    let cut = |sources: &[SourceId]| &today - &engine.stands(&support, &lose(sources));
    let within = |small: &[SourceId], large: &[SourceId]| small.iter().all(|source| large.contains(source));
    let lists = || cuts.needs.iter().map(|(_, sets)| sets).chain([&cuts.household]);
    ensure!(
        cuts.needs.iter().map(|(need, _)| *need).eq(today.iter().copied()),
        "each need that stands, once"
    );
    for sets in lists() {
        ensure!(sets.is_sorted_by_key(|set| (set.len(), set)), "by size, then ids");
    }
    // Minimal: each cuts, and each without one of its sources does not. Losing less never makes more fall, so no
    // smaller part need be tried.
    let cuts_of = |set: &[SourceId], what: &dyn Fn(&Needs) -> bool| {
        let without = |place| [&set[..place], &set[place + 1..]].concat();
        what(&cut(set)) && (0..set.len()).all(|place| !what(&cut(&without(place))))
    };
    for set in &cuts.household {
        ensure!(cuts_of(set, &|fell| fell.iter().any(is_critical)), "not minimal for the household: {set:?}");
    }
    for (need, sets) in &cuts.needs {
        for set in sets {
            ensure!(cuts_of(set, &|fell| fell.contains(need)), "not minimal for {need:?}: {set:?}");
        }
    }
    // Complete: whatever cuts, of that order, has one of them in it.
    for set in sets_of(&case.sources(), order) {
        let fell = cut(&set);
        if fell.iter().any(is_critical) {
            ensure!(cuts.household.iter().any(|known| within(known, &set)), "missing: {set:?}");
        }
        for (need, sets) in cuts.needs.iter().filter(|(need, _)| fell.contains(need)) {
            ensure!(sets.iter().any(|known| within(known, &set)), "missing for {need:?}: {set:?}");
        }
    }
    Ok(())
}

#[test]
fn cut_sets_are_minimal_and_complete() {
    holds_and_can_fail(90, cut_sets, &[Fault::ForgetsACutSet, Fault::CutsTooMuch]);
}

/// The same household in which what people lean on is settled as it is today: whoever leans on what is met leans on
/// nothing, and whoever leans on a gap is not there. What falls in it is the direct loss.
fn settled(snapshot: &Snapshot, today: &Needs) -> Snapshot {
    let mut parts: SnapshotParts = snapshot.clone().into_parts();
    parts.arrangements.retain(|help| help.relies_on.needs().iter().all(|need| today.contains(need)));
    parts.arrangements.iter_mut().for_each(|help| help.relies_on = Reliance::Stated(Vec::new()));
    Snapshot::new(parts).unwrap()
}

fn direct_and_cascade(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    let today = engine.stands(&support, &Loss::nothing());
    let settled = settled(&case.snapshot, &today);
    let settled = Support::of(&settled);
    for loss in case.losses() {
        let of_others =
            |need: &NeedId| !loss.who_is_away().contains(&case.snapshot.need(*need).unwrap().person());
        let fall = engine.fall(&support, &loss);
        let (direct, cascade): (Needs, Needs) =
            (fall.direct().map(|need| need.need).collect(), fall.cascade().map(|need| need.need).collect());
        ensure!(direct.is_disjoint(&cascade), "in both: {loss:?}");
        ensure!(direct.len() + cascade.len() == fall.fallen.len(), "twice: {loss:?}");
        let fell = &today - &engine.stands(&support, &loss);
        let fell: Needs = fell.into_iter().filter(of_others).collect();
        ensure!(&direct | &cascade == fell, "not all that fell: {loss:?}");
        let alone = &today - &engine.stands(&settled, &loss);
        ensure!(direct == alone.into_iter().filter(of_others).collect(), "not the direct loss: {loss:?}");
        ensure!(fall.fallen.is_sorted_by_key(|need| (need.round, need.need)), "by round, then id: {loss:?}");
        // Nobody is left out in between, unless those who are away make up a round.
        let rounds: Vec<u32> = fall.fallen.iter().map(|need| need.round).collect();
        let follows = rounds.windows(2).all(|pair| pair[1] <= pair[0] + 1);
        ensure!(follows || !loss.who_is_away().is_empty(), "a round without a need: {loss:?}");
    }
    Ok(())
}

#[test]
fn direct_loss_and_cascade_are_all_that_fell() {
    let faults = [Fault::ForgetsTheLastFall, Fault::CallsItDirect];
    holds_and_can_fail(300, direct_and_cascade, &faults);
}

fn away(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    for person in case.snapshot.members() {
        for loss in case.losses() {
            let (unable, gone) = (loss.clone().and(person), loss.clone().and_away(person));
            let needs_left = |needs: Needs| -> Needs {
                let there = |need: &NeedId| {
                    let person = case.snapshot.need(*need).unwrap().person();
                    !gone.who_is_away().contains(&person)
                };
                needs.into_iter().filter(there).collect()
            };
            let before = needs_left(engine.stands(&support, &unable));
            ensure!(before.is_subset(&engine.stands(&support, &gone)), "worse away: {gone:?}");
            let fell =
                |loss| -> Needs { engine.fall(&support, loss).fallen.iter().map(|need| need.need).collect() };
            ensure!(fell(&gone).is_subset(&fell(&unable)), "more falls: {gone:?}");
            ensure!(needs_left(fell(&gone)) == fell(&gone), "needs of somebody who is not there: {gone:?}");
        }
    }
    Ok(())
}

#[test]
fn away_is_never_worse_than_unable() {
    holds_and_can_fail(80, away, &[Fault::AwayTakesAllAlong]);
}
