//! Prices with factors.

use mutual_care::package::{FactorDay, Unit};

use crate::made::{cost, cost_of, day, days, each_day, factor, line, visits};

#[test]
fn the_highest_factor_of_a_day_holds() {
    let mut line = line(1, 2_000, Unit::Hour);
    line.when = visits("daily 09:00-10:00");
    line.prices[0].factors = line.prices[0]
        .factors
        .clone()
        .with(FactorDay::Saturday, factor("3/2"))
        .with(FactorDay::Sunday, factor("5/2"))
        .with(FactorDay::Monday, factor("9/10"))
        .with(FactorDay::Holiday, factor("2/1"));
    // Christmas 2026: Thursday 24 December, Friday 25 (a holiday), Saturday 26 (a holiday too: 2 is more than 3/2), Sunday 27
    // (5/2), Monday 28 (a holiday, so 2 and not 9/10).
    let report = cost_of([line.clone()], days("2026-12-24", "2026-12-29"));
    assert_eq!(each_day(&report), [2_000, 4_000, 4_000, 5_000, 4_000]);
    // An ordinary Saturday and an ordinary Monday: a factor below 1 is a reduction.
    assert_eq!(cost(line.clone(), "2026-12-19", "2026-12-20").0, 3_000);
    assert_eq!(cost(line, "2026-12-21", "2026-12-22").0, 1_800);
}

#[test]
fn hours_after_midnight_have_the_factor_of_their_own_date() {
    let mut line = line(1, 1_000, Unit::Hour);
    line.when = visits("Sat 22:00-07:00");
    line.prices[0].factors = line.prices[0].factors.clone().with(FactorDay::Sunday, factor("2/1"));
    // Two hours of Saturday at £10, seven of Sunday at £20; by the night it is Saturday's.
    assert_eq!(cost(line.clone(), "2026-03-07", "2026-03-09").0, 2_000 + 14_000);
    line.prices[0].per = Unit::Night;
    assert_eq!(cost(line, "2026-03-07", "2026-03-09").0, 1_000);
}

#[test]
fn where_the_calendar_does_not_reach_the_plain_rate_is_used_and_told() {
    let mut line = line(1, 1_000, Unit::Visit);
    line.when = visits("Mon-Sat 09:00-10:00");
    line.prices[0].factors = line.prices[0]
        .factors
        .clone()
        .with(FactorDay::Saturday, factor("3/2"))
        .with(FactorDay::Holiday, factor("2/1"));
    // The calendar ends with 2028. Friday 29 December 2028, Saturday 30, Sunday 31 without a visit; Monday 1 January 2029.
    let report = cost_of([line], days("2028-12-29", "2029-01-03"));
    assert_eq!(each_day(&report), [1_000, 1_500, 0, 1_000, 1_000]);
    assert_eq!(report.lines[0].holiday_not_known, [day("2029-01-01"), day("2029-01-02")]);
    assert_eq!(
        report.findings().iter().map(mutual_care::base::Finding::code).collect::<Vec<_>>(),
        ["holiday-not-known"]
    );
}

#[test]
fn a_factor_may_be_any_ratio_and_the_sum_stays_exact() {
    let mut line = line(1, 1, Unit::Day);
    line.prices[0].factors =
        line.prices[0].factors.clone().with(FactorDay::Tuesday, factor("999999/1000000"));
    // A penny on each of six days, and 999,999 millionths of one.
    assert_eq!(cost(line, "2026-03-02", "2026-03-09"), (7, "6999999/1000000".into()));
}

#[test]
fn the_calendar_is_known_from_its_first_day_to_its_last() {
    let mut line = line(1, 1_000, Unit::Day);
    line.prices[0].factors = line.prices[0].factors.clone().with(FactorDay::Holiday, factor("2/1"));
    // It begins with 2015, and New Year's Day is a holiday; of 31 December 2014 it says nothing.
    let report = cost_of([line.clone()], days("2014-12-30", "2015-01-03"));
    assert_eq!(each_day(&report), [1_000, 1_000, 2_000, 1_000]);
    assert_eq!(report.lines[0].holiday_not_known, [day("2014-12-30"), day("2014-12-31")]);
    // It ends with 2028; Christmas of that year is known, and 1 January 2029 is not.
    let report = cost_of([line], days("2028-12-24", "2029-01-02"));
    assert_eq!(each_day(&report), [1_000, 2_000, 2_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000]);
    assert_eq!(report.lines[0].holiday_not_known, [day("2029-01-01")]);
}

#[test]
fn a_holiday_in_a_cycle_of_weeks_changes_no_other_day() {
    // Every second Monday from 20 April 2026 on. 4 May is a bank holiday, 18 May is none; 25 May is one, and off.
    let every = mutual_care::base::Every::weeks(2, day("2026-04-20")).unwrap();
    let mut line = line(1, 1_000, Unit::Visit);
    line.when = crate::made::alternating("Mon,Tue 09:00-10:00", Some(every));
    line.prices[0].factors = line.prices[0].factors.clone().with(FactorDay::Holiday, factor("2/1"));
    let report = cost_of([line], days("2026-04-20", "2026-06-03"));
    let on: Vec<String> = (day("2026-04-20").iter_days().zip(each_day(&report)))
        .filter(|(_, pence)| *pence > 0)
        .map(|(day, pence)| format!("{day} {pence}"))
        .collect();
    assert_eq!(
        on,
        [
            "2026-04-20 1000",
            "2026-04-21 1000",
            "2026-05-04 2000",
            "2026-05-05 1000",
            "2026-05-18 1000",
            "2026-05-19 1000",
            "2026-06-01 1000",
            "2026-06-02 1000",
        ]
    );
}
