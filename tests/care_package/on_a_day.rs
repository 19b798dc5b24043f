//! How it stands with lines and packages on a date, both sides of each boundary.

use mutual_care::base::PersonId;
use mutual_care::package::{
    BudgetOf, Factor, LineKind, LineStatus, Package, PackageStatus, Pause, Payer, Price, ShareOf, SharedBy,
    SplitThen, Unit,
};

use super::{day, id, line, package, pence, period};

fn ben() -> PersonId {
    id(2)
}

fn status(package: &Package, on: &str) -> PackageStatus {
    package.status(day(on))
}

/// A pause for one of two.
fn without(person: PersonId, from: &str, until: &str) -> Pause {
    Pause {
        who: vec![person],
        split_then: Some(SplitThen::BetweenThoseLeft(SharedBy::Equally)),
        ..Pause::of_all(period(from, until))
    }
}

#[test]
fn a_line_is_planned_runs_is_paused_and_ends() {
    let mut line = line(301);
    line.period = period("2026-03-09", "2026-06-01");
    line.pauses.push(Pause::of_all(period("2026-04-01", "2026-04-08")));
    line.pauses.push(Pause::of_all(period("2026-05-25", "")));
    let package = package(vec![line]);
    let line = &package.lines()[0];
    for (on, is, of_all) in [
        ("2026-03-08", LineStatus::Planned, PackageStatus::Planned),
        ("2026-03-09", LineStatus::Running, PackageStatus::Running),
        ("2026-03-31", LineStatus::Running, PackageStatus::Running),
        ("2026-04-01", LineStatus::Paused, PackageStatus::Paused),
        ("2026-04-07", LineStatus::Paused, PackageStatus::Paused),
        ("2026-04-08", LineStatus::Running, PackageStatus::Running),
        ("2026-05-24", LineStatus::Running, PackageStatus::Running),
        // A pause without an end lasts until the line ends, and no longer.
        ("2026-05-25", LineStatus::Paused, PackageStatus::Paused),
        ("2026-05-31", LineStatus::Paused, PackageStatus::Paused),
        ("2026-06-01", LineStatus::Ended, PackageStatus::Ended),
        ("2030-01-01", LineStatus::Ended, PackageStatus::Ended),
    ] {
        assert_eq!(package.line_status(line, day(on)), is, "{on}");
        assert_eq!(status(&package, on), of_all, "{on}");
    }
}

#[test]
fn a_package_is_empty_or_stands_as_its_lines_do() {
    assert_eq!(status(&package(Vec::new()), "2026-03-02"), PackageStatus::Empty);
    let over = |number: u16, from: &str, until: &str, paused: bool| {
        let mut line = line(number);
        line.period = period(from, until);
        if paused {
            line.pauses.push(Pause::of_all(line.period));
        }
        line
    };
    let on = "2026-04-01";
    let ended = || over(301, "2026-01-01", "2026-04-01", false);
    let planned = || over(302, "2026-04-02", "", false);
    let paused = || over(303, "2026-04-01", "2026-05-01", true);
    let running = || over(304, "2026-04-01", "", false);
    assert_eq!(status(&package(vec![ended()]), on), PackageStatus::Ended);
    assert_eq!(status(&package(vec![ended(), planned()]), on), PackageStatus::Planned);
    assert_eq!(status(&package(vec![ended(), planned(), paused()]), on), PackageStatus::Paused);
    assert_eq!(status(&package(vec![ended(), planned(), paused(), running()]), on), PackageStatus::Running);
}

#[test]
fn a_line_for_two_is_paused_only_when_nobody_is_left() {
    let mut shared = line(301);
    shared.people.push(ben());
    shared.split = Some(SharedBy::Equally);
    shared.pauses.push(without(id(1), "2026-04-01", "2026-04-08"));
    shared.pauses.push(without(ben(), "2026-04-05", "2026-04-12"));
    let package = package(vec![shared]);
    let line = &package.lines()[0];
    let left = |on: &str| line.left_on(day(on));
    assert_eq!(left("2026-03-31"), [id(1), ben()]);
    assert_eq!(left("2026-04-01"), [ben()]);
    assert_eq!(left("2026-04-04"), [ben()]);
    assert_eq!(left("2026-04-05"), []);
    assert_eq!(left("2026-04-07"), []);
    assert_eq!(left("2026-04-08"), [id(1)]);
    assert_eq!(left("2026-04-11"), [id(1)]);
    assert_eq!(left("2026-04-12"), [id(1), ben()]);
    assert_eq!(status(&package, "2026-04-04"), PackageStatus::Running);
    assert_eq!(status(&package, "2026-04-05"), PackageStatus::Paused);
    assert_eq!(status(&package, "2026-04-08"), PackageStatus::Running);
    // While it is paused for one, the other bears it; while it is paused for both, it is shared as ever.
    let shared = |on: &str| line.shared_on(day(on)).1;
    assert_eq!(shared("2026-04-04"), [BudgetOf::adult(ben())]);
    assert_eq!(shared("2026-04-05"), [BudgetOf::adult(id(1)), BudgetOf::adult(ben())]);
    assert_eq!(shared("2026-04-08"), [BudgetOf::adult(id(1))]);
}

#[test]
fn shared_as_before_means_the_one_who_is_paused_as_well() {
    let mut shared = line(301);
    shared.people.push(ben());
    shared.split = Some(SharedBy::Equally);
    shared
        .pauses
        .push(Pause { split_then: Some(SplitThen::AsBefore), ..without(ben(), "2026-04-01", "2026-04-08") });
    let package = package(vec![shared]);
    let (rule, budgets) = package.lines()[0].shared_on(day("2026-04-01"));
    assert_eq!((rule, budgets.len()), (Some(&SharedBy::Equally), 2));
}

/// Respite for the mother that stands in her son's budget as a carer, too: he is not paused when she is away.
#[test]
fn the_budget_of_somebody_whom_a_line_is_not_for_stays() {
    let mut respite = line(301);
    respite.people.push(ben());
    respite.budgets = vec![BudgetOf::carer(id(1)), BudgetOf::adult(ben()), BudgetOf::carer(ben())];
    assert_eq!(respite.budgets_left(&[id(1)]), [BudgetOf::carer(id(1))]);
    assert_eq!(respite.budgets_left(&[ben()]), [BudgetOf::adult(ben()), BudgetOf::carer(ben())]);
    // Where it stands in the budget of those only who are paused, it stays there.
    respite.budgets = vec![BudgetOf::adult(ben())];
    assert_eq!(respite.budgets_left(&[id(1)]), [BudgetOf::adult(ben())]);
}

#[test]
fn a_share_stands_as_the_line_it_is_of() {
    let mut assistant = line(301);
    assistant.period = period("2026-03-09", "2026-06-01");
    assistant.pauses.push(Pause::of_all(period("2026-04-01", "2026-04-08")));
    let mut holiday_pay =
        mutual_care::package::Line::new(id(302), LineKind::HolidayPay, id(1), Payer::PersonalBudget);
    holiday_pay.share_of = Some(ShareOf { line: id(301), share: Factor::new(1, 8).unwrap() });
    holiday_pay.period = period("2026-03-16", "");
    let package = package(vec![assistant, holiday_pay]);
    let share = package.line(id(302)).unwrap();
    for (on, is) in [
        ("2026-03-15", LineStatus::Planned),
        ("2026-03-16", LineStatus::Running),
        ("2026-04-01", LineStatus::Paused),
        ("2026-04-08", LineStatus::Running),
        ("2026-06-01", LineStatus::Ended),
    ] {
        assert_eq!(package.line_status(share, day(on)), is, "{on}");
    }
    assert_eq!(status(&package, "2026-04-01"), PackageStatus::Paused, "nothing is provided on that day");
    assert_eq!(package.shares_of(id(301)).map(|line| line.id).collect::<Vec<_>>(), [id(302)]);
}

#[test]
fn the_price_of_a_day_is_the_last_that_has_begun() {
    let mut line = line(301);
    line.prices[0].from = Some(day("2026-03-09"));
    line.prices.push(Price { from: Some(day("2026-04-01")), ..Price::new(pence(2_100), Unit::Hour) });
    let price = |on: &str| line.price_on(day(on)).map(|price| price.amount.pence());
    assert_eq!(price("2026-03-08"), None);
    assert_eq!(price("2026-03-09"), Some(2_000));
    assert_eq!(price("2026-03-31"), Some(2_000));
    assert_eq!(price("2026-04-01"), Some(2_100));
}
