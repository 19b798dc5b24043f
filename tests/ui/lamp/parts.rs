//! The parts of a lamp whose table, or whose code, has one mistake: the mistake is all that stands beside this.

#![allow(dead_code, unused_imports, reason = "each mistake uses its own part")]

pub use chrono::NaiveDate;
pub use mutual_care::base::{Stamp, kinds};
pub use mutual_care::machine::{Accept, Case, Misfit, Opens, machine};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hung {
    pub on: NaiveDate,
}
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Burnt {
    pub on: NaiveDate,
}
/// An event without `on`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dusted {
    pub when: NaiveDate,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LampCase;

/// A lamp of these events and these lines. It is hung up while it is light, and can break.
macro_rules! lamp {
    (events { $($event:ident = $verb:literal),+ } $($lines:tt)+) => {
        machine! {
            /// A lamp.
            pub Lamp(LampEvent) of kinds::Source, keeps LampCase, asked with ();
            /// It was hung up.
            begins On with Hung = "hung", "hung";

            states {
                /// It is light.
                On = "on", "on";
                /// It stays dark.
                Broken = "broken", "broken", final;
            }

            events {
                $(/// It happened.
                $event = $verb, "it happened";)+
            }

            $($lines)+
        }

        impl Case for LampCase {
            type Machine = Lamp;
        }
    };
}
pub(crate) use lamp;
