//! Canonical JSON: the one way to write a value down, so that its fingerprint is the same everywhere.
//!
//! As RFC 8785, for the values this crate has: object keys sorted by their UTF-16 code units, no white space,
//! integers only. What is absent, `null` or private text is left out, so that optional fields may be added
//! later without changing the fingerprint of what does not use them; a variant of which all is left out holds
//! `{}`. A floating point number is an error.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::ser::{self, Serialize};

use super::private_date::PRIVATE_DATE;
use super::private_text::PRIVATE_TEXT;

/// The name under which a value that is no part of what is fingerprinted reaches a serializer.
pub(crate) const NOT_FINGERPRINTED: &str = "$mutual_care::NotFingerprinted";

/// The largest integer that every JSON reader keeps exactly: 2⁵³ − 1.
const EXACT: i128 = 9_007_199_254_740_991;

/// A value cannot be written as canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CanonicalError {
    /// There is a floating point number in it.
    #[error("expected integers only: a floating point number has no canonical form here")]
    Float,
    /// An integer is larger than every reader keeps exactly.
    #[error("expected integers up to 2^53 - 1")]
    TooLarge,
    /// The key of an object is not a text, or is a private one.
    #[error("expected texts as the keys of an object, and none that is private")]
    Key,
    /// A key stands twice in one object.
    #[error("expected each key once")]
    KeyTwice,
    /// The value's own `Serialize` refused.
    #[error("{0}")]
    Custom(String),
}

impl ser::Error for CanonicalError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Custom(message.to_string())
    }
}

/// The value as canonical JSON.
///
/// ```
/// # use std::collections::BTreeMap;
/// use mutual_care::base::canonical_json;
/// let value = BTreeMap::from([("b", Some(2)), ("a", Some(1)), ("c", None)]);
/// assert_eq!(canonical_json(&value)?, br#"{"a":1,"b":2}"#);
/// assert!(canonical_json(&1.5).is_err());
/// # Ok::<(), mutual_care::base::CanonicalError>(())
/// ```
///
/// # Errors
///
/// [`CanonicalError`] for floating point, integers past 2⁵³ − 1 and keys that are no text.
pub fn canonical_json<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    Ok(value.serialize(Canonical)?.unwrap_or_default())
}

/// What a value came to: nothing for what is left out.
type Written = Option<Vec<u8>>;

struct Canonical;

/// A list or an object being written; with the name of its variant, if it is one's content.
struct Many {
    variant: Option<&'static str>,
    elements: Vec<Vec<u8>>,
}

struct Object {
    variant: Option<&'static str>,
    entries: Vec<(Vec<u16>, Vec<u8>)>,
    key: Option<String>,
}

fn write_text(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 2);
    out.push(b'"');
    for character in text.chars() {
        match character {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\u{8}' => out.extend_from_slice(b"\\b"),
            '\t' => out.extend_from_slice(b"\\t"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\u{c}' => out.extend_from_slice(b"\\f"),
            '\r' => out.extend_from_slice(b"\\r"),
            control if u32::from(control) < 0x20 => {
                out.extend_from_slice(alloc::format!("\\u{:04x}", u32::from(control)).as_bytes());
            }
            other => {
                let mut buffer = [0; 4];
                out.extend_from_slice(other.encode_utf8(&mut buffer).as_bytes());
            }
        }
    }
    out.push(b'"');
    out
}

fn within(variant: Option<&'static str>, content: Vec<u8>) -> Vec<u8> {
    match variant {
        None => content,
        Some(variant) => {
            let mut out = Vec::with_capacity(content.len() + variant.len() + 5);
            out.push(b'{');
            out.extend(write_text(variant));
            out.push(b':');
            out.extend(content);
            out.push(b'}');
            out
        }
    }
}

fn integer(number: i128) -> Result<Written, CanonicalError> {
    if (-EXACT..=EXACT).contains(&number) {
        Ok(Some(number.to_string().into_bytes()))
    } else {
        Err(CanonicalError::TooLarge)
    }
}

fn joined(open: u8, elements: impl Iterator<Item = Vec<u8>>, close: u8) -> Vec<u8> {
    let mut out = alloc::vec![open];
    for (place, element) in elements.enumerate() {
        if place > 0 {
            out.push(b',');
        }
        out.extend(element);
    }
    out.push(close);
    out
}

macro_rules! integers {
    ($($method:ident($number:ty)),* $(,)?) => {
        $(fn $method(self, number: $number) -> Result<Written, CanonicalError> {
            integer(i128::from(number))
        })*
    };
}

impl ser::Serializer for Canonical {
    type Ok = Written;
    type Error = CanonicalError;
    type SerializeSeq = Many;
    type SerializeTuple = Many;
    type SerializeTupleStruct = Many;
    type SerializeTupleVariant = Many;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = Object;

    integers!(
        serialize_i8(i8),
        serialize_i16(i16),
        serialize_i32(i32),
        serialize_i64(i64),
        serialize_i128(i128),
        serialize_u8(u8),
        serialize_u16(u16),
        serialize_u32(u32),
        serialize_u64(u64),
    );

    fn serialize_u128(self, number: u128) -> Result<Written, CanonicalError> {
        integer(i128::try_from(number).map_err(|_| CanonicalError::TooLarge)?)
    }
    fn serialize_bool(self, value: bool) -> Result<Written, CanonicalError> {
        Ok(Some(Vec::from(if value { &b"true"[..] } else { b"false" })))
    }
    fn serialize_f32(self, _: f32) -> Result<Written, CanonicalError> {
        Err(CanonicalError::Float)
    }
    fn serialize_f64(self, _: f64) -> Result<Written, CanonicalError> {
        Err(CanonicalError::Float)
    }
    fn serialize_char(self, value: char) -> Result<Written, CanonicalError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Result<Written, CanonicalError> {
        Ok(Some(write_text(value)))
    }
    fn serialize_bytes(self, value: &[u8]) -> Result<Written, CanonicalError> {
        Ok(Some(joined(b'[', value.iter().map(|byte| byte.to_string().into_bytes()), b']')))
    }
    fn serialize_none(self) -> Result<Written, CanonicalError> {
        Ok(None)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Written, CanonicalError> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<Written, CanonicalError> {
        Ok(None)
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<Written, CanonicalError> {
        Ok(None)
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Written, CanonicalError> {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Written, CanonicalError> {
        let left_out = [PRIVATE_TEXT, PRIVATE_DATE, NOT_FINGERPRINTED].contains(&name);
        if left_out { Ok(None) } else { value.serialize(self) }
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Written, CanonicalError> {
        let content = value.serialize(Self)?.unwrap_or_else(|| b"{}".to_vec());
        Ok(Some(within(Some(variant), content)))
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Many, CanonicalError> {
        Ok(Many { variant: None, elements: Vec::new() })
    }
    fn serialize_tuple(self, _: usize) -> Result<Many, CanonicalError> {
        self.serialize_seq(None)
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Many, CanonicalError> {
        self.serialize_seq(None)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Many, CanonicalError> {
        Ok(Many { variant: Some(variant), elements: Vec::new() })
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Object, CanonicalError> {
        Ok(Object { variant: None, entries: Vec::new(), key: None })
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object, CanonicalError> {
        self.serialize_map(None)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Object, CanonicalError> {
        Ok(Object { variant: Some(variant), entries: Vec::new(), key: None })
    }
}

impl Many {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        self.elements.extend(value.serialize(Canonical)?);
        Ok(())
    }

    fn finish(self) -> Vec<u8> {
        within(self.variant, joined(b'[', self.elements.into_iter(), b']'))
    }
}

macro_rules! lists {
    ($($part:ident $method:ident),* $(,)?) => {
        $(impl ser::$part for Many {
            type Ok = Written;
            type Error = CanonicalError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
                self.add(value)
            }
            fn end(self) -> Result<Written, CanonicalError> {
                Ok(Some(self.finish()))
            }
        })*
    };
}
lists!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
);

impl Object {
    fn add<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), CanonicalError> {
        if let Some(written) = value.serialize(Canonical)? {
            let mut entry = write_text(key);
            entry.push(b':');
            entry.extend(written);
            self.entries.push((key.encode_utf16().collect(), entry));
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Written, CanonicalError> {
        self.entries.sort_by(|a, b| a.0.cmp(&b.0));
        if self.entries.windows(2).any(|pair| matches!(pair, [a, b] if a.0 == b.0)) {
            return Err(CanonicalError::KeyTwice);
        }
        let entries = self.entries.into_iter().map(|(_, entry)| entry);
        Ok(Some(within(self.variant, joined(b'{', entries, b'}'))))
    }
}

impl ser::SerializeMap for Object {
    type Ok = Written;
    type Error = CanonicalError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), CanonicalError> {
        self.key = Some(key.serialize(KeyText)?);
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), CanonicalError> {
        let key = self.key.take().ok_or(CanonicalError::Key)?;
        self.add(&key, value)
    }
    fn end(self) -> Result<Written, CanonicalError> {
        self.finish()
    }
}

macro_rules! objects {
    ($($part:ident),*) => {
        $(impl ser::$part for Object {
            type Ok = Written;
            type Error = CanonicalError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), CanonicalError> {
                self.add(key, value)
            }
            fn end(self) -> Result<Written, CanonicalError> {
                self.finish()
            }
        })*
    };
}
objects!(SerializeStruct, SerializeStructVariant);

/// Keys are texts; everything else is refused.
struct KeyText;

macro_rules! no_key {
    ($($method:ident($($argument:ty),*)),* $(,)?) => {
        $(fn $method(self, $(_: $argument),*) -> Result<String, CanonicalError> {
            Err(CanonicalError::Key)
        })*
    };
}

impl ser::Serializer for KeyText {
    type Ok = String;
    type Error = CanonicalError;
    type SerializeSeq = ser::Impossible<String, CanonicalError>;
    type SerializeTuple = ser::Impossible<String, CanonicalError>;
    type SerializeTupleStruct = ser::Impossible<String, CanonicalError>;
    type SerializeTupleVariant = ser::Impossible<String, CanonicalError>;
    type SerializeMap = ser::Impossible<String, CanonicalError>;
    type SerializeStruct = ser::Impossible<String, CanonicalError>;
    type SerializeStructVariant = ser::Impossible<String, CanonicalError>;

    fn serialize_str(self, key: &str) -> Result<String, CanonicalError> {
        Ok(String::from(key))
    }
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<String, CanonicalError> {
        Ok(String::from(variant))
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<String, CanonicalError> {
        if [PRIVATE_TEXT, PRIVATE_DATE].contains(&name) {
            Err(CanonicalError::Key)
        } else {
            value.serialize(self)
        }
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<String, CanonicalError> {
        value.serialize(self)
    }

    no_key!(
        serialize_bool(bool),
        serialize_i8(i8),
        serialize_i16(i16),
        serialize_i32(i32),
        serialize_i64(i64),
        serialize_u8(u8),
        serialize_u16(u16),
        serialize_u32(u32),
        serialize_u64(u64),
        serialize_f32(f32),
        serialize_f64(f64),
        serialize_char(char),
        serialize_bytes(&[u8]),
        serialize_none(),
        serialize_unit(),
        serialize_unit_struct(&'static str),
    );

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<String, CanonicalError> {
        Err(CanonicalError::Key)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, CanonicalError> {
        Err(CanonicalError::Key)
    }
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, CanonicalError> {
        Err(CanonicalError::Key)
    }
    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, CanonicalError> {
        Err(CanonicalError::Key)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, CanonicalError> {
        Err(CanonicalError::Key)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, CanonicalError> {
        Err(CanonicalError::Key)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, CanonicalError> {
        Err(CanonicalError::Key)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, CanonicalError> {
        Err(CanonicalError::Key)
    }
}
