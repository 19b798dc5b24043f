//! Receipts of matching and of both assessments: what they say, what they are of, and that they are made here.

use mutual_care::base::{Audience, Basis, Fact, Fingerprint, Receipt, Room, Rule, Weight, Word};
use mutual_care::machine::Machine;
use mutual_care::placement::referral::{CompatibilityAssessed, ImpactAssessed, Status};
use mutual_care::placement::{
    Added, Assessed, Child, Facts, Homes, Matching, Measure, Mitigation, OwnAnswer, OwnKind, OwnRule, Party,
    Plan, RiskToOthers, SeenChild, Vulnerability, assess, matching_receipts,
};

use crate::missing::missing;
use crate::people::{
    CHILD, MANAGER, MOVE, NEWCOMER, RESIDENT, child, child_id, child_numbered, compatibility, day, home,
    home_with, impact, judged, looked_at, ready, record, resident, then, without_mitigations, worker,
};

fn codes(receipt: &Receipt) -> Vec<&str> {
    receipt.headline().codes.iter().map(Word::as_str).collect()
}

fn all_of(assessed: &Assessed) -> Vec<Fingerprint> {
    let everybody = assessed.children.iter().chain(&assessed.residents).map(|seen: &SeenChild| seen.facts);
    everybody.chain([assessed.home_facts]).collect()
}

#[test]
fn a_receipt_is_of_everything_that_was_read() {
    let (assessed, compatibility, impact) = judged(&child(), &home(), MOVE);
    let (same, matching) = matching_receipts(
        &Party::one(child()),
        &Homes::compile(vec![home()]).unwrap(),
        home().id,
        day(MOVE),
        &Matching::default(),
    )
    .unwrap()
    .remove(0);
    assert_eq!(assessed, same);
    for (receipt, kind) in [
        (&compatibility, "placement.compatibility"),
        (&impact, "placement.impact"),
        (&matching, "placement.matching"),
    ] {
        assert_eq!((receipt.kind().as_str(), receipt.edition()), (kind, 4));
        assert_eq!(receipt.question(), assessed.fingerprint().unwrap());
        assert!(all_of(&assessed).iter().all(|thing| receipt.is_about(thing)), "{kind}");
        assert!(!receipt.is_claim());
        assert_eq!(codes(receipt), ["suitable"]);
        let read: Receipt = serde_json::from_str(&serde_json::to_string(receipt).unwrap()).unwrap();
        assert!(read.is_claim() && read == *receipt);
    }
    // Another date, another resident: another question.
    let others = [judged(&child(), &home(), MOVE + 1), judged(&child(), &home_with(vec![]), MOVE)];
    assert!(others.iter().all(|other| other.1.question() != compatibility.question()));
    let none = matching_receipts(
        &Party::one(child()),
        &Homes::compile(vec![]).unwrap(),
        home().id,
        day(MOVE),
        &Matching::default(),
    );
    assert_eq!(none.unwrap().len(), 0);
}

/// What is between two children stands in the one assessment, everything else in the other, and matching has both.
#[test]
fn what_does_not_hold_is_named() {
    let mut harms = child();
    harms.risks_to_others = Facts::only([RiskToOthers::PhysicalHarm]);
    let mut hurt = resident(RESIDENT);
    hurt.child.vulnerable_to = Facts::only([Vulnerability::PhysicalHarm]);
    let mut wrong = without_mitigations(home_with(vec![hurt]));
    wrong.ages = Fact::default();
    wrong.skills = Facts::default();
    wrong.area = Fact::known("E99000009".parse().unwrap());
    harms.skills = Facts::only([mutual_care::placement::Skill::DeEscalation]);
    let (_, compatibility, impact) = judged(&harms, &wrong, MOVE);
    assert_eq!(codes(&compatibility), ["not_suitable", "resident-no.no-violence-between"]);
    assert_eq!(
        codes(&impact),
        [
            "not_suitable",
            "law-not-known.age-in-range",
            "safety-not-known.staff-skilled",
            "waits-for.distant_placement_approval"
        ]
    );
    let (_, matching) = crate::people::matched(&harms, &wrong, MOVE);
    let mut both = [codes(&compatibility), codes(&impact)].concat();
    both.sort_unstable();
    both.dedup();
    let mut said = codes(&matching);
    said.sort_unstable();
    assert_eq!(said, both);
}

/// Who takes on a mitigation, and by when, goes with the document, and so does its receipt.
#[test]
fn a_mitigation_is_taken_on_before_the_move() {
    let mut harms = child();
    harms.risks_to_others = Facts::only([RiskToOthers::PhysicalHarm]);
    let mut hurt = resident(RESIDENT);
    hurt.child.vulnerable_to = Facts::only([Vulnerability::PhysicalHarm]);
    let mut home = home_with(vec![hurt]);
    let mitigation = Mitigation::NeverAloneTogether;
    let can = Fact::known(mutual_care::placement::CanProvide::During(mutual_care::base::Period::ALWAYS));
    let provision = mutual_care::placement::Provision { mitigation, can };
    home.provides = mutual_care::placement::Few::new(vec![provision]).unwrap();
    let (rule, other) = ("no-violence-between", Some(child_id(RESIDENT)));
    let judgement = mutual_care::placement::MitigationJudgement {
        home: home.id,
        rule: rule.parse().unwrap(),
        child: child_id(CHILD),
        other,
        mitigation,
        together_with: mutual_care::placement::Few::none(),
        staff: None,
        enough: true,
        by: worker(MANAGER),
        on: day(1),
        facts: None,
    };
    let party = Party::one(harms).with_judgements(vec![judgement]).unwrap();
    let homes = Homes::compile(vec![home.clone()]).unwrap();
    let (document, _) = assess(&party, &homes, home.id, day(MOVE), &Matching::default()).unwrap().remove(0);
    let said = |by: Option<u64>| {
        let measure = by.map(|by| Measure {
            rule: rule.parse().unwrap(),
            other,
            mitigation,
            who: worker(MANAGER),
            by: day(by),
        });
        let added = Added { measures: measure.into_iter().collect(), ..Added::default() };
        document.clone().with(added).receipt().unwrap()
    };
    assert_eq!(codes(&said(None)), ["suitable_with", "not-taken-on"]);
    assert_eq!(codes(&said(Some(MOVE))), ["suitable_with"]);
    assert_eq!(codes(&said(Some(MOVE + 1))), ["suitable_with", "taken-on-too-late"]);
}

const fn own(code: &'static str) -> Rule {
    Rule {
        code,
        room: Room::Vendor,
        place: 0,
        weight: Weight::Bars,
        audience: Audience::Professionals,
        professional: "{answer}: no bunk beds",
        person: "{answer}: no bunk beds",
        basis: Basis::policy("beds"),
    }
}
static BUNKS: Rule = own("no-bunk-beds");
static LONG: Rule = own("a-rule-whose-code-is-as-long-as-a-code-may-be-and-not-one-longer");

/// A vendor's own rule of safety is named too, where its code is not too long for that.
#[test]
fn a_rule_of_the_homes_own_bars_as_well() {
    for (rule, expected) in [(&BUNKS, "safety-no.no-bunk-beds"), (&LONG, "safety-no")] {
        let ask = |_: &mutual_care::placement::ProposedMove<'_>| OwnAnswer::No;
        let own = OwnRule::new(rule, OwnKind::Safety, 0, ask).unwrap();
        let how = Matching::default().with_rule(own).unwrap();
        let homes = Homes::compile(vec![home()]).unwrap();
        let party = Party::one(child());
        let (_, document) = assess(&party, &homes, home().id, day(MOVE), &how).unwrap().remove(0);
        let receipt = document.receipt().unwrap();
        assert_eq!(codes(&receipt), ["not_suitable", expected]);
        let event = ImpactAssessed { receipt, ..impact(&child(), &home(), 2) };
        let record = then(record(ready()), event);
        assert_eq!(missing(&record), ["verdict-not-suitable", "own-rule-not-met"]);
    }
}

/// A sister who moves in too is judged with the child, and is no resident.
#[test]
fn brothers_and_sisters_are_judged_together() {
    let sister: Child = child_numbered(NEWCOMER);
    let party = Party::siblings(vec![child(), sister], Plan::TogetherRequired).unwrap();
    let homes = Homes::compile(vec![home()]).unwrap();
    let both = assess(&party, &homes, home().id, day(MOVE), &Matching::default()).unwrap().remove(0);
    let (assessed, receipt) = (both.0.assessed.clone(), both.0.receipt().unwrap());
    assert_eq!(assessed.children.len(), 2);
    let compatibility =
        CompatibilityAssessed { assessed: assessed.clone(), receipt, ..compatibility(&child(), &home(), 2) };
    let receipt = both.1.receipt().unwrap();
    let impact = ImpactAssessed { assessed, receipt, ..impact(&child(), &home(), 2) };
    let together = then(then(record(ready()), compatibility), impact);
    assert_eq!(missing(&together), [""; 0]);
    // She moved in first: her social worker is to be asked, and the assessments stand.
    let there = home_with(vec![resident(RESIDENT), resident(NEWCOMER)]);
    let first = then(together.clone(), looked_at(&there));
    assert_eq!(first.status(), Status::Planning);
    assert_eq!(missing(&first), ["liaison-missing"]);
    // What is known of her now, and was not when they were judged together, makes the assessments stale.
    let mut known_since = resident(NEWCOMER);
    known_since.child.risks_to_others = Facts::only([RiskToOthers::FireSetting]);
    let first = then(together, looked_at(&home_with(vec![resident(RESIDENT), known_since])));
    let mut barred = missing(&first);
    barred.sort_unstable();
    assert_eq!(barred, ["assessed-before-fact-changed", "liaison-missing"]);
}
