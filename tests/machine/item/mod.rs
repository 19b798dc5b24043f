//! A record to try the kernel on, written as a room writes one: an item of equipment that a service lends out.
//!
//! Everybody and everything in it is made up. Its id is that of the device.

mod event;
pub mod rules;
mod state;

pub use event::{AsKnown, Bought, Broke, Extended, LentOut, Repaired, Reserved, Returned, WrittenOff};
use mutual_care::base::kinds;
use mutual_care::machine::machine;
pub use rules::Policy;
pub use state::{InRepair, InStore, Lent, Scrapped};

machine! {
    /// An item of equipment that is lent to people at home: a hoist, a bed.
    pub Item(ItemEvent) of kinds::Source, asked with Policy;
    begins InStore with Bought;
    taken over at InStore, Lent knowing AsKnown;

    states {
        /// In the store, ready to be lent.
        InStore = "in_store", "in the store";
        /// With somebody at home.
        Lent = "lent", "lent";
        /// Broken, and being mended.
        InRepair = "in_repair", "in repair";
        /// Beyond mending.
        Scrapped = "scrapped", "scrapped", final;
    }

    events {
        /// The service bought it.
        Bought = "bought", "bought";
        /// Somebody has it at home.
        LentOut = "lent_out", "lent out";
        /// The loan goes on for longer.
        Extended = "extended", "extended";
        /// It came back.
        Returned = "returned", "returned";
        /// It broke.
        Broke = "broke", "broke";
        /// It was mended and examined.
        Repaired = "repaired", "repaired";
        /// It was decided that it is beyond mending.
        WrittenOff = "written_off", "written off";
        /// Somebody was promised it. No longer offered: whoever comes first has it.
        Reserved = "reserved", "reserved";
    }

    InStore  + LentOut    => Lent;
    InStore  + Broke      => InRepair;
    InStore  + Reserved   => InStore, retired in "0.1";
    Lent     + Extended   => Lent;
    Lent     + Returned   => InStore, or Irregularly;
    Lent     + Broke      => InRepair;
    InRepair + Repaired   => InStore;
    InRepair + WrittenOff => Scrapped, or Irregularly, or TakenElsewhere;
}
