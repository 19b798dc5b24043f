//! The plan itself: everything a stranger needs at night, for everyone in the household.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::plan_check::{against, in_itself, leave_out_what_is_gone};
use super::{Alarm, Copies, Counts, House, PersonPage, PlanParts, Responder, Trigger};
use crate::base::{
    ByCode, CanonicalError, EmergencyPlanId, Fingerprint, HouseholdId, Period, PersonId, Problem, Problems,
};
use crate::need::Snapshot;

/// The edition of the form in which a plan is fingerprinted.
const EDITION: u32 = 1;

/// An emergency plan for one household, for everyone in it, in both directions of care.
///
/// A plan that exists is valid in itself: each id once, minutes and hands within bounds. Whether it fits a
/// household's week is another question: [`Plan::check`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PlanParts", into = "PlanParts")]
pub struct Plan {
    parts: PlanParts,
}

impl Plan {
    /// Puts a plan together.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with its place and what would.
    pub fn new(parts: PlanParts) -> Result<Self, Problems> {
        Problems::none_or(in_itself(&parts))?;
        Ok(Self { parts })
    }

    /// Whether the plan fits a household's week: all that it names is there, who is said to be a member is one,
    /// no member takes anybody in, and nobody covers a need of their own.
    ///
    /// Weeks change, and what a plan names may have ended: such a plan is read all the same. [`prove()`](super::prove())
    /// and [`completeness()`](super::completeness()) leave out only what names it, and completeness finds it
    /// (`names-what-is-gone`). Those problems are told apart by [`names_what_is_gone`](super::names_what_is_gone).
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with its place and what would.
    pub fn check(&self, snapshot: &Snapshot) -> Result<(), Problems> {
        Problems::none_or(self.problems_in(snapshot))
    }

    /// All that [`Plan::check`] would tell, however much it is: whoever judges by it judges by all of it.
    pub(super) fn problems_in(&self, snapshot: &Snapshot) -> Vec<Problem> {
        against(&self.parts, snapshot)
    }

    /// The same with other ways of raising the alarm, which stay as valid as they were.
    pub(super) fn with_alarms(mut self, change: impl FnOnce(&mut [Alarm])) -> Self {
        change(&mut self.parts.alarms);
        self
    }

    /// The plan as it counts in a household's week: without what names something that is not there. A list that
    /// becomes empty so means none, and never any; so this plan is not always one that could be written down.
    pub(super) fn as_it_counts(&self, snapshot: &Snapshot) -> Self {
        self.as_it_counts_on(snapshot.on(), snapshot)
    }

    /// The same on another day, of a week that stays as it is.
    pub(super) fn as_it_counts_on(&self, day: NaiveDate, snapshot: &Snapshot) -> Self {
        self.as_it_counts_if(snapshot, |period| period.contains(day))
    }

    /// The same with what is for any of these days.
    pub(super) fn as_it_counts_within(&self, days: Period, snapshot: &Snapshot) -> Self {
        self.as_it_counts_if(snapshot, |period| period.intersection(days).is_some())
    }

    fn as_it_counts_if(&self, snapshot: &Snapshot, counts: impl Fn(Period) -> bool) -> Self {
        let mut parts = self.parts.clone();
        leave_out_what_is_gone(&mut parts, counts, snapshot);
        Self { parts }
    }

    /// The plan's id.
    pub const fn id(&self) -> EmergencyPlanId {
        self.parts.id
    }

    /// The household it is for.
    pub const fn household(&self) -> HouseholdId {
        self.parts.household
    }

    /// When it was drawn up.
    pub const fn drawn_up_on(&self) -> NaiveDate {
        self.parts.drawn_up_on
    }

    /// The date by which it is to be reviewed.
    pub const fn review_by(&self) -> Option<NaiveDate> {
        self.parts.review_by
    }

    /// How anyone finds out.
    pub fn alarms(&self) -> &[Alarm] {
        &self.parts.alarms
    }

    /// Who comes, in the order in which they are called.
    pub fn responders(&self) -> &[Responder] {
        &self.parts.responders
    }

    /// What counts as an emergency.
    pub const fn triggers(&self) -> &ByCode<Trigger, Counts> {
        &self.parts.triggers
    }

    /// What whoever comes needs to know about each person, in the order of the plan.
    pub fn people(&self) -> &[PersonPage] {
        &self.parts.people
    }

    /// The page of one person.
    pub fn page_of(&self, person: PersonId) -> Option<&PersonPage> {
        self.people().iter().find(|page| page.person == person)
    }

    /// What whoever comes needs to know about the house.
    pub const fn house(&self) -> &House {
        &self.parts.house
    }

    /// Where the plan is kept, and who has a copy.
    pub const fn copies(&self) -> &Copies {
        &self.parts.copies
    }

    /// The parts, to make another plan from.
    pub fn into_parts(self) -> PlanParts {
        self.parts
    }

    /// The fingerprint of what the plan says, without private text.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`], which no valid plan gives.
    pub fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        Fingerprint::of("emergency_plan", EDITION, &self.parts)
    }
}

impl TryFrom<PlanParts> for Plan {
    type Error = Problems;

    fn try_from(parts: PlanParts) -> Result<Self, Problems> {
        Self::new(parts)
    }
}

impl From<Plan> for PlanParts {
    fn from(plan: Plan) -> Self {
        plan.parts
    }
}
