//! The order of dates: what a decision rests on is dated on or before it; of one day, in order of entry. Asked live and
//! in an audit, never of what is loaded.

use chrono::NaiveDate;

use super::guards::day_of;
use super::{Policy, ReferralCase, Transition, rules};
use crate::base::{Amount, Finding, Findings, Weight};

impl ReferralCase {
    /// Whatever a decision of this day would rest on that is dated later.
    pub(super) fn dated_after(&self, on: NaiveDate) -> Findings {
        let mut findings = Findings::none();
        let mut say = |what: &'static str, dated: Option<NaiveDate>| {
            if let Some(dated) = dated.filter(|dated| *dated > on) {
                findings.push(
                    self.about(&rules::DATED_AFTER_DECISION)
                        .with("what", Amount::Code(what))
                        .with("dated", Amount::Date(dated))
                        .with("on", Amount::Date(on)),
                );
            }
        };
        say("what the child said", day_of(&self.child.own_view));
        say("the present information about the child", self.learnt.iter().max().copied());
        for provided in self.provided.values() {
            say(provided.what.words(), Some(provided.on));
        }
        say("the discussion with the team", self.discussed.as_ref().map(|it| it.on));
        say("the expression of interest", self.interest.as_ref().map(|it| it.on));
        say("the look at the home", self.seen_since);
        say("the planning meeting", self.meeting.as_ref().map(|it| it.on));
        say("the transition plan", self.transition.as_ref().map(|it| it.on));
        say("the compatibility assessment", self.compatibility().map(|it| it.on));
        say("the impact assessment", self.impact().map(|it| it.on));
        let there = |child| self.seen.as_ref().is_some_and(|seen| seen.resident(child).is_some());
        for held in self.liaison.values().filter(|held| there(held.resident)) {
            say("what a resident's social worker said", Some(held.on));
        }
        for answered in self.objections.values().filter(|answered| there(answered.resident)) {
            say("the answer to an objection", Some(answered.on));
        }
        for met in self.conditions.values().filter(|met| there(met.resident)) {
            say("the meeting of a condition", Some(met.on));
        }
        for worry in &self.worries {
            say("a worry", Some(worry.raised.on));
            say("the answer to a worry", worry.answered.as_ref().map(|answered| answered.on));
        }
        for (what, done) in self.emergency.iter().flat_map(|_| &self.afterwards) {
            say(what.words(), Some(*done));
        }
        findings
    }

    /// That something is dated before what it follows on.
    pub(super) fn dated_before(
        &self,
        on: NaiveDate,
        what: &'static str,
        dated: Option<NaiveDate>,
    ) -> Option<Finding> {
        let dated = dated.filter(|dated| on < *dated)?;
        Some(
            self.about(&rules::DATED_BEFORE)
                .with("on", Amount::Date(on))
                .with("what", Amount::Code(what))
                .with("dated", Amount::Date(dated)),
        )
    }

    /// That the end of a referral is dated before a decision that it ends.
    pub(super) fn ends_before(&self, on: NaiveDate) -> Findings {
        [
            self.dated_before(on, "the decision to accept", self.accepted.as_ref().map(|it| it.on)),
            self.dated_before(on, "the agreement on the moving-in date", self.date.as_ref().map(|it| it.on)),
            self.dated_before(on, "the emergency admission", self.emergency.as_ref().map(|it| it.on)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// That what is recorded here is dated later than the event that records it.
    pub(super) fn recorded_before(
        &self,
        on: NaiveDate,
        what: &'static str,
        dated: Option<NaiveDate>,
    ) -> Option<Finding> {
        self.dated_before(on, what, dated)
    }

    /// That an assessment of this day cannot have judged this revision, or the home as it was seen later.
    pub(super) fn judged_too_early(&self, on: NaiveDate, information: u32) -> Findings {
        let known = self.learnt_on(information).filter(|known| *known > on);
        let seen = self.seen_since.filter(|seen| self.seen_otherwise && *seen > on);
        let finding = |(what, dated)| {
            self.about(&rules::JUDGED_BEFORE_KNOWN)
                .with("judged", Amount::Date(on))
                .with("what", Amount::Code(what))
                .with("known", Amount::Date(dated))
        };
        let known = known.map(|known| ("that revision of the information", known));
        let seen = seen.map(|seen| ("the home as it was seen last", seen));
        known.into_iter().chain(seen).map(finding).collect()
    }

    /// Visits that are planned for a day after the move.
    pub(super) fn visits_after_the_move(&self, transition: &Transition) -> Findings {
        let Transition::Plan(plan) = transition else { return Findings::none() };
        let days = plan.staff_meet_child_on.iter().chain(&plan.child_visits_on).map(|day| day.0);
        let late = days.filter(|day| *day > self.planned_on);
        let finding = |day| {
            self.about(&rules::VISIT_AFTER_MOVE)
                .with("visit", Amount::Date(day))
                .with("planned", Amount::Date(self.planned_on))
        };
        late.map(finding).collect()
    }

    /// Planned visits that nobody recorded as held by the day of the move; if none was held at all, that bars.
    pub(super) fn visits_not_held(&self, moves_on: NaiveDate) -> Findings {
        let Some(Transition::Plan(plan)) = self.transition.as_ref().map(|planned| &planned.transition) else {
            return Findings::none();
        };
        let held = || self.visits.iter().filter(|visit| visit.on <= moves_on);
        if held().next().is_none() {
            return [self.about(&rules::NO_VISIT_HELD)].into_iter().collect();
        }
        let planned = plan.staff_meet_child_on.iter().chain(&plan.child_visits_on).map(|day| day.0);
        let not_held = planned.filter(|day| *day <= moves_on && held().all(|visit| visit.on != *day));
        not_held.map(|day| self.about(&rules::VISIT_NOT_HELD).with("visit", Amount::Date(day))).collect()
    }

    /// That nobody looked at the home again, after the decision and shortly before the move.
    pub(super) fn look_again_missing(&self, moves_on: NaiveDate, policy: &Policy) -> Option<Finding> {
        let Some(days) = policy.look_again_within_days else {
            let unset = rules::not_set("look_again_within_days", &rules::NOT_LOOKED_AT_AGAIN);
            return Some(unset.weighing(Weight::Bars));
        };
        let decided = self.accepted.as_ref().map(|accepted| accepted.on);
        let in_time = |looked: &NaiveDate| {
            let before = (moves_on - *looked).num_days();
            (0..=i64::from(days)).contains(&before) && decided.is_none_or(|decided| *looked >= decided)
        };
        (!self.looked_again.iter().any(in_time)).then(|| {
            self.about(&rules::NOT_LOOKED_AT_AGAIN)
                .with("days", Amount::Count(days.into()))
                .with("moves", Amount::Date(moves_on))
        })
    }
}
