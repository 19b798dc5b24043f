//! Care for an adult that meets a carer's need: what the adult has to say to it (Care Act 2014 s.20).

use alloc::vec::Vec;

use super::{CareOfAdult, PersonalBudget};
use crate::base::{Amount, Finding, Findings, Told};
use crate::budget::held::{HeldContext, rules};
use crate::package::{BudgetRole, Line, LineStatus};

/// What is missing of what adults say to lines of a budget that are for them and meet a need of their carer: their
/// agreement, and above the financial limit their own request. Not known bars like no, and says what to ask.
///
/// Such a line stands in the budget of a carer whom it is not for, or meets a need of somebody whom it is not for. Whose a
/// need is says the household: without it, of a budget as an adult only those lines are looked at to which the adult is
/// known to have been asked.
///
/// ```
/// use mutual_care::base::Fact;
/// use mutual_care::budget::held::HeldContext;
/// use mutual_care::budget::{CareOfAdult, PersonalBudget, PersonalBudgetParts, care_of_adult_findings};
/// use mutual_care::package::{BudgetOf, Line, LineKind, Package, PackageParts, Payer};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let (mother, son) = (id(3).parse()?, id(4).parse()?);
/// // Somebody is with her while her son, who cares for her, has an evening off. It stands in his budget as a carer.
/// let mut line = Line::new(id(6).parse()?, LineKind::ReplacementCare, mother, Payer::PersonalBudget);
/// line.budgets.push(BudgetOf::carer(son));
/// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![mother, son], on);
/// parts.lines.push(line);
/// let package = Package::new(parts)?;
/// let of = BudgetOf::carer(son);
/// let mut parts = PersonalBudgetParts::new(id(5).parse()?, of, id(2).parse()?, id(1).parse()?, on);
/// let found = care_of_adult_findings(&PersonalBudget::new(parts.clone())?, &HeldContext::new(&package, on));
/// let codes: Vec<&str> = found.iter().map(|finding| finding.code()).collect();
/// assert_eq!(codes, ["adult-not-asked", "adult-limit-not-known"]);
///
/// let mut says = CareOfAdult::new(id(6).parse()?);
/// (says.agrees, says.above_limit) = (Fact::known(true), Fact::known(false));
/// parts.care_of_adult.push(says);
/// assert!(care_of_adult_findings(&PersonalBudget::new(parts)?, &HeldContext::new(&package, on)).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn care_of_adult_findings(budget: &PersonalBudget, context: &HeldContext<'_>) -> Findings {
    let of = budget.of();
    let lines = context.package.lines().iter().filter(|line| line.stands_in().contains(&of));
    let lines = lines.filter(|line| context.package.line_status(line, context.on) != LineStatus::Ended);
    let says = |line: &Line| budget.parts().care_of_adult.iter().find(|said| said.line == line.id);
    let of_adult = lines.filter(|line| {
        let for_somebody_else = of.role == BudgetRole::Carer && !line.people.contains(&of.person);
        for_somebody_else || meets_need_of_somebody_else(line, context) || says(line).is_some()
    });
    of_adult.flat_map(|line| found(line, &says(line).copied().unwrap_or(CareOfAdult::new(line.id)))).collect()
}

/// Whether a line meets a need of somebody whom it is not for.
fn meets_need_of_somebody_else(line: &Line, context: &HeldContext<'_>) -> bool {
    let Some(household) = context.household else { return false };
    let mut whose = line.needs.iter().filter_map(|need| household.need(*need)).map(|need| need.need.person());
    whose.any(|person| !line.people.contains(&person))
}

fn found(line: &Line, said: &CareOfAdult) -> Vec<Finding> {
    let find = |rule| Finding::new(rule).about(line.id).about_all(line.people.iter().copied());
    let mut found = Vec::new();
    match said.agrees.told() {
        Told::Known(true) => {}
        Told::Known(false) => found.push(find(&rules::ADULT_DOES_NOT_AGREE)),
        Told::NotKnown(_) => found.push(find(&rules::ADULT_NOT_ASKED)),
    }
    let not_known = |what| find(&rules::ADULT_LIMIT_NOT_KNOWN).with("what", Amount::Code(what));
    match (said.above_limit.told(), said.asks.told()) {
        (Told::Known(false), _) | (_, Told::Known(true)) => {}
        (Told::Known(true), Told::Known(false)) => found.push(find(&rules::ADULT_DID_NOT_ASK_FOR_IT)),
        (Told::Known(true), Told::NotKnown(_)) => {
            found.push(not_known("whether they asked for it"));
        }
        (Told::NotKnown(_), _) => found.push(not_known("whether they are above the limit")),
    }
    found
}
