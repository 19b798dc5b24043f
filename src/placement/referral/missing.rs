//! What is missing for a decision: one list, for whoever looks and for the guard that decides.

use chrono::NaiveDate;

use super::case::Made;
use super::guards::{worry_found, worry_rule};
use super::{
    Afterwards, CompatibilityAssessed, ImpactAssessed, Policy, Referral, ReferralCase, Worry, rules,
};
use crate::base::{Amount, Code, Finding, Findings, Fingerprint, Receipt, Weight};
use crate::placement::receipts::{ReceiptSays, kind_said, said};
use crate::placement::verdict::in_part;
use crate::placement::{
    Assessed, AuthorityStep, Kind, SeenChild, missing_as_findings, notes, rules as matching,
};

impl Referral {
    /// All that is missing before the registered manager can accept the child on this day; what warns beside it.
    ///
    /// The guard of [`AcceptedByManager`](super::AcceptedByManager) asks the same list. In a referral that is closed
    /// nothing is missing.
    pub fn missing_for_decision(&self, on: NaiveDate, policy: &Policy) -> Findings {
        let case = self.case();
        if case.closed.is_some() {
            return Findings::none();
        }
        case.missing(on, policy, case.despite_worries())
    }

    /// Everything that rests on facts and does not rest on those of now: assessments, the agreed package, what the
    /// residents' social workers said. The information, the home, a resident or the planned date is another one than
    /// they knew, or somebody has worried since. A look that finds the same makes nothing stale.
    pub fn stale(&self) -> Findings {
        let case = self.case();
        let there = case.seen.iter().flat_map(super::HomeSeen::residents);
        let asked = there.filter_map(|resident| Some((resident, case.liaison.get(&resident.child)?)));
        let asked = asked.flat_map(|(resident, held)| case.liaison_stale(resident, held));
        case.stale().into_iter().chain(case.package_stale()).chain(asked).collect()
    }
}

impl ReferralCase {
    pub(super) fn despite_worries(&self) -> bool {
        self.accepted.as_ref().is_some_and(|accepted| accepted.despite_worries.is_some())
    }

    /// The list. With `despite`, somebody says why it goes on although a child's worry is not settled.
    pub(super) fn missing(&self, on: NaiveDate, policy: &Policy, despite: bool) -> Findings {
        let mut findings = Findings::none();
        if self.child.own_view.is_open() {
            findings.push(self.about(&notes::OWN_VIEW_NOT_ASKED));
        }
        if let Some(perhaps) = self.child.is_eighteen_perhaps(self.planned_on) {
            findings.push(in_part(self.about(&notes::EIGHTEEN_OR_OVER), perhaps));
        }
        let provided: alloc::vec::Vec<_> = self.provided.values().copied().collect();
        let missing = missing_as_findings(self.child.id, &provided, self.highest_age(), &policy.matching);
        findings.extend(missing.into_iter().map(bars));
        if self.emergency.is_none() && self.planned_on < on {
            let planned = Amount::Date(self.planned_on);
            findings.push(self.about(&rules::PLANNED_DATE_PASSED).with("planned", planned));
        }
        findings.extend(self.place_missing());
        findings.extend(self.meeting_missing());
        findings.extend(self.liaison_missing());
        if self.emergency.is_none() && self.transition.is_none() {
            findings.push(self.about(&rules::TRANSITION_MISSING));
        }
        if let Some(planned) = &self.transition {
            if planned.transition.leaves_uninformed(self.planned_on) {
                findings.push(self.about(&rules::CHILD_NOT_INFORMED));
            }
            if self.emergency.is_none() {
                findings.extend(self.visits_after_the_move(&planned.transition));
            }
        }
        findings.extend(self.assessments_missing(on));
        for worry in &self.worries {
            findings.extend(self.worry_stands(worry, despite));
        }
        findings.extend(self.dated_after(on));
        if let Some(emergency) = &self.emergency {
            if !self.looked_again.iter().any(|looked| (emergency.on..=on).contains(looked)) {
                findings.push(self.about(&rules::NOT_LOOKED_AT_SINCE_ADMISSION));
            }
            if let Some(left) = self.left_on.filter(|left| *left <= on) {
                findings.push(self.about(&rules::HAS_LEFT_ALREADY).with("left", Amount::Date(left)));
            }
            let owed = Afterwards::ALL.iter().filter(|what| !self.afterwards.contains_key(what));
            findings.extend(
                owed.map(|what| self.about(&rules::STILL_OWED).with("what", Amount::Code(what.words()))),
            );
        }
        findings
    }

    fn meeting_missing(&self) -> Findings {
        let Some(meeting) = &self.meeting else {
            return [self.about(&rules::PLANNING_MEETING_MISSING)].into_iter().collect();
        };
        let from = meeting.offer.from;
        let later = (from > self.planned_on).then(|| {
            self.about(&rules::OFFER_STARTS_LATER)
                .with("from", Amount::Date(from))
                .with("planned", Amount::Date(self.planned_on))
        });
        later.into_iter().chain(self.package_stale()).chain(self.package_compared(meeting)).collect()
    }

    fn assessments_missing(&self, on: NaiveDate) -> Findings {
        let mut findings = self.stale();
        match &self.compatibility {
            None => findings.push(self.about(&rules::COMPATIBILITY_MISSING)),
            Some(made) => findings.extend(self.judged(&made.event.receipt, on)),
        }
        match &self.impact {
            None => findings.push(self.about(&rules::IMPACT_MISSING)),
            Some(made) => findings.extend(self.judged(&made.event.receipt, on)),
        }
        findings
    }

    /// Why the assessments there are would have to be made again.
    pub(super) fn stale(&self) -> Findings {
        let compatibility = self.compatibility.as_ref().map(|made| {
            let Made { event: CompatibilityAssessed { on, information, assessed, .. }, worries } = made;
            self.stale_one(*on, *information, assessed, *worries)
        });
        let impact = self.impact.as_ref().map(|made| {
            let Made { event: ImpactAssessed { on, information, assessed, .. }, worries } = made;
            self.stale_one(*on, *information, assessed, *worries)
        });
        compatibility.into_iter().chain(impact).flatten().collect()
    }

    /// Everything that makes one assessment stale, or shows that it cannot have judged what it names on its day. Any of
    /// it bars.
    pub(super) fn stale_one(
        &self,
        on: NaiveDate,
        information: u32,
        assessed: &Assessed,
        worries: usize,
    ) -> Findings {
        let mut findings = self.not_as_now(assessed);
        findings.extend(self.judged_too_early(on, information));
        if information < self.same_since {
            let finding = self.about(&rules::JUDGED_BEFORE_INFORMATION);
            findings.push(
                finding
                    .with("judged", Amount::Count(information.into()))
                    .with("now", Amount::Count(self.information.into())),
            );
        }
        if worries != self.worries.len() {
            findings.push(self.about(&rules::JUDGED_BEFORE_WORRY));
        }
        findings
    }

    /// What was judged that is otherwise now.
    pub(super) fn not_as_now(&self, assessed: &Assessed) -> Findings {
        let now = self.seen.as_ref().and_then(|seen| {
            let child = SeenChild { child: self.child.id, facts: self.child_as_judged(assessed)? };
            seen.judged_now(assessed, child)
        });
        // Where nobody looked at the home, that is what is missing.
        now.map(|now| assessed.stale_against(&now)).into_iter().flatten().map(bars).collect()
    }

    /// The child's fingerprint as it was judged, where nothing else is known of the child since; else as it is now.
    fn child_as_judged(&self, assessed: &Assessed) -> Option<Fingerprint> {
        let judged = assessed.children.iter().find(|seen| seen.child == self.child.id);
        let judged = judged.map(|seen| seen.facts).filter(|facts| self.same_child.contains(facts));
        judged.or_else(|| self.child.fingerprint().ok())
    }

    /// What a receipt says of law and safety on a day, each under its own rule.
    pub(super) fn judged(&self, receipt: &Receipt, on: NaiveDate) -> Findings {
        let mut findings = Findings::none();
        match kind_said(receipt) {
            Some(Kind::Suitable | Kind::SuitableWith | Kind::SuitableOnceApproved) => {}
            Some(Kind::NotSuitable) => findings.push(self.about(&rules::VERDICT_NOT_SUITABLE)),
            Some(Kind::CannotSayYet) => findings.push(self.about(&rules::VERDICT_OPEN)),
            None => findings.push(self.about(&rules::VERDICT_NOT_UNDERSTOOD)),
        }
        for (said, of) in said(receipt) {
            findings.extend(self.judged_one(said, of, on));
        }
        if receipt.is_claim() {
            findings.push(self.about(&rules::JUDGED_ONLY_CLAIMED));
        }
        findings
    }

    /// What one code of a receipt comes to. A step of the authority warns until there is a date to
    /// agree; where the child lives there already, it bars.
    pub(super) fn judged_one(&self, said: ReceiptSays, of: &str, on: NaiveDate) -> Option<Finding> {
        let answer = match said {
            ReceiptSays::NotTakenOn => return Some(self.about(&notes::CONCERN_WITHOUT_MEASURE)),
            ReceiptSays::TakenOnTooLate => return Some(self.about(&notes::MEASURE_AFTER_MOVE)),
            // After an emergency admission there is no date to agree any more.
            ReceiptSays::WaitsFor if self.emergency.is_some() => return self.step_open(of, on),
            ReceiptSays::WaitsFor => {
                return self.step_open(of, on).map(|finding| finding.weighing(Weight::Warns));
            }
            ReceiptSays::LawNo | ReceiptSays::ResidentNo | ReceiptSays::SafetyNo => "no",
            ReceiptSays::LawNotKnown | ReceiptSays::ResidentNotKnown | ReceiptSays::SafetyNotKnown => {
                "not known"
            }
        };
        let known = matching::TABLE.iter().find(|rule| rule.code == of);
        let rule = known.copied().unwrap_or(&rules::OWN_RULE_NOT_MET);
        Some(bars(self.about(rule)).with("answer", Amount::Code(answer)))
    }

    /// A step of the authority that it has not taken by this day.
    fn step_open(&self, of: &str, on: NaiveDate) -> Option<Finding> {
        let step = of.parse::<AuthorityStep>().ok();
        let taken = step.and_then(|step| self.steps.get(&step)).is_some_and(|taken| taken.on <= on);
        let words = step.map_or("a step that this release does not know", AuthorityStep::words);
        (!taken).then(|| self.about(&rules::AUTHORITY_STEP_OPEN).with("step", Amount::Code(words)))
    }

    /// The steps of the authority for which a receipt waits on this day.
    pub(super) fn steps_open(&self, receipt: &Receipt, on: NaiveDate) -> Findings {
        let waits = said(receipt).filter(|(said, _)| *said == ReceiptSays::WaitsFor);
        waits.filter_map(|(_, of)| self.step_open(of, on)).collect()
    }

    fn worry_stands(&self, worry: &Worry, despite: bool) -> Option<Finding> {
        if worry.is_childs_and_not_settled() && despite {
            return Some(worry_found(self, worry, &rules::DESPITE_WORRY));
        }
        let stands = worry.is_open() || worry.is_childs_and_not_settled();
        stands.then(|| worry_found(self, worry, worry_rule(worry)))
    }
}

pub(super) fn bars(finding: Finding) -> Finding {
    finding.weighing(Weight::Bars)
}
