//! Code lists: enumerations whose values are words on the wire.

use alloc::string::String;
use core::fmt;

/// A value of a closed list, each with one stable code: what databases, files and findings hold.
pub trait Code: Copy + Eq + 'static {
    /// What the list is of, for messages: "an outcome".
    const WHAT: &'static str;
    /// Every value, in the order of the list.
    const ALL: &'static [Self];
    /// The stable code: lower case, words joined by underscores.
    fn code(self) -> &'static str;

    /// The value with this code.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`], which names the codes there are and never what was typed.
    fn from_code(code: &str) -> Result<Self, UnknownCode> {
        Self::ALL.iter().copied().find(|value| value.code() == code).ok_or(UnknownCode {
            what: Self::WHAT,
            codes: || {
                let mut list = String::new();
                for value in Self::ALL {
                    if !list.is_empty() {
                        list.push_str(", ");
                    }
                    list.push_str(value.code());
                }
                list
            },
        })
    }
}

/// A text is none of the codes of a list. Says which there are; never what was typed.
#[derive(Clone, Copy)]
pub struct UnknownCode {
    what: &'static str,
    codes: fn() -> String,
}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}: one of {}", self.what, (self.codes)())
    }
}
impl fmt::Debug for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnknownCode({})", self.what)
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
                $crate::base::wire::text(deserializer, $what, |code| {
                    <Self as $crate::base::Code>::from_code(code)
                        .map_err(<D::Error as serde::de::Error>::custom)
                })
            }
        }
    };
}
#[doc(hidden)]
pub use __mutual_care_codes as codes;
