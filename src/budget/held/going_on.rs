//! What ends a direct payment that is being made (Care Act 2014 s.33).

use alloc::vec::Vec;

use super::direct_payment::{about, conditions};
use super::{Held, HeldContext, rules};
use crate::base::{Amount, Audience, Finding, Findings, Told, Weight};
use crate::package::BudgetOf;

/// What ends direct payments that are being made. Where a condition on which they were made is not met any more, they must
/// stop; where what they are paid for was not kept to, the authority may stop them or ask for money back; and what is not
/// known any more is to be asked, and stops nothing.
///
/// ```
/// use mutual_care::base::{Fact, Weight};
/// use mutual_care::budget::held::{DirectPaymentFacts, Held, HeldAs, HeldContext, Manages, Recipient, going_on_findings};
/// use mutual_care::package::{BudgetOf, Package, PackageParts};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// # let mother = id(3).parse()?;
/// # let package = Package::new(PackageParts::new(id(1).parse()?, id(2).parse()?, vec![mother], on))?;
/// let mut held = Held::all(HeldAs::DirectPayment { to: Recipient::ThePerson });
/// let mut facts = DirectPaymentFacts::new(Recipient::ThePerson);
/// (facts.has_capacity, facts.requested, facts.appropriate) = (Fact::known(true), Fact::known(true), Fact::known(true));
/// (facts.prohibited, facts.decided_not_to) = (Fact::known(false), Fact::known(false));
/// (facts.manages, facts.breached) = (Fact::known(Manages::Not), Fact::known(false));
/// held.direct_payments.push(facts);
/// let findings = going_on_findings(BudgetOf::adult(mother), &held, &HeldContext::new(&package, on));
/// let found: Vec<_> = findings.iter().map(|finding| (finding.code(), finding.weight())).collect();
/// assert_eq!(found, [("direct-payment-must-stop", Weight::Bars)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn going_on_findings(of: BudgetOf, held: &Held, context: &HeldContext<'_>) -> Findings {
    let mut found: Vec<Finding> = Vec::new();
    for to in context.recipients(of, held) {
        for condition in conditions(held, to) {
            match condition.met {
                Some(true) => {}
                Some(false) => {
                    let stop = about(&rules::MUST_STOP, of, to);
                    // What is for professionals only is told to them besides.
                    let for_anyone = condition.fails.audience == Audience::Anyone;
                    let why = if for_anyone { rules::why(condition.fails) } else { rules::A_CONDITION };
                    found.push(stop.with("why", Amount::Code(why)));
                    found.extend((!for_anyone).then(|| about(condition.fails, of, to)));
                }
                None => found.push(about(condition.not_known, of, to).weighing(Weight::Warns)),
            }
        }
        let breached = held.facts(to).map(|facts| *facts.breached.told()).unwrap_or_default();
        match breached {
            Told::Known(false) => {}
            Told::Known(true) => found.push(about(&rules::BREACHED, of, to)),
            Told::NotKnown(_) => found.push(about(&rules::BREACH_NOT_KNOWN, of, to)),
        }
    }
    found.into_iter().collect()
}
