//! The door through which files come in: what is read is never repeated, and everything has one spelling.
//!
//! A format's own messages repeat what they found (`invalid type: string "Maria Smith"`), and serde's derived code
//! reads a list as well as named fields (`["…", "Rose", "here"]` for a person). [`Strict`] stands between the two: it
//! asks the format for whatever is there, so that only visitors of ours refuse, and lets them refuse only with what
//! was expected; and it reads fields only by their names.

use alloc::string::{String, ToString};
use core::fmt;

use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};

/// The name under which a text asks to be told whether it stands in a journal. See [`super::text_or_kept`].
pub(super) const KEPT: &str = "$mutual_care::Kept";

/// A deserializer that repeats nothing of what it reads and takes fields by name only.
///
/// Every file of this crate is read through it. Use it around your own format for what is no file by itself, such as
/// one event:
///
/// ```
/// use mutual_care::base::wire::Strict;
/// use mutual_care::need::Source;
/// use serde::Deserialize;
/// # let id = "6f2c1a3e-0000-4000-8000-000000000001";
/// let read = |text: &str| {
///     let mut json = serde_json::Deserializer::from_str(text);
///     Source::deserialize(Strict::new(&mut json)).map_err(|error| error.to_string())
/// };
/// assert!(read(&format!(r#"{{"id":"{id}","kind":"member"}}"#)).is_ok());
/// assert!(read(&format!(r#"["{id}","member"]"#)).unwrap_err().starts_with("expected fields by name: `id`, "));
/// assert!(!read(r#""Maria Smith""#).unwrap_err().contains("Maria"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Strict<D> {
    inner: D,
    kept: bool,
}

impl<D> Strict<D> {
    /// Reads what comes from outside now.
    pub const fn new(inner: D) -> Self {
        Self { inner, kept: false }
    }

    /// Reads a journal. What an older release wrote there is read as that release meant it.
    pub(crate) const fn journal(inner: D) -> Self {
        Self { inner, kept: true }
    }

    const fn guard<V>(&self, visitor: V, form: Form) -> Guard<V> {
        Guard { inner: visitor, form, kept: self.kept }
    }
}

/// What a visitor may be shown.
#[derive(Clone, Copy)]
enum Form {
    Any,
    /// Fields by these names, and nothing else.
    Named(&'static [&'static str]),
}

/// What a visitor of these fields expects: in its own words, unless it has only serde's, which name a type.
fn fields_expected<'de, V: Visitor<'de>>(visitor: &V, fields: &'static [&'static str]) -> String {
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
struct Said(String);

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
    fn one_of(names: &'static [&'static str], what: &str) -> Self {
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

/// The format is asked for whatever is there: asked for a number, it would itself refuse a text, and repeat it.
macro_rules! whatever_is_there {
    ($($method:ident)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            let guard = self.guard(visitor, Form::Any);
            self.inner.deserialize_any(guard)
        })+
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<D> {
    type Error = D::Error;

    whatever_is_there! {
        deserialize_any deserialize_bool
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_char
        deserialize_str deserialize_string deserialize_bytes deserialize_byte_buf
        deserialize_unit deserialize_seq deserialize_map deserialize_identifier
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let guard = self.guard(visitor, Form::Named(fields));
        self.inner.deserialize_any(guard)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if self.kept && name == KEPT {
            // The one sign by which a text learns that it stands in a journal: it is shown as if it might be absent.
            return visitor.visit_some(self);
        }
        let guard = self.guard(visitor, Form::Any);
        self.inner.deserialize_newtype_struct(name, guard)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let guard = self.guard(visitor, Form::Any);
        self.inner.deserialize_option(guard)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.deserialize_any(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, D::Error> {
        self.deserialize_any(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let guard = self.guard(visitor, Form::Any);
        self.inner.deserialize_enum(name, variants, guard)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_ignored_any(visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// A visitor that is shown only what it may be shown, and whose refusals repeat nothing.
struct Guard<V> {
    inner: V,
    form: Form,
    kept: bool,
}

macro_rules! plain_values {
    ($($method:ident($type:ty))+) => {
        $(fn $method<E: de::Error>(self, value: $type) -> Result<V::Value, E> {
            self.plain(|inner| inner.$method(value))
        })+
    };
}

impl<V> Guard<V> {
    /// Shows the visitor something that is neither a list nor has fields.
    fn plain<'de, E: de::Error>(self, show: impl FnOnce(V) -> Result<V::Value, Said>) -> Result<V::Value, E>
    where
        V: Visitor<'de>,
    {
        match self.form {
            Form::Any => show(self.inner).map_err(E::custom),
            Form::Named(fields) => Err(E::custom(fields_expected(&self.inner, fields))),
        }
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Guard<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    plain_values! {
        visit_bool(bool)
        visit_i8(i8) visit_i16(i16) visit_i32(i32) visit_i64(i64) visit_i128(i128)
        visit_u8(u8) visit_u16(u16) visit_u32(u32) visit_u64(u64) visit_u128(u128)
        visit_f32(f32) visit_f64(f64) visit_char(char)
        visit_str(&str) visit_borrowed_str(&'de str) visit_string(String)
        visit_bytes(&[u8]) visit_borrowed_bytes(&'de [u8]) visit_byte_buf(alloc::vec::Vec<u8>)
    }

    fn visit_none<E: de::Error>(self) -> Result<V::Value, E> {
        self.plain(Visitor::visit_none)
    }

    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        self.plain(Visitor::visit_unit)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(Strict { inner, kept: self.kept })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(Strict { inner, kept: self.kept })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        match self.form {
            Form::Any => self.inner.visit_seq(Within { inner, kept: self.kept }),
            Form::Named(fields) => Err(A::Error::custom(fields_expected(&self.inner, fields))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Within { inner, kept: self.kept })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(Within { inner, kept: self.kept })
    }
}

/// What stands in a list, under names, or beside the name of a variant.
struct Within<A> {
    inner: A,
    kept: bool,
}

impl<A> Within<A> {
    const fn seed<S>(&self, inner: S) -> Within<S> {
        Within { inner, kept: self.kept }
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Within<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Strict { inner, kept: self.kept })
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Within<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let seed = self.seed(seed);
        self.inner.next_element_seed(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Within<A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        let seed = self.seed(seed);
        self.inner.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let seed = self.seed(seed);
        self.inner.next_value_seed(seed)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, A: EnumAccess<'de>> EnumAccess<'de> for Within<A> {
    type Error = A::Error;
    type Variant = Within<A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self::Variant), A::Error> {
        let (name, inner) = self.inner.variant_seed(Within { inner: seed, kept: self.kept })?;
        Ok((name, Within { inner, kept: self.kept }))
    }
}

/// Shows a visitor whatever is there, for variants of every form: asked for fields or for nothing, a format would
/// itself refuse a text, and repeat it.
struct Shown<V> {
    visitor: V,
    form: Form,
}

impl<'de, V: Visitor<'de>> DeserializeSeed<'de> for Shown<V> {
    type Value = V::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        match self.form {
            Form::Any => inner.deserialize_any(self.visitor),
            Form::Named(fields) => inner.deserialize_struct("", fields, self.visitor),
        }
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Within<A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner
            .unit_variant()
            .map_err(|_| A::Error::custom("expected the name alone, with nothing beside it"))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, A::Error> {
        let seed = self.seed(seed);
        self.inner.newtype_variant_seed(seed)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.newtype_variant_seed(Shown { visitor, form: Form::Any })
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.newtype_variant_seed(Shown { visitor, form: Form::Named(fields) })
    }
}

/// A value that is stored rather than written by hand, and so is read as strictly as a journal wherever it stands: for
/// `#[serde(try_from = …)]`.
#[derive(Debug)]
pub(crate) struct Stored<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Stored<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(Strict::journal(deserializer)).map(Self)
    }
}
