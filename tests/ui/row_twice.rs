#![allow(unused_imports)]

use chrono::NaiveDate;
use mutual_care::base::{Stamp, kinds};
use mutual_care::machine::{Accept, Misfit, Opens, machine};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hung {
    pub on: NaiveDate,
}
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Burnt {
    pub on: NaiveDate,
}
#[derive(Debug, Clone, PartialEq)]
pub struct On;
#[derive(Debug, Clone, PartialEq)]
pub struct Broken;

machine! {
    /// A lamp.
    pub Lamp(LampEvent) of kinds::Source, asked with ();
    begins On with Hung;

    states {
        /// It is light.
        On = "on", "on";
        /// It stays dark.
        Broken = "broken", "broken", final;
    }

    events {
        /// It was hung up.
        Hung = "hung", "hung";
        /// It burnt through.
        Burnt = "burnt", "burnt";
    }

    On + Burnt => Broken;
    On + Burnt => Broken;
}

impl Opens<Hung> for On {
    fn open(_: &Hung, _: &Stamp) -> Result<Self, Misfit> {
        Ok(Self)
    }
}
impl Accept<Burnt> for On {
    fn next(self, _: &Burnt, _: &Stamp) -> Broken {
        Broken
    }
}

fn main() {}
