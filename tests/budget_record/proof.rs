//! The promises of every machine, for personal budgets.

use mutual_care::base::{Id, kinds};
use mutual_care::budget::record::*;
use mutual_care::machine::{Machine, Model, TakenOver};

use crate::kit::{Proof, RowOf, prove, reach, take};
use crate::made::{
    agreed, began, budget, budget_id, changed, closed, day, indicated, mother, proposed, shared, statement,
    suspended, words, worker,
};

pub struct Budgets;

impl Proof for Budgets {
    type M = Budget;

    fn id() -> Id<kinds::Budget> {
        budget_id()
    }

    fn policy() -> Policy {
        Policy::default()
    }

    fn opening() -> BudgetIndicated {
        indicated()
    }

    fn taken_over(status: Status) -> Option<TakenOver<Budget>> {
        let has_begun = matches!(status, Status::Running | Status::Suspended);
        let as_known = AsKnown {
            budget: budget(1),
            people: vec![mother()],
            statement: Some(statement(&budget(1))),
            shared: Some(shared("2026-03-03")),
            agreed: (status != Status::Proposed).then(|| agreed("2026-03-04")),
            began: has_begun.then(|| began("2026-03-09")),
            suspended: (status == Status::Suspended).then(|| suspended("2026-04-01", "2026-04-02", None)),
        };
        Some(TakenOver { status, on: day("2026-05-01"), from_system: words("the old spreadsheet"), as_known })
    }

    fn witness(before: &Budget, row: &RowOf<Budget>) -> Option<BudgetEvent> {
        event(before, row.event, 0)
    }

    fn other_witness(before: &Budget, row: &RowOf<Budget>) -> Option<BudgetEvent> {
        event(before, row.event, 1)
    }

    fn prepared(row: &RowOf<Budget>) -> Option<Budget> {
        let then = |record: Budget, verb: Verb| {
            let row = Budget::TABLE.row(record.status(), verb)?;
            Some(take::<Self>(record, row))
        };
        match (row.event, row.from) {
            // Whoever is asked has it.
            (Verb::BudgetAgreed, from) => then(reach::<Self>(from)?, Verb::BudgetShared),
            // Payments are made again, and what had been paid ahead is still open.
            (Verb::PaidAheadReconciled, Status::Running) => {
                then(reach::<Self>(Status::Suspended)?, Verb::PaymentsResumed)
            }
            (Verb::PaidAheadReconciled, Status::ChangeProposed) => {
                let resumed = then(reach::<Self>(Status::Suspended)?, Verb::PaymentsResumed)?;
                then(resumed, Verb::BudgetChanged)
            }
            // What had been paid ahead is settled first.
            (Verb::BudgetReconciled, Status::Suspended) => {
                then(reach::<Self>(Status::Suspended)?, Verb::PaidAheadReconciled)
            }
            _ => None,
        }
    }
}

/// An event for each verb; with `later`, another one.
fn event(before: &Budget, verb: Verb, later: u64) -> Option<BudgetEvent> {
    let on = |from: &str| (day(from) + chrono::Days::new(later)).to_string();
    let number = before.case().agreement().map_or(1, |now| now.number() + 1);
    let next = || budget(number * 2 + u32::try_from(later).unwrap());
    Some(match verb {
        Verb::BudgetIndicated => return None,
        Verb::BudgetProposed => proposed(next()).into(),
        Verb::BudgetShared => shared(&on("2026-06-02")).into(),
        Verb::BudgetAgreed => agreed(&on("2026-06-03")).into(),
        Verb::BudgetAgreementWithdrawn => BudgetAgreementWithdrawn {
            on: day(&on("2026-06-04")),
            person: mother(),
            wants: Some(words("to be paid less often")),
        }
        .into(),
        Verb::BudgetApproved => {
            let by = if later == 0 { 91 } else { 92 };
            let by = crate::made::id::<kinds::Worker>(by).into();
            BudgetApproved { on: day("2026-06-04"), by }.into()
        }
        Verb::BudgetBegan => began(&on("2026-06-05")).into(),
        Verb::BudgetChanged => changed(&on("2026-06-01"), "2026-07-01", next()).into(),
        Verb::BudgetChangeDropped => BudgetChangeDropped { on: day(&on("2026-06-20")) }.into(),
        Verb::BudgetReviewed => {
            BudgetReviewed { on: day(&on("2026-07-20")), next_by: Some(day("2027-07-20")) }.into()
        }
        Verb::DirectPaymentsReviewed => DirectPaymentsReviewed { on: day(&on("2026-07-21")) }.into(),
        Verb::PaymentsSuspended => suspended(&on("2026-08-01"), "2026-08-03", Some("2026-08-30")).into(),
        Verb::PaymentsResumed => {
            PaymentsResumed { on: day(&on("2026-08-20")), from: day("2026-08-24") }.into()
        }
        Verb::PaidAheadReconciled => {
            PaidAheadReconciled { on: day(&on("2026-08-21")), suspended_from: day("2026-08-03") }.into()
        }
        Verb::BudgetReconciled => {
            BudgetReconciled { on: day(&on("2026-10-01")), up_to: day("2026-09-30") }.into()
        }
        Verb::BudgetNeverBegan => {
            BudgetNeverBegan { on: day(&on("2026-06-06")), because: NeverBeganBecause::NotWanted }.into()
        }
        Verb::BudgetPersonDied => BudgetPersonDied { on: day(&on("2026-09-15")) }.into(),
        Verb::BudgetClosed => closed(&on("2026-11-01")).into(),
    })
}

prove!(Budgets);

#[test]
fn who_approves_is_a_worker_of_the_service() {
    assert_ne!(worker(), crate::made::id(91));
}
