//! Proves a record's machine from its table, for any room: `kit::prove!(TheProof)` writes the tests.
//!
//! A room brings a [`Proof`]: an opening, and for each row of its table a witness, an event that the row accepts.
//! Everything else comes from the table. Uses the public interface only.
//!
//! A room's test has this beside it as a module of the crate's root, `#[path = "../kit/mod.rs"] mod kit;`. Golden
//! files for new states are written with `WRITE_GOLDEN=1`; those that are there are never written anew.

#![allow(unreachable_pub, reason = "part of whichever test takes it up")]

mod journal;
mod table;

pub use journal::*;
pub use table::*;

use chrono::{DateTime, Duration, TimeZone, Utc};
use mutual_care::base::{Code, Id, Role, Stamp, WorkerId, WorkingDays};
use mutual_care::machine::{
    Answer, Events, Machine, Manner, Model, Refusal, Row, Setting, Step, Table, TakenOver,
};

pub type RowOf<M> = Row<<M as Model>::Status, <M as Model>::Verb>;
pub type TableOf<M> = Table<<M as Model>::Status, <M as Model>::Verb>;

/// What a room brings to prove its machine.
pub trait Proof {
    /// The record.
    type M: Machine;

    /// An id for the records of the proof.
    fn id() -> Id<<Self::M as Model>::Kind>;

    /// A policy under which the witnesses are accepted.
    fn policy() -> <Self::M as Model>::Policy;

    /// A calendar under which the witnesses are accepted.
    fn calendar() -> &'static dyn WorkingDays {
        &EveryDay
    }

    /// An opening that is accepted.
    fn opening() -> <Self::M as Model>::Opening;

    /// A live case that can be taken over at this status, if the table says that one can.
    fn taken_over(status: <Self::M as Model>::Status) -> Option<TakenOver<Self::M>>;

    /// An event that the row accepts, for this record in the row's first state. None fails the proof.
    fn witness(before: &Self::M, row: &RowOf<Self::M>) -> Option<<Self::M as Model>::Event>;

    /// Another value of the same event that the row accepts too, to tell two events under one key apart.
    fn other_witness(before: &Self::M, row: &RowOf<Self::M>) -> Option<<Self::M as Model>::Event>;

    /// In which role the row's witness is recorded.
    fn role(verb: <Self::M as Model>::Verb) -> Role {
        let _ = verb;
        Role::SocialWorker
    }

    /// A record that the row accepts its witness from, where the shortest way through the table does not lead to
    /// one: a guard may ask for more than the state.
    fn prepared(row: &RowOf<Self::M>) -> Option<Self::M> {
        let _ = row;
        None
    }
}

/// A calendar on which every day is a working day.
pub struct EveryDay;

impl WorkingDays for EveryDay {
    fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> {
        Some(true)
    }
}

/// The time of the entry with this number.
pub fn time(seq: u64) -> DateTime<Utc> {
    let first = Utc.with_ymd_and_hms(2028, 3, 2, 9, 0, 0).unwrap();
    first + Duration::minutes(i64::try_from(seq).unwrap())
}

/// A stamp for the entry with this number.
pub fn stamp_as(seq: u64, role: Role) -> Stamp {
    let worker: WorkerId = "6f2c1a3e-0000-4000-8000-0000000000f1".parse().unwrap();
    Stamp::new(time(seq), worker, role).unwrap()
}

/// The stamp for the next entry of a record, for this verb.
pub fn next_stamp<P: Proof>(record: &P::M, verb: <P::M as Model>::Verb) -> Stamp {
    stamp_as(record.revision() + 1, P::role(verb))
}

/// Runs something with the policy and the calendar of the proof.
pub fn with_setting<P: Proof, T>(run: impl FnOnce(&Setting<'_, <P::M as Model>::Policy>) -> T) -> T {
    let policy = P::policy();
    run(&Setting::new(&policy, P::calendar()))
}

/// The record as it is opened.
pub fn opened<P: Proof>() -> P::M {
    let stamp = stamp_as(1, P::role(P::M::TABLE.opening));
    let accepted = with_setting::<P, _>(|setting| P::M::open(P::id(), P::opening(), stamp, setting));
    accepted.unwrap_or_else(|refused| panic!("the opening is refused: {refused}")).record.into_any()
}

/// Offers what a row's witness is, which must be accepted.
pub fn take<P: Proof>(record: P::M, row: &RowOf<P::M>) -> P::M {
    let event = witness::<P>(&record, row);
    take_step::<P>(record, row, Step::Regularly(event))
}

pub fn take_step<P: Proof>(record: P::M, row: &RowOf<P::M>, step: Step<<P::M as Model>::Event>) -> P::M {
    let stamp = next_stamp::<P>(&record, row.event);
    match with_setting::<P, _>(|setting| record.offer(step, stamp, setting)) {
        Ok(Answer::Accepted(accepted)) => accepted.record,
        Ok(Answer::AlreadyAccepted { .. }) => panic!("{}: already accepted, without a key", named::<P>(row)),
        Err(refused) => panic!("the witness of {} is refused: {refused}", named::<P>(row)),
    }
}

/// The witness of a row.
pub fn witness<P: Proof>(record: &P::M, row: &RowOf<P::M>) -> <P::M as Model>::Event {
    let event = P::witness(record, row).unwrap_or_else(|| panic!("no witness for {}", named::<P>(row)));
    assert!(event.verb() == row.event, "the witness for {} is another event", named::<P>(row));
    event
}

/// A row, for messages.
pub fn named<P: Proof>(row: &RowOf<P::M>) -> String {
    format!("{}: {} + {}", P::M::TABLE.name, row.from.code(), row.event.code())
}

/// A record in this state: by the shortest way through the table from its opening.
pub fn reach<P: Proof>(status: <P::M as Model>::Status) -> Option<P::M> {
    let mut reached = vec![opened::<P>()];
    let mut next = 0;
    while let Some(record) = reached.get(next).cloned() {
        if record.status() == status {
            return Some(record);
        }
        for row in P::M::TABLE.rows_from(record.status()) {
            if reached.iter().all(|there| there.status() != row.to) {
                let before = P::prepared(row).unwrap_or_else(|| record.clone());
                reached.push(take::<P>(before, row));
            }
        }
        next += 1;
    }
    None
}

/// A record in the row's first state that accepts the row's witness.
pub fn before<P: Proof>(row: &RowOf<P::M>) -> P::M {
    let reached = P::prepared(row).or_else(|| reach::<P>(row.from));
    reached.unwrap_or_else(|| panic!("no record reaches the state before {}", named::<P>(row)))
}

/// A record in every state.
pub fn in_every_state<P: Proof>() -> Vec<P::M> {
    let states = P::M::TABLE.states.iter();
    states.map(|state| reach::<P>(state.status).expect("every state is reached")).collect()
}

/// The rows that are still offered.
pub fn offered<P: Proof>() -> impl Iterator<Item = &'static RowOf<P::M>> {
    let table: TableOf<P::M> = P::M::TABLE;
    table.rows.iter().filter(|row| row.retired_in.is_none())
}

pub fn refusal<P: Proof>(record: &P::M, step: Step<<P::M as Model>::Event>) -> Refusal {
    let stamp = next_stamp::<P>(record, step.what().verb());
    let before = serde_json::to_string(record).unwrap();
    match with_setting::<P, _>(|setting| record.clone().offer(step, stamp, setting)) {
        Ok(_) => panic!("accepted"),
        Err(refused) => {
            let (after, why) = refused.into_parts();
            assert!(after == *record, "a refusal changes nothing");
            assert_eq!(serde_json::to_string(&after).unwrap(), before, "a refusal changes nothing");
            why
        }
    }
}

/// The step in this manner.
pub fn in_manner<E>(manner: Manner, what: E) -> Step<E> {
    use mutual_care::base::PrivateText;
    use mutual_care::machine::{Irregularly, TakenElsewhere};
    let words = PrivateText::new("It happened all the same.").unwrap();
    let by = stamp_as(1, Role::TeamManager).by();
    match manner {
        Manner::Regularly => Step::Regularly(what),
        Manner::Irregularly => Step::Irregularly(Irregularly { what, reason: words, accepted_by: by }),
        Manner::TakenElsewhere => Step::TakenElsewhere(TakenElsewhere { what, by, why_recorded: words }),
    }
}

/// Writes the tests of a machine: one for each promise, so that a failure says which is broken.
macro_rules! prove {
    ($proof:ty) => {
        $crate::kit::prove!(@tests $proof:
            every_state_is_reached, only_final_states_are_dead_ends, every_event_is_used_and_no_pair_stands_twice,
            every_row_has_a_witness_and_leads_where_it_says, every_twin_is_accepted_and_nothing_bars_it,
            what_is_not_in_the_table_is_refused_with_what_is_allowed, what_is_in_another_manner_is_refused,
            asking_is_offering_without_consequence, a_retired_row_replays_and_is_not_offered,
            live_cases_are_taken_over_where_the_table_says, replay_equals_live, every_state_goes_over_the_wire,
            a_key_makes_retrying_safe, stamps_never_go_back, a_row_corrected_to_itself_changes_nothing,
            the_last_step_can_be_undone_and_the_opening_cannot, every_earlier_revision_is_known,
            damaged_journals_are_refused_at_their_entry, what_is_written_beside_the_journal_must_agree,
            old_records_load,
        );
    };
    (@tests $proof:ty: $($test:ident),+ $(,)?) => {
        $(#[test] fn $test() { $crate::kit::$test::<$proof>(); })+
    };
}
pub(crate) use prove;
