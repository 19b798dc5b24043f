//! As large as the limits allow, larger, and made to be hard. Nothing here measures time: what would not answer would
//! not end. All people are made up.

mod generator;
mod reference;

use std::collections::BTreeSet;

use generator::Dice;
use mutual_care::base::{
    ArrangementId, CycleMinute, NeedId, PersonId, SourceId, WeekMinute, WeekPattern, WeekSpan, limits,
    parse_spans,
};
use mutual_care::need::{
    Arrangement, Consequence, Need, Outcome, Reliance, Snapshot, SnapshotParts, Source, TimedHelp, Window,
};
use mutual_care::support::{
    EventKind, HORIZON_72_HOURS, Loss, Losses, LostHow, QuestionError, ReviewQuestion, Support, TimedLoss,
    review,
};
use reference::{Clock, House, Question, View};
use uuid::Uuid;

fn uuid(kind: u128, number: usize) -> Uuid {
    Uuid::from_u128((kind << 96) | u128::try_from(number).unwrap())
}

fn person(number: usize) -> PersonId {
    PersonId::new(uuid(1, number))
}

fn source(number: usize) -> SourceId {
    SourceId::new(uuid(1, number))
}

fn need_id(number: usize) -> NeedId {
    NeedId::new(uuid(2, number))
}

fn need(number: usize, of: usize, windows: Vec<Window>) -> Need {
    Need::new(need_id(number), person(of), Outcome::Nutrition, Consequence::Critical)
        .with_windows(windows)
        .unwrap()
}

fn gives(number: usize, by: usize, to: usize, when: &WeekPattern, relies_on: &[usize]) -> Arrangement {
    let id = ArrangementId::new(uuid(3, number));
    let mut help = Arrangement::new(id, source(by), need_id(to), when.clone());
    help.relies_on = Reliance::Stated(relies_on.iter().map(|need| need_id(*need)).collect());
    help
}

fn parts(sources: Vec<Source>, needs: Vec<Need>, arrangements: Vec<Arrangement>) -> SnapshotParts {
    SnapshotParts { on: "2026-03-02".parse().unwrap(), sources, needs, arrangements }
}

/// So many members, and providers up to so many sources.
fn sources(members: usize, all: usize) -> Vec<Source> {
    let members_first = |number| {
        if number < members { Source::member(person(number)) } else { Source::provider(source(number)) }
    };
    (0..all).map(members_first).collect()
}

fn windows(times: &str) -> Vec<Window> {
    parse_spans(times).unwrap().into_iter().map(Window::being_there).collect()
}

/// A household at every limit: many members who lean on needs of their own, and providers.
fn at_the_limits() -> SnapshotParts {
    const TIMES: [&str; 4] =
        ["daily 08:00-09:00", "daily 12:00-13:30", "daily 22:00-07:00", "Mon-Fri 09:00-17:00"];
    let members = limits::PEOPLE;
    let needs = (0..limits::NEEDS).map(|number| need(number, number % members, windows(TIMES[number % 4])));
    let patterns = TIMES.map(|times| times.parse::<WeekPattern>().unwrap());
    let arrangements = (0..limits::ARRANGEMENTS).map(|number| {
        let to = number % limits::NEEDS;
        let by = (number * 7 + number / limits::NEEDS * 31) % limits::SOURCES;
        let by = if by == to % members { (by + 1) % limits::SOURCES } else { by };
        let relies_on: &[usize] = if by < members { &[by] } else { &[] };
        gives(number, by, to, &patterns[to % 4], relies_on)
    });
    parts(sources(members, limits::SOURCES), needs.collect(), arrangements.collect())
}

/// Needs one after another, each held up by somebody who leans on the one before, the first on the last.
fn ring(length: usize) -> Snapshot {
    let members = 64;
    let when: WeekPattern = "Mon 10:00-11:00".parse().unwrap();
    let needs = (0..length).map(|number| need(number, number % members, windows("Mon 10:00-11:00")));
    let arrangements = (0..length).map(|number| {
        let before = (number + length - 1) % length;
        gives(number, before % members, number, &when, &[before])
    });
    Snapshot::new(parts(sources(members, members), needs.collect(), arrangements.collect())).unwrap()
}

#[test]
fn everything_at_the_limits_is_answered() {
    let snapshot = Snapshot::new(at_the_limits()).unwrap();
    let report =
        review(&snapshot, None, ReviewQuestion { horizon_min: None, ..ReviewQuestion::default() }).unwrap();
    assert!(!report.given.is_empty() && !report.reciprocal_care.is_empty());
    let support = Support::of(&snapshot);
    // With few left much falls, in rounds, each need once.
    let many = (0..limits::SOURCES).filter(|number| number % 13 != 0).map(source);
    let fall = support.fall(&many.fold(Loss::nothing(), Loss::and)).unwrap();
    assert!(fall.fallen.len() > 100, "{}", fall.fallen.len());
    let all = snapshot.sources().iter().map(|source| source.id).fold(Loss::nothing(), Loss::and);
    assert_eq!(support.fall(&all).unwrap().fallen.len(), limits::NEEDS);
    let breached = support.timeline(&all, CycleMinute::MONDAY, 10_080, &[]).unwrap();
    assert_eq!(breached.breaches().count(), limits::NEEDS);
}

#[test]
fn one_more_than_the_limits_is_refused() {
    let most = |change: &dyn Fn(&mut SnapshotParts)| {
        let mut parts = at_the_limits();
        change(&mut parts);
        let problems = Snapshot::new(parts).unwrap_err();
        problems.iter().map(|it| (String::from(it.place()), it.to_string())).collect::<Vec<_>>()
    };
    let too_many_of =
        |list: &str, what, most| [(String::from(list), format!("expected at most {most} {what}"))];
    let too_many = |what, most| too_many_of(what, what, most);
    assert_eq!(most(&|parts| parts.sources.push(Source::provider(source(999)))), too_many("sources", 256));
    assert_eq!(most(&|parts| parts.needs.push(need(9_999, 0, Vec::new()))), too_many("needs", 2_000));
    let again = |parts: &mut SnapshotParts| {
        parts.arrangements.push(gives(99_999, 64, 0, &WeekPattern::always(), &[]));
    };
    assert_eq!(most(&again), too_many("arrangements", 10_000));
    let person_more = |parts: &mut SnapshotParts| {
        parts.sources.pop();
        parts.sources.push(Source::person(person(limits::SOURCES - 1)));
    };
    assert_eq!(most(&person_more), too_many_of("sources", "people", 64));
}

/// Deep enough for any recursion to overflow the stack of a thread with little of it.
#[test]
fn a_ring_of_two_thousand_needs() {
    let asked = std::thread::Builder::new().stack_size(128 * 1024).spawn(|| {
        let snapshot = ring(limits::NEEDS);
        let support = Support::of(&snapshot);
        let circular = support.circular();
        assert_eq!((circular.rings.len(), circular.leaning.len()), (1, 0));
        assert_eq!(circular.rings[0].needs.len(), limits::NEEDS);
        assert_eq!(circular.rings[0].people.len(), 64);
        let fall = support.fall(&Loss::of(person(0))).unwrap();
        assert_eq!(fall.fallen.len(), limits::NEEDS, "one after another");
        let direct = fall.direct().count();
        assert_eq!(direct, limits::NEEDS.div_ceil(64));
        // Without tolerance all come to harm in one minute, each because of the one before.
        let start = "Mon 09:00".parse().unwrap();
        let timeline = support.timeline(Loss::of(person(0)), start, HORIZON_72_HOURS, &[]).unwrap();
        assert_eq!(timeline.breaches().filter(|(at, _)| *at == 60).count(), limits::NEEDS);
        let report =
            review(&snapshot, None, ReviewQuestion { horizon_min: None, ..ReviewQuestion::default() })
                .unwrap();
        assert_eq!(report.mutual_dependence.len(), 64 * 63 / 2);
    });
    asked.unwrap().join().unwrap();
}

#[test]
fn a_chain_of_two_thousand_falls_in_two_thousand_rounds() {
    let mut parts = ring(limits::NEEDS).into_parts();
    // Somebody from outside begins it.
    parts.sources.push(Source::provider(source(100)));
    parts.arrangements[0].by = source(100);
    parts.arrangements[0].relies_on = Reliance::Stated(Vec::new());
    let snapshot = Snapshot::new(parts).unwrap();
    let support = Support::of(&snapshot);
    assert!(support.circular().rings.is_empty());
    let fall = support.fall(&Loss::of(source(100))).unwrap();
    let rounds: Vec<u32> = fall.fallen.iter().map(|need| need.round).collect();
    assert!(rounds.iter().copied().eq(1..=u32::try_from(limits::NEEDS).unwrap()));
}

#[test]
fn cut_sets_past_the_limit_are_refused() {
    let snapshot = Snapshot::new(at_the_limits()).unwrap();
    let support = Support::of(&snapshot);
    // 256 over 3 alone is 2,763,520; with 4 it is far more than five million.
    let refused = QuestionError::TooManySets { order: 4, sources: 256, most: limits::LOSS_SETS };
    assert_eq!(support.cut_sets(4), Err(refused));
    for order in [5, 128, 255, 256, 257, usize::MAX] {
        let refused = QuestionError::TooManySets { order, sources: 256, most: limits::LOSS_SETS };
        assert_eq!(support.cut_sets(order), Err(refused));
    }
    assert_eq!(support.cut_sets(0).unwrap().household, Vec::<Vec<SourceId>>::new());
    let question = ReviewQuestion { order: 4, horizon_min: None, ..ReviewQuestion::default() };
    assert_eq!(review(&snapshot, None, question), Err(refused));
    // Of few sources any order may be asked, however large.
    let few = ring(4);
    let support = Support::of(&few);
    let all = support.cut_sets(4).unwrap();
    let more = support.cut_sets(1_000).unwrap();
    assert_eq!((all.household, all.needs), (more.household, more.needs));
}

/// On both sides of the limit: 22 sources have 4,194,303 sets, 23 have 8,388,607.
#[test]
fn cut_sets_on_both_sides_of_the_limit() {
    let with = |number: usize| {
        let when: WeekPattern = "Mon 10:00-11:00".parse().unwrap();
        let help = (1..=number).map(|by| gives(by, by, 0, &when, &[]));
        let sources = sources(1, number + 1);
        Snapshot::new(parts(sources, vec![need(0, 0, windows("Mon 10:00-11:00"))], help.collect())).unwrap()
    };
    let snapshot = with(23);
    assert!(matches!(
        Support::of(&snapshot).cut_sets(23),
        Err(QuestionError::TooManySets { sources: 23, .. })
    ));
    let snapshot = with(17);
    let cuts = Support::of(&snapshot).cut_sets(17).unwrap();
    assert_eq!(cuts.household, [(1..=17).map(source).collect::<Vec<_>>()], "all of them or none");
}

/// Help that comes at these minutes, with everything.
/// However large a set is asked for, none holds more than all sources: nothing is set aside for the rest.
#[test]
fn the_largest_order_asks_for_no_more_than_all_sources() {
    let snapshot = ring(4);
    let support = Support::of(&snapshot);
    let all = support.cut_sets(4).unwrap();
    for order in [5, 64, 50_000_000, usize::MAX] {
        let asked = support.cut_sets(order).unwrap();
        assert_eq!((asked.household, asked.needs), (all.household.clone(), all.needs.clone()), "{order}");
    }
}

fn comes(number: usize, snapshot: &Snapshot, from: u32, until: u32) -> TimedHelp {
    TimedHelp {
        id: ArrangementId::new(uuid(8, number)).any(),
        source: SourceId::new(uuid(9, number)),
        from,
        until: Some(until),
        needs: snapshot.needs().iter().map(Need::id).collect(),
        hands: 1,
        skills: Vec::new(),
        takes_in: Vec::new(),
        relies_on: Vec::new(),
    }
}

#[test]
fn a_thousand_timed_helps_and_one_more() {
    let snapshot = ring(64);
    let support = Support::of(&snapshot);
    let (loss, start) = (Loss::of(person(0)), "Mon 10:00".parse().unwrap());
    // Each comes for a minute, the next one a minute later: nobody is ever without.
    let help = |number: usize| -> Vec<TimedHelp> {
        let one = |number| {
            let from = u32::try_from(number % 60).unwrap();
            comes(number, &snapshot, from, from + 1)
        };
        (0..number).map(one).collect()
    };
    let asked = |help: &[TimedHelp]| support.timeline(&loss, start, 60, help);
    assert_eq!(asked(&help(limits::TIMED_HELPS)).unwrap().events, []);
    assert_eq!(asked(&help(limits::TIMED_HELPS + 1)), Err(QuestionError::TooManyHelps));
    let one_goes_missing: Vec<TimedHelp> =
        help(limits::TIMED_HELPS).into_iter().filter(|help| help.from != 30).collect();
    let breached = asked(&one_goes_missing).unwrap();
    assert_eq!(breached.breaches().count(), 64, "the ring goes down in that minute");
    assert!(breached.breaches().all(|(at, _)| at == 30));
}

#[test]
fn losses_that_begin_and_end_are_bounded_and_make_sense() {
    let snapshot = ring(4);
    let support = Support::of(&snapshot);
    let lost = |from, until| TimedLoss { source: person(1).into(), how: LostHow::Unable, from, until };
    // As many as there may be, none of them touching another.
    let most = u32::try_from(limits::TIMED_LOSSES).unwrap();
    let list = |number: u32| (0..number).map(|at| lost(at * 3, Some(at * 3 + 2))).collect::<Vec<_>>();
    let losses = Losses::new(list(most)).unwrap();
    assert_eq!(losses.list().len(), limits::TIMED_LOSSES);
    assert!(support.timeline(&losses, CycleMinute::MONDAY, HORIZON_72_HOURS, &[]).is_ok());
    assert_eq!(Losses::new(list(most + 1)), Err(QuestionError::TooManyLosses));
    // The first begins in minute 0; whoever is lost is back later.
    assert_eq!(Losses::new(vec![lost(1, None)]), Err(QuestionError::FirstLoss));
    assert_eq!(Losses::new(vec![]), Ok(Losses::nothing()));
    assert_eq!(Losses::new(vec![lost(0, Some(0))]), Err(QuestionError::LossEnds(person(1).into())));
    assert!(Losses::new(vec![lost(0, Some(1))]).is_ok());
    let died = TimedLoss { how: LostHow::Died, ..lost(0, Some(5)) };
    assert_eq!(Losses::new(vec![died]), Err(QuestionError::BackFromTheDead(person(1).into())));
    // Those of one source in one way that overlap or touch are one; at once they are a loss as any other.
    let one = Losses::new(vec![lost(5, Some(9)), lost(0, Some(5)), lost(2, Some(3))]).unwrap();
    assert_eq!(one.list(), [lost(0, Some(9))]);
    assert_eq!(
        Losses::new(vec![lost(0, Some(5)), lost(3, None)]).unwrap(),
        Losses::from(Loss::of(person(1)))
    );
    let away = |from, until| TimedLoss { how: LostHow::Away, ..lost(from, until) };
    let at_once = |list: &[TimedLoss]| Losses::new(list.to_vec()).unwrap().at_once();
    assert_eq!(at_once(&[away(0, None)]), Loss::away(person(1)));
    assert_eq!(at_once(&[away(0, Some(100))]), Loss::of(person(1)));
    assert_eq!(at_once(&[lost(0, None), away(1, None)]), Loss::of(person(1)));
    let dies = |from| TimedLoss { how: LostHow::Died, ..lost(from, None) };
    assert_eq!(at_once(&[away(0, Some(100)), dies(100)]), Loss::away(person(1)));
    assert_eq!(at_once(&[away(0, Some(100)), dies(101)]), Loss::of(person(1)));
    // Whom the week does not know.
    let stranger = PersonId::new(Uuid::from_u128(0x9999_0000_0000_4000_8000_0000_0000_0099));
    let asked = |loss| support.timeline(Losses::new(vec![loss]).unwrap(), CycleMinute::MONDAY, 60, &[]);
    let strange = |how| TimedLoss { source: stranger.into(), how, from: 0, until: Some(5) };
    assert_eq!(asked(strange(LostHow::Unable)), Err(QuestionError::UnknownSource(stranger.into())));
    assert_eq!(asked(strange(LostHow::Away)), Err(QuestionError::NotAMember(stranger)));
}

#[test]
fn everybody_is_taken_in_a_thousand_times() {
    let snapshot = ring(64);
    let support = Support::of(&snapshot);
    let members: Vec<PersonId> = snapshot.members().collect();
    let help: Vec<TimedHelp> = (0..1_000)
        .map(|number| {
            let from = u32::try_from(number).unwrap() * 4;
            let takes_in = members.clone();
            TimedHelp { takes_in, needs: Vec::new(), ..comes(number, &snapshot, from, from + 2) }
        })
        .collect();
    let start = "Mon 09:59".parse().unwrap();
    let timeline = support.timeline(Loss::nothing(), start, HORIZON_72_HOURS, &help).unwrap();
    assert_eq!(timeline.events, [], "everybody is taken in and let go together");
    let timeline = support.timeline(Loss::of(person(0)), start, HORIZON_72_HOURS, &help).unwrap();
    // At 10:01 the first two minutes are over, and nobody is taken in.
    assert_eq!(timeline.breaches().count(), 64);
    assert!(timeline.breaches().all(|(at, _)| at == 2));
}

#[test]
fn help_that_says_everything_twice_counts_once() {
    let snapshot = ring(8);
    let support = Support::of(&snapshot);
    let once = TimedHelp { relies_on: vec![need_id(3)], ..comes(1, &snapshot, 5, 40) };
    let mut often = once.clone();
    often.needs = once.needs.repeat(1_000);
    often.relies_on = once.relies_on.repeat(1_000);
    let start = "Mon 10:00".parse().unwrap();
    let asked =
        |help: &TimedHelp| support.timeline(Loss::of(person(0)), start, 120, std::slice::from_ref(help));
    assert_eq!(asked(&once), asked(&often));
    assert!(asked(&once).unwrap().events.iter().any(|event| event.kind == EventKind::Stopped));
    // Taken in twice at once is taken in once, from the first minute to the last.
    let stay = |number, from, until| TimedHelp {
        takes_in: vec![person(1)],
        needs: Vec::new(),
        ..comes(number, &snapshot, from, until)
    };
    let asked = |help: &[TimedHelp]| support.timeline(Loss::nothing(), start, 120, help).unwrap().events;
    let whole = asked(&[stay(1, 5, 50)]);
    assert_eq!(asked(&[stay(1, 5, 30), stay(2, 30, 50)]), whole, "one after the other");
    assert_eq!(asked(&[stay(1, 20, 50), stay(2, 5, 45)]), whole, "overlapping");
    assert_eq!(asked(&[stay(1, 5, 50), stay(2, 10, 20)]), whole, "one within the other");
    assert_ne!(asked(&[stay(1, 5, 30), stay(2, 31, 50)]), whole, "a minute at home in between");
}

/// More arrangements for one need than one word of the engine has bits: the same as the reference says.
#[test]
fn many_arrangements_for_one_need_are_as_the_reference_says() {
    for seed in 0..6 {
        let mut dice = Dice::new(seed, 77);
        let people = 3;
        let providers = dice.between(20, 60) as usize;
        let hands_of_many = seed % 3 == 2;
        let window = WeekSpan::new(WeekMinute::new(9_960).unwrap(), 240).unwrap();
        let owed = u16::try_from(dice.pick(&[240, 200, 120])).unwrap();
        let helpers = u8::try_from(dice.pick(&[1, 1, 2, 3])).unwrap();
        let needs: Vec<Need> = (0..people)
            .map(|of| need(of, of, vec![Window::doing(window, owed).unwrap()]).with_helpers(helpers).unwrap())
            .collect();
        let number = dice.between(100, 200) as usize;
        let arrangements = (0..number).map(|number| {
            let to = usize::from(number % 10 == 0);
            let member = dice.percent(20);
            let by =
                if member { 1 - to } else { people + dice.below(u32::try_from(providers).unwrap()) as usize };
            let start = WeekMinute::new(9_960).unwrap().plus(10_080 - 30 + dice.below(240));
            let when = WeekSpan::new(start, u16::try_from(dice.between(5, 90)).unwrap()).unwrap().into();
            let mut help = gives(number, by, to, &when, if member { &[2] } else { &[] });
            if member {
                help.relies_on = Reliance::Stated(vec![need_id(by)]);
            }
            if hands_of_many {
                help.hands = u8::try_from(dice.between(1, 3)).unwrap();
            }
            help
        });
        let snapshot =
            Snapshot::new(parts(sources(people, people + providers), needs, arrangements.collect())).unwrap();
        let (house, support) = (House::of(&snapshot), Support::of(&snapshot));
        let clock = Clock::new(&house);
        for _ in 0..12 {
            let sources: Vec<SourceId> = snapshot.sources().iter().map(|source| source.id).collect();
            let lost: BTreeSet<SourceId> =
                dice.some(&sources, dice.clone().pick(&[0, 5, 30, 70])).into_iter().collect();
            let loss = lost.iter().fold(Loss::nothing(), |loss, source| loss.and(*source));
            let stands: BTreeSet<NeedId> = support.stands(&loss).unwrap().into_iter().collect();
            assert_eq!(stands, reference::stands(&house, &lost, View::ALL), "seed {seed}");
            let grounded: BTreeSet<NeedId> = support.grounded(&loss).unwrap().into_iter().collect();
            assert_eq!(grounded, reference::grounded(&house, &lost, View::ALL), "seed {seed}");
            let question =
                Question { horizon: 600, ..Question::new(lost, WeekMinute::new(9_900).unwrap().into()) };
            let ours = support.timeline(&loss, question.start, 600, &[]).unwrap();
            let theirs = clock.run(&question);
            let events = theirs.events.iter().map(|event| (event.minute, event.id));
            assert!(ours.events.iter().map(|event| (event.at, event.id)).eq(events), "seed {seed}");
        }
        for source in snapshot.sources().iter().take(8) {
            let theirs = reference::mend(&house, source.id, View::ALL);
            let ours = support.mend(source.id).unwrap();
            assert_eq!(ours.needs.len(), theirs.len(), "seed {seed}");
            assert_eq!(ours.minutes.total, reference::mend_total(&house, &theirs).minutes, "seed {seed}");
        }
    }
}

/// Ten thousand arrangements for one need, no two at the same times; and a week in pieces of a minute.
#[test]
fn a_week_in_as_many_pieces_as_there_can_be() {
    let one = |helpers| {
        let window = Window::doing("always from Thu 03:07".parse().unwrap(), 10_000).unwrap();
        let need = need(0, 0, vec![window]).with_helpers(helpers).unwrap();
        let arrangements = (0..limits::ARRANGEMENTS).map(|number| {
            let start = WeekMinute::new(u16::try_from(number).unwrap()).unwrap();
            gives(number, 1 + number % 255, 0, &WeekSpan::new(start, 200).unwrap().into(), &[])
        });
        parts(sources(1, limits::SOURCES), vec![need], arrangements.collect())
    };
    for helpers in [1, 16] {
        let snapshot = Snapshot::new(one(helpers)).unwrap();
        let support = Support::of(&snapshot);
        assert_eq!(support.gaps(), []);
        if helpers == 1 {
            assert_eq!(support.single_points_of_failure(), []);
        }
        let all = (1..limits::SOURCES).map(source).fold(Loss::nothing(), Loss::and);
        assert_eq!(support.fall(&all).unwrap().fallen[0].gone.len(), limits::ARRANGEMENTS);
    }
    let fringe = (0..5_040).map(|number| WeekSpan::new(WeekMinute::new(number * 2).unwrap(), 1).unwrap());
    let fringe = WeekPattern::from_spans(fringe);
    let quarters = (0..672).map(|quarter| {
        let span = WeekSpan::new(WeekMinute::new(quarter * 15).unwrap(), 15).unwrap();
        Window::doing(span, if quarter % 2 == 0 { 8 } else { 7 }).unwrap()
    });
    let need = need(0, 0, quarters.collect());
    let snapshot =
        Snapshot::new(parts(sources(1, 2), vec![need], vec![gives(0, 1, 0, &fringe, &[])])).unwrap();
    let support = Support::of(&snapshot);
    assert_eq!(
        support.gaps(),
        [],
        "eight even minutes in a quarter that starts even, seven in one that starts odd"
    );
    let mend = support.mend(source(1)).unwrap();
    assert_eq!((mend.minutes.total, mend.needs[0].windows.len()), (5_040, 672));
}
