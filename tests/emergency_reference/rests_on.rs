//! What a proof rests on.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use mutual_care::base::{AlarmId, NeedId, PersonId, ResponderId, SourceId, Told, WhyNotKnown};
use mutual_care::emergency::{Agreed, EndsWithin, Plan, ProofQuestion, ResponderKind, RestsOn, Way};
use mutual_care::need::{Need, Reliance, SourceKind};

use super::super::reference::{House, Known, View, counts, known, minutes_of, stands_now};
use super::calls::is_ever_reachable;
use super::losses::{losses, sources};
use super::notice::{days_of_help, notices_from_help};

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
pub fn rests_on(house: &House, plan: &Plan, question: &ProofQuestion) -> RestsOn {
    let mut rests = RestsOn::default();
    for one in plan.responders() {
        match one.agreed {
            Told::Known(Agreed::On(_)) if !is_ever_reachable(one) => rests.never_reachable.push(one.id),
            Told::Known(Agreed::On(date)) => rests.agreed.push((one.id, date)),
            Told::NotKnown(WhyNotKnown::NotAsked) => rests.not_asked.push(one.id),
            Told::Known(Agreed::No) | Told::NotKnown(_) => rests.not_agreed.push(one.id),
        }
        if !matches!(one.agreed, Told::Known(Agreed::On(_))) || !is_ever_reachable(one) {
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
        if let Some(until) =
            arrangement.period.until().filter(|until| *until <= looked_ahead(house, plan, question))
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

/// The last day of an end that casts a shadow: seven days and the horizon ahead, or the date of review where that is
/// later. A day has ended with its midnight, so that what is left of the horizon after whole days reaches no further.
fn looked_ahead(house: &House, plan: &Plan, question: &ProofQuestion) -> NaiveDate {
    let days = 7 + u64::from(question.horizon_min / 1_440);
    let ahead = house.on.checked_add_days(Days::new(days)).expect("a date");
    plan.review_by().map_or(ahead, |review| review.max(ahead))
}

/// Every responder who would be called although a member does not want them called, or in the house: of each pair, once.
/// Whoever can never be reached is never called.
pub fn against_wishes(house: &House, plan: &Plan) -> BTreeSet<(ResponderId, PersonId)> {
    let _ = house;
    let called = plan.responders().iter().filter(|one| is_ever_reachable(one));
    let pairs = called.flat_map(|one| {
        let unwanted = plan
            .people()
            .iter()
            .filter(|page| page.wishes.rules_out(one.source) || page.wishes.shuts_out(one.source));
        unwanted.map(|page| (one.id, page.person))
    });
    pairs.collect()
}

/// Ways of raising the alarm by somebody who notices from help, stated for minutes of days without any: for a loss of one
/// or of two for which it is a way.
pub fn stated_beyond(house: &House, plan: &Plan) -> BTreeSet<AlarmId> {
    let all = losses(house, plan);
    let mut beyond = BTreeSet::new();
    for alarm in plan.alarms().iter().filter(|alarm| notices_from_help(house, alarm)) {
        let Way::MissedVisit { noticed_by, .. } = alarm.way else { continue };
        let stated = minutes_of(&alarm.when);
        let some = all.of_one.iter().chain(&all.of_two).map(|lost| sources(lost)).any(|gone| {
            let days = days_of_help(house, noticed_by, &gone);
            alarm.for_loss.is_for(gone.iter().copied())
                && !gone.contains(&noticed_by)
                && stated.iter().zip(days).any(|(stated, day)| *stated && !day)
        });
        if some {
            beyond.insert(alarm.id);
        }
    }
    beyond
}
