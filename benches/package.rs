//! How long it takes to say what a package costs, beside the slow reference in the same run.
//!
//! ```text
//! cargo bench --bench package
//! ```
//!
//! Read the ratios, not the times: machines differ.

#![allow(missing_docs, reason = "criterion's macros make the entry points")]

#[path = "../tests/package_reference/mod.rs"]
mod package_reference;

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::{Criterion, criterion_group, criterion_main};
use mutual_care::base::{England, Id, Money, Period, PersonId, PrivateText, WorkingDays, parse_spans};
use mutual_care::package::{
    BudgetOf, BudgetWeight, CostQuestion, Factor, FactorDay, Line, LineKind, Package, PackageParts, Pause,
    Payer, Price, Quantity, SharedBy, SplitThen, Unit, Visits, When,
};
use package_reference::{Memo, World};
use uuid::Uuid;

fn id<K>(kind: u128, number: u128) -> Id<K> {
    Id::new(Uuid::from_u128((kind << 96) | (number + 1)))
}

fn person(number: u128) -> PersonId {
    id(1, number)
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 4, 1).unwrap()
}

/// Lines as people have them: visits by the hour with more for weekends and holidays, nights, day services, sums by the week
/// and by the month, hours that alternate; prices that go up every April, a pause a year, every second one shared by two.
fn package(lines: u128) -> Package {
    let (mother, son) = (person(0), person(1));
    let mut parts = PackageParts::new(id(4, 0), id(5, 0), vec![mother, son], first_day());
    for number in 0..lines {
        let mut line = Line::new(id(2, number), LineKind::HomeCare, mother, Payer::PersonalBudget);
        let (when, unit) = match number % 6 {
            0 => (Some("Mon-Fri 08:00-08:30, 12:00-12:45"), Unit::Hour),
            1 => (Some("daily 22:00-07:00"), Unit::Night),
            2 => (Some("Tue,Thu 09:30-15:30"), Unit::Day),
            3 => (None, Unit::Week),
            4 => (None, Unit::Month),
            _ => (Some("daily 18:00-18:30"), Unit::Visit),
        };
        let visits = |text| Visits::new(parse_spans(text).unwrap()).unwrap();
        line.when = when.map(|text| When::Visits { visits: visits(text), every: None });
        if number % 12 == 9 {
            line.when = Some(When::Quantity { amount: Quantity::Minutes(300), weeks: 1 });
        }
        for year in 0..10 {
            let from = NaiveDate::from_ymd_opt(2018 + year, 4, 1).unwrap();
            let amount = Money::new(1_950 + 13 * i64::from(year) + i64::try_from(number).unwrap()).unwrap();
            let mut price = Price { from: Some(from), ..Price::new(amount, unit) };
            if number % 3 != 0 {
                price.factors = price
                    .factors
                    .with(FactorDay::Saturday, Factor::new(5, 4).unwrap())
                    .with(FactorDay::Sunday, Factor::new(3, 2).unwrap())
                    .with(FactorDay::Holiday, Factor::new(2, 1).unwrap());
            }
            line.prices.push(price);
        }
        if number % 2 == 0 {
            let both = [BudgetOf::adult(mother), BudgetOf::adult(son)];
            line.people = vec![mother, son];
            let weights = vec![
                BudgetWeight { budget: both[0], weight: 3 },
                BudgetWeight { budget: both[1], weight: 2 },
            ];
            let reason = PrivateText::new("she is there more often").unwrap();
            line.split = Some(SharedBy::Benefit { weights, reason });
        }
        if number % 5 == 0 {
            line.payer = Payer::Joint { authority: 2, health: 1 };
        }
        for year in 0..10 {
            let from = NaiveDate::from_ymd_opt(2018 + year, 8, 3).unwrap();
            let period = Period::new(Some(from), Some(from + Days::new(14))).unwrap();
            let mut pause = Pause { retainer_percent: 50, ..Pause::of_all(period) };
            if number % 4 == 0 {
                pause.who = vec![son];
                pause.split_then = Some(SplitThen::BetweenThoseLeft(SharedBy::Equally));
            }
            line.pauses.push(pause);
        }
        parts.lines.push(line);
    }
    Package::new(parts).unwrap()
}

fn benches(criterion: &mut Criterion) {
    let package = package(40);
    let (from, until) = (first_day(), first_day() + Days::new(3_652));
    let question = CostQuestion::new(Period::new(Some(from), Some(until)).unwrap(), &England);
    let mut group = criterion.benchmark_group("40 lines, two people, ten years");
    group.bench_function("total", |bench| bench.iter(|| black_box(package.cost(&question).unwrap())));
    let by_day = question.by_day();
    group.bench_function("by day and payer", |bench| {
        bench.iter(|| {
            let report = package.cost(&by_day).unwrap();
            black_box(report.days_by_payer())
        });
    });
    let budget = BudgetOf::adult(person(0));
    group.bench_function("one budget, exactly by day", |bench| {
        bench.iter(|| black_box(package.budget_days(budget, &question).unwrap()));
    });
    group.sample_size(10).bench_function("the reference, by day and payer", |bench| {
        bench.iter(|| {
            let is_holiday = |day| England.is_holiday(day);
            let world = World {
                memo: Memo::default(),
                package: &package,
                needs: &[],
                is_holiday: &is_holiday,
                delivered: &[],
                as_planned: None,
            };
            for line in package.lines() {
                black_box(world.line_sum(line, from, until, true).unwrap());
            }
        });
    });
    group.finish();
}

criterion_group!(package_costs, benches);
criterion_main!(package_costs);
