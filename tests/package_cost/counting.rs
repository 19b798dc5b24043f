//! Units, dates and rounding.

use mutual_care::base::Every;
use mutual_care::package::{Price, PriceFor, Quantity, Unit};

use crate::made::{alternating, cost, cost_of, day, days, each_day, line, pence, quantity, visits};

#[test]
fn a_cost_is_exact_and_rounded_once() {
    // £100 a week is 10,000/7 = 1,428.57… pence a day: one day £14.29, two £28.57, three £42.86, seven £100.
    let weekly = || line(1, 10_000, Unit::Week);
    assert_eq!(cost(weekly(), "2026-03-02", "2026-03-03"), (1_429, "10000/7".into()));
    assert_eq!(cost(weekly(), "2026-03-02", "2026-03-04"), (2_857, "20000/7".into()));
    assert_eq!(cost(weekly(), "2026-03-02", "2026-03-05"), (4_286, "30000/7".into()));
    assert_eq!(cost(weekly(), "2026-03-02", "2026-03-09"), (10_000, "10000/1".into()));
    // Two questions need not add up (seven times £14.29 is £100.03); the days of one always do: 4/7 have the largest
    // remainder and are all alike, so the pence go to the first days.
    let week = cost_of([weekly()], days("2026-03-02", "2026-03-09"));
    assert_eq!(each_day(&week), [1_429, 1_429, 1_429, 1_429, 1_428, 1_428, 1_428]);
}

#[test]
fn half_a_penny_is_rounded_away_from_nothing() {
    // A penny for two weeks, over one week: 7 x 1/14 = 1/2.
    assert_eq!(cost(line(1, 1, Unit::TwoWeeks), "2026-03-02", "2026-03-09"), (1, "1/2".into()));
    assert_eq!(cost(line(1, 1, Unit::TwoWeeks), "2026-03-02", "2026-03-08"), (0, "3/7".into()));
}

#[test]
fn a_total_is_the_sum_of_rounded_lines() {
    // Two lines of half a penny cost a penny each, and two together; exactly it is one.
    let two =
        cost_of([line(1, 1, Unit::TwoWeeks), line(2, 1, Unit::TwoWeeks)], days("2026-03-02", "2026-03-09"));
    assert_eq!((two.total.pence(), two.exact.to_string()), (2, "1/1".into()));
}

#[test]
fn weeks_of_one_two_and_four_are_spread_evenly() {
    for (unit, parts) in [(Unit::Week, 7), (Unit::TwoWeeks, 14), (Unit::FourWeeks, 28)] {
        let mut line = line(1, 84_000, unit);
        let day = format!("{}/1", 84_000 / parts);
        assert_eq!(cost(line.clone(), "2026-03-07", "2026-03-08").1, day);
        // Whatever the pattern: a Saturday without a visit costs the same.
        line.when = visits("Mon 09:00-10:00");
        assert_eq!(cost(line, "2026-03-07", "2026-03-08").1, day);
    }
}

#[test]
fn a_day_of_a_month_costs_its_share_of_that_month() {
    let monthly = || line(1, 30_000, Unit::Month);
    // February 2026 has 28 days, February 2028 29, April 30, March 31.
    assert_eq!(cost(monthly(), "2026-02-10", "2026-02-11").1, "7500/7");
    assert_eq!(cost(monthly(), "2028-02-29", "2028-03-01").1, "30000/29");
    assert_eq!(cost(monthly(), "2026-04-30", "2026-05-01").1, "1000/1");
    assert_eq!(cost(monthly(), "2026-03-31", "2026-04-01").1, "30000/31");
    // From 31 March to 1 April inclusive: 30,000/31 + 1,000 = 61,000/31 = 1,967.74…
    assert_eq!(cost(monthly(), "2026-03-31", "2026-04-02"), (1_968, "61000/31".into()));
    // A whole month costs its price, whatever its length.
    assert_eq!(cost(monthly(), "2028-02-01", "2028-03-01").0, 30_000);
    assert_eq!(cost(monthly(), "2026-01-01", "2027-01-01").0, 12 * 30_000);
}

#[test]
fn hours_fall_on_their_own_date_and_visits_on_the_date_on_which_they_begin() {
    let night = |unit| {
        let mut night = line(1, 1_200, unit);
        night.when = visits("Sat 22:00-07:00");
        night
    };
    // 2026-03-07 is a Saturday. By the hour: two hours on Saturday, seven on Sunday.
    assert_eq!(cost(night(Unit::Hour), "2026-03-07", "2026-03-08").0, 2 * 1_200);
    assert_eq!(cost(night(Unit::Hour), "2026-03-08", "2026-03-09").0, 7 * 1_200);
    for unit in [Unit::Visit, Unit::Night, Unit::Session, Unit::Journey] {
        assert_eq!(cost(night(unit), "2026-03-07", "2026-03-08").0, 1_200);
        assert_eq!(cost(night(unit), "2026-03-08", "2026-03-09").0, 0);
    }
    // A minute counts if its own date is in the line's period: it begins on the Sunday, so seven hours are left of the night
    // that began before it, and no night.
    let from_sunday = |unit| {
        let mut line = night(unit);
        line.period = days("2026-03-08", "2026-03-14");
        cost(line, "2026-03-02", "2026-03-16").0
    };
    assert_eq!((from_sunday(Unit::Hour), from_sunday(Unit::Night)), (7 * 1_200, 0));
}

#[test]
fn hours_are_those_of_the_clock_on_the_wall() {
    // The clocks go forward on 29 March 2026 and back on 25 October: eight hours by the clock are eight hours.
    let mut line = line(1, 1_000, Unit::Hour);
    line.when = visits("Sun 00:00-08:00");
    assert_eq!(cost(line.clone(), "2026-03-29", "2026-03-30").0, 8_000);
    assert_eq!(cost(line.clone(), "2026-10-25", "2026-10-26").0, 8_000);
    assert_eq!(cost(line, "2026-03-22", "2026-03-23").0, 8_000);
}

#[test]
fn the_price_is_that_of_the_date_of_delivery() {
    // £20 an hour until 31 March, £21.50 from 1 April: a night from 22:00 to 07:00 over that midnight is 2 x 2,000 and
    // 7 x 2,150.
    let mut line = line(1, 2_000, Unit::Hour);
    line.when = visits("daily 22:00-07:00");
    line.prices.push(Price { from: Some(day("2026-04-01")), ..Price::new(pence(2_150), Unit::Hour) });
    // 31 March: seven hours of the night before, two of its own; 1 April: the same at the new price.
    assert_eq!(cost(line.clone(), "2026-03-31", "2026-04-01").0, 9 * 2_000);
    assert_eq!(cost(line.clone(), "2026-04-01", "2026-04-02").0, 9 * 2_150);
    // By the night it is the price of the date on which it begins.
    for price in &mut line.prices {
        price.per = Unit::Night;
    }
    assert_eq!(cost(line, "2026-03-31", "2026-04-02").0, 2_000 + 2_150);
}

#[test]
fn visits_are_counted_as_they_are_listed() {
    let listed = |text, unit| {
        let mut line = line(1, 1_200, unit);
        line.when = visits(text);
        cost(line, "2026-03-02", "2026-03-09").0
    };
    // Touching ones stay two; the hours are those of one long visit.
    assert_eq!(listed("Mon 08:00-08:30, 08:30-09:00", Unit::Visit), 2 * 1_200);
    assert_eq!(listed("Mon 08:00-08:30, 08:30-09:00", Unit::Hour), 1_200);
    // Overlapping ones count twice: 30 + 30 minutes, of which 15 are the same.
    assert_eq!(listed("Mon 08:00-08:30, 08:15-08:45", Unit::Hour), 1_200);
    assert_eq!(listed("Mon 08:00-08:30, 08:15-08:45", Unit::Visit), 2 * 1_200);
}

#[test]
fn a_price_is_for_the_service_or_for_each_worker() {
    let mut line = line(1, 2_000, Unit::Hour);
    line.when = visits("Mon 08:00-08:45");
    line.hands = 2;
    // 45 minutes at £20: £15 for the service, and £30 for two workers.
    assert_eq!(cost(line.clone(), "2026-03-02", "2026-03-09").0, 1_500);
    line.prices[0].each = PriceFor::Worker;
    assert_eq!(cost(line, "2026-03-02", "2026-03-09").0, 3_000);
}

#[test]
fn a_day_is_a_date_with_any_minute_of_the_pattern() {
    let mut line = line(1, 6_000, Unit::Day);
    // Without a pattern every date.
    assert_eq!(cost(line.clone(), "2026-03-02", "2026-03-09").0, 7 * 6_000);
    // Two stretches on Monday are one day; from Friday 23:59 to Saturday 00:01 are two.
    line.when = visits("Mon 09:00-12:00, 13:00-16:00; Fri 23:59-Sat 00:01");
    assert_eq!(cost(line, "2026-03-02", "2026-03-09").0, 3 * 6_000);
}

#[test]
fn a_quantity_without_a_pattern_is_spread_evenly() {
    // Five hours a week at £21: £105 a week, £15 a day.
    let mut hours = line(1, 2_100, Unit::Hour);
    hours.when = quantity(Quantity::Minutes(300), 1);
    assert_eq!(cost(hours, "2026-03-07", "2026-03-08").0, 1_500);
    // Five journeys in three weeks at £21: 10,500/21 = 500 a day.
    let mut journeys = line(1, 2_100, Unit::Journey);
    journeys.when = quantity(Quantity::Times(5), 3);
    assert_eq!(cost(journeys, "2026-03-07", "2026-03-08").0, 500);
}

#[test]
fn what_is_owed_once_is_owed_on_the_first_day_of_the_line() {
    let mut once = line(1, 12_345, Unit::OneOff);
    once.period = crate::made::from("2026-03-04");
    assert_eq!(cost(once.clone(), "2026-03-02", "2026-03-04").0, 0);
    assert_eq!(cost(once.clone(), "2026-03-04", "2026-03-05").0, 12_345);
    assert_eq!(cost(once, "2026-03-05", "2027-03-05").0, 0);
}

#[test]
fn weeks_and_days_that_alternate_are_on_by_their_own_rule() {
    let every = Every::weeks(2, day("2026-03-02")).unwrap();
    let mut line = line(1, 1_000, Unit::Hour);
    // A night over Sunday midnight belongs to the week in which it begins.
    line.when = alternating("Sun 22:00-07:00", Some(every));
    assert_eq!(cost(line.clone(), "2026-03-08", "2026-03-10").0, 9_000);
    assert_eq!(cost(line.clone(), "2026-03-09", "2026-03-10").0, 7_000);
    assert_eq!(cost(line.clone(), "2026-03-15", "2026-03-17").0, 0);
    // Four days on, four off, from 4 March: on 4, 5, 6 and 7 March.
    let rota = Every::days(8, 4, day("2026-03-04")).unwrap();
    line.when = alternating("daily 09:00-10:00", Some(rota));
    let report = cost_of([line.clone()], days("2026-03-02", "2026-03-16"));
    let on = [0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1].map(|on| on * 1_000);
    assert_eq!(each_day(&report), on);
    // A stretch of two days is cut after 24 hours: on the day of its second piece the rota is off.
    let one_of_two = Every::days(2, 1, day("2026-03-02")).unwrap();
    line.when = alternating("Mon 12:00-Wed 12:00", Some(one_of_two));
    assert_eq!(cost(line, "2026-03-02", "2026-03-09").0, 24_000);
}

#[test]
fn days_without_a_price_are_listed_and_never_nothing() {
    let mut priced_later = line(1, 1_000, Unit::Day);
    priced_later.prices[0].from = Some(day("2026-03-05"));
    priced_later.period = days("2026-03-03", "2026-03-09");
    let report = cost_of([priced_later], days("2026-03-02", "2026-03-16"));
    assert_eq!(report.total.pence(), 4 * 1_000);
    assert_eq!(report.lines[0].not_priced, [days("2026-03-03", "2026-03-05")]);
    let mut nobody_said = line(1, 1, Unit::Day);
    nobody_said.prices.clear();
    let report = cost_of([nobody_said.clone()], days("2026-03-02", "2026-03-16"));
    assert_eq!(report.lines[0].not_priced, [days("2026-03-02", "2026-03-16")]);
    let told: Vec<&str> = report.findings().iter().map(mutual_care::base::Finding::code).collect();
    assert_eq!(told, ["days-not-priced"]);
    nobody_said.costs_nothing = true;
    let report = cost_of([nobody_said], days("2026-03-02", "2026-03-16"));
    assert!(report.lines[0].not_priced.is_empty() && report.total.is_zero());
}

#[test]
fn a_night_over_a_change_of_the_clocks_has_the_hours_that_the_clock_shows() {
    let night = |unit| {
        let mut night = line(1, 1_200, unit);
        night.when = visits("Sat 22:00-07:00");
        night
    };
    // From Saturday 28 March 2026 only eight hours go by until seven o'clock, from 24 October ten. It is two hours on the
    // Saturday and seven on the Sunday, and one night, as on any other weekend.
    for (saturday, sunday, monday) in [
        ("2026-03-28", "2026-03-29", "2026-03-30"),
        ("2026-10-24", "2026-10-25", "2026-10-26"),
        ("2026-11-07", "2026-11-08", "2026-11-09"),
    ] {
        assert_eq!(cost(night(Unit::Hour), saturday, sunday).0, 2 * 1_200);
        assert_eq!(cost(night(Unit::Hour), sunday, monday).0, 7 * 1_200);
        assert_eq!(cost(night(Unit::Night), saturday, sunday).0, 1_200);
        assert_eq!(cost(night(Unit::Night), sunday, monday).0, 0);
    }
}

#[test]
fn a_leap_day_is_a_day_of_its_own() {
    // 29 February 2028, a Tuesday; 2027 has none.
    let over_the_end_of_february = |line: mutual_care::package::Line| {
        let year = |year| cost(line.clone(), &format!("{year}-02-28"), &format!("{year}-03-01")).1;
        (year(2027), year(2028))
    };
    let both = |one: &str, two: &str| (one.to_owned(), two.to_owned());
    assert_eq!(over_the_end_of_february(line(1, 700, Unit::Day)), both("700/1", "1400/1"));
    assert_eq!(over_the_end_of_february(line(1, 700, Unit::Week)), both("100/1", "200/1"));
    // One of 28 days, and two of 29.
    assert_eq!(over_the_end_of_february(line(1, 28 * 29, Unit::Month)), both("29/1", "56/1"));
    let mut tuesdays = line(1, 700, Unit::Visit);
    tuesdays.when = visits("Tue 09:00-10:00");
    assert_eq!(over_the_end_of_february(tuesdays), both("0/1", "700/1"));
    // A line that ends on the 29th, that day included, and one that ends before it.
    for (until, pence) in [("2028-02-29", 700), ("2028-03-01", 1_400)] {
        let mut ends = line(1, 700, Unit::Day);
        ends.period = days("2028-02-28", until);
        assert_eq!(cost(ends, "2028-02-01", "2028-04-01").0, pence);
    }
}
