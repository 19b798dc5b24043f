//! Worked out by hand: which minutes become which visits, and what they cost.

use mutual_care::base::{England, Every, Money};
use mutual_care::need::{Arrangement, Outcome};
use mutual_care::package::{LineKind, Package, SuggestQuestion};

use super::*;

/// Ada hands Ben his tablets: ten minutes of 20:00-21:00 on each day.
fn tablets() -> Snapshot {
    let needs = vec![need(101, 2, Outcome::Medicines, "daily 20:00-21:00", Some(10))];
    week(needs, vec![helps(201, 1, 101, "daily 20:15-20:30")])
}

#[test]
fn the_minutes_that_are_short_are_visits_and_the_engine_prices_them() {
    let (week, prices) = (tablets(), by_the_hour());
    let suggestion = suggest(&week, 1, &prices, None);
    assert_eq!(told(&suggestion), ["for 2: 101 x1 daily 20:15-20:25"]);
    let line = &suggestion.lines[0];
    assert_eq!((line.line.what, line.line.by), (LineKind::HomeCare, Some(id(5))));
    // 70 minutes at £20 an hour are £23.33; 365 days of ten minutes are 3,650 minutes, £1,216.67.
    assert_eq!(line.week.map(Money::pence), Some(2_333));
    assert_eq!(line.year.map(Money::pence), Some(121_667));
    assert_eq!((suggestion.week.total.pence(), suggestion.year.total.pence()), (2_333, 121_667));
    assert_eq!(line.line.period.from(), Some(on()));
    let mends = &line.mends[0];
    assert_eq!((mends.need, mends.person, mends.critical, mends.is_gap), (id(101), id(2), true, false));
    assert!(suggestion.stays.is_empty());
    assert!(short_with(&week, &empty(), &suggestion, id(1)).is_empty());
}

#[test]
fn what_was_accepted_is_not_suggested_again() {
    let (week, prices) = (tablets(), by_the_hour());
    let revised = suggest(&week, 1, &prices, None).added_to(&empty(), on()).unwrap();
    let question = SuggestQuestion::new(id(1), &prices, &England);
    assert!(revised.suggest(&week, &question).unwrap().lines.is_empty());
    // Put in twice it is refused: it has the same id whoever asks.
    let again = suggest(&week, 1, &prices, None).added_to(&revised, on()).unwrap_err();
    assert_eq!(again.iter().map(mutual_care::base::Problem::code).collect::<Vec<_>>(), ["id-twice"]);
    // Once that line has ended, the same help is a new line.
    let mut parts = revised.into_parts();
    parts.lines[0].period = mutual_care::base::Period::new(None, Some(on())).unwrap();
    let ended = Package::new(parts).unwrap();
    let anew = ended.suggest(&week, &question).unwrap();
    assert_eq!(told(&anew), ["for 2: 101 x1 daily 20:15-20:25"]);
    assert_eq!(anew.added_to(&ended, on()).unwrap().lines().len(), 2);
}

#[test]
fn a_loss_that_leaves_nothing_short_has_no_lines() {
    let suggestion = suggest(&tablets(), 2, &by_the_hour(), None);
    assert!(suggestion.lines.is_empty() && suggestion.stays.is_empty());
    assert_eq!((suggestion.week.total, suggestion.year.total), (Money::ZERO, Money::ZERO));
}

#[test]
fn what_can_be_done_by_day_is_not_done_at_night() {
    let needs = vec![need(101, 2, Outcome::Medicines, "Mon 05:00-09:00", Some(30))];
    // She is there from 06:00; night ends at 07:00.
    let by_day = week(needs.clone(), vec![helps(201, 1, 101, "Mon 06:00-09:00")]);
    assert_eq!(told(&suggest(&by_day, 1, &by_the_hour(), None)), ["for 2: 101 x1 Mon 07:00-07:30"]);
    // Of 06:40-07:20 twenty minutes are by day; the other ten are at night, the first there are.
    let half = week(needs, vec![helps(201, 1, 101, "Mon 06:40-07:20")]);
    let suggestion = suggest(&half, 1, &by_the_hour(), None);
    assert_eq!(told(&suggestion), ["for 2: 101 x1 Mon 06:40-06:50, 07:00-07:20"]);
    assert!(short_with(&half, &empty(), &suggestion, id(1)).is_empty());
}

#[test]
fn a_gap_that_one_more_hand_would_close_gets_all_hands() {
    let hoist = need(101, 2, Outcome::MovingSafely, "Mon 08:00-08:30", None).with_helpers(2).unwrap();
    let week = week(vec![hoist], vec![helps(201, 1, 101, "Mon 08:00-08:30")]);
    // With one hand beside hers it is met, and without her it would not be: so two come.
    let suggestion = suggest(&week, 1, &by_the_hour(), None);
    assert_eq!(told(&suggestion), ["for 2: 101 x2 Mon 08:00-08:30"]);
    assert!(suggestion.lines[0].mends[0].is_gap);
    assert!(short_with(&week, &empty(), &suggestion, id(1)).is_empty());
}

#[test]
fn every_second_week_is_one_line_and_counts_half() {
    let monday = "2026-03-02".parse().unwrap();
    let alternate = need(101, 2, Outcome::SafeByDay, "Mon 10:00-12:00", None)
        .with_every(Some(Every::weeks(2, monday).unwrap()))
        .unwrap();
    let week = week(vec![alternate], vec![helps(201, 1, 101, "Mon 10:00-12:00")]);
    let suggestion = suggest(&week, 1, &by_the_hour(), None);
    assert_eq!(told(&suggestion), [r#"for 2: 101 x1 Mon 10:00-12:00 {"weeks":2,"from":"2026-03-02"}"#]);
    assert_eq!(suggestion.week.total.pence(), 2_000); // two hours in two weeks, at £20
    assert!(short_with(&week, &empty(), &suggestion, id(1)).is_empty());
}

#[test]
fn a_night_over_the_end_of_the_week_is_one_visit() {
    let needs = vec![need(101, 2, Outcome::SafeAtNight, "Sun 22:00-07:00", None)];
    let week = week(needs, vec![helps(201, 1, 101, "Sun 20:00-09:00")]);
    let suggestion = suggest(&week, 1, &by_the_hour(), None);
    assert_eq!(told(&suggestion), ["for 2: 101 x1 Sun 22:00-07:00"]);
    assert_eq!(suggestion.week.total.pence(), 18_000);
}

#[test]
fn the_whole_week_is_a_line_of_its_own() {
    let needs = vec![need(101, 2, Outcome::SafeByDay, "always", None)];
    let week = week(needs, vec![helps(201, 1, 101, "always")]);
    let suggestion = suggest(&week, 1, &by_the_hour(), None);
    assert_eq!(told(&suggestion), ["for 2: 101 x1 always"]);
    assert_eq!(suggestion.week.total.pence(), 168 * 2_000);
}

#[test]
fn whoever_is_lost_or_lives_there_is_not_asked() {
    let needs = vec![need(101, 2, Outcome::Medicines, "Mon 20:00-21:00", Some(10))];
    let week = week(needs, vec![helps(201, 5, 101, "Mon 20:15-20:30")]);
    let prices = list(vec![
        listed(LineKind::HomeCare, 5, 100, Unit::Hour),
        listed(LineKind::PersonalAssistant, 1, 100, Unit::Hour),
        listed(LineKind::PersonalAssistant, 2, 100, Unit::Hour),
        listed(LineKind::HomeCare, 6, 9_000, Unit::Hour),
    ]);
    let suggestion = suggest(&week, 5, &prices, None);
    assert_eq!(suggestion.lines[0].line.by, Some(id(6)));
}

#[test]
fn a_person_of_no_package_becomes_one_of_its_people() {
    let (week, prices) = (tablets(), by_the_hour());
    let package = Package::new(PackageParts::new(id(300), id(0), vec![id(1)], on())).unwrap();
    let suggestion = package.suggest(&week, &SuggestQuestion::new(id(1), &prices, &England)).unwrap();
    let later = "2026-04-01".parse().unwrap();
    let revised = suggestion.added_to(&package, later).unwrap();
    assert_eq!((revised.people(), revised.drawn_up_on()), (&[id(1), id(2)][..], later));
}

#[test]
fn skills_and_being_awake_are_told_to_whoever_asks() {
    use mutual_care::base::Word;
    use mutual_care::need::SkillNeeded;
    let skill = SkillNeeded { skill: Word::of("hoist"), helpers: 1 };
    let lifted = need(101, 2, Outcome::MovingSafely, "Mon 08:00-08:30", None)
        .with_skills(vec![skill.clone()])
        .unwrap()
        .with_awake(true);
    let given =
        Arrangement { awake: mutual_care::base::Told::Known(true), ..helps(201, 1, 101, "Mon 08:00-08:30") };
    let suggestion = suggest(&week(vec![lifted], vec![given]), 1, &by_the_hour(), None);
    let mends = &suggestion.lines[0].mends[0];
    assert_eq!((mends.skills.as_slice(), mends.awake), (&[skill][..], true));
}

#[test]
fn a_source_that_is_not_there_cannot_be_lost() {
    let prices = by_the_hour();
    let question = SuggestQuestion::new(id(99), &prices, &England);
    let told = empty().suggest(&tablets(), &question).unwrap_err().to_string();
    assert!(told.starts_with("lost: source:"), "{told}");
    assert!(
        told.ends_with("is not among the sources of this week: expected the id of one that is"),
        "{told}"
    );
}
