//! What is given, and by whom for how many at once; who is counted on; what ends.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use mutual_care::base::{CyclePattern, PersonId};
use mutual_care::need::counted_on;
use mutual_care::support::{Tally, given_between, tippings};

use super::generator;
use super::reference::{self, House};
use super::{a_week, for_each_household, households, set};

/// Minutes of the long week: doing, of those at night, being there, of those at night.
fn figures(house: &House, tally: &Tally) -> [u32; 4] {
    let ([doing, doing_at_night], [being_there, being_there_at_night]) =
        (a_week(house, tally.doing), a_week(house, tally.being_there));
    [doing, doing_at_night, being_there, being_there_at_night]
}

fn theirs_of(given: &reference::Given) -> [u32; 4] {
    [given.doing, given.doing_at_night, given.being_there, given.being_there_at_night]
}

#[test]
fn what_is_given_is_counted_alike() {
    for_each_household(400, |_, snapshot, house, support| {
        let given = support.given();
        for source in snapshot.sources() {
            for member in snapshot.members() {
                let theirs = reference::given(house, source.id, member);
                let ours = given.iter().find(|given| given.by == source.id && given.to == member);
                assert_eq!(ours.is_some(), !theirs.is_empty());
                if let Some(ours) = ours {
                    let by_outcome =
                        ours.by_outcome.iter().map(|(outcome, tally)| (*outcome, figures(house, tally)));
                    let theirs = theirs.iter().map(|(outcome, given)| (*outcome, theirs_of(given)));
                    assert_eq!(by_outcome.collect::<BTreeMap<_, _>>(), theirs.collect());
                    let columns = reference::columns(house, source.id, member);
                    assert_eq!(figures(house, &ours.not_willing), theirs_of(&columns.not_willing));
                    assert_eq!(figures(house, &ours.not_able), theirs_of(&columns.not_able));
                }
                if let Some(person) = source.as_person() {
                    let tally = given_between(snapshot, person, member);
                    let [doing, _, being_there, _] = figures(house, &tally);
                    let measure = (doing, being_there);
                    assert_eq!(measure, reference::measure(house, source.id, member));
                }
            }
        }
    });
}

#[test]
fn the_same_people_are_counted_on() {
    for_each_household(300, |_, snapshot, house, _| {
        let ours: BTreeMap<_, _> = counted_on(snapshot)
            .into_iter()
            .map(|who| (who.person, (who.age, set(&who.arrangements))))
            .collect();
        let theirs = reference::counted_on(house).into_iter();
        let age = |person: PersonId| house.sources.iter().find(|s| s.id == person.into()).unwrap().age;
        assert_eq!(ours, theirs.map(|(person, what)| (person, (age(person), what))).collect());
    });
}

#[test]
fn balances_tip_on_the_same_dates() {
    let mut seen = 0;
    let plain = (0..households(150)).map(generator::history);
    let alternating = (0..households(12)).map(generator::alternating_history);
    for (seed, history) in plain.chain(alternating).enumerate() {
        let Some((history, one, other)) = history else { continue };
        let theirs = reference::tipped(&history, (one, other), history.first().unwrap(), history.last());
        let ours: Vec<_> =
            tippings(&history, one, other).iter().map(|tip| (tip.on, tip.now_gives_more)).collect();
        assert_eq!(ours, theirs, "history {seed}");
        seen += theirs.len();
    }
    assert!(seen > 0, "some balance tips");
}

#[test]
fn the_same_people_are_in_two_places() {
    for_each_household(40, |_, _, house, support| {
        let minutes = |when: &CyclePattern| -> BTreeSet<u32> {
            let told = u32::from(when.weeks()) * reference::WEEK;
            let minutes: Vec<u32> = when.ranges().iter().flat_map(|(from, until)| *from..*until).collect();
            // Of fewer weeks than the cycle has, where those are all there is.
            (0..house.cycle() / told)
                .flat_map(|time| minutes.iter().map(move |at| time * told + at))
                .collect()
        };
        let ours = support.over_committed();
        for line in &ours {
            let people = line.needs.iter().map(|need| house.need(*need).person()).collect();
            assert_eq!(set(&line.for_people), people);
        }
        let lines = ours.iter().map(|line| ((line.person.into(), set(&line.needs)), minutes(&line.when)));
        assert_eq!(lines.collect::<BTreeMap<_, _>>(), reference::over_committed(house));
    });
}

#[test]
fn the_same_help_ends_soon() {
    for_each_household(400, |seed, _, house, support| {
        let horizon = [60, 1_439, 1_440, 4_320, 5_759, 10_080][usize::try_from(seed % 6).unwrap()];
        let review = (seed % 3 == 0).then(|| house.on.checked_add_days(Days::new(seed % 30)).unwrap());
        let ours = support.ends(horizon, review);
        assert!(ours.is_sorted_by_key(|end| (end.until, end.arrangement)));
        let by_arrangement: BTreeMap<_, _> = ours.iter().map(|end| (end.arrangement, end.until)).collect();
        assert_eq!(by_arrangement.len(), ours.len(), "each once");
        assert_eq!(by_arrangement, reference::ends(house, horizon, review));
    });
}
