//! The slow reference for emergency proofs: `prove` from its definition, every loss, every silent responder, every
//! starting minute, each looked at minute by minute with the slow timeline.
//!
//! It was written from the definitions and the plain types of a plan and of an answer alone. Mount it beside the
//! slow reference of interdependence (`mod generator; mod reference; mod emergency_reference;`), on which it stands. Where a
//! definition leaves something open, the choice stands in the documentation of the item that makes it.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "each test that mounts the reference uses a part of it"
)]

pub mod absence;
mod calls;
pub mod hand;
mod hours;
mod losses;
mod notice;
mod prove;
mod read;
mod rests_on;
mod starts;
mod story;
mod unnoticed;

pub use calls::{help_of, is_ever_reachable};
pub use hours::{NothingToTell, nothing_to_tell};
pub use losses::{Losses, as_planned, losses};
pub use notice::{LeftOut, Notice, concerned, days_of_help, live_apart, live_together, notices_from_help};
pub use prove::{Found, Look, Prover, pattern, told};
pub use read::{read, read_for_any_day};
pub use rests_on::{against_wishes, for_other_days, own_critical_needs_that_stand, rests_on, stated_beyond};
pub use starts::telling_starts;
pub use unnoticed::{Does, Unnoticed};
