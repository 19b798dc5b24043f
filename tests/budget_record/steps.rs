//! Each step from both sides: what it comes to, and all that speaks against it at once.

use mutual_care::base::{Amount, Finding, Findings, Said, Say, Weight, kinds};
use mutual_care::budget::Holding::{DirectPayment, Managed};
use mutual_care::budget::held::HeldAs;
use mutual_care::budget::held::rules::{NOT_REQUESTED, REQUEST_NOT_KNOWN};
use mutual_care::budget::record::*;
use mutual_care::machine::Machine;

use crate::made::*;

fn codes(findings: &Findings) -> Vec<(&'static str, Weight)> {
    findings.iter().map(|finding| (finding.code(), finding.weight())).collect()
}

fn refused(record: &Budget, event: impl Into<BudgetEvent>) -> String {
    offer(record, event, &Policy::default()).err().unwrap_or_else(|| "accepted".into())
}

#[test]
fn agreeing_needs_a_statement_of_this_version_on_this_version_of_the_package() {
    let state = |change: fn(&mut BudgetProposed)| {
        let mut event = proposed(budget(1));
        change(&mut event);
        then(&then(&opened(), event), shared("2026-03-03"))
    };
    assert_eq!(refused(&state(|_| {}), agreed("2026-03-04")), "accepted");
    assert_eq!(
        refused(&state(|event| event.statement = None), agreed("2026-03-04")),
        "barred: statement-not-given"
    );
    let other = state(|event| event.statement = Some(statement(&budget(2))));
    assert_eq!(refused(&other, agreed("2026-03-04")), "barred: statement-of-another-version");
    let untied = state(|event| {
        let mut parts = event.budget.clone().into_parts();
        parts.package.fingerprint = None;
        *event.budget = mutual_care::budget::PersonalBudget::new(parts).unwrap();
        event.statement = Some(statement(&event.budget));
    });
    assert_eq!(refused(&untied, agreed("2026-03-04")), "barred: package-version-not-said");
    let elsewhere = state(|event| {
        let given = event.statement.as_mut().unwrap();
        given.package = given.budget;
    });
    assert_eq!(refused(&elsewhere, agreed("2026-03-04")), "barred: statement-of-another-package");
    let barred = state(|event| {
        let found: Findings =
            [Finding::new(&NOT_REQUESTED), Finding::new(&REQUEST_NOT_KNOWN)].into_iter().collect();
        event.statement =
            Some(StatementGiven::of(&event.budget, &package(), day("2026-03-02"), &found).unwrap());
    });
    assert_eq!(refused(&barred, agreed("2026-03-04")), "barred: statement-does-not-hold");
    // A statement worked out anew when they are asked takes its place.
    let mut anew = agreed("2026-03-04");
    anew.statement = Some(statement(&budget(1)));
    assert_eq!(refused(&barred, anew), "accepted");
}

#[test]
fn what_is_missing_of_a_statement_warns_while_it_is_only_proposed() {
    let mut event = proposed(budget(1));
    event.statement = None;
    let (_, found) = offer(&opened(), event, &Policy::default()).unwrap();
    assert!(codes(&found).contains(&("statement-not-given", Weight::Warns)));
    assert!(!found.bars());
}

#[test]
fn all_that_bars_comes_at_once() {
    let mut event = proposed(budget(1));
    event.statement = None;
    let record = then(&opened(), event);
    let mut asked = agreed("2026-03-04");
    asked.says = vec![Said { person: mother(), say: Say::Disagrees { wants: None } }];
    assert_eq!(
        refused(&record, asked),
        "barred: does-not-agree, statement-not-given, person-has-not-got-budget"
    );
}

#[test]
fn a_record_is_of_one_budget() {
    let mut parts = budget(1).into_parts();
    parts.of = mutual_care::package::BudgetOf::carer(mother());
    let other = Box::new(mutual_care::budget::PersonalBudget::new(parts).unwrap());
    assert!(
        refused(&opened(), proposed(other))
            .contains("expected a version of the budget that this record is of")
    );
    let mut without = proposed(budget(1));
    without.people = vec![id(2)];
    assert!(refused(&opened(), without).contains("expected the person whose budget it is"));
}

#[test]
fn approval_is_asked_where_the_policy_asks_it_and_by_somebody_else() {
    let policy = Policy { asks_approval: true, ..Policy::default() };
    let record = then(&opened(), proposed(budget(1)));
    let record = then(&then(&record, shared("2026-03-03")), agreed("2026-03-04"));
    assert_eq!(offer(&record, began("2026-03-09"), &policy).unwrap_err(), "barred: budget-not-approved");
    assert!(offer(&record, began("2026-03-09"), &Policy::default()).is_ok());
    let by = |by| BudgetApproved { on: day("2026-03-05"), by };
    assert_eq!(refused(&record, by(worker().into())), "barred: budget-approved-by-author");
    assert_eq!(refused(&record, by(mother().into())), "barred: budget-approved-by-somebody-asked");
    let approved = then(&record, by(id::<kinds::Worker>(91).into()));
    assert!(offer(&approved, began("2026-03-09"), &policy).is_ok());
    // A change is approved before it counts.
    let record = then(&approved, began("2026-03-09"));
    let record = then(&record, changed("2026-04-01", "2026-05-01", budget(2)));
    let record = then(&record, shared("2026-04-02"));
    assert_eq!(offer(&record, agreed("2026-04-03"), &policy).unwrap_err(), "barred: budget-not-approved");
}

#[test]
fn a_budget_counts_from_its_first_day_and_begins_no_earlier() {
    let record = then(&then(&opened(), proposed(budget(1))), shared("2026-03-03"));
    let record = then(&record, agreed("2026-03-04"));
    assert!(
        refused(&record, began("2026-03-08"))
            .contains("expected `on` no earlier than the budget's first day")
    );
    assert!(record.case().counts_on(day("2026-03-09")).is_none());
    let record = then(&record, began("2026-03-12"));
    assert!(record.case().counts_on(day("2026-03-08")).is_none());
    assert_eq!(record.case().counts_on(day("2026-03-09")).unwrap().version, 1);
}

#[test]
fn a_change_is_a_proposal_until_everybody_was_asked() {
    let record = then(&running(budget(1)), changed("2026-04-01", "2026-05-01", budget(2)));
    let counts = |record: &Budget, on: &str| record.case().counts_on(day(on)).map(|one| one.version);
    assert_eq!(record.status(), Status::ChangeProposed);
    assert_eq!(
        (counts(&record, "2026-06-01"), record.case().change_from()),
        (Some(1), Some(day("2026-05-01")))
    );
    // Nobody has got it yet.
    assert_eq!(refused(&record, agreed("2026-04-02")), "barred: person-has-not-got-budget");
    let settled = then(&then(&record, shared("2026-04-02")), agreed("2026-04-03"));
    assert_eq!(settled.status(), Status::Running);
    assert_eq!((counts(&settled, "2026-04-30"), counts(&settled, "2026-05-01")), (Some(1), Some(2)));
    // Dropped, it is as though nobody had proposed it; and the next one is drawn up from what counts.
    let dropped = then(&record, BudgetChangeDropped { on: day("2026-04-05") });
    assert_eq!((dropped.status(), counts(&dropped, "2026-06-01")), (Status::Running, Some(1)));
    assert_eq!(dropped.case().agreement().unwrap().document(), &*budget(1));
    assert!(dropped.case().agreement().unwrap().assent().is_some());
    // Changed again before it was agreed to, what counted before is still there to go back to.
    let again = then(&record, changed("2026-04-02", "2026-06-01", budget(3)));
    let dropped = then(&again, BudgetChangeDropped { on: day("2026-04-05") });
    assert_eq!(dropped.case().agreement().unwrap().document(), &*budget(1));
}

#[test]
fn a_change_reaches_back_only_as_a_correction() {
    let record = running(budget(1));
    let offered = |from: &str, posted: Option<&str>, back: Option<(&str, &str)>| {
        let mut event = changed("2026-06-01", from, budget(2));
        event.posted_up_to = posted.map(day).or(event.posted_up_to);
        event.reaches_back =
            back.map(|(reason, told)| ReachesBack { reason: words(reason), told_since: day(told) });
        offer(&record, event, &Policy::default()).map(|(_, found)| {
            found.iter().map(Finding::code).filter(|code| code.starts_with("change-")).collect::<Vec<_>>()
        })
    };
    let nothing: [&str; 0] = [];
    // On the day on which it is decided, and the day before.
    assert_eq!(offered("2026-06-01", None, None).unwrap(), nothing);
    assert_eq!(offered("2026-05-31", None, None).unwrap_err(), "barred: change-reaches-back");
    // After the last day that was posted, and on it.
    assert_eq!(offered("2026-06-29", Some("2026-06-28"), None).unwrap(), nothing);
    assert_eq!(offered("2026-06-28", Some("2026-06-28"), None).unwrap_err(), "barred: change-reaches-back");
    let why = Some(("the assessment was late", "2026-05-20"));
    assert_eq!(offered("2026-05-31", None, why).unwrap(), ["change-corrects-the-past"]);
    assert_eq!(offered("2026-06-28", Some("2026-06-28"), why).unwrap(), ["change-corrects-the-past"]);
    assert_eq!(offered("2026-06-01", None, why).unwrap(), nothing, "it does not reach back");
    // Nobody knows up to which day anything was posted: that it does not reach back is not known either.
    let not_known = BudgetChanged { posted_up_to: None, ..changed("2026-06-01", "2026-07-01", budget(2)) };
    let told = offer(&record, not_known, &Policy::default()).unwrap_err();
    assert_eq!(told, "barred: change-posted-not-known");
    assert_eq!(
        offered("2026-05-31", None, Some(("", "2026-05-20"))).unwrap_err(),
        "barred: change-reaches-back"
    );
    assert!(offered("2026-05-31", None, Some(("late", "2026-06-02"))).unwrap_err().contains("told_since"));
    assert!(offered("2026-03-08", None, why).unwrap_err().contains("expected `from` no earlier"));
    // What is settled counts from its day, back then too.
    let mut event = changed("2026-06-01", "2026-04-01", budget(2));
    event.reaches_back = Some(ReachesBack { reason: words("late"), told_since: day("2026-05-20") });
    let record = then(&then(&then(&record, event), shared("2026-06-02")), agreed("2026-06-03"));
    assert_eq!(record.case().counts_on(day("2026-03-31")).unwrap().version, 1);
    assert_eq!(record.case().counts_on(day("2026-04-01")).unwrap().version, 2);
}

#[test]
fn suspending_stops_payments_and_never_the_duty() {
    let record = running(paid_to_her());
    let held = |record: &Budget, on: &str| record.case().held_on(id(40), day(on)).map(HeldAs::holding);
    assert_eq!((held(&record, "2026-03-08"), held(&record, "2026-03-09")), (None, Some(DirectPayment)));
    let event = suspended("2026-04-01", "2026-04-06", Some("2026-04-26"));
    let (stopped, found) = offer(&record, event, &Policy::default()).unwrap();
    assert_eq!(
        codes(&found),
        [
            ("lines-run-on", Weight::Notes),
            ("paid-ahead-owed", Weight::Notes),
            ("policy-not-set", Weight::Notes)
        ]
    );
    assert_eq!(stopped.status(), Status::Suspended);
    assert_eq!(
        (held(&stopped, "2026-04-05"), held(&stopped, "2026-04-06")),
        (Some(DirectPayment), Some(Managed))
    );
    // It counts on as it did.
    assert_eq!(stopped.case().counts_on(day("2026-04-06")).unwrap().version, 1);
    let resume = |from: &str| PaymentsResumed { on: day("2026-05-01"), from: day(from) };
    assert!(refused(&stopped, resume("2026-04-06")).contains("expected `from` later"));
    let resumed = then(&stopped, resume("2026-05-04"));
    assert_eq!(
        (held(&resumed, "2026-05-03"), held(&resumed, "2026-05-04")),
        (Some(Managed), Some(DirectPayment))
    );
    // The next one begins when the last is over.
    assert!(refused(&resumed, suspended("2026-05-10", "2026-05-03", None)).contains("suspension before"));
    assert!(offer(&resumed, suspended("2026-05-10", "2026-05-04", None), &Policy::default()).is_ok());
    // Nothing had been paid for days of it.
    let (_, found) =
        offer(&record, suspended("2026-04-01", "2026-04-06", Some("2026-04-05")), &Policy::default())
            .unwrap();
    assert_eq!(codes(&found), [("lines-run-on", Weight::Notes)]);
}

#[test]
fn whoever_stops_payments_does_not_wait_for_a_change() {
    let record = then(&running(paid_to_her()), changed("2026-04-01", "2026-05-01", budget(2)));
    let record = then(&record, suspended("2026-04-02", "2026-04-03", None));
    assert_eq!((record.status(), record.case().change_from()), (Status::Suspended, None));
    assert_eq!(record.case().agreement().unwrap().document(), &*paid_to_her());
}

#[test]
fn what_had_been_paid_ahead_is_reconciled_before_the_end() {
    let record = then(&running(paid_to_her()), suspended("2026-04-01", "2026-04-06", Some("2026-04-26")));
    let end = BudgetReconciled { on: day("2026-06-01"), up_to: day("2026-05-31") };
    assert_eq!(refused(&record, end), "barred: paid-ahead-not-reconciled");
    let settle = |from: &str| PaidAheadReconciled { on: day("2026-05-01"), suspended_from: day(from) };
    assert!(refused(&record, settle("2026-04-07")).contains("expected `suspended_from`"));
    let settled = then(&record, settle("2026-04-06"));
    assert!(refused(&settled, settle("2026-04-06")).contains("expected `suspended_from`"), "once");
    let ended = then(&settled, end);
    assert_eq!(
        (ended.status(), ended.case().reconciled()),
        (Status::Reconciled, Some((day("2026-06-01"), day("2026-05-31"))))
    );
    let earlier = BudgetReconciled { on: day("2026-06-02"), up_to: day("2026-05-30") };
    assert!(refused(&ended, earlier).contains("expected `up_to` no earlier than before"));
    // Resuming is told that it is still open.
    let resume = PaymentsResumed { on: day("2026-05-01"), from: day("2026-05-04") };
    let (_, found) = offer(&record, resume, &Policy::default()).unwrap();
    assert_eq!(codes(&found), [("paid-ahead-not-reconciled", Weight::Warns)]);
}

#[test]
fn closing_needs_a_final_account_in_which_nothing_is_open() {
    let end = BudgetReconciled { on: day("2026-06-01"), up_to: day("2026-05-31") };
    let record = then(&running(budget(1)), end);
    let account = |change: fn(&mut BudgetClosed)| {
        let mut event = closed("2026-06-02");
        change(&mut event);
        event
    };
    assert_eq!(refused(&record, account(|event| event.account = None)), "barred: no-final-account");
    let open = account(|event| {
        event.account.as_mut().unwrap().open = vec!["money-still-held".parse().unwrap()];
    });
    let (policy, why) = (Policy::default(), refused(&record, open.clone()));
    assert_eq!(why, "barred: final-account-open");
    assert!(offer(&record, open, &policy).is_err());
    let early = account(|event| event.account.as_mut().unwrap().as_at = day("2026-05-30"));
    assert_eq!(refused(&record, early), "barred: final-account-too-early");
    let of_another = account(|event| event.account.as_mut().unwrap().budget = id(22));
    assert!(refused(&record, of_another).contains("expected the final account of this budget"));
    let later = account(|event| event.account.as_mut().unwrap().as_at = day("2026-06-03"));
    assert!(refused(&record, later).contains("no later than `on`"));
    let record = then(&record, closed("2026-06-02"));
    assert_eq!((record.status(), record.case().over()), (Status::Closed, Some(day("2026-06-02"))));
}

#[test]
fn a_final_account_of_the_ledger_says_what_is_open() {
    use mutual_care::budget::ledger::{FinalAccount, OpenItem};
    let account = FinalAccount {
        budget: budget_id(),
        on: day("2026-06-02"),
        open: vec![OpenItem::ContributionNotKnown, OpenItem::LineRuns(id(40)), OpenItem::LineRuns(id(41))],
        closing: None,
    };
    let given = FinalAccountGiven::of(&account);
    let open: Vec<&str> = given.open.iter().map(mutual_care::base::Word::as_str).collect();
    assert_eq!(open, ["contribution-not-known", "line-still-runs"]);
}

#[test]
fn a_death_ends_charging_on_that_day() {
    let died = |on: &str| BudgetPersonDied { on: day(on) };
    let (record, found) = offer(&running(budget(1)), died("2026-05-10"), &Policy::default()).unwrap();
    assert_eq!(codes(&found), [("charging-ends", Weight::Notes)]);
    assert_eq!((record.status(), record.case().died()), (Status::Running, Some(day("2026-05-10"))));
    assert!(refused(&record, died("2026-05-11")).contains("whose death is not recorded yet"));
    // What died before its first day does not begin.
    let agreed_to =
        then(&then(&then(&opened(), proposed(budget(1))), shared("2026-03-03")), agreed("2026-03-04"));
    let after = |on: &str| then(&agreed_to, died(on));
    assert_eq!(refused(&after("2026-03-09"), began("2026-03-12")), "barred: budget-begins-after-death");
    assert!(offer(&after("2026-03-10"), began("2026-03-12"), &Policy::default()).is_ok());
}

#[test]
fn what_was_indicated_is_kept_and_is_never_below_nothing() {
    let record = opened();
    assert_eq!(
        record.case().indicated().map(|(on, weekly)| (on, weekly.pence())),
        Some((day("2026-03-01"), 25_000))
    );
    let mut below = indicated();
    below.weekly = mutual_care::base::Money::new(-1).unwrap();
    let policy = Policy::default();
    let setting = mutual_care::machine::Setting::new(&policy, &crate::kit::EveryDay);
    let refused = Budget::open(budget_id(), below, stamp(None), &setting).unwrap_err();
    assert!(refused.to_string().contains("expected `pence` of 0 or more"));
    // What never began is over, without any account.
    let over =
        then(&record, BudgetNeverBegan { on: day("2026-03-03"), because: NeverBeganBecause::NothingToPay });
    assert_eq!(over.status(), Status::Closed);
}

#[test]
fn somebody_may_agree_no_longer_before_it_begins() {
    let record =
        then(&then(&then(&opened(), proposed(budget(1))), shared("2026-03-03")), agreed("2026-03-04"));
    let withdrew = BudgetAgreementWithdrawn { on: day("2026-03-05"), person: mother(), wants: None };
    let record = then(&record, withdrew);
    assert_eq!(record.status(), Status::Proposed);
    assert!(record.case().agreement().unwrap().assent().is_none());
    assert!(offer(&record, agreed("2026-03-06"), &Policy::default()).is_ok(), "they have it still");
}

#[test]
fn amounts_in_findings_are_dates_and_counts() {
    let record = running(budget(1));
    let mut event = changed("2026-06-01", "2026-05-31", budget(2));
    event.reaches_back = Some(ReachesBack { reason: words("late"), told_since: day("2026-05-20") });
    let (_, found) = offer(&record, event, &Policy::default()).unwrap();
    let finding = found.with_code("change-corrects-the-past").next().unwrap();
    assert_eq!(
        finding.amounts(),
        [("from", Amount::Date(day("2026-05-31"))), ("told", Amount::Date(day("2026-05-20")))]
    );
    assert!(finding.for_professional().contains("told since 2026-05-20"));
    assert!(!format!("{record:?}").contains("usual table"), "no words are printed");
}
