//! Proposed, agreed to, agreed to no longer.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{
    AgreementWithdrawn, CarePackageCase, EmergencyPlanCame, PackageAgreed, PackageProposed, Policy,
    Preparation,
};
use crate::agreement::{Assent, SaidOfPart};
use crate::base::{Findings, IdKind, RecordRef, Stamp};
use crate::machine::{Accept, Asked, Misfit};
use crate::package::{PackageContext, package_findings};

impl PackageAgreed {
    /// What people say to lines; nothing is known of what was done before they were asked.
    pub const fn new(on: NaiveDate, of_lines: Vec<super::SaidOfLine>) -> Self {
        Self {
            on,
            of_lines,
            says: Vec::new(),
            tried: Vec::new(),
            preparation: None,
            emergency_plan: None,
            interim: None,
        }
    }

    /// The same, after this was done and looked at.
    #[must_use]
    pub fn prepared(self, preparation: Preparation) -> Self {
        Self { preparation: Some(Box::new(preparation)), ..self }
    }
}

impl From<&PackageAgreed> for Assent {
    fn from(event: &PackageAgreed) -> Self {
        let said = |said: &super::SaidOfLine| SaidOfPart {
            part: said.line.any(),
            person: said.person,
            say: said.say.clone(),
        };
        Self {
            of_parts: event.of_lines.iter().map(said).collect(),
            tried: event.tried.clone(),
            ..Self::new(event.on, event.says.clone())
        }
    }
}

impl Accept<PackageProposed> for CarePackageCase {
    fn fits(&self, event: &PackageProposed) -> Result<(), Misfit> {
        self.agreement.sharing_fits(event.on, &event.people, &event.providers)
    }

    fn apply(&mut self, event: &PackageProposed, _: &Stamp) {
        self.agreement.share(event.on, &event.people, &event.providers);
    }
}

impl Accept<PackageAgreed> for CarePackageCase {
    fn fits(&self, event: &PackageAgreed) -> Result<(), Misfit> {
        let ids = self.ids();
        Misfit::all([
            self.agreement.agreeing_fits(&event.into()),
            self.still_owed(|urgent| urgent.agreed_on),
            event.emergency_plan.map_or(Ok(()), |plan| is_plan(plan.plan, plan.agreed_on <= event.on)),
            Misfit::unless(
                event
                    .interim
                    .as_ref()
                    .is_none_or(|interim| interim.until >= event.on && !interim.what.is_empty()),
                "expected what is arranged until there is an emergency plan, in words and up to a day no earlier than `on`",
                &ids,
            ),
            event.preparation.as_deref().map_or(Ok(()), |prepared| self.preparation_fits(prepared, event.on)),
        ])
    }

    /// All that bars and all that warns: what people say, what the package lacks, what was not done or looked at, and what the
    /// week shows.
    fn findings(&self, event: &PackageAgreed, asked: &Asked<'_, Policy>) -> Findings {
        let policy = asked.policy();
        let mut findings = self.agreement.agreeing(&event.into(), &self.terms(policy), asked.stamp());
        let on = self.looked_at_from(event.on);
        // Which needs have to be met is asked below, where it is known whose they are.
        let context = PackageContext { eligible: Some(&[]), ..PackageContext::on(on) };
        findings.extend(package_findings(self.package(), &context));
        findings.extend(self.unprepared(event, policy));
        findings
    }

    fn apply(&mut self, event: &PackageAgreed, _: &Stamp) {
        let week = event.preparation.as_deref().and_then(|prepared| prepared.week.as_deref());
        self.interim = self.interim_with(event);
        if let Some(plan) = event.emergency_plan {
            self.emergency_plan = Some(plan);
            if let Some(interim) = self.interim.as_mut().filter(|interim| interim.plan_on.is_none()) {
                interim.plan_on = Some(event.on);
            }
        } else if event.interim.is_none() && week.is_some_and(|week| week.mutual.is_empty()) {
            // Nobody depends on anybody any more, as somebody has seen.
            self.interim = self.interim.filter(|interim| interim.plan_on.is_some());
        }
        self.balance_agreed = week.map(|week| week.balance.clone());
        self.agreement.agree(event.into());
        if let Some(urgent) = &mut self.urgent {
            urgent.agreed_on = urgent.agreed_on.or(Some(event.on));
        }
    }
}

impl Accept<EmergencyPlanCame> for CarePackageCase {
    fn fits(&self, event: &EmergencyPlanCame) -> Result<(), Misfit> {
        is_plan(event.plan.plan, event.plan.agreed_on <= event.on)
    }

    fn apply(&mut self, event: &EmergencyPlanCame, _: &Stamp) {
        self.emergency_plan = Some(event.plan);
        if let Some(interim) = self.interim.as_mut().filter(|interim| interim.plan_on.is_none()) {
            interim.plan_on = Some(event.on);
        }
    }
}

impl Accept<AgreementWithdrawn> for CarePackageCase {
    fn fits(&self, event: &AgreementWithdrawn) -> Result<(), Misfit> {
        let again = self.agreement.in_force().is_some() && self.withdrew.contains_key(&event.person);
        Misfit::all([
            self.agreement.withdrawing_fits(event.on, event.person),
            Misfit::unless(!again, "expected somebody who has not withdrawn", &[event.person.any()]),
        ])
    }

    /// What is in force runs on, and is looked at again: the authority still has to meet needs, and to try to agree how.
    fn apply(&mut self, event: &AgreementWithdrawn, _: &Stamp) {
        if self.agreement.in_force().is_some() {
            self.withdrew.insert(event.person, event.on);
            return;
        }
        let urgently = self.runs_urgently();
        self.agreement.withdraw();
        if let Some(urgent) = self.urgent.as_mut().filter(|_| urgently) {
            urgent.agreed_on = None;
        }
    }
}

impl CarePackageCase {
    /// Whether each thing stands once, and is about somebody whom the package is about.
    fn preparation_fits(&self, prepared: &Preparation, on: NaiveDate) -> Result<(), Misfit> {
        let known = |person| self.agreement.people().contains(&person);
        let needs = prepared.eligible.iter().flatten();
        let each_need: BTreeSet<_> = needs.clone().map(|one| one.need).collect();
        let involved = &prepared.involved;
        let each_involved: BTreeSet<_> =
            involved.iter().map(|one| (one.plan, one.who, one.involved_as)).collect();
        let advocates = &prepared.advocates;
        let each_advocate: BTreeSet<_> = advocates.iter().map(|one| one.person).collect();
        let ids = self.ids();
        Misfit::all([
            Misfit::unless(
                each_need.len() == needs.clone().count() && needs.clone().all(|one| known(one.of)),
                "expected each eligible need once, of somebody the package is about",
                &ids,
            ),
            Misfit::unless(
                each_involved.len() == involved.len() && involved.iter().all(|one| known(one.plan.person)),
                "expected each person who is involved once, in the plan of somebody the package is about",
                &ids,
            ),
            Misfit::unless(
                each_advocate.len() == advocates.len() && advocates.iter().all(|one| known(one.person)),
                "expected for each person the package is about once whether an advocate is due",
                &ids,
            ),
            Misfit::unless(
                prepared.acknowledged.iter().all(|known| known.on <= on),
                "expected risks that were acknowledged no later than `on`",
                &ids,
            ),
        ])
    }
}

fn is_plan(plan: RecordRef, in_time: bool) -> Result<(), Misfit> {
    Misfit::all([
        Misfit::unless(
            plan.id.kind() == IdKind::EmergencyPlan,
            "expected the record of an emergency plan",
            &[plan.id],
        ),
        Misfit::unless(in_time, "expected a plan that was agreed to no later than `on`", &[plan.id]),
    ])
}
