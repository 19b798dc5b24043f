//! A mother, her budget, and the events of its life.

use chrono::NaiveDate;
use mutual_care::base::{Findings, Id, Money, PersonId, PrivateText, Role, Said, Say, Stamp, kinds};
use mutual_care::budget::held::{HeldAs, Recipient};
use mutual_care::budget::record::*;
use mutual_care::budget::{PersonalBudget, PersonalBudgetParts, PricedPackage};
use mutual_care::machine::{Machine, Setting, Step};
use mutual_care::package::{BudgetOf, Line, LineKind, Package, PackageParts, Payer};

use crate::kit::EveryDay;

pub fn id<K>(number: u16) -> Id<K> {
    format!("6f2c1a3e-0000-4000-8000-{number:012}").parse().expect("an id")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn words(text: &str) -> PrivateText {
    PrivateText::new(text).expect("a text")
}

pub fn mother() -> PersonId {
    id(1)
}

pub fn budget_id() -> Id<kinds::Budget> {
    id(21)
}

pub fn worker() -> Id<kinds::Worker> {
    id(90)
}

pub fn package() -> Package {
    let mut parts = PackageParts::new(id(20), id(9), vec![mother()], day("2026-03-02"));
    parts.lines.push(Line::new(id(40), LineKind::HomeCare, mother(), Payer::PersonalBudget));
    Package::new(parts).expect("a package")
}

/// Her budget; a version of another number says something else, each with another date of review.
pub fn budget(number: u32) -> Box<PersonalBudget> {
    let mut parts =
        PersonalBudgetParts::new(budget_id(), BudgetOf::adult(mother()), id(9), id(20), day("2026-03-02"));
    parts.package =
        PricedPackage { id: id(20), fingerprint: Some(package().fingerprint().expect("a fingerprint")) };
    parts.begins_on = day("2026-03-09");
    parts.review_by = Some(day("2029-01-01") + chrono::Days::new(number.into()));
    Box::new(PersonalBudget::new(parts).expect("a budget"))
}

/// The same, paid to her.
pub fn paid_to_her() -> Box<PersonalBudget> {
    let mut parts = budget(1).into_parts();
    parts.held.by_default = HeldAs::DirectPayment { to: Recipient::ThePerson };
    Box::new(PersonalBudget::new(parts).expect("a budget"))
}

pub fn statement(of: &PersonalBudget) -> StatementGiven {
    StatementGiven::of(of, &package(), day("2026-03-02"), &Findings::none()).expect("a statement")
}

pub fn indicated() -> BudgetIndicated {
    BudgetIndicated {
        on: day("2026-03-01"),
        budget: budget_id(),
        of: BudgetOf::adult(mother()),
        household: id(9),
        weekly: Money::new(25_000).expect("an amount"),
        how: words("by the usual table"),
    }
}

pub fn proposed(budget: Box<PersonalBudget>) -> BudgetProposed {
    let statement = Some(statement(&budget));
    BudgetProposed { on: day("2026-03-02"), budget, people: vec![mother()], statement }
}

pub fn shared(on: &str) -> BudgetShared {
    BudgetShared { on: day(on), people: vec![mother()] }
}

pub fn agreed(on: &str) -> BudgetAgreed {
    let says = vec![Said { person: mother(), say: Say::Agrees }];
    BudgetAgreed { on: day(on), says, tried: Vec::new(), statement: None, on_proposed_package: None }
}

pub fn began(on: &str) -> BudgetBegan {
    BudgetBegan { on: day(on), with_package: None }
}

pub fn changed(on: &str, from: &str, budget: Box<PersonalBudget>) -> BudgetChanged {
    BudgetChanged {
        on: day(on),
        people: vec![mother()],
        from: day(from),
        statement: Some(statement(&budget)),
        budget,
        posted_up_to: Some(day("2026-01-01")),
        reaches_back: None,
    }
}

pub fn suspended(on: &str, from: &str, paid_up_to: Option<&str>) -> PaymentsSuspended {
    PaymentsSuspended {
        on: day(on),
        from: day(from),
        because: SuspendedBecause::Away,
        words: words("she is in hospital"),
        paid_up_to: paid_up_to.map(day),
    }
}

pub fn closed(on: &str) -> BudgetClosed {
    let account = FinalAccountGiven { budget: budget_id(), as_at: day(on), open: Vec::new() };
    BudgetClosed { on: day(on), account: Some(account) }
}

pub fn stamp(record: Option<&Budget>) -> Stamp {
    let revision = record.map_or(0, Machine::revision);
    Stamp::new(crate::kit::time(revision + 1), worker(), Role::SocialWorker).expect("a stamp")
}

pub fn opened() -> Budget {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let accepted = Budget::open(budget_id(), indicated(), stamp(None), &setting);
    accepted.unwrap_or_else(|refused| panic!("{refused}")).record.into()
}

/// What comes of one more event, with what was found.
pub fn offer(
    record: &Budget,
    event: impl Into<BudgetEvent>,
    policy: &Policy,
) -> Result<(Budget, Findings), String> {
    let setting = Setting::new(policy, &EveryDay);
    let answer = record.clone().offer(Step::Regularly(event.into()), stamp(Some(record)), &setting);
    match answer {
        Ok(mutual_care::machine::Answer::Accepted(accepted)) => Ok((accepted.record, accepted.findings)),
        Ok(_) => panic!("without a key"),
        Err(refused) => Err(refused.to_string()),
    }
}

/// One more thing happens.
pub fn then(record: &Budget, event: impl Into<BudgetEvent>) -> Budget {
    match offer(record, event, &Policy::default()) {
        Ok((record, _)) => record,
        Err(refused) => panic!("{refused}"),
    }
}

/// A budget that runs from 9 March.
pub fn running(budget: Box<PersonalBudget>) -> Budget {
    let record = then(&opened(), proposed(budget));
    let record = then(&record, shared("2026-03-03"));
    let record = then(&record, agreed("2026-03-04"));
    then(&record, began("2026-03-09"))
}
