//! How a record begins: drawn up, or live already and taken over from elsewhere.

use alloc::boxed::Box;

use super::{Activation, DrawnUp, EmergencyPlan, PlanCase, Policy, Status, unknowns};
use crate::agreement::Agreement;
use crate::base::{AnyId, Findings, Stamp};
use crate::machine::{Accept, Asked, Misfit, Opens, TakenOver, TakesOver};

impl Opens<DrawnUp> for PlanCase {
    fn findings(event: &DrawnUp, asked: &Asked<'_, Policy>) -> Findings {
        Agreement::drawing_up(&*event.plan, &asked.policy().terms())
    }

    fn id_inside(event: &DrawnUp) -> Option<AnyId> {
        Some(event.plan.id().any())
    }

    fn open(event: &DrawnUp, stamp: &Stamp) -> Result<Self, Misfit> {
        let (plan, people) = (event.plan.clone(), event.people.clone());
        Ok(Self::new(Agreement::drawn_up(event.on, plan, people, stamp.by())?, Status::Drafted))
    }
}

/// Live plans come in as they are known, emergencies that are on among them; what would have been found when they were
/// agreed to is kept.
impl TakesOver for PlanCase {
    fn id_inside(taken: &TakenOver<EmergencyPlan>) -> Option<AnyId> {
        Some(taken.as_known.plan.id().any())
    }

    fn findings(taken: &TakenOver<EmergencyPlan>, asked: &Asked<'_, Policy>) -> Findings {
        if is_agreed(taken.status) { agreed_elsewhere(taken, asked) } else { Findings::none() }
    }

    fn take_over(taken: &TakenOver<EmergencyPlan>, stamp: &Stamp) -> Result<Self, Misfit> {
        let known = &taken.as_known;
        let mut case = not_agreed_yet(taken)?;
        taken_over_fits(taken, &case)?;
        if let Some(agreed) = &known.agreed {
            case.apply(agreed, stamp);
        }
        if let Some(active) = &known.active {
            case.apply(active, stamp);
        }
        case.now = known.activated.as_ref().map(|began| Box::new(Activation::began(1, began)));
        Ok(case)
    }
}

/// The plan as it is known, and with whom it was shared; not what was said to it.
fn not_agreed_yet(taken: &TakenOver<EmergencyPlan>) -> Result<PlanCase, Misfit> {
    let known = &taken.as_known;
    let mut agreement = Agreement::as_known(known.plan.clone(), known.people.clone())?;
    if let Some(shared) = &known.shared {
        agreement.share(shared.on, &shared.people, &shared.responders);
    }
    Ok(PlanCase::new(agreement, taken.status))
}

const fn is_agreed(status: Status) -> bool {
    !matches!(
        status,
        Status::Drafted | Status::Shared | Status::ActivatedAsDrafted | Status::ActivatedAsShared
    )
}

/// What a live case brings, each as the event it stands for would have been asked.
fn taken_over_fits(taken: &TakenOver<EmergencyPlan>, case: &PlanCase) -> Result<(), Misfit> {
    let (known, of) = (&taken.as_known, case.ids());
    let wanted = taken.status;
    let agreed_there = is_agreed(wanted);
    let active_there = matches!(wanted, Status::Active | Status::ActivatedAsActive);
    let on = matches!(
        wanted,
        Status::ActivatedAsDrafted
            | Status::ActivatedAsShared
            | Status::ActivatedAsAgreed
            | Status::ActivatedAsActive
    );
    Misfit::all([
        Misfit::unless(
            known.agreed.is_none() || agreed_there,
            "expected `agreed` only for a plan that is agreed to or active",
            &of,
        ),
        Misfit::unless(
            known.active.is_some() == active_there,
            "expected `active` for a plan that is active, and for no other",
            &of,
        ),
        Misfit::unless(
            known.activated.is_some() == on,
            "expected `activated` while an emergency is on, and at no other time",
            &of,
        ),
        known.shared.as_ref().map_or(Ok(()), |shared| case.fits(shared)),
        known.agreed.as_ref().map_or(Ok(()), |agreed| case.fits(agreed)),
        known.activated.as_ref().map_or(Ok(()), |activated| case.fits(activated)),
    ])
}

/// What guards would have said to a case that is taken over, of the agreement and of becoming active: as far as it is
/// known.
fn agreed_elsewhere(taken: &TakenOver<EmergencyPlan>, asked: &Asked<'_, Policy>) -> Findings {
    let known = &taken.as_known;
    // What does not fit is refused before anybody asks what speaks against it.
    let Ok(mut case) = not_agreed_yet(taken) else { return Findings::none() };
    let mut findings = if let Some(agreed) = &known.agreed {
        let findings = case.findings(agreed, asked);
        case.apply(agreed, asked.stamp());
        findings
    } else {
        let mut findings = case.agreement.lacks();
        findings.extend(unknowns::of_the_plan(&case, taken.on));
        findings
    };
    if let Some(active) = &known.active {
        findings.extend(case.findings(active, asked));
    }
    findings
}
