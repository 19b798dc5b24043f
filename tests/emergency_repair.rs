//! Repairs of random emergency plans against every set of the options, each proven by itself; stories of random plans.
//!
//! `MUTUAL_CARE_PLANS=500 cargo test --release --test emergency_repair` tries more plans than `cargo test`.

mod generator;
mod reference;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use generator::{Dice, Emergency, Size, emergency};
use mutual_care::base::{AlarmId, ArrangementId, Id, Labels, NeedId, Reader, SourceId, Told, WeekPattern};
use mutual_care::emergency::{
    Agreed, Alarm, Because, Change, ChapterIs, ForLoss, NightQuestion, ProofAnswer, Proven, Repair,
    RepairOption, Responder, ResponderKind, SETS_LISTED, SetsTried, Story, Tells, Then, Way, night, prove,
    repair, with_changes,
};
use mutual_care::need::{Arrangement, Source};
use mutual_care::support::{EventKind, ReviewQuestion, TimelineEvent, Words, review};
use uuid::Uuid;

const MANY: usize = 4_096;

/// Up to five options for a plan, of every kind that it has use for.
fn options(made: &Emergency, dice: &mut Dice) -> Vec<RepairOption> {
    let id = |number: u128| Uuid::from_u128((10 << 96) | number);
    let mut changes = Vec::new();
    let new = Responder {
        covers: made.snapshot.needs().iter().map(mutual_care::need::Need::id).collect(),
        hands: 2,
        agreed: dice.pick(&[Told::default(), Told::Known(Agreed::On(made.snapshot.on()))]),
        answers_min: dice.below(20),
        ..Responder::new(
            Id::new(id(1)),
            Id::<mutual_care::base::kinds::Source>::new(id(2)),
            ResponderKind::Service,
        )
    };
    for responder in made.plan.responders() {
        let responder = responder.id;
        changes.push(match dice.below(6) {
            0 => Change::AnswersWithin { responder, minutes: dice.below(5) },
            1 => Change::ArrivesWithin { responder, minutes: dice.below(5) },
            2 => Change::ReachableAlso { responder, when: WeekPattern::always() },
            3 => Change::StaysFor { responder, minutes: dice.pick(&[None, Some(200)]) },
            _ => Change::Agrees { responder, on: made.snapshot.on() },
        });
        let source = made.plan.responders().iter().find(|one| one.id == responder).map(|one| one.source);
        let of_others = |need: &&mutual_care::need::Need| Some(SourceId::from(need.person())) != source;
        if let Some(first) = made.snapshot.needs().iter().find(of_others) {
            changes.push(Change::AlsoCovers { responder, need: first.id() });
        }
    }
    let alarm = Alarm {
        id: AlarmId::new(id(3)),
        way: Way::Device { device: None },
        for_loss: ForLoss::any(),
        when: WeekPattern::always(),
        takes_min: dice.below(30),
        period: mutual_care::base::Period::ALWAYS,
    };
    changes.push(Change::NewAlarm(Box::new(alarm)));
    changes.push(Change::Agrees { responder: new.id, on: made.snapshot.on() });
    changes.push(Change::NewResponder { responder: Box::new(new), place: dice.pick(&[None, Some(0)]) });
    if let [.., last] = made.snapshot.needs() {
        let by = Source::provider(Id::new(id(4)));
        let visit = Arrangement::new(ArrangementId::new(id(5)), by.id, last.id(), WeekPattern::always());
        changes.push(Change::NewArrangement { arrangement: Box::new(visit), by: Some(by) });
    }
    let brings = |change: &Change| matches!(change, Change::NewResponder { .. });
    let mut chosen: Vec<Change> = dice.shuffled(changes).into_iter().take(4).collect();
    // Whoever would agree has to be there to be asked.
    let stranger = |change: &Change| change.responder() == Some(Id::new(id(1)));
    if !chosen.iter().any(brings) {
        chosen.retain(|change| !stranger(change));
    }
    let priced = |change| RepairOption {
        cost_pence: dice.pick(&[None, Some(100), Some(100), Some(250)]),
        ..RepairOption::new(change)
    };
    chosen.into_iter().map(priced).collect()
}

/// What comes of every set, by itself: none if it does not fit together.
fn every_set(made: &Emergency, options: &[RepairOption]) -> BTreeMap<Vec<usize>, Option<Proven>> {
    let sets = 0..1_usize << options.len();
    let set = |bits: usize| (0..options.len()).filter(|place| bits >> place & 1 == 1).collect::<Vec<usize>>();
    sets.map(set)
        .map(|set| {
            let changes = set.iter().map(|place| &options[*place].change);
            let changed = with_changes(&made.snapshot, &made.plan, changes).ok();
            let proven = changed.map(|(week, plan)| prove(&week, &plan, &made.question).unwrap());
            (set, proven)
        })
        .collect()
}

fn cost(set: &[usize], options: &[RepairOption]) -> Option<u64> {
    set.iter().map(|place| options[*place].cost_pence).sum()
}

/// Every set, in the order in which they are to be told of: number, cost, then the options.
fn in_order<'s>(
    sets: &'s BTreeMap<Vec<usize>, Option<Proven>>,
    options: &[RepairOption],
) -> Vec<(&'s Vec<usize>, &'s Proven)> {
    let mut all: Vec<_> = sets.iter().filter_map(|(set, proven)| Some((set, proven.as_ref()?))).collect();
    all.sort_by_key(|(set, _)| {
        let cost = cost(set, options);
        (set.len(), cost.is_none(), cost, (*set).clone())
    });
    all
}

fn compare(made: &Emergency, options: &[RepairOption], found: &Repair) {
    let sets = every_set(made, options);
    let wanted = made.question.level.number();
    let ordered = in_order(&sets, options);
    assert_eq!(Some(&found.as_it_is), sets[&vec![]].as_ref());
    let size = ordered.iter().find(|(_, proven)| proven.strength() >= wanted).map(|(set, _)| set.len());
    let reach: Vec<_> = ordered
        .iter()
        .filter(|(set, proven)| Some(set.len()) == size && proven.strength() >= wanted)
        .collect();
    assert_eq!(found.smallest.len() + found.more, reach.len());
    for (ours, (set, proven)) in found.smallest.iter().zip(&reach) {
        assert_eq!((&ours.options, &ours.proven, ours.cost_pence), (*set, *proven, cost(set, options)));
        // Each option is needed, and what is said to happen without it happens.
        let left_out: Vec<usize> = ours.without.iter().map(|without| without.option).collect();
        assert_eq!(left_out, ours.options);
        for without in &ours.without {
            let rest: Vec<usize> = set.iter().copied().filter(|place| *place != without.option).collect();
            match (&without.then, &sets[&rest]) {
                (Then::DoesNotFit, None) => {}
                (Then::Fails(told), Some(proven)) => {
                    assert!(proven.strength() < wanted);
                    assert_eq!(Some(told.as_ref()), proven.counterexample());
                }
                (Then::NotYet(not_yet), Some(proven)) => {
                    assert_eq!(proven.answer, ProofAnswer::NotYet(not_yet.clone()));
                }
                (then, proven) => panic!("{then:?}, and the rest: {proven:?}"),
            }
        }
    }
    let tried = sets.keys().filter(|set| size.is_none_or(|size| set.len() <= size)).count();
    assert_eq!(found.tried, SetsTried::All { sets: tried });
    let strongest = ordered.iter().enumerate().min_by_key(|(place, (_, proven))| {
        (Reverse(proven.strength()), matches!(proven.answer, ProofAnswer::NotYet(_)), *place)
    });
    let strongest = strongest.filter(|_| size.is_none()).map(|(_, (set, proven))| (*set, *proven));
    assert_eq!(found.strongest.as_ref().map(|best| (&best.options, &best.proven)), strongest);
}

fn plans(few: u64) -> impl Iterator<Item = (u64, Emergency, Dice)> {
    let many = std::env::var("MUTUAL_CARE_PLANS").map_or(few, |number| number.parse().expect("a number"));
    (0..many).map(|seed| {
        let mut made = emergency(seed, Size::Small);
        made.question.horizon_min = made.question.horizon_min.min(120);
        (seed, made, Dice::new(seed, 300))
    })
}

#[test]
fn the_smallest_sets_are_those_of_all_sets() {
    let (mut mended, mut not_mended, mut of_two) = (0, 0, 0);
    for (seed, made, mut dice) in plans(80) {
        let options = options(&made, &mut dice);
        let found = repair(&made.snapshot, &made.plan, &made.question, &options, MANY);
        let found = found.unwrap_or_else(|wrong| {
            for option in &options {
                eprintln!("{:?}", with_changes(&made.snapshot, &made.plan, [&option.change]).err());
            }
            panic!("plan {seed}: {wrong}")
        });
        compare(&made, &options, &found);
        filled(&found.in_words(Reader::Family, &options, &made.plan, &made.snapshot, &Nobody));
        mended += usize::from(found.smallest.first().is_some_and(|set| !set.options.is_empty()));
        of_two += usize::from(found.smallest.first().is_some_and(|set| set.options.len() > 1));
        not_mended += usize::from(found.strongest.is_some());
    }
    assert!(
        mended > 0 && not_mended > 0,
        "{mended} mended, {of_two} of them by two or more, {not_mended} not"
    );
}

#[test]
fn what_the_bound_leaves_out_is_said() {
    let mut cut = 0;
    for (_, made, mut dice) in plans(10) {
        let options = options(&made, &mut dice);
        let whole = repair(&made.snapshot, &made.plan, &made.question, &options, MANY).unwrap();
        let SetsTried::All { sets } = whole.tried else { panic!("{:?}", whole.tried) };
        // Just enough is enough.
        assert_eq!(repair(&made.snapshot, &made.plan, &made.question, &options, sets).as_ref(), Ok(&whole));
        let Some(fewer) = sets.checked_sub(1).filter(|fewer| *fewer > 0) else { continue };
        let short = repair(&made.snapshot, &made.plan, &made.question, &options, fewer).unwrap();
        let SetsTried::NotAllTried { sets: tried, complete_up_to } = short.tried else {
            panic!("{:?}", short.tried)
        };
        assert_eq!(tried, fewer);
        let size = whole.smallest.first().map_or(options.len(), |set| set.options.len());
        assert_eq!(complete_up_to, size - 1);
        // All that it lists is right, and only the last set can be missing.
        assert!(short.smallest.iter().all(|set| whole.smallest.contains(set)));
        assert!(whole.more > 0 || short.smallest.len() + 1 >= whole.smallest.len());
        assert!(short.smallest.len() <= SETS_LISTED);
        cut += 1;
    }
    assert!(cut > 0);
}

struct Nobody;

impl Labels for Nobody {
    fn source(&self, id: SourceId) -> Option<&str> {
        id.uuid().as_u128().is_multiple_of(2).then_some("Ada")
    }

    fn need(&self, id: NeedId) -> Option<&str> {
        id.uuid().as_u128().is_multiple_of(2).then_some("Her tablets")
    }
}

/// No slot of a sentence is left, and no space where nothing stood in one.
fn filled(text: &str) {
    assert!(!text.contains(['{', '}']), "{text}");
    assert!(text.lines().all(|line| !line.trim_start().contains("  ")), "{text}");
}

/// Whole sentences, in lines of at most 100 characters, but for words that are longer.
fn whole(text: &str) {
    filled(text);
    let mut sentences: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| line.starts_with(' ')) {
        assert!(line.chars().count() <= 100 || line.trim_start().split(' ').count() == 1, "{line}");
        assert_eq!(line.trim_end(), line);
        match sentences.last_mut() {
            Some(last) if line.starts_with("    ") => last.extend([" ", line.trim_start()]),
            _ => sentences.push(line.trim().to_owned()),
        }
    }
    for sentence in sentences {
        assert!(sentence.ends_with('.') || sentence.ends_with(':'), "{sentence}");
        let first = sentence.chars().next().unwrap();
        assert!(
            first.is_uppercase() || first.is_ascii_digit() || first == '…' || sentence.contains('-'),
            "{sentence}"
        );
        assert!(
            !sentence.contains("..") && !sentence.contains(" ,") && !sentence.contains(" ."),
            "{sentence}"
        );
    }
}

#[test]
fn stories_are_in_order_and_say_what_the_proof_says() {
    let (mut failing, mut holding, mut not_yet) = (0, 0, 0);
    for (_, made, _) in plans(200) {
        let proven = prove(&made.snapshot, &made.plan, &made.question).unwrap();
        let story = Story::of(&proven, &made.plan, &made.snapshot);
        for chapter in story.chapters() {
            assert!(!chapter.lines.is_empty());
            let at: Vec<u32> =
                chapter.lines.iter().filter_map(|line| line.at).map(|at| at.after_min).collect();
            assert!(at.is_sorted(), "{chapter:?}");
        }
        let has = |is: ChapterIs| story.chapters().iter().any(|chapter| chapter.is == is);
        assert_eq!(has(ChapterIs::HowItFails), proven.counterexample().is_some());
        assert_eq!(has(ChapterIs::Unnoticed), !proven.unnoticed().is_empty());
        if let Some(told) = proven.counterexample() {
            // The first harm that is told of a critical need is the one found, and everybody who is called is told of.
            let critical =
                |need: NeedId| made.snapshot.need(need).is_some_and(mutual_care::need::Need::is_critical);
            let harm = story.lines().find_map(|line| match line.tells {
                Tells::Harm { need, .. } if critical(need) => Some((line.at.unwrap().after_min, need)),
                _ => None,
            });
            assert_eq!(harm, Some((told.harm_at, told.need)));
            let called = story.lines().filter(|line| matches!(line.tells, Tells::Called { .. })).count();
            assert_eq!(called, told.calls.len());
            let minute = told.scenario.start.plus(told.harm_at, made.snapshot.weeks());
            assert!(story.lines().any(|line| line.at.is_some_and(|at| at.minute == minute)));
        }
        match proven.answer {
            ProofAnswer::Proof(_) => holding += 1,
            ProofAnswer::Counterexample(_) => failing += 1,
            ProofAnswer::NotYet(_) => not_yet += 1,
        }
        for reader in [Reader::Family, Reader::Professional] {
            whole(&story.in_words(reader, &made.plan, &made.snapshot, &Nobody));
        }
    }
    assert!(failing > 0 && holding > 0 && not_yet > 0, "{failing} {holding} {not_yet}");
}

/// What is printed of the households by themselves.
#[test]
fn reviews_and_losses_are_filled() {
    for (_, made, _) in plans(60) {
        let asked = ReviewQuestion { order: 1, horizon_min: Some(240), next_review: None };
        let answer = review(&made.snapshot, None, asked).unwrap();
        let words = Words::new(&made.snapshot, &Nobody);
        filled(&words.review(&answer));
        answer.falls.iter().for_each(|fall| filled(&words.fall(fall, None)));
    }
}

/// One night, asked for by itself, is the night that a proof tells; and each event has the reason that its kind has.
#[test]
fn a_night_is_as_the_proof_tells_it_and_every_event_has_its_reason() {
    let (mut nights, mut leaned, mut helped, mut taken_in) = (0, 0, 0, 0);
    for (seed, made, _) in plans(150) {
        let proven = prove(&made.snapshot, &made.plan, &made.question).unwrap();
        let Some(told) = proven.counterexample() else { continue };
        let asked = NightQuestion {
            silent: told.scenario.silent.into_iter().collect(),
            as_planned: told.as_planned,
            horizon_min: made.question.horizon_min,
            ..NightQuestion::new(told.scenario.lost.clone(), told.scenario.start)
        };
        let alone = night(&made.snapshot, &made.plan, &asked).unwrap();
        assert_eq!((&alone.alarm, &alone.calls), (&told.alarm, &told.calls), "plan {seed}");
        assert_eq!(alone.timeline, told.timeline, "plan {seed}");
        assert_eq!(alone.because.len(), alone.timeline.events.len());
        nights += 1;
        for (event, because) in alone.events() {
            let need = event.id.typed().and_then(|id| made.snapshot.need(id));
            match (event.kind, because) {
                (EventKind::Opened, Because::NotGiven(_)) => {}
                (EventKind::Closed, Because::Helped { open_since, by, taken_in_by }) => {
                    assert!(*open_since < event.at, "plan {seed}");
                    // In the very minute of its harm somebody may be at home again whom another had taken in.
                    let harmed = |one: &TimelineEvent| {
                        (one.kind, one.at, one.id) == (EventKind::Breached, event.at, event.id)
                    };
                    let too_late = alone.timeline.events.iter().any(harmed);
                    let nobody = by.is_empty() && taken_in_by.is_none();
                    assert!(too_late || !nobody, "plan {seed}: {event:?} {because:?}");
                    assert!(by.is_empty() || taken_in_by.is_none(), "plan {seed}");
                    helped += 1;
                    taken_in += usize::from(taken_in_by.is_some());
                }
                (EventKind::Breached, Because::OpenTooLong { open_since }) => {
                    assert_eq!(open_since + need.expect("a need").tolerance_min(), event.at, "plan {seed}");
                }
                (EventKind::Stopped, Because::LeanedOn(harmed)) => {
                    assert!(!harmed.is_empty() && harmed.iter().all(|one| one.at == event.at), "plan {seed}");
                    leaned += 1;
                }
                other => panic!("plan {seed}: {other:?}"),
            }
        }
        let text = alone.in_words(Reader::Family, &made.plan, &made.snapshot, &Nobody);
        filled(&text);
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    }
    println!("{nights} nights, {helped} helped of which {taken_in} taken in, {leaned} leaned");
    assert!(
        nights > 20 && helped > 10 && leaned > 2 && taken_in > 0,
        "{nights} {helped} {taken_in} {leaned}"
    );
}
