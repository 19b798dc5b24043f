//! Families whose weeks differ, worked out by hand.

use mutual_care::base::{Every, MINUTES_PER_DAY};
use mutual_care::household::HouseholdInput;
use mutual_care::need::Snapshot;
use mutual_care::support::{Loss, Minutes, ReviewQuestion, Support, review};

use super::day;
use super::reference::family::{Family, at, need, person, source};

/// Nights of a mother of which her son sleeps there but for Friday and Saturday; a sitter is there then, in one week of two.
fn fortnight() -> Snapshot {
    let family = Family::of([1, 2]).provider(5).need(101, 1, "daily 22:00-07:00", 60);
    family
        .helps(201, 2, 101, "Sun-Thu 22:00-07:00")
        .helps(203, 5, 101, "Fri,Sat 22:00-07:00")
        .but(|sitter| sitter.every = Some(Every::weeks(2, day(0)).unwrap()))
        .snapshot()
}

#[test]
fn the_week_without_the_sitter_is_the_gap() {
    let snapshot = fortnight();
    assert_eq!((snapshot.weeks(), snapshot.weeks_differ()), (2, true));
    let support = Support::of(&snapshot);
    let gaps = support.gaps_explained();
    assert_eq!(gaps.len(), 1);
    let windows: Vec<_> =
        gaps[0].windows.iter().map(|short| (short.window.to_string(), short.weeks)).collect();
    let second = windows[0].1;
    assert!(!second.contains(0) && second.contains(1) && second.of_how_many() == (1, 2));
    assert_eq!(windows, [("Fri 22:00-07:00".to_owned(), second), ("Sat 22:00-07:00".to_owned(), second)],);
    // Two nights of nine hours in two weeks.
    assert_eq!(mutual_care::support::ShortWindow::short_of(&gaps[0].windows).total_a_week(), 9 * 60);
    let given = support.given();
    let nights: Vec<_> = given.iter().map(|of| (of.by, of.tally.being_there)).collect();
    let nine_hours = |nights: u32, weeks| Minutes { total: nights * 540, at_night: nights * 540, weeks };
    assert_eq!(nights, [(source(2), nine_hours(5, 1)), (source(5), nine_hours(1, 1))]);
    // Without the sitter nothing falls that is not short already; it is short in the first week too.
    let fall = support.fall(&Loss::of(source(5))).unwrap();
    assert!(fall.fallen.is_empty());
    let worse = &fall.worsened[0];
    assert_eq!((worse.short_by(), worse.windows.len()), (540, 2));
    assert!(worse.windows.iter().all(|window| window.weeks.contains(0) && !window.weeks.contains(1)));
    // What would mend it is asked for the week in which it is.
    let mend = support.mend(source(5)).unwrap();
    assert_eq!(mend.minutes, nine_hours(1, 1));
    assert!(mend.needs[0].windows.iter().all(|window| window.weeks == worse.windows[0].weeks));
}

#[test]
fn the_week_in_which_something_is_worst_is_read_off_the_minute() {
    let snapshot = fortnight();
    let support = Support::of(&snapshot);
    // With nothing lost harm comes on Friday of the second week, an hour after the night begins.
    assert_eq!(support.harm_anyway(), [(need(101), at("week 2 Fri 23:00"))]);
    // The son's loss hurts in his nights, the first of which is under way; the sitter's, in those of the first week.
    let worst = |lost| support.worst_minute(&Loss::of(lost), 72 * 60).unwrap().unwrap();
    assert_eq!((worst(source(2)).start, worst(source(2)).minutes_to_harm), (at("Mon 00:00"), 60));
    assert_eq!((worst(source(5)).start, worst(source(5)).minutes_to_harm), (at("Fri 22:00"), 60));
    // From the second week on a horizon walks into the first.
    let timeline = support.timeline(Loss::of(source(2)), at("week 2 Sun 12:00"), 48 * 60, &[]).unwrap();
    let first: Vec<u32> = timeline.events.iter().map(|event| event.at).collect();
    assert_eq!(first[0], 10 * 60);
    assert_eq!(timeline.start.plus(first[0] + 120, 2), at("Mon 00:00"));
}

#[test]
fn a_week_that_there_is_not_is_refused() {
    let snapshot = fortnight();
    let support = Support::of(&snapshot);
    let asked = |start: &str| support.timeline(Loss::nothing(), at(start), 60, &[]).map(drop);
    assert_eq!(asked("week 2 Sun 23:59"), Ok(()));
    assert_eq!(asked("week 3 Mon 00:00"), Err(mutual_care::support::QuestionError::NoSuchWeek { weeks: 2 }));
    assert!(support.beside(Loss::nothing(), at("week 3 Mon 00:00"), 60, &[]).is_err());
    for text in ["week 0 Mon 00:00", "week 13 Mon 00:00", "week Mon 00:00", "week 2", "week two Mon 00:00"] {
        assert!(text.parse::<mutual_care::base::CycleMinute>().is_err(), "{text}");
    }
    assert_eq!("week 12 Sun 23:59".parse::<mutual_care::base::CycleMinute>().unwrap().week(), 11);
}

/// Five days on and five off, two givers who take turns: all of the time is covered, half of it by each.
#[test]
fn five_on_five_off() {
    let rota = |from| Some(Every::days(10, 5, day(from)).unwrap());
    let family = Family::of([1]).outsider(5).outsider(6).need(101, 1, "always", 30);
    let family = family.helps(201, 5, 101, "always").but(|pat| pat.every = rota(0));
    let snapshot = family.helps(202, 6, 101, "always").but(|quin| quin.every = rota(5)).snapshot();
    assert_eq!((snapshot.weeks(), snapshot.needs().len(), snapshot.arrangements().len()), (10, 1, 2));
    let support = Support::of(&snapshot);
    assert!(support.gaps().is_empty());
    let half = Minutes { total: 5_040, at_night: 1_890, weeks: 1 };
    assert!(support.given().iter().all(|of| of.tally.being_there == half));
    let pat = snapshot.arrangements()[0].by;
    let fall = support.fall(&Loss::of(pat)).unwrap();
    let windows = &fall.fallen[0].windows;
    // Of ten weeks five weeks' worth is missing, and no single week more than five days of it.
    let days: u32 = windows
        .iter()
        .map(|short| {
            u32::from(short.short()) / u32::from(MINUTES_PER_DAY) * u32::from(short.weeks.of_how_many().0)
        })
        .sum();
    assert_eq!(days, 35);
    let weeks: Vec<(u16, u8)> =
        windows.iter().map(|short| (short.short() / MINUTES_PER_DAY, short.weeks.of_how_many().0)).collect();
    // Monday 2 March is Pat's first day. Days of Pat in the ten weeks: 5, 2, 4, 5, 2, ... counted by hand below.
    let by_hand: Vec<u16> =
        (0..10).map(|week| (0..7).map(|of_week| u16::from((week * 7 + of_week) % 10 < 5)).sum()).collect();
    for (days, _) in &weeks {
        assert!(by_hand.contains(days));
    }
    let of_weeks = |days: u16| by_hand.iter().filter(|one| **one == days).count();
    assert!(weeks.iter().all(|(days, count)| of_weeks(*days) == usize::from(*count)));
    // The worst minute to lose Pat is the first of Pat's own.
    let worst = support.worst_minute(&Loss::of(pat), 600).unwrap().unwrap();
    assert_eq!((worst.start, worst.minutes_to_harm), (at("Mon 00:00"), 30));
    // In a week in which Quin begins, nothing is missing until Pat's next turn.
    let timeline = support.timeline(Loss::of(pat), at("Sat 00:00"), 10 * 1_440, &[]).unwrap();
    assert_eq!(timeline.events[0].at, 5 * 1_440);
}

/// Alternation alone is no change in a history, and who gives more is judged over the cycle.
#[test]
fn who_gives_more_is_judged_over_the_cycle() {
    let exactly = |every: Option<Every>, minutes: &str| {
        let family = Family::of([1, 2]).doing(21, 1, "daily 12:00-14:00", 60, 120);
        let family = family.doing(22, 2, "daily 12:00-14:00", 60, 120);
        let family =
            family.helps(31, 1, 22, "Mon 12:00-12:30").helps(32, 2, 21, minutes).but(|it| it.every = every);
        let snapshot = family.snapshot();
        let given =
            |by, to| mutual_care::support::given_between(&snapshot, person(by), person(to)).being_there;
        (given(1, 2), given(2, 1))
    };
    let fortnightly = Some(Every::weeks(2, day(0)).unwrap());
    let (weekly, hour) = exactly(fortnightly, "Mon 12:00-13:00");
    assert_eq!(weekly, hour, "an hour in two weeks is half an hour a week");
    let (weekly, more) = exactly(fortnightly, "Mon 12:00-13:01");
    assert!(weekly < more && weekly.total_a_week() == more.total_a_week(), "half a minute a week is more");
    assert_eq!(serde_json::to_string(&more).unwrap(), r#"{"total":30,"at_night":0}"#);
}

#[test]
fn what_ends_within_the_cycle_is_told() {
    let family = |every: Option<Every>| {
        let family = Family::of([1]).outsider(9).need(21, 1, "daily 12:00-13:00", 60);
        let family = family.helps(31, 9, 21, "daily 12:00-13:00").but(|it| it.every = every);
        family.helps(32, 9, 21, "daily 12:00-13:00").but(|it| {
            it.period = mutual_care::base::Period::new(None, Some(day(21))).unwrap();
        })
    };
    let told = |every, horizon| Support::of(&family(every).snapshot()).ends(horizon, None).len();
    let every_third = Some(Every::weeks(3, day(0)).unwrap());
    assert_eq!((told(None, 14 * 1_440), told(None, 14 * 1_440 - 1)), (1, 0));
    assert_eq!((told(every_third, 0), told(Some(Every::weeks(2, day(0)).unwrap()), 0)), (1, 0));
}

#[test]
fn what_is_printed_names_the_week() {
    let snapshot = fortnight();
    let told = review(&snapshot, None, ReviewQuestion::default()).unwrap();
    let json = serde_json::to_value(&told).unwrap();
    assert_eq!(json["gaps"][0]["windows"][0]["weeks"], serde_json::json!([2]));
    assert_eq!(json["harm_anyway"][0]["at"], "week 2 Fri 23:00");
    let words = mutual_care::support::Words::new(&snapshot, &Nobody).review(&told);
    assert!(words.contains("Fri 23:00 in the week from 9 March"), "{words}");
    assert!(words.contains("in the week from 2 March"), "{words}");
}

struct Nobody;

impl mutual_care::base::Labels for Nobody {
    fn source(&self, _: mutual_care::base::SourceId) -> Option<&str> {
        None
    }

    fn need(&self, _: mutual_care::base::NeedId) -> Option<&str> {
        None
    }
}

fn read(text: &str) -> HouseholdInput {
    serde_json::from_str(text).unwrap()
}

/// As it stands in a file, from whichever date it is asked.
#[test]
fn a_rota_is_read_from_a_file() {
    let input = read(include_str!("given/k05-five-on-five-off.json"));
    for after in [0, 1, 6, 7, 33] {
        let snapshot = input.snapshot(day(after)).unwrap();
        assert_eq!(snapshot.weeks(), 10);
        let support = Support::of(&snapshot);
        assert!(support.gaps().is_empty(), "one of the two is always there");
        let given: Vec<u32> = support.given().iter().map(|of| of.tally.being_there.total_a_week()).collect();
        assert_eq!(given, [5_040, 5_040]);
        assert_eq!(support.single_points_of_failure().len(), 2);
    }
}

/// Respite nights in one week of two were one entry a week, 26 a year: with `every` they are two arrangements.
#[test]
fn a_fortnight_is_read_from_a_file() {
    let input = read(include_str!("given/b04-fortnight-every.json"));
    let snapshot = input.snapshot(day(0)).unwrap();
    assert_eq!((snapshot.weeks(), snapshot.weeks_differ()), (2, true));
    let support = Support::of(&snapshot);
    // Every night is somebody's.
    assert!(support.gaps().is_empty());
    let told = review(&snapshot, None, ReviewQuestion::default()).unwrap();
    let without = told.falls.iter().find(|fall| fall.lost == [sitters()]).unwrap();
    let nights = &without.fallen[0].windows;
    assert!(nights.iter().all(|night| night.weeks.contains(0) && !night.weeks.contains(1)));
    let worst = told.worst_minutes.iter().find(|of| of.lost == sitters()).unwrap().worst.unwrap();
    assert_eq!((worst.start, worst.minutes_to_harm), (at("Fri 22:00"), 60));
    let words = mutual_care::support::Words::new(&snapshot, &input).review(&told);
    assert!(words.contains("Fri 22:00 in the week from 2 March"), "{words}");
}

fn sitters() -> mutual_care::base::SourceId {
    "6f2c1a3e-0000-4000-8000-000000000005".parse().unwrap()
}

/// A file in which too much alternates says so where it stands.
#[test]
fn a_file_names_what_alternates_with_what() {
    let text = include_str!("given/k05-five-on-five-off.json").replacen("\"days\": 10", "\"days\": 9", 1);
    let parts: mutual_care::household::HouseholdInputParts = serde_json::from_str(&text).unwrap();
    let problems = HouseholdInput::new(parts).unwrap_err();
    let told: Vec<String> = problems.iter().map(mutual_care::base::Problem::in_place).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("arrangements[1].every: "), "{told:?}");
    assert!(told[0].contains("after 90 weeks"), "{told:?}");
}
