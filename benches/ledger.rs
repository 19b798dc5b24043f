//! How long a ledger takes to say what every account holds, beside the plain slow ledger in the same run.
//!
//! ```text
//! cargo bench --bench ledger
//! ```
//!
//! Read the ratios, not the times: machines differ.

#![allow(missing_docs, reason = "criterion's macros make the entry points")]

#[path = "../tests/budget_ledger/reference.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the proofs, which use all of it")]
mod reference;

use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::{Criterion, criterion_group, criterion_main};
use mutual_care::base::{BudgetId, HouseholdId, LedgerEntryId, Money, NeedId, PackageLineId, PersonId};
use mutual_care::budget::Holding;
use mutual_care::budget::ledger::{BudgetInLedger, Ledger, LedgerParts, Movement, Posting};
use mutual_care::package::BudgetOf;
use reference::{Row, Slow};
use uuid::Uuid;

const ENTRIES: u32 = 10_000;

fn id(kind: u128, number: u32) -> Uuid {
    Uuid::from_u128((kind << 96) | (u128::from(number) + 1))
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 4, 1).unwrap()
}

/// Ten years of two people: 40 lines, each of them for one of three needs; every tenth entry is a payment, and every
/// fiftieth is reversed.
fn ledger() -> Ledger {
    let person = PersonId::new(id(1, 0));
    let mut ledger = Ledger::new(HouseholdId::new(id(0, 0)));
    let budgets = [0, 1].map(|number| BudgetId::new(id(2, number)));
    for (number, budget) in (0..).zip(budgets) {
        let person = PersonId::new(id(1, number));
        ledger.add_budget(BudgetInLedger { id: budget, of: BudgetOf::adult(person), from: first() }).unwrap();
    }
    for number in 0..ENTRIES {
        let on = first() + Days::new(u64::from(number) * 3_652 / u64::from(ENTRIES));
        let (budget, holding) = (budgets[number as usize % 2], Holding::DirectPayment);
        let pence = Money::new(i64::from(number % 997) + 100).unwrap();
        let movement = match number % 50 {
            49 => Movement::Reversed { entry: LedgerEntryId::new(id(3, number - 1)) },
            of if of % 10 == 0 => Movement::PaymentMade { budget, holding, pence, posted_for: None },
            _ => Movement::Spent {
                budget,
                holding,
                line: PackageLineId::new(id(4, number % 40)),
                need: Some(NeedId::new(id(5, number % 3))),
                pence,
            },
        };
        ledger.post(Posting::new(LedgerEntryId::new(id(3, number)), movement, on, person)).unwrap();
    }
    ledger
}

fn slow(ledger: &Ledger) -> Slow {
    let rows = ledger.entries().iter().map(|entry| Row {
        id: entry.id,
        posted_on: entry.posted_on,
        value_on: entry.value_on,
        movement: entry.movement.clone(),
        moves: entry.legs.iter().map(|leg| (leg.account, leg.pence.pence())).collect(),
    });
    Slow {
        budgets: ledger.budgets().map(|budget| (budget.id, budget.of.person)).collect(),
        rows: rows.collect(),
    }
}

fn balances(criterion: &mut Criterion) {
    let ledger = ledger();
    let slow = slow(&ledger);
    let on = first() + Days::new(3_000);
    let all = ledger.balances(on);
    println!("{} entries, {} accounts", ledger.entries().len(), all.iter().count());
    for (account, holds) in all.iter() {
        assert_eq!(slow.holds(account, |row| row.value_on <= on), holds.pence());
    }
    let mut group = criterion.benchmark_group("a ledger of ten thousand entries");
    group.bench_function("all balances", |bench| bench.iter(|| black_box(&ledger).balances(on)));
    group.bench_function("all balances, as posted", |bench| {
        bench.iter(|| black_box(&ledger).balances_as_posted(on));
    });
    let parts: LedgerParts = ledger.to_parts();
    group.sample_size(10).bench_function("post all of it anew", |bench| {
        bench.iter(|| Ledger::from_parts(black_box(&parts).clone()).unwrap());
    });
    group.sample_size(10).bench_function("all balances, slow reference", |bench| {
        bench.iter(|| {
            let accounts = slow.accounts().into_iter();
            accounts.map(|account| slow.holds(account, |row| row.value_on <= on)).sum::<i64>()
        });
    });
    group.finish();
}

criterion_group!(benches, balances);
criterion_main!(benches);
