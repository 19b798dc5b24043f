//! What is owed on a budget's account, and by when.

use mutual_care::base::{Deadline, Duty, Owes, Term};
use mutual_care::budget::record::*;

use crate::kit::EveryDay;
use crate::made::*;

fn owed(record: &Budget, policy: &Policy, on: &str) -> Vec<(&'static str, Deadline, bool)> {
    let told = |duty: &Duty| (duty.rule().code, duty.deadline(), duty.done_on().is_some());
    let duties = record.duties(day(on), policy, &EveryDay);
    duties.iter().map(told).collect()
}

fn by(on: &str) -> Deadline {
    Deadline::By(day(on))
}

/// A budget that names no date of review itself.
fn undated(
    change: impl FnOnce(&mut mutual_care::budget::PersonalBudgetParts),
) -> Box<mutual_care::budget::PersonalBudget> {
    let mut parts = budget(1).into_parts();
    parts.review_by = None;
    change(&mut parts);
    Box::new(mutual_care::budget::PersonalBudget::new(parts).unwrap())
}

#[test]
fn a_budget_is_reviewed_after_eight_weeks_and_then_every_year() {
    let record = running(undated(|_| {}));
    let policy = Policy::default();
    // 9 March and eight weeks.
    assert_eq!(
        owed(&record, &policy, "2026-03-10"),
        [("budget-sharing-owed", Deadline::NoDay, true), ("budget-review-owed", by("2026-05-04"), false)]
    );
    let record = then(&record, BudgetReviewed { on: day("2026-05-01"), next_by: None });
    assert!(owed(&record, &policy, "2026-05-02").contains(&("budget-review-owed", by("2027-05-01"), false)));
    let own = Policy { first_review_within: Some(Term::Weeks(6)), ..policy };
    assert!(owed(&running(undated(|_| {})), &own, "2026-03-10").contains(&(
        "budget-review-owed",
        by("2026-04-20"),
        false
    )));
}

#[test]
fn direct_payments_are_reviewed_within_six_months_and_then_every_twelve() {
    let code = "direct-payments-review-owed";
    let policy = Policy::default();
    assert!(
        !owed(&running(budget(1)), &policy, "2026-04-01").iter().any(|duty| duty.0 == code),
        "it is managed"
    );
    let record = running(paid_to_her());
    assert!(owed(&record, &policy, "2026-04-01").contains(&(code, by("2026-09-09"), false)));
    let record = then(&record, DirectPaymentsReviewed { on: day("2026-08-31") });
    assert!(owed(&record, &policy, "2026-09-01").contains(&(code, by("2027-08-31"), false)));
    // A review of the budget is not one of the payments.
    let record = then(&record, BudgetReviewed { on: day("2026-10-01"), next_by: None });
    assert!(owed(&record, &policy, "2026-10-02").contains(&(code, by("2027-08-31"), false)));
}

#[test]
fn what_had_been_paid_ahead_is_owed_until_it_is_reconciled() {
    let policy = Policy { reconcile_within: Some(Term::Weeks(4)), ..Policy::default() };
    let record = then(&running(paid_to_her()), suspended("2026-04-01", "2026-04-06", Some("2026-04-26")));
    assert!(owed(&record, &policy, "2026-04-10").contains(&("paid-ahead-owed", by("2026-05-04"), false)));
    let settled = PaidAheadReconciled { on: day("2026-05-01"), suspended_from: day("2026-04-06") };
    let settled = then(&record, settled);
    assert!(owed(&settled, &policy, "2026-05-02").contains(&("paid-ahead-owed", by("2026-05-04"), true)));
    let nothing = then(&running(paid_to_her()), suspended("2026-04-01", "2026-04-06", Some("2026-04-05")));
    assert!(!owed(&nothing, &policy, "2026-04-10").iter().any(|duty| duty.0 == "paid-ahead-owed"));
    // Nobody has said up to which day payments had been made: that is owed to be found out, and not nothing.
    let not_known = then(&running(paid_to_her()), suspended("2026-04-01", "2026-04-06", None));
    assert!(owed(&not_known, &policy, "2026-04-10").contains(&("paid-ahead-owed", by("2026-05-04"), false)));
}

#[test]
fn a_death_owes_the_last_reckoning() {
    let policy = Policy { reconcile_within: Some(Term::Months(1)), ..Policy::default() };
    let record = then(&running(budget(1)), BudgetPersonDied { on: day("2026-05-10") });
    assert!(owed(&record, &policy, "2026-05-11").contains(&("last-reckoning-owed", by("2026-06-10"), false)));
    let record = then(&record, BudgetReconciled { on: day("2026-06-01"), up_to: day("2026-05-31") });
    assert!(owed(&record, &policy, "2026-06-02").contains(&("last-reckoning-owed", by("2026-06-10"), true)));
    let record = then(&record, closed("2026-06-05"));
    assert_eq!(owed(&record, &policy, "2026-06-06"), []);
}

#[test]
fn while_a_change_is_proposed_what_counts_is_still_reviewed() {
    let record = running(undated(|_| {}));
    let record = then(&record, changed("2026-04-01", "2026-05-01", budget(2)));
    let owed = owed(&record, &Policy::default(), "2026-04-02");
    assert_eq!(
        owed,
        [("budget-sharing-owed", Deadline::NoDay, false), ("budget-review-owed", by("2026-05-04"), false)]
    );
}
