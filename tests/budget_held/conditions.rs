//! The conditions of direct payments: each that is met, that is not, and that is not known.

use mutual_care::base::{Audience, Fact, Finding, Weight, WhyNotKnown};
use mutual_care::budget::held::{
    AuthorisedBy, DirectPaymentFacts, Held, HeldAs, HeldContext, LineHeld, Manages, Recipient,
    direct_payment_findings, going_on_findings, held_findings,
};
use mutual_care::package::{BudgetOf, Line, Payer};

use super::{NOTHING, codes, day, id, line, of, package, period};

/// A recipient of whom everything is known that has to be, and speaks for paying them.
fn met(to: Recipient) -> DirectPaymentFacts {
    let mut facts = DirectPaymentFacts::new(to);
    facts.has_capacity = Fact::known(!matches!(to, Recipient::Authorised(_)));
    facts.requested = Fact::known(true);
    facts.prohibited = Fact::known(false);
    facts.decided_not_to = Fact::known(false);
    facts.manages = Fact::known(Manages::Alone);
    facts.appropriate = Fact::known(true);
    match to {
        Recipient::ThePerson => {}
        Recipient::Nominee(_) => facts.nominee_agrees = Fact::known(true),
        Recipient::Authorised(_) => {
            facts.authorised = Fact::known(AuthorisedBy::Power);
            facts.best_interests = Fact::known(true);
        }
    }
    facts.breached = Fact::known(false);
    facts
}

fn held_with(facts: DirectPaymentFacts) -> Held {
    let mut held = Held::all(HeldAs::DirectPayment { to: facts.to });
    held.direct_payments.push(facts);
    held
}

fn found(to: Recipient, change: impl FnOnce(&mut DirectPaymentFacts)) -> Vec<&'static str> {
    let mut facts = met(to);
    change(&mut facts);
    let package = package(vec![line(40)]);
    codes(&direct_payment_findings(of(), &held_with(facts), &HeldContext::new(&package, day("2026-03-02"))))
}

const HER: Recipient = Recipient::ThePerson;

fn nominee() -> Recipient {
    Recipient::Nominee(id(3))
}

fn authorised() -> Recipient {
    Recipient::Authorised(id(3))
}

#[test]
fn whoever_meets_every_condition_is_paid() {
    for to in [HER, nominee(), authorised()] {
        assert_eq!(found(to, |_| {}), NOTHING);
        assert_eq!(found(to, |facts| facts.manages = Fact::known(Manages::WithHelp)), NOTHING);
    }
}

#[test]
fn each_condition_bars_where_it_is_not_met_and_where_that_is_not_known() {
    type Of = fn(&mut DirectPaymentFacts) -> &mut Fact<bool>;
    let shared: [(Of, bool, &str, &str); 4] = [
        (
            |facts| &mut facts.requested,
            true,
            "direct-payment-not-requested",
            "direct-payment-request-not-known",
        ),
        (
            |facts| &mut facts.prohibited,
            false,
            "direct-payment-prohibited",
            "direct-payment-not-known-allowed",
        ),
        (
            |facts| &mut facts.decided_not_to,
            false,
            "direct-payment-decided-against",
            "direct-payment-decision-not-known",
        ),
        (
            |facts| &mut facts.appropriate,
            true,
            "direct-payment-not-appropriate",
            "direct-payment-not-known-appropriate",
        ),
    ];
    let not_known =
        [WhyNotKnown::NotAsked, WhyNotKnown::AskedNotKnown, WhyNotKnown::Declined].map(Fact::not_known);
    for to in [HER, nominee(), authorised()] {
        for (fact, right, fails, unknown) in shared {
            assert_eq!(found(to, |facts| *fact(facts) = Fact::known(right)), NOTHING);
            assert_eq!(found(to, |facts| *fact(facts) = Fact::known(!right)), [fails]);
            for not_known in not_known {
                assert_eq!(found(to, |facts| *fact(facts) = not_known), [unknown]);
            }
        }
        assert_eq!(found(to, |facts| facts.manages = Fact::known(Manages::Not)), ["recipient-cannot-manage"]);
        assert_eq!(found(to, |facts| facts.manages = Fact::default()), ["recipient-managing-not-known"]);
        assert_eq!(
            found(to, |facts| facts.has_capacity = Fact::default()),
            ["capacity-to-request-not-known"]
        );
    }
    for to in [HER, nominee()] {
        assert_eq!(found(to, |facts| facts.has_capacity = Fact::known(false)), ["lacks-capacity-to-request"]);
    }
    assert_eq!(
        found(nominee(), |facts| facts.nominee_agrees = Fact::known(false)),
        ["nominee-does-not-agree"]
    );
    assert_eq!(found(nominee(), |facts| facts.nominee_agrees = Fact::default()), ["nominee-not-asked"]);
    assert_eq!(found(HER, |facts| facts.nominee_agrees = Fact::known(false)), NOTHING, "nobody is nominated");
    // Whoever has capacity to request them is not paid through somebody who is authorised.
    assert_eq!(
        found(authorised(), |facts| facts.has_capacity = Fact::known(true)),
        ["has-capacity-to-request"]
    );
    assert_eq!(
        found(authorised(), |facts| facts.best_interests = Fact::known(false)),
        ["recipient-not-in-best-interests"]
    );
    assert_eq!(
        found(authorised(), |facts| facts.best_interests = Fact::default()),
        ["recipient-best-interests-not-known"]
    );
}

#[test]
fn somebody_is_authorised_in_one_of_three_ways() {
    let by = |authorised: Fact<AuthorisedBy>, somebody_else: Fact<bool>, supported: Fact<bool>| {
        found(Recipient::Authorised(id(3)), |facts| {
            facts.authorised = authorised;
            facts.somebody_else_may_decide = somebody_else;
            facts.supported = supported;
        })
    };
    let (yes, no, open) = (Fact::known(true), Fact::known(false), Fact::default());
    let power = Fact::known(AuthorisedBy::Power);
    for somebody_else in [yes, no, open] {
        assert_eq!(by(power, somebody_else, no), NOTHING, "whoever may decide needs nobody's support");
    }
    // Somebody who may decide agrees that they are suitable, and supports the request.
    let agreed = Fact::known(AuthorisedBy::AgreedSuitable);
    assert_eq!(by(agreed, open, yes), NOTHING);
    assert_eq!(by(agreed, yes, no), ["request-not-supported"]);
    assert_eq!(by(agreed, yes, open), ["request-not-known-supported"]);
    // Nobody may decide, and the authority finds them suitable.
    let suitable = Fact::known(AuthorisedBy::FoundSuitable);
    assert_eq!(by(suitable, no, open), NOTHING);
    assert_eq!(by(suitable, open, open), ["recipient-not-known-authorised"]);
    assert_eq!(
        by(suitable, yes, yes),
        ["recipient-not-authorised"],
        "somebody may decide: that one has to agree"
    );
    assert_eq!(by(suitable, yes, no), ["recipient-not-authorised", "request-not-supported"]);
    let nothing = Fact::known(AuthorisedBy::Nothing);
    assert_eq!(by(nothing, no, open), ["recipient-not-authorised"]);
    assert_eq!(by(Fact::default(), no, open), ["recipient-not-known-authorised"]);
    assert_eq!(
        by(Fact::default(), open, open),
        ["recipient-not-known-authorised", "request-not-known-supported"]
    );
}

#[test]
fn all_that_is_missing_comes_at_once() {
    let package = package(vec![line(40)]);
    let context = HeldContext::new(&package, day("2026-03-02"));
    let held = Held::all(HeldAs::DirectPayment { to: HER });
    let findings = direct_payment_findings(of(), &held, &context);
    assert_eq!(
        codes(&findings),
        [
            "direct-payment-request-not-known",
            "capacity-to-request-not-known",
            "direct-payment-not-known-allowed",
            "direct-payment-decision-not-known",
            "recipient-managing-not-known",
            "direct-payment-not-known-appropriate",
        ]
    );
    assert!(findings.iter().all(|finding| finding.weight() == Weight::Bars));
    let for_anyone: Vec<&str> = findings.visible_to(Audience::Anyone).map(Finding::code).collect();
    assert!(!for_anyone.contains(&"capacity-to-request-not-known"));
    assert_eq!(codes(&held_findings(of(), &held, &context)).len(), 6);
}

#[test]
fn only_what_is_held_by_direct_payment_is_looked_at() {
    let on = |held: &Held, lines: Vec<Line>| {
        let package = package(lines);
        direct_payment_findings(of(), held, &HeldContext::new(&package, day("2026-03-02"))).len()
    };
    let direct = Held::all(HeldAs::DirectPayment { to: HER });
    assert_eq!(on(&Held::all(HeldAs::Managed), vec![line(40)]), 0);
    assert_eq!(on(&Held::all(HeldAs::ServiceFund { with: id(30) }), vec![line(40)]), 0);
    assert_eq!(on(&direct, vec![line(40)]), 6);
    assert_eq!(on(&direct, Vec::new()), 6, "nothing is paid yet, and all of it would be");
    // One line that is managed, and no other.
    let mut but_one = direct.clone();
    but_one.lines.push(LineHeld { line: id(40), held: HeldAs::Managed });
    assert_eq!(on(&but_one, vec![line(40)]), 0);
    assert_eq!(on(&but_one, vec![line(40), line(41)]), 6);
    // A line that ended, one that health pays, and one of somebody else's budget.
    let ended = |until| Line { period: period("", until), ..line(40) };
    assert_eq!(on(&direct, vec![ended("2026-03-02")]), 0);
    assert_eq!(on(&direct, vec![ended("2026-03-03")]), 6);
    assert_eq!(on(&but_one, vec![line(40), Line { payer: Payer::Health, ..line(41) }]), 0);
    let another = Line { budgets: vec![BudgetOf::carer(id(2))], ..line(41) };
    assert_eq!(on(&but_one, vec![line(40), another]), 0);
    // Two recipients are two questions.
    let mut two = direct.clone();
    two.lines.push(LineHeld { line: id(41), held: HeldAs::DirectPayment { to: nominee() } });
    assert_eq!(on(&two, vec![line(40), line(41)]), 13);
}

#[test]
fn payments_that_are_made_stop_where_a_condition_fails_and_go_on_while_it_is_asked() {
    let package = package(vec![line(40)]);
    let context = HeldContext::new(&package, day("2026-03-02"));
    let going_on = |change: fn(&mut DirectPaymentFacts)| {
        let mut facts = met(HER);
        change(&mut facts);
        let findings = going_on_findings(of(), &held_with(facts), &context);
        findings.iter().map(|finding| (finding.code(), finding.weight())).collect::<Vec<_>>()
    };
    assert_eq!(going_on(|_| {}), []);
    assert_eq!(
        going_on(|facts| facts.manages = Fact::known(Manages::Not)),
        [("direct-payment-must-stop", Weight::Bars)]
    );
    assert_eq!(
        going_on(|facts| facts.manages = Fact::default()),
        [("recipient-managing-not-known", Weight::Warns)]
    );
    assert_eq!(
        going_on(|facts| facts.breached = Fact::known(true)),
        [("direct-payment-breached", Weight::Warns)]
    );
    assert_eq!(going_on(|facts| facts.breached = Fact::default()), [("breach-not-known", Weight::Notes)]);
    // Why it stops is told to anyone only if anyone may know it.
    let mut facts = met(HER);
    facts.has_capacity = Fact::known(false);
    let findings = going_on_findings(of(), &held_with(facts), &context);
    assert_eq!(codes(&findings), ["direct-payment-must-stop", "lacks-capacity-to-request"]);
    let told: Vec<String> = findings.visible_to(Audience::Anyone).map(Finding::for_professional).collect();
    assert_eq!(told.len(), 1);
    assert!(!told[0].contains("capacity"), "{}", told[0]);
}
