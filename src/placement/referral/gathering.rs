//! What gathers before a decision, in any order, and what is made up for after a move.

use chrono::NaiveDate;

use super::case::Made;
use super::guards::{dated, softened};
use super::{
    Afterwards, AfterwardsDone, ChildLeft, CompatibilityAssessed, ConditionMet, ImpactAssessed, LiaisonHeld,
    NoTransitionBecause, ObjectionAnswered, PlanningMeetingHeld, Policy, ReferralCase, Transition,
    TransitionPlanned, VisitHeld, rules,
};
use crate::base::{Amount, ChildId, Finding, Findings, Receipt, Stamp, limits};
use crate::machine::{Accept, Asked, Misfit};
use crate::placement::receipts::{COMPATIBILITY, IMPACT};
use crate::placement::{Assessed, WorkersView};

impl Accept<PlanningMeetingHeld> for ReferralCase {
    fn fits(&self, event: &PlanningMeetingHeld) -> Result<(), Misfit> {
        Misfit::all([
            self.offer_fits(&event.offer),
            event.information.map_or(Ok(()), |information| self.information_fits(information)),
            Misfit::unless(
                event.less_because.as_ref().is_none_or(|why| !why.is_empty()),
                "expected why it is less than the child needs, in words",
                &self.ids(),
            ),
        ])
    }

    /// What is agreed is what it is: where it is less than the child needs it warns, and bars the decision.
    fn findings(&self, event: &PlanningMeetingHeld, _: &Asked<'_, Policy>) -> Findings {
        self.with(self.package_compared(event).into_iter().map(softened))
    }

    fn apply(&mut self, event: &PlanningMeetingHeld, _: &Stamp) {
        self.package_on = Some(self.ground(event.on, event.information));
        self.meeting = Some(event.clone());
    }
}

impl Accept<LiaisonHeld> for ReferralCase {
    fn fits(&self, event: &LiaisonHeld) -> Result<(), Misfit> {
        let known = self.seen.as_ref().is_some_and(|seen| seen.resident(event.resident).is_some());
        Misfit::all([
            Misfit::unless(
                known,
                "expected a child who lives there on the planned date",
                &[event.resident.any()],
            ),
            event.information.map_or(Ok(()), |information| self.information_fits(information)),
        ])
    }

    fn findings(&self, event: &LiaisonHeld, _: &Asked<'_, Policy>) -> Findings {
        let known = self.seen.as_ref().and_then(|seen| seen.resident(event.resident));
        let worker = known.and_then(|resident| resident.social_worker);
        let another = worker != Some(event.social_worker);
        let about = |rule| Finding::new(rule).about(self.home).about(event.resident);
        let more = another.then(|| about(&rules::ANOTHER_SOCIAL_WORKER).about(event.social_worker));
        let unsaid = event.view == WorkersView::AgreesIf && event.words.is_empty();
        let unsaid = unsaid.then(|| about(&rules::CONDITION_NOT_SAID));
        let mut after = self.clone();
        after.liaise(event);
        let stale = known.map(|resident| after.liaison_stale(resident, event));
        let said = after.view_stands(event).into_iter().chain(stale.into_iter().flatten()).map(softened);
        self.with(more.into_iter().chain(unsaid).chain(said))
    }

    fn apply(&mut self, event: &LiaisonHeld, _: &Stamp) {
        self.liaise(event);
    }
}

impl Accept<ObjectionAnswered> for ReferralCase {
    fn fits(&self, event: &ObjectionAnswered) -> Result<(), Misfit> {
        Misfit::all([
            self.view_is(event.resident, WorkersView::Objects, event.on),
            self.reasoned(&event.reasons),
        ])
    }

    /// The registered manager answers an objection, after it.
    fn findings(&self, _: &ObjectionAnswered, asked: &Asked<'_, Policy>) -> Findings {
        self.with(self.by_manager(asked))
    }

    fn apply(&mut self, event: &ObjectionAnswered, _: &Stamp) {
        self.objections.insert(event.resident, event.clone());
    }
}

impl Accept<ConditionMet> for ReferralCase {
    fn fits(&self, event: &ConditionMet) -> Result<(), Misfit> {
        Misfit::all([
            self.view_is(event.resident, WorkersView::AgreesIf, event.on),
            Misfit::unless(!event.words.is_empty(), "expected what was done, in words", &self.ids()),
        ])
    }

    fn findings(&self, _: &ConditionMet, _: &Asked<'_, Policy>) -> Findings {
        self.every_step()
    }

    fn apply(&mut self, event: &ConditionMet, _: &Stamp) {
        self.conditions.insert(event.resident, event.clone());
    }
}

impl Accept<TransitionPlanned> for ReferralCase {
    fn fits(&self, event: &TransitionPlanned) -> Result<(), Misfit> {
        match &event.transition {
            Transition::Plan(plan) => {
                let days = || plan.staff_meet_child_on.iter().chain(&plan.child_visits_on).map(|day| day.0);
                let given = [plan.information_given_on, plan.welcome_pack_given_on];
                let few = plan.staff_meet_child_on.len().max(plan.child_visits_on.len()) <= limits::FEW;
                Misfit::all([
                    dated(&self.ids(), days().chain(given.into_iter().flatten())),
                    Misfit::unless(few, "expected at most 64 days of each kind", &self.ids()),
                    Misfit::unless(
                        days().next().is_some(),
                        "expected a day on which staff meet the child or the child visits",
                        &self.ids(),
                    ),
                ])
            }
            Transition::None { because, words } => Misfit::unless(
                *because != NoTransitionBecause::Other || !words.is_empty(),
                "expected another reason in words",
                &self.ids(),
            ),
        }
    }

    fn findings(&self, event: &TransitionPlanned, _: &Asked<'_, Policy>) -> Findings {
        let uninformed = event.transition.leaves_uninformed(self.planned_on);
        let uninformed = uninformed.then(|| self.about(&rules::CHILD_NOT_INFORMED));
        let late = self.visits_after_the_move(&event.transition).into_iter().map(softened);
        self.with(uninformed.into_iter().chain(late))
    }

    fn apply(&mut self, event: &TransitionPlanned, _: &Stamp) {
        self.transition = Some(event.clone());
    }
}

impl Accept<VisitHeld> for ReferralCase {
    /// A visit before the move is held before the move.
    fn findings(&self, event: &VisitHeld, _: &Asked<'_, Policy>) -> Findings {
        let late = (event.on > self.planned_on).then(|| {
            self.about(&rules::VISIT_AFTER_MOVE)
                .with("visit", Amount::Date(event.on))
                .with("planned", Amount::Date(self.planned_on))
        });
        self.with(late)
    }

    fn apply(&mut self, event: &VisitHeld, _: &Stamp) {
        self.visits.push(event.clone());
    }
}

impl Accept<CompatibilityAssessed> for ReferralCase {
    fn fits(&self, event: &CompatibilityAssessed) -> Result<(), Misfit> {
        Misfit::all([
            self.judged_fits(&event.assessed, &event.receipt, COMPATIBILITY),
            self.information_fits(event.information),
        ])
    }

    fn findings(&self, event: &CompatibilityAssessed, _: &Asked<'_, Policy>) -> Findings {
        self.assessed_findings(event.on, event.information, &event.assessed, &event.receipt)
    }

    fn apply(&mut self, event: &CompatibilityAssessed, _: &Stamp) {
        self.compatibility = Some(Made { event: event.clone(), worries: self.worries_on(event.on) });
    }
}

impl Accept<ImpactAssessed> for ReferralCase {
    fn fits(&self, event: &ImpactAssessed) -> Result<(), Misfit> {
        Misfit::all([
            self.judged_fits(&event.assessed, &event.receipt, IMPACT),
            self.information_fits(event.information),
            Misfit::unless(
                !event.good.is_empty(),
                "expected the good that the move brings, in words",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, event: &ImpactAssessed, _: &Asked<'_, Policy>) -> Findings {
        self.assessed_findings(event.on, event.information, &event.assessed, &event.receipt)
    }

    fn apply(&mut self, event: &ImpactAssessed, _: &Stamp) {
        self.impact = Some(Made { event: event.clone(), worries: self.worries_on(event.on) });
    }
}

impl Accept<AfterwardsDone> for ReferralCase {
    /// The council of the area is told of an admission that there is.
    fn findings(&self, event: &AfterwardsDone, _: &Asked<'_, Policy>) -> Findings {
        let since = self.lives_there_since();
        let told = event.what == Afterwards::HostAuthorityNotified;
        let early = match (told, since) {
            (true, None) => Some(self.about(&rules::NOT_MOVED_IN_YET)),
            (true, since) => self.dated_before(event.on, "the admission", since),
            (false, _) => None,
        };
        self.with(early)
    }

    fn apply(&mut self, event: &AfterwardsDone, _: &Stamp) {
        self.afterwards.entry(event.what).or_insert(event.on);
    }
}

impl Accept<ChildLeft> for ReferralCase {
    fn fits(&self, event: &ChildLeft) -> Result<(), Misfit> {
        let since = self.lives_there_since();
        Misfit::all([
            Misfit::unless(since.is_some(), "expected a child who lives there", &self.ids()),
            Misfit::unless(self.left_on.is_none(), "expected a child who has not left", &self.ids()),
            Misfit::unless(
                since.is_none_or(|since| event.on >= since),
                "expected `on` no earlier than the day on which the child moved in",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, _: &ChildLeft, _: &Asked<'_, Policy>) -> Findings {
        self.every_step()
    }

    fn apply(&mut self, event: &ChildLeft, _: &Stamp) {
        self.left_on = Some(event.on);
    }
}

impl ReferralCase {
    /// The last view of a resident's social worker is this one, and was said by this day.
    fn view_is(&self, resident: ChildId, view: WorkersView, on: NaiveDate) -> Result<(), Misfit> {
        let held = self.liaison.get(&resident).filter(|held| held.view == view);
        let expected = match view {
            WorkersView::Objects => "expected a resident whose social worker objects",
            WorkersView::Agrees | WorkersView::AgreesIf => {
                "expected a resident whose social worker agrees if something is done"
            }
        };
        Misfit::all([
            Misfit::unless(held.is_some(), expected, &[resident.any()]),
            Misfit::unless(
                held.is_none_or(|held| on >= held.on),
                "expected `on` no earlier than what the social worker said",
                &[resident.any()],
            ),
        ])
    }

    fn information_fits(&self, information: u32) -> Result<(), Misfit> {
        Misfit::unless(
            (1..=self.information).contains(&information),
            "expected a revision of the information that there is",
            &self.ids(),
        )
    }

    /// A receipt is of this kind of report, about this home and child, and asked of the very thing that was assessed.
    pub(super) fn judged_fits(
        &self,
        assessed: &Assessed,
        receipt: &Receipt,
        kind: &'static str,
    ) -> Result<(), Misfit> {
        let of_this = assessed.fingerprint().is_ok_and(|asked| asked == receipt.question());
        Misfit::all([
            dated(&self.ids(), [assessed.on]),
            Misfit::unless(
                receipt.kind().as_str() == kind,
                "expected the receipt of this kind of report",
                &self.ids(),
            ),
            Misfit::unless(of_this, "expected the receipt of what was assessed", &self.ids()),
            Misfit::unless(
                assessed.home == self.home
                    && assessed.children.iter().any(|seen| seen.child == self.child.id),
                "expected an assessment of the child and the home of this referral",
                &self.ids(),
            ),
        ])
    }

    /// An assessment is what it is: whatever it says warns, and bars the decision.
    fn assessed_findings(
        &self,
        on: NaiveDate,
        information: u32,
        assessed: &Assessed,
        receipt: &Receipt,
    ) -> Findings {
        let stale = self.stale_one(on, information, assessed, self.worries_on(on));
        let said = stale.into_iter().chain(self.judged(receipt, on));
        self.with(said.map(softened))
    }
}
