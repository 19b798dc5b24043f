//! What was delivered, and what is owed of it.

use mutual_care::package::{
    CancelledBy, Delivered, DeliveredWas, Deliveries, Line, Owed, OwedAs, Pause, StepRounding, Steps, Unit,
};

use crate::made::{ask, day, days, each_day, line, line_id, package, visits};

/// What each day of a week from Monday 2 March costs, and which of its days nothing is recorded of.
fn week(line: Line, was: &[(&str, DeliveredWas)]) -> (Vec<i64>, Vec<String>) {
    let package = package([line]);
    let delivered = was.iter().map(|(on, was)| Delivered { line: line_id(1), on: day(on), was: *was });
    let delivered = Deliveries::new(delivered.collect(), &package).unwrap();
    let question = ask(days("2026-03-02", "2026-03-09")).with_delivered(&delivered).by_day();
    let report = package.cost(&question).unwrap();
    let told: Vec<&str> = report.findings().iter().map(mutual_care::base::Finding::code).collect();
    assert_eq!(told.contains(&"nothing-recorded"), !report.lines[0].not_recorded.is_empty());
    let not_recorded = report.lines[0].not_recorded.iter().map(ToString::to_string).collect();
    (each_day(&report), not_recorded)
}

fn by(by: OwedAs, steps: Option<(u16, StepRounding)>) -> Owed {
    Owed { by, steps: steps.map(|(minutes, round)| Steps { minutes, round }) }
}

fn hourly() -> Line {
    let mut line = line(1, 1_200, Unit::Hour);
    line.when = visits("Mon-Wed 09:00-10:00");
    line
}

const RECORDED: [(&str, DeliveredWas); 3] = [
    ("2026-03-02", DeliveredWas::Minutes(52)),
    ("2026-03-03", DeliveredWas::Minutes(67)),
    ("2026-03-07", DeliveredWas::Minutes(30)),
];

#[test]
fn as_planned_as_delivered_and_up_to_planned() {
    let owed = |owed| week(Line { owed, ..hourly() }, &RECORDED);
    // At 20 pence a minute. Whatever came of it: an hour on each of three days.
    assert_eq!(owed(Owed::default()), (vec![1_200, 1_200, 1_200, 0, 0, 0, 0], vec![]));
    // As delivered: 52, 67 and 30 minutes; Wednesday counts as planned, and is listed.
    let wednesday = vec!["2026-03-04".to_owned()];
    assert_eq!(
        owed(by(OwedAs::Delivered, None)),
        (vec![1_040, 1_340, 1_200, 0, 0, 600, 0], wednesday.clone())
    );
    // No more than planned: an hour on Tuesday, and nothing on Saturday.
    assert_eq!(owed(by(OwedAs::UpToPlanned, None)), (vec![1_040, 1_200, 1_200, 0, 0, 0, 0], wednesday));
}

#[test]
fn minutes_are_counted_in_steps() {
    let owed = |round, as_owed| week(Line { owed: by(as_owed, Some((15, round))), ..hourly() }, &RECORDED).0;
    // Quarters of an hour at £3: 52 minutes are three or four of them, 67 four or five, 30 two.
    assert_eq!(owed(StepRounding::Up, OwedAs::Delivered), [1_200, 1_500, 1_200, 0, 0, 600, 0]);
    assert_eq!(owed(StepRounding::Down, OwedAs::Delivered), [900, 1_200, 1_200, 0, 0, 600, 0]);
    // 52 is nearer to 45, and 67 to 60; half a step, 52½, there is none of.
    assert_eq!(owed(StepRounding::Nearest, OwedAs::Delivered), [900, 1_200, 1_200, 0, 0, 600, 0]);
    assert_eq!(owed(StepRounding::Up, OwedAs::UpToPlanned), [1_200, 1_200, 1_200, 0, 0, 0, 0]);
}

#[test]
fn what_was_missed_or_cancelled_was_not_delivered() {
    let mut line = line(1, 1_000, Unit::Visit);
    line.when = visits("Mon-Wed 09:00-10:00, 18:00-19:00");
    line.owed = by(OwedAs::UpToPlanned, None);
    let cancelled = DeliveredWas::Cancelled { by: CancelledBy::Person, notice_hours: Some(48) };
    let was = [
        ("2026-03-02", DeliveredWas::Missed),
        ("2026-03-03", cancelled),
        ("2026-03-04", DeliveredWas::Times(1)),
    ];
    assert_eq!(week(line, &was), (vec![0, 0, 1_000, 0, 0, 0, 0], vec![]));
}

#[test]
fn by_the_day_it_is_the_days_on_which_it_came() {
    let mut line = line(1, 5_000, Unit::Day);
    line.when = visits("Mon,Wed 09:00-15:00");
    line.owed = by(OwedAs::Delivered, None);
    let was = [("2026-03-02", DeliveredWas::Missed), ("2026-03-05", DeliveredWas::Times(1))];
    assert_eq!(week(line, &was), (vec![0, 0, 5_000, 5_000, 0, 0, 0], vec!["2026-03-04".to_owned()]));
}

#[test]
fn what_is_recorded_in_a_pause_changes_nothing() {
    let mut line = hourly();
    line.owed = by(OwedAs::Delivered, None);
    line.pauses.push(Pause { retainer_percent: 50, ..Pause::of_all(days("2026-03-02", "2026-03-05")) });
    assert_eq!(week(line, &RECORDED), (vec![600, 600, 600, 0, 0, 600, 0], vec![]));
}
