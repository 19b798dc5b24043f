//! What a plan is checked for, in itself and against a household's week; each problem where it stands.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::concerned::lives_with_person;
use super::problems as kind;
use super::{Alarm, ForLoss, GivenBy, NotBefore, NoticesFrom, PersonPage, PlanParts, Responder, Way};
use crate::base::{
    AnyId, MINUTES_PER_DAY, Path, Period, PersonId, Problem, ProblemKind, SourceId, Told, Word, limits, wire,
};
use crate::need::{Snapshot, Source, SourceKind};

/// Everything that is wrong with a plan in itself, in its order.
pub(super) fn in_itself(parts: &PlanParts) -> Vec<Problem> {
    let mut found = Vec::new();
    let field = |name| Path::WHOLE.field(name);
    for (what, list, len, most) in [
        ("ways of raising the alarm", "alarms", parts.alarms.len(), limits::ALARMS),
        ("responders", "responders", parts.responders.len(), limits::RESPONDERS),
        ("pages", "people", parts.people.len(), limits::PEOPLE),
    ] {
        if len > most {
            found.push(Problem::at(&field(list), &kind::TOO_MANY).naming(most).naming(what));
        }
    }
    for (name, date) in [("drawn_up_on", Some(parts.drawn_up_on)), ("review_by", parts.review_by)] {
        if date.is_some_and(|date| !wire::in_years(date)) {
            let problem = Problem::at(&field(name), &kind::YEAR).naming(parts.id);
            found.push(problem.naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST));
        }
    }
    let mut ids: BTreeSet<AnyId> = BTreeSet::new();
    for (at, alarm) in field("alarms").each(&parts.alarms) {
        let of = alarm.id.any();
        if !ids.insert(of) {
            found.push(Problem::at(&at.field("id"), &kind::TWICE).naming(of));
        }
        found.extend(minutes(&at.field("takes_min"), "takes_min", of, alarm.takes_min));
        if let Way::Card { found_after_min: Some(found_after), .. } = alarm.way {
            let at = at.field("way.card.found_after_min");
            found.extend(minutes(&at, "found_after_min", of, found_after));
        }
        found.extend(for_some_loss(&alarm.for_loss, &at, of));
    }
    let mut sources = BTreeSet::new();
    for (at, responder) in field("responders").each(&parts.responders) {
        let of = responder.id.any();
        if !ids.insert(of) {
            found.push(Problem::at(&at.field("id"), &kind::TWICE).naming(of));
        }
        if !sources.insert(responder.source) {
            found.push(Problem::at(&at.field("source"), &kind::RESPONDS_TWICE).naming(responder.source));
        }
        found.extend(for_some_loss(&responder.for_loss, &at, of));
        times(responder, &at, &mut found);
        hands(responder, &at, &mut found);
        if responder.price.is_some_and(|price| price.call_out_pence < 0 || price.hour_pence < 0) {
            found.push(Problem::at(&at.field("price"), &kind::PRICE).naming(of));
        }
    }
    let helps: usize = parts.responders.iter().map(|responder| responder.covers_alike().len()).sum();
    if helps > limits::PLAN_HELPS {
        let problem = Problem::at(&field("responders"), &kind::TOO_MANY).naming(limits::PLAN_HELPS);
        found.push(problem.naming("numbers of hands and of skilled ones"));
    }
    let mut people = BTreeSet::new();
    for (at, page) in field("people").each(&parts.people) {
        if !people.insert(page.person) {
            found.push(Problem::at(&at.field("person"), &kind::PAGE_TWICE).naming(page.person));
        }
    }
    found
}

fn for_some_loss(for_loss: &ForLoss, at: &Path<'_>, of: AnyId) -> Option<Problem> {
    let none = for_loss.sources().is_some_and(BTreeSet::is_empty);
    none.then(|| Problem::at(&at.field("for_loss"), &kind::FOR_NO_LOSS).naming(of))
}

fn minutes(at: &Path<'_>, field: &'static str, of: AnyId, minutes: u32) -> Option<Problem> {
    let problem = || Problem::at(at, &kind::MINUTES).naming(of).naming(field).naming(limits::HORIZON_MIN);
    (minutes > limits::HORIZON_MIN).then(problem)
}

fn times(responder: &Responder, at: &Path<'_>, found: &mut Vec<Problem>) {
    let of = responder.id.any();
    let after_alarm = match responder.not_before {
        Some(NotBefore::AfterAlarmMin(minutes)) => minutes,
        _ => 0,
    };
    let not_before = at.field("not_before");
    for (at, field, length) in [
        (at, "answers_min", responder.answers_min),
        (at, "arrives_min", responder.arrives_min),
        (at, "stays_min", responder.stays_min.unwrap_or_default()),
        (&not_before, "after_alarm_min", after_alarm),
    ] {
        found.extend(minutes(&at.field(field), field, of, length));
    }
    if responder.stays_min == Some(0) {
        found.push(Problem::at(&at.field("stays_min"), &kind::STAYS_NOT_AT_ALL).naming(of));
    }
    if matches!(responder.not_before, Some(NotBefore::MinuteOfDay(minute)) if minute >= MINUTES_PER_DAY) {
        found.push(Problem::at(&not_before.field("minute_of_day"), &kind::MINUTE_OF_DAY).naming(of));
    }
}

fn hands(responder: &Responder, at: &Path<'_>, found: &mut Vec<Problem>) {
    let of = responder.id.any();
    let fit = |hands, at: &Path<'_>| {
        let most = u32::from(limits::HANDS);
        let problem = || Problem::at(&at.field("hands"), &kind::HANDS).naming(of).naming(most);
        (!(1..=limits::HANDS).contains(&hands)).then(problem)
    };
    found.extend(fit(responder.hands, at));
    let mut said = BTreeSet::new();
    for (at, one) in at.field("hands_for").each(&responder.hands_for) {
        found.extend(fit(one.hands, &at));
        let mut tell = |kind| found.push(Problem::at(&at.field("need"), kind).naming(of).naming(one.need));
        if !responder.covers.contains(&one.need) {
            tell(&kind::HANDS_FOR_NOTHING);
        }
        if !said.insert(one.need) {
            tell(&kind::HANDS_TWICE);
        }
    }
    skills(responder, at, found);
}

fn skills(responder: &Responder, at: &Path<'_>, found: &mut Vec<Problem>) {
    let (of, mut said) = (responder.id.any(), BTreeMap::<_, BTreeSet<&Word>>::new());
    for (at, one) in at.field("skills_for").each(&responder.skills_for) {
        let mut tell =
            |field, kind| found.push(Problem::at(&at.field(field), kind).naming(of).naming(one.need));
        if !responder.covers.contains(&one.need) {
            tell("need", &kind::SKILLS_FOR_NOTHING);
        }
        let skills = said.entry(one.need).or_default();
        if !skills.insert(&one.skill) || skills.len() > limits::SKILLS {
            tell("skill", &kind::SKILLS_TWICE);
        }
        if one.hands > responder.hands_to(one.need) {
            tell("hands", &kind::SKILLED_HANDS);
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

    /// Whether somebody of the household is known to live at another address than this one.
    fn lives_apart_from_somebody(&self, id: SourceId) -> bool {
        let address = self.0.source(id).map(Source::address);
        let members = self.0.sources().iter().filter(|source| source.kind == SourceKind::Member);
        let mut others = members.map(Source::address);
        address.is_some_and(|address| others.any(|other| other.is_known_other(&address)))
    }
}

/// Everything in a plan that does not go with a household's week, in the plan's order.
pub(super) fn against(parts: &PlanParts, snapshot: &Snapshot) -> Vec<Problem> {
    let week = Week(snapshot);
    let mut found = Vec::new();
    for (at, alarm) in Path::WHOLE.field("alarms").each(&parts.alarms) {
        alarm_against(alarm, &at, &week, &mut found);
    }
    for (at, responder) in Path::WHOLE.field("responders").each(&parts.responders) {
        responder_against(responder, &at, &week, &mut found);
    }
    for (at, page) in Path::WHOLE.field("people").each(&parts.people) {
        page_against(page, &at, parts, &week, &mut found);
    }
    found
}

fn alarm_against(alarm: &Alarm, at: &Path<'_>, week: &Week<'_>, found: &mut Vec<Problem>) {
    let of = alarm.id.any();
    for_known_losses(&alarm.for_loss, at, of, week, found);
    if let Some((field, kind, id)) = way_against(alarm, week) {
        found.push(Problem::at(&at.field("way").field(field), kind).naming(of).naming(id));
    }
}

fn responder_against(responder: &Responder, at: &Path<'_>, week: &Week<'_>, found: &mut Vec<Problem>) {
    let of = responder.id.any();
    for_known_losses(&responder.for_loss, at, of, week, found);
    for (at, need) in at.field("covers").each(&responder.covers) {
        let kind = match week.0.need(*need).map(|known| SourceId::from(known.person())) {
            None => &kind::UNKNOWN_NEED,
            Some(person) if person == responder.source => &kind::OWN_NEED,
            Some(_) => continue,
        };
        found.push(Problem::at(&at, kind).naming(of).naming(*need));
    }
    for (at, person) in at.field("takes_in").each(&responder.takes_in) {
        if !week.is_member(*person) {
            found.push(Problem::at(&at, &kind::NOT_A_MEMBER).naming(of).naming(*person));
        }
    }
    let lives_there = |person: &PersonId| lives_with_person(week.0, responder.source, *person);
    if responder.takes_in.iter().any(lives_there) {
        let kind = match week.kind(responder.source) {
            Some(SourceKind::Member) => &kind::MEMBER_TAKES_IN,
            _ => &kind::LIVES_THERE_AND_TAKES_IN,
        };
        found.push(Problem::at(&at.field("takes_in"), kind).naming(of));
    }
}

fn for_known_losses(for_loss: &ForLoss, at: &Path<'_>, of: AnyId, week: &Week<'_>, found: &mut Vec<Problem>) {
    for id in for_loss.sources().into_iter().flatten().copied().filter(|id| week.kind(*id).is_none()) {
        found.push(Problem::at(&at.field("for_loss"), &kind::UNKNOWN_SOURCE).naming(of).naming(id));
    }
}

/// What speaks against a way of raising the alarm: in which of its fields, what, and whom that names.
fn way_against(alarm: &Alarm, week: &Week<'_>) -> Option<(&'static str, &'static ProblemKind, AnyId)> {
    let member = |field, person: PersonId| {
        (!week.is_member(person)).then_some((field, &kind::NOT_A_MEMBER, person.any()))
    };
    let known =
        |field, id: SourceId| week.kind(id).is_none().then_some((field, &kind::UNKNOWN_SOURCE, id.any()));
    let carrier = |field, person: PersonId| match week.kind(person.into()) {
        Some(SourceKind::Member | SourceKind::Person) => None,
        Some(SourceKind::Provider | SourceKind::Device) => Some((field, &kind::NO_PERSON, person.any())),
        None => Some((field, &kind::NO_HELPER, person.any())),
    };
    match &alarm.way {
        Way::Member { person, .. } => member("member.person", *person),
        Way::OwnTelephone { person, .. } => carrier("own_telephone.person", *person),
        Way::Card { person, .. } => carrier("card.person", *person),
        Way::NextVisit { by: Some(id) } => {
            let inside = week.kind(*id).is_some_and(|kind| match kind {
                SourceKind::Person | SourceKind::Provider => false,
                SourceKind::Member => !week.lives_apart_from_somebody(*id),
                SourceKind::Device => true,
            });
            let from_inside = || inside.then_some(("next_visit.by", &kind::VISITS_FROM_INSIDE, id.any()));
            known("next_visit.by", *id).or_else(from_inside)
        }
        // Anybody may notice, once it is said for which losses and when.
        Way::MissedVisit { noticed_by, from } => known("missed_visit.noticed_by", *noticed_by)
            .filter(|_| *from == Some(NoticesFrom::Help) || !alarm.says_losses_and_times()),
        Way::Device { device: Some(id) } => known("device.device", *id),
        Way::NextVisit { by: None } | Way::Device { device: None } => None,
    }
}

fn page_against(
    page: &PersonPage,
    at: &Path<'_>,
    parts: &PlanParts,
    week: &Week<'_>,
    found: &mut Vec<Problem>,
) {
    if !week.is_member(page.person) {
        let problem = Problem::at(&at.field("person"), &kind::NOT_A_MEMBER);
        found.push(problem.naming(parts.id).naming(page.person));
    }
    let medicines = page.medicines.as_ref().known().into_iter().flatten();
    for (item, medicine) in medicines.enumerate() {
        if let Told::Known(GivenBy::By(id)) = medicine.given_by
            && week.kind(id).is_none()
            && !parts.responders.iter().any(|responder| responder.source == id)
        {
            let known = at.field("medicines.known");
            let problem = Problem::at(&known.item(item).field("given_by"), &kind::UNKNOWN_SOURCE);
            found.push(problem.naming(page.person).naming(id));
        }
    }
}

/// Takes out of a plan whatever is not for the days that are looked at, and whatever names what is not in the week: a way of
/// raising the alarm by it, a need covered, somebody taken in, a page; of a list of losses only that entry.
pub(super) fn leave_out_what_is_gone(
    parts: &mut PlanParts,
    counts: impl Fn(Period) -> bool,
    snapshot: &Snapshot,
) {
    let week = Week(snapshot);
    // What is for other days does not count on these.
    parts.alarms.retain(|alarm| counts(alarm.period));
    parts.responders.retain(|responder| counts(responder.period));
    let for_known = |for_loss: &ForLoss| match for_loss.sources() {
        None => ForLoss::any(),
        Some(sources) => ForLoss::of(sources.iter().copied().filter(|source| week.kind(*source).is_some())),
    };
    parts.alarms.retain(|alarm| {
        let against = way_against(alarm, &week);
        against.is_none_or(|(_, kind, _)| *kind == kind::VISITS_FROM_INSIDE)
    });
    for alarm in &mut parts.alarms {
        alarm.for_loss = for_known(&alarm.for_loss);
    }
    for responder in &mut parts.responders {
        responder.for_loss = for_known(&responder.for_loss);
        responder.covers.retain(|need| snapshot.need(*need).is_some());
        responder.hands_for.retain(|one| snapshot.need(one.need).is_some());
        responder.skills_for.retain(|one| snapshot.need(one.need).is_some());
        responder.takes_in.retain(|person| week.is_member(*person));
    }
    let pages = core::mem::take(&mut parts.people);
    parts.people = pages.into_iter().filter(|page| week.is_member(page.person)).collect::<Vec<_>>();
}
