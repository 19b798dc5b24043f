//! How a budget is held, on the wire, and what stands in it of people.

use mutual_care::base::{Actor, Fact, PrivateText, Weight};
use mutual_care::budget::held::{
    DirectPaymentFacts, Held, HeldAs, LineHeld, LineInCareHome, Necessity, Paid, PaidFor, PayeeFacts,
    Recipient, StayedInCareHome, rules,
};
use mutual_care::budget::{Holding, PersonalBudget, PersonalBudgetParts};
use mutual_care::package::Closeness;
use serde_json::json;

use super::{day, id, of, paid_to_her, period, uuid};

fn all() -> Held {
    let mut held = Held::all(HeldAs::ServiceFund { with: id(30) });
    held.paid = Paid::Gross;
    held.lines.push(LineHeld { line: id(41), held: HeldAs::Managed });
    held.lines
        .push(LineHeld { line: id(40), held: HeldAs::DirectPayment { to: Recipient::Authorised(id(3)) } });
    let mut facts = DirectPaymentFacts::new(Recipient::Authorised(id(3)));
    facts.has_capacity = Fact::known(false).told_on(day("2026-03-01"));
    held.direct_payments.push(facts);
    let payee =
        PayeeFacts { payee: id(4), is: Fact::known(Closeness::Neither), lives_with_them: Fact::default() };
    held.payees.push(payee);
    held.necessities.push(Necessity {
        payee: id(2),
        paid_for: PaidFor::Care,
        necessary: true,
        by: Actor::from(id::<mutual_care::base::kinds::Worker>(90)),
        on: day("2026-03-02"),
        reason: PrivateText::new("nobody else can sign with her").unwrap(),
        review_by: Some(day("2026-09-02")),
    });
    held.stays.push(StayedInCareHome { person: id(1), period: period("2026-01-05", "2026-01-12") });
    held.in_care_home.push(LineInCareHome { line: id(41), in_care_home: Fact::known(true) });
    held
}

#[test]
fn how_a_budget_is_held_is_written_and_read() {
    let held = all();
    let written = serde_json::to_value(&held).unwrap();
    assert_eq!(
        written,
        json!({
            "as": { "service_fund": { "with": uuid(30) } },
            "lines": [
                { "line": uuid(41), "as": "managed" },
                { "line": uuid(40), "as": { "direct_payment": { "to": { "authorised": uuid(3) } } } },
            ],
            "paid": "gross",
            "direct_payments": [
                { "to": { "authorised": uuid(3) }, "has_capacity": { "known": false, "on": "2026-03-01" } },
            ],
            "payees": [{ "payee": uuid(4), "is": { "known": "neither" } }],
            "necessities": [{
                "payee": uuid(2), "for": "care", "necessary": true, "by": format!("worker:{}", uuid(90)),
                "on": "2026-03-02", "reason": "nobody else can sign with her", "review_by": "2026-09-02",
            }],
            "stays": [{ "person": uuid(1), "period": { "from": "2026-01-05", "until": "2026-01-12" } }],
            "in_care_home": [{ "line": uuid(41), "in_care_home": { "known": true } }],
        })
    );
    assert_eq!(serde_json::from_value::<Held>(written).unwrap(), held);
    // What nobody said is managed by the authority, net, and nothing is known of it.
    assert_eq!(serde_json::from_value::<Held>(json!({})).unwrap(), Held::all(HeldAs::Managed));
    assert_eq!(serde_json::to_value(Held::default()).unwrap(), json!({ "as": "managed" }));
}

#[test]
fn a_line_is_held_as_it_says_and_else_as_the_budget() {
    let held = all();
    assert_eq!(held.of(id(40)).holding(), Holding::DirectPayment);
    assert_eq!(held.of(id(41)).holding(), Holding::Managed);
    assert_eq!(held.of(id(42)).holding(), Holding::ServiceFund);
    assert_eq!(held.of(id(40)).recipient().and_then(Recipient::somebody_else), Some(id(3)));
    assert_eq!(paid_to_her().of(id(40)).recipient(), Some(Recipient::ThePerson));
    assert_eq!(Recipient::ThePerson.somebody_else(), None);
}

#[test]
fn the_same_facts_in_another_order_are_the_same_facts() {
    let mut held = all();
    let mut turned = all();
    turned.lines.reverse();
    assert_ne!(held, turned);
    held.put_in_order();
    turned.put_in_order();
    assert_eq!(held, turned);
}

#[test]
fn no_words_are_left_where_they_are_removed_and_none_are_printed() {
    let held = all();
    assert!(!format!("{held:?}").contains("sign with her"));
    let redacted = serde_json::to_string(&held.redact()).unwrap();
    assert!(!redacted.contains("sign with her") && redacted.contains(&uuid(90)));
}

#[test]
fn what_is_read_says_what_would_be_right() {
    let wrong = |value: serde_json::Value| serde_json::from_value::<Held>(value).unwrap_err().to_string();
    assert!(wrong(json!({ "paid": "both" })).contains("one of net, gross"));
    assert!(wrong(json!({ "lines": [{ "line": uuid(40) }] })).contains("as"));
}

#[test]
fn what_does_not_fit_together_is_told_at_once_and_at_its_place() {
    let mut parts = PersonalBudgetParts::new(id(21), of(), id(9), id(20), day("2026-03-02"));
    let herself = Recipient::Nominee(super::mother().into());
    parts.held = Held::all(HeldAs::DirectPayment { to: herself });
    parts.held.direct_payments = vec![DirectPaymentFacts::new(Recipient::ThePerson); 2];
    parts.held.direct_payments.push(DirectPaymentFacts::new(herself));
    parts.held.payees = vec![all().payees[0]; 2];
    let mut necessity = all().necessities[0].clone();
    necessity.review_by = Some(day("2026-03-01"));
    parts.held.necessities = vec![all().necessities[0].clone(), necessity];
    parts.held.in_care_home = vec![all().in_care_home[0]; 2];
    let problems = PersonalBudget::new(parts.clone()).unwrap_err();
    let told: Vec<(&str, &str)> = problems.iter().map(|problem| (problem.place(), problem.code())).collect();
    assert_eq!(
        told,
        [
            ("held.as", "recipient-is-the-person"),
            ("held.direct_payments[2].to", "recipient-is-the-person"),
            ("held.direct_payments[1]", "said-twice"),
            ("held.payees[1]", "said-twice"),
            ("held.necessities[1]", "said-twice"),
            ("held.in_care_home[1]", "said-twice"),
            ("held.necessities[1].review_by", "review-before"),
        ]
    );
    parts.held = Held::default();
    parts.held.payees = vec![all().payees[0]; 257];
    let problems = PersonalBudget::new(parts.clone()).unwrap_err();
    assert_eq!(problems.to_string(), "held.payees: expected at most 256 payees");
    parts.held = all();
    assert!(PersonalBudget::new(parts).is_ok());
}

#[test]
fn each_sentence_is_whole_and_short_enough_to_be_read() {
    for rule in rules::TABLE {
        for (sentences, words_most) in [(rule.professional, 45), (rule.person, 15)] {
            assert!(sentences.ends_with('.'), "{}", rule.code);
            for sentence in sentences.split(['.', ':']) {
                let words = sentence.split_whitespace().count();
                assert!(words <= words_most, "{}: {words} words: {sentence}", rule.code);
            }
        }
        // What was not read in a source is never said as though it were law.
        if rule.basis.surety() == mutual_care::base::Surety::Unverified && rule.basis.is_law() {
            assert!(rule.professional.contains("taken"), "{}", rule.code);
        }
        assert!(rule.weight != Weight::Bars || rule.professional.matches('.').count() >= 1, "{}", rule.code);
    }
}
