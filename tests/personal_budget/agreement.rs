//! Random budgets of random packages: charges and statements agree with the slow reference, and laws hold.
//!
//! ```text
//! MUTUAL_CARE_BUDGETS=20000 cargo test --release -p mutual-care-tests --test personal_budget agreement
//! ```

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use mutual_care::base::{BudgetId, England, Fact, Id, Money, Period, Told, WorkingDays};
use mutual_care::budget::held::{HeldAs, LineHeld, Paid, Recipient};
use mutual_care::budget::ledger::OwedOverTime;
use mutual_care::budget::{
    BudgetStatement, BudgetsTogether, ChargingWeek, Contribution, ContributionFrom, PersonalBudget,
    PersonalBudgetParts, StatementQuestion,
};
use mutual_care::need::Need;
use mutual_care::package::{BudgetOf, CostQuestion, Deliveries, Line, LineKind, Package, year_of};
use uuid::Uuid;

use crate::budget_reference::{Reference, by_need};
use crate::package_reference::dice::Dice;
use crate::package_reference::{Memo, Random, World, random};

fn budgets() -> u64 {
    std::env::var("MUTUAL_CARE_BUDGETS").ok().and_then(|text| text.parse().ok()).unwrap_or(200)
}

/// What the random budgets reach, by name.
#[derive(Default)]
struct Reached(BTreeMap<&'static str, u64>);

impl Reached {
    fn note(&mut self, what: &'static str, is_so: bool) {
        *self.0.entry(what).or_default() += u64::from(is_so);
    }
}

fn england(day: NaiveDate) -> Option<bool> {
    England.is_holiday(day)
}

/// The package of a seed, some of whose lines are fees for arranging care.
fn with_fees(package: &Package, dice: &mut Dice) -> Package {
    let mut parts = package.clone().into_parts();
    for line in &mut parts.lines {
        if line.share_of.is_none() && line.what == LineKind::HomeCare && dice.below(8) == 0 {
            line.what = LineKind::ArrangementFee;
        }
    }
    Package::new(parts).unwrap_or_else(|_| package.clone())
}

fn budget_of(of: BudgetOf, package: &Package, needs: &[Need], dice: &mut Dice) -> PersonalBudget {
    let around = package.drawn_up_on();
    let near = near(of, package, needs, around);
    let id: BudgetId = Id::new(Uuid::from_u128(0xb000 + u128::from(dice.below(1_000))));
    let mut parts = PersonalBudgetParts::new(id, of, package.household(), package.id(), around);
    parts.begins_on = around - Days::new(dice.below(30).into());
    let mut contribution =
        Contribution::from(parts.begins_on - Days::new(dice.below(3).into()), amount(near, dice));
    let mut from = parts.begins_on;
    for _ in 0..dice.below(4) {
        from = from + Days::new(u64::from(dice.between(1, 40)));
        contribution.amounts.push(ContributionFrom::new(from, amount(near, dice)));
    }
    parts.contribution = Fact::known(contribution);
    parts.charging_week = [
        ChargingWeek::FromMonday,
        ChargingWeek::FromMonday,
        ChargingWeek::FromTuesday,
        ChargingWeek::FromThursday,
        ChargingWeek::FromSaturday,
        ChargingWeek::FromSunday,
    ][dice.below(6) as usize];
    parts.held.paid = if dice.below(2) == 0 { Paid::Net } else { Paid::Gross };
    let direct = HeldAs::DirectPayment { to: Recipient::ThePerson };
    for line in package.lines().iter().filter(|line| line.what != LineKind::ArrangementFee) {
        if line.stands_in().contains(&of) && dice.below(2) == 0 {
            parts.held.lines.push(LineHeld { line: line.id, held: direct });
        }
    }
    PersonalBudget::new(parts).unwrap()
}

/// An amount near what a week costs, more often than not: what it is near to is only where to look.
fn amount(near: i64, dice: &mut Dice) -> Money {
    let pence = match dice.below(9) {
        0 => 0,
        1 => dice.between(1, 20_000).into(),
        2 | 3 => near,
        4 => near / 2,
        5 => near - near / 5,
        6 => near * 2,
        _ => near / i64::from(dice.between(2, 12)),
    };
    Money::new(pence.min(1_000_000_000)).unwrap()
}

fn near(of: BudgetOf, package: &Package, needs: &[Need], on: NaiveDate) -> i64 {
    let question = CostQuestion::new(Period::ALWAYS, &England).with_needs(needs);
    let week = package.typical_week(on, &question).ok();
    let parts = week.iter().flat_map(|week| &week.lines).flat_map(|line| &line.parts);
    parts.filter(|part| part.budget == of).map(|part| part.chargeable.pence()).sum()
}

fn agrees(seed: u64, reached: &mut Reached) {
    let mut dice = Dice::new(seed, 77);
    let mut made = random(seed);
    made.package = with_fees(&made.package, &mut dice);
    let Random { package, needs, delivered, period: (from, until), .. } = &made;
    // The slow reference works out ten weeks at most.
    let until = (*until).min(*from + Days::new(70));
    let world = |as_planned| World {
        memo: Memo::default(),
        package,
        needs,
        is_holiday: &england,
        delivered,
        as_planned,
    };
    let on = (*from).max(package.drawn_up_on());
    let (world, planned) = (world(None), world(Some((on, on + Days::new(1)))));
    let Ok(deliveries) = Deliveries::new(delivered.clone(), package) else { return };
    let period = Period::new(Some(*from), Some(until)).unwrap();
    let question = CostQuestion::new(period, &England).with_needs(needs).with_delivered(&deliveries);
    let stand_in: BTreeSet<BudgetOf> = package.lines().iter().flat_map(Line::stands_in).collect();
    let mut statements: Vec<BudgetStatement> = Vec::new();
    for of in stand_in {
        let budget = budget_of(of, package, needs, &mut dice);
        let Ok(report) = budget.charge(package, &question) else {
            reached.note("a package that is refused", true);
            return;
        };
        let reference = Reference { world: &world, planned: &planned, parts: budget.parts() };
        charges(seed, &reference, &report, (*from, until), reached);
        laws(seed, (&budget, package), &question, (*from, until), &mut dice, reached);
        statement(seed, (&budget, package), &reference, &question, *from, &mut statements, reached);
    }
    if let Some(first) = statements.first() {
        together(package, &statements, first.on, reached);
    }
}

fn charges(
    seed: u64,
    reference: &Reference<'_>,
    report: &mutual_care::budget::ChargeReport,
    (from, until): (NaiveDate, NaiveDate),
    reached: &mut Reached,
) {
    let expected = reference.charge(from, until);
    let at = format!("seed {seed}, {:?}", report.of);
    assert_eq!(report.days.len(), expected.days.len(), "{at}");
    for (day, expected) in report.days.iter().zip(&expected.days) {
        let told = (day.on, day.due.to_string(), day.chargeable.to_string(), day.charge.to_string());
        let expected = (
            expected.on,
            expected.due.to_string(),
            expected.chargeable.to_string(),
            expected.charge.to_string(),
        );
        assert_eq!(told, expected, "{at}");
        reached.note("a day in part of what it costs", day.charge < day.chargeable && !day.charge.is_zero());
        reached.note(
            "a day with a contribution due and no cost",
            !day.due.is_zero() && day.chargeable.is_zero(),
        );
    }
    assert_eq!(report.weeks.len(), expected.weeks.len(), "{at}");
    for (week, expected) in report.weeks.iter().zip(&expected.weeks) {
        let told = (week.period.from().unwrap(), week.period.last_day().unwrap());
        assert_eq!(told, (expected.first, expected.last), "{at}");
        let told = (week.due.to_string(), week.chargeable.to_string(), week.charge.to_string());
        let sums = (expected.due.to_string(), expected.chargeable.to_string(), expected.charge.to_string());
        assert_eq!(told, sums, "{at}");
        assert_eq!((week.is_capped, week.is_known), (expected.capped, expected.known), "{at}");
        reached.note("a week that is capped", week.is_capped && !week.chargeable.is_zero());
        reached.note("a week that is not known", !week.is_known);
        let days = (expected.last - expected.first).num_days();
        reached.note("a week in which the budget begins", days < 6);
        reached.note(
            "a week whose cost is the contribution",
            week.due == week.chargeable && !week.due.is_zero(),
        );
    }
    assert_eq!(report.exact.to_string(), expected.exact.to_string(), "{at}");
    let fees: i64 = report.fees.iter().map(|fee| fee.pence.pence()).sum();
    let told = (report.charge.pence(), report.chargeable.pence(), fees);
    assert_eq!(told, (expected.pence, expected.chargeable, expected.fees), "{at}");
    reached.note("a charge below its sum as rounded", expected.exact.rounded() > expected.chargeable);
    reached.note("a fee for arranging", fees > 0);
}

/// Cut periods add up, a charge is never above the cost, and twice every price and amount is charged twice.
fn laws(
    seed: u64,
    (budget, package): (&PersonalBudget, &Package),
    question: &CostQuestion<'_>,
    (from, until): (NaiveDate, NaiveDate),
    dice: &mut Dice,
    reached: &mut Reached,
) {
    let of = |from, until| {
        let period = Period::new(Some(from), Some(until)).unwrap();
        budget.charge(package, &CostQuestion { period, ..*question }).unwrap()
    };
    let whole = of(from, until);
    assert!(whole.charge <= whole.chargeable && whole.exact <= whole.chargeable_exact, "seed {seed}");
    let length = u32::try_from((until - from).num_days()).unwrap();
    if length > 1 {
        let cut = from + Days::new(u64::from(dice.between(1, length - 1)));
        let (one, two) = (of(from, cut), of(cut, until));
        assert_eq!(&one.exact + &two.exact, whole.exact, "seed {seed}");
        reached.note("a period that is cut", !one.exact.is_zero() && !two.exact.is_zero());
    }
    if whole.known_until().is_none() && from >= budget.begins_on() && !whole.days.is_empty() {
        let owed = whole.owed();
        assert_eq!(owed.up_to(until), whole.exact, "seed {seed}");
    }
    // Four times every price, and every amount of a contribution.
    let mut parts = package.clone().into_parts();
    for line in &mut parts.lines {
        for price in &mut line.prices {
            price.amount = Money::new(price.amount.pence() * 4).unwrap();
        }
    }
    let mut dear = budget.clone().into_parts();
    if let Told::Known(contribution) = budget.parts().contribution.told() {
        let mut contribution = contribution.clone();
        for amount in &mut contribution.amounts {
            amount.weekly = Money::new(amount.weekly.pence() * 4).unwrap();
        }
        dear.contribution = Fact::known(contribution);
    }
    let Ok(parts) = Package::new(parts) else { return };
    let fixed = |line: &Line| {
        format!("{:?}", line.split).contains("AmountsAWeek")
            || format!("{:?}", line.pauses).contains("AmountsAWeek")
    };
    if parts.lines().iter().any(fixed) {
        return;
    }
    if let Ok(scaled) = PersonalBudget::new(dear).unwrap().charge(&parts, question) {
        let four = mutual_care::base::Fraction::from(4);
        assert_eq!(scaled.exact, &whole.exact * &four, "seed {seed}");
        reached.note("four times as dear", !scaled.exact.is_zero());
    }
}

fn statement(
    seed: u64,
    (budget, package): (&PersonalBudget, &Package),
    reference: &Reference<'_>,
    question: &CostQuestion<'_>,
    from: NaiveDate,
    statements: &mut Vec<BudgetStatement>,
    reached: &mut Reached,
) {
    let at = format!("seed {seed}, {:?}", budget.of());
    // As at one day for all budgets of the household, on which all of them have begun.
    let on = from.max(package.drawn_up_on());
    let asked = StatementQuestion {
        costs: CostQuestion { delivered: question.delivered, ..*question },
        ..StatementQuestion::new(on, question.calendar)
    };
    let statement = match budget.statement(package, &asked) {
        Ok(statement) => statement,
        Err(problems) => {
            let above = problems.iter().all(|problem| problem.code() == "contribution-above-cost");
            reached.note("a contribution above the cost", above);
            reached.note("a statement of a package that is refused", !above);
            if above {
                let week = reference.week(on).unwrap();
                assert!(reference.weekly_on(on).unwrap() > week.chargeable, "{at}");
            }
            return;
        }
    };
    let week = reference.week(on).unwrap();
    assert_eq!((statement.cost.pence(), statement.chargeable.pence()), (week.cost, week.chargeable), "{at}");
    assert_eq!(statement.pays.map(|pays| pays.person.pence()), week.person, "{at}");
    let pays = statement.pays.unwrap();
    assert_eq!(pays.person.pence() + pays.authority.pence(), week.cost, "{at}");
    assert_eq!(statement.fees.iter().map(|fee| fee.cost.pence()).sum::<i64>(), week.fees, "{at}");
    assert_eq!(statement.lines.len(), week.lines.len(), "{at}");
    for (line, expected) in statement.lines.iter().zip(&week.lines) {
        let told = (
            line.line,
            line.cost.pence(),
            line.chargeable.pence(),
            line.pays.map(|pays| pays.person.pence()),
        );
        assert_eq!(told, (expected.line, expected.cost, expected.chargeable, expected.person), "{at}");
        let pays = line.pays.unwrap();
        assert!(
            pays.person <= line.chargeable
                && pays.person.pence() + pays.authority.pence() == line.cost.pence()
        );
    }
    let needs: Vec<_> = (statement.by_need().into_iter())
        .map(|part| (part.need, (part.cost.pence(), part.pays.map(|pays| pays.person.pence()))))
        .collect();
    assert_eq!(needs, by_need(&week).into_iter().collect::<Vec<_>>(), "{at}");
    let beside: Vec<_> =
        statement.beside.iter().map(|one| (one.line, one.by.clone(), one.cost.pence())).collect();
    assert_eq!(beside, week.beside, "{at}");
    assert_eq!(statement.not_priced, week.not_priced, "{at}");
    let taken: i64 = statement.held.iter().map(|part| part.taken.unwrap().pence()).sum();
    assert_eq!(Some((taken, statement.charged.unwrap().pence())), week.taken, "{at}");
    let put_in: i64 = statement.held.iter().map(|part| part.put_in.unwrap().pence()).sum();
    assert_eq!(put_in - statement.charged.unwrap().pence(), pays.authority.pence(), "{at}");
    if seed.is_multiple_of(8) {
        let year = year_of(on);
        let (from, until) = (year.from().unwrap().max(budget.begins_on()), year.until());
        if let Some(until) = until {
            let charged = reference.charge(from, until);
            let cost = reference.cost(from, until);
            let pays = statement.year.pays.unwrap();
            assert_eq!((statement.year.cost.pence(), pays.person.pence()), (cost, charged.pence), "{at}");
            assert_eq!(pays.person.pence() + pays.authority.pence(), cost, "{at}");
            reached.note("a year", cost > 0);
        }
    }
    reached.note("a statement", week.cost > 0);
    reached.note("a statement in which less may be charged than it costs", week.chargeable < week.cost);
    reached.note("a statement of a cost that has fallen", statement.is_capped);
    reached
        .note("a contribution taken from a direct payment in part", taken > 0 && taken < pays.person.pence());
    reached.note("something that stands beside", !week.beside.is_empty());
    reached.note("a line that nobody has priced", !week.not_priced.is_empty());
    statements.push(statement);
}

fn together(package: &Package, statements: &[BudgetStatement], on: NaiveDate, reached: &mut Reached) {
    let view = BudgetsTogether::of(package, statements).unwrap();
    assert_eq!(view.on, on);
    let sum = |costs: Vec<Money>| costs.into_iter().map(Money::pence).sum::<i64>();
    assert_eq!(sum(view.costs.row_totals()), view.cost.pence());
    assert_eq!(sum(view.costs.column_totals()), view.cost.pence());
    let bears = view.bears.as_ref().unwrap();
    assert_eq!(bears.row_totals(), view.costs.row_totals());
    let pays = view.pays.unwrap();
    assert_eq!(pays.person.pence() + pays.authority.pence(), view.cost.pence());
    let people: i64 = view.people.iter().map(|person| person.cost.pence()).sum();
    assert_eq!(people, view.cost.pence());
    reached.note("several budgets side by side", statements.len() > 1);
    reached.note("two budgets of one person", view.people.iter().any(|person| person.roles.len() == 2));
}

#[test]
fn charges_and_statements_of_random_budgets_agree() {
    let mut reached = Reached::default();
    let halves: Vec<_> = (0..2)
        .map(|half| {
            std::thread::spawn(move || {
                let mut reached = Reached::default();
                for seed in (half..budgets()).step_by(2) {
                    agrees(seed, &mut reached);
                }
                reached
            })
        })
        .collect();
    for half in halves {
        for (what, times) in half.join().unwrap().0 {
            *reached.0.entry(what).or_default() += times;
        }
    }
    println!("{} packages: {:?}", budgets(), reached.0);
    for (what, times) in &reached.0 {
        assert!(*times > 0, "no random budget has: {what}");
    }
}
