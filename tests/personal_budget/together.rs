//! Budgets of a household side by side, revisions, and what bars agreeing. 2 March 2026 is a Monday.

use mutual_care::base::{England, Fact, Money, RecordRef, Told};
use mutual_care::budget::{
    AgreeingContext, ArrangementFee, Bears, BudgetRevision, BudgetVersion, BudgetsTogether, Contribution,
    ContributionFrom, FeeCondition, Pays, PersonalBudget, StatementQuestion, agreeing_findings,
};
use mutual_care::package::{EligibleNeed, Line, LineKind, Otherwise, Package, Payer, SharedBy, Unit};

use crate::made::{
    adult, budget, budget_id, carer, codes, contributes, day, fraction, line, line_id, need, need_id,
    package, parts, pence, person,
};

fn on(date: &str) -> StatementQuestion<'static> {
    StatementQuestion::new(day(date), &England)
}

fn contribution(weekly: i64, with_other_role: Told<bool>) -> Fact<Contribution> {
    Fact::known(Contribution { with_other_role, ..Contribution::from(day("2026-03-02"), pence(weekly)) })
}

/// Three budgets of two people share a line at £100.01 a week; the first person has £30 a week alone.
fn household() -> (Package, Vec<PersonalBudget>) {
    let shared = Line {
        people: vec![person(1), person(2)],
        budgets: vec![adult(1), adult(2), carer(2)],
        split: Some(SharedBy::Equally),
        ..line(1, 10_001, Unit::Week)
    };
    let mut as_carer = parts(2);
    (as_carer.id, as_carer.of) = (budget_id(3), carer(2));
    as_carer.contribution = contribution(1_000, Told::Known(false));
    let mut two = parts(2);
    two.contribution = contribution(2_000, Told::default());
    let budgets = vec![contributes(1, 4_200), budget(two), budget(as_carer)];
    (package(vec![shared, line(2, 3_000, Unit::Week)]), budgets)
}

fn together(package: &Package, budgets: &[PersonalBudget]) -> BudgetsTogether {
    let statements: Vec<_> =
        budgets.iter().map(|budget| budget.statement(package, &on("2026-03-02")).unwrap()).collect();
    BudgetsTogether::of(package, &statements).unwrap()
}

#[test]
fn the_table_adds_up_both_ways() {
    let (package, budgets) = household();
    let view = together(&package, &budgets);
    // £100.01 in three: 33.34, 33.34, 33.33.
    let rows: Vec<(_, Vec<i64>)> = view
        .costs
        .iter()
        .map(|(line, cells)| (*line, cells.iter().map(|cell| cell.pence()).collect()))
        .collect();
    assert_eq!(rows, [(line_id(1), vec![3_334, 3_334, 3_333]), (line_id(2), vec![3_000, 0, 0])]);
    assert_eq!(view.costs.columns(), [adult(1), adult(2), carer(2)]);
    assert_eq!((view.cost, view.costs.total()), (pence(13_001), pence(13_001)));
    assert_eq!(view.pays, Some(Pays { person: pence(7_200), authority: pence(5_801) }));
    let bears = view.bears.as_ref().unwrap();
    assert_eq!(bears.columns(), [Bears::Person(person(1)), Bears::Person(person(2)), Bears::Authority]);
    assert_eq!(
        bears.column_totals().into_iter().map(Money::pence).collect::<Vec<_>>(),
        [4_200, 3_000, 5_801]
    );
    assert_eq!(bears.row_totals(), view.costs.row_totals());
    let people: Vec<_> = (view.people.iter())
        .map(|person| {
            (person.person, person.roles.len(), person.cost.pence(), person.pays.unwrap().person.pence())
        })
        .collect();
    assert_eq!(people, [(person(1), 1, 6_334, 4_200), (person(2), 2, 6_667, 3_000)]);
    assert!(view.without.is_empty());
}

#[test]
fn two_contributions_of_one_person_that_were_not_assessed_together_are_found() {
    let (package, budgets) = household();
    let found = together(&package, &budgets).findings();
    assert_eq!(codes(&found), ["assessed-without-the-other", "not-known-assessed-with-the-other"]);
    // One of them alone is not two.
    let one = together(&package, &budgets[..2]);
    assert!(one.findings().is_empty());
    assert_eq!(one.without, [carer(2)]);
}

#[test]
fn a_view_is_of_one_date_and_each_budget_once() {
    let (package, budgets) = household();
    let refused = |statements: &[_]| {
        let problems = BudgetsTogether::of(&package, statements).unwrap_err();
        problems.iter().map(|one| (one.place().to_owned(), one.code())).collect::<Vec<_>>()
    };
    let first = budgets[0].statement(&package, &on("2026-03-02")).unwrap();
    let later = budgets[1].statement(&package, &on("2026-03-03")).unwrap();
    assert_eq!(refused(&[]), [("statements".to_owned(), "no-statement")]);
    assert_eq!(
        refused(&[first.clone(), later, first]),
        [("statements[1].on".to_owned(), "other-date"), ("statements[2].of".to_owned(), "budget-twice")]
    );
}

#[test]
fn care_for_an_adult_with_a_budget_does_not_belong_in_a_carers() {
    let respite = Line { budgets: vec![carer(2)], ..line(1, 1_000, Unit::Week) };
    let package = package(vec![respite]);
    let mut as_carer = parts(2);
    (as_carer.id, as_carer.of) = (budget_id(3), carer(2));
    as_carer.contribution = contribution(0, Told::default());
    let both = together(&package, &[contributes(1, 0), budget(as_carer.clone())]);
    assert_eq!(codes(&both.findings()), ["in-the-carers-budget"]);
    assert_eq!((both.in_carers_budget[0].adult, both.in_carers_budget[0].carer), (person(1), person(2)));
    // An adult without a budget has none to which it could belong.
    assert!(together(&package, &[budget(as_carer)]).findings().is_empty());
}

#[test]
fn a_revision_stands_beside_what_it_was_day_by_day() {
    let (old, new) = (
        package(vec![line(1, 7_000, Unit::Week), line(2, 700, Unit::Week)]),
        package(vec![line(1, 5_600, Unit::Week), line(3, 1_400, Unit::Week)]),
    );
    let before = contributes(1, 4_200);
    let mut after = before.clone().into_parts();
    after.contribution = Fact::known({
        let mut contribution = Contribution::from(day("2026-03-02"), pence(4_200));
        contribution.amounts.push(ContributionFrom::new(day("2026-03-11"), pence(2_100)));
        contribution
    });
    let after = budget(after);
    let revision = BudgetRevision::of(
        BudgetVersion { from: day("2026-03-02"), budget: &before, package: &old },
        BudgetVersion { from: day("2026-03-11"), budget: &after, package: &new },
        day("2026-03-16"),
        &on("2026-03-11"),
    )
    .unwrap();
    assert_eq!(
        (revision.from, revision.old.cost, revision.new.cost),
        (day("2026-03-11"), pence(7_700), pence(7_000))
    );
    assert_eq!(revision.cost, pence(-700));
    assert_eq!(revision.pays, Some(Pays { person: pence(-2_100), authority: pence(1_400) }));
    let lines: Vec<_> = revision.lines.iter().map(|line| (line.line, line.difference.pence())).collect();
    assert_eq!(lines, [(line_id(1), -1_400), (line_id(2), -700), (line_id(3), 1_400)]);
    // Wednesday to Sunday: five days at £11 before and £10 after.
    assert_eq!(revision.days.len(), 5);
    assert_eq!(revision.days_cost, fraction("-500/1"));
    // Before, £6 a day. After, the week of 9 March is due at 2 x £6 and 5 x £3, £27, and costs 2 x £11 and 5 x £10, £72:
    // each of the five bears 1000 x 2700/7200, £3.75.
    assert_eq!(revision.days[0].old_charge, Some(fraction("600/1")));
    assert_eq!(revision.days[0].new_charge, Some(fraction("375/1")));
    assert_eq!(revision.days_charge, Some(fraction("-1125/1")));
    // As long as one contribution is not known only costs are told.
    let mut unknown = before.clone().into_parts();
    unknown.contribution = Fact::default();
    let unknown = budget(unknown);
    let costs = BudgetRevision::of(
        BudgetVersion { from: day("2026-03-02"), budget: &unknown, package: &old },
        BudgetVersion { from: day("2026-03-11"), budget: &after, package: &new },
        day("2026-03-12"),
        &on("2026-03-11"),
    )
    .unwrap();
    assert_eq!((costs.pays, costs.days_charge, costs.days_cost.to_string()), (None, None, "-100/1".into()));
    let empty = BudgetRevision::of(
        BudgetVersion { from: day("2026-03-02"), budget: &unknown, package: &old },
        BudgetVersion { from: day("2026-03-11"), budget: &after, package: &new },
        day("2026-03-11"),
        &on("2026-03-11"),
    );
    assert!(empty.is_err());
}

fn ready() -> (Package, PersonalBudget, RecordRef) {
    let package = package(vec![Line { needs: vec![need_id(1)], ..line(1, 7_000, Unit::Week) }]);
    let plan = RecordRef { id: budget_id(9).any(), revision: 4 };
    let mut parts = contributes(1, 4_200).into_parts();
    parts.package.fingerprint = Some(package.fingerprint().unwrap());
    parts.plan = Some(plan);
    (package, budget(parts), plan)
}

const ELIGIBLE: fn() -> Vec<EligibleNeed> = || vec![EligibleNeed { need: need_id(1), otherwise: None }];

fn found(
    package: &Package,
    budget: &PersonalBudget,
    plan: Option<RecordRef>,
    eligible: &[EligibleNeed],
) -> Vec<&'static str> {
    let needs =
        [need(1, 1, "daily 08:00-09:00"), need(2, 2, "daily 08:00-09:00"), need(3, 1, "daily 08:00-09:00")];
    let question = on("2026-03-02").with_needs(&needs);
    let context =
        AgreeingContext { plan, eligible: Some(eligible), ..AgreeingContext::new(package, question) };
    codes(&agreeing_findings(budget, &context).unwrap())
}

#[test]
fn nothing_bars_agreeing_to_what_is_whole() {
    let (package, budget, plan) = ready();
    assert!(found(&package, &budget, Some(plan), &ELIGIBLE()).is_empty());
}

#[test]
fn plan_and_package_are_of_the_very_version() {
    let (some, budget, plan) = ready();
    assert_eq!(found(&some, &budget, None, &ELIGIBLE()), ["plan-not-named"]);
    let later = RecordRef { revision: 5, ..plan };
    assert_eq!(found(&some, &budget, Some(later), &ELIGIBLE()), ["plan-has-changed"]);
    let changed = package(vec![Line { needs: vec![need_id(1)], ..line(1, 7_001, Unit::Week) }]);
    assert_eq!(found(&changed, &budget, Some(plan), &ELIGIBLE()), ["package-has-changed"]);
}

#[test]
fn every_eligible_need_is_priced_or_said_to_be_met_otherwise() {
    let (some, budget, plan) = ready();
    let with = |otherwise| {
        let mut eligible = ELIGIBLE();
        eligible.push(EligibleNeed { need: need_id(3), otherwise });
        // That of the second person is no matter of this budget.
        eligible.push(EligibleNeed { need: need_id(2), otherwise: None });
        found(&some, &budget, Some(plan), &eligible)
    };
    assert_eq!(with(None), ["need-without-line"]);
    assert_eq!(with(Some(Otherwise::Carer { willing_and_able: Told::default() })), ["otherwise-not-known"]);
    assert!(with(Some(Otherwise::Carer { willing_and_able: Told::Known(true) })).is_empty());
    let unpriced = package(vec![Line { needs: vec![need_id(1)], prices: vec![], ..line(1, 1, Unit::Week) }]);
    let mut parts = budget.clone().into_parts();
    parts.package.fingerprint = Some(unpriced.fingerprint().unwrap());
    parts.contribution = contribution(0, Told::default());
    let parts = crate::made::budget(parts);
    assert_eq!(
        found(&unpriced, &parts, Some(plan), &ELIGIBLE()),
        ["statement-without-line", "need-not-priced"]
    );
    // What the health service pays need not be priced here.
    let health =
        Line { needs: vec![need_id(1)], prices: vec![], payer: Payer::Health, ..line(1, 1, Unit::Week) };
    let health = package(vec![health]);
    let mut parts = parts.into_parts();
    parts.package.fingerprint = Some(health.fingerprint().unwrap());
    assert!(found(&health, &crate::made::budget(parts), Some(plan), &ELIGIBLE()).is_empty());
}

#[test]
fn all_that_bars_is_told_at_once_also_where_the_contribution_is_too_much() {
    let (some, whole, plan) = ready();
    let mut parts = whole.into_parts();
    parts.package.fingerprint = None;
    parts.drawn_up_on = day("2026-04-01");
    parts.contribution = contribution(7_001, Told::default());
    let mut eligible = ELIGIBLE();
    eligible.push(EligibleNeed { need: need_id(3), otherwise: None });
    let mut codes = found(&some, &budget(parts), Some(plan), &eligible);
    codes.sort_unstable();
    assert_eq!(
        codes,
        ["contribution-above-cost", "correction-not-told", "need-without-line", "version-not-named"]
    );
}

#[test]
fn a_fee_for_arranging_needs_its_condition_and_is_no_more_than_arranging_costs() {
    let mut fee = line(2, 700, Unit::Week);
    fee.what = LineKind::ArrangementFee;
    let (_, whole, plan) = ready();
    let some = package(vec![Line { needs: vec![need_id(1)], ..line(1, 7_000, Unit::Week) }, fee]);
    let with = |fees: Vec<ArrangementFee>| {
        let mut parts = whole.clone().into_parts();
        parts.package.fingerprint = Some(some.fingerprint().unwrap());
        parts.fees = fees;
        found(&some, &budget(parts), Some(plan), &ELIGIBLE())
    };
    let ground = |condition, costs| ArrangementFee {
        line: line_id(2),
        condition: Told::Known(condition),
        arranging_costs: Told::Known(pence(costs)),
    };
    assert_eq!(with(vec![]), ["fee-condition-not-known", "fee-costs-not-known"]);
    assert!(with(vec![ground(FeeCondition::AdultAsks, 700)]).is_empty());
    assert_eq!(with(vec![ground(FeeCondition::AdultAsks, 699)]), ["fee-above-costs"]);
    assert_eq!(with(vec![ground(FeeCondition::CarerAsks, 700)]), ["fee-condition-of-other-role"]);
    assert_eq!(with(vec![ground(FeeCondition::AdultAsksForCarer, 700)]), ["fee-condition-of-other-role"]);
}
