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

mod calls;
pub mod hand;
mod losses;
mod notice;
mod prove;
mod rests_on;
mod starts;
mod story;

pub use losses::{Losses, as_planned, losses};
pub use notice::Notice;
pub use prove::{Found, Look, Prover};
pub use rests_on::{own_critical_needs_that_stand, rests_on};
pub use starts::telling_starts;
