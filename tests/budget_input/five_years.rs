//! The five years of the first family, worked out by hand.

use mutual_care::base::{England, Money, PersonId};
use mutual_care::budget::{BudgetStatement, BudgetsTogether, StatementQuestion, charge_of_versions};
use mutual_care::need::Need;
use mutual_care::package::{BudgetRole, CostQuestion, FamilyPage, PackageContext, YouPay};

use super::{day, five_years};

/// Of each budget: what a typical week costs, and what the person pays of it, in pence.
type Weeks = &'static [(&'static str, BudgetRole, i64, i64)];

const CHANGES: [(&str, Weeks); 5] = [
    // Two days at £52 and four hours at £16.50; two journeys at £7.50.
    ("2021-04-05", &[("Owen", BudgetRole::Adult, 17_000, 2_140), ("Nora", BudgetRole::Carer, 1_500, 0)]),
    // Two days at £55 and four hours at £17.50; an hour and a half at £18.
    (
        "2022-10-03",
        &[
            ("Owen", BudgetRole::Adult, 18_000, 2_310),
            ("Nora", BudgetRole::Carer, 1_500, 0),
            ("Nora", BudgetRole::Adult, 2_700, 1_875),
        ],
    ),
    // A day at £58, four hours at £19, 40% of two hours at £20; an hour and a half at £20 and the other 60%; a session at £24.
    (
        "2024-05-13",
        &[
            ("Owen", BudgetRole::Adult, 15_000, 2_500),
            ("Nora", BudgetRole::Adult, 5_400, 2_250),
            ("Owen", BudgetRole::Carer, 2_400, 0),
        ],
    ),
    // £60 + £80 + £16.80; £31.50 + £25.20 + seven visits at £16; a session at £26.
    (
        "2025-11-03",
        &[
            ("Owen", BudgetRole::Adult, 15_680, 2_640),
            ("Nora", BudgetRole::Adult, 16_870, 2_400),
            ("Owen", BudgetRole::Carer, 2_600, 0),
        ],
    ),
    // £84 + £17.60; £33 + £26.40 + £117.60 + £88; a session at £31.50.
    (
        "2026-04-06",
        &[
            ("Owen", BudgetRole::Adult, 10_160, 2_720),
            ("Nora", BudgetRole::Adult, 26_500, 2_610),
            ("Owen", BudgetRole::Carer, 3_150, 0),
        ],
    ),
];

fn person(name: &str) -> PersonId {
    let number = if name == "Nora" { 1 } else { 2 };
    format!("a0000000-0000-4000-8000-{number:012}").parse().unwrap()
}

/// The statements of a day, of budgets that have a line then.
fn statements(on: &str, needs: &[Need]) -> Vec<BudgetStatement> {
    let (input, on) = (five_years(), day(on));
    let package = input.package_on(on).unwrap();
    let question = StatementQuestion::new(on, &England).with_needs(needs);
    let budgets = input.budgets().into_iter().filter_map(|(id, _)| input.budget_on(id, on));
    let statements = budgets.map(|budget| budget.statement(package, &question).unwrap());
    statements.filter(|statement| !statement.lines.is_empty()).collect()
}

fn needs() -> Vec<Need> {
    five_years().household().needs().iter().map(|stated| stated.need.clone()).collect()
}

#[test]
fn each_statement_is_what_was_worked_out_by_hand() {
    let needs = needs();
    for (on, weeks) in CHANGES {
        let statements = statements(on, &needs);
        let said: Vec<_> = (statements.iter())
            .map(|one| (one.of.person, one.of.role, one.cost.pence(), one.pays.unwrap().person.pence()))
            .collect();
        let expected: Vec<_> =
            weeks.iter().map(|(name, role, cost, pays)| (person(name), *role, *cost, *pays)).collect();
        assert_eq!(said, expected, "{on}");
        for statement in &statements {
            let pays = statement.pays.unwrap();
            assert_eq!(pays.person.plus(pays.authority), Some(statement.cost));
            assert!(statement.findings().iter().next().is_none(), "{on}: {:?}", statement.findings());
        }
        let input = five_years();
        let together = BudgetsTogether::of(input.package_on(day(on)).unwrap(), &statements).unwrap();
        let all: i64 = weeks.iter().map(|(_, _, cost, _)| cost).sum();
        assert_eq!(together.cost.pence(), all);
        assert!(together.without.is_empty() && together.findings().iter().next().is_none(), "{on}");
    }
}

/// From each change until the next it is whole weeks: what was charged is so many weeks of the contribution.
#[test]
fn what_was_charged_is_so_many_weeks() {
    let (input, needs) = (five_years(), needs());
    let weeks = [78, 84, 77, 22];
    for ((from, until), weeks) in CHANGES.iter().zip(CHANGES.iter().skip(1)).zip(weeks) {
        let period = super::Period::new(Some(day(from.0)), Some(day(until.0))).unwrap();
        let question = CostQuestion::new(period, &England).with_needs(&needs);
        for (name, role, cost, pays) in from.1 {
            let of = |budget: mutual_care::package::BudgetOf| (budget.person, budget.role);
            let (id, _) =
                input.budgets().into_iter().find(|(_, one)| of(*one) == (person(name), *role)).unwrap();
            let charge = charge_of_versions(&input.versions(id), &question).unwrap();
            assert_eq!(charge.charge.pence(), pays * weeks, "{name} from {}", from.0);
            assert_eq!(charge.chargeable.pence(), cost * weeks, "{name} from {}", from.0);
        }
    }
}

/// The family's page says what each of them pays, as their statements do.
#[test]
fn the_familys_page_says_what_they_pay() {
    let (input, needs) = (five_years(), needs());
    let statements = statements("2026-04-06", &needs);
    let pays: Vec<YouPay> = statements.iter().filter_map(BudgetStatement::you_pay).collect();
    let a_week: Vec<Money> = pays.iter().map(|one| one.a_week).collect();
    assert_eq!(a_week, [2_720, 2_610, 0].map(|pence| Money::new(pence).unwrap()));
    let context = PackageContext { household: Some(input.household()), ..PackageContext::on(input.on()) };
    let page = FamilyPage::new(input.package_on(input.on()).unwrap(), context, &England, &input);
    let (unknown, known) = (page.to_text().unwrap(), page.you_pay(&pays).to_text().unwrap());
    assert!(unknown.contains("This page does not know how much of it you are asked to pay yourself."));
    assert!(!known.contains("does not know"));
    assert!(known.contains("For the personal budget of Nora: Nora pays £26.10 a week.\n"));
    assert!(known.contains("The council pays the other £238.90.\n"));
    let hers = page.you_pay(&pays).for_person(person("Nora")).to_text().unwrap();
    assert!(hers.contains("For your personal budget: you pay £26.10 a week.\n"));
}
