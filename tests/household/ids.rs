//! A record is kept under the id that the value inside says.

use mutual_care::base::Finding;
use mutual_care::household::{Household, Opened, Status};
use mutual_care::machine::{Correction, LoadProblem, Machine};
use serde_json::json;

use crate::family::{household_id, input, opened, parts, stamp, with, words};
use crate::kit::Proof;
use crate::proof::Households;

const OTHER: u128 = 901;

#[test]
fn nothing_is_opened_or_taken_over_under_another_id() {
    let open = |number| {
        let opening = Opened::new(input());
        with(|setting| Household::open(household_id(number), opening, stamp(1), setting)).map(|_| ())
    };
    assert!(open(900).is_ok());
    assert_eq!(open(OTHER).unwrap_err().to_string(), "barred: under-another-id");
    let take_over = |number| {
        let taken = Households::taken_over(Status::Open).unwrap();
        with(|setting| Household::take_over(household_id(number), taken, stamp(1), setting)).map(|_| ())
    };
    assert!(take_over(900).is_ok());
    assert_eq!(take_over(OTHER).unwrap_err().to_string(), "barred: under-another-id");
}

#[test]
fn nothing_is_loaded_under_another_id() {
    let entries = || opened().journal().to_vec();
    assert!(Household::load(household_id(900), entries()).is_ok());
    let wrong = Household::load(household_id(OTHER), entries()).unwrap_err();
    assert_eq!(wrong.seq(), 1);
    assert_eq!(wrong.problem(), &LoadProblem::AnotherId { inside: household_id(900).any() });
}

/// What an earlier release let be opened so is read as it was written; the audit says so, and a correction mends it.
#[test]
fn an_old_journal_under_another_id_is_read_and_told_of() {
    let mut value = serde_json::to_value(opened()).unwrap();
    value["v1"]["id"] = json!(household_id(OTHER));
    let old: Household = serde_json::from_value(value).unwrap();
    let codes = |record: &Household| -> Vec<&str> {
        let audited = with(|setting| record.audit(setting)).unwrap();
        audited[0].today.iter().map(Finding::code).collect()
    };
    assert!(codes(&old).contains(&"under-another-id"));
    assert!(!codes(&opened()).contains(&"under-another-id"));
    assert_eq!(old.at_revision(1).unwrap(), old);
    let mut right = parts();
    right.id = household_id(OTHER);
    let opening = Opened::new(mutual_care::household::HouseholdInput::new(right).unwrap());
    let correction = Correction::new(1, opening, words("The number inside was another one."));
    let mended = with(|setting| old.clone().correct(correction, stamp(2), setting)).unwrap().record;
    assert!(!codes(&mended).contains(&"under-another-id"));
    assert!(Household::load(household_id(OTHER), mended.journal().to_vec()).is_ok());
    // A correction to the wrong one is barred.
    let wrong = Correction::new(1, Opened::new(input()), words("So it was."));
    let wrong = with(|setting| mended.correct(wrong, stamp(3), setting));
    assert_eq!(wrong.unwrap_err().to_string(), "barred: under-another-id");
}
