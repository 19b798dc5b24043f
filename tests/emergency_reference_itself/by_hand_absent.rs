//! A planned absence with dates, the answers worked out by hand. The first of March 2026 is a Sunday; what is counted from is
//! Monday the second.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime};
use mutual_care::base::{NeedId, Period};
use mutual_care::emergency::{ForLoss, Level, Lost, Plan, Responder};

use super::emergency_reference::absence::{Absence, Absent, Besides, FoundAbsent, days_of};
use super::emergency_reference::hand::{comes, member_raises, notices, plan};
use super::reference::View;
use super::reference::family::{Family, day, need, source};

const DAY: u32 = 1_440;

fn away(who: u128, from: NaiveDate, until: NaiveDate) -> Absence {
    let midnight = |day: NaiveDate| day.and_hms_opt(0, 0, 0).unwrap();
    Absence { who: [source(who)].into(), from: midnight(from), until: midnight(until) }
}

fn at(day: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    day.and_hms_opt(hour, minute, 0).unwrap()
}

fn alone(family: &Family, plan: &Plan, absence: &Absence, horizon: u32) -> BTreeMap<NeedId, u32> {
    let (week, days) = (family.snapshot(), days_of(&family.snapshot(), absence, horizon));
    Absent::new(&week, &days, View::ALL, plan, absence, horizon).alone()
}

fn seek(family: &Family, plan: &Plan, absence: &Absence, horizon: u32, minutes: &[u32]) -> FoundAbsent {
    let (week, days) = (family.snapshot(), days_of(&family.snapshot(), absence, horizon));
    Absent::new(&week, &days, View::ALL, plan, absence, horizon).seek(minutes)
}

/// Vic (2) gives Una (1) her supper.
fn supper() -> Family {
    Family::of([1, 2]).doing(21, 1, "daily 17:00-19:00", 600, 30).helps(31, 2, 21, "daily 17:15-18:00")
}

/// A bed (13), kept for Una on these days.
fn bed(from: NaiveDate, until: NaiveDate) -> Responder {
    let period = Period::new(Some(from), Some(until)).unwrap();
    Responder { takes_in: vec![super::reference::family::person(1)], period, ..comes(51, 13, [], 15, 45) }
}

#[test]
fn somebody_is_there_on_every_day_or_harm_comes_on_the_one_without() {
    // Two weeks from Tuesday the third to Tuesday the seventeenth, and the bed on all of their days: she is home on the
    // seventeenth, when he is.
    let holiday = away(2, day(3, 3), day(3, 17));
    let kept = |from, until| plan([notices(41, 0)], [bed(from, until)]);
    assert_eq!(alone(&supper(), &kept(day(3, 3), day(3, 17)), &holiday, 4_320), BTreeMap::new());
    // A day less: on the sixteenth supper is late at half past six, and harm comes at half past four in the morning of the
    // seventeenth, when he is back and has not cooked yet.
    let harm = 13 * DAY + 18 * 60 + 30 + 600;
    let found = alone(&supper(), &kept(day(3, 3), day(3, 16)), &holiday, 4_320);
    assert_eq!(found, [(need(21), harm)].into());
    // Nothing is looked at past the horizon.
    assert_eq!(alone(&supper(), &kept(day(3, 3), day(3, 16)), &holiday, 4 * 60 + 30), BTreeMap::new());
    assert_eq!(alone(&supper(), &kept(day(3, 3), day(3, 16)), &holiday, 4 * 60 + 31), found);
    // A day late: it opens on the third, and she is taken in on the fourth before harm comes.
    assert_eq!(alone(&supper(), &kept(day(3, 4), day(3, 17)), &holiday, 4_320), BTreeMap::new());
    let late = alone(&supper(), &kept(day(3, 5), day(3, 17)), &holiday, 4_320);
    assert_eq!(late, [(need(21), 18 * 60 + 30 + 600)].into());
    // Back at noon he cooks on the sixteenth.
    let noon = Absence { until: at(day(3, 16), 12, 0), ..holiday };
    assert_eq!(alone(&supper(), &kept(day(3, 3), day(3, 16)), &noon, 4_320), BTreeMap::new());
}

#[test]
fn help_counts_on_days_of_its_period() {
    // The sister (12) cooks too, until Thursday the fifth.
    let until = |last| Period::new(None, Some(last)).unwrap();
    let family = |period| {
        supper().outsider(12).helps(32, 12, 21, "daily 17:15-18:00").but(move |help| help.period = period)
    };
    let holiday = away(2, day(3, 3), day(3, 6));
    let nobody = plan([], []);
    assert_eq!(alone(&family(until(day(3, 6))), &nobody, &holiday, 4_320), BTreeMap::new());
    let harm = 2 * DAY + 18 * 60 + 30 + 600;
    assert_eq!(alone(&family(until(day(3, 5))), &nobody, &holiday, 4_320), [(need(21), harm)].into());
    // From the first day on, or a day later.
    let from = |first| Period::new(Some(first), None).unwrap();
    assert_eq!(alone(&family(from(day(3, 3))), &nobody, &holiday, 4_320), BTreeMap::new());
    assert_eq!(
        alone(&family(from(day(3, 4))), &nobody, &holiday, 4_320),
        [(need(21), 18 * 60 + 30 + 600)].into()
    );
}

#[test]
fn the_hours_of_the_first_and_last_day_are_real() {
    // Away from two in the afternoon to four: he is there at a quarter past five.
    let absence =
        Absence { who: [source(2)].into(), from: at(day(3, 3), 14, 0), until: at(day(3, 3), 16, 0) };
    assert_eq!(alone(&supper(), &plan([], []), &absence, 4_320), BTreeMap::new());
    // To a quarter to six: half an hour is owed, and a quarter of an hour is given. Late at a quarter past six.
    let absence = Absence { until: at(day(3, 3), 17, 45), ..absence };
    let harm = 4 * 60 + 45 + 600;
    assert_eq!(alone(&supper(), &plan([], []), &absence, 4_320), [(need(21), harm)].into());
}

#[test]
fn what_is_lost_besides_comes_on_top() {
    // While he is away the sister (12) cooks; if she is taken ill, Una telephones the carer (13), who takes two hours.
    let family = supper().outsider(12).helps(32, 12, 21, "daily 17:15-18:00").provider(14);
    let holiday = away(2, day(3, 3), day(3, 6));
    let carer = Responder { for_loss: ForLoss::of([source(12)]), ..comes(51, 13, [21], 0, 120) };
    let evening = |day: u32| (day * DAY + 16 * 60..day * DAY + 19 * 60).step_by(15);
    let minutes: Vec<u32> = (0..3).flat_map(evening).collect();
    // She lives elsewhere: Una raises the alarm, since the sister helps her.
    let telephones = plan([member_raises(41, 1)], [carer.clone()]);
    assert_eq!(
        seek(&family, &telephones, &holiday, 1_440, &minutes).fails.map(|(level, ..)| level),
        Some(Level::Two)
    );
    // With nobody to call, supper is late at half past six if she is lost as she begins.
    let found = seek(&family, &plan([member_raises(41, 1)], []), &holiday, 1_440, &minutes);
    let (level, harm, besides) = found.fails.unwrap();
    assert_eq!((level, harm), (Level::One, 675));
    assert_eq!(
        besides,
        Besides { at: 17 * 60 + 15, lost: vec![Lost { source: source(12), away: false }], silent: None }
    );
    // On other days the way of raising the alarm is none.
    let mut later = telephones.clone().into_parts();
    later.alarms[0].period = Period::new(Some(day(3, 4)), None).unwrap();
    let found = seek(&family, &Plan::new(later).unwrap(), &holiday, 1_440, &minutes);
    let (level, _, besides) = found.fails.unwrap();
    assert_eq!(level, Level::Two, "the alarm is raised at midnight, before harm comes: {besides:?}");
    let mut later = telephones.into_parts();
    later.alarms[0].period = Period::new(Some(day(3, 5)), None).unwrap();
    let found = seek(&family, &Plan::new(later).unwrap(), &holiday, 1_440, &minutes);
    assert_eq!(found.fails.map(|(level, _, besides)| (level, besides.at / DAY)), Some((Level::One, 0)));
}

#[test]
fn who_is_there_as_planned_and_is_called_counts_once() {
    // The neighbour (12) comes as planned, for an hour from five, to one pair of hands of two; the sister (14) is the other.
    // If she is lost he is called: he is there already, and counts once.
    let family = Family::of([1, 2])
        .outsider(14)
        .doing(21, 1, "daily 17:00-18:00", 30, 60)
        .takes_two()
        .helps(31, 2, 21, "daily 17:00-18:00")
        .helps(32, 14, 21, "daily 17:00-18:00");
    let one = comes(51, 12, [21], 0, 0);
    let minutes: Vec<u32> = (0..DAY).step_by(10).collect();
    let alone = plan([notices(41, 0)], [one.clone()]);
    let found = seek(&family, &alone, &away(2, day(3, 3), day(3, 4)), 60, &minutes);
    let (level, harm, besides) = found.fails.unwrap();
    assert_eq!((level, harm, besides.lost[0].source), (Level::One, 30, source(14)));
    // With two pairs of hands he does for both.
    let both = plan([notices(41, 0)], [Responder { hands: 2, ..one }]);
    let found = seek(&family, &both, &away(2, day(3, 3), day(3, 4)), 60, &minutes);
    assert!(found.fails.is_none_or(|(level, ..)| level > Level::One));
    assert_eq!(day(3, 3), super::reference::family::date() + Days::new(1));
}
