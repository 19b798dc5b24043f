//! When it hurts, and when it does not.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{AnyId, NeedId, PersonId, SourceId, WeekMinute, WeekPattern, WeekSpan};
use mutual_care::need::{Need, Snapshot, TimedHelp};
use mutual_care::support::{EventKind, Losses, LostHow, Support, TimedLoss, Timeline};

use super::case::{Case, Verdict, holds_and_can_fail, newcomer};
use super::engine::{Engine, Fault, Needs, loss_of};
use super::generator::{self, Dice};
use super::reference::{self, How, Question};

const WEEK: u32 = 10_080;

/// Questions in which nobody is taken in: whoever is, gives nothing meanwhile, so that is not more help.
fn questions(case: &Case, number: u64) -> Vec<Question> {
    let mut questions = generator::questions(case.seed, &case.snapshot, number);
    for help in questions.iter_mut().flat_map(|question| &mut question.help) {
        help.takes_in.clear();
    }
    questions
}

fn opened(timeline: &Timeline) -> Needs {
    let opened = timeline.events.iter().filter(|event| event.kind == EventKind::Opened);
    opened.filter_map(|event| event.id.typed()).collect()
}

/// No breach more, none earlier.
fn never_worse(better: &Timeline, worse: &Timeline) -> Verdict {
    let worse: BTreeMap<AnyId, u32> = worse.breaches().map(|(at, id)| (id, at)).collect();
    for (at, id) in better.breaches() {
        ensure!(
            worse.get(&id).is_some_and(|known| *known <= at),
            "{id:?} is breached at {at}, not so before"
        );
    }
    Ok(())
}

fn what_stands_never_opens(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    for question in questions(case, 5) {
        let open = opened(&engine.timeline(&support, &question));
        let stands = engine.stands(&support, &loss_of(&question));
        ensure!(open.is_disjoint(&stands), "what stands opens: {question:?}");
    }
    Ok(())
}

#[test]
fn what_stands_after_the_loss_never_opens() {
    holds_and_can_fail(300, what_stands_never_opens, &[Fault::LosesEverybody]);
}

fn exactly_the_gaps(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    let mut dice = case.dice(3);
    for _ in 0..4 {
        let start = WeekMinute::new(u16::try_from(dice.below(WEEK)).unwrap()).unwrap().into();
        let question = Question { horizon: WEEK, ..Question::new([], start) };
        let open = opened(&engine.timeline(&support, &question));
        ensure!(open == support.gaps().into_iter().collect(), "not exactly the gaps open from {start}");
    }
    Ok(())
}

#[test]
fn with_nothing_lost_exactly_the_gaps_open_over_a_week() {
    holds_and_can_fail(300, exactly_the_gaps, &[Fault::LosesEverybody, Fault::EndsADayEarly]);
}

fn away(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    let members: BTreeSet<PersonId> = case.snapshot.members().collect();
    for question in questions(case, 5) {
        let lost = |person: &PersonId| question.lost.contains(&SourceId::from(*person));
        let unable = Question { away: BTreeSet::new(), ..question.clone() };
        let gone = Question { away: members.iter().copied().filter(lost).collect(), ..question };
        never_worse(&engine.timeline(&support, &gone), &engine.timeline(&support, &unable))
            .map_err(|wrong| format!("{wrong}, once {:?} are away", gone.away))?;
    }
    Ok(())
}

#[test]
fn away_never_brings_a_breach_more_or_earlier_than_unable() {
    holds_and_can_fail(300, away, &[Fault::AwayTakesAllAlong]);
}

/// One arrangement more, or one that brings more hands or comes for longer.
fn more_arranged(engine: Engine, case: &Case, dice: &mut Dice) -> Option<Snapshot> {
    let snapshot = &case.snapshot;
    let arrangements = snapshot.arrangements();
    if arrangements.is_empty() || dice.percent(40) {
        let help = case.more_help(dice, &Support::of(snapshot).gaps())?;
        return Some(engine.with(snapshot, (help.by == newcomer().id).then(newcomer), [help]));
    }
    let which = dice.below(u32::try_from(arrangements.len()).unwrap()) as usize;
    let mut parts = snapshot.clone().into_parts();
    let help = &mut parts.arrangements[which];
    if dice.percent(40) {
        help.hands = (help.hands + 1).min(16);
    } else {
        let need = snapshot.need(help.need)?;
        let windows = WeekPattern::from_spans(need.windows().iter().map(|window| window.span()));
        let earlier = WEEK - dice.below(90);
        let longer = help.when.spans().into_iter().map(|span| {
            let minutes = u32::from(span.minutes()) + 90;
            WeekSpan::new(span.start().plus(earlier), u16::try_from(minutes.min(WEEK)).unwrap()).unwrap()
        });
        let longer = WeekPattern::from_spans(longer);
        let longer = if dice.percent(50) { windows } else { longer };
        help.when = help.when.union(&longer);
    }
    Some(engine.snapshot(parts))
}

/// Timed help more, or some that brings more hands, comes sooner, stays longer or sees to more.
fn more_timed(case: &Case, question: &Question, dice: &mut Dice) -> Question {
    let mut more = question.clone();
    let needs: Vec<NeedId> = case.snapshot.needs().iter().map(Need::id).collect();
    let number = more.help.len();
    if number == 0 || dice.percent(40) {
        more.help.push(TimedHelp {
            id: newcomer().id.any(),
            source: newcomer().id,
            from: dice.below(question.horizon.min(600)),
            until: dice.percent(50).then_some(700),
            needs: dice.some(&needs, 50),
            hands: 2,
            skills: Vec::new(),
            takes_in: Vec::new(),
            relies_on: Vec::new(),
        });
        return more;
    }
    let help = &mut more.help[dice.below(u32::try_from(number).unwrap()) as usize];
    match dice.below(4) {
        0 => help.hands += 1,
        1 => help.from /= 2,
        2 => help.until = help.until.map(|until| until + 30),
        _ => help.needs = needs,
    }
    more
}

fn more_help(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    let mut dice = case.dice(4);
    for question in questions(case, 4) {
        let before = engine.timeline(&support, &question);
        let timed = more_timed(case, &question, &mut dice);
        never_worse(&engine.timeline(&support, &timed), &before)
            .map_err(|wrong| format!("{wrong}: {:?} instead of {:?}", timed.help, question.help))?;
        if let Some(more) = more_arranged(engine, case, &mut dice) {
            never_worse(&engine.timeline(&Support::of(&more), &question), &before)
                .map_err(|wrong| format!("{wrong}, with more arranged: {question:?}"))?;
        }
    }
    Ok(())
}

#[test]
fn more_help_never_brings_a_breach_more_or_earlier() {
    holds_and_can_fail(400, more_help, &[Fault::HurriesWithHelp]);
}

/// Somebody unable is back earlier.
fn back_earlier(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    let mut dice = case.dice(6);
    for number in 0..4 {
        let question = generator::question_with_times(case.seed.wrapping_mul(1_000) + number, &case.snapshot);
        let mut earlier = question.clone();
        for entry in earlier.entries.iter_mut().filter(|entry| entry.how == How::Unable) {
            let until = entry.until.unwrap_or(question.horizon.max(entry.from + 2));
            let lasts = until - entry.from;
            // The first of all begins in minute 0 all the same.
            if lasts > 1 && dice.percent(60) {
                entry.until = Some(entry.from + dice.between(1, lasts - 1));
            }
        }
        // Whoever is taken in gives nothing meanwhile: whoever takes in is back with less help.
        if question.help.iter().any(|help| !help.takes_in.is_empty()) {
            continue;
        }
        never_worse(&engine.timeline(&support, &earlier), &engine.timeline(&support, &question)).map_err(
            |wrong| format!("{wrong}, with {:?} instead of {:?}", earlier.entries, question.entries),
        )?;
    }
    Ok(())
}

#[test]
fn whoever_was_unable_brings_no_breach_by_being_back_earlier() {
    holds_and_can_fail(300, back_earlier, &[Fault::HurriesWithReturn]);
}

/// Of somebody away nothing is promised: she comes home from hospital, and nobody is there.
#[test]
fn whoever_was_away_may_come_to_harm_by_being_back_earlier() {
    let family =
        reference::family::Family::of([1, 2]).need(21, 1, "Mon 10:00-12:00", 30).helps(31, 2, 21, "always");
    let snapshot = family.snapshot();
    let (support, mother, son) =
        (Support::of(&snapshot), reference::family::source(1), reference::family::source(2));
    let breaches = |until| {
        let losses = Losses::new(vec![
            TimedLoss { source: mother, how: LostHow::Away, from: 0, until },
            TimedLoss { source: son, how: LostHow::Unable, from: 0, until: None },
        ]);
        let timeline = support.timeline(losses.unwrap(), "Mon 09:00".parse().unwrap(), 1_440, &[]).unwrap();
        timeline.breaches().map(|(at, _)| at).collect::<Vec<_>>()
    };
    assert_eq!(breaches(None), [] as [u32; 0]);
    assert_eq!(breaches(Some(180)), [] as [u32; 0], "the window is over");
    assert_eq!(breaches(Some(179)), [209], "it opens in its last minute");
    assert_eq!(breaches(Some(30)), [90]);
}

/// Losing more never brings an opening or a breach less, nor a first one later.
fn losing_more(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    let mut dice = case.dice(5);
    for question in questions(case, 4) {
        let question = Question { away: BTreeSet::new(), ..question };
        let mut more = question.clone();
        more.lost.extend(dice.some(&case.sources(), 30));
        never_worse(&engine.timeline(&support, &question), &engine.timeline(&support, &more))
            .map_err(|wrong| format!("{wrong}, with {:?} lost instead of {:?}", question.lost, more.lost))?;
    }
    Ok(())
}

#[test]
fn losing_more_never_brings_a_breach_less_or_later() {
    holds_and_can_fail(300, losing_more, &[Fault::ForgetsTheFirstLost]);
}

/// With nobody called, a loss never brings a breach less or later than nothing lost does: of whoever is not away.
fn never_later_than_with_nothing_lost(engine: Engine, case: &Case) -> Verdict {
    let support = Support::of(&case.snapshot);
    for question in questions(case, 4) {
        let question = Question { help: Vec::new(), ..question };
        let as_it_runs = Question { horizon: question.horizon, ..Question::new([], question.start) };
        let mut before = engine.timeline(&support, &as_it_runs);
        let of_somebody_there = |id: &AnyId| {
            let need = id.typed().and_then(|need| case.snapshot.need(need));
            need.is_some_and(|need| !question.away.contains(&need.person()))
        };
        before.events.retain(|event| of_somebody_there(&event.id));
        never_worse(&before, &engine.timeline(&support, &question))
            .map_err(|wrong| format!("{wrong}, with nothing lost, and later or not at all: {question:?}"))?;
    }
    Ok(())
}

#[test]
fn a_loss_never_breaches_later_than_nothing_lost() {
    let faults = [Fault::SparesWhoeverIsLost];
    holds_and_can_fail(200, never_later_than_with_nothing_lost, &faults);
}
