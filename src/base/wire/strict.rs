//! The door through which files come in: what is read is never repeated, and everything has one spelling.
//!
//! A format's own messages repeat what they found (`invalid type: string "Maria Smith"`), and serde's derived code
//! reads a list as well as named fields (`["…", "Rose", "here"]` for a person). [`Strict`] stands between the two: it
//! asks the format for whatever is there, so that only visitors of ours refuse, and lets them refuse only with what
//! was expected; and it reads fields only by their names.

use alloc::string::String;
use core::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error as _, IgnoredAny, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};

use super::said::{Said, fields_expected};
use super::trail::{Step, Trail};

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
pub struct Strict<'t, D> {
    inner: D,
    how: How<'t>,
}

/// How something is read, handed on to all that stands in it.
#[derive(Debug, Clone, Copy)]
struct How<'t> {
    /// In a journal, where an older release may have written what is not accepted any more.
    kept: bool,
    /// Where the way to what is being read is kept, if anybody wants to know.
    trail: Option<&'t Trail>,
    /// Whether it is a name under which something stands.
    is_name: bool,
}

impl<D> Strict<'_, D> {
    /// Reads what comes from outside now.
    pub const fn new(inner: D) -> Self {
        Self { inner, how: How { kept: false, trail: None, is_name: false } }
    }

    /// Reads a journal. What an older release wrote there is read as that release meant it.
    pub(crate) const fn journal(inner: D) -> Self {
        Self { inner, how: How { kept: true, trail: None, is_name: false } }
    }
}

impl<'t, D> Strict<'t, D> {
    /// Reads what comes from outside now, and keeps on the trail where it stands: if it is refused, the trail ends there.
    #[cfg_attr(not(feature = "json"), expect(dead_code, reason = "who reads a file wants to know"))]
    pub(crate) const fn on(trail: &'t Trail, inner: D) -> Self {
        Self { inner, how: How { kept: false, trail: Some(trail), is_name: false } }
    }

    const fn guard<V>(&self, visitor: V, form: Form) -> Guard<'t, V> {
        Guard { inner: visitor, form, how: self.how }
    }
}

impl<'t> How<'t> {
    /// How the name is read under which something stands.
    const fn name(self) -> Self {
        Self { is_name: true, ..self }
    }

    /// How what stands within is read.
    const fn value(self) -> Self {
        Self { is_name: false, ..self }
    }

    const fn strict<D>(self, inner: D) -> Strict<'t, D> {
        Strict { inner, how: self }
    }

    const fn seed<S>(self, inner: S) -> Seed<'t, S> {
        Seed { inner, how: self }
    }

    fn within<A>(self, inner: A) -> Within<'t, A> {
        let depth = self.trail.map_or(0, Trail::depth);
        Within { inner, how: self.value(), depth, items: 0 }
    }

    fn met_name(self, name: &str) {
        if let Some(trail) = self.trail.filter(|_| self.is_name) {
            trail.met_name(name);
        }
    }
}

/// What a visitor may be shown.
#[derive(Clone, Copy)]
enum Form {
    Any,
    /// Fields by these names, and nothing else.
    Named(&'static [&'static str]),
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

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<'_, D> {
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
        if self.how.kept && name == KEPT {
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

    /// A name alone, or one name with what belongs to it. The format is not asked for a variant: of a number it would
    /// say that the text is not among its own.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        let one_of = OneOf { inner: visitor, variants, how: self.how };
        self.inner.deserialize_any(one_of)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        if let Some(trail) = self.how.trail {
            // Nobody knows the name under which something stands that nobody reads.
            trail.forget_name();
        }
        self.inner.deserialize_ignored_any(visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

/// A visitor that is shown only what it may be shown, and whose refusals repeat nothing.
struct Guard<'t, V> {
    inner: V,
    form: Form,
    how: How<'t>,
}

macro_rules! plain_values {
    ($($method:ident($type:ty))+) => {
        $(fn $method<E: de::Error>(self, value: $type) -> Result<V::Value, E> {
            self.plain(|inner| inner.$method(value))
        })+
    };
}

impl<V> Guard<'_, V> {
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

impl<'de, V: Visitor<'de>> Visitor<'de> for Guard<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    plain_values! {
        visit_bool(bool)
        visit_i8(i8) visit_i16(i16) visit_i32(i32) visit_i64(i64) visit_i128(i128)
        visit_u8(u8) visit_u16(u16) visit_u32(u32) visit_u64(u64) visit_u128(u128)
        visit_f32(f32) visit_f64(f64) visit_char(char)
        visit_bytes(&[u8]) visit_borrowed_bytes(&'de [u8]) visit_byte_buf(alloc::vec::Vec<u8>)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<V::Value, E> {
        self.how.met_name(text);
        self.plain(|inner| inner.visit_str(text))
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<V::Value, E> {
        self.how.met_name(text);
        self.plain(|inner| inner.visit_borrowed_str(text))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<V::Value, E> {
        self.how.met_name(&text);
        self.plain(|inner| inner.visit_string(text))
    }

    fn visit_none<E: de::Error>(self) -> Result<V::Value, E> {
        self.plain(Visitor::visit_none)
    }

    fn visit_unit<E: de::Error>(self) -> Result<V::Value, E> {
        self.plain(Visitor::visit_unit)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(self.how.value().strict(inner))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(self.how.value().strict(inner))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        match self.form {
            Form::Any => self.inner.visit_seq(self.how.within(inner)),
            Form::Named(fields) => Err(A::Error::custom(fields_expected(&self.inner, fields))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(self.how.within(inner))
    }
}

/// A visitor of a value that is one of several by name, shown the name alone or with what belongs to it.
struct OneOf<'t, V> {
    inner: V,
    variants: &'static [&'static str],
    how: How<'t>,
}

macro_rules! no_name {
    ($($method:ident($($type:ty)?))+) => {
        $(fn $method<E: de::Error>(self $(, _: $type)?) -> Result<V::Value, E> {
            Err(E::custom(Said::one_of(self.variants, "name")))
        })+
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for OneOf<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    no_name! {
        visit_bool(bool) visit_i64(i64) visit_i128(i128) visit_u64(u64) visit_u128(u128) visit_f64(f64)
        visit_bytes(&[u8]) visit_none() visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        inner.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<V::Value, A::Error> {
        Err(A::Error::custom(Said::one_of(self.variants, "name")))
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<V::Value, E> {
        self.how.met_name(name);
        self.inner.visit_enum(Alone(name)).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(WithValue { map: self.how.within(inner), variants: self.variants })
    }
}

/// A name alone.
struct Alone<'n>(&'n str);

impl Alone<'_> {
    fn needs_value() -> Said {
        Said::custom("expected what belongs to this name under it, and not the name alone")
    }
}

impl<'de> EnumAccess<'de> for Alone<'_> {
    type Error = Said;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Said> {
        seed.deserialize(Strict::new(StrDeserializer::<Said>::new(self.0))).map(|name| (name, self))
    }
}

impl<'de> VariantAccess<'de> for Alone<'_> {
    type Error = Said;

    fn unit_variant(self) -> Result<(), Said> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _: S) -> Result<S::Value, Said> {
        Err(Self::needs_value())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Said> {
        Err(Self::needs_value())
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Said> {
        Err(Self::needs_value())
    }
}

/// One name, with what belongs to it under it.
struct WithValue<'t, A> {
    map: Within<'t, A>,
    variants: &'static [&'static str],
}

impl<'de, A: MapAccess<'de>> EnumAccess<'de> for WithValue<'_, A> {
    type Error = A::Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(mut self, seed: S) -> Result<(S::Value, Self), A::Error> {
        match self.map.next_key_seed(seed)? {
            Some(name) => Ok((name, self)),
            None => Err(A::Error::custom(Said::one_of(self.variants, "name"))),
        }
    }
}

impl<'de, A: MapAccess<'de>> VariantAccess<'de> for WithValue<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        let alone = |_| A::Error::custom("expected the name alone, with nothing beside it");
        self.newtype_variant_seed(core::marker::PhantomData::<()>).map_err(alone)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(mut self, seed: S) -> Result<S::Value, A::Error> {
        let value = self.map.next_value_seed(seed)?;
        match self.map.next_key::<IgnoredAny>()? {
            None => Ok(value),
            Some(_) => Err(A::Error::custom("expected one name only, and nothing beside it")),
        }
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

/// What reads something strictly.
struct Seed<'t, S> {
    inner: S,
    how: How<'t>,
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Seed<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(self.how.strict(inner))
    }
}

/// What stands in a list, or under names.
struct Within<'t, A> {
    inner: A,
    how: How<'t>,
    /// How far in it stands.
    depth: usize,
    /// How many elements have been read.
    items: usize,
}

impl<A> Within<'_, A> {
    fn enter(&self, step: Step) {
        if let Some(trail) = self.how.trail {
            trail.enter(self.depth, step);
        }
    }

    fn leave(&self) {
        if let Some(trail) = self.how.trail {
            trail.leave(self.depth);
        }
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Within<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.enter(Step::Item(self.items));
        let item = self.inner.next_element_seed(self.how.seed(seed))?;
        self.leave();
        self.items += 1;
        Ok(item)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Within<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.enter(Step::Unknown);
        let name = self.inner.next_key_seed(self.how.name().seed(seed))?;
        self.leave();
        Ok(name)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        if let Some(trail) = self.how.trail {
            trail.enter(self.depth, trail.name());
        }
        let value = self.inner.next_value_seed(self.how.seed(seed))?;
        self.leave();
        Ok(value)
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
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
