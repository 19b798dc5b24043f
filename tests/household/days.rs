//! Days that cannot be: what has not happened yet, whatever says so.

use mutual_care::base::{Code, Finding};
use mutual_care::household::{
    ArrangementRecorded, Household, HouseholdEvent, MovedOut, NeedEnded, NeedRecorded, PersonDied, Verb,
};
use mutual_care::machine::{Correction, Events, Irregularly, Machine, Model, Refusal, Step, With};
use mutual_care::need::Consequence;
use serde_json::{Value, json};

use crate::family::{
    COMPANY, DAUGHTER, MEALS, MOTHER, PROVIDER, SON, after, arrangement_id, barred, day, gives, need,
    need_id, opened, person, stamp, with, words,
};
use crate::proof::{Households, event};

/// Entries are stamped on this day.
const RECORDED: &str = "2028-03-02";
const THE_DAY_AFTER: &str = "2028-03-03";
const TWO_DAYS_AFTER: &str = "2028-03-04";

/// What may lie ahead: beginnings and ends of help and needs.
const AHEAD: [Verb; 6] = [
    Verb::NeedRecorded,
    Verb::NeedChanged,
    Verb::NeedEnded,
    Verb::ArrangementRecorded,
    Verb::ArrangementChanged,
    Verb::ArrangementEnded,
];

/// The event of this verb that the family accepts, dated otherwise.
fn dated(verb: Verb, on: &str) -> Step<HouseholdEvent> {
    let mut value = serde_json::to_value(Step::Regularly(event(verb, 0))).unwrap();
    let said = &mut value[verb.code()];
    said["on"] = json!(on);
    if verb == Verb::JoinedBy {
        said["brought"]["v1"]["as_at"] = json!(on);
        said["brought"]["v1"]["people"][0]["period"]["from"] = json!(on);
    }
    if verb == Verb::SignsWatched {
        said["until"] = json!("2099-01-01");
    }
    if let Some(period) = said.pointer_mut("/person/period") {
        *period = json!({ "until": "2099-01-01" });
    }
    serde_json::from_value(value).unwrap()
}

/// A family in which an event of this verb can happen.
fn before(verb: Verb) -> Household {
    let row = Household::TABLE.rows.iter().find(|row| row.event == verb).unwrap();
    <Households as crate::kit::Proof>::prepared(row).unwrap_or_else(opened)
}

fn asked(record: &Household, step: Step<HouseholdEvent>) -> Result<Vec<&'static str>, Refusal> {
    let found = with(|setting| record.ask(step, stamp(record.revision() + 1), setting))?;
    Ok(found.iter().map(Finding::code).collect())
}

fn is_barred(answer: Result<Vec<&'static str>, Refusal>) -> bool {
    match answer {
        Err(Refusal::Barred(findings)) => findings.with_code("not-happened-yet").count() == 1,
        Err(why) => panic!("{why}"),
        Ok(_) => false,
    }
}

#[test]
fn no_fact_has_a_day_that_has_not_come() {
    let steps = || Verb::ALL.iter().copied().filter(|verb| *verb != Verb::Opened);
    assert!(steps().count() > 20);
    for verb in steps() {
        let record = before(verb);
        for on in [RECORDED, THE_DAY_AFTER] {
            assert!(!is_barred(asked(&record, dated(verb, on))), "{}, {on}", verb.code());
        }
        let ahead = AHEAD.contains(&verb);
        for on in [TWO_DAYS_AFTER, "2062-02-03"] {
            assert_eq!(is_barred(asked(&record, dated(verb, on))), !ahead, "{}, {on}", verb.code());
        }
    }
}

#[test]
fn an_audit_says_what_was_recorded_before_its_day() {
    crate::kit::nothing_happened_before_its_day::<Households>(&AHEAD);
}

#[test]
fn no_household_was_written_down_on_a_day_that_has_not_come() {
    let open = |on: &str| {
        let mut parts = crate::family::parts();
        parts.as_at = day(on);
        let input = mutual_care::household::HouseholdInput::new(parts).unwrap();
        let opening = mutual_care::household::Opened::new(input.clone());
        with(|setting| Household::open(input.id(), opening, stamp(1), setting)).map(|_| ())
    };
    assert!(open(THE_DAY_AFTER).is_ok());
    assert_eq!(open(TWO_DAYS_AFTER).unwrap_err().to_string(), "barred: not-happened-yet");
}

#[test]
fn what_has_not_happened_yet_did_not_happen_irregularly_either() {
    let died = |on| PersonDied { on: day(on), person: person(MOTHER) };
    let irregularly = |on| {
        let what = Irregularly { what: died(on), reason: words("So it says."), accepted_by: stamp(1).by() };
        with(|setting| opened().offer(what, stamp(2), setting)).map(|_| ()).map_err(|it| it.to_string())
    };
    assert_eq!(irregularly("2062-02-03"), Err("barred: not-happened-yet".to_owned()));
    assert_eq!(irregularly("1940-01-01"), Ok(()), "before she was born, and it is in the papers");
}

/// What another release accepted still loads; the audit says what is wrong with it, and a correction mends it.
#[test]
fn an_old_journal_with_a_slip_of_the_year_loads_and_is_told_of() {
    let record = after(&opened(), PersonDied { on: day("2028-02-03"), person: person(MOTHER) });
    let mut value: Value = serde_json::to_value(&record).unwrap();
    value["v1"]["journal"][1]["event"]["person_died"]["on"] = json!("2062-02-03");
    let old: Household = serde_json::from_value(value).unwrap();
    assert!(old.as_at(day("2028-03-02")).unwrap().members().any(|it| it == person(MOTHER)));
    let codes = |record: &Household| -> Vec<&str> {
        let audited = with(|setting| record.audit(setting)).unwrap();
        let entry = audited.iter().find(|it| it.entry.seq() == 2).unwrap();
        entry.today.iter().map(Finding::code).collect()
    };
    assert!(codes(&old).contains(&"not-happened-yet"));
    let mended =
        Correction::new(2, PersonDied { on: day("2028-02-03"), person: person(MOTHER) }, words("2026."));
    let mended = with(|setting| old.clone().correct(mended, stamp(3), setting)).unwrap().record;
    assert!(!codes(&mended).contains(&"not-happened-yet"));
    // That it never happened, and the real day: both are accepted.
    let never = Correction { seq: 2, with: With::NeverHappened, reason: words("A slip.") };
    let never = with(|setting| old.correct(never, stamp(3), setting)).unwrap().record;
    let real = after(&never, PersonDied { on: day("2028-03-01"), person: person(MOTHER) });
    assert_eq!(real.chronicle().person(person(MOTHER)).unwrap().died(), Some(day("2028-03-01")));
}

/// What a correction says was recorded with the correction.
#[test]
fn a_correction_may_tell_of_what_happened_after_the_entry() {
    let record = after(&opened(), MovedOut { on: day(RECORDED), person: person(SON) });
    let correct = |on: &str, seq: u64| {
        let moved = MovedOut { on: day(on), person: person(SON) };
        let correction = Correction::new(2, moved, words("Later than was thought."));
        with(|setting| record.clone().correct(correction, stamp(seq), setting))
    };
    // The stamps of this kit lie minutes apart: so many entries later it is eight days later.
    let eight_days = 8 * 24 * 60;
    let corrected = correct("2028-03-09", eight_days).unwrap().record;
    let audited = with(|setting| corrected.audit(setting)).unwrap();
    let codes = audited.iter().flat_map(|it| it.today.iter().map(Finding::code));
    assert!(!codes.into_iter().any(|code| code == "not-happened-yet"));
    assert!(correct("2028-03-09", 3).is_err(), "not on the day of the entry");
    assert!(correct("2028-03-20", eight_days).is_err());
}

/// A death in 2062, recorded in 2028; somebody who moved out in 2226. Neither gets in, so the real ones do.
#[test]
fn a_slip_of_the_year_does_not_shut_out_the_real_day() {
    let record = opened();
    let died = |on| PersonDied { on: day(on), person: person(MOTHER) };
    let moved = |on| MovedOut { on: day(on), person: person(SON) };
    assert_eq!(barred(&record, died("2062-02-03")), ["not-happened-yet"]);
    assert_eq!(barred(&record, moved("2226-02-03")), ["not-happened-yet"]);
    let record = after(&record, died("2028-03-01"));
    // A need of hers for later is refused, and the refusal names the recorded day.
    let later = NeedRecorded { on: day("2028-06-01"), need: need(109, MOTHER, Consequence::Moderate) };
    let refused = crate::family::refused(&record, later);
    let Refusal::Barred(findings) = refused else { panic!("{refused}") };
    let finding = findings.with_code("after-death").next().unwrap();
    assert!(finding.amounts().contains(&("died", mutual_care::base::Amount::Date(day("2028-03-01")))));
    let said = finding.for_professional();
    assert!(said.contains("2028-03-01") || said.contains("1 March 2028"), "{said}");
}

#[test]
fn help_and_needs_may_begin_and_end_in_years() {
    let mut record = opened();
    record = after(
        &record,
        ArrangementRecorded { on: day("2040-01-01"), arrangement: gives(204, PROVIDER, MEALS) },
    );
    record = after(&record, NeedEnded { on: day("2041-01-01"), need: need_id(COMPANY), until: None });
    let there = |on: &str| record.as_at(day(on)).unwrap().arrangement(arrangement_id(204)).is_some();
    assert_eq!((there("2039-12-31"), there("2040-01-01")), (false, true));
    assert!(record.as_at(day("2040-12-31")).unwrap().need(need_id(COMPANY)).is_some());
    assert!(record.as_at(day("2041-01-01")).unwrap().need(need_id(COMPANY)).is_none());
    assert_eq!(record.chronicle().person(person(DAUGHTER)).unwrap().died(), None);
    assert_eq!(event(Verb::PersonDied, 0).verb(), Verb::PersonDied);
}

/// Help may begin in years; what somebody answered about it was answered by the day on which it is recorded.
#[test]
fn nobody_answered_on_a_day_that_has_not_come() {
    let recorded = |told: &str| {
        let mut arrangement = gives(204, PROVIDER, MEALS);
        arrangement.able_later =
            mutual_care::base::Fact::known(mutual_care::need::Ability::Yes).told_on(day(told));
        ArrangementRecorded { on: day("2040-01-01"), arrangement }
    };
    after(&opened(), recorded(THE_DAY_AFTER));
    assert_eq!(barred(&opened(), recorded(TWO_DAYS_AFTER)), ["not-happened-yet"]);
    let open = |told: &str| {
        let mut parts = crate::family::parts();
        let willing = mutual_care::base::Fact::known(true);
        parts.arrangements[0].willing_now = willing.told_on(day(told));
        let input = mutual_care::household::HouseholdInput::new(parts).unwrap();
        let opening = mutual_care::household::Opened::new(input.clone());
        with(|setting| Household::open(input.id(), opening, stamp(1), setting)).map(|_| ())
    };
    assert!(open(THE_DAY_AFTER).is_ok());
    assert_eq!(open(TWO_DAYS_AFTER).unwrap_err().to_string(), "barred: not-happened-yet");
}
