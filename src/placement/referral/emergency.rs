//! An emergency admission: what may come afterwards, and what may not.

use super::guards::{day_of, worry_found, worry_rule};
use super::{AdmittedInEmergency, Policy, ReferralCase, rules};
use crate::base::{Findings, Role, Stamp, Told, Weight};
use crate::machine::{Accept, Asked, Misfit};
use crate::placement::notes;
use crate::placement::receipts::{MATCHING, ReceiptSays, kind_said, said};

impl Accept<AdmittedInEmergency> for ReferralCase {
    fn fits(&self, event: &AdmittedInEmergency) -> Result<(), Misfit> {
        let about = self.ids();
        let manager = |role| matches!(role, Role::RegisteredManager | Role::ManagerOnCall);
        Misfit::all([
            self.seen_fits(&event.seen),
            self.judged_fits(&event.assessed, &event.receipt, MATCHING),
            Misfit::unless(
                event.seen.planned_on == event.on,
                "expected the home as it was on the day of the admission",
                &about,
            ),
            Misfit::unless(
                event.manager.is_none_or(|approval| manager(approval.role)),
                "expected `manager` to be the registered manager or the manager on call",
                &about,
            ),
            Misfit::unless(
                event.individual.is_none_or(|approval| approval.role == Role::ResponsibleIndividual),
                "expected `individual` to be the responsible individual",
                &about,
            ),
            Misfit::unless(
                event.kept_safe_by.as_ref().is_none_or(|words| !words.is_empty()),
                "expected how everybody is kept safe, in words",
                &about,
            ),
        ])
    }

    /// What speaks against it: steps 2 to 7 may come afterwards; law, and safety with those who live there, may not.
    fn findings(&self, event: &AdmittedInEmergency, _: &Asked<'_, Policy>) -> Findings {
        let mut case = self.clone();
        case.admit(event);
        let mut findings = Findings::none();
        if case.child.own_view.is_open() {
            findings.push(case.about(&notes::OWN_VIEW_NOT_ASKED));
        }
        match event.seen.emergencies {
            Told::Known(true) => {}
            Told::Known(false) => findings.push(case.about(&rules::EMERGENCIES_NOT_IN_PURPOSE)),
            Told::NotKnown(_) => findings.push(case.about(&rules::EMERGENCIES_NOT_KNOWN)),
        }
        if event.manager.is_none() {
            findings.push(case.about(&rules::NO_APPROVAL_BY_MANAGER));
        }
        if event.individual.is_none() {
            findings.push(case.about(&rules::NO_APPROVAL_BY_INDIVIDUAL));
        }
        if let (Some(manager), Some(individual)) = (event.manager, event.individual)
            && manager.by == individual.by
        {
            findings.push(case.about(&rules::ONE_PERSON_APPROVED).about(manager.by));
        }
        if matches!(event.seen.residents, Told::NotKnown(_)) {
            findings.push(case.about(&rules::RESIDENTS_NOT_KNOWN));
        }
        findings.extend(case.place_missing());
        findings.extend(case.not_as_now(&event.assessed));
        let asked = day_of(&case.child.own_view);
        findings.extend(case.dated_before(event.on, "what the child said", asked));
        let there = case.liaison.values().filter(|held| event.seen.resident(held.resident).is_some());
        findings.extend(there.filter_map(|held| case.view_stands(held)).map(|it| it.weighing(Weight::Warns)));
        findings.extend(case.law_and_residents(event));
        let worries =
            case.worries.iter().filter(|worry| worry.is_open() || worry.is_childs_and_not_settled());
        findings.extend(
            worries.map(|worry| worry_found(&case, worry, worry_rule(worry)).weighing(Weight::Warns)),
        );
        findings
    }

    fn apply(&mut self, event: &AdmittedInEmergency, _: &Stamp) {
        self.admit(event);
    }
}

impl ReferralCase {
    fn law_and_residents(&self, event: &AdmittedInEmergency) -> Findings {
        let mut findings = self.steps_open(&event.receipt, event.on);
        let mut any = false;
        for (said, of) in said(&event.receipt) {
            any = true;
            let weight = match said {
                ReceiptSays::ResidentNotKnown if event.kept_safe_by.is_some() => {
                    findings.push(self.about(&rules::KEPT_SAFE_MEANWHILE));
                    Weight::Warns
                }
                ReceiptSays::LawNo
                | ReceiptSays::LawNotKnown
                | ReceiptSays::ResidentNo
                | ReceiptSays::ResidentNotKnown => Weight::Bars,
                // Asked for above.
                ReceiptSays::WaitsFor => continue,
                ReceiptSays::SafetyNo
                | ReceiptSays::SafetyNotKnown
                | ReceiptSays::NotTakenOn
                | ReceiptSays::TakenOnTooLate => Weight::Warns,
            };
            findings.extend(self.judged_one(said, of, event.on).map(|finding| finding.weighing(weight)));
        }
        // A verdict that is no, or open, and does not say of what, is no ground to act on.
        if !any || kind_said(&event.receipt).is_none() {
            let unclear = self.judged(&event.receipt, event.on);
            findings.extend(unclear.into_iter().filter(|finding| finding.weight() == Weight::Bars));
        }
        if event.receipt.is_claim() {
            findings.push(self.about(&rules::JUDGED_ONLY_CLAIMED));
        }
        findings
    }
}
