//! Mistakes are corrected, not erased.

use mutual_care::base::{Finding, Role};
use mutual_care::machine::{
    Correction, CorrectionProblem, LoadProblem, Machine, Manner, Record, Refusal, TakenOver, With,
};

use crate::item::{
    AsKnown, Bought, Broke, Extended, Item, Lent, LentOut, Repaired, Returned, Status, WrittenOff,
};
use crate::kit::{Proof, goes_over_the_wire, stamp_as};
use crate::proof::{Items, day, lent_out};
use crate::setting::{bought, irregularly, key, setting, stamp, state_of, take, words};

/// Bought on day 0 (entry 1), lent on day 1 until 20 (2), extended on day 8 until 30 (3), back on day 28 (4).
fn story() -> Item {
    let lent = take(bought().into_any(), lent_out(1, 20)).record;
    let lent = take(lent, Extended { on: day(8), until: day(30) }).record;
    take(lent, Returned { on: day(28) }).record
}

fn with(seq: u64, with: impl Into<With<Item>>) -> Correction<Item> {
    Correction::new(seq, with, words("A slip of the pen."))
}

fn never(seq: u64) -> Correction<Item> {
    Correction::never_happened(seq, words("That was another hoist."))
}

fn correct(item: &Item, correction: Correction<Item>) -> mutual_care::machine::Corrected<Item> {
    let act = stamp(item.revision() + 1);
    item.clone().correct(correction, act, &setting()).unwrap_or_else(|refused| panic!("{refused}"))
}

fn refused(item: &Item, correction: Correction<Item>) -> Refusal {
    let act = stamp(item.revision() + 1);
    let refused = item.clone().correct(correction, act, &setting()).expect_err("refused");
    assert_eq!(refused.record(), item, "a refusal changes nothing");
    refused.into_parts().1
}

fn problem(item: &Item, correction: Correction<Item>) -> CorrectionProblem {
    match refused(item, correction) {
        Refusal::Correction(problem) => problem,
        why => panic!("{why}"),
    }
}

#[test]
fn another_value_of_the_same_event() {
    let lent = take(bought().into_any(), lent_out(1, 20)).record;
    let corrected = correct(&lent, with(2, lent_out(2, 25)));
    assert_eq!((corrected.seq, corrected.later.len()), (3, 0));
    let Item::Lent(record) = &corrected.record else { panic!("lent") };
    assert_eq!(record.case().loan().map(|loan| (loan.on, loan.until)), Some((day(2), day(25))));
    // What was said first is still there.
    assert_eq!(record.journal()[..2], *lent.journal());
    assert_eq!(corrected.record.at_revision(2), Ok(lent));
    goes_over_the_wire::<Items>(&corrected.record);
}

#[test]
fn the_entry_keeps_its_stamp() {
    // Written off by a team manager; an administrator corrects the day. It is still the manager's decision, and the
    // guard that asks for a manager is asked about the manager.
    let gone = take(take(bought().into_any(), Broke { on: day(1) }).record, WrittenOff { on: day(9) }).record;
    let administrator = stamp_as(4, Role::Administrator);
    let corrected = gone.correct(with(3, WrittenOff { on: day(8) }), administrator, &setting()).unwrap();
    let Item::Scrapped(record) = &corrected.record else { panic!("scrapped") };
    assert_eq!(record.case().recorded_as(), Some(Role::TeamManager));
    assert_eq!(record.journal()[3].stamp().role(), Role::Administrator);
}

#[test]
fn its_rules_are_asked_on_the_state_as_it_was_then() {
    let opening = Bought { on: day(0), examined_until: day(5) };
    let bought = Item::open(Items::id(), opening, stamp(1), &setting()).unwrap().record.into_any();
    let lent = take(bought, lent_out(1, 20)).record;
    assert_eq!(refused(&lent, with(2, lent_out(1, 90))).to_string(), "barred: loan-too-long");
    let broken = take(lent, Broke { on: day(7) }).record;
    let mended = take(broken, Repaired { on: day(8), examined_until: day(300) }).record;
    // It had been examined until day 5 then; what the record knows now does not count.
    assert_eq!(refused(&mended, with(2, lent_out(6, 20))).to_string(), "barred: examination-due");
    // Whether everything fits comes before the rules.
    let lent = take(mended, lent_out(9, 12)).record;
    let lent = take(lent, Extended { on: day(10), until: day(13) }).record;
    let why = refused(&lent, with(5, lent_out(11, 90)));
    assert!(matches!(why, Refusal::Correction(CorrectionProblem::LaterEntries(_))), "{why}");
}

#[test]
fn the_irregular_twin_and_back() {
    let item = story();
    // Day 27 is a Sunday.
    let why = refused(&item, with(4, Returned { on: day(27) }));
    assert_eq!(why.to_string(), "barred: store-closed");
    let corrected = correct(&item, with(4, irregularly(Returned { on: day(27) })));
    assert_eq!(corrected.findings.iter().map(Finding::code).collect::<Vec<_>>(), ["store-closed"]);
    assert!(!corrected.findings.bars());
    let manner = |item: &Item| {
        let audit = item.audit(&setting()).unwrap();
        audit.iter().find(|audited| audited.entry.seq() == 4).unwrap().manner
    };
    assert_eq!(manner(&corrected.record), Some(Manner::Irregularly));
    let back = correct(&corrected.record, with(4, Returned { on: day(28) })).record;
    assert_eq!(manner(&back), Some(Manner::Regularly));
    assert_eq!(state_of(&back), state_of(&item));
    // A manner that the table does not list for the row is refused.
    let why = refused(&item, with(2, irregularly(lent_out(1, 20))));
    assert!(
        matches!(why, Refusal::NotInThisManner { manner: "irregularly", event: "lent_out", .. }),
        "{why}"
    );
    let why = refused(&item, with(1, irregularly(Bought { on: day(0), examined_until: day(180) })));
    assert!(matches!(why, Refusal::NotInThisManner { manner: "irregularly", event: "bought", .. }), "{why}");
}

#[test]
fn what_never_happened() {
    let item = story();
    // Without the extension the rest still stands, and the rules have something to say about it.
    let corrected = correct(&item, never(3));
    assert_eq!(corrected.record.status(), Status::InStore);
    let later: Vec<_> = corrected.later.iter().map(|later| (later.seq, later.findings.len())).collect();
    assert_eq!(later, [(4, 1)]);
    assert_eq!(corrected.later[0].findings.with_code("came-back-late").count(), 1);
    goes_over_the_wire::<Items>(&corrected.record);
    // Without the loan nothing after it stands.
    let CorrectionProblem::LaterEntries(fallen) = problem(&item, never(2)) else { panic!("later entries") };
    let named: Vec<_> = fallen.iter().map(|fallen| (fallen.seq, fallen.event)).collect();
    assert_eq!(named, [(3, "extended"), (4, "returned")]);
    assert!(fallen.iter().all(|fallen| matches!(fallen.why, LoadProblem::Step(Refusal::NotNow { .. }))));
    let said = refused(&item, never(2)).to_string();
    assert!(
        said.starts_with("cannot be corrected: later entries would no longer stand: entry 3: `extended`"),
        "{said}"
    );
    // That it never came back leads to another status, which the door of every status can say.
    let corrected = correct(&item, never(4));
    assert_eq!(corrected.record.status(), Status::Lent);
}

#[test]
fn the_last_correction_counts() {
    let item = story();
    let once = correct(&item, never(3)).record;
    let twice = correct(&once, with(3, Extended { on: day(9), until: day(33) }));
    assert_eq!(twice.later, vec![], "it came back in time again");
    let thrice = correct(&twice.record, with(3, Extended { on: day(8), until: day(30) }));
    assert_eq!(state_of(&thrice.record), state_of(&item));
    assert_eq!(thrice.record.revision(), 7);
    let audit = thrice.record.audit(&setting()).unwrap();
    let entry = audit.iter().find(|audited| audited.entry.seq() == 3).unwrap();
    assert_eq!(entry.corrected_by, Some(7));
    // At each revision it is what was known then.
    assert_eq!(thrice.record.at_revision(5), Ok(once));
    assert_eq!(thrice.record.at_revision(4), Ok(item));
}

#[test]
fn the_opening_is_corrected_and_not_removed() {
    let item = story();
    let corrected = correct(&item, with(1, Bought { on: day(0), examined_until: day(0) }));
    let Item::InStore(record) = &corrected.record else { panic!("in the store") };
    assert_eq!((record.case().examined_until(), record.case().loans()), (Some(day(0)), 1));
    // It was lent though it had to be examined: that stands, and is said.
    assert_eq!(corrected.later.len(), 1);
    assert_eq!(corrected.later[0].seq, 2);
    assert_eq!(corrected.later[0].findings.with_code("examination-due").count(), 1);
    assert_eq!(problem(&item, never(1)), CorrectionProblem::OpeningRemoved);
    let misfit = refused(&item, with(1, Bought { on: day(3), examined_until: day(2) }));
    assert!(matches!(misfit, Refusal::DoesNotFit(_)), "{misfit}");
    let taken = TakenOver {
        status: Status::InStore,
        on: day(0),
        from_system: words("a card index"),
        as_known: AsKnown::default(),
    };
    let other = problem(&item, with(1, taken));
    assert_eq!(other, CorrectionProblem::AnotherEvent { seq: 1, was: "bought", with: "taken_over" });
}

#[test]
fn later_entries_that_would_not_fit_are_named() {
    let item = story();
    // Lent on day 10 at the earliest: then it cannot have been extended on day 8.
    let CorrectionProblem::LaterEntries(fallen) = problem(&item, with(2, lent_out(10, 20))) else { panic!() };
    assert_eq!(fallen.len(), 1);
    assert_eq!((fallen[0].seq, fallen[0].event), (3, "extended"));
    assert_eq!(
        refused(&item, with(2, lent_out(10, 20))).to_string(),
        format!(
            "cannot be corrected: later entries would no longer stand: entry 3: does not fit: expected `on` within \
             the loan ({})",
            crate::proof::person().any()
        )
    );
}

#[test]
fn what_is_no_correction() {
    let item = correct(&story(), with(2, lent_out(1, 21))).record;
    assert_eq!(problem(&item, never(0)), CorrectionProblem::NoSuchEntry { seq: 0 });
    assert_eq!(problem(&item, never(6)), CorrectionProblem::NoSuchEntry { seq: 6 });
    assert_eq!(problem(&item, never(u64::MAX)), CorrectionProblem::NoSuchEntry { seq: u64::MAX });
    assert_eq!(problem(&item, never(5)), CorrectionProblem::IsCorrection { seq: 5, corrects: 2 });
    let other = problem(&item, with(4, Broke { on: day(28) }));
    assert_eq!(other, CorrectionProblem::AnotherEvent { seq: 4, was: "returned", with: "broke" });
    assert_eq!(
        other.to_string(),
        "entry 4 is `returned`, not `broke`; expected another value of the same event, or that it never happened"
    );
    let why = refused(&item, Correction::never_happened(3, words("")));
    assert_eq!(why.to_string(), "does not fit: expected a reason in words");
    let early = item.clone().correct(never(3), stamp(1), &setting()).unwrap_err();
    assert!(matches!(early.why(), Refusal::StampEarlier { .. }));
}

#[test]
fn a_correction_can_be_retried() {
    let item = story();
    let act = stamp(5).with_key(key(3));
    let once = item.clone().correct(never(3), act, &setting()).unwrap().record;
    let again = once.clone().correct(never(3), act, &setting()).unwrap_err();
    assert_eq!(*again.why(), Refusal::AlreadyAccepted { seq: 5 });
    assert_eq!(again.into_record(), once);
    let other = once.clone().correct(never(4), act, &setting()).unwrap_err();
    assert_eq!(*other.why(), Refusal::KeyTaken { seq: 5 });
    let event = once.offer(lent_out(30, 31), act, &setting()).unwrap_err();
    assert_eq!(*event.why(), Refusal::KeyTaken { seq: 5 });
}

#[test]
fn where_the_state_is_known_it_stays_what_it_is() {
    let record = bought().accept(lent_out(1, 20), stamp(2), &setting()).unwrap().record;
    let record = record.accept(Extended { on: day(8), until: day(25) }, stamp(3), &setting()).unwrap().record;
    let corrected: Record<Lent> = record.clone().correct(never(3), stamp(4), &setting()).unwrap().record;
    assert_eq!(corrected.case().loan().map(|loan| loan.until), Some(day(20)));
    let back = corrected.accept(Returned { on: day(14) }, stamp(5), &setting()).unwrap().record;
    let refused = back.clone().correct(never(5), stamp(6), &setting()).unwrap_err();
    let expected = CorrectionProblem::StatusChanges { from: "in_store", to: "lent" };
    assert_eq!(*refused.why(), Refusal::Correction(expected));
    assert_eq!(refused.into_record(), back);
}

#[test]
fn a_case_taken_over_at_the_wrong_status() {
    let taken = |status| TakenOver {
        status,
        on: day(0),
        from_system: words("a card index"),
        as_known: AsKnown { examined_until: Some(day(90)), loan: Some(lent_out(0, 20)) },
    };
    let item = Item::take_over(Items::id(), taken(Status::Lent), stamp(1), &setting()).unwrap().record;
    let corrected = correct(&item, with(1, taken(Status::InStore)));
    assert_eq!(corrected.record.status(), Status::InStore);
    goes_over_the_wire::<Items>(&corrected.record);
    let why = refused(&item, with(1, taken(Status::Scrapped)));
    assert!(matches!(why, Refusal::NotTakenOverAt { status: "scrapped", .. }), "{why}");
    let other = problem(&item, with(1, Bought { on: day(0), examined_until: day(1) }));
    assert_eq!(other, CorrectionProblem::AnotherEvent { seq: 1, was: "taken_over", with: "bought" });
    // Later entries must stand where it is said to have stood.
    let extended = take(item, Extended { on: day(4), until: day(21) }).record;
    assert!(matches!(
        problem(&extended, with(1, taken(Status::InStore))),
        CorrectionProblem::LaterEntries(_)
    ));
}

#[test]
fn an_audit_shows_first_what_was_not_regular() {
    let lent = take(bought().into_any(), lent_out(1, 20)).record;
    let back = take(lent, irregularly(Returned { on: day(5) })).record;
    let broken = take(back, Broke { on: day(6) }).record;
    let mended = take(broken, Repaired { on: day(7), examined_until: day(200) }).record;
    let strict = crate::item::Policy { loan_days_most: Some(7) };
    let strict = mutual_care::machine::Setting::new(&strict, &crate::setting::Weekdays);
    let audit = mended.audit(&strict).unwrap();
    let order: Vec<_> = audit.iter().map(|audited| (audited.entry.seq(), audited.manner)).collect();
    let regular = Some(Manner::Regularly);
    assert_eq!(
        order,
        [(3, Some(Manner::Irregularly)), (1, regular), (2, regular), (4, regular), (5, regular)]
    );
    // What the policy of today says of what was accepted under another.
    assert_eq!(audit[2].today.with_code("loan-too-long").count(), 1);
    assert_eq!(audit[2].entry.findings(), []);
    assert_eq!(audit[0].today.with_code("store-closed").count(), 1);
}

#[test]
fn what_was_found_then_is_not_news() {
    // It came back late, which was found then; that somebody corrects where it stood changes nothing about that.
    let lent = take(bought().into_any(), lent_out(1, 18)).record;
    let late = take(lent, Returned { on: day(21) }).record;
    assert_eq!(late.journal()[2].findings().len(), 1);
    let elsewhere = LentOut { place: words("the front bedroom"), ..lent_out(1, 18) };
    assert_eq!(correct(&late, with(2, elsewhere)).later, vec![]);
    // That it was lent to somebody else is about somebody else.
    let to = "6f2c1a3e-0000-4000-8000-000000000007".parse().unwrap();
    let corrected = correct(&late, with(2, LentOut { to, ..lent_out(1, 18) }));
    assert_eq!(corrected.later.iter().map(|later| later.seq).collect::<Vec<_>>(), [3]);
}
