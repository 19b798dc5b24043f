//! What random plans reach, over a fixed range of seeds. Agreement on plans that all fail at once, or in which nobody
//! is ever called, would show nothing.

use std::collections::BTreeMap;

use mutual_care::emergency::{
    Answer, CallOutcome, Counterexample, Level, NotBefore, Proof, Responder, Scenario, Way,
};
use mutual_care::need::SourceKind;
use mutual_care::support::EventKind;

use super::emergency_reference::{Prover, telling_starts};
use super::generator::{Dice, Emergency, Size, emergency};
use super::reference::{self, House, View};

const SEEDS: u64 = 300;

/// How many plans reach each thing.
#[derive(Default)]
struct Reached(BTreeMap<String, u32>);

impl Reached {
    fn note(&mut self, what: &str, reached: bool) {
        *self.0.entry(what.to_owned()).or_default() += u32::from(reached);
    }

    fn at_least(&self, least: u32) {
        println!("{:#?}", self.0);
        let rare: Vec<_> = self.0.iter().filter(|(_, times)| **times < least).collect();
        assert!(rare.is_empty(), "hardly ever reached: {rare:?}");
    }
}

#[test]
fn plans_and_answers_of_every_kind() {
    let mut reached = Reached::default();
    for seed in 0..SEEDS {
        let made = emergency(seed, Size::Small);
        let house = House::of(&made.snapshot);
        let prover = Prover::new(&house, &made.plan, &made.question);
        let starts = telling_starts(&made.snapshot, &mut Dice::new(seed, 12), 20);
        let found = prover.seek(&starts);
        let answer = prover.answer(&found);
        plans(&mut reached, &made, &house);
        let told = match &answer {
            Answer::NotYet(_) => None,
            Answer::Proof(proof) => Some((proof.strength, proof.counterexample.as_ref())),
            Answer::Counterexample(failing) => Some((failing.strength, Some(&failing.counterexample))),
        };
        reached.note("answer: not yet", told.is_none());
        for strength in 0..=3 {
            reached.note(
                &format!("answer: strength {strength}"),
                told.is_some_and(|(known, _)| known == strength) && !made.snapshot.needs().is_empty(),
            );
        }
        let counterexample = told.and_then(|(_, counterexample)| counterexample);
        counterexamples(&mut reached, &made, counterexample);
        let proof = match &answer {
            Answer::Proof(proof) => Some(&**proof),
            _ => None,
        };
        proofs(&mut reached, proof);
        let unnoticed = |size| found.unnoticed.keys().any(|lost| lost.len() == size);
        reached.note("unnoticed: one", unnoticed(1));
        reached.note("unnoticed: two", unnoticed(2));
        reached.note("unnoticed: away", found.unnoticed.keys().flatten().any(|lost| lost.away));
    }
    reached.at_least(2);
}

fn plans(reached: &mut Reached, made: &Emergency, house: &House) {
    let responders = made.plan.responders();
    let any = |is: &dyn Fn(&Responder) -> bool| responders.iter().any(is);
    let way = |is: &dyn Fn(&Way) -> bool| made.plan.alarms().iter().any(|alarm| is(&alarm.way));
    reached.note("plan: two who rely on each other", {
        let rings = reference::rings(house, View::ALL).rings;
        rings.iter().any(|ring| ring.people.len() >= 2)
    });
    reached.note("plan: a member raises the alarm", way(&|way| matches!(way, Way::Member { .. })));
    reached.note("plan: own telephone", way(&|way| matches!(way, Way::OwnTelephone { .. })));
    reached.note("plan: a visit by one", way(&|way| matches!(way, Way::NextVisit { by: Some(_) })));
    reached.note("plan: a visit by anybody", way(&|way| matches!(way, Way::NextVisit { by: None })));
    reached.note("plan: a missed visit", way(&|way| matches!(way, Way::MissedVisit { .. })));
    reached.note("plan: a device", way(&|way| matches!(way, Way::Device { .. })));
    reached.note("plan: a way that is not known to work", way(&|way| !way.is_known_to_work()));
    reached.note("plan: a way for some losses", made.plan.alarms().iter().any(|a| !a.for_loss.is_any()));
    reached.note("plan: a responder for some losses", any(&|one| !one.for_loss.is_any()));
    reached.note("plan: takes in", any(&|one| one.has_agreed() && !one.takes_in.is_empty()));
    reached.note(
        "plan: not before a time of day",
        any(&|one| matches!(one.not_before, Some(NotBefore::MinuteOfDay(_)))),
    );
    reached.note(
        "plan: not before minutes after the alarm",
        any(&|one| matches!(one.not_before, Some(NotBefore::AfterAlarmMin(1..)))),
    );
    reached.note("plan: a stay that ends", any(&|one| one.stays_min.is_some()));
    reached.note("plan: never reachable", any(&|one| one.reachable.is_never()));
    let kind = |one: &Responder| made.snapshot.source(one.source).map(|source| source.kind);
    reached.note("plan: a member responds", any(&|one| kind(one) == Some(SourceKind::Member)));
    reached.note("plan: another source responds", any(&|one| kind(one) == Some(SourceKind::Provider)));
    let rests = super::emergency_reference::rests_on(house, &made.plan, &made.question);
    reached.note("rests on: not asked", !rests.not_asked.is_empty());
    reached.note("rests on: not agreed", !rests.not_agreed.is_empty());
    reached.note("rests on: assumed", !rests.assumed.is_empty());
    reached.note("rests on: assumed of a responder", !rests.assumed_responders.is_empty());
    reached.note("rests on: not confirmed", !rests.not_confirmed.is_empty());
    reached.note("rests on: over-committed", !rests.over_committed.is_empty());
    reached.note("rests on: ends within", !rests.ends_within.is_empty());
}

fn counterexamples(reached: &mut Reached, made: &Emergency, told: Option<&Counterexample>) {
    let mut note = |what: &str, is: &dyn Fn(&Counterexample) -> bool| {
        reached.note(&format!("counterexample: {what}"), told.is_some_and(is));
    };
    note("as planned", &|told| told.as_planned);
    note("unnoticed", &|told| told.alarm.is_none() && !told.as_planned);
    note("somebody is silent", &|told| told.scenario.silent.is_some());
    note("somebody is away", &|told| told.scenario.lost.iter().any(|lost| lost.away));
    note("two are lost", &|told| told.level == Level::Three);
    note("harm at once", &|told| told.harm_at == 0);
    note("harm later", &|told| told.harm_at > 0);
    note("two hands missing", &|told| told.hands_missing > 1);
    note("only somebody there", &|told| told.only_somebody_there);
    note("came too early", &|told| told.came_too_early.is_some());
    let outcome = |is: fn(&CallOutcome) -> bool| {
        move |told: &Counterexample| told.calls.iter().any(|call| is(&call.outcome))
    };
    note("somebody comes", &outcome(|outcome| matches!(outcome, CallOutcome::Comes { .. })));
    note("a responder is lost", &outcome(|outcome| *outcome == CallOutcome::IsLost));
    note("a responder has not agreed", &outcome(|outcome| *outcome == CallOutcome::HasNotAgreed));
    note("a responder cannot be reached", &outcome(|outcome| *outcome == CallOutcome::CannotBeReached));
    note("somebody is taken in", &|told| {
        made.plan.responders().iter().any(|one| {
            let comes = |from, until: Option<u32>| from < until.unwrap_or(u32::MAX).min(told.harm_at);
            let there = told.calls.iter().any(|call| match call.outcome {
                CallOutcome::Comes { from, until } => call.responder == one.id && comes(from, until),
                _ => false,
            });
            there && !one.takes_in.is_empty()
        })
    });
    note("somebody leaves before the harm", &|told| {
        told.calls.iter().any(|call| match call.outcome {
            CallOutcome::Comes { until: Some(until), .. } => until <= told.harm_at,
            _ => false,
        })
    });
    let stops = |told: &Counterexample| told.timeline.events.iter().any(|e| e.kind == EventKind::Stopped);
    note("something stops", &stops);
    let tells = |told: &Counterexample, is: fn(&Way) -> bool| {
        let alarm = told.alarm.and_then(|raised| made.plan.alarms().iter().find(|a| a.id == raised.alarm));
        alarm.is_some_and(|alarm| is(&alarm.way))
    };
    note("told by telephone", &|told| tells(told, |way| matches!(way, Way::OwnTelephone { .. })));
    note("told by a visit", &|told| tells(told, |way| matches!(way, Way::NextVisit { .. })));
}

fn proofs(reached: &mut Reached, proof: Option<&Proof>) {
    let margin = proof.and_then(|proof| proof.margin.as_ref());
    reached.note("proof: a margin of 0", margin.is_some_and(|margin| margin.minutes == 0));
    reached.note("proof: a margin of more", margin.is_some_and(|margin| margin.minutes > 0));
    let planned = |scenario: &Scenario| scenario.silent.is_some();
    reached.note("proof: least margin with one silent", margin.is_some_and(|m| planned(&m.scenario)));
    reached.note("proof: open at the end", proof.is_some_and(|proof| !proof.open_at_end.is_empty()));
    reached.note("proof: with a counterexample", proof.is_some_and(|proof| proof.counterexample.is_some()));
}
