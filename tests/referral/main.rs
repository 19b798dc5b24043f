//! The record of a referral: its machine, each guard from both sides, what is carried over, what is missing for a
//! decision, what is owed, and lives in which anything may be offered. All children and homes are made up.

#![allow(unreachable_pub, reason = "the kit of proofs is shared with other tests")]

mod agreed;
mod carries;
mod dates;
mod emergency;
mod guards;
#[path = "../kit/mod.rs"]
mod kit;
mod late_or_less;
mod lives;
mod lives_there;
mod looking;
mod missing;
mod model;
mod people;
mod private;
mod proof;
mod receipts;
mod siblings;
mod stands;
