//! A plan as it is read on a day: what names what is not there falls away.

use std::collections::BTreeSet;

use mutual_care::base::{PersonId, SourceId};
use mutual_care::emergency::{Alarm, NoticesFrom, Plan, Way};
use mutual_care::need::SourceKind;

use super::super::reference::{House, minutes_of};

/// The plan without what names what is not there: needs covered, people taken in, ways of raising the alarm by
/// somebody or something that is not there, the page of somebody who does not live here. Anybody may notice, but of who is
/// not there only if it is said for which losses and when.
///
/// A loss for which somebody is called or which somebody notices may name what is not there: that is never lost, and
/// a list of nothing else is for no loss at all.
///
/// A responder or a way of raising the alarm that is for other days is left out too.
pub fn read(house: &House, plan: &Plan) -> Plan {
    let mut parts = read_for_any_day(house, plan).into_parts();
    parts.alarms.retain(|alarm| alarm.period.contains(house.on));
    parts.responders.retain(|one| one.period.contains(house.on));
    Plan::new(parts).expect("less of a plan")
}

/// The same with what is for other days.
pub fn read_for_any_day(house: &House, plan: &Plan) -> Plan {
    let sources = house.source_ids();
    let needs = house.need_ids();
    let members: BTreeSet<PersonId> = house
        .sources
        .iter()
        .filter(|source| source.kind == SourceKind::Member)
        .filter_map(mutual_care::need::Source::as_person)
        .collect();
    let works = |alarm: &Alarm| match &alarm.way {
        Way::Member { person, .. } => members.contains(person),
        Way::OwnTelephone { person, .. } | Way::Card { person, .. } => {
            let who = house.sources.iter().find(|source| source.id == (*person).into());
            who.is_some_and(|who| matches!(who.kind, SourceKind::Member | SourceKind::Person))
        }
        Way::NextVisit { by } => is_there(&sources, *by),
        Way::MissedVisit { noticed_by, from } => {
            sources.contains(noticed_by) || (*from != Some(NoticesFrom::Help) && says_what_and_when(alarm))
        }
        Way::Device { device } => is_there(&sources, *device),
    };
    let mut parts = plan.clone().into_parts();
    parts.alarms.retain(works);
    for one in &mut parts.responders {
        one.covers.retain(|need| needs.contains(need));
        one.hands_for.retain(|said| needs.contains(&said.need));
        one.takes_in.retain(|person| members.contains(person));
    }
    parts.people.retain(|page| members.contains(&page.person));
    Plan::new(parts).expect("less of a plan")
}

/// For which losses, and when: the whole week is what stands there if nobody has said.
fn says_what_and_when(alarm: &Alarm) -> bool {
    alarm.for_loss.sources().is_some() && minutes_of(&alarm.when).contains(&false)
}

fn is_there(sources: &BTreeSet<SourceId>, named: Option<SourceId>) -> bool {
    named.is_none_or(|source| sources.contains(&source))
}
