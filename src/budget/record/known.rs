//! How a record begins: with an indicative amount, or as a live budget taken over from elsewhere.

use super::{Budget, BudgetCase, BudgetIndicated, Policy, Status};
use crate::agreement::Agreement;
use crate::base::{AnyId, Findings, Stamp};
use crate::machine::{Accept, Asked, Misfit, Opens, TakenOver, TakesOver};

impl Opens<BudgetIndicated> for BudgetCase {
    fn id_inside(event: &BudgetIndicated) -> Option<AnyId> {
        Some(event.budget.any())
    }

    fn open(event: &BudgetIndicated, _: &Stamp) -> Result<Self, Misfit> {
        let there = !event.weekly.is_negative();
        Misfit::unless(there, "expected `pence` of 0 or more", &[event.budget.any()])?;
        let mut case = Self::new(event.budget, event.of, event.household);
        case.indicated = Some((event.on, event.weekly));
        Ok(case)
    }
}

/// Live budgets come in as they are known; what would have been found when they were agreed to and began is kept.
impl TakesOver for BudgetCase {
    fn id_inside(taken: &TakenOver<Budget>) -> Option<AnyId> {
        Some(taken.as_known.budget.id().any())
    }

    fn findings(taken: &TakenOver<Budget>, asked: &Asked<'_, Policy>) -> Findings {
        let known = &taken.as_known;
        // What does not fit is refused before anybody asks what speaks against it.
        let Ok(mut case) = proposed(taken) else { return Findings::none() };
        if taken.status == Status::Proposed {
            return Findings::none();
        }
        let mut findings = match &known.agreed {
            Some(agreed) => {
                let findings = case.findings(agreed, asked);
                case.apply(agreed, asked.stamp());
                findings
            }
            None => case.agreement.as_ref().map_or_else(Findings::none, Agreement::lacks),
        };
        if let Some(began) = &known.began {
            findings.extend(case.findings(began, asked));
        }
        findings
    }

    fn take_over(taken: &TakenOver<Budget>, stamp: &Stamp) -> Result<Self, Misfit> {
        let known = &taken.as_known;
        let mut case = proposed(taken)?;
        let of = case.ids();
        let began = matches!(taken.status, Status::Running | Status::Suspended);
        Misfit::all([
            Misfit::unless(
                known.agreed.is_none() || taken.status != Status::Proposed,
                "expected `agreed` only for a budget that is agreed to, or has begun",
                &of,
            ),
            Misfit::unless(
                known.began.is_some() == began,
                "expected `began` for a budget that has begun, and for no other",
                &of,
            ),
            Misfit::unless(
                known.suspended.is_some() == (taken.status == Status::Suspended),
                "expected `suspended` while payments are suspended, and at no other time",
                &of,
            ),
            known.shared.as_ref().map_or(Ok(()), |shared| case.fits(shared)),
            known.agreed.as_ref().map_or(Ok(()), |agreed| case.fits(agreed)),
            known.began.as_ref().map_or(Ok(()), |began| case.fits(began)),
        ])?;
        if let Some(agreed) = &known.agreed {
            case.apply(agreed, stamp);
        }
        if let Some(began) = &known.began {
            case.apply(began, stamp);
        }
        if let Some(suspended) = &known.suspended {
            case.fits(suspended)?;
            case.apply(suspended, stamp);
        }
        Ok(case)
    }
}

/// The version as it is known, and with whom it was shared; not what was said to it.
fn proposed(taken: &TakenOver<Budget>) -> Result<BudgetCase, Misfit> {
    let known = &taken.as_known;
    let budget = &known.budget;
    let mut case = BudgetCase::new(budget.id(), budget.of(), budget.household());
    let mut agreement = Agreement::as_known(budget.clone(), known.people.clone())?;
    if let Some(shared) = &known.shared {
        agreement.share(shared.on, &shared.people, &[]);
    }
    case.agreement = Some(agreement);
    case.statement.clone_from(&known.statement);
    Ok(case)
}
