//! What is proven of the table itself, and of each of its rows.

use std::collections::BTreeSet;

use mutual_care::base::{Code, Weight};
use mutual_care::machine::{Answer, Events, Happened, Machine, Manner, Model, Refusal, Step};

use super::{
    Proof, TableOf, before, in_every_state, in_manner, named, next_stamp, offered, opened, reach, refusal,
    take, take_step, with_setting, witness,
};

/// Along rows that are still offered, or as a case that is taken over, any state can be reached.
pub fn every_state_is_reached<P: Proof>() {
    let table: TableOf<P::M> = P::M::TABLE;
    for state in table.states {
        let record = reach::<P>(state.status);
        assert!(record.is_some(), "{}: nothing leads to {}", table.name, state.status.code());
    }
}

/// From every state a final one can be reached, and from a final one nothing else.
pub fn only_final_states_are_dead_ends<P: Proof>() {
    let table: TableOf<P::M> = P::M::TABLE;
    let finals: BTreeSet<_> = table.states.iter().filter(|state| state.is_final).map(|s| s.status).collect();
    assert!(!finals.is_empty(), "{}: there is no final state", table.name);
    let mut ends = finals.clone();
    for _ in table.states {
        ends.extend(
            offered::<P>().filter(|row| ends.contains(&row.to)).map(|row| row.from).collect::<Vec<_>>(),
        );
    }
    for state in table.states {
        let code = state.status.code();
        assert!(ends.contains(&state.status), "{}: {code} is a dead end and not final", table.name);
        let leaves = table.rows.iter().any(|row| row.from == state.status && row.to != state.status);
        assert!(!(state.is_final && leaves), "{}: something leads out of {code}, which is final", table.name);
    }
}

/// Each event is the opening or stands in a row, and no pair of state and event stands twice.
pub fn every_event_is_used_and_no_pair_stands_twice<P: Proof>() {
    let table: TableOf<P::M> = P::M::TABLE;
    for event in table.events {
        let used = event.verb == table.opening || table.rows.iter().any(|row| row.event == event.verb);
        assert!(used, "{}: no row speaks of {}", table.name, event.verb.code());
    }
    let pairs: BTreeSet<_> = table.rows.iter().map(|row| (row.from, row.event)).collect();
    assert_eq!(pairs.len(), table.rows.len(), "{}: a pair stands twice", table.name);
    assert_eq!(opened::<P>().status(), table.begins);
}

/// Each row accepts its witness and leads to the one state that it names.
pub fn every_row_has_a_witness_and_leads_where_it_says<P: Proof>() {
    for row in offered::<P>() {
        let record = before::<P>(row);
        assert!(record.status() == row.from, "{}: prepared in another state", named::<P>(row));
        let after = take::<P>(record.clone(), row);
        assert!(after.status() == row.to, "{}: leads elsewhere", named::<P>(row));
        assert_eq!(after.revision(), record.revision() + 1);
        assert!(after.journal().starts_with(record.journal()), "{}: rewrites the journal", named::<P>(row));
        assert_eq!(after.journal().last().unwrap().event().code(), row.event.code());
    }
}

/// What the table lists as irregular or taken elsewhere is accepted so, leads to the same state, and is kept
/// without anything that bars, whoever records it.
pub fn every_twin_is_accepted_and_nothing_bars_it<P: Proof>() {
    for row in offered::<P>() {
        for manner in row.also {
            let record = before::<P>(row);
            let step = in_manner(*manner, witness::<P>(&record, row));
            let regular = take::<P>(record.clone(), row);
            let after = take_step::<P>(record, row, step.clone());
            assert!(after.status() == row.to, "{}: its twin leads elsewhere", named::<P>(row));
            let entry = after.journal().last().unwrap();
            assert!(*entry.event() == Happened::Step(step), "{}: kept as something else", named::<P>(row));
            assert!(entry.findings().iter().all(|kept| kept.weight() != Weight::Bars));
            assert_eq!(format!("{:?}", of_state(&after)), format!("{:?}", of_state(&regular)));
        }
    }
}

/// Status and case, without the journal.
fn of_state<M: Machine>(record: &M) -> String {
    let debug = format!("{record:?}");
    let from = debug.find("status:").expect("a record's Debug names its status");
    debug[from..].to_owned()
}

/// Every pair that the table does not list is refused, with all that it does list, and nothing changes.
pub fn what_is_not_in_the_table_is_refused_with_what_is_allowed<P: Proof>() {
    let table: TableOf<P::M> = P::M::TABLE;
    let mut events: Vec<<P::M as Model>::Event> = vec![mutual_care::machine::Event::into_event(P::opening())];
    events.extend(offered::<P>().map(|row| witness::<P>(&before::<P>(row), row)));
    for record in in_every_state::<P>() {
        let allowed = table.allowed(record.status());
        assert_eq!(record.allowed(), allowed);
        for event in events.iter().filter(|event| !allowed.contains(&event.verb())) {
            match refusal::<P>(&record, Step::Regularly(event.clone())) {
                Refusal::NotNow { status, event: refused, allowed: said } => {
                    assert_eq!((status, refused), (record.status().code(), event.verb().code()));
                    assert_eq!(said, allowed.iter().map(|verb| verb.code()).collect::<Vec<_>>());
                }
                why => panic!("{} + {}: {why}", record.status().code(), event.verb().code()),
            }
        }
    }
}

/// What the table does not list as irregular or taken elsewhere is not accepted so.
pub fn what_is_in_another_manner_is_refused<P: Proof>() {
    for row in offered::<P>() {
        for manner in [Manner::Irregularly, Manner::TakenElsewhere] {
            if !row.allows(manner) {
                let record = before::<P>(row);
                let step = in_manner(manner, witness::<P>(&record, row));
                let why = refusal::<P>(&record, step);
                let refused =
                    matches!(&why, Refusal::NotInThisManner { manner: said, .. } if *said == manner.code());
                assert!(refused, "{}: {why}", named::<P>(row));
            }
        }
    }
}

/// What is asked beforehand is what comes of it.
pub fn asking_is_offering_without_consequence<P: Proof>() {
    for row in offered::<P>() {
        let record = before::<P>(row);
        let step = Step::Regularly(witness::<P>(&record, row));
        let stamp = next_stamp::<P>(&record, row.event);
        let asked = with_setting::<P, _>(|setting| record.ask(step.clone(), stamp, setting));
        match with_setting::<P, _>(|setting| record.offer(step, stamp, setting)) {
            Ok(Answer::Accepted(accepted)) => assert_eq!(asked, Ok(accepted.findings)),
            _ => panic!("{}: refused", named::<P>(row)),
        }
    }
}

/// A retired row is no longer offered, and a journal that holds it still loads.
pub fn a_retired_row_replays_and_is_not_offered<P: Proof>() {
    let table: TableOf<P::M> = P::M::TABLE;
    for row in table.rows.iter().filter(|row| row.retired_in.is_some()) {
        let record = before::<P>(row);
        let event = witness::<P>(&record, row);
        assert!(!record.allowed().contains(&row.event), "{}: still offered", named::<P>(row));
        let why = refusal::<P>(&record, Step::Regularly(event.clone()));
        assert!(matches!(why, Refusal::NotNow { .. }), "{}: {why}", named::<P>(row));
        let mut entry = serde_json::to_value(record.journal().last().unwrap()).unwrap();
        entry["seq"] = (record.revision() + 1).into();
        let event: Happened<P::M> = Happened::Step(Step::Regularly(event));
        entry["event"] = serde_json::to_value(event).unwrap();
        entry.as_object_mut().unwrap().remove("key");
        entry.as_object_mut().unwrap().remove("findings");
        let entry = serde_json::from_value(entry).unwrap();
        let entries = record.journal().iter().cloned().chain([entry]);
        let loaded =
            P::M::load(record.id(), entries).unwrap_or_else(|error| panic!("{}: {error}", named::<P>(row)));
        assert!(loaded.status() == row.to, "{}: leads elsewhere", named::<P>(row));
    }
}

/// A live case comes in at every status that the table names, and at no other.
pub fn live_cases_are_taken_over_where_the_table_says<P: Proof>() {
    let table: TableOf<P::M> = P::M::TABLE;
    let stamp = super::stamp_as(1, P::role(table.opening));
    let mut known = None;
    for status in table.taken_over_at {
        let taken = P::taken_over(*status);
        let taken =
            taken.unwrap_or_else(|| panic!("{}: no case to take over at {}", table.name, status.code()));
        let record = with_setting::<P, _>(|setting| P::M::take_over(P::id(), taken.clone(), stamp, setting));
        let accepted = record.unwrap_or_else(|refused| panic!("{}: {refused}", status.code()));
        assert!(accepted.record.status() == *status);
        assert_eq!(accepted.findings.with_code("not-checked-here").count(), 1);
        assert!(!accepted.findings.bars());
        super::goes_over_the_wire::<P>(&accepted.record);
        known = Some(taken);
    }
    for state in table.states.iter().filter(|state| !table.taken_over_at.contains(&state.status)) {
        if let Some(mut taken) = known.clone() {
            taken.status = state.status;
            let refused = with_setting::<P, _>(|setting| P::M::take_over(P::id(), taken, stamp, setting));
            assert!(matches!(refused.unwrap_err().why(), Refusal::NotTakenOverAt { .. }));
        }
    }
}
