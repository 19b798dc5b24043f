//! Refusals in the crate's own words: what was expected, and nothing of what was there.

use alloc::string::{String, ToString};
use core::fmt;

use serde::de::{self, Expected, Unexpected, Visitor};

/// What a visitor of these fields expects: in its own words, unless it has only serde's, which name a type.
pub(super) fn fields_expected<'de, V: Visitor<'de>>(visitor: &V, fields: &'static [&'static str]) -> String {
    let words = (visitor as &dyn Expected).to_string();
    match fields {
        _ if !words.starts_with("struct ") => alloc::format!("expected {words}"),
        [] => String::from("expected fields by name"),
        fields => alloc::format!("expected fields by name: {}", Listed(fields)),
    }
}

struct Listed<'a>(&'a [&'static str]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, name) in self.0.iter().enumerate() {
            write!(f, "{}`{name}`", if place > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

/// A refusal of a visitor, in its own words and without what it was shown.
pub(super) struct Said(String);

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Said(…)")
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for Said {}

impl Said {
    pub(super) fn one_of(names: &'static [&'static str], what: &str) -> Self {
        match names {
            [] => Self(alloc::format!("expected no {what} here")),
            [one] => Self(alloc::format!("expected `{one}`")),
            [one, other] => Self(alloc::format!("expected `{one}` or `{other}`")),
            many => Self(alloc::format!("expected one of {}", Listed(many))),
        }
    }
}

impl de::Error for Said {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self(alloc::format!("expected {expected}"))
    }
    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self(alloc::format!("expected {expected}"))
    }
    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self(alloc::format!("expected {expected}"))
    }
    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::one_of(expected, "name")
    }
    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Self::one_of(expected, "field")
    }
}
