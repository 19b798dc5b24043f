//! The wire form: what every room's deserialising shares.
//!
//! A parser's own message echoes what it read (`invalid type: string "…"`). Where a name may have been typed
//! that must not happen. So every file, every record and every entry of a journal is read through [`Strict`], which
//! refuses with what was expected and nothing else, and ids, codes, dates and private texts have visitors of their
//! own that do so anywhere. What a parser says of text that is no JSON at all, and what comes of reading some other
//! type without [`Strict`], is made safe to log by [`without_echo`].

mod number;
mod said;
mod strict;
mod trail;
mod v1;

pub(crate) use number::number;
pub(crate) use strict::Stored;
pub use strict::Strict;
#[cfg(feature = "json")]
pub(crate) use trail::Trail;
pub(crate) use v1::v1;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use chrono::{Datelike, NaiveDate};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::limits;
use strict::KEPT;

/// Reads a text without ever echoing it: `expected` says what should stand there, `read` turns it into a value.
///
/// # Errors
///
/// Whatever `read` refuses with; "expected …" if there is something else than a text.
pub fn text<'de, D, T, F>(deserializer: D, expected: &'static str, read: F) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(&str) -> Result<T, D::Error>,
{
    deserializer.deserialize_any(TextVisitor { expected, read, error: PhantomData })
}

/// Reads a text as [`text`] does; `read` is told, besides, whether it stands in a journal, where an older release may
/// have written what is not accepted from outside any more.
pub(crate) fn text_or_kept<'de, D, T, F>(
    deserializer: D,
    expected: &'static str,
    read: F,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(&str, bool) -> Result<T, D::Error>,
{
    deserializer.deserialize_newtype_struct(KEPT, KeptVisitor { expected, read, error: PhantomData })
}

struct KeptVisitor<F, E> {
    expected: &'static str,
    read: F,
    error: PhantomData<E>,
}

impl<'de, T, X, F> Visitor<'de> for KeptVisitor<F, X>
where
    X: Error,
    F: FnOnce(&str, bool) -> Result<T, X>,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    /// From outside.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        text(deserializer, self.expected, |text| {
            (self.read)(text, false).map_err(|error| D::Error::custom(error.to_string()))
        })
    }

    /// In a journal: see [`Strict`].
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        text(deserializer, self.expected, |text| {
            (self.read)(text, true).map_err(|error| D::Error::custom(error.to_string()))
        })
    }

    /// A format that has no newtypes shows what is in one.
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.read)(text, false).map_err(|error| E::custom(error.to_string()))
    }
}

struct TextVisitor<F, E> {
    expected: &'static str,
    read: F,
    error: PhantomData<E>,
}

/// Every form but a text is refused by name of what was expected, so that nothing read is repeated.
macro_rules! refuse {
    ($($visit:ident($value:ty)),* $(,)?) => {
        $(fn $visit<E: Error>(self, _: $value) -> Result<Self::Value, E> {
            Err(E::custom(format_args!("expected {}", self.expected)))
        })*
    };
}

impl<'de, T, X, F> Visitor<'de> for TextVisitor<F, X>
where
    X: Error,
    F: FnOnce(&str) -> Result<T, X>,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        (self.read)(value).map_err(|error| E::custom(error.to_string()))
    }

    refuse!(
        visit_bool(bool),
        visit_i64(i64),
        visit_u64(u64),
        visit_i128(i128),
        visit_u128(u128),
        visit_f64(f64),
        visit_bytes(&[u8]),
    );

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        Err(E::custom(format_args!("expected {}", self.expected)))
    }
    fn visit_none<E: Error>(self) -> Result<T, E> {
        Err(E::custom(format_args!("expected {}", self.expected)))
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        Err(A::Error::custom(format_args!("expected {}", self.expected)))
    }
    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        Err(A::Error::custom(format_args!("expected {}", self.expected)))
    }
}

/// A list that stops at its limit *while being read*, so that a hostile file costs no memory past it.
///
/// # Errors
///
/// What an element refuses with; "at most … entries" at the first element past the limit.
pub fn list<'de, D, T>(deserializer: D, most: usize, what: &'static str) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_seq(ListVisitor { most, what, item: PhantomData })
}

struct ListVisitor<T> {
    most: usize,
    what: &'static str,
    item: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", self.what)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            if list.len() == self.most {
                return Err(A::Error::custom(format_args!("expected at most {} {}", self.most, self.what)));
            }
            list.push(item);
        }
        Ok(list)
    }
}

/// Reads `{ "v1": … }` by hand: one key, the version, then the value by `read`.
///
/// # Errors
///
/// A newer version is refused by name ("written by a newer version (`v2`); this release reads up to `v1`");
/// anything else that is no version, and a second key, with what was expected. Everything below is read as
/// [`Strict`] says.
pub fn versioned<'de, D, T>(deserializer: D, what: &'static str, newest: u32) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Strict::new(deserializer).deserialize_map(VersionVisitor { what, newest, value: PhantomData })
}

/// The same for a journal: what an older release wrote is read as it meant it.
pub(crate) fn versioned_journal<'de, D, T>(
    deserializer: D,
    what: &'static str,
    newest: u32,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Strict::journal(deserializer).deserialize_map(VersionVisitor { what, newest, value: PhantomData })
}

struct VersionVisitor<T> {
    what: &'static str,
    newest: u32,
    value: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for VersionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} under its version, such as {{\"v{}\": …}}", self.what, self.newest)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let seed = VersionSeed { newest: self.newest };
        if map.next_key_seed(seed)?.is_none() {
            return Err(A::Error::custom(format_args!("expected a version, such as `v{}`", self.newest)));
        }
        let value = map.next_value()?;
        if map.next_key_seed(AnythingSeed)?.is_some() {
            return Err(A::Error::custom("expected one version only, and nothing beside it"));
        }
        Ok(value)
    }
}

struct VersionSeed {
    newest: u32,
}

impl<'de> DeserializeSeed<'de> for VersionSeed {
    type Value = u32;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<u32, D::Error> {
        text(deserializer, "a version, such as `v1`", |key| read_version(key, self.newest))
    }
}

fn read_version<E: Error>(key: &str, newest: u32) -> Result<u32, E> {
    let number = key.strip_prefix('v').filter(|digits| !digits.starts_with(['0', '+']));
    match number.and_then(|digits| digits.parse::<u32>().ok()) {
        Some(version) if version <= newest => Ok(version),
        Some(version) => Err(E::custom(format_args!(
            "written by a newer version (`v{version}`); this release reads up to `v{newest}`"
        ))),
        None => Err(E::custom(format_args!("expected a version, such as `v{newest}`"))),
    }
}

struct AnythingSeed;

impl<'de> DeserializeSeed<'de> for AnythingSeed {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| ())
    }
}

/// What a parser's message says was *expected*, without what it found.
///
/// Safe to print and to log whatever was in the file: serde's messages put what was expected last, and that
/// part is always the crate's own words.
///
/// ```
/// use mutual_care::base::wire::without_echo;
/// let said = without_echo(&"invalid type: string \"Maria Smith\", expected a list of people");
/// assert_eq!(said, "expected a list of people");
/// assert_eq!(without_echo(&"unknown field `Maria`, expected `id` or `name`"), "expected `id` or `name`");
/// assert_eq!(without_echo(&"missing field `id` at line 3 column 4"), "missing field `id`");
/// ```
pub fn without_echo(message: &dyn fmt::Display) -> String {
    let message = message.to_string();
    let message = without_place(&message);
    if let Some((_, expected)) = message.rsplit_once(", expected ") {
        return format!("expected {expected}");
    }
    for echoing in ["invalid type", "invalid value", "invalid length", "unknown field", "unknown variant"] {
        if message.starts_with(echoing) {
            return String::from("expected something else here");
        }
    }
    String::from(message)
}

/// A message without the ` at line 3 column 4` at its end. The same words anywhere else may be what was read.
fn without_place(message: &str) -> &str {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match message.rsplit_once(" at line ") {
        Some((before, place))
            if place.split_once(" column ").is_some_and(|(line, column)| number(line) && number(column)) =>
        {
            before
        }
        _ => message,
    }
}

/// A field that stands there has a value: absent is `None`, and `null` is refused.
pub(crate) fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Dates on the wire: `2026-03-02`, within the years of [`limits`].
pub mod date {
    use super::{Deserializer, Error, NaiveDate};
    use crate::base::wire::text;

    /// Reads a date.
    ///
    /// # Errors
    ///
    /// What a date looks like and in which years it may lie; never what stood there.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        text(deserializer, super::DATE, |date| super::read_date(date, super::DATE).map_err(D::Error::custom))
    }

    /// Writes a date as `2026-03-02`.
    ///
    /// # Errors
    ///
    /// Only what the serializer itself refuses with.
    pub fn serialize<S: serde::Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&date.format("%Y-%m-%d"))
    }
}

/// Dates that need not be there: absent is `None`.
pub mod date_option {
    use super::{Deserializer, NaiveDate};

    /// Reads a date that stands there.
    ///
    /// # Errors
    ///
    /// As [`super::date::deserialize`].
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
        super::date::deserialize(deserializer).map(Some)
    }

    /// Writes the date, if there is one.
    ///
    /// # Errors
    ///
    /// Only what the serializer itself refuses with.
    pub fn serialize<S: serde::Serializer>(
        date: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => super::date::serialize(date, serializer),
            None => serializer.serialize_none(),
        }
    }
}

const DATE: &str = "a date: year-month-day, such as 2026-03-02";

/// The date in a text; what it should look like is named as `expected`.
pub(crate) fn read_date(text: &str, expected: &str) -> Result<NaiveDate, String> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date = if plain { text.parse::<NaiveDate>().ok() } else { None };
    match date {
        Some(date) if in_years(date) => Ok(date),
        Some(_) => {
            Err(format!("expected a date in the years {} to {}", limits::YEAR_FIRST, limits::YEAR_LAST))
        }
        None => Err(format!("expected {expected}")),
    }
}

/// Whether a date lies in the years that the crate works with.
pub(crate) fn in_years(date: NaiveDate) -> bool {
    (limits::YEAR_FIRST..=limits::YEAR_LAST).contains(&date.year())
}
