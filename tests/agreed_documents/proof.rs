//! The promises of every machine, for the record of a key plan; and a life of one, told through its doors.

use mutual_care::agreement::Agreement;
use mutual_care::base::{Finding, Id, PrivateText, Role, Stamp, Term, kinds};
use mutual_care::machine::{Machine, Refusal, Setting, Step, TakenOver};

use crate::key::{CARETAKER, NEIGHBOUR};
use crate::key::{
    KeyPlan, MANAGER, PLAN, SON, TRIED, agreed_to, both, day, id, keeper, person, plan, plan_with, proof,
    words_of, worker,
};
use crate::kit::{EveryDay, Proof, RowOf, prove, stamp_as};
use crate::record::{
    AgreedTo, ApprovedBy, AsKnown, Changed, DrawnUp, Keys, KeysEvent, LookedAt, Over, PersonWithdrew, Policy,
    SharedWith, Status, TookEffect, TriedAgain, Verb, WordsPutRight,
};

pub struct AllKeys;

impl Proof for AllKeys {
    type M = Keys;

    fn id() -> Id<kinds::Source> {
        id(PLAN)
    }

    fn policy() -> Policy {
        policy()
    }

    fn opening() -> DrawnUp {
        DrawnUp { on: day(0), plan: Box::new(plan()), people: both() }
    }

    fn taken_over(status: Status) -> Option<TakenOver<Keys>> {
        let agreed = (status != Status::Drafted).then(|| everybody_agrees(2, &plan()));
        let kept = (status == Status::Kept).then(|| TookEffect { on: day(4), with_lease: None });
        let as_known = AsKnown { plan: Box::new(plan()), people: both(), agreed, kept };
        let from_system = words_of("the old key book");
        let there = matches!(status, Status::Drafted | Status::Agreed | Status::Approved | Status::Kept);
        there.then_some(TakenOver { status, on: day(5), from_system, as_known })
    }

    fn witness(before: &Keys, row: &RowOf<Keys>) -> Option<KeysEvent> {
        event(before, row.event, 0)
    }

    fn other_witness(before: &Keys, row: &RowOf<Keys>) -> Option<KeysEvent> {
        event(before, row.event, 1)
    }
}

fn policy() -> Policy {
    Policy {
        share_within: Some(Term::Days(7)),
        review_within: Some(Term::Months(6)),
        limits_pence: [(Role::TeamManager, 5_000)].into(),
    }
}

fn everybody_agrees(on: u64, of: &KeyPlan) -> AgreedTo {
    let assent = agreed_to();
    let proofs = crate::key::proofs(of);
    AgreedTo { on: day(on), says: assent.says, of_keys: Vec::new(), tried: Vec::new(), proofs }
}

/// An event for each verb; with `later`, another one.
fn event(before: &Keys, verb: Verb, later: u64) -> Option<KeysEvent> {
    let on = day(6 + later);
    let now = before.case().agreement().document();
    Some(match verb {
        Verb::DrawnUp => return None,
        Verb::SharedWith => {
            let keepers = now.keys.iter().map(|key| key.keeper).collect();
            SharedWith { on, people: both(), keepers }.into()
        }
        Verb::AgreedTo => everybody_agrees(6 + later, now).into(),
        Verb::TriedAgain => TriedAgain { on, proof: proof(TRIED, now, 2) }.into(),
        Verb::ApprovedBy => approved(6 + later, 5_000).into(),
        Verb::TookEffect => TookEffect { on, with_lease: None }.into(),
        Verb::LookedAt => LookedAt { on, next_by: Some(day(50)) }.into(),
        Verb::WordsPutRight => {
            let words = words_of("behind the door");
            WordsPutRight { on, plan: Box::new(KeyPlan { where_the_first_hangs: words, ..now.clone() }) }
                .into()
        }
        Verb::Changed => Changed { on, plan: Box::new(one_key()), people: both() }.into(),
        Verb::PersonWithdrew => PersonWithdrew { on, person: person(SON) }.into(),
        Verb::Over => Over { on, replaced: false, goes_on_in: None }.into(),
    })
}

fn approved(on: u64, yearly_pence: u64) -> ApprovedBy {
    ApprovedBy { on: day(on), by: worker(MANAGER), role: Role::TeamManager, yearly_pence }
}

fn one_key() -> KeyPlan {
    plan_with(|plan| plan.keys.truncate(1))
}

prove!(AllKeys);

fn stamp(seq: u64) -> Stamp {
    stamp_as(seq, Role::SocialWorker)
}

/// A record after these events, all of them accepted.
fn after(events: Vec<KeysEvent>) -> Keys {
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let opened = Keys::open(id(PLAN), AllKeys::opening(), stamp(1), &setting);
    let mut record = opened.unwrap().record.into_any();
    for event in events {
        let seq = record.revision() + 1;
        let offered = record.offer(Step::Regularly(event), stamp(seq), &setting);
        record = offered.unwrap_or_else(|refused| panic!("{refused}")).into_record();
    }
    record
}

fn kept() -> Vec<KeysEvent> {
    let keepers = vec![keeper(NEIGHBOUR), keeper(CARETAKER)];
    vec![
        SharedWith { on: day(1), people: both(), keepers }.into(),
        everybody_agrees(2, &plan()).into(),
        approved(3, 100).into(),
        TookEffect { on: day(4), with_lease: None }.into(),
    ]
}

/// What bars an event now.
fn bars(record: &Keys, event: impl Into<KeysEvent>) -> Vec<&'static str> {
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let seq = record.revision() + 1;
    match record
        .clone()
        .offer(Step::Regularly(event.into()), stamp(seq), &setting)
        .map_err(|refused| refused.into_parts().1)
    {
        Err(Refusal::Barred(findings)) => crate::key::bars(&findings),
        Err(why) => panic!("{why}"),
        Ok(_) => Vec::new(),
    }
}

#[test]
fn what_is_in_force_goes_on_until_the_next_version_is() {
    let mut events = kept();
    assert_eq!(after(events.clone()).case().counts().map(Agreement::number), Some(1));
    events.push(Changed { on: day(10), plan: Box::new(one_key()), people: both() }.into());
    let changed = after(events.clone());
    assert_eq!((changed.status(), changed.case().agreement().number()), (Status::Drafted, 2));
    assert_eq!(
        changed.case().counts().map(Agreement::document),
        Some(&plan()),
        "the keys are where they were"
    );
    let keepers = vec![keeper(NEIGHBOUR)];
    events.push(SharedWith { on: day(11), people: both(), keepers }.into());
    let shared = after(events.clone());
    assert_eq!(
        bars(&shared, everybody_agrees(12, &plan())),
        ["of-another-version"],
        "a proof of the version before is none of this one"
    );
    events.push(everybody_agrees(12, &one_key()).into());
    events.push(approved(13, 100).into());
    events.push(TookEffect { on: day(14), with_lease: None }.into());
    let taken = after(events.clone());
    assert_eq!(taken.case().counts().map(Agreement::document), Some(&one_key()));
    events.push(Over { on: day(20), replaced: false, goes_on_in: None }.into());
    assert_eq!(after(events).case().agreement().over().map(|over| over.on), Some(day(20)));
}

#[test]
fn whoever_recorded_the_version_does_not_approve_it() {
    let mut events = kept();
    events.truncate(2);
    let agreed = after(events);
    assert_eq!(bars(&agreed, approved(3, 5_000)), [""; 0]);
    assert_eq!(bars(&agreed, approved(3, 5_001)), ["above-limit"]);
    assert_eq!(bars(&agreed, ApprovedBy { by: stamp(1).by(), ..approved(3, 100) }), ["is-author"]);
    assert_eq!(bars(&agreed, ApprovedBy { role: Role::SocialWorker, ..approved(3, 100) }), ["limit-not-set"]);
}

#[test]
fn what_is_taken_over_is_told_what_nobody_knows_of_it() {
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let taken = |status, agreed: bool| {
        let mut taken = AllKeys::taken_over(status).unwrap();
        taken.as_known.agreed = taken.as_known.agreed.filter(|_| agreed);
        let findings = Keys::take_over(id(PLAN), taken, stamp(1), &setting).unwrap().findings;
        findings.iter().map(Finding::code).collect::<Vec<_>>()
    };
    assert_eq!(taken(Status::Drafted, false), ["not-checked-here"]);
    let unknown = taken(Status::Kept, false);
    for code in ["not-known", "has-not-got-it", "not-proven", "not-approved"] {
        assert!(unknown.contains(&code), "{code}: {unknown:?}");
    }
    assert!(!taken(Status::Kept, true).contains(&"not-known"));
}

#[test]
fn it_goes_over_the_wire_without_a_word_in_its_findings() {
    let mut events = kept();
    let words = PrivateText::new("under the third flowerpot").unwrap();
    let right = KeyPlan { where_the_first_hangs: words, ..plan() };
    events.push(WordsPutRight { on: day(9), plan: Box::new(right) }.into());
    let record = after(events);
    assert_eq!(record.status(), Status::Kept, "nobody has to agree to that");
    assert!(!format!("{record:?}").contains("flowerpot"));
    let read: Keys = serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap();
    assert!(read == record);
}
