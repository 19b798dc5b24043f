//! Whether one helper can do all that is counted on at once, by the book: a minute array for each place, and a matching
//! of single minutes to single minutes wanted, one after another.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{ArrangementId, NeedId, PersonId, SourceId, Told};
use mutual_care::need::{Address, Arrangement, Need, Place, SourceKind};

use super::done::is_load;
use super::given::is_night;
use super::stands::stands_now;
use super::week::{House, Occurrence, View, counts};

/// A place, as a word of its own.
pub type Somewhere = String;

/// Where an arrangement is given.
pub fn somewhere(house: &House, help: &Arrangement) -> Somewhere {
    let person = house.need(help.need).person();
    match &help.at {
        Place::At(label) => format!("at {label}"),
        Place::Out(None) => format!("out with {person}"),
        Place::Out(Some(outing)) => format!("outing {outing}"),
        Place::Home => {
            let lives = house.sources.iter().find(|source| source.id == person.into()).unwrap();
            match lives.lives.clone() {
                Some(Address::At(label)) => format!("at {label}"),
                Some(Address::Elsewhere) => format!("home of {person}"),
                None if lives.kind != SourceKind::Member => format!("home of {person}"),
                Some(Address::Home) | None => "home".to_owned(),
            }
        }
    }
}

/// How many places these are at least: a home of which nobody knows where it is may be any other address but this home.
pub fn at_least(places: &BTreeSet<Somewhere>) -> usize {
    let homes = places.iter().filter(|place| place.starts_with("home of")).count();
    let labels = places.iter().filter(|place| place.starts_with("at ")).count();
    places.len() - homes + usize::from(homes > 0 && labels == 0)
}

fn cycle(house: &House) -> u32 {
    house.weeks * super::WEEK
}

fn loads(house: &House, by: SourceId) -> Vec<&Arrangement> {
    house.arrangements.iter().filter(|a| a.by == by && is_load(a, house.on)).collect()
}

fn in_a_window(house: &House, need: NeedId, minute: u32, which: impl Fn(&Occurrence) -> bool) -> bool {
    let windows = house.windows(need).iter().filter(|window| which(window));
    windows.into_iter().any(|window| (minute + cycle(house) - window.start) % cycle(house) < window.minutes)
}

/// Minute by minute: the places where somebody has to be there, and for which needs.
pub fn bound(house: &House, by: SourceId) -> Vec<(BTreeSet<Somewhere>, BTreeSet<NeedId>)> {
    let loads = loads(house, by);
    let at = |minute: u32| {
        let binds = loads.iter().filter(|a| {
            house.is_present(a.id, minute) && in_a_window(house, a.need, minute, Occurrence::is_being_there)
        });
        let binds: Vec<_> = binds.collect();
        (binds.iter().map(|a| somewhere(house, a)).collect(), binds.iter().map(|a| a.need).collect())
    };
    (0..cycle(house)).map(at).collect()
}

/// In how many places a source can be, if that is known.
pub fn places(house: &House, by: SourceId) -> Option<usize> {
    let source = house.sources.iter().find(|source| source.id == by).unwrap();
    match source.kind {
        SourceKind::Member | SourceKind::Person => Some(1),
        _ => source.places.map(usize::from),
    }
}

/// The minutes in which a source has to be at more places than it can, or than one if that is not known: by exactly
/// which places, for exactly which needs.
pub fn more_places(
    house: &House,
    by: SourceId,
) -> BTreeMap<(BTreeSet<Somewhere>, BTreeSet<NeedId>), BTreeSet<u32>> {
    let mut found: BTreeMap<_, BTreeSet<u32>> = BTreeMap::new();
    if loads(house, by).len() < 2 {
        return found;
    }
    for (minute, (spots, needs)) in (0..).zip(bound(house, by)) {
        if at_least(&spots) > places(house, by).unwrap_or(1) {
            found.entry((spots, needs)).or_default().insert(minute);
        }
    }
    found
}

/// The minutes in which help that counts is arranged for somebody at two places: by exactly which.
pub fn in_two_places(
    house: &House,
    person: PersonId,
) -> BTreeMap<(BTreeSet<Somewhere>, BTreeSet<ArrangementId>), BTreeSet<u32>> {
    let device = |by: SourceId| house.sources.iter().any(|s| s.id == by && s.kind == SourceKind::Device);
    let of_person = house
        .arrangements
        .iter()
        .filter(|a| counts(a, house.on) && house.need(a.need).person() == person && !device(a.by));
    let of_person: Vec<_> = of_person.collect();
    let mut found: BTreeMap<_, BTreeSet<u32>> = BTreeMap::new();
    if of_person.len() < 2 {
        return found;
    }
    for minute in 0..cycle(house) {
        let there = of_person
            .iter()
            .filter(|a| house.is_present(a.id, minute) && in_a_window(house, a.need, minute, |_| true));
        let there: Vec<_> = there.collect();
        let spots: BTreeSet<Somewhere> = there.iter().map(|a| somewhere(house, a)).collect();
        if at_least(&spots) > 1 {
            found.entry((spots, there.iter().map(|a| a.id).collect())).or_default().insert(minute);
        }
    }
    found
}

/// The minutes of the long week that are wanted of a source and cannot be given, at each place by itself for a service.
/// None of them is told where none is missing.
pub fn missing(house: &House, by: SourceId) -> BTreeMap<Option<Somewhere>, u32> {
    let loads = loads(house, by);
    // One arrangement alone has nothing to compete with.
    if loads.len() < 2 {
        return BTreeMap::new();
    }
    let source = house.sources.iter().find(|source| source.id == by).unwrap();
    let is_person = matches!(source.kind, SourceKind::Member | SourceKind::Person);
    let bound = bound(house, by);
    let met = stands_now(house, View::ALL);
    let own: BTreeSet<ArrangementId> =
        house.arrangements.iter().filter(|a| a.by == by).map(|a| a.id).collect();
    let groups: BTreeSet<Option<Somewhere>> = if is_person {
        BTreeSet::from([None])
    } else {
        loads.iter().map(|a| Some(somewhere(house, a))).collect()
    };
    let mut found = BTreeMap::new();
    for group in groups {
        let here: Vec<&&Arrangement> =
            loads.iter().filter(|a| group.is_none() || group == Some(somewhere(house, a))).collect();
        // Of whom, how often a minute is there to be given.
        let hands = |minute: u32| {
            if is_person {
                return 1;
            }
            let there = here.iter().filter(|a| house.is_present(a.id, minute));
            there.map(|a| u32::from(a.hands)).max().unwrap_or(0)
        };
        let mut windows: Vec<(u32, u32, Vec<u32>)> = Vec::new();
        for need in &house.needs {
            let does: Vec<_> =
                here.iter().filter(|a| a.need == need.id() && a.awake != Told::Known(false)).collect();
            let Some(most) = does.iter().map(|a| u32::from(a.hands)).max() else { continue };
            let each = if is_person { 1 } else { most.min(u32::from(need.helpers())) };
            let by_others = house.covered(need, &own, &met, View::ALL);
            for (window, covered) in house.windows(need.id()).iter().zip(by_others) {
                if window.is_being_there() {
                    continue;
                }
                let minutes: Vec<u32> = window.minutes_in(house.weeks).collect();
                let present = |minute: u32| does.iter().any(|a| house.is_present(a.id, minute));
                let there = minutes.iter().filter(|minute| present(**minute)).count();
                let covered = covered.iter().filter(|is| **is).count();
                let wanted = (window.owed as usize).saturating_sub(covered).min(there);
                // With no place left to be at, a minute is given only where somebody has to be there.
                let may = |minute: u32| {
                    let (spots, _) = &bound[minute as usize];
                    let full = places(house, by).is_some_and(|places| at_least(spots) >= places);
                    does.iter().any(|a| {
                        house.is_present(a.id, minute) && (!full || spots.contains(&somewhere(house, a)))
                    })
                };
                let may: Vec<u32> = minutes.into_iter().filter(|minute| may(*minute)).collect();
                windows.push((u32::try_from(wanted).unwrap() * each, each, may));
            }
        }
        let lacks = unmatched(&windows, hands);
        if lacks > 0 {
            found.insert(group, lacks);
        }
    }
    found
}

/// How many wanted units find no minute: each unit is tried, and others are moved for it.
fn unmatched(windows: &[(u32, u32, Vec<u32>)], hands: impl Fn(u32) -> u32) -> u32 {
    // A seat is one pair of hands in one minute. Of a minute a window takes at most so many seats.
    let minutes =
        windows.iter().flat_map(|(_, _, minutes)| minutes).max().map_or(0, |last| *last as usize + 1);
    let mut seats: Vec<Vec<Option<usize>>> = vec![Vec::new(); minutes];
    for (_, _, minutes) in windows {
        for minute in minutes {
            seats[*minute as usize] = vec![None; hands(*minute) as usize];
        }
    }
    let mut lacks = 0;
    for (window, (units, ..)) in windows.iter().enumerate() {
        for _ in 0..*units {
            if !seat(window, windows, &mut seats, &mut vec![false; minutes]) {
                // If one more finds no seat, no later one of the same window does.
                lacks += 1;
            }
        }
    }
    lacks
}

/// Seats one more unit of a window, if need be by moving a unit of another. `tried` are the minutes tried so far: a way
/// that came to one twice would give one of its seats away twice.
fn seat(
    window: usize,
    windows: &[(u32, u32, Vec<u32>)],
    seats: &mut [Vec<Option<usize>>],
    tried: &mut [bool],
) -> bool {
    let (_, each, minutes) = &windows[window];
    let may_take =
        |seats: &Vec<Option<usize>>| seats.iter().filter(|of| **of == Some(window)).count() < *each as usize;
    let minutes: Vec<usize> = minutes.iter().map(|minute| *minute as usize).collect();
    let free = minutes.iter().find(|minute| seats[**minute].contains(&None) && may_take(&seats[**minute]));
    if let Some(minute) = free {
        let place = seats[*minute].iter().position(Option::is_none).unwrap();
        seats[*minute][place] = Some(window);
        return true;
    }
    for minute in minutes {
        if tried[minute] || !may_take(&seats[minute]) {
            continue;
        }
        tried[minute] = true;
        for place in 0..seats[minute].len() {
            let other = seats[minute][place].unwrap();
            if other != window && seat(other, windows, seats, tried) {
                seats[minute][place] = Some(window);
                return true;
            }
        }
    }
    false
}

/// The most minutes of a day that are owed to these needs, each once.
pub fn most_owed_in_a_day(house: &House, needs: &BTreeSet<NeedId>) -> u32 {
    let cycle = cycle(house);
    let mut owed = vec![false; cycle as usize];
    for need in needs {
        for window in house.windows(*need) {
            for minute in window.minutes_in(house.weeks).take(window.owed as usize) {
                owed[minute as usize] = true;
            }
        }
    }
    let of_day = |start: u32| {
        let day = (start..start + 1_440).filter(|minute| owed[(minute % cycle) as usize]);
        u32::try_from(day.count()).unwrap()
    };
    (0..cycle).filter(|start| owed[*start as usize]).map(of_day).max().unwrap_or(0)
}

/// The most minutes in a row of a day in which somebody gives, not known to be asleep, and the fewest of a night.
pub fn rest(house: &House, by: SourceId) -> (u32, u32) {
    let loads = loads(house, by);
    let cycle = cycle(house);
    let (mut given, mut awake) = (vec![false; cycle as usize], vec![false; cycle as usize]);
    for need in &house.needs {
        let of_need: Vec<_> = loads.iter().filter(|a| a.need == need.id()).collect();
        for window in house.windows(need.id()) {
            let present = |minute: &u32| of_need.iter().any(|a| house.is_present(a.id, *minute));
            let minutes = window.minutes_in(house.weeks).filter(present).take(window.owed as usize);
            for minute in minutes {
                given[minute as usize] = true;
                awake[minute as usize] |=
                    of_need.iter().any(|a| house.is_present(a.id, minute) && a.awake != Told::Known(false));
            }
        }
    }
    let count = |minutes: &[bool], from: u32, long: u32| {
        u32::try_from((from..from + long).filter(|minute| minutes[(minute % cycle) as usize]).count())
            .unwrap()
    };
    let mut most = count(&awake, 0, 1_440);
    let mut now = most;
    for start in 1..cycle {
        now -= u32::from(awake[(start - 1) as usize]);
        now += u32::from(awake[((start + 1_439) % cycle) as usize]);
        most = most.max(now);
    }
    let nights = (0..house.weeks * 7).map(|day| {
        let night = (0..1_440).map(|after| day * 1_440 + 12 * 60 + after).filter(|minute| is_night(*minute));
        u32::try_from(night.filter(|minute| given[(minute % cycle) as usize]).count()).unwrap()
    });
    (most, nights.min().unwrap())
}

/// The needs of a household to which something is done.
pub fn is_doing(need: &Need) -> bool {
    need.windows().iter().any(|window| !window.is_being_there())
}
