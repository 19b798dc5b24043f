//! The week as it is printed, read and stored: each value is its text.

use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::week::{WeekMinute, WeekPattern, WeekSpan};
use super::week_text::{self, From, WeekTextError};
use super::wire;

/// Each is its text, wherever it is printed, read or stored: how it is written, and how it is read from outside or from a
/// journal.
macro_rules! as_text {
    ($($name:ident: $expected:literal, $write:expr, $parse:expr;)*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let write: fn(&Self, &mut fmt::Formatter<'_>) -> fmt::Result = $write;
                write(self, f)
            }
        }

        impl FromStr for $name {
            type Err = WeekTextError;

            fn from_str(text: &str) -> Result<Self, WeekTextError> {
                let parse: fn(&str, From) -> Result<Self, WeekTextError> = $parse;
                parse(text, From::Outside)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let parse: fn(&str, From) -> Result<Self, WeekTextError> = $parse;
                wire::text_or_kept(deserializer, $expected, |text, kept| {
                    parse(text, From::kept(kept)).map_err(D::Error::custom)
                })
            }
        }
    )*};
}
as_text! {
    WeekMinute: "a minute of the week, such as `Sat 22:10`",
        |minute, f| week_text::write_minute(f, *minute), |text, _| week_text::parse_minute(text);
    WeekSpan: "a stretch of the week, such as `Sat 22:00-07:00`",
        |span, f| week_text::write_span(f, *span), week_text::parse_span;
    WeekPattern: "times of the week, such as `Mon-Fri 08:00-08:30; Sat 09:00-10:00`",
        |pattern, f| week_text::write_spans(f, &pattern.spans()),
        |text, from| week_text::parse_pattern(text, from).map(Self::from_spans);
    WeekSpans: "times of the week, such as `daily 08:00-09:00`",
        |spans, f| week_text::write_each(f, &spans.0, week_text::write_span),
        |text, from| week_text::spans_from(text, from).map(Self);
    ListedSpans: "times of the week, such as `Mon-Fri 08:00-08:30, 12:00-12:30`",
        |spans, f| week_text::write_spans(f, &spans.0),
        |text, from| week_text::spans_from(text, from).map(Self);
}

/// Stretches of the week as one text, each kept as given: none of them merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WeekSpans(pub(crate) Vec<WeekSpan>);

/// The same, written with the days that have the same times joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListedSpans(pub(crate) Vec<WeekSpan>);

/// Stretches in the text of the first edition, for what is stored and fingerprinted and not written by hand: so that
/// a stored week loads for ever, and a fingerprint does not change with the spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredSpans(pub(crate) Vec<WeekSpan>);

impl fmt::Display for StoredSpans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        week_text::write_each(f, &self.0, week_text::write_first_spelling)
    }
}

impl Serialize for StoredSpans {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StoredSpans {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "times of the week, such as `daily 08:00-09:00`", |text| {
            week_text::spans_from(text, From::Journal).map(Self).map_err(D::Error::custom)
        })
    }
}
