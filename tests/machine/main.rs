//! The kernel of the records, proven on a record of its own.

#![allow(unreachable_pub, reason = "the item is written as a room is, with its public parts")]

mod corrections;
mod doors;
mod item;
#[path = "../kit/mod.rs"]
mod kit;
mod loading;
mod proof;
mod setting;
mod values;
mod walks;
