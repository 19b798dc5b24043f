//! The record of a care package: its machine, each rule from both sides, what counts when, what a correction changes of what was
//! owed, what is owed by when, and random lives against a plain model. All people are made up.

#![allow(unreachable_pub, reason = "the kit of proofs is shared with other tests")]

mod agreeing;
mod deciding;
mod difference;
#[path = "../kit/mod.rs"]
mod kit;
mod lives;
mod made;
mod model;
mod proof;
mod reviewed;
mod urgent;
mod week;
