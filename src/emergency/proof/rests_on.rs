//! What a proof rests on.

use alloc::collections::BTreeSet;

use super::calls::CallList;
use super::{EndsWithin, RestsOn};
use crate::base::{PersonId, Told, WhyNotKnown};
use crate::emergency::{Agreed, Plan, Responder};
use crate::need::{Arrangement, Reliance, Snapshot};
use crate::support::Support;

/// Agreements, assumptions, and what may end. Nothing that gives nothing is named: no arrangement that does not
/// count, no assumption of leaning on nothing.
pub(super) fn rests_on(support: &Support<'_>, plan: &Plan, list: &CallList<'_>) -> RestsOn {
    let snapshot = support.snapshot();
    let mut rests = RestsOn::default();
    for responder in plan.responders() {
        match responder.agreed {
            Told::Known(Agreed::On(date)) => rests.agreed.push((responder.id, date)),
            Told::NotKnown(WhyNotKnown::NotAsked) => rests.not_asked.push(responder.id),
            Told::Known(Agreed::No) | Told::NotKnown(_) => rests.not_agreed.push(responder.id),
        }
        if responder.has_agreed() {
            if list.leans(responder.id) {
                rests.assumed_responders.push(responder.id);
            }
            if responder.kind.is_person() && is_for_several(responder, snapshot) {
                rests.over_committed.push(responder.id);
            }
        }
    }
    for arrangement in snapshot.arrangements().iter().filter(|one| one.counts(snapshot.on())) {
        if matches!(&arrangement.relies_on, Reliance::Assumed(needs) if !needs.is_empty()) {
            rests.assumed.push(arrangement.id);
        }
        rests.ends_within.extend(ends_by(arrangement, plan));
    }
    rests.not_confirmed = support.not_confirmed();
    rests
}

/// Whether a responder's list, taking in and own arrangements are for more than one person.
fn is_for_several(responder: &Responder, snapshot: &Snapshot) -> bool {
    let own = snapshot.arrangements().iter().filter(|one| one.by == responder.source);
    let own = own.filter(|one| one.counts(snapshot.on())).map(|one| one.need);
    let needs = responder.covers.iter().copied().chain(own);
    let helped = needs.filter_map(|need| Some(snapshot.need(need)?.person()));
    let people: BTreeSet<PersonId> = helped.chain(responder.takes_in.iter().copied()).collect();
    people.len() > 1
}

/// An arrangement that ends on or before the review date.
fn ends_by(arrangement: &Arrangement, plan: &Plan) -> Option<EndsWithin> {
    let until = arrangement.period.until()?;
    let ends = EndsWithin { arrangement: arrangement.id, until, package_line: arrangement.package_line };
    plan.review_by().is_some_and(|review| until <= review).then_some(ends)
}
