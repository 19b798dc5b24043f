//! Help that is given unwillingly, what ends soon, and who is meant to be where at once, worked out by hand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use mutual_care::base::{NeedId, Period, Told, WhyNotKnown};
use mutual_care::need::{Ability, Arrangement, History, Outcome};

use super::reference::family::{Family, arrangement, at, date, need, person, source};
use super::reference::{self, Clock, Compared, Given, Gone, House, Question, Though, View};

const NOT_ASKED: WhyNotKnown = WhyNotKnown::NotAsked;

fn needs<const N: usize>(numbers: [u128; N]) -> BTreeSet<NeedId> {
    numbers.map(need).into()
}

fn not_willing(help: &mut Arrangement) {
    help.willing_now = Told::Known(false);
}

fn not_able(help: &mut Arrangement) {
    help.able_now = Told::Known(Ability::No);
}

fn done_though_not_able(help: &mut Arrangement) {
    not_able(help);
    help.done_now = Told::Known(true);
}

#[test]
fn what_is_done() {
    use Told::{Known, NotKnown};
    let some = |able, willing, done| {
        let family = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 0).helps(31, 2, 21, "always");
        let help = family.but(|help| {
            (help.able_now, help.willing_now, help.done_now) = (able, willing, done);
        });
        let help = help.parts.arrangements[0].clone();
        let (asked, assumed) = (reference::is_asked(&help), reference::is_assumed(&help));
        (reference::done(&help, date()), asked, assumed)
    };
    let (yes, no) = (Known(Ability::Yes), Known(Ability::No));
    let with_support = Known(Ability::WithSupport { by: None });
    let declined = NotKnown(WhyNotKnown::Declined);
    let (unwilling, unable) = (Some(Though::NotWilling), Some(Though::NotAble));
    // Willing is no: what is not known is taken for done.
    assert_eq!(some(yes, Known(false), Known(true)), (unwilling, false, false));
    assert_eq!(some(yes, Known(false), Known(false)), (None, false, false));
    assert_eq!(some(yes, Known(false), NotKnown(NOT_ASKED)), (unwilling, false, true));
    assert_eq!(some(with_support, Known(false), declined), (unwilling, false, true));
    assert_eq!(some(NotKnown(NOT_ASKED), Known(false), declined), (unwilling, false, true));
    // Able is no: what is not known is a question.
    assert_eq!(some(no, Known(true), Known(true)), (unable, false, false));
    assert_eq!(some(no, Known(true), Known(false)), (None, false, false));
    assert_eq!(some(no, Known(true), NotKnown(NOT_ASKED)), (None, true, true));
    assert_eq!(some(no, NotKnown(NOT_ASKED), declined), (None, true, true));
    // Both are no: done, and a question, and of the first kind.
    assert_eq!(some(no, Known(false), Known(true)), (unwilling, false, false));
    assert_eq!(some(no, Known(false), Known(false)), (None, false, false));
    assert_eq!(some(no, Known(false), NotKnown(NOT_ASKED)), (unwilling, true, true));
    // Neither is no: nobody asks, and an answer is not read.
    for done in [Known(true), Known(false), NotKnown(NOT_ASKED)] {
        assert_eq!(some(yes, Known(true), done), (None, false, false));
        assert_eq!(some(NotKnown(NOT_ASKED), NotKnown(NOT_ASKED), done), (None, false, false));
    }
}

#[test]
fn done_within_its_period_and_at_some_minute() {
    let on = |change: &dyn Fn(&mut Arrangement)| {
        let family = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 0).helps(31, 2, 21, "always");
        let family = family.but(not_willing).but(|help| change(help));
        reference::done_by(&family.house()).len()
    };
    let day = |days| date().checked_add_days(Days::new(days));
    let period = |from, until| Period::new(from, until).unwrap();
    assert_eq!(on(&|_| ()), 1);
    assert_eq!(on(&|help| help.when = "never".parse().unwrap()), 0);
    assert_eq!(on(&|help| help.period = period(None, day(0))), 0);
    assert_eq!(on(&|help| help.period = period(None, day(1))), 1);
    assert_eq!(on(&|help| help.period = period(day(0), None)), 1);
    assert_eq!(on(&|help| help.period = period(day(1), None)), 0);
}

#[test]
fn when_it_is_done_may_not_be_known() {
    let named = |change: fn(&mut Arrangement)| {
        let family = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 0).helps(31, 2, 21, "never");
        let house = family.but(change).house();
        (reference::without_hours(&house).len(), reference::never_present(&house).len())
    };
    assert_eq!(named(|_| ()), (1, 1));
    assert_eq!(named(not_willing), (1, 0), "done, so somebody should ask when");
    assert_eq!(named(not_able), (0, 0), "asked first whether it is done");
    assert_eq!(named(done_though_not_able), (1, 0));
    assert_eq!(named(|help| help.when = "always".parse().unwrap()), (0, 0));
}

#[test]
fn each_column_is_given_with_it_less_given_without_it() {
    // An hour is owed between ten and twelve. He comes for half an hour, unwillingly for the next, and, though he is
    // not able, until twelve.
    let all = || {
        Family::of([1, 2])
            .doing(21, 1, "Mon 10:00-12:00", 0, 60)
            .helps(31, 2, 21, "Mon 10:00-10:30")
            .helps(32, 2, 21, "Mon 10:15-11:00")
            .but(not_willing)
            .helps(33, 2, 21, "Mon 10:30-12:00")
            .but(done_though_not_able)
    };
    let columns = |family: Family| {
        let columns = reference::columns(&family.house(), source(2), person(1));
        (columns.counts.doing, columns.not_willing.doing, columns.not_able.doing)
    };
    assert_eq!(columns(all()), (30, 30, 0), "with what counts and what he does unwillingly there is enough");
    let mut without = all();
    without.parts.arrangements.remove(1);
    assert_eq!(columns(without), (30, 0, 30));
    let mut alone = all();
    alone.parts.arrangements.remove(0);
    assert_eq!(columns(alone), (0, 45, 15));
    let house = all().house();
    let given = reference::given(&house, source(2), person(1));
    assert_eq!(given, [(Outcome::Nutrition, Given { doing: 60, ..Given::default() })].into());
    assert_eq!(reference::measure(&house, source(2), person(1)), (60, 0));
    // What he does is no support: half an hour of it is all that covers anything.
    assert_eq!(reference::gaps(&house, View::ALL), needs([21]));
}

#[test]
fn both_no_is_done_though_not_willing() {
    let house = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-11:00", 0)
        .helps(31, 2, 21, "always")
        .but(not_willing)
        .but(not_able)
        .house();
    let columns = reference::columns(&house, source(2), person(1));
    assert_eq!((columns.not_willing.being_there, columns.not_able), (60, Given::default()));
}

/// The earliest minutes of a window are given first, so that what is done by day can take the place of what counts at
/// night, and the reverse.
#[test]
fn what_is_done_by_day_comes_before_what_counts_at_night() {
    let half_an_hour = |window: &str, counts: &str, done: &str| {
        let house = Family::of([1, 2])
            .doing(21, 1, window, 0, 30)
            .helps(31, 2, 21, counts)
            .helps(32, 2, 21, done)
            .but(not_willing)
            .house();
        let columns = reference::columns(&house, source(2), person(1));
        let all = reference::given(&house, source(2), person(1)).into_values().next().unwrap();
        [columns.counts, columns.not_willing, all].map(|given| (given.doing, given.doing_at_night))
    };
    let evening = half_an_hour("Mon 20:00-24:00", "Mon 22:00-22:30", "Mon 21:00-21:30");
    assert_eq!(evening, [(30, 30), (0, 0), (30, 0)], "no column has fewer minutes at night than none");
    let morning = half_an_hour("Mon 05:00-09:00", "Mon 07:00-07:30", "Mon 06:00-06:30");
    assert_eq!(morning, [(30, 0), (0, 0), (30, 30)], "nor more than it has minutes");
    let some_more = half_an_hour("Mon 05:00-09:00", "Mon 07:00-07:10", "Mon 06:00-06:30");
    assert_eq!(some_more, [(10, 0), (20, 20), (30, 30)]);
}

#[test]
fn care_is_reciprocal_and_tips_by_what_is_done() {
    let pair = |change: fn(&mut Arrangement)| {
        Family::of([1, 2])
            .doing(21, 1, "Mon 10:00-12:00", 0, 60)
            .doing(22, 2, "Mon 10:00-12:00", 0, 60)
            .helps(31, 1, 22, "Mon 10:00-10:30")
            .helps(32, 2, 21, "Mon 10:00-11:00")
            .but(change)
    };
    let reciprocal = |change| reference::reciprocal_care(&pair(change).house()).len();
    assert_eq!((reciprocal(|_| ()), reciprocal(not_willing), reciprocal(not_able)), (1, 1, 0));
    assert_eq!(reciprocal(done_though_not_able), 1);
    // On the first day he does not do it, from the next on he does, unwillingly.
    let day = |after| date().checked_add_days(Days::new(after)).unwrap();
    let step = |on, change: fn(&mut Arrangement)| {
        let mut family = pair(not_willing).but(change);
        family.parts.on = day(on);
        family.snapshot()
    };
    let not_done: fn(&mut Arrangement) = |help| help.done_now = Told::Known(false);
    let history = History::new(vec![step(0, not_done), step(1, |_| ())], day(5)).unwrap();
    let tipped = reference::tipped(&history, (person(1), person(2)), day(0), day(5));
    assert_eq!(tipped, [(day(1), person(2))]);
}

/// The son (2) is with his mother (1) in the morning, unwillingly; she is with him in the afternoon, and nobody has
/// said what that leans on.
fn mother_and_unwilling_son() -> Family {
    Family::of([1, 2])
        .need(21, 1, "Mon 10:00-11:00", 30)
        .need(22, 2, "Mon 14:00-15:00", 30)
        .helps(31, 2, 21, "Mon 10:00-11:00")
        .but(not_willing)
        .helps_unsaid(32, 1, 22, "Mon 14:00-15:00")
}

#[test]
fn the_day_it_stops() {
    let family = mother_and_unwilling_son();
    let house = family.house();
    assert_eq!(reference::gaps(&house, View::ALL), needs([21]), "nobody can count on him");
    assert!(reference::fall(&house, &[source(2)].into(), &BTreeSet::new(), View::ALL).all().is_empty());
    // In the second snapshot he is counted, not confirmed; and so she leans on what he does.
    let second = House::from_parts(reference::as_it_is_done(family.snapshot().into_parts()));
    assert!(reference::gaps(&second, View::ALL).is_empty());
    assert_eq!(reference::gaps(&second, View::CONFIRMED), needs([21, 22]));
    let stops = reference::done_by(&house).remove(&source(2)).unwrap();
    assert_eq!(stops, [arrangement(31)].into());
    let fall = reference::fall_of(&second, &stops, &BTreeSet::new(), View::ALL);
    assert_eq!(fall.rounds, [needs([21]), needs([22])]);
    assert_eq!(fall.rests_on_assumed, needs([22]));
    let ended = Gone { ended: true, ..Gone::default() };
    assert_eq!(fall.why[&need(21)].there, [(arrangement(31), ended)].into());
    let clock = Clock::new(&second).losing(stops);
    let found = clock.compared(&Question::new([], at("Mon 09:00")));
    let added = [(need(21), (90, None)), (need(22), (330, None))].into();
    assert_eq!(found, Compared { added, ..Compared::default() });
}

#[test]
fn one_giver_stops_at_a_time() {
    // Son and daughter (3) are each with their mother for one hour unwillingly; the son cooks for her gladly, and her
    // brother (5) sits with her though he is not able: nobody has said whether he does.
    let family = Family::of([1, 2, 3])
        .outsider(5)
        .need(21, 1, "Mon 10:00-12:00", 30)
        .need(22, 1, "Mon 12:00-13:00", 30)
        .helps(31, 2, 21, "Mon 10:00-11:00")
        .but(not_willing)
        .helps(32, 3, 21, "Mon 11:00-12:00")
        .but(not_willing)
        .helps(33, 2, 22, "Mon 12:00-13:00")
        .helps(34, 5, 21, "Mon 10:00-12:00")
        .but(not_able);
    let house = family.house();
    let by = reference::done_by(&house);
    assert_eq!(by, [(source(2), [arrangement(31)].into()), (source(3), [arrangement(32)].into())].into());
    let second = House::from_parts(reference::as_it_is_done(family.snapshot().into_parts()));
    for (giver, stops) in by {
        let fall = reference::fall_of(&second, &stops, &BTreeSet::new(), View::ALL);
        assert_eq!(fall.all(), needs([21]), "{giver:?}: what is given gladly goes on");
        assert_eq!(fall.why[&need(21)].short, [(0, 60)].into());
    }
    assert!(second.arrangements.iter().any(|a| a.id == arrangement(34) && !reference::counts(a, date())));
}

#[test]
fn what_stops_may_make_a_gap_worse() {
    // She is alone from eleven to twelve. Until then he is there, unwillingly; from half past ten a provider too.
    let family = Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Mon 10:00-12:00", 30)
        .helps(31, 2, 21, "Mon 10:00-11:00")
        .but(not_willing)
        .helps(32, 11, 21, "Mon 10:30-11:00");
    let second = House::from_parts(reference::as_it_is_done(family.snapshot().into_parts()));
    let stops = reference::done_by(&family.house()).remove(&source(2)).unwrap();
    let worse = reference::worsened_of(&second, &stops, &BTreeSet::new(), View::ALL);
    let total = worse[&need(21)].total();
    assert_eq!((total.short, total.hands_gone), (30, 30));
    let found = Clock::new(&second).losing(stops).compared(&Question::new([], at("Mon 10:00")));
    assert_eq!(found.longer, [(need(21), 30)].into());
    assert!(
        found.added.is_empty(),
        "the provider closes it in time, and it opens again at eleven: {found:?}"
    );
}

#[test]
fn exactly_who_with_whom_at_which_minutes() {
    // Zed (4) is with Al (1) and Bo (2) on Monday, with Bo and Cy (3) on Sunday, and never with all three.
    let mornings = |cys: &str| {
        Family::of([1, 2, 3])
            .outsider(4)
            .need(21, 1, "Mon 08:00-08:30", 60)
            .need(22, 2, "daily 08:00-09:00", 60)
            .need(23, 3, cys, 60)
            .helps(31, 4, 21, "Mon 08:00-08:30")
            .helps(32, 4, 22, "daily 08:00-09:00")
            .helps(33, 4, 23, cys)
            .house()
    };
    let lines = |house: &House| -> Vec<(Vec<NeedId>, u32, usize)> {
        let lines = reference::over_committed(house).into_iter();
        lines
            .map(|((by, needs), minutes)| {
                assert_eq!(by, source(4));
                (needs.into_iter().collect(), *minutes.first().unwrap(), minutes.len())
            })
            .collect()
    };
    let list = |numbers: &[u128]| numbers.iter().copied().map(need).collect::<Vec<_>>();
    let (monday, sunday) = (480, 6 * 1_440 + 480);
    let two = mornings("Sun 08:00-09:00");
    assert_eq!(lines(&two), [(list(&[21, 22]), monday, 30), (list(&[22, 23]), sunday, 60)]);
    let three = mornings("Mon 08:20-09:00");
    let expected = [
        (list(&[21, 22]), monday, 20),
        (list(&[21, 22, 23]), monday + 20, 10),
        (list(&[22, 23]), monday + 30, 30),
    ];
    assert_eq!(lines(&three), expected, "each minute in one line only");
}

#[test]
fn nobody_is_over_committed_out_of_windows_or_for_one_person() {
    let house = |change: fn(&mut Arrangement)| {
        Family::of([1, 2, 3])
            .provider(11)
            .need(21, 1, "Mon 10:00-11:00", 0)
            .need(22, 2, "Mon 10:30-11:30", 0)
            .need(23, 1, "Mon 10:00-11:00", 0)
            .helps(31, 3, 21, "Mon 09:00-12:00")
            .helps(32, 3, 23, "Mon 09:00-12:00")
            .helps(33, 3, 22, "Mon 09:00-12:00")
            .but(change)
            .helps(34, 11, 21, "always")
            .helps(35, 11, 22, "always")
            .house()
    };
    let minutes: BTreeSet<u32> = (630..660).collect();
    let line = BTreeMap::from([((source(3), needs([21, 22, 23])), minutes)]);
    assert_eq!(reference::over_committed(&house(|_| ())), line);
    assert_eq!(reference::over_committed(&house(not_willing)), line, "done, so it is a load");
    assert!(reference::over_committed(&house(not_able)).is_empty(), "asked, and not done");
}

#[test]
fn what_ends_while_it_is_looked_at() {
    let day = |days: u64| date().checked_add_days(Days::new(days)).unwrap();
    let until = |days: u64, horizon: u32, review: Option<u64>| {
        let period = Period::new(None, Some(day(days))).unwrap();
        let family = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 0).helps(31, 2, 21, "always");
        let house = family.but(|help| help.period = period).house();
        let found = reference::ends(&house, horizon, review.map(day));
        assert!(found.values().all(|end| *end == day(days)));
        found.len()
    };
    let three_days = 4_320;
    assert_eq!([0, 1, 10, 11].map(|days| until(days, three_days, None)), [0, 1, 1, 0]);
    assert_eq!([10, 11].map(|days| until(days, three_days + 1_439, None)), [1, 0]);
    assert_eq!([11, 12].map(|days| until(days, three_days + 1_440, None)), [1, 0]);
    assert_eq!([7, 8].map(|days| until(days, 60, None)), [1, 0]);
    assert_eq!([29, 30].map(|days| until(days, three_days, Some(29))), [1, 0], "a review is later");
    assert_eq!([10, 11].map(|days| until(days, three_days, Some(5))), [1, 0], "a review is sooner");
    // What does not count today does not end; what is done does.
    let soon = |change: fn(&mut Arrangement)| {
        let period = Period::new(None, Some(day(1))).unwrap();
        let family = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 0).helps(31, 2, 21, "always");
        reference::ends(&family.but(|help| help.period = period).but(change).house(), 60, None).len()
    };
    assert_eq!((soon(not_able), soon(not_willing)), (0, 1));
    let begins = Period::new(Some(day(1)), Some(day(3))).unwrap();
    let family = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 0).helps(31, 2, 21, "always");
    assert!(reference::ends(&family.but(|help| help.period = begins).house(), 60, None).is_empty());
}

#[test]
fn who_is_counted_on() {
    // The son gives gladly, the daughter (3) unwillingly, the brother (5) would though he is not able: nobody knows
    // whether he does. The mother's friend (6) supports the son; a provider (11) comes.
    let house = Family::of([1, 2, 3])
        .outsider(5)
        .outsider(6)
        .provider(11)
        .need(21, 1, "Mon 10:00-11:00", 0)
        .helps(31, 2, 21, "always")
        .but(|help| help.able_now = Told::Known(Ability::WithSupport { by: Some(source(6)) }))
        .helps(32, 3, 21, "always")
        .but(not_willing)
        .helps(33, 5, 21, "always")
        .but(not_able)
        .helps(34, 11, 21, "always")
        .house();
    let list = |of: u128, what: u128| (person(of), BTreeSet::from([arrangement(what)]));
    assert_eq!(reference::counted_on(&house), [list(2, 31), list(6, 31), list(3, 32)].into());
}
