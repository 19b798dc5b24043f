//! What is learnt late, what is corrected, and what is tried again.

use mutual_care::base::Told;
use mutual_care::household::{
    ArrangementChanged, ArrangementEnded, ArrangementRecorded, Household, MovedIn, MovedOut, NeedChanged,
    NeedEnded, NeedRecorded, Opened, PersonDied, Status,
};
use mutual_care::machine::{Answer, Correction, CorrectionProblem, Key, Machine, Refusal};
use mutual_care::need::Consequence;

use crate::family::{
    COMPANY, DAUGHTER, MEALS, MOTHER, SON, SON_COOKS, after, arrangement_id, day, gives, need, need_id,
    opened, parts, period, person, stamp, with, words,
};

fn members(record: &Household, on: &str) -> Vec<u128> {
    let of = |id: mutual_care::base::PersonId| id.uuid().as_u128() & 0xff;
    record.as_at(day(on)).unwrap().members().map(of).collect()
}

#[test]
fn the_order_in_which_things_become_known_plays_no_part() {
    let came = MovedIn { on: day("2010-05-01"), person: person(DAUGHTER) };
    let left = MovedOut { on: day("2015-05-01"), person: person(DAUGHTER) };
    let came_again = MovedIn { on: day("2019-05-01"), person: person(DAUGHTER) };
    // She is here, it turns out since 2010, and it turns out that she was away for four years.
    let late = after(&after(&after(&opened(), came_again.clone()), came.clone()), left.clone());
    let in_order = after(&after(&after(&opened(), came), left), came_again);
    for on in
        ["2010-04-30", "2010-05-01", "2015-04-30", "2015-05-01", "2019-04-30", "2019-05-01", "2026-01-01"]
    {
        assert_eq!(members(&late, on), members(&in_order, on), "{on}");
    }
    assert_eq!(members(&late, "2012-01-01"), [1, 2, 3]);
    assert_eq!(members(&late, "2017-01-01"), [1, 2]);
    // As known then: at the second revision she has been here since 2019 only.
    assert_eq!(members(&late.at_revision(2).unwrap(), "2012-01-01"), [1, 2]);
    assert_eq!(late.history(day("2009-01-01"), day("2020-01-01")).unwrap().steps().len(), 4);
}

#[test]
fn what_changes_on_one_day_is_what_was_recorded_last() {
    let changed = |hands| {
        let mut arrangement = gives(SON_COOKS, SON, MEALS);
        arrangement.hands = hands;
        ArrangementChanged { on: day("2024-03-10"), arrangement }
    };
    let record = after(&after(&opened(), changed(2)), changed(3));
    let hands =
        |on: &str| record.as_at(day(on)).unwrap().arrangement(arrangement_id(SON_COOKS)).unwrap().hands;
    assert_eq!((hands("2024-03-09"), hands("2024-03-10")), (1, 3));
}

#[test]
fn a_period_planned_beforehand_ends_when_it_is_over_unless_it_goes_on() {
    let mut arrangement = gives(210, DAUGHTER, COMPANY);
    arrangement.period = period("", "2024-06-01");
    let record =
        after(&opened(), ArrangementRecorded { on: day("2024-03-10"), arrangement: arrangement.clone() });
    let there = |record: &Household, on: &str| {
        let week = record.as_at(day(on)).unwrap();
        week.arrangement(arrangement_id(210)).map(|it| it.period)
    };
    assert_eq!(there(&record, "2024-03-09"), None);
    assert_eq!(there(&record, "2024-03-10"), Some(period("2024-03-10", "2024-06-01")));
    assert_eq!(there(&record, "2024-06-01"), None);
    // It goes on from the day on which it would have ended, so it is one stretch.
    arrangement.period = period("2024-06-01", "");
    let record =
        after(&record, ArrangementChanged { on: day("2024-06-01"), arrangement: arrangement.clone() });
    assert_eq!(there(&record, "2024-06-01"), Some(period("2024-03-10", "")));
    // It ends, and is there again: two stretches.
    let record = after(
        &record,
        ArrangementEnded { on: day("2024-07-01"), arrangement: arrangement_id(210), until: None },
    );
    arrangement.period = period("", "");
    let record = after(&record, ArrangementChanged { on: day("2024-08-01"), arrangement });
    assert_eq!(there(&record, "2024-06-15"), Some(period("2024-03-10", "2024-07-01")));
    assert_eq!(there(&record, "2024-07-15"), None);
    assert_eq!(there(&record, "2024-08-01"), Some(period("2024-08-01", "")));
}

#[test]
fn a_mistake_is_corrected_and_both_are_kept() {
    let record = after(&opened(), PersonDied { on: day("2024-03-10"), person: person(MOTHER) });
    let reason = || words("Misread on the telephone.");
    let with_day = PersonDied { on: day("2024-03-16"), person: person(MOTHER) };
    let corrected =
        with(|setting| record.clone().correct(Correction::new(2, with_day, reason()), stamp(3), setting));
    let corrected = corrected.unwrap().record;
    assert_eq!(members(&corrected, "2024-03-15"), [1, 2]);
    assert_eq!(members(&corrected, "2024-03-16"), [2]);
    assert_eq!(members(&corrected.at_revision(2).unwrap(), "2024-03-15"), [2]);
    // The guard of the corrected entry is asked again.
    let before_birth = PersonDied { on: day("1930-01-01"), person: person(MOTHER) };
    let refused = with(|setting| {
        corrected.clone().correct(Correction::new(2, before_birth, reason()), stamp(4), setting)
    });
    assert_eq!(refused.unwrap_err().to_string(), "barred: before-birth");
    // She did not die at all: what stood on nothing else falls with it.
    let alive = with(|setting| corrected.correct(Correction::never_happened(2, reason()), stamp(4), setting));
    assert_eq!(members(&alive.unwrap().record, "2026-01-01"), [1, 2]);
}

#[test]
fn a_correction_that_later_entries_stand_on_is_refused_naming_them() {
    let record =
        after(&opened(), NeedRecorded { on: day("2024-03-10"), need: need(110, SON, Consequence::Serious) });
    let record =
        after(&record, ArrangementRecorded { on: day("2024-03-12"), arrangement: gives(210, MOTHER, 110) });
    let record = after(&record, NeedEnded { on: day("2024-04-01"), need: need_id(110), until: None });
    let undo = Correction::never_happened(2, words("It was another family."));
    let refused = with(|setting| record.clone().correct(undo, stamp(5), setting)).unwrap_err();
    let Refusal::Correction(CorrectionProblem::LaterEntries(fallen)) = refused.why() else {
        panic!("{refused}")
    };
    assert_eq!(
        fallen.iter().map(|it| (it.seq, it.event)).collect::<Vec<_>>(),
        [(3, "arrangement_recorded"), (4, "need_ended")]
    );
    // A need that begins later than it ends is never there, and the correction says which entry speaks against it.
    let later = NeedRecorded { on: day("2024-04-02"), need: need(110, SON, Consequence::Serious) };
    let corrected = with(|setting| {
        record.clone().correct(Correction::new(2, later, words("Another day.")), stamp(5), setting)
    });
    let corrected = corrected.unwrap();
    let against = corrected.later.iter().find(|it| it.seq == 4).unwrap();
    assert_eq!(against.findings.with_code("not-begun-yet").count(), 1);
    for on in ["2024-04-01", "2024-04-02", "2025-01-01"] {
        assert!(corrected.record.as_at(day(on)).unwrap().need(need_id(110)).is_none());
    }
}

#[test]
fn a_correction_says_what_now_speaks_against_later_entries() {
    // He moved out, and came back; he never moved out.
    let record = after(&opened(), MovedOut { on: day("2024-03-10"), person: person(SON) });
    let record = after(&record, MovedIn { on: day("2024-04-10"), person: person(SON) });
    let undo = Correction::never_happened(2, words("He was on holiday."));
    let corrected = with(|setting| record.correct(undo, stamp(4), setting)).unwrap();
    assert_eq!(corrected.later.len(), 1);
    assert_eq!(corrected.later[0].seq, 3);
    assert_eq!(corrected.later[0].findings.with_code("already-so").count(), 1);
}

#[test]
fn the_opening_is_corrected_with_a_whole_household() {
    let record = after(&opened(), MovedOut { on: day("2024-03-10"), person: person(SON) });
    let mut parts = parts();
    parts.people[2].lives = mutual_care::household::Lives::Here(period("2020-01-01", ""));
    let other = Opened::new(mutual_care::household::HouseholdInput::new(parts).unwrap());
    let corrected = with(|setting| {
        record.correct(Correction::new(1, other, words("She lived here too.")), stamp(3), setting)
    });
    let record = corrected.unwrap().record;
    assert_eq!(members(&record, "2024-03-09"), [1, 2, 3]);
    assert_eq!(members(&record, "2024-03-10"), [1, 3]);
    assert_eq!(record.status(), Status::Open);
}

#[test]
fn retrying_happens_once() {
    let key: Key = "6f2c1a3e-0000-4000-8000-0000000000aa".parse().unwrap();
    let moved = MovedOut { on: day("2024-03-10"), person: person(SON) };
    let record =
        with(|setting| opened().offer(moved.clone(), stamp(2).with_key(key), setting)).unwrap().into_record();
    let again = with(|setting| record.clone().offer(moved.clone(), stamp(3).with_key(key), setting)).unwrap();
    assert!(again == Answer::AlreadyAccepted { record: record.clone(), seq: 2 });
    let other = MovedOut { on: day("2024-03-11"), ..moved };
    let refused = with(|setting| record.clone().offer(other, stamp(3).with_key(key), setting)).unwrap_err();
    assert_eq!(*refused.why(), Refusal::KeyTaken { seq: 2 });
}

#[test]
fn a_need_changes_from_its_own_day_and_keeps_what_is_not_said() {
    let mut changed = need(MEALS, MOTHER, Consequence::Serious);
    changed.need = changed.need.with_windows(Vec::new()).unwrap();
    let record = after(&opened(), NeedChanged { on: day("2024-03-10"), need: changed });
    let as_at = |on: &str| record.as_at(day(on)).unwrap().need(need_id(MEALS)).unwrap().clone();
    assert_eq!(as_at("2024-03-09").consequence(), Consequence::Critical);
    assert_eq!(as_at("2024-03-10").consequence(), Consequence::Serious);
    assert_eq!(as_at("2024-03-10").windows(), as_at("2024-03-09").windows());
    assert!(matches!(
        record.chronicle().need(need_id(MEALS)).unwrap().when(day("2024-03-10")),
        Told::Known(_)
    ));
}

#[test]
fn an_event_of_a_far_day_does_not_fit() {
    let far = MovedOut { on: "+12000-01-01".parse().unwrap(), person: person(SON) };
    assert!(crate::family::misfit(&opened(), far).contains("1800 to 2299"));
}
