//! Whom a loss concerns, by where people live: those at the address of somebody lost, or of somebody for whom what is lost
//! gives.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use crate::base::{CyclePattern, PersonId, SourceId, WeekPattern, WeekSpan};
use crate::need::{Address, Arrangement, Asks, Place, Reckoning, Snapshot, Source, SourceKind};

/// Whether two live at one address, as far as is known. Whoever lives anywhere lives where they themselves do.
pub(super) fn lives_with(one: &Source, other: &Source) -> bool {
    one.id == other.id || one.address().is_known_same(&other.address())
}

/// Whether somebody lives at the address of this member.
pub(super) fn lives_with_person(snapshot: &Snapshot, source: SourceId, person: PersonId) -> bool {
    let member = snapshot.source(person.into());
    let source = snapshot.source(source).filter(|source| source.as_person().is_some());
    source.zip(member).is_some_and(|(source, member)| lives_with(source, member))
}

/// The persons concerned by the loss of one source: the members who live at the address of who is lost; or, where that is
/// no member, at the address of somebody for whom it, or whoever it supports, has an arrangement that counts. Of several
/// lost they are those concerned by any of them.
pub(super) fn concerned(snapshot: &Snapshot, reckoning: Reckoning, lost: SourceId) -> BTreeSet<PersonId> {
    let Some(source) = snapshot.source(lost) else { return BTreeSet::new() };
    let at: Vec<&Source> = if source.kind == SourceKind::Member {
        alloc::vec![source]
    } else {
        let counting = || snapshot.arrangements().iter().filter(|one| snapshot.counts(reckoning, one));
        let supported: BTreeSet<SourceId> =
            counting().filter(|one| one.supported_by() == Some(lost)).map(|one| one.by).collect();
        let gives = counting().filter(|one| one.by == lost || supported.contains(&one.by));
        let helped: BTreeSet<PersonId> = gives.filter_map(|one| person_of(snapshot, one)).collect();
        helped.into_iter().filter_map(|person| snapshot.source(person.into())).collect()
    };
    let members = snapshot.sources().iter().filter(|source| source.kind == SourceKind::Member);
    members
        .filter(|member| at.iter().any(|at| lives_with(member, at)))
        .filter_map(Source::as_person)
        .collect()
}

/// Whose need an arrangement is for.
pub(super) fn person_of(snapshot: &Snapshot, arrangement: &Arrangement) -> Option<PersonId> {
    Some(snapshot.need(arrangement.need)?.person())
}

/// Whether an arrangement is a visit to whom it is for: by somebody who lives elsewhere than they, or a provider.
pub(super) fn is_visit(snapshot: &Snapshot, arrangement: &Arrangement) -> bool {
    let visited = person_of(snapshot, arrangement).and_then(|person| snapshot.source(person.into()));
    let visitor = snapshot.source(arrangement.by);
    visitor.zip(visited).is_some_and(|(visitor, visited)| match visitor.kind {
        SourceKind::Provider => true,
        SourceKind::Device => false,
        SourceKind::Member | SourceKind::Person => visitor.address().is_known_other(&visited.address()),
    })
}

/// Whether this source, lost, would be found by a visit: a member only by one at their own address, anybody and anything
/// else wherever the person visited is.
pub(super) fn is_where_it_would_be_found(snapshot: &Snapshot, visit: &Arrangement, lost: SourceId) -> bool {
    let Some(lost) = snapshot.source(lost) else { return false };
    if lost.kind != SourceKind::Member {
        return true;
    }
    match &visit.at {
        // The person visited lives with who is lost, or is no person concerned.
        Place::Home => true,
        Place::At(label) => lost.address() == Address::At(label.clone()),
        Place::Out(_) => false,
    }
}

/// The minutes in which a visit notices anything: all of it, or, asleep, as somebody comes and as they go. That is of each
/// stretch of the week, whatever alternates. Whoever comes to do something is awake unless they are known not to be.
pub(super) fn awake(snapshot: &Snapshot, reckoning: Reckoning, visit: &Arrangement) -> CyclePattern {
    let there = snapshot.presence(visit);
    let does = snapshot.need(visit.need).is_some_and(|need| !need.is_only_being_there());
    if reckoning.is_awake(visit, if does { Asks::Doing } else { Asks::BeingThere }) {
        return there;
    }
    let ends = visit.when.spans().into_iter().flat_map(|stretch| {
        let last = stretch.start().plus(u32::from(stretch.minutes()) - 1);
        [stretch.start(), last].map(|minute| WeekSpan::new(minute, 1).ok())
    });
    there.intersection(&WeekPattern::from_spans(ends.flatten()).into())
}
