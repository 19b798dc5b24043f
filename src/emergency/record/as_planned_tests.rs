//! A night in which all goes as the proof has it: whom to call is asked every minute, and is whom the proof calls.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use crate::agreement::Agreement;
use crate::base::{Id, PersonId, ResponderId, SourceId, Told, WeekMinute, WeekPattern, WeekSpan};
use crate::emergency::proof::calls::CallList;
use crate::emergency::record::{
    Activated, Activation, Answered, Arrived, CallReply, Called, Left, Moment, PlanCase, Status, Who,
};
use crate::emergency::{
    Agreed, Call, CallOutcome, ForLoss, Lost, NotBefore, Plan, PlanParts, Responder, ResponderKind,
};
use crate::need::{Snapshot, SnapshotParts, Source};
use crate::support::Support;

const MINUTES: u32 = 2 * 1_440;

struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(most)).unwrap()
    }
}

fn id<K>(number: u32) -> Id<K> {
    Id::new(Uuid::from_u128(number.into()))
}

fn person(number: u32) -> PersonId {
    id(number)
}

fn some_responder(number: u32, dice: &mut Dice) -> Responder {
    let source: SourceId = id(number);
    let mut responder = Responder::new(id(100 + number), source, ResponderKind::Family);
    let spans = (0..dice.below(4)).map(|_| {
        let start = WeekMinute::new(u16::try_from(dice.below(10_080)).unwrap()).unwrap();
        WeekSpan::new(start, u16::try_from(1 + dice.below(2_000)).unwrap()).unwrap()
    });
    let pattern = WeekPattern::from_spans(spans.collect::<Vec<_>>());
    if dice.below(2) == 0 {
        responder.reachable = pattern;
    }
    responder.answers_min = dice.below(3) * dice.below(40);
    responder.arrives_min = dice.below(3) * dice.below(200);
    responder.not_before = match dice.below(4) {
        0 => Some(NotBefore::MinuteOfDay(u16::try_from(dice.below(1_440)).unwrap())),
        1 => Some(NotBefore::AfterAlarmMin(dice.below(600))),
        _ => None,
    };
    responder.stays_min = (dice.below(2) == 0).then(|| 1 + dice.below(900));
    responder.agreed = match dice.below(4) {
        0 => Told::default(),
        1 => Told::Known(Agreed::No),
        _ => Told::Known(Agreed::On(NaiveDate::MIN)),
    };
    responder.for_loss = match dice.below(4) {
        0 => ForLoss::of([SourceId::from(person(1))]),
        1 => ForLoss::of([SourceId::from(person(2))]),
        _ => ForLoss::any(),
    };
    responder
}

/// A night in which nothing goes another way than the proof has it, minute by minute.
struct Night {
    case: PlanCase,
    activation: Activation,
    start: Moment,
    alarm_at: u32,
    /// The proof's calls, but for those to the lost: nobody calls them.
    calls: BTreeMap<ResponderId, Call>,
    answers_min: BTreeMap<ResponderId, u32>,
}

impl Night {
    fn some(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let first = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let mut parts = PlanParts::new(id(900), id(901), first);
        // The first two may be the members themselves.
        let count = 1 + dice.below(6);
        parts.responders = (1..=count).map(|number| some_responder(number, &mut dice)).collect();
        let plan = Plan::new(parts).unwrap();
        let week = Snapshot::new(SnapshotParts {
            on: first,
            sources: vec![Source::member(person(1)), Source::member(person(2))],
            needs: Vec::new(),
            arrangements: Vec::new(),
        })
        .unwrap();
        let on = first + Days::new(u64::from(dice.below(7)));
        let start =
            Moment::new(on, super::super::ClockTime::new(u16::try_from(dice.below(1_440)).unwrap()).unwrap());
        let alarm_at = dice.below(500);
        let lost = vec![Lost { source: person(1 + dice.below(2)).into(), away: false }];
        let support = Support::of(&week);
        let list = CallList::new(&support, &plan, MINUTES);
        let calls = list.calls(&lost, start.week_minute().into(), alarm_at, &|_| false);
        let calls = calls.into_iter().filter(|call| call.outcome != CallOutcome::IsLost);
        let calls = calls.map(|call| (call.responder, call)).collect();
        let answers_min = plan.responders().iter().map(|one| (one.id, one.answers_min)).collect();
        let agreement = Agreement::as_known(Box::new(plan), vec![person(1)]).unwrap();
        let case = PlanCase::new(agreement, Status::Drafted);
        let alarm = start.plus(alarm_at);
        let activation = Activation::began(
            1,
            &Activated { on: alarm.on, at: alarm.at, lost, lost_from: start, as_planned: false, alarm: None },
        );
        Self { case, activation, start, alarm_at, calls, answers_min }
    }

    fn ask(&self, at: u32) -> super::WhomToCall {
        self.activation.whom_to_call(&self.case, self.start.plus(at).time())
    }

    /// Whoever is to be called in this minute is called, and that is whom the proof calls in it.
    fn call(&mut self, at: u32, seed: u64) {
        let mut made = Vec::new();
        while let Some(next) = self.ask(at).call.filter(|next| next.is_due) {
            let now = self.start.plus(at);
            assert_eq!(next.at, now, "seed {seed}, minute {at}: due since another minute");
            self.activation.call(&Called { on: now.on, at: now.at, responder: next.responder });
            made.push(next.responder);
        }
        let of_proof = self
            .case
            .plan()
            .responders()
            .iter()
            .map(|one| one.id)
            .filter(|id| self.calls.get(id).is_some_and(|call| call.called_at == Some(at)));
        assert_eq!(made, of_proof.collect::<Vec<_>>(), "seed {seed}, minute {at}");
    }

    /// Whoever was called answers when the plan says, comes when the proof says, and leaves then.
    fn pass(&mut self, at: u32) {
        let now = self.start.plus(at);
        for (id, call) in self.calls.clone() {
            let Some(called_at) = call.called_at else { continue };
            let who = Who::Responder(id);
            if called_at + self.answers_min[&id] == at {
                let reply = match call.outcome {
                    CallOutcome::Comes { .. } => CallReply::Comes { by: None },
                    _ => CallReply::CannotCome,
                };
                self.activation.answer(&Answered { on: now.on, at: now.at, responder: id, reply });
            }
            let CallOutcome::Comes { from, until } = call.outcome else { continue };
            if until == Some(at) {
                self.activation.leave(&Left { on: now.on, at: now.at, who });
            }
            if from == at {
                self.activation.arrive(&Arrived { on: now.on, at: now.at, who, does: None });
            }
        }
    }

    /// Nobody is late; whoever answered is on the way to the minute at which the proof has them.
    fn check(&self, at: u32, seed: u64) {
        let whom = self.ask(at);
        let context = || alloc::format!("seed {seed}, minute {at}");
        assert_eq!(whom.overdue, vec![], "{}", context());
        assert_eq!(whom.call_again, vec![], "{}", context());
        let mut on_the_way = Vec::new();
        let mut there = Vec::new();
        let mut ringing = Vec::new();
        for (id, call) in &self.calls {
            let Some(called_at) = call.called_at else { continue };
            let answered_at = called_at + self.answers_min[id];
            if (called_at..answered_at).contains(&at) {
                ringing.push(*id);
            }
            let CallOutcome::Comes { from, until } = call.outcome else { continue };
            let moments = (self.start.plus(from), until.map(|until| self.start.plus(until)));
            if answered_at <= at && at < from {
                on_the_way.push((*id, moments.0, moments.1));
            } else if from <= at && until.is_none_or(|until| at < until) {
                there.push((Who::Responder(*id), moments.0, moments.1));
            }
        }
        let mut said: Vec<_> =
            whom.on_the_way.iter().map(|one| (one.responder, one.from, one.until)).collect();
        said.sort_unstable();
        assert_eq!(said, on_the_way, "{}", context());
        let mut said: Vec<_> = whom.there.iter().map(|one| (one.who, one.since, one.leaves)).collect();
        said.sort_unstable();
        assert_eq!(said, there, "{}", context());
        let mut said: Vec<_> = whom.ringing.iter().map(|one| one.responder).collect();
        said.sort_unstable();
        assert_eq!(said, ringing, "{}", context());
        // The next call that is said to come is the proof's next: the earliest, then the first on the list.
        let next = (self.case.plan().responders().iter())
            .filter_map(|one| Some((self.calls.get(&one.id)?.called_at?, one.id)))
            .filter(|(called_at, _)| *called_at > at)
            .min_by_key(|(called_at, _)| *called_at);
        let said = whom.call.map(|next| (next.responder, next.at, next.is_due));
        assert_eq!(said, next.map(|(at, id)| (id, self.start.plus(at), false)), "{}", context());
    }
}

#[test]
fn as_long_as_all_goes_as_planned_whom_to_call_is_whom_the_proof_calls() {
    for seed in 0..60 {
        let mut night = Night::some(seed);
        for at in night.alarm_at..MINUTES {
            night.call(at, seed);
            night.pass(at);
            night.check(at, seed);
        }
        let made = night.activation.calls().len();
        let of_proof = night.calls.values().filter(|call| call.called_at.is_some_and(|at| at < MINUTES));
        assert_eq!(made, of_proof.count(), "seed {seed}");
    }
}

#[test]
fn in_an_emergency_that_was_planned_all_who_agreed_are_expected_as_the_proof_has_them() {
    for seed in 0..200 {
        let mut night = Night::some(seed);
        let lost = night.activation.activated().lost.clone();
        let start = night.start;
        night.activation = Activation::began(
            1,
            &Activated {
                on: start.on,
                at: start.at,
                lost,
                as_planned: true,
                ..night.activation.activated().clone()
            },
        );
        let week = Snapshot::new(SnapshotParts {
            on: start.on,
            sources: vec![Source::member(person(1)), Source::member(person(2))],
            needs: Vec::new(),
            arrangements: Vec::new(),
        })
        .unwrap();
        let support = Support::of(&week);
        let list = CallList::new(&support, night.case.plan(), MINUTES);
        let calls =
            list.as_planned(&night.activation.activated().lost, start.week_minute().into(), &|_| false);
        let comes = calls.into_iter().filter_map(|call| match call.outcome {
            CallOutcome::Comes { from, until } => {
                Some((call.responder, start.plus(from), until.map(|until| start.plus(until))))
            }
            _ => None,
        });
        let whom = night.ask(0);
        assert_eq!(whom.call, None, "seed {seed}");
        let said = whom.on_the_way.iter().map(|one| (one.responder, one.from, one.until));
        assert_eq!(said.collect::<Vec<_>>(), comes.collect::<Vec<_>>(), "seed {seed}");
    }
}
