//! What a proof rests on.

use std::collections::BTreeSet;

use mutual_care::base::{NeedId, PersonId, SourceId, Told, WhyNotKnown};
use mutual_care::emergency::{Agreed, EndsWithin, Plan, ResponderKind, RestsOn};
use mutual_care::need::{Need, Reliance, SourceKind};

use super::super::reference::{House, Known, View, counts, known, stands_now};

/// What would be assumed for a member: their own critical needs that stand with nothing lost. On nothing, for
/// anybody else.
pub fn own_critical_needs_that_stand(house: &House, source: SourceId) -> Vec<NeedId> {
    let is_member = house.sources.iter().any(|one| one.id == source && one.kind == SourceKind::Member);
    if !is_member {
        return Vec::new();
    }
    let today = stands_now(house, View::ALL);
    let own = house.needs.iter().filter(|need| SourceId::from(need.person()) == source);
    own.filter(|need| need.is_critical() && today.contains(&need.id())).map(Need::id).collect()
}

/// What a proof rests on. Lists of responders in the order of the plan, of arrangements in order of id.
///
/// A proof rests on nothing that gives nothing: arrangements that do not count are not named, nor a reliance or a
/// responder's that was assumed to be on nothing at all. A responder who is a member is named under
/// `assumed_responders` only if it agreed, for else it does not come.
pub fn rests_on(house: &House, plan: &Plan) -> RestsOn {
    let mut rests = RestsOn::default();
    for one in plan.responders() {
        match one.agreed {
            Told::Known(Agreed::On(date)) => rests.agreed.push((one.id, date)),
            Told::NotKnown(WhyNotKnown::NotAsked) => rests.not_asked.push(one.id),
            Told::Known(Agreed::No) | Told::NotKnown(_) => rests.not_agreed.push(one.id),
        }
        if !matches!(one.agreed, Told::Known(Agreed::On(_))) {
            continue;
        }
        if !own_critical_needs_that_stand(house, one.source).is_empty() {
            rests.assumed_responders.push(one.id);
        }
        let listed = one.covers.iter().map(|need| house.need(*need).person());
        let own = house.arrangements.iter().filter(|a| a.by == one.source && counts(a, house.on));
        let helped = own.map(|a| house.need(a.need).person());
        let people: BTreeSet<PersonId> = listed.chain(one.takes_in.iter().copied()).chain(helped).collect();
        if matches!(one.kind, ResponderKind::Family | ResponderKind::Circle) && people.len() > 1 {
            rests.over_committed.push(one.id);
        }
    }
    for arrangement in house.arrangements.iter().filter(|a| counts(a, house.on)) {
        if matches!(&arrangement.relies_on, Reliance::Assumed(on) if !on.is_empty()) {
            rests.assumed.push(arrangement.id);
        }
        if known(arrangement) == Known::NotConfirmed {
            rests.not_confirmed.push(arrangement.id);
        }
        if let (Some(until), Some(review)) = (arrangement.period.until(), plan.review_by())
            && until <= review
        {
            rests.ends_within.push(EndsWithin {
                arrangement: arrangement.id,
                until,
                package_line: arrangement.package_line,
            });
        }
    }
    rests
}
