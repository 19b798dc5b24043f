//! What the same help can do for two people, and what it cannot.

use mutual_care::need::{Address, Outcome};

use super::*;

fn both(nights: [&str; 2], daughters: [&str; 2]) -> Snapshot {
    let needs = vec![
        need(101, 1, Outcome::SafeAtNight, nights[0], None),
        need(102, 2, Outcome::SafeAtNight, nights[1], None),
    ];
    week(needs, vec![helps(201, 3, 101, daughters[0]), helps(202, 3, 102, daughters[1])])
}

#[test]
fn whoever_is_there_for_one_is_there_for_the_other() {
    let week = both(["Fri 22:00-07:00", "Fri 23:00-06:00"], ["Fri 22:00-07:00", "Fri 22:00-07:00"]);
    let suggestion = suggest(&week, 3, &by_the_hour(), Some(SharedBy::Equally));
    assert_eq!(told(&suggestion), ["for 1+2: 101+102 x1 Fri 22:00-07:00"]);
    // Nine hours, once.
    assert_eq!(suggestion.week.total.pence(), 18_000);
    let halves: Vec<i64> = suggestion.week.lines[0].parts.iter().map(|part| part.cost.pence()).collect();
    assert_eq!(halves, [9_000, 9_000]);
    assert!(short_with(&week, &empty(), &suggestion, id(3)).is_empty());
    // By hours: nine of hers and seven of his.
    let by_hours = suggest(&week, 3, &by_the_hour(), Some(SharedBy::Hours));
    let parts: Vec<i64> = by_hours.week.lines[0].parts.iter().map(|part| part.cost.pence()).collect();
    assert_eq!(parts, [10_125, 7_875]);
}

#[test]
fn nothing_is_shared_unless_it_is_said_how() {
    let week = both(["Fri 22:00-07:00", "Fri 23:00-06:00"], ["Fri 22:00-07:00", "Fri 22:00-07:00"]);
    let suggestion = suggest(&week, 3, &by_the_hour(), None);
    assert_eq!(told(&suggestion), ["for 1: 101 x1 Fri 22:00-07:00", "for 2: 102 x1 Fri 23:00-06:00"]);
    assert!(short_with(&week, &empty(), &suggestion, id(3)).is_empty());
}

#[test]
fn stretches_that_do_not_meet_are_two_lines() {
    let week = both(["Fri 22:00-23:00", "Fri 23:00-06:00"], ["Fri 22:00-23:00", "Fri 23:00-06:00"]);
    let suggestion = suggest(&week, 3, &by_the_hour(), Some(SharedBy::Equally));
    assert_eq!(told(&suggestion), ["for 1: 101 x1 Fri 22:00-23:00", "for 2: 102 x1 Fri 23:00-06:00"]);
}

#[test]
fn who_lives_elsewhere_is_not_helped_by_the_same_visit() {
    let mut parts = both(["Fri 22:00-07:00"; 2], ["Fri 22:00-07:00"; 2]).into_parts();
    let other = mutual_care::base::Word::of("next-door");
    parts.sources[1] = Source::member(id(2)).living(Address::At(other));
    let week = Snapshot::new(parts).unwrap();
    let suggestion = suggest(&week, 3, &by_the_hour(), Some(SharedBy::Equally));
    assert_eq!(told(&suggestion), ["for 1: 101 x1 Fri 22:00-07:00", "for 2: 102 x1 Fri 22:00-07:00"]);
}

/// A meal for Ada and tablets for Ben at noon, half an hour and ten minutes, out of their daughter's hours.
fn noon(daughter: &str) -> Snapshot {
    let needs = vec![
        need(101, 1, Outcome::Nutrition, "Mon 12:00-13:00", Some(30)),
        need(102, 2, Outcome::Medicines, "Mon 12:00-13:00", Some(10)),
    ];
    week(needs, vec![helps(201, 3, 101, daughter), helps(202, 3, 102, daughter)])
}

#[test]
fn what_is_to_be_done_is_done_one_after_the_other() {
    let week = noon("Mon 12:00-13:00");
    let suggestion = suggest(&week, 3, &by_the_hour(), Some(SharedBy::Equally));
    assert_eq!(told(&suggestion), ["for 1+2: 101+102 x1 Mon 12:00-12:40"]);
    assert!(short_with(&week, &empty(), &suggestion, id(3)).is_empty());
    // Nobody is counted on for more than they can do in it.
    let with = week.with_package(&suggestion.added_to(&empty(), on()).unwrap()).unwrap();
    let twice = Support::of(&with.snapshot).twice_at_once().expect("few steps");
    assert!(twice.iter().all(|one| one.by != id(5)), "{twice:?}");
}

#[test]
fn one_pair_of_hands_does_not_do_both_where_there_is_no_time() {
    // 40 minutes do not fit into half an hour.
    let suggestion = suggest(&noon("Mon 12:00-12:30"), 3, &by_the_hour(), Some(SharedBy::Equally));
    assert_eq!(told(&suggestion), ["for 1: 101 x1 Mon 12:00-12:30", "for 2: 102 x1 Mon 12:00-12:10"]);
}

#[test]
fn what_is_to_be_done_goes_into_a_visit_that_is_there_anyway() {
    let needs = vec![
        need(101, 1, Outcome::SafeByDay, "Mon 12:00-13:00", None),
        need(102, 2, Outcome::Medicines, "Mon 12:30-14:00", Some(10)),
        need(103, 2, Outcome::Nutrition, "Mon 12:30-14:00", Some(20)),
        need(104, 1, Outcome::Nutrition, "Mon 12:00-13:00", Some(15)),
    ];
    let given = (101..=104).map(|need| helps(need + 100, 3, need, "Mon 11:00-15:00")).collect();
    let week = week(needs, given);
    let suggestion = suggest(&week, 3, &by_the_hour(), Some(SharedBy::Equally));
    // From 12:00 her meal for 15 minutes, from 12:30 his tablets and his meal: all of it within the hour.
    assert_eq!(told(&suggestion), ["for 1+2: 101+102+103+104 x1 Mon 12:00-13:00"]);
    assert!(short_with(&week, &empty(), &suggestion, id(3)).is_empty());
    let with = week.with_package(&suggestion.added_to(&empty(), on()).unwrap()).unwrap();
    let twice = Support::of(&with.snapshot).twice_at_once().expect("few steps");
    assert!(twice.iter().all(|one| one.by != id(5)), "{twice:?}");
}

#[test]
fn kinds_that_cannot_do_both_are_two_lines() {
    let needs = vec![
        need(101, 1, Outcome::Community, "Mon 12:00-13:00", None),
        need(102, 1, Outcome::CaringForOthers, "Mon 12:00-13:00", None),
    ];
    let week =
        week(needs, vec![helps(201, 3, 101, "Mon 12:00-13:00"), helps(202, 3, 102, "Mon 12:00-13:00")]);
    let suggestion = suggest(&week, 3, &by_the_hour(), Some(SharedBy::Equally));
    let kinds: Vec<LineKind> = suggestion.lines.iter().map(|one| one.line.what).collect();
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&LineKind::PersonalAssistant) && kinds.contains(&LineKind::ReplacementCare));
}
