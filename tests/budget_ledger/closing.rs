//! The final account: what is still open, and that every account is nought when a budget is closed.

use mutual_care::base::{Finding, Money, Period};
use mutual_care::budget::ledger::{
    Account, AskedAbout, EndsOn, FinalQuestion, Ledger, Movement, OpenItem, OwedOverTime, PaidTo,
    PlannedLine, Posting, PotShare, WhyOwedBack,
};

use crate::made_up::*;

fn line(owed: &dyn OwedOverTime) -> PlannedLine<'_> {
    // It ran out on the 28th by its notice.
    let period = period(april(1), april(29));
    PlannedLine { budget: HERS, line: HOME_CARE, holding: DIRECT, period, owed: Some(owed) }
}

fn rest(amount: i64) -> Movement {
    let because = WhyOwedBack::TheRest;
    Movement::OwedBack { budget: HERS, holding: DIRECT, pence: pence(amount), because, asked: None }
}

fn closed(ledger: &Ledger) -> Vec<(String, String)> {
    let posting = Posting::new(entry(99), Movement::BudgetClosed { budget: HERS }, april(30), TOM);
    refused(ledger, posting)
}

/// Maria died on 15 April. Home care at £10 a day ran until the 28th by its notice: £280. Her contribution of £7 a week, £1
/// a day, is owed for 14 days: £14; £21 was charged ahead, and £18 paid. £400 had been paid in.
#[test]
fn everything_is_settled_before_a_budget_is_closed() {
    let mut ledger = empty();
    let (care, contribution) = (weekly(7_000).until(april(29)), weekly(700));
    let plan = [line(&care)];
    let question = FinalQuestion {
        budget: HERS,
        on: april(30),
        plan: &plan,
        contribution: Some(&contribution),
        died: Some(april(15)),
    };
    post(&mut ledger, april(1), paid(HERS, 40_000));
    post(&mut ledger, april(1), fell_due(HERS, 2_100, period(april(1), april(22))));
    post(&mut ledger, april(2), contributed(HERS, 1_800, PaidTo::Authority));
    post(&mut ledger, april(29), spent(HERS, HOME_CARE, 26_000));
    let asked = Some(AskedAbout { person: TOM, on: april(29) });
    let because = WhyOwedBack::NotInThePlan;
    let back = Movement::OwedBack { budget: HERS, holding: DIRECT, pence: pence(500), because, asked };
    post(&mut ledger, april(29), back);
    let open = |ledger: &Ledger| ledger.final_account(&question).unwrap().open;
    assert_eq!(
        open(&ledger),
        [
            OpenItem::NotPaid(HOME_CARE, pence(2_000)),
            OpenItem::NotCharged(pence(-700)),
            OpenItem::Held(DIRECT, pence(13_500)),
            OpenItem::ContributionDue(pence(300)),
            OpenItem::OwedBack(pence(500)),
        ]
    );
    let account = ledger.final_account(&question).unwrap();
    assert_eq!(account.closing, None);
    let codes: Vec<_> = account.findings().iter().map(|finding| finding.code().to_string()).collect();
    assert_eq!(
        codes,
        [
            "commitment-not-paid",
            "charged-too-much",
            "contribution-not-paid",
            "money-still-held",
            "owed-back-not-returned"
        ]
    );
    assert!(account.findings().bars());
    let told: Vec<_> = account.findings().iter().map(Finding::for_professional).collect();
    assert!(
        told.contains(
            &"£135 is still held (direct payment). Have the rest returned before the budget is closed."
                .to_string()
        )
    );
    assert_eq!(
        closed(&ledger),
        [
            ("what.budget_closed.budget".to_string(), "not-nought".to_string()),
            ("what.budget_closed.budget".into(), "not-nought".into()),
            ("what.budget_closed.budget".into(), "not-nought".into()),
        ]
    );

    // One after another.
    post(&mut ledger, april(30), spent(HERS, HOME_CARE, 2_000));
    let days = period(april(15), april(22));
    post(&mut ledger, april(30), Movement::ChargeLowered { budget: HERS, pence: pence(700), period: days });
    // £14 were owed and £18 paid: £4 comes back to whoever has it now.
    assert_eq!(
        open(&ledger),
        [
            OpenItem::Held(DIRECT, pence(11_500)),
            OpenItem::ContributionDue(pence(-400)),
            OpenItem::OwedBack(pence(500)),
        ]
    );
    let codes: Vec<_> =
        ledger.final_account(&question).unwrap().findings().iter().map(Finding::code).collect();
    assert_eq!(codes, ["contribution-paid-too-much", "money-still-held", "owed-back-not-returned"]);
    let refund = Movement::ContributionRefunded { budget: HERS, pence: pence(400), from: PaidTo::Authority };
    post(&mut ledger, april(30), refund);
    post(&mut ledger, april(30), rest(11_500));
    assert_eq!(open(&ledger), [OpenItem::OwedBack(pence(12_000))]);
    post(&mut ledger, april(30), Movement::Returned { budget: HERS, pence: pence(12_000) });
    let account = ledger.final_account(&question).unwrap();
    assert_eq!(account.open, []);
    assert!(account.findings().is_empty());

    // The authority paid £280 for care, less £14 contributed.
    assert_eq!(holds(&ledger, Account::Authority, april(30)), -28_000 + 1_400);
    let closing = post(&mut ledger, april(30), account.closing.unwrap());
    for (account, holds) in ledger.balances(april(30)).iter() {
        assert_eq!(holds, Money::ZERO, "{account:?}");
    }
    assert_eq!(ledger.closed_by(HERS), Some(closing));
    assert_eq!(ledger.final_account(&question).unwrap().closing, None);
    // The day before it is as it was.
    assert_eq!(holds(&ledger, spending(HERS, HOME_CARE), april(29)), 26_000);
}

fn spent_all() -> Ledger {
    let mut ledger = empty();
    post(&mut ledger, april(1), paid(HERS, 1_000));
    post(&mut ledger, april(2), spent(HERS, HOME_CARE, 1_000));
    ledger
}

#[test]
fn nothing_is_posted_to_a_closed_budget_until_the_closing_is_reversed() {
    let mut ledger = spent_all();
    let first = entry(0);
    let closing = post(&mut ledger, april(3), Movement::BudgetClosed { budget: HERS });
    let of = |movement| Posting::new(entry(99), movement, april(4), MARIA);
    let place = |place: &str| vec![(place.to_string(), "closed".to_string())];
    assert_eq!(refused(&ledger, of(paid(HERS, 1))), place("what.payment_made.budget"));
    let again = Movement::BudgetClosed { budget: HERS };
    assert_eq!(refused(&ledger, of(again)), place("what.budget_closed.budget"));
    assert_eq!(refused(&ledger, of(Movement::Reversed { entry: first })), place("what.reversed.entry"));
    ledger.can_post(of(paid(HIS, 1))).unwrap();
    // A bill of 2 April turns up: the closing is reversed, the bill paid, the budget closed again.
    reverse(&mut ledger, april(4), closing);
    assert_eq!(ledger.closed_by(HERS), None);
    assert_eq!(holds(&ledger, spending(HERS, HOME_CARE), april(4)), 1_000);
    post_valued(&mut ledger, april(4), april(2), paid(HERS, 50));
    post_valued(&mut ledger, april(4), april(2), spent(HERS, HOME_CARE, 50));
    post(&mut ledger, april(4), Movement::BudgetClosed { budget: HERS });
    assert!(ledger.balances(april(4)).iter().all(|(_, holds)| holds.is_zero()));
}

#[test]
fn closing_one_budget_leaves_the_others() {
    let mut ledger = spent_all();
    post(&mut ledger, april(2), paid(HIS, 700));
    post(&mut ledger, april(3), Movement::BudgetClosed { budget: HERS });
    assert_eq!(holds(&ledger, Account::Authority, april(3)), -700);
    assert_eq!(holds(&ledger, held(HIS), april(3)), 700);
}

#[test]
fn a_budget_is_closed_on_the_last_day_that_counts_or_later() {
    let mut ledger = empty();
    post(&mut ledger, april(1), paid(HERS, 1_000));
    post_valued(&mut ledger, april(2), april(20), spent(HERS, HOME_CARE, 1_000));
    let at = |on| {
        Posting::new(entry(99), Movement::BudgetClosed { budget: HERS }, april(3), MARIA).valued(april(on))
    };
    assert_eq!(refused(&ledger, at(19)), [("value_on".to_string(), "closes-before".to_string())]);
    ledger.can_post(at(20)).unwrap();
    let contribution = weekly(0);
    let question = |on| FinalQuestion {
        budget: HERS,
        on: april(on),
        plan: &[],
        contribution: Some(&contribution),
        died: None,
    };
    assert_eq!(ledger.final_account(&question(19)).unwrap().open, [OpenItem::CountsOn(april(20))]);
    assert_eq!(ledger.final_account(&question(20)).unwrap().open, []);
}

#[test]
fn a_line_that_runs_on_or_has_no_price_keeps_a_budget_open() {
    let ledger = empty();
    let (care, contribution) = (weekly(0), weekly(0));
    let open = |until: Option<u32>, owed: Option<&dyn OwedOverTime>, on| {
        let period = Period::new(None, until.map(april)).unwrap();
        let plan = [PlannedLine { period, owed, ..line(&care) }];
        let contribution: Option<&dyn OwedOverTime> = Some(&contribution);
        let question = FinalQuestion { budget: HERS, on: april(on), plan: &plan, contribution, died: None };
        ledger.final_account(&question).unwrap()
    };
    assert_eq!(open(None, Some(&care), 30).open, [OpenItem::LineRuns(HOME_CARE)]);
    // Its last day is the 28th.
    assert_eq!(open(Some(29), Some(&care), 27).open, [OpenItem::LineRuns(HOME_CARE)]);
    assert_eq!(open(Some(29), Some(&care), 28).open, []);
    let unpriced = open(Some(29), None, 30);
    assert_eq!(unpriced.open, [OpenItem::LineNotPriced(HOME_CARE)]);
    assert_eq!(unpriced.findings().iter().next().unwrap().code(), "line-not-priced");
}

#[test]
fn a_contribution_that_is_not_known_keeps_a_budget_open() {
    let ledger = empty();
    let question = FinalQuestion { budget: HERS, on: april(30), plan: &[], contribution: None, died: None };
    let account = ledger.final_account(&question).unwrap();
    assert_eq!(account.open, [OpenItem::ContributionNotKnown]);
    assert_eq!(account.closing, None);
    let stranger = mutual_care::base::BudgetId::new(uuid::Uuid::from_u128(0x0299));
    assert!(ledger.final_account(&FinalQuestion { budget: stranger, ..question }).is_err());
}

/// £1 a day. Charged until the day before the death, or as at the day if nobody died; a death after the day changes nothing.
#[test]
fn charging_ends_on_the_day_of_the_death() {
    let ledger = empty();
    let contribution = weekly(700);
    let left = |died: Option<u32>| {
        let died = died.map(april);
        let question =
            FinalQuestion { budget: HERS, on: april(10), plan: &[], contribution: Some(&contribution), died };
        ledger.final_account(&question).unwrap().open
    };
    let charge = |amount| vec![OpenItem::NotCharged(pence(amount))];
    assert_eq!(left(None), charge(1_000));
    assert_eq!(left(Some(10)), charge(900));
    assert_eq!(left(Some(11)), charge(1_000));
    assert_eq!(left(Some(20)), charge(1_000));
    assert_eq!(left(Some(1)), []);
    assert_eq!(EndsOn::new(&contribution, april(10)).up_to(april(30)).rounded(), Some(pence(900)));
}

/// Tom has two budgets: his share of the contingency is open only with the last of them.
#[test]
fn a_share_of_the_contingency_is_settled_with_the_last_budget() {
    let mut ledger = empty();
    let shares = vec![PotShare { person: MARIA, weight: 1 }, PotShare { person: TOM, weight: 1 }];
    post(&mut ledger, april(1), Movement::ContingencySetAside { shares, pence: pence(1_000) });
    let contribution = weekly(0);
    let open = |ledger: &Ledger, budget| {
        let contribution: Option<&dyn OwedOverTime> = Some(&contribution);
        let question = FinalQuestion { budget, on: april(30), plan: &[], contribution, died: None };
        ledger.final_account(&question).unwrap().open
    };
    assert_eq!(open(&ledger, HERS), [OpenItem::Contingency(MARIA, pence(500))]);
    assert_eq!(open(&ledger, HIS), []);
    post(&mut ledger, april(2), Movement::BudgetClosed { budget: HIS });
    assert_eq!(open(&ledger, HIS_AS_CARER), [OpenItem::Contingency(TOM, pence(500))]);
    post(&mut ledger, april(2), Movement::ContingencyTakenBack { person: TOM, pence: pence(500) });
    assert_eq!(open(&ledger, HIS_AS_CARER), []);
}
