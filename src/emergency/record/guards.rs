//! What each event comes to while no emergency is on: what must be there for it, what speaks against it, and what is known
//! from then on.

use chrono::NaiveDate;

use super::{
    Activation, AgreedTo, BecameActive, LearntFrom, PersonWithdrew, PlanCase, PlanChanged, PlanEnded,
    PlanEndedBecause, Policy, ProvenAnew, ResponderWithdrew, Reviewed, SharedWith, WordsPutRight, rules,
    unknowns,
};
use crate::agreement::Agreement;
use crate::base::{Amount, Finding, Findings, Id, ResponderId, Stamp, Told};
use crate::emergency::Agreed;
use crate::machine::{Accept, Asked, Misfit};
use crate::need::Age;

impl Accept<SharedWith> for PlanCase {
    fn fits(&self, event: &SharedWith) -> Result<(), Misfit> {
        self.agreement.sharing_fits(event.on, &event.people, &event.responders)
    }

    fn apply(&mut self, event: &SharedWith, _: &Stamp) {
        self.agreement.share(event.on, &event.people, &event.responders);
    }
}

impl Accept<AgreedTo> for PlanCase {
    fn fits(&self, event: &AgreedTo) -> Result<(), Misfit> {
        self.agreement.agreeing_fits(&event.into())
    }

    fn findings(&self, event: &AgreedTo, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = self.agreement.agreeing(&event.into(), &asked.policy().terms(), asked.stamp());
        findings.extend(unknowns::of_the_plan(self, event.on));
        findings
    }

    fn apply(&mut self, event: &AgreedTo, _: &Stamp) {
        self.agreement.agree(event.into());
    }
}

impl Accept<BecameActive> for PlanCase {
    fn fits(&self, event: &BecameActive) -> Result<(), Misfit> {
        self.agreement.not_before(event.on)
    }

    fn findings(&self, event: &BecameActive, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = self.agreement.coming_into_force(&event.into(), &asked.policy().terms());
        findings.extend(self.out_of_date(event.on));
        findings
    }

    fn apply(&mut self, event: &BecameActive, _: &Stamp) {
        self.agreement.come_into_force(event.into());
    }
}

impl Accept<PlanChanged> for PlanCase {
    fn fits(&self, event: &PlanChanged) -> Result<(), Misfit> {
        self.agreement.changing_fits(event.on, &event.plan, &event.people)
    }

    fn findings(&self, event: &PlanChanged, asked: &Asked<'_, Policy>) -> Findings {
        Agreement::drawing_up(&*event.plan, &asked.policy().terms())
    }

    fn apply(&mut self, event: &PlanChanged, stamp: &Stamp) {
        // The version before is in force no longer: nobody may rely on what has been changed.
        _ = self.agreement.change(event.on, event.plan.clone(), event.people.clone(), stamp.by());
        // Who withdrew comes again only where the plan has a later agreement of theirs.
        let plan = &event.plan;
        self.withdrew.retain(|id, withdrew| {
            let listed = plan.responders().iter().find(|responder| responder.id == *id);
            listed.is_some_and(|responder| match responder.agreed {
                Told::Known(Agreed::On(agreed)) => agreed <= withdrew.on,
                _ => true,
            })
        });
    }
}

impl Accept<WordsPutRight> for PlanCase {
    fn fits(&self, event: &WordsPutRight) -> Result<(), Misfit> {
        self.agreement.putting_right_fits(event.on, &event.plan)
    }

    /// Somebody under 18 whom the words put right make known as such: what is known of ages is no part of a version.
    fn findings(&self, event: &WordsPutRight, _: &Asked<'_, Policy>) -> Findings {
        let known = |responder: ResponderId| self.responder(responder).and_then(|one| one.age);
        let young = event
            .plan
            .responders()
            .iter()
            .filter(|one| one.age.is_some_and(Age::may_be_under_18))
            .filter(|one| known(one.id) != one.age && known(one.id) != Some(Age::Under18));
        young.map(|one| unknowns::found_under_18(one, event.on)).collect()
    }

    fn apply(&mut self, event: &WordsPutRight, _: &Stamp) {
        self.agreement.put_right(event.plan.clone());
    }
}

impl Accept<ProvenAnew> for PlanCase {
    fn fits(&self, event: &ProvenAnew) -> Result<(), Misfit> {
        self.agreement.proving_fits(event.on, &event.proof)
    }

    fn findings(&self, event: &ProvenAnew, _: &Asked<'_, Policy>) -> Findings {
        self.agreement.proving(&event.proof)
    }

    fn apply(&mut self, event: &ProvenAnew, _: &Stamp) {
        self.agreement.prove(event.proof.clone());
    }
}

impl Accept<PersonWithdrew> for PlanCase {
    fn fits(&self, event: &PersonWithdrew) -> Result<(), Misfit> {
        self.agreement.withdrawing_fits(event.on, event.person)
    }

    fn apply(&mut self, _: &PersonWithdrew, _: &Stamp) {
        self.agreement.withdraw();
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
        self.agreement.reviewing_fits(&event.into())
    }

    fn findings(&self, event: &Reviewed, asked: &Asked<'_, Policy>) -> Findings {
        self.agreement.reviewing(&event.into(), &asked.policy().terms())
    }

    fn apply(&mut self, event: &Reviewed, _: &Stamp) {
        self.agreement.review(event.into());
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
            .then(|| Finding::new(&rules::WRONG_AND_NOTHING_CHANGES).about(self.plan().id()))
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
        let is_replaced = event.because == PlanEndedBecause::Replaced;
        self.agreement.ending_fits(event.on, is_replaced, event.goes_on_in.map(Id::any))
    }

    fn findings(&self, _: &PlanEnded, _: &Asked<'_, Policy>) -> Findings {
        let count = i64::try_from(self.not_learnt_from().count()).unwrap_or(i64::MAX);
        (count > 0)
            .then(|| {
                Finding::new(&rules::NOBODY_LOOKED_BACK)
                    .about(self.plan().id())
                    .with("count", Amount::Count(count))
            })
            .into_iter()
            .collect()
    }

    fn apply(&mut self, event: &PlanEnded, _: &Stamp) {
        self.agreement.end(event.on, event.goes_on_in.map(Id::any));
        self.ended = Some(event.because);
    }
}
