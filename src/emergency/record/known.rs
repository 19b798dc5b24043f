//! How a record begins: drawn up, or live already and taken over from elsewhere.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::guards::{drawing_up, people_fit};
use super::{Activation, AsKnown, DrawnUp, EmergencyPlan, PlanCase, Policy, Status, rules, unknowns};
use crate::base::{AnyId, Finding, Findings, Stamp};
use crate::machine::{Accept, Asked, Misfit, Opens, TakenOver, TakesOver};

impl Opens<DrawnUp> for PlanCase {
    fn findings(event: &DrawnUp, asked: &Asked<'_, Policy>) -> Findings {
        drawing_up(&event.plan, asked.policy())
    }

    fn id_inside(event: &DrawnUp) -> Option<AnyId> {
        Some(event.plan.id().any())
    }

    fn open(event: &DrawnUp, _: &Stamp) -> Result<Self, Misfit> {
        Misfit::all([
            people_fit(&event.people, &event.plan),
            Misfit::unless(
                event.on >= event.plan.drawn_up_on(),
                "expected `on` no earlier than the day the plan was drawn up",
                &[event.plan.id().any()],
            ),
        ])?;
        Ok(Self::drawn_up(event))
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

    fn take_over(taken: &TakenOver<EmergencyPlan>, _: &Stamp) -> Result<Self, Misfit> {
        taken_over_fits(taken)?;
        let known = &taken.as_known;
        let now = known.activated.as_ref().map(|began| Box::new(Activation::began(1, began)));
        Ok(Self { status: taken.status, now, ..Self::as_known(known) })
    }
}

const fn is_agreed(status: Status) -> bool {
    !matches!(
        status,
        Status::Drafted | Status::Shared | Status::ActivatedAsDrafted | Status::ActivatedAsShared
    )
}

/// What a live case brings, each as the event it stands for would have been asked.
fn taken_over_fits(taken: &TakenOver<EmergencyPlan>) -> Result<(), Misfit> {
    let known = &taken.as_known;
    let of = [known.plan.id().any()];
    people_fit(&known.people, &known.plan)?;
    let bare = PlanCase::as_known(&AsKnown { shared: None, agreed: None, active: None, ..known.clone() });
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
        known.shared.as_ref().map_or(Ok(()), |shared| bare.fits(shared)),
        known.agreed.as_ref().map_or(Ok(()), |agreed| bare.fits(agreed)),
        known.activated.as_ref().map_or(Ok(()), |activated| bare.fits(activated)),
    ])
}

/// What guards would have said to a case that is taken over, of the agreement and of becoming active: as far as it is
/// known.
fn agreed_elsewhere(taken: &TakenOver<EmergencyPlan>, asked: &Asked<'_, Policy>) -> Findings {
    let known = &taken.as_known;
    let mut before = AsKnown { active: None, activated: None, ..known.clone() };
    let agreed_case = PlanCase::as_known(&before);
    before.agreed = None;
    let case = PlanCase::as_known(&before);
    let mut findings = match &known.agreed {
        Some(agreed) => case.findings(agreed, asked),
        None => nobody_knows_the_agreement(&case, taken.on),
    };
    if let Some(active) = &known.active {
        let more = agreed_case.findings(active, asked);
        let more: Vec<Finding> =
            more.into_iter().filter(|one| !findings.iter().any(|said| said == one)).collect();
        findings.extend(more);
    }
    findings
}

/// What is to be said of a plan that is agreed to, of whose agreement nothing is known.
fn nobody_knows_the_agreement(case: &PlanCase, on: NaiveDate) -> Findings {
    let unknown = case.people.iter().map(|person| Finding::new(&rules::AGREEMENT_NOT_KNOWN).about(*person));
    let mut findings: Findings = unknown.collect();
    findings.push(Finding::new(&rules::NOT_PROVEN).about(case.plan.id()));
    findings.extend(case.not_shared());
    findings.extend(case.responders_without());
    findings.extend(unknowns::against_wishes(case));
    findings.extend(unknowns::never_reachable(&case.plan));
    findings.extend(unknowns::under_18(case, on));
    findings.extend(case.out_of_date(on));
    findings
}
