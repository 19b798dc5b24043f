//! Units, factors, visits, free days: each as a value, on both sides of its boundaries.

use mutual_care::base::{
    Code, England, Every, Holidays, WeekMinute, WeekSpan, WorkingDays, limits, parse_spans,
};
use mutual_care::package::{
    Allowance, Counted, FREE_DAYS, Factor, FactorDay, FactorError, Factors, Free, FreeRule, OwnCodes, PaidBy,
    Payer, Price, PriceFor, Quantity, StepRounding, Steps, Unit, Visits, When, WhenError,
};

use super::{day, id, pence, period, visits};

fn minutes() -> When {
    When::Quantity { amount: Quantity::Minutes(300), weeks: 1 }
}

fn times() -> When {
    When::Quantity { amount: Quantity::Times(5), weeks: 1 }
}

fn allowance(a_year: Quantity) -> When {
    When::Allowance(Allowance { a_year, bookings: Vec::new(), carries_over: false })
}

#[test]
fn each_unit_goes_with_what_it_counts() {
    let (visits, hours_a_year, nights_a_year) =
        (visits("Mon 08:00-09:00"), allowance(Quantity::Minutes(600)), allowance(Quantity::Times(28)));
    let whens =
        [None, Some(&visits), Some(&minutes()), Some(&times()), Some(&hours_a_year), Some(&nights_a_year)];
    for unit in Unit::ALL {
        let goes: Vec<bool> = whens.iter().map(|when| unit.goes_with(*when)).collect();
        let expected = match unit {
            Unit::Hour => [false, true, true, false, true, false],
            Unit::Visit | Unit::Night | Unit::Session | Unit::Journey => {
                [false, true, false, true, false, true]
            }
            Unit::Day => [true, true, false, false, false, false],
            Unit::Week | Unit::TwoWeeks | Unit::FourWeeks | Unit::Month | Unit::OneOff => {
                [true, true, true, true, false, false]
            }
        };
        assert_eq!(goes, expected, "{unit}");
    }
    assert_eq!(Unit::ALL.iter().filter_map(|unit| unit.days()).collect::<Vec<_>>(), [7, 14, 28]);
    assert_eq!(Unit::OneOff.counted(), Counted::Once);
}

#[test]
fn visits_stay_as_listed() {
    let listed = |text: &str| Visits::new(parse_spans(text).unwrap()).unwrap();
    // Touching ones stay two, overlapping ones count twice, and the same one twice is two.
    assert_eq!(listed("Mon 08:00-08:30, 08:30-09:00").spans().len(), 2);
    assert_eq!(listed("Mon 08:00-09:00, 08:30-09:30").minutes_a_week(), 120);
    assert_eq!(listed("Mon 08:00-09:00, 08:00-09:00").spans().len(), 2);
    assert_eq!(listed("daily 00:00-24:00").spans().len(), 7);
    // In whatever order they are written.
    assert_eq!(listed("Tue 08:00-09:00; Mon 08:00-09:00"), listed("Mon,Tue 08:00-09:00"));
    for text in [
        "Mon-Fri 08:00-08:30, 12:00-12:30; Sat 22:00-07:00",
        "Mon 08:00-09:00, 08:00-09:00, 08:30-09:30",
        "Fri 18:00-Mon 08:00; Sat 10:00-11:00",
        "always",
        "always from Wed 12:00",
        "daily 00:00-24:00",
        "Sun 23:00-01:00; Mon 00:00-01:00",
    ] {
        let when = When::Visits { visits: listed(text), every: None };
        let written = serde_json::to_string(&when).unwrap();
        assert_eq!(serde_json::from_str::<When>(&written).unwrap(), when, "{text}: {written}");
    }
    assert_eq!(Visits::new(Vec::new()), Err(WhenError::Visits));
    let minute = |number: u16| WeekSpan::new(WeekMinute::new(number).unwrap(), 1).unwrap();
    let most: Vec<WeekSpan> = (0..672).map(minute).collect();
    assert!(Visits::new(most.clone()).is_ok());
    assert_eq!(Visits::new([most, vec![minute(700)]].concat()), Err(WhenError::Visits));
    let two = parse_spans("Mon 00:00-Sun 24:00; Mon 08:00-09:00").unwrap();
    assert_eq!(Visits::new(two), Err(WhenError::WholeWeek));
}

#[test]
fn when_is_written_as_it_is_read() {
    let fortnightly = Every::weeks(2, day("2026-03-02")).unwrap();
    for (when, written) in [
        (visits("Mon 08:00-09:00"), r#"{"visits":"Mon 08:00-09:00"}"#),
        (
            When::Visits {
                visits: Visits::new(parse_spans("Wed 10:00-16:00").unwrap()).unwrap(),
                every: Some(fortnightly),
            },
            r#"{"visits":"Wed 10:00-16:00","every":{"weeks":2,"from":"2026-03-02"}}"#,
        ),
        (minutes(), r#"{"quantity":{"minutes":300}}"#),
        (When::Quantity { amount: Quantity::Times(3), weeks: 2 }, r#"{"quantity":{"times":3},"weeks":2}"#),
        (allowance(Quantity::Times(28)), r#"{"allowance":{"a_year":{"times":28}}}"#),
    ] {
        assert_eq!(serde_json::to_string(&when).unwrap(), written);
        assert_eq!(serde_json::from_str::<When>(written).unwrap(), when);
    }
}

#[test]
fn factors_are_ratios_of_whole_numbers() {
    assert_eq!(Factor::new(6, 4), Factor::new(3, 2));
    assert_eq!(Factor::new(3, 2).unwrap().to_string(), "3/2");
    for (numerator, denominator) in [(0, 1), (1, 0), (limits::WEIGHT + 1, 1), (1, limits::WEIGHT + 1)] {
        assert_eq!(Factor::new(numerator, denominator), Err(FactorError));
    }
    assert!(Factor::new(limits::WEIGHT, 1).is_ok() && Factor::new(1, limits::WEIGHT).is_ok());
    for text in
        ["1", "3/2/1", "1/1000001", "1000001/1", "2/4", "03/2", "+3/2", "3/-2", " 3/2", "1.5", "", "/"]
    {
        assert_eq!(text.parse::<Factor>(), Err(FactorError), "{text}");
    }
    assert_eq!(
        "1000000/999999".parse::<Factor>().map(|factor| factor.to_string()),
        Ok("1000000/999999".into())
    );
    assert!(Factor::new(999_999, 1_000_000).unwrap() < Factor::PLAIN);
    assert!(Factor::PLAIN < Factor::new(1_000_000, 999_999).unwrap());
}

#[test]
fn the_highest_factor_of_a_day_holds() {
    let factor = |text: &str| -> Factor { text.parse().unwrap() };
    let on = |factors: &Factors, date: &str| factors.on(day(date), &England).factor.to_string();
    let dear =
        Factors::default().with(FactorDay::Saturday, factor("3/2")).with(FactorDay::Holiday, factor("2/1"));
    // 26 December 2026 is a Saturday and a holiday, 28 December the Monday observed for it.
    assert_eq!(on(&dear, "2026-12-26"), "2/1");
    assert_eq!(on(&dear, "2026-12-28"), "2/1");
    assert_eq!(on(&dear, "2026-12-19"), "3/2");
    assert_eq!(on(&dear, "2026-12-18"), "1/1");
    let dearer_saturdays =
        Factors::default().with(FactorDay::Saturday, factor("3/1")).with(FactorDay::Holiday, factor("2/1"));
    assert_eq!(on(&dearer_saturdays, "2026-12-26"), "3/1");
    // A reduction is one, unless a holiday is said to be plain.
    let reduced = Factors::default().with(FactorDay::Saturday, factor("1/2"));
    assert_eq!(on(&reduced, "2026-12-26"), "1/2");
    assert_eq!(on(&reduced.with(FactorDay::Holiday, Factor::PLAIN), "2026-12-26"), "1/1");
    // A factor of one that is said is kept as said.
    let plain = Factors::default().with(FactorDay::Holiday, Factor::PLAIN);
    assert_eq!(serde_json::to_string(&plain).unwrap(), r#"{"holiday":"1/1"}"#);
    assert!(!plain.is_plain() && Factors::default().is_plain());
}

#[test]
fn past_the_calendar_the_plain_rate_is_used_and_told() {
    let double = Factor::new(2, 1).unwrap();
    let holidays = Factors::default().with(FactorDay::Holiday, double);
    let found = |date: &str| holidays.on(day(date), &England);
    assert!(!found("2028-12-31").holiday_not_known);
    assert!(found("2029-01-01").holiday_not_known);
    assert_eq!(found("2029-01-01").factor, Factor::PLAIN);
    // What the day of the week says is known all the same.
    let both = holidays.clone().with(FactorDay::Saturday, Factor::new(3, 2).unwrap());
    let saturday = both.on(day("2029-01-06"), &England);
    assert_eq!((saturday.factor.to_string().as_str(), saturday.holiday_not_known), ("3/2", true));
    // Without a factor for holidays nobody has to know them.
    let saturdays = Factors::default().with(FactorDay::Saturday, double);
    assert!(!saturdays.on(day("2029-01-06"), &England).holiday_not_known);
}

/// A calendar of which only the working days are known says nothing of a Saturday.
#[test]
fn a_calendar_of_working_days_alone_knows_the_holidays_of_weekdays() {
    struct NoMondays;
    impl WorkingDays for NoMondays {
        fn is_working_day(&self, day: chrono::NaiveDate) -> Option<bool> {
            Some(chrono::Datelike::weekday(&day) != chrono::Weekday::Mon)
        }
    }
    assert_eq!(NoMondays.is_holiday(day("2026-03-02")), Some(true));
    assert_eq!(NoMondays.is_holiday(day("2026-03-03")), Some(false));
    assert_eq!(NoMondays.is_holiday(day("2026-03-07")), None);
    let own = Holidays::new(2026..=2026, [day("2026-03-07")]).unwrap();
    assert_eq!(own.is_holiday(day("2026-03-07")), Some(true));
    assert_eq!(own.is_holiday(day("2026-03-08")), Some(false));
    assert_eq!(own.is_holiday(day("2027-03-07")), None);
    assert_eq!(own.is_working_day(day("2027-03-07")), Some(false), "a Sunday, in whatever year");
}

#[test]
fn a_price_for_each_worker_is_owed_as_often_as_they_come() {
    let price = Price::new(pence(2_000), Unit::Hour);
    assert_eq!(price.times(2), 1);
    assert_eq!(Price { each: PriceFor::Worker, ..price }.times(2), 2);
}

/// "Free weeks are the first 42 days of the specified period": the 42nd is free, the 43rd is not.
#[test]
fn free_weeks_are_42_days_of_the_specified_period() {
    let free = |rule, from: &str, until: &str| Free {
        rule,
        period: period(from, until),
        decided_on: None,
        who: Vec::new(),
    };
    assert_eq!(FREE_DAYS, 42);
    let of = free(FreeRule::Reablement, "2026-03-02", "");
    // 2 March is day 1, so 12 April is day 42.
    assert!(!of.frees(id(1), day("2026-03-01")));
    assert!(of.frees(id(1), day("2026-03-02")) && of.frees(id(1), day("2026-04-12")));
    assert!(!of.frees(id(1), day("2026-04-13")));
    // A shorter period is free to its end; over a leap day they are 42 days all the same.
    let short = free(FreeRule::IntermediateCare, "2026-03-02", "2026-03-16");
    assert!(short.frees(id(1), day("2026-03-15")) && !short.frees(id(1), day("2026-03-16")));
    let leap = free(FreeRule::Reablement, "2028-02-01", "");
    assert!(leap.frees(id(1), day("2028-03-13")) && !leap.frees(id(1), day("2028-03-14")));
    // Nobody knows when six weeks end that have no first day.
    assert_eq!(free(FreeRule::Reablement, "", "2026-05-04").days(), None);
    // Other rules free their whole period.
    let after_care = free(FreeRule::AfterCare, "2026-03-02", "");
    assert!(after_care.frees(id(1), day("2036-03-02")));
    let cjd = Free { who: vec![id(1)], ..free(FreeRule::Cjd, "", "") };
    assert!(cjd.frees(id(1), day("2026-03-02")) && !cjd.frees(id(2), day("2026-03-02")));
}

#[test]
fn what_stands_beside_the_budget_and_what_is_not_charged() {
    let beside = |rule: FreeRule| rule.stands_beside_the_budget();
    assert!(
        beside(FreeRule::Reablement) && beside(FreeRule::IntermediateCare) && beside(FreeRule::AfterCare)
    );
    assert!(!beside(FreeRule::EquipmentOrAdaptation) && !beside(FreeRule::Cjd));
    // Only what was read in a source is shown as law.
    for rule in FreeRule::ALL {
        assert!(rule.basis().is_law());
    }
    assert_eq!(FreeRule::Cjd.basis().to_string(), "SI 2014/2672 reg.4 (not verified)");
}

#[test]
fn payers_stand_in_the_order_of_their_table() {
    let grant = |name: &str| PaidBy::Grant(name.parse().unwrap());
    let mut all = [
        PaidBy::FreeByLaw(FreeRule::AfterCare),
        PaidBy::FreeByLaw(FreeRule::Reablement),
        PaidBy::TopUp,
        PaidBy::Person,
        grant("b"),
        grant("a"),
        PaidBy::Health,
        PaidBy::PersonalBudget,
    ];
    all.sort();
    let codes: Vec<String> = all.iter().map(|by| serde_json::to_string(by).unwrap()).collect();
    assert_eq!(
        codes,
        [
            r#""personal_budget""#,
            r#""health""#,
            r#"{"grant":"a"}"#,
            r#"{"grant":"b"}"#,
            r#""person""#,
            r#""top_up""#,
            r#"{"free_by_law":"reablement"}"#,
            r#"{"free_by_law":"after_care_s117"}"#,
        ]
    );
    assert_eq!(Payer::Health.parts(), [(PaidBy::Health, 1)]);
    assert!(Payer::Joint { authority: 1, health: 1 }.is_of_a_budget() && !Payer::Person.is_of_a_budget());
}

#[test]
fn steps_are_rounded_as_they_say() {
    let of = |round, minutes| Steps { minutes: 15, round }.of(minutes);
    for (minutes, up, down, nearest) in [
        (0, 0, 0, 0),
        (1, 15, 0, 0),
        (7, 15, 0, 0),
        (8, 15, 0, 15),
        (15, 15, 15, 15),
        (16, 30, 15, 15),
        (22, 30, 15, 15),
        (23, 30, 15, 30),
    ] {
        assert_eq!(of(StepRounding::Up, minutes), up, "{minutes} up");
        assert_eq!(of(StepRounding::Down, minutes), down, "{minutes} down");
        assert_eq!(of(StepRounding::Nearest, minutes), nearest, "{minutes} to the nearest");
    }
    // Half a step counts as a whole one.
    assert_eq!(Steps { minutes: 10, round: StepRounding::Nearest }.of(5), 10);
    assert_eq!(Steps { minutes: 10, round: StepRounding::Nearest }.of(4), 0);
    assert_eq!(Steps { minutes: 1_440, round: StepRounding::Up }.of(u32::MAX), u32::MAX);
}

#[test]
fn own_codes_are_few_and_each_stands_once() {
    let code = |number: u8| (format!("c{number}").parse().unwrap(), "1".parse().unwrap());
    assert!(OwnCodes::new((0..16).map(code)).is_some());
    assert!(OwnCodes::new((0..17).map(code)).is_none());
    assert!(OwnCodes::new([code(1), code(1)]).is_none());
}
