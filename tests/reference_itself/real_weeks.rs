//! Weeks that alternate, rotas, sleep, skills and good days, worked out by hand: each boundary from both sides. And the
//! laws that the definitions promise, on random households that use them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use mutual_care::base::{NeedId, Period, SourceId, Told, WeekMinute, WeekPattern, WeekSpan, WhyNotKnown};
use mutual_care::need::{Ability, Age, SnapshotParts};

use super::generator::{self, Dice};
use super::laws::some_lost;
use super::reference::family::{
    Family, arrangement, asleep, at, comes, date, day, days, every, hands_with, need, person, source, weeks,
};
use super::reference::{self, Clock, DAY, House, Kind, Lost, Question, View, WEEK, Worse, rhythm};

const HOUR: u32 = 60;

fn needs<const N: usize>(numbers: [u128; N]) -> BTreeSet<NeedId> {
    numbers.map(need).into()
}

fn lost<const N: usize>(numbers: [u128; N]) -> BTreeSet<SourceId> {
    numbers.map(source).into()
}

/// The stretches of the long week in which an arrangement is present: from, and how many hours.
fn there(house: &House, number: u128) -> Vec<(u32, u32)> {
    let present = house.presence(arrangement(number));
    let cycle = house.cycle();
    let is = |minute: u32| present[(minute % cycle) as usize];
    let starts = (0..cycle).filter(|minute| is(*minute) && !is(minute + cycle - 1));
    starts.map(|start| (start, (1..=cycle).find(|length| !is(start + length)).unwrap() / HOUR)).collect()
}

/// Somebody there at all these times, for whom 2 comes at those.
fn plain(needed: &str, comes: &str) -> Family {
    Family::of([1, 2]).need(21, 1, needed, 30).helps(31, 2, 21, comes)
}

#[test]
fn a_week_is_on_if_so_many_weeks_lie_between() {
    let fortnightly = rhythm(Some(weeks(2, day(3, 2))));
    assert!(fortnightly.is_on(day(3, 2)) && fortnightly.is_on(day(3, 8)));
    assert!(!fortnightly.is_on(day(3, 9)) && !fortnightly.is_on(day(3, 15)) && fortnightly.is_on(day(3, 16)));
    assert!(!fortnightly.is_on(day(3, 1)) && !fortnightly.is_on(day(2, 23)) && fortnightly.is_on(day(2, 22)));
    let third = rhythm(Some(weeks(3, day(3, 16))));
    let on: Vec<bool> =
        [day(2, 23), day(3, 2), day(3, 9), day(3, 16), day(4, 6)].map(|d| third.is_on(d)).into();
    assert_eq!(on, [true, false, false, true, true]);
}

#[test]
fn a_day_is_on_for_the_first_of_so_many() {
    let four_on = rhythm(Some(days(8, 4, day(3, 4))));
    let on: Vec<u32> = (1..=20).filter(|of_march| four_on.is_on(day(3, *of_march))).collect();
    assert_eq!(on, [4, 5, 6, 7, 12, 13, 14, 15, 20]);
    // Before the day from which it is counted it alternates too.
    let before: Vec<u32> = (20..=28).filter(|of_february| four_on.is_on(day(2, *of_february))).collect();
    assert_eq!(before, [24, 25, 26, 27]);
}

#[test]
fn the_cycle_ends_when_all_is_as_before() {
    let of = |family: Family| House::from_parts(family.parts).weeks;
    let one = plain("Mon 10:00-11:00", "Mon 10:00-11:00");
    assert_eq!(of(one.clone()), 1);
    assert_eq!(of(one.clone().but(every(weeks(2, date())))), 2);
    let both = |needs, help| one.clone().alternating(needs).but(every(help));
    assert_eq!(of(both(weeks(2, date()), weeks(3, date()))), 6);
    assert_eq!(of(both(weeks(4, date()), weeks(6, date()))), 12);
    // Days: seven days are a week, eight are as before after eight weeks.
    assert_eq!(of(one.clone().but(every(days(7, 3, date())))), 1);
    assert_eq!(of(one.clone().but(every(days(8, 4, date())))), 8);
    assert_eq!(of(both(weeks(2, date()), days(4, 1, date()))), 4);
    // Whatever it answers, and without a pattern too; but only within its period.
    let no = |family: Family| family.but(|help| help.able_now = Told::Known(Ability::No));
    assert_eq!(of(no(one.clone().but(every(weeks(5, date()))))), 5);
    assert_eq!(of(plain("Mon 10:00-11:00", "never").but(every(weeks(5, date())))), 5);
    assert_eq!(of(plain("never", "never").alternating(weeks(5, date()))), 5);
    let within = |from, until| {
        of(one
            .clone()
            .but(every(weeks(5, date())))
            .but(|help| help.period = Period::new(from, until).unwrap()))
    };
    assert_eq!((within(Some(day(3, 2)), None), within(Some(day(3, 3)), None)), (5, 1));
    assert_eq!((within(None, Some(day(3, 3))), within(None, Some(day(3, 2)))), (5, 1));
}

#[test]
fn the_first_week_is_that_of_the_day_asked_about() {
    let mut family = plain("Mon 10:00-11:00", "Mon 10:00-11:00").but(every(weeks(2, date())));
    for (on, starts) in [((3, 2), 0), ((3, 8), 0), ((3, 9), 1), ((3, 15), 1), ((2, 23), 1)] {
        family.parts.on = day(on.0, on.1);
        let house = House::from_parts(family.parts.clone());
        assert_eq!(there(&house, 31), [(starts * WEEK + 600, 1)], "{on:?}");
        assert_eq!(reference::gaps(&house, View::ALL), needs([21]), "in one week of two nobody comes");
    }
}

#[test]
fn over_sunday_midnight_all_goes_with_the_week_in_which_it_starts() {
    let sunday = "Sun 22:00-Mon 07:00";
    let start = 6 * DAY + 22 * HOUR;
    let night = plain(sunday, sunday).but(every(weeks(2, date()))).house();
    assert_eq!(there(&night, 31), [(start, 9)]);
    // The week after: over the end of the cycle.
    let second = plain(sunday, sunday).but(every(weeks(2, day(3, 9)))).house();
    assert_eq!(there(&second, 31), [(WEEK + start, 9)]);
    // A need likewise, and the one meets the other.
    for (needed, comes, gaps) in
        [(2, 2, needs([])), (9, 9, needs([])), (2, 9, needs([21])), (9, 2, needs([21]))]
    {
        let alternating = plain(sunday, sunday).alternating(weeks(2, day(3, needed)));
        let house = alternating.but(every(weeks(2, day(3, comes)))).house();
        assert_eq!(reference::gaps(&house, View::ALL), gaps);
        assert_eq!(house.windows(need(21)).len(), 1);
    }
    // What is said in two parts is one stretch.
    let parts = plain(sunday, "Sun 22:00-24:00; Mon 00:00-07:00").but(every(weeks(2, date()))).house();
    assert_eq!(there(&parts, 31), [(start, 9)]);
    // The whole week starts on Monday; a minute less, where it starts.
    let always = plain("always", "always").but(every(weeks(2, date()))).house();
    assert_eq!(there(&always, 31), [(0, 168)]);
    let less = plain("always", "Tue 00:00-Mon 23:59").but(every(weeks(2, date()))).house();
    assert_eq!(there(&less, 31), [(DAY, 167)]);
    // A window of the whole week keeps its start.
    let whole =
        Family::of([1, 2]).doing_all_week(21, 1, "Wed 12:00", 0, 60).alternating(weeks(2, date())).house();
    let window = whole.windows(need(21))[0];
    assert_eq!((window.start, window.minutes, window.week), (2 * DAY + 12 * HOUR, WEEK, 0));
    assert_eq!(window.minutes_in(2).last(), Some(WEEK + 2 * DAY + 12 * HOUR - 1));
}

#[test]
fn a_stretch_of_a_rota_is_cut_every_day_from_its_start() {
    let weekend = "Fri 18:00-Mon 08:00";
    let friday = 4 * DAY + 18 * HOUR;
    // On on the 6th, a Friday, on the 8th, and so on: in the second week Saturday.
    let house = plain(weekend, weekend).but(every(days(2, 1, day(3, 6)))).house();
    assert_eq!(house.weeks, 2);
    assert_eq!(there(&house, 31), [(friday, 24), (friday + 2 * DAY, 14), (WEEK + friday + DAY, 24)]);
    // A stretch on its first day, of two days: both pieces.
    let two = plain(weekend, weekend).but(every(days(4, 2, day(3, 6)))).house();
    assert_eq!(there(&two, 31)[..2], [(friday, 48), (WEEK + friday + DAY, 38)]);
    // The whole week is cut at midnight.
    let always = plain("always", "always").but(every(days(2, 1, day(3, 3)))).house();
    let tuesday_on: Vec<(u32, u32)> = [1, 3, 5, 7, 9, 11, 13].map(|day| (day * DAY, 24)).into();
    assert_eq!(there(&always, 31), tuesday_on);
    // Seven days: the same days in each week.
    let seven = plain("daily 22:00-07:00", "daily 22:00-07:00").but(every(days(7, 2, day(3, 7)))).house();
    assert_eq!(
        (seven.weeks, there(&seven, 31)),
        (1, vec![(5 * DAY + 22 * HOUR, 9), (6 * DAY + 22 * HOUR, 9)])
    );
    // A night that starts on a day that is on, over midnight into one that is not.
    let night = plain("Mon 22:00-Tue 07:00", "Mon 22:00-Tue 07:00").but(every(days(7, 1, date()))).house();
    assert_eq!(there(&night, 31), [(22 * HOUR, 9)]);
    let after = plain("Mon 22:00-Tue 07:00", "Mon 22:00-Tue 07:00").but(every(days(7, 1, day(3, 3)))).house();
    assert_eq!(there(&after, 31), []);
    // Then it is there in no minute at all, and does not count; its hours are known.
    assert!(after.counting_for(need(21)).next().is_none() && !reference::never_present(&after).is_empty());
    assert!(reference::without_hours(&after).is_empty() && night.counting_for(need(21)).next().is_some());
}

#[test]
fn a_window_of_a_need_is_never_cut() {
    let of = |from| {
        let family =
            plain("Mon 22:00-Tue 07:00; Tue 22:00-Wed 22:00", "always").alternating(days(7, 1, from));
        family.house().windows(need(21)).iter().map(|w| (w.start, w.minutes)).collect::<Vec<_>>()
    };
    assert_eq!(of(date()), [(22 * HOUR, 9 * HOUR)]);
    assert_eq!(of(day(3, 3)), [(DAY + 22 * HOUR, DAY)]);
    assert_eq!(of(day(3, 4)), []);
}

#[test]
fn five_days_on_and_five_days_off() {
    let take_turns = |second| {
        Family::of([1])
            .outsider(5)
            .outsider(6)
            .need(21, 1, "always", 30)
            .helps(31, 5, 21, "always")
            .but(every(days(10, 5, day(3, 2))))
            .helps(32, 6, 21, "always")
            .but(every(days(10, 5, day(3, second))))
            .house()
    };
    let house = take_turns(7);
    assert_eq!((house.weeks, reference::gaps(&house, View::ALL)), (10, needs([])));
    let worsened = |house: &House| reference::worsened(house, &lost([5]), &BTreeSet::new(), View::ALL);
    let fall = reference::fall(&house, &lost([5]), &BTreeSet::new(), View::ALL);
    let short = &fall.why[&need(21)].short;
    // Days 0 to 4, 10 to 14 and so on of seventy, in each of ten weeks.
    let days: Vec<u32> = short.values().map(|short| u32::from(*short) / DAY).collect();
    assert_eq!(days, [5, 4, 2, 4, 5, 2, 3, 5, 3, 2]);
    // A day later the second does not come in time: a gap on five days of seventy.
    let late = take_turns(8);
    assert_eq!(reference::gaps(&late, View::ALL), needs([21]));
    assert!(!worsened(&late).is_empty());
    let given = reference::measure(&late, source(5), person(1));
    assert_eq!(given, (0, 35 * DAY), "half of the long week");
}

#[test]
fn a_loss_in_one_week_of_two_is_a_loss() {
    // 2 comes every week, 3 every other one besides.
    let house = Family::of([1, 2, 3])
        .need(21, 1, "Sat 10:00-12:00", 30)
        .helps(31, 2, 21, "Sat 10:00-12:00")
        .helps(32, 3, 21, "Sat 10:00-12:00")
        .but(every(weeks(2, day(3, 9))))
        .house();
    let nobody = BTreeSet::new();
    assert_eq!(reference::gaps(&house, View::ALL), needs([]));
    let fall = reference::fall(&house, &lost([2]), &nobody, View::ALL);
    assert_eq!(fall.why[&need(21)].short, BTreeMap::from([(0, 120)]), "in the first week");
    assert!(reference::fall(&house, &lost([3]), &nobody, View::ALL).rounds.is_empty());
    let mend = &reference::mend(&house, source(2), View::ALL)[&need(21)];
    assert_eq!(mend.keys().collect::<Vec<_>>(), [&0]);
    let saturday = 5 * DAY + 10 * HOUR;
    assert_eq!((mend[&0].lost[0], mend[&0].lost.len(), mend[&0].short), ((saturday, 1), 120, 120));
    assert_eq!(reference::measure(&house, source(2), person(1)), (0, 240));
    assert_eq!(reference::measure(&house, source(3), person(1)), (0, 120));
    // With nobody but 3 it is a gap, and it gets worse in the week in which there is something to lose.
    let alone = Family::of([1, 3])
        .need(21, 1, "Sat 10:00-12:00", 30)
        .helps(32, 3, 21, "Sat 10:00-12:00")
        .but(every(weeks(2, day(3, 9))))
        .house();
    assert_eq!(reference::gaps(&alone, View::ALL), needs([21]));
    let worse = &reference::worsened(&alone, &lost([3]), &nobody, View::ALL)[&need(21)].windows;
    assert_eq!(*worse, BTreeMap::from([(1, Worse { short: 120, hands_gone: 0 })]));
}

#[test]
fn harm_comes_in_the_week_in_which_nobody_is_there() {
    let house = plain("Sat 10:00-12:00", "Sat 10:00-12:00")
        .outsider(5)
        .helps(32, 5, 21, "Sat 10:00-12:00")
        .but(every(weeks(2, date())))
        .house();
    let clock = Clock::new(&house);
    let saturday = 5 * DAY + 10 * HOUR;
    let breaches =
        |horizon| clock.run(&Question { horizon, ..Question::new(lost([2]), at("Mon 00:00")) }).breaches();
    assert_eq!(breaches(WEEK), BTreeMap::new(), "this Saturday somebody comes");
    assert_eq!(breaches(2 * WEEK), BTreeMap::from([(need(21), WEEK + saturday + 30)]));
    // Round the cycle: three weeks on somebody comes again, four weeks on nobody.
    let run = clock.run(&Question { horizon: 4 * WEEK, ..Question::new(lost([2]), at("Sat 11:00")) });
    let opened: Vec<u32> = run.events.iter().filter(|e| e.kind == Kind::Opened).map(|e| e.minute).collect();
    assert_eq!(opened, [WEEK - HOUR, 3 * WEEK - HOUR]);
}

#[test]
fn who_is_asleep_does_where_somebody_is_to_be_there_and_nobody_awake_is_asked_for() {
    let night = "Mon 22:00-Tue 07:00";
    let there = |family: Family| {
        (reference::gaps(&family.house(), View::ALL), reference::gaps(&family.house(), View::CONFIRMED))
    };
    let being = || Family::of([1, 2]).need(21, 1, night, 30);
    let doing = || Family::of([1, 2]).doing(21, 1, night, 30, 539);
    let (gap, none) = (needs([21]), needs([]));
    assert_eq!(there(being().helps(31, 2, 21, night).but(asleep)), (none.clone(), none.clone()));
    assert_eq!(there(being().awake().helps(31, 2, 21, night).but(asleep)), (gap.clone(), gap.clone()));
    assert_eq!(there(doing().helps(31, 2, 21, night).but(asleep)), (gap.clone(), gap.clone()));
    // Not known: as if awake, and where what is not confirmed is left out as if asleep; but what is done is done awake.
    assert_eq!(there(being().helps(31, 2, 21, night)), (none.clone(), none.clone()));
    assert_eq!(there(being().awake().helps(31, 2, 21, night)), (none.clone(), gap));
    assert_eq!(there(doing().helps(31, 2, 21, night)), (none.clone(), none.clone()));
    assert_eq!(there(doing().awake().helps(31, 2, 21, night)), (none.clone(), none.clone()));
    let awake = being().awake().helps(31, 2, 21, night).but(|help| help.awake = Told::Known(true));
    assert_eq!(there(awake), (none.clone(), none));
    // Whoever is there twice, once asleep with two pairs of hands, has those of the one that does.
    let twice = being().takes_two().awake().helps(31, 2, 21, night).helps(32, 2, 21, night).but(asleep);
    assert_eq!(there(twice.but(|help| help.hands = 2)).0, needs([21]));
    // Given is given.
    let house = doing().helps(31, 2, 21, night).but(asleep).house();
    assert_eq!(reference::measure(&house, source(2), person(1)), (539, 0));
}

#[test]
fn who_is_asleep_closes_what_does_not_ask_for_somebody_awake() {
    // Somebody is to be there; 2 is lost, 3 comes later and sleeps; after that something is to be done.
    let family = |needed: &str, asks: bool| {
        let family = Family::of([1, 2, 3]).need(21, 1, needed, 300);
        let family = if asks { family.awake() } else { family };
        family.helps(31, 2, 21, "always").helps(32, 3, 21, "Mon 11:00-13:00").but(asleep).house()
    };
    let closes = |house: &House| -> Vec<u32> {
        let run = Clock::new(house).run(&Question::new(lost([2]), at("Mon 10:00")));
        run.events.iter().filter(|event| event.kind == Kind::Closed).map(|event| event.minute).collect()
    };
    assert_eq!(closes(&family("Mon 10:00-10:30", false)), [60], "out of its windows");
    assert!(closes(&family("Mon 10:00-10:30", true)).is_empty());
    assert_eq!(closes(&family("Mon 10:00-11:30", false)), [60]);
    assert!(closes(&family("Mon 10:00-11:30", true)).is_empty());
    // Whoever is called is awake.
    let house = family("Mon 10:00-11:30", true);
    let help = vec![comes(41, 9, &[21], 60, None)];
    let run = Clock::new(&house).run(&Question { help, ..Question::new(lost([2]), at("Mon 10:00")) });
    assert!(run.events.iter().any(|event| event.kind == Kind::Closed && event.minute == 60));
}

/// Whoever sleeps covers the night, and no breakfast: what opens by night is closed by somebody asleep, also in a minute in
/// which breakfast is to be made, and what opens for breakfast is not.
#[test]
fn a_need_closes_by_what_opened_it() {
    let events = |comes: &str, slack_used_from: &str| -> Vec<(u32, Kind)> {
        let family = Family::of([1, 2, 3]).night_then_breakfast(21, 1, 600);
        let house = family.helps(31, 2, 21, "always").helps(32, 3, 21, comes).but(asleep).house();
        let run = Clock::new(&house).run(&Question::new(lost([2]), at(slack_used_from)));
        run.events.iter().map(|event| (event.minute, event.kind)).collect()
    };
    // From 06:30 nobody is there; 3 comes at 06:50 and sleeps; the second minute of breakfast is one too many.
    let (opened, closed) = (|minute| (minute, Kind::Opened), |minute| (minute, Kind::Closed));
    let breached = |minute| (minute, Kind::Breached);
    assert_eq!(events("Mon 06:50-08:00", "Mon 06:30"), [opened(0), closed(20), opened(31), breached(631)]);
    // Closed in a minute of breakfast, in which it opens again; or, a minute before, not yet.
    assert_eq!(events("Mon 07:01-08:00", "Mon 06:30"), [opened(0), closed(31), opened(31), breached(631)]);
    assert_eq!(events("Mon 07:00-08:00", "Mon 06:30"), [opened(0), closed(30), opened(31), breached(631)]);
    assert_eq!(events("Mon 07:00-24:00", "Mon 07:00"), [opened(1), breached(601)]);
}

#[test]
fn each_number_is_reckoned_by_itself() {
    let hour = "Mon 10:00-11:00";
    let gaps = |family: &Family| {
        (reference::gaps(&family.house(), View::ALL), reference::gaps(&family.house(), View::CONFIRMED))
    };
    let (gap, none) = (needs([21]), needs([]));
    let two = || Family::of([1, 2, 3]).need(21, 1, hour, 0).takes_two().skilled([("hoist", 1)]);
    let both = |first: u8, second: u8| {
        let family = two().helps(31, 2, 21, hour).but(hands_with("hoist", first));
        family.helps(32, 3, 21, hour).but(hands_with("hoist", second))
    };
    assert_eq!(gaps(&both(1, 0)), (none.clone(), none.clone()));
    assert_eq!(gaps(&both(0, 0)), (gap.clone(), gap.clone()));
    assert_eq!(gaps(&two().helps(31, 2, 21, hour).but(hands_with("hoist", 1))), (gap.clone(), gap.clone()));
    // Not said: all its hands have it, and none where what is not confirmed is left out.
    let not_said = two().helps(31, 2, 21, hour).helps(32, 3, 21, hour).but(hands_with("hoist", 0));
    assert_eq!(gaps(&not_said), (none.clone(), gap.clone()));
    // Of one source the greatest of each number: here of one arrangement the hands, of another those with the skill.
    let one = two().helps(31, 2, 21, hour).but(|help| help.hands = 2).but(hands_with("hoist", 0));
    assert_eq!(gaps(&one), (gap.clone(), gap.clone()));
    assert_eq!(gaps(&one.helps(32, 2, 21, hour).but(hands_with("hoist", 1))), (none.clone(), none.clone()));
    // One hand may count for several skills; two skills of two hands each.
    let several = Family::of([1, 2, 3]).need(21, 1, hour, 0).skilled([("hoist", 1), ("first-aid", 1)]);
    let skilled =
        several.clone().helps(31, 2, 21, hour).but(hands_with("hoist", 1)).but(hands_with("first-aid", 1));
    assert_eq!(gaps(&skilled), (none.clone(), none.clone()));
    let one_only = several.helps(31, 2, 21, hour).but(hands_with("hoist", 1)).but(hands_with("first-aid", 0));
    assert_eq!(gaps(&one_only), (gap.clone(), gap));
}

#[test]
fn the_date_of_birth_says_who_is_an_adult() {
    let hour = "Mon 10:00-11:00";
    let gaps = |age: Option<Age>, said: Option<u8>| {
        let mut family =
            Family::of([1, 2]).need(21, 1, hour, 0).skilled([("adult", 1)]).helps(31, 2, 21, hour);
        if let Some(said) = said {
            family = family.but(hands_with("adult", said));
        }
        family.parts.sources[1].age = age;
        let house = House::from_parts(family.parts);
        [View::ALL, View::CONFIRMED].map(|view| !reference::gaps(&house, view).is_empty())
    };
    for said in [None, Some(0), Some(1)] {
        assert_eq!(gaps(Some(Age::Adult), said), [false, false], "{said:?}");
        assert_eq!(gaps(Some(Age::Under18), said), [true, true], "{said:?}");
    }
    assert_eq!(gaps(None, None), [false, true]);
    assert_eq!((gaps(None, Some(0)), gaps(None, Some(1))), ([true, true], [false, false]));
}

#[test]
fn hands_are_missing_by_the_greatest_of_the_numbers() {
    let hour = "Mon 10:00-11:00";
    // Three are required, of whom two can work the hoist. 2 brings two who can, 3 one who cannot.
    let three = Family::of([1, 2, 3])
        .need(21, 1, hour, 0)
        .takes(3)
        .skilled([("hoist", 2)])
        .helps(31, 2, 21, hour)
        .but(|help| help.hands = 2)
        .but(hands_with("hoist", 2))
        .helps(32, 3, 21, hour)
        .but(hands_with("hoist", 0));
    let house = three.house();
    let mend = |house: &House, of: u128| reference::mend(house, source(of), View::ALL)[&need(21)][&0].clone();
    let skills = |mend: &reference::Mend| -> Vec<(String, u32)> {
        mend.skilled[0].iter().map(|(skill, hands)| (skill.to_string(), *hands)).collect()
    };
    let of_two = mend(&house, 2);
    assert_eq!((of_two.lost[0].1, skills(&of_two)), (2, vec![("hoist".into(), 2)]));
    let of_three = mend(&house, 3);
    assert_eq!((of_three.lost[0].1, skills(&of_three)), (1, vec![]));
    // Four who could do it in numbers, and nobody left who can: hands are missing only for the skill.
    let house = three.helps(33, 3, 21, hour).but(|help| help.hands = 4).but(hands_with("hoist", 1)).house();
    let of_two = mend(&house, 2);
    assert_eq!((of_two.lost[0].1, skills(&of_two)), (1, vec![("hoist".into(), 1)]));
    // A gap: 2 has two hands, one of them skilled, of the four with two skilled that it takes.
    let gap = Family::of([1, 2])
        .need(21, 1, hour, 0)
        .takes(4)
        .skilled([("hoist", 2)])
        .helps(31, 2, 21, hour)
        .but(|help| help.hands = 2)
        .but(hands_with("hoist", 1))
        .house();
    let worse = &reference::worsened(&gap, &lost([2]), &BTreeSet::new(), View::ALL)[&need(21)].windows;
    assert_eq!(*worse, BTreeMap::from([(0, Worse { short: 0, hands_gone: 120 })]));
    let of_gap = mend(&gap, 2);
    assert_eq!((of_gap.of_a_gap, of_gap.lost[0].1, skills(&of_gap)), (true, 2, vec![("hoist".into(), 1)]));
    // More than is required is not missed, and the skill is.
    let more = Family::of([1, 2, 3])
        .need(21, 1, "Mon 10:00-11:00, 15:00-16:00", 0)
        .skilled([("hoist", 1)])
        .helps(31, 2, 21, hour)
        .but(hands_with("hoist", 1))
        .helps(32, 3, 21, hour)
        .but(hands_with("hoist", 0))
        .house();
    let worse = &reference::worsened(&more, &lost([2]), &BTreeSet::new(), View::ALL)[&need(21)].windows;
    assert_eq!(*worse, BTreeMap::from([(0, Worse { short: 60, hands_gone: 0 })]));
    assert!(reference::worsened(&more, &lost([3]), &BTreeSet::new(), View::ALL).is_empty());
}

#[test]
fn a_need_closes_only_with_all_its_numbers() {
    let house = Family::of([1, 2, 3])
        .need(21, 1, "Mon 10:00-11:00", 300)
        .skilled([("hoist", 1)])
        .helps(31, 2, 21, "Mon 10:00-11:00")
        .helps(32, 3, 21, "Mon 11:00-11:30")
        .but(hands_with("hoist", 0))
        .helps(33, 3, 21, "Mon 11:30-12:00")
        .but(hands_with("hoist", 1))
        .house();
    let run = Clock::new(&house).run(&Question::new(lost([2]), at("Mon 10:00")));
    let closed: Vec<u32> = run.events.iter().filter(|e| e.kind == Kind::Closed).map(|e| e.minute).collect();
    assert_eq!(closed, [90]);
}

#[test]
fn on_some_days_counts_and_nobody_can_count_on_it() {
    let on_some_days = |by: Option<u128>, willing: Told<bool>| {
        Family::of([1, 2, 3]).need(21, 1, "Mon 10:00-11:00", 0).helps(31, 2, 21, "Mon 10:00-11:00").but(
            |help| {
                help.able_now = Told::Known(Ability::OnSomeDays { by: by.map(source) });
                help.willing_now = willing;
            },
        )
    };
    let yes = on_some_days(None, Told::Known(true)).house();
    assert_eq!(reference::gaps(&yes, View::ALL), needs([]));
    assert_eq!(reference::gaps(&yes, View::CONFIRMED), needs([21]));
    assert_eq!(reference::measure(&yes, source(2), person(1)), (0, 60), "whole in what is given");
    // With a supporter it goes with the supporter.
    let by = on_some_days(Some(3), Told::NotKnown(WhyNotKnown::NotAsked)).house();
    assert_eq!(reference::gaps(&by, View::ALL), needs([]));
    assert_eq!(reference::fall(&by, &lost([3]), &BTreeSet::new(), View::ALL).all(), needs([21]));
    let no = on_some_days(None, Told::Known(false)).house();
    assert_eq!(reference::gaps(&no, View::ALL), needs([21]));
}

/// Random households with what real weeks bring.
fn households(number: u64) -> impl Iterator<Item = (u64, House)> {
    (0..number).map(|seed| (seed * 7, House::from_parts(reference::assume(generator::real_weeks(seed * 7)))))
}

fn parts_of(house: &House) -> SnapshotParts {
    SnapshotParts {
        on: house.on,
        sources: house.sources.clone(),
        needs: house.needs.clone(),
        arrangements: house.arrangements.clone(),
    }
}

/// What is asked of a household and is no list of windows.
fn answers(house: &House, weeks: u32, lost: &Lost) -> Vec<String> {
    let nobody = BTreeSet::new();
    let fall = reference::fall(house, lost, &nobody, View::ALL);
    let worsened: BTreeMap<_, _> = (reference::worsened(house, lost, &nobody, View::ALL).into_iter())
        .map(|(need, worse)| (need, (worse.total().short * weeks, worse.total().hands_gone * weeks)))
        .collect();
    let given: Vec<(u32, u32)> = (house.source_ids().into_iter())
        .flat_map(|by| reference::members(house).into_iter().map(move |to| (by, to)))
        .map(|(by, to)| reference::measure(house, by, to))
        .map(|(doing, being_there)| (doing * weeks, being_there * weeks))
        .collect();
    let stands = [View::ALL, View::CONFIRMED].map(|view| reference::stands(house, lost, view));
    vec![
        format!("{:?}", (stands, reference::grounded(house, lost, View::ALL))),
        format!("{:?}", (fall.rounds, fall.rests_on_assumed, worsened)),
        format!("{:?}", (given, reference::loss_matrix(house, View::ALL), reference::reciprocal_care(house))),
        format!("{:?}", reference::minimal_cuts(house, 1, View::ALL)),
    ]
}

/// The same help by the same giver, in turns of weeks or of days, is the plain help.
#[test]
fn help_in_turns_of_one_giver_is_the_plain_help() {
    for seed in 0..40 {
        let plain = reference::assume(generator::household(seed));
        let mut dice = Dice::new(seed, 60);
        let turns = u8::try_from(dice.between(2, 4)).unwrap();
        let by_days = dice.percent(40);
        let mut in_turns = plain.clone();
        in_turns.arrangements.clear();
        for (number, help) in (1..).zip(&plain.arrangements) {
            if dice.percent(30) {
                in_turns.arrangements.push(help.clone());
                continue;
            }
            for turn in 0..turns {
                let from = date() + Days::new(u64::from(turn) * if by_days { 1 } else { 7 });
                let every = if by_days { days(turns, 1, from) } else { weeks(turns, from) };
                let mut one = help.clone();
                one.every = Some(every);
                if turn > 0 {
                    one.id = arrangement((number << 8) + u128::from(turn));
                }
                in_turns.arrangements.push(one);
            }
        }
        let (plain, in_turns) = (House::from_parts(plain), House::from_parts(in_turns));
        let lost = some_lost(&mut dice, &plain);
        let weeks = in_turns.weeks;
        assert_eq!(answers(&plain, weeks, &lost), answers(&in_turns, 1, &lost), "seed {seed}");
        let asked = Question { horizon: 4_320, ..Question::new(lost, at("Sun 12:00")) };
        let happens = |house: &House| {
            let found = Clock::new(house).counted(&asked);
            let of_needs = found.0.events.into_iter().filter(|event| event.kind != Kind::Stopped);
            (of_needs.collect::<Vec<_>>(), found.0.margin, found.0.still_open, found.0.patched, found.1)
        };
        assert_eq!(happens(&plain), happens(&in_turns), "seed {seed}");
    }
}

/// A stretch of a rota that is longer at its end loses nothing: no minute, and so no need.
#[test]
fn a_stretch_longer_at_its_end_loses_nothing() {
    let mut longer = 0;
    for (seed, house) in households(96) {
        let mut dice = Dice::new(seed, 61);
        let mut parts = parts_of(&house);
        for help in &mut parts.arrangements {
            let stretches = reference::stretches(&help.when);
            let spans = stretches.iter().enumerate().map(|(place, (start, length))| {
                let next = stretches[(place + 1) % stretches.len()].0;
                // It does not reach the next one, which would then start with it.
                let room = (next + WEEK - start - 1) % WEEK + 1 - length;
                let more = if room > 1 { dice.below(room) } else { 0 };
                longer += u32::from(more > 0 && help.every.is_some_and(mutual_care::base::Every::is_by_days));
                let span = |start: u32| WeekMinute::new(u16::try_from(start).unwrap()).unwrap();
                WeekSpan::new(span(*start), u16::try_from(length + more).unwrap()).unwrap()
            });
            help.when = WeekPattern::from_spans(spans.collect::<Vec<_>>());
        }
        let more = House::from_parts(parts);
        for help in &house.arrangements {
            let (before, after) = (house.presence(help.id), more.presence(help.id));
            assert!(before.iter().zip(after).all(|(before, after)| *after || !before), "household {seed}");
        }
        let lost = some_lost(&mut dice, &house);
        for view in [View::ALL, View::CONFIRMED] {
            let stands = reference::stands(&house, &lost, view);
            assert!(stands.is_subset(&reference::stands(&more, &lost, view)), "household {seed}");
        }
    }
    assert!(longer > 50, "{longer}");
}

/// A week later it is the same long week, turned by one.
#[test]
fn a_week_later_the_cycle_has_turned() {
    let mut turned = 0;
    for (seed, house) in households(96) {
        let mut parts = parts_of(&house);
        for help in &mut parts.arrangements {
            help.period = Period::ALWAYS;
        }
        parts
            .arrangements
            .retain(|help| help.every.is_none_or(|every| house.weeks % u32::from(every.cycle_weeks()) == 0));
        let now = House::from_parts(parts.clone());
        parts.on = parts.on + Days::new(7);
        let later = House::from_parts(parts);
        assert_eq!(now.weeks, later.weeks, "household {seed}");
        for help in &now.arrangements {
            let (now, mut turned) = (now.presence(help.id), later.presence(help.id).to_vec());
            turned.rotate_right(WEEK as usize);
            assert_eq!(now, turned, "household {seed}");
        }
        let lost = some_lost(&mut Dice::new(seed, 62), &now);
        assert_eq!(answers(&now, 1, &lost)[0], answers(&later, 1, &lost)[0], "household {seed}");
        turned += u32::from(now.weeks > 1);
    }
    assert!(turned > 30, "{turned}");
}
