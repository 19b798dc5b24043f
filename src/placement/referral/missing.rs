//! What is missing for a decision: one list, for whoever looks and for the guard that decides.

use chrono::NaiveDate;

use super::case::Made;
use super::guards::{worry_found, worry_rule};
use super::{
    Afterwards, CompatibilityAssessed, ImpactAssessed, Policy, Referral, ReferralCase, Transition, Worry,
    rules,
};
use crate::base::{Amount, Code, Finding, Findings, Receipt, Rule, Told, Weight};
use crate::placement::receipts::{Said, kind_said, said};
use crate::placement::{
    Assessed, AuthorityStep, Kind, SeenChild, WorkersView, missing_as_findings, notes, rules as matching,
};

impl Referral {
    /// All that is missing before the registered manager can accept the child on this day; what warns beside it.
    ///
    /// The guard of [`AcceptedByManager`](super::AcceptedByManager) asks the same list. In a referral that is closed
    /// nothing is missing.
    pub fn missing_for_decision(&self, on: NaiveDate, policy: &Policy) -> Findings {
        match self {
            Self::MovedIn(_) | Self::Declined(_) | Self::Withdrawn(_) | Self::Lapsed(_) => Findings::none(),
            _ => self.case().missing(on, policy, self.case().despite_worries()),
        }
    }

    /// Why the assessments there are would have to be made again: the information, the home, a resident or the
    /// planned date is another one than they judged, or somebody has worried since.
    pub fn stale(&self) -> Findings {
        self.case().stale()
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
        let provided: alloc::vec::Vec<_> = self.provided.values().copied().collect();
        let missing = missing_as_findings(self.child.id, &provided, self.age(), &policy.matching);
        findings.extend(missing.into_iter().map(bars));
        if self.emergency.is_none() && self.planned_on < on {
            let planned = Amount::Date(self.planned_on);
            findings.push(self.about(&rules::PLANNED_DATE_PASSED).with("planned", planned));
        }
        findings.extend(self.meeting_missing());
        findings.extend(self.liaison_missing());
        if self.emergency.is_none() && self.transition.is_none() {
            findings.push(self.about(&rules::TRANSITION_MISSING));
        }
        if self.transition.as_ref().is_some_and(|planned| leaves_uninformed(&planned.transition)) {
            findings.push(self.about(&rules::CHILD_NOT_INFORMED));
        }
        findings.extend(self.assessments_missing());
        for worry in &self.worries {
            findings.extend(self.worry_stands(worry, despite));
        }
        if self.emergency.is_some() {
            let owed = Afterwards::ALL.iter().filter(|what| !self.afterwards.contains_key(what));
            findings.extend(
                owed.map(|what| self.about(&rules::STILL_OWED).with("what", Amount::Code(what.words()))),
            );
        }
        findings
    }

    pub(super) fn about(&self, rule: &'static Rule) -> Finding {
        Finding::new(rule).about(self.home).about(self.child.id)
    }

    fn meeting_missing(&self) -> Option<Finding> {
        let Some(meeting) = &self.meeting else {
            return Some(self.about(&rules::PLANNING_MEETING_MISSING));
        };
        let from = meeting.offer.from;
        (from > self.planned_on).then(|| {
            self.about(&rules::OFFER_STARTS_LATER)
                .with("from", Amount::Date(from))
                .with("planned", Amount::Date(self.planned_on))
        })
    }

    /// Residents whose social worker was not asked, or objects; or that nobody knows who they are.
    fn liaison_missing(&self) -> Findings {
        let Some(Told::Known(residents)) = self.seen.as_ref().map(|seen| seen.residents.as_ref()) else {
            return [self.about(&rules::RESIDENTS_NOT_KNOWN)].into_iter().collect();
        };
        let of_one = |resident: &super::ResidentSeen| {
            let about = |rule| Finding::new(rule).about(self.home).about(resident.child);
            match self.liaison.get(&resident.child) {
                None => Some(about(&notes::LIAISON_MISSING)),
                Some(held) if held.view == WorkersView::Objects => Some(about(&notes::LIAISON_OBJECTS)),
                Some(_) => None,
            }
        };
        residents.iter().filter_map(of_one).collect()
    }

    fn assessments_missing(&self) -> Findings {
        let mut findings = self.stale();
        match &self.compatibility {
            None => findings.push(self.about(&rules::COMPATIBILITY_MISSING)),
            Some(made) => findings.extend(self.judged(&made.event.receipt)),
        }
        match &self.impact {
            None => findings.push(self.about(&rules::IMPACT_MISSING)),
            Some(made) => findings.extend(self.judged(&made.event.receipt)),
        }
        findings
    }

    /// Why the assessments there are would have to be made again.
    pub(super) fn stale(&self) -> Findings {
        let compatibility = self.compatibility.as_ref().map(|made| {
            let Made { event: CompatibilityAssessed { information, assessed, .. }, worries } = made;
            self.stale_one(*information, assessed, *worries)
        });
        let impact = self.impact.as_ref().map(|made| {
            let Made { event: ImpactAssessed { information, assessed, .. }, worries } = made;
            self.stale_one(*information, assessed, *worries)
        });
        compatibility.into_iter().chain(impact).flatten().collect()
    }

    /// Everything that makes one assessment stale. Any of it bars.
    pub(super) fn stale_one(&self, information: u32, assessed: &Assessed, worries: usize) -> Findings {
        let mut findings = self.not_as_now(assessed);
        if information != self.information {
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
            let child = SeenChild { child: self.child.id, facts: self.child.fingerprint().ok()? };
            seen.judged_now(assessed, child)
        });
        // Where nobody looked at the home, that is what is missing.
        now.map(|now| assessed.stale_against(&now)).into_iter().flatten().map(bars).collect()
    }

    /// What a receipt says of law and safety, each under its own rule.
    pub(super) fn judged(&self, receipt: &Receipt) -> Findings {
        let mut findings = Findings::none();
        match kind_said(receipt) {
            Some(Kind::Suitable | Kind::SuitableWith) => {}
            Some(Kind::NotSuitable) => findings.push(self.about(&rules::VERDICT_NOT_SUITABLE)),
            Some(Kind::CannotSayYet) => findings.push(self.about(&rules::VERDICT_OPEN)),
            None => findings.push(self.about(&rules::VERDICT_NOT_UNDERSTOOD)),
        }
        for (said, of) in said(receipt) {
            findings.extend(self.judged_one(said, of));
        }
        if receipt.is_claim() {
            findings.push(self.about(&rules::JUDGED_ONLY_CLAIMED));
        }
        findings
    }

    /// What one code of a receipt comes to. A step of the authority warns until there is a date to agree.
    pub(super) fn judged_one(&self, said: Said, of: &str) -> Option<Finding> {
        let answer = match said {
            Said::NotTakenOn => return Some(self.about(&notes::CONCERN_WITHOUT_MEASURE)),
            Said::TakenOnTooLate => return Some(self.about(&notes::MEASURE_AFTER_MOVE)),
            Said::WaitsFor => return self.step_open(of).map(|finding| finding.weighing(Weight::Warns)),
            Said::LawNo | Said::ResidentNo | Said::SafetyNo => "no",
            Said::LawNotKnown | Said::ResidentNotKnown | Said::SafetyNotKnown => "not known",
        };
        let known = matching::TABLE.iter().find(|rule| rule.code == of);
        let rule = known.copied().unwrap_or(&rules::OWN_RULE_NOT_MET);
        Some(bars(self.about(rule)).with("answer", Amount::Code(answer)))
    }

    /// A step of the authority that it has not taken.
    fn step_open(&self, of: &str) -> Option<Finding> {
        let step = of.parse::<AuthorityStep>().ok();
        let taken = step.is_some_and(|step| self.steps.contains_key(&step));
        let words = step.map_or("a step that this release does not know", AuthorityStep::words);
        (!taken).then(|| self.about(&rules::AUTHORITY_STEP_OPEN).with("step", Amount::Code(words)))
    }

    /// The steps of the authority for which a receipt waits.
    pub(super) fn steps_open(&self, receipt: &Receipt) -> Findings {
        let waits = said(receipt).filter(|(said, _)| *said == Said::WaitsFor);
        waits.filter_map(|(_, of)| self.step_open(of)).collect()
    }

    fn worry_stands(&self, worry: &Worry, despite: bool) -> Option<Finding> {
        if worry.is_childs_and_not_settled() && despite {
            return Some(worry_found(self, worry, &rules::DESPITE_WORRY));
        }
        let stands = worry.is_open() || worry.is_childs_and_not_settled();
        stands.then(|| worry_found(self, worry, worry_rule(worry)))
    }
}

pub(super) fn leaves_uninformed(transition: &Transition) -> bool {
    match transition {
        Transition::Plan(plan) => plan.information_given_on.is_none() || plan.welcome_pack_given_on.is_none(),
        Transition::None { .. } => false,
    }
}

fn bars(finding: Finding) -> Finding {
    finding.weighing(Weight::Bars)
}
