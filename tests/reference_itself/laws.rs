//! Laws that follow from the definitions, on random households.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{ArrangementId, NeedId, SourceId, WeekPattern};
use mutual_care::need::{
    Arrangement, Availability, DoneThough, Need, Reliance, Snapshot, SnapshotParts, Source, TimedHelp, Window,
};
use uuid::Uuid;

use super::generator::{self, Dice};
use super::reference::{self, Clock, House, Kind, Known, Lost, Question, Though, View};

/// Each random household once, with dice of its own.
pub(super) fn households(purpose: u64) -> impl Iterator<Item = (u64, Snapshot, House, Dice)> {
    (0..150).map(move |seed| of_seed(seed, purpose))
}

fn of_seed(seed: u64, purpose: u64) -> (u64, Snapshot, House, Dice) {
    let parts = reference::assume(generator::any_household(seed));
    let snapshot = Snapshot::new(parts.clone()).unwrap();
    (seed, snapshot, House::from_parts(parts), Dice::new(seed, purpose))
}

/// So many of them, and so many with what real weeks bring.
pub(super) fn with_real_weeks(
    purpose: u64,
    plain: u64,
    real: u64,
) -> impl Iterator<Item = (u64, Snapshot, House, Dice)> {
    let seeds = (0..plain).chain((0..real).map(|seed| generator::REAL + seed * 5));
    seeds.map(move |seed| of_seed(seed, purpose))
}

pub(super) fn some_lost(dice: &mut Dice, house: &House) -> Lost {
    let sources: Vec<SourceId> = house.source_ids().into_iter().collect();
    (0..dice.below(4)).map(|_| dice.pick(&sources)).collect()
}

const VIEWS: [View; 3] = [View::ALL, View::CONFIRMED, View::WITHOUT_ASSUMED];

#[test]
fn both_minds_agree_on_what_counts_and_what_is_assumed() {
    for (seed, snapshot, house, _) in households(0) {
        for arrangement in snapshot.arrangements() {
            assert_eq!(reference::counts(arrangement, snapshot.on()), arrangement.counts(snapshot.on()));
            let same = match reference::known(arrangement) {
                Known::No => Availability::No,
                Known::WithSupport => Availability::WithSupport,
                Known::Yes => Availability::Yes,
                Known::NotConfirmed => Availability::NotConfirmed,
            };
            assert_eq!(same, arrangement.availability());
            assert_eq!(reference::supporting(arrangement), arrangement.supported_by());
            let though = reference::done(arrangement, snapshot.on());
            let same = arrangement.done_though(snapshot.on()).map(|though| match though {
                DoneThough::NotWilling => Though::NotWilling,
                DoneThough::NotAble => Though::NotAble,
            });
            assert_eq!(though, same);
            assert_eq!(reference::is_load(arrangement, snapshot.on()), arrangement.is_given(snapshot.on()));
            let (asked, assumed) = (reference::is_asked(arrangement), reference::is_assumed(arrangement));
            let done = arrangement.done();
            assert_eq!(asked, done.is_some_and(|done| done.is_a_question));
            assert_eq!(assumed, done.is_some_and(|done| done.is_assumed));
        }
        let said = |arrangements: &[Arrangement]| -> BTreeMap<ArrangementId, (bool, BTreeSet<NeedId>)> {
            let what = |relies_on: &Reliance| {
                (relies_on.is_assumed(), relies_on.needs().iter().copied().collect::<BTreeSet<_>>())
            };
            assert!(arrangements.iter().all(|a| a.relies_on != Reliance::NotSaid), "seed {seed}");
            arrangements.iter().map(|a| (a.id, what(&a.relies_on))).collect()
        };
        let assumed = reference::assume(generator::household(seed));
        assert_eq!(said(&assumed.arrangements), said(&house.arrangements), "seed {seed}");
        let gaps_before = reference::gaps(&House::from_parts(generator::household(seed)), View::ALL);
        assert_eq!(reference::gaps(&house, View::ALL), gaps_before, "an assumption never makes a gap");
    }
}

#[test]
fn losing_more_never_makes_more_stand() {
    for (seed, _, house, mut dice) in with_real_weeks(11, 150, 48) {
        let less = some_lost(&mut dice, &house);
        let more = &less | &some_lost(&mut dice, &house);
        for view in VIEWS {
            let stands = reference::stands(&house, &less, view);
            assert!(reference::grounded(&house, &less, view).is_subset(&stands), "seed {seed}");
            assert!(reference::stands(&house, &more, view).is_subset(&stands), "seed {seed}");
            assert_eq!(house.met(&less, &stands, view), stands, "a fixed point");
        }
        let stands = reference::stands(&house, &less, View::ALL);
        assert!(reference::stands(&house, &less, View::CONFIRMED).is_subset(&stands), "seed {seed}");
        assert!(stands.is_subset(&reference::stands(&house, &less, View::WITHOUT_ASSUMED)), "seed {seed}");
    }
}

#[test]
fn direct_loss_and_cascade_are_all_that_fell() {
    for (seed, _, house, mut dice) in with_real_weeks(12, 150, 48) {
        let lost = some_lost(&mut dice, &house);
        let fall = reference::fall(&house, &lost, &BTreeSet::new(), View::ALL);
        let today = reference::stands_now(&house, View::ALL);
        assert_eq!(fall.all(), &today - &reference::stands(&house, &lost, View::ALL), "seed {seed}");
        assert_eq!(fall.direct(), &today - &house.met(&lost, &today, View::ALL), "seed {seed}");
        assert_eq!(fall.all().len(), fall.rounds.iter().map(BTreeSet::len).sum::<usize>(), "each once");
        assert!(fall.rounds.iter().all(|round| !round.is_empty()), "seed {seed}");
        for (need, why) in &fall.why {
            assert!(fall.rounds[why.round].contains(need) && !why.short.is_empty(), "seed {seed}");
            assert!(why.short.iter().all(|(window, by)| why.short_in_the_end[window] >= *by), "seed {seed}");
            // Whatever fell in this round or later is no reason for it.
            let before: BTreeSet<NeedId> = fall.rounds[..why.round].iter().flatten().copied().collect();
            assert!(why.there.values().all(|gone| gone.fallen.is_subset(&before)), "seed {seed}");
            let gone = why.there.values().any(|gone| gone.is_gone() && gone.unmet.is_empty());
            assert!(gone, "seed {seed}: something that was able before is gone");
        }
        let members = reference::members(&house);
        let away = members.iter().copied().filter(|person| lost.contains(&(*person).into())).collect();
        let of_others: BTreeSet<NeedId> =
            fall.all().into_iter().filter(|need| !members_of(&away, &house, *need)).collect();
        assert_eq!(reference::fall(&house, &lost, &away, View::ALL).all(), of_others, "seed {seed}");
    }
}

fn members_of(people: &BTreeSet<mutual_care::base::PersonId>, house: &House, need: NeedId) -> bool {
    people.contains(&house.need(need).person())
}

#[test]
fn circular_needs_are_on_rings_or_lean_on_them() {
    for (seed, _, house, _) in with_real_weeks(13, 150, 48) {
        let found = reference::rings(&house, View::ALL);
        let circular = reference::circular(&house, View::ALL);
        assert_eq!(circular.is_empty(), found.rings.is_empty(), "seed {seed}");
        let on_rings = found.rings.iter().flat_map(|ring| ring.needs.iter().copied());
        let all: Vec<NeedId> = on_rings.chain(found.leaning.keys().copied()).collect();
        assert_eq!(all.len(), circular.len(), "seed {seed}: each once");
        assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), circular, "seed {seed}");
        assert!(found.leaning.values().all(|rings| !rings.is_empty()), "seed {seed}");
        assert!(
            found.rings.iter().all(|ring| ring.people.len() >= 2),
            "seed {seed}: nobody helps themselves"
        );
        assert!(found.rings.is_sorted_by_key(reference::Ring::name), "seed {seed}");
    }
}

#[test]
fn cut_sets_are_minimal_and_complete() {
    for (seed, _, house, _) in with_real_weeks(14, 150, 24).step_by(2) {
        let cuts = reference::minimal_cuts(&house, 2, View::ALL);
        let today = reference::stands_now(&house, View::ALL);
        assert_eq!(cuts.by_need.keys().copied().collect::<BTreeSet<_>>(), today, "seed {seed}");
        for lost in reference::subsets(&house.source_ids(), 2) {
            let fell = &today - &reference::stands(&house, &lost, View::ALL);
            let contains_one_of = |cuts: &[Lost]| cuts.iter().any(|cut| cut.is_subset(&lost));
            let critical = fell.iter().any(|need| house.need(*need).is_critical());
            assert_eq!(contains_one_of(&cuts.household), critical, "seed {seed}");
            for (need, cuts) in &cuts.by_need {
                assert_eq!(contains_one_of(cuts), fell.contains(need), "seed {seed}");
                let inside = |cut: &Lost| cuts.iter().any(|other| other != cut && other.is_subset(cut));
                assert!(!cuts.iter().any(inside), "seed {seed}");
            }
        }
    }
}

/// A source that is in no household.
pub(super) fn newcomer() -> Source {
    Source::provider(SourceId::new(Uuid::from_u128(7 << 96)))
}

pub(super) fn new_arrangement(number: u128, need: NeedId, when: WeekPattern) -> Arrangement {
    let id = ArrangementId::new(Uuid::from_u128((7 << 96) | number));
    Arrangement::new(id, newcomer().id, need, when)
}

#[test]
fn more_help_never_loses_a_need_and_never_harms() {
    for (seed, snapshot, house, mut dice) in with_real_weeks(16, 60, 20) {
        if house.needs.is_empty() {
            continue;
        }
        let need = dice.pick(&house.needs.iter().map(Need::id).collect::<Vec<_>>());
        let when = WeekPattern::from_spans(house.need(need).windows().iter().map(|window| window.span()));
        let more = House::of(&snapshot.with([newcomer()], [new_arrangement(1, need, when)]).unwrap());
        assert_eq!(more.weeks, house.weeks, "seed {seed}");
        for _ in 0..4 {
            let lost = some_lost(&mut dice, &house);
            for view in VIEWS {
                let before = reference::stands(&house, &lost, view);
                assert!(before.is_subset(&reference::stands(&more, &lost, view)), "seed {seed}");
                let before = reference::grounded(&house, &lost, view);
                assert!(before.is_subset(&reference::grounded(&more, &lost, view)), "seed {seed}");
            }
        }
        let question = Question { help: Vec::new(), ..generator::question(seed, &snapshot) };
        never_worse(&Clock::new(&more).run(&question), &Clock::new(&house).run(&question), seed);
        let helper = TimedHelp {
            id: newcomer().id.any(),
            source: newcomer().id,
            from: dice.below(600),
            until: dice.percent(50).then_some(700),
            needs: vec![need],
            hands: 2,
            skills: Vec::new(),
            takes_in: Vec::new(),
            relies_on: Vec::new(),
        };
        let with_it = Question { help: vec![helper], ..question.clone() };
        let clock = Clock::new(&house);
        never_worse(&clock.run(&with_it), &clock.run(&question), seed);
    }
}

/// No breach more, none earlier.
fn never_worse(better: &reference::Timeline, worse: &reference::Timeline, seed: u64) {
    let (better, worse) = (better.breaches(), worse.breaches());
    for (need, minute) in better {
        assert!(worse.get(&need).is_some_and(|earlier| *earlier <= minute), "seed {seed}");
    }
}

#[test]
fn timelines_agree_with_what_stands() {
    for (seed, snapshot, house, _) in with_real_weeks(17, 60, 20) {
        let clock = Clock::new(&house);
        let mut question = generator::question(seed, &snapshot);
        for help in &mut question.help {
            help.takes_in.clear();
        }
        let unable = Question { away: BTreeSet::new(), ..question.clone() };
        let lost = question.lost.clone();
        let away: BTreeSet<_> = reference::members(&house)
            .into_iter()
            .filter(|person| lost.contains(&(*person).into()))
            .collect();
        let gone = clock.run(&Question { away, ..question });
        let still_there = clock.run(&unable);
        never_worse(&gone, &still_there, seed);
        let opened = |timeline: &reference::Timeline| -> BTreeSet<NeedId> {
            let opened = timeline.events.iter().filter(|event| event.kind == Kind::Opened);
            opened.map(|event| event.id.typed().unwrap()).collect()
        };
        let stands = reference::stands(&house, &lost, View::ALL);
        assert!(opened(&still_there).is_disjoint(&stands), "seed {seed}: what stands never opens");
        assert!(still_there.events.is_sorted(), "seed {seed}");
        let as_it_runs = Question { horizon: house.cycle(), ..Question::new([], unable.start) };
        let gaps = reference::gaps(&house, View::ALL);
        assert_eq!(opened(&clock.run(&as_it_runs)), gaps, "seed {seed}: with nothing lost exactly the gaps");
    }
}

/// Splits each window that is owed whole, and longer than a minute, in two.
fn split(parts: SnapshotParts, dice: &mut Dice) -> SnapshotParts {
    let mut needs = Vec::new();
    for need in parts.needs {
        let mut windows = Vec::new();
        for window in need.windows() {
            let (span, minutes) = (window.span(), window.span().minutes());
            if window.is_being_there() && minutes > 1 {
                let first = u16::try_from(dice.between(1, u32::from(minutes) - 1)).unwrap();
                let start = span.start();
                let part = |start, minutes| mutual_care::base::WeekSpan::new(start, minutes).unwrap();
                windows.push(Window::being_there(part(start, first)));
                windows.push(Window::being_there(part(start.plus(u32::from(first)), minutes - first)));
            } else {
                windows.push(*window);
            }
        }
        needs.push(need.with_windows(windows).unwrap());
    }
    SnapshotParts { needs, ..parts }
}

#[test]
fn splitting_a_window_owed_whole_changes_nothing() {
    for (seed, snapshot, house, mut dice) in households(18).take(60) {
        let other = House::of(&Snapshot::new(split(snapshot.clone().into_parts(), &mut dice)).unwrap());
        let lost = some_lost(&mut dice, &house);
        for view in VIEWS {
            assert_eq!(reference::rings(&house, view), reference::rings(&other, view), "seed {seed}");
            let rounds = |house| reference::fall(house, &lost, &BTreeSet::new(), view).rounds;
            assert_eq!(rounds(&house), rounds(&other), "seed {seed}");
        }
        let question = generator::question(seed, &snapshot);
        assert_eq!(Clock::new(&house).run(&question), Clock::new(&other).run(&question), "seed {seed}");
        for source in house.source_ids() {
            for member in reference::members(&house) {
                let measure = |house| reference::measure(house, source, member);
                assert_eq!(measure(&house), measure(&other), "seed {seed}");
            }
        }
    }
}
