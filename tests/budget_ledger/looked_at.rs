//! Findings: overdrawn, outside the plan, in arrears, overdue; thresholds from both sides.

use chrono::NaiveDate;
use mutual_care::base::{EmergencyPlanId, Finding, RecordRef};
use mutual_care::budget::ledger::{
    ContingencyUse, FallsDue, Ledger, LedgerPolicy, Movement, PaidTo, PlannedLine, PotShare, Rhythm,
    Schedule, Scheduled, ScheduledOwed,
};
use uuid::Uuid;

use crate::made_up::*;

fn told(ledger: &Ledger, on: NaiveDate, policy: LedgerPolicy) -> Vec<String> {
    let owed = weekly(0);
    let period = period(april(1), april(15));
    let plan = [PlannedLine { budget: HERS, line: HOME_CARE, holding: DIRECT, period, owed: Some(&owed) }];
    let findings = ledger.look(&plan, &[], on, &policy).unwrap();
    findings.iter().map(|finding| format!("{}: {}", finding.code(), finding.for_professional())).collect()
}

fn codes(ledger: &Ledger, on: NaiveDate, policy: LedgerPolicy) -> Vec<String> {
    let told = told(ledger, on, policy);
    told.iter().map(|line| line.split(':').next().unwrap().to_string()).collect()
}

/// £100 paid on the 1st; £130 spent on the 5th; £50 more paid on the 10th; £40 spent on the 12th. Below nothing on the 5th to
/// 9th, and since the 12th by £20.
#[test]
fn overdrawn_says_by_how_much_and_since_when() {
    let mut ledger = empty();
    post(&mut ledger, april(1), paid(HERS, 10_000));
    post(&mut ledger, april(5), spent(HERS, HOME_CARE, 13_000));
    post(&mut ledger, april(10), paid(HERS, 5_000));
    post(&mut ledger, april(12), spent(HERS, HOME_CARE, 4_000));
    let policy = LedgerPolicy::default();
    let overdrawn = |amount: &str, since: &str| {
        vec![format!(
            "overdrawn: {amount} more has been spent than there was, since {since}. Find out why: too little may have been \
             paid, or too much spent."
        )]
    };
    assert_eq!(told(&ledger, april(4), policy), Vec::<String>::new());
    assert_eq!(told(&ledger, april(9), policy), overdrawn("£30", "2026-04-05"));
    assert_eq!(told(&ledger, april(11), policy), Vec::<String>::new());
    assert_eq!(told(&ledger, april(14), policy), overdrawn("£20", "2026-04-12"));
    let lets = |amount| LedgerPolicy { overdrawn_by: pence(amount), ..policy };
    assert_eq!(told(&ledger, april(14), lets(2_000)), Vec::<String>::new());
    assert_eq!(told(&ledger, april(14), lets(1_999)), overdrawn("£20", "2026-04-12"));
}

/// The line is in the plan from 1 to 14 April.
#[test]
fn spending_is_outside_the_plan_by_the_day_for_which_it_counts() {
    let mut ledger = empty();
    let policy = LedgerPolicy::default();
    post(&mut ledger, april(1), paid(HERS, 100_000));
    post(&mut ledger, april(1), paid(HIS, 100_000));
    post_valued(&mut ledger, april(20), april(1), spent(HERS, HOME_CARE, 1_000));
    post_valued(&mut ledger, april(20), april(14), spent(HERS, HOME_CARE, 1_000));
    assert_eq!(told(&ledger, april(30), policy), Vec::<String>::new());
    let late = post(&mut ledger, april(20), spent(HERS, HOME_CARE, 1_000));
    post(&mut ledger, april(20), spent(HERS, DAY_CENTRE, 2_000));
    // In Maria's plan, and not in Tom's.
    post_valued(&mut ledger, april(20), april(2), spent(HIS, HOME_CARE, 3_000));
    post_valued(&mut ledger, april(20), day(2026, 3, 31), spent(HERS, HOME_CARE, 4_000));
    let outside = |amount: &str, on: &str| {
        format!(
            "spent-outside-the-plan: {amount} was spent on {on} on a line that was not in the plan of this budget on that \
             day. Ask what it was for: it may belong in the plan."
        )
    };
    assert_eq!(
        told(&ledger, april(30), policy),
        [
            outside("£10", "2026-04-20"),
            outside("£40", "2026-03-31"),
            outside("£20", "2026-04-20"),
            outside("£30", "2026-04-02"),
        ]
    );
    // Before its day it is not there yet, and what is reversed is not there at all.
    assert_eq!(codes(&ledger, april(19), policy).len(), 2);
    reverse(&mut ledger, april(21), late);
    assert_eq!(codes(&ledger, april(30), policy).len(), 3);
}

#[test]
fn a_contingency_is_spent_beside_the_plan() {
    let mut ledger = empty();
    let shares = vec![PotShare { person: MARIA, weight: 1 }];
    post(&mut ledger, april(1), Movement::ContingencySetAside { shares, pence: pence(1_000) });
    let plan = EmergencyPlanId::new(Uuid::from_u128(0x0701));
    let of = ContingencyUse {
        activation: RecordRef { id: plan.any(), revision: 3 },
        budgets: vec![HERS],
        line: DAY_CENTRE,
        need: None,
        pence: pence(1_000),
        says: vec![],
    };
    let wrong = post(&mut ledger, april(2), Movement::ContingencySpent(of));
    assert_eq!(codes(&ledger, april(30), LedgerPolicy::default()), Vec::<String>::new());
    // Set aside for nothing: what was spent is more than there is, and that is found.
    reverse(&mut ledger, april(3), entry(0));
    assert_eq!(codes(&ledger, april(30), LedgerPolicy::default()), ["overdrawn"]);
    reverse(&mut ledger, april(3), wrong);
    assert_eq!(codes(&ledger, april(30), LedgerPolicy::default()), Vec::<String>::new());
}

/// £40 fell due on 1 April and £40 on the 29th; £10 was paid on 10 April. Due for more than 28 days on 29 April? It has been
/// due for 28. On the 30th £30 is late, since the 1st.
#[test]
fn arrears_are_what_has_been_due_for_longer_than_the_policy_says() {
    let mut ledger = empty();
    let policy = LedgerPolicy::default();
    post(&mut ledger, april(1), fell_due(HERS, 4_000, period(april(1), april(29))));
    post(&mut ledger, april(10), contributed(HERS, 1_000, PaidTo::Authority));
    post(&mut ledger, april(29), fell_due(HERS, 4_000, period(april(29), day(2026, 5, 27))));
    let arrears = |amount: &str, days: u32, since: &str| {
        vec![format!(
            "arrears: {amount} of the contribution has been due for more than {days} days, the oldest of it since {since}. \
             Ask whether the amount is right and can be paid."
        )]
    };
    assert_eq!(told(&ledger, april(29), policy), Vec::<String>::new());
    assert_eq!(told(&ledger, april(30), policy), arrears("£30", 28, "2026-04-01"));
    // Due on 29 April: late from 28 May on.
    assert_eq!(told(&ledger, day(2026, 5, 27), policy), arrears("£30", 28, "2026-04-01"));
    assert_eq!(told(&ledger, day(2026, 5, 28), policy), arrears("£70", 28, "2026-04-01"));
    let none = LedgerPolicy { arrears_days: 0, ..policy };
    assert_eq!(told(&ledger, april(1), none), Vec::<String>::new());
    assert_eq!(told(&ledger, april(2), none), arrears("£40", 0, "2026-04-01"));
    let lets = |amount| LedgerPolicy { arrears_of: pence(amount), ..policy };
    assert_eq!(told(&ledger, april(30), lets(3_000)), Vec::<String>::new());
    assert_eq!(told(&ledger, april(30), lets(2_999)), arrears("£30", 28, "2026-04-01"));
    // What is paid pays what is due longest.
    post(&mut ledger, april(30), contributed(HERS, 3_500, PaidTo::Authority));
    assert_eq!(told(&ledger, april(30), policy), Vec::<String>::new());
    assert_eq!(told(&ledger, day(2026, 5, 28), policy), arrears("£35", 28, "2026-04-29"));
}

/// A payment fell due on 6 April: on that day it can still be paid, on the 7th it is overdue.
#[test]
fn a_payment_that_was_not_made_is_overdue_the_day_after() {
    let ledger = empty();
    let owed = weekly(10_000);
    let rhythm = Rhythm { from: april(6), every_weeks: 52, falls_due: FallsDue::Ahead };
    let schedule = Schedule::new(HERS, Scheduled::Payment(DIRECT), rhythm);
    let charge = Schedule::new(HERS, Scheduled::Contribution(PaidTo::Authority), rhythm);
    let both = [&schedule, &charge].map(|schedule| ScheduledOwed { schedule, owed: &owed });
    let found = |on| {
        let found = ledger.look(&[], &both, april(on), &LedgerPolicy::default()).unwrap();
        found.iter().map(Finding::for_professional).collect::<Vec<_>>()
    };
    assert_eq!(found(6), Vec::<String>::new());
    // Five days before the schedule begins: 5/7 of £100. A charge that was not made is nobody's delay.
    assert_eq!(
        found(7),
        [
            "A payment of £71.43 fell due on 2026-04-06 and was not posted. Pay it, or post it.",
            "A payment of £5,200 fell due on 2026-04-06 and was not posted. Pay it, or post it.",
        ]
    );
}

#[test]
fn nothing_to_look_at_is_nothing_found() {
    assert!(empty().look(&[], &[], april(30), &LedgerPolicy::default()).unwrap().is_empty());
}
