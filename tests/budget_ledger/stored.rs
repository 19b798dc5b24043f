//! A ledger as it is kept: its form, and every rule checked again when it is read.

use std::collections::BTreeSet;

use mutual_care::base::{EmergencyPlanId, PrivateText, RecordRef, Said, Say, json};
use mutual_care::budget::Holding;
use mutual_care::budget::ledger::{
    AskedAbout, ContingencyUse, Ledger, LedgerParts, Movement, PaidTo, PostedFor, Posting, PotShare,
    WhyOwedBack,
};
use serde_json::{Value, json as value};
use uuid::Uuid;

use crate::made_up::*;

fn ledger() -> Ledger {
    let mut ledger = empty();
    let secret = PrivateText::new("receipt of Maria Smith").unwrap();
    let posting = Posting::new(entry(0), paid_for(HERS, 10_000, period(april(1), april(8))), april(1), MARIA);
    ledger.post(posting.referring_to(secret)).unwrap();
    post(&mut ledger, april(2), fell_due(HERS, 700, period(april(1), april(8))));
    post(&mut ledger, april(2), contributed(HERS, 700, PaidTo::Held(DIRECT)));
    post_valued(&mut ledger, april(9), april(3), spent(HERS, HOME_CARE, 4_000));
    reverse(&mut ledger, april(10), entry(3));
    let shares = vec![PotShare { person: TOM, weight: 3 }, PotShare { person: MARIA, weight: 1 }];
    post(&mut ledger, april(10), Movement::ContingencySetAside { shares, pence: pence(1_000) });
    ledger
}

#[test]
fn an_entry_is_written_in_plain_words_and_whole_pence() {
    let written = serde_json::to_value(ledger()).unwrap();
    let entries = &written["v1"]["entries"];
    assert_eq!(
        entries[0],
        value!({
            "id": entry(0),
            "posted_on": "2026-04-01",
            "value_on": "2026-04-01",
            "by": format!("person:{MARIA}"),
            "reference": "receipt of Maria Smith",
            "what": {"payment_made": {
                "budget": HERS,
                "holding": "direct_payment",
                "pence": 10_000,
                "for": {"instalment": {"from": "2026-04-01", "until": "2026-04-08"}},
            }},
            "legs": [
                {"account": "authority", "pence": -10_000},
                {"account": {"held": {"budget": HERS, "holding": "direct_payment"}}, "pence": 10_000},
            ],
        })
    );
    assert_eq!(entries[2]["what"]["contribution_paid"]["into"], value!({"held": "direct_payment"}));
    assert_eq!(
        entries[3]["legs"][1],
        value!({"account": {"spending": {"budget": HERS, "line": HOME_CARE, "need": SUPPER}}, "pence": 4_000})
    );
    assert_eq!(entries[4]["value_on"], "2026-04-03");
    assert_eq!(entries[4]["what"], value!({"reversed": {"entry": entry(3)}}));
    // By order of id, however the shares are listed.
    assert_eq!(entries[5]["legs"][1], value!({"account": {"contingency": {"person": MARIA}}, "pence": 250}));
}

#[test]
fn what_is_written_is_read_as_it_was() {
    let ledger = ledger();
    let text = serde_json::to_string(&ledger).unwrap();
    let read: Ledger = serde_json::from_str(&text).unwrap();
    assert_eq!(read, ledger);
    assert_eq!(serde_json::to_string(&read).unwrap(), text);
    assert_eq!(json::read::<Ledger>(text.as_bytes()).unwrap(), ledger);
    assert_eq!(Ledger::from_parts(ledger.to_parts()).unwrap(), ledger);
    // Later days can still be posted to it, and the days of its instalments not again.
    let again = Posting::new(entry(50), paid_for(HERS, 1, period(april(7), april(9))), april(11), MARIA);
    assert!(read.can_post(again).is_err());
}

/// A change of the entries in a file.
type Change<'a> = &'a dyn Fn(&mut Value);

/// What a changed file is refused with.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut written = serde_json::to_value(ledger()).unwrap();
    change(&mut written["v1"]);
    let text = serde_json::to_vec(&written).unwrap();
    let problems = json::read::<Ledger>(&text).unwrap_err();
    assert!(serde_json::from_slice::<Ledger>(&text).is_err());
    assert!(!problems.to_string().contains("Maria"));
    let of = problems.iter().next().unwrap();
    assert!(of.line_column().is_some());
    format!("{} {}", of.place(), of.code())
}

/// Everything that can happen, once.
fn of_everything() -> Ledger {
    let mut ledger = ledger();
    let on = april(11);
    let plan = EmergencyPlanId::new(Uuid::from_u128(0x0701));
    let of = ContingencyUse {
        activation: RecordRef { id: plan.any(), revision: 12 },
        budgets: vec![HERS, HIS],
        line: DAY_CENTRE,
        need: Some(SUPPER),
        pence: pence(1_000),
        says: vec![Said { person: TOM, say: Say::Agrees }],
    };
    let asked = Some(AskedAbout { person: MARIA, on: april(10) });
    let days = period(april(1), april(8));
    for movement in [
        Movement::ChargeLowered { budget: HERS, pence: pence(100), period: days },
        Movement::ContributionRefunded { budget: HERS, pence: pence(100), from: PaidTo::Authority },
        Movement::PaymentMade {
            budget: HERS,
            holding: Holding::ServiceFund,
            pence: pence(5),
            posted_for: Some(PostedFor::Difference(days)),
        },
        Movement::Spent { budget: HERS, holding: DIRECT, line: HOME_CARE, need: None, pence: pence(300) },
        Movement::SpendingRefunded {
            budget: HERS,
            holding: DIRECT,
            line: HOME_CARE,
            need: None,
            pence: pence(50),
        },
        Movement::ContingencyTakenBack { person: TOM, pence: pence(40) },
        Movement::OwedBack {
            budget: HERS,
            holding: DIRECT,
            pence: pence(700),
            because: WhyOwedBack::Surplus,
            asked,
        },
        Movement::Returned { budget: HERS, pence: pence(700) },
        paid(HIS, 20),
        Movement::Spent { budget: HIS, holding: DIRECT, line: DAY_CENTRE, need: None, pence: pence(20) },
    ] {
        post(&mut ledger, on, movement);
    }
    let aside = Movement::ContingencySetAside {
        shares: vec![PotShare { person: MARIA, weight: 1 }, PotShare { person: TOM, weight: 1 }],
        pence: pence(200),
    };
    post(&mut ledger, on, aside);
    post(&mut ledger, on, Movement::ContingencySpent(of));
    post(&mut ledger, on, Movement::BudgetClosed { budget: HIS });
    ledger
}

/// What this release writes is read by every later one, and means the same: the file is never written anew.
#[test]
fn what_was_written_once_is_read_for_ever() {
    let ledger = of_everything();
    let names: BTreeSet<&str> = ledger.entries().iter().map(|entry| entry.movement.name()).collect();
    assert_eq!(names.len(), 14);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/ledger/v1-everything.json");
    if std::env::var_os("WRITE_GOLDEN").is_some() {
        std::fs::create_dir_all(std::path::Path::new(file).parent().unwrap()).unwrap();
        std::fs::write(file, serde_json::to_string_pretty(&ledger).unwrap() + "\n").unwrap();
    }
    let kept = std::fs::read(file).unwrap();
    assert_eq!(json::read::<Ledger>(&kept).unwrap(), ledger);
    assert_eq!(serde_json::from_slice::<Value>(&kept).unwrap(), serde_json::to_value(&ledger).unwrap());
}

#[test]
fn every_rule_is_checked_again() {
    let entries = |file: &mut Value, change: &dyn Fn(&mut Value)| change(&mut file["entries"]);
    let cases: [(&str, Change<'_>); 9] = [
        ("entries[0].legs other-legs", &|list| list[0]["legs"][0]["pence"] = value!(-9_999)),
        ("entries[0].legs other-legs", &|list| list[0]["legs"].as_array_mut().unwrap().swap(0, 1)),
        ("entries[0].legs other-legs", &|list| list[0]["what"]["payment_made"]["pence"] = value!(1)),
        ("entries[2].posted_on posted-before", &|list| list[2]["posted_on"] = value!("2026-04-01")),
        ("entries[4].what.reversed.entry value-of-reversal", &|list| {
            list[4]["value_on"] = value!("2026-04-04");
        }),
        ("entries[1].id id-twice", &|list| list[1]["id"] = list[0]["id"].clone()),
        // The entry that is reversed is taken out.
        ("entries[3].what.reversed.entry no-such-entry", &|list| _ = list.as_array_mut().unwrap().remove(3)),
        ("entries[3].what.spent.pence pence", &|list| list[3]["what"]["spent"]["pence"] = value!(-4_000)),
        ("entries[0].legs[0].pence not-read", &|list| list[0]["legs"][0]["pence"] = value!(1.5)),
    ];
    for (told, change) in cases {
        assert_eq!(changed(|file| entries(file, change)), told);
    }
    assert_eq!(
        changed(|file| file["budgets"] = value!([])),
        "entries[0].what.payment_made.budget unknown-budget"
    );
    let twice = |file: &mut Value| {
        let first = file["budgets"][0].clone();
        file["budgets"].as_array_mut().unwrap().push(first);
    };
    assert_eq!(changed(twice), "budgets[3].id budget-twice");
    assert_eq!(changed(|file| file["more"] = value!(1)), "? not-read");
    let mut written = serde_json::to_value(ledger()).unwrap();
    written["v2"] = written["v1"].take();
    written.as_object_mut().unwrap().remove("v1");
    let told = serde_json::from_value::<Ledger>(written).unwrap_err().to_string();
    assert_eq!(told, "written by a newer version (`v2`); this release reads up to `v1`");
}

#[test]
fn a_redacted_ledger_has_every_amount_and_no_words() {
    let mut ledger = ledger();
    let no = Say::Disagrees { wants: Some(PrivateText::new("Maria wants a wheelchair").unwrap()) };
    let plan = EmergencyPlanId::new(Uuid::from_u128(0x0701));
    let of = ContingencyUse {
        activation: RecordRef { id: plan.any(), revision: 1 },
        budgets: vec![HERS],
        line: HOME_CARE,
        need: None,
        pence: pence(100),
        says: vec![Said { person: TOM, say: no }],
    };
    post(&mut ledger, april(11), Movement::ContingencySpent(of));
    let redacted = ledger.redact();
    let written = serde_json::to_string(&redacted).unwrap();
    assert!(serde_json::to_string(&ledger).unwrap().contains("Maria wants"));
    assert!(!written.contains("Maria"), "{written}");
    // That there was a receipt, and that somebody wants something else, stays to be seen.
    assert_eq!(written.matches("[removed]").count(), 2);
    assert!(redacted.entries()[1].reference.is_empty());
    assert_eq!(json::read::<Ledger>(written.as_bytes()).unwrap(), redacted);
    for on in [april(1), april(9), april(11), day(2030, 1, 1)] {
        assert_eq!(redacted.balances(on), ledger.balances(on));
        assert_eq!(redacted.balances_as_posted(on), ledger.balances_as_posted(on));
    }
    assert_eq!(redacted.redact(), redacted);
}

#[test]
fn what_somebody_wrote_is_in_no_debug_text_and_no_problem() {
    let ledger = ledger();
    assert!(!format!("{ledger:?} {:?}", ledger.to_parts()).contains("Maria"));
    let parts: LedgerParts = ledger.to_parts();
    assert_eq!(parts.entries[0].reference.reveal(), "receipt of Maria Smith");
}
