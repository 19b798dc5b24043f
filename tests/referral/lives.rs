//! Lives of referrals in which anything may be offered at any time, against the plain model.

use std::sync::LazyLock;

use chrono::NaiveDate;
use mutual_care::base::{Code, Fact, Owes, Role};
use mutual_care::machine::{Irregularly, Machine, Refusal, Setting, Step};
use mutual_care::placement::referral::{
    AcceptedByManager, AdmissionApproval, AdmittedInEmergency, Afterwards, AfterwardsDone, ChildAsked,
    ChildDescribed, ChildHeardAgain, ChildLeft, ChildMovedIn, ChildSays, CompatibilityAssessed, ConditionMet,
    DeclinedBecause, DeclinedByHome, DiscussedWithTeam, HomeFoundUnchanged, HomeLookedAt, HomeSeen,
    ImpactAssessed, InformationProvided, InterestExpressed, LapsedBecause, LiaisonHeld, MovingInAgreed,
    NoTransitionBecause, ObjectionAnswered, PlanningMeetingHeld, Referral, ReferralEvent as E, Status,
    StepTaken, TimeRanOut, Transition, TransitionPlanned, VisitHeld, WithdrawnBecause, WithdrawnByAuthority,
    WorryAnswered, WorryOf, WorryOutcome, WorryRaised,
};
use mutual_care::placement::{
    Assessed, AuthorityStep, Child, Facts, Home, Information, OwnView, RiskToOthers, Staffing, WorkersView,
};

use crate::guards::unasked;
use crate::kit::{EveryDay, stamp_as};
use crate::model::{Model, Outcome};
use crate::people::{
    INDIVIDUAL, MANAGER, MOVE, NEWCOMER, REFERRAL, RESIDENT, WORKER, WORKERS, accepted, child, child_id,
    date_agreed, day, discussed, home, home_with, id, interest, meeting, policy, provided_but, receipt,
    resident, said, submitted, transition, visit, words, worker, worry,
};

#[path = "../made_up/lots.rs"]
mod lots;
use lots::Dice;

/// Homes as they may be seen: one resident, two, nobody, nobody knows, and with other facts.
static HOMES: LazyLock<Vec<Home>> = LazyLock::new(|| {
    let mut unknown = home();
    unknown.residents = Fact::default();
    let mut fewer = home();
    (fewer.places, fewer.emergencies) = (Fact::known(5), Fact::known(false));
    let two = home_with(vec![resident(RESIDENT), resident(NEWCOMER)]);
    vec![home(), two, home_with(vec![]), unknown, fewer]
});

fn some_home(dice: &mut Dice) -> &'static Home {
    if dice.once_in(3) { &HOMES[usize::try_from(dice.below(5)).unwrap()] } else { &HOMES[0] }
}

fn some_child(dice: &mut Dice) -> Child {
    let mut child = child();
    if dice.once_in(3) {
        child.risks_to_others = Facts::only([RiskToOthers::PhysicalHarm]);
    }
    if dice.once_in(4) {
        child.own_view = OwnView::NotAsked;
    }
    if dice.once_in(4) {
        child.staffing = Fact::known(Staffing::always("2:1".parse().unwrap()).into());
    }
    child
}

/// The same as they are seen on the planned date.
static SEEN: LazyLock<Vec<HomeSeen>> =
    LazyLock::new(|| HOMES.iter().map(|home| crate::people::seen(home, MOVE)).collect());

/// A home as it is seen on a day.
fn seen_on(home: &Home, planned_on: NaiveDate) -> HomeSeen {
    let place = HOMES.iter().position(|one| std::ptr::eq(one, home)).unwrap();
    HomeSeen { planned_on, ..SEEN[place].clone() }
}

/// The home as it was seen last.
fn last_seen(model: &Model) -> Option<&'static Home> {
    let last = model.seen()?;
    let same = |one: &HomeSeen| one.facts == last.facts && one.residents == last.residents;
    SEEN.iter().position(same).map(|place| &HOMES[place])
}

/// A home that is mostly the one that was seen last.
fn home_like(dice: &mut Dice, model: &Model) -> &'static Home {
    match last_seen(model) {
        Some(home) if !dice.once_in(6) => home,
        _ => some_home(dice),
    }
}

const CODES: [&[&str]; 8] = [
    &["suitable"],
    &["suitable_with"],
    &["suitable_once_approved", "waits-for.out_of_area_approval"],
    &["not_suitable", "law-no.place-free"],
    &["cannot_say_yet", "resident-not-known.no-fire-between"],
    &["not_suitable", "resident-no.no-violence-between"],
    &["not_suitable", "safety-no.staff-by-night"],
    &["cannot_say_yet"],
];

fn codes(dice: &mut Dice) -> &'static [&'static str] {
    if dice.once_in(4) { dice.one(&CODES) } else { CODES[0] }
}

/// Something that might happen about this day: mostly what fits, often what does not.
#[expect(clippy::too_many_lines, reason = "one event a line or two")]
fn something(dice: &mut Dice, model: &Model, today: u64) -> E {
    let back = if dice.once_in(8) { dice.below(4) } else { 0 };
    let on = day(today.saturating_sub(back));
    let information = if dice.once_in(8) { dice.below(4) } else { model.information().into() };
    let information = u32::try_from(information).unwrap();
    let planned = (model.planned_on() - day(0)).num_days();
    let assessed = |dice: &mut Dice| {
        let (child, home) = (model.child(), home_like(dice, model));
        let planned = u64::try_from(planned).unwrap() + u64::from(dice.once_in(12));
        Assessed::of(&[&child], home, day(planned)).unwrap()
    };
    let who = |dice: &mut Dice| dice.one(&[RESIDENT, RESIDENT, RESIDENT, NEWCOMER, 77]);
    match dice.below(32) {
        0 => submitted().into(),
        1 => DiscussedWithTeam { on, ..discussed() }.into(),
        2 => InterestExpressed { on, ..interest() }.into(),
        3 => {
            let left_out: &[Information] = if dice.once_in(3) { &[Information::Health] } else { &[] };
            InformationProvided { on, ..provided_but(left_out) }.into()
        }
        4 if dice.once_in(2) => ChildDescribed { on, child: Box::new(some_child(dice)) }.into(),
        4 => {
            let view = if dice.once_in(6) { OwnView::NotAsked } else { said() };
            let says = dice.once_in(2).then(|| dice.one(ChildSays::ALL));
            ChildAsked { on, view, says }.into()
        }
        27 => {
            let says = if dice.once_in(4) { dice.one(ChildSays::ALL) } else { ChildSays::Agrees };
            ChildHeardAgain { on, view: said(), says }.into()
        }
        28 => {
            let seen = last_seen(model).unwrap_or(&HOMES[0]);
            let seen = if dice.once_in(5) { some_home(dice) } else { seen };
            HomeFoundUnchanged { on, seen: seen_on(seen, model.planned_on()) }.into()
        }
        29 => {
            let resident = child_id(who(dice));
            if dice.once_in(2) {
                ObjectionAnswered { on, resident, by: worker(MANAGER), reasons: words("We can.") }.into()
            } else {
                ConditionMet { on, resident, by: worker(MANAGER), words: words("It is done.") }.into()
            }
        }
        30 => VisitHeld { on, ..visit(0) }.into(),
        31 => ChildLeft { on }.into(),
        5 | 6 => {
            let planned = day(MOVE + if dice.once_in(3) { dice.below(12) } else { 0 });
            HomeLookedAt { on, seen: seen_on(some_home(dice), planned) }.into()
        }
        7 => {
            let all = WorryOf::ALL;
            let of = dice.one(all);
            let resident = (of == WorryOf::Resident || dice.once_in(9)).then(|| child_id(RESIDENT));
            WorryRaised { on, resident, ..worry(of) }.into()
        }
        8 | 9 => {
            let outcome = dice.one(&[WorryOutcome::Settled, WorryOutcome::Settled, WorryOutcome::Answered]);
            let worries = model.worries();
            let open = worries.iter().position(|worry| worry.2.is_none()).map_or(0, |place| place + 1);
            let worry = if dice.once_in(4) { dice.below(4) } else { open as u64 };
            let (worry, by) = (u32::try_from(worry).unwrap(), worker(MANAGER));
            WorryAnswered { on, worry, by, outcome, words: words("We talked.") }.into()
        }
        10 => StepTaken { on, step: dice.one(AuthorityStep::ALL), by: worker(WORKER) }.into(),
        11 | 12 => {
            let mut held = PlanningMeetingHeld { on, ..meeting() };
            if dice.once_in(5) {
                held.offer.from = day(MOVE + 3);
            }
            if dice.once_in(4) {
                held.information = Some(information);
            }
            held.less_because = dice.once_in(3).then(|| words("Her aunt is with her in the evening."));
            held.into()
        }
        13 | 14 => {
            let (resident, view) = (who(dice), dice.one(WorkersView::ALL));
            let social_worker = worker(WORKERS + RESIDENT);
            let (resident, information) = (child_id(resident), dice.once_in(4).then_some(information));
            let words = words("With a lock on her door.");
            LiaisonHeld { on, resident, social_worker, view, words, information }.into()
        }
        15 => {
            let mut planned = TransitionPlanned { on, ..transition() };
            if dice.once_in(3) {
                let because = dice.one(NoTransitionBecause::ALL);
                planned.transition = Transition::None { because, words: words("") };
            }
            planned.into()
        }
        16 | 17 => {
            let assessed = assessed(dice);
            let receipt = receipt("placement.compatibility", &assessed, codes(dice));
            CompatibilityAssessed { on, by: worker(MANAGER), information, assessed, receipt }.into()
        }
        18 | 19 => {
            let assessed = assessed(dice);
            let receipt = receipt("placement.impact", &assessed, codes(dice));
            let good = words("Football.");
            ImpactAssessed { on, by: worker(MANAGER), information, assessed, receipt, good }.into()
        }
        20 | 21 => {
            let despite_worries = dice.once_in(3).then(|| words("All the same."));
            AcceptedByManager { on, despite_worries, ..accepted() }.into()
        }
        22 => {
            let moves_in_on = if dice.once_in(4) { day(today + 2) } else { model.planned_on() };
            let child_says = if dice.once_in(3) { dice.one(ChildSays::ALL) } else { ChildSays::Agrees };
            MovingInAgreed { on, moves_in_on, child_says, ..date_agreed() }.into()
        }
        23 => ChildMovedIn { on: if dice.once_in(3) { on } else { model.planned_on() } }.into(),
        24 if dice.once_in(2) => {
            let approval = |by, role| AdmissionApproval { by: worker(by), role };
            let second = dice.one(&[INDIVIDUAL, INDIVIDUAL, INDIVIDUAL, MANAGER]);
            let (child, home) = (model.child(), some_home(dice));
            let other = if dice.once_in(5) { some_home(dice) } else { home };
            let assessed = Assessed::of(&[&child], other, on).unwrap();
            let receipt = receipt("placement.matching", &assessed, codes(dice));
            let seen = seen_on(home, if dice.once_in(9) { day(today + 1) } else { on });
            AdmittedInEmergency {
                on,
                manager: (!dice.once_in(8)).then(|| approval(MANAGER, Role::ManagerOnCall)),
                individual: (!dice.once_in(8)).then(|| approval(second, Role::ResponsibleIndividual)),
                seen,
                assessed,
                receipt,
                kept_safe_by: dice.once_in(2).then(|| words("Two awake at night.")),
            }
            .into()
        }
        24 | 25 => AfterwardsDone { on, what: dice.one(Afterwards::ALL) }.into(),
        _ if dice.once_in(20) => {
            let (by, because, reasons) = (worker(MANAGER), DeclinedBecause::NoPlace, words("Full."));
            DeclinedByHome { on, by, because, reasons }.into()
        }
        _ if dice.once_in(20) => {
            let (by, because) = (worker(WORKER), WithdrawnBecause::AnotherHome);
            WithdrawnByAuthority { on, by, because, words: words("") }.into()
        }
        _ => {
            let late = if dice.once_in(4) { 30 } else { dice.below(30) };
            TimeRanOut { on: day(today + late), because: LapsedBecause::HomeSilent }.into()
        }
    }
}

/// What is needed next, so that some lives get somewhere.
fn what_is_needed(dice: &mut Dice, model: &Model, today: u64) -> E {
    let on = day(today);
    let (child, home) = (model.child(), last_seen(model).unwrap_or(&HOMES[0]));
    let assessed = || Assessed::of(&[&child], home, model.planned_on()).unwrap();
    let information = model.information();
    let worries = model.worries();
    let open = worries.iter().position(|worry| worry.2 != Some(WorryOutcome::Settled));
    match model.status() {
        Status::Submitted => DiscussedWithTeam { on, ..discussed() }.into(),
        Status::Discussed => InterestExpressed { on, ..interest() }.into(),
        Status::Accepted if dice.once_in(2) => {
            MovingInAgreed { on, moves_in_on: model.planned_on(), ..date_agreed() }.into()
        }
        Status::DateAgreed => match dice.below(4) {
            0 => VisitHeld { on, ..visit(0) }.into(),
            1 => {
                let seen = seen_on(home, model.planned_on());
                HomeFoundUnchanged { on: model.planned_on(), seen }.into()
            }
            _ => ChildMovedIn { on: model.planned_on() }.into(),
        },
        Status::EmergencyAdmitted if dice.once_in(10) => {
            HomeLookedAt { on, seen: seen_on(home, model.planned_on()) }.into()
        }
        _ => match dice.below(10) {
            0 if model.provided().len() < 16 => InformationProvided { on, ..provided_but(&[]) }.into(),
            1 if model.view() == OwnView::NotAsked => ChildAsked { on, view: said(), says: None }.into(),
            2 if model.seen().is_none() => HomeLookedAt { on, seen: seen_on(&HOMES[0], day(MOVE)) }.into(),
            3 => {
                let mut held = PlanningMeetingHeld { on, ..meeting() };
                held.offer.from = model.planned_on();
                held.offer.staffing = Staffing::always("2:1".parse().unwrap());
                held.into()
            }
            4 => {
                let resident = model.seen().and_then(|seen| seen.residents().first().map(|one| one.child));
                let resident = resident.unwrap_or_else(|| child_id(RESIDENT));
                let social_worker = worker(WORKERS + RESIDENT);
                let view = WorkersView::Agrees;
                LiaisonHeld { on, resident, social_worker, view, words: words(""), information: None }.into()
            }
            5 => TransitionPlanned { on, ..transition() }.into(),
            6 => {
                let assessed = assessed();
                let receipt = receipt("placement.compatibility", &assessed, CODES[0]);
                CompatibilityAssessed { on, by: worker(MANAGER), information, assessed, receipt }.into()
            }
            7 => {
                let assessed = assessed();
                let receipt = receipt("placement.impact", &assessed, CODES[0]);
                let good = words("Football.");
                ImpactAssessed { on, by: worker(MANAGER), information, assessed, receipt, good }.into()
            }
            8 if open.is_some() => {
                let worry = u32::try_from(open.unwrap() + 1).unwrap();
                let (by, outcome) = (worker(MANAGER), WorryOutcome::Settled);
                WorryAnswered { on, worry, by, outcome, words: words("We talked.") }.into()
            }
            9 if model.status() == Status::EmergencyAdmitted && !dice.once_in(3) => {
                AfterwardsDone { on, what: dice.one(Afterwards::ALL) }.into()
            }
            _ => AcceptedByManager { on, ..accepted() }.into(),
        },
    }
}

fn says_the_same(record: &Referral, model: &Model) {
    let case = record.case();
    assert_eq!(record.status(), model.status());
    assert_eq!((case.information(), case.planned_on()), (model.information(), model.planned_on()));
    assert_eq!((case.child(), case.seen(), case.last_on()), (&model.child(), model.seen(), model.last_on()));
    assert!(case.provided().iter().map(|(what, part)| (*what, part.how)).eq(model.provided()));
    assert!(case.liaison().iter().map(|(child, held)| (*child, held.view)).eq(model.asked()));
    let worries = case.worries().iter().map(|worry| {
        (worry.raised().of, worry.raised().on, worry.answered().map(|answered| answered.outcome))
    });
    assert!(worries.eq(model.worries()));
    assert_eq!(case.accepted().is_some(), model.is_accepted());
    assert_eq!(case.date().map(|date| date.moves_in_on), model.date());
    assert_eq!((case.lives_there_since(), case.left_on()), (model.lives_there_since(), model.left_on()));
    let owed = record.duties(model.last_on(), &policy(), &EveryDay);
    // As long as the child lives there everything is owed; a closed referral of another child owes nothing.
    let there = model.lives_there_since().is_some();
    let there = there && model.left_on().is_none_or(|left| model.last_on() < left);
    let closed =
        matches!(model.status(), Status::MovedIn | Status::Declined | Status::Withdrawn | Status::Lapsed);
    assert_eq!(owed.iter().any(|duty| duty.rule().code == "placement-plan-owed"), there);
    assert!(!closed || there || owed.is_empty());
}

/// How often each came about, so that the lives are known to be about something.
#[derive(Debug, Default)]
struct Seen {
    not_now: u32,
    misfit: u32,
    barred: u32,
    taken: u32,
    accepted: u32,
    taken_back: u32,
    moved_in: u32,
    emergencies: u32,
    stays: u32,
    irregular: u32,
    others: u32,
    stands: u32,
    answered: u32,
    there_though_closed: u32,
    left: u32,
}

fn live(seed: u64, seen: &mut Seen) {
    let (mut dice, policy) = (Dice(seed), policy());
    let setting = Setting::new(&policy, &EveryDay);
    let opening = if dice.once_in(3) { unasked() } else { submitted() };
    let stamp = stamp_as(1, Role::SocialWorker);
    let opened = Referral::open(id(REFERRAL), opening.clone(), stamp, &setting);
    let mut record = opened.unwrap().record.into_any();
    let mut model = Model { all: vec![opening.into()] };
    let mut today = 1;
    for _ in 0..60 {
        today += u64::from(dice.once_in(2));
        let settles = [Status::EmergencyAdmitted, Status::Accepted, Status::DateAgreed];
        let settling = settles.contains(&model.status()) && !dice.once_in(3);
        let event = if settling || dice.once_in(2) {
            what_is_needed(&mut dice, &model, today)
        } else {
            something(&mut dice, &model, today)
        };
        let role = if dice.once_in(8) { Role::ManagerOnCall } else { Role::RegisteredManager };
        let predicted = model.predict(&event, role);
        let stamp = stamp_as(record.revision() + 1, role);
        let before = (record.clone(), model.status());
        let outcome = match record.offer(Step::Regularly(event.clone()), stamp, &setting) {
            Ok(answer) => {
                record = answer.into_record();
                Outcome::Taken
            }
            Err(refused) => {
                let (unharmed, why) = refused.into_parts();
                assert!(unharmed == before.0, "a refusal changes nothing");
                record = unharmed;
                match why {
                    Refusal::NotNow { .. } => Outcome::NotNow,
                    Refusal::DoesNotFit(_) => Outcome::Misfit,
                    Refusal::Barred(_) => Outcome::Barred,
                    why => panic!("{why}"),
                }
            }
        };
        assert_eq!(outcome, predicted, "seed {seed}: {event:?} while {:?}", model.status());
        match outcome {
            Outcome::NotNow => seen.not_now += 1,
            Outcome::Misfit => seen.misfit += 1,
            Outcome::Barred => {
                seen.barred += 1;
                // The world does not ask permission: a child is there all the same.
                if matches!(event, E::AdmittedInEmergency(_) | E::ChildMovedIn(_)) && dice.once_in(2) {
                    let (reason, accepted_by) = (words("It was so."), worker(MANAGER).into());
                    let what = Irregularly { what: event.clone(), reason, accepted_by };
                    let answer = record.offer(Step::Irregularly(what), stamp, &setting);
                    record = answer.unwrap_or_else(|refused| panic!("{refused}")).into_record();
                    model.all.push(event);
                    seen.irregular += 1;
                }
            }
            Outcome::Taken => {
                seen.taken += 1;
                let accepted = matches!(event, E::AcceptedByManager(_));
                seen.accepted += u32::from(accepted);
                seen.stays += u32::from(accepted && before.1 == Status::EmergencyAdmitted);
                seen.moved_in += u32::from(matches!(event, E::ChildMovedIn(_)));
                seen.emergencies += u32::from(matches!(event, E::AdmittedInEmergency(_)));
                seen.stands += u32::from(matches!(event, E::HomeFoundUnchanged(_) | E::ChildHeardAgain(_)));
                seen.answered += u32::from(matches!(event, E::ObjectionAnswered(_) | E::ConditionMet(_)));
                let closed = matches!(before.1, Status::MovedIn | Status::Declined | Status::Withdrawn);
                seen.there_though_closed += u32::from(closed);
                seen.left += u32::from(matches!(event, E::ChildLeft(_)));
                model.all.push(event);
                let was_decided = matches!(before.1, Status::Accepted | Status::DateAgreed);
                seen.taken_back += u32::from(was_decided && model.status() == Status::Planning);
            }
        }
        seen.others += u32::from(model.harms());
        says_the_same(&record, &model);
    }
    let loaded = Referral::load(record.id(), record.journal().iter().cloned()).unwrap();
    assert!(loaded == record, "seed {seed}: replay is not live");
}

/// `MUTUAL_CARE_LIVES` says how many; 300 unless said.
#[test]
fn whatever_is_offered_the_record_is_what_the_model_says() {
    let lives = std::env::var("MUTUAL_CARE_LIVES").ok().and_then(|lives| lives.parse().ok()).unwrap_or(300);
    let mut seen = Seen::default();
    (0..lives).for_each(|seed| live(seed, &mut seen));
    let often = [seen.not_now, seen.misfit, seen.barred, seen.taken, seen.others];
    assert!(often.iter().all(|times| *times > 100), "lives about too little: {seen:?}");
    let rarely = [
        seen.accepted,
        seen.taken_back,
        seen.moved_in,
        seen.emergencies,
        seen.stays,
        seen.irregular,
        seen.stands,
        seen.answered,
        seen.there_though_closed,
        seen.left,
    ];
    assert!(rarely.iter().all(|times| *times >= 3), "lives about too little: {seen:?}");
}
