//! Who is counted on, and whether they are known to be adults: in a record as in a file, and in no fingerprint.

use mutual_care::base::{Fact, Finding};
use mutual_care::household::{Household, HouseholdInput, HouseholdInputParts, Lives, Policy};
use mutual_care::need::{Ability, Age, Snapshot, counted_on};

use crate::family::{
    DAUGHTER, MEALS, NEIGHBOUR, PROVIDER, PROVIDER_COOKS, SON, SON_COOKS, arrangement_id, born, day, gives,
    named, open, parts, period, person, source,
};

const HAL: u128 = 20;

/// The family, and a boy of theirs who cooks once; 18 on 10 March 2024. Without a birth, nobody said.
fn with_hal(birth: &str) -> HouseholdInputParts {
    let mut parts = parts();
    let mut hal = named(HAL, "Hal", Lives::Here(period("", "")), "2006-03-10");
    hal.born = if birth.is_empty() { None } else { born(birth) };
    parts.people.push(hal);
    parts.arrangements.push(gives(210, HAL, MEALS));
    parts
}

/// Of whom this is found on a day, in the record and in the file alike.
fn of(parts: &HouseholdInputParts, on: &str, code: &str) -> Vec<Vec<mutual_care::base::AnyId>> {
    let input = HouseholdInput::new(parts.clone()).unwrap();
    let record: Household = open(parts.clone());
    let policy = Policy::default();
    let found = |findings: mutual_care::base::Findings| -> Vec<Finding> {
        findings.with_code(code).cloned().collect()
    };
    let (in_record, in_file) =
        (found(record.to_look_at(day(on), &policy)), found(input.to_look_at(day(on), &policy)));
    assert_eq!(in_record, in_file, "{code} on {on}");
    in_file.iter().map(|finding| finding.concerns().to_vec()).collect()
}

#[test]
fn under_18_and_counted_on_is_found_in_a_file_as_in_a_record() {
    let hal = with_hal("2006-03-10");
    let found = of(&hal, "2024-03-09", "under-18-counted-on");
    assert_eq!(found, [[person(HAL).any(), arrangement_id(210).any()]]);
    assert!(of(&hal, "2024-03-10", "under-18-counted-on").is_empty(), "18 today");
    assert!(of(&with_hal(""), "2024-03-09", "under-18-counted-on").is_empty(), "not known is not a no");
    let mut gives_nothing = hal;
    gives_nothing.arrangements.pop();
    assert!(of(&gives_nothing, "2024-03-09", "under-18-counted-on").is_empty());
}

#[test]
fn whoever_supports_a_giver_is_counted_on_too() {
    let mut supported = with_hal("2006-03-10");
    supported.arrangements.pop();
    supported.arrangements[0].able_now = Fact::known(Ability::WithSupport { by: Some(source(HAL)) });
    let found = of(&supported, "2024-03-09", "under-18-counted-on");
    assert_eq!(found, [[person(HAL).any(), arrangement_id(SON_COOKS).any()]]);
    // Who is not willing and does it all the same is counted on; of what is not done, nobody is.
    supported.arrangements[0].willing_now = Fact::known(false);
    assert_eq!(of(&supported, "2024-03-09", "under-18-counted-on").len(), 1);
    supported.arrangements[0].done_now = Fact::known(false);
    assert!(of(&supported, "2024-03-09", "under-18-counted-on").is_empty());
}

#[test]
fn no_date_of_birth_is_a_question() {
    let found = of(&with_hal(""), "2024-03-09", "age-not-known");
    assert_eq!(found, [[person(HAL).any(), arrangement_id(210).any()]]);
    for known in ["2006-03-10", "1980-01-01"] {
        assert!(of(&with_hal(known), "2024-03-09", "age-not-known").is_empty(), "{known}");
    }
    // A provider has no age to be asked for, and whoever gives nothing is not counted on.
    let mut parts = with_hal("1980-01-01");
    parts.arrangements.push(gives(PROVIDER_COOKS, PROVIDER, MEALS));
    parts.people[2].born = None;
    assert_eq!(parts.people[2].id, person(DAUGHTER));
    assert!(of(&parts, "2024-03-09", "age-not-known").is_empty());
}

#[test]
fn the_week_knows_who_is_an_adult_on_its_day() {
    let input = HouseholdInput::new(with_hal("2006-03-10")).unwrap();
    let age = |on: &str, who: u128| input.snapshot(day(on)).unwrap().age_of(source(who));
    assert_eq!(age("2024-03-09", HAL), Some(Age::Under18));
    assert_eq!(age("2024-03-10", HAL), Some(Age::Adult));
    assert_eq!(age("2006-03-10", HAL), Some(Age::Under18));
    assert_eq!(age("2006-03-09", HAL), None, "not born yet");
    assert_eq!(age("2024-03-09", NEIGHBOUR), Some(Age::Adult));
    // Coming of age is a change of the week.
    let history = input.history(day("2024-03-01"), day("2024-03-31")).unwrap();
    assert_eq!(history.steps().len(), 2);
    assert_eq!(history.as_at(day("2024-03-10")).unwrap().on(), day("2024-03-10"));
    // Born on a 29th of February: on the 1st of March, where there is no 29th.
    let mut parts = with_hal("");
    parts.people[5].born = born("2008-02-29");
    let input = HouseholdInput::new(parts).unwrap();
    let history = input.history(day("2026-02-01"), day("2026-03-31")).unwrap();
    let dates: Vec<_> = history.steps().iter().map(Snapshot::on).collect();
    assert_eq!(dates, [day("2026-02-01"), day("2026-03-01")]);
}

#[test]
fn no_age_stands_in_a_fingerprint_or_in_the_way_of_an_old_file() {
    let week = |birth: &str| {
        let mut parts = with_hal(birth);
        // Whoever else is known is not.
        parts.people.iter_mut().for_each(|it| it.born = it.born.filter(|_| !birth.is_empty()));
        HouseholdInput::new(parts).unwrap().snapshot(day("2024-03-09")).unwrap()
    };
    let (child, adult, unknown) = (week("2006-03-10"), week("1980-01-01"), week(""));
    assert!(child != adult && child != unknown);
    assert_eq!(child.fingerprint(), unknown.fingerprint());
    assert_eq!(adult.fingerprint(), unknown.fingerprint());

    let written = serde_json::to_string(&unknown).unwrap();
    assert!(!written.contains("age\""), "not known is not written: {written}");
    let (written, old) = (serde_json::to_string(&child).unwrap(), written);
    assert!(written.contains(r#""age":"under_18""#) && !written.contains("2006"), "{written}");
    assert_eq!(serde_json::from_str::<Snapshot>(&written).unwrap(), child);
    assert_eq!(serde_json::from_str::<Snapshot>(&old).unwrap(), unknown);
    for wrong in ["null", "17", "\"Hal\"", "[\"under_18\"]"] {
        let text = written.replacen("\"under_18\"", wrong, 1);
        let said = serde_json::from_str::<Snapshot>(&text).unwrap_err().to_string();
        assert!(!said.contains("Hal") && !said.contains("17"), "{said}");
    }
    // A provider has none.
    let text = old.replacen("\"kind\":\"member\"", "\"kind\":\"device\",\"age\":\"adult\"", 1);
    let said = serde_json::from_str::<Snapshot>(&text).unwrap_err().to_string();
    assert!(said.contains("expected `age` only of a person"), "{said}");
}

#[test]
fn who_is_counted_on_is_each_giver_and_supporter_once() {
    let mut parts = with_hal("2006-03-10");
    parts.arrangements[0].able_now = Fact::known(Ability::WithSupport { by: Some(source(HAL)) });
    parts.arrangements.push(gives(PROVIDER_COOKS, PROVIDER, MEALS));
    let week = HouseholdInput::new(parts).unwrap().snapshot(day("2024-03-09")).unwrap();
    let counted = counted_on(&week);
    let hal = counted.iter().find(|it| it.person == person(HAL)).unwrap();
    assert_eq!(hal.arrangements, [arrangement_id(SON_COOKS), arrangement_id(210)]);
    assert_eq!(hal.age, Some(Age::Under18));
    assert!(counted.iter().any(|it| it.person == person(SON)));
    assert!(counted.iter().all(|it| it.person.uuid() != source(PROVIDER).uuid()));
    assert!(counted.is_sorted_by_key(|it| it.person));
}

/// Somebody of ten who is nowhere counted on in the week: whoever counts on her as a responder finds her age in it.
#[test]
fn a_child_who_only_answers_a_call_is_a_child_in_the_week() {
    let mut parts = parts();
    parts.people.push(named(HAL, "Eve", Lives::Here(period("", "")), "2015-06-01"));
    let week = HouseholdInput::new(parts.clone()).unwrap().snapshot(day("2026-03-02")).unwrap();
    assert_eq!(week.age_of(person(HAL)), Some(Age::Under18));
    assert!(of(&parts, "2026-03-02", "under-18-counted-on").is_empty());
}

/// Nor is somebody from outside who gives nothing in the week: their age stands beside it, in no fingerprint either.
#[test]
fn the_age_of_somebody_who_gives_nothing_yet_is_known_too() {
    let mut family = parts();
    family.people.push(named(HAL, "Hal", Lives::Elsewhere, "2006-03-10"));
    let input = HouseholdInput::new(family.clone()).unwrap();
    let week = |on: &str| input.snapshot(day(on)).unwrap();
    assert!(week("2024-03-09").source(source(HAL)).is_none());
    assert_eq!(week("2024-03-09").age_of(person(HAL)), Some(Age::Under18));
    assert_eq!(week("2024-03-10").age_of(person(HAL)), Some(Age::Adult));
    assert_eq!(open(family).as_at(day("2024-03-09")).unwrap().age_of(person(HAL)), Some(Age::Under18));
    assert_eq!(week("2024-03-09").age_of(source(99)), None);
    let history = input.history(day("2024-03-01"), day("2024-03-31")).unwrap();
    assert_eq!(history.as_at(day("2024-03-15")).unwrap().age_of(person(HAL)), Some(Age::Adult));
    // It goes over the wire, and with more help in the week.
    let written = serde_json::to_string(&week("2024-03-09")).unwrap();
    let read: Snapshot = serde_json::from_str(&written).unwrap();
    assert_eq!(read.age_of(person(HAL)), Some(Age::Under18));
    assert_eq!(read.with([], []).unwrap().age_of(person(HAL)), Some(Age::Under18));
    let without = Snapshot::new(read.clone().into_parts()).unwrap();
    assert_eq!(without.age_of(person(HAL)), None);
    assert_eq!(read.fingerprint(), without.fingerprint());
    assert_eq!(read, without, "the same week");
    let once_more = format!("\"ages\":[{{\"person\":\"{}\",\"age\":\"adult\"}},", person(HAL).uuid());
    let twice = written.replacen("\"ages\":[", &once_more, 1);
    let said = serde_json::from_str::<Snapshot>(&twice).unwrap_err().to_string();
    assert!(said.contains("stands twice"), "{said}");
}

#[test]
fn of_a_part_of_a_date_of_birth_any_age_is_found_and_all_have_to_agree() {
    for (birth, on, found, open) in [
        ("2006-03", "2024-02-29", true, false),
        ("2006-03", "2024-03-01", true, true),
        ("2006-03", "2024-03-30", true, true),
        ("2006-03", "2024-03-31", false, false),
        ("2006", "2023-12-31", true, false),
        ("2006", "2024-01-01", true, true),
        ("2006", "2024-12-30", true, true),
        ("2006", "2024-12-31", false, false),
    ] {
        let hal = with_hal(birth);
        let about = of(&hal, on, "under-18-counted-on");
        assert_eq!(about.len(), usize::from(found), "{birth} on {on}");
        assert!(of(&hal, on, "age-not-known").is_empty(), "it is not as if nothing were known");
        let input = HouseholdInput::new(hal).unwrap();
        let look = input.to_look_at(day(on), &Policy::default());
        let said = look.with_code("under-18-counted-on").next().map(Finding::for_professional);
        let perhaps = said.map(|said| said.starts_with(&format!("Perhaps under 18 on {on} (only the month")));
        assert_eq!(perhaps, found.then_some(open), "{birth} on {on}");
        let age = if open {
            Age::PerhapsUnder18
        } else if found {
            Age::Under18
        } else {
            Age::Adult
        };
        assert_eq!(input.snapshot(day(on)).unwrap().age_of(source(HAL)), Some(age));
    }
    let whole = HouseholdInput::new(with_hal("2006-03-10")).unwrap();
    let look = whole.to_look_at(day("2024-03-09"), &Policy::default());
    assert_eq!(
        look.with_code("under-18-counted-on").next().unwrap().for_professional(),
        "Under 18 on 2024-03-09, and counted on for help. Owed a young carer's assessment: whether this caring is right \
         for a child."
    );
}

#[test]
fn what_is_known_of_an_age_changes_on_both_ends() {
    let dates = |birth: &str, first: &str, last: &str| -> Vec<String> {
        let history = |history: mutual_care::need::History| -> Vec<String> {
            history.steps().iter().map(|step| step.on().to_string()).collect()
        };
        let input = HouseholdInput::new(with_hal(birth)).unwrap();
        let in_file = history(input.history(day(first), day(last)).unwrap());
        assert_eq!(history(open(with_hal(birth)).history(day(first), day(last)).unwrap()), in_file);
        in_file
    };
    assert_eq!(dates("2006-03", "2024-02-01", "2024-04-30"), ["2024-02-01", "2024-03-01", "2024-03-31"]);
    assert_eq!(dates("2006", "2023-12-01", "2025-01-31"), ["2023-12-01", "2024-01-01", "2024-12-31"]);
    assert_eq!(dates("2008-02", "2026-01-01", "2026-04-30"), ["2026-01-01", "2026-02-01", "2026-03-01"]);
    assert_eq!(
        dates("2006", "2005-12-01", "2007-02-01"),
        ["2005-12-01", "2006-01-01"],
        "when the first may be born"
    );
}

#[test]
fn nothing_of_a_part_of_a_date_reaches_a_week_or_a_log() {
    let input = HouseholdInput::new(with_hal("2006-03")).unwrap();
    let week = input.snapshot(day("2024-03-09")).unwrap();
    let written = serde_json::to_string(&week).unwrap();
    assert!(written.contains(r#""age":"perhaps_under_18""#) && !written.contains("2006"), "{written}");
    assert_eq!(serde_json::from_str::<Snapshot>(&written).unwrap(), week);
    let whole = HouseholdInput::new(with_hal("1980-01-01")).unwrap().snapshot(day("2024-03-09")).unwrap();
    assert_eq!(week.fingerprint(), whole.fingerprint(), "an age is in no fingerprint");
    let file = serde_json::to_value(&input).unwrap();
    assert_eq!(file["v1"]["people"][5]["born"], "2006-03");
    let look = input.to_look_at(day("2024-03-09"), &Policy::default());
    for shown in [format!("{input:?}"), format!("{look:?}"), serde_json::to_string(&look).unwrap()] {
        assert!(!shown.contains("2006"), "{shown}");
    }
}
