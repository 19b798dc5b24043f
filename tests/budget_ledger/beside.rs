//! Two budgets of one person in one role: one after another, and never beside each other.

use mutual_care::base::{BudgetId, Problem, Problems, json};
use mutual_care::budget::ledger::{BudgetInLedger, Ledger, Movement, Posting};
use mutual_care::package::BudgetOf;
use serde_json::Value;
use uuid::Uuid;

use crate::made_up::*;

const NEXT: BudgetId = BudgetId::new(Uuid::from_u128(0x0299));

fn next(from: u32) -> BudgetInLedger {
    BudgetInLedger { id: NEXT, of: BudgetOf::adult(MARIA), from: april(from) }
}

fn told<T: std::fmt::Debug>(answer: Result<T, Problems>) -> Vec<(String, &'static str)> {
    answer.unwrap_err().iter().map(|it| (it.place().to_string(), Problem::code(it))).collect()
}

/// Maria's budget, closed on 10 April.
fn closed() -> Ledger {
    let mut ledger = empty();
    post(&mut ledger, april(10), Movement::BudgetClosed { budget: HERS });
    ledger
}

#[test]
fn a_second_budget_waits_for_the_final_account_of_the_first() {
    let mut open = empty();
    assert_eq!(told(open.add_budget(next(20))), [("of".into(), "open-beside")]);
    let said = open.add_budget(next(20)).unwrap_err().to_string();
    assert!(said.contains("expected it to be, or the same budget with another version"), "{said}");
    // Closed at the end of the 10th: the next one begins on the 11th at the earliest.
    assert_eq!(told(closed().add_budget(next(10))), [("of".into(), "open-beside")]);
    assert_eq!(told(closed().add_budget(next(1))), [("of".into(), "open-beside")]);
    closed().add_budget(next(11)).unwrap();
}

#[test]
fn another_role_and_another_person_are_another_budget() {
    let mut ledger = empty();
    ledger.add_budget(BudgetInLedger { of: BudgetOf::carer(MARIA), ..next(1) }).unwrap();
    assert_eq!(ledger.budgets().count(), 4);
}

#[test]
fn a_closing_stands_once_the_next_budget_has_begun() {
    let mut ledger = closed();
    let closing = ledger.closed_by(HERS).unwrap();
    let reversal = || Posting::new(entry(70), Movement::Reversed { entry: closing }, april(12), MARIA);
    ledger.can_post(reversal()).unwrap();
    ledger.add_budget(next(11)).unwrap();
    let problem = ("what.reversed.entry".into(), "reopened-beside".into());
    assert_eq!(refused(&ledger, reversal()), [problem]);
    // With everything else that is wrong.
    let early = Posting::new(closing, Movement::Reversed { entry: closing }, april(9), MARIA);
    let codes: Vec<String> = refused(&ledger, early).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, ["id-twice", "posted-before", "reopened-beside"]);
    // The next one is closed in its turn; a third begins after both, and then neither can be opened again.
    post(&mut ledger, april(20), Movement::BudgetClosed { budget: NEXT });
    let third = BudgetInLedger { id: BudgetId::new(Uuid::from_u128(0x0298)), ..next(21) };
    ledger.add_budget(third).unwrap();
    assert_eq!(refused(&ledger, Posting { posted_on: april(21), ..reversal() })[0].1, "reopened-beside");
}

#[test]
fn what_was_right_when_it_was_posted_is_read_again() {
    // Closed, opened again and closed again, before the next one began.
    let mut ledger = closed();
    let closing = ledger.closed_by(HERS).unwrap();
    reverse(&mut ledger, april(11), closing);
    post(&mut ledger, april(12), paid(HERS, 100));
    post(&mut ledger, april(12), spent(HERS, HOME_CARE, 100));
    post(&mut ledger, april(13), Movement::BudgetClosed { budget: HERS });
    ledger.add_budget(next(14)).unwrap();
    post(&mut ledger, april(14), paid(NEXT, 100));
    let text = serde_json::to_string(&ledger).unwrap();
    assert_eq!(json::read::<Ledger>(text.as_bytes()).unwrap(), ledger);
}

#[test]
fn a_file_with_two_beside_each_other_is_refused_with_its_place() {
    let mut ledger = closed();
    ledger.add_budget(next(11)).unwrap();
    let written = serde_json::to_value(&ledger).unwrap();
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut file = written.clone();
        change(&mut file["v1"]);
        let problems = json::read::<Ledger>(file.to_string().as_bytes()).unwrap_err();
        problems.iter().map(|it| (it.place().to_string(), it.code())).collect::<Vec<_>>()
    };
    // The closing is taken out, or the second begins on its day.
    let place = || [("budgets[3].of".to_string(), "open-beside")];
    assert_eq!(changed(&|file| file["entries"] = serde_json::json!([])), place());
    assert_eq!(changed(&|file| file["budgets"][3]["from"] = serde_json::json!("2026-04-10")), place());
}
