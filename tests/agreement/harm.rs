//! When it hurts, and what of the harm a loss adds.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use mutual_care::base::{AnyId, CycleMinute, NeedId, SourceId, Told};
use mutual_care::need::{Ability, Snapshot, TimedHelp};
use mutual_care::support::{Beside, EventKind, Loss, ReviewQuestion, Support, review};

use super::kept::kept;
use super::reference::{self, Clock, Compared, House, How, Kind, Question, View};
use super::standing::hours_not_known;
use super::{for_each_household, generator, households, losses_of, real_seeds, set};

/// Whether the two tell the same; what the slow one tells.
fn same_timeline(
    house: &House,
    support: &Support<'_>,
    clock: &Clock<'_>,
    question: &Question,
) -> (reference::Timeline, Compared) {
    let loss = losses_of(question);
    let counted = clock.counted(question);
    let theirs = &counted.0;
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
    hours_not_known(house, &ours.hours_not_known, loss.at_once().who_is_away());
    // The quick question finds what the timeline shows.
    let mut watch = support.watch(&loss, question.horizon, &question.help).unwrap();
    let quick = watch.first_critical_breach(question.start, question.horizon);
    let critical = |need: &NeedId| support.snapshot().need(*need).unwrap().is_critical();
    let slow =
        ours.breaches().filter_map(|(at, id)| Some((at, id.typed()?))).find(|(_, need)| critical(need));
    assert_eq!(quick, slow);
    assert_eq!(watch.timeline(question.start), ours, "a watch asked again answers the same");
    let added = what_is_added(support, clock, question, &counted);
    (counted.0, added)
}

/// The same beside nothing lost.
fn what_is_added(
    support: &Support<'_>,
    clock: &Clock<'_>,
    question: &Question,
    counted: &reference::Counted,
) -> Compared {
    let loss = losses_of(question);
    let theirs = reference::compare(counted, &clock.as_it_runs(question));
    let mut beside = support.beside_nothing_lost(&loss, question.horizon, &question.help).unwrap();
    let ours = beside.added(question.start);
    same_beside(support, &ours, &theirs);
    let quick = beside.first_added_critical(question.start, question.horizon);
    let critical = ours.added.iter().filter(|breach| breach.critical);
    assert_eq!(quick, critical.map(|breach| (breach.at, breach.need)).min(), "{question:?}");
    let whole = support.timeline(&loss, question.start, question.horizon, &question.help).unwrap();
    assert_eq!(beside.timeline(question.start), (whole, ours.clone()), "asked again it answers the same");
    assert_eq!(support.beside(&loss, question.start, question.horizon, &question.help).unwrap(), ours);
    theirs
}

/// The three lists, in their order.
pub(crate) fn same_beside(support: &Support<'_>, ours: &Beside, theirs: &Compared) {
    let critical = |need: NeedId| support.snapshot().need(need).unwrap().is_critical();
    let mut added: Vec<_> = theirs.added.iter().map(|(need, (at, earlier))| (*at, *need, *earlier)).collect();
    added.sort();
    assert_eq!(ours.added.iter().map(|b| (b.at, b.need, b.earlier_by)).collect::<Vec<_>>(), added);
    assert!(ours.added.iter().all(|breach| breach.critical == critical(breach.need)));
    let longer: Vec<_> = theirs.longer.iter().map(|(need, by)| (*need, *by)).collect();
    assert_eq!(ours.goes_on_longer.iter().map(|need| (need.need, need.by)).collect::<Vec<_>>(), longer);
    assert!(ours.goes_on_longer.iter().all(|breach| breach.critical == critical(breach.need)));
    let mut anyway: Vec<_> = theirs.anyway.iter().map(|(need, at)| (*at, *need)).collect();
    anyway.sort();
    assert_eq!(ours.anyway.iter().map(|breach| (breach.at, breach.need)).collect::<Vec<_>>(), anyway);
    assert!(ours.anyway.iter().all(|breach| breach.critical == critical(breach.need)));
}

#[test]
fn timelines_are_the_same_minute_by_minute() {
    for_each_household(90, |seed, snapshot, house, support| {
        let clock = Clock::new(house);
        for question in generator::questions(seed, snapshot, 4) {
            same_timeline(house, support, &clock, &question);
        }
    });
}

/// What a question with losses that begin and end has come to, each counted once a question.
#[derive(Debug, Default)]
struct Reached {
    questions: AtomicU64,
    /// Somebody comes back, and nobody stops on it.
    back: AtomicU64,
    /// Something stops in the minute in which somebody comes back to what was breached before.
    stops_on_coming_back: AtomicU64,
    /// Somebody who supports a giver is lost and back.
    supporter_back: AtomicU64,
    /// An open need closes in the minute in which its person goes away.
    closes_on_going: AtomicU64,
    /// A need opens in the minute in which its person comes back.
    opens_on_return: AtomicU64,
    /// Somebody dies while a need of theirs is open.
    dies_with_open_need: AtomicU64,
    /// Losses of one source overlap, in two ways.
    overlap: AtomicU64,
    /// Somebody who comes, and takes others in or has already come, is lost.
    helper_lost: AtomicU64,
    /// Something is added, or comes earlier.
    added: AtomicU64,
}

impl Reached {
    fn count(&self, snapshot: &Snapshot, question: &Question, timeline: &reference::Timeline) {
        let add = |counter: &AtomicU64, reached: bool| {
            counter.fetch_add(u64::from(reached), Ordering::Relaxed);
        };
        let at = |kind, minute| {
            let events =
                timeline.events.iter().filter(move |event| event.kind == kind && event.minute == minute);
            events.map(|event| event.id)
        };
        let person_of =
            |id: AnyId| id.typed().and_then(|id| snapshot.need(id)).map(|need| need.person().into());
        let entries = &question.entries;
        let ends = || entries.iter().filter_map(|entry| Some((entry, entry.until?)));
        add(&self.questions, true);
        add(&self.back, ends().any(|(_, until)| until < question.horizon));
        let breached_in = |minute| at(Kind::Breached, minute).next().is_some();
        let stops = |minute| at(Kind::Stopped, minute).next().is_some();
        add(&self.stops_on_coming_back, ends().any(|(_, until)| stops(until) && !breached_in(until)));
        let supports = |source| {
            snapshot
                .arrangements()
                .iter()
                .any(|help| help.able_now == Told::Known(Ability::WithSupport { by: Some(source) }))
        };
        add(
            &self.supporter_back,
            ends().any(|(entry, until)| until < question.horizon && supports(entry.source)),
        );
        let mut away = entries.iter().filter(|entry| entry.how == How::Away && entry.from > 0);
        add(
            &self.closes_on_going,
            away.any(|entry| at(Kind::Closed, entry.from).any(|id| person_of(id) == Some(entry.source))),
        );
        let mut away = ends().filter(|(entry, _)| entry.how == How::Away);
        add(
            &self.opens_on_return,
            away.any(|(entry, until)| at(Kind::Opened, until).any(|id| person_of(id) == Some(entry.source))),
        );
        let mut died = entries.iter().filter(|entry| entry.how == How::Died);
        let open = |entry: &reference::Entry| {
            let theirs = snapshot.needs().iter().filter(|need| SourceId::from(need.person()) == entry.source);
            theirs.into_iter().any(|need| {
                let last = timeline
                    .events
                    .iter()
                    .rfind(|event| event.id == need.id().any() && event.kind != Kind::Breached);
                last.is_some_and(|event| event.kind == Kind::Opened && event.minute < entry.from)
            })
        };
        add(&self.dies_with_open_need, died.any(open));
        let overlap = entries.iter().any(|one| {
            let over = |other: &&reference::Entry| {
                other.from < one.from && other.until.is_none_or(|until| one.from < until)
            };
            entries.iter().filter(over).any(|other| other.source == one.source && other.how != one.how)
        });
        add(&self.overlap, overlap);
        let lost = |help: &TimedHelp| {
            let begins = entries.iter().filter(|entry| entry.source == help.source).map(|entry| entry.from);
            begins.into_iter().any(|from| help.from < from && help.until.is_none_or(|until| from < until))
        };
        add(&self.helper_lost, question.help.iter().any(lost));
    }
}

#[test]
fn losses_that_begin_and_end_are_the_same_minute_by_minute() {
    let reached = Reached::default();
    for_each_household(60, |seed, snapshot, house, support| {
        let clock = Clock::new(house);
        for number in 0..4 {
            let question =
                generator::question_with_times(seed.wrapping_mul(1_000).wrapping_add(number), snapshot);
            let (timeline, compared) = same_timeline(house, support, &clock, &question);
            reached.count(snapshot, &question, &timeline);
            reached.added.fetch_add(u64::from(!compared.added.is_empty()), Ordering::Relaxed);
        }
    });
    println!("{reached:?}");
    let counters = [
        &reached.questions,
        &reached.back,
        &reached.stops_on_coming_back,
        &reached.supporter_back,
        &reached.closes_on_going,
        &reached.opens_on_return,
        &reached.dies_with_open_need,
        &reached.overlap,
        &reached.helper_lost,
        &reached.added,
    ];
    assert!(counters.iter().all(|counter| counter.load(Ordering::Relaxed) > 0), "{reached:?}");
}

/// How many households are asked about every one of ten thousand starting minutes: few.
pub(crate) fn asked_of_every_minute() -> u64 {
    households(2).div_ceil(500).max(2)
}

/// Households whose long week has two weeks, and in which few may be lost.
pub(crate) fn of_two_weeks() -> impl Iterator<Item = u64> {
    real_seeds(10_000).filter(|seed| {
        let parts = generator::any_household(*seed);
        parts.sources.len() <= 4 && reference::weeks(parts.on, &parts.needs, &parts.arrangements) == 2
    })
}

#[test]
fn the_worst_minute_is_the_same() {
    let mut gaps = 0;
    for seed in (0..asked_of_every_minute()).chain(of_two_weeks().take(1)) {
        let snapshot = Snapshot::new(generator::any_household(seed)).unwrap();
        let house = House::of(&snapshot);
        let (support, clock) = (Support::of(&snapshot), Clock::new(&house));
        for source in snapshot.sources().iter().take(2) {
            let question = Question { horizon: 120, ..Question::new([source.id], CycleMinute::MONDAY) };
            let theirs = clock.worst_added(&question, house.every_start());
            let ours = support.worst_minute(&Loss::of(source.id), 120).unwrap();
            let ours = ours.map(|worst| (worst.start, worst.minutes_to_harm, worst.need));
            assert_eq!(ours, theirs, "household {seed}");
        }
        gaps += support.gaps().len();
    }
    assert!(gaps > 0, "some of them have gaps");
}

/// Worst minutes are told for each source whose loss makes a need fall, worsens a gap or adds critical harm, and for no
/// other; what falls and what would mend it, for the first two.
fn the_review_names_the_same(name: &str, snapshot: &Snapshot, horizon: u32) {
    let house = House::of(snapshot);
    let clock = Clock::new(&house);
    let falls_or_worsens = reference::falls_or_worsens(&house, View::ALL);
    let mut theirs = Vec::new();
    for source in house.source_ids() {
        let question = Question { horizon, ..Question::new([source], CycleMinute::MONDAY) };
        let worst = clock.worst_added(&question, house.every_start());
        if worst.is_some() || falls_or_worsens.contains(&source) {
            theirs.push((source, worst));
        }
    }
    let question = ReviewQuestion { order: 1, horizon_min: Some(horizon), ..ReviewQuestion::default() };
    let ours = review(snapshot, None, question).unwrap();
    let worst = ours
        .worst_minutes
        .iter()
        .map(|of| (of.lost, of.worst.as_ref().map(|worst| (worst.start, worst.minutes_to_harm, worst.need))));
    assert_eq!(worst.collect::<Vec<_>>(), theirs, "{name}");
    let falls: Vec<_> = ours.falls.iter().flat_map(|fall| fall.lost.clone()).collect();
    assert_eq!(set(&falls), falls_or_worsens, "{name}");
    let mends: Vec<_> = ours.mends.iter().map(|mend| mend.lost).collect();
    assert_eq!(set(&mends), falls_or_worsens, "{name}");
    let ends: Vec<_> = ours.ends.iter().map(|end| (end.arrangement, end.until)).collect();
    assert_eq!(
        ends.into_iter().collect::<BTreeMap<_, _>>(),
        reference::ends(&house, horizon, None),
        "{name}"
    );
}

#[test]
fn the_review_names_every_loss_that_matters() {
    for (name, family) in
        kept().into_iter().filter(|(name, _)| name.contains("harm") || name.contains("worse"))
    {
        the_review_names_the_same(name, &family.snapshot(), 100);
    }
    let few = |snapshot: &Snapshot| snapshot.sources().len() <= 3;
    let random = (0..).map(|seed| Snapshot::new(generator::household(seed)).unwrap()).filter(few);
    for snapshot in random.take(usize::try_from(households(1).div_ceil(2_000)).unwrap()) {
        the_review_names_the_same("random", &snapshot, 100);
    }
    for seed in of_two_weeks().skip(1).take(1) {
        let snapshot = Snapshot::new(generator::any_household(seed)).unwrap();
        the_review_names_the_same("of two weeks", &snapshot, 100);
    }
}

/// Over a longer horizon from some minutes: none is worse than the worst, and from the worst it is as bad as that.
fn none_is_worse(seed: u64, snapshot: &Snapshot, house: &House, support: &Support<'_>) {
    let clock = Clock::new(house);
    let mut dice = generator::Dice::new(seed, 7);
    for source in snapshot.sources() {
        let question = Question::new([source.id], CycleMinute::MONDAY);
        let worst = support.worst_minute(&Loss::of(source.id), question.horizon).unwrap();
        let worst = worst.map(|worst| (worst.start, worst.minutes_to_harm, worst.need));
        let edges = house.needs.iter().flat_map(|need| house.windows(need.id()));
        let mut starts: Vec<CycleMinute> = edges.map(|window| reference::start_at(window.start)).collect();
        starts.extend((0..3).map(|_| reference::start_at(dice.below(house.cycle()))));
        let mut starts = dice.some(&starts, 30);
        starts.extend(worst.map(|(start, ..)| start));
        assert_eq!(clock.worst_added(&question, starts), worst, "household {seed}, {source:?}");
    }
}

#[test]
fn no_minute_is_worse_than_the_worst() {
    let number = households(8).div_ceil(20).max(8);
    for seed in (0..number).chain(real_seeds(number / 2)) {
        let snapshot = Snapshot::new(generator::any_household(seed)).unwrap();
        none_is_worse(seed, &snapshot, &House::of(&snapshot), &Support::of(&snapshot));
    }
    for (_, family) in kept() {
        let snapshot = family.snapshot();
        none_is_worse(0, &snapshot, &House::of(&snapshot), &Support::of(&snapshot));
    }
}

#[test]
fn what_comes_to_harm_with_nothing_lost_is_the_same() {
    for_each_household(20, |seed, _, house, support| {
        // Four weeks each: of very many households one in ten.
        let is_real = (generator::REAL..u64::MAX / 2).contains(&seed);
        let number = if is_real { (seed - generator::REAL) / 7 } else { seed };
        if number > 20 && number < u64::MAX / 2 && !number.is_multiple_of(10) {
            return;
        }
        // The longest horizon, from the beginning of each week: what opens in that week comes to harm by then, or not at
        // all. Of several minutes the first of the cycle: so that weeks which are equal say what one of them says.
        let clock = Clock::new(house);
        let mut theirs: BTreeMap<NeedId, u32> = BTreeMap::new();
        for monday in (0..house.weeks).map(|week| week * reference::WEEK) {
            let question = Question { horizon: 40_320, ..Question::new([], reference::start_at(monday)) };
            for (need, at) in clock.run(&question).breaches() {
                let minute = (monday + at) % house.cycle();
                theirs.entry(need).and_modify(|first| *first = minute.min(*first)).or_insert(minute);
            }
        }
        let ours = support.harm_anyway().into_iter().map(|(need, at)| (need, at.get()));
        assert_eq!(ours.collect::<BTreeMap<_, _>>(), theirs);
    });
}
