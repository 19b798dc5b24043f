//! What must be there for what happens to a plan while no emergency is on, and what speaks against it.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::night_guards::activating_fits;
use super::{
    Activation, AgreedTo, BecameActive, DrawnUp, EmergencyPlan, LearntFrom, PersonWithdrew, PlanCase,
    PlanChanged, PlanEnded, PlanEndedBecause, Policy, ProofGiven, ProvenAnew, ResponderWithdrew, Reviewed,
    SharedWith, Status, WordsPutRight, rules, unknowns,
};
use crate::base::{
    Actor, Amount, AnyId, Finding, Findings, PersonId, ResponderId, Told, Weight, limits, wire,
};
use crate::emergency::Plan;
use crate::emergency::proof::receipt;
use crate::machine::{Asked, Misfit, TakenOver};

pub(super) fn about(case: &PlanCase) -> [AnyId; 1] {
    [case.plan.id().any()]
}

/// Each once, at least one, no more than there may be; whoever has a page in the plan is among them.
fn people_fit(people: &[PersonId], plan: &Plan) -> Result<(), Misfit> {
    let each: BTreeSet<_> = people.iter().collect();
    let fits = !people.is_empty() && each.len() == people.len() && people.len() <= limits::PEOPLE;
    let without = plan.people().iter().find(|page| !people.contains(&page.person));
    Misfit::all([
        Misfit::unless(fits, "expected everyone the plan is about, each once", &[plan.id().any()]),
        match without {
            Some(page) => Err(Misfit::new(
                "expected everyone who has a page in the plan among those it is about",
                &[page.person.any()],
            )),
            None => Ok(()),
        },
    ])
}

pub(super) fn not_before(case: &PlanCase, on: NaiveDate) -> Result<(), Misfit> {
    Misfit::unless(on >= case.since, "expected `on` no earlier than the day of this version", &about(case))
}

/// What was found, and that the day has not come, if it has not.
pub(super) fn on_its_day(on: NaiveDate, asked: &Asked<'_, Policy>, mut found: Findings) -> Findings {
    found.extend(asked.not_happened_yet(on));
    found
}

pub(super) fn in_plan(case: &PlanCase, responder: ResponderId) -> Result<(), Misfit> {
    Misfit::unless(
        case.responder(responder).is_some(),
        "expected a responder of this plan",
        &[responder.any()],
    )
}

fn proof_fits(proof: &ProofGiven, plan: &Plan) -> Result<(), Misfit> {
    let of_plan = [plan.id().any()];
    Misfit::all([
        Misfit::unless(
            proof.receipt.kind().as_str() == receipt::KIND,
            "expected the receipt of a proof of an emergency plan",
            &of_plan,
        ),
        Misfit::unless(wire::in_years(proof.as_at), "expected `as_at` in the years 1800 to 2299", &of_plan),
    ])
}

pub(super) fn drawing_up_fits(event: &DrawnUp) -> Result<(), Misfit> {
    Misfit::all([
        people_fit(&event.people, &event.plan),
        Misfit::unless(
            event.on >= event.plan.drawn_up_on(),
            "expected `on` no earlier than the day the plan was drawn up",
            &[event.plan.id().any()],
        ),
    ])
}

pub(super) fn drawing_up(plan: &Plan, policy: &Policy) -> Findings {
    let mut findings = Findings::none();
    if policy.share_within.is_none() {
        findings.push(rules::not_set("share_within"));
    }
    if plan.review_by().is_none() && policy.review_within.is_none() {
        findings.push(rules::not_set("review_within"));
        findings.push(Finding::new(&rules::NO_REVIEW_DATE).about(plan.id()));
    }
    findings
}

pub(super) fn sharing_fits(case: &PlanCase, event: &SharedWith) -> Result<(), Misfit> {
    let stranger = event.people.iter().find(|person| !case.people.contains(person));
    Misfit::all([
        not_before(case, event.on),
        Misfit::unless(
            !event.people.is_empty() || !event.responders.is_empty(),
            "expected somebody with whom it was shared",
            &about(case),
        ),
        match stranger {
            Some(person) => {
                Err(Misfit::new("expected somebody the plan is about, or a responder", &[person.any()]))
            }
            None => Ok(()),
        },
        Misfit::all(event.responders.iter().map(|responder| in_plan(case, *responder))),
    ])
}

pub(super) fn agreeing_fits(case: &PlanCase, event: &AgreedTo) -> Result<(), Misfit> {
    let each: BTreeSet<_> = event.says.iter().map(|said| said.person).collect();
    let known = each.iter().all(|person| case.people.contains(person));
    Misfit::all([
        not_before(case, event.on),
        Misfit::unless(
            known && each.len() == event.says.len(),
            "expected what each person the plan is about says, each once",
            &about(case),
        ),
        event.proof.as_ref().map_or(Ok(()), |proof| proof_fits(proof, &case.plan)),
        Misfit::unless(
            event.risk.as_ref().is_none_or(|risk| !risk.reason.is_empty()),
            "expected why the risk is accepted, in words",
            &about(case),
        ),
    ])
}

pub(super) fn agreeing(case: &PlanCase, event: &AgreedTo, asked: &Asked<'_, Policy>) -> Findings {
    let mut findings: Findings = case.people.iter().flat_map(|person| what_is_said(*person, event)).collect();
    findings.extend(not_shared(case));
    findings.extend(responders_without(case));
    findings.extend(unknowns::against_wishes(case));
    findings.extend(unknowns::never_reachable(&case.plan));
    findings.extend(unknowns::under_18(case, event.on));
    findings.extend(case.out_of_date(event.on));
    let against: Vec<Finding> = match &event.proof {
        None => alloc::vec![Finding::new(&rules::NOT_PROVEN).about(case.plan.id())],
        Some(proof) => against_proof(case, proof),
    };
    let fails = against.iter().any(|finding| finding.weight() == Weight::Bars);
    match &event.risk {
        Some(risk) if fails => {
            // Somebody accepts it: what is wrong with the proof is told all the same.
            let soften = |finding: Finding| finding.weighing(Weight::Warns);
            findings.extend(against.into_iter().map(soften));
            findings.push(
                Finding::new(&rules::RISK_ACCEPTED).about(case.plan.id()).about(risk.accepted_by.any()),
            );
            match &asked.policy().accepts_risk {
                None => findings.push(rules::not_set("accepts_risk")),
                Some(roles) if roles.contains(&asked.stamp().role()) => {}
                Some(_) => findings.push(Finding::new(&rules::NOT_IN_THIS_ROLE).about(asked.stamp().by())),
            }
        }
        _ => findings.extend(against),
    }
    findings
}

fn what_is_said(person: PersonId, event: &AgreedTo) -> Vec<Finding> {
    let say = event.says.iter().find(|said| said.person == person).map(|said| &said.say);
    let mut found = Vec::new();
    match say.map(crate::base::Say::agrees).unwrap_or_default() {
        Told::Known(true) => {}
        Told::Known(false) => found.push(Finding::new(&rules::DOES_NOT_AGREE).about(person)),
        Told::NotKnown(_) => found.push(Finding::new(&rules::AGREEMENT_NOT_KNOWN).about(person)),
    }
    if let Some(decider) = say.and_then(crate::base::Say::decider) {
        found.push(Finding::new(&rules::SAID_IN_ANOTHERS_PLACE).about(person).about(decider));
        let other =
            event.says.iter().any(|said| said.person != person && Actor::Person(said.person) == decider);
        if other {
            found.push(Finding::new(&rules::DECIDES_FOR_THE_OTHER).about(person).about(decider));
        }
    }
    found
}

pub(super) fn not_shared(case: &PlanCase) -> impl Iterator<Item = Finding> + '_ {
    let has_not = |person: &&PersonId| !case.people_have_it.contains_key(*person);
    case.people
        .iter()
        .filter(has_not)
        .map(|person| Finding::new(&rules::PERSON_HAS_NOT_GOT_IT).about(*person))
}

pub(super) fn responders_without(case: &PlanCase) -> impl Iterator<Item = Finding> + '_ {
    let has_not = |id: &ResponderId| !case.responders_have_it.contains_key(id);
    (case.plan.responders().iter().map(|responder| responder.id))
        .filter(has_not)
        .map(|responder| Finding::new(&rules::RESPONDER_HAS_NOT_GOT_IT).about(responder))
}

/// What is wrong with a proof of this plan: of another version, not holding, only said to be one.
fn against_proof(case: &PlanCase, proof: &ProofGiven) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut say = |rule| found.push(Finding::new(rule).about(case.plan.id()));
    if !case.fingerprint().is_ok_and(|version| proof.receipt.is_about(&version)) {
        say(&rules::PROOF_OF_ANOTHER_VERSION);
    }
    if proof.receipt.headline().level.unwrap_or_default() < 1 {
        say(&rules::PROOF_FAILS);
    }
    let asked_less = [receipt::UNDER_72_HOURS, receipt::SOME_AS_PLANNED];
    if proof.receipt.headline().codes.iter().any(|code| asked_less.contains(&code.as_str())) {
        say(&rules::PROOF_ASKED_LESS);
    }
    if proof.receipt.is_claim() {
        say(&rules::PROOF_ONLY_CLAIMED);
    }
    found.extend(unknowns::rests_on(case, proof));
    found
}

pub(super) fn becoming_active(case: &PlanCase, event: &BecameActive, policy: &Policy) -> Findings {
    let mut findings = case.out_of_date(event.on);
    if let Some(proposed) = case.agreed.as_ref().and_then(|agreed| agreed.on_proposed_package) {
        match event.with_package {
            Some(package) if package.id == proposed.id => {
                if package.revision != proposed.revision {
                    findings.push(Finding::new(&rules::PACKAGE_IS_ANOTHER_REVISION).about(package.id));
                }
            }
            _ => findings.push(Finding::new(&rules::PACKAGE_NOT_ACTIVE).about(proposed.id)),
        }
    }
    if case.review_by().is_none() && policy.review_within.is_none() {
        findings.push(rules::not_set("review_within"));
        findings.push(Finding::new(&rules::NO_REVIEW_DATE).about(case.plan.id()));
    }
    findings
}

pub(super) fn changing_fits(case: &PlanCase, event: &PlanChanged) -> Result<(), Misfit> {
    let same = event.plan.fingerprint().ok() == case.fingerprint().ok() && event.people == case.people;
    Misfit::all([
        not_before(case, event.on),
        same_plan(case, &event.plan),
        people_fit(&event.people, &event.plan),
        Misfit::unless(!same, "expected a plan that says something else than before", &about(case)),
    ])
}

pub(super) fn putting_right_fits(case: &PlanCase, event: &WordsPutRight) -> Result<(), Misfit> {
    let same = event.plan.fingerprint().ok() == case.fingerprint().ok();
    Misfit::all([
        not_before(case, event.on),
        same_plan(case, &event.plan),
        Misfit::unless(same, "expected the same plan but for its words", &about(case)),
    ])
}

fn same_plan(case: &PlanCase, plan: &Plan) -> Result<(), Misfit> {
    let same = plan.id() == case.plan.id() && plan.household() == case.plan.household();
    Misfit::unless(same, "expected another version of the same plan", &about(case))
}

pub(super) fn proving_fits(case: &PlanCase, event: &ProvenAnew) -> Result<(), Misfit> {
    Misfit::all([not_before(case, event.on), proof_fits(&event.proof, &case.plan)])
}

pub(super) fn proving(case: &PlanCase, event: &ProvenAnew) -> Findings {
    against_proof(case, &event.proof).into_iter().collect()
}

pub(super) fn withdrawing_fits(case: &PlanCase, event: &PersonWithdrew) -> Result<(), Misfit> {
    Misfit::all([
        not_before(case, event.on),
        Misfit::unless(
            case.people.contains(&event.person),
            "expected somebody the plan is about",
            &[event.person.any()],
        ),
    ])
}

pub(super) fn responder_withdrawing_fits(case: &PlanCase, event: &ResponderWithdrew) -> Result<(), Misfit> {
    Misfit::all([
        in_plan(case, event.responder),
        Misfit::unless(
            !case.withdrew.contains_key(&event.responder),
            "expected a responder who has not withdrawn",
            &[event.responder.any()],
        ),
    ])
}

pub(super) fn reviewing_fits(case: &PlanCase, event: Reviewed) -> Result<(), Misfit> {
    Misfit::all([
        not_before(case, event.on),
        Misfit::unless(
            event.next_by.is_none_or(|next| next > event.on && wire::in_years(next)),
            "expected `next_by` later than `on`",
            &about(case),
        ),
    ])
}

pub(super) fn reviewing(case: &PlanCase, event: Reviewed, policy: &Policy) -> Findings {
    let mut findings = Findings::none();
    if event.next_by.is_none() && policy.review_within.is_none() {
        findings.push(rules::not_set("review_within"));
        findings.push(Finding::new(&rules::NO_REVIEW_DATE).about(case.plan.id()));
    }
    findings
}

pub(super) fn learning_fits(case: &PlanCase, event: &LearntFrom) -> Result<(), Misfit> {
    let open = case.not_learnt_from().find(|activation| activation.number == event.activation);
    let over = open.and_then(Activation::over);
    Misfit::all([
        Misfit::unless(
            over.is_some(),
            "expected an emergency that is over and was not looked back at",
            &about(case),
        ),
        Misfit::unless(
            over.is_none_or(|over| event.on >= over.on),
            "expected `on` no earlier than the end of the emergency",
            &about(case),
        ),
    ])
}

pub(super) fn learning(case: &PlanCase, event: &LearntFrom) -> Findings {
    let nothing = !event.wrong.is_empty() && event.changes.is_empty();
    nothing
        .then(|| Finding::new(&rules::WRONG_AND_NOTHING_CHANGES).about(case.plan.id()))
        .into_iter()
        .collect()
}

pub(super) fn ending_fits(case: &PlanCase, event: &PlanEnded) -> Result<(), Misfit> {
    let replaced = event.because == PlanEndedBecause::Replaced;
    Misfit::all([
        not_before(case, event.on),
        Misfit::unless(
            replaced == event.goes_on_in.is_some(),
            "expected `goes_on_in` for a plan that is replaced, and for no other",
            &about(case),
        ),
        Misfit::unless(
            event.goes_on_in != Some(case.plan.id()),
            "expected another plan in `goes_on_in`",
            &about(case),
        ),
    ])
}

pub(super) fn ending(case: &PlanCase) -> Findings {
    let count = i64::try_from(case.not_learnt_from().count()).unwrap_or(i64::MAX);
    (count > 0)
        .then(|| {
            Finding::new(&rules::NOBODY_LOOKED_BACK).about(case.plan.id()).with("count", Amount::Count(count))
        })
        .into_iter()
        .collect()
}

/// What a live case brings, each as the event it stands for would have been asked.
pub(super) fn taken_over_fits(taken: &TakenOver<EmergencyPlan>) -> Result<PlanCase, Misfit> {
    let known = &taken.as_known;
    let of = [known.plan.id().any()];
    people_fit(&known.people, &known.plan)?;
    let bare =
        PlanCase::as_known(&super::AsKnown { shared: None, agreed: None, active: None, ..known.clone() });
    let wanted = taken.status;
    let agreed_there = !matches!(
        wanted,
        Status::Drafted | Status::Shared | Status::ActivatedAsDrafted | Status::ActivatedAsShared
    );
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
        known.shared.as_ref().map_or(Ok(()), |shared| sharing_fits(&bare, shared)),
        known.agreed.as_ref().map_or(Ok(()), |agreed| agreeing_fits(&bare, agreed)),
        known.activated.as_ref().map_or(Ok(()), |activated| activating_fits(&bare, activated)),
    ])?;
    Ok(PlanCase::as_known(known))
}
