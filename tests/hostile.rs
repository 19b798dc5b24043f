//! Hostile files: at every kind of place of every kind of file something that does not belong there, and nothing of it
//! may come back in what is said, with no washing of the message. Fields are read by name only. The people are made up.

#[path = "hostile/numbers.rs"]
mod numbers;
#[path = "hostile/places.rs"]
mod places;

use mutual_care::assessment::Assessment;
use mutual_care::base::Problems;
use mutual_care::base::json;
use mutual_care::base::wire::Strict;
use mutual_care::budget::BudgetsInput;
use mutual_care::budget::ledger::Ledger;
use mutual_care::emergency::EmergencyInput;
use mutual_care::emergency::record::EmergencyPlan;
use mutual_care::household::{ExtraHelp, Household, HouseholdInput};
use mutual_care::need::{Snapshot, Source};
use mutual_care::package::PackageInput;
use mutual_care::placement::Enquiry;
use mutual_care::placement::referral::Referral;
use places::{places, with};
use serde::Deserialize;
use serde_json::{Value, json};

const SECRET: &str = "Maria Smith";
/// As a telephone number typed into the wrong box.
const NUMBER: u64 = 7_700_900_123;

/// One kind of file: how it is read, and a file of it that is right.
struct File {
    name: &'static str,
    read: fn(&str) -> Result<(), String>,
    /// The same with the places of what is wrong.
    told: fn(&str) -> Result<(), Problems>,
    right: Value,
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<(), String> {
    serde_json::from_str::<T>(text).map(|_| ()).map_err(|error| error.to_string())
}

fn told<T: for<'de> Deserialize<'de>>(text: &str) -> Result<(), Problems> {
    json::parse::<T>(text.as_bytes()).map(|_| ())
}

macro_rules! files {
    ($($name:ident from $path:literal),+ $(,)?) => {
        vec![$(File {
            name: stringify!($name),
            read: read::<$name>,
            told: told::<$name>,
            right: serde_json::from_str(include_str!($path)).unwrap(),
        }),+]
    };
}

fn files() -> Vec<File> {
    let mut files = files![
        HouseholdInput from "../examples/data/reversed-roles.json",
        EmergencyInput from "../examples/data/early-response-plan.json",
        PackageInput from "../examples/data/package-reversed-roles.json",
        Enquiry from "../examples/data/referral-and-homes.json",
        Household from "golden/household/v1-every-event.json",
        EmergencyPlan from "golden/emergencyplan/v1-every-event.json",
        Referral from "golden/referral/v1-every-event.json",
        Assessment from "golden/assessment/v1-shared.json",
        Ledger from "golden/ledger/v1-everything.json",
        BudgetsInput from "../examples/data/budgets-reversed-roles.json",
    ];
    let household: HouseholdInput =
        serde_json::from_str(include_str!("../examples/data/reversed-roles.json")).unwrap();
    let snapshot = household.snapshot(household.as_at()).unwrap();
    files.push(File {
        name: "Snapshot",
        read: read::<Snapshot>,
        told: told::<Snapshot>,
        right: serde_json::to_value(&snapshot).unwrap(),
    });
    files
}

#[test]
fn every_file_is_right_to_begin_with() {
    for file in files() {
        assert_eq!((file.read)(&file.right.to_string()), Ok(()), "{}", file.name);
        assert!(places(&file.right).len() > 15, "{}: hardly anything to try", file.name);
    }
}

/// Whatever stands at a place in the stead of what belongs there: the message repeats nothing of it.
#[test]
fn no_message_repeats_what_was_read() {
    let files = files();
    let refused: usize = std::thread::scope(|scope| {
        let each: Vec<_> = files.iter().map(|file| scope.spawn(|| refused_silently(file))).collect();
        each.into_iter().map(|file| file.join().expect("nothing is repeated")).sum()
    });
    assert!(refused > 2_000, "only {refused} were refused");
}

/// How many wrong values of a file were refused; that none came back is asserted of each.
fn refused_silently(file: &File) -> usize {
    let wrongs = [json!(SECRET), json!(NUMBER), json!([SECRET, NUMBER]), json!({ SECRET: NUMBER })];
    let mut refused = 0;
    for place in places(&file.right) {
        for wrong in &wrongs {
            let text = with(&file.right, &place, wrong.clone()).to_string();
            let Err(said) = (file.read)(&text) else { continue };
            refused += 1;
            // The kernel's own counts are said back: they number entries, and can be nobody's.
            let counts = ["seq", "revision"].iter().any(|count| place.to_string().ends_with(count));
            let echoes = said.contains("Maria") || !counts && said.contains("7700900");
            assert!(!echoes, "{} at {place}: {said}", file.name);
        }
    }
    refused
}

/// A field that nobody knows is refused by the names there are, and its own name is not repeated.
#[test]
fn no_message_repeats_the_name_of_a_field() {
    let (mut objects, mut named) = (0, 0);
    for file in files() {
        for place in places(&file.right) {
            let mut changed = file.right.clone();
            let Some(object) = place.in_value(&mut changed).as_object_mut() else { continue };
            object.insert(String::from(SECRET), json!(1));
            objects += 1;
            let said = (file.read)(&changed.to_string()).expect_err("an unknown field is refused");
            assert!(!said.contains("Maria"), "{} at {place}: {said}", file.name);
            let problems = (file.told)(&changed.to_string()).expect_err("an unknown field is refused");
            let problem = problems.iter().next().unwrap();
            named += usize::from(problem.place().ends_with('?'));
            assert!(!problems.to_string().contains("Maria"), "{} at {place}: {problems}", file.name);
        }
    }
    // Where one name is expected, or a version, it is what is around it that is told.
    assert!(named > 100, "only {named} names that nobody knows");
    assert!(objects > 100, "only {objects} objects");
}

/// `["…", "Rose", "here"]` is no person: a list that holds what the fields hold, in their order, is refused, and so is
/// an empty one.
#[test]
fn a_list_is_no_second_spelling_of_fields() {
    let mut tried = 0;
    for file in files() {
        for place in places(&file.right) {
            let mut value = file.right.clone();
            let Some(object) = place.in_value(&mut value).as_object().cloned() else { continue };
            for list in [object.values().cloned().collect(), Vec::new()] {
                let text = with(&file.right, &place, Value::Array(list)).to_string();
                assert!((file.read)(&text).is_err(), "{} at {place}", file.name);
                tried += 1;
            }
        }
    }
    assert!(tried > 200, "only {tried}");
}

#[test]
fn extra_help_is_no_empty_list() {
    assert!(read::<ExtraHelp>(r#"{"v1": {}}"#).is_ok());
    let said = read::<ExtraHelp>(r#"{"v1": []}"#).unwrap_err();
    assert!(said.starts_with("expected "), "{said}");
}

/// A value that is no file by itself is read as strictly through [`Strict`].
#[test]
fn one_value_is_read_strictly_too() {
    let id = "a0000000-0000-4000-8000-000000000001";
    let strictly = |text: &str| {
        Source::deserialize(Strict::new(&mut serde_json::Deserializer::from_str(text)))
            .map_err(|error| error.to_string())
    };
    assert!(strictly(&format!(r#"{{"id":"{id}","kind":"member"}}"#)).is_ok());
    for wrong in [
        format!(r#"["{id}","member"]"#),
        format!(r#"{{"id":"{id}","kind":"{SECRET}"}}"#),
        format!(r#"{{"id":"{SECRET}","kind":"member"}}"#),
        format!(r#"{{"id":"{id}","kind":{{"{SECRET}":1}}}}"#),
        format!(r#""{SECRET}""#),
        format!("{NUMBER}"),
    ] {
        let said = strictly(&wrong).unwrap_err();
        assert!(
            said.starts_with("expected ") && !said.contains("Maria") && !said.contains("7700900"),
            "{said}"
        );
    }
}

/// The nil id and the stretch that ends when it starts are refused from outside, and read in a journal as the release
/// that wrote them meant them.
#[test]
fn what_an_older_release_wrote_is_read_as_it_meant_it() {
    let text = include_str!("golden/household/v1-every-event.json");
    let journal: Household = serde_json::from_str(text).unwrap();
    let rewritten = serde_json::to_string(&journal).unwrap();
    // The arrangement of an hour, as a release wrote it that had no other spelling for a day and a night.
    let older = text.replace("daily 17:00-18:00", "daily 17:00-17:00");
    assert_ne!(older, text);
    let read: Household = serde_json::from_str(&older).expect("what an older release wrote loads for ever");
    let again = serde_json::to_string(&read).unwrap();
    assert_ne!(again, rewritten);
    assert!(!again.contains("17:00-17:00"));
    assert_eq!(
        serde_json::from_str::<Household>(&again).unwrap(),
        read,
        "what is written now reads the same"
    );
    // Somebody whose id nobody made.
    let (nil, person) = ("00000000-0000-0000-0000-000000000000", "00000000-0000-4000-8000-000000000001");
    let older = text.replace(person, nil);
    assert_ne!(older, text);
    assert!(serde_json::from_str::<Household>(&older).is_ok());

    // The same two from outside.
    let file = include_str!("../examples/data/reversed-roles.json");
    for (right, wrong) in [
        ("Mon 10:00-10:45", "Mon 10:00-10:00"),
        ("Mon 09:00-Fri 17:00", "Mon 09:00-Mon 09:00"),
        ("a0000000-0000-4000-8000-000000000001", nil),
    ] {
        let changed = file.replace(right, wrong);
        assert_ne!(changed, file);
        let said = serde_json::from_str::<HouseholdInput>(&changed).unwrap_err().to_string();
        assert!(said.starts_with("expected an "), "{said}");
    }
}
