//! Who is counted on in a plan and its week.

use alloc::collections::BTreeSet;

use super::{Agreed, Plan, Responder, Way};
use crate::base::{Amount, Finding, PersonId, SourceId, Told};
use crate::need::{Age, Snapshot, SourceKind};

/// The people who are counted on, in order of id: who gives or supports help that counts or is done, responders who
/// have not declined, and whoever is needed for raising the alarm; not whoever telephones being lost themself, or carries a card.
pub(super) fn counted_on(plan: &Plan, snapshot: &Snapshot) -> BTreeSet<PersonId> {
    let kind = |source: SourceId| snapshot.source(source).map(|source| source.kind);
    let mut counted: BTreeSet<PersonId> =
        crate::need::counted_on(snapshot).into_iter().map(|one| one.person).collect();
    // Of who is in the week it is known whether they are a person; of anybody else the plan says so, and whatever has an
    // age is one.
    let person = |source: SourceId| {
        let of_plan = |one: &Responder| one.source == source && (one.kind.is_person() || one.age.is_some());
        let outside = || snapshot.age_of(source).is_some() || plan.responders().iter().any(of_plan);
        let is_person =
            kind(source).map_or_else(outside, |kind| matches!(kind, SourceKind::Member | SourceKind::Person));
        is_person.then(|| PersonId::new(source.uuid()))
    };
    for responder in plan.responders().iter().filter(|one| one.agreed != Told::Known(Agreed::No)) {
        counted.extend(person(responder.source));
    }
    for alarm in plan.alarms() {
        match &alarm.way {
            // Known not to be able, they are not counted on for it.
            Way::Member { able: Told::Known(false), .. } | Way::OwnTelephone { .. } | Way::Card { .. } => {}
            way => counted.extend(way.raised_by().and_then(person)),
        }
    }
    counted
}

/// What is known of somebody's age on the date of the week, as the week says or else the plan of a responder; none if it
/// is not known.
pub(super) fn age_of(plan: &Plan, snapshot: &Snapshot, person: PersonId) -> Option<Age> {
    let in_plan = || plan.responders().iter().find(|one| one.source == person.into()).and_then(|one| one.age);
    snapshot.age_of(person).or_else(in_plan)
}

/// A finding about somebody of this age; it says so where they may be older.
pub(super) fn of_age(finding: Finding, age: Option<Age>) -> Finding {
    match age {
        Some(Age::PerhapsUnder18) => finding.with("part", Amount::Code("date_of_birth")),
        Some(Age::Under18 | Age::Adult) | None => finding,
    }
}
