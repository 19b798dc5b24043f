//! The typical week, a year, and the first 365 days as planned.

use mutual_care::base::{Every, Period};
use mutual_care::package::{
    Allowance, Booking, BudgetAmount, FactorDay, Line, LineKind, Pause, Price, Quantity, ShareOf, SharedBy,
    TypicalWeek, Unit, When, year_of,
};

use crate::made::{
    adult, alternating, ask, cost, day, days, factor, from, line, line_id, package, pence, quantity,
    shared_line, visits,
};

fn week_of(lines: impl IntoIterator<Item = Line>, on: &str) -> TypicalWeek {
    package(lines).typical_week(day(on), &ask(Period::ALWAYS)).unwrap()
}

fn week(line: Line, on: &str) -> String {
    week_of([line], on).exact.to_string()
}

#[test]
fn a_typical_week_is_seven_days_at_that_days_plain_price() {
    let mut hours = line(1, 2_150, Unit::Hour);
    hours.when = visits("daily 08:00-08:30");
    hours.prices.push(Price { from: Some(day("2026-04-01")), ..Price::new(pence(2_200), Unit::Hour) });
    hours.prices[0].factors = hours.prices[0].factors.clone().with(FactorDay::Saturday, factor("2/1"));
    hours.pauses.push(Pause::of_all(days("2026-03-05", "2026-03-08")));
    // 3½ hours at £21.50, paused or not, whatever a Saturday costs; from 1 April at £22.
    assert_eq!(week(hours.clone(), "2026-03-07"), "7525/1");
    assert_eq!(week(hours.clone(), "2026-03-31"), "7525/1");
    assert_eq!(week(hours, "2026-04-01"), "7700/1");
    for (unit, weekly) in
        [(Unit::Week, "1000/1"), (Unit::TwoWeeks, "500/1"), (Unit::FourWeeks, "250/1"), (Unit::Day, "7000/1")]
    {
        assert_eq!(week(line(1, 1_000, unit), "2026-03-02"), weekly);
    }
    // A day of a month costs its share of that month: seven of 28 in February, seven of 31 in March.
    assert_eq!(week(line(1, 1_000, Unit::Month), "2026-02-28"), "250/1");
    assert_eq!(week(line(1, 1_000, Unit::Month), "2026-03-01"), "7000/31");
    let mut journeys = line(1, 1_000, Unit::Journey);
    journeys.when = quantity(Quantity::Times(5), 3);
    assert_eq!(week(journeys, "2026-03-02"), "5000/3");
}

#[test]
fn weeks_that_alternate_count_by_the_mean_of_their_cycle() {
    let mut fortnightly = line(1, 1_000, Unit::Visit);
    fortnightly.when = alternating("Mon-Fri 09:00-10:00", Some(Every::weeks(2, day("2026-03-02")).unwrap()));
    assert_eq!(week(fortnightly.clone(), "2026-03-02"), "2500/1");
    assert_eq!(week(fortnightly, "2026-03-09"), "2500/1");
    // Four days of eight, an hour and a half each: 3½ of them a week.
    let mut rota = line(1, 1_000, Unit::Hour);
    rota.when = alternating("daily 09:00-10:30", Some(Every::days(8, 4, day("2026-03-04")).unwrap()));
    assert_eq!(week(rota.clone(), "2026-03-02"), "5250/1");
    rota.prices[0].per = Unit::Day;
    assert_eq!(week(rota, "2026-03-02"), "3500/1");
}

#[test]
fn only_lines_whose_period_holds_the_date_are_in_a_typical_week() {
    let mut ends = line(1, 700, Unit::Week);
    ends.period = days("2026-03-02", "2026-03-09");
    for (on, weekly) in
        [("2026-03-01", "0/1"), ("2026-03-02", "700/1"), ("2026-03-08", "700/1"), ("2026-03-09", "0/1")]
    {
        assert_eq!(week(ends.clone(), on), weekly);
    }
}

#[test]
fn what_has_no_week_and_what_has_no_price_stand_beside_it() {
    let mut once = line(1, 700, Unit::OneOff);
    once.period = from("2026-03-02");
    let mut respite = line(2, 700, Unit::Night);
    let a_year = Quantity::Times(28);
    respite.when = Some(When::Allowance(Allowance { a_year, bookings: Vec::new(), carries_over: false }));
    let mut open = line(3, 700, Unit::Week);
    open.prices[0].from = Some(day("2026-03-03"));
    let mut nothing = line(4, 700, Unit::Week);
    nothing.prices.clear();
    nothing.costs_nothing = true;
    let week = week_of([once, respite, open, nothing, line(5, 700, Unit::Week)], "2026-03-02");
    assert_eq!(week.total.pence(), 700);
    assert_eq!(week.beside, [line_id(1), line_id(2)]);
    assert_eq!(week.not_priced, [line_id(3)]);
}

#[test]
fn a_share_of_a_line_is_a_share_of_its_week() {
    let mut assistant = line(1, 1_500, Unit::Hour);
    assistant.when = visits("Mon-Fri 09:00-13:00");
    let mut pension = line(2, 1, Unit::Day);
    pension.what = LineKind::EmployersPension;
    pension.prices.clear();
    pension.share_of = Some(ShareOf { line: line_id(1), share: factor("3/100") });
    let week = week_of([assistant, pension], "2026-03-02");
    // 20 hours at £15 are £300; 3 % of it £9.
    assert_eq!(week.lines.iter().map(|line| line.cost.pence()).collect::<Vec<_>>(), [30_000, 900]);
    assert_eq!(week.total.pence(), 30_900);
}

#[test]
fn a_typical_week_is_shared_as_any_cost() {
    let mut line = shared_line(1, 10_000, Unit::Week);
    line.split = Some(SharedBy::AmountsAWeek(vec![BudgetAmount { budget: adult(2), amount: pence(3_000) }]));
    let week = week_of([line], "2026-03-02");
    let parts: Vec<_> = week.lines[0].parts.iter().map(|part| (part.budget, part.cost.pence())).collect();
    assert_eq!(parts, [(adult(1), 7_000), (adult(2), 3_000)]);
}

#[test]
fn a_year_is_from_april_to_march_in_actual_days() {
    // 1 April 2027 to 31 March 2028 has 366 days.
    let leap = year_of(day("2028-02-29"));
    assert_eq!(leap, days("2027-04-01", "2028-04-01"));
    let report = package([line(1, 700, Unit::Week)]).cost(&ask(leap)).unwrap();
    assert_eq!(report.total.pence(), 36_600);
    assert_eq!(year_of(day("2027-03-31")), days("2026-04-01", "2027-04-01"));
    let report = package([line(1, 700, Unit::Week)]).cost(&ask(year_of(day("2026-12-31")))).unwrap();
    assert_eq!(report.total.pence(), 36_500);
}

#[test]
fn an_estimate_is_of_365_days_as_planned() {
    // Known prices: 30 days at £1 and 335 at £2; once £50; a pause counts for nothing; an allowance counts whole.
    let mut daily = line(1, 100, Unit::Day);
    daily.prices.push(Price { from: Some(day("2026-04-01")), ..Price::new(pence(200), Unit::Day) });
    daily.pauses.push(Pause::of_all(days("2026-03-05", "2026-09-05")));
    let mut once = line(2, 5_000, Unit::OneOff);
    once.period = from("2026-03-02");
    let mut respite = line(3, 9_000, Unit::Night);
    let bookings = vec![Booking { on: day("2026-08-01"), of: Quantity::Times(7) }];
    respite.when =
        Some(When::Allowance(Allowance { a_year: Quantity::Times(28), bookings, carries_over: false }));
    let package = package([daily, once, respite]);
    let estimate = package.estimate(day("2026-03-02"), &ask(Period::ALWAYS)).unwrap();
    assert_eq!(estimate.period, days("2026-03-02", "2027-03-02"));
    let costs: Vec<i64> = estimate.lines.iter().map(|line| line.cost.pence()).collect();
    assert_eq!(costs, [30 * 100 + 335 * 200, 5_000, 28 * 9_000]);
}

#[test]
fn an_estimate_over_a_leap_day_ends_a_day_earlier_in_the_year() {
    let package = package([line(1, 100, Unit::Day)]);
    let estimate = package.estimate(day("2027-06-01"), &ask(Period::ALWAYS)).unwrap();
    assert_eq!((estimate.total.pence(), estimate.period), (36_500, days("2027-06-01", "2028-05-31")));
}

#[test]
fn part_of_a_week_costs_its_days() {
    assert_eq!(cost(line(1, 7_000, Unit::Week), "2026-03-04", "2026-03-09").0, 5_000);
}
