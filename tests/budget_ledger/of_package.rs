//! What a care package costs a budget, owed over time: by hand, and posted through the ledger.

use mutual_care::base::{England, HouseholdId, Money, PackageId, Period};
use mutual_care::budget::ledger::{
    FallsDue, LineOwed, OwedOverTime, PlannedLine, Rhythm, Schedule, Scheduled, ScheduledOwed,
};
use mutual_care::package::{
    BudgetOf, CostQuestion, Line, LineKind, Package, PackageParts, Payer, Price, SharedBy, Unit,
};
use uuid::Uuid;

use crate::made_up::*;

/// Home care for both at £100 a week, shared equally; a day centre for Maria at £40 a week, one half of which health pays.
fn package(change: impl FnOnce(&mut Vec<Line>)) -> Package {
    let id = PackageId::new(Uuid::from_u128(0x0601));
    let household = HouseholdId::new(Uuid::from_u128(0x0001));
    let mut parts = PackageParts::new(id, household, vec![MARIA, TOM], april(1));
    let mut shared = Line::new(HOME_CARE, LineKind::HomeCare, MARIA, Payer::PersonalBudget);
    shared.people.push(TOM);
    shared.split = Some(SharedBy::Equally);
    shared.prices.push(Price::new(pence(10_000), Unit::Week));
    let joint = Payer::Joint { authority: 1, health: 1 };
    let mut day_centre = Line::new(DAY_CENTRE, LineKind::DayService, MARIA, joint);
    day_centre.prices.push(Price::new(pence(4_000), Unit::Week));
    parts.lines = vec![shared, day_centre];
    change(&mut parts.lines);
    Package::new(parts).unwrap()
}

fn question(until: chrono::NaiveDate) -> CostQuestion<'static> {
    CostQuestion::new(period(april(1), until), &England)
}

/// £50 a week each: 5,000/7 = 714.29 a day. Up to the end of each day: 714.29, 1,428.57, 2,142.86; posted 7.14, 7.15, 7.14.
#[test]
fn a_shared_line_is_owed_by_each_budget_for_its_part() {
    let package = package(|_| {});
    let of = |person| {
        LineOwed::new(&package, HOME_CARE, BudgetOf::adult(person), question(day(2027, 4, 1))).unwrap()
    };
    for person in [MARIA, TOM] {
        let owed = of(person);
        let posted = (1..4).map(|n| owed.posted_for(april(n), april(n + 1)).unwrap().pence());
        assert_eq!(posted.collect::<Vec<_>>(), [714, 715, 714]);
        assert_eq!(owed.posted_for(april(1), day(2026, 6, 24)), Some(pence(12 * 5_000)));
    }
    // Of the day centre health pays one half: £20 a week stand in Maria's budget.
    let day_centre =
        LineOwed::new(&package, DAY_CENTRE, BudgetOf::adult(MARIA), question(april(30))).unwrap();
    assert_eq!(day_centre.posted_for(april(1), april(8)), Some(pence(2_000)));
}

/// However the days are cut, it is the same as the weekly amount that it comes to.
#[test]
fn it_is_exact_however_time_is_cut() {
    let package = package(|_| {});
    let owed = LineOwed::new(&package, HOME_CARE, BudgetOf::adult(TOM), question(day(2027, 4, 1))).unwrap();
    let plain = weekly(5_000);
    for (from, until) in [(1, 2), (3, 17), (8, 9), (1, 30)] {
        assert_eq!(owed.between(april(from), april(until)), plain.between(april(from), april(until)));
    }
}

/// Payments of what both lines cost Maria fall due by the ledger; what is not paid of each is a commitment.
#[test]
fn a_ledger_asks_it_like_anything_owed() {
    let package = package(|_| {});
    let year = question(day(2027, 4, 1));
    let care = LineOwed::new(&package, HOME_CARE, BudgetOf::adult(MARIA), year).unwrap();
    let day_centre = LineOwed::new(&package, DAY_CENTRE, BudgetOf::adult(MARIA), year).unwrap();
    let mut ledger = empty();
    let rhythm = Rhythm { from: april(1), every_weeks: 4, falls_due: FallsDue::Ahead };
    let schedule = Schedule::new(HERS, Scheduled::Payment(DIRECT), rhythm);
    let due = ledger.due(&[ScheduledOwed { schedule: &schedule, owed: &care }], april(1)).unwrap();
    assert_eq!(due.iter().map(|due| due.pence().pence()).collect::<Vec<_>>(), [20_000]);
    post(&mut ledger, april(1), due[0].movement.clone());
    post(&mut ledger, april(7), spent(HERS, HOME_CARE, 3_000));
    let planned =
        |line, owed| PlannedLine { budget: HERS, line, holding: DIRECT, period: Period::ALWAYS, owed };
    let plan: [PlannedLine<'_>; 2] =
        [planned(HOME_CARE, Some(&care as &dyn OwedOverTime)), planned(DAY_CENTRE, Some(&day_centre))];
    let of = ledger.commitments(&plan, april(7)).unwrap();
    // A week of each: £50, of which £30 is paid, and £20. To come until 31 March are 358 days: £2,607.14 and £1,042.86 in all.
    let found: Vec<_> = of.lines.iter().map(|line| (line.unpaid.pence(), line.to_come.pence())).collect();
    assert_eq!(found, [(2_000, 260_714 - 5_000), (2_000, 104_286 - 2_000)]);
}

#[test]
fn days_without_a_price_are_not_known() {
    let package = package(|lines| {
        // Nobody has said what home care costs before 11 April.
        lines[0].prices[0].from = Some(april(11));
    });
    let of = |line| LineOwed::new(&package, line, BudgetOf::adult(MARIA), question(april(20))).unwrap();
    assert_eq!(of(HOME_CARE).known_until(), Some(april(1)));
    assert_eq!(of(HOME_CARE).posted_for(april(1), april(2)), None);
    assert_eq!(of(DAY_CENTRE).known_until(), Some(april(20)));
    assert_eq!(of(DAY_CENTRE).posted_for(april(13), april(20)), Some(pence(2_000)));
    assert_eq!(of(DAY_CENTRE).posted_for(april(14), april(21)), None);
    assert_eq!(Some(Money::ZERO), of(DAY_CENTRE).posted_for(day(2026, 3, 1), april(1)));
}

#[test]
fn a_line_and_a_budget_that_are_not_there_are_refused() {
    let package = package(|_| {});
    let code = |line, budget, question| {
        let problems = LineOwed::new(&package, line, budget, question).err().unwrap();
        let of = problems.iter().next().unwrap();
        format!("{} {}", of.place(), of.code())
    };
    let (tom, stranger) =
        (BudgetOf::adult(TOM), mutual_care::base::PackageLineId::new(Uuid::from_u128(0x0399)));
    assert_eq!(code(stranger, tom, question(april(30))), "line no-such-line");
    assert_eq!(code(DAY_CENTRE, tom, question(april(30))), "budget not-in-this-budget");
    let open = CostQuestion::new(Period::ALWAYS, &England);
    assert!(LineOwed::new(&package, HOME_CARE, tom, open).is_err());
}
