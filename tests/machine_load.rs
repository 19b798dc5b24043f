//! Loading is linear and copies nothing, for a small machine and for a household: counted, not timed. In a program of
//! its own, since the allocator that counts is the whole program's.

#![allow(
    missing_docs,
    unreachable_pub,
    reason = "a machine's parts are public; these are for the test alone"
)]

use std::cell::Cell;

use chrono::{NaiveDate, TimeZone, Utc};
use mutual_care::base::{Role, SourceId, Stamp, WorkerId, WorkingDays, kinds, limits};
use mutual_care::household::{Household, Policy};
use mutual_care::machine::{
    Accept, Answer, Case, Correction, Entry, Machine, Misfit, Opens, Setting, machine,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

thread_local! {
    static FITS: Cell<u64> = const { Cell::new(0) };
    static NEXT: Cell<u64> = const { Cell::new(0) };
    static CLONES: Cell<u64> = const { Cell::new(0) };
}

fn add(counter: &'static std::thread::LocalKey<Cell<u64>>, more: u64) {
    counter.with(|count| count.set(count.get() + more));
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Hung {
    pub on: NaiveDate,
}
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Switched {
    pub on: NaiveDate,
    /// Something on the heap, so that a copy would be seen.
    pub by: Vec<u8>,
}
impl Clone for Hung {
    fn clone(&self) -> Self {
        add(&CLONES, 1);
        Self { on: self.on }
    }
}
impl Clone for Switched {
    fn clone(&self) -> Self {
        add(&CLONES, 1);
        Self { on: self.on, by: self.by.clone() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LampCase {
    times: u64,
}

machine! {
    /// A lamp.
    pub Lamp(LampEvent) of kinds::Source, keeps LampCase, asked with ();
    /// Hung up.
    begins Off with Hung = "hung", "hung";

    states {
        /// Dark.
        Off = "off", "off";
        /// Light.
        On = "on", "on";
    }

    events {
        /// On or off.
        Switched = "switched", "switched";
    }

    from Off: Switched => On;
    from On:  Switched => Off;
}

impl Case for LampCase {
    type Machine = Lamp;
}
impl Opens<Hung> for LampCase {
    fn open(_: &Hung, _: &Stamp) -> Result<Self, Misfit> {
        Ok(Self { times: 0 })
    }
}
impl Accept<Switched> for LampCase {
    fn fits(&self, _: &Switched) -> Result<(), Misfit> {
        add(&FITS, 1);
        Ok(())
    }
    fn apply(&mut self, _: &Switched, _: &Stamp) {
        add(&NEXT, 1);
        self.times += 1;
    }
}

struct Always;

impl WorkingDays for Always {
    fn is_working_day(&self, _: NaiveDate) -> Option<bool> {
        Some(true)
    }
}

/// What it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Taken {
    allocations: u64,
    bytes: u64,
    clones: u64,
    fits: u64,
    next: u64,
}

fn counted<T>(run: impl FnOnce() -> T) -> (T, Taken) {
    for counter in [&CLONES, &FITS, &NEXT] {
        counter.with(|count| count.set(0));
    }
    let mut came = None;
    let allocated = allocation_counter::measure(|| came = Some(run()));
    let [clones, fits, next] = [&CLONES, &FITS, &NEXT].map(|counter| counter.with(Cell::get));
    let (allocations, bytes) = (allocated.count_total, allocated.bytes_total);
    (came.unwrap(), Taken { allocations, bytes, clones, fits, next })
}

fn id() -> SourceId {
    "6f2c1a3e-0000-4000-8000-000000000001".parse().unwrap()
}

fn stamp() -> Stamp {
    let worker: WorkerId = "6f2c1a3e-0000-4000-8000-000000000002".parse().unwrap();
    Stamp::new(Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap(), worker, Role::System).unwrap()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

fn switched() -> Switched {
    Switched { on: day(), by: vec![1, 2, 3] }
}

/// A lamp that was switched until its journal has this many entries.
fn lamp(entries: u64) -> Lamp {
    let setting = Setting::new(&(), &Always);
    let mut lamp = Lamp::open(id(), Hung { on: day() }, stamp(), &setting).unwrap().record.into_any();
    while lamp.revision() < entries {
        lamp = lamp.offer(switched(), stamp(), &setting).unwrap().into_record();
    }
    lamp
}

/// The entries themselves, moved out of where they were.
fn moved(lamp: &Lamp) -> Vec<Entry<Lamp>> {
    lamp.journal().to_vec()
}

#[test]
fn a_hundred_thousand_entries_load_without_a_copy() {
    let most = limits::JOURNAL_ENTRIES as u64;
    let load = |entries: Vec<Entry<Lamp>>| counted(|| Lamp::load(id(), entries).unwrap());
    let whole = lamp(most);
    let (loaded, all) = load(moved(&whole));
    assert_eq!(loaded, whole);
    assert_eq!((all.clones, all.fits, all.next), (0, most - 1, most - 1), "each entry is looked at once");
    let (_, half) = load(moved(&lamp(most / 2)));
    assert_eq!((half.fits, half.next), (most / 2 - 1, most / 2 - 1));
    // What is allocated does not depend on how long the journal is: the state's box, and nothing else of size.
    assert_eq!(all.allocations, half.allocations);
    assert!(all.allocations <= 4 && all.bytes < 1024, "{all:?}");
}

#[test]
fn entries_from_a_store_are_taken_as_they_come() {
    let whole = lamp(1_000);
    let mut rows = moved(&whole).into_iter();
    let (loaded, taken) = counted(|| Lamp::load(id(), std::iter::from_fn(|| rows.next())).unwrap());
    assert_eq!(loaded, whole);
    // The list grows by doubling.
    assert!(taken.clones == 0 && taken.allocations <= 16, "{taken:?}");
}

#[test]
fn what_is_offered_to_a_long_journal_costs_what_it_costs_a_short_one() {
    let setting = Setting::new(&(), &Always);
    let offered = |entries| {
        let lamp = lamp(entries);
        let event = switched();
        let (answer, taken) = counted(|| lamp.offer(event, stamp(), &setting).unwrap());
        assert!(matches!(answer, Answer::Accepted(_)));
        taken
    };
    // Neither has room for one more, so both grow; apart from that they do the same.
    let (short, long) = (offered(4), offered(4 * 1024));
    assert_eq!((short.clones, short.fits, short.next), (0, 1, 1));
    assert_eq!((short.clones, short.fits, short.next), (long.clones, long.fits, long.next));
    assert!(short.allocations <= 4 && long.allocations <= 4, "{short:?} {long:?}");
}

#[test]
fn the_typed_door_copies_nothing_either() {
    let setting = Setting::new(&(), &Always);
    let Lamp::On(on) = lamp(4_096) else { panic!("on") };
    let event = switched();
    let (accepted, taken) = counted(|| on.accept(event, stamp(), &setting).unwrap());
    assert_eq!((taken.clones, taken.fits, taken.next), (0, 1, 1));
    assert!(taken.allocations <= 4, "{taken:?}");
    assert_eq!(accepted.record.case().times, 4_096);
}

#[test]
fn a_correction_reads_the_journal_once() {
    let setting = Setting::new(&(), &Always);
    let lamp = lamp(2_000);
    let reason = mutual_care::base::PrivateText::new("A slip.").unwrap();
    let correction = Correction::new(2, switched(), reason);
    let (corrected, taken) = counted(|| lamp.correct(correction, stamp(), &setting).unwrap());
    assert_eq!((taken.clones, taken.fits, taken.next), (0, 1_999, 1_999));
    assert!(taken.allocations <= 16, "{taken:?}");
    assert_eq!(corrected.record.revision(), 2_001);
}

/// What happens on a day, as it is written.
type Turn<'a> = &'a dyn Fn(NaiveDate) -> String;

/// The journal of a household with this many entries, in which these happen in turn, on the days of three years.
fn household(entries: u64, turns: &[Turn<'_>]) -> Vec<Entry<Household>> {
    let id = |number: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{number:02}");
    let opening = json!({ "opened": { "on": "2020-01-01", "household": { "v1": {
        "id": id(9), "as_at": "2020-01-01",
        "people": [{ "id": id(1), "lives": "here" }, { "id": id(2), "lives": "here" }],
        "needs": [{ "id": id(3), "person": id(1), "outcome": "nutrition", "consequence": "critical" }],
        "arrangements": [{ "id": id(4), "by": id(2), "for": id(3), "when": "always" }] } } } });
    let mut turns = turns.iter().cycle();
    let mut entry = |seq: u64| {
        let event = match seq {
            1 => opening.to_string(),
            _ => turns.next().unwrap()(day() + chrono::Days::new(seq % 1_000)),
        };
        let by = format!("worker:{}", id(8));
        format!(r#"{{"seq":{seq},"at":"2026-03-02T09:00:00Z","by":"{by}","role":"system","event":{event}}}"#)
    };
    let entries: Vec<String> = (1..=entries).map(&mut entry).collect();
    serde_json::from_str(&format!("[{}]", entries.join(","))).unwrap()
}

fn loaded(entries: Vec<Entry<Household>>) -> (Household, Taken) {
    counted(|| Household::load("6f2c1a3e-0000-4000-8000-000000000009".parse().unwrap(), entries).unwrap())
}

#[test]
fn a_hundred_thousand_entries_of_a_household_load_without_a_copy() {
    let moved = |verb: &'static str| {
        let person = "6f2c1a3e-0000-4000-8000-000000000002";
        move |on: NaiveDate| format!(r#"{{"{verb}":{{"on":"{on}","person":"{person}"}}}}"#)
    };
    let most = limits::JOURNAL_ENTRIES;
    let journal = household(most as u64, &[&moved("moved_out"), &moved("moved_in")]);
    let (record, taken) = loaded(journal);
    assert_eq!(record.revision(), most as u64);
    // It knows one thing for each of a thousand days, however often that was said.
    assert!(taken.allocations < 2_000, "{taken:?}");
    assert!(taken.bytes < most as u64 * size_of::<Entry<Household>>() as u64 / 10, "{taken:?}");
}

#[test]
fn twice_as_many_entries_of_a_household_take_twice_as_much() {
    let need = "6f2c1a3e-0000-4000-8000-000000000003";
    let changed = |on: NaiveDate| {
        json!({ "need_changed": { "on": on, "need": { "id": need, "outcome": "nutrition",
            "person": "6f2c1a3e-0000-4000-8000-000000000001", "consequence": "critical",
            "about": "Meals", "windows": [{ "when": "Mon 17:00-19:00" }] } } })
        .to_string()
    };
    let answered = |on: NaiveDate| {
        json!({ "answered": { "on": on, "person": "6f2c1a3e-0000-4000-8000-000000000002",
            "source": "the_person", "replies": [{ "willing_now": {
                "arrangement": "6f2c1a3e-0000-4000-8000-000000000004", "told": { "known": true } } }] } })
        .to_string()
    };
    let taken = |entries| loaded(household(entries, &[&changed, &answered])).1;
    // By the first of these, no day is new any more.
    let (one, two, three) = (taken(4_000), taken(8_000), taken(12_000));
    assert_eq!(two.allocations - one.allocations, three.allocations - two.allocations);
    assert_eq!(two.bytes - one.bytes, three.bytes - two.bytes);
    assert!(two.allocations - one.allocations < 4_000 * 8, "{one:?} {two:?}");
}

/// What an audit allocates in all. Where a guard copied what is known, this grew with the square of the entries.
fn audited(entries: u64, turns: &[Turn<'_>]) -> Taken {
    let (record, _) = loaded(household(entries, turns));
    let policy = Policy::default();
    let setting = Setting::new(&policy, &Always);
    let (audited, taken) = counted(|| record.audit(&setting).unwrap().len());
    assert_eq!(audited as u64, entries);
    taken
}

#[test]
fn an_audit_of_twice_as_many_entries_takes_twice_as_much() {
    let arrangement = "6f2c1a3e-0000-4000-8000-000000000004";
    let answered = |on: NaiveDate| {
        json!({ "answered": { "on": on, "person": "6f2c1a3e-0000-4000-8000-000000000002",
            "source": "the_person", "replies": [{ "willing_now": {
                "arrangement": arrangement, "told": { "known": true } } }] } })
        .to_string()
    };
    let changed = |on: NaiveDate| {
        json!({ "need_changed": { "on": on, "need": { "id": "6f2c1a3e-0000-4000-8000-000000000003",
            "outcome": "nutrition", "person": "6f2c1a3e-0000-4000-8000-000000000001", "consequence": "critical",
            "windows": [{ "when": "Mon 17:00-19:00" }] } } })
        .to_string()
    };
    // Each on a new day as long as there are new days, so that what is known grows with the journal.
    let turns: [Turn<'_>; 2] = [&answered, &changed];
    let taken = [250, 500, 1_000].map(|entries| audited(entries, &turns));
    for pair in taken.windows(2) {
        let (less, more) = (pair[0], pair[1]);
        assert!(more.allocations * 10 < less.allocations * 23, "{less:?} {more:?}");
        assert!(more.bytes * 10 < less.bytes * 23, "{less:?} {more:?}");
    }
    assert_eq!(taken[0].clones, 0);
}
