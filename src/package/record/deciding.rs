//! Approved by somebody who has no part in it; changed from a day on; what reaches into the past.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::case::{Balance, PastCorrection};
use super::version::Before;
use super::{
    CarePackageCase, ChangeDropped, DifferenceReconciled, PackageApproved, PackageChanged, Policy,
    PostedUpTo, Status, rules,
};
use crate::agreement::{Agreement, Approval, InForce};
use crate::base::{Amount, Finding, Findings, Money, Period, Stamp, Told};
use crate::machine::{Accept, Asked, Misfit};
use crate::package::CostReport;
use crate::package::rules::{APPROVED_BY_PROVIDER, COST_NOT_KNOWN, PROVIDER_NOT_KNOWN};

impl Accept<PackageApproved> for CarePackageCase {
    fn fits(&self, event: &PackageApproved) -> Result<(), Misfit> {
        Misfit::all([
            self.agreement.approving_fits(&approval(event)),
            self.still_owed(|urgent| urgent.approved_on),
        ])
    }

    fn findings(&self, event: &PackageApproved, asked: &Asked<'_, Policy>) -> Findings {
        let policy = asked.policy();
        let estimate = self.estimate(asked.calendar());
        let known = estimate.as_ref().ok().map(|report| report.total);
        let pence = |money: Money| u64::try_from(money.pence()).ok();
        // What whoever approves it was told counts for nothing here: the limit is on what it costs.
        let approval = Approval { yearly_pence: known.and_then(pence), ..approval(event) };
        let limit = policy.limits.get(&event.role).copied().and_then(pence);
        let found = self.agreement.approving(&approval, limit);
        let is_known = event.is_provider.known().is_some();
        let mut findings: Findings =
            found.into_iter().filter(|one| !(is_known && one.code() == PROVIDER_NOT_KNOWN.code)).collect();
        let of = |rule| Finding::new(rule).about(self.package().id());
        if event.is_provider == Told::Known(true) {
            findings.push(of(&APPROVED_BY_PROVIDER).about(event.by));
        }
        if let Ok(report) = &estimate {
            findings.extend(self.not_as_told(event, report));
            if report.lines.iter().any(|line| !line.not_priced.is_empty()) {
                findings.push(of(&COST_NOT_KNOWN));
            }
        }
        if self.before.is_some() {
            let says_why = !event.corrects_because.is_empty();
            findings.extend(self.reaching_into_the_past(
                self.begins_on,
                event.on,
                event.posted,
                says_why,
                policy,
            ));
        }
        if self.before.is_some() || self.runs_urgently() {
            findings.extend(
                self.agreement.coming_into_force(&self.force(), &self.terms(policy)).into_iter().filter(
                    // It is being approved.
                    |one| one.code() != crate::package::rules::NOT_APPROVED.code,
                ),
            );
            findings.extend(self.interim_is_over(event.on));
        }
        findings
    }

    fn apply(&mut self, event: &PackageApproved, _: &Stamp) {
        let (is_change, is_urgent) = (self.before.is_some(), self.runs_urgently());
        self.agreement.approve(approval(event));
        if let Some(urgent) = &mut self.urgent {
            urgent.approved_on = urgent.approved_on.or(Some(event.on));
        }
        if self.status == Status::Ended || !(is_change || is_urgent) {
            return;
        }
        self.comes_into_force(self.force());
        if is_change {
            self.before = None;
            self.correct_the_past(event.on, event.posted);
            self.count_from(self.begins_on);
            for asked in self.reviews_asked.iter_mut().filter(|asked| asked.held_on.is_none()) {
                asked.held_on = Some(event.on);
            }
        }
    }
}

impl Accept<PackageChanged> for CarePackageCase {
    /// The same package from another day is another version, too.
    fn fits(&self, event: &PackageChanged) -> Result<(), Misfit> {
        if event.begins_on == self.begins_on {
            return self.agreement.changing_fits(event.on, &event.package, &event.people);
        }
        self.agreement.another_version_fits(event.on, &event.package, &event.people)
    }

    fn findings(&self, event: &PackageChanged, asked: &Asked<'_, Policy>) -> Findings {
        let policy = asked.policy();
        let mut findings = Agreement::drawing_up(&*event.package, &policy.terms(false));
        if self.runs_urgently() {
            let says_why = !event.corrects_because.is_empty();
            findings.extend(self.reaching_into_the_past(
                event.begins_on,
                event.on,
                event.posted,
                says_why,
                policy,
            ));
        } else if event.begins_on < event.on {
            let past = Finding::new(&rules::PROPOSED_FOR_THE_PAST).about(event.package.id());
            findings.push(past.with("from", Amount::Date(event.begins_on)));
        }
        findings
    }

    fn apply(&mut self, event: &PackageChanged, stamp: &Stamp) {
        let urgently = self.runs_urgently();
        let (package, people) = (event.package.clone(), event.people.clone());
        let agreement = self.agreement.change(event.on, package, people, stamp.by());
        if agreement.in_force().is_some() {
            self.before = Some(Box::new(Before { agreement, begins_on: self.begins_on }));
        }
        self.begins_on = event.begins_on;
        self.balance_agreed = None;
        if urgently {
            if let Some(urgent) = &mut self.urgent {
                urgent.agreed_on = None;
            }
            self.correct_the_past(event.on, event.posted);
            self.count_from(event.begins_on);
        }
    }
}

impl Accept<ChangeDropped> for CarePackageCase {
    fn fits(&self, event: &ChangeDropped) -> Result<(), Misfit> {
        self.agreement.not_before(event.on)
    }

    fn apply(&mut self, _: &ChangeDropped, _: &Stamp) {
        if let Some(before) = self.before.take() {
            (self.agreement, self.begins_on) = (before.agreement, before.begins_on);
            self.balance_agreed = None;
        }
    }
}

impl Accept<DifferenceReconciled> for CarePackageCase {
    fn fits(&self, event: &DifferenceReconciled) -> Result<(), Misfit> {
        let open = self.corrections.iter().find(|one| one.version == event.version);
        let open = open.filter(|one| one.reconciled_on.is_none());
        Misfit::all([
            Misfit::unless(
                open.is_some(),
                "expected a version that changed what was owed for days that had passed, and is not reconciled",
                &self.ids(),
            ),
            Misfit::unless(
                open.is_none_or(|one| one.decided_on <= event.on),
                "expected `on` no earlier than the day on which it was decided",
                &self.ids(),
            ),
        ])
    }

    fn apply(&mut self, event: &DifferenceReconciled, _: &Stamp) {
        if let Some(one) = self.corrections.iter_mut().find(|one| one.version == event.version) {
            one.reconciled_on = Some(event.on);
        }
    }
}

impl CarePackageCase {
    /// Since when this version counts, once it is approved: a change from its day, help that runs from when it began.
    fn force(&self) -> InForce {
        let on = match &self.urgent {
            Some(urgent) if self.runs_urgently() => urgent.on.max(self.begins_on),
            _ => self.begins_on,
        };
        InForce { on, with: None }
    }

    /// It is what counts, and who had withdrawn was asked anew.
    pub(super) fn comes_into_force(&mut self, from: InForce) {
        self.agreement.come_into_force(from);
        self.withdrew.clear();
        self.balance = self.balance_agreed.take().map_or(Balance::NotLookedAt, Balance::Was);
    }

    /// What is arranged in place of an emergency plan does not hold any more.
    pub(super) fn interim_is_over(&self, on: NaiveDate) -> Option<Finding> {
        let until = self.interim_until().filter(|until| *until < on)?;
        let over = Finding::new(&rules::INTERIM_OVER).about(self.package().id());
        Some(over.with("until", Amount::Date(until)))
    }

    /// What they were told is what it costs.
    fn not_as_told(&self, event: &PackageApproved, report: &CostReport) -> Option<Finding> {
        let of = |rule| {
            let finding = Finding::new(rule).about(self.package().id());
            finding.with("from", Amount::Date(self.begins_on)).with("estimate", Amount::Money(report.total))
        };
        match event.estimate {
            Some(told) if told == report.total => None,
            Some(told) => Some(of(&rules::ESTIMATE_DIFFERS).with("told", Amount::Money(told))),
            None => Some(of(&rules::ESTIMATE_NOT_TOLD)),
        }
    }

    /// Whether a change that is decided on a day reaches into the past, and may. Where nobody knows up to which day anything
    /// was posted, nobody knows that it does not.
    fn reaching_into_the_past(
        &self,
        begins_on: NaiveDate,
        decided_on: NaiveDate,
        posted: Told<PostedUpTo>,
        says_why: bool,
        policy: &Policy,
    ) -> Vec<Finding> {
        let of = |rule| Finding::new(rule).about(self.package().id());
        let mut found = Vec::new();
        if posted.known().is_none() {
            found.push(of(&rules::POSTED_NOT_KNOWN));
        }
        let posted = posted.known().unwrap_or(PostedUpTo::Nothing);
        if past_of(begins_on, decided_on, posted).is_some() {
            let rule = if says_why { &rules::CORRECTS_THE_PAST } else { &rules::REACHES_INTO_THE_PAST };
            found.push(of(rule).with("from", Amount::Date(begins_on)));
            if policy.reconcile_within.is_none() {
                found.push(rules::not_set("reconcile_within"));
            }
        }
        found
    }

    /// Remembers that this version, which has not come to count yet, changes what was owed.
    fn correct_the_past(&mut self, decided_on: NaiveDate, posted: Told<PostedUpTo>) {
        // Nobody knows that nothing was posted; what is known to lie in the past is the days before.
        let posted = posted.known().unwrap_or(PostedUpTo::Nothing);
        if past_of(self.begins_on, decided_on, posted).is_some() {
            self.corrections.push(PastCorrection {
                version: self.agreement.number(),
                from: self.begins_on,
                decided_on,
                posted,
                reconciled_on: None,
                after: self.counting.len(),
            });
        }
    }
}

/// The days in the past into which a change reaches: from its first, up to the day before it is decided or the last that was
/// posted or charged. None if it reaches into no such day.
pub(super) fn past_of(from: NaiveDate, decided_on: NaiveDate, posted: PostedUpTo) -> Option<Period> {
    let until = match posted {
        PostedUpTo::Nothing => decided_on,
        PostedUpTo::UpTo(last) => last.succ_opt().unwrap_or(last).max(decided_on),
    };
    if from < until { Period::new(Some(from), Some(until)).ok() } else { None }
}

fn approval(event: &PackageApproved) -> Approval {
    let yearly_pence = event.estimate.and_then(|money| u64::try_from(money.pence()).ok());
    Approval { on: event.on, by: event.by, yearly_pence }
}
