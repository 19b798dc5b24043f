//! A machine to write mistakes about. `Off` has a single row.

#![allow(dead_code, reason = "each mistake uses its own part")]

use chrono::NaiveDate;
use mutual_care::base::{Stamp, kinds};
use mutual_care::machine::{Accept, Case, Misfit, Opens, machine};
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
pub struct LampCase {
    times: u32,
}

machine! {
    /// A lamp.
    pub Lamp(LampEvent) of kinds::Source, keeps LampCase, asked with ();
    /// It was hung up.
    begins Off with Hung = "hung", "hung";

    states {
        /// It is dark.
        Off = "off", "off";
        /// It is light.
        On = "on", "on";
        /// It stays dark.
        Broken = "broken", "broken", final;
    }

    events {
        /// It was switched on.
        SwitchedOn = "switched_on", "switched on";
        /// It was switched off.
        SwitchedOff = "switched_off", "switched off";
        /// It was dimmed.
        Dimmed = "dimmed", "dimmed";
        /// It burnt through.
        Burnt = "burnt", "burnt";
    }

    from Off: SwitchedOn => On;
    from On:  SwitchedOff => Off;
    from On:  Dimmed stay, retired in "0.1";
    from On:  Burnt => Broken, or Irregularly;
}

impl Case for LampCase {
    type Machine = Lamp;
}
impl Opens<Hung> for LampCase {
    fn open(_: &Hung, _: &Stamp) -> Result<Self, Misfit> {
        Ok(Self { times: 0 })
    }
}
impl Accept<SwitchedOn> for LampCase {
    fn apply(&mut self, _: &SwitchedOn, _: &Stamp) {
        self.times += 1;
    }
}
impl Accept<SwitchedOff> for LampCase {}
impl Accept<Dimmed> for LampCase {}
impl Accept<Burnt> for LampCase {}
