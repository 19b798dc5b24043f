//! Lives of plans in which anything may be offered at any time, against the plain model.

use mutual_care::agreement::RiskAccepted;
use mutual_care::base::{Role, Say, Told};
use mutual_care::emergency::Agreed;
use mutual_care::emergency::record::{
    Activated, Activation, AgreedTo, Answered, Arrived, BecameActive, CallNow, CallReply, Called, ClockTime,
    Deviated, DeviationKind, EmergencyPlan, EmergencyPlanEvent as E, LearntFrom, Left, NotReached,
    OverBecause, PersonWithdrew, PlanChanged, PlanEnded, PlanEndedBecause, Policy, ProvenAnew,
    ResponderWithdrew, Reviewed, SharedWith, StoodDown, Who, WithdrewBecause, WordsPutRight,
};
use mutual_care::machine::{Irregularly, Machine, Refusal, Setting, Step};

use crate::family::{
    AUNT_COMES, MOTHER, NEIGHBOUR_COMES, PLAN, SON, TEAM_COMES, activated, agreed_to, day, drawn_up, id,
    person, plan_with, proof_of, responder, says, words, worker,
};
use crate::kit::{EveryDay, stamp_as};
use crate::model::{CallAs, Model, Outcome};

#[path = "../made_up/lots.rs"]
mod lots;
use lots::Dice;

/// Something that might happen about this day: mostly what fits, often what does not.
#[expect(clippy::too_many_lines, reason = "one event a line or two")]
fn something(dice: &mut Dice, model: &Model, today: u64) -> E {
    let back = if dice.once_in(6) { dice.below(6) } else { 0 };
    let on = day(today.saturating_sub(back));
    let at = ClockTime::new(u16::try_from(dice.below(1_440)).unwrap()).unwrap();
    let who = |dice: &mut Dice| match dice.below(8) {
        0 => person(77),
        1..=4 => person(SON),
        _ => person(MOTHER),
    };
    let comer =
        |dice: &mut Dice| responder(dice.one(&[AUNT_COMES, AUNT_COMES, NEIGHBOUR_COMES, TEAM_COMES, 77]));
    let helper = |dice: &mut Dice| {
        if dice.once_in(4) { Who::Other(id(88)) } else { Who::Responder(comer(dice)) }
    };
    let some_plan = |dice: &mut Dice| {
        let (contact, kept) = (dice.below(3), 1 + dice.below(3));
        let (agreed, review) = (dice.below(60), dice.below(3));
        plan_with(|parts| {
            parts.responders[0].contact =
                words(["01632 960017", "01632 960018", ""][usize::try_from(contact).unwrap()]);
            parts.responders[0].agreed = Told::Known(Agreed::On(day(agreed / 20 * 20)));
            parts.responders.truncate(usize::try_from(kept).unwrap());
            parts.review_by = (review == 0).then(|| day(50));
        })
    };
    let level = u32::try_from(dice.below(4)).unwrap();
    let same_but_words = || {
        let mut parts = model.plan().clone().into_parts();
        parts.responders[0].name = words("Winifred Thistle");
        Box::new(mutual_care::emergency::Plan::new(parts).unwrap())
    };
    match dice.below(22) {
        0 => drawn_up().into(),
        1..=3 => {
            let people = (0..dice.below(3)).map(|_| who(dice)).collect();
            let responders = (0..dice.below(2)).map(|_| comer(dice)).collect();
            SharedWith { on, people, responders }.into()
        }
        4 | 5 => {
            let say = |dice: &mut Dice| if dice.once_in(6) { Say::NotAsked } else { Say::Agrees };
            let of = if dice.once_in(3) {
                proof_of(&some_plan(dice), level)
            } else {
                proof_of(model.plan(), level)
            };
            let risk = dice.once_in(3).then(|| RiskAccepted {
                reason: words("There is nobody else."),
                accepted_by: worker().into(),
            });
            AgreedTo {
                on,
                says: says(say(dice), say(dice)),
                proof: (!dice.once_in(4)).then_some(of),
                risk,
                ..agreed_to()
            }
            .into()
        }
        6 => BecameActive { on, with_package: None }.into(),
        7 => {
            let people = if dice.once_in(2) { vec![person(SON)] } else { vec![person(MOTHER), person(SON)] };
            PlanChanged { on, plan: some_plan(dice), people }.into()
        }
        8 => {
            let plan = if dice.once_in(2) { some_plan(dice) } else { same_but_words() };
            WordsPutRight { on, plan }.into()
        }
        9 => ProvenAnew { on, proof: proof_of(model.plan(), level) }.into(),
        10 if dice.once_in(3) => PersonWithdrew { on, person: who(dice), wants: None }.into(),
        10 => ResponderWithdrew { on, responder: comer(dice), because: WithdrewBecause::NotAble }.into(),
        11 => {
            let next_by = (!dice.once_in(3)).then(|| day(today + dice.below(20)));
            Reviewed { on, next_by }.into()
        }
        12 => {
            let lost_from = mutual_care::emergency::record::Moment::new(on, ClockTime::new(600).unwrap());
            Activated { on, at, lost_from, alarm: None, ..activated() }.into()
        }
        13 | 14 => Called { on, at, responder: comer(dice) }.into(),
        15 => {
            let by = dice.once_in(3).then(|| mutual_care::emergency::record::Moment::new(day(today), at));
            let reply = if dice.once_in(3) { CallReply::CannotCome } else { CallReply::Comes { by } };
            Answered { on, at, responder: comer(dice), reply }.into()
        }
        16 => NotReached { on, at, responder: comer(dice) }.into(),
        17 => Arrived { on, at, who: helper(dice), does: None }.into(),
        18 => Left { on, at, who: helper(dice) }.into(),
        19 if dice.once_in(2) => {
            let responder = dice.once_in(2).then(|| comer(dice));
            Deviated { on, at, kind: DeviationKind::Other, responder, words: words("") }.into()
        }
        19 | 20 => {
            let all_well = if dice.once_in(3) { Told::default() } else { Told::Known(true) };
            StoodDown { on, at, because: OverBecause::BackAgain, all_well }.into()
        }
        _ if dice.once_in(12) => {
            let because = dice.one(&[PlanEndedBecause::NotNeeded, PlanEndedBecause::Replaced]);
            PlanEnded { on, because, goes_on_in: dice.once_in(2).then(|| id(501)) }.into()
        }
        _ => {
            let activation = u32::try_from(dice.below(3)).unwrap();
            LearntFrom { on, activation, wrong: Vec::new(), changes: words("") }.into()
        }
    }
}

fn calls(record: &EmergencyPlan) -> Vec<CallAs> {
    let made = record.activation().map_or(&[][..], |activation| activation.calls());
    let came = |now| match now {
        CallNow::Ringing => None,
        CallNow::Answered { at, reply } => Some((at, Some(reply))),
        CallNow::NotReached { at } => Some((at, None)),
    };
    made.iter().map(|call| (call.responder, call.at, came(call.now))).collect()
}

fn says_the_same(record: &EmergencyPlan, model: &Model) {
    let case = record.case();
    let agreement = case.agreement();
    assert_eq!(record.status(), model.status());
    assert_eq!(agreement.number(), model.version());
    assert_eq!(agreement.people(), model.people());
    assert_eq!(case.plan(), model.plan());
    let (people, responders) = model.who_has_it();
    assert_eq!((agreement.people_who_have_it(), agreement.holders_who_have_it()), (&people, &responders));
    assert_eq!(
        (agreement.assent().is_some(), agreement.in_force().is_some()),
        (model.is_agreed(), model.is_active())
    );
    assert!(case.withdrew().keys().copied().eq(model.withdrew()));
    assert_eq!(agreement.review_by(), model.review_by());
    let over = case.activations().iter().map(|one| (one.over().unwrap().on, one.learnt().is_some()));
    assert_eq!(over.collect::<Vec<_>>(), model.over());
    assert_eq!(record.activation().map(Activation::activated), model.began().map(|began| began.0));
    assert_eq!(calls(record), model.calls());
    let stays = record.activation().map_or(&[][..], |activation| activation.stays());
    let stays: Vec<_> = stays.iter().map(|stay| (stay.who, stay.from, stay.until)).collect();
    assert_eq!(stays, model.stays());
}

/// How often each came about, so that the lives are known to be about something.
#[derive(Debug, Default)]
struct Seen {
    not_now: u32,
    misfit: u32,
    barred: u32,
    taken: u32,
    active: u32,
    learnt: u32,
}

fn live(seed: u64, seen: &mut Seen) {
    let (mut dice, policy) = (Dice(seed), Policy::default());
    let setting = Setting::new(&policy, &EveryDay);
    let opened = EmergencyPlan::open(id(PLAN), drawn_up(), stamp_as(1, Role::SocialWorker), &setting);
    let mut record = opened.unwrap().record.into_any();
    let mut model = Model { all: vec![drawn_up().into()] };
    let mut today = 1;
    for _ in 0..80 {
        today += dice.below(2);
        let event = something(&mut dice, &model, today);
        let predicted = model.predict(&event);
        let stamp = stamp_as(record.revision() + 1, Role::SocialWorker);
        let before = record.clone();
        let outcome = match record.offer(Step::Regularly(event.clone()), stamp, &setting) {
            Ok(answer) => {
                record = answer.into_record();
                Outcome::Taken
            }
            Err(refused) => {
                let (unharmed, why) = refused.into_parts();
                assert!(unharmed == before, "a refusal changes nothing");
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
                // The world does not ask permission: an emergency begins and ends all the same.
                if matches!(event, E::Activated(_) | E::StoodDown(_)) {
                    let what = event.clone();
                    let what =
                        Irregularly { what, reason: words("It was so."), accepted_by: worker().into() };
                    let answer = record.offer(Step::Irregularly(what), stamp, &setting);
                    record = answer.unwrap_or_else(|refused| panic!("{refused}")).into_record();
                    model.all.push(event);
                }
            }
            Outcome::Taken => {
                seen.taken += 1;
                seen.learnt += u32::from(matches!(event, E::LearntFrom(_)));
                model.all.push(event);
            }
        }
        seen.active += u32::from(model.is_active());
        says_the_same(&record, &model);
    }
    let loaded = EmergencyPlan::load(record.id(), record.journal().iter().cloned()).unwrap();
    assert!(loaded == record, "seed {seed}: replay is not live");
}

/// `MUTUAL_CARE_LIVES` says how many; 120 unless said.
#[test]
fn whatever_is_offered_the_record_is_what_the_model_says() {
    let lives = std::env::var("MUTUAL_CARE_LIVES").ok().and_then(|lives| lives.parse().ok()).unwrap_or(120);
    let mut seen = Seen::default();
    (0..lives).for_each(|seed| live(seed, &mut seen));
    let each = [seen.not_now, seen.misfit, seen.barred, seen.taken, seen.active, seen.learnt];
    assert!(each.iter().all(|times| *times > 20), "lives about too little: {seen:?}");
}
