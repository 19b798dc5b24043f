//! What was delivered: what fits a package, and what is owed of it.

use mutual_care::base::limits;
use mutual_care::package::{
    CancelledBy, Delivered, DeliveredWas, Deliveries, Factor, Line, LineKind, Owed, OwedAs, Payer, Price,
    ShareOf, StepRounding, Steps, Unit,
};

use super::{day, id, line, package, pence, period};

fn delivered(number: u16, on: &str, was: DeliveredWas) -> Delivered {
    Delivered { line: id(number), on: day(on), was }
}

/// A line by the hour, one by the visit, one by the week, and a share of the first.
fn four() -> mutual_care::package::Package {
    let mut by_hour = line(301);
    by_hour.period = period("2026-03-02", "2026-06-01");
    let mut by_visit = line(302);
    by_visit.prices = vec![Price::new(pence(1_500), Unit::Visit)];
    let mut by_week = line(303);
    by_week.prices = vec![Price::new(pence(9_000), Unit::Week)];
    let mut share = Line::new(id(304), LineKind::HolidayPay, id(1), Payer::PersonalBudget);
    share.share_of = Some(ShareOf { line: id(301), share: Factor::new(1, 8).unwrap() });
    package(vec![by_hour, by_visit, by_week, share])
}

fn wrong(list: Vec<Delivered>) -> Vec<(String, &'static str)> {
    match Deliveries::new(list, &four()) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|one| (one.place().to_string(), one.code())).collect(),
    }
}

#[test]
fn what_fits_is_kept_by_line_and_date() {
    let cancelled = DeliveredWas::Cancelled { by: CancelledBy::Provider, notice_hours: Some(3) };
    let list = vec![
        delivered(302, "2026-03-03", DeliveredWas::Times(2)),
        delivered(301, "2026-03-03", DeliveredWas::Minutes(45)),
        delivered(301, "2026-03-02", DeliveredWas::Missed),
        delivered(303, "2026-03-02", cancelled),
        // What is spread evenly is counted by neither: whoever looks after it may write down either.
        delivered(303, "2026-03-03", DeliveredWas::Minutes(30)),
        delivered(303, "2026-03-04", DeliveredWas::Times(1)),
    ];
    let deliveries = Deliveries::new(list, &four()).unwrap();
    let order: Vec<_> = deliveries.iter().map(|one| (one.line, one.on)).collect();
    assert!(order.is_sorted());
    assert_eq!(deliveries.of(id(301), day("2026-03-03")), Some(DeliveredWas::Minutes(45)));
    assert_eq!(deliveries.of(id(303), day("2026-03-02")), Some(cancelled));
    assert_eq!(deliveries.of(id(301), day("2026-03-04")), None);
}

#[test]
fn what_does_not_fit_is_told_all_at_once() {
    let found = wrong(vec![
        delivered(301, "2026-03-02", DeliveredWas::Times(1)),
        delivered(302, "2026-03-02", DeliveredWas::Minutes(30)),
        delivered(301, "2026-03-01", DeliveredWas::Missed),
        delivered(301, "2026-06-01", DeliveredWas::Missed),
        delivered(304, "2026-03-02", DeliveredWas::Missed),
        delivered(399, "2026-03-02", DeliveredWas::Missed),
        delivered(302, "2026-03-02", DeliveredWas::Times(1)),
        delivered(302, "2026-03-05", DeliveredWas::Times(0)),
        delivered(302, "2026-03-06", DeliveredWas::Times(limits::QUANTITY + 1)),
    ]);
    let found: Vec<(&str, &str)> = found.iter().map(|(place, code)| (place.as_str(), *code)).collect();
    assert_eq!(
        found,
        [
            ("delivered[0].was", "delivered-unit"),
            ("delivered[1].was", "delivered-unit"),
            ("delivered[2].on", "delivered-outside"),
            ("delivered[3].on", "delivered-outside"),
            ("delivered[4].line", "delivered-share"),
            ("delivered[5].line", "delivered-line"),
            ("delivered[6]", "delivered-twice"),
            ("delivered[7].was.times", "quantity"),
            ("delivered[8].was.times", "quantity"),
        ]
    );
    // The first and the last day of a line are days of it.
    let days = ["2026-03-02", "2026-05-31"].map(|on| delivered(301, on, DeliveredWas::Missed));
    assert_eq!(wrong(days.to_vec()), []);
}

#[test]
fn what_is_owed_is_planned_delivered_or_the_less_of_both() {
    let owed = |by| Owed { by, steps: None };
    let of = |by, was| owed(by).of(60, was);
    let (less, more) = (Some(DeliveredWas::Minutes(45)), Some(DeliveredWas::Minutes(75)));
    for (by, nothing, less_owed, more_owed, missed) in [
        (OwedAs::Planned, 60, 60, 60, 60),
        (OwedAs::Delivered, 60, 45, 75, 0),
        (OwedAs::UpToPlanned, 60, 45, 60, 0),
    ] {
        assert_eq!(of(by, None), nothing, "nothing recorded counts as planned");
        assert_eq!(of(by, less), less_owed);
        assert_eq!(of(by, more), more_owed);
        assert_eq!(of(by, Some(DeliveredWas::Missed)), missed);
        let cancelled = DeliveredWas::Cancelled { by: CancelledBy::Person, notice_hours: None };
        assert_eq!(of(by, Some(cancelled)), missed);
    }
    // Steps come first: 50 minutes are 60 in steps of half an hour, which is not more than was planned.
    let steps = Some(Steps { minutes: 30, round: StepRounding::Up });
    let up_to = Owed { by: OwedAs::UpToPlanned, steps };
    assert_eq!(up_to.of(60, Some(DeliveredWas::Minutes(50))), 60);
    assert_eq!(up_to.of(45, Some(DeliveredWas::Minutes(40))), 45);
    assert_eq!(Owed { by: OwedAs::Delivered, steps }.of(60, Some(DeliveredWas::Minutes(61))), 90);
}
