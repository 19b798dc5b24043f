//! Random lives of an item: whatever is tried, the record and its journal say the same.

use mutual_care::machine::{
    Answer, Correction, Entry, Events, Happened, Machine, Refusal, Refused, Step, TakenElsewhere, With,
};
use proptest::prelude::*;
use serde_json::Value;

use crate::item::{Bought, Broke, Extended, Item, ItemEvent, Repaired, Returned, Status, Verb, WrittenOff};
use crate::kit::{Proof, goes_over_the_wire};
use crate::proof::{Items, day, lent_out};
use crate::setting::{bought, irregularly, key, setting, stamp, state_of, words};

#[derive(Debug, Clone)]
enum Try {
    Offer(Step<ItemEvent>, Option<u8>),
    /// An entry, counted round; days; in which manner.
    Correct(u64, u64, u64, u8),
    NeverHappened(u64),
    AtStamp(u64, ItemEvent),
}

/// An event of this kind.
fn event_of(which: u8, on: u64, more: u64) -> ItemEvent {
    match which {
        0 => lent_out(on, on + more).into(),
        1 => Extended { on: day(on), until: day(on + more) }.into(),
        2 => Returned { on: day(on) }.into(),
        3 => Broke { on: day(on) }.into(),
        4 => Repaired { on: day(on), examined_until: day(on + more) }.into(),
        5 => WrittenOff { on: day(on) }.into(),
        _ => Bought { on: day(on), examined_until: day(on + more) }.into(),
    }
}

fn in_manner(event: ItemEvent, manner: u8) -> Step<ItemEvent> {
    match manner {
        0 => Step::Irregularly(irregularly(event)),
        1 => {
            Step::TakenElsewhere(TakenElsewhere { what: event, by: stamp(1).by(), why_recorded: words("so") })
        }
        _ => Step::Regularly(event),
    }
}

fn event() -> impl Strategy<Value = ItemEvent> {
    let which = prop_oneof![4 => 0..3_u8, 3 => 3..5_u8, 1 => 5..7_u8];
    (which, 0..40_u64, 1..40_u64).prop_map(|(which, on, more)| event_of(which, on, more))
}

fn step() -> impl Strategy<Value = Step<ItemEvent>> {
    (event(), 0..8_u8).prop_map(|(event, manner)| in_manner(event, manner))
}

/// Another value of the event that an entry holds, or had it been one.
fn correction(item: &Item, at: u64, on: u64, more: u64, manner: u8) -> Correction<Item> {
    let seq = at % (item.revision() + 1);
    let verb = match usize::try_from(seq).unwrap().checked_sub(1).map(|place| item.journal()[place].event()) {
        Some(Happened::Step(step)) => step.what().verb(),
        _ => Verb::Returned,
    };
    let event = (0..7).map(|which| event_of(which, on, more)).find(|event| event.verb() == verb).unwrap();
    Correction { seq, with: With::Step(in_manner(event, manner)), reason: words("so") }
}

fn attempt() -> impl Strategy<Value = Try> {
    prop_oneof![
        6 => (step(), prop::option::of(0..3_u8)).prop_map(|(step, key)| Try::Offer(step, key)),
        3 => (0..30_u64, 0..40_u64, 1..40_u64, 0..8_u8).prop_map(|(at, on, more, how)| Try::Correct(at, on, more, how)),
        1 => (0..12_u64).prop_map(Try::NeverHappened),
        1 => (1..8_u64, event()).prop_map(|(seq, event)| Try::AtStamp(seq, event)),
    ]
}

/// The slow way to read a journal with corrections: the journal as it would be, had everything been right from the
/// start. Entries that never happened are left out, and the rest is numbered anew.
fn right_from_the_start(item: &Item) -> Item {
    let mut entries: Vec<Option<Value>> = Vec::new();
    for entry in item.journal() {
        let value = serde_json::to_value(entry).unwrap();
        match entry.event() {
            Happened::Corrected(correction) => {
                // An entry that never happened is put back by what it is in the journal itself.
                let place = usize::try_from(correction.seq).unwrap() - 1;
                let mut there = serde_json::to_value(&item.journal()[place]).unwrap();
                there["event"] = value["event"]["corrected"]["with"].clone();
                entries[place] = (correction.with != With::NeverHappened).then_some(there);
                entries.push(None);
            }
            _ => entries.push(Some(value)),
        }
    }
    let rows = entries.into_iter().flatten().zip(1..).map(|(mut value, seq)| {
        value["seq"] = Value::from(seq);
        serde_json::from_value::<Entry<Item>>(value).unwrap()
    });
    Item::load(Items::id(), rows).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_record_is_its_journal(attempts in prop::collection::vec(attempt(), 1..40)) {
        let mut item = bought().into_any();
        let mut known = vec![item.clone()];
        for attempt in attempts {
            let seq = item.revision() + 1;
            let before = item.clone();
            let outcome: Result<Item, Refusal> = match attempt {
                Try::Offer(step, with_key) => {
                    let act = with_key.map_or(stamp(seq).into(), |number| stamp(seq).with_key(key(number)));
                    let asked = item.ask(step.clone(), act, &setting());
                    let came = item.offer(step, act, &setting());
                    // What was asked beforehand is what comes.
                    match (&came, &asked) {
                        (Ok(Answer::Accepted(accepted)), Ok(findings)) => prop_assert_eq!(&accepted.findings, findings),
                        (Ok(Answer::AlreadyAccepted { seq, .. }), Err(Refusal::AlreadyAccepted { seq: said })) => {
                            prop_assert_eq!(seq, said);
                        }
                        (Err(refused), Err(why)) => prop_assert_eq!(refused.why(), why),
                        other => panic!("{other:?}"),
                    }
                    came.map(Answer::into_record).map_err(|refused| refused.into_parts().1)
                }
                Try::Correct(at, on, more, manner) => {
                    let correction = correction(&item, at, on, more, manner);
                    let came = item.correct(correction, stamp(seq), &setting());
                    came.map(|corrected| corrected.record).map_err(|refused| refused.into_parts().1)
                }
                Try::NeverHappened(at) => {
                    let came = item.correct(Correction::never_happened(at, words("so")), stamp(seq), &setting());
                    came.map(|corrected| corrected.record).map_err(|refused| refused.into_parts().1)
                }
                Try::AtStamp(at, event) => {
                    let came = item.offer(Step::Regularly(event), stamp(at), &setting());
                    came.map(Answer::into_record).map_err(|refused| refused.into_parts().1)
                }
            };
            item = outcome.unwrap_or_else(|_| before.clone());
            if item.revision() > before.revision() {
                prop_assert_eq!(&item.journal()[..before.journal().len()], before.journal());
                known.push(item.clone());
            } else {
                prop_assert_eq!(&item, &before);
            }
        }
        // Replay is live, over the wire too, and at every revision.
        prop_assert_eq!(&Item::load(item.id(), item.journal().iter().cloned()).unwrap(), &item);
        goes_over_the_wire::<Items>(&item);
        for then in &known {
            prop_assert_eq!(&item.at_revision(then.revision()).unwrap(), then);
        }
        // A correction leads where it would have led had it been right from the start.
        let right = right_from_the_start(&item);
        prop_assert_eq!(state_of(&right), state_of(&item));
        prop_assert_eq!(item.audit(&setting()).unwrap().len(), item.journal().len());
    }
}

#[test]
fn the_walks_go_everywhere() {
    // The laws above are worth something only if walks get far, and corrections are made.
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), seed);
    let (mut corrected, mut seen) = (0, std::collections::BTreeSet::<Status>::new());
    for _ in 0..200 {
        let walk = prop::collection::vec(attempt(), 1..40).new_tree(&mut runner).unwrap().current();
        let mut item = bought().into_any();
        for attempt in walk {
            let at = stamp(item.revision() + 1);
            item = match attempt {
                Try::Offer(step, _) => {
                    item.offer(step, at, &setting()).map_or_else(Refused::into_record, Answer::into_record)
                }
                Try::Correct(at_seq, on, more, manner) => {
                    let correction = correction(&item, at_seq, on, more, manner);
                    item.correct(correction, at, &setting()).map_or_else(Refused::into_record, |c| c.record)
                }
                Try::NeverHappened(seq) => {
                    let never = Correction::never_happened(seq, words("so"));
                    item.correct(never, at, &setting()).map_or_else(Refused::into_record, |c| c.record)
                }
                Try::AtStamp(..) => item,
            };
            seen.insert(item.status());
        }
        corrected +=
            item.journal().iter().filter(|entry| matches!(entry.event(), Happened::Corrected(_))).count();
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
    assert!(corrected > 200, "{corrected} corrections in 200 walks");
}
