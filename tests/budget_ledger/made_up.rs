//! A ledger of two people, and short words for what is posted to it.

use chrono::NaiveDate;
use mutual_care::base::{BudgetId, LedgerEntryId, Money, NeedId, PackageLineId, Period, PersonId};
use mutual_care::budget::Holding;
use mutual_care::budget::ledger::{
    Account, BudgetInLedger, Ledger, Movement, PaidTo, PostedFor, Posting, Weekly,
};
use mutual_care::package::BudgetOf;
use uuid::Uuid;

pub(crate) const MARIA: PersonId = PersonId::new(Uuid::from_u128(0x0101));
pub(crate) const TOM: PersonId = PersonId::new(Uuid::from_u128(0x0102));
/// Maria's budget as an adult with needs, Tom's, and Tom's as Maria's carer.
pub(crate) const HERS: BudgetId = BudgetId::new(Uuid::from_u128(0x0201));
pub(crate) const HIS: BudgetId = BudgetId::new(Uuid::from_u128(0x0202));
pub(crate) const HIS_AS_CARER: BudgetId = BudgetId::new(Uuid::from_u128(0x0203));
pub(crate) const HOME_CARE: PackageLineId = PackageLineId::new(Uuid::from_u128(0x0301));
pub(crate) const DAY_CENTRE: PackageLineId = PackageLineId::new(Uuid::from_u128(0x0302));
pub(crate) const SUPPER: NeedId = NeedId::new(Uuid::from_u128(0x0401));
pub(crate) const DIRECT: Holding = Holding::DirectPayment;

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// A day of April 2026, the 1st being a Wednesday.
pub(crate) fn april(of: u32) -> NaiveDate {
    day(2026, 4, of)
}

pub(crate) fn pence(pence: i64) -> Money {
    Money::new(pence).unwrap()
}

pub(crate) fn period(from: NaiveDate, until: NaiveDate) -> Period {
    Period::new(Some(from), Some(until)).unwrap()
}

pub(crate) fn entry(number: u128) -> LedgerEntryId {
    LedgerEntryId::new(Uuid::from_u128(0x0900_0000 + number))
}

/// Three budgets from 1 April 2026, and nothing posted.
pub(crate) fn empty() -> Ledger {
    let mut ledger = Ledger::new(mutual_care::base::HouseholdId::new(Uuid::from_u128(0x0001)));
    let of =
        [(HERS, BudgetOf::adult(MARIA)), (HIS, BudgetOf::adult(TOM)), (HIS_AS_CARER, BudgetOf::carer(TOM))];
    for (id, of) in of {
        ledger.add_budget(BudgetInLedger { id, of, from: april(1) }).unwrap();
    }
    ledger
}

/// Posts something on a day, for that day.
pub(crate) fn post(ledger: &mut Ledger, on: NaiveDate, movement: Movement) -> LedgerEntryId {
    post_valued(ledger, on, on, movement)
}

/// Posts something on a day, for another.
pub(crate) fn post_valued(
    ledger: &mut Ledger,
    on: NaiveDate,
    value_on: NaiveDate,
    movement: Movement,
) -> LedgerEntryId {
    let id = entry(ledger.entries().len() as u128);
    ledger.post(Posting::new(id, movement, on, MARIA).valued(value_on)).unwrap();
    id
}

pub(crate) fn reverse(ledger: &mut Ledger, on: NaiveDate, of: LedgerEntryId) -> LedgerEntryId {
    let id = entry(ledger.entries().len() as u128);
    ledger.post(Posting::new(id, Movement::Reversed { entry: of }, on, MARIA)).unwrap();
    id
}

/// The code and place of everything that is wrong with it.
pub(crate) fn refused(ledger: &Ledger, posting: Posting) -> Vec<(String, String)> {
    let problems = ledger.can_post(posting.clone()).unwrap_err();
    assert_eq!(ledger.clone().post(posting).unwrap_err(), problems);
    problems.iter().map(|problem| (problem.place().to_string(), problem.code().to_string())).collect()
}

pub(crate) fn paid(budget: BudgetId, amount: i64) -> Movement {
    Movement::PaymentMade { budget, holding: DIRECT, pence: pence(amount), posted_for: None }
}

pub(crate) fn paid_for(budget: BudgetId, amount: i64, days: Period) -> Movement {
    let posted_for = Some(PostedFor::Instalment(days));
    Movement::PaymentMade { budget, holding: DIRECT, pence: pence(amount), posted_for }
}

pub(crate) fn fell_due(budget: BudgetId, amount: i64, days: Period) -> Movement {
    let posted_for = PostedFor::Instalment(days);
    Movement::ContributionFellDue { budget, pence: pence(amount), posted_for }
}

pub(crate) fn contributed(budget: BudgetId, amount: i64, into: PaidTo) -> Movement {
    Movement::ContributionPaid { budget, pence: pence(amount), into }
}

pub(crate) fn spent(budget: BudgetId, line: PackageLineId, amount: i64) -> Movement {
    Movement::Spent { budget, holding: DIRECT, line, need: Some(SUPPER), pence: pence(amount) }
}

pub(crate) fn held(budget: BudgetId) -> Account {
    Account::Held { budget, holding: DIRECT }
}

pub(crate) fn spending(budget: BudgetId, line: PackageLineId) -> Account {
    Account::Spending { budget, line, need: Some(SUPPER) }
}

/// What an account holds at the end of a day, in pence.
pub(crate) fn holds(ledger: &Ledger, account: Account, on: NaiveDate) -> i64 {
    ledger.balance(account, on).unwrap().pence()
}

/// So much a week from 1 April 2026 on.
pub(crate) fn weekly(amount: i64) -> Weekly {
    Weekly::new(april(1), pence(amount))
}
