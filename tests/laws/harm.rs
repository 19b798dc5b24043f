//! What a loss makes worse and what harm it adds, beside what comes with nothing lost.

use std::collections::BTreeMap;

use mutual_care::base::{NeedId, WeekSpan};
use mutual_care::support::{Beside, Support};

use super::case::{Case, Verdict, holds_and_can_fail, newcomer};
use super::engine::{Engine, Fault, Needs, loss_of};
use super::generator;
use super::reference::Question;

/// Questions with nobody called.
fn questions(case: &Case, number: u64) -> Vec<Question> {
    let mut questions = generator::questions(case.seed, &case.snapshot, number);
    for question in &mut questions {
        question.help.clear();
    }
    questions
}

/// The needs that come to harm, in any of the three lists, and when those do that are added or come anyway.
fn named(beside: &Beside) -> (Needs, BTreeMap<NeedId, u32>) {
    let added = beside.added.iter().map(|breach| (breach.need, breach.at));
    let timed: BTreeMap<NeedId, u32> =
        added.chain(beside.anyway.iter().map(|breach| (breach.need, breach.at))).collect();
    let longer = beside.goes_on_longer.iter().map(|need| need.need);
    (timed.keys().copied().chain(longer).collect(), timed)
}

/// With nobody called, every breach is added, or comes anyway, or is one that goes on longer; and nothing else is named.
fn nothing_is_left_out(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    for question in questions(case, 4) {
        let beside = engine.beside(&support, &question);
        let timeline = engine.timeline(&support, &question);
        let breaches: BTreeMap<NeedId, u32> =
            timeline.breaches().filter_map(|(at, id)| Some((id.typed()?, at))).collect();
        let (all, timed) = named(&beside);
        ensure!(all == breaches.keys().copied().collect(), "not all harm is told, or more: {question:?}");
        ensure!(timed.iter().all(|(need, at)| breaches[need] == *at), "at another minute: {question:?}");
        let number = beside.added.len() + beside.anyway.len();
        ensure!(timed.len() == number, "added, and comes anyway: {question:?}");
        let anyway: Needs = beside.anyway.iter().map(|breach| breach.need).collect();
        let longer = beside.goes_on_longer.iter().all(|need| !anyway.contains(&need.need) && need.by > 0);
        ensure!(longer, "no longer, and longer: {question:?}");
        // What stands after the loss is in none of them; what stood before it is never in what comes anyway.
        let stands = engine.stands(&support, &loss_of(&question));
        ensure!(all.is_disjoint(&stands), "what stands comes to harm: {question:?}");
        let gaps: Needs = support.gaps().into_iter().collect();
        ensure!(anyway.is_subset(&gaps), "what is no gap comes to harm anyway: {question:?}");
    }
    Ok(())
}

#[test]
fn all_harm_is_added_or_comes_anyway_or_goes_on_longer() {
    let faults = [Fault::BlamesTheLoss, Fault::ForgetsWhatComesAnyway];
    holds_and_can_fail(300, nothing_is_left_out, &faults);
}

/// With nothing lost nothing is added and nothing gets worse.
fn nothing_lost(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    for question in questions(case, 3) {
        let nothing = Question { horizon: question.horizon, ..Question::new([], question.start) };
        let beside = engine.beside(&support, &nothing);
        ensure!(beside.added.is_empty(), "harm added by nothing: {:?}", beside.added);
        ensure!(beside.goes_on_longer.is_empty(), "longer because of nothing: {:?}", beside.goes_on_longer);
        ensure!(engine.worsened(&support, &nothing).is_empty(), "worsened by nothing");
    }
    Ok(())
}

#[test]
fn nothing_lost_adds_no_harm() {
    holds_and_can_fail(150, nothing_lost, &[Fault::BlamesTheLoss]);
}

/// Losing more never makes a gap less worse, in any window.
fn losing_more(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    let mut dice = case.dice(9);
    for question in questions(case, 4) {
        let question = Question { away: [].into(), ..question };
        let mut more = question.clone();
        more.lost.extend(dice.some(&case.sources(), 30));
        let (less, more_lost) = (engine.worsened(&support, &question), engine.worsened(&support, &more));
        for (window, (short, hands)) in less {
            let worse = more_lost.get(&window).copied().unwrap_or_default();
            ensure!(short <= worse.0 && hands <= worse.1, "less worse with {:?} lost: {window:?}", more.lost);
        }
    }
    Ok(())
}

#[test]
fn losing_more_never_makes_a_gap_less_worse() {
    holds_and_can_fail(200, losing_more, &[Fault::ForgetsTheFirstLost]);
}

/// The minutes covered in each window of a gap that is short.
fn covered_in_gaps(support: &Support<'_>) -> BTreeMap<(NeedId, WeekSpan), u16> {
    let gaps = support.gaps_explained();
    let windows = gaps.iter().flat_map(|gap| gap.windows.iter().map(|window| (gap.need, window)));
    windows.map(|(need, window)| ((need, window.window), window.covered)).collect()
}

/// More help never leaves fewer minutes of a gap covered.
fn covered(engine: Engine, case: &Case) -> Verdict {
    let before = Support::of(&case.snapshot);
    let mut dice = case.dice(10);
    for _ in 0..4 {
        let Some(help) = case.more_help(&mut dice, &before.gaps()) else { return Ok(()) };
        let more = engine.with(&case.snapshot, (help.by == newcomer().id).then(newcomer), [help]);
        let covered = covered_in_gaps(&before);
        for (window, minutes) in covered_in_gaps(&Support::of(&more)) {
            let known = covered.get(&window);
            ensure!(known.is_some_and(|before| *before <= minutes), "fewer minutes covered in {window:?}");
        }
    }
    Ok(())
}

#[test]
fn more_help_never_covers_fewer_minutes_of_a_gap() {
    holds_and_can_fail(300, covered, &[Fault::ReplacesHelp]);
}
