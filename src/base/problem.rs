//! What does not fit in what was handed over: where it stands, and what would be right.
//!
//! A room declares what can be wrong as a table of [`ProblemKind`]s; its checks walk what was handed over with the
//! [`Path`] on which they stand, and tell each problem there. What fills the words is an id, a number, a place or the
//! crate's own words: nothing that anybody typed can get into a problem, so that it is safe to print and to log.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

#[cfg(feature = "money")]
use super::Money;
use super::{AnyId, Id, Kind, limits};

/// What is handed over in a file: its parts are read first, and then put together, with everything told at once that
/// does not fit.
pub trait Handed: TryFrom<<Self as Handed>::Parts, Error = Problems> {
    /// As it stands in the file.
    type Parts: DeserializeOwned;
}

/// What can be wrong: a stable code, and in words what would be right, with a `{}` for each thing they name.
#[derive(Debug, PartialEq, Eq)]
pub struct ProblemKind {
    code: &'static str,
    words: &'static str,
}

impl ProblemKind {
    pub(crate) const fn new(code: &'static str, words: &'static str) -> Self {
        Self { code, words }
    }
}

/// One thing that does not fit. Printed, it says what would be right.
///
/// ```
/// use mutual_care::household::{HouseholdInput, HouseholdInputParts, Kin, KinIs, Person};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
/// let mut parts = HouseholdInputParts::new(id(9).parse()?, on);
/// parts.people.push(Person::here(id(1).parse()?));
/// parts.kin.push(Kin { person: id(1).parse()?, is: KinIs::Mother, of: id(2).parse()? });
/// let problems = HouseholdInput::new(parts).unwrap_err();
/// let problem = problems.iter().next().unwrap();
/// assert_eq!((problem.place(), problem.code()), ("kin[0].of", "unknown-person"));
/// assert_eq!(
///     problem.to_string(),
///     format!("person:{} is not among the people: expected the id of one who is", id(2))
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    place: String,
    line_column: Option<(usize, usize)>,
    kind: &'static ProblemKind,
    names: Vec<Named>,
}

impl Problem {
    /// A problem where a check stands.
    pub(crate) fn at(path: &Path<'_>, kind: &'static ProblemKind) -> Self {
        Self { place: path.to_string(), line_column: None, kind, names: Vec::new() }
    }

    /// The same, naming this where its words leave room for it.
    pub(crate) fn naming(mut self, named: impl Into<Named>) -> Self {
        self.names.push(named.into());
        self
    }

    /// The same in a file in which what was handed over stands in one of a list: `packages[2].package`.
    #[cfg(feature = "budget")]
    pub(crate) fn under_item(mut self, list: &'static str, nth: usize, field: &'static str) -> Self {
        let dot = if self.place.is_empty() { "" } else { "." };
        self.place.insert_str(0, &alloc::format!("{list}[{nth}].{field}{dot}"));
        self
    }

    /// The same in a file in which what was handed over stands under this name.
    pub(crate) fn under(mut self, name: &'static str) -> Self {
        let dot = if self.place.is_empty() { "" } else { "." };
        self.place.insert_str(0, dot);
        self.place.insert_str(0, name);
        self
    }

    /// The same where it was read.
    #[cfg(feature = "json")]
    pub(crate) fn read_at(self, place: String, line_column: (usize, usize)) -> Self {
        Self { place, line_column: Some(line_column), ..self }
    }

    /// One line: where it stands, as exactly as that is known, and what would be right.
    pub fn in_place(&self) -> String {
        let place = &self.place;
        match self.line_column {
            Some((line, column)) if place.is_empty() => format!("line {line}, column {column}: {self}"),
            Some((line, column)) => format!("line {line}, column {column}, at {place}: {self}"),
            None if place.is_empty() => self.to_string(),
            None => format!("{place}: {self}"),
        }
    }

    /// Where it stands, such as `arrangements[3].for`. Lists are counted from 0; nothing for the whole.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Where in a text it stands, as line and column, counted from 1; none if it was not read from one.
    pub const fn line_column(&self) -> Option<(usize, usize)> {
        self.line_column
    }

    /// Whether another says the same of the same things, wherever it stands.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        (self.kind, &self.names) == (other.kind, &other.names)
    }

    pub(crate) fn is(&self, kind: &ProblemKind) -> bool {
        self.kind == kind
    }

    /// The stable code of what is wrong.
    pub const fn code(&self) -> &'static str {
        self.kind.code
    }

    /// The ids that it names, in the order of its words.
    pub fn about(&self) -> impl Iterator<Item = AnyId> {
        self.names.iter().flat_map(Named::ids).copied()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names = self.names.iter();
        for (nth, words) in self.kind.words.split("{}").enumerate() {
            if let Some(named) = (nth > 0).then(|| names.next()).flatten() {
                named.fmt(f)?;
            }
            f.write_str(words)?;
        }
        Ok(())
    }
}

impl core::error::Error for Problem {}

/// What the words of a problem name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Named {
    /// An id with its kind.
    Id(AnyId),
    /// An id alone, where the words say of what kind it is.
    Plain(AnyId),
    /// Several ids.
    Ids(Vec<AnyId>),
    Number(i64),
    /// A date of the crate's kind of dates: from when a price holds, never a date of birth.
    Date(NaiveDate),
    #[cfg(feature = "money")]
    Money(Money),
    /// Words of the crate: the name of a field, what a list is of.
    Words(&'static str),
    /// Another place.
    Place(String),
    /// What a reader of the crate said that it expected.
    #[cfg(feature = "json")]
    Said(String),
}

impl Named {
    fn ids(&self) -> &[AnyId] {
        match self {
            Self::Id(id) | Self::Plain(id) => core::slice::from_ref(id),
            Self::Ids(ids) => ids,
            _ => &[],
        }
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => fmt::Display::fmt(id, f),
            Self::Plain(id) => fmt::Display::fmt(id.uuid().as_hyphenated(), f),
            Self::Ids(ids) => {
                let texts: Vec<String> = ids.iter().map(ToString::to_string).collect();
                f.write_str(&texts.join(" and "))
            }
            Self::Number(number) => fmt::Display::fmt(number, f),
            Self::Date(date) => fmt::Display::fmt(date, f),
            #[cfg(feature = "money")]
            Self::Money(money) => fmt::Display::fmt(money, f),
            Self::Words(words) => f.write_str(words),
            Self::Place(place) => f.write_str(place),
            #[cfg(feature = "json")]
            Self::Said(said) => f.write_str(said),
        }
    }
}

impl From<AnyId> for Named {
    fn from(id: AnyId) -> Self {
        Self::Id(id)
    }
}

/// A typed id stands with its kind, as [`AnyId`] does.
impl<K: Kind> From<Id<K>> for Named {
    fn from(id: Id<K>) -> Self {
        Self::Id(id.any())
    }
}

impl From<usize> for Named {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(feature = "money")]
impl From<Money> for Named {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<u32> for Named {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<i32> for Named {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<&'static str> for Named {
    fn from(words: &'static str) -> Self {
        Self::Words(words)
    }
}

impl From<Path<'_>> for Named {
    fn from(path: Path<'_>) -> Self {
        Self::Place(path.to_string())
    }
}

/// Where a check stands while it walks through what was handed over. It is written down only where something is wrong,
/// so that walking costs nothing.
#[derive(Clone, Copy)]
pub(crate) struct Path<'a> {
    up: Option<&'a Path<'a>>,
    step: Step,
}

#[derive(Clone, Copy)]
enum Step {
    Whole,
    Field(&'static str),
    Item(usize),
}

impl Path<'_> {
    /// The whole of what was handed over.
    pub(crate) const WHOLE: Path<'static> = Path { up: None, step: Step::Whole };

    /// A field of it, or one further in: `way.device`.
    pub(crate) const fn field(&self, name: &'static str) -> Path<'_> {
        Path { up: Some(self), step: Step::Field(name) }
    }

    /// An element of the list that stands here, counted from 0.
    pub(crate) const fn item(&self, index: usize) -> Path<'_> {
        Path { up: Some(self), step: Step::Item(index) }
    }

    /// Each element of a list that stands here, with its path.
    pub(crate) fn each<'p, T>(&'p self, list: &'p [T]) -> impl Iterator<Item = (Path<'p>, &'p T)> {
        list.iter().enumerate().map(|(index, item)| (self.item(index), item))
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(up) = self.up {
            fmt::Display::fmt(up, f)?;
        }
        match self.step {
            Step::Whole => Ok(()),
            Step::Field(name) if self.up.is_none_or(|up| matches!(up.step, Step::Whole)) => f.write_str(name),
            Step::Field(name) => write!(f, ".{name}"),
            Step::Item(index) => write!(f, "[{index}]"),
        }
    }
}

/// Everything that does not fit, in the order in which it stands, up to [`limits::PROBLEMS`] of them; of more, how
/// many. Printed as `place: what would be right; …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    found: Vec<Problem>,
    more: usize,
}

impl Problems {
    /// These problems, if there are any.
    pub(crate) fn none_or(found: impl IntoIterator<Item = Problem>) -> Result<(), Self> {
        let problems = Self::of(found);
        if problems.found.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// These problems, of which there are some.
    pub(crate) fn of(found: impl IntoIterator<Item = Problem>) -> Self {
        let mut all = found.into_iter();
        let found = all.by_ref().take(limits::PROBLEMS).collect();
        Self { found, more: all.count() }
    }

    /// The same problems, each at its line and column.
    #[cfg(feature = "json")]
    pub(crate) fn at_lines(mut self, positions: Vec<(usize, usize)>) -> Self {
        for (problem, position) in self.found.iter_mut().zip(positions) {
            problem.line_column = Some(position);
        }
        self
    }

    /// The same problems of a text that stands in a file after so many lines.
    pub fn after_lines(mut self, lines: usize) -> Self {
        for (line, _) in self.found.iter_mut().filter_map(|problem| problem.line_column.as_mut()) {
            *line += lines;
        }
        self
    }

    /// Each of them, as far as they are kept.
    pub fn iter(&self) -> core::slice::Iter<'_, Problem> {
        self.found.iter()
    }

    /// How many there are besides.
    pub const fn more(&self) -> usize {
        self.more
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = core::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, problem) in self.found.iter().enumerate() {
            let separator = if nth == 0 { "" } else { "; " };
            write!(f, "{separator}{}", problem.in_place())?;
        }
        if self.more > 0 {
            write!(f, "; and {} more", self.more)?;
        }
        Ok(())
    }
}

impl core::error::Error for Problems {}
