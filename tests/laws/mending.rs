//! What would mend a loss does mend it, and no minute less would.

use std::collections::BTreeSet;

use mutual_care::base::{NeedId, SourceId, WeekMinute};
use mutual_care::need::{Arrangement, Need, Reliance, SkillNeeded, SkilledHands};
use mutual_care::support::{Loss, Mend, MendWindow, Support};

use super::case::{Case, Verdict, holds_and_can_fail, new_arrangement, newcomer, pattern_of};
use super::engine::{Engine, Fault, Needs};
use super::reference::{self, House, Lost, View};

/// Which of the lost minutes somebody brings.
#[derive(Debug, Clone, Copy)]
enum Choice {
    Earliest,
    Latest,
    /// As far apart as can be.
    Spread,
}

const CHOICES: [Choice; 3] = [Choice::Earliest, Choice::Latest, Choice::Spread];

/// The hands that are missing, and how many of them must have which skill.
type Missing<'m> = (u8, &'m [SkillNeeded]);

/// The lost minutes of a window, each with what is missing in it.
fn lost_minutes(window: &MendWindow) -> Vec<(WeekMinute, Missing<'_>)> {
    let minutes = window.lost.iter().flat_map(|stretch| {
        let (start, minutes) = (stretch.when.start(), u32::from(stretch.when.minutes()));
        (0..minutes).map(move |after| (start.plus(after), (stretch.hands_missing, stretch.skills.as_slice())))
    });
    minutes.collect()
}

/// So many of these.
fn chosen<T: Copy>(from: &[T], number: usize, choice: Choice) -> Vec<T> {
    let number = number.min(from.len());
    match choice {
        Choice::Earliest => from[..number].to_vec(),
        Choice::Latest => from[from.len() - number..].to_vec(),
        Choice::Spread => (0..number).map(|place| from[place * from.len() / number]).collect(),
    }
}

/// What the newcomer does for all windows of a mend; in the window that `less` names, a minute less.
fn brought(case: &Case, mend: &Mend, choice: Choice, less: Option<(NeedId, usize)>) -> Vec<Arrangement> {
    let mut help = Vec::new();
    for need in &mend.needs {
        let mut minutes: Vec<(WeekMinute, Missing<'_>)> = Vec::new();
        for (place, window) in need.windows.iter().enumerate() {
            let short = usize::from(window.short) - usize::from(less == Some((need.need, place)));
            minutes.extend(chosen(&lost_minutes(window), short, choice));
        }
        let all: BTreeSet<Missing<'_>> = minutes.iter().map(|(_, missing)| *missing).collect();
        // One source, with as many hands in each minute as are missing in it, and of those so many with each skill.
        for (hands, skilled) in all {
            let these = minutes.iter().filter(|(_, missing)| *missing == (hands, skilled));
            let id = new_arrangement(help.len());
            let when = pattern_of(these.map(|(at, _)| *at));
            let mut arrangement = Arrangement::new(id, newcomer().id, need.need, when);
            arrangement.hands = hands;
            arrangement.skills = (case.snapshot.need(need.need).unwrap().skills().iter())
                .map(|asked| SkilledHands {
                    skill: asked.skill.clone(),
                    hands: skilled.iter().find(|one| one.skill == asked.skill).map_or(0, |one| one.helpers),
                })
                .collect();
            arrangement.relies_on = Reliance::Stated(Vec::new());
            help.push(arrangement);
        }
    }
    help
}

/// What is worse than in the household as it was, with a source lost and somebody who comes when it is: needs that stood
/// and do not, and gaps of which a window is worse.
fn worse_off(engine: Engine, was: &House, case: &Case, lost: SourceId, help: Vec<Arrangement>) -> Needs {
    let with_help = engine.with(&case.snapshot, [newcomer()], help);
    let today = engine.stands(&Support::of(&case.snapshot), &Loss::nothing());
    let then = engine.stands(&Support::of(&with_help), &Loss::of(lost));
    let is = House::of(&with_help);
    let worsened = was.needs.iter().filter(|need| !today.contains(&need.id())).filter(|need| {
        let before = was.numbers_in_windows(need, &Lost::new(), &today, View::ALL);
        let after = is.numbers_in_windows(need, &Lost::from([lost]), &then, View::ALL);
        !reference::worse_than(was, need, &before, &after).is_empty()
    });
    worsened.map(Need::id).chain(&today - &then).collect()
}

/// Whoever mends comes when the loss comes: it is measured against what stands with nothing lost in the household as it
/// was.
pub(crate) fn mending(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    let house = House::of(&case.snapshot);
    let mut dice = case.dice(2);
    for lost in case.sources() {
        let mend = engine.mend(&support, lost);
        let fall = engine.fall(&support, &Loss::of(lost));
        let named: Needs = mend.needs.iter().map(|need| need.need).collect();
        ensure!(named.len() == mend.needs.len(), "a need twice: {mend:?}");
        ensure!(
            fall.direct().all(|need| named.contains(&need.need)),
            "not all needs of the direct loss of {lost:?}"
        );
        for window in mend.needs.iter().flat_map(|need| &need.windows) {
            let there = lost_minutes(window).len();
            ensure!(usize::from(window.short) <= there, "more short than lost: {window:?}");
            ensure!(window.short_at_night <= window.short, "more at night than at all: {window:?}");
        }
        let windows: Vec<(NeedId, usize)> = (mend.needs.iter())
            .flat_map(|need| (0..need.windows.len()).map(|place| (need.need, place)))
            .collect();
        for choice in CHOICES {
            let worse = worse_off(engine, &house, case, lost, brought(case, &mend, choice, None));
            ensure!(worse.is_empty(), "{choice:?}: with all that, {worse:?} are worse off with {lost:?}");
            if windows.is_empty() {
                break;
            }
            let one = dice.pick(&windows);
            let worse = worse_off(engine, &house, case, lost, brought(case, &mend, choice, Some(one)));
            ensure!(worse.contains(&one.0), "{choice:?}: a minute less in {one:?} does as well for {lost:?}");
        }
    }
    Ok(())
}

#[test]
fn what_would_mend_it_does_and_nothing_less() {
    let faults = [Fault::MendsTooLittle, Fault::MendsTooMuch, Fault::MendsWithOneHand, Fault::MendsNoGaps];
    holds_and_can_fail(150, mending, &faults);
}
