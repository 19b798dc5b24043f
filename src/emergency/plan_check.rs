//! What a plan is checked for, in itself and against a household's week; each problem where it stands.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::problems::{PlacedProblems, PlanProblem};
use super::{ForLoss, GivenBy, NotBefore, PersonPage, PlanParts, Responder, Way};
use crate::base::{AnyId, MINUTES_PER_DAY, PersonId, SourceId, Told, limits, wire};
use crate::need::{Snapshot, SourceKind};

pub(super) fn in_themselves(parts: &PlanParts, found: &mut PlacedProblems) {
    for (what, list, len, most) in [
        ("ways of raising the alarm", "alarms", parts.alarms.len(), limits::ALARMS),
        ("responders", "responders", parts.responders.len(), limits::RESPONDERS),
        ("pages", "people", parts.people.len(), limits::PEOPLE),
    ] {
        if len > most {
            found.at(String::from(list), PlanProblem::TooMany { what, most });
        }
    }
    for (field, date) in [("drawn_up_on", Some(parts.drawn_up_on)), ("review_by", parts.review_by)] {
        if date.is_some_and(|date| !wire::in_years(date)) {
            found.at(String::from(field), PlanProblem::Year(parts.id));
        }
    }
    let mut ids: BTreeSet<AnyId> = BTreeSet::new();
    for (nth, alarm) in parts.alarms.iter().enumerate() {
        let (at, of) = (format!("alarms[{nth}]"), alarm.id.any());
        if !ids.insert(of) {
            found.at(format!("{at}.id"), PlanProblem::Twice(of));
        }
        if alarm.takes_min > limits::HORIZON_MIN {
            found.at(format!("{at}.takes_min"), PlanProblem::Minutes { of, field: "takes_min" });
        }
        for_some_loss(&alarm.for_loss, &at, of, found);
    }
    let mut sources = BTreeSet::new();
    for (nth, responder) in parts.responders.iter().enumerate() {
        let (at, of) = (format!("responders[{nth}]"), responder.id.any());
        if !ids.insert(of) {
            found.at(format!("{at}.id"), PlanProblem::Twice(of));
        }
        if !sources.insert(responder.source) {
            found.at(format!("{at}.source"), PlanProblem::RespondsTwice { id: responder.source });
        }
        for_some_loss(&responder.for_loss, &at, of, found);
        times(responder, &at, found);
        hands(responder, &at, found);
        if let Some(price) = responder.price
            && (price.call_out_pence < 0 || price.hour_pence < 0)
        {
            found.at(format!("{at}.price"), PlanProblem::Price(responder.id));
        }
    }
    let mut people = BTreeSet::new();
    for (nth, page) in parts.people.iter().enumerate() {
        if !people.insert(page.person) {
            found.at(format!("people[{nth}].person"), PlanProblem::PageTwice(page.person));
        }
    }
}

fn for_some_loss(for_loss: &ForLoss, at: &str, of: AnyId, found: &mut PlacedProblems) {
    if for_loss.sources().is_some_and(BTreeSet::is_empty) {
        found.at(format!("{at}.for_loss"), PlanProblem::ForNoLoss(of));
    }
}

fn times(responder: &Responder, at: &str, found: &mut PlacedProblems) {
    let after_alarm = match responder.not_before {
        Some(NotBefore::AfterAlarmMin(minutes)) => minutes,
        _ => 0,
    };
    for (place, field, minutes) in [
        ("answers_min", "answers_min", responder.answers_min),
        ("arrives_min", "arrives_min", responder.arrives_min),
        ("stays_min", "stays_min", responder.stays_min.unwrap_or_default()),
        ("not_before.after_alarm_min", "after_alarm_min", after_alarm),
    ] {
        if minutes > limits::HORIZON_MIN {
            let of = responder.id.any();
            found.at(format!("{at}.{place}"), PlanProblem::Minutes { of, field });
        }
    }
    if responder.stays_min == Some(0) {
        found.at(format!("{at}.stays_min"), PlanProblem::StaysNotAtAll(responder.id));
    }
    if matches!(responder.not_before, Some(NotBefore::MinuteOfDay(minute)) if minute >= MINUTES_PER_DAY) {
        found.at(format!("{at}.not_before.minute_of_day"), PlanProblem::MinuteOfDay(responder.id));
    }
}

fn hands(responder: &Responder, at: &str, found: &mut PlacedProblems) {
    let id = responder.id;
    if !(1..=limits::HANDS).contains(&responder.hands) {
        found.at(format!("{at}.hands"), PlanProblem::Hands(id));
    }
    let mut said = BTreeSet::new();
    for (nth, one) in responder.hands_for.iter().enumerate() {
        let (at, need) = (format!("{at}.hands_for[{nth}]"), one.need);
        if !(1..=limits::HANDS).contains(&one.hands) {
            found.at(format!("{at}.hands"), PlanProblem::Hands(id));
        }
        if !responder.covers.contains(&need) {
            found.at(format!("{at}.need"), PlanProblem::HandsForNothing { responder: id, need });
        }
        if !said.insert(need) {
            found.at(format!("{at}.need"), PlanProblem::HandsTwice { responder: id, need });
        }
    }
}

/// Who and what there is in a week.
struct Week<'a>(&'a Snapshot);

impl Week<'_> {
    fn kind(&self, source: SourceId) -> Option<SourceKind> {
        self.0.source(source).map(|source| source.kind)
    }

    fn is_member(&self, person: PersonId) -> bool {
        self.kind(person.into()) == Some(SourceKind::Member)
    }
}

pub(super) fn against(parts: &PlanParts, snapshot: &Snapshot, found: &mut PlacedProblems) {
    let week = Week(snapshot);
    for (nth, alarm) in parts.alarms.iter().enumerate() {
        let (at, of) = (format!("alarms[{nth}]"), alarm.id.any());
        for_known_losses(&alarm.for_loss, &at, of, &week, found);
        if let Some((field, problem)) = way_against(&alarm.way, of, &week) {
            found.at(format!("{at}.way.{field}"), problem);
        }
    }
    for (nth, responder) in parts.responders.iter().enumerate() {
        let (at, of) = (format!("responders[{nth}]"), responder.id.any());
        for_known_losses(&responder.for_loss, &at, of, &week, found);
        for (item, need) in responder.covers.iter().copied().enumerate() {
            let place = format!("{at}.covers[{item}]");
            match snapshot.need(need).map(|known| SourceId::from(known.person())) {
                None => found.at(place, PlanProblem::UnknownNeed { of, need }),
                Some(person) if person == responder.source => {
                    found.at(place, PlanProblem::OwnNeed { responder: responder.id, need });
                }
                Some(_) => {}
            }
        }
        for (item, person) in responder.takes_in.iter().copied().enumerate() {
            if !week.is_member(person) {
                found.at(format!("{at}.takes_in[{item}]"), PlanProblem::NotAMember { of, person });
            }
        }
        if week.kind(responder.source) == Some(SourceKind::Member) && !responder.takes_in.is_empty() {
            found.at(format!("{at}.takes_in"), PlanProblem::MemberTakesIn(responder.id));
        }
    }
    for (nth, page) in parts.people.iter().enumerate() {
        page_against(page, &format!("people[{nth}]"), parts, &week, found);
    }
}

fn for_known_losses(for_loss: &ForLoss, at: &str, of: AnyId, week: &Week<'_>, found: &mut PlacedProblems) {
    for id in for_loss.sources().into_iter().flatten().copied() {
        if week.kind(id).is_none() {
            found.at(format!("{at}.for_loss"), PlanProblem::UnknownSource { of, id });
        }
    }
}

/// What speaks against a way of raising the alarm, and in which of its fields.
fn way_against(way: &Way, of: AnyId, week: &Week<'_>) -> Option<(&'static str, PlanProblem)> {
    let not_a_member = |person| (!week.is_member(person)).then_some(PlanProblem::NotAMember { of, person });
    let unknown = |id| week.kind(id).is_none().then_some(PlanProblem::UnknownSource { of, id });
    let (field, problem) = match way {
        Way::Member { person, .. } => ("member.person", not_a_member(*person)),
        Way::OwnTelephone { person, .. } => ("own_telephone.person", not_a_member(*person)),
        Way::NextVisit { by: Some(id) } => {
            let from_outside = [SourceKind::Person, SourceKind::Provider];
            let inside = week.kind(*id).is_some_and(|kind| !from_outside.contains(&kind));
            let from_inside = inside.then_some(PlanProblem::VisitsFromInside { of, id: *id });
            ("next_visit.by", unknown(*id).or(from_inside))
        }
        Way::MissedVisit { noticed_by, .. } => ("missed_visit.noticed_by", unknown(*noticed_by)),
        Way::Device { device: Some(id) } => ("device.device", unknown(*id)),
        Way::NextVisit { by: None } | Way::Device { device: None } => return None,
    };
    problem.map(|problem| (field, problem))
}

fn page_against(page: &PersonPage, at: &str, parts: &PlanParts, week: &Week<'_>, found: &mut PlacedProblems) {
    if !week.is_member(page.person) {
        let problem = PlanProblem::NotAMember { of: parts.id.any(), person: page.person };
        found.at(format!("{at}.person"), problem);
    }
    for (item, medicine) in page.medicines.as_ref().known().into_iter().flatten().enumerate() {
        if let Told::Known(GivenBy::By(id)) = medicine.given_by
            && week.kind(id).is_none()
            && !parts.responders.iter().any(|responder| responder.source == id)
        {
            let problem = PlanProblem::UnknownSource { of: page.person.any(), id };
            found.at(format!("{at}.medicines.known[{item}].given_by"), problem);
        }
    }
}

/// Takes out of a plan whatever names what is not in the week: a way of raising the alarm by it, a need covered,
/// somebody taken in, a page; of a list of losses only that entry.
pub(super) fn leave_out_what_is_gone(parts: &mut PlanParts, snapshot: &Snapshot) {
    let week = Week(snapshot);
    let for_known = |for_loss: &ForLoss| match for_loss.sources() {
        None => ForLoss::any(),
        Some(sources) => ForLoss::of(sources.iter().copied().filter(|source| week.kind(*source).is_some())),
    };
    parts.alarms.retain(|alarm| {
        let against = way_against(&alarm.way, alarm.id.any(), &week);
        !against.is_some_and(|(_, problem)| problem.is_gone())
    });
    for alarm in &mut parts.alarms {
        alarm.for_loss = for_known(&alarm.for_loss);
    }
    for responder in &mut parts.responders {
        responder.for_loss = for_known(&responder.for_loss);
        responder.covers.retain(|need| snapshot.need(*need).is_some());
        responder.hands_for.retain(|one| snapshot.need(one.need).is_some());
        responder.takes_in.retain(|person| week.is_member(*person));
    }
    let pages = core::mem::take(&mut parts.people);
    parts.people = pages.into_iter().filter(|page| week.is_member(page.person)).collect::<Vec<_>>();
}
