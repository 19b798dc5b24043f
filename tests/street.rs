//! What the example `street` counts, and what it says of lines that are no household.

#[path = "../examples/common/mod.rs"]
mod common;
#[path = "../examples/street/count.rs"]
mod count;

use std::io::BufReader;

use mutual_care::base::json;
use mutual_care::household::HouseholdInput;

use count::{Bands, LINE_BYTES, Reach, Street, Things};

/// What is counted, and what is said of lines that are none. Read a few bytes at a time, so that lines lie across
/// the edges of what is read at once.
fn read(lines: &[u8]) -> (Street, Vec<String>) {
    let (mut street, mut said) = (Street::default(), Vec::new());
    let mut lines = BufReader::with_capacity(7, lines);
    street.read(&"street", &mut lines, |wrong| said.push(wrong.to_owned())).unwrap();
    (street, said)
}

/// A made-up couple: each sees to a critical need of the other for so many minutes a week.
fn couple(hers: u32, his: u32, able: &str) -> String {
    let id = |number: u32| format!("\"6f2c1a3e-0000-4000-8000-{number:012}\"");
    let need = |number, person, minutes: u32| {
        let (id, person) = (id(number), id(person));
        format!(
            r#"{{"id":{id},"person":{person},"outcome":"company","consequence":"critical",
               "windows":[{{"when":"Mon 00:00-Sun 00:00","minutes":{minutes}}}]}}"#
        )
    };
    let gives = |number, by, to, minutes: u32| {
        let (id, by, to, day, rest) = (id(number), id(by), id(to), minutes / 1440, minutes % 1440);
        let until = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][day as usize];
        format!(
            r#"{{"id":{id},"by":{by},"for":{to},"when":"Mon 00:00-{until} {:02}:{:02}","able_now":{able},
               "willing_now":{{"known":true}}}}"#,
            rest / 60,
            rest % 60,
        )
    };
    let text = format!(
        r#"{{"v1":{{"id":{},"as_at":"2026-03-02",
           "people":[{{"id":{},"lives":"here"}},{{"id":{},"lives":"here"}}],
           "needs":[{},{}],"arrangements":[{},{}]}}}}"#,
        id(9),
        id(1),
        id(2),
        need(11, 1, his),
        need(12, 2, hers),
        gives(21, 2, 11, his),
        gives(22, 1, 12, hers),
    );
    text.replace('\n', " ") + "\n"
}

const YES: &str = r#"{"known":"yes"}"#;

#[test]
fn two_who_hold_each_other_up() {
    let (street, said) = read((couple(600, 1200, YES) + &couple(60, 3000, YES)).as_bytes());
    assert_eq!(said, [""; 0]);
    let both = Reach { households: 2, people: 4 };
    assert_eq!((street.all, street.mutual_dependence, street.reciprocal_care), (both, both, both));
    assert_eq!(street.rings, Things { households: 2, number: 2 });
    assert_eq!(street.single_points_of_failure, Things { households: 2, number: 4 });
    assert_eq!(street.not_confirmed, Things::default());
    assert_eq!(street.hours_doing.all(), [0, 1, 1, 1, 0, 1]);
    assert_eq!(street.hours_in_all, street.hours_doing);
}

#[test]
fn each_band_from_both_sides() {
    let band_of = |minutes: u32| {
        let mut bands = Bands::default();
        bands.add(minutes);
        bands.all().iter().position(|number| *number == 1)
    };
    assert_eq!(band_of(0), None, "whoever gives nothing is in no band");
    for (band, (least, most)) in
        [(1, 59), (60, 599), (600, 1_199), (1_200, 2_099), (2_100, 2_999), (3_000, 100_000)]
            .into_iter()
            .enumerate()
    {
        assert_eq!((band_of(least), band_of(most)), (Some(band), Some(band)));
    }
}

#[test]
fn what_nobody_was_asked_is_not_confirmed_and_what_was_declined_was_asked() {
    let (street, _) = read(couple(60, 60, r#"{"not_known":"declined"}"#).as_bytes());
    assert_eq!(street.not_confirmed, Things { households: 1, number: 2 });
    assert_eq!(street.not_asked, Things::default());
    let (street, _) = read(couple(60, 60, r#"{"not_known":"not_asked"}"#).as_bytes());
    assert_eq!(street.not_asked, Things { households: 1, number: 2 });
}

#[test]
fn reading_goes_on_after_a_line_that_is_no_household() {
    let good = couple(60, 60, YES);
    let misfit = good.replace("\"company\"", "\"Maria Smith\"");
    let stranger = good.replacen("000000000002\",\"lives\"", "000000000003\",\"lives\"", 1);
    let text = format!("{good}Maria Smith\n\n  \r\n{misfit}{stranger}{good}");
    let (street, said) = read(text.trim_end().as_bytes());
    assert_eq!((street.all.households, street.lines_refused), (2, 3));
    let begin: Vec<&str> = said.iter().filter_map(|said| said.split(", column").next()).collect();
    assert_eq!(begin, ["street: line 2", "street: line 5", "street: line 6"]);
    assert!(said[0].contains("not readable as JSON"), "{}", said[0]);
    assert!(said[1].contains("needs[0].outcome: expected"), "{}", said[1]);
    assert!(said[2].contains("expected the id of one who is"), "{}", said[2]);
    // Every line of what is said names a line of the file, and none what was typed.
    let lines: Vec<&str> = said.iter().flat_map(|said| said.lines()).collect();
    assert!(lines.len() > 3 && lines.iter().all(|line| line.starts_with("street: line ")), "{lines:?}");
    assert!(!said.concat().contains("Maria") && !said.concat().contains("Smith"));
}

#[test]
fn a_line_without_end_takes_no_memory_without_end() {
    let good = couple(60, 60, YES);
    let padded = |bytes: usize| " ".repeat(bytes - good.trim_end().len()) + &good;
    let read = |text: String| {
        let mut street = Street::default();
        let mut said = Vec::new();
        street.read(&"street", &mut text.as_bytes(), |wrong| said.push(wrong.to_owned())).unwrap();
        (street.all.households, said)
    };
    assert_eq!(read(padded(LINE_BYTES) + &good), (2, vec![]));
    let too_long = String::from("street: line 1: expected a line of at most 16 MiB");
    assert_eq!(read(padded(LINE_BYTES + 1) + &good), (1, vec![too_long]));
}

#[test]
fn an_empty_street() {
    assert_eq!(read(b""), (Street::default(), vec![]));
    assert_eq!(read(b"\n\n"), (Street::default(), vec![]));
}

/// The committed street is of households that read, and none of them tells a name.
#[test]
fn the_committed_street() {
    let (street, said) = read(include_bytes!("../examples/data/street.jsonl"));
    assert_eq!(said, [""; 0]);
    assert!(street.all.households >= 6 && street.mutual_dependence.households >= 1);
    for line in include_str!("../examples/data/street.jsonl").lines() {
        let input = json::read::<HouseholdInput>(line.as_bytes()).unwrap();
        assert!(input.note().reveal().starts_with("Made up"), "each says where it comes from");
        let mut redacted = input.redact().into_parts();
        redacted.note = input.note().clone();
        assert_eq!(input.into_parts(), redacted, "redacted");
    }
}
