//! What each event comes to while no emergency is on: what must be there for it, what speaks against it, and what is known
//! from then on.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{
    Activation, AgreedTo, BecameActive, LearntFrom, PersonWithdrew, PlanCase, PlanChanged, PlanEnded,
    PlanEndedBecause, Policy, ProofGiven, ProvenAnew, ResponderWithdrew, Reviewed, SharedWith, WordsPutRight,
    rules, unknowns,
};
use crate::base::{
    Actor, Amount, Finding, Findings, PersonId, ResponderId, Stamp, Told, Weight, limits, wire,
};
use crate::emergency::proof::receipt;
use crate::emergency::rules::UNDER_18_COUNTED_ON;
use crate::emergency::{Agreed, Plan};
use crate::machine::{Accept, Asked, Misfit};
use crate::need::Age;

impl Accept<SharedWith> for PlanCase {
    fn fits(&self, event: &SharedWith) -> Result<(), Misfit> {
        let stranger = event.people.iter().find(|person| !self.people.contains(person));
        Misfit::all([
            self.not_before(event.on),
            Misfit::unless(
                !event.people.is_empty() || !event.responders.is_empty(),
                "expected somebody with whom it was shared",
                &self.ids(),
            ),
            match stranger {
                Some(person) => {
                    Err(Misfit::new("expected somebody the plan is about, or a responder", &[person.any()]))
                }
                None => Ok(()),
            },
            Misfit::all(event.responders.iter().map(|responder| self.in_plan(*responder))),
        ])
    }

    fn apply(&mut self, event: &SharedWith, _: &Stamp) {
        self.share(event);
    }
}

impl Accept<AgreedTo> for PlanCase {
    fn fits(&self, event: &AgreedTo) -> Result<(), Misfit> {
        let each: BTreeSet<_> = event.says.iter().map(|said| said.person).collect();
        let known = each.iter().all(|person| self.people.contains(person));
        Misfit::all([
            self.not_before(event.on),
            Misfit::unless(
                known && each.len() == event.says.len(),
                "expected what each person the plan is about says, each once",
                &self.ids(),
            ),
            event.proof.as_ref().map_or(Ok(()), |proof| proof_fits(proof, &self.plan)),
            Misfit::unless(
                event.risk.as_ref().is_none_or(|risk| !risk.reason.is_empty()),
                "expected why the risk is accepted, in words",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, event: &AgreedTo, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings: Findings =
            self.people.iter().flat_map(|person| what_is_said(*person, event)).collect();
        findings.extend(self.not_shared());
        findings.extend(self.responders_without());
        findings.extend(unknowns::against_wishes(self));
        findings.extend(unknowns::never_reachable(&self.plan));
        findings.extend(unknowns::under_18(self, event.on));
        findings.extend(self.out_of_date(event.on));
        let against: Vec<Finding> = match &event.proof {
            None => alloc::vec![Finding::new(&rules::NOT_PROVEN).about(self.plan.id())],
            Some(proof) => self.against_proof(proof),
        };
        let fails = against.iter().any(|finding| finding.weight() == Weight::Bars);
        match &event.risk {
            Some(risk) if fails => {
                // Somebody accepts it: what is wrong with the proof is told all the same.
                let soften = |finding: Finding| finding.weighing(Weight::Warns);
                findings.extend(against.into_iter().map(soften));
                findings.push(
                    Finding::new(&rules::RISK_ACCEPTED).about(self.plan.id()).about(risk.accepted_by.any()),
                );
                match &asked.policy().accepts_risk {
                    None => findings.push(rules::not_set("accepts_risk")),
                    Some(roles) if roles.contains(&asked.stamp().role()) => {}
                    Some(_) => {
                        findings.push(Finding::new(&rules::NOT_IN_THIS_ROLE).about(asked.stamp().by()))
                    }
                }
            }
            _ => findings.extend(against),
        }
        findings
    }

    fn apply(&mut self, event: &AgreedTo, _: &Stamp) {
        self.agree(event);
    }
}

impl Accept<BecameActive> for PlanCase {
    fn fits(&self, event: &BecameActive) -> Result<(), Misfit> {
        self.not_before(event.on)
    }

    fn findings(&self, event: &BecameActive, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = self.out_of_date(event.on);
        if let Some(proposed) = self.agreed.as_ref().and_then(|agreed| agreed.on_proposed_package) {
            match event.with_package {
                Some(package) if package.id == proposed.id => {
                    if package.revision != proposed.revision {
                        findings.push(Finding::new(&rules::PACKAGE_IS_ANOTHER_REVISION).about(package.id));
                    }
                }
                _ => findings.push(Finding::new(&rules::PACKAGE_NOT_ACTIVE).about(proposed.id)),
            }
        }
        if self.review_by().is_none() && asked.policy().review_within.is_none() {
            findings.push(rules::not_set("review_within"));
            findings.push(Finding::new(&rules::NO_REVIEW_DATE).about(self.plan.id()));
        }
        findings
    }

    fn apply(&mut self, event: &BecameActive, _: &Stamp) {
        self.active = Some(*event);
    }
}

impl Accept<PlanChanged> for PlanCase {
    fn fits(&self, event: &PlanChanged) -> Result<(), Misfit> {
        let same = event.plan.fingerprint().ok() == self.fingerprint().ok() && event.people == self.people;
        Misfit::all([
            self.not_before(event.on),
            self.same_plan(&event.plan),
            people_fit(&event.people, &event.plan),
            Misfit::unless(!same, "expected a plan that says something else than before", &self.ids()),
        ])
    }

    fn findings(&self, event: &PlanChanged, asked: &Asked<'_, Policy>) -> Findings {
        drawing_up(&event.plan, asked.policy())
    }

    fn apply(&mut self, event: &PlanChanged, _: &Stamp) {
        // What was said of the version before is not said of this one.
        self.plan.clone_from(&event.plan);
        self.people.clone_from(&event.people);
        self.version = self.version.saturating_add(1);
        self.since = event.on;
        self.people_have_it.clear();
        self.responders_have_it.clear();
        // Who withdrew comes again only where the plan has a later agreement of theirs.
        let plan = &self.plan;
        self.withdrew.retain(|id, withdrew| {
            let listed = plan.responders().iter().find(|responder| responder.id == *id);
            listed.is_some_and(|responder| match responder.agreed {
                Told::Known(Agreed::On(agreed)) => agreed <= withdrew.on,
                _ => true,
            })
        });
        (self.agreed, self.proof, self.active, self.reviewed) = (None, None, None, None);
    }
}

impl Accept<WordsPutRight> for PlanCase {
    fn fits(&self, event: &WordsPutRight) -> Result<(), Misfit> {
        let same = event.plan.fingerprint().ok() == self.fingerprint().ok();
        Misfit::all([
            self.not_before(event.on),
            self.same_plan(&event.plan),
            Misfit::unless(same, "expected the same plan but for its words", &self.ids()),
        ])
    }

    /// Somebody under 18 whom the words put right make known as such: what is known of ages is no part of a version.
    fn findings(&self, event: &WordsPutRight, _: &Asked<'_, Policy>) -> Findings {
        let known = |responder: ResponderId| self.responder(responder).and_then(|one| one.age);
        let young = event
            .plan
            .responders()
            .iter()
            .filter(|one| one.age == Some(Age::Under18) && known(one.id) != Some(Age::Under18));
        let found = young.map(|one| {
            Finding::new(&UNDER_18_COUNTED_ON).about(one.source).with("on", Amount::Date(event.on))
        });
        found.collect()
    }

    fn apply(&mut self, event: &WordsPutRight, _: &Stamp) {
        self.plan.clone_from(&event.plan);
    }
}

impl Accept<ProvenAnew> for PlanCase {
    fn fits(&self, event: &ProvenAnew) -> Result<(), Misfit> {
        Misfit::all([self.not_before(event.on), proof_fits(&event.proof, &self.plan)])
    }

    fn findings(&self, event: &ProvenAnew, _: &Asked<'_, Policy>) -> Findings {
        self.against_proof(&event.proof).into_iter().collect()
    }

    fn apply(&mut self, event: &ProvenAnew, _: &Stamp) {
        self.proof = Some(event.proof.clone());
    }
}

impl Accept<PersonWithdrew> for PlanCase {
    fn fits(&self, event: &PersonWithdrew) -> Result<(), Misfit> {
        Misfit::all([
            self.not_before(event.on),
            Misfit::unless(
                self.people.contains(&event.person),
                "expected somebody the plan is about",
                &[event.person.any()],
            ),
        ])
    }

    fn apply(&mut self, _: &PersonWithdrew, _: &Stamp) {
        // The version stays shared, and is to be agreed to anew.
        (self.agreed, self.active) = (None, None);
    }
}

impl Accept<ResponderWithdrew> for PlanCase {
    fn fits(&self, event: &ResponderWithdrew) -> Result<(), Misfit> {
        Misfit::all([
            self.in_plan(event.responder),
            Misfit::unless(
                !self.withdrew.contains_key(&event.responder),
                "expected a responder who has not withdrawn",
                &[event.responder.any()],
            ),
        ])
    }

    /// It may lie ahead.
    fn happened(_: &ResponderWithdrew) -> Option<NaiveDate> {
        None
    }

    fn apply(&mut self, event: &ResponderWithdrew, _: &Stamp) {
        self.withdrew.insert(event.responder, *event);
    }
}

impl Accept<Reviewed> for PlanCase {
    fn fits(&self, event: &Reviewed) -> Result<(), Misfit> {
        Misfit::all([
            self.not_before(event.on),
            Misfit::unless(
                event.next_by.is_none_or(|next| next > event.on && wire::in_years(next)),
                "expected `next_by` later than `on`",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, event: &Reviewed, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = Findings::none();
        if event.next_by.is_none() && asked.policy().review_within.is_none() {
            findings.push(rules::not_set("review_within"));
            findings.push(Finding::new(&rules::NO_REVIEW_DATE).about(self.plan.id()));
        }
        findings
    }

    fn apply(&mut self, event: &Reviewed, _: &Stamp) {
        self.reviewed = Some(*event);
    }
}

impl Accept<LearntFrom> for PlanCase {
    fn fits(&self, event: &LearntFrom) -> Result<(), Misfit> {
        let open = self.not_learnt_from().find(|activation| activation.number == event.activation);
        let over = open.and_then(Activation::over);
        Misfit::all([
            Misfit::unless(
                over.is_some(),
                "expected an emergency that is over and was not looked back at",
                &self.ids(),
            ),
            Misfit::unless(
                over.is_none_or(|over| event.on >= over.on),
                "expected `on` no earlier than the end of the emergency",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, event: &LearntFrom, _: &Asked<'_, Policy>) -> Findings {
        let nothing = !event.wrong.is_empty() && event.changes.is_empty();
        nothing
            .then(|| Finding::new(&rules::WRONG_AND_NOTHING_CHANGES).about(self.plan.id()))
            .into_iter()
            .collect()
    }

    fn apply(&mut self, event: &LearntFrom, _: &Stamp) {
        let which = self.activations.iter_mut().find(|activation| activation.number == event.activation);
        if let Some(activation) = which {
            activation.learnt = Some(event.clone());
        }
    }
}

impl Accept<PlanEnded> for PlanCase {
    fn fits(&self, event: &PlanEnded) -> Result<(), Misfit> {
        let replaced = event.because == PlanEndedBecause::Replaced;
        Misfit::all([
            self.not_before(event.on),
            Misfit::unless(
                replaced == event.goes_on_in.is_some(),
                "expected `goes_on_in` for a plan that is replaced, and for no other",
                &self.ids(),
            ),
            Misfit::unless(
                event.goes_on_in != Some(self.plan.id()),
                "expected another plan in `goes_on_in`",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, _: &PlanEnded, _: &Asked<'_, Policy>) -> Findings {
        let count = i64::try_from(self.not_learnt_from().count()).unwrap_or(i64::MAX);
        (count > 0)
            .then(|| {
                Finding::new(&rules::NOBODY_LOOKED_BACK)
                    .about(self.plan.id())
                    .with("count", Amount::Count(count))
            })
            .into_iter()
            .collect()
    }

    fn apply(&mut self, event: &PlanEnded, _: &Stamp) {
        self.ended = Some((event.on, event.because));
    }
}

impl PlanCase {
    fn same_plan(&self, plan: &Plan) -> Result<(), Misfit> {
        let same = plan.id() == self.plan.id() && plan.household() == self.plan.household();
        Misfit::unless(same, "expected another version of the same plan", &self.ids())
    }

    /// What is wrong with a proof of this plan: of another version, not holding, only said to be one.
    fn against_proof(&self, proof: &ProofGiven) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut say = |rule| found.push(Finding::new(rule).about(self.plan.id()));
        if !self.fingerprint().is_ok_and(|version| proof.receipt.is_about(&version)) {
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
        found.extend(unknowns::rests_on(self, proof));
        found
    }
}

/// Each once, at least one, no more than there may be; whoever has a page in the plan is among them.
pub(super) fn people_fit(people: &[PersonId], plan: &Plan) -> Result<(), Misfit> {
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
