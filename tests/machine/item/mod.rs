//! A record to try the kernel on, written as a room writes one: an item of equipment that a service lends out.
//!
//! Everybody and everything in it is made up. Its id is that of the device.

mod case;
mod event;
pub mod rules;

pub use case::ItemCase;
pub use event::{
    AsKnown, Bought, Broke, Examined, Extended, LentOut, Repaired, Reserved, Returned, WrittenOff,
};
use mutual_care::base::kinds;
use mutual_care::machine::machine;
pub use rules::Policy;

machine! {
    /// An item of equipment that is lent to people at home: a hoist, a bed.
    pub Item(ItemEvent) of kinds::Source, keeps ItemCase, asked with Policy;
    /// The service bought it.
    begins InStore with Bought = "bought", "bought";
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
        /// It was examined where it is.
        Examined = "examined", "examined";
        /// Somebody was promised it. No longer offered: whoever comes first has it.
        Reserved = "reserved", "reserved";
    }

    from InStore:  LentOut => Lent;
    from InStore:  Broke => InRepair;
    from InStore:  Reserved stay, retired in "0.1";
    from Lent:     Extended stay;
    from Lent:     Returned => InStore, or Irregularly;
    from Lent:     Broke => InRepair;
    from InStore, Lent: Examined stay;
    from InRepair: Repaired => InStore;
    from InRepair: WrittenOff => Scrapped, or Irregularly, or TakenElsewhere;
}
