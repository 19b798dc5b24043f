//! Files of JSON: a text in, a value or everything that is wrong with it out, each with line, column and place.
//!
//! Only with the feature `json`, which brings `serde_json`. Every value of this crate can be read by `serde_json` alone;
//! what it says of a wrong file is one text, without places. Nothing that was typed is repeated here either.

mod locate;

use alloc::string::String;
use alloc::vec::Vec;

use serde::de::DeserializeOwned;

use super::wire::{Strict, Trail, without_echo};
use super::{Handed, Named, Path, Problem, ProblemKind, Problems};
use locate::positions;

const NOT_JSON: ProblemKind = ProblemKind::new("not-json", "not readable as JSON: {}");
const NOT_READ: ProblemKind = ProblemKind::new("not-read", "{}");

/// Reads what was handed over as JSON.
///
/// ```
/// use mutual_care::base::json;
/// use mutual_care::household::HouseholdInput;
/// let text = br#"{"v1": {
///     "id": "6f2c1a3e-0000-4000-8000-000000000000", "as_at": "2026-03-02",
///     "kin": [{"person": "6f2c1a3e-0000-4000-8000-000000000001", "is": "Maria Smith"}]
/// }}"#;
/// let problems = json::read::<HouseholdInput>(text).unwrap_err();
/// let told = problems.to_string();
/// assert!(told.starts_with("line 3, column ") && told.contains(", at kin[0].is: expected what one person is to another"));
/// assert!(!told.contains("Maria"));
/// ```
///
/// # Errors
///
/// [`Problems`], each with its line and column: the first thing that cannot be read, or everything that does not fit
/// together.
pub fn read<T: Handed>(text: &[u8]) -> Result<T, Problems> {
    T::try_from(parse::<T::Parts>(text)?).map_err(|problems| located(text, problems))
}

/// Reads any value from JSON, as strictly as the files of this crate: fields by their names alone.
///
/// A name in the place of a problem is one that the value's type accepted. So a type of your own had better refuse
/// unknown fields, and have no map with free texts for keys.
///
/// ```
/// use mutual_care::base::json;
/// use mutual_care::household::ExtraHelp;
/// let extra: ExtraHelp = json::parse(br#"{"v1": {"services": []}}"#)?;
/// assert_eq!(extra, ExtraHelp::default());
/// let problems = json::parse::<ExtraHelp>(br#"{"v1": {"services": [true]}}"#).unwrap_err();
/// let problem = problems.iter().next().ok_or("a problem")?;
/// assert_eq!((problem.place(), problem.code()), ("services[0]", "not-read"));
/// assert_eq!(problem.to_string(), "expected a service: an object with `id`, `name`, `kind` and `places`");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`Problems`], with the first thing that cannot be read, at its line and column.
pub fn parse<T: DeserializeOwned>(text: &[u8]) -> Result<T, Problems> {
    let trail = Trail::default();
    let mut json = serde_json::Deserializer::from_slice(text);
    let read = T::deserialize(Strict::on(&trail, &mut json)).map_err(|error| (trail.place(), error));
    let read = read.and_then(|value| json.end().map(|()| value).map_err(|error| (String::new(), error)));
    read.map_err(|(place, error)| Problems::of([problem(place, &error)]))
}

/// The same problems, each with the line and column at which it stands in this text: where the value begins, or what
/// is nearest around it if it is not there itself (an `id` that was left out).
///
/// ```
/// use mutual_care::base::json;
/// use mutual_care::household::{ExtraHelp, HouseholdInput, HouseholdInputParts};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let household = HouseholdInput::new(HouseholdInputParts::new(id(9).parse()?, on))?;
/// // Whether more help fits a household, only the household can say.
/// let one = format!(r#"{{"id": "{}", "kind": "provider"}}"#, id(5));
/// let text = format!("{{\"v1\": {{\"services\": [\n{one},\n{one}\n]}}}}");
/// let extra: ExtraHelp = json::parse(text.as_bytes())?;
/// let problems = json::located(text.as_bytes(), household.with(&extra).unwrap_err());
/// assert!(problems.to_string().starts_with("line 3, column 8, at services[1].id: "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn located(text: &[u8], problems: Problems) -> Problems {
    let places: Vec<&str> = problems.iter().map(Problem::place).collect();
    let positions = positions(text, &places);
    problems.at_lines(positions)
}

fn problem(place: String, error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    // The position stands at the end of the message; one is put there if it has none, so that nothing that was typed can
    // be taken for it.
    let said = if line == 0 {
        without_echo(&format_args!("{error} at line 0 column 0"))
    } else {
        without_echo(error)
    };
    let (kind, said) = match said.as_str() {
        _ if error.is_syntax() || error.is_eof() => (&NOT_JSON, said),
        "expected a boolean" => (&NOT_READ, String::from("expected true or false")),
        _ => (&NOT_READ, said),
    };
    Problem::at(&Path::WHOLE, kind).naming(Named::Said(said)).read_at(place, (line.max(1), column))
}
