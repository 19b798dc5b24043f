//! The record of a personal budget: every promise of every machine, what speaks against each step, what is owed, and random
//! lives beside a plain model. Everybody in here is made up.

#![allow(unreachable_pub, reason = "the kit is shared with other tests")]

#[path = "../kit/mod.rs"]
mod kit;
mod lives;
mod made;
mod owed;
mod proof;
mod steps;
