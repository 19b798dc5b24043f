//! The record of an emergency plan: its machine, each guard from both sides, what is carried over, whether it is out
//! of date, what is owed, what an emergency costs, and a whole night played. All people are made up.

#![allow(unreachable_pub, reason = "the kit of proofs is shared with other tests")]

mod carries;
#[path = "../emergency_reference/mod.rs"]
mod emergency_reference;
mod family;
#[path = "../generator/mod.rs"]
mod generator;
mod guards;
#[path = "../kit/mod.rs"]
mod kit;
mod lives;
mod looking;
mod losses;
mod model;
mod night;
mod october;
mod private;
mod proof;
mod real_minutes;
#[path = "../reference/mod.rs"]
mod reference;
mod replay;
mod second_losses;
mod unknowns;
