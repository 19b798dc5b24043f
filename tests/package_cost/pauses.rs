//! Pauses, retainers and notice.

use mutual_care::base::Period;
use mutual_care::package::{FactorDay, Line, Pause, Price, SharedBy, SplitThen, Unit};

use crate::made::{
    adult, amounts, cost, cost_of, day, days, each_day, factor, from, line, person, shared_line, visits,
};

fn paused(line: Line, period: Period, retainer_percent: u8) -> Line {
    let mut line = line;
    line.pauses.push(Pause { retainer_percent, ..Pause::of_all(period) });
    line
}

#[test]
fn a_paused_day_costs_its_retainer_and_told_apart() {
    // £20 a day for ten days; four of them paused at 30 %: 6 x 2,000 + 4 x 600.
    let line = paused(line(1, 2_000, Unit::Day), days("2026-03-05", "2026-03-09"), 30);
    let report = cost_of([line], days("2026-03-02", "2026-03-12"));
    assert_eq!(report.total.pence(), 14_400);
    let line = &report.lines[0];
    assert_eq!((line.planned.pence(), line.retained.pence(), line.notice.pence()), (12_000, 2_400, 0));
    assert_eq!(line.paused, [days("2026-03-05", "2026-03-09")]);
}

#[test]
fn the_highest_retainer_of_the_pauses_that_hold_is_owed() {
    // 5 March at 10 %, 6 and 7 March at the higher 50 %, 8 March at 50 %.
    let line = paused(line(1, 1_000, Unit::Day), days("2026-03-05", "2026-03-08"), 10);
    let line = paused(line, days("2026-03-06", "2026-03-09"), 50);
    assert_eq!(
        each_day(&cost_of([line], days("2026-03-04", "2026-03-10"))),
        [1_000, 100, 500, 500, 500, 1_000]
    );
}

#[test]
fn a_retainer_is_of_that_days_price() {
    // By the visit, on weekdays: a paused Saturday without a visit costs nothing.
    let mut line = paused(line(1, 1_000, Unit::Visit), days("2026-03-06", "2026-03-09"), 25);
    line.when = visits("Mon-Fri 09:00-10:00");
    assert_eq!(each_day(&cost_of([line], days("2026-03-05", "2026-03-10"))), [1_000, 250, 0, 0, 1_000]);
}

#[test]
fn a_pause_that_is_open_lasts_until_the_line_ends() {
    let mut line = line(1, 1_000, Unit::Day);
    line.period = days("2026-03-02", "2026-03-12");
    let line = paused(line, from("2026-03-10"), 50);
    assert_eq!(cost(line, "2026-03-02", "2026-04-02").0, 8 * 1_000 + 2 * 500);
}

#[test]
fn nights_and_visits_belong_to_the_day_on_which_they_begin() {
    // Paused on Saturday 7 March only: the night that begins on it is paused whole; by the hour the seven hours of the Sunday
    // are not.
    let night = |unit| {
        let mut line = line(1, 1_000, unit);
        line.when = visits("Sat 22:00-07:00");
        cost(paused(line, days("2026-03-07", "2026-03-08"), 0), "2026-03-06", "2026-03-10").0
    };
    assert_eq!((night(Unit::Night), night(Unit::Hour)), (0, 7_000));
}

#[test]
fn what_is_owed_once_is_owed_in_a_pause_too() {
    let mut line = line(1, 9_900, Unit::OneOff);
    line.period = from("2026-03-04");
    let line = paused(line, days("2026-03-04", "2026-03-08"), 0);
    let report = cost_of([line], days("2026-03-02", "2026-03-12"));
    assert_eq!((report.total.pence(), report.lines[0].planned.pence()), (9_900, 9_900));
}

#[test]
fn a_shared_line_is_paused_once_nobody_is_left() {
    // Away: the first from 3 to 6 March, the second from 5 to 8 March. On the 5th and 6th nobody is left.
    let mut line = shared_line(1, 1_000, Unit::Day);
    for (who, period, retainer) in
        [(1, days("2026-03-03", "2026-03-07"), 20), (2, days("2026-03-05", "2026-03-09"), 40)]
    {
        line.pauses.push(Pause {
            who: vec![person(who)],
            retainer_percent: retainer,
            split_then: Some(SplitThen::BetweenThoseLeft(SharedBy::Equally)),
            ..Pause::of_all(period)
        });
    }
    let report = cost_of([line], days("2026-03-02", "2026-03-10"));
    assert_eq!(each_day(&report), [1_000, 1_000, 1_000, 400, 400, 1_000, 1_000, 1_000]);
    assert_eq!(report.lines[0].paused, [days("2026-03-05", "2026-03-07")]);
    // The first bears half of the 2nd, nothing of the 3rd and 4th, half of the retainer of both paused days, all of the 7th
    // and 8th, half of the 9th: 500 + 200 + 200 + 2,000 + 500.
    assert_eq!(amounts(report.by_budget()), [(adult(1), 3_400), (adult(2), 3_400)]);
    let by_budget = report.days_by_budget().unwrap();
    let first: Vec<i64> = by_budget.iter().map(|(_, cells)| cells[0].pence()).collect();
    assert_eq!(first, [500, 0, 0, 200, 200, 1_000, 1_000, 500]);
}

#[test]
fn a_pause_may_leave_the_split_as_it_is() {
    let mut line = shared_line(1, 1_000, Unit::Day);
    line.pauses.push(Pause {
        who: vec![person(1)],
        split_then: Some(SplitThen::AsBefore),
        ..Pause::of_all(days("2026-03-03", "2026-03-05"))
    });
    let report = cost_of([line], days("2026-03-02", "2026-03-06"));
    assert_eq!(amounts(report.by_budget()), [(adult(1), 2_000), (adult(2), 2_000)]);
}

#[test]
fn a_line_that_ends_with_less_notice_is_owed_until_it_is_over() {
    let mut line = line(1, 1_000, Unit::Day);
    line.period = days("2026-03-02", "2026-03-12");
    (line.notice_days, line.told_on) = (Some(7), Some(day("2026-03-08")));
    // Told on 8 March, seven days: until 15 March. Its own ten days, and 12, 13 and 14 March for notice.
    let report = cost_of([line.clone()], days("2026-03-01", "2026-04-01"));
    let of = &report.lines[0];
    assert_eq!((of.cost.pence(), of.planned.pence(), of.notice.pence()), (13_000, 10_000, 3_000));
    // Told in time, nothing is owed past its end.
    line.told_on = Some(day("2026-03-05"));
    assert_eq!(cost(line, "2026-03-01", "2026-04-01").0, 10_000);
}

#[test]
fn a_pause_with_less_notice_is_owed_until_it_is_over() {
    let mut line = line(1, 1_000, Unit::Day);
    line.notice_days = Some(3);
    line.pauses.push(Pause {
        retainer_percent: 10,
        told_on: Some(day("2026-03-04")),
        ..Pause::of_all(days("2026-03-05", "2026-03-10"))
    });
    // Told on the 4th, three days: the 5th and 6th are owed in full, the 7th to the 9th at 10 %.
    let report = cost_of([line], days("2026-03-04", "2026-03-11"));
    assert_eq!(each_day(&report), [1_000, 1_000, 1_000, 100, 100, 100, 1_000]);
    let of = &report.lines[0];
    assert_eq!((of.planned.pence(), of.retained.pence(), of.notice.pence()), (2_000, 300, 2_000));
}

#[test]
fn a_second_pause_told_late_does_not_undo_the_first() {
    let mut line = line(1, 1_000, Unit::Day);
    line.notice_days = Some(7);
    for (told_on, period) in
        [("2026-02-01", days("2026-03-05", "2026-03-10")), ("2026-03-06", days("2026-03-07", "2026-03-10"))]
    {
        line.pauses.push(Pause { told_on: Some(day(told_on)), ..Pause::of_all(period) });
    }
    assert_eq!(cost(line, "2026-03-05", "2026-03-10").0, 0);
}

#[test]
fn a_retainer_is_of_the_price_of_its_day_with_its_factor() {
    // £20 until 6 March, £30 from Saturday 7 March on, Saturdays half as much again; paused from the 6th to the 8th at 50 %.
    let mut line = paused(line(1, 2_000, Unit::Day), days("2026-03-06", "2026-03-09"), 50);
    let dearer = Price { from: Some(day("2026-03-07")), ..Price::new(crate::made::pence(3_000), Unit::Day) };
    line.prices.push(dearer);
    line.prices[1].factors = line.prices[1].factors.clone().with(FactorDay::Saturday, factor("3/2"));
    // 1,000 on the Friday, 50 % of 4,500 on the Saturday, 1,500 on the Sunday.
    assert_eq!(
        each_day(&cost_of([line], days("2026-03-05", "2026-03-10"))),
        [2_000, 1_000, 2_250, 1_500, 3_000]
    );
}

#[test]
fn notice_is_over_so_many_days_after_the_day_on_which_they_were_told() {
    // Three days of notice, a pause from the 5th: told on the 2nd it is over with the 4th; told on the 3rd, with the 5th.
    for (told_on, fifth) in [("2026-03-02", 0), ("2026-03-03", 1_000)] {
        let mut line = line(1, 1_000, Unit::Day);
        line.notice_days = Some(3);
        line.pauses
            .push(Pause { told_on: Some(day(told_on)), ..Pause::of_all(days("2026-03-05", "2026-03-08")) });
        let report = cost_of([line], days("2026-03-04", "2026-03-09"));
        assert_eq!(each_day(&report), [1_000, fifth, 0, 0, 1_000], "told on {told_on}");
        assert_eq!(report.lines[0].notice.pence(), fifth);
    }
    // The same at its end: it ends before the 5th.
    for (told_on, fifth) in [("2026-03-02", 0), ("2026-03-03", 1_000)] {
        let mut line = line(1, 1_000, Unit::Day);
        line.period = days("2026-03-02", "2026-03-05");
        (line.notice_days, line.told_on) = (Some(3), Some(day(told_on)));
        assert_eq!(each_day(&cost_of([line], days("2026-03-04", "2026-03-07"))), [1_000, fifth, 0]);
    }
}

#[test]
fn what_is_owed_for_notice_is_at_the_price_of_its_day() {
    // It ends with Friday 6 March and is owed for notice until the 8th: on the Saturday half as much again, from the Sunday
    // on at a new price.
    let mut line = line(1, 1_000, Unit::Day);
    line.period = days("2026-03-02", "2026-03-07");
    line.prices[0].factors = line.prices[0].factors.clone().with(FactorDay::Saturday, factor("3/2"));
    line.prices
        .push(Price { from: Some(day("2026-03-08")), ..Price::new(crate::made::pence(1_100), Unit::Day) });
    (line.notice_days, line.told_on) = (Some(3), Some(day("2026-03-06")));
    let report = cost_of([line], days("2026-03-06", "2026-03-11"));
    assert_eq!(each_day(&report), [1_000, 1_500, 1_100, 0, 0]);
    assert_eq!(report.lines[0].notice.pence(), 2_600);
}
