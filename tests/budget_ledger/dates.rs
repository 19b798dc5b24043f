//! Accounts, posting and value dates, reversals, and both kinds of balance, by hand.

use mutual_care::base::{Money, PackageLineId};
use mutual_care::budget::Holding;
use mutual_care::budget::ledger::{
    Account, AskedAbout, Ledger, Movement, NotInLedger, PaidTo, Posting, WhyOwedBack,
};
use uuid::Uuid;

use crate::made_up::*;

/// Everything that can happen to Maria's budget, one after another; each line with what each account then holds.
#[test]
fn what_happens_moves_money_from_one_account_to_another() {
    let mut ledger = empty();
    let week = period(april(1), april(8));
    let (holding, line, need) = (DIRECT, HOME_CARE, Some(SUPPER));
    let asked = Some(AskedAbout { person: MARIA, on: april(2) });
    let because = WhyOwedBack::Surplus;
    let steps: Vec<(Movement, [i64; 6])> = vec![
        // authority, held, contribution due, charge, spending, owed back
        (paid(HERS, 50_000), [-50_000, 50_000, 0, 0, 0, 0]),
        (fell_due(HERS, 4_000, week), [-50_000, 50_000, 4_000, -4_000, 0, 0]),
        (contributed(HERS, 1_500, PaidTo::Authority), [-48_500, 50_000, 2_500, -4_000, 0, 0]),
        (contributed(HERS, 3_000, PaidTo::Held(DIRECT)), [-48_500, 53_000, -500, -4_000, 0, 0]),
        (
            Movement::ContributionRefunded { budget: HERS, pence: pence(300), from: PaidTo::Held(DIRECT) },
            [-48_500, 52_700, -200, -4_000, 0, 0],
        ),
        (
            Movement::ContributionRefunded { budget: HERS, pence: pence(200), from: PaidTo::Authority },
            [-48_700, 52_700, 0, -4_000, 0, 0],
        ),
        (
            Movement::ChargeLowered { budget: HERS, pence: pence(100), period: week },
            [-48_700, 52_700, -100, -3_900, 0, 0],
        ),
        (spent(HERS, HOME_CARE, 20_000), [-48_700, 32_700, -100, -3_900, 20_000, 0]),
        (
            Movement::SpendingRefunded { budget: HERS, holding, line, need, pence: pence(2_000) },
            [-48_700, 34_700, -100, -3_900, 18_000, 0],
        ),
        (
            Movement::OwedBack { budget: HERS, holding, pence: pence(10_000), because, asked },
            [-48_700, 24_700, -100, -3_900, 18_000, 10_000],
        ),
        (
            Movement::Returned { budget: HERS, pence: pence(6_000) },
            [-42_700, 24_700, -100, -3_900, 18_000, 4_000],
        ),
    ];
    let accounts = [
        Account::Authority,
        held(HERS),
        Account::ContributionDue { budget: HERS },
        Account::Charge { budget: HERS },
        spending(HERS, HOME_CARE),
        Account::OwedBack { budget: HERS },
    ];
    for (movement, expected) in steps {
        let name = movement.name();
        post(&mut ledger, april(2), movement);
        assert_eq!(accounts.map(|account| holds(&ledger, account, april(2))), expected, "{name}");
        let legs = &ledger.entries().last().unwrap().legs;
        assert_eq!(legs.iter().map(|leg| leg.pence.pence()).sum::<i64>(), 0, "{name}");
        assert_eq!(legs.len(), 2, "{name}");
        assert_eq!(ledger.balances(april(2)).sum_of_all(), Money::ZERO);
    }
    let all = ledger.balances(april(2));
    assert_eq!(all.iter().count(), 6);
    assert_eq!((all.on(), all.spent_on(HOME_CARE)), (april(2), pence(18_000)));
    assert_eq!(all.of(held(HIS)), Money::ZERO);
}

#[test]
fn each_way_of_holding_money_is_an_account_of_its_own() {
    let mut ledger = empty();
    for (holding, amount) in
        [(Holding::Managed, 100), (Holding::DirectPayment, 200), (Holding::ServiceFund, 300)]
    {
        let movement =
            Movement::PaymentMade { budget: HERS, holding, pence: pence(amount), posted_for: None };
        post(&mut ledger, april(1), movement);
        assert_eq!(holds(&ledger, Account::Held { budget: HERS, holding }, april(1)), amount);
    }
    assert_eq!(holds(&ledger, Account::Authority, april(1)), -600);
}

/// Late knowledge has an early value date. On 20 April an invoice for 8 April turns up.
#[test]
fn late_knowledge_counts_for_its_day_and_the_books_stay_as_they_were() {
    let mut ledger = empty();
    post(&mut ledger, april(1), paid(HERS, 50_000));
    post_valued(&mut ledger, april(20), april(8), spent(HERS, HOME_CARE, 12_000));
    let known = |on| ledger.balance(held(HERS), april(on)).unwrap().pence();
    let posted = |on| ledger.balance_as_posted(held(HERS), april(on)).unwrap().pence();
    // Balances are of the end of the day: the value date itself counts, the day before does not.
    assert_eq!([known(7), known(8), known(19), known(20)], [50_000, 38_000, 38_000, 38_000]);
    assert_eq!([posted(7), posted(8), posted(19), posted(20)], [50_000, 50_000, 50_000, 38_000]);
    // What the 8th was thought to be on the 19th, and on the 20th.
    let thought = |on| ledger.balance_as_known(held(HERS), april(8), april(on)).unwrap().pence();
    assert_eq!([thought(19), thought(20)], [50_000, 38_000]);
}

/// Posted ahead: in the books from the day on which it was posted, in the balance from its own day.
#[test]
fn what_is_posted_ahead_is_in_the_books_at_once_and_in_the_balance_on_its_day() {
    let mut ledger = empty();
    post_valued(&mut ledger, april(1), april(15), paid(HERS, 50_000));
    let known = |on| ledger.balance(held(HERS), april(on)).unwrap().pence();
    let posted = |on| ledger.balance_as_posted(held(HERS), april(on)).unwrap().pence();
    assert_eq!([known(1), known(14), known(15)], [0, 0, 50_000]);
    assert_eq!([posted(1), posted(14), posted(15)], [50_000, 50_000, 50_000]);
    assert_eq!(ledger.balances(april(14)).of(held(HERS)), Money::ZERO);
    assert_eq!(ledger.balances_as_posted(april(14)).of(held(HERS)), pence(50_000));
}

/// A reversal bears the value date of what it reverses and its own posting date.
#[test]
fn a_reversal_takes_back_the_entry_on_the_day_for_which_it_counted() {
    let mut ledger = empty();
    post(&mut ledger, april(1), paid(HERS, 50_000));
    let wrong = post_valued(&mut ledger, april(9), april(8), spent(HERS, HOME_CARE, 12_000));
    let reversal = reverse(&mut ledger, april(20), wrong);
    let of = ledger.entry(reversal).unwrap();
    assert_eq!((of.posted_on, of.value_on), (april(20), april(8)));
    assert_eq!(ledger.reversed_by(wrong), Some(reversal));
    let known = |on| ledger.balance(held(HERS), april(on)).unwrap().pence();
    let posted = |on| ledger.balance_as_posted(held(HERS), april(on)).unwrap().pence();
    assert_eq!([known(7), known(8), known(9), known(20)], [50_000; 4]);
    assert_eq!([posted(8), posted(9), posted(19), posted(20)], [50_000, 38_000, 38_000, 50_000]);
}

#[test]
fn a_reversed_payment_frees_its_days_for_another() {
    let mut ledger = empty();
    let week = period(april(6), april(13));
    let wrong = post(&mut ledger, april(6), paid_for(HERS, 10_000, week));
    reverse(&mut ledger, april(7), wrong);
    post(&mut ledger, april(7), paid_for(HERS, 12_000, week));
    assert_eq!(holds(&ledger, held(HERS), april(7)), 12_000);
}

#[test]
fn posting_on_the_same_day_goes_on_and_the_day_before_is_over() {
    let mut ledger = empty();
    post(&mut ledger, april(2), paid(HERS, 1));
    post(&mut ledger, april(2), paid(HERS, 1));
    let posting = Posting::new(entry(2), paid(HERS, 1), april(1), MARIA);
    assert_eq!(refused(&ledger, posting.clone()), [("posted_on".into(), "posted-before".into())]);
    let told = ledger.can_post(posting).unwrap_err().to_string();
    assert!(told.starts_with("posted_on: expected 2026-04-02 or a later day: ledger_entry:"), "{told}");
}

#[test]
fn an_account_that_is_not_in_the_ledger_is_refused() {
    let ledger = empty();
    let other = PackageLineId::new(Uuid::from_u128(0x0399));
    // Nothing was ever posted to these, and so they hold nothing.
    for account in [Account::Authority, held(HIS), spending(HIS, other), Account::Contingency { person: TOM }]
    {
        assert_eq!(ledger.balance(account, april(1)), Ok(Money::ZERO));
    }
    let budget = mutual_care::base::BudgetId::new(Uuid::from_u128(0x0299));
    let nobody = mutual_care::base::PersonId::new(Uuid::from_u128(0x0199));
    for account in [
        held(budget),
        Account::ContributionDue { budget },
        Account::Charge { budget },
        spending(budget, other),
        Account::OwedBack { budget },
        Account::Contingency { person: nobody },
    ] {
        assert_eq!(ledger.balance(account, april(1)), Err(NotInLedger));
        assert_eq!(ledger.balance_as_posted(account, april(1)), Err(NotInLedger));
        assert_eq!(ledger.balance_as_known(account, april(1), april(1)), Err(NotInLedger));
    }
}

#[test]
fn nothing_posted_is_nothing_everywhere() {
    let ledger: Ledger = empty();
    assert_eq!(ledger.balances(april(1)).iter().count(), 0);
    assert_eq!(ledger.balances_as_posted(april(1)).sum_of_all(), Money::ZERO);
}
