//! What the examples share: reading a JSON file and saying what is wrong with it, without ever repeating what
//! was typed, since that may be a name.
//!
//! A mistake is told as `FILE: line 12, column 9, at arrangements[3].when: expected …`. Of the place only list
//! positions and the names of fields that the format has are printed; any other key is shown as `?`.

#![allow(dead_code, unreachable_pub, reason = "each example uses what it needs of this")]

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use mutual_care::base::wire::without_echo;
use mutual_care::emergency::{self, EmergencyInput, EmergencyInputParts, RepairOptions};
use mutual_care::household::{ExtraHelp, FIELDS, HouseholdInput, HouseholdInputParts, InputProblems};
use serde::de::DeserializeOwned;

mod locate;

/// The largest file that is read.
const FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Everything that is wrong with a file, one line each. Safe to print and to log.
#[derive(Debug)]
pub(crate) struct WrongFile {
    lines: Vec<String>,
}

impl fmt::Display for WrongFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines.join("\n"))
    }
}

impl std::error::Error for WrongFile {}

/// Reads a household from a file.
pub(crate) fn read_household(path: &Path) -> Result<HouseholdInput, WrongFile> {
    household_from(&path.display(), &read_bytes(path)?)
}

/// Reads extra help from a file. Whether it fits a household, only the household can say: print that with
/// [`extra_problems`].
pub(crate) fn read_extra(path: &Path) -> Result<(ExtraHelp, Vec<u8>), WrongFile> {
    let bytes = read_bytes(path)?;
    Ok((parse(&path.display(), &bytes, FIELDS)?, bytes))
}

/// Reads an emergency plan, with the household it is for, from a file.
pub(crate) fn read_emergency(path: &Path) -> Result<EmergencyInput, WrongFile> {
    emergency_from(&path.display(), &read_bytes(path)?)
}

/// Reads what could be added to an emergency plan.
pub(crate) fn read_options(path: &Path) -> Result<RepairOptions, WrongFile> {
    let fields = [FIELDS, emergency::FIELDS, emergency::OPTION_FIELDS].concat();
    parse(&path.display(), &read_bytes(path)?, &fields)
}

/// The emergency plan in these bytes, told of as `file`.
pub(crate) fn emergency_from(file: &dyn fmt::Display, bytes: &[u8]) -> Result<EmergencyInput, WrongFile> {
    let fields = [FIELDS, emergency::FIELDS].concat();
    let parts: EmergencyInputParts = parse(file, bytes, &fields)?;
    EmergencyInput::new(parts).map_err(|problems| {
        let told = problems.iter().map(|problem| (problem.place(), problem.to_string()));
        located_at(file, 0, bytes, told)
    })
}

/// The household in these bytes, told of as `file`.
pub(crate) fn household_from(file: &dyn fmt::Display, bytes: &[u8]) -> Result<HouseholdInput, WrongFile> {
    household_after(file, 0, bytes)
}

/// The household in these bytes, which stand in `file` after so many lines.
pub(crate) fn household_after(
    file: &dyn fmt::Display,
    lines: usize,
    bytes: &[u8],
) -> Result<HouseholdInput, WrongFile> {
    let parts: HouseholdInputParts = parse_after(file, lines, bytes, FIELDS)?;
    HouseholdInput::new(parts).map_err(|problems| located(file, lines, bytes, &problems))
}

/// What does not fit in extra help that was read with [`read_extra`].
pub(crate) fn extra_problems(path: &Path, bytes: &[u8], problems: &InputProblems) -> WrongFile {
    located(&path.display(), 0, bytes, problems)
}

/// Any value that knows its fields, from the bytes of a JSON file.
pub(crate) fn parse<T: DeserializeOwned>(
    file: &dyn fmt::Display,
    bytes: &[u8],
    fields: &[&str],
) -> Result<T, WrongFile> {
    parse_after(file, 0, bytes, fields)
}

fn parse_after<T: DeserializeOwned>(
    file: &dyn fmt::Display,
    lines: usize,
    bytes: &[u8],
    fields: &[&str],
) -> Result<T, WrongFile> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let place = safe_place(error.path(), fields);
        wrong(file, lines, &place, error.inner())
    })?;
    reader.end().map_err(|error| wrong(file, lines, "", &error))?;
    Ok(read)
}

/// The bytes of a file, if it is not too large.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, WrongFile> {
    let file = path.display();
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|open| open.take(FILE_BYTES + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        return Err(one_line(format!("{file}: cannot be read: {}", error.kind())));
    }
    if bytes.len() as u64 > FILE_BYTES {
        return Err(one_line(format!("{file}: expected a file of at most {} MiB", FILE_BYTES >> 20)));
    }
    Ok(bytes)
}

fn one_line(line: String) -> WrongFile {
    WrongFile { lines: vec![line] }
}

fn wrong(file: &dyn fmt::Display, lines: usize, place: &str, error: &serde_json::Error) -> WrongFile {
    let at = if place.is_empty() { String::new() } else { format!(", at {place}") };
    // The position stands at the end of the message; one is put there if it has none, so that nothing that was
    // typed can be taken for it.
    let (line, column) = (error.line(), error.column());
    let said = if line == 0 {
        without_echo(&format_args!("{error} at line 0 column 0"))
    } else {
        without_echo(error)
    };
    let said = match said.as_str() {
        _ if error.is_syntax() || error.is_eof() => format!("not readable as JSON: {said}"),
        "expected a boolean" => String::from("expected true or false"),
        _ => said,
    };
    one_line(format!("{file}: line {}, column {column}{at}: {said}", lines + line.max(1)))
}

/// Each problem at its line.
fn located(file: &dyn fmt::Display, lines: usize, bytes: &[u8], problems: &InputProblems) -> WrongFile {
    let told = problems.iter().map(|problem| (problem.place().to_string(), problem.to_string()));
    located_at(file, lines, bytes, told)
}

/// Each of these places and problems at its line.
fn located_at(
    file: &dyn fmt::Display,
    lines: usize,
    bytes: &[u8],
    problems: impl Iterator<Item = (String, String)>,
) -> WrongFile {
    let told = problems.map(|(place, problem)| {
        let (line, column) = locate::position(bytes, &place).unwrap_or((1, 1));
        format!("{file}: line {}, column {column}, at {place}: {problem}", lines + line)
    });
    WrongFile { lines: told.collect() }
}

/// A path in a file, as far as it may be printed.
fn safe_place(path: &serde_path_to_error::Path, fields: &[&str]) -> String {
    use serde_path_to_error::Segment;
    let mut place = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => place.extend(["[", &index.to_string(), "]"]),
            Segment::Map { key } | Segment::Enum { variant: key } => {
                // The version is not part of where something is in a household.
                if key == "v1" && place.is_empty() {
                    continue;
                }
                let known = fields.contains(&key.as_str());
                let dot = if place.is_empty() { "" } else { "." };
                place.push_str(dot);
                place.push_str(if known { key } else { "?" });
            }
            Segment::Unknown => place.push_str(if place.is_empty() { "?" } else { ".?" }),
        }
    }
    place
}
