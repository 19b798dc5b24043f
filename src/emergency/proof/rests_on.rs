//! What a proof rests on.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::scenarios::Prover;
use super::{AgainstWish, EndsWithin, NoticesBeyond, PlanEndsWithin, ProofQuestion, RestsOn, WishAgainst};
use crate::base::{NeedId, PersonId, Told, WhyNotKnown};
use crate::emergency::concerned::lives_with_person;
use crate::emergency::counted_on::{age_of, counted_on};
use crate::emergency::ways::Ways;
use crate::emergency::{Agreed, Plan, Responder, ResponderKind};
use crate::need::{Age, Arrangement, Availability, Need, Reckoning, Reliance, Snapshot};
use crate::support::{HoursNotKnown, Support, soon_from};

/// Agreements, assumptions, wishes, ages, and what may end, of a plan as it counts in the week. Nothing that gives
/// nothing is named: no arrangement that does not count, no assumption of leaning on nothing.
pub(super) fn rests_on(prover: &Prover<'_>, plan: &Plan) -> RestsOn {
    let (support, list, horizon_min) = (prover.on_the_date, &prover.list, prover.question.horizon_min);
    let (snapshot, days) = (support.snapshot(), prover.support.snapshot());
    let mut rests = RestsOn::default();
    for responder in plan.responders() {
        match responder.agreed {
            Told::Known(Agreed::On(_)) if !responder.can_be_reached() => {
                rests.never_reachable.push(responder.id);
            }
            Told::Known(Agreed::On(date)) => rests.agreed.push((responder.id, date)),
            Told::NotKnown(WhyNotKnown::NotAsked) => rests.not_asked.push(responder.id),
            Told::Known(Agreed::No) | Told::NotKnown(_) => rests.not_agreed.push(responder.id),
        }
        rests.against_wishes.extend(against_wishes(responder, plan, snapshot));
        if responder.has_agreed() && responder.can_be_reached() {
            if !list.leans_on(responder.id).is_empty() {
                rests.assumed_responders.push(responder.id);
            }
            if responder.kind.is_person() && is_for_several(responder, snapshot) {
                rests.over_committed.push(responder.id);
            }
        }
    }
    let latest = soon_from(snapshot.on(), snapshot.weeks(), horizon_min, plan.review_by());
    // Of an absence it is all help that counts on any of its days, and what ends before all of it has been looked at.
    let looked_at = prover.question.absence.as_ref().map(|absence| absence.last_day(horizon_min));
    let latest = looked_at.map_or(latest, |last| latest.max(last));
    for arrangement in days.arrangements().iter().filter(|one| days.counts(Reckoning::AsTold, one)) {
        if matches!(&arrangement.relies_on, Reliance::Assumed(needs) if !needs.is_empty()) {
            rests.assumed.push(arrangement.id);
        }
        if let Some(until) = arrangement.period.until().filter(|until| *until <= latest) {
            let (arrangement, package_line) = (arrangement.id, arrangement.package_line);
            rests.ends_within.push(EndsWithin { arrangement, until, package_line });
        }
    }
    let periods = plan.alarms().iter().map(|alarm| (alarm.id.any(), alarm.period));
    let called = plan.responders().iter().filter(|one| one.has_agreed() && one.can_be_reached());
    let periods = periods.chain(called.map(|responder| (responder.id.any(), responder.period)));
    let ends = periods.filter_map(|(what, period)| Some(PlanEndsWithin { what, until: period.until()? }));
    rests.plan_ends_within = ends.filter(|ends| ends.until <= latest).collect();
    for person in counted_on(plan, snapshot) {
        match age_of(plan, snapshot, person) {
            Some(Age::Under18) => rests.under_18.push(person),
            Some(Age::PerhapsUnder18) => {
                rests.under_18.push(person);
                rests.perhaps_under_18.push(person);
            }
            Some(Age::Adult) => {}
            None => rests.age_not_known.push(person),
        }
    }
    at_once(support, &mut rests);
    let comes = |one: &&Responder| one.has_agreed() && one.can_be_reached() && one.kind.is_person();
    let without_rest = |one: &&Responder| is_without_rest(one, support, prover.question);
    rests.no_rest = plan.responders().iter().filter(comes).filter(without_rest).map(|one| one.id).collect();
    let ways = Ways::new(snapshot, support.reckoning);
    for alarm in plan.alarms() {
        let Some((by, beyond)) = ways.beyond_help(alarm) else { continue };
        // A minute in one of several weeks is less than one a week, and found all the same.
        if !beyond.is_never() {
            let minutes = beyond.minutes_a_week().max(1);
            rests.notices_beyond.push(NoticesBeyond { alarm: alarm.id, by, minutes });
        }
    }
    rests.not_confirmed = prover.support.not_confirmed();
    rests.on_some_days = prover.support.on_some_days();
    rests.skills_not_known = prover.support.skills_not_known();
    rests.awake_not_known = prover.support.awake_not_known();
    rests
}

/// Whether a responder stays for longer than anybody should be awake, and what they cover, whom they take in included, may
/// ask for that much of a day.
fn is_without_rest(responder: &Responder, support: &Support<'_>, question: &ProofQuestion) -> bool {
    let (most, horizon_min) = (question.awake_most_min, question.horizon_min);
    let taken_in = |need: &&Need| responder.takes_in.contains(&need.person());
    let covered = support.snapshot().needs().iter().filter(taken_in).map(Need::id);
    let covered = covered.chain(responder.covers.iter().copied()).collect();
    responder.stays_min.unwrap_or(horizon_min).min(horizon_min) > most
        && support.most_owed_in_a_day(&covered) > most
}

/// What is asked of one person, or of a service, at once in the week as it runs.
fn at_once(support: &Support<'_>, rests: &mut RestsOn) {
    let twice = support.twice_at_once().unwrap_or_default();
    rests.twice_at_once.extend(twice.iter().map(|one| one.by));
    let more = support.more_places();
    rests.more_places.extend(more.iter().filter(|line| !line.is_a_question()).map(|line| line.by));
    rests.in_two_places.extend(support.in_two_places().iter().map(|line| line.person));
    for by in [&mut rests.twice_at_once, &mut rests.more_places] {
        by.sort_unstable();
        by.dedup();
    }
    rests.in_two_places.sort_unstable();
    rests.in_two_places.dedup();
}

/// Whoever can be reached would be called, agreed or not; and comes into the house unless the house is theirs, or they
/// are a bed elsewhere.
fn against_wishes<'a>(
    responder: &'a Responder,
    plan: &'a Plan,
    snapshot: &'a Snapshot,
) -> impl Iterator<Item = AgainstWish> + 'a {
    let pages = plan.people().iter().filter(|_| responder.can_be_reached());
    pages.flat_map(move |page| {
        let lives_there = lives_with_person(snapshot, responder.source, page.person);
        let comes_in = responder.kind != ResponderKind::EmergencyBed && !lives_there;
        let called = page.wishes.rules_out(responder.source).then_some(WishAgainst::Called);
        let let_in = (comes_in && page.wishes.shuts_out(responder.source)).then_some(WishAgainst::LetIn);
        let wishes = called.into_iter().chain(let_in);
        wishes.map(move |wish| AgainstWish { responder: responder.id, person: page.person, wish })
    })
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

/// What has no times in the week: nobody has said them, or they lie on none of the days of a rota.
pub(in crate::emergency) fn hours_not_known(snapshot: &Snapshot) -> HoursNotKnown {
    let needs = snapshot.needs().iter().filter(|need| need.windows().is_empty());
    let no_minute = |one: &&Arrangement| {
        one.is_never_present() && one.availability() != Availability::No && one.period.contains(snapshot.on())
    };
    let arrangements = snapshot.arrangements().iter().filter(no_minute);
    HoursNotKnown {
        needs: needs.map(Need::id).collect(),
        arrangements: arrangements.map(|one| one.id).collect(),
    }
}

/// The critical needs with windows in none of which an arrangement that counts has a minute: as it is on the date, and of needs
/// that begin later, on their own days of those that are looked at.
pub(super) fn nobody_there(snapshot: &Snapshot, days: Option<&Snapshot>) -> Vec<NeedId> {
    let on = snapshot.on();
    let is_there = |week: &Snapshot, need: &Need| {
        let cycle = week.cycle();
        let hours = cycle.hours(need);
        let later = cycle.is_of_real_days().then(|| hours.intersection(&cycle.pattern_of(need.period())));
        let windows = later.unwrap_or(hours);
        let mut helps = week.arrangements().iter().filter(|one| one.need == need.id());
        helps.any(|one| {
            week.counts(Reckoning::AsTold, one) && !week.presence(one).intersection(&windows).is_never()
        })
    };
    let nobody = |need: &Need| match days {
        _ if need.period().contains(on) => !is_there(snapshot, need),
        Some(days) => need.period().from() > Some(on) && !is_there(days, need),
        None => false,
    };
    let critical = snapshot.needs().iter().filter(|need| need.is_critical() && !need.windows().is_empty());
    critical.filter(|need| nobody(need)).map(Need::id).collect()
}
