//! Who is counted on for more than they can, in time and in places, and who gets no rest: as by the book.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use mutual_care::base::{CyclePattern, SourceId, Told, WeekPattern, Word};
use mutual_care::need::{Ability, Address, Place, Reliance, Snapshot, SnapshotParts, SourceKind, Window};
use mutual_care::support::{RestPolicy, Spot, Support};

use super::generator::{self, Dice};
use super::reference::{self, House, at_once};
use super::{households, set};

/// A random household whose people are about: addresses, outings, services in so many places, sleep.
fn about(seed: u64) -> SnapshotParts {
    let mut parts =
        generator::any_household(if seed.is_multiple_of(4) { generator::REAL + seed } else { seed });
    let mut dice = Dice::new(seed, 38);
    let labels = ["next-door", "day-centre"];
    for source in &mut parts.sources {
        match source.kind {
            SourceKind::Member | SourceKind::Person if dice.percent(35) => {
                let at = |dice: &mut Dice| Address::At(Word::of(dice.pick(&labels)));
                let home = if source.kind == SourceKind::Member { Address::Home } else { Address::Elsewhere };
                let lives = [home, Address::Elsewhere, at(&mut dice)];
                source.lives = Some(dice.pick(&lives));
            }
            SourceKind::Provider => source.places = dice.pick(&[None, None, Some(1), Some(1), Some(2)]),
            _ => {}
        }
    }
    // In half of them much is asked of one, in the same hours.
    let outside = |kind| matches!(kind, SourceKind::Person | SourceKind::Provider);
    let few: Vec<SourceId> = parts.sources.iter().filter(|s| outside(s.kind)).map(|s| s.id).collect();
    let one = (dice.percent(50) && !few.is_empty()).then(|| dice.pick(&few));
    if one.is_some() {
        for need in &mut parts.needs {
            if dice.percent(30) {
                continue;
            }
            let mut window =
                |when: &str| Window::doing(when.parse().unwrap(), dice.pick(&[10, 30, 45, 59])).unwrap();
            let windows = vec![window("Mon 08:00-09:00"), window("Sun 23:30-00:30")];
            *need = need.clone().with_windows(windows).unwrap();
        }
    }
    for help in &mut parts.arrangements {
        if let Some(one) = one.filter(|_| dice.percent(70)) {
            (help.by, help.when) = (one, WeekPattern::always());
            (help.relies_on, help.able_now) = (Reliance::Stated(Vec::new()), Told::Known(Ability::Yes));
        }
        if dice.percent(35) {
            let label = Word::of(dice.pick(&labels));
            let outing = Some(Word::of(dice.pick(&["swimming", "market"])));
            help.at = dice.pick(&[Place::At(label), Place::Out(None), Place::Out(outing)]);
        }
        if dice.percent(20) {
            help.awake = Told::Known(dice.percent(50));
        }
        if dice.percent(20) {
            help.hands = help.hands.max(dice.pick(&[1, 2, 3]));
        }
    }
    parts
}

fn word(spot: &Spot) -> String {
    match spot {
        Spot::Home => "home".to_owned(),
        Spot::At(label) => format!("at {label}"),
        Spot::HomeOf(person) => format!("home of {person}"),
        Spot::OutWith(person) => format!("out with {person}"),
        Spot::Outing(outing) => format!("outing {outing}"),
    }
}

fn minutes(when: &CyclePattern, weeks: u32) -> BTreeSet<u32> {
    let own = u32::from(when.weeks()) * reference::WEEK;
    let of_own: Vec<u32> = when.ranges().iter().flat_map(|(from, until)| *from..*until).collect();
    let times = weeks * reference::WEEK / own;
    (0..times).flat_map(|time| of_own.iter().map(move |minute| time * own + minute)).collect()
}

/// The first household: `MUTUAL_CARE_HOUSEHOLDS_FROM`, so that a long run can be made in parts.
fn first() -> u64 {
    std::env::var("MUTUAL_CARE_HOUSEHOLDS_FROM").map_or(0, |number| number.parse().expect("a seed"))
}

#[test]
fn what_is_asked_at_once_is_as_by_the_book() {
    let reached: Mutex<BTreeMap<&str, u32>> = Mutex::default();
    let note = |what| *reached.lock().unwrap().entry(what).or_default() += 1;
    for seed in first()..first() + households(60) {
        let snapshot = Snapshot::new(about(seed)).unwrap();
        let (support, house) = (Support::of(&snapshot), House::of(&snapshot));
        let twice = support.twice_at_once().expect("small enough");
        let (more, rest) = (support.more_places(), support.no_rest(RestPolicy::default()));
        let all = RestPolicy { awake_most_min: 0, night_min: 0 };
        let all = support.no_rest(all);
        for source in snapshot.sources() {
            let ours = twice.iter().filter(|one| one.by == source.id);
            let ours: BTreeMap<_, _> =
                ours.map(|one| (one.at.as_ref().map(word), one.missing_in_cycle_min)).collect();
            let lines = more.iter().filter(|line| line.by == source.id).map(|line| {
                assert_eq!(line.is_a_question(), at_once::places(&house, source.id).is_none());
                let spots: BTreeSet<String> = line.spots.iter().map(word).collect();
                ((spots, set(&line.needs)), minutes(&line.when, house.weeks))
            });
            let lines: BTreeMap<_, _> = lines.collect();
            if source.kind == SourceKind::Device {
                assert!(ours.is_empty() && lines.is_empty());
                continue;
            }
            let theirs = at_once::missing(&house, source.id);
            if source.as_person().is_none() && !theirs.is_empty() {
                note("a service lacks minutes");
            }
            if source.as_person().is_some() && !theirs.is_empty() {
                note("a person lacks minutes");
            }
            assert_eq!(ours, theirs, "household {seed}, {}", source.id);
            let theirs = at_once::more_places(&house, source.id);
            if !theirs.is_empty() {
                note(match at_once::places(&house, source.id) {
                    None => "places not known",
                    Some(1) => "in more than one place",
                    Some(_) => "in more than two places",
                });
            }
            assert_eq!(lines, theirs, "household {seed}, {}", source.id);
            if let Some(person) = source.as_person() {
                let (awake, night) = at_once::rest(&house, source.id);
                if let Some(ours) = all.iter().find(|one| one.person == person) {
                    assert_eq!(
                        (ours.awake_min, ours.least_of_a_night_min),
                        (awake, night),
                        "household {seed}"
                    );
                    let of_policy = rest.iter().find(|one| one.person == person);
                    assert_eq!(of_policy.is_some(), awake > 960 || night >= 180);
                    let said = of_policy.map(|one| (one.awake_too_long, one.every_night));
                    assert_eq!(said.unwrap_or_default(), (awake > 960, night >= 180));
                    note(if awake > 960 { "awake too long" } else { "awake not too long" });
                    note(if night >= 180 { "no night off" } else { "a night off" });
                } else {
                    assert_eq!(awake, 0, "who gives anything is looked at");
                }
            }
        }
        for person in snapshot.members() {
            let ours = support.in_two_places().into_iter().filter(|line| line.person == person).map(|line| {
                let spots: BTreeSet<String> = line.spots.iter().map(word).collect();
                ((spots, set(&line.arrangements)), minutes(&line.when, house.weeks))
            });
            let theirs = at_once::in_two_places(&house, person);
            if !theirs.is_empty() {
                note("somebody in two places");
            }
            assert_eq!(ours.collect::<BTreeMap<_, _>>(), theirs, "household {seed}");
        }
    }
    let reached = reached.into_inner().unwrap();
    println!("{reached:?}");
    for what in [
        "a service lacks minutes",
        "a person lacks minutes",
        "places not known",
        "in more than one place",
        "awake not too long",
        "a night off",
        "somebody in two places",
    ] {
        assert!(reached.get(what).is_some_and(|count| *count >= 3), "{what}: {reached:?}");
    }
}
