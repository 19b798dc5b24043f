//! What lines that budgets share would cost one person alone, in a typical week.

use alloc::vec::Vec;

use super::problems as kind;
use super::{AlonePrice, AloneView, CostAlone, PersonalBudget, StatementLine, StatementQuestion};
use crate::base::{Fraction, Money, Path, Problem, Problems};
use crate::package::{CostPart, Line, LineKind, Package, PackageParts, PaidBy};

/// Of each line of the week that budgets share: what this one bears, and what the line would cost its person alone.
pub(super) fn alone_views(
    budget: &PersonalBudget,
    package: &Package,
    question: &StatementQuestion<'_>,
    lines: &[StatementLine],
) -> Result<Vec<AloneView>, Problems> {
    let (mut views, mut found) = (Vec::new(), Vec::new());
    for share in lines {
        let Some(line) = package.line(share.line).filter(|line| line.stands_in().len() > 1) else { continue };
        let alone = match cost_alone(budget, package, question, line) {
            Ok(alone) => alone,
            Err(problem) => {
                found.push(problem);
                continue;
            }
        };
        let alone = alone.map(|(price, part)| {
            let saved = part.cost.pence() - share.cost.pence();
            // Where only the penny of a split makes the share the larger one, nothing is saved and nobody bears more.
            let saved = if part.exact < share.exact { saved } else { saved.max(0) };
            CostAlone {
                cost: part.cost,
                exact: part.exact,
                source: price.source,
                saved: Money::within(saved),
            }
        });
        views.push(AloneView {
            line: share.line,
            share: share.cost,
            share_exact: share.exact.clone(),
            alone,
        });
    }
    Problems::none_or(found).map(|()| views)
}

struct Part {
    cost: Money,
    exact: Fraction,
}

/// By the price that was given for the line; of a share of another line, by that share of what the other one costs alone.
fn cost_alone<'b>(
    budget: &'b PersonalBudget,
    package: &Package,
    question: &StatementQuestion<'_>,
    line: &Line,
) -> Result<Option<(&'b AlonePrice, Part)>, Problem> {
    let prices = &budget.parts().alone;
    let given = |line: &Line| prices.iter().enumerate().find(|(_, alone)| alone.line == line.id);
    if let Some((nth, price)) = given(line) {
        let part = priced(budget, question, line, line, price, nth)?;
        return Ok(part.map(|part| (price, Part { cost: part.cost, exact: part.exact })));
    }
    let source = line.share_of.and_then(|share| Some((share.share, package.line(share.line)?)));
    let Some((share, source)) = source else { return Ok(None) };
    let Some((nth, price)) = given(source) else { return Ok(None) };
    let part = priced(budget, question, source, line, price, nth)?;
    let part = part.and_then(|part| {
        let exact = &part.exact * &Fraction::from(share);
        Some((price, Part { cost: exact.rounded()?, exact }))
    });
    Ok(part)
}

/// What a line would cost at a price, as far as the personal budget would bear it: as a line by itself, with the payer that
/// the shared one has.
fn priced(
    budget: &PersonalBudget,
    question: &StatementQuestion<'_>,
    hours: &Line,
    payer: &Line,
    price: &AlonePrice,
    nth: usize,
) -> Result<Option<CostPart>, Problem> {
    let (of, parts) = (budget.of(), budget.parts());
    let mut line = Line::new(price.line, LineKind::HomeCare, of.person, payer.payer.clone());
    line.budgets = alloc::vec![of];
    line.when = price.when.clone().or_else(|| hours.when.clone());
    line.hands = price.hands.unwrap_or(hours.hands);
    line.prices = alloc::vec![price.price.clone()];
    let people = alloc::vec![of.person];
    let mut alone = PackageParts::new(parts.package.id, parts.household, people, parts.drawn_up_on);
    alone.lines.push(line);
    let at = Path::WHOLE;
    let at = at.field("alone");
    let at = at.item(nth);
    let wrong = |_| Problem::at(&at.field("price"), &kind::UNIT).naming(price.price.per.words());
    let alone = Package::new(alone).map_err(wrong)?;
    let week = alone.typical_week(question.on, &question.costs).map_err(wrong)?;
    let parts = week.lines.into_iter().flat_map(|line| line.parts);
    Ok(parts.into_iter().find(|part| part.payer == PaidBy::PersonalBudget))
}
