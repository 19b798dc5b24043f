//! What does not fit together in a personal budget, all at once and each at its place.

use mutual_care::base::{Fact, Told};
use mutual_care::budget::held::{HeldAs, LineHeld, Recipient};
use mutual_care::budget::{
    AlonePrice, AloneSource, ArrangementFee, Contribution, ContributionFrom, PersonalBudget,
    PersonalBudgetParts,
};
use mutual_care::package::{Price, Quantity, Unit, When};

use crate::made::{budget, day, line_id, parts, pence};

fn told(parts: PersonalBudgetParts) -> Vec<(String, &'static str)> {
    let problems = PersonalBudget::new(parts).unwrap_err();
    problems.iter().map(|problem| (problem.place().to_owned(), problem.code())).collect()
}

#[test]
fn everything_that_does_not_fit_is_told_at_once_and_at_its_place() {
    let mut parts = parts(1);
    parts.review_by = Some(day("2026-03-01"));
    let mut contribution = Contribution::from(day("2026-03-03"), pence(-1));
    contribution.amounts.push(ContributionFrom::new(day("2026-03-03"), pence(100)));
    parts.contribution = Fact::known(contribution);
    let fee = ArrangementFee {
        line: line_id(9),
        condition: Told::default(),
        arranging_costs: Told::Known(pence(-5)),
    };
    parts.fees = vec![fee, fee];
    let mut alone = AlonePrice::new(
        line_id(1),
        Price { from: Some(day("2026-03-02")), ..Price::new(pence(0), Unit::Visit) },
        AloneSource::Quote,
        day("2026-03-02"),
    );
    alone.when = Some(When::Quantity { amount: Quantity::Minutes(60), weeks: 1 });
    alone.hands = Some(17);
    parts.alone = vec![alone.clone(), alone];
    parts.held.lines = vec![LineHeld { line: line_id(2), held: HeldAs::Managed }; 2];
    let told = told(parts);
    let told: Vec<(&str, &str)> = told.iter().map(|(place, code)| (place.as_str(), *code)).collect();
    let alone = |nth: &'static [&'static str; 4]| {
        let codes = ["hands", "alone-from", "alone-pence", "unit-without-when"];
        nth.iter().copied().zip(codes)
    };
    let mut expected = vec![
        ("review_by", "review-before"),
        ("contribution.known.amounts[0].from", "amount-later"),
        ("contribution.known.amounts[0].pence", "amount-below"),
        ("contribution.known.amounts[1].from", "amount-order"),
        ("fees[1].line", "line-twice"),
        ("fees[0].arranging_costs.known", "amount-below"),
        ("fees[1].arranging_costs.known", "amount-below"),
        ("alone[1].line", "line-twice"),
    ];
    expected.extend(alone(&[
        "alone[0].hands",
        "alone[0].price.from",
        "alone[0].price.pence",
        "alone[0].price.per",
    ]));
    expected.extend(alone(&[
        "alone[1].hands",
        "alone[1].price.from",
        "alone[1].price.pence",
        "alone[1].price.per",
    ]));
    expected.push(("held.lines[1].line", "line-twice"));
    assert_eq!(told, expected);
}

#[test]
fn a_contribution_without_an_amount_and_dates_of_other_ages_are_refused() {
    let mut some = parts(1);
    some.contribution = Fact::known(Contribution { amounts: Vec::new(), with_other_role: Told::default() });
    assert_eq!(told(some), [("contribution.known.amounts".to_owned(), "no-amount")]);
    let mut some = parts(1);
    some.begins_on = day("1066-10-14");
    assert_eq!(told(some), [("begins_on".to_owned(), "year")]);
}

#[test]
fn a_budget_is_written_and_read_again_and_its_fingerprint_does_not_hang_on_order() {
    let mut some = parts(1);
    let mut contribution = Contribution::from(day("2026-03-02"), pence(5_000));
    contribution.amounts.push(ContributionFrom {
        told_on: Some(day("2026-04-20")),
        ..ContributionFrom::new(day("2026-04-06"), pence(0))
    });
    some.contribution = Fact::known(contribution).told_on(day("2026-02-20"));
    let direct = HeldAs::DirectPayment { to: Recipient::ThePerson };
    some.held.lines = vec![
        LineHeld { line: line_id(2), held: direct },
        LineHeld { line: line_id(1), held: HeldAs::Managed },
    ];
    let mut other = some.clone();
    other.held.lines.reverse();
    let (some, other) = (budget(some), budget(other));
    assert_eq!(some, other);
    assert_eq!(some.fingerprint().unwrap(), other.fingerprint().unwrap());
    let written = serde_json::to_value(&some).unwrap();
    assert_eq!(written["of"]["as"], "adult");
    assert_eq!(written["contribution"]["known"]["amounts"][1]["told_on"], "2026-04-20");
    assert_eq!(serde_json::from_value::<PersonalBudget>(written).unwrap(), some);
}
