//! What harm a loss adds, and what comes anyway, worked out by hand.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{CycleMinute, NeedId};

use super::reference::family::{Family, at, comes, need, person, source};
use super::reference::{self, Clock, Compared, House, Lost, Question, View};

/// Nothing that the loss makes worse.
fn nothing() -> Compared {
    Compared::default()
}

fn added<const N: usize>(list: [(u128, u32, Option<u32>); N]) -> BTreeMap<NeedId, (u32, Option<u32>)> {
    list.map(|(number, minute, earlier)| (need(number), (minute, earlier))).into()
}

fn minutes<const N: usize>(list: [(u128, u32); N]) -> BTreeMap<NeedId, u32> {
    list.map(|(number, minutes)| (need(number), minutes)).into()
}

fn loss(of: u128, when: &str) -> Question {
    Question::new([source(of)], at(when))
}

fn compared(house: &House, question: &Question) -> Compared {
    Clock::new(house).compared(question)
}

/// Nobody gives him (1) his dinner; somebody (3) his tablet on Sunday evening.
fn dinner_and_tablet() -> House {
    Family::of([1, 3])
        .doing(21, 1, "daily 12:00-13:00", 60, 30)
        .doing(22, 1, "Sun 20:00-21:00", 600, 5)
        .helps(31, 3, 22, "Sun 20:00-20:30")
        .house()
}

#[test]
fn what_nobody_gives_is_not_taken_away_by_a_loss() {
    // His dinner is late from 12:30 and harm at 13:30, whoever is lost. The tablet is late from 20:55.
    let house = dinner_and_tablet();
    let from_sunday = compared(&house, &loss(3, "Sun 11:00"));
    let tablet = added([(22, 595 + 600, None)]);
    assert_eq!(from_sunday, Compared { added: tablet, anyway: minutes([(21, 150)]), ..nothing() });
    let from_monday = compared(&house, &loss(3, "Mon 11:00"));
    assert_eq!(from_monday, Compared { anyway: minutes([(21, 150)]), ..nothing() });
    // The soonest harm is the tablet's. He has had it if she is lost from 20:05 on.
    let clock = Clock::new(&house);
    let question = loss(3, "Mon 00:00");
    let evening = || reference::every_minute().skip(6 * 1_440 + 19 * 60).take(120);
    assert_eq!(clock.worst_added(&question, evening()), Some((at("Sun 20:00"), 655, need(22))));
    let late = reference::every_minute().skip(6 * 1_440 + 20 * 60 + 5).take(60);
    assert_eq!(clock.worst_added(&question, late), None);
    assert_eq!(
        clock.worst_minute(&question, [at::<CycleMinute>("Sun 12:30")]),
        Some((at("Sun 12:30"), 60)),
        "any harm"
    );
    assert_eq!(clock.worst_added(&question, [at::<CycleMinute>("Mon 12:30")]), None);
}

#[test]
fn earlier_because_of_the_loss() {
    // She is alone from eleven, he is there from ten till then.
    let morning =
        |his: &str| Family::of([1, 2]).need(21, 1, "Mon 10:00-12:00", 30).helps(31, 2, 21, his).house();
    let first_hour = compared(&morning("Mon 10:00-11:00"), &loss(2, "Mon 09:00"));
    let earlier = added([(21, 90, Some(60))]);
    assert_eq!(first_hour, Compared { added: earlier, longer: minutes([(21, 60)]), ..nothing() });
    let first_minute = compared(&morning("Mon 10:00-10:01"), &loss(2, "Mon 09:00"));
    let earlier = added([(21, 90, Some(1))]);
    assert_eq!(first_minute, Compared { added: earlier, longer: minutes([(21, 1)]), ..nothing() });
    // Lost when that is over, he changes nothing; and the horizon ends before it would be later.
    let over = compared(&morning("Mon 10:00-11:00"), &loss(2, "Mon 11:00"));
    assert_eq!(over, Compared { anyway: minutes([(21, 30)]), ..nothing() });
    let short = Question { horizon: 150, ..loss(2, "Mon 09:00") };
    let found = compared(&morning("Mon 10:00-11:00"), &short);
    assert_eq!(found.added, added([(21, 90, None)]), "with nothing lost it comes at 150, after the horizon");
    assert_eq!(
        compared(&morning("Mon 10:00-11:00"), &Question { horizon: 151, ..short }).added,
        added([(21, 90, Some(60)),])
    );
}

#[test]
fn the_same_harm_goes_on_longer() {
    // Nobody is there at ten; he is at two.
    let house = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00, 14:00-15:00", 30).helps(31, 2, 21, "always");
    let house = house.but(|help| help.when = "Mon 14:00-15:00".parse().unwrap()).house();
    let until = |horizon| compared(&house, &Question { horizon, ..loss(2, "Mon 10:00") });
    assert_eq!(until(240), Compared { anyway: minutes([(21, 30)]), ..nothing() }, "until two it is the same");
    assert_eq!(until(241), Compared { longer: minutes([(21, 1)]), ..nothing() });
    assert_eq!(until(4_320), Compared { longer: minutes([(21, 60)]), ..nothing() });
}

#[test]
fn help_that_is_called_may_be_better_than_nothing_lost() {
    // Nobody is there at ten; he is at two. Once he is lost a provider (11) comes at once, and leaves at noon.
    let house = Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Mon 10:00-11:00, 14:00-15:00", 30)
        .helps(31, 2, 21, "Mon 14:00-15:00")
        .house();
    let called = Question { help: vec![comes(41, 11, &[21], 0, Some(120))], ..loss(2, "Mon 10:00") };
    assert_eq!(compared(&house, &called), nothing(), "breached at 14:30, four hours after what comes anyway");
    let leaves_soon = Question { help: vec![comes(41, 11, &[21], 0, Some(10))], ..called };
    assert_eq!(compared(&house, &leaves_soon).longer, minutes([(21, 50)]), "ten of a hundred and twenty");
}

#[test]
fn harm_that_nothing_falls_or_gets_worse_by() {
    // Nobody is there at ten. He comes at eleven, out of the window: late help is help. Without him nothing falls and
    // no window is worse, and what has been open since ten is harmed at half past eleven.
    let house =
        Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 90).helps(31, 2, 21, "Mon 11:00-11:15").house();
    let (lost, nobody) = (Lost::from([source(2)]), BTreeSet::new());
    assert!(reference::fall(&house, &lost, &nobody, View::ALL).all().is_empty());
    assert!(reference::worsened(&house, &lost, &nobody, View::ALL).is_empty());
    assert!(reference::falls_or_worsens(&house, View::ALL).is_empty());
    assert_eq!(compared(&house, &loss(2, "Mon 09:00")).added, added([(21, 150, None)]));
    let clock = Clock::new(&house);
    let morning = || reference::every_minute().take(1_440);
    assert!(clock.adds_harm(&lost, 4_320, morning()));
    // From ten on it is an hour and a half to harm; from half past eleven nothing is open.
    assert_eq!(clock.worst_added(&loss(2, "Mon 00:00"), morning()), Some((at("Mon 10:00"), 90, need(21))));
    assert!(!clock.adds_harm(&lost, 90, morning()), "within the next hour and a half, none");
    assert!(clock.adds_harm(&lost, 91, morning()));
}

#[test]
fn whoever_is_away_comes_to_no_harm_here() {
    let house = dinner_and_tablet();
    let away = |who: u128| {
        let away = [person(who)].into();
        compared(&house, &Question { away, ..Question::new([], at("Sun 11:00")) })
    };
    assert_eq!(away(1), nothing());
    assert_eq!(away(3).anyway, minutes([(21, 150)]));
    assert_eq!(away(3).added.len(), 1);
}

/// Of two needs that are harmed in the worst minute the smaller is named, critical ones only.
#[test]
fn the_worst_minute_names_a_critical_need() {
    let house = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-11:00", 20)
        .serious()
        .need(22, 1, "Mon 10:00-11:00", 30)
        .need(23, 1, "Mon 10:00-11:00", 30)
        .need(24, 1, "Mon 10:00-11:00", 0)
        .helps(31, 2, 21, "always")
        .helps(32, 2, 22, "always")
        .helps(33, 2, 23, "always")
        .house();
    let clock = Clock::new(&house);
    let morning = reference::every_minute().take(1_440);
    assert_eq!(clock.worst_added(&loss(2, "Mon 00:00"), morning), Some((at("Mon 10:00"), 30, need(22))));
}

/// Kept: *added* is not monotone in help. With nobody there the harm comes anyway; with somebody who leaves no gap, the
/// loss of them adds it. Added and anyway together are what more help never brings more or earlier of.
#[test]
fn help_that_fills_a_gap_is_harm_to_be_added() {
    let empty = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 30);
    let filled = empty.clone().helps(31, 2, 21, "always");
    let (before, after) =
        (compared(&empty.house(), &loss(2, "Mon 09:00")), compared(&filled.house(), &loss(2, "Mon 09:00")));
    assert_eq!(before, Compared { anyway: minutes([(21, 90)]), ..nothing() });
    assert_eq!(after, Compared { added: added([(21, 90, None)]), ..nothing() });
}
