//! Everything that bars agreeing to a personal budget, and everything that warns, at once.

use alloc::vec::Vec;

use super::counts::is_fee;
use super::{
    ArrangementFee, BudgetStatement, PersonalBudget, PersonalBudgetParts, StatementQuestion,
    care_of_adult_findings,
};
use crate::base::{
    Amount, Fact, Finding, Findings, Money, NeedId, Period, PersonId, Problems, RecordRef, Rule, Told,
    WhyNotKnown,
};
use crate::budget::held::{HeldContext, held_findings};
use crate::budget::rules;
use crate::household::HouseholdInput;
use crate::package::{
    EligibleNeed, Line, LineStatus, Package, PackageContext, package_findings, rules as of_package,
};

/// What is looked at before somebody agrees to a personal budget.
#[derive(Debug, Clone, Copy)]
pub struct AgreeingContext<'a> {
    /// The package whose lines it pays, as it stands.
    pub package: &'a Package,
    /// As at which date, by which calendar, beside which needs.
    pub question: StatementQuestion<'a>,
    /// The household. Without it nobody knows who is what to whom, which bars where somebody is paid by direct payment.
    pub household: Option<&'a HouseholdInput>,
    /// The care plan as it stands; none if there is none yet.
    pub plan: Option<RecordRef>,
    /// The person's needs that were found to be eligible. None: nobody has looked which they are, which bars; an empty list:
    /// somebody has looked, and no need is eligible.
    pub eligible: Option<&'a [EligibleNeed]>,
    /// The other budgets of the household.
    pub others: &'a [&'a PersonalBudget],
}

impl<'a> AgreeingContext<'a> {
    /// A package and a question, and nothing else known.
    pub const fn new(package: &'a Package, question: StatementQuestion<'a>) -> Self {
        Self { package, question, household: None, plan: None, eligible: None, others: &[] }
    }
}

/// All that bars agreeing to a personal budget, and all that warns: a statement that does not add up, a plan or a package that
/// is not of the version on which it was worked out, eligible needs that are neither priced nor said to be met otherwise, a
/// contribution that is not known, a share above what a line would cost alone, a fee without its condition.
///
/// ```
/// use mutual_care::base::England;
/// use mutual_care::budget::{AgreeingContext, PersonalBudget, PersonalBudgetParts, StatementQuestion, agreeing_findings};
/// use mutual_care::package::{BudgetOf, Package, PackageParts};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let of = BudgetOf::adult(id(3).parse()?);
/// let package = Package::new(PackageParts::new(id(1).parse()?, id(2).parse()?, vec![of.person], on))?;
/// let parts = PersonalBudgetParts::new(id(5).parse()?, of, id(2).parse()?, id(1).parse()?, on);
/// let context = AgreeingContext::new(&package, StatementQuestion::new(on, &England));
/// let findings = agreeing_findings(&PersonalBudget::new(parts)?, &context)?;
/// let codes: Vec<&str> = findings.iter().map(|finding| finding.code()).collect();
/// let missing = ["contribution-not-assessed", "version-not-named", "plan-not-named", "eligible-needs-not-known"];
/// assert_eq!(codes, missing);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`Problems`]: what [`PersonalBudget::statement`] refuses, but for a contribution above the cost, which is found.
pub fn agreeing_findings(
    budget: &PersonalBudget,
    context: &AgreeingContext<'_>,
) -> Result<Findings, Problems> {
    let mut found: Vec<Finding> = Vec::new();
    let statement = statement(budget, context, &mut found)?;
    found.extend(statement.findings().iter().cloned());
    found.extend(versions(budget, context));
    found.extend(needs(budget, context));
    found.extend(corrections(budget));
    let (package, on) = (context.package, context.question.on);
    let own = |line: &&Line| {
        line.stands_in().contains(&budget.of()) && package.line_status(line, on) != LineStatus::Ended
    };
    for line in package.lines().iter().filter(own).filter(|line| is_fee(line)) {
        found.extend(fee(budget, line));
    }
    let held = HeldContext { household: context.household, ..HeldContext::new(package, on) };
    found.extend(care_of_adult_findings(budget, &held).iter().cloned());
    found.extend(held_findings(budget.of(), &budget.parts().held, &held).iter().cloned());
    Ok(found.into_iter().collect())
}

/// The statement; where the contribution is above the cost, that is found, and the statement is told without it, so that all
/// else is found as well.
fn statement(
    budget: &PersonalBudget,
    context: &AgreeingContext<'_>,
    found: &mut Vec<Finding>,
) -> Result<BudgetStatement, Problems> {
    let refused = match budget.statement(context.package, &context.question) {
        Ok(statement) => return Ok(statement),
        Err(problems) => problems,
    };
    if refused.iter().any(|problem| problem.code() != "contribution-above-cost") {
        return Err(refused);
    }
    let contribution = match budget.parts().contribution.told() {
        Told::Known(known) => known.on(context.question.on).unwrap_or_default(),
        Told::NotKnown(_) => Money::ZERO,
    };
    let parts = PersonalBudgetParts {
        contribution: Fact::not_known(WhyNotKnown::NotAsked),
        ..budget.clone().into_parts()
    };
    let mut statement = PersonalBudget::new(parts)?.statement(context.package, &context.question)?;
    // It is known, and too much.
    statement.contribution = Told::Known(contribution);
    let finding = Finding::new(&rules::CONTRIBUTION_ABOVE_COST).about(budget.id());
    let finding = finding.with("contribution", Amount::Money(contribution));
    found.push(finding.with("cost", Amount::Money(statement.chargeable)));
    Ok(statement)
}

/// Whether plan and package are of the version on which the budget was worked out.
fn versions(budget: &PersonalBudget, context: &AgreeingContext<'_>) -> Vec<Finding> {
    let of = |rule: &'static Rule| Finding::new(rule).about(budget.id());
    let package = match budget.parts().package.fingerprint {
        None => Some(of(&rules::VERSION_NOT_NAMED)),
        Some(version) if context.package.fingerprint() != Ok(version) => {
            Some(of(&rules::PACKAGE_HAS_CHANGED))
        }
        Some(_) => None,
    };
    let plan = match (budget.parts().plan, context.plan) {
        (None, _) | (_, None) => Some(of(&rules::PLAN_NOT_NAMED)),
        (Some(worked_out_on), Some(stands)) if worked_out_on != stands => Some(of(&rules::PLAN_HAS_CHANGED)),
        _ => None,
    };
    package.into_iter().chain(plan).collect()
}

/// Eligible needs of the person that no line meets, or only lines that nobody has priced.
fn needs(budget: &PersonalBudget, context: &AgreeingContext<'_>) -> Vec<Finding> {
    let Some(eligible) = context.eligible else {
        let finding = Finding::new(&rules::ELIGIBLE_NEEDS_NOT_KNOWN).about(budget.id());
        return alloc::vec![finding.about(budget.of().person)];
    };
    let theirs: Vec<EligibleNeed> = eligible
        .iter()
        .filter(|one| whose(one.need, context).is_none_or(|whose| whose == budget.of().person))
        .copied()
        .collect();
    let package = context.package;
    let looked_at =
        PackageContext { on: context.question.on, household: context.household, eligible: Some(&theirs) };
    let findings = package_findings(package, &looked_at);
    let about_a_need =
        [&of_package::NEED_WITHOUT_LINE, &of_package::NEED_MET_LATER, &of_package::OTHERWISE_NOT_KNOWN];
    let unmet = findings.iter().filter(|finding| about_a_need.iter().any(|rule| finding.code() == rule.code));
    let mut found: Vec<Finding> = unmet.cloned().collect();
    for one in theirs.iter().filter(|one| one.otherwise.is_none_or(|otherwise| !otherwise.is_known_to_hold()))
    {
        let meet = |line: &&Line| {
            line.needs.contains(&one.need)
                && !line.what.is_cost_of_employing()
                && package.line_status(line, context.question.on) != LineStatus::Ended
        };
        let lines: Vec<&Line> = package.lines().iter().filter(meet).collect();
        if !lines.is_empty() && !lines.iter().any(|line| is_priced(line, context)) {
            found.push(Finding::new(&rules::NEED_NOT_PRICED).about(budget.id()).about(one.need));
        }
    }
    found
}

fn whose(need: NeedId, context: &AgreeingContext<'_>) -> Option<PersonId> {
    let handed_over = context.question.costs.needs.unwrap_or_default();
    let stated = context.household.and_then(|household| household.need(need));
    let known = handed_over.iter().find(|one| one.id() == need).map(crate::need::Need::person);
    known.or_else(|| stated.map(|stated| stated.need.person()))
}

/// Whether it is known what a line costs on the date, or on its first day if that is later. What somebody else than a budget
/// pays is how the need is met otherwise.
fn is_priced(line: &Line, context: &AgreeingContext<'_>) -> bool {
    let source = line.share_of.and_then(|share| context.package.line(share.line)).unwrap_or(line);
    let on = line.period.from().map_or(context.question.on, |from| from.max(context.question.on));
    !line.payer.is_of_a_budget() || source.costs_nothing || source.price_on(on).is_some()
}

/// Amounts that begin before this version was drawn up, of which nobody has recorded when the person was told.
fn corrections(budget: &PersonalBudget) -> Vec<Finding> {
    let Told::Known(contribution) = budget.parts().contribution.told() else { return Vec::new() };
    let ends = contribution.amounts.iter().skip(1).map(|next| Some(next.from)).chain([None]);
    let amounts = contribution.amounts.iter().zip(ends).filter(|(amount, end)| {
        // Days before the budget's first are no part of it.
        let days = Period::new(Some(amount.from), *end).unwrap_or(Period::ALWAYS);
        let from = amount.from.max(budget.begins_on());
        days.contains(from) && from < budget.drawn_up_on() && amount.told_on.is_none()
    });
    let finding =
        |from| Finding::new(&rules::CORRECTION_NOT_TOLD).about(budget.id()).with("from", Amount::Date(from));
    amounts.map(|(amount, _)| finding(amount.from)).collect()
}

/// What a fee for arranging care lacks.
fn fee(budget: &PersonalBudget, line: &Line) -> Vec<Finding> {
    let of = |rule: &'static Rule| Finding::new(rule).about(budget.id()).about(line.id);
    let not_known =
        ArrangementFee { line: line.id, condition: Told::default(), arranging_costs: Told::default() };
    let ground = budget.parts().fees.iter().find(|fee| fee.line == line.id).copied().unwrap_or(not_known);
    let condition = match ground.condition {
        Told::NotKnown(_) => Some(of(&rules::FEE_CONDITION_NOT_KNOWN)),
        Told::Known(condition) if condition.role() != budget.of().role => {
            Some(of(&rules::FEE_CONDITION_OF_OTHER_ROLE).with("condition", Amount::Code(condition.words())))
        }
        Told::Known(_) => None,
    };
    let most = line
        .prices
        .iter()
        .map(|price| Money::within(price.amount.pence().saturating_mul(price.times(line.hands).into())));
    let costs = match (ground.arranging_costs, most.max()) {
        (Told::NotKnown(_), _) => Some(of(&rules::FEE_COSTS_NOT_KNOWN)),
        (Told::Known(costs), Some(most)) if most > costs => Some(
            of(&rules::FEE_ABOVE_COSTS).with("fee", Amount::Money(most)).with("costs", Amount::Money(costs)),
        ),
        (Told::Known(_), _) => None,
    };
    condition.into_iter().chain(costs).collect()
}
