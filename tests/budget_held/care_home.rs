//! Stays in care homes that direct payments buy: both sides of 28 days, and a reference that looks at every day by itself.

use std::collections::BTreeSet;

use chrono::{Days, Months, NaiveDate};
use mutual_care::base::{Fact, Money, Surety, parse_spans};
use mutual_care::budget::held::{
    Held, HeldAs, HeldContext, LineInCareHome, StayedInCareHome, beyond_four_weeks, care_home_findings, rules,
};
use mutual_care::package::{Allowance, Booking, Line, LineKind, Pause, Price, Quantity, Unit, Visits, When};
use proptest::prelude::*;

use super::{NOTHING, codes, day, id, line, mother, of, package, paid_to_her, period};

fn stays(stays: &[(&str, u64)]) -> BTreeSet<NaiveDate> {
    stays.iter().flat_map(|(from, days)| (0..*days).map(|n| day(from) + Days::new(n))).collect()
}

fn beyond(of: &[(&str, u64)]) -> Option<(String, usize)> {
    beyond_four_weeks(&stays(of)).map(|beyond| (beyond.from.to_string(), beyond.days))
}

#[test]
fn four_weeks_on_end_are_the_most() {
    assert_eq!(beyond(&[]), None);
    assert_eq!(beyond(&[("2026-03-02", 28)]), None);
    // 2 March and 28 days are 30 March.
    assert_eq!(beyond(&[("2026-03-02", 29)]), Some(("2026-03-30".into(), 29)));
    assert_eq!(beyond(&[("2026-03-02", 40)]), Some(("2026-03-30".into(), 40)));
    // Two stays without a day between are one.
    assert_eq!(beyond(&[("2026-03-02", 14), ("2026-03-16", 14)]), None);
    assert_eq!(beyond(&[("2026-03-02", 14), ("2026-03-16", 15)]), Some(("2026-03-30".into(), 29)));
}

#[test]
fn shorter_stays_add_up_with_less_than_four_weeks_between() {
    // 2 to 15 March. 27 days at home end on 11 April, 28 on 12 April.
    assert_eq!(beyond(&[("2026-03-02", 14), ("2026-04-12", 14)]), None, "28 together");
    assert_eq!(beyond(&[("2026-03-02", 14), ("2026-04-12", 15)]), Some(("2026-04-26".into(), 29)));
    assert_eq!(beyond(&[("2026-03-02", 14), ("2026-04-13", 15)]), None, "28 days between keep them apart");
    assert_eq!(
        beyond(&[("2026-03-02", 28), ("2026-04-27", 28)]),
        None,
        "28 days between: 30 March to 26 April"
    );
    assert_eq!(beyond(&[("2026-03-02", 28), ("2026-04-26", 1)]), Some(("2026-04-26".into(), 29)));
    // A week in every five: 28 days between, all year round.
    let every = |weeks: u64, times: u64| -> BTreeSet<NaiveDate> {
        (0..times)
            .flat_map(|nth| (0..7).map(move |n| day("2026-01-05") + Days::new(nth * weeks * 7 + n)))
            .collect()
    };
    assert_eq!(beyond_four_weeks(&every(5, 30)), None);
    // A week in every four: 21 days between. The fifth week begins on 27 April.
    let fifth = beyond_four_weeks(&every(4, 30)).expect("they add up");
    // 13 times four weeks are 364 days and 91 days of stays. A year has one day more, and one with 29 February in it two,
    // which may both be days of a 14th stay.
    assert_eq!((fifth.from, fifth.days), (day("2026-04-27"), 93));
}

#[test]
fn what_lies_more_than_twelve_months_back_does_not_count() {
    // Two days every three weeks add up without end; 19 days between. In twelve months they are 17 or 18 stays.
    let two_days: BTreeSet<NaiveDate> = (0..40_u64)
        .flat_map(|nth| (0..2).map(move |n| day("2026-01-05") + Days::new(nth * 21 + n)))
        .collect();
    // The 15th stay begins 294 days after 5 January: on 26 October, and its first day is the 29th.
    let found = beyond_four_weeks(&two_days).expect("29 days within a year");
    assert_eq!((found.from, found.days), (day("2026-10-26"), 36));
    // One day every two weeks: 27 in twelve months, never 29.
    let one_day: BTreeSet<NaiveDate> =
        (0..80_u64).map(|nth| day("2026-01-05") + Days::new(nth * 14)).collect();
    assert_eq!(beyond_four_weeks(&one_day), None);
}

/// Day by day: those that fall together are found by walking back from each day, over every day of the calendar.
fn reference(days: &BTreeSet<NaiveDate>) -> Option<(NaiveDate, usize)> {
    let (mut first, mut most) = (None, 0);
    for day in days {
        let begins = *day - Months::new(12) + Days::new(1);
        let (mut together, mut home, mut at) = (0, 0, *day);
        while at >= begins {
            if days.contains(&at) {
                together += 1;
                home = 0;
            } else {
                home += 1;
            }
            if home == 28 {
                break;
            }
            at = at.pred_opt().unwrap();
        }
        if together > 28 {
            first = first.or(Some(*day));
            most = most.max(together);
        }
    }
    first.map(|first| (first, most))
}

fn lives() -> u32 {
    std::env::var("HELD_LIVES").ok().and_then(|lives| lives.parse().ok()).unwrap_or(400)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(lives()))]

    #[test]
    fn the_reference_says_the_same_of_any_stays(
        // The leap day of 2028 is among them.
        first in 0_u64..800,
        stays in prop::collection::vec((1_u64..32, prop_oneof![1_u64..60, 26_u64..31, 300_u64..400]), 1..40),
    ) {
        let mut at = day("2026-06-01") + Days::new(first);
        let mut days = BTreeSet::new();
        for (length, home) in stays {
            for _ in 0..length {
                days.insert(at);
                at = at + Days::new(1);
            }
            at = at + Days::new(home);
        }
        let found = beyond_four_weeks(&days).map(|beyond| (beyond.from, beyond.days));
        prop_assert_eq!(found, reference(&days));
    }
}

fn on(held: &Held, lines: Vec<Line>) -> Vec<&'static str> {
    let package = package(lines);
    codes(&care_home_findings(of(), held, &HeldContext::new(&package, day("2026-03-02"))))
}

fn care_home(number: u16, from: &str, until: &str) -> Line {
    Line { what: LineKind::CareHome, period: period(from, until), ..line(number) }
}

const BEYOND: [&str; 1] = ["care-home-beyond-four-weeks"];
const PERHAPS: [&str; 1] = ["care-home-perhaps-beyond-four-weeks"];

#[test]
fn lines_that_are_held_by_direct_payment_count_for_each_person() {
    let held = paid_to_her();
    // 2 to 29 March are 28 days.
    assert_eq!(on(&held, vec![care_home(40, "2026-03-02", "2026-03-30")]), NOTHING);
    assert_eq!(on(&held, vec![care_home(40, "2026-03-02", "2026-03-31")]), BEYOND);
    assert_eq!(on(&held, vec![care_home(40, "", "")]), BEYOND, "always");
    // 2 to 15 March, and 15 days from 12 April, with 27 days between; or from 13 April, with 28.
    let two = |from, until| vec![care_home(40, "2026-03-02", "2026-03-16"), care_home(41, from, until)];
    assert_eq!(on(&held, two("2026-04-12", "2026-04-27")), BEYOND);
    assert_eq!(on(&held, two("2026-04-13", "2026-04-28")), NOTHING);
}

#[test]
fn days_without_a_stay_do_not_count() {
    let held = paid_to_her();
    let mut paused = care_home(40, "2026-03-02", "2026-04-06");
    paused.pauses.push(Pause::of_all(period("2026-03-09", "2026-03-16")));
    assert_eq!(on(&held, vec![paused.clone()]), NOTHING, "35 days less 7");
    paused.period = period("2026-03-02", "2026-04-07");
    assert_eq!(on(&held, vec![paused.clone()]), BEYOND, "36 days less 7");
    // Of another person's pause she knows nothing.
    paused.people.push(id(2));
    paused.split = None;
    paused.budgets = vec![of()];
    paused.pauses[0].who = vec![id(2)];
    paused.period = period("2026-03-02", "2026-03-30");
    paused.pauses[0].period = period("2026-03-09", "2026-03-16");
    assert_eq!(on(&held, vec![paused]), NOTHING, "28 days for her, 21 for him");
    // From Saturday evening to Sunday: two dates a week, 5 days between; 28 dates are there after 14 weeks.
    let weekends = |until| {
        let visits = Visits::new(parse_spans("Sat 20:00-08:00").unwrap()).unwrap();
        let when = Some(When::Visits { visits, every: None });
        Line { when, ..care_home(40, "2026-03-02", until) }
    };
    // 7 March and thirteen weeks: 6 and 7 June are the 27th and the 28th; 13 June is the 29th.
    assert_eq!(on(&held, vec![weekends("2026-06-13")]), NOTHING);
    assert_eq!(on(&held, vec![weekends("2026-06-14")]), BEYOND);
    // Booked nights: 28 of them, and one more.
    let booked = |times| {
        let bookings = vec![
            Booking { on: day("2026-03-02"), of: Quantity::Times(14) },
            Booking { on: day("2026-04-06"), of: Quantity::Times(times) },
        ];
        let allowance = Allowance { a_year: Quantity::Times(40), bookings, carries_over: false };
        Line { when: Some(When::Allowance(allowance)), ..care_home(40, "", "") }
    };
    assert_eq!(on(&held, vec![booked(14)]), NOTHING);
    assert_eq!(on(&held, vec![booked(15)]), BEYOND);
}

#[test]
fn what_else_pays_does_not_count() {
    let always = || vec![care_home(40, "", "")];
    for held in [Held::all(HeldAs::Managed), Held::all(HeldAs::ServiceFund { with: id(30) })] {
        assert_eq!(on(&held, always()), NOTHING);
    }
    assert_eq!(on(&paid_to_her(), vec![Line { what: LineKind::HomeCare, ..care_home(40, "", "") }]), NOTHING);
    let private = Line { payer: mutual_care::package::Payer::Person, ..care_home(40, "", "") };
    assert_eq!(on(&paid_to_her(), vec![private]), NOTHING);
}

#[test]
fn stays_that_are_in_no_line_count_too() {
    let with = |until| {
        let mut held = paid_to_her();
        held.stays.push(StayedInCareHome { person: mother(), period: period("2026-02-02", until) });
        on(&held, vec![care_home(40, "2026-03-02", "2026-03-16")])
    };
    // 14 days in March; 2 to 15 February are 14, and 15 days lie between.
    assert_eq!(with("2026-02-16"), NOTHING);
    assert_eq!(with("2026-02-17"), BEYOND);
    let mut of_another = paid_to_her();
    of_another.stays.push(StayedInCareHome { person: id(2), period: period("2026-02-02", "2026-02-17") });
    assert_eq!(on(&of_another, vec![care_home(40, "2026-03-02", "2026-03-16")]), NOTHING);
}

#[test]
fn respite_by_the_night_is_asked_about_where_it_would_be_too_long() {
    let respite = |until, per| {
        let mut line = Line { what: LineKind::Respite, ..care_home(40, "2026-03-02", until) };
        line.prices.push(Price::new(Money::new(70_000).unwrap(), per));
        line
    };
    let mut held = paid_to_her();
    assert_eq!(
        on(&held, vec![respite("2026-03-30", Unit::Week)]),
        NOTHING,
        "28 days are not too long anyway"
    );
    assert_eq!(on(&held, vec![respite("2026-03-31", Unit::Week)]), PERHAPS);
    assert_eq!(on(&held, vec![respite("2026-03-31", Unit::Day)]), NOTHING, "by the day");
    let asked = |is| LineInCareHome { line: id(40), in_care_home: Fact::known(is) };
    held.in_care_home = vec![asked(false)];
    assert_eq!(on(&held, vec![respite("2026-03-31", Unit::Week)]), NOTHING);
    held.in_care_home = vec![asked(true)];
    assert_eq!(on(&held, vec![respite("2026-03-31", Unit::Week)]), BEYOND);
    assert_eq!(on(&held, vec![respite("2026-03-30", Unit::Week)]), NOTHING);
    // Nobody knows on which dates so much a week is.
    held.in_care_home = Vec::new();
    let when = When::Quantity { amount: Quantity::Times(2), weeks: 1 };
    assert_eq!(on(&held, vec![Line { when: Some(when), ..care_home(40, "2026-03-02", "") }]), PERHAPS);
}

#[test]
fn it_is_never_shown_as_law() {
    for rule in [&rules::BEYOND_FOUR_WEEKS, &rules::PERHAPS_BEYOND_FOUR_WEEKS] {
        assert_eq!(rule.basis.surety(), Surety::Unverified);
        assert!(rule.professional.contains("are taken as the most"));
    }
}
