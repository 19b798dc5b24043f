//! The same without words: what may be handed to whoever may not know who it is about.

use alloc::string::ToString;
use core::fmt;

use serde::ser::{self, Serialize, Serializer};

use super::private_date::{JUDGED_DATE, PRIVATE_DATE};
use super::private_text::PRIVATE_TEXT;

/// What stands in the place of words that were removed.
pub const REMOVED: &str = "[removed]";

/// A value as it is written without names, free text and days of birth. Ids, codes, dates, times and numbers stay.
///
/// It can be written like the value itself, in any format. Where there were words, there is [`REMOVED`]; where there
/// were none, there are none: so what must say why still says that somebody did, and the whole reads again as the same
/// kind of thing. A date of birth is the first of January of its year, so that ages are right to the year. It goes by
/// the types [`PrivateText`](super::PrivateText) and [`PrivateDate`](super::PrivateDate), and a child's date of birth,
/// wherever they stand: a type that keeps words in these needs nothing more.
///
/// Ids stay, so what is written is still about somebody: whoever holds the key to the ids knows whom. It is not
/// anonymous, and is to be handled as personal data.
///
/// ```
/// use mutual_care::base::{PrivateText, Redacted};
/// let said = (PrivateText::new("Ben shouted at me")?, PrivateText::empty(), 3);
/// assert_eq!(serde_json::to_string(&Redacted(&said))?, r#"["[removed]","",3]"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Redacted<'a, T: ?Sized>(pub &'a T);

impl<T: ?Sized> fmt::Debug for Redacted<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redacted(…)")
    }
}

impl<T: Serialize + ?Sized> Serialize for Redacted<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Redactor { to: serializer, hides: Hides::Nothing })
    }
}

/// What a text is that comes next.
#[derive(Clone, Copy)]
enum Hides {
    Nothing,
    Words,
    Day,
}

struct Redactor<S> {
    to: S,
    hides: Hides,
}

/// The inside of something private.
struct Inside<'a, T: ?Sized>(&'a T, Hides);

impl<T: Serialize + ?Sized> Serialize for Inside<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Redactor { to: serializer, hides: self.1 })
    }
}

macro_rules! as_it_is {
    ($($method:ident($type:ty),)+) => {
        $(fn $method(self, value: $type) -> Result<S::Ok, S::Error> {
            self.to.$method(value)
        })+
    };
}

impl<S: Serializer> Serializer for Redactor<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Parts<S::SerializeSeq>;
    type SerializeTuple = Parts<S::SerializeTuple>;
    type SerializeTupleStruct = Parts<S::SerializeTupleStruct>;
    type SerializeTupleVariant = Parts<S::SerializeTupleVariant>;
    type SerializeMap = Parts<S::SerializeMap>;
    type SerializeStruct = Parts<S::SerializeStruct>;
    type SerializeStructVariant = Parts<S::SerializeStructVariant>;

    as_it_is! {
        serialize_bool(bool),
        serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64), serialize_i128(i128),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_u128(u128),
        serialize_f32(f32), serialize_f64(f64),
        serialize_char(char), serialize_bytes(&[u8]),
    }

    fn serialize_str(self, text: &str) -> Result<S::Ok, S::Error> {
        match self.hides {
            Hides::Nothing => self.to.serialize_str(text),
            Hides::Words => self.to.serialize_str(if text.is_empty() { text } else { REMOVED }),
            Hides::Day => {
                let year = text.split('-').next().unwrap_or_default();
                self.to.collect_str(&format_args!("{year}-01-01"))
            }
        }
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, text: &T) -> Result<S::Ok, S::Error> {
        match self.hides {
            Hides::Nothing => self.to.collect_str(text),
            Hides::Words | Hides::Day => self.serialize_str(&text.to_string()),
        }
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let hides = match name {
            PRIVATE_TEXT => Hides::Words,
            PRIVATE_DATE | JUDGED_DATE => Hides::Day,
            _ => Hides::Nothing,
        };
        self.to.serialize_newtype_struct(name, &Inside(value, hides))
    }

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.to.serialize_none()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.to.serialize_some(&Redacted(value))
    }
    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.to.serialize_unit()
    }
    fn serialize_unit_struct(self, name: &'static str) -> Result<S::Ok, S::Error> {
        self.to.serialize_unit_struct(name)
    }
    fn serialize_unit_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
    ) -> Result<S::Ok, S::Error> {
        self.to.serialize_unit_variant(name, index, variant)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.to.serialize_newtype_variant(name, index, variant, &Redacted(value))
    }
    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        self.to.serialize_seq(len).map(Parts)
    }
    fn serialize_tuple(self, len: usize) -> Result<Self::SerializeTuple, S::Error> {
        self.to.serialize_tuple(len).map(Parts)
    }
    fn serialize_tuple_struct(
        self,
        name: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleStruct, S::Error> {
        self.to.serialize_tuple_struct(name, len).map(Parts)
    }
    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        self.to.serialize_tuple_variant(name, index, variant, len).map(Parts)
    }
    fn serialize_map(self, len: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        self.to.serialize_map(len).map(Parts)
    }
    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeStruct, S::Error> {
        self.to.serialize_struct(name, len).map(Parts)
    }
    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        self.to.serialize_struct_variant(name, index, variant, len).map(Parts)
    }
    fn is_human_readable(&self) -> bool {
        self.to.is_human_readable()
    }
}

/// Something of several parts, each redacted.
struct Parts<C>(C);

macro_rules! in_order {
    ($($trait:ident::$method:ident,)+) => {$(
        impl<C: ser::$trait> ser::$trait for Parts<C> {
            type Ok = C::Ok;
            type Error = C::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
                self.0.$method(&Redacted(value))
            }
            fn end(self) -> Result<C::Ok, C::Error> {
                self.0.end()
            }
        }
    )+};
}

in_order! {
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field,
}

macro_rules! by_name {
    ($($trait:ident,)+) => {$(
        impl<C: ser::$trait> ser::$trait for Parts<C> {
            type Ok = C::Ok;
            type Error = C::Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), C::Error> {
                self.0.serialize_field(name, &Redacted(value))
            }
            fn skip_field(&mut self, name: &'static str) -> Result<(), C::Error> {
                self.0.skip_field(name)
            }
            fn end(self) -> Result<C::Ok, C::Error> {
                self.0.end()
            }
        }
    )+};
}

by_name! {
    SerializeStruct,
    SerializeStructVariant,
}

impl<C: ser::SerializeMap> ser::SerializeMap for Parts<C> {
    type Ok = C::Ok;
    type Error = C::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), C::Error> {
        self.0.serialize_key(&Redacted(key))
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
        self.0.serialize_value(&Redacted(value))
    }
    fn end(self) -> Result<C::Ok, C::Error> {
        self.0.end()
    }
}
