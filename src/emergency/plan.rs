//! The plan itself: everything a stranger needs at night, for everyone in the household.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::problems::{PlanProblem, PlanProblems};
use super::{Alarm, Copies, Counts, GivenBy, House, NotBefore, PersonPage, Responder, Trigger, Way};
use crate::base::{
    AnyId, ByCode, CanonicalError, EmergencyPlanId, Fingerprint, HouseholdId, MINUTES_PER_DAY, PersonId,
    Told, limits, wire,
};
use crate::need::{Snapshot, SourceKind};

/// The edition of the form in which a plan is fingerprinted.
const EDITION: u32 = 1;

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
    /// [`PlanProblems`]: everything that does not fit, each with what would.
    pub fn new(parts: PlanParts) -> Result<Self, PlanProblems> {
        let mut found = Vec::new();
        in_themselves(&parts, &mut found);
        if found.is_empty() { Ok(Self { parts }) } else { Err(PlanProblems::new(found)) }
    }

    /// Whether the plan fits a household's week: all that it names is there, who is said to be a member is one,
    /// and no member takes anybody in.
    ///
    /// # Errors
    ///
    /// [`PlanProblems`]: everything that does not fit, each with what would.
    pub fn check(&self, snapshot: &Snapshot) -> Result<(), PlanProblems> {
        let mut found = Vec::new();
        against(&self.parts, snapshot, &mut found);
        if found.is_empty() { Ok(()) } else { Err(PlanProblems::new(found)) }
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
    type Error = PlanProblems;

    fn try_from(parts: PlanParts) -> Result<Self, PlanProblems> {
        Self::new(parts)
    }
}

impl From<Plan> for PlanParts {
    fn from(plan: Plan) -> Self {
        plan.parts
    }
}

fn in_themselves(parts: &PlanParts, found: &mut Vec<PlanProblem>) {
    let mut seen: BTreeSet<AnyId> = BTreeSet::new();
    let ids = parts.alarms.iter().map(|alarm| alarm.id.any());
    for id in ids.chain(parts.responders.iter().map(|responder| responder.id.any())) {
        if !seen.insert(id) {
            found.push(PlanProblem::Twice(id));
        }
    }
    if parts.alarms.len() > limits::ALARMS {
        found.push(PlanProblem::TooMany { what: "ways of raising the alarm", most: limits::ALARMS });
    }
    if parts.responders.len() > limits::RESPONDERS {
        found.push(PlanProblem::TooMany { what: "responders", most: limits::RESPONDERS });
    }
    if parts.people.len() > limits::PEOPLE {
        found.push(PlanProblem::TooMany { what: "pages", most: limits::PEOPLE });
    }
    let mut people = BTreeSet::new();
    for page in &parts.people {
        if !people.insert(page.person) {
            found.push(PlanProblem::PageTwice(page.person));
        }
    }
    for date in [Some(parts.drawn_up_on), parts.review_by].into_iter().flatten() {
        if !wire::in_years(date) {
            found.push(PlanProblem::Year(parts.id));
        }
    }
    let mut sources = BTreeSet::new();
    for alarm in &parts.alarms {
        if alarm.takes_min > limits::HORIZON_MIN {
            found.push(PlanProblem::Minutes { of: alarm.id.any(), field: "takes_min" });
        }
        if alarm.for_loss.sources().is_some_and(BTreeSet::is_empty) {
            found.push(PlanProblem::ForNoLoss(alarm.id.any()));
        }
    }
    for responder in &parts.responders {
        let of = responder.id.any();
        if !sources.insert(responder.source) {
            found.push(PlanProblem::RespondsTwice { id: responder.source });
        }
        if responder.for_loss.sources().is_some_and(BTreeSet::is_empty) {
            found.push(PlanProblem::ForNoLoss(of));
        }
        for (field, minutes) in [
            ("answers_min", responder.answers_min),
            ("arrives_min", responder.arrives_min),
            ("stays_min", responder.stays_min.unwrap_or_default()),
            (
                "after_alarm_min",
                match responder.not_before {
                    Some(NotBefore::AfterAlarmMin(minutes)) => minutes,
                    _ => 0,
                },
            ),
        ] {
            if minutes > limits::HORIZON_MIN {
                found.push(PlanProblem::Minutes { of, field });
            }
        }
        if responder.stays_min == Some(0) {
            found.push(PlanProblem::StaysNotAtAll(responder.id));
        }
        if matches!(responder.not_before, Some(NotBefore::MinuteOfDay(minute)) if minute >= MINUTES_PER_DAY) {
            found.push(PlanProblem::MinuteOfDay(responder.id));
        }
        if !(1..=limits::HANDS).contains(&responder.hands) {
            found.push(PlanProblem::Hands(responder.id));
        }
        if let Some(price) = responder.price
            && (price.call_out_pence < 0 || price.hour_pence < 0)
        {
            found.push(PlanProblem::Price(responder.id));
        }
    }
}

fn against(parts: &PlanParts, snapshot: &Snapshot, found: &mut Vec<PlanProblem>) {
    let is_member = |person: PersonId| {
        snapshot.source(person.into()).is_some_and(|source| source.kind == SourceKind::Member)
    };
    let known = |of: AnyId, sources: Option<&BTreeSet<_>>, found: &mut Vec<PlanProblem>| {
        for source in sources.into_iter().flatten() {
            if snapshot.source(*source).is_none() {
                found.push(PlanProblem::UnknownSource { of, id: *source });
            }
        }
    };
    for alarm in &parts.alarms {
        let of = alarm.id.any();
        known(of, alarm.for_loss.sources(), found);
        match &alarm.way {
            Way::Member { person, .. } | Way::OwnTelephone { person, .. } => {
                if !is_member(*person) {
                    found.push(PlanProblem::NotAMember { of, person: *person });
                }
            }
            Way::NextVisit { by: Some(by) } => match snapshot.source(*by) {
                None => found.push(PlanProblem::UnknownSource { of, id: *by }),
                Some(source) if !matches!(source.kind, SourceKind::Person | SourceKind::Provider) => {
                    found.push(PlanProblem::VisitsFromInside { of, id: *by });
                }
                Some(_) => {}
            },
            Way::MissedVisit { noticed_by: source } | Way::Device { device: Some(source) } => {
                if snapshot.source(*source).is_none() {
                    found.push(PlanProblem::UnknownSource { of, id: *source });
                }
            }
            Way::NextVisit { by: None } | Way::Device { device: None } => {}
        }
    }
    for responder in &parts.responders {
        let of = responder.id.any();
        known(of, responder.for_loss.sources(), found);
        for need in &responder.covers {
            if snapshot.need(*need).is_none() {
                found.push(PlanProblem::UnknownNeed { of, need: *need });
            }
        }
        for person in &responder.takes_in {
            if !is_member(*person) {
                found.push(PlanProblem::NotAMember { of, person: *person });
            }
        }
        let kind = snapshot.source(responder.source).map(|source| source.kind);
        if kind == Some(SourceKind::Member) && !responder.takes_in.is_empty() {
            found.push(PlanProblem::MemberTakesIn(responder.id));
        }
    }
    for page in &parts.people {
        if !is_member(page.person) {
            found.push(PlanProblem::NotAMember { of: parts.id.any(), person: page.person });
        }
        for medicine in page.medicines.as_ref().known().into_iter().flatten() {
            if let Told::Known(GivenBy::By(source)) = medicine.given_by
                && snapshot.source(source).is_none()
                && !parts.responders.iter().any(|responder| responder.source == source)
            {
                found.push(PlanProblem::UnknownSource { of: page.person.any(), id: source });
            }
        }
    }
}
