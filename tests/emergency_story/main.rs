//! Proofs in words, receipts of proofs, and what would repair a plan. Everybody in here is made up.

#![allow(unreachable_pub, reason = "each file is written as a module of its own")]

mod addresses;
mod agreed;
mod confirmed;
mod family;
mod found_out;
mod next_door;
mod night;
mod periods;
mod repaired;
mod told;
mod trial;
