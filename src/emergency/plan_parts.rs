//! What a plan is made from: plain lists.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Alarm, Copies, Counts, House, PersonPage, Responder, Trigger};
use crate::base::{ByCode, EmergencyPlanId, HouseholdId, limits, wire};

/// What a plan is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Plan", deny_unknown_fields)]
#[serde(expecting = "a plan: an object with `id`, `household`, `drawn_up_on` and the rest")]
pub struct PlanParts {
    /// The plan's id, which stands on the emergency card.
    pub id: EmergencyPlanId,
    /// The household it is for.
    pub household: HouseholdId,
    /// When it was drawn up.
    #[serde(with = "wire::date")]
    pub drawn_up_on: NaiveDate,
    /// The date by which it is to be reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub review_by: Option<NaiveDate>,
    /// How anyone finds out.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "alarms")]
    pub alarms: Vec<Alarm>,
    /// Who comes, in the order in which they are called.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "responders")]
    pub responders: Vec<Responder>,
    /// What counts as an emergency.
    #[serde(default, skip_serializing_if = "ByCode::is_blank")]
    pub triggers: ByCode<Trigger, Counts>,
    /// What whoever comes needs to know about each person of the household.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "pages")]
    pub people: Vec<PersonPage>,
    /// What they need to know about the house.
    #[serde(default, skip_serializing_if = "House::is_blank")]
    pub house: House,
    /// Where the plan is kept, and who has a copy.
    #[serde(default, skip_serializing_if = "Copies::is_blank")]
    pub copies: Copies,
}

impl PlanParts {
    /// A plan that says nothing yet.
    pub fn new(id: EmergencyPlanId, household: HouseholdId, drawn_up_on: NaiveDate) -> Self {
        Self {
            id,
            household,
            drawn_up_on,
            review_by: None,
            alarms: Vec::new(),
            responders: Vec::new(),
            triggers: ByCode::default(),
            people: Vec::new(),
            house: House::default(),
            copies: Copies::default(),
        }
    }
}

fn alarms<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Alarm>, D::Error> {
    wire::list(d, limits::ALARMS, "ways of raising the alarm")
}

fn responders<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Responder>, D::Error> {
    wire::list(d, limits::RESPONDERS, "responders")
}

fn pages<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<PersonPage>, D::Error> {
    wire::list(d, limits::PEOPLE, "pages")
}
