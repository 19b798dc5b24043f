//! What a record knows of its plan.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{
    Activation, AgreedTo, AsKnown, BecameActive, DrawnUp, EmergencyPlan, PlanEndedBecause, ProofGiven,
    ResponderWithdrew, Reviewed, SharedWith, Status, rules,
};
use crate::base::{AnyId, CanonicalError, Finding, Fingerprint, PersonId, ResponderId};
use crate::emergency::{Plan, Responder};
use crate::machine::{Case, Misfit};

/// What is known of an emergency plan, whichever state its record is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCase {
    pub(super) plan: Box<Plan>,
    pub(super) people: Vec<PersonId>,
    pub(super) version: u32,
    pub(super) since: NaiveDate,
    pub(super) people_have_it: BTreeMap<PersonId, NaiveDate>,
    pub(super) responders_have_it: BTreeMap<ResponderId, NaiveDate>,
    pub(super) agreed: Option<AgreedTo>,
    pub(super) proof: Option<ProofGiven>,
    pub(super) withdrew: BTreeMap<ResponderId, ResponderWithdrew>,
    pub(super) active: Option<BecameActive>,
    pub(super) reviewed: Option<Reviewed>,
    pub(super) activations: Vec<Activation>,
    pub(super) now: Option<Box<Activation>>,
    pub(super) status: Status,
    pub(super) ended: Option<(NaiveDate, PlanEndedBecause)>,
}

impl Case for PlanCase {
    type Machine = EmergencyPlan;

    fn after_any(&mut self, _: NaiveDate, status: Status) {
        self.status = status;
    }
}

impl PlanCase {
    pub(super) fn drawn_up(event: &DrawnUp) -> Self {
        Self {
            plan: event.plan.clone(),
            people: event.people.clone(),
            version: 1,
            since: event.on,
            people_have_it: BTreeMap::new(),
            responders_have_it: BTreeMap::new(),
            agreed: None,
            proof: None,
            withdrew: BTreeMap::new(),
            active: None,
            reviewed: None,
            activations: Vec::new(),
            now: None,
            status: Status::Drafted,
            ended: None,
        }
    }

    pub(super) fn as_known(known: &AsKnown) -> Self {
        let opening =
            DrawnUp { on: known.plan.drawn_up_on(), plan: known.plan.clone(), people: known.people.clone() };
        let mut case = Self::drawn_up(&opening);
        if let Some(shared) = &known.shared {
            case.share(shared);
        }
        if let Some(agreed) = &known.agreed {
            case.agree(agreed);
        }
        case.active = known.active;
        case
    }

    /// The plan as it is now.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Everyone it is about.
    pub fn people(&self) -> &[PersonId] {
        &self.people
    }

    /// Which version it is: 1 as it was drawn up, one more with each change.
    pub const fn version(&self) -> u32 {
        self.version
    }

    /// Since when there has been this version.
    pub const fn since(&self) -> NaiveDate {
        self.since
    }

    /// The fingerprint of this version.
    ///
    /// # Errors
    ///
    /// As [`Plan::fingerprint`].
    pub fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        self.plan.fingerprint()
    }

    /// The people it is about who have this version, each since when.
    pub const fn people_who_have_it(&self) -> &BTreeMap<PersonId, NaiveDate> {
        &self.people_have_it
    }

    /// The responders who have this version, each since when.
    pub const fn responders_who_have_it(&self) -> &BTreeMap<ResponderId, NaiveDate> {
        &self.responders_have_it
    }

    /// What everybody says to this version, once it is agreed to.
    pub const fn agreed(&self) -> Option<&AgreedTo> {
        self.agreed.as_ref()
    }

    /// The last proof of this version.
    pub const fn proof(&self) -> Option<&ProofGiven> {
        self.proof.as_ref()
    }

    /// The responders who come no longer.
    pub const fn withdrew(&self) -> &BTreeMap<ResponderId, ResponderWithdrew> {
        &self.withdrew
    }

    /// Since when this version has been active, and with which package.
    pub const fn active(&self) -> Option<&BecameActive> {
        self.active.as_ref()
    }

    /// The last review of this version.
    pub const fn reviewed(&self) -> Option<&Reviewed> {
        self.reviewed.as_ref()
    }

    /// The emergency that is on, if one is.
    pub fn activation(&self) -> Option<&Activation> {
        self.now.as_deref()
    }

    /// Since when it has ended, and why, once it has.
    pub const fn ended(&self) -> Option<(NaiveDate, PlanEndedBecause)> {
        self.ended
    }

    /// The emergencies that are over, in order.
    pub fn activations(&self) -> &[Activation] {
        &self.activations
    }

    /// The emergencies that nobody has looked back at.
    pub fn not_learnt_from(&self) -> impl Iterator<Item = &Activation> {
        self.activations.iter().filter(|activation| activation.learnt.is_none())
    }

    /// A responder of the plan.
    pub fn responder(&self, id: ResponderId) -> Option<&Responder> {
        self.plan.responders().iter().find(|responder| responder.id == id)
    }

    /// By when it is to be reviewed next, as somebody said: at the last review, else in the plan.
    pub fn review_by(&self) -> Option<NaiveDate> {
        self.reviewed.and_then(|reviewed| reviewed.next_by).or_else(|| {
            // A date in the plan that is reached with the review is spent.
            let last = self.reviewed.map(|reviewed| reviewed.on);
            self.plan.review_by().filter(|by| last.is_none_or(|last| last < *by))
        })
    }

    /// Whom everything in it is about.
    pub(super) fn ids(&self) -> [AnyId; 1] {
        [self.plan.id().any()]
    }

    pub(super) fn not_before(&self, on: NaiveDate) -> Result<(), Misfit> {
        Misfit::unless(on >= self.since, "expected `on` no earlier than the day of this version", &self.ids())
    }

    pub(super) fn in_plan(&self, responder: ResponderId) -> Result<(), Misfit> {
        Misfit::unless(
            self.responder(responder).is_some(),
            "expected a responder of this plan",
            &[responder.any()],
        )
    }

    pub(super) fn not_shared(&self) -> impl Iterator<Item = Finding> + '_ {
        let has_not = |person: &&PersonId| !self.people_have_it.contains_key(*person);
        self.people
            .iter()
            .filter(has_not)
            .map(|person| Finding::new(&rules::PERSON_HAS_NOT_GOT_IT).about(*person))
    }

    pub(super) fn responders_without(&self) -> impl Iterator<Item = Finding> + '_ {
        let has_not = |id: &ResponderId| !self.responders_have_it.contains_key(id);
        (self.plan.responders().iter().map(|responder| responder.id))
            .filter(has_not)
            .map(|responder| Finding::new(&rules::RESPONDER_HAS_NOT_GOT_IT).about(responder))
    }

    pub(super) fn share(&mut self, event: &SharedWith) {
        for person in &event.people {
            self.people_have_it.entry(*person).or_insert(event.on);
        }
        for responder in &event.responders {
            self.responders_have_it.entry(*responder).or_insert(event.on);
        }
    }

    pub(super) fn agree(&mut self, event: &AgreedTo) {
        self.proof.clone_from(&event.proof);
        self.agreed = Some(event.clone());
    }

    /// The number of the next emergency.
    pub(super) fn next_number(&self) -> u32 {
        self.activations.last().map_or(1, |last| last.number.saturating_add(1))
    }
}
