//! What does not fit in a plan that was handed over with its household: where, and what would be right.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use super::{GivenBy, PlanParts, PlanProblem, Way};
use crate::base::{AnyId, HouseholdId, NeedId, PersonId, SourceId, Told, limits};
use crate::household::InputProblem;

/// One thing that does not fit. Holds places, ids and numbers only, so it is safe in a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EmergencyInputProblem {
    /// In the household.
    #[error(transparent)]
    Household(InputProblem),
    /// In the plan, or between it and the household's week.
    #[error("{problem}")]
    Plan {
        /// Where it stands.
        place: String,
        /// What it is.
        problem: PlanProblem,
    },
    /// The plan is for another household than the one in the file.
    #[error("expected the id of the household in this file, {household:?}")]
    OtherHousehold {
        /// The one in the file.
        household: HouseholdId,
    },
    /// A loss that is planned, of something that is not in the week.
    #[error("{id:?} is not among the sources of the week: expected one that is")]
    NotPlannable {
        /// Its place in the list.
        item: usize,
        /// The source.
        id: SourceId,
    },
    /// A date out of range.
    #[error("expected a date in the years {} to {}", limits::YEAR_FIRST, limits::YEAR_LAST)]
    Year,
}

impl EmergencyInputProblem {
    /// Where it stands in the file, such as `plan.responders[2].covers[1]`. Lists are counted from 0.
    pub fn place(&self) -> String {
        match self {
            Self::Household(problem) => format!("household.v1.{}", problem.place()),
            Self::Plan { place, .. } => place.clone(),
            Self::OtherHousehold { .. } => "plan.household".to_string(),
            Self::NotPlannable { item, .. } => format!("question.as_planned[{item}]"),
            Self::Year => "on".to_string(),
        }
    }
}

/// Everything that does not fit. Printed as `place: what would be right; …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyInputProblems(Vec<EmergencyInputProblem>);

impl EmergencyInputProblems {
    pub(super) const fn new(found: Vec<EmergencyInputProblem>) -> Self {
        Self(found)
    }

    /// All of them.
    pub fn iter(&self) -> core::slice::Iter<'_, EmergencyInputProblem> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a EmergencyInputProblems {
    type Item = &'a EmergencyInputProblem;
    type IntoIter = core::slice::Iter<'a, EmergencyInputProblem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for EmergencyInputProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, problem) in self.0.iter().enumerate() {
            let separator = if nth == 0 { "" } else { "; " };
            write!(f, "{separator}{}: {problem}", problem.place())?;
        }
        Ok(())
    }
}

impl core::error::Error for EmergencyInputProblems {}

/// Where in a plan a problem stands, as `.responders[2].covers[1]`; the whole list or plan where it is no one
/// part's.
pub(super) fn place_in_plan(plan: &PlanParts, problem: &PlanProblem) -> String {
    match problem {
        PlanProblem::Twice(id) => {
            // The second of the two is the one that is too many.
            let places: Vec<String> =
                parts_of(plan).filter(|(it, _)| it == id).map(|(_, place)| place).collect();
            places.get(1).map_or_else(String::new, |place| format!("{place}.id"))
        }
        PlanProblem::TooMany { what, .. } => String::from(match *what {
            "responders" => ".responders",
            "pages" => ".people",
            _ => ".alarms",
        }),
        PlanProblem::Minutes { of, field: field @ "after_alarm_min" } => {
            format!("{}.not_before.{field}", part(plan, *of))
        }
        PlanProblem::Minutes { of, field } => format!("{}.{field}", part(plan, *of)),
        PlanProblem::ForNoLoss(of) => format!("{}.for_loss", part(plan, *of)),
        PlanProblem::RespondsTwice { id } => {
            let mut same = plan.responders.iter().enumerate().filter(|(_, it)| it.source == *id);
            same.nth(1).map_or_else(String::new, |(nth, _)| format!(".responders[{nth}].source"))
        }
        PlanProblem::StaysNotAtAll(of) => format!("{}.stays_min", part(plan, of.any())),
        PlanProblem::MinuteOfDay(of) => format!("{}.not_before.minute_of_day", part(plan, of.any())),
        PlanProblem::Hands(of) => format!("{}.hands", part(plan, of.any())),
        PlanProblem::Price(of) => format!("{}.price", part(plan, of.any())),
        PlanProblem::PageTwice(person) => {
            let mut same = plan.people.iter().enumerate().filter(|(_, it)| it.person == *person);
            same.nth(1).map_or_else(String::new, |(nth, _)| format!(".people[{nth}].person"))
        }
        PlanProblem::Year(_) if !crate::base::wire::in_years(plan.drawn_up_on) => {
            String::from(".drawn_up_on")
        }
        PlanProblem::Year(_) => String::from(".review_by"),
        PlanProblem::UnknownSource { of, id } => format!("{}{}", part(plan, *of), source(plan, *of, *id)),
        PlanProblem::VisitsFromInside { of, .. } => format!("{}.way.next_visit.by", part(plan, *of)),
        PlanProblem::UnknownNeed { of, need: id } => format!("{}{}", part(plan, *of), need(plan, *of, *id)),
        PlanProblem::NotAMember { of, person: who } => {
            format!("{}{}", part(plan, *of), person(plan, *of, *who))
        }
        PlanProblem::MemberTakesIn(of) => format!("{}.takes_in", part(plan, of.any())),
    }
}

/// Every part of a plan that has an id, in the order of the file, with its place.
fn parts_of(plan: &PlanParts) -> impl Iterator<Item = (AnyId, String)> + '_ {
    let alarms = plan.alarms.iter().enumerate().map(|(nth, it)| (it.id.any(), format!(".alarms[{nth}]")));
    let responders =
        plan.responders.iter().enumerate().map(|(nth, it)| (it.id.any(), format!(".responders[{nth}]")));
    let people = plan.people.iter().enumerate().map(|(nth, it)| (it.person.any(), format!(".people[{nth}]")));
    alarms.chain(responders).chain(people)
}

fn part(plan: &PlanParts, of: AnyId) -> String {
    parts_of(plan).find(|(id, _)| *id == of).map_or_else(String::new, |(_, place)| place)
}

fn source(plan: &PlanParts, of: AnyId, id: SourceId) -> String {
    if let Some(page) = plan.people.iter().find(|page| page.person.any() == of) {
        let medicines = page.medicines.as_ref().known();
        let given =
            medicines.into_iter().flatten().position(|it| it.given_by == Told::Known(GivenBy::By(id)));
        return given.map_or_else(String::new, |nth| format!(".medicines.known[{nth}].given_by"));
    }
    let for_loss = |sources: Option<&alloc::collections::BTreeSet<SourceId>>| {
        sources.is_some_and(|sources| sources.contains(&id)).then(|| String::from(".for_loss"))
    };
    let alarm = plan.alarms.iter().find(|alarm| alarm.id.any() == of);
    let responder = plan.responders.iter().find(|responder| responder.id.any() == of);
    let listed = alarm.and_then(|it| for_loss(it.for_loss.sources()));
    let listed = listed.or_else(|| responder.and_then(|it| for_loss(it.for_loss.sources())));
    listed.unwrap_or_else(|| match alarm.map(|it| &it.way) {
        Some(Way::NextVisit { .. }) => String::from(".way.next_visit.by"),
        Some(Way::MissedVisit { .. }) => String::from(".way.missed_visit.noticed_by"),
        Some(Way::Device { .. }) => String::from(".way.device.device"),
        _ => String::new(),
    })
}

fn need(plan: &PlanParts, of: AnyId, id: NeedId) -> String {
    let responder = plan.responders.iter().find(|responder| responder.id.any() == of);
    let nth = responder.and_then(|it| it.covers.iter().position(|need| *need == id));
    nth.map_or_else(String::new, |nth| format!(".covers[{nth}]"))
}

fn person(plan: &PlanParts, of: AnyId, id: PersonId) -> String {
    if of == plan.id.any() {
        let page = plan.people.iter().position(|page| page.person == id);
        return page.map_or_else(String::new, |nth| format!(".people[{nth}].person"));
    }
    if let Some(alarm) = plan.alarms.iter().find(|alarm| alarm.id.any() == of) {
        return String::from(match alarm.way {
            Way::OwnTelephone { .. } => ".way.own_telephone.person",
            _ => ".way.member.person",
        });
    }
    let responder = plan.responders.iter().find(|responder| responder.id.any() == of);
    let nth = responder.and_then(|it| it.takes_in.iter().position(|person| *person == id));
    nth.map_or_else(String::new, |nth| format!(".takes_in[{nth}]"))
}
