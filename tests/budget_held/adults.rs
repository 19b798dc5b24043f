//! Care for an adult that meets a carer's need.

use mutual_care::base::{Fact, Surety};
use mutual_care::budget::held::HeldContext;
use mutual_care::budget::{CareOfAdult, PersonalBudget, PersonalBudgetParts, care_of_adult_findings};
use mutual_care::household::HouseholdInput;
use mutual_care::package::{BudgetOf, Line};
use serde_json::json;

use super::{NOTHING, codes, day, id, line, mother, package, period, uuid};

fn found(
    of: BudgetOf,
    line: Line,
    says: Option<CareOfAdult>,
    household: Option<&HouseholdInput>,
) -> Vec<&'static str> {
    let package = package(vec![line]);
    let mut parts = PersonalBudgetParts::new(id(21), of, id(9), id(20), day("2026-03-02"));
    parts.care_of_adult.extend(says);
    let budget = PersonalBudget::new(parts).expect("a budget");
    let context = HeldContext { household, ..HeldContext::new(&package, day("2026-03-02")) };
    codes(&care_of_adult_findings(&budget, &context))
}

/// A line for the mother in the budget of her son, who is her carer.
fn for_her_in_his() -> Line {
    Line { budgets: vec![BudgetOf::carer(id(2))], ..line(40) }
}

#[allow(clippy::unnecessary_wraps, reason = "as it is handed on")]
fn says(agrees: Option<bool>, above: Option<bool>, asks: Option<bool>) -> Option<CareOfAdult> {
    let fact = |said: Option<bool>| said.map_or_else(Fact::default, Fact::known);
    Some(CareOfAdult {
        agrees: fact(agrees),
        above_limit: fact(above),
        asks: fact(asks),
        ..CareOfAdult::new(id(40))
    })
}

#[test]
fn the_adult_agrees_and_above_the_limit_asks_for_it() {
    let of = |agrees, above, asks| {
        found(BudgetOf::carer(id(2)), for_her_in_his(), says(agrees, above, asks), None)
    };
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(of(yes, no, None), NOTHING);
    assert_eq!(of(no, no, None), ["adult-does-not-agree"]);
    assert_eq!(of(None, no, None), ["adult-not-asked"]);
    assert_eq!(of(yes, yes, yes), NOTHING);
    assert_eq!(of(yes, yes, no), ["adult-did-not-ask-for-it"]);
    assert_eq!(of(yes, yes, None), ["adult-limit-not-known"]);
    assert_eq!(of(yes, None, None), ["adult-limit-not-known"]);
    assert_eq!(of(yes, None, no), ["adult-limit-not-known"]);
    assert_eq!(of(yes, None, yes), NOTHING, "whoever asked for it does not have to be asked about money");
    assert_eq!(of(no, yes, no), ["adult-does-not-agree", "adult-did-not-ask-for-it"]);
    assert_eq!(
        found(BudgetOf::carer(id(2)), for_her_in_his(), None, None),
        ["adult-not-asked", "adult-limit-not-known"],
        "nobody was asked"
    );
    let unverified = mutual_care::budget::held::rules::ADULT_DID_NOT_ASK_FOR_IT.basis.surety();
    assert_eq!(unverified, Surety::Unverified);
}

#[test]
fn only_lines_for_one_that_meet_a_need_of_another_are_asked_about() {
    let his = BudgetOf::carer(id(2));
    // For him himself; for both; for her in a budget of her own.
    let for_him = Line { people: vec![id(2)], budgets: vec![his], ..line(40) };
    assert_eq!(found(his, for_him, None, None), NOTHING);
    let for_both = Line { people: vec![mother(), id(2)], budgets: vec![his], ..line(40) };
    assert_eq!(found(his, for_both, None, None), NOTHING);
    let hers = BudgetOf::adult(mother());
    assert_eq!(found(hers, line(40), None, None), NOTHING);
    // Ended lines are not asked about.
    let ended = Line { period: period("", "2026-03-02"), ..for_her_in_his() };
    assert_eq!(found(his, ended, None, None), NOTHING);
    // In her own budget it is one if it meets a need of his.
    let household: HouseholdInput = serde_json::from_value(json!({ "v1": {
        "id": uuid(9), "as_at": "2026-03-02",
        "people": [{ "id": uuid(1), "lives": "here" }, { "id": uuid(2), "lives": "here" }],
        "needs": [
            { "id": uuid(101), "person": uuid(1), "outcome": "nutrition", "consequence": "serious" },
            { "id": uuid(102), "person": uuid(2), "outcome": "recreation", "consequence": "moderate" },
        ],
    } }))
    .expect("a household");
    let meets = |need| Line { needs: vec![id(need)], ..line(40) };
    assert_eq!(found(hers, meets(101), None, Some(&household)), NOTHING);
    assert_eq!(found(hers, meets(102), None, Some(&household)), ["adult-not-asked", "adult-limit-not-known"]);
    assert_eq!(found(hers, meets(102), says(Some(true), Some(false), None), Some(&household)), NOTHING);
}
