//! Code lists: enumerations whose values are words on the wire.

use core::fmt;

use serde::de::{Deserializer, Error as _};

use super::wire;

/// A value of a closed list, each with one stable code: what databases, files and findings hold.
pub trait Code: Copy + Eq + 'static {
    /// What the list is of, for messages: "an outcome".
    const WHAT: &'static str;
    /// Every value, in the order of the list.
    const ALL: &'static [Self];
    /// The code of every value, in the same order.
    const CODES: &'static [&'static str];
    /// The stable code: lower case, words joined by underscores.
    fn code(self) -> &'static str;

    /// The value with this code.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`], which names the codes there are and never what was typed.
    fn from_code(code: &str) -> Result<Self, UnknownCode> {
        let list = CodeList { what: Self::WHAT, codes: Self::CODES };
        list.value(Self::ALL, list.place(code)?)
    }
}

/// The codes of a list without the type of its values, so that looking one up is one piece of code for all lists.
#[derive(Clone, Copy)]
struct CodeList {
    what: &'static str,
    codes: &'static [&'static str],
}

impl CodeList {
    fn place(self, code: &str) -> Result<usize, UnknownCode> {
        self.codes.iter().position(|known| *known == code).ok_or(UnknownCode(self))
    }

    fn value<C: Copy>(self, all: &[C], place: usize) -> Result<C, UnknownCode> {
        all.get(place).copied().ok_or(UnknownCode(self))
    }
}

/// Reads a value of a list by its code, without ever echoing what stands there.
///
/// # Errors
///
/// "expected …" if there is something else than a text, and "expected …: one of …" for a text that is no code.
#[doc(hidden)]
pub fn read_code<'de, D: Deserializer<'de>, C: Code>(deserializer: D) -> Result<C, D::Error> {
    let list = CodeList { what: C::WHAT, codes: C::CODES };
    let place = read_place(deserializer, list)?;
    list.value(C::ALL, place).map_err(D::Error::custom)
}

fn read_place<'de, D: Deserializer<'de>>(deserializer: D, list: CodeList) -> Result<usize, D::Error> {
    wire::text(deserializer, list.what, |code| list.place(code).map_err(D::Error::custom))
}

/// A text is not among the codes of a list. Says which there are; never what was typed.
#[derive(Clone, Copy)]
pub struct UnknownCode(CodeList);

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}: one of ", self.0.what)?;
        for (place, code) in self.0.codes.iter().enumerate() {
            write!(f, "{}{code}", if place > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}
impl fmt::Debug for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnknownCode({})", self.0.what)
    }
}
impl core::error::Error for UnknownCode {}

/// Writes a code list: the enumeration, its codes, words for people, and the wire form of both directions.
///
/// ```text
/// codes! {
///     /// How bad it is if a need is not met.
///     pub enum Consequence: "a consequence" {
///         /// Danger to life, …
///         Critical = "critical", "critical";
///     }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __mutual_care_codes {
    ($(#[$doc:meta])* pub enum $name:ident: $what:literal {
        $($(#[$vdoc:meta])* $variant:ident = $code:literal, $words:literal;)+
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
        }

        impl $name {
            /// The value in plain words, for people.
            pub const fn words(self) -> &'static str {
                match self { $($name::$variant => $words,)+ }
            }
        }

        impl $crate::base::Code for $name {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &[$($name::$variant),+];
            const CODES: &'static [&'static str] = &[$($code),+];

            fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }
        }

        impl core::str::FromStr for $name {
            type Err = $crate::base::UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                <Self as $crate::base::Code>::from_code(code)
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str($crate::base::Code::code(*self))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::base::Code::code(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::base::read_code(deserializer)
            }
        }
    };
}
#[doc(hidden)]
pub use __mutual_care_codes as codes;
