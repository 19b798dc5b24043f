//! Births that cannot be are refused, odd ones are found.

use mutual_care::base::{Amount, AnyId, Finding, Findings};
use mutual_care::household::{
    ExtraHelp, Household, HouseholdInput, HouseholdInputParts, Lives, Opened, Policy,
};
use mutual_care::machine::Machine;
use mutual_care::need::Consequence;
use serde_json::json;

use crate::family::{
    COMPANY, MOTHER, SON, after, arrangement_id, born, day, gives, named, need, need_id, open, opened, parts,
    period, person, stamp, with,
};

/// The family's file of the first of January, with somebody more.
fn with_somebody(birth: &str, from: &str) -> HouseholdInputParts {
    let mut parts = parts();
    parts.people.push(named(20, "Ed", Lives::Here(period(from, "")), birth));
    parts
}

#[test]
fn nobody_was_born_after_the_day_of_the_file() {
    assert!(HouseholdInput::new(with_somebody("2024-01-01", "")).is_ok());
    let wrong = HouseholdInput::new(with_somebody("2024-01-02", "")).unwrap_err().to_string();
    assert_eq!(wrong, "people[5].born: expected a date of birth no later than `as_at`");
    let mut both = with_somebody("2024-01-02", "");
    both.people[1].born = born("2062-06-20");
    let places: Vec<String> =
        HouseholdInput::new(both).unwrap_err().iter().map(|problem| problem.place().to_string()).collect();
    assert_eq!(places, ["people[1].born", "people[5].born"]);
    // So too in what is added to a file.
    let extra =
        |birth| ExtraHelp { people: vec![named(21, "Fay", Lives::Elsewhere, birth)], ..ExtraHelp::default() };
    let input = HouseholdInput::new(parts()).unwrap();
    assert!(input.with(&extra("2024-01-01")).is_ok());
    let wrong = input.with(&extra("2024-01-02")).unwrap_err().to_string();
    assert!(wrong.starts_with("people[0].born: ") && !wrong.contains("2024"), "{wrong}");
}

/// Of whom and what this is found in a file, whatever the day.
fn found(parts: &HouseholdInputParts, on: &str, code: &str) -> Vec<Vec<AnyId>> {
    let of = |findings: Findings| -> Vec<Vec<AnyId>> {
        findings.with_code(code).map(|it| it.concerns().to_vec()).collect()
    };
    let input = HouseholdInput::new(parts.clone()).unwrap();
    let policy = Policy::default();
    let in_file = of(input.to_look_at(day(on), &policy));
    assert_eq!(of(open(parts.clone()).to_look_at(day(on), &policy)), in_file);
    in_file
}

#[test]
fn of_a_part_of_a_date_of_birth_one_day_is_enough_to_be_possible() {
    for (birth, fits) in
        [("2024", true), ("2024-01", true), ("2024-02", false), ("2025", false), ("2023", true)]
    {
        let wrong = HouseholdInput::new(with_somebody(birth, "")).map_err(|problems| problems.to_string());
        let expected = "people[5].born: expected a date of birth no later than `as_at`";
        assert_eq!(wrong.err().as_deref(), (!fits).then_some(expected), "{birth}");
    }
    // Before all of its days bars; between them is found, and says so.
    let comes = |on: &str, birth: &str| mutual_care::household::PersonCame {
        on: day(on),
        person: named(21, "Flo", Lives::Here(period("", "")), birth),
    };
    assert_eq!(crate::family::barred(&opened(), comes("2024-01-31", "2024-02")), ["before-birth"]);
    let record = after(&opened(), comes("2024-02-10", "2024-02"));
    let said = |record: &Household, code: &str| -> Vec<String> {
        let look = record.to_look_at(day("2024-03-10"), &Policy::default());
        look.with_code(code).map(Finding::for_professional).collect()
    };
    let perhaps =
        "perhaps before this person was born as recorded here (only the month or the year of birth is known)";
    let found = said(&record, "since-before-birth");
    assert!(found.len() == 1 && found[0].contains(perhaps), "{found:?}");
    assert!(said(&after(&opened(), comes("2024-02-29", "2024-02")), "since-before-birth").is_empty());
    let whole = said(&open(with_somebody("1980-05-05", "1980-05-04")), "since-before-birth");
    assert!(whole.len() == 1 && !whole[0].contains("perhaps") && !whole[0].contains("only"), "{whole:?}");
    // More than 120 years: any day of it, all of them, none.
    for (birth, found, perhaps) in
        [("1902", true, false), ("1903", true, false), ("1904", true, true), ("1905", false, false)]
    {
        let on = "2024-01-02";
        let input = HouseholdInput::new(with_somebody(birth, "")).unwrap();
        let look = input.to_look_at(day(on), &Policy::default());
        let said: Vec<String> = look.with_code("born-long-ago").map(Finding::for_professional).collect();
        assert_eq!(said.len(), usize::from(found), "{birth}");
        assert_eq!(said.iter().any(|said| said.starts_with("Perhaps born more")), perhaps, "{birth}");
    }
}

#[test]
fn a_birth_more_than_120_years_ago_is_found() {
    let old = with_somebody("1904-01-01", "");
    assert!(found(&old, "2024-01-01", "born-long-ago").is_empty(), "120 years today");
    assert_eq!(found(&old, "2024-01-02", "born-long-ago"), [[person(20).any()]]);
    assert_eq!(found(&with_somebody("1850-05-05", ""), "2024-01-01", "born-long-ago").len(), 1);
    // Not of somebody who has died.
    let died = mutual_care::household::PersonDied { on: day("2024-01-02"), person: person(20) };
    let died = after(&open(with_somebody("1850-05-05", "")), died);
    let look = |on: &str| died.to_look_at(day(on), &Policy::default()).with_code("born-long-ago").count();
    assert_eq!((look("2024-01-01"), look("2024-01-02")), (1, 0));
}

#[test]
fn what_is_recorded_of_days_before_a_birth_is_found() {
    let code = "since-before-birth";
    let on = "2024-01-01";
    assert!(found(&with_somebody("1980-05-05", ""), on, code).is_empty(), "always is since birth");
    assert!(found(&with_somebody("1980-05-05", "1980-05-05"), on, code).is_empty());
    let moved = with_somebody("1980-05-05", "1980-05-04");
    assert_eq!(found(&moved, on, code), [[person(20).any()]]);
    let input = HouseholdInput::new(moved).unwrap();
    let look = input.to_look_at(day(on), &Policy::default());
    let finding: &Finding = look.with_code(code).next().unwrap();
    assert_eq!(finding.amounts(), [("from", Amount::Date(day("1980-05-04")))], "no date of birth");

    let mut needs = with_somebody("1980-05-05", "");
    let mut stated = need(120, 20, Consequence::Serious);
    stated.period = period("1980-05-04", "");
    needs.needs.push(stated);
    let mut helps = gives(220, 20, COMPANY);
    helps.period = period("1970-01-01", "");
    needs.arrangements.push(helps);
    let expected =
        [vec![person(20).any(), need_id(120).any()], vec![person(20).any(), arrangement_id(220).any()]];
    assert_eq!(found(&needs, on, code), expected);
    needs.needs[3].period = period("1980-05-05", "");
    needs.arrangements[3].period = period("1980-05-05", "");
    assert!(found(&needs, on, code).is_empty());
}

/// An earlier release let such a birth in: its journal loads, and the audit says so.
#[test]
fn an_old_journal_with_a_birth_after_its_day_loads_and_is_told_of() {
    let mut value = serde_json::to_value(opened()).unwrap();
    value["v1"]["journal"][0]["event"]["opened"]["household"]["v1"]["people"][1]["born"] =
        json!("2024-06-20");
    let old: Household = serde_json::from_value(value.clone()).unwrap();
    assert!(old.as_at(day("2024-01-01")).unwrap().members().any(|it| it == person(SON)));
    let audited = with(|setting| old.audit(setting)).unwrap();
    let before_birth = audited[0].today.with_code("before-birth").next().unwrap();
    assert_eq!(before_birth.concerns(), [person(SON).any()]);
    assert!(audited[0].today.with_code("before-birth").all(|it| it.concerns() != [person(MOTHER).any()]));
    // Opened anew, it is barred.
    let opening = &value["v1"]["journal"][0]["event"]["opened"];
    let opening: Opened = serde_json::from_value(opening.clone()).unwrap();
    let answer = with(|setting| Household::open(old.id(), opening, stamp(1), setting));
    assert_eq!(answer.unwrap_err().to_string(), "barred: before-birth");
    // And as a file it is refused.
    let file = &value["v1"]["journal"][0]["event"]["opened"]["household"];
    let wrong = serde_json::from_value::<HouseholdInput>(file.clone()).unwrap_err().to_string();
    assert!(wrong.contains("people[1].born"), "{wrong}");
}
