//! How a personal budget is held, and who may be paid from it.
//!
//! A budget is [`Held`] in one way as a whole, and line by line in another where that is said: [`HeldAs`]. What the law
//! asks of a direct payment stands beside it as facts, each with who said so and when: [`DirectPaymentFacts`] for whoever
//! receives it, [`Necessity`] for close family who are paid from it. Nothing here is stored as an answer; each rule reads
//! the facts, the package and the household as at a date:
//!
//! | question | answered by |
//! |---|---|
//! | may it be held like this? | [`held_findings`], which asks all of the below at once |
//! | are the conditions of sections 31 and 32 met? | [`direct_payment_findings`] |
//! | may everybody be paid who is? | [`payee_findings`] |
//! | do direct payments buy too long a stay in care homes? | [`care_home_findings`], [`beyond_four_weeks`] |
//! | may direct payments go on? | [`going_on_findings`] |
//!
//! Each has three outcomes: it holds, and nothing is found; it does not, which bars; it is not known, which bars as well and
//! says what to ask. A direct payment that is being made is not stopped because something is not known any more: it is
//! asked about.
//!
//! ```
//! use mutual_care::base::{Fact, FactSource};
//! use mutual_care::budget::held::{
//!     DirectPaymentFacts, Held, HeldAs, HeldContext, Manages, Recipient, direct_payment_findings,
//! };
//! use mutual_care::package::{BudgetOf, Line, LineKind, Package, PackageParts, Payer};
//! # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
//! let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
//! let mother = id(3).parse()?;
//! let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![mother], on);
//! parts.lines.push(Line::new(id(4).parse()?, LineKind::PersonalAssistant, mother, Payer::PersonalBudget));
//! let package = Package::new(parts)?;
//!
//! // The budget is to be paid to her. She asked for it, and manages it with help.
//! let mut held = Held::all(HeldAs::DirectPayment { to: Recipient::ThePerson });
//! let said = |is| Fact::known(is).told_on(on).told_by(FactSource::Worker);
//! let mut facts = DirectPaymentFacts::new(Recipient::ThePerson);
//! (facts.has_capacity, facts.requested) = (said(true), said(true));
//! (facts.prohibited, facts.decided_not_to) = (said(false), said(false));
//! facts.manages = Fact::known(Manages::WithHelp);
//! held.direct_payments.push(facts);
//! let context = HeldContext::new(&package, on);
//! let findings = direct_payment_findings(BudgetOf::adult(mother), &held, &context);
//! // Nobody has said whether it is an appropriate way to meet her needs.
//! let codes: Vec<&str> = findings.iter().map(|finding| finding.code()).collect();
//! assert_eq!(codes, ["direct-payment-not-known-appropriate"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod care_home;
mod check;
mod conditions;
mod context;
mod direct_payment;
mod going_on;
mod held_as;
mod how;
mod necessity;
mod payees;
mod reading;
pub mod rules;

pub use care_home::{BeyondFourWeeks, beyond_four_weeks, care_home_findings};
pub use conditions::{AuthorisedBy, DirectPaymentFacts, Manages};
pub use context::HeldContext;
pub use direct_payment::direct_payment_findings;
pub use going_on::going_on_findings;
pub use held_as::{HeldAs, Paid, Recipient};
pub use how::{Held, LineHeld, LineInCareHome, StayedInCareHome};
pub use necessity::{Necessity, PaidFor, PayeeFacts};
pub use payees::payee_findings;

use crate::base::Findings;
use crate::package::BudgetOf;

/// All that speaks against holding a budget in this way, as at a date: the conditions of direct payments, who is paid from
/// them, and stays in care homes.
pub fn held_findings(of: BudgetOf, held: &Held, context: &HeldContext<'_>) -> Findings {
    let mut found = direct_payment_findings(of, held, context);
    found.extend(payee_findings(of, held, context));
    found.extend(care_home_findings(of, held, context));
    found
}
