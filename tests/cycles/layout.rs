//! When something that alternates is there, against the definition, minute by minute.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use mutual_care::base::{Every, MINUTES_PER_DAY, MINUTES_PER_WEEK, WeekPattern, WeekSpan};
use mutual_care::need::{Arrangement, Snapshot, Window};
use mutual_care::support::{Loss, Support};

use super::day;
use super::generator::Dice;
use super::reference::family::{Family, arrangement, need, source};

const DAY: i64 = MINUTES_PER_DAY as i64;
const WEEK: i64 = MINUTES_PER_WEEK as i64;

/// What says so in words, beside the value that is asked.
#[derive(Debug, Clone, Copy)]
enum Said {
    Weeks(i64, i64),
    Days(i64, i64, i64),
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most twelve days or weeks, of a few weeks"
)]
impl Said {
    /// Counted in days from 2 March 2026.
    fn random(dice: &mut Dice) -> Self {
        if dice.below(2) == 0 {
            Self::Weeks([2, 3, 4, 6, 12][dice.below(5) as usize], 7 * (i64::from(dice.below(60)) - 30))
        } else {
            let days = [2, 3, 4, 6, 7, 8, 9, 10, 12][dice.below(9) as usize];
            Self::Days(days, 1 + i64::from(dice.below(days as u32 - 1)), i64::from(dice.below(400)) - 200)
        }
    }

    fn every(self) -> Every {
        let from = |days: i64| {
            let start = day(0);
            if days < 0 {
                start.checked_sub_days(chrono::Days::new(days.unsigned_abs())).unwrap()
            } else {
                day(days.unsigned_abs())
            }
        };
        match self {
            Self::Weeks(weeks, after) => Every::weeks(weeks as u8, from(after)).unwrap(),
            Self::Days(days, on, after) => Every::days(days as u8, on as u8, from(after)).unwrap(),
        }
    }

    /// Whether what begins in a minute, counted from 2 March 2026, is on.
    fn is_on(self, minute: i64) -> bool {
        match self {
            Self::Weeks(weeks, from) => {
                let monday = minute.div_euclid(WEEK) * 7;
                (monday - from).rem_euclid(7 * weeks) == 0
            }
            Self::Days(days, on, from) => (minute.div_euclid(DAY) - from).rem_euclid(days) < on,
        }
    }

    fn weeks(self) -> u8 {
        let lcm = (1..=12).find(|n| match self {
            Self::Weeks(weeks, _) => n % weeks == 0,
            Self::Days(days, ..) => (n * 7) % days == 0,
        });
        lcm.unwrap() as u8
    }
}

fn snapshot_on(on: NaiveDate, family: &Family) -> Snapshot {
    let mut parts = family.parts.clone();
    parts.on = on;
    Snapshot::new(parts).unwrap()
}

/// The minutes in which it is there, counted from the Monday of the date, by the definition: every stretch of the merged
/// pattern, in a good many weeks before, is there as a whole or piece by piece.
fn by_definition(when: &WeekPattern, said: Said, monday: i64, weeks: u8) -> BTreeSet<i64> {
    let mut there = BTreeSet::new();
    for week in (-2)..=i64::from(weeks) {
        for span in when.spans() {
            let start = monday * DAY + week * WEEK + i64::from(span.start().get());
            let end = start + i64::from(span.minutes());
            let pieces: Vec<(i64, i64)> = match said {
                Said::Weeks(..) => vec![(start, end)],
                Said::Days(..) => {
                    (start..end).step_by(1_440).map(|from| (from, end.min(from + DAY))).collect()
                }
            };
            for (from, until) in pieces.into_iter().filter(|(from, _)| said.is_on(*from)) {
                there.extend((from..until).map(|minute| minute - monday * DAY));
            }
        }
    }
    there.retain(|minute| (0..i64::from(weeks) * WEEK).contains(minute));
    there
}

fn random_pattern(dice: &mut Dice) -> WeekPattern {
    let spans: Vec<WeekSpan> = (0..=dice.below(3))
        .map(|_| {
            let start = dice.below(u32::from(MINUTES_PER_WEEK));
            let most = [600, 3_000, u32::from(MINUTES_PER_WEEK)][dice.below(3) as usize];
            let minutes = 1 + dice.below(most);
            let start = mutual_care::base::WeekMinute::new(u16::try_from(start).unwrap()).unwrap();
            WeekSpan::new(start, u16::try_from(minutes).unwrap()).unwrap()
        })
        .collect();
    WeekPattern::from_spans(spans)
}

#[test]
fn help_is_there_when_the_definition_says() {
    let (mut over_midnight, mut by_days, mut never) = (0, 0, 0);
    for seed in 0..300 {
        let mut dice = Dice::new(seed, 70);
        let (when, said) = (random_pattern(&mut dice), Said::random(&mut dice));
        let on = day(u64::from(dice.below(90)));
        let monday =
            on.signed_duration_since(day(0)).num_days() - i64::from(on.weekday().num_days_from_monday());
        let family = Family::of([1]).outsider(9).need(21, 1, "daily 12:00-13:00", 60);
        let family = family
            .helps(31, 9, 21, "never")
            .but(|it| (it.when, it.every) = (when.clone(), Some(said.every())));
        let snapshot = snapshot_on(on, &family);
        assert_eq!(snapshot.weeks(), said.weeks(), "{said:?}");
        let help = &snapshot.arrangements()[0];
        let ours: BTreeSet<i64> = snapshot
            .presence(help)
            .ranges()
            .iter()
            .flat_map(|(from, until)| i64::from(*from)..i64::from(*until))
            .collect();
        let theirs = by_definition(&when, said, monday, said.weeks());
        assert_eq!(ours, theirs, "{said:?} {when} from {on}");
        assert_eq!(help.is_never_present(), theirs.is_empty(), "{said:?} {when}");
        over_midnight += u32::from(when.spans().iter().any(|span| span.start() > span.end()));
        by_days += u32::from(matches!(said, Said::Days(..)));
        never += u32::from(theirs.is_empty());
    }
    assert!(over_midnight > 30 && by_days > 100 && never > 0, "{over_midnight} {by_days} {never}");
}

/// The uncovered minutes of a need with nobody there are its windows.
#[test]
fn a_window_is_there_as_a_whole_with_the_day_or_the_week_on_which_it_begins() {
    for seed in 0..60 {
        let mut dice = Dice::new(seed, 71);
        let said = Said::random(&mut dice);
        let by_days = matches!(said, Said::Days(..));
        let start = mutual_care::base::WeekMinute::new(u16::try_from(dice.below(10_080)).unwrap()).unwrap();
        let most = if by_days { u32::from(MINUTES_PER_DAY) } else { u32::from(MINUTES_PER_WEEK) };
        let span = WeekSpan::new(start, u16::try_from(1 + dice.below(most)).unwrap()).unwrap();
        let mut family = Family::of([1]).need(21, 1, "daily 12:00-13:00", 0);
        let windows = vec![Window::being_there(span)];
        family.parts.needs[0] = family.parts.needs[0]
            .clone()
            .with_windows(windows)
            .unwrap()
            .with_every(Some(said.every()))
            .unwrap();
        let snapshot = snapshot_on(day(0), &family);
        let weeks = i64::from(snapshot.weeks());
        let theirs: Vec<u8> = (0..weeks)
            .filter(|week| said.is_on(week * WEEK + i64::from(start.get())))
            .map(|week| u8::try_from(week).unwrap())
            .collect();
        let gaps = Support::of(&snapshot).gaps_explained();
        let ours: Vec<u8> = gaps
            .iter()
            .flat_map(|gap| &gap.windows)
            .flat_map(|window| {
                assert_eq!((window.window, window.owed, window.covered), (span, span.minutes(), 0));
                (0..snapshot.weeks()).filter(|week| window.weeks.contains(*week))
            })
            .collect();
        assert_eq!(ours, theirs, "{said:?} {span}");
    }
}

#[test]
fn a_stretch_that_is_longer_at_its_end_loses_nothing() {
    for seed in 0..200 {
        let mut dice = Dice::new(seed, 72);
        let said = Said::random(&mut dice);
        let start = mutual_care::base::WeekMinute::new(u16::try_from(dice.below(10_080)).unwrap()).unwrap();
        let minutes = 1 + dice.below(9_000);
        let longer = minutes + 1 + dice.below(10_079 - minutes);
        let [short, long] = [minutes, longer].map(|minutes| {
            let span = WeekSpan::new(start, u16::try_from(minutes).unwrap()).unwrap();
            let family = Family::of([1]).outsider(9).need(21, 1, "daily 12:00-13:00", 60);
            let family = family.helps(31, 9, 21, "never");
            let family = family.but(|it| (it.when, it.every) = (span.into(), Some(said.every())));
            let snapshot = family.snapshot();
            snapshot.presence(&snapshot.arrangements()[0])
        });
        assert!(short.difference(&long).is_never(), "{said:?} {start} {minutes} {longer}");
    }
}

/// Twelve weeks, and not one more: what alternates with what is named where it stands.
#[test]
fn a_cycle_is_of_twelve_weeks_at_most() {
    let of = |every: [Every; 2]| {
        let family = Family::of([1]).outsider(9).need(21, 1, "daily 12:00-13:00", 60);
        let family = family.helps(31, 9, 21, "daily 12:00-13:00").but(|it| it.every = Some(every[0]));
        family.helps(32, 9, 21, "daily 12:00-12:30").but(|it| it.every = Some(every[1]))
    };
    let weeks = |n| Every::weeks(n, day(0)).unwrap();
    let days = |n| Every::days(n, 1, day(0)).unwrap();
    for (every, together) in [
        ([weeks(4), weeks(6)], 12),
        ([weeks(12), weeks(12)], 12),
        ([weeks(2), days(10)], 10),
        ([days(4), days(3)], 12),
        ([days(7), weeks(5)], 5),
        ([days(12), weeks(4)], 12),
    ] {
        assert_eq!(of(every).snapshot().weeks(), together, "{every:?}");
    }
    for every in [[weeks(5), weeks(3)], [weeks(8), weeks(12)], [days(10), weeks(4)], [days(9), days(2)]] {
        let problems = Snapshot::new(of(every).parts).unwrap_err();
        let told: Vec<_> = problems.iter().map(|one| (one.place().to_owned(), one.code())).collect();
        assert_eq!(told, [("arrangements[1].every".to_owned(), "cycle-too-long")], "{every:?}");
        let about: Vec<_> = problems.iter().next().unwrap().about().collect();
        assert_eq!(about, [arrangement(32).any(), arrangement(31).any()]);
    }
    // What is not within its period on the date does not alternate with anything; whether it is given does not matter.
    let mut over = of([weeks(5), weeks(3)]);
    over.parts.arrangements[0].period = mutual_care::base::Period::new(None, Some(day(0))).unwrap();
    assert_eq!(over.snapshot().weeks(), 3);
    let mut not_given = of([weeks(5), weeks(2)]);
    not_given.parts.arrangements[0].willing_now = mutual_care::base::Told::Known(false);
    not_given.parts.arrangements[0].done_now = mutual_care::base::Told::Known(false);
    assert_eq!(not_given.snapshot().weeks(), 10);
}

#[test]
fn a_window_of_more_than_a_day_goes_with_no_day() {
    let family = Family::of([1]).need(21, 1, "Mon 08:00-Tue 08:00", 0);
    let long = Family::of([1]).need(21, 1, "Mon 08:00-Tue 08:01", 0);
    let days = Some(Every::days(8, 4, day(0)).unwrap());
    let weeks = Some(Every::weeks(8, day(0)).unwrap());
    let with = |family: &Family, every| family.parts.needs[0].clone().with_every(every);
    assert!(with(&family, days).is_ok() && with(&long, weeks).is_ok() && with(&long, days).is_err());
    // Whichever is said first.
    let windows = long.parts.needs[0].windows().to_vec();
    assert!(with(&family, days).unwrap().with_windows(windows.clone()).is_err());
    assert!(with(&family, weeks).unwrap().with_windows(windows).is_ok());
}

/// A rota that never meets the days of its pattern is of no help, and is said not to be.
#[test]
fn help_on_none_of_its_days_is_never_present() {
    let on_tuesdays = Every::days(7, 1, day(1)).unwrap();
    let family = Family::of([1]).outsider(9).need(21, 1, "Mon 12:00-13:00", 60);
    let family = family.helps(31, 9, 21, "Mon 12:00-13:00").but(|it| it.every = Some(on_tuesdays));
    let snapshot = family.snapshot();
    let help: &Arrangement = &snapshot.arrangements()[0];
    assert!(help.is_never_present() && !help.counts(snapshot.on()) && !help.is_given(snapshot.on()));
    let support = Support::of(&snapshot);
    assert_eq!(support.gaps(), [need(21)]);
    assert!(support.given().is_empty() && support.hours_not_known().is_empty());
    assert!(support.fall(&Loss::of(source(9))).unwrap().worsened.is_empty());
}
