//! What a record knows of its plan.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{Activation, EmergencyPlan, PlanEndedBecause, ResponderWithdrew, Status};
use crate::agreement::Agreement;
use crate::base::{AnyId, ResponderId};
use crate::emergency::{Plan, Responder};
use crate::machine::{Case, Misfit};

/// What is known of an emergency plan, whichever state its record is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanCase {
    pub(super) agreement: Agreement<Plan>,
    pub(super) withdrew: BTreeMap<ResponderId, ResponderWithdrew>,
    pub(super) activations: Vec<Activation>,
    pub(super) now: Option<Box<Activation>>,
    pub(super) status: Status,
    pub(super) ended: Option<PlanEndedBecause>,
}

impl Case for PlanCase {
    type Machine = EmergencyPlan;

    fn after_any(&mut self, _: NaiveDate, status: Status) {
        self.status = status;
    }
}

impl PlanCase {
    pub(super) const fn new(agreement: Agreement<Plan>, status: Status) -> Self {
        Self { agreement, withdrew: BTreeMap::new(), activations: Vec::new(), now: None, status, ended: None }
    }

    /// The plan as it is now.
    pub const fn plan(&self) -> &Plan {
        self.agreement.document()
    }

    /// The version of the plan that there is now: whom it is about, who has it, what everybody says to it, its proof,
    /// since when it has been active, its reviews.
    pub const fn agreement(&self) -> &Agreement<Plan> {
        &self.agreement
    }

    /// The responders who come no longer.
    pub const fn withdrew(&self) -> &BTreeMap<ResponderId, ResponderWithdrew> {
        &self.withdrew
    }

    /// The emergency that is on, if one is.
    pub fn activation(&self) -> Option<&Activation> {
        self.now.as_deref()
    }

    /// Since when it has ended, and why, once it has.
    pub fn ended(&self) -> Option<(NaiveDate, PlanEndedBecause)> {
        self.agreement.over().map(|over| over.on).zip(self.ended)
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
        self.plan().responders().iter().find(|responder| responder.id == id)
    }

    /// Whom everything in it is about.
    pub(super) fn ids(&self) -> [AnyId; 1] {
        [self.plan().id().any()]
    }

    pub(super) fn in_plan(&self, responder: ResponderId) -> Result<(), Misfit> {
        Misfit::unless(
            self.responder(responder).is_some(),
            "expected a responder of this plan",
            &[responder.any()],
        )
    }

    /// The number of the next emergency.
    pub(super) fn next_number(&self) -> u32 {
        self.activations.last().map_or(1, |last| last.number.saturating_add(1))
    }
}
