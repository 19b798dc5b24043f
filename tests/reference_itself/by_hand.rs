//! Small made-up families, worked out by hand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use mutual_care::base::{NeedId, Period, SourceId, Told, WhyNotKnown};
use mutual_care::need::{Ability, History, Outcome, Reliance, Snapshot};

use super::reference::family::{Family, arrangement, at, date, need, person, source};
use super::reference::{self, Clock, Given, Gone, House, MendTotal, Question, Ring, View};

fn needs<const N: usize>(numbers: [u128; N]) -> BTreeSet<NeedId> {
    numbers.map(need).into()
}

fn lost<const N: usize>(numbers: [u128; N]) -> BTreeSet<SourceId> {
    numbers.map(source).into()
}

fn stands(house: &House) -> BTreeSet<NeedId> {
    reference::stands_now(house, View::ALL)
}

#[test]
fn timelines() {
    for case in reference::cases::cases() {
        let snapshot = Snapshot::new(case.parts).unwrap();
        let found = reference::timeline(&House::of(&snapshot), &case.question);
        assert_eq!(found, case.expected, "{}: {}", case.name, case.why);
    }
}

/// Mother (1) and son (2) each see to the other; nobody has said what that leans on.
fn mother_and_son() -> Family {
    Family::of([1, 2])
        .need(21, 1, "Mon 10:00-12:00", 0)
        .need(22, 2, "Mon 14:00-16:00", 0)
        .helps_unsaid(31, 2, 21, "Mon 10:00-12:00")
        .helps_unsaid(32, 1, 22, "Mon 14:00-16:00")
}

#[test]
fn two_who_hold_each_other_up_are_a_ring() {
    let house = mother_and_son().house();
    assert_eq!(stands(&house), needs([21, 22]));
    assert_eq!(reference::grounded(&house, &lost([]), View::ALL), needs([]));
    let found = reference::rings(&house, View::ALL);
    let ring = Ring { needs: needs([21, 22]), people: [person(1), person(2)].into() };
    assert_eq!((found.rings, found.leaning.len()), (vec![ring], 0));
    assert!(reference::circular(&house, View::WITHOUT_ASSUMED).is_empty());

    let from_outside = mother_and_son().provider(11).helps(33, 11, 21, "Mon 10:00-12:00").house();
    assert_eq!(reference::grounded(&from_outside, &lost([]), View::ALL), needs([21, 22]));
    assert!(reference::rings(&from_outside, View::ALL).rings.is_empty());
    let half = mother_and_son().provider(11).helps(33, 11, 21, "Mon 10:00-11:59").house();
    assert_eq!(reference::circular(&half, View::ALL), needs([21, 22]));
}

#[test]
fn who_leans_on_a_ring_is_not_on_it() {
    let mut family = mother_and_son();
    let more = Family::of([3, 4]).need(23, 3, "Tue 10:00-11:00", 0).need(24, 4, "Tue 12:00-13:00", 0);
    family.parts.sources.extend(more.parts.sources);
    family.parts.needs.extend(more.parts.needs);
    let house =
        family.helps_relying(33, 1, 23, "always", [21]).helps_unsaid(34, 3, 24, "Tue 12:00-13:00").house();
    let found = reference::rings(&house, View::ALL);
    assert_eq!(found.rings.len(), 1);
    assert_eq!(found.leaning, BTreeMap::from([(need(23), needs([21])), (need(24), needs([21]))]));
    let edges = [(21, 22), (22, 21), (23, 21), (24, 23)].map(|(from, to)| (need(from), need(to)));
    assert_eq!(reference::edges(&house, View::ALL), edges.into());
}

#[test]
fn help_outside_every_window_is_no_edge() {
    // Daughter (3) is helped by her mother; her brother is there for her too, but only when the window is over.
    let mut family = mother_and_son();
    family.parts.sources.extend(Family::of([3]).parts.sources);
    let house = family
        .need(23, 3, "Tue 10:00-11:00", 0)
        .helps_relying(33, 1, 23, "Tue 10:00-11:00", [21])
        .helps_relying(34, 2, 23, "Tue 11:00-12:00", [22])
        .house();
    let edges = [(21, 22), (22, 21), (23, 21)].map(|(from, to)| (need(from), need(to)));
    assert_eq!(reference::edges(&house, View::ALL), edges.into());
}

#[test]
fn hands_of_different_sources_add_up() {
    let hoist = || Family::of([1, 2, 3]).need(21, 1, "Mon 10:00-11:00", 0).takes_two();
    let twice = hoist().helps(31, 2, 21, "Mon 10:00-11:00").helps(32, 2, 21, "Mon 10:00-11:00");
    assert_eq!(reference::gaps(&twice.house(), View::ALL), needs([21]), "one pair of hands, named twice");
    let two = hoist().helps(31, 2, 21, "Mon 10:00-11:00").helps(32, 3, 21, "Mon 09:00-12:00");
    assert!(reference::gaps(&two.house(), View::ALL).is_empty());
    let strong = hoist().helps(31, 2, 21, "always").helps(32, 2, 21, "always").but(|help| help.hands = 2);
    assert!(reference::gaps(&strong.house(), View::ALL).is_empty(), "the greatest number counts");
    let in_turn = hoist().helps(31, 2, 21, "Mon 10:00-10:30").helps(32, 3, 21, "Mon 10:30-11:00");
    assert_eq!(reference::gaps(&in_turn.house(), View::ALL), needs([21]), "never two at once");
}

#[test]
fn each_window_is_owed_its_minutes() {
    let meals = || Family::of([1, 2]).doing(21, 1, "Mon,Tue 10:00-11:00", 0, 30);
    let enough = meals().helps(31, 2, 21, "Mon 10:00-10:30; Tue 10:10-10:25, 10:40-10:55");
    assert!(reference::gaps(&enough.house(), View::ALL).is_empty());
    let one_short = meals().helps(31, 2, 21, "Mon 10:00-11:00; Tue 10:00-10:29");
    assert_eq!(reference::gaps(&one_short.house(), View::ALL), needs([21]));
    let no_windows = Family::of([1]).doing(21, 1, "never", 0, 30).house();
    assert_eq!((stands(&no_windows), reference::when_not_known(&no_windows)), (needs([21]), needs([21])));
}

#[test]
fn what_counts() {
    let one = || Family::of([1, 2, 3]).need(21, 1, "Mon 10:00-11:00", 0).helps(31, 2, 21, "always");
    let met = |family: Family, view| reference::stands_now(&family.house(), view).len();
    let asked = Told::NotKnown(WhyNotKnown::Declined);
    assert_eq!(met(one(), View::CONFIRMED), 1);
    assert_eq!(met(one().but(|help| help.willing_now = Told::Known(false)), View::ALL), 0);
    assert_eq!(met(one().but(|help| help.able_now = Told::Known(Ability::No)), View::ALL), 0);
    assert_eq!(met(one().but(|help| help.willing_now = asked), View::ALL), 1);
    assert_eq!(met(one().but(|help| help.willing_now = asked), View::CONFIRMED), 0);
    let tomorrow = date().succ_opt();
    assert_eq!(met(one().but(|help| help.period = Period::new(None, Some(date())).unwrap()), View::ALL), 0);
    assert_eq!(met(one().but(|help| help.period = Period::new(None, tomorrow).unwrap()), View::ALL), 1);
    assert_eq!(met(one().but(|help| help.period = Period::new(Some(date()), None).unwrap()), View::ALL), 1);
    assert_eq!(met(one().but(|help| help.period = Period::new(tomorrow, None).unwrap()), View::ALL), 0);
    let never = one().but(|help| help.when = "never".parse().unwrap());
    assert_eq!(reference::never_present(&never.house()), [arrangement(31)].into());
    let gone_and_never = never.but(|help| help.willing_now = Told::Known(false));
    assert!(reference::never_present(&gone_and_never.house()).is_empty());
}

#[test]
fn a_named_supporter_holds_up_whoever_is_supported() {
    let by = Ability::WithSupport { by: Some(source(3)) };
    for willing in [Told::Known(true), Told::NotKnown(WhyNotKnown::NotAsked)] {
        let house = Family::of([1, 2, 3])
            .need(21, 1, "Mon 10:00-11:00", 0)
            .helps(31, 2, 21, "always")
            .but(|help| (help.able_now, help.willing_now) = (Told::Known(by), willing))
            .house();
        assert_eq!(stands(&house), needs([21]));
        let fall = reference::fall(&house, &lost([3]), &BTreeSet::new(), View::ALL);
        assert_eq!(fall.direct(), needs([21]));
        let gone = Gone { support_lost: Some(source(3)), ..Gone::default() };
        assert_eq!(fall.why[&need(21)].there, BTreeMap::from([(arrangement(31), gone)]));
    }
}

#[test]
fn reliance_is_assumed_on_own_critical_needs_that_are_met() {
    let family = Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Mon 10:00-11:00", 0)
        .need(22, 1, "Mon 10:00-11:00", 0)
        .serious()
        .need(23, 1, "Mon 10:00-11:00", 0)
        .need(24, 2, "Mon 10:00-11:00", 0)
        .helps_unsaid(31, 11, 21, "always")
        .helps(32, 11, 22, "always")
        .helps_unsaid(33, 1, 24, "always")
        .helps(34, 1, 24, "always");
    let assumed = reference::assume(family.parts.clone());
    let said = assumed.arrangements.iter().map(|a| (a.id, a.relies_on.clone()));
    let nothing = Reliance::Stated(Vec::new());
    let expected = [
        (arrangement(31), nothing.clone()),
        (arrangement(32), nothing.clone()),
        (arrangement(33), Reliance::Assumed(vec![need(21)])),
        (arrangement(34), nothing),
    ];
    assert_eq!(said.collect::<Vec<_>>(), expected, "22 is not critical, 23 is not met");
    let house = family.house();
    assert_eq!(stands(&house), needs([21, 22, 24]));
    assert!(reference::gives_though_unmet(&house).is_empty());
    let stated = family.helps_relying(35, 1, 24, "always", [21, 23]);
    assert_eq!(reference::gives_though_unmet(&stated.house()), [(arrangement(35), need(23))].into());
    let not_willing = stated.but(|help| help.willing_now = Told::Known(false));
    assert!(reference::gives_though_unmet(&not_willing.house()).is_empty());
}

#[test]
fn a_fall_is_explained_round_by_round() {
    // The provider (11) sees to the first, and for an hour to the second; the first sees to the second for
    // the other hour and to the third, leaning on what the provider does.
    let house = Family::of([1, 2, 3])
        .provider(11)
        .need(21, 1, "Mon 10:00-11:00", 0)
        .need(22, 2, "Mon 10:00-12:00", 0)
        .need(23, 3, "Mon 10:00-11:00, 12:00-13:00", 0)
        .helps(31, 11, 21, "Mon 10:00-11:00")
        .helps(32, 11, 22, "Mon 10:00-11:00")
        .helps_unsaid(33, 1, 22, "Mon 11:00-12:00")
        .helps_relying(34, 1, 23, "Mon 10:00-11:00, 12:00-13:00", [21])
        .helps(35, 2, 23, "Mon 12:30-13:00")
        .house();
    let fall = reference::fall(&house, &lost([11]), &BTreeSet::new(), View::ALL);
    assert_eq!(fall.rounds, [needs([21, 22]), needs([23])]);
    let none = Gone::default();
    let source_lost = Gone { source_lost: true, ..Gone::default() };
    let fallen = |number| Gone { fallen: needs([number]), ..Gone::default() };
    let second = &fall.why[&need(22)];
    assert_eq!((&second.short, &second.short_in_the_end), (&[(0, 60)].into(), &[(0, 120)].into()));
    assert_eq!(second.there, [(arrangement(32), source_lost), (arrangement(33), none.clone())].into());
    let third = &fall.why[&need(23)];
    assert_eq!((third.round, &third.short), (1, &[(0, 60), (1, 30)].into()));
    assert_eq!(third.there, [(arrangement(34), fallen(21)), (arrangement(35), none)].into());
    assert!(fall.rests_on_assumed.is_empty(), "34 was stated, and the provider's hour is lost anyway");

    let fall = reference::fall(&mother_and_son().house(), &lost([2]), &BTreeSet::new(), View::ALL);
    assert_eq!(fall.rounds, [needs([21]), needs([22])]);
    assert_eq!(fall.rests_on_assumed, needs([22]));
    let away = [person(2)].into();
    let fall = reference::fall(&mother_and_son().house(), &lost([]), &away, View::ALL);
    assert_eq!(fall.rounds, [needs([21])], "away, he is no reason for anything");
}

#[test]
fn who_depends_on_whom() {
    let house = mother_and_son().outsider(5).helps(33, 5, 21, "Tue 10:00-11:00").house();
    let matrix = reference::loss_matrix(&house, View::ALL);
    let cell = |row, column| matrix[&(person(row), person(column))].falls.clone();
    assert_eq!(matrix.len(), 3 * 2, "an outsider is a row and no column");
    assert_eq!((cell(1, 1), cell(1, 2)), (needs([21]), needs([22])), "lost, she loses his help in the end");
    assert_eq!((cell(2, 1), cell(2, 2)), (needs([21]), needs([22])));
    assert_eq!((cell(5, 1), cell(5, 2)), (needs([]), needs([])));
    assert!(matrix.values().all(|cell| cell.worsened.is_empty()), "there is no gap");
    let both = (person(1), person(2));
    assert_eq!(reference::mutual_dependence(&house, View::ALL), [(both, false)].into());
    assert_eq!(reference::reciprocal_care(&house), [both].into());
    let serious = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-12:00", 0)
        .need(22, 2, "Mon 14:00-16:00", 0)
        .serious()
        .helps(31, 2, 21, "always")
        .helps(32, 1, 22, "always")
        .house();
    assert!(reference::mutual_dependence(&serious, View::ALL).is_empty());
    assert_eq!(reference::reciprocal_care(&serious).len(), 1);
}

#[test]
fn what_is_given_is_counted_from_the_start_of_each_window() {
    let house = Family::of([1, 2])
        .doing(21, 1, "Mon 21:00-23:00", 0, 60)
        .need(22, 1, "Sun 23:00-01:00", 0)
        .helps(31, 2, 21, "Mon 21:30-22:15")
        .helps(32, 2, 21, "Mon 22:00-23:00")
        .helps(33, 2, 22, "Mon 00:30-08:00")
        .but(|help| help.hands = 2)
        .house();
    let given = reference::given(&house, source(2), person(1));
    let sum = Given { doing: 60, doing_at_night: 30, being_there: 30, being_there_at_night: 30 };
    assert_eq!(given, BTreeMap::from([(Outcome::Nutrition, sum)]));
    assert!(reference::given(&house, source(1), person(2)).is_empty());
}

#[test]
fn nights_are_from_ten_to_seven() {
    let clock = |hours: u32, minutes: u32| reference::is_night(3 * 1_440 + hours * 60 + minutes);
    assert!(!clock(21, 59) && clock(22, 0) && clock(0, 0) && clock(6, 59) && !clock(7, 0));
}

#[test]
fn it_tips_when_who_gave_less_gives_more() {
    // On day 0 she does 30 minutes for him, he 30 for her; from day 2 he does 60; from day 4 both 30 again,
    // and he is there for longer; from day 6 she is there for longer still.
    let day = |after| date().checked_add_days(Days::new(after)).unwrap();
    let step = |on, his: &str, his_being: &str, her_being: &str| {
        let mut family = Family::of([1, 2])
            .doing(21, 1, "Mon 10:00-12:00", 0, 60)
            .doing(22, 2, "Mon 10:00-12:00", 0, 60)
            .need(23, 1, "Tue 10:00-12:00", 0)
            .need(24, 2, "Tue 10:00-12:00", 0)
            .helps(31, 2, 21, his)
            .helps(32, 1, 22, "Mon 10:00-10:30")
            .helps(33, 2, 23, his_being)
            .helps(34, 1, 24, her_being);
        family.parts.on = day(on);
        family.snapshot()
    };
    let half = "Mon 10:00-10:30";
    let steps = vec![
        step(0, half, "never", "never"),
        step(1, half, "never", "Tue 10:00-10:01"),
        step(2, "Mon 10:00-11:00", "never", "always"),
        step(4, half, "Tue 10:00-11:00", "never"),
        step(5, half, "Tue 10:00-11:00", "Tue 11:00-12:00"),
        step(6, half, "Tue 10:00-11:00", "always"),
    ];
    let history = History::new(steps, day(8)).unwrap();
    let between = |from, to| reference::tipped(&history, (person(1), person(2)), day(from), day(to));
    let (he, she) = (person(2), person(1));
    assert_eq!(between(0, 8), [(day(2), he), (day(6), she)], "level on day 0, she leads from day 1");
    assert_eq!(between(0, 1), []);
    assert_eq!(between(1, 2), [(day(2), he)], "the later date is included");
    assert_eq!(between(2, 5), [], "he leads at the start, and level days change nothing");
    assert_eq!(between(5, 6), [], "level at the start: nobody gave less");
    assert_eq!(between(4, 6), [(day(6), she)]);
}

#[test]
fn cuts_are_the_smallest_sets_that_make_something_fall() {
    let house = Family::of([1, 2])
        .provider(11)
        .provider(12)
        .need(21, 1, "Mon 10:00-11:00", 0)
        .need(22, 2, "Mon 10:00-11:00", 0)
        .serious()
        .need(23, 2, "Tue 10:00-11:00", 0)
        .helps(31, 11, 21, "always")
        .helps(32, 12, 21, "always")
        .helps(33, 11, 22, "always")
        .house();
    let cuts = reference::minimal_cuts(&house, 2, View::ALL);
    assert_eq!(cuts.household, [lost([11, 12])]);
    assert_eq!(cuts.by_need, [(need(21), vec![lost([11, 12])]), (need(22), vec![lost([11])])].into());
    assert!(reference::minimal_cuts(&house, 1, View::ALL).household.is_empty());
    assert_eq!(
        reference::subsets(&lost([1, 2, 3]), 2),
        [lost([]), lost([1]), lost([2]), lost([3]), lost([1, 2]), lost([1, 3]), lost([2, 3])]
    );
}

#[test]
fn a_mend_says_how_much_and_how_much_of_it_at_night() {
    // 120 minutes owed. The provider with two pairs of hands covers 21:00 to 23:30; son and daughter together
    // 20:00 to 20:30; the son alone is there until 22:00.
    let house = Family::of([1, 2, 3])
        .provider(11)
        .doing(21, 1, "Mon 20:00-24:00", 0, 120)
        .takes_two()
        .helps(31, 11, 21, "Mon 21:00-23:30")
        .but(|help| help.hands = 2)
        .helps(32, 2, 21, "Mon 20:00-22:00")
        .helps(33, 3, 21, "Mon 20:00-20:30")
        .house();
    let mends = reference::mend(&house, source(11), View::ALL);
    let mend = &mends[&need(21)][&0];
    assert_eq!((mend.owed, mend.left, mend.short, mend.at_night), (120, 30, 90, 30));
    assert_eq!((mend.lost.len(), mend.of_a_gap), (150, false));
    assert_eq!((mend.lost[0], mend.lost[59], mend.lost[60]), ((1_260, 1), (1_319, 1), (1_320, 2)));
    let total = MendTotal { minutes: 90, at_night: 30, critical: 90, critical_at_night: 30 };
    assert_eq!(reference::mend_total(&house, &mends), total);
    assert_eq!(
        reference::single_points(&house, View::ALL),
        lost([11]),
        "without the others the provider alone covers 150"
    );
}

#[test]
fn the_worst_minute_is_the_shortest_way_to_harm() {
    // His loss hurts in the slack-free hour on Tuesday soonest; Monday's hour has 20 minutes of slack.
    let house = Family::of([1, 2])
        .doing(21, 1, "Mon 10:00-11:00", 30, 40)
        .need(22, 1, "Tue 10:00-11:00", 30)
        .helps(31, 2, 21, "always")
        .helps(32, 2, 22, "always")
        .house();
    let clock = Clock::new(&house);
    let question = Question { horizon: 90, ..Question::new([source(2)], at("Mon 00:00")) };
    let every = || reference::every_minute().filter(|minute| minute.get() < 3 * 1_440);
    assert_eq!(clock.worst_minute(&question, every()), Some((at("Tue 10:00"), 30)));
    let monday = every().filter(|minute| minute.get() < 1_440);
    assert_eq!(clock.worst_minute(&question, monday), Some((at("Mon 10:00"), 50)));
    let night = every().filter(|minute| minute.get() < 60);
    assert_eq!(clock.worst_minute(&question, night), None);
}
