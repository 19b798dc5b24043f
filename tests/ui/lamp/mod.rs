//! A machine to write mistakes about. `Off` has a single row.

#![allow(dead_code, reason = "each mistake uses its own part")]

use chrono::NaiveDate;
use mutual_care::base::{Stamp, kinds};
use mutual_care::machine::{Accept, Misfit, Opens, machine};
use serde::{Deserialize, Serialize};

macro_rules! events {
    ($($event:ident)+) => {
        $(
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct $event { pub on: NaiveDate }
        )+
    };
}
events! { Hung SwitchedOn SwitchedOff Dimmed Burnt }

#[derive(Debug, Clone, PartialEq)]
pub struct Off {
    times: u32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct On {
    times: u32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Broken;

machine! {
    /// A lamp.
    pub Lamp(LampEvent) of kinds::Source, asked with ();
    begins Off with Hung;

    states {
        /// It is dark.
        Off = "off", "off";
        /// It is light.
        On = "on", "on";
        /// It stays dark.
        Broken = "broken", "broken", final;
    }

    events {
        /// It was hung up.
        Hung = "hung", "hung";
        /// It was switched on.
        SwitchedOn = "switched_on", "switched on";
        /// It was switched off.
        SwitchedOff = "switched_off", "switched off";
        /// It was dimmed.
        Dimmed = "dimmed", "dimmed";
        /// It burnt through.
        Burnt = "burnt", "burnt";
    }

    Off + SwitchedOn  => On;
    On  + SwitchedOff => Off;
    On  + Dimmed      => On, retired in "0.1";
    On  + Burnt       => Broken, or Irregularly;
}

impl Opens<Hung> for Off {
    fn open(_: &Hung, _: &Stamp) -> Result<Self, Misfit> {
        Ok(Self { times: 0 })
    }
}
impl Accept<SwitchedOn> for Off {
    fn next(self, _: &SwitchedOn, _: &Stamp) -> On {
        On { times: self.times + 1 }
    }
}
impl Accept<SwitchedOff> for On {
    fn next(self, _: &SwitchedOff, _: &Stamp) -> Off {
        Off { times: self.times }
    }
}
impl Accept<Dimmed> for On {
    fn next(self, _: &Dimmed, _: &Stamp) -> On {
        self
    }
}
impl Accept<Burnt> for On {
    fn next(self, _: &Burnt, _: &Stamp) -> Broken {
        Broken
    }
}
