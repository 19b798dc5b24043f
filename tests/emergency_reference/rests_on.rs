//! What a proof rests on.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use mutual_care::base::{NeedId, PersonId, SourceId, Told, WhyNotKnown};
use mutual_care::emergency::{
    AgainstWish, Agreed, EndsWithin, NotOnThisDay, NoticesBeyond, Plan, PlanEndsWithin, ProofQuestion,
    Responder, ResponderKind, RestsOn, Way, WishAgainst,
};
use mutual_care::need::{ADULT, Ability, Age, Arrangement, Need, Reliance, SourceKind};
use mutual_care::support::OpenSkill;

use super::super::reference::{House, View, at_once, counts, done, minutes_of, stands_now, supporting};
use super::calls::is_ever_reachable;
use super::notice::{days_of_help, live_together, notices_from_help};
use super::read::read;

/// What would be assumed for a member: their own critical needs that stand with nothing lost. On nothing, for
/// anybody else.
pub fn own_critical_needs_that_stand(house: &House, view: View, source: SourceId) -> Vec<NeedId> {
    let is_member = house.sources.iter().any(|one| one.id == source && one.kind == SourceKind::Member);
    if !is_member {
        return Vec::new();
    }
    let today = stands_now(house, view);
    let own = house.needs.iter().filter(|need| SourceId::from(need.person()) == source);
    own.filter(|need| need.is_critical() && need.period().contains(house.on) && today.contains(&need.id()))
        .map(Need::id)
        .collect()
}

/// Who is counted on for more than they can, in time and in places: of a device it is not asked.
fn what_is_asked_at_once(house: &House, rests: &mut RestsOn) {
    for source in house.sources.iter().filter(|source| source.kind != SourceKind::Device) {
        if !at_once::missing(house, source.id).is_empty() {
            rests.twice_at_once.push(source.id);
        }
        if at_once::places(house, source.id).is_some() && !at_once::more_places(house, source.id).is_empty() {
            rests.more_places.push(source.id);
        }
        if let Some(person) = source.as_person()
            && !at_once::in_two_places(house, person).is_empty()
        {
            rests.in_two_places.push(person);
        }
    }
    rests.twice_at_once.sort();
    rests.more_places.sort();
    rests.in_two_places.sort();
}

/// What stands in the plan for other days: ways of raising the alarm, then responders, in the order of the plan.
pub fn for_other_days(house: &House, plan: &Plan) -> Vec<NotOnThisDay> {
    let mut found = Vec::new();
    for one in plan.alarms().iter().filter(|one| !one.period.contains(house.on)) {
        found.push(NotOnThisDay { what: one.id.any(), period: one.period });
    }
    for one in plan.responders().iter().filter(|one| !one.period.contains(house.on)) {
        found.push(NotOnThisDay { what: one.id.any(), period: one.period });
    }
    found
}

/// What a proof rests on. Lists of responders in the order of the plan, of arrangements in order of id.
///
/// A proof rests on nothing that gives nothing: arrangements that do not count are not named, nor a reliance or a
/// responder's that was assumed to be on nothing at all. A responder who is a member is named under
/// `assumed_responders` only if it agreed, for else it does not come.
pub fn rests_on(house: &House, plan: &Plan, question: &ProofQuestion) -> RestsOn {
    let plan = &read(house, plan);
    let [under_18, perhaps_under_18, age_not_known] = ages(house, plan);
    let mut rests = RestsOn {
        against_wishes: against_wishes(house, plan),
        notices_beyond: stated_beyond(house, plan),
        under_18,
        perhaps_under_18,
        age_not_known,
        ..RestsOn::default()
    };
    what_is_asked_at_once(house, &mut rests);
    for one in plan.alarms() {
        if let Some(until) = one.period.until().filter(|until| *until <= looked_ahead(house, plan, question))
        {
            rests.plan_ends_within.push(PlanEndsWithin { what: one.id.any(), until });
        }
    }
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
        let taken_in = house.needs.iter().filter(|need| one.takes_in.contains(&need.person()));
        let covered = taken_in.map(Need::id).chain(one.covers.iter().copied()).collect();
        let is_person = matches!(one.kind, ResponderKind::Family | ResponderKind::Circle);
        let stays = one.stays_min.unwrap_or(question.horizon_min).min(question.horizon_min);
        if is_person && stays > 960 && at_once::most_owed_in_a_day(house, &covered) > 960 {
            rests.no_rest.push(one.id);
        }
        let ahead = looked_ahead(house, plan, question);
        if let Some(until) = one.period.until().filter(|until| *until <= ahead) {
            rests.plan_ends_within.push(PlanEndsWithin { what: one.id.any(), until });
        }
        if !own_critical_needs_that_stand(house, View::ALL, one.source).is_empty() {
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
        // Of on some days it is known whether they are able.
        if arrangement.able_now.known().is_none() || arrangement.willing_now.known().is_none() {
            rests.not_confirmed.push(arrangement.id);
        }
        if matches!(arrangement.able_now, Told::Known(Ability::OnSomeDays { .. })) {
            rests.on_some_days.push(arrangement.id);
        }
        rests.skills_not_known.extend(skills_not_known(house, arrangement));
        if is_awake_not_known(house, arrangement) {
            rests.awake_not_known.push(arrangement.id);
        }
        let ahead = looked_ahead(house, plan, question);
        if let Some(until) = arrangement.period.until().filter(|until| *until <= ahead) {
            rests.ends_within.push(EndsWithin {
                arrangement: arrangement.id,
                until,
                package_line: arrangement.package_line,
            });
        }
    }
    rests
}

/// The skills that a need asks for, and of which nobody has said how many of the hands of an arrangement have them. Of being
/// an adult a date of birth is the answer wherever there is one, and a part of one that leaves it open is none.
fn skills_not_known(house: &House, a: &Arrangement) -> Vec<OpenSkill> {
    let age = house.sources.iter().find(|source| source.id == a.by).and_then(|source| source.age);
    let asked = house.need(a.need).skills().iter();
    let open = asked.filter(|asked| {
        let is_said = a.skills.iter().any(|said| said.skill == asked.skill);
        match age.filter(|_| asked.skill == ADULT) {
            Some(Age::Adult | Age::Under18) => false,
            Some(Age::PerhapsUnder18) => true,
            None => !is_said,
        }
    });
    open.map(|asked| OpenSkill { arrangement: a.id, skill: asked.skill.clone() }).collect()
}

/// Whether somebody awake is asked for by being there, and nobody has said whether the giver is.
fn is_awake_not_known(house: &House, a: &Arrangement) -> bool {
    let need = house.need(a.need);
    need.asks_awake()
        && need.windows().iter().any(|window| window.is_being_there())
        && matches!(a.awake, Told::NotKnown(_))
}

/// The last day of an end that casts a shadow: seven days, or all of the cycle, and the horizon ahead, or the date of review where that is
/// later. A day has ended with its midnight, so that what is left of the horizon after whole days reaches no further.
fn looked_ahead(house: &House, plan: &Plan, question: &ProofQuestion) -> NaiveDate {
    let days = 7 * u64::from(house.weeks) + u64::from(question.horizon_min / 1_440);
    let ahead = house.on.checked_add_days(Days::new(days)).expect("a date");
    plan.review_by().map_or(ahead, |review| review.max(ahead))
}

/// Every responder who would be called although somebody who lives here does not want them called, or in the house, in the
/// order of the plan. Whoever can never be reached is never called; a bed is not in the house, and who lives here comes into
/// their own.
pub fn against_wishes(house: &House, plan: &Plan) -> Vec<AgainstWish> {
    let mut found = Vec::new();
    for one in plan.responders().iter().filter(|one| is_ever_reachable(one)) {
        for page in plan.people() {
            let at_home = live_together(house, one.source, page.person.into());
            let comes_in = one.kind != ResponderKind::EmergencyBed && !at_home;
            let mut against = |wish| found.push(AgainstWish { responder: one.id, person: page.person, wish });
            if page.wishes.rules_out(one.source) {
                against(WishAgainst::Called);
            }
            if comes_in && page.wishes.shuts_out(one.source) {
                against(WishAgainst::LetIn);
            }
        }
    }
    found
}

/// Ways of raising the alarm by somebody who notices from help, stated for minutes of days without any: the minutes, for
/// some loss of one for which it is a way.
pub fn stated_beyond(house: &House, plan: &Plan) -> Vec<NoticesBeyond> {
    let mut found = Vec::new();
    for alarm in plan.alarms() {
        let Way::MissedVisit { noticed_by: by, .. } = alarm.way else { continue };
        let stated = minutes_of(&alarm.when).repeat(house.weeks as usize);
        let mut beyond = vec![false; stated.len()];
        for lost in
            house.source_ids().into_iter().filter(|lost| *lost != by && alarm.for_loss.is_for([*lost]))
        {
            if !notices_from_help(house, View::ALL, alarm, &[lost].into()) {
                continue;
            }
            let days = days_of_help(house, View::ALL, by, &[lost].into());
            for (minute, beyond) in beyond.iter_mut().enumerate() {
                *beyond |= stated[minute] && !days[minute];
            }
        }
        // So many a week, rounded down; any are found.
        let minutes = beyond.into_iter().filter(|beyond| *beyond).count();
        if minutes > 0 {
            let minutes = u16::try_from(minutes / house.weeks as usize).unwrap().max(1);
            found.push(NoticesBeyond { alarm: alarm.id, by, minutes });
        }
    }
    found
}

/// The people who are counted on and are or may be under 18, those of them who may not be, and those of whom nothing is known: who gives or is named as
/// supporting help that counts or is done, responders who have not declined, whoever a way of raising the alarm needs, but
/// for one that is known not to work and one's own telephone.
fn ages(house: &House, plan: &Plan) -> [Vec<PersonId>; 3] {
    let is_person =
        |source| is_a(house, source, SourceKind::Member) || is_a(house, source, SourceKind::Person);
    let mut counted: BTreeSet<SourceId> = BTreeSet::new();
    for a in house.arrangements.iter().filter(|a| counts(a, house.on) || done(a, house.on).is_some()) {
        counted.extend([Some(a.by), supporting(a)].into_iter().flatten().filter(|source| is_person(*source)));
    }
    for one in plan.responders().iter().filter(|one| one.agreed != Told::Known(Agreed::No)) {
        let stranger = !house.source_ids().contains(&one.source);
        let is_one = if stranger {
            matches!(one.kind, ResponderKind::Family | ResponderKind::Circle) || one.age.is_some()
        } else {
            is_person(one.source)
        };
        counted.extend(is_one.then_some(one.source));
    }
    for alarm in plan.alarms() {
        let needed = match &alarm.way {
            Way::Member { able: Told::Known(false), .. } | Way::OwnTelephone { .. } | Way::Card { .. } => {
                None
            }
            Way::Member { person, .. } => Some(SourceId::from(*person)),
            Way::NextVisit { by } => *by,
            Way::MissedVisit { noticed_by, .. } => Some(*noticed_by),
            Way::Device { device } => *device,
        };
        // Of who is not in the week the plan may say that they are a person, where they respond.
        let responds = |source: SourceId| {
            let stranger = !house.source_ids().contains(&source);
            let one = plan.responders().iter().find(|one| one.source == source && stranger);
            one.is_some_and(|one| {
                matches!(one.kind, ResponderKind::Family | ResponderKind::Circle) || one.age.is_some()
            })
        };
        counted.extend(needed.filter(|source| is_person(*source) || responds(*source)));
    }
    let age = |source: SourceId| {
        let here = house.sources.iter().find(|one| one.id == source).and_then(|one| one.age);
        let told = |one: &&Responder| one.source == source;
        here.or_else(|| plan.responders().iter().find(told).and_then(|one| one.age))
    };
    let of = |wanted: &[Option<Age>]| {
        let people = counted.iter().filter(|source| wanted.contains(&age(**source)));
        people.map(|source| PersonId::new(source.uuid())).collect()
    };
    let perhaps = Some(Age::PerhapsUnder18);
    [of(&[Some(Age::Under18), perhaps]), of(&[perhaps]), of(&[None])]
}

fn is_a(house: &House, source: SourceId, kind: SourceKind) -> bool {
    house.sources.iter().any(|one| one.id == source && one.kind == kind)
}
