//! What a budget pays, what stands beside it and what is asked for arranging; and how what it pays is shared out.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::counts::{is_care_of_adult, is_fee, may_be_charged};
use super::problems as kind;
use super::{
    HeldPart, MetElsewhere, NeedPart, NotCharged, Pays, PersonalBudget, StandsBeside, StatementFee,
    StatementLine, StatementQuestion,
};
use crate::base::{
    Fraction, Money, Named, PackageLineId, Path, Period, PersonId, Problem, Problems, limits, split,
};
use crate::budget::held::{HeldAs, Paid};
use crate::need::Need;
use crate::package::{BudgetRole, CostPart, CostReport, Free, Line, LineCost, Package, PaidBy};

/// What each line costs one budget, by what it is to it.
pub(super) struct Sorted<'a> {
    pub(super) lines: Vec<Counted<'a>>,
    pub(super) fees: Vec<StatementFee>,
    pub(super) beside: Vec<StandsBeside>,
}

/// A line that the budget pays.
pub(super) struct Counted<'a> {
    pub(super) line: &'a Line,
    pub(super) part: &'a CostPart,
    pub(super) chargeable: Money,
}

impl<'a> Sorted<'a> {
    pub(super) fn of(budget: &PersonalBudget, package: &'a Package, costs: &'a [LineCost]) -> Self {
        let of = budget.of();
        let mut sorted = Self { lines: Vec::new(), fees: Vec::new(), beside: Vec::new() };
        for cost in costs {
            let Some(line) = package.line(cost.line) else { continue };
            for part in cost.parts.iter().filter(|part| part.budget == of) {
                match part.payer {
                    PaidBy::PersonalBudget | PaidBy::Person if is_fee(line) => {
                        let (cost, exact) = (part.cost, part.exact.clone());
                        sorted.fees.push(StatementFee { line: line.id, cost, exact });
                    }
                    PaidBy::PersonalBudget => {
                        let may_be = may_be_charged(of, line);
                        let chargeable = if may_be { part.chargeable } else { Money::ZERO };
                        sorted.lines.push(Counted { line, part, chargeable });
                    }
                    _ => {
                        let (by, cost) = (part.payer.clone(), part.cost);
                        sorted.beside.push(StandsBeside { line: line.id, by, cost });
                    }
                }
            }
        }
        sorted
    }
}

/// The lines of the week, each with what the person pays of it: in proportion to what may be charged.
pub(super) fn statement_lines(
    budget: &PersonalBudget,
    sorted: &Sorted<'_>,
    person: Option<Money>,
    question: &StatementQuestion<'_>,
    held_as: impl Fn(&Line) -> HeldAs,
) -> Vec<StatementLine> {
    let weights: Vec<Money> = sorted.lines.iter().map(|line| line.chargeable).collect();
    let person = person.map(|person| shared_out(person, &weights));
    let lines = sorted.lines.iter().enumerate().map(|(nth, one)| {
        let part = one.part;
        let person = person.as_ref().map(|person| person.get(nth).copied().unwrap_or_default());
        let needs: Vec<Money> = part.needs.iter().map(|(_, cost)| *cost).collect();
        let of_needs = person.map(|person| shared_out(person, &needs));
        let needs = part.needs.iter().enumerate().map(|(nth, (need, cost))| {
            let person = of_needs.as_ref().map(|of| of.get(nth).copied().unwrap_or_default());
            NeedPart { need: Some(*need), cost: *cost, pays: person.map(|person| pays(*cost, person)) }
        });
        StatementLine {
            line: one.line.id,
            cost: part.cost,
            exact: part.exact.clone(),
            chargeable: one.chargeable,
            not_charged: not_charged(budget, one.line, question.on),
            pays: person.map(|person| pays(part.cost, person)),
            needs: needs.collect(),
            held: held_as(one.line),
            also_for: also_for(budget, one.line, question),
        }
    });
    lines.collect()
}

/// Why nothing of a line may be charged to the person on a day.
fn not_charged(budget: &PersonalBudget, line: &Line, on: NaiveDate) -> Option<NotCharged> {
    if is_care_of_adult(budget.of(), line) {
        return Some(NotCharged::CareOfAdult);
    }
    let frees = |free: &&Free| !free.rule.stands_beside_the_budget() && free.frees(budget.of().person, on);
    line.free.iter().find(frees).map(|free| NotCharged::Freed(free.rule))
}

/// Whom else it is for, or whose needs it meets, without a budget on it.
fn also_for(budget: &PersonalBudget, line: &Line, question: &StatementQuestion<'_>) -> Vec<PersonId> {
    let stands_in = line.stands_in();
    let mut others: BTreeSet<PersonId> = line.people.iter().copied().collect();
    others.extend(whose_needs(line, question));
    others.retain(|person| {
        *person != budget.of().person && !stands_in.iter().any(|budget| budget.person == *person)
    });
    others.into_iter().collect()
}

fn whose_needs<'q>(
    line: &'q Line,
    question: &'q StatementQuestion<'_>,
) -> impl Iterator<Item = PersonId> + 'q {
    let needs = question.costs.needs.unwrap_or_default().iter();
    needs.filter(|need| line.needs.contains(&need.id())).map(Need::person)
}

/// Lines of the date for this person, or for a need of theirs, that stand in somebody else's budget alone.
pub(super) fn elsewhere(
    budget: &PersonalBudget,
    package: &Package,
    question: &StatementQuestion<'_>,
) -> Vec<MetElsewhere> {
    let of = budget.of();
    let theirs = |line: &&Line| {
        let is_for = of.role == BudgetRole::Adult && line.people.contains(&of.person);
        line.payer.is_of_a_budget()
            && line.period.contains(question.on)
            && !line.stands_in().iter().any(|budget| budget.person == of.person)
            && (is_for || whose_needs(line, question).any(|person| person == of.person))
    };
    let met = package.lines().iter().filter(theirs);
    met.map(|line| MetElsewhere { line: line.id, stands_in: line.stands_in() }).collect()
}

/// Those of some lines that this budget pays.
pub(super) fn of_this(
    budget: &PersonalBudget,
    package: &Package,
    lines: &[PackageLineId],
) -> Vec<PackageLineId> {
    let pays = |line: &Line| line.payer.is_of_a_budget() && line.stands_in().contains(&budget.of());
    lines.iter().copied().filter(|id| package.line(*id).is_some_and(pays)).collect()
}

pub(super) fn not_priced(
    budget: &PersonalBudget,
    package: &Package,
    report: &CostReport,
) -> Vec<(PackageLineId, Period)> {
    let lines: Vec<_> =
        report.lines.iter().filter(|cost| !cost.not_priced.is_empty()).map(|cost| cost.line).collect();
    let lines = of_this(budget, package, &lines);
    let costs = report.lines.iter().filter(|cost| lines.contains(&cost.line));
    costs.flat_map(|cost| cost.not_priced.iter().map(|period| (cost.line, *period))).collect()
}

/// What is held in each way, and what of the contribution is charged: net of it, it is taken from direct payments first, down
/// to nothing.
pub(super) fn held_parts(
    lines: &[StatementLine],
    person: Option<Money>,
    paid: Paid,
) -> Result<(Vec<HeldPart>, Option<Money>), Problems> {
    let mut ways: BTreeMap<HeldAs, Money> = BTreeMap::new();
    for line in lines {
        let cost = ways.entry(line.held).or_default();
        *cost = sum([*cost, line.cost])?;
    }
    let is_net = |held: HeldAs| paid == Paid::Net && held.recipient().is_some();
    let weights: Vec<Money> =
        ways.iter().map(|(held, cost)| if is_net(*held) { *cost } else { Money::ZERO }).collect();
    let direct = sum(weights.iter().copied())?;
    let taken = person.map(|person| shared_out(person.min(direct), &weights));
    let parts = ways.iter().enumerate().map(|(nth, (held, cost))| {
        let taken = match &taken {
            Some(taken) => taken.get(nth).copied(),
            None if is_net(*held) => None,
            None => Some(Money::ZERO),
        };
        let put_in = taken.map(|taken| Money::within(cost.pence() - taken.pence()));
        HeldPart { held: *held, cost: *cost, taken, put_in }
    });
    let charged = person.map(|person| Money::within(person.pence() - person.min(direct).pence()));
    Ok((parts.collect(), charged))
}

/// An amount shared out by weights that come to no less.
fn shared_out(amount: Money, weights: &[Money]) -> Vec<Money> {
    let fractions: Vec<Fraction> = weights.iter().map(|weight| Fraction::from(*weight)).collect();
    split(amount, &fractions).unwrap_or_else(|| alloc::vec![Money::ZERO; weights.len()])
}

pub(super) fn pays(cost: Money, person: Money) -> Pays {
    Pays { person, authority: Money::within(cost.pence() - person.pence()) }
}

pub(super) fn sum(amounts: impl IntoIterator<Item = Money>) -> Result<Money, Problems> {
    Money::sum(amounts).ok_or_else(|| {
        let problem = Problem::at(&Path::WHOLE.field("cost"), &kind::TOO_MUCH);
        Problems::of([problem.naming(Named::Money(Money::within(limits::PENCE)))])
    })
}
